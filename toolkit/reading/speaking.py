"""Who surely speaks, and who surely doesn't, by what a text says of itself: no weights are asked.

Each law here is about the whole text, and says nothing where the text doesn't.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from toolkit.languages.lexicon import key, lexicon
from toolkit.reading.candidates import HEAD, Candidate, LabelForm
from toolkit.reading.lines import Line
from toolkit.reading.roster import Labels
from toolkit.reading.shape import BIT, NOBODY, OFFICE, WORD, Flags, above, below, distinct, lists
from toolkit.reading.view import View
from toolkit.text.signs import ends_sentence
from toolkit.text.times import TIME, masked


class ToldTurns(NamedTuple):
    """What a law tells of lines: who speaks, and what nobody says. Nothing where a text doesn't tell it."""

    turns: Sequence[int] = ()
    """The lines that begin with a label."""
    people: Sequence[int] = ()
    """The keys of these labels."""
    within: Sequence[int] = ()
    """The lines that are said, and have none."""
    outside: Sequence[int] = ()
    """Those that nobody says."""


# Parts between drawn lines, each of them headed by who speaks in it.

_PARTS = 6
"""Parts, at least."""
_HEADED = 0.8
"""Share of the parts that begin with a label alone on its line, at least."""
_RECURRING = 0.5
"""Share of these whose label comes again there, at least: headings of parts seldom do."""
_ASKED = 0.1
"""Lines that ask for each part that a name in italics heads, at least."""


def parts(view: View, known: Labels) -> ToldTurns:
    """The lines that head a part, the keys of their labels, and the lines that are said in one.

    Who copies a page that shows each turn as a block gets a drawn line between two, and a name without a
    colon below it. Books set the names of a play in italics, and nobody else has a label; no recipe asks.
    """
    drawn, italic = view.has("drawn"), view.has("italic") & view.has("gaps around")
    # A note, an example and a laugh come again and again, too.
    named = np.array([not lists(key) & (NOBODY | BIT["event"]) for key in known.keys], dtype=np.bool_)
    for tops, by_name in ((above(drawn), False), (italic, True)):
        places = known.firsts(known.bare & named[known.of] & tops[known.line])
        heads = known.line[places]
        keys = distinct(known.of[places])
        often = np.bincount(known.of[places], minlength=1)[keys]
        if (
            len(heads) < max(_PARTS, _HEADED * tops.sum())
            or often[often > 1].sum() < _RECURRING * len(heads)
            or (by_name and view.has("asks").sum() < _ASKED * len(heads))
            or (by_name and begins(view, known) < len(view.lines))
        ):
            continue
        inside = ~drawn & (np.arange(len(drawn)) > heads[0]) & (not by_name)
        inside[heads] = False
        return ToldTurns(heads.tolist(), keys.tolist(), np.flatnonzero(inside).tolist())
    return ToldTurns()


# Brief texts in which each paragraph has a label, and each label comes again: nothing in them is told.
# In four lines weights have little to go by. That two take turns, each more than once, is all that it says of
# itself, and it is enough.

SIGNED: tuple[LabelForm, ...] = ("colon", "bracket", "letter", "time", "arrow")
"""What is nothing else where all paragraphs begin so."""
_LEAST, _MOST = 4, 8
"""Labels: a longer text tells more of itself, and some of it may be told in its midst."""
_ABOVE = 3
"""Lines above the first label: a title, who wrote it, and when."""
_ENDS = 0.5
"""Share of those that end a sentence: fields of a record seldom do."""


def exchange(view: View, known: Labels) -> ToldTurns:
    """Who speaks, where a brief text is made of turns."""
    for form in SIGNED:
        places = known.firsts(known.of_form(form))
        line = known.line[places]
        if not _LEAST <= len(line) <= _MOST or line[0] > _ABOVE:
            continue
        # Below a label alone stands what is said.
        said = np.append(line, line[known.bare[places]] + 1)
        keys = distinct(known.of[places])
        often = np.bincount(known.of[places])[keys]
        if len(keys) < 2 or often.min() < 2 or any(lists(known.keys[k]) & NOBODY for k in keys):
            continue
        opens = np.flatnonzero(view.opens)
        last = below(line, len(view.lines)) - 1
        # Nothing but the name of who writes in a chat stands between < and >; few sentences end there.
        starts = zip(line.tolist(), places.tolist(), strict=True)
        chat = all("<" in view.lines[i].text[: known.candidates[k].start] for i, k in starts)
        ends = chat or view.has("ends")[last].mean() >= _ENDS
        if ends and np.isin(opens[opens >= line[0]], said).all():
            return ToldTurns(line.tolist(), keys.tolist())
    return ToldTurns()


# A log of messages, or captions for those who can't hear: brackets are around who speaks.

_MESSAGES, _MOSTLY = 5, 0.7
"""Messages, at least, and their share of the lines."""
_TIMED, _EACH = 0.5, 2
"""Share of the messages with a time before them, at least; and messages of each who writes, where they have
none. Else they are keys, fields or addresses that a text explains: `<Esc> leaves the mode`."""
_CHATS = re.compile(r">|@[^@]+@")
_DOES = re.compile(r"\\?\*{1,3} ?\\?[\w*]")
"""How a line begins that tells what somebody does: `* Mara waves`."""


def messages(view: View, known: Labels) -> ToldTurns:
    """The lines of a log that begin with a name between < and >, or two @.

    Nobody says those that begin with a time alone, or a star: they tell who came and went, or what they do.
    """
    places = known.firsts(known.of_form("bracket") & ~known.bare)
    starts = zip(known.line[places].tolist(), places.tolist(), strict=True)
    places = places[
        [bool(_CHATS.search(view.lines[i].text, 0, known.candidates[k].start)) for i, k in starts]
    ]
    if len(places) < max(_MESSAGES, _MOSTLY * len(view.lines)):
        return ToldTurns()
    said, people = known.line[places], distinct(known.of[places])
    timed = np.array([masked(view.lines[i].text[:HEAD])[:1] == "\0" for i in said.tolist()], dtype=np.bool_)
    talk = len(people) * _EACH <= len(said) and view.has("asks")[said].any()
    if len(people) == len(said) or not (timed.mean() >= _TIMED or talk):
        return ToldTurns()
    told = [
        not line.joined and (masked(line.text[:HEAD])[:1] == "\0" or _DOES.match(line.text) is not None)
        for line in view.lines
    ]
    between = np.setdiff1d(np.flatnonzero(told), said)
    return ToldTurns(said.tolist(), people.tolist(), outside=between.tolist())


_CAPTIONED = 3
"""Captions that begin with a name, at least: one of them comes again."""


def captioned(view: View, known: Labels) -> Iterator[int]:
    """The keys of names between （ and ） before words of captions.

    What is heard, and is nobody's name, is all of a caption: `（風の音）`.
    """
    lines = [view.lines[i] for i in known.line.tolist()]
    said = np.array([line.kind == "speech" and line.text[:1] == "（" for line in lines], dtype=np.bool_)
    of = known.of[known.of_form("bracket") & said].tolist()
    of = [k for k in of if not lists(known.keys[k]) & BIT["event"]]
    if len(of) >= _CAPTIONED and len({*of}) < len(of):
        yield from dict.fromkeys(of)


def begins(view: View, known: Labels) -> int:
    """The first line with a label that comes again; the number of lines where there is none."""
    again = known.again & known.of_form(*SIGNED, "bold")
    return int(known.line[again].min(initial=len(view.lines)))


# A time before a paragraph says where in the recording it is: it is said, though no name stands there.

_STAMP = re.compile(rf"[\[(（<]\s*{TIME}\s*[\])）>]")
_SENTENCES = 0.5
"""Share of lines with a time that end a sentence or are long, at least, where nobody is named."""
_CHAT = 0.4
"""Share of the lines that end a sentence, at least, where people write out what they say."""


def stamped(view: View, known: Labels) -> Iterator[int]:
    """The lines below the first label that comes again which begin with a time, and end a sentence.

    What is in brackets or in italics may be what happens meanwhile. In a chat few lines end a sentence.
    """
    first = begins(view, known)
    if first == len(view.lines):
        return
    said, apart = view.ended, [view.has(name) for name in ("round", "square", "corner", "italic")]
    said = ~np.any(apart, axis=0) & (said | (said[first:].mean() < _CHAT))
    said[:first] = said[known.line[known.of_form(*SIGNED)]] = False
    yield from np.flatnonzero(said & _timed(view)).tolist()


def _timed(view: View) -> Flags:
    """Whether each line begins with a time."""
    return np.array([line.start is not None or bool(_STAMP.match(line.text)) for line in view.lines])


_MOMENTS, _NEARLY, _LINE = 5, 0.8, 60
"""Lines with a time, at least, and their share from the first of them on; and columns of a long one."""


def recorded(view: View, known: Labels) -> list[int]:
    """The lines with a time, where nobody is named and nearly all have one: somebody talks.

    Chapters and programmes have times, too, and few sentences. What may be a name is left to weights.
    """
    timed = _timed(view) & ~view.has("round") & ~view.has("square")
    at = np.flatnonzero(timed)
    stated = known.of_form("stated") | (known.again & known.bare)
    named = stated.any() or begins(view, known) < len(view.lines)
    if len(at) < _MOMENTS or named or timed[at[0] :].mean() < _NEARLY:
        return []
    if (view.ended | (view.widths > _LINE))[at].mean() < _SENTENCES:
        return []
    said: list[int] = np.setdiff1d(at, known.line[known.of_form(*SIGNED)]).tolist()
    return said


# Labels alone on their lines, and what is nobody's label by how it is written: words of a sentence.

_AGAIN = 0.5
"""Share of the names alone on the first lines of paragraphs that come again, from which on all are labels."""
_WITHIN: tuple[LabelForm, ...] = ("colon", "gap", "stroke", "period")
"""Forms in which a sentence may begin."""
_SMALL = 2
"""Words in lower case, from which on a label that comes once is no name."""
_CLAUSE = 5
"""The same, with what a comma and a description of somebody follow."""


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
    for at in np.flatnonzero(known.of_form(*_WITHIN) & ~known.again).tolist():
        k, whole = int(known.of[at]), known.candidates[at].printed
        for printed, small in ((known.names[k], _SMALL), (whole, _CLAUSE)):
            words = [(word, lists(word)) for word in WORD.findall(printed)]
            less = [of for word, of in words if word[0].islower() and not of & BIT["particles"]]
            says = not known.bare[at] or any(of & BIT["saying"] for of in less)
            # A single letter is short for a role, and in a sentence a word.
            roles = any(of & OFFICE for word, of in words if len(word) > 1)
            if len(less) >= small and says and not roles:
                yield k
                break
    yield from (k for k, name in enumerate(known.names) if _says(name))


def _says(name: str) -> bool:
    """Whether a label is a verb of saying and nothing else, however often: `وقلت:` announces what was said.

    In scripts with capitals such a word may be a name; a pronoun may be a label: `هو: ...`, `هي: ...`.
    """
    own, verbs = key(name), lexicon()
    return own in verbs.saying and own not in verbs.being and own.upper() == own.lower()


_INLINE, _RARELY = 6, 0.1
"""Turns with their words behind their label, at least, and the share of those that have them below, at most,
where a label alone on its line that comes once is no turn's."""


_FIELDS = re.compile(
    r"[^:：]{1,40}(?:\s{2,}+|\u3000|\t|\s[|/·•]\s)\s*+[^\s:：][^:：]{0,24}[:：]\s*\S.{0,40}$"
)
"""A value, a wide blank or a sign, and another field with its value."""
_CREDITS = re.compile(
    r"[^:：]{1,40}(?:[,;，、；。]|\.\s)\s*+([^\s:：,;，、；][^:：,;，、；]{0,24})[:：]\s*\S.{0,40}$"
)
"""The same, with a comma or a full stop: both fields are words for a fact, or for a part in the talk."""


def fields(view: View, known: Labels) -> Iterator[int]:
    """The labels with a colon that come once and head no speech.

    Below one alone on its line stands no sentence: `Present:`, and names. And where turns have their words
    behind their label, a point of the agenda has a line of its own; it begins with the name of nobody who
    speaks. Where one comes again alone, and no other does, it heads lists if each stands right above one.
    Behind one with a value stands another: `Text: Mara Lind  Photos: Bo Berg`.
    """
    colon = known.of_form("colon")
    again = colon & known.again
    inline, under = (len(known.firsts(again & bare)) for bare in (~known.bare, known.bare))
    points = inline >= _INLINE and under <= _RARELY * inline
    alone = np.flatnonzero(colon & known.bare & ~known.again)
    speak = tuple(f"{own} " for own in known.called(again))
    heads = np.append(known.line[colon & (known.bare | known.again)], len(view.lines))
    listed = below(view.has("item") | view.has("item form"))[known.line[again]].all()
    if listed and known.bare[again].all() and len(of := distinct(known.of[again])) == 1:
        yield int(of[0])
    for at in alone.tolist():
        first = int(known.line[at])
        until = int(heads[np.searchsorted(heads, first, side="right")])
        named = known.keys[int(known.of[at])].startswith(speak)
        if (points and not named) or (until > first + 1 and not view.ended[first + 1 : until].any()):
            yield int(known.of[at])
    for at in np.flatnonzero(colon & ~known.bare & ~known.again).tolist():
        value = view.lines[int(known.line[at])].text[known.candidates[at].start :]
        further = _CREDITS.match(value)
        facts_ = further is not None and all(
            lists(word) & (NOBODY | BIT["role"]) for word in (key(further[1]), known.keys[known.of[at]])
        )
        if facts_ or (_FIELDS.match(value) and not ends_sentence(value)):
            yield int(known.of[at])


_RECORDS, _NAMED = 3, 3
"""Records, and fields that each of them has, at least."""
_ORDERED = 0.9
"""Share of the fields before the one that most often follows, at least."""


def records(view: View, known: Labels) -> Iterator[int]:
    """The labels of fields, where a text is a list of records: each begins with the same, and goes on alike.

    People who talk in turns begin in turns, too; who leads asks, or ends a sentence, where a field names
    something. Of two fields the first has values that come again.
    """
    places = known.firsts(known.of_form("colon") & known.again)
    line, of = known.line[places], known.of[places]
    begins = view.gap[line] > 0
    heads = {*of[begins].tolist()}
    if begins.sum() < _RECORDS or len(heads) > 1 or (of[~begins] == of[:1]).any():
        return
    values = [view.lines[line[k]].text[known.candidates[places[k]].start :] for k in np.flatnonzero(begins)]
    said = sum(map(ends_sentence, values)) >= _ENDS * len(values)
    again = 2 * len({*values}) <= len(values)
    if not said and len({*of.tolist()}) >= _NAMED - again and _foreseen(of.tolist()) >= _ORDERED:
        yield from distinct(of).tolist()


def _foreseen(turns: Sequence[int]) -> float:
    """Share of the labels that are followed by what follows them most often."""
    after: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for label, follows in pairwise(turns):
        after[label][follows] += 1
    return sum(max(of.values()) for of in after.values()) / max(1, len(turns) - 1)


# Facts about somebody above an interview whose questions are in bold, or headings: `Motto: ...`.

_APART = 3
"""Such questions, at least."""


def facts(view: View, known: Labels) -> Flags:
    """The labels that come once, above questions set apart, where no answer has a label."""
    asks = np.flatnonzero((view.has("heading") | view.has("bold")) & view.has("asks"))
    signed = known.of_form(*SIGNED, "bold")
    if len(asks) < _APART or (known.line[signed] > asks[0]).any():
        return np.zeros_like(signed)
    return signed & ~known.again
