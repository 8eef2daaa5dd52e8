"""What stands beside an edition in its deposit: words for people, metadata for catalogues."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import toolkit
from toolkit import languages
from toolkit.deposit.bag import Digest
from toolkit.model import Edition
from toolkit.text import tidy
from toolkit.writers import Options

UNSAID = "Nobody has said anything of these rights. Ask the publisher before you use the text."


def title(edition: Edition, lang: str = "") -> str:
    """The title in a language, or in that of the source; the document's name where it has none."""
    cell = edition.titles.get(lang or edition.source_lang)
    return tidy(cell.text) if cell is not None and tidy(cell.text) else edition.name


def rights(edition: Edition, *, translation: bool) -> str:
    """The rights in the source text or in the translations, as a text file."""
    meta = edition.meta
    licence = meta.translation_licence if translation else meta.licence
    words = meta.translation_rights if translation else meta.rights
    what = "the translations" if translation else "the source text"
    lines = [f"Rights in {what}", ""]
    lines += [f"Licence: {licence}"] if licence else []
    lines += [words] if words else []
    return "\n".join([*lines, *([] if licence or words else [UNSAID])]) + "\n"


def readme(edition: Edition, options: Options, name: str, paths: Sequence[str]) -> str:
    """What is in the deposit, and how it was made: for somebody who has nothing else."""
    meta = edition.meta
    langs = ", ".join(f"{languages.get(lang).name} ({lang})" for lang in edition.langs)
    facts = {
        "Languages": langs,
        "Language of the transcript": edition.source_lang,
        "Publisher": options.publisher,
        "Version": options.version,
        "Date": options.date,
        "Identifier": meta.identifier,
        "First published": ", ".join(filter(None, (meta.publisher, meta.date, meta.url))),
        "Licence of the source text": meta.licence or meta.rights,
        "Licence of the translations": meta.translation_licence or meta.translation_rights,
    }
    folders = {
        "tei": "the edition in TEI P5 with its alignment, and the schema that it is valid by",
        "epub": "the edition as books",
        "align": "the alignment in formats of corpus tools: TMX, XCES, tab-separated",
        "po": "the gettext catalogs that the translations were made in, and the ids that were frozen",
        "source": "the transcript, byte for byte, and what its editor decided about it",
        "metadata": "DataCite, Dublin Core, and where everything comes from",
    }
    there = {path.partition("/")[0] for path in paths}
    return "\n".join(
        [
            f"# {title(edition)}",
            "",
            *([meta.description, ""] if meta.description else []),
            *(f"* {key}: {tidy(value)}" for key, value in facts.items() if tidy(value)),
            "",
            f"This is {name}, a BagIt bag. `sha512sum -c manifest-sha512.txt` in its folder, or",
            "`diglot deposit --verify`, tells whether all files are as they were deposited.",
            "",
            "## Files",
            "",
            *(f"* `{folder}/`: {what}." for folder, what in folders.items() if folder in there),
            "",
            "## How it was made",
            "",
            f"By diglot {toolkit.__version__}: the transcript was read into turns and paragraphs, each with",
            "an id that lasts; translators worked on them in gettext catalogs; from both the editions here",
            "were merged. What was not finished in a catalog is in no edition. `metadata/provenance.json`",
            "counts what persons and what machines did.",
            "",
        ]
    )


def counts(edition: Edition) -> dict[str, dict[str, int]]:
    """Paragraphs of each translation, by what became of them."""
    return {
        lang: {
            "total": one.total,
            "human": one.human,
            "aligned": one.aligned,
            "machine": one.machine,
            "revised": one.revised,
            "heldBack": one.fuzzy,
            "omitted": one.omitted,
            "untranslated": one.empty,
        }
        for lang, one in edition.counts.items()
    }


def provenance(edition: Edition, options: Options, made: Mapping[str, Digest]) -> bytes:
    """Where each file comes from, in the terms of PROV (W3C PROV-JSON), with counts.

    made  path below `data/` -> digest
    """
    source = [path for path in made if path.startswith("source/")]
    catalogs = [path for path in made if path.startswith("po/")]
    built = [path for path in made if path.split("/")[0] in {"tei", "epub", "align"}]
    agents: dict[str, dict[str, Any]] = {
        "diglot": {"prov:type": "prov:SoftwareAgent", "version": toolkit.__version__}
    }
    associated: dict[str, dict[str, str]] = {
        "_:a0": {"prov:activity": "merging", "prov:agent": "diglot"},
    }
    for number, (lang, person) in enumerate(
        ((lang, person) for lang, people in edition.credits.items() for person in people), 1
    ):
        agents[f"translator-{number}"] = {"prov:type": "prov:Person", "name": person.name, "language": lang}
        associated[f"_:a{number}"] = {
            "prov:activity": f"translation-{lang}",
            "prov:agent": f"translator-{number}",
        }
    activities: dict[str, dict[str, Any]] = {"merging": {"prov:endTime": options.modified}}
    if not options.modified:
        activities["merging"] = {}
    for lang, numbers in counts(edition).items():
        activities[f"translation-{lang}"] = {"language": lang, "paragraphs": numbers}
    record = {
        "prefix": {"prov": "http://www.w3.org/ns/prov#"},
        "entity": {
            f"data/{path}": {"sha512": one.sha512, "bytes": one.size} for path, one in sorted(made.items())
        },
        "activity": activities,
        "agent": agents,
        "used": {
            f"_:u{number}": {"prov:activity": "merging", "prov:entity": f"data/{path}"}
            for number, path in enumerate([*source, *catalogs])
        },
        "wasGeneratedBy": {
            f"_:g{number}": {"prov:entity": f"data/{path}", "prov:activity": "merging"}
            for number, path in enumerate(built)
        },
        "wasAssociatedWith": associated,
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def year(edition: Edition, options: Options) -> str:
    """When the edition is published, or was changed last, or its source came out; "" where nobody said."""
    for date in (options.date, options.modified, edition.meta.date):
        if found := re.match(r"\d{4}(?!\d)", date):
            return found[0]
    return ""


def languages_of(edition: Edition) -> Iterator[str]:
    """Its languages, that of the source first."""
    yield edition.source_lang
    yield from (lang for lang in edition.langs if lang != edition.source_lang)
