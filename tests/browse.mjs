// Opens pages in Chromium, does there what a person would, and tells what it saw.
//
//     node browse.mjs NODE_MODULES CHROMIUM
//
// Reads lines of JSON, a list of visits each, and answers each with a line. A visit:
//     {address, query, around, width, height, script, dark, forced, print, phone, languages, steps}
// A step is one of
//     {press: KEY}  {click: SELECTOR}  {type: TEXT}  {evaluate: EXPRESSION}  {axe: true}  {picture: FILE}
//     {wait: EXPRESSION}  {tap: EXPRESSION}  {choose: SELECTOR, value: VALUE}  {tree: true}
//     {when: EXPRESSION, steps: [STEP, ...]}  {close: true}  {rest: true}
// A tap is a finger's, at the middle of the element that its expression gives, or at a point [x, y]. It waits until that
// stands still and lies under nothing else. A page rests where it asks its server for nothing, but for what that tells by itself.
// A key may be held with others: "Control+Enter". A page is closed as a
// person closes it, and opened anew.
// The answer has for each visit what its `evaluate`, `axe` and `tree` steps gave, in order, and then a list of
// complaints: errors of the page, and whatever it asked for that isn't the file itself.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [modules, chromium] = process.argv.slice(2);
const PATIENCE = 180000; // milliseconds that something is waited for: the machine may be busy with other tests
const asked = new WeakMap(); // page -> what it has asked for and has no answer to, and since when that is so
const require = createRequire(`${modules}/`);
const puppeteer = require("puppeteer-core");
const axe = [require.resolve("@daisy/axe-core-for-ace/axe.min.js"), new URL("axe_colours.js", import.meta.url)]
  .map((file) => readFileSync(file, "utf8")).join("\n");

const browser = await puppeteer.launch({
  executablePath: chromium,
  // Of the whole Chromium this is the same as true; the shell knows no other.
  headless: "shell",
  // As root, and in containers, Chromium's sandbox can't start. The pages are our own. Letters stand where the font says,
  // whatever the settings of the machine.
  args: [
    "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking",
    "--font-render-hinting=none", "--disable-lcd-text",
  ],
});
for await (const line of createInterface({ input: process.stdin })) {
  const answers = [];
  for (const visit of JSON.parse(line)) answers.push(await go(visit));
  process.stdout.write(`${JSON.stringify(answers)}\n`);
}
await browser.close();

async function go(visit) {
  // Each visit begins as a stranger: nothing is remembered from the one before.
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const complaints = [];
  const url = visit.address;
  count(page);
  await page.evaluateOnNewDocument(listen);
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("request", (request) => {
    if (request.url().split(/[?#]/)[0] !== url && !request.url().startsWith(visit.around ?? "\0")) {
      complaints.push(`asks for ${request.url()}`);
    }
  });
  await page.setViewport({
    width: visit.width, height: visit.height, isMobile: visit.phone, hasTouch: visit.phone,
  });
  await page.setJavaScriptEnabled(visit.script);
  if (visit.languages) {
    // In the header of requests, and as a script sees it.
    const session = await page.createCDPSession();
    const userAgent = await page.browser().userAgent();
    await session.send("Emulation.setUserAgentOverride", { userAgent, acceptLanguage: visit.languages });
  }
  // Each of the two undoes the other.
  if (visit.print) await page.emulateMediaType("print");
  else await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: visit.dark ? "dark" : "light" }]);
  if (visit.forced) {
    const session = await page.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
  }
  await page.goto(url + visit.query, { waitUntil: "load" });
  const seen = [];
  await take(visit.steps, page, seen);
  await context.close();
  return [...seen, complaints];
}

async function take(steps, page, seen) {
  for (const step of steps) {
    if (step.press || step.click || step.tap || step.type || step.choose) {
      // A page that is being left can't tell, and says nothing more.
      await page.evaluate("window.announced && (window.announced.length = 0)").catch(() => {});
    }
    if (step.press) {
      const held = step.press.split(/(?<=.)\+/);
      const key = held.pop();
      for (const other of held) await page.keyboard.down(other);
      await page.keyboard.press(key);
      for (const other of held) await page.keyboard.up(other);
    }
    if (step.wait) await until(page, step.wait);
    if (step.click) await click(page, step.click);
    if (step.tap) await tap(page, step.tap);
    // What a system offers to choose from is none of the page's, and no test can tap it.
    if (step.choose) await page.select(step.choose, step.value);
    if (step.close) page = await closed(page);
    if (step.rest) await rest(page);
    if (step.tree) seen.push(await tree(page));
    if (step.when && (await page.evaluate(step.when))) await take(step.steps, page, seen);
    if (step.type) await page.keyboard.type(step.type);
    if (step.evaluate) seen.push(await page.evaluate(step.evaluate));
    if (step.picture) await page.screenshot({ path: step.picture, fullPage: step.whole ?? false });
    if (step.axe) {
      // A frame tells the page around it what it has found.
      for (const frame of page.frames()) await frame.evaluate(axe);
      // What is just fading away has little contrast: it is looked at as it will be.
      await page.evaluate(() => document.getAnimations().forEach((one) => one instanceof CSSTransition && one.finish()));
      // It would fetch style sheets to look for one rule, which no page here allows; and describe each element that
      // is as it should be, which nobody reads.
      const found = await page.evaluate(() => axe.run(document, { preload: false, resultTypes: ["violations"] }));
      seen.push(found.violations.flatMap((rule) =>
        rule.nodes.map((node) => `${rule.impact} ${rule.id}: ${rule.help} (${node.html.slice(0, 160)})`)));
    }
  }
}

// Runs in the page: what it says in its status stands there for a moment, and this program may look a moment later.
function listen() {
  window.announced = [];
  let before = "";
  new MutationObserver(() => {
    const said = document.getElementById("status")?.textContent ?? "";
    if (said && said !== before) window.announced.push(said);
    before = said;
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

// What tells by itself ends with the page.
function count(page) {
  const open = new Set();
  asked.set(page, { open, since: Date.now() });
  const changed = () => (asked.get(page).since = Date.now());
  page.on("request", (request) => request.resourceType() !== "eventsource" && open.add(request) && changed());
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => open.delete(request) && changed());
}

// Nothing more is asked for: what comes next would have been asked for by now.
async function rest(page) {
  const { open } = asked.get(page), end = Date.now() + PATIENCE;
  while (open.size || Date.now() - asked.get(page).since < 300) {
    if (Date.now() > end) throw new Error(`no answer: ${[...open].map((request) => request.url())}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

// Its scripts are told that it goes. The browser stays, and has sent what they send last when another page is there.
async function closed(page) {
  const [address, context] = [page.url(), page.browserContext()];
  const gone = new Promise((resolve) => page.once("close", resolve));
  await page.close({ runBeforeUnload: true });
  await gone;
  const other = await context.newPage();
  await other.evaluateOnNewDocument(listen);
  await other.goto(address, { waitUntil: "load" });
  return other;
}

// What is made anew under the mouse is clicked once more.
async function click(page, selector, times = 5) {
  try {
    await page.click(selector);
  } catch (error) {
    if (times === 1 || !/detached|not clickable/.test(error)) throw error;
    await new Promise((resolve) => setTimeout(resolve, 20));
    await click(page, selector, times - 1);
  }
}

// A finger comes down on what has stood still, and lies under nothing else, and goes. It does so once: where a page
// moves something else under it in that very moment, nothing is done there, and this says what went wrong. A page that
// waits for an answer may still move: a person sees what was done before the rows that follow from it.
async function tap(page, expression) {
  const end = Date.now() + PATIENCE, { open } = asked.get(page);
  let aimed = {};
  while (!aimed.point) {
    if (Date.now() > end) throw new Error(`can't be tapped, since ${aimed.wrong}: ${expression}`);
    const waits = open.size > 0;
    // As `until`: a page that is being left, or is only about to be there, can't tell yet.
    aimed = await page.evaluate(`(${aim})(() => (${expression}))`).catch((error) => ({ wrong: error }));
    if (waits || open.size) aimed = { wrong: aimed.wrong ?? "the page waits for an answer" };
    if (!aimed.point) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await page.touchscreen.tap(...aimed.point);
  const beside = await page.evaluate("window.beside").catch(() => "");
  if (beside) throw new Error(`the finger came down on ${beside}, in the place of ${expression}`);
}

// Runs in the page: the point [x, y] of what find() gives, an element or a point; or what is wrong with it.
async function aim(find) {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const middle = (found) => {
    if (Array.isArray(found)) return found;
    const { left, top, width, height } = found.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const free = (found) => Array.isArray(found) || found.contains(found.ownerDocument.elementFromPoint(...middle(found)));
  const found = find();
  if (!found) return { wrong: "nothing is there" };
  // What is out of sight, or behind a bar, is brought to the middle.
  if (!free(found)) found.scrollIntoView({ block: "center", inline: "nearest" });
  const before = middle(found);
  for (let frames = 0; frames < 2; frames++) {
    await frame();
    const now = find();
    if (!now || (now !== found && !Array.isArray(now))) return { wrong: "it is made anew all the time" };
    if (String(middle(now)) !== String(before)) return { wrong: "it moves all the time" };
  }
  if (!free(found)) {
    const above = found.ownerDocument.elementFromPoint(...before);
    return { wrong: `it lies under ${above?.outerHTML.slice(0, 160) ?? "nothing that is in sight"}` };
  }
  window.aimed?.abort();
  window.aimed = new AbortController();
  window.beside = "";
  const touched = (event) => {
    // What was made anew in its place meanwhile is the same to a finger.
    if ([found, find()].some((one) => one?.contains?.(event.target))) return;
    window.beside ||= event.target.outerHTML.slice(0, 160);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const once = { capture: true, once: true, passive: false, signal: window.aimed.signal };
  for (const kind of ["touchstart", "click"]) found.ownerDocument?.addEventListener(kind, touched, once);
  const around = found.ownerDocument?.defaultView.frameElement?.getBoundingClientRect();
  return { point: [before[0] + (around?.left ?? 0), before[1] + (around?.top ?? 0)] };
}

// What a screen reader is told of what a person can come to: role, name, and whether it has the focus.
async function tree(page) {
  const session = await page.createCDPSession();
  // Without a window a page has the focus where it is told so.
  await session.send("Emulation.setFocusEmulationEnabled", { enabled: true });
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes.filter((node) => !node.ignored).map((node) => {
    const told = Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value]));
    return { role: node.role.value, name: node.name?.value ?? "", focusable: told.focusable ?? false, focused: told.focused ?? false, live: told.live ?? "" };
  });
}

// Until it is so, also on the page that comes next.
async function until(page, expression) {
  const end = Date.now() + PATIENCE;
  let wrong = "";
  while (Date.now() < end) {
    // A page that is being left, or is only about to be there, can't tell yet.
    if (await page.evaluate(expression).catch((error) => void (wrong = error))) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`waited in vain: ${expression} ${wrong}`);
}
