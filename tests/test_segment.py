"""Sentences: nothing is lost, and ends are found in many languages."""

import re
import time
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.segment import split

LANGUAGES = [
    "en",
    "de",
    "fr",
    "zh-Hans",
    "ja",
    "ko",
    "th",
    "el",
    "hi",
    "ar",
    "hu",
    "tr",
    "und",
    "x-none",
    "pt-BR",
    "zh_CN",
]
MARKS = st.text(alphabet="aB3.!?…;: \n\"'“”«»「」。！？، ؟।กข가다中ア\u00a0—-()[]", max_size=60)


@given(st.text(max_size=80) | MARKS, st.sampled_from(LANGUAGES))
def test_nothing_is_lost(text: str, lang: str) -> None:
    parts = split(text, lang)
    assert "".join(parts) == text
    assert all(parts)
    assert split(text, lang) == parts


@given(MARKS, st.sampled_from(LANGUAGES))
def test_a_sentence_ends_in_blanks_and_begins_without(text: str, lang: str) -> None:
    for part in split(text, lang)[1:]:
        assert not part[0].isspace()


@given(st.sampled_from(LANGUAGES))
def test_nothing_has_no_sentences(lang: str) -> None:
    assert split("", lang) == ()


# The sentences are marked by | where they are to be cut.
CASES = [
    ("en", "It rained. |Nobody came. |Why? |Because!"),
    ("en", "Dr. Lind met Mrs. Ode at St. Mary’s. |She smiled."),
    ("en", "“Why?” she asked. |“No idea.” |He left."),
    ("en", "We met at 6 p.m. on Friday. |It was 7 a.m. |The bus was late."),
    ("en", "The U.S. Senate voted. |She lives in the U.S. |They don’t."),
    ("en", "See No. 5 and Fig. 3 for that. |He said no. |Then he left."),
    ("en", "J. K. Marlow wrote it. |We read it, e.g. Chapter 2."),
    ("en", "Well... maybe. |Wait... |No!"),
    ("en", "It cost 3.50 in 1999. |Now it costs 12."),
    ("en", "He came (with his dog). |They sat.[3] |They ate."),
    ("en", "hello there. |how are you? |fine."),
    ("en", "1. Introduction"),
    ("en", "He works for Lind & Co. and Ode Inc. |Nobody else does."),
    ("de", "Am 3. Mai kam z. B. Dr. Meier. |Er blieb bis zum 12. Juni."),
    ("de", "Ja, bzw. nein. |Usw. usf. |„Wirklich?“ |Ja."),
    ("de", "Ludwig XIV. von Frankreich. |Er war König."),
    ("fr", "« Oui. » |Elle rit. |M. Dupont arrive, etc. |Puis rien."),
    ("fr", "Vraiment ? |Oui ! |C’est tout."),
    ("es", "¿Qué? |¡Nada! |El Sr. López vive en la Av. Mayor. |Sí."),
    ("it", "Il dott. Rossi è qui. |Bene."),
    ("nl", "Dat is bijv. zo. |Dhr. Jansen komt."),
    ("pl", "Np. tak. |Ul. Długa jest tu. |Prof. Nowak mówi."),
    ("cs", "Narodil se 5. května 1920. |Zemřel."),
    ("hu", "A 20. században pl. így volt. |Jó."),
    ("ro", "D-l Popescu, str. Mare nr. 5. |Da."),
    ("ru", "В 1990 г. он жил на ул. Мира. |Потом уехал и т. д. |Всё."),
    ("is", "Þetta er t.d. gott. |Já."),
    ("tr", "Dr. Kaya geldi. |Evet."),
    ("el", "Τι κάνεις; |Καλά. |Εσύ;"),
    ("ar", "ماذا؟ |لا شيء. |نعم."),
    ("hi", "यह क्या है? |कुछ नहीं। |अच्छा।"),
    ("hy", "Այո։ |Ոչ։"),
    ("zh", "今天下雨。|你去吗？|不去！|2025年再说。"),
    ("zh", "“走吧。”她说。|外面下雨！"),
    ("zh", "“走吧。”|“好。”"),
    ("ja", "「行こう。」と彼は言った。|雨だ。|そう？|うん！"),
    ("ja", "彼は「はい。」|私は「いいえ。」"),
    ("ko", "안녕하세요. |저는 3.5점을 받았다. |그래요? |네!"),
    ("th", "ผมไปตลาดเมื่อวานนี้ครับ |แล้วก็กลับบ้าน"),
    ("xx", "Aaa bbb. |Ccc ddd? |Eee."),
    ("en", "A paragraph without an end\n\n|Another one"),
]


@pytest.mark.parametrize(("lang", "marked"), CASES)
def test_sentences(lang: str, marked: str) -> None:
    wanted = tuple(marked.split("|"))
    assert split(marked.replace("|", ""), lang) == wanted


def test_only_the_language_of_a_tag_counts() -> None:
    assert split("Z. B. so. Ja.", "de-AT") == split("Z. B. so. Ja.", "de")


def test_a_full_stop_between_digits_or_letters_ends_nothing() -> None:
    assert split("Version 3.2.1 of node.js is out", "en") == ("Version 3.2.1 of node.js is out",)


def test_abbreviation_data_is_in_the_documented_format() -> None:
    found = 0
    for file in (files("toolkit.languages") / "abbreviations").iterdir():
        if not file.name.endswith(".txt"):
            continue
        found += 1
        assert re.fullmatch(r"[a-z]{2,3}\.txt", file.name)
        for line in file.read_text("utf-8").splitlines():
            for word in [] if line.startswith("#") else line.split():
                bare = word.rstrip("*#")
                assert bare, file.name
                assert not bare.endswith("."), f"{file.name}: {word}"
    assert found >= 30


@pytest.mark.bench
def test_a_hundred_thousand_sentences_a_second() -> None:
    text = (
        "Dr. Lind came at six. Did it rain? It did, e.g. in the valley, and Mr. Ode stayed. “No,” she said. "
        * 5000
    )
    started = time.process_time()
    many = len(split(text, "en"))
    assert many / (time.process_time() - started) > 100_000
