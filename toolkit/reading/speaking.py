"""Who surely speaks, by what a text says of itself: no weights are asked.

Each law here is about the whole text, and says nothing where the text doesn't.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from toolkit.languages.lexicon import key, lexicon, says_i_or_you
from toolkit.reading.candidates import HEAD, LabelForm
from toolkit.reading.roster import Labels
from toolkit.reading.shape import BIT, NOBODY, OFFICE, Flags, Indices, above, below, distinct, lists
from toolkit.reading.view import View
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


def beside_name(aside: str) -> bool:
    """Whether what stands beside a label is no part of a sentence: `Ladies and gentlemen, we begin:`."""
    return not aside[:1].islower() or bool(lists(aside.partition(" ")[0]) & OFFICE)


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
    named = known.bare & ~known.in_lists(NOBODY | BIT["event"])
    for tops, by_name in ((above(drawn), False), (italic, True)):
        places = known.firsts(named & tops[known.line])
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


# Texts in which, from the first label that comes again on, each paragraph has one: nothing there is told.
# That two take turns, each more than once, is all that a brief one says of itself, and it is enough.

_LEAST, _BRIEFLY = 4, 8
"""Labels, at least, and of a brief text at most. In a longer one some stand above what is said, and others
before it; weights hold what is right below what is said for more of it."""
_ABOVE = 3
"""Lines above the first label of a brief text: a title, who wrote it, and when."""
_ENDS = 0.5
"""Share of the turns that end a sentence: fields of a record seldom do."""


def exchange(view: View, known: Labels) -> ToldTurns:
    """Who speaks, where a text is made of turns from the first label that comes again."""
    for form in SIGNED:
        places = known.firsts(known.of_form(form) & known.again)
        line, told = known.line[places], ToldTurns.at(known, places)
        if len(line) < _LEAST or len(told.people) < 2 or known.in_lists(NOBODY)[places].any():
            continue
        # Nothing but the name of who writes in a chat stands between < and >; few sentences end there.
        chat = all("<" in _before(view, known, place) for place in places.tolist())
        ends = chat or view.has("ends")[below(line, len(view.lines)) - 1].mean() >= _ENDS
        # Below a label alone stands what is said.
        said = np.append(line, line[known.bare[places]] + 1)
        turns = ends and np.isin(np.flatnonzero(view.opens[line[0] :]) + line[0], said).all()
        brief = len(line) <= _BRIEFLY and line[0] <= _ABOVE
        both = 0 < known.bare[places].mean() < 1 and _addressed(view.plain[line[0] :])
        if turns and (brief or both):
            return told
    return ToldTurns()


_TABS = 0.9
"""Share of the lines with a tab that have a name before it, at least."""


def tabbed(view: View, known: Labels) -> ToldTurns:
    """Who speaks, where a tab is what parts names from words, and somebody asks: each is one who speaks once.

    Of tables and glossaries no first word comes again, or nobody asks and says I or you.
    """
    tabs = [i for i, text in enumerate(view.printed) if "\t" in text]
    if len(tabs) < _LEAST:
        return ToldTurns()
    parted = np.array([_before(view, known, k)[-1:] == "\t" for k in range(len(known.of))], dtype=np.bool_)
    places = known.firsts(known.of_form("gap") & parted & ~known.in_lists(NOBODY))
    line, told = known.line[places], ToldTurns.at(known, places)
    named = len(line) >= _TABS * len(tabs) and len(told.people) > 1 and known.again[places].any()
    if named and view.ended[line].mean() >= _ENDS and _addressed([view.plain[i] for i in line.tolist()]):
        return told
    return ToldTurns()


def asking(view: View, known: Labels) -> Iterator[int]:
    """The keys of letters for who asks: all behind one asks, and others answer right below (`Q. Why?`)."""
    again = known.again
    label = dict(zip(known.line[again].tolist(), known.of[again].tolist(), strict=True))
    then, asks = dict(pairwise(sorted(label))), view.has("asks")
    letters = again & known.of_form("letter") & known.in_lists(BIT["sides"])
    for k in distinct(known.of[letters]).tolist():
        own = known.line[letters & (known.of == k)].tolist()
        answered = all(label.get(then.get(line, -1), k) != k for line in own)
        if answered and asks[own].all() and known.keys[k] in lexicon().ask:
            yield k


def talks(text: str) -> bool:
    """Whether a text asks, or says I or you."""
    return is_question(text) or says_i_or_you(text)


def _addressed(texts: Sequence[str]) -> bool:
    """Whether somebody asks or calls, and somebody says I or you: in a list nobody does both."""
    calls = any(is_question(text) or text.rstrip().endswith(_CALLS) for text in texts)
    return calls and any(map(says_i_or_you, texts))


def _before(view: View, known: Labels, place: int) -> str:
    """A line up to the end of a label."""
    return view.lines[int(known.line[place])].text[: known.candidates[place].start]


# A log of messages, or captions for those who can't hear: brackets are around who speaks.

_MESSAGES, _LOGGED, _MOSTLY = 5, 3, 0.7
"""Messages, at least; where each has a time and brackets; and their share of the lines that tell no more."""
_TIMED, _EACH = 0.5, 2
"""Share of the messages with a time before them, at least; and messages of each who writes, where they have
none. Else they are keys, fields or addresses that a text explains: `<Esc> leaves the mode`."""
_TALK = 2
"""Messages before which a colon stands, at least, that ask, or say I or you."""
_CHATS: dict[LabelForm, str] = {
    "bracket": r">|@[^@]+@",
    "gap": r"\d\S*\t[^\t]+\t\s*$",
    "colon": r"(?:^|\d\S*\s)[^\s:]+:\s",
}
"""The signs around who writes; a colon is one behind a single word with a time before it. Columns and colons
are those of tables and of programs, too, where nobody asks."""
LAST = 2
"""Characters at the end of a question, one of which is its mark."""
DOES = re.compile(r"\\?\*{1,3} ?\\?[\w*]")
"""How a line begins that tells what somebody does: `* Mara waves`."""


def messages(view: View, known: Labels) -> ToldTurns:
    """The lines of a log that begin with a name between < and >, two @, or a time before tabs or a colon.

    Nobody says those that begin with a time alone, or a star: they tell who came and went, or what they do.
    """
    begun = np.array([masked(text[:HEAD])[:1] == "\0" for text in view.printed], dtype=np.bool_)
    timed = begun | view.timed  # a container may have taken the times
    tells = (begun | view.begins(DOES)) & ~np.array([line.joined for line in view.lines])
    for form, signs in _CHATS.items():
        of = known.of_form(form)
        places = known.firsts(of & (known.timed | timed[known.line] | (form != "colon")))
        places = places[[bool(re.search(signs, _before(view, known, place))) for place in places.tolist()]]
        said, people = known.line[places], distinct(known.of[places])
        told = tells.copy()
        told[said] = False
        least = _MESSAGES if form != "bracket" or not timed[said].all() else _LOGGED
        if max(least, _MOSTLY * (len(view.lines) - told.sum())) <= len(said) > len(people):
            break
    else:
        return ToldTurns()
    # Addresses have question marks in their midst; levels of a program's log and keys are in capitals.
    asks = any(is_question(view.plain[i].rstrip()[-LAST:]) for i in said.tolist())
    if form == "colon":
        # A program may ask once, too.
        asks &= sum(talks(view.plain[i]) for i in said.tolist()) >= _TALK
    talk = asks and len(people) * _EACH <= len(said) and not all(capitals(known.names[k]) for k in people)
    if not talk and (form != "bracket" or timed[said].mean() < _TIMED):
        return ToldTurns()
    return ToldTurns.at(known, places, outside=np.flatnonzero(told).tolist())


_CAPTIONED = 3
"""Captions that begin with a name, at least: one of them comes again."""


def captioned(view: View, known: Labels) -> Sequence[int]:
    """The keys of names between （ and ） before words of captions.

    What is heard, and is nobody's name, is all of a caption: `（風の音）`.
    """
    lines = [view.lines[i] for i in known.line.tolist()]
    said = np.array([line.kind == "speech" and line.text[:1] == "（" for line in lines], dtype=np.bool_)
    of = known.of[known.of_form("bracket") & said & ~known.in_lists(BIT["event"])].tolist()
    return [*{*of}] if len(of) >= _CAPTIONED and len({*of}) < len(of) else []


# Plays and stories. A name with a full stop before what is said, or one before a quotation, looks like a
# sentence's beginning. Where all paragraphs begin so, and names come again, it is none.

_BRIEF = 3
"""Words of such a name, at most."""
_CALLS = ("!", "！")
_ALL = 0.8
"""Share of the paragraphs, brackets aside, that have one where a full stop is its sign, at least."""
_AGAIN = 0.4
"""Share of the names that are the same as the one before, from which on they are those of a list."""
_APART = re.compile(r"[.,]\s*|\s*\([^()]*\)\s*")
"""What parts names in a row: what somebody does may stand beside theirs."""
_QUOTE = re.compile("[「『]|([」』])")
_CAPITALS, _ALIKE = 0.5, 0.9
"""Share of the names that come again which begin with a capital, and which are set in one way, from which on
all do and are."""


def stopped(view: View, known: Labels) -> ToldTurns:
    """The names with a full stop, where nearly all paragraphs begin with one, as in `Mara. Wind`."""
    places = _named(view, known, "period", 2)
    people = {known.keys[k] for k in known.of[places].tolist()}
    # `MARA. OTTO.` tells who is there.
    named = [[*map(key, filter(str.strip, _APART.split(view.plain[i])))] for i in known.line[places].tolist()]
    there = np.array([len(names) > 1 and people.issuperset(names) for names in named], dtype=np.bool_)
    listed, places = known.line[places[there]], places[~there]
    line = known.line[places]
    since = view.opens & ~view.has("round") & ~view.has("square")
    since[: line.min(initial=len(since))] = False
    # `ENTER. The keeper leaves.`
    stage = np.append(listed, known.line[known.of_form("period") & _happens(view, known)])
    since[stage] = False
    if (view.gap[line] > 0).all():
        since &= view.gap > 0
    if len(line) < _ALL * since.sum() or not _addressed([view.plain[i] for i in line.tolist()]):
        return ToldTurns()
    # Below the head of an act nobody speaks until somebody has a name again.
    headed = (np.array([*map(capitals, view.plain)]) | view.has("heading")) & (view.gap > 0)
    headed[line] = False
    turns = [*line.tolist(), len(view.lines)]
    outside = {i for at in np.flatnonzero(headed) for i in range(at, turns[int(np.searchsorted(line, at))])}
    outside.update(stage.tolist())
    return ToldTurns.at(known, places, outside=sorted(outside))


def quoted(view: View, known: Labels) -> ToldTurns:
    """The names before a quotation, of which one at least comes again: `Mara「...」`.

    What is outside of quotations is told. Where people have a sign behind their names, one quotes others.
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


def _happens(view: View, known: Labels) -> Flags:
    """The labels that are words for what happens; but who says I or you, or asks, is somebody: `BELL. I?`."""
    events = known.in_lists(BIT["event"])
    talk = [
        k
        for k, i in zip(known.of[events].tolist(), known.line[events].tolist(), strict=True)
        if talks(view.plain[i])
    ]
    return events & ~np.isin(known.of, talk)


def _named(view: View, known: Labels, form: LabelForm, least: int) -> Indices:
    """The places of brief names before what is said; none where fewer than `least` come again."""
    # What comes once is one word, or a word with another: "Second watchman."
    most = np.where(known.often > 1, _BRIEF, _BRIEF - 1)
    words = np.array([len(key.split()) for key in known.keys])
    nobody = known.in_lists(NOBODY) | _happens(view, known)
    places = known.firsts(known.of_form(form) & (words <= most)[known.of] & ~nobody)
    # Where most who speak again begin with a capital, all do: a broken line may begin as no name does. So it
    # is where nearly all stand below a blank line, or are in capitals.
    shouted = np.array([*map(capitals, known.names)], dtype=np.bool_)[known.of]
    named = np.array([not name[:1].islower() for name in known.names], dtype=np.bool_)[known.of]
    for alike, share in ((named, _CAPITALS), (view.gap[known.line] > 0, _ALIKE), (shouted, _ALIKE)):
        again = (np.bincount(known.of[places], minlength=len(known.keys)) > 1)[known.of[places]]
        if (alike[places] & again).sum() > share * again.sum():
            places = places[alike[places]]
    of = known.of[places]
    people = (np.bincount(of, minlength=1) > 1).sum()
    # Works have names before them, too, and end no sentence. In captions each sentence may have its name.
    lines = form == "kagi" and people > 1 and view.ended[known.line[places]].mean() >= _ENDS
    told = people >= least and (lines or (of[1:] == of[:-1]).mean() < _AGAIN)
    return places if told else places[:0]
