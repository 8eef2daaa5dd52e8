"""Acts of the review: what they changed can be taken back, alone and in any order."""

from collections import deque
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.review import patches
from toolkit.review.patches import Patch, TouchedError, apply, compare, packed, unpacked

BLOCKS = st.lists(
    st.sampled_from(["ferry", "mill", "lock", "weir", 'msgid ""\nmsgstr "x"', "", "bac\nquai"]), max_size=8
)
FILES = st.none() | st.builds(
    lambda blocks, blank, end: (blank.join(blocks) + end).encode(),
    BLOCKS,
    st.sampled_from(["\n\n", "\r\n\r\n"]),
    st.sampled_from(["", "\n"]),
)


@given(FILES, FILES)
def test_a_patch_makes_one_file_of_the_other_and_back(before: bytes | None, after: bytes | None) -> None:
    patch = compare("a.po", before, after)
    assert apply(patch, before) == after
    assert apply(patch.turned(), after) == before
    assert patch.turned().turned() == patch


@given(FILES, FILES, st.integers(1, 8))
def test_most_of_a_long_file_is_not_divided_and_the_patch_is_the_same(
    before: bytes | None, after: bytes | None, step: int
) -> None:
    whole = compare("a.po", before, after)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(patches, "_STEP", step)
        assert compare("a.po", before, after) == whole


@given(st.lists(st.tuples(FILES, FILES), max_size=3))
def test_what_is_kept_of_acts_comes_back_as_it_was(files: list[tuple[bytes | None, bytes | None]]) -> None:
    some = tuple(compare(f"{number}.po", *pair) for number, pair in enumerate(files))
    assert (*unpacked(packed(some)),) == some
    # A log that an earlier version has written.
    assert (*unpacked(msgspec.msgpack.encode(some)),) == some


@given(st.binary(max_size=50), st.integers(0, 50))
def test_what_nobody_has_kept_is_told(data: bytes, at: int) -> None:
    kept = packed((compare("a.po", b"one", b"two"),))
    with suppress(ValueError):
        deque(unpacked(kept[:at] + data + kept[at + len(data) :]), maxlen=0)


def test_what_thousands_of_messages_say_twice_takes_the_room_of_once() -> None:
    first, other = (
        b"\n\n".join(f'msgid "{k * k}"\nmsgstr "{say} {k * k * k}"'.encode() for k in range(3000))
        for say in ("a", "b")
    )
    assert len(packed((compare("a.po", first, other),))) < len(first)


def test_thousands_of_changes_are_taken_back_around_other_ones() -> None:
    first, other = (
        "\n\n".join(f"msgid {number}\nmsgstr {word}" for number in range(4000)).encode() for word in "ab"
    )
    patch = compare("a.po", first, other)
    assert len(patch.hunks) == 4000
    assert apply(patch.turned(), b"new\n\n" + other) == b"new\n\n" + first


def test_what_came_is_told_apart_from_what_went_far_from_it() -> None:
    blocks = [f"msgid {number}".encode() for number in range(6000)]
    first = b"\n\n".join(blocks)
    for came in (1, 2):
        new = [b"new %d" % number for number in range(came)]
        patch = compare("a.po", first, b"\n\n".join([*blocks[:9], *new, *blocks[9:-9], *blocks[-8:]]))
        assert sum(len(hunk.before) + len(hunk.after) for hunk in patch.hunks) == came + 5
        assert apply(patch.turned(), apply(patch, first)) == first


NAMES = [f"msgid {number}" for number in range(12)]


@given(
    st.lists(
        st.tuples(st.sampled_from(range(12)), st.integers(0, 99)),
        min_size=1,
        max_size=12,
        unique_by=lambda edit: edit[0],
    ),
    st.data(),
)
def test_acts_at_different_places_are_taken_back_in_any_order(
    edits: list[tuple[int, int]], data: st.DataObject
) -> None:
    first = "\n\n".join(NAMES).encode()
    made: list[Patch] = []
    now: bytes | None = first
    for place, value in edits:
        blocks = (now or b"").split(b"\n\n")
        blocks[place] = f"msgid {place}\nmsgstr {value}".encode()
        after = b"\n\n".join(blocks)
        made.append(compare("a.po", now, after))
        now = after
    for patch in data.draw(st.permutations(made)):
        now = apply(patch.turned(), now)
    assert now == first


def test_what_was_changed_since_is_not_written_over() -> None:
    patch = compare("a.po", b"one\n\ntwo\n\nthree", b"one\n\nzwei\n\nthree")
    with pytest.raises(TouchedError):
        apply(patch.turned(), b"one\n\ndeux\n\nthree")
    # Elsewhere it may be changed, and blocks may have come before it.
    assert apply(patch.turned(), b"uno\n\nmore\n\nzwei\n\nthree") == b"uno\n\nmore\n\ntwo\n\nthree"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("before", [None, "", "head{0}", "head{0}{0}one{0}"])
def test_what_was_last_in_a_file_is_taken_back_whatever_came_behind_it(before: str | None, end: str) -> None:
    now = None if before is None else before.format(end)
    head = now + end if now else ""
    patch = compare("a.toml", None if now is None else now.encode(), f"{head}mine{end}".encode())
    later = f"{head}mine{end}{end}theirs{end}".encode()
    assert apply(patch.turned(), later) == f"{head}theirs{end}".encode()


def test_two_places_that_are_as_likely_are_no_place() -> None:
    patch = compare("a.po", b"a\n\nx\n\nb", b"a\n\ny\n\nb")
    with pytest.raises(TouchedError):
        apply(patch.turned(), b"y\n\na\n\ny")


def test_the_head_of_a_catalog_is_dated_anew_by_each_act() -> None:
    head = 'msgid ""\nmsgstr ""\n"PO-Revision-Date: {}\\n"'
    texts = [f"{head.format(day)}\n\nmsgid one\n\nmsgid two".encode() for day in (1, 2)]
    patch = compare("a.po", texts[0], texts[1].replace(b"msgid one", b"msgid one\nmsgstr eins"))
    later = f"{head.format(3)}\n\nmsgid one\nmsgstr eins\n\nmsgid two\nmsgstr zwei".encode()
    assert apply(patch.turned(), later) == f"{head.format(3)}\n\nmsgid one\n\nmsgid two\nmsgstr zwei".encode()
