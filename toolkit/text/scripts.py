"""The scripts of the world.

It matters here how they are written: with blanks between words or without.

The constants are bodies of character classes: `re.compile(f"[{scripts.HAN}]")`. No other module has such
ranges.
"""

from __future__ import annotations

import re
from functools import cache

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

LETTERS = re.compile(r"[^\W\d_]+")
"""Letters in a row, of any scripts."""

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
UNSPACED = "".join(dict.fromkeys(_WITHOUT_BLANKS.values()))
"""Letters of those: length is told in characters, and nothing stands between lines that were one."""

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
EAST, IDEOGRAPHS = "\u3040", "\u3400"
"""Where kana begin, and ideographs: all letters from there on are of East Asia."""


def has_blanks(script: str) -> bool:
    """Whether a script has blanks between words.

    It is named by its ISO 15924 code.

    >>> has_blanks("Latn"), has_blanks("Kore"), has_blanks("Hant"), has_blanks("Khmr")
    (True, True, False, False)
    """
    return script not in _WITHOUT_BLANKS


def within(text: str, letters: str) -> bool:
    """Whether a text begins with one of the letters.

    >>> within("桥", HAN), within("bridge", HAN), within("", HAN)
    (True, False, False)
    """
    return one_of(letters).match(text) is not None


@cache
def one_of(letters: str) -> re.Pattern[str]:
    """The pattern of one of the letters.

    Large classes take milliseconds to compile, and most texts need few: who needs one asks for it then.
    """
    return re.compile(f"[{letters}]")


def unspaced(character: str) -> bool:
    """Whether a character stands without blanks.

    It may be an East Asian mark: what counts is that it stands beside others of its kind.

    >>> [unspaced(one) for one in "桥ッนငརg다"]
    [True, True, True, True, True, False, False]
    """
    return within(character, _STANDS_CLOSE)


_STANDS_CLOSE = UNSPACED + MARKS
