// Opens the comment form under the comment that is answered. Without it, Reply leads to a page.

export function start(discussion) {
  const respond = discussion.querySelector("[data-respond]");
  const form = respond?.querySelector("form");
  if (!form) return;

  const heading = respond.querySelector("[data-respond-heading]");
  const cancel = respond.querySelector("[data-reply-cancel]");
  const home = document.createComment("the form's own place");
  const headline = heading.textContent;
  let opener = null;
  respond.before(home);

  discussion.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-reply-to]");
    if (!link || opensElsewhere(event)) return;
    event.preventDefault();
    moveUnder(link);
    respond.scrollIntoView({ block: "nearest" });
    firstEmpty(form).focus({ preventScroll: true });
  });
  cancel.addEventListener("click", () => {
    moveHome();
    opener.focus();
  });
  // A page that comes back from history has its fields again, the hidden one too.
  window.addEventListener("pageshow", follow);
  // draft.js has found an unsent reply.
  form.addEventListener("answer", follow);
  follow();

  function follow() {
    const answered = form.elements.parent.value;
    const link = discussion.querySelector(`a[data-reply-to="${CSS.escape(answered)}"]`);
    if (link) moveUnder(link);
    else moveHome();
  }

  // What stands there already is not moved: that would take the cursor from whoever is writing.
  function putBehind(place) {
    if (place.nextSibling !== respond) place.after(respond);
  }

  function moveUnder(link) {
    opener = link;
    putBehind(link.closest("article"));
    form.elements.parent.value = link.dataset.replyTo;
    heading.textContent = `Reply to ${nameBeside(link)}`;
    cancel.hidden = false;
    form.dispatchEvent(new Event("moved"));
  }

  function moveHome() {
    putBehind(home);
    form.elements.parent.value = "";
    heading.textContent = headline;
    cancel.hidden = true;
    form.dispatchEvent(new Event("moved"));
  }
}

function nameBeside(link) {
  return link.closest("article").querySelector("[data-name]").textContent;
}

function firstEmpty(form) {
  const { name, email, body } = form.elements;
  return [name, email].find((field) => field.value === "") ?? body;
}

function opensElsewhere(event) {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}
