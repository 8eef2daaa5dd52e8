"""Which states lines may have, by what a text says of itself: weights only choose among them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from toolkit.languages.lexicon import key
from toolkit.reading.apart import announced, pulled
from toolkit.reading.candidates import SIGNS, LabelForm
from toolkit.reading.features import Best
from toolkit.reading.lattice import (
    AT,
    FACTS,
    OPENERS,
    SPOKEN,
    STATES,
    WRAPS,
    LineState,
    Mask,
    but,
    left,
    only,
)  # fmt: skip
from toolkit.reading.roster import Labels
from toolkit.reading.shape import BIT, NOBODY, OFFICE, Flags, Indices, above, distinct, lists
from toolkit.reading.sittings import sitting
from toolkit.reading.speaking import (
    ToldTurns,
    captioned,
    exchange,
    messages,
    parts,
    quoted,
    recorded,
    stamped,
    stopped,
)  # fmt: skip
from toolkit.reading.unspoken import (
    acted,
    described,
    facts,
    legend,
    listing,
    noted,
    presented,
    remarks,
    scenes,
    sounds,
    story,
)  # fmt: skip
from toolkit.reading.view import View
from toolkit.text.lines import ends_within

_BEGINS, _SAYS_ON = only(*OPENERS), only("continuation", "wrap.speech", "event")
_LONG, _PARTED = 60, 0.2
"""Columns of a line that is long, and no verse; and the share of lines that stand below a blank one where
those part the paragraphs."""
_ELLIPSIS = re.compile(r"(?:[-*+]\s+)?(?:…|\.{3})(?:\s?[:：]|\s)\s*\S")
_BULLET = re.compile(r"\*+\s|[•▪‣]")
"""What no line begins with that goes on with the one above: a dash may, or a number that is none of a row."""
_CARRIED = 3
"""Lines, and labels among them, from which on an ellipsis is used so."""
_SPEAKS = 0.05
"""How likely a label must be a speaker's to begin a turn."""
LIKELY = 0.5
"""How likely a label alone with a colon must be a speaker's to be neither metadata nor told."""
_AGAIN = 0.75
"""The same where words follow, and the label comes again: it isn't told. An essay with questions, which tells
all of it, stays below."""
_NAMED = 0.95
"""The same to be no part of what somebody else says."""
_SURELY = 0.99
"""The same of a word for a question or an answer, whatever sign it has."""
_ITEMS = 4
"""Labels, of which somebody would speak again if they were people."""
_OF_LISTS: tuple[LabelForm, ...] = ("arrow", "stroke")
_LONGEST_TITLE = 200
"""Columns of a title, at most."""


def possible(view: View, known: Labels, chosen: Best, going: Mask, speakers: Container[str] = ()) -> Mask:
    """Which states each line may have: a turn needs a likely label, and text behind it; no heading goes on.

    going     lines x states, as `going_on` gives them
    speakers  keys that somebody is sure of: before a colon they begin a turn
    """
    mask = np.ones((len(chosen.place), len(STATES)))
    # What is only drawn has no words.
    mask[view.has("drawn")] = only("separator")
    mask[view.has("heading")] *= but("continuation", *WRAPS)
    mask[view.widths > _LONGEST_TITLE, AT["title"]] = 0
    colon = known.of_form("colon")
    sure = np.array([key in speakers for key in known.keys], dtype=np.bool_)
    mask[chosen.of(colon & sure[known.of])] = 0
    may = (chosen.likely >= _SPEAKS) & ~chosen.of(
        listed(known, sure) | (facts(view, known) | remarks(known)) & ~sure[known.of]
    )
    mask[:, AT["turn"]] = may & chosen.of(~known.bare)
    mask[:, AT["label"]] = may & chosen.of(known.bare)
    # Somebody's name and a colon, and nothing else, heads what is said.
    mask[may & (chosen.likely >= LIKELY) & chosen.of(known.bare & colon)] *= but(*FACTS, "narration", "event")
    # What begins with the name of somebody who speaks again is not told, whatever else it looks like.
    says = known.again & colon & ~known.bare & ~known.renamed
    mask[(chosen.likely >= _AGAIN) & chosen.of(says), AT["narration"]] = 0
    # Nor is it said by whoever spoke before, where a blank line parts it from that.
    mask[(chosen.likely >= _NAMED) & chosen.of(says) & (view.gap > 0), AT["continuation"]] = 0
    # Behind a letter for who asks or who answers it is said, but in a list of what they are short for.
    sides = np.array([bool(lists(key) & BIT["sides"]) for key in known.keys], dtype=np.bool_)
    said = mask.copy()
    says = known.again & ~known.bare & sides[known.of]
    said[(chosen.likely >= _SURELY) & chosen.of(says)] *= but(*FACTS, "narration", "event", "heading")
    return left(said * going, left(mask * going, mask))


def listed(known: Labels, sure: Flags) -> Flags:
    """The labels whose sign lists have, too, of which none comes again: items.

    A few alone may be a brief talk, where nobody speaks in another form.

    sure  of each key, whether somebody is sure that it is a speaker's
    """
    lone = known.of_form(*_OF_LISTS)
    few = 1 if (known.again & ~lone).any() else _ITEMS
    for form in _OF_LISTS:
        own = known.of_form(form)
        if own.sum() < few or (own & (known.again | sure[known.of])).any():
            lone &= ~own
    return lone


def going_on(view: View, known: Labels) -> Mask:
    """The states of lines that go on with what stands above, whatever else they look like; 1 for all others.

    Where blank lines part the paragraphs, a line in lower case goes on with a long one that ends no sentence;
    elsewhere each line may be a paragraph.
    """
    mask = np.ones((len(view.lines), len(STATES)))
    gap = view.gap > 0
    small = np.array([line.text[:1].islower() for line in view.lines])
    unended = ~view.has("ends") & (view.widths > _LONG)
    if gap.mean() > _PARTED:
        mask[small & ~gap & above(unended)] = only(*WRAPS, *OPENERS)
    within = np.array([ends_within(line.text) for line in view.lines])
    mask[small & ~gap & above(within)] = only(*WRAPS)
    mask[_set_off(view, known)] = only(*WRAPS)
    mask[view.counted | np.array([bool(_BULLET.match(line.text)) for line in view.lines])] *= but(*WRAPS)
    mask[[*carried(view, known).within]] = only("continuation")
    return mask


_SIGN = re.compile(r"[\"“„«»‹「『\[(（【*•—–-]")
"""What may begin a quotation, an item, or what happens."""
_BLOCKS, _ALL_OFF, _FULL = 6, 0.95, 90
"""Labels that come again, and their share below a blank line, at least, where those part all turns; and how
many columns a line has, at most."""


def _set_off(view: View, known: Labels) -> list[int]:
    """The further lines of turns, where blank lines part all of them, and no line is wider than a page.

    One may be that of who wrote the text, with the day below it: no sentence ends there.
    """
    places = known.firsts(known.again & ~known.of_form(*SIGNS))
    line = known.line[places]
    off = view.gap[line] > 0
    if len(line) < _BLOCKS or off.mean() < _ALL_OFF or view.widths[line[0] :].max() > _FULL:
        return []
    block = np.cumsum(view.gap > 0)
    signs = np.array([bool(_SIGN.match(line.text)) for line in view.lines])
    said = np.isin(block, block[line]) & np.isin(block, block[view.ended])
    inside = said & (view.gap == 0) & ~signs
    # Below a label alone begins what is said.
    alone = np.isin(np.arange(len(block)), line[known.bare[places]])
    inside[: line[0] + 1] = inside[line] = inside[above(alone)] = False
    return np.flatnonzero(inside).tolist()


def carried(view: View, known: Labels) -> ToldTurns:
    """The lines with an ellipsis, where it stands for who spoke last, and who has a label right above one."""
    found = [i for i, line in enumerate(view.lines) if _ELLIPSIS.match(line.text)]
    places = known.firsts(known.of_form("colon") & ~known.bare)
    if min(len(found), len(places)) < _CARRIED:
        return ToldTurns()
    last = np.searchsorted(known.line[places], found) - 1
    people = distinct(known.of[places[last[last >= 0]]])
    people = people[[not lists(known.keys[k]) & NOBODY for k in people]]
    return ToldTurns.at(known, places[np.isin(known.of[places], people)], found)


_NUMBERED = re.compile(r"(\D{2,}?)\s?(\d{1,3})$")
_POINTS, _STOPPED = 2, 0.8
"""Points of an agenda, at least; and share of the turns that end in a stop, at least, where it tells that one
has none."""


def points(view: View, known: Labels) -> Iterator[int]:
    """The lines that are points of an agenda among turns: `Item 3: The pier`, each with the next number.

    People who are numbered (`Speaker 2: ...`) say sentences, answer each question, come again, or are called
    by what they are. Where turns end in no stop, as in Thai, points without one are no headings; and between
    steps that somebody counts stands no turn.
    """
    colon, stops = known.of_form("colon") & ~known.bare, view.ended
    turns = np.sort(known.line[known.firsts(colon & known.again)])
    if len(turns) < _CARRIED or stops[turns].mean() < _STOPPED:
        return
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for at in known.firsts(colon & ~known.again).tolist():
        number = _NUMBERED.match(known.keys[known.of[at]])
        if number and not lists(number[1]) & OFFICE:
            found[number[1]].append((int(number[2]), int(known.line[at])))
    for of in found.values():
        counts, lines = map(list, zip(*of, strict=True))
        follow = counts == [*range(counts[0], counts[0] + len(of))]
        apart = (np.diff(np.searchsorted(turns, lines)) > 0).all()
        said = stops[lines].any() or above(view.has("asks"))[lines].all()
        if len(of) >= _POINTS and follow and apart and not said:
            yield from lines


_HEAD = re.compile(r"(?:(\d{1,3})[.)]?\s+)?([^\W\d_]{3,}(?:\s[^\W\d_]+)?)(?:\s(\d{1,3}))?[.]?")
"""A word or two, and a number before or behind them."""
_HEADS = 3
"""Lines that are so, at least."""


def same_heads(view: View) -> Iterator[int]:
    """The paragraphs that are `1. Scene.`, `2. Scene.` and so on: the same words, and the next number each.

    People who are numbered are called by what they are: `Speaker 1`.
    """
    same: defaultdict[tuple[str, bool], list[tuple[int, int]]] = defaultdict(list)
    for i in np.flatnonzero(view.has("gaps around")).tolist():
        head = _HEAD.fullmatch(view.plain[i])
        if head and bool(head[1]) != bool(head[3]) and not lists(key(head[2])) & OFFICE:
            same[head[2], bool(head[1])].append((i, int(head[1] or head[3])))
    for at in same.values():
        if len(at) >= _HEADS and all(b[1] == a[1] + 1 for a, b in pairwise(at)):
            yield from (i for i, _ in at)


# What is drawn at both ends heads a part. Three asterisks right at a word are bold and italic.
_FRAMED = re.compile(r"(?![*_]{3}[^\W_])([-–—=~*_─═])\1{2,}+\s*[^\W_].*[^\W_]\W?\s*\1{3,}$")


def framed(view: View) -> list[int]:
    """The lines that are drawn at both ends, with words between: `----- Questions -----`."""
    return [i for i, line in enumerate(view.lines) if _FRAMED.match(line.text)]


def outlined(view: View, known: Labels) -> Iterator[int]:
    """The items that end in a colon, with deeper ones below, which stand no deeper than the turns: points.

    They are what a note is about, with all that is set in below them. No name of somebody who speaks is one.
    """
    again = known.of_form("colon") & known.again
    turns = set(known.line[again & ~known.bare].tolist())
    spoken = np.isin(known.of, known.of[again & ~known.bare])
    speak = set(known.line[again & spoken & known.bare].tolist())
    item, colon = view.has("item") | view.has("item form"), view.has("colon")
    if sum(bool(item[i]) for i in turns) < _CARRIED:
        return
    indents = [line.indent for line in view.lines]
    last: int | None = None
    within_ = -1
    for i, indent in enumerate(indents):
        if indent <= within_:
            within_ = -1
        if within_ >= 0:
            yield i
        elif i in turns:
            last = indent
        elif (
            item[i]
            and colon[i]
            and i not in speak
            and (last is None or indent <= last)
            and max(indents[i + 1 : i + 2], default=0) > indent
        ):
            within_ = indent
            yield i


_LOG = 0.7
"""Share of the lines that begin with a name and a time, at least, from which on a text is a log."""


def logged(view: View, known: Labels) -> Indices:
    """The lines of a log that have no name and no time: no byline stands in the midst of messages."""
    timed = np.zeros(len(view.lines), dtype=np.bool_)
    timed[known.line[known.timed & ~known.bare & known.again]] = True
    return np.flatnonzero(np.logical_or.accumulate(timed) & ~timed & bool(timed.mean() >= _LOG))


_UNSAID = but(*SPOKEN)
_ARE: tuple[tuple[Callable[[View, Labels], Iterable[int]], Mask], ...] = (
    (outlined, _UNSAID),
    (lambda view, _: pulled(view), _UNSAID),
    (lambda view, _: announced(view), _UNSAID),
    (legend, only("meta")),
    (listing, only("meta", "heading")),
    (presented, only("meta", "heading")),
    (lambda view, _: framed(view), only("heading")),
    (points, only("heading")),
    (lambda view, _: same_heads(view), only("heading")),
    (noted, only("note")),
    (recorded, only("continuation")),
    (sounds, _UNSAID),
    (described, only("event")),
    (scenes, only("heading")),
)
"""Laws of lines, and the states that they leave, whatever others say: of two the later one is right."""
_MAY: tuple[tuple[Callable[[View, Labels], Iterable[int]], Mask], ...] = (
    (story, _UNSAID),
    (stamped, only(*SPOKEN, *WRAPS)),
    (acted, but("continuation", "wrap.speech")),
    (logged, but("meta", "byline", "caption")),
)
"""The same of states that others leave, too."""


def told_by_layout(view: View, known: Labels) -> tuple[Mask, list[int]]:
    """The states that lines may have by how the text is set, and the keys of those who surely speak then."""
    mask, speak = going_on(view, known), [*captioned(view, known)]

    def tell(*told: ToldTurns) -> None:
        for voices in told:
            mask[[*voices.turns]] = _BEGINS
            mask[[*voices.within]] = _SAYS_ON
            mask[[*voices.outside]] *= _UNSAID
            speak.extend(voices.people)

    tell(exchange(view, known), messages(view, known), stopped(view, known), quoted(view, known))
    tell(carried(view, known)._replace(within=()))
    interview = view.interview
    mask[interview.asks] = only("continuation")
    mask[interview.answers] = only("continuation", "event")
    mask[interview.turns] = _BEGINS
    speak += [k for k, key in enumerate(known.keys) if key in interview.people]
    for law, states in _ARE:
        mask[[*law(view, known)]] = states
    for law, states in _MAY:
        mask[[*law(view, known)]] *= states
    record = sitting(view, known)
    # In a record nothing is told but in brackets.
    mask[min(record.turns, default=len(mask)) :, AT["narration"]] = 0
    tell(parts(view, known), record)
    return mask, speak


_TURNS, _LITTLE, _EXCERPT = 2, 0.15, 20
"""Turns that a text in which nobody speaks seems to have, and the share of it that they are: at most; and
lines of such a text, at least: of an interview a brief one may have no more than a turn."""


def silent(view: View, states: Sequence[LineState]) -> bool:
    """Whether so little was read as speech that nobody speaks: a turn or two in a text that is told."""
    if len(states) < _EXCERPT or not 0 < sum(state in OPENERS for state in states) <= _TURNS:
        return False
    said = whole = 0.0
    beside = False
    for state, size in zip(states, view.widths, strict=True):
        # A picture and its caption stand beside the text, and tell nothing of it.
        beside = state == "caption" or (beside and state == "wrap.other")
        whole += 0 if beside else size
        said += size if state in SPOKEN else 0
    return bool(said < _LITTLE * whole)
