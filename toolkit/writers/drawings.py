"""What a drawing is. What isn't drawn is taken out of it: programs, notes, links that lead out of it.

What would be drawn from elsewhere stays, and is refused (`wrong`): without it, it would be another picture.
Who asks `pictures` asks here only about a drawing: most books have none, and it takes a parser.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from lxml import etree

from toolkit import late, limits
from toolkit.errors import DiglotError
from toolkit.model import Location
from toolkit.text import xml
from toolkit.writers import themes, weights

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XLINK_HREF = f"{{{_XLINK}}}href"
_NAMESPACES = {_SVG, _XLINK, "http://www.w3.org/XML/1998/namespace", None}
"""Elements and attributes of others are notes of a program, where it has a folder's name, or worse."""
_PLAIN = frozenset({"UTF-8", "ASCII", "US-ASCII"})
"""Encodings whose bytes are those of UTF-8."""
_UNDRAWN = frozenset({"script", "handler", "listener", "metadata"})
_PHOTOGRAPH = late.regex(r"\s*data:(image/(?:png|jpeg|gif|webp));base64,([\sA-Za-z0-9+/=]+)")
# Elements that run, or hold what isn't drawing.
_ACTIVE = frozenset({"script", "foreignObject", "iframe", "embed", "object", "handler", "listener"})
# With a style's escapes taken out: "\\75rl(" is "url(" to who draws it.
_OUTWARD = late.regex(
    rf"@import|{themes.LOADING}|(?<![\w-])image\(\s*+[\"']|"
    r"url\(\s*+[\"']?+(?!#|data:(?:font|application)/|[\"')])",
    re.IGNORECASE,
)
_CHANGED = late.regex(r"\s*(?:[\w-]+:)?(?:href|src|on\w*)\s*", re.IGNORECASE)


def root_of(data: bytes) -> etree._Element:
    """The root of a drawing, by a parser that fetches nothing. Raises XMLSyntaxError."""
    # Made anew each time: a parser of lxml remembers the errors of the last file.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def cleaned(data: bytes, where: Location | str | None = None) -> bytes:
    """A drawing without what isn't drawn; the same bytes where there is nothing of that kind.

    What can't be read is left as it is. Raises ValueError for a photograph in it that can't be drawn, and for
    what is drawn too often.
    """
    try:
        root = root_of(data)
    except etree.XMLSyntaxError:
        return data
    if xml.crowded(root, data) is not None:
        raise limits.beyond(limits.ATTRIBUTES, where)
    # What decides from outside of it what is drawn: the check must see it.
    if root.tag != f"{{{_SVG}}}svg" or before(root):
        return data
    weights.check(root, where)
    changed = [_cleaned(node) for node in [*root.iter()]] + [_sized(root)]
    # The root alone: notes may stand beside it. And what looks at bytes knows no other encoding.
    alone = re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml [^>]*>\s*)?<(?![?!])", data) and root.getnext() is None
    plain = alone and b"\0" not in data and str(root.getroottree().docinfo.encoding).upper() in _PLAIN
    return data if plain and not any(changed) else etree.tostring(root, encoding="utf-8")


def before(root: etree._Element) -> str:
    """What stands before the root, and decides from there what is drawn; "" for nothing."""
    tree = root.getroottree()
    # Entities make a drawing of gigabytes, or hide what it loads; attributes may be scripts.
    if tree.docinfo.doctype not in etree.tostring(tree, encoding="unicode"):
        return "entities or attributes of its own"
    notes = [etree.tostring(note) for note in root.itersiblings(etree.PI, preceding=True)]
    return "a style sheet elsewhere" if any(b"<?xml-stylesheet" in note for note in notes) else ""


UNTOLD = (300.0, 150.0)
"""The size of a drawing that tells none, as browsers have it."""
_LENGTH = late.regex(r"\s*(\d{1,6}(?:\.\d{1,6})?)(?:px)?\s*")


def extent(root: etree._Element) -> tuple[float, float]:
    """Width and height of a drawing in pixels: what it says, or the box in which it is drawn."""
    box = str(root.get("viewBox", "")).replace(",", " ").split()[2:]
    for told in ([str(root.get("width", "")), str(root.get("height", ""))], box):
        sides = [_LENGTH.fullmatch(side) for side in told]
        numbers = [float(side[1]) for side in sides if side]
        if len(numbers) == 2 and all(numbers):
            return numbers[0], numbers[1]
    return UNTOLD


def _sized(root: etree._Element) -> bool:
    """Say how large a drawing is that has only a box: browsers would make it as wide as the page."""
    if all(_LENGTH.fullmatch(str(root.get(side, ""))) for side in ("width", "height")):
        return False
    width, height = extent(root)
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    return True


def _cleaned(node: etree._Element) -> bool:
    """Clean one node; whether there was anything to do."""
    parent = node.getparent()
    if not isinstance(node.tag, str) or _foreign(node.tag) or etree.QName(node).localname in _UNDRAWN:
        if parent is not None:
            _remove(node, parent)
        return parent is not None
    names = [name for name in node.attrib if _needless(node, str(name))]
    for name in names:
        del node.attrib[name]
    if "href" in node.attrib and _XLINK_HREF in node.attrib:
        # Readers take either: one is left, as SVG 2 has it.
        names.append(_XLINK_HREF)
        del node.attrib[_XLINK_HREF]
    for name, value in node.attrib.items():
        if match := _PHOTOGRAPH.fullmatch(str(value)):
            made, kind = _published(match)
            node.set(name, f"data:{kind};base64,{base64.b64encode(made).decode()}")
            names.append(name)
    return bool(names)


def _remove(node: etree._Element, parent: etree._Element) -> None:
    """Take a node out; the text behind it stays, which may be the words of a drawing."""
    before = node.getprevious()
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _foreign(name: str) -> bool:
    return etree.QName(name).namespace not in _NAMESPACES


def _needless(node: etree._Element, name: str) -> bool:
    """Whether an attribute is a program's, a note, or a link to click on."""
    local = etree.QName(name).localname.lower()
    if _foreign(name) or local.startswith("on"):
        return True
    clicked = local == "href" and etree.QName(node).localname == "a"
    return clicked and not str(node.get(name)).strip().startswith("#")


def _published(match: re.Match[str]) -> tuple[bytes, str]:
    """A photograph inside of a drawing, without its notes as well."""
    from toolkit.writers import pictures

    data = base64.b64decode("".join(match[2].split()))
    try:
        return pictures.published(data, "")
    except DiglotError as error:
        # Its place is known to who reads the drawing.
        raise ValueError(f"of a photograph in the drawing: {error.what}") from error


def as_text(data: bytes, width: float = 0, height: float = 0) -> str:
    """A drawing as text, whatever its encoding is.

    width, height  in pixels, where it shall have another size than its own
    """
    root = root_of(data)
    # With a box, a drawing is stretched to any size.
    if width:
        own_width, own_height = extent(root)
        root.set("viewBox", root.get("viewBox") or f"0 0 {own_width} {own_height}")
        root.set("width", str(width))
        root.set("height", str(height))
    return etree.tostring(root, encoding="unicode")


def wrong(data: bytes) -> Iterator[str]:
    """What is wrong with a drawing.

    That is what an image element wouldn't run or load, and what book shops refuse.
    """
    try:
        root = root_of(data)
    except etree.XMLSyntaxError as error:
        yield f"this is not well-formed: {error.msg}."
        return
    if root.tag != f"{{{_SVG}}}svg":
        yield "this is no JPEG, PNG, GIF, WebP or SVG."
    if what := before(root):
        yield f"the drawing has {what}."
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name in _ACTIVE:
            yield f"the drawing has <{name}>, which can run or load something."
        if name == "style" and _outward("".join(element.itertext())):
            yield "the drawing loads something from elsewhere."
        # By the local name: `xlink:href` and `href` are the same to who draws it.
        for key, value in element.attrib.items():
            yield from _attribute(name, etree.QName(key).localname.lower(), value)


def _attribute(element: str, name: str, value: str) -> Iterator[str]:
    if name.startswith("on"):
        yield f"the drawing has a script in {name}."
    if name in {"href", "src"} and not value.lstrip().startswith("#"):
        # A photograph of another form would be published with its notes.
        if not value.lstrip().startswith("data:image/"):
            yield f"the drawing has a link to elsewhere, in <{element}>."
        elif not _PHOTOGRAPH.fullmatch(value):
            yield f"the drawing has a picture that is no base64 of JPEG, PNG, GIF or WebP, in <{element}>."
    if name == "attributename" and _CHANGED.fullmatch(value):
        yield f"the drawing changes a link or a script, in <{element}>."
    if _outward(value):
        yield "the drawing loads something from elsewhere."


def _outward(style: str) -> bool:
    """Whether a style loads something that isn't in the file."""
    return _OUTWARD.search(weights.unescaped(style)) is not None
