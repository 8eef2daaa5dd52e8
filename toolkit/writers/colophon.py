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


def colophon(edition: Edition, publisher: str = "", heading: str = "h1") -> str:
    """A heading and lists of terms and values, in the main language; no element around them.

    Each translation has a list of its own: in one list no term may come twice (HTML, section 4.4.9).
    """
    main = main_lang(edition)
    attrs = attributes(languages.strings_lang(main))
    lines = [f'<{heading} id="{ID}"{attrs}>{escape(languages.strings(main)["colophon"])}</{heading}>']
    for entries in _lists(edition, publisher):
        known = [(key, [value for value in values if value]) for key, values in entries]
        if any(values for _, values in known):
            lines.append("<dl>")
            for key, values in known:
                lines += [words(main, key, "dt")] * bool(values)
                lines += [f"<dd>{value}</dd>" for value in values]
            lines.append("</dl>")
    return "\n".join(lines)


def _lists(edition: Edition, publisher: str) -> Iterator[list[tuple[str, list[str]]]]:
    """Lists of keys of printed words, with the values as markup."""
    main = main_lang(edition)
    meta, source = edition.meta, edition.source_lang
    spoken = [autonym(meta.original_lang)] if meta.original_lang else []
    yield [
        *_speakers(edition),
        ("original_language", spoken),
        ("source", [_text(part, source) for part in (meta.publisher, meta.date, meta.url) if tidy(part)]),
        ("place", [_text(meta.place, source)]),
        ("editor", [_person(person, source) for person in meta.editors]),
        ("rights", [_text(part, source) for part in (meta.rights, meta.licence)]),
    ]
    for lang in edition.counts:
        yield list(_translation(edition, lang, main))
    last = []
    if edition.counts:
        rights = [_text(part, source) for part in (meta.translation_rights, meta.translation_licence)]
        last.append(("translation_rights", rights))
    yield [*last, ("publisher", [_text(publisher, source)]), ("made_with", [_text(MAKER, "en")])]


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
