"""Glossaries as TBX."""

import pytest
from hypothesis import given
from lxml import etree

from pace import examples
from test_exchange_glossary import TERMS_OF_A_GLOSSARY
from toolkit.catalog.glossary import Term
from toolkit.errors import DiglotError
from toolkit.exchange import glossary, tbx

FERRY = Term("ferry", ("bac", "traversier"), "The one on the rope", ("bacs",), ("bateau",), ("ferry boat",))
OLD = """<?xml version="1.0"?>
<martif type="TBX" xml:lang="en"><martifHeader/><text><body>
<termEntry id="1"><descrip type="definition">A boat on a rope.</descrip>
 <langSet xml:lang="en-GB"><tig><term>ferry</term></tig></langSet>
 <langSet xml:lang="FR"><ntig><termGrp><term>bac <hi>!</hi></term></termGrp></ntig>
  <tig><term>bateau</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig>
 </langSet>
 <langSet xml:lang="tlh"><tig><term>x</term><note>No word of ours.</note></tig></langSet>
</termEntry>
<termEntry id="2"><!-- no French --><langSet xml:lang="en"><tig><term>lamp</term></tig></langSet></termEntry>
</body></text></martif>"""
BY_ELEMENTS = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
<conceptEntry id="a"><basic:definition>A boat.</basic:definition>
<langSec xml:lang="en"><termSec><term>ferry</term>
<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>
<langSec xml:lang="ja"><termSec><term>渡し船</term><note>not フェリー</note></termSec>
<termSec><term>フェリー</term>
<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec></conceptEntry>
</body></text></tbx>"""


def test_what_is_written() -> None:
    written = tbx.write([FERRY], "en", "fr")
    root = etree.fromstring(written.encode())
    core = f"{{{root.nsmap[None]}}}"
    assert root.tag == f"{core}tbx" and root.get("type") == "TBX-Basic"
    (entry,) = root.iter(f"{core}conceptEntry")
    words = [
        (section.get("{http://www.w3.org/XML/1998/namespace}lang"), term.findtext(f"{core}term"))
        for section in entry.iter(f"{core}langSec")
        for term in section
    ]
    assert words == [
        ("en", "ferry"),
        ("en", "ferry boat"),
        ("fr", "bac"),
        ("fr", "traversier"),
        ("fr", "bacs"),
        ("fr", "bateau"),
    ]
    assert tbx.read(written.encode("utf-16"), "t.tbx", "en", "fr") == [FERRY]


def test_what_other_programs_write_is_read() -> None:
    assert tbx.read(OLD.encode(), "t.tbx", "en", "fr") == [
        Term("ferry", ("bac !",), "A boat on a rope.", avoid=("bateau",))
    ]
    assert tbx.read(BY_ELEMENTS.encode(), "t.tbx", "en", "ja") == [
        Term("ferry", ("渡し船",), "A boat. not フェリー", avoid=("フェリー",))
    ]


@pytest.mark.parametrize(
    ("text", "lang", "what", "cure"),
    [
        (OLD, "de", "no concept of it has a term in en and in de", "It is in en-GB, fr"),
        (OLD.replace("martif", "xml"), "fr", "this is no TBX file", "saved"),
        (OLD.replace("</tig>", ""), "fr", "not well-formed", "whole file"),
        (
            OLD.replace("<martif", "<!DOCTYPE martif [<!ENTITY a 'b'>]><martif", 1),
            "fr",
            "document type",
            "Delete it",
        ),
    ],
)
def test_what_is_wrong_is_told(text: str, lang: str, what: str, cure: str) -> None:
    with pytest.raises(DiglotError) as raised:
        tbx.read(text.encode(), "t.tbx", "en", lang)
    assert what in raised.value.what and cure in raised.value.hint and "t.tbx" in str(raised.value.where)


NAMED = '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">'
PUBLIC = '<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "file:///etc/passwd">'


@pytest.mark.parametrize("doctype", [NAMED, PUBLIC])
def test_a_document_type_that_is_named_is_not_read(doctype: str) -> None:
    text = OLD.replace("<martif", f"{doctype}\n<martif", 1)
    assert tbx.read(text.encode(), "t.tbx", "en", "fr") == tbx.read(OLD.encode(), "t.tbx", "en", "fr")


@pytest.mark.parametrize(
    "inside",
    [
        "<!ENTITY a 'b'>",
        "<!ENTITY a SYSTEM 'file:///etc/passwd'>",
        "<!ENTITY % a SYSTEM 'file:///etc/passwd'> %a;",
        "<!ENTITY a 'bbbb'><!ENTITY c '&a;&a;&a;&a;'>",
        "<!ATTLIST martif type CDATA 'b'>",
        "<!ELEMENT martif ANY>",
    ],
)
def test_a_document_type_of_its_own_is_refused(inside: str) -> None:
    text = OLD.replace("<martif", f"{NAMED[:-1]} [{inside}]>\n<martif", 1).replace("A boat", "&a; &c; A boat")
    with pytest.raises(DiglotError, match="document type"):
        tbx.read(text.encode(), "t.tbx", "en", "fr")


@pytest.mark.parametrize("place", ["bateau", '<martif type="TBX', 'xml:lang="en-GB', 'xml:lang="FR'])
def test_a_character_that_only_the_document_type_tells_is_no_word(place: str) -> None:
    """Neither in a text nor in the value of an attribute."""
    text = OLD.replace(place, f"{place}&acirc;").replace("<martif", f"{NAMED}\n<martif", 1)
    with pytest.raises(DiglotError, match="&acirc;") as raised:
        tbx.read(text.encode(), "t.tbx", "en", "fr")
    line = text[: text.index("&acirc;")].count("\n") + 1
    assert str(raised.value.where) == f"t.tbx:{line}" and raised.value.hint == "Write the character itself."


@examples(40)
@given(TERMS_OF_A_GLOSSARY)
def test_a_glossary_goes_out_and_comes_back(terms: list[Term]) -> None:
    if terms:
        data, _ = glossary.added(b"", terms, "g.csv")
        back = tbx.read(tbx.write(glossary.read(data, "g.csv"), "en", "ar").encode(), "t.tbx", "en", "ar")
        assert back == terms and glossary.added(b"", back, "g.csv")[0] == data
