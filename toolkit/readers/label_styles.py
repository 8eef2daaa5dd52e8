"""Styles of labels: which paragraphs of a document name who speaks below, as how they are set tells.

Who writes a record in a word processor gives each speaker's name a paragraph of its own, and a style for such
paragraphs; a page has a class for them; and who has no style sets them in bold. No colon stands there, and no
list has all names and offices. But where one style has brief paragraphs, which come again in no fixed order
among paragraphs of another style, in which somebody asks, and somebody says I or you, these are labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from typing import NamedTuple

from toolkit import late
from toolkit.grouped import grouped
from toolkit.languages.lexicon import key, may_be_in
from toolkit.languages.persons import DROPPED
from toolkit.readers import columns
from toolkit.reading.lines import Line
from toolkit.reading.names import SPEAKERS, name, parted
from toolkit.reading.nobody import alternate
from toolkit.reading.vocabulary import HALF, NEARLY_ALL, SEVERAL, calls, talks
from toolkit.text.lines import BRACKETED
from toolkit.text.markup import plain
from toolkit.text.signs import ends_sentence, is_question
from toolkit.text.times import TIME

_LEAST = 6
"""Labels, at least, where no name of a style tells what they are: places in a diary come again, too."""
_STYLES = 60
"""Styles of a document that are looked at: those of most paragraphs."""
_LONGEST = 160
"""Characters of a label with an office and a name, at most."""
_BOLD = ""
"""Stands for the style of what is all bold."""
_ANYBODY = frozenset(
    "actor author character creator member name nom nombre nome person role sender tier user who".split()
)
"""Words that call a column of speakers, and who writes, or what a thing is called, too."""
_WORD = late.regex(r"[^\W\d_A-Z]+|[A-Z](?:[^\W\d_A-Z]+|[A-Z]*)")
"""A word of the name of a style, which may have none between blanks: `D3/ SpeakerFirst`."""
_TIMED = late.regex(TIME)
_ASIDE = late.regex(r"\s*[(（][^()（）]{1,90}[)）]\s*")
_MOST, _ABOVE = 0.75, 0.02
"""Shares: of the paragraphs of a style that are brief, at least, since somebody may have mistaken one; and of
the characters in the style of what is said that stand above the first label, at most."""
_PERSONS = frozenset({"name", "role"})
"""How names of people look that nothing else need tell."""
_SAMPLE = 20_000
"""Characters that tell the language of a text."""
_ASKS = 1 / 4
"""Share of the turns that ask, at least, where nothing else tells names from words that head parts."""


class _Label(NamedTuple):
    at: int
    """Index of its line."""
    key: str
    looks: str
    """Of the name, or of what stands in brackets beside it."""


def read(lines: Sequence[Line]) -> list[Line]:
    """The lines, each told to be a label that has a style of labels, and what stands below told to be said.

    It is said where those who wrote it had a style for that, too.
    """
    named: dict[int, _Label] = {}
    for style, at in _styles(lines).items():
        named |= {label.at: label for label in _labels(lines, style, at)}
    said = _said(lines, named)
    if not named:
        bold = _labels(lines, _BOLD, [i for i, line in enumerate(lines) if _is_free(line) and _is_bold(line)])
        often = Counter(label.key for label in bold)
        first = min((label.at for label in bold if often[label.key] > 1), default=0)
        # Who sets names in bold may set more so: a title, a word that heads a part.
        named = {
            label.at: label
            for label in bold
            if often[label.key] > 1
            or (label.looks in _PERSONS and label.at > first and _ends(lines[label.at - 1]))
        }
    return [
        line.replace(names=True, kind=None, level=0, strong=0)
        if i in named
        else line.replace(kind="speech")
        if i in said
        else line
        for i, line in enumerate(lines)
    ]


def _said(lines: Sequence[Line], named: Container[int]) -> set[int]:
    """What is said below labels: all that has the style of what stands right below most of them.

    Above the first label hardly anything has it: an introduction is set as the talk is, where that is told.
    """
    below = [line for i, line in enumerate(lines) if i - 1 in named and _is_body(line)]
    [(style, times)] = Counter(line.styles for line in below).most_common(1) or [((), 0)]
    alike = [i for i, line in enumerate(lines) if line.styles == style and i not in named]
    first = min((i for i in range(len(lines)) if i in named), default=len(lines))
    wide = sum(len(lines[i].text) for i in alike)
    above = sum(len(lines[i].text) for i in alike if i < first)
    if not style or times <= HALF * len(below) or above > _ABOVE * wide:
        return set()
    plainly = (i for i in alike if i > first and _is_body(lines[i]) and _is_free(lines[i]))
    return {i for i in plainly if not BRACKETED.fullmatch(plain(lines[i].text))}


def _styles(lines: Sequence[Line]) -> dict[str, list[int]]:
    """The lines of each style that may be one of labels."""
    free = ((i, line) for i, line in enumerate(lines) if _is_free(line) and line.kind in (None, "heading"))
    found = grouped((style, i) for i, line in free for style in line.styles)
    # Each is weighed against all of the text.
    return {style: found[style] for style in sorted(found, key=lambda own: -len(found[own]))[:_STYLES]}


def _is_free(line: Line) -> bool:
    """Whether nothing else is told of a line that is no label."""
    return not line.speaker and line.form == "prose"


def _is_bold(line: Line) -> bool:
    """Whether a line is all bold, but for what stands behind it in brackets."""
    behind = line.text[line.strong :].strip()
    return bool(line.strong) and line.kind is None and (not behind or bool(_ASIDE.fullmatch(behind)))


def _labels(lines: Sequence[Line], style: str, at: Sequence[int]) -> list[_Label]:
    """The labels that have a style; none where it is no style of labels."""
    texts = {i: plain(lines[i].text) for i in at}
    brief = [i for i, text in texts.items() if len(text) <= _LONGEST and not ends_sentence(text)]
    # What goes on with another line, and a label that has a sign or a time, is told otherwise.
    if (
        len(brief) < max(2, _MOST * len(at))
        or any(text.endswith((":", "：")) or _TIMED.search(text) for text in texts.values())
        or any(lines[i].joined or (i + 1 < len(lines) and lines[i + 1].joined) for i in brief)
        or _below_quotations(lines, brief)
    ):
        return []
    labels = [_label(i, texts[i]) for i in brief]
    return labels if _speak(lines, labels, told=_tells(style)) else []


def _below_quotations(lines: Sequence[Line], at: Sequence[int]) -> bool:
    """Whether those who are named are whom quotations above are of: one of them stands below all."""
    first, last = at[0], at[-1]
    quoted = first > 0 and _ends(lines[first - 1]) and lines[first - 1].styles == lines[first + 1].styles
    return last + 1 == len(lines) and (quoted or len(at) < 2)


def _label(at: int, text: str) -> _Label:
    own, asides = parted(text)
    looks = [name(part).looks for part in (own, *asides)]
    return _Label(at, key(own) or text, next((one for one in looks if one in _PERSONS), looks[0]))


def _tells(style: str) -> bool:
    """Whether a style is called as columns of speakers are."""
    words = {word.casefold() for word in _WORD.findall(style)} - _ANYBODY
    return any(columns.called(word) == "name" for word in words)


def _speak(lines: Sequence[Line], labels: Sequence[_Label], *, told: bool) -> bool:
    """Whether labels are people's: what stands between them is said, and they are no heads of parts.

    told  whether their style says so
    """
    who = [label.key for label in labels]
    often = Counter(who)
    size, most = len(often), max(often.values())
    persons = len({label.key for label in labels if label.looks in _PERSONS})
    again = sum(times for times in often.values() if times > 1) >= HALF * len(who)
    # Heads of parts stand below a heading, or come in one order; so do lists of talks, and of authors.
    below = sum(_ends(lines[label.at - 1]) for label in labels[1:])
    if (
        size < 2
        or not (told or (len(who) >= _LEAST and (again or (persons == size and most >= SEVERAL))))
        or below < HALF * (len(who) - 1)
        or not alternate(who, NEARLY_ALL)
        or (SEVERAL <= size < len(who) and who[size:] == who[:-size])
    ):
        return False
    ends = [*(label.at for label in labels[1:]), len(lines)]
    turns = [
        [plain(line.text) for line in lines[label.at + 1 : end] if _is_body(line)]
        for label, end in zip(labels, ends, strict=True)
    ]
    return sum(map(bool, turns)) >= NEARLY_ALL * len(turns) and _talk(turns, persons >= HALF * size, labels)


def _talk(turns: Sequence[Sequence[str]], persons: bool, labels: Sequence[_Label]) -> bool:
    """Whether turns are those of a talk: somebody asks or calls, and half of them ask, or say I or you.

    persons  whether half of those who have one look like people; else all may be, and every fourth turn asks
    """
    said = [text for turn in turns for text in turn]
    langs = may_be_in(" ".join(said)[:_SAMPLE])
    # Where verbs say who is meant, hardly anybody says you.
    if not langs or not DROPPED.isdisjoint(langs):
        langs = [""]
    asks = sum(any(map(is_question, turn)) for turn in turns)
    talk = sum(any(talks(text, langs) for text in turn) for turn in turns)
    named = persons or (asks >= _ASKS * len(turns) and all(label.looks in SPEAKERS for label in labels))
    return named and talk >= HALF * len(turns) and (asks > 0 or any(map(calls, said)))


def _ends(line: Line) -> bool:
    """Whether a line may be the last that somebody says, and no title: it ends a sentence, or is long."""
    said = plain(line.text)
    told = ends_sentence(said) or BRACKETED.fullmatch(said) or len(said) > _LONGEST / 2
    return _is_body(line) and bool(told)


def _is_body(line: Line) -> bool:
    """Whether a line may be said, or tell what happens meanwhile."""
    return line.kind in (None, "speech", "event") and not _is_bold(line)
