// Ace, the checker of accessible EPUBs, for many books: one Node and one Chromium instead of two for each.
//
//     node ace.mjs NODE_MODULES
//
// Reads lines of JSON, {book, folder}, and answers each with a line of JSON: the report, or {error}.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const require = createRequire(`${process.argv[2]}/`);
const ace = require("@daisy/ace-core");
const runner = require("@daisy/ace-axe-runner-puppeteer");
const logger = require("@daisy/ace-logger");

logger.initLogger({ silent: true });
// Ace opens a browser for each book, and closes it.
let browser;
const { launch, close, run } = runner;
const colours = fileURLToPath(new URL("axe_colours.js", import.meta.url));
runner.run = (url, scripts, ...rest) => run(url, [...scripts, colours], ...rest);
runner.launch = () => (browser ??= launch());
runner.close = async () => {};

const print = process.stdout.write.bind(process.stdout);
// Whatever Ace prints is no answer.
process.stdout.write = process.stderr.write.bind(process.stderr);
for await (const line of createInterface({ input: process.stdin })) {
  const { book, folder } = JSON.parse(line);
  let answer;
  try {
    [, answer] = await ace(book, { cwd: process.cwd(), outdir: folder, lang: "en", silent: true }, runner);
  } catch (error) {
    answer = { error: String(error?.stack ?? error) };
  }
  print(`${JSON.stringify(answer)}\n`);
}
if (browser) await close();
process.exit(0);
