"""Styles of a word processor: what they say of a paragraph and of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from toolkit.readers.packages import child, name, number, value
from toolkit.readers.settings import TextSetting, setting

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFF = frozenset({"0", "false", "off", "none"})
_DEEP = 20
"""Styles that may be based on each other."""
DocxStyledAs = Literal["strong", "em", "hidden"]


@dataclass(slots=True)
class _DocxStyle:
    name: str = ""
    based_on: str = ""
    strong: bool | None = None
    em: bool | None = None
    hidden: bool | None = None
    level: int = 0
    item: bool = False


@dataclass(slots=True)
class DocxStyles:
    """Those of one document, by their ids."""

    by_id: dict[str, _DocxStyle] = field(default_factory=dict)
    _settings: dict[str, TextSetting] = field(default_factory=dict)

    def setting(self, style: str) -> TextSetting:
        """What a paragraph of a style is, or of one that it is based on."""
        if style not in self._settings:
            found = TextSetting()
            for one in self._chain(style):
                named = setting(one.name)
                if named is not None:
                    found = named
                    break
                if one.level:
                    found = TextSetting("heading", level=one.level)
                    break
                if one.item:
                    found = TextSetting(form="item")
            self._settings[style] = found
        return self._settings[style]

    def has(self, what: DocxStyledAs, style: str) -> bool:
        """Whether text of a style is set so; the nearest style that says anything of it has the word."""
        said = (getattr(one, what) for one in self._chain(style))
        return next((one for one in said if one is not None), False)

    def named(self, style: str) -> str:
        """What a style is called."""
        return self.by_id[style].name if style in self.by_id else ""

    def _chain(self, style: str) -> list[_DocxStyle]:
        """A style and those that it is based on."""
        found: list[_DocxStyle] = []
        while style in self.by_id and len(found) < _DEEP:
            found.append(self.by_id[style])
            style = found[-1].based_on
        return found


def read(root: _Element | None) -> DocxStyles:
    """The styles of a DOCX."""
    found = DocxStyles()
    for node in root if root is not None else ():
        if name(node) == "style":
            look, paragraph = child(node, "rPr"), child(node, "pPr")
            found.by_id[value(node, "styleId")] = _DocxStyle(
                name=value(child(node, "name")),
                based_on=value(child(node, "basedOn")),
                strong=switched(look, "b"),
                em=switched(look, "i"),
                hidden=switched(look, "vanish"),
                level=outline(paragraph),
                item=numbered(paragraph),
            )
    return found


def switched(look: _Element | None, what: str) -> bool | None:
    """Whether something is switched on or off; None where nothing is said of it."""
    node = child(look, what)
    return None if node is None else value(node) not in _OFF


def outline(paragraph: _Element | None) -> int:
    """The level of a heading, from 1; 0 for running text."""
    level = number(child(paragraph, "outlineLvl"))
    return level + 1 if level is not None and level < 9 else 0


def numbered(paragraph: _Element | None) -> bool:
    """Whether a paragraph is an item of a list."""
    return value(child(paragraph, "numPr", "numId")) not in {"", "0"}
