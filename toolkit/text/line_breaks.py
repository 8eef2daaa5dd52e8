"""Where a line may end: pure, text -> pieces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from toolkit.text import scripts

# Chinese and Japanese: a line may end between any two letters, but for the rules below.
_EAST = re.compile(f"[{scripts.CJK}]")
_WORD = re.compile(r" *[^ ]+ *")
_CLOSING = frozenset({"Pe", "Pf", "Po", "Lm", "Mn", "Mc"})
_OPENING = frozenset({"Ps", "Pi"})
_SMALL = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")


def line_pieces(text: str) -> Iterator[str]:
    """A text in pieces between line breaks.

    A line may end at the end of each.

    >>> list(line_pieces("One 「二、三」"))
    ['One ', '「二、', '三」']
    """
    found = _WORD.findall(text) or ([text] if text else [])
    for word in found:
        if not _EAST.search(word):
            yield word
            continue
        start = 0
        for k in range(1, len(word)):
            if _may_end(word[k - 1], word[k]):
                yield word[start:k]
                start = k
        yield word[start:]


def _may_end(before: str, after: str) -> bool:
    """Whether a line may end here.

    It is asked of two characters that no blank divides.
    """
    if after == " " or after in _SMALL or unicodedata.category(after) in _CLOSING:
        return False
    if before == " " or unicodedata.category(before) in _OPENING:
        return False
    return bool(_EAST.match(before) or _EAST.match(after))


# Blanks at which no line may end: what a typesetter does to a text whose writer typed ordinary ones.
#
# Only for print: catalogs and archives keep what was typed. A blank becomes another one or stays; none is
# added and none taken away, so that quotation marks and all else are as the translator left them.
#
#     everywhere        between a number and its unit, and between groups of three digits (10 000)
#     French            before ; ! ? the narrow blank of printers; before : and in guillemets a full one
#     Czech, Polish,    after prepositions and conjunctions of one letter, which may not end a line
#     Slovak
#
# Sources: the International System of Units, section 5.4.3; the French Imprimerie nationale's rules of
# typography; the Czech ČSN 01 6910 and its Polish and Slovak counterparts.


_FULL, _NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
_SYMBOLS = "[%‰€£¥$°℃℉Ω]"
_UNITS = "(?:[kcmµ]?m|[kM]?W|[km]?g|[mc]?l|[kMG]?Hz|[kMGT]?B|km/h|min|h|s|V|A|K|ha|hPa)(?![^\\W_])"
# Each begins with its blank: a search for one character is far quicker than to look around at each.
_NUMBERS = re.compile(rf" (?<=\d )(?=\d{{3}}(?!\d)|{_SYMBOLS}|{_UNITS})")
_FRENCH = re.compile(" (?:(?<=\\S )(?=[;!?]+(?!\\w)|:(?!\\w)|[»›])|(?<=[«‹] )(?=\\S))")
_LETTERS = {"cs": "AIKOSUVZaikosuvz", "sk": "AIKOSUVZaikosuvz", "pl": "AIOUWZaiouwz"}

_Breaking = Callable[[str], str]


def no_break(text: str, lang: str) -> str:
    r"""The text with no-break spaces.

    They take the place of each blank at which no line may end.

    lang  BCP 47 tag

    >>> no_break("Vraiment ? Oui : 10 000 km.", "fr")
    'Vraiment\u202f? Oui\xa0: 10\xa0000\xa0km.'
    """
    if " " not in text:
        return text
    for rule in _rules(lang):
        text = rule(text)
    return text


@cache
def _rules(lang: str) -> tuple[_Breaking, ...]:
    language = lang.partition("-")[0]
    rules: list[_Breaking] = [lambda text: _NUMBERS.sub(_FULL, text)]
    if language == "fr":
        rules.append(lambda text: _FRENCH.sub(_french, text))
    if letters := _LETTERS.get(language):
        alone = re.compile(rf"([{letters}]) (?<![^\s(„“‚«–—]. )(?=\S)")
        rules.append(lambda text: alone.sub(rf"\1{_FULL}", text))
    return tuple(rules)


def _french(found: re.Match[str]) -> str:
    return _NARROW if found.string[found.end()] in ";!?" else _FULL
