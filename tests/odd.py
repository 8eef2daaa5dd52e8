"""From an ODD to RELAX NG.

As much of TEI's language of schemas as diglot's profile uses.

`DIGLOT_REGOLD=1 pytest tests/test_schema.py` writes the schema anew after the ODD was changed, or a kind of
paragraph was added.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from toolkit.model import KINDS

TEI = "http://www.tei-c.org/ns/1.0"
RNG = "http://relaxng.org/ns/structure/1.0"
_XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_XML = "http://www.w3.org/XML/1998/namespace"

Node = etree._Element


def compile_(odd: bytes) -> bytes:
    """The schema of the `schemaSpec` in an ODD."""
    spec = next(etree.fromstring(odd).iter(f"{{{TEI}}}schemaSpec"))
    grammar = etree.Element(f"{{{RNG}}}grammar", nsmap={None: RNG})
    grammar.set("datatypeLibrary", _XSD)
    grammar.set("ns", str(spec.get("ns")))
    start = _in(_in(grammar, "start"), "choice")
    for name in str(spec.get("start")).split():
        _in(start, "ref", name=name)
    for macro in _all(spec, "macroSpec"):
        _content(_one(macro, "content"), _in(grammar, "define", name=str(macro.get("ident"))))
    for element in _all(spec, "elementSpec"):
        _element(element, grammar)
    # One line after another: the file is read by people too.
    etree.indent(grammar)
    return etree.tostring(grammar, encoding="utf-8", xml_declaration=True) + b"\n"


def completed(odd: bytes) -> bytes:
    """The ODD with the types of all kinds."""
    text = odd.decode()
    for info in KINDS.values():
        if not info.tei.type:
            continue
        element = text.index(f'<elementSpec ident="{info.tei.element}"')
        start = text.index('<attDef ident="type"', element)
        end = text.index("</valList>", start)
        assert end < text.index("</elementSpec>", element), f"{info.tei.element} has no list of types"
        item = f'  <valItem ident="{info.tei.type}"/>\n'
        if item not in text[start:end]:
            line = text.rindex("\n", start, end) + 1
            text = f"{text[:line]}{text[line:end]}{item}{text[line:]}"
    return text.encode()


def _in(parent: Node, tag: str, text: str = "", **attributes: str) -> Node:
    made = etree.SubElement(parent, f"{{{RNG}}}{tag}", attributes)
    made.text = text or None
    return made


def _all(node: Node, tag: str) -> list[Node]:
    return node.findall(f"{{{TEI}}}{tag}")


def _one(node: Node, tag: str) -> Node:
    (found,) = _all(node, tag)
    return found


def _element(spec: Node, grammar: Node) -> None:
    name = str(spec.get("ident"))
    made = _in(_in(grammar, "define", name=name), "element", name=name)
    if spec.get("ns"):
        made.set("ns", str(spec.get("ns")))
    for attribute in (one for some in _all(spec, "attList") for one in _all(some, "attDef")):
        needed = attribute.get("usage") == "req"
        _attribute(attribute, made if needed else _in(made, "optional"))
    _content(_one(spec, "content"), made)


def _attribute(spec: Node, parent: Node) -> None:
    # `xml:id` keeps its prefix, which is bound in every XML file.
    made = _in(parent, "attribute", name=str(spec.get("ident")))
    datatype = _one(spec, "datatype")
    values = [str(item.get("ident")) for some in _all(spec, "valList") for item in _all(some, "valItem")]
    times = datatype.get("maxOccurs", "1")
    if times == "1":
        _data(datatype, values, made)
    elif times == "unbounded":
        _data(datatype, values, _in(_in(made, "list"), "oneOrMore"))
    else:
        several = _in(made, "list")
        for _ in range(int(times)):
            _data(datatype, values, several)


def _data(datatype: Node, values: list[str], parent: Node) -> None:
    if values:
        choice = _in(parent, "choice") if len(values) > 1 else parent
        for value in values:
            _in(choice, "value", value)
        return
    reference = _one(datatype, "dataRef")
    if reference.get("name"):
        _in(parent, "data", type=str(reference.get("name")))
    else:
        _TYPES[str(reference.get("key"))](parent)


def _pattern(kind: str, pattern: str) -> Callable[[Node], None]:
    return lambda parent: _set(_in(_in(parent, "data", type=kind), "param", pattern, name="pattern"))


def _set(_: Node) -> None:
    """Nothing more to do."""


def _plain(kind: str) -> Callable[[Node], None]:
    return lambda parent: _set(_in(parent, "data", type=kind))


def _language(parent: Node) -> None:
    choice = _in(parent, "choice")
    _in(choice, "data", type="language")
    _in(choice, "value")


def _probability(parent: Node) -> None:
    data = _in(parent, "data", type="decimal")
    _in(data, "param", "0", name="minInclusive")
    _in(data, "param", "1", name="maxInclusive")


def _when(parent: Node) -> None:
    choice = _in(parent, "choice")
    for kind in ("date", "gYear", "gYearMonth", "dateTime"):
        _in(choice, "data", type=kind)


_TYPES: dict[str, Callable[[Node], None]] = {
    "teidata.count": _plain("nonNegativeInteger"),
    "teidata.duration.w3c": _plain("duration"),
    "teidata.language": _language,
    "teidata.name": _plain("Name"),
    "teidata.pointer": _pattern("anyURI", r"\S+"),
    "teidata.probability": _probability,
    "teidata.temporal.w3c": _when,
    "teidata.text": _plain("string"),
    "teidata.word": _pattern("token", r"[^\p{C}\p{Z}]+"),
}


def _content(spec: Node, parent: Node) -> None:
    for part in spec.iterchildren(etree.Element):
        _particle(part, parent)


def _particle(part: Node, parent: Node) -> None:
    least, most = part.get("minOccurs", "1"), part.get("maxOccurs", "1")
    wrapper = {("0", "1"): "optional", ("0", "unbounded"): "zeroOrMore", ("1", "unbounded"): "oneOrMore"}
    if (least, most) != ("1", "1"):
        parent = _in(parent, wrapper[least, most])
    tag = etree.QName(part).localname
    if tag in ("elementRef", "macroRef"):
        _in(parent, "ref", name=str(part.get("key")))
    elif tag in ("textNode", "empty"):
        _in(parent, {"textNode": "text", "empty": "empty"}[tag])
    else:
        group = _in(parent, {"sequence": "group", "alternate": "choice"}[tag])
        for child in part.iterchildren(etree.Element):
            _particle(child, group)
