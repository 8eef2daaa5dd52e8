"""Words that an edition prints of its own, beside what people wrote.

A label says its language, and so does each name: whoever listens hears both as they are said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from toolkit import languages
from toolkit.edition.filing import is_role
from toolkit.edition.page import Slot
from toolkit.model import Book, Edition, Person, Role, Speaker
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
    "hst": "speaker",
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
# Role of a speaker -> key of the printed word. Who interprets what is said has not translated the book.
_SPEAKERS: Mapping[Role, str] = {
    "interviewer": "interviewer",
    "interviewee": "interviewee",
    "guest": "interviewee",
    "host": "speaker",
    "unknown": "speaker",
    "narrator": "contributor",
    "translator": "contributor",
    "audience": "contributor",
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


def credited(edition: Edition) -> Iterator[Speaker]:
    """Those who speak by a name: "Interviewer" and "Q" say what somebody does there, and not who it is."""
    return (speaker for speaker in edition.speakers if not is_role(speaker.name))


def speakers(edition: Edition, main: str) -> Iterator[tuple[str, list[Spans]]]:
    """Who speaks in a document, by the word for what they do there.

    Where an editor says it of some, the others are called what they are taken for: nobody is a "speaker"
    beside an interviewer.
    """
    named = [*credited(edition)]
    stated = any(speaker.role != "unknown" for speaker in named)
    inferred = edition.taken if stated else {}
    roles = {speaker.key: inferred.get(speaker.key, speaker.role) for speaker in named}
    # Each word once, though two roles share it.
    for label in dict.fromkeys(_SPEAKERS.values()):
        cells = [
            edition.names[speaker.key][main]
            for speaker in named
            if _SPEAKERS.get(roles[speaker.key]) == label and speaker.key in edition.names
        ]
        yield label, [written(cell.text, cell.lang) for cell in cells]


def makers(book: Book, document: Edition | None) -> dict[str, list[Spans]]:
    """Who made a book, by the word for what they did: who speaks, translators, whom the editor names.

    document  the only one of the book; None where there are several, or where only the editor is asked
    """
    main = book.main
    named: list[tuple[str, Spans]] = []
    if document:
        named += [(role, name) for role, names in speakers(document, main) for name in names]
        for lang in document.counts:
            named += [("translator", name) for name in people(document.translators(lang), lang)]
    for contributor in book.contributors:
        cell = contributor.names[main]
        # By the printed word: `edt` and `com` are both an editor in print.
        named.append((role_key(contributor.role), written(cell.text, cell.lang)))
    made: dict[str, dict[Spans, Spans]] = {}
    for role, name in named:
        # Whom the editor names, too, is one person, whatever the language that the name is in.
        words = tuple(span.replace(lang="") for span in name)
        made.setdefault(role, {}).setdefault(words, name)
    return {role: [*names.values()] for role, names in made.items()}


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
