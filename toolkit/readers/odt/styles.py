"""Styles of an OpenDocument text: those of the document, and those that its formatting makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from toolkit.readers.packages import child, number, value
from toolkit.readers.settings import TextSetting, setting

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEP = 20
"""Styles that may be based on each other."""
_CODE = "_20_"
"""How a blank is written in the name of a style."""
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
OdtStyledAs = Literal["strong", "em", "hidden"]


@dataclass(slots=True)
class _OdtStyle:
    name: str
    parent: str = ""
    strong: bool | None = None
    em: bool | None = None
    hidden: bool | None = None
    level: int = 0


@dataclass(slots=True)
class OdtStyles:
    """All styles, by family and name."""

    by_name: dict[tuple[str, str], _OdtStyle] = field(default_factory=dict)

    def setting(self, style: str) -> TextSetting:
        """What a paragraph of a style is, or of one that it is based on."""
        for one in self._chain("paragraph", style):
            if found := setting(one.name):
                return found
            if one.level:
                return TextSetting("heading", level=one.level)
        return TextSetting()

    def has(self, what: OdtStyledAs, family: str, style: str) -> bool | None:
        """Whether text of a style is set so; None where no style says anything of it."""
        said = (getattr(one, what) for one in self._chain(family, style))
        return next((one for one in said if one is not None), None)

    def _chain(self, family: str, style: str) -> Iterator[_OdtStyle]:
        for _ in range(_DEEP):
            if not style:
                return
            # A style that comes with the program may be named, and not be written down.
            one = self.by_name.get((family, style)) or _OdtStyle(style.replace(_CODE, " "))
            yield one
            style = one.parent


def read(roots: Iterable[_Element | None]) -> OdtStyles:
    """The styles in some parts; those of a later part win."""
    found = OdtStyles()
    for root in roots:
        for node in root.iter("{*}style") if root is not None else ():
            look = child(node, "text-properties")
            weight, slope = value(look, "font-weight"), value(look, "font-style")
            level = number(node, "default-outline-level")
            # An automatic style says what it is by its parent; its own name is made up.
            shown = value(node, "display-name") or value(node, "name").replace(_CODE, " ")
            found.by_name[value(node, "family"), value(node, "name")] = _OdtStyle(
                shown,
                value(node, "parent-style-name"),
                strong=weight in _BOLD if weight else None,
                em=slope in {"italic", "oblique"} if slope else None,
                hidden=value(look, "display") in {"none", "true"} if value(look, "display") else None,
                level=level if level is not None and level < 10 else 0,
            )
    return found
