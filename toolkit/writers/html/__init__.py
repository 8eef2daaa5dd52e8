"""Write a book as one web page.

It has all in it, or beside it in a folder, for a browser without a network.

The text is that of books (`writers.rows`), without what only XML needs. Around it stand a bar with contents,
switches and a box to find words with, and the colophon. Without script the page shows all languages in the
layout that it was built with; the script only hides and moves what is there.

It is written as it is made, turn by turn, so that a long page takes no more memory than its edition.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from importlib.resources import files
from itertools import chain, groupby
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

from toolkit import languages
from toolkit.config import BuildOptions
from toolkit.config.style import variables
from toolkit.edition.back_index import BACK
from toolkit.edition.blocks import direction, labels
from toolkit.edition.imprint import COLOPHON
from toolkit.edition.page import Block
from toolkit.edition.printed_words import MAKER
from toolkit.edition.sections import Section, sections
from toolkit.edition.title_page import below_masthead, masthead
from toolkit.errors import WritingModeError
from toolkit.model import Book, Cell, Edition, Font
from toolkit.text.data import json_line
from toolkit.text.xml import escape
from toolkit.writers import Folder, Put, Writer, faces, fonts, themes, xhtml_index, xhtml_parts
from toolkit.writers.html.bar import TEXT_ID, bar, skip
from toolkit.writers.html.contents import Contents, contents
from toolkit.writers.html.head import about
from toolkit.writers.html.resources import INDEX, NAMES, SIGN, SIGNED, Beside, InPage, PageResources, hashed
from toolkit.writers.sheets import below, chunks
from toolkit.writers.xhtml import Printer, html
from toolkit.writers.xhtml_parts import ImageSource, attributes
from toolkit.writers.xhtml_setting import Setting, on_screen

VAST = 400
"""Turns from which on a page leaves out of its layout what isn't seen."""
_HELD = 1 << 24
"""Bytes of a text that is held in memory; a longer one waits for its head on the disk."""
_SIGN = f'<meta name="generator" content="{MAKER}">'


def write(book: Book, options: BuildOptions, sink: BinaryIO) -> None:
    """Write the page to a binary file, with all in it.

    The same book and options give the same bytes.
    """
    _write(book, options, InPage(), sink)


def write_folder(book: Book, options: BuildOptions, put: Put) -> None:
    """Write the page, and the files beside it.

    The same book and options give the same files.
    """
    put(INDEX, partial(_write, book, options, Beside(put)))


def setting_of(options: BuildOptions, langs: tuple[str, ...]) -> Setting:
    """How the documents of a page are printed.

    langs  of the page
    """
    times = options.times == "shown"
    return Setting(on_screen(options.layout), web=True, langs=langs, drop_caps=options.drop_caps, times=times)


def style(options: BuildOptions, langs: Iterable[str], own: str = "") -> str:
    """The style sheet of a page.

    langs  of the page
    own    that of the editor
    """
    theme = themes.sheet(variables(options), own, web=True)
    return "".join([_file("book.css"), _file("page.css"), faces.page(langs), theme])


def _write(book: Book, options: BuildOptions, resources: PageResources, sink: BinaryIO) -> None:
    if options.vertical:
        raise WritingModeError("a web page can't be set vertically.", hint="Build an EPUB: -f epub.")
    setting = setting_of(options, book.langs)
    # What all documents have in common. Only languages and titles of it are looked at.
    # Made for its languages alone; the text is made when it is come to.
    first = next(book.documents)
    frame = replace(first, langs=book.langs, titles=book.titles, scenes=())
    # Said of the page in its head: titles and people of the first document, not its text.
    told, data = about(book, replace(first, scenes=()), options)
    # The style stands above the text, and has the fonts, which are cut down to what the text needs.
    with SpooledTemporaryFile(_HELD) as text:
        used = _write_body(book, options, setting, frame, first, resources, text)
        sheet = "".join(
            [
                style(options, book.langs, book.css),
                *(_alone(frame, setting), _faces(book.fonts, used, resources)),
            ]
        )
        sink.write(_head(frame, told, data, sheet, resources, with_fonts=bool(book.fonts)).encode())
        text.seek(0)
        copyfileobj(text, sink)


def _write_body(
    book: Book,
    options: BuildOptions,
    setting: Setting,
    frame: Edition,
    first: Edition,
    resources: PageResources,
    sink: IO[bytes],
) -> set[str]:
    """Write all below the head; gives the characters in it, where fonts ask for them."""
    used: set[str] = set()

    def put(*markup: str) -> None:
        whole = "".join([f"{html(part)}\n" for part in markup if part])
        sink.write(whole.encode())
        if book.fonts:
            used.update(whole)

    listed = contents(book)
    vast = " vast" if listed.turns > VAST else ""
    rightwards = direction(first.langs, setting.layout)
    put(f'<body class="{setting.classes(book.langs)}">')
    put(skip(frame.main))
    if named := masthead(book):
        put('<header class="masthead">', xhtml_parts.flow(named, resources.picture), "</header>")
    for line in bar(frame, first, setting, listed, by_sentence=options.by_sentence):
        put(line)
    put(f'<main class="interview{vast}" id="{TEXT_ID}" tabindex="-1" dir="{rightwards}">')
    # Piece by piece: a page of many documents is never held.
    parts = sections(book, setting.layout, by_sentence=options.by_sentence)
    for markup in _text(book, setting, parts, listed, resources.picture):
        put(markup)
    put("</footer>", _told(frame, listed))
    sink.write(f"{resources.script(_script())}\n</body>\n</html>\n".encode())
    return used


def _faces(embedded: Sequence[Font], used: set[str], resources: PageResources) -> str:
    """The fonts of the editor, with their licences."""
    if not embedded:
        return ""
    notices = [resources.licence(name, text) for name, text in fonts.licences(embedded)]
    addresses = [resources.font(name, data) for name, data in fonts.files(embedded, used)]
    return "".join([*notices, fonts.style(embedded, addresses, ":is(main, footer)")])


def _text(
    book: Book, setting: Setting, parts: Iterable[Section], listed: Contents, source: ImageSource
) -> Iterator[str]:
    """The title, the text, and the colophon.

    All that can be come to by a key is a child of `main`: documents have no element around them.
    """
    # A title that the headline repeats would be read out twice.
    named = book.title_page and not _repeated(book)
    for (kind, _), same in groupby(parts, key=_versions):
        # A page beside the same one in other languages, of which a reader may choose one.
        yield '<div class="versions">' if kind == "matter" else ""
        for section in same:
            if section.edition:
                level = 2 + section.depth if named else 1
                told = listed.bylines[section.edition.name]
                yield from _document(section, section.edition, replace(setting, level=level), told, source)
            elif kind == "matter":
                yield xhtml_parts.matter(section, source, 2)
            elif kind in BACK:
                markup = "\n".join(xhtml_index.parts(section, 2))
                yield f"{xhtml_index.opening(section)}\n{markup}\n</section>"
            elif kind == "division":
                yield xhtml_parts.flow(section.blocks, source, 2)
            elif kind == "title-page" and named:
                yield xhtml_parts.flow([below_masthead(page, book) for page in section.blocks], source)
            elif kind == "colophon":
                yield f'</main>\n<footer aria-labelledby="{COLOPHON}">'
                yield from (xhtml_parts.flow([group], source, 2) for group in section.blocks)
        yield "</div>" if kind == "matter" else ""


def _versions(section: Section) -> tuple[str, str]:
    """What versions of one page have in common."""
    if section.matter:
        return "matter", f"{section.name.partition('-')[0]} {section.matter.name}"
    return section.kind, section.name


def _document(
    section: Section, edition: Edition, setting: Setting, told: Block, source: ImageSource
) -> Iterator[str]:
    printer = Printer(edition, setting, source)
    blocks = iter(section.blocks)
    header = next(blocks)
    # On one long page all footnotes of a document stand at its end.
    notes: list[str] = []
    # As sheets of a book, with no bound: a page on the web is one.
    for number, chunk in enumerate(chunks(chain([header], blocks), printer, sys.maxsize)):
        yield chunk.markup
        notes += chunk.notes
        if number == 0:
            yield printer.block(told)
    yield below(notes)


def _repeated(book: Book) -> bool:
    """Whether the headline says the title already.

    There is only one document then, and no more to say of the book.
    """
    said = (book.subtitles, book.contributors, book.front, book.parts[0].titles)
    return not book.many and not any(said) and _texts(book.titles) == _texts(next(book.documents).titles)


def _texts(titles: Mapping[str, Cell]) -> dict[str, str]:
    return {lang: cell.text for lang, cell in titles.items()}


def _head(
    edition: Edition,
    told: Sequence[str],
    data: str,
    sheet: str,
    resources: PageResources,
    *,
    with_fonts: bool,
) -> str:
    """The head of the page.

    told, data  lines that say what it is, and the same as JSON
    sheet       all its style
    """
    main = edition.main
    title = labels(edition, edition.titles)[0]
    lang = "" if title.lang == main else html(attributes(title.lang))
    # Nothing from elsewhere, and no script but this one: a page that is passed on can't call home. Data are
    # no script; checkers want them named all the same.
    allowed = {
        "default-src": "'none'",
        "style-src": resources.styles,
        "script-src": f"{resources.scripts or hashed(_script())} {hashed(data)}",
        "img-src": resources.own,
        **({"font-src": resources.own} if with_fonts else {}),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    policy = "; ".join([f"{key} {value}" for key, value in allowed.items()])
    lines = [
        "<!DOCTYPE html>",
        f"<html{html(attributes(main))}>",
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        _SIGN,
        f"<title{lang}>{escape(title.text)}</title>",
        *told,
        f'<link rel="icon" href="{resources.icon()}">',
        f'<script type="application/ld+json">{data}</script>',
        resources.style(sheet),
        "</head>\n",
    ]
    return "\n".join(lines)


def _alone(edition: Edition, setting: Setting) -> str:
    """What one language alone hides.

    Titles and matter are hidden only where it has its own.
    """
    if len(edition.langs) == 1:
        return ""
    rules = []
    for tag, name in setting.names(edition.langs).items():
        lang = f'[lang="{languages.get(tag).tag}"]'
        # By itself: a browser that doesn't know :has leaves out the whole of a rule with it.
        rules.append(f".only-{name} .pair > :not(.{name}, .here) {{ display: none; }}")
        rules.append(f".only-{name} .title-page:has(> .subtitle{lang}) > .subtitle:not({lang}),")
        rules.append(
            f".only-{name} :is(.titles, .versions):has(> {lang}) > :not({lang}) {{ display: none; }}"
        )
        # Two of several: what a third says is hidden, and what is then first stands as the first does.
        rules.append(f".no-{name} main .pair > .{name} {{ display: none; }}")
        rules.append(f".no-{name} :is(.titles, .versions):has(> :not({lang})) > {lang} {{ display: none; }}")
        rules.append(f".lead-{name} .pair > .{name} {{ margin: 0; padding: 0; border: 0; }}")
        rules.append(f".lead-{name} .label > .{name} {{ display: block; }}")
        rules.append(f".lead-{name} :is(.title, .heading) > .{name} {{ font-weight: bold; }}")
        rules.append(f".only-{name} .titles > {lang} {{ margin: 0; font-weight: bold; }}")
    return "".join(f"{rule}\n" for rule in rules)


def _told(edition: Edition, listed: Contents) -> str:
    """Where the page says what it did, and the names of speakers for citations."""
    own = attributes(languages.strings_lang(edition.main))
    say = {
        key: escape(languages.strings(edition.main)[key]) for key in ("web_copied", "web_cited", "web_cite")
    }
    names = escape(json_line(listed.names))
    words = f'data-copied="{say["web_copied"]}" data-cited="{say["web_cited"]}"'
    return (
        f'<div class="told" hidden="hidden"{own}><span role="status" {words}></span>'
        f' <button type="button" data-say="web_cite" data-names="{names}">{say["web_cite"]}</button></div>'
    )


@cache
def _file(name: str) -> str:
    # The style of text is that of books, in one file for both.
    folder = files("toolkit.writers") if name == "book.css" else files(__package__)
    return "\n" + folder.joinpath(name).read_text("utf-8")


@cache
def _script() -> str:
    """The script on one line.

    It has no comments: checkers know the hash of no longer ones.
    """
    # One line, since the policy names the hash of just these bytes.
    lines = (line.strip() for line in _file("page.js").splitlines())
    return " ".join(line for line in lines if line and not line.startswith("//"))


WRITER = Writer(
    suffix=".html",
    write=write,
    folder=Folder(
        wanted=lambda options: options.html == "folder",
        write=write_folder,
        first=INDEX,
        signs={INDEX: _SIGN.encode(), **dict.fromkeys(SIGNED, SIGN.encode())},
        names=NAMES,
    ),
)
