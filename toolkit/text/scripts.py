"""The scripts of the world.

It matters here how they are written: with blanks between words and between sentences, or without. These are
two facts: Thai has blanks between sentences alone.

The constants are bodies of character classes: `late.regex(f"[{scripts.HAN}]")`. No other module has such
ranges.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from toolkit import late

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HIRAGANA = "\u3041-\u309f"
KATAKANA = "\u30a1-\u30fa\u31f0-\u31ff"
KATAKANA_SIGNS = "\u30fc-\u30ff"
"""The mark of a long vowel, and of a kana that is said again."""
HALFWIDTH_KATAKANA = "\uff66-\uff9f"
HALFWIDTH = "\uff61-\uff9f"
"""These, and the marks of Japan that are as narrow."""
KANA = f"{HIRAGANA}{KATAKANA}{KATAKANA_SIGNS}{HALFWIDTH_KATAKANA}\u30a0\u30fb"
"""All of Japan's own letters, and the dots and strokes between them."""
BOPOMOFO = "\u3105-\u312f\u31a0-\u31bf"
HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
SYLLABLES = "\uac00-\ud7a3"
"""Of Hangul, composed."""
THAI = "\u0e00-\u0e7f"
LAO = "\u0e80-\u0eff"
TIBETAN = "\u0f00-\u0fff"
MYANMAR = "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f"
KHMER = "\u1780-\u17ff\u19e0-\u19ff"
TAI = "\u1950-\u19df\u1a20-\u1aaf\uaa80-\uaadf"
YI = "\ua000-\ua4cf"
GEORGIAN = "\u10d0-\u10ff"
LATIN = "A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\u024f\u1e00-\u1eff"
GREEK = "\u0370-\u0373\u0376-\u037d\u037f\u0386\u0388-\u03ff\u1f00-\u1fff"
CYRILLIC = "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"
HEBREW = "\u05d0-\u05ea\u05ef-\u05f2\ufb1d-\ufb4f"
ARABIC = (
    "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9"
    "\ufb50-\ufdff\ufe70-\ufefc"
)

ARABIC_DIGITS = "\u0660-\u0669\u06f0-\u06f9"
DEVANAGARI = "\u0900-\u0963\u0966-\u097f"

ON_LETTERS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a"
    "\u07a6-\u07b0\u07eb-\u07f3\u07fd\u0816-\u0819\u081b-\u0823\u0825-\u0827\u0829-\u082d\u0859-\u085b"
    "\u0897-\u089f\u08ca-\u08e1\u08e3-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962-\u0963"
    "\u0981-\u0983\u09bc\u09be-\u09cd\u09d7\u09e2-\u09e3\u09fe-\u0a03\u0a3c-\u0a51\u0a70-\u0a71\u0a75"
    "\u0a81-\u0a83\u0abc\u0abe-\u0acd\u0ae2-\u0ae3\u0afa-\u0b03\u0b3c\u0b3e-\u0b57\u0b62-\u0b63\u0b82"
    "\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c\u0c3e-\u0c56\u0c62-\u0c63\u0c81-\u0c83\u0cbc\u0cbe-\u0cd6"
    "\u0ce2-\u0ce3\u0cf3\u0d00-\u0d03\u0d3b-\u0d3c\u0d3e-\u0d4d\u0d57\u0d62-\u0d63\u0d81-\u0d83\u0dca-\u0ddf"
    "\u0df2-\u0df3\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f3f\u0f71-\u0f84\u0f86-\u0f87\u0f8d-\u0fbc\u0fc6\u135d-\u135f"
    "\u1920-\u192b\u1930-\u193b\u1b00-\u1b04\u1b34-\u1b44\u1b6b-\u1b73\u1b80-\u1b82\u1ba1-\u1bad\u1be6-\u1bf3"
    "\u1c24-\u1c37\u2d7f\u2de0-\u2dff\ua66f\ua674-\ua67d\ua69e-\ua69f\ua6f0-\ua6f1\ua802\ua806\ua80b"
    "\ua823-\ua827\ua82c\ua880-\ua881\ua8b4-\ua8c5\ua8e0-\ua8f1\ua8ff\ua926-\ua92d\ua980-\ua983\ua9b3-\ua9c0"
    "\uaa29-\uaa36\uaa43\uaa4c-\uaa4d\uaaeb-\uaaef\uaaf5-\uaaf6\uabe3-\uabea\uabec-\uabed\ufb1e\ufe2e-\ufe2f"
    "\U00010d24-\U00010d27\U00010efc-\U00010eff\U00011100-\U00011102\U00011127-\U00011134\U00011145-\U00011146"
    "\U00011435-\U00011446\U0001145e\U00011d8a-\U00011d97\U00016f4f\U00016f51-\U00016f87\U00016f8f-\U00016f92"
    "\U0001e08f\U0001e130-\U0001e136\U0001e2ec-\U0001e2ef\U0001e944-\U0001e94a"
)
"""Accents, vowels and points that stand on letters: a word goes on behind them.

Those of all scripts that people write today (Unicode Standard Annex 31), but for scripts whose words have
nothing between them."""
_BEFORE = "\u0e40-\u0e44\u0ec0-\u0ec4"
"""Vowels of Thai and Lao that stand before their consonant."""
_AFTER = (
    "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u105e-\u1060"
    "\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\ua9e5\uaa7b-\uaa7d"
    "\u17b4-\u17d3\u17dd"
)
"""Vowels and signs of Thai, Lao, Burmese and Khmer that stand on a consonant or behind it."""
WRITTEN_SYLLABLES = late.regex(
    # A consonant may stand below another one, and one may close the syllable: in Burmese that has a sign.
    rf"[{_BEFORE}]?[^{_BEFORE}](?:(?<=[\u1039\u17d2])[^{_BEFORE}]|[{_AFTER}])*+"
    rf"(?:[\u0e01-\u0e2e\u0e81-\u0eae\u1780-\u17a2](?![{_AFTER}])|[\u1000-\u109f]\u103a[{_AFTER}]*+)?|.",
    re.DOTALL,
)
"""Syllables of Thai, Lao, Burmese and Khmer, about: a word begins where one begins, mostly."""
DENSE = tuple(
    late.regex(f"[{letters}]") for letters in (HAN, KATAKANA + HALFWIDTH_KATAKANA, HIRAGANA, SYLLABLES)
)
"""A letter that says as much as several others: of Han, katakana, hiragana and Hangul."""
RAISED = "[⁰¹²³⁴-⁹]"
"""A raised figure."""
LETTERS = late.regex(r"[^\W\d_]+")
"""Letters in a row, of any scripts."""
WORDS = late.regex(rf"(?:[^\W\d_]++[{ON_LETTERS}]*+)++")
"""Letters in a row with the signs that stand on them, as the vowels of Devanagari do."""

POINTS = late.regex("[\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
"""Vowels and long strokes that Hebrew and Arabic may be written without."""


@cache
def in_words() -> re.Pattern[str]:
    """The pattern of letters and figures in a row, with what stands on them."""
    return re.compile(rf"(?:\w[{ON_LETTERS}]*+)++")


_WITHOUT_BLANKS = {
    "Hani": HAN,
    "Hans": HAN,
    "Hant": HAN,
    "Hanb": HAN,
    "Jpan": HAN,
    "Hira": KANA,
    "Kana": KANA,
    "Hrkt": KANA,
    "Bopo": BOPOMOFO,
    "Thai": THAI,
    "Laoo": LAO,
    "Tibt": TIBETAN,
    "Mymr": MYANMAR,
    "Khmr": KHMER,
    "Tale": TAI,
    "Talu": TAI,
    "Lana": TAI,
    "Tavt": TAI,
    "Yiii": YI,
}
"""ISO 15924 code -> letters of the scripts that have no blanks between words. Korean has them."""
_SENTENCES_WITHOUT = frozenset("Hani Hans Hant Hanb Jpan Hira Kana Hrkt Bopo Yiii".split())
"""Codes of those that have none between sentences either: their marks are as wide as letters."""
PARTED_UNSEEN = frozenset(["Thai", "Khmr", "Laoo", "Mymr"])
"""Scripts whose words are parted by a blank without width, for the ends of lines."""
UNSPACED = "".join(dict.fromkeys(_WITHOUT_BLANKS.values()))
"""Letters of those: length is told in characters, and nothing stands between lines that were one."""
_CLAUSE_MARKS = "\u0f0d-\u0f12\u0f14\u104a\u104b\u17d4-\u17d6\u17da\u1aa8-\u1aab"
"""Marks of Tibetan, Burmese, Khmer and Tai Tham that have a blank behind them, also where a line ends."""

WRITTEN_IN = _WITHOUT_BLANKS | {
    "Latn": LATIN,
    "Grek": GREEK,
    "Cyrl": CYRILLIC,
    "Hebr": HEBREW,
    "Arab": ARABIC,
    "Deva": DEVANAGARI,
    "Geor": GEORGIAN,
    "Kore": HANGUL + HAN,
    "Jpan": HAN + KANA,
}
"""ISO 15924 code -> letters that texts in a script have."""

SINOSPHERE = HAN + KANA + SYLLABLES
"""Letters of Chinese, Japanese and Korean."""
CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff"
"""Letters and marks of China and Japan, as blocks."""
MARKS = "\u2e80-\u2fdf\u3000-\u303f\u3200-\u33ff\ufe30-\ufe4f\uff00-\uff65\uffe0-\uffe6"
"""Marks and symbols of East Asia, full width letters among them, which need no blank beside such letters."""
WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003ffff"
)
"""Two columns on a terminal."""
CASELESS = (
    "\u0590-\u06ff\u0750-\u077f\u08a0-\u0dff\u0e00-\u0fff\u1000-\u10ff\u1200-\u139f\u1780-\u17ff\u3040-\u30ff"
    "\u3400-\u9fff\uac00-\ud7a3"
)
"""Scripts in which no capital tells a name."""
_COMPLEX = "\u0590-\u109f\u1780-\u18af\u1900-\u1aaf\ufb1d-\ufdff\ufe70-\ufefc"
EAST, IDEOGRAPHS = "\u3040", "\u3400"
"""Where kana begin, and ideographs: all letters from there on are of East Asia."""


WrittenSide = Literal["western", "asian", "complex"]
_SIDES: tuple[tuple[WrittenSide, re.Pattern[str]], ...] = (
    ("complex", late.regex(f"[{_COMPLEX}]")),
    ("asian", late.regex(f"[{SINOSPHERE}{BOPOMOFO}]")),
    ("western", LETTERS),
)


def side(text: str) -> WrittenSide | None:
    """Which of their three fonts word processors set a text in, by its letters; None where it has none.

    >>> side("شاي"), side("お茶"), side("Tea"), side("?")
    ('complex', 'asian', 'western', None)
    """
    return next((name for name, letters in _SIDES if letters.search(text)), None)


def has_blanks(script: str) -> bool:
    """Whether a script has blanks between words.

    It is named by its ISO 15924 code.

    >>> has_blanks("Latn"), has_blanks("Kore"), has_blanks("Hant"), has_blanks("Khmr")
    (True, True, False, False)
    """
    return script not in _WITHOUT_BLANKS


def parts_sentences(script: str) -> bool:
    """Whether a script has blanks between sentences.

    It is named by its ISO 15924 code.

    >>> parts_sentences("Latn"), parts_sentences("Thai"), parts_sentences("Hant"), parts_sentences("Jpan")
    (True, True, False, False)
    """
    return script not in _SENTENCES_WITHOUT


def between_sentences(before: str, after: str, script: str = "") -> str:
    """What stands between two sentences, or paragraphs, that are joined.

    script  ISO 15924 code of what their language is written in; "" where it isn't known

    >>> between_sentences("One.", "Two."), between_sentences("走吧。", "他说。")
    (' ', '')
    >>> between_sentences("น้ำสูง", "ฝนตก"), between_sentences("OK", "走吧。", "Hans")
    (' ', '')
    """
    if script and parts_sentences(script):
        return " "
    ends = before.rstrip(_CLOSE)[-1:], after.lstrip(_OPEN)[:1]
    # In Chinese "OK" may begin or end a sentence; two English ones in it are parted as such.
    return "" if (any if script else all)(map(_sentence_stands_close, ends)) else " "


def between_lines(before: str, after: str) -> str:
    """What stands between two lines that were one before they were broken to fit.

    >>> between_lines("one", "two"), between_lines("น้ำสูง", "มาก"), between_lines("ទឹកខ្ពស់។", "ថ្ម")
    (' ', '', ' ')
    >>> between_lines("那是", "1987"), between_lines("ปี", "1987"), between_lines("in", "1987")
    ('', ' ', ' ')
    """
    close = unspaced(before[-1:]) and unspaced(after[:1]) and not within(before[-1:], _CLAUSE_MARKS)
    # Figures stand among Chinese and Japanese letters as these do.
    figure = (before[-1:].isdecimal() and _sentence_stands_close(after[:1])) or (
        after[:1].isdecimal() and _sentence_stands_close(before[-1:])
    )
    return "" if close or figure else " "


def begins_small(text: str) -> bool:
    """Whether a text begins with a small letter, in a script whose sentences and names begin with capitals.

    >>> begins_small("mara"), begins_small("Mara"), begins_small("მარა")
    (True, False, False)
    """
    return text[:1].islower() and not within(text[0], GEORGIAN)


def within(text: str, letters: str) -> bool:
    """Whether a text begins with one of the letters.

    >>> within("桥", HAN), within("bridge", HAN), within("", HAN)
    (True, False, False)
    """
    return one_of(letters).match(text) is not None


@cache
def one_of(letters: str, most: int = 1) -> re.Pattern[str]:
    """The pattern of one of the letters, or of several in a row."""
    return late.regex(f"[{letters}]" + f"{{1,{most}}}" * (most > 1))


def unspaced(character: str) -> bool:
    """Whether a character stands without blanks.

    It may be an East Asian mark: what counts is that it stands beside others of its kind.

    >>> [unspaced(one) for one in "桥ッนငརg다"]
    [True, True, True, True, True, False, False]
    """
    return not character.isascii() and within(character, _STANDS_CLOSE)


def within_word(text: str, place: int) -> bool:
    """Whether a letter is in the middle of a word, where words have blanks between them."""
    before = text[place - 1] if place else ""
    return before.isalpha() and text[place].isalpha() and not unspaced(text[place])


_STANDS_CLOSE = UNSPACED + MARKS
_SENTENCE_STANDS_CLOSE = (
    "".join({letters: "" for code, letters in _WITHOUT_BLANKS.items() if not parts_sentences(code)}) + MARKS
)
_OPEN, _CLOSE = "\"'“‘«「『(（", "\"'”’»」』)）"


def _sentence_stands_close(character: str) -> bool:
    return not character.isascii() and within(character, _SENTENCE_STANDS_CLOSE)


VISARGA = "ঃःઃਃଃఃಃഃඃ"
"""The sign of scripts of India that is typed for a colon, which it looks like; for a character class."""
_TOLD = "বস্তু প্রথম দ্বিতীয় তৃতীয় সাধারণ মূল সম্ভব অন্ত বিশেষ কার্য প্রধান অ"
ADVERBS = (
    f"(?:(?:(?:{'|'.join(_TOLD.split())})ত|(?:ক্রম|প্রায়)শ|পুন)ঃ|(?:[^\\s:]{{0,12}}त|प्राय|पुन|क्रमश|शनै|छ|दु|नि)ः)"
)
"""Those that it ends as a letter."""
