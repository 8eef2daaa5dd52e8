"""The fonts of each language, and what they lack.

The families are those of `writers.faces`; the first of them that a machine has is taken.
Latin, Greek and Cyrillic are in the compiler (Libertinus Serif).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from toolkit import languages
from toolkit.edition.page import CAPITALS
from toolkit.findings import Finding, report
from toolkit.model import KINDS, Book
from toolkit.writers import typesetting
from toolkit.writers.faces import HAN, HYPHENS, faces, script_of
from toolkit.writers.pdf.balance import Spacing
from toolkit.writers.pdf.cells import Data

_BUILT_IN = "Libertinus Serif"
_SLANTED = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor"})
# Sizes that look like 1 of Latin letters.
_SIZES = {"Hans": 0.93, "Hant": 0.93, "Jpan": 0.93, "Kore": 0.93, "Arab": 1.1, "Hebr": 1.05}
# How far the first line of a paragraph is set in, in letters. These scripts set every paragraph in: to leave
# out the first one behind a heading is a custom of others.
_INDENTS, _INDENT = {"Hans": 2, "Hant": 2, "Jpan": 1, "Kore": 1}, 1.3
_ALPHABETS, _DENSE = Spacing(1.32, 1.42, 1.6), Spacing(1.38, 1.55, 1.75)
_SPACINGS = {"Aran": Spacing(2.1, 2.1, 2.3)}  # its words climb
_BORROWED = frozenset({"Arab", "Aran"})
_SIGNS = ("Noto Emoji", "Noto Sans Symbols", "Noto Sans Symbols 2", "Noto Sans Symbols2", "Noto Music")
_DIVIDED = frozenset(
    "af be bg ca cs da de el en es et fi fr gl hr hu is it ka ku la lt"
    " mn nb nl nn no pl pt ru sk sl sq sr sv tk tr uk".split()
)
"""Languages whose words the typesetter can divide."""
_SHORT, _LONG = 45, 70
"""Letters of a line from which on it is drawn out to a length: where words are divided, and where not."""


def pitch(langs: Sequence[str], apart: bool) -> float:
    """The distance of lines.

    In sizes of the text: dense scripts need more.

    apart  whether no line stands beside one of another language: what climbs spreads its own lines alone
    """
    level = [lang for lang in langs if not apart or script_of(lang) not in _SPACINGS] or langs
    return max(spacing(lang).usual for lang in level)


def spacing(lang: str) -> Spacing:
    """How far from each other lines of a language may stand."""
    script = script_of(lang)
    return _SPACINGS.get(script) or (_ALPHABETS if script in HYPHENS else _DENSE)


def sets_all_in(lang: str) -> bool:
    """Whether every paragraph is set in, the first one behind a heading, too."""
    return script_of(lang) in _INDENTS


def styles(
    langs: Iterable[str],
    there: frozenset[str],
    measure: float,
    lines: float,
    own: Mapping[str, str],
) -> dict[str, dict[str, Any]]:
    """By language: what `tongue` in `book.typ` sets.

    langs      all that text of the book is in
    there      the families of this machine
    measure    letters of a line, in which it decides what is of one length
    lines      the distance of lines, which those that climb surpass
    own        the editor's family for a language
    """
    # The first face of each language that this machine has.
    chains = {lang: [*_editors(lang, own), *_there(faces(lang).text, there)] for lang in dict.fromkeys(langs)}
    # After its own fonts those of the others: a Chinese name in an English sentence.
    everything = [_BUILT_IN, *chain.from_iterable(chains.values()), *signs(there)]
    return {
        lang: {
            **_style(lang, list(dict.fromkeys([*chain, *everything])), there, measure),
            # Its figures are those of a sans serif in most fonts of the script.
            "latin": not _editors(lang, own) and script_of(lang) in _BORROWED,
            "pitch": max(lines, spacing(lang).usual if script_of(lang) in _SPACINGS else 0),
        }
        for lang, chain in chains.items()
    }


def everything(langs: Iterable[str], there: frozenset[str]) -> tuple[str, ...]:
    """Families that some languages need.

    Those that this machine has.
    """
    own = chain.from_iterable(_there(faces(lang).text, there) for lang in langs)
    return tuple(dict.fromkeys([*own, _BUILT_IN, *signs(there)]))


def signs(there: frozenset[str]) -> list[str]:
    """Families for emoji and signs, in black: those that this machine has, or the extra brings."""
    return [family for family in _SIGNS if family in there]


def _editors(lang: str, own: Mapping[str, str]) -> list[str]:
    """The editor's family for a language: for its tag, or the beginning of it."""
    fitting = [tag for tag in own if lang == tag or lang.startswith(f"{tag}-")]
    return [own[max(fitting, key=len)]] if fitting else []


def lacking(langs: Iterable[str], there: frozenset[str]) -> list[str]:
    """Languages without a font of their own.

    Chinese, Japanese and Korean only: each has its own forms of letters that they share, so that a font of a
    neighbour has the characters, and still is the wrong one.
    """
    return [lang for lang in langs if script_of(lang) in HAN and not _there(faces(lang).text, there)]


def package(lang: str) -> str:
    """Debian's, that brings fonts for a language."""
    return faces(lang).package


def how_to_get(lang: str) -> str:
    """What to install for a language."""
    known = faces(lang)
    return f"Install one: on Debian {known.package}; elsewhere {known.text[0]} or {known.text[1]}."


def _style(lang: str, chain: list[str], there: frozenset[str], measure: float) -> dict[str, Any]:
    language, script = languages.get(lang), script_of(lang)
    parts = language.tag.split("-")
    # Typst chooses forms of Han characters by the region.
    region = next((part.lower() for part in parts[1:] if len(part) == 2 and part.isalpha()), None)
    return {
        "lang": parts[0] if len(parts[0]) in (2, 3) else "und",
        "region": region or {"Hant": "tw", "Hans": "cn"}.get(script),
        "rtl": language.dir == "rtl",
        "fonts": chain,
        # In bold where the text has a bold: ideographs have none that reads as stress.
        "stressed": [*_there(faces(lang).stress, there), *chain] if script in HAN else chain,
        "size": _SIZES.get(script, 1),
        "scale": 1,
        "indent": _INDENTS.get(script, _INDENT),
        "slanted": script in _SLANTED,
        "capitals": script in CAPITALS,
        "stress": "regular" if script in HAN else "bold",
        "hyphenate": _divides(lang),
        "justify": _justified(lang, measure),
        "spread": script in HAN and script != "Kore",
    }


def _divides(lang: str) -> bool:
    return lang.partition("-")[0] in _DIVIDED


def _justified(lang: str, measure: float) -> bool:
    """Whether lines are of one length, without gaps that are wider than half a letter's size."""
    script = script_of(lang)
    # A line may end within what is a word elsewhere.
    if script in HAN:
        return True
    if _divides(lang):
        return measure >= _SHORT
    return script not in HYPHENS and measure >= _LONG


def _there(wanted: Iterable[str], there: frozenset[str]) -> list[str]:
    return [family for family in wanted if family in there][:1]


# Put boxes in place of characters without a font.
#
# Each costs itself, and never the page.
#
#     {"m": "lost", "c": ["U+13000"]}
#
# Its code point stands in a box in its place, and a finding names the character, the code and the place.


_MANY = 12
"""Characters that have a finding each; more are counted."""


def boxed(value: Any, lost: Sequence[str]) -> Any:
    """Put codes in place of some characters.

    Wherever they would be printed in the data of a book.
    """
    return _boxed(value, re.compile(f"[{''.join(map(re.escape, lost))}]"))


def _boxed(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, list | tuple):
        return [_boxed(part, pattern) for part in value]
    if not isinstance(value, dict):
        return value
    boxed_parts: Data = {}
    for key, part in value.items():
        # A bookmark is plain text, and can't have a box.
        if key == "mark":
            boxed_parts[key] = _coded(part, pattern)
        elif key != "c":
            boxed_parts[key] = _boxed(part, pattern)
        elif value.get("m") == "ruby":
            # A box has no room over a base.
            boxed_parts[key] = [(_coded(base, pattern), _coded(reading, pattern)) for base, reading in part]
        elif "m" in value or "s" in value:
            boxed_parts[key] = [*chain.from_iterable(_pieces(span, pattern) for span in part)]
        else:  # the head of a page, which is one text
            boxed_parts[key] = [_coded(text, pattern) for text in part]
    return boxed_parts


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
    return pattern.sub(lambda match: f"[{code(match[0])}]", text)


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
    # One package may bring the fonts for both.
    brought = {package(lang) for lang in lacking}
    shown = [character for character in lost if typesetting.package(character) not in brought][:_MANY]
    places: dict[str, list[str]] = {character: [] for character in shown}
    for place, text in _texts(book):
        for character in shown:
            if character in text:
                places[character].append(place)
    reports = []
    for lang in lacking:
        name = languages.get(lang).name
        reports.append(report("D406.language", name=name, lang=lang, cure=how_to_get(lang)))
    for character, where in places.items():
        what, cure = typesetting.explain([character])
        reports.append(
            report(
                "D406.places" if len(where) > 1 else "D406.place",
                what=what.removesuffix("."),
                place=where[0] if where else "around the text",
                places=len(where) - 1,
                cure=cure,
            )
        )
    # A text without any font may lack hundreds: these are told by their number.
    if rest := [character for character in lost if character not in places]:
        what, cure = typesetting.explain(rest)
        reports.append(report("D406.rest", what=what.removesuffix("."), cure=cure))
    return tuple(reports)


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
