// The book, in a frame of its own: rows of the edition around a place. The frame has no script; this one fills it.

import { complain, el, look, main, t, told } from "./core.js";

const MOST = 1800; // elements in the frame
const STEP = 20; // rows that are asked for at once
const NEAR = 900; // pixels beyond an edge that are there before somebody comes to them
const CHOSEN = ["edition", "langs", "layout", "theme", "labels"];
const KEPT = `diglot-book ${told.document} ${told.lang}`;
/** What one can go to. */
const PLACES = ".pair[id], .sentences[id], p[id], h1[id], h2[id], h3[id], li[id], figure[id]";

/** How somebody looks at this book, as it was chosen last. */
export function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

export function keep(choice) {
  localStorage.setItem(KEPT, JSON.stringify(choice));
}

/** The address of a page about this document. */
export function address(view, lang, place) {
  return `/${view}?${new URLSearchParams({ document: told.document, lang })}#${place}`;
}

export class BookPane {
  /** onMessage(name, lang) is told which message somebody clicks at, onPlace(id) where the book is. */
  constructor({ onMessage, onPlace = () => {} }) {
    Object.assign(this, { onMessage, onPlace, rows: [], count: 0, choice: {}, wanted: 0 });
    this.element = el("iframe", { class: "book", title: t("The book") });
  }

  ask(what, asked) {
    const chosen = CHOSEN.filter((name) => this.choice[name]).map((name) => [name, this.choice[name]]);
    return look(what, { ...Object.fromEntries(chosen), ...asked }, "book");
  }

  /** Shows the book as it is chosen, where it was. */
  async load(choice, place = this.place()) {
    this.choice = choice;
    this.rows = []; // those of the page that goes are renewed no more
    const chosen = CHOSEN.filter((name) => choice[name]).map((name) => [name, choice[name]]);
    const query = new URLSearchParams([["document", told.document], ["lang", told.lang], ...chosen]);
    const loaded = new Promise((resolve) => this.element.addEventListener("load", resolve, { once: true }));
    this.element.src = `/file/book/page?${query}`;
    await loaded;
    this.page = this.element.contentDocument;
    this.window = this.element.contentWindow;
    this.text = this.page.getElementById("text");
    this.element.hidden = !this.text;
    if (!this.text) throw await this.refused();
    this.light(choice.light);
    this.page.addEventListener("keydown", (event) => this.pressed(event));
    this.page.addEventListener("click", (event) => this.clicked(event));
    this.page.addEventListener("scroll", () => this.scrolled(), { passive: true });
    if (!place || !(await this.go({ id: place }, { focus: false }))) await this.show(0);
    this.scrolled();
  }

  /** Why there is no book: the answer in its place is made for scripts, and browsers hide it from this one. */
  async refused() {
    const told = await fetch(this.element.src).then((answer) => answer.json()).catch(() => ({}));
    return { error: told.error ?? t("The book can't be shown."), hint: told.hint ?? "" };
  }

  /** Light, dark, or as the system has it. */
  light(light) {
    this.page.documentElement.dataset.theme = light ?? "";
  }

  // Rows.

  made(index, markup) {
    const holder = this.page.createElement("template");
    holder.innerHTML = markup; // of the printer, which has escaped all texts
    const nodes = [...holder.content.children];
    const size = nodes.reduce((sum, node) => sum + 1 + node.querySelectorAll("*").length, 0);
    return { index, markup, nodes, size };
  }

  /** Shows the rows around one. */
  async show(row) {
    const start = Math.max(0, row - (STEP >> 1));
    const { count, rows } = await this.ask("rows", { start, count: 2 * STEP });
    this.count = count;
    this.rows = rows.map((markup, place) => this.made(start + place, markup));
    let size = this.size();
    while (size > MOST && this.rows.length > 1) {
      // The one that is further from what is wanted.
      const last = this.rows.at(-1).index - row >= row - this.rows[0].index;
      size -= (last ? this.rows.pop() : this.rows.shift()).size;
    }
    this.text.replaceChildren(...this.rows.flatMap(({ nodes }) => nodes));
  }

  size() {
    return this.rows.reduce((sum, { size }) => sum + size, 0);
  }

  /** More rows at an end; as many go at the other. */
  async more(direction) {
    if (this.busy || !this.rows.length) return false; // the book is being loaded
    const edge = direction > 0 ? this.rows.at(-1).index + 1 : this.rows[0].index;
    if (direction > 0 ? edge >= this.count : edge === 0) return false;
    this.busy = true;
    try {
      const start = direction > 0 ? edge : Math.max(0, edge - STEP);
      const wanted = this.wanted;
      const { rows } = await this.ask("rows", { start, count: direction > 0 ? STEP : edge - start });
      if (wanted !== this.wanted) return false; // somebody went elsewhere meanwhile
      const fresh = rows.map((markup, place) => this.made(start + place, markup));
      const nodes = fresh.flatMap((row) => row.nodes);
      this.steady(() => {
        if (direction > 0) this.text.append(...nodes);
        else this.text.prepend(...nodes);
        this.rows = direction > 0 ? [...this.rows, ...fresh] : [...fresh, ...this.rows];
        let size = this.size();
        while (size > MOST && this.rows.length > fresh.length + 1) {
          const gone = direction > 0 ? this.rows.shift() : this.rows.pop();
          for (const node of gone.nodes) node.remove();
          size -= gone.size;
        }
      });
      return fresh.length > 0;
    } finally {
      this.busy = false;
    }
  }

  /** Changes rows; what somebody reads stays where it is. */
  steady(change) {
    const top = (row) => row.nodes[0].getBoundingClientRect().top;
    const seen = this.seen();
    const before = seen ? top(seen) : 0;
    change();
    const now = seen && this.rows.find(({ index }) => index === seen.index);
    if (now?.nodes.length) this.window.scrollBy(0, top(now) - before);
  }

  /** The first row that is in sight. */
  seen() {
    return this.rows.find(({ nodes }) => nodes.length && nodes.at(-1).getBoundingClientRect().bottom > 0);
  }

  /** The id of what is read. */
  place() {
    const marked = this.marked?.isConnected ? this.marked.getBoundingClientRect() : null;
    if (marked && marked.bottom > 0 && marked.top < this.window.innerHeight) return this.marked.id;
    const from = this.rows.indexOf(this.seen());
    // A headline that was made of a name has no id: what follows it has.
    for (const { nodes } of from < 0 ? [] : this.rows.slice(from)) {
      for (const node of nodes) {
        for (const at of [node, ...node.querySelectorAll(PLACES)]) {
          if (at.matches(PLACES) && at.getBoundingClientRect().bottom > 8) return at.id;
        }
      }
    }
    return "";
  }

  /** Goes to a paragraph by its id, or to the place of a message; whether it is in the book. */
  async go(asked, { focus = true } = {}) {
    const wanted = ++this.wanted;
    let at = asked.id ? this.page.getElementById(asked.id) : null;
    if (!at) {
      const { row, id } = await this.ask("place", asked);
      if (wanted !== this.wanted) return true;
      if (row < 0) return false;
      at = id ? this.page.getElementById(id) : null;
      if (!at) {
        await this.show(row);
        at = (id ? this.page.getElementById(id) : null) ?? this.rows.find(({ index }) => index === row)?.nodes[0];
      }
    }
    this.mark(at?.matches(".turn") ? (at.querySelector(PLACES) ?? at) : at, focus);
    this.scrolled();
    return true;
  }

  mark(at, focus) {
    this.marked?.classList.remove("at");
    this.marked = at ?? null;
    if (!at) return;
    at.classList.add("at");
    at.tabIndex = -1;
    if (focus) at.focus({ preventScroll: true });
    if (at.id) this.onPlace(at.id);
    // Of the frame alone: the page around it stays where it is.
    const { top, bottom } = at.getBoundingClientRect();
    const height = this.window.innerHeight;
    if (top < 40 || bottom > height - 40) this.window.scrollBy(0, top - Math.max(40, (height - (bottom - top)) / 3));
  }

  /** Goes on by a paragraph. */
  async step(direction) {
    const places = () => [...this.text.querySelectorAll(PLACES)].filter((at) => !at.parentElement.closest(".pair, .sentences, li[id]"));
    let all = places();
    let at = all.indexOf(this.marked);
    if (at < 0) at = all.findIndex(({ id }) => id === this.place()) - direction;
    if (!all[at + direction] && (await this.more(direction))) {
      all = places();
      at = all.indexOf(this.marked);
    }
    if (all[at + direction]) this.mark(all[at + direction], true);
  }

  /** Prints anew what has changed. */
  async renew() {
    if (!this.text || !this.rows.length) return;
    const wanted = this.wanted;
    const start = this.rows[0].index;
    const { count, rows } = await this.ask("rows", { start, count: this.rows.length });
    if (wanted !== this.wanted || start !== this.rows[0].index) return this.renew();
    if (count !== this.count) {
      const id = this.place();
      const { row } = await this.ask("place", { id });
      await this.show(Math.max(0, row));
      await this.go({ id }, { focus: false });
      return;
    }
    const marked = this.marked?.id;
    const held = this.marked && this.marked === this.page.activeElement;
    this.steady(() => {
      rows.forEach((markup, place) => {
        const old = this.rows[place];
        if (!old || old.markup === markup) return;
        const row = this.made(old.index, markup);
        old.nodes[0].before(...row.nodes);
        for (const node of old.nodes) node.remove();
        this.rows[place] = row;
      });
    });
    if (marked && !this.marked.isConnected) this.mark(this.page.getElementById(marked), held);
  }

  // What somebody does in the frame.

  scrolled() {
    if (this.looking) return;
    this.looking = true;
    this.window.requestAnimationFrame(async () => {
      this.looking = false;
      if (!this.rows.length) return;
      const { scrollTop, scrollHeight, clientHeight } = this.page.documentElement;
      this.onPlace(this.place());
      try {
        if (scrollHeight - scrollTop - clientHeight < NEAR) await this.more(1);
        if (scrollTop < NEAR) await this.more(-1);
      } catch (error) {
        complain(error);
      }
    });
  }

  pressed(event) {
    const own = event.target.closest?.("a, summary, button");
    if (own && (event.key === "Enter" || event.key === " ")) return;
    if (event.key === "Enter" && !event.altKey && !event.ctrlKey) {
      event.preventDefault();
      this.open(this.place());
      return;
    }
    // The keys of the page around it hold here, too.
    if (!document.dispatchEvent(new KeyboardEvent("keydown", event))) event.preventDefault();
  }

  clicked(event) {
    const link = event.target.closest("a[href]");
    if (link) {
      event.preventDefault();
      const href = link.getAttribute("href");
      if (href.startsWith("#")) this.mark(this.page.getElementById(href.slice(1)), true);
      else window.open(link.href, "_blank", "noopener,noreferrer");
      return;
    }
    // Who selects words wants to read them.
    if (event.target.closest("summary") || !this.window.getSelection().isCollapsed) return;
    let at = event.target.closest("[id]");
    if (at?.matches(".turn") && !event.target.closest(".label")) at = at.querySelector(PLACES);
    if (at && at !== this.text) this.open(at.id);
  }

  /** Tells the message of a place. */
  async open(id) {
    try {
      const { name, lang } = id ? await this.ask("message", { id }) : {};
      if (name) this.onMessage(name, lang);
    } catch (error) {
      complain(error);
    }
  }
}

/** The book beside the messages: it goes where somebody works. */
export class BookBeside {
  constructor({ onMessage }) {
    this.onMessage = onMessage;
  }

  async toggle(value) {
    if (this.pane) {
      this.place.remove();
      this.pane = null;
    } else {
      this.pane = new BookPane({ onMessage: this.onMessage });
      this.place = el("aside", { class: "beside-book", "aria-label": t("The book") }, this.pane.element);
      main.append(this.place);
      await this.pane.load(kept(), "").catch(complain);
      await this.follow(value);
    }
    main.classList.toggle("with-book", Boolean(this.pane));
  }

  async follow(value) {
    if (!this.pane?.text || !value) return;
    const asked = value.ids.length ? { id: value.ids[0] } : { message: value.name };
    await this.pane.go(asked, { focus: false }).catch(complain);
  }

  async renew() {
    await this.pane?.renew().catch(complain);
  }
}
