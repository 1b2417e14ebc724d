// Lets an editor click on what must stay in sight; the number fields beside it work without this.

for (const area of document.querySelectorAll("[data-focal-point]")) {
  const whole = area.querySelector("[data-focal-whole]");
  const mark = area.querySelector("[data-focal-mark]");
  const cuts = area.querySelector("[data-focal-cuts]");
  const fields = ["x", "y"].map((axis) => document.getElementById(`id_focal_${axis}`));
  if (fields.includes(null)) continue;

  const percent = (field) => Math.min(100, Math.max(0, Number(field.value) || 0));

  const show = () => {
    const [x, y] = fields.map(percent);
    mark.style.left = `${x}%`;
    mark.style.top = `${y}%`;
    for (const cut of cuts.children) cut.style.objectPosition = `${x}% ${y}%`;
  };

  whole.addEventListener("click", (event) => {
    const box = whole.getBoundingClientRect();
    fields[0].value = Math.round((100 * (event.clientX - box.left)) / box.width);
    fields[1].value = Math.round((100 * (event.clientY - box.top)) / box.height);
    show();
  });
  for (const field of fields) field.addEventListener("input", show);

  for (const part of area.querySelectorAll("[hidden]")) part.hidden = false;
  whole.classList.add("focal__whole--clickable");
  show();
}
