"""Sentences: nothing is lost, and ends are found in many languages."""

import importlib.util
import re
import sys
import tomllib
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from toolkit.text.segment import split
from toolkit.text.stops import load

BENCHMARK = Path(__file__).parent.parent / "benchmarks" / "segment"
ALPHABETS = [
    path
    for path in sorted((BENCHMARK / "sets").glob("*/*.txt"))
    if path.stem.rsplit(".", 1)[1] not in {"ja", "ko", "hi", "bn"}
]
"""Sets whose letters are the same, composed or not: not kana, Hangul and Indic vowels."""
TABLES = sorted(
    (file for file in (files("toolkit.languages") / "sentences").iterdir() if file.name.endswith(".toml")),
    key=lambda file: file.name,
)

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
    assert all(part.strip() for part in parts) or not text.strip()
    assert split(text, lang) == parts


@given(MARKS, st.sampled_from(LANGUAGES))
def test_a_sentence_ends_in_blanks_and_begins_without(text: str, lang: str) -> None:
    for part in split(text, lang)[1:]:
        assert not part[0].isspace()


@given(MARKS, st.sampled_from(LANGUAGES))
@example("Z. B. „So.“ Ja. 3. Mai", "de")
@example("1. A. a) B. (2. C.)", "en")
def test_a_sentence_is_one_sentence(text: str, lang: str) -> None:
    for part in split(text, lang):
        # A text without a capital is split at small letters: that is seen from the whole.
        assume(part != part.lower() or text == text.lower())
        assert split(part, lang) == (part,)


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
    ("th", "เขาซื้อปลา ข้าวเหนียว และผักจากตลาดใกล้บ้าน |ต่อมา ฝนตกหนักมากจนถึงเช้า"),
    ("th", "แม่บอกกับลูกสาวว่า พรุ่งนี้จะไม่มีใครอยู่บ้าน |ถ้า หิวให้กินข้าวก่อน"),
    ("lo", "ລາວຊື້ປາຢູ່ຕະຫຼາດ ແລະ ກັບເມືອເຮືອນກ່ອນຝົນຕົກ |ແມ່ບໍ່ເວົ້າຫຍັງ"),
    ("xx", "Aaa bbb. |Ccc ddd? |Eee."),
    ("en", "A paragraph without an end\n\n|Another one"),
    ("en", "\n\nOne."),
    # Names, titles and places.
    ("en", "We saw Gen. Harrow and Sen. Pike. |They left for Washington, D.C. |Nobody stayed."),
    ("en", "Company A. |Can we go? |J. Hale said no. |You and I. |Then we left."),
    ("en", "He said no. |I left. |See No. 5 and vol. II for that."),
    ("fr", "J.-P. Martin arrive au col. |Il neige. |Le col. Martin part."),
    ("it", "L’art. 3 e l’ing. Neri. |Poi."),
    ("es", "Los EE. UU. firmaron. |Nada."),
    ("ru", "Она помогла им. |Потом ушла. |Завод им. Кирова закрыт."),
    ("uk", "Лист до Г. В. Тріски. |Усе."),
    ("pl", "W 1918 r. Polska wróciła. |Umarł w maju 1945 r. |Był to wilk. |Uciekł."),
    ("ca", "Va votar el PP. |Però no va guanyar."),
    ("ta", "யு.கே. நிறுவனம் வந்தது. |சரி."),
    # Numbers, dates, measures, lists.
    ("de", "Siehe S. 12. |Am 3. Mai und am 3.5. 1990. |Ludwig II. |Er starb. |Ludwig II. Wittelsbach."),
    ("fi", "Katso sivu 4. |Se on 2. sija."),
    ("cs", "Stojí 30 Kč. |1. ledna přišel."),
    ("de", "Er wiegt ca. 5 kg. |Das ist viel. |Es kostet 3 Mio. Euro."),
    ("fr", "Après 1 h. ½ nous étions à 2450 m. |Le sommet était loin."),
    ("en", "1. Open it. |2. Close it. |Do so: 1. Open it. |2. Close it."),
    ("tr", "II. Mahmut 19. Yüzyılda yaşadı. |Bitti."),
    ("ko", "회사는 1990. 5. 3. 설립되었다. |끝."),
    # Quotations, and what a narrator adds.
    ("en", "“Why?” Mara asked. |“Go!” |The door shut. |“Yes!” I said."),
    ("de", "Ja. |»Nein?«, rief er. |»Doch.« |Sie ging."),
    ("fr", "« Pourquoi ? » demanda-t-elle. |— Viens ! |— Non."),
    ("da", "Han kom. |»Hvorfor?« spurgte hun."),
    ("ko", "“싫어.”라고 했다. |“왜?” 그가 물었다. |비가 왔다."),
    ("he", '"למה?" שאלה. |הוא הלך.'),
    ("zh", '他说。|"好。"|走了。|《你是谁？》是书。|他说：“站住……”|“走！”'),
    ("en", "He came (!) and left. |It was [...] Nothing. |It ended (?) Then."),
    # Ellipses.
    ("en", "I... I don’t know. |Wait… |Stop."),
    ("de", "Und dann… Stille. |Ich… |Das ist alles. |Ende …. |So."),
    ("he", "אני... לא יודע. |טוב."),
    ("ko", "그건... 모르겠어요. |아니요... |그렇군요."),
    ("zh", "我……我不知道。|好。"),
    # A blank is missing, a note stands behind.
    ("en", "It rained.|Nobody came. |What?|Nothing. |See node.js and www.example.org."),
    ("en", "It ended.12 |Then it began.³ |Nobody saw it.[4][5] |See fig.2 The end."),
    (
        "de",
        "Wir stiegen zum Grat.¹) |Er war vereist.2) |Nebel kam.*) |Wir kehrten um (Abb.3) Niemand fror.",
    ),
    ("fr", "La neige tombait.(1) |Nous étions seuls !** |Personne ne vint.† |La nuit tomba."),
    ("hu", "Esett a hó.*) |Senki sem jött?²) |Vége."),
    ("ar", "تساقط الثلج.(1) |لم يأت أحد.*) |هل انتهى؟¹) |نعم."),
    ("zh", "雪停了。¹）|没有人来。”[2]|我们回去了。*)|天黑了。"),
    # Other marks and scripts.
    ("nl", "Het regende. |’s Avonds niet. |’t Is goed."),
    ("ka", "წვიმა შეწყდა. |ის წავიდა."),
    ("hy", "Նա եկավ: |Ժամը 10:30 էր: |Վերջ։"),
    ("el", "«Γιατί;» ρώτησε. |Τίποτα."),
    ("hi", "डॉ. शर्मा आए। |वह गए।"),
    ("am", "መጣ። |ሄደ፡፡ |ቆመ።"),
    ("ur", "وہ آیا۔ |کیوں؟ |پتا نہیں۔"),
    ("my", "မိုးရွာသည်။ |ပြီးပြီ။"),
    ("my", "မိုး၊ လေ၊ နေ။ |ပြီးပြီ။"),
    ("km", "ភ្លៀងធ្លាក់ហើយ។ |យើងទៅផ្ទះ។"),
    # "And so on", between two marks.
    ("km", "ផ្លែឈើ បន្លែ។ល។ |យើងទៅផ្ទះ។"),
    # What parts the names of a person.
    ("zh", "珍﹒林德住在海邊。|她寫信。"),
    ("bo", "༄༅། །ཟམ་པའི་འོག་ཏུ་ཆུ་ཡོད། |རྡོ་དང༌། ཤིང་། ས་བཅས་མེད། |རི་མཐོ། །|ཆུ་རིང་། །"),
    ("dz", "ཆུ་དང་། རྡོ་ཚུ་ཡོད། |ང་ཁྱིམ་ན་ཨིན།"),
]


@pytest.mark.parametrize(("lang", "marked"), CASES)
def test_sentences(lang: str, marked: str) -> None:
    wanted = tuple(marked.split("|"))
    assert split(marked.replace("|", ""), lang) == wanted


def test_only_the_language_of_a_tag_counts() -> None:
    assert split("Z. B. so. Ja.", "de-AT") == split("Z. B. so. Ja.", "de")


def test_a_full_stop_between_digits_or_letters_ends_nothing() -> None:
    assert split("Version 3.2.1 of node.js is out", "en") == ("Version 3.2.1 of node.js is out",)


@pytest.mark.parametrize("file", TABLES, ids=lambda file: str(file.name))
def test_the_data_is_in_the_documented_format(file: Any) -> None:
    assert re.fullmatch(r"[a-z]{2,3}\.toml", file.name)
    table = tomllib.loads(file.read_text("utf-8"))
    assert not set(table) - {
        *(
            "like",
            "ordinals",
            "nouns",
            "marks",
            "before",
            "end",
            "words",
            "number",
            "starts",
            "joins",
            "leads",
            "closes",
            "says",
        ),
    }
    assert table.get("ordinals", "small") in ("small", "any")
    assert table.get("nouns", True) is True
    for key in ("before", "end", "words", "number", "starts", "joins", "leads", "closes", "says"):
        words = table.get(key, "").split()
        assert words == sorted(set(words))
        for word in words:
            assert word == unicodedata.normalize("NFC", word.lower()), key
            assert not word.endswith("."), word
    lists = {key: set(table.get(key, "").split()) for key in ("before", "end", "words")}
    assert not lists["before"] & lists["end"]
    assert not lists["before"] & lists["words"]
    assert not lists["end"] & lists["words"]


def test_the_data_of_a_language_that_is_like_another() -> None:
    assert "dr" in load("nn").before
    assert load("nn").ordinals == load("nb").ordinals == "small"
    assert "нпр" in load("sr").before
    assert "npr" in load("sr").before
    assert load("lb").nouns


def test_large_languages_have_data() -> None:
    known = {file.name.removesuffix(".toml") for file in TABLES}
    assert known >= set(
        "en de fr es it pt nl pl cs sk ru uk hu ro sv da nb fi el tr ar he fa hi vi id".split()
    )


def _benchmark() -> Any:
    spec = importlib.util.spec_from_file_location("segment_benchmark", BENCHMARK / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("half", ["dev", "test"])
def test_boundaries_in_many_languages(half: str) -> None:
    run = _benchmark()
    sets = [run.load(path) for path in sorted((BENCHMARK / "sets" / half).glob("*.txt"))]
    measures = [run.compare(one, run.diglot(one.lang), None).measures[2] for one in sets]
    assert len({one.lang for one in sets}) >= 38
    assert sum(measures) / len(measures) >= 0.985


@pytest.mark.parametrize("path", ALPHABETS, ids=lambda path: path.stem)
def test_the_form_of_accents_changes_nothing(path: Path) -> None:
    lang = path.stem.rsplit(".", 1)[1]
    text = path.read_text(encoding="utf-8").replace("\n", " ")
    composed, taken_apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    parts = split(composed, lang)
    assert tuple(unicodedata.normalize("NFC", part) for part in split(taken_apart, lang)) == parts


@pytest.mark.parametrize(
    "unit",
    [
        "a. ",
        ".",
        ".”",
        "“.” ",
        ". (",
        ".  ",
        ".\u00a0»",
        ".[1]",
        ".³",
        ".*)",
        ".**",
        "。¹",
        '。"と',
        "。",
        "1. ",
        "… ",
        "aaa.Bbb",
        "“x?” a b ",
    ],
)
def test_hostile_input_takes_linear_time(unit: str) -> None:
    # Were it quadratic, a single one of these would take a minute.
    text = unit * 20_000 + "x"
    for lang in ("en", "zh"):
        assert "".join(split(text, lang)) == text
