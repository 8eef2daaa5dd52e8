"""Who surely speaks, and who surely doesn't, by what a text says of itself: no weights are asked.

Each law here is about the whole text, and says nothing where the text doesn't.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from toolkit.reading.candidates import SIGNS, Candidate, LabelForm
from toolkit.reading.lines import Line
from toolkit.reading.roster import AT_FORM, Labels
from toolkit.reading.shape import CATEGORIES, FLAGS, TEXT, WORD, Flags, Indices, View, bits, lists
from toolkit.reading.times import is_question

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


# Questions that take turns with answers, where whoever asks has no label, or has the only one.

_SURELY = frozenset({"stated", "colon", "time", "bracket", "bold", "arrow", "letter", "stroke"})
"""Forms of labels that may come once: others are labels where the same comes again."""
_QUESTIONS, _EACH, _FEW, _ASKS = 3, 0.25, 0.25, 0.8
"""Questions, at least; their share of the paragraphs and other labels from the first of them on, at least;
the share of them that stand right below another, at most, and how many other labels one who asks has beside
them; and which share of their paragraphs ask."""
_TAIL = 4
"""Characters at the end of a paragraph that asks, among which its question mark is."""
_PURE, _BRIEFER = 0.5, 0.8
"""The share of questions from which on they ask and do nothing else; how long others may be, at most, beside
what stands below them: whoever asks himself something says no less before than after it."""
_TELLS = re.compile(r"[.!।][\"'”»)]*\s|[。！]")
"""The end of a sentence that doesn't ask, within a paragraph."""


class Interview(NamedTuple):
    """Questions that take turns with answers, and what they tell."""

    asks: Flags
    """The lines that begin a question."""
    answers: Flags
    """Those right below one, without a label: each is said."""
    turns: Flags
    """Those that begin with the label of who asks, or of whom the first turns name."""
    people: frozenset[str]
    """The keys of these labels."""

    @property
    def unnamed(self) -> Flags:
        """The lines that are said for their questions alone: no label tells who asks, or who answers."""
        return np.zeros_like(self.asks) if self.people else self.asks | self.answers


def taking_turns(view: View) -> Interview:
    """The questions of a text that tells so that it is an interview; none of any other.

    Each is a paragraph, and others stand between them: whoever asks himself something now and then does so
    seldom, or in the midst of a paragraph.
    """
    none = np.zeros(len(view.lines), dtype=np.bool_)
    opens = np.flatnonzero(view.opens)
    last = np.append(opens[1:], len(view.lines)) - 1
    may = np.flatnonzero(view.text[last, TEXT.index("asks")])
    if len(may) < _QUESTIONS or len(may) < _EACH * _SHARE * (len(opens) - may[0]):
        return Interview(none, none, none, frozenset())
    asks = np.array([is_question(view.plain[i].rstrip()[-_TAIL:]) for i in last], dtype=np.bool_)
    often = Counter(key for i in opens.tolist() for key in {label.key for label in view.found[i]})
    names = [
        [label for label in view.found[i] if label.form in _SURELY or often[label.key] > 1]
        for i in opens.tolist()
    ]
    whose = [{label.key for label in each if not label.bare} for each in names]
    bare = np.array([any(label.bare for label in each) for each in names], dtype=np.bool_)
    # What stands below a label alone on its line has that label.
    labelled = np.array([*map(bool, whose)], dtype=np.bool_) | bare | np.append(False, bare[:-1])
    asking = Counter(key for keys, asked in zip(whose, asks, strict=True) if asked for key in keys)
    for who in ["", *(key for key, _ in asking.most_common(1))]:
        mine = np.array([who in keys for keys in whose]) if who else ~labelled
        at = np.flatnonzero(asks & mine)
        # Two may share a sign, and one of them asks.
        forms = {label.form for each in names for label in each if label.key == who}
        if shared := bool(forms) and forms <= {*SIGNS}:
            # Before a name that comes again, it is the sign of an item.
            mine &= [all(label.form not in _SURELY or often[label.key] == 1 for label in of) for of in names]
            at = at[mine[at]]
        # An essay may begin to ask late; a label tells where somebody begins.
        least = (_EACH if shared else _ASKS) * often[who] if who else _EACH * len(opens)
        if len(at) < _QUESTIONS or len(at if who else may) < least:
            continue
        others = (labelled & ~mine)[at[0] :].sum()
        if who and others > _FEW * len(at):
            # Where answers have labels, weights tell who is who.
            continue
        if not who and not _brief(view, opens, at):
            continue
        rest = len(opens) - (mine.argmax() if shared else at[0])
        enough = mine.sum() >= _SHARE * rest if shared else len(at) >= _EACH * (rest + others)
        if enough and (np.diff(at) == 1).mean() <= _FEW:
            above = int(np.flatnonzero(~labelled[: at[0]]).max(initial=-1)) + 1
            # Who asks and who answers may be named at first, and no more.
            first = [] if who or bare.any() or not asks[above : at[0]].any() else [*range(above, at[0])]
            turns = np.flatnonzero(mine) if who else np.array(first, dtype=np.intp)
            below = np.setdiff1d(at[at < len(opens) - 1] + 1, np.flatnonzero(labelled | asks | shared))
            questions, answers, begin = (
                np.isin(np.arange(len(none)), opens[places]) for places in (at, below, turns)
            )
            named = (whose[k] for k in first)
            return Interview(questions, answers, begin, frozenset([who] if who else chain(*named)))
    return Interview(none, none, none, frozenset())


def _brief(view: View, opens: Indices, at: Indices) -> bool:
    """Whether some questions ask and do nothing else, or are shorter than what stands below them.

    opens  the lines that begin a paragraph
    at     the numbers of the paragraphs that ask
    """
    ends = np.append(opens[1:], len(view.lines))
    tells = [any(map(_TELLS.search, view.plain[opens[k] : ends[k]])) for k in at]
    if np.mean(tells) <= _PURE:
        return True
    widths = np.add.reduceat(view.widths, opens)
    below = [float(widths[k + 1 : until].sum()) for k, until in pairwise([*at, len(opens)]) if until > k + 1]
    return bool(below) and float(np.median(widths[at])) <= _BRIEFER * float(np.median(below))


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
