"""The same conversation in each form of word processors and pages, and through the command."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from office import bold, docx, epub, flat, odt, paragraph, run, zipped
from office_shapes import SHAPES, TIMED, turns
from timed_shapes import TALKS, Talk
from toolkit import registry
from toolkit.config import Sidecar
from toolkit.errors import SourceError
from toolkit.model import Document
from toolkit.readers.forms import recognise

TALK = (
    ("Mara Lind", "Why do you ring the *old* bell?"),
    ("Otto Brandt", "Because of the eels.^[They come in May.] It's an old one."),
    ("Mara Lind", "And in winter, when the gate is shut?"),
    ("Otto Brandt", "Then nobody comes,<br>and nobody rings."),
)
"""As every form should be read: speakers and words."""
TITLE = "At the lock"


def _docx() -> bytes:
    def said(text: str) -> str:
        text = text.replace("*old*", f"</w:t></w:r>{run('old', '<w:i/>')}<w:r><w:t xml:space='preserve'>")
        note = "</w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r><w:r><w:t xml:space='preserve'>"
        return run(text.replace("^[They come in May.]", note).replace("<br>", "</w:t><w:br/><w:t>"))

    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    note = f'<w:footnote w:id="1">{paragraph(run("They come in May."))}</w:footnote>'
    body = "".join(paragraph(bold(f"{who}:") + said(f" {text}")) for who, text in TALK)
    return docx(paragraph(run(TITLE), "T") + body, styles=styles, footnotes=note)


def _odt(made: Callable[..., bytes]) -> bytes:
    def said(text: str) -> str:
        note = "<text:note><text:note-body><text:p>They come in May.</text:p></text:note-body></text:note>"
        text = text.replace("*old*", '<text:span text:style-name="I">old</text:span>')
        return text.replace("^[They come in May.]", note).replace("<br>", "<text:line-break/>")

    look = '<style:style style:name="{}" style:family="text"><style:text-properties {}/></style:style>'
    styles = look.format("I", 'fo:font-style="italic"') + look.format("B", 'fo:font-weight="bold"')
    label = '<text:p><text:span text:style-name="B">{}:</text:span> {}</text:p>'
    body = "".join(label.format(who, said(text)) for who, text in TALK)
    return made(f'<text:p text:style-name="Title">{TITLE}</text:p>{body}', styles=styles)


def _page() -> str:
    def said(text: str) -> str:
        note = '<sup><a href="#n1">1</a></sup>'
        return text.replace("*old*", "<em>old</em>").replace("^[They come in May.]", note)

    body = "".join(f"<p><b>{who}:</b> {said(text)}</p>" for who, text in TALK)
    notes = '<div class="footnotes"><p id="n1">They come in May.</p></div>'
    return f"<h1>{TITLE}</h1>{body}{notes}".replace("<br>", "<br/>")


def _markdown() -> bytes:
    body = "\n\n".join(f"**{who}:** {text}" for who, text in TALK)
    text = body.replace("<br>", "\\\n").replace("^[They come in May.]", "[^1]")
    return f"# {TITLE}\n\n{text}\n\n[^1]: They come in May.\n".encode()


FORMS = {
    "docx": _docx(),
    "odt": _odt(odt),
    "fodt": _odt(flat),
    "html": f"<html><body>{_page()}</body></html>".encode(),
    "epub": epub({"one": _page()}),
    "md": _markdown(),
}


def read(data: bytes, path: str) -> Document:
    reader = registry.load("reader", recognise(data, path))
    return reader.read(data, name="talk", path=path, lang="en", sidecar=Sidecar())[0]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_says_the_same(form: str) -> None:
    document = read(FORMS[form], f"talk.{form}")
    assert [one.text for one in document.turns[0].paragraphs] == [TITLE] and document.turns[0].kind == "title"
    said = [(turn.label, *(one.text for one in turn.paragraphs)) for turn in document.turns[1:]]
    assert said == list(TALK)


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"md"}))
def test_a_form_is_known_by_its_bytes(form: str) -> None:
    assert len(read(FORMS[form], "talk.txt").turns) == 1 + len(TALK)


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.lang)
@pytest.mark.parametrize("name", SHAPES)
def test_speakers_and_words_are_whole_however_labels_are_set(name: str, talk: Talk) -> None:
    suffix, make = SHAPES[name]
    document = read(make(turns(talk)), f"talk{suffix}")
    speech = [turn for turn in document.turns if turn.kind == "speech"]
    found = [(turn.label, [paragraph.text for paragraph in turn.paragraphs]) for turn in speech]
    assert found == [(who, [talk.text(cues)]) for who, cues in talk.turns]
    if name in TIMED:
        starts = [turn.paragraphs[0].times.start for turn in speech]
        seconds = [start // 1000 for start in starts if start is not None]
        assert seconds == [cues[0].start // 1000 for _, cues in talk.turns]


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.lang)
def test_marks_of_f4_tell_in_a_document_when_what_stands_before_them_is_over(talk: Talk) -> None:
    said = [(who, words, f"#00:{time}-0#") for who, words, time in turns(talk)]
    word = docx("".join(paragraph(bold(f"{who}:") + run(f" {words} {mark}")) for who, words, mark in said))
    writer = odt("".join(f"<text:p>{who}: {words} {mark}</text:p>" for who, words, mark in said))
    for data, path in ((word, "talk.docx"), (writer, "talk.odt")):
        read_turns = read(data, path).turns
        found = [(turn.label, *(one.text for one in turn.paragraphs)) for turn in read_turns]
        assert found == [(who, talk.text(cues)) for who, cues in talk.turns]
        ends = [turn.paragraphs[0].times.end for turn in read_turns]
        assert ends == [cues[0].start // 1000 * 1000 for _, cues in talk.turns]


def test_times_are_no_words_where_they_lead_somewhere_and_links_are_links_elsewhere() -> None:
    page = '<p>{}: <a href="https://example.org/{}">{}</a> {}</p>'
    said = [
        ("Ann", "1", "[0:01]", "Who?"),
        ("Bo", "2", "[0:03]", "A bell."),
        ("Ann", "3", "here", "Why?"),
    ] * 2
    document = read(
        f"<html><body>{''.join(page.format(*one) for one in said)}</body></html>".encode(), "a.html"
    )
    assert [turn.paragraphs[0].text for turn in document.turns[:3]] == [
        "Who?",
        "A bell.",
        "[here](https://example.org/3) Why?",
    ]
    assert [turn.paragraphs[0].times.start for turn in document.turns[:3]] == [1000, 3000, None]


def test_what_no_reader_takes_is_named() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99
    for data, what in (
        (ole, "before 2007"),
        (ole + "EncryptedPackage".encode("utf-16-le"), "with a password"),
        (ole + "Workbook".encode("utf-16-le"), "a workbook of before 2007"),
        (zipped({"xl/workbook.bin": "so"}), "a workbook in Excel's binary form"),
        (zipped({"ppt/presentation.xml": "<a/>"}), "a presentation"),
        (zipped({"talk.txt": "Mara: So?"}), "a zip archive"),
        (b"%PDF-1.7", "a PDF"),
        (b"{\\rtf1 Mara: So?}", "an RTF file"),
    ):
        # What a zip that is called a DOCX lacks, the reader of DOCX says.
        for path in ("talk.txt",) if what == "a zip archive" else ("talk.docx", "talk.txt"):
            with pytest.raises(SourceError, match=what) as caught:
                read(data, path)
            assert caught.value.hint and str(caught.value.where).removesuffix(":1") == path


def test_texts_of_programs_that_no_reader_takes_are_named() -> None:
    for path, text, what in (
        ("talk.mpl", "[10][52]So?\n[60][90]نعم.\n", "tenths of a second"),
        ("talk.txt", "From: <Saved>\nSnapshot-Content-Location: x\nMIME-Version: 1.0\n", ".mhtml"),
        ("talk.eml", "From: Ann\nTo: Bo\nMIME-Version: 1.0\n\nAnn: So?\n", "an e-mail"),
        ("talk.txt", "{10}{52}So?\n{60}{90}نعم.\n", ".sub"),
        ("talk.smi", "<SAMI>\n<BODY><SYNC Start=1>So?\n", "SAMI"),
        ("talk.xml", '<timedtext format="3"><body><p t="500" d="900">So?</p></body></timedtext>', "YouTube"),
        ("cut.xml", '<xmeml version="5"><sequence/></xmeml>', "cuts films"),
        ("talk.txt", 'File type = "ooTextFile"\nObject class = "TextGrid"\n', "Praat"),
        ("talk.txt", "\\ref 1\n\\tx Kde je lampa\n\\mb kde je lampa\n\\ge where is lamp\n", "Toolbox"),
        ("talk.rpy", '# game\ndefine m = Character("Mara")\n\nlabel start:\n    m "So?"\n', "Ren'Py"),
        ("talk.twee", ":: StoryTitle\nВ гавани\n\n:: Start\nНу и как?\n", "Twine"),
        ("talk.ipynb", '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}\n', "a notebook"),
        ("talk.csv", "0,2,Mara,So?\n2,4,Tomas,Yes.\n", "a table"),
    ):
        with pytest.raises(SourceError, match=what) as caught:
            read(text.encode(), path)
        assert caught.value.hint


def test_a_file_that_was_cut_off_is_damaged() -> None:
    for path, form in (("talk.docx", "DOCX"), ("talk.odt", "ODT"), ("talk.epub", "EPUB")):
        with pytest.raises(SourceError, match=f"{form}.*damaged"):
            read(FORMS[path[5:]][:200], path)


@pytest.mark.parametrize("same", [True, False])
def test_of_two_parts_of_one_name_none_is_guessed(same: bool) -> None:
    for path, form in (("talk.docx", "word/document.xml"), ("talk.odt", "content.xml")):
        sink = io.BytesIO(FORMS[path[5:]])
        with zipfile.ZipFile(sink, "a") as archive:
            data = archive.read(form)
            with pytest.warns(UserWarning, match="Duplicate name"):
                archive.writestr(form, data if same else data.replace(b"the", b"no"))
        if same:
            read(sink.getvalue(), path)
            continue
        with pytest.raises(SourceError, match=f"two parts {form} in it, and they differ") as caught:
            read(sink.getvalue(), path)
        assert caught.value.hint


def test_the_command_takes_each_form_wherever_it_takes_a_text(fresh: Run, tmp_path: Path) -> None:
    for form, data in FORMS.items():
        (tmp_path / f"talk.{form}").write_bytes(data)
        shown = fresh("show", f"talk.{form}")
        assert shown.exit_code == 0 and shown.output.count("Otto Brandt") == 3, form
    assert fresh("init", "theirs", "--from", "talk.docx", "--lang", "en").exit_code == 0
    project = tmp_path / "theirs"
    assert (project / "source/talk.docx").read_bytes() == FORMS["docx"]
    (project / "source/other.epub").write_bytes(FORMS["epub"])
    french = FORMS["html"].replace(b"Why do", b"Pourquoi").replace(b"And in winter", b"Et en hiver")
    (tmp_path / "talk.fr.html").write_bytes(french)
    assert fresh("-C", "theirs", "extract", "-l", "fr").exit_code == 0
    aligned = fresh("-C", "theirs", "align", "talk", "../talk.fr.html", "-l", "fr")
    assert aligned.exit_code == 0, aligned.output
    catalog = (project / "locales/fr/LC_MESSAGES/talk.po").read_text("utf-8")
    assert "Et en hiver" in catalog and "They come in May" in catalog
    assert fresh("-C", "theirs", "build", "-f", "html", "-l", "fr").exit_code == 0
    assert {path.name for path in (project / "build").glob("*.html")} == {
        "talk.en-fr.html",
        "other.en-fr.html",
    }
    assert (project / "source/talk.docx").read_bytes() == FORMS["docx"], "a source is never rewritten"
