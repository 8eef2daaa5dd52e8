"""The book: the rows of an edition as they will be printed, to look at beside what is being edited.

They are those of the web page, with its style, in a frame of their own. A page asks for a few rows around a
place; `review.rows` prints only what has changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple, get_args
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from toolkit import config, languages
from toolkit.catalog import contexts
from toolkit.catalog.contexts import CREDITS
from toolkit.config import Layout
from toolkit.edition.blocks import direction, labels
from toolkit.errors import DiglotError
from toolkit.model import Document, Edition, Picture
from toolkit.review import recording
from toolkit.review.rows import BookRows
from toolkit.review.views.view import Asked, FileReply, Later, Reply, ReviewPage
from toolkit.text.xml import escape
from toolkit.workflow import books
from toolkit.workflow import pictures as pictures_of
from toolkit.workflow.editing import name_of
from toolkit.workflow.editions import Choices, Given, choose
from toolkit.workflow.held import Choice
from toolkit.workflow.selection import Selection, select
from toolkit.workflow.workspace import Workspace
from toolkit.writers import fonts, pictures
from toolkit.writers.html import setting_of, style
from toolkit.writers.html.bar import TEXT_ID
from toolkit.writers.xhtml import html
from toolkit.writers.xhtml_parts import attributes
from toolkit.writers.xhtml_setting import on_screen

_ROWS = 60
"""Rows that are sent at once, at most."""
_LOOKS = 6
"""Documents in a look that are held."""
_SHORT = 100
_CHOSEN = ("layout", "theme", "labels")
"""What a page may choose, of all that a build may."""
_FONTS = {"otf": "font/otf", "ttf": "font/ttf"}


class _BookLook(NamedTuple):
    """Which book of a document is looked at."""

    document: str
    selection: Selection | None
    """The book of `diglot.toml`; None for the document by itself."""
    langs: tuple[str, ...]
    """That of the document first, where it is there."""
    choices: Choices


class _BookHeld(NamedTuple):
    """A book as it was opened last."""

    look: _BookLook
    document: Document
    merged: Edition
    """As the workspace has it: as long as it is the very same, nothing has changed."""
    rows: BookRows


_books: WeakKeyDictionary[Workspace, OrderedDict[tuple[str, ...], _BookHeld]] = WeakKeyDictionary()
"""Those that were opened last, by what was asked for."""


def _open(workspace: Workspace, asked: Asked) -> _BookHeld:
    """The book as it is now; DiglotError where it can't be made."""
    look = _look(workspace, asked)
    document = workspace.document(look.document)
    # Who the book is for, where `diglot.toml` says it.
    main = look.selection.main if look.selection else ""
    choice = Choice(look.langs, look.choices.options.fallback, main if main in look.langs else "")
    merged = workspace.edition(look.document, choice)
    name = look.selection.name if look.selection else ""
    key = look.document, name, *look.langs, *_chosen(asked).values()
    held = _books.setdefault(workspace, OrderedDict())
    last = held.get(key)
    if last is None or last.merged is not merged or last.look != look:
        shows = pictures_of.shown(workspace, look.document, look.langs)
        edition = replace(shows.on(merged), labels=look.choices.labels(document))
        rows = BookRows(edition, look.choices.options, partial(_source, asked))
        if last is not None and last.document is document and last.look == look:
            rows.follows(last.rows)
        last = held[key] = _BookHeld(look, document, merged, rows)
    held.move_to_end(key)
    if len(held) > _LOOKS:
        held.popitem(last=False)
    return last


def _look(workspace: Workspace, asked: Asked) -> _BookLook:
    asked.require()
    there = _offered(workspace, asked.document)
    selection = _selection(workspace, asked)
    if wanted := [lang for lang in asked.text("langs", _SHORT).split(",") if lang]:
        if not set(wanted) <= set(there):
            raise DiglotError("the document isn't translated into one of these languages.")
    elif selection is not None:
        wanted = [lang for lang in selection.langs if lang in there]
    else:
        wanted = [there[0], *([asked.lang] if asked.lang else there[1:2])]
    langs = tuple(lang for lang in there if lang in wanted)
    legal = {name: values for name, _, values in config.options()}
    given = {name: value for name, value in _chosen(asked).items() if value}
    for name, value in given.items():
        if value not in legal[name]:
            raise DiglotError(f"an edition has no {name} {value!r}.", hint=f"It is {', '.join(legal[name])}.")
    table = selection.table if selection else None
    choices = choose(workspace.project, Given(given), table, alone=len(langs) == 1)
    return _BookLook(asked.document, selection, langs, choices)


def _chosen(asked: Asked) -> dict[str, str]:
    return {name: asked.text(name, _SHORT) for name in _CHOSEN}


def _offered(workspace: Workspace, name: str) -> tuple[str, ...]:
    """The languages of a document, its own first."""
    own = workspace.language(name)
    return (own, *(lang for lang in workspace.targets(name) if lang != own))


def _selection(workspace: Workspace, asked: Asked) -> Selection | None:
    """The book of `diglot.toml` that is asked for; DiglotError where there is none with this document."""
    name = asked.text("edition", _SHORT)
    if not name:
        return None
    for number in range(len(workspace.project.settings.editions)):
        for selection in select(workspace.project, number):
            if selection.name == name and asked.document in selection.documents:
                return selection
    raise DiglotError("`diglot.toml` has no such edition with this document.", hint="Choose another one.")


def _editions(workspace: Workspace, document: str) -> Iterator[str]:
    """The names of the books that a document is in."""
    for number, table in enumerate(workspace.project.settings.editions):
        try:
            yield from (s.name for s in select(workspace.project, number) if document in s.documents)
        except DiglotError:
            # What is wrong with it is said to whoever chooses it.
            yield table.name


# What a page asks for.


def choices(workspace: Workspace, asked: Asked) -> Reply:
    """What there is to choose, and what is chosen."""
    look = _look(workspace, asked)
    _sheet(workspace, look, asked)  # which says what is wrong with it
    options = look.choices.options
    legal = {name: values for name, _, values in config.options()}
    document = workspace.document(look.document)
    return {
        "languages": [
            {"lang": lang, "autonym": languages.get(lang).autonym}
            for lang in _offered(workspace, look.document)
        ],
        "langs": list(look.langs),
        "editions": [*_editions(workspace, look.document)],
        "edition": look.selection.name if look.selection else "",
        # On a screen facing pages are columns, and would be offered twice.
        "layouts": [layout for layout in get_args(Layout) if layout == on_screen(layout)],
        "layout": on_screen(options.layout),
        "themes": legal["theme"],
        "theme": options.theme,
        "labels": legal["labels"],
        "label": look.choices.labels(document),
    }


def rows(workspace: Workspace, asked: Asked) -> Later:
    """Some rows, from a number on, and how many there are."""
    start = asked.number("start", 0, 1 << 40, 0)
    count = asked.number("count", 1, _ROWS, _ROWS)
    made = _open(workspace, asked).rows

    def later() -> Reply:
        # To divide a long text into sentences takes seconds, and somebody may save a message meanwhile.
        numbers = range(start, min(start + count, len(made)))
        return {"count": len(made), "start": start, "rows": made.printed(numbers)}

    return later


def place(workspace: Workspace, asked: Asked) -> Later:
    """The row of a paragraph, or of a message: its number from 0, -1 for none, and the id there."""
    id_, name = asked.text("id", _SHORT), asked.text("message", _SHORT)
    held = _open(workspace, asked)
    entry = None
    if name and asked.lang and (catalog := workspace.catalog(asked.document, asked.lang)):
        # Those of paragraphs are looked for by their id: there are thousands.
        entry = next((e for e in catalog.entries if not e.ids and name_of(e) == name), None)

    def later() -> Reply:
        wanted = id_
        if entry is not None:
            # A name stands where somebody speaks first; title and credits stand above all.
            if not (speaker := contexts.named(entry.context)):
                return {"row": 0 if entry.key == CREDITS or entry.context == contexts.TITLE else -1, "id": ""}
            wanted = held.rows.turn_of(speaker)
        near = (held.rows.place(name) for name in _paragraphs(wanted, held.look.langs))
        return {"row": next((row for row in near if row >= 0), -1), "id": wanted}

    return later


def message(workspace: Workspace, asked: Asked) -> Later:
    """The message that a place of the book has its words from, and its language."""
    id_ = asked.text("id", _SHORT)
    held = _open(workspace, asked)
    targets = [lang for lang in held.look.langs if lang != held.document.lang]
    # That of the cell; of one of the original, the language that is worked at.
    wanted = (id_.partition(".")[0], asked.lang)
    lang = next((lang for lang in wanted if lang in targets), next(iter(targets), asked.lang))
    catalog = workspace.catalog(asked.document, lang) if lang else None
    names = frozenset(_paragraphs(id_, held.look.langs))

    def later() -> Reply:
        entries = catalog.entries if catalog else ()
        found = next((entry for entry in entries if not names.isdisjoint(entry.ids)), None)
        if found is None and (speakers := held.rows.speakers(id_)):
            called = contexts.of_name(speakers[0])
            found = next((entry for entry in entries if entry.context == called), None)
        return {"name": name_of(found) if found else "", "lang": lang}

    return later


def _paragraphs(id_: str, langs: Sequence[str]) -> Iterator[str]:
    """What the id of a cell, or of a sentence in it, may be the id of: `fr.s4QX7TM-2` of s4QX7TM."""
    yield id_
    for lang in langs:
        if id_.startswith(f"{lang}."):
            own = id_.removeprefix(f"{lang}.")
            yield own
            yield own.rpartition("-")[0]


# Files of the frame.


def page(workspace: Workspace, asked: Asked) -> FileReply:
    """The frame's page: its head and an empty text, which the page around it fills. It has no script."""
    held = _open(workspace, asked)
    edition = held.rows.edition
    setting = setting_of(held.look.choices.options, edition.langs)
    title = labels(edition, edition.titles)[0]
    side = direction(edition.langs, setting.layout)
    lines = (
        "<!DOCTYPE html>",
        f"<html{html(attributes(edition.main))}>",
        "<head>",
        '<meta charset="utf-8">',
        # Whatever a text may smuggle in: nothing runs here.
        '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title.text)}</title>",
        f'<link rel="stylesheet" href="{escape(_file("sheet", asked))}">',
        '<link rel="stylesheet" href="/static/frame.css">',
        "</head>",
        f'<body class="{setting.classes(edition.langs)}">',
        # Named, since the page around it has a main part as well.
        f'<main class="interview" id="{TEXT_ID}" aria-label="{escape(title.text)}" dir="{side}"></main>',
        "</body>",
        "</html>",
    )
    return FileReply("\n".join(lines).encode(), "text/html")


def sheet(workspace: Workspace, asked: Asked) -> FileReply:
    """The style of the book."""
    return FileReply(_sheet(workspace, _look(workspace, asked), asked).encode(), "text/css")


def _sheet(workspace: Workspace, look: _BookLook, asked: Asked) -> str:
    options = look.choices.options
    made = style(options, look.langs, pictures_of.style_sheet(workspace, options.css, set()))
    embedded = [books.font(workspace, leaf) for leaf in (look.selection.fonts if look.selection else ())]
    addresses = [_file("font", asked, number=str(number)) for number in range(len(embedded))]
    return made + fonts.style(embedded, addresses, "main")


def font(workspace: Workspace, asked: Asked) -> FileReply:
    """A font of the edition, by its number from 0: whole, since the text is yet to be written."""
    selection = _look(workspace, asked).selection
    leaves = selection.fonts if selection else ()
    number = asked.number("number", 0, 1 << 20, 0)
    if number >= len(leaves):
        raise DiglotError("the edition has no such font.")
    made = books.font(workspace, leaves[number])
    return FileReply(made.data, _FONTS[fonts.suffix(made)])


def picture(workspace: Workspace, asked: Asked) -> FileReply:
    """A picture that the text shows, by the name that it has in an edition."""
    name = asked.text("name", _SHORT)
    for shown in _open(workspace, asked).rows.edition.pictures.values():
        if pictures.file_name(shown) == name:
            return FileReply(shown.data, shown.media_type)
    raise DiglotError("the book shows no such picture.")


def _source(asked: Asked, shown: Picture) -> str:
    return f'src="{escape(_file("picture", asked, name=pictures.file_name(shown)))}"'


def _file(what: str, asked: Asked, **more: str) -> str:
    """The address of a file of this very book."""
    known = {"document": asked.document, "lang": asked.lang}
    known |= {name: asked.text(name, _SHORT) for name in ("edition", "langs", *_CHOSEN)}
    asks = {name: value for name, value in (known | more).items() if value}
    return f"/file/book/{what}?{urlencode(asks)}"


VIEW = ReviewPage(
    "book",
    "Book",
    {"choices": choices, "rows": rows, "place": place, "message": message, "times": recording.times},
    files={"page": page, "sheet": sheet, "font": font, "picture": picture, "recording": recording.file},
)
