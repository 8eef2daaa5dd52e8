"""Languages: tags there and back, directions, printed words."""

import itertools
import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from toolkit import languages
from toolkit.edition.printed_words import dated, written
from toolkit.errors import DiglotError
from toolkit.languages import plurals, sounds

TAGS = ["ar", "cs", "de", "de-AT", "el", "en", "en-GB", "fa", "he", "ja", "ko", "pt", "pt-BR", "ru"]
TAGS += ["sr", "sr-Latn", "sr-Latn-RS", "th", "uk", "uz-Cyrl", "vi", "yue", "zh-HK", "zh-Hans", "zh-Hant"]
TAGS += ["ca-valencia", "de-1996", "de-u-co-phonebk", "en-US", "en-x-foo", "sr-Latn-ekavsk", "x-private"]


WORDED = {
    path.name.removesuffix(".toml")
    for path in files("toolkit.languages").joinpath("data").iterdir()
    if path.name.endswith(".toml")
}
"""Languages that an edition has words of its own in."""


@pytest.mark.parametrize("tag", TAGS)
def test_the_folder_names_the_language(tag: str) -> None:
    assert languages.from_gettext(languages.get(tag).gettext) == tag


def test_no_two_of_them_share_a_folder() -> None:
    assert len({languages.get(tag).gettext for tag in TAGS}) == len(TAGS)


@pytest.mark.parametrize("locale", ["fr@euro", "fr@quot", "fr@currency=EUR"])
def test_a_modifier_that_is_no_part_of_a_tag_is_passed_over(locale: str) -> None:
    assert languages.from_gettext(locale) == "fr"


@pytest.mark.parametrize(
    ("tag", "canonical", "gettext", "direction"),
    [
        ("zh_CN", "zh-CN", "zh_CN", "ltr"),
        ("ZH-hans", "zh-Hans", "zh_CN", "ltr"),
        ("zh-Hant", "zh-Hant", "zh_TW", "ltr"),
        ("pt_br", "pt-BR", "pt_BR", "ltr"),
        ("sr-Latn", "sr-Latn", "sr@latin", "ltr"),
        ("iw", "he", "he", "rtl"),
        ("ckb", "ckb", "ckb", "rtl"),
        ("ku-Arab", "ku-Arab", "ku@arabic", "rtl"),
        ("az-Arab", "az-Arab", "az@arabic", "rtl"),
        ("dv", "dv", "dv", "rtl"),
        ("und", "und", "und", "ltr"),
    ],
)
def test_facts(tag: str, canonical: str, gettext: str, direction: str) -> None:
    language = languages.get(tag)
    assert (language.tag, language.gettext, language.dir) == (canonical, gettext, direction)


def test_languages_are_called_as_icu_calls_them() -> None:
    icu = pytest.importorskip("icu")
    head, *rows = files("toolkit.languages").joinpath("data/called.tsv").read_text("utf-8").splitlines()
    _, *within = head.split("\t")
    assert within == sorted(within) and {*within, "en"} == WORDED
    dialects = [icu.UDisplayContext.DIALECT_NAMES]
    for number, lang in enumerate(within, 1):
        names = icu.LocaleDisplayNames.createInstance(icu.Locale.forLanguageTag(lang), dialects)
        for row in rows:
            tag, name = row.split("\t")[0], row.split("\t")[number]
            assert not name or name == names.localeDisplayName(icu.Locale.forLanguageTag(tag)), (tag, lang)


@pytest.mark.parametrize("lang", sorted(WORDED))
def test_figures_are_written_as_icu_writes_them(lang: str) -> None:
    icu = pytest.importorskip("icu")
    # Arabic is printed in digits of either kind, by country.
    kind = "native" if lang == "fa" else "latn"
    usual = icu.NumberFormat.createInstance(icu.Locale.forLanguageTag(f"{lang}-u-nu-{kind}"))
    for number in (0, 7, 999, 1000, 12345, 9876543):
        assert languages.figure(number, lang) == usual.format(number)


def test_the_table_says_what_langcodes_says() -> None:
    rows = files("toolkit.languages").joinpath("data/names.tsv").read_text("utf-8").splitlines()
    tags = [row.partition("\t")[0] for row in rows]
    assert len(tags) > 150
    known = {tag: languages.get(tag) for tag in tags}
    # Of nobody's language the script isn't known; in an edition it is as Latin.
    unsaid = known.pop("und")
    assert known == {tag: languages.look_up(tag) for tag in known}
    assert unsaid == replace(languages.look_up("und"), script="Latn", counts_characters=False)


@pytest.mark.parametrize("tag", ["", "not a tag", "xx-yyyyyyyyyyyy", "français", "e", "qq"])
def test_nonsense_is_refused_with_a_cure(tag: str) -> None:
    with pytest.raises(DiglotError) as caught:
        languages.get(tag)
    assert repr(tag) in caught.value.what and "BCP 47" in caught.value.hint


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant", "ja", "th"])
def test_length_is_told_in_characters_without_word_spaces(tag: str) -> None:
    assert languages.get(tag).counts_characters and not languages.get("ko").counts_characters


def test_every_language_with_words_has_all_of_them() -> None:
    folder = files("toolkit.languages").joinpath("data")
    english = tomllib.loads(folder.joinpath("en.toml").read_text("utf-8"))
    tables = [name for name in folder.iterdir() if name.name.endswith(".toml")]
    assert len(tables) > 3
    for table in tables:
        words = tomllib.loads(table.read_text("utf-8"))
        assert words.keys() == english.keys(), table.name
        assert all(isinstance(value, str) and value for value in words.values()), table.name


def test_words_are_english_where_the_language_has_none() -> None:
    assert languages.strings("cy") == languages.strings("en")
    assert languages.strings_lang("cy") == "en"
    assert languages.strings("zh-TW") == languages.strings("zh-Hant") != languages.strings("zh")
    assert languages.strings("fr-CA") == languages.strings("fr")
    assert languages.strings_lang("fr-CA") == "fr-CA"


@pytest.mark.parametrize(
    ("lang", "groups"),
    [
        ("en", ["1", "0 2 11 21 1.0 1.5"]),
        ("fr", ["0 1 1.5", "2 11 21 2.5"]),
        ("ru", ["1 21 101", "2 34 1002", "5 11 12 100"]),
        ("pl", ["1", "2 34", "5 11 21 100"]),
        ("ar", ["1", "2", "3 10 103", "11 99 111", "100 102 202"]),
        ("sl", ["1 101", "2 102", "3 4 1.5", "5 100"]),
        ("lv", ["1 21", "0 10 11 19", "2 9 22"]),
        ("cy", ["0", "1", "2", "3", "6", "4 5 7 100"]),
        ("ja", ["0 1 2 1.5 100"]),
    ],
)
def test_figures_beside_which_words_have_one_form(lang: str, groups: list[str]) -> None:
    forms = {figure: number for number, group in enumerate(groups) for figure in group.split()}
    for figure, number in forms.items():
        for other, of_other in forms.items():
            assert plurals.alike(lang, figure, other) == (number == of_other), (figure, other)


def test_every_language_of_the_plural_rules_is_known_once() -> None:
    table = tomllib.loads(files("toolkit.languages").joinpath("plurals.toml").read_text("utf-8"))
    langs = [lang for row in table["classes"] for lang in row["languages"].split()]
    assert len(langs) == len(set(langs))
    for lang in langs:  # a rule that can't be read is an error
        assert plurals.alike(lang, "1007", "2007")


@pytest.mark.parametrize(
    ("lang", "before", "after", "groups"),
    [
        ("it", "Dall'", "", ["8 80 800 8.000 11 11.000", "7 18 100", "0"]),
        ("en", "after an ", "", ["8 18 80 8,000 11", "9 12 100", "1850 1100"]),
        ("hu", "az ", "", ["5 50 1000", "2 10 100 60"]),
        ("cs", "ve ", "", ["2 4 13 40", "1 5 11"]),
        ("ru", "около со ", "", ["100 150", "2 7"]),
        ("ko", "", "으로", ["3 10 6", "1 2 7 9"]),
    ],
)
def test_figures_beside_which_a_word_has_one_sound(
    lang: str, before: str, after: str, groups: list[str]
) -> None:
    numbers = {figure: number for number, group in enumerate(groups) for figure in group.split()}
    for figure, other in itertools.product(numbers, repeat=2):
        same = numbers[figure] == numbers[other]
        # What may be read in two ways is only sure beside its like.
        if same and ("," in figure + other or "." in figure + other):
            continue
        assert sounds.alike(lang, figure, other, before, after) == same, (figure, other)


def test_words_that_change_with_a_sound_can_all_be_read() -> None:
    table = tomllib.loads(files("toolkit.languages").joinpath("sounds.toml").read_text("utf-8"))
    for row in table["classes"]:
        for lang, word in itertools.product(row["languages"].split(), row["words"].split()):
            assert languages.get(lang).tag == lang
            beside = ("", word) if row.get("behind") else (f"ok {word}" + " " * (word[-1] not in "'-"), "")
            ends = {sounds.alike(lang, str(number), "5", *beside) for number in range(1, 1000)}
            assert False in ends, (lang, word)
            assert (True in ends) == bool(row.get("figures")), (lang, word)


def test_persian_is_printed_in_its_own_digits() -> None:
    assert dated("2026-05-12", "fa") == "۱۲ مه ۲۰۲۶"
    assert dated("2026-05-01", "fa") == "۱ مه ۲۰۲۶"
    assert dated("2026-05", "fa") == "مه ۲۰۲۶"
    assert dated("2026-05-12", "ar") == "12 مايو 2026"


@pytest.mark.parametrize(
    ("text", "lang", "own"),
    [
        ("نشر چراغ", "en", "und-Arab"),
        ("הוצאת המזח", "fr", "und-Hebr"),
        ("Pier Press", "fa", "und-Latn"),
        ("Кто там?", "he", "und-Cyrl"),
        ("だれですか？", "ar", "und-Jpan"),
        ("你好！ (Ni hao!)", "he", "und-Hani"),
        ("தமிழ்!", "he", "und"),
        ("© 2026 Pier Press؛ CC BY", "ar", "ar"),
        ("2026", "ar", "ar"),
    ],
)
def test_what_is_written_from_the_other_side_is_set_so(text: str, lang: str, own: str) -> None:
    (span,) = written(text, lang)
    assert span.lang == own
