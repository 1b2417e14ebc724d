// Tells, without moving anything, that comments have been published since the page was made.

const FIRST_PAUSE = 30;
const LONGEST_PAUSE = 300;
const WATCH_FOR = 3600;

export async function start(news) {
  const { address, shown, firstPause = FIRST_PAUSE } = news.dataset;
  const until = Date.now() + WATCH_FOR * 1000;
  let pause = Number(firstPause);
  while (Date.now() < until) {
    await seconds(pause);
    await seen();
    const fresh = (await published(address)) - Number(shown);
    if (fresh > 0) {
      announce(news, fresh);
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

async function published(address) {
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? (await answer.json()).published : 0;
}

function announce(news, fresh) {
  const look = button(fresh === 1 ? "Show 1 new comment" : `Show ${fresh} new comments`, () => {
    show(new URL(news.dataset.newest, location));
  });
  const dismiss = button("Not now", () => {
    news.replaceChildren();
    news.hidden = true;
  });
  dismiss.classList.add("button--quiet");
  news.replaceChildren(look, dismiss);
}

// The newest stand first there, however many pages there are.
function show(newest) {
  const isHere = location.pathname + location.search === newest.pathname + newest.search;
  location.assign(newest);
  if (isHere) location.reload();
}

function button(words, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}
