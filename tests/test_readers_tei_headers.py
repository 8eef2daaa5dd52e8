"""Headers of others: who did what is told as they tell it."""

from __future__ import annotations

import pytest

import toolkit
from test_readers_tei import document
from test_writers_tei import render
from toolkit.archive.datacite import dublin_core, record
from toolkit.archive.package import Size, kept_back, rights
from toolkit.config import BuildOptions, Sidecar
from toolkit.model import Meta
from toolkit.readers.tei import read

BODY = '<text><body><u who="#a">So it was.</u></body></text>'
SALT = """<titleStmt>
 <title type="sub">A life told in a kitchen</title>
 <title xml:lang="en">Salt on the Sill</title><title xml:lang="de">Salz auf der Schwelle</title>
 <author><persName xml:lang="en">Ruth Allmann</persName>
  <persName xml:lang="de"><forename>Ruth</forename> <surname>Ahlemann</surname></persName>
  <persName xml:lang="de" type="pseudonym">R. A.</persName>
  <idno type="ORCID">0000-0002-1825-0097</idno></author>
 <author>Nahum Oz</author>
 <editor>Ilka Torn</editor><editor role="translator">Mara Winslow</editor>
 <funder>Stiftung Deichland</funder>
 <respStmt><resp xml:lang="en">transcription</resp><resp xml:lang="de">Transkription</resp>
  <persName>Bela Orth</persName><name>Uta Simm</name></respStmt>
</titleStmt>
<publicationStmt>
 <publisher><orgName xml:lang="en">Dykeland Archive</orgName><orgName xml:lang="de">Archiv Deichland</orgName>
  <ref target="https://a.example/">a.example</ref></publisher>
 <availability><licence target="https://creativecommons.org/licenses/by/4.0/">For research.</licence>
  <p>She agreed.</p></availability>
 <date when="2019-04">im April 2019</date>
</publicationStmt>
<sourceDesc><bibl><title>Salz</title><author>Ruth Ahlemann</author>
 <editor role="translator">Carl Bohn</editor><date>1931</date></bibl></sourceDesc>"""
PROFILE = """<abstract><p>On a flood.</p><p>And on ships.</p></abstract>
<settingDesc><setting><name type="city">Husum</name>
 <name type="country">Nordland</name></setting></settingDesc>"""
CHANGES = (
    """<listChange><change when="2020-01-02"><name>Lene Kohl</name> : times added</change></listChange>"""
)


def told(lang: str) -> Meta:
    header = (
        f"<teiHeader><fileDesc>{SALT}</fileDesc><profileDesc>{PROFILE}</profileDesc>"
        f"<revisionDesc>{CHANGES}</revisionDesc></teiHeader>"
    )
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{lang}">{header}{BODY}</TEI>'.encode()
    return read(data, name="salt", path="salt.xml", lang="en", sidecar=Sidecar())[0].meta


@pytest.mark.parametrize(
    ("lang", "title", "author", "publisher", "what"),
    [
        ("de", "Salz auf der Schwelle", "Ruth Ahlemann", "Archiv Deichland", "Transkription"),
        ("en-GB", "Salt on the Sill", "Ruth Allmann", "Dykeland Archive", "transcription"),
        # Of neither is one in Hebrew: the first it is.
        ("he", "Salt on the Sill", "Ruth Allmann", "Dykeland Archive", "transcription"),
    ],
)
def test_what_is_told_in_several_languages_is_told_in_that_of_the_text(
    lang: str, title: str, author: str, publisher: str, what: str
) -> None:
    meta = told(lang)
    own, source = meta.sources
    assert (meta.title, own.authors, own.publisher) == (title, (author, "Nahum Oz"), publisher)
    assert own.helpers == (
        ("translator", "Mara Winslow"),
        (what, "Bela Orth"),
        (what, "Uta Simm"),
        ("funder", "Stiftung Deichland"),
    )
    # Whoever translated it has not edited it.
    assert [editor.name for editor in meta.editors] == ["Ilka Torn"]
    assert (source.author, source.helpers) == ("Ruth Ahlemann", (("translator", "Carl Bohn"),))
    # Whoever published the file in 2019 has not published its source in 1931.
    assert (meta.publisher, meta.date, own.date) == ("", "1931", "2019-04")
    assert meta.helped[:2] == ("Mara Winslow (translator)", f"Bela Orth ({what})")


def test_nothing_that_a_header_says_is_cut_short() -> None:
    meta = told("de")
    assert (meta.rights, meta.licence) == (
        "For research. She agreed.",
        "https://creativecommons.org/licenses/by/4.0/",
    )
    assert (meta.description, meta.place) == ("On a flood. And on ships.", "Husum, Nordland")
    assert [(one.date, one.what, one.who) for one in meta.revisions] == [
        ("2020-01-02", "times added", "Lene Kohl")
    ]


@pytest.mark.parametrize(
    ("inside", "name"),
    [
        ("<persName><forename>Hajo</forename><abbr>HAJ</abbr></persName>", "Hajo"),
        ("<persName><abbr>NOR</abbr></persName>", "NOR"),
        ("<persName>דב <roleName>הרב</roleName></persName>", "דב הרב"),
        ("<persName><roleName>Dr.</roleName><surname>Ōmori</surname></persName>", "Ōmori"),
    ],
)
def test_an_abbreviation_is_no_part_of_the_name_beside_it(inside: str, name: str) -> None:
    people = f"<particDesc><listPerson><person xml:id='a'>{inside}</person></listPerson></particDesc>"
    header = f"<teiHeader><profileDesc>{people}</profileDesc></teiHeader>"
    found = document(f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de">{header}{BODY}</TEI>')
    assert [speaker.name for speaker in found.speakers] == [name]


def test_the_other_texts_of_a_corpus_are_told() -> None:
    first = f'<TEI xml:lang="en">{BODY}</TEI>'
    second = f'<TEI xml:lang="ar">{BODY.replace("So it was.", "هكذا كان.")}</TEI>'
    data = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n{first}\n{second}\n</teiCorpus>'.encode()
    found, findings = read(data, name="two", path="two.xml", lang="en", sidecar=Sidecar())
    assert [paragraph.text for turn in found.turns for paragraph in turn.paragraphs] == ["So it was."]
    (lost,) = (one for one in findings if one.code != "D131")
    assert lost.where
    assert (lost.code, lost.where.line) == ("D130", 3)
    assert "2 words" in lost.message and "<TEI>" in lost.message


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            """<div><speaker role="interviewer">F1</speaker><u>Wann?</u></div>
            <div><speaker role="interviewee">A1</speaker><u>Um vier.</u></div>
            <div><speaker role="interviewer">F2</speaker><u>Und?</u></div>""",
            [
                ("interviewer", "F1", "Wann?"),
                ("interviewee", "A1", "Um vier."),
                ("interviewer", "F2", "Und?"),
            ],
        ),
        ("<speaker>نورة</speaker><pb/><u>متى؟</u>", [("نورة", "نورة", "متى؟")]),
    ],
)
def test_a_speaker_before_a_turn_says_whose_it_is(body: str, said: list[tuple[str, str, str]]) -> None:
    found = document(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de"><text><body>{body}</body></text></TEI>'
    )
    names = {speaker.key: speaker.name for speaker in found.speakers}
    assert [
        (names[turn.speakers[0]], turn.label, paragraph.text)
        for turn in found.turns
        for paragraph in turn.paragraphs
    ] == said


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        ('<gap reason="anonymised"/>', "Ask (anonymised)."),
        ('<gap reason="inaudible" extent="2"/>', "Ask (inaudible)."),
        ("<gap/>", "Ask (…)."),
        ('<gap reason="ellipsis"/>', "Ask (…)."),
    ],
)
def test_why_something_is_missing_is_told(gap: str, text: str) -> None:
    body = f"<text><body><u>Ask {gap}.</u></body></text>"
    found = document(f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{body}</TEI>')
    assert [paragraph.text for turn in found.turns for paragraph in turn.paragraphs] == [text]


@pytest.mark.parametrize(
    ("people", "kind"),
    [("<person xml:id='a' role='interviewee'/>", "interview"), ("<person xml:id='a'/>", "text")],
)
def test_a_text_in_which_nobody_answers_is_called_no_interview(people: str, kind: str) -> None:
    people = f"<particDesc><listPerson>{people}</listPerson></particDesc>"
    header = f"<teiHeader><profileDesc>{people}</profileDesc></teiHeader>"
    found = document(f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{header}{BODY}</TEI>')
    written = render(toolkit.merge(found)).decode()
    assert f'<div type="{kind}">' in written


@pytest.mark.parametrize(("status", "said"), [("restricted", True), ("free", False), ("", False)])
def test_what_is_restricted_is_called_so_whatever_its_licence(status: str, said: bool) -> None:
    stated = f' status="{status}"' if status else ""
    licence = '<licence target="https://creativecommons.org/licenses/by/4.0/"/>'
    header = (
        "<teiHeader><fileDesc><publicationStmt><publisher>حقل</publisher>"
        f"<availability{stated}>{licence}</availability></publicationStmt></fileDesc></teiHeader>"
    )
    found = document(f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="ar">{header}{BODY}</TEI>')
    edition = toolkit.merge(found)
    written = render(edition).decode()
    assert ('<availability status="restricted">' in written) == said
    assert all(text.startswith("This is not freely available") == said for text in rights(edition).values())
    assert bool(kept_back(edition)) == said
    options = BuildOptions(date="2026")
    core = dublin_core(edition, options, record(edition, options, Size(1, 1)))
    assert (b"info:eu-repo/semantics/restrictedAccess" in core) == said
