"""The small parts of every page: text, languages, and the words that an edition prints of its own; as XHTML.

Markup is put together as strings, in a third of the time that a tree takes; `escape` is the one door for
text into it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from toolkit import languages
from toolkit.model import Book, Cell, Edition
from toolkit.text import markup
from toolkit.text.xml import escape

# What only EPUB needs. No text can look like it: `escape` leaves no quotation mark and no `>` as it is.
_XML_ONLY = re.compile(' (?:xml:lang|epub:type)="[^"]*"')


@cache
def attributes(lang: str) -> str:
    """What every element with text of its own language carries: readers of EPUB know one, of HTML the other.

    >>> attributes("ar")
    ' xml:lang="ar" lang="ar" dir="rtl"'
    """
    return f'{tagged(lang)} dir="{languages.get(lang).dir}"'


def tagged(lang: str) -> str:
    """The language alone, for an element whose text has a direction of its own."""
    return f' xml:lang="{lang}" lang="{lang}"'


def words(lang: str, key: str, tag: str = "span", **values: object) -> str:
    """An element with words that an edition prints of its own, marked with the language that they are in."""
    text = languages.strings(lang)[key].format(**values)
    return f"<{tag}{attributes(languages.strings_lang(lang))}>{escape(text)}</{tag}>"


def autonym(lang: str, tag: str = "span") -> str:
    """An element with the name of a language in the language itself."""
    language = languages.get(lang)
    return f"<{tag}{attributes(language.tag)}>{escape(language.autonym)}</{tag}>"


def labels(whole: Edition | Book, cells: Mapping[str, Cell]) -> tuple[Cell, ...]:
    """The cells to name a part of an edition or book by: words alone, main language first, nothing twice."""
    found: dict[str, Cell] = {}
    for lang in dict.fromkeys((whole.main, *whole.langs)):
        if lang in cells and cells[lang].state != "missing":
            text = markup.plain(cells[lang].text)
            found.setdefault(text, cells[lang].replace(text=text))
    return tuple(found.values())


def html(markup: str) -> str:
    """The same markup as HTML, without what only XML needs.

    >>> html('<p xml:lang="ar" lang="ar" dir="rtl">...</p><hr/>')
    '<p lang="ar" dir="rtl">...</p><hr>'
    """
    return _XML_ONLY.sub("", markup).replace("/>", ">")
