"""What the checks find of slips that were planted into good translations, and what they say of the good ones.

`tests/data/planted/<lang>.jsonl` has an interview and its translation from English, a message a line, then
slips that a translator may make, with what is wrong: `slip` is the message, `also` are others that a finding
may name. Who wrote them hadn't seen the checks. Several are planted at once, far enough from each other.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from toolkit import checks
from toolkit.catalog import contexts
from toolkit.catalog.ids import short_hash
from toolkit.findings import Finding
from toolkit.model import Catalog, Document, Entry, Location, Paragraph, Speaker, Turn

PLANTED = Path(__file__).parent / "data/planted"
FOUND = {"ar": 37, "de": 42, "fr": 38, "ja": 41, "zh-Hans": 40}
"""How many are found at least; notes, which are printed on demand alone, don't count."""
APART = 3
"""Messages between two slips that are planted at once."""

Rows = list[dict[str, Any]]


@cache
def rows(lang: str) -> tuple[Rows, Rows]:
    """The messages of a language, and the slips."""
    lines = (PLANTED / f"{lang}.jsonl").read_text("utf-8").splitlines()
    both = [json.loads(line) for line in lines]
    return [row for row in both if "n" in row], [row for row in both if "slip" in row]


def name_of(number: int) -> str:
    return f"s{number:06d}"


def findings(lang: str, planted: Mapping[int, str]) -> Iterator[Finding]:
    """What is said of the interview with some translations in the place of the good ones."""
    messages, _ = rows(lang)
    keys = {row["source"]: short_hash(row["source"], 6) for row in messages if "name" in row}
    entries: dict[tuple[str, str, str], Entry] = {}
    turns = []
    for row in messages:
        number, source = row["n"], row["source"]
        target = planted.get(number, row["target"])
        state: Any = "done" if target else "empty"
        if "name" in row:
            entries[source, "", ""] = Entry(contexts.of_name(keys[source]), source, target, state)
            continue
        who = keys.get(row.get("speaker", ""), "")
        kind: Any = "speech" if who else "narration"
        context = contexts.of_paragraph(kind, (who,) if who else ())
        # The same words of one person are one message, but where they are translated otherwise.
        key = context, source, target
        ids = (*entries[key].ids, name_of(number)) if key in entries else (name_of(number),)
        entries[key] = Entry(context, source, target, state, ids)
        paragraph = Paragraph(name_of(number), kind, source, Location("source/talk.txt", number))
        turns.append(Turn(kind, (who,) if who else (), row.get("speaker", ""), (paragraph,)))
    speakers = tuple(Speaker(key, name) for name, key in keys.items())
    document = Document("talk", "en", speakers, tuple(turns))
    catalog = Catalog("talk", "en", lang, tuple(entries.values()))
    # Nobody has signed these.
    return (finding for finding in checks.run(document, catalog, "talk.po") if finding.code != "D207")


def batches(slips: Rows) -> list[Rows]:
    """The slips, in as few interviews as it takes to keep them apart."""
    made: list[Rows] = []
    for slip in slips:
        touched = {slip["slip"], *slip.get("also", ())}
        for batch in made:
            others = {number for other in batch for number in (other["slip"], *other.get("also", ()))}
            if all(abs(a - b) > APART for a in touched for b in others):
                batch.append(slip)
                break
        else:
            made.append([slip])
    return made


def told(found: Iterable[Finding]) -> dict[str, set[str]]:
    """Id or context -> codes of the warnings about it."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for finding in found:
        if finding.severity != "info":
            # What is about a whole catalog is about each message.
            for name in finding.about or ("",):
                codes[name].add(finding.code)
    return codes


@pytest.mark.parametrize("lang", sorted(FOUND))
def test_good_translations_are_left_alone(lang: str) -> None:
    assert [finding.message for finding in findings(lang, {}) if finding.severity != "info"] == []


@pytest.mark.parametrize("lang", sorted(FOUND))
def test_slips_are_found(lang: str) -> None:
    messages, slips = rows(lang)
    names = {row["n"]: contexts.of_name(short_hash(row["source"], 6)) for row in messages if "name" in row}
    missed = []
    for batch in batches(slips):
        codes = told(findings(lang, {slip["slip"]: slip["target"] for slip in batch}))
        for slip in batch:
            numbers = (slip["slip"], *slip.get("also", ()))
            wanted = {"", *map(name_of, numbers), *(names[number] for number in numbers if number in names)}
            if wanted.isdisjoint(codes):
                missed.append(f"{slip['kind']}: {slip['note']}")
    assert len(slips) - len(missed) >= FOUND[lang], "\n".join(missed)
