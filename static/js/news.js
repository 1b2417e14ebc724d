// Tells, without moving anything, that comments have been published since the page was made.

const FIRST_PAUSE = 30;
const LONGEST_PAUSE = 300;
const WATCH_FOR = 3600;

export async function start(news) {
  const { address, shown } = news.dataset;
  const until = Date.now() + WATCH_FOR * 1000;
  let pause = FIRST_PAUSE;
  while (Date.now() < until) {
    await seconds(pause);
    await seen();
    const { published, newest } = await count(address);
    const fresh = published - Number(shown);
    if (fresh > 0) {
      announce(news, fresh, newest);
      return;
    }
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

function seconds(number) {
  return new Promise((resume) => setTimeout(resume, number * 1000));
}

// Nobody is told anything while the page is in the background.
function seen() {
  return new Promise((resume) => {
    const look = () => {
      if (document.hidden) return;
      document.removeEventListener("visibilitychange", look);
      resume();
    };
    document.addEventListener("visibilitychange", look);
    look();
  });
}

async function count(address) {
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? answer.json() : { published: 0 };
}

function announce(news, fresh, newest) {
  const look = button(fresh === 1 ? "Show 1 new comment" : `Show ${fresh} new comments`, () => {
    location.assign(inSameOrder(newest));
  });
  const dismiss = button("Not now", () => {
    news.replaceChildren();
    news.hidden = true;
  });
  dismiss.classList.add("button--quiet");
  news.replaceChildren(look, dismiss);
}

// The comment in its place, for whoever reads the newest first as for all others.
function inSameOrder(permalink) {
  const address = new URL(permalink, location);
  const order = new URLSearchParams(location.search).get("order");
  if (order) address.searchParams.set("order", order);
  return address;
}

function button(words, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}
