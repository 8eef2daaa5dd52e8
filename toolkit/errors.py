"""What diglot says when it can't go on: a sentence, a place and a cure; shown without a traceback."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.model import Location  # `diglot --help` needs errors, and nothing that takes time to load


_LONGEST = 1000
"""Characters of what is told: more is a value that nobody typed for people, and scrolls the words away."""
_LONGEST_HINT = 10_000
"""Likewise of a hint, which may list what is legal."""
_BEGINNING, _END = 600, 200
"""What is shown of more."""


def brief(words: str, most: int = _LONGEST) -> str:
    """Words that are told, without the middle of what is too long for people.

    >>> brief("a short one."), len(brief(f"there is no key `{'k' * 1000000}` here."))
    ('a short one.', 803)
    """
    return words if len(words) <= most else f"{words[:_BEGINNING]} … {words[-_END:]}"


class DiglotError(Exception):
    """Something that the person who runs diglot can mend.

    what   one sentence that says what is wrong
    where  the place, if it is in a file
    hint   what to do about it

    What stands in them may come from anywhere: it is told briefly.
    """

    def __init__(self, what: str, where: Location | str | None = None, hint: str = "") -> None:
        what, hint = brief(what), brief(hint, _LONGEST_HINT)
        super().__init__(what, where, hint)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where is not None else ""
        return place + self.what


def for_shell(word: str) -> str:
    """A name of a document or a file in a command that somebody may paste into a shell.

    >>> for_shell("bells"), for_shell("my talk"), for_shell("-rf")
    ('bells', "'my talk'", './-rf')
    """
    import shlex  # `diglot --help` quotes nothing

    # A hyphen would begin an option.
    return shlex.quote(f"./{word}" if word.startswith("-") else word)


class SourceError(DiglotError):
    """A transcript or its sidecar can't be read."""


class CatalogError(DiglotError):
    """A PO file can't be loaded whole; it is left as it is."""


class ChangedMeanwhileError(DiglotError):
    """Another program has saved a file since it was read; it is left as it is."""


class WritingModeError(DiglotError):
    """Lines of this text, or in this format, can't run from top to bottom; a writer knows no place."""

    def at(self, where: Location | str) -> WritingModeError:
        """The same, with the place at which it was asked for."""
        return WritingModeError(self.what, where, self.hint)


class ConfigError(DiglotError):
    """`diglot.toml` or a sidecar has a wrong key or value."""


@contextmanager
def extra(name: str, what: str) -> Iterator[None]:
    """What needs an extra: where that isn't installed, an error says how it is.

    name  of the extra: "zstd"
    what  needs it, by a name that is the same in all languages: "Zstandard"
    """
    try:
        yield
    except ModuleNotFoundError as error:
        hint = f'It is an extra: pip install "diglot[{name}]"'
        raise DiglotError(f"{what} needs a library that isn't installed.", hint=hint) from error


def nearest(name: str, known: Iterable[str]) -> str:
    """A question, whether a name that is known was meant; "" where none is near.

    >>> nearest("epup", ["epub", "html"]), nearest("x", ["epub", "html"])
    ('Did you mean epub?', '')
    """
    import difflib

    near = difflib.get_close_matches(name, list(known), 1)
    return f"Did you mean {near[0]}?" if near else ""
