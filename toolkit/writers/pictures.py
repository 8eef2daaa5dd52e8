"""Pictures that an editor brings: which type they are, told by their bytes and not by their name."""

from __future__ import annotations

import re

_BEGINS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
# What an image element wouldn't run or load, and what book shops refuse.
_ACTIVE = re.compile(
    rb"<script|\son\w+\s*=|href\s*=\s*[\"'](?!#|data:)|<foreignObject|<!ENTITY", re.IGNORECASE
)


def media_type(data: bytes) -> str:
    """The media type of a picture. Raises ValueError for what a book can't have as one."""
    for begin, found in _BEGINS:
        if data.startswith(begin):
            return found
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if re.match(rb"(\xef\xbb\xbf)?\s*<", data) and b"<svg" in data[:4096]:
        if _ACTIVE.search(data):
            raise ValueError("the drawing has a script, or something that is loaded from elsewhere.")
        return "image/svg+xml"
    raise ValueError("this is no JPEG, PNG, GIF, WebP or SVG.")
