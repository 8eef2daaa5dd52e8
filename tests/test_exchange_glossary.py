"""Glossaries as files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.catalog.glossary import Term
from toolkit.errors import DiglotError
from toolkit.exchange import glossary
from toolkit.model.indexes import INDEXED_AS

HEAD = "source,target,note,forms,avoid\n"


def test_a_glossary_as_a_person_writes_it() -> None:
    text = "target;SOURCE;mine;avoid\nbac | traversier; ferry;x;bateau\n;boat;;navire؛ vaisseau\n\n"
    # Excel parts columns by semicolons where the comma is the decimal sign; so cells are in quotation marks.
    text = text.replace("bac | traversier; ferry", '"bac; traversier";"ferry; ferry boat"')
    assert glossary.read(text.encode("utf-16"), "g.csv") == [
        Term("ferry", ("bac", "traversier"), avoid=("bateau",), spellings=("ferry boat",)),
        Term("boat", (), avoid=("navire", "vaisseau")),
    ]


@pytest.mark.parametrize(
    ("text", "place", "what", "cure"),
    [
        ("term,target\nferry,bac\n", "g.csv:1", "“source”", "source, target, note"),
        ("source,target,avoided\n", "g.csv:1", "“avoided”", "Did you mean avoid?"),
        ("source,target,target\n", "g.csv:1", "two columns", "another name"),
        (HEAD + "ferry,bac,,,\nboat,,,,\n", "g.csv:3", "“boat” has no target", "delete the row"),
        (HEAD + ",bac,,,\n", "g.csv:2", "no source", "delete the row"),
        (HEAD + "ferry,bac; -,,,\n", "g.csv:2", "“-”", "Write a word"),
        (HEAD + 'ferry,"bac"x,,,\n', "g.csv:2", "can't be read as a table", "twice"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, place: str, what: str, cure: str) -> None:
    with pytest.raises(DiglotError) as raised:
        glossary.read(text.encode(), "g.csv")
    assert str(raised.value.where) == place and what in raised.value.what and cure in raised.value.hint


def test_utf16_without_its_mark_is_told() -> None:
    with pytest.raises(DiglotError, match="this is not UTF-8") as raised:
        glossary.read((HEAD + "ferry,bac,,,\n").encode("utf-16-le"), "g.csv")
    assert str(raised.value.where) == "g.csv:1"
    with pytest.raises(DiglotError, match="UTF-8"):
        glossary.read((HEAD + "ferry,bäc,,,\n").encode("cp1252"), "g.csv")


def test_what_a_person_wrote_stays_to_the_byte() -> None:
    before = "\ufeffmine\ttarget\tsource\r\n1\tbac\t Ferry\r\n2\t=x\tboat".encode()
    terms = [Term("ferry", ("navette",)), Term("tide", ("marée",)), Term("tide", ("flot",))]
    after, fresh = glossary.added(before, terms, "g.csv")
    assert fresh == [Term("tide", ("marée",))]
    assert after == before + "\r\n\tmarée\ttide\r\n".encode()
    assert glossary.added(after, terms, "g.csv") == (after, [])
    # What another program calls a term, and no row could be read as.
    for term in (
        Term("a; b", ("c",)),
        Term("lamp", ()),
        Term("lamp", ("-",)),
        Term("lamp", ("x",), avoid=("x",)),
    ):
        assert glossary.added(after, [term], "g.csv") == (after, [])


PHRASES = st.text("ab é船م=-+'\",", min_size=1, max_size=6).map(lambda text: " ".join(f"x{text}".split()))
SEVERAL = st.lists(PHRASES, max_size=2, unique=True).map(tuple)
TERMS = st.builds(
    Term,
    PHRASES,
    st.lists(PHRASES, min_size=1, max_size=2, unique=True).map(tuple),
    PHRASES,
    SEVERAL,
    SEVERAL,
    indexed=st.sampled_from(INDEXED_AS),
    definition=st.just("") | PHRASES,
    file_as=st.just("") | PHRASES,
).filter(lambda term: set(term.targets).isdisjoint(term.avoid))


TERMS_OF_A_GLOSSARY = st.lists(TERMS, max_size=4, unique_by=lambda term: term.source.casefold())


@examples(60)
@given(TERMS_OF_A_GLOSSARY)
def test_what_is_added_is_read_back(terms: list[Term]) -> None:
    data, fresh = glossary.added(b"", terms, "g.csv")
    assert fresh == terms
    assert not terms or glossary.read(data, "g.csv") == terms
    again, none = glossary.added(data, terms, "g.csv") if terms else (data, [])
    assert again == data and none == []


def test_what_the_glossary_has_no_column_for_is_told() -> None:
    roe = Term("Ann Roe", ("Ann Roe",), indexed="person")
    made, fresh = glossary.added(b"", [roe], "g.csv")
    assert made.startswith(b"source,target,note,forms,avoid,indexed\r\n")
    assert glossary.read(made, "g.csv") == fresh == [roe]
    with pytest.raises(DiglotError, match="there is no column “indexed”") as caught:
        glossary.added(b"source,target\nferry,bac\n", [roe], "g.csv")
    assert caught.value.hint == "Write indexed into its first row."
