"""The pages of a PDF: size, margins, bleed.

All in mm. A size is a name or two numbers with a unit; margins that nobody says are shares of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from toolkit import late
from toolkit.config.tables import Fault, Layout, Table

PAPERS: Mapping[str, tuple[float, float]] = {
    "a4": (210, 297),
    "a5": (148, 210),
    "b5": (176, 250),
    "letter": (216, 279),
    "6x9": (152, 229),
}
"""Width and height in mm."""
AMERICAN = frozenset({"letter", "6x9"})
_FREE = late.regex(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)", re.ASCII)
_INCH = 25.4
_SIDES = (70, 600)
"""The shortest side of a page, and the longest."""
_TEXT = (45, 60)
"""The least width and height of the text."""
_USUAL = "b5"
_SHARES = {"inside": 0.115, "outside": 0.105, "top": 0.095, "bottom": 0.1}
# Of pages that face each other: small, with 50 to 60 letters a line, so that the eye finds its way back.
_FACING = "a5"
_SHARES_FACING = {"inside": 0.155, "outside": 0.205, "top": 0.105, "bottom": 0.125}
_WIDEST_BLEED = 20
_MARK, _AWAY = 5, 2
"""How long a crop mark is, and how far from what is printed over the edge."""


class MarginsTable(Table, frozen=True):
    """The margins of a PDF's pages, in mm.

    What isn't said is as wide as the page asks.
    """

    inside: float | None = None
    """On the side of the spine."""
    outside: float | None = None
    top: float | None = None
    bottom: float | None = None


class _OnPaper(Protocol):
    """What an edition says of its pages."""

    @property
    def layout(self) -> Layout: ...
    @property
    def paper(self) -> str: ...
    @property
    def margins(self) -> MarginsTable: ...
    @property
    def bleed(self) -> float: ...
    @property
    def crop_marks(self) -> bool: ...


class PageSize(NamedTuple):
    """A page, in mm."""

    width: float
    height: float
    inside: float
    outside: float
    top: float
    bottom: float
    bleed: float
    """How far pictures at the edge go over it."""
    around: float
    """Paper on each side of the page, for what is cut off: bleed and marks."""
    marks: bool

    @property
    def text(self) -> tuple[float, float]:
        """Width and height of the text."""
        return self.width - self.inside - self.outside, self.height - self.top - self.bottom


def size(paper: str) -> tuple[float, float] | None:
    """Width and height of a page; None where it isn't understood.

    >>> size("6x9"), size("5x8in"), size("folio")
    ((152, 229), (127.0, 203.2), None)
    """
    if paper in PAPERS:
        return PAPERS[paper]
    if not (match := _FREE.fullmatch(paper)):
        return None
    scale = _INCH if match[3] == "in" else 1
    return round(float(match[1]) * scale, 3), round(float(match[2]) * scale, 3)


def american(paper: str) -> bool:
    """Whether who prints it has paper of American sizes."""
    return paper in AMERICAN or paper.endswith("in")


def _size(look: _OnPaper) -> tuple[float, float] | None:
    """Of the paper that is named, else of what the layout asks for."""
    return size(look.paper or (_FACING if look.layout == "facing" else _USUAL))


def sheet(look: _OnPaper) -> PageSize:
    """The pages of an edition; of one whose faults were told."""
    width, height = _size(look) or PAPERS[_USUAL]
    whole = {"inside": width, "outside": width, "top": height, "bottom": height}
    own = {side: getattr(look.margins, side) for side in _SHARES}
    shares = _SHARES_FACING if look.layout == "facing" else _SHARES
    margins = {
        side: round(whole[side] * share, 3) if own[side] is None else own[side]
        for side, share in shares.items()
    }
    around = max(look.bleed, _AWAY) + _AWAY + _MARK if look.crop_marks else look.bleed
    return PageSize(width, height, **margins, bleed=look.bleed, around=around, marks=look.crop_marks)


def faults(look: _OnPaper) -> Iterator[Fault]:
    """What can't be printed of the pages of an edition."""
    sides = _size(look)
    if sides is None:
        hint = f"Legal values: {', '.join(PAPERS)}; or a size of your own, such as 130x205mm or 5.5x8.5in."
        yield ["paper"], f"`paper`: {look.paper!r} can't stand here.", hint
        return
    if not all(_SIDES[0] <= side <= _SIDES[1] for side in sides):
        hint = f"Its sides have {_SIDES[0]} to {_SIDES[1]} mm."
        yield ["paper"], f"no page of {look.paper} can be set.", hint
        return
    for side in _SHARES:
        # What is no number is not less, either.
        if not (getattr(look.margins, side) or 0) >= 0:
            yield ["margins", side], "a margin can't be less than nothing.", "Write it in mm, such as 18."
            return
    if any(room < least for room, least in zip(sheet(look).text, _TEXT, strict=True)):
        hint = f"The text needs {_TEXT[0]} mm by {_TEXT[1]}: narrower margins, or a larger page."
        yield ["margins"], "the margins leave no room for the text.", hint
    if not 0 <= look.bleed <= _WIDEST_BLEED:
        hint = f"Printers ask for 3; {_WIDEST_BLEED} at most."
        yield ["bleed"], f"no page has {look.bleed:g} mm of bleed.", hint
