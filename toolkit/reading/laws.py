"""Which states lines may have, by what a text says of itself: weights only choose among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

import numpy as np

from toolkit.languages.lexicon import lexicon
from toolkit.reading import about, apart, headlines, listed_things, sittings, speaking, unspoken
from toolkit.reading.alone import dangling
from toolkit.reading.candidates import SIGNS, Candidate, LabelForm
from toolkit.reading.features import Best
from toolkit.reading.in_full import in_initials
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
from toolkit.reading.lines import Line
from toolkit.reading.roster import Labels
from toolkit.reading.shape import BIT, NOBODY, Flags, Indices, above, distinct
from toolkit.reading.speaking import DOES, SIGNED, ToldTurns
from toolkit.reading.view import View
from toolkit.text.lines import ends_within
from toolkit.text.times import TIME

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
        listed(known, sure)
        | (unspoken.facts(view, known) | unspoken.things(known) | apart.remarks(known)) & ~sure[known.of]
        | listed_things.terms(view, known) & ~sure[known.of]
        | unspoken.in_passing(view, known)
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
    # A name in bold tells as much where it is surely somebody's: what a part is about comes once.
    bold = known.again & known.of_form("bold") & ~known.bare & ~known.renamed
    mask[(chosen.likely >= _SURELY) & chosen.of(bold), AT["narration"]] = 0
    # Behind a letter for who asks or who answers it is said, but in a list of what they are short for.
    said = mask.copy()
    says = known.again & ~known.bare & known.in_lists(BIT["sides"])
    said[(chosen.likely >= _SURELY) & chosen.of(says)] *= but(*FACTS, "narration", "event", "heading")
    return left(said * going, left(mask * going, mask))


def listed(known: Labels, sure: Flags) -> Flags:
    """The labels whose sign lists have, too, of which none comes again: items.

    A few alone may be a brief talk, where nobody speaks in another form.

    sure  of each key, whether somebody is sure that it is a speaker's
    """
    lone = known.of_form(*_OF_LISTS) & ~in_initials(known)
    few = 1 if (known.again & ~lone).any() else _ITEMS
    for form in _OF_LISTS:
        own = known.of_form(form)
        if own.sum() < few or (own & (known.again | sure[known.of])).any():
            lone &= ~own
    return lone


def going_on(view: View, known: Labels, said: Sequence[int]) -> Mask:
    """The states of lines that go on with what stands above, whatever else they look like; 1 for all others.

    said  lines that are said by whoever spoke last, as an ellipsis tells (`carried`)

    Where blank lines part the paragraphs, a line in lower case goes on with a long one that ends no sentence;
    elsewhere each line may be a paragraph.
    """
    mask = np.ones((len(view.lines), len(STATES)))
    gap = view.gap > 0
    small = np.array([text[:1].islower() for text in view.printed])
    unended = ~view.has("ends") & (view.widths > _LONG)
    if gap.mean() > _PARTED:
        mask[small & ~gap & above(unended)] = only(*WRAPS, *OPENERS)
    within = np.array([*map(ends_within, view.printed)])
    mask[small & ~gap & above(within)] = only(*WRAPS)
    mask[[i + 1 for i in dangling(view.lines) if not view.found[i]]] = only(*WRAPS)
    mask[_set_off(view, known)] = only(*WRAPS)
    mask[view.counted | view.begins(_BULLET)] *= but(*WRAPS)
    mask[[*said]] = only("continuation")
    return mask


_SIGN = re.compile(r"[^\w\s'’‘¿¡….]|\d{1,3}[.)．、]\s")
"""What may begin a quotation, an item, or what happens."""
_BLOCKS, _ALL_OFF, _FULL = 6, 0.95, 90
"""Labels that come again, and their share below a blank line, at least, where those part all turns; and how
many columns a line has, at most."""


def _set_off(view: View, known: Labels) -> list[int]:
    """The further lines of turns, where blank lines part all of them, and no line is wider than a page.

    One may be that of who wrote the text, with the day below it: no sentence ends there. What may be a label,
    or a heading in capitals, is left to weights: somebody may speak once.
    """
    again = known.again & ~known.of_form(*SIGNS)
    line = distinct(known.line[again])
    off = view.gap[line] > 0
    if len(line) < _BLOCKS or off.mean() < _ALL_OFF or view.widths[line[0] :].max() > _FULL:
        return []
    block = np.cumsum(view.gap > 0)
    # What has a time of its own begins a paragraph.
    signs = view.timed | view.begins(_SIGN)
    said = np.isin(block, block[line]) & np.isin(block, block[view.ended])
    inside = said & (view.gap == 0) & ~signs
    # Below a label alone begins what is said.
    alone = np.isin(np.arange(len(block)), known.line[again & known.bare])
    inside[: line[0] + 1] = inside[line] = inside[above(alone)] = False
    inside[known.line[known.of_form(*SIGNED, "stroke")]] = False
    inside &= ~view.has("capitals")
    return np.flatnonzero(inside).tolist()


def carried(view: View, known: Labels) -> ToldTurns:
    """The lines with an ellipsis, where it stands for who spoke last, and who has a label right above one.

    Where no label comes again, they are what a report is about, and it quotes others with ellipses.
    """
    found = np.flatnonzero(view.begins(_ELLIPSIS))
    places = known.firsts(known.of_form("colon") & ~known.bare)
    if min(len(found), len(places)) < _CARRIED:
        return ToldTurns()
    last = np.searchsorted(known.line[places], found) - 1
    people = known.of[places[last[last >= 0]]]
    turns = places[np.isin(known.of[places], people) & ~known.in_lists(NOBODY)[places]]
    return ToldTurns.at(known, turns[: len(turns) * known.again[turns].any()], found.tolist())


# A time before a paragraph says where in the recording it is: it is said, though no name stands there.

_STAMP = re.compile(rf"[\[(（<]\s*{TIME}\s*[\])）>]")
_SENTENCES = 0.5
"""Share of lines with a time that end a sentence or are long, at least, where nobody is named."""
_CHAT = 0.4
"""Share of the lines that end a sentence, at least, where people write out what they say."""
_MOMENTS, _NEARLY = 5, 0.8
"""Lines with a time, at least, and their share from the first of them on."""


def stamped(view: View, known: Labels) -> Indices:
    """The lines below the first label that comes again which begin with a time, and end a sentence.

    What is in brackets or in italics may be what happens meanwhile. In a chat few lines end a sentence, and a
    star tells what somebody does.
    """
    first = speaking.begins(view, known)
    said, apart = view.ended, [view.has(name) for name in ("round", "square", "corner", "italic")]
    chat = first < len(said) and said[first:].mean() < _CHAT
    said = ~np.any(apart, axis=0) & (said | (chat & ~view.begins(DOES)))
    said[:first] = said[known.line[known.of_form(*SIGNED)]] = False
    return np.flatnonzero(said & (view.timed | view.begins(_STAMP)))


def recorded(view: View, known: Labels) -> Indices:
    """The lines with a time, where nobody is named and nearly all have one: somebody talks.

    Chapters and programmes have times, too, and few sentences. What may be a name is left to weights.
    """
    timed = (view.timed | view.begins(_STAMP)) & ~view.has("round") & ~view.has("square")
    at = np.flatnonzero(timed)
    stated = known.of_form("stated") | (known.again & known.bare)
    named = stated.any() or speaking.begins(view, known) < len(view.lines)
    if len(at) < _MOMENTS or named or timed[at[0] :].mean() < _NEARLY:
        return at[:0]
    if (view.ended | (view.widths > _LONG))[at].mean() < _SENTENCES:
        return at[:0]
    return np.setdiff1d(at, known.line[known.of_form(*SIGNED)])


_LOG = 0.7
"""Share of the lines that begin with a name and a time, at least, from which on a text is a log."""


def logged(view: View, known: Labels) -> Indices:
    """The lines of a log that have no name and no time: no byline stands in the midst of messages."""
    timed = np.zeros(len(view.lines), dtype=np.bool_)
    timed[known.line[known.timed & ~known.bare & known.again]] = True
    return np.flatnonzero(np.logical_or.accumulate(timed) & ~timed & bool(timed.mean() >= _LOG))


_SPEAK = (speaking.exchange, speaking.messages, speaking.stopped, speaking.quoted)
"""Laws that tell whose turns lines begin, before all others."""
_UNSAID = but(*SPOKEN)
_ARE: tuple[tuple[Callable[[View, Labels], Iterable[int]], Mask], ...] = (
    (apart.outlined, _UNSAID),
    (lambda view, _: apart.pulled(view), _UNSAID),
    (headlines.printed_twice, _UNSAID),
    (about.told_of, _UNSAID),
    (about.credited, _UNSAID),
    (lambda view, _: apart.announced(view), _UNSAID),
    (unspoken.legend, only("meta")),
    (apart.below_field, only("meta")),
    (unspoken.listing, only("meta", "heading")),
    (unspoken.presented, only("meta", "heading")),
    (lambda view, _: apart.framed(view), only("heading")),
    (apart.points, only("heading")),
    (lambda view, _: apart.same_heads(view), only("heading")),
    (apart.noted, only("note")),
    (apart.added, only("meta", "event")),
    (headlines.headlined, only("title", "kicker", "heading")),
    (headlines.at_top, only("title", "kicker", "heading")),
    (lambda view, _: apart.footnotes(view), only("note")),
    (recorded, only("continuation")),
    (unspoken.sounds, _UNSAID),
    (unspoken.described, only("event")),
    (unspoken.scenes, only("heading")),
)
"""Laws of lines, and the states that they leave, whatever others say: of two the later one is right."""
_MAY: tuple[tuple[Callable[[View, Labels], Iterable[int]], Mask], ...] = (
    (unspoken.story, _UNSAID),
    (lambda view, _: apart.beside_quotations(view), _UNSAID),
    (listed_things.own_terms, only("continuation", "wrap.speech")),
    (stamped, only(*SPOKEN, *WRAPS)),
    (unspoken.acted, but("continuation", "wrap.speech")),
    (logged, but("meta", "byline", "caption")),
    (headlines.written_by, but("title", "kicker")),
    (headlines.above_writer, but("kicker")),
)
"""The same of states that others leave, too."""


def told_by_layout(view: View, known: Labels) -> tuple[Mask, list[int]]:
    """The states that lines may have by how the text is set, and the keys of those who surely speak then."""
    ellipses = carried(view, known)
    mask, speak = going_on(view, known, ellipses.within), [*speaking.captioned(view, known)]

    def tell(*told: ToldTurns) -> None:
        for voices in told:
            mask[[*voices.turns]] = _BEGINS
            mask[[*voices.within]] = _SAYS_ON
            mask[[*voices.outside]] *= _UNSAID
            speak.extend(voices.people)

    tell(*(law(view, known) for law in _SPEAK), ellipses._replace(within=()))
    interview = view.interview
    mask[interview.asks] = only("continuation")
    mask[interview.answers] = only("continuation", "event")
    mask[interview.turns] = _BEGINS
    speak += [k for k, key in enumerate(known.keys) if key in interview.people]
    for law, states in _ARE:
        mask[[*law(view, known)]] = states
    for law, states in _MAY:
        mask[[*law(view, known)]] *= states
    record, officials = sittings.sitting(view, known), sittings.officials(view, known)
    # In a record nothing is told but in brackets, and nothing is below a picture.
    mask[min(record.turns, default=len(mask)) :] *= but("caption")
    mask[min((*record.turns, *officials.turns), default=len(mask)) :] *= but("narration")
    mask[sittings.happened(view, [*record.turns, *officials.turns])] = only("event")
    speak += officials.people
    tell(speaking.tabbed(view, known), speaking.parts(view, known), record)
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


def acts(found: Sequence[tuple[Candidate, ...]]) -> Iterator[str]:
    """The keys of labels in brackets that tell what a speaker of the text does.

    `[Ann laughs] And then we rang.` But `[Ann Bell]` is somebody.
    """
    sounds = lexicon().event
    labels = {(label.key, label.label, label.form) for line in found for label in line}
    keys = [key.split() for key, *_ in labels]
    callings = {word for words in keys if words and words[-1] not in sounds for word in words}
    for key, name, form in labels:
        *who, what = key.split() or [""]
        does = form == "bracket" and who and what in sounds and not name.split()[-1].istitle()
        if does and callings.issuperset(who):
            yield key


# Labels alone on the first lines of their paragraphs.

_MOST_AGAIN = 0.5
"""Share of the names there that come again, from which on all are labels."""


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
    names = len(again) > _MOST_AGAIN * len(firsts)
    for i in joined:
        if i in again or (names and i in firsts) or any(map(_signed, found[i - 1])):
            yield i


def _signed(label: Candidate) -> bool:
    """Whether a label alone on its line has a sign that says so."""
    return label.bare and label.form in {"colon", "time", "bracket", "bold"}
