"""Who surely speaks, and who surely doesn't, by what a text says of itself: no weights are asked.

Each law here is about the whole text, and says nothing where the text doesn't.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from toolkit.reading.candidates import Candidate, LabelForm
from toolkit.reading.lines import Line
from toolkit.reading.roster import AT_FORM, Labels
from toolkit.reading.shape import CATEGORIES, TEXT, WORD, Indices, bits, lists
from toolkit.reading.view import FLAGS, View

_NOBODY = [CATEGORIES.index(name) for name in ("meta", "date", "caption", "note", "byline", "credit", "text")]
"""What a word of a label is for that is nobody's."""
_UNSURE = [*_NOBODY, *(CATEGORIES.index(name) for name in ("role", "starts"))]
"""Lists of words by which a label of a discussion is left to weights."""

# A discussion: most lines have a label that comes again, and nobody knows which is next.

_OFTEN = 3
"""How often a label comes at least, to be one of those that tell it."""
_VOICES = 5
"""Labels that come often, at least: two who take turns are told by weights."""
_SHARE = 0.5
"""Share of the paragraphs that have a label which comes again, at least."""
_NEXT = 0.6
"""Share of the labels before the one that most often follows, from which on they are fields of a record."""


def discussion(view: View, known: Labels) -> Iterator[int]:
    """The keys of those who speak, where a text is a discussion; else none.

    Fields of a record come again as names do, but always in the same order.
    """
    line, at = np.unique(known.line[known.form == AT_FORM["colon"]], return_index=True)
    of = known.of[np.flatnonzero(known.form == AT_FORM["colon"])[at]]
    often = np.bincount(of, minlength=len(known.keys))
    again = often[of] > 1
    if (often >= _OFTEN).sum() < _VOICES or not again.any():
        return
    within = np.arange(line[again][0], line[again][-1] + 1)
    paragraphs = view.opens[within].astype(bool) & (view.flags[within, FLAGS.index("heading")] == 0)
    if again.sum() < _SHARE * paragraphs.sum():
        return
    said = bits(map(lists, known.keys))
    # "Presenter:" may name whose turn a part is: weights tell.
    numbered = [any(sign.isdigit() for sign in key) for key in known.keys]
    names = ~(said[:, _UNSURE].any(axis=1) | np.array(numbered, dtype=np.bool_))
    # What heads a part as well, such as "Issue: ...", is no name.
    names[of[view.flags[line, FLAGS.index("heading")] > 0]] = False
    voices = np.flatnonzero((often >= _OFTEN) & names).tolist()
    if len(voices) >= _VOICES and _foreseen(of[again].tolist()) < _NEXT:
        yield from voices


def _foreseen(turns: Sequence[int]) -> float:
    """Share of the labels that are followed by what follows them most often."""
    after: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for label, follows in pairwise(turns):
        after[label][follows] += 1
    return sum(max(of.values()) for of in after.values()) / max(1, len(turns) - 1)


# Parts between drawn lines, each of them headed by who speaks in it.

_PARTS = 6
"""Parts, at least."""
_HEADED = 0.8
"""Share of the parts that begin with a label alone on its line, at least."""
_PEOPLE = 2
"""People whose labels come again, at least: of fewer, headings may."""
_RECURRING = 0.5
"""Share of these whose label comes again there, at least: headings of parts seldom do."""


def parts(view: View, known: Labels) -> tuple[Indices, Indices, Indices]:
    """The lines that head a part, those that are said in one, and the keys of their labels; else none.

    Who copies a page that shows each turn as a block gets a drawn line between two, and a name without a
    colon below it.
    """
    none: Indices = np.zeros(0, dtype=np.intp)
    drawn = np.flatnonzero(view.has("drawn"))
    below = drawn[drawn < len(view.lines) - 1] + 1
    bare = np.flatnonzero(known.bare & np.isin(known.line, below))
    heads, at = np.unique(known.line[bare], return_index=True)
    if len(heads) < max(_PARTS, _HEADED * len(below)):
        return none, none, none
    of = known.of[bare[at]]
    keys, often = np.unique(of, return_counts=True)
    again = often > 1
    # Of one who leads, and of others who speak once, capitals tell that they are no headings.
    printed = [known.candidates[k].printed for k in bare[at]]
    least = 1 if all(name == name.upper() != name.lower() for name in printed) else _PEOPLE
    if again.sum() < least or often[again].sum() < _RECURRING * len(heads):
        return none, none, none
    inside = np.zeros(len(view.lines), dtype=np.bool_)
    inside[heads[0] :] = True
    inside[heads] = inside[drawn] = False
    return heads, np.flatnonzero(inside), keys


# Brief texts in which each paragraph has a label, and each label comes again: nothing in them is told.
# In four lines weights have little to go by. That two take turns, each more than once, is all that it says of
# itself, and it is enough.

SIGNED = tuple(AT_FORM[form] for form in ("colon", "bracket", "letter", "time", "arrow"))
"""What is nothing else where all paragraphs begin so."""
_LEAST, _MOST = 4, 8
"""Labels: a longer text tells more of itself, and some of it may be told in its midst."""
_ABOVE = 3
"""Lines above the first label: a title, who wrote it, and when."""
_ENDS = 0.5
"""Share of those that end a sentence: fields of a record seldom do."""


def exchange(view: View, known: Labels) -> tuple[Indices, Indices]:
    """The lines that begin a turn, and the keys of their labels; none where the text isn't made of turns."""
    for form in SIGNED:
        line, at = np.unique(known.line[known.form == form], return_index=True)
        if not len(line):
            continue
        place = np.flatnonzero(known.form == form)[at]
        opens = np.flatnonzero(view.opens)
        opens = opens[opens >= line[0]]
        # Below a label alone stands what is said.
        below = line[known.bare[place]] + 1
        if line[0] > _ABOVE or not np.isin(opens, np.union1d(line, below)).all():
            continue
        of = known.of[place]
        often = Counter(of.tolist())
        if not _LEAST <= len(line) <= _MOST or len(often) < 2 or min(often.values()) < 2:
            continue
        if bits(map(lists, (known.keys[key] for key in often)))[:, _NOBODY].any():
            continue
        last = np.append(line[1:] - 1, len(view.lines) - 1)
        if (view.text[last, TEXT.index("ends")] > 0).mean() >= _ENDS:
            return line, np.array(sorted(often), dtype=np.intp)
    return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)


# Labels alone on their lines, and what is nobody's label by how it is written: words of a sentence.

_AGAIN = 0.5
"""Share of the names alone on the first lines of paragraphs that come again, from which on all are labels."""
_WITHIN: tuple[LabelForm, ...] = ("colon", "gap", "stroke", "period")
"""Forms in which a sentence may begin."""
_SMALL = 2
"""Words in lower case, from which on a label that comes once is no name."""
_CLAUSE = 5
"""The same, with what a comma and a description of somebody follow."""
_PARTICLE, _TITLE, _ROLE, _SAYING = (
    1 << CATEGORIES.index(name) for name in ("particles", "titles", "role", "saying")
)


def below_labels(lines: Sequence[Line], found: Sequence[tuple[Candidate, ...]]) -> Iterator[int]:
    """The lines of a paragraph that stand below a label alone on its line.

    A name without a sign is one on the first line of its paragraph, where others begin with it too, or most
    names that stand so come again.
    """
    joined = [i for i in range(1, len(lines)) if lines[i].joined]
    firsts = {
        i: bare
        for i in joined
        if not lines[i - 1].joined and (bare := {label.key for label in found[i - 1] if label.bare})
    }
    often = Counter(key for keys in firsts.values() for key in keys)
    again = {i for i, keys in firsts.items() if any(often[key] > 1 for key in keys)}
    names = len(again) > _AGAIN * len(firsts)
    for i in joined:
        if i in again or (names and i in firsts) or any(map(_signed, found[i - 1])):
            yield i


def _signed(label: Candidate) -> bool:
    """Whether a label alone on its line has a sign that says so."""
    return label.bare and label.form in {"colon", "time", "bracket", "bold"}


def phrases(known: Labels) -> Iterator[int]:
    """The labels that come once and are words of a sentence.

    Two of them or more are in lower case, and none is one for a role. Alone on its line, one of them says
    that somebody says something: `It goes on to say:`, and a quotation below.
    """
    # Brackets and emphasis set a label apart from any sentence.
    within = np.isin(known.form, [AT_FORM[form] for form in _WITHIN])
    for at in np.flatnonzero(within & ~known.again).tolist():
        k, whole = int(known.of[at]), known.candidates[at].printed
        for printed, small in ((known.names[k], _SMALL), (whole, _CLAUSE)):
            words = [(word, lists(word)) for word in WORD.findall(printed)]
            less = [of for word, of in words if word[0].islower() and not of & _PARTICLE]
            says = not known.bare[at] or any(of & _SAYING for of in less)
            # A single letter is short for a role, and in a sentence a word.
            if (
                len(less) >= small
                and says
                and not any(of & (_TITLE | _ROLE) for word, of in words if len(word) > 1)
            ):
                yield k
                break


_INLINE, _RARELY = 6, 0.1
"""Turns with their words behind their label, at least, and the share of those that have them below, at most,
where a label alone on its line that comes once is no turn's."""


def fields(view: View, known: Labels) -> Iterator[int]:
    """The labels with a colon, alone on their line, that come once and head no speech.

    Below a field stands no sentence: `Present:`, and names. And where turns have their words behind their
    label, a point of the agenda has a line of its own; it begins with the name of nobody who speaks.
    """
    colon = known.form == AT_FORM["colon"]
    again = colon & known.again
    inline, below = (len(np.unique(known.line[again & bare])) for bare in (~known.bare, known.bare))
    points = inline >= _INLINE and below <= _RARELY * inline
    alone = np.flatnonzero(colon & known.bare & ~known.again)
    speak = tuple(f"{known.keys[k]} " for k in np.unique(known.of[again]).tolist())
    heads = np.unique(np.append(known.line[again], [*known.line[alone], len(view.lines)]))
    ends = view.has("ends") | view.has("asks")
    for at in alone.tolist():
        first = int(known.line[at])
        until = int(heads[np.searchsorted(heads, first, side="right")])
        named = known.keys[int(known.of[at])].startswith(speak)
        if (points and not named) or (until > first + 1 and not ends[first + 1 : until].any()):
            yield int(known.of[at])
