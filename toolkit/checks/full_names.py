"""Full names of speakers in the text, beside the translation of the name.

A part of a full name is known by the other part that stands beside it. So it may be short, and needn't recur.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from toolkit import late
from toolkit.checks import sounds
from toolkit.checks.messages import CheckedMessage
from toolkit.checks.near_forms import SHORT, windows
from toolkit.checks.targets import ENDINGS, Targets
from toolkit.grouped import grouped
from toolkit.text import scripts
from toolkit.text.patterns import any_of

_BETWEEN = late.regex(r"[\s·・‧•=＝]+")
"""Between the parts of a full name; parts joined by a hyphen are one."""
_GAP = r"[\s·・‧•=＝]{1,2}"
_HAN_ALONE = late.regex(f"[{scripts.HAN}]{{3,}}")
_KATAKANA = f"[{scripts.KATAKANA}{scripts.KATAKANA_SIGNS}]+"
_WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
_CASE = 3
"""Letters of an ending at most."""


class OtherForm(NamedTuple):
    """A full name that is written in another way than in the translation of the name, or of the texts."""

    person: CheckedMessage
    message: CheckedMessage
    """Where it is written so; the person's own where the texts agree on another form."""
    form: str
    usual: str


def other_forms(
    people: Sequence[CheckedMessage], messages: Sequence[CheckedMessage], targets: Targets
) -> Iterator[OtherForm]:
    """The full names that are near the translated name of a speaker, in messages that lack this."""
    by_name = {person.source: person for person in people if _is_full(person)}
    if not by_name:
        return
    named = re.compile(any_of(by_name, longest=True))
    places = grouped(
        (name, message) for message in messages for name in dict.fromkeys(named.findall(message.source))
    )
    parts = {part for person in people for part in _BETWEEN.split(person.target)}
    for name, having in places.items():
        person = by_name[name]
        lacking = [message for message in having if _lacks(person, message)]
        forms = [(message, pair) for message in lacking if (pair := _near(person, message, parts, targets))]
        agreed = Counter(form for _, (form, _) in forms).most_common(1)
        if agreed and agreed[0][1] > 1 and not any(person.target in message.target for message in having):
            usual, own = next(pair for _, pair in forms if pair[0] == agreed[0][0])
            yield OtherForm(person, person, own, usual)
        else:
            yield from (OtherForm(person, message, form, usual) for message, (form, usual) in forms)


def _is_full(person: CheckedMessage) -> bool:
    full = len(_BETWEEN.split(person.target)) > 1 or _HAN_ALONE.fullmatch(person.target) is not None
    return full and (
        len(_BETWEEN.split(person.source)) > 1 or _HAN_ALONE.fullmatch(person.source) is not None
    )


def _lacks(person: CheckedMessage, message: CheckedMessage) -> bool:
    """Whether a full name stands less often in a translation than in its source."""
    kept = message.target.count(person.target)
    return not kept or kept < message.source.count(person.source)


def _near(
    person: CheckedMessage, message: CheckedMessage, parts: set[str], targets: Targets
) -> tuple[str, str] | None:
    """A form near a full name, and what it is near; None where there is none."""
    full = _BETWEEN.split(person.target)
    if len(full) == 1:
        forms = windows(person.target, message.target)
        form = next((form for form in forms if len(form) >= len(person.target)), "")
        return (form, person.target) if form else None
    for first, second in pairwise(full):
        for pattern, part in (
            (f"{_anchor(first, targets)}{_GAP}({_word(second)})", second),
            (f"({_word(first)}){_GAP}{_anchor(second, targets)}", first),
        ):
            for match in re.finditer(pattern, message.target):
                if match[1] not in parts and _is_slip(part, match[1], targets):
                    start = person.target.index(first)
                    usual = person.target[
                        start : person.target.index(second, start + len(first)) + len(second)
                    ]
                    return match[0], usual
    return None


def _anchor(part: str, targets: Targets) -> str:
    """The pattern of a part in any of its cases."""
    if targets.signs.inflects and len(part) > _CASE:
        return rf"{re.escape(part[:-1])}[^\W\d_]{{0,{_CASE}}}"
    return re.escape(part)


def _word(part: str) -> str:
    """The pattern of what may stand in the place of a part."""
    if re.fullmatch(_KATAKANA, part):
        return _KATAKANA
    if scripts.within(part, scripts.HAN):
        return f"[{scripts.HAN}]{{{len(part)}}}"
    return _WORD


def _differs_inside(part: str, form: str) -> bool:
    """Whether two forms end with one consonant, and have others before it: they are no cases of one name."""
    last, other = sounds.consonants(part[-1]), sounds.consonants(form[-1])
    if not last or last != other or form.startswith(part) or part.startswith(form):
        return False
    return sounds.consonants(part) != sounds.consonants(form)


def _is_slip(part: str, form: str, targets: Targets) -> bool:
    """Whether a form is near a part of a name, and none of its cases."""
    from rapidfuzz.distance import OSA

    shortest = 3 if targets.cased else 2
    if len(part) < shortest or form.casefold() == part.casefold():
        return False
    if targets.is_adjective(form, part):
        return False
    if targets.same(part, form) and not _differs_inside(part, form):
        return False
    if targets.signs.suffixes and form.startswith(part):
        return False
    if form.startswith(part) and form.removeprefix(part) in ENDINGS:
        return False
    most = 1 if len(part) <= SHORT else 2
    near = [OSA.distance(part, bare, score_cutoff=most) for bare in targets.bare(form)]
    return 0 < min(near) <= most
