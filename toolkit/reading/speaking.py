"""Who surely speaks, by what a text says of itself: no weights are asked.

Each law here is about the whole text, and says nothing where the text doesn't.
"""

from __future__ import annotations

import re
from itertools import compress

import numpy as np

from toolkit import late
from toolkit.languages.lexicon import key
from toolkit.languages.persons import greets
from toolkit.late import once
from toolkit.reading.candidates import HEAD, Candidate
from toolkit.reading.filled import filled
from toolkit.reading.forms import LabelForm
from toolkit.reading.labelled import Labelled, ToldTurns
from toolkit.reading.names import name
from toolkit.reading.shape import BIT, NOBODY, Flags, Indices, above, below, distinct, flags, recurring, share
from toolkit.reading.vocabulary import HALF, NEARLY_ALL, SEVERAL, SIGNED, addressed, capitals, talks
from toolkit.text.events import classify
from toolkit.text.scripts import begins_small
from toolkit.text.signs import is_question
from toolkit.text.times import TIME, masked

_LEAST, _BRIEFLY, _ABOVE = 4, 8, 3
"""Labels of a text that is made of turns, at least; of a brief text, at most, and lines above the first: a
title, who wrote it, and when. In a longer one some stand above what is said, and others before it; weights
hold what is right below for more of it."""


def greeting(text: Labelled) -> ToldTurns:
    """Who speaks, where one label alone has a colon, and whoever has it greets: `CHAIR ADA BERG: Good day!`.

    A briefing may have no other. What is in capitals, or looks like a name, may be somebody's. A headline
    may greet, too, but ends no sentence.
    """
    places = text.firsts(text.inline & text.of_form("colon"))
    for at in places.tolist() if len(places) == 1 else ():
        own = text.candidates[at].label
        called = " " in own and (capitals(own) or name(own).looks == "name")
        if called and text.ended[text.line[at]] and greets(text.behind(at).strip()):
            return text.turns_at(places)
    return ToldTurns()


def exchange(text: Labelled) -> ToldTurns:
    """Who speaks, where from the first label that comes again on each paragraph has one.

    That two take turns, each more than once, is all that a brief text says of itself, and it is enough.
    """
    paragraphs = np.flatnonzero(text.opens)
    for form in SIGNED:
        places = text.firsts(text.of_form(form) & text.again)
        line, told = text.line[places], text.turns_at(places)
        nobody = text.in_lists(NOBODY | BIT["event"] if form == "bracket" else NOBODY)
        if len(line) < _LEAST or len(told.people) < 2 or nobody[places].any():
            continue
        # Nothing but the name of who writes in a chat stands between < and >. Few sentences end there, and
        # few fields of a record end one.
        chat = all("<" in text.before(place) for place in places.tolist())
        ends = chat or text.has("ends")[text.last(line)].mean() >= HALF
        # Who writes in haste sets no stops.
        haste = not ends and _chats(text, places)
        # Below a label alone stands what is said.
        said = np.append(line, line[text.bare[places]] + 1)
        turns = (ends or haste) and np.isin(paragraphs[paragraphs >= line[0]], said).all()
        brief = len(line) <= _BRIEFLY and line[0] <= _ABOVE
        both = 0 < text.bare[places].mean() < 1 and addressed(text.plain[line[0] :])
        if turns and (brief or both or haste):
            return told
    return ToldTurns()


_OFTEN = 1 / 8
"""Share of the lines of a chat that ask, or say I or you, at least."""
_FIELDS = BIT["starts"] | BIT["months"]
"""Words of which no name is made: of days, and those that sentences begin with."""


def _chats(text: Labelled, places: Indices) -> bool:
    """Whether somebody asks, and somebody says I or you, and often enough for a talk.

    Fields of records come in a fixed order, or are other words, as in a list of what is `pro` and `contra`.
    """
    of, lines = text.of[places], text.line[places].tolist()
    size = len(distinct(of))
    words = text.in_lists(_FIELDS) & ~text.in_lists(BIT["role"])
    fields = words[places].any() and not text.in_lists(BIT["persons"])[places].any()
    if fields or (of[size:] == of[:-size]).all() or not addressed(text.plain[lines[0] :]):
        return False
    return share(flags(talks(text.plain[i]) for i in lines)) >= _OFTEN


_TABS = 0.9
"""Share of the lines with a tab that have a name before it, at least."""


def tabbed(text: Labelled) -> ToldTurns:
    """Who speaks, where a tab is what parts names from words, and somebody asks: each is one who speaks once.

    Of tables and glossaries no first word comes again, or nobody asks and says I or you.
    """
    tabs = sum("\t" in words for words in text.printed)
    if tabs < _LEAST:
        return ToldTurns()
    parted = flags(text.before(place)[-1:] == "\t" for place in range(len(text.of)))
    places = text.firsts(text.of_form("gap") & parted & ~text.in_lists(NOBODY))
    line, told = text.line[places], text.turns_at(places)
    named = len(line) >= _TABS * tabs and len(told.people) > 1 and text.again[places].any()
    if named and text.ended[line].mean() >= HALF and addressed([text.plain[i] for i in line.tolist()]):
        return told
    return ToldTurns()


def with_offices(text: Labelled) -> ToldTurns:
    """Who speaks, where most who come again, alone on a line, have an office behind their names.

    `Bo Lind -- Baker` stands above what is said; in a list of people other names stand above it or below. The
    year behind a heading is no office. Two of them ask, or say I or you: works of a composer have heads, too.
    """
    offices = flags(label.bare and bool(label.asides) for label in text.candidates)
    named = text.bare & ~text.in_lists(NOBODY)
    again = text.firsts(named & text.again)
    if len({*text.of[again[offices[again]]].tolist()}) < 2 or share(offices[again]) < HALF:
        return ToldTurns()
    heads = text.are(text.line[offices])
    if (above(heads) & text.has("asks", "persons")).sum() < 2:
        return ToldTurns()
    alone = ~(above(heads) | below(heads, last=True))[text.line]
    places = text.firsts(named & offices & alone)
    return text.turns_at(places[flags(_is_name(text.candidates[at]) for at in places.tolist())])


def _is_name(label: Candidate) -> bool:
    """Whether a label looks like somebody's name, and what stands behind it has no number."""
    return name(label.label).looks == "name" and not any(map(str.isdigit, "".join(label.asides)))


_ELLIPSIS = late.regex(r"(?:[-*+]\s+)?(?:…|\.{3})(?:\s?[:：]|\s)\s*\S")


def carried(text: Labelled) -> ToldTurns:
    """Who has a label right above an ellipsis, and the lines with one, where it stands for who spoke last.

    Where no label comes again, they are what a report is about, and it quotes others with ellipses.
    """
    found = np.flatnonzero(text.begins(_ELLIPSIS))
    places = text.firsts(text.inline)
    if min(len(found), len(places)) < SEVERAL:
        return ToldTurns()
    last = np.searchsorted(text.line[places], found) - 1
    people = text.of[places[last[last >= 0]]]
    turns = places[np.isin(text.of[places], people) & ~text.in_lists(NOBODY)[places]]
    return text.turns_at(turns[: len(turns) * text.again[turns].any()], found.tolist())


_MESSAGES, _MOSTLY = 5, 0.7
"""Messages, at least, but where each has a time and brackets; and their share of lines that tell no more."""
_EACH, _TALK = 2, 2
"""Messages of each who writes, at least; and those before which a colon stands that ask, or say I or you."""
_CHATS: dict[LabelForm, str] = {
    "bracket": r">|@[^@]+@",
    "gap": r"\d\S*\t[^\t]+\t\s*$",
    "colon": r"(?:^|\d\S*\s)[^\s:]+:\s",
}
"""The signs around who writes; a colon is one behind a single word with a time before it, or behind any name
with its day, too. Columns and colons are those of tables and of programs, too, where nobody asks."""
LAST = 2
"""Characters at the end of a question, one of which is its mark."""
_DOES = late.regex(r"\\?\*{1,3} ?\\?[\w*]")
"""How a line begins that tells what somebody does: `* Mara waves`."""


@once
def messages(text: Labelled) -> ToldTurns:
    """The lines of a log that begin with a name between < and >, two @, or a time before tabs or a colon.

    Nobody says those that begin with a time alone, or a star: they tell who came and went, or what they do.
    """
    begun = flags(masked(words[:HEAD])[:1] == "\0" for words in text.printed)
    timed = begun | text.timed  # a container may have taken the times
    tells = (begun | text.begins(_DOES)) & flags(not line.joined for line in text.lines)
    for form, signs in _CHATS.items():
        places = text.firsts(text.of_form(form) & (text.clocked | timed[text.line] | (form != "colon")))
        signed = flags(re.search(signs, text.before(place)) is not None for place in places.tolist())
        # Behind a day and a time a name has as many words as it likes.
        places = places[signed | (text.moments[text.line[places]] & (form == "colon"))]
        # What is heard is nobody: `<laughs> it was late`.
        places = places[~text.in_lists(BIT["event"])[places]]
        said, people = text.line[places], distinct(text.of[places])
        told = tells.copy()
        told[said] = False
        least = _MESSAGES if form != "bracket" or not timed[said].all() else SEVERAL
        if max(least, _MOSTLY * (len(text.lines) - told.sum())) <= len(said) > len(people):
            break
    else:
        return ToldTurns()
    # Addresses have question marks in their midst; levels of a program's log and keys are in capitals.
    asks = any(is_question(text.plain[i].rstrip()[-LAST:]) for i in said.tolist())
    if form == "colon":
        # A program may ask once, too.
        asks &= sum(talks(text.plain[i]) for i in said.tolist()) >= _TALK
    shouted = all(capitals(text.names[k]) for k in people)
    talk = asks and len(people) * _EACH <= len(said) and not shouted
    # Without a time they are keys, fields or addresses that a text explains: `<Esc> leaves the mode`.
    few = len(said) < _MESSAGES and shouted
    if not talk and (form != "bracket" or few or timed[said].mean() < HALF):
        return ToldTurns()
    return text.turns_at(places, text.further(said), np.flatnonzero(told).tolist())


def few_messages(text: Labelled) -> Flags:
    """The lines of a log so brief, and in which nobody talks, that a program may have written it."""
    said = messages(text).turns
    return text.are(said if len(said) < _MESSAGES and not any(talks(text.plain[i]) for i in said) else ())


_LOG = 0.7
"""Share of the lines that begin with a name and a time, at least, from which on a text is a log."""


def logged(text: Labelled) -> Indices:
    """The lines of a log that have no name and no time: no byline stands in the midst of messages."""
    timed = text.are(text.line[text.clocked & ~text.bare & text.again])
    return np.flatnonzero(np.logical_or.accumulate(timed) & ~timed & bool(timed.mean() >= _LOG))


_STAMP = late.regex(rf"[\[(（<]\s*{TIME}\s*[\])）>]")
_CHAT = 0.4
"""Share of the lines that end a sentence, at least, where people write out what they say."""
_MOMENTS, _LONG = 5, 60
"""Lines with a time, at least; and columns of one that is long."""


def stamped(text: Labelled) -> Indices:
    """The lines below the first label that comes again which begin with a time, and end a sentence.

    The time says where in the recording it is. What is in brackets or in italics may be what happens
    meanwhile. In a chat few lines end a sentence, and a star tells what somebody does.
    """
    first = text.first_turn
    said = text.ended.copy()
    if first < len(said) and said[first:].mean() < _CHAT:
        said |= ~text.begins(_DOES)
    said &= ~text.has("round", "square", "corner", "italic")
    said[:first] = said[text.line[text.of_form(*SIGNED)]] = False
    return np.flatnonzero(said & (text.timed | text.begins(_STAMP)))


def recorded(text: Labelled) -> Indices:
    """The lines with a time, where nobody is named and nearly all have one: somebody talks.

    Chapters and programmes have times, too, and few sentences. What may be a name is left to weights.
    """
    timed = (text.timed | text.begins(_STAMP)) & ~text.has("round", "square")
    at = np.flatnonzero(timed)
    stated = text.of_form("stated") | (text.again & text.bare)
    named = stated.any() or text.first_turn < len(text.lines)
    if len(at) < _MOMENTS or named or timed[at[0] :].mean() < NEARLY_ALL:
        return at[:0]
    if (text.ended | (text.widths > _LONG))[at].mean() < HALF:
        return at[:0]
    return at[~np.isin(at, text.line[text.of_form(*SIGNED)])]


_HEARD = ("vocal", "kinesic")
"""Events that one hears or sees of people."""


@once
def heard(text: Labelled) -> ToldTurns:
    """The paragraphs of a talk above all labels in which people are heard: `(Laughter)`, alone, and again.

    Half of them ask, or say I or you. Of what stands above the first such line and below the last one, but
    for the paragraph right above, only those that do are said. What begins with a name may be somebody's,
    and below the last one what begins with words and a colon: `Host: ...`.
    """
    brackets = text.has("round", "square")
    shouted = flags(map(capitals, text.names))[text.of] & text.of_form("period", "stroke")
    signs = text.of_form(*SIGNED, "bold") | shouted  # of plays, too
    again = text.line[text.again & signs & ~brackets[text.line]]
    until = int(again.min(initial=len(text.lines)))
    alone = np.flatnonzero(brackets[:until]).tolist()
    laughs = [i for i in alone if classify(text.plain[i]) in _HEARD]
    # In notes and songs somebody laughs as well: an audience claps.
    if len(laughs) < _EACH or not any(classify(text.plain[i]) == "kinesic" for i in laughs):
        return ToldTurns()
    once = text.inline & (text.line < until)
    people = flags(name(label.label).looks == "name" for label in text.candidates)
    behind_talk = text.of_form("colon") & (text.line > laughs[-1])
    named = text.line[once & (people | behind_talk)].tolist()
    opens = np.flatnonzero(text.opens)
    last = text.last(opens)
    prose = (opens < until) & text.ended[last] & ~text.are([*alone, *named])[opens]
    each = [range(*lines) for lines in zip(opens[prose].tolist(), (last[prose] + 1).tolist(), strict=True)]
    says = [talks(" ".join(text.plain[lines.start : lines.stop]), text.langs or ("",)) for lines in each]
    if sum(says) < HALF * len(each):
        return ToldTurns()
    within = [laughs[0] - 1 in lines or laughs[0] < lines.start < laughs[-1] for lines in each]
    said = [any(why) for why in zip(says, within, strict=True)]
    others = [lines.start > laughs[-1] and not own for lines, own in zip(each, said, strict=True)]
    both = ([i for lines in compress(each, which) for i in lines] for which in (said, others))
    return ToldTurns((), (), *both)


_PARTED = late.regex(r"[.,]\s*|\s*\([^()]*\)\s*")
"""What parts names in a row: what somebody does may stand beside theirs."""
_QUOTE = late.regex("[「『]|([」』])")


def stopped(text: Labelled) -> ToldTurns:
    """The names with a full stop, where nearly all paragraphs begin with one, as in `Mara. Wind`.

    Elsewhere it looks like the beginning of a sentence.
    """
    places = _named(text, "period", 2)
    people = text.called(places)
    # `MARA. OTTO.` tells who is there.
    named = [[*map(key, filter(str.strip, _PARTED.split(text.plain[i])))] for i in text.line[places].tolist()]
    there = flags(len(names) > 1 and people.issuperset(names) for names in named)
    listed, places = text.line[places[there]], places[~there]
    line = text.line[places]
    since = text.opens & ~text.has("round", "square")
    since[: line.min(initial=len(since))] = False
    # `ENTER. The keeper leaves.`
    stage = np.append(listed, text.line[text.of_form("period") & _happens(text)])
    since[stage] = False
    if (text.gap[line] > 0).all():
        since &= text.gap > 0
    if len(line) < NEARLY_ALL * since.sum() or not addressed([text.plain[i] for i in line.tolist()]):
        return ToldTurns()
    # Below the head of an act nobody speaks until somebody has a name again.
    headed = (text.each(capitals) | text.has("heading")) & (text.gap > 0)
    headed[line] = False
    turns = [*line.tolist(), len(text.lines)]
    outside = {i for at in np.flatnonzero(headed) for i in range(at, turns[int(np.searchsorted(line, at))])}
    return text.turns_at(places, outside=sorted(outside | {*stage.tolist()}))


def quoted(text: Labelled) -> ToldTurns:
    """The names before a quotation, of which one at least comes again: `Mara「...」`.

    What is outside of quotations is told. Where people have a sign behind their names, one quotes others.
    """
    places = _named(text, "kagi", 1)
    if len(text.called(text.again & text.of_form(*SIGNED))) > 1:
        return ToldTurns()
    turns, depth = {*text.line[places].tolist()}, 0
    within, outside = list[int](), list[int]()
    for i in range(min(turns, default=len(text.lines)), len(text.lines)):
        if i in turns:
            depth = 0
        else:
            (within if depth > 0 else outside).append(i)
        depth += sum(-1 if closes else 1 for closes in _QUOTE.findall(text.lines[i].text))
    return text.turns_at(places, within, outside)


def _happens(text: Labelled) -> Flags:
    """The labels that are words for what happens; but who says I or you, or asks, is somebody: `BELL. I?`."""
    events = np.flatnonzero(text.in_lists(BIT["event"]))
    talk = {text.keys[text.of[at]] for at in events.tolist() if talks(text.plain[text.line[at]])}
    return text.in_lists(BIT["event"]) & ~text.of_keys(talk)


_BRIEF, _AGAIN, _ALIKE = 3, 0.4, 0.9
"""Words of such a name, at most; share of the names that are the same as the one before, from which on they
are those of a list; and of those that come again which are set in one way, from which on all are."""


def _named(text: Labelled, form: LabelForm, least: int) -> Indices:
    """The places of brief names before what is said; none where fewer than `least` come again."""
    # What comes once is one word, or a word with another: "Second watchman."
    most = np.where(text.often > 1, _BRIEF, _BRIEF - 1)
    words = np.array([len(key.split()) for key in text.keys])
    nobody = text.in_lists(NOBODY) | _happens(text) | filled(text).goes_on[text.line]
    places = text.firsts(text.of_form(form) & (words <= most)[text.of] & ~nobody)
    # Where most who speak again begin with a capital, all do: a broken line may begin as no name does. So it
    # is where nearly all stand below a blank line, or are in capitals.
    shouted = flags(map(capitals, text.names))[text.of]
    named = flags(not begins_small(name) for name in text.names)[text.of]
    for alike, least_of in ((named, HALF), (text.gap[text.line] > 0, _ALIKE), (shouted, _ALIKE)):
        again = recurring(text.of[places])
        if (alike[places] & again).sum() > least_of * again.sum():
            places = places[alike[places]]
    of = text.of[places]
    people = len(distinct(of[recurring(of)]))
    # Works have names before them, too, and end no sentence. In captions each sentence may have its name.
    lines = form == "kagi" and people > 1 and text.ended[text.line[places]].mean() >= HALF
    return places if people >= least and (lines or (of[1:] == of[:-1]).mean() < _AGAIN) else places[:0]
