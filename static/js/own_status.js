// Asks again how one's own comment stands, as long as it is being checked, and shows the answer.

const TIMES = 10;
const FIRST_PAUSE = 1500;
const LONGER_EACH_TIME = 1.35;

export async function start(standing) {
  let pause = FIRST_PAUSE;
  for (let time = 0; time < TIMES && isPending(standing); time += 1) {
    await new Promise((resume) => setTimeout(resume, pause));
    pause *= LONGER_EACH_TIME;
    await refresh(standing);
  }
}

function isPending(standing) {
  return standing.querySelector("[data-pending]") !== null;
}

async function refresh(standing) {
  const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-standing]");
  // Swapping the same words would be read aloud again.
  if (now && !isPending(now)) standing.replaceChildren(...now.children);
}
