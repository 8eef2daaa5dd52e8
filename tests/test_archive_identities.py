"""A number of a register is of one person: an edition in which two have it is told of."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from editions import META, sample
from toolkit.archive import checks
from toolkit.config import BuildOptions
from toolkit.findings import Finding
from toolkit.model import Edition, Helpers, Meta, Person, Persona
from toolkit.writers.tei import write

ORCID, ANOTHER = "0000-0002-1825-0097", "0000-0001-5109-3700"


def told(made: Edition) -> list[Finding]:
    sink = io.BytesIO()
    write(made, BuildOptions(), sink)
    sink.seek(0)
    now = datetime(2026, 11, 1, tzinfo=UTC)
    found = checks.archive(sink, "build/tide.tei.xml", "tide.tei.xml", lambda _: None, now)
    return [finding for finding in found if finding.code == "D458"]


def edited_by(name: str, *, reviewed_by: str) -> Edition:
    """An edition whose editor and reviewer have one ORCID iD."""
    meta = replace(META, editors=(Person(name, orcid=ORCID),))
    helpers = {"he": Helpers(reviewers=(Person(reviewed_by, orcid=ORCID),))}
    return replace(sample("en", "he", meta=meta), helpers=helpers)


@pytest.mark.parametrize("register", ["orcid", "wikidata", "viaf"])
def test_two_who_speak_are_two(register: str) -> None:
    made = sample("en", "he")
    number = {"orcid": ORCID, "wikidata": "Q42", "viaf": "75121530"}[register]

    def numbered(*numbers: str) -> Edition:
        people = zip(made.speakers, (*numbers, *[""] * 9), strict=False)
        about = (replace(one, about=Persona(**{register: said})) for one, said in people)
        return replace(made, speakers=tuple(about))

    assert told(numbered(number)) == []
    (finding,) = told(numbered(number, number))
    assert number in finding.message and finding.where is not None and finding.where.line
    assert all(speaker.name in finding.message for speaker in made.speakers[:2])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Quill", "Ada Quill"),
        ("Ada Quill", "QUILL, A."),
        ("Ада Перова", "Перова А. И."),
        # Nobody can compare two scripts.
        ("Ada Quill", "עדה קוויל"),
        ("高瀬みな", "Mina Takase"),
    ],
)
def test_who_may_be_one_person_is_not_told_of(one: str, other: str) -> None:
    assert told(edited_by(one, reviewed_by=other)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Quill", "Tom Roe"),
        ("עדה קוויל", "דב רימון"),
        ("أوديل فارين", "سلمى حداد"),
        # They share consonants, and no word.
        ("रमेश वर्मा", "मीरा शर्मा"),
    ],
)
def test_names_that_share_nothing_are_two_people(one: str, other: str) -> None:
    (finding,) = told(edited_by(one, reviewed_by=other))
    assert one in finding.message and other in finding.message and ORCID in finding.message


def test_each_has_a_number_of_their_own() -> None:
    made = edited_by("Ada Quill", reviewed_by="Tom Roe")
    helpers = {"he": Helpers(reviewers=(Person("Tom Roe", orcid=ANOTHER),))}
    assert told(replace(made, helpers=helpers)) == []
    assert told(replace(sample("en", "he"), meta=Meta())) == []
