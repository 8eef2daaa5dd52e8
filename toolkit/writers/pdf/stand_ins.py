"""Photographs that go into a PDF past the compiler.

It would hold each several times over: as a file, as part of a drawing, in what it has set, and in the file
that it writes. So it is given the head of a JPEG alone, which tells size and colours. The photograph takes
the place of its head when the file is written.
"""

from __future__ import annotations

from collections.abc import Mapping

from toolkit import late
from toolkit.model import Picture
from toolkit.writers import photographs, pictures

JPEG = "image/jpeg"
# Its size and colours are those of the head, and stay.
_IMAGE = late.regex(
    rb"(\d+ 0 obj\n<</Length )\d+(/Type/XObject/Subtype/Image/Filter/DCTDecode/[^>]*>>\nstream\n)"
    rb"\xff\xd8\xff\xfe..(picture-[0-9a-f]{16}\.jpg)"
)


def stand_in(picture: Picture) -> bytes:
    """What the compiler is given: of a JPEG its head, with the name of its file; else all of it."""
    if picture.media_type != JPEG:
        return picture.data
    # With its name, as two photographs of one camera may have one head.
    return photographs.head(picture.data, pictures.file_name(picture))


class Photographs:
    """Puts photographs in the places of their heads; a `Change` of objects."""

    def __init__(self, shown: Mapping[str, bytes]) -> None:
        """Begin a file.

        shown  name of a picture's file -> its bytes
        """
        self.shown = shown
        self.missing = set(shown)
        """Those that have found no place so far."""

    def __call__(self, piece: bytes) -> bytes | None:
        """An object, with the photograph for a head."""
        if not (image := _IMAGE.match(piece)):
            return None
        name = image[3].decode()
        self.missing.discard(name)
        data = self.shown[name]
        return b"%b%d%b%b\nendstream\nendobj\n" % (image[1], len(data), image[2], data)
