"""What `benchmarks/reading/written.py` tells the reader to learn from answers made by hand."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from gold import read_by_hand

FOLDER = Path(__file__).parent.parent / "benchmarks" / "reading"
TABLE = """\
title|heading\tThe Kettle
\t
label\tAnna Marsh:
speech Anna Marsh\tIt sings before
\tit boils.
speech Anna Marsh\t- a list: of kettles
\t
speech BO LIND|Bo Lind\tB. Lind (owner): Mine hums.
speech|narration\tHe hums: loudly.
\tAll day.
speech\t— Who hums?
speech —\t— He does.
narration|speech\tNobody: nothing.
speech\t— (sings)
\t
\tHere are: two lists
\tthat are no paragraphs.
speech Nora\tNora; not a label that is known
speech|narration ?\tNora: or not?
"""


@pytest.fixture(scope="module")
def written() -> ModuleType:
    sys.path.insert(0, str(FOLDER))
    try:
        return importlib.import_module("written")
    finally:
        sys.path.remove(str(FOLDER))


def test_each_line_may_be_what_its_answer_allows(written: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "en-kettle.tsv"
    path.write_text(TABLE, "utf-8")
    told = written.answers_by_hand(*read_by_hand(path))
    assert [(line["n"], line["allow"], line.get("label")) for line in told] == [
        (1, ["heading", "title"], None),
        (3, ["label"], "Anna Marsh"),
        (4, ["continuation"], None),
        (5, ["wrap.speech"], None),
        # A dash doesn't open a turn of somebody who is known and goes on.
        (6, ["continuation"], None),
        (8, ["turn"], "B. Lind"),
        (9, ["continuation", "narration"], None),
        (10, ["wrap.narration", "wrap.speech"], None),
        (11, ["turn"], None),
        (12, ["turn"], "—"),
        (13, ["continuation", "narration"], None),
        (14, ["turn"], None),
        # Nothing is told of the list, nor of a label that isn't seen as one.
        (19, ["continuation", "narration"], None),
    ]


@pytest.mark.parametrize(
    ("line", "names", "label"),
    [
        ("HOLT: Yes.", ("Holt",), "HOLT"),
        ("Eva Holt (EH), baker: Yes.", ("Eva Holt",), "Eva Holt"),
        ("Holt: Yes.", ("Eva Holt",), "Holt"),
        ("Dr Holt: Yes.", ("Eva Holt",), "Dr Holt"),
        ("Hotl: Yes.", ("Eva Holt",), None),
        ("Evangelsita: Yes.", ("Evangelista",), "Evangelsita"),
        ("Tea: with milk.", ("Eva Holt",), None),
        ("حداد: نعم.", ("ليلى حداد",), "حداد"),
    ],
)
def test_a_label_is_found_by_the_names_of_its_speaker(
    written: ModuleType, line: str, names: tuple[str, ...], label: str | None
) -> None:
    found = written.named(written.candidates(written.plain.content(line, path="x.txt").lines[0]), names)
    assert (found.label if found else None) == label
