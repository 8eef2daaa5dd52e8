"""What counts as a word.

Texts are compared by keys in which inflected forms and scripts meet:

letters with word spaces   folded, cut to five letters (truncation stems as well as rules do; Lennon et al.
                           1981 for English; four and six letters were no better in five other languages)
Hangul                     the first two syllables: what follows is mostly particles and endings
Katakana                   the whole run
Hiragana                   a run between marks or blanks (an answer, an interjection), and no other
Han                        overlapping pairs of characters, and single ones alone in their run
Thai, Lao, Burmese, Khmer  syllables, one after another (decision 0747)
numbers                    "#" and the significant digits, so that 110 million and 1억1천만 meet in "#11", and
                           12 500, 12,500 and ١٢٬٥٠٠ in "#125"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain

from toolkit import late
from toolkit.aligning import bounds
from toolkit.text import scripts
from toolkit.text.hygiene import european, normalized

_HAN, _HIRAGANA, _HANGUL = scripts.HAN, scripts.HIRAGANA, scripts.SYLLABLES
_KATAKANA = scripts.KATAKANA + scripts.KATAKANA_SIGNS
_UNSPACED = scripts.THAI + scripts.LAO + scripts.MYANMAR + scripts.KHMER
NUMERALS = "〇零一二三四五六七八九十百千万萬億亿兆两兩"
"""Of Chinese and Japanese, in running text."""
_WORD = scripts.WORDS.pattern
NUMBER = (
    # It looks behind after a digit, so that nothing else is slowed down.
    "[1-9](?<![0-9.,:/].)(?<![0-9] .)[0-9]{0,2}(?: [0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
    "|[0-9][0-9.,]*[0-9]|[0-9]"
)
"""One in plain digits. Blanks may part its thousands, but don't join two, as in 2010 300 and 10:30 200."""
_RUNS = late.regex(
    rf"(?P<number>{NUMBER})(?P<scale>[0-9{NUMERALS}만억조천백십]*)"
    rf"|(?P<clause>(?<!\w)[{_HIRAGANA}\u30fc]+(?!\w))"
    rf"|(?P<han>[{_HAN}]+)|(?P<katakana>[{_KATAKANA}]+)|(?P<hangul>[{_HANGUL}]+)"
    rf"|(?P<kana>[{_HIRAGANA}]+)|(?P<unspaced>[{_UNSPACED}]+)"
    rf"|(?P<word>{_WORD})"
)
_PACKED = _HAN + scripts.KANA
_WHOLE = rf"[{_KATAKANA}]+|[{_HANGUL}]+|{_WORD}"
_WORDS = late.regex(_WHOLE)
_WORDS_AND_NUMBERS = late.regex(rf"(?:{NUMBER})[0-9만억조천백십]*|{_WHOLE}")
_DIGIT = late.regex(r"\d")
_CUT = late.regex(rf"[{_HAN}{_HIRAGANA}{_UNSPACED}]")
"""What begins a run that is no key as it is, numbers aside; a text without it is faster to read."""
_MARKS = str.maketrans("٫٬", ".,")
_NO_DIGIT = late.regex("[^0-9]+")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_LARGE = {
    "万": 10**4,
    "萬": 10**4,
    "만": 10**4,
    "億": 10**8,
    "亿": 10**8,
    "억": 10**8,
    "兆": 10**12,
    "조": 10**12,
}


def normal(text: str) -> str:
    """NFKC and case folded."""
    return text.casefold() if text.isascii() else normalized(text, "NFKC").casefold()


def plain(text: str) -> str:
    """NFKC, with digits of all scripts and the decimal marks between them as in Latin text.

    >>> plain("１２ Ä"), plain("۱۹۸۷"), plain("१२"), plain("١٢٬٥٠٠٫٥")
    ('12 Ä', '1987', '12', '12,500.5')
    """
    return text if text.isascii() else _with_plain_digits(normalized(text, "NFKC"))


def _with_plain_digits(text: str) -> str:
    plain = european(text)
    return text if plain == text else plain.translate(_MARKS)


def keys(
    text: str, lexicon: frozenset[str] | None = None, characters: frozenset[str] = frozenset()
) -> list[str]:
    """The word keys of a text in order, repeated ones once each time.

    With a lexicon, Han and kana are cut into its longest words instead of pairs of characters. Without one,
    `characters` are keys beside the pairs that they are in.

    >>> keys("The 8,192 processors"), keys("1억1천만 달러"), keys("調査とプロジェクト")
    (['the', '#8192', 'processors'], ['#11', '달러'], ['調査', 'プロジェクト'])
    """
    folded = normal(text)
    # Most texts have letters and blanks: one look for all words, in C.
    if not _CUT.search(folded) and not (lexicon and _CJK.search(folded)):
        if not _DIGIT.search(folded):
            return _WORDS.findall(folded)
        runs = _WORDS_AND_NUMBERS.findall(_with_plain_digits(folded))
        return [_number(run) if run[0] <= "9" else run for run in runs]
    folded = _with_plain_digits(folded)
    out: list[str] = []
    if lexicon is not None and _CJK.search(folded):
        for run in _CJK.findall(folded):
            out.extend(_longest(run, lexicon))
        # What the lexicon has cut must not be cut again, but numbers are still read.
        folded = _CJK.sub(_keep_numerals, folded)
    for match in _RUNS.finditer(folded):
        kind, run = match.lastgroup, match.group()
        if kind in ("word", "clause", "katakana", "hangul"):
            out.append(run)
        elif kind == "scale":
            out.append(_number(run))
        elif kind == "han":
            out.extend(_han(run, cut=lexicon is None))
            if characters and lexicon is None and len(run) > 1:
                out.extend(filter(characters.__contains__, run))
        elif kind == "unspaced":
            out.extend(scripts.WRITTEN_SYLLABLES.findall(run))
    return out


def _han(run: str, *, cut: bool) -> list[str]:
    """The number that a run of Han characters is; unless a lexicon cuts it, its pairs of characters too."""
    value = _numeral(run)
    keys_of_run = [value] if value else []
    if cut:
        keys_of_run.extend([run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)])
    return keys_of_run


_CJK = late.regex(rf"[{_HAN}{_HIRAGANA}{_KATAKANA}]+")


def _longest(run: str, lexicon: frozenset[str]) -> list[str]:
    """Longest matches from the left; single kana are left out."""
    words: list[str] = []
    i = 0
    while i < len(run):
        size = next(
            (k for k in range(min(bounds.LONGEST_WORD, len(run) - i), 1, -1) if run[i : i + k] in lexicon), 1
        )
        word = run[i : i + size]
        if size > 1 or word >= scripts.IDEOGRAPHS:
            words.append(word)
        i += size
    return words


def _keep_numerals(run: re.Match[str]) -> str:
    """The numerals of a run, to be read as ever; no blank, which might join two of them."""
    return "".join(c if c in NUMERALS else "\n" for c in run.group())


def stem(word: str) -> str:
    """The form under which the lexical model counts a word.

    >>> stem("processors"), stem("연구소의"), stem("#8192")
    ('proce', '연구', '#8192')
    """
    if word.isascii():
        return word if word[0] == "#" else word[: bounds.STEM_LETTERS]
    # Letters of East Asia come behind all others, and the others need no look at their script.
    if word < scripts.EAST:
        return word[: bounds.STEM_LETTERS]
    # Particles and endings follow the first two syllables, mostly.
    if scripts.within(word, _HANGUL):
        return word[:2]
    if scripts.within(word, _PACKED):
        return word
    return word[: bounds.STEM_LETTERS]


def _number(run: str) -> str:
    """The significant digits of a number, behind which there may be CJK units."""
    run = run.replace(" ", "")
    if run.isascii() or len(run) > bounds.NUMERALS:
        return _significant(_NO_DIGIT.sub("", run))
    return _significant(_decimals(value(re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", run))))


def _numeral(run: str) -> str:
    """The key of a number in Han numerals; "" for a run that isn't one from end to end."""
    head = ""
    for character in run:
        if character not in _DIGITS and character not in _SMALL and character not in _LARGE:
            break
        head += character
    # A single 一 or 十 is mostly part of a word.
    if not 2 <= len(head) <= bounds.NUMERALS:
        return ""
    if all(character in _DIGITS for character in head):
        return _significant("".join(str(_DIGITS[character]) for character in head))
    return _significant(_decimals(value(head)))


def _significant(digits: str) -> str:
    return "#" + (digits.strip("0") or "0")


def _decimals(value: Fraction) -> str:
    """All digits of a value that has an end in decimals."""
    while value.denominator != 1:
        # Values are sums of tens and decimals, so this ends.
        value *= 10
    return str(value)


@lru_cache(maxsize=1 << 12)
def value(run: str) -> Fraction:
    """The value of digits and Han or Hangul units: 1억1천만, 12조3천억, 二百三十, 1.1億, 34万亿."""
    total = section = scaled = Fraction(0)
    number: Fraction | None = None
    digits = ""
    for character in [*run, ""]:
        if character and character in "0123456789.,":
            digits += character if character != "," else "."
            continue
        if digits:
            number = Fraction(digits) if digits.count(".") <= 1 else Fraction(0)
            digits = ""
        if character in _DIGITS:
            number = (number or 0) * 10 + Fraction(_DIGITS[character])
        elif character in _SMALL:
            section += (1 if number is None else number) * _SMALL[character]
            number = None
        elif character in _LARGE:
            if number is None and not section and scaled:
                # Ten thousand times what the scale before it said: 万亿.
                total -= scaled
                scaled *= _LARGE[character]
            else:
                scaled = Fraction(section or 1 if number is None else section + number) * _LARGE[character]
            total += scaled
            section, number = Fraction(0), None
            continue
        scaled = scaled if number is None and not section else Fraction(0)
    return total + section + (number or 0)


def skeletons(words: Sequence[str]) -> list[str]:
    """The consonants of words in Latin letters; sounds that transliterations confuse are one.

    >>> skeletons(["プロジェクト", "project", "고든", "gordon"])
    ['prskt', 'prskt', 'ktn', 'krtn']
    """
    # One long text with a word a line: what is done for each word is done for all of them at once.
    latin = "\n".join(words)
    if not latin.isascii():
        latin = latin.translate(_LATIN)
    # Line feeds part the words and stay.
    latin = latin.lower().translate(_LETTERS)
    for letters, sound in _DIGRAPHS:
        latin = latin.replace(letters, sound)
    latin = latin.translate(_SOUNDS)
    for sound in _MAY_DOUBLE:
        while sound * 2 in latin:
            latin = latin.replace(sound * 2, sound)
    return latin.split("\n") if words else []


class _Latin(dict[int, str]):
    """Characters in Latin letters, looked up when met."""

    def __missing__(self, code: int) -> str:
        from anyascii import anyascii

        return self.setdefault(code, anyascii(chr(code)).replace("\n", " ") if code > 127 else chr(code))


_LATIN = _Latin()
_LETTERS = {code: None for code in range(128) if not chr(code).islower() and chr(code) != "\n"}
"""Takes away what is no letter. None takes away as an empty text does, thirty times as fast."""
_DIGRAPHS = (
    ("ph", "f"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("th", "s"), ("ck", "k"), ("ce", "se"), ("ci", "si"),
    ("x", "ks"),
)  # fmt: skip
_MAY_DOUBLE = "pktrsmn"
_SOUNDS = str.maketrans(
    {
        **dict.fromkeys("aeiouywh"),
        **dict.fromkeys("bpfv", "p"),
        **dict.fromkeys("ckgq", "k"),
        **dict.fromkeys("dt", "t"),
        **dict.fromkeys("lr", "r"),
        **dict.fromkeys("sjz", "s"),
    }
)


def different(lines: Iterable[Sequence[str]]) -> list[str]:
    """Each word of some texts once, in order."""
    return list(dict.fromkeys(chain.from_iterable(lines)))


def types(
    texts: Sequence[str], lexicon: frozenset[str] | None = None, characters: frozenset[str] = frozenset()
) -> tuple[list[list[str]], list[list[str]]]:
    """For each text its words, as `keys` has them, and their stems without repetition."""
    # One object for each word and not for each occurrence: long texts fit into memory.
    pool: dict[str, str] = {}
    words = []
    for text in texts:
        own = keys(text, lexicon, characters)[: bounds.UNIT_WORDS]
        words.append(list(map(pool.setdefault, own, own)))
    stems = {word: stem(word) for word in pool}
    return words, [list(dict.fromkeys(map(stems.__getitem__, line))) for line in words]
