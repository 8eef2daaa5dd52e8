"""A document type that is no danger, taken out of a file of XML.

It names a form, and perhaps single characters, as `<!ENTITY ndash "&#8211;">` does. Nothing is looked up.
"""

from __future__ import annotations

import re

from toolkit import late

_QUOTED = rb"""(?:"[^"<>]{0,300}"|'[^'<>]{0,300}')"""
_CHARACTER = rb"""<!ENTITY\s+([A-Za-z][\w.-]{0,40})\s+(["'])(&\#(?:[0-9]{1,7}|x[0-9A-Fa-f]{1,6});)\2\s*>"""
_ENTITY = late.regex(_CHARACTER)
_DOCTYPE = late.regex(
    rb"<!DOCTYPE\s+[\w.:-]{1,60}(?:\s+(?:SYSTEM|PUBLIC\s+" + _QUOTED + rb")\s+" + _QUOTED + rb")?\s*"
    rb"(?:\[((?:\s+|<!--(?:(?!-->).)*-->|" + _CHARACTER.replace(rb"\2", rb"\3") + rb")*+)\]\s*)?>",
    re.DOTALL,
)
_NAMED = late.regex(rb"&([A-Za-z][\w.-]{0,40});")


def without(data: bytes) -> bytes:
    """The bytes, with characters by their numbers and no document type; as they were, where it says more.

    Lines keep their numbers.
    """
    found = _DOCTYPE.search(data[: 1 << 16])
    if found is None or b"<" in data[: found.start()].replace(b"<?", b"").replace(b"<!--", b""):
        return data
    characters = {name: said for name, _, said in _ENTITY.findall(found[1] or b"")}
    rest = data[found.end() :]
    if characters:
        rest = _NAMED.sub(lambda entity: characters.get(entity[1], entity[0]), rest)
    return data[: found.start()] + b"\n" * found[0].count(b"\n") + rest
