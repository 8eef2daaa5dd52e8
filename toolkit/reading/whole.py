"""What the whole of a text tells of each of its lines, and of each of its labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from toolkit import late
from toolkit.grouped import grouped
from toolkit.languages.lexicon import calls_itself_interview, key, lexicon
from toolkit.languages.persons import greets
from toolkit.late import once
from toolkit.reading.names import name
from toolkit.reading.nobody import go_on
from toolkit.reading.shape import (
    BIT,
    OFFICE,
    WORD,
    Flags,
    Indices,
    Numbers,
    above,
    below,
    distinct,
    flags,
    lists,
)
from toolkit.reading.title_block import LONGEST
from toolkit.reading.vocabulary import SEVERAL
from toolkit.text.scripts import begins_small

if TYPE_CHECKING:
    from toolkit.reading.labelled import Labelled
    from toolkit.reading.view import View

# Of a text: what it says of itself.

_FIRST = 12
"""Lines among which a text says what it is."""


def announced(view: View) -> list[int]:
    """The lines that stand as a heading below, word for word: contents, which nobody says."""
    headings = np.flatnonzero(view.has("heading")).tolist()
    last = {view.plain[i]: i for i in headings}
    return sorted({i for i, words in enumerate(view.plain) if last.get(words, -1) > i}.difference(headings))


def called(view: View) -> bool:
    """Whether a text calls itself an interview in its first lines."""
    return any(map(calls_itself_interview, view.plain[:_FIRST]))


@once
def foretold(view: View) -> Flags:
    """The headings that ask, where contents have the same words: lessons and guides tell what they answer.

    Three such headings make a lesson. An interview has such a list seldom, and says then what it is.
    """
    asks = view.has("heading") & view.has("asks")
    if asks.sum() < SEVERAL:
        return np.zeros_like(asks)
    listed = {view.plain[i] for i in announced(view)}
    told = len(listed & {view.plain[i] for i in np.flatnonzero(asks).tolist()}) >= SEVERAL
    return asks & (told and not called(view))


# Of lines: blocks, lists, how far the last label is, and what kind of text they are in.

_TIGHT = 0.5
"""Share of lines without a blank one above, from which on a blank line parts a text."""
_NO_TITLE = (
    "date", "month", "clock", "address", "link", "drawn", "item", "rights", "ends", "comma", "tag",
    "whole meta", "first meta", "whole about", "first by", "first byline", "first date", "first credit",
    "whole note",
)  # fmt: skip
"""What no title is, by its look and its words; one that asks or calls out is left out, too."""
_TITLE, _HEAD = (6, 200), 8
"""Columns of a title, and lines among which it is."""
_FAR = 64
"""Lines from a label; what is farther is no less its."""
_MOST_ITEMS = 0.7
"""Share of the items of a list that say what it is a list of."""


def since(view: View, sure: Flags) -> tuple[npt.ArrayLike, npt.ArrayLike, Flags]:
    """How far above the last sure label stands, and beyond what is usual; whether a heading is between."""
    at = np.arange(len(sure))
    last = np.maximum.accumulate(np.where(sure, at, -1))
    spoken = last >= 0
    far = np.where(spoken, np.log1p(np.minimum(_FAR, at - last)), 0)
    usual = float(np.log1p(np.diff(np.flatnonzero(sure)) - 1).mean()) if sure.sum() > 1 else 0.0
    headings = np.cumsum(view.has("heading"))
    return far / 3, np.where(spoken, np.maximum(0, far - usual) / 3, 0), headings > headings[last]


def blocks(view: View, sure: Flags) -> tuple[Flags, Flags]:
    """Where few lines have a blank one above: which blocks are above the first label, and behind the last."""
    block = np.cumsum(view.gap).astype(np.intp)
    labels = np.bincount(block, weights=sure, minlength=1)
    if view.ungapped <= _TIGHT or not sure.any():
        return np.zeros_like(sure), np.zeros_like(sure)
    spoken = np.flatnonzero(labels)
    return block < spoken[0], block > spoken[-1]


def may_head(view: View) -> Flags:
    """The first line whose look allows it to be the title: no date, fact, credit or sentence."""
    may = ~view.has(*_NO_TITLE) & (view.widths >= _TITLE[0]) & (view.widths <= _TITLE[1])
    return view.are(np.flatnonzero(may[:_HEAD])[:1])


DATED = 40
"""Columns of a line that says a date and little more, at most."""


def days(text: View) -> Flags:
    """Whether each line has a day, and no more than a word beside it."""
    day = text.has("date") & ~text.ended & (text.widths < DATED)
    for i in np.flatnonzero(day).tolist():
        # By what stands between blanks: signs of vowels are no letters to `WORD`.
        pieces = [piece for piece in _PIECE.split(text.plain[i]) if piece]
        others = sum(not (piece[0].isdigit() or lists(piece) & BIT["months"]) for piece in pieces)
        month = any(lists(piece) & BIT["months"] for piece in pieces)
        day[i] = others <= 1 if month else _DAY.match(text.plain[i]) is not None
    return day


_PIECE = late.regex(r"[\s,،、;.()（）]+")
_DAY = late.regex(r"(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4}|\d{4}\s?年\s?\d+\s?月\s?\d+\s?日)\W*+\w{0,3}\W*+$")
"""A day in figures, and perhaps one of the week."""
# A run of blanks is taken whole, and once: to try each of them takes the square of their length.
_FIELD, _NUMBER = late.regex(r"(?<!\s)\s*+[:：՝]\s*"), late.regex(r"[ivxlc]+|\d+")
"""What stands between a word and what it tells; and what counts the parts of a play."""
_COUNTED = late.regex(r"第?[〇一二三四五六七八九十\d]{1,3}\s?(\w)")
_BESIDE = late.regex(r"\s*[|·•/]\s*|\s+")
"""What stands between words that a page adds in a row."""


@once
def acts(text: Labelled) -> list[int]:
    """The lines called a part of a play, `ACT I`, `第一幕`, above whoever speaks; or several."""
    words, found = lexicon().act, []
    alone = text.has("gaps around") | (np.arange(len(text.lines)) < LONGEST)
    for i in np.flatnonzero(alone & text.has("to 15", "to 40") & ~text.has("asks")).tolist():
        parts, counted = key(text.plain[i].rstrip(".")).split(), _COUNTED.fullmatch(text.plain[i])
        named = {counted[1]} if counted else {*parts} if len(parts) == 2 else set()
        if named & words and (i or counted or any(map(_NUMBER.fullmatch, parts))):
            found.append(i)
    return found if len(found) > 1 or found[:1] < [text.first_turn] else []


def in_rows(view: View, numbered: Iterable[tuple[Hashable, int, int]], least: int) -> Iterator[list[int]]:
    """The lines of the same form with the next number each. Below questions alone stand answers.

    numbered  the form of each, its number, and its line
    """
    for row in grouped((form, (number, line)) for form, number, line in numbered).values():
        lines, counts = [line for _, line in row], [number for number, _ in row]
        if len(row) >= least and go_on(counts) and not above(view.has("asks"))[lines].all():
            yield lines


_ORDINAL = r"(\d{1,3})(?:[^\W\d_]{1,3}|[ºª°])?"
_SAME_HEAD = late.regex(rf"(?:{_ORDINAL}[.)]?\s+)?([^\W\d_]{{3,}}(?:\s[^\W\d_]+)?)(?:\s{_ORDINAL})?[.]?")
"""A word or two, and a number before or behind them: `Scena 2ga.`"""


def same_heads(view: View) -> Iterator[int]:
    """The paragraphs that are `1. Scene.`, `2. Scene.` and so on: the same words, and the next number each.

    People who are numbered are called by what they are: `Speaker 1`. Below questions stand answers: `1. Yes.`
    """
    alone = np.flatnonzero(view.has("gaps around") & view.has("digits")).tolist()
    heads = [(i, head) for i in alone if (head := _SAME_HEAD.fullmatch(view.plain[i]))]
    heads = [(i, head) for i, head in heads if not lists(key(head[2])) & OFFICE]
    before = ((head[2], int(head[1]), i) for i, head in heads if head[1] and not head[3])
    behind = ((head[2], int(head[3]), i) for i, head in heads if head[3] and not head[1])
    yield from chain(*in_rows(view, before, SEVERAL), *in_rows(view, behind, SEVERAL))


_ROWS = (
    "I II III IV V VI VII VIII IX X XI XII",
    "一 二 三 四 五 六 七 八 九 十 十一 十二",
    "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨",
    "A B C D E F G H",
)
"""What counts the parts of a text, beside figures."""
_COUNTS = {mark: (row, n) for row in _ROWS for n, mark in enumerate(row.split())}
_PART = late.regex(
    r"((?:[^\W\d_]{3,}\s)?[#§(（[［【第제]?\s?(?:\d{1,2}\.)?)(\d{1,2}|[IVX]{1,4}|[A-H]|[一二三四五六七八九十]{1,3}|[①-⑨])"
    r"(\s?[^\w\s]{1,2}\s*|(?:[章部回節节장부편]|部分)[^\w\s]?\s*|\s)(?=[^\W\d_])"
)
HEADING = 60
"""Columns of a heading, at most."""


def numbered(text: Labelled) -> Iterator[int]:
    """The heads of parts that are counted, each right above a turn: `1. Childhood`, `II – The storm`.

    Where many languages ask without a mark, `interview` knows what is counted for a question. Two right below
    each other are items of a list. What begins small behind a blank is a sentence: `I was here`.
    """
    turns = text.are(text.line[text.again]) | text.interview.asks
    # Where people come again, who speaks once has a label and ends a sentence.
    once = text.are(text.line[text.inline]) & text.ended & text.again.any()
    brief = (text.gap > 0) & ~(turns | text.ended | text.has("asks")) & (text.widths <= HEADING)
    brief &= below(turns | once)
    forms = []
    for i in np.flatnonzero(brief).tolist():
        part, over = _PART.match(text.plain[i]), _PART.match(text.plain[i - 1] if i else "")
        if part and not (over and over.group(1, 3) == part.group(1, 3)):
            before, mark, behind = part.groups()
            row, n = _COUNTS.get(mark) or ("", int(mark) if mark.isdecimal() else 0)
            said = not behind.strip() and begins_small(text.plain[i][part.end() :])
            if not (said or lists(before) & OFFICE):
                forms.append(((before, row, behind), n, i))
    yield from chain(*in_rows(text, forms, 2))


@once
def title_page(text: Labelled) -> tuple[list[int], list[int]]:
    """The title above the first part of a play, and perhaps its author: a name, of two the second."""
    first = min(acts(text), default=0)
    if first not in (1, 2) or not text.again.any():
        return [], []
    people = [i for i, words in enumerate(text.plain[:first]) if _person(words)]
    title = first - 1 if people == [0] else 0
    return [title], [i for i in people if i != title]


def _person(words: str) -> bool:
    """Whether a line is a name of two words or more, without an article or a small word."""
    first, *more = words.split()
    small = any(map(begins_small, more)) or key(first) in lexicon().starts
    return bool(more) and not small and name(words).looks == "name"


def untitled(text: Labelled) -> Iterator[int]:
    """The first lines that are no headline: a fact, a day, what a page adds, a greeting.

    `Reading time: 4 min`, `Main menu`, `© Ada Berg`, `Dear readers,` above a blank line.
    """
    words = lexicon()
    told = ((words.date | words.byline | words.credit) - words.meta) | words.fact
    never = days(text) | (text.has("comma") & below(text.gap > 0, True)) | text.are(acts(text))
    for i, printed in enumerate(text.plain[:LONGEST]):
        head, *behind = _FIELD.split(printed, maxsplit=1)
        parts = key(head).split()
        fact = head != printed and (
            key(head) in told or (key(head) in words.caption and name(*behind).looks == "name")
        )
        counts = any(" ".join(parts[:k]) in words.fact for k in (1, 2, 3)) and any(map(str.isdigit, printed))
        rights = printed.casefold().startswith(("©", "(c)"))
        page = key(printed) in words.page or words.page.issuperset(_BESIDE.split(key(printed)))
        if never[i] or fact or counts or rights or page or (text.ended[i] and greets(printed)):
            yield i


def remarked(text: Labelled) -> list[int]:
    """What tells of a text in brackets, above all turns or below them: `(This interview was edited.)`."""
    told = np.flatnonzero(text.has("round", "square", "corner") & text.has("about"))
    return [*told[(told < text.first_turn) | (told > text.line[text.again].max(initial=-1))]]


def among_items(view: View, sure: Flags) -> tuple[npt.ArrayLike, npt.ArrayLike]:
    """Of each item which share of its list has a sure label: where it has one, and where it has none."""
    item = view.has("item")
    run = _runs(item)
    count = np.maximum(1, np.bincount(run, weights=item, minlength=1))
    share = (np.bincount(run, weights=item & sure, minlength=1) / count)[run] * item
    return share * sure, share * ~sure


def of_list(view: View) -> tuple[Flags, ...]:
    """Of each item of a list what holds for the whole list, and which lines are below a heading.

    A list is a run of items; the line above it announces it, or doesn't.
    """
    item = view.has("item form")
    run = _runs(item)
    head = np.flatnonzero(np.diff(run, prepend=0)) - 1
    heading, colon = view.has("heading", "bold"), view.has("colon")
    count = np.maximum(1, np.bincount(run, weights=item, minlength=1))

    def most(of: Flags) -> Flags:
        return np.bincount(run, weights=item & of, minlength=1) > _MOST_ITEMS * count

    def headed(of: Flags) -> Flags:
        return np.concatenate([[False], (head >= 0) & of[head]])

    told = (
        headed(heading), headed(colon), most(view.has("to 15", "to 40")), most(view.has("address")),
        count > 1,
    )  # fmt: skip
    return *(item & of[run] for of in told), above(heading)


def _runs(item: Flags) -> Indices:
    """The number of each line's run of items; of other lines that of the run above."""
    return np.cumsum(item & ~above(item))


# Of labels: what others that are printed as one is have in common.
#
# Speakers of a document are printed in one way, and what else is printed so is commonly no speaker either: a
# list of facts, an agenda, times and places. A label that comes once is known by its company.

_SOON = 6
"""Lines between a question and its answer, at most."""
ASKED = (
    "to 12", "to 25", "one word", "two or three words", "capitalised", "capitals", "digit", "lower words",
    "first starts", "some title", "some role", "list meta", "log count", "once", "line: gap",
    "line: item form", "behind: lower", "behind: ends", "behind: to 40", "behind: wider", "behind: address",
    "behind: digits", "before: colon",
)  # fmt: skip
"""Features of each label that are asked of the others of its style."""
ALIKE = ("alone in its style", "spread of widths", *(f"alike: {name}" for name in ASKED))
"""What `alike` gives, in order."""


def alike(rows: Numbers, names: Sequence[str], widths: Numbers, of: Indices, style: Indices) -> Numbers:
    """Of each label what the others of its style are like: means, each label counted once.

    rows    labels x features, and their names
    widths  of each label
    of      of each place, its label; `style` its style
    """
    count = len(rows)
    ways = int(style.max()) + 1
    # Each label once in each style.
    who, which = np.divmod(distinct(of * ways + style), ways)
    asked = np.column_stack([rows[:, [names.index(name) for name in ASKED]], np.log1p(widths)])
    mine = np.zeros(count, dtype=np.intp)
    # The style in which a label is printed first.
    mine[of[::-1]] = style[::-1]
    sums = np.zeros((ways, asked.shape[1]))
    squares = np.zeros(ways)
    np.add.at(sums, which, asked[who])
    np.add.at(squares, which, asked[who, -1] ** 2)
    types = np.bincount(which, minlength=ways)
    others = np.maximum(0, types[mine] - 1)[:, None]
    some = others > 0
    means = np.where(some, (sums[mine] - asked) / np.maximum(1, others), 0)
    spread = squares[mine] / types[mine] - (sums[mine, -1] / types[mine]) ** 2
    return np.column_stack([~some, np.sqrt(np.maximum(0, spread)), means[:, :-1]]).astype(np.float32)


def longer_than(keys: Sequence[str], recurs: Flags) -> Numbers:
    """Whether each label begins or ends with another that recurs: a title and a name, where one will do."""
    often = {keys[int(k)] for k in np.flatnonzero(recurs)}
    cut = ((words, range(1, len(words))) for words in (own.split()[:8] for own in keys))
    return flags(
        any(" ".join(part) in often for k in cuts for part in (words[:k], words[k:])) for words, cuts in cut
    ).astype(np.float32)


def paired(keys: Sequence[str], of: Indices, line: Indices) -> Numbers:
    """Of each label: how often it is a word for a question before one for an answer, or this behind that.

    of    of each place, its label; `line` its line; in the order of lines
    """
    words = lexicon()
    asks, answers = (flags(own in some for own in keys)[of] for some in (words.ask, words.answer))
    at = np.flatnonzero(asks | answers)
    first, then = at[:-1], at[1:]
    met = asks[first] & answers[then] & (of[first] != of[then]) & (line[then] - line[first] <= _SOON)
    count = len(keys)
    pairs = np.bincount(of[first[met]], minlength=count) + np.bincount(of[then[met]], minlength=count)
    return (np.minimum(1, pairs / np.bincount(of, minlength=count))).astype(np.float32)


def mentioned(view: View, names: Sequence[str], often: Indices) -> Indices:
    """How often the words of each label stand elsewhere in the text."""
    words: Counter[str] = Counter()
    # No word has a blank in it, and most of what stands between blanks comes again.
    for piece, times in Counter(chain.from_iterable(map(str.split, view.plain))).items():
        for token in WORD.findall(piece):
            words[token.casefold()] += times
    own = ([token.casefold() for token in WORD.findall(label) if len(token) > 1] for label in names)
    each = zip(own, often.tolist(), strict=True)
    counts = (max(0, sum(words[token] for token in tokens) - times * len(tokens)) for tokens, times in each)
    return np.fromiter(counts, dtype=np.intp)
