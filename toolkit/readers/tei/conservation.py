"""Whether all words of a text were read.

It is asked of the file, without the code that reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from toolkit.findings import Finding, report
from toolkit.model import Location, Turn
from toolkit.readers.tei.inline import texts
from toolkit.readers.tei.source import name
from toolkit.text import markup
from toolkit.text.hygiene import counted
from toolkit.text.markup import Span
from toolkit.text.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_AHEAD = 20_000
"""Characters in which words that were moved are looked for: long ones far away, short ones near."""
_SHOWN = 5


class LostWords(NamedTuple):
    """Words of one element that aren't in the document."""

    element: str
    line: int
    words: int


def check(text: _Element, turns: Iterable[Turn], path: str) -> Iterator[Finding]:
    """A finding for lost words.

    It names the elements that they stood in.
    """
    gone = list(lost(text, turns))
    if not gone:
        return
    lines: dict[str, list[int]] = {}
    for one in gone:
        lines.setdefault(one.element, []).append(one.line)
    told = [
        f"<{element}> {counted(len(found), 'time')} (line {', '.join(map(str, found[:_SHOWN]))}"
        f"{' ...' if len(found) > _SHOWN else ''})"
        for element, found in lines.items()
    ]
    words = sum(one.words for one in gone)
    yield report("D130", Location(path, gone[0].line), words=words, elements=tuple(told))


def lost(text: _Element, turns: Iterable[Turn]) -> Iterator[LostWords]:
    """What of a `text` is in no turn.

    Letters and digits are compared, in their order: blanks and signs are set anew.
    """
    there = _letters(" ".join(_words(turns)))
    at, passed = 0, ""
    for piece, element in texts(text):
        wanted = _letters(piece)
        if there.startswith(wanted, at):
            at += len(wanted)
        elif (found := passed.find(wanted)) >= 0:
            # It stands before what is before it in the file, as a label does.
            passed = passed[:found] + passed[found + len(wanted) :]
        elif (found := there.find(wanted, at, at + min(_AHEAD, 50 * len(wanted)))) >= 0:
            passed = (passed + there[at:found])[-_AHEAD:]
            at = found + len(wanted)
        else:
            yield LostWords(name(element), line_of(element), len(piece.split()))


def _words(turns: Iterable[Turn]) -> Iterator[str]:
    """What a document says: an address behind a link or a picture is none of its words."""
    for turn in turns:
        yield turn.label
        for paragraph in turn.paragraphs:
            yield from _said(markup.parse(paragraph.text))


def _said(spans: Iterable[Span]) -> Iterator[str]:
    for span in spans:
        yield from (span.text, *span.readings)
        yield from _said(span.inside)


def _letters(text: str) -> str:
    # Decomposed: an accent may stand in an element of its own.
    return "".join(filter(str.isalnum, normalize("NFD", text)))
