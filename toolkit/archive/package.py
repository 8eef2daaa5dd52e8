"""What stands beside an edition in its deposit.

Its rights, and what is in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from toolkit import languages
from toolkit.config import BuildOptions
from toolkit.edition.printed_words import writers
from toolkit.model import Edition, Helpers, Illustration, Meta, Person, Role, Translation, answered
from toolkit.model.wordings import InLanguages
from toolkit.text.data import json_text
from toolkit.text.hygiene import tidy

_SPEAKERS: frozenset[Role] = frozenset({"interviewer", "interviewee", "host", "guest"})
UNSAID = "Nobody has said anything of these rights. Ask the publisher before you use the text."


def title(edition: Edition, lang: str = "") -> str:
    """The title in a language, by default the source's.

    The name of the document where it has none.
    """
    cell = edition.titles.get(lang or edition.source_lang)
    return tidy(cell.text) if cell is not None and tidy(cell.text) else edition.name


def printed(edition: Edition) -> tuple[str, ...]:
    """The languages of which something is in the edition; all others are only meant to be.

    Whoever looks for texts in a language must not be sent to one that has none.
    """
    counts = edition.counts
    return tuple(lang for lang in edition.langs if lang not in counts or counts[lang].translated)


def begun(edition: Edition) -> tuple[str, ...]:
    """The languages of which there is a translation, or a draft in the catalog: there is something to own."""
    return tuple(lang for lang, number in edition.counts.items() if number.translated or number.fuzzy)


def credited_pictures(edition: Edition) -> dict[str, Illustration]:
    """Pictures whose maker or licence somebody told, by their path in the bag."""
    said = edition.meta.illustrations
    return {f"source/{one.file}": one for one in said if one.credit or tidy(one.licence)}


def rights(edition: Edition) -> dict[str, str]:
    """Files that state the rights: name -> text.

    One for the source text, one for all translations, and one for pictures with rights of their own.
    """
    meta = edition.meta
    held = f"{said}\n\n" if (said := kept_back(edition)) else ""
    files = {"RIGHTS-source.txt": _stated("the source text", meta, meta.said("rights"))}
    parts = [
        _stated(
            f"the translation into {named(lang)}", meta.translation(lang), meta.translation_rights_said(lang)
        )
        for lang in begun(edition)
    ]
    if parts:
        files["RIGHTS-translations.txt"] = "\n".join(parts)
    pictures = [
        _stated(f"the picture {path}", one, one.credit) for path, one in credited_pictures(edition).items()
    ]
    if pictures:
        files["RIGHTS-pictures.txt"] = "\n".join(pictures)
    return {name: held + text for name, text in files.items()}


def kept_back(edition: Edition) -> str:
    """Until when nothing is to be given away, or that not all may have it, for people; "" for neither."""
    if edition.meta.restricted:
        return "This is not freely available: the rights say who may have it."
    if not edition.meta.available:
        return ""
    return f"Nothing of this is to be given away before {tidy(edition.meta.available)}."


def _stated(what: str, known: Meta | Translation | Illustration, said: InLanguages) -> str:
    licence = f"Licence: {tidy(known.licence)}" if tidy(known.licence) else ""
    words = list(filter(None, (licence, *(tidy(words) for _, words in said)))) or [UNSAID]
    return "\n".join([f"Rights in {what}", "", *words, ""])


def named(tag: str) -> str:
    """A language for people.

    >>> named("fr")
    'French (fr)'
    """
    return f"{languages.get(tag).name} ({tag})"


def published(known: Translation) -> str:
    """Where a translation was published before, in a line."""
    by = ", ".join(tidy(translator.name) for translator in known.translators)
    parts = (known.title, known.publisher, known.date, known.url, f"translated by {by}" if by else "")
    return ", ".join(filter(None, map(tidy, parts)))


class Copy(NamedTuple):
    """A file of an earlier translation, in the bag."""

    lang: str
    path: str
    """Below `data/`."""
    was: str
    """Its path in the project."""


def counts(edition: Edition) -> dict[str, dict[str, int]]:
    """Paragraphs of each translation, by what became of them."""
    return {
        lang: {
            "total": number.total,
            "human": number.human,
            "aligned": number.aligned,
            "machine": number.machine,
            "revised": number.revised,
            "heldBack": number.fuzzy,
            "omitted": number.omitted,
            "untranslated": number.empty,
        }
        for lang, number in edition.counts.items()
    }


def creators(edition: Edition) -> tuple[Person, ...]:
    """Who counts as an author: whoever wrote a text in which nobody is known to answer, else who speaks.

    Those whose role is known, with all others where it isn't known who answers. Else all.
    """
    # A narrator or an audience is no author, but where nobody said who is what, all are taken.
    roles: frozenset[Role] = _SPEAKERS if answered(edition.speakers) else _SPEAKERS | {"unknown"}
    billed = tuple(speaker for speaker in edition.speakers if speaker.role in roles)
    # A text whose only voices are a narrator's has these for authors.
    heard = (Person(speaker.name, orcid=speaker.about.orcid) for speaker in billed or edition.speakers)
    return writers(edition) or tuple(heard)


class OpenQuestion(NamedTuple):
    """What no reader could know of the transcript, and no editor has decided."""

    code: str
    message: str
    lines: tuple[int, ...]
    """Of the transcript."""
    ids: tuple[str, ...]
    """Of the paragraphs there; none where it is before the first."""
    cure: str
    """What an editor would write into the sidecar."""


def doubts(questions: Sequence[OpenQuestion]) -> bytes:
    """Open questions as JSON."""
    return as_json([question._asdict() for question in questions])


class Size(NamedTuple):
    """The size of a payload."""

    files: int
    bytes: int


def catalog_file(document: str, lang: str) -> str:
    """The path of a catalog in the payload; without a language, of the template."""
    return f"po/{document}.{lang}.po" if lang else f"po/{document}.pot"


def is_reviewed(edition: Edition, lang: str) -> bool:
    """Whether somebody has gone over a translation, or over a part of it."""
    numbers, helped = edition.counts[lang], edition.helpers.get(lang, Helpers())
    # Names and titles may be reviewed, too, which are no paragraphs.
    return bool(numbers.reviewed or numbers.approved or helped.people)


def as_json(value: Any) -> bytes:
    """A value as a file of JSON."""
    return (json_text(value) + "\n").encode()


def year(edition: Edition, options: BuildOptions) -> str:
    """The year of the edition; "" where nobody said.

    It is that from which it may be given away, as DataCite has it, else that of its publication, of its last
    change, or of its source.
    """
    meta = edition.meta
    for date in (max(meta.available, options.date), options.modified, meta.date):
        # A source may be dated in words, such as “about 1998”.
        if match := re.search(r"(?<!\d)\d{4}(?!\d)", date):
            return match[0]
    return ""


def updated(options: BuildOptions) -> str:
    """The day of the last change, where it is later than the date that the edition says; else ""."""
    # A year or a month says nothing of the days in it.
    date = options.date
    return options.modified[:10] if not date or options.modified[: len(date)] > date else ""
