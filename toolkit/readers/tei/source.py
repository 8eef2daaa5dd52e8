"""The XML of a TEI file.

It is parsed without surprises. Here is what is asked of its elements, too.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from toolkit.errors import SourceError
from toolkit.model import Location
from toolkit.readers import xml_files
from toolkit.schema import TEI
from toolkit.text.data import json_line
from toolkit.text.hygiene import tidy
from toolkit.text.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_PREFIX = f"{{{TEI}}}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ROOTS = ("TEI", "teiCorpus")
INCLUDE = "{http://www.w3.org/2001/XInclude}include"


def parse(data: bytes, path: str) -> _Element:
    """The root of a TEI file.

    Raises SourceError with file and line for what `xml_files` doesn't read, and for what is no TEI.
    """
    from lxml import etree

    # It may be a corpus.
    root = xml_files.parse(data, path, most=None)
    if root.tag not in {_PREFIX + name for name in _ROOTS}:
        hint = (
            f'Write <TEI xmlns="{TEI}"> at its root.'
            if etree.QName(root).localname.startswith(("TEI", "teiCorpus"))
            else "diglot reads TEI P5: a file whose root is <TEI> or <teiCorpus>."
        )
        called = f"<{etree.QName(root).localname}>"
        raise SourceError(f"this is no TEI: its root is {called}.", Location(path, line_of(root)), hint)
    return root


def name(node: _Element) -> str:
    """The name of an element.

    It has its namespace where that isn't TEI's. It is "" for what is no element.
    """
    tag = node.tag
    return tag.removeprefix(_PREFIX) if isinstance(tag, str) else ""


def children(node: _Element) -> Iterator[_Element]:
    """The elements in an element."""
    return (child for child in node if isinstance(child.tag, str))


def find(node: _Element, path: str) -> list[_Element]:
    """The elements at a path of names.

    A path is such as `fileDesc/titleStmt/title`; `//` is any depth.
    """
    return node.findall("/".join(_PREFIX + step if step else "" for step in path.split("/")))


def first(node: _Element, path: str) -> _Element | None:
    """The first of `find`."""
    found = find(node, path)
    return found[0] if found else None


def words(node: _Element | None) -> str:
    """All text in an element, on one line.

    It is "" for None.
    """
    return "" if node is None else tidy("".join(map(str, node.itertext())))


def xml_id(node: _Element) -> str:
    """Its `xml:id`, or ""."""
    return node.get(f"{_XML}id") or ""


def lang_of(node: _Element) -> str:
    """Its own `xml:lang`, or ""."""
    return node.get(f"{_XML}lang") or ""


def pointed(token: str) -> str:
    """The id that a pointer means.

    Anything may stand before it: `#mara`, `file.xml#mara`, `prefix:mara`.
    """
    _, mark, fragment = token.rpartition("#")
    return fragment if mark else token.rpartition(":")[2]


def stem(token: str) -> str:
    """What an id is in all languages.

    It is taken from an id of diglot's, or from a pointer to it.

    >>> stem("#en.s7QKD3A"), stem("en:s7QKD3A"), stem("talk.fr.tei.xml#fr.seg1.2")
    ('s7QKD3A', 's7QKD3A', 'seg1.2')
    """
    return re.split("[.:]", token.rpartition("#")[2], maxsplit=1)[-1]


def fault(node: _Element, what: str) -> SourceError:
    """What to raise for a changed edition.

    Somebody has changed what diglot wrote, so that it can't be read back.
    """
    where = Location(str(node.getroottree().docinfo.URL or ""), line_of(node))
    return SourceError(what, where, "Write there what diglot wrote, or get the whole file back.")


def probability(node: _Element) -> float | None:
    """The certainty of an element.

    It is from 0 to 1, and None where the element has none. Raises SourceError for anything else.
    """
    said = node.get("cert")
    if said is None:
        return None
    try:
        found = float(said)
    except ValueError:
        found = math.nan
    if not 0 <= found <= 1:
        raise fault(node, f"{said!r} is no probability from 0 to 1.")
    return found


def _json(instruction_: _Element) -> Any:
    try:
        found = json.loads(instruction_.text or "null")
        json_line(found).encode()  # JSON can spell half a character
        return found
    except (ValueError, RecursionError) as error:
        raise fault(instruction_, "diglot can't read what it once noted for itself here.") from error


def instruction(node: _Element) -> Any:
    """diglot's own words before an element's text.

    It is None where there are none.
    """
    from lxml import etree

    for child in node:
        if isinstance(child, etree._ProcessingInstruction) and child.target == "diglot":
            return _json(child)
        if isinstance(child.tag, str):
            break
    return None


def about(root: _Element) -> dict[str, str]:
    """diglot's own words above the root.

    An edition has them; other TEI has none.
    """
    from lxml import etree

    before = root.getprevious()
    while before is not None:
        if isinstance(before, etree._ProcessingInstruction) and before.target == "diglot":
            found = _json(before)
            return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}
        before = before.getprevious()
    return {}
