// Keeps a copy of what is typed in this browser until it has arrived: own_status.js takes it away.
// A copy belongs to where the form sends it, and to the comment that is answered.

const DAYS = 30;

export function start(form) {
  const area = form.elements.body;
  const parent = form.elements.parent;
  const place = `draft ${new URL(form.action).pathname} `;
  const notice = makeNotice(area, () => {
    area.value = area.defaultValue;
    keep();
    area.focus();
  });
  let kept = key();

  forgetOld();
  goToUnsentReply();
  restore();
  // What was typed before this script came.
  if (area.value !== area.defaultValue && !read(kept)) keep();

  // At every key, so that a browser that dies loses nothing.
  area.addEventListener("input", () => keep());
  form.addEventListener("moved", () => {
    if (area.value === area.defaultValue) restore();
    else keep();
  });
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) keep(true);
  });

  function key() {
    return place + (parent?.value ?? "");
  }

  function keep(sent = false) {
    if (kept !== key()) drop(kept);
    kept = key();
    const { value } = area;
    if (value.trim() === "" || (!sent && value === area.defaultValue)) drop(kept);
    else write(kept, { text: value, at: Date.now(), sent });
  }

  function restore() {
    kept = key();
    const text = read(kept)?.text ?? area.value;
    if (area.value !== area.defaultValue || text === area.value) return;
    area.value = text;
    area.dispatchEvent(new Event("input"));
    notice.tell("Your unsent text was restored.");
  }

  // The form stands under the article until somebody answers; so does reply.js find it.
  function goToUnsentReply() {
    if (!parent || parent.value || read(key()) || area.value) return;
    const answered = unsent()
      .map((name) => name.slice(place.length))
      .find((pk) => document.querySelector(`a[data-reply-to="${CSS.escape(pk)}"]`));
    if (!answered) return;
    parent.value = answered;
    form.dispatchEvent(new Event("answer", { bubbles: true }));
  }

  function unsent() {
    const mine = names().filter((name) => name.startsWith(place) && name !== place);
    return mine.sort((one, other) => read(other).at - read(one).at);
  }
}

function makeNotice(area, discard) {
  const words = document.createElement("span");
  const button = document.createElement("button");
  const notice = document.createElement("p");
  words.role = "status";
  button.type = "button";
  button.className = "button button--quiet";
  button.textContent = "Discard";
  button.hidden = true;
  button.addEventListener("click", () => {
    words.textContent = "";
    button.hidden = true;
    discard();
  });
  notice.className = "form__restored";
  notice.append(words, button);
  area.before(notice);
  return {
    tell(text) {
      words.textContent = text;
      button.hidden = false;
    },
  };
}

function forgetOld() {
  const oldest = Date.now() - DAYS * 24 * 3600 * 1000;
  for (const name of names()) if (!(read(name)?.at > oldest)) drop(name);
}

function names() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith("draft "));
  } catch {
    return [];
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, draft) {
  try {
    localStorage.setItem(name, JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing, or is full: there is no copy, and the form works as ever.
  }
}

function drop(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Then there was none.
  }
}
