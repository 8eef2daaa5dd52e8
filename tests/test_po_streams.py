"""The ways to go through a long file without holding it say what the ways for any file say."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from catalogs import ABOUT, MOMENT, document, paragraph_ids, template, translation
from toolkit import catalog, po, project
from toolkit.catalog import ids
from toolkit.errors import CatalogError, DiglotError
from toolkit.model import Catalog
from toolkit.po.sieve import Sieve, names

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


@settings(deadline=None)
@given(parts_, st.integers(700, 1500), st.sampled_from(["\n", "\r\n"]), st.data())
def test_a_file_in_pieces_is_the_file(parts: Parts, size: int, end: str, data: st.DataObject) -> None:
    whole = b"\xef\xbb\xbf" + po.dump(translation(document(parts))).replace(b"\n", end.encode())
    # As it is, cut off, and with a byte that is wrong anywhere behind the header.
    place = data.draw(st.integers(300, len(whole) - 1))
    broken = (
        whole[:place]
        + data.draw(st.sampled_from([b"\xff", b"\0", b'"', b"\n<<<<<<< HEAD\n"]))
        + whole[place:]
    )
    for text in (whole, whole[:place], broken):
        assert outcome(pieces(text, size)) == outcome(text)


@given(parts_)
def test_ids_are_found_by_words_as_by_reading(parts: Parts) -> None:
    doc = document(parts)
    before = template(doc)
    found = names(po.dump(before), [unit for _, _, unit in ids.units(doc)])
    assert found == paragraph_ids(ids.assign(doc, before))
    assert paragraph_ids(ids.named(doc, found)) == found


@given(parts_, parts_)
def test_another_text_than_the_templates_is_not_taken_for_it(parts: Parts, others: Parts) -> None:
    assume(sorted(parts) != sorted(others))
    data = po.dump(template(document(parts)))
    assert names(data, [unit for _, _, unit in ids.units(document(others))]) is None


@given(parts_, st.randoms(use_true_random=False))
def test_paragraphs_in_another_order_have_the_ids_that_reading_gives_them(
    parts: Parts, random_: random.Random
) -> None:
    before = template(document(parts))
    random_.shuffle(parts)
    doc = document(parts)
    found = names(po.dump(before), [unit for _, _, unit in ids.units(doc)])
    # Where words are said several times, by whomever, only matching tells which is which.
    several = len({text for _, text in parts}) < len(parts)
    assert found == paragraph_ids(ids.assign(doc, before)) or (found is None and several)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#. id: s", "#. id: 1"),
        ("#. Narration", "<<<<<<< HEAD\n#. Narration"),
        ('msgid "Yes."', 'msgid "Yes.'),
        ('msgid "Yes."', 'msgid ""\n"Yes."'),
        ('msgid "Yes."\nmsgstr ""', 'msgid "Yes."\nmsgstr '),
        ('msgid "Mara Lind"', 'msgid "Mara Lind'),
        ('msgctxt "meta|translator-credits"', 'msgctxt "meta|other"'),
        ('"Content-Type', '<<<<<<< HEAD\n"Content-Type'),
    ],
)
def test_what_is_not_as_diglot_writes_it_is_left_to_the_reader(old: str, new: str) -> None:
    doc = document([("mara", "Yes."), ("narration", "It snows.")])
    data = po.dump(template(doc)).decode()
    units = [unit for _, _, unit in ids.units(doc)]
    assert old in data and names(data.encode(), units) is not None
    assert names(data.replace(old, new).encode(), units) is None


def test_an_id_that_stands_twice_is_left_to_the_reader() -> None:
    doc = document([("mara", "Yes."), ("ilyas", "No.")])
    made = template(doc)
    one, two = paragraph_ids(ids.assign(doc, made))
    assert names(po.dump(made).replace(two.encode(), one.encode()), [u for _, _, u in ids.units(doc)]) is None


def test_a_separator_needs_an_id_that_no_template_has() -> None:
    doc = document([("mara", "Yes."), ("separator", "* * *"), ("ilyas", "No.")])
    assert names(po.dump(template(doc)), [unit for _, _, unit in ids.units(doc)]) is None


def test_retired_ids_are_in_nobodys_way() -> None:
    before = template(document([("mara", "Yes."), ("ilyas", "No."), ("mara", "No.")]))
    doc = document([("mara", "Yes."), ("mara", "No.")])
    after, _ = catalog.update(before, catalog.extract(ids.assign(doc, before)), "", ABOUT, MOMENT)
    found = names(po.dump(after), [unit for _, _, unit in ids.units(doc)])
    assert found == paragraph_ids(ids.assign(doc, after))
    assert after.obsolete


def test_a_file_that_goes_away_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "talk.po"
    assert project.stretches(path) is None
    path.write_text("x")
    found = project.stretches(path)
    path.unlink()
    with pytest.raises(DiglotError, match="can't be read"):
        list(found or ())


DAMAGE = (
    b'"', b"\\", b"\n", b"\n\n", b"#", b"\n# x\n", b"\n<<<<<<< HEAD\n", b'msgid "x"\n', b"#, fuzzy\n",
    b"\xff", b'\n#~ msgid "y"\n#~ msgstr ""\n', b" ", b"\r\n", b'msgstr ""\n', b"",
    b'\n\nmsgid "z"\nmsgstr "Z"\n\n',
)  # fmt: skip


def sieved(data: bytes, size: int, parts: Parts) -> object:
    """What an edition would get to know of a catalog: the live messages, or the error."""
    wanted = {unit: unit for _, _, unit in ids.units(document(parts))}
    try:
        sieve = Sieve(pieces(data, size), "talk.po", "fr", wanted)
        plain = [(*unit, target) for _, unit, target in sieve.plain()]
        rest = [(e.context, e.source, e.target) for e, obsolete in sieve.others() if not obsolete]
    except CatalogError as error:
        return error.what, error.where, error.hint
    return sorted(plain + rest)


@given(parts_, st.integers(700, 1500), st.data())
@settings(max_examples=200, deadline=None)
def test_what_is_told_apart_is_what_is_parsed(parts: Parts, size: int, data: st.DataObject) -> None:
    """In a good file, and in one that is cut off, damaged, or has a message less, twice or elsewhere."""
    whole = po.dump(translation(document(parts)))
    place = data.draw(st.integers(0, len(whole)))
    messages = whole.split(b"\n\n")
    k, j = (data.draw(st.integers(1, len(messages) - 1)) for _ in range(2))
    for text in (
        whole,
        whole[:place],
        whole[:place] + data.draw(st.sampled_from(DAMAGE)) + whole[place + data.draw(st.integers(0, 2)) :],
        b"\n\n".join([*messages[:k], *messages[k + 1 :]]),
        b"\n\n".join([*messages[:k], messages[j], *messages[k:]]),
    ):
        found = outcome(text)
        if isinstance(found, Catalog):
            assert sieved(text, size, parts) == sorted((e.context, e.source, e.target) for e in found.entries)
        else:
            assert sieved(text, size, parts) == found


def test_nearly_all_messages_are_told_apart() -> None:
    parts = [("mara", text) for text in SAID[:5]]
    wanted = {unit: unit for _, _, unit in ids.units(document(parts))}
    sieve = Sieve(po.dump(translation(document(parts))), "talk.po", "fr", wanted)
    assert [target for _, _, target in sieve.plain()] == [text.swapcase() for text in SAID[:5]]
