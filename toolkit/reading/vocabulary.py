"""What laws ask of a text, in few words: `View` knows lines, `Labels` labels, and this both together."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toolkit.languages.lexicon import may_be_in
from toolkit.languages.persons import says_i_or_you
from toolkit.reading.shape import OFFICE, Flags, Indices, distinct, lists
from toolkit.text.scripts import begins_small
from toolkit.text.signs import is_question

if TYPE_CHECKING:
    from toolkit.reading.candidates import LabelForm
    from toolkit.reading.roster import Labels
    from toolkit.reading.view import View

SEVERAL, HALF, NEARLY_ALL = 3, 0.5, 0.8
"""So many are no chance. And shares of some lines that are enough to tell something of all of them."""
STOPS = ".。…।۔"
SIGNED: tuple[LabelForm, ...] = ("colon", "bracket", "letter", "time", "arrow")
"""What is nothing else where all paragraphs begin so."""
_CALLS = ("!", "！")


class ToldTurns(NamedTuple):
    """What a law tells of lines: who speaks, and what nobody says. Nothing where a text doesn't tell it."""

    turns: Sequence[int] = ()
    """The lines that begin with a label."""
    people: Sequence[int] = ()
    """The keys of these labels."""
    within: Sequence[int] = ()
    """The lines that are said, and have none."""
    outside: Sequence[int] = ()
    """Those that nobody says."""

    @classmethod
    def at(
        cls, known: Labels, places: Indices, within: Sequence[int] = (), outside: Sequence[int] = ()
    ) -> ToldTurns:
        """The turns that begin with some labels."""
        lines, people = distinct(known.line[places]), distinct(known.of[places])
        return cls(lines.tolist(), people.tolist(), within, outside)


# Of arrays.


def share(flags: Flags) -> float:
    """Of some lines, which share it holds for; 0 where there is none."""
    return float(flags.mean()) if len(flags) else 0.0


def flags(values: Iterable[bool]) -> Flags:
    """These, as an array."""
    return np.fromiter(values, dtype=np.bool_)


def recurring(values: Indices) -> Flags:
    """Whether each value comes more than once among them."""
    return np.asarray(np.bincount(values, minlength=1)[values] > 1)


# Of labels.


def inline(known: Labels) -> Flags:
    """The labels with a colon, and words behind it."""
    return known.of_form("colon") & ~known.bare


def of_keys(known: Labels, keys: Container[str]) -> Flags:
    """The labels whose key is one of these."""
    return flags(own in keys for own in known.keys)[known.of]


def begins(view: View, known: Labels) -> int:
    """The first line with a label that comes again; the number of lines where there is none."""
    again = known.again & known.of_form(*SIGNED, "bold")
    return int(known.line[again].min(initial=len(view.lines)))


def before(view: View, known: Labels, place: int) -> str:
    """A line up to the end of a label."""
    return view.printed[int(known.line[place])][: known.candidates[place].start]


def behind(view: View, known: Labels, place: int) -> str:
    """What stands behind a label on its line."""
    return view.printed[int(known.line[place])][known.candidates[place].start :]


# Of words.


def in_brief(full: str) -> set[str]:
    """The key of a name, and what may be short for it: its first and its last word."""
    return {full, *full.split()[:1], *full.split()[-1:]}


def capitals(text: str) -> bool:
    """Whether a text has capitals, and no small letters."""
    return text.upper() == text != text.lower()


def beside_name(aside: str) -> bool:
    """Whether what stands beside a label is no part of a sentence: `Ladies and gentlemen, we begin:`."""
    return not begins_small(aside) or bool(lists(aside.partition(" ")[0]) & OFFICE)


def talks(text: str, langs: Iterable[str] = ("",)) -> bool:
    """Whether a text asks, or says I or you in one of some languages; in any where none is told."""
    return is_question(text) or any(says_i_or_you(text, lang) for lang in langs)


def addressed(texts: Sequence[str]) -> bool:
    """Whether somebody asks or calls, and somebody says I or you: in a list nobody does both."""
    calls = any(is_question(text) or text.rstrip().endswith(_CALLS) for text in texts)
    return calls and any(map(says_i_or_you, texts))


def says(view: View, text: str) -> bool:
    """Whether words say I or you, in a language of the whole text: in theirs, where they show it."""
    langs = {*view.langs}
    return any(says_i_or_you(text, lang) for lang in langs & {*may_be_in(text)} or langs)


def says_so(view: View, lines: Indices) -> Flags:
    """Whether each of some lines says I or you."""
    return flags(says(view, view.plain[i]) for i in lines.tolist())


_FIRST = 8
"""Paragraphs of each who talks that are looked at."""


def voices(view: View, known: Labels, open_: Flags) -> Iterator[list[int]]:
    """The keys of labels with the same sign that talk, whatever they are called: all speak if one does.

    Each begins paragraphs again and again; at least half of the first ask, or say I or you.

    open_  of each key, whether it isn't known that it speaks
    """
    asks, often = view.has("asks"), (known.often >= SEVERAL)[known.of]
    for form in (*SIGNED, "bold"):
        places = known.firsts(known.of_form(form) & ~known.bare & often)
        begin = places[view.opens[known.line[places]]]
        lines = {k: known.line[begin[known.of[begin] == k]] for k in distinct(known.of[begin]).tolist()}
        firsts = {k: own[:_FIRST] for k, own in lines.items() if len(own) >= SEVERAL}
        if len(firsts) > 1 and open_[[*firsts]].any():
            yield [k for k, own in firsts.items() if share(asks[own] | says_so(view, own)) >= HALF]
