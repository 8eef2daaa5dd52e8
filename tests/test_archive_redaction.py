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
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import catalogs
import office
from pace import examples
from toolkit import po
from toolkit.archive import redaction
from toolkit.archive.copies import Copied, copied, marked_up
from toolkit.archive.redaction import REMOVED, redacted
from toolkit.catalog import provenance
from toolkit.cli import main
from toolkit.errors import DiglotError
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
        ("请写信给12345@mail.example联系我们", f"请写信给{REMOVED}联系我们"),
        ("я: иван.петров2@почта.рф, или лик1.4@mail.example", f"я: {REMOVED}, или {REMOVED}"),
        ("مها12@mail.example", REMOVED),
        ("*ann*@mail.example and ann@**mail.example**", f"{REMOVED} and {REMOVED}"),
        ('"ann lee"@mail.example', REMOVED),
        ("a@b@mail.example", f"a@{REMOVED}"),
        # Cut off, as the beginning of a paragraph is.
        ("Write to ann@exam…", "Write to address-removed…"),
        ("It is ann\uff20full…", "It is address-removed…"),
        ("ann@**mark.example.or…", "address-removed…"),
        ("Come @ six… or at @…", "Come @ six… or at @…"),
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
url = "https://review.example/?by={9}"
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


# Files that aren't plain text ---------------------------------------------------------------------


@examples(200)
@given(st.data(), LOCALS, st.sampled_from(["mail.example", "sub-1.mail.co.uk", "مثال.إختبار", "пример.рф"]))
def test_markup_hides_no_address(data: st.DataObject, local: str, domain: str) -> None:
    marks = st.sampled_from(["", "", "<b>", "</b>", '</w:t></w:r><w:r w:rsidR="0A"><w:t>', "<!-- x -->"])
    forms = st.sampled_from(["{0}", "&#{1};", "&#x{1:X};"])
    tags, inside = [], []
    for letter in f"{local}@{domain}":
        tags.append(data.draw(marks))
        inside.append(tags[-1] + data.draw(forms).format(letter, ord(letter)))
    text = f"<p>So be it. {''.join(inside)}</p><p>a.b And so on.</p>"
    found = redacted(marked_up(text))
    words = html.unescape(re.sub("<[^<>]*>", "", found.replace("</p>", "\n")))
    assert words == f"So be it. {REMOVED}\na.b And so on.\n"
    # Markup stays, so what is well-formed stays so.
    assert re.findall("<[^<>]*>", found) == re.findall("<[^<>]*>", text)
    assert marked_up(found) == found


@pytest.mark.parametrize("address", [r"ann\_lee@mail.example", r"ann@mail\.example", r"ann\@mail.example"])
def test_a_backslash_of_markdown_hides_no_address(address: str) -> None:
    text = f"Ask {address}, \\*please\\*, in C:\\bin.\n"
    assert copied(text.encode(), "talk.md").data.decode() == text.replace(address, REMOVED)


def test_no_address_leaves_in_the_name_of_a_picture(tmp_path: Path) -> None:
    name = "ann@mail.example.svg"
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / name).write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    (tmp_path / "source/bells.txt").write_text(f"Bells\n\nAnn Roth: Look.\n\n![A bell]({name})\n")
    (tmp_path / "source/bells.toml").write_text('licence = "CC0-1.0"\n')
    (tmp_path / "diglot.toml").write_text('target-languages = ["fr"]\ndate = 2026-05-01\npublisher = "P"\n')
    run(tmp_path, "extract")
    run(tmp_path, "deposit")
    texts = {path: path.read_bytes() for path in (tmp_path / "build/bells").rglob("*") if path.is_file()}
    assert b"ann-mail-example.svg` is `source/" in texts[tmp_path / "build/bells/data/README.md"]
    assert not [path for path, data in texts.items() if b"@mail" in data]


@examples(60)
@given(st.binary(min_size=2_000, max_size=20_000))
def test_what_is_no_text_is_never_altered(data: bytes) -> None:
    # Somewhere in it are bytes that are an address in Latin-1.
    whole = b"\x00\x01" + data + b"ann@mail.example\xff\xfe\x80" + data
    assert copied(whole, "old/scan.pdf") == Copied(whole, ("",))


def bodies(places: list[str]) -> dict[str, bytes]:
    """Transcripts with an address in each place."""
    split, whole, spelt = places[0].split("@"), places[1], "".join(f"&#{ord(one)};" for one in places[2])
    said = f"Write to {{}}, or to {whole}, or to {spelt}."
    names = ("Hanne Roth: ", "Tom: ", "Hanne Roth: ", "Tom: ")
    texts = (said, "I did.", "Then we may go home now.", "And so we do.")
    word, odt, page = [], [], []
    for name, text in zip(names, texts, strict=True):
        runs = [office.run(part) for part in text.split("{}")]
        word.append(
            office.paragraph(
                office.bold(name) + (office.run(split[0]) + office.run("@" + split[1])).join(runs)
            )
        )
        odt.append(f"<text:p>{name}{text.format('<text:span>@</text:span>'.join(split))}</text:p>")
        page.append(f"<p>{name}{text.format('<b>@</b>'.join(split))}</p>")
    maker = f"<dc:creator>{places[3]}</dc:creator>"
    inner = office.zipped({"a.xml": f"<a>{places[4]}</a>"})
    docx = office.docx("".join(word), properties=maker)
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    docx = office.zipped({**parts, "word/embeddings/a.xlsx": inner, "word/media/a.png": b"\x89PNG\0\xff"})
    return {
        "bells.docx": docx,
        "bells.odt": office.odt("".join(odt), properties=maker),
        "bells.fodt": office.flat("".join(odt), properties=maker),
        "bells.epub": office.epub({"one": "".join(page)}, properties=maker),
        "bells.html": f"<html><head><meta name='author' content='{places[3]}'></head><body>{''.join(page)}"
        "</body></html>".encode(),
    }


@pytest.mark.parametrize("file", ["bells.docx", "bells.odt", "bells.fodt", "bells.epub", "bells.html"])
def test_no_address_leaves_in_a_file_of_another_form(file: str, tmp_path: Path) -> None:
    addresses = [f"p{number}@d{number}.mail.example" for number in range(5)]
    data = bodies(addresses)[file]
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / file).write_bytes(data)
    (tmp_path / "source/bells.toml").write_text('licence = "CC0-1.0"\n', encoding="utf-8")
    (tmp_path / "diglot.toml").write_text(
        'source-language = "en"\ntarget-languages = ["ar"]\nname = "x"\nversion = "1"\ndate = 2026-05-01\n'
        'publisher = "P"\nlicence = "CC0-1.0"\n',
        encoding="utf-8",
    )
    run(tmp_path, "extract")
    told = run(tmp_path, "deposit")
    bag = tmp_path / "build/bells-1"
    run(tmp_path, "deposit", "--verify", str(bag))
    copy = (bag / "data/source" / file).read_bytes()
    for where, text in unpacked(copy, file):
        words = html.unescape(re.sub("<[^<>]*>", "", text))
        assert not [one for one in addresses if one in words or one in text], where
    assert ("[D545]" in told) == (file == "bells.docx")
    readme = (bag / "data/README.md").read_text("utf-8")
    assert f"* `source/{file}`\n" in readme
    assert ("* `source/bells.docx`: `word/media/a.png`\n" in readme) == (file == "bells.docx")
    # What is left is a project with the same edition.
    other = tmp_path / "again"
    for path, of in {
        "diglot.toml": "source/diglot.toml",
        f"source/{file}": f"source/{file}",
        "source/bells.toml": "source/bells.toml",
        "locales/bells.pot": "po/bells.pot",
        "locales/ar/LC_MESSAGES/bells.po": "po/bells.ar.po",
    }.items():
        (other / path).parent.mkdir(parents=True, exist_ok=True)
        (other / path).write_bytes((bag / "data" / of).read_bytes())
    run(other, "build", "-f", "tei")
    assert (other / "build/bells.tei.xml").read_bytes() == (bag / "data/tei/bells.tei.xml").read_bytes()


def unpacked(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """A file as text, or all that is in a zip."""
    if not data.startswith(b"PK"):
        yield name, data.decode("utf-8", "replace")
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for part in archive.namelist():
            yield from unpacked(archive.read(part), f"{name}/{part}")


def test_of_a_translation_in_another_encoding_its_sidecar_tells() -> None:
    # In this encoding a letter may end as the sign of an address does.
    text = "ファイルname.txt をどうぞ。 ann@mail.example まで。\n"
    data = text.encode("shift_jis")
    assert copied(data, "old.txt") == Copied(data, ("",))
    clean = copied(data, "old.txt", "shift_jis")
    assert clean == Copied(text.replace("ann@mail.example", REMOVED).encode("shift_jis"))
    assert copied("Zoé <zoe@mail.example>\n".encode("latin-1"), "old.txt") == Copied(b"Zo\xe9\n")


def test_a_part_that_is_called_by_an_address_is_refused() -> None:
    with pytest.raises(DiglotError, match=r"part ann@mail.example.xml is called"):
        copied(office.zipped({"ann@mail.example.xml": "<a/>"}), "source/x.docx")


@pytest.mark.parametrize(
    ("label", "sidecar"),
    [("bo@mail.example", ""), ("Bo", '[[speakers]]\nname = "Bo"\naliases = ["bo@mail.example"]\n')],
)
def test_who_is_called_by_an_address_must_be_named(label: str, sidecar: str, tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    talk = "At the quay\n\n" + 3 * f"{label}: Where is the boat?\n\nAnn: Out at sea.\n\n"
    (tmp_path / "source/talk.txt").write_text(talk, encoding="utf-8")
    (tmp_path / "source/talk.toml").write_text(f'licence = "CC0-1.0"\n{sidecar}', encoding="utf-8")
    (tmp_path / "diglot.toml").write_text(
        'source-language = "en"\ntarget-languages = ["ar"]\nversion = "1"\ndate = 2026-05-01\n'
        'publisher = "P"\nlicence = "CC0-1.0"\n',
        encoding="utf-8",
    )
    run(tmp_path, "extract")
    done = CliRunner().invoke(main, ("-C", str(tmp_path), "deposit"), catch_exceptions=False)
    assert done.exit_code == 1 and "'bo@mail.example'" in done.stderr and "[D546]" in done.stderr
    assert not (tmp_path / "build").exists()


def test_who_speaks_no_more_is_in_no_comment() -> None:
    """Whose words they were is told beside a translation until somebody has looked if it fits."""
    made = catalogs.translation(catalogs.document())
    marks = [
        provenance.elsewhere(f"turn|{who}", who.title(), "Oui.") for who in ("gone", "mara", "gone+mara")
    ]
    entries = (made.entries[2].replace(target="Oui.", state="done", comments=("Gone away?", *marks)),)
    data = po.dump(replace(made, entries=(*entries, *made.entries[-1:])))
    clean = redaction.catalog(data, "talk.po", "fr", catalogs.document()).decode()
    assert re.findall("# context was (.*?):|# (Gone.*)", clean) == [
        ("", "Gone away?"), ("turn", ""), ("turn|mara (Mara)", ""), ("turn|mara", "")
    ]  # fmt: skip
    # No other comment is another.
    changed = {line for line in data.decode().splitlines() if line[0:1] == "#"} - set(clean.splitlines())
    assert changed == {f"# {marks[0]}", f"# {marks[2]}"}
