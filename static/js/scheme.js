// The scheme that the reader has chosen on this device, before the page is drawn: a classic script
// in the head, because a module would come too late and let the other scheme flash up.

(() => {
  try {
    const chosen = localStorage.getItem("scheme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
  } catch {
    // No storage, no choice to remember: the device decides.
  }
})();
