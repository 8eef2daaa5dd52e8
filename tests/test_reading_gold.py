"""How many paragraphs the reader finds in transcripts whose answers were made by hand."""

import json
import math
import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gold import FOLDER, Answer, Score, read_by_hand, score, total
from talks import read
from toolkit.model import KINDS
from toolkit.workflow.reading_rows import rows

PATHS = sorted((FOLDER / "reading").glob("*.tsv"))
FIGURES = FOLDER / "reading" / "figures.json"
"""floors: [F1 of speech with its speaker, share of right kinds] of each language and of "all";
whole: the files in which nothing is wrong."""
Figures = Mapping[str, Any]


@cache
def scores() -> Mapping[str, Score]:
    """Of each file, read as `diglot show` reads it."""
    found = {}
    for path in PATHS:
        text, gold = read_by_hand(path)
        document = read(text)
        found[path.stem] = score(list(rows(document)), gold)
    return found


def measured(scored: Mapping[str, Score]) -> dict[str, Any]:
    """The figures of some files, rounded down."""
    groups = defaultdict(list)
    for name, part in scored.items():
        groups["all"].append(part)
        groups[name.partition("-")[0]].append(part)
    floors = {group: _rounded(total(parts)) for group, parts in sorted(groups.items())}
    return {"floors": floors, "whole": sorted(name for name, part in scored.items() if part.whole)}


def _rounded(made: Score) -> list[float]:
    return [math.floor(figure * 1000) / 1000 for figure in (made.speech, made.accuracy)]


def worse(figures: Figures, before: Figures) -> Iterator[str]:
    """What went down, in words."""
    for group, floors in before["floors"].items():
        reached = figures["floors"].get(group, [0, 0])
        for what, figure, floor in zip(("speech", "kinds"), reached, floors, strict=True):
            if figure < floor:
                yield f"{group}: {what} {figure}, was {floor}"
    for name in sorted({*before["whole"]} - {*figures["whole"]}):
        yield f"{name}: no longer read without a mistake"


@pytest.mark.slow
def test_the_reader_is_no_worse_than_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    """With DIGLOT_REGOLD=1 the figures are written anew, and what went down is printed."""
    figures = measured(scores())
    before = json.loads(FIGURES.read_text("utf-8"))
    down = list(worse(figures, before))
    if os.environ.get("DIGLOT_REGOLD") == "1":
        FIGURES.write_text(_written(figures), "utf-8")
        with capsys.disabled():
            sys.stdout.write("\n".join(["", *(down or ["Nothing went down."]), ""]))
    else:
        assert not down
        assert before["floors"].keys() == figures["floors"].keys()


def _written(figures: Figures) -> str:
    """A language or a file on each line."""
    floors = ",\n".join(f"    {json.dumps(group)}: {both}" for group, both in figures["floors"].items())
    whole = ",\n".join(f"    {json.dumps(name)}" for name in figures["whole"])
    return f'{{\n  "floors": {{\n{floors}\n  }},\n  "whole": [\n{whole}\n  ]\n}}\n'


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_gold_can_be_right(path: Path) -> None:
    """Each answer is about a line with text, its kinds are known, and only speech has names."""
    text, gold = read_by_hand(path)
    lines = text.split("\n")
    rows_ = path.read_text("utf-8").split("\n")
    for line, answer in gold.items():
        assert lines[line - 1].strip()
        assert {*answer.kinds} <= KINDS.keys()
        assert len({*answer.kinds}) == len(answer.kinds)
        assert answer.speech or answer.names in (None, ("",))
        assert answer.names is None or len({*answer.names}) == len(answer.names)
    # Below a label there is the paragraph that it is a label of.
    labels = {number for number, row in enumerate(rows_, 1) if row.startswith("label\t")}
    assert labels == {answer.label for answer in gold.values()} - {0}


def row(line: int, kind: str, speaker: str | list[str] | None = None) -> dict[str, Any]:
    return {"line": line, "kind": kind, "speaker": speaker}


def speech(*names: str, label: int = 0) -> Answer:
    return Answer(("speech",), names, label)


def test_scores_by_hand() -> None:
    title = Answer(("title",), ("",))
    gold = {1: title, 3: speech("Ana"), 5: speech("Bo"), 8: speech("Ana", label=7)}
    made = [
        row(1, "title"),
        row(3, "speech", "ANA"),
        row(5, "narration"),
        row(6, "speech", "Bo"),
        # The label stood alone on the line before.
        row(7, "speech", "Ana"),
    ]
    assert score(made, gold) == Score(right=2, given=3, wanted=3, kinds=3, answers=4)
    assert score(made, gold).speech == pytest.approx(2 / 3)
    assert score(made, gold).accuracy == 3 / 4
    assert score([], gold).speech == 0
    assert score(made, {1: title}).speech == 0
    assert score(made[:1], {1: title}).whole
    assert total([score(made, gold), score(made[:1], {1: title})]) == Score(2, 3, 3, 4, 5)


@pytest.mark.parametrize(
    ("answer", "made", "expected"),
    [
        (speech("Ana", "Ana Berg"), row(1, "speech", "ana  berg"), Score(1, 1, 1, 1, 1)),
        (speech("Ana"), row(1, "speech", "Bo"), Score(0, 1, 1, 1, 1)),
        (speech(""), row(1, "speech"), Score(1, 1, 1, 1, 1)),
        (speech("Ana", ""), row(1, "speech"), Score(1, 1, 1, 1, 1)),
        (speech("Ana + Bo"), row(1, "speech", ["Ana", "Bo"]), Score(1, 1, 1, 1, 1)),
        # Speech, or something else: counts as speech only where both say so.
        (Answer(("speech", "note"), ("Ana",)), row(1, "note"), Score(0, 0, 0, 1, 1)),
        (Answer(("speech", "note"), ("Ana",)), row(1, "title"), Score(0, 0, 1, 0, 1)),
        (Answer(("note", "speech"), ("",)), row(1, "speech", "Bo"), Score(0, 0, 0, 1, 1)),
        (Answer(("note",), ("",)), row(1, "speech", "Bo"), Score(0, 1, 0, 0, 1)),
        # Nobody can tell.
        (Answer(("note",), None), row(1, "speech", "Bo"), Score(0, 0, 0, 0, 1)),
        (Answer(("speech", "note"), None), row(1, "speech", "Bo"), Score(0, 0, 0, 1, 1)),
    ],
)
def test_what_may_be_several_things(answer: Answer, made: dict[str, Any], expected: Score) -> None:
    assert score([made], {1: answer}) == expected


def test_what_went_down_is_told() -> None:
    before = {"floors": {"all": [0.9, 0.8], "tr": [1.0, 1.0]}, "whole": ["tr-tea", "tr-times"]}
    after = {"floors": {"all": [0.95, 0.7], "tr": [1.0, 1.0]}, "whole": ["tr-times"]}
    assert list(worse(before, before)) == []
    assert list(worse(after, before)) == [
        "all: kinds 0.7, was 0.8",
        "tr-tea: no longer read without a mistake",
    ]
