"""Numbers in Chinese, Japanese and Korean.

Digits and numerals go together there: 120万, 3천만. Offsets count from 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit import late
from toolkit.aligning import words
from toolkit.checks.quantities.digits import LONGEST, ReadNumber, amounts, centuries, decade, in_digits
from toolkit.checks.quantities.lexicon import Amount, simple, table

_HAN = late.regex(
    rf"(?P<century>[0-9]{{1,2}}|[十二一]+) ?世[纪紀] ?(?P<decade>[1-9]0|[二三四五六七八九]十) ?(?=年代)"
    rf"|(?P<digits>{words.NUMBER})(?P<scale>(?: ?(?:[0-9][0-9,]*)? ?[多余餘几]?[十百千万萬億亿兆])+[0-9]*)?"
    rf"|(?P<numerals>[{words.NUMERALS}]+(?:[多余餘](?=[万萬億亿])[{words.NUMERALS}]+)?)"
)
_CONSECUTIVE = late.regex("一二|一两|一兩|二三|两三|兩三|三四|三五|四五|五六|六七|七八|八九")
_EITHER = late.regex(r"\d,\d")
_MULTIPLIERS = frozenset("十百千万萬億亿兆")
_SAYINGS = frozenset(["千万", "千萬", "万一", "萬一", "千百", "万万", "三三", "五五", "一一", "八百"])
"""What is a word of its own where nothing is counted."""
_SOME = frozenset("几幾数數好")
_OVER = late.regex("[ ,多余餘几]")
"""What may stand within a number: 550多万, 2億1,200万."""
_ABOUT = frozenset("几幾多余餘来來")


@cache
def has_numerals(lang: str) -> bool:
    """Whether the numerals of a language are Han characters, with no blanks between words."""
    facts = table().get(lang, {})
    return "counters" in facts and "natives" not in facts


def han(text: str, lang: str) -> Iterator[ReadNumber]:
    """Numbers in Chinese and Japanese."""
    for match in _HAN.finditer(text):
        start, end = match.span()
        if match["century"]:
            # The thirties of the 20th century are those from 1930 on.
            tens, years = words.value(match["decade"]), words.value(match["century"]) * 100 - 100
            values = simple(tens), simple(years + tens)
            yield ReadNumber(start, end, frozenset(values), sure=True, digits=True)
        elif match["scale"]:
            yield _scaled(match["digits"], _OVER.sub("", match["scale"]), start, end)
        elif match["digits"]:
            yield from digits(text, start, end)
        elif end - start <= LONGEST:
            yield _numeral(text, start, end, lang)


def digits(text: str, start: int, end: int) -> Iterator[ReadNumber]:
    """A number in digits alone."""
    read = in_digits(text, start, end)
    if read:
        part, end = read
        values = part.values
        if text.startswith(("年代", "년대"), end):
            values = (*values, *decade(values[0]))
        elif part.digits and end - start == 2 and text.startswith(("年", "년"), end):
            values = (*values, *centuries(values[0]))
        # 10代 are those who have a ten or a "-teen" in their age, 2,3回 two or three times.
        counts = not (values[0] == 10 and text.startswith(("代", "대"), end))
        sure = part.sure and counts and not _EITHER.fullmatch(text, start, end)
        yield ReadNumber(start, end, frozenset(values), sure, digits=True)


def _scaled(digits: str, scale: str, start: int, end: int) -> ReadNumber:
    """A number in digits with what is written behind it: 120万, 1億2000万."""
    if len(scale) > LONGEST:
        return ReadNumber(start, end, frozenset(), sure=False)
    # Digits behind a scale may stand there as well: a first number in two readings has none behind it.
    values = (
        simple(words.value(f"{base}{scale}"))
        if isinstance(base, int)
        else simple(base * words.value(f"1{scale}"))
        for base in amounts(digits)
    )
    return ReadNumber(start, end, frozenset(values), sure=True, digits=True)


def _numeral(text: str, start: int, end: int, lang: str) -> ReadNumber:
    """A number in Han numerals."""
    run = _OVER.sub("", text[start:end])
    before, after = text[start - 1 : start], text[end : end + 1]
    some = _CONSECUTIVE.search(run)
    if some and not (len(run) == 4 and _MULTIPLIERS.isdisjoint(run)):
        # 三四十, 十四五: either.
        either = (run[: some.start()] + digit + run[some.end() :] for digit in some[0])
        return ReadNumber(start, end, frozenset(simple(words.value(one)) for one in either), sure=False)
    value = simple(words.value(run))
    multiplied = not _MULTIPLIERS.isdisjoint(run)
    if before in _SOME:
        # 几十: nobody knows how many.
        return ReadNumber(start, end, frozenset([value]), sure=False)
    counted = before == "第" or (after != "" and after in _counters(lang))
    if len(run) == 1 or run in _SAYINGS or (run[0] in "百千万萬億亿兆" and len(run) < 3):
        sure = counted and value != 1
    else:
        sure = counted or multiplied or len(run) > 2
    # 十分 is "very", but for minutes.
    if run == "十" and after == "分" and text[end + 1 : end + 2] not in ("钟", "鐘", "間", "前", "後"):
        sure = False
    values: tuple[Amount, ...] = (value,)
    if text.startswith("年代", end):
        values = (*values, *decade(value))
    return ReadNumber(start, end, frozenset(values), sure, about=after != "" and after in _ABOUT)


@cache
def _counters(lang: str) -> frozenset[str]:
    return frozenset(table()[lang]["counters"])


_SINO = "영공일이삼사오육칠팔구십백천만억조"
_AS_HAN = str.maketrans(_SINO, "零〇一二三四五六七八九十百千万億兆")
_TENS = "십백천만억조"


@cache
def _korean() -> tuple[re.Pattern[str], dict[str, int]]:
    """Numbers in Korean, and the values of its own words."""
    natives = {
        form: int(value) for value, forms in table()["ko"]["natives"].items() for form in forms.split()
    }
    ones = "|".join(form for form, value in natives.items() if value < 10)
    tens = "|".join(form for form, value in natives.items() if value >= 10)
    counters = "|".join(sorted(table()["ko"]["counters"].split(), key=len, reverse=True))
    pattern = re.compile(
        rf"(?P<digits>{words.NUMBER})(?P<scale>(?: ?(?:[0-9][0-9,]*)?[{_TENS}]+)+)?"
        rf"|(?<!\w)(?P<sino>[{_SINO}]{{2,}}|[삼사오육칠팔구십](?= ?(?:{table()['ko']['sino']})))"
        # Many write a blank between tens and ones: 열 다섯 마리.
        rf"|(?<!\w)(?:(?P<tens>{tens})(?: (?=(?:{ones}) ?(?:{counters})))?)?(?P<ones>{ones})?(?<=\w)"
        rf"(?P<counter> ?(?:{counters})|(?!\w))"
    )
    return pattern, natives


@cache
def _counts_sino() -> re.Pattern[str]:
    """What stands behind a Chinese numeral in Korean."""
    return re.compile(rf" ?(?:{table()['ko']['sino']})")


def korean(text: str) -> Iterator[ReadNumber]:
    """Numbers in Korean."""
    pattern, natives = _korean()
    for match in pattern.finditer(text):
        start, end = match.span()
        if match["scale"]:
            yield _scaled(match["digits"], _OVER.sub("", match["scale"]).translate(_AS_HAN), start, end)
        elif match["digits"]:
            yield from digits(text, start, end)
        elif match["sino"]:
            run = match["sino"].translate(_AS_HAN)
            multiplied = not _MULTIPLIERS.isdisjoint(run[1:])
            counted = _counts_sino().match(text, end) is not None
            # 이천 is a town, 만 "only": three letters with tens among them can't be else.
            if len(run) <= LONGEST and (multiplied or counted or len(run) == 1):
                sure = counted or len(run) != 2
                yield ReadNumber(start, end, frozenset([simple(words.value(run))]), sure=sure)
        elif match["tens"] or match["ones"]:
            value = natives.get(match["tens"] or "", 0) + natives.get(match["ones"] or "", 0)
            end = match.end("ones") if match["ones"] else match.end("tens")
            counted = bool(match["counter"]) or (match["tens"] is not None and match["ones"] is not None)
            yield ReadNumber(start, end, frozenset([value]), sure=counted and value != 1)
