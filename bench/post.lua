-- Comments that differ in everything a rule looks at: person, network and words.
local threads = 0

function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

function init()
  math.randomseed(os.time() + id * 7919)
  number = math.random(1, 200000000)
end

function request()
  number = number + 1
  local person = string.format("%d-%d", id, number)
  -- One after the other from networks far apart: the pace of one network is limited.
  local address = string.format("10.%d.%d.%d", number % 256, math.floor(number / 256) % 256,
    math.floor(number / 65536) % 256)
  local body = "name=Reader+" .. person .. "&email=" .. person .. "%40example.com&website=" ..
    "&body=What+a+good+idea%2C+I+have+tried+it+" .. person .. "+times.&parent=&seconds=41.5"
  return wrk.format("POST", nil, {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Sec-Fetch-Site"] = "same-origin",
    ["X-Forwarded-For"] = address,
    ["User-Agent"] = "A browser",
  }, body)
end
