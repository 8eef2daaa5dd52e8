"""Designs of drawn covers: ground, pattern, and where the words stand.

Colours are those of the palette, else of the series, else of the book: volumes of a series look alike. The
pattern is the book's own. Both stay when titles and texts are corrected, and differ on a shelf.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.model import Book, Picture

WIDTH = 1600
FIELD = 1000
"""Height of a field of colour, in pixels."""
INK, SOFT, PAPER = "#1f1d1a", "#5a554d", "#f8f5ee"
_FOOT = 380
"""Height of the people and the publisher; titles and subtitle stand between."""
_BAND = 96
"""Height of the band with the name of a series."""
_LOGO = 110
_SIGN = _LOGO + 30
"""Height of a publisher's sign, with the room above it."""
# Ground, and two tones of the lines on it: quiet ones, that differ in brightness as well as in hue.
_COLOURS = {
    "sea": ("#1f3a4d", "#34566d", "#9fb8c4"),
    "plum": ("#3d2b3d", "#5d455c", "#c3abc0"),
    "pine": ("#23443a", "#3c6356", "#a8c5b6"),
    "brick": ("#5a2f26", "#7b4a3d", "#d9b3a2"),
    "night": ("#2c3357", "#484f7a", "#acb3d6"),
    "moss": ("#4b4423", "#6c6339", "#cfc596"),
    "teal": ("#1d4648", "#356567", "#9fc7c6"),
    "wine": ("#522a3a", "#744456", "#d3a9b8"),
}


class Drawn(NamedTuple):
    """A cover without its words."""

    elements: tuple[str, ...]
    """SVG, in the order in which they are painted."""
    titles: tuple[float, float]
    """Between which heights titles and subtitle stand."""
    people: tuple[float, float]
    margin: float
    """On each side of the words."""
    series: float
    """Where the middle of the band with the series is; 0 for none."""


def drawn(book: Book, height: int) -> Drawn:
    """The cover of a book, by its design."""
    design = {"field": _field, "label": _label, "frame": _frame}[book.cover_design]
    made = design(book, height)
    if not book.logo:
        return made
    # Below the publisher, whose sign it is.
    top, bottom = made.people
    sign = _image(book.logo, 400, _LOGO, "xMidYMid meet")
    place = f'<g transform="translate({WIDTH // 2 - 200} {bottom - _LOGO})">{sign}</g>'
    return made._replace(elements=(*made.elements, place), people=(top, bottom - _SIGN))


def colours(book: Book) -> tuple[str, str, str]:
    """Ground, tone and light."""
    if book.palette:
        return _COLOURS[book.palette]
    # Of the identifier and not of the title, which somebody may correct.
    said = book.series or book.identifier
    return list(_COLOURS.values())[hashlib.sha256(said.encode()).digest()[0] % len(_COLOURS)]


def _field(book: Book, height: int) -> Drawn:
    """A field of colour, the words on paper below it."""
    ground = colours(book)[0]
    elements = [f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>', *_pattern(book, 0, FIELD)]
    top = FIELD + 130
    if book.series:
        elements.append(f'<rect y="{FIELD - _BAND}" width="{WIDTH}" height="{_BAND}" fill="{ground}"/>')
    foot = height - _FOOT - _sign(book)
    people = (foot + 40, height - 110)
    return Drawn(tuple(elements), (top, foot), people, 130, (book.series and FIELD - _BAND / 2) or 0)


def _label(book: Book, height: int) -> Drawn:
    """A pattern all over, and a label of paper with the words on it."""
    ground, _, light = colours(book)
    top, bottom = round(height * 0.2), round(height * 0.8)
    inner = f'x="130" y="{top}" width="{WIDTH - 260}" height="{bottom - top}"'
    elements = [
        *_pattern(book, 0, height),
        f'<rect {inner} fill="{PAPER}"/>',
        (
            f'<rect x="154" y="{top + 24}" width="{WIDTH - 308}" height="{bottom - top - 48}" fill="none"'
            f' stroke="{ground}" stroke-width="4"/>'
        ),
    ]
    series = 0.0
    if book.series:
        series = top - 130.0
        elements.append(
            f'<rect x="130" y="{series - _BAND / 2}" width="{WIDTH - 260}" height="{_BAND}" fill="{ground}"'
            f' stroke="{light}" stroke-width="3"/>'
        )
    foot = bottom - 330 - _sign(book)
    return Drawn(tuple(elements), (top + 90, foot), (foot + 10, bottom - 70), 210, series)


def _frame(book: Book, height: int) -> Drawn:
    """Paper in a frame, the words above, and a window with the pattern in the middle."""
    ground = colours(book)[0]
    deep = round(height * 0.22)
    foot = height - 420 - _sign(book)
    top = foot - 50 - deep
    elements = [
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
        (
            f'<rect x="60" y="60" width="{WIDTH - 120}" height="{height - 120}" fill="none" stroke="{ground}"'
            ' stroke-width="26"/>'
        ),
        (
            f'<rect x="96" y="96" width="{WIDTH - 192}" height="{height - 192}" fill="none" stroke="{ground}"'
            ' stroke-width="4"/>'
        ),
        f'<g transform="translate(200 {top}) scale(0.75)">',
        *_pattern(book, 0, round(deep / 0.75)),
        "</g>",
    ]
    series = 0.0
    if book.series:
        series = 200.0
        elements.append(
            f'<rect x="96" y="{series - _BAND / 2}" width="{WIDTH - 192}" height="{_BAND}" fill="{ground}"/>'
        )
    return Drawn(tuple(elements), (300, top - 60), (foot, height - 150), 190, series)


def _sign(book: Book) -> int:
    """How much room the publisher's sign takes from the titles."""
    return _SIGN if book.logo else 0


def _pattern(book: Book, top: int, deep: int) -> Iterator[str]:
    """A field with the picture behind, or with the book's own lines."""
    ground, tone, light = colours(book)
    yield f'<clipPath id="field"><rect y="{top}" width="{WIDTH}" height="{deep}"/></clipPath>'
    yield f'<rect y="{top}" width="{WIDTH}" height="{deep}" fill="{ground}"/>'
    if book.cover_picture:
        yield _image(book.cover_picture, WIDTH, deep, "xMidYMid slice")
        return
    seed = hashlib.sha256(book.identifier.encode()).digest()
    yield f'<g clip-path="url(#field)" fill="none" stroke="{tone}" stroke-width="5">'
    yield from (_waves, _arcs, _rings)[seed[1] % 3](seed[2:], light, deep)
    yield "</g>"


def _image(picture: Picture, width: float, height: float, fit: str) -> str:
    address = f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"
    return f'<image width="{width}" height="{height}" preserveAspectRatio="{fit}" href="{address}"/>'


def _waves(seed: bytes, light: str, deep: int) -> Iterator[str]:
    """Lines of water, one of them lit."""
    lines = 16 + seed[0] % 8
    lit = lines // 3 + seed[1] % (lines // 3)
    for number in range(lines):
        base = deep * (number + 0.5) / lines
        height = 14 + 30 * abs(math.sin(number * 0.7 + seed[2]))
        length = 260 + seed[3] + 12 * number
        shift = (seed[4] * 7 + number * 53) % length
        points = [
            f"{x:.0f} {base + height * math.sin((x + shift) * math.tau / length):.1f}"
            # Points every 40 pixels: between them a line is as good as a curve.
            for x in range(0, WIDTH + 40, 40)
        ]
        colour = f' stroke="{light}" stroke-width="8"' if number == lit else ""
        yield f'<path d="M{" L".join(points)}" stroke-linejoin="round"{colour}/>'


def _arcs(seed: bytes, light: str, deep: int) -> Iterator[str]:
    """Tiles of two quarter circles.

    Each is turned one way or the other: paths that wander.
    """
    side = (160, 200)[seed[0] % 2]
    lit = seed[1] % 12
    for row in range(deep // side + 1):
        for column in range(WIDTH // side):
            number = row * (WIDTH // side) + column
            # A bit of the seed for each tile, so that neighbours don't repeat.
            turned = seed[2 + number % 24] >> (number // 24) % 8 & 1
            x, y, half = column * side, row * side, side // 2
            if turned:
                path = f"M{x} {y + half}A{half} {half} 0 0 0 {x + half} {y}"
                path += f"M{x + half} {y + side}A{half} {half} 0 0 1 {x + side} {y + half}"
            else:
                path = f"M{x} {y + half}A{half} {half} 0 0 1 {x + half} {y + side}"
                path += f"M{x + half} {y}A{half} {half} 0 0 0 {x + side} {y + half}"
            colour = f' stroke="{light}" stroke-width="8"' if number % 12 == lit else ""
            yield f'<path d="{path}"{colour}/>'


def _rings(seed: bytes, light: str, deep: int) -> Iterator[str]:
    """Rings that spread from two places.

    Two voices, which cross.
    """
    height = deep * (0.35 + seed[0] / 255 * 0.3)
    apart = 300 + seed[1]
    for side, x in enumerate((WIDTH / 2 - apart, WIDTH / 2 + apart)):
        for number in range(1, 15):
            colour = f' stroke="{light}" stroke-width="8"' if number == 1 + seed[2 + side] % 5 else ""
            yield f'<circle cx="{x:.0f}" cy="{height:.0f}" r="{number * 62}"{colour}/>'
