"""Credits such as "Host: Jane Doe".

They look like a turn, and name somebody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.reading.groups import SPEAKERS, STOPS, At, LabelGroup
from toolkit.reading.kinds import is_date
from toolkit.reading.lexicon import lexicon
from toolkit.reading.names import name
from toolkit.reading.shapes import Candidate
from toolkit.reading.signs import ends_sentence, is_question


def credit_lines(
    groups: dict[At, LabelGroup],
    lines: Sequence[str],
    gaps: Sequence[bool],
    found: Sequence[Candidate | None],
) -> set[int]:
    """Find credits around the turns.

    Indices of lines before the first turn and behind the last; they are taken out of `groups`.

    Nobody begins a conversation by saying no more than a name.
    """
    turns = sorted(place for (_, form), group in groups.items() if form == "strong" for place in group.places)
    credits_: set[int] = set()
    for order in (turns, turns[::-1]):
        for place in order:
            one = found[place]
            if one is None or place in credits_:
                continue
            if (
                one.name.looks != "role"
                or one.form != "colon"
                or not _credit(place, one, groups, lines, gaps, found)
            ):
                break
            credits_.add(place)
    for place in credits_:
        one = found[place]
        if one is not None:
            at = (one.name.key, "strong")
            groups[at].places.remove(place)
            groups[at].count -= 1
            if not groups[at].count:
                del groups[at]
    return credits_


def _credit(
    place: int,
    one: Candidate,
    groups: Mapping[At, LabelGroup],
    lines: Sequence[str],
    gaps: Sequence[bool],
    found: Sequence[Candidate | None],
) -> bool:
    words = lexicon()
    if one.name.key in words.ask or one.name.key in words.answer:
        return False
    text = lines[place][one.start :]
    if len(text) > 40 or ends_sentence(text) or is_question(text):
        return False
    looks = name(text).looks
    if any(char.isupper() for char in text):
        return looks in {"name", "byline"} and len(text.split()) >= 2
    alone = groups[one.name.key, "strong"].count == 1 or _among_metadata(place, lines, gaps, found)
    return alone and looks in SPEAKERS


def _among_metadata(
    place: int, lines: Sequence[str], gaps: Sequence[bool], found: Sequence[Candidate | None]
) -> bool:
    """Whether a neighbouring line is metadata.

    Above or below, with no blank line between.
    """
    near = [place - 1] if not gaps[place] else []
    if place + 1 < len(gaps) and not gaps[place + 1]:
        near.append(place + 1)
    return any(is_date(lines[i]) or ((one := found[i]) is not None and one.name.looks in STOPS) for i in near)
