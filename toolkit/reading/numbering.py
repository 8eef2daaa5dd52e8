"""Numbers that count questions, points or pages: they are no part of what somebody is called."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain, pairwise

from toolkit.reading.candidates import Candidate, LabelForm
from toolkit.reading.lexicon import key, lexicon
from toolkit.reading.lines import Line, width
from toolkit.reading.times import is_question

_POINTS = 4
"""So many numbers count something; three people may each speak once."""
_TURNS, _NAMES = 3, 2
"""Numbers that go on by one, at least, and the different names behind them."""
_NUMBERED = re.compile(r"(.*[^\W\d_])(?:\s?[#№])?\s?(\d{1,3})$")
_HEADED = re.compile(r"([^\W\d]\D{0,14}?)\s?(\d{1,4})\.?\s+([^\W\d].*)$")
_FIGURES = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_PAGES = 3
"""Pages, from which on what they have in common is no chance."""
_SHARE = 1 / 3
"""Of the lines with a label, those that are heads of pages at most: else it is how people talk there."""
_SHORT = 24
"""Columns of a text that somebody may say again with another number."""


def uncounted(
    lines: Sequence[Line], found: Sequence[tuple[Candidate, ...]], known: frozenset[str] = frozenset()
) -> list[tuple[Candidate, ...]]:
    """The candidates of each line without those that only count, and without the numbers of others.

    known  keys of labels that somebody is sure of
    """
    counted = _with_numbers(lines, _unpaged(lines, found, known))
    return _unheaded(_unnumbered(lines, counted, known), known)


_LINES = 0.5
"""Share of the lines with a number before them that go on by one from another label, at most: else the
numbers count lines."""
_BEFORE = re.compile(r"\W*(\d{1,2})\s+(?=[^\W\d])")


def _with_numbers(
    lines: Sequence[Line], found: Sequence[tuple[Candidate, ...]]
) -> Sequence[tuple[Candidate, ...]]:
    """The candidates with the numbers before their labels, where these tell people apart: `1 Reader: ...`.

    One label has different numbers, and some of them again: what counts has each once.
    """
    before = [_BEFORE.match(line.text) for line in lines]
    often: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for number, line, labels in zip(before, lines, found, strict=True):
        for label in labels:
            if number and label.form == "colon" and line.text.startswith(label.printed, number.end()):
                often[label.key][number[1]] += 1
    if not any(len(numbers) > 1 and max(numbers.values()) > 1 for numbers in often.values()):
        return found
    # Numbers that go on by one, whatever label stands behind them, count lines: `1 Mara: ...`, `2 Bo: ...`.
    numbered = [
        (int(number[1]), {label.key for label in labels})
        for number, labels in zip(before, found, strict=True)
        if number
    ]
    steps = sum(b == a + 1 and one != other for (a, one), (b, other) in pairwise(numbered))
    if steps > _LINES * len(numbered):
        return found

    def whole(label: Candidate, number: str) -> Candidate:
        if label.form != "colon" or label.key not in often:
            return label
        names = (f"{number} {name}" for name in (label.label, label.printed))
        return label.replace(label=next(names), printed=next(names), key=f"{number} {label.key}")

    return [
        tuple(whole(label, number[1]) for label in labels) if number else labels
        for number, labels in zip(before, found, strict=True)
    ]


def _unnumbered(
    text: Sequence[Line], lines: Sequence[tuple[Candidate, ...]], known: frozenset[str]
) -> list[tuple[Candidate, ...]]:
    """The candidates with Q1, Q2 ... as Q, where numbers count questions and not people.

    Numbers count questions where they ascend and few come again: what has them asks, or has a partner that
    answers. Numbers without a letter that go on by one from the first to the last count points, and are no
    labels at all.
    """
    points: defaultdict[LabelForm, list[float]] = defaultdict(list)
    for label in chain.from_iterable(lines):
        if (number := _number(label)) >= 0 and label.form != "stated" and label.key not in known:
            points[label.form].append(number)
    counted = {"bracket", *(form for form, seen in points.items() if _counts(seen))}

    def kept(line: Sequence[Candidate]) -> tuple[Candidate, ...]:
        # (1 ) counts points, in whatever form, but where somebody says that a speaker is called so.
        of = {label.key for label in line if label.form in counted and _number(label) >= 0} - known
        return tuple(label for label in line if label.key not in of)

    lines = list(map(kept, lines))
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    asks: Counter[str] = Counter()
    for line, labels in zip(text, lines, strict=True):
        for letter, number in {(match[1], int(match[2])) for match in map(_matched, labels) if match}:
            numbers[letter].append(number)
            asks[letter] += is_question(line.text)
    # Where what asks and what answers have the same numbers, two of them are enough.
    words = lexicon()
    asked, answered = (
        {tuple(numbers[letter]) for letter in numbers if key(letter) in of}
        for of in (words.ask - words.answer, words.answer - words.ask)
    )
    others = {label.key for label in chain.from_iterable(lines)}

    def partnered(letter: str) -> bool:
        """Whether what has a number asks, or another has the same numbers, or answers or asks it without."""
        seen, who = {*numbers[letter]}, key(letter)
        return (
            len(letter) > 1
            or 2 * asks[letter] >= len(seen)
            or any(2 * len(seen & {*of}) >= len(seen) for one, of in numbers.items() if one != letter)
            or any(who in side and others & other for two in words.sides for side, other in (two, two[::-1]))
        )

    counting = {
        letter
        for letter, seen in numbers.items()
        if (_ascends(seen) and partnered(letter))
        or (len(seen) > 1 and _follow(seen) and tuple(seen) in asked & answered)
    }
    return [tuple(_without(label, counting) for label in line) for line in lines] if counting else lines


def _unheaded(lines: Sequence[tuple[Candidate, ...]], known: frozenset[str]) -> list[tuple[Candidate, ...]]:
    """The candidates without what counts the turns: "Anf. 12 Mara Lind" is called Mara Lind."""
    heads: defaultdict[tuple[LabelForm, str], list[int]] = defaultdict(list)
    names: defaultdict[tuple[LabelForm, str], set[str]] = defaultdict(set)
    for label in chain.from_iterable(lines):
        if label.key not in known and (match := _HEADED.match(label.label)) is not None:
            heads[label.form, match[1]].append(int(match[2]))
            names[label.form, match[1]].add(match[3])
    # "Table 1 chair", "Table 2 chair", "Table 3 chair" are three.
    counting = {
        head
        for head, numbers in heads.items()
        if len(numbers) >= _TURNS and len(names[head]) >= _NAMES and _follow(numbers)
    }

    def cut(label: Candidate) -> Candidate:
        match = _HEADED.match(label.label) if label.key not in known else None
        if match is None or (label.form, match[1]) not in counting:
            return label
        return label.replace(label=match[3], key=key(match[3]))

    return [tuple(map(cut, line)) for line in lines] if counting else list(lines)


def _matched(candidate: Candidate) -> re.Match[str] | None:
    """What is asked or answered, by a letter or a word, and its number."""
    match = _NUMBERED.match(candidate.label)
    if match is None or len(match[1]) == 1:
        return match
    word, words = key(match[1]), lexicon()
    return match if word in words.ask or word in words.answer else None


def _number(candidate: Candidate) -> float:
    """The number that a label is, in any script; below 0 for one that is more."""
    label = candidate.label
    if label.isdecimal():
        return float(label)
    return unicodedata.numeric(label, -1.0) if len(label) == 1 else -1.0


def _counts(numbers: Sequence[float]) -> bool:
    """Whether each number goes on by one: people speak more than once, or not in order."""
    return len(numbers) >= _POINTS and _follow(numbers)


def _follow(numbers: Sequence[float]) -> bool:
    return all(b == a + 1 for a, b in pairwise(numbers))


def _ascends(numbers: Sequence[int]) -> bool:
    steps = sum(a < b for a, b in pairwise(numbers))
    different = len(set(numbers))
    return different >= 3 and different > 0.7 * len(numbers) and steps >= 0.7 * (len(numbers) - 1)


def _without(candidate: Candidate, counting: set[str]) -> Candidate:
    match = _matched(candidate)
    if match is None or match[1] not in counting:
        return candidate
    return candidate.replace(label=match[1], key=key(match[1]))


def _unpaged(
    lines: Sequence[Line], found: Sequence[tuple[Candidate, ...]], known: frozenset[str]
) -> list[tuple[Candidate, ...]]:
    """The candidates without those of lines that come again and again with a number that grows.

    "Ref: 12 Harbour Museum, page 3 of 40" begins with no label. Neither the label nor the text may be
    otherwise, and the text has words: a label with a time behind it comes again, too.

    """
    labelled = 0
    same: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i, (line, labels) in enumerate(zip(lines, found, strict=True)):
        told = [label for label in labels if label.form == "colon" and not label.bare]
        labelled += bool(told)
        for label in told:
            if label.key not in known and _FIGURES.search(line.text, label.start):
                same[label.key, _FIGURES.sub("0", line.text[label.start :].strip())].append(i)
    heads = {
        (key, i)
        for (key, text), at in same.items()
        if len(at) >= _PAGES
        and width(text) > _SHORT
        and _WORDS.search(text)
        and _grows([lines[i] for i in at])
        for i in at
    }
    if not 0 < len({i for _, i in heads}) <= _SHARE * labelled:
        return list(found)
    return [tuple(one for one in labels if (one.key, i) not in heads) for i, labels in enumerate(found)]


def _grows(lines: Sequence[Line]) -> bool:
    """Whether a number at one place in these lines is greater in each than in the one before."""
    columns = zip(*(map(int, _FIGURES.findall(line.text)) for line in lines), strict=False)
    return any(all(a < b for a, b in pairwise(column)) for column in columns)
