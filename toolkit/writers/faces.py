"""The families in which each script is set, in PDF, on web pages and on drawn covers.

A line of the table: ISO 15924 code of the script, the Debian package that brings fonts for it, its book
faces, and for ideographs its faces for emphasis; the first of them that a machine has is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from toolkit import languages
from toolkit.text import tables

HAN = frozenset({"Hans", "Hant", "Jpan", "Kore"})
"""Scripts whose faces have Latin letters, figures and quotation marks that fit them."""
HYPHENS = frozenset({"Latn", "Cyrl", "Grek"})
"""Scripts whose words are divided at hyphens, which every serif face has."""


class Faces(NamedTuple):
    """A line of the table."""

    package: str
    text: tuple[str, ...]
    stress: tuple[str, ...]


@cache
def _table() -> Mapping[str, Faces]:
    return {
        script: Faces(package, tuple(text.split("|")), tuple("".join(stress).split("|")))
        for script, package, text, *stress in tables.rows("toolkit.writers", "faces.tsv")
    }


def script_of(lang: str) -> str:
    """The script of a language, as the table has it."""
    script = languages.get(lang).script
    # Urdu is set in Nastaliq, which is a face of its own (ISO 15924: Aran).
    if script == "Arab" and lang.partition("-")[0] == "ur":
        return "Aran"
    # Letters of Han in no known language: most faces of China have them all.
    return "Hans" if script == "Hani" else script


def faces(lang: str) -> Faces:
    """The families of a language."""
    return _table().get(script_of(lang)) or Faces("fonts-noto-core", (), ())


def css(lang: str) -> str:
    """The families for a language, in CSS.

    A machine takes the first that it has.
    """
    known = [*faces(lang).text, "Georgia"] if script_of(lang) in HYPHENS else faces(lang).text
    return ", ".join([*(f"'{family}'" for family in known), "serif"])


def page(langs: Iterable[str]) -> str:
    """The rules of a web page: each language in a book face of its script, as that of the page is one.

    None for a script that the face of the page has.
    """
    # By the attribute: what is around texts of several languages is in none of them.
    rules = []
    for lang in langs:
        script, tag = script_of(lang), languages.get(lang).tag
        first = "" if script in HAN else "var(--latin), "
        if script not in HYPHENS:
            rules.append(f':where(main, footer) [lang="{tag}"] {{ font-family: {first}{css(lang)}; }}\n')
    return "".join(rules)
