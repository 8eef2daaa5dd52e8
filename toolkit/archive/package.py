"""What stands beside an edition in its deposit.

Its rights, where each file comes from, and what is in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import toolkit
from toolkit import languages
from toolkit.archive import bag
from toolkit.archive.bag import Digest
from toolkit.config import BuildOptions, identifiers
from toolkit.edition.printed_words import writers
from toolkit.model import Edition, Helpers, Illustration, Meta, Person, Role, Translation, answered
from toolkit.model.editions import single
from toolkit.model.wordings import InLanguages
from toolkit.text.data import json_text
from toolkit.text.hygiene import fold, tidy

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


def provenance(
    edition: Edition,
    options: BuildOptions,
    name: str,
    made: Mapping[str, Digest],
    existing: Sequence[Copy] = (),
) -> bytes:
    """Where each file comes from, as W3C PROV-JSON.

    It counts what persons and machines did.

    name      of the bag
    made      path below `data/` -> digest
    existing  files of translations that existed before
    """
    # The same for the same bag: `arcp` names a file in an archive that has no address yet.
    identity = single(edition).identifier.rpartition(":")[2]
    there = f"arcp://uuid,{uuid5(UUID(identity), name)}/"
    terms = bag.bag_profile()["BagIt-Profile-Info"]["BagIt-Profile-Identifier"]
    people: list[tuple[str, Person]] = []
    authors: list[tuple[str, Person]] = []
    for lang, signed in edition.credits.items():
        people += [(lang, person) for person in signed]
    for lang in edition.counts:
        authors += [(lang, person) for person in edition.meta.translation(lang).translators]
    # All together: who signed a catalog may have published it too, or reviewed another.
    helped = edition.helpers.values()
    reviewers = [person for some in helped for person in (*some.reviewers, *some.approvers)]
    editors = edition.meta.editors
    agents = _agents([*(person for _, person in (*people, *authors)), *reviewers, *editors])
    engines = _engines(edition)
    record: dict[str, dict[str, Any]] = {
        "prefix": {"bag": there, "diglot": f"{terms}#"},
        "entity": {
            f"bag:data/{path}": {"diglot:sha512": digest.sha512, "diglot:bytes": digest.size}
            for path, digest in sorted(made.items())
        },
        "activity": _activities(edition, options),
        "agent": {"bag:diglot": {"prov:type": _type("SoftwareAgent"), "diglot:version": toolkit.__version__}},
    }
    for engine, agent in engines.items():
        record["agent"][agent] = {"prov:type": _type("SoftwareAgent"), "prov:label": engine}
    # Backwards, so that who has several spellings is called as in the first of them.
    for person, agent in reversed(agents.items()):
        known = record["agent"].get(agent, {}).get("diglot:orcid", "")
        told = {"prov:type": _type("Person"), "prov:label": person.name}
        # One person may be named with the number in one place alone.
        orcid = identifiers.orcid_address(person.orcid) if person.orcid else known
        record["agent"][agent] = {**told, "diglot:orcid": orcid} if orcid else told
    relations = (
        *_relations(made, existing, people, authors, agents, edition),
        *_translated_from(edition, made),
        *(_took_part("bag:merging", agents[person], "editor") for person in editors),
        *_helped(edition, made, agents, engines),
    )
    for number, (kind, ends) in enumerate(relations, 1):
        record.setdefault(kind, {})[f"_:{number}"] = {f"prov:{role}": end for role, end in ends.items()}
    return as_json(record)


def _relations(
    made: Iterable[str],
    existing: Sequence[Copy],
    people: Sequence[tuple[str, Person]],
    authors: Sequence[tuple[str, Person]],
    agents: Mapping[Person, str],
    edition: Edition,
) -> Iterator[tuple[str, dict[str, str]]]:
    """Relations as PROV calls them, each with its two ends, and the role of who took part."""
    copies = [path for path in made if path.split("/")[0] in {"source", "po"}]
    earlier = {copy.path: copy.lang for copy in existing}
    for path in copies:
        # A translation that existed before went into a catalog.
        user = f"translation-{earlier[path]}" if path in earlier else "merging"
        yield "used", {"activity": f"bag:{user}", "entity": f"bag:data/{path}"}
    for path in made:
        if path not in copies and "/diglot-tei." not in path:  # the schema is diglot's own file
            yield "wasGeneratedBy", {"entity": f"bag:data/{path}", "activity": "bag:merging"}
    for lang in edition.counts:
        if (path := catalog_file(edition.name, lang)) in copies:
            yield "wasGeneratedBy", {"entity": f"bag:data/{path}", "activity": f"bag:translation-{lang}"}
    yield "wasAssociatedWith", {"activity": "bag:merging", "agent": "bag:diglot"}
    for lang, person in people:
        if lang in edition.counts:
            yield _took_part(f"bag:translation-{lang}", agents[person], "translator")
    for (lang, person), copy in product(authors, existing):
        if copy.lang == lang:
            yield "wasAttributedTo", {"entity": f"bag:data/{copy.path}", "agent": agents[person]}


def _translated_from(edition: Edition, made: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """What each translation was made from, where somebody said it and that text is in the bag.

    Of the transcript it is the template, which has its messages.
    """
    catalogs, source = {*made}, edition.source_lang
    for lang in edition.counts:
        known = edition.meta.translation(lang)
        other = "" if known.translated_from == source else known.translated_from
        # An earlier translation was made from whatever edition its translators had.
        if (
            known.translated_from
            and not known.existed
            and (path := catalog_file(edition.name, other)) in catalogs
        ):
            yield "used", {"activity": f"bag:translation-{lang}", "entity": f"bag:data/{path}"}


def _helped(
    edition: Edition, made: Iterable[str], agents: Mapping[Person, str], engines: Mapping[str, str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Relations of those who are no translators: machines, diglot where it placed a text, and reviewers."""
    catalogs = {*made}
    for lang, numbers in edition.counts.items():
        translation, review = f"bag:translation-{lang}", f"bag:review-{lang}"
        helped = edition.helpers.get(lang, Helpers())
        for name in helped.engines:
            yield _took_part(translation, engines[name], "machine translation")
        if numbers.aligned:
            yield _took_part(translation, "bag:diglot", "alignment")
        if not is_reviewed(edition, lang):
            continue
        yield "wasInformedBy", {"informed": review, "informant": translation}
        # No second generation: what a review leaves is in the same file.
        if (path := catalog_file(edition.name, lang)) in catalogs:
            yield "wasInfluencedBy", {"influencee": f"bag:data/{path}", "influencer": review}
        for person in helped.reviewers:
            yield _took_part(review, agents[person], "reviewer")
        for person in helped.approvers:
            yield _took_part(review, agents[person], "approver")


def _took_part(activity: str, agent: str, role: str) -> tuple[str, dict[str, str]]:
    """Who or what had a part in something, and as what: a program that placed a text translated nothing."""
    return "wasAssociatedWith", {"activity": activity, "agent": agent, "role": role}


def is_reviewed(edition: Edition, lang: str) -> bool:
    """Whether somebody has gone over a translation, or over a part of it."""
    numbers, helped = edition.counts[lang], edition.helpers.get(lang, Helpers())
    # Names and titles may be reviewed, too, which are no paragraphs.
    return bool(numbers.reviewed or numbers.approved or helped.people)


def _engines(edition: Edition) -> dict[str, str]:
    """An identifier for each machine."""
    names = dict.fromkeys(name for some in edition.helpers.values() for name in some.engines)
    return {name: f"bag:engine-{number}" for number, name in enumerate(names, 1)}


def _activities(edition: Edition, options: BuildOptions) -> dict[str, dict[str, Any]]:
    """The merging, and the translation into each language, with its review where there was one."""
    activities: dict[str, dict[str, Any]] = {}
    activities["bag:merging"] = {"prov:endTime": options.modified} if options.modified else {}
    for lang, numbers in counts(edition).items():
        fates = {f"diglot:{fate}": number for fate, number in numbers.items()}
        activities[f"bag:translation-{lang}"] = {"diglot:language": lang, **fates}
        if is_reviewed(edition, lang):
            activities[f"bag:review-{lang}"] = {
                "diglot:language": lang,
                # As README has it: who approves of a text has reviewed it.
                "diglot:reviewed": edition.counts[lang].reviewed + edition.counts[lang].approved,
                "diglot:approved": edition.counts[lang].approved,
            }
    return activities


def _agents(people: Sequence[Person]) -> dict[Person, str]:
    """An identifier for each person.

    Who is named twice has one, unless two of a name have ORCID iDs of their own.
    """
    orcids: dict[str, set[str]] = {}
    for person in people:
        orcids.setdefault(fold(person.name), set()).update({person.orcid} - {""})
    identities: dict[tuple[str, str], str] = {}
    agents = {}
    for person in people:
        # A name without a number is the person who has one under that name, where there is just one.
        known = orcids[fold(person.name)]
        orcid = person.orcid or (next(iter(known)) if len(known) == 1 else "")
        name = f"bag:person-{len(identities) + 1}"
        agents[person] = identities.setdefault((fold(person.name), orcid), name)
    return agents


def _type(name: str) -> dict[str, str]:
    return {"$": f"prov:{name}", "type": "prov:QUALIFIED_NAME"}


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
