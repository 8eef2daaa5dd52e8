"""Read fonts of an editor, and cut them down.

The only door to fontTools.

A font is somebody's work: one whose own flags forbid to embed it, or to cut it down, is refused; its names,
copyright and licence among them, stay in what is left of it.
"""

from __future__ import annotations

import io
import logging
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from toolkit import late
from toolkit.errors import DiglotError
from toolkit.model import Font
from toolkit.text.hygiene import shortened, tidy
from toolkit.text.segment import split

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

# OS/2 fsType, of the OpenType specification.
_RESTRICTED, _WHOLE, _BITMAPS = 0x0002, 0x0100, 0x0200
_LAWS = {
    _RESTRICTED: "its licence forbids to embed it",
    _WHOLE: "its licence forbids to embed a part of it",
    _BITMAPS: "its licence allows to embed bitmaps only",
}
# What has text of its own: set on the whole page, text in other languages would inherit the font.
_TEXTS = ("p", "span", "h1", "h2", "h3", "li", "dt", "dd", "summary")
# IDs of the table of names.
_COPYRIGHT, _FAMILY, _LICENCE, _LICENCE_URL, _TYPOGRAPHIC_FAMILY = 0, 1, 13, 14, 16
_LINE = 200
"""Characters of what names a licence, at most; more is its text."""
_NAMES_A_LICENCE = late.regex("licen[cs]e", re.IGNORECASE)


def read(data: bytes, shown: str, lang: str, licence: str = "") -> Font:
    """A font from its file.

    shown    the file, as it is shown to a person
    licence  text of the licence beside it

    Raises DiglotError for what is no single OpenType font, and for one that may not be embedded.
    """
    font = _open(data, shown)
    # Without these nobody can tell whether it may be embedded, or use it.
    if missing := {"OS/2", "name", "cmap", "head"} - set(font.keys()):
        what = f"the font has no table {min(missing)}, which readers need."
        raise DiglotError(what, shown, "Take another one.")
    with _told_of(shown):
        return Font(
            lang=lang,
            family=_name(font, _TYPOGRAPHIC_FAMILY) or _name(font, _FAMILY) or shown,
            weight=min(900, max(100, font["OS/2"].usWeightClass)),
            italic=bool(font["OS/2"].fsSelection & 1),
            data=_allowed(font, data, shown),
            notice=_notice(font),
            licence=licence or _whole_licence(font),
        )


def _allowed(font: TTFont, data: bytes, shown: str) -> bytes:
    """The data, if it may be embedded."""
    # The gravest first: one finding is enough to refuse it.
    for flag, law in _LAWS.items():
        if font["OS/2"].fsType & flag:
            hint = "Take a font under a free licence, such as the SIL Open Font License."
            raise DiglotError(f"{law} (its OS/2 table says so).", shown, hint)
    return data


def _notice(font: TTFont) -> str:
    """Its copyright, and what its licence is called or where it is."""
    licence, address = _name(font, _LICENCE), _name(font, _LICENCE_URL)
    if len(licence) > _LINE:
        # The text of a whole licence: its first sentence, where that names it or nothing else does.
        first = split(licence, "en")[0].strip()
        licence = shortened(first, _LINE) if _NAMES_A_LICENCE.search(first) or not address else ""
    notice = ""
    for told in (_name(font, _COPYRIGHT), licence, address):
        # Many fonts repeat the licence in the copyright.
        notice = notice if told in notice else f"{notice} {told}"
    return notice.strip()


def _whole_licence(font: TTFont) -> str:
    """The text of the licence that is in the font; "" where that only names it."""
    return f"{_told(font, _LICENCE).strip()}\n" if len(_name(font, _LICENCE)) > _LINE else ""


def cut(font: Font, characters: Iterable[str]) -> bytes:
    """Cut a font down to some characters.

    The same font and characters give the same bytes.
    """
    with _told_of(font.family):
        from fontTools import subset

        options = subset.Options(
            layout_features=["*"],  # joined letters, vertical forms, marks
            # All names stay, in all languages: the licence wants its notices kept.
            name_IDs=["*"],
            name_languages=["*"],
            name_legacy=True,
            notdef_outline=True,
            # Else each build would have other bytes.
            recalc_timestamp=False,
            # A signature is that of the whole font.
            drop_tables=[*subset.Options().drop_tables, "DSIG"],
        )
        opened = _open(font.data, font.family)
        worker = subset.Subsetter(options)
        worker.populate(unicodes=[*map(ord, characters)])
        worker.subset(opened)
        sink = io.BytesIO()
        opened.save(sink, reorderTables=True)
        return sink.getvalue()


def files(embedded: Sequence[Font], characters: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The fonts cut down to some characters, with their names in an edition."""
    wanted = sorted(characters)
    for number, font in enumerate(embedded, 1):
        yield f"fonts/{font.lang}-{number}.{suffix(font)}", cut(font, wanted)


def licences(embedded: Sequence[Font]) -> Iterator[tuple[str, str]]:
    """The texts of their licences, each once, with their names in an edition."""
    texts = dict.fromkeys(font.licence for font in embedded if font.licence)
    for number, text in enumerate(texts, 1):
        yield f"fonts/LICENCE-{number}.txt", text


def style(fonts: Sequence[Font], addresses: Sequence[str], around: str = "") -> str:
    """The rules that set each language in its font.

    A reader's font stands in for glyphs that it lacks.

    around  selector of what the texts are in
    """
    faces = [
        f'@font-face {{ font-family: "{name_of(font)}"; src: url("{address}");'
        f" font-weight: {font.weight}; font-style: {'italic' if font.italic else 'normal'}; }}"
        for font, address in zip(fonts, addresses, strict=True)
    ]
    # Several fonts of a language are one family, of which a reader takes the weight it needs.
    families = {font.lang: name_of(font) for font in reversed(fonts)}
    uses = []
    for lang, family in families.items():
        selectors = ", ".join([f"{around} {tag}:lang({lang})".lstrip() for tag in _TEXTS])
        uses.append(f'{selectors} {{ font-family: "{family}", serif; }}')
    return "".join(f"{line}\n" for line in ("", *faces, *uses))


def suffix(font: Font) -> str:
    """That of its kind of outlines."""
    return "otf" if font.data[:4] == b"OTTO" else "ttf"


def renamed(font: Font) -> bytes:
    """A font under the name that it has in a book, for a program that finds fonts by their names.

    All its other names stay, copyright and licence among them.
    """
    with _told_of(font.family):
        opened = _open(font.data, font.family)
        for record in opened["name"].names:
            if record.nameID in {_FAMILY, _TYPOGRAPHIC_FAMILY}:
                record.string = name_of(font)
        sink = io.BytesIO()
        opened.save(sink, reorderTables=True)
        return sink.getvalue()


def name_of(font: Font) -> str:
    """The name of a font in a book.

    A family that the reader has too would be taken in place of it.
    """
    return f"book-{font.lang}"


def _open(data: bytes, shown: str) -> TTFont:
    with _told_of(shown):
        from fontTools.ttLib import TTFont

        # fontTools opens WOFF and collections too, which not all readers take.
        if data[:4] not in {b"\0\1\0\0", b"OTTO", b"true"}:
            hint = "Take a single font: no collection, no web font."
            raise DiglotError("this is no OpenType font (.ttf or .otf).", shown, hint)
        font = TTFont(io.BytesIO(data), lazy=False, recalcTimestamp=False)
        font.ensureDecompiled()
        return font


@contextmanager
def _told_of(shown: str) -> Iterator[None]:
    """Tell what fontTools finds wrong.

    It says so in many ways. Tells also how to get fontTools.
    """
    try:
        from fontTools.ttLib import TTLibError
    except ImportError as error:
        hint = "Install the library for fonts: pip install 'diglot[fonts]'"
        raise DiglotError("fonts can't be put into a book without fontTools.", shown, hint) from error
    # It logs each part that it can't read, thousands of lines for one font; what it needs, it raises.
    logging.getLogger("fontTools").setLevel(logging.CRITICAL + 1)
    # What a broken table raises depends on which one it is.
    wrong = (ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, TypeError, ValueError)
    try:
        yield
    except (TTLibError, struct.error, *wrong) as error:
        raise DiglotError("the font is broken.", shown, "Get it again from where it is published.") from error


def _name(font: TTFont, number: int) -> str:
    """What the table of names says, in one line."""
    return tidy(_told(font, number))


def _told(font: TTFont, number: int) -> str:
    return font["name"].getDebugName(number) or ""
