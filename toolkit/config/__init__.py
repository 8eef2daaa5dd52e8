"""`diglot.toml` and sidecars: read and checked.

What they may say, and where they are wrong.

A key that isn't known is an error, not a note: a misspelt `licence` must not vanish from a deposit.
"""

from toolkit.config.build_options import BuildOptions, Look, Option, TeiTable, options
from toolkit.config.identifiers import orcid, relator, urn
from toolkit.config.parse import parse_project, parse_sidecar
from toolkit.config.settings import (
    AccessibilityTable,
    AlignTable,
    ContributorTable,
    EditionTable,
    PartTable,
    ProjectSettings,
    RecordingTable,
    Sidecar,
    listed,
    main_of,
    picture_of,
    tags,
)
from toolkit.config.tables import (
    Decision,
    Fallback,
    IgnoreTable,
    Layout,
    PersonTable,
    PictureTable,
    PinTable,
    RevisionTable,
    Said,
    SeamTable,
    SpeakerTable,
    TranslationFileTable,
    TranslationTable,
    TranslatorTable,
    Unit,
    by_language,
    place_among,
)
from toolkit.config.toml_source import held_text, line_of, table_lines

__all__ = [
    "AccessibilityTable", "AlignTable", "BuildOptions", "ContributorTable", "Decision", "EditionTable",
    "Fallback", "IgnoreTable", "Layout", "Look", "Option", "PartTable", "PersonTable",
    "PictureTable", "PinTable", "ProjectSettings", "RecordingTable", "RevisionTable", "Said", "SeamTable",
    "Sidecar", "SpeakerTable", "TeiTable", "TranslationFileTable", "TranslationTable", "TranslatorTable",
    "Unit", "by_language", "held_text", "line_of", "listed", "main_of", "options", "orcid", "parse_project",
    "parse_sidecar", "picture_of", "place_among", "relator", "table_lines", "tags", "urn",
]  # fmt: skip
