"""How large an input may be: far above any book, and below what stops a machine.

The one table of limits; docs/reference/limits.md shows it. Whoever reads something asks `check` here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toolkit.errors import DiglotError

if TYPE_CHECKING:
    from toolkit.model import Location

_MB = 1 << 20
_DIVIDE = "Divide it into several documents."
_AGAIN = "Open it in the program that made it, and save it again."


class Limit(NamedTuple):
    """The most of something that is read."""

    what: str
    """What has a limit, as a person calls it."""
    most: int
    unit: str = "bytes"
    hint: str = "Is it the right file?"
    """What to do with more."""


TRANSCRIPT = Limit("a transcript", 256 * _MB, hint="Divide it into several documents.")
LINES = Limit("a transcript", 500_000, "lines", _DIVIDE)
CATALOG = Limit("a catalog", 1024 * _MB, hint="Divide its document into several.")
SETTINGS = Limit("a file of settings", 4 * _MB)
SIDECAR = Limit("a sidecar", 64 * _MB, hint="Divide its document into several.")
SHARD = Limit("a shard of a corpus", 4096 * _MB, hint="Make them with fewer pairs: --shard-size.")
PAIR = Limit("a line of a list of pairs", 256 * _MB)
FROZEN_IDS = Limit("a file of frozen ids", 256 * _MB)
PAGE = Limit("a page before or behind the text", _MB // 4, hint="Divide it into several pages.")
PAGE_LINKS = Limit("a page before or behind the text", 4_000_000, "characters behind its opening brackets")
PAGE_DEPTH = Limit("a page before or behind the text", 32, "levels of quotes, lists and emphasis")
PICTURE = Limit("a picture", 64 * _MB, hint="Save it with fewer pixels.")
PIXELS = Limit("a picture", 200_000_000, "pixels", "Save it with fewer pixels.")
PICTURES = Limit("what a document shows in pictures", 256 * _MB, hint="Save them with fewer pixels.")
DRAWN = Limit("a drawing", 200_000, "elements, each as often as it is drawn", "Save it in a simpler form.")
FONT = Limit("a font", 64 * _MB)
MESSAGE = Limit("a message of a catalog", 4_000_000, "characters", "Divide the paragraph.")
GLOSSARY = Limit("a glossary", 16 * _MB, hint="Take out what the texts don't need.")
TERMS = Limit("a glossary", 20_000, "terms", "Take out what the texts don't need.")
DICTIONARY = Limit("a dictionary", 128 * _MB, hint="Take out what the texts don't need.")
EXCHANGED = Limit("a file to be imported", 256 * _MB, hint="Divide it into several files.")
MEMORY = Limit("a translation memory", 1024 * _MB, hint="Divide it, and name the part that fits the texts.")
MEMORY_PAIRS = Limit("a translation memory", 4_000_000, "units", "Name one that fits the texts.")
ANSWER = Limit("an answer of a service", 16 * _MB, hint="Is it the right address?")
WORKBOOK = Limit("a workbook, unpacked", 128 * _MB, hint="Take out the sheets that diglot didn't write.")
CELLS = Limit("a sheet", 4_000_000, "cells", "Delete the rows and columns that have nothing in them.")
EDITION = Limit("an edition to be checked", 2048 * _MB)
RECORD = Limit("what diglot keeps for itself of one file", 32 * _MB, hint="It may be deleted at any time.")
BAG = Limit("a bag", 8192 * _MB)
TAG_FILE = Limit("a tag file of a bag", 16 * _MB)
TAG_LINES = Limit("a tag file of a bag", 200_000, "lines")
ENTRIES = Limit("a folder or a bag", 100_000, "files")
FOLDERS = Limit("a folder", 50, "levels of folders")
OTHER = Limit("a file", 1024 * _MB)
PARAGRAPH = Limit("a text in one piece", 1_000_000, "characters", "Divide it into paragraphs.")
PACKAGE = Limit("the text of a word processor's file or of a book, unpacked", 64 * _MB, hint=_DIVIDE)
PACKED = Limit(
    "the text of a word processor's file or of a book, beyond 1 MB", 100, "times its size in the file", _AGAIN
)
ELEMENTS = Limit("a file of XML or HTML", 1_500_000, "elements and attributes", _DIVIDE)
VALUES = Limit("a file of JSON", 8_000_000, "values", _DIVIDE)
SPELLED_OUT = Limit("a text with all its notes and links in their places", 32_000_000, "characters", _DIVIDE)
CELLS_OF_ROW = Limit("a row of a table", 1_000, "cells", "Take the cells out that have nothing in them.")
TAG = Limit("a tag of HTML", 4_000, "characters that are no value in quotation marks")
PAGE_NESTING = Limit("a web page, or a page of a book", 200, "levels of elements")
TABLE = Limit("a table of a transcript", 100_000, "rows", "Divide it into several documents.")
MARKDOWN = Limit("a Markdown file", 6_000_000, "characters behind its opening brackets", _DIVIDE)
MARKDOWN_CELLS = Limit("a Markdown file", 100_000, "cells of tables", _DIVIDE)
MARKDOWN_DEPTH = Limit("a Markdown file", 50, "levels of quotations and lists")
FRONT_MATTER = Limit("front matter", 50_000, "characters", "Move the text below its last line of dashes.")
ATTRIBUTES = Limit("an element of XML", 1_000, "attributes")
XML_DEPTH = Limit("an XML file", 100, "levels of elements", "Is it the right file?")
TOML_DEPTH = Limit("a TOML file", 32, "levels of tables and lists", "Write it as the reference shows.")


def every() -> tuple[Limit, ...]:
    """All limits, in their order here."""
    return tuple(value for value in globals().values() if isinstance(value, Limit))


def check(size: int, limit: Limit, where: Location | str | None) -> None:
    """Raise DiglotError where something is more than is read."""
    if size > limit.most:
        raise beyond(limit, where)


def beyond(limit: Limit, where: Location | str | None) -> DiglotError:
    """What to raise where there is more than is read."""
    return DiglotError(f"{limit.what} may have {told(limit)}, and this has more.", where, limit.hint)


def told(limit: Limit) -> str:
    """The number with its unit, as people write it.

    >>> told(PICTURE), told(XML_DEPTH)
    ('64 MB', '100 levels of elements')
    """
    if limit.unit != "bytes":
        return f"{limit.most:,} {limit.unit}"
    return f"{limit.most // _MB:,} MB" if limit.most >= _MB else f"{limit.most >> 10:,} kB"
