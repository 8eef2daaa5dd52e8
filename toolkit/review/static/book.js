// The book as it will be printed.

import { announce, begin, command, complain, el, inTurn, languageName, look, main, onChange, onTurn, t } from "./core.js";
import { address, BookPane, keep, kept } from "./frame.js";
import { sound } from "./sound.js";

// What can be chosen, by name: said when the words of the page are there.
const names = {
  layout: () => ({
    stacked: t("below it"),
    columns: t("beside it"),
    "translation-first": t("above it"),
    alternating: t("after each sentence"),
    reveal: t("behind a tap"),
  }),
  theme: () => ({ plain: t("plain"), review: t("as a magazine"), classic: t("as a small volume") }),
  labels: () => ({ above: t("above"), "run-in": t("run in"), initials: t("initials"), qa: t("question and answer"), dash: t("a dash") }),
  width: () => ({ "": t("as wide as the window"), phone: t("as wide as a phone") }),
  light: () => ({ "": t("as the system"), light: t("light"), dark: t("dark") }),
};

let choice = kept();
let there; // what there is to choose
const place = el("div", { class: "look" });
let leaving = false;
const pane = new BookPane({
  onMessage: (name, lang) => {
    leaving = true;
    location.assign(address("translation", lang, name));
  },
  // A new address would hold up whoever is on the way to another page.
  onPlace: (id) => id && !leaving && history.replaceState(null, "", `#${id}`),
});
addEventListener("pageshow", () => (leaving = false));

function chooser(label, name, values, now) {
  const options = Object.entries(values).map(([key, words]) => el("option", { value: key, selected: key === now }, words));
  return el("label", {}, label, " ", el("select", { name, onchange: (event) => change({ [name]: event.target.value }) }, options));
}

function only(name, keys) {
  const said = names[name]();
  return Object.fromEntries(keys.map((key) => [key, said[key] ?? key]));
}

function tongues() {
  const boxes = there.languages.map(({ lang, autonym }) =>
    el("label", {}, el("input", { type: "checkbox", value: lang, checked: there.langs.includes(lang), onchange: chooseLanguages }), " ", el("span", { lang }, languageName(lang, autonym))),
  );
  return el("fieldset", {}, el("legend", {}, t("Languages")), boxes);
}

function chooseLanguages(event) {
  const langs = [...place.querySelectorAll("input:checked")].map(({ value }) => value);
  if (langs.length) return change({ langs: langs.join(",") });
  event.target.checked = true;
  announce(t("A book has one language at least."));
}

function toolbar() {
  const { editions, edition, layouts, layout, themes, theme, labels, label, langs } = there;
  const books = { "": t("the document by itself"), ...Object.fromEntries(editions.map((name) => [name, name])) };
  place.replaceChildren(
    ...[
      editions.length ? chooser(t("Book"), "edition", books, edition) : null,
      tongues(),
      langs.length > 1 ? chooser(t("Translation"), "layout", only("layout", layouts), layout) : null,
      chooser(t("Theme"), "theme", only("theme", themes), theme),
      chooser(t("Who speaks"), "labels", only("labels", labels), label),
      chooser(t("Width"), "width", names.width(), choice.width ?? ""),
      chooser(t("Light"), "light", names.light(), choice.light ?? ""),
    ].filter(Boolean),
  );
}

/** One change after the other: a page that is being loaded can't be changed. */
const change = inTurn(changed);

async function changed(made) {
  // Another book brings its own look with it.
  const old = choice;
  choice = "edition" in made ? { edition: made.edition, width: choice.width, light: choice.light } : { ...choice, ...made };
  try {
    await fill(pane.place(), ["width", "light"].some((name) => name in made));
  } catch (error) {
    choice = old;
    complain(error);
    toolbar();
  }
}

async function fill(at, loaded = false) {
  const { edition, langs, layout, theme, labels } = choice;
  const asked = Object.entries({ edition, langs, layout, theme, labels }).filter(([, value]) => value);
  there = await look("choices", Object.fromEntries(asked));
  const focused = document.activeElement?.name || document.activeElement?.value;
  toolbar();
  [...place.querySelectorAll("select, input")].find(({ name, value }) => focused && focused === (name || value))?.focus();
  pane.element.classList.toggle("phone", choice.width === "phone");
  if (loaded) {
    // What is read stays in sight, though its lines are others.
    pane.light(choice.light);
    await pane.go({ id: at }, { focus: false });
  } else await pane.load(choice, at);
  keep(choice);
}

/** Chooses the next value, by what is chosen once all changes before are made. */
const next = inTurn((name, offered) => {
  const values = offered();
  const keys = Object.keys(values);
  if (keys.length < 2) return announce(t("There is no other one to choose here."));
  const now = choice[name] ?? there[name] ?? "";
  const key = keys[(keys.indexOf(now) + 1) % keys.length];
  announce(values[key]);
  return changed({ [name]: key });
});

begin(async () => {
  main.replaceChildren(el("h1", { class: "quiet" }, t("Book")), el("details", { class: "looks", open: innerWidth > 720 }, el("summary", {}, t("How it looks")), place), el("div", { class: "sheet" }, pane.element));
  command("down", "j", "The next paragraph", inTurn(() => pane.step(1)));
  command("up", "k", "The paragraph before", inTurn(() => pane.step(-1)));
  command("message", "Alt+Enter", "There and back: the message of this place", () => pane.open(pane.place()));
  command("layout", "l", "The next layout", () => next("layout", () => (there.langs.length > 1 ? only("layout", there.layouts) : {})));
  command("theme", "m", "The next theme", () => next("theme", () => only("theme", there.themes)));
  command("width", "w", "As wide as a phone, or as the window", () => next("width", names.width));
  command("light", "d", "Light or dark", () => next("light", names.light));
  const wanted = decodeURIComponent(location.hash.slice(1));
  const message = wanted.startsWith("message:") ? wanted.slice(8) : "";
  try {
    await fill(message ? "" : wanted);
  } catch (error) {
    // What was chosen once may not be there any more.
    if (!Object.keys(choice).length) throw error;
    choice = {};
    await fill(message ? "" : wanted);
  }
  if (message) await pane.go({ message });
  onChange(() => pane.renew());
  onTurn(() => pane.renew().catch(complain));
  sound(() => [pane.place()]);
});
