"""The bar of a web page.

It has contents, switches, and a box to find words with. Its own words are in the language of the readers;
where the page has them in others of its languages, the script can say them in those: what says `data-say` is
a key of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import get_args

from toolkit import languages
from toolkit.config import Layout
from toolkit.edition.blocks import direction, labels
from toolkit.edition.directions import isolated
from toolkit.edition.imprint import COLOPHON
from toolkit.model import Cell, Edition
from toolkit.text.data import json_line
from toolkit.text.xml import escape
from toolkit.writers.html.contents import Contents
from toolkit.writers.navigation import SheetLine, nested
from toolkit.writers.xhtml_parts import attributes
from toolkit.writers.xhtml_setting import Setting, on_screen

TEXT_ID = "text"
_THEMES = ("system", "light", "dark")
_SIZES = (85, 100, 115, 130, 150, 175)
"""Per cent."""
_KEYS = {
    "j": "web_next_turn",
    "k": "web_previous_turn",
    "o": "web_original",
    "t": "web_translation",
    "b": "web_all",
    "c": "web_copy",
    "q": "web_cite",
    "/": "web_find",
}


def skip(main: str) -> str:
    """A link past all that stands before the text."""
    own, say = languages.strings_lang(main), languages.strings(main)
    return f'<a class="skip" href="#{TEXT_ID}" data-say="text"{attributes(own)}>{escape(say["text"])}</a>'


def bar(
    edition: Edition, first: Edition, setting: Setting, listed: Contents, *, by_sentence: bool
) -> Iterator[str]:
    """The bar, line by line.

    Without script the contents alone are seen.

    edition  with the languages of the page; its scenes are not looked at
    first    the first document, which has the direction of the pairs
    """
    main = edition.main
    own = languages.strings_lang(main)
    yield f'<nav class="bar"{_labelled(main, "contents")}{attributes(own)}>'
    yield from _contents(edition.main, listed)
    yield _name(edition)
    yield from _display(edition, first, setting, by_sentence)
    yield from _find(edition)
    yield '<div class="read needs-script" hidden="hidden"></div>'
    yield "</nav>"


def _contents(main: str, listed: Contents) -> Iterator[str]:
    yield f'<details class="contents">{_summary(main, "☰", "contents")}'
    yield '<div class="panel">'
    own = languages.strings_lang(main)
    # The colophon is part of no document, and last on the page.
    last = SheetLine(0, COLOPHON, (Cell(languages.strings(main)["colophon"], own, "original"),))
    yield from nested([(f"#{line.id}", line) for line in (*listed.lines, last)]).split("\n")
    if listed.speakers:
        yield _words(main, "speaker", "h2")
        yield nested([(f"#{line.id}", line) for line in listed.speakers])
    yield from ("</div>", "</details>")


def _summary(main: str, sign: str, key: str) -> str:
    """What opens a panel.

    On a small screen a sign, with its words for those who listen.
    """
    return f'<summary><span class="sign" aria-hidden="true">{sign}</span>{_words(main, key)}</summary>'


def _display(edition: Edition, first: Edition, setting: Setting, by_sentence: bool) -> Iterator[str]:
    main = edition.main
    yield f'<details class="needs-script" hidden="hidden">{_summary(main, "Aa", "web_display")}'
    yield '<form class="panel" name="display">'
    yield '<div class="choice">'
    if len(edition.langs) > 1:
        yield from _select(main, "view", "web_languages", _views(edition, setting))
        yield from _select(main, "layout", "web_layout", _layouts(edition, first, setting, by_sentence))
    themes = [_option("" if theme == "system" else theme, main, f"web_{theme}") for theme in _THEMES]
    yield from _select(main, "theme", "web_theme", themes)
    sizes = [f'<option value="{size}"{_chosen(size == 100)}>{size} %</option>' for size in _SIZES]
    yield from _select(main, "size", "web_size", sizes)
    finds = [_option(kind, main, f"web_{kind}") for kind in ("loose", "exact")]
    yield from _select(main, "search", "web_search", finds)
    if len(own := _bars(edition)) > 1:
        yield from _select(main, "bar", "web_bar", own)
    yield "</div>"
    yield '<div class="keys">' + _words(main, "web_keys", "h2")
    box = '<input type="checkbox" name="keys" checked="checked"/>'
    yield f"<label>{box} {_words(main, 'web_use_keys')}</label>"
    yield "<dl>"
    for key, name in _KEYS.items():
        # These keys choose among languages.
        if len(edition.langs) > 1 or key not in "otb":
            yield f"<dt><kbd>{key}</kbd></dt>{_words(main, name, 'dd')}"
    yield from ("</dl>", "</div>", "</form>", "</details>")


def _select(main: str, name: str, key: str, options: list[str]) -> Iterator[str]:
    # Without autocomplete="off" browsers bring back a choice that the page doesn't know of.
    yield f'<label for="{name}" data-say="{key}">{_say(main, key)}</label>'
    yield f'<select id="{name}" name="{name}" autocomplete="off">'
    yield from options
    yield "</select>"


def _views(edition: Edition, setting: Setting) -> list[str]:
    """Options: all languages, each alone, or any two of more.

    `data-cell` is the class of a language's cells, `data-cells` those of two.
    """
    cells = setting.names(edition.langs)
    pairs = combinations(edition.langs, 2) if len(edition.langs) > 2 else ()
    return [
        _option("all", edition.main, "web_all"),
        *(
            f'<option value="{lang}" data-cell="{cells[lang]}"'
            f"{attributes(lang)}>{escape(languages.get(lang).autonym)}</option>"
            for lang in edition.langs
        ),
        *(
            f'<option value="{one}+{other}" data-cells="{cells[one]} {cells[other]}">'
            f"{escape(languages.get(one).autonym)} · {escape(languages.get(other).autonym)}</option>"
            for one, other in pairs
        ),
    ]


def _bars(edition: Edition) -> list[str]:
    """Options: languages of the page that diglot has words in."""
    known = [lang for lang in edition.langs if languages.strings_lang(lang) == lang]
    needed = ("contents", "text", "speaker", "colophon")
    options = []
    for lang in known:
        table = {
            key: text for key, text in languages.strings(lang).items() if key in needed or key[:4] == "web_"
        }
        options.append(
            f'<option value="{lang}" data-words="{escape(json_line(table))}"{_chosen(lang == edition.main)}'
            f"{attributes(lang)}>{escape(languages.get(lang).autonym)}</option>"
        )
    return options


def _layouts(edition: Edition, first: Edition, built: Setting, by_sentence: bool) -> list[str]:
    """Options: layouts that the page can change to.

    It can't be divided into sentences later.
    """
    options = []
    for layout in get_args(Layout):
        # On a screen facing pages are columns, and would be offered twice.
        if layout == on_screen(layout) and (layout != "alternating" or by_sentence):
            setting = Setting(layout, web=True)
            key = "web_" + layout.replace("-", "_")
            chosen = _chosen(layout == built.layout)
            options.append(
                f'<option value="{layout}" data-classes="{setting.classes(edition.langs)}"'
                f' data-dir="{direction(first.langs, layout)}" data-say="{key}"{chosen}>'
                f"{_say(edition.main, key)}</option>"
            )
    return options


def _find(edition: Edition) -> Iterator[str]:
    main = edition.main
    find = _say(main, "web_find")
    yield '<form class="find needs-script" name="find" role="search" hidden="hidden">'
    yield (
        f'<input type="search" name="words"{_labelled(main, "web_find")} placeholder="{find}"'
        ' autocomplete="off" spellcheck="false"/>'
    )
    yield '<output name="count"></output>'
    yield f'<button type="button" name="previous"{_labelled(main, "web_previous")}>↑</button>'
    yield f'<button type="button" name="next"{_labelled(main, "web_next")}>↓</button>'
    yield "</form>"


def _name(edition: Edition) -> str:
    """The title, which leads back to the top."""
    title = labels(edition, {**edition.titles, **edition.short_titles})[0]
    words = escape(isolated(title.text, title.lang))
    return f'<a class="name" href="#{TEXT_ID}"{attributes(title.lang)}>{words}</a>'


def _words(main: str, key: str, tag: str = "span") -> str:
    """Words of the bar's own, in the language that it says."""
    return f'<{tag} data-say="{key}">{_say(main, key)}</{tag}>'


def _labelled(main: str, key: str) -> str:
    return f' aria-label="{_say(main, key)}" data-label="{key}"'


def _option(value: str, main: str, key: str) -> str:
    return f'<option value="{value}" data-say="{key}">{_say(main, key)}</option>'


def _chosen(chosen: bool) -> str:
    return ' selected="selected"' if chosen else ""


def _say(main: str, key: str) -> str:
    return escape(languages.strings(main)[key])
