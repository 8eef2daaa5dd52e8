// Lists that are long.

import { announce, el, keepingFocus, t } from "./core.js";

/**
 * A list of which a window is in the page: some sixty rows around the one that has the focus.
 *
 * fetchRows(start, count) gives rows, row(value, index) an element for one, key(value) what it is known by. `said` tells
 * which of its parts a screen reader says where somebody comes to a row. Both ends load more as they come into view.
 */
export class Rows {
  constructor({ label, count, version, fetchRows, row, key, said, size = 40 }) {
    Object.assign(this, { count, version, fetchRows, row, key, said, size, start: 0, end: 0, at: -1, turn: 0, refreshed: 0, values: new Map() });
    this.list = el("div", { class: "rows", role: "list", "aria-label": label });
    this.before = el("button", { type: "button", class: "more", onclick: () => this.more(-1) }, t("Earlier ones"));
    this.after = el("button", { type: "button", class: "more", onclick: () => this.more(1) }, t("Later ones"));
    this.element = el("div", {}, this.before, this.list, this.after);
    this.list.addEventListener("focusin", (event) => {
      const row = event.target.closest("[data-index]");
      // A mouse or a finger gives a row the focus before it is clicked: whoever made the row opens it then.
      if (row && row !== event.target && Number(row.dataset.index) !== this.at) this.focused(Number(row.dataset.index));
    });
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) this.more(entry.target === this.after ? 1 : -1);
    }, { rootMargin: "400px" });
    seen.observe(this.after);
    seen.observe(this.before);
  }

  async values_(start, count) {
    const first = Math.max(0, start);
    const last = Math.min(this.count, start + count);
    let missing = false;
    for (let index = first; index < last; index++) missing ||= !this.values.has(index);
    if (missing && last > first) {
      const known = this.values;
      const rows = await this.fetchRows(first, last - first);
      // All was shown anew meanwhile: these may be older.
      if (known !== this.values) return this.values_(start, count);
      rows.forEach((value, offset) => this.values.set(first + offset, value));
    }
    return [first, last];
  }

  element_(index) {
    const made = this.row(this.values.get(index), index);
    made.dataset.index = index;
    made.setAttribute("role", "listitem");
    made.setAttribute("aria-posinset", index + 1);
    made.setAttribute("aria-setsize", this.count);
    // An item of a list has no name by itself: who comes to it by a key would hear none of its words.
    const parts = [...made.querySelectorAll(this.said)];
    parts.forEach((part, number) => (part.id ||= `row-${index}-${number}`));
    made.setAttribute("aria-labelledby", parts.map(({ id }) => id).join(" "));
    if (!made.hasAttribute("tabindex")) made.tabIndex = index === this.at ? 0 : -1;
    return made;
  }

  /** The window around a row: its first, and how many there are. */
  window(index) {
    return [Math.max(0, Math.min(index - (this.size >> 1), this.count - this.size)), this.size];
  }

  /** Shows the window around a row; false where another one was asked for meanwhile. */
  async show(index) {
    const turn = ++this.turn;
    const [first, last] = await this.values_(...this.window(index));
    if (turn !== this.turn) return false;
    this.start = first;
    this.end = last;
    this.list.replaceChildren(...Array.from({ length: last - first }, (_, offset) => this.element_(first + offset)));
    this.bounds();
    return true;
  }

  bounds() {
    this.before.hidden = this.start === 0;
    this.after.hidden = this.end >= this.count;
  }

  /** Loads rows at an end, and lets go of as many at the other. */
  async more(direction) {
    // The first window is shown by who made the list.
    if (this.loading || !this.end || (direction < 0 ? this.start === 0 : this.end >= this.count)) return;
    this.loading = true;
    const turn = this.turn;
    try {
      const step = this.size >> 1;
      const begin = direction < 0 ? Math.max(0, this.start - step) : this.end;
      const [first, last] = await this.values_(begin, direction < 0 ? this.start - begin : step);
      if (turn !== this.turn) return;
      const anchor = direction < 0 ? this.list.firstElementChild : this.list.lastElementChild;
      const before = anchor?.getBoundingClientRect().top ?? 0;
      const made = Array.from({ length: last - first }, (_, offset) => this.element_(first + offset));
      if (direction < 0) {
        this.list.prepend(...made);
        this.start = first;
        while (this.end - this.start > this.size + step && this.end - 1 > this.at) this.drop(--this.end);
      } else {
        this.list.append(...made);
        this.end = last;
        while (this.end - this.start > this.size + step && this.start < this.at) this.drop(this.start++);
      }
      // What a person reads stays where it is.
      if (anchor?.isConnected) scrollBy(0, anchor.getBoundingClientRect().top - before);
      this.bounds();
    } finally {
      this.loading = false;
    }
  }

  drop(index) {
    this.list.querySelector(`:scope > [data-index="${index}"]`)?.remove();
  }

  focused(index) {
    const old = this.elementOf(this.at);
    if (old) old.tabIndex = -1;
    this.at = index;
    const now = this.elementOf(index);
    if (now) now.tabIndex = 0;
  }

  elementOf(index) {
    return this.list.querySelector(`:scope > [data-index="${index}"]`);
  }

  /** Goes to a row, and gives it the focus. */
  async go(index, { focus = true } = {}) {
    if (index < 0 || index >= this.count) return false;
    if (index < this.start + 3 || index >= this.end - 3) {
      const near = !this.elementOf(index) || (index < this.start + 3 && this.start > 0) || (index >= this.end - 3 && this.end < this.count);
      if (near && !(await this.show(index))) return false;
    }
    this.focused(index);
    const row = this.elementOf(index);
    if (focus) row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
    return true;
  }

  /** Makes rows anew, as where one opens and another closes: the one that somebody goes to stays where it is on the screen. */
  standing(index, make) {
    const before = this.elementOf(index)?.getBoundingClientRect().top;
    make();
    const now = this.elementOf(index)?.getBoundingClientRect().top;
    if (before !== undefined && now !== undefined) scrollBy(0, now - before);
  }

  /** Puts a new value into a row. */
  renew(index, value) {
    if (value === undefined) return; // the list is being loaded anew
    this.values.set(index, value);
    const old = this.elementOf(index);
    if (!old) return;
    // One that was left is not gone back to.
    const held = document.activeElement === old && index === this.at;
    const made = this.element_(index);
    keepingFocus(old, () => {
      old.replaceWith(made);
      return made;
    }, () => this.elementOf(this.at) ?? made);
    if (held) made.focus({ preventScroll: true });
  }

  /** Forgets what it knows, and shows it anew where it is. */
  reload() {
    this.values.clear();
    return this.refresh(this.count);
  }

  /**
   * Shows the rows as they are now, of which there are `count`; false where somebody asked again meanwhile.
   *
   * Only those that are others are made anew, and who has stayed at a row stays at it, wherever it is now.
   *
   * known         { start, rows }: what is known already; else the window is fetched
   * version       of what is known: what it was stays so until they are shown
   * at            the row to be at, where that is known; or tells it of what is at by then, by its key
   * still(index)  whether a row stays as it is: somebody types there, or an act about it is on its way
   * other(index)  whether something else about it has changed
   */
  async refresh(count, known = null, { version = this.version, at = -1, still = () => false, other = () => false } = {}) {
    const turn = ++this.refreshed;
    let now = known;
    // Whoever has gone on meanwhile looks at other rows.
    while (!now || now.start > this.start || now.start + now.rows.length < Math.min(this.end, count)) {
      const start = Math.min(this.start, Math.max(0, count - 1));
      now = { start, rows: await this.fetchRows(start, Math.max(1, Math.min(this.end, count) - start)) };
      if (turn !== this.refreshed) return false;
      if (!now.rows.length) break;
    }
    const [before, was, mine] = [this.values, this.at, this.keyAt(this.at)];
    const held = this.list.contains(document.activeElement);
    Object.assign(this, { count, version });
    this.values = new Map(now.rows.map((value, offset) => [now.start + offset, value]));
    for (const [index, value] of before) if (still(index)) this.values.set(index, value);
    const wanted = typeof at === "function" ? at(mine) : at;
    if (wanted >= 0) this.at = wanted;
    else if (mine !== undefined && this.keyAt(was) !== mine) {
      this.at = [...this.values.keys()].find((index) => this.keyAt(index) === mine) ?? was;
    }
    this.at = Math.max(0, Math.min(this.at, count - 1));
    if (this.at !== was || this.end > count || !this.elementOf(this.at)) {
      await this.show(this.at);
      if (held) this.elementOf(this.at)?.focus({ preventScroll: true });
      return true;
    }
    for (const [index, value] of this.values) {
      const element = this.elementOf(index);
      element?.setAttribute("aria-setsize", count);
      const changed = JSON.stringify(before.get(index)) !== JSON.stringify(value) || other(index);
      if (element && changed && !still(index)) this.renew(index, value);
    }
    this.bounds();
    return true;
  }

  keyAt(index) {
    const value = this.values.get(index);
    return value && this.key(value);
  }
}

const PAGE = 25; // of a long list, as many at once

/** A part of a long list, with buttons to those before and behind it; page.at is its first, again() shows the list anew. */
export function paged(list, page, again, make) {
  page.at = Math.max(0, Math.min(page.at, Math.floor((list.length - 1) / PAGE) * PAGE));
  const turn = (by) => {
    page.at += by;
    again()?.querySelector(`[data-page="${by}"]`)?.focus();
    announce(t("{a} to {b} of {all}.", { a: page.at + 1, b: Math.min(page.at + PAGE, list.length), all: list.length }));
  };
  const button = (label, by, there) => (there ? el("button", { type: "button", "data-page": by, onclick: () => turn(by) }, label) : null);
  return [
    make(list.slice(page.at, page.at + PAGE), page.at),
    list.length > PAGE
      ? el("p", { class: "acts" }, button(t("Earlier ones"), -PAGE, page.at > 0), button(t("Later ones"), PAGE, page.at + PAGE < list.length), el("span", { class: "meta" }, t("{a} to {b} of {all}.", { a: page.at + 1, b: Math.min(page.at + PAGE, list.length), all: list.length })))
      : null,
  ];
}
