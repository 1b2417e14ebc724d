// Sends along what shows that the reader's address is theirs, where they wanted it kept.

export function start(form) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "proof";
  form.append(field);
  form.addEventListener("submit", () => {
    try {
      field.value = localStorage.getItem("proof") ?? "";
    } catch {
      // A browser that keeps nothing.
    }
  });
}
