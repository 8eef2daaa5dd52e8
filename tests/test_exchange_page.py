"""The page for somebody without diglot: opened, worked at, saved, and imported."""

import json
import re
from pathlib import Path

import pytest

from browser import AXE, PHONE, Visit, browse, evaluate
from conftest import Run
from reviews import sample
from toolkit import po
from toolkit.errors import DiglotError
from toolkit.exchange.page import read

CATALOG = Path("locales/ja/LC_MESSAGES/foghorn.po")
WORK = """
(() => {
  const areas = [...document.querySelectorAll('textarea')];
  const empty = areas.find((area) => area.value === '');
  empty.value = '<b>霧の角笛</b>';
  empty.dispatchEvent(new Event('input'));
  const remark = empty.closest('article').querySelector('.choices input');
  remark.value = '確かめて。';
  remark.dispatchEvent(new Event('input'));
  const state = areas.find((area) => area.value && area !== empty).closest('article').querySelector('select');
  state.value = 'reviewed';
  state.dispatchEvent(new Event('change'));
  return document.querySelector('output').textContent;
})()
"""
SAVED = """
new Promise((done) => {
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { blob.text().then(done); return make.call(URL, blob); };
  HTMLAnchorElement.prototype.click = () => {};
  document.querySelector('.bar button').click();
})
"""


LANGUAGES = {"fr": "ltr", "zh-CN": "ltr", "ar": "rtl"}
WORDS = evaluate(
    "[document.documentElement.lang.slice(0, 2), document.documentElement.dir,"
    " [...document.querySelectorAll('.bar output, .bar button, .choices label')].slice(0, 4)"
    ".map((one) => one.textContent).join(' ')]"
)


@pytest.mark.slow
def test_what_was_decided_in_a_browser_comes_back(fresh: Run, tmp_path: Path) -> None:
    here = sample(tmp_path / "talks")
    done = fresh("-C", str(here), "review", "foghorn", "-l", "ja", "--static", "page.html")
    assert done.exit_code == 0
    page = here / "page.html"
    visits = (
        Visit(page, (AXE, evaluate(WORK), evaluate(SAVED))),
        *(Visit(page, (AXE, WORDS), size=PHONE, dark=True, languages=lang) for lang in LANGUAGES),
    )
    ((violations, told, saved), complaints), *others = browse(*visits)
    assert (violations, complaints) == ([], [])
    for (lang, way), ((found, words), wrong) in zip(LANGUAGES.items(), others, strict=True):
        assert (found, wrong) == ([], []) and words[:2] == [lang[:2], way]
        # Nothing is left in English: no word of Latin letters beside names of languages and marks.
        assert lang == "fr" or not re.search("[A-Za-z]", words[2]), words
    assert told.startswith("2 of ")
    (here / "decided.json").write_text(saved, "utf-8")
    assert fresh("-C", str(here), "import", str(here / "decided.json")).exit_code == 0
    entries = po.load((here / CATALOG).read_bytes(), "", "ja").entries
    (made,) = [entry for entry in entries if entry.target == "<b>霧の角笛</b>"]
    assert made.state == "done" and "確かめて。" in made.comments
    assert sum(any(line.startswith("reviewed") for line in entry.comments) for entry in entries) == 1


@pytest.mark.slow
def test_what_was_decided_is_of_the_message_as_it_was(fresh: Run, tmp_path: Path) -> None:
    """A later page of the same translation, in a browser that still has what was decided on the first."""
    here = sample(tmp_path / "talks")
    assert fresh("-C", str(here), "review", "foghorn", "-l", "ja", "--static", "page.html").exit_code == 0
    later = evaluate(
        """(() => {
          const unit = data.units.find(({ id, target }) => decided.has(id) && target === "");
          const first = now(unit).target;
          unit.base = "another";
          return [first, now(unit).target, differs(unit)];
        })()"""
    )
    (((_, seen), complaints),) = browse(Visit(here / "page.html", (evaluate(WORK), later)))
    assert (seen, complaints) == (["<b>霧の角笛</b>", "", False], [])


FORM = '{"form": "diglot-review-1"'
ODD = ["", "{}", "[", FORM + "}", FORM + ', "units": [], "source": 3}', FORM + ', "units": 3}']


@pytest.mark.parametrize("text", ODD)
def test_what_is_no_page_is_told(text: str) -> None:
    with pytest.raises(DiglotError):
        read(text.encode(), "x.json")


def test_a_message_that_is_not_whole_is_left_out_and_told() -> None:
    whole = {"id": "s1", "source": "Yes.", "target": "Oui.", "state": "done"}
    units = [whole, {"id": 3}, "x", {"state": "odd"}]
    sides = {"source": {"lang": "en"}, "target": {"lang": "fr"}}
    value = {"form": "diglot-review-1", "document": "talk", **sides, "units": units}
    (parcel,) = read(json.dumps(value).encode(), "x.json")
    assert [unit.target for unit in parcel.units] == ["Oui."]
    assert (len(parcel.findings), parcel.unread) == (3, 3)
