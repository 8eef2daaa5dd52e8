"""A document in another language than its project's goes all the way, into that language too."""

import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from toolkit import languages, project
from toolkit.cli import main
from toolkit.workflow.workspace import Workspace

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CONFIG = """\
name = "Bridges"
source-language = "en"
target-languages = ["fr"]
publisher = "The Bridge Review"
version = "1.0"
date = 2026-06-01
licence = "https://creativecommons.org/licenses/by/4.0/"
"""
SIDECAR = """\
lang = "ar"
date = 2026-05-02
publisher = "مجلة الجسور"
url = "https://bridges.example/hiwar"
licence = "https://creativecommons.org/licenses/by/4.0/"
translation-licence = "https://creativecommons.org/licenses/by/4.0/"
description = "حوار عن بناء الجسور"
subjects = ["جسور"]
identifier = "https://doi.org/10.5555/bridges.1"

[[speakers]]
name = "ليلى منصور"
role = "interviewer"

[[speakers]]
name = "سامي حداد"
role = "interviewee"

[[editors]]
name = "Ada Quill"
"""
ARABIC = """الجسر القديم

ليلى منصور: متى بدأتم بناء الجسر فوق النهر؟

سامي حداد: بدأنا في الربيع. كان الماء عاليا جدا.

ليلى منصور: ومن حمل الحجارة من الجبل؟

سامي حداد: حملها أبناء القرية على ظهورهم.

ليلى منصور وسامي حداد: وشكرا لهم جميعا.
"""
ENGLISH = """The old bridge

Laila Mansour: When did you begin to build the bridge over the river?

Sami Haddad: We began in spring. The water was very high.

Laila Mansour: And who carried the stones from the mountain?

Sami Haddad: The sons of the village carried them on their backs.

Laila Mansour and Sami Haddad: And thanks to them all.
"""


@pytest.fixture(scope="module")
def bridges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An English project with an English and an Arabic document, extracted and aligned."""
    here = tmp_path_factory.mktemp("bridges")
    (here / "source").mkdir()
    (here / "diglot.toml").write_text(CONFIG, encoding="utf-8")
    (here / "source/talk.txt").write_text("A talk\n\nMira: Yes?\n\nTomas: No.\n", encoding="utf-8")
    (here / "source/hiwar.txt").write_text(ARABIC, encoding="utf-8")
    (here / "source/hiwar.toml").write_text(SIDECAR, encoding="utf-8")
    (here / "english.txt").write_text(ENGLISH, encoding="utf-8")
    run(here, "extract")
    run(here, "align", "hiwar", str(here / "english.txt"), "-l", "en")
    path = here / "locales/en/LC_MESSAGES/hiwar.po"
    text = path.read_text("utf-8").replace("#, fuzzy\n", "")
    head, _, signature = text.rpartition('msgstr ""')
    path.write_text(f'{head}msgstr "Nora Lind"{signature}', encoding="utf-8")
    path = here / "locales/fr/LC_MESSAGES/hiwar.po"
    old = 'msgid "الجسر القديم"\nmsgstr "'
    text = path.read_text("utf-8").replace(old, old + "Le vieux pont")
    path.write_text(text, encoding="utf-8")
    return here


def run(here: Path, *arguments: str, code: int = 0) -> Result:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SOURCE_DATE_EPOCH", "1774000000")
        patched.chdir(here)
        done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert done.exit_code == code, done.stderr
    return done


def catalogs(here: Path) -> set[str]:
    return {str(path.relative_to(here / "locales")) for path in (here / "locales").rglob("*.po")}


def test_each_document_has_catalogs_in_all_languages_but_its_own(bridges: Path) -> None:
    assert catalogs(bridges) == {
        "fr/LC_MESSAGES/talk.po",
        "fr/LC_MESSAGES/hiwar.po",
        "en/LC_MESSAGES/hiwar.po",
    }
    assert '"X-Diglot-Source-Language: ar\\n"' in (bridges / "locales/hiwar.pot").read_text("utf-8")
    rows = json.loads(run(bridges, "status", "--as", "json").stdout)
    assert {(row["document"], row["lang"]) for row in rows} == {
        ("talk", "fr"),
        ("hiwar", "fr"),
        ("hiwar", "en"),
    }
    done = next(row for row in rows if row["lang"] == "en")
    assert done["translated"] and not done["fuzzy"] and not done["empty"]


def test_it_is_checked_in_them(bridges: Path) -> None:
    found = json.loads(run(bridges, "check", "hiwar", "--as", "json").stdout)
    assert {row["code"] for row in found if row["path"] and row["path"].startswith("locales/en")} == set()


@pytest.mark.slow
def test_books_and_tei_are_built_in_the_language_of_the_project(bridges: Path) -> None:
    run(bridges, "build", "-f", "epub", "-f", "html", "-f", "tei")
    made = {path.name for path in (bridges / "build").iterdir()}
    assert {
        "hiwar.ar-en.epub",
        "hiwar.ar-fr.epub",
        "hiwar.ar-en.html",
        "hiwar.ar-fr.html",
        "hiwar.tei.xml",
        "talk.en-fr.epub",
        "talk.en-fr.html",
        "talk.tei.xml",
    } <= made
    assert not {name for name in made if name.startswith("talk.en-en")}
    with zipfile.ZipFile(bridges / "build/hiwar.ar-en.epub") as book:
        pages = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
        page = next(text for text in pages if "river?" in text)
    assert re.search('<p class="src" id="ar[.][^"]+" xml:lang="ar" lang="ar" dir="rtl">متى بدأتم', page)
    assert "ليلى منصور وسامي حداد" in page and "Laila Mansour and Sami Haddad" in page
    root = etree.parse(bridges / "build/hiwar.tei.xml").getroot()
    texts = root.findall(".//{*}text")
    assert [text.get("{http://www.w3.org/XML/1998/namespace}lang") for text in texts] == ["ar", "fr", "en"]
    who = {str(one.get("who")) for one in root.iter("{*}u")}
    assert "#spk.lyly-mnswr #spk.samy-hdad" in who or any(" " in one for one in who)


def test_a_second_build_makes_nothing_again(bridges: Path) -> None:
    run(bridges, "build", "-f", "epub", "-f", "tei")
    again = run(bridges, "build", "-f", "epub", "-f", "tei").stderr
    assert all("(unchanged)" in line for line in again.splitlines() if line.startswith("build/"))


def test_it_is_deposited(bridges: Path) -> None:
    run(bridges, "deposit", "hiwar")
    bag = next(path for path in (bridges / "build").iterdir() if path.is_dir())
    files = {path.relative_to(bag / "data").as_posix() for path in (bag / "data").rglob("*")}
    assert {"po/hiwar.en.po", "po/hiwar.fr.po", "epub/hiwar.ar-en.epub", "align/hiwar.ar-en.tmx"} <= files


def test_it_goes_out_and_comes_back(bridges: Path) -> None:
    run(bridges, "export", "-f", "xliff", "-l", "en")
    file = bridges / "build/hiwar.ar-en.xlf"
    text = file.read_text("utf-8")
    assert 'srcLang="ar"' in text and 'trgLang="en"' in text
    done = run(bridges, "import", str(file))
    assert "hiwar in en" in done.stderr
    run(bridges, "export", "-f", "tmx")
    assert (bridges / "build/hiwar.ar-fr-en.tmx").is_file() and (bridges / "build/talk.en-fr.tmx").is_file()


def test_a_book_may_hold_both(bridges: Path) -> None:
    config = bridges / "diglot.toml"
    before = config.read_text("utf-8")
    table = '[[editions]]\nname = "book"\ntitle = "Bridges"\nlanguages = ["en", "fr"]\ndocuments = "all"\n'
    config.write_text(f"{before}\n{table}", encoding="utf-8")
    try:
        run(bridges, "build", "book", "-f", "epub")
    finally:
        config.write_text(before, encoding="utf-8")
    with zipfile.ZipFile(bridges / "build/book.epub") as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith("xhtml"))
    assert "When did you begin" in text


def test_a_language_that_no_document_can_be_translated_into_is_refused(bridges: Path) -> None:
    assert "ar is the language of the source" in run(bridges, "extract", "hiwar", "-l", "ar", code=2).stderr
    assert "en is the language of the source" in run(bridges, "extract", "talk", "-l", "en", code=2).stderr
    before = catalogs(bridges)
    run(bridges, "extract", "-l", "en")
    assert catalogs(bridges) == before


def test_a_variety_of_the_language_is_no_other_language() -> None:
    assert languages.alike("en", "en-GB") and languages.alike("zh-Hans", "zh-CN")
    assert not any(
        languages.alike(*pair) for pair in (("zh-Hans", "zh-Hant"), ("sr-Latn", "sr"), ("zh", "yue"))
    )


def test_the_language_of_a_document_is_told_by_who_knows_it_best(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text('source-language = "en"\n', encoding="utf-8")
    tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text{}><body><p>Ja.</p></body></text></TEI>'
    for name, lang in (("said", ' xml:lang="de"'), ("silent", ""), ("decided", ' xml:lang="de"')):
        (tmp_path / f"source/{name}.xml").write_text(tei.format(lang), encoding="utf-8")
    (tmp_path / "source/decided.toml").write_text('lang = "nl"\n', encoding="utf-8")
    here = project.find(tmp_path)
    assert {name: Workspace(here).language(name) for name in here.sources} == {
        "said": "de",
        "silent": "en",
        "decided": "nl",
    }


SAYING = {
    "page.html": '<html lang="ar"><body><p>ليلى منصور: متى بدأتم بناء الجسر؟</p></body></html>',
    "notes.md": "---\nlang: ar\n---\n\nليلى منصور: متى بدأتم بناء الجسر؟\n",
    "cues.vtt": "WEBVTT\nLanguage: ar\n\n00:01.000 --> 00:03.000\n<v ليلى منصور>متى بدأتم بناء الجسر؟\n",
    "heard.json": '{"language": "ar", "segments": [{"start": 1, "end": 3, "text": "متى بدأتم بناء الجسر؟"}]}',
    "chat.cha": "@Begin\n@Languages:\tara\n@Participants:\tLAY Layla\n*LAY:\tمتى بدأتم بناء الجسر؟\n@End\n",
    "text.xml": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text xml:lang="ar"><body><p>نعم.</p></body>'
    "</text></TEI>",
}
"""Files of all forms that can tell their language."""


@pytest.mark.parametrize("file", SAYING)
def test_a_file_that_says_its_language_is_read_in_it(file: str, tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "source" / file).write_text(SAYING[file], encoding="utf-8")
    name = file.partition(".")[0]
    run(tmp_path, "extract")
    assert catalogs(tmp_path) == {f"{lang}/LC_MESSAGES/{name}.po" for lang in ("en", "fr")}
    run(tmp_path, "build", "-f", "tei")
    (text, *_) = etree.parse(tmp_path / f"build/{name}.tei.xml").iterfind(f".//{TEI}TEI")
    assert text.get(XML_LANG) == "ar" and text.get("type") == "source"
    # The sidecar knows better.
    (tmp_path / f"source/{name}.toml").write_text('lang = "en"\n', encoding="utf-8")
    assert Workspace(project.find(tmp_path)).reading(name).document.lang == "en"


def test_the_glossary_of_a_project_is_of_the_same_two_languages(bridges: Path) -> None:
    from toolkit.workflow.named_words import reader

    for source, there in (("ar", True), ("en", False)):
        own = reader(bridges, Workspace(project.find(bridges)), (source, "fr"))("glossary")
        assert own is not None and ("Le vieux pont" in own.decode()) == there
