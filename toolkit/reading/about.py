"""What tells of a text, or of who speaks in it, between turns and around them: lives, pictures, credits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from toolkit.languages.lexicon import key
from toolkit.reading.names import name, parted
from toolkit.reading.shape import BIT, NOBODY, Indices, below, distinct, lists
from toolkit.text.lines import width

if TYPE_CHECKING:
    from toolkit.reading.roster import Labels
    from toolkit.reading.view import View

_NAME = re.compile(r"([^\W\d_][\w'’-]+)\s([^\W\d_][\w'’-]+)")
_BEHIND = re.compile(r"(?!\s?[:：>|\t–—-]|\s{2})(?:\W|$)")
"""What stands behind a name that is no label."""
_TURNS, _MOST = 4, 0.8
"""Turns, at least, and the share of them that end a sentence where a credit ends none."""
_TELLS = BIT["note"] | BIT["caption"] | BIT["date"]
"""Lists of words before a colon behind which a sentence may stand, too."""
_LONG = 40
"""Columns of a name, at most."""


def _turns(view: View, known: Labels) -> Indices:
    """The lines with which turns surely begin: labels that come again, and questions with answers."""
    again = known.line[known.again & ~known.in_lists(NOBODY)]
    return np.union1d(again, np.flatnonzero(view.interview.asks | view.interview.answers))


_LIST = re.compile(r"\s*(?:[,;，、；；•·|]|\s[-–—]\s)\s*")
"""What stands between the names of a list."""
_LISTED = 2
"""Names of a list that come again as labels, at least: then it says who is there."""


def listed_above(view: View, known: Labels) -> Iterator[int]:
    """The keys of labels that stand in a list of names above all turns: `Present: Ann Lee, Bo Holm`.

    Two of those in the list, at least, come again. A label may be the first or the last word of a name.
    """
    again = {known.keys[k]: k for k in distinct(known.of[known.again]).tolist()}
    first = int(known.line[known.again].min(initial=len(view.lines)))
    keys = {known.keys[k]: k for k in distinct(known.of[known.line >= first]).tolist()}
    found = dict[int, None]()
    for text in view.plain[:first] if len(keys) > len(again) else ():
        pieces = _LIST.split(text.rpartition(":")[2])
        names = [key(parted(piece)[0]) for piece in pieces if len(piece) <= _LONG]
        found |= dict.fromkeys(keys[own] for full in names for own in _forms(full) if own in keys)
    if len([k for k in found if known.keys[k] in again]) >= _LISTED:
        yield from found


def _forms(full: str) -> tuple[str, ...]:
    """A folded name, and its first and last words."""
    first, *rest = full.split() or [""]
    return full, first, *rest[-1:]


def told_of(view: View, known: Labels) -> Iterator[int]:
    """The paragraphs without a label, I or you that begin with the full name of who would say them.

    Nobody tells of himself so: `Ada Berg (left) in the harbour, 1957.` Behind the last turn it may be
    anybody who speaks, or whose name stands above the talk: `Ada Berg lives in Port Ellery.`
    """
    turns = _turns(view, known)
    if not turns.size:
        return
    at = {int(i): int(k) for i, k in zip(known.line[known.again], known.of[known.again], strict=True)}
    full = {k: own for k in {*at.values()} if name(own := known.names[k]).looks == "name"}
    head, bare = " \n ".join(view.plain[: turns[0]]), {*(known.line[known.bare] + 1).tolist()}
    # Where a time says when it was, it was said; and several may speak together: `Ada Berg and Bo Lind: ...`.
    says = view.has("persons") | view.has("timed")
    says[known.line[[bool(name(known.names[k]).splits) for k in known.of.tolist()]]] = True
    who = ""
    for i in range(int(turns[0]), len(view.lines)):
        who = full.get(at[i], "") if i in at else who
        if i in at or i in bare or says[i] or not view.gap[i]:
            continue
        words, ended = view.plain[i], i > turns[-1]
        names = [own for own in ({*full.values()} if ended else {who}) if own and words.startswith(own)]
        if ended and not names and (found := _NAME.match(words)) is not None:
            names = [found[0]] * (found[1][0].isupper() and found[2][0].isupper() and found[0] in head)
        if names and _BEHIND.match(words, max(map(len, names))):
            yield i


def credited(view: View, known: Labels) -> Iterator[int]:
    """The labels that come once, above all turns or below them, and are no speakers: who made it, and notes.

    What stands behind is a name, and ends no sentence, where turns do: `Translated: Ada Berg`. Behind a word
    for a note, a picture or a date it may be a sentence. `Ada Berg in Port Ellery. Photo: Bo Lind` may stand
    anywhere.
    """
    turns = _turns(view, known)
    if len(turns) < _TURNS:
        return
    once = known.of_form("colon") & ~known.bare & ~known.again
    edge = (known.line < turns[0]) | (known.line > turns[-1])
    told, fact = known.in_lists(_TELLS), known.in_lists(NOBODY)
    ends = view.ended[below(turns, len(view.lines)) - 1].mean() >= _MOST
    for place in known.firsts(once).tolist():
        i = int(known.line[place])
        words = view.lines[i].text[known.candidates[place].start :].strip(" *_")
        named = not view.ended[i] and width(words) <= _LONG and name(words).looks == "name"
        *before, last = known.keys[known.of[place]].split() or [""]
        pictured = before and lists(last) & BIT["caption"]
        if (edge[place] and (told[place] or (named and (fact[place] or ends)))) or (named and pictured):
            yield i
