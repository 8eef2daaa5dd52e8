"""Which states lines may have, by what a text says of itself: weights only choose among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence

import numpy as np

from toolkit.reading import apart, around, blocks, interview, sittings, speaking, whose
from toolkit.reading.candidates import SIGNS
from toolkit.reading.features import Best
from toolkit.reading.lattice import AT, FACTS, OPENERS, SPOKEN, STATES, WRAPS, Mask, but, left, only
from toolkit.reading.roster import Labels
from toolkit.reading.shape import BIT, CLOSING, Indices, above, distinct
from toolkit.reading.view import View
from toolkit.reading.vocabulary import SIGNED, ToldTurns, behind, flags
from toolkit.text.lines import ends_within
from toolkit.text.scripts import begins_small

_SPEAKS, LIKELY, _AGAIN, _NAMED, _SURELY = 0.05, 0.5, 0.75, 0.95, 0.99
"""How likely a label must be a speaker's: to begin a turn; alone with a colon, to be no metadata, nor told;
where words follow, and it comes again, not to be told (an essay with questions, which tells all of it, stays
below), and to be no part of what somebody else says; and the same of a word for a question or an answer,
whatever sign it has, and of a name in bold."""
_NUMBERED = 5
"""Columns of a number or a letter in brackets: what a part of a page is called tells nothing of titles."""
_LONGEST_TITLE = 200
"""Columns of a title, at most."""


def possible(view: View, known: Labels, chosen: Best, going: Mask, speakers: Container[str] = ()) -> Mask:
    """Which states each line may have: a turn needs a likely label, and text behind it; no heading goes on.

    going     lines x states, as `going_on` gives them
    speakers  keys that somebody is sure of: before a colon they begin a turn, but where `going` tells of few
              of their lines that nobody says them
    """
    mask = np.ones((len(chosen.place), len(STATES)))
    # What is only drawn has no words.
    mask[view.has("drawn")] = only("separator")
    mask[view.has("heading")] *= but("continuation", *WRAPS)
    # No title stands in brackets, or opens one and leaves it open, as a scene does that goes on.
    begin = [(i, view.printed[i]) for i in np.flatnonzero(view.has("opens bracket")).tolist()]
    opened = [i for i, text in begin if CLOSING.get(text[:1], "") not in text]
    enclosed = view.has("round") & (view.widths > _NUMBERED)
    mask[(view.widths > _LONGEST_TITLE) | view.are(opened) | enclosed, AT["title"]] = 0
    colon, inline = known.of_form("colon"), ~known.bare
    sure = flags(key in speakers for key in known.keys)
    # What the layout tells of a line or two holds where whoever it is speaks elsewhere: `M: Mara Lind`.
    unsaid = (going[:, [AT[state] for state in OPENERS]] == 0).all(axis=1)[known.line]
    elsewhere = np.bincount(known.of, weights=1.0 - 2 * unsaid, minlength=len(known.keys)) > 0
    mask[chosen.of(colon & sure[known.of] & ~(unsaid & elsewhere[known.of]))] = 0
    may = (chosen.likely >= _SPEAKS) & ~chosen.of(whose.turnless(view, known, sure))
    mask[:, AT["turn"]] = may & chosen.of(inline)
    mask[:, AT["label"]] = may & chosen.of(known.bare)
    # Somebody's name and a colon, and nothing else, heads what is said.
    mask[may & (chosen.likely >= LIKELY) & chosen.of(known.bare & colon)] *= but(*FACTS, "narration", "event")
    # What only says where something lies, nobody says: `Slides: https://example.org/salt`.
    once = np.flatnonzero(inline & colon & ~known.again).tolist()
    where = [known.line[k] for k in once if blocks.ADDRESS.fullmatch(behind(view, known, k).strip())]
    mask[(chosen.likely < LIKELY) & view.are(where)] *= but(*SPOKEN)
    # What heads a part is no label, and items have none.
    mask[view.are(apart.headed(view, known)) & (~may | view.has("item"))] *= but(*SPOKEN)
    # What begins with the name of somebody who speaks again is not told, whatever else it looks like. Nor is
    # it said by whoever spoke before, where a blank line parts it from that.
    again = known.again & inline & ~known.renamed
    says = chosen.of(again & colon) & may
    mask[(chosen.likely >= _AGAIN) & says, AT["narration"]] = 0
    mask[(chosen.likely >= _NAMED) & says & (view.gap > 0), AT["continuation"]] = 0
    # A name in bold tells as much where it is surely somebody's: what a part is about comes once.
    mask[(chosen.likely >= _SURELY) & chosen.of(again & known.of_form("bold")), AT["narration"]] = 0
    # Behind a letter for who asks or who answers it is said, but in a list of what they are short for.
    said = mask.copy()
    sides = known.again & inline & known.in_lists(BIT["sides"])
    said[(chosen.likely >= _SURELY) & chosen.of(sides)] *= but(*FACTS, "narration", "event", "heading")
    return left(said * going, left(mask * going, mask))


# Lines that go on with what stands above, whatever else they look like.

_LONG, _PARTED = 60, 0.2
"""Columns of a line that is long, and no verse; and the share of lines that stand below a blank one where
those part the paragraphs."""
_BULLET = re.compile(r"\*+\s|[•▪‣]")
"""What no line begins with that goes on: a dash may, or a number that is none of a row."""


def going_on(view: View, known: Labels, said: Sequence[int]) -> Mask:
    """The states of lines that go on with what stands above; 1 for all others.

    said  lines that are said by whoever spoke last, as an ellipsis tells (`carried`)

    Where blank lines part the paragraphs, a line in lower case goes on with a long one that ends no sentence;
    elsewhere each line may be a paragraph.
    """
    mask = np.ones((len(view.lines), len(STATES)))
    gap = view.gap > 0
    small = flags(begins_small(text) for text in view.printed) & ~gap
    if gap.mean() > _PARTED:
        mask[small & above(~view.has("ends") & (view.widths > _LONG))] = only(*WRAPS, *OPENERS)
    mask[small & above(flags(map(ends_within, view.printed)))] = only(*WRAPS)
    mask[[i + 1 for i in view.dangling if not view.found[i]]] = only(*WRAPS)
    mask[_set_off(view, known)] = only(*WRAPS)
    # A remark ends where its bracket closes: `(beat)` above what is said on.
    mask[above(view.has("round", "square")) & ~small] *= but("wrap.other")
    mask[view.counted | view.begins(_BULLET)] *= but(*WRAPS)
    mask[[*said]] = only("continuation")
    return mask


_SIGN = re.compile(r"[^\w\s'’‘¿¡….]|\d{1,3}[.)．、]\s")
"""What may begin a quotation, an item, or what happens."""
_BLOCKS, _ALL_OFF, _FULL = 6, 0.95, 90
"""Labels that come again, and their share below a blank line, at least, where those part all turns; and how
many columns a line has, at most."""


def _set_off(view: View, known: Labels) -> Indices:
    """The further lines of turns, where blank lines part all of them, and no line is wider than a page.

    One may be that of who wrote the text, with the day below it: no sentence ends there. What may be a label,
    or a heading in capitals, is left to weights: somebody may speak once.
    """
    again = known.again & ~known.of_form(*SIGNS)
    line = distinct(known.line[again])
    off = view.gap[line] > 0
    if len(line) < _BLOCKS or off.mean() < _ALL_OFF or view.widths[line[0] :].max() > _FULL:
        return line[:0]
    block = np.cumsum(view.gap > 0)
    inside = np.isin(block, block[line]) & np.isin(block, block[view.ended]) & (view.gap == 0)
    # What has a time of its own begins a paragraph, and below a label alone begins what is said.
    inside &= ~(view.timed | view.begins(_SIGN) | above(view.are(known.line[again & known.bare])))
    inside[: line[0] + 1] = inside[line] = inside[known.line[known.of_form(*SIGNED, "stroke")]] = False
    return np.flatnonzero(inside & ~view.has("capitals"))


def introduced(view: View, known: Labels) -> Indices:
    """The sentences that tell who somebody is: `Mara Lind – diver, born at sea.` heads no text."""
    return np.flatnonzero(view.are(known.line[whose.in_passing(view, known)]) & view.ended)


# The tables.

_BEGINS, _SAYS_ON, _UNSAID = only(*OPENERS), only("continuation", "wrap.speech", "event"), but(*SPOKEN)
_SPEAK = (
    blocks.below_names,
    speaking.exchange,
    speaking.messages,
    speaking.stopped,
    speaking.quoted,
    speaking.with_offices,
)
"""Laws that tell whose turns lines begin, before all others."""
_Laws = tuple[tuple[Callable[[View, Labels], Iterable[int]], Mask], ...]
_ARE: _Laws = (
    (lambda view, _: apart.pulled(view), _UNSAID),
    (lambda view, _: apart.enclosed(view)[0], only("event")),
    (lambda view, _: apart.enclosed(view)[1], only("wrap.other")),
    (lambda view, _: apart.captioned(view), only("caption")),
    (around.printed_twice, _UNSAID),
    (around.told_of, _UNSAID),
    (around.credited, _UNSAID),
    (around.dated, _UNSAID),
    (introduced, but(*SPOKEN, "title", "kicker", "byline")),
    (lambda view, _: interview.announced(view), _UNSAID),
    (around.below_field, only("meta")),
    (around.listing, only("meta", "heading")),
    (around.presented, only("meta", "heading")),
    (lambda view, _: apart.framed(view), only("heading")),
    (apart.points, only("heading")),
    (lambda view, _: apart.same_heads(view), only("heading")),
    (apart.noted, only("note")),
    (apart.added, only("meta", "event")),
    (around.headlined, only("title", "kicker", "heading")),
    (around.at_top, only("title", "kicker", "heading")),
    (around.legend, only("meta", "note")),
    (lambda view, _: apart.footnotes(view), only("note")),
    (speaking.recorded, only("continuation")),
    (lambda view, known: speaking.heard(view, known).within, only("continuation", "wrap.speech")),
    (lambda view, known: speaking.heard(view, known).outside, _UNSAID),
    (apart.sounds, only("event")),
    (apart.signed, only("byline", "meta")),
    (apart.scenes, only("heading")),
)
"""Laws of lines, and the states that they leave, whatever others say: of two the later one is right."""
_MAY: _Laws = (
    (apart.story, _UNSAID),
    (around.behind_all, _UNSAID),
    (lambda view, _: interview.beside_quotations(view), _UNSAID),
    (whose.own_terms, only("continuation", "wrap.speech")),
    (speaking.stamped, only(*SPOKEN, *WRAPS)),
    (apart.acted, but("continuation", "wrap.speech")),
    (speaking.logged, but("meta", "byline", "caption")),
    (around.written_by, but("title", "kicker")),
    (around.above_writer, but("kicker")),
    (apart.above_scenes, but("kicker")),
)
"""The same of states that others leave, too."""


def told_by_layout(view: View, known: Labels) -> tuple[Mask, list[int]]:
    """The states that lines may have by how the text is set, and the keys of those who surely speak then."""
    ellipses = speaking.carried(view, known)
    mask, speak = going_on(view, known, ellipses.within), list[int]()

    def tell(*told: ToldTurns) -> None:
        for voices in told:
            mask[[*voices.turns]] = _BEGINS
            mask[[*voices.within]] = _SAYS_ON
            mask[[*voices.outside]] *= _UNSAID
            speak.extend(voices.people)

    tell(*(law(view, known) for law in _SPEAK), ellipses._replace(within=()))
    asked = view.interview
    mask[asked.asks] = only("continuation")
    mask[asked.answers] = only("continuation", "event")
    mask[asked.turns] = _BEGINS
    speak += [k for k, key in enumerate(known.keys) if key in asked.people]
    # `Question` stands alone on its line, again and again, and somebody else has a label.
    sides = known.of_form("alone") & known.again & known.in_lists(BIT["sides"])
    asking = distinct(known.of[sides]).tolist()
    speak += asking if len(distinct(known.of[known.again])) > 1 else []
    for law, states in _ARE:
        mask[[*law(view, known)]] = states
    for law, states in _MAY:
        mask[[*law(view, known)]] *= states
    record, officials = sittings.sitting(view, known), sittings.officials(view, known)
    # In a record nothing is told but in brackets, and nothing is below a picture.
    turns = [*record.turns, *officials.turns]
    mask[min(record.turns, default=len(mask)) :] *= but("caption")
    mask[min(turns, default=len(mask)) :] *= but("narration")
    mask[sittings.happened(view, turns)] = only("event")
    speak += officials.people
    tell(speaking.tabbed(view, known), blocks.parts(view, known), record)
    return mask, speak
