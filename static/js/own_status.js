// Asks again how one's own comment stands, as long as it is being checked, and shows the answer.
// What is here has arrived, so draft.js need not keep it any longer.

const TIMES = 10;
const FIRST_PAUSE = 1500;
const LONGER_EACH_TIME = 1.35;

export async function start(own) {
  forgetDrafts(own.dataset);
  let pause = FIRST_PAUSE;
  for (let time = 0; time < TIMES && isPending(own); time += 1) {
    await new Promise((resume) => setTimeout(resume, pause));
    pause *= LONGER_EACH_TIME;
    await refresh(own);
  }
}

function isPending(page) {
  return page.querySelector("[data-pending]") !== null;
}

async function refresh(own) {
  const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  // Swapping the same words would be read aloud again.
  if (isPending(now)) return;
  for (const part of ["[data-standing]", "[data-texts]"]) {
    const there = now.querySelector(part);
    if (there) own.querySelector(part).replaceChildren(...there.children);
  }
}

function forgetDrafts({ sentBy, editedBy, length }) {
  for (const key of [`draft ${sentBy}`, `draft ${editedBy}`]) {
    try {
      const draft = JSON.parse(localStorage.getItem(key));
      // Another text that never got here may wait under the same key.
      const isThis = draft?.sent && [...draft.text].length === Number(length);
      if (isThis) localStorage.removeItem(key);
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  }
}
