"use strict";
// A translation is gone over here, and what was decided is saved as a file for `diglot import`.
const data = JSON.parse(document.getElementById("data").textContent);
const INTERFACE = JSON.parse(document.getElementById("interface").textContent);
let shown = chosen();
const states = () => [["empty", t("empty")], ["fuzzy", t("draft")], ["unrevised", t("not gone over")], ["done", t("translated")], ["reviewed", t("reviewed")], ["approved", t("approved")]];
const KEPT = `diglot-page ${data.document} ${data.target.lang}`;
const decided = new Map(read());

/** The language of the page: what its person chose, else the first that the browser asks for, else English. */
function chosen() {
  const base = (lang) => lang.split("-")[0];
  for (const asked of [kept("diglot-lang"), ...navigator.languages]) {
    const found = asked && INTERFACE.find(({ lang }) => base(lang) === base(asked));
    if (found) return found;
  }
  return INTERFACE[0];
}

function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Words in the language of the page; {name} is replaced by a value. */
function t(text, values = {}) {
  return (shown.words[text] ?? text).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function read() {
  try {
    return JSON.parse(kept(KEPT) ?? "[]");
  } catch {
    return [];
  }
}

function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value") made.value = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

function now(unit) {
  const kept = decided.get(unit.id);
  // What was decided on an earlier page is of the message as it was then.
  const holds = kept && kept.base === unit.base && kept.source === unit.source;
  return { ...unit, remark: "", ...(holds ? kept : {}) };
}

function differs(unit) {
  const made = now(unit);
  return made.target !== unit.target || made.state !== unit.state || made.remark.trim() !== "";
}

function row(unit, number) {
  const made = now(unit);
  const [kind, ...more] = unit.context.split("|");
  const article = el("article", { class: differs(unit) ? "changed" : "" });
  const change = (part) => {
    const next = { ...now(unit), ...part };
    decided.set(unit.id, { target: next.target, state: next.state, remark: next.remark, base: unit.base, source: unit.source });
    // Where nobody can keep anything, as in a private window, the file is what is left.
    try {
      localStorage.setItem(KEPT, JSON.stringify([...decided]));
    } catch {}
    article.classList.toggle("changed", differs(unit));
    count();
  };
  const state = el("select", { "aria-label": t("State of message {n}", { n: number }), onchange: () => change({ state: state.value }) },
    ...states().filter(([value]) => value !== "unrevised" || unit.state === value).map(([value, label]) => el("option", { value }, label)));
  state.value = made.state;
  const target = el("textarea", {
    "aria-label": t("Translation of message {n}", { n: number }), lang: data.target.lang, dir: data.target.dir,
    rows: Math.max(2, Math.ceil(unit.source.length / 50)), value: made.target,
    oninput: () => {
      // Who writes into an empty one has translated it; who empties one has taken it back.
      const before = now(unit).state;
      const next = target.value.trim() === "" ? "empty" : before === "empty" ? "done" : before;
      state.value = next;
      change({ target: target.value, state: next });
    },
  });
  const remark = el("input", { "aria-label": t("Comment on message {n}", { n: number }), dir: "auto", value: made.remark, oninput: () => change({ remark: remark.value }) });
  article.append(
    el("h2", {}, el("bdi", {}, [number, t(kind), ...more].join(" · "))),
    el("div", {},
      el("p", { class: "text", lang: data.source.lang, dir: data.source.dir }, unit.source),
      el("ul", { class: "notes" }, ...[...unit.notes, ...unit.comments].map((note) => el("li", { dir: "auto" }, note)))),
    el("div", {}, target,
      el("div", { class: "choices" }, el("label", {}, t("State"), " ", state), el("label", {}, t("Comment"), " ", remark))),
  );
  return article;
}

function count() {
  const number = data.units.filter(differs).length;
  output.textContent = number === 0 ? t("Nothing is decided yet.") : t("{n} of {all} messages decided. Save them before you close the page.", { n: number, all: data.units.length });
}

function save() {
  const units = data.units.filter(differs).map((unit) => {
    const { remark, ...made } = now(unit);
    return { ...made, comments: remark.trim() ? [...unit.comments, remark.trim()] : unit.comments };
  });
  const file = new Blob([JSON.stringify({ ...data, units }, null, 1)], { type: "application/json" });
  const link = el("a", { href: URL.createObjectURL(file), download: `${data.document}.${data.target.lang}.json` });
  link.click();
  URL.revokeObjectURL(link.href);
  output.textContent = t("{n} decisions are in the file {file}. Send it to whoever sent you this page.", { n: units.length, file: link.download });
}

const output = el("output", { role: "status" });

function build() {
  Object.assign(document.documentElement, { lang: shown.lang, dir: shown.dir });
  const language = el("select", { "aria-label": t("Language of these pages"), onchange: () => {
    shown = INTERFACE.find(({ lang }) => lang === language.value);
    try {
      localStorage.setItem("diglot-lang", shown.lang);
    } catch {}
    build();
    document.querySelector(".bar select").focus();
  } }, ...INTERFACE.map(({ lang, name }) => el("option", { value: lang, lang }, name)));
  language.value = shown.lang;
  document.getElementById("main").replaceChildren(
    el("div", { class: "bar" }, output, language, el("button", { type: "button", onclick: save }, t("Save what I decided"))),
    ...data.units.map((unit, index) => row(unit, index + 1)),
  );
  count();
}

build();
