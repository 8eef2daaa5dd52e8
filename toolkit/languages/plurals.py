"""Which figures stand beside the same form of a word.

Rules of Unicode CLDR, in `plurals.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from toolkit import late
from toolkit.languages import base

_RELATION = late.regex(r"([nivft])(?: % (\d+))? (!?=) ([\d.,]+)")
_GROUPED = late.regex(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")

_LONGEST = 40
"""Characters of a figure that is read: Python refuses to, beyond some thousand."""


def alike(lang: str, figure: str, other: str) -> bool:
    """Whether a word beside one figure is in the form that it has beside another.

    As far as it is known: what "1.234" is worth is read in both ways, and of an unknown language, or a figure
    that nobody counts to, nothing is known. Times and dates count nothing.

    >>> alike("ru", "2", "5"), alike("ru", "2", "33"), alike("fr", "2", "5"), alike("en", "6:40", "6:41")
    (False, True, True, True)
    """
    if figure == other:
        return True
    if ":" in figure and ":" in other:
        return True
    rules = _rules().get(base(lang))
    if rules is None or max(len(figure), len(other)) > _LONGEST:
        return False
    return [_form(rules, *value) for value in _values(figure)] == [
        _form(rules, *value) for value in _values(other)
    ]


def _values(figure: str) -> Iterator[tuple[str, str]]:
    """What a figure may be worth: the digits before and behind the point.

    A figure with more points than one, which group nothing, is a date or a number of a version.
    """
    digits = re.sub(r"[.,]", "", figure)
    if _GROUPED.fullmatch(figure) or digits == figure:
        yield digits, ""
    *whole, rest = re.split(r"[.,]", figure)
    if len(whole) == 1 or (whole and _GROUPED.fullmatch(figure[: -len(rest) - 1])):
        yield "".join(whole), rest


def _form(rules: Mapping[str, str], whole: str, rest: str) -> str:
    """The form of words beside a number, as CLDR names it."""
    values = {
        "n": int(whole) if not rest.strip("0") else None,  # a fraction is in no range of whole numbers
        "i": int(whole),
        "v": len(rest),
        "f": int(rest or "0"),
        "t": int(rest.rstrip("0") or "0"),
    }
    return next((form for form, rule in rules.items() if _holds(rule, values)), "other")


def _holds(rule: str, values: Mapping[str, int | None]) -> bool:
    """Whether a rule holds: `n % 10 = 2..4 and n % 100 != 12..14 or ...`."""
    return any(all(_is(part, values) for part in way.split(" and ")) for way in rule.split(" or "))


def _is(relation: str, values: Mapping[str, int | None]) -> bool:
    match = _RELATION.fullmatch(relation)
    if match is None:
        raise ValueError(relation)
    operand, modulus, sign, ranges = match.groups()
    value = values[operand]
    if value is not None and modulus:
        value %= int(modulus)
    inside = value is not None and any(value in part for part in map(_range, ranges.split(",")))
    return inside == (sign == "=")


def _range(written: str) -> range:
    """A range of numbers with both ends, such as 2..4, or 1 alone."""
    first, _, last = written.partition("..")
    return range(int(first), int(last or first) + 1)


@cache
def _rules() -> Mapping[str, Mapping[str, str]]:
    """Language -> form -> rule."""
    table = tomllib.loads(files("toolkit.languages").joinpath("plurals.toml").read_text("utf-8"))
    rules: dict[str, Mapping[str, str]] = {}
    for row in table["classes"]:
        langs = row.pop("languages").split()
        rules |= dict.fromkeys(langs, row)
    return rules
