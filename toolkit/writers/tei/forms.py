"""The inside of a paragraph by its form.

Verse is `lg` of `l`, a picture `figure` of `graphic`, `figDesc` and `head`; all other forms hold words, which
are in `s` where there are sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from toolkit.model import Form
from toolkit.text import markup
from toolkit.text.cuts import lines
from toolkit.text.markup import Span
from toolkit.text.xml import escape_text
from toolkit.writers.tei.inline import InlineParts, exact, graphic, instruction, parts, spans_as_parts, tells
from toolkit.writers.tei.markup import Markup


class TextPiece(NamedTuple):
    """A sentence, or the whole text."""

    text: str
    attributes: str = ""
    """Of a sentence, with its id; "" for the whole."""
    parts: InlineParts | None = None
    """Its content, where somebody has made that already."""


BUILT = frozenset({"verse", "picture"})
"""Forms whose text isn't simply what stands in their element."""


def content(form: Form, units: Sequence[TextPiece], out: Markup, inner: str = "") -> list[str]:
    """The markup of a paragraph's text, in pieces.

    inner  the child that holds its words; a `desc` is one for each sentence
    """
    if form == "verse":
        return _verse(units, out)
    if form == "picture":
        return _picture(units, out)
    if inner != "desc":
        return _words(units, out)
    return [_sentence(unit, out, parts(unit.text, quiet=True), "desc") for unit in units]


def readable(form: Form, pieces: Sequence[str]) -> bool:
    """Whether elements tell how sentences are divided."""
    if form == "verse":
        ends = [lines(markup.parse(piece)) for piece in pieces]
        inner = all(len(one) == 1 or (len(one) == 2 and not one[1]) for one in ends)
        return inner and len(ends[-1]) == 1
    if form == "picture" and (shown := markup.picture(pieces[0])):
        alone = f"![{shown.text}]({shown.target})"
        return tells(shown) and pieces[0] == (alone if len(pieces) == 1 else f"{alone} ")
    return form != "picture"


def typed(form: Form, text: str) -> str:
    """The text as an instruction to readers.

    It is needed where elements of a form can't tell how the text was typed; else it is "".
    """
    if form == "verse":
        same = markup.BREAK.join(map(markup.compose, lines(markup.parse(text)))) == text
        return instruction(text) if not same else exact(text)
    if form == "picture" and (shown := markup.picture(text)):
        alone, caption = f"![{shown.text}]({shown.target})", markup.compose(_caption(text))
        same = text == alone + f" {caption}" * bool(caption)
        return instruction(text) if not same else exact(text)
    return exact(text)


def _words(units: Sequence[TextPiece], out: Markup) -> list[str]:
    return [_sentence(unit, out, parts(unit.text) if unit.parts is None else unit.parts) for unit in units]


def _sentence(unit: TextPiece, out: Markup, content: InlineParts, tag: str = "s") -> str:
    words = out.inside(content)
    return out.around(tag, unit.attributes, words) if unit.attributes else words


def _verse(units: Sequence[TextPiece], out: Markup) -> list[str]:
    """Lines, each with what stands in it."""
    done = [""]
    for unit in units:
        *whole, rest = lines(markup.parse(unit.text))
        if not unit.attributes:
            done = [out.inside(spans_as_parts(line)) for line in (*whole, rest)]
        elif len(whole) == 1 and not rest:
            done[-1] += _sentence(unit, out, spans_as_parts(whole[0]))
            done.append("")
        else:
            # A link over several lines, which can't be divided.
            done[-1] += _sentence(unit, out, parts(unit.text))
    if units[-1].attributes and not done[-1]:
        del done[-1]
    return [out.around("l", "", line) for line in done]


def _picture(units: Sequence[TextPiece], out: Markup) -> list[str]:
    """A picture, what it shows, and its caption."""
    first, *others = units
    shown = markup.picture(first.text)
    if shown is None:
        return [out.around("head", "", "".join(_words(units, out)))]
    words = out.inside(spans_as_parts(_caption(first.text))) + "".join(_words(others, out))
    made = [out.inside([graphic(shown)])]
    if words:
        made.append(out.around("head", "", words))
    if shown.text or first.attributes:
        made.append(out.around("figDesc", first.attributes, escape_text(shown.text)))
    return made


def _caption(text: str) -> tuple[Span, ...]:
    """What stands behind the picture."""
    spans = markup.parse(text)[1:]
    if spans and spans[0].mark == "text":
        spans = (Span("text", spans[0].text.lstrip(" ")), *spans[1:])
    return tuple([span for span in spans if span.text or span.mark != "text"])
