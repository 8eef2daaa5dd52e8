"""A catalog that was written, written or read again in the time of the messages that are others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from operator import attrgetter, lt
from typing import NamedTuple

from toolkit.catalog.contexts import CREDITS
from toolkit.errors import CatalogError
from toolkit.giving_way import unhurried
from toolkit.late import WorkedOut
from toolkit.model import Catalog, Entry
from toolkit.model.values import ends_same, wholly_same
from toolkit.po.entries import entry_of
from toolkit.po.layout import LaidOut, Sizes
from toolkit.po.loading import load
from toolkit.po.reading import in_windows_lines, is_message, message_of
from toolkit.po.writing import Before, header_of, kept_lines, new_lines

_KEY = attrgetter("context", "source")


class Rewritten(NamedTuple):
    """A catalog that was written again."""

    data: bytes
    sizes: Sizes
    """Of its messages in the file: whoever has them can ask for the next in less time."""


class ReloadedCatalog(NamedTuple):
    """A catalog that was read again."""

    catalog: Catalog
    sizes: Sizes
    """As `Rewritten.sizes`."""


def changed(data: bytes, was: Catalog, now: Catalog, sizes: Sizes | None = None) -> Rewritten | None:
    """As `dump(now, data)`, in the time of the messages that are others; None where that can't be told.

    was    what `load` made of the data
    sizes  of the messages in the data, where they are known

    What is the very same value in both catalogs isn't looked at: most of a long one.
    """
    laid = None if was.trailer or now.trailer else LaidOut.of(data, sizes)
    if laid is None or not _rest_last(laid, was):
        return None
    old, new = (*was.entries, *was.obsolete), (*now.entries, *now.obsolete)
    live = 1 + len(was.entries)
    header = laid.pieces(0, 1)[0]
    if (was.header, was.preamble) != (now.header, now.preamble):
        header = header_of(now, Before(header + b"\n")).encode()
    # Most messages are as they were, at the beginning and at the end.
    start, end = _very_same(was, now)
    pieces = laid.pieces(1 + start, 1 + len(old) - end)
    made = list[bytes]()
    at = start
    numbers = _MessageNumbers(old, range(start, len(old) - end))
    for place, entry in enumerate(unhurried(new[start : len(new) - end]), start):
        obsolete, at = place >= len(now.entries), at + 1
        number = at if at <= len(old) and old[at - 1] is entry else numbers.of(entry, at)
        if not number:
            at -= 1
            made.append("".join(new_lines(entry, obsolete=obsolete)).encode())
            continue
        at = number
        before, piece = old[number - 1], pieces[number - 1 - start]
        # Places in the source are no part of what a message is.
        same = before is entry or wholly_same(before, entry)
        if not same or obsolete != (number >= live):
            lines, rests = f"{piece.decode()}\n", number >= live
            if obsolete == rests and lines == "".join((*new_lines(before, obsolete=rests), "\n")):
                # Laid out as a new message is, it has no lines to keep: so is what it says now.
                piece = "".join(new_lines(entry, obsolete=obsolete)).encode()
            elif not is_message(lines) or entry_of(message_of(lines)) != before:
                return None
            else:
                piece = kept_lines(entry, lines, obsolete=obsolete).encode()
        made.append(piece)
    put = laid.put(header, 1 + start, 1 + len(old) - end, made)
    text = put.text.replace(b"\n", b"\r\n") if in_windows_lines(data) else put.text
    return Rewritten(text, put.sizes)


def reloaded(
    data: bytes, path: str, before: bytes, was: Catalog, sizes: Sizes | None = None
) -> ReloadedCatalog | None:
    """As `load(data)`, in the time of the messages that have changed; None where that can't be told.

    was    what `load` made of the file as it was before
    sizes  of the messages in that, where they are known

    What is as it was is the very same value in both catalogs.
    """
    laid = None if was.trailer else LaidOut.of(before, sizes)
    become = laid.become(data) if laid is not None and _rest_last(laid, was) else None
    if laid is None or become is None:
        return None
    now, start, end = become
    # The header is looked at in any case.
    start = max(0, start - 1)
    entries, live = [*was.entries, *was.obsolete], len(was.entries)
    first, last = 1 + start, len(now) - end
    fresh, until = now.pieces(first, last), len(entries) - end
    found = _found(laid.pieces(first, 1 + until), fresh, start)
    kept = [place for place in found if place >= 0]
    # What stands there twice, or in another order, is told of the whole file.
    if not all(map(lt, kept, islice(kept, 1, None))):
        return None
    # What has changed is read as a catalog of its own. It has the ends by which a file is known to be whole.
    signed = {place for place, entry in enumerate(entries) if entry.context == CREDITS[0]}
    read = [
        k
        for k, place in enumerate(found)
        if place < 0 or place in signed or (not end and k == len(found) - 1)
    ]
    around = signed | ({len(entries) - 1} if end else set())
    before_it, behind_it = (
        [one for place in sorted(around.intersection(side)) for one in laid.pieces(1 + place, 2 + place)]
        for side in (range(start), range(until, len(entries)))
    )
    parts = [*before_it, *(fresh[k] for k in read), *behind_it]
    try:
        made = load(b"\n\n".join([*now.pieces(0, 1), *parts, b""]), path, was.lang)
    except CatalogError:
        return None  # to be told with the lines of the whole file
    # Each piece has a message at least: where none is out of use, none has to be looked at for that.
    resting = [bool(made.obsolete) and _rests(piece) for piece in parts]
    # A comment in the place of a message, or behind all, is told of the whole file, too.
    if made.trailer or (len(made.obsolete), len(parts)) != (sum(resting), len(made.entries) + sum(resting)):
        return None
    of_parts = iter(made.entries), iter(made.obsolete)
    all_come = [(next(of_parts[rests]), rests) for rests in resting][len(before_it) :]
    come = dict(zip(read, all_come, strict=False))
    # So is what has come and stands elsewhere already.
    gone = {entries[place].key for place in {*range(start, until)}.difference(kept)}
    keys = {entry.key for k, (entry, _) in come.items() if found[k] < 0} - gone
    if not keys.isdisjoint(map(_KEY, entries) if keys else ()):
        return None
    in_use, out_of_use = list[Entry](), list[Entry]()
    for k, place in enumerate(found):
        entry, rests = (entries[place], place >= live) if place >= 0 else come[k]
        (out_of_use if rests else in_use).append(entry)
    in_use = [*entries[: min(start, live)], *in_use, *entries[until:live]]
    out_of_use = [*entries[live:start], *out_of_use, *entries[max(until, live) :]]
    return ReloadedCatalog(replace(made, entries=tuple(in_use), obsolete=tuple(out_of_use)), now.sizes)


def _found(old: Sequence[bytes], new: Sequence[bytes], start: int) -> list[int]:
    """Which piece of a catalog each of another is, counted from a number; -1 for none."""
    places = {piece: place for place, piece in enumerate(old, start)}
    return [places.get(piece, -1) for piece in new]


def _very_same(was: Catalog, now: Catalog) -> tuple[int, int]:
    """How many messages are the very same values at the beginning of two catalogs, and at the end.

    None of them is in use in the one and out of use in the other.
    """
    start, end = ends_same(was.entries, now.entries)
    first, last = ends_same(was.obsolete, now.obsolete)
    if start == len(was.entries) == len(now.entries):
        return start + first, last
    return start, end + first if first == len(was.obsolete) == len(now.obsolete) else last


def _rest_last(laid: LaidOut, catalog: Catalog) -> bool:
    """Whether a file has the messages of a catalog in their order: those that are out of use come last."""
    live, resting = len(catalog.entries), len(catalog.obsolete)
    return len(laid) == 1 + live + resting and all(map(_rests, laid.pieces(1 + live, len(laid))))


def _rests(piece: bytes) -> bool:
    """Whether the lines of a message say that it is out of use."""
    return piece.startswith(b"#~ ") or b"\n#~ " in piece


class _MessageNumbers:
    """Where messages stand in a file. None is there twice: no such file is loaded."""

    def __init__(self, entries: Sequence[Entry], among: range) -> None:
        """among: what is asked for stands at these places, or nowhere."""
        self._entries, self._among = entries, among

    def of(self, entry: Entry, near: int) -> int:
        """The number, from 1, of that with the context and the text of an entry; 0 for none.

        near  where it is, as nearly all are
        """
        if near <= len(self._entries) and self._entries[near - 1].key == entry.key:
            return near
        return self._all.get(entry.key, 0)

    @WorkedOut
    def _all(self) -> dict[tuple[str, str], int]:
        return {(one.context, one.source): k + 1 for k in self._among for one in (self._entries[k],)}
