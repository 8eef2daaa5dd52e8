"""What the style of a paragraph states by its name, in word processors."""

from __future__ import annotations

import re
from typing import NamedTuple

from toolkit.model import Kind
from toolkit.model.kinds import Form

_HEADING = re.compile(r"heading ([1-9])")


class Setting(NamedTuple):
    """What a paragraph is by its style."""

    kind: Kind | None = None
    form: Form = "prose"
    level: int = 0
    contents: bool = False
    """Whether it is a line of a table of contents."""


_KNOWN: dict[str, Setting] = {
    "title": Setting("title"),
    "caption": Setting("caption"),
    "illustration": Setting("caption"),
    "quote": Setting(form="quotation"),
    "quotations": Setting(form="quotation"),
    "intense quote": Setting(form="quotation"),
    "block text": Setting(form="quotation"),
    "verse": Setting(form="verse"),
    "poem": Setting(form="verse"),
    "list": Setting(form="item"),
    "list bullet": Setting(form="item"),
    "list number": Setting(form="item"),
    "toc heading": Setting(contents=True),
    "contents heading": Setting(contents=True),
}
"""Styles that Word and LibreOffice come with, by the names that their files have in every language."""


def setting(style: str) -> Setting | None:
    """What a style states; None for one whose name says nothing."""
    style = style.casefold()
    if found := _HEADING.fullmatch(style):
        return Setting("heading", level=int(found[1]))
    if style.startswith(("toc ", "contents ", "table of figures")):
        return Setting(contents=True)
    return _KNOWN.get(style) or _KNOWN.get(style.rstrip(" 0123456789"))
