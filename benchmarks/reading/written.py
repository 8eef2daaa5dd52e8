"""Answers of the transcripts in `tests/data`, as `learn.py` takes them.

    python benchmarks/reading/written.py OUT

People read these transcripts: each line has the states that are right for the paragraph that it belongs to in
`expected.jsonl`, or in the first column of a table.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import Any

from toolkit.languages.lexicon import key
from toolkit.readers import plain
from toolkit.reading.candidates import Candidate, candidates
from toolkit.reading.lattice import STATES
from toolkit.reading.lines import Line
from toolkit.reading.view import view
from toolkit.text.hygiene import tidy

TESTS = Path(__file__).parents[2] / "tests"
sys.path.insert(0, str(TESTS))
from gold import Answer, read_by_hand  # noqa: E402

BEGINS = 25
"""Characters by which a paragraph is known in its line."""
SLIP = 0.85
"""Likeness of a misprinted label."""
Row = Mapping[str, Any]


def documents() -> Iterator[dict[str, Any]]:
    """All of them; those that a sidecar decides about are left out."""
    for folder in sorted((TESTS / "data" / "transcripts").iterdir()):
        if not (folder / "input.toml").exists():
            text = (folder / "input.txt").read_text("utf-8").replace("\r\n", "\n").replace("\r", "\n")
            rows = [json.loads(line) for line in (folder / "expected.jsonl").read_text("utf-8").splitlines()]
            yield {"id": folder.name, "text": text, "lines": answers(text, rows)}
    for path in sorted((TESTS / "data" / "reading").glob("*.tsv")):
        text, gold = read_by_hand(path)
        yield {"id": path.stem, "text": text, "lines": answers_by_hand(text, gold)}


def answers_by_hand(text: str, gold: Mapping[int, Answer]) -> list[Row]:
    """What each line of a table may be."""
    labels = {answer.label for answer in gold.values() if answer.speech}
    found: list[Row] = []
    before: Answer | None = None
    content = plain.content(text, path="x.txt")
    for line, begins in zip(content.lines, view(content.lines).found, strict=True):
        entry: dict[str, Any] = {}
        if answer := gold.get(line.number):
            entry = _told(line, answer, begins)
        elif line.number in labels:
            bare = [label.label for label in begins if label.bare]
            entry = {"allow": ["label"], "label": bare[0]} if bare else {}
        elif before is not None and not line.gap:
            entry = {"allow": sorted({_wrap(kind) for kind in before.kinds})}
        # Below a blank line there is a list, or something else that is no paragraph.
        before = answer or (None if line.gap or line.number in labels else before)
        if entry:
            found.append({"n": line.number, **entry})
    return found


def _told(line: Line, answer: Answer, begins: Sequence[Candidate]) -> dict[str, Any]:
    """What a line may be at which a paragraph begins; nothing where its label is in no form that is known."""
    allow = {*answer.kinds} & {*STATES}
    label = None
    if "speech" in answer.kinds:
        behind = [label for label in begins if label.start and not label.bare]
        names = answer.names if answer.speech and answer.names else ()
        label = named(behind, names)
        if label is None and any(name and key(line.text).startswith(key(name)) for name in names):
            return {}
        # A dash begins a list item or a quotation where somebody who is known goes on.
        sign = names[:1] == ("",) and any(label.form in ("dash", "mark") for label in behind)
        allow.add("turn" if label or sign else "continuation")
    return {"allow": sorted(allow), **({"label": label.label} if label and allow == {"turn"} else {})}


def named(labels: Sequence[Candidate], names: Sequence[str]) -> Candidate | None:
    """The label that is one of some names.

    Or that has one before a comma, is part of one, ends as one does (Dr Abara), or is one with a slip.
    """
    keys = [key(name) or name[:1] for name in names if name]
    ways: tuple[Callable[[str, str], object], ...] = (
        lambda label, name: label == name,
        lambda label, name: re.match(rf"{re.escape(name)}[\s)]*(,|$)", label),
        lambda label, name: re.search(rf"(?<!\w){re.escape(label)}(?!\w)", name),
        lambda label, name: label.split()[-1:] == name.split()[-1:],
        lambda label, name: get_close_matches(label, [name, *name.split()], cutoff=SLIP),
    )
    places = ((label for label in labels if any(way(label.key, name) for name in keys)) for way in ways)
    return next(chain.from_iterable(places), None)


def answers(text: str, rows: Sequence[Row]) -> list[Row]:
    """What each line of a golden folder is."""
    content = plain.content(text, path="x.txt")
    by_line: dict[int, list[Row]] = {}
    for row in rows:
        by_line.setdefault(row["line"], []).append(row)
    found: list[Row] = []
    before: Row = {"kind": "narration"}
    label_above = False
    for line in content.lines:
        here = by_line.get(line.number, [])
        if len(here) > 1:
            # Several turns in a line: learnt from nothing.
            before, label_above = here[-1], False
            continue
        if not here:
            allow = "continuation" if label_above else _wrap(before["kind"])
            found.append({"n": line.number, "allow": [allow]})
            label_above = False
            continue
        before = here[0]
        entry = _speech(line, before) if before["kind"] == "speech" else {"allow": [before["kind"]]}
        label_above = entry["allow"] == ["label"]
        found.append({"n": line.number, **entry})
    return found


def _wrap(kind: str) -> str:
    return f"wrap.{kind}" if kind in ("speech", "narration") else "wrap.other"


def _speech(line: Line, row: Row) -> dict[str, Any]:
    """Whether a line of speech begins with a label, is one, or goes on."""
    found = candidates(line)
    begins = row["text"][:BEGINS]
    for label in found:
        if not label.bare and label.start and tidy(line.text[label.start :])[:BEGINS] == begins:
            return {"allow": ["turn"], "label": label.label}
    if tidy(line.text)[:BEGINS] == begins:
        return {"allow": ["continuation"]}
    return {"allow": ["label"], "label": next((label.label for label in found if label.bare), None)}


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    lines = [json.dumps(document, ensure_ascii=False) for document in documents()]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} documents", file=sys.stderr)


if __name__ == "__main__":
    main()
