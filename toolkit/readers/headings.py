"""Headings that a container states, without those that are styled so for the look alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from toolkit import late
from toolkit.languages.lexicon import lexicon
from toolkit.reading.candidates import Candidate, candidates, labelled
from toolkit.reading.lines import Line
from toolkit.reading.names import name
from toolkit.reading.nobody import alternate
from toolkit.reading.shape import BIT, OFFICE, lists
from toolkit.reading.vocabulary import talks
from toolkit.text.markup import plain
from toolkit.text.scripts import begins_small
from toolkit.text.signs import ends_sentence, is_question
from toolkit.text.times import TIME

_HEADING = 200
"""Characters of the longest heading."""
_OFTEN, _MOST = 2, 0.5
"""Times that a heading may come, and share of a level's that may come again: more are labels."""
_NAMES = 0.7
"""Share of a level's headings that come again, at least, where one that looks like a name is a label, too."""
_HEADED, _OWN = 4, 0.8
"""Headings of a level that begin with a name, at least; and the share of them with words of their own, where
somebody says them."""
_QUESTION = late.regex(r"\W{0,3}([^\W\d_]{1,12})(?:\s?\d{1,3})?(?:\s?\([^()]{1,20}\))?[.:：．)]\s")
"""How a heading begins that asks, with its word, its number, and what stands beside them in parentheses."""
_SPAN = rf"{TIME}(?:\s*(?:[-–—]|-->|→)\s*{TIME})?"
"""When something begins, and perhaps when it is over."""
_TIME_BESIDE = late.regex(
    rf"^(?:[\[(]{_SPAN}[\])]|{_SPAN}(?=\s))\s*[-–—|·:]?\s*"
    rf"|(?<!\s)\s*(?:[\[(]{_SPAN}[\])]|(?:(?<=\s)|[-–—|·]\s*){_SPAN}):?$"
)


def believable(lines: Sequence[Line]) -> list[Line]:
    """The lines, without headings that are styled so for the look alone.

    Of titles the first counts, and none is as long as a paragraph. Where none is styled as one, the heading
    that the text begins with is it, if no other is as high. What ends with a colon or comes again and again
    may be the label of what stands below it: such lines are set apart, and no more is said of them. So is
    what looks like a name among headings most of which come again, and what begins with who says it.
    """
    headings = [line for line in lines if line.kind == "heading"]
    often = Counter(_untimed(line.text) for line in headings)
    if _heads_of_parts(lines, often):
        often.clear()
    count, back = (Counter(h.level for h in headings if often[_untimed(h.text)] > least) for least in (-1, 1))
    # Who styles one speaker's name as a heading, styles all names so.
    levels = {line.level for line in headings if often[_untimed(line.text)] > _OFTEN}
    levels |= {level for level in back if back[level] > _MOST * count[level]}
    named = {level for level in back if back[level] >= _NAMES * count[level]}
    once = {line.text for line in headings if line.level in named and name(line.text).looks == "name"}
    asked, said = _asked(headings), dict(_said(lines))
    believed: list[Line] = []
    titled = False
    for line in lines:
        title = line.kind == "title"
        again = line.level in levels and (often[_untimed(line.text)] > 1 or line.text in once)
        long = (title or line.kind == "heading") and len(plain(line.text)) > _HEADING
        label = again or line.text in asked or line.text in said or line.text.endswith((":", "："))
        if line.kind == "heading" and label:
            strong = said.get(line.text, 0)
            # Its level stays with what may be a heading all the same.
            level = line.level if strong else 0
            believed.append(line.replace(kind=None, level=level, strong=strong or len(line.text)))
        else:
            believed.append(line.replace(kind=None, level=0) if long or (title and titled) else line)
        titled = titled or title
    highest = [place for place, line in enumerate(believed) if line.kind == "heading" and line.level == 1]
    if not titled and len(highest) == 1 and not any(line.text for line in believed[: highest[0]]):
        believed[highest[0]] = believed[highest[0]].replace(kind="title")
    return believed


def _heads_of_parts(lines: Sequence[Line], often: Counter[str]) -> bool:
    """Whether headings that come again head parts, as `Conclusion` does: they look like no name and no role.

    More lines begin with names before a colon that come again.
    """
    again = {text: times for text, times in often.items() if times > 1}
    named = any(name(text).looks in ("name", "role") for text in again)
    others = (line.text for line in lines if line.kind is None)
    return bool(again) and not named and labelled(others) > sum(again.values())


def _untimed(heading: str) -> str:
    """A heading without the time before or behind it."""
    return _TIME_BESIDE.sub("", heading) if ":" in heading else heading


def _said(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """The headings that are a name and the first words of a turn, and where these begin: `Ada Berg: Yes.`.

    Half of the headings of a level are, half of their names come again, and they take turns. Only people are
    headed so who have a name of several words, or a title or an office, or whose words end as sentences do.
    Half of what stands in such a heading and below it asks, or says I or you, and somebody asks.
    """
    for level in {line.level for line in lines if line.kind == "heading"}:
        here = [i for i, line in enumerate(lines) if line.kind == "heading" and line.level == level]
        heads = [
            _Head(lines[i].text, label, [line.text for line in lines[i:end]])
            for i, end in pairwise([*here, len(lines)])
            if (label := _before_words(lines[i]))
        ]
        if len(heads) < max(_HEADED, _MOST * len(here)):
            continue
        who = [head.label.key for head in heads]
        often = Counter(who)
        again = [head.label for head in heads if often[head.label.key] > 1]
        ended = sum(ends_sentence(head.text) for head in heads) >= _MOST * len(heads)
        named = sum(map(_is_named, again)) >= _MOST * len(again)
        # What several things have is a part of each: `Rome: Hotels`, `Oslo: Hotels`.
        own = len({head.text[head.label.start :] for head in heads}) > _OWN * len(heads)
        talk = sum(any(map(talks, head.part)) for head in heads) >= _MOST * len(heads)
        talk &= any(is_question(text) for head in heads for text in head.part)
        turns = len(again) >= _MOST * len(heads) and alternate(who, _MOST)
        if turns and own and talk and (ended or named):
            said = (head for head in heads if often[head.label.key] > 1 or _is_named(head.label))
            yield from ((head.text, head.label.start) for head in said)


class _Head(NamedTuple):
    """A heading that begins with a label."""

    text: str
    label: Candidate
    part: Sequence[str]
    """The heading, and what stands below it."""


def _before_words(line: Line) -> Candidate | None:
    """The label with which a line begins, words behind it."""
    labels = (label for label in candidates(line.replace(kind=None)) if not label.bare)
    return next((label for label in labels if label.key not in lexicon().days), None)


def _is_named(label: Candidate) -> bool:
    """Whether somebody has an office, or a name of several words with a capital each."""
    words = label.printed.split()
    return bool(lists(label.key) & (OFFICE | BIT["role"])) or (
        len(words) > 1 and not any(map(begins_small, words)) and name(label.printed).looks == "name"
    )


def _asked(headings: Sequence[Line]) -> frozenset[str]:
    """The headings that are questions behind one and the same word: `Question 3. Who rings the bell?`."""
    found = [(match[1], line.text) for line in headings if (match := _QUESTION.match(line.text))]
    often = Counter(word for word, _ in found)
    asks = Counter(word for word, text in found if is_question(text))
    return frozenset(text for word, text in found if often[word] > _OFTEN and 2 * asks[word] > often[word])
