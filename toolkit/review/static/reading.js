// The transcript as it was read: what each paragraph is, who says it, and what is in doubt.

import {
  act, announce, askFor, begin, command, complain, dialog, el, goTo, here, inTurn, keepingFocus, keyOf, listed, look, main,
  nothingFurther, offsetAt, onChange, onTurn, peopleAt, t, told, whenUsed,
} from "./core.js";
import { Rows } from "./rows.js";
import { sound } from "./sound.js";

let summary;
let rows;
let order = []; // numbers of paragraphs in doubt, those of the question that costs most first
let questions = new Map(); // number of a paragraph -> the question about it
let last = null; // what was decided last: about a question, with its paragraphs as they were; or whose words of nobody are
let anchor = -1; // where a choice of several paragraphs begins; -1 for none
let choosing = false; // whether all is chosen up to where somebody goes
let clicked = { id: "", at: null }; // where somebody has clicked or tapped into a paragraph, in UTF-16 units
const castPage = { at: 0 };
const doubtsPage = { at: 0 };

const placeOf = (id) => `${told.document}#${id}`;

const percent = (p) => t("{n} %", { n: Math.min(99, Math.floor(p * 100)) });

// What is shown.

const SURE = 0.995; // of what is surer nothing is said

function sureness(value, question) {
  if (!value.other) return el("span", { class: "sure decided" }, t("decided"));
  if (value.p >= SURE) return null;
  if (value.p >= 0.9 && !isAsked(question)) return el("span", { class: "sure" }, percent(value.p));
  const other = value.other === value.kind ? t("somebody else's") : t(value.other);
  return el(
    "span",
    { class: "sure" },
    el("meter", { min: 0, max: 1, low: 0.5, high: 0.8, optimum: 1, value: value.p, "aria-hidden": "true" }),
    " ",
    listed([percent(value.p), t("or {other}", { other })]),
  );
}

function paragraph(value, index) {
  const opened = index === rows.at;
  const [from, to] = chosen();
  const question = questions.get(index);
  const head = el(
    "div",
    { class: "head" },
    el("span", { class: "number" }, `${value.line}`),
    el("span", { class: "kind" }, t(value.kind)),
    value.who.length ? el("span", { class: "who", dir: "auto" }, value.who.join(" + ")) : null,
    sureness(value, question),
    question ? el("span", { class: "count" }, t("in doubt")) : null,
    peopleAt(placeOf(value.id)),
  );
  const words = el("p", { class: "text", lang: summary.lang, dir: summary.dir }, value.text || "—");
  const made = el(
    "div",
    { class: ["paragraph", question ? "doubtful" : "", opened ? "opened" : "", anchor >= 0 && index >= from && index <= to ? "chosen" : ""].join(" ") },
    head,
    words,
    opened ? tools(value, question) : null,
  );
  made.addEventListener("click", (event) => {
    if (event.target.closest("button, select, a, label")) return;
    clicked = { id: value.id, at: offsetAt(words, event.clientX, event.clientY) };
    if (event.shiftKey || choosing) extend(index);
    else if (index !== rows.at || anchor >= 0) open(index);
  });
  return made;
}

/** The label that a question is about in a paragraph; "" where it is about no label there. */
const labelOf = (question, value) => question?.labels?.[value?.line] ?? "";
/** Whose it is as it was read, and whose it may be instead: of a speaker's or text, as the paragraph shows. */
const asRead = (question, value) => question.asRead ?? (value.label ? [labelOf(question, value)] : []);
const instead = (question, value) => question.instead ?? (value.label ? [] : [labelOf(question, value)]);

/** Whether a question is about what a paragraph is, and not about a label or a speaker. */
const isAsked = (question) => Boolean(question) && !question.speaker && !question.labels;
/** Whether a paragraph may be another thing than it is read as. */
const mayBeOther = (question, value) => Boolean(value?.other) && (isAsked(question) || value.p < SURE);

/** What a paragraph may be instead, or what its question is about; "" for nothing. */
function otherwise(question, value) {
  if (question?.speaker) return t("{name}: {role}", { name: question.speaker, role: t(question.instead[0]) });
  if (labelOf(question, value)) {
    const names = instead(question, value);
    return names.length ? t("It is the label of {names}", { names: names.join(" + ") }) : t("It is text");
  }
  return mayBeOther(question, value) && value.other !== value.kind ? t("It is {kind}", { kind: t(value.other) }) : "";
}

function tools(value, question) {
  const button = (name, label, run) => el("button", { type: "button", title: keyOf(name), onclick: run }, label);
  const kinds = el(
    "select",
    { "aria-label": t("What it is"), onchange: (event) => decide({ kind: event.target.value }) },
    summary.kinds.map((kind) => el("option", { value: kind, selected: kind === value.kind }, t(kind))),
  );
  const who = el(
    "select",
    { "aria-label": t("Whose it is"), onchange: (event) => (event.target.value === "+" ? whose() : decide({ who: event.target.value ? [event.target.value] : [], kind: "speech" })) },
    el("option", { value: "", selected: true }, value.who.length ? value.who.join(" + ") : t("the speaker before, or the label's")),
  );
  // Who speaks may be hundreds: they are listed for who wants to choose among them.
  whenUsed(who, () => [
    ...summary.speakers.filter(({ name }) => value.who.length !== 1 || value.who[0] !== name).map(({ name }) => el("option", { value: name }, name)),
    el("option", { value: "+" }, t("somebody else ...")),
  ]);
  return el(
    "div",
    { class: "aside" },
    question ? el("p", { class: "question" }, el("strong", {}, question.code), " ", el("span", {}, question.message)) : null,
    told.readOnly
      ? null
      : el(
          "div",
          { class: "acts" },
          button("right", t("Right as it is"), () => right()),
          otherwise(question, value) ? button("other", otherwise(question, value), () => other()) : null,
          question?.rows.length > 1 || (last?.decided.has(rows.at) && likeLast().length) ? button("alike", t("All like this"), () => alike()) : null,
          el("label", {}, t("It is: "), kinds),
          el("label", {}, t("Whose: "), who),
          printedIn(value, question) ? button("label", t("The label “{label}” ...", { label: printedIn(value, question) }), () => labelled()) : null,
          button("split", t("Two paragraphs ..."), () => split()),
          button("choose", choosing ? t("Choose no more") : t("Choose from here ..."), () => choose()),
          rows.at ? button("join", t("On with the one before"), () => join()) : null,
          !value.other ? button("leave", t("Leave it to the reader"), () => undecide()) : null,
        ),
  );
}

const PAGE = 25; // of a long list, as many at once

/** A part of a long list, with buttons to those before and behind it. */
function paged(list, page, make) {
  page.at = Math.max(0, Math.min(page.at, Math.floor((list.length - 1) / PAGE) * PAGE));
  const turn = (by) => {
    page.at += by;
    side();
    document.getElementById("side").querySelector(`[data-page="${by}"]`)?.focus();
    announce(t("{a} to {b} of {all}.", { a: page.at + 1, b: Math.min(page.at + PAGE, list.length), all: list.length }));
  };
  const button = (label, by, there) => (there ? el("button", { type: "button", "data-page": by, onclick: () => turn(by) }, label) : null);
  return [
    make(list.slice(page.at, page.at + PAGE), page.at),
    list.length > PAGE
      ? el("p", { class: "acts" }, button(t("Earlier ones"), -PAGE, page.at > 0), button(t("Later ones"), PAGE, page.at + PAGE < list.length), el("span", { class: "meta" }, t("{a} to {b} of {all}.", { a: page.at + 1, b: Math.min(page.at + PAGE, list.length), all: list.length })))
      : null,
  ];
}

function doubts() {
  const made = (some) => some.map((doubt) =>
    el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "link", onclick: () => doubt.rows.length && open(doubt.rows[0]) },
        el("strong", {}, doubt.code),
        " ",
        el("span", {}, doubt.message),
      ),
    ),
  );
  return el(
    "section",
    { "aria-labelledby": "doubts-title" },
    el("h2", { id: "doubts-title" }, t("In doubt")),
    summary.doubts.length
      ? paged(summary.doubts, doubtsPage, (some, start) => el("ol", { class: "doubts", start: start + 1 }, made(some)))
      : el("p", {}, t("Nothing is in doubt.")),
  );
}

/** A role; in the place of an unknown one, that which the questions tell. */
function roleName(role, speaker) {
  return role === "unknown" && speaker.taken ? t("taken for {role}", { role: t(speaker.taken) }) : t(role);
}

function cast() {
  const made = (some, start) => some.map((speaker, place) => [speaker, start + place]).map(([speaker, number]) =>
    el(
      "li",
      {},
      el("span", { class: "who", dir: "auto" }, number < 9 ? el("kbd", {}, `${number + 1}`) : null, " ", speaker.name),
      el("span", { class: "meta" }, [t("turns: {n}", { n: speaker.turns }), ...speaker.aliases].join(" · ")),
      told.readOnly
        ? el("span", { class: "meta" }, roleName(speaker.role, speaker))
        : el(
            "span",
            { class: "acts" },
            el(
              "select",
              { "aria-label": t("What {name} does", { name: speaker.name }), onchange: ({ target: { value: role } }) => does("describe", { speaker: speaker.name, role }, () => t("{name} is: {role}.", { name: speaker.name, role: t(role) })) },
              summary.roles.map((role) => el("option", { value: role, selected: role === speaker.role }, roleName(role, speaker))),
            ),
            el("button", { type: "button", "aria-label": t("Rename {name}", { name: speaker.name }), onclick: () => rename(speaker) }, t("Rename")),
            summary.speakers.length > 1
              ? el("button", { type: "button", "aria-label": t("Merge {name} with somebody", { name: speaker.name }), onclick: () => merge(speaker) }, t("Merge"))
              : null,
            el("button", { type: "button", "aria-label": t("Portrait of {name}", { name: speaker.name }), onclick: () => portrait(speaker) }, t("Portrait")),
          ),
    ),
  );
  return el("section", { "aria-labelledby": "cast-title" }, el("h2", { id: "cast-title" }, t("Who speaks")), paged(summary.speakers, castPage, (some, start) => el("ul", { class: "cast" }, made(some, start))));
}

// Going through.

function take(value) {
  summary = value;
  questions = new Map();
  order = [];
  for (const doubt of summary.doubts) {
    if (!doubt.answer) continue;
    for (const row of doubt.rows) {
      if (questions.has(row)) continue;
      questions.set(row, doubt);
      order.push(row);
    }
  }
}

function side() {
  const place = document.getElementById("side");
  keepingFocus(place, () => {
    place.replaceChildren(doubts(), cast());
    return place;
  }, () => rows.elementOf(rows.at) ?? main);
}

function chosen() {
  if (anchor < 0) return [rows.at, rows.at];
  return [Math.min(anchor, rows.at), Math.max(anchor, rows.at)];
}

async function open(index, { keep = choosing, focus = true } = {}) {
  const old = rows.at;
  const [from, to] = chosen();
  if (!keep) anchor = -1;
  if (!(await rows.go(index, { focus: false }))) return false;
  const [first, end] = chosen();
  for (const at of new Set([old, ...range(from, to), ...range(first, end)])) {
    if (rows.values.has(at) && rows.elementOf(at)) rows.renew(at, rows.values.get(at));
  }
  const row = rows.elementOf(index);
  if (focus) row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
  const value = rows.values.get(index);
  if (value) {
    history.replaceState(null, "", `#${value.id}`);
    here(placeOf(value.id));
  }
  if (choosing && old !== index) tellChosen();
  return true;
}

function tellChosen() {
  const [from, to] = chosen();
  announce(t("{n} paragraphs are chosen.", { n: to - from + 1 }));
}

/** From here on all is chosen up to where somebody goes, by whatever leads there; asked again, no more. */
async function choose() {
  choosing = !choosing;
  anchor = choosing && summary.count ? rows.at : -1;
  await open(rows.at);
  announce(choosing ? t("All is chosen from here to the paragraph that you go to. Decide there what they are.") : t("Nothing is chosen any more."));
}

const range = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);

async function extend(index) {
  if (index < 0 || index >= summary.count) return;
  if (anchor < 0) anchor = rows.at;
  await open(index, { keep: true });
  if (!choosing) tellChosen();
}

/** The next paragraph in doubt, or the one before: those of the question that costs most come first. */
async function seek(step) {
  const at = order.indexOf(rows.at);
  // From a paragraph that isn't in doubt it goes to the first question, or to the last.
  const next = at >= 0 ? at + step : step > 0 ? 0 : order.length - 1;
  if (next < 0 || next >= order.length) {
    await nothingLeft(step);
    return;
  }
  await open(order[next]);
  preload().catch(complain);
  announce(t("Doubt {n} of {all}. {message}", { n: next + 1, all: order.length, message: questions.get(order[next]).message }));
}

/** No paragraph is left to be decided that way: what is in doubt elsewhere is shown, and told. */
async function nothingLeft(step) {
  const left = order.filter((row) => row !== rows.at).length;
  const [other] = summary.doubts.filter((doubt) => !doubt.answer && doubt.rows.length);
  if (left || !other) {
    const nothing = order.length ? t("No doubt further on.") : t("Nothing is in doubt.");
    return nothingFurther(nothing, left, step > 0 ? "previous-doubt" : "next-doubt");
  }
  await open(other.rows[0]);
  announce(t("No paragraph is left to be decided. In doubt in the list: {message}", { message: other.message }));
}

/** Has the rows at hand to which a person goes next, also while an act is on its way. */
async function preload() {
  const at = order.indexOf(rows.at);
  for (const index of [order[at + 1], order[at - 1]]) {
    if (index === undefined) continue;
    const [start, count] = rows.window(index);
    await rows.values_(start, count);
  }
}

/** Goes to the paragraph of a line of the file, or to the next with some words. */
const toPlace = () => goTo(t("Number of a line, or words of a paragraph"), (text) => (/^\d+$/.test(text) ? { line: text } : null), rows.at, open);

// Acts.

let pending = 0; // acts that are on their way
let sent = Promise.resolve(); // the last of them
const flying = new Set(); // numbers of paragraphs that they are about, whose ids may become others

/** Tells what people wait for, where it takes longer than a moment: what they decided is shown, and more may follow. */
function waits(number) {
  pending += number;
  const sign = document.getElementById("again");
  sign.textContent = t("The text is read again around what was decided ...");
  clearTimeout(waits.later);
  if (pending) waits.later = setTimeout(() => (sign.hidden = false), SOON);
  else sign.hidden = true;
  if (pending) document.documentElement.dataset.waiting = pending;
}
const SOON = 400; // milliseconds

/** Sends an act; what it changed is shown. Gives what became of it, or null where it can't be done. */
async function send(what, value) {
  if (told.readOnly) return null;
  choosing = false; // a choice is made once
  waits(1);
  let answer = null;
  try {
    answer = await act(what, { ...value, start: rows.start, count: Math.max(1, rows.end - rows.start) });
  } catch (error) {
    complain(error);
  }
  waits(-1);
  if (pending === 0) flying.clear();
  // What is asked for last knows of all that was asked for before.
  if (pending === 0) await (answer ? put(answer) : refresh());
  if (pending === 0) delete document.documentElement.dataset.waiting;
  return answer;
}

/** What an act did to the rest: how many it read otherwise, and that nothing is in doubt any more. */
function consequences(answer, doubted) {
  const others = answer.others ? t("Others that are read otherwise now: {n}.", { n: answer.others }) : "";
  return [others, doubted && !answer.summary.doubts.length ? t("Nothing is in doubt.") : ""].filter(Boolean).join(" ");
}

/** Sends an act, and says what it did. */
async function does(what, value, words = () => "") {
  const doubted = summary.doubts.length;
  const answer = await send(what, value);
  if (answer) {
    const said = [words(), consequences(answer, doubted)].filter(Boolean).join(" ") || t("It is decided.");
    announce(answer.changed ? said : t("It says so already."));
  }
  return Boolean(answer?.changed);
}

let asks = 0;

/** Shows what is known now. What is decided and on its way is newer. */
async function put(answer) {
  const asked = questions;
  const same = JSON.stringify(answer.summary) === JSON.stringify(summary);
  take(answer.summary);
  if (!same) side();
  const other = (index) => asked.get(index)?.message !== questions.get(index)?.message;
  if (await rows.refresh(summary.count, answer, { still: (index) => flying.has(index), other })) await preload();
}

/** Shows what paragraphs will be, as far as that is known, by their numbers: they are no questions any more. */
function foresee(known) {
  for (const [index, value] of known) {
    flying.add(index);
    questions.delete(index);
    rows.renew(index, { ...rows.values.get(index), ...value });
  }
  order = order.filter((index) => questions.has(index));
}

/** Paragraphs by their numbers, ascending, of which most stand one behind the other. */
async function loaded(numbers) {
  for (let at = 0; at < numbers.length; ) {
    const near = numbers.filter((index) => index >= numbers[at] && index < numbers[at] + MANY);
    await rows.values_(numbers[at], near.at(-1) - numbers[at] + 1);
    at += near.length;
  }
  return numbers.map((index) => rows.values.get(index)).filter(Boolean);
}
const MANY = 100; // that are sent at once

/** Decides paragraphs by their numbers: it is shown at once, and the rest when all is read again. */
async function decides(numbers, value, what) {
  if (told.readOnly) return;
  if (!summary.count) return complain({ error: t("There is no text.") });
  if (numbers.some((index) => flying.has(index))) await sent;
  const ids = (await loaded(numbers)).map(({ id }) => id);
  foresee(numbers.map((index) => {
    const old = rows.values.get(index);
    const spoken = (value.kind ?? old.kind) === "speech";
    return [index, { kind: value.kind ?? old.kind, who: spoken ? value.who ?? old.who : [], p: 1, other: "" }];
  }));
  announce(numbers.length > 1
    ? t("{n} paragraphs are: {what}.", { n: numbers.length, what })
    : t("Line {n} is: {what}.", { n: rows.values.get(numbers[0]).line, what }));
  const doubted = summary.doubts.length;
  sent = send("decide", { ids, ...value }).then((answer) => {
    const more = answer ? consequences(answer, doubted) : "";
    if (more) announce(more);
  });
}

const inWords = (value) => (value.who?.length ? value.who.join(" + ") : t(value.kind));

/** Decides what is chosen; the question about it is remembered, so that all like it can be decided as well. */
async function decide(value) {
  const numbers = range(...chosen());
  const question = questions.get(rows.at);
  const group = value.who?.length ? summary.unnamed.findIndex((some) => some.includes(rows.at)) : -1;
  if (group >= 0) last = { rows: [], group, decided: new Set(numbers), value };
  else if (question && !question.speaker) last = { rows: question.rows, decided: new Set(numbers), value };
  else if (last?.rows.includes(rows.at)) last = { ...last, decided: new Set([...last.decided, ...numbers]), value };
  await decides(numbers, value, inWords(value));
  await chosenNoMore();
}

/** What was chosen is decided. */
async function chosenNoMore() {
  if (anchor >= 0) await open(rows.at);
}

/** It is as it was read; on to the next doubt. */
async function right() {
  const at = order.indexOf(chosen()[0]);
  const question = questions.get(rows.at);
  const value = rows.values.get(rows.at);
  if (question?.speaker) return roleIs(question, question.asRead[0]);
  if (labelOf(question, value)) {
    byLabel(question, value, asRead(question, value));
    await next(at);
    return;
  }
  await decides(range(...chosen()), {}, t("right as it is"));
  await next(at);
}

/** What is decided of a label holds wherever it stands; it is remembered, so that all like it can be decided as well. */
function byLabel(question, value, who) {
  const label = labelOf(question, value);
  last = { rows: question.rows, decided: new Set([rows.at]), labels: question.labels, label, own: who.length > 0 };
  labelIs(label, who);
}

/** Decides whose a label is: it is shown at once where it stands in what is loaded. */
function labelIs(label, who) {
  const there = [...rows.values].filter(([index, value]) => value.label === label || labelOf(questions.get(index), value) === label);
  const become = who.length ? { kind: "speech", who, label } : { kind: "narration", who: [], label: "" };
  foresee(there.map(([index]) => [index, become]));
  does("label", { label, who }, () => t("The label “{label}” is decided.", { label }));
}

/** The next doubt behind one that was decided, which has taken its place. */
async function next(at) {
  if (!order.length) {
    if (summary.doubts.some((doubt) => !doubt.answer)) await nothingLeft(1);
    else await chosenNoMore();
    return;
  }
  const last_ = at >= order.length;
  await open(order[Math.min(Math.max(at, 0), order.length - 1)]);
  if (last_) announce(t("That was the last one. Doubts left before it: {n}; this is one of them.", { n: order.length }));
}

/** Decides what a speaker does in the talk, where it is asked; on to the next doubt. */
async function roleIs(question, role) {
  const at = order.indexOf(rows.at);
  foresee([[rows.at, {}]]);
  does("describe", { speaker: question.speaker, role }, () => t("{name} is: {role}.", { name: question.speaker, role: t(role) }));
  await next(at);
}

async function otherLabel(question, value) {
  const at = order.indexOf(rows.at);
  const several = new Set(Object.values(question.labels)).size > 1;
  byLabel(question, value, instead(question, value));
  // Where there are more of its cause, they may be decided likewise.
  if (!several) await next(at);
}

async function other() {
  const value = rows.values.get(rows.at);
  const question = questions.get(rows.at);
  if (question?.speaker) await roleIs(question, question.instead[0]);
  else if (labelOf(question, value)) await otherLabel(question, value);
  else if (!mayBeOther(question, value)) announce(t("Nothing says that it may be another thing."));
  else if (value.other !== value.kind) await decide({ kind: value.other });
  else await whose();
}

/** Paragraphs like the one that was decided last: of the same question, or set as it is and said by nobody who is named. */
function likeLast() {
  return last.group >= 0 ? summary.unnamed[last.group].filter((row) => !last.decided.has(row)) : last.rows.filter((row) => questions.has(row));
}

/** What this paragraph is, all are that the same question is about, or that are set likewise where nobody is named. */
async function alike() {
  // What somebody has just decided about one, or that they are all what they are read as.
  const known = last?.decided.has(rows.at) ? last : null;
  const question = known ?? questions.get(rows.at);
  if (known ? known.label : labelOf(question, rows.values.get(rows.at))) return alikeLabels(question, known);
  // The first decision may make others of them, or name more of them.
  if (known?.group >= 0) await sent;
  const left = known ? likeLast() : question?.speaker ? [] : question?.rows.filter((row) => questions.has(row)) ?? [];
  if (!left.length) {
    announce(t("Nothing else is in doubt for the same reason."));
    return;
  }
  const at = order.indexOf(left[0]);
  await decides(left, known?.value ?? {}, known ? inWords(known.value) : t("right as it is"));
  await next(at);
}

/** All labels of a question are like the one that was decided, or as the one that is open is read. */
async function alikeLabels(question, known) {
  const own = known ? known.own : Boolean(rows.values.get(rows.at).label);
  const at = order.indexOf(question.rows[0]);
  for (const label of new Set(Object.values(question.labels))) {
    if (label !== known?.label) labelIs(label, own ? [label] : []);
  }
  await next(at);
}

async function undecide() {
  const ids = (await loaded(range(...chosen()))).map(({ id }) => id);
  does("undecide", { ids }, () => t("It is left to the reader."));
  await chosenNoMore();
}

/** A place in the words of a paragraph, in characters; null where somebody thinks better of it. */
async function placeIn(value) {
  const { borders } = await look("borders", { id: value.id });
  return new Promise((resolve) => {
    let at = null;
    const label = t("Put the cursor where the second one begins, and press Enter");
    const field = el("textarea", { rows: 6, inputmode: "none", lang: summary.lang, dir: summary.dir, "aria-describedby": "place-words", "aria-label": t("The paragraph"), value: value.text });
    // It is there for its cursor: arrows, a click or a finger move it, and nothing is written.
    field.addEventListener("beforeinput", (event) => event.preventDefault());
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    const form = el("form", { method: "dialog", class: "asks" }, el("p", { id: "place-words" }, label), field, el("button", { value: "yes" }, t("Two paragraphs")));
    form.addEventListener("submit", () => (at = [...value.text.slice(0, field.selectionStart)].length));
    const start = cursorIn(value) ?? [...value.text].slice(0, borders[0] ?? 0).join("").length;
    dialog(t("Two paragraphs"), form).addEventListener("close", () => resolve(at));
    field.focus();
    field.setSelectionRange(start, start);
  });
}

/** Where somebody has clicked or tapped into the midst of a text; null where they haven't. */
function cursorIn({ id, text }) {
  return clicked.id === id && clicked.at > 0 && clicked.at < text.length ? clicked.at : null;
}

/** Makes two paragraphs of one, and goes to the second. */
async function split() {
  const value = rows.values.get(rows.at);
  if (!value) return;
  const at = await placeIn(value);
  if (at === null) return;
  const index = rows.at;
  does("split", { ids: [value.id], at }, () => t("It is two paragraphs.")).then((done) => done && rows.at === index && open(index + 1)).catch(complain);
}

/** Makes one paragraph of this and the one before, or of all that are chosen. */
async function join() {
  const [from, to] = chosen();
  const numbers = from < to ? range(from + 1, to) : [rows.at];
  const ids = (await loaded(numbers)).map(({ id }) => id);
  const [at, words] = [rows.at, () => t("It is one paragraph.")];
  Promise.all(ids.map((id) => does("join", { ids: [id] }, words)))
    .then((done) => done.some(Boolean) && rows.at === at && open(numbers[0] - 1))
    .catch(complain);
}

async function whose() {
  const value = rows.values.get(rows.at);
  const given = await askFor(t("Whose it is"), [
    { name: "who", label: t("A name, or several with + between them"), value: value?.who.join(" + ") ?? "" },
  ]);
  const names = (given?.who ?? "").split("+").map((name) => name.trim()).filter(Boolean);
  if (names.length) await decide({ kind: "speech", who: names });
}

async function whatKind() {
  const buttons = summary.kinds.map((kind, number) =>
    el("li", {}, el("button", { type: "button", onclick: () => choose(kind) }, el("kbd", {}, LETTERS[number]), " ", t(kind))),
  );
  const shown = dialog(t("What it is"), el("ul", { class: "kinds" }, buttons));
  const choose = async (kind) => {
    shown.close();
    await decide({ kind });
  };
  shown.addEventListener("keydown", (event) => {
    const kind = summary.kinds[LETTERS.indexOf(event.key)];
    if (kind && !event.ctrlKey && !event.metaKey && !event.altKey) choose(kind);
  });
}
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** The label of a paragraph: as it is read, or as it is asked. */
const printedIn = (value, question) => value?.label || labelOf(question, value);

async function labelled() {
  const printed = printedIn(rows.values.get(rows.at), questions.get(rows.at));
  if (!printed) {
    announce(t("No label stands here."));
    return;
  }
  const given = await askFor(t("Whose is the label “{label}”, wherever it stands?", { label: printed }), [
    { name: "whose", label: t("It is"), choices: [["own", t("a speaker's")], ["text", t("text, and nobody's")], ["one", t("another label of ...")], ["several", t("that of several: ...")]] },
    { name: "who", label: t("Names, with + between several") },
  ]);
  if (!given) return;
  const names = given.who.split("+").map((name) => name.trim()).filter(Boolean);
  const who = { own: [printed], text: [], one: names.slice(0, 1), several: names }[given.whose];
  if (given.whose !== "text" && !who.length) {
    announce(t("Nobody was named."));
    return;
  }
  labelIs(printed, who);
}

async function rename(speaker = current()) {
  if (!speaker) return;
  const given = await askFor(t("Rename {name}", { name: speaker.name }), [{ name: "name", label: t("As it is printed"), value: speaker.name }]);
  if (given?.name && given.name !== speaker.name) {
    isCalled(speaker, given.name);
    does("rename", { speaker: speaker.name, name: given.name }, () => t("{old} is called {name}.", { old: speaker.name, name: given.name }));
  }
}

/** Shows another name at once, wherever a speaker stands. */
function isCalled({ name: old }, name) {
  for (const [index, value] of rows.values) {
    if (value.who.includes(old)) rows.renew(index, { ...value, who: value.who.map((one) => (one === old ? name : one)) });
  }
}

async function merge(speaker = current()) {
  if (!speaker || summary.speakers.length < 2) return;
  const others = summary.speakers.filter(({ name }) => name !== speaker.name).map(({ name }) => [name, name]);
  const given = await askFor(t("{name} is the same as", { name: speaker.name }), [{ name: "into", label: t("Who"), choices: others }]);
  if (!given?.into) return;
  isCalled(speaker, given.into);
  does("merge", { speaker: speaker.name, into: given.into }, () => t("{name} and {other} are one.", { name: speaker.name, other: given.into }));
}

async function portrait(speaker = current()) {
  if (!speaker) return;
  // Where none can be offered, one can be typed.
  const { pictures } = await look("pictures").catch(() => ({ pictures: [] }));
  const given = await askFor(t("Portrait of {name}", { name: speaker.name }), [
    { name: "portrait", label: t("File, from the folder of the transcript"), value: speaker.portrait, offers: pictures },
    { name: "portraitAlt", label: t("What it shows"), value: speaker.portraitAlt, neededWith: "portrait" },
  ]);
  if (given) does("describe", { speaker: speaker.name, ...given }, () => t("The portrait is decided."));
}

/** Gives what is chosen to a speaker, by the number in the list. */
async function speaks(number) {
  const speaker = summary.speakers[number - 1];
  if (speaker) await decide({ kind: "speech", who: [speaker.name] });
  else announce(t("There is no such speaker."));
}

/** The speaker of the paragraph that has the focus. */
function current() {
  const name = rows.values.get(rows.at)?.who[0];
  const speaker = summary.speakers.find((one) => one.name === name);
  if (!speaker) announce(t("Nobody says this paragraph."));
  return speaker;
}

/** What other programs have changed; where they have changed nothing of it, nothing moves. */
async function refresh() {
  const turn = ++asks;
  const answer = await look("whole", { start: rows.start, count: Math.max(1, rows.end - rows.start) });
  // An act that is on its way tells more.
  if (turn === asks && !pending) await put(answer);
}

begin(async () => {
  take(await look("summary"));
  rows = new Rows({
    label: t("Paragraphs"),
    count: summary.count,
    fetchRows: async (start, count) => (await look("rows", { start, count })).rows,
    row: paragraph,
    key: (value) => value.id,
    said: ".head, .text",
  });
  main.replaceChildren(
    el("h1", { class: "quiet" }, t("Reading")),
    el(
      "div",
      { class: "toolbar" },
      el("button", { type: "button", onclick: () => seek(1) }, t("Next doubt")),
      el("button", { type: "button", onclick: () => seek(-1) }, t("Doubt before")),
      el("button", { type: "button", title: keyOf("line"), onclick: toPlace }, t("Go to ...")),
      el("span", { id: "again", class: "meta", hidden: true }),
    ),
    el("div", { class: "beside-list" }, el("div", { id: "side" }), rows.element),
  );
  if (!summary.count) rows.element.append(el("p", {}, t("There is no text.")));
  const writes = { writes: true };
  command("next-doubt", "n", "The next doubt", inTurn(() => seek(1)));
  command("previous-doubt", "p", "The doubt before", inTurn(() => seek(-1)));
  command("down", "j", "The next paragraph", inTurn(() => open(rows.at + 1)));
  command("up", "k", "The paragraph before", inTurn(() => open(rows.at - 1)));
  command("line", "g", "Go to a line, or to words", inTurn(toPlace));
  command("extend-down", "Shift+ArrowDown", "Choose the next one, too", inTurn(() => extend(rows.at + 1)), writes);
  command("choose", "v", "Choose all from here to where you go; again, choose no more", inTurn(choose), writes);
  command("extend-up", "Shift+ArrowUp", "Choose the one before, too", inTurn(() => extend(rows.at - 1)), writes);
  command("right", "Enter", "It is right as it is; on to the next doubt", inTurn(right), writes);
  command("other", "x", "It is the other thing that it may be", inTurn(other), writes);
  command("alike", "a", "All that are in doubt for the same reason, or set likewise where nobody is named, are like this one", inTurn(alike), writes);
  command("speech", "s", "It is speech", inTurn(() => decide({ kind: "speech" })), writes);
  command("told", "t", "It is narration", inTurn(() => decide({ kind: "narration" })), writes);
  command("kind", "c", "It is something else: choose the kind", whatKind, writes);
  command("speaker-1", "1", "It is speech of the first speaker of the list, and so on", inTurn(() => speaks(1)), writes);
  for (let number = 2; number < 10; number++) command(`speaker-${number}`, `${number}`, "", inTurn(() => speaks(number)), writes);
  command("whose", "w", "It is speech of somebody else: write the name", inTurn(whose), writes);
  command("label", "l", "Whose the label is, wherever it stands", inTurn(labelled), writes);
  command("leave", "u", "Leave it to the reader", inTurn(undecide), writes);
  command("split", "/", "The paragraph becomes two: choose where", inTurn(split), writes);
  command("join", "Backspace", "The paragraph goes on with the one before; those that are chosen become one", inTurn(join), writes);
  command("rename", "r", "Rename the speaker", inTurn(() => rename()), writes);
  command("merge", "m", "The speaker is the same as another", inTurn(() => merge()), writes);
  side();
  const named = location.hash.slice(1);
  const line = /^line-(\d+)$/.exec(named)?.[1];
  const known = named ? (await look("row", line ? { line } : { id: named })).row : -1;
  const wanted = known >= 0 ? known : order[0] ?? 0;
  await rows.show(wanted);
  await open(wanted);
  onChange(refresh);
  if (!told.readOnly) look("opened").catch(() => {}); // what is wrong with it is told by who decides
  onTurn(async (done) => {
    await refresh();
    // What was taken back is shown.
    const [document_, id] = (done.place ?? "").split("#");
    if (document_ !== told.document || !id) return;
    const { row } = await look("row", { id });
    if (row >= 0) await open(row);
  });
  sound(() => [rows.values.get(rows.at)?.id]);
  preload().catch(complain);
});
