// How much room is left for the text, once most of it is used up.

const USED_UP = 0.8;
// Screen readers are told when the typing pauses for so many milliseconds.
const PAUSE = 1500;

export function start(form) {
  const area = form.elements.body;
  const limit = Number(area.dataset.limit);
  const seen = document.createElement("p");
  const heard = document.createElement("p");
  seen.className = "field__aside";
  heard.className = "visually-hidden";
  heard.role = "status";
  area.after(seen, heard);
  let telling;

  function count() {
    // Characters, as the server counts them, not halves of them.
    const length = [...area.value].length;
    const words = length < limit * USED_UP ? "" : inWords(limit - length);
    seen.textContent = words;
    seen.hidden = words === "";
    area.setCustomValidity(length > limit ? words : "");
    clearTimeout(telling);
    telling = setTimeout(() => (heard.textContent = words), PAUSE);
  }

  area.addEventListener("input", count);
  // A page that comes back from history has its text again.
  window.addEventListener("pageshow", count);
  count();
}

function inWords(left) {
  const number = Math.abs(left).toLocaleString("en");
  return left < 0 ? `${number} characters too many` : `${number} characters left`;
}
