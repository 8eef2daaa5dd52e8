"""The text of a PDF's structure tree.

In reading order, as a program that follows the standard finds it.

Viewers differ in how they guess at text. This takes what the file says (ISO 32000-1): a glyph is what
ToUnicode maps it to (9.10.3), a sequence with ActualText is that text (14.9.4), ReversedChars are turned
(14.8.2.3.3), and what belongs where, and in which order, is what the tags say (14.7). Artifacts (heads
pages, rules) are not in it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_BLOCKS = frozenset({"P", "H1", "H2", "H3", "Note", "Caption", "LBody"})


@dataclass
class Element:
    """A structure element."""

    tag: str
    lang: str
    alt: str = ""
    inside: list[Element | str] = field(default_factory=list)

    def text(self) -> str:
        """All text, in order."""
        return "".join(one if isinstance(one, str) else one.text() for one in self.inside)

    def all(self, tag: str) -> list[Element]:
        """The elements of a kind, this one included."""
        own = [self] if self.tag == tag else []
        return own + [more for one in self.inside if isinstance(one, Element) for more in one.all(tag)]

    def spoken(self, lang: str = "") -> Iterator[tuple[str, str]]:
        """The text with the language that it is marked as."""
        lang = self.lang or lang
        for one in self.inside:
            if isinstance(one, str):
                yield lang, one
            else:
                yield from one.spoken(lang)


def tree(data: bytes) -> Element:
    """The structure tree of a PDF, with its text."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        texts = {page.objgen: marked(page) for page in pdf.pages}
        root = Element("Document", str(pdf.Root.Lang))
        for child in _list(pdf.Root.StructTreeRoot.K):
            root.inside += _element(child, None, texts)
        return root


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _element(node: Any, page: Any, texts: dict[Any, dict[int, str]]) -> list[Element | str]:
    if isinstance(node, int):
        return [texts[page.objgen].get(node, "")]
    if "/Pg" in node:
        page = node.Pg
    if node.get("/Type") == "/MCR":
        return [texts[page.objgen].get(int(node.MCID), "")]
    if node.get("/Type") == "/OBJR":
        return []
    found = Element(str(node.S)[1:], str(node.get("/Lang", "")), str(node.get("/Alt", "")))
    for child in _list(node.get("/K", pikepdf.Array())):
        found.inside += _element(child, page, texts)
    return [found]


def marked(page: pikepdf.Page) -> dict[int, str]:
    """Marked content -> its text."""
    found: dict[int, str] = {}
    stack: list[tuple[int | None, str | None, bool]] = []
    maps: dict[str, dict[int, str]] = {}
    glyphs: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page):
        operands, name = step.operands, str(step.operator)
        if name in {"BMC", "BDC"}:
            own: Any = operands[1] if name == "BDC" else {}
            number = int(own["/MCID"]) if "/MCID" in own else stack[-1][0] if stack else None
            actual = str(own["/ActualText"]) if "/ActualText" in own else None
            inside = any(entry[1] is not None for entry in stack)
            if actual is not None and number is not None and not inside:
                found[number] = found.get(number, "") + actual
            stack.append((number, actual, str(operands[0]) == "/ReversedChars"))
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = str(operands[0])
            if font not in maps:
                maps[font] = _unicode(page.Resources.Font[font])
            glyphs = maps[font]
        elif name in {"Tj", "TJ"} and stack and stack[-1][0] is not None:
            if any(entry[1] is not None for entry in stack):
                continue
            number = stack[-1][0]
            strings = _list(operands[0])
            codes = b"".join(bytes(one) for one in strings if isinstance(one, pikepdf.String))
            shown = [glyphs[int.from_bytes(codes[k : k + 2], "big")] for k in range(0, len(codes), 2)]
            if any(entry[2] for entry in stack):
                shown.reverse()
            found[number] = found.get(number, "") + "".join(shown)
    return found


def _unicode(font: Any) -> dict[int, str]:
    text = bytes(font.ToUnicode.read_bytes()).decode("ascii")
    pairs = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", text, re.MULTILINE)
    return {int(code, 16): bytes.fromhex(value).decode("utf-16-be") for code, value in pairs}
