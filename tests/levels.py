"""How level two pages that face each other are: texts of seven languages, and a measure of what is empty.

talk(60, "en", "ko")    an interview of so many turns, short ones and long ones
whiteness(words, ...)   the part of a page in which no lines stand
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from statistics import median

from editions import NAMES, Line, build
from toolkit import languages
from toolkit.model import Edition
from toolkit.text.scripts import parts_sentences
from validators import pdftotext

_TABLE = Path(__file__).parent / "data" / "ferry.tsv"
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


def talk(turns: int, *langs: str) -> Edition:
    """An interview of so many turns.

    Questions, and answers of one to nine sentences in one paragraph or two.
    """
    texts = _texts()
    asks, answers = NAMES
    made = [Line("title", texts["title"][0])]
    for k in range(turns):
        if k % 2 == 0:
            made.append(Line("speech", texts["asks"][k // 2 % len(texts["asks"])], asks))
            continue
        said = [texts["says"][(k * 3 + j) % len(texts["says"])] for j in range(1 + k * 5 % 9)]
        parts = [said[:5], said[5:]] if len(said) > 6 else [said]
        made += [_together(part, langs, answers, goes_on=number > 0) for number, part in enumerate(parts)]
    return replace(build(made, langs), labels="run-in")


def _texts() -> Mapping[str, list[Mapping[str, str]]]:
    """The title, questions and sentences of answers, by what they are; each by language."""
    (_, *langs), *rows = (line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines())
    found: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for kind, *texts in rows:
        found[kind].append(dict(zip(langs, texts, strict=True)))
    return found


def _together(texts: Sequence[Mapping[str, str]], langs: Sequence[str], who: str, *, goes_on: bool) -> Line:
    said = {
        lang: (" " if parts_sentences(languages.get(lang).script) else "").join(
            [text[lang] for text in texts]
        )
        for lang in langs
    }
    return Line("speech", said, who, goes_on)


@dataclass(frozen=True)
class Word:
    """A word on a page: where it begins and ends from the top and from the left, in points."""

    text: str
    top: float
    bottom: float
    left: float
    right: float


def printed_words(path: Path) -> list[list[Word]]:
    """The words of each page."""
    return [
        [
            Word(word, *map(float, (top, bottom, left, right)))
            for left, top, right, bottom, word in _WORD.findall(page)
        ]
        for page in pdftotext(path, "-bbox").split("</page>")[:-1]
    ]


def whiteness(words: Sequence[Word], top: float, bottom: float, step: float) -> float:
    """The part of a page's height in which no lines stand.

    top, bottom  where text may stand
    step         the usual distance of lines; that much and a third of it more is no white
    """
    ys = lines(words, top, bottom)
    return 1 - (sum(min(below - above, 1.3 * step) for above, below in pairwise(ys)) + step) / (bottom - top)


def step(pages: Sequence[Sequence[Word]], top: float, bottom: float) -> float:
    """The usual distance of lines."""
    return median(below - above for words in pages for above, below in pairwise(lines(words, top, bottom)))


def lines(words: Sequence[Word], top: float, bottom: float) -> list[float]:
    """The middles of the lines that stand between two heights."""
    found: list[list[float]] = []
    for y in sorted((word.top + word.bottom) / 2 for word in words):
        if top - 3 < y < bottom + 3:
            if found and y - found[-1][-1] < 4:
                found[-1].append(y)
            else:
                found.append([y])
    return [median(line) for line in found]
