"""What stands behind a name and says who that is: `Mara Lind, mayor of Vell`, `何珊，港务局发言人`."""

from __future__ import annotations

from toolkit import late
from toolkit.languages.lexicon import key, lexicon
from toolkit.text import scripts
from toolkit.text.lines import width
from toolkit.text.scripts import begins_small
from toolkit.text.signs import has_question_mark

LONGEST = 70
"""Columns of a label."""
LONGEST_IN_CAPITALS = 2 * LONGEST
"""Columns of a label in capitals, of which no sentence is made: an office with all that it is of, and who
holds it."""
MOST_WORDS = 3
"""Of a name that has a comma beside it, or of what says who that is behind a single word."""
_AGES = (1, 2)
"""Figures of what somebody's age may be: `Ann Lee, 34`."""
_ANOTHER = late.regex(r"[^\W\d_]{5}[.!।]\s\S|[。！]\S")
"""A sentence behind another one; before a stop shorter words may be shortened: "Univ. of Vell"."""
_COMMA = late.regex(r", |،\s*|[，、]\s*")
_SIGNS = (2, 5)
"""Characters of a name that no blank parts: with fewer it is no name, with more a sentence."""
_OTHER = 3
"""Characters of somebody else's name, at most, before a title behind it: 山田社長."""
_OFFICES = late.regex(r"\s(?:--|[–—](?=\s[A-ZÀ-ÞΑ-ΩА-Я]))\s")


def describes(part: str) -> bool:
    """Whether what stands behind a name and a comma says how or to whom it speaks.

    >>> describes("aside"), describes("à part"), describes("à Nora"), describes("von der Heide")
    (True, True, True, False)
    """
    first = key(part.partition(" ")[0])
    return begins_small(part) and (first not in lexicon().particles or first == "à" or part.islower())


def bare_name(label: str) -> tuple[str, tuple[str, ...]]:
    """A name without what a comma and its owner's description follow: "Ann Lee, mayor of Vell".

    So does a dash: "Ann Lee -- Vell Harbour -- Mayor". What is a part of a text is none: "Part 2". Behind
    a dot stands a word for a part in a talk: "Ann Lee · Host".

    In capitals any word may begin it, where both are too long for a name.
    """
    comma = _COMMA.search(label)
    if comma is not None:
        base, rest = label[: comma.start()].rstrip(), label[comma.end() :]
        if base and rest and (says_who(base, rest) if comma[0] == ", " else _has_office(base, rest)):
            return base, (rest,)
    base, _, part = label.partition(" · ")
    if base and not lexicon().roles.keys().isdisjoint(key(part).split()):
        return base, (part,)
    base, *more = _OFFICES.split(label)
    full = more and " " in base and not any(begins_small(word) for word in base.split())
    full = full and not any(part[-1:].isdigit() and key(part.split()[0]) in lexicon().text for part in more)
    return (base, tuple(more)) if full else (label, ())


def says_who(base: str, rest: str) -> bool:
    """Whether what stands behind a name and a comma says who that is, how old, or how it is said.

    Who is asked something by name is in a sentence: "Hello Ada, how long have you lived here?" So is who says
    two: "A. Yes, of course. The mill".
    """
    if has_question_mark(rest) or _ANOTHER.search(rest):
        return False
    words = lexicon()
    folded = key(rest)
    if rest.isdecimal() and len(rest) in _AGES:
        return " " in base
    # "BERG, van den": it is a part of the name.
    if folded.rpartition(" ")[2] in words.particles:
        return " " in base and begins_small(rest)
    if folded in words.roles or folded in words.byline:
        return " " in base or base.isupper()
    if " " in base:
        first, whole = folded.partition(" ")[0], f"{base}, {rest}"
        # What stands behind an office is who has it.
        held = not (words.titles | words.roles.keys()).isdisjoint(key(base).split())
        return (
            begins_small(rest)
            or first in words.titles
            or _has_office(base, rest)
            or width(whole) > (longest(whole) if held else LONGEST)
        )
    return base.isupper() and len(base) > 1 and begins_small(rest) and len(rest.split()) <= MOST_WORDS


def _has_office(base: str, rest: str) -> bool:
    """Whether words behind a name in a script without capitals are for what somebody is.

    A word for an office begins or ends them, as the language has it. Who is named there with a title is
    another one, and who tells what was said is in a sentence.

    >>> _has_office("هناء فوزي", "المتحدثة باسم الميناء"), _has_office("何珊", "港务局新闻发言人")
    (True, True)
    >>> _has_office("田中", "山田社長"), _has_office("何况", "我问发言人")
    (False, False)
    """
    words, folded = lexicon(), key(rest)
    if not scripts.one_of(scripts.CASELESS).match(base) or _COMMA.search(rest) or not folded:
        return False
    if scripts.unspaced(base[-1]):
        said = any(word in folded for word in words.reporting | words.persons if scripts.unspaced(word[:1]))
        if said or not _SIGNS[0] <= len(base) <= _SIGNS[1] or key(base).endswith(tuple(words.endings)):
            return False
        titled = next((title for title in words.called if folded.endswith(title)), "")
        return folded.endswith(tuple(words.office)) or (bool(titled) and len(folded) - len(titled) > _OTHER)
    parts, called = folded.split(), key(base).split()
    named = 1 < len(called) <= MOST_WORDS and called[0] not in words.starts
    return (
        named
        and words.saying.isdisjoint((*parts, *called))
        and not words.office.isdisjoint((parts[0], parts[-1]))
    )


def longest(label: str) -> int:
    """Columns that a label may have."""
    return LONGEST_IN_CAPITALS if label.isupper() else LONGEST
