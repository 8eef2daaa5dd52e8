"""What an act changed in a file, so that it can be taken back, and done again.

A patch holds blocks: what stands between blank lines. In a catalog that is a message, in a sidecar a table.
Where the file is as the act left it, taking back gives the very bytes of before. Where something else has
changed since, the act alone is taken back, as long as its own blocks still stand there.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import structs

_BLANK = b"\n\n"
_FEW = 4000
"""Blocks that are compared one with each other; of more that differ, the whole stretch is one change."""


class Hunk(msgspec.Struct, frozen=True):
    """Blocks that took the place of others; neither side is without any."""

    at: int
    """0-based number of the first block, before the act."""
    after_at: int
    """The same, after the act."""
    before: tuple[bytes, ...]
    after: tuple[bytes, ...]


class Patch(msgspec.Struct, frozen=True):
    """What became of one file."""

    path: str
    """From the folder of the project, with slashes."""
    before: str
    """Digest of the bytes; "" for no file."""
    after: str
    hunks: tuple[Hunk, ...]
    blank: bytes = _BLANK
    """What stands between two blocks."""

    def turned(self) -> Patch:
        """The patch that takes this one back."""
        hunks = tuple(
            structs.replace(hunk, at=hunk.after_at, after_at=hunk.at, before=hunk.after, after=hunk.before)
            for hunk in self.hunks
        )
        return structs.replace(self, before=self.after, after=self.before, hunks=hunks)


class TouchedError(Exception):
    """Something later has changed what a patch is about."""


def digest(data: bytes | None) -> str:
    """What tells two versions of a file apart; "" for no file."""
    return "" if data is None else hashlib.blake2b(data, digest_size=16).hexdigest()


def compare(path: str, before: bytes | None, after: bytes | None) -> Patch:
    r"""The patch that makes one version of a file of another; None stands for no file.

    >>> patch = compare("a.po", b"one\n\ntwo\n\nthree", b"one\n\nzwei\n\nthree")
    >>> patch.hunks[0].before, patch.hunks[0].after
    ((b'two',), (b'zwei',))
    """
    # A file of Windows has its blank lines in its own way, and may get its first ones by the act.
    blank = b"\r\n\r\n" if any(b"\r\n\r\n" in (data or b"") for data in (before, after)) else _BLANK
    old, new = (data.split(blank) if data is not None else [] for data in (before, after))
    return Patch(path, digest(before), digest(after), tuple(_hunks(old, new)), blank)


def apply(patch: Patch, data: bytes | None) -> bytes | None:
    """The file with the patch; None for no file. A file that has it already is as it is.

    Raises TouchedError where the blocks that it replaces aren't there any more, or stand there several times
    and nothing tells which are meant.
    """
    found_as = digest(data)
    if found_as == patch.after:
        return data
    exact = found_as == patch.before
    if exact and not patch.after:
        return None
    blocks = [] if data is None else data.split(patch.blank)
    shift = 0
    for number, hunk in enumerate(patch.hunks):
        at = hunk.at + shift
        if not exact:
            found = _place(blocks, hunk, at)
            if found is None:
                # Each save of a catalog dates its head anew: what stands there now is as good.
                if number == 0 and hunk.at == 0 and _is_head(hunk) and len(patch.hunks) > 1:
                    continue
                raise TouchedError(patch.path)
            at = found
        blocks[at : at + len(hunk.before)] = hunk.after
        shift = at - hunk.at + len(hunk.after) - len(hunk.before)
    return patch.blank.join(blocks)


def holds(patch: Patch, data: bytes | None) -> bool:
    """Whether a file has what a patch has made of it, whatever was changed elsewhere in it since."""
    if digest(data) in (patch.before, patch.after):
        return digest(data) == patch.after
    try:
        apply(patch.turned(), data)
    except TouchedError:
        return False
    return True


def _is_head(hunk: Hunk) -> bool:
    """Whether it changes the head of a catalog and nothing else."""
    return all(
        len(side) == 1 and (side[0].startswith(b'msgid ""') or b'\nmsgid ""\n' in side[0])
        for side in (hunk.before, hunk.after)
    )


def _place(blocks: Sequence[bytes], hunk: Hunk, near: int) -> int | None:
    """Where the blocks of a hunk stand; None where they don't, or where two places are as likely."""
    size = len(hunk.before)
    first = hunk.before[0] if size else b""
    places = [
        at
        for at, block in enumerate(blocks)
        if size and block == first and tuple(blocks[at : at + size]) == hunk.before
    ]
    places.sort(key=lambda at: abs(at - near))
    if not places or (len(places) > 1 and abs(places[0] - near) == abs(places[1] - near)):
        return None
    return places[0]


def _hunks(old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[Hunk]:
    """What differs between two lists of blocks."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle, other = old[start : len(old) - end], new[start : len(new) - end]
    if not middle and not other:
        return
    for a, b, c, d in _changes(middle, other):
        yield _anchored(old, new, (start + a, start + b, start + c, start + d))


def _changes(old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches that differ: from, to in the old blocks, from, to in the new ones."""
    if len(old) == len(new):
        # Most acts change messages where they are; each is a change of its own.
        yield from ((at, at + 1, at, at + 1) for at, block in enumerate(old) if block != new[at])
    elif len(old) + len(new) > _FEW:
        yield 0, len(old), 0, len(new)
    else:
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag != "equal":
                yield a, b, c, d


def _anchored(old: Sequence[bytes], new: Sequence[bytes], stretch: tuple[int, int, int, int]) -> Hunk:
    """A hunk, with the block before or behind it where one side has none: it tells the place."""
    a, b, c, d = stretch
    if (a == b or c == d) and old and new:
        if a and c:
            a, c = a - 1, c - 1
        elif b < len(old) and d < len(new):
            b, d = b + 1, d + 1
    return Hunk(a, c, tuple(old[a:b]), tuple(new[c:d]))
