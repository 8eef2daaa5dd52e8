"""What an act changed in a file, so that it can be taken back, and done again.

A patch holds blocks: what stands between blank lines. In a catalog that is a message, in a sidecar a table.
Where the file is as the act left it, taking back gives the very bytes of before. Where something else has
changed since, the act alone is taken back, as long as its own blocks still stand there.
"""

from __future__ import annotations

import difflib
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import msgspec
from msgspec import structs

from toolkit import disk
from toolkit.grouped import grouped
from toolkit.text.similarity import rising

_STEP = 1 << 16
"""Bytes that are compared at once, to begin with."""
_BLANK = b"\n\n"
_FEW = 4000
"""Blocks that are compared one with each other; of more that differ, the whole stretch is one change."""


class Hunk(msgspec.Struct, frozen=True):
    """Blocks that took the place of others.

    A side without any is that of a file that was empty, or not there.
    """

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
    blank: bytes = _BLANK
    """What stands between two blocks."""
    hunks: tuple[Hunk, ...] = ()

    def bare(self) -> Patch:
        """Of which file it is, and what that was and is."""
        return structs.replace(self, hunks=())

    def turned(self) -> Patch:
        """The patch that takes this one back."""
        hunks = tuple(
            structs.replace(hunk, at=hunk.after_at, after_at=hunk.at, before=hunk.after, after=hunk.before)
            for hunk in self.hunks
        )
        return structs.replace(self, before=self.after, after=self.before, hunks=hunks)


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Patch).decode
_kept = msgspec.msgpack.Decoder(tuple[bytes | Patch, ...]).decode


def packed(patches: Sequence[Patch]) -> bytes:
    """Patches to be kept, compressed: most of what they hold stands there twice, as it was and as it is."""
    return _encode([_packed(patch) for patch in patches])


def _packed(patch: Patch) -> bytes:
    """Hunk by hunk: thousands of them in one piece would take much room."""
    packer = zlib.compressobj(1)
    # Hunks come last: in the place of an empty list, of one byte, begins a longer one.
    pieces = _encode(patch.bare())[:-1], b"\xdd" + len(patch.hunks).to_bytes(4, "big")
    packed_ = [*map(packer.compress, chain(pieces, map(_encode, patch.hunks)))]
    return b"".join([*packed_, packer.flush()])


def unpacked(data: bytes) -> Iterator[Patch]:
    """Patches that were kept, one after the other; ValueError for what is none.

    Those of an earlier version aren't compressed.
    """
    try:
        for one in _kept(data):
            yield one if isinstance(one, Patch) else _decode(zlib.decompress(one))
    except zlib.error as error:
        raise ValueError(str(error)) from error


class TouchedError(Exception):
    """Something later has changed what a patch is about."""


def compare(
    path: str, before: bytes | None, after: bytes | None, marks: tuple[str, str] | None = None
) -> Patch:
    r"""The patch that makes one version of a file of another; None stands for no file.

    marks  `disk.mark` of both, where they are known

    >>> patch = compare("a.po", b"one\n\ntwo\n\nthree", b"one\n\nzwei\n\nthree")
    >>> patch.hunks[0].before, patch.hunks[0].after
    ((b'two',), (b'zwei',))
    """
    # A file of Windows has its blank lines in its own way, and may get its first ones by the act.
    files = before or b"", after or b""
    windows = any(b"\r" in data and (b"\r\n\r\n" in data or data.endswith(b"\r\n")) for data in files)
    blank = b"\r\n\r\n" if windows else _BLANK
    marks = marks or (disk.mark(before), disk.mark(after))
    hunks = () if before == after else tuple(_hunks(before, after, blank))
    return Patch(path, *marks, blank, hunks)


def apply(patch: Patch, data: bytes | None, mark: str | None = None) -> bytes | None:
    """The file with the patch; None for no file. A file that has it already is as it is.

    mark  `disk.mark` of the file, where it is known
    Raises TouchedError where the blocks that it replaces aren't there any more, or stand there several times
    and nothing tells which are meant.
    """
    found_as = disk.mark(data) if mark is None else mark
    if found_as == patch.after:
        return data
    exact = found_as == patch.before
    if exact and not patch.after:
        return None
    blocks = _blocks(data or b"", patch.blank)
    places = [hunk.at for hunk in patch.hunks] if exact else _places(blocks, patch)
    made: list[bytes] = []
    end = 0
    for at, hunk in sorted(zip(places, patch.hunks, strict=True), key=lambda pair: pair[0]):
        if at == _NOWHERE:
            continue
        # The block that tells the place of a hunk may be the last of the one before it.
        if over := max(0, end - at):
            if tuple(made[-over:]) != hunk.before[:over]:
                raise TouchedError(patch.path)
            del made[-over:]
        made += blocks[end:at]
        made += hunk.after
        end = at + len(hunk.before)
    made += blocks[end:]
    # Joined, it may be long: what `_blocks` has put behind it is taken away before.
    if len(made) > 1 and not made[-1]:
        made[-2:] = [made[-2] + _line_end(patch.blank)]
    elif made:
        made[-1] = made[-1].removesuffix(_line_end(patch.blank))
    return patch.blank.join(made)


def _line_end(blank: bytes) -> bytes:
    return blank[: len(blank) // 2]


def _blocks(data: bytes, blank: bytes, *, ends: bool = True) -> list[bytes]:
    """What stands between blank lines, as if one stood behind a file that ends with a line.

    So its last block is as any other, whatever comes behind it later.

    ends  whether this is the end of a file
    """
    # A pattern finds them in half the time of `split` and `count`.
    found = re.compile(blank).split(data)
    if ends and data.endswith(end := _line_end(blank)):
        found[-1:] = (found[-1] + end).split(blank)
    return found


_NOWHERE = -1


def _places(blocks: Sequence[bytes], patch: Patch) -> list[int]:
    """Where the blocks of each hunk stand in a file that has had other changes.

    It is `_NOWHERE` for a head that is dated anew. Raises TouchedError where they don't stand anywhere.
    """
    known = grouped((block, at) for at, block in enumerate(blocks))
    places = []
    shift = 0
    for number, hunk in enumerate(patch.hunks):
        found = _place(blocks, known, hunk, hunk.at + shift)
        if found is not None:
            shift = found - hunk.at
            places.append(found)
        # Each save of a catalog dates its head anew: what stands there now is as good.
        elif number == 0 and hunk.at == 0 and _is_head(hunk) and len(patch.hunks) > 1:
            places.append(_NOWHERE)
        else:
            raise TouchedError(patch.path)
    return places


def holds(patch: Patch, data: bytes | None) -> bool:
    """Whether a file has what a patch has made of it, whatever was changed elsewhere in it since."""
    found_as = disk.mark(data)
    if found_as in (patch.before, patch.after):
        return found_as == patch.after
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


def _place(blocks: Sequence[bytes], known: Mapping[bytes, list[int]], hunk: Hunk, near: int) -> int | None:
    """Where the blocks of a hunk stand; None where they don't, or where two places are as likely.

    known  where each block stands
    """
    size = len(hunk.before)
    begin = known.get(hunk.before[0], []) if size else []
    places = [at for at in begin if tuple(blocks[at : at + size]) == hunk.before]
    places.sort(key=lambda at: abs(at - near))
    if not places or (len(places) > 1 and abs(places[0] - near) == abs(places[1] - near)):
        return None
    return places[0]


def _hunks(before: bytes | None, after: bytes | None, blank: bytes) -> Iterator[Hunk]:
    """What differs between two versions of a file."""
    first, parts, ends = _middle(before or b"", after or b"", blank)
    # Each goes when it is divided: both may be long.
    new, old = _blocks(parts.pop(), blank, ends=ends), _blocks(parts.pop(), blank, ends=ends)
    for hunk in _differing(old, new):
        yield structs.replace(hunk, at=hunk.at + first, after_at=hunk.after_at + first) if first else hunk


def _middle(before: bytes, after: bytes, blank: bytes) -> tuple[int, list[bytes], bool]:
    """The parts of two versions that differ, with a block on either side where there is one.

    Besides, how many blocks stand before both, and whether they end the files. Most of a long file isn't
    divided so, nor copied.
    """
    if len(before) < _STEP:
        return 0, [before, after], True
    # What is divided elsewhere has to be divided alike in both: at a blank line that no other touches, and
    # that stands with its neighbours in what is alike. So it is the second from where they differ.
    first = _lone(before, blank, _alike(before, after))
    second = _lone(before, blank, first)
    start = second + len(blank) if second >= 0 else 0
    end = _alike(before, after, most=min(len(before), len(after)) - start, back=True)
    first = _lone(before, blank, len(before) - end, back=True)
    second = _lone(before, blank, first + 1, back=True) if first >= 0 else -1
    rest = len(before) - second if second >= 0 else 0
    parts = [before[start : len(before) - rest], after[start : len(after) - rest]]
    return len(re.compile(blank).findall(before, 0, start)), parts, not rest


def _alike(old: bytes, new: bytes, *, most: int | None = None, back: bool = False) -> int:
    """How many bytes two files begin with, or end with, alike."""
    most = min(len(old), len(new)) if most is None else most
    size, step = 0, _STEP
    while step:
        until = size + step
        same = (
            old[len(old) - until : len(old) - size] == new[len(new) - until : len(new) - size]
            if back
            else old[size:until] == new[size:until]
        )
        if until <= most and same:
            size = until
        else:
            step >>= 1
    return size


def _lone(data: bytes, blank: bytes, near: int, *, back: bool = False) -> int:
    """Where the next blank line before a place, or behind it, stands that no other touches; -1 for none."""
    at = near
    while True:
        at = data.find(blank, at) if back else data.rfind(blank, 0, max(0, at))
        if at < 0:
            return at
        around = data[max(0, at - 1) : at] + data[at + len(blank) : at + len(blank) + 1]
        if len(around) == len("ab") and around.strip(b"\r\n") == around:
            return at
        at += back


def _differing(old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[Hunk]:
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
    # Most acts change messages where they are; each is a change of its own.
    start, lone = 0, list[int]()
    for start, pair in enumerate(zip(old, new, strict=False)):
        if pair[0] != pair[1]:
            if old[start + 1 : start + 2] != new[start + 1 : start + 2]:
                break
            lone.append(start)
    else:
        start = min(len(old), len(new))
    yield from ((at, at + 1, at, at + 1) for at in lone)
    if len(old) == len(new):
        others = [at for at in range(start, len(old)) if old[at] != new[at]]
        if 2 * len(others) <= len(old):
            yield from ((at, at + 1, at, at + 1) for at in others)
            return
    a = c = start
    # A message may have come at one end of a long file, and another be gone from the other end.
    for b, d in (*_landmarks(old, new, start), (len(old), len(new))):
        for first, end, other, last in _stretches(old[a:b], new[c:d]):
            yield a + first, a + end, c + other, c + last
        a, c = b + 1, d + 1


def _landmarks(old: Sequence[bytes], new: Sequence[bytes], start: int) -> Iterator[tuple[int, int]]:
    """Where blocks stand that are on either side once, in one order: in the old ones, in the new ones."""
    once = [{block for block, times in Counter(side[start:]).items() if times == 1} for side in (old, new)]
    both = once[0] & once[1]
    places = {block: at for at, block in enumerate(old[start:], start) if block in both}
    pairs = [(places[block], at) for at, block in enumerate(new[start:], start) if block in both]
    return (pairs[number] for number in rising([at for at, _ in pairs]))


def _stretches(old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[tuple[int, int, int, int]]:
    """As `_changes`, where nothing stands once on both sides."""
    if len(old) == len(new):
        yield from ((at, at + 1, at, at + 1) for at, block in enumerate(old) if block != new[at])
    elif not old or not new or len(old) + len(new) > _FEW:
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
        elif b < len(old) and d < len(new) and len(old) > 1 < len(new):
            b, d = b + 1, d + 1
    return Hunk(a, c, tuple(old[a:b]), tuple(new[c:d]))
