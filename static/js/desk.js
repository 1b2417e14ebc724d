// The moderators' queue: decides without loading the page again, and by one key each.

// So long nobody pauses who presses one key after the other, in milliseconds.
const FLOW = 700;
// So long a message stays that needs no answer.
const READ = 10_000;
// When so few cards are left to decide, more are brought.
const FEW = 10;

const said = document.querySelector("[data-said]");
const selection = document.querySelector("[data-selection]");
const sheet = document.querySelector("[data-keys]");
const keysOn = document.querySelector("[data-keys-on]");
const queue = document.querySelector("[data-queue]");
// What was decided last, the latest at the end: comment ids, several where one press decided them.
let decided = [];
// On which cards of this page a button was pressed.
const touched = new Set();
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

// What the site answers to a script; or, as `trouble`, what stands in the way.
async function ask(address, options = {}) {
  const headers = { Accept: "application/json" };
  const asked = { ...options, headers, redirect: "manual" };
  const answer = await fetch(address, asked).catch(() => null);
  if (!answer) return { trouble: "unreachable" };
  if (answer.type === "opaqueredirect") return { trouble: "signed-out" };
  if (answer.headers.get("Content-Type") !== "application/json") return { trouble: "refused" };
  return answer.json();
}

function inWords(trouble) {
  return document.querySelector(`[data-trouble="${trouble}"]`).content.cloneNode(true);
}

// Opens a form within the card that it changes.
async function change(within, address) {
  const answer = await ask(address);
  if (answer.trouble) say(inWords(answer.trouble));
  else fill(within, answer.form);
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

function decide(form, button) {
  const sent = new FormData(form, button);
  const within = form.closest("[data-card]");
  const ids = within ? [idOf(within)] : chosen(sent);
  const stays = form.matches("[data-change-form]") || "stays" in button.dataset;
  if (ids.length) send(form.action, sent, ids, { isUndone: button.value === "restore", stays });
  else say("Nothing is selected.");
}

async function send(address, sent, ids, { isUndone, stays = false }) {
  if (!isUndone) decided.push(ids);
  for (const id of ids) begin(id);
  if (!stays) goOn(ids, isUndone);
  const asked = ask(address, { method: "POST", body: sent });
  underWay.add(asked);
  const answer = await asked;
  for (const id of ids) delete card(id).dataset.busy;
  if (answer.cards) show(answer, ids, isUndone);
  else (isUndone ? remember : forget)(ids);
  if (answer.form) fill(card(ids[0]), answer.form);
  if (answer.trouble) fail(ids, answer.trouble);
  underWay.delete(asked);
}

function begin(id) {
  touched.add(id);
  card(id).dataset.busy = "";
  card(id).querySelector("[data-not-done]")?.remove();
}

function remember(ids) {
  forget(ids);
  decided.push(ids);
}

// Says on each card that nothing has happened to it.
function fail(ids, trouble) {
  for (const id of ids) {
    const notice = document.createElement("p");
    notice.className = "card__notice";
    notice.dataset.notDone = "";
    notice.append("Nothing is done yet. ", inWords(trouble));
    card(id).querySelector("[data-verbs]").before(notice);
  }
  say(inWords(trouble), card(ids[0]));
  lookAgain(card(ids[0]));
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
  forget(ids.filter((id) => changed.includes(Number(id)) === isUndone));
  document.dispatchEvent(new Event("cards-changed"));
  const refused = ids.map(card).find((each) => each?.querySelector(".card__notice"));
  say(words, refused);
  const isDone = !refused && !isUndone && ids.every((id) => card(id)?.matches(".card--decided"));
  if (hadFocus) focusOn((isDone && following(ids)) || refused || card(ids[0]));
  else if (refused) lookAgain(refused);
}

function replace(old, html) {
  const made = document.createElement("template");
  made.innerHTML = html.trim();
  old?.replaceWith(made.content);
}

function card(id) {
  return document.getElementById(`comment-${id}`);
}

function idOf(element) {
  return element.id.split("-")[1];
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
  focusOn(following([idOf(last)]));
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
  const answer = link && (await fetch(link.href, { redirect: "manual" }).catch(() => null));
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  queue.append(...page.querySelectorAll("[data-queue] > [data-card]"));
  link.replaceWith(page.querySelector("[data-older]") ?? "");
  document.dispatchEvent(new Event("cards-changed"));
}

// Where a card is named the message stays, and leads to it; else it is gone after a while.
let saying;
function say(words, about = null) {
  clearTimeout(saying);
  said.replaceChildren(words);
  if (!about) saying = setTimeout(() => said.replaceChildren(), READ);
  if (about) said.append(" ", linkTo(about));
}

function linkTo(element) {
  const link = document.createElement("a");
  link.href = `#${element.id}`;
  link.textContent = "Look at it";
  return link;
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

// Brings a card back to whoever has gone on by keys. What they press now was meant for another:
// keys that change something rest until they have moved, or paused.
let restsSince = 0;
let isByKey = false;
function lookAgain(at) {
  const isElsewhere = typing(document.activeElement) || sheet.open;
  if (!isByKey || isElsewhere || isResting() || at.contains(document.activeElement)) return;
  focusOn(at);
  restsSince = Date.now();
}

function isResting() {
  return Date.now() - restsSince < FLOW;
}

document.addEventListener("pointerdown", () => {
  isByKey = false;
  restsSince = 0;
});

// Undoes the decided card that has the focus, or else the latest decision, and the one before it;
// on a page where nothing was decided, what was done before to the card that has the focus.
async function undo() {
  while (underWay.size) await Promise.all(underWay);
  decided = decided.filter((each) => each.length);
  const here = current();
  if (here?.matches(".card--decided") && pressIn(here, "z")) return;
  if (decided.length) takeBack(decided.pop());
  else if (!here || touched.has(idOf(here)) || !pressIn(here, "z")) {
    say("There is nothing left to undo.");
  }
}

// All that one press decided is taken back by one press.
function takeBack(ids) {
  const sent = new FormData(selection);
  sent.delete("comment");
  sent.set("verb", "restore");
  for (const id of ids) {
    sent.append("comment", card(id).querySelector("[data-verbs] [name=comment]").value);
  }
  send(selection.action, sent, ids, { isUndone: true });
}

function press(key, whole = false) {
  const root = whole ? selection : current();
  if (pressIn(root, key)) return true;
  const verb = selection.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (verb && root?.dataset.state === verb.dataset.leadsTo) {
    say(`It is ${verb.dataset.done} already.`);
  }
  return false;
}

function pressIn(root, key) {
  if (root?.matches("[data-busy]")) {
    say("The site has not answered yet.");
    return true;
  }
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
  if (!keysOn.checked || event.key.length > 1) return;
  const key = event.key.toLowerCase();
  if ("jk".includes(key)) restsSince = 0;
  if (isResting()) restsSince = Date.now();
  isByKey = true;
  const box = event.shiftKey ? "[data-select-page]" : "[data-select]";
  const deeds = {
    j: () => move(1),
    k: () => move(-1),
    x: () => (event.shiftKey ? document : current())?.querySelector(box)?.click(),
    z: undo,
    "?": () => sheet.showModal(),
  };
  if (isResting()) {
    say("That key was not counted. Please look at this comment first.");
    return;
  }
  if (deeds[key]) deeds[key]();
  else if (!press(key, event.shiftKey)) return;
  event.preventDefault();
});
