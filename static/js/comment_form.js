// The comment form while it is filled in: characters left, time taken, sent once.

// From so few characters left on, screen readers are told.
const NEARLY_FULL = 100;

export function start(form) {
  for (const area of form.querySelectorAll("textarea[maxlength]")) countDown(area);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  sendOnce(form);
}

function countDown(area) {
  const left = document.createElement("p");
  left.className = "field__aside";
  area.parentElement.append(left);
  const show = () => {
    const characters = area.maxLength - area.value.length;
    left.ariaLive = characters <= NEARLY_FULL ? "polite" : "off";
    left.textContent = `${characters.toLocaleString("en")} characters left`;
  };
  area.addEventListener("input", show);
  // A page that comes back from history has its text again.
  window.addEventListener("pageshow", show);
  show();
}

function sendOnce(form) {
  const button = form.querySelector("[type=submit]");
  const seconds = form.querySelector("[data-seconds]");
  const before = Number(seconds.value) || 0;
  form.addEventListener("submit", (event) => {
    if (button.disabled) {
      event.preventDefault();
      return;
    }
    seconds.value = (before + performance.now() / 1000).toFixed(1);
    button.disabled = true;
  });
  window.addEventListener("pageshow", () => {
    button.disabled = false;
  });
}
