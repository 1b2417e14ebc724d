// Lets the reader choose light or dark, or leave it to the device, and remembers it here.

const root = document.documentElement;

export function start(group) {
  const chosen = root.dataset.scheme ?? "";
  group.querySelector(`input[value="${chosen}"]`).checked = true;
  group.addEventListener("change", (event) => choose(event.target.value));
}

function choose(scheme) {
  if (scheme) root.dataset.scheme = scheme;
  else delete root.dataset.scheme;
  try {
    if (scheme) localStorage.setItem("scheme", scheme);
    else localStorage.removeItem("scheme");
  } catch {
    // It holds for this page, then.
  }
}
