// Sending what was written: once, by the keyboard too, and looking at it first without leaving.

export function start(form) {
  const [send, look] = form.querySelectorAll("[type=submit]");
  sendOnce(form, send);
  sendByKeyboard(form, look);
  previewHere(form, look);
}

function sendOnce(form, button) {
  const seconds = form.querySelector("[data-seconds]");
  const before = Number(seconds?.value) || 0;
  form.addEventListener("submit", (event) => {
    if (button.disabled) {
      event.preventDefault();
      return;
    }
    if (seconds) seconds.value = (before + performance.now() / 1000).toFixed(1);
    button.disabled = true;
  });
  window.addEventListener("pageshow", () => {
    button.disabled = false;
  });
}

function sendByKeyboard(form, lastButton) {
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  const hint = document.createElement("span");
  hint.className = "field__aside form__keys";
  hint.textContent = /Mac|iP/.test(navigator.platform) ? "⌘ Return sends" : "Ctrl + Enter sends";
  lastButton.after(hint);
}

function previewHere(form, button) {
  const place = document.createElement("div");
  place.className = "form__preview";
  place.ariaLive = "polite";
  button.parentElement.before(place);
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    place.replaceChildren(await preview(form));
  });
}

async function preview(form) {
  const body = new URLSearchParams(new FormData(form));
  body.set("preview", "1");
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  const page = new DOMParser().parseFromString((await answer?.text()) ?? "", "text/html");
  const shown = page.querySelector("[data-preview]") ?? page.querySelector("#id_body_error");
  // Where the page is shown as a whole the preview takes the focus; here it does not.
  shown?.querySelector("[autofocus]")?.removeAttribute("autofocus");
  return shown ?? sorry();
}

function sorry() {
  const words = document.createElement("p");
  words.textContent = "There is no preview just now. What you typed is still here.";
  return words;
}
