"""Where a web page has its style, its script, its pictures and its fonts: in itself, or beside it.

Either way it asks for nothing from elsewhere, and its policy allows nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import quote

from toolkit import late
from toolkit.model import SVG, Picture, Use
from toolkit.writers import Put, pictures

INDEX = "index.html"
"""The page of a folder."""
NAMES = late.regex(
    r"index[.]html|page[.](?:css|js)|icon[.]svg|images/picture-[0-9a-f]{16}(?:-\d+)?[.]\w+"
    r"|fonts/(?:[\w-]+[.](?:ttf|otf)|LICENCE-\d+[.]txt)"
)
"""What the files of a folder are called."""
SIGNED = "page.css", "page.js"
SIGN = "/* Made by diglot. */"
"""The first line of those."""
# How wide a picture stands. Browsers that know `auto` measure it; for others it is as wide as a column of
# text, though a switch of the reader's may make it wider.
_SIZES: Mapping[Use, str] = {
    "picture": "auto, (max-width: 1000px) 96vw, 900px",
    "decoration": "auto, (max-width: 1000px) 96vw, 900px",
    "portrait": "auto, 200px",
    "logo": "auto, 216px",
}
# Two voices: one bubble of lines, one filled. In colours that stand on light and on dark.
_ICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
    "<path fill='#1b5a9e' d='M3 3h18v13h-10l-5 5v-5h-3z'/>"
    "<path fill='#93bdf2' d='M24 11h5v14h-3v5l-5-5h-10v-6h13z'/></svg>"
)


class PageResources(Protocol):
    """What a page has beside its text."""

    own: str
    """Where its pictures and fonts are, for its policy."""
    styles: str
    """Likewise its styles."""
    scripts: str
    """Likewise its script; "" where that is named by its checksum."""

    def picture(self, picture: Picture) -> str:
        """The attributes by which an image finds its picture."""

    def icon(self) -> str:
        """The address of the page's sign."""

    def font(self, name: str, data: bytes) -> str:
        """The address of a font, from the style sheet."""

    def licence(self, name: str, text: str) -> str:
        """What the style sheet says of the licence of a font."""

    def style(self, sheet: str) -> str:
        """The element that has a style sheet, or leads to it."""

    def script(self, code: str) -> str:
        """The element that has the script, or leads to it."""


class InPage:
    """All of it is in the page, which is one file."""

    own = "data:"
    styles = "'unsafe-inline'"
    scripts = ""

    def picture(self, picture: Picture) -> str:
        """An address that has the picture in it, once: in one size."""
        return f'src="{_data(picture.media_type, picture.data)}"'

    def icon(self) -> str:
        """An address that has the drawing in it."""
        return f"data:{SVG},{quote(_ICON, safe='=:/')}"

    def font(self, name: str, data: bytes) -> str:
        """An address that has the font in it."""
        return _data(f"font/{name.rpartition('.')[2]}", data)

    def licence(self, name: str, text: str) -> str:
        """The licence as a remark, above the fonts."""
        # It may end neither the remark nor the element.
        whole = text.replace("*/", "* /").replace("</", "< /").strip()
        return f"/* {name}\n\n{whole}\n*/\n"

    def style(self, sheet: str) -> str:
        """The sheet as an element."""
        return f"<style>{sheet}</style>"

    def script(self, code: str) -> str:
        """The script as an element."""
        return f"<script>{code}</script>"


class Beside:
    """All of it lies beside the page, in files of one folder."""

    # No host is behind `file:`, where browsers don't agree what the page's own is.
    own = "'self' file:"
    styles = f"'unsafe-inline' {own}"
    scripts = own

    def __init__(self, put: Put) -> None:
        self._put = put
        self._there: set[str] = set()

    def picture(self, picture: Picture) -> str:
        """Its files, which are there once, and the room that it takes before it has come.

        It is asked for when it is about to be seen, in the size that the screen needs.
        """
        name = f"images/{pictures.file_name(picture)}"
        source = f'src="{self._file(name, picture.data)}"'
        pixels = pictures.size(picture.data, picture.media_type)
        # A drawing has no pixels, and few bytes.
        if not pixels:
            return source
        width, height = pixels
        stem, _, suffix = name.rpartition(".")
        files = []
        for copy in picture.narrower:
            across, _ = pictures.size(copy, picture.media_type) or pixels
            files.append(f"{self._file(f'{stem}-{across}.{suffix}', copy)} {across}w")
        if files:
            source += f' srcset="{", ".join([*files, f"{name} {width}w"])}" sizes="{_SIZES[picture.use]}"'
        room = f'width="{width}" height="{height}" style="--w: {width}; --h: {height}"'
        return f'{source} {room} loading="lazy"'

    def icon(self) -> str:
        """The file of the drawing."""
        return self._file("icon.svg", _ICON.encode())

    def font(self, name: str, data: bytes) -> str:
        """The file of the font."""
        return self._file(name, data)

    def licence(self, name: str, text: str) -> str:
        """Nothing: whoever looks at the fonts finds it in a file beside them."""
        self._file(name, text.encode())
        return ""

    def style(self, sheet: str) -> str:
        """A link to its file."""
        return f'<link rel="stylesheet" href="{self._signed(SIGNED[0], sheet)}">'

    def script(self, code: str) -> str:
        """A link to its file."""
        return f'<script src="{self._signed(SIGNED[1], code)}"></script>'

    def _signed(self, name: str, text: str) -> str:
        return self._file(name, f"{SIGN}\n{text}".encode())

    def _file(self, name: str, data: bytes) -> str:
        if name not in self._there:
            self._there.add(name)
            self._put(name, data)
        return name


def hashed(script: str) -> str:
    """What names a script, or data, in a policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
