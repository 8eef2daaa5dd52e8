"""What the style of a paragraph states by its name, in word processors."""

from __future__ import annotations

import re
from typing import NamedTuple

from toolkit.model import Kind
from toolkit.model.kinds import Form

_HEADING = re.compile(r"heading ([1-9])")


class TextSetting(NamedTuple):
    """What a paragraph is by its style."""

    kind: Kind | None = None
    form: Form = "prose"
    level: int = 0
    contents: bool = False
    """Whether it is a line of a table of contents."""


_KNOWN: dict[str, TextSetting] = {
    "title": TextSetting("title"),
    "caption": TextSetting("caption"),
    "illustration": TextSetting("caption"),
    "quote": TextSetting(form="quotation"),
    "quotations": TextSetting(form="quotation"),
    "intense quote": TextSetting(form="quotation"),
    "block text": TextSetting(form="quotation"),
    "verse": TextSetting(form="verse"),
    "poem": TextSetting(form="verse"),
    "list": TextSetting(form="item"),
    "list bullet": TextSetting(form="item"),
    "list number": TextSetting(form="item"),
    "toc heading": TextSetting(contents=True),
    "contents heading": TextSetting(contents=True),
}
"""Styles that Word and LibreOffice come with, by the names that their files have in every language."""


def setting(style: str) -> TextSetting | None:
    """What a style states; None for one whose name says nothing."""
    style = style.casefold()
    if found := _HEADING.fullmatch(style):
        return TextSetting("heading", level=int(found[1]))
    if style.startswith(("toc ", "contents ", "table of figures")):
        return TextSetting(contents=True)
    return _KNOWN.get(style) or _KNOWN.get(style.rstrip(" 0123456789"))
