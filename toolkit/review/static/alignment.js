// What goes with what in a translation: sentence beside sentence, with lines that tell how sure it is.

import {
  act, announce, askFor, begin, beginning, command, complain, el, goTo, here, inTurn, keyOf, lines, listed, look, main,
  nothingFurther, offsetAt, onChange, onTurn, peopleAt, t, told,
} from "./core.js";
import { Rows } from "./rows.js";

let summary;
let rows;
let order = []; // numbers of the rows in doubt, ascending
let held = ""; // the row that goes with another one, to which somebody is on their way
let cursor = { key: "", at: [null, null] }; // where the opened row is split: before which sentence of each side

const SVG = "http://www.w3.org/2000/svg";
const SIDES = ["source", "target"];
const placeOf = (value) => `${told.document}/${told.lang}#${value.key}`;

// What is shown.

/** How sure a row is, as a word that its lines are drawn by. */
function sureness(value) {
  if (value.decided) return "decided";
  if (value.kind !== "pair") return "alone";
  return value.p >= summary.sure ? "sure" : value.p >= summary.unsure ? "unsure" : "doubtful";
}

/** Whether one sentence goes with one. */
const isPlain = ({ kind, sides }) => kind === "pair" && sides.every((side) => side.length === 1);

/** Whether a row waits for a person alone: the aligner is sure that something was left out or added. */
const isSureOf = ({ kind, p }) => kind !== "pair" && p >= summary.sure;

/** What a row is, in words. */
function named(value) {
  const size = value.sides.map((side) => side.length).join(":");
  const kind = { omission: t("Left out"), addition: t("Added") }[value.kind] ?? size;
  const sure = value.decided ? t("decided") : t("{n} %", { n: Math.min(99, Math.floor(value.p * 100)) });
  return listed([kind, sure, value.elsewhere ? t("stands elsewhere") : ""]);
}

function sentence(value, one, side, number, opened) {
  const { lang } = summary.sides[side];
  const text = el("span", { class: "text" }, lines(one.text));
  if (opened && splits(value)) text.addEventListener("click", (event) => getSelection().isCollapsed && placeCursor(value, side, borderAt(value, side, number, text, event)));
  return [
    opened && places(value, side).includes(number) ? cut(value, side, number) : null,
    one.label ? el("p", { class: "speaker", lang }, one.label) : null,
    el("p", { class: "sentence", lang }, el("bdi", { class: "number", dir: "ltr" }, one.place), " ", text),
  ];
}

// Where a row is split: a cursor on each side stands between sentences.

const splits = (value) => !told.readOnly && value.sides[0].length + value.sides[1].length > 2;

/** Before which sentences of a side a row can be split: one that is alone goes above or below. */
function places(value, side) {
  const { length } = value.sides[side];
  if (!splits(value) || !length) return [];
  return length > 1 ? range(1, length) : [0, 1];
}
const range = (from, to) => Array.from({ length: to - from }, (_, offset) => from + offset);

const cursorOf = (value, side) => (cursor.key === value.key ? cursor.at[side] : null);

/** A place between sentences: a button that splits there, and the cursor, where it stands there. */
function cut(value, side, number) {
  const [before, after] = [value.sides[side][number - 1], value.sides[side][number]];
  const words = after ? t("Split before “{words}”", { words: beginning(after.text) }) : t("Split behind “{words}”", { words: beginning(before.text) });
  const atCursor = cursorOf(value, side) === number;
  return el("button", { type: "button", class: atCursor ? "cut cursor" : "cut", title: atCursor ? keyOf("split") : false, "aria-label": words, onclick: () => splitBefore(value, side, number) }, t("Split here"));
}

/** The place between sentences that is next to where somebody clicks or taps in one. */
function borderAt(value, side, number, element, { clientX, clientY }) {
  const lengths = value.sides[side].map(({ text }) => text.length);
  const start = lengths.slice(0, number).reduce((sum, length) => sum + length, 0);
  const clicked = start + (offsetAt(element, clientX, clientY) ?? 0);
  const far = (place) => Math.abs(clicked - lengths.slice(0, place).reduce((sum, length) => sum + length, 0));
  return places(value, side).sort((a, b) => far(a) - far(b))[0];
}

/** Puts the cursor of a side before a sentence; null takes it away. */
function placeCursor(value, side, number) {
  const at = [cursorOf(value, 0), cursorOf(value, 1)];
  at[side] = number;
  cursor = { key: value.key, at };
  rows.renew(rows.at, value);
  announce(cursorInWords(value, side, number));
}

function cursorInWords(value, side, number) {
  if (number === null) return side ? t("No cursor is in the translation.") : t("No cursor is in the source.");
  const next = value.sides[side][number];
  const words = beginning((next ?? value.sides[side][number - 1]).text);
  if (!side) return next ? t("Cursor in the source, before: {words}", { words }) : t("Cursor in the source, behind: {words}", { words });
  return next ? t("Cursor in the translation, before: {words}", { words }) : t("Cursor in the translation, behind: {words}", { words });
}

/** The cursor of a side goes on to its next place, and behind the last one away. */
function cursorOn(side) {
  const value = rows.values.get(rows.at);
  if (!value) return;
  const all = places(value, side);
  if (!all.length) return announce(t("This row can be split nowhere here."));
  placeCursor(value, side, all[all.indexOf(cursorOf(value, side)) + 1] ?? null);
}

/** Splits at the cursors; without one in the midst. */
function splitHere() {
  const value = rows.values.get(rows.at);
  if (!value) return null;
  const at = [0, 1].map((side) => cursorOf(value, side));
  if (at.every((one) => one !== null)) return doAt("split", { source: at[0], target: at[1] });
  const side = at.findIndex((one) => one !== null);
  return side < 0 ? doAt("split") : splitBefore(value, side, at[side]);
}

function column(value, side, opened) {
  const made = value.sides[side].map((one, number) => sentence(value, one, side, number, opened));
  // One that is alone may go above.
  if (opened && places(value, side).at(-1) === made.length) made.push([cut(value, side, made.length)]);
  const nothing = side ? t("Nothing translates it.") : t("It translates nothing.");
  return el("div", { class: `side ${SIDES[side]}`, dir: summary.sides[side].dir }, made.length ? made : el("p", { class: "nothing" }, el("bdi", {}, nothing)));
}

function row(value, index) {
  const opened = index === rows.at;
  const sure = sureness(value);
  const link = document.createElementNS(SVG, "svg");
  link.setAttribute("aria-hidden", "true");
  link.setAttribute("class", "links");
  const head = el(
    "div",
    { class: "head" },
    // Of most rows there is nothing to say.
    opened || value.doubtful || value.elsewhere || !isPlain(value) ? el("span", { class: "stage" }, named(value)) : null,
    value.doubtful ? el("span", { class: "count" }, isSureOf(value) ? t("to be confirmed") : t("in doubt")) : null,
    value.key === held ? el("span", { class: "count" }, t("goes with …")) : null,
    peopleAt(placeOf(value)),
  );
  const made = el(
    "div",
    { class: ["aligned", value.elsewhere ? "elsewhere" : "", value.doubtful ? "in-doubt" : "", opened ? "opened" : ""].join(" "), "data-sure": sure },
    head,
    el("div", { class: "beside-each" }, column(value, 0, opened), el("div", { class: "gap" }, link), column(value, 1, opened)),
    opened ? tools(value) : null,
  );
  made.addEventListener("click", (event) => {
    if (!event.target.closest("button, a") && index !== rows.at) open(index);
  });
  drawn.observe(made);
  return made;
}

/** Curves from each sentence of a row to the middle, and on to each of the other side. */
function draw(element) {
  const link = element.querySelector("svg.links");
  if (!link?.isConnected) return;
  const box = link.getBoundingClientRect();
  if (!box.width || !box.height) return;
  const heights = SIDES.map((side) =>
    [...element.querySelectorAll(`.${side} .sentence`)].map((one) => {
      const at = one.getBoundingClientRect();
      return at.top + Math.min(at.height, 28) / 2 - box.top;
    }),
  );
  const [w, middle] = [box.width, box.width / 2];
  const all = heights.flat();
  const y = (Math.min(...all) + Math.max(...all)) / 2;
  // Left out or added: a short line that ends in a bar.
  const lone = heights.some((side) => !side.length);
  const shapes = heights.flatMap((side, number) =>
    side.map((at) => {
      const edge = number ? w - 1 : 1;
      if (lone) {
        const end = number ? w - w / 3 : w / 3;
        return `M${edge} ${at}H${end}M${end} ${at - 6}V${at + 6}`;
      }
      const bend = (edge + middle) / 2;
      return `M${edge} ${at}C${bend} ${at} ${bend} ${y} ${middle} ${y}`;
    }),
  );
  link.setAttribute("viewBox", `0 0 ${w} ${box.height}`);
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", shapes.join(""));
  const parts = [line];
  // A person's decision has a knot in its midst, whatever its colour is.
  if (element.dataset.sure === "decided" && !lone) {
    const knot = document.createElementNS(SVG, "circle");
    for (const [name, of] of Object.entries({ cx: middle, cy: y, r: 4 })) knot.setAttribute(name, of);
    parts.push(knot);
  }
  link.replaceChildren(...parts);
}

const drawn = new ResizeObserver((entries) => {
  for (const entry of entries) if (entry.target.isConnected) draw(entry.target);
    else drawn.unobserve(entry.target);
});

function tools(value) {
  const offered = Object.entries(summary.acts).filter(([name]) => {
    if (name === "confirm-up-to") return false; // above all rows
    if (name === "free") return value.decided;
    if (name === "confirm") return !value.decided;
    if (name === "split") return splits(value);
    if (name === "leave-out" || name.startsWith("source") || name === "pair") return value.sides[0].length > 0;
    if (name === "add" || name.startsWith("target")) return value.sides[1].length > 0;
    return name !== "unlink" || value.kind === "pair";
  });
  return el(
    "div",
    { class: "aside" },
    value.doubts.length ? el("ul", { class: "problems" }, value.doubts.map((why) => el("li", { dir: "auto" }, why))) : null,
    told.readOnly
      ? null
      : el(
          "div",
          { class: "acts" },
          offered.map(([name, label]) => el("button", { type: "button", title: keyOf(name), onclick: OF_BUTTONS[name] ?? (() => doAt(name)) }, t(label))),
        ),
  );
}

function overview({ count, decided, doubts, older } = summary) {
  const text = t("rows: {n}, decided: {decided}, in doubt: {doubts}", { n: count, decided, doubts: doubts.length });
  document.getElementById("overview").textContent = text;
  document.getElementById("older").hidden = !older;
}

// Going through.

let later = 0;

function take(value) {
  const was = summary?.older;
  summary = value;
  order = summary.doubts;
  if (summary.older && !was) announce(t("These rows are of older files. Both texts are being aligned anew."));
  if (was && !summary.older) announce(t("Both texts are aligned anew."));
  clearTimeout(later);
  if (summary.older) later = setTimeout(() => refresh({ always: false }).catch(complain), 1000);
}

async function open(index, { focus = true } = {}) {
  const old = rows.at;
  // It has the focus before the old one is made anew, which would take it back.
  if (!(await rows.go(index, { focus }))) return false;
  rows.standing(index, () => {
    for (const at of new Set([old, index])) if (rows.values.has(at) && rows.elementOf(at)) rows.renew(at, rows.values.get(at));
  });
  const element = rows.elementOf(index);
  if (focus) element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: "nearest" });
  const value = rows.values.get(index);
  if (value) here(placeOf(value));
  return true;
}

/** The next row in doubt, or the one before. */
async function seek(step) {
  const found = step > 0 ? order.find((at) => at > rows.at) : order.findLast((at) => at < rows.at);
  if (found === undefined) {
    const nothing = order.length ? t("No doubt further on.") : t("Nothing is in doubt.");
    nothingFurther(nothing, order.filter((at) => at !== rows.at).length, step > 0 ? "previous-doubt" : "next-doubt");
    return;
  }
  await open(found);
  const value = rows.values.get(found);
  const place = t("Doubt {n} of {all}.", { n: order.indexOf(found) + 1, all: order.length });
  announce(`${place} ${listed([named(value), ...value.doubts])}`);
}

/** Goes to a paragraph by its number, or to the next row with some words. */
const toPlace = () =>
  goTo(t("Number of a paragraph, such as 12.1, or words"), (text) => (/^\d+(\.\d+)*$/.test(text) ? { place: text.includes(".") ? text : `${text}.1` } : null), rows.at, open);

// Acts.

const asks = (what, given, how) => act(what, { ...given, texts: summary.texts, version: rows.version, start: rows.start, count: Math.max(1, rows.end - rows.start) }, how);

async function sent(what, given, spoken) {
  if (told.readOnly) return null;
  try {
    return await shown(await asks(what, given), spoken);
  } catch (error) {
    complain(error);
    return null;
  }
}

async function shown(answer, spoken) {
  await put(answer);
  const value = rows.values.get(answer.at);
  say(answer, spoken(value ? named(value) : ""));
  return answer;
}

function say(answer, words) {
  const more = answer.others ? t("Found anew: {n}.", { n: answer.others }) : "";
  announce(answer.changed ? [words, more].filter(Boolean).join(" ") : t("It says so already."));
}

async function put(answer) {
  take(answer.summary);
  overview();
  await rows.refresh(summary.count, answer, { version: summary.version, at: answer.at });
  await open(rows.at);
}

const doAt = (name, more = {}) => {
  const value = rows.values.get(rows.at);
  return value && sent("repair", { name, key: value.key, ...more }, (now) => t("Now it is: {what}.", { what: now }));
};

/** Holds a row until somebody has gone to the one that it goes with, by whatever key, click or tap, and comes here again. */
async function pairWith() {
  const value = rows.values.get(rows.at);
  if (!value) return;
  const [other, key] = [held, value.key];
  held = other ? "" : key;
  for (const [index, { key: one }] of rows.values) if (one === other || one === held) rows.renew(index, rows.values.get(index));
  if (!other) announce(t("Go to the row that it goes with, and press {key} or the same button there.", { key: keyOf("pair-with") }));
  else if (other === key) announce(t("It is paired with no other row."));
  else await sent("repair", { name: "pair-with", key: other, other: key }, (now) => t("Now it is: {what}.", { what: now }));
}

const OF_BUTTONS = { split: splitHere, "pair-with": pairWith };

/** It is right; on to the next doubt. */
async function confirm() {
  if (await doAt("confirm")) {
    await seek(1);
  }
}

/** A split in front of a sentence of one side; the other side is split as far along. */
function splitBefore(value, side, number) {
  const other = value.sides[1 - side].length;
  const share = Math.min(other - 1, Math.max(1, Math.round((number * other) / value.sides[side].length)));
  return doAt("split", { [SIDES[side]]: number, [SIDES[1 - side]]: other > 1 ? share : other });
}

const SOON = 700; // milliseconds

/** What may decide about thousands of rows: where that isn't done soon, keys go on meanwhile. */
async function sentMuch(what, given, spoken) {
  if (told.readOnly) return;
  let ended = false;
  // It is told before whatever is taken back behind it.
  const tell = (answer) => {
    overview(answer.summary);
    say(answer, spoken(answer.summary));
    return answer;
  };
  const end = asks(what, given, { takesLong: true }).then(tell).finally(() => { ended = true; });
  const soon = () => Promise.race([end, new Promise((resolve) => setTimeout(resolve, SOON))]);
  const tellHowFar = async () => {
    while (!ended) {
      const { share } = await look("progress").catch(() => ({}));
      if (!ended && share !== undefined) announce(t("Being decided: {n} % …", { n: Math.round(100 * share) }));
      await soon();
    }
    await end;
    // Rows may be others by now than those that it was asked for.
    await inTurn(refresh)();
  };
  try {
    await soon();
    if (ended) await put(await end);
    else tellHowFar().catch(complain);
  } catch (error) {
    complain(error);
  }
}

async function upTo() {
  const value = rows.values.get(rows.at);
  if (!value) return;
  await sentMuch("repair", { name: "confirm-up-to", key: value.key }, () => t("All up to here is decided."));
}

async function above() {
  const given = await askFor(t("All are right that are at least as sure as"), [{ name: "least", label: t("Per cent"), value: "95" }]);
  if (!given) return;
  const least = Number.parseFloat(given.least) / 100;
  if (!(least >= 0 && least <= 1)) return announce(t("Write a number from 0 to 100."));
  const before = summary.decided;
  const said = ({ decided }) => t("Decided just now: {n}. All rows that are decided: {all}.", { n: decided - before, all: decided });
  await sentMuch("confirm-above", { least }, said);
}

/** What other programs have changed, or what was taken back; where it is asked for again and again, only what is another. */
async function refresh({ always = true } = {}) {
  const held = rows.list.contains(document.activeElement);
  const value = await asked();
  if (value.nothing) return again();
  const same = !always && JSON.stringify(value) === JSON.stringify(summary);
  take(value);
  if (same) return undefined;
  overview();
  await rows.refresh(summary.count, null, { version: summary.version });
  await open(rows.at, { focus: held });
}

/** The figures; where the texts have to be aligned first, a person is told. */
async function asked() {
  let waited = false;
  // Some take a tenth of a second, and some a minute.
  for (let wait = 100; ; wait = Math.min(2 * wait, 800)) {
    const value = await look("summary");
    if (!value.again) {
      if (waited && !value.nothing) ready();
      return value;
    }
    waited = true;
    await new Promise((done) => setTimeout(done, wait));
  }
}

const again = () => location.reload();

/** What the first act needs of many rows is made while its reader looks for it. What is wrong is told by who decides. */
function ready() {
  if (!told.readOnly) act("ready", {}, { prepares: true }).catch(() => {});
}

/** Two decisions that contradict each other, since a text was changed: one of them has to go. */
function contrary(found) {
  const nothing = [t("It translates nothing."), t("Nothing translates it.")];
  const wrong = (which) => act("take-out", { which, seen: found.seen }).then(again, complain);
  const one = ({ line, sentences }, which) =>
    el(
      "li",
      {},
      sentences.map((text, side) => (text ? el("p", { class: "sentence", ...found.sides[side] }, lines(text)) : el("p", { class: "nothing" }, el("bdi", {}, nothing[side])))),
      told.readOnly ? null : el("button", { type: "button", onclick: () => wrong(which) }, t("This one is wrong (line {n})", { n: line })),
    );
  return [
    el("p", {}, t("Two decisions about both texts contradict each other since one of these was changed. Choose the one that is wrong: it goes.")),
    el("ul", { class: "contrary" }, found.contrary.map(one)),
    el("p", { class: "meta" }, found.nothing),
  ];
}

begin(async () => {
  document.getElementById("wait").textContent = t("Both texts are being aligned. That takes a while where they are long.");
  const found = await asked();
  // Most translations were never a text of their own: that is no fault.
  if (found.nothing) {
    main.replaceChildren(el("h1", {}, t("Alignment")), ...(found.contrary ? contrary(found) : [el("p", {}, found.nothing, " ", found.hint)]));
    const lookAgain = async () => JSON.stringify(await asked()) !== JSON.stringify(found) && again();
    onChange(lookAgain);
    onTurn(lookAgain);
    return;
  }
  take(found);
  rows = new Rows({
    label: t("Rows of sentences that go together"),
    count: summary.count,
    version: summary.version,
    fetchRows: async (start, count) => (await look("rows", { start, count })).rows,
    row,
    key: (value) => value.key,
    said: ".head, .sentence, .nothing",
  });
  const button = (name, label, run) => el("button", { type: "button", title: keyOf(name), onclick: run }, label);
  const writes = { writes: true };
  command("next-doubt", "n", "The next doubt", inTurn(() => seek(1)));
  command("previous-doubt", "p", "The doubt before", inTurn(() => seek(-1)));
  command("down", "j", "The next row", inTurn(() => open(rows.at + 1)));
  command("up", "k", "The row before", inTurn(() => open(rows.at - 1)));
  command("place", "g", "Go to a number, or to words", inTurn(toPlace));
  const at = (name) => inTurn(() => doAt(name));
  command("confirm", "Enter", "It is right; on to the next doubt", inTurn(confirm), writes);
  command("source-up", "q", "The first sentence of the source goes to the row above", at("source-up"), writes);
  command("source-down", "a", "The last sentence of the source goes to the row below", at("source-down"), writes);
  command("target-up", "w", "The first sentence of the translation goes to the row above", at("target-up"), writes);
  command("target-down", "s", "The last sentence of the translation goes to the row below", at("target-down"), writes);
  command("merge", "m", "The row and the one below become one", at("merge"), writes);
  command("merge-up", "M", "The row and the one above become one", at("merge-up"), writes);
  command("cursor-source", "c", "The cursor goes to the next place between sentences of the source", inTurn(() => cursorOn(0)), writes);
  command("cursor-target", "v", "The cursor goes to the next place between sentences of the translation", inTurn(() => cursorOn(1)), writes);
  command("split", "/", "The row becomes two at the cursor, or in its midst", inTurn(splitHere), writes);
  command("swap", "x", "The row and the one below change their translations", at("swap"), writes);
  command("pair", "b", "The source goes with the translation of the row below", at("pair"), writes);
  command("pair-with", "t", "The row goes with another: here, and once more at that row", inTurn(pairWith), writes);
  command("unlink", "l", "Nothing here goes together: left out, and added", at("unlink"), writes);
  command("leave-out", "o", "Nothing translates the source", at("leave-out"), writes);
  command("add", "e", "The translation translates nothing", at("add"), writes);
  command("free", "f", "Nothing is decided here: find anew what goes together", at("free"), writes);
  command("up-to", "y", "All up to here is right", inTurn(upTo), writes);
  command("above", "%", "All are right that are as sure as you say", inTurn(above), writes);
  main.replaceChildren(
    el("h1", { class: "quiet" }, t("Alignment")),
    el(
      "div",
      { class: "toolbar" },
      el("div", { class: "so-far" }, el("span", { id: "overview" }), " ", el("strong", { id: "older", hidden: true }, t("These rows are of older files. Both texts are being aligned anew."))),
      button("next-doubt", t("Next doubt"), () => seek(1)),
      button("previous-doubt", t("Doubt before"), () => seek(-1)),
      button("place", t("Go to ..."), toPlace),
      told.readOnly ? null : button("up-to", t("Right up to here"), upTo),
      told.readOnly ? null : button("above", t("Right above ..."), above),
    ),
    el("p", { class: "meta file", dir: "auto" }, summary.file),
    rows.element,
  );
  overview();
  const wanted = order[0] ?? 0;
  await rows.show(wanted);
  await open(wanted);
  onChange(() => refresh());
  onTurn(() => refresh());
  ready();
});
