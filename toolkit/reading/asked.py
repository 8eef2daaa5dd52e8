"""Which paragraphs ask: by how they end, by their numbers, or because they are set as questions are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from toolkit import late
from toolkit.languages.persons import invites, says_i_or_we
from toolkit.reading.shape import Flags, Indices, flags
from toolkit.reading.vocabulary import NEARLY_ALL, SEVERAL
from toolkit.text.signs import has_question_mark, is_question

if TYPE_CHECKING:
    from toolkit.reading.view import View

_TAIL = 4
"""Characters at the end of a paragraph that asks, among which its question mark is."""
_SENTENCE = late.regex(r"[:։]\s+(?=\S)")
"""The end of a sentence in Armenian, which sets its question mark on a word."""
NUMBER = late.regex(r"\W{0,3}(?:[^\W\d_]{1,12}\s)?(\d{1,3})(?:[.)º．、）:：]|\s?[-–—](?!\d))")
"""The number of a question, with a word before it or without: "4.", "4 -", "Question 4:"."""
_ASK, _PART = 2, 0.25
"""Paragraphs of those in bold or in italics that ask, at least, and the share of them."""


def asks_at_end(text: str) -> bool:
    """Whether a paragraph asks at its end, or its last sentence does, where one asks in its midst.

    What has no question mark asks by its words: all of it; and what the mark stands before, as in `? Why`.
    """
    if "՞" in text:
        return is_question(_SENTENCE.split(text)[-1])
    return is_question(text.rstrip()[-_TAIL:] if has_question_mark(text) and text[:2] != "? " else text)


def counted(plain: Sequence[str]) -> Flags:
    """Whether each line begins with the next of some numbers, three at least: `1) ...`, `2) ...`."""
    at: list[int] = []
    counts = np.zeros(len(plain), dtype=np.bool_)
    for i, words in enumerate(plain):
        match = NUMBER.match(words)
        if match and int(match[1]) == len(at) + 1:
            at.append(i)
        elif match and match[1] == "1":
            at = [i]
        if match and len(at) >= SEVERAL:
            # Those above are known from the third on.
            counts[at if len(at) == SEVERAL else at[-1]] = True
    return counts


def requests(view: View, opens: Indices) -> Flags:
    """The paragraphs that ask or say what to tell, as all that is set so: `*Tell us of the sea.*`.

    Most that is in italics, or in bold, asks or invites somebody to tell, and something else stands below it.
    Two at least ask, and a quarter of them. Below as many somebody says I or we: guides and recipes ask and
    invite, too. What stands above the first of those may be a remark, or a headline, and what is in brackets
    tells what happened. The last may invite readers.

    opens  the first lines of the paragraphs
    """
    found = np.zeros(len(opens), dtype=np.bool_)
    none = view.has("heading", "round", "square")[opens]
    for mark in ("bold", "italic"):
        marked = view.has(mark)[opens]
        at = np.flatnonzero(marked & ~none)
        asks = view.has("asks")[opens[at]]
        if len(at) < SEVERAL or asks.sum() < max(_ASK, _PART * len(at)):
            continue
        told = asks | flags(invites(view.plain[i]) for i in opens[at].tolist())
        first = int(told.argmax())
        under = ~np.append(marked[1:], True)[at]
        if min(told[first:].mean(), under[first:].mean()) < NEARLY_ALL:
            continue
        ends = [*opens[at[1:]].tolist(), len(view.lines)]
        below = [view.plain[i + 1 : end] for i, end in zip(opens[at].tolist(), ends, strict=True)]
        i_say = flags(any(map(says_i_or_we, words)) for words in below)
        if i_say[first:].sum() >= max(_ASK, _PART * (len(at) - first)):
            found[at[told]] = True
            found[at[-1]] &= asks[-1] or i_say[-1]
    return found
