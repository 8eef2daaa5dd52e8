"""diglot: from transcripts to catalogs and editions.

    >>> import toolkit as diglot
    >>> diglot.align(["Yes.", "No."], ["Oui.", "Non."], source_lang="en", target_lang="fr")[1].target
    (1,)

docs/reference/library.md tells what there is. A name is imported when it is first asked for, so that
`diglot --help` and programs that need one part of diglot load no more than that.
"""

from typing import TYPE_CHECKING

from toolkit import late

__version__ = "0.1.0"

__all__ = [
    "About", "Absence", "Addition", "Adopted", "Bead", "Book", "BuildOptions", "Catalog", "Cell",
    "CellState", "Certainty", "Contributor", "Counts", "DiglotError", "Document", "Edition", "Entry",
    "Evaluation", "Finding", "Font", "IgnoreTable", "Illustration", "Kind", "Location", "Matter", "Meta",
    "Origin", "Paragraph", "Part", "Person", "Persona", "Picture", "Publication", "Recording", "Revision",
    "Role", "Row", "Scene", "Severity", "Sidecar", "Speaker", "State", "Translation", "TranslationFile",
    "Turn", "adopt", "align", "bitext", "check", "dump_catalog", "extract", "from_polib", "load_catalog",
    "merge", "read", "to_polib", "update", "write",
]  # fmt: skip

if TYPE_CHECKING:
    from toolkit.api import (
        Adopted,
        adopt,
        align,
        bitext,
        check,
        dump_catalog,
        extract,
        load_catalog,
        merge,
        read,
        update,
        write,
    )
    from toolkit.catalog import About
    from toolkit.config import BuildOptions, IgnoreTable, Sidecar
    from toolkit.errors import DiglotError
    from toolkit.findings import Finding, Severity
    from toolkit.model import (
        Absence,
        Addition,
        Bead,
        Book,
        Catalog,
        Cell,
        CellState,
        Certainty,
        Contributor,
        Counts,
        Document,
        Edition,
        Entry,
        Evaluation,
        Font,
        Illustration,
        Kind,
        Location,
        Matter,
        Meta,
        Origin,
        Paragraph,
        Part,
        Person,
        Persona,
        Picture,
        Publication,
        Recording,
        Revision,
        Role,
        Row,
        Scene,
        Speaker,
        State,
        Translation,
        TranslationFile,
        Turn,
    )
    from toolkit.po import from_polib, to_polib


_HOMES = ("errors", "model", "findings", "api")
"""Where names are looked for: what is loaded quickest comes first."""


# A type checker that saw this function would take every name for one of the library.
if not TYPE_CHECKING:
    __getattr__ = late.names(__name__, _HOMES, globals())


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
