"""Names, addresses and values of somebody else: they do nothing where they stand, and are told briefly."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from talks import read
from toolkit import config
from toolkit.config.identifiers import is_web_address, person
from toolkit.errors import ConfigError, DiglotError
from toolkit.findings import report
from toolkit.text import xml

TALK = "The Ferry\n\nMira: Is the ferry late?\n\nTomas: The tide is early.\n"
NO_ADDRESSES = (
    "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,<b>", "file:///etc/passwd", "vbscript:x",
    "mailto:a@pier.example", "//pier.example/a", "www.pier.example", "https://", "https://pier.example/a b",
    "https://pier.example/\u202egpj", "https://pier.example/<b>", "xhttps://pier.example", "https://?",
    "https://:80", "https://[", "https://pier.example:port", "https://pier.example@other.example/",
    "https://pier.example/\u200ba", "https://.", "https:///a",
)  # fmt: skip


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir(exist_ok=True)
    (tmp_path / "source/ferry.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "diglot.toml").write_text(
        'source-language = "en"\ntarget-languages = ["fr"]\nversion = "3.1"\ndate = "2026-05"\n'
        'place = "Quay"\npublisher = "The *Ferry* <b>Office</b>"\n',
        encoding="utf-8",
    )
    return tmp_path


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_web_address_is_told_with_its_line(address: str) -> None:
    for text in (f'title = "A"\nurl = "{address}"\n', f'[translations.fr]\nurl = "{address}"\n'):
        with pytest.raises(ConfigError, match="is no web address") as told:
            config.parse_sidecar(text, "a.toml")
        assert str(told.value).startswith("a.toml:2: ")


@pytest.mark.parametrize(
    "address",
    ["https://pier.example/a_(b)?c=d#e", "http://例.example/記事", "HTTPS://a.example", "https://b.example?a",
     "https://[2001:db8::1]:8080/a", "http://pier.example:80", "https://pier.example/@mira?a=b|c",
     "https://fa.example/می\u200cرود", "https://हिन्दी.example/"],
)  # fmt: skip
def test_web_addresses_of_any_script_are_taken(address: str) -> None:
    assert config.parse_sidecar(f'url = "{address}"\n', "a.toml").url == address


@pytest.mark.parametrize(
    ("written", "meant"),
    [("www.pier.example", "https://www.pier.example"), ("doi:10.5555/a", "https://doi.org/10.5555/a"),
     (" https://pier.example/a b", "https://pier.example/a%20b")],
)  # fmt: skip
def test_what_address_may_be_meant_is_told(written: str, meant: str) -> None:
    with pytest.raises(ConfigError) as told:
        config.parse_sidecar(f'url = "{written}"\n', "a.toml")
    assert told.value.hint == f"Write {meant}"
    assert config.parse_sidecar(f'url = "{meant}"\n', "a.toml").url == meant


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_a_file_calls_its_address_is_none_either(address: str) -> None:
    page = f"---\nsource: '{address}'\nauthor: Ada \u202eQuill\n---\nMira: So.\n\nTomas: No.\n"
    found = read(page, path="source/a.md", lang="en")
    assert (found.meta.url, found.meta.authors) == ("", ("Ada Quill",))
    tei = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title>'
        "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><bibl>"
        f'<idno type="URL">{xml.escape(address)}</idno></bibl></sourceDesc></fileDesc></teiHeader><text>'
        "<body><p>So it rang.</p></body></text></TEI>"
    )
    found = read(tei, path="source/a.xml", lang="en")
    assert found.meta.url == ""


@given(st.text(st.sampled_from("a\u202a\u202d\u202e\u2066\u2069\u200e <>@.é"), max_size=12))
def test_no_name_turns_what_follows_it(written: str) -> None:
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", person(written)[0])


@given(st.text(max_size=20).map("https://".__add__) | st.text(max_size=20))
def test_an_address_is_one_word_of_the_web(text: str) -> None:
    if is_web_address(text):
        assert text.lower().startswith(("http://", "https://")) and not re.search(r"[\s<>\"\x00-\x1f]", text)


def test_an_unknown_encoding_is_told_with_its_line() -> None:
    with pytest.raises(ConfigError) as told:
        config.parse_sidecar('title = "A"\nencoding = "utf-9"\n', "a.toml")
    assert str(told.value) == "a.toml:2: 'utf-9' is no encoding of text that is known here."


def test_no_message_is_as_long_as_what_it_is_about() -> None:
    key = "k" * 1_000_000
    with pytest.raises(ConfigError) as told:
        config.parse_sidecar(f"{key} = 1\n", "a.toml")
    assert str(told.value).startswith("a.toml:1: there is no key `kkk")
    assert (
        str(told.value).endswith("k` here.") and len(str(told.value)) < 1000 and len(told.value.hint) < 10_000
    )
    # Of a finding, too; what is to be pasted stays whole.
    assert len(DiglotError(key).what) < 1000
    found = report("D100", what=key, cure=key)
    assert len(found.message) < 1000 and found.hint == key


def test_a_document_type_is_told_with_its_line() -> None:
    data = b'<?xml version="1.0"?>\n<!-- <!DOCTYPE b> -->\n\n<!DOCTYPE a [<!ENTITY b "c">]>\n<a/>'
    assert xml.doctype_line(data) == 4
    assert xml.doctype_line(data.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")) == 4


def test_a_book_of_one_document_has_the_date_of_the_project(here: Path, fresh: Run) -> None:
    (here / "diglot.toml").write_text(
        (here / "diglot.toml").read_text("utf-8")
        + '[[editions]]\nname = "one"\nlanguages = ["en"]\ndocuments = ["ferry"]\n'
        + '[[editions]]\nname = "own"\nlanguages = ["en"]\ndocuments = ["ferry"]\ndate = 2020-01-02\n',
        encoding="utf-8",
    )
    assert fresh("extract").exit_code == 0
    assert fresh("build", "ferry", "one", "own", "-f", "epub").exit_code == 0
    dates = {"ferry.en-fr": "2026-05", "one": "2026-05", "own": "2020-01-02"}
    for name, date in dates.items():
        with zipfile.ZipFile(here / f"build/{name}.epub") as book:
            assert f"<dc:date>{date}</dc:date>" in book.read("EPUB/content.opf").decode()


def test_a_file_whose_name_has_two_lines_is_told_in_one(here: Path, fresh: Run) -> None:
    (here / "source/a\nwarning: all is well.txt").write_bytes(b"\xff\xfe\xfa")
    done = fresh("check")
    assert not re.search("^warning: all is well", done.output + done.stderr, re.MULTILINE)
