"use strict";
// A translation is gone over here, and what was decided is saved as a file for `diglot import`.
const data = JSON.parse(document.getElementById("data").textContent);
const STATES = [["empty", "empty"], ["fuzzy", "draft"], ["unrevised", "not gone over"], ["done", "translated"], ["reviewed", "reviewed"], ["approved", "approved"]];
const KEPT = `diglot-page ${data.document} ${data.target.lang}`;
const decided = new Map(read());

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "[]");
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
  const state = el("select", { "aria-label": `State of message ${number}`, onchange: () => change({ state: state.value }) },
    ...STATES.filter(([value]) => value !== "unrevised" || unit.state === value).map(([value, label]) => el("option", { value }, label)));
  state.value = made.state;
  const target = el("textarea", {
    "aria-label": `Translation of message ${number}`, lang: data.target.lang, dir: data.target.dir,
    rows: Math.max(2, Math.ceil(unit.source.length / 50)), value: made.target,
    oninput: () => {
      // Who writes into an empty one has translated it; who empties one has taken it back.
      const before = now(unit).state;
      const next = target.value.trim() === "" ? "empty" : before === "empty" ? "done" : before;
      state.value = next;
      change({ target: target.value, state: next });
    },
  });
  const remark = el("input", { "aria-label": `Comment on message ${number}`, dir: "auto", value: made.remark, oninput: () => change({ remark: remark.value }) });
  article.append(
    el("h2", {}, `${number} · ${unit.context.replaceAll("|", " · ")}`),
    el("div", {},
      el("p", { class: "text", lang: data.source.lang, dir: data.source.dir }, unit.source),
      el("ul", { class: "notes" }, ...[...unit.notes, ...unit.comments].map((note) => el("li", { dir: "auto" }, note)))),
    el("div", {}, target,
      el("div", { class: "choices" }, el("label", {}, "State ", state), el("label", {}, "Comment ", remark))),
  );
  return article;
}

function count() {
  const number = data.units.filter(differs).length;
  output.textContent = number === 0 ? "Nothing is decided yet." : `${number} of ${data.units.length} messages decided. Save them before you close the page.`;
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
  output.textContent = `${units.length} decisions are in the file ${link.download}. Send it to whoever sent you this page.`;
}

const output = el("output", { role: "status" });
document.getElementById("main").append(
  el("div", { class: "bar" }, output, el("button", { type: "button", onclick: save }, "Save what I decided")),
  ...data.units.map((unit, index) => row(unit, index + 1)),
);
count();
