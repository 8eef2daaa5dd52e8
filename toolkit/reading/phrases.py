"""Words of a sentence that stand where a label could."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from toolkit import late
from toolkit.languages.lexicon import key, lexicon, reports
from toolkit.late import once
from toolkit.reading.forms import LabelForm
from toolkit.reading.names import MAX_WORDS, declared, name
from toolkit.reading.shape import (
    BIT,
    OFFICE,
    WORD,
    Flags,
    Indices,
    below,
    distinct,
    flags,
    lists,
    recurring,
    share,
)
from toolkit.reading.vocabulary import HALF, SEVERAL, SIGNED, beside_name, calls, capitals
from toolkit.text.scripts import begins_small
from toolkit.text.signs import begins_quotation, ends_sentence

if TYPE_CHECKING:
    from toolkit.reading.labelled import Labelled

_WITHIN: tuple[LabelForm, ...] = ("colon", "gap", "stroke", "period")
"""Forms in which a sentence may begin: brackets and emphasis set a label apart from any."""
_SMALL, _CLAUSE = 2, 5
"""Words in lower case, from which on a label that comes once is no name; and one with what a comma and a
description of somebody follow."""


def phrases(text: Labelled) -> Iterator[int]:
    """The labels that come once and are words of a sentence: two or more in lower case, and none for a role.

    Alone on its line, one says that somebody says something, `It goes on to say:`, and a quotation below; or
    it has more words than any name. In a script without capitals its end and how many words it has tell.
    """
    for at in np.flatnonzero(text.of_form(*_WITHIN) & ~text.again).tolist():
        k, label = int(text.of[at]), text.candidates[at]
        whole = "" if any(map(declared, label.asides)) else label.printed  # `Mara Lind (hereafter ML):`
        for printed, small in ((text.names[k], _SMALL), (whole, _CLAUSE)):
            of_words = [(word, lists(word)) for word in WORD.findall(printed)]
            less = [of for word, of in of_words if begins_small(word) and not of & BIT["particles"]]
            caseless = printed.upper() == printed.lower()
            clause = caseless and len(of_words) > _CLAUSE and name(printed).looks == "never"
            long = clause or len(of_words) > MAX_WORDS
            says = not text.bare[at] or long or any(of & BIT["saying"] for of in less)
            sentence = len(less) >= small or (long and caseless)
            # A single letter is short for a role, and in a sentence a word.
            roles = any(of & OFFICE for word, of in of_words if len(word) > 1)
            if sentence and says and not roles:
                yield k
                break
    # A verb of saying alone is nobody, however often: `وقلت:`, and what was said. In scripts with capitals
    # such a word may be a name; a pronoun may be a label: `هو: ...`, `هي: ...`.
    verbs = lexicon()
    for k, own in enumerate(map(key, text.names)):
        if own in verbs.saying and own not in verbs.being and own.upper() == own.lower():
            yield k
    for at in np.flatnonzero(text.of_form("colon")).tolist():
        label = text.candidates[at]
        if not all(map(beside_name, label.asides)) and _addresses(label.label):
            yield int(text.of[at])


def _addresses(label: str) -> bool:
    """Whether a label begins as who speaks to others does: `Meine Damen und Herren, ich sage Ihnen:`."""
    first = lists(label.split(maxsplit=1)[0])
    mine = first & BIT["starts"] and first & BIT["persons"] and any(map(str.islower, label.split()))
    return bool(first & BIT["salutation"] or mine)


_OFTEN = 1 / 4
"""Share of the paragraphs, at least, that begin with a name and a full stop, and it comes again."""


def sentences(text: Labelled) -> Iterator[int]:
    """The labels before a full stop that are sentences: `Thank you. That was all.`, and `No.` now and again.

    Where people are called so, many paragraphs begin with who spoke before. Capitals, emphasis and other
    signs set a name apart, and a title or a word for a part in the talk is one.
    """
    period = text.of_form("period")
    stop = period & ~text.in_lists(OFFICE | BIT["sides"])
    places = np.flatnonzero(stop).tolist()
    stop[places] = [
        not (capitals(label.partition("(")[0]) or lists(label.partition(" ")[0]) & BIT["titles"])
        and "*" not in text.before(at)
        for at in places
        for label in [text.candidates[at].label]
    ]
    if recurring(text.of[period]).sum() < _OFTEN * text.opens.sum():
        # So does a line of its own, where it is one time after the other.
        alone = text.of[text.of_form("alone")]
        apart = text.of_form(*SIGNED, "bold")
        apart[places] |= ~stop[places]
        named = {*text.of[apart].tolist(), *alone[recurring(alone)].tolist()}
        yield from {*text.of[stop].tolist()} - named


def topics(text: Labelled) -> Iterator[int]:
    """The labels that are headings, where others have a sign behind theirs, or few headings come again.

    Elsewhere headings that come again are names: `## Ada Berg`, `## Tom Holm`, and so on. Of a name that
    heads a talk those labels tell that come again below: `# Bo`, and then `*Bo* It is cold`.
    """
    heading = text.has("heading")[text.line]
    alone = heading & text.of_form("alone")
    signs = text.of_form(*SIGNED) & text.again & ~heading
    if signs.any() or recurring(text.of[alone]).sum() < HALF * alone.sum():
        heads = text.of[alone & ~text.in_lists(OFFICE | BIT["sides"])]
        below = text.of[~heading]
        yield from {*heads.tolist()} - {*text.of[signs].tolist(), *below[recurring(below)].tolist()}


def reported(text: Labelled) -> Iterator[int]:
    """The labels that have a verb of saying or thinking, in a text where two others come again without one.

    Somebody tells what was said: `I asked him: "Are you sure?"`, `父亲说：走吧`. The others are more, and
    mostly before no quotation; with one alone talks who asks: `Mara asks: "When?"`. A word for a part in the
    talk is a label, whatever stands beside it; so is 答, a verb as well. Before no quotation, what asks is
    one, and what has a capital at each word may be a name: `Wilhelm Tell:`.
    """
    places = np.flatnonzero(text.inline)
    quoted = np.zeros(len(text.of), dtype=np.bool_)
    quoted[places] = [begins_quotation(text.behind(at)) for at in places.tolist()]
    half, asks = HALF * np.bincount(text.of, minlength=len(text.keys)), text.has("asks")[text.line]
    mostly, ask = (np.bincount(text.of, of, len(half)) > half for of in (quoted, asks))
    told = flags(
        reports(words)
        and not lists(words) & BIT["sides"]
        and (before or not (who_asks or all(word[0].isupper() for word in words.split())))
        for words, before, who_asks in zip(text.names, mostly.tolist(), ask.tolist(), strict=True)
    )
    others = text.again & ~told[text.of]
    more = others.sum() > told[text.of[text.inline]].sum()
    if more and len(distinct(text.of[others])) > 1 and quoted[others].mean() < HALF:
        yield from np.flatnonzero(told).tolist()


_PIECE = late.regex(r"[\s\d,،;.()（）-]+")
_DATED = late.regex(r"\d\W{0,3}(?:[^\W\d_]++\W*+){1,3}+$")


@once
def diary(text: Labelled) -> Flags:
    """The labels that are days or parts of one, where three are, `Mon: Rain.`, or dates, `3 May: Rain.`.

    More than others that come again: people are called `May` and `Sam`, too, and ask each other.
    """
    known, small = lexicon().days | lexicon().months, lexicon().particles | {""}
    keys = flags(bool(own := {*_PIECE.split(k)} - small) and own <= known for k in text.keys)
    days = keys[text.of]
    dates = {before for at in np.flatnonzero(days).tolist() if _DATED.search(before := text.before(at))}
    again = text.again & text.of_form(*SIGNED, "bold")
    talk = (days & again & text.has("asks")[text.line]).any()
    return days & (
        max(int(keys.sum()) * (not talk), len(dates)) >= SEVERAL and days.sum() > (again & ~days).sum()
    )


@once
def facts(text: Labelled) -> Indices:
    """The labels of a list of facts above all turns, whatever words they are: `Lock: 4`, `Mill race: open`.

    Each comes once, three lines or more right below each other, with a blank line below the last. Half of the
    values end no sentence, and none asks or calls. One label at least has a further word in lower case, as
    few names have (`Mill race: open`), and none is that of whoever has a part in the talk, or speaks below.
    """
    parts = {part for own in text.called(text.again) for part in own.split()}
    found, block, asks = list[int](), list[int](), text.has("asks")
    colon = text.of_form("colon") & ~text.bare & ~text.again & (text.line < text.first_turn)
    for at in [*text.firsts(colon).tolist(), -1]:
        i = int(text.line[at]) if at >= 0 else -1
        if block and (at < 0 or text.gap[i] > 0 or i != int(text.line[block[-1]]) + 1):
            found += block if _tell(text, block, parts, asks) else []
            block = []
        block.append(at)
    return np.array(found, dtype=np.intp)


def _tell(text: Labelled, block: Sequence[int], people: Container[str], asks: Flags) -> bool:
    """Whether labels right below each other are those of facts.

    asks  whether each line of the text asks
    """
    below_ = int(text.line[block[-1]]) + 1
    if len(block) < SEVERAL or not text.gap[below_ : below_ + 1].any():
        return False
    words = [text.names[text.of[at]] for at in block]
    named = any(
        name(own).looks == "role" or any(part in people for part in key(own).split()) for own in words
    )
    things = any(
        begins_small(part) and not lists(part) & BIT["particles"] for own in words for part in own.split()[1:]
    )
    ended = sum(ends_sentence(text.behind(at).strip()) for at in block)
    said = asks[text.line[[*block]]].any() or any(calls(text.behind(at)) for at in block)
    return things and not named and not said and 2 * ended <= len(block)


@once
def views(text: Labelled) -> Indices:
    """The labels of what a script says is seen: `VIDEO: Waves`, with `AUDIO: ...` right below, and again.

    Once, it is a caption. Of somebody who is called so, half asks.
    """
    again = text.inline & text.again
    seen = np.flatnonzero(again & text.in_lists(BIT["caption"]))
    others = text.are(text.line[again & ~text.in_lists(BIT["caption"])])
    lines = text.line[seen]
    alone = len(seen) >= SEVERAL and share(below(others, last=False)[lines]) >= HALF
    return seen if alone and share(text.has("asks")[lines]) < HALF else seen[:0]


_SPAN = late.regex(r"\W{0,2}\d[\d:.,'’]{0,7}\s?(?:(\w{1,12})\W{0,2})?$")


def lasting(text: Labelled) -> Iterator[int]:
    """The lines among turns that say how long something happens that is heard: `Break: 2 minutes`.

    The word for it comes once as a label, and a number stands behind it, alone or with a unit of time.
    Nobody who is called so speaks.
    """
    units, turns = lexicon().ago, text.line[text.again]
    once = text.inline & ~text.again & text.in_lists(BIT["event"]) & ~text.in_lists(OFFICE | BIT["sides"])
    for at in np.flatnonzero(once & (text.line > turns.min(initial=len(text.lines)))).tolist():
        if (span := _SPAN.match(text.behind(at))) and (not span[1] or key(span[1]) in units):
            yield int(text.line[at])


_ALONE, _SELDOM = 6, 0.05
"""Labels alone on their lines, at least, that tell how a text has them; and the share of those with words
behind them, at most."""


def above_names_alone(text: Labelled) -> Indices:
    """The lines above all turns with words behind a name, where the names of those who speak stand alone.

    `MARA LIND: An interview by Bo Hale` tells of a text in which `Mara Lind:` has what she says below it.
    """
    colon = text.of_form("colon")
    alone = text.line[colon & text.again & text.bare]
    first = int(alone.min(initial=len(text.lines)))
    behind = text.inline & text.again & (text.line > first)
    if len(alone) < _ALONE or behind.sum() > _SELDOM * len(alone):
        return alone[:0]
    return text.line[text.inline & (text.line < first)]
