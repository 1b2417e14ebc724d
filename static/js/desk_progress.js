// Shows how far bulk decisions are, without loading the page again until one of them has ended.

const PAUSE = 1_000;

for (const one of document.querySelectorAll("[data-progress]")) {
  one.querySelector("[data-look-again]").hidden = true;
  watch(one);
}

async function watch(one) {
  const answer = await fetch(one.dataset.progress).catch(() => null);
  if (answer?.ok) {
    const { value, most, said, is_under_way: isUnderWay } = await answer.json();
    if (!isUnderWay) {
      location.reload();
      return;
    }
    const bar = one.querySelector("[data-bar]");
    bar.max = most;
    bar.value = value;
    one.querySelector("[data-said]").textContent = said;
  }
  setTimeout(() => watch(one), PAUSE);
}
