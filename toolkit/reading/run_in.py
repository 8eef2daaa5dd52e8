"""Questions and their answers in one paragraph: lines of their own.

A question may be set off: `**When did you begin?** At six`. Or the answer has a label, and no line begins
with it: `Q: When? A: At six`, `Ann: When? Bo: At six`. Or it stands behind a number and a dash, as in
`12. When?—At six`. One or two such paragraphs tell nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from toolkit import late
from toolkit.languages.lexicon import key, lexicon
from toolkit.reading.lines import Content, Line, cut, pieces
from toolkit.reading.shape import BIT, NOBODY, OFFICE, lists
from toolkit.text.markup import BREAK
from toolkit.text.scripts import begins_small
from toolkit.text.signs import ends_sentence, is_question

_LEAST = 3
"""Paragraphs with a question and its answer, from which on they are parted."""
_MOST = 0.5
"""Share of them that ask or end a sentence, and of the paragraphs with a label that are such: at least."""
_END = 3
"""Characters at the end of a question, one of which is its mark: others may close a quotation."""


def parted(content: Content) -> Content:
    """The same text, where questions, answers and fields have lines of their own."""
    return _by_dash(_by_label(_by_emphasis(_in_fields(content))))


# Fields.

_FIELD = late.regex(r"[*_]{0,3}([^\W\d_][^:：\n]{0,40}?)[*_]{0,3}\s?[:：]")
"""What begins a line that may be a field: those with a word for a part or a fact are."""


def _in_fields(content: Content) -> Content:
    """The same text, where fields of a paragraph have lines of their own: `Guest: Mara` above `Host: Bo`."""
    lines: list[Line] = []
    field = False
    for line in content.lines:
        found = None if line.speaker or line.kind else _FIELD.match(line.text)
        above, field = field, bool(found and lists(found[1]) & (NOBODY | OFFICE))
        apart = above and field and line.joined and not line.decided
        lines.append(line.replace(joined=False, broken=False) if apart else line)
    return replace(content, lines=lines)


# Set off by bold or italics.

_SET_OFF = late.regex(r"(\*{1,3}|_{1,3})(?=\S)(?P<words>(?:(?!\1).)+?)(?<=\S)\1", re.DOTALL)


def _by_emphasis(content: Content) -> Content:
    """The same text, with a question in bold or italics and the answer behind it in lines of their own.

    A text whose paragraphs mostly begin otherwise has none.
    """
    begins = [
        (i, *off)
        for i, pair in enumerate(zip_longest(content.lines, content.lines[1:]))
        if (off := _set_off(*pair)) is not None
    ]
    asks = {i: (end, at) for i, words, end, at in begins if is_question(words[-_END:])}
    if len(asks) < max(_LEAST, _MOST * len(begins)):
        return content
    lines: list[Line] = []
    for i, line in enumerate(content.lines):
        end, at = asks.get(i, (0, 0))
        if at < len(line.text) and end:
            lines += [cut(line, 0, end), cut(line, at, len(line.text)).replace(gap=1)]
        elif i - 1 in asks and line.joined and asks[i - 1][1] == len(content.lines[i - 1].text):
            lines.append(line.replace(joined=False, broken=False, gap=1))
        else:
            lines.append(line)
    return replace(content, lines=lines)


def _set_off(line: Line, below: Line | None) -> tuple[str, int, int] | None:
    """The words in bold or italics that a line begins with, where they end, and where a sentence begins.

    That is the end of the line, where the one below goes on with it.
    """
    if line.speaker or line.kind or line.joined or line.form != "prose":
        return None
    if line.strong:
        words, end = line.text[: line.strong].rstrip(), line.strong
    elif match := _SET_OFF.match(line.text):
        words, end = match["words"], match.end()
    else:
        return None
    rest = line.text[end:].lstrip().removeprefix(BREAK).lstrip()
    at = len(line.text) - len(rest)
    if not rest and below is not None and below.joined and not (below.strong or _SET_OFF.match(below.text)):
        rest = below.text
    # A colon behind it says that it is somebody's name: Haruka, in Japanese, ends as a question does.
    return None if not rest or begins_small(rest) or rest[0] in ":：" else (words, end, at)


# Named by a label.

_LONGEST = 40
_OWN = (
    rf"[*_]{{0,3}}(?P<own>[^\W\d_](?:[^.:：!?…。！？؟*_\n]{{0,{_LONGEST}}}?[^\W_])?)[*_]{{0,3}}\s?(?P<sign>[:：.．])"
    r"[*_]{0,3}(?=\s|[^\x00-\x7f])"
)
_BEGINS = late.regex(rf"(?:\d{{1,4}}[.)]\s+)?{_OWN}")
_INSIDE = late.regex(
    rf"(?P<end>[.!?…。！？؟;।።။][\"'”’»«)\]」』]*)[ \t]*(?=(?P<label>(?:[—–-][ \t]*)?{_OWN}))"
)


_LETTER = late.regex(r"(?<=\s)[^\W\d_](?=[.:：．)]\s)")


class _Label(NamedTuple):
    """A label inside a paragraph, or at its beginning."""

    at: int
    key: str
    """With its sign: `A:` is not `A.`"""
    asked: bool = False
    """Whether it stands behind a question."""
    choice: bool = False
    """Whether the next letter stands in the same line, as in `A. The swift. B. The owl`."""


def _label(found: re.Match[str], at: int, *, asked: bool = False) -> _Label | None:
    """A name before a colon; before a full stop only a word for a question or an answer."""
    own = _speaks(found["own"], ":" if found["sign"] in ":：" else ".")
    return _Label(at, own, asked) if own else None


@lru_cache(maxsize=1 << 12)
def _speaks(own: str, sign: str) -> str:
    """The key of whom words before a sign name, with the sign; "" for nobody."""
    own = key(own)
    told = lists(own)
    return own + sign if told & BIT["sides"] or (sign == ":" and own and not told & NOBODY) else ""


def _inside(text: str) -> list[_Label]:
    """The labels that stand behind the end of a sentence."""
    labels = [
        (label, found["own"])
        for found in _INSIDE.finditer(text)
        if (label := _label(found, found.start("label"), asked=is_question(found["end"])))
    ]
    letters = {*_LETTER.findall(text)} if labels else ()
    return [label._replace(choice=len(own) == 1 and chr(ord(own) + 1) in letters) for label, own in labels]


def _by_label(content: Content) -> Content:
    """The same text, with what a label inside of paragraphs says in lines of its own, where most answer.

    The same stands in most that begin with somebody else, behind a question in most: `Ann: When? Bo: At six`.
    What stands in the stories of one of several is theirs.
    """
    first: dict[int, _Label] = {}
    begins: dict[int, _Label] = {}
    for i, line in enumerate(content.lines):
        found = None if line.speaker or line.kind else _BEGINS.match(line.text)
        if found and (label := _label(found, 0)):
            first[i] = begins[i] = label
        elif i - 1 in first and (line.joined or not line.gap):
            first[i] = first[i - 1]  # its paragraph goes on
    often = Counter(label.key for label in begins.values())
    letters = {own + sign for own in lexicon().asks_or_answers for sign in ":."}
    told = {i for i, own in first.items() if own.key in letters or often[own.key] >= _LEAST}
    inner = {i: _inside(content.lines[i].text) for i in first if i in told}
    there, asked, chosen = Counter[str](), Counter[str](), Counter[str]()
    for i, labels in inner.items():
        others = [label for label in labels if label.key != first[i].key]
        # One paragraph may have all questions, and all answers.
        count = list if first[i].key in letters else set
        there.update(count(label.key for label in others))
        asked.update(count(label.key for label in others if label.asked))
        chosen.update({label.key for label in labels if label.choice})
    answer = {own for own, times in there.items() if times >= _LEAST and asked[own] >= _MOST * times}
    answer -= {own for own, times in chosen.items() if times > _MOST * there[own]}
    ask = {first[i].key for i, labels in inner.items() if any(label.key in answer for label in labels)}
    answer = {own for own in answer if there[own] > _MOST * (often.total() - often[own])}
    if not answer:
        return content
    both = ask | answer
    return _cut_at(content, {i: [one.at for one in of if one.key in both] for i, of in inner.items()})


def _cut_at(content: Content, places: Mapping[int, Sequence[int]]) -> Content:
    """The same text, where what stands from these places on has lines of its own, each heard when all is."""
    lines = [
        part.replace(start=line.start, end=line.end)
        for i, line in enumerate(content.lines)
        for part in pieces(line, places.get(i, ()), gap=0, joined=False)
    ]
    return replace(content, lines=lines)


# Behind a number and a dash.

_NUMBERED = late.regex(
    r"(?P<number>\d{1,5})[.)]?\s+\S.*?[?？؟][\"”»’]?\s?(?P<dash>[—–]|--)\s?(?=[^\W_]|[\"“«])"
)
_NUMBER = late.regex(r"(\d{1,5})[.)]?\s+\S")


def _by_dash(content: Content) -> Content:
    """The same text, with what stands behind a number, a question and a dash in lines of its own.

    So records of inquiries are printed. Most numbers go on by one, and most answers end a sentence: those who
    wrote the books of a list don't.
    """
    begins = [i for i, line in enumerate(content.lines) if _NUMBER.match(line.text)]
    asks = {i: found for i in begins if (found := _NUMBERED.match(content.lines[i].text))}
    numbers = [int(found["number"]) for found in asks.values()]
    steps = sum(b == a + 1 for a, b in pairwise(numbers))
    heads = sorted({*begins, *(i for i, line in enumerate(content.lines) if line.gap), len(content.lines)})
    last = {i: content.lines[below - 1].text for i, below in pairwise(heads)}
    ended = sum(ends_sentence(last[i]) for i in asks)
    if len(asks) < max(_LEAST, _MOST * len(begins)) or min(steps + 1, ended) < _MOST * len(asks):
        return content
    return _cut_at(content, {i: [found.start("dash")] for i, found in asks.items()})
