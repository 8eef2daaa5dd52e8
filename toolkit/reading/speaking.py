"""Who surely speaks, by what a text says of itself: no weights are asked.

Each law here is about the whole text, and says nothing where the text doesn't.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

import numpy as np

from toolkit.languages.lexicon import lexicon, says_i_or_you
from toolkit.reading.candidates import HEAD, LabelForm
from toolkit.reading.roster import Labels
from toolkit.reading.shape import BIT, NOBODY, OFFICE, WORD, Indices, above, below, distinct, lists
from toolkit.reading.view import View
from toolkit.text.scripts import unspaced
from toolkit.text.signs import is_question
from toolkit.text.times import masked


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

    @classmethod
    def at(
        cls, known: Labels, places: Indices, within: Sequence[int] = (), outside: Sequence[int] = ()
    ) -> ToldTurns:
        """The turns that begin with some labels."""
        lines, people = distinct(known.line[places]), distinct(known.of[places])
        return cls(lines.tolist(), people.tolist(), within, outside)


SIGNED: tuple[LabelForm, ...] = ("colon", "bracket", "letter", "time", "arrow")
"""What is nothing else where all paragraphs begin so."""


def begins(view: View, known: Labels) -> int:
    """The first line with a label that comes again; the number of lines where there is none."""
    again = known.again & known.of_form(*SIGNED, "bold")
    return int(known.line[again].min(initial=len(view.lines)))


def behind(view: View, known: Labels, place: int) -> str:
    """What stands behind a label on its line."""
    return view.lines[int(known.line[place])].text[known.candidates[place].start :]


def capitals(text: str) -> bool:
    """Whether a text has capitals, and no small letters."""
    return text.upper() == text != text.lower()


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
        often = np.bincount(known.of[places], minlength=1)
        if len(heads) < max(_PARTS, _HEADED * tops.sum()) or often[often > 1].sum() < _RECURRING * len(heads):
            continue
        asks = view.has("asks").sum() >= _ASKED * len(heads)
        if by_name and not (asks and begins(view, known) == len(view.lines)):
            continue
        inside = ~drawn & (np.arange(len(drawn)) > heads[0]) & (not by_name)
        inside[heads] = False
        return ToldTurns.at(known, places, np.flatnonzero(inside).tolist())
    return ToldTurns()


# Brief texts in which each paragraph has a label, and each label comes again: nothing in them is told.
# In four lines weights have little to go by. That two take turns, each more than once, is all that it says of
# itself, and it is enough.

_LEAST, _MOST = 4, 8
"""Labels: a longer text tells more of itself, and some of it may be told in its midst."""
_ABOVE = 3
"""Lines above the first label: a title, who wrote it, and when."""
_ENDS = 0.5
"""Share of those that end a sentence: fields of a record seldom do."""


def exchange(view: View, known: Labels) -> ToldTurns:
    """Who speaks, where a brief text is made of turns."""
    opens = np.flatnonzero(view.opens)
    for form in SIGNED:
        places = known.firsts(known.of_form(form))
        line = known.line[places]
        if not _LEAST <= len(line) <= _MOST or line[0] > _ABOVE:
            continue
        # Below a label alone stands what is said.
        said = np.append(line, line[known.bare[places]] + 1)
        told = ToldTurns.at(known, places)
        often = np.bincount(known.of[places])[told.people]
        if len(often) < 2 or often.min() < 2 or any(lists(known.keys[k]) & NOBODY for k in told.people):
            continue
        # Nothing but the name of who writes in a chat stands between < and >; few sentences end there.
        chat = all("<" in _before(view, known, place) for place in places.tolist())
        ends = chat or view.has("ends")[below(line, len(view.lines)) - 1].mean() >= _ENDS
        if ends and np.isin(opens[opens >= line[0]], said).all():
            return told
    return ToldTurns()


def _before(view: View, known: Labels, place: int) -> str:
    """A line up to the end of a label."""
    return view.lines[int(known.line[place])].text[: known.candidates[place].start]


# A log of messages, or captions for those who can't hear: brackets are around who speaks.

_MESSAGES, _MOSTLY = 5, 0.7
"""Messages, at least, and their share of the lines."""
_TIMED, _EACH = 0.5, 2
"""Share of the messages with a time before them, at least; and messages of each who writes, where they have
none. Else they are keys, fields or addresses that a text explains: `<Esc> leaves the mode`."""
_CHATS: dict[LabelForm, str] = {"bracket": r">|@[^@]+@", "gap": r"\d\S*\t[^\t]+\t\s*$"}
"""The signs around who writes. Columns are those of tables and of programs, too, where nobody asks."""
LAST = 2
"""Characters at the end of a question, one of which is its mark."""
_DOES = re.compile(r"\\?\*{1,3} ?\\?[\w*]")
"""How a line begins that tells what somebody does: `* Mara waves`."""


def messages(view: View, known: Labels) -> ToldTurns:
    """The lines of a log that begin with a name between < and >, two @, or a time and two tabs.

    Nobody says those that begin with a time alone, or a star: they tell who came and went, or what they do.
    """
    for form, signs in _CHATS.items():
        places = known.firsts(known.of_form(form))
        places = places[[bool(re.search(signs, _before(view, known, place))) for place in places.tolist()]]
        said, people = known.line[places], distinct(known.of[places])
        if max(_MESSAGES, _MOSTLY * len(view.lines)) <= len(said) > len(people):
            break
    else:
        return ToldTurns()
    timed = np.array([masked(line.text[:HEAD])[:1] == "\0" for line in view.lines], dtype=np.bool_)
    # Addresses have question marks in their midst; levels of a program's log and keys are in capitals.
    asks = any(is_question(view.plain[i].rstrip()[-LAST:]) for i in said.tolist())
    talk = asks and len(people) * _EACH <= len(said) and not all(capitals(known.names[k]) for k in people)
    if not talk and (form == "gap" or timed[said].mean() < _TIMED):
        return ToldTurns()
    told = timed | np.array([_DOES.match(line.text) is not None for line in view.lines])
    told &= ~np.array([line.joined for line in view.lines])
    told[said] = False
    return ToldTurns.at(known, places, outside=np.flatnonzero(told).tolist())


_CAPTIONED = 3
"""Captions that begin with a name, at least: one of them comes again."""


def captioned(view: View, known: Labels) -> Sequence[int]:
    """The keys of names between （ and ） before words of captions.

    What is heard, and is nobody's name, is all of a caption: `（風の音）`.
    """
    lines = [view.lines[i] for i in known.line.tolist()]
    said = np.array([line.kind == "speech" and line.text[:1] == "（" for line in lines], dtype=np.bool_)
    of = known.of[known.of_form("bracket") & said].tolist()
    of = [k for k in of if not lists(known.keys[k]) & BIT["event"]]
    return [*{*of}] if len(of) >= _CAPTIONED and len({*of}) < len(of) else []


# Plays and stories. A name with a full stop before what is said, or one before a quotation, looks like a
# sentence's beginning. Where all paragraphs begin so, and names come again, it is none.

_BRIEF = 3
"""Words of such a name, at most."""
_CALLS = ("!", "！")
_ALL = 0.8
"""Share of the paragraphs, brackets aside, that have one where a full stop is its sign, at least."""
_AGAIN = 0.4
"""Share of the names that are the same as the one before, from which on a list says what things are: who has
just spoken seldom begins anew."""
_QUOTE = re.compile("[「『]|([」』])")
_ALIKE = 0.9
"""Share of the names that come again which are set in one way, from which on all are."""


def stopped(view: View, known: Labels) -> ToldTurns:
    """The names with a full stop, where nearly all paragraphs begin with one, as in `Mara. Wind`.

    Somebody asks or calls, and somebody says I or you, as people do with each other. In a list, `Rope. Three
    coils!`, and in a recipe nobody does both.
    """
    places = _named(view, known, "period", 2)
    line = known.line[places]
    since = view.opens & ~view.has("round") & ~view.has("square")
    since[: line.min(initial=len(since))] = False
    if (view.gap[line] > 0).all():
        since &= view.gap > 0
    texts = [view.plain[i].rstrip() for i in line.tolist()]
    calls = any(is_question(text) or text.endswith(_CALLS) for text in texts)
    if len(line) < _ALL * since.sum() or not (calls and any(map(says_i_or_you, texts))):
        return ToldTurns()
    # Below the head of an act nobody speaks until somebody has a name again.
    headed = (np.array([*map(capitals, view.plain)]) | view.has("heading")) & (view.gap > 0)
    headed[line] = False
    turns = [*line.tolist(), len(view.lines)]
    outside = {i for at in np.flatnonzero(headed) for i in range(at, turns[int(np.searchsorted(line, at))])}
    return ToldTurns.at(known, places, outside=sorted(outside))


def quoted(view: View, known: Labels) -> ToldTurns:
    """The names before a quotation, of which one at least comes again: `Mara「...」`.

    What is outside of quotations is told. Where people have a sign behind their names,
    somebody of them quotes others.
    """
    places = _named(view, known, "kagi", 1)
    if len(distinct(known.of[known.again & known.of_form(*SIGNED)])) > 1:
        return ToldTurns()
    turns, depth = {*known.line[places].tolist()}, 0
    within, outside = list[int](), list[int]()
    for i in range(min(turns, default=len(view.lines)), len(view.lines)):
        if i in turns:
            depth = 0
        else:
            (within if depth > 0 else outside).append(i)
        depth += sum(-1 if closes else 1 for closes in _QUOTE.findall(view.lines[i].text))
    return ToldTurns.at(known, places, within, outside)


def _named(view: View, known: Labels, form: LabelForm, least: int) -> Indices:
    """The places of brief names before what is said; none where fewer than `least` come again."""
    # What comes once is one word, or a word with another: "Second watchman."
    most = np.where(known.often > 1, _BRIEF, _BRIEF - 1)
    words = np.array([len(key.split()) for key in known.keys])
    nobody = np.array([bool(lists(key) & NOBODY) for key in known.keys], dtype=np.bool_)
    places = known.firsts(known.of_form(form) & ((words <= most) & ~nobody)[known.of])
    # Where those who speak again stand below a blank line, or are in capitals, all do, and all are.
    shouted = np.array([*map(capitals, known.names)], dtype=np.bool_)[known.of]
    for alike in (view.gap[known.line] > 0, shouted):
        again = (np.bincount(known.of[places], minlength=len(known.keys)) > 1)[known.of[places]]
        if (alike[places] & again).sum() > _ALIKE * again.sum():
            places = places[alike[places]]
    of = known.of[places]
    if (np.bincount(of, minlength=1) > 1).sum() < least or (of[1:] == of[:-1]).mean() >= _AGAIN:
        return places[:0]
    return places


# The record of a sitting: who speaks in a parliament, a council or a court. Whoever presides has a label on
# each page, and most others speak once, at length: how their labels behave tells little. But a name is in
# capitals there, as nothing else is.

_FORMS: tuple[LabelForm, ...] = ("colon", "stroke", "period")
"""`Mr. HOLT: ...`, `HOLT (Vell) – ...`, `Mr. HOLT. ...`"""
_PLACES, _PEOPLE = 3, 2
"""Labels with a title before a name in capitals that make a record: places, and different ones, at least."""
_MANY, _NAMES = 6, 3
"""The same of labels all in capitals, and different names of two words among them: a heading may be so.
None has a title that is shortened (`MS. HOLT:`): one such name is enough, as often."""
_OFTEN = 3
"""How often somebody is called by an office, to tell that the others are people: at least."""
_LETTERS = 3
"""Of a word in capitals, at least: shorter ones are initials and abbreviations."""
_TITLE, _PARTICLE = BIT["titles"], BIT["particles"]


class _Shouted(NamedTuple):
    """A name in capitals."""

    titled: bool
    """Whether a title in small letters stands before it."""
    shortened: bool
    """Whether a title that ends in a full stop does, in capitals."""
    office: bool
    """Whether one of its words is for an office or a title."""
    words: int
    """How many are not."""


def sitting(view: View, known: Labels) -> ToldTurns:
    """Who speaks, where a text is the record of a sitting; lines in capitals without a label head a part."""
    found = [of for form in _FORMS for of in _in_capitals(view, known, form)]
    found = found or _called_so(view, known)
    turns = distinct(known.line[found])
    first = int(turns.min(initial=len(view.lines)))
    # The last line of a paragraph may be a word in capitals, and so may be all that somebody says.
    begins = view.opens.copy()
    begins[known.line[known.again & ~known.bare]] = begins[turns] = False
    shouted = [i for i in (np.flatnonzero(begins[first:]) + first).tolist() if capitals(view.plain[i])]
    return ToldTurns.at(known, np.array(found, dtype=np.intp), outside=shouted)


def _in_capitals(view: View, known: Labels, form: LabelForm) -> list[int]:
    """The labels of one form that are names in capitals: places in `known`; none where they are nobody's."""
    each = ((k, _shouted(known.names[k])) for k in distinct(known.of[known.of_form(form)]).tolist())
    named = {k: name for k, name in each if name is not None}
    at = np.flatnonzero(known.of_form(form) & np.isin(known.of, [*named])).tolist()
    at = [place for place in at if any(map(str.islower, behind(view, known, place)))]
    often = np.bincount(known.of[at], minlength=len(known.keys))
    named = {k: name for k, name in named.items() if often[k]}
    titled = [k for k, name in named.items() if name.titled]
    if len(titled) < _PEOPLE or often[titled].sum() < _PLACES:
        shortened = [k for k, name in named.items() if name.shortened]
        names = sum(name.words > 1 for name in named.values())
        several = names >= _NAMES and often[[*named]].sum() >= _MANY and _people(known, at, named, often)
        # Behind a full stop nothing else is: a name in capitals, and a party in brackets.
        aside = {int(known.of[place]) for place in at if form == "period" and known.candidates[place].asides}
        partied = sum(" " in known.names[k] for k in aside & named.keys())
        if not several and often[shortened].sum() < _MANY and partied < _PEOPLE:
            return []
        named = {
            k: name
            for k, name in named.items()
            if name.words > 1 or name.office or often[k] > 1 or (k in aside and partied)
        }
    return [place for place in at if int(known.of[place]) in named]


def _people(known: Labels, at: Sequence[int], named: Mapping[int, _Shouted], often: Indices) -> bool:
    """Whether names in capitals are people's: one has an office, again and again, or two are of one party."""
    if any(name.office and often[k] >= _OFTEN for k, name in named.items()):
        return True
    parties = defaultdict(set)
    for place in at:
        for aside in known.candidates[place].asides:
            parties[aside].add(int(known.of[place]))
    return any(len(members & named.keys()) > 1 for members in parties.values())


def _called_so(view: View, known: Labels) -> list[int]:
    """The labels before a colon that are a surname and end in what somebody is called: `高議員：`.

    In Chinese and Japanese. Two of them, at least, are different; and most say I or you, or ask, as a list of
    offices or of gifts doesn't: `高級教師：`, `王先生：`.
    """
    at = np.flatnonzero(known.of_form("colon") & ~known.bare).tolist()
    called = tuple(lexicon().called)
    named = {
        k
        for k in distinct(known.of[at]).tolist()
        if unspaced((name := known.names[k])[0]) and name[0] in lexicon().surnames and name.endswith(called)
    }
    places = [place for place in at if int(known.of[place]) in named]
    if len(named) < _PEOPLE:
        return []
    ends = distinct(np.array([*known.line[at], len(view.lines)], np.intp))
    talk = 0
    for i in known.line[places].tolist():
        turn = "".join(view.plain[i : int(ends[np.searchsorted(ends, i, side="right")])])
        talk += is_question(turn) or says_i_or_you(turn)
    return places if 2 * talk >= len(places) else []


def _shouted(name: str) -> _Shouted | None:
    """A name in capitals, or none: a title in small letters may stand before it, and a particle within it."""
    if not any(map(capitals, name.split())):
        return None
    words = [(word, lists(word)) for word in WORD.findall(name)]
    if any((of & NOBODY and not of & _PARTICLE) or any(map(str.isdigit, word)) for word, of in words):
        return None
    before = list(takewhile(lambda word: not (capitals(word[0]) and len(word[0]) > 1), words))
    rest = words[len(before) :]
    if not any(capitals(word) and len(word) >= _LETTERS for word, _ in rest):
        return None
    if not all(capitals(word) or of & _PARTICLE for word, of in rest):
        return None
    if not all(of & (OFFICE | _PARTICLE) or capitals(word) for word, of in before):
        return None
    titled = any(of & _TITLE and not capitals(word) for word, of in before)
    plain = sum(not of & (OFFICE | _PARTICLE) for _, of in rest)
    shortened = any(of & _TITLE and not of & _PARTICLE and f"{word}. " in name for word, of in words)
    return _Shouted(titled, shortened and plain > 0, titled or any(of & OFFICE for _, of in rest), plain)
