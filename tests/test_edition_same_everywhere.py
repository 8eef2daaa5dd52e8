"""Books and web pages tell who did what, and what may be done with it, as a deposit does."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from editions import META, sample
from toolkit.archive import provenance
from toolkit.archive.bag import Digest
from toolkit.archive.datacite import dublin_core, record
from toolkit.archive.package import Size
from toolkit.archive.readme import Facts, readme
from toolkit.config import BuildOptions
from toolkit.config.identifiers import orcid_address
from toolkit.model import Cell, Edition, Meta, Person, Persona, Recording, Speaker, Translation
from toolkit.model.editions import single
from toolkit.writers import html
from toolkit.writers.html.head import about
from toolkit.writers.metadata import metadata

ONE, OTHER = "0000-0002-1825-0097", "0000-0001-5109-3700"
CC = "https://creativecommons.org/licenses/{}/4.0/"


def page(edition: Edition) -> dict[str, object]:
    """What a web page says of itself to programs."""
    _, data = about(single(edition), edition, BuildOptions())
    told = json.loads(data)
    assert isinstance(told, dict)
    return told


def people(edition: Edition, *kinds: str) -> list[tuple[str, list[str], str]]:
    """Name, roles and number of each in the metadata of a book."""
    found: list[tuple[str, list[str], str]] = []
    for name, value, others in metadata(single(edition), [edition]):
        told = others.get("property")
        if name in kinds:
            found.append((value, [], ""))
        elif found and told == "role" and others["refines"].startswith(f"#{kinds[0]}"):
            found[-1][1].append(value)
        elif found and told == "dcterms:identifier" and others["refines"].startswith(f"#{kinds[0]}"):
            found[-1] = (*found[-1][:2], value)
    return found


def rights(*editions: Edition) -> list[tuple[str, str]]:
    """What a book says of rights: the id of a statement, or of what is refined, and the statement."""
    return [
        (others.get("id", others.get("refines", "")), value)
        for name, value, others in metadata(single(editions[0]), editions)
        if name == "rights" or others.get("property") == "dcterms:license"
    ]


def licensed(source: str, *translations: tuple[str, str, str], words: str = "") -> Meta:
    known = tuple(Translation(lang, rights=said, licence=licence) for lang, said, licence in translations)
    return replace(
        META, rights=words, licence=source, translations=known, translation_rights="", translation_licence=""
    )


@pytest.mark.parametrize(
    ("meta", "told"),
    [
        (
            licensed(CC.format("by-sa"), ("ar", "© نور", CC.format("by")), words="© Quay"),
            [
                ("rights", "© Quay"),
                ("#rights", CC.format("by-sa")),
                ("rights-ar", "© نور"),
                ("#rights-ar", CC.format("by")),
            ],
        ),
        # Where there are no words, the licence is the statement.
        (licensed(CC.format("by"), ("ar", "", "")), [("rights", CC.format("by"))]),
        (licensed("", ("ar", "", CC.format("by-nc"))), [("rights-ar", CC.format("by-nc"))]),
        (licensed("", ("ar", "", "")), []),
    ],
)
def test_a_book_tells_the_licence_of_each_text(meta: Meta, told: list[tuple[str, str]]) -> None:
    assert rights(sample("en", "ar", meta=meta)) == told


def test_what_texts_of_a_book_say_alike_of_rights_stands_once() -> None:
    alike = sample("en", "fr", meta=licensed(CC.format("by"), ("fr", "", CC.format("by"))))
    own = sample("en", "fr", meta=licensed(CC.format("by"), ("fr", "© Camille", "")))
    assert rights(alike, own) == [("rights-1", CC.format("by")), ("rights-2-fr", "© Camille")]


@pytest.mark.parametrize("lang", ["ar", "ja"])
def test_a_page_gives_no_text_the_licence_of_another(lang: str) -> None:
    meta = licensed(CC.format("by-nc-nd"), (lang, "", CC.format("by")))
    both, alone = page(sample("en", lang, meta=meta)), page(sample("en", meta=meta))
    assert "license" not in both
    assert both["hasPart"] == [{"@type": "CreativeWork", "inLanguage": lang, "license": CC.format("by")}]
    original = both["translationOfWork"]
    assert isinstance(original, dict) and original["license"] == CC.format("by-nc-nd")
    assert alone["license"] == CC.format("by-nc-nd") and "hasPart" not in alone


def test_a_page_and_a_book_name_the_editor_and_the_numbers_that_a_deposit_has() -> None:
    edition = sample("en", "fr", meta=replace(META, editors=(Person("Ada Quill", orcid=ONE),)))
    asked = next(speaker for speaker in edition.speakers if speaker.role == "interviewee")
    known = replace(asked, about=Persona(orcid=OTHER))
    edition = replace(edition, speakers=tuple(known if one is asked else one for one in edition.speakers))
    told = page(edition)
    for key, number in (("editor", ONE), ("author", OTHER)):
        people_ = told[key]
        assert isinstance(people_, list) and [one["sameAs"] for one in people_] == [orcid_address(number)]
    assert (asked.name, ["ive", "aut"], orcid_address(OTHER)) in people(edition, "creator")
    made = record(edition, BuildOptions(date="2026"), Size(1, 1))
    assert numbers([*made["creators"], *made["contributors"]]) == {orcid_address(ONE), orcid_address(OTHER)}


def numbers(named: Iterable[dict[str, list[dict[str, str]]]]) -> set[str]:
    return {one["nameIdentifier"] for person in named for one in person.get("nameIdentifiers", ())}


def test_a_page_has_all_identifiers_of_a_book() -> None:
    book = replace(single(sample("en", "fr")), identifiers=("https://doi.org/10.5555/quay",))
    _, data = about(book, sample("en", "fr"), BuildOptions())
    told = json.loads(data)
    assert isinstance(told, dict) and told["identifier"] == [book.identifier, "https://doi.org/10.5555/quay"]


def test_two_of_one_name_with_two_numbers_are_two() -> None:
    editor, translator = Person("Jan Mol", orcid=ONE), Person("Jan Mol", orcid=OTHER)
    edition = replace(
        sample("en", "fr", meta=replace(META, editors=(editor,))), credits={"fr": (translator,)}
    )
    told = people(edition, "contributor")[:2]
    assert told == [
        ("Jan Mol", ["trl"], orcid_address(OTHER)),
        ("Jan Mol", ["edt"], orcid_address(ONE)),
    ]
    # Without a number it is one person who did both.
    plain = replace(edition, meta=replace(META, editors=(Person("Jan Mol"),)))
    assert people(plain, "contributor")[0] == ("Jan Mol", ["trl", "edt"], orcid_address(OTHER))


def test_two_who_speak_stay_two_where_a_language_spells_their_names_alike() -> None:
    names = {"wang": ("王", "Wang"), "wang-2": ("汪", "Wang")}
    speakers = (
        Speaker("wang", "王", "interviewer"),
        Speaker("wang-2", "汪", "interviewee"),
    )
    cells = {
        key: {"zh-Hans": Cell(name, "zh-Hans", "original"), "en": Cell(told, "en", "translated")}
        for key, (name, told) in names.items()
    }
    edition = replace(sample("zh-Hans", "en", source="zh-Hans"), speakers=speakers, names=cells)
    assert people(edition, "creator") == [("Wang", ["ivr"], ""), ("Wang", ["ive", "aut"], "")]


@pytest.mark.parametrize(
    ("known", "used"),
    [
        (Translation("ja", translated_from="en"), ["bag:data/po/tide-clock.pot"]),
        (Translation("ja", translated_from="fr"), ["bag:data/po/tide-clock.fr.po"]),
        # Not in the bag, not said, and made from an edition that nobody has here.
        (Translation("ja", translated_from="he"), []),
        (Translation("ja"), []),
        (Translation("ja", translated_from="en", publisher="岸辺社"), []),
    ],
)
def test_provenance_tells_what_a_translation_was_made_from_and_who_edited(
    known: Translation, used: list[str]
) -> None:
    meta = replace(META, translations=(known,), editors=(Person("Ada Quill", orcid=ONE),))
    edition = sample("en", "fr", "ja", meta=meta)
    assert edition.name == "tide-clock"
    made = {f"po/tide-clock{end}": Digest("0", 1) for end in (".pot", ".fr.po", ".ja.po")}
    told = json.loads(provenance.record(edition, BuildOptions(), "tide-clock-1", made))
    assert [
        one["prov:entity"] for one in told["used"].values() if one["prov:activity"] == "bag:translation-ja"
    ] == used
    (editor,) = [one for one in told["wasAssociatedWith"].values() if one.get("prov:role") == "editor"]
    assert editor["prov:activity"] == "bag:merging"
    assert told["agent"][editor["prov:agent"]]["diglot:orcid"] == orcid_address(ONE)


@pytest.mark.parametrize(
    ("said", "term"),
    [
        ({"available": "2041-05-03"}, "embargoedAccess"),
        ({"restricted": True}, "restrictedAccess"),
        ({}, ""),
    ],
)
def test_that_not_all_may_have_a_text_stands_beside_each_licence(said: dict[str, Any], term: str) -> None:
    edition = sample("en", "ja", meta=replace(licensed(CC.format("by"), ("ja", "", CC.format("by"))), **said))
    told = [
        value
        for _, value, others in metadata(single(edition), [edition])
        if others.get("property") == "dcterms:accessRights"
    ]
    options = BuildOptions(date="2026")
    made = record(edition, options, Size(1, 1))
    uris = [one["rightsUri"] for one in made["rightsList"]]
    wanted = [f"info:eu-repo/semantics/{term}"] * bool(term)
    assert told == wanted and [uri for uri in uris if uri.startswith("info:")] == wanted
    core = dublin_core(edition, options, made).decode()
    assert re.findall(r"<dc:rights>(info:.*?)</dc:rights>", core) == wanted


def test_dublin_core_says_nothing_twice() -> None:
    meta = licensed(CC.format("by"), ("fr", "", CC.format("by")))
    meta = replace(meta, editors=(Person("Camille Orsel"),))
    edition, options = sample("en", "fr", meta=meta), BuildOptions(date="2026", licence=CC.format("by"))
    assert "Camille Orsel" in [person.name for person in edition.translators("fr")]
    core = dublin_core(edition, options, record(edition, options, Size(1, 1))).decode().splitlines()
    assert len(core) == len({*core}) and "  <dc:contributor>Camille Orsel</dc:contributor>" in core


@pytest.mark.parametrize(
    ("name", "agents", "named"),
    [
        # Who signs as nobody twice may be two; who has a name is one.
        ("Anonymous", 2, 2),
        ("匿名", 2, 2),
        ("[name withheld]", 2, 2),
        ("אנונימית", 2, 2),
        ("מיכל אורן", 1, 1),
        ("Nemo", 1, 1),
    ],
)
def test_whoever_is_anonymous_in_two_places_may_be_two(name: str, agents: int, named: int) -> None:
    edition = replace(sample("en", "fr", "ja"), credits={lang: (Person(name),) for lang in ("fr", "ja")})
    told = json.loads(provenance.record(edition, BuildOptions(), "tide-clock-1", {}))
    translators = {
        one["prov:agent"]
        for one in told["wasAssociatedWith"].values()
        if one.get("prov:role") == "translator"
    }
    assert len(translators) == agents
    made = record(edition, BuildOptions(date="2026"), Size(1, 1))
    assert [one["name"] for one in made["contributors"]].count(name) == named
    books = [replace(edition, langs=("en", lang), readers=lang) for lang in ("fr", "ja")]
    contributors = [value for kind, value, _ in metadata(single(books[0]), books) if kind == "contributor"]
    assert contributors.count(name) == named


def test_a_number_that_is_known_once_is_of_the_same_person_in_each_record() -> None:
    signed = {"fr": (Person("Jan Mol"),), "ja": (Person("Jan Mol", orcid=ONE),)}
    edition = replace(sample("en", "fr", "ja"), credits=signed)
    told = json.loads(provenance.record(edition, BuildOptions(), "tide-clock-1", {}))
    people_ = [one for one in told["agent"].values() if one.get("prov:label") == "Jan Mol"]
    made = record(edition, BuildOptions(date="2026"), Size(1, 1))
    named_ = [one for one in made["contributors"] if one["name"] == "Jan Mol"]
    assert [one["diglot:orcid"] for one in people_] == [orcid_address(ONE)]
    assert len(named_) == 1 and numbers(named_) == {orcid_address(ONE)}


@pytest.mark.parametrize(
    ("lang", "name", "tag", "direction"),
    [
        ("ar", "Noa Lavi", "und-Latn", "ltr"),
        ("zh-Hans", "Noa Lavi", "und-Latn", "ltr"),
        ("ta", "Noa Lavi", "und-Latn", "ltr"),
        ("fr", "נועה לביא", "und-Hebr", "rtl"),
        ("he", "王小明", "und-Hani", "ltr"),
        ("ja", "山田 はな", "ja", "ltr"),
        ("ko", "山田", "ko", "ltr"),
        ("hy", "Նոա Լավի", "hy", "ltr"),
    ],
)
def test_a_name_says_the_script_that_it_is_in(lang: str, name: str, tag: str, direction: str) -> None:
    edition = replace(sample("en", lang), credits={lang: (Person(name),)})
    cells = {key: {**told, lang: Cell(name, lang, "translated")} for key, told in edition.names.items()}
    edition = replace(edition, names=cells)
    marked = {
        (others["{http://www.w3.org/XML/1998/namespace}lang"], others["dir"])
        for kind, value, others in metadata(single(edition), [edition])
        if kind in ("creator", "contributor") and value == name
    }
    assert marked == {(tag, direction)}
    told_ = page(edition)
    for key in ("author", "translator"):
        people_ = told_[key]
        assert isinstance(people_, list) and {one["name"]["@language"] for one in people_} == {tag}


def test_a_label_in_another_script_says_so() -> None:
    edition = sample("en", "ar")
    cells = {key: {**told, "ar": Cell("Noa Lavi", "ar", "translated")} for key, told in edition.names.items()}
    scenes = [
        scene.replace(names={**scene.names, "ar": Cell("Noa Lavi", "ar", "translated")})
        for scene in edition.scenes
    ]
    sink = io.BytesIO()
    html.write(single(replace(edition, names=cells, scenes=scenes)), BuildOptions(), sink)
    assert sink.getvalue().decode().count('<span lang="und-Latn" dir="ltr">Noa Lavi</span>') > 1


def test_a_deposit_tells_when_and_where_something_was_recorded_and_in_which_language() -> None:
    recording = Recording(date="2025-10-30", duration="PT12M", medium="audio", recordist="Bo Hale")
    meta = replace(META, recording=recording, setting="in a kitchen", original_langs=("he", "br"))
    edition = sample("en", "fr", meta=meta)
    facts = Facts("tide-1", (), Size(1, 1), (), "", (), (), {}, {}, {})
    lines = readme(edition, BuildOptions(), facts).splitlines()
    assert "* Language that was spoken: Hebrew (he), Breton (br)" in lines
    assert "* Where: Port Ellery, in a kitchen" in lines
    assert "* Recording: 2025-10-30, PT12M, audio, Bo Hale" in lines
    made = record(edition, BuildOptions(date="2026"), Size(1, 1))
    assert {"date": "2025-10-30", "dateType": "Collected"} in made["dates"]
    # DataCite takes no date in words.
    vague = replace(meta, recording=Recording(date="about 1998"))
    made = record(sample("en", "fr", meta=vague), BuildOptions(date="2026"), Size(1, 1))
    assert [one["dateType"] for one in made["dates"]] == ["Issued"]


@pytest.mark.parametrize(
    ("words", "licence", "told"),
    [
        ("© נועה לביא", CC.format("by"), f"Source text: © נועה לביא, {CC.format('by')}"),
        ("© נועה לביא", "", "Source text: © נועה לביא"),
        ("", CC.format("by"), f"Source text: {CC.format('by')}"),
    ],
)
def test_dublin_core_says_whose_a_licence_is(words: str, licence: str, told: str) -> None:
    edition, options = sample("en", "fr", meta=licensed(licence, words=words)), BuildOptions(date="2026")
    core = dublin_core(edition, options, record(edition, options, Size(1, 1))).decode()
    assert re.findall(r"<dc:rights>(Source.*?)</dc:rights>", core) == [told]
