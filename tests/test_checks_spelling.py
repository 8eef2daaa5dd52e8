"""Words that are misspelt: what is too long for a word is none, and few words tell little of a language."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import growing
from pace import examples
from toolkit import checks
from toolkit.checks.spelling import _SourceWords, _WrittenWords, misspelt
from toolkit.languages import spelling
from toolkit.model import Catalog, Document, Entry

NONE: frozenset[str] = frozenset()


def meant(words: _WrittenWords, word: str) -> str:
    """The word that one is but for a slip; "" for none."""
    return words.meant([word]).get(word, "")


def test_a_letter_twice_is_found_and_a_line_of_one_letter_is_no_word() -> None:
    assert meant(_WrittenWords({"tolerate": 2}, NONE, "en"), "tollerate") == "tolerate"

    def make(size: int) -> growing.Work:
        endless = "b" + "l" * size + "xyz"
        words = _WrittenWords({endless[:1] + endless[2:]: 2}, NONE, "en")
        return lambda: meant(words, endless + "x")

    assert make(1000)() == ""
    # Each letter was tried: 20 seconds of the processor for 200,000.
    assert not growing.by_clock(make, 1000)


def test_few_words_dont_tell_which_letters_stand_beside_each_other() -> None:
    syllables = [consonant + vowel for consonant, vowel in product("bdfgklmnprst", "aeiou")]
    many = dict.fromkeys(map("".join, product(syllables, syllables)), 2)
    assert meant(_WrittenWords({"lanterne": 2, **many}, NONE, "eo"), "lantrne") == "lanterne"
    assert meant(_WrittenWords({"lanterne": 2}, NONE, "eo"), "lantrne") == ""
    assert meant(_WrittenWords({"lanterne": 2}, NONE, "eo"), "lantenre") == "lanterne"


def test_a_word_without_its_tone_is_another_word() -> None:
    assert meant(_WrittenWords({"lumière": 2}, NONE, "fr"), "lumiere") == "lumière"
    assert meant(_WrittenWords({"thuyền": 2}, NONE, "vi"), "thuyen") == ""


def test_a_hamza_that_is_lost_is_a_slip_in_arabic_and_vowels_are_none() -> None:
    words = _WrittenWords({"إضاءة": 3, "التَصويت": 2, "العمال": 2}, NONE, "ar")
    assert meant(words, "اضاءة") == "إضاءة"
    assert meant(words, "التصويت") == ""
    # He thought, and I think: both are right. What every text has is told at the beginning of a word, too.
    verbs = _WrittenWords({"أعتقد": 3, "وأنتظر": 2}, frozenset(["أيضا"]), "ar")
    assert [meant(verbs, word) for word in ("اعتقد", "وانتظر", "ايضا")] == ["", "", "أيضا"]
    # A vowel at another place of a root makes another word; a letter of the root is a slip.
    letters = ["".join(three) for three in product("بتثجحخدذ", repeat=3)]
    many = _WrittenWords({"العمال": 2, "المدرسة": 2, **dict.fromkeys(letters, 1)}, NONE, "ar")
    assert meant(many, "العامل") == ""
    assert meant(many, "المدسرة") == "المدرسة"
    assert meant(_WrittenWords({"المدرسة": 2}, NONE, "ar"), "المدسرة") == ""  # of few words


def test_another_letter_is_told_where_no_word_has_it_so() -> None:
    syllables = [consonant + vowel for consonant, vowel in product("bdfgklmnprst", "aeiou")]
    many = dict.fromkeys(map("".join, product(syllables, syllables)), 2)
    words = _WrittenWords({"karatobe": 1, "karaxobe": 1, **many}, NONE, "eo")
    assert meant(words, "karaxobe") == "karatobe"
    # Of two words that may be, none is a slip.
    assert meant(_WrittenWords({"karatobe": 1, "karabobe": 1, **many}, NONE, "eo"), "karabobe") == ""
    assert meant(_WrittenWords({"karatobe": 1, "karaxobe": 1}, NONE, "eo"), "karaxobe") == ""


def test_a_word_is_no_slip_of_one_that_its_source_does_not_say() -> None:
    rows = [
        ("Four boats lay there.", "Cuatro barcas estaban ahí."),
        ("I saw four gulls.", "Vi cuatro gaviotas."),
        ("The four of us sang.", "Cantamos los cuarto."),
        ("My room was wet.", "Mi cuarto estaba mojado."),
    ]
    entries = tuple(Entry("narration", *row, "done", (f"s{at}",)) for at, row in enumerate(rows))
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = checks.Checked(document, Catalog("talk", "en", "es", entries), "talk.po")
    sources = _SourceWords(checked.messages, {"cuatro"})
    told = [sources.may_say(message, "cuatro") for message in checked.messages[2:]]
    assert told == [True, False]


def test_many_slips_take_no_longer_than_others() -> None:
    syllables = [consonant + vowel for consonant, vowel in product("bdfgklmnprst", "aeiou")]
    names = ["".join(word) for word in product(syllables, syllables, syllables)]

    def make(size: int) -> growing.Work:
        rows = [f"{name}. {name[:3]}{name[4]}{name[3]}{name[5]}." for name in names[1 : size + 1]]
        rows += [f"{name}." for name in names[1 : size + 1]]
        entries = tuple(Entry("narration", f"An oar {row}", row, "done", (row,)) for row in rows)
        document = Document(name="talk", lang="en", speakers=(), turns=())
        catalog = Catalog("talk", "en", "eo", entries)
        return lambda: list(misspelt(checks.Checked(document, catalog, "talk.po")))

    # All messages were looked through for each slip.
    assert not growing.by_clock(make, 100)


@pytest.mark.parametrize(
    ("lang", "written", "right"),
    [
        ("de", "mancmhal", "manchmal"),
        ("de", "natürrlich", "natürlich"),
        ("fr", "quelqeus", "quelques"),
        ("ru", "сейччас", "сейчас"),
        ("el", "λειτορυγία", "λειτουργία"),
        ("pl", "poniewważ", "ponieważ"),
        ("tr", "bugüünkü", "bugünkü"),
    ],
)
def test_a_slip_in_a_common_word_needs_no_other_translation_with_it(
    lang: str, written: str, right: str
) -> None:
    assert meant(_WrittenWords({written: 1}, NONE, lang), written) == right
    assert meant(_WrittenWords({right: 1}, NONE, lang), right) == ""
    # A catalog that has its letters so in another word tells nothing.
    assert meant(_WrittenWords({written: 1, f"{written}x": 2, f"x{written}": 2}, NONE, lang), written) == ""


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("de", "verirrt"),
        ("fr", "pesait"),
        ("tr", "geçidi"),
        ("fi", "saasta"),
        # Rare words, and other ways to write a common one.
        ("es", "traición"),
        ("nl", "gevlogen"),
        ("cs", "vchodu"),
        ("el", "καρτών"),
        ("pt", "connosco"),
    ],
)
def test_a_rare_word_is_no_slip_of_a_common_one(lang: str, word: str) -> None:
    assert meant(_WrittenWords({word: 1}, NONE, lang), word) == ""


@pytest.mark.parametrize(
    ("lang", "written", "right"),
    [
        ("de", "Wolcken", ""),  # with a capital it may be a name
        ("de", "versprchen", "versprechen"),
        ("en", "knowldge", "knowledge"),
        ("en", "lanterm", ""),  # its end may be an ending
        ("es", "ventxana", "ventana"),
        ("it", "quadwrni", "quaderni"),
        ("pl", "zamiwszanie", "zamieszanie"),
        ("ru", "обртаном", "обратном"),
        ("sv", "förstlåelse", "förståelse"),
        ("uk", "висушила", ""),  # its list has too few forms
        ("ca", "temíem", ""),
        ("es", "capturadlos", ""),  # with a pronoun behind it
        ("es", "alimentaos", ""),
        ("es", "abrrirse", "abrirse"),
    ],
)
def test_what_no_list_has_is_a_slip_in_a_word_that_comes_more_often(
    lang: str, written: str, right: str
) -> None:
    assert meant(_WrittenWords({written: 1}, NONE, lang), written) == right
    # Elsewhere the catalog has what begins and ends so.
    assert meant(_WrittenWords({written: 1, f"{written}x": 2, f"x{written}": 2}, NONE, lang), written) == ""


@pytest.mark.parametrize(
    ("lang", "written", "right"),
    [
        ("es", "histotoria", "historia"),
        ("en", "knowowledge", "knowledge"),
        ("ru", "истотория", "история"),
        ("es", "venventana", ""),  # more than two letters
        ("ru", "исистория", ""),  # at its beginning
        ("de", "betretenen", ""),  # the long list has it
        ("tr", "kararınca", ""),  # there is no long list
    ],
)
def test_two_letters_that_are_there_twice_are_a_slip(lang: str, written: str, right: str) -> None:
    assert meant(_WrittenWords({written: 1}, NONE, lang), written) == right


@pytest.mark.parametrize(
    ("lang", "written", "right"),
    [
        ("pt", "temosmuito", "temos muito"),
        ("es", "usaresto", "usar esto"),
        ("ru", "можетбыло", "может было"),
        ("fr", "elledit", "elle dit"),
        ("de", "Schlafzimmer", ""),
        ("ro", "estefoarte", ""),  # without a long list a word may be a rare one
        ("sv", "fråndet", "från det"),
        ("sv", "hjälpsida", ""),  # other words make new ones
        ("nl", "versielijst", ""),
        ("nb", "sideleder", ""),
    ],
)
def test_two_common_words_without_the_blank_are_none(lang: str, written: str, right: str) -> None:
    assert meant(_WrittenWords({written: 1}, NONE, lang), written) == right


@pytest.mark.parametrize(
    ("lang", "word", "other"),
    [("de", "fürchte", "früchte"), ("es", "pierda", "piedra"), ("fr", "suive", "suivie")],
)
def test_a_listed_word_is_no_slip_of_one_that_the_catalog_has(lang: str, word: str, other: str) -> None:
    assert meant(_WrittenWords({word: 1, other: 3}, NONE, lang), word) == ""
    # An accent may well be lost where a list of the web has the word without it, too.
    assert meant(_WrittenWords({"tâches": 3}, NONE, "fr"), "taches") == "tâches"


def test_two_words_in_one_are_told_as_two() -> None:
    entry = Entry("narration", "We have much to do.", "Nós temosmuito a fazer.", "done", ("s1",))
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = checks.Checked(document, Catalog("talk", "en", "pt", (entry,)), "talk.po")
    (finding,) = misspelt(checked)
    assert finding.code == "D229" and "“temos muito”, which is common" in finding.message


@pytest.mark.parametrize(
    ("lang", "word"), [("de", "schließlich"), ("uk", "ґрунтовно"), ("ru", "жёлтый"), ("fi", "merenrannalta")]
)
def test_a_letter_that_lists_write_otherwise_is_no_slip(lang: str, word: str) -> None:
    assert meant(_WrittenWords({word: 1}, NONE, lang), word) == ""


@pytest.mark.parametrize(
    ("lang", "written", "right"),
    [
        ("de", "gesturzt", "gestürzt"),
        ("de", "fur", "für"),
        ("pl", "polegac", "polegać"),
        ("tr", "gore", "göre"),
        ("it", "velocita", "velocità"),
        ("es", "esta", ""),  # as good as "está"
        ("fr", "dramatiqu", "dramatique"),
        ("es", "terremot", "terremoto"),
        ("pl", "członkó", "członków"),
        ("es", "terrem", ""),  # more than an ending
        ("tr", "edebilir", ""),  # without a long list nobody knows which words there are
        ("de", "radioaktiv", ""),
    ],
)
def test_a_word_without_an_accent_or_its_end_is_a_common_one(lang: str, written: str, right: str) -> None:
    assert meant(_WrittenWords({written: 1}, NONE, lang), written) == right


@cache
def listed(lang: str) -> tuple[str, ...]:
    return tuple(sorted(spelling.listed(lang)))


@given(lang=st.sampled_from(["bg", "de", "el", "es", "fi", "hu", "is", "pt", "uk"]), data=st.data())
@examples(12)
def test_no_word_of_a_list_is_a_slip(lang: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(listed(lang)))
    assert meant(_WrittenWords({word: 1}, NONE, lang), word) == ""
