// The switches of a web edition. Without them the page is whole: each paragraph in all languages, in the
// layout that it was built with.
"use strict";
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const root = document.documentElement, body = document.body, main = $("main");
  const controls = document.forms.display, search = document.forms.find;
  for (const element of $$(".needs-script")) element.hidden = false;

  // What the reader chose: in the address, so that it can be passed on; else as they left it, where the
  // browser lets a page remember; else as the page was built.
  const stored = (() => {
    try { return JSON.parse(localStorage.getItem("diglot")) ?? {}; } catch { return {}; }
  })();
  const built = {}, chosen = {};
  for (const field of $$("select, input[type=checkbox]", controls)) {
    const box = field.type === "checkbox";
    const known = (value) => box ? typeof value === "boolean" : $$("option", field).some((one) => one.value === value);
    built[field.name] = box ? field.checked : field.value;
    const asked = new URLSearchParams(location.search).get(field.name);
    chosen[field.name] = [asked, stored[field.name]].find(known) ?? built[field.name];
    field[box ? "checked" : "value"] = chosen[field.name];
    field.addEventListener("change", () => choose(field.name, box ? field.checked : field.value));
  }

  function choose(name, value) {
    chosen[name] = value;
    const field = controls.elements[name];
    if (field.type !== "checkbox") field.value = value;
    try { localStorage.setItem("diglot", JSON.stringify({ ...stored, ...chosen })); } catch { /* not here */ }
    const url = new URL(location);
    for (const key of ["view", "layout", "theme"]) {
      if (chosen[key] === undefined || chosen[key] === built[key]) url.searchParams.delete(key);
      else url.searchParams.set(key, chosen[key]);
    }
    try { history.replaceState(null, "", url); } catch { /* nor here */ }
    stay(show);
  }

  // Changes the page and keeps the place: what was at the top of the window is there again.
  function stay(change) {
    const place = top();
    const before = place?.getBoundingClientRect().top;
    change();
    if (place) scrollBy({ top: place.getBoundingClientRect().top - before, behavior: "instant" });
  }

  const bar = $(".bar");
  const below = () => bar.getBoundingClientRect().bottom;
  const places = () => $$(":scope > [id], :scope > header, :scope > section", main);
  function top() {
    const line = below() + 8;
    const all = places();
    let low = 0, high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle].getBoundingClientRect().bottom > line) high = middle; else low = middle + 1;
    }
    return all[low];
  }

  let arranged = built.layout;
  function show() {
    if (chosen.theme) root.dataset.theme = chosen.theme; else delete root.dataset.theme;
    if (!controls.elements.view) return;
    const alone = chosen.view !== "all";
    // With one language there is nothing to arrange, and nothing to hide behind a tap.
    const layout = alone && chosen.layout !== "columns" ? "stacked" : chosen.layout;
    const option = $(`option[value="${layout}"]`, controls.elements.layout);
    const language = $(`option[value="${chosen.view}"]`, controls.elements.view);
    body.className = option.dataset.classes + (alone ? ` only only-${language.dataset.cell}` : "");
    main.dir = alone ? language.dir : option.dataset.dir;
    if (layout !== arranged) arrange(layout, arranged);
    arranged = layout;
  }

  // Moves cells, so that what is read aloud, copied and printed has the order that is seen.
  function arrange(layout, before) {
    if (before === "reveal") for (const tap of $$("main details")) tap.replaceWith($("p", tap));
    if ((layout === "translation-first") !== (before === "translation-first")) {
      for (const source of $$(".pair > .src")) {
        const pair = source.parentElement;
        pair.insertBefore(source, layout === "translation-first" ? $(":scope > .here", pair) : pair.firstChild);
      }
    }
    if (layout === "reveal") for (const cell of $$("main > :not(header) p.tgt")) hide(cell);
  }
  function hide(cell) {
    const place = [...cell.classList].find((name) => /^t\d+$/.test(name));
    if (cell.closest(".label") || cell.matches(".fallback, .missing")) return;
    const language = $(`option[data-cell="${place}"]`, controls);
    const tap = document.createElement("details"), summary = document.createElement("summary");
    tap.className = `tgt ${place}`;
    [tap.lang, tap.dir, summary.textContent] = [language.lang, language.dir, language.textContent];
    cell.replaceWith(tap);
    tap.append(summary, cell);
  }

  // Links to a place
  const told = $(".told");
  let silence;
  async function copy(id) {
    const link = new URL(location);
    [link.search, link.hash] = ["", id];
    try { history.replaceState(null, "", `#${id}`); } catch { /* the address stays as it was */ }
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return;
    }
    told.textContent = told.dataset.words;
    clearTimeout(silence);
    silence = setTimeout(() => { told.textContent = ""; }, 2500);
  }
  main.addEventListener("click", (event) => {
    const link = event.target.closest(".here");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    copy(link.hash.slice(1));
  });

  // Panels close when the reader goes on elsewhere.
  const panels = $$(".bar details");
  const close = (but) => { for (const panel of panels) if (panel !== but) panel.open = false; };
  addEventListener("click", (event) => close(event.target.closest(".bar details")));
  for (const panel of panels) $(".panel", panel).addEventListener("click", (event) => event.target.closest("a") && close());

  // Finding, whatever the case and the accents. The marks are those that a reader may leave out: accents of
  // Latin, Greek and Cyrillic, points of Hebrew, vowels of Arabic; not the vowels of Indic scripts or kana's.
  const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u065f\u0670]/g;
  const fold = (text) => text.normalize("NFKD").replace(MARKS, "").replace(/[\u2018\u2019\u02bc]/g, "'").toUpperCase();
  const CELLS = "main :is(p, li, td, th, h1, h2, h3, h4, h5, :is(h1, h2, h3, h4) > span):not(.pair)";
  const folded = new WeakMap();
  let matches = [], at = -1;
  function find() {
    const wanted = fold(search.elements.words.value.trim());
    matches = [];
    if (wanted) {
      for (const cell of $$(CELLS)) {
        if (!folded.has(cell)) folded.set(cell, fold(cell.textContent));
        if (!folded.get(cell).includes(wanted) || !shown(cell)) continue;
        matches.push(...ranges(cell, wanted));
      }
    }
    at = -1;
    mark(wanted);
  }
  if (window.Highlight) {
    // Written here, since the checkers of style sheets don't know it yet.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "::highlight(found) { background-color: var(--found) } ::highlight(here) { background-color: var(--here) }");
    document.adoptedStyleSheets.push(sheet);
  }
  const shown = (cell) => {
    for (let one = cell; one !== main; one = one.parentElement) {
      if (getComputedStyle(one).display === "none") return false;
    }
    return true;
  };
  function ranges(cell, wanted) {
    // Where each folded character comes from.
    const from = [];
    let text = "";
    const nodes = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      let offset = 0;
      for (const character of node.data) {
        const plain = fold(character);
        for (let k = 0; k < plain.length; k++) from.push([node, offset, offset + character.length]);
        text += plain;
        offset += character.length;
      }
    }
    const found = [];
    for (let k = text.indexOf(wanted); k >= 0; k = text.indexOf(wanted, k + wanted.length)) {
      const range = document.createRange(), last = k + wanted.length - 1;
      range.setStart(from[k][0], from[k][1]);
      range.setEnd(from[last][0], from[last][2]);
      found.push(range);
    }
    return found;
  }
  function mark(wanted) {
    search.elements.count.value = wanted ? `${matches.length ? Math.max(at, 0) + 1 : 0} / ${matches.length}` : "";
    if (!window.Highlight) return;
    CSS.highlights.set("found", new Highlight(...matches.slice(0, 5000)));
    CSS.highlights.set("here", new Highlight(...matches.slice(at, at + 1)));
  }
  function go(step) {
    if (!matches.length) return;
    at = (at + step + matches.length) % matches.length;
    const cell = matches[at].startContainer.parentElement;
    for (let tap = cell.closest("details"); tap; tap = tap.parentElement.closest("details")) tap.open = true;
    cell.scrollIntoView({ block: "center" });
    mark(true);
  }
  let pause;
  search.elements.words.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => { find(); go(1); }, 150);
  });
  search.addEventListener("submit", (event) => event.preventDefault());
  search.elements.words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    clearTimeout(pause);
    if (!matches.length) find();
    go(event.shiftKey ? -1 : 1);
  });
  search.elements.previous.addEventListener("click", () => go(-1));
  search.elements.next.addEventListener("click", () => go(1));

  // Keys
  function turn(step) {
    const all = places(), now = document.activeElement.closest?.("main > *");
    const here = all.indexOf(now) >= 0 ? all.indexOf(now) : all.indexOf(top()) - (step > 0 ? 1 : 0);
    const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  }
  const views = controls.elements.view ? $$("option", controls.elements.view).map((option) => option.value) : [];
  const keys = {
    j: () => turn(1),
    k: () => turn(-1),
    o: () => views.length && choose("view", views[1]),
    t: () => {
      const now = views.indexOf(chosen.view);
      if (views.length) choose("view", (now > 1 && views[now + 1]) || views[2]);
    },
    b: () => views.length && choose("view", "all"),
    c: () => copy((document.activeElement.closest?.("main > [id]") ?? top())?.id ?? ""),
    "/": () => { search.elements.words.focus(); search.elements.words.select(); },
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      if (search.contains(document.activeElement)) document.activeElement.blur();
    }
    if (!chosen.keys || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, select, textarea")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  addEventListener("beforeprint", () => { for (const tap of $$("main details")) tap.open = true; });
  show();
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
})();
