"""Where each file of a deposit comes from, and who did what, as W3C PROV has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import toolkit
from toolkit.archive import bag
from toolkit.archive.bag import Digest
from toolkit.archive.package import Copy, as_json, catalog_file, counts, is_reviewed
from toolkit.archive.persons import Signed, identities
from toolkit.config import BuildOptions, identifiers
from toolkit.model import Edition, Helpers, Person
from toolkit.model.editions import single

_MERGING, _DIGLOT = "bag:merging", "bag:diglot"
Relation = tuple[str, dict[str, str]]
"""A relation as PROV calls it, with its two ends, and the role of who took part."""


class Involvement(NamedTuple):
    """The part that a person had in something."""

    activity: str
    role: str
    person: Person

    @property
    def signed(self) -> Signed:
        """Where they are named."""
        return Signed(f"{self.activity} {self.role}", self.person)


def record(
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
    parts, authors = [*_parts(edition)], [*_authors(edition)]
    known = identities(part.signed for part in (*parts, *authors))
    # By identity, so that who has several spellings is called as in the first of them.
    agents = {who: f"bag:person-{number}" for number, who in enumerate(dict.fromkeys(known.values()), 1)}
    engines = _engines(edition)
    statements: dict[str, dict[str, Any]] = {
        "prefix": {"bag": there, "diglot": f"{terms}#"},
        "entity": {
            f"bag:data/{path}": {"diglot:sha512": digest.sha512, "diglot:bytes": digest.size}
            for path, digest in sorted(made.items())
        },
        "activity": _activities(edition, options),
        "agent": {_DIGLOT: {"prov:type": _type("SoftwareAgent"), "diglot:version": toolkit.__version__}},
    }
    for engine, agent in engines.items():
        statements["agent"][agent] = {"prov:type": _type("SoftwareAgent"), "prov:label": engine}
    for signed, who in known.items():
        told = {"prov:type": _type("Person"), "prov:label": signed.person.name}
        orcid = {"diglot:orcid": identifiers.orcid_address(who.orcid)} if who.orcid else {}
        statements["agent"].setdefault(agents[who], told | orcid)
    relations = (
        *_files(edition, made, existing),
        *_translated_from(edition, made),
        *_reviews(edition, made),
        *_programs(edition, engines),
        *(_took_part(part.activity, agents[known[part.signed]], part.role) for part in parts),
        *(
            ("wasAttributedTo", {"entity": f"bag:data/{copy.path}", "agent": agents[known[author.signed]]})
            for author in authors
            for copy in existing
            if author.activity == _translation(copy.lang)
        ),
    )
    for number, (kind, ends) in enumerate(relations, 1):
        statements.setdefault(kind, {})[f"_:{number}"] = {f"prov:{role}": end for role, end in ends.items()}
    return as_json(statements)


def _translation(lang: str) -> str:
    return f"bag:translation-{lang}"


def _parts(edition: Edition) -> Iterator[Involvement]:
    """The parts of all persons in what was made."""
    for lang in edition.counts:
        yield from (
            Involvement(_translation(lang), "translator", one) for one in edition.credits.get(lang, ())
        )
    for lang in edition.counts:
        helped, review = edition.helpers.get(lang, Helpers()), f"bag:review-{lang}"
        yield from (Involvement(review, "reviewer", person) for person in helped.reviewers)
        yield from (Involvement(review, "approver", person) for person in helped.approvers)
    yield from (Involvement(_MERGING, "editor", person) for person in edition.meta.editors)


def _authors(edition: Edition) -> Iterator[Involvement]:
    """Who translated what went into a translation, as it was published before."""
    for lang in edition.counts:
        known = edition.meta.translation(lang)
        yield from (Involvement(_translation(lang), "published", person) for person in known.translators)


def _files(edition: Edition, made: Iterable[str], existing: Sequence[Copy]) -> Iterator[Relation]:
    """What was made of which file."""
    copies = [path for path in made if path.split("/")[0] in {"source", "po"}]
    earlier = {copy.path: copy.lang for copy in existing}
    for path in copies:
        # A translation that existed before went into a catalog.
        user = _translation(earlier[path]) if path in earlier else _MERGING
        yield "used", {"activity": user, "entity": f"bag:data/{path}"}
    for path in made:
        if path not in copies and "/diglot-tei." not in path:  # the schema is diglot's own file
            yield "wasGeneratedBy", {"entity": f"bag:data/{path}", "activity": _MERGING}
    for lang in edition.counts:
        if (path := catalog_file(edition.name, lang)) in copies:
            yield "wasGeneratedBy", {"entity": f"bag:data/{path}", "activity": _translation(lang)}


def _translated_from(edition: Edition, made: Iterable[str]) -> Iterator[Relation]:
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
            yield "used", {"activity": _translation(lang), "entity": f"bag:data/{path}"}


def _reviews(edition: Edition, made: Iterable[str]) -> Iterator[Relation]:
    """What was reviewed."""
    catalogs = {*made}
    for lang in edition.counts:
        if not is_reviewed(edition, lang):
            continue
        review = f"bag:review-{lang}"
        yield "wasInformedBy", {"informed": review, "informant": _translation(lang)}
        # No second generation: what a review leaves is in the same file.
        if (path := catalog_file(edition.name, lang)) in catalogs:
            yield "wasInfluencedBy", {"influencee": f"bag:data/{path}", "influencer": review}


def _programs(edition: Edition, engines: Mapping[str, str]) -> Iterator[Relation]:
    """What programs did: diglot, which merges and places texts, and machines that translate."""
    yield "wasAssociatedWith", {"activity": _MERGING, "agent": _DIGLOT}
    for lang, numbers in edition.counts.items():
        for name in edition.helpers.get(lang, Helpers()).engines:
            yield _took_part(_translation(lang), engines[name], "machine translation")
        if numbers.aligned:
            yield _took_part(_translation(lang), _DIGLOT, "alignment")


def _took_part(activity: str, agent: str, role: str) -> Relation:
    """Who or what had a part in something, and as what: a program that placed a text translated nothing."""
    return "wasAssociatedWith", {"activity": activity, "agent": agent, "role": role}


def _engines(edition: Edition) -> dict[str, str]:
    """An identifier for each machine."""
    names = dict.fromkeys(name for some in edition.helpers.values() for name in some.engines)
    return {name: f"bag:engine-{number}" for number, name in enumerate(names, 1)}


def _activities(edition: Edition, options: BuildOptions) -> dict[str, dict[str, Any]]:
    """The merging, and the translation into each language, with its review where there was one."""
    activities: dict[str, dict[str, Any]] = {}
    # When it was merged is nowhere told: the same sources give the same bytes at any time.
    changed = {"$": options.modified, "type": "xsd:dateTime"}
    activities[_MERGING] = {"diglot:lastChange": changed} if options.modified else {}
    for lang, numbers in counts(edition).items():
        fates = {f"diglot:{fate}": number for fate, number in numbers.items()}
        activities[_translation(lang)] = {"diglot:language": lang, **fates}
        if is_reviewed(edition, lang):
            activities[f"bag:review-{lang}"] = {
                "diglot:language": lang,
                # As README has it: who approves of a text has reviewed it.
                "diglot:reviewed": edition.counts[lang].reviewed + edition.counts[lang].approved,
                "diglot:approved": edition.counts[lang].approved,
            }
    return activities


def _type(name: str) -> dict[str, str]:
    return {"$": f"prov:{name}", "type": "prov:QUALIFIED_NAME"}
