"""The field of colour on a drawn cover: pure, identifier -> SVG elements."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator

WIDTH = 1600
FIELD = 1000
"""Height of the field, in pixels."""
# Ground, and two tones of the lines on it: quiet ones, that differ in brightness as well as in hue.
_COLOURS = (
    ("#1f3a4d", "#34566d", "#9fb8c4"),
    ("#3d2b3d", "#5d455c", "#c3abc0"),
    ("#23443a", "#3c6356", "#a8c5b6"),
    ("#5a2f26", "#7b4a3d", "#d9b3a2"),
    ("#2c3357", "#484f7a", "#acb3d6"),
    ("#4b4423", "#6c6339", "#cfc596"),
    ("#1d4648", "#356567", "#9fc7c6"),
    ("#522a3a", "#744456", "#d3a9b8"),
)


def field(identifier: str) -> Iterator[str]:
    """The elements, in the order in which they are painted."""
    seed = hashlib.sha256(identifier.encode()).digest()
    ground, tone, light = _COLOURS[seed[0] % len(_COLOURS)]
    yield f'<clipPath id="field"><rect width="{WIDTH}" height="{FIELD}"/></clipPath>'
    yield f'<rect width="{WIDTH}" height="{FIELD}" fill="{ground}"/>'
    yield f'<g clip-path="url(#field)" fill="none" stroke="{tone}" stroke-width="5">'
    yield from (_waves, _arcs, _rings)[seed[1] % 3](seed[2:], light)
    yield "</g>"


def _waves(seed: bytes, light: str) -> Iterator[str]:
    """Lines of water, one of them lit."""
    lines = 16 + seed[0] % 8
    lit = lines // 3 + seed[1] % (lines // 3)
    for number in range(lines):
        base = FIELD * (number + 0.5) / lines
        height = 14 + 30 * abs(math.sin(number * 0.7 + seed[2]))
        length = 260 + seed[3] + 12 * number
        shift = (seed[4] * 7 + number * 53) % length
        points = [
            f"{x:.0f} {base + height * math.sin((x + shift) * math.tau / length):.1f}"
            for x in range(0, WIDTH + 40, 40)
        ]
        colour = f' stroke="{light}" stroke-width="8"' if number == lit else ""
        yield f'<path d="M{" L".join(points)}" stroke-linejoin="round"{colour}/>'


def _arcs(seed: bytes, light: str) -> Iterator[str]:
    """Tiles of two quarter circles, each turned one way or the other: paths that wander."""
    side = (160, 200)[seed[0] % 2]
    lit = seed[1] % 12
    for row in range(FIELD // side + 1):
        for column in range(WIDTH // side):
            number = row * (WIDTH // side) + column
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


def _rings(seed: bytes, light: str) -> Iterator[str]:
    """Two voices: rings that spread from two places and cross."""
    height = FIELD * (0.35 + seed[0] / 255 * 0.3)
    apart = 300 + seed[1]
    for side, x in enumerate((WIDTH / 2 - apart, WIDTH / 2 + apart)):
        for number in range(1, 15):
            colour = f' stroke="{light}" stroke-width="8"' if number == 1 + seed[2 + side] % 5 else ""
            yield f'<circle cx="{x:.0f}" cy="{height:.0f}" r="{number * 62}"{colour}/>'
