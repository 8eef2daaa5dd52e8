"""What an archive would find in an edition: nothing in a good one, each fault in a spoilt one."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import growing
import validators
from editions import META, Line, build, in_sentences, long, sample
from pace import examples
from tei_family import OPTIONS, editions
from toolkit import findings, schema
from toolkit.archive import checks
from toolkit.catalog import provenance
from toolkit.config import BuildOptions, TeiTable
from toolkit.edition import merge
from toolkit.findings import Finding
from toolkit.model import (
    Absence,
    Catalog,
    Document,
    Edition,
    Entry,
    Location,
    Meta,
    Origin,
    Paragraph,
    Person,
    Recording,
    Row,
    Translation,
    TranslationFile,
    Turn,
)
from toolkit.writers.tei import files, write

NOW = datetime(2026, 11, 1, tzinfo=UTC)
GOOD = replace(
    META,
    licence="https://creativecommons.org/licenses/by-sa/4.0/",
    original_langs=("en",),
    identifier="https://doi.org/10.5555/tide.clock",
    editors=(Person("Ada Quill", orcid="0000-0002-1825-0097"),),
    setting="On the pier.",
    translations=tuple(Translation(lang, translated_from="en") for lang in ("zh-Hans", "fr")),
)
OURS = BuildOptions(publisher="Quay & Sons", modified="2026-04-05T06:07:08Z")


def rendered(edition: Edition, options: BuildOptions = OURS) -> str:
    sink = io.BytesIO()
    write(edition, options, sink)
    return sink.getvalue().decode()


def found(text: str, name: str = "tide-clock.tei.xml") -> list[Finding]:
    data = io.BytesIO(text.encode("utf-8", "surrogatepass"))
    return checks.archive(data, f"build/{name}", name, lambda _: None, NOW)


def codes(problems: list[Finding], severity: str = "error") -> set[str]:
    return {problem.code for problem in problems if problem.severity == severity}


def edition() -> Edition:
    """In three languages, with gaps in one, a draft and an omission, and with paragraphs of three origins."""
    made = sample("en", "zh-Hans", "fr", absent={"fr": {"caption", "heading"}}, meta=GOOD)
    origins: tuple[Origin, ...] = ("human", "machine", "revised")

    def marked(row: Row) -> Row:
        origin = origins[int(row.id[1:]) % 3]
        absence: Absence = "omitted" if row.kind == "caption" else "draft"
        cells = {
            lang: cell.replace(origin=origin)
            if cell.state == "translated"
            else cell.replace(absence=absence)
            if cell.state == "fallback"
            else cell
            for lang, cell in row.cells.items()
        }
        return row.replace(cells=cells)

    scenes = tuple(scene.replace(rows=tuple(map(marked, scene.rows))) for scene in made.scenes)
    return replace(made, scenes=scenes)


@pytest.fixture(scope="module")
def good() -> str:
    return rendered(edition())


@pytest.fixture(scope="module")
def divided() -> str:
    """In sentences, of which some are aligned two to one."""
    return rendered(in_sentences(edition()))


# No false alarm -----------------------------------------------------------------------------------


def test_a_good_edition_has_no_finding(good: str, divided: str) -> None:
    assert [problem for problem in found(good) if problem.severity == "error"] == []
    assert [problem for problem in found(divided) if problem.severity == "error"] == []
    assert codes(found(good), "warning") <= {"D454"}


def test_what_a_picture_shows_comes_before_its_caption() -> None:
    texts = {
        "en": "![A ferry at the pier.](ferry.jpg) It leaves at six. Nobody is on it.",
        "fr": "![Un bac au quai.](ferry.jpg) Il part à six heures. Personne n’est à bord.",
    }
    made = in_sentences(
        build([Line("title", {"en": "Ferry", "fr": "Bac"}), Line("caption", texts)], ["en", "fr"])
    )
    scenes = tuple(
        scene.replace(
            rows=tuple(row.replace(form="picture") if row.kind == "caption" else row for row in scene.rows)
        )
        for scene in made.scenes
    )
    pictured = replace(made, scenes=scenes)
    assert "<figDesc xml:id" in rendered(pictured)
    assert "D484" not in codes(found(rendered(pictured)))


@pytest.mark.parametrize("shown", ["The ferry", ""])
def test_a_picture_in_the_midst_of_words_parts_them(shown: str) -> None:
    text = f"So![{shown}](ferry.jpg)left."
    made = build([Line("title", {"en": "Ferry"}), Line("narration", {"en": text})], ["en"])
    assert ">So<figure>" in rendered(made) and "</figure>left." in rendered(made)
    assert "D431" not in codes(found(rendered(made)))


METADATA = {"D446", "D450", "D451", "D455", "D456", "D457", "D460", "D461", "D462", "D471", "D495"}
"""What is wrong in the editor's own words, and not in how they are written down."""


@examples(50)
@given(editions(), OPTIONS)
def test_no_edition_has_a_fault_that_is_not_the_editors(made: Edition, options: BuildOptions) -> None:
    made = replace(made, name="talk")
    problems = found_in(made, options)
    assert codes(problems) <= METADATA, [str(problem.where) + problem.message for problem in problems]
    if "und" not in made.langs:
        well = replace(made, meta=replace(GOOD, revisions=made.meta.revisions))
        assert codes(found_in(well, OURS.replace(tei=options.tei))) == set()


def found_in(made: Edition, options: BuildOptions) -> list[Finding]:
    """Findings about an edition of one file or several."""
    written = {}
    for part, write_file in files(made, options).items():
        sink = io.BytesIO()
        write_file(sink)
        written[f"{made.name}{part}.tei.xml"] = sink.getvalue()

    def beside(name: str) -> io.BytesIO | None:
        return io.BytesIO(written[name]) if name in written else None

    name = f"{made.name}.tei.xml"
    return checks.archive(io.BytesIO(written[name]), f"build/{name}", name, beside, NOW)


def test_all_languages_in_all_choices() -> None:
    for langs in (("en",), ("en", "ar"), ("en", "ja", "ko", "ar"), ("zh-Hans",)):
        assert codes(found(rendered(sample(*langs, meta=GOOD)))) == set()


def test_a_recording_of_which_only_its_length_is_known_is_a_source() -> None:
    for recording in (Recording(duration="PT1H2M3S"), Recording(medium="audio")):
        meta = replace(GOOD, title="", date="", publisher="", url="", recording=recording)
        assert codes(found(rendered(sample("en", "fr", meta=meta)))) == set()


@pytest.mark.parametrize("words", ["spring 1998", "昭和十五年ごろ", "نحو ١٩٩٨"])
def test_a_date_in_words_stays_as_it_is_and_is_told_once(words: str) -> None:
    meta = replace(GOOD, date=words, recording=Recording(date=words))
    text = rendered(sample("en", "fr", meta=meta))
    assert text.count(f"<date>{words}</date>") == 3
    (finding,) = (problem for problem in found(text) if problem.code == "D465")
    assert finding.severity == "info" and words in finding.message
    assert "D465" not in codes(found(rendered(sample("en", "fr", meta=GOOD))), "info")


def test_of_a_fault_that_is_everywhere_only_the_first_are_told() -> None:
    text = rendered(long(200, "en", "fr")).replace('corresp="#en.', 'corresp="#xx.')
    problems = found(text)
    assert sum(problem.code == "D420" for problem in problems) == findings.MANY + 1
    assert any("more of D420" in problem.message for problem in problems)


# Single faults ------------------------------------------------------------------------------------

Fault = Callable[[str], str]


def swap(pattern: str, replacement: str, number: int = 0) -> Fault:
    """Replaces one match of a pattern: the first, or the one with this 0-based number."""

    def spoil(text: str) -> str:
        places = list(re.finditer(pattern, text, re.DOTALL))
        assert len(places) > number, pattern
        one = places[number]
        return text[: one.start()] + one.expand(replacement) + text[one.end() :]

    return spoil


def links_swapped(text: str) -> str:
    """The second targets of two links change places."""
    one, other = re.findall(r'target="#en\.(s\w+) #fr\.\1"', text)[2:4]
    spoilt = text.replace(f'"#en.{one} #fr.{one}"', f'"#en.{one} #fr.{other}"', 1)
    return spoilt.replace(f'"#en.{other} #fr.{other}"', f'"#en.{other} #fr.{one}"', 1)


def turns_swapped(text: str) -> str:
    """Two turns of a translation change places."""
    start = text.index('xml:lang="fr" type="translation"')
    one, other = list(re.finditer(r" *<u .*?</u>\n", text[start:], re.DOTALL))[:2]
    between = text[start + one.end() : start + other.start()]
    return text[: start + one.start()] + other[0] + between + one[0] + text[start + other.end() :]


def without(pattern: str, number: int = 0) -> Fault:
    return swap(pattern, "", number)


HEADER = r"<{0}[ >].*?</{0}>\s*"
FAULTS: dict[str, tuple[Fault, str]] = {
    "who points at nobody": (swap('who="#spk.tomas-vey"', 'who="#spk.thomas-vey"'), "D420"),
    "corresp into nothing": (swap(r'corresp="#en\.s000007"', 'corresp="#en.s999999"'), "D420"),
    "a link into nothing": (swap(r'target="#en\.s000007 ', 'target="#en.s999999 '), "D420"),
    "a category that isn't there": (swap(r'ana="#origin\.', 'ana="#origins.'), "D420"),
    "domains of a text that isn't there": (swap(r'domains="#tide-clock-en', 'domains="#clock-en'), "D420"),
    "a pointer without #": (swap('who="#spk.tomas-vey"', 'who="spk.tomas-vey"'), "D421"),
    "corresp without #": (swap('corresp="#en.s000007"', 'corresp="en.s000007"'), "D421"),
    "a pointer to a file that isn't here": (swap('who="#spk', 'who="people.xml#spk'), "D422"),
    "a prefix that nobody defined": (swap('who="#spk.tomas-vey"', 'who="person:tomas-vey"'), "D423"),
    "who points at a paragraph": (swap('who="#spk.tomas-vey"', 'who="#en.s000007"'), "D424"),
    "an id twice": (swap(r'xml:id="en\.s000008"', 'xml:id="en.s000007"'), "D410"),
    "an id that begins with a digit": (swap(r'xml:id="en\.s000007"', 'xml:id="7.s000007"'), "D411"),
    "an id of another language": (swap(r'xml:id="fr\.s000007"', 'xml:id="de.s000007"'), "D412"),
    "a stem that differs": (swap(r'corresp="#en\.s000007"', 'corresp="#en.s000009"'), "D412"),
    "a wrong count of elements": (swap(r'gi="seg" occurs="\d+"', 'gi="seg" occurs="3"'), "D430"),
    "a count that is missing": (without(r'<tagUsage gi="seg"[^>]*>\s*'), "D430"),
    "a wrong number of words": (
        swap(r'unit="words" quantity="\d+">\d+', 'unit="words" quantity="7">7'),
        "D431",
    ),
    "a number for people that differs": (swap(r'(unit="words" quantity="\d+">)\d+', r"\g<1>7"), "D431"),
    "a wrong number of links": (
        swap(r'"alignmentLinks" quantity="\d+">\d+', '"alignmentLinks" quantity="9">9'),
        "D431",
    ),
    "a wrong number of gaps": (
        swap(r'"untranslatedParagraphs" quantity="\d+">\d+', '"untranslatedParagraphs" quantity="5">5'),
        "D431",
    ),
    "a share of languages": (swap(r'usage="100"', 'usage="90"'), "D432"),
    "a tag in gettext's form": (swap('<text xml:lang="zh-Hans">', '<text xml:lang="zh_Hans">'), "D440"),
    "a language by three letters": (swap('<text xml:lang="fr">', '<text xml:lang="fra">'), "D440"),
    "a language that isn't declared": (without(r'<language ident="fr"[^<]*</language>\s*'), "D442"),
    "a wrong language": (
        swap('<TEI xml:id="tide-clock-fr" xml:lang="fr"', '<TEI xml:id="tide-clock-fr" xml:lang="de"'),
        "D444",
    ),
    "a text that is in another": (swap('<text xml:lang="fr">', '<text xml:lang="en">'), "D444"),
    "no licence": (without(r"<licence .*?</licence>\s*"), "D453"),
    "no word of rights": (without(HEADER.format("availability"), 1), "D470"),
    "a licence without its URI": (swap(r'<licence target="[^"]*"', "<licence"), "D451"),
    "a licence that there is none of": (swap("licenses/by-sa/4.0", "licenses/by-as/4.0"), "D455"),
    "a day that never was": (swap(r'when="2026-03-14"', 'when="2026-02-30"'), "D461"),
    "a date that is none": (swap(r'when="2026-03-14"', 'when="14.03.2026"'), "D460"),
    "a date to come": (swap('when="2026-04-05', 'when="2031-04-05'), "D462"),
    "a date for people that differs": (
        swap(r'(<date when="2026-03-14">)2026-03-14', r"\g<1>2026-03-15"),
        "D464",
    ),
    "an ORCID with a slip": (swap("0000-0002-1825-0097", "0000-0002-1825-0079"), "D456"),
    "a DOI that is none": (swap("10.5555/tide.clock", "tide.clock"), "D457"),
    "no source": (without(HEADER.format("sourceDesc"), 1), "D470"),
    "no title": (without(r"<titleStmt>.*?</titleStmt>\s*"), "D470"),
    "no publisher": (without(HEADER.format("publisher")), "D470"),
    "no word of segmentation": (without(HEADER.format("segmentation")), "D470"),
    "no counts at all": (without(HEADER.format("tagsDecl")), "D470"),
    "an empty title": (swap(r"(<title [^>]*>)[^<]+(</title>)", r"\1\2"), "D492"),
    "two links swapped": (links_swapped, "D480"),
    "a wrong cardinality": (swap('n="1:1" target', 'n="2:1" target'), "D481"),
    "a unit in two links": (
        swap(r'(<link n="1:1" target="#en\.s000007 #fr\.s000007"[^>]*/>)', r"\1\1"),
        "D482",
    ),
    "a lost link": (without(r'<link n="1:1" target="#en\.s000007 #fr\.s000007"[^>]*/>\s*'), "D483"),
    "a lost paragraph": (without(r'<seg xml:id="fr\.s000009".*?</seg>\s*'), "D420"),
    "a lost gap": (without(r'<gap reason="heldBack"[^>]*>\s*'), "D486"),
    "links in another order": (
        swap(r'(<link n="1:1" target="#en\.s000008 [^>]*>)(\s*)(<link [^>]*>)', r"\3\2\1"),
        "D484",
    ),
    "a link from the translation to the source": (
        swap(r'target="(#en\.s000007) (#fr\.s000007)"', r'target="\2 \1"'),
        "D485",
    ),
    "a link within one language": (
        swap(r'target="(#en\.s000007) #fr\.s000007"', r'target="\1 #en.s000008"'),
        "D485",
    ),
    "an omission that is none": (
        swap(
            r'type="omission" n="1:0" target="#en\.s0000\d\d"', 'type="omission" n="1:0" target="#en.s000009"'
        ),
        "D482",
    ),
    "a draft that is said to be left out": (
        swap('type="heldBack" target', 'type="omission" n="1:0" target'),
        "D486",
    ),
    "a draft whose gap says that nobody has begun": (
        swap('<gap reason="heldBack"', '<gap reason="untranslated"'),
        "D486",
    ),
    "an omission without its cardinality": (swap('type="omission" n="1:0"', 'type="omission"'), "D481"),
    "a turn that is somebody else's": (
        swap(r'(<u xml:id="fr\.t\w+"[^>]* who="#spk\.)tomas-vey"', r'\1noor-haddad"'),
        "D489",
    ),
    "no title of the whole in a language": (
        without(r'<title type="main" xml:lang="fr".*?</title>\s*'),
        "D470",
    ),
    "turns in another order": (turns_swapped, "D493"),
    "a wrong position": (swap(r'(xml:id="fr\.s000009"[^>]* n=")[\d.]+', r"\g<1>9.9"), "D493"),
    "a paragraph without words": (swap(r'(<seg xml:id="fr\.s000009"[^>]*>).*?</seg>', r"\1</seg>"), "D492"),
    "a machine's text that passes for a person's": (
        swap(r'(<seg [^>]*ana="#origin\.)mt"', r'\1human"'),
        "D490",
    ),
    "a number of origins": (
        swap(r'"humanParagraphs" quantity="\d+">\d+', '"humanParagraphs" quantity="20">20'),
        "D490",
    ),
    "no number of origins": (without(r'<measure unit="machineParagraphs".*?</measure>\s*'), "D490"),
    "no origin": (swap(r'(<seg xml:id="fr\.s000009"[^>]*?) ana="[^"]*"', r"\1"), "D491"),
    "an element that the schema doesn't know": (
        swap(r"(<seg [^>]*>)(.*?)(</seg>)", r"\1<w>\2</w>\3"),
        "D402",
    ),
    "a text without an id": (swap('<TEI xml:id="tide-clock-fr" ', "<TEI "), "D413"),
    "a span that ends before it begins": (
        swap('<date when="2026-03-14">2026-03-14', '<date from="2026-03-15" to="2026-03-14">'),
        "D463",
    ),
    "a group of words": (swap('subtype="turn"', 'subtype="word"'), "D488"),
    "text that is cut off": (lambda text: text[: len(text) * 2 // 3], "D400"),
    "an entity": (swap(r"(<teiCorpus)", r'<!DOCTYPE teiCorpus [<!ENTITY a "b">]>\1'), "D400"),
    "another kind of XML": (lambda _: "<html xmlns='http://www.w3.org/1999/xhtml'/>", "D400"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_single_fault_is_found(name: str, good: str) -> None:
    spoil, code = FAULTS[name]
    spoilt = spoil(good)
    assert spoilt != good
    problems = found(spoilt)
    assert code in codes(problems), [problem.message for problem in problems]
    problem = next(one for one in problems if one.code == code)
    assert problem.where is not None and problem.where.path == "build/tide-clock.tei.xml"
    assert problem.message.endswith(".") and problem.hint


SENTENCES: dict[str, tuple[Fault, str]] = {
    "a lost sentence": (without(r'<s xml:id="fr\.s\d+\.2".*?</s>'), "D420"),
    "a sentence of another language": (swap(r'<s xml:id="fr\.', '<s xml:id="de.'), "D412"),
    "a wrong cardinality": (swap(r'n="\d:\d"( target="#al)', r'n="1:1"\1'), "D481"),
    "a pointer that gathers another sentence": (
        swap(r'(<ptr xml:id="[^"]*" target="#en\.s\d+\.1 #en\.s)\d+\.', r"\g<1>000007."),
        "D482",
    ),
    "corresp with one of two sources": (swap(r'(<s [^>]*corresp="#en\.\S+) #en\.[^"]*"', r'\1"'), "D480"),
    "a certainty in per cent": (swap(r'cert="[\d.]+"', 'cert="97%"'), "D487"),
    # What a person decided needs none; all else is of the group, which a machine has made.
    "no certainty": (swap(r' cert="[^"]*" ana="#alignment\.decided"', ""), "D487"),
    "a number of sentences": (
        swap(r'unit="sentences" quantity="\d+">\d+', 'unit="sentences" quantity="5">5'),
        "D431",
    ),
    "a lost link of sentences": (without(r'<link n="1:1" target="#en\.s\d+\.1 [^>]*>\s*'), "D483"),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_single_fault_in_sentences_is_found(name: str, divided: str) -> None:
    spoil, code = SENTENCES[name]
    problems = found(spoil(divided))
    assert code in codes(problems), [problem.message for problem in problems]


def test_faults_between_files() -> None:
    options = OURS.replace(tei=TeiTable(files="split"))
    parts = {}
    for part, write_file in files(edition(), options).items():
        sink = io.BytesIO()
        write_file(sink)
        parts[f"tide-clock{part}.tei.xml"] = sink.getvalue().decode()

    def look(first: str, **spoilt: Fault) -> set[str]:
        here = {name: spoilt.get(name.split(".")[1], str)(text) for name, text in parts.items()}
        here = {name: text for name, text in here.items() if text}

        def beside(name: str) -> io.BytesIO | None:
            return io.BytesIO(here[name].encode()) if name in here else None

        data = io.BytesIO(here[first].encode())
        return codes(checks.archive(data, f"build/{first}", first, beside, NOW))

    # From any of its files the whole edition is found.
    assert [name for name in parts if look(name)] == []
    whole = "tide-clock.tei.xml"
    assert "D422" in look(whole, fr=lambda _: "")
    assert "D423" in look(whole, fr=swap(r'ident="en"', 'ident="de"'))
    assert "D420" in look(whole, fr=swap(r'corresp="en:s000007"', 'corresp="en:s999999"'))
    assert "D423" in look(
        whole, fr=swap(r'replacementPattern="tide-clock.en.tei.xml#en.\$1"', 'replacementPattern=""')
    )
    assert "D430" in look(whole, alignment=without(r"<link [^>]*>\s*"))
    # A pattern that is none, one that takes exponential time, and one without the group that is asked for.
    for pattern in ("(", "((a|s)+)+!", "s.*"):
        with_pattern = swap(r'matchPattern="[^"]*"', f'matchPattern="{pattern}"')
        assert "D423" in look(whole, fr=with_pattern)


@pytest.mark.parametrize(
    ("pattern", "replacement", "code"),
    [
        (r"https://creativecommons.org/licenses/by-sa/4.0/", "https://rights.example/ours", "D452"),
        (r"<idno.*?</idno>\s*", "", "D472"),
        ('<text xml:lang="zh-Hans">', '<text xml:lang="zh">', "D441"),
        (
            '(<language ident="fr"[^<]*</language>)',
            r'\1<language ident="de" usage="1">German</language>',
            "D443",
        ),
        ('title type="main"', 'title type="desc"', "D473"),
        (r'<editor role="translator".*?</editor>\s*', "", "D474"),
        ("<bibl>(\\s*<relatedItem)", r'<bibl xml:id="fr.was">\1', "D521"),
    ],
)
def test_a_warning_is_given(pattern: str, replacement: str, code: str, good: str) -> None:
    spoilt = re.sub(pattern, replacement, good)
    assert spoilt != good and code in codes(found(spoilt), "warning")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ({"restricted": True}, {"D459"}),
        # Under its licence once the day has come.
        ({"available": "2041-05-03"}, set()),
        ({}, set()),
    ],
)
def test_what_is_restricted_under_a_free_licence_is_told_and_no_error(
    lines: dict[str, Any], told: set[str]
) -> None:
    problems = found(rendered(replace(edition(), meta=replace(GOOD, rights="", **lines))))
    assert codes(problems, "warning") & {"D459"} == told and not codes(problems)


def test_what_is_too_long_for_the_schema_is_noted(good: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "LARGEST", 1000)
    assert codes(found(good), "info") == {"D404"}


MANY = "a<emph>b</emph>\n"
VERSE = '<lg xml:id="q" n="1"><l>b</l></lg>'
BREAK = '<lb type="hard"/>'


def of_a_translation(good: str, inside: str) -> str:
    """An edition with another content of its last paragraph, which has many attributes."""
    start = [*re.finditer(r"<seg [^>]* ana=[^>]*>", good)][-1].end()
    return good[:start] + inside + good[good.index("</seg>", start) :]


def test_a_paragraph_that_libxml2_would_take_minutes_for_is_noted_and_not_validated(
    good: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "D404" not in codes(found(of_a_translation(good, BREAK * 20)), "info")
    monkeypatch.setattr(checks, "_wrong", lambda _: pytest.fail("it is validated"))
    crowded = "<emph " + " ".join(f"a{k}='1'" for k in range(1001)) + "/>"
    for inside in (BREAK * 20_000, crowded):
        told = [finding for finding in found(of_a_translation(good, inside)) if finding.code == "D404"]
        assert len(told) == 1


@pytest.mark.slow
def test_many_long_paragraphs_are_validated_in_time(good: str) -> None:
    """It took minutes, since each choice was tried with and without each attribute."""
    text = of_a_translation(good, MANY * 900)
    start = text.rindex("<u ")
    turn = text[start : text.index("</u>", start) + len("</u>")]
    told = found(text.replace(turn, turn * 40))
    assert not codes(told, "error") & {"D402"} and "D404" not in codes(told, "info")

    def make(size: int) -> growing.Work:
        return lambda: found(of_a_translation(good, MANY * size))

    assert not growing.by_clock(make, 200)


def test_a_paragraph_is_as_valid_as_jing_has_it(good: str, tmp_path: Path) -> None:
    """By libxml2 alone, two stanzas in a paragraph of a translation were an error."""
    verse = VERSE.replace("q", "{}")
    pieces = ["a", "\n", BREAK, "<lb/>", verse, verse.replace("b", "<egg/>"), "<!-- c -->"]
    made = {}
    for number, inside in enumerate(product(pieces, repeat=2)):
        made[tmp_path / f"{number}.xml"] = of_a_translation(good, "".join(inside).format("q.1", "q.2"))
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    refused = "\n".join(validators.jing(Path(schema.__file__).parent / schema.RNG, *made))
    assert any(f"{path}:" in refused for path in made) and not all(f"{path}:" in refused for path in made)
    for path, text in made.items():
        told = any(finding.code == "D402" for finding in found(text))
        assert told == (f"{path}:" in refused), path.name


def test_a_name_that_repositories_refuse(good: str) -> None:
    for name in ("tide_clock.tei.xml", "tide clock.tei.xml", "潮汐.tei.xml"):
        assert "D495" in codes(found(good, name))


def test_words_in_another_script_than_the_tag_says() -> None:
    one = edition()
    text = rendered(one).replace('"zh-Hans"', '"ru"').replace("zh-Hans.", "ru.")
    assert "D445" in codes(found(text), "warning")


def test_a_text_in_no_language_and_of_nobody() -> None:
    bare = replace(edition(), meta=Meta())
    assert codes(found(rendered(bare, BuildOptions()))) == {"D450", "D471"}


@pytest.mark.parametrize(
    ("lang", "told", "many"),
    [
        ("fr", "Elle rit longtemps.", 3),
        ("fr", "[rit]", 0),
        ("he", "[צוחקת] והיא צוחקת עוד.", 3),
        ("ja", "（笑）", 0),
        ("th", "(หัวเราะเบาๆ)", 11),
        ("he", "(מושכת בכתפיה ויוצאת)", 3),
    ],
)
def test_an_earlier_translation_may_tell_in_words_what_happens(lang: str, told: str, many: int) -> None:
    """The words of an event are no words of the text; those of an earlier translation stand beside it."""
    file = TranslationFile("old.txt", sentences=9, words=99)
    known = Translation(lang, publisher="The old quay", translated_from="en", files=(file,))
    here = Location("source/bell.txt", 1)
    speech, event = (
        Paragraph("s000001", "speech", "It rang.", here),
        Paragraph("s000002", "event", "[laughs]", here),
    )
    turns = (Turn("speech", (), "", (speech,)), Turn("event", (), "", (event,)))
    meta = replace(GOOD, translations=(known,))
    mark = provenance.aligned(told, 0.98, doubtful=False)
    entry = Entry("event", "[laughs]", told, "done", ("s000002",), comments=(mark,))
    catalogs = {lang: Catalog("bell", "en", lang, (entry,))}
    made = merge.edition(Document("bell", "en", (), turns, meta), catalogs, ["en", lang])
    assert made.counts[lang].placed_words == many
    assert not {"D431"} & codes(found(rendered(made)))
