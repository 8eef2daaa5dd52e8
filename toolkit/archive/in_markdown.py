"""What is known of a text, in a file of Markdown: words of others begin no mark of it."""

from __future__ import annotations

import re

from toolkit import late
from toolkit.text.hygiene import escaped, tidy

# Signs of CommonMark and of GitHub's; those that are one at the beginning of a line or a word alone, and of a
# reference to a character. Nearly no address has any of them.
_SIGN = late.regex(r"[\\`*\[\]<~|]|(?<![^\W_])_|_(?![^\W_])|(?<!\S)#|^[>+=-]|&(?=#?\w+;)")
_NUMBER = late.regex(r"^(\d{1,9})(?=[.)](?:\s|$))", re.ASCII)
"""The number of an item in a list."""
_TICKS = late.regex("`+")


def words(text: str) -> str:
    r"""A text on one line, in which nothing is a sign of Markdown.

    >>> words("The *new* ferry"), words("<b>Ann</b>"), words("https://pier.example/a_b"), words("a_b")
    ('The \\*new\\* ferry', '\\<b>Ann\\</b>', 'https://pier.example/a_b', 'a_b')
    """
    return _NUMBER.sub(r"\1\\", _SIGN.sub(r"\\\g<0>", tidy(text)))


def code(name: str) -> str:
    """The name of a file, as it is.

    >>> code("maps/bay.png"), code("a`b")
    ('`maps/bay.png`', '``a`b``')
    """
    name = escaped(name).replace("\n", "\\n").replace("\t", "\\t")
    ticks = "`" * (1 + max((len(run) for run in _TICKS.findall(name)), default=0))
    # Blanks are taken off where both ends have one.
    apart = " " if name[:1] + name[-1:] in {"``", "  "} or "`" in {name[:1], name[-1:]} else ""
    return f"{ticks}{apart}{name}{apart}{ticks}"
