"""No e-mail address leaves in a deposit, wherever in a project it stands and however it is written."""

from __future__ import annotations

import html
import io
import os
import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit import po
from toolkit.archive import redaction
from toolkit.archive.redaction import REMOVED, redacted
from toolkit.cli import main
from toolkit.model import Edition, Meta, Person, Revision

LOCALS = st.sampled_from(
    ["ann", "o'hara+x", "a.b-c_d", "x%2By", "josé", "jose\u0301", "почта", "संपर्क", "سارة", "ann\u200b", "7"]
)
DOMAINS = st.sampled_from(
    ["mail.example", "sub-1.mail.co.uk", "xn--bcher-kva.example", "bücher.example", "bu\u0308cher.example",
     "пример.рф", "उदाहरण.भारत", "مثال.إختبار", "例え.テスト", "mail．example", "[192.0.2.7]", "a.b"]
)  # fmt: skip
SIGNS = st.sampled_from(["@", "＠", "%40", "&#64;", "&#x40;", "\\u0040"])
BEFORE = st.sampled_from(
    ["", " ", "Write to ", "見よ：", "(", "mailto:", "<", "Ann Lee <", "[x](mailto:", '"', "a, "]
)
BEHIND = st.sampled_from(["", " ", ".", ", or", "。", ")", ">", '"', "!", "\n"])


@examples(400)
@given(BEFORE, LOCALS, SIGNS, DOMAINS, BEHIND)
def test_an_address_is_gone_and_what_is_around_it_is_not(
    before: str, local: str, sign: str, domain: str, behind: str
) -> None:
    text = f"So be it. {before}{local}{sign}{domain}{behind} And so on."
    found = redacted(text)
    assert sign not in found and domain not in found
    assert found.startswith("So be it.") and found.endswith(" And so on.")
    # In brackets behind words it goes with them; else its place is marked.
    assert REMOVED in found or before[-1:] + behind in {"()", "<>"}
    assert redacted(found) == found


@pytest.mark.parametrize(
    "text",
    ["@ann said so", "5 kg @ 3 euros", "pkg@1.2.3", "https://social.example/@ann", "a @ b.example",
     "name at host dot example", "ann@host", "@", "x@.example", "See §5@home"],
)  # fmt: skip
def test_what_is_no_address_stays(text: str) -> None:
    assert redacted(text) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Ann Lee <ann@mail.example>, Bo (bo@mail.example)", "Ann Lee, Bo"),
        ("请写信给hong@mail.example联系我们", f"请写信给{REMOVED}联系我们"),
        ("记者 hong@mail.example。再见", f"记者 {REMOVED}。再见"),
        ("*ann*@mail.example and ann@**mail.example**", f"{REMOVED} and {REMOVED}"),
        ('"ann lee"@mail.example', REMOVED),
        ("a@b@mail.example", f"a@{REMOVED}"),
    ],
)
def test_what_is_left_of_a_text(text: str, clean: str) -> None:
    assert redacted(text) == clean


@given(st.text())
def test_any_text_is_cleaned_once(text: str) -> None:
    found = redacted(text)
    assert redacted(found) == found
    assert "@" in text or "@" not in found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "shift_jis", "euc-kr", "cp1252"])
def test_a_file_keeps_its_encoding_and_all_else(encoding: str) -> None:
    text = "Ann: a\r\nAnn: write to ann@mail.example\r\n"
    clean = redaction.file(text.encode(encoding), encoding)
    assert clean.decode(encoding) == text.replace("ann@mail.example", REMOVED)
    assert redaction.file(clean, encoding) == clean


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6))
def test_a_file_that_is_being_written_is_cleaned_in_any_pieces(sizes: list[int]) -> None:
    data = ("x" * 30 + " ann@mail.example\n" + "ö" * 9 + "\nbo@mail.example").encode()
    sink = io.BytesIO()
    cleaning = redaction.Cleaning(sink)
    at = 0
    for size in [*sizes, len(data)]:
        cleaning.write(data[at : at + size])
        at += size
    cleaning.close()
    assert sink.getvalue() == redaction.file(data)


def test_a_value_without_addresses_is_the_same() -> None:
    meta = Meta(title="x", editors=(Person("Ann", "1"),), revisions=(Revision("2026", "y", "z"),))
    assert redacted(meta) is meta
    assert redacted(Meta(editors=(Person("Ann <a@b.example>"),))).editors == (Person("Ann"),)
    assert redacted(Edition) is Edition


# A whole deposit ----------------------------------------------------------------------------------

PROJECT = """\
source-language = "en"
target-languages = ["fr"]
name = "talks {0}"
version = "1.0"
contact = "{1}"
publisher = "Quay Press <{2}>"
date = 2026-05-01
licence = "CC-BY-4.0"
# Ask {3} first.
[[revisions]]
date = 2026-05-01
what = "Sent to {4}."
who = "Ada {5}"
"""
SIDECAR = """\
# Kept by {6}
title = "A talk with {7}"
publisher = "Review ({8})"
url = "mailto:{9}"
rights = "All rights with {10}."
licence = "CC-BY-4.0"
translation-rights = "Ask {11}"
translation-licence = "CC-BY-4.0"
description = '''Words from
{12} and others'''
subjects = ["bells", "{13}"]
place = "Hall {14}"
setting = "Over {15}"
[[editors]]
name = "Ada {16}"
email = "{17}"
[[translators]]
name = "Bo <{18}>"
email = "{19}"
lang = "fr"
[recording]
programme = "Hour {20}"
broadcaster = "{21}"
channel = "C {22}"
recordist = "Cy {23}"
equipment = "{24}"
[[speakers]]
name = "Hanne Roth"
occupation = "founder, {25}"
affiliation = "{26}"
[[speakers]]
name = "Tom"
role = "host"
"""
TEXT = """\
A talk, sent to {27}

Hanne Roth: Write to {28}, or [here](mailto:{29}).^[Or {30}.]

Tom: I did. My address is “{31}”.

Hanne Roth: Then that is all, for once, and we may go home now.

Tom: Ask {40} again.

Hanne Roth: No.

Tom: Ask {41} again.

Bo: {32}
"""
NUMBER = 42
ENDS = [".mail.example", "-x.mail.co.uk", "ü.example", "u\u0308.example", ".пример.рф", ".例え.テスト"]


def planted(seed: int, locals_: list[str], domains: list[str]) -> list[str]:
    """An address for each place, all different."""
    return [
        f"p{number}{locals_[(number + seed) % len(locals_)]}@d{number}{domains[number % len(domains)]}"
        for number in range(NUMBER)
    ]


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """All that is in a bag, as text; of books what is inside."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                for name in book.namelist():
                    yield f"{path.name}/{name}", book.read(name).decode("utf-8", "replace")
        elif path.is_file():
            yield path.name, path.read_bytes().decode("utf-8", "replace")


@pytest.mark.slow
@examples(4)
@given(
    st.integers(0, 9),
    st.lists(LOCALS.filter(lambda one: one[0].isalpha()), min_size=2, max_size=5),
    st.lists(st.sampled_from(ENDS), min_size=2, max_size=4),
)
def test_no_address_leaves_in_a_deposit(seed: int, locals_: list[str], domains: list[str]) -> None:
    addresses = planted(seed, locals_, domains)
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        (here / "source").mkdir()
        for path, form in {
            "diglot.toml": PROJECT,
            "source/talk.toml": SIDECAR,
            "source/talk.txt": TEXT,
        }.items():
            (here / path).write_text(form.format(*addresses), encoding="utf-8")
        run(here, "extract")
        catalog = here / "locales/fr/LC_MESSAGES/talk.po"
        text = catalog.read_text("utf-8")
        head, messages = text.split("\n\n", 1)
        head = re.sub(
            r'"Last-Translator: .*?\\n"', lambda _: f'"Last-Translator: Bo <{addresses[33]}>\\\\n"', head
        )
        head = re.sub(
            r'"Language-Team: .*?\\n"', lambda _: f'"Language-Team: French <{addresses[34]}>\\\\n"', head
        )
        messages = re.sub(
            r'(msgctxt "turn[^"]*"\nmsgid (?:".*"\n)+)msgstr ""',
            lambda found: (
                f'# {addresses[35]} asks\n{found[1]}msgstr "Oui, {addresses[36][:9]}"\n"{addresses[36][9:]}"'
            ),
            messages,
        )
        messages = messages.replace(
            'msgid "translator-credits"\nmsgstr ""',
            f'msgid "translator-credits"\nmsgstr "Bo Lind <{addresses[37]}>\\nCy ({addresses[38]})"',
        )
        catalog.write_text(f"# Team: {addresses[39]}\n{head}\n\n{messages}", encoding="utf-8")
        run(here, "ids", "--freeze")
        run(here, "deposit")
        (folder,) = (path for path in (here / "build").iterdir() if path.is_dir())
        run(here, "deposit", "--verify", str(folder))
        for file, said in texts(folder):
            assert not forms(said) & {one for address in addresses for one in forms(address)}, file
            for plain in forms(said):
                for address in addresses:
                    domain = unicodedata.normalize("NFC", address.split("@")[1])
                    assert domain not in plain, (file, address)
        assert REMOVED in (folder / "data/source/talk.txt").read_text("utf-8")
        assert "source/talk.txt" in (folder / "data/README.md").read_text("utf-8")
        # What is left is still what it was: a catalog that loads, a project that builds the same edition.
        loaded = po.load((folder / "data/po/talk.fr.po").read_bytes(), "talk.fr.po", "fr")
        assert any(entry.target.startswith("Oui") for entry in loaded.entries)
        again(folder, here / "again")


def again(folder: Path, here: Path) -> None:
    """A project made of what is in a bag has the same edition, and keeps what was frozen."""
    data = folder / "data"
    for path, of in {
        "diglot.toml": "source/diglot.toml",
        "source/talk.txt": "source/talk.txt",
        "source/talk.toml": "source/talk.toml",
        "locales/talk.pot": "po/talk.pot",
        "locales/talk.ids.tsv": "po/talk.ids.tsv",
        "locales/fr/LC_MESSAGES/talk.po": "po/talk.fr.po",
    }.items():
        (here / path).parent.mkdir(parents=True, exist_ok=True)
        (here / path).write_bytes((data / of).read_bytes())
    run(here, "build", "-f", "tei")
    assert (here / "build/talk.tei.xml").read_bytes() == (data / "tei/talk.tei.xml").read_bytes()
    assert "D540" not in run(here, "check")


def forms(text: str) -> set[str]:
    """A text, and what becomes of it where programs read it."""
    found = {text, html.unescape(text), unquote(text), text.replace('"\n"', "")}
    return {unicodedata.normalize("NFC", one) for one in found}


def run(here: Path, *arguments: str) -> str:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "1781000000"
    try:
        done = CliRunner().invoke(main, ("-C", str(here), *arguments), catch_exceptions=False)
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
    assert done.exit_code == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_an_address_that_only_toml_joins_is_refused(tmp_path: Path) -> None:
    run(tmp_path, "init")
    config = tmp_path / "diglot.toml"
    config.write_text(
        config.read_text("utf-8")
        + 'publisher = "P"\nversion = "1"\ndate = 2026-05-01\ncontact = """ann@\\\nmail.example"""\n',
        encoding="utf-8",
    )
    (tmp_path / "source/bells.toml").write_text('licence = "CC0-1.0"\n', encoding="utf-8")
    run(tmp_path, "extract")
    done = CliRunner().invoke(main, ("-C", str(tmp_path), "deposit"), catch_exceptions=False)
    assert done.exit_code == 1 and "diglot.toml" in done.stderr and "one line" in done.stderr
    assert not (tmp_path / "build").exists()
