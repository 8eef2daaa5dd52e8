// Acts of the reading on their way: what they will change is shown at once, and what came of them when they are done.

import { act, announce, complain, look, t, told } from "./core.js";
import { endChoice, preload } from "./reading_going.js";
import { answered, askAgain, questions, rows, summary, take } from "./reading_transcript.js";

let pending = 0; // acts that are on their way
export const flying = new Map(); // paragraphs that they are about, by number, as they were; their ids may become others

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

/** How a paragraph begins that is shown. */
function textOf(id) {
  for (const value of rows.values.values()) if (value.id === id) return value.text.slice(0, 200);
  return "";
}

/** Sends an act; what it changed is shown. Gives what became of it, or null where it can't be done. */
export async function send(what, value) {
  if (told.readOnly) return null;
  endChoice();
  waits(1);
  let answer = null;
  try {
    answer = await act(what, { ...value, shown: textOf(value.ids?.[0]), version: rows.version, start: rows.start, count: Math.max(1, rows.end - rows.start) });
  } catch (error) {
    complain(error);
  }
  waits(-1);
  if (pending > 0) return answer;
  const before = [...flying];
  flying.clear();
  try {
    // What is asked for last knows of all that was asked for before.
    await (answer ? put(answer) : refresh());
  } catch (error) {
    complain(error);
    if (!answer) takeBack(before);
  }
  if (pending === 0) delete document.documentElement.dataset.waiting;
  return answer;
}

/** Shows paragraphs as they were: nothing was decided about them, and nothing else can be read. */
function takeBack(before) {
  for (const [index, value] of before) flying.set(index, value);
  if (pending > 0) return; // what is on its way tells more
  askAgain();
  for (const [index, value] of flying) rows.renew(index, value);
  flying.clear();
}

/** What an act did to the rest: how many it read otherwise, and that nothing is in doubt any more. */
export function consequences(answer, doubted) {
  const others = answer.others ? t("Others that are read otherwise now: {n}.", { n: answer.others }) : "";
  return [others, doubted && !answer.summary.doubts.length ? t("Nothing is in doubt.") : ""].filter(Boolean).join(" ");
}

/** Sends an act, and says what it did, once that is shown; shown() goes where it leads. */
export async function does(what, value, words = () => "", shown = () => {}) {
  const doubted = summary.doubts.length;
  const answer = await send(what, value);
  if (answer) {
    if (answer.changed) await shown();
    const said = [words(), consequences(answer, doubted)].filter(Boolean).join(" ") || t("It is decided.");
    announce(answer.changed ? said : t("It says so already."));
  }
  return Boolean(answer?.changed);
}

const news = new Set();

/** Called when something else is known of the transcript as a whole. */
export function onNews(call) {
  news.add(call);
}

let asks = 0;

/** Shows what is known now. What is decided and on its way is newer. */
export async function put(answer) {
  const asked = questions;
  if (take(answer.summary)) for (const call of news) call();
  const other = (index) => asked.get(index)?.message !== questions.get(index)?.message;
  if (await rows.refresh(summary.count, answer, { version: summary.version, still: (index) => flying.has(index), other })) await preload();
}

/** Shows what paragraphs will be, as far as that is known, by their numbers: they are no questions any more. */
export function foresee(known) {
  answered(known.map(([index]) => index));
  for (const [index, value] of known) {
    if (!flying.has(index)) flying.set(index, rows.values.get(index));
    rows.renew(index, { ...rows.values.get(index), ...value });
  }
}

/** Paragraphs by their numbers, ascending, of which most stand one behind the other. */
export async function loaded(numbers) {
  for (let at = 0; at < numbers.length; ) {
    const near = numbers.filter((index) => index >= numbers[at] && index < numbers[at] + MANY);
    await rows.values_(numbers[at], near.at(-1) - numbers[at] + 1);
    at += near.length;
  }
  return numbers.map((index) => rows.values.get(index)).filter(Boolean);
}
const MANY = 100; // that are sent at once

/** What other programs have changed; where they have changed nothing of it, nothing moves. */
export async function refresh() {
  const turn = ++asks;
  const answer = await look("whole", { start: rows.start, count: Math.max(1, rows.end - rows.start) });
  // An act that is on its way tells more.
  if (turn === asks && !pending) await put(answer);
}
