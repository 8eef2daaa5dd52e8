"""TMX: valid by its grammar, complete, and the same each time."""

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pace import examples
from toolkit.exchange.tmx import MemoryHeader, MemoryUnit, Variant, write

GRAMMAR = etree.DTD(
    io.StringIO(
        """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | prop)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
    segtype (block | paragraph | sentence | phrase) #REQUIRED o-tmf CDATA #REQUIRED
    adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note | prop)*, tuv+)> <!ATTLIST tu tuid CDATA #IMPLIED srclang CDATA #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)> <!ELEMENT note (#PCDATA)>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
"""
    )
)
"""The part of TMX 1.4b that diglot writes: a document that is valid by this is valid by the whole."""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
NAMES = st.lists(st.tuples(st.sampled_from(["x-kind", 'x-"<&']), WORDS), max_size=2)


def memory(units: Sequence[MemoryUnit], header: MemoryHeader | None = None) -> etree._Element:
    """What is written, validated and parsed."""
    sink = io.BytesIO()
    write(sink, header or MemoryHeader("en"), units)
    assert b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' in sink.getvalue()
    root = etree.fromstring(sink.getvalue())
    assert GRAMMAR.validate(root), GRAMMAR.error_log
    return root


def segments(root: etree._Element) -> list[list[tuple[str, str]]]:
    return [
        [(tuv.attrib[LANG], tuv.findtext("seg") or "") for tuv in tu.iter("tuv")] for tu in root.iter("tu")
    ]


# Other programs on the machine make drawing slow now and then: that is no fault of the strategy.
@examples(100)
@given(
    st.lists(
        st.builds(
            MemoryUnit,
            st.lists(
                st.builds(Variant, st.sampled_from(["en", "fr", "zh-Hans"]), WORDS, NAMES, st.lists(WORDS)),
                max_size=3,
            ),
            st.sampled_from(["", "s1"]),
            NAMES,
            st.lists(WORDS, max_size=2),
        ),
        max_size=5,
    )
)
def test_all_that_xml_can_carry_comes_back(units: list[MemoryUnit]) -> None:
    kept = [[(v.lang, _legal(v.text)) for v in unit.variants if _legal(v.text).strip()] for unit in units]
    assert segments(memory(units)) == [variants for variants in kept if variants]


def _legal(text: str) -> str:
    """By XML's own definition of a character, less the few that it advises against."""
    blanks = "\x0b\x0c\x1c\x1d\x1e\x1f"
    text = "".join(" " if c in blanks else c for c in text)
    return "".join(
        c
        for c in text
        if (c in "\t\n\r\x85" or c >= " ")
        and not "\x7f" <= c <= "\x84"
        and not "\x86" <= c <= "\x9f"
        and not "\ufdd0" <= c <= "\ufdef"
        and c not in "\ufffe\uffff\ufeff"
    )


def test_properties_and_notes_stand_where_they_belong() -> None:
    unit = MemoryUnit(
        [Variant("en", "One & all.", [("x-origin", "human")])], "u1", [("x-at", "0")], ["Look!"]
    )
    root = memory([unit], MemoryHeader("en", "paragraph", [("x-project", "bells")], ["From a talk."]))
    assert root.findtext("header/prop") == "bells" and root.findtext("header/note") == "From a talk."
    assert root.findtext("body/tu/prop") == "0" and root.findtext("body/tu/note") == "Look!"
    assert root.findtext("body/tu/tuv/prop") == "human" and root.findtext("body/tu/tuv/seg") == "One & all."


@pytest.mark.parametrize(
    ("header", "langs", "own"),
    [
        ("en", ["en", "fr"], None),
        ("en", ["fr"], "fr"),
        ("*all*", ["fr"], None),
        ("en", ["fr", "en"], None),
    ],
)
def test_a_unit_without_the_source_names_its_own(header: str, langs: list[str], own: str | None) -> None:
    root = memory([MemoryUnit([Variant(lang, "x") for lang in langs])], MemoryHeader(header))
    assert [tu.get("srclang") for tu in root.iter("tu")] == [own]


def test_long_memories_come_in_blocks_and_the_same_each_time() -> None:
    units = [MemoryUnit([Variant("en", f"Line {i}."), Variant("de", f"Zeile {i}.")]) for i in range(1203)]
    one, other = io.BytesIO(), io.BytesIO()
    write(one, MemoryHeader("en"), iter(units))
    write(other, MemoryHeader("en"), iter(units))
    assert one.getvalue() == other.getvalue()
    assert [pair[1][1] for pair in segments(etree.fromstring(one.getvalue()))] == [
        unit.variants[1].text for unit in units
    ]
