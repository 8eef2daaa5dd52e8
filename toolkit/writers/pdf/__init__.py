"""Write books as tagged PDF.

For paper and screen (PDF/UA-1). Extra: `pip install 'diglot[pdf]'`.

What stands on the pages is said by `content.py`, how each language is set by `fonts.py`; `book.typ` sets it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain
from string import printable
from typing import Any, BinaryIO, cast

from toolkit import languages
from toolkit.config import BuildOptions
from toolkit.config.paper import PageSize, sheet
from toolkit.config.style import variables
from toolkit.edition import headlines
from toolkit.edition.blocks import direction, labels
from toolkit.errors import DiglotError, WritingModeError
from toolkit.model import SVG, Book, Edition, Picture, Use
from toolkit.text import line_breaks
from toolkit.writers import (
    Writer,
    Written,
    cover,
    cover_designs,
    drawings,
    modified,
    photographs,
    pictures,
    typesetting,
)
from toolkit.writers.fonts import name_of, renamed, suffix
from toolkit.writers.metadata import metadata
from toolkit.writers.pdf import balance, boxes, fonts, objects, stand_ins
from toolkit.writers.pdf.cells import Data
from toolkit.writers.pdf.content import PaperContent

_WHOLE = (1, 0.6)
_SHARES: Mapping[Use, tuple[float, float]] = {
    "picture": _WHOLE,
    "decoration": _WHOLE,
    "portrait": (0.385, 0.14),
    "logo": (0.32, 0.075),
}
"""How much of a page's text a picture may fill, by what it is for: width, and height with its caption."""
_POINTS = 0.75
"""In a pixel, of which an inch has 96."""
_NARROWEST = 40
"""Of a column, in mm; of one in ideographs its part of that."""
_NAMES = 29
"""Millimetres of a column of names, with what is between it and the text."""
_LETTER = 1.45
"""Millimetres of a letter of the text, with its share of the blanks."""
_LIGHT: Mapping[str, str] = {"weight": "regular", "case": "small-caps"}
"""How names in a line are set on pages that face each other."""
_EAST = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー"
_TIED = (
    rf"(?:[{_EAST}]|[\p{{L}}\p{{N}}’--[{_EAST}]]+)[\p{{Pe}}\p{{Pf}}\p{{Po}}]*[{line_breaks.TIES}]+"
    rf"|\p{{L}}+(?:-(?:{line_breaks.PRONOUNS})\b)+"
)
"""What no line begins with, and what it stays with: a letter where lines end between any two, else a word."""
_CLOSING = {
    "ended": rf"[.,;:?!…][{line_breaks.GERESH}]+",
    "closing": rf"^[{line_breaks.GERESH}]+([^\p{{L}}\p{{N}}]|$)",
}
"""What ends a quotation in Hebrew: behind a stop, and behind words from the other side."""
_ROUNDS = 200
"""How often a book is set at most: all characters without a font are found at once, texts that no font has
as a whole one by one."""


def write(book: Book, options: BuildOptions, sink: BinaryIO) -> Written:
    """Write the pages to a binary file.

    Gives its pages, and what no font of this machine has.

    The same book, options and fonts give the same bytes.
    """
    if options.vertical:
        raise WritingModeError("a PDF can't be set vertically.", hint="Build an EPUB: -f epub.")
    page = sheet(options)
    data = pages(book, options)
    shown = {pictures.file_name(picture): picture for picture in _shown(book)}
    given = dict(_files(shown, page))
    lost: list[str] = []
    # The compiler tells one text at a time that it can't print.
    with typesetting.typefaces(_own_fonts(book)) as faces:
        if data["layout"] == "facing":
            data = _balanced(data, book.langs, given, faces)
        for left in reversed(range(_ROUNDS)):
            try:
                made = typesetting.pdf(_program(), data, options.modified, given, faces)
            except typesetting.LostCharactersError as error:
                more = _lost(data, error.what, faces)
                # No box would help, or there is no end of it: then it is an error.
                if not more or not left:
                    what, hint = typesetting.explain([*lost, *more] or list(error.what))
                    raise DiglotError(what, hint=hint) from error
                lost += more
                data = fonts.boxed(data, more)
            except typesetting.BrokenPictureError as error:
                raise _broken(book) from error
            else:
                _put(made, _photographs(data, shown), page, sink)
                break
    findings = fonts.findings(book, lost, fonts.lacking(book.langs, typesetting.families()))
    return Written(findings, objects.pages(made))


def _balanced(data: Data, langs: Sequence[str], given: Mapping[str, bytes], faces: typesetting.Faces) -> Data:
    """The data of a book whose pages face each other, in sizes in which both are filled."""

    def lines(sizes: Mapping[str, float], pairs: Sequence[Data]) -> Sequence[float]:
        styles = {lang: style | {"scale": sizes.get(lang, 1)} for lang, style in data["styles"].items()}
        asked = data | {"styles": styles, "sections": [], "cover": None, "measured": pairs}
        (found,) = typesetting.told(_program(), asked, "lines", given, faces)
        return cast("list[float]", found)

    return balance.balanced(data, {lang: fonts.spacing(lang) for lang in langs}, lines)


def _own_fonts(book: Book) -> dict[str, bytes]:
    """The editor's, under names of their own: the machine may have others of these names."""
    return {f"{n}.{suffix(font)}": renamed(font) for n, font in enumerate(book.fonts)}


def _files(shown: Mapping[str, Picture], page: PageSize) -> Iterator[tuple[str, bytes]]:
    """The pictures that are no drawings, and a drawing around each.

    So the compiler puts their bytes into the file as they are; else it would hold all their pixels.
    """
    for name, picture in shown.items():
        if picture.media_type != SVG:
            yield name, stand_ins.stand_in(picture)
            yield f"{name}.svg", _around(name, *_printed_size(picture, page)).encode()


def _shown(book: Book) -> Iterator[Picture]:
    for document in book.documents:
        yield from document.pictures.values()
    yield from book.around


def _photographs(data: Data, shown: Mapping[str, Picture]) -> stand_ins.Photographs:
    """Those that stand on the pages, and not in a drawing."""
    said = [value for value in _everything(data["sections"]) if isinstance(value, dict)]
    names = dict.fromkeys([value["file"] for value in said if "file" in value])
    return stand_ins.Photographs(
        {name: shown[name].data for name in names if shown[name].media_type == stand_ins.JPEG}
    )


def _put(made: bytes, photographs: stand_ins.Photographs, page: PageSize, sink: BinaryIO) -> None:
    """Write what the compiler has made, with what it can't do itself."""
    bled = [boxes.bleeding(page.bleed)] if page.around else []
    # Most books have neither: they don't hang on the form in which the compiler writes.
    if not (photographs.shown or bled):
        sink.write(made)
        return
    objects.rewrite(made, [photographs, *bled], sink)
    if photographs.missing:
        raise ValueError(f"the compiler's PDF has no place for {min(photographs.missing)}")


def _broken(book: Book) -> DiglotError:
    """What to say of a picture that has the form of one, and can't be drawn."""
    broken = "the cover"
    for target, picture in chain.from_iterable(document.pictures.items() for document in book.documents):
        if not _draws(picture):
            broken = target
            break
    return DiglotError(f"{broken} can't be drawn: its bytes are broken.", hint=pictures.CURE)


def _draws(picture: Picture) -> bool:
    if picture.media_type == SVG:
        return typesetting.draws(drawings.as_text(picture.data))
    try:
        photographs.published(picture.data, picture.media_type)
    except ValueError:
        return False
    return True


def _lost(data: Data, told: str, faces: typesetting.Faces) -> list[str]:
    """The characters of a book that no font has.

    told  a text of it that could not be set: where a font has each of its characters, but none has all that
          stand together there, what is no plain letter gives way
    """
    families = chain.from_iterable(style["fonts"] for style in data["styles"].values())
    # What is looked for isn't printed.
    printed = [part for name, part in data.items() if name != "patterns"]
    texts = "".join([value for value in _everything(printed) if isinstance(value, str)])
    lost = typesetting.lost(texts, list(dict.fromkeys(families)), faces)
    return lost if any(character in lost for character in told) else sorted({*lost, *told} - set(printable))


def pages(book: Book, options: BuildOptions) -> Data:
    """All that `book.typ` needs."""
    made = PaperContent(book, options, beside=_beside(book.langs, options))
    # All at once: a PDF is set as a whole.
    sections = list(made.sections())
    # The same metadata as in an EPUB, as far as PDF has a place for it.
    known = list(metadata(book, made.documents))
    layout = _layout(book.langs, options)
    page = sheet(options)
    lines = fonts.pitch(book.langs, apart=layout == "stacked")
    data = {
        "title": labels(book, book.titles)[0].text,
        "authors": [value for name, value, _ in known if name == "creator"],
        "description": next((value for name, value, _ in known if name == "description"), ""),
        "keywords": [value for name, value, _ in known if name == "subject"],
        "date": _date(modified(options, made.documents)),
        "main": book.main,
        "rtl": direction(made.documents[0].langs, options.layout) == "rtl",
        "layout": layout,
        "page": page._asdict(),
        "numbered": options.line_numbers,
        "shares": [languages.get(lang).share for lang in book.langs],
        "scale": _scale(layout, len(book.langs)),
        "pitch": lines,
        "least": headlines.LEAST,
        "patterns": {"tied": _TIED, "hyphened": line_breaks.HYPHENED, **_CLOSING},
        "whole": line_breaks.WHOLE,
        "sections": sections,
        "cover": _cover(book, options),
        "pictures": _pictures(book, made.documents, page),
        "style": _style(options, layout),
        "comma": languages.comma(book.main),
        "passim": {
            "l": languages.strings_lang(book.main),
            "c": [languages.strings(book.main)["index_passim"]],
        },
    }
    said = [value["l"] for value in _everything(data) if isinstance(value, dict) and "l" in value]
    langs = dict.fromkeys([book.main, *book.langs, *said])
    # Columns are always narrow.
    room = page.text[0] - (_NAMES if made.beside else 0)
    measure = 0 if layout == "columns" else room / (_scale(layout, len(book.langs)) * _LETTER)
    own = {font.lang: name_of(font) for font in book.fonts}
    data["styles"] = fonts.styles(langs, typesetting.families(), measure, lines, own)
    return data


def _style(options: BuildOptions, layout: str) -> Data:
    """The variables of an edition, and those of names in the line of what is said.

    On pages that face each other each turn begins with one: there it is light, and only a question has
    weight, unless the editor says otherwise.
    """
    style = dict(variables(options))
    # Elsewhere weight alone tells it from the words beside it, as in EPUB and on web pages.
    light = _LIGHT if layout == "facing" else {"weight": "bold"}
    for part in ("weight", "case"):
        own = getattr(options.variables, f"label_{part}")
        style[f"run-in-{part}"] = own or light.get(part, style[f"label-{part}"])
    return style


def _beside(langs: Sequence[str], options: BuildOptions) -> bool:
    """Whether names have a column of their own, and the text all the room that it needs."""
    if variables(options)["label-place"] != "beside":
        return False
    # Of several columns each has its names.
    room = sheet(options).text[0] - _NAMES
    return _layout(langs, options) not in ("columns", "facing") and room >= 2 * _NARROWEST


def _scale(layout: str, langs: int) -> float:
    """Of the letters: three columns on a page are narrow; a line of facing pages has 45 to 60 letters."""
    if layout == "facing":
        return 1.1
    return 0.9 if layout == "columns" and langs > 2 else 1


def _layout(langs: Sequence[str], options: BuildOptions) -> str:
    """How pairs are set on paper.

    Nothing can be tapped there, and columns that are too narrow can't be read.
    """
    if options.layout == "facing" and len(langs) > 1:
        return "facing"
    if options.layout == "columns":
        thirds = sum([languages.get(lang).share for lang in langs])
        side_by_side = len(langs) > 1 and thirds * _NARROWEST / 3 <= sheet(options).text[0]
        return "columns" if side_by_side else "stacked"
    facing = len({languages.get(lang).dir for lang in langs}) > 1
    return "alternating" if options.layout == "alternating" and not facing else "stacked"


def _cover(book: Book, options: BuildOptions) -> Data | None:
    """The first page as a drawing.

    One is drawn around a picture, since only text can be handed in.
    """
    page = sheet(options)
    # It goes over the edge of the page.
    width, height = page.width + 2 * page.bleed, page.height + 2 * page.bleed
    if book.cover and book.cover.media_type == SVG:
        # As it is: in a drawing around a drawing letters are lost.
        drawing = drawings.as_text(book.cover.data)
        alt, lang = book.cover.alt.text, book.cover.alt.lang
    elif book.cover:
        drawing = _around(_inside(book.cover.data, book.cover.media_type), width, height)
        alt, lang = book.cover.alt.text, book.cover.alt.lang
    elif book.drawn:
        drawing = cover.svg(book, int(cover_designs.WIDTH * height // width))
        alt, lang = cover.told(book), languages.strings_lang(book.main)
    else:
        return None
    return {"svg": _legible(book, drawing, width, height), "alt": alt, "l": lang}


def _legible(book: Book, drawing: str, width: float, height: float) -> str:
    """The drawing, as a picture of it where a PDF can't have its letters."""
    families = fonts.everything(book.langs, typesetting.families())
    if typesetting.legible(drawing, families):
        return drawing
    return _around(_inside(typesetting.picture(drawing, families), "image/png"), width, height)


def _inside(picture: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(picture).decode()}"


def _around(address: str, width: float, height: float) -> str:
    """A drawing around a picture."""
    size = f'width="{width}" height="{height}"'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}">'
    return f'{drawing}<image {size} href="{address}"/></svg>'


def _pictures(book: Book, documents: Iterable[Edition], page: PageSize) -> dict[str, Data]:
    """Name of a file -> a drawing, or the file with one."""
    made: dict[str, Data] = {}
    shown = chain.from_iterable(document.pictures.values() for document in documents)
    for picture in chain(shown, book.around):
        if (name := pictures.file_name(picture)) in made:
            continue
        width, height = _printed_size(picture, page)
        made[name] = {"file": f"/{name}.svg", "start": picture.use == "portrait"}
        made[name] |= {"width": width * _POINTS, "height": height * _POINTS}
        if picture.media_type == SVG:
            made[name]["svg"] = _legible(book, drawings.as_text(picture.data, width, height), width, height)
    return made


def _printed_size(picture: Picture, page: PageSize) -> tuple[float, float]:
    """Width and height on paper, in pixels of which an inch has 96.

    It is as large as browsers show it, but never larger than the text of a page, and a portrait smaller.
    """
    size = pictures.extent(picture)
    shares = _SHARES[picture.use]
    most = [millimetres * share / 25.4 * 96 for millimetres, share in zip(page.text, shares, strict=True)]
    # Never larger than it is: enlarged, a picture shows its pixels.
    scale = min(1, *(room / side for room, side in zip(most, size, strict=True)))
    width, height = (round(side * scale, 2) for side in size)
    return width, height


def _date(modified: str) -> Data | None:
    if not modified:
        return None
    year, month, day = (int(part) for part in modified[:10].split("-"))
    return {"year": year, "month": month, "day": day}


def _everything(value: Any) -> Iterator[Any]:
    """Some data, and all that is in it."""
    yield value
    if isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _everything(part)


@cache
def _program() -> bytes:
    return files(__package__).joinpath("book.typ").read_bytes()


WRITER = Writer(suffix=".pdf", write=write)
