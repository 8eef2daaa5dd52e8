"""What stands inside a paragraph, as text with light markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit import markup
from toolkit.markup import Span
from toolkit.readers.tei.source import children, find, instruction, name, words
from toolkit.text import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

EVENTS = frozenset({"vocal", "kinesic", "incident", "writing", "shift", "pause", "gap", "stage"})
_BLANKS = frozenset({"lb", "cb", "space"})
_NOTHING = frozenset(
    {"pb", "gb", "anchor", "index", "fw", "del", "surplus", "graphic", "link", "linkGrp", "spanGrp", "span"}
)
_MONO = "mono"
"""Marks ruby whose neighbours of the same sort are characters of one word, until they are joined."""
_TOKENS = frozenset({"w", "pc"})
_CLOSING = frozenset(
    ".,;:!?\u2026)]}%\u060c\u061b\u061f\u06d4\u3001\u3002\uff0c\uff01\uff1f\uff1b\uff1a\u0964"
)
_OPENING = frozenset("([{\u00bf\u00a1")
_QUOTES = frozenset("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u300c\u300e\u201e\u201a")
_BETTER = ("corr", "reg", "expan")
"""Of a `choice`, what is read: the editor's reading, since it is what a translator shall translate."""


def text(node: _Element) -> str:
    """The text of an element, as it is written in a transcript."""
    return tidy(markup.compose(spans(node)))


def exactly(node: _Element) -> str:
    """The text of an element that diglot wrote, to the character."""
    typed = instruction(node)
    return typed if isinstance(typed, str) else markup.compose(spans(node))


def spans(node: _Element) -> tuple[Span, ...]:
    """The text of an element; no two neighbours are plain text, blanks as they stand."""
    return _joined(_spans(node))


def event(node: _Element) -> str:
    """The words of an event, in brackets."""
    said = words(node) or node.get("reason") or ""
    if name(node) == "gap" and not words(node):
        said = "\u2026"
    if name(node) == "pause" and not said:
        said = "\u2026"
    said = said or node.get("new") or ""
    return said if said[:1] in ("(", "[", "\uff08", "\u3010", "<") else f"({said})" if said else ""


def _spans(node: _Element) -> list[Span]:
    tokens = any(name(child) in _TOKENS for child in children(node))
    joins = any(child.get("join") for child in node.iter("{*}w", "{*}pc"))
    found = [] if tokens else _plain(node.text)
    for child in node:
        if isinstance(child.tag, str):
            if tokens and not joins and name(child) == "pc" and words(child)[:1] in _CLOSING:
                found = _unspaced(found)
            found += _child(child)
        # Between words that are elements blanks are layout.
        found += _plain(child.tail) if not tokens or (child.tail or "").strip() else []
    return found


def _child(node: _Element) -> list[Span]:
    tag = name(node)
    if tag in _NOTHING:
        return []
    if tag in _BLANKS:
        return _plain(" ")
    if tag in _TOKENS:
        joined = node.get("join") in ("right", "both") or (tag == "pc" and words(node) in _OPENING)
        return [*_spans(node), *([] if joined else _plain(" "))]
    if tag in EVENTS:
        return _plain(f" {event(node)} " if event(node) else "")
    if tag == "choice":
        best = [one for one in children(node) if name(one) in _BETTER]
        return _spans((best or list(children(node)))[0]) if len(node) else []
    if tag in ("q", "quote", "said", "soCalled"):
        inside = words(node)
        bare = not inside or inside[0] in _QUOTES
        return _spans(node) if bare else [*_plain("\u201c"), *_spans(node), *_plain("\u201d")]
    return _marked(node, tag)


def _unspaced(found: list[Span]) -> list[Span]:
    """Without the blank at the end: a full stop stands at its word, where no `join` says how tokens stand."""
    return found[:-1] if found and found[-1] == Span("text", " ") else found


def _marked(node: _Element, tag: str) -> list[Span]:
    inside = spans(node)
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
            whole, *readings = ("".join(map(str, one.itertext())) for one in (base[0], *said))
            return [Span("ruby", whole, (), kind, tuple(readings))]
    return list(inside)


def _note(inside: tuple[Span, ...]) -> list[Span]:
    return [Span("note", inside=inside)]


def _plain(words_: str | None) -> list[Span]:
    return [Span("text", words_)] if words_ else []


def _joined(found: Sequence[Span]) -> tuple[Span, ...]:
    """Plain text beside plain text as one, and ruby of single characters as one word."""
    done: list[Span] = []
    for span in found:
        last = done[-1] if done else None
        if last is not None and span.mark == last.mark == "text":
            done[-1] = Span("text", last.text + span.text)
        elif last is not None and span.mark == last.mark == "ruby" and span.target == last.target == _MONO:
            done[-1] = Span("ruby", last.text + span.text, (), _MONO, last.readings + span.readings)
        else:
            done.append(span)
    return tuple(
        Span("ruby", one.text, readings=one.readings) if one.target == _MONO else one for one in done
    )
