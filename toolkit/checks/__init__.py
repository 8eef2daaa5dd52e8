"""Checks of translations: one rule a module, found by name.

To add one, write `toolkit/checks/<name>.py` with a `CHECK`: `diglot check` and the library's `check` run it.
Packages of others register theirs under the entry point group `diglot.checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from toolkit import registry
from toolkit.findings import Finding, Rule
from toolkit.model import Catalog, Document, Entry, Location
from toolkit.text.hygiene import shortened


@dataclass(frozen=True, slots=True)
class Checked:
    """A catalog and its document, as a check sees them."""

    document: Document
    catalog: Catalog
    path: str
    """Of the catalog, as it is shown."""

    @property
    def where(self) -> Location:
        """The catalog, as the place of a finding.

        A person finds the entry by its words.
        """
        return Location(self.path, 0)

    @property
    def finished(self) -> Iterator[Entry]:
        """The entries that are done.

        Names and the signature are among them.
        """
        return (entry for entry in self.catalog.entries if entry.state == "done")


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: what to look for, and its words."""

    rule: Rule
    """Made by `findings.define`: code, severity, words and cure."""
    find: Callable[[Checked], Iterable[Finding]]
    """Goes through a catalog once, and reports what is wrong."""


def run(document: Document, catalog: Catalog, path: str) -> Iterator[Finding]:
    """What all checks find in a catalog.

    They come in the order of the checks' codes. `path` is what the catalog is called.
    """
    checked = Checked(document, catalog, path)
    # By code: names of modules, and of packages that others installed, mustn't change the order.
    for check in sorted(registry.plug_ins("check").values(), key=lambda check: check.rule.code):
        yield from check.find(checked)


def message_of(entry: Entry) -> tuple[str, ...]:
    """What names a message: its ids and its context.

    As an argument of `report` it lets `ignore` mean this finding alone (`where`).
    """
    return tuple(filter(None, (*entry.ids, entry.context)))


def quoted(text: str) -> str:
    """A text in quotation marks, cut short, for a message.

    >>> quoted("Never on a Sunday, and least of all on this one.")
    '“Never on a Sunday, and least of all on …”'
    """
    return f"“{shortened(text, _SHOWN)}”"


_SHOWN = 40
