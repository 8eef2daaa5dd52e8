"""Blanks stand where a language has them, wherever lines or sentences are put together.

Between words and between sentences are two facts: Thai has them between sentences alone.
"""

import unicodedata

import icu
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import languages
from toolkit.adopting.adoption import AlignedText, Passage
from toolkit.adopting.aligned_text import join, read
from toolkit.catalog import portions
from toolkit.catalog.comments import flat
from toolkit.config import Sidecar
from toolkit.corpora.single import SegmentedText
from toolkit.model import Location
from toolkit.text import scripts, segment
from toolkit.text.counting import count_words
from toolkit.text.lines import joined
from toolkit.text.markup import BREAK, plain
from toolkit.workflow.transcripts import read_data

SENTENCES = {
    "zh-Hans": ("桥下的水很高。", "石头从山上来。"),
    "zh-Hant": ("橋下的水很高。", "石頭從山上來。"),
    "yue": ("橋底啲水好高。", "啲石頭喺山度嚟。"),
    "wuu": ("桥下头个水老高。", "石头从山浪来。"),
    "ja": ("橋の下の水は高い。", "石は山から来た。"),
    "th": ("น้ำใต้สะพานสูงมาก", "หินมาจากภูเขา"),
    "lo": ("ນ້ຳໃຕ້ຂົວສູງ", "ຫີນມາຈາກພູ"),
    "km": ("ទឹកក្រោមស្ពានខ្ពស់។", "ថ្មមកពីភ្នំ។"),
    "my": ("တံတားအောက်ရေမြင့်သည်။", "ကျောက်တောင်မှလာသည်။"),
    "bo": ("ཟམ་པའི་འོག་གི་ཆུ་མཐོ།", "རྡོ་རི་ནས་བྱུང་།"),
}
SPACED = {
    "ko": ("다리 밑의 물이 높다.", "돌은 산에서 왔다."),
    "ar": ("الماء تحت الجسر عال.", "جاءت الحجارة من الجبل."),
    "hi": ("पुल के नीचे पानी ऊँचा है।", "पत्थर पहाड़ से आए।"),
}
LANGS = [*SENTENCES, *SPACED]


CLOSE = ("zh-Hans", "zh-Hant", "yue", "wuu", "ja")
"""Of these, those without blanks between sentences."""


def between(lang: str) -> str:
    return "" if lang in CLOSE else " "


@pytest.mark.parametrize("lang", LANGS)
def test_a_language_says_whether_it_has_blanks(lang: str) -> None:
    assert languages.get(lang).counts_characters == (lang in SENTENCES)


@pytest.mark.parametrize("lang", LANGS)
def test_lines_that_were_broken_are_one_again(lang: str) -> None:
    text = (SENTENCES | SPACED)[lang][0]
    at = text.index(" ") if lang in SPACED else 3
    # No line begins with a vowel sign.
    while unicodedata.category(text[at]) in ("Mn", "Mc"):
        at += 1
    assert joined([text[:at], text[at:].strip()]) == text


@pytest.mark.parametrize("lang", LANGS)
def test_sentences_of_two_paragraphs_are_joined_as_the_language_joins_them(lang: str) -> None:
    one, two = (SENTENCES | SPACED)[lang]
    found, _ = read_data(f"{one}\n\n{two}\n".encode(), Sidecar(), name="t", path="t.txt", lang=lang)
    both = read(found)
    assert join(both, tuple(range(len(both.sentences)))) == one + between(lang) + two
    assert SegmentedText("t", lang, (one, two)).join((0, 1)) == one + between(lang) + two


@pytest.mark.parametrize("lang", LANGS)
def test_a_language_says_whether_it_has_blanks_between_sentences(lang: str) -> None:
    assert scripts.parts_sentences(languages.get(lang).script) == (lang not in CLOSE)


@given(st.data(), st.sampled_from(LANGS))
def test_joining_what_was_cut_gives_the_text_back(data: st.DataObject, lang: str) -> None:
    """Whether the language is known or the letters tell; of sentences, paragraphs and messages."""
    known = (SENTENCES | SPACED)[lang]
    said = data.draw(st.lists(st.sampled_from([*known, f"“{known[0]}”"]), min_size=1, max_size=6))
    text = between(lang).join(said)
    pieces = [piece.strip() for piece in segment.split(text, lang)]
    assert portions.joined(pieces) == text
    for told in (lang, "und"):
        assert SegmentedText("t", told, pieces).join(range(len(pieces))) == text
    owners = range(len(pieces))
    where = Location("t.txt", 1)
    passages = [
        Passage(f"p{k}", f"1.{k + 1}", "speech", "speech", "", pieces[k], where, k, k + 1) for k in owners
    ]
    both = AlignedText(lang, "t.txt", (*passages,), (*pieces,), (*owners,))
    assert join(both, (*owners,)) == text


@pytest.mark.parametrize("lang", ["zh-Hans", "ja"])
def test_english_sentences_in_a_text_without_blanks_have_theirs(lang: str) -> None:
    said = (*SENTENCES[lang], "It rained.", "We stayed.", SENTENCES[lang][0])
    whole = SENTENCES[lang][0] + SENTENCES[lang][1] + "It rained. We stayed." + SENTENCES[lang][0]
    assert SegmentedText("t", lang, said).join(range(5)) == whole


@pytest.mark.parametrize("lang", ["km", "my", "bo"])
def test_a_line_that_ends_with_a_mark_had_a_blank_behind_it(lang: str) -> None:
    one, two = SENTENCES[lang]
    assert joined([one, two]) == flat(f"{one}\n{two}") == plain(f"{one}{BREAK}{two}") == f"{one} {two}"


def test_marks_of_sentences_have_a_blank_behind_them_where_sentences_have() -> None:
    known = [str(mark) for mark in icu.UnicodeSet("[:Sentence_Terminal:]")]
    close = [
        mark
        for mark in known
        if scripts.within(mark, scripts.UNSPACED) and joined([mark, "ក"]) != f"{mark} ក"
    ]
    assert not close


@pytest.mark.parametrize("lang", [*SENTENCES])
def test_length_is_told_in_characters(lang: str) -> None:
    text = SENTENCES[lang][0]
    assert count_words(text) >= sum(map(str.isalpha, text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("नमस्ते दुनिया, 12.5 किमी", 4),
        ("বাংলা ভাষা", 2),
        ("தமிழ் மொழி", 2),
        ("شكرًا جزيلًا", 2),
        # The sign before an ending is seen by nobody.
        ("می\u200cخواهم بروم", 2),
        ("בְּרֵאשִׁית בָּרָא", 2),
        ("ד״ר לוי מבית־הספר", 3),
        ("la col·lecció és nova", 4),
        ("e\u0301te\u0301 a\u0300 Gene\u0300ve", 3),
        ("Hai\xadfa — ja.", 2),
        ("ምን አለ ፡ በል", 3),
        ("ไทย", 3),
    ],
)
def test_words_are_counted_with_what_stands_on_their_letters(text: str, words: int) -> None:
    assert count_words(text) == words


@given(
    st.lists(st.sampled_from(["naïve", "où", "ỗng", "שָׁלוֹם", "नमस्ते", "আমি", "شكرًا", "été", "é"]), max_size=9)
)
def test_a_text_has_as_many_words_in_whole_letters_as_in_parts(words: list[str]) -> None:
    text = " ".join(words)
    assert [count_words(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")] == [len(words)] * 2


@given(st.characters(), st.characters())
def test_nothing_stands_between_letters_of_such_scripts_only(one: str, other: str) -> None:
    if one.isalpha() and other.isalpha():
        close = scripts.unspaced(one) and scripts.unspaced(other)
        assert joined([one, other]) == unicodedata.normalize("NFC", one + ("" if close else " ") + other)


def test_korean_has_blanks() -> None:
    assert scripts.has_blanks("Kore") and scripts.has_blanks("Hang") and not scripts.unspaced("다")


def test_cantonese_is_divided_as_chinese_is() -> None:
    text = "橋底啲水好高。啲石頭喺山度嚟。"
    assert (
        segment.split(text, "yue") == segment.split(text, "zh-Hant") == ("橋底啲水好高。", "啲石頭喺山度嚟。")
    )


# What Unicode says of marks, asked of ICU, which knows newer versions than Python does.

IN_USE = (icu.UScriptUsage.RECOMMENDED, icu.UScriptUsage.LIMITED_USE)
COMMAS = "\u104a\u1b4e\u1b5e\ua9c8"
"""Sentence terminals that the chapters of the Unicode Standard call commas: Burmese, Balinese, Javanese."""
LEADER = "\u2024"
"""A dot of a leader is a full stop as well for Unicode; here no text is known that ends so."""
PARTS_NAMES = "\ufe52"
"""A small full stop stands in Taiwan between the names of a person, and hardly ever at an end."""
BY_SYLLABLE = ("Thai", "Laoo", "Mymr", "Khmr")
SHARED = ("Zinh", "Zyyy")
OF_NO_WORD = ("Hani", "Hang", "Grek", "Lana", "Tavt")
"""Marks of reading and of music, and scripts of which no words are told apart."""


def script(character: str) -> str:
    """Its ISO 15924 code if people write in it today; "" otherwise."""
    of = icu.Script.getScript(ord(character))
    return str(of.getShortName()) if of.getUsage() in IN_USE else ""


def word_of(code: str) -> str:
    """Three times the first letter of a script, or a Latin one for what scripts share."""
    letters = icu.UnicodeSet(f"[[:script={code}:]&[:L:]]") if code not in SHARED else ()
    return 3 * next(map(str, letters), "A")


def test_marks_that_end_sentences_for_unicode_do_so_here() -> None:
    wrong = []
    for mark in map(str, icu.UnicodeSet("[:Sentence_Terminal:]")):
        if code := script(mark):
            word = word_of(code)
            one = f"{word}{mark} "
            ended = mark not in COMMAS + LEADER + PARTS_NAMES
            if segment.split(one + word, "und") != ((one, word) if ended else (one + word,)):
                wrong.append(f"U+{ord(mark):04X}")
    assert not wrong


def test_a_word_goes_on_behind_signs_that_stand_on_letters() -> None:
    broken = []
    for sign in map(str, icu.UnicodeSet("[[:Mn:][:Mc:]]")):
        code = script(sign)
        if not code or code in (*OF_NO_WORD, *SHARED):
            continue
        cut = scripts.WRITTEN_SYLLABLES if code in BY_SYLLABLE else scripts.WORDS
        word = word_of(code)[0] + sign
        if cut.findall(word) != [word]:
            broken.append(f"U+{ord(sign):04X}")
    assert not broken


@given(st.text(alphabet="กขาเแ่้็ນຂເ່ាកខ្ចကခ္်း" + "".join(map(chr, range(0x0E00, 0x0F00)))))
def test_syllables_are_all_of_the_text(text: str) -> None:
    assert "".join(scripts.WRITTEN_SYLLABLES.findall(text)) == text
