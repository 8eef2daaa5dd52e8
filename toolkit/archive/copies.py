"""Copies of a project's files for a deposit, without e-mail addresses.

Of a zip, such as word processors make, each part is looked into. What is no text stays as it is, and is
named.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from functools import partial
from itertools import accumulate
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from toolkit import late, limits
from toolkit.archive import redaction
from toolkit.archive.container import DAMAGED
from toolkit.archive.pointers import SAFE
from toolkit.archive.redaction import changed, file, redacted
from toolkit.errors import DiglotError
from toolkit.model import SVG, Edition, Picture
from toolkit.text.files import MARKS
from toolkit.text.slugs import slug
from toolkit.text.xml import unescape

_ZIP = b"PK\x03\x04"
_DECLARED = late.regex(rb"""<\?xml[^>]{1,60}encoding=["']([A-Za-z0-9_.-]{1,40})""")
# What no text has, and what is a part of a letter in encodings whose letters may end as ASCII does.
_NO_TEXT = late.regex(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\xa0]")
# Tags, references, and the backslash that Markdown sets before a sign.
_MARKUP = late.regex(r"(<[^<>]*>|&#?\w{1,31};|\\(?=[!-/:-@\[-`{-~]))")
_REFERENCE = late.regex(r"(&#?\w{1,31};)")
_BREAK = late.regex(
    r"</?(?:[\w-]+:)?(?:p|h[1-6]?|br|cr|lb|tab|line-break|l|li|list-item|item|t[drhc]|div|d[td]|si|head|ab|note)\b"
)
"""Elements at which one text ends and another begins; others stand among words."""


class Copied(NamedTuple):
    """A file as it goes into a deposit."""

    data: bytes
    unread: tuple[str, ...] = ()
    """What is no text, and so wasn't looked into: names of parts, or "" for the whole file."""


def copied(data: bytes, shown: str, encoding: str = "") -> Copied:
    """A file without addresses.

    The very bytes where there are none.

    shown     its path, for messages
    encoding  of its text, where that is known
    Raises DiglotError for a zip that unpacks to more than is read, or with an address in the name of a part.
    """
    copying = _Copying(shown)
    return Copied(copying.clean(data, "", encoding), tuple(copying.unread))


class _Copying:
    """One file, with what it holds."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.left = limits.PACKAGE.most
        self.unread: list[str] = []

    def clean(self, data: bytes, part: str, encoding: str = "") -> bytes:
        """A file, or a part of it; `part` is its name."""
        if data.startswith(_ZIP):
            before = len(self.unread)
            try:
                return self.package(data, part)
            except DAMAGED:
                # It only begins as a zip does: all of it is told as unread, and none of its
                # parts.
                del self.unread[before:]
        else:
            for name in _encodings(data, encoding):
                try:
                    text = data.decode(name)
                except (UnicodeError, LookupError):
                    continue
                cleaned = redacted(marked_up(text))
                return data if cleaned == text else cleaned.encode(name)
        self.unread.append(part)
        return data

    def package(self, data: bytes, outer: str) -> bytes:
        """A zip of parts, which may be zips."""
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
        limits.check(len(entries), limits.ENTRIES, self.shown)
        parts = []
        changed = False
        for entry in entries:
            name = f"{outer}/{entry.filename}" if outer else entry.filename
            # Another name for a part would break what refers to it.
            if redacted(name) != name:
                what = (
                    f"its part {name} is called by an e-mail address, which can't be taken out of a deposit."
                )
                raise DiglotError(what, self.shown, "Save the file again without that part.")
            with archive.open(entry) as unpacked:
                # One byte more than is left tells that there is too much.
                part = unpacked.read(self.left + 1)
            self.left -= len(part)
            limits.check(limits.PACKAGE.most - self.left, limits.PACKAGE, self.shown)
            cleaned = self.clean(part, name)
            changed = changed or cleaned != part
            parts.append((entry, cleaned))
        note = redaction.file(archive.comment)
        # Without an address it stays byte for byte what it was.
        return _zipped(parts, note) if changed or note != archive.comment else data


def _zipped(parts: list[tuple[zipfile.ZipInfo, bytes]], note: bytes) -> bytes:
    """A zip of the same parts in the same order, packed as they were."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.comment = note
        for entry, data in parts:
            fresh = copy(entry)
            # Sizes and places of the old zip may be told in it.
            fresh.extra, fresh.comment = b"", redaction.file(entry.comment)
            archive.writestr(fresh, data)
    return made.getvalue()


def _encodings(data: bytes, encoding: str) -> Iterator[str]:
    """The encodings that a text may be in, the surest first."""
    yield from (name for mark, name in MARKS if data.startswith(mark))
    if encoding:
        yield encoding
    if declared := _DECLARED.match(data):
        yield declared[1].decode()
    yield "utf-8"
    # An address is ASCII: Latin-1 finds it in any other encoding that has ASCII as it is, and gives all bytes
    # back unchanged.
    if not _NO_TEXT.search(data):
        yield "latin-1"


def marked_up(text: str) -> str:
    """A text without the addresses that its markup divides, or writes letter by letter.

    >>> marked_up("<p>Ask ann<b>@</b>mail.example or &#98;o&#64;mail.example.</p>")
    '<p>Ask address-removed<b></b> or address-removed.</p>'
    """
    # What is left when one is taken out may be another.
    while redaction.may_have(text) and (cleaned := _without(text, _MARKUP)) != text:
        text = cleaned
    return text


def _without(text: str, markup: re.Pattern[str]) -> str:
    pieces = markup.split(text)
    # Every second piece is markup.
    for k in range(1, len(pieces), 2):
        if pieces[k].startswith("<") and "&" in pieces[k]:
            pieces[k] = _without(pieces[k], _REFERENCE)
    shown = [_shown(piece) if k % 2 else piece for k, piece in enumerate(pieces)]
    begins = [*accumulate(map(len, shown), initial=0)]
    # From behind: places before them stay what they are.
    for start, end, instead in reversed(redaction.addresses("".join(shown))):
        first, last = bisect(begins, start) - 1, bisect(begins, end - 1) - 1
        for k in range(first, last + 1):
            if shown[k] or pieces[k] == "\\":
                put = instead if k == first else ""
                # A reference is one letter, and goes whole.
                before, behind = ("", "") if k % 2 else _cut(pieces[k], start - begins[k], end - begins[k])
                pieces[k] = before + put + behind
    return "".join(pieces)


def _cut(piece: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind a place that may begin before the piece, and end behind it."""
    return piece[: max(start, 0)], piece[end:]


def _shown(markup: str) -> str:
    """What a reader sees of it."""
    if markup.startswith("&"):
        return unescape(markup)
    # Words in two paragraphs are no address together.
    return "\n" if _BREAK.match(markup) else ""


# Pictures of a text in a deposit, under names that repositories take.


def name(target: str) -> str:
    """A picture's path from the folder of the transcript.

    target  as it is typed there; what repositories take stays

    >>> name("maps/bay.png"), name("../pictures/IMG_07.jpg")
    ('maps/bay.png', 'pictures/img-07.jpg')
    """
    steps = PurePosixPath(unquote(target)).parts
    return "/".join(map(_portable, (step for step in steps if step not in {"/", "..", "."})))


def _portable(step: str) -> str:
    # Nearly all names: they stay as people know them.
    if SAFE.fullmatch(step):
        return step
    path = PurePosixPath(step)
    return slug(path.stem) + re.sub("[^A-Za-z0-9.]", "", path.suffix)


def renamed(edition: Edition, pictures: Mapping[str, Picture]) -> Edition:
    """The edition with its pictures, all called as in a deposit.

    A drawing is text, and goes there without e-mail addresses.
    """
    called = {name(target): replace(picture, data=clean(picture)) for target, picture in pictures.items()}
    edition = replace(edition, pictures=called)
    names = {target: new for target in pictures if (new := name(target)) != target}
    if not names:
        return edition
    # What an editor says of a picture names its file, too.
    said = tuple(replace(one, file=names.get(one.file, one.file)) for one in edition.meta.illustrations)
    edition = replace(edition, meta=replace(edition.meta, illustrations=said))
    return changed(edition, partial(_text, names))


def clean(picture: Picture) -> bytes:
    """What is in its file, without e-mail addresses where it is text."""
    return file(picture.data) if picture.media_type == SVG else picture.data


def _text(names: Mapping[str, str], text: str) -> str:
    if "![" in text:
        for target, new in names.items():
            text = text.replace(f"]({target})", f"]({new})")
    return text
