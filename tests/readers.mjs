// Reads books to the end in two readers that people use, page by page, and tells what was on each page.
//
//     node readers.mjs NODE_MODULES CHROMIUM
//
// Reads lines of JSON, and answers each with a line. A line is a list of
//     {reader: "epubjs" | "foliate", file, width, height, pictures}
// The answer has for each {pages: [what was newly seen on the page, in order], missed: [what was on none], complaints, images}.
//
// A word is seen where all of its boxes are inside of the reader's window, as the browser has laid them out. On each page
// the names of languages behind which translations are hidden are tapped on. What a reader takes out on purpose
// (`display: none`) is neither seen nor missed. With `pictures`, {place: file}, the book is opened at these places
// ("text/part-001.xhtml#s4QX7TM", of a book of ours), nothing is tapped on, and PNGs of what is seen are left.
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { createInterface } from "node:readline";

const [modules, chromium] = process.argv.slice(2);
const puppeteer = createRequire(`${modules}/`)("puppeteer-core");
let orders = [];
const ABREAST = 6;
const TYPES = { ".js": "text/javascript", ".html": "text/html", ".css": "text/css" };

const EPUBJS = `<!doctype html><meta charset="utf-8"><style>html, body { margin: 0; height: 100% } #view { height: 100vh }</style>
<div id="view"></div><script src="/modules/jszip/dist/jszip.min.js"></script>
<script src="/modules/epubjs/dist/epub.min.js"></script><script>
  const book = ePub(new URLSearchParams(location.search).get("url"));
  const rendition = book.renderTo("view", { width: "100%", height: "100%" });
  rendition.display().then(() => { window.opened = true; });
</script>`;

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  if (path === "/epubjs.html") return response.writeHead(200, { "content-type": "text/html" }).end(EPUBJS);
  const [, order] = /^\/book-(\d+)\./.exec(path) ?? [];
  const file = order ? orders[order].file : path.startsWith("/modules/") && join(modules, normalize(path.slice(9)));
  if (!file || !existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
  createReadStream(file).pipe(response);
}).listen(0, "127.0.0.1");
await new Promise((resolve) => server.on("listening", resolve));
const base = `http://127.0.0.1:${server.address().port}`;

const READERS = {
  epubjs: {
    address: "/epubjs.html",
    opened: "window.opened",
    goes: "(place) => rendition.display(place)",
    next: "rendition.next()",
    last: "rendition.location?.atEnd",
    told: "rendition.on('relocated', () => { window.turns++; })",
    // It counts the pages of a chapter once, and again only when it is told to: until then, what a tap adds beyond the
    // last page can't be reached.
    anew: "rendition.views().forEach((view) => view.expand())",
    shown: "({ area: document.querySelector('#view'), docs: rendition.getContents().map((one) => one.document) })",
  },
  foliate: {
    address: "/modules/foliate-js/reader.html",
    // It opens the book at its beginning, and may do so after it is told to go elsewhere.
    goes: `async (place) => {
      const href = "EPUB/" + place, { index } = reader.view.book.resolveHref(href);
      for (let tries = 0; tries < 40 && reader.view.lastLocation?.section?.current !== index; tries++) {
        await reader.view.goTo(href);
        await new Promise((done) => setTimeout(done, 50));
      }
      await reader.view.goTo(href);
    }`,
    opened: "globalThis.reader?.view?.lastLocation && reader.view.renderer.getContents()[0]?.doc",
    next: "reader.view.renderer.next()",
    last: "reader.view.renderer.atEnd",
    told: "reader.view.addEventListener('relocate', () => { window.turns++; })",
    anew: "undefined",
    // Between the margins, which belong to other pages.
    shown: `(() => {
      const docs = reader.view.renderer.getContents().map((one) => one.doc);
      return { area: docs[0].defaultView.frameElement.closest("#container"), docs };
    })()`,
  },
};

// Runs in the reader's page, once for each page of the book: where it is, what is there that wasn't seen before, and
// whether something was opened that wants another look.
const LOOK = String.raw`(({ area, docs }) => {
  const known = window.known ??= new WeakMap(), all = window.all ??= [];
  const box = area.getBoundingClientRect();
  const EAST = "\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\u3000-\\u303f\\uff00-\\uffef";
  const WORDS = new RegExp("[" + EAST + "]|[^\\s" + EAST + "]+", "gu");
  const shows = (element) => element.checkVisibility() && getComputedStyle(element).contentVisibility !== "hidden";
  const found = [], images = window.images ??= new Set();
  let where = "", tapped = false;
  for (const doc of docs) {
    const frame = doc.defaultView.frameElement.getBoundingClientRect();
    where += doc.URL + doc.body.textContent.length + " " + frame.left + " " + frame.top + ";";
    const inside = (rect) => {
      const [x, y] = [frame.left + rect.left, frame.top + rect.top];
      return x >= box.left - 1 && x + rect.width <= box.right + 1 && y >= box.top - 1 && y + rect.height <= box.bottom + 1;
    };
    for (const summary of doc.querySelectorAll("details:not([open]) > summary")) {
      if (inside(summary.getBoundingClientRect())) { summary.click(); tapped = true; }
    }
    for (const image of doc.images) {
      if (image.naturalWidth && inside(image.getBoundingClientRect())) images.add(image.alt);
    }
    if (!known.has(doc)) {
      const words = [];
      const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.closest("script, style")) continue;
        for (const word of node.data.matchAll(WORDS)) {
          const range = doc.createRange();
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          words.push({ range, text: word[0], parent: node.parentElement, seen: new Set(), done: false, boxes: 0 });
        }
      }
      known.set(doc, words);
      all.push(words);
    }
    // Where an element is on other pages, so are its words. Those that have a box anywhere are looked for to the end.
    const elsewhere = new Map();
    const away = (element) => {
      if (!elsewhere.has(element)) {
        const { left, top, right, bottom } = element.getBoundingClientRect(), [x, y] = [frame.left, frame.top];
        elsewhere.set(element, x + right < box.left || x + left > box.right || y + bottom < box.top || y + top > box.bottom);
      }
      return elsewhere.get(element);
    };
    for (const word of known.get(doc)) {
      if (word.done || (word.boxes && away(word.parent))) continue;
      const rects = [...word.range.getClientRects()].filter((rect) => rect.width && rect.height);
      word.boxes = rects.length;
      if (!rects.some(inside) || !shows(word.parent)) continue;
      rects.forEach((rect, number) => inside(rect) && word.seen.add(number));
      if (word.seen.size === rects.length) { word.done = true; found.push(word.text); }
    }
  }
  return [where, found.join(""), tapped];
})`;
const MISSED = `(window.all ?? []).flat().filter((word) => !word.done && word.boxes).map((word) => word.text)`;

const FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

const browser = await puppeteer.launch({
  executablePath: chromium,
  // Of the whole Chromium this is the same as true; the shell knows no other.
  headless: "shell",
  // Letters stand where the font says, whatever the settings of the machine.
  args: [
    "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking",
    "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows",
    "--font-render-hinting=none", "--disable-lcd-text",
  ],
});

// foliate-js may set a page whose document has no body yet: a race of its own. Then all is read once more, and counts.
const EARLY = /Cannot destructure property 'style' of 'el' as it is null/;

for await (const line of createInterface({ input: process.stdin })) {
  orders = JSON.parse(line);
  const answers = [];
  let next = 0;
  await Promise.all(Array.from({ length: ABREAST }, async () => {
    while (next < orders.length) {
      const number = next++;
      const context = await browser.createBrowserContext();
      answers[number] = await read(context, orders[number], number);
      await context.close();
    }
  }));
  process.stdout.write(`${JSON.stringify(answers)}\n`);
}
await browser.close();
server.close();

async function look(page, anew, shown) {
  await page.evaluate(FRAMES);
  let [where, found, tapped] = await page.evaluate(`${LOOK}(${shown})`);
  for (let taps = 0; tapped && taps < 20; taps++) {
    await page.evaluate(anew);
    await new Promise((done) => setTimeout(done, 200));
    const more = await page.evaluate(`${LOOK}(${shown})`);
    [where, found, tapped] = [more[0], found + more[1], more[2]];
  }
  return [where, found];
}

async function read(context, order, number) {
  const found = await readOnce(context, order, number);
  return found.complaints.some((complaint) => EARLY.test(complaint)) ? readOnce(context, order, number) : found;
}

async function readOnce(context, { reader, file, width, height, pictures }, number) {
  const { address, opened, goes, next, last, told, anew, shown } = READERS[reader];
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.setViewport({ width, height });
  const pages = [];
  try {
    await page.goto(`${base}${address}?url=/book-${number}${extname(file)}`);
    await page.waitForFunction(opened, { timeout: 180_000 });
    await page.evaluate(`(window.turns = 0, ${told})`);
    if (pictures) {
      for (const [place, path] of Object.entries(pictures)) {
        await page.evaluate(`(${goes})(${JSON.stringify(place)})`);
        await page.evaluate(`document.fonts.ready.then(() => ${FRAMES})`);
        await page.screenshot({ path });
      }
      return { pages, missed: [], complaints, images: [] };
    }
    // The last page is where the reader says so and where turning on changes nothing. One that is busy doesn't hear that
    // it should turn, and is told again.
    for (let before = "", tries = 0; tries < 10; tries++) {
      const [where, found] = await look(page, anew, shown);
      const end = await page.evaluate(`Boolean(${last})`);
      if (where !== before) {
        pages.push(found);
        [before, tries] = [where, 0];
      } else if (end) break;
      await page.evaluate(`(async () => {
        const before = window.turns, patience = performance.now() + ${end ? 300 : 2000};
        await ${next};
        while (window.turns === before && performance.now() < patience) {
          await new Promise((done) => setTimeout(done, 20));
        }
      })()`);
    }
  } catch (error) {
    complaints.push(String(error));
  }
  const missed = await page.evaluate(MISSED).catch(() => []);
  const images = await page.evaluate("[...window.images ?? []]").catch(() => []);
  return { pages, missed, complaints, images };
}
