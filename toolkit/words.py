"""The words of the pages in which people decide, in the languages that they are translated into.

They are in English in the code, and in gettext catalogs below `toolkit/locales/`, as any text is that diglot
translates: `locales/fr/LC_MESSAGES/review.po`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files
from unicodedata import bidirectional

from toolkit import interface, languages, late, po
from toolkit.errors import DiglotError
from toolkit.interface import Apart, Number, SentenceForm, Translations
from toolkit.late import WorkedOut

Say = Callable[[str], str]
ENGLISH = "en"
_FILE = "{}/LC_MESSAGES/review.po"
"""Of a language, below `toolkit/locales/`."""
_SIGN = r"(?:\([!-'*-_a-z|~]*\)|\{\w+\}|[!-'*-_a-z|~])"
_CODE = rf"{_SIGN}*(?:[A-Za-z]|\{{\w+\}}[!-'*-_|~]+\{{\w+\}}){_SIGN}*"
_FURTHER = rf" (?:= )?(?:{_CODE}|\d[!-'*-_|~]*)| = (?:\{{\w+\}}|\"\.\.\.\")"
_FOREIGN = late.regex(
    rf"`[^`\n]+`|(?:\"?\d+ )?{_CODE}(?:{_FURTHER})*(?:(?<=\.\.\.)|(?<![.,:;!?]))|(?P<place>\{{[^{{}}]*\}})"
)
"""What is typed; what is in Latin letters with all signs beside them, such as a path, but for what ends a
sentence; a place for a value alone."""


@cache
def offered() -> tuple[str, ...]:
    """The tags of the languages, English first."""
    folder = files("toolkit").joinpath("locales")
    names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    found = [name for name in names if folder.joinpath(_FILE.format(name)).is_file()]
    return (ENGLISH, *map(languages.from_gettext, found))


@cache
def table(lang: str) -> dict[str, str]:
    """English words -> words; those that nobody has translated are left out."""
    if lang == ENGLISH or lang not in offered():
        return {}
    name = _FILE.format(languages.get(lang).gettext)
    catalog = po.load(files("toolkit").joinpath("locales", name).read_bytes(), name, lang)
    write = _apart if _goes_left(lang) else str
    return {entry.source: write(entry.target) for entry in catalog.entries if entry.state == "done"}


def _goes_left(lang: str) -> bool:
    return languages.get(lang).dir == "rtl"


def _apart(text: str, *, filled: bool = False, marks: tuple[str, str] = ("\u2066", "\u2069")) -> str:
    """A text in which what is typed, or in Latin letters, goes from left to right, whatever its words do.

    Else its signs would be shown in another order. Between isolates they are in attributes, too.

    filled  whether values are set apart: here they stand within what is
    marks   what stands around it
    """

    def isolated(found: re.Match[str]) -> str:
        if found["place"]:
            return found["place"]
        inner = re.sub(r"\{(\w+)\}", r"{\1!s}", found.group()) if filled else found.group()
        return inner.join(marks)

    return _FOREIGN.sub(isolated, text)


@cache
def wording(lang: str) -> Translations:
    """What diglot says elsewhere too, its findings and errors, in a language of the pages."""
    if _goes_left(lang):
        return interface.of(languages.get(lang).gettext).altered(partial(_apart, filled=True), Apart)
    # Words from left to right are in order; a value from right to left takes signs around it along.
    alter = partial(_apart, filled=True, marks=("", ""))
    if lang != ENGLISH:
        return interface.of(languages.get(lang).gettext).altered(alter, _from_the_right)
    # What was filled already is found by its template, which the catalog of any language has.
    others = interface.of(languages.get(offered()[-1]).gettext).sources()
    return _InEnglish({text: alter(text) for text in others}, Number.plural, _from_the_right)


class _InEnglish(Translations):
    """English words, in which values from right to left are set apart, and languages have names."""

    def sentence(self, words: str) -> str:
        """As `Translations.sentence`; as it was made where there is neither to write."""
        altered = _goes_anywhere_left(words) or any(form.values(words) for form in self._naming)
        return super().sentence(words) if altered else words

    @WorkedOut
    def _naming(self) -> list[SentenceForm]:
        """The templates with a place for a language."""
        return [form for form in self._forms if "{language}" in form.target]


def _from_the_right(text: str) -> str:
    return Apart(text) if _goes_anywhere_left(text) else text


def _goes_anywhere_left(text: str) -> bool:
    return not text.isascii() and any(bidirectional(sign) in ("R", "AL") for sign in text)


def sayer(lang: str) -> Say:
    """What says English words in a language; those that it hasn't got stay English."""
    known = table(lang)
    return lambda text: known.get(text, text)


def chosen(wanted: str, accepted: str) -> str:
    """The language of the pages: what a person chose, else the first that their browser accepts.

    >>> chosen("", "xx, en-GB;q=0.9")
    'en'
    """
    for asked in (wanted, *(part.partition(";")[0].strip() for part in accepted.split(",")[:20])):
        try:
            base = languages.base(asked) if asked and len(asked) < 36 else ""
        except DiglotError:
            continue
        for tag in offered():
            if base and languages.base(tag) == base:
                return tag
    return ENGLISH
