"""What is written from the other side than the text around it, as a text of its own.

Marks that stand between letters of both directions go by the text around them: in Hebrew the question mark
of an English quotation would stand before its first word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from toolkit import languages
from toolkit.edition.page import Slot
from toolkit.edition.printed_words import running
from toolkit.text.markup import Span

_RIGHTWARDS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Scripts that are written from right to left."""
_LETTER = {
    "rtl": rf"(?:(?![{_RIGHTWARDS}])[^\W\d_])",
    "ltr": rf"(?:(?=[{_RIGHTWARDS}])[^\W\d_])",
}
"""A letter that goes the other way than a text of this direction."""
_AROUND = ("«»", "»«", "‹›", "“”", "„“", "„”", "””", "‘’", '""', "״״", "()", "[]")
"""Marks of quotations, and brackets: what is between them is a text of its own."""

CODE = "und-Latn"
"""What code in a text from right to left is in, whatever its letters are: it reads the other way."""
_AROUND_WORDS = frozenset({"em", "strong", "link", "note", "foreign"})
"""What has words inside that may go the other way in their turn; an address is known as one."""

_BESIDE = 60
"""Characters beside a quotation in which words of the same phrase are looked for."""
_ISOLATES = {"ltr": "\N{LEFT-TO-RIGHT ISOLATE}", "rtl": "\N{RIGHT-TO-LEFT ISOLATE}"}


def turned(spans: Sequence[Span], lang: str) -> tuple[Span, ...]:
    """Spans in which what goes the other way, and has marks of its own, says that it does.

    That is what stands between quotation marks or brackets, what is stressed or leads elsewhere, a whole
    text, and all code.

    >>> [(span.mark, span.lang) for span in turned((Span("text", "הוא שאל: ״Who?״"),), "he")]
    [('text', ''), ('foreign', 'und-Latn'), ('text', '')]
    """
    direction = languages.get(lang).dir
    if not any(_mixed(span, direction) for span in spans):
        return tuple(spans)
    if len(spans) == 1 and spans[0].mark == "text":
        return tuple(_whole(spans[0].text, lang) or _quoted(spans[0].text, lang))
    return tuple([part for span in spans for part in _turned(span, lang)])


def isolated(text: str, lang: str) -> str:
    r"""A text that says so by characters alone: what goes the other way is between two that nobody sees.

    >>> isolated("א “Who?”", "he") == "א “\u2066Who?\u2069”"
    True
    """
    spans = turned((Span("text", text),), lang)
    return "".join([_shut(span) if span.inside else span.text for span in spans])


def _shut(span: Span) -> str:
    return _ISOLATES[languages.get(span.lang).dir] + span.inside[0].text + "\N{POP DIRECTIONAL ISOLATE}"


def of_code(lang: str) -> str:
    """The language of code in a text.

    >>> of_code("he"), of_code("fr")
    ('und-Latn', 'fr')
    """
    return CODE if languages.get(lang).dir == "rtl" else lang


def slot(lang: str, spans: Sequence[Span]) -> Slot:
    """What a block says in one language, where that is no text of a catalog."""
    return Slot(lang, lang, turned(spans, lang))


def _turned(span: Span, lang: str) -> Iterator[Span]:
    if span.mark == "text":
        yield from _quoted(span.text, lang)
    elif span.mark in _AROUND_WORDS and span.inside != (Span("text", span.target),):
        yield span.replace(inside=turned(span.inside, span.lang or lang))
    elif _is_turned_code(span, languages.get(lang).dir):
        yield Span("foreign", inside=(span,), lang=CODE)
    else:
        yield span


def _mixed(span: Span, direction: str) -> bool:
    """Whether any of its letters go the other way, or all of it as code does."""
    if span.text.isascii() and direction == "ltr":
        return any(_mixed(one, direction) for one in span.inside)
    found = _search(direction)[0].search(span.text) is not None
    return found or _is_turned_code(span, direction) or any(_mixed(one, direction) for one in span.inside)


def _is_turned_code(span: Span, direction: str) -> bool:
    return span.mark == "code" and direction == "rtl"


def _whole(text: str, lang: str) -> tuple[Span, ...]:
    """A text without a letter that goes the way of the language.

    () for any other, and where its marks do no harm.
    """
    if (own := running(text, lang)) == lang or _plain(text):
        return ()
    return (Span("foreign", inside=(Span("text", text),), lang=own),)


def _quoted(text: str, lang: str) -> Iterator[Span]:
    end = 0
    direction = languages.get(lang).dir
    for match in _search(direction)[1].finditer(text):
        start, stop = match.start() + 1, match.end() - 1
        if match.start() >= end and (inside := _whole(text[start:stop], lang)):
            if phrase := _phrase(text[end:], match.start() - end, match.end() - end, direction):
                start, stop = end + phrase.start, end + phrase.stop
                inside = (inside[0].replace(inside=(Span("text", text[start:stop]),)),)
            yield Span("text", text[end:start])
            yield from inside
            end = stop
    if end < len(text):
        yield Span("text", text[end:])


def _phrase(text: str, start: int, end: int, direction: str) -> slice | None:
    """Where words begin and end that go the other way, too, and have a quotation or brackets among them.

    None where none stand right before: `WEAK BRIDGE (3 tons!)` is one text, and its brackets stand behind.
    """
    before, behind = _words_beside(direction)
    if (first := before.search(text, max(0, start - _BESIDE), start)) is None:
        return None
    last = behind.match(text, end, end + _BESIDE)
    return slice(first.start(), last.end() if last else end)


def _plain(text: str) -> bool:
    """Whether it begins with a letter, and ends in one or in a figure: then no mark of it can go astray."""
    return text[:1].isalpha() and text[-1:].isalnum()


@cache
def _words_beside(direction: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Searches for words that go the other way: those that end at a place, and those that begin there."""
    other = _LETTER[direction]
    words = rf"(?:{other}|[\d .,'’&/–—-])*"
    return re.compile(rf"(?<!\w){other}{words}(?<=[\w.] )\Z"), re.compile(rf" {other}{words}(?<=\w)(?!\w)")


@cache
def _search(direction: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Searches for a letter that goes the other way, and for what has no others between two marks."""
    other = _LETTER[direction]
    pairs = [
        # An apostrophe between two letters closes nothing.
        rf"{a}(?:[\W\d_](?<![{a}{b}])|{b}(?<=\w.)(?=\w)|{other})+{b}"
        for a, b in (tuple(map(re.escape, pair)) for pair in _AROUND)
    ]
    return re.compile(other), re.compile("|".join(pairs))
