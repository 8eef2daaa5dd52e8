"""Roman numerals that a translation has changed: Louis XVI for Louis XIV."""

from __future__ import annotations

from collections import Counter

from toolkit import languages, late
from toolkit.checks.quantities import numerals
from toolkit.checks.quantities.lexicon import prepared

_ROMAN = late.regex(
    r"(?<![\w.’'-])(?=[IVX]{2})(?P<tens>X{0,3})(?P<ones>IX|IV|V?I{0,3})(?:[a-zºª]{1,3})?(?![\w’'-])"
)
"""Of two letters up to 39, as of kings, popes, centuries and chapters; a single one may be a letter."""
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def changed(source: str, target: str, source_lang: str, lang: str) -> tuple[str, str] | None:
    """A Roman numeral of a text, and the other one that stands for it; None for none.

    What the other side has in figures or in words is no other one: the twentieth century is le XXe siècle.

    >>> changed("Louis XIV died in the 18th century.", "Louis XVI mourut au XVIIIe siècle.", "en", "fr")
    ('XIV', 'XVI')
    >>> changed("World War II, in the twentieth century", "La Seconde Guerre, au XXe siècle", "en", "fr")
    """
    ours = Counter(match[0] for match in _ROMAN.finditer(source))
    theirs = Counter(match[0] for match in _ROMAN.finditer(target)) if ours else ours
    if not theirs:
        return None
    base, other = languages.base(source_lang), languages.base(lang)
    if not (numerals.has_words(base) and numerals.has_words(other)):
        return None
    here, there = _told(source, base), _told(target, other)
    left = [numeral for numeral in ours if _value(numeral) not in there]
    added = [numeral for numeral in theirs if _value(numeral) not in here]
    return (left[0], added[0]) if len(left) == len(added) == 1 else None


def _told(text: str, lang: str) -> set[float]:
    """What a text says in words, and in figures of either kind."""
    numbers = numerals.numbers(prepared(text, lang), lang)
    said = {float(value) for number in numbers for value in number.values}
    return said | {_value(match[0]) for match in _ROMAN.finditer(text)}


def _value(numeral: str) -> int:
    """What a numeral says.

    >>> _value("XXIX"), _value("IVe")
    (29, 4)
    """
    match = _ROMAN.match(numeral)
    return 10 * len(match["tens"]) + _ONES.index(match["ones"]) if match else 0
