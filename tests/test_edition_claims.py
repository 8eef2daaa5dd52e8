"""What an edition claims: what is left out or held back, who made which link, and whence it comes."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from lxml import etree

import tei_checks
import validators
from pace import examples
from tei_checks import LANG, Node, find
from tei_family import editions
from test_workflow_new_project import run
from toolkit import catalog, config, languages, schema
from toolkit.archive import package
from toolkit.catalog import provenance, review
from toolkit.config import BuildOptions
from toolkit.edition import merge
from toolkit.errors import ConfigError
from toolkit.model import (
    Absence,
    Catalog,
    Cell,
    Document,
    Edition,
    Entry,
    Location,
    Meta,
    Origin,
    Paragraph,
    Person,
    Speaker,
    State,
    Translation,
    Turn,
)
from toolkit.model.editions import single
from toolkit.project import find as find_project
from toolkit.text.counting import count_words
from toolkit.workflow.workspace import Workspace
from toolkit.writers import html, pdf
from toolkit.writers.tei import write

HERE = Location("source/ferry.txt", 1)
PERSONS: frozenset[Origin] = frozenset({"human", "revised", ""})


def tree(edition: Edition) -> Node:
    sink = io.BytesIO()
    write(edition, BuildOptions(), sink)
    return etree.fromstring(sink.getvalue())


def ferry(*lines: str) -> Document:
    """One turn of Ilse Brandt, a paragraph a line."""
    said = tuple(Paragraph(f"s{k:06}", "speech", text, HERE) for k, text in enumerate(lines, 1))
    return Document(
        "ferry", "en", (Speaker("ilse", "Ilse Brandt"),), (Turn("speech", ("ilse",), "Ilse Brandt", said),)
    )


def merged(document: Document, *entries: Entry, signed: str = "") -> Edition:
    """With a catalog in French."""
    credits_ = (Entry(*catalog.CREDITS, signed, "done"),) if signed else ()
    return merge.edition(document, {"fr": Catalog("ferry", "en", "fr", (*entries, *credits_))}, ["en", "fr"])


def entry(source: str, target: str = "", state: State = "empty", *comments: str) -> Entry:
    return Entry("turn|ilse", source, target, state, comments=comments)


def absences(edition: Edition, lang: str) -> Counter[Absence]:
    cells = [row.cells[lang] for scene in edition.scenes for row in scene.rows if row.kind != "separator"]
    return Counter(cell.absence for cell in cells if cell.state in {"fallback", "missing"})


# Why there is no translation ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "absence"),
    [
        (entry("Aye."), ""),
        (entry("Aye.", "Oui.", "fuzzy"), "draft"),
        (entry("Aye.", "Oui.", "done"), ""),
        (entry("Aye.", "  ", "fuzzy"), ""),
        (entry("Aye.", "", "empty", "left out"), "omitted"),
        (entry("Aye.", "", "empty", "Left out"), "omitted"),
        (entry("Aye.", "", "empty", "left out of the second edition?"), ""),
        (entry("Aye.", "", "empty", provenance.left_out("Aye.", 0.97, file="bac.txt")), "omitted"),
        # Of other words nothing was said.
        (entry("Aye, aye.", "", "empty", provenance.left_out("Aye.", 0.97)), ""),
        # What is there isn't left out.
        (entry("Aye.", "Oui.", "fuzzy", "left out"), "draft"),
        (entry("Aye.", "", "empty", provenance.HELD_BACK), "draft"),
    ],
)
def test_why_an_entry_is_not_printed(made: Entry, absence: Absence) -> None:
    assert catalog.absence(made) == absence
    found = merged(ferry(made.source), made)
    assert absences(found, "fr")[absence] == (made.state != "done")


@pytest.mark.parametrize("fallback", ["source", "omit"])
@pytest.mark.parametrize("lang", ["fr", "ar", "ja", "zh-Hant"])
def test_a_page_says_that_something_is_left_out_where_it_is(
    lang: str, fallback: Literal["source", "omit"]
) -> None:
    """And of what nobody has finished, that it isn't translated yet."""
    document = ferry("Aye.", "Later.", "Never.")
    entries = (
        entry("Aye.", "", "empty", "left out"),
        entry("Later.", "...", "fuzzy"),
        entry("Never."),
    )
    made = merge.edition(
        document, {lang: Catalog("ferry", "en", lang, entries)}, ["en", lang], fallback=fallback
    )
    own = languages.strings(lang)
    sink = io.BytesIO()
    html.write(single(made, ""), BuildOptions(), sink)
    page = sink.getvalue().decode()
    assert (page.count(own["omission"]), page.count(own["not_translated"])) == (1, 2)
    printed = json.dumps(pdf.pages(single(made, ""), BuildOptions()), ensure_ascii=False)
    assert own["not_translated"] in printed or fallback == "omit"
    assert (own["omission"] in printed) == (own["not_translated"] in printed)


def test_an_omission_says_who_found_it() -> None:
    found = catalog.omission(entry("Aye.", "", "empty", provenance.left_out("Aye.", 0.978, file="bac.txt")))
    assert found == provenance.Omission(0.97, "bac.txt")
    assert catalog.omission(entry("Aye.", "", "empty", "left out")) == provenance.Omission(None, "")


def test_a_translation_takes_the_place_of_a_lack() -> None:
    before = entry("Aye.", "Oui.", "done", provenance.left_out("Aye.", 0.97, file="bac.txt"), "my words")
    assert provenance.settled(before).comments == ("my words",)


@examples(30)
@given(editions())
def test_counts_header_gaps_and_provenance_agree(edition: Edition) -> None:
    root = tree(edition)
    assert tei_checks.every(root) == []
    told = package.counts(edition)
    for lang, counts in edition.counts.items():
        assert counts.total == counts.translated + counts.fuzzy + counts.empty + counts.omitted
        cells = absences(edition, lang)
        text = next(tei for tei in find(root, "t:TEI") if tei.get(LANG) == lang)
        gaps = Counter(gap.get("reason") for gap in find(text, "t:text//t:gap[not(t:desc)]"))
        for number, absence, reason, key in (
            (counts.empty, "", "untranslated", "untranslated"),
            (counts.fuzzy, "draft", "heldBack", "heldBack"),
            (counts.omitted, "omitted", "omitted", "omitted"),
        ):
            (measure,) = find(text, f"t:teiHeader//t:measure[@unit='{reason}Paragraphs']")
            assert {number} == {
                cells[absence],  # type: ignore[index]
                gaps[reason],
                int(str(measure.get("quantity"))),
                told[lang][key],
            }


# Who made a link ------------------------------------------------------------------------------------


def _stem(pointer: str) -> str:
    return pointer.rpartition(".")[2]


@examples(30)
@given(editions())
def test_a_link_is_whoevers_its_paragraphs_are_and_as_certain_as_the_least(edition: Edition) -> None:
    root = tree(edition)
    for lang in edition.counts:
        cells: dict[str, list[Cell]] = {}
        for scene in edition.scenes:
            cells[scene.id] = [row.cells[lang] for row in scene.rows]
            cells |= {row.id: [row.cells[lang]] for row in scene.rows}
        for group in find(root, "t:standOff/t:linkGrp[@subtype='turn' or @subtype='paragraph']"):
            if not str(group.get("domains")).endswith(f"-{lang}"):
                continue
            for link in find(group, "t:link"):
                here = [
                    cell
                    for cell in cells[_stem(str(link.get("target")).split()[0])]
                    if cell.state == "translated"
                ]
                sure = [cell.confidence for cell in here if cell.confidence is not None]
                assert link.get("cert") == (f"{min(sure):.2f}" if sure else None)
                made = str(link.get("resp") or group.get("resp") or "")
                decided = bool(sure) and min(sure) == 1
                if not {cell.origin for cell in here} <= PERSONS and not decided:
                    engines = edition.helpers[lang].engines if lang in edition.helpers else ()
                    wrote = {
                        f"#{lang}.engine.{engines.index(cell.engine) + 1}"
                        for cell in here
                        if cell.origin == "machine"
                    }
                    assert {*made.split()} == ({"#app.diglot"} if sure else wrote)
                if sure:
                    assert link.get("ana") == ("#alignment.decided" if decided else "#alignment.auto")
            for pointer in find(group, "t:ptr[not(@type='addition')]"):
                here = cells[_stem(str(pointer.get("target")))]
                assert (pointer.get("type") == "omission") == {"omitted"}.issuperset(
                    cell.absence for cell in here
                )


def test_what_a_person_decided_is_not_said_to_be_computed() -> None:
    """Nobody is named, but nor is diglot."""
    placed = [entry("One.", "Un.", "done", provenance.aligned("Un.", 1, doubtful=False))]
    placed += [entry("Two.", "Deux.", "done", provenance.aligned("Deux.", 0.9999, doubtful=False))]
    root = tree(merged(ferry("One.", "Two."), *placed))
    one, two = find(root, "t:standOff/t:linkGrp[@subtype='paragraph']/t:link")
    assert (one.get("ana"), one.get("resp"), one.get("cert")) == ("#alignment.decided", None, "1.00")
    assert (two.get("ana"), two.get("resp"), two.get("cert")) == ("#alignment.auto", "#app.diglot", "0.99")
    (turn,) = find(root, "t:standOff/t:linkGrp[@subtype='turn']/t:link")
    assert turn.get("ana") == "#alignment.auto"
    assert find(root, ".//t:category[@xml:id='alignment.decided']")


def test_a_turn_that_was_placed_is_no_work_of_the_translator() -> None:
    placed = [entry("One.", "Un.", "done", provenance.aligned("Un.", 0.98, doubtful=False))]
    placed += [entry("Two.", "Deux.", "done", provenance.aligned("Deux.", 0.91, doubtful=False))]
    edition = merged(
        ferry("One.", "Two.", "Three."), *placed, entry("Three.", "Trois.", "done"), signed="Ada"
    )
    assert edition.credits["fr"] == (Person("Ada"),)
    root = tree(edition)
    (turn,) = find(root, "t:standOff/t:linkGrp[@subtype='turn']/t:link")
    assert (turn.get("cert"), turn.get("resp"), turn.get("ana")) == ("0.91", "#app.diglot", "#alignment.auto")
    links = find(root, "t:standOff/t:linkGrp[@subtype='paragraph']/t:link")
    assert [link.get("cert") for link in links] == ["0.98", "0.91", None]
    assert links[2].get("resp") is None
    assert find(root, "t:standOff/t:linkGrp")[0].get("resp") == "#fr.translator.1"


# A translation that existed is a source -------------------------------------------------------------

SIDECAR = """# kept as it is
title = "The Last Ferry"
licence = "CC-BY-4.0"
original-language = ["en", "ga"]

[translations.de]
title = "Die letzte Fähre"
publisher = "Der Steg"
translators = ["Lotte Kern", { name = "Jo Adam", orcid = "0000-0002-1825-0097" }]
licence = "CC-BY-4.0"
rights = "© 2026 Der Steg"
"""
SOURCE = """The Last Ferry

HOLM: When did you start on the ferry?

BRANDT: In 1987. I was nineteen years old then. The captain was my uncle.

HOLM: And what did you think of the sea at that time?

BRANDT: I was afraid of it. Nobody ever asked us whether we were afraid.

HOLM: Did the bridge change the village a lot?

BRANDT: Forty people lost their work within one single year.
"""
GERMAN = """Die letzte Fähre

HOLM: Wann haben Sie auf der Fähre angefangen?

BRANDT: 1987. Ich war damals neunzehn Jahre alt. Der Kapitän war mein Onkel.

HOLM: Und was haben Sie damals vom Meer gehalten?

BRANDT: Ich hatte Angst davor. Niemand hat uns je gefragt, ob wir Angst hatten.

HOLM: Was kostete die Überfahrt 1987 für einen Wagen, und was für einen Fussgänger?

HOLM: Hat die Brücke das Dorf sehr verändert?

BRANDT: Vierzig Leute haben innerhalb eines einzigen Jahres ihre Arbeit verloren.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document with a translation that existed, brought in; what it adds was decided by a pin."""
    for folder in ("source", "translations"):
        (tmp_path / "first" / folder).mkdir(parents=True)
    first = tmp_path / "first"
    (first / "diglot.toml").write_text(
        'source-language = "en"\ntarget-languages = ["de"]\nlicence = "CC-BY-4.0"\n'
        'publisher = "Quay"\nplace = "Port Ellery"\n',
        "utf-8",
    )
    (first / "source/ferry.txt").write_text(SOURCE, "utf-8")
    (first / "source/ferry.toml").write_text(SIDECAR, "utf-8")
    (first / "translations/faehre.txt").write_text(GERMAN, "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777593600")
    monkeypatch.chdir(tmp_path)
    run("-C", "first", "extract")
    run("-C", "first", "align", "ferry", "translations/faehre.txt", "-l", "de", "--pin", "=6.1")
    return first


def translations(project: Path) -> tuple[Translation, ...]:
    text = (project / "source/ferry.toml").read_text("utf-8")
    return config.parse_sidecar(text, "ferry.toml").meta().translations


def test_align_notes_the_file_and_invents_nothing(project: Path) -> None:
    text = (project / "source/ferry.toml").read_text("utf-8")
    assert text.startswith(SIDECAR)
    digest = hashlib.sha256((project / "translations/faehre.txt").read_bytes()).hexdigest()
    (known,) = translations(project)
    (file,) = known.files
    assert (file.path, file.inside, file.sha256) == ("translations/faehre.txt", True, digest)
    assert (file.sentences, file.words) == (
        10,
        count_words(GERMAN.replace("HOLM:", "").replace("BRANDT:", "")),
    )
    assert known.translated_from == ""
    # Once more changes nothing; a file that was corrected is counted anew, in its place.
    run("-C", "first", "align", "ferry", "translations/faehre.txt", "-l", "de")
    assert (project / "source/ferry.toml").read_text("utf-8") == text
    (project / "translations/faehre.txt").write_text(GERMAN + "\nHOLM: Danke.\n", "utf-8")
    run("-C", "first", "align", "ferry", "translations/faehre.txt", "-l", "de")
    (known,) = (
        config.parse_sidecar((project / "source/ferry.toml").read_text("utf-8"), "x").meta().translations
    )
    assert [one.sentences for one in known.files] == [11]


def test_of_a_file_outside_of_the_project_the_name_is_noted(project: Path) -> None:
    Path("other.txt").write_text(GERMAN, "utf-8")
    run("-C", "first", "align", "ferry", "../other.txt", "-l", "de")
    (known,) = (
        config.parse_sidecar((project / "source/ferry.toml").read_text("utf-8"), "x").meta().translations
    )
    assert [(one.path, one.inside) for one in known.files] == [
        ("translations/faehre.txt", True),
        ("other.txt", False),
    ]


def test_what_was_added_to_a_translation_makes_up_for_no_addition(project: Path) -> None:
    catalog = project / "locales/de/LC_MESSAGES/ferry.po"
    longer = "verloren. " + "Und noch viele verloren sie danach. " * 20
    catalog.write_text(catalog.read_text("utf-8").replace("verloren.", longer), "utf-8")
    run("-C", "first", "build", "-f", "tei")
    file = project / "build/ferry.tei.xml"
    (german,) = find(etree.parse(file).getroot(), "t:TEI[@xml:lang='de']")
    header = "t:teiHeader//t:"
    for unit, placed in (("words", "placedWords"), ("sentences", "placedSentences")):
        (total,) = find(german, f"{header}sourceDesc//t:measure[@unit='{unit}']")
        (here,) = find(german, f"{header}measure[@unit='{placed}']")
        assert int(str(here.get("quantity"))) < int(str(total.get("quantity")))
    _, share = find(german, f"{header}samplingDecl/t:p")
    assert "revised count as they are now" in tei_checks.words(share)
    told = run("-C", "first", "check", "--archive", "ferry").output
    assert "[D520]" in told and "[D431]" not in told


def test_a_translation_that_existed_is_a_source(project: Path) -> None:
    run("-C", "first", "build", "-f", "tei")
    file = project / "build/ferry.tei.xml"
    root = etree.parse(file).getroot()
    assert tei_checks.every(root) == []
    assert validators.jing(Path(schema.__file__).parent / schema.RNG, file) == []
    assert validators.jing(validators.TEI_SCHEMA, file) == []
    (german,) = find(root, "t:TEI[@xml:lang='de']")
    (publication,) = find(german, "t:teiHeader//t:sourceDesc/t:bibl")
    assert [tei_checks.words(one).strip() for one in find(publication, "t:editor/t:persName")] == [
        "Lotte Kern",
        "Jo Adam",
    ]
    (total,) = find(publication, "t:bibl/t:extent/t:measure[@unit='words']")
    (placed,) = find(german, "t:teiHeader//t:measure[@unit='placedWords']")
    (addition,) = find(german, "t:text/t:back//t:ab")
    assert addition.get("n") == "5.1"
    assert "Überfahrt" in tei_checks.words(addition)
    missing = count_words(tei_checks.words(addition))
    drafts = len(find(german, "t:text//t:gap[@reason='heldBack']"))
    assert int(str(total.get("quantity"))) - int(str(placed.get("quantity"))) >= missing
    assert drafts or int(str(total.get("quantity"))) - int(str(placed.get("quantity"))) == missing
    for one in find(german, "t:text/t:body//t:seg"):
        assert one.get("source") == f"#{publication.get(tei_checks.ID)}"
    # A person decided it: no program is responsible.
    (listed,) = find(root, "t:standOff/t:linkGrp/t:ptr[@type='addition']")
    assert (listed.get("n"), listed.get("resp")) == ("0:1", None)
    # What it was translated from nobody has said.
    assert find(german, ".//t:relatedItem") == []
    assert "Translated from" not in file.read_text("utf-8")


def test_it_becomes_a_project_and_the_same_again(project: Path) -> None:
    with (project / "source/ferry.toml").open("a", encoding="utf-8") as sidecar:
        sidecar.write('\n[translations.fr]\ntranslated-from = "en"\n')
    run("-C", "first", "build", "-f", "tei")
    run("init", "--from", "first/build/ferry.tei.xml", "second")
    run("-C", "second", "build", "-f", "tei")
    first, second = (Path(one, "build/ferry.tei.xml").read_text("utf-8") for one in ("first", "second"))
    assert second.splitlines() == first.splitlines()


@pytest.mark.usefixtures("project")
def test_an_archive_is_told_how_much_of_it_is_there() -> None:
    done = run("-C", "first", "check", "--archive", "ferry")
    (line,) = [line for line in done.output.splitlines() if "[D520]" in line]
    # What was added is in the edition, and beside no paragraph.
    assert re.search(
        r": 13 of \d+ words .* into de .* nothing in the edition: 13 in additions .* 0 nowhere", line
    )


def test_an_edition_that_goes_on_keeps_what_its_header_says_of_translations(project: Path) -> None:
    with (project / "source/ferry.toml").open("a", encoding="utf-8") as sidecar:
        sidecar.write('\n[translations.fr]\nrights = "© Quai"\ntranslated-from = "en"\n')
    settings = project / "diglot.toml"
    settings.write_text(settings.read_text("utf-8").replace('["de"]', '["de", "fr"]'), "utf-8")
    run("-C", "first", "build", "-f", "tei")
    run("init", "--from", "first/build/ferry.tei.xml", "second")
    second = Path("second/source/ferry.toml")
    # The file that the header names isn't in the new project: an archive is told before a deposit is refused.
    done = run("-C", "second", "check", "--archive", "ferry", code=1)
    assert "translations/faehre.txt" in done.output and "[D543]" in done.output
    assert "of the header of source/ferry.xml" in done.output
    Path("more.txt").write_text(GERMAN, "utf-8")
    run("-C", "second", "align", "ferry", "../more.txt", "-l", "de")
    (noted,) = config.parse_sidecar(second.read_text("utf-8"), "x").meta().translations
    assert [one.path for one in noted.files] == ["more.txt"]
    document = Workspace(find_project(Path("second"))).document("ferry")
    german = document.meta.translation("de")
    assert (german.publisher, german.rights) == ("Der Steg", "© 2026 Der Steg")
    assert [one.name for one in german.translators] == ["Lotte Kern", "Jo Adam"]
    assert [one.path for one in german.files] == ["translations/faehre.txt", "more.txt"]
    assert document.meta.translation("fr").rights == "© Quai"


def test_a_file_that_changed_since_is_told_to_an_archive(project: Path) -> None:
    with (project / "translations/faehre.txt").open("a", encoding="utf-8") as file:
        file.write("HOLM: Danke.\n")
    assert "[D544]" in run("-C", "first", "check", "--archive", "ferry", code=1).output


def test_who_is_named_in_the_sidecar_has_translated(project: Path) -> None:
    """A catalog that nobody signed names nobody; the publication that it was taken from may."""
    assert "[D207]" not in run("-C", "first", "-v", "check").output
    sidecar = project / "source/ferry.toml"
    nobody = re.sub("translators = .*", "", sidecar.read_text("utf-8"))
    sidecar.write_text(nobody, "utf-8")
    assert "[D207]" in run("-C", "first", "-v", "check").output
    sidecar.write_text(f'{nobody}\n[[translators]]\nname = "Lotte Kern"\nlang = "de"\n', "utf-8")
    assert "[D207]" not in run("-C", "first", "-v", "check").output


@pytest.mark.parametrize("said", ["", "en", "ga"])
def test_what_it_was_translated_from_is_said_where_somebody_said_it(said: str) -> None:
    meta = Meta(translations=(Translation("fr", translated_from=said),)) if said else Meta()
    document = replace(ferry("Aye."), meta=meta)
    edition = merge.edition(
        document, {"fr": Catalog("ferry", "en", "fr", (entry("Aye.", "Oui.", "done"),))}, ["en", "fr"]
    )
    root = tree(edition)
    (french,) = find(root, "t:TEI[@xml:lang='fr']")
    (derivation,) = find(french, ".//t:derivation")
    assert (derivation.get("type") == "translation") == bool(said)
    related = find(french, ".//t:sourceDesc//t:relatedItem[@type='translationOf']")
    assert len(related) == bool(said)
    if said == "en":
        assert related[0].get("target") == "#ferry-en"
    elif said:
        assert [one.get("mainLang") for one in find(related[0], "t:bibl/t:textLang")] == ["ga"]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('[translations.de]\ncolour = "blue"\n', 2, "colour"),
        ('[translations.de]\ntitle = "x"\n[translations.fr]\ntitle = 1\n', 4, "title"),
        ('[translations.klingonese]\ntitle = "x"\n', 1, "klingonese"),
        ('[translations.de]\ndate = "5/98"\n', 2, "5/98"),
        ('[translations.de]\nfile = "../x.txt"\n', 2, "no file of this project"),
        ('[translations.de]\nfile = "/etc/x"\n', 2, "no file of this project"),
        ('[translations.de]\nlicence = "mine, all mine"\n', 2, "no licence"),
        ('[translations.de]\ntranslated-from = "klingonese"\n', 2, "klingonese"),
        ('[translations.zh-hans]\n[translations.zh-Hans]\n', 2, "one language"),
        ('[[translations.de.files]]\nfile = "x"\nsha256 = "7"\n', 1, "SHA-256"),
        ('[[translations.de.files]]\nsha256 = ""\n', 1, "`file` or `name`"),
        ('original-language = ["en", "klingonese"]\n', 1, "klingonese"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_table_is_told_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(what)) as caught:
        config.parse_sidecar(text, "ferry.toml")
    assert str(caught.value).startswith(f"ferry.toml:{line}: ")
    assert caught.value.hint


# Who speaks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("dialogue", ["u", "sp"])
def test_an_open_doubt_about_who_speaks_is_told_at_who(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dialogue: str
) -> None:
    (tmp_path / "first/source").mkdir(parents=True)
    settings = f"source-language = 'en'\ntarget-languages = []\n[tei]\ndialogue = '{dialogue}'\n"
    (tmp_path / "first/diglot.toml").write_text(settings, "utf-8")
    source = tmp_path / "first/source/ferry.txt"
    source.write_text(SOURCE + "\nPostscript: it rang twice.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    run("-C", "first", "build", "-f", "tei")
    file = Path("first/build/ferry.tei.xml")
    root = etree.parse(file).getroot()
    assert tei_checks.every(root) == []
    for grammar in (Path(schema.__file__).parent / schema.RNG, validators.TEI_SCHEMA):
        assert validators.jing(grammar, file) == []
    assert validators.schematron(file) == []
    (doubt,) = find(root, ".//t:certainty")
    assert doubt.get("locus") == "value" and doubt.get("cert") in {"low", "medium"}
    turn = doubt.getparent()
    assert turn is not None
    # It goes on with what he says, or he says it no more. That he says what stands behind his label is sure.
    said, postscript = (one for one in turn if one.get(tei_checks.ID))
    assert doubt.get("target") == f"#{postscript.get(tei_checks.ID)}" != f"#{said.get(tei_checks.ID)}"
    assert postscript.xpath(str(doubt.get("match"))) == turn.xpath("@who") == ["#spk.brandt"]
    # It comes back, and an edition that became a project says the same.
    run("init", "--from", str(file), "second")
    run("-C", "second", "build", "-f", "tei")
    second = Path("second/build/ferry.tei.xml").read_text("utf-8")
    assert second.splitlines() == file.read_text("utf-8").splitlines()
    # An editor who decides takes the doubt away.
    decided = '[[decide]]\nbegins = "Postscript: it rang twice."\nkind = "narration"\n'
    (tmp_path / "first/source/ferry.toml").write_text(decided, "utf-8")
    run("-C", "first", "build", "-f", "tei")
    assert "certainty" not in file.read_text("utf-8")


def test_a_translation_is_in_doubt_where_it_has_the_paragraph() -> None:
    """What is left out of it can't be another's."""
    document = ferry("It rang.", "It rang twice.", "So it is.")
    (turn,) = document.turns
    doubted = tuple(one.replace(cert="low") if "twice" in one.text else one for one in turn.paragraphs)
    document = replace(document, turns=(turn.replace(paragraphs=doubted),))
    for translated in (True, False):
        texts = [("It rang.", "Il a sonné."), ("It rang twice.", "Deux fois.")][: 1 + translated]
        root = tree(merged(document, *(entry(*text, "done") for text in texts)))
        told = [doubt.get("target") for doubt in find(root, ".//t:certainty")]
        ids = [paragraph.id for paragraph in doubted if paragraph.cert]
        assert told == [f"#{lang}.{id_}" for lang in ("en", "fr")[: 1 + translated] for id_ in ids]


def test_a_review_is_told_of_paragraphs_and_of_names() -> None:
    """One pointer says whence it is, the other that somebody has gone over it."""
    made = [review.reviewed(entry("It rang.", "Il a sonné.", "done"), "approved")]
    edition = merged(ferry("It rang."), *made)
    name_ = Cell("Mme Brandt", "fr", "translated", "human", review="reviewed")
    edition = replace(edition, names={"ilse": {**edition.names.get("ilse", {}), "fr": name_}})
    root = tree(edition)
    assert tei_checks.every(root) == []
    assert validators.own_schema(etree.tostring(root)) == []
    (paragraph,) = find(root, ".//t:seg[@corresp]")
    (name,) = find(root, ".//t:particDesc//t:persName[@xml:lang='fr']")
    assert paragraph.get("ana") == "#origin.human #review.approved"
    assert name.get("ana") == "#origin.human #review.reviewed"


def test_who_signs_with_an_address_alone_is_told_and_not_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "first/source").mkdir(parents=True)
    (tmp_path / "first/diglot.toml").write_text(
        "source-language = 'en'\ntarget-languages = ['de']\n", "utf-8"
    )
    (tmp_path / "first/source/ferry.txt").write_text(SOURCE, "utf-8")
    monkeypatch.chdir(tmp_path)
    run("-C", "first", "extract")
    path = Path("first/locales/de/LC_MESSAGES/ferry.po")
    filled = re.sub(
        r'^msgid "(.+)"\nmsgstr ""$', r'msgid "\1"\nmsgstr "\1"', path.read_text("utf-8"), flags=re.MULTILINE
    )
    signed = filled.replace('msgstr "translator-credits"', 'msgstr "jana@sample.example"')
    assert signed != filled
    path.write_text(signed, "utf-8")
    told = run("-C", "first", "check").output
    assert "signed with an address alone" in told and "[D207]" in told
    run("-C", "first", "build", "-f", "tei", "-f", "html")
    for made in Path("first/build").iterdir():
        assert b"jana@" not in made.read_bytes()
