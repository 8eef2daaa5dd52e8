"""The words of numbers, by language, and what one word says.

They are data: `languages/numbers.toml`, which tells what its signs mean.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import filterfalse
from typing import Any, NamedTuple

from toolkit import languages, late
from toolkit.aligning import words

Amount = int | Fraction


class NumberWord(NamedTuple):
    """What a word, or some digits, say of a number."""

    values: tuple[Amount, ...]
    """What it may mean, the most likely first."""
    sure: bool = True
    """Whether it counts something: a "second" may be none."""
    times: bool = False
    """Whether it multiplies what stands before it."""
    about: bool = False
    """Whether it is a round number, as a dozen."""
    digits: bool = False
    joined: bool = False
    """Whether an "and" stands before it."""
    alone: bool = False
    """Whether it goes together with no other."""
    coin: bool = False
    """Whether it is the name of a coin, too: cinq cents."""
    teen: bool = False
    """Whether it is a ten that follows the ones."""


@dataclass(frozen=True)
class NumberLexicon:
    """The number words of a language."""

    single: Mapping[str, NumberWord]
    phrases: Mapping[str, Sequence[tuple[re.Pattern[str], NumberWord]]]
    """By their first word, the longest first."""
    point: str
    """The decimal mark."""
    joiners: frozenset[str]
    prefixes: str
    article: str
    wide: frozenset[int]
    ones: bool
    """Whether ones may stand before tens: siebenundvierzig."""
    tens: bool
    """Whether they may stand behind them: forty-seven."""
    years: bool
    teens: frozenset[str]
    glue: str
    pieces: re.Pattern[str] | None
    endings: re.Pattern[str]
    begins: re.Pattern[str] | None
    scales: frozenset[str]
    """The words that multiply."""
    century: frozenset[str]
    apart: Mapping[str, frozenset[str]]
    """Words behind which others begin a number of their own."""
    same: Mapping[int, str | None]
    """Letters that are often written for others."""
    nothing: set[str] = field(default_factory=set)
    """Words, as they were written, that were found to say nothing."""
    _memory: dict[str, tuple[NumberWord, ...]] = field(default_factory=dict)

    def forget(self, word: str) -> None:
        """Take a word for one that says nothing from now on."""
        if len(self.nothing) >= _REMEMBERED:
            self.nothing.clear()
        self.nothing.add(word)

    def parts(self, word: str) -> tuple[NumberWord, ...]:
        """What a word in small letters says; nothing where it is no number.

        Several parts where it is written as one: siebenundvierzig.
        """
        parts = self._memory.get(word)
        if parts is None:
            parts = self._parts(word.translate(self.same) if self.same else word)
            # Texts have few numbers and many words: enough for a book, and bounded.
            if len(self._memory) < _REMEMBERED:
                self._memory[word] = parts
        return parts

    def _parts(self, word: str) -> tuple[NumberWord, ...]:
        if word in self.single:
            return (self.single[word],)
        for form, joined in self._bare(word):
            if form in self.single:
                return (self.single[form]._replace(joined=joined),)
        return (self._glued(word, self.pieces) if self.pieces else ()) or self._begun(word)

    def _bare(self, word: str) -> Iterator[tuple[str, bool]]:
        """What a word is without "and", "in" and "the" as letters of it, and whether it had an "and"."""
        if self.article and word.startswith(self.article):
            yield word.removeprefix(self.article), False
        if word[:1] and word[0] in self.prefixes:
            joined = word[0] in self.joiners or not self.article
            yield word[1:], joined
            yield from ((form, joined) for form in (word[1:].removeprefix(self.article),) if self.article)
            if word[1:2] and word[1] in self.prefixes:
                yield word[2:], joined

    def _begun(self, word: str) -> tuple[NumberWord, ...]:
        """What the beginning of a word says, which counts nothing by itself: Drittanbieter, двухлетний."""
        begins = self.begins.match(word) if self.begins else None
        if not begins:
            return ()
        tens = self.single[begins[0]]
        # Ones may be joined to tens before the rest of the word: сорокадвухлетний.
        if not all(value in _TENS for value in tens.values):
            return (tens._replace(sure=False, times=False),)
        joined = (word[begins.end() : end] for end in range(len(word) - 1, begins.end() + 2, -1))
        ones = next((part for part in map(self.single.get, joined) if part and min(part.values) < 10), None)
        values = tuple(ten + one for ten in tens.values for one in (ones.values if ones else (0,)))
        return (tens._replace(values=values, sure=False, times=False),)

    def _glued(self, word: str, pieces: re.Pattern[str]) -> tuple[NumberWord, ...]:
        # An even number of cuts: what the pattern has not taken, and what it has.
        cut = pieces.split(word)
        if len(cut) < 3 or any(cut[:-1:2]) or not self.endings.fullmatch(cut[-1]):
            return ()
        parts: list[NumberWord] = []
        joined = False
        for piece in cut[1::2]:
            if piece == self.glue:
                joined = True
                continue
            # Within a word, each is a number.
            parts.append(self.single[piece]._replace(joined=joined, sure=True))
            joined = False
        # "einer" and "sechser" are words of their own, or say less than they seem to.
        if len(parts) == 1 and cut[-1]:
            parts = [parts[0]._replace(sure=self.single[cut[-2]].sure)]
        return tuple(parts) if not joined else ()


_PORTIONS: Mapping[Amount, tuple[Amount, ...]] = {Fraction(1, 2): (30, 50, 6), Fraction(1, 4): (15, 25, 3)}
"""Half an hour is 30 minutes, half of them 50 %, and half a year six months."""
_TENS = range(20, 100, 10)
_REMEMBERED = 50_000
_CUTS = late.regex("[-_\u200c]")


@cache
def table() -> Mapping[str, Any]:
    """The number words of all languages."""
    text = files(languages.__package__).joinpath("numbers.toml").read_text("utf-8")
    return tomllib.loads(text)


# What stands above the line is no more of the figure: 10³ is not 103, and 1951¹ is a year with a note.
_RAISED = late.regex(r"(?<![\d.,])(\d+)([⁰¹²³⁴-⁹]{1,2})")
_POINT_FIRST = late.regex(r"(?<![\w.,])\.(?=[0-9])")
"""Before what is less than one: .5 mm."""
_MIDDLE_POINT = late.regex(r"(?<=\d)・(?=\d+[%万億兆度合キメミグトパ])")
"""As Japanese newspapers write it: 9・8%; five or six years may be 5・6年."""
_ARABIC_THOUSANDS = late.regex(r"(?<=[0-9])،(?=[0-9]{3}(?![0-9]))")


def prepared(text: str, lang: str) -> str:
    """A text as it is read.

    Its digits are plain, and in Arabic and Hebrew it has no marks of vowels, which few write.

    lang  the language alone

    >>> prepared("٢٧ كيلومترًا", "ar"), prepared("10³", "en"), prepared("1951¹", "en")
    ('27 كيلومترا', '1000', '1951^1')
    """
    text = words.plain(text if text.isascii() else _RAISED.sub(_on_the_line, text))
    if "." in text:
        text = _POINT_FIRST.sub("0.", text)
    if "・" in text:
        text = _MIDDLE_POINT.sub(".", text)
    if "،" in text:
        text = _ARABIC_THOUSANDS.sub(",", text)
    if not text.isascii() and table().get(lang, {}).get("vowels"):
        text = "".join(filterfalse(unicodedata.combining, text))
    silent = table().get(lang, {}).get("silent")
    return re.sub(rf"(?<=[^\W\d_])[{silent}](?=[^\W\d_])", "", text) if silent else text


def _on_the_line(raised: re.Match[str]) -> str:
    """A power of ten as it is written out; of others the base and what stands above it, apart."""
    # Python reads no number of some thousand digits, which a text may have.
    if words.plain(raised[1]) == "10":
        return f"1{'0' * int(words.plain(raised[2]))}"
    return f"{raised[1]}^{raised[2]}"


@cache
def words_of_range(lang: str) -> frozenset[str]:
    """What stands between the two numbers of a range: to, or."""
    return frozenset(table().get(lang, {}).get("range", "").split())


@cache
def lexicon(lang: str) -> NumberLexicon | None:
    """The number words of a language; None where nobody wrote them down.

    >>> german = lexicon("de")
    >>> [part.values[0] for part in german.parts("siebenundvierzig")], german.parts("und")
    ([7, 40], ())
    """
    data = table().get(lang)
    if not data or "values" not in data:
        return None
    single: dict[str, NumberWord] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], NumberWord]]] = {}
    same = str.maketrans(data.get("same", {}))
    teens = frozenset(data.get("teens", ()))
    rows = [(value, forms, False) for value, forms in data["values"].items()]
    rows += [(value, forms, True) for value, forms in data.get("times", {}).items()]
    for value, forms, times in rows:
        amount = simple(Fraction(value))
        for form in forms.split():
            word = form.rstrip("?!~").translate(same)
            cut = tuple(_CUTS.split(word))
            told = NumberWord((amount,), form[-1] not in "?!", times, form[-1] == "~", alone=form[-1] == "!")
            part = told._replace(teen=word in teens, coin=word in data.get("coins", ()))
            if len(cut) > 1:
                phrases.setdefault(cut[0], []).append((cut, part))
            elif word in single and amount not in single[word].values:
                # A word of several meanings is none for sure.
                earlier = single[word]
                single[word] = earlier._replace(values=(*earlier.values, amount), sure=False)
            else:
                single.setdefault(word, part)
    for value, forms in data.get("decades", {}).items():
        decade = NumberWord((int(value), 1900 + int(value)), alone=True)
        for word in forms.translate(same).split():
            cut = tuple(_CUTS.split(word))
            if len(cut) > 1:
                phrases.setdefault(cut[0], []).append((cut, decade))
            else:
                single[word] = decade
    for word, part in single.items():
        also = [also for value in part.values for also in _PORTIONS.get(value, ())]
        single[word] = part._replace(values=(*part.values, *also))
    glue = data.get("glued", "")
    longest_first = sorted((*single, *([glue] if glue else [])), key=len, reverse=True)
    return NumberLexicon(
        single,
        {first: _patterns(rest) for first, rest in phrases.items()},
        data.get("point", ""),
        frozenset(data.get("and", ())),
        data.get("prefixes", ""),
        data.get("article", ""),
        frozenset(data.get("wide", {}).get("values", ())),
        "ones" in data,
        data.get("ones", "also") == "also",
        data.get("years", False),
        teens,
        glue,
        re.compile(f"({'|'.join(longest_first)})") if "glued" in data else None,
        re.compile(data.get("endings", "")),
        re.compile("|".join(word for word in longest_first if len(word) >= data["begins"] and word != glue))
        if "begins" in data
        else None,
        frozenset(word for word, part in single.items() if part.times),
        frozenset(data.get("century", "").split()),
        {
            word: frozenset(others.split())
            for several, others in data.get("apart", {}).items()
            for word in several.split()
        },
        same,
    )


def _patterns(phrases: list[tuple[tuple[str, ...], NumberWord]]) -> list[tuple[re.Pattern[str], NumberWord]]:
    """Words that stand one after the other, with blanks or hyphens between them; the longest first."""
    phrases.sort(key=lambda told: -len(told[0]))
    between = "[-\u2010\u2011\u05be \u00a0\u200c]?"
    return [(re.compile(between.join(cut) + r"(?!\w)", re.IGNORECASE), part) for cut, part in phrases]


def simple(value: Fraction) -> Amount:
    """A whole number as such."""
    return value.numerator if value.denominator == 1 else value


def composed(parts: Sequence[NumberWord], lexicon: NumberLexicon) -> tuple[Amount, ...]:
    """The value of words that stand one after the other; nothing where they are no one number.

    Several where the digits among them may be read in two ways.

    >>> english = lexicon("en")
    >>> def number(text):
    ...     return composed([part for word in text.split() for part in english.parts(word)], english)
    >>> number("two hundred thirty one"), number("nineteen forty seven"), number("five seven")
    ((231,), (1947,), ())
    """
    if len(parts) > 1 and any(part.alone for part in parts):
        return ()
    # "1.7 million four years ago"
    if parts[0].digits and not all(part.digits or part.times for part in parts):
        return ()
    readings = []
    for first in parts[0].values if parts[0].digits or len(parts) == 1 else parts[0].values[:1]:
        value = _sum([parts[0]._replace(values=(first,)), *parts[1:]], lexicon)
        if value is not None:
            readings.append(simple(Fraction(value)))
    if parts[-1].coin and len(parts) > 1:
        readings += composed(parts[:-1], lexicon)
    return tuple(readings)


def _sum(parts: Sequence[NumberWord], lexicon: NumberLexicon) -> Amount | None:
    groups: list[Amount] = []
    """What is finished: thousands, millions."""
    current: Amount = 0
    last: Amount | None = None
    """What was added to `current` last; None where nothing is in it."""
    earlier: NumberWord | None = None
    for part in parts:
        value = part.values[0]
        if part.times and value > 100:
            low = sum(group for group in groups if group < value) + current
            groups = [group for group in groups if group >= value]
            if low == 0 and earlier:
                return None
            groups.append((low or 1) * value)
            current, last = 0, None
        else:
            following = _added(part, current, last, earlier, lexicon)
            if following is None or (groups and min(groups) <= following):
                return None
            current, last = following, value
        earlier = part
    return sum(groups) + current


def _added(
    part: NumberWord, current: Amount, last: Amount | None, earlier: NumberWord | None, lexicon: NumberLexicon
) -> Amount | None:
    """What is below a thousand, with one part more; None where it doesn't go in."""
    value = part.values[0]
    if part.times:
        # "nineteen hundred", but no hundred after 1947; "cinquante cents" are coins, and 5 cents, too.
        coins = earlier is not None and earlier.digits and value == 100
        return (
            (current or 1) * value if current < 20 and not coins and not (part.joined and current) else None
        )
    if last is None:
        return None if earlier and part.digits and part.joined else value
    if part.digits or (earlier and earlier.digits):
        return None
    # In English an "and" stands behind hundreds alone.
    if _room(current, value, lexicon) and not (part.joined and lexicon.years and current < 100):
        return current + value
    if lexicon.ones and part.joined and last < 10 and value in range(20, 100, 10):
        return current + value
    if part.teen and not part.joined and 0 < last < 10:
        return current + 10
    if lexicon.years and not part.joined and 10 <= current <= 21 and (value == 0 or 10 <= value < 100):
        # "nineteen forty", and "nineteen oh", where the ones come after.
        return current * 100 + value
    return None


def _room(current: Amount, value: Amount, lexicon: NumberLexicon) -> bool:
    """Whether a value may be added: 5 to 20, and 20 to 100."""
    if not value or isinstance(current, Fraction) or isinstance(value, Fraction):
        return False
    if current % 100 in lexicon.wide:
        return value < 20
    if current % 100 == 0:
        return value < 100
    # Where ones come first, "twenty second" is no 22.
    return lexicon.tens and current % 100 >= 20 and current % 10 == 0 and value < 10
