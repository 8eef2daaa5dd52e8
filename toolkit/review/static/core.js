// What all pages of the review share: words, requests, keys, announcements, taking back.

export const told = JSON.parse(document.getElementById("told").textContent);
export const main = document.getElementById("main");

let table = {};

/** Words in the language of the interface; {name} is replaced by a value. */
export function t(text, values = {}) {
  return (table[text] ?? text).replace(/\{(\w+)\}/g, (whole, name) => apart(values[name] ?? whole));
}

/** A text in words of another direction: it has its own, and moves none of the signs around it. */
const goesLeft = document.documentElement.dir === "rtl";
const TO_THE_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const apart = (value) => (typeof value === "string" && (goesLeft || TO_THE_LEFT.test(value)) ? `${opening(value)}${value}\u2069` : value);

/** A browser takes the direction of a text from its first letter, but not from those that are set apart in it: a list of such goes as the page does. */
function opening(value) {
  const outside = value.replace(/[\u2066-\u2068][^\u2066-\u2069]*\u2069/g, "");
  return outside === value || /\p{L}/u.test(outside) ? "\u2068" : goesLeft ? "\u2067" : "\u2066";
}

/** What the interface calls a language. */
export function nameOf(tag) {
  try {
    return new Intl.DisplayNames([told.interface], { type: "language" }).of(tag);
  } catch {
    return tag; // one's own, which no browser knows
  }
}

/** A language: what it calls itself, and what the interface calls it. */
export function languageName(tag, autonym) {
  const name = nameOf(tag);
  return name.toLowerCase() === autonym.toLowerCase() ? autonym : `${autonym} · ${name}`;
}

/** An element. Texts are texts: nothing that comes from a file is ever markup. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined || value === null) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value") made.value = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

const CONTROLS = "a, button, input, select, textarea, summary";

/** What a person knows a control by: what it is, and what it says. */
const face = (control) =>
  [control.tagName, control.getAttribute("aria-label") ?? control.name ?? "", control.matches("a, button") ? control.textContent : ""].join("\n");

/**
 * Makes a part of the page anew: who is at a control in it stays at that one.
 *
 * make()    does it, and gives what stands there now
 * instead   gives what has the focus where the control is gone
 */
export function keepingFocus(place, make, instead = () => main) {
  const held = document.activeElement;
  const inside = held !== place && place.contains(held);
  const same = (control) => face(control) === face(held);
  const number = inside ? [...place.querySelectorAll(CONTROLS)].filter(same).indexOf(held) : -1;
  const made = make();
  if (inside && !held.isConnected) {
    const alike = [...made.querySelectorAll(CONTROLS)].filter(same);
    const there = alike[number] ?? alike[0] ?? instead();
    there.focus({ preventScroll: true });
    // What was selected wholly is so, whatever it says now.
    if (held.matches("textarea") && there.matches("textarea")) {
      const all = held.selectionStart === 0 && held.selectionEnd === held.value.length;
      there.setSelectionRange(all ? 0 : held.selectionStart, all ? there.value.length : held.selectionEnd);
    }
  }
  return made;
}

/** Puts in what comes late: what a person points at, or is at, stays where it is on the screen. */
export function keepingPlace(make) {
  const pointed = [...main.querySelectorAll(":hover")].at(-1);
  const at = pointed ?? (main.contains(document.activeElement) ? document.activeElement : main);
  const before = at.getBoundingClientRect();
  make();
  const seen = before.bottom > 0 && before.top < innerHeight;
  if (at !== main && at.isConnected && seen) scrollBy(0, at.getBoundingClientRect().top - before.top);
}

/** A list of which the rest is made when somebody comes to it, and goes when they leave. */
export function whenUsed(select, rest) {
  const shown = select.length;
  const fill = () => select.length === shown && select.append(...rest());
  for (const way of ["pointerdown", "focus"]) select.addEventListener(way, fill);
  select.addEventListener("blur", () => {
    while (select.length > shown && select.selectedIndex < shown) select.remove(shown);
  });
}

/** Said by a screen reader, and shown for a moment. */
export function announce(text) {
  const place = document.getElementById("status");
  place.replaceChildren(text); // a new one is said, though it were the same words as before
  place.classList.add("fresh");
  clearTimeout(announce.later);
  announce.later = setTimeout(quiet, 4000);
}

/** What was said is shown no more. */
const quiet = () => document.getElementById("status").classList.remove("fresh");
// On a small screen it covers some words: whoever touches that has read it, and wants what is there.
document.addEventListener("touchstart", quiet, { passive: true });

/** Some words, one after the other, but for what is empty. None stands inside another: so they keep their order. */
export function listed(words) {
  const between = t("{a}, {b}", { a: 0, b: 0 }).slice(1, -1);
  return words.filter(Boolean).map(apart).join(between);
}

let shows = 0; // how often all that has changed in the files could be shown

/** Nothing is left in one direction: told with what is left in the other, and the key that goes there. */
export function nothingFurther(words, left, name) {
  announce(left ? `${words} ${t("The other way: {n} (key {key}).", { n: left, key: keyOf(name) })}` : words);
}

/**
 * What went wrong, with what to do. It stays until it is dismissed, or another thing goes wrong; where it `passes`,
 * until the files can be shown. What is `lasting` is told nowhere else: it stays beside whatever comes.
 */
export function complain(error) {
  const place = document.getElementById("alert");
  quiet(); // it told of something else
  const words = [error.error ?? String(error), error.hint].filter(Boolean).join(" ");
  const close = el("button", { type: "button", title: "Escape", onclick: dismiss }, t("Dismiss"));
  place.dataset.about = error.about ?? "";
  place.replaceChildren(...lasting(), el("p", { class: error.lasting && "lasting" }, words), close);
  place.classList.toggle("passes", error.passes ?? false);
}

/** What went wrong is read: who was at its button is where they were before. */
function dismiss() {
  keepingFocus(document.getElementById("alert"), () => {
    document.getElementById("alert").replaceChildren();
    return main;
  }, () => (beforeAlert?.isConnected ? beforeAlert : main.querySelector("[data-index][tabindex='0']") ?? main));
}
let beforeAlert = null; // what had the focus before somebody went to what went wrong
document.getElementById("alert").addEventListener("focusin", ({ currentTarget, relatedTarget }) => {
  if (relatedTarget && !currentTarget.contains(relatedTarget)) beforeAlert = relatedTarget;
});

/** What went wrong with an act is told until the same act is done. */
function settled(about) {
  if (document.getElementById("alert").dataset.about === about) takeAway();
}

/** Takes away what is told, but for what is lasting. */
function takeAway() {
  if (lasting().length) document.querySelector("#alert > p:not(.lasting)")?.remove();
  else dismiss();
}

const lasting = () => document.querySelectorAll("#alert > .lasting");

let showing = Promise.resolve();
let showsNext = false;

/** Shows what has changed in the files: once after the other, for an answer that is late would undo a newer one. */
function showChanged() {
  if (showsNext) return;
  showsNext = true;
  showing = showing.then(() => {
    showsNext = false;
    return showOnce();
  });
}

/** What can't be shown is told at once, and taken away when it can. */
async function showOnce() {
  try {
    for (const call of listeners) await call();
  } catch (error) {
    return complain(error);
  }
  shows += 1;
  const place = document.getElementById("alert");
  if (!place.classList.contains("passes")) return;
  place.classList.remove("passes");
  if (!place.hasChildNodes()) return; // dismissed
  takeAway();
  announce(t("The files can be read again."));
}

// Requests.

export function who() {
  return localStorage.getItem("diglot-who") || told.who;
}

async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw { error: t("The command that serves these pages has ended."), hint: t("Start `diglot review` again: all that was saved is in the files.") };
  }
  const type = answer.headers.get("content-type") ?? "";
  const value = type.includes("json") ? await answer.json() : { error: await answer.text() };
  if (answer.ok || answer.status === 409) return value;
  throw value;
}

/** Tells this page from others that are open. */
const PAGE = crypto.randomUUID();
const about = () => ({ document: told.document, lang: told.lang });

/** What a page asks for; it is asked for again where it failed and the files could be shown meanwhile. */
export async function look(what, asked = {}, view = told.view) {
  const query = new URLSearchParams({ ...about(), ...asked });
  const before = shows;
  try {
    return await ask(`/data/${view}/${what}?${query}`);
  } catch (error) {
    if (shows !== before) return look(what, asked, view);
    throw Object.assign(error, { passes: true }); // nothing was decided by it
  }
}

// Bytes of what browsers send on for a page that is closed: 64 KiB of all that is on its way.
const [KEPT, KEPT_LAST] = [8_000, 48_000];

function post(path, value, kept = KEPT) {
  const headers = { "content-type": "application/json", "x-diglot-who": encodeURIComponent(who()), "x-diglot-page": PAGE };
  const body = new Blob([JSON.stringify(value)]);
  // What was sent is done, though its page is closed meanwhile.
  return ask(path, { method: "POST", headers, body, keepalive: body.size < kept });
}

const DONE = Promise.resolve(true);
const UNCHANGED = "unchanged"; // what became of an act that has changed no file
let running = DONE; // the last act
let last = DONE; // whether what was decided last was done, also where it takes long; or that it was so already
let back = DONE; // whether what was to be taken back last was
let refusals = 0; // acts that couldn't be done
const long = new Set(); // acts that go on meanwhile: those behind them don't wait
let waitingChanges = []; // what was asked for, and waits for what was asked for before
let closed = false;

/** Sends what changes something once others are done; or at once, with all that waits, where the page is closed. Null where what became of these makes it unwanted. */
function postBehind(others, path, value, wanted = () => true) {
  const asked = { path, value };
  waitingChanges.push(asked);
  return others.then((done) => {
    if (closed) return new Promise(() => {});
    waitingChanges = waitingChanges.filter((other) => other !== asked);
    return wanted(done) ? post(path, value) : null;
  });
}

// Who closes the page has been shown what they decided, and has pressed the key that takes it back.
addEventListener("pagehide", () => {
  closed = true;
  if (waitingChanges.length) post("/waiting", { changes: waitingChanges }, KEPT_LAST).catch(() => {});
  waitingChanges = [];
});
// One that a browser brings back has sent what waited, and knows nothing of what came of it.
addEventListener("pageshow", (event) => event.persisted && location.reload());

/** What an act is, and what it is about, without what it would make of it. */
const subject = (path, { document: name, lang, ids, speaker, label, key, edits }) =>
  JSON.stringify([path, name, lang, ids, speaker, label, key, edits?.map((edit) => edit.name)]);

/** Something was decided that is so already: there is nothing to be taken back, and what was done before isn't meant. */
export function decidedNothing() {
  [last, back] = [Promise.resolve(UNCHANGED), DONE];
}

/**
 * An act: one after the other, in the order in which they were asked for. One that may take long goes on meanwhile;
 * one that `prepares` what others need decides nothing.
 */
export function act(what, given = {}, { takesLong = false, prepares = false, view = told.view } = {}) {
  const [path, value] = [`/act/${view}/${what}`, { ...about(), ...given }];
  const same = subject(path, value);
  const mine = postBehind(running, path, value);
  // What two have changed at once isn't done for the second.
  const done = ({ clashes, saved }) => {
    settled(same);
    if (clashes) refusals++;
    return !clashes && (saved || UNCHANGED);
  };
  const refused = (error) => {
    error.about = same;
    refusals++;
    return false;
  };
  const ended = mine.then(done, refused);
  if (!prepares) [last, back] = [ended, DONE];
  if (takesLong) {
    long.add(ended);
    ended.then(() => long.delete(ended));
  } else running = ended;
  return mine;
}

// Taking back.

const turned = new Set();

/** Called whenever files may have changed, with what changed them. */
export function onTurn(call) {
  turned.add(call);
}

/** What an act did: on these pages it begins with what its button says; in a reading it may end with a kind or a role. */
function inWords({ view, words }) {
  if (view === "reading") return words.replace(/(?<=(→|:) )\S+$/, (last) => t(last));
  const [label, ...about] = words.split(": ");
  return ["project", "alignment"].includes(view) ? [t(label), ...about.map(apart)].join(": ") : words;
}

/** The document of a place and its language, which people know; the names of its parts are for files. */
function placeInWords(place) {
  const [name, lang] = place.split("#")[0].split("/");
  return listed([name, lang && nameOf(lang)]);
}

/** Where it did that, as far as this page isn't about it. */
function elsewhere({ place }) {
  const there = place.split("#")[0];
  const mine = told.view === "project" ? [""] : ["", told.document, `${told.document}/${told.lang}`];
  return mine.includes(there) ? "" : ` (${placeInWords(place)})`;
}

let turning = Promise.resolve();

/** before: `refusals` when it was asked for. Nothing is turned where what is `meant` changed nothing, or wasn't done, and that was told since. */
function turn(path, value, words, nothing, meant = DONE, before = refusals) {
  // One after the other, as acts: who presses twice hears the second behind the first. What takes long has been done, too.
  const mine = postBehind(Promise.all([meant, running, ...long]), path, value, ([done]) => (done ? done !== UNCHANGED : refusals === before));
  const done = (answer) => {
    if (!answer) refusals++;
    return Boolean(answer);
  };
  const ended = mine.then(done, () => true);
  running = last = ended.then(() => true);
  back = path === "/undo" ? ended : DONE;
  const unmeant = async () => {
    if (path !== "/undo") return nothing;
    return (await meant) === UNCHANGED
      ? t("What was decided last was so already, so nothing is taken back. Once more takes back what was done before.")
      : t("What was decided last couldn't be done, so nothing is taken back.");
  };
  return (turning = turning.then(() => turnShown(mine, words, nothing, unmeant)).catch(complain));
}

/** What was taken back is told once it is shown, as far as it can be: nothing moves under the finger of who goes on. */
async function turnShown(asked, words, nothing, unmeant) {
  const answer = await asked;
  if (!answer) return announce(await unmeant());
  const { act: done } = answer;
  try {
    if (done) for (const call of turned) await call(done);
  } finally {
    announce(done ? t(words, { act: inWords(done) + elsewhere(done) }) : nothing);
  }
}

/** Takes back what was decided last. Who does so at once, where that can't be done, doesn't mean what was decided before it. */
export function undo() {
  const before = refusals;
  inTurn(() => void turn("/undo", {}, t("Taken back: {act}"), t("Nothing is left to be taken back."), last, before))();
}

/** Does again what was taken back last; where at once before nothing was taken back, nothing. */
export function redo() {
  const before = refusals;
  inTurn(() => void turn("/redo", {}, t("Done again: {act}"), t("Nothing is left to be done again."), back, before))();
}

async function history() {
  const { acts } = await ask("/history");
  const one = (done) => {
    const [path, label, words, nothing] = done.undone
      ? ["/restore", t("Do this one again"), t("Done again: {act}"), t("It was done again already.")]
      : ["/revert", t("Take back this one alone"), t("Taken back: {act}"), t("It was taken back already.")];
    return el("button", { type: "button", onclick: () => turn(path, { number: done.number }, words, nothing).then(history) }, label);
  };
  const rows = acts.map((done) =>
    el(
      "li",
      { class: done.undone ? "undone" : "" },
      el("span", { class: "words", dir: "auto" }, inWords(done)),
      el("span", { class: "meta" }, [done.who, done.time.slice(0, 16).replace("T", " "), placeInWords(done.place), done.undone && t("taken back")].filter(Boolean).join(" · ")),
      told.readOnly ? null : one(done),
    ),
  );
  dialog(t("What was done"), rows.length ? el("ol", { class: "history" }, rows) : el("p", {}, t("Nothing yet.")));
}

// Dialogs.

/**
 * A dialog with a heading; Escape closes it, and the focus goes back to where it was.
 *
 * The heading has the focus first: whoever types on when it comes chooses nothing, and a long one begins at its top.
 */
export function dialog(title, ...content) {
  voices(document.body);
  document.querySelector("dialog.open")?.remove();
  const back = document.activeElement;
  const shown = el("dialog", { class: "open", "aria-labelledby": "dialog-title" }, [
    el("h2", { id: "dialog-title", tabindex: -1, autofocus: true }, title),
    ...content,
    el("form", { method: "dialog" }, el("button", {}, t("Close"))),
  ]);
  shown.addEventListener("close", () => {
    if (shown.contains(document.getElementById("status"))) voices(document.body);
    shown.remove();
    // Its row may have been made anew meanwhile.
    const there = back?.isConnected ? back : main.querySelector("[data-index][tabindex='0']") ?? main;
    there.focus({ preventScroll: there === main });
  });
  document.body.append(shown);
  shown.showModal();
  voices(shown);
  return shown;
}

/** What is said, and what went wrong, is told where people are: nobody hears or reaches what is beside a dialog. */
function voices(place) {
  for (const name of ["status", "alert"]) {
    const voice = document.getElementById(name);
    if (voice.parentElement !== place) place.append(voice);
  }
}

/** Asks for some texts; gives them by name, or null where somebody thinks better of it. */
export function askFor(title, fields, button = t("Do it")) {
  return new Promise((resolve) => {
    const inputs = fields.map(({ name, label, value = "", choices, offers }) => {
      const input = choices
        ? el("select", { name }, choices.map(([key, shown]) => el("option", { value: key, selected: key === value }, shown)))
        : el("input", { name, value, dir: "auto", autocomplete: "off", list: offers ? `offers-${name}` : false });
      const list = offers ? el("datalist", { id: `offers-${name}` }, offers.map((one) => el("option", { value: one }))) : null;
      return el("label", {}, label, " ", input, list);
    });
    const form = el("form", { method: "dialog", class: "asks" }, inputs, el("button", { value: "yes" }, button));
    const shown = dialog(title, form);
    let given = null;
    form.addEventListener("submit", () => (given = Object.fromEntries(new FormData(form))));
    shown.addEventListener("close", () => resolve(given));
    // What is needed with another field is asked for here: whoever is refused would type all of it again.
    const require = () => {
      for (const field of fields.filter((one) => one.neededWith)) form.elements[field.name].required = form.elements[field.neededWith].value.trim() !== "";
    };
    form.addEventListener("input", require);
    require();
    const first = form.querySelector("input, select");
    first?.focus();
    first?.select?.(); // what is typed takes the place of what is offered
  });
}

let sought = ""; // asked for once more it leads to the next place

const BREAK = "<br>"; // as it is typed
const BREAKS = /(?<!\\)<br>/;

/** A text for an element, with its line breaks as they are printed. */
export const lines = (text) => text.split(BREAKS).flatMap((line, number) => (number ? [el("br"), line] : [line]));

/** The beginning of a text, on one line. */
export function beginning(text, size = 40) {
  const line = text.split(BREAKS).map((part) => part.trim()).join(" ");
  return line.length > size ? `${line.slice(0, size - 1)}…` : line;
}

/** Where in a text that is shown by `lines` a point of the screen is, in UTF-16 units; null where it is in none of its lines. */
export function offsetAt(element, x, y) {
  const found = document.caretPositionFromPoint?.(x, y);
  const range = found ? null : document.caretRangeFromPoint?.(x, y); // other browsers have the one or the other
  const [node, offset] = found ? [found.offsetNode, found.offset] : [range?.startContainer, range?.startOffset];
  if (node?.nodeType !== Node.TEXT_NODE || node.parentNode !== element) return null;
  let before = 0;
  for (let one = node.previousSibling; one; one = one.previousSibling) before += (one.data ?? BREAK).length;
  return before + offset;
}

/**
 * Asks for a number or for words, and goes there.
 *
 * number(text) gives what is asked for a number; null for words.
 */
export async function goTo(label, number, at, open) {
  const given = await askFor(t("Go to"), [{ name: "place", label, value: sought }], t("Go"));
  const place = given?.place.trim();
  if (!place) return;
  sought = place;
  const numbered = number(place);
  const { row } = await look("row", { ...(numbered ?? { words: place }), at });
  if (row < 0) return announce(t("It is nowhere here."));
  await open(row);
  if (!numbered && row <= at) announce(t("It is found from the start on again."));
}

// Keys.

const commands = new Map();

/** A command with a key. In a field it works where it is held with Ctrl or Alt, as `typing` says. */
export function command(name, key, label, run, { typing = false, writes = false } = {}) {
  if (writes && told.readOnly) return;
  commands.set(name, { name, key: told.keys[name] ?? key, label, run, typing });
}

let waiting = Promise.resolve();

/** What a key does, after all that was asked for by keys before: whoever is quick loses nothing. */
export function inTurn(run) {
  return (...given) => (waiting = waiting.then(() => run(...given)).catch(complain));
}

/** The key of a command, as it is printed. */
export function keyOf(name) {
  return commands.get(name)?.key ?? "";
}

function pressed(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  const key = event.key === " " ? "Space" : event.key;
  // A letter says itself whether it was shifted; a key without a letter doesn't.
  if (event.shiftKey && (key.length > 1 || parts.length)) parts.push("Shift");
  return [...parts, parts.length && key.length === 1 ? key.toLowerCase() : key].join("+");
}

function isField(element) {
  return element?.matches?.("input:not([type=checkbox], [type=radio]), textarea, select") ?? false;
}

/** Fields that somebody has typed into: there the keys that take back and do again are about the typing. */
const typedInto = new WeakSet();
addEventListener("input", ({ target }) => target.matches("input, textarea") && typedInto.add(target), true);
const TAKES_BACK = ["undo", "redo"];

function onKey(event) {
  if (event.isComposing || document.querySelector("dialog[open]")) return;
  const key = pressed(event);
  if (key === "Escape" && document.getElementById("alert").hasChildNodes()) return dismiss();
  const typing = isField(event.target);
  // These press a button that has the focus, or follow a link.
  if (["Enter", "Space"].includes(key) && event.target.closest?.("button, a, summary")) return;
  for (const { name, key: wanted, run, typing: always } of commands.values()) {
    if (wanted !== key) continue;
    if (typing && !always && (typedInto.has(event.target) || !TAKES_BACK.includes(name))) continue;
    event.preventDefault();
    run(event);
    return;
  }
}

async function rename() {
  const given = await askFor(t("Who works here"), [
    { name: "who", label: t("Your name, for the list of acts and for comments"), value: who() },
    { name: "lang", label: t("Language of these pages"), value: told.interface, choices: told.interfaces },
  ], t("That's me"));
  if (!given) return;
  localStorage.setItem("diglot-who", given.who.trim());
  if (given.lang === told.interface) return;
  document.cookie = `diglot-lang=${given.lang}; path=/; max-age=31536000; SameSite=Strict`;
  location.reload();
}

/** All acts of the page with their keys: who has no keyboard does each from here. */
function help() {
  const named = [...commands.values()].filter(({ label, run }) => label && run !== help);
  const does = (run) => {
    shown.addEventListener("close", () => run(), { once: true });
    shown.close();
  };
  const rows = named.map(({ name, key, label, run }) =>
    el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, key)), el("td", {}, el("button", { type: "button", class: "link", onclick: () => does(run) }, t(label))), el("td", {}, el("code", {}, name))),
  );
  const shown = dialog(t("Acts and keys"), el("table", { class: "keys" }, el("tbody", {}, rows)));
}

// What other programs do.

const listeners = new Set();

/** Called when a file of the project was changed by another page or another program. */
export function onChange(call) {
  listeners.add(call);
}

const askers = new Set();

/** Called when something was made in the background: who has asked for it asks again. */
export function onMade(call) {
  askers.add(call);
}

let people = [];

function namesAt(place) {
  const names = people.filter((person) => person.place === place).map((person) => person.name);
  if (names.length > 1) return t("{names} are here", { names: listed(names) });
  return names.length ? t("{names} is here", { names: names[0] }) : "";
}

/** Names those at other pages who work at a place, as long as they do. */
export function peopleAt(place) {
  return el("span", { class: "people", dir: "auto", "data-at": place }, namesAt(place));
}

/** Tells the others where this person is at work. */
export function here(place) {
  at = place;
  post("/here", { place }).catch(() => {});
}

let at = "";

function listen() {
  let source = null;
  let later = 0;
  let greeted = false;
  // A little later: what changes at once, as by a build of many files, is looked at once.
  const soon = () => {
    clearTimeout(later);
    later = setTimeout(showChanged, 150);
  };
  const connect = () => {
    source = new EventSource(`/events?page=${PAGE}&since=${told.version}`);
    source.addEventListener("changed", (event) => JSON.parse(event.data).page !== PAGE && soon());
    source.addEventListener("made", () => {
      for (const call of askers) call();
    });
    source.addEventListener("missed", (event) => {
      const words = JSON.parse(event.data).join(" ");
      complain({ error: t("A page was closed before all was done that was decided on it."), hint: words, lasting: true });
    });
    source.addEventListener("people", (event) => {
      people = JSON.parse(event.data);
      for (const shown of document.querySelectorAll(".people")) shown.textContent = namesAt(shown.dataset.at);
    });
    // After a break, as when a machine has slept, anything may have changed.
    source.addEventListener("hello", () => {
      if (greeted) {
        soon();
        if (at) here(at);
      }
      greeted = true;
    });
  };
  // A browser has six connections to one address: pages that nobody sees hold none of them.
  document.addEventListener("visibilitychange", () => {
    source?.close();
    source = null;
    if (!document.hidden) connect();
  });
  if (!document.hidden) connect();
}

// The beginning.

/** A button that each page has from the beginning. */
export const tool = (name) => document.querySelector(`#tools [data-tool="${name}"]`);

function tools() {
  for (const [name, run] of Object.entries({ undo, redo, help, history, name: rename })) tool(name)?.addEventListener("click", run);
}

/** What stays at the top covers what is below it: styles know how high both bars are, which may have several lines. */
function measured() {
  const bars = { "--bar": document.querySelector("header.bar"), "--toolbar": main.querySelector(".toolbar") };
  const look = new ResizeObserver(() => {
    for (const [name, bar] of Object.entries(bars)) {
      document.documentElement.style.setProperty(name, `${bar?.offsetHeight ?? 0}px`);
    }
  });
  for (const bar of Object.values(bars)) if (bar) look.observe(bar);
}

/** Begins a page: `build` fills it. */
export async function begin(build) {
  for (const offered of document.querySelectorAll("form.choose option[lang]")) {
    offered.textContent = languageName(offered.value, offered.textContent);
  }
  document.querySelector("form.choose")?.addEventListener("change", (event) => event.currentTarget.requestSubmit());
  table = await ask(`/words/${told.interface}`);
  command("help", "?", "This list of keys", help);
  command("undo", "Ctrl+z", "Take back what was done last", undo, { writes: true });
  command("redo", "Ctrl+Shift+z", "Do again what was taken back", redo, { writes: true });
  command("history", "h", "All that was done", history);
  document.addEventListener("keydown", onKey);
  tools();
  try {
    await build();
  } catch (error) {
    if (!main.querySelector("h1")) main.prepend(el("h1", {}, told.title));
    complain(error);
    // What can't be shown now may be mended in its file.
    onChange(() => location.reload());
  }
  measured();
  main.removeAttribute("aria-busy");
  document.getElementById("wait").remove();
  listen();
  document.documentElement.dataset.ready = "yes";
}
