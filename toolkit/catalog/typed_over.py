"""Translations that somebody has typed over the text that they translate.

A file that is edited as text doesn't tell that `msgid` is left as it is. An id is only given to a text like
the one that had it: where another stands beside it, nobody has edited the document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from toolkit.findings import Finding, report
from toolkit.model import Catalog, Entry, Location
from toolkit.text.hygiene import fitted, shortened, tidy
from toolkit.text.similarity import similarity


def stands_over(typed: str, source: str, sources: Collection[str]) -> bool:
    """Whether a text without a translation is one that was typed over a source.

    sources  all those of the document
    """
    return bool(typed.strip()) and typed not in sources and not similarity(typed, source)


def drafts(catalog: Catalog, template: Catalog) -> tuple[Catalog, tuple[Entry, ...]]:
    """The catalog in which such texts are drafts of what they stand over; and these drafts."""
    sources = {entry.source for entry in template.entries}
    strange = [entry for entry in catalog.entries if not entry.target and entry.source not in sources]
    if not strange:
        return catalog, ()
    homes = {name: entry for entry in template.entries for name in entry.ids}
    taken = {entry.key for entry in catalog.entries}
    made: dict[tuple[str, str], Entry] = {}
    for entry in strange:
        home = next((homes[name] for name in entry.ids if name in homes), None)
        known = home is None or home.key in taken or entry.plural
        if home is not None and not known and stands_over(entry.source, home.source, sources):
            taken.add(home.key)
            target = fitted(entry.source, home.source)
            made[entry.key] = entry.replace(
                context=home.context, source=home.source, target=target, state="fuzzy"
            )
    entries = tuple(made.get(entry.key, entry) for entry in catalog.entries)
    return replace(catalog, entries=entries), tuple(made.values())


def told(made: Sequence[Entry], where: Location | None = None) -> Iterator[Finding]:
    """D289, where there are such drafts."""
    if made:
        typed, source = (shortened(tidy(text)) for text in (made[0].target, made[0].source))
        yield report("D289", where, texts=len(made), typed=typed, source=source)
