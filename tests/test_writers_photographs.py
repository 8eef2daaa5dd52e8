"""What is published of a photograph: its pixels, upright and as many as are seen, and none of its notes."""

from __future__ import annotations

import base64
import io
import re
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageOps, PngImagePlugin

from pace import examples
from toolkit.errors import DiglotError
from toolkit.model import Cell
from toolkit.writers import photographs, pictures, typesetting
from toolkit.writers.photographs import AREA, LONGEST

PLACE = "47.3769 N"
"""What must never be published."""
ALT = Cell("A pier.", "en", "original")


def quarters(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture in four colours, so that it can be seen how it is turned."""
    made = Image.new("RGB", (2, 2))
    made.putdata([(220, 20, 20), (20, 200, 20), (20, 20, 220), (220, 220, 20)])
    return made.resize((width, height), Image.Resampling.NEAREST).convert(mode)


def corners(image: Image.Image) -> str:
    """The colours of the four corners: red, green, blue, yellow."""
    names = {(True, False, False): "r", (False, True, False): "g", (False, False, True): "b"}
    image = image.convert("RGB")
    width, height = image.size
    places = [(x, y) for y in (height // 8, height * 7 // 8) for x in (width // 8, width * 7 // 8)]
    found = []
    for place in places:
        pixel = image.getpixel(place)
        assert isinstance(pixel, tuple)
        found.append(names.get((pixel[0] > 128, pixel[1] > 128, pixel[2] > 128), "y"))
    return "".join(found)


def noted(orientation: int = 1) -> Image.Exif:
    """What a camera notes: where it was, above all."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = PLACE
    exif.get_ifd(0x8825)[1] = "N"
    return exif


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    made = io.BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def shown(data: bytes) -> tuple[Image.Image, bytes]:
    """What is published of it: the picture, and its bytes."""
    made = pictures.read(data, "x", ALT)
    image = Image.open(io.BytesIO(made.data))
    image.load()
    assert image.get_format_mimetype() == made.media_type
    return image, made.data


def png_notes() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", PLACE)
    info.add_itxt("XML:com.adobe.xmp", PLACE)
    return info


NOTED: dict[str, Callable[[tuple[int, int]], bytes]] = {
    "JPEG": lambda size: saved(
        quarters(*size), "JPEG", exif=noted(), comment=PLACE.encode(), xmp=PLACE.encode()
    ),
    "progressive": lambda size: saved(quarters(*size), "JPEG", exif=noted(), progressive=True),
    "PNG": lambda size: saved(quarters(*size), "PNG", exif=noted(), pnginfo=png_notes()),
    "WebP": lambda size: saved(quarters(*size), "WEBP", exif=noted(), xmp=PLACE.encode()),
    "GIF": lambda size: saved(quarters(*size), "GIF", comment=PLACE.encode()),
    "JPEG with a film behind it": lambda size: (
        saved(quarters(*size), "JPEG") + saved(quarters(*size), "JPEG", exif=noted())
    ),
}


@pytest.mark.parametrize("size", [(80, 60), (2400, 1600)])
@pytest.mark.parametrize("kind", NOTED)
def test_no_note_of_a_camera_is_published(kind: str, size: tuple[int, int]) -> None:
    data = NOTED[kind](size)
    assert PLACE.encode() in data or kind == "WebP"
    image, made = shown(data)
    assert PLACE.encode() not in made and b"Exif" not in made and not image.getexif()
    assert corners(image) == "rgby"
    assert image.size == size if max(size) < 1000 else image.width * image.height <= AREA


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_is_small_enough_keeps_its_pixels(kind: str) -> None:
    data = NOTED[kind]((640, 480))
    image, made = shown(data)
    assert image.tobytes() == Image.open(io.BytesIO(data)).tobytes() and len(made) < len(data)
    # There is nothing more to take out.
    assert pictures.read(made, "x", ALT).data == made


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(80, 60), (2400, 1600)])
def test_a_picture_stands_upright(kind: str, orientation: int, size: tuple[int, int]) -> None:
    data = saved(quarters(*size), kind, exif=noted(orientation))
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    image, _ = shown(data)
    assert corners(image) == corners(upright)
    assert (image.width > image.height) == (upright.width > upright.height)


@pytest.mark.parametrize("size", [(80, 60), (2400, 1600)])
def test_colours_keep_their_profile(size: tuple[int, int]) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG"):
        image, _ = shown(saved(quarters(*size), kind, icc_profile=profile))
        assert image.info["icc_profile"] == profile
    # A profile of a press is long, and screens know nothing of it: the colours are converted.
    image, made = shown(saved(quarters(*size), "JPEG", icc_profile=profile + bytes(80_000)))
    assert "icc_profile" not in image.info and corners(image) == "rgby" and len(made) < 80_000


@pytest.mark.parametrize("size", [(80, 60), (2000, 1500)])
@pytest.mark.parametrize(
    ("mode", "kind", "becomes"),
    [
        ("CMYK", "JPEG", ("JPEG", "RGB")),
        ("L", "JPEG", ("JPEG", "L")),
        ("RGB", "WEBP", ("JPEG", "RGB")),
        ("RGBA", "WEBP", ("PNG", "RGBA")),
        ("RGBA", "PNG", ("PNG", "RGBA")),
        ("1", "PNG", ("PNG", "")),
        ("P", "GIF", ("PNG", "RGB")),
    ],
)
def test_every_kind_becomes_one_that_all_readers_show(
    mode: str, kind: str, becomes: tuple[str, str], size: tuple[int, int]
) -> None:
    given_ = quarters(*size, mode)
    if mode == "RGBA":
        given_.putalpha(200)
    image, _ = shown(saved(given_, kind))
    assert image.format == becomes[0] and becomes[1] in ("", image.mode)
    if mode not in {"L", "1"}:
        assert corners(image) == "rgby"


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L"])
def test_a_large_picture_is_made_smaller_in_bands_as_it_is_as_a_whole(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the bands are, and also where the height is no multiple of them."""
    grey = Image.radial_gradient("L").resize((1130, 970))
    image = Image.merge("RGB", (grey, ImageOps.invert(grey), grey)).convert(mode)
    if mode == "RGBA":
        image.putalpha(grey.rotate(90))
    sink = io.BytesIO()
    image.save(sink, "PNG")
    whole = photographs.published(sink.getvalue(), "image/png", 10_000)[0]
    monkeypatch.setattr(photographs, "_BAND", 1130 * 40)
    assert photographs.published(sink.getvalue(), "image/png", 10_000)[0] == whole
    made = Image.open(io.BytesIO(whole)).convert("RGBA")
    once = image.convert("RGBA").resize(made.size, Image.Resampling.LANCZOS)
    paper = Image.new("RGBA", made.size, "white")
    seen = [Image.alpha_composite(paper, one).convert("RGB") for one in (made, once)]
    assert max(ImageChops.difference(*seen).tobytes()) < 8


def test_a_grey_of_sixteen_bits_stays_the_grey_that_it_is() -> None:
    image, _ = shown(saved(Image.new("I;16", (2000, 1500), 0x8000), "PNG"))
    assert (image.mode, image.getpixel((9, 9))) == ("L", 0x80)


def test_nothing_moves() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    for kind in ("GIF", "WEBP", "PNG"):
        data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=40)
        image, made = shown(data)
        assert getattr(image, "n_frames", 1) == 1 and b"acTL" not in made


def test_what_shines_through_a_palette_does_so_still() -> None:
    made = Image.new("P", (2000, 1500), 1)
    made.putpalette([255, 0, 0, 0, 0, 255])
    image, _ = shown(saved(made, "PNG", transparency=1))
    assert image.mode == "RGBA" and image.getpixel((5, 5)) == (0, 0, 0, 0)


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_no_picture_is_larger_than_a_page_shows_or_larger_than_it_was(width: int, height: int) -> None:
    wide, high = photographs.published_size(width, height, AREA)
    assert 1 <= wide <= min(width, LONGEST) and 1 <= high <= min(height, LONGEST)
    # Rounding may add half a pixel a side.
    assert wide * high <= AREA + wide + high
    if width * height <= AREA and max(width, height) <= LONGEST:
        assert (wide, high) == (width, height)


SOUND = [saved(quarters(40, 30), kind, exif=noted(6)) for kind in ("JPEG", "PNG", "WEBP")]


@examples(150)
@given(st.sampled_from(SOUND), st.integers(0, 10_000), st.binary(max_size=6), st.integers(0, 4))
def test_damage_is_told_or_does_no_harm(data: bytes, at: int, put: bytes, out: int) -> None:
    at %= len(data)
    damaged = data[:at] + put + data[at + out :]
    # Any other error than this is a fault.
    with suppress(DiglotError):
        made = pictures.read(damaged, "x", ALT)
        assert PLACE.encode() not in made.data
        Image.open(io.BytesIO(made.data)).load()


def test_a_picture_that_has_a_head_and_no_pixels_is_refused() -> None:
    head = b"IHDR" + struct.pack(">IIBBBBB", 9000, 9000, 8, 2, 0, 0, 0)
    pixels = b"IDAT" + zlib.compress(bytes(50))
    chunks = [
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in (head, pixels, b"IEND")
    ]
    with pytest.raises(DiglotError, match="cut off, or broken"):
        pictures.read(b"\x89PNG\r\n\x1a\n" + b"".join(chunks), "x", ALT)


OPENING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:ink="http://www.inkscape.org/namespaces/inkscape" width="9" height="9"'
)


@pytest.mark.parametrize(
    ("drawn", "left"),
    [
        ("<script>x()</script><path d='M0 0'/>", '<path d="M0 0"/>'),
        ('<g onload="x()" id="a"/>', '<g id="a"/>'),
        ('<a xlink:href="https://a.example"><path d="M0 0"/></a>', '<a><path d="M0 0"/></a>'),
        ('<a href="javascript:x()" xlink:href="#up"/>', '<a xlink:href="#up"/>'),
        ("<metadata>Drawn at 47.3769 N</metadata><g/>", "<g/>"),
        ("<!-- /home/ann/pier.svg --><?x y?><g/>", "<g/>"),
        ('<ink:view zoom="2"/><g ink:label="/home/ann"/>', "<g/>"),
        ("<text>one<!-- two --> three</text>", "<text>one three</text>"),
    ],
)
def test_a_drawing_is_published_without_what_is_not_drawn(drawn: str, left: str) -> None:
    made = pictures.read(f"{OPENING}>{drawn}</svg>".encode(), "x", ALT)
    assert left in made.data.decode() and made.data.decode().count("<") == left.count("<") + 2
    # There is nothing more to take out.
    assert pictures.read(made.data, "x", ALT).data == made.data


def test_a_photograph_in_a_drawing_loses_its_notes_as_well() -> None:
    inside = base64.b64encode(NOTED["JPEG"]((80, 60))).decode()
    drawing = f'{OPENING}><image xlink:href="data:image/jpeg;base64,{inside}"/></svg>'
    made = pictures.read(drawing.encode(), "x", ALT).data
    (kept,) = re.findall(rb"base64,([^\"]+)", made)
    assert base64.b64decode(kept).startswith(b"\xff\xd8") and PLACE.encode() not in base64.b64decode(kept)


def test_a_drawing_with_nothing_to_take_out_keeps_its_bytes() -> None:
    drawing = f"{OPENING}>\n <path  d='M0 0'/></svg>\n".encode()
    assert pictures.read(drawing, "x", ALT).data == drawing


@pytest.mark.parametrize(
    ("told", "size"),
    [('viewBox="0 0 60,40"', (60, 40)), ('width="100%" viewBox="0 0 60 40"', (60, 40)), ("", (300, 150))],
)
def test_a_drawing_says_how_large_it_is(told: str, size: tuple[int, int]) -> None:
    made = pictures.read(f'<svg xmlns="http://www.w3.org/2000/svg" {told}/>'.encode(), "x", ALT)
    assert f'width="{size[0]}" height="{size[1]}"' in re.sub(r' viewBox="[^"]*"', "", made.data.decode())
    assert pictures.extent(made) == size


@pytest.mark.parametrize(
    ("level", "nine"),
    [
        ('<pattern id="p{above}">{nine}</pattern>', '<rect fill="url(#p{n})"/>'),
        ('<g id="p{above}">{nine}</g>', "<g mask='url(\"#p{n}\")'/>"),
        ('<g id="p{above}">{nine}</g>', '<g style="clip-path:url(#p{n})"/>'),
        ('<g id="p{above}">{nine}</g>', '<image href="#p{n}"/>'),
        ('<g id="p{above}">{nine}</g>', '<use href="#empty" xlink:href="#p{n}"/>'),
        # What a group has, each element in it has.
        ('<pattern id="p{above}"><g fill="url(#p{n})">{nine}</g></pattern>', "<path/>"),
        (
            "<style>.a, g > .b{n} {{ marker: url(#p{n}) }}</style><marker id='p{above}'>{nine}</marker>",
            '<path class="b{n}"/>',
        ),
    ],
)
def test_a_drawing_is_weighed_by_all_that_its_elements_name(level: str, nine: str) -> None:
    levels = [level.format(above=n + 1, n=n, nine=nine.format(n=n) * 9) for n in range(7)]
    with pytest.raises(DiglotError, match="200,000 elements") as caught:
        pictures.read(f'{OPENING}><g id="p0"/><g id="empty"/>{"".join(levels)}</svg>'.encode(), "a.svg", ALT)
    assert caught.value.where == "a.svg" and caught.value.hint


def test_a_style_sheet_multiplies_nothing() -> None:
    body = "".join(f"fill: url(#x{n});" for n in range(900))
    sheet = f"<style>{','.join(['.a'] * 9000)} {{{body}}}</style>"
    with pytest.raises(DiglotError, match="200,000 elements"):
        pictures.read(f'{OPENING}>{sheet}<g class="a"/></svg>'.encode(), "a.svg", ALT)


def test_a_drawing_may_have_a_clip_and_a_hatch() -> None:
    drawn = (
        "<style>.h { fill: url(#hatch) } rect { fill: url(#sky) }</style>"
        '<clipPath id="c"><path d="M0 0"/></clipPath><linearGradient id="sky"/>'
        '<pattern id="hatch"><path d="M0 0"/></pattern>'
        '<g clip-path="url(#c)">' + "<rect/>" * 5000 + '<path class="h"/>' * 5000 + "</g>"
    )
    pictures.read(f"{OPENING}>{drawn}</svg>".encode(), "a.svg", ALT)


@pytest.mark.parametrize(
    ("drawn", "words"),
    [
        ('<g id="a"/><g id="a"/>', "two elements of the drawing have the id a"),
        ('<pattern id="a"><path fill="url(#a)"/></pattern>', "uses itself"),
        ('<g fill="url(#a)"><pattern id="a"><path/></pattern></g>', "uses itself"),
    ],
)
def test_a_drawing_that_can_be_drawn_in_two_ways_or_for_ever(drawn: str, words: str) -> None:
    with pytest.raises(DiglotError, match=words):
        pictures.read(f"{OPENING}>{drawn}</svg>".encode(), "a.svg", ALT)


def test_of_two_addresses_is_published_what_readers_take() -> None:
    drawing = f'{OPENING}><g id="a"/><g id="b"/><use href="#a" xlink:href="#b"/></svg>'
    assert b'<use href="#a"/>' in pictures.read(drawing.encode(), "a.svg", ALT).data


@pytest.mark.parametrize(
    ("size", "drawn"), [((1, 99_999), (1, 3200)), ((40, 60), (1600, 2400)), ((9, 2), (1600, 356))]
)
def test_no_drawing_is_drawn_without_end(size: tuple[int, int], drawn: tuple[int, int]) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}"/>'
    assert Image.open(io.BytesIO(typesetting.picture(svg, ("Libertinus Serif",)))).size == drawn


def test_a_drawing_that_the_typesetter_refuses_is_an_error_of_ours() -> None:
    with pytest.raises(typesetting.BrokenPictureError, match="can't be drawn"):
        typesetting.picture("<svg", ("Libertinus Serif",))
    assert not typesetting.draws("<svg")


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def head(side: int) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))


TWO_HEADS = (
    b"\x89PNG\r\n\x1a\n"
    + head(1)
    + head(60_000)
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)
GIF = (
    b"GIF89a"
    + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0)
    + bytes(6)
    + b","
    + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0)
    + b"\2\2\x44\1\0;"
)


@pytest.mark.parametrize(("data", "words"), [(TWO_HEADS, "broken"), (GIF, "200,000,000 pixels")])
def test_a_picture_of_two_sizes_fills_no_memory(data: bytes, words: str) -> None:
    with pytest.raises(DiglotError, match=words) as caught:
        pictures.read(data, "a.png", ALT)
    assert caught.value.where == "a.png"
    # The door itself looks at what the decoder believes.
    with pytest.raises(DiglotError, match="200,000,000 pixels"):
        photographs.published(data, "image/png")


@pytest.mark.parametrize(
    "drawn",
    [
        '<image href="data:image/png;x=y;base64,iVBORw0KGgo="/>',
        '<image href="data:image/jpeg,%FF%D8"/>',
        '<image href="data:image/png;base64,iVBOR*"/>',
        '<g style="mask: url(data:image/png;base64,iVBORw0KGgo=)"/>',
    ],
)
def test_a_photograph_in_a_drawing_that_can_not_be_cleaned_is_refused(drawn: str) -> None:
    with pytest.raises(DiglotError, match=r"elsewhere|no base64"):
        pictures.read(f"{OPENING}>{drawn}</svg>".encode(), "a.svg", ALT)


def test_a_bomb_in_a_drawing_is_told_with_the_name_of_the_drawing() -> None:
    inside = base64.b64encode(GIF).decode()
    with pytest.raises(DiglotError, match="200,000,000 pixels") as caught:
        pictures.read(
            f'{OPENING}><image href="data:image/gif;base64,{inside}"/></svg>'.encode(), "a.svg", ALT
        )
    assert caught.value.where == "a.svg"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x()'>]>", "attributes of its own"),
        ("<!DOCTYPE svg [<!ENTITY a 'x'>]>", "entities"),
        ("<?xml-stylesheet href='https://a.example/a.css'?>", "style sheet"),
    ],
)
def test_nothing_before_a_drawing_decides_what_is_drawn(before: str, words: str, encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?>{before}{OPENING}><desc>\u7673\u7667</desc></svg>"
    with pytest.raises(DiglotError, match=words):
        pictures.read(text.encode(encoding), "a.svg", ALT)


@pytest.mark.parametrize(
    ("drawing", "encoding"),
    [
        (f"<?xml version='1.0' encoding='utf-16-le'?>{OPENING}><desc>\u7673\u7667</desc></svg>", "utf-16-le"),
        (f"<?xml version='1.0' encoding='koi8-r'?>{OPENING}><desc>Маяк</desc></svg>", "koi8-r"),
        (f"<!DOCTYPE svg><!-- /home/ann -->{OPENING}><desc>مرسى</desc></svg><?x y?>", "utf-8"),
    ],
)
def test_a_drawing_is_published_as_its_root_alone_in_utf_8(drawing: str, encoding: str) -> None:
    made = pictures.read(drawing.encode(encoding), "a.svg", ALT).data
    begin = drawing.index("<desc>")
    assert made.startswith(b"<svg ") and made.endswith(drawing[begin:].partition("<?")[0].encode())
