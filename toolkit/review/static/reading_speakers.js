// Who speaks: roles, names, portraits, and who is the same as another.

import { announce, askFor, el, look, t, told } from "./core.js";
import { decide } from "./reading_deciding.js";
import { does } from "./reading_sending.js";
import { rows, summary } from "./reading_transcript.js";
import { paged } from "./rows.js";

/** A role; in the place of an unknown one, that which the questions tell. */
function roleName(role, speaker) {
  return role === "unknown" && speaker.taken ? t("taken for {role}", { role: t(speaker.taken) }) : t(role);
}

const page = { at: 0 };

/** The list of them; again() makes it anew. */
export function cast(again) {
  const made = (some) => some.map((speaker) =>
    el(
      "li",
      {},
      el("span", { class: "who", dir: "auto" }, speaker.number < 10 ? el("kbd", {}, `${speaker.number}`) : null, " ", speaker.name),
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
  return el("section", { "aria-labelledby": "cast-title" }, el("h2", { id: "cast-title" }, t("Who speaks")), paged(summary.speakers, page, again, (some) => el("ul", { class: "cast" }, made(some))));
}

export async function rename(speaker = current()) {
  if (!speaker) return;
  const given = await askFor(t("Rename {name}", { name: speaker.name }), [{ name: "name", label: t("The name in lists and translations; what the transcript itself prints stays"), value: speaker.name }]);
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

export async function merge(speaker = current()) {
  if (!speaker || summary.speakers.length < 2) return;
  const others = summary.speakers.filter(({ name }) => name !== speaker.name).map(({ name }) => [name, name]);
  const given = await askFor(t("{name} is the same as", { name: speaker.name }), [{ name: "into", label: t("Who"), choices: others }]);
  if (!given?.into) return;
  isCalled(speaker, given.into);
  does("merge", { speaker: speaker.name, into: given.into }, () => t("{name} and {other} are one.", { name: speaker.name, other: given.into }));
}

export async function portrait(speaker = current()) {
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
export async function speaks(number) {
  const speaker = summary.speakers.find((one) => one.number === number);
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
