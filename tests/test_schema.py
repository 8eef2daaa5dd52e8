"""diglot's own TEI profile: ODD and schema agree, and both are what they say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import etree

import odd
import validators
from toolkit import schema

HERE = Path(schema.__file__).parent
GOLDENS = sorted((Path(__file__).parent / "data" / "tei").glob("*.tei.xml"))


def declared(tree: etree._Element, namespace: str, element: str, attribute: str, key: str) -> set[str]:
    """`element` and `element@attribute` for all that a schema lists."""
    found = set()
    for node in tree.iter(f"{{{namespace}}}{element}"):
        found.add(str(node.get(key)))
        found |= {f"{node.get(key)}@{one.get(key)}" for one in node.iter(f"{{{namespace}}}{attribute}")}
    return found


def test_the_schema_is_made_from_the_odd() -> None:
    described = odd.completed(schema.odd())
    made = odd.compile_(described)
    if os.environ.get("DIGLOT_REGOLD") == "1":
        (HERE / schema.ODD).write_bytes(described)
        (HERE / schema.RNG).write_bytes(made)
    assert described == schema.odd()
    assert made.decode().splitlines() == schema.rng().decode().splitlines()


def test_odd_and_schema_list_the_same_elements_and_attributes() -> None:
    described = declared(etree.fromstring(schema.odd()), odd.TEI, "elementSpec", "attDef", "ident")
    checked = declared(etree.fromstring(schema.rng()), odd.RNG, "element", "attribute", "name")
    assert described == checked
    assert {"u", "u@who", "link@cert", "persName@xml:lang"} <= described


def test_whatever_tells_its_origin_may_name_a_machine() -> None:
    for spec in etree.fromstring(schema.odd()).iter(f"{{{odd.TEI}}}elementSpec"):
        has = {one.get("ident") for one in spec.iter(f"{{{odd.TEI}}}attDef")}
        assert not {"xml:id", "ana"} <= has or "resp" in has, spec.get("ident")


def test_the_odd_names_each_element_in_one_module() -> None:
    tree = etree.fromstring(schema.odd())
    included = [
        name
        for module in tree.iter(f"{{{odd.TEI}}}moduleRef")
        for name in str(module.get("include") or "").split()
    ]
    specified = [spec.get("ident") for spec in tree.iter(f"{{{odd.TEI}}}elementSpec") if spec.get("module")]
    assert sorted(included) == sorted(map(str, specified))
    assert len(set(included)) == len(included)


def test_the_odd_is_valid_tei() -> None:
    assert validators.jing(validators.TEI_SCHEMA, HERE / schema.ODD) == []
    assert validators.schematron(HERE / schema.ODD) == []


def test_jing_takes_the_schema_and_the_goldens() -> None:
    assert validators.jing(HERE / schema.RNG, *GOLDENS) == []


FAULTS = {
    "an element of TEI that diglot doesn't write": ("<milestone ", "<pb/><milestone "),
    "a paragraph in a turn": ('<seg xml:id="en.s000009"', '<p xml:id="x.1">y</p><seg xml:id="en.s000009"'),
    "a paragraph without an id": ('<byline xml:id="en.s000003" ', "<byline "),
    "an attribute of another element": ("<p xml:id=", '<p who="#x" xml:id='),
    "a cardinality that is missing": ('<link n="1:1"', "<link"),
    "an unknown role": ('role="interviewer"', 'role="inquisitor"'),
    "a certainty above one": ('<link n="1:1"', '<link cert="1.5" n="1:1"'),
    "a count that is none": ('unit="turns" quantity="', 'unit="turns" quantity="x'),
    "rights without a status": ('<availability status="free">', "<availability>"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: str) -> None:
    good = (Path(__file__).parent / "data" / "tei" / "parallel.tei.xml").read_text("utf-8")
    old, new = FAULTS[fault]
    assert old in good
    assert validators.own_schema(good.encode()) == []
    assert validators.own_schema(good.replace(old, new).encode()) != []
