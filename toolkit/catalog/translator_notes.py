"""The words of the notes that diglot gives to those who translate.

They are English in catalogs. Pages say them in their own language: `parted` finds again what a note is made
of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from toolkit.model import ROLES
from toolkit.model.kinds import FORMS, KINDS

NAME = "Name of a speaker, as it is printed beside the words."
NAME_OF = f"{NAME} Role: {{role}}."
TITLE = "Title of the edition."
CREDITS = "Who translated this, as it shall be printed: one name on each line. An ORCID may follow in <>."
HAPPENS = "It stands inside of other messages: where their translations keep it, this one is printed."
APART = "The same words stand elsewhere too; this entry is for this place alone."
ASKS = "{who} asks {names}."
ANSWERS_TO = "{who} answers {names}."
SPEAKS_TO = "{who} speaks to {names}."
SPEAKS = "{who} speaks."
TOGETHER = "{names} speak together."
IN_ROLE = "{name} ({role})"
"""Who it is, where a role is known."""
ANSWERS = "Answers: {asked}"
HEARD = "{times}, {n} more"
TERM = "Term: {term}"
_QUOTING = ANSWERS, TERM
_OTHERS = ASKS, ANSWERS_TO, SPEAKS_TO, TOGETHER, SPEAKS, NAME_OF, NAME, TITLE, CREDITS, HAPPENS, APART, HEARD
_VALUES = {"role": "|".join(ROLES), "times": r"[\d:., ]+", "n": r"\d+"}
"""What stands at a place; elsewhere it is anything."""


class NoteParts(NamedTuple):
    """A note, as it is said in any language."""

    words: str
    values: Mapping[str, str | NoteParts]
    """Names and quotations as they are; what has words of its own as parts."""


@cache
def templates() -> tuple[str, ...]:
    """What a note is made of, those first in which any text may stand: another would fit that text."""
    kinds, forms = (info.words for info in KINDS.values()), (info.words for info in FORMS.values())
    return (*_QUOTING, *_OTHERS, *filter(None, (*kinds, *forms)))


def parted(note: str) -> NoteParts | None:
    """What a note is made of; None for one that is somebody's.

    >>> parted("Ann speaks to Bob.")
    NoteParts(words='{who} speaks to {names}.', values={'who': 'Ann', 'names': 'Bob'})
    """
    for template in templates():
        found = _pattern(template).fullmatch(note)
        if found:
            return NoteParts(template, {name: _value(name, text) for name, text in found.groupdict().items()})
    return None


def _value(name: str, text: str) -> str | NoteParts:
    if name == "role":
        return NoteParts(text, {})
    who = _pattern(IN_ROLE).fullmatch(text) if name == "who" else None
    return (
        NoteParts(IN_ROLE, {key: _value(key, one) for key, one in who.groupdict().items()}) if who else text
    )


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("".join(_parts(template)), re.DOTALL)


def _parts(template: str) -> Iterator[str]:
    for place, text in re.findall(r"\{(\w+)\}|([^{]+)", template):
        yield f"(?P<{place}>{_VALUES.get(place, '.+')})" if place else re.escape(text)
