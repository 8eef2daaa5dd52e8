"""What laws ask of words; what they ask of a text is in `Labelled`, and of arrays in `shape`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from toolkit.languages.persons import says_i_or_you
from toolkit.reading.shape import OFFICE, Flags, distinct, lists, share
from toolkit.text.scripts import begins_small
from toolkit.text.signs import is_question

if TYPE_CHECKING:
    from toolkit.reading.forms import LabelForm
    from toolkit.reading.labelled import Labelled

SEVERAL, HALF, NEARLY_ALL = 3, 0.5, 0.8
"""So many are no chance. And shares of some lines that are enough to tell something of all of them."""
STOPS = ".。…।۔"
SIGNED: tuple[LabelForm, ...] = ("stated", "colon", "bracket", "letter", "time", "arrow")
"""What is nothing else where all paragraphs begin so."""
ASKERS = ("interviewer", "host")
"""Roles of whoever asks."""
_CALLS = ("!", "！")


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


def calls(text: str) -> bool:
    """Whether a text ends as somebody calls."""
    return text.rstrip().endswith(_CALLS)


def addressed(texts: Sequence[str]) -> bool:
    """Whether somebody asks or calls, and somebody says I or you: in a list nobody does both."""
    return any(is_question(text) or calls(text) for text in texts) and any(map(says_i_or_you, texts))


_FIRST = 8
"""Paragraphs of each who talks that are looked at."""


def voices(text: Labelled, open_: Flags) -> Iterator[list[int]]:
    """The keys of labels with the same sign that talk, whatever they are called: all speak if one does.

    Each begins paragraphs again and again; at least half of the first ask, or say I or you.

    open_  of each key, whether it isn't known that it speaks
    """
    asks, often = text.has("asks"), (text.often >= SEVERAL)[text.of]
    for form in (*SIGNED, "bold"):
        places = text.firsts(text.of_form(form) & ~text.bare & often)
        begin = places[text.opens[text.line[places]]]
        lines = {k: text.line[begin[text.of[begin] == k]] for k in distinct(text.of[begin]).tolist()}
        firsts = {k: own[:_FIRST] for k, own in lines.items() if len(own) >= SEVERAL}
        if len(firsts) > 1 and open_[[*firsts]].any():
            yield [k for k, own in firsts.items() if share(asks[own] | text.says_so(own)) >= HALF]
