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
    if (name === "search") { find(); go(1); }
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

  let arranged = built.layout, spoken = built.bar;
  const told = $(".told"), status = $("[role=status]", told);
  function show() {
    if (chosen.theme) root.dataset.theme = chosen.theme; else delete root.dataset.theme;
    root.style.fontSize = chosen.size === built.size ? "" : `${chosen.size * 1.125}%`;
    if (chosen.bar !== spoken) speak($(`option[value="${chosen.bar}"]`, controls.elements.bar));
    if (!controls.elements.view) return;
    const language = $(`option[value="${chosen.view}"]`, controls.elements.view);
    const two = language.dataset.cells?.split(" ");
    const alone = chosen.view !== "all" && !two;
    // With one language there is nothing to arrange, and nothing to hide behind a tap.
    const bare = alone ? chosen.layout !== "columns" : two && !two.includes("src") && chosen.layout === "reveal";
    const layout = bare ? "stacked" : chosen.layout;
    const option = $(`option[value="${layout}"]`, controls.elements.layout);
    body.className = option.dataset.classes + (alone ? ` only only-${language.dataset.cell}` : "");
    if (two) couple(two, layout);
    main.dir = alone ? language.dir : option.dataset.dir;
    if (layout !== arranged) arrange(layout, arranged);
    arranged = layout;
  }
  // Two of several languages: the others are hidden, and the first that is seen stands as the first does.
  function couple(cells, layout) {
    for (const { dataset: { cell } } of $$("option[data-cell]", controls)) {
      if (!cells.includes(cell)) body.classList.add(`no-${cell}`);
    }
    const first = layout === "translation-first" && cells[0] === "src" ? cells[1] : cells[0];
    body.classList.add(`lead-${first}`);
    body.classList.remove("many");
  }
  // The words of the bar, in another language of the page.
  function speak(option) {
    const words = JSON.parse(option.dataset.words);
    spoken = option.value;
    for (const place of [bar, $(".skip"), told]) [place.lang, place.dir] = [option.lang, option.dir];
    for (const place of $$("[data-say]")) place.textContent = words[place.dataset.say];
    for (const place of $$("[data-label]")) {
      place.setAttribute("aria-label", words[place.dataset.label]);
      if (place.placeholder) place.placeholder = words[place.dataset.label];
    }
    [status.dataset.copied, status.dataset.cited] = [words.web_copied, words.web_cited];
  }

  // Moves cells, so that what is read aloud, copied and printed has the order that is seen.
  function arrange(layout, before) {
    if (before === "reveal") {
      for (const tap of $$("main details")) tap.replaceWith($("p", tap));
      for (const row of $$(".taps", main)) row.classList.remove("taps");
    }
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
    // Several names stand in one row.
    if ($("details", cell.parentElement)) cell.parentElement.classList.add("taps");
    cell.replaceWith(tap);
    tap.append(summary, cell);
  }

  // Links to a place, and citations of it
  let silence, cited;
  async function write(text, said, place) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return;
    }
    [told.hidden, cited, status.textContent] = [false, place, status.dataset[said]];
    $("button", told).hidden = said === "cited";
    hush();
  }
  function hush() {
    clearTimeout(silence);
    silence = setTimeout(() => {
      // Whoever is about to press the button shall not lose it.
      if (told.matches(":hover, :focus-within")) hush();
      else [status.textContent, told.hidden] = ["", true];
    }, 5000);
  }
  const linked = (address, id) => {
    const link = new URL(address);
    [link.search, link.hash] = ["", id];
    return link.href;
  };
  function copy(id) {
    try { history.replaceState(null, "", `#${id}`); } catch { /* the address stays as it was */ }
    write(linked(location, id), "copied", document.getElementById(id));
  }

  // What a citation says: the words in each language that is shown, who says them, the title, the id, the address.
  const CITED = ":is(p, li, span, h1, h2, h3, h4):is(.src, .tgt)";
  const names = JSON.parse($("button", told).dataset.names);
  function cite(place) {
    if (!place) return;
    const texts = new Map(), rows = new Map();
    const cells = $$(CITED, place).filter((cell) => !cell.closest(".label"));
    for (const cell of cells.length ? cells : [place]) {
      if (cell.matches(".fallback, .missing") || !shown(cell)) continue;
      const copy = cell.cloneNode(true);
      for (const other of $$("sup, rt, rp, .here, .run-in, .dash, .label", copy)) other.remove();
      const text = copy.textContent.replace(/\s+/g, " ").trim(), before = texts.get(cell.lang);
      const row = cell.closest("[id]:not(.src, .tgt)"), same = rows.get(cell.lang) === row;
      // Sentences of one paragraph run on, with a blank where the script has blanks; paragraphs have lines of their own.
      const between = !same ? "\n" : /[\u3000-\u9fff\uff00-\uffef]$/.test(before ?? "") ? "" : " ";
      texts.set(cell.lang, before === undefined ? text : before + between + text);
      rows.set(cell.lang, row);
    }
    const turn = place.closest(".turn"), id = place.closest("[id]").id;
    const people = [...(turn?.classList ?? [])].filter((name) => names[name]);
    const said = people.map((key) => [...new Set([...texts.keys()].map((lang) => names[key][lang]).filter(Boolean))].join(" / "));
    const address = linked($("link[rel=canonical]")?.href ?? location, id);
    const source = [said.join(", "), document.title, id].filter(Boolean).join(", ");
    write([...texts.values(), `— ${source}`, address].join("\n"), "cited", place);
  }
  // A sentence where one is marked or the page is by sentence, else the paragraph or turn.
  const chosenPlace = () => {
    const marked = getSelection().rangeCount && getSelection().anchorNode;
    const element = marked && (marked.nodeType === 1 ? marked : marked.parentElement);
    const inside = element && main.contains(element) && element.closest(".pair:not(.label), .single .turn p, .single main > p");
    return inside || document.activeElement.closest?.("main > [id]") || top();
  };
  $("button", told).addEventListener("click", () => cite(cited));

  main.addEventListener("click", (event) => {
    const link = event.target.closest(".here");
    // The sign of a paragraph that was tapped, where nothing can hover.
    for (const other of $$(".at", main)) other.classList.remove("at");
    event.target.closest(".pair, .sentences, figure, .single main p")?.classList.add("at");
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
  // Exactly: letter for letter, but for the two ways in which Unicode writes one letter.
  const exactly = () => chosen.search === "exact";
  const fold = (text) => exactly() ? text.normalize("NFD")
    : text.normalize("NFKD").replace(MARKS, "").replace(/[\u2018\u2019\u02bc]/g, "'").toUpperCase();
  const CELLS = "main :is(p, li, td, th, h1, h2, h3, h4, h5, :is(h1, h2, h3, h4) > span):not(.pair)";
  let folded = new WeakMap(), way = "";
  let matches = [], at = -1;
  function find() {
    if (way !== chosen.search) [folded, way] = [new WeakMap(), chosen.search];
    const wanted = fold(search.elements.words.value.trim());
    matches = [];
    if (wanted) {
      const known = new Map();
      for (const cell of $$(CELLS)) {
        if (!folded.has(cell)) folded.set(cell, fold(cell.textContent));
        if (!folded.get(cell).includes(wanted) || !shown(cell, known)) continue;
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
  // Cells of one kind are hidden together: asked of each, a browser would style all that is far from the window. What
  // is hidden for its neighbours' sake is asked by itself.
  const shown = (cell, known = new Map()) => {
    const around = [];
    for (let one = cell; one !== main; one = one.parentElement) around.push(one);
    const apart = cell.closest(".titles, .versions, .title-page");
    const kind = apart ? cell : around.map((one) => [one.localName, one.className, one.lang]).join();
    if (!known.has(kind)) known.set(kind, around.every((one) => getComputedStyle(one).display !== "none"));
    return known.get(kind);
  };
  function ranges(cell, wanted) {
    // Where each folded character comes from.
    const from = [];
    let text = "";
    const nodes = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      let offset = 0;
      // A letter with its marks is one: half of it is not found.
      for (const [character] of node.data.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
        const plain = fold(character);
        const origin = [node, offset, offset + character.length];
        for (let k = 0; k < plain.length; k++) from.push(origin);
        text += plain;
        offset += character.length;
      }
    }
    const found = [];
    for (let k = text.indexOf(wanted); k >= 0; k = text.indexOf(wanted, k + wanted.length)) {
      const last = k + wanted.length - 1;
      if (exactly() && [k, last + 1].some((one) => from[one] && from[one - 1] === from[one])) continue;
      const range = document.createRange();
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
  const views = controls.elements.view ? $$("option:not([data-cells])", controls.elements.view).map((option) => option.value) : [];
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
    q: () => cite(chosenPlace()),
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

  // How far the reader is, and in the bar the title, which the headline says as long as it is seen
  const read = $(".read"), name = $(".name"), headline = $("h1", main);
  function measure() {
    const room = root.scrollHeight - innerHeight;
    read.style.setProperty("--read", room > 0 ? Math.min(1, scrollY / room) : 1);
    name.classList.toggle("said", headline?.getBoundingClientRect().bottom > below());
  }
  addEventListener("scroll", measure, { passive: true });
  addEventListener("resize", measure);

  addEventListener("beforeprint", () => {
    for (const tap of $$("main details")) tap.open = true;
    for (const image of document.images) image.loading = "eager";
  });
  show();
  measure();
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
})();
