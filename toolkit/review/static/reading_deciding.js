// Deciding what paragraphs are, and whose; and what the labels are.

import { announce, askFor, complain, dialog, el, t, told } from "./core.js";
import { chosen, chosenNoMore, next } from "./reading_going.js";
import { consequences, does, flying, foresee, loaded, send } from "./reading_sending.js";
import { asRead, insteadOf, labelOf, mayBeOther, order, printedIn, questions, range, rows, summary } from "./reading_transcript.js";

let sent = Promise.resolve(); // the last decision that is on its way
let last = null; // what was decided last: about a question, with its paragraphs as they were; or whose words of nobody are

/** Decides paragraphs by their numbers: it is shown at once, and the rest when all is read again. */
async function decides(numbers, value, what) {
  if (told.readOnly) return;
  if (!summary.count) return complain({ error: t("There is no text.") });
  if (numbers.some((index) => flying.has(index)) && !(numbers = await settled(numbers))) return;
  const shown = await loaded(numbers);
  const ids = shown.map(({ id }) => id);
  // What is right as it is, is what it is shown as.
  const so = value.kind || value.who ? undefined : shown.map(({ kind, who }) => [kind, ...who].join("\n"));
  foresee(numbers.map((index) => {
    const old = rows.values.get(index);
    const spoken = (value.kind ?? old.kind) === "speech";
    return [index, { kind: value.kind ?? old.kind, who: spoken ? value.who ?? old.who : [], p: 1, other: "" }];
  }));
  announce(numbers.length > 1
    ? t("{n} paragraphs are: {what}.", { n: numbers.length, what })
    : t("Line {n} is: {what}.", { n: rows.values.get(numbers[0]).line, what }));
  const doubted = summary.doubts.length;
  sent = send("decide", { ids, so, ...value }).then((answer) => {
    const more = answer ? consequences(answer, doubted) : "";
    if (more) announce(more);
  });
}

/** The numbers of paragraphs once what is on its way is done: others before them may be parted or joined by then. Their ids may be others, their lines are not. */
async function settled(numbers) {
  const lines = numbers.map((index) => rows.values.get(index)?.line);
  await sent;
  await loaded(numbers);
  const now = lines.map((line, at) => {
    const is = (index) => rows.values.get(index)?.line === line;
    return is(numbers[at]) ? numbers[at] : [...rows.values.keys()].find(is);
  });
  if (!now.includes(undefined)) return now;
  complain({ error: t("Somebody else has just decided about it. Look at it again, and decide then.") });
  return null;
}

const inWords = (value) => (value.who?.length ? value.who.join(" + ") : t(value.kind));

/** Decides what is chosen; the question about it is remembered, so that all like it can be decided as well. */
export async function decide(value) {
  const numbers = range(...chosen());
  const question = questions.get(rows.at);
  const group = value.who?.length ? summary.unnamed.findIndex((some) => some.includes(rows.at)) : -1;
  if (group >= 0) last = { rows: [], group, decided: new Set(numbers), value };
  else if (question && !question.speaker) last = { rows: question.rows, decided: new Set(numbers), value };
  else if (last?.rows.includes(rows.at)) last = { ...last, decided: new Set([...last.decided, ...numbers]), value };
  await decides(numbers, value, inWords(value));
  await chosenNoMore();
}

/** It is as it was read; on to the next doubt. */
export async function right() {
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
  byLabel(question, value, insteadOf(question, value));
  // Where there are more of its cause, they may be decided likewise.
  if (!several) await next(at);
}

export async function takeOther() {
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

/** Whether others can be decided like the paragraph that is open. */
export const hasAlike = (question) => question?.rows.length > 1 || (last?.decided.has(rows.at) && likeLast().length > 0);

/** What this paragraph is, all are that the same question is about, or that are set likewise where nobody is named. */
export async function alike() {
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

export async function undecide() {
  const ids = (await loaded(range(...chosen()))).map(({ id }) => id);
  does("undecide", { ids }, () => t("It is left to the reader."));
  await chosenNoMore();
}

export async function whose() {
  const value = rows.values.get(rows.at);
  const given = await askFor(t("Whose it is"), [
    { name: "who", label: t("A name, or several with + between them"), value: value?.who.join(" + ") ?? "" },
  ]);
  const names = (given?.who ?? "").split("+").map((name) => name.trim()).filter(Boolean);
  if (names.length) await decide({ kind: "speech", who: names });
}

export async function whatKind() {
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

export async function labelled() {
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
