"use strict";
// A translation is gone over here, and what was decided is saved as a file for `diglot import`.
const data = JSON.parse(document.getElementById("data").textContent);
const INTERFACE = JSON.parse(document.getElementById("interface").textContent);
let shown = chosen();
const states = () => [["empty", t("empty")], ["fuzzy", t("draft")], ["unrevised", t("not gone over")], ["done", t("translated")], ["reviewed", t("reviewed")], ["approved", t("approved")]];
const KEPT = `diglot-page ${data.document} ${data.target.lang}`;
const decided = new Map(read(KEPT));
const ANSWERED = `${KEPT} reading`;
const answered = new Map(read(ANSWERED)); // what was decided about the transcript, by `placeOf`

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

function read(name) {
  try {
    return JSON.parse(kept(name) ?? "[]");
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

/** Where nobody can keep anything, as in a private window, the file is what is left. */
function keep(name, map) {
  try {
    localStorage.setItem(name, JSON.stringify([...map]));
  } catch {}
}

function differs(unit) {
  const made = now(unit);
  return made.target !== unit.target || made.state !== unit.state || made.remark.trim() !== "";
}

function row(unit, number) {
  const made = now(unit);
  const article = el("article", { class: differs(unit) ? "changed" : "" });
  const change = (part) => {
    const next = { ...now(unit), ...part };
    decided.set(unit.id, { target: next.target, state: next.state, remark: next.remark, base: unit.base, source: unit.source });
    keep(KEPT, decided);
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
    el("h2", {}, el("bdi", {}, [number, t(unit.kind), unit.who].filter(Boolean).join(" · "))),
    el("div", {},
      el("p", { class: "text", lang: data.source.lang, dir: data.source.dir }, unit.source),
      el("ul", { class: "notes" }, ...[...unit.notes, ...unit.comments].map((note) => el("li", { dir: "auto" }, note)))),
    el("div", {}, target,
      el("div", { class: "choices" }, el("label", {}, t("State"), " ", state), el("label", {}, t("Comment"), " ", remark))),
  );
  return article;
}

// Questions about the transcript.

const asks = data.questions.flatMap(({ paragraphs }) => paragraphs);
const placeOf = (about) => JSON.stringify(Object.values(about));
const answers = () => asks.filter((about) => answered.has(placeOf(about))).map((about) => ({ about, ...answered.get(placeOf(about)) }));
const NOBODY = "-";
const people = () => data.speakers.map((name) => [name, name]);

function question({ code, messages, paragraphs }) {
  return el("section", { class: "question" },
    el("h3", {}, el("bdi", {}, code), " ", messages[shown.lang] ?? messages.en),
    ...paragraphs.map(doubtful));
}

/** What is asked, what may be answered, and what was. */
function asked(about, known) {
  if (about.speaker) return [t("What {name} does", { name: about.speaker }), data.roles.map((name) => [name, t(name)]), known?.role ?? ""];
  if (about.label) {
    const others = people().filter(([name]) => name !== about.label);
    const whose = [[about.label, t("a speaker's")], [NOBODY, t("text, and nobody's")], ...others];
    return [t("Whose is the label “{label}”, wherever it stands?", { label: about.label }), whose, known ? known.who[0] ?? NOBODY : ""];
  }
  return [t("What it is"), [[NOBODY, t("right as it is")], ...data.kinds.map((name) => [name, t(name)])], known ? known.kind || NOBODY : ""];
}

function doubtful(about) {
  const place = placeOf(about);
  const article = el("article", {});
  const known = answered.get(place);
  const [heading, options, chosen] = asked(about, known);
  const choice = (label, options, value) => {
    const made = el("select", { "aria-label": label, onchange: change }, ...options.map(([key, words]) => el("option", { value: key }, words)));
    made.value = value;
    return made;
  };
  const kind = choice(heading, [["", t("not decided")], ...options], chosen);
  const ofParagraph = !about.speaker && !about.label;
  const who = ofParagraph ? choice(t("Whose it is"), [["", t("the speaker before, or the label's")], ...people()], known?.who[0] ?? "") : null;
  function change() {
    if (kind.value === "") answered.delete(place);
    else if (about.speaker) answered.set(place, { role: kind.value });
    else if (about.label) answered.set(place, { kind: "", who: kind.value === NOBODY ? [] : [kind.value] });
    else answered.set(place, { kind: kind.value === NOBODY ? "" : kind.value, who: who.value && !who.disabled ? [who.value] : [] });
    keep(ANSWERED, answered);
    show();
    count();
  }
  const show = () => {
    if (who) who.disabled = kind.value !== "speech";
    article.classList.toggle("changed", kind.value !== "");
  };
  article.append(
    el("h2", {}, el("bdi", {}, [about.line, t(about.kind), ...about.who].join(" · "))),
    el("p", { class: "text", lang: data.source.lang, dir: data.source.dir }, about.text),
    el("div", { class: "choices" }, ofParagraph ? null : el("span", { class: "notes" }, heading), kind, who));
  show();
  return article;
}

// What is decided.

function count() {
  const number = data.units.filter(differs).length + answers().length;
  output.textContent = number === 0 ? t("Nothing is decided yet.") : t("Decided: {n} of {all}. Save them before you close the page.", { n: number, all: data.units.length + asks.length });
}

function save() {
  const units = data.units.filter(differs).map((unit) => {
    const { remark, ...made } = now(unit);
    return { ...made, comments: remark.trim() ? [...unit.comments, remark.trim()] : unit.comments };
  });
  const { questions, kinds, roles, speakers, ...about } = data;
  const file = new Blob([JSON.stringify({ ...about, units, answers: answers() }, null, 1)], { type: "application/json" });
  const link = el("a", { href: URL.createObjectURL(file), download: `${data.document}.${data.target.lang}.json` });
  link.click();
  URL.revokeObjectURL(link.href);
  output.textContent = t("Decisions in the file {file}: {n}. Send it to whoever sent you this page.", { n: units.length + answers().length, file: link.download });
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
    ...(asks.length ? [el("h2", {}, t("What is in doubt in the transcript")), ...data.questions.map(question), el("h2", {}, t("The translation"))] : []),
    ...data.units.map((unit, index) => row(unit, index + 1)),
  );
  count();
}

build();
