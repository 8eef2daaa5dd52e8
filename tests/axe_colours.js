// What axe reads a colour as, remembered: it reads the few colours of a page thousands of times, a quarter of its time.
{
  const known = new Map(), { prototype } = window.axe.commons.color.Color, { parseString } = prototype;
  prototype.parseString = function (words) {
    if (!known.has(words)) {
      parseString.call(this, words);
      known.set(words, { r: this.r, g: this.g, b: this.b, alpha: this.alpha });
    }
    return Object.assign(this, known.get(words));
  };
}
