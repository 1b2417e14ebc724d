// Starts the modules that each part of the page asks for by its data-module attribute.

async function startModule(address, part) {
  const module = await import(address);
  module.start(part);
}

const parts = [...document.querySelectorAll("[data-module]")];
await Promise.all(
  parts.flatMap((part) => part.dataset.module.split(" ").map((address) => startModule(address, part))),
);
// From here on the page answers as it does with scripts; until then as it does without them.
performance.mark("modules-started");
