// On a page behind a mailed link: offers to keep, in this browser, a proof of the reader's address.

const KEY = "proof";

export function start(part) {
  const [label, box] = ["label", "input"].map((tag) => document.createElement(tag));
  part.className = "choice";
  label.className = "choice__label";
  box.type = "checkbox";
  box.checked = read() !== null;
  box.addEventListener("change", () => write(box.checked ? part.dataset.proof : null));
  label.append(box, " Recognise me in this browser when I comment with this address");
  part.append(label);
}

function read() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function write(proof) {
  try {
    if (proof) localStorage.setItem(KEY, proof);
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing.
  }
}
