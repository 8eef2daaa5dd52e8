// Two paragraphs of one, and one of two.

import { complain, dialog, el, look, t } from "./core.js";
import { chosen, openAt } from "./reading_going.js";
import { does, loaded } from "./reading_sending.js";
import { range, rows, summary } from "./reading_transcript.js";

let clicked = { id: "", at: null };

/** Somebody has clicked or tapped into a paragraph, at a place in UTF-16 units. */
export function clickedAt(id, at) {
  clicked = { id, at };
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
export async function split() {
  const value = rows.values.get(rows.at);
  if (!value) return;
  const at = await placeIn(value);
  if (at === null) return;
  const index = rows.at;
  const second = () => rows.at === index && openAt(index + 1);
  does("split", { ids: [value.id], at }, () => t("It is two paragraphs."), second).catch(complain);
}

/** Makes one paragraph of this and the one before, or of all that are chosen. */
export async function join() {
  const [from, to] = chosen();
  const numbers = from < to ? range(from + 1, to) : [rows.at];
  const ids = (await loaded([Math.max(0, numbers[0] - 1), ...numbers])).map(({ id }) => id);
  const [at, words] = [rows.at, () => t("It is one paragraph.")];
  const first = () => rows.at === at && openAt(numbers[0] - 1);
  Promise.all(ids.slice(1).map((id, number) => does("join", { ids: [id], above: [ids[number]] }, words, first))).catch(complain);
}
