// Starts the modules that each part of the page asks for by its data-module attribute.

for (const part of document.querySelectorAll("[data-module]")) {
  for (const address of part.dataset.module.split(" ")) {
    import(address).then((module) => module.start(part));
  }
}
