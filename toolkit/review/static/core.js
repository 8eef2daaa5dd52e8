// What all pages of the review share: words, requests, keys, announcements, taking back, and lists that are long.

export const told = JSON.parse(document.getElementById("told").textContent);
export const main = document.getElementById("main");

let table = {};

/** Words in the language of the interface; {name} is replaced by a value. */
export function t(text, values = {}) {
  return (table[text] ?? text).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
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

/** Said by a screen reader, and shown for a moment. */
export function announce(text) {
  const place = document.getElementById("status");
  place.textContent = text;
  place.classList.add("fresh");
  clearTimeout(announce.later);
  announce.later = setTimeout(() => place.classList.remove("fresh"), 4000);
}

/** What went wrong, with what to do; it stays until it is dismissed. */
export function complain(error) {
  const place = document.getElementById("alert");
  const words = [error.error ?? String(error), error.hint].filter(Boolean).join(" ");
  const close = el("button", { type: "button", onclick: () => place.replaceChildren() }, t("Dismiss"));
  place.replaceChildren(el("p", {}, words), close);
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

/** What a page asks for. */
export function look(what, asked = {}, view = told.view) {
  const query = new URLSearchParams({ ...about(), ...asked });
  return ask(`/data/${view}/${what}?${query}`);
}

function post(path, value) {
  const headers = { "content-type": "application/json", "x-diglot-who": encodeURIComponent(who()), "x-diglot-page": PAGE };
  return ask(path, { method: "POST", headers, body: JSON.stringify(value) });
}

let running = Promise.resolve();

/** An act: one after the other, in the order in which they were asked for. */
export function act(what, value = {}, view = told.view) {
  const mine = running.then(() => post(`/act/${view}/${what}`, { ...about(), ...value }));
  running = mine.catch(() => {});
  return mine;
}

// Taking back.

const turned = new Set();

/** Called whenever files may have changed, with what changed them. */
export function onTurn(call) {
  turned.add(call);
}

async function turn(path, value, words, nothing) {
  await running;
  try {
    const { act: done } = await post(path, value);
    announce(done ? t(words, { act: done.words }) : nothing);
    if (done) for (const call of turned) await call(done);
  } catch (error) {
    complain(error);
  }
}

export const undo = () => turn("/undo", {}, t("Taken back: {act}"), t("Nothing is left to be taken back."));
export const redo = () => turn("/redo", {}, t("Done again: {act}"), t("Nothing is left to be done again."));

async function history() {
  const { acts } = await ask("/history");
  const rows = acts.map((done) =>
    el(
      "li",
      { class: done.undone ? "undone" : "" },
      el("span", { class: "words", dir: "auto" }, done.words),
      el("span", { class: "meta" }, `${done.who} · ${done.time.slice(0, 16).replace("T", " ")} · ${done.place}`),
      done.undone
        ? el("em", {}, t("taken back"))
        : el(
            "button",
            {
              type: "button",
              onclick: () => turn("/revert", { number: done.number }, t("Taken back: {act}"), t("It was taken back already.")).then(history),
            },
            t("Take back this one alone"),
          ),
    ),
  );
  dialog(t("What was done"), rows.length ? el("ol", { class: "history" }, rows) : el("p", {}, t("Nothing yet.")));
}

// Dialogs.

/** A dialog with a heading; Escape closes it, and the focus goes back to where it was. */
export function dialog(title, ...content) {
  document.querySelector("dialog.open")?.remove();
  const back = document.activeElement;
  const shown = el("dialog", { class: "open", "aria-labelledby": "dialog-title" }, [
    el("h2", { id: "dialog-title" }, title),
    ...content,
    el("form", { method: "dialog" }, el("button", {}, t("Close"))),
  ]);
  shown.addEventListener("close", () => {
    shown.remove();
    back?.focus?.();
  });
  document.body.append(shown);
  shown.showModal();
  return shown;
}

/** Asks for some texts; gives them by name, or null where somebody thinks better of it. */
export function askFor(title, fields, button = t("Do it")) {
  return new Promise((resolve) => {
    const inputs = fields.map(({ name, label, value = "", choices }) => {
      const input = choices
        ? el("select", { name }, choices.map(([key, shown]) => el("option", { value: key, selected: key === value }, shown)))
        : el("input", { name, value, dir: "auto", autocomplete: "off" });
      return el("label", {}, label, " ", input);
    });
    const form = el("form", { method: "dialog", class: "asks" }, inputs, el("button", { value: "yes" }, button));
    const shown = dialog(title, form);
    let given = null;
    form.addEventListener("submit", () => (given = Object.fromEntries(new FormData(form))));
    shown.addEventListener("close", () => resolve(given));
    form.querySelector("input, select")?.focus();
  });
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

function onKey(event) {
  if (event.isComposing || document.querySelector("dialog[open]")) return;
  const key = pressed(event);
  const typing = isField(event.target);
  // These press a button that has the focus, or follow a link.
  if (["Enter", "Space"].includes(key) && event.target.closest?.("button, a, summary")) return;
  for (const { key: wanted, run, typing: always } of commands.values()) {
    if (wanted !== key || (typing && !always)) continue;
    event.preventDefault();
    run(event);
    return;
  }
}

async function rename() {
  const given = await askFor(t("Who works here"), [{ name: "who", label: t("Your name, for the list of acts and for comments"), value: who() }], t("That's me"));
  if (given) localStorage.setItem("diglot-who", given.who.trim());
}

function help() {
  const named = [...commands.values()].filter(({ label }) => label);
  const rows = named.map(({ name, key, label }) => el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, key)), el("td", {}, t(label)), el("td", {}, el("code", {}, name))));
  dialog(t("Keys"), el("table", { class: "keys" }, el("tbody", {}, rows)));
}

// Long lists.

/**
 * A list of which a window is in the page: some sixty rows around the one that has the focus.
 *
 * fetchRows(start, count) gives rows, row(value, index) an element for one. Both ends load more as they come into
 * view.
 */
export class Rows {
  constructor({ label, count, fetchRows, row, onFocus = () => {}, size = 40 }) {
    Object.assign(this, { count, fetchRows, row, onFocus, size, start: 0, end: 0, at: -1, turn: 0, values: new Map() });
    this.list = el("div", { class: "rows", role: "list", "aria-label": label });
    this.before = el("button", { type: "button", class: "more", onclick: () => this.more(-1) }, t("Earlier ones"));
    this.after = el("button", { type: "button", class: "more", onclick: () => this.more(1) }, t("Later ones"));
    this.element = el("div", {}, this.before, this.list, this.after);
    this.list.addEventListener("focusin", (event) => {
      const row = event.target.closest("[data-index]");
      if (row && Number(row.dataset.index) !== this.at) this.focused(Number(row.dataset.index));
    });
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) this.more(entry.target === this.after ? 1 : -1);
    }, { rootMargin: "400px" });
    seen.observe(this.after);
    seen.observe(this.before);
  }

  async values_(start, count) {
    const first = Math.max(0, start);
    const last = Math.min(this.count, start + count);
    let missing = false;
    for (let index = first; index < last; index++) missing ||= !this.values.has(index);
    if (missing && last > first) {
      const rows = await this.fetchRows(first, last - first);
      rows.forEach((value, offset) => this.values.set(first + offset, value));
    }
    return [first, last];
  }

  element_(index) {
    const made = this.row(this.values.get(index), index);
    made.dataset.index = index;
    made.setAttribute("role", "listitem");
    made.setAttribute("aria-posinset", index + 1);
    made.setAttribute("aria-setsize", this.count);
    if (!made.hasAttribute("tabindex")) made.tabIndex = index === this.at ? 0 : -1;
    return made;
  }

  /** The window around a row: its first, and how many there are. */
  window(index) {
    return [Math.max(0, Math.min(index - (this.size >> 1), this.count - this.size)), this.size];
  }

  /** Shows the window around a row; false where another one was asked for meanwhile. */
  async show(index) {
    const turn = ++this.turn;
    const [first, last] = await this.values_(...this.window(index));
    if (turn !== this.turn) return false;
    this.start = first;
    this.end = last;
    this.list.replaceChildren(...Array.from({ length: last - first }, (_, offset) => this.element_(first + offset)));
    this.bounds();
    return true;
  }

  bounds() {
    this.before.hidden = this.start === 0;
    this.after.hidden = this.end >= this.count;
  }

  /** Loads rows at an end, and lets go of as many at the other. */
  async more(direction) {
    // The first window is shown by who made the list.
    if (this.loading || !this.end || (direction < 0 ? this.start === 0 : this.end >= this.count)) return;
    this.loading = true;
    const turn = this.turn;
    try {
      const step = this.size >> 1;
      const begin = direction < 0 ? Math.max(0, this.start - step) : this.end;
      const [first, last] = await this.values_(begin, direction < 0 ? this.start - begin : step);
      if (turn !== this.turn) return;
      const anchor = direction < 0 ? this.list.firstElementChild : this.list.lastElementChild;
      const before = anchor?.getBoundingClientRect().top ?? 0;
      const made = Array.from({ length: last - first }, (_, offset) => this.element_(first + offset));
      if (direction < 0) {
        this.list.prepend(...made);
        this.start = first;
        while (this.end - this.start > this.size + step && this.end - 1 > this.at) this.drop(--this.end);
      } else {
        this.list.append(...made);
        this.end = last;
        while (this.end - this.start > this.size + step && this.start < this.at) this.drop(this.start++);
      }
      // What a person reads stays where it is.
      if (anchor?.isConnected) scrollBy(0, anchor.getBoundingClientRect().top - before);
      this.bounds();
    } finally {
      this.loading = false;
    }
  }

  drop(index) {
    this.list.querySelector(`:scope > [data-index="${index}"]`)?.remove();
  }

  focused(index) {
    const old = this.elementOf(this.at);
    if (old) old.tabIndex = -1;
    this.at = index;
    const now = this.elementOf(index);
    if (now) now.tabIndex = 0;
    this.onFocus(index, this.values.get(index));
  }

  elementOf(index) {
    return this.list.querySelector(`:scope > [data-index="${index}"]`);
  }

  /** Goes to a row, and gives it the focus. */
  async go(index, { focus = true } = {}) {
    if (index < 0 || index >= this.count) return false;
    if (index < this.start + 3 || index >= this.end - 3) {
      const near = !this.elementOf(index) || (index < this.start + 3 && this.start > 0) || (index >= this.end - 3 && this.end < this.count);
      if (near && !(await this.show(index))) return false;
    }
    this.focused(index);
    const row = this.elementOf(index);
    if (focus) row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
    return true;
  }

  /** Puts a new value into a row. */
  renew(index, value) {
    if (value === undefined) return; // the list is being loaded anew
    this.values.set(index, value);
    const old = this.elementOf(index);
    if (!old) return;
    // One that was left is not gone back to.
    const held = document.activeElement === old && index === this.at;
    const made = this.element_(index);
    old.replaceWith(made);
    if (held) made.focus({ preventScroll: true });
  }

  /** Forgets what it knows, and shows it anew where it is. */
  async reload(count = this.count) {
    this.count = count;
    this.values.clear();
    const held = this.list.contains(document.activeElement);
    await this.show(Math.max(0, Math.min(this.at, count - 1)));
    if (held) this.elementOf(this.at)?.focus({ preventScroll: true });
  }
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
  return names.length ? t("{names} is here", { names: names.join(", ") }) : "";
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
    later = setTimeout(async () => {
      for (const call of listeners) await call();
    }, 150);
  };
  const connect = () => {
    source = new EventSource(`/events?page=${PAGE}`);
    source.addEventListener("changed", (event) => JSON.parse(event.data).page !== PAGE && soon());
    source.addEventListener("made", () => {
      for (const call of askers) call();
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

function tools() {
  const place = document.getElementById("tools");
  const button = (label, run, key) =>
    el("button", { type: "button", onclick: run, title: key ? `${label} (${key})` : label }, label);
  if (!told.readOnly) place.append(button(t("Undo"), undo, keyOf("undo")), button(t("Redo"), redo, keyOf("redo")));
  else place.append(el("strong", {}, t("For showing: nothing is changed.")));
  if (!told.readOnly) place.append(button(t("Name"), rename));
  place.append(button(t("History"), history, keyOf("history")), button(t("Keys"), help, keyOf("help")));
}

/** Begins a page: `build` fills it. */
export async function begin(build) {
  document.querySelector("form.choose")?.addEventListener("change", (event) => event.currentTarget.requestSubmit());
  table = await ask(`/words/${told.interface}`);
  command("help", "?", "This list of keys", help);
  command("undo", "Ctrl+z", "Take back what was done last", undo, { writes: true });
  command("redo", "Ctrl+Shift+z", "Do again what was taken back", redo, { writes: true });
  command("history", "h", "All that was done", history);
  document.addEventListener("keydown", onKey);
  try {
    await build();
  } catch (error) {
    complain(error);
    // What can't be shown now may be mended in its file.
    onChange(() => location.reload());
  }
  tools();
  listen();
  document.documentElement.dataset.ready = "yes";
}
