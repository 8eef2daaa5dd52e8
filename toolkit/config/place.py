"""Where in a TOML file something stands: the parser tells where in the data, but not on which line."""

from __future__ import annotations

import re
from collections.abc import Sequence


def line_of(text: str, keys: Sequence[str]) -> int:
    """The line of a key, 1-based.

    keys  those on the way to it, with the 0-based number of a table in its array: `editions`, `1`, `parts`,
          `0`, `title`. Where the last can't be found, the line of the table; where that can't be, line 1
    """
    lines = text.split("\n")
    start, end = 0, len(lines)
    path: list[str] = []
    for place, key in enumerate(keys):
        if key.isdigit():
            continue
        path.append(key)
        follows = keys[place + 1] if place + 1 < len(keys) else ""
        header = re.compile(r"\s*\[\[?\s*" + r"\s*\.\s*".join(map(_key, path)) + r"\s*\]")
        headers = [i for i in range(start, end) if header.match(lines[i])]
        number = int(follows) if follows.isdigit() else 0
        if number >= len(headers):
            continue
        start = headers[number]
        end = headers[number + 1] if number + 1 < len(headers) else end
    name = next((key for key in reversed(keys) if not key.isdigit() and key != "..."), None)
    if name is not None:
        assignment = re.compile(rf"\s*\[*\s*(?:[\w-]+\s*\.\s*)*{_key(name)}\s*[=\].]")
        inline = re.compile(rf".*[{{,]\s*{_key(name)}\s*=")
        for form in (assignment, inline):
            for i in range(start, end):
                if form.match(lines[i]):
                    return i + 1
    return start + 1


def _key(name: str) -> str:
    return rf"[\"']?{re.escape(name)}[\"']?"
