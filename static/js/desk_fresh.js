// Tells what has come since the page of the queue was made, and leaves the page as it is.

const PAUSE = 30_000;

const fresh = document.querySelector("[data-fresh]");

setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch(fresh.dataset.fresh, { redirect: "manual" }).catch(() => null);
  const { fresh: count = 0, shown = "" } = answer?.ok ? await answer.json() : {};
  fresh.hidden = !count;
  fresh.firstElementChild.textContent = `${shown} new`;
}, PAUSE);
