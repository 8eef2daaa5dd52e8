"""Texts: positions that rise and agree, elements with words, translations that say where they are from."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from toolkit import languages
from toolkit.archive.codes import finding
from toolkit.archive.facts import Node, Place, Survey, Text, Unit
from toolkit.errors import DiglotError
from toolkit.findings import Finding
from toolkit.text.hygiene import number

# Languages: tags that are right, declared where they are used, and true of the words.


_SEVERAL_SCRIPTS = frozenset("zh yue sr az uz pa ks sd ku".split())
"""Languages that are written in more than one script today: a tag must say which, or name a country."""
_WRITTEN = {
    "Hans": ("CJK",), "Hant": ("CJK",), "Hani": ("CJK",), "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Kore": ("HANGUL", "CJK"), "Latn": ("LATIN",), "Cyrl": ("CYRILLIC",), "Grek": ("GREEK",),
    "Arab": ("ARABIC",), "Hebr": ("HEBREW",), "Deva": ("DEVANAGARI",), "Thai": ("THAI",),
    "Armn": ("ARMENIAN",), "Geor": ("GEORGIAN",), "Beng": ("BENGALI",), "Taml": ("TAMIL",),
    "Ethi": ("ETHIOPIC",), "Khmr": ("KHMER",), "Mymr": ("MYANMAR",), "Laoo": ("LAO",),
}  # fmt: skip
"""Script -> how the Unicode names of its letters begin."""
_ENOUGH = 40
"""Letters from which on a script can be told."""


def check_languages(survey: Survey) -> Iterator[Finding]:
    """Findings about languages."""
    for tag, place in survey.langs.items():
        yield from _tag(survey, tag, place)
    if survey.corpus is not None:
        yield from _declared(survey, survey.corpus, survey.langs)
    for text in (*survey.texts, *survey.apart):
        if text.header is not None:
            used = {tag: Place(text.place.file, line, "") for tag, line in text.langs.items()}
            yield from _declared(survey, text.header, used)
    for text in survey.texts:
        yield from _text(survey, text)


def _tag(survey: Survey, tag: str, place: Place) -> Iterator[Finding]:
    if not tag:
        return  # XML's way to say that the language isn't known
    canonical = _canonical(tag)
    if canonical is None:
        yield finding(survey, "D440", f"{tag!r} is no language tag.", place)
    elif canonical != tag:
        yield finding(survey, "D440", f"{tag!r} is written {canonical}.", place)
    elif tag in _SEVERAL_SCRIPTS:
        yield finding(survey, "D441", f"{tag} doesn't say in which script.", place)


@cache
def _canonical(tag: str) -> str | None:
    try:
        # `get` takes gettext's form too; here it is wrong.
        return languages.get(tag).tag if "_" not in tag else None
    except DiglotError:
        return None


def _declared(survey: Survey, header: Node, used: Mapping[str, Place]) -> Iterator[Finding]:
    declarations = list(header.find("profileDesc/langUsage/language"))
    idents = Counter(node.attributes.get("ident", "") for node in declarations)
    for tag, place in used.items():
        if tag and tag not in idents:
            yield finding(survey, "D442", f"the language {tag} is used and not declared.", place)
    for node in declarations:
        ident = node.attributes.get("ident", "")
        if idents[ident] > 1:
            yield finding(survey, "D442", f"the language {ident} is declared twice.", node.place)
        elif ident not in used and node.attributes.get("usage") != "0":
            yield finding(survey, "D443", f"the language {ident} is declared and not used.", node.place)
        if not node.text:
            yield finding(survey, "D492", f"the language {ident} has no name.", node.place)


def _text(survey: Survey, text: Text) -> Iterator[Finding]:
    if not text.lang:
        yield finding(survey, "D444", "a text doesn't say its language.", text.place)
        return
    if text.lang == "und":
        yield finding(survey, "D446", "nobody said in which language the text is.", text.place)
    if text.inner_lang and text.inner_lang != text.lang:
        message = f"the text is in {text.lang} by its `TEI`, in {text.inner_lang} by its `text`."
        yield finding(survey, "D444", message, text.place)
    if text.header is not None:
        shares = [
            node.attributes.get("ident", "")
            for node in text.header.find("profileDesc/langUsage/language")
            if node.attributes.get("usage", "0") != "0"
        ]
        if shares and text.lang not in shares:
            message = f"the text is in {text.lang}; its header says {', '.join(shares)}."
            yield finding(survey, "D444", message, text.place)
    yield from _script(survey, text)


def _script(survey: Survey, text: Text) -> Iterator[Finding]:
    """A warning where hardly a letter is of the language's script."""
    canonical = _canonical(text.lang)
    script = languages.get(canonical).script if canonical else ""
    if script not in _WRITTEN:
        return
    letters = [char for char in "".join(text.sample) if char.isalpha()]
    fitting = sum(unicodedata.name(char, "").startswith(_WRITTEN[script]) for char in letters)
    if len(letters) >= _ENOUGH and fitting * 5 < len(letters):
        message = f"the text is said to be in {text.lang}, and hardly a letter of it is of that script."
        yield finding(survey, "D445", message, text.place)


_CATEGORIES = {
    "humanParagraphs": "origin.human",
    "alignedParagraphs": "origin.aligned",
    "machineParagraphs": "origin.mt",
    "revisedParagraphs": "origin.revised",
    "unrecordedParagraphs": "origin.entry",
}
"""Unit of a `measure` -> the category that it counts."""


def check_texts(survey: Survey) -> Iterator[Finding]:
    """Findings about the units of each text."""
    source = survey.source
    positions = (
        {}
        if source is None
        else {
            (source.place.file, unit.id): unit.n
            for units in (source.turns, source.paragraphs)
            for unit in units
        }
    )
    for text in survey.texts:
        if not text.tags:
            yield finding(survey, "D470", f"there is no text in {text.lang or 'this TEI'}.", text.place)
        yield from _rising(survey, text, sorted([*text.paragraphs, *text.gaps], key=lambda unit: unit.line))
        yield from _rising(survey, text, text.turns)
        for unit in (*text.turns, *text.paragraphs):
            if unit.empty:
                yield finding(survey, "D492", f"{unit.id} (`{unit.tag}`) is empty.", _at(text, unit))
        for unit in (*text.turns, *text.paragraphs, *text.gaps) if text is not source else ():
            meant = survey.resolve(text.place.file, unit.corresp) if unit.corresp else None
            if meant in positions and positions[meant] != unit.n:
                name = unit.id or "a gap"
                message = f"{name} has the position {unit.n}, and {meant[1]} {positions[meant]}."
                yield finding(survey, "D493", message, _at(text, unit))
        if text.role == "translation":
            yield from _origins(survey, text)


def _rising(survey: Survey, text: Text, units: Sequence[Unit]) -> Iterator[Finding]:
    last: tuple[int, ...] = ()
    before = ""
    for unit in units:
        parts = [number(part) for part in unit.n.split(".")]
        position = tuple(part for part in parts if part is not None)
        if len(position) < len(parts):
            yield finding(survey, "D493", f"{unit.id} has the position {unit.n!r}.", _at(text, unit))
            continue
        if position <= last:
            message = f"the position {unit.n} stands after {before}."
            yield finding(survey, "D493", message, _at(text, unit))
        last, before = position, unit.n


def _origins(survey: Survey, text: Text) -> Iterator[Finding]:
    """Where paragraphs come from: each says it, and the header's numbers agree."""
    for unit in text.paragraphs:
        if not unit.ana:
            message = f"{unit.id} doesn't say where the translation comes from."
            yield finding(survey, "D491", message, _at(text, unit))
    if text.header is None:
        return
    real = Counter(_name(category) for unit in text.paragraphs for category in unit.ana.split())
    said = {
        _CATEGORIES.get(measure.attributes.get("unit", ""), ""): measure
        for measure in text.header.find("fileDesc/extent/measure")
    }
    for category in _CATEGORIES.values():
        measure = said.get(category)
        quantity = measure.attributes.get("quantity", "") if measure is not None else "0"
        if quantity != str(real[category]):
            message = f"the header says {quantity or 'no number of'} {category}; there are {real[category]}."
            yield finding(survey, "D490", message, (measure or text.header).place)


def _name(pointer: str) -> str:
    return pointer.rpartition("#")[2].rpartition(":")[2]


def _at(text: Text, unit: Unit) -> Place:
    return Place(text.place.file, unit.line, unit.tag)
