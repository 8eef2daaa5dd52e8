"""Who asks, where nobody says it.

A role that an editor, a label or front matter states is known. Where a text states none, it is told from
who asks questions, and only where that leaves no doubt: a wrong role is worse than none. Such a role is for
the eye alone (weight, letters, dashes); no metadata and no archive is told of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from toolkit.config.sidecar_file import toml
from toolkit.findings import Finding, report
from toolkit.model import Role, Speaker, Turn
from toolkit.model.speakers import ANSWERING, ASKING
from toolkit.text.signs import is_question
from toolkit.text.slugs import slug

_LEAST, _ASKS, _ANSWERS, _ANSWERED = 3, 0.5, 0.2, 0.7
"""Turns from which on a voice counts: of who asks, that end in a question; of all others, turns. Share of
turns that end in a question, from which on somebody asks, and up to which somebody answers; and share of the
questions that somebody else's turn follows."""
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


class _Asking(NamedTuple):
    """A turn of somebody."""

    asks: bool
    answered: bool
    """Whether it asks, and somebody else speaks next."""
    length: int
    """Characters that are said."""


_Voice = list[_Asking]


def taken(speakers: Sequence[Speaker], turns: Sequence[Turn]) -> InferredRoles:
    """The roles of those whose editor states none, by who asks, around what is stated.

    All who say more than a little are on one side or the other, those who ask say less at a time, and their
    questions are answered by somebody else. Else it is a talk among equals, and nobody is taken for anything.
    Whoever's role is stated is on the side of that role, or on none, however they talk.
    """
    stated = {speaker.key: speaker.role for speaker in speakers if speaker.role != "unknown"}
    sides = {key for key, role in stated.items() if role not in ASKING | ANSWERING}
    heard = {key: of for key, of in _voices(turns).items() if len(of) >= _LEAST and key not in sides}
    questions = {key: sum(words.asks for words in of) for key, of in heard.items()}
    told = {key: questions[key] / len(heard[key]) for key in heard if key not in stated}
    asking = {key for key, share in told.items() if share >= _ASKS and questions[key] >= _LEAST}
    asks = asking | {key for key in heard if stated.get(key) in ASKING}
    answers = [of for key, of in heard.items() if key not in asks]
    # Answers may have no label at all; whoever asks has one.
    if not asks or "" in asks or not answers:
        return InferredRoles()
    if any(share > _ANSWERS for key, share in told.items() if key not in asking):
        return InferredRoles()
    if not all(_interviews(heard[key], answers) for key in asking):
        return InferredRoles()
    roles: dict[str, Role] = {
        speaker.key: "interviewer" if speaker.key in asking else "interviewee"
        for speaker in speakers
        if speaker.key in told
    }
    askers = (Asker(key, questions[key], len(heard[key])) for key in roles if key in asking)
    return InferredRoles(roles, tuple(askers))


def _voices(turns: Sequence[Turn]) -> Mapping[str, _Voice]:
    """What each says, by key; "" is who has no label. What several say together is of none of them."""
    voices: defaultdict[str, _Voice] = defaultdict(list)
    spoken = [turn for turn in turns if turn.kind == "speech" and len(turn.speakers) < 2]
    for turn, after in zip(spoken, [*spoken[1:], None], strict=False):
        said = [paragraph.text for paragraph in turn.paragraphs if paragraph.kind == "speech"]
        asks = is_question("".join(said[-1:])[-_TAIL:])
        answered = asks and after is not None and after.speakers != turn.speakers
        voices["".join(turn.speakers)].append(_Asking(asks, answered, sum(map(len, said))))
    return voices


def _interviews(asker: _Voice, others: Sequence[_Voice]) -> bool:
    """Whether somebody's questions are answered, at greater length than they are asked."""
    answered = sum(words.answered for words in asker) >= _ANSWERED * sum(words.asks for words in asker)
    answers = [words.length for voice in others for words in voice]
    return answered and sum(words.length for words in asker) < sum(answers) / len(answers) * len(asker)


def asked(people: Sequence[Speaker], turns: Sequence[Turn]) -> Iterator[tuple[str, Finding]]:
    """D115: who is taken for an interviewer, by name, and the finding at their first words."""
    names = {speaker.key: speaker.name for speaker in people}
    for asker in taken(people, turns).askers:
        first = next(turn.paragraphs[0].where for turn in turns if turn.speakers == (asker.key,))
        name = names[asker.key]
        # Whose name is spelt as another's in ASCII keeps the key that the catalogs have.
        key = "" if asker.key == slug(name) else f"\nkey = {toml(asker.key)}"
        told = {"name": name, "quoted": toml(name) + key, "role": "interviewer"}
        yield name, report("D115", first, **told, questions=asker.questions, turns=asker.turns)
