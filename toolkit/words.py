"""The words of the pages in which people decide, in the languages that they are translated into.

They are in English in the code, and in gettext catalogs below `toolkit/locales/`, as any text is that diglot
translates: `locales/fr/LC_MESSAGES/review.po`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from toolkit import interface, languages, po
from toolkit.errors import DiglotError
from toolkit.interface import Translations

Say = Callable[[str], str]
ENGLISH = "en"
_FILE = "{}/LC_MESSAGES/review.po"
"""Of a language, below `toolkit/locales/`."""
_TYPED = re.compile("`[^`\n]+`")
"""What somebody types, in a message."""


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
    return {entry.source: _apart(entry.target, lang) for entry in catalog.entries if entry.state == "done"}


def _apart(text: str, lang: str) -> str:
    """A text in which what is typed goes from left to right, whatever the words around it do.

    In Arabic its signs would be shown in another order. Between isolates they are in attributes, too.
    """
    return _TYPED.sub("\u2066\\g<0>\u2069", text) if languages.get(lang).dir == "rtl" else text


@cache
def wording(lang: str) -> Translations:
    """What diglot says elsewhere too, its findings and errors, in a language of the pages."""
    return interface.of(languages.get(lang).gettext).altered(lambda text: _apart(text, lang))


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
