"""`diglot.toml` and the sidecars `source/<document>.toml`: what they may say, and where they are wrong.

A key that isn't known is an error, not a note: a misspelt `licence` must not vanish from a deposit.
"""

from toolkit.config.parse import parse_project, parse_sidecar
from toolkit.config.project import AlignTable, Layout, Project, TeiTable, Unit
from toolkit.config.sidecar import Decision, PinTable, RecordingTable, Sidecar, SpeakerTable
from toolkit.config.tables import PersonTable, RevisionTable, TranslatorTable

__all__ = [
    "AlignTable", "Decision", "Layout", "PersonTable", "PinTable", "Project", "RecordingTable",
    "RevisionTable", "Sidecar", "SpeakerTable", "TeiTable", "TranslatorTable", "Unit", "parse_project",
    "parse_sidecar",
]  # fmt: skip
