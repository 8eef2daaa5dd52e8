"""What is known of a language's sentences: its abbreviations, and a few of its habits.

The files are `languages/sentences/<language>.toml`; docs/reference/sentences.md tells the format.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from toolkit import scripts

Ordinals = Literal["", "small", "any"]

_FULL = "。！？｡．"
"""Marks that end a sentence without a blank behind them (East Asian)."""
_OTHER = "؟۔।॥։።፧፨။៕៚᙮꘎᠃᠉꓿܀܁܂߹‼⁇⁈⁉"
"""Marks of other scripts; a full stop is not one of them, so that no abbreviation ends in them."""
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
    """Of one language. Words are in small letters, without their last full stop, in NFC."""

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
    says: re.Pattern[str] | None = None
    """What a narrator adds to a quotation: `“Why?” Mara asked.`"""
    ordinals: Ordinals = ""
    """Whether a full stop makes a number an ordinal, and which letters follow."""
    nouns: bool = False
    """Whether nouns have capitals, so that a capital proves little."""
    boundary: re.Pattern[str] = re.compile("")
    """Finds the places where a sentence may end."""


@lru_cache(maxsize=128)
def load(lang: str) -> Rules:
    """The rules for a BCP 47 tag, by its first subtag; without data only what holds anywhere."""
    table = _table(lang.replace("_", "-").partition("-")[0].lower())

    def words(key: str) -> frozenset[str]:
        return frozenset(str(table.get(key, "")).split())

    return Rules(
        before=words("before"),
        end=words("end"),
        words=words("words"),
        number=words("number"),
        starts=words("starts"),
        says=_says(str(table.get("says", "")).split()),
        ordinals=table.get("ordinals", ""),  # type: ignore[arg-type]
        nouns=bool(table.get("nouns")),
        boundary=_boundary(str(table.get("marks", ""))),
    )


def _table(lang: str) -> Mapping[str, object]:
    """A language's file, with the words of the one that it is `like`; its own habits win."""
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


@lru_cache(maxsize=8)
def _boundary(marks: str) -> re.Pattern[str]:
    """Finds every place where a sentence may end. Nothing is tried twice at one place: time is linear."""
    ends = ".!?…" + marks
    return re.compile(
        rf"(?P<full>(?P<full_mark>[{_FULL}]+[.!?…]*)[{_CLOSERS}]*+\s*)"
        rf"|(?P<other>(?P<other_mark>[{_OTHER}]+[.!?…]*|፡፡){_CLOSER}*+\s*)"
        rf"|(?P<stop>(?<![{ends}])(?P<mark>[{ends}]++)(?P<closers>(?:{_CLOSER}|[\u00a0\u202f ]»(?!\w))*+)"
        # The mark of a footnote: [3], a raised figure, or a figure that was raised once.
        r"(?P<note>(?:\[\d{1,3}\]|[⁰¹²³⁴-⁹]|(?<=[^\W\d_][.!?])\d{1,2}(?=\s))*+)"
        rf"(?:\s+|$|(?=[{_UNSPACED}“「『（《【])|(?=[^\W\d_]{{2}})))"
        r"|(?P<line>\n[ \t]*+\n\s*)"
        rf"|(?P<clause>(?<=[{_THAI}]) +(?=[{_THAI}]))"
    )
