"""Make the picture that is published of one that somebody saved.

The only door to Pillow.

What is published is JPEG or PNG, upright, no larger than a page can show, and without what a camera or a
program notes beside the pixels: place, time, names, a smaller copy, a film. Its colours are kept, with the
profile that says what they are. A picture that is all that already keeps its bytes, but for those notes.

The same bytes give the same bytes, with one version of Pillow.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from math import sqrt
from typing import TYPE_CHECKING

from toolkit import late, limits

if TYPE_CHECKING:
    from PIL.Image import Image

    from toolkit.model import Location

AREA = 1600 * 1200
"""Pixels of what is published at most: a tablet's width, and 300 to the inch across a page."""
COVER = 1600 * 2560
"""Likewise of a cover, as shops ask for it."""
LONGEST = 3200
"""Pixels of a side at most, of what is long and narrow."""
WIDTHS = (480, 960)
"""Pixels across of copies, for small screens and for fine ones; all others take the whole picture."""
_WIDER = 1.4
"""How many times as wide the whole is at least: else most of its bytes would be there twice."""
_QUALITY = 85
_BAND = 1 << 22
"""Pixels of a large picture that are made smaller at a time."""
_PROFILE = 1 << 16
"""Bytes of a colour profile that goes along; the colours of a longer one, as of presses, are converted."""
_ORIENTATION = 0x0112
_WRONG = (OSError, ValueError, SyntaxError, EOFError, IndexError, struct.error, OverflowError, MemoryError)
"""What Pillow raises for a file that isn't whole, beside its own errors, which are among these."""

# Chunks of a PNG that decide what is seen (PNG, 11.2 and 11.3).
_SEEN = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"})
# Where the coded pixels of a JPEG end: a marker that is no filling, no zero behind an FF, and no restart.
_MARKER = late.regex(rb"\xff[^\x00\xd0-\xd7\xff]")
_BEGIN, _END, _SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA


def published(
    data: bytes, kind: str, area: int = AREA, where: Location | str | None = None
) -> tuple[bytes, str]:
    """The bytes and the media type of what is published.

    data  JPEG, PNG, GIF or WebP, of a size that was checked
    kind  its media type
    area  pixels that it has at most

    Raises ValueError for a picture that can't be drawn, and DiglotError for one of too many pixels.
    """
    from PIL import Image, ImageOps

    # The limit of pixels is ours, and was asked before.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with warnings.catch_warnings():
            # Notes that can't be read are no fault of the picture: they are left out.
            warnings.simplefilter("ignore")
            image: Image.Image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "GIF", "WEBP"))
            # A file may tell its size twice, and the decoder believe another than who looked first.
            limits.check(image.width * image.height, limits.PIXELS, where)
            turned = image.getexif().get(_ORIENTATION, 1) not in {0, 1}
            size = published_size(*image.size, area)
            lossy = kind == "image/jpeg" or (kind == "image/webp" and b"VP8 " in data[12:64])
            plain = image.mode in {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}
            kept = kind in {"image/jpeg", "image/png"} and not turned and plain and size == image.size
            profile = len(image.info.get("icc_profile") or b"")
            # Of a JPEG as many pixels are decoded as are needed, which takes a fraction of the time.
            image.draft(None, size)
            # Also of what keeps its bytes: so it is known that each can be drawn.
            image.load()
            if kept and profile <= _PROFILE:
                return b"".join(_jpeg(data) if kind == "image/jpeg" else _png(data)), kind
            image = _scaled(image, size)
            # Last, as there is less to turn.
            return _saved(ImageOps.exif_transpose(image), lossy=lossy)
    except _WRONG as error:
        raise ValueError("the picture is cut off, or broken.") from error


def published_size(width: int, height: int, area: int) -> tuple[int, int]:
    """Width and height of what is published, in pixels.

    >>> published_size(4000, 3000, AREA), published_size(800, 600, AREA), published_size(12000, 600, AREA)
    ((1600, 1200), (800, 600), (3200, 160))
    """
    scale = min(1, sqrt(area / (width * height)), LONGEST / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def narrower(data: bytes, width: int) -> bytes:
    """What is published of a picture, with fewer pixels across; b"" where that saves nothing.

    data  JPEG or PNG, as `published` gives it

    Raises ValueError for what can't be drawn.
    """
    from PIL import Image

    try:
        image: Image.Image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
        if image.width < width * _WIDER:
            return b""
        size = width, max(1, round(image.height * width / image.width))
        lossy = image.format == "JPEG"
        image.draft(None, size)
        made, _ = _saved(_coloured(image).resize(size, Image.Resampling.LANCZOS), lossy=lossy)
    except _WRONG as error:
        raise ValueError("the picture is cut off, or broken.") from error
    # In few colours more pixels may take fewer bytes.
    return made if len(made) < len(data) else b""


def _scaled(image: Image, size: tuple[int, int]) -> Image:
    """The picture of a size, in colours that screens show.

    A large one is made smaller in bands, by a whole number: none of its own size is held beside it.
    """
    from PIL import Image

    width, height = image.size
    if image.size == size:
        return _coloured(image)
    # At twice the size the rest is scaled as well as from all of it.
    by = min(width // size[0], height // size[1]) // 2
    if by < 2:
        return _coloured(image).resize(size, Image.Resampling.LANCZOS)
    rows = by * max(1, _BAND // (by * width))
    boxes = ((0, top, width, min(top + rows, height)) for top in range(0, height, rows))
    bands = [_coloured(image.crop(box)).reduce(by) for box in boxes]
    made = Image.new(bands[0].mode, (bands[0].width, -(-height // by)))
    made.info = bands[0].info
    for number, band in enumerate(bands):
        made.paste(band, (0, number * (rows // by)))
    return made.resize(size, Image.Resampling.LANCZOS, box=(0, 0, width / by, height / by))


def _coloured(image: Image) -> Image:
    """The picture in colours that screens show, and that can be scaled."""
    profile = image.info.get("icc_profile") or b""
    if image.mode == "CMYK" or len(profile) > _PROFILE:
        return _converted(image, profile)
    if image.mode.startswith("I"):
        # Of 16 bits those are left that are seen.
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in {"L", "RGB", "RGBA"} and "transparency" not in image.info:
        return image
    alpha = image.has_transparency_data
    return image.convert("RGBA" if alpha else "L" if image.mode in {"1", "L"} else "RGB")


def _converted(image: Image, profile: bytes) -> Image:
    """The picture in the colours of the web."""
    from PIL import ImageCms

    mode = "RGBA" if image.has_transparency_data else "RGB"
    source = image if image.mode in {"CMYK", "L"} else image.convert(mode)
    try:
        usual = ImageCms.createProfile("sRGB")
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        done = ImageCms.profileToProfile(source, given, usual, outputMode="RGB" if mode == "RGB" else None)
    except (ImageCms.PyCMSError, *_WRONG):
        # Without a profile, or with one that is broken: as programs show it that know of none.
        done = None
    done = done or source.convert(mode)
    done.info.pop("icc_profile", None)
    return done


def _saved(image: Image, *, lossy: bool) -> tuple[bytes, str]:
    """The picture as a file: JPEG where it was lossy already, and nothing shines through."""
    made = io.BytesIO()
    profile = image.info.get("icc_profile")
    # Pillow would write more of what it has read: a comment, the resolution.
    image.info.clear()
    if lossy and image.mode in {"L", "RGB"}:
        image.save(made, "JPEG", quality=_QUALITY, icc_profile=profile)
        return made.getvalue(), "image/jpeg"
    image.save(made, "PNG", compress_level=6, icc_profile=profile)
    return made.getvalue(), "image/png"


def _png(data: bytes) -> Iterator[bytes]:
    """The chunks of a PNG that are seen; it is whole."""
    yield data[:8]
    yield from (data[at:end] for name, at, end in chunks(data) if name in _SEEN)


def chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The chunks of a PNG up to its end: what each is called, and where it begins and ends (PNG, 5.3).

    Where the file was cut off, the last one has no name.
    """
    end, name = 8, b"?"
    while name not in {b"IEND", b""}:
        begin = end
        # Beside what is in it stand its length, its name and a checksum, of four bytes each.
        end, name = begin + 12 + int.from_bytes(data[begin : begin + 4], "big"), data[begin + 4 : begin + 8]
        yield name, begin, end


def _jpeg(data: bytes) -> Iterator[bytes]:
    """The segments of a JPEG that are seen, up to its end.

    Behind it cameras put another picture, or a film. Raises IndexError for one that doesn't end.
    """
    yield _BEGIN
    yield from (segment for marker, segment in segments(data) if _decides(marker, segment[4:16]))
    yield _END


def head(data: bytes, remark: str) -> bytes:
    """A JPEG without its coded pixels: what tells its size and its colours, and a remark.

    Who only copies pictures takes it for one.
    """
    told = remark.encode()
    kept = [_BEGIN, b"\xff\xfe", (2 + len(told)).to_bytes(2, "big"), told]
    for marker, segment in segments(data):
        kept.append(segment)
        if marker == _SCAN:
            break
    return b"".join([*kept, _END])


def segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments of a JPEG between its begin and its end, each with its marker (ITU T.81, B.1).

    Coded pixels are one by themselves, with the marker 0. Raises IndexError where there is no end.
    """
    at = 2
    while data[at + 1] != _END[1]:
        if data[at] != 0xFF:
            raise IndexError
        if data[at + 1] == 0xFF:
            at += 1
            continue
        marker, end = data[at + 1], at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, data[at:end]
        at = end
        if marker == _SCAN:
            # They have no length.
            match = _MARKER.search(data, at)
            if match is None:
                raise IndexError
            yield 0, data[at : match.start()]
            at = match.start()


def _decides(marker: int, begin: bytes) -> bool:
    """Whether a segment of a JPEG decides what is seen.

    begin  of its content
    """
    if marker == 0xE0:
        return begin.startswith(b"JFIF\0")
    if marker == 0xE2:
        return begin.startswith(b"ICC_PROFILE\0")
    # That of Adobe says how colours are coded; the others, and comments, are notes.
    return marker == 0xEE or not (0xE0 <= marker <= 0xEF or marker == 0xFE)
