// A convenience: the page is whole without it. n and p go to the next and the previous place that needs a look.
(() => {
  const keys = document.getElementById("keys");
  const places = [...document.querySelectorAll(".passage.look")];
  if (!places.length) return;
  keys.hidden = false;
  let at = -1;
  const go = (step) => {
    at = (at + step + places.length + (at < 0 && step < 0)) % places.length;
    places[at].scrollIntoView();
    places[at].querySelector("h3").focus({ preventScroll: true });
  };
  keys.addEventListener("click", (event) => {
    const step = Number(event.target.dataset.step);
    if (step) go(step);
  });
  // Whoever has gone to a place by a link or a click goes on from there.
  document.addEventListener("focusin", (event) => {
    const place = places.indexOf(event.target.closest(".passage"));
    if (place >= 0) at = place;
  });
  document.addEventListener("keydown", (event) => {
    if (!keys.querySelector("input").checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });
})();
