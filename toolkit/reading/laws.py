"""Which states lines may have, by what a text and its container say: weights only choose among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

import numpy as np

from toolkit import late
from toolkit.languages.lexicon import key
from toolkit.reading import (
    apart,
    around,
    blocks,
    bylines,
    interview,
    phrases,
    sittings,
    speaking,
    whole,
    whose,
)
from toolkit.reading.contacts import contacts
from toolkit.reading.features import Best
from toolkit.reading.filled import filled
from toolkit.reading.forms import SIGNS
from toolkit.reading.labelled import Labelled, ToldTurns
from toolkit.reading.lattice import AT, FACTS, LEAST, OPENERS, SPOKEN, STATES, WRAPS, Mask, but, left, only
from toolkit.reading.nobody import below_labels, led, named_anew
from toolkit.reading.rights import reserved
from toolkit.reading.shape import BIT, CLOSING, WORD, Flags, Indices, above, below, distinct, flags
from toolkit.reading.title_block import LONGEST, may_head
from toolkit.reading.view import View
from toolkit.reading.vocabulary import SIGNED, capitals
from toolkit.text.lines import BRACKETED, ends_within
from toolkit.text.scripts import begins_small
from toolkit.text.signs import ends_sentence

_SPEAKS, LIKELY, _AGAIN, _NAMED, _SURELY = 0.05, 0.5, 0.75, 0.95, 0.99
"""How likely a label must be a speaker's: to begin a turn; alone with a colon, to be no metadata, nor told;
where words follow, and it comes again, not to be told (an essay with questions, which tells all of it, stays
below), and to be no part of what somebody else says; and the same of a word for a question or an answer,
whatever sign it has, and of a name in bold."""
_NUMBERED = 5
"""Columns of a number or a letter in brackets: what a part of a page is called tells nothing of titles."""
_LONGEST_TITLE = 200
"""Columns of a title, at most."""


def possible(text: Labelled, chosen: Best, going: Mask, speakers: Container[str] = ()) -> Mask:
    """Which states each line may have: a turn needs a likely label, and text behind it; no heading goes on.

    going     lines x states, as `going_on` gives them
    speakers  keys that somebody is sure of: before a colon they begin a turn, but where `going` tells of few
              of their lines that nobody says them
    """
    mask = np.ones((len(chosen.place), len(STATES)))
    # What is only drawn has no words.
    mask[text.has("drawn")] = only("separator")
    mask[text.has("heading")] *= but("continuation", *WRAPS)
    # No title stands in brackets, or opens one and leaves it open, as a scene does that goes on.
    begin = [(i, text.printed[i]) for i in np.flatnonzero(text.has("opens bracket")).tolist()]
    opened = [i for i, words in begin if CLOSING.get(words[:1], "") not in words]
    enclosed = text.has("round") & (text.widths > _NUMBERED)
    mask[(text.widths > _LONGEST_TITLE) | text.are(opened) | enclosed, AT["title"]] = 0
    colon, inline = text.of_form("colon"), ~text.bare
    sure = flags(key in speakers for key in text.keys)
    # What the layout tells of a line or two holds where whoever it is speaks elsewhere: `M: Mara Lind`.
    unsaid = (going[:, [AT[state] for state in OPENERS]] == 0).all(axis=1)[text.line]
    elsewhere = np.bincount(text.of, weights=1.0 - 2 * unsaid, minlength=len(text.keys)) > 0
    mask[chosen.of(colon & sure[text.of] & ~(unsaid & elsewhere[text.of]))] = 0
    may = (chosen.likely >= _SPEAKS) & ~chosen.of(whose.turnless(text, sure))
    mask[:, AT["turn"]] = may & chosen.of(inline)
    mask[:, AT["label"]] = may & chosen.of(text.bare)
    # Somebody's name and a colon, and nothing else, heads what is said.
    mask[may & (chosen.likely >= LIKELY) & chosen.of(text.bare & colon)] *= but(*FACTS, "narration", "event")
    # So does a name in capitals above how it is said: `MARY`, and `(whispering)` with words below.
    under = enclosed & (text.gap == 0) & (below(text.gap, 1) == 0)
    how = may & (chosen.likely >= LIKELY) & chosen.of(text.bare) & below(under)
    # What a container says of the line below is worth more.
    at = np.flatnonzero(how).tolist()
    how &= text.are(i for i in at if capitals(text.plain[i]) and not text.lines[i + 1].joined)
    mask[how] *= but(*FACTS, "narration", "event")
    mask[above(how)] *= only("event")
    # What only says where something lies, nobody says: `Slides: https://example.org/salt`.
    once = np.flatnonzero(inline & colon & ~text.again).tolist()
    where = [text.line[k] for k in once if blocks.ADDRESS.fullmatch(text.behind(k).strip())]
    mask[(chosen.likely < LIKELY) & text.are(where)] *= but(*SPOKEN)
    # What heads a part is no label, and items have none.
    mask[text.are(apart.headed(text)) & (~may | text.has("item"))] *= but(*SPOKEN)
    # What begins with the name of somebody who speaks again is not told, whatever else it looks like. Nor is
    # it said by whoever spoke before, where a blank line parts it from that.
    again = text.again & inline & ~text.renamed
    says = chosen.of(again & colon) & may
    mask[(chosen.likely >= _AGAIN) & says, AT["narration"]] = 0
    # With a time it is heard, and heads nothing.
    mask[(chosen.likely >= _AGAIN) & says & text.timed] *= only(*SPOKEN)
    mask[(chosen.likely >= _NAMED) & says & (text.gap > 0), AT["continuation"]] = 0
    # A name in bold tells as much where it is surely somebody's: what a part is about comes once.
    mask[(chosen.likely >= _SURELY) & chosen.of(again & text.of_form("bold")), AT["narration"]] = 0
    # Behind a letter for who asks or who answers it is said, but in a list of what they are short for.
    said = mask.copy()
    sides = text.again & inline & text.in_lists(BIT["sides"])
    said[(chosen.likely >= _SURELY) & chosen.of(sides)] *= but(*FACTS, "narration", "event", "heading")
    return left(said * going, left(mask * going, mask))


# Lines that go on with what stands above, whatever else they look like.

_LONG, _PARTED = 60, 0.2
"""Columns of a line that is long, and no verse; and the share of lines that stand below a blank one where
those part the paragraphs."""
_BULLET = late.regex(r"\*+\s|[•▪‣]")
"""What no line begins with that goes on: a dash may, or a number that is none of a row."""


def going_on(text: Labelled, said: Sequence[int], speakers: Container[str] = ()) -> Mask:
    """The states of lines that go on with what stands above; 1 for all others.

    said      lines that are said by whoever spoke last, as an ellipsis tells (`carried`)
    speakers  keys that somebody is sure of

    Where blank lines part the paragraphs, a line in lower case goes on with a long one that ends no sentence;
    elsewhere each line may be a paragraph.
    """
    mask = np.ones((len(text.lines), len(STATES)))
    gap = text.gap > 0
    small = flags(begins_small(words) for words in text.printed) & ~gap
    if gap.mean() > _PARTED:
        mask[small & above(~text.has("ends") & (text.widths > _LONG))] = only(*WRAPS, *OPENERS)
    mask[small & above(flags(map(ends_within, text.printed)))] = only(*WRAPS)
    mask[[*_below_head(text, small)]] = only(*WRAPS)
    mask[[i + 1 for i in text.dangling if not text.found[i]]] = only(*WRAPS)
    mask[_set_off(text)] = only(*WRAPS)
    on = filled(text).goes_on
    # Whom somebody is sure of speaks once at least.
    elsewhere = np.bincount(text.of, weights=~on[text.line], minlength=len(text.keys)) > 0
    once = text.of_keys(speakers) & ~elsewhere[text.of]
    mask[on & ~text.are(text.line[once])] = only(*WRAPS)
    mask[filled(text).begins] *= but(*WRAPS)
    # A remark ends where its bracket closes: `(beat)` above what is said on.
    mask[above(text.has("round", "square")) & ~small] *= but("wrap.other")
    mask[text.counted | text.begins(_BULLET)] *= but(*WRAPS)
    mask[[*said]] = only("continuation")
    return mask


def _below_head(text: Labelled, small: Flags) -> Iterator[int]:
    """The lines in lower case that go on with a head in capitals: `PROTOKÓŁ NR 12`, and `z sesji Rady`.

    None asks, has a day, or names who speaks: `with Mara Lind`.
    """
    head = text.has("capitals") & ~text.has("colon", "ends") & ~text.are(text.line[text.again])
    head[max(0, min(text.first_turn, LONGEST) - 1) :] = False
    made = text.are(bylines.written_by(text)) | text.has(
        "first credit", "first meta", "first caption", "date", "asks"
    )
    names = [{*own.split()} for own in text.called(text.again) if len(own) > 1]
    for i in np.flatnonzero(small & above(head) & ~made).tolist():
        words = {key(word) for word in WORD.findall(text.plain[i])}
        if not any(name <= words for name in names):
            yield i


_SIGN = late.regex(r"[^\w\s'’‘¿¡….]|\d{1,3}[.)．、]\s")
"""What may begin a quotation, an item, or what happens."""
_BLOCKS, _ALL_OFF, _FULL = 6, 0.95, 90
"""Labels that come again, and their share below a blank line, at least, where those part all turns; and how
many columns a line has, at most."""


def _set_off(text: Labelled) -> Indices:
    """The further lines of turns, where blank lines part all of them, and no line is wider than a page.

    One may be that of who wrote the text, with the day below it: no sentence ends there. What may be a label,
    or a heading in capitals, is left to weights: somebody may speak once.
    """
    again = text.again & ~text.of_form(*SIGNS)
    line = distinct(text.line[again])
    off = text.gap[line] > 0
    if len(line) < _BLOCKS or off.mean() < _ALL_OFF or text.widths[line[0] :].max() > _FULL:
        return line[:0]
    block = np.cumsum(text.gap > 0)
    inside = np.isin(block, block[line]) & np.isin(block, block[text.ended]) & (text.gap == 0)
    # What has a time of its own begins a paragraph, and below a label alone begins what is said.
    inside &= ~(text.timed | text.begins(_SIGN) | above(text.are(text.line[again & text.bare])))
    inside[: line[0] + 1] = inside[line] = inside[text.line[text.of_form(*SIGNED, "stroke")]] = False
    return np.flatnonzero(inside & ~text.has("capitals"))


def introduced(text: Labelled) -> Indices:
    """The sentences that tell who somebody is: `Mara Lind – diver, born at sea.` heads no text."""
    return np.flatnonzero(text.are(text.line[whose.in_passing(text)]) & text.ended)


# The tables.

_BEGINS, _SAYS_ON, _UNSAID = only(*OPENERS), only("continuation", "wrap.speech", "event"), but(*SPOKEN)
_SPEAK = (
    blocks.below_names,
    blocks.counted_voices,
    blocks.unpunctuated,
    blocks.below_times,
    speaking.greeting,
    speaking.exchange,
    speaking.messages,
    speaking.stopped,
    speaking.quoted,
    speaking.with_offices,
)
"""Laws that tell whose turns lines begin, before all others."""
_Laws = tuple[tuple[Callable[[Labelled], Iterable[int]], Mask], ...]
_ARE: _Laws = (
    (apart.pulled, _UNSAID),
    (lambda text: apart.enclosed(text)[0], only("event")),
    (lambda text: apart.enclosed(text)[1], only("wrap.other")),
    (apart.captioned, only("caption")),
    (around.printed_twice, _UNSAID),
    (around.told_of, _UNSAID),
    (lambda text: text.line[phrases.diary(text)], only("narration", "heading")),
    (lambda text: text.line[phrases.facts(text)], only("meta")),
    (around.credited, _UNSAID),
    (around.dated, _UNSAID),
    (around.published, only("dateline")),
    (introduced, but(*SPOKEN, "title", "kicker", "byline")),
    (whole.announced, _UNSAID),
    (around.below_field, only("meta")),
    (around.listing, only("meta", "heading")),
    (around.presented, only("meta", "heading")),
    (contacts, only("meta")),
    (apart.framed, only("heading")),
    (whole.same_heads, only("heading")),
    (apart.noted, only("note")),
    (whole.remarked, only("note")),
    (apart.added, only("meta", "event")),
    (reserved, only("meta")),
    (phrases.lasting, only("event")),
    (around.headlined, only("title", "kicker", "heading")),
    (around.at_top, only("title", "kicker", "heading")),
    (around.legend, only("meta", "note")),
    (apart.footnotes, only("note")),
    (speaking.recorded, only("continuation")),
    (lambda text: speaking.heard(text).within, only("continuation", "wrap.speech")),
    (lambda text: speaking.heard(text).outside, _UNSAID),
    (apart.sounds, only("event")),
    (lambda text: text.line[phrases.views(text)], only("narration")),
    (apart.signed, only("byline", "meta")),
    (apart.day_and_place, only("dateline")),
    (apart.scenes, only("heading")),
    (whole.acts, only("heading")),
    (whole.numbered, only("heading")),
    (lambda text: whole.title_page(text)[0], only("title")),
    (lambda text: whole.title_page(text)[1], only("byline")),
)
"""Laws of lines, and the states that they leave, whatever others say: of two the later one is right."""
_MAY: _Laws = (
    (apart.story, _UNSAID),
    (phrases.above_names_alone, _UNSAID),
    (around.behind_all, _UNSAID),
    (apart.decided, _UNSAID),
    (interview.beside_quotations, _UNSAID),
    (whose.own_terms, only("continuation", "wrap.speech")),
    (speaking.stamped, only(*SPOKEN, *WRAPS)),
    (apart.acted, but("continuation", "wrap.speech")),
    (speaking.logged, but("meta", "byline", "caption")),
    (bylines.written_by, only("byline", "meta")),
    (bylines.above_writer, but("kicker")),
    (whole.untitled, but("title")),
    (apart.above_scenes, but("kicker")),
)
"""The same of states that others leave, too."""


def told_by_layout(text: Labelled, speakers: Container[str] = ()) -> tuple[Mask, list[int]]:
    """The states that lines may have by how the text is set, and the keys of those who surely speak then.

    speakers  keys that somebody is sure of
    """
    ellipses = speaking.carried(text)
    mask, speak = going_on(text, ellipses.within, speakers), list[int]()

    def tell(*told: ToldTurns) -> None:
        for voices in told:
            mask[[*voices.turns]] = _BEGINS
            mask[[*voices.within]] = _SAYS_ON
            mask[[*voices.outside]] *= _UNSAID
            speak.extend(voices.people)

    tell(*(law(text) for law in _SPEAK), ellipses._replace(within=()))
    asked = text.interview
    mask[asked.asks] = only("continuation")
    mask[asked.answers] = only("continuation", "event")
    mask[asked.turns] = _BEGINS
    speak += [k for k, key in enumerate(text.keys) if key in asked.people]
    # `Question` stands alone on its line, again and again, and somebody else has a label.
    sides = text.of_form("alone") & text.again & text.in_lists(BIT["sides"])
    asking = distinct(text.of[sides]).tolist()
    speak += asking if len(distinct(text.of[text.again])) > 1 else []
    for law, states in _ARE:
        mask[[*law(text)]] = states
    for law, states in _MAY:
        mask[[*law(text)]] *= states
    record, officials = sittings.sitting(text), sittings.officials(text)
    # In a record nothing is told but in brackets, and nothing is below a picture.
    turns = [*record.turns, *officials.turns]
    first = min(record.turns, default=len(mask))
    mask[first:] *= but("caption")
    # What asks there somebody says.
    mask[first:][text.has("asks")[first:]] *= but("meta")
    mask[min(turns, default=len(mask)) :] *= but("narration")
    mask[sittings.happened(text, turns)] = only("event")
    speak += officials.people
    tell(speaking.tabbed(text), blocks.parts(text), record)
    return mask, speak


def signed(text: Labelled, p: Mask, mask: Mask) -> Mask:
    """The probabilities of states, where who wrote a text is told as its author, and as no other fact."""
    lines = [i for i in bylines.written_by(text) if mask[i, AT["byline"]]]
    p[lines, AT["byline"]] += p[lines, AT["meta"]]
    p[lines, AT["meta"]] = 0
    return p


# What the container of a text says of its lines.


def left_by_container(seen: View, told: Mapping[str, bool], title: str) -> Mask | None:
    """The states that lines may have, as their container says; None where it says nothing.

    told   labels that are certainly a speaker's, or nobody's
    title  that front matter states
    """
    lines, known = seen.lines, {label for label, speaks in told.items() if speaks}
    if not title and not any(
        line.kind or line.speaker or line.names or line.joined or line.form != "prose" for line in lines
    ):
        return None
    mask = np.ones((len(lines), len(STATES)))
    heads = may_head(lines, title)
    mask[:, AT["title"]] = heads
    often = Counter(label.key for labels in seen.found for label in labels)
    leads, anew = led(lines, seen.found, known), named_anew(lines, seen.found, told)
    below = {*below_labels(lines, seen.found)} - {i + 1 for i in leads}
    items = (labels for line, labels in zip(lines, seen.found, strict=True) if line.form == "item")
    alone = [own for of in items for own in {one.key for one in of if one.bare}]
    headed = len({*alone}) < len(alone)
    # Below a line that is only drawn nothing goes on, though it be of one paragraph with it.
    drawn = seen.has("drawn")
    for i, line in enumerate(lines):
        # What is set otherwise than the line before is no part of its paragraph.
        if i and line.form != lines[i - 1].form:
            mask[i] *= but(*WRAPS)
        if line.decided:
            # Nothing else, unless there is no paragraph that could go on.
            mask[i] = np.maximum(LEAST, only(*WRAPS))
        elif line.joined and not (i and drawn[i - 1] and not lines[i - 1].joined):
            # What goes on with what is certainly said is said, too.
            said = line.kind == lines[i - 1].kind == "speech"
            mask[i] = only("wrap.speech") if said else only(*WRAPS)
            if not line.speaker:
                # A label begins a turn all the same, but for one in the midst of a sentence that never
                # comes again. A label alone has its words in a line of its own.
                mask[i, [AT["turn"], AT["label"]]] = not (i and _amid(seen, i, often))
                mask[i, AT["continuation"]] = i in below
                # What is heard between turns stands on a line of its own: `[laughs]`.
                ends = i + 1 == len(lines) or not lines[i + 1].joined or bool(seen.found[i + 1])
                mask[i, AT["event"]] = ends and bool(BRACKETED.fullmatch(line.text, line.sign))
        elif line.names:
            # What an editor says is nobody's is text.
            speaks = all(told.get(label.key, True) for label in seen.found[i])
            mask[i] = only("label") if speaks else but("label", "turn")
        elif line.kind == "speech" or line.speaker:
            mask[i] = only("turn", "label", "continuation")
            mask[i, AT["continuation"]] = i not in anew
        elif line.kind is not None:
            kind = "heading" if line.kind == "title" and not heads[i] else line.kind
            mask[i] = only(kind if kind in AT else "note")
        elif line.form != "prose":
            mask[i] = only("turn", "continuation", "narration", "note")
            # A bullet may stand before names alone, too, where one comes again.
            mask[i, AT["label"]] = headed and any(label.bare for label in seen.found[i])
            # "> (laughter)": what happens meanwhile may be quoted, too.
            mask[i, AT["event"]] = line.form == "quotation" and bool(
                BRACKETED.fullmatch(line.text, line.sign)
            )
        if i in leads:
            mask[i, AT["label"]] = 0
    return mask


def _amid(seen: View, i: int, often: Mapping[str, int]) -> bool:
    """Whether a line goes on with the sentence of the one before, and begins with no label that recurs."""
    if not begins_small(seen.lines[i].text) or ends_sentence(seen.lines[i - 1].text):
        return False
    return all(often[label.key] == 1 for label in seen.found[i])
