"""Shapes of lines collected elsewhere: each in a document in which it would occur."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest

from toolkit.config import Sidecar
from toolkit.model import Paragraph, Turn
from toolkit.readers import plain

DASHES = "-–—―"
FOLDER = os.environ.get("DIGLOT_TRANSCRIPTS", "")


def shapes() -> list[dict[str, str]]:
    if not FOLDER:
        return []
    with (Path(FOLDER) / "shapes.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def reply(label: str) -> tuple[str, str]:
    """Another speaker's label in the same style, and text for it."""
    pairs = {
        "Q": "A",
        "Q1": "A1",
        "A": "Q",
        "P": "R",
        "R": "P",
        "問": "答",
        "问": "答",
        "答": "问",
        "문": "답",
        "답": "문",
    }
    return pairs.get(label, "Ada Berg"), "It was a long day at the harbour."


def document(line: str, kind: str, label: str) -> tuple[str, int]:
    """A transcript with the line in its place, and the number of that line (1-based)."""
    body = "Nothing was decided until the evening."
    other, text = reply(label)
    if kind in {"turn", "label"}:
        style = line.replace(label, other, 1) if (set(label) - set(DASHES)) else text
        again = line
        if kind == "label":
            return "\n\n".join([line + "\n" + body, style + "\n" + text] * 2) + "\n", 1
        if not set(label) - set(DASHES):
            return "\n\n".join([again, body, again.replace("?", " now?"), text]) + "\n", 1
        rest = line[line.index(label) + len(label) :]
        mark = rest[: len(rest) - len(re.sub(r"^[ .:：)>\]\t\xa0]+", "", rest))] or ":"
        head = line[: line.index(label)]
        style = (
            f"{head}{other}{mark}{text}"
            if "以下" not in rest and "하" not in rest[:4]
            else f"{other}: {text}"
        )
        return "\n\n".join([again, style, again, style]) + "\n", 1
    if kind == "meta":
        return (
            f"A Title Without an End\n\n{line}\n\nAda Berg: {body}\n\nTom Holm: {text}\n\nAda Berg: {text}\n",
            3,
        )
    return (
        f"Ada Berg: {body}\n\nTom Holm: {text}\n\nAda Berg: {text}\n\n{line}\n\n"
        f"Tom Holm: {body}\n\nAda Berg: {text}\n"
    ), 7


def found(text: str, line: int) -> tuple[Turn, Paragraph]:
    parsed, _ = plain.read(text.encode(), name="x", path="x.txt", lang="und", sidecar=Sidecar())
    assert plain.write(parsed) == text.encode()
    for turn in parsed.turns:
        for paragraph in turn.paragraphs:
            # A time alone is the time of what stands below it.
            if paragraph.where.line == line or (paragraph.times.start and paragraph.where.line == line + 2):
                return turn, paragraph
    raise AssertionError(f"no paragraph begins at line {line}")


@pytest.mark.skipif(not FOLDER, reason="DIGLOT_TRANSCRIPTS names no folder with a shapes.tsv")
@pytest.mark.parametrize(
    "shape", shapes(), ids=lambda shape: f"{shape['id']}-{shape['lang']}-{shape['kind']}"
)
def test_a_shape_has_its_class(shape: dict[str, str]) -> None:
    line, kind, label = shape["line"].replace("\\t", "\t"), shape["kind"], shape["label"]
    turn, paragraph = found(*document(line, kind, label))
    if kind in {"turn", "label"}:
        assert turn.kind == "speech"
        printed = turn.label.strip("[]")
        assert printed.startswith(label) or label.startswith(printed)
    elif kind == "para":
        assert turn.label != label or not label
        assert paragraph.kind in {"speech", "narration", "caption", "dateline", "meta"}
    elif kind == "meta":
        assert paragraph.kind in {"meta", "dateline", "byline"}
    elif kind == "time":
        assert paragraph.times.start or paragraph.kind == "meta"
    else:
        assert paragraph.kind == {"sep": "separator"}.get(kind, kind)
