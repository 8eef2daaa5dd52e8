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
from toolkit.model.speakers import ROLES
from toolkit.project import find
from toolkit.workflow.workspace import Workspace

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
    # Whoever reads it may have any language: each language is called as it calls itself.
    assert "<title>foghorn: English – 日本語</title>" in page.read_text("utf-8")
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
    assert told.startswith("Decided: 2 of ")
    # What a message is and who says it is told as on the pages of the review, and not by keys of the catalog.
    heads = evaluate("[...document.querySelectorAll('main h2')].map((one) => one.textContent)")
    (((headings,), _),) = browse(Visit(page, (heads,), languages="en"))
    assert any(" · speech · Pell Varga" in head for head in headings)
    assert not any("turn" in head or "varga" in head for head in headings), headings
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


TALK = """\
Mara Lind: When did the ferry stop?

Jonas Weber: In the winter. We walked across.

He laughs and shakes his head.

Mara Lind: And today?

Jonas Weber: There is a bridge.

The point: nobody walks.
"""
ANSWER = """
(() => {
  const all = [...document.querySelectorAll('.question article')];
  const label = all.find((one) => one.querySelector('.choices span'));
  const other = all.find((one) => one !== label);
  const choose = (article, value, number = 0) => {
    const select = article.querySelectorAll('select')[number];
    select.value = value;
    select.dispatchEvent(new Event('change'));
  };
  choose(label, 'The point');
  choose(other, 'speech');
  choose(other, 'Mara Lind', 1);
  return [document.querySelector('output').textContent, other.querySelector('.text').textContent];
})()
"""


@pytest.mark.slow
def test_questions_about_the_transcript_are_answered_in_a_browser(fresh: Run, tmp_path: Path) -> None:
    here = tmp_path / "talks"
    (here / "source").mkdir(parents=True)
    (here / "diglot.toml").write_text('source-language = "en"\n', "utf-8")
    (here / "source/ferry.txt").write_text(TALK, "utf-8")
    (here / "source/ferry.toml").write_text(
        '[[decide]]\nbegins = "In the winter"\nkind = "speech"\n', "utf-8"
    )
    assert fresh("-C", str(here), "extract", "-l", "ja").exit_code == 0
    assert fresh("-C", str(here), "review", "ferry", "-l", "ja", "--static", "page.html").exit_code == 0
    visit = Visit(here / "page.html", (AXE, evaluate(ANSWER), evaluate(SAVED)))
    (((violations, told, saved), complaints),) = browse(visit)
    assert (violations, complaints) == ([], [])
    assert told[0].startswith("Decided: 2 of ")
    (here / "decided.json").write_text(saved, "utf-8")

    def brought() -> tuple[int, str, bytes]:
        done = fresh("-C", str(here), "import", str(here / "decided.json"))
        return done.exit_code, done.output, (here / "source/ferry.toml").read_bytes()

    def said() -> dict[str, tuple[str, str]]:
        document = Workspace(find(here)).document("ferry")
        names = {speaker.key: speaker.name for speaker in document.speakers}
        return {
            p.text: (p.kind, "+".join(names[key] for key in turn.speakers))
            for _, turn, p in document.numbered()
        }

    before = (here / "source/ferry.toml").read_bytes()
    dry = fresh("-C", str(here), "import", "--dry-run", str(here / "decided.json"))
    assert dry.exit_code == 0 and (here / "source/ferry.toml").read_bytes() == before
    code, output, first = brought()
    assert code == 0, output
    assert said()[told[1]] == ("speech", "Mara Lind")
    assert said()["nobody walks."] == ("speech", "The point")
    # A second time it says so already.
    assert brought() == (0, brought()[1], first)
    # What was decided otherwise here since stays, and is told.
    (here / "source/ferry.toml").write_text(f'[[decide]]\nbegins = "{told[1]}"\nkind = "event"\n', "utf-8")
    code, output, _ = brought()
    assert code == 1 and "is read otherwise now" in output
    assert said()[told[1]][0] == "event"


ASKS = """\
Mara Lind: When did the ferry stop?

Jonas Weber: In the winter. We walked across the ice for eleven weeks.

Mara Lind: Who was the last to cross?

Jonas Weber: The doctor, with a sledge. She came back the same night.

Mara Lind: And today?

Jonas Weber: There is a bridge, and nobody knows the doctor's name.
"""
ROLE = """
(() => {
  const select = document.querySelector('.question select');
  const asked = [select.getAttribute('aria-label'), select.options.length];
  select.value = 'host';
  select.dispatchEvent(new Event('change'));
  return [...asked, document.querySelector('output').textContent.split('.')[0], answers()[0].about.speaker];
})()
"""


@pytest.mark.slow
def test_who_asks_is_answered_in_a_browser(fresh: Run, tmp_path: Path) -> None:
    here = tmp_path / "talks"
    (here / "source").mkdir(parents=True)
    (here / "diglot.toml").write_text('source-language = "en"\n', "utf-8")
    (here / "source/ferry.txt").write_text(ASKS, "utf-8")
    assert fresh("-C", str(here), "extract", "-l", "ar").exit_code == 0
    assert fresh("-C", str(here), "review", "ferry", "-l", "ar", "--static", "page.html").exit_code == 0
    again = evaluate("document.querySelector('.question select').value")
    visits = (
        Visit(here / "page.html", (AXE, evaluate(ROLE), evaluate(SAVED))),
        Visit(here / "page.html", (AXE, evaluate(ROLE), evaluate("build()"), again), languages="ar"),
    )
    ((violations, told, saved), complaints), ((found, arabic, _, kept), wrong) = browse(*visits)
    assert (violations, complaints, found, wrong) == ([], [], [], [])
    assert told[:2] == ["What Mara Lind does", len(ROLES)] and told[2].startswith("Decided: 1 of ")
    assert told[3] == "Mara Lind"
    assert kept == "host" and not re.search("[a-z]", arabic[0].replace("Mara Lind", ""))
    (here / "decided.json").write_text(saved, "utf-8")

    def brought() -> tuple[int, str]:
        done = fresh("-C", str(here), "import", str(here / "decided.json"))
        return done.exit_code, done.output

    def roles() -> dict[str, str]:
        return {one.name: one.role for one in Workspace(find(here)).document("ferry").speakers}

    code, output = brought()
    assert code == 0, output
    assert roles() == {"Mara Lind": "host", "Jonas Weber": "unknown"}
    # A second time it says so already.
    first = (here / "source/ferry.toml").read_bytes()
    assert brought()[0] == 0 and (here / "source/ferry.toml").read_bytes() == first
    # What was decided otherwise here since stays, and is told.
    (here / "source/ferry.toml").write_bytes(first.replace(b"host", b"guest"))
    code, output = brought()
    assert code == 1 and "the role of Mara Lind was decided here meanwhile" in output
    assert roles()["Mara Lind"] == "guest"


FORM = '{"form": "diglot-review-1"'
ODD = ["", "{}", "[", FORM + "}", FORM + ', "units": [], "source": 3}', FORM + ', "units": 3}']
WHOLE = (
    FORM
    + ', "units": [], "document": "talk", "source": {"lang": "en"}, "target": {"lang": "fr"}, "answers": '
)
ABOUT = '{"id": "a", "line": 1, "kind": "speech", "who": [], "text": "x"}'
ODD += [
    WHOLE + answers + "}"
    for answers in (
        "3",
        "[3]",
        '[{"kind": "speech"}]',
        f'[{{"about": {ABOUT}, "kind": "odd"}}]',
        f'[{{"about": {ABOUT}, "who": 3}}]',
        f'[{{"about": {ABOUT}, "role": "guest"}}]',
        f'[{{"about": {ABOUT[:-1]}, "speaker": "A"}}, "role": "odd"}}]',
    )
]


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
