"""What a page is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.errors import DiglotError
from toolkit.interface import ENGLISH, Translations
from toolkit.review.work import ReviewWorkspace
from toolkit.text import markup
from toolkit.text.hygiene import shortened

Reply = dict[str, Any]
"""What goes to the page, as JSON."""


@dataclass(frozen=True)
class Asked:
    """What a page asks for, or wants done."""

    document: str
    """A document of the project; "" where none is meant."""
    lang: str
    """One of the languages that it is translated into; "" where none is meant."""
    who: str
    """Who asks."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """All else, from a stranger: read with the methods below."""
    name: str = ""
    """The name that they have given, for catalogs; "" where only the account's is known."""
    say: Translations = ENGLISH
    """The language of the page."""
    page: str = ""
    """The page that asks; "" where none does."""

    def error(self, error: DiglotError) -> Reply:
        """An error, as a page shows it: a sentence, where no place stands before it."""
        told = self.say.error(error)
        if error.where is None:
            told = told[:1].upper() + told[1:]
        return {"error": told, "hint": self.say.sentence(error.hint or "")}

    def require(self, *, lang: bool = False) -> None:
        """DiglotError where no document is meant, or none of its languages."""
        if not self.document:
            hint = "Where there is none, put a transcript into source/, such as talk.txt."
            raise DiglotError("no document is chosen.", hint=hint)
        if lang and not self.lang:
            hint = "Where there is none, add one on the page of the project."
            raise DiglotError("no translation is chosen.", hint=hint)

    def text(self, name: str, longest: int = 100_000) -> str:
        """A text; DiglotError where it is none, or too long."""
        value = self.given.get(name, "")
        if not isinstance(value, str) or len(value) > longest:
            raise DiglotError(f"{name!r} is no text of at most {longest} characters.")
        if "\0" in value:
            raise DiglotError(f"{name!r} has a character that no text can hold.")
        return value

    def number(self, name: str, least: int, most: int, usual: int) -> int:
        """A whole number; the nearest that is allowed, where it is out of bounds."""
        value = self.given.get(name, usual)
        if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 12:
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise DiglotError(f"{name!r} is no whole number.")
        return max(least, min(most, value))

    def share(self, name: str, usual: float) -> float:
        """A number from 0 to 1."""
        value = self.given.get(name, usual)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise DiglotError(f"{name!r} is no number from 0 to 1.")
        return float(value)

    def texts(self, name: str, longest: int, most: int = 10_000) -> list[str]:
        """A list of texts; DiglotError where it is none, or too long."""
        value = self.given.get(name, [])
        if not isinstance(value, list) or len(value) > most:
            raise DiglotError(f"{name!r} is no list of at most {most} texts.")
        return [replace(self, given={name: text}).text(name, longest) for text in value]

    def listed(self, name: str, longest: int = 10_000) -> list[Mapping[str, Any]]:
        """A list of objects."""
        value = self.given.get(name, [])
        if (
            not isinstance(value, list)
            or len(value) > longest
            or not all(isinstance(item, dict) for item in value)
        ):
            raise DiglotError(f"{name!r} is no list of objects.")
        return value

    def fields(self, name: str) -> Mapping[str, Any]:
        """An object."""
        value = self.given.get(name, {})
        if not isinstance(value, dict):
            raise DiglotError(f"{name!r} is no object.")
        return value


def quoted(text: str, size: int = 40) -> str:
    """How a text is told in a list: its beginning, as it is read."""
    return shortened(markup.plain(text), size)


def row_with(asked: Asked, texts: Iterable[str]) -> int:
    """The number of the next text that has the words asked for; -1 for none.

    It is the first behind the row `at`, or else the first of all. Capitals make no difference.
    """
    words, at = asked.text("words", 500).casefold(), asked.number("at", -1, 1 << 40, -1)
    first = -1
    for number, text in enumerate(texts):
        if words in text.casefold():
            if number > at:
                return number
            first = number if first < 0 else first
    return first


class Acted(NamedTuple):
    """What became of an act."""

    answer: Reply
    place: str = ""
    """Where it was done: `talk/fr#message`."""
    words: str = ""
    """What was done, for the list of acts."""
    about: frozenset[str] = frozenset()
    """What it has decided about, by names that its page gives: other pages show that as it was."""
    saved: bool = False
    """Whether it has changed a file, as the desk tells: else it was so already."""


class FileReply(NamedTuple):
    """A file that a page loads."""

    data: bytes | Path
    """The bytes, or where they lie: a long file is sent in the parts that are asked for."""
    media_type: str


Later = Callable[[], Reply]
"""An answer that needs nothing of the project any more: it is worked out while others go on."""
Question = Callable[[ReviewWorkspace, Asked], Reply | Later]
FileQuestion = Callable[[ReviewWorkspace, Asked], FileReply]
ActFunction = Callable[[ReviewWorkspace, Asked], Acted]


@dataclass(frozen=True)
class ReviewPage:
    """A page."""

    name: str
    """Of its address and of its script."""
    title: str
    """In English; `words` has it in other languages."""
    looks: Mapping[str, Question]
    """What it asks for, by name."""
    changes: Mapping[str, ActFunction] = field(default_factory=dict)
    """What can be done on it, by name."""
    files: Mapping[str, FileQuestion] = field(default_factory=dict)
    """What it loads beside what all pages have, by name."""
    long_acts: bool = False
    """Whether what can be done on it may take seconds: then it is worked out while others go on."""
    near: bool = False
    """Whether that may be made of readings of which only what is near decisions was read."""
    of_document: bool = True
    """Whether it is about a document."""
    of_language: bool = True
    """Whether it is about a translation of it."""
