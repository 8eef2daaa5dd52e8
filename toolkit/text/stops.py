"""Whether a full stop ends a sentence.

It may belong to an abbreviation, a number or an initial.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from toolkit import late
from toolkit.text import scripts
from toolkit.text.hygiene import normalized

# What is known of a language's sentences: its abbreviations, and a few of its habits.
#
# The files are `languages/sentences/<language>.toml`; docs/reference/sentences.md tells the format.


Ordinals = Literal["", "small", "any"]

_FULL = "。！？｡．︒︕︖﹖﹗"
"""Marks that end a sentence without a blank behind them (East Asian). ﹒ is none: it parts 珍﹒奧斯汀."""
_OTHER = (
    "\u0589\u061d-\u061f\u06d4\u0700-\u0702\u07f9\u0837\u0839\u083d\u083e\u0964\u0965\u0f0e\u0f0f\u0f10\u0f11\u104b"
    "\u1362\u1367\u1368\u166e\u1735\u1736\u17d4\u17d5\u17da\u1803\u1809\u1944\u1945\u1aa8\u1aa9\u1aaa\u1aab\u1b4f"
    "\u1b5a\u1b5b\u1b5f\u1b7d-\u1b7f\u1c3b\u1c3c\u1c7e\u1c7f\u203c\u203d\u2047-\u2049\u2cf9-\u2cfb\u2e2e"
    "\u2e3c\u2e53\u2e54\ua4ff\ua60e\ua60f\ua6f3\ua6f7\ua876\ua877\ua8ce\ua8cf\ua92f\ua9c9\uaa5d-\uaa5f"
    "\uaaf0\uaaf1\uabeb\U00011141-\U00011143\U0001144b\U0001144c"
)
"""Marks of other scripts, as a body of a character class; a full stop is not one of them, so that no
abbreviation ends in them.

They are those that Unicode calls sentence terminals, but for commas, of scripts that people write today."""
_SHAD = "།"
"""Of Tibetan; it ends clauses and items of a list, too, but twice only sentences."""
_CLOSERS = "\"'”’»›)\\]}」』）】》〉〕］｝＂＇"
_CLOSER = rf"(?:[{_CLOSERS}]|[“«](?![\w“„«»]))"
"""“ and « close in German and Danish."""
_THAI = scripts.THAI + scripts.LAO
_EAST = scripts.HAN + scripts.KANA
_UNSPACED = scripts.HANGUL + _EAST


_ANYWHERE = {"before": "dr prof mr mrs st vs"}
"""Abbreviations that travel."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one language.

    Words are in small letters, without their last full stop, in NFC.
    """

    before: frozenset[str] = frozenset()
    """Abbreviations that stand before what they belong to: no sentence ends here."""
    end: frozenset[str] = frozenset()
    """Abbreviations that may end a sentence."""
    words: frozenset[str] = frozenset()
    """Abbreviations that are also words, or end a name: only what follows tells."""
    number: frozenset[str] = frozenset()
    """Abbreviations before a number."""
    starts: frozenset[str] = frozenset()
    """Words that begin sentences, and hardly ever a name."""
    joins: frozenset[str] = frozenset()
    """Words that no sentence begins with, where blanks may end one (Thai and Lao)."""
    leads: frozenset[str] = frozenset()
    """Words that no sentence ends with, likewise."""
    closes: frozenset[str] = frozenset()
    """Syllables that a sentence ends with before a shad (Tibetan and Dzongkha)."""
    says: re.Pattern[str] | None = None
    """What a narrator adds to a quotation: `“Why?” Mara asked.`"""
    ordinals: Ordinals = ""
    """Whether a full stop makes a number an ordinal, and which letters follow."""
    nouns: bool = False
    """Whether nouns have capitals, so that a capital proves little."""
    boundary: re.Pattern[str] = late.regex("")
    """Matches where a sentence may end."""
    marks: re.Pattern[str] = late.regex("")
    """What `boundary` begins with, but for a blank between clauses; found far faster."""

    @property
    def abbreviations(self) -> frozenset[str]:
        """All of them."""
        return self.before | self.end | self.words | self.number

    def places(self, text: str) -> Iterator[re.Match[str]]:
        """The places of a text where a sentence may end, in order; matches of `boundary`."""
        if not text.isascii() and _CLAUSE.search(text):
            yield from self.boundary.finditer(text)
            return
        at = 0
        while mark := self.marks.search(text, at):
            match = self.boundary.match(text, mark.start())
            if match:
                yield match
            at = (match or mark).end()


@lru_cache(maxsize=128)
def load(lang: str) -> Rules:
    """The rules for a BCP 47 tag.

    They are found by its first subtag. Without data there is only what holds anywhere.
    """
    table = _table(lang.replace("_", "-").partition("-")[0].lower())

    def words(key: str) -> frozenset[str]:
        return frozenset(str(table.get(key, "")).split())

    return Rules(
        before=words("before"),
        end=words("end"),
        words=words("words"),
        number=words("number"),
        starts=words("starts"),
        joins=words("joins"),
        leads=words("leads"),
        closes=words("closes"),
        says=_says(str(table.get("says", "")).split()),
        ordinals=table.get("ordinals", ""),  # type: ignore[arg-type]
        nouns=bool(table.get("nouns")),
        boundary=_boundary(_ends(table)),
        marks=re.compile(f"[{_FULL}{_OTHER}{_SHAD}፡{_ends(table)}\\n]"),
    )


def _ends(table: Mapping[str, object]) -> str:
    """The marks that end sentences before a blank."""
    return ".!?…" + str(table.get("marks", ""))


def _table(lang: str) -> Mapping[str, object]:
    """The file of a language.

    It has the words of the one that it is `like`; its own habits win.
    """
    file = files("toolkit.languages").joinpath(f"sentences/{lang}.toml")
    if not (lang.isascii() and lang.isalpha() and file.is_file()):
        return _ANYWHERE
    own: dict[str, object] = tomllib.loads(file.read_text("utf-8"))
    for key, value in _table(str(own.pop("like", ""))).items():  # "" ends at what holds anywhere
        if isinstance(value, str) and key not in ("ordinals", "marks"):
            own[key] = f"{value} {own.get(key, '')}"
        else:
            own.setdefault(key, value)
    return own


def _says(verbs: list[str]) -> re.Pattern[str] | None:
    if not verbs:
        return None
    verbs = [unicodedata.normalize(form, verb) for verb in verbs for form in ("NFC", "NFD")]
    spaced = "|".join(re.escape(verb) for verb in verbs if not scripts.within(verb, _EAST))
    joined = "|".join(verb for verb in verbs if scripts.within(verb, _EAST))
    ways = []
    if spaced:
        ways.append(rf"(?:[^\s.,;:!?…।]{{1,20}}\.? ){{0,3}}?(?:{spaced})(?!\w)")
    if joined:
        ways.append(rf"[^\s，。！？“”「」、：]{{0,6}}?(?:{joined})")
    return re.compile("|".join(ways))


_CLAUSE = late.regex(f"[{_THAI}] ")


_NOTE = r"\[\d{1,3}\]|[⁰¹²³⁴-⁹]++[)）]?+|\*\)"
"""The mark of a footnote: [3], a raised figure, which a bracket may follow, or a star with one."""


@lru_cache(maxsize=8)
def _boundary(ends: str) -> re.Pattern[str]:
    """What finds the ends of sentences.

    Every place where one may end. Nothing is tried twice at one place: time is linear.
    """
    return re.compile(
        # One look at most characters, where five would be.
        rf"(?=[{ends}{_FULL}{_OTHER}{_SHAD}፡\n ])(?:"
        rf"(?P<full>(?P<full_mark>[{_FULL}]+[.!?…]*)[{_CLOSERS}]*+(?:{_NOTE})*+\s*)"
        rf"|(?P<other>(?P<other_mark>(?:[{_OTHER}]|{_SHAD}(?= ?{_SHAD}))[{_OTHER}{_SHAD}]*+"
        rf"(?: [{_OTHER}{_SHAD}]++)*+[.!?…]*|፡፡){_CLOSER}*+(?:{_NOTE})*+\s*)"
        rf"|(?P<shad>{_SHAD}{_CLOSER}*+\s*)"
        rf"|(?P<stop>(?<![{ends}])(?P<mark>[{ends}]++)(?P<closers>(?:{_CLOSER}|[\u00a0\u202f ]»(?!\w))*+)"
        # Before a blank also (3), stars, and a figure that was raised once.
        rf"(?P<note>(?:{_NOTE}|\(\d{{1,2}}\)|[*†‡]++\)?+|(?<=[^\W\d_][.!?])\d{{1,2}}(?=\)?\s)\)?+)*+)"
        rf"(?:\s+|$|(?=[{_UNSPACED}“「『（《【])|(?=[^\W\d_]{{2}})))"
        r"|(?P<line>\n[ \t]*+\n\s*)"
        rf"|(?P<clause>(?<=[{_THAI}]) +(?=[{_THAI}])))"
    )


_LONGEST_WORD = 24
"""Characters before a full stop that are looked at."""
_WORD_BEFORE = late.regex(r"[^\s\"“”‘«»„‚()\[\]{}/—–…]*$")
_SPACED = late.regex(r"(?<!\w)\w\.[ \u00a0\u202f](?:\w\.[ \u00a0\u202f])*\w$")
_NEXT_WORD = late.regex(r"((?:[^\W\d_][\u0300-\u036f]*)+)(['’][^\W\d_]*)?")
_ROMAN = late.regex(r"[IVXLC]+$")
_ROMAN_NEXT = late.regex(r"[IVXLC]+(?![^\W_])")
_CONSONANTS = late.regex(r"(?!.*(.)\1)[bcčćdďfghjkmnňpqsšśtťvwxzžźż]{2,3}$")
"""An abbreviation that nobody listed; with l or r it may be a word (vlk), with mm a sound (hmm)."""
_UNITS = frozenset("km kg cm mm dm ha kb mb gb hz m g l s h км кг см мм м л с".split())
_INITIALS = late.regex(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}$")
_NUMBERED = late.regex(r"((?:[^\W\d_][\u0300-\u036f]*)+)\.?[ \u00a0\u202f](?:\d{1,6}[a-z]?[–-])?$")
_DAY = late.regex(r"\d{1,2}\.\d{1,2}$")
_DATE_NEXT = late.regex(r"\d{1,2}\.[ \u00a0]?\d{1,4}\b")
_DATE_BEFORE = late.regex(r"\d\.[ \u00a0\u202f]?$")
_DATE = late.regex(r"\s*(?:\w{1,2}[ \u00a0](?:[^\W\d]+[ \u00a0])?)?[\dIVX][\dIVX–-]*[ \u00a0]")
"""`W 1918 r. Polska`, `У травні 1918 р. Київ`: what stands before the verb is no sentence."""
_LONGEST_DATE = 30
_MEASURE = late.regex(r"\d[ \u00a0\u202f]?$")
_ORDINAL_NEXT = late.regex(r"\d{1,2}\.[ \u00a0][^\W\d_]")
_CAPITALS_NEXT = late.regex(r"[^\W\d_]{1,2}\.")
_LISTS = frozenset(":;([")
"""Before the number of a list inside a sentence."""
_QUOTES = frozenset('„“«»"‚‘')
_MARKERS = " \t(-–—•*"
_PARTICLES = frozenset("de la le les du des den der van von di da do dos del el al lo li ben ibn an".split())
"""Parts of names that are also words with which sentences begin."""


def ends(text: str, start: int, begin: int, at: int, rules: Rules, *, noted: bool = False) -> bool:
    """Whether a full stop ends a sentence.

    The stop stands at `begin`, and the sentence begins at `start`.

    at: where the next word begins, with a capital or in a script without capitals. noted: a figure stands
    between them that may be the mark of a footnote.
    """
    match = _WORD_BEFORE.search(text, max(start, begin - _LONGEST_WORD), begin)
    if match is None or not match.group():
        return True
    head, word = match.start(), _composed(match.group())
    if word.isdigit():
        return _after_number(text, start, head, word, at, rules)
    if word in _UNITS and (text[head - 1] == "/" or _MEASURE.search(text, max(start, head - 8), head)):
        return starts(text, at, rules) if rules.nouns else not is_figure(text[at])
    known = _after_abbreviation(text, start, head, word, _folded(text, start, begin, word), at, rules)
    if known is not None:
        return known and not noted
    if len(word) == 1:
        return _after_letter(text, start, head, word, at, rules)
    if _is_acronym(word) or (rules.ordinals and _ROMAN.match(word)):
        return starts(text, at, rules)
    if is_figure(text[at]) and _DAY.match(word):
        return False  # 3.5. 1990
    if len(word) == 2 and word.isupper() and _CAPITALS_NEXT.match(text, at):
        return False  # EE. UU.
    return not (_CONSONANTS.match(word) and rules.starts and word not in _UNITS)


def _folded(text: str, start: int, begin: int, word: str) -> str:
    """An abbreviation as it is in the data."""
    if len(word) == 1 and (spaced := _SPACED.search(text, max(start, begin - _LONGEST_WORD), begin)):
        return "".join(spaced.group().split()).lower()  # z. B., т. д.
    folded = word.lower().strip("'’")
    # L’art. 3, dell'ing. Neri
    return re.split("['’]", folded)[-1] if "’" in folded or "'" in folded else folded


def _composed(word: str) -> str:
    return word if word.isascii() else normalized(word, "NFC")


def _after_abbreviation(
    text: str, start: int, head: int, word: str, folded: str, at: int, rules: Rules
) -> bool | None:
    """Whether a sentence ends with this abbreviation.

    It is None where that is no abbreviation that we know.
    """
    after = text[at]
    if folded in rules.before:
        # El PP. Però ...: capitals are rather another name.
        return len(word) > 1 and word.isupper() and starts(text, at, rules)
    if folded in rules.number and (is_figure(after) or _is_roman(text, at, rules)):
        return False
    if len(folded) == 1 and word.isupper():
        return None  # Г. В. Тріска: an initial, though г. is a year
    if folded in rules.end:
        if is_figure(after):
            return rules.ordinals == "small" and _ORDINAL_NEXT.match(text, at) is not None
        if rules.nouns or ("." in folded and not word.islower()):
            return starts(text, at, rules) or (rules.nouns and text[at - 1] in _QUOTES)
        return _DATE.fullmatch(text, start, min(head, start + _LONGEST_DATE)) is None
    if folded in rules.words or (folded in rules.number and len(word) > 1 and word.isupper()):
        return starts(text, at, rules)
    if folded in rules.number and len(folded) > 1:
        return True
    return None


def _after_letter(text: str, start: int, head: int, word: str, at: int, rules: Rules) -> bool:
    """A single letter: mostly the initial of a name."""
    if not word.isalpha() or ord(word) >= 0x2000:
        return True
    if caseless(word) or _opens(text, start, head):
        return False
    if word == "I" and "i" in rules.starts:
        return True
    return starts(text, at, rules, initial=word.isupper())


def _after_number(text: str, start: int, head: int, word: str, at: int, rules: Rules) -> bool:
    """Whether a sentence ends with this number.

    It may be an ordinal, or the number of a list.

    head: where the number begins.
    """
    after = text[at]
    if _opens(text, start, head):
        return False
    before = text[max(start, head - 16) : head]
    if before.rstrip()[-1:] in _LISTS:
        return False
    if _DATE_NEXT.match(text, at):
        return False
    named = _NUMBERED.search(before)
    if named is not None and _composed(named.group(1)).lower() in rules.number:
        return True
    if len(word) <= 2:
        if is_figure(after) or (caseless(after) and _DATE_BEFORE.search(before)):
            return False
        if rules.ordinals == "any":
            return starts(text, at, rules)
    return True


def _opens(text: str, start: int, head: int) -> bool:
    """Whether a sentence begins at `head`.

    The number in a list does so.
    """
    return head - start <= 4 and not text[start:head].strip(_MARKERS)


def _is_roman(text: str, at: int, rules: Rules) -> bool:
    """Whether a Roman number follows.

    `I` alone is one only where it is no word.
    """
    match = _ROMAN_NEXT.match(text, at)
    return match is not None and not (match.group() == "I" and "i" in rules.starts)


def starts(text: str, at: int, rules: Rules, *, initial: bool = False) -> bool:
    """Whether a word follows that begins sentences.

    Rather than names.

    initial: the letter before may be an initial, so that a particle of a name proves nothing.
    """
    match = _NEXT_WORD.match(text, at)
    if match is None or text[match.end() : match.end() + 1] == ".":
        return False
    word = _composed(match.group(1))
    if len(word) > 1 and not word[1:].islower():
        return False
    folded = word.lower()
    if initial and folded in _PARTICLES:
        return False
    tail = match.group(2)
    return folded in rules.starts or (tail is not None and folded + tail.replace("’", "'") in rules.starts)


def _is_acronym(word: str) -> bool:
    """Whether it is an acronym, such as U.S.A.

    J.-P, யு.கே and ق.م, too: in scripts without capitals the parts are counted with their vowel signs.
    """
    if "." not in word:
        return False
    parts = word.split(".")
    return _INITIALS.match(word) is not None or all(0 < len(p) <= 3 and p[0] > "\u058f" for p in parts)


def is_figure(letter: str) -> bool:
    """Whether it is a digit or a fraction."""
    return letter.isdigit() or letter in "½¼¾⅓⅔"


def caseless(letter: str) -> bool:
    """Whether a letter's script has no capitals.

    Georgian has some, but begins no sentence with them.
    """
    return letter.isalpha() and (letter.lower() == letter.upper() or scripts.within(letter, scripts.GEORGIAN))
