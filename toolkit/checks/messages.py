"""Messages as checks see them: what is read of both sides, worked out once for all rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from toolkit import languages, late
from toolkit.catalog import contexts
from toolkit.checks import lengths
from toolkit.late import WorkedOut
from toolkit.model import Entry
from toolkit.text import cuts, markup, scripts, segment
from toolkit.text.hygiene import tidy

_LETTERS = scripts.WORDS.pattern
_WORD = late.regex(rf"{_LETTERS}(?:['’ʼ·-]{_LETTERS})*")
"""A word of a script with blanks; a run of letters of one without."""

HEADINGS = frozenset(["title", "heading", "kicker", "byline", "dateline", "caption"])
"""Kinds of paragraphs that are set as a house has it, and needn't end or begin as a sentence does."""
_HAPPENS = late.regex(r"\[[^\[\]]{1,80}\]\s*")


@dataclass(frozen=True, eq=False)
class CheckedMessage:
    """A finished translation of a paragraph, with its source.

    Names of speakers and the signature are none (`Checked.names`).
    """

    entry: Entry
    source_lang: str
    """BCP 47."""
    lang: str
    previous: Entry | None
    """The message before it in the catalog, whatever its state; None for the first."""
    next: Entry | None

    @property
    def kind(self) -> str:
        """The kind of its paragraphs: "speech", "heading", "event" ..."""
        return contexts.kind(self.entry.context)

    @WorkedOut
    def speakers(self) -> tuple[str, ...]:
        """The keys of those who say it; none where nobody speaks."""
        return contexts.speakers(self.entry.context)

    @WorkedOut
    def turned(self) -> CheckedMessage:
        """The same, as if the translation were the source."""
        entry = self.entry.replace(source=self.entry.target, target=self.entry.source)
        return CheckedMessage(entry, self.lang, self.source_lang, self.previous, self.next)

    @WorkedOut
    def source(self) -> str:
        """What is read of the source: no marks, no footnotes."""
        return markup.plain(tidy(self.entry.source))

    @WorkedOut
    def target(self) -> str:
        """What is read of the translation: no marks, no footnotes.

        Its blanks are put in order. What is wrong with blanks is seen in `entry.target`.
        """
        return markup.plain(tidy(self.entry.target))

    @WorkedOut
    def printed(self) -> str:
        """`target`, and its footnotes behind it."""
        if "^[" not in self.entry.target:
            return self.target
        return " ".join([self.target, *notes(self.entry.target)])

    @WorkedOut
    def source_words(self) -> tuple[str, ...]:
        """The words of `source` as they are written; no figures."""
        return words_of(self.source)

    @WorkedOut
    def target_words(self) -> tuple[str, ...]:
        """The words of `target` as they are written; no figures."""
        return words_of(self.target)

    @WorkedOut
    def source_tokens(self) -> tuple[str, ...]:
        """What stands between the blanks of `source`, in small letters and with its marks."""
        return tuple(self.source.lower().split())

    @WorkedOut
    def target_tokens(self) -> tuple[str, ...]:
        """What stands between the blanks of `target`, likewise."""
        return tuple(self.target.lower().split())

    @WorkedOut
    def source_sentences(self) -> tuple[str, ...]:
        """The sentences of `source`, without the blanks between them and without what happens in brackets."""
        return _sentences(self.source, self.source_lang)

    @WorkedOut
    def target_sentences(self) -> tuple[str, ...]:
        """The sentences of `target`, likewise."""
        return _sentences(self.target, self.lang)

    @WorkedOut
    def source_length(self) -> float:
        """How much `source` says (`lengths.length`)."""
        return lengths.length(self.source)

    @WorkedOut
    def target_length(self) -> float:
        """How much `target` says."""
        return lengths.length(self.target)

    @WorkedOut
    def script(self) -> str:
        """The script that its language is written in, by its ISO 15924 code."""
        return languages.get(self.lang).script


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are written; no figures."""
    return tuple(_WORD.findall(text))


def folded(text: str) -> str:
    """A text without case, marks and points: what differs in these alone is the same.

    >>> folded("Tak, už!") == folded("tak už"), folded("شكرًا") == folded("شكرا"), folded("की") == folded("का")
    (True, True, False)
    """
    text = scripts.POINTS.sub("", text.casefold())
    # Behind the sign that takes a vowel away, nobody who types sees whether letters are joined.
    text = _joiners().sub("", text) if "\u200c" in text or "\u200d" in text else text
    return " ".join(scripts.in_words().findall(text))


@cache
def _joiners() -> re.Pattern[str]:
    return re.compile(rf"(?<=[{scripts.ON_LETTERS}])[\u200c\u200d]")


def small(word: str) -> str:
    """A word in small letters.

    >>> [small(word) for word in ("We", "İzmir")]
    ['we', 'izmir']
    """
    # Python's small İ are two letters.
    return word.lower().replace("i\u0307", "i") if "İ" in word else word.lower()


def notes(text: str) -> list[str]:
    """What is read of the footnotes of a text."""
    return [markup.plain(tidy(note)) for note in cuts.notes(text)]


def _sentences(text: str, lang: str) -> tuple[str, ...]:
    """The sentences of a text."""
    # "[laughs]" between two is none of both, and hides where the first one ends.
    told = (_HAPPENS.sub("", text).strip() or text) if "[" in text else text
    return tuple(sentence.strip() for sentence in segment.split(told, lang))
