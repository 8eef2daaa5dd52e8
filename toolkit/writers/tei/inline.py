"""The inside of a paragraph as elements.

They are emphasis, links, footnotes and ruby.

Emphasis is `emph`, strong emphasis `hi rend="bold"`, a link `ref target`, a footnote `note type="footnote"`;
ruby is `ruby` of `rb` and `rt`, one for each character that has a reading of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import quote

from toolkit.text import markup
from toolkit.text.data import json_line
from toolkit.text.markup import Span
from toolkit.writers.tei.markup import Element, Raw, element

InlineParts = tuple[Element | str, ...]
# RFC 3986: what may stand in a reference as it is, and the sign of what is encoded already.
_SAFE = "%:/?#[]@!$&'()*+,;=-._~"
_STRAY = re.compile("%(?![0-9A-Fa-f]{2})")


def parts(text: str) -> InlineParts:
    """The content of an element.

    It is made from a text with light markup.
    """
    return (text,) if markup.bare(text) else _parts(markup.parse(text))


def kept(text: str) -> InlineParts:
    """The content, with its instruction.

    The instruction is that of `exact`. It stands before the parts, where there is one.
    """
    typed = exact(text)
    return (Raw(typed), *parts(text)) if typed else parts(text)


def _parts(spans: Sequence[Span]) -> InlineParts:
    found: list[Element | str] = []
    for span in spans:
        inside = _parts(span.inside)
        if span.mark == "text":
            found.append(span.text)
        elif span.mark == "em":
            found.append(element("emph", *inside))
        elif span.mark == "strong":
            found.append(element("hi", *inside, rend="bold"))
        elif span.mark == "link":
            found.append(element("ref", *inside, target=uri(span.target)))
        elif span.mark == "note":
            found.append(element("note", *inside, type="footnote"))
        elif span.mark == "break":
            found.append(element("lb", type="hard"))
        else:
            found += _ruby(span)
    return tuple(found)


def _ruby(span: Span) -> list[Element]:
    alone = len(span.readings) == 1
    pairs = ((span.text, span.readings[0]),) if alone else zip(span.text, span.readings, strict=True)
    group = None if alone else "mono"
    return [
        element("ruby", element("rb", base), element("rt", reading), type=group) for base, reading in pairs
    ]


def uri(target: str) -> str:
    """An address as `anyURI` of XML Schema.

    What can't stand in one is percent-encoded.
    """
    return _STRAY.sub("%25", quote(target, safe=_SAFE))


def rich(text: str) -> bool:
    """Whether a text is too rich for `desc`.

    It has a footnote, or ruby.
    """
    return not markup.bare(text) and not markup.count(text).keys().isdisjoint({"note", "ruby"})


def exact(text: str) -> str:
    """The text as an instruction to readers.

    It is needed where elements can't tell how the text was typed; else it is "".

    Two spellings may mean the same: a backslash before a star that could begin no emphasis, or none.
    """
    if markup.bare(text):
        return ""
    spans = markup.parse(text)
    same = markup.compose(spans) == text and not _beside(spans)
    return "" if same and all(span.target == uri(span.target) for span in _all(spans)) else instruction(text)


def _beside(spans: Sequence[Span]) -> bool:
    """Whether words with ruby form one row.

    They are two with ruby on each character, side by side.
    """
    if any(_beside(span.inside) for span in spans):
        return True
    return any(len(one.readings) > 1 and len(other.readings) > 1 for one, other in pairwise(spans))


def _all(spans: Sequence[Span]) -> list[Span]:
    return [one for span in spans for one in (span, *_all(span.inside))]


def instruction(value: object) -> str:
    """A value as diglot's own processing instruction."""
    written = json_line(value).replace("?>", "?\\u003e")
    return f"<?diglot {written}?>"
