// Fills in name and e-mail the next time, if the reader wants that; kept in this browser alone.

const KEY = "commenter";

export function start(form) {
  const fields = [form.elements.name, form.elements.email];
  const known = read();
  const box = addBox(form.querySelector("[data-choices]"));
  box.checked = known !== null;
  for (const field of fields) field.value ||= known?.[field.name] ?? "";

  const keep = () => write(box.checked ? fields : null);
  form.addEventListener("change", keep);
  form.addEventListener("submit", keep);
}

function addBox(choices) {
  const [choice, label, box] = ["div", "label", "input"].map((tag) => document.createElement(tag));
  choice.className = "choice";
  label.className = "choice__label";
  box.type = "checkbox";
  label.append(box, " Remember my name and e-mail in this browser");
  choice.append(label);
  choices.append(choice);
  return box;
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function write(fields) {
  try {
    if (!fields) localStorage.removeItem(KEY);
    else {
      const known = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
      localStorage.setItem(KEY, JSON.stringify(known));
    }
  } catch {
    // A browser that keeps nothing.
  }
}
