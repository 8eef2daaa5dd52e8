"""Names of those who speak no more are looked for in what a deposit has, as languages bend them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from pace import examples
from test_archive_withdrawn import catalog, talk
from toolkit.archive import names
from toolkit.model import Entry, Speaker


def found(name: str, text: str, *others: str, said: str = "") -> list[str]:
    folded = [other.casefold() for other in others]
    known = frozenset([*folded, *(word for other in folded for word in other.split())])
    return [form for _, form in names.Search([name], known, said).found(text)]


@pytest.mark.parametrize(
    ("name", "text", "forms"),
    [
        # Cases, and what is built of a name.
        (
            "Тимур Ганеев",
            "Тимура Ганеева любили, с Тимуром, ул. Ганеевых.",
            ["Тимура", "Ганеева", "Тимуром", "Ганеевых"],
        ),
        ("Вера Лосева", "Верой и правдой? Верно, Лосевой нет. Вере?", ["Верой", "Лосевой", "Вере"]),
        ("Сергей Белый", "У Сергея.", ["Сергея"]),
        ("Hanna Mroczek", "Z Hanną o Mroczkowie.", ["Hanną"]),
        ("Anna Tar", "Annát láttam, Annával.", ["Annát", "Annával"]),
        ("Timur Ganejev", "Timurral Ganejevet.", ["Timurral", "Ganejevet"]),
        ("Stavros Kontos", "Stavros' boat, Kontos's oar, STAVROS!", ["Stavros", "Kontos", "STAVROS"]),
        ("Deniz Aksu", "Deniz'le Aksu’ya.", ["Deniz", "Aksu"]),
        ("Φωτεινή Ρήγα", "Της Φωτεινής Ρηγα.", ["Φωτεινής", "Ρηγα"]),
        ("Loïc Guével", "Loic and GUEVEL.", ["Loic", "GUEVEL"]),
        # Words before a name.
        ("تيمور غانييف", "وتيمور ولغانييف", ["وتيمور", "ولغانييف"]),
        ("פוטיני ריגה", "ופוטיני של ריגה", ["ופוטיני", "ריגה"]),
        # Nothing between words.
        ("高瀬", "昨日は高瀬さんと。", ["高瀬"]),
        ("김민수", "김민수에게", ["김민수"]),
        ("จอน อัลดัส", "ถามจอนสิ", ["จอน"]),
        ("रुई सार्दिन्हा", "रुई को सार्दिन्हा ने", ["सार्दिन्हा"]),
        # A vowel that stands on a letter counts, and Georgian has no capitals.
        ("रमेश वर्मा", "रमेश की नाव, वर्मा जी।", ["रमेश", "वर्मा"]),
        ("ரமேஷ் வர்மா", "ரமேஷின் படகு, வர்மாவின்.", ["ரமேஷின்", "வர்மாவின்"]),
        ("ნინო ბერიძე", "ნინოს ნავი, ბერიძემ თქვა.", ["ნინოს", "ბერიძემ"]),
        # A given name that is one word with the family's.
        ("王小明", "小明的船，老王。", ["小明"]),
        ("高瀬みな", "みなさん、高瀬さん。", ["みな", "高瀬"]),
        ("김하늘", "하늘이는", ["하늘"]),
        # Initials.
        ("Timur Ganeev", "T. G. sang, T.G. too; not A. T. G., no TG.", ["T. G.", "T.G."]),
        # Both parts of a brief name.
        ("Ann Lee", "Ann Lee's oar; Ann, Lee.", ["Ann Lee"]),
        ("Kim Ha-neul", "Haneul's oar, Ha-neul, Ha Neul.", ["Haneul", "Ha-neul", "Ha Neul"]),
        ("علي سعد", "قال وعلي سعد. علي نام.", ["وعلي سعد"]),
        ("Bo Öz", "Bo Öze", ["Bo Öze"]),
        # Other words.
        ("Mara Lind", "Tamara ran a marathon to Lindström; mara.", []),
        ("Ann Oz", "Anna and Oz.", []),
        ("Bo Li", "Bolivia.", []),
    ],
)
def test_a_name_is_found_however_it_is_bent(name: str, text: str, forms: list[str]) -> None:
    assert found(name, text) == forms


def test_who_speaks_still_is_nobody_else() -> None:
    assert found("Oleg Ganeev", "Oleg saw Timur Ganeev.", "Timur Ganeev") == ["Oleg"]


@pytest.mark.parametrize(
    ("name", "other", "text", "forms"),
    [
        ("王小明", "李小明", "小明来了，王小明没来。", ["王小明"]),
        ("Marta Kohl", "Martin Berg", "Martin saw Marta. Martins Boot.", ["Marta"]),
        ("Анна Лосева", "Аннета Рей", "Аннета видела Анну. О Аннете.", ["Анну"]),
        ("דניאל לוין", "דניאלון כץ", "דניאלון ראה את דניאל.", ["דניאל"]),
        # Anna begins as Ann does, and Martina may be a case of Martin.
        ("Anna Kohl", "Ann Berg", "Ann saw Anna.", ["Anna"]),
        ("Martin Kohl", "Martina Berg", "Viděli Martina.", ["Martina"]),
        ("Александр Лосев", "Александра Рей", "Знали Александра.", ["Александра"]),
    ],
)
def test_whose_name_begins_alike_is_nobody_else(name: str, other: str, text: str, forms: list[str]) -> None:
    assert found(name, text, other) == forms


def test_whose_parts_are_others_is_known_by_the_whole_name() -> None:
    assert found("Anna Berg", "Anna met Anna Berg and Bo Berg.", "Anna Roe", "Bo Berg") == ["Anna Berg"]


@pytest.mark.parametrize("name", ["Mara Lind", "Ann Lee", "علي سعد"])
def test_who_has_another_key_now_and_the_same_name_speaks_still(name: str) -> None:
    people = replace(talk("Ποιος;"), speakers=(Speaker("new", name), Speaker("bo", f"{name} Roe")))
    gone = [catalog(Entry("speaker|old", name, "", "empty"))]
    assert names.away(people, gone) == (name,)
    search = names.Search(names.away(people, gone), names.known(people, gone), "")
    assert not [*search.found(f"{name}! {name}")]


@pytest.mark.parametrize(("name", "said"), [("ნინო ბერიძე", "ნინოს ნავი."), ("Նինո", "Նինոյի նավը։")])
def test_a_transcript_without_capitals_writes_nothing_small(name: str, said: str) -> None:
    assert found(name, said, said=said)


def test_a_word_that_is_written_small_too_is_no_name() -> None:
    assert found("Rose Lind", "Rose grew a rose. Ask Lind.", said="Rose grew a rose.") == ["Lind"]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (Entry("speaker|fotini", "Φωτεινή", "Fotini", "done"), ("Φωτεινή", "Fotini")),
        (Entry("speaker|fotini", "Interviewer", "", "empty"), ()),
        # She speaks still.
        (Entry("speaker|irini", "Ειρήνη", "Irini", "done"), ()),
        (Entry("turn|fotini", "Ναι.", "Yes.", "done"), ()),
    ],
)
def test_catalogs_remember_who_speaks_no_more(entry: Entry, told: tuple[str, ...]) -> None:
    assert names.away(talk("Ποιος;"), [catalog(entry)]) == told


@examples(60)
@given(
    st.sampled_from(["Fotini", "Ганеев", "غانييف", "高瀬みな", "Ōmori"]),
    st.text(" \n.,'«»-1", max_size=20),
    st.text(" \n,'«»-1", max_size=20),
)
def test_a_name_by_itself_is_found_where_it_stands(name: str, before: str, behind: str) -> None:
    text = f"{before}{name}{behind}"
    search = names.Search([name], frozenset(), "")
    assert [(at, form) for at, form in search.found(text)][:1] == [(len(before), name)]


@pytest.mark.slow
def test_a_deposit_tells_where_somebody_is_named_still(fresh: Run, tmp_path: Path) -> None:
    turns = ["Irini: Who built it?", "Fotini Riga: He did.", "Irini: Fotini's right.", "Petros: Riga is?"]
    text = "\n\n".join(["Mole", *turns, ""])
    source, sidecar = tmp_path / "source/mole.txt", tmp_path / "source/mole.toml"
    source.write_text(text, "utf-8")
    about, witness = 'description = "Riga, Fotini."\n', '[[speakers]]\nname = "Witness"\nkey = "witness"\n'
    sidecar.write_text(about, "utf-8")
    fresh("extract", "mole")
    path = next((tmp_path / "locales").glob("*/LC_MESSAGES/mole.po"))
    asked, said = 'msgid "Fotini Riga"\nmsgstr "', 'msgid "Fotini\'s right."\nmsgstr "'
    translated = (
        path.read_text("utf-8").replace(asked, f"{asked}F. Riga").replace(said, f"{said}Fotini dit vrai.")
    )
    path.write_text(translated, "utf-8")
    assert "D551" not in fresh("check", "--archive", "mole").output
    source.write_text(text.replace("Fotini Riga:", "Witness:"), "utf-8")
    sidecar.write_text(about + witness, "utf-8")
    fresh("extract", "mole")
    told = fresh("check", "--archive", "mole").output
    whose = "Somebody who speaks no more, or by another name now, is named here in"
    assert f"source/mole.txt:7: {whose} 2 places, such as “Fotini”" in told
    assert f"source/mole.toml: {whose} 2 places" in told
    assert f"mole.po: {whose} 1 place, such as “Fotini”" in told
    source.write_text(
        source.read_text("utf-8").replace("Fotini's", "She's").replace("Riga is?", "Who?"), "utf-8"
    )
    sidecar.write_text(witness, "utf-8")
    fresh("extract", "mole")
    assert "mole.txt:7" not in fresh("check", "--archive", "mole").output
