// What the page of the reading knows of its transcript, and what is asked about it.

import { told } from "./core.js";
import { Rows } from "./rows.js";

export let summary;
export let rows;
export let order = []; // numbers of paragraphs in doubt, those of the question that costs most first
export let questions = new Map(); // number of a paragraph -> the question about it

export const placeOf = (id) => `${told.document}#${id}`;
export const range = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);

/** Makes the list of its paragraphs. */
export function list(made) {
  rows = new Rows({ count: summary.count, version: summary.version, ...made });
}

let known = "";

/** Takes what is known now; whether anything of it is another than before. */
export function take(value) {
  const before = known;
  // Each act makes another version, though it changes nothing that is shown.
  known = JSON.stringify({ ...value, version: "" });
  summary = { ...value, speakers: numbered(value.speakers) };
  askAgain();
  return known !== before;
}

/** All that is in doubt is a question, also what was taken for answered. */
export function askAgain() {
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

const numbers = new Map(); // key of a speaker -> the number in the list, as long as the page is open

/** The speakers by the numbers that their keys have under the fingers: whoever comes later gets the next one. */
function numbered(speakers) {
  for (const { key } of speakers) if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
  return speakers.map((speaker) => ({ ...speaker, number: numbers.get(speaker.key) })).sort((a, b) => a.number - b.number);
}

/** Some paragraphs are no questions any more. */
export function answered(indices) {
  for (const index of indices) questions.delete(index);
  order = order.filter((index) => questions.has(index));
}

// What a question is about.

export const SURE = 0.995; // of what is surer nothing is said

/** The label that a question is about in a paragraph; "" where it is about no label there. */
export const labelOf = (question, value) => question?.labels?.[value?.line] ?? "";
/** Whose it is as it was read, and whose it may be instead: of a speaker's or text, as the paragraph shows. */
export const asRead = (question, value) => question.asRead ?? (value.label ? [labelOf(question, value)] : []);
export const insteadOf = (question, value) => question.instead ?? (value.label ? [] : [labelOf(question, value)]);

/** Whether a question is about what a paragraph is, and not about a label or a speaker. */
export const isAsked = (question) => Boolean(question) && !question.speaker && !question.labels;
/** Whether a paragraph may be another thing than it is read as. */
export const mayBeOther = (question, value) => Boolean(value?.other) && (isAsked(question) || value.p < SURE);

/** The label of a paragraph: as it is read, or as it is asked. */
export const printedIn = (value, question) => value?.label || labelOf(question, value);
