"""Photographs that nobody took: the pictures of the sample in `data/gallery`.

They are drawn anew wherever they are needed, so that no picture of others lies in the repository. The same
numbers give the same picture.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Pixels = NDArray[np.float64]
Colour = tuple[int, int, int]
Point = tuple[float, float]


def photographs(folder: Path) -> None:
    """Write all of them into a folder: wide, tall, and a portrait."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in _all().items():
        picture.save(folder / f"{name}.jpg", quality=88)


@cache
def _all() -> dict[str, Image.Image]:
    return {"pass": mountains(), "hut": hut(), "varro": portrait()}


def mountains() -> Image.Image:
    """Ridges in moonlight, 1500 x 1000: each paler than the one before it."""
    width, height = 1500, 1000
    sky = _gradient((width, height), (22, 34, 62), (126, 146, 178))
    sky += _glow((width, height), (1090, 190), 260)[..., None] * np.array((150.0, 145.0, 120.0))
    picture = _image(sky)
    moon = ImageDraw.Draw(picture)
    moon.ellipse((1062, 162, 1118, 218), fill=(250, 247, 232))
    picture = picture.filter(ImageFilter.GaussianBlur(1.2))
    random = np.random.default_rng(11)
    far, near = np.array((112.0, 130.0, 162.0)), np.array((14.0, 21.0, 38.0))
    for number in range(6):
        share = number / 5
        ridge = _ridge(width, random, 90 + 150 * share) + 420 + 330 * share**1.2
        mask = Image.fromarray(
            np.where(np.arange(height)[:, None] > ridge[None, :], 255, 0).astype(np.uint8)
        ).filter(ImageFilter.GaussianBlur(1.5 - share))
        # Mist lies in the valleys: a ridge is paler at its foot.
        mist = np.clip((np.arange(height) - ridge.mean()) / 380, 0, 1)[:, None, None] * (1 - share)
        body = (far + (near - far) * share) * (1 - mist) + np.array((150.0, 166.0, 192.0)) * mist
        picture.paste(_image(np.broadcast_to(body, (height, width, 3))), mask=mask)
    return _grain(picture, 4, 3)


def hut() -> Image.Image:
    """A hut deep in snow, 900 x 1200: one window is lit."""
    width, height = 900, 1200
    picture = _image(_gradient((width, height), (38, 52, 96), (196, 164, 168)))
    draw = ImageDraw.Draw(picture)
    random = np.random.default_rng(5)
    for number, colour in enumerate(((104, 112, 150), (78, 90, 130))):
        ridge = _ridge(width, random, 130) + 560 + 70 * number
        draw.polygon([(0, height), *enumerate(ridge.tolist()), (width, height)], fill=colour)
    slope = _ridge(width, random, 26) + np.linspace(800, 720, width)
    draw.polygon([(0, height), *enumerate(slope.tolist()), (width, height)], fill=(176, 188, 216))
    draw.polygon([(300, 660), (620, 640), (640, 850), (290, 870)], fill=(42, 34, 38))
    draw.polygon(
        [(240, 680), (450, 500), (690, 650), (690, 610), (450, 440), (236, 636)], fill=(222, 228, 242)
    )
    draw.polygon([(300, 664), (450, 520), (622, 642)], fill=(48, 40, 44))
    draw.rectangle((556, 470, 592, 560), fill=(54, 46, 50))
    draw.rectangle((550, 452, 598, 474), fill=(222, 228, 242))
    drift = _ridge(width, random, 30) + np.linspace(880, 830, width)
    draw.polygon([(0, height), *enumerate(drift.tolist()), (width, height)], fill=(204, 214, 236))
    draw.rectangle((410, 700, 498, 790), fill=(255, 214, 120))
    draw.line((454, 700, 454, 790), fill=(80, 56, 40), width=7)
    draw.line((410, 745, 498, 745), fill=(80, 56, 40), width=7)
    pixels = np.asarray(picture.filter(ImageFilter.GaussianBlur(1.4))).astype(np.float64)
    pixels += _glow((width, height), (454, 745), 120)[..., None] * np.array((110.0, 70.0, 10.0))
    pixels += _glow((width, height), (454, 930), 110)[..., None] * np.array((60.0, 34.0, 0.0))
    picture = _image(pixels)
    flakes = Image.new("L", picture.size)
    for x, y, size in zip(
        random.integers(0, width, 220), random.integers(0, height, 220), random.random(220), strict=True
    ):
        ImageDraw.Draw(flakes).ellipse((x, y, x + 2 + 6 * size, y + 2 + 6 * size), fill=120 + int(100 * size))
    picture.paste((240, 244, 252), mask=flakes.filter(ImageFilter.GaussianBlur(1.2)))
    return _grain(picture, 3.5, 7)


def portrait() -> Image.Image:
    """A woman in profile before a window, 900 x 1125."""
    width, height = 900, 1125
    pixels = _gradient((width, height), (58, 50, 48), (30, 27, 30))
    pixels += _glow((width, height), (130, 420), 420)[..., None] * np.array((120.0, 112.0, 96.0))
    picture = _image(pixels)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 90, 400, 700), fill=(226, 230, 226))
    for x in (212, 226):
        draw.line((x, 90, x, 700), fill=(92, 80, 70), width=10)
    draw.line((40, 372, 400, 372), fill=(92, 80, 70), width=18)
    draw.polygon([(40, 700), (40, 560), (160, 500), (290, 560), (400, 520), (400, 700)], fill=(186, 198, 212))
    draw.rectangle((40, 90, 400, 700), outline=(74, 62, 54), width=22)
    picture = picture.filter(ImageFilter.GaussianBlur(7))
    shade = Image.new("L", picture.size)
    outline = ImageDraw.Draw(shade)
    outline.polygon(_smooth(_FACE), fill=255)
    outline.polygon(_smooth(_BODY), fill=255)
    figure = _gradient((width, height), (58, 44, 42), (30, 32, 42))
    # The light comes from the window: what is turned to it is warm.
    near = np.clip(1 - (np.arange(width)[None, :] - 310) / 260, 0, 1) ** 2
    figure += (near * np.clip(1 - np.arange(height)[:, None] / 1500, 0, 1))[..., None] * np.array(
        (138.0, 104.0, 84.0)
    )
    body = np.array(shade.filter(ImageFilter.GaussianBlur(2)))
    picture.paste(_image(figure), mask=Image.fromarray(body))
    hair = Image.new("L", picture.size)
    ImageDraw.Draw(hair).polygon(_smooth(_HAIR), fill=255)
    ImageDraw.Draw(hair).ellipse((660, 344, 776, 456), fill=255)
    strands = _gradient((width, height), (150, 146, 146), (62, 60, 66))
    strands *= np.clip(1.3 - (np.arange(width)[None, :] - 380) / 420, 0.4, 1.25)[..., None]
    picture.paste(_image(strands), mask=hair.filter(ImageFilter.GaussianBlur(5)))
    return _grain(picture, 4, 13)


_FACE: list[Point] = [
    (384, 268), (362, 330), (358, 380), (352, 412), (334, 450), (318, 486), (322, 504), (346, 512),
    (344, 532), (336, 550), (346, 566), (338, 586), (350, 604), (346, 640), (364, 668), (404, 676),
    (470, 656), (506, 690), (490, 800), (720, 800), (676, 660), (676, 520), (690, 400), (640, 290),
    (540, 226), (450, 226),
]  # fmt: skip
_HAIR: list[Point] = [
    (372, 322), (380, 262), (446, 214), (540, 204), (644, 252), (706, 350), (706, 470), (664, 540),
    (600, 520), (560, 440), (500, 372), (430, 330),
]  # fmt: skip
_BODY: list[Point] = [
    (486, 716), (430, 780), (300, 850), (210, 950), (160, 1135), (910, 1135), (894, 960), (810, 850),
    (700, 740),
]  # fmt: skip


def _smooth(points: list[Point], *, closed: bool = True) -> list[Point]:
    """Points of a curve through these (Catmull and Rom)."""
    ring = [points[-1], *points, *points[:2]] if closed else [points[0], *points, points[-1]]
    curve = []
    for a, b, c, d in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        for t in np.linspace(0, 1, 12, endpoint=False).tolist():
            x, y = (
                b[k]
                + t * (c[k] - a[k]) / 2
                + t * t * (a[k] - 2.5 * b[k] + 2 * c[k] - d[k] / 2)
                + t**3 * (1.5 * (b[k] - c[k]) + (d[k] - a[k]) / 2)
                for k in (0, 1)
            )
            curve.append((x, y))
    return curve if closed else [*curve, points[-1]]


def _gradient(size: tuple[int, int], top: Colour, bottom: Colour) -> Pixels:
    width, height = size
    share = np.linspace(0, 1, height)[:, None, None]
    return np.broadcast_to(np.array(top) * (1 - share) + np.array(bottom) * share, (height, width, 3)).copy()


def _glow(size: tuple[int, int], at: Point, radius: float) -> Pixels:
    """Light around a point, from 1 down to 0."""
    width, height = size
    x, y = np.arange(width)[None, :] - at[0], np.arange(height)[:, None] - at[1]
    return cast(Pixels, np.exp(-(x * x + y * y) / (2 * radius * radius)))


def _ridge(width: int, random: np.random.Generator, height: float) -> Pixels:
    """The line of a mountain: waves, the shorter the lower, with sharp tops."""
    x, line = np.arange(width) / width, np.zeros(width)
    for octave in range(1, 8):
        wave = np.sin(np.pi * (x * 1.7**octave * (0.8 + 0.5 * random.random()) + 2 * random.random()))
        line += (1 - 2 * np.abs(wave) ** 0.8) / 1.8**octave
    return line * height


def _grain(picture: Image.Image, strength: float, seed: int) -> Image.Image:
    """As film has it."""
    noise = np.random.default_rng(seed).normal(0, strength, (picture.height, picture.width, 1))
    return _image(np.asarray(picture).astype(np.float64) + noise)


def _image(pixels: Pixels) -> Image.Image:
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
