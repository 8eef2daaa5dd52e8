// The transcript as it was read: what each paragraph is, who says it, and what is in doubt.

import { begin, command, complain, el, inTurn, keepingFocus, keyOf, look, main, onChange, onTurn, t, told } from "./core.js";
import { alike, decide, labelled, right, takeOther, undecide, whatKind, whose } from "./reading_deciding.js";
import { choose, extend, openAt, preload, seek, toPlace } from "./reading_going.js";
import { paragraph } from "./reading_paragraph.js";
import { join, split } from "./reading_parting.js";
import { onNews, refresh } from "./reading_sending.js";
import { cast, merge, portrait, rename, speaks } from "./reading_speakers.js";
import { list, order, rows, summary, take } from "./reading_transcript.js";
import { paged } from "./rows.js";
import { sound } from "./sound.js";

const page = { at: 0 };

/** What is in doubt, what costs most first. */
function doubts() {
  const made = (some) => some.map((doubt) =>
    el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "link", onclick: () => doubt.rows.length && openAt(doubt.rows[0]) },
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
      ? paged(summary.doubts, page, side, (some, start) => el("ol", { class: "doubts", start: start + 1 }, made(some)))
      : el("p", {}, t("Nothing is in doubt.")),
  );
}

/** What stands beside the paragraphs. */
function side() {
  const place = document.querySelector("#side > div");
  keepingFocus(place, () => {
    place.replaceChildren(doubts(), cast(side));
    return place;
  }, () => rows.elementOf(rows.at) ?? main);
  return place;
}

begin(async () => {
  take(await look("summary"));
  list({
    label: t("Paragraphs"),
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
    el("div", { class: "beside-list" }, el("details", { id: "side" }, el("summary", {}, t("Doubts and speakers")), el("div")), rows.element),
  );
  if (!summary.count) rows.element.append(el("p", {}, t("There is no text.")));
  const writes = { writes: true };
  command("next-doubt", "n", "The next doubt", inTurn(() => seek(1)));
  command("previous-doubt", "p", "The doubt before", inTurn(() => seek(-1)));
  command("down", "j", "The next paragraph", inTurn(() => openAt(rows.at + 1)));
  command("up", "k", "The paragraph before", inTurn(() => openAt(rows.at - 1)));
  command("line", "g", "Go to a line, or to words", inTurn(toPlace));
  command("extend-down", "Shift+ArrowDown", "Choose the next one, too", inTurn(() => extend(rows.at + 1)), writes);
  command("choose", "v", "Choose all from here to where you go; again, choose no more", inTurn(choose), writes);
  command("extend-up", "Shift+ArrowUp", "Choose the one before, too", inTurn(() => extend(rows.at - 1)), writes);
  command("right", "Enter", "It is right as it is; on to the next doubt", inTurn(right), writes);
  command("other", "x", "It is the other thing that it may be", inTurn(takeOther), writes);
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
  command("portrait", "i", "The portrait of the speaker", inTurn(() => portrait()), writes);
  side();
  // Above the text, on a small screen, it opens where somebody wants it; beside it, it is always open.
  const small = matchMedia("(max-width: 60rem)");
  const fold = () => (document.getElementById("side").open = !small.matches);
  small.addEventListener("change", fold);
  fold();
  const named = location.hash.slice(1);
  const line = /^line-(\d+)$/.exec(named)?.[1];
  const known = named ? (await look("row", line ? { line } : { id: named })).row : -1;
  const wanted = known >= 0 ? known : order[0] ?? 0;
  await rows.show(wanted);
  await openAt(wanted);
  onNews(side);
  onChange(refresh);
  if (!told.readOnly) look("opened").catch(() => {}); // what is wrong with it is told by who decides
  onTurn(async (done) => {
    await refresh();
    // What was taken back is shown.
    const [document_, id] = (done.place ?? "").split("#");
    if (document_ !== told.document || !id) return;
    const { row } = await look("row", { id });
    if (row >= 0) await openAt(row);
  });
  sound(() => [rows.values.get(rows.at)?.id]);
  preload().catch(complain);
});
