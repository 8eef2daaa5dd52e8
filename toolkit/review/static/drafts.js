// What is typed and not saved yet. It outlives a reload, and a machine that falls asleep.

/**
 * Texts by the name of their message, each with the version that it was typed over: where the message is another by
 * the time it is saved, a person is asked.
 *
 * Each has an item of its own in the browser's storage: pages that are open at once don't write over each other's.
 */
export class Drafts {
  constructor(prefix) {
    this.prefix = `${prefix} `;
    this.known = new Map();
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(this.prefix)) continue;
      try {
        const { target, base, was } = JSON.parse(localStorage.getItem(key));
        this.known.set(key.slice(this.prefix.length), { target, base, was });
      } catch {
        localStorage.removeItem(key);
      }
    }
  }

  /** The text of a message, the version that it was typed over, and what that said; undefined for none. */
  get(name) {
    return this.known.get(name);
  }

  /** Keeps a text; one that is there already stays what it was typed over. */
  keep(value, target) {
    const { base, was } = this.known.get(value.name) ?? { base: value.base, was: value.target };
    if (target === value.target && base === value.base) return this.drop(value.name);
    this.put(value.name, { target, base, was });
  }

  /** A text was saved. What was typed while it was on its way is over what it became. */
  saved(value, target) {
    const now = this.known.get(value.name);
    if (!now || now.target === target) this.drop(value.name);
    else this.put(value.name, { target: now.target, base: value.base, was: value.target });
  }

  /** Its person has changed the message beside the text, as by a comment: that is no clash with oneself. */
  rebase(value) {
    const now = this.known.get(value.name);
    if (now && now.was === value.target) this.put(value.name, { ...now, base: value.base });
  }

  drop(name) {
    this.known.delete(name);
    localStorage.removeItem(this.prefix + name);
  }

  put(name, draft) {
    this.known.set(name, draft);
    try {
      localStorage.setItem(this.prefix + name, JSON.stringify(draft));
    } catch {
      // The storage is full, or forbidden: the page has it as long as it is open.
    }
  }
}
