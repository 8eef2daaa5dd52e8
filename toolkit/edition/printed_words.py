"""Words that an edition prints of its own, beside what people wrote.

A label says its language, and so does each name: whoever listens hears both as they are said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from toolkit import languages
from toolkit.edition.page import Slot
from toolkit.model import Edition, Person, Role
from toolkit.text.hygiene import tidy
from toolkit.text.markup import Span

MAKER = "diglot"
CREATORS = frozenset("art aut cmm com cre cwt dis edc edt hst ive ivr nrt pan pht spk".split())
"""MARC relators of those who made what a book says; all others helped."""
# MARC relator -> key of the printed word. Whoever did something else is a contributor, in print.
_RELATORS: Mapping[str, str] = {
    "aut": "author",
    "edt": "editor",
    "edc": "editor",
    "com": "editor",
    "trl": "translator",
    "ivr": "interviewer",
    "hst": "interviewer",
    "ive": "interviewee",
    "spk": "speaker",
    "pht": "photographer",
    "ill": "illustrator",
    "trc": "transcriber",
    "pfr": "proofreader",
    "cov": "cover_designer",
    "bkd": "designer",
    "bjd": "designer",
    "wpr": "preface_by",
    "wfw": "preface_by",
    "win": "introduction_by",
    "aui": "introduction_by",
    "aft": "afterword_by",
    "waw": "afterword_by",
    "pbl": "publisher",
}
# Role of a speaker -> key of the printed word.
_SPEAKERS: Mapping[Role, str] = {
    "interviewer": "interviewer",
    "host": "interviewer",
    "interviewee": "interviewee",
    "guest": "interviewee",
    "unknown": "speaker",
}
# A URL that every reader takes; others are printed and not linked.
_URL = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+")
BETWEEN = " · "

Spans = tuple[Span, ...]
Entries = Iterable[tuple[str, Sequence[Spans]]]
"""Keys of printed words, each with values; those that are empty are left out."""


def role_key(relator: str) -> str:
    """The key of the printed word for a role."""
    return _RELATORS.get(relator, "contributor")


def printed(main: str, key: str, **values: object) -> Spans:
    """Words that diglot prints of its own.

    They are in the language of the readers, or in English, and say so.
    """
    return marked(languages.strings_lang(main), languages.strings(main)[key].format(**values))


def marked(lang: str, text: str) -> Spans:
    """A text that says its language."""
    return (Span("foreign", inside=(Span("text", text),), lang=lang),)


def written(text: str, lang: str) -> Spans:
    """What an editor wrote; () for nothing."""
    text = tidy(text)
    if _URL.fullmatch(text):
        return (Span("link", inside=(Span("text", text),), target=text),)
    return marked(lang, text) if text else ()


def autonym(lang: str) -> Spans:
    """The name of a language in itself."""
    language = languages.get(lang)
    return marked(language.tag, language.autonym)


def people(persons: Iterable[Person], lang: str) -> list[Spans]:
    """Their names."""
    return [written(person.name, lang) for person in persons]


def speakers(edition: Edition, main: str) -> Iterator[tuple[str, list[Spans]]]:
    """Who speaks in a document, by the word for what they do there."""
    # Each word once, though two roles share it.
    for label in dict.fromkeys(_SPEAKERS.values()):
        cells = [
            edition.names[speaker.key][main]
            for speaker in edition.speakers
            if _SPEAKERS.get(speaker.role) == label and speaker.key in edition.names
        ]
        yield label, [written(cell.text, cell.lang) for cell in cells]


def joined(values: Iterable[Spans], between: str = BETWEEN) -> Spans:
    """Values in one line, without those that say nothing."""
    made: list[Span] = []
    for value in values:
        if value:
            made += [Span("text", between), *value] if made else value
    return tuple(made)


def slot(lang: str, spans: Spans) -> Slot:
    """What a block of diglot's own says, in one language."""
    return Slot(lang, lang, spans)
