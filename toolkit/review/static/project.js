// How far each translation is, and what to do next.

import {
  act, announce, askFor, begin, complain, el, keepingFocus, keepingPlace, languageName, listed, look, main, nameOf, onChange, onMade, onTurn, t,
  told,
} from "./core.js";

const STAGES = ["approved", "reviewed", "translated", "omitted", "draft", "empty"];

function bar(row, document_) {
  const name = languageName(row.lang, row.autonym);
  if (row.error) return el("li", {}, el("strong", { lang: row.lang }, name), el("p", { class: "wrong" }, row.error, " ", row.hint));
  const address = `/translation?${new URLSearchParams({ document: document_, lang: row.lang })}`;
  const shown = STAGES.filter((stage) => row[stage] > 0);
  const words = shown.length ? listed(shown.map((stage) => `${row[stage]} ${t(stage)}`)) : t("nothing to translate");
  const picture = el(
    "span",
    { class: "bar-of", role: "img", "aria-label": words },
    shown.map((stage) => {
      const part = el("span", { class: stage });
      part.style.flexGrow = row[stage];
      return part;
    }),
  );
  const notes = [];
  if (row.edited) notes.push(t("{n} changed since they were translated", { n: row.edited }));
  if (row.behind) notes.push(t("{n} not in the catalog yet", { n: row.behind }));
  const item = el(
    "li",
    { "data-lang": row.lang },
    el("a", { href: address, lang: row.lang }, name),
    // What comes later has its room, and what was known of it before stands until something else is known.
    el("div", { class: "found" }),
    picture,
    el("span", { class: "counts" }, words),
    el("div", { class: "past" }),
    notes.length ? el("p", { class: "notes" }, notes.join(". ")) : null,
    el("div", { class: "causes" }),
  );
  showLate(item, document_);
  return item;
}

const pasts = new Map(); // document and language -> how far it was, day by day
const known = new Map(); // document and language -> what was found, and of what
const opened = new Set(); // document and language: whose findings somebody looks at

/** Puts what comes later into a translation: a line of its past, and how much is found, which opens. */
function showLate(item, document_) {
  const lang = item.dataset.lang;
  const key = `${document_} ${lang}`;
  const causes = known.get(key)?.causes ?? [];
  const list = el("ul", { class: "doubts", hidden: !opened.has(key) }, causes.map(({ code, places, words, name }) =>
    el("li", {}, el("a", { href: `/translation?${new URLSearchParams({ document: document_, lang })}#${name}` }, `${code} × ${places}: ${words}`)),
  ));
  const toggle = ({ currentTarget }) => {
    opened[opened.has(key) ? "delete" : "add"](key);
    list.hidden = !opened.has(key);
    currentTarget.ariaExpanded = String(opened.has(key));
  };
  const count = t("findings: {n}", { n: causes.reduce((sum, { places }) => sum + places, 0) });
  const button = el("button", { type: "button", class: "link", "aria-expanded": String(opened.has(key)), onclick: toggle }, count);
  const make = { found: causes.length ? button : null, causes: causes.length ? list : null, past: chart(pasts.get(key) ?? []) };
  keepingPlace(() => keepingFocus(item, () => {
    for (const [name, made] of Object.entries(make)) item.querySelector(`.${name}`).replaceChildren(...(made ? [made] : []));
    return item;
  }));
}

/** How far a translation was, as a small line; a table says the same to who doesn't see it. */
function chart(points) {
  if (points.length < 2) return null;
  const days = points.map(([day]) => Date.parse(day));
  const [first, last] = [days[0], days.at(-1)];
  const at = points.map(([, done, total], index) => [
    ((days[index] - first) / (last - first || 1)) * 100,
    20 - (done / (total || 1)) * 20,
  ]);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({ viewBox: "-1 -1 102 22", role: "img", preserveAspectRatio: "none" })) {
    svg.setAttribute(name, value);
  }
  const share = ([, done, total]) => `${Math.round((done / (total || 1)) * 100)} %`;
  svg.setAttribute("aria-label", t("From {a} on {b} to {c} on {d}", { a: share(points[0]), b: points[0][0], c: share(points.at(-1)), d: points.at(-1)[0] }));
  const line = document.createElementNS(svg.namespaceURI, "polyline");
  line.setAttribute("points", at.map((pair) => pair.map((value) => value.toFixed(1)).join(",")).join(" "));
  svg.append(line);
  return svg;
}

async function addPast(row, section) {
  const history = await look("history", { document: row.document, lang: "" });
  for (const item of section.querySelectorAll("[data-lang]")) {
    pasts.set(`${row.document} ${item.dataset.lang}`, history[item.dataset.lang] ?? []);
    showLate(item, row.document);
  }
}

function next(row) {
  if (row.error) return t("The transcript, its sidecar or its frozen ids can't be read: mend that first.");
  // Whatever no message hangs on can wait.
  const doubts = row.doubts.filter((doubt) => !doubt.minor).reduce((sum, doubt) => sum + doubt.places, 0);
  if (doubts) return t("Doubtful places in the reading: {n}. Decide them first, since all else hangs on it.", { n: doubts });
  for (const lang of row.languages) {
    if (lang.behind) return t("Bring the catalogs up to date: the transcript has messages that {lang} hasn't got.", { lang: nameOf(lang.lang) });
    if (lang.edited) return t("Messages of {lang} that were edited since: {n}. Look at them first.", { n: lang.edited, lang: nameOf(lang.lang) });
    if (lang.draft) return t("Drafts of {lang} that wait for somebody to go over them: {n}.", { n: lang.draft, lang: nameOf(lang.lang) });
    if (lang.empty) return t("Messages of {lang} that are not translated yet: {n}.", { n: lang.empty, lang: nameOf(lang.lang) });
  }
  if (!row.languages.length) return t("Add a translation: no language is named yet.");
  if (row.languages.every((lang) => lang.total === lang.reviewed + lang.approved + lang.omitted)) return t("All is reviewed: build it.");
  return t("All is translated: have it reviewed, then build it.");
}

/** What is doubtful, as a link to where it is decided. */
function doubtful(doubt, document_) {
  const address = `/reading?${new URLSearchParams({ document: document_ })}#line-${doubt.line}`;
  return el("li", {}, el("a", { href: address }, `${doubt.code} × ${doubt.places}: ${doubt.words}`));
}

/** What citations can count on. */
function promised(ids) {
  if (!ids?.frozen) return null;
  const amiss = ids.told.map((words) => el("li", {}, words));
  const cures = ids.cures.map((words) => el("p", { class: "meta" }, words));
  return [el("p", { class: "meta" }, t("frozen ids: {n}", { n: ids.frozen })), amiss.length ? el("ul", { class: "doubts" }, amiss) : null, cures];
}

const SOON = 400; // milliseconds
const underWay = new Map(); // document -> what is being done for all of it, in words

/** Tells what is being done for a document; nothing, once it is done. */
function tell(document_) {
  for (const sign of main.querySelectorAll(".acts [role=status]")) {
    if (sign.dataset.of === document_) sign.textContent = underWay.get(document_) ?? "";
  }
}

/** What is done for a whole document. */
function acts(document_) {
  const does = async (what, going, words, given = {}) => {
    if (underWay.has(document_)) {
      announce(underWay.get(document_));
      return;
    }
    underWay.set(document_, going);
    const later = setTimeout(() => tell(document_), SOON);
    try {
      const { told: amiss } = await act(what, { ...given, document: document_ });
      underWay.delete(document_); // who hears that it is done may go on
      // It is told once it is shown: nothing moves under the finger of who goes on.
      await fill().finally(() => {
        if (amiss.length) complain({ error: amiss.join(" ") });
        else announce(words);
      });
    } catch (error) {
      complain(error);
    } finally {
      clearTimeout(later);
      underWay.delete(document_);
      tell(document_);
    }
  };
  const add = async () => {
    const given = await askFor(t("Add a translation"), [{ name: "new", label: t("Tag of its language, such as fr or zh-Hans") }], t("Make its catalog"));
    if (given?.new.trim()) await does("extract", t("The catalog is being made …"), t("The catalog is made."), { new: given.new.trim() });
  };
  const button = (label, onclick) => el("button", { type: "button", "aria-label": `${label}: ${document_}`, onclick }, label);
  return el(
    "p",
    { class: "acts" },
    button(t("Bring the catalogs up to date"), () => does("extract", t("The catalogs are being brought up to date …"), t("The catalogs are up to date."))),
    button(t("Add a translation"), add),
    button(t("Freeze the ids"), () => does("freeze", t("The ids are being frozen …"), t("The ids are frozen."))),
    el("span", { role: "status", "data-of": document_ }, underWay.get(document_) ?? ""),
  );
}

function shown(row) {
  return el(
    "section",
    { class: "document" },
    el("h2", { lang: row.lang, dir: "auto" }, row.title ?? row.document),
    el("p", { class: "meta", dir: "auto" }, [row.file, ...(row.speakers ?? [])].join(" · ")),
    row.error ? el("p", { class: "wrong" }, row.error, " ", row.hint) : null,
    el("p", { class: "next" }, el("strong", {}, t("Next: ")), next(row)),
    row.doubts?.length
      ? el("ul", { class: "doubts" }, row.doubts.map((doubt) => doubtful(doubt, row.document)))
      : null,
    el("ul", { class: "languages" }, row.languages.map((lang) => bar(lang, row.document))),
    promised(row.ids),
    told.readOnly || row.error ? null : acts(row.document),
  );
}

/** One after the other: a long history takes a while, and the page is there without it. */
async function tellPasts(documents, sections) {
  for (const [index, row] of documents.slice(0, 50).entries()) {
    if (!row.error && sections[index].isConnected) await addPast(row, sections[index]);
  }
}

// What `diglot check` finds. It is found in the background, some translations after the others.

const SLOW = 5000; // milliseconds after which it is asked for again in any case
const waiting = [];
const made = () => new Promise((resolve) => {
  waiting.push(resolve);
  setTimeout(resolve, SLOW);
});
const tellMade = () => waiting.splice(0).forEach((tell) => tell());

/** What is found in a translation, by cause. */
async function addFindings(row, item) {
  const lang = item.dataset.lang;
  const key = `${row.document} ${lang}`;
  let found;
  for (;;) {
    found = await look("findings", { document: row.document, lang, known: known.get(key)?.mark ?? "" });
    if (!found.again || !item.isConnected) break;
    await made();
  }
  if (found.again) return;
  if (!found.causes) return; // those that are known
  known.set(key, found);
  showLate(item, row.document);
}

/** Translations that are asked about together, less than the server holds findings of; who opens one waits for these. */
const TOGETHER = 4;
let looks = 0;

/** The same of all translations that are shown; the page says that it is at it. */
async function check(documents, sections) {
  const mine = ++looks;
  const sign = document.getElementById("renewing");
  sign.textContent = t("Findings are being renewed …");
  const all = documents.slice(0, 50).flatMap((row, index) =>
    [...sections[index].querySelectorAll("[data-lang]")].map((item) => [row, item]));
  for (let at = 0; at < all.length; at += TOGETHER) {
    const some = all.slice(at, at + TOGETHER).filter(([, item]) => item.isConnected);
    await Promise.all(some.map(([row, item]) => addFindings(row, item).catch(() => {}))); // told by whoever opens it
  }
  if (mine === looks) sign.textContent = "";
}

/** What an act needs is made meanwhile; what is wrong is told by who acts. */
async function makeReady(documents) {
  for (const row of told.readOnly ? [] : documents.slice(0, 50)) {
    if (!row.error) await look("ready", { document: row.document, lang: "" }).catch(() => {});
  }
}

async function fill() {
  const { documents } = await look("rows", { document: "", lang: "" });
  const sections = documents.map(shown);
  keepingFocus(main, () => {
    main.replaceChildren(el("h1", {}, t("Project")), el("p", { class: "meta", id: "renewing", role: "status" }), ...sections);
    return main;
  });
  makeReady(documents)
    .then(() => tellPasts(documents, sections))
    .then(() => check(documents, sections))
    .catch(complain);
}

begin(async () => {
  await fill();
  onMade(tellMade);
  onChange(fill);
  onTurn(fill);
});
