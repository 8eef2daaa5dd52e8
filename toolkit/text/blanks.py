"""Blanks at which no line may end, in a text with marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from toolkit.text.line_breaks import no_break
from toolkit.text.markup import Span

_SIGN = "\N{OBJECT REPLACEMENT CHARACTER}"
_SIGNS = {"break": "\n", "picture": _SIGN, "note": _SIGN}
"""What stands for a mark without words of its own."""


def unbroken(spans: Sequence[Span], lang: str) -> tuple[Span, ...]:
    r"""The spans with no-break blanks.

    What stands around a blank may be inside of a mark, or be the sign of a footnote.

    >>> from toolkit.text.markup import parse
    >>> unbroken(parse("*Pourquoi*^[Sic.] ?"), "fr")[-1].text
    '\u202f?'
    """
    return tuple(_set(spans, StringIO(no_break("".join(_flow(spans)), lang)), lang))


def _flow(spans: Sequence[Span]) -> Iterator[str]:
    for span in spans:
        yield _said(span)
        if span.mark != "note":
            yield from _flow(span.inside)


def _said(span: Span) -> str:
    return _SIGNS.get(span.mark) or span.text


def _set(spans: Sequence[Span], flow: StringIO, lang: str) -> Iterator[Span]:
    for span in spans:
        said = flow.read(len(_said(span)))
        if span.mark == "note":
            yield span.replace(inside=unbroken(span.inside, lang))
        else:
            inside = tuple(_set(span.inside, flow, lang))
            yield span.replace(text=said if span.mark == "text" else span.text, inside=inside)
