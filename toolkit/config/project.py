"""`diglot.toml`."""

from __future__ import annotations

from toolkit.config.build_options import Publication
from toolkit.config.editions import EditionTable
from toolkit.config.tables import IgnoreTable, Table


class AlignTable(Table, frozen=True):
    """What the aligner may use beside the texts."""

    dictionaries: tuple[str, ...] = ()
    """By name, as `toolkit.aligning.resources` reads them; each is used for texts in its two languages."""
    encoder: str = ""
    """`default`; none where it is not given. MODULE:NAME is taken from the command line alone."""


class ProjectSettings(Publication, frozen=True):
    """`diglot.toml`."""

    source_language: str = "en"
    target_languages: tuple[str, ...] = ()
    name: str = ""
    """Of the project, for the head of its catalogs; the folder's name where it is not given."""
    contact: str = ""
    """E-mail address or web address to which translators report what is wrong in the source text."""
    formats: tuple[str, ...] | None = None
    """What `build` makes; None for what is made where nobody names any."""
    ignore: tuple[IgnoreTable, ...] = ()
    """Findings that are known, in any document."""
    line_numbers: bool = True
    """Whether references in catalogs say file:line; false gives smaller diffs."""
    align: AlignTable = AlignTable()
    editions: tuple[EditionTable, ...] = ()
