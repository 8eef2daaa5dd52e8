"""The alignment in a real browser: ten faults are mended by keys, and the catalog is the gold."""

from __future__ import annotations

import json
import re
import time
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import hasty_editor
from browser import (
    AXE,
    DESK,
    PHONE,
    Step,
    Visit,
    browse,
    click,
    evaluate,
    picture,
    press,
    status,
    visited,
    wait,
)
from faults import SOURCE_NAMES, TARGET_NAMES, ten_faults, texts
from reviews import Running, running
from test_workflow_repairing import GOLD, MOMENT, PO, Bench
from toolkit import project
from toolkit.workflow import align
from toolkit.workflow.workspace import Workspace
from waiting import until

pytestmark = pytest.mark.slow
READY = wait("document.documentElement.dataset.ready")
STATUS = "document.getElementById('status').textContent"

FERRY = """\
Mara: When did the ferry stop?

Jonas: In the winter of 1987. The ice was a metre thick. We walked across, and nobody paid.

Mara: Was it sad?

Jonas: No. My father sold the boat for a pig and a piano. He never played it.

Mara: And the pig?

Jonas: It was called Napoleon, and it lived for nine years.
"""
ARABIC = """\
مارا: متى توقفت العبّارة؟

يوناس: في شتاء 1987. كان سُمك الجليد مترًا. مشينا فوق النهر ولم يدفع أحد شيئًا.

مارا: هل كان ذلك محزنًا؟

يوناس: لا. باع أبي القارب مقابل خنزير وبيانو. قال ذلك وهو يضحك.

مارا: والخنزير؟

يوناس: كان اسمه نابليون، وعاش تسع سنوات.
"""


def visit(review: Running, *steps: Step, document: str = "talk", lang: str = "de", **how: Any) -> Visit:
    address = review.address("alignment", document=document, lang=lang)
    return Visit(address, (READY, *steps), around=review.root, **how)


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    # The gold has this date.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(MOMENT.timestamp())))
    with running(faults_in(tmp_path)) as review:
        yield review


def faults_in(folder: Path) -> Path:
    """A project whose alignment has ten faults."""
    made = ten_faults()
    Bench(folder, texts(made.source, SOURCE_NAMES), texts(made.target, TARGET_NAMES))
    return folder


KEYS = (
    # A merge, a split, two shifts; two drops, of which what is left over then is passed by.
    *"/nmnsnwn/nn/nn",
    # Two swaps, two false pairs; all else is right.
    *"xnxnlnl%",
    "0",
    "Enter",
)


def test_ten_faults_are_mended_by_keys(faulty: Running) -> None:
    assert len(KEYS) <= 30
    asked = wait("document.activeElement.name === 'least'")
    keys = [step for key in KEYS for step in ((press(key), asked) if key == "%" else (press(key),))]
    told = evaluate("document.getElementById('overview').textContent")
    ((shown,),) = visited(visit(faulty, *keys, status("Decided just now: "), told))
    assert shown.endswith("in doubt: 0")
    assert (faulty.folder / PO).read_bytes() == GOLD.read_bytes()
    # All of it is taken back, and done again, in another page.
    many = sum(key in "/mswxl%" for key in KEYS)
    back = [press("Control+z")] * many
    again = [press("Control+Shift+z")] * many
    changed = wait("document.getElementById('overview').textContent.includes('decided: 0,')")
    visited(
        visit(
            faulty, *back, changed, *again, status("Done again: All are right that are at least as sure as")
        )
    )
    assert (faulty.folder / PO).read_bytes() == GOLD.read_bytes()


def test_acts_are_offered_to_the_mouse_and_told(faulty: Running) -> None:
    at = evaluate("document.activeElement.querySelector('.stage')?.textContent")
    cut = click(".opened .target .cut")
    ((before, after, said),) = visited(
        visit(
            faulty,
            at,
            cut,
            status("Now it is"),
            at,
            evaluate(STATUS),
            # Lines are drawn anew in the next frame.
            wait("document.querySelectorAll('.links circle').length === 2"),
        )
    )
    assert before.startswith("2:2") and after == "1:1, decided"
    assert said.startswith("Now it is: 1:1, decided")


def test_a_row_that_is_gone_to_is_open(faulty: Running) -> None:
    """One row is open at a time: the one that has the focus."""
    at = "document.activeElement.dataset.index"
    opened = evaluate(
        f"[{at}, ...[...document.querySelectorAll('.opened')].map((row) => row.dataset.index)].join(' ')"
    )
    up = [step for row in "765" for step in (press("k"), wait(f"{at} === '{row}'"), opened)]
    (found,) = visited(visit(faulty, *up))
    assert found == ["7 7", "6 6", "5 5"]


def test_everybody_can_use_it(tmp_path: Path, faulty: Running) -> None:
    folder = tmp_path / "ferry"
    (folder / "source").mkdir(parents=True)
    (folder / "translations").mkdir()
    (folder / "diglot.toml").write_text('target-languages = ["ar"]\n', "utf-8")
    (folder / "source/ferry.txt").write_text(FERRY, "utf-8")
    file = folder / "translations/ferry.ar.txt"
    file.write_text(ARABIC, "utf-8")
    align.align(Workspace(project.find(folder)), "ferry", file, "ar", MOMENT)
    wide = evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    count = evaluate("document.querySelectorAll('.aligned').length")
    lines = evaluate(
        "[...document.querySelectorAll('.links path')].every((line) => line.getAttribute('d')[0] === 'M')"
    )
    way = evaluate("getComputedStyle(document.querySelector('.target .sentence')).direction")
    with running(folder) as ferry:
        visits = [
            visit(review, AXE, wide, count, lines, way, **about, size=size, dark=dark)
            for review, about in ((faulty, {}), (ferry, {"document": "ferry", "lang": "ar"}))
            for size, dark in ((DESK, False), (PHONE, True))
        ]
        found = visited(*visits)
    for axe, fits, number, drawn, _ in found:
        assert axe == [] and fits and drawn and 0 < number <= 60
    assert [direction for *_, direction in found] == ["ltr", "ltr", "rtl", "rtl"]


def test_rows_of_older_files_are_said_to_be_while_somebody_saves(tmp_path: Path) -> None:
    """And so is it when they are of the files again; meanwhile nothing is decided at them."""
    before = (faults_in(tmp_path) / PO).read_bytes()
    older = "document.getElementById('older')"
    refused = "document.body.innerText.includes('a text has changed since these rows were made')"
    with running(tmp_path, first=hasty_editor.begin) as review:
        (((violations, told), complaints),) = browse(
            visit(
                review,
                wait(f"{older} && !{older}.hidden"),
                AXE,
                press("Enter"),
                wait(f"{refused.replace('a text', 'A text')} || {refused}"),
                picture(tmp_path / hasty_editor.END),
                wait(f"{older}.hidden"),
                evaluate(STATUS),
            )
        )
    # The browser counts a refusal.
    assert len(complaints) == 1 and "400" in complaints[0]
    assert (violations, told) == ([], "Both texts are aligned anew.")
    assert (tmp_path / PO).read_bytes() == before


def crossed(folder: Path, *pins: str, order: Sequence[int]) -> Path:
    """A project whose editor has moved answers since they were pinned."""
    (folder / "source").mkdir()
    (folder / "translations").mkdir()
    (folder / "diglot.toml").write_text('source-language = "en"\ntarget-languages = ["ar"]\n', "utf-8")
    (folder / "source/talk.txt").write_text(FERRY, "utf-8")
    file = folder / "translations/talk.ar.txt"
    file.write_text(ARABIC, "utf-8")
    align.align(Workspace(project.find(folder)), "talk", file, "ar", MOMENT, pinned=pins)
    paragraphs = FERRY.strip().split("\n\n")
    text = "\n\n".join([paragraphs[number] for number in order])
    (folder / "source/talk.txt").write_text(f"{text}\n", "utf-8")
    return folder


@pytest.fixture
def contrary(tmp_path: Path) -> Iterator[Running]:
    with running(crossed(tmp_path, "2.1=2.1", "4.1=4.1", order=(0, 3, 2, 1, 4, 5))) as review:
        yield review


def test_of_two_decisions_that_contradict_each_other_one_is_chosen(contrary: Running) -> None:
    sidecar = contrary.folder / "source/talk.toml"
    first = sidecar.read_bytes()
    chosen = click(".contrary li:last-child button")
    shown = evaluate("document.getElementById('main').innerText")
    overview = evaluate("document.getElementById('overview').textContent")
    rows = wait("document.documentElement.dataset.ready && document.getElementById('overview')")
    ((told, violations, phone, now, back, again),) = visited(
        visit(
            contrary,
            shown,
            AXE,
            evaluate("document.documentElement.scrollWidth <= innerWidth"),
            chosen,
            rows,
            overview,
            press("Control+z"),
            wait("document.documentElement.dataset.ready && document.querySelector('.contrary')"),
            evaluate("document.querySelectorAll('.contrary li').length"),
            press("Control+Shift+z"),
            rows,
            overview,
            lang="ar",
        )
    )
    assert "In the winter of 1987." in told and "لا." in told and "Being aligned" not in told
    assert (violations, phone, back) == ([], True, 2) and again == now
    assert sidecar.read_text("utf-8").count("[[pins]]") == first.decode().count("[[pins]]") - 1


def test_decisions_that_another_program_mends_contradict_nothing_any_more(contrary: Running) -> None:
    """What could not be aligned once is asked again."""
    sidecar = contrary.folder / "source/talk.toml"
    before = sidecar.read_text("utf-8")
    visited(visit(contrary, wait("document.querySelector('.contrary')"), lang="ar"))
    sidecar.write_text(before[before.rindex("[[pins]]") :], "utf-8")
    overview = evaluate("document.getElementById('overview').textContent")
    ((told,),) = visited(visit(contrary, wait("document.getElementById('overview')"), overview, lang="ar"))
    assert "rows" in told


def summary(review: Running) -> dict[str, Any]:
    """What the page is told first, once it is told."""
    while True:
        _, _, answer = review.ask("GET", "/data/alignment/summary?document=talk&lang=ar", review.inside)
        found: dict[str, Any] = json.loads(answer)
        if "again" not in found:
            return found
        time.sleep(0.05)


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("lines", [True, False], ids=["lines", "one line"])
def test_the_decision_that_is_chosen_goes_alone(tmp_path: Path, which: int, lines: bool) -> None:
    """Also where all stand in one line; and who clicks twice, or at an older page, means no other."""
    folder = crossed(tmp_path, "2.1=2.1", "4.1=4.1", "6.1=6.1", order=(4, 5, 2, 3, 0, 1))
    sidecar = folder / "source/talk.toml"
    text = sidecar.read_text("utf-8")
    pins = tomllib.loads(text)["pins"]
    if not lines:
        tables = ("{" + ", ".join(f'{key} = "{words}"' for key, words in pin.items()) + "}" for pin in pins)
        rest = text[text.index("[[translations") :]
        sidecar.write_text(f"pins = [{', '.join(tables)}]\n\n{rest}", "utf-8")
    with running(folder) as review:
        found = summary(review)
        given = {"document": "talk", "lang": "ar", "which": which, "seen": found["seen"]}
        body = json.dumps(given).encode()
        answers = [review.ask("POST", "/act/alignment/take-out", review.inside, body)[0] for _ in range(2)]
    assert answers[0] == 200 != answers[1]
    (gone,) = (pin for pin in pins if pin not in tomllib.loads(sidecar.read_text("utf-8"))["pins"])
    assert found["contrary"][which]["sentences"][1].startswith(gone["begins"])


@pytest.mark.parametrize("which", [0, 1])
def test_what_follows_from_the_decision_that_stays_is_in_the_catalog(tmp_path: Path, which: int) -> None:
    folder = crossed(tmp_path, "2.1=2.1", "4.1=4.1", order=(0, 3, 2, 1, 4, 5))

    def files() -> dict[str, bytes]:
        some = [path for name in ("source", "locales") for path in (folder / name).rglob("*.*")]
        return {path.suffix: path.read_bytes() for path in some}

    def said(catalog: bytes) -> list[bytes]:
        """Without when, and how sure: who aligns both texts anew begins with the decision that is left."""
        dated = re.compile(rb'^(# aligned |"PO-Revision-Date)')
        return [line for line in catalog.splitlines() if not dated.match(line)]

    before = files()
    with running(folder) as review:
        given = {"document": "talk", "lang": "ar", "which": which, "seen": summary(review)["seen"]}
        body = json.dumps(given).encode()
        assert review.ask("POST", "/act/alignment/take-out", review.inside, body)[0] == 200
        done = files()
        assert {suffix for suffix in done if done[suffix] != before[suffix]} == {".po", ".pot", ".toml"}
        align.align(
            Workspace(project.find(folder)), "talk", folder / "translations/talk.ar.txt", "ar", MOMENT
        )
        again = files()
        assert said(again[".po"]) == said(done[".po"])
        assert (again[".pot"], again[".toml"]) == (done[".pot"], done[".toml"])
        (folder / "locales/ar/LC_MESSAGES/talk.po").write_bytes(done[".po"])
        assert review.ask("POST", "/undo", review.inside, b"{}")[0] == 200
    assert files() == before


_BEYOND = 'beads = "1:1 1:1 1:1"\nsentences = "1:1"\n\n[[translations'


@pytest.mark.parametrize(
    ("name", "sound", "broken"),
    [
        ("locales/ar/LC_MESSAGES/talk.po", 'msgid "', "msgid "),
        ("source/talk.toml", "\n[[translations", _BEYOND),
    ],
    ids=["catalog", "pins"],
)
def test_what_is_wrong_beside_both_texts_is_wrong_until_it_is_mended(
    tmp_path: Path, name: str, sound: str, broken: str
) -> None:
    path = crossed(tmp_path, "6.1=6.1", order=range(6)) / name
    before = path.read_text("utf-8")
    path.write_text(before.replace(sound, broken, 1), "utf-8")
    with running(tmp_path) as review:
        assert path.name in summary(review)["error"]
        path.write_text(before, "utf-8")
        # A file is looked at anew where it is long enough since somebody looked.
        until(lambda: "error" not in summary(review))
        found = summary(review)
    assert found["count"] == 10
