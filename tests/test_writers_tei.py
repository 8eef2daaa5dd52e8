from __future__ import annotations

import difflib
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import editions
import tei_checks
import validators
from editions import META, Line, build, sample
from pace import examples
from tei_checks import ID, LANG, Node, find, name, words
from toolkit.config import BuildOptions
from toolkit.errors import DiglotError
from toolkit.model import (
    KINDS,
    Absence,
    Cell,
    Edition,
    Illustration,
    Kind,
    Meta,
    Person,
    Publication,
    Row,
    Scene,
    Speaker,
)
from toolkit.text import markup
from toolkit.text.hygiene import tidy
from toolkit.text.slugs import slug
from toolkit.text.xml import escape_text, quoted
from toolkit.writers.tei import WRITER, write

GOLDENS = Path(__file__).parent / "data" / "tei"
NOTHING = Meta()


def render(edition: Edition, options: BuildOptions | None = None) -> bytes:
    sink = io.BytesIO()
    write(edition, options or BuildOptions(), sink)
    return sink.getvalue()


def tree(edition: Edition, options: BuildOptions | None = None) -> Node:
    return etree.fromstring(render(edition, options))


def monologue(texts: Mapping[str, str], meta: Meta) -> Edition:
    """One paragraph of narration, of nobody, in any languages; the first is that of the source."""
    source = next(iter(texts))
    cells = {
        lang: Cell(text, lang, "original" if lang == source else "translated") for lang, text in texts.items()
    }
    title = {lang: Cell("talk", source, "original" if lang == source else "fallback") for lang in texts}
    scene = Scene("t000001", "1", "narration", (), {}, (Row("s000001", "1.1", "narration", cells),))
    return Edition("talk", tuple(texts), source, title, (), {}, (scene,), meta, {}, {})


def one(node: Node, path: str) -> Node:
    (found,) = find(node, path)
    return found


def text_of(root: Node, lang: str) -> Node:
    return one(root, f"t:TEI[@xml:lang='{lang}']/t:text")


def header_of(root: Node, lang: str) -> Node:
    return one(root, f"t:TEI[@xml:lang='{lang}']/t:teiHeader")


# Goldens ------------------------------------------------------------------------------------------


def goldens() -> dict[str, tuple[Edition, BuildOptions]]:
    rich = replace(
        META,
        original_langs=("de",),
        licence="https://rights.example/in-copyright",
        setting="On the pier, in the open.",
        editors=(Person("Ada <Quill>", "0000-0002-1825-0097"),),
        identifier="https://doi.org/10.5555/tide.clock",
    )
    absent: Mapping[str, frozenset[Kind]] = {"ar": frozenset({"speech", "title"})}
    partial = sample("en", "zh-Hans", "ar", absent=absent, meta=rich)
    partial = with_absences(
        partial, {"2.1": ("omitted", 0.97), "9.1": ("draft", None), "9.3": ("omitted", None)}
    )
    nobody = monologue({"und": "Nur Wind."}, NOTHING)
    return {
        "parallel": (
            partial,
            BuildOptions(publisher="Quay & Sons", place="Port Ellery", modified="2026-04-05T06:07:08Z"),
        ),
        "alone": (sample("ja"), BuildOptions()),
        "bare": (nobody, BuildOptions()),
    }


def with_absences(edition: Edition, why: Mapping[str, tuple[Absence, float | None]]) -> Edition:
    """The edition with reasons for what is not translated, by position."""

    def cell(cell: Cell, n: str) -> Cell:
        known = why.get(n) if cell.state in {"fallback", "missing"} else None
        return cell.replace(absence=known[0], confidence=known[1]) if known else cell

    def row(row: Row) -> Row:
        return row.replace(cells={lang: cell(one, row.n) for lang, one in row.cells.items()})

    scenes = (scene.replace(rows=tuple(map(row, scene.rows))) for scene in edition.scenes)
    return replace(edition, scenes=tuple(scenes))


@pytest.mark.parametrize("case", ["parallel", "alone", "bare"])
def test_an_edition_is_written_as_its_golden_file(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.__version__", "0.0.0")
    edition, options = goldens()[case]
    path = GOLDENS / f"{case}.tei.xml"
    written = render(edition, options)
    if os.environ.get("DIGLOT_REGOLD") == "1":
        path.write_bytes(written)
    assert written.decode().splitlines() == path.read_text("utf-8").splitlines()
    assert tei_checks.every(etree.fromstring(written)) == []


def test_goldens_are_valid_tei() -> None:
    files = sorted(GOLDENS.glob("*.tei.xml"))
    assert len(files) == len(goldens())
    assert validators.jing(validators.TEI_SCHEMA, *files) == []
    assert validators.schematron(*files) == []


# A family of editions -----------------------------------------------------------------------------

# What people paste: quotes, markup, CJK, right-to-left, combining, astral, no-break.
WORDS = st.text(
    st.sampled_from(
        "ab <>&\"']\\{}#;.1 éß漢字かア가حسا😀-:"
        "\N{NO-BREAK SPACE}\N{COMBINING ACUTE ACCENT}\N{ZERO WIDTH JOINER}"
    ),
    min_size=1,
    max_size=30,
).map(tidy)
PRINTED = WORDS.filter(bool)
STRANGE = st.one_of(st.just(""), WORDS, st.text(max_size=12))
LANGS = ("en", "zh-Hans", "ar", "ja", "pt-BR", "sr-Latn", "und")
SPOKEN: tuple[Kind, ...] = ("speech", "event")
EVENTS = ("(Laughter.)", "[Applause]", "(phone rings)", "[inaudible]", "（笑）", "(He looks up.)")

metas = st.builds(
    Meta,
    title=STRANGE,
    date=st.one_of(
        st.sampled_from(["2026", "2026-02", "2026-02-30", "2026-02-28", "2026-13", "0000", "٢٠٢٦"]), STRANGE
    ),
    publisher=STRANGE,
    url=STRANGE,
    original_langs=st.sampled_from([(), (), ("en",), ("zh-Hant",), ("ko", "en"), ("und",)]),
    rights=STRANGE,
    licence=st.one_of(
        STRANGE,
        st.sampled_from(["https://a.example/%zz", "urn:x:y", "https://creativecommons.org/licenses/by/4.0/"]),
    ),
    translation_rights=STRANGE,
    translation_licence=STRANGE,
    description=STRANGE,
    subjects=st.lists(STRANGE, max_size=2).map(tuple),
    place=STRANGE,
    setting=STRANGE,
    editors=st.lists(st.builds(Person, PRINTED, STRANGE), max_size=2).map(tuple),
    available=st.sampled_from(["", "2031-03-14"]),
    identifier=st.one_of(STRANGE, st.sampled_from(["doi:10.1234/a<b", "urn:nbn:de:1-2", "10.1234/x y"])),
)


@st.composite
def family(draw: st.DrawFn) -> Edition:
    """Editions as `merge.edition` may make them: all kinds, gaps, any metadata."""
    source, *targets = draw(st.lists(st.sampled_from(LANGS), min_size=1, max_size=3, unique=True))
    langs = tuple(targets) if targets and draw(st.integers(0, 4)) == 0 else (source, *targets)
    fallback = draw(st.sampled_from(["source", "omit"]))

    def cells(words: str) -> dict[str, Cell]:
        found = {source: Cell(words, source, "original")}
        for lang in targets:
            if draw(st.booleans()):
                found[lang] = Cell(draw(PRINTED), lang, "translated")
            else:
                found[lang] = (
                    Cell(words, source, "fallback") if fallback == "source" else Cell("", lang, "missing")
                )
        return {lang: found[lang] for lang in langs}

    speakers = tuple(
        Speaker(
            f"k{number}",
            draw(PRINTED),
            draw(st.sampled_from(["unknown", "interviewer", "guest", "translator"])),
        )
        for number in range(draw(st.integers(0, 2)))
    )
    names = {speaker.key: cells(speaker.name) for speaker in speakers}
    scenes = tuple(_scenes(draw, cells, names, langs, source))
    return Edition(
        name=draw(st.one_of(st.sampled_from(["talk", "Gespräch 2", "3rd", "對談", "a.b_c", "en"]), PRINTED)),
        langs=langs,
        source_lang=source,
        titles=cells(draw(PRINTED)),
        speakers=speakers,
        names=names,
        scenes=scenes,
        meta=draw(metas),
        credits={lang: (Person(draw(PRINTED)),) for lang in langs if lang != source and draw(st.booleans())},
        counts={},
    )


def _scenes(
    draw: st.DrawFn, cells: Any, names: Mapping[str, Mapping[str, Cell]], langs: tuple[str, ...], source: str
) -> Iterator[Scene]:
    for place in range(1, draw(st.integers(0, 9)) + 1):
        kind = draw(st.sampled_from([*KINDS]))
        rows = []
        for inside in range(1, (draw(st.integers(1, 3)) if kind == "speech" else 1) + 1):
            inner: Kind = draw(st.sampled_from(SPOKEN)) if kind == "speech" else kind
            if kind == "separator":
                drawn = {
                    lang: Cell(
                        draw(st.sampled_from(["", "* * *", "◇\N{ZERO WIDTH SPACE}◇"])), source, "original"
                    )
                    for lang in langs
                }
            else:
                drawn = cells(draw(st.sampled_from(EVENTS)) if inner == "event" else draw(PRINTED))
            rows.append(Row(f"s{place:03d}{inside:03d}", f"{place}.{inside}", inner, drawn))
        many = min(len(names), 2) if kind == "speech" else 0
        said: list[str] = draw(st.lists(st.sampled_from(["", *names]), max_size=many, unique=True))
        speakers = [one for one in said if one]
        shown = draw(st.booleans())
        label = names[speakers[0]] if speakers and shown else {}
        yield Scene("t" + rows[0].id[1:], str(place), kind, tuple(speakers), label, tuple(rows))


def present(edition: Edition, lang: str) -> dict[str, str]:
    """Id -> words of what is published in a language."""
    return {
        f"{lang}.{row.id}": markup.plain(row.cells[lang].text)
        for scene in edition.scenes
        for row in scene.rows
        if row.kind != "separator" and row.cells[lang].state in ("original", "translated")
    }


@examples(150)
@given(family())
def test_every_edition_is_true_to_itself(edition: Edition) -> None:
    root = tree(edition)
    assert tei_checks.every(root) == []
    for lang in edition.langs:
        text = text_of(root, lang)
        # The very words, without a blank more, and no others: no fallback in a translation.
        assert {unit.get(ID): tei_checks.printed(unit) for unit in tei_checks.units(text)} == present(
            edition, lang
        )
        labels = [words(note) for note in find(text, ".//t:note[@type='speaker']")]
        assert set(labels) <= {
            cells[lang].text for cells in edition.names.values() if cells[lang].state != "fallback"
        }


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\t\n\r")))
def test_a_parser_gives_back_what_was_escaped(text: str) -> None:
    text = text.replace("\ufffe", "").replace("\uffff", "")
    node = etree.fromstring(f"<a b={quoted(text)}>{escape_text(text)}</a>".encode())
    # A line feed alone is an XML parser's own line end: it needs no escape in content.
    assert (node.get("b"), node.text or "") == (text, text)


# The checks notice --------------------------------------------------------------------------------

FAULTS = {
    "a pointer into nothing": ('who="#spk.tomas-vey"', 'who="#spk.thomas-vey"'),
    "a pointer without its mark": ('who="#spk.noor-haddad"', 'who="spk.noor-haddad"'),
    "an id twice": ('xml:id="zh-Hans.s000007"', 'xml:id="en.s000007"'),
    "a wrong count of tags": ('gi="seg" occurs="', 'gi="seg" occurs="1'),
    "a wrong length": ('unit="words" quantity="', 'unit="words" quantity="1'),
    "a language that is not declared": ('<p xml:lang="und">', '<p xml:lang="nl">'),
    "a link to another paragraph": ('target="#en.s000004 #zh', 'target="#en.s000003 #zh'),
    "a paragraph that corresponds to another": ('corresp="#en.s000003"', 'corresp="#en.s000002"'),
    "a gap that is nowhere listed": ('reason="untranslated"', 'reason="lost"'),
    "a draft that passes for left out": ('reason="heldBack"', 'reason="omitted"'),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: str) -> None:
    good = (GOLDENS / "parallel.tei.xml").read_text("utf-8")
    old, new = FAULTS[fault]
    assert old in good
    # libxml2 refuses an id that is there twice before anything of ours can.
    faulty = etree.fromstring(good.replace(old, new, 1).encode(), etree.XMLParser(collect_ids=False))
    assert tei_checks.every(faulty) != []


# The shape of a text ------------------------------------------------------------------------------


def outline(text: Node) -> list[str]:
    """Names of the elements of a text, indented by their divisions."""

    def walk(node: Node, depth: int) -> Iterator[str]:
        for child in node:
            kind = child.get("type")
            yield " " * depth + name(child) + (f".{kind}" if kind else "")
            if name(child) == "div":
                yield from walk(child, depth + 1)

    return list(walk(find(text, "t:body")[0], 0))


def test_headings_open_parts_and_top_matter_stays_at_the_top() -> None:
    kinds: list[Kind] = [
        *(
            "kicker",
            "title",
            "byline",
            "caption",
            "dateline",
            "narration",
            "dateline",
            "kicker",
            "heading",
            "byline",
        ),
        *("note", "heading", "narration", "heading"),
    ]
    lines = [Line(kind, {"en": f"Words {number}"}) for number, kind in enumerate(kinds)]
    assert outline(text_of(tree(build(lines, ["en"])), "en")) == [
        "div.interview",
        *(" head.kicker", " head.main", " byline", " figure", " dateline", " p", " ab.dateline"),
        *(" div.part", "  head.kicker", "  head", "  byline", "  note.editorial", "  head", "  p"),
        *(" div.part", "  head"),
    ]


def test_a_first_subheading_does_not_join_the_headline() -> None:
    kinds: list[Kind] = ["title", "heading", "narration"]
    lines = [Line(kind, {"en": f"Words {number}"}) for number, kind in enumerate(kinds)]
    assert outline(text_of(tree(build(lines, ["en"])), "en")) == [
        *("div.interview", " head.main", " div.part", "  head", "  p"),
    ]


def test_a_note_of_several_paragraphs_is_one_note() -> None:
    lines = [
        Line("note", {"en": "Editor's note:", "fr": "Note :"}),
        Line("note", {"en": "Recorded in March."}, goes_on=True),
        Line("note", {"en": "Alone."}),
        Line("note", {"en": "Held"}),
        Line("note", {"en": "back."}, goes_on=True),
    ]
    root = tree(build(lines, ["en", "fr"]))
    assert tei_checks.every(root) == []
    inside = [
        [(name(child), child.get("n")) for child in note]
        for note in find(text_of(root, "en"), ".//t:note[@type='editorial']")
    ]
    assert inside == [[("p", "1.1"), ("p", "1.2")], [], [("p", "3.1"), ("p", "3.2")]]
    french = text_of(root, "fr")
    note = one(french, ".//t:note")
    assert [(name(child), child.get("corresp")) for child in note] == [
        ("p", "#en.s000001"),
        ("gap", "#en.s000002"),
    ]
    # Nothing of the others is here: no empty note stands for them.
    assert [gap.get("n") for gap in find(french, ".//t:div/t:gap")] == ["2.1", "3.1", "3.2"]


def test_a_turn_is_u_with_its_printed_label_before_it() -> None:
    text = text_of(tree(sample("en", "fr")), "fr")
    turn = find(text, ".//t:u")[1]
    label = turn.getprevious()
    assert label is not None
    assert (label.get("type"), words(label)) == ("speaker", "Tomas Vey")
    assert [name(child) for child in turn] == ["seg", "vocal", "seg"]
    assert dict(turn.attrib) == {
        ID: "fr.t000009",
        "n": "9",
        "who": "#spk.tomas-vey",
        "corresp": "#en.t000009",
    }
    assert dict(turn[2].attrib) == {
        ID: "fr.s000011",
        "type": "p",
        "n": "9.3",
        "corresp": "#en.s000011",
        "ana": "#origin.entry",
    }


def test_speech_of_nobody_has_no_who() -> None:
    root = tree(build([Line("speech", {"en": "Who is there?"})], ["en"]))
    assert one(root, ".//t:u").attrib.keys() == [ID, "n"]


def test_what_is_not_translated_is_a_gap_and_listed() -> None:
    root = tree(sample("en", "ar", absent={"ar": {"speech"}}))
    text = text_of(root, "ar")
    # A turn of which only the laughter is translated is a turn; the three without anything are gaps alone.
    assert [turn.get("n") for turn in find(text, ".//t:u")] == ["9"]
    assert [gap.get("n") for gap in find(text, ".//t:gap")] == ["8.1", "9.1", "9.3", "11.1", "12.1"]
    assert [name(child) for child in one(text, ".//t:u")] == ["gap", "vocal", "gap"]
    listed = find(root, "t:standOff/t:linkGrp[@type='unaligned'][@subtype='turn']/t:ptr")
    assert [ptr.get("target") for ptr in listed] == ["#en.t000008", "#en.t000013", "#en.t000014"]
    # That nobody has translated it doesn't say that the translation leaves it out.
    assert {(ptr.get("type"), ptr.get("n")) for ptr in listed} == {("untranslated", None)}
    assert "When did you first" not in words(text)


def test_a_separator_keeps_its_marks_and_aligns_with_nothing() -> None:
    root = tree(sample("en", "ja"))
    milestone = one(text_of(root, "ja"), ".//t:milestone")
    assert dict(milestone.attrib) == {ID: "ja.t000015", "unit": "section", "n": "13", "rend": "* * *"}
    assert not find(root, ".//t:link[contains(@target, 't000015') or contains(@target, 's000015')]")


def test_the_source_tells_the_kind_of_event_for_all_languages() -> None:
    lines = [
        Line("event", {"en": "[inaudible]", "fr": "(Rires)"}),
        Line("event", {"en": "(A gull lands.)", "fr": "(Rires)"}),
    ]
    text = text_of(tree(build(lines, ["en", "fr"])), "fr")
    gap, note = find(text, ".//t:*[@n]")
    assert (name(gap), gap.get("reason"), words(one(gap, "t:desc"))) == ("gap", "inaudible", "(Rires)")
    assert (name(note), note.get("type")) == ("note", "transcriber")


def test_a_name_without_a_translation_is_not_printed_in_its_place() -> None:
    edition = sample("en", "ko")
    borrowed = {
        key: {**cells, "ko": Cell(cells["en"].text, "en", "fallback")} for key, cells in edition.names.items()
    }
    scenes = tuple(
        scene.replace(names=borrowed[scene.speakers[0]]) if scene.speakers else scene
        for scene in edition.scenes
    )
    root = tree(replace(edition, names=borrowed, scenes=scenes))
    assert not find(text_of(root, "ko"), ".//t:note[@type='speaker']")
    assert len(find(text_of(root, "ko"), ".//t:u[@who]")) == 4
    assert {node.get(LANG) for node in find(root, ".//t:persName")} == {"en", "und"}


# Headers ------------------------------------------------------------------------------------------


def test_what_nobody_said_is_not_in_the_header() -> None:
    root = tree(build([Line("speech", {"en": "Yes."}, "tomas-vey")], ["en"], meta=NOTHING))
    absent = (
        "date",
        "idno",
        "textDesc",
        "revisionDesc",
        "abstract",
        "settingDesc",
        "textClass",
        "editor",
        "licence",
    )
    assert [tag for tag in absent if find(root, f".//t:{tag}")] == []
    assert [words(node) for node in find(root, ".//t:publicationStmt/t:publisher")] == ["unknown", "unknown"]
    assert {node.get("status") for node in find(root, ".//t:availability")} == {"unknown"}
    assert not find(root, "t:standOff | .//t:classDecl | .//t:ptr | .//t:bibl")


def test_a_text_without_a_title_is_described_and_not_named() -> None:
    edition = build([Line("narration", {"en": "Rain."})], ["en"], meta=NOTHING, name="reel-7")
    title = find(header_of(tree(edition), "en"), ".//t:title")
    assert [(node.get("type"), words(node)) for node in title] == [("desc", "[untitled: reel-7]")]


def test_a_title_without_a_translation_keeps_its_language() -> None:
    root = tree(sample("en", "fr", absent={"fr": {"title"}}))
    title = one(header_of(root, "fr"), ".//t:titleStmt/t:title")
    assert (title.get(LANG), words(title)) == ("en", "The Tide Clock")
    corpus = find(root, "t:teiHeader//t:titleStmt/t:title[@type='main']")
    assert [node.get(LANG) for node in corpus] == ["en"]


@pytest.mark.parametrize(
    ("source", "spoken", "lang", "derivation"),
    [
        ("en", "", "en", None),
        ("en", "en-GB", "en", "original"),
        ("en", "ko", "en", "translation"),
        ("en", "ko zh", "en", "translation"),
        # Of several that were spoken nobody knows which sentence is which.
        ("en", "ko en", "en", "unknown"),
        ("und", "ko", "und", None),
        # The catalog may hold the original, or a translation back: nobody said.
        ("en", "", "fr", "unknown"),
        ("en", "ko", "fr", "unknown"),
        ("en", "fr", "fr", "unknown"),
    ],
)
def test_the_original_language_is_never_guessed(
    source: str, spoken: str, lang: str, derivation: str | None
) -> None:
    meta = Meta(original_langs=tuple(spoken.split()))
    root = tree(monologue({source: "One.", "fr": "Deux."}, meta))
    found = [node.get("type", "unknown") for node in find(header_of(root, lang), ".//t:derivation")]
    assert found == ([derivation] if derivation else [])


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ("2026", "2026"),
        ("2026-03", "2026-03"),
        ("2026-02-28", "2026-02-28"),
        ("2026-02-30", None),
        ("2026-13", None),
        ("about 1987", None),
    ],
)
def test_only_a_date_of_the_calendar_is_a_machine_date(date: str, when: str | None) -> None:
    found = one(tree(sample("en", meta=replace(META, date=date))), ".//t:sourceDesc//t:date")
    assert (found.get("when"), words(found)) == (when, date)


@pytest.mark.parametrize(
    ("given", "kind", "value"),
    [
        ("https://doi.org/10.5555/a.b", "DOI", "10.5555/a.b"),
        ("urn:nbn:de:101:1-2", "URN", "urn:nbn:de:101:1-2"),
        ("https://pier.example/1", "URI", "https://pier.example/1"),
        ("shelf 7", None, "shelf 7"),
    ],
)
def test_an_identifier_says_its_kind(given: str, kind: str | None, value: str) -> None:
    found = one(
        tree(sample("en", meta=replace(META, identifier=given))), "t:teiHeader//t:publicationStmt/t:idno"
    )
    assert (found.get("type"), words(found)) == (kind, value)


def test_rights_of_source_and_translation_are_kept_apart() -> None:
    meta = Meta(
        rights="All rights reserved.", translation_licence="https://creativecommons.org/licenses/by/4.0/"
    )
    root = tree(sample("en", "fr", meta=meta))
    source = one(header_of(root, "en"), ".//t:availability")
    translation = one(header_of(root, "fr"), ".//t:availability")
    assert (source.get("status"), words(source).strip()) == ("unknown", "All rights reserved.")
    assert translation.get("status") == "free"
    assert one(translation, "t:licence").get("target") == meta.translation_licence


def test_nothing_is_free_that_is_held_back() -> None:
    """Neither a text nor a picture in it, whatever its licence."""
    free = "https://creativecommons.org/licenses/by/4.0/"
    pictures = (Illustration("pier.jpg", (("", "Photograph: Ann Roe"),), free, "picture"),)
    meta = Meta(licence=free, translation_licence=free, illustrations=pictures)
    for held, status in (("", "free"), ("2031-03-01", "restricted")):
        root = tree(sample("en", "fr", meta=replace(meta, available=held)), BuildOptions(licence=free))
        assert [node.get("status") for node in find(root, "descendant::t:availability")] == [status] * 4


def test_each_author_of_the_source_is_one() -> None:
    meta = Meta(sources=(Publication("Locks", "Roe, Ann; Bo Lind; Roe, Ann"),))
    described = one(header_of(tree(sample("en", meta=meta)), "en"), "t:fileDesc/t:sourceDesc")
    assert [words(node) for node in find(described, "t:bibl/t:author")] == ["Roe, Ann", "Bo Lind"]


def test_people_are_named_in_all_languages() -> None:
    editors = (
        Person("Ada Quill", "0000-0002-1825-0097"),
        Person("B", orcid="7"),
    )
    meta = replace(META, editors=editors)
    root = tree(sample("en", "fr", "ja", meta=meta))
    person = one(root, ".//t:person[@xml:id='spk.tomas-vey']")
    assert person.get("role") == "interviewee"
    assert [(node.get(LANG), words(node)) for node in person] == [
        ("en", "Tomas Vey"),
        ("fr", "Tomas Vey"),
        ("ja", "トマス・ヴェイ"),
    ]
    translators = find(header_of(root, "ja"), ".//t:editor[@role='translator']/t:persName")
    assert [words(node) for node in translators] == ["森田 葵"]
    first, second = find(root, "t:teiHeader//t:titleStmt/t:editor")
    assert first[0].get("ref") == "https://orcid.org/0000-0002-1825-0097"
    assert (second[0].get("ref"), words(second[1])) == (None, "7")


@pytest.mark.parametrize("modified", ["2026-04-05T06:07:08Z", ""])
def test_a_revision_is_stated_only_where_the_sources_tell_it(modified: str) -> None:
    root = tree(sample("en"), BuildOptions(modified=modified))
    assert [node.get("when") for node in find(root, ".//t:change")] == [modified] * bool(modified)


def test_drafts_are_counted_and_not_published() -> None:
    root = etree.parse(GOLDENS / "parallel.tei.xml").getroot()
    said = words(one(header_of(root, "ar"), ".//t:samplingDecl"))
    assert said.strip().split(". ")[1] == (
        "Paragraphs that nobody has translated: 3; drafts that are held back: 1; "
        "left out by the translation: 2."
    )
    measures = {
        unit: one(header_of(root, "ar"), f".//t:measure[@unit='{unit}Paragraphs']").get("quantity")
        for unit in ("untranslated", "heldBack", "omitted")
    }
    assert measures == {"untranslated": "3", "heldBack": "1", "omitted": "2"}


def test_lengths_are_words_or_characters_by_script() -> None:
    root = tree(sample("en", "zh-Hans", "ja", "ko"))
    first = {tei.get(LANG): find(tei, ".//t:extent/t:measure")[0].get("unit") for tei in find(root, "t:TEI")}
    assert first == {"en": "words", "zh-Hans": "characters", "ja": "characters", "ko": "words"}


# Bytes --------------------------------------------------------------------------------------------


def test_a_changed_paragraph_is_one_changed_line() -> None:
    before = sample("en", "fr")
    scenes = list(before.scenes)
    row = scenes[6].rows[0]
    cells = {**row.cells, "fr": Cell(row.cells["fr"].text.replace("aiguille", "flèche"), "fr", "translated")}
    scenes[6] = scenes[6].replace(rows=(row.replace(cells=cells),))
    after = replace(before, scenes=tuple(scenes))
    old, new = (render(edition).decode().splitlines() for edition in (before, after))
    changed = [line for line in difflib.ndiff(old, new) if line[0] in "+-"]
    assert [line[0] for line in changed] == ["-", "+"]


def test_the_file_is_utf8_with_line_feeds_and_names_its_schema() -> None:
    written = render(sample("en", "ar"))
    assert written.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<?xml-model ')
    assert b"\r" not in written
    assert written.endswith(b"</teiCorpus>\n")
    assert "ساعة".encode() in written
    assert render(sample("en", "ar")) == written


@pytest.mark.parametrize("given", ["tide-clock", "Gespräch 2", "3rd talk", "對談", "résumé & <b>"])
def test_the_documents_name_becomes_an_ncname(given: str) -> None:
    root = tree(replace(sample("en", "fr"), name=given))
    assert [node.get(ID) for node in (root, *find(root, "t:TEI"))] == [
        slug(given),
        f"{slug(given)}-en",
        f"{slug(given)}-fr",
    ]


def test_a_character_that_xml_cannot_carry_is_refused_with_its_place() -> None:
    with pytest.raises(DiglotError, match=r"U\+0001 in paragraph s000001 \(en\)") as caught:
        render(build([Line("narration", {"en": "a\x01b"})], ["en"]))
    assert caught.value.where == "tide-clock"
    assert caught.value.hint


@pytest.mark.slow
def test_a_text_is_written_in_pieces() -> None:
    class Sink(io.BytesIO):
        largest = 0

        def write(self, data: Any) -> int:
            self.largest = max(self.largest, len(data))
            return super().write(data)

    sink = Sink()
    write(editions.long(4_000, "en", "ja"), BuildOptions(), sink)
    assert sink.tell() > 2_000_000
    assert sink.largest < 300_000
    assert tei_checks.every(etree.fromstring(sink.getvalue())) == []


def test_the_writer_makes_one_file_for_all_languages() -> None:
    assert (WRITER.suffix, WRITER.scope, WRITER.write) == (".tei.xml", "document", write)
