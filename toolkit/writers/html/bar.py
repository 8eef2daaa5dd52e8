"""The bar of a web page.

It has contents, switches, and a box to find words with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from toolkit import languages
from toolkit.config import Layout
from toolkit.edition.blocks import direction, headings, labels, short, top
from toolkit.edition.sections import COLOPHON
from toolkit.model import KINDS, Book, Cell, Edition
from toolkit.text.xml import escape
from toolkit.writers.navigation import SheetLine, nested
from toolkit.writers.xhtml import autonym, words
from toolkit.writers.xhtml_parts import attributes
from toolkit.writers.xhtml_setting import Setting, on_screen

# What a web page has to be found in it: titles, headings, and who speaks, with their places.


LONG = 30
"""Turns from which on the contents of a single document list the speakers too."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in the list of contents, in order."""

    lines: tuple[SheetLine, ...]
    speakers: tuple[SheetLine, ...]
    """Each at their first turn."""
    turns: int
    """Of all documents."""
    pictures: bool
    """Whether a document may show some."""


def contents(book: Book) -> Contents:
    """List what is on the page.

    Documents that a book makes as they are gone through are made for it.
    """
    lines: list[SheetLine] = []
    speakers: tuple[SheetLine, ...] = ()
    turns = 0
    shown = False
    lines += _matter(book, "front")
    for number, part in enumerate(book.parts, 1):
        if part.titles:
            lines.append(SheetLine(0, f"division-{number}", labels(book, part.titles)))
        depth = int(bool(part.titles))
        for edition in part.documents:
            if book.many:
                lines.append(SheetLine(depth, top(edition), short(edition)))
            lines += [SheetLine(depth + book.many, id_, named) for id_, named in headings(edition)]
            turns += len(edition.scenes)
            # Asked here, where all documents are gone through anyway: the policy in the head
            # needs it.
            shown = shown or bool(edition.pictures)
            # In a book of several, the list would be as long as the contents.
            speakers = () if book.many else _speakers(edition)
    return Contents((*lines, *_matter(book, "back")), speakers, turns, shown)


def _matter(book: Book, place: str) -> Iterator[SheetLine]:
    for number, page in enumerate(book.front if place == "front" else book.back, 1):
        if page.title:
            yield SheetLine(0, f"{place}-{number}", (Cell(page.title, page.lang, "original"),))


def _speakers(edition: Edition) -> tuple[SheetLine, ...]:
    """Speakers with their first turns.

    There are none where turns are so few that nobody looks for one.
    """
    turns = [scene for scene in edition.scenes if KINDS[scene.kind].spoken and scene.speakers]
    # Backwards, so that the first turn of each stays.
    first = {speaker: scene.id for scene in reversed(turns) for speaker in scene.speakers}
    if len(turns) < LONG:
        return ()
    return tuple(
        SheetLine(0, first[speaker.key], (edition.names[speaker.key][edition.main],))
        for speaker in edition.speakers
        if speaker.key in first
    )


TEXT_ID = "text"
_THEMES = ("system", "light", "dark")
_KEYS = {
    "j": "web_next_turn",
    "k": "web_previous_turn",
    "o": "web_original",
    "t": "web_translation",
    "b": "web_all",
    "c": "web_copy",
    "/": "web_find",
}


def bar(edition: Edition, first: Edition, setting: Setting, listed: Contents, *, by_sentence: bool) -> str:
    """The bar, and a link past it.

    Without script the contents alone are seen.

    edition  with the languages of the page; its scenes are not looked at
    first    the first document, which has the direction of the pairs
    """
    main = edition.main
    own, say = languages.strings_lang(main), languages.strings(main)
    return "\n".join(
        [
            f'<a class="skip" href="#{TEXT_ID}"{attributes(own)}>{escape(say["text"])}</a>',
            f'<nav class="bar" aria-label="{escape(say["contents"])}"{attributes(own)}>',
            *_contents(edition.main, listed),
            *_display(edition, first, setting, by_sentence),
            *_find(edition),
            "</nav>",
        ]
    )


def _contents(main: str, listed: Contents) -> Iterator[str]:
    yield f'<details class="contents">{_summary(main, "☰", "contents")}'
    yield '<div class="panel">'
    own = languages.strings_lang(main)
    # The colophon is part of no document, and last on the page.
    last = SheetLine(0, COLOPHON, (Cell(languages.strings(main)["colophon"], own, "original"),))
    yield nested([(f"#{line.id}", line) for line in (*listed.lines, last)])
    if listed.speakers:
        yield words(main, "speaker", "h2")
        yield nested([(f"#{line.id}", line) for line in listed.speakers])
    yield from ("</div>", "</details>")


def _summary(main: str, sign: str, key: str) -> str:
    """What opens a panel.

    On a small screen a sign, with its words for those who listen.
    """
    return f'<summary><span class="sign" aria-hidden="true">{sign}</span>{words(main, key)}</summary>'


def _display(edition: Edition, first: Edition, setting: Setting, by_sentence: bool) -> Iterator[str]:
    main = edition.main
    yield f'<details class="needs-script" hidden="hidden">{_summary(main, "Aa", "web_display")}'
    yield '<form class="panel" name="display">'
    yield '<div class="choice">'
    if len(edition.langs) > 1:
        yield from _select(main, "view", "web_languages", _views(edition, setting))
        yield from _select(main, "layout", "web_layout", _layouts(edition, first, setting, by_sentence))
    themes = [
        f'<option value="{"" if theme == "system" else theme}">{_say(main, f"web_{theme}")}</option>'
        for theme in _THEMES
    ]
    yield from _select(main, "theme", "web_theme", themes)
    yield "</div>"
    yield '<div class="keys">' + words(main, "web_keys", "h2")
    box = '<input type="checkbox" name="keys" checked="checked"/>'
    yield f"<label>{box} {_say(main, 'web_use_keys')}</label>"
    yield "<dl>"
    for key, name in _KEYS.items():
        # These keys choose among languages.
        if len(edition.langs) > 1 or key not in "otb":
            yield f"<dt><kbd>{key}</kbd></dt><dd>{_say(main, name)}</dd>"
    yield from ("</dl>", "</div>", "</form>", "</details>")


def _select(main: str, name: str, key: str, options: list[str]) -> Iterator[str]:
    # Without autocomplete="off" browsers bring back a choice that the page doesn't know of.
    yield f'<label for="{name}">{_say(main, key)}</label>'
    yield f'<select id="{name}" name="{name}" autocomplete="off">'
    yield from options
    yield "</select>"


def _views(edition: Edition, setting: Setting) -> list[str]:
    """Options: all languages, or each alone.

    `data-cell` is the class of its cells.
    """
    cells = setting.columns(edition.langs)
    return [
        f'<option value="all">{_say(edition.main, "web_all")}</option>',
        *(
            f'<option value="{lang}" data-cell="{cells[lang].split()[-1]}"'
            f"{attributes(lang)}>{escape(languages.get(lang).autonym)}</option>"
            for lang in edition.langs
        ),
    ]


def _layouts(edition: Edition, first: Edition, built: Setting, by_sentence: bool) -> list[str]:
    """Options: layouts that the page can change to.

    It can't be divided into sentences later.
    """
    options = []
    for layout in get_args(Layout):
        # On a screen facing pages are columns, and would be offered twice.
        if layout == on_screen(layout) and (layout != "alternating" or by_sentence):
            setting = Setting(layout, web=True)
            chosen = ' selected="selected"' if layout == built.layout else ""
            options.append(
                f'<option value="{layout}" data-classes="{setting.classes(edition.langs)}"'
                f' data-dir="{direction(first.langs, layout)}"{chosen}>'
                f"{_say(edition.main, 'web_' + layout.replace('-', '_'))}</option>"
            )
    return options


def _find(edition: Edition) -> Iterator[str]:
    main = edition.main
    find, before, after = (_say(main, f"web_{name}") for name in ("find", "previous", "next"))
    yield '<form class="find needs-script" name="find" role="search" hidden="hidden">'
    yield (
        f'<input type="search" name="words" aria-label="{find}" placeholder="{find}" autocomplete="off"'
        ' spellcheck="false"/>'
    )
    yield '<output name="count"></output>'
    yield f'<button type="button" name="previous" aria-label="{before}">↑</button>'
    yield f'<button type="button" name="next" aria-label="{after}">↓</button>'
    yield "</form>"


def _cell(cell: Cell) -> str:
    return f"<span{attributes(cell.lang)}>{escape(cell.text)}</span>"


def _say(main: str, key: str) -> str:
    return escape(languages.strings(main)[key])


def credits_of(edition: Edition) -> str:
    """Translators, below the title.

    It is "" where nobody is known.
    """
    main = edition.main
    lines = []
    for lang in edition.langs:
        # The source has no translators, and no counts.
        if lang in edition.counts and (persons := edition.translators(lang)):
            names = [_cell(Cell(person.name, lang, "original")) for person in persons]
            lines.append(f"<li>{autonym(lang)} · {words(main, 'translator')} {', '.join(names)}</li>")
    opening = f'<ul class="credits"{attributes(languages.strings_lang(main))}>'
    return "\n".join([opening, *lines, "</ul>"]) if lines else ""
