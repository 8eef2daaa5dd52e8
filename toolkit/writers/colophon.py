"""The page that says where an edition comes from, who made it, and what is missing; pure, Edition -> markup.

It prints what is known and leaves out the rest: nothing is guessed, and no line stands empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit import languages
from toolkit.model import Edition, Person, Role
from toolkit.text import tidy
from toolkit.writers.markup import attributes, autonym, escape, main_lang, words

# A URL that every reader takes; others are printed and not linked.
_URL = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+")
_LABELS: dict[Role, str] = {
    "interviewer": "interviewer",
    "host": "interviewer",
    "interviewee": "interviewee",
    "guest": "interviewee",
    "unknown": "speaker",
}
MAKER = "diglot"
ID = "colophon"
"""Of the heading."""


def colophon(edition: Edition, publisher: str = "") -> str:
    """A heading and a list of terms and values, in the main language; no element around them."""
    main = main_lang(edition)
    attrs = attributes(languages.strings_lang(main))
    lines = [f'<h1 id="{ID}"{attrs}>{escape(languages.strings(main)["colophon"])}</h1>', "<dl>"]
    for key, values in _entries(edition, publisher):
        lines.append(words(main, key, "dt"))
        lines += [f"<dd>{value}</dd>" for value in values]
    return "\n".join([*lines, "</dl>"])


def _entries(edition: Edition, publisher: str) -> Iterator[tuple[str, list[str]]]:
    """Key of a printed word, and the values as markup; only where there are values."""
    main = main_lang(edition)
    meta, source = edition.meta, edition.source_lang
    spoken = [autonym(meta.original_lang)] if meta.original_lang else []
    found = [
        *_speakers(edition),
        ("original_language", spoken),
        ("source", [_text(part, source) for part in (meta.publisher, meta.date, meta.url) if tidy(part)]),
        ("place", [_text(meta.place, source)]),
        ("editor", [_person(person, source) for person in meta.editors]),
        ("rights", [_text(part, source) for part in (meta.rights, meta.licence)]),
        *(entry for lang in edition.counts for entry in _translation(edition, lang, main)),
    ]
    if edition.counts:
        rights = [_text(part, source) for part in (meta.translation_rights, meta.translation_licence)]
        found.append(("translation_rights", rights))
    found += [("publisher", [_text(publisher, source)]), ("made_with", [_text(MAKER, "en")])]
    for key, values in found:
        if known := [value for value in values if value]:
            yield key, known


def _speakers(edition: Edition) -> Iterator[tuple[str, list[str]]]:
    main = main_lang(edition)
    for label in dict.fromkeys(_LABELS.values()):
        cells = [
            edition.names[speaker.key][main]
            for speaker in edition.speakers
            if _LABELS.get(speaker.role) == label and speaker.key in edition.names
        ]
        yield label, [_text(cell.text, cell.lang) for cell in cells]


def _translation(edition: Edition, lang: str, main: str) -> Iterator[tuple[str, list[str]]]:
    """Which language, who translated into it, and how far: paragraphs, as the catalog has them."""
    yield "translation", [autonym(lang)]
    yield "translator", [_person(person, lang) for person in edition.credits.get(lang, ())]
    counts = edition.counts[lang]
    if counts.translated == counts.total:
        yield "state", [words(main, "all_translated", total=counts.total)]
        return
    if edition.fallback == "source" and edition.source_lang not in edition.langs:
        instead = "source_stands"
    else:
        instead = "left_out" if len(edition.langs) == 1 else "mark_stands"
    state = words(
        main,
        "some_translated",
        total=counts.total,
        translated=counts.translated,
        draft=counts.fuzzy,
        missing=counts.empty,
    )
    yield "state", [state, words(main, instead)]


def _person(person: Person, lang: str) -> str:
    return _text(person.name, lang)


def _text(text: str, lang: str) -> str:
    """What an editor wrote, in the language that it is in; "" for nothing."""
    text = tidy(text)
    if _URL.fullmatch(text):
        return f'<a href="{escape(text)}" dir="ltr">{escape(text)}</a>'
    return f"<span{attributes(lang)}>{escape(text)}</span>" if text else ""
