// Selecting cards of the queue: how many are selected, all of the page, and from one to another.

const label = document.querySelector("[data-selected]");
// The box for the whole page: by itself it stands for all cards; here it only ticks their boxes.
const wholePage = document.querySelector("[data-select-page]");
wholePage?.removeAttribute("name");
let last = null;

function boxes() {
  return [...document.querySelectorAll("[data-select]")];
}

function count() {
  const all = boxes();
  const selected = all.filter((box) => box.checked).length;
  label.textContent = selected ? `${selected} selected:` : "None selected:";
  if (wholePage) wholePage.checked = selected > 0 && selected === all.length;
}

document.addEventListener("change", ({ target }) => {
  if (target === wholePage) for (const box of boxes()) box.checked = wholePage.checked;
  if (target === wholePage || target.matches("[data-select]")) count();
});

// With Shift, from the box that was clicked before.
document.addEventListener("click", ({ target, shiftKey }) => {
  if (!target.matches("[data-select]")) return;
  const all = boxes();
  const ends = [all.indexOf(last), all.indexOf(target)].sort((one, other) => one - other);
  if (shiftKey && ends[0] >= 0) {
    for (const box of all.slice(ends[0], ends[1] + 1)) box.checked = target.checked;
  }
  last = target;
});

document.addEventListener("cards-changed", count);
count();
