// The sheet of keys: opens it, and keeps whether this browser uses the keys at all.

const KEYS_OFF = "fitsite.desk.keys-off";

const sheet = document.querySelector("[data-keys]");
const keysOn = sheet.querySelector("[data-keys-on]");
keysOn.checked = !localStorage.getItem(KEYS_OFF);
keysOn.addEventListener("change", () => {
  if (keysOn.checked) localStorage.removeItem(KEYS_OFF);
  else localStorage.setItem(KEYS_OFF, "1");
});

const showKeys = document.querySelector("[data-show-keys]");
showKeys.hidden = false;
showKeys.addEventListener("click", () => sheet.showModal());
