"""Words of one language, and texts put together from them.

Phrases stand in phrases/LANG.txt, a line for each key: `key: phrase | phrase`. In a phrase {n} is the guest,
{f} how the guest is called in short, {w} and {v} two others, {p} a place, {o} an organization, {t} a subject,
{y} a year, {d} a number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "phrases"
CJK = {"zh", "ja"}
"""Languages without blanks between words."""
FAMILY_FIRST = {"zh": "", "ja": "", "ko": "", "vi": " "}
"""Languages whose names begin with the family's, and what stands behind it."""
STOPS = {"zh": "。", "ja": "。", "hi": "।"}
UNCASED = {"zh", "ja", "ko", "ar", "fa", "he", "hi"}
ENDS = '.?!。？！…»”"」』）)।؟'


@cache
def load(lang: str) -> dict[str, tuple[str, ...]]:
    """All phrases of a language by their keys."""
    table = {}
    for line in (FOLDER / f"{lang}.txt").read_text("utf-8").splitlines():
        key, _, rest = line.partition(":")
        table[key] = tuple(phrase.strip() for phrase in rest.split(" | ") if phrase.strip())
    return table


PAUSE = re.compile(r"(?<=[,，、،;；])\s*(?=[^\W\d])")
"""Where a sentence may be cut in two that others are joined with."""


@cache
def words_of(path: Path) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Sentences of others, by their language and what they are: speech, question, body.

    `gather.py --words` writes them. They are no part of the project.
    """
    table: dict[str, dict[str, list[str]]] = {}
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        table.setdefault(entry["lang"], {}).setdefault(entry["kind"], []).append(entry["text"])
    return table


def languages() -> list[str]:
    """Those that have phrases."""
    return sorted(path.stem for path in FOLDER.glob("*.txt"))


@dataclass
class Voice:
    """Draws texts of one document: its language, people and habits."""

    rng: Random
    lang: str
    guest: str = ""
    short: str = ""
    host: str = ""
    other: str = ""
    plain: bool = False
    """Whether speech comes without capitals and stops, as some machines write it."""
    broken: float = 0.0
    """How often a turn ends in the middle."""
    brief: bool = False
    """Whether nobody says more than a sentence at a time."""
    colons: float = 0.05
    """How often a sentence ends in a colon."""
    asides: float = 0.0
    """How often something that happens stands among the words."""
    marked: bool = False
    """Whether words are marked as in Markdown."""
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Sentences of others, by what they are."""
    table: dict[str, tuple[str, ...]] = field(init=False)
    decks: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.table = load(self.lang)

    @property
    def colon(self) -> str:
        """What stands behind words that announce others."""
        return "：" if self.lang in CJK else ": "

    @property
    def glue(self) -> str:
        """What stands between two sentences."""
        return "" if self.lang in CJK else " "

    def dealt(self, key: str) -> str:
        """A phrase of this key: each comes once before any comes again."""
        deck = self.decks.get(key)
        if not deck:
            deck = list(self.table[key])
            self.rng.shuffle(deck)
            self.decks[key] = deck
        return deck.pop()

    def sentence(self, key: str) -> str:
        """A sentence: a phrase, halves of two phrases, or one that somebody else wrote."""
        kind = {"say": "speech", "ask": "question", "body": "body"}.get(key)
        if kind and self.words.get(kind) and self.rng.random() < 0.9:
            return self.rng.choice(self.words[kind])
        phrase = self.dealt(key)
        if key == "trap" and self.rng.random() < 0.6:
            head, colon, _ = (
                re.split(r"([:：]\s*)", phrase, maxsplit=1)
                if re.search(r"[:：]\s*\D", phrase)
                else ("", "", "")
            )
            if head:
                return self.ended(self.fill(head) + colon + self.sentence(self.rng.choice(("say", "body"))))
        if key in {"say", "narr", "body"} and self.rng.random() < 0.6:
            halves = [PAUSE.split(other, maxsplit=1) for other in self.table[key]]
            tails = [half[1] for half in halves if len(half) == 2]
            head = PAUSE.split(phrase, maxsplit=1)
            if tails and len(head) == 2:
                phrase = head[0] + self.glue + self.rng.choice(tails)
        return self.ended(self.fill(phrase))

    def one(self, key: str) -> str:
        """A phrase of this key, with all that stands in braces filled in."""
        choices = self.table.get(key)
        return self.fill(self.rng.choice(choices)) if choices else ""

    def fill(self, phrase: str) -> str:
        """A phrase with what its braces stand for."""
        rng, table = self.rng, self.table
        values = {
            "n": self.guest,
            "f": self.short,
            "w": self.host,
            "v": self.other,
            "p": rng.choice(table["place"]),
            "o": rng.choice(table["org"]),
            "t": rng.choice(table["topic"]),
            "y": str(rng.randint(1931, 2026)),
            "d": str(rng.choice((2, 3, 4, 7, 11, 12, 17, 24, 28))),
        }
        for key, value in values.items():
            phrase = phrase.replace("{" + key + "}", value)
        return phrase

    def ended(self, text: str) -> str:
        """A text that ends as a sentence does."""
        asks = self.lang == "el" and text.endswith(";")
        return text if text[-1:] in ENDS + ":：" or asks else text + STOPS.get(self.lang, ".")

    def several(self, key: str, count: int) -> str:
        """Sentences of one key, in any order, seldom the same twice in a row."""
        parts = [self.sentence(key) for _ in range(count)]
        if count > 1 and self.rng.random() < self.colons:
            # One of them announces the next.
            at = self.rng.choice((0, 0, self.rng.randrange(count - 1)))
            parts[at] = parts[at].rstrip(ENDS) + ("：" if self.lang in CJK else ":")
        return self.glue.join(parts)

    def aside(self) -> str:
        """Something that happens, in brackets."""
        opening, closing = self.rng.choice(
            ["（）", "（）", "［］", "()"]
            if self.lang in CJK
            else ["()", "()", "[]", "[]", "（）" if self.lang == "ko" else "[]"]
        )
        return opening + self.one("event") + closing

    def speech(self, sentences: int) -> str:
        """What somebody says."""
        rng = self.rng
        text = self.several("say", sentences)
        if rng.random() < 0.04:
            text = self.sentence("trap") if sentences < 2 else self.sentence("trap") + self.glue + text
        if self.marked and rng.random() < 0.04:
            first, blank, rest = text.partition(" ")
            mark = rng.choice(("**", "*", "_"))
            text = mark + first + mark + blank + rest
        if rng.random() < 0.04:
            text = self._telling(text)
        if rng.random() < 0.03:
            text = {"en": "…and ", "de": "… und "}.get(self.lang, "… ") + text
        if rng.random() < 0.03:
            text = self.host + ("，" if self.lang == "zh" else "、" if self.lang == "ja" else ", ") + text
        return self._spoken(text)

    def _telling(self, text: str) -> str:
        """A text with a word in it that elsewhere begins a caption, a note or a credit.

        Such words are said as well.
        """
        told = re.findall(r"[^\W\d_]{3,}", self.one(self.rng.choice(("caption", "note", "credit", "byline"))))
        spaces = [found.end() for found in re.finditer(r"\s+", text)]
        if not told or not spaces:
            return text
        at = self.rng.choice(spaces)
        return f"{text[:at]}{self.rng.choice(told)} {text[at:]}"

    def question(self) -> str:
        """What somebody asks."""
        rng = self.rng
        draw = rng.random()
        if draw < 0.2:
            return self._spoken(
                self.several("say", 1 if self.brief else rng.randint(1, 3)) + self.glue + self.sentence("ask")
            )
        return self._spoken(self.several("ask", 1 if draw < 0.85 else 2))

    def _spoken(self, text: str) -> str:
        rng = self.rng
        if rng.random() < self.asides:
            aside = self.aside()
            text = rng.choice((f"{aside} {text}", f"{text} {aside}"))
        if rng.random() < self.broken:
            text = text.rstrip("".join(ENDS)) + rng.choice(("—", " --", "...", "…", "-"))
        if self.plain:
            text = "".join(c for c in text.lower() if c not in ".?!,;:。？！，؟،")
        return text

    def answer(self) -> str:
        """A paragraph of an answer, short or long."""
        rng = self.rng
        draw = rng.random()
        if draw < 0.01:
            return self.aside()
        if draw < 0.15:
            return self._spoken(self.one("short"))
        return self.speech(1 if self.brief and rng.random() < 0.9 else rng.choice((1, 1, 2, 2, 3, 4, 5, 7)))

    def heading(self) -> str:
        """Words of a heading: a phrase, what somebody said, or a piece of a sentence."""
        draw = self.rng.random()
        if draw < 0.65:
            return self.one("heading")
        if draw < 0.8:
            return self.one("motto")
        text = self.one("topic") if draw < 0.9 else PAUSE.split(self.one("narr"), maxsplit=1)[0]
        return text[0].upper() + text[1:].strip(" .。।,，、،؛;")
