"""The fonts of each language.

A line of the table: ISO 15924 code of the script, the Debian package that brings fonts for it, its book
faces, its faces for emphasis where it has no slanted letters; the first of them that a machine has is taken.
Latin, Greek and Cyrillic are in the compiler (Libertinus Serif).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from toolkit import languages

_BUILT_IN = "Libertinus Serif"
_SLANTED = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor"})
_HAN = frozenset({"Hans", "Hant", "Jpan", "Kore"})
# Sizes that look like 1 of Latin letters.
_SIZES = {"Hans": 0.93, "Hant": 0.93, "Jpan": 0.93, "Kore": 0.93, "Arab": 1.1, "Hebr": 1.05}
_PITCHES = {"Aran": 2.1}  # its words climb
_HYPHENS = frozenset({"Latn", "Cyrl", "Grek"})


class Faces(NamedTuple):
    """A line of the table."""

    package: str
    text: tuple[str, ...]
    stress: tuple[str, ...]


@cache
def _table() -> Mapping[str, Faces]:
    rows = files(__package__).joinpath("fonts.tsv").read_text("utf-8").splitlines()
    split = (row.split("\t") for row in rows)
    return {
        script: Faces(package, tuple(text.split("|")), tuple(stress.split("|")))
        for script, package, text, stress in split
    }


def pitch(langs: Sequence[str], apart: bool) -> float:
    """The distance of lines.

    In sizes of the text: dense scripts need more.

    apart  whether no line stands beside one of another language: what climbs spreads its own lines alone
    """
    level = [lang for lang in langs if not apart or _script(lang) not in _PITCHES] or langs
    return max(_PITCHES.get(_script(lang), 1.42 if _script(lang) in _HYPHENS else 1.55) for lang in level)


def styles(
    langs: Iterable[str], there: frozenset[str], justified: bool, lines: float
) -> dict[str, dict[str, Any]]:
    """By language: what `tongue` in `book.typ` sets.

    langs      all that text of the book is in
    there      the families of this machine
    justified  whether lines of all scripts are of one length; else only those of scripts without blanks
    lines      the distance of lines, which those that climb surpass
    """
    chains = {lang: _there(_faces(lang).text, there) for lang in dict.fromkeys(langs)}
    # After its own fonts those of the others: a Chinese name in an English sentence.
    everything = [_BUILT_IN, *(family for chain in chains.values() for family in chain)]
    return {
        lang: {
            **_style(lang, list(dict.fromkeys([*chain, *everything])), there, justified),
            "pitch": max(lines, _PITCHES.get(_script(lang), 0)),
        }
        for lang, chain in chains.items()
    }


def everything(langs: Iterable[str], there: frozenset[str]) -> tuple[str, ...]:
    """Families that some languages need.

    Those that this machine has.
    """
    own = [family for lang in langs for family in _there(_faces(lang).text, there)]
    return tuple(dict.fromkeys([*own, _BUILT_IN]))


def lacking(langs: Iterable[str], there: frozenset[str]) -> list[str]:
    """Languages without a font of their own.

    Chinese, Japanese and Korean only: each has its own forms of letters that they share, so that a font of a
    neighbour has the characters, and still is the wrong one.
    """
    return [lang for lang in langs if _script(lang) in _HAN and not _there(_faces(lang).text, there)]


def package(lang: str) -> str:
    """Debian's, that brings fonts for a language."""
    return _faces(lang).package


def cure(lang: str) -> str:
    """What to install for a language."""
    faces = _faces(lang)
    return f"Install one: on Debian {faces.package}; elsewhere {faces.text[0]} or {faces.text[1]}."


def css(lang: str) -> str:
    """The families for a language, in CSS.

    A machine takes the first that it has.
    """
    known = [*_faces(lang).text, "Georgia"] if _script(lang) in _HYPHENS else _faces(lang).text
    return ", ".join([*(f"'{family}'" for family in known), "serif"])


def _style(lang: str, chain: list[str], there: frozenset[str], justified: bool) -> dict[str, Any]:
    language, script = languages.get(lang), _script(lang)
    parts = language.tag.split("-")
    region = next((part.lower() for part in parts[1:] if len(part) == 2 and part.isalpha()), None)
    return {
        "lang": parts[0] if len(parts[0]) in (2, 3) else "und",
        "region": region or {"Hant": "tw", "Hans": "cn"}.get(script),
        "script": language.script.lower(),
        "rtl": language.dir == "rtl",
        "fonts": chain,
        "sans": [*_there(_faces(lang).stress, there), *chain],
        "size": _SIZES.get(script, 1),
        "slanted": script in _SLANTED,
        "stress": "regular" if script in _HAN else "bold",
        "hyphenate": justified and script in _HYPHENS,
        "justify": justified or script in _HAN,
    }


def _script(lang: str) -> str:
    script = languages.get(lang).script
    if script == "Arab" and lang.partition("-")[0] == "ur":
        return "Aran"
    return script


def _faces(lang: str) -> Faces:
    return _table().get(_script(lang)) or Faces("fonts-noto-core", (), ())


def _there(wanted: Iterable[str], there: frozenset[str]) -> list[str]:
    return [family for family in wanted if family in there][:1]
