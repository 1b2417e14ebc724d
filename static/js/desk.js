// The moderators' queue: decides without loading the page again, and by one key each.

// When so few cards are left to decide, more are brought.
const FEW = 10;

const said = document.querySelector("[data-said]");
const selection = document.querySelector("[data-selection]");
const sheet = document.querySelector("[data-keys]");
const keysOn = document.querySelector("[data-keys-on]");
const queue = document.querySelector("[data-queue]");
// What was decided last, the latest at the end: comment ids, several where one press decided them.
let decided = [];
// What the site has not answered yet.
const underWay = new Set();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-verbs], [data-selection]")) return;
  event.preventDefault();
  decide(form, event.submitter);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-change], [data-leave], [data-older]");
  const within = link?.closest("[data-card]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches("[data-older]")) showOlder();
  else if (!within) return;
  else if (link.matches("[data-leave]")) leave(within);
  else change(within, link.href);
  event.preventDefault();
});

async function ask(address, options = {}) {
  const headers = { Accept: "application/json" };
  const answer = await fetch(address, { ...options, headers }).catch(() => null);
  const isAnswer = answer?.headers.get("Content-Type") === "application/json";
  if (!isAnswer) say("That did not reach the site. Please try again.");
  return isAnswer ? answer.json() : null;
}

// Opens a form within the card that it changes.
async function change(within, address) {
  const answer = await ask(address);
  if (answer) fill(within, answer.form);
}

function fill(within, form) {
  const here = within.querySelector("[data-change-here]");
  here.innerHTML = form;
  here.querySelector("textarea, input:not([type=hidden])").focus();
}

function leave(within) {
  within.querySelector("[data-change-here]").replaceChildren();
  focusOn(within);
}

async function decide(form, button) {
  const sent = new FormData(form, button);
  const within = form.closest("[data-card]");
  const ids = within ? [within.id.split("-")[1]] : chosen(sent);
  if (!ids.length) {
    say("Nothing is selected.");
    return;
  }
  const isUndone = button.value === "restore";
  if (!isUndone) decided.push(ids);
  for (const id of ids) card(id).dataset.busy = "";
  if (!form.matches("[data-change-form]")) goOn(ids, isUndone);
  const asked = ask(form.action, { method: "POST", body: sent });
  underWay.add(asked);
  const answer = await asked;
  for (const id of ids) delete card(id).dataset.busy;
  if (answer?.cards) show(answer, ids, isUndone);
  else forget(ids);
  if (answer?.form) fill(within, answer.form);
  underWay.delete(asked);
}

function forget(ids) {
  decided = decided.map((each) => each.filter((id) => !ids.includes(id)));
}

// Whoever presses one key after the other does not wait for the site between two of them.
async function goOn(ids, isUndone) {
  if (open().length < FEW) older();
  const next = isUndone ? card(ids[0]) : following(ids);
  focusOn(next ?? ((await older()), following(ids)));
}

function chosen(sent) {
  return sent.getAll("comment").map((value) => value.split(":")[0]);
}

function show({ said: words, changed, cards, tabs }, ids, isUndone) {
  const hadFocus = ids.some((id) => card(id)?.contains(document.activeElement));
  for (const [id, html] of Object.entries(cards)) replace(card(id), html);
  replace(document.querySelector("[data-tabs]"), tabs);
  document.dispatchEvent(new Event("cards-changed"));
  forget(ids.filter((id) => changed.includes(Number(id)) === isUndone));
  say(words);
  const isRefused = ids.some((id) => card(id)?.querySelector("[role=alert]"));
  if (hadFocus) focusOn((!isRefused && !isUndone && following(ids)) || card(ids[0]));
}

function replace(old, html) {
  const made = document.createElement("template");
  made.innerHTML = html.trim();
  old?.replaceWith(made.content);
}

function card(id) {
  return document.getElementById(`comment-${id}`);
}

function all() {
  return [...document.querySelectorAll("[data-card]")];
}

// The first card behind these that nobody has decided; what was undone is looked at again.
function following(ids) {
  const cards = all();
  const last = Math.max(...ids.map((id) => cards.indexOf(card(id))));
  return cards.slice(last + 1).find((each) => open().includes(each));
}

function open() {
  return all().filter((each) => !each.matches(".card--decided, [data-busy]"));
}

async function showOlder() {
  const last = all().at(-1);
  await older();
  focusOn(following([last.id.split("-")[1]]));
}

// Puts the cards of the next page below the last one; only one such page is on its way at a time.
let coming = null;
function older() {
  coming ??= append().finally(() => {
    coming = null;
  });
  return coming;
}

async function append() {
  const link = document.querySelector("[data-older]");
  const answer = link && (await fetch(link.href).catch(() => null));
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  queue.append(...page.querySelectorAll("[data-queue] > [data-card]"));
  link.replaceWith(page.querySelector("[data-older]") ?? "");
  document.dispatchEvent(new Event("cards-changed"));
}

function say(words) {
  said.textContent = words;
}

function focusOn(element) {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: "nearest" });
}

function current() {
  return document.activeElement?.closest("[data-card]");
}

function move(step) {
  const cards = all();
  const at = cards.indexOf(current());
  focusOn(cards[at === -1 ? 0 : Math.min(Math.max(at + step, 0), cards.length - 1)]);
}

// Undoes the decided card that has the focus, or else the latest decision, and the one before it.
async function undo() {
  while (underWay.size) await Promise.all(underWay);
  decided = decided.filter((each) => each.length);
  if (current()?.matches(".card--decided") || !decided.length) press("z");
  else for (const id of decided.pop()) pressIn(card(id), "z");
}

function press(key, whole = false) {
  return pressIn(whole ? selection : current(), key);
}

function pressIn(root, key) {
  if (root?.matches("[data-busy]")) return true;
  const button = root?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  button?.click();
  return Boolean(button);
}

function typing(target) {
  return target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  const form = event.target.closest("[data-change-form]");
  if (form && event.key === "Escape") leave(form.closest("[data-card]"));
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    form.requestSubmit(form.querySelector("[data-send]"));
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || sheet.open) return;
  if (!keysOn.checked) return;
  const key = event.key.toLowerCase();
  const box = event.shiftKey ? "[data-select-page]" : "[data-select]";
  const deeds = {
    j: () => move(1),
    k: () => move(-1),
    x: () => (event.shiftKey ? document : current())?.querySelector(box)?.click(),
    z: undo,
    "?": () => sheet.showModal(),
  };
  if (deeds[key]) deeds[key]();
  else if (!press(key, event.shiftKey)) return;
  event.preventDefault();
});
