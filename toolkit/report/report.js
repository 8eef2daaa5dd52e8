// A convenience: the page is whole without it. n and p go to the next and the previous place that needs a look.
(() => {
  // The list of doubtful paragraphs can show those for one reason alone.
  const reason = document.getElementById("reason");
  if (reason) {
    const items = [...document.querySelectorAll("li[data-doubts]")];
    reason.closest("p").hidden = false;
    reason.addEventListener("change", () => {
      for (const item of items)
        item.hidden = reason.value !== "" && !item.dataset.doubts.split(" ").includes(reason.value);
    });
  }

  const keys = document.getElementById("keys");
  const places = [...document.querySelectorAll(".passage.look")];
  if (!places.length) return;
  keys.hidden = false;

  // Where the reader is: the paragraph gone to last, by a key, a link or a click.
  let here = null;
  let hash = "";
  const note = (element) => {
    const place = element?.closest(".passage");
    if (place) [here, hash] = [place, location.hash];
  };
  document.addEventListener("focusin", (event) => note(event.target));

  const go = (step) => {
    if (location.hash !== hash) note(document.querySelector(":target"));
    const way = step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
    const ahead = step > 0 ? places : [...places].reverse();
    const place = ahead.find((one) => here && here.compareDocumentPosition(one) & way) ?? ahead[0];
    place.scrollIntoView();
    place.querySelector("h3").focus({ preventScroll: true });
  };
  keys.addEventListener("click", (event) => {
    const step = Number(event.target.dataset.step);
    if (step) go(step);
  });
  document.addEventListener("keydown", (event) => {
    if (!keys.querySelector("input").checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });
})();
