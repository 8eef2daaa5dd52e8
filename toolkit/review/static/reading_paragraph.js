// A paragraph as it was read: what it is, whose, how sure that is, and what can be decided about it.

import { el, keyOf, lines, listed, offsetAt, peopleAt, t, told, whenUsed } from "./core.js";
import { alike, decide, hasAlike, labelled, right, takeOther, undecide, whose } from "./reading_deciding.js";
import { anchor, choose, choosing, chosen, extend, openAt } from "./reading_going.js";
import { clickedAt, join, split } from "./reading_parting.js";
import { SURE, insteadOf, isAsked, labelOf, mayBeOther, placeOf, printedIn, questions, rows, summary } from "./reading_transcript.js";

const percent = (p) => t("{n} %", { n: Math.min(99, Math.floor(p * 100)) });

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

export function paragraph(value, index) {
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
  const words = el("p", { class: "text", lang: summary.lang, dir: summary.dir }, lines(value.text || "—"));
  const made = el(
    "div",
    { class: ["paragraph", question ? "doubtful" : "", opened ? "opened" : "", anchor >= 0 && index >= from && index <= to ? "chosen" : ""].join(" ") },
    head,
    words,
    opened ? tools(value, question) : null,
  );
  made.addEventListener("click", (event) => {
    if (event.target.closest("button, select, a, label")) return;
    clickedAt(value.id, offsetAt(words, event.clientX, event.clientY));
    if (event.shiftKey || choosing) extend(index);
    else if (index !== rows.at || anchor >= 0) openAt(index);
  });
  return made;
}

/** What a paragraph may be instead, or what its question is about; "" for nothing. */
function otherwise(question, value) {
  if (question?.speaker) return t("{name}: {role}", { name: question.speaker, role: t(question.instead[0]) });
  if (labelOf(question, value)) {
    const names = insteadOf(question, value);
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
          otherwise(question, value) ? button("other", otherwise(question, value), () => takeOther()) : null,
          hasAlike(question) ? button("alike", t("All like this"), () => alike()) : null,
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
