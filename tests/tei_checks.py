"""What no schema says of a TEI edition.

That its pointers, counts, languages and alignment are true.

Each check gives its findings as strings; an empty list is a pass. They know TEI and the words of the header,
and nothing of the writer: all is found again by XPath.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from toolkit.text.counting import count_words

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
ID = f"{{{XML}}}id"
LANG = f"{{{XML}}}lang"
_POINTERS = ("source", "who", "corresp", "ana", "target", "domains", "ref", "resp")
# Attributes of these elements may point out of the file.
_ORIGINS = {
    "humanParagraphs": "origin.human",
    "alignedParagraphs": "origin.aligned",
    "machineParagraphs": "origin.mt",
    "revisedParagraphs": "origin.revised",
    "unrecordedParagraphs": "origin.entry",
}
LISTED = {"omission": "omitted", "heldBack": "heldBack", "untranslated": "untranslated"}
"""How what is not here is listed in `standOff` -> the reason of its gap."""
_OUTWARD = ("licence", "persName", "editor", "ref")

Node = etree._Element


def every(root: Node) -> list[str]:
    """All findings of all checks."""
    return [*identifiers(root), *pointers(root), *counts(root), *languages(root), *alignment(root)]


def find(node: Node, path: str) -> list[Node]:
    """The elements of an XPath (`t:` is TEI).

    In long texts ask for `descendant::x`: libxml2 takes quadratic time for `.//x` with a condition.
    """
    found = node.xpath(path, namespaces={"t": TEI})
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, etree._Element)]


def name(node: Node) -> str:
    """The name of an element without its namespace."""
    return etree.QName(node).localname


def words(node: Node) -> str:
    """The text in an element, as it stands."""
    return "".join(map(str, node.itertext()))


_HAPPENS = frozenset({"vocal", "kinesic", "incident", "pause", "unclear", "gap"})


def printed(node: Node) -> str:
    """The text of a paragraph, on one line.

    Without its footnotes, and without the readings of ruby.
    """
    return _on_one_line("".join(_texts(node, frozenset())))


def spoken(node: Node) -> str:
    """The same without what only happens."""
    return "" if name(node) in _HAPPENS else _on_one_line("".join(_texts(node, _HAPPENS)))


def _texts(node: Node, without: frozenset[str]) -> Iterator[str]:
    if name(node) == "pause":  # its words are in an instruction
        yield from (json.loads(str(one.text)) for one in node.xpath("processing-instruction()"))
    yield node.text or ""
    # An instruction before the words: they are its tail.
    yield from (one.tail or "" for one in node.xpath("processing-instruction()"))
    parts = list(node.iterchildren(etree.Element))
    if name(node) == "figure":
        # What a picture shows stands before its caption where somebody typed it.
        parts.sort(key=lambda part: name(part) != "figDesc")
    for part in parts:
        footnote = name(part) == "note" and part.get("type") == "footnote"
        if name(part) == "figure":
            yield "\n"
        if not footnote and name(part) not in {"rt", *without}:
            yield from _texts(part, without)
        if name(part) in {"lb", "figure", "figDesc"} or (name(part) == "l" and part is not parts[-1]):
            yield "\n"
        yield part.tail or ""


def _on_one_line(text: str) -> str:
    text = re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])", "", text)
    return re.sub(r"^\s*\n\s*", "", re.sub(r"(?<=\S)\s*\n\s*", " ", text))


def units(text: Node) -> list[Node]:
    """The paragraphs of a text.

    What has a position, and is neither turn, mark nor hole.
    """
    return [
        node
        for node in find(text, "descendant::t:body/descendant::t:*[@n and @xml:id]")
        if name(node) not in ("u", "sp", "milestone") and node.get("reason") not in LISTED.values()
    ]


def identifiers(root: Node) -> list[str]:
    ids = Counter(node.get(ID) for node in root.iter(etree.Element) if node.get(ID))
    return [f"xml:id {one} occurs {count} times" for one, count in ids.items() if count > 1]


def pointers(root: Node) -> list[str]:
    """Pointers without a target, and words that lack the `#` of a pointer."""
    ids = {node.get(ID) for node in root.iter(etree.Element)}
    findings = []
    for node in root.iter(etree.Element):
        for attribute in _POINTERS:
            for token in (node.get(attribute) or "").split():
                if token.startswith("#") and token[1:] not in ids:
                    findings.append(f"{name(node)}/@{attribute} points at {token}, which isn't there")
                elif not token.startswith("#") and name(node) not in _OUTWARD:
                    findings.append(f"{name(node)}/@{attribute} is {token}, no pointer into the file")
    return findings


def counts(root: Node) -> list[str]:
    """Every `tagUsage` and every `measure`, against a recount."""
    findings = list(_recount(root, find(root, "t:teiHeader")[0], find(root, "t:TEI/t:text"), corpus=True))
    for tei in find(root, "t:TEI"):
        findings += _recount(tei, find(tei, "t:teiHeader")[0], find(tei, "t:text"), corpus=False)
    return findings


def _recount(scope: Node, header: Node, texts: list[Node], *, corpus: bool) -> Iterator[str]:
    where = scope.get(ID)
    real = Counter(name(node) for text in texts for node in text.iter(etree.Element))
    said = {node.get("gi"): int(node.get("occurs") or 0) for node in find(header, ".//t:tagUsage")}
    if said != dict(real):
        yield f"{where}: tagUsage {sorted(set(said.items()) ^ set(real.items()))}"
    paragraphs = [node for text in texts for node in units(text)]
    length = sum(count_words(spoken(node)) for node in paragraphs)
    sizes = {
        "texts": len(texts),
        "turns": real["u"] + real["sp"],
        "paragraphs": len(paragraphs),
        "words": length,
        "characters": length,
        **{
            f"{reason}Paragraphs": sum(
                len(find(text, f"descendant::t:gap[@reason='{reason}']")) for text in texts
            )
            for reason in LISTED.values()
        },
        "sentences": sum(len(sentences(text)) for text in texts),
        "additions": sum(len(additions(text)) for text in texts),
        "alignmentLinks": len(find(scope, "t:standOff//t:link")),
    }
    sizes |= {
        unit: sum(told.endswith(category) for node in paragraphs for told in (node.get("ana") or "").split())
        for unit, category in _ORIGINS.items()
    }
    measures = find(header, "t:fileDesc/t:extent/t:measure")
    # What happens may be told in words, by a translation that existed before.
    published = [
        words(node) if name(node) in _HAPPENS else spoken(node) for node in paragraphs if node.get("source")
    ]
    placed = sum(map(count_words, published))
    for measure in measures:
        if (unit := str(measure.get("unit"))).startswith("placed"):
            if unit != "placedSentences" and int(str(measure.get("quantity"))) > placed:
                yield f"{where}: {measure.get('quantity')} {unit} of {placed}"
            continue
        unit, quantity = measure.get("unit") or "", measure.get("quantity")
        if quantity != str(sizes[unit]) or not words(measure).startswith(f"{quantity} "):
            yield f"{where}: measure {unit} is {quantity}, {words(measure)!r}; counted {sizes[unit]}"
    needed = {"texts", "turns", "paragraphs"} if corpus else {"turns", "paragraphs"}
    if not corpus and scope.get("type") == "translation":
        told = sum(int(node.get("quantity") or 0) for node in measures if node.get("unit") in _ORIGINS)
        if told != len(paragraphs):
            yield f"{where}: origins are told of {told} paragraphs of {len(paragraphs)}"
    if missing := needed - {measure.get("unit") for measure in measures}:
        yield f"{where}: no measure of {sorted(missing)}"


def languages(root: Node) -> list[str]:
    """Languages whose declaration and use differ.

    In the corpus and in each text.
    """
    findings = []
    for scope in (root, *find(root, "t:TEI")):
        used = {node.get(LANG) for node in scope.iter(etree.Element) if node.get(LANG)}
        declared = [
            node.get("ident") for node in find(scope, "t:teiHeader/t:profileDesc/t:langUsage/t:language")
        ]
        if used != set(declared) or len(declared) != len(set(declared)):
            findings.append(f"{scope.get(ID)}: languages used {sorted(map(str, used))}, declared {declared}")
    return findings


def alignment(root: Node) -> list[str]:
    """Where `standOff` and `corresp` differ.

    No unit of the source may be left out, and none be there twice.
    """
    sources = find(root, "t:TEI[@type='source']")
    if not sources:
        return [
            f"{name(node)} without a source text"
            for node in find(root, "t:standOff | descendant::t:*[@corresp]")
        ]
    findings = [
        f"empty {name(node)}" for node in find(root, "t:standOff | t:standOff/t:linkGrp") if not len(node)
    ]
    for translation in find(root, "t:TEI[@type='translation']"):
        for level in ("turn", "paragraph", "sentence"):
            findings += _pair(root, sources[0], translation, level)
    return findings


def sentences(text: Node) -> list[Node]:
    """The sentences of a text: `s`, and `desc` and `figDesc` with an id."""
    return find(text, "descendant::t:s | descendant::t:*[(self::t:desc or self::t:figDesc) and @xml:id]")


def additions(text: Node) -> list[Node]:
    """What a translation has and the source has not."""
    return find(text, "t:back/t:div/t:ab[@type='addition']")


def _level(text: Node, level: str) -> list[Node]:
    if level == "sentence":
        return sentences(text)
    return find(text, "descendant::t:u | descendant::t:sp") if level == "turn" else units(text)


def _pair(root: Node, source: Node, translation: Node, level: str) -> Iterator[str]:
    where = f"{translation.get(ID)}, {level}"
    domains = f"#{source.get(ID)} #{translation.get(ID)}"
    groups = f"t:standOff/t:linkGrp[@domains='{domains}'][@subtype='{level}']"
    gathered = {
        f"#{node.get(ID)}": (node.get("target") or "").split()
        for node in find(root, f"{groups}[@type='alignment']/t:ptr")
    }
    corresponding: list[tuple[str, str]] = []
    seen: Counter[str] = Counter()
    for link in find(root, f"{groups}[@type='alignment']/t:link"):
        one, other = (gathered.get(end, [end]) for end in (link.get("target") or "").split())
        if link.get("n") != f"{len(one)}:{len(other)}":
            yield f"{where}: {link.get('n')} links {len(one)} and {len(other)}"
        corresponding += [(" ".join(one), unit) for unit in other]
        seen.update([*one, *other])
    gaps = [
        (node.get("corresp"), node.get("reason"))
        for node in find(translation, "descendant::t:gap[@n]")
        if node.get("reason") in LISTED.values()
    ]
    listed = []
    for pointer in find(root, f"{groups}[@type='unaligned']/t:ptr"):
        targets, kind = (pointer.get("target") or "").split(), str(pointer.get("type"))
        n = {"omission": f"{len(targets)}:0", "addition": f"0:{len(targets)}"}.get(kind)
        if pointer.get("n") != n:
            yield f"{where}: {pointer.get('n')} is said of {len(targets)} {kind}"
        seen.update(targets)
        listed += [(target, LISTED[kind]) for target in targets] if kind != "addition" else []
    own, theirs = _level(translation, level), _level(source, level)
    own += additions(find(translation, "t:text")[0]) if level == "paragraph" else []
    said = [(node.get("corresp"), f"#{node.get(ID)}") for node in own if node.get("corresp")]
    if sorted(corresponding) != sorted((str(one), other) for one, other in said):
        yield f"{where}: links and corresp disagree"
    if seen != Counter(f"#{node.get(ID)}" for node in (*own, *theirs)):
        yield f"{where}: a unit is left out, or there twice"
    if level == "paragraph" and gaps != listed:
        yield f"{where}: gaps and what is listed disagree"


def included(path: Path) -> bytes:
    """The root of a split edition with its parts in it."""
    tree = etree.parse(path)
    tree.xinclude()
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True)


def join(folder: Path, name_: str) -> Node:
    """The files of an edition as one tree.

    Pointers are as in one file.

    Fails for a file, a prefix or an id that isn't there.
    """
    root = etree.fromstring(included(folder / f"{name_}.tei.xml"))
    for part in (root, *find(root, "t:TEI")):
        prefixes = {
            str(node.get("ident")): str(node.get("replacementPattern"))
            for node in find(part, "t:teiHeader//t:prefixDef")
        }
        for node in part.iter(etree.Element):
            for attribute in _POINTERS:
                value = node.get(attribute)
                if value and prefixes and not (name(node) in _OUTWARD and "//" in value):
                    node.set(attribute, " ".join(_resolved(one, prefixes, folder) for one in value.split()))
    for node in find(root, ".//t:listPrefixDef | t:TEI//t:schemaRef"):
        node.getparent().remove(node)  # type: ignore[union-attr]
    for tei in find(root, "t:TEI[@type='alignment']"):
        root.insert(1, find(tei, "t:standOff")[0])
        root.remove(tei)
    for node in root.iter(etree.Element):
        node.attrib.pop(f"{{{XML}}}base", None)
        if name(node) == "TEI":
            node.attrib.pop("version", None)
    return root


@cache
def _ids(path: Path) -> frozenset[str]:
    return frozenset(str(node.get(ID)) for node in etree.parse(path).getroot().iter(etree.Element))


def _resolved(token: str, prefixes: Mapping[str, str], folder: Path) -> str:
    prefix, _, rest = token.partition(":")
    if prefix in prefixes:
        token = prefixes[prefix].replace("$1", rest)
    file, mark, fragment = token.partition("#")
    if not mark:
        return token
    if file:
        assert fragment in _ids(folder / unquote(file)), token
    return f"#{fragment}"
