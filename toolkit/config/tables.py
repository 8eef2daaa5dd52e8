"""What all tables of diglot's TOML files have in common."""

from __future__ import annotations

from typing import Any

import msgspec


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A TOML table: keys in kebab-case, none but the known."""


class PersonTable(Table, frozen=True):
    """Somebody who worked on the edition."""

    name: str
    email: str = ""
    orcid: str = ""


class TranslatorTable(PersonTable, frozen=True):
    """Somebody who translated the text."""

    lang: str = ""
    """Tag of the language; without it, of each whose catalog they signed."""


class RevisionTable(Table, frozen=True):
    """A change of the edition that is worth telling."""

    date: Any
    """A TOML date, or a string where only the year or the month is known."""
    what: str
    who: str = ""
