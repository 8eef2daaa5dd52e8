"""Put boxes in place of characters without a font.

Each costs itself, and never the page.

    {"m": "lost", "c": ["U+13000"]}

Its code point stands in a box in its place, and a finding names the character, the code and the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from toolkit import languages
from toolkit.findings import Finding, report
from toolkit.model import KINDS, Book
from toolkit.writers import typesetting
from toolkit.writers.pdf import fonts
from toolkit.writers.pdf.content import Data

_MANY = 12
"""Characters that have a finding each; more are counted."""


def boxed(value: Any, lost: Sequence[str]) -> Any:
    """Put codes in place of some characters.

    Wherever they would be printed in the data of a book.
    """
    return _boxed(value, re.compile(f"[{''.join(map(re.escape, lost))}]"))


def _boxed(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, list | tuple):
        return [_boxed(one, pattern) for one in value]
    if not isinstance(value, dict):
        return value
    found: Data = {}
    for key, part in value.items():
        if key == "mark":
            found[key] = _coded(part, pattern)
        elif key != "c":
            found[key] = _boxed(part, pattern)
        elif value.get("m") == "ruby":
            # A box has no room over a base.
            found[key] = [(_coded(base, pattern), _coded(reading, pattern)) for base, reading in part]
        elif "m" in value or "s" in value:
            found[key] = [piece for span in part for piece in _pieces(span, pattern)]
        else:  # the head of a page, which is one text
            found[key] = [_coded(text, pattern) for text in part]
    return found


def _pieces(span: Any, pattern: re.Pattern[str]) -> Iterator[Any]:
    if not isinstance(span, str):
        yield _boxed(span, pattern)
        return
    start = 0
    for place in pattern.finditer(span):
        if place.start() > start:
            yield span[start : place.start()]
        yield {"m": "lost", "c": [code(place[0])]}
        start = place.end()
    if start < len(span):
        yield span[start:]


def _coded(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: f"[{code(found[0])}]", text)


def code(character: str) -> str:
    """As Unicode writes it.

    >>> code("é")
    'U+00E9'
    """
    return f"U+{ord(character):04X}"


def findings(book: Book, lost: Sequence[str], lacking: Sequence[str] = ()) -> tuple[Finding, ...]:
    """What no font has, as findings D406.

    Languages without a font, and characters, with where they stand. Those that a language without a font is
    written in are told together.
    """
    brought = {fonts.package(lang) for lang in lacking}
    shown = [character for character in lost if typesetting.package(character) not in brought][:_MANY]
    places: dict[str, list[str]] = {character: [] for character in shown}
    for place, text in _texts(book):
        for character in shown:
            if character in text:
                places[character].append(place)
    found = []
    for lang in lacking:
        name = languages.get(lang).name
        found.append(report("D406.language", name=name, lang=lang, cure=fonts.cure(lang)))
    for character, where in places.items():
        what, cure = typesetting.explain([character])
        found.append(
            report(
                "D406.places" if len(where) > 1 else "D406.place",
                what=what.removesuffix("."),
                place=where[0] if where else "around the text",
                places=len(where) - 1,
                cure=cure,
            )
        )
    if rest := [character for character in lost if character not in places]:
        what, cure = typesetting.explain(rest)
        found.append(report("D406.rest", what=what.removesuffix("."), cure=cure))
    return tuple(found)


def _texts(book: Book) -> Iterator[tuple[str, str]]:
    """All texts that persons wrote.

    Their places come with them, in words.
    """
    titles = {cell.text for cell in book.titles.values()}
    for cell in (*book.titles.values(), *book.subtitles.values()):
        yield f"in the title in {cell.lang}", cell.text
    for edition in book.documents:
        of = f" of {edition.name}" if book.many else ""
        for lang in edition.langs:
            for names in edition.names.values():
                yield f"in a speaker's name in {lang}{of}", names[lang].text
        for scene in edition.scenes:
            for row in scene.rows:
                for lang, cell in row.cells.items():
                    # A title was told; beside its source, a mark stands for what isn't translated.
                    told = KINDS[row.kind].prints == "headline" and cell.text in titles
                    marked = cell.state == "fallback" and edition.source_lang in edition.langs
                    if told or marked:
                        continue
                    yield f"in paragraph {row.n} in {lang}{of}", cell.text
    for text in (*book.front, *book.back):
        yield f"in the page {text.name} in {text.lang}", f"{text.title}\n{text.text}"
