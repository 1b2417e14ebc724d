// A link to one comment unfolds what it stands in, and keyboard and screen reader go on from there.

export function start(thread) {
  const goTo = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.matches("article") || !thread.contains(target)) return;
    const fold = target.closest("details");
    if (fold && !fold.open) {
      fold.open = true;
      target.scrollIntoView();
    }
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", goTo);
  goTo();
}
