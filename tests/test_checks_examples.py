"""Each rule of the checks, on translations that are right and on the same with one slip.

`tests/data/checks/<module>.jsonl` has an example a line:

code     the rule that the slip is for
from     the language of the source; "en" where it isn't told
lang     that of the translation
source   a message
good     its translation, in which no rule may find anything
bad      the same with the slip
context  of the message; "narration" where it isn't told
before   messages above it: context, source, translation
after    messages below it
glossary terms, each with its targets and what is to be avoided
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from toolkit import checks, registry
from toolkit.catalog.glossary import Glossary, Term
from toolkit.findings import Finding
from toolkit.model import Catalog, Document, Entry, Location, Paragraph, Speaker, Turn

EXAMPLES = Path(__file__).parent / "data/checks"
OLDER = {"D204", "D207", "D208", "D219", "D220", "D230", "D232"}
"""Rules with tests of their own, of what they are about in any language."""
LANGUAGES = 3
"""In so many at least each rule is tried, but for what is about one language alone."""


@cache
def examples() -> list[dict[str, Any]]:
    lines = [
        line for path in sorted(EXAMPLES.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    return [json.loads(line) for line in lines]


def entries(example: dict[str, Any], target: str) -> Iterator[Entry]:
    rows = [*example.get("before", ()), (example.get("context", "narration"), example["source"], target)]
    for number, (context, source, translation) in enumerate([*rows, *example.get("after", ())]):
        ids = () if context.startswith("speaker|") else (f"s{number:06d}",)
        yield Entry(context, source, translation, "done" if translation else "empty", ids)


def found(example: dict[str, Any], target: str) -> list[Finding]:
    """What is found in a catalog with this translation."""
    messages = tuple(entries(example, target))
    turns = tuple(
        Turn("narration", (), "", (Paragraph(entry.ids[0], "narration", entry.source, Location("a.txt", 1)),))
        for entry in messages
        if entry.ids
    )
    speakers = tuple(
        Speaker(entry.context.removeprefix("speaker|"), entry.source)
        for entry in messages
        if entry.context.startswith("speaker|")
    )
    lang = example.get("from", "en")
    document = Document(name="talk", lang=lang, speakers=speakers, turns=turns)
    terms = (
        Term(term, tuple(targets), avoid=tuple(avoid)) for term, targets, avoid in example.get("glossary", ())
    )
    glossary = Glossary.of(terms, lang, example["lang"])
    findings = checks.run(document, Catalog("talk", lang, example["lang"], messages), "talk.po", glossary)
    # Nobody has signed these.
    return [finding for finding in findings if finding.code != "D207"]


@pytest.mark.parametrize("code", sorted({example["code"] for example in examples()}))
def test_a_slip_is_found_and_what_is_right_is_left_alone(code: str) -> None:
    for example in examples():
        if example["code"] == code:
            assert [finding.message for finding in found(example, example["good"])] == []
            codes = {finding.code for finding in found(example, example["bad"])}
            assert code in codes, example


def test_each_rule_has_examples_in_several_languages() -> None:
    langs = defaultdict(set)
    for example in examples():
        langs[example["code"]].add(example["lang"])
    codes = {check.rule.code for check in registry.checks()} - OLDER
    assert codes == set(langs)
    assert {code: langs[code] for code in langs if len(langs[code]) < LANGUAGES} == {}


def test_a_translator_keeps_a_finding_back_by_a_comment() -> None:
    entry = Entry("narration", "It *rang* twice.", "Elle a sonné deux fois.", "done", ("s1",))
    document = Document(name="talk", lang="en", speakers=(), turns=())
    for comment, known in [
        ("ignore D204: the stress is in the order of words", True),
        ("ignore: D221, D204", True),
        ("Ignore: d204", True),
        ("ignore：D221、D204：理由", True),
        ("ignore D221 D204.", True),
        ("ignoreD204", False),
        ("ignore D221", False),
        ("don't ignore D204", False),
        ("ignore D2045", False),
    ]:
        catalog = Catalog("talk", "en", "fr", (entry.replace(comments=(comment,)),))
        findings = list(checks.run(document, catalog, "talk.po"))
        # A code that nothing was found for is told.
        assert ("D259" in {finding.code for finding in findings}) == ("D221" in comment)
        finding = next(finding for finding in findings if finding.code == "D204")
        assert finding.known == (comment if known else "")
