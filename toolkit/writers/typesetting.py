"""Set pages and pictures with Typst.

The only door to it.

The program is a file of this package; what persons typed is handed in beside it, as JSON, and is never read
as code. Nothing is opened and nothing fetched: fonts are those of the system and those of the compiler.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from toolkit import late
from toolkit.errors import DiglotError
from toolkit.text.data import json_line

if TYPE_CHECKING:
    import typst

    Faces = typst.Fonts

_LOST = late.regex(r"the text `\"(.*)\"` could not be displayed", re.DOTALL)
_IMAGE = late.regex("failed to (?:process|decode|parse|load) (?:image|SVG)")
_ESCAPE = late.regex(r"\\(?:u\{([0-9a-f]+)\}|(.))", re.DOTALL)
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_CHARACTERS = b"""
#let book = json(bytes(sys.inputs.book))
#set text(font: book.fonts)
#set page(width: auto, height: auto, margin: 0pt)
#for character in book.characters { page(text(character)) }
"""
_NOBODYS = "\U0010ffff"
"""No character, so that its glyph is the one for what a font doesn't have."""
_DRAWING = b"""
#let book = json(bytes(sys.inputs.book))
#set document(title: "drawing")
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: book.fonts)
#let drawn(width) = image(bytes(book.svg), format: "svg", width: width, alt: "drawing")
#context drawn(800pt * calc.min(1, 1600pt / measure(drawn(800pt)).height))
"""
_OTHERWISE = "Build it without its pictures, to see whether it is one of them; or build another format."
_BROKEN = "Part the longest paragraphs, or build another format."
_MANY = 12
"""Lost characters that are named; more are counted."""


class LostCharactersError(DiglotError):
    """No font has a character of the text."""


class BrokenPictureError(DiglotError):
    """There is a picture whose bytes can't be drawn."""


def available() -> bool:
    """Whether the compiler is installed."""
    # Asked without loading it, which takes longer than a short book.
    return find_spec("typst") is not None


def families() -> frozenset[str]:
    """The names of all fonts that there are."""
    return frozenset(_fonts().families())


@contextmanager
def typefaces(own: Mapping[str, bytes]) -> Iterator[typst.Fonts]:
    """All fonts that there are, and some of an editor's by the names of their files."""
    if not own:
        yield _fonts()
        return
    import typst

    # They are opened when they are used first.
    with _written(own) as scratch:
        yield typst.Fonts(font_paths=[str(scratch), *_brought()])


def pdf(
    program: bytes, data: Any, modified: str, files: Mapping[str, bytes], faces: typst.Fonts | None = None
) -> bytes:
    """A tagged PDF/UA-1.

    It is PDF/A-2a too, where the time of the last change is known and every character means the same to
    everybody, which those for private use don't.

    modified  such as 2026-03-14T09:30:00Z, or ""
    files     pictures by name; the program finds them in the folder /
    faces     those that it may use, if not all of this machine

    Raises LostCharactersError for characters that would be printed as boxes.
    """
    import typst

    with _written(files) as scratch, _surviving():
        try:
            return _dated(program, data, modified, scratch, faces)
        except typst.TypstError as error:
            raise DiglotError(f"the typesetter can't set this: {error.message}.", hint=_OTHERWISE) from error


def told(
    program: bytes, data: Any, label: str, files: Mapping[str, bytes], faces: typst.Fonts | None = None
) -> list[Any]:
    """What a program says where a label stands, without making pages of it.

    files, faces  as for `pdf`
    """
    import typst

    with _written(files) as folder, _surviving():
        try:
            found = _compiler(program, data, folder, faces).query(f"<{label}>", field="value")
        except typst.TypstError as error:
            raise DiglotError(
                f"the typesetter can't measure this: {error.message}.", hint=_OTHERWISE
            ) from error
    return cast("list[Any]", json.loads(found))


@contextmanager
def _surviving() -> Iterator[None]:
    """Tell of a compiler that broke down, as over some texts of 65,000 bytes in one paragraph."""
    try:
        yield
    except BaseException as error:
        # The class has no module to import it from, and is no `Exception`.
        if type(error).__name__ != "PanicException":
            raise
        raise DiglotError(f"the typesetter can't set this: {error}.", hint=_BROKEN) from error


@contextmanager
def _written(files: Mapping[str, bytes]) -> Iterator[Path]:
    with TemporaryDirectory(prefix="diglot-") as name:
        scratch = Path(name)
        for file, content in files.items():
            (scratch / file).write_bytes(content)
        yield scratch


def _dated(program: bytes, data: Any, modified: str, root: Path, faces: typst.Fonts | None) -> bytes:
    import typst

    if modified:
        moment = int(datetime.fromisoformat(modified).timestamp())
        try:
            return _pdf(program, data, ["ua-1", "a-2a"], moment, root, faces)
        except typst.TypstError as error:
            # Any other error is one of the program.
            if not error.message.startswith("PDF/A-2a error: the PDF contains the codepoint"):
                raise
        return _pdf(program, data, ["ua-1"], moment, root, faces)
    return _pdf(program, data, ["ua-1"], 0, root, faces)


def _pdf(
    program: bytes,
    data: Any,
    standards: list[Any],
    moment: int,
    root: Path | None = None,
    faces: typst.Fonts | None = None,
) -> bytes:
    import typst

    try:
        done = _compiler(program, data, root, faces).compile(
            format="pdf", pdf_standards=standards, timestamp=moment
        )
    except typst.TypstError as error:
        # The compiler tells by its messages alone what went wrong.
        if match := _LOST.search(error.message):
            raise LostCharactersError(_unescaped(match[1])) from error
        if _IMAGE.match(error.message):
            raise BrokenPictureError("a picture can't be drawn.") from error
        raise
    return cast("bytes", done)  # a list only where each page is a file


@lru_cache(maxsize=16)
def picture(svg: str, fonts: tuple[str, ...]) -> bytes:
    """A drawing as PNG, 1600 pixels across, or 3200 high where it is so narrow that it would be higher.

    The books of a talk often have one cover, and to draw it takes longer than to write a short book.

    Raises BrokenPictureError for one that can't be drawn.
    """
    import typst

    data = {"svg": svg, "fonts": list(fonts)}
    try:
        done = _compiler(_DRAWING, data).compile(format="png", ppi=144, timestamp=0)
    except typst.TypstError as error:
        raise BrokenPictureError(f"a drawing can't be drawn: {error.message}.") from error
    return cast("bytes", done)  # a list only where each page is a file


def legible(svg: str, fonts: Sequence[str]) -> bool:
    """Whether a PDF/UA can hold a drawing.

    A letter in a drawing that a font makes of several glyphs, as those of Nastaliq, Devanagari or Burmese
    do, and Arabic ones with vowels, has parts without a code, which the standard forbids.
    """
    import typst

    try:
        _pdf(_DRAWING, {"svg": svg, "fonts": list(fonts)}, ["ua-1"], 0)
    except LostCharactersError:
        return False  # as a picture it has boxes in their places
    except typst.TypstError as error:
        if "missing codepoints" not in error.message:
            raise BrokenPictureError(f"a drawing can't be drawn: {error.message}.") from error
        return False
    return True


def draws(svg: str) -> bool:
    """Whether all pictures in a drawing can be drawn."""
    try:
        legible(svg, sorted(families()))
    except BrokenPictureError:
        return False
    return True


def lost(characters: Iterable[str], fonts: Sequence[str], faces: typst.Fonts | None = None) -> list[str]:
    """Those characters that no font has.

    Each is drawn by itself: it is lost where it looks like one that nobody has.
    """
    # The first page is what a missing glyph looks like in these fonts.
    asked = [_NOBODYS, *sorted(set(characters))]
    data = {"characters": asked, "fonts": list(fonts)}
    pages = _compiler(_CHARACTERS, data, faces=faces).compile(format="svg", timestamp=0)
    nothing, *drawn = cast("list[bytes]", pages if len(asked) > 1 else [pages])
    return [character for character, page in zip(asked[1:], drawn, strict=True) if page == nothing]


def explain(characters: Sequence[str]) -> tuple[str, str]:
    """Words for characters without a font.

    They say what to install, too.
    """
    named = [
        f"{character} (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})"
        for character in characters[:_MANY]
    ]
    more = f" and {len(characters) - _MANY} more" if len(characters) > _MANY else ""
    # Each package once, however many characters it brings.
    packages = sorted({package(character) for character in characters} - {""})
    cures = (
        [f"Install a font that has it, such as those of Debian's {', '.join(packages)}."] if packages else []
    )
    if any(unicodedata.category(character) == "Co" for character in characters):
        cures.append("A private-use character means something only together with one font: write another.")
    return f"no font on this machine has {', '.join(named)}{more}.", "\n".join(cures)


def package(character: str) -> str:
    """Debian's, that has a font with a character; "" where none has."""
    name, category = unicodedata.name(character, ""), unicodedata.category(character)
    # Private use and unassigned: no package can have them.
    if category in {"Co", "Cn"}:
        return ""
    if re.match("CJK|HIRAGANA|KATAKANA|HANGUL|BOPOMOFO|IDEOGRAPHIC|FULLWIDTH|HALFWIDTH", name):
        return "fonts-noto-cjk"
    if category in {"So", "Sk"} and character >= "\U0001f000":
        return "fonts-noto-color-emoji"
    return "fonts-noto-core or fonts-noto-extra"


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(
        lambda match: chr(int(match[1], 16)) if match[1] else _CONTROLS.get(match[2], match[2]), text
    )


def _compiler(
    program: bytes, data: Any, root: Path | None = None, faces: typst.Fonts | None = None
) -> typst.Compiler:
    import typst

    # As data: what persons typed is never part of the program.
    inputs = {"book": json_line(data)}
    return typst.Compiler(program, root, font_paths=faces or _fonts(), sys_inputs=inputs)


@cache
def _fonts() -> typst.Fonts:
    """All fonts, looked for once.

    That takes longer than to set a short book.
    """
    try:
        import typst
    except ImportError as error:
        raise DiglotError("PDF needs Typst.", hint="Install it: pip install 'diglot[pdf]'.") from error
    return typst.Fonts(font_paths=_brought())


def _brought() -> list[str]:
    """The folder of fonts that the extra brings, for emoji and signs that no font of a text has."""
    spec = find_spec("manimgx_fonts")
    return [*spec.submodule_search_locations] if spec and spec.submodule_search_locations else []
