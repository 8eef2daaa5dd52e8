"""Answers of the transcripts in `tests/data`, as `learn.py` takes them.

    python benchmarks/reading/written.py OUT

People read these transcripts: each line has the state that its paragraph has in `expected.jsonl`, or in the
first column of a table.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.readers import plain
from toolkit.reading.candidates import candidates
from toolkit.reading.content import Content, Line
from toolkit.text.hygiene import tidy

DATA = Path(__file__).parents[2] / "tests" / "data"
BEGINS = 25
"""Characters by which a paragraph is known in its line."""
Row = Mapping[str, Any]


def documents() -> Iterator[dict[str, Any]]:
    """All of them; those that a sidecar decides about are left out."""
    for folder in sorted((DATA / "transcripts").iterdir()):
        if not (folder / "input.toml").exists():
            text = (folder / "input.txt").read_text("utf-8").replace("\r\n", "\n").replace("\r", "\n")
            rows = [json.loads(line) for line in (folder / "expected.jsonl").read_text("utf-8").splitlines()]
            yield {"id": folder.name, "text": text, "lines": answers(text, rows)}
    for path in sorted((DATA / "reading").glob("*.tsv")):
        text, rows = _table(path)
        yield {"id": path.stem, "text": text, "lines": answers(text, rows)}


def _table(path: Path) -> tuple[str, list[Row]]:
    """The text of a table, and its answers by line."""
    lines, rows = [], []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        answer, _, words = line.partition("\t")
        lines.append(words)
        kind, _, speaker = answer.partition(" ")
        if kind:
            rows.append({"line": number, "kind": kind, "speaker": speaker, "text": None})
    return "\n".join(lines), rows


def answers(text: str, rows: Sequence[Row]) -> list[Row]:
    """What each line of a text is."""
    content: Content = plain.content(text, path="x.txt")
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
        if not here and before.get("text", "") is None:
            # Of a table the labels that stand alone, and what goes on, have no answer.
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
    if row["text"] is None:
        named = [label for label in found if row["speaker"] and label.key in _key(row["speaker"])]
        if not named:
            return {"allow": ["turn", "label", "continuation"]}
        return {"allow": ["label" if named[0].bare else "turn"], "label": named[0].label}
    begins = row["text"][:BEGINS]
    for label in found:
        if not label.bare and label.start and tidy(line.text[label.start :])[:BEGINS] == begins:
            return {"allow": ["turn"], "label": label.label}
    if tidy(line.text)[:BEGINS] == begins:
        return {"allow": ["continuation"]}
    return {"allow": ["label"], "label": next((label.label for label in found if label.bare), None)}


def _key(speaker: str) -> str:
    return speaker.casefold()


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
