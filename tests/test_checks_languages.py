"""Words and letters of other languages (D225, D226, D227, D228), what is left (D230, D250, D251, D252).

Examples in several languages are in `tests/data/checks/`; here is what holds for any text.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit import checks, languages
from toolkit.checks import encoding, foreign, letters, remarks
from toolkit.checks import languages as rules
from toolkit.model import Catalog, Document, Entry, Form, Location, Paragraph, Turn

KNOWN = sorted({tag for tag, _, _ in languages.common_words()})
CHECKS = [*rules.CHECK, letters.CHECK, *remarks.CHECK, encoding.CHECK]
ANY = st.text(
    "ab É'’-.!?…;[](){}<>&\\\"#“”«»「」《》的们說說かカ한שهـگЖжα1٣ \u00ad\ufffd\n",
    max_size=40,
)


def found(pairs: Iterable[tuple[str, str]], source_lang: str, lang: str) -> list[str]:
    """The codes of what these rules find."""
    entries = tuple(
        Entry("narration", source, target, "done", (f"s{number}",))
        for number, (source, target) in enumerate(pairs)
    )
    document = Document(name="talk", lang=source_lang, speakers=(), turns=())
    checked = checks.Checked(document, Catalog("talk", source_lang, lang, entries), "talk.po")
    return [finding.code for check in CHECKS for finding in check.find(checked)]


@pytest.mark.parametrize(
    ("form", "source", "target", "told"),
    [
        ("prose", "The dog barked.", "El perro<br>ladró.", "D251.end"),
        ("prose", "The dog barked.", "El perro<BR />ladró.", "D251.end"),
        ("prose", "The dog barked.", "El perro<br class='x'>ladró.", "D251.code"),
        ("prose", "The dog<br>barked.", "El perro<br/>ladró.", ""),
        ("prose", "The dog barked.", "El perro \\<br> ladró.", ""),
        ("verse", "The dog barked.", "El perro<br>ladró.", ""),
        ("verse", "The dog barked.", "El <b>perro</b><br>ladró.", "D251.code"),
    ],
)
def test_a_line_end_is_told_as_what_it_is(form: Form, source: str, target: str, told: str) -> None:
    """Editions end the line there, and print any other tag; verse may have line ends of its own."""
    entry = Entry("narration", source, target, "done", ("s1",))
    turn = Turn(
        "narration", (), "", (Paragraph("s1", "narration", source, Location("talk.txt", 1), form=form),)
    )
    document = Document(name="talk", lang="en", speakers=(), turns=(turn,))
    checked = checks.Checked(document, Catalog("talk", "en", "es", (entry,)), "talk.po")
    assert [finding.name for finding in remarks.leftovers(checked)] == [told] * bool(told)


@given(ANY, ANY, st.sampled_from(["en", "zh-Hant", "ar", "ja", "de", "ru", "gu"]), st.sampled_from(KNOWN))
@examples(60)
def test_any_text_is_looked_at(source: str, target: str, source_lang: str, lang: str) -> None:
    found([(source, target)], source_lang, lang)


@pytest.mark.parametrize("lang", KNOWN)
def test_a_language_is_not_told_by_its_own_words(lang: str) -> None:
    words = sorted(foreign.common(lang))
    texts = [" ".join(words[k : k + 8]) for k in range(0, len(words), 8)]
    source = "en" if lang != "en" else "fr"
    # Chinese is written in two ways, and its row has both.
    assert set(found([("1971", text) for text in texts], source, lang)) <= {"D228"} & {
        "D228" * (lang == "zh")
    }


@given(st.sampled_from(KNOWN), st.sampled_from(KNOWN), st.integers(0, 50))
@examples(40)
def test_words_that_a_language_lacks_are_told(lang: str, other: str, first: int) -> None:
    theirs = sorted(word for word, tags in foreign.foreign_words(lang).items() if other in tags)
    words = theirs[first : first + 5]
    assert not set(theirs) & foreign.common(lang)
    if len(words) == 5:
        assert found([("1971", " ".join(words))], "en" if lang != "en" else "fr", lang) != []


@given(st.text("abcdeéopÀж", min_size=1, max_size=12))
@examples(40)
def test_a_word_of_one_script_looks_like_no_other(word: str) -> None:
    meant = letters.look_alike(word, "Latn")
    assert meant == "" or "ж" not in meant
    assert letters.look_alike(meant, "Latn") == ""


def test_a_short_sentence_that_is_the_same_hides_none_that_was_left() -> None:
    source = "No. The river talks. Amos comes on Sundays."
    assert found([(source, "No. The river talks. Amos viene los domingos.")], "en", "es") == ["D226"]
    assert found([(source, "No. El río habla. Amos viene los domingos.")], "en", "es") == []


def test_what_is_left_is_told_in_a_language_that_has_no_table() -> None:
    told = [("The lanterns hang above the water.", "Taa zinaning’inia juu ya maji."), ("No.", "Hapana.")]
    left = "Nobody knows who lit them again."
    assert found([*told, (left, left)], "en", "sw") == ["D225"]
    assert found([*told, (f"It is late. {left}", f"Ni usiku. {left}")], "en", "sw") == ["D226"]
    # A few words may be the same in a language that is near.
    assert found([*told, ("Rope bridge", "Rope bridge"), ("Mara Okafor", "Mara Okafor")], "en", "sw") == []


def test_names_and_what_is_the_same_everywhere_stay() -> None:
    same = ["Radio Orsby", "Ada Lund", "1971", "OK", "Hotel Paris", "Banco de la Plata", "H2O", "—"]
    for lang in ("fr", "zh-Hans", "ar", "de"):
        assert found([(text, text) for text in same], "en", lang) == []


def test_a_dialect_is_no_other_language() -> None:
    assert found([("The colour of the well.", "The color of the well.")], "en-GB", "en-US") == []


def test_a_quotation_stays_in_its_language() -> None:
    source = "She said “la vida es sueño, pero cuando despiertes” and left."
    assert (
        found([(source, "Elle dit « la vida es sueño, pero cuando despiertes » et partit.")], "en", "fr")
        == []
    )
    title = "Her book “The Owls of the Valley” is lost."
    assert found([(title, "Son livre « The Owls of the Valley » est perdu.")], "en", "fr") == []


def test_what_a_language_writes_with_letters_of_its_own_is_no_other() -> None:
    assert found([("Multiply two matrices.", "Nhân hai ma trận bên ngoài.")], "en", "vi") == []
    assert found([("Both fog and rain fell.", "Hem sis hem de yağmur vardı.")], "en", "tr") == []


def test_few_words_of_a_third_language_tell_nothing_and_several_do() -> None:
    assert found([("Try once more.", "Паспрабуйце яшчэ раз, тут.")], "en", "be") == []
    assert found([("Two tons, then four tons.", "Eerst twee ton, dan vier ton.")], "en", "nl") == []
    dutch = ("Has the ferry gone? It was here.", "Das Boot. Er is nog een boot.")
    assert found([dutch], "en", "de") == ["D227"]


def test_a_title_that_the_source_has_keeps_its_small_words() -> None:
    source = "I read The Castle of Salt and Smoke."
    assert found([(source, "Czytam The Castle of Salt and Smoke.")], "en", "pl") == []
    copied = "Czytam the castle of salt and smoke, a potem gaszę lampę i idę spać."
    assert found([(source, copied)], "en", "pl") == ["D227"]


def test_words_within_underscores_are_translated() -> None:
    assert found([("__Beware__ of the dog.", "__Vorsicht__ vor dem Hund.")], "en", "de") == []
    assert found([("Beware of the dog.", "__Vorsicht__ vor dem Hund.")], "en", "de") == ["D251"]


def test_few_messages_are_named_that_were_garbled_and_many_are_counted() -> None:
    good = [("A bell.", "Une cloche fêlée.")] * 9
    bad = ("Already heard.", "Déjà entendu.".encode().decode("latin-1"))
    assert found([*good, bad], "en", "fr") == ["D230"]
    assert found([bad] * 3, "en", "fr") == ["D230"]
    for lost in ("Une cloche f\ufffdlée.", "Une cloche f?lée.", "Une cloche 锟斤拷lée."):
        assert found([*good, ("A bell.", lost)], "en", "fr") in (["D230"], ["D228", "D230"])
    quoted = ("“Ã©” stands for a letter.", "« Ã© » remplace une lettre.")
    assert found([*good, quoted], "en", "fr") == []
    assert found([*good, ("The ΔE is low.", "Le ΔE est bas.")], "en", "fr") == []
    assert found([*good, ("The rest is low.", "Le ΔE est bas.")], "en", "fr") == ["D230"]


def test_the_tables_are_in_order() -> None:
    for tag, _, words in languages.common_words():
        assert languages.get(tag).tag == tag
        assert all(word == word.lower() for word in words)
    assert letters.written("Hans")["漲"] == "涨"
    assert letters.written("Hant")["涨"] == "漲"
    assert letters.written("nowhere") == {}


def test_long_texts_of_signs_take_no_square_of_their_length() -> None:
    for sign in ("(", "<<", "*a ", "“", "a/", "with “a ”", "Ã©", "的x", "[a?"):
        found([("x y", sign * 20_000)], "en", "fr")


def test_a_word_that_is_explained_in_brackets_stays() -> None:
    source = "“We call it borrowing,” she said."
    explained = "「これを借用(borrowing)と呼びます」と彼女は言った。"
    assert found([(source, explained)], "en", "ja") == []
    assert found([(source, "「これをborrowingと呼びます」と彼女は言った。")], "en", "ja") == ["D227"]
