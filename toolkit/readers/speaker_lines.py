"""Lines that tell who speaks below: `SPEAKER: S1`, or a name and when it was written on the next line."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from toolkit import late
from toolkit.languages.lexicon import key, lexicon
from toolkit.readers import columns
from toolkit.reading.forms import HTML
from toolkit.reading.lines import Line
from toolkit.text.scripts import LETTERS, WORDS
from toolkit.text.signs import ends_sentence, is_question

_TOLD = late.regex(r"([^\W\d_]+)[:：]\s*([^\s:：.?!][^:：.?!]{0,40})$")
_FIELD = late.regex(r"[^\W\d_]+[:：]\s")
"""A further field of a record, such as a message: `Sender: Ada`, and `Text: ...` below."""
_LEAST = 3
"""Lines that tell it, at least."""
_MOMENT = late.regex(r"(?<![\d:.])\d{1,2}[:.h](\d\d)(?!\d)")
_DOTTED = late.regex(r"(\S[^·•:]{0,40}?) [·•] (?=\D{0,5}\d)(\S+(?: \S+){0,2})$")
"""A name, and how long ago it was written, or on which day: `ann · 2h`, `Ann @ann · Nov 3`."""
_DAY = late.regex(r"\d{4}[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./]\d{4}")
_FIGURES = late.regex(r"\d+")
_ROUND = 5
"""Minutes that the times of a programme are multiples of."""
_WIDEST = 40
"""Characters of a name, and of a moment below it, at most."""
_SHORT = 3
"""Letters of a word that joins a day and a time of day, or tells its half, at most: `um`, `PM`, `г`."""
_OPENS = late.regex(rf"(?!{HTML})<(?:(v)(?:\.[^\s<>]{{1,40}})?\s+)?([^\W\d_][^<>/=]{{0,40}})>\s*(?=\S)")
"""A name as a tag, before what is said: `<mara> At home.`, and `<v Mara>` as in WebVTT."""


def untagged(lines: list[Line]) -> list[Line]:
    """The lines without the tags that close what is said: `<mara> At home. </mara>`.

    Two are named at least, and one of them again, and most of what they say has such a tag: what happens in
    the log of a chat has none, and tags of data seldom come in turns.
    """
    opens = {i: found for i, line in enumerate(lines) if (found := _OPENS.match(line.text))}
    own = {i: f"</{found[1] or found[2]}>" for i, found in opens.items()}
    closed = {i: tag for i, tag in own.items() if lines[i].text.endswith(tag)}
    names = Counter(opens[i][2] for i in closed)
    if not 1 < len(names) < names.total() or 2 * len(closed) <= len(opens):
        return lines
    said = {i: lines[i].text.removesuffix(tag).rstrip() for i, tag in closed.items()}
    return [line.replace(text=said[i]) if i in said else line for i, line in enumerate(lines)]


def as_labels(lines: list[Line]) -> list[Line]:
    """The lines, with a label in place of each that tells who speaks by a word, where the names come again.

    All have one word before the colon, which columns of speakers are called by. What stands below mostly ends
    sentences, and some of it asks: titles stand below authors, and what somebody does below roles. Tags that
    name who speaks are no words.
    """
    lines = untagged(lines)
    told = {i: found for i, line in enumerate(lines) if (found := _TOLD.match(line.text)) and not line.kind}
    word, often = next(iter(Counter(found[1].lower() for found in told.values()).most_common(1)), ("", 0))
    names = {i: found[2] for i, found in told.items() if found[1].lower() == word}
    if often < _LEAST or columns.called(word) != "name" or not _speak(names, len(lines)):
        return lines
    below = [lines[i + 1].text if i + 1 < len(lines) else "" for i in names]
    talk = 2 * sum(map(ends_sentence, below)) > len(below) and any(map(is_question, below))
    if not talk or all(map(_FIELD.match, below)):
        return lines
    return [line.replace(text=f"{names[i]}:") if i in names else line for i, line in enumerate(lines)]


def _speak(names: dict[int, str], count: int) -> bool:
    """Whether names come again, and something stands below each."""
    again = 2 * len({*names.values()}) <= len(names)
    return again and all(b - a > 1 for a, b in pairwise([*names, count]))


def stamped(lines: list[Line]) -> tuple[list[Line], int]:
    """The lines, with a label in place of each name and the moment beside it; and how many moments went.

    So a page looks that was copied, on which people write: `Ann Lind`, `10:02 AM` below it, and what she
    writes; or `ann · 2h`. The names come again, something stands below each, and somebody asks. Times of a
    programme are round, and what has a price, a size or a version is nobody.
    """
    below = {
        i: line.text for i, line in enumerate(lines[:-2]) if _is_moment(lines[i + 1]) and _is_brief(line)
    }
    if all(int(minute) % _ROUND == 0 for i in below for minute in _MOMENT.findall(lines[i + 1].text)):
        below = {}
    beside = {
        i: found[1]
        for i, line in enumerate(lines[:-1])
        if (found := _DOTTED.match(line.text)) and not line.kind and _is_age(found[2])
    }
    names = below or beside
    somebody = 1 < len({*names.values()}) < len(names) >= _LEAST
    last = 2 if below else 1
    said = all(b - a > last for a, b in pairwise([*names, len(lines)]))
    if not somebody or not said or not any(is_question(line.text) for line in lines):
        return lines, 0
    moments = {i + 1 for i in below}
    kept = [
        line.replace(text=f"{names[i]}:") if i in names else line
        for i, line in enumerate(lines)
        if i not in moments
    ]
    return kept, len(names)


def _is_age(text: str) -> bool:
    """Whether words tell how long ago something was, or on which day: `2h`, `Nov 3`, and not `4.5 stars`."""
    known = lexicon().ago | lexicon().months
    words = WORDS.findall(text)
    once = len(_FIGURES.findall(text)) == 1 or not lexicon().months.isdisjoint(map(key, words))
    return all(key(word) in known for word in words) and (once if words else bool(_DAY.fullmatch(text)))


def _is_brief(line: Line) -> bool:
    """Whether a line may be a name: a few words, and no sentence."""
    plain = len(line.text) <= _WIDEST and not line.kind and not line.level
    return plain and line.text[0].isalpha() and not ends_sentence(line.text) and ":" not in line.text


def _is_moment(line: Line) -> bool:
    """Whether a line is a time of day, perhaps behind its day: `3. November 2026 um 10:02`."""
    if len(line.text) > _WIDEST or not _MOMENT.search(line.text) or line.text[-1] in ".?!…:：":
        return False
    words = (word for word in LETTERS.findall(line.text) if len(word) > _SHORT)
    return sum(word.casefold() not in lexicon().months for word in words) <= 1
