"""What stands around a talk, and nobody says: headlines, who is there, lives, credits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from toolkit import late
from toolkit.languages.lexicon import key, lexicon
from toolkit.reading.forms import LabelForm
from toolkit.reading.labelled import Labelled
from toolkit.reading.names import name, parted
from toolkit.reading.shape import BIT, NOBODY, OFFICE, Flags, Indices, above, distinct, flags, lists, share
from toolkit.reading.title_block import LONGEST
from toolkit.reading.vocabulary import HALF, NEARLY_ALL, SEVERAL, SIGNED, STOPS, capitals
from toolkit.reading.whole import DATED, days
from toolkit.text.lines import width
from toolkit.text.scripts import unspaced
from toolkit.text.signs import ends_sentence, is_question

_TURNS, _NAME, _LONG, _TOP = 4, 40, 24, 5
"""Turns, at least, that tell how turns end; columns of a name, at most, and of a line that stands twice, at
least; and lines among which the headline of a text stands."""


def printed_twice(text: Labelled) -> Iterator[int]:
    """The lines of a head that stand twice in a row, as a page and its text have a headline: no sentences."""
    for i, (last, words) in enumerate(pairwise(text.plain[:_TOP]), 1):
        if words == last and width(words) >= _LONG and not text.ended[i]:
            yield from (i - 1, i)


_ABOUT = BIT["meta"] | BIT["date"] | BIT["byline"] | BIT["credit"]
"""Lists of words before a colon that tell of a text."""


def headlined(text: Labelled) -> Iterator[int]:
    """The headline above what tells of the text, whatever a page sets above it: `Mara Lind: A life at sea`.

    `Source: Harbour Post` stands right below. Whoever speaks there speaks again below a blank line; a
    headline ends no sentence, and announces nothing. `Reporter: Mara Lind` tells of the text itself.
    """
    colon = text.inline
    told, office = text.in_lists(NOBODY), text.line[colon & text.in_lists(OFFICE)]
    lines: list[int] = text.line[colon & text.again & ~told].tolist()
    first, then = [*dict.fromkeys(lines), 0, 0][:2]
    under = first + 1 in text.line[colon & text.in_lists(_ABOUT)] and not text.gap[first + 1]
    said = text.ended | text.has("asks", "colon")
    if under and first not in office and then and text.gap[then] and not said[first]:
        yield first


_WIDEST = 120
"""Columns of a headline, at most."""
_QUOTED = late.regex('["“”„«»「『].*["“”«»」』]$')
"""What is all between quotation marks."""


def dated(text: Labelled) -> Indices:
    """The lines that say a day, and no more than a word beside it: `Rousse, 12 May 2016`.

    It may be what somebody says who was asked, or has a label, in the line or alone above it.
    """
    named = text.are(text.line[text.again & text.bare])
    said = above(text.has("asks") | named) | text.are(text.line[text.of_form(*SIGNED)])
    return np.flatnonzero(days(text) & ~said)


def published(text: Labelled) -> list[int]:
    """The day above all turns or below them, alone on its line; days that come again head entries."""
    at, last = dated(text), max(text.line[text.again], default=len(text.lines))
    outside = (at < min(text.first_turn, LONGEST)) | (at > last)
    return [*at[outside & (len(at) <= SEVERAL)]]


def at_top(text: Labelled) -> Iterator[int]:
    """The first line with a name and a colon, where it is set as a headline: `Mara Lind: "We rowed"`.

    All of it is a quotation, and no turn is; or it ends no sentence, where turns do. What stands below a
    blank line has no label, or that of the same person, who begins but once; or it asks, below a quotation.
    Who speaks no more, `The Lamp: A life at sea`, is nobody where what tells of the text stands below.
    """
    named = ~text.in_lists(NOBODY)
    first = text.firsts(text.inline & named & ~text.in_lists(OFFICE))[:1]
    i = int(text.line[first].max(initial=-1))
    others = text.firsts(text.again & named & (text.line != i))
    at = text.line[others]
    if not 0 <= i < _TOP or len(others) < _TURNS or text.widths[i] > _WIDEST or at[0] < i:
        return
    own = text.of[first[0]]
    alone = at[0] > i + 1 and text.gap[i + 1] > 0 and not text.has("item")[i + 1]
    apart = alone or own == text.of[others[0]]
    if _quotes(text, int(first[0])):
        apart = apart or text.has("asks")[text.last(at)[0]]
        headline = apart and not any(_quotes(text, place) for place in others.tolist())
    else:
        unended = not (text.ended | text.has("colon"))[i + int(text.opens[i + 1 :].argmax())]
        # Or else a line below says when or where it was published, or who wrote it.
        dates = text.has("date") & ~text.ended & (text.widths < DATED)
        dates |= text.are(text.line[text.inline & text.in_lists(_ABOUT)])
        told = own in text.of[others] or dates[i + 1 : at[0]].any()
        headline = apart and unended and told and share(text.ended[text.last(at)]) >= NEARLY_ALL
    if headline:
        yield i


def may_be_headline(text: Labelled) -> Flags:
    """The first line with a label, `Lamp row: Who owns the light?`, where it may be a headline.

    It ends in a question or in no sentence, alone between blank lines, above somebody else's turn. Its label
    comes once, or whoever has it answers below, and ends sentences as others do. Nobody speaks above: a turn
    of several paragraphs may tell what somebody asked.
    """
    first = text.firsts((text.inline | text.of_form("stroke")) & ~text.in_lists(OFFICE))[:1]
    i = int(text.line[first].max(initial=-1))
    turns = text.firsts(text.again & (text.line != i))
    if not 0 <= i < _TOP or len(turns) < _TURNS or text.line[turns[0]] != i + 1 or not text.gap[i + 1]:
        return text.are(())
    of, own, asks, ended = text.of[turns], int(text.of[first[0]]), text.has("asks"), text.ended
    last = text.last(text.line[turns])
    answers = share(asks[last[of == of[0]]]) >= HALF and not asks[last[of == own]].any()
    likely = answers if asks[i] else share(ended[last]) >= NEARLY_ALL
    several = len(distinct(of)) > 1 and of[0] != own and (asks[i] or not ended[i])
    return text.are([i] if several and (likely or not text.again[first[0]]) else ())


def _quotes(text: Labelled, place: int) -> bool:
    """Whether all that stands behind a label is a quotation."""
    return _QUOTED.match(text.behind(place).strip()) is not None


_LABELS: tuple[LabelForm, ...] = ("colon", "stroke", "period")
_COMMAS = late.regex("[,，、،;；・/]")


def listing(text: Labelled) -> Iterator[int]:
    """The lines that say who is there: behind a label that comes once stand only names of those who speak.

    Above all turns two of them come again, and whoever speaks once, or not at all, has a name.
    """
    # What ends in a full stop or a dash is a label where most labels do, and else what somebody says.
    forms = {form: text.of_form(form) for form in _LABELS}
    most = max(_LABELS, key=lambda form: int((forms[form] & text.again).sum()))
    form = forms["colon"] | forms[most]
    speak, first = text.called(form & text.again), text.first_turn
    for at in np.flatnonzero(form & ~text.again & ~text.bare).tolist():
        pieces = _COMMAS.split(text.behind(at).rstrip(STOPS))
        if len(pieces) < 2 or not speak:
            continue
        names = [parted(one) for one in pieces]
        # By all of it; behind a colon by a part of it, too, or by letters behind it.
        colon = text.candidates[at].form == "colon"
        ways = [(own, *((*own.split(), *asides) if colon else ())) for own, asides in names]
        others = [called[0] for called in ways if speak.isdisjoint(map(key, called))]
        named = len(names) - len(others) > 1 and text.line[at] < first
        if all(named and name(own).looks == "name" for own in others):
            yield int(text.line[at])


def presented(text: Labelled) -> Iterator[int]:
    """The lines above all turns that say who has a part: `Guest: Mara Lind, diver`.

    She speaks as Lind below, or as ML; or else the label is a word for a part, and a name stands behind it.
    Such a line ends no sentence, or stands beside one that doesn't. One alone may ask somebody to speak, who
    speaks next: `Chair: Mara Lind, please`.
    """
    colon, first = text.of_form("colon"), text.first_turn
    next_, speak = text.called(colon & (text.line == first)), text.called(colon & text.again)
    found: dict[int, tuple[bool, bool]] = {}
    for at in text.firsts(text.inline & ~text.again & (text.line < first)).tolist():
        line = int(text.line[at])
        own, *further = _COMMAS.split(text.behind(at).rstrip(STOPS))
        who = lists(text.keys[text.of[at]]) & BIT["role"] and name(own).looks in ("name", "role")
        words = parted(own)[0].split()
        if not who and (len(words) < 2 or any(word.islower() for word in words)):
            continue
        letters = [word[0] for word in words]
        called = {*map(key, (" ".join(words), words[-1], words[0], "".join(letters), *letters))}
        if who or not speak.isdisjoint(called):
            found[line] = not text.ended[line], not further or next_.isdisjoint(called)
    for line, (unended, other) in found.items():
        near = [found[i] for i in (line - 1, line + 1) if i in found]
        if (unended and (other or near)) or any(unended for unended, _ in near):
            yield line


_HEAD, _FEW = 20, 2
"""Lines among which one says what several labels are short for; and letters of a label that is short for a
name, whatever else it looks like."""
_PIECES = late.regex(r"[,;，、；]\s*")
_EQUALS = late.regex(r"\s*(\w{1,8}\.?)\s*(?:[=:：]|[–—-]\s)\s*[^\W\d_]")
_LETTERS = late.regex(r"(?<!\S)(\w{1,8}\.?)\s*=\s*(?=\w)")


def legend(text: Labelled) -> Iterator[int]:
    """The lines that tell what labels are short for, above all turns.

    `L: Mara Lind`, one below the other; `Host: Bo Hale`, set apart or among facts; `I = interviewer`.
    """
    colon = text.inline & text.again
    block: dict[int, int] = {}
    short = named = 0
    for at in np.flatnonzero(colon).tolist():
        i, k, full = int(text.line[at]), int(text.of[at]), text.behind(at).strip()
        long = ends_sentence(full) or width(full) > _NAME
        if long or k in block.values() or (block and i != max(block) + 1):
            break
        block[i], label, looks = k, text.candidates[at].label, name(full).looks
        named += (looks, name(label).looks) == ("name", "role")
        short += looks == "role" or _stands_for(label, full)
    facts = {*text.line[text.inline & text.in_lists(NOBODY)].tolist()}
    # Right above what is said it is no fact: `Host: Good Evening`.
    among = named == len(block) and any({k - 1, k + 1} & facts for k in block)
    among = among and bool(text.gap[max(block) + 1 : i + 1].any())
    if among or (len(block) > 1 and 2 * (short + named * text.gap[max(block) + 1 :][:1].any()) >= len(block)):
        yield from block
    speak, by_sign = text.called(colon), text.called(text.again & ~text.bare)
    # Whose label comes again before an equals sign speaks by it, `민수=아니요`, but for `I=Interviewer`.
    pairs = [(key(one[1]), one[1], one.string[one.end() :]) for one in map(_LETTERS.match, text.plain) if one]
    short_for = {own for own, label, full in pairs if _stands_for(label, full) or name(full).looks == "role"}
    by_sign -= {own for own, times in Counter(own for own, *_ in pairs).items() if times > 1} - short_for
    equals = Counter[int]()
    for i, words in enumerate(text.plain[:_HEAD]):
        # Whoever asks what becomes of "Ada = 1, Bo = 2" explains no labels.
        if is_question(words.rstrip()[-1:]):
            continue
        told = [_EQUALS.match(piece) for piece in _PIECES.split(words)]
        if len(told) > 1 and all(pair and key(pair[1]) in speak for pair in told):
            yield i
        equal = _LETTERS.findall(words)
        equals[i] = len(equal) * by_sign.issuperset(map(key, equal))
    # One in a line, and another in the next, or all in one.
    yield from (i for i in +equals if equals[i] > 1 or equals[i - 1] or equals[i + 1])


def _stands_for(short: str, full: str) -> bool:
    """Whether a label may be short for a name: one of its words begins so, and it has the other letters.

    More than two letters could be in any words: they begin one of them, or all have capitals.

    >>> _stands_for("ML", "Mara Lind"), _stands_for("INT", "the interviewer"), _stands_for("so", "it was")
    (True, True, False)
    """
    words, letters, whole = full.split(), short.casefold(), full.casefold()
    begin = any(word.casefold().startswith(letters) for word in words)
    if not (len(letters) <= _FEW or begin or all(capitals(word[0]) for word in words)):
        return False
    if unspaced(letters[0]):
        return letters in whole
    rest = re.compile(".*".join(map(re.escape, letters[1:])))
    starts = re.finditer(rf"\b{re.escape(letters[0])}", whole)
    return any(rest.search(whole[at.end() :] + whole[: at.start()]) for at in starts)


_ROW = 60
"""Columns of a row below a field, at most."""


def below_field(text: Labelled) -> Iterator[int]:
    """The lines right below a label alone that comes once, where turns have their words behind their label.

    Two brief lines at least that end no sentence: `Present:`, and who is, with an account or what for.
    """
    colon = text.of_form("colon")
    again = colon & text.again
    if (again & ~text.bare).sum() < SEVERAL or (again & text.bare).any():
        return
    ends = text.ended | (text.widths > _ROW) | (text.gap > 0)
    ends[text.line[text.again & text.of_form("letter")]] = True
    for i in text.line[text.firsts(colon & text.bare & ~text.again)].tolist():
        past = np.flatnonzero(ends[i + 1 :])
        until = i + 1 + int(past[0]) if past.size else len(ends)
        whole = until == len(ends) or text.gap[until] > 0
        if whole and until - i > 2:
            yield from range(i + 1, until)


_FULL = late.regex(r"([^\W\d_][\w'’-]+)\s([^\W\d_][\w'’-]+)")
_BEHIND = late.regex(r"(?!\s?[:：>|\t–—-]|\s{2})(?:\W|$)")
"""What stands behind a name that is no label."""
_TELLS = BIT["note"] | BIT["caption"] | BIT["date"]
"""Lists of words before a colon behind which a sentence may stand, too."""


def _turns(text: Labelled) -> Indices:
    """The lines with which turns surely begin: labels that come again as ever, and questions with answers."""
    again = text.line[text.again & ~text.unusual & ~text.in_lists(NOBODY)]
    return distinct(np.append(again, np.flatnonzero(text.interview.asks | text.interview.answers)))


def told_of(text: Labelled) -> Iterator[int]:
    """The paragraphs without a label, I or you that begin with the full name of who would say them.

    Nobody tells of himself so: `Ada Berg (left) in the harbour, 1957.` Behind the last turn it may be anybody
    who speaks, or whose name stands above the talk: `Ada Berg lives in Port Ellery.`
    """
    turns = _turns(text)
    if not turns.size:
        return
    slips = text.of_form("period") & flags(not label.asides for label in text.candidates)
    again = text.again & (slips | (text.line <= turns[-1]))
    at = {int(i): int(k) for i, k in zip(text.line[again], text.of[again], strict=True)}
    full = {k: own for k in {*at.values()} if name(own := text.names[k]).looks == "name"}
    head, bare = " \n ".join(text.plain[: turns[0]]), {*(text.line[text.bare] + 1).tolist()}
    # Where a time says when it was, it was said; and several may speak together: `Ada Berg and Bo Lind: ...`.
    says = text.has("persons", "timed")
    says[text.line[[bool(name(text.names[k]).splits) for k in text.of.tolist()]]] = True
    who = ""
    for i in range(int(turns[0]), len(text.lines)):
        who = full.get(at[i], "") if i in at else who
        if i in at or i in bare or says[i] or not text.gap[i]:
            continue
        words, ended = text.plain[i], i > turns[-1]
        names = [own for own in ({*full.values()} if ended else {who}) if own and words.startswith(own)]
        if ended and not names and (found := _FULL.match(words)) is not None:
            names = [found[0]] * (found[1][0].isupper() and found[2][0].isupper() and found[0] in head)
        if names and _BEHIND.match(words, max(map(len, names))):
            yield i


def behind_all(text: Labelled) -> range:
    """The lines from a heading behind all turns on: `2 comments`, `Bibliography`, `Notes`, `Read more`."""
    turns, size = _turns(text), len(text.lines)
    heads = (text.gap > 0) & (text.widths <= _NAME) & ~text.ended & (len(turns) >= _TURNS)
    rest = range(turns.max(initial=-1) + 1, size)
    words = (i for i in rest if heads[i] and key(text.plain[i].strip("0123456789 :：")) in lexicon().behind)
    return range(next(words, size), size)


def credited(text: Labelled) -> Iterator[int]:
    """The labels that come once, above all turns or below them, and are no speakers: who made it, and notes.

    What stands behind is a name, and ends no sentence, where turns do: `Translated: Ada Berg`. Behind a word
    for what tells of a text, or is heard, it may end with a full stop; behind one for a note, with a day or
    without, a picture or a date it may be a sentence. `Cut: Ada Berg. Sound: Bo Lind` are several. `Ada Berg
    in Port Ellery. Photo: Bo Lind` may stand anywhere.
    """
    turns = _turns(text)
    if len(turns) < _TURNS:
        return
    edge = (text.line < turns[0]) | (text.line > turns[-1])
    ends = share(text.ended[text.last(turns)]) >= NEARLY_ALL
    told = flags(bool(lists(re.split(r"\W+\d", own)[0]) & _TELLS) for own in text.keys)[text.of]
    fact = text.in_lists(NOBODY | BIT["event"])
    for place in text.firsts(text.inline & ~text.again).tolist():
        i, words = int(text.line[place]), text.behind(place).strip(" *_")
        named = width(words) <= _NAME and name(words).looks == "name"
        made, named = (named and fact[place]) or _several(text.plain[i]), named and not text.ended[i]
        *others, last = text.keys[text.of[place]].split() or [""]
        pictured = others and lists(last) & BIT["caption"]
        if (edge[place] and (told[place] or made or (named and ends))) or (named and pictured):
            yield i


_BETWEEN = late.regex(r"[.,;/|。；／\u3000]+\s*|\s{2,}")


def _several(words: str) -> bool:
    """Whether a line is several words with a name behind each: `Cut: Ada Berg. Sound: Bo Lind.`."""
    parts = [re.split(r"\s?[:：]\s?", part) for part in _BETWEEN.split(words.rstrip(".。 ")) if part]
    return len(parts) > 1 and all(len(part) == 2 and name(part[1]).looks == "name" for part in parts)
