"""Speakers, their roles, and how a turn says whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["interviewer", "interviewee", "host", "guest", "translator", "audience", "narrator", "unknown"]
ROLES: tuple[Role, ...] = get_args(Role)
ASKING: frozenset[Role] = frozenset({"interviewer", "host", "audience"})
"""Those whose turns are questions, or lead on to one."""
ANSWERING: frozenset[Role] = frozenset({"interviewee", "guest"})

LabelStyle = Literal["above", "run-in", "initials", "qa", "dash"]
"""How a turn says whose it is: the name on a line above it; before its first words; initials there, after the
first time; a letter for question or answer; a dash."""


@dataclass(frozen=True, slots=True)
class Persona:
    """What the editor says of a speaker.

    The name stands beside it. A field is "" where nothing is said.
    """

    sex: str = ""
    age: str = ""
    """In years, or a word such as "adult"; at the time of the conversation."""
    occupation: str = ""
    affiliation: str = ""
    orcid: str = ""
    wikidata: str = ""
    """Such as Q42."""
    viaf: str = ""
    file_as: str = ""
    """How the name stands in an index, such as "Roe, Ann"; or what it is sorted by, as its reading in
    Japanese."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who has turns.

    It is one person, or one role such as "Q".
    """

    key: str
    """Stable slug, an NCName in ASCII; part of the `msgctxt` of each of this speaker's paragraphs."""
    name: str
    """Canonical name, as it is printed."""
    role: Role = "unknown"
    aliases: tuple[str, ...] = ()
    """Other labels that mean this speaker."""
    about: Persona = Persona()


def answered(speakers: Iterable[Speaker]) -> bool:
    """Whether it is known of anybody that they answer.

    Else one of those whose role nobody knows does: they are authors as much as who asks.
    """
    return any(speaker.role in ANSWERING for speaker in speakers)
