"""What a picture is: a cover, or one that a text shows.

Its bytes tell its type, and not its name. Whoever gets one from a file asks `read`.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any
from zlib import crc32

from toolkit import limits
from toolkit.errors import DiglotError
from toolkit.model import SVG, Cell, Location, Picture
from toolkit.writers import photographs

SUFFIXES = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    SVG: "svg",
}
"""Media type -> suffix of a file: all that a book can have."""
_BEGINS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
CURE = "Save it anew as JPEG, PNG, GIF, WebP or SVG, whole and without scripts and links."


def read(data: bytes, where: Location | str, alt: Cell) -> Picture:
    """The picture in a file, as it is published.

    Raises DiglotError for what no edition can show.
    """
    return Picture(*published(data, where), alt)


def published(data: bytes, where: Location | str, area: int = photographs.AREA) -> tuple[bytes, str]:
    """The bytes and the media type of what is published of a file.

    area  pixels that it has at most

    Raises DiglotError for what no edition can show.
    """
    kind = check(data, where)
    if kind == SVG:
        from toolkit.writers import drawings

        return drawings.cleaned(data, where), kind
    try:
        return photographs.published(data, kind, area, where)
    except ValueError as error:
        raise DiglotError(str(error), where, CURE) from error


def check(data: bytes, where: Location | str) -> str:
    """The media type of a picture; what is in it isn't drawn.

    Raises DiglotError for what no edition can show, as far as that can be told so.
    """
    # Asked before anything is looked at.
    limits.check(len(data), limits.PICTURE, where)
    try:
        if _xml(data):
            from toolkit.writers import drawings

            # What isn't drawn is taken out of a drawing before it is published.
            kind = media_type(drawings.cleaned(data, where))
        else:
            kind = media_type(data)
        width, height = size(data, kind) or (0, 0)
        if not _whole(data, kind):
            raise ValueError("the picture is cut off, or broken.")
    except ValueError as error:
        raise DiglotError(str(error), where, CURE) from error
    # A few bytes may be a picture that fills all memory where it is drawn.
    limits.check(width * height, limits.PIXELS, where)
    return kind


def file_name(picture: Picture) -> str:
    """What its file is called inside of an edition.

    It is the same for the same bytes, so that they are there once.
    """
    # Sixty-four bits: two pictures of one book never share them by chance.
    digest = hashlib.sha256(picture.data).hexdigest()[:16]
    return f"picture-{digest}.{SUFFIXES[picture.media_type]}"


def media_type(data: bytes) -> str:
    """The media type of a picture.

    Raises ValueError for what a book can't have as one.
    """
    for begin, kind in _BEGINS:
        if data.startswith(begin):
            size(data, kind)
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        size(data, "image/webp")
        return "image/webp"
    # Any XML may be a drawing: whether it is one, its root tells below.
    if _xml(data) and b"svg" in data:
        from toolkit.writers import drawings

        if what := next(drawings.wrong(data), ""):
            raise ValueError(what)
        return SVG
    raise ValueError("this is no JPEG, PNG, GIF, WebP or SVG.")


def _xml(data: bytes) -> bool:
    return re.match(rb"(\xef\xbb\xbf)?\s*<", data) is not None


def size(data: bytes, kind: str) -> tuple[int, int] | None:
    """Width and height in pixels.

    It is None for a drawing. Raises ValueError for a picture that is cut off.
    """
    pixels = None
    try:
        if kind == "image/png":
            pixels = _numbers(data, (16, 20), 4, "big")
        elif kind == "image/gif":
            pixels = _numbers(data, (6, 8), 2, "little")
        elif kind == "image/jpeg":
            pixels = _jpeg(data)
        elif kind == "image/webp":
            pixels = _webp(data)
        else:
            return None
    # Whoever reads behind the end has a picture that was cut off.
    except IndexError:
        pass
    if not pixels or 0 in pixels:
        raise ValueError("the picture is cut off, or broken.")
    return pixels


def _whole(data: bytes, kind: str) -> bool:
    """Whether a picture ends as its type does: a reader would show half of it, and the typesetter nothing."""
    if kind == "image/jpeg":
        return b"\xff\xd9" in data[-(1 << 16) :]
    if kind == "image/gif":
        return data.rstrip(b"\0").endswith(b";")
    if kind == "image/webp":
        return len(data) >= 8 + int.from_bytes(data[4:8], "little")
    for name, begin, end in photographs.chunks(data) if kind == "image/png" else ():
        # With two heads, it is of two sizes.
        if not name or (name == b"IHDR" and begin > 8):
            return False
        if crc32(data[begin + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            return False
    return True


def _numbers(data: bytes, places: tuple[int, int], length: int, order: Any) -> tuple[int, int]:
    if len(data) < places[1] + length:
        raise IndexError
    first, second = (int.from_bytes(data[at : at + length], order) for at in places)
    return first, second


def _jpeg(data: bytes) -> tuple[int, int]:
    """Size of a JPEG.

    From the frame header (ITU T.81, B.2.2).
    """
    for marker, segment in photographs.segments(data):
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = _numbers(segment, (5, 7), 2, "big")
            return width, height
    raise IndexError


def _webp(data: bytes) -> tuple[int, int]:
    """Size of a WebP.

    From the first chunk: extended, lossless, or a key frame of VP8 (RFC 6386, 9.1).
    """
    if data[12:16] == b"VP8X":
        width, height = _numbers(data, (24, 27), 3, "little")
        # The canvas is told less one (WebP container specification).
        return width + 1, height + 1
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = _numbers(data, (26, 28), 2, "little")
    return width & 0x3FFF, height & 0x3FFF


def extent(picture: Picture) -> tuple[float, float]:
    """Width and height in pixels, also of a drawing."""
    if pixels := size(picture.data, picture.media_type):
        return pixels
    from toolkit.writers import drawings

    return drawings.extent(drawings.root_of(picture.data))
