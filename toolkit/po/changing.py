"""A catalog that was written, written again in the time of the messages that are others."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.giving_way import unhurried
from toolkit.late import WorkedOut
from toolkit.model import Catalog, Entry
from toolkit.model.values import ends_same, wholly_same
from toolkit.po.entries import entry_of
from toolkit.po.reading import in_windows_lines, is_message, laid_out, message_of
from toolkit.po.writing import Before, header_of, kept_lines, new_lines


def changed(data: bytes, was: Catalog, now: Catalog) -> bytes | None:
    """As `dump(now, data)`, in the time of the messages that are others; None where that can't be told.

    was  what `load` made of the data

    What is the very same value in both catalogs isn't looked at: most of a long one.
    """
    pieces = None if was.trailer or now.trailer else laid_out(data)
    old, new = (*was.entries, *was.obsolete), (*now.entries, *now.obsolete)
    live = 1 + len(was.entries)
    if pieces is None or not rest_last(pieces, was):
        return None
    made = [pieces[0]]
    if (was.header, was.preamble) != (now.header, now.preamble):
        made = [header_of(now, Before(pieces[0] + b"\n")).encode()]
    # Most messages are as they were, at the beginning and at the end.
    start, end = _very_same(was, now)
    made += pieces[1 : 1 + start]
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
        before, piece = old[number - 1], pieces[number]
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
    made += pieces[len(pieces) - end :]
    text = b"\n\n".join(made) + b"\n"
    return text.replace(b"\n", b"\r\n") if in_windows_lines(data) else text


def _very_same(was: Catalog, now: Catalog) -> tuple[int, int]:
    """How many messages are the very same values at the beginning of two catalogs, and at the end.

    None of them is in use in the one and out of use in the other.
    """
    start, end = ends_same(was.entries, now.entries)
    first, last = ends_same(was.obsolete, now.obsolete)
    if start == len(was.entries) == len(now.entries):
        return start + first, last
    return start, end + first if first == len(was.obsolete) == len(now.obsolete) else last


def rest_last(pieces: Sequence[bytes], catalog: Catalog) -> bool:
    """Whether a file has the messages of a catalog in their order: those that are out of use come last.

    pieces  as `laid_out` has them
    """
    live, resting = len(catalog.entries), len(catalog.obsolete)
    return len(pieces) == 1 + live + resting and all(map(rests, pieces[1 + live :]))


def rests(piece: bytes) -> bool:
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
