"""Everyday words: what translates what in languages that are known."""

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.aligning import align, everyday
from toolkit.aligning.words import keys

TABLE = everyday._table()
LANGUAGES = sorted(TABLE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_column_has_words_as_texts_have_them(lang: str) -> None:
    known = TABLE[lang]
    words = [word.removesuffix("*") for word in known]
    assert [word for word in words if word not in keys(word)] == []
    # One letter begins too much.
    assert [word for word in known if len(word) == 2 and word[1] == "*" and word < "\u1100"] == []
    assert len(frozenset[int]().union(*known.values())) > 270


def test_words_of_one_meaning_are_a_pair_in_each_form() -> None:
    ours, theirs = ["mein", "vater", "sagte"], ["мой", "отец", "сказал", "дом"]
    assert everyday.pairs(("de", "ru"), ours, theirs) == [("sagte", "сказа"), ("vater", "отец")]
    assert everyday.pairs(("de-CH", "ru-RU"), ours, theirs) == everyday.pairs(("de", "ru"), ours, theirs)


@pytest.mark.parametrize("langs", [("de", "und"), ("und", "ru"), ("qaa", "ru"), everyday.UNKNOWN])
def test_of_other_languages_nothing_is_known(langs: everyday.Languages) -> None:
    assert everyday.pairs(langs, ["vater"], ["отец"]) == []


@pytest.mark.parametrize("other", ["und", "ar", "qaa"])
def test_beside_a_language_that_is_not_known_a_text_of_chinese_is_read_as_before(other: str) -> None:
    assert everyday.characters(("zh-Hant", other)) == everyday.characters((other, "zh"))
    assert everyday.characters(("zh", other)) == (frozenset(), frozenset())


def test_an_ending_is_no_longer_than_its_word() -> None:
    known = {"geh*": frozenset([1]), "wort": frozenset([2])}
    assert everyday.meanings("gehen", known) == {1}
    assert everyday.meanings("geheimnis", known) == frozenset()
    assert everyday.meanings("wort", known) == {2}
    assert everyday.meanings("worte", known) == frozenset()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_that_means_something_is_passed_over(lang: str) -> None:
    known = TABLE[lang]
    words = {f"{key.removesuffix('*')}{ending}" for key in known for ending in ("", "s", "en", "는", "들")}
    for word in words:
        # Not all endings may stand behind each word.
        assert everyday._by_meaning([word], lang).keys() == everyday.meanings(word, known)


def test_after_a_syllable_of_korean_stands_a_particle() -> None:
    known = {"집*": frozenset([1]), "친구*": frozenset([2])}
    assert [word for word in ("집", "집을", "집단", "집에서") if everyday.meanings(word, known)] == [
        "집",
        "집을",
    ]
    assert everyday.meanings("친구들", known) == {2}


def test_a_character_of_chinese_is_a_word_among_others() -> None:
    known, _ = everyday.characters(("zh", "de"))
    assert keys("他打开门说", None, known) == [
        "他打",
        "打开",
        "开门",
        "门说",
        "开",
        "门",
        "说",
    ]
    # A dictionary knows where words are.
    assert keys("他打开门说", frozenset(["打开"]), known) == ["他", "打开", "门", "说"]


@given(st.data())
def test_the_other_direction_has_the_same_pairs(data: st.DataObject) -> None:
    langs = (data.draw(st.sampled_from(LANGUAGES)), data.draw(st.sampled_from(LANGUAGES)))
    sides = [
        [word.removesuffix("*") for word in data.draw(st.lists(st.sampled_from(sorted(TABLE[lang]))))]
        for lang in langs
    ]
    back = everyday.pairs(langs[::-1], *sides[::-1])
    assert {pair[::-1] for pair in back} == set(everyday.pairs(langs, *sides))


ENGLISH = """My brother opened the window.
It was raining.
A dog ran down the street.
Nobody was afraid of it.
Mother was reading a letter.
The doctor came in the evening.
He drank a glass of water.
We sat at the table in silence.
Then the moon rose above the sea.""".split("\n")
JAPANESE = """兄が窓を開けた。
雨が降っていた。
犬が道を走って行った。
母は手紙を読んでいた。
夕方に医者が来た。
彼は水を一杯飲んだ。
私たちは黙って机の前に座っていた。
それから海の上に月が出た。""".split("\n")


def test_a_short_text_knows_its_words() -> None:
    pairs = {(0, 0), (1, 1), (2, 2), (4, 3), (5, 4), (6, 5), (7, 6), (8, 7)}

    def found(*langs: str) -> set[tuple[int, int]]:
        beads = align(ENGLISH, JAPANESE, source_lang=langs[0], target_lang=langs[1])
        return {
            (bead.source[0], bead.target[0]) for bead in beads if len(bead.source) == len(bead.target) == 1
        }

    assert found("en", "ja") == pairs
    # Lengths alone don't tell which sentence was left out.
    assert found("und", "und") != pairs


def test_columns_are_told_apart_by_tabs_alone() -> None:
    text = (files("toolkit.languages") / "everyday.tsv").read_text("utf-8")
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    assert {line.count("\t") for line in rows} == {len(LANGUAGES) - 1}
    assert not re.search(r"  |\t | \t|\u00ad", "\n".join(rows))
