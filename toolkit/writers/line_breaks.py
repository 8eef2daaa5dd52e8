"""Where a line may end: pure, text -> pieces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from toolkit.text import scripts

# Chinese and Japanese: a line may end between any two letters, but for the rules below.
_EAST = re.compile(f"[{scripts.CJK}]")
_WORD = re.compile(r" *[^ ]+ *")
_CLOSING = frozenset({"Pe", "Pf", "Po", "Lm", "Mn", "Mc"})
_OPENING = frozenset({"Ps", "Pi"})
_SMALL = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")


def words(text: str) -> Iterator[str]:
    """A text in pieces at whose ends a line may end.

    >>> list(words("One 「二、三」"))
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
    """Whether a line may end between two characters that no blank divides."""
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

_Rule = Callable[[str], str]


def no_break(text: str, lang: str) -> str:
    r"""The text with a no-break space in place of each blank at which no line may end.

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
def _rules(lang: str) -> tuple[_Rule, ...]:
    language = lang.partition("-")[0]
    rules: list[_Rule] = [lambda text: _NUMBERS.sub(_FULL, text)]
    if language == "fr":
        rules.append(lambda text: _FRENCH.sub(_french, text))
    if letters := _LETTERS.get(language):
        alone = re.compile(rf"([{letters}]) (?<![^\s(„“‚«–—]. )(?=\S)")
        rules.append(lambda text: alone.sub(rf"\1{_FULL}", text))
    return tuple(rules)


def _french(found: re.Match[str]) -> str:
    return _NARROW if found.string[found.end()] in ";!?" else _FULL


# Lines of text in a given width, in whatever font: pure, text -> size and lines.
#
# Widths are those of wide book faces; where a reader's font is narrower, lines are a little shorter than
# they could be, and nothing ever stands over the edge.


_THIN = frozenset("iljtfrI.,:;'’‘|!()[]-·/ ")
_WIDE = frozenset("mwMW@%—…")
_ONE_LINE = 0.7
_SAFE = 1.06
"""Bold letters are wider."""


def fitted(text: str, size: float, width: float, smallest: float) -> tuple[float, list[str]]:
    """A size, the given one or less, and lines of about the same length that fit into the width.

    smallest  the size at which a word that is wider than the line is divided anywhere, rather than made
              smaller
    """
    pieces = list(words(text))
    # Without blanks only a reader sees where a word ends: one line, a little smaller, where that will do.
    if " " not in text and _ONE_LINE * size <= width / max(advance(text), 0.01) < size:
        return width / advance(text), [text]
    longest = max((advance(piece.strip(" ")) for piece in pieces), default=0)
    if longest * size > width:
        size = max(smallest, width / longest)
    if longest * size > width:
        pieces = [part for piece in pieces for part in _cut(piece, width / size)]
    lines = _wrapped(pieces, width / size)
    # The narrowest width that needs no more lines: a last line of one short word looks like a mistake.
    low, high = advance(text) / max(1, len(lines)), width / size
    for _ in range(12):
        middle = (low + high) / 2
        if len(_wrapped(pieces, middle)) <= len(lines) and _fits(pieces, middle):
            high = middle
        else:
            low = middle
    return size, [line.strip(" ") for line in _wrapped(pieces, high)]


def _fits(pieces: Sequence[str], width: float) -> bool:
    return all(advance(piece.strip(" ")) <= width for piece in pieces)


def _wrapped(pieces: Sequence[str], width: float) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        if lines and advance((lines[-1] + piece).strip(" ")) <= width:
            lines[-1] += piece
        else:
            lines.append(piece)
    return lines


def _cut(piece: str, width: float) -> list[str]:
    """A word in parts that fit."""
    marks = [0]
    for k in range(1, len(piece) + 1):
        if advance(piece[marks[-1] : k]) > width and k - 1 > marks[-1]:
            marks.append(k - 1)
    return [piece[a:b] for a, b in pairwise([*marks, len(piece)])]


@lru_cache(maxsize=4096)
def advance(text: str) -> float:
    """The width of a text, in sizes of its letters."""
    return sum(map(_advance, text)) * _SAFE


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1
    if character in _THIN:
        return 0.34
    if character in _WIDE:
        return 0.98
    if category == "Lu":
        return 0.76
    return 0.62 if ord(character) > 0x24F else 0.56
