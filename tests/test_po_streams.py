"""A long file that is gone through in pieces says what it says as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogs import document, translation
from pace import examples
from toolkit import disk, po
from toolkit.errors import CatalogError, DiglotError

SAID = ("Yes.", "And then?", 'He said "no".', "C:\\temp\\new", "a\tb", "河", "# one", "", "x" * 3000)
parts_ = st.lists(
    st.tuples(st.sampled_from(["mara", "ilyas", "narration", "event", "title"]), st.sampled_from(SAID[:7])),
    min_size=1,
    max_size=12,
)
Parts = list[tuple[str, str]]


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[k : k + size] for k in range(0, len(data), size)]


def outcome(data: po.Data) -> object:
    try:
        return po.load(data, "talk.po", "fr")
    except CatalogError as error:
        return error.what, error.where, error.hint


DAMAGE = (
    b'"', b"\\", b"\n", b"\n\n", b"#", b"\n# x\n", b"\n<<<<<<< HEAD\n", b'msgid "x"\n', b"#, fuzzy\n",
    b"\xff", b"\0", b'\n#~ msgid "y"\n#~ msgstr ""\n', b" ", b"\r\n", b'msgstr ""\n', b"",
    b'\n\nmsgid "z"\nmsgstr "Z"\n\n',
)  # fmt: skip


@examples(100)
@given(parts_, st.integers(700, 1500), st.sampled_from(["\n", "\r\n"]), st.data())
def test_a_file_in_pieces_is_the_file(parts: Parts, size: int, end: str, data: st.DataObject) -> None:
    """Whole, cut off, damaged behind the header, or with a message less, twice or elsewhere."""
    plain = po.dump(translation(document(parts)))
    messages = plain.split(b"\n\n")
    k, j = (data.draw(st.integers(1, len(messages) - 1)) for _ in range(2))
    whole = b"\xef\xbb\xbf" + plain.replace(b"\n", end.encode())
    place = data.draw(st.integers(300, len(whole) - 1))
    for text in (
        whole,
        whole[:place],
        whole[:place] + data.draw(st.sampled_from(DAMAGE)) + whole[place + data.draw(st.integers(0, 2)) :],
        b"\n\n".join([*messages[:k], *messages[k + 1 :]]),
        b"\n\n".join([*messages[:k], messages[j], *messages[k:]]),
    ):
        assert outcome(pieces(text, size)) == outcome(text)


def test_a_file_that_goes_away_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "talk.po"
    assert disk.stretches(path) is None
    path.write_text("x")
    found = disk.stretches(path)
    path.unlink()
    with pytest.raises(DiglotError, match="can't be read"):
        list(found or ())


@examples(40)
@given(parts_, st.integers(700, 1500), st.sampled_from(["\n", "\r\n"]))
def test_lines_of_messages_are_where_they_stand(parts: Parts, size: int, end: str) -> None:
    data = po.dump(translation(document(parts), translate=lambda text: f"{text}\n\n{text}"))
    data = data.replace(b"\n", end.encode())
    text = data.decode().split(end)
    for (context, _), line in po.lines(pieces(data, size), "talk.po").items():
        assert text[line - 1] == (f'msgctxt "{context}"' if context else 'msgid ""')
