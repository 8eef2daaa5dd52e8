"""What all tables of diglot's TOML files have in common."""

from __future__ import annotations

import msgspec


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A TOML table: keys in kebab-case, none but the known."""


class PersonTable(Table, frozen=True):
    """Somebody who worked on the edition."""

    name: str
    email: str = ""
    orcid: str = ""
