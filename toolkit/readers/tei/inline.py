"""A paragraph's inside, as text with light markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from toolkit.readers.tei.source import children, find, instruction, name, words
from toolkit.schema import picture_target
from toolkit.text import markup
from toolkit.text.above import PLACES, placed
from toolkit.text.hygiene import tidy
from toolkit.text.markup import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

EVENTS = frozenset("vocal kinesic incident writing pause gap stage camera caption sound tech view".split())
_BLANKS = frozenset({"lb", "cb", "space"})
NOTHING = frozenset(
    "fw del surplus index link linkGrp spanGrp span interp interpGrp timeline teiHeader standOff "
    "certainty precision respons fvLib fLib witDetail".split()
)
"""Whose words are none of the text: what the page repeats, the author struck out, or others know of it."""
BLOCKS = frozenset(
    "text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 annotationBlock "
    "opener closer epigraph argument postscript address addrLine list listBibl listPerson listPlace "
    "listOrg table row cell lg l spGrp prologue epilogue set performance castList castGroup castItem "
    "titlePage docTitle titlePart docAuthor docDate docEdition docImprint imprimatur trailer p ab head "
    "item byline dateline salute signed figure figDesc eg egXML entry entryFree divGen".split()
)
"""Elements that are paragraphs, or hold some. `seg` is one in a turn."""
_PARTED = BLOCKS | frozenset("u sp speaker desc label role roleDesc actor bibl person".split())
"""No word goes on from one of these into the next."""
_MONO = "mono"
"""Marks ruby whose neighbours of the same sort are characters of one word, until they are joined."""
_TOKENS = frozenset({"w", "pc"})
_EMPHASIS = frozenset({"em", "strong"})
_NO_REASON = frozenset({"ellipsis", "sampling"})
"""Of a gap: dots say as much."""
_CLOSING = frozenset(
    ".,;:!?\u2026)]}%\u060c\u061b\u061f\u06d4\u3001\u3002\uff0c\uff01\uff1f\uff1b\uff1a\u0964"
)
_OPENING = frozenset("([{\u00bf\u00a1")
_QUOTES = frozenset("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u300c\u300e\u201e\u201a")
_BRACKETS = frozenset(["(", "[", "<", "\uff08", "\u3010", "\uff3b", "\u3014"])
_APART = Span("text", " ")
"""Set around what is no word of the sentence; a comma or a stop behind it stands at it all the same."""
_BETTER = ("corr", "reg", "expan", "lem")
"""Of a `choice` or an `app`, what is read: the editor's reading, which a translator shall translate."""


def text(node: _Element) -> str:
    """The text of an element, as transcripts have it."""
    return _written(_spans(node))


def exactly(node: _Element) -> str:
    """The text of diglot's own element, exactly."""
    typed = instruction(node)
    return typed if isinstance(typed, str) else markup.compose(spans(node))


def spans(node: _Element) -> tuple[Span, ...]:
    """The spans of an element.

    No two neighbours are plain text; blanks as they stand.
    """
    return _joined(_spans(node))


def row(parts: Sequence[str | _Element]) -> str:
    """The text of words and elements in a row.

    It is what would be written in a transcript.
    """
    return _written(_row(parts))


def _written(pieces: Sequence[Span]) -> str:
    """What is typed for spans.

    Emphasis that begins or ends in a word can't be: there the words win.
    """
    pieces = _joined(_trimmed(pieces))
    # From all that is marked to the bare words: the first that can be read back is taken.
    for fewer in (_joined, _outside_words, _unemphasized):
        kept = _joined(fewer(pieces))
        if _readable(kept):
            break
    return tidy(markup.compose(kept))


def _readable(pieces: Sequence[Span]) -> bool:
    """Whether what is typed for spans means them."""
    return markup.quiet(markup.parse(markup.compose(pieces))) == markup.quiet(pieces)


def _trimmed(pieces: Sequence[Span]) -> Iterator[Span]:
    """The spans, with blanks at the edges of emphasis outside of it."""
    for span in pieces:
        if span.mark in _EMPHASIS:
            inside = _joined(_trimmed(span.inside))
            words_ = _stripped(inside)
            whole = markup.plain(markup.compose(inside))
            yield from _plain(whole[: len(whole) - len(whole.lstrip())])
            if words_:
                yield span.replace(inside=tuple(words_))
                yield from _plain(whole[len(whole.rstrip()) :])
        else:
            yield span


def _outside_words(pieces: Sequence[Span]) -> Iterator[Span]:
    """The spans, without emphasis that can't be typed beside its neighbours."""
    for k, span in enumerate(pieces):
        if span.mark in _EMPHASIS and not _readable(pieces[max(0, k - 1) : k + 2]):
            yield from _outside_words(span.inside)
        else:
            yield span


def _unemphasized(pieces: Sequence[Span]) -> Iterator[Span]:
    """The spans without any emphasis."""
    for span in pieces:
        yield from _unemphasized(span.inside) if span.mark in _EMPHASIS else [span]


def silent(node: _Element) -> bool:
    """Whether an element's words are no text."""
    tag, around = name(node), node.getparent()
    if tag in NOTHING:
        return True
    outer = "" if around is None else name(around)
    # Of `sic` and `corr`, `orig` and `reg`, one is read.
    if outer == "choice":
        return node is not _chosen(around)
    if outer == "app" and tag in ("rdg", "rdgGrp", "wit"):
        return node is not _chosen(around)
    return False


def _chosen(node: _Element | None) -> _Element | None:
    """Of several readings the one that is read."""
    there = [] if node is None else list(children(node))
    return next((reading for reading in there if name(reading) in _BETTER), there[0] if there else None)


def texts(node: _Element) -> Iterator[tuple[str, _Element]]:
    """Each piece of text that has words.

    It comes with the element that it stands in.
    """
    if (node.text or "").strip():
        yield node.text or "", node
    for child in node:
        if isinstance(child.tag, str) and not silent(child):
            yield from texts(child)
        if (child.tail or "").strip():
            yield child.tail or "", node


def plain(node: _Element) -> str:
    """The words of an element, on one line.

    They have no marks.
    """
    return markup.plain(text(node))


def label(node: _Element) -> str:
    """A printed name, without what happens while it speaks."""
    parts = [part for part in _parts(node) if isinstance(part, str) or name(part) not in EVENTS]
    return markup.plain(row(parts))


def _parts(node: _Element) -> list[str | _Element]:
    """Texts and elements in an element, in a row."""
    parts: list[str | _Element] = [node.text or ""]
    for child in node:
        parts += (child, child.tail or "")
    return parts


def _spans(node: _Element) -> list[Span]:
    return _row(_parts(node))


def _row(parts: Sequence[str | _Element]) -> list[Span]:
    elements = [part for part in parts if not isinstance(part, str) and isinstance(part.tag, str)]
    tokens = any(name(element) in _TOKENS for element in elements)
    joins = tokens and any(
        child.get("join") for element in elements for child in element.iter("{*}w", "{*}pc")
    )
    pieces: list[Span] = []
    for part in parts:
        if isinstance(part, str):
            # Between words that are elements blanks are layout.
            if pieces and pieces[-1] is _APART and part[:1] in _CLOSING:
                pieces.pop()
            pieces += _plain(part) if not tokens or part.strip() else []
        elif isinstance(part.tag, str):
            if tokens and (_stands_at(part) if joins else name(part) == "pc" and words(part)[:1] in _CLOSING):
                pieces = _unspaced(pieces)
            inside = _child(part)
            # No blank behind an opening bracket.
            behind = bool(pieces) and pieces[-1].text[-1:] in _OPENING
            pieces += inside[1:] if behind and inside and inside[0] is _APART else inside
    return pieces


def _child(node: _Element) -> list[Span]:
    tag = name(node)
    if silent(node):
        return []
    if tag == "lb" and node.get("type") == "hard":
        return [Span("break")]
    if tag in _BLANKS:
        return [*_plain("" if node.get("break") == "no" else " "), *_spans(node)]
    if tag == "figure" and (shown := pictures(node)):
        return shown
    if tag == "graphic":
        return [Span("picture", "", target=picture_target(node.get("url") or "")), *_spans(node)]
    if tag in _TOKENS:
        joined = node.get("join") in ("right", "both") or (tag == "pc" and words(node) in _OPENING)
        return [*_spans(node), *([] if joined else _plain(" "))]
    if tag in EVENTS:
        return _event(node)
    if tag in _PARTED:
        return [_APART, *_spans(node), _APART]
    if tag in ("q", "quote", "said", "soCalled"):
        inside = words(node)
        bare = not inside or inside[0] in _QUOTES
        return _spans(node) if bare else [*_plain("\u201c"), *_spans(node), *_plain("\u201d")]
    return _marked(node, tag)


def picture(node: _Element) -> Span | None:
    """The picture in a `figure`, without its caption."""
    return next(iter(pictures(node)), None)


def pictures(node: _Element) -> list[Span]:
    """The pictures in a `figure`; what it shows is told of the first."""
    told = "".join(
        map(str, chain.from_iterable(description.itertext() for description in find(node, "figDesc")))
    )
    targets = [picture_target(graphic.get("url") or "") for graphic in find(node, "graphic")]
    return [Span("picture", "" if k else told, target=target) for k, target in enumerate(targets)]


def _event(node: _Element) -> list[Span]:
    """An event among words, in brackets."""
    typed = instruction(node)
    if isinstance(typed, str):
        return [Span("event", typed)]
    inside = _stripped(spans(node))
    if not inside:
        # Why something is missing is told in the encoder's word.
        reason = (node.get("reason") or "").strip()
        dots = "\u2026" if name(node) in ("gap", "pause") else ""
        inside = _plain(reason if reason.isalpha() and reason not in _NO_REASON else dots)
    # What has brackets stands as it was printed.
    if inside and inside[0].text[:1] in _BRACKETS:
        return inside
    if inside:
        inside = [*_plain("("), *inside, *_plain(")")]
    return [_APART, *inside, _APART]


def _stripped(pieces: Sequence[Span]) -> list[Span]:
    """Without blanks at both ends."""
    done = list(pieces)
    if done and done[0].mark == "text":
        done[:1] = _plain(done[0].text.lstrip())
    if done and done[-1].mark == "text":
        done[-1:] = _plain(done[-1].text.rstrip())
    return done


def _stands_at(token: _Element) -> bool:
    """Whether a token has no blank before it."""
    return name(token) in _TOKENS and token.get("join") in ("left", "both", "overlap")


def _unspaced(pieces: list[Span]) -> list[Span]:
    """Text without the blank at its end.

    A full stop stands at its word where no `join` says how tokens stand, and else what is joined to the left.
    """
    return pieces[:-1] if pieces and pieces[-1] == Span("text", " ") else pieces


def _marked(node: _Element, tag: str) -> list[Span]:
    inside = tuple(_stripped(spans(node))) if tag == "note" else spans(node)
    if tag == "hi" and (raised := PLACES.keys() & (node.get("rend") or "").split()):
        return [span.replace(text=placed(span.text, PLACES[min(raised)])) for span in inside]
    if tag in ("emph", "hi") and inside:
        return [Span("strong" if "bold" in (node.get("rend") or "") else "em", inside=inside)]
    if tag == "ref" and inside and (node.get("target") or "").startswith(("http:", "https:", "mailto:")):
        return [Span("link", inside=inside, target=node.get("target") or "")]
    if tag == "note" and inside:
        if words(node)[:1] in ("(", "["):
            return [*_plain(" "), *inside, *_plain(" ")] if node.get("type") != "footnote" else _note(inside)
        return _note(inside)
    if tag == "ruby":
        base, said = find(node, "rb"), find(node, "rt")
        if base and said:
            kind = _MONO if node.get("type") == "mono" else ""
            whole, *readings = ("".join(map(str, element.itertext())) for element in (base[0], *said))
            return [Span("ruby", whole, (), kind, tuple(readings))]
    return list(inside)


def _note(inside: tuple[Span, ...]) -> list[Span]:
    return [Span("note", inside=inside)]


def _plain(words_: str | None) -> list[Span]:
    return [Span("text", words_)] if words_ else []


def _joined(pieces: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours of one kind, joined.

    Plain text becomes one span, and ruby of single characters one word.
    """
    done: list[Span] = []
    for span in pieces:
        last = done[-1] if done else None
        if last is not None and span.mark == last.mark == "text":
            done[-1] = Span("text", last.text + span.text)
        elif last is not None and span.mark == last.mark == "ruby" and span.target == last.target == _MONO:
            done[-1] = Span("ruby", last.text + span.text, (), _MONO, last.readings + span.readings)
        else:
            done.append(span)
    return tuple(span.replace(target="") if span.target == _MONO else span for span in done)
