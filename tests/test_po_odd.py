"""PO files as other programs and people leave them: read as they are meant, written so that they stay so."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import validators
from catalogs import ABOUT, LATER, document, template, translation
from pace import examples
from test_po import HEADER, SAMPLE, SIGNATURE, line, load, refused
from toolkit import catalog, po
from toolkit.errors import CatalogError
from toolkit.model import Catalog, Entry
from toolkit.text.garbled import misread, ungarbled

# Any PO that loads

LINES = (
    "#",
    "# x",
    "#x",
    "#\tx",
    "#. n",
    "#.n",
    "#.",
    "#. id: s2PCS8K",
    "#.id: s2PCS8K",
    "#. id: x",
    "#: a.txt:3",
    "#:a:3 b",
    "#: \u2068a b.txt\u2069:3",
    "#: \u2068a b",
    "#: c\u2069",
    "#: a:99999999999999999999",
    "#: a:0",
    "#, fuzzy",
    "#,fuzzy, c-format ,, x",
    "#= y",
    '#| msgid "old"',
    '#| msgctxt "c"',
    '#| msgid "a\\n"',
    '#| "b"',
    '#~| msgid "o"',
    'msgctxt "c"',
    'msgctxt ""',
    'msgid "s"',
    'msgid ""',
    '"t"',
    '"\\n"',
    '"u\\n"',
    '"a\\r\\n"',
    '" "',
    '"\\303\\251"',
    '"\\x41\\a"',
    '"\\012"',
    'msgid_plural "ss"',
    'msgstr ""',
    'msgstr "t"',
    'msgstr "\\nt"',
    'msgstr "t\\n"',
    'msgstr "  "',
    'msgstr "\xa0"',
    'msgstr[0] "t"',
    'msgstr[1] ""',
    '#~ msgid "s"',
    '#~ msgstr "t"',
    '#~ "x"',
    "",
    "  ",
    "\r",
    '  msgid "i"',
    'msgstr "\x85\u2028"',
    'msgid\t"r"',
    'msgstr "\\"\\\\"',
    "# x\r",
    "# \u2028",
    "#-#-#-#-#  a  #-#-#-#-#",
)
MESSAGES = (
    ['msgid "s"', 'msgstr "t"'],
    ['msgctxt "c"', 'msgid "s"', 'msgstr "t\\n"'],
    ["#, fuzzy", '#| msgid "o"', 'msgid "f"', 'msgstr "\\n\\n"'],
    ['msgid "p"', 'msgid_plural "pp"', 'msgstr[0] "q\\n"', 'msgstr[1] " "'],
    ['#~ msgid "g"', '#~ msgstr "h"'],
    ['msgid "\\303\\251"', 'msgstr ""', '"\\351"', '"x"'],
    ["# c", "#.id: s051JB1", "#: a b", 'msgid ""', '"w "', '"x"', 'msgstr ""', '"y\\n"', '"z"'],
)
CHARSETS = ("UTF-8", "ISO-8859-1", "KOI8-R", "CHARSET")


@st.composite
def odd_files(draw: st.DrawFn) -> bytes:
    """A file of whole messages, with lines put in, taken out or moved."""
    r = draw(st.randoms(use_true_random=False))
    lines = ['msgid ""', 'msgstr ""', f'"Content-Type: text/plain; charset={r.choice(CHARSETS)}\\n"']
    lines += r.choice(
        ([], ['"X-A:b "', '"c\\n"'], ['"no field\\n"', '" Y : z\\n"'], ['"\\n"'], ['"X: last"'])
    )
    for message in r.sample(MESSAGES, r.randrange(1, len(MESSAGES))):
        lines += [r.choice(("", "", "# between")), *message]
    for _ in range(r.randrange(4)):
        lines.insert(r.randrange(len(lines) + 1), r.choice(LINES))
    if r.random() < 0.2:
        del lines[r.randrange(len(lines))]
    return r.choice(("\n", "\n", "\r\n", "\r\r\n")).join(lines).encode("utf-8", "replace")


def loaded(data: bytes) -> Catalog | None:
    try:
        return po.load(data, "talk.po", "")
    except CatalogError:
        return None


def held(found: Catalog) -> object:
    return found, [[entry.where for entry in part] for part in (found.entries, found.obsolete)]


def stays(data: bytes) -> bool:
    """Whether a file loads; what is written of it says the same, and the same again."""
    found = loaded(data)
    if found is None:
        return False
    for before in (None, data):
        once = po.dump(found, before)
        again = loaded(once)
        assert again is not None and held(again) == held(found)
        assert po.dump(again, once) == once
        assert po.dump(again) == po.dump(found)
    return True


@examples(150)
@given(odd_files())
def test_what_is_written_of_any_file_stays_as_it_is(data: bytes) -> None:
    stays(data)


def test_many_odd_files_load() -> None:
    """Or the law would be about nothing."""
    r = random.Random(3)
    passed = 0
    for _ in range(150):
        lines = SAMPLE.split("\n")
        lines.insert(r.randrange(8, len(lines)), r.choice(LINES))
        passed += stays("\n".join(lines).encode())
    assert passed > 60


# What other programs mean


def test_bytes_written_as_escapes_are_read() -> None:
    odd = SAMPLE.replace('msgid "Mara Lind"', r'msgid "Mara\040\x4Cind"').replace(
        "traversé", r"travers\303\251"
    )
    assert load(odd) == load(SAMPLE)
    assert po.dump(load(odd), odd.encode()).decode() == odd
    # Split over two lines, as long lines may be.
    assert (
        load(SAMPLE.replace("traversé", '\\303"\n"\\251')).entries[1].target.startswith("Quand avez-vous é")
    )
    assert load(SAMPLE.replace("Mara Lind", r"Mara\a", 1)).entries[0].source in {"Mara\a", "Mara Lind"}
    latin = SAMPLE.replace("UTF-8", "ISO-8859-1").replace("traversé", r"travers\351").encode("latin-1")
    assert po.load(latin, "talk.po", "fr") == load(SAMPLE)
    assert po.load(po.dump(load(SAMPLE), latin), "talk.po", "fr") == load(SAMPLE)


@pytest.mark.parametrize("escape", [r"\303", r"\0", r"\400", r"\x", r"\xC3A", r"\e"])
def test_bytes_that_are_no_text_are_refused(escape: str) -> None:
    error = refused(SAMPLE.replace('msgid "Mara Lind"', f'msgid "Mara {escape}"'))
    assert "escape" in error.what and line(error) in {12, 13}


@pytest.mark.parametrize(
    "end", ["# the end", "# the end\n", "#end\n\n# of it\n", "#: no, not a place:x"[:1] + " x\n"]
)
def test_a_comment_behind_the_last_message_is_kept(end: str) -> None:
    text = f"{SAMPLE}\n{end}"
    found = load(text)
    assert found.entries == load(SAMPLE).entries and found.obsolete == load(SAMPLE).obsolete
    assert found.trailer and found.trailer[-1] in {"the end", "of it", "x"}
    now, _ = catalog.update(found, template(document()), "fr", ABOUT, LATER)
    again = load(po.dump(now, text.encode()).decode())
    assert again.trailer == found.trailer


CONFLICT = "#-#-#-#-#  fr.po (River talks 1.0)  #-#-#-#-#\\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('msgstr "Mara Lind"', f'msgstr ""\n"{CONFLICT}"\n"Mara Lind"'),
        ('msgstr "Mara Lind"', 'msgstr "#-#-#-#-#  fr.po  #-#-#-#-# Mara Lind"'),
        ('msgstr ""\n"Project', f'msgstr ""\n"{CONFLICT}"\n"Project'),
        ('msgstr "Ana Roca', f'msgstr ""\n"{CONFLICT}"\n"Ana Roca'),
        ('msgstr[1] "', f'msgstr[1] "{CONFLICT}'),
    ],
)
def test_versions_that_nobody_decided_between_are_refused(old: str, new: str) -> None:
    assert old in SAMPLE
    text = SAMPLE.replace(old, new)
    error = refused(text)
    assert "two versions" in error.what and "msgcat" in error.hint
    assert "#-#-#-#-#" in text.split("\n")[line(error) - 1]


def test_a_talk_about_the_mark_is_no_conflict() -> None:
    text = SAMPLE.replace('"Mara Lind"', '"What is #-#-#-#-# for?"')
    assert load(text).entries[0].target == "What is #-#-#-#-# for?"


def test_what_msgcat_cannot_decide_is_refused(tmp_path: Path) -> None:
    one = po.dump(translation(document()))
    paths = [tmp_path / name for name in ("a.po", "b.po", "both.po")]
    paths[0].write_bytes(one)
    paths[1].write_bytes(one.replace(b"yES.", b"yES!"))
    assert validators.msgcat(paths[0], paths[2], str(paths[1])) == []
    assert "two versions" in refused(paths[2].read_bytes()).what


@pytest.mark.parametrize("target", ["  ", "\\n", "\u00a0", "\u200b", "\u3000\\n\\t", "\ufeff"])
def test_blanks_are_no_translation(target: str) -> None:
    for flag in ("", "#, fuzzy\n"):
        text = HEADER + f'\n{flag}msgid "Yes."\nmsgstr "{target}"\n' + SIGNATURE
        first = load(text).entries[0]
        assert (first.target, first.state, first.flags) == ("", "empty", ())
    plural = HEADER + f'\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "A"\nmsgstr[1] "{target}"\n' + SIGNATURE
    assert load(plural).entries[0].state == "empty"


@pytest.mark.parametrize("source", ["Yes.", "Yes.\\n", "\\nYes.", "\\nYes.\\n"])
@pytest.mark.parametrize("target", ["Oui.", "Oui.\\n", "\\nOui.", "\\n\\nOui.\\n\\n"])
def test_ends_of_lines_are_as_msgfmt_wants_them(source: str, target: str, tmp_path: Path) -> None:
    text = HEADER + f'\nmsgid "{source}"\nmsgstr "{target}"\n' + SIGNATURE
    found = load(text)
    entry = found.entries[0]
    assert entry.target.strip("\n") == "Oui."
    assert entry.target.startswith("\n") == entry.source.startswith("\n")
    assert entry.target.endswith("\n") == entry.source.endswith("\n")
    path = tmp_path / "talk.po"
    path.write_bytes(po.dump(found, text.encode()))
    assert not [said for said in validators.msgfmt(path) if "warning: header" not in said]
    # However it came about.
    new = Catalog(
        "talk", "en", "fr", (Entry("", "Yes.", "Oui.\n", "done"), *found.entries[1:]), header=found.header
    )
    path.write_bytes(po.dump(new))
    assert not [said for said in validators.msgfmt(path) if "warning: header" not in said]


# Charsets


@pytest.mark.parametrize("charset", ["ISO-8859-1", "CP1252", "KOI8-R", "CP1251", "GBK", "Big5"])
def test_utf_8_that_is_declared_as_another_charset_is_refused(charset: str) -> None:
    text = SAMPLE.replace("UTF-8", charset)
    error = refused(text)
    assert "it is in UTF-8" in error.what and "charset=" in text.split("\n")[line(error) - 1]


def test_cp1252_that_is_declared_as_latin_1_is_refused() -> None:
    text = SAMPLE.replace("UTF-8", "ISO-8859-1").replace("Et ?", "Et… ?")
    error = refused(text.encode("cp1252"))
    assert "ISO8859-1" in error.what and "CP1252" in error.hint and line(error) == text.count("\n")
    assert po.load(text.replace("ISO-8859-1", "CP1252").encode("cp1252"), "talk.po", "fr").obsolete


@pytest.mark.parametrize(
    "charset", ["koi8-r", "cp1251", "iso8859-5", "cp1252", "gbk", "big5", "shift_jis", "euc-kr"]
)
def test_other_charsets_are_read_as_before(charset: str) -> None:
    said = {"cp1252": "Déjà vu – « été ».", "gbk": "渡轮整个冬天都在开。", "big5": "渡輪整個冬天都在開。",
            "shift_jis": "渡し船は冬中走った。", "euc-kr": "배는 겨울 내내 다녔다."}  # fmt: skip
    words = said.get(charset, "Паром ходил всю зиму.")
    text = SAMPLE.replace("UTF-8", charset).replace("traversé", "").replace("« ", "").replace(" »", "")
    text = text.replace("rivière", "").replace("dernière", "").replace("Et ?", words)
    assert po.load(text.encode(charset), "talk.po", "fr").obsolete[-1].target == words


@pytest.mark.parametrize(
    "comment", ["# Content-Type: text/plain; charset=KOI8-R\n", '#. "Content-Type: x; charset=CP1251"\n']
)
def test_only_the_header_declares_a_charset(comment: str) -> None:
    found = load(comment + SAMPLE)
    assert found.entries == load(SAMPLE).entries
    said = SAMPLE.replace("Content-Type: text/plain; charset=UTF-8", "X: y").replace(
        "Et ?", "Content-Type: charset=KOI8-R é"
    )
    assert load(said).obsolete[-1].target.endswith("é")
    wrapped = SAMPLE.replace("; charset=UTF-8", '; "\n"charset=ISO-8859-1')
    assert po.load(wrapped.encode("latin-1"), "talk.po", "fr").entries == load(SAMPLE).entries
    lower = SAMPLE.replace("Content-Type", "content-type").replace("UTF-8", "ISO-8859-1").encode("latin-1")
    found = po.load(lower, "talk.po", "fr")
    assert po.load(po.dump(found, lower), "talk.po", "fr") == found


@given(st.text(st.characters(categories=["L", "P", "Zs"]), min_size=2, max_size=20))
@examples(50)
def test_text_that_went_through_another_encoding_is_told(text: str) -> None:
    for charset in ("latin-1", "cp1252", "koi8-r", "cp1251", "mac-roman"):
        try:
            garbled = text.encode().decode(charset)
        except UnicodeError:
            continue
        if sum(not c.isascii() for c in text) > 1:
            assert ungarbled(garbled)


@pytest.mark.parametrize(("read", "meant"), [("koi8-r", "cp1251"), ("cp1251", "koi8-r")])
def test_cyrillic_in_the_wrong_charset_is_told(read: str, meant: str) -> None:
    text = "Паром ходил всю зиму. И что?"
    assert ungarbled(text.encode(meant).decode(read)) == text


OTHERS = {
    "cp1256": "كلمة عربية هنا",
    "cp1251": "Паром ходил",
    "cp1255": "המעבורת הפליגה",
    "cp1253": "Η γέφυρα",
    "iso8859-8": "המעבורת",
    "koi8-r": "Паром ходил",
    "cp949": "배는 겨울 내내 다녔다",
}


@pytest.mark.parametrize("charset", OTHERS)
@pytest.mark.parametrize("declared", ["cp1252", "iso8859-1"])
def test_other_scripts_that_are_declared_as_latin_are_refused(charset: str, declared: str) -> None:
    """Else they would be written as UTF-8, and nothing would tell any more what they were."""
    words = OTHERS[charset].encode(charset).decode("latin-1")
    assert misread(words)
    data = SAMPLE.replace("UTF-8", declared).replace("Et ?", words).encode("latin-1")
    with pytest.raises(CatalogError, match="no language has that word") as error:
        po.load(data, "talk.po", "fr")
    assert line(error.value) == SAMPLE.count("\n")


@pytest.mark.parametrize(
    ("words", "charset"),
    [("Żółta łódź", "iso8859-2"), ("Żółta łódź", "cp1250"), ("väčší hrad", "iso8859-2"), ("uľaví", "cp1250")],
)
def test_letters_that_became_signs_are_told(words: str, charset: str) -> None:
    """Letters with a hook or a stroke, in a charset for the west of Europe."""
    read = words.encode(charset).decode("cp1252")
    assert misread(read)
    data = SAMPLE.replace("UTF-8", "CP1252").replace("Et ?", read).encode("cp1252")
    with pytest.raises(CatalogError, match="no language has that word"):
        po.load(data, "talk.po", "fr")


FINE = """
Créée ÉCOLE jäääär Äääääh hääyö ÞÆR AÇÃO âöö
x³y 10m³ ¿Qué? 1¾ £5 n°3 20°C ²H Ich²s
déjà « É » CAFÉ» «État Ça et là Привет Было «да». ПАРОМ КГБ яБлоко 渡轮 مرحبا שלום Ñandú Ö Â, î naïve – “so”
"""


@pytest.mark.parametrize("text", [FINE.strip(), *FINE.split()])
def test_text_as_it_should_be_is_not_garbled(text: str) -> None:
    assert not ungarbled(text) and not misread(text)


def test_comments_alone_are_told_from_an_empty_file() -> None:
    for data, says in ((b"", "it is empty"), (b"# By Ada.\r", "comments alone")):
        with pytest.raises(CatalogError, match=says):
            po.load(data, "talk.po", "fr")


@pytest.mark.parametrize(
    "data",
    [b'# By Ada.\rmsgid ""\rmsgstr "x"\r', b'msgid ""\rmsgstr ""\r"Language: fr\\n"\r\rmsgid "x"\rmsgstr ""'],
)
def test_line_ends_of_old_macintoshes_are_told(data: bytes) -> None:
    """Such a file is one comment to any tool, or cut off: no reader knows why."""
    with pytest.raises(CatalogError, match="carriage return alone") as caught:
        po.load(data, "talk.po", "fr")
    assert str(caught.value).startswith("talk.po:1: ") and "Unix (LF)" in caught.value.hint


def test_a_template_is_in_no_language() -> None:
    made = template(document())
    assert dict(made.header)["Language"] == ""
    old = replace(made, header=tuple((key, value or "en") for key, value in made.header))
    assert template(document(), old).header == made.header
    assert dict(catalog.update(None, made, "fr", ABOUT, LATER)[0].header)["Language"] == "fr"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Le phare, dÃ©jÃ  éteint", ""),
        ("Le phare, dÃ©jà éteint", "Le phare, déjà éteint"),
        ("ان المنارة Ø¥Ù„Ù‰ البحر", "ان المنارة إلى البحر"),
        ("She didnâ€™t — été", "She didn’t — été"),
        ("Â¿Qué?", "¿Qué?"),
        ("DIE GLOCKE TÃ–NT, heißt es", "DIE GLOCKE TÖNT, heißt es"),
    ],
)
def test_a_word_alone_may_be_garbled(text: str, meant: str) -> None:
    if meant:
        assert ungarbled(text) == meant
    else:
        assert ungarbled(text)


@pytest.mark.parametrize("text", ["Spaß“", "MENÜ“", "né”\u00a0» dit-il", "„Ä“", "IRMÃ» é", "À l’“É…”"])
def test_letters_before_a_quotation_mark_are_none(text: str) -> None:
    assert not ungarbled(text)


# What was sent in place of a PO, and what a word processor makes of one


@pytest.mark.parametrize("text", ["Déjà.", "آخر.", "再来。"])
@pytest.mark.parametrize("quotes", ["“”", "„“", "«»", "＂＂"])
def test_the_marks_of_a_word_processor_are_named(quotes: str, text: str) -> None:
    for written in (f"msgstr {quotes[0]}{text}{quotes[1]}", f"msgstr {quotes[0]} {text} {quotes[1]}"):
        error = refused(SAMPLE.replace('msgstr "Mara Lind"', written))
        assert f"U+{ord(quotes[0]):04X} in place of" in str(error)


@pytest.mark.parametrize("sign", ["\xa0", "\u200b", "\ufeff", "\u202b"])
def test_what_nobody_sees_in_the_frame_of_a_message_is_named(sign: str) -> None:
    for written in (f'msgstr{sign}"Oui."', f'{sign}msgstr "Oui."', f'msgstr "Oui."\n{sign}"Si."'):
        assert f"U+{ord(sign):04X} in place of" in str(refused(SAMPLE.replace('msgstr "Mara Lind"', written)))
    # Within a text it is the translator's.
    assert sign in load(SAMPLE.replace('msgstr "Mara Lind"', f'msgstr "O{sign}ui."')).entries[0].target


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xde\x12\x04\x95\0\0\0\0", "compiled"),
        (b"\x95\x04\x12\xde\0\0\0\0", "compiled"),
        (b"\x1f\x8b\x08\0", "compressed"),
        (b"PK\x03\x04\x14\0", "compressed"),
        (b"\n<!DOCTYPE html><html>", "web page"),
        (b'<?xml version="1.0"?><xliff/>', "web page"),
    ],
)
def test_what_is_no_po_at_all_is_told_as_what_it_is(data: bytes, what: str) -> None:
    error = refused(data)
    assert what in str(error) and error.hint and line(error) == 1
    # A mark of a merge is none of these.
    assert "merge conflict" in str(refused(b"<<<<<<< HEAD\n" + SAMPLE.encode()))


def test_two_catalogs_in_one_file_are_told() -> None:
    error = refused(SAMPLE + "\n" + SAMPLE)
    assert "two catalogs" in str(error) and "merge-po" in (error.hint or "")
    assert line(error) > SAMPLE.count("\n")
