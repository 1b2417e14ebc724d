// Starts the module that each part of the page asks for by its data-module attribute.

for (const part of document.querySelectorAll("[data-module]")) {
  import(part.dataset.module).then((module) => module.start(part));
}
