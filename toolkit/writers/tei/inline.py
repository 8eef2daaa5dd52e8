"""The inside of a paragraph as elements.

They are emphasis, links, footnotes, ruby, line ends and events.

Emphasis is `emph`, strong emphasis `hi rend="bold"`, a link `ref target`, a footnote `note type="footnote"`;
ruby is `ruby` of `rb` and `rt`, one for each character that has a reading of its own. A line end is `lb`, an
event what `ELEMENTS` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import Literal, NamedTuple
from urllib.parse import quote

from toolkit import late, schema
from toolkit.edition import figures
from toolkit.model import Form
from toolkit.text import events, markup
from toolkit.text.cuts import lines
from toolkit.text.data import json_line
from toolkit.text.events import Event
from toolkit.text.markup import Span
from toolkit.text.xml import escape_text
from toolkit.writers.tei.markup import Element, Markup, Raw, element


class EventElement(NamedTuple):
    """How TEI tells of an event."""

    tag: str
    words: Literal["desc", "text", "none"]
    """Where its words are: in a child, in it, or in an instruction alone."""
    reason: str = ""


ELEMENTS: Mapping[Event, EventElement] = {
    "vocal": EventElement("vocal", "desc"),
    "kinesic": EventElement("kinesic", "desc"),
    "incident": EventElement("incident", "desc"),
    "pause": EventElement("pause", "none"),
    "unclear": EventElement("unclear", "text"),
    "inaudible": EventElement("gap", "desc", "inaudible"),
    "gap": EventElement("gap", "desc", "ellipsis"),
}

InlineParts = tuple[Element | str, ...]
# RFC 3986: what may stand in a reference as it is, and the sign of what is encoded already.
_SAFE = "%:/?#[]@!$&'()*+,;=-._~"
_RICH = frozenset({"note", "ruby", "break", "picture"})
_STRAY = late.regex("%(?![0-9A-Fa-f]{2})")


def parts(text: str, *, quiet: bool = False) -> InlineParts:
    """The content of an element.

    It is made from a text with light markup.

    quiet  whether events are words, since the element around tells that they are none
    """
    if markup.bare(text):
        return (text,)
    spans = markup.parse(text)
    return spans_as_parts(markup.quiet(spans) if quiet else spans)


def kept(text: str) -> InlineParts:
    """The content, with its instruction.

    The instruction is that of `exact`. It stands before the parts, where there is one.
    """
    typed = exact(text)
    return (Raw(typed), *parts(text)) if typed else parts(text)


def spans_as_parts(spans: Sequence[Span]) -> InlineParts:
    """The content of an element, made from spans."""
    children: list[Element | str] = []
    for span in spans:
        inside = spans_as_parts(span.inside)
        if span.mark == "text":
            children.append(span.text)
        elif span.mark == "em":
            children.append(element("emph", *inside))
        elif span.mark == "strong":
            children.append(element("hi", *inside, rend="bold"))
        elif span.mark == "link":
            children.append(element("ref", *inside, target=uri(span.target)))
        elif span.mark == "note":
            children.append(element("note", *inside, type="footnote"))
        elif span.mark == "break":
            children.append(element("lb", type="hard"))
        elif span.mark == "event":
            children.append(_event(span.text))
        elif span.mark == "picture":
            children.append(element("figure", *_figure(span)))
        else:
            children += _ruby(span)
    return tuple(children)


def _event(said: str) -> Element:
    """What happens among words, as it is printed."""
    shape = ELEMENTS[events.kind(said)]
    if shape.words == "none":  # TEI has no words for it
        return Element(shape.tag, (), (Raw(instruction(said)),))
    content = element("desc", said) if shape.words == "desc" else said
    return element(shape.tag, content, reason=shape.reason or None)


def _figure(span: Span) -> Iterator[Element]:
    """A picture among words."""
    yield graphic(span)
    if span.text:
        yield element("figDesc", span.text)


def graphic(span: Span) -> Element:
    """The file of a picture."""
    return element("graphic", url=uri(schema.picture_url(span.target)))


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
    # What is encoded already stays: `quote` would encode its sign again.
    return _STRAY.sub("%25", quote(target, safe=_SAFE))


def rich(text: str) -> bool:
    """Whether a text is too rich for `desc`.

    It has a footnote, ruby, line ends or a picture.
    """
    return not markup.bare(text) and any(span.mark in _RICH for span in _all(markup.parse(text)))


def exact(text: str) -> str:
    """The text as an instruction to readers.

    It is needed where elements can't tell how the text was typed; else it is "".

    Two spellings may mean the same: a backslash before a star that could begin no emphasis, or none.
    """
    if markup.bare(text):
        return ""
    spans = markup.parse(text)
    same = markup.compose(spans) == text and not _beside(spans)
    return "" if same and all(map(tells, _all(spans))) else instruction(text)


def tells(span: Span) -> bool:
    """Whether the address of an element tells how the target was typed."""
    if span.mark == "picture":
        return span.target == schema.picture_target(uri(schema.picture_url(span.target)))
    return span.target == uri(span.target)


def _beside(spans: Sequence[Span]) -> bool:
    """Whether words with ruby form one row.

    They are two with ruby on each character, side by side.
    """
    if any(_beside(span.inside) for span in spans):
        return True
    return any(len(span.readings) > 1 and len(following.readings) > 1 for span, following in pairwise(spans))


def _all(spans: Sequence[Span]) -> list[Span]:
    return [*chain.from_iterable((span, *_all(span.inside)) for span in spans)]


def instruction(value: object) -> str:
    """A value as diglot's own processing instruction."""
    # "?>" would end the instruction.
    written = json_line(value).replace("?>", "?\\u003e")
    return f"<?diglot {written}?>"


# The inside of a paragraph by its form.
#
# Verse is `lg` of `l`, a picture `figure` of `graphic`, `figDesc` and `head`; all other forms hold words,
# which are in `s` where there are sentences.


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
        inner = all(
            len(piece_lines) == 1 or (len(piece_lines) == 2 and not piece_lines[1]) for piece_lines in ends
        )
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
        # Without sentences the stanza is one piece.
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
    return figures.trimmed(markup.parse(text)[1:])
