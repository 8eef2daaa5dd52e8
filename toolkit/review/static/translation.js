// The translation, message by message.

import {
  act, announce, askFor, begin, command, complain, decidedNothing, dialog, el, goTo, here, keyOf, look, main, onChange, onMade,
  languageName, nothingFurther, onTurn, peopleAt, t, told,
} from "./core.js";
import { Rows } from "./rows.js";
import { Drafts } from "./drafts.js";
import { address, BookBeside } from "./frame.js";
import { sound } from "./sound.js";

const LETTERS = { e: "empty", o: "omitted", f: "draft", t: "translated", r: "reviewed", a: "approved" };
let summary;
let stages = [];
let found = {}; // by the name of the message, as far as it was shown
let doubted = new Set(); // numbers of all with findings
let rows;
let renewing = false; // whether all findings are being found anew
let beside = "";
const drafts = new Drafts(`diglot-typed ${told.document} ${told.lang}`);

function badge(stage) {
  return el("span", { class: `stage ${stage}` }, t(stage));
}

function text(value, side, attributes = {}) {
  return el("p", { class: "text", lang: side.lang, dir: side.dir, ...attributes }, value);
}

function pieces(value) {
  return value.edit.map(([fate, words]) => (fate === "kept" ? words : el(fate === "gone" ? "del" : "ins", {}, words)));
}

function head(value, index) {
  return el(
    "div",
    { class: "head" },
    el("span", { class: "number" }, `${index + 1}`),
    el("span", { class: "who", dir: "auto" }, value.who || t(value.kind)),
    badge(value.stage),
    found[value.name]?.length ? el("span", { class: "count" }, t("findings: {n}", { n: found[value.name].length })) : null,
    drafts.get(value.name) ? el("span", { class: "unsaved" }, t("not saved")) : null,
    // It is one line, whatever comes into it: nothing below it moves.
    el("span", { class: "why", dir: "auto" }, index === rows.at ? "" : found[value.name]?.[0]?.message ?? ""),
    peopleAt(placeOf(value.name)),
  );
}

/** Shows anew what stands above a message. */
function showHead(value, index) {
  const old = rows.elementOf(index)?.querySelector(".head");
  const made = head(value, index);
  made.id = old?.id ?? ""; // the row is named by it
  old?.replaceWith(made);
}

function message(value, index) {
  const { source, target } = summary;
  const at = index === rows.at;
  const opened = at && !told.readOnly && !value.plural;
  const changed = value.edit.length
    ? el("p", { class: "edit text", lang: source.lang, dir: source.dir }, el("span", { class: "label" }, t("Changed: ")), pieces(value))
    : null;
  const typed = drafts.get(value.name)?.target;
  const other = value.beside ? el("p", { class: "text beside", lang: beside, dir: "auto" }, value.beside) : null;
  const cells = el(
    "div",
    { class: "cells" },
    // What its translator should know stands with what it is about.
    el("div", { class: "source" }, text(value.source, source), changed, opened ? [notes(value), helps(value)] : null),
    el("div", { class: "target" }, opened ? editor(value, index) : text((typed ?? value.target) || "—", target), other, opened ? aside(value, index) : null, at ? problems(value) : null),
  );
  const made = el("div", { class: `message ${value.stage}${opened ? " opened" : ""}` }, head(value, index), cells);
  made.addEventListener("click", (event) => {
    if (!event.target.closest("button, a, textarea, summary") && index !== rows.at) open(index);
  });
  return made;
}

const placeOf = (name) => `${told.document}/${told.lang}#${name}`;

/** What the catalog tells whoever translates a message. */
function notes(value) {
  return value.notes.length ? el("ul", { class: "notes" }, value.notes.map((note) => el("li", { dir: "auto" }, inWords(note)))) : null;
}

/** A note: of diglot's own the words are the page's, with what stands in them; others are as they are. */
const inWords = (note) => (typeof note === "string" ? note : t(note[0], Object.fromEntries(Object.entries(note[1]).map(([name, value]) => [name, inWords(value)]))));

/** What people left for each other. */
function said(value) {
  return el("ul", { class: "comments", hidden: !value.comments.length }, value.comments.map((note) => el("li", { dir: "auto" }, note)));
}

async function toggleBook() {
  await book.toggle(rows.values.get(rows.at));
  // The lines above the message are others now.
  rows.elementOf(rows.at)?.scrollIntoView({ block: "nearest" });
}

async function remark() {
  const value = rows.values.get(rows.at);
  if (!value) return;
  const given = await askFor(t("A comment for others"), [{ name: "words", label: t("It stands above the message in the catalog") }], t("Leave the comment"));
  if (!given?.words.trim()) return;
  try {
    const { rows: made } = await act("comment", { beside, name: value.name, words: given.words });
    leaveField();
    drafts.rebase(made[0]);
    put(made);
    main.querySelector(".opened .comments")?.replaceWith(said(made[0]));
    announce(t("The comment is in the catalog."));
  } catch (error) {
    complain(error);
  }
}

function editor(value, index) {
  const field = el("textarea", {
    lang: summary.target.lang,
    dir: summary.target.dir,
    rows: Math.max(2, Math.ceil(Math.max(value.source.length, value.target.length) / 46)),
    spellcheck: "true",
    "aria-label": t("Translation of message {n}", { n: index + 1 }),
    value: drafts.get(value.name)?.target ?? value.target,
  });
  field.addEventListener("input", () => {
    // The field stays where the message was saved meanwhile.
    const now = rows.values.get(index);
    const over = now?.name === value.name ? now : value;
    const unsaved = Boolean(drafts.get(value.name));
    drafts.keep(over, field.value);
    if (unsaved !== Boolean(drafts.get(value.name))) {
      showHead(over, index);
      overview();
    }
    later(value, field.value);
  });
  return field;
}

function later(value, text_) {
  clearTimeout(later.timer);
  later.timer = setTimeout(async () => {
    try {
      const { findings } = await look("check", { name: value.name, target: text_ });
      if (drafts.get(value.name)?.target === text_ || value.target === text_) showProblems(value.name, findings);
    } catch (error) {
      complain(error);
    }
  }, 250);
}

function listed(findings) {
  return findings.map((finding) =>
    el("li", { class: finding.severity }, el("strong", {}, finding.code), " ", el("span", {}, finding.message), " ", el("em", {}, finding.hint)),
  );
}

/** What is found in the message that is open: said as it changes while somebody types. It has its room before it is known. */
function problems(value) {
  const findings = found[value.name] ?? [];
  return reached(el("ul", { class: "problems", "data-of": value.name, "aria-live": "polite" }, listed(findings)));
}

/** What is longer than its room is scrolled by keys, too: there is something to come to, and it has a name. */
function reached(list) {
  const n = list.children.length;
  const attributes = { tabindex: 0, "aria-label": t("findings: {n}", { n }) };
  for (const [name, value] of Object.entries(attributes)) n ? list.setAttribute(name, value) : list.removeAttribute(name);
  return list;
}

function showProblems(name, findings) {
  const index = summary.names.indexOf(name);
  const same = JSON.stringify(found[name] ?? []) === JSON.stringify(findings);
  found[name] = findings;
  doubted[findings.length ? "add" : "delete"](index);
  if (same) return;
  if (rows.values.has(index)) showHead(rows.values.get(index), index);
  const place = main.querySelector(`.problems[data-of="${name}"]`);
  place?.replaceChildren(...listed(findings));
  if (place) reached(place);
}

const buttons = () => [
  ["translated", "save", t("Done")],
  ["draft", "save-draft", t("Draft")],
  ["reviewed", "save-reviewed", t("Reviewed")],
  ["approved", "save-approved", t("Approved")],
];

/** Marks and what the memory has, which have their room before they are known. */
function helps(value) {
  const help = el("div", { class: "helps" });
  // Who only passes by needs none; and what was saved is shown first.
  setTimeout(() => help.isConnected && fillHelps(value, help), 500);
  return help;
}

function aside(value, index) {
  return el(
    "div",
    { class: "aside" },
    el(
      "div",
      { class: "acts" },
      buttons().map(([stage, name, label]) =>
        el("button", { type: "button", title: keyOf(name), onclick: () => save(stage, index, stage === "translated") }, label),
      ),
      el("button", { type: "button", title: keyOf("comment"), onclick: remark }, t("Comment")),
    ),
    said(value),
  );
}

const TAKES = ["take", "take-second", "take-third"]; // as many as are offered

let waits = null; // asks the memory again, which is being read

async function fillHelps(value, place) {
  try {
    const { marks, memory, again } = await look("helps", { name: value.name });
    waits = again ? () => place.isConnected && fillHelps(value, place) : null;
    place.replaceChildren(
      ...[
        marks.length
          ? el(
              "p",
              { class: "marks" },
              t("Marks: "),
              marks.map((mark) => el("button", { type: "button", dir: "auto", onclick: () => insertMark(mark) }, mark.text)),
            )
          : null,
        memory.length
          ? el(
              "ul",
              { class: "memory" },
              memory.map((offer, number) =>
                el(
                  "li",
                  {},
                  el("button", { type: "button", onclick: () => insert(offer.target, true) }, t("Take it"), " ", el("kbd", {}, keyOf(TAKES[number]))),
                  ` ${Math.round(offer.likeness * 100)} % · ${offer.from}`,
                  text(offer.source, summary.source),
                  text(offer.target, summary.target),
                ),
              ),
            )
          : null,
      ].filter(Boolean),
    );
  } catch (error) {
    complain(error);
  }
}

function field() {
  return rows.elementOf(rows.at)?.querySelector("textarea");
}

/** After an act that isn't typing: the key that takes back is about the act, as a field has one of its own. */
function leaveField() {
  if (field() && document.activeElement === field()) rows.elementOf(rows.at).focus({ preventScroll: true });
}

/** Takes what the memory offers. */
function take(number) {
  const button = rows.elementOf(rows.at)?.querySelectorAll(".memory button")[number];
  if (button) button.click();
  else announce(t("The memory offers no such translation."));
}

function insert(words, whole = false) {
  const area = field();
  if (!area) return;
  if (whole) area.select();
  area.focus();
  area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input"));
}

/** A mark: around the words that are chosen, where it is about words; else behind them. */
function insertMark({ text: typed, before, after }) {
  const area = field();
  if (!area) return;
  const words = area.value.slice(area.selectionStart, area.selectionEnd);
  if (!before) area.selectionStart = area.selectionEnd;
  insert(words && before ? before + words + after : typed);
}

async function nextMark() {
  const value = rows.values.get(rows.at);
  const area = field();
  if (!value || !area) return;
  const { marks } = await look("lacking", { name: value.name, target: area.value });
  if (marks.length) insertMark(marks[0]);
  else announce(t("All marks are there."));
}

async function open(index, focus = true) {
  const old = rows.at;
  if (!(await rows.go(index, { focus: false }))) return;
  rows.standing(index, () => {
    if (old >= 0 && old !== index && rows.values.has(old)) rows.renew(old, rows.values.get(old));
    rows.renew(index, rows.values.get(index));
  });
  const row = rows.elementOf(index);
  if (focus) (row.querySelector("textarea") ?? row).focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  history.replaceState(null, "", `#${summary.names[index]}`);
  here(placeOf(summary.names[index]));
  book.follow(rows.values.get(index));
}

/** What was saved, in words. */
const savedAs = (stage, n) => ({
  draft: t("Saved as a draft: message {n}.", { n }),
  translated: t("Saved as translated: message {n}.", { n }),
  reviewed: t("Saved as reviewed: message {n}.", { n }),
  approved: t("Saved as approved: message {n}.", { n }),
})[stage];

const REVIEWED = ["reviewed", "approved"];

async function save(stage, index = rows.at, step = false) {
  const value = rows.values.get(index);
  if (!value) return;
  const target = rows.at === index ? field()?.value ?? value.target : value.target;
  if (!target.trim() && stage !== "empty") {
    announce(t("There is no translation yet."));
    return;
  }
  // Who goes over what is done takes nobody's review away by that; a draft has none.
  const base = drafts.get(value.name)?.base ?? value.base;
  const stays = stage === "translated" && REVIEWED.includes(value.stage) && target === value.target && base === value.base;
  if (stays) {
    decidedNothing();
    announce(t("Message {n} stays as it is: {stage}.", { n: index + 1, stage: t(value.stage) }));
    if (step) await open(index + 1);
    return;
  }
  // The next one is shown at once; the act is on its way. Who fills what is empty goes on to what is empty, and
  // who goes over what is done to the next.
  const sent = act("edit", { beside, edits: [{ name: value.name, number: index, base, target, stage }] });
  let next = index;
  if (step) {
    const filling = unfinished(index);
    stages[index] = stage;
    next = filling ? stages.findIndex((_, other) => other > index && unfinished(other)) : index + 1;
    if (next >= 0 && next < summary.count) await open(next);
  }
  try {
    const answer = await sent;
    if (answer.clashes) return clash(answer.clashes[0], target, stage);
    drafts.saved(answer.rows[0], target);
    put(answer.rows);
    const words = savedAs(stage, index + 1);
    const left = stages.filter((_, other) => unfinished(other)).length;
    // Who has come to the end is told what they have passed by.
    if (step && left && next < 0) nothingFurther(`${words} ${t("Nothing is unfinished further on.")}`, left, "previous-unfinished");
    else announce(words);
  } catch (error) {
    drafts.keep(value, target);
    complain(error);
  }
}

function put(values) {
  for (const value of values) {
    const index = summary.names.indexOf(value.name);
    stages[index] = value.stage;
    if (rows.values.has(index)) {
      const area = index === rows.at ? field() : null;
      // Who types on in the same message isn't disturbed.
      if (area && document.activeElement === area) {
        rows.values.set(index, value);
        showHead(value, index);
      } else rows.renew(index, value);
    }
  }
  overview();
  book.renew();
  if (values.length === 1) findNear(values[0].name).catch(complain);
  findLater();
}

// The book.

const book = new BookBeside({
  onMessage: (name, lang) => (lang === told.lang ? open(summary.names.indexOf(name)) : location.assign(address("translation", lang, name))),
});

function toBook() {
  const value = rows.values.get(rows.at);
  if (value) location.assign(address("book", told.lang, value.ids[0] ?? `message:${value.name}`));
}

/** Somebody else has changed the same message: all three are shown, and a person decides. */
function clash(theirs, mine, stage) {
  const n = summary.names.indexOf(theirs.name) + 1;
  const old = drafts.get(theirs.name)?.was ?? rows.values.get(summary.names.indexOf(theirs.name))?.target;
  const side = (label, words, take) =>
    el(
      "section",
      {},
      el("h3", {}, label),
      text(words || "—", summary.target),
      take ? el("button", { type: "button", onclick: take }, t("Keep this one")) : null,
    );
  const shown = dialog(
    t("Somebody else has changed this message"),
    text(theirs.source, summary.source),
    side(t("As it was"), old),
    side(t("Theirs"), theirs.target, () => {
      drafts.drop(theirs.name);
      put([theirs]);
      shown.close();
      announce(t("Theirs is kept: message {n}.", { n }));
    }),
    side(t("Yours"), mine, async () => {
      shown.close();
      const answer = await act("edit", { beside, edits: [{ name: theirs.name, base: theirs.base, target: mine, stage }] });
      if (answer.clashes) return clash(answer.clashes[0], mine, stage);
      drafts.saved(answer.rows[0], mine);
      put(answer.rows);
      announce(savedAs(stage, n));
    }),
  );
}

// Going through.

function seek(step, wanted, nothing, back) {
  for (let index = rows.at + step; index >= 0 && index < summary.count; index += step) {
    if (wanted(index)) return open(index);
  }
  const left = stages.filter((_, index) => index !== rows.at && wanted(index)).length;
  nothingFurther(nothing, left, back);
}

function seekFinding(direction) {
  const [nothing, back] = direction > 0 ? [t("No finding further on."), "previous-finding"] : [t("No finding before."), "next-finding"];
  return seek(direction, doubtful, renewing ? `${nothing} ${t("Findings are being renewed …")}` : nothing, back);
}

const unfinished = (index) => stages[index] === "empty" || stages[index] === "draft";
const doubtful = (index) => doubted.has(index);

function overview() {
  const counts = {};
  for (const [index, stage] of stages.entries()) if (index !== summary.signature) counts[stage] = (counts[stage] ?? 0) + 1;
  const place = document.getElementById("overview");
  const unsaved = summary.names.filter((name) => drafts.get(name)).length;
  place.textContent = [
    ...Object.values(LETTERS).filter((stage) => counts[stage]).map((stage) => `${counts[stage]} ${t(stage)}`),
    unsaved ? t("not saved: {n}", { n: unsaved }) : "",
  ].filter(Boolean).join(" · ");
}

/** A translation with what is found in it, or with what would stand there instead. */
function parts(pieces_, tag, instead) {
  const shown = pieces_.map((words, number) => (number % 2 ? el(tag, {}, instead ?? words) : words));
  return el("p", { class: "text", lang: summary.target.lang, dir: summary.target.dir }, shown);
}

/** Goes to a message by its number, or to the next with some words. */
const toPlace = () => goTo(t("Number of a message, or words of source or translation"), (text) => (/^\d+$/.test(text) ? { number: text } : null), rows.at, open);

async function replaceAll() {
  const given = await askFor(t("Find and replace in the translation"), [
    { name: "words", label: t("Find") },
    { name: "instead", label: t("Replace by") },
    { name: "exact", label: t("Capitals"), choices: [["", t("alike")], ["1", t("as they are typed")]] },
  ], t("Show what would change"));
  if (!given?.words) return;
  const { rows: hits, count } = await look("found", given);
  const checks = hits.map((hit) => el("input", { type: "checkbox", checked: true, "aria-label": t("Change message {n}", { n: hit.number + 1 }) }));
  const list = hits.map((hit, number) =>
    el("li", {}, checks[number], parts(hit.before, "del"), parts(hit.before, "ins", hit.instead)),
  );
  const go = el("button", { type: "button", onclick: async () => {
    shown.close();
    const edits = hits.filter((_, number) => checks[number].checked).map(({ name, number, base, after, stage }) => ({ name, number, base, target: after, stage }));
    if (!edits.length) return;
    try {
      const answer = await act("edit", { edits });
      if (answer.clashes) return complain({ error: t("Somebody else has changed one of them. Nothing was replaced."), hint: t("Search again.") });
      leaveField();
      put(answer.rows);
      announce(t("Messages that were changed: {n}.", { n: edits.length }));
    } catch (error) {
      complain(error);
    }
  } }, t("Replace in those that are ticked"));
  const rest = count > hits.length ? el("p", {}, t("These are the first {n}. Search again for the others.", { n: hits.length })) : null;
  const lapsed = hits.some(({ lapses }) => lapses) ? el("p", {}, t("What was reviewed or approved and is changed here is only translated then: nobody has reviewed the new words.")) : null;
  const shown = dialog(t("Messages with it: {n}", { n: count }), rest, lapsed, hits.length && !told.readOnly ? go : null, el("ol", { class: "hits" }, list));
}

async function fill() {
  summary = await look("summary");
  if (summary.missing) return;
  stages = [...summary.stages].map((letter) => LETTERS[letter]);
}

/** What is found in all messages; `again` where it is being found anew, and told then. */
async function renewFindings() {
  clearTimeout(renewFindings.later);
  const asked = { start: rows.start, count: rows.end - rows.start };
  const { findings, doubtful: numbers, again } = await look("findings", asked);
  showRenewing(again);
  doubted = new Set(numbers);
  for (const [name, problems] of Object.entries(findings)) showProblems(name, problems);
}

/** Above the messages: all that was found is of another time, until it is found anew. */
function showRenewing(again) {
  renewing = again;
  document.getElementById("renewing").textContent = again ? t("Findings are being renewed …") : "";
}

/** All of them take a while: once it is quiet. */
function findLater() {
  clearTimeout(renewFindings.later);
  renewFindings.later = setTimeout(() => renewFindings().catch(complain), 2000);
}

/** What a saved message and its neighbours tell by themselves. */
async function findNear(name) {
  const { findings } = await look("near", { name });
  for (const [other, problems] of Object.entries(findings)) showProblems(other, problems);
}

/** Above the messages: what the transcript has and the catalog hasn't got. Editions have it empty. */
async function tellBehind() {
  const { behind } = await look("behind");
  document.getElementById("behind").textContent = behind ? t("{n} not in the catalog yet", { n: behind }) : "";
  const offer = document.getElementById("extract");
  if (offer) offer.hidden = !behind;
}

async function bringUpToDate() {
  announce(t("The catalogs are being brought up to date …"));
  try {
    const { told: amiss } = await act("extract", {}, { view: "project" });
    await refresh();
    leaveField();
    if (amiss.length) complain({ error: amiss.join(" ") });
    else announce(t("The catalogs are up to date."));
  } catch (error) {
    complain(error);
  }
}

async function refresh() {
  await fill();
  const held = () => field() && document.activeElement === field();
  const was = held();
  // Whoever goes on meanwhile stays where they are by then. Typing goes on: it is over what the message was. Who has
  // typed nothing yet sees what it is now.
  await rows.refresh(summary.count, null, {
    at: (name) => summary.names.indexOf(name),
    still: (index) => index === rows.at && held() && drafts.get(summary.names[index]),
  });
  if (was && document.activeElement === rows.elementOf(rows.at)) field()?.focus({ preventScroll: true });
  overview();
  book.renew();
  findLater();
  tellBehind().catch(complain);
}

/** Where nobody has begun: the one thing to do. */
function noCatalog() {
  const make = el("button", { type: "button", onclick: () => act("extract", {}, { view: "project" }).then(() => location.reload(), complain) }, t("Bring the catalogs up to date"));
  main.replaceChildren(el("h1", {}, t("Translation")), el("p", {}, t("There is no catalog of this language yet.")), ...(told.readOnly ? [] : [el("p", { class: "acts" }, make)]));
  onChange(() => location.reload());
}

begin(async () => {
  await fill();
  if (summary.missing) return noCatalog();
  rows = new Rows({
    label: t("Messages"),
    count: summary.count,
    fetchRows: async (start, count) => {
      const { rows: loaded } = await look("rows", { start, count, beside });
      for (const { name, findings } of loaded) found[name] = findings;
      return loaded;
    },
    row: message,
    key: (value) => value.name,
    said: ".head, .cells > * > .text",
  });
  const second = el(
    "select",
    {
      onchange: async (event) => {
        beside = event.target.value;
        await rows.reload();
      },
    },
    el("option", { value: "" }, t("none")),
    summary.others.map(({ tag, autonym }) => el("option", { value: tag }, languageName(tag, autonym))),
  );
  main.replaceChildren(
    el("h1", { class: "quiet" }, t("Translation")),
    el(
      "div",
      { class: "toolbar" },
      el(
        "div",
        { class: "so-far" },
        el("span", { id: "overview" }),
        " ",
        el("strong", { id: "behind", role: "status" }),
        " ",
        told.readOnly ? null : el("button", { id: "extract", type: "button", class: "link", hidden: true, onclick: bringUpToDate }, t("Bring the catalogs up to date")),
        " ",
        el("span", { id: "renewing", role: "status" }),
      ),
      el(
        "div",
        { class: "in-a-line" },
        el("button", { type: "button", onclick: () => seek(1, unfinished, t("Nothing is unfinished further on."), "previous-unfinished") }, t("Next unfinished")),
        el("button", { type: "button", onclick: () => seekFinding(1) }, t("Next finding")),
        el("button", { type: "button", title: keyOf("place"), onclick: toPlace }, t("Go to ...")),
        el("button", { type: "button", onclick: replaceAll }, t("Find and replace")),
        el("button", { type: "button", title: told.keys.book ?? "Alt+b", onclick: toggleBook }, t("Book beside it")),
        summary.others.length ? el("label", {}, t("Beside it: "), second) : null,
      ),
    ),
    rows.element,
  );
  command("next", "Alt+ArrowDown", "The next message", () => open(rows.at + 1), { typing: true });
  command("previous", "Alt+ArrowUp", "The message before", () => open(rows.at - 1), { typing: true });
  command("down", "j", "The next message", () => open(rows.at + 1));
  command("up", "k", "The message before", () => open(rows.at - 1));
  command("next-unfinished", "n", "The next that is empty or a draft", () => seek(1, unfinished, t("Nothing is unfinished further on."), "previous-unfinished"));
  command("previous-unfinished", "p", "The one before that is empty or a draft", () => seek(-1, unfinished, t("Nothing is unfinished before."), "next-unfinished"));
  command("next-finding", "f", "The next with a finding", () => seekFinding(1));
  command("previous-finding", "F", "The one before with a finding", () => seekFinding(-1));
  command("place", "g", "Go to a number, or to words", toPlace);
  command("save", "Ctrl+Enter", "It is done; on to the next", () => save("translated", rows.at, true), { typing: true, writes: true });
  command("save-draft", "Ctrl+Shift+Enter", "Keep it as a draft", () => save("draft"), { typing: true, writes: true });
  command("save-reviewed", "Alt+r", "It is reviewed", () => save("reviewed"), { typing: true, writes: true });
  command("save-approved", "Alt+a", "It is approved", () => save("approved"), { typing: true, writes: true });
  command("take", "Alt+1", "Take what the memory offers first", () => take(0), { typing: true, writes: true });
  command("take-second", "Alt+2", "Take what it offers second", () => take(1), { typing: true, writes: true });
  command("take-third", "Alt+3", "Take what it offers third", () => take(2), { typing: true, writes: true });
  command("mark", "Ctrl+m", "Insert the next mark of the source", nextMark, { typing: true, writes: true });
  command("replace", "Ctrl+Shift+f", "Find and replace", replaceAll, { typing: true });
  command("comment", "Alt+c", "Leave a comment for others", remark, { typing: true, writes: true });
  command("edit", "Enter", "Into the field of the message", () => field()?.focus());
  command("book", "Alt+b", "The book beside it", toggleBook, { typing: true });
  command("to-book", "Alt+Enter", "There and back: this place in the book", toBook, { typing: true });
  command("leave", "Escape", "Leave the field", () => rows.elementOf(rows.at)?.focus(), { typing: true });
  const wanted = summary.names.indexOf(location.hash.slice(1));
  // What was typed and not saved comes first, then what is unfinished.
  const typed = summary.names.findIndex((name) => drafts.get(name));
  const first = wanted >= 0 ? wanted : typed >= 0 ? typed : Math.max(0, stages.findIndex((_, index) => unfinished(index)));
  await rows.show(first);
  await open(first);
  overview();
  onChange(refresh);
  onTurn(refresh);
  onMade(() => renewing && renewFindings().catch(complain));
  onMade(() => waits?.());
  sound(() => rows.values.get(rows.at)?.ids ?? []);
  renewFindings().catch(complain);
  tellBehind().catch(complain);
});
