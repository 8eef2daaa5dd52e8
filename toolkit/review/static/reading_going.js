// Going through a transcript: from paragraph to paragraph, from doubt to doubt, and choosing several.

import { announce, complain, goTo, here, nothingFurther, t } from "./core.js";
import { order, placeOf, questions, range, rows, summary } from "./reading_transcript.js";

export let anchor = -1; // where a choice of several paragraphs begins; -1 for none
export let choosing = false; // whether all is chosen up to where somebody goes

/** The first and the last paragraph of what is chosen, or the one that is open. */
export function chosen() {
  if (anchor < 0) return [rows.at, rows.at];
  return [Math.min(anchor, rows.at), Math.max(anchor, rows.at)];
}

/** Opens a paragraph: it has its tools, and the focus. */
export async function openAt(index, { keep = choosing, focus = true } = {}) {
  const old = rows.at;
  const [from, to] = chosen();
  if (!keep) anchor = -1;
  if (!(await rows.go(index, { focus: false }))) return false;
  const [first, end] = chosen();
  rows.standing(index, () => {
    for (const at of new Set([old, ...range(from, to), ...range(first, end)])) {
      if (rows.values.has(at) && rows.elementOf(at)) rows.renew(at, rows.values.get(at));
    }
  });
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
  announce(t("Paragraphs that are chosen: {n}.", { n: to - from + 1 }));
}

/** From here on all is chosen up to where somebody goes, by whatever leads there; asked again, no more. */
export async function choose() {
  choosing = !choosing;
  anchor = choosing && summary.count ? rows.at : -1;
  await openAt(rows.at);
  announce(choosing ? t("All is chosen from here to the paragraph that you go to. Decide there what they are.") : t("Nothing is chosen any more."));
}

export async function extend(index) {
  if (index < 0 || index >= summary.count) return;
  if (anchor < 0) anchor = rows.at;
  await openAt(index, { keep: true });
  if (!choosing) tellChosen();
}

/** The next paragraph in doubt, or the one before: those of the question that costs most come first. */
export async function seek(step) {
  const at = order.indexOf(rows.at);
  // From a paragraph that isn't in doubt it goes to the first question, or to the last.
  const next = at >= 0 ? at + step : step > 0 ? 0 : order.length - 1;
  if (next < 0 || next >= order.length) {
    await nothingLeft(step);
    return;
  }
  await openAt(order[next]);
  preload().catch(complain);
  announce(t("Doubt {n} of {all}. {message}", { n: next + 1, all: order.length, message: questions.get(order[next]).message }));
}

/** No paragraph is left to be decided that way: what is in doubt elsewhere is shown, and told. */
export async function nothingLeft(step) {
  const left = order.filter((row) => row !== rows.at).length;
  const [other] = summary.doubts.filter((doubt) => !doubt.answer && doubt.rows.length);
  if (left || !other) {
    const nothing = order.length ? t("No doubt further on.") : t("Nothing is in doubt.");
    return nothingFurther(nothing, left, step > 0 ? "previous-doubt" : "next-doubt");
  }
  await openAt(other.rows[0]);
  announce(t("No paragraph is left to be decided. In doubt in the list: {message}", { message: other.message }));
}

/** Has the rows at hand to which a person goes next, also while an act is on its way. */
export async function preload() {
  const at = order.indexOf(rows.at);
  for (const index of [order[at + 1], order[at - 1]]) {
    if (index === undefined) continue;
    const [start, count] = rows.window(index);
    await rows.values_(start, count);
  }
}

/** Goes to the paragraph of a line of the file, or to the next with some words. */
export const toPlace = () => goTo(t("Number of a line, or words of a paragraph"), (text) => (/^\d+$/.test(text) ? { line: text } : null), rows.at, openAt);

/** The next doubt behind one that was decided, which has taken its place. */
export async function next(at) {
  if (!order.length) {
    if (summary.doubts.some((doubt) => !doubt.answer)) await nothingLeft(1);
    else await chosenNoMore();
    return;
  }
  const last_ = at >= order.length;
  await openAt(order[Math.min(Math.max(at, 0), order.length - 1)]);
  if (last_) announce(t("That was the last one. Doubts left before it: {n}; this is one of them.", { n: order.length }));
}

/** What was chosen is decided. */
export async function chosenNoMore() {
  if (anchor >= 0) await openAt(rows.at);
}

/** A choice is made once. */
export function endChoice() {
  choosing = false;
}
