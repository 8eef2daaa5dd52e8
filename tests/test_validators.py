"""Each outside validator passes a good input and notices a broken one: none of them is vacuous."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

import browser
import validators
from validators import (
    TEI_SCHEMA,
    ace,
    chromium_screenshot,
    epubcheck,
    epubcheck_ts,
    i18nspector,
    jing,
    msgcat,
    msgfmt,
    msgmerge,
    schematron,
    vnu,
)

CHAPTER = """<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">
<head><title>A talk</title></head>
<body><h1>A talk</h1><p id="a">Good evening.</p>
<p id="b" lang="zh-Hans" xml:lang="zh-Hans">晚上好。</p></body></html>"""

BOOK = {
    "META-INF/container.xml": """<container version="1.0"
 xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>""",
    "EPUB/package.opf": """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"
 xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:6b1c9f5e-52d0-4f3e-9b1e-0e1f6f0c7a11</dc:identifier>
<dc:title>A talk</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Text with headings.</meta>
</metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="talk" href="talk.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="talk"/></spine></package>""",
    "EPUB/nav.xhtml": """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 lang="en" xml:lang="en"><head><title>Contents</title></head>
<body><nav epub:type="toc" role="doc-toc"><h1>Contents</h1>
<ol><li><a href="talk.xhtml">A talk</a></li></ol></nav>
</body></html>""",
    "EPUB/talk.xhtml": CHAPTER,
}

# i18nspector takes no example.org or .test for an address; nobody can have one in .zz.
CATALOG = """msgid ""
msgstr ""
"Project-Id-Version: diglot 0.1.0\\n"
"Report-Msgid-Bugs-To: editor@talks.zz\\n"
"POT-Creation-Date: 2026-01-01 00:00+0000\\n"
"PO-Revision-Date: 2026-01-02 00:00+0000\\n"
"Last-Translator: Ada Lin <ada@talks.zz>\\n"
"Language-Team: Chinese <zh@talks.zz>\\n"
"Language: zh_CN\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

msgctxt "turn|mara"
msgid "Good evening."
msgstr "晚上好。"
"""

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>A talk</title></titleStmt><publicationStmt><p>Unpublished.</p></publicationStmt>
<sourceDesc><p>Made up.</p></sourceDesc></fileDesc></teiHeader>
<standOff><linkGrp type="translation"><link target="#en #zh"/></linkGrp></standOff>
<text><body><p xml:id="en">Good evening.</p>
<p xml:id="zh" xml:lang="zh-Hans">晚上好。</p></body></text></TEI>"""


def make_book(path: Path, chapter: str = CHAPTER) -> Path:
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        for name, text in {**BOOK, "EPUB/talk.xhtml": chapter}.items():
            book.writestr(name, text)
    return path


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_epubcheck(tmp_path: Path) -> None:
    good = make_book(tmp_path / "对话.epub")
    broken = make_book(tmp_path / "broken.epub", CHAPTER.replace('id="b"', 'id="a"'))
    no_book = write(tmp_path / "text.epub", "This is no book.")
    findings = epubcheck([good, broken, no_book])
    assert [line for line in findings if line.startswith("broken.epub: ERROR RSC-005 EPUB/talk.xhtml:4:")]
    assert [line for line in findings if line.startswith("text.epub: FATAL PKG-")]
    assert not [line for line in findings if line.startswith("对话.epub")]
    assert epubcheck([good]) == []


def test_epubcheck_ts(tmp_path: Path) -> None:
    good = make_book(tmp_path / "对话.epub")
    broken = make_book(tmp_path / "broken.epub", CHAPTER.replace('id="b"', 'id="a"'))
    findings = epubcheck_ts([good, broken])
    assert [line for line in findings if line.startswith("broken.epub: error RSC-005")]
    assert not [line for line in findings if line.startswith("对话.epub")]


def test_ace(tmp_path: Path) -> None:
    good = make_book(tmp_path / "对话.epub")
    assert ace(good) == []
    mute = make_book(tmp_path / "mute.epub", CHAPTER.replace(' lang="en" xml:lang="en"', "", 1))
    assert [line.split(": ")[:2] for line in ace(mute)] == [["serious html-has-lang", "talk.xhtml"]]
    assert ace(write(tmp_path / "text.epub", "This is no book."))[0].startswith("Ace gave no report")


def test_msgfmt(tmp_path: Path) -> None:
    assert msgfmt(write(tmp_path / "good.po", CATALOG)) == []
    twice = CATALOG + CATALOG[CATALOG.index("\nmsgctxt") :]
    assert "duplicate message definition" in msgfmt(write(tmp_path / "twice.po", twice))[0]
    untouched = CATALOG.replace("Ada Lin <ada@talks.zz>", "FULL NAME <EMAIL@ADDRESS>")
    (warning,) = msgfmt(write(tmp_path / "untouched.po", untouched))
    assert "'Last-Translator' still has the initial default value" in warning


def test_i18nspector(tmp_path: Path) -> None:
    assert i18nspector(write(tmp_path / "zh_CN.po", CATALOG)) == []
    (finding, *_) = i18nspector(write(tmp_path / "zh.po", CATALOG.replace("zh_CN", "zh_Hans")))
    assert finding.startswith("E: ")
    assert finding.endswith("invalid-language zh_Hans")


def test_msgmerge(tmp_path: Path) -> None:
    old = write(tmp_path / "old.po", CATALOG)
    template = write(tmp_path / "new.pot", CATALOG.replace("evening.", "evening!").replace("晚上好。", ""))
    output = tmp_path / "new.po"
    assert msgmerge(old, template, output) == []
    merged = output.read_text("utf-8")
    assert '#, fuzzy\n#| msgctxt "turn|mara"\n#| msgid "Good evening."\n' in merged
    assert 'msgid "Good evening!"\nmsgstr "晚上好。"\n' in merged
    assert msgmerge(write(tmp_path / "broken.po", CATALOG + 'msgid "x'), template, output)


def test_msgcat(tmp_path: Path) -> None:
    output = tmp_path / "out.po"
    assert msgcat(write(tmp_path / "good.po", CATALOG), output, "--no-wrap") == []
    assert output.read_text("utf-8") == CATALOG
    assert msgcat(write(tmp_path / "broken.po", CATALOG + 'msgid "x'), output)


def test_jing(tmp_path: Path) -> None:
    good = write(tmp_path / "访谈.xml", TEI)
    broken = write(tmp_path / "broken.xml", TEI.replace('<p xml:id="en">', '<p xml:id="en"><paragraph/>'))
    assert jing(TEI_SCHEMA, good) == []
    (finding,) = jing(TEI_SCHEMA, good, broken)
    assert "broken.xml:5:" in finding
    assert 'element "paragraph" not allowed' in finding


def test_schematron(tmp_path: Path) -> None:
    good = write(tmp_path / "访谈.xml", TEI)
    broken = write(tmp_path / "broken.xml", TEI.replace("#en #zh", "#en"))
    assert schematron(good) == []
    # The grammar alone lets it pass: this is what the rules are for.
    assert jing(TEI_SCHEMA, broken) == []
    (finding,) = schematron(good, broken)
    assert "at least two values for @target" in finding


XLIFF = {
    "2.0": '<file id="f"><unit id="u"><segment><source>a</source></segment></unit></file>',
    "1.2": '<file original="x" source-language="en" datatype="plaintext"><body><trans-unit id="u">'
    "<source>a</source></trans-unit></body></file>",
}


@pytest.mark.parametrize("version", XLIFF)
def test_xliff(version: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.xlf", tmp_path / "bad.xlf"
    langs = ' srcLang="en"' if version == "2.0" else ""
    head = f'<xliff xmlns="urn:oasis:names:tc:xliff:document:{version}" version="{version}"{langs}>'
    good.write_text(f"{head}{XLIFF[version]}</xliff>", encoding="utf-8")
    bad.write_text(f"{head}{XLIFF[version]}</xliff>".replace('id="u"', ""), encoding="utf-8")
    assert validators.xliff(good) == []
    assert any("bad.xlf:1:" in finding and "'id'" in finding for finding in validators.xliff(bad))


TMX = """<tmx version="1.4">
<header creationtool="t" creationtoolversion="1" segtype="paragraph" o-tmf="t" adminlang="en" srclang="en"
datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>The river rises.</seg></tuv>
<tuv xml:lang="fr"><seg>La rivière monte.</seg></tuv></tu></body></tmx>"""


def test_tmx(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.tmx", tmp_path / "bad.tmx"
    good.write_text(TMX, encoding="utf-8")
    bad.write_text(TMX.replace("srclang=", "sourcelang="), encoding="utf-8")
    assert validators.tmx(good) == []
    assert any("srclang" in finding for finding in validators.tmx(bad))


def test_omegat(tmp_path: Path) -> None:
    source, memory, broken = tmp_path / "source.txt", tmp_path / "good.tmx", tmp_path / "bad.tmx"
    source.write_text("The river rises.\n", encoding="utf-8")
    memory.write_text(TMX, encoding="utf-8")
    broken.write_text(TMX.replace("</tmx>", ""), encoding="utf-8")
    assert validators.omegat(source, memory, "en", "fr").strip() == "La rivière monte."
    assert "rivière" not in validators.omegat(source, broken, "en", "fr")


def test_chromium_screenshot(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><title>x</title><body style="background: {}">'
    red = write(tmp_path / "red.html", page.format("red"))
    blue = write(tmp_path / "蓝.html", page.format("blue"))
    for path in (red, blue):
        assert chromium_screenshot(path, path.with_suffix(".png"), 600, 400) == []
    assert red.with_suffix(".png").read_bytes() != blue.with_suffix(".png").read_bytes()
    nowhere = tmp_path / "no" / "folder.png"
    assert chromium_screenshot(red, nowhere, 600, 400)[0].startswith("Chromium gave no picture")


def test_a_missing_tool_skips_or_where_required_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validators, "PACE", "usual")
    monkeypatch.setitem(validators._TOOLS, "msgfmt", (("no-such-command",), "Debian's gettext"))
    monkeypatch.delenv("DIGLOT_REQUIRE_VALIDATORS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="install Debian's gettext"):
        validators.require("msgfmt")
    monkeypatch.setenv("DIGLOT_REQUIRE_VALIDATORS", "1")
    with pytest.raises(pytest.fail.Exception, match="msgfmt is missing"):
        validators.require("msgfmt")


def test_no_input_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing to check"):
        epubcheck([])
    with pytest.raises(FileNotFoundError):
        msgfmt(tmp_path / "missing.po")


def test_a_tool_that_hangs_is_ended_with_its_children() -> None:
    # A child that lived on would hold the pipe open, and this test would take a minute.
    with pytest.raises(subprocess.TimeoutExpired):
        validators._run(["sh", "-c", "sleep 60 & wait"], timeout=0.2)


def test_vnu(tmp_path: Path) -> None:
    page = '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>{}</body></html>'
    good = write(tmp_path / "页.html", page.format("<p>Good evening.</p>"))
    broken = write(tmp_path / "broken.html", page.format("<h1><p>Good evening.</p></h1>"))
    assert vnu(good) == []
    (finding,) = vnu(good, broken)
    assert finding.startswith('broken.html":1.')
    assert "not allowed as child of element" in finding


def test_vnu_tells_of_a_picture_that_the_page_forbids_alone(tmp_path: Path) -> None:
    dot = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    page = (
        '<!DOCTYPE html><html lang="en"><head><title>x</title><meta http-equiv="Content-Security-Policy" '
        f'content="img-src {{}}"></head><body><p>A dot: <img alt="dot" src="{dot}"></p></body></html>'
    )
    forbids = write(tmp_path / "forbids.html", page.format("'none'"))
    allows = write(tmp_path / "allows all.html", page.format("data:"))
    assert vnu(allows) == []
    (finding,) = vnu(forbids, allows)
    assert finding.startswith('forbids.html":1.') and "“img-src”" in finding


def test_no_checker_leaves_anything_for_the_next(tmp_path: Path) -> None:
    """They share a process: what one sets for itself made another find nothing."""
    page = '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p>x</p></body></html>'
    assert vnu(write(tmp_path / "page.html", page)) == []
    broken = make_book(tmp_path / "broken.epub", CHAPTER.replace('id="b"', 'id="a"'))
    assert any("ERROR RSC-005" in line for line in epubcheck([broken]))


def test_browser_and_axe(tmp_path: Path) -> None:
    page = '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><main>{}</main></body></html>'
    good = write(tmp_path / "页.html", page.format("<h1>x</h1><input aria-label='x' autofocus>"))
    broken = write(tmp_path / "broken.html", page.format("<h1>x</h1><img src='x.png'>"))
    steps = (browser.AXE, browser.write("ab"), browser.evaluate("document.activeElement.value"))
    (seen, complaints), (found, asked) = browser.browse(
        browser.Visit(good, steps), browser.Visit(broken, [browser.AXE])
    )
    assert (seen, complaints) == ([[], "ab"], [])
    assert found[0][0].startswith("critical image-alt: ")
    assert f"asks for {(tmp_path / 'x.png').as_uri()}" in asked
    with pytest.raises(AssertionError, match="no answer"):
        browser.browse(browser.Visit(good, [browser.evaluate("no.such.thing")]))
    assert browser.browse(browser.Visit(good)) == [([], [])]


def test_a_link_to_an_index_is_no_index_and_an_index_without_a_list_is_told() -> None:
    words = 'An "index" must contain one "index-entry-list"'
    nav, index = ({"message": words, "location": {"path": f"EPUB/{name}.xhtml"}} for name in ("nav", "index"))
    other = {"message": "An element is missing", "location": {"path": "EPUB/nav.xhtml"}}
    assert [validators._landmark(found) for found in (nav, index, other)] == [True, False, False]
