"""Which states lines may have, by what a text says of itself: weights only choose among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator

import numpy as np

from toolkit.reading.features import Best
from toolkit.reading.lattice import AT, FACTS, OPENERS, SPOKEN, STATES, WRAPS, Mask
from toolkit.reading.lines import width
from toolkit.reading.roster import AT_FORM, Labels
from toolkit.reading.shape import FLAGS, TEXT, View
from toolkit.reading.sittings import sitting
from toolkit.reading.speaking import SIGNED, asked, exchange, parts
from toolkit.reading.times import TIME

_SPOKEN = [AT[state] for state in SPOKEN]
_OPENERS = [AT[state] for state in OPENERS]
_UNSAID = np.array([AT[state] for state in (*FACTS, "narration")])
_ELSE = [i for i, state in enumerate(STATES) if state not in (*SPOKEN, *WRAPS)]
_BEGINS = np.array([float(state in OPENERS) for state in STATES])
_SAYS_ON = np.array([float(state in ("continuation", "wrap.speech", "event")) for state in STATES])
_WRAPPED = np.array([float(state in WRAPS or state in OPENERS) for state in STATES])
_LONG, _PARTED = 60, 0.2
"""Columns of a line that is long, and no verse; and the share of lines that stand below a blank one where
those part the paragraphs."""
_ELLIPSIS = re.compile(r"(?:[-*+]\s+)?(?:…|\.{3})(?:\s?[:：]|\s)\s*\S")
_CARRIED = 3
"""Lines, and labels among them, from which on an ellipsis is used so."""
_SPEAKS = 0.05
"""How likely a label must be a speaker's to begin a turn. Of 3,768 turns in transcripts of others that were
read right, one was less likely; of 48 that were read wrong, ten."""
LIKELY = 0.5
"""How likely a label alone with a colon must be a speaker's to be neither metadata nor told."""
_AGAIN = 0.75
"""The same where words follow, and the label comes again: it isn't told. An essay with questions, which tells
all of it, stays below."""
_LONGEST_TITLE = 200
"""Columns of a title, at most."""


def possible(view: View, known: Labels, chosen: Best, going: Mask, speakers: Container[str] = ()) -> Mask:
    """Which states each line may have: a turn needs a likely label, and text behind it; no heading goes on.

    going     lines x states, as `going_on` gives them
    speakers  keys that somebody is sure of: before a colon they begin a turn
    """
    mask = np.ones((len(chosen.place), len(STATES)))
    # What is only drawn has no words.
    mask[view.text[:, TEXT.index("drawn")] > 0] = np.eye(len(STATES))[AT["separator"]]
    heading = view.flags[:, FLAGS.index("heading")] > 0
    for state in ("continuation", *WRAPS):
        mask[heading, AT[state]] = 0
    mask[view.widths > _LONGEST_TITLE, AT["title"]] = 0
    sure = np.array([key in speakers for key in known.keys], dtype=np.bool_)
    mask[chosen.of((known.form == AT_FORM["colon"]) & sure[known.of])] = 0
    may = chosen.likely >= _SPEAKS
    mask[:, AT["turn"]] = may & chosen.of(~known.bare)
    mask[:, AT["label"]] = may & chosen.of(known.bare)
    # Somebody's name and a colon, and nothing else, heads what is said.
    heads = (chosen.likely >= LIKELY) & chosen.of(known.bare & (known.form == AT_FORM["colon"]))
    mask[np.ix_(np.flatnonzero(heads), _UNSAID)] = 0
    # What begins with the name of somebody who speaks again is not told, whatever else it looks like.
    again = (np.bincount(known.of, minlength=len(known.keys)) > 1)[known.of]
    says = again & (known.form == AT_FORM["colon"]) & ~known.bare & ~known.renamed
    mask[(chosen.likely >= _AGAIN) & chosen.of(says), AT["narration"]] = 0
    both = mask * going
    return np.where(both.max(axis=1, keepdims=True) > 0, both, mask)


def going_on(view: View, known: Labels) -> Mask:
    """The states of lines that go on with what stands above, whatever else they look like; 1 for all others.

    In minutes an ellipsis stands for the name of who spoke last. Where blank lines part the paragraphs, a
    line in lower case goes on with a long one that ends no sentence; elsewhere each line may be a paragraph.
    """
    mask = np.ones((len(view.lines), len(STATES)))
    gap = view.gap > 0
    small = np.array([line.text[:1].islower() for line in view.lines])
    unended = (view.text[:, TEXT.index("ends")] == 0) & (view.widths > _LONG)
    if gap.mean() > _PARTED:
        mask[small & ~gap & np.append(False, unended[:-1])] = _WRAPPED
    found = [i for i, line in enumerate(view.lines) if _ELLIPSIS.match(line.text)]
    labelled = len(np.unique(known.line[(known.form == AT_FORM["colon"]) & ~known.bare]))
    if min(len(found), labelled) >= _CARRIED:
        mask[found] = np.eye(len(STATES))[AT["continuation"]]
    return mask


def told_by_layout(view: View, known: Labels) -> tuple[Mask, list[int]]:
    """The states that lines may have by how the text is set, and the keys of those who surely speak then."""
    mask = going_on(view, known)
    turning, people = exchange(view, known)
    mask[turning] = _BEGINS
    questions, who = asked(view, known)
    mask[questions] = np.eye(len(STATES))[AT["continuation"]]
    mask[np.ix_([*pulled(view)], _SPOKEN)] = 0
    mask[np.ix_([*stamped(view, known)], _ELSE)] = 0
    mask[np.ix_([*cells(view, known)], _OPENERS)] = 0
    heads, within, named = parts(view, known)
    mask[heads] = np.eye(len(STATES))[AT["label"]]
    mask[within] = _SAYS_ON
    record = sitting(view, known)
    mask[record.turns] = _BEGINS
    mask[record.within, AT["narration"]] = 0
    mask[record.headings[:, None], _SPOKEN] = 0
    return mask, [*people.tolist(), *who, *named.tolist(), *record.people]


# What stands there once more: a sentence that was taken out of what somebody says, and set apart to be seen.

_QUOTED, _PULLED = 8, 24
"""Columns of it, at least, where it is a quotation, and where it is in bold or between quotation marks: fewer
may stand somewhere by chance."""
_SEARCHED, _TRIED = 1_000_000, 200
"""Characters of a text in which such lines are looked for, and how many of them are: at most."""
_STOPS = ".。…।۔"
_PULL = re.compile('["“”„«»‹›「」『』]?(.+?)(?:["”“»«›」』]\\s*(?:[–—―-]+\\s*.{0,60})?)?$')


def pulled(view: View) -> Iterator[int]:
    """The lines that are set apart and stand word for word in a longer line, which isn't."""
    flags = [view.flags[:, FLAGS.index(name)] > 0 for name in ("quotation", "bold", "italic")]
    marks = view.text[:, [TEXT.index("opens quote"), TEXT.index("closes quote")]] > 0
    apart = np.any(flags, axis=0) | marks.all(axis=1)
    least = np.where(flags[0], _QUOTED, _PULLED)
    tried = np.flatnonzero(apart & (view.widths >= least))[:_TRIED].tolist()
    if not tried or sum(map(len, view.plain)) > _SEARCHED:
        return
    lines = [text for text, set_apart in zip(view.plain, apart.tolist(), strict=True) if not set_apart]
    whole = "\n".join(lines)
    same = Counter(line.rstrip(_STOPS) for line in lines)
    for i in tried:
        match = _PULL.match(view.plain[i])
        words = match[1].strip().rstrip(_STOPS) if match else ""
        if width(words) >= least[i] and whole.count(words) > same[words]:
            yield i


# A time before a paragraph says where in the recording it is: it is said, though no name stands there.

_STAMP = re.compile(rf"[\[(（<]\s*{TIME}\s*[\])）>]")


def stamped(view: View, known: Labels) -> Iterator[int]:
    """The lines below the first label that comes again which begin with a time, and end a sentence.

    What is in brackets or in italics may be what happens meanwhile.
    """
    often = np.bincount(known.of, minlength=len(known.keys))
    again = (often[known.of] > 1) & np.isin(known.form, SIGNED)
    first = known.line[again].min(initial=len(view.lines))
    ends = view.text[:, [TEXT.index("ends"), TEXT.index("asks")]].any(axis=1)
    ends &= ~(view.text[:, [TEXT.index(name) for name in ("round", "square", "corner")]] > 0).any(axis=1)
    ends &= view.flags[:, FLAGS.index("italic")] == 0
    ends[:first] = False
    ends[known.line[np.isin(known.form, SIGNED)]] = False
    for i in np.flatnonzero(ends).tolist():
        if view.lines[i].start is not None or _STAMP.match(view.lines[i].text):
            yield i


# Cells of a table: names, each once, with a word or two behind them.

_CELLS = 3
"""Lines of a table, at least."""


def cells(view: View, known: Labels) -> Iterator[int]:
    """The rows of a table: each begins with another name and a wide blank, and ends no sentence."""
    at = known.form == AT_FORM["gap"]
    of = dict(zip(known.line[at].tolist(), known.of[at].tolist(), strict=True))
    gap = np.isin(np.arange(len(view.lines)), known.line[at])
    gap &= (view.text[:, [TEXT.index("ends"), TEXT.index("asks")]] == 0).all(axis=1)
    gap &= view.flags[:, FLAGS.index("roll")] > 0
    block: list[int] = []
    for i in [*np.flatnonzero(gap).tolist(), len(gap) + 1]:
        if block and (i != block[-1] + 1 or view.gap[i] > 0):
            if len(block) >= _CELLS and len({of[j] for j in block}) == len(block):
                yield from block
            block = []
        block.append(i)
