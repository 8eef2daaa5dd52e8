"""What stands apart from a talk: words that are set once more, heads of pages, contents, points, notes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from toolkit.languages.lexicon import calls_itself_interview, key, lexicon, may_be_in, says_i_or_you
from toolkit.reading.shape import OFFICE, Flags, Indices, above, lists
from toolkit.text.lines import width

if TYPE_CHECKING:
    from toolkit.reading.lines import Line
    from toolkit.reading.named import LineLabels, Renamed
    from toolkit.reading.roster import Labels
    from toolkit.reading.view import View

# What stands there once more: a sentence that was taken out of what somebody says, and set apart to be seen.

_QUOTED, _BETWEEN, _PULLED = 8, 16, 24
"""Columns of it, at least, where it is a quotation, between quotation marks, and in bold or italics: fewer
may stand somewhere by chance."""
_SEARCHED, _TRIED = 1_000_000, 200
"""Characters of a text in which such lines are looked for, and how many of them are: at most."""
STOPS = ".。…।۔"
_PULL = re.compile('["“”„«»‹›「」『』]?(.+?)(?:["”“»«›」』]\\s*(?:[–—―-]+\\s*.{0,60})?)?$')


def pulled(view: View) -> Iterator[int]:
    """The paragraphs that are set apart and stand word for word in what isn't, however its lines are broken.

    All that a paragraph says may be in bold for another reason: it is a heading of contents, or asked again.
    """
    quotation, between = view.has("quotation"), view.has("opens quote") & view.has("closes quote")
    quoted = quotation | between
    apart = quoted | view.has("bold") | view.has("italic")
    least = np.where(quotation, _QUOTED, np.where(between, _BETWEEN, _PULLED))
    tried = np.flatnonzero(apart & view.opens & (view.widths >= least))[:_TRIED].tolist()
    if not tried or sum(map(len, view.plain)) > _SEARCHED:
        return
    lines = [
        _packed(text) for text, set_apart in zip(view.plain, apart.tolist(), strict=True) if not set_apart
    ]
    whole, same = "".join(lines), Counter(lines)
    for i in tried:
        match = _PULL.match(view.plain[i])
        words = match[1].strip().rstrip(STOPS) if match else ""
        packed = _packed(words)
        if width(words) >= least[i] and whole.count(packed) > (0 if quoted[i] else same[packed]):
            yield i


def _packed(text: str) -> str:
    """A text without blanks, and without the stop at its end."""
    return "".join(text.split()).rstrip(STOPS)


def says_so(view: View, lines: Indices) -> Flags:
    """Whether each of some lines says I or you, in the languages that the text may be in."""
    langs = may_be_in(" ".join(view.plain)) if len(lines) else ()
    says = [any(says_i_or_you(view.plain[i], lang) for lang in langs) for i in lines.tolist()]
    return np.array(says, dtype=np.bool_)


_ALL_QUOTED = 3
"""Answers between quotation marks, at least, where all are."""


def beside_quotations(view: View) -> Indices:
    """The paragraphs outside of quotation marks, where each answer of an interview stands between them.

    What is set so is what somebody says, and all else is told, but for I and you. A quotation that goes on is
    not closed above.
    """
    asks, answers = view.interview.asks, np.flatnonzero(view.interview.answers)
    quoted, closed = view.has("opens quote"), view.has("closes quote")
    if len(answers) < _ALL_QUOTED or not quoted[answers].all():
        return answers[:0]
    told = view.opens & ~quoted & ~asks & above(closed)
    told[: answers[0]] = False
    lines = np.flatnonzero(told)
    return lines[~says_so(view, lines)]


def announced(view: View) -> list[int]:
    """The lines that stand as a heading below, word for word: contents, which nobody says."""
    places = np.flatnonzero(view.has("heading")).tolist()
    last = {view.plain[i]: i for i in places}
    headings = {*places}
    return [i for i, words in enumerate(view.plain) if last.get(words, -1) > i and i not in headings]


_FORETOLD, _HEAD = 3, 12
"""Headings that ask and that contents announce, from which on a text is a lesson; and lines above all others,
among which one says that it is an interview."""


def foretold(view: View) -> Flags:
    """The headings that ask, where contents have the same words: lessons and guides tell what they answer.

    An interview has such a list seldom, and says then what it is.
    """
    asks = view.has("heading") & view.has("asks")
    if asks.sum() < _FORETOLD:
        return np.zeros_like(asks)
    listed = {view.plain[i] for i in announced(view)}
    told = len(listed & {view.plain[i] for i in np.flatnonzero(asks).tolist()}) >= _FORETOLD
    return asks & (told and not any(map(calls_itself_interview, view.plain[:_HEAD])))


# A page has its head again, with another number.

_PAGES, _SHARE = 3, 1 / 3
"""Pages, from which on what they have in common is no chance; and their share of the lines with a label, at
most: else it is how people talk there."""
_SHORT, _ACROSS = 24, 120
"""Columns of a text that somebody may say again with another number; and characters that a page is wide."""
_FIGURES, _WORDS = re.compile(r"\d\d*"), re.compile(r"[^\W\d_]{2,}")


def heads_of_pages(lines: Sequence[Line], found: LineLabels) -> Renamed:
    """Lines that come again and again with a number that grows: `Ref: 12 Harbour Museum, page 3 of 40`.

    Neither the label nor the text may be otherwise, and the text has words: a label with a time behind it
    comes again, too.
    """
    labelled = 0
    same: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i, labels in enumerate(found):
        told = [label for label in labels if label.form == "colon" and not label.bare]
        labelled += bool(told)
        for label in told:
            text = lines[i].text[label.start :]
            if len(text) <= _ACROSS and _FIGURES.search(text):
                same[label.key, _FIGURES.sub("0", text.strip())].append(i)
    heads = {
        (i, own)
        for (own, text), at in same.items()
        if len(at) >= _PAGES and width(text) > _SHORT and _WORDS.search(text)
        if _rises([lines[i] for i in at])
        for i in at
    }
    few = 0 < len({i for i, _ in heads}) <= _SHARE * labelled
    return {(i, label): None for i, own in heads for label in found[i] if few and label.key == own}


def _rises(lines: Sequence[Line]) -> bool:
    """Whether a number at one place in these lines is greater in each than in the one before."""
    columns = zip(*(map(int, _FIGURES.findall(line.text)) for line in lines), strict=False)
    return any(all(a < b for a, b in pairwise(column)) for column in columns)


# Points and heads of parts, among what is said.

_NUMBERED = re.compile(r"(\D{2,}?)\s?(\d{1,3})$")
_TURNS = 3
"""Turns, at least, where something is told by them."""
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
    begins = known.line[colon & known.again].min(initial=len(view.lines))
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    turns = []
    for at in known.firsts(colon).tolist():
        line, number = int(known.line[at]), _NUMBERED.match(known.keys[known.of[at]])
        if number and not known.again[at] and not lists(number[1]) & OFFICE:
            found[number[1]].append((int(number[2]), line))
        elif line >= begins:
            turns.append(line)
    if len(turns) < _TURNS or stops[turns].mean() < _STOPPED:
        return
    for of in found.values():
        counts, lines = map(list, zip(*of, strict=True))
        follow = counts == [*range(counts[0], counts[0] + len(of))]
        apart = (np.diff(np.searchsorted(turns, lines)) > 0).all()
        said = stops[lines].any() or above(view.has("asks"))[lines].all()
        if len(of) >= _POINTS and follow and apart and not said:
            yield from lines


_ORDINAL = r"(\d{1,3})(?:[^\W\d_]{1,3}|[ºª°])?"
_NUMBERED_HEAD = re.compile(rf"(?:{_ORDINAL}[.)]?\s+)?([^\W\d_]{{3,}}(?:\s[^\W\d_]+)?)(?:\s{_ORDINAL})?[.]?")
"""A word or two, and a number before or behind them: `Scena 2ga.`"""
_HEADS = 3
"""Lines that are so, at least."""


def same_heads(view: View) -> Iterator[int]:
    """The paragraphs that are `1. Scene.`, `2. Scene.` and so on: the same words, and the next number each.

    People who are numbered are called by what they are: `Speaker 1`. Below questions stand answers: `1. Yes.`
    """
    asks = above(view.has("asks"))
    same: defaultdict[tuple[str, bool], list[tuple[int, int]]] = defaultdict(list)
    for i in np.flatnonzero(view.has("gaps around") & view.has("digits")).tolist():
        head = _NUMBERED_HEAD.fullmatch(view.plain[i])
        if head and bool(head[1]) != bool(head[3]) and not lists(key(head[2])) & OFFICE:
            same[head[2], bool(head[1])].append((i, int(head[1] or head[3])))
    for at in same.values():
        answers = all(asks[i] for i, _ in at)
        if len(at) >= _HEADS and not answers and all(b[1] == a[1] + 1 for a, b in pairwise(at)):
            yield from (i for i, _ in at)


# What is drawn at both ends heads a part. Three asterisks right at a word are bold and italic.
_FRAMED = re.compile(r"(?![*_]{3}[^\W_])([-–—=~*_─═])\1{2,}+\s*[^\W_].*[^\W_]\W?\s*\1{3,}$")
_DASHED = re.compile(r"([-–—])\1(?!\1)(?:(?!\1\1).)*[^\W_](?:(?!\1\1).)*(\1\1)?$")
"""Two dashes and words, and whether two are behind them."""


def framed(view: View) -> list[int]:
    """The lines that are drawn at both ends, with words between: `----- Questions -----`.

    Two dashes may begin what somebody says, who may be cut short: they are drawn where all such lines end so.
    """
    dashed = {i: found[2] for i, line in enumerate(view.lines) if (found := _DASHED.match(line.text))}
    heads = dashed if len(dashed) >= _HEADS and all(dashed.values()) else {}
    return sorted({*heads, *np.flatnonzero(view.begins(_FRAMED)).tolist()})


def outlined(view: View, known: Labels) -> Iterator[int]:
    """The items that end in a colon, with deeper ones below, which stand no deeper than the turns: points.

    They are what a note is about, with all that is set in below them. No name of somebody who speaks is one.
    """
    again = known.of_form("colon") & known.again
    turns = set(known.line[again & ~known.bare].tolist())
    spoken = np.isin(known.of, known.of[again & ~known.bare])
    speak = set(known.line[again & spoken & known.bare].tolist())
    item, colon = view.has("item") | view.has("item form"), view.has("colon")
    if sum(bool(item[i]) for i in turns) < _TURNS:
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


_WIDEST = 60
"""Columns of a row below a field, at most."""


def below_field(view: View, known: Labels) -> Iterator[int]:
    """The lines right below a label alone that comes once, where turns have their words behind their label.

    Two brief lines at least that end no sentence: `Present:`, and who is, with an account or what for.
    """
    colon = known.of_form("colon")
    again = colon & known.again
    if (again & ~known.bare).sum() < _TURNS or (again & known.bare).any():
        return
    ends = view.ended | (view.widths > _WIDEST) | (view.gap > 0)
    ends[known.line[known.again & known.of_form("letter")]] = True
    for i in known.line[known.firsts(colon & known.bare & ~known.again)].tolist():
        past = np.flatnonzero(ends[i + 1 :])
        until = i + 1 + int(past[0]) if past.size else len(ends)
        whole = until == len(ends) or view.gap[until] > 0
        if whole and until - i > 2:
            yield from range(i + 1, until)


_NOTE = re.compile(r"(\d{1,3})\s+[^\W\d_]")
_CALLS = re.compile(r"([^\W\d_]{2})[.,;:!?”\"’»)]*(\d{1,3})(?=[\s—–]|$)")
_FAR = 80
"""Lines from a note up to the word that calls it, at most."""


def footnotes(view: View) -> list[int]:
    """The lines that begin with a number that stands right behind a word or a full stop above: `in May.1`.

    Numbers that only count have a full stop or a bracket, or no word that calls them. What has its number in
    its name is no such word, nor what is short for the number of something: mp3, COVID19, Nr.5. It calls the
    first note, or the one after another.
    """
    notes = [(i, int(match[1])) for i, words in enumerate(view.plain) if (match := _NOTE.match(words))]
    called: dict[int, int] = {}
    found = []
    place = 0
    for i, number in notes:
        for words in view.plain[place:i]:
            calls = (int(digits) for end, digits in _CALLS.findall(words) if end == end.lower())
            called.update(dict.fromkeys(calls, place))
            place += 1
        in_turn = number == 1 or not called.keys().isdisjoint((number - 1, number + 1))
        if in_turn and i - called.get(number, -_FAR - 1) <= _FAR:
            found.append(i)
    return found


_LONGER = re.compile(".{4}")
"""What is no small word of another language, as `not` is."""


def remarks(known: Labels) -> Flags:
    """The labels in brackets that have a word for a note, such as `[Notes of the observer]: She laughs`.

    None is for somebody: a note taker asks what was said.
    """
    notes = {
        own
        for own in known.bracketed
        if not lists(own) & OFFICE
        if not lexicon().note.isdisjoint((own, *filter(_LONGER.match, own.split())))
    }
    return np.array([own in notes for own in known.keys], dtype=np.bool_)[known.of]


_HEADS_NOTE = re.compile(r"[\[(<【［〈《（](.{1,40})[\])>】］〉》）]|(.{1,40}?)\s?[:：]")


def noted(view: View, known: Labels) -> Indices:
    """The lines that such labels begin, and those of such a word alone: `Editor's note:`, `【编者按】`."""
    words = lexicon().note
    heads = [_HEADS_NOTE.fullmatch(text) for text in view.plain]
    alone = [i for i, head in enumerate(heads) if head and key(head[1] or head[2]) in words]
    return np.union1d(known.line[remarks(known)], alone).astype(np.intp)


_BRIEF = 40
"""Columns of a line that a page adds, at most, where it stands alone."""


_STEP = r"[^\W_][^>›→»＞«:：?？؟!！]{0,30}?"
_PATH = re.compile(rf"{_STEP}\s*([>›→»＞])\s*{_STEP}(?:\s*\1\s*{_STEP}){{1,5}}")
_PLACED = 6
"""Where a page stands on its site, `Home > News > Interview`; among its first lines."""
_NEXT = re.compile(r"\s*[>›→»＞]\s*")


def _is_path(text: str) -> bool:
    """Whether a line says where a page stands; what begins with a small letter goes on with a sentence."""
    return _PATH.fullmatch(text) is not None and not any(step[:1].islower() for step in _NEXT.split(text))


def added(view: View, known: Labels) -> Indices:
    """The lines that a page adds: `Home > News > Interview`; `ADVERTISEMENT`, `Read also: The bridge`.

    A path stands above the headline, and that above all turns. One that ends a sentence may be said, and so
    may what stands right below a name; the first line may be the title of all.
    """
    words = lexicon().page
    turns = np.union1d(known.line[known.again], np.flatnonzero(view.interview.asks))
    first = int(turns.min(initial=len(view.lines)))
    path = [i for i in range(min(_PLACED, first - 1)) if _is_path(view.plain[i])]
    leads = np.flatnonzero([own in words for own in known.keys])
    labelled = known.line[known.of_form("colon") & np.isin(known.of, leads)]
    titled = [i for i in labelled.tolist() if not view.plain[i].endswith(tuple(STOPS))]
    named = np.isin(np.arange(len(view.lines)) - 1, known.line[known.bare]) & (view.gap == 0)
    alone = np.flatnonzero(~view.ended & (view.widths <= _BRIEF) & ~named)
    lines = [i for i in alone.tolist() if i and key(view.plain[i]) in words]
    return np.array(sorted({*titled, *lines, *path}), dtype=np.intp)
