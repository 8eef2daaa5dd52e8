"""Make the parcel that a translator gets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b

from toolkit import catalog
from toolkit.catalog import provenance
from toolkit.catalog.ids import base32
from toolkit.exchange import MessageUnit, Parcel, UnitState
from toolkit.model import Catalog, Entry


def parcel(found: Catalog, source_lang: str) -> Parcel:
    """The messages of a catalog that are in use.

    Obsolete ones have no place in the text any more; those with plural forms are another program's.

    source_lang  where the catalog doesn't say it
    """
    usable = [entry for entry in found.entries if not entry.plural]
    units = [_unit(name, entry) for name, entry in named(usable)]
    return Parcel(found.document, found.source_lang or source_lang, found.lang, units)


def named(entries: Sequence[Entry]) -> Iterator[tuple[str, Entry]]:
    """Entries with the ids of their units."""
    used: set[str] = set()
    for entry in entries:
        name = entry.ids[0] if entry.ids else ""
        # A catalog that was edited by hand may have an id twice.
        if not name or name in used:
            name = "m" + _code(f"{entry.context}\x1f{entry.source}", 10)
        used.add(name)
        yield name, entry


def _code(text: str, length: int) -> str:
    return base32(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), length)


def _unit(name: str, entry: Entry) -> MessageUnit:
    state = state_of(entry)
    context = provenance.made_for(entry)
    doubt = f"The translation was made for {context or 'no context'}: look whether it still fits."
    return MessageUnit(
        id=name,
        context=entry.context,
        source=entry.source,
        target=entry.target,
        state=state,
        notes=(*entry.notes, *([doubt] if context is not None else [])),
        comments=provenance.remarks(entry.comments),
        previous=entry.previous[1] if entry.previous else "",
        base=token(state, entry.target),
    )


def state_of(entry: Entry) -> UnitState:
    """The state of an entry as a unit has it."""
    if entry.state == "done" and catalog.origin(entry) in {"aligned", "machine"}:
        return "unrevised"
    return entry.state


def token(state: UnitState, target: str) -> str:
    """State and checksum of a target, which tell whether it has changed.

    Whether a line ends in CR LF or LF doesn't count: spreadsheets change that.

    >>> token("empty", ""), token("done", "Oui.")
    ('empty', 'done.HSG70D65')
    """
    return f"{state}.{checksum(target)}" if target else state


def checksum(target: str) -> str:
    """The checksum of a target in its token."""
    return _code(target.replace("\r\n", "\n"), 8)


def checksum_of(base: str) -> str:
    """The checksum in a token; "" where it has none."""
    return base.partition(".")[2]
