"""Offices beside names, and labels without names: by the words for roles and titles."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache

from toolkit import late
from toolkit.catalog.doubts import Doubt
from toolkit.languages.lexicon import key, lexicon
from toolkit.text import scripts
from toolkit.text.slugs import slug

_PACKED = late.regex(f"[{scripts.HAN}]+|[{scripts.SYLLABLES}]+")
"""Scripts that put no blank between an office and a name."""
# "Speaker 2" is a role as "Speaker" is.
_COUNTED = late.regex(r"[\W_]*+(?:\d++[\W_]*+)?$")


@cache
def _offices() -> frozenset[str]:
    words = lexicon()
    offices = words.roles.keys() | words.titles | words.called | words.asks_or_answers
    return frozenset(word for word in offices - words.particles if len(word) > 1)


def impersonal(label: str) -> bool:
    """Whether a label names nobody.

    It is a word for a role or an office, a letter, or a sign.

    >>> [impersonal(label) for label in ("问", "Q", "Interviewer 2", "대통령", "▲", "M. Lind", "李")]
    [True, True, True, True, True, False, False]
    """
    folded = _COUNTED.sub("", key(label))
    words = lexicon()
    letter = len(folded) == 1 and folded.upper() != folded
    sides = words.roles.keys() | words.asks_or_answers
    return not folded or letter or folded in sides or all(part in _offices() for part in folded.split())


def bare(label: str) -> str:
    """A name without the offices beside it.

    The label itself where it has none, or nothing else.

    >>> bare("President Lee Jae-myung"), bare("韩国总统李在明"), bare("이재명 대통령"), bare("대통령")
    ('Lee Jae-myung', '李在明', '이재명', '대통령')
    """
    parts = label.split()
    if len(parts) == 1 and _PACKED.fullmatch(label):
        return _unpacked(label)
    kinds = [key(part) in _offices() for part in parts]
    if all(kinds) or not any(kinds):
        return label
    last = len(kinds) - kinds[::-1].index(True)
    return " ".join(parts[last:] or parts[: kinds.index(True)]) or label


def _unpacked(label: str) -> str:
    for cut in range(len(label) - 2, 1, -1):
        ends = (label[at:cut] for at in range(max(0, cut - 5), cut - 1))
        if any(end in _offices() for end in ends) and not impersonal(label[cut:]):
            return label[cut:]
    for cut in range(2, len(label) - 1):
        if label[cut:] in _offices() and not impersonal(label[:cut]):
            return label[:cut]
    return label


def without_office(name: str, label: str) -> str:
    """A label without its office.

    It stays as it is where the name has an office too.
    """
    # An office is no part of a name, where the source has it without one.
    short = bare(label)
    return short if bare(name) == name and alike(name, short) > alike(name, label) else label


def name_doubts(name: str, label: str) -> tuple[Doubt, ...]:
    """Why a label is hardly a name.

    It is a role's, and the name is a person's.
    """
    # A surname may be a title in another language, or in the same: "Mr King" is no king.
    same = key(label) in key(name).split()
    return (Doubt("role"),) if impersonal(label) and not impersonal(name) and not same else ()


def alike(name: str, label: str) -> float:
    """How much a label sounds like a name, from 0 to 1."""
    sound, other_sound = (slug(text).replace("-", "") for text in (name, label))
    return SequenceMatcher(None, sound, other_sound, autojunk=False).ratio()
