"""What stands inside of a paragraph, as XHTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from toolkit import languages
from toolkit.model import Picture
from toolkit.text.markup import Span
from toolkit.text.xml import escape


@cache
def attributes(lang: str) -> str:
    """Language and direction of an element.

    Readers of EPUB know one, of HTML the other.

    >>> attributes("ar")
    ' xml:lang="ar" lang="ar" dir="rtl"'
    """
    return f'{tagged(lang)} dir="{languages.get(lang).dir}"'


def tagged(lang: str) -> str:
    """The language of an element alone.

    For one whose text has a direction of its own.
    """
    return f' xml:lang="{lang}" lang="{lang}"'


Address = Callable[[Picture], str]
"""Gives where a page finds the file of a picture."""


def picture(said: Sequence[Span], address: Address, id_: str = "") -> str:
    """A picture; what it shows where its file can't be shown.

    said  the picture, as each language says what it shows; of an image only one can be its text, the others
          describe it
    id_   what the ids of descriptions begin with, where there are several languages
    """
    first, *others = said
    if first.shown is None:
        return "\n".join(map(_told, said))
    ids = [f"{id_}-{number}" for number in range(1, len(said))]
    about = attributes(first.lang) + (f' aria-describedby="{" ".join(ids)}"' if ids else "")
    made = [f'<img src="{address(first.shown)}" alt="{escape(first.text)}"{about}/>']
    for span, name in zip(others, ids, strict=True):
        made.append(f'<span hidden="hidden" id="{name}"{attributes(span.lang)}>{escape(span.text)}</span>')
    return "\n".join(made)


def _told(span: Span) -> str:
    told = escape(span.text or span.target)
    if span.target.startswith(("https://", "http://")):
        told = f'<a href="{escape(span.target)}">{told}</a>'
    return f'<span class="shown"{attributes(span.lang)}>[{told}]</span>'


def without_notes(spans: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """The spans without the footnotes in them, and those."""
    kept, notes = [], []
    for span in spans:
        if span.mark == "note":
            notes.append(span)
            continue
        inside, more = without_notes(span.inside)
        kept.append(span.replace(inside=tuple(inside)))
        notes += more
    return kept, notes


def ruby(span: Span) -> str:
    """A base with its readings.

    They stand in brackets where a reader doesn't know how to set them.
    """
    bases = span.text if len(span.readings) > 1 else [span.text]
    pairs = (
        f"{escape(base)}<rp>（</rp><rt>{escape(reading)}</rt><rp>）</rp>"
        for base, reading in zip(bases, span.readings, strict=True)
    )
    return f"<ruby>{''.join(pairs)}</ruby>"
