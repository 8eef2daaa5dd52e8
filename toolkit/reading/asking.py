"""Who asks, where nobody says it.

A role that an editor or a label states is known. Where a text states none, it is told from who asks
questions, and only where that leaves no doubt: a wrong role is worse than none. Such a role is for the eye
alone (weight, letters, dashes); no metadata and no archive is told of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from toolkit.config.sidecar_file import toml
from toolkit.findings import Finding, report
from toolkit.model import Role, Speaker, Turn
from toolkit.model.speakers import ANSWERING, ASKING
from toolkit.text.signs import is_question

_LEAST = 3
"""Turns from which on a voice counts: of who asks, that end in a question; of all others, turns."""
_ASKS = 0.5
"""Share of turns that end in a question, from which on somebody asks."""
_ANSWERS = 0.2
"""Likewise, up to which somebody answers."""
_ANSWERED = 0.7
"""Share of the questions that are followed by a turn of somebody who answers."""
_TAIL = 48
"""Characters at the end of a turn that are looked at: a question in the midst of an answer is none to be
answered."""


class Asker(NamedTuple):
    """Somebody who is taken for an interviewer."""

    key: str
    questions: int
    turns: int


class InferredRoles(NamedTuple):
    """The roles that were told from who asks."""

    roles: Mapping[str, Role] = {}
    """By key of a speaker; empty where nothing is certain."""
    askers: tuple[Asker, ...] = ()


class _Voice:
    """How somebody talks."""

    def __init__(self) -> None:
        self.turns = self.questions = self.answered = self.length = 0

    @property
    def share(self) -> float:
        return self.questions / self.turns


def taken(speakers: Sequence[Speaker], turns: Sequence[Turn]) -> InferredRoles:
    """The roles of those whose editor states none, by who asks, around what is stated.

    All who say more than a little are on one side or the other, those who ask say less at a time, and their
    questions are answered by somebody else. Else it is a talk among equals, and nobody is taken for anything.
    Whoever's role is stated is on the side of that role, or on none, however they talk.
    """
    stated = {speaker.key: speaker.role for speaker in speakers if speaker.role != "unknown"}
    voices: defaultdict[str, _Voice] = defaultdict(_Voice)
    spoken = [turn for turn in turns if turn.kind == "speech" and len(turn.speakers) < 2]
    for turn, after in pairwise([*spoken, None]):
        if turn is not None:
            _count(turn, after, voices)
    sided = {key: voice for key, voice in voices.items() if stated.get(key, "guest") in ASKING | ANSWERING}
    heard = {key: voice for key, voice in sided.items() if voice.turns >= _LEAST}
    told = {key: voice for key, voice in heard.items() if key not in stated}
    asking = {key for key, voice in told.items() if voice.share >= _ASKS and voice.questions >= _LEAST}
    asks = asking | {key for key in heard if stated.get(key) in ASKING}
    # Answers may have no label at all; whoever asks has one.
    if not asks or "" in asks or not heard.keys() - asks:
        return InferredRoles()
    if any(voice.share > _ANSWERS for key, voice in told.items() if key not in asking):
        return InferredRoles()
    if any(not _interviews(heard[key], heard, asks) for key in asking):
        return InferredRoles()
    roles: dict[str, Role] = {}
    for speaker in speakers:
        if speaker.key in told:
            roles[speaker.key] = "interviewer" if speaker.key in asking else "interviewee"
    askers = (Asker(key, heard[key].questions, heard[key].turns) for key in roles if key in asking)
    return InferredRoles(roles, tuple(askers))


def asked(people: Sequence[Speaker], turns: Sequence[Turn]) -> Iterator[Finding]:
    """D115: who is taken for an interviewer, at their first words."""
    names = {speaker.key: speaker.name for speaker in people}
    for asker in taken(people, turns).askers:
        first = next(turn.paragraphs[0].where for turn in turns if turn.speakers == (asker.key,))
        name = names[asker.key]
        yield report(
            "D115",
            first,
            name=name,
            quoted=toml(name),
            role="interviewer",
            questions=asker.questions,
            turns=asker.turns,
        )


def _count(turn: Turn, after: Turn | None, voices: Mapping[str, _Voice]) -> None:
    voice = voices[turn.speakers[0] if turn.speakers else ""]
    voice.turns += 1
    last = ""
    for paragraph in turn.paragraphs:
        if paragraph.kind == "speech":
            last = paragraph.text
            voice.length += len(last)
    if is_question(last[-_TAIL:]):
        voice.questions += 1
        voice.answered += after is not None and after.speakers != turn.speakers


def _interviews(asker: _Voice, heard: Mapping[str, _Voice], asks: set[str]) -> bool:
    """Whether somebody's questions are answered, at greater length than they are asked."""
    others = [voice for key, voice in heard.items() if key not in asks]
    length = sum(voice.length for voice in others) / sum(voice.turns for voice in others)
    return asker.answered >= _ANSWERED * asker.questions and asker.length < length * asker.turns
