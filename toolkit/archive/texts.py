"""Rules about languages, units of texts, and their counts."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from toolkit import languages
from toolkit.archive.facts import EditionText, ElementPlace, Node, Survey, TeiUnit
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
    """Find tags that are wrong, not declared, or not true of the words."""
    for tag, place in survey.langs.items():
        yield from _tag(survey, tag, place)
    if survey.corpus is not None:
        yield from _declared(survey, survey.corpus, survey.langs)
    for text in (*survey.texts, *survey.apart):
        if text.header is not None:
            used = {tag: ElementPlace(text.place.file, line, "") for tag, line in text.langs.items()}
            yield from _declared(survey, text.header, used)
    for text in survey.texts:
        yield from _text(survey, text)


def _tag(survey: Survey, tag: str, place: ElementPlace) -> Iterator[Finding]:
    if not tag:
        return  # XML's way to say that the language isn't known
    canonical = _canonical(tag)
    if canonical is None:
        yield survey.report("D440.none", place, tag=tag)
    elif canonical != tag:
        yield survey.report("D440.form", place, tag=tag, canonical=canonical)
    elif tag in _SEVERAL_SCRIPTS:
        yield survey.report("D441", place, tag=tag)


@cache
def _canonical(tag: str) -> str | None:
    try:
        # `get` takes gettext's form too; here it is wrong.
        return languages.get(tag).tag if "_" not in tag else None
    except DiglotError:
        return None


def _declared(survey: Survey, header: Node, used: Mapping[str, ElementPlace]) -> Iterator[Finding]:
    declarations = list(header.find("profileDesc/langUsage/language"))
    idents = Counter(node.attributes.get("ident", "") for node in declarations)
    for tag, place in used.items():
        if tag and tag not in idents:
            yield survey.report("D442.missing", place, lang=tag)
    for node in declarations:
        ident = node.attributes.get("ident", "")
        if idents[ident] > 1:
            yield survey.report("D442.twice", node.place, lang=ident)
        # A share of none says just that the language is known and not here.
        elif ident not in used and node.attributes.get("usage") != "0":
            yield survey.report("D443", node.place, lang=ident)
        if not node.text:
            yield survey.report("D492.language", node.place, lang=ident)


def _text(survey: Survey, text: EditionText) -> Iterator[Finding]:
    if not text.lang:
        yield survey.report("D444.none", text.place)
        return
    if text.lang == "und":
        yield survey.report("D446", text.place)
    if text.inner_lang and text.inner_lang != text.lang:
        yield survey.report("D444.inside", text.place, lang=text.lang, inner=text.inner_lang)
    if text.header is not None:
        shares = [
            node.attributes.get("ident", "")
            for node in text.header.find("profileDesc/langUsage/language")
            if node.attributes.get("usage", "0") != "0"
        ]
        if shares and text.lang not in shares:
            yield survey.report("D444.header", text.place, lang=text.lang, langs=tuple(shares))
    yield from _script(survey, text)


def _script(survey: Survey, text: EditionText) -> Iterator[Finding]:
    """Find a text of which hardly a letter is of its script."""
    canonical = _canonical(text.lang)
    script = languages.get(canonical).script if canonical else ""
    if script not in _WRITTEN:
        return
    # Unicode names begin with the script: "CYRILLIC SMALL LETTER A". Names and loans may be in another.
    letters = [char for char in "".join(text.sample) if char.isalpha()]
    fitting = sum(unicodedata.name(char, "").startswith(_WRITTEN[script]) for char in letters)
    if len(letters) >= _ENOUGH and fitting * 5 < len(letters):
        yield survey.report("D445", text.place, lang=text.lang)


_CATEGORIES = {
    "humanParagraphs": "origin.human",
    "alignedParagraphs": "origin.aligned",
    "machineParagraphs": "origin.mt",
    "revisedParagraphs": "origin.revised",
    "unrecordedParagraphs": "origin.entry",
}
"""Unit of a `measure` -> the category that it counts."""


def check_texts(survey: Survey) -> Iterator[Finding]:
    """Find wrong positions, units without words, and unknown origins."""
    source = survey.source
    units = (*source.turns, *source.paragraphs) if source is not None else ()
    positions = {(source.place.file, unit.id): unit.n for unit in units} if source is not None else {}
    for text in survey.texts:
        # Not even a `text` element: a header alone is no edition.
        if not text.tags:
            yield survey.report("D470.text", text.place, lang=text.lang or "this TEI")
        yield from _rising(survey, text, sorted([*text.paragraphs, *text.gaps], key=lambda unit: unit.line))
        yield from _rising(survey, text, text.turns)
        for unit in (*text.turns, *text.paragraphs):
            if unit.empty:
                yield survey.report("D492.unit", text.at(unit), id=unit.id, tag=unit.tag)
        for unit in (*text.turns, *text.paragraphs, *text.gaps) if text is not source else ():
            meant = survey.resolve(text.place.file, unit.corresp) if unit.corresp else None
            if meant in positions and positions[meant] != unit.n:
                yield survey.report(
                    "D493.other",
                    text.at(unit),
                    id=unit.id or "a gap",
                    n=unit.n,
                    partner=meant[1],
                    position=positions[meant],
                )
        if text.role == "translation":
            yield from _origins(survey, text)


def _rising(survey: Survey, text: EditionText, units: Sequence[TeiUnit]) -> Iterator[Finding]:
    # Compared as numbers: 2.10 stands behind 2.9.
    last: tuple[int, ...] = ()
    before = ""
    for unit in units:
        parts = [number(part) for part in unit.n.split(".")]
        position = tuple(part for part in parts if part is not None)
        if len(position) < len(parts):
            yield survey.report("D493.none", text.at(unit), id=unit.id, n=unit.n)
            continue
        if position <= last:
            yield survey.report("D493.order", text.at(unit), n=unit.n, before=before)
        last, before = position, unit.n


def _origins(survey: Survey, text: EditionText) -> Iterator[Finding]:
    """Find paragraphs of unknown origin, and wrong numbers of these."""
    for unit in text.paragraphs:
        if not unit.ana:
            yield survey.report("D491", text.at(unit), id=unit.id)
    if text.header is None:
        return
    real: Counter[str] = Counter()
    for unit in text.paragraphs:
        # A pointer may have a prefix, or the name of a file.
        real.update(pointer.rpartition("#")[2].rpartition(":")[2] for pointer in unit.ana.split())
    measures = {node.attributes.get("unit", ""): node for node in text.header.find("fileDesc/extent/measure")}
    for name, category in _CATEGORIES.items():
        measure = measures.get(name)
        quantity = measure.attributes.get("quantity", "") if measure is not None else "0"
        if quantity != str(real[category]):
            yield survey.report(
                "D490",
                (measure or text.header).place,
                said=quantity or "no number of",
                category=category,
                real=real[category],
            )


# Rules about counts: what a header says, counted again.


def check(survey: Survey) -> Iterator[Finding]:
    """Find wrong numbers of elements, lengths and shares of languages."""
    if survey.corpus is not None:
        sizes = sum((Counter(_sizes(text)) for text in survey.texts), Counter())
        # A header says that there are none of something, or says nothing of it: both are right.
        whole = {**_SUMS, **sizes, "texts": len(survey.texts), **_links(survey)}
        yield from _header(survey, survey.corpus, survey.tags, whole)
        yield from _shares(survey, survey.corpus, {text.lang: len(text.paragraphs) for text in survey.texts})
    for text in survey.apart:
        if text.header is not None:
            yield from _header(survey, text.header, text.tags, _links(survey))
    for text in survey.texts:
        if text.header is not None:
            yield from _header(survey, text.header, text.tags, _sizes(text))
            yield from _shares(survey, text.header, {text.lang: len(text.paragraphs) or 1})


_ABSENT = {
    "untranslatedParagraphs": "untranslated",
    "heldBackParagraphs": "heldBack",
    "omittedParagraphs": "omitted",
}
"""Unit of a measure -> the reason of the gaps that it counts."""
_SUMS = dict.fromkeys(("turns", "paragraphs", "sentences", *_ABSENT), 0)


def _sizes(text: EditionText) -> dict[str, int]:
    """How many a text has of each unit of a measure."""
    reasons = Counter(gap.reason for gap in text.gaps)
    return {
        # A text is counted in one of the two, and its header names which.
        "words": text.length,
        "characters": text.length,
        "turns": len(text.turns),
        "paragraphs": len(text.paragraphs),
        "sentences": len(text.sentences),
        "additions": len(text.additions),
        **{unit: reasons[reason] for unit, reason in _ABSENT.items()},
    }


def _links(survey: Survey) -> dict[str, int]:
    links = chain.from_iterable(group.links for group in survey.groups)
    return {"alignmentLinks": sum(link.tag == "link" for link in links)}


def _header(
    survey: Survey, header: Node, tags: Mapping[str, int], sizes: Mapping[str, int]
) -> Iterator[Finding]:
    yield from _usage(survey, header, tags)
    for measure in header.find("fileDesc/extent/measure"):
        unit, quantity = measure.attributes.get("unit", ""), measure.attributes.get("quantity", "")
        real = sizes.get(unit)
        if real is not None and quantity != str(real):
            said = quantity or "no number of"
            yield survey.report("D431.other", measure.place, said=said, unit=unit, real=real)
        # The number stands first in the words: "2,000 words".
        elif measure.text and not measure.text.replace(",", "").startswith(quantity):
            yield survey.report("D431.words", measure.place, said=quantity, words=measure.text)


def _usage(survey: Survey, header: Node, tags: Mapping[str, int]) -> Iterator[Finding]:
    said: set[str] = set()
    declarations = list(header.find("encodingDesc/tagsDecl/namespace/tagUsage"))
    for usage in declarations:
        tag, occurs = usage.attributes.get("gi", ""), usage.attributes.get("occurs", "")
        if tag in said:
            yield survey.report("D430.twice", usage.place, tag=tag)
        elif occurs != str(tags.get(tag, 0)):
            number_said = occurs or "no number of"
            yield survey.report("D430.other", usage.place, said=number_said, tag=tag, real=tags.get(tag, 0))
        said.add(tag)
    # Of a header that counts nothing at all, another rule tells.
    for tag in sorted(set(tags) - said) if declarations else ():
        yield survey.report("D430.missing", declarations[0].place, tag=tag, real=tags[tag])


def _shares(survey: Survey, header: Node, paragraphs: Mapping[str, int]) -> Iterator[Finding]:
    """Find wrong shares of languages.

    paragraphs  language -> how many its text has
    """
    total = sum(paragraphs.values())
    for node in header.find("profileDesc/langUsage/language"):
        share, lang = node.attributes.get("usage"), node.attributes.get("ident", "")
        if share is None:
            continue
        real = round(100 * paragraphs.get(lang, 0) / max(total, 1))
        said = number(share)
        # Rounded shares needn't make a hundred, so a writer may move one by one.
        if said is None or abs(said - real) > 1:
            yield survey.report("D432", node.place, lang=lang, said=share, real=real)
