"""Styles of a word processor: what they say of a paragraph and of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from toolkit.readers.containers import TextSetting, child, name, number, setting, telling, value, whole
from toolkit.text.above import PLACES, TextPlace

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFF = frozenset({"0", "false", "off", "none"})
_DEEP_STYLES = 20
"""Styles that may be based on each other."""
DocxStyledAs = Literal["strong", "em", "strong_complex", "em_complex", "hidden", "struck"]
TAGS: dict[DocxStyledAs, tuple[str, ...]] = {
    "strong": ("b",),
    "em": ("i",),
    "strong_complex": ("bCs", "b"),
    "em_complex": ("iCs", "i"),
    "hidden": ("vanish",),
}
"""What says it, the first that is there: Hebrew, Arabic, Thai and their like have their own (17.3.2.2)."""


@dataclass(slots=True)
class _DocxStyle:
    name: str = ""
    based_on: str = ""
    strong: bool | None = None
    em: bool | None = None
    strong_complex: bool | None = None
    em_complex: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    place: TextPlace | None = None
    level: int = 0
    list_: str = ""
    list_level: int | None = None


@dataclass(slots=True)
class DocxStyles:
    """Those of one document, by their ids."""

    by_id: dict[str, _DocxStyle] = field(default_factory=dict)
    _settings: dict[str, TextSetting] = field(default_factory=dict)

    def setting(self, style: str) -> TextSetting:
        """What a paragraph of a style is, or of one that it is based on."""
        if style not in self._settings:
            stated = TextSetting()
            # The nearest style that says something has the word.
            for definition in self._chain(style):
                named = setting(definition.name)
                if named is not None:
                    stated = named
                    break
                if definition.level:
                    stated = TextSetting("heading", level=definition.level)
                    break
                if definition.list_ not in {"", "0"}:
                    stated = TextSetting(form="item")
            self._settings[style] = stated
        return self._settings[style]

    def has(self, what: DocxStyledAs, style: str) -> bool:
        """Whether text of a style is set so; the nearest style that says anything of it has the word."""
        said = (getattr(definition, what) for definition in self._chain(style))
        return next((answer for answer in said if answer is not None), False)

    def place(self, style: str) -> TextPlace:
        """Whether text of a style is set above the line or below it."""
        said = (definition.place for definition in self._chain(style))
        return next((place for place in said if place is not None), "")

    def list_of(self, style: str) -> tuple[str, int | None]:
        """The list that paragraphs of a style are in, and their level there; "" for none."""
        for definition in self._chain(style):
            if definition.list_:
                return definition.list_, definition.list_level
        return "", None

    def named(self, style: str) -> str:
        """What a style is called."""
        return self.by_id[style].name if style in self.by_id else ""

    def names(self, style: str) -> tuple[str, ...]:
        """What a style is called, and those that it is based on, as far as somebody has thought of them."""
        return telling(definition.name for definition in self._chain(style))

    def _chain(self, style: str) -> list[_DocxStyle]:
        """A style and those that it is based on."""
        chain: list[_DocxStyle] = []
        while style in self.by_id and len(chain) < _DEEP_STYLES:
            chain.append(self.by_id[style])
            style = chain[-1].based_on
        return chain


def read_styles(root: _Element | None) -> DocxStyles:
    """The styles of a DOCX."""
    styles = DocxStyles()
    for node in root if root is not None else ():
        if name(node) == "style":
            look, paragraph = child(node, "rPr"), child(node, "pPr")
            styles.by_id[value(node, "styleId")] = _DocxStyle(
                name=value(child(node, "name")),
                based_on=value(child(node, "basedOn")),
                **{what: switched(look, *tags) for what, tags in TAGS.items()},
                struck=struck(look),
                place=off_line(look),
                level=outline(paragraph),
                list_=value(child(paragraph, "numPr", "numId")),
                list_level=number(child(paragraph, "numPr", "ilvl")),
            )
    return styles


def switched(look: _Element | None, *tags: str) -> bool | None:
    """Whether something is switched on or off, by the first tag that is there; None where none is."""
    node = next((found for tag in tags if (found := child(look, tag)) is not None), None)
    return None if node is None else value(node) not in _OFF


def off_line(look: _Element | None) -> TextPlace | None:
    """Whether text is above the line or below it; None where nothing is said of it.

    LibreOffice says by how much (17.3.2.24) where that isn't what it is by default.
    """
    if said := value(child(look, "vertAlign")):
        return PLACES.get(said, "")
    height = value(child(look, "position"))
    if not (size := whole(height.removeprefix("-"), 3)):
        return None if size is None else ""
    return "below" if height.startswith("-") else "above"


def struck(look: _Element | None) -> bool | None:
    """Whether there is a line through text; None where nothing is said of it."""
    said = [one for what in ("strike", "dstrike") if (one := switched(look, what)) is not None]
    return any(said) if said else None


def outline(paragraph: _Element | None) -> int:
    """The level of a heading, from 1; 0 for running text."""
    level = number(child(paragraph, "outlineLvl"))
    # 9 means body text (ECMA-376, 17.3.1.20).
    return level + 1 if level is not None and level < 9 else 0


def numbered(paragraph: _Element | None) -> bool:
    """Whether a paragraph is an item of a list."""
    # 0 takes the paragraph out of a list that its style has put it in.
    return value(child(paragraph, "numPr", "numId")) not in {"", "0"}
