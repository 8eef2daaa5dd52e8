// The recording, where there is one: what is said at a place is played by a key.

import { announce, command, complain, el, look, t, told, tool } from "./core.js";

const BACK = 2; // seconds

/** Plays at the paragraphs that `ids` gives. Without a recording, or without times, there is nothing to see. */
export async function sound(ids) {
  let times;
  try {
    ({ times } = await look("times", {}, "book"));
  } catch (error) {
    complain(error);
    return;
  }
  if (!Object.keys(times).length) return;
  const src = `/file/book/recording?${new URLSearchParams({ document: told.document })}`;
  const player = el("audio", { src, preload: "metadata", hidden: true });
  let now = []; // from and to
  player.addEventListener("timeupdate", () => now[1] && player.currentTime >= now[1] && player.pause());

  const start = () =>
    player.play().catch(() => complain({ error: t("The recording can't be played."), hint: t("Try it in another browser, or in another format.") }));

  function play() {
    if (!player.paused) return player.pause();
    const time = ids().map((id) => times[id]).find(Boolean);
    if (!time) return announce(t("Nobody says when this is heard."));
    // Who stopped in the midst of it goes on there.
    const midst = now === time && player.currentTime > time[0] && player.currentTime < (time[1] ?? Infinity);
    if (!midst) player.currentTime = time[0];
    now = time;
    return start();
  }

  function back() {
    player.currentTime = Math.max(0, player.currentTime - BACK);
    if (player.paused) return start();
  }

  command("play", "Space", "Play what is said here, or stop", play);
  command("play-typing", "Alt+p", "Play what is said here, or stop, while you type", play, { typing: true });
  command("back", "b", "Two seconds back", back);
  command("back-typing", "Alt+,", "Two seconds back, while you type", back, { typing: true });
  document.body.append(player);
  const button = tool("play");
  // It is named since the page was opened: the next page has room for it.
  if (!button) return;
  const shown = () => (button.textContent = player.paused ? t("Play") : t("Stop"));
  player.addEventListener("play", shown);
  player.addEventListener("pause", shown);
  for (const [name, run] of [["play", play], ["back", back]]) {
    tool(name).addEventListener("click", run);
    tool(name).classList.remove("unseen");
  }
}
