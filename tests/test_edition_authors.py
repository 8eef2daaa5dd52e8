"""Who wrote a text is the same in all that is made of it; the people of a play are no authors of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, repeat

import pytest

from editions import sample
from toolkit.archive.datacite import record
from toolkit.archive.package import Size, creators
from toolkit.archive.readme import Facts, readme
from toolkit.config import BuildOptions, parse_sidecar
from toolkit.edition.imprint import imprint
from toolkit.edition.page import Block
from toolkit.model import Edition, Person, Role
from toolkit.model.editions import single
from toolkit.text.markup import Span
from toolkit.writers import cover
from toolkit.writers.html import head
from toolkit.writers.metadata import metadata

OPTIONS = BuildOptions(publisher="Puente", date="2026-10-01")
WRITERS = [
    Person("Ramón Vila", orcid="0000-0002-1825-0097"),
    Person("אסתר דגן"),
    Person("三枝葉子"),
]


def play(writer: Person, *roles: Role) -> Edition:
    """The sample with people who have these roles."""
    edition = sample("en", "fr")
    unknown: Role = "unknown"
    known = chain(roles, repeat(unknown))
    people = tuple(
        replace(speaker, role=role) for speaker, role in zip(edition.speakers, known, strict=False)
    )
    return replace(edition, speakers=people, meta=replace(edition.meta, writers=(writer,)))


def said(blocks: tuple[Block, ...]) -> str:
    def spans(of: tuple[Span, ...]) -> str:
        return "".join(span.text + spans(span.inside) for span in of)

    return " ".join(
        "".join(spans(slot.spans) for slot in block.slots) + said(block.blocks) for block in blocks
    )


def told(edition: Edition) -> dict[str, list[str]]:
    """Whom each of them names as who made it."""
    book = single(edition)
    data = head._data(book, edition, "", "")
    citation = readme(edition, OPTIONS, Facts("x", [], Size(1, 1), (), "", (), (), {}, {}, {}))
    return {
        "book": [value for name, value, _ in metadata(book, [edition]) if name == "creator"],
        "page": [author["name"]["@value"] for author in data["author"]],
        "bag": [creator["name"] for creator in record(edition, OPTIONS, Size(1, 1))["creators"]],
        "readme": citation.partition("\n> ")[2].partition(" (2026)")[0].split("; "),
    }


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
def test_a_play_is_by_whoever_wrote_it_everywhere(writer: Person) -> None:
    edition = play(writer)
    assert {tuple(names) for names in told(edition).values()} == {(writer.name,)}
    assert creators(edition) == (writer,)
    roles = [
        value for _, value, about in metadata(single(edition), [edition]) if about.get("property") == "role"
    ]
    assert roles[0] == "aut" and not {"spk", "ive"} & {*roles}
    page = said(tuple(imprint(single(edition), [edition])))
    assert page.count(writer.name) >= 1
    assert not any(speaker.name in page for speaker in edition.speakers)
    assert writer.name in cover.told(single(edition))


def test_an_interview_is_by_those_who_speak_in_it() -> None:
    edition = play(WRITERS[0], "interviewer", "interviewee")
    assert not any("Ramón Vila" in names for names in told(edition).values())


def test_a_sidecar_says_who_wrote_it() -> None:
    sidecar = parse_sidecar('[[authors]]\nname = "三枝葉子"\norcid = "0000-0002-1825-0097"\n', "x.toml")
    assert sidecar.meta().writers == (Person("三枝葉子", orcid="0000-0002-1825-0097"),)


@pytest.mark.parametrize(
    ("lines", "restricted"),
    [("restricted = true\n", True), ("", False), ("restricted = true\navailable = 2041-05-03\n", False)],
)
def test_a_sidecar_says_what_is_not_freely_available(lines: str, restricted: bool) -> None:
    assert parse_sidecar(lines, "x.toml").meta().restricted == restricted
