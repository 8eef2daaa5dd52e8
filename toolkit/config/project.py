"""`diglot.toml`."""

from __future__ import annotations

from typing import Any, Literal

from toolkit.config.editions import EditionTable
from toolkit.config.tables import IgnoreTable, Layout, Paper, RevisionTable, Table, Unit


class AlignTable(Table, frozen=True):
    """What the aligner may use beside the texts."""

    dictionaries: tuple[str, ...] = ()
    """By name, as `toolkit.aligning.resources` reads them; each is used for texts in its two languages."""
    encoder: str = ""
    """`default`; none where it is not given. MODULE:NAME is taken from the command line alone."""


class TeiTable(Table, frozen=True):
    """How TEI editions are made."""

    dialogue: Literal["u", "sp"] = "u"
    """The element of a turn: of transcribed speech, or of printed dialogue."""
    sentences: bool = False
    """Whether paragraphs are divided into sentences, which are aligned too."""
    files: Literal["one", "split"] = "one"
    """One file with all, or one a language, one for the alignment, and one that includes them."""


class ProjectSettings(Table, frozen=True):
    """`diglot.toml`."""

    source_language: str = "en"
    target_languages: tuple[str, ...] = ()
    name: str = ""
    """Of the project, for the head of its catalogs; the folder's name where it is not given."""
    version: str = ""
    """Of the texts and their editions; in the head of catalogs 1.0 where it is not given."""
    contact: str = ""
    """E-mail address or web address to which translators report what is wrong in the source text."""
    publisher: str = ""
    """Who publishes the editions."""
    date: Any = ""
    """When the editions are published: a TOML date, or a string for a year or a month."""
    licence: str = ""
    """URI of the licence of what an edition adds to the texts: its markup and its alignment."""
    revisions: tuple[RevisionTable, ...] = ()
    layout: Layout = "stacked"
    unit: Unit = "paragraph"
    """What stands beside what."""
    fallback: Literal["source", "omit"] = "source"
    paper: Paper = "b5"
    cover: Literal["generated", "none"] = "generated"
    """Whether a book is given a cover where its edition says nothing of one."""
    formats: tuple[str, ...] | None = None
    """What `build` makes; None for what is made where nobody names any."""
    ignore: tuple[IgnoreTable, ...] = ()
    """Findings that are known, in any document."""
    line_numbers: bool = True
    """Whether references in catalogs say file:line; false gives smaller diffs."""
    align: AlignTable = AlignTable()
    tei: TeiTable = TeiTable()
    editions: tuple[EditionTable, ...] = ()
