"""The TEI reader: diglot's own editions come back whole, and transcripts of others become documents."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given

from pace import examples
from tei_family import OPTIONS, editions
from toolkit import config, project
from toolkit.config import BuildOptions
from toolkit.errors import DiglotError, SourceError
from toolkit.model import Cell, Document, Edition, Scene
from toolkit.readers.tei import edition as tei_edition
from toolkit.readers.tei import read
from toolkit.workflow.held import Choice
from toolkit.workflow.workspace import Workspace
from toolkit.writers.tei import files

GOLDENS = Path(__file__).parent / "data" / "tei"


def written(edition: Edition, options: BuildOptions) -> Mapping[str, bytes]:
    """The files of an edition, by what stands between its name and the suffix."""
    found = {}
    for part, write in files(edition, options).items():
        sink = io.BytesIO()
        write(sink)
        found[part] = sink.getvalue()
    return found


def told(edition: Edition) -> Edition:
    """The edition with all scenes at once, as it is printed: how a catalog writes it is not in TEI."""
    return replace(
        edition, titles=_printed(edition.titles), scenes=tuple(map(_printed_scene, edition.scenes))
    )


def _printed_scene(scene: Scene) -> Scene:
    return scene.replace(rows=tuple(row.replace(cells=_printed(row.cells)) for row in scene.rows))


def _printed(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    return {lang: cell.replace(catalog="") for lang, cell in cells.items()}


@examples(60)
@given(editions(), OPTIONS)
def test_an_edition_comes_back_as_it_was(edition: Edition, options: BuildOptions) -> None:
    options = options.replace(modified="2026-01-02T03:04:05Z")
    made = written(edition, options)
    name = edition.name

    def load(href: str) -> bytes:
        return made[unquote(href).removeprefix(name).removesuffix(".tei.xml")]

    back = tei_edition.edition(made[""], "talk.tei.xml", load)
    assert replace(back, scenes=tuple(back.scenes)) == told(edition)


@pytest.mark.parametrize("title", ["[inaudible]", "[نامفهوم]", "**灯**", "*Lamp* [laughs]"])
def test_a_title_without_a_plain_word_stands_on_one_line(title: str) -> None:
    """A line break beside what stands in it would be a blank of the title."""
    edition = tei_edition.edition((GOLDENS / "parallel.tei.xml").read_bytes(), "parallel.tei.xml")
    titles = {lang: cell.replace(text=title) for lang, cell in edition.titles.items()}
    made = written(replace(edition, titles=titles), BuildOptions())[""].decode()
    main = re.findall('<title type="main".*', made)
    assert len(main) > len(titles) and all(line.endswith("</title>") for line in main)


@pytest.mark.slow
@pytest.mark.parametrize("by_sentence", [False, True])
@pytest.mark.parametrize("name", ["river", "foghorn"])
def test_the_repositorys_own_editions_come_back(name: str, by_sentence: bool) -> None:
    here = project.find(Path(__file__).parent.parent)
    choice = Choice((here.source_lang, *here.target_langs))
    edition = Workspace(here).edition(name, choice, by_sentence=by_sentence)
    back = tei_edition.edition(written(edition, BuildOptions())[""], f"{name}.tei.xml")
    assert replace(back, scenes=tuple(back.scenes)) == told(edition)


def test_one_edition_by_hand() -> None:
    """The law once more, with a file that a person can look at."""
    back = tei_edition.edition((GOLDENS / "parallel.tei.xml").read_bytes(), "parallel.tei.xml")
    assert (back.name, back.langs, back.source_lang) == ("tide-clock", ("en", "zh-Hans", "ar"), "en")
    assert back.titles["zh-Hans"].text == "潮汐钟"
    assert [person.name for person in back.credits["zh-Hans"]] == ["苏晚", "何以宁"]
    assert (back.counts["ar"].fuzzy, back.counts["ar"].omitted, back.counts["ar"].empty) == (1, 2, 3)
    assert back.meta.original_langs == ("de",)
    states = [row.cells["ar"].state for scene in back.scenes for row in scene.rows]
    assert states.count("fallback") == 6


def document(text: str | bytes, path: str = "source/x.xml", sidecar: str = "") -> Document:
    data = text.encode() if isinstance(text, str) else text
    known = config.parse_sidecar(sidecar, "x.toml")
    return read(data, name="x", path=path, lang=known.lang or "und", sidecar=known)[0]


def tei(body: str, header: str = "", lang: str = "en") -> str:
    """A TEI file of somebody else; its body begins in line 3, or as much later as the header has lines."""
    head = (
        "<fileDesc><titleStmt><title>Sitting</title></titleStmt><publicationStmt><publisher>Hill Archive"
        "</publisher></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc>"
    )
    root = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{head}{header}</teiHeader>'
    return f'{root}\n<text xml:lang="{lang}"><body>\n{body}</body></text></TEI>'


def outline(found: Document) -> list[tuple[str, str, str]]:
    """Kind, speaker's name and text of each paragraph."""
    return [
        (
            one.kind,
            " + ".join({one.key: one for one in found.speakers}[key].name for key in turn.speakers),
            one.text,
        )
        for turn in found.turns
        for one in turn.paragraphs
    ]


PEOPLE = """<profileDesc><particDesc><listPerson>
<person xml:id="MaraLind" role="host"><persName><surname>Lind</surname><forename>Mara</forename></persName>
<sex value="F"/><idno type="ORCID">0000-0002-1825-0097</idno></person></listPerson></particDesc>
</profileDesc>"""


def test_a_parliament_is_read() -> None:
    found = document(
        tei(
            """<div type="debateSection"><head>Roads</head><note type="time">10.00</note>
<note type="speaker">The Chair (Mara Lind):</note>
<u who="#MaraLind"><seg>Good morning. <vocal><desc>laughs</desc></vocal> Sit.</seg><kinesic><desc>Applause
</desc></kinesic><seg><w join="right">No</w><pc>.</pc> <w join="right">Really</w><pc>!</pc></seg></u>
<gap reason="inaudible"/><u><seg>Who?</seg></u><u who="list.xml#X9">Bare <emph>words</emph>.</u></div>""",
            PEOPLE,
        )
    )
    assert outline(found) == [
        ("title", "", "Roads"),
        ("note", "", "10.00"),
        ("speech", "Mara Lind", "Good morning. (laughs) Sit."),
        ("event", "Mara Lind", "(Applause)"),
        ("speech", "Mara Lind", "No. Really!"),
        ("event", "", "(inaudible)"),
        ("speech", "", "Who?"),
        ("speech", "X9", "Bare *words*."),
    ]
    mara = {one.key: one for one in found.speakers}["mara-lind"]
    assert (mara.role, mara.about.sex, mara.about.orcid) == ("host", "F", "0000-0002-1825-0097")
    assert [turn.label for turn in found.turns if turn.kind == "speech"] == [
        *("The Chair (Mara Lind)", "", "X9"),
    ]
    assert [turn.paragraphs[0].where.line for turn in found.turns] == [6, 6, 8, 10, 10, 10]
    assert (found.lang, found.meta.title, found.meta.publisher) == ("en", "Sitting", "Hill Archive")


def test_a_transcript_of_iso_24624_is_read() -> None:
    """Blocks say who speaks, tokens nothing of blanks; the schema that the header names isn't diglot's."""
    schema = '<encodingDesc><schemaRef type="own" url="spoken.rng"/></encodingDesc>'
    usage = '<profileDesc><langUsage><language ident="de">Deutsch</language></langUsage></profileDesc>'
    data = tei(
        """<annotationBlock who="#MaraLind" start="#T0" end="#T1"><u><seg><w>Und</w> <w>dann</w><pc>,</pc>
<pc>(</pc><w>leise</w><pc>)</pc> <w>wer</w><pc>?</pc></seg></u>
<spanGrp><span>KON</span></spanGrp></annotationBlock>
stray <u who="#X">Ich.</u>""",
        schema + usage + PEOPLE,
    ).replace(' xml:lang="en"', "")
    found = document(data)
    assert found.lang == "de"
    assert outline(found) == [
        ("speech", "Mara Lind", "Und dann, (leise) wer?"),
        ("narration", "", "stray"),
        ("speech", "X", "Ich."),
    ]


def test_a_play_is_read() -> None:
    found = document(
        tei(
            """<div type="scene"><head>1. Szene</head><head>Abend</head><stage>Ein Zimmer.</stage>
<sp who="#anna"><speaker>ANNA.</speaker><p>Setz dich. <stage>lacht</stage> Bitte.</p><p>Gut.</p></sp>
<sp><speaker>BERT:</speaker><lg><l>Ich sitze</l><l>schon.</l></lg></sp></div>""",
            lang="deu",
        )
    )
    assert found.lang == "de"
    assert outline(found) == [
        ("title", "", "1. Szene"),
        ("heading", "", "Abend"),
        ("event", "", "Ein Zimmer."),
        ("speech", "ANNA", "Setz dich. (lacht) Bitte."),
        ("speech", "ANNA", "Gut."),
        ("speech", "BERT", "Ich sitze"),
        ("speech", "BERT", "schon."),
    ]


def test_nothing_that_can_be_read_is_dropped() -> None:
    found = document(
        tei(
            """stray <list><item>one</item><item>two</item></list><quote><p>said</p></quote>
<table><row><cell>a</cell><cell>b</cell></row></table><milestone unit="section" rend="* * *"/>
<p>A <choice><sic>teh</sic><corr>the</corr></choice>
<del>gone</del>cat<lb/>sat<note place="foot">A *fat* one.</note>
<ref target="https://a.example/">there</ref>, <q>here</q>, <unknown>odd</unknown>.</p>
<figure><head>A cat</head></figure>
<note type="speaker">Label of nobody</note><p>End.</p>"""
        )
    )
    assert outline(found) == [
        ("narration", "", "stray"),
        *(("narration", "", words) for words in ("one", "two", "said", "a", "b")),
        ("separator", "", "* * *"),
        (
            "narration",
            "",
            r"A the cat sat^[A \*fat\* one.] [there](https://a.example/), “here”, odd.",
        ),
        ("caption", "", "A cat"),
        ("narration", "", "Label of nobody"),
        ("narration", "", "End."),
    ]


def test_the_sidecar_has_the_last_word() -> None:
    found = document(
        tei('<u who="#MaraLind"><seg>Yes.</seg></u>', PEOPLE),
        sidecar='title = "Mine"\nlang = "en-GB"\n[[speakers]]\nname = "M. Lind"\nkey = "ml"\nrole = "guest"\n'
        'aliases = ["Mara Lind"]\n',
    )
    assert (found.meta.title, found.lang) == ("Mine", "en-GB")
    assert [(one.key, one.name, one.role) for one in found.speakers] == [("ml", "M. Lind", "guest")]
    assert found.speakers[0].about.sex == "F"


INCLUDED = '<include xmlns="http://www.w3.org/2001/XInclude" href="../../etc/passwd"/>'
BROKEN = {
    "a document type": (
        '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]>\n<a>&b;</a>',
        2,
        "document type",
    ),
    "an element that isn't closed": (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<text>\n</TEI>',
        3,
        "not well-formed",
    ),
    "another format": ("<html>\n</html>", 1, "no TEI: its root is <html>"),
    "no namespace": ("<TEI>\n</TEI>", 1, "no TEI: its root is <TEI>"),
    "nothing": ("", 1, "not well-formed"),
    "no text": ('<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader/></TEI>', 1, "no text"),
    "parts in other files": (
        f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n{INCLUDED}</teiCorpus>',
        2,
        "no text",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_cannot_be_read_is_told_with_its_line(fault: str) -> None:
    text, line, words = BROKEN[fault]
    with pytest.raises(SourceError, match=words) as caught:
        document(text)
    assert str(caught.value).startswith(f"source/x.xml:{line}: ")
    assert caught.value.hint


_LINK = ' target="#en.s000001 '
_TRANSLATION = 'xml:lang="ar" type="translation"'
DAMAGED = {
    "a note of diglot's own": ('<?diglot {"document"', '<?diglot {"document', "noted for itself"),
    "a probability in words": (_LINK, ' cert="high"' + _LINK, "'high' is no probability"),
    "an origin that there is none of": (
        'corresp="#en.s000001" ana="#origin.entry"',
        'corresp="#en.s000001" ana="#origin.x"',
        "'#origin.x' is no origin",
    ),
    "an origin that was taken out": (
        'corresp="#en.s000001" ana="#origin.entry"',
        'corresp="#en.s000001"',
        "'' is no origin",
    ),
    "a language that is none": (
        _TRANSLATION,
        _TRANSLATION.replace("ar", "Arabic 1"),
        "'Arabic 1' is no language",
    ),
    "a language in other letters": (_TRANSLATION, _TRANSLATION.replace("ar", "AR"), "'AR' is written 'ar'"),
    "one language for two texts": (_TRANSLATION, _TRANSLATION.replace("ar", "en"), "a text in 'en' already"),
    "a day that is none": (
        "<publicationStmt>",
        '<publicationStmt><date type="available">2031</date>',
        "'2031' is no day from which",
    ),
    "one above all": (_LINK, ' cert="1.1"' + _LINK, "'1.1' is no probability"),
}


@pytest.mark.parametrize("fault", DAMAGED)
def test_an_edition_that_was_changed_by_hand_is_told_with_its_line(fault: str) -> None:
    before, after, words = DAMAGED[fault]
    text = (GOLDENS / "parallel.tei.xml").read_text("utf-8")
    assert before in text
    line = text[: text.index(before)].count("\n") + 1
    with pytest.raises(SourceError, match=words) as caught:
        tei_edition.edition(text.replace(before, after, 1).encode(), "my talks/x.xml")
    assert str(caught.value).startswith(f"my talks/x.xml:{line}: ")
    assert caught.value.hint


@pytest.mark.slow
def test_whatever_is_taken_out_of_an_edition_it_is_read_or_refused() -> None:
    from lxml import etree

    whole = (GOLDENS / "parallel.tei.xml").read_bytes()
    places = [
        (number, key)
        for number, node in enumerate(etree.fromstring(whole).iter())
        for key in ("", *node.keys())
    ]
    for number, key in places[1::7]:
        root = etree.fromstring(whole)
        node = list(root.iter())[number]
        parent = node.getparent()
        if key:
            del node.attrib[key]
        elif parent is not None:
            parent.remove(node)
        with suppress(DiglotError):
            tei_edition.edition(etree.tostring(root.getroottree()), "x.xml")


def test_no_file_is_read_that_another_names(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<p>secret</p>")
    included = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{tmp_path}/secret.xml"/>'
    with pytest.raises(SourceError, match="goes on in another file") as told:
        document(tei(f"<p>open</p>{included}"))
    assert "secret" not in str(told.value)
    root = (
        (GOLDENS / "parallel.tei.xml").read_bytes().replace(b"<standOff>", included.encode() + b"<standOff>")
    )
    with pytest.raises(SourceError, match="which isn't read"):
        tei_edition.edition(root, "x.xml", lambda href: Path(href).read_bytes())


def test_an_edition_of_others_is_no_edition() -> None:
    with pytest.raises(SourceError, match="no edition that diglot wrote") as caught:
        tei_edition.edition(tei("<p>x</p>").encode(), "x.xml")
    assert "source/" in caught.value.hint


def test_an_edition_in_utf_16_is_an_edition(tmp_path: Path) -> None:
    """It has its translations, which a transcript has not."""
    from toolkit.workflow import init

    data = (Path(__file__).parent / "data/tei/parallel.tei.xml").read_text("utf-8")
    made = []
    for name in ("utf-8", "utf-16"):
        file = tmp_path / name / "tide.xml"
        file.parent.mkdir()
        file.write_bytes(data.replace('encoding="UTF-8"', f'encoding="{name}"', 1).encode(name))
        folder = tmp_path / name / "tide"
        list(init.from_file(folder, file, file.name, datetime(2026, 1, 2, tzinfo=UTC)))
        made.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.po")})
    assert made[0] and made[0] == made[1]


def test_encodings_are_those_of_xml() -> None:
    text = '<?xml version="1.0" encoding="{}"?>\n' + tei("<p>Œuvre é</p>")
    for name in ("utf-16", "utf-8"):
        assert outline(document(text.format(name).encode(name))) == [("narration", "", "Œuvre é")]
