"""What the text is: the `profileDesc`s.

They tell languages, people, place, subjects, and whether it is original or translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from toolkit import languages, late
from toolkit.model import Cell, Edition, Meta, Origin, Persona, Review, Speaker
from toolkit.model.wordings import InLanguages
from toolkit.schema import ORIGINS, REVIEWS
from toolkit.text.data import is_date
from toolkit.text.hygiene import tidy
from toolkit.writers.tei.markup import Element, element
from toolkit.writers.tei.pointers import Pointers, engines

_YEARS = late.regex(r"\d{1,3}", re.ASCII)
_UNITS = {
    "texts": ("text", "texts"),
    "words": ("word", "words"),
    "characters": ("character", "characters"),
    "turns": ("turn", "turns"),
    "paragraphs": ("paragraph", "paragraphs"),
    "untranslatedParagraphs": ("paragraph without a translation", "paragraphs without a translation"),
    "heldBackParagraphs": ("draft that is held back", "drafts that are held back"),
    "omittedParagraphs": ("paragraph that is left out", "paragraphs that are left out"),
    "sentences": ("sentence", "sentences"),
    "humanParagraphs": ("paragraph by a person", "paragraphs by a person"),
    "alignedParagraphs": ("paragraph placed by alignment", "paragraphs placed by alignment"),
    "machineParagraphs": ("paragraph by a machine", "paragraphs by a machine"),
    "revisedParagraphs": ("paragraph revised by a person", "paragraphs revised by a person"),
    "unrecordedParagraphs": ("paragraph of unrecorded origin", "paragraphs of unrecorded origin"),
    "additions": ("addition of the translation", "additions of the translation"),
    "placedSentences": (
        "sentence of the translation that existed",
        "sentences of the translation that existed",
    ),
    "placedWords": ("word of the translation that existed", "words of the translation that existed"),
    "placedCharacters": (
        "character of the translation that existed",
        "characters of the translation that existed",
    ),
    "alignmentLinks": ("alignment link", "alignment links"),
}
"""Unit of a `measure` -> how it is said for one and for many."""
UNSTATED = "und"
"""The language of words whose language nobody stated."""


def stated(tag: str, words: str, **attributes: str | None) -> Element:
    """Words in a language that nobody named.

    They are as the editor or the translator gave them.
    """
    return element(tag, tidy(words), xml_lang=UNSTATED, **attributes)


def in_languages(tag: str, said: InLanguages) -> Iterable[Element]:
    """What an editor says, once in each language; in one that nobody named where it is said once."""
    for lang, words in said:
        if tidy(words):
            yield element(tag, tidy(words), xml_lang=lang or UNSTATED)


def date(words: str, **attributes: str) -> Element:
    """A date.

    It has `when` only if the calendar has it.
    """
    words = tidy(words)
    return element("date", words, when=words if is_date(words) else None, **attributes)


def measure(unit: str, quantity: int, where: str = "") -> Element:
    """How much there is of something.

    `where` follows the words.
    """
    words = f"{quantity} {_UNITS[unit][quantity != 1]}{where}"
    return element("measure", words, unit=unit, quantity=str(quantity))


def language(tag: str) -> str:
    """The name of a language, in English."""
    return "language not stated" if tag == UNSTATED else languages.get(tag).name


def corpus(edition: Edition, pointers: Pointers) -> tuple[Element, ...]:
    """What is known of the whole corpus.

    It is the children of its `profileDesc`, without the languages.
    """
    meta = edition.meta
    parts = (
        element("abstract", stated("p", meta.description)) if tidy(meta.description) else None,
        _participants(edition, pointers),
        _setting(meta),
        _subjects(meta.subjects),
    )
    return tuple(part for part in parts if part)


def language_usage(texts: Mapping[str, int], headers: Iterable[str]) -> Element:
    """Every language that an `xml:lang` names.

    Those of texts come first, then those that only headers use.

    texts  language -> how many paragraphs are in it
    """
    total = sum(texts.values())
    # The headers are in English.
    rest = sorted({*headers, "en"} - set(texts))
    names = {lang: language(lang)[:1].upper() + language(lang)[1:] for lang in (*texts, *rest)}
    return element(
        "langUsage",
        *(
            element("language", names[lang], ident=lang, usage=str(round(100 * number / max(total, 1))))
            for lang, number in texts.items()
        ),
        *(element("language", f"{names[lang]} (only in the headers)", ident=lang) for lang in rest),
    )


def situation(edition: Edition, lang: str) -> Element | None:
    """Whether the text is original or translated.

    It is None where that isn't known.

    TEI takes all eight parameters or none (P5, chapter 16, "The Text Description"): the seven that nobody
    stated are unknown.
    """
    spoken = edition.meta.original_langs
    if lang == edition.source_lang:
        derivation = _derivation_of_source(lang, spoken)
    else:
        derivation = _derivation_of_translation(edition, lang, spoken)
    if derivation is None:
        return None
    return element(
        "textDesc",
        element("channel", "unknown", mode="x"),
        element("constitution", type="unknown"),
        derivation,
        *(
            element(tag, "unknown")
            for tag in ("domain", "factuality", "interaction", "preparedness", "purpose")
        ),
    )


def _derivation_of_source(lang: str, spoken: Sequence[str]) -> Element | None:
    if not spoken or UNSTATED in (lang, *spoken):
        return None
    said = languages.joined([language(tag) for tag in spoken], "en")
    if not any(_same(lang, tag) for tag in spoken):
        return element("derivation", f"A translation of what was said in {said}.", type="translation")
    if len(spoken) == 1:
        return element("derivation", f"{said} is the language that was spoken.", type="original")
    words = f"{said} were spoken; which of this text is a translation is unknown."
    return element("derivation", words)


def _derivation_of_translation(edition: Edition, lang: str, spoken: Sequence[str]) -> Element:
    """What a translation was translated from.

    Only an editor knows: a catalog may hold any text, the original too.
    """
    if source := edition.meta.translation(lang).translated_from:
        return element("derivation", f"Translated from: {language(source)}.", type="translation")
    if any(_same(lang, tag) for tag in spoken):
        many = "one of the languages" if len(spoken) > 1 else "the language"
        words = f"{language(lang)} is {many} that was spoken; how this text relates to it is unknown."
        return element("derivation", words)
    return element("derivation", "Nobody has said which text it was translated from.")


def _same(tag: str, other: str) -> bool:
    """Whether two tags mean one spoken language.

    Script and country don't matter.
    """
    return languages.get(tag).tag.partition("-")[0] == languages.get(other).tag.partition("-")[0]


def _participants(edition: Edition, pointers: Pointers) -> Element | None:
    people = [
        _person(speaker, edition.names.get(speaker.key, {}), edition, pointers)
        for speaker in edition.speakers
    ]
    return element("particDesc", element("listPerson", *people)) if people else None


def _person(speaker: Speaker, names: Mapping[str, Cell], edition: Edition, pointers: Pointers) -> Element:
    cells = [names[lang] for lang in edition.langs if lang in names and names[lang].published]
    # The name in the source's language is always there, also where its text isn't.
    if not any(cell.lang == edition.source_lang for cell in cells):
        cells.insert(0, Cell(speaker.name, edition.source_lang, "original"))
    return element(
        "person",
        *(
            element("persName", tidy(cell.text), xml_lang=cell.lang, **origin(cell, edition, pointers))
            for cell in cells
        ),
        *(
            element("persName", tidy(alias), type="alias", xml_lang=edition.source_lang)
            for alias in speaker.aliases
        ),
        *_persona(speaker.about),
        xml_id=f"spk.{speaker.key}",
        role=speaker.role if speaker.role != "unknown" else None,
    )


def categories(pointers: Pointers) -> dict[tuple[Origin, Review], str]:
    """Where a translated paragraph comes from and how far it was reviewed -> the attribute that says so."""
    reviews: tuple[Review, ...] = ("", *REVIEWS)
    return {
        (origin, review): f' ana="{_category(origin, review, pointers)}"'
        for origin in ORIGINS
        for review in reviews
    }


def _category(origin: Origin, review: Review, pointers: Pointers) -> str:
    names = (ORIGINS[origin], *((REVIEWS[review],) if review else ()))
    return " ".join(f"{pointers.root}{name}" for name in names)


def origin(cell: Cell, edition: Edition, pointers: Pointers) -> dict[str, str]:
    """Where a translated name or title comes from, which machine wrote it, and how far it was reviewed.

    It is told by attributes, in the header of the whole.
    """
    if cell.state != "translated":
        return {}
    sure = {} if cell.confidence is None else {"cert": f"{cell.confidence:.2f}"}
    machine = engines(edition, cell.lang, pointers).get(cell.engine)
    wrote = {"resp": machine} if machine else {}
    return {"ana": _category(cell.origin, cell.review, pointers), **sure, **wrote}


def _persona(about: Persona) -> Iterable[Element]:
    """What the editor says of a person.

    The name stands beside it.
    """
    if about.sex:
        yield element("sex", about.sex)
    if about.age:
        # `value` takes a number of years; "adult" stands as words.
        yield element("age", about.age, value=about.age if _YEARS.fullmatch(about.age) else None)
    if about.occupation:
        yield stated("occupation", about.occupation)
    if about.affiliation:
        yield stated("affiliation", about.affiliation)
    for kind, number in (("ORCID", tidy(about.orcid)), ("Wikidata", about.wikidata), ("VIAF", about.viaf)):
        if number:
            yield element("idno", number, type=kind)


def _setting(meta: Meta) -> Element | None:
    """The setting of the talk.

    It has place and circumstances, and the day, which is that of the recording.
    """
    words, day = tidy(meta.setting), meta.recording.date
    places = [element("p", name) for name in in_languages("placeName", meta.said("place"))]
    paragraphs = (
        *places,
        element("p", date(day)) if day else None,
        stated("p", words) if words else None,
    )
    return element("settingDesc", element("setting", *paragraphs)) if any(paragraphs) else None


def _subjects(subjects: Iterable[str]) -> Element | None:
    terms = [stated("term", subject) for subject in subjects if tidy(subject)]
    return element("textClass", element("keywords", *terms)) if terms else None
