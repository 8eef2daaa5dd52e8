"""Draw a cover from a book's titles.

The titles in every language, subtitle, people, publisher and series, where the design has a place for them.
Text is fitted by widths that common fonts don't exceed, since each reader has its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from toolkit import languages
from toolkit.edition.blocks import labels
from toolkit.edition.directions import isolated
from toolkit.edition.printed_words import credited, role_key, writers
from toolkit.model import SVG, Book, Cell, Picture, Role
from toolkit.text import markup
from toolkit.text.advance import advance
from toolkit.text.hygiene import tidy
from toolkit.text.line_breaks import line_pieces
from toolkit.text.xml import escape
from toolkit.writers import faces, typesetting
from toolkit.writers.cover_designs import INK, PAPER, SOFT, WIDTH, drawn
from toolkit.writers.pdf import fonts

HEIGHT = 2560
"""In pixels, with 1600 across: what book shops ask for."""
_ROLES: tuple[tuple[str, tuple[Role, ...]], ...] = (
    ("interviewee", ("interviewee", "guest")),
    ("interviewer", ("interviewer",)),
    ("host", ("host",)),
)
_AUTHORS = frozenset({"aut", "ivr", "ive", "cmp"})
_SMALLEST = 34
_FIRM = "\N{NO-BREAK SPACE}"
_LONG_NAME = 30
"""Letters; such a name has a line for itself."""
_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class _Text:
    """Something written on the cover."""

    text: str
    lang: str
    size: float
    """In pixels, where there is room; it may come out smaller."""
    weight: int = 400
    colour: str = INK
    above: float = 0
    """Room above, in its own size."""


def picture(book: Book) -> Picture:
    """The cover as a picture.

    PNG, or SVG where no typesetter is there or a letter has no font on this machine.
    """
    drawing = svg(book)
    # What is drawn is all text, so that what it says is known.
    alt = Cell(told(book), languages.strings_lang(book.main), "original")
    if typesetting.available():
        said = told(book)
        families = fonts.everything([text.lang for text in _titles(book)], typesetting.families())
        # A box in place of a letter would be on every shelf.
        if not typesetting.lost(said.replace(" ", ""), families):
            return Picture(typesetting.picture(drawing, families), "image/png", alt)
    return Picture(drawing.encode(), SVG, alt)


def told(book: Book) -> str:
    """What the cover says, in words.

    For those who don't see it.
    """
    series = (_line(f"{book.series} {book.series_number}"),) if book.series else ()
    written = dict.fromkeys((*(text.text for text in (*_titles(book), *_people(book))), *series))
    say = languages.strings(book.main)
    return f"{say['cover']}{say['label_colon']} {'; '.join(written)}"


def svg(book: Book, height: int = HEIGHT) -> str:
    """The cover as SVG.

    It is 1600 across, and nothing in it is loaded or run.

    height  2100 or more
    """
    title = escape(labels(book, book.titles)[0].text)
    size = f'width="{WIDTH}" height="{height}"'
    made = drawn(book, height)
    width = WIDTH - 2 * made.margin
    lines = [
        f'<svg xmlns="{_SVG}" viewBox="0 0 {WIDTH} {height}" {size} xml:lang="{book.main}">',
        f"<title>{title}</title>",
        *made.elements,
        *_block(list(_titles(book)), *made.titles, width, middle=True),
        *_block(list(_people(book)), *made.people, width, middle=False),
        *(_band(book, made.series, width) if made.series else ()),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _titles(book: Book) -> Iterator[_Text]:
    first, *others = labels(book, book.titles)
    yield _Text(_line(first.text), first.lang, 150, 700)
    # The titles in other languages stand close together, apart from the first.
    for number, cell in enumerate(others):
        yield _Text(_line(cell.text), cell.lang, 104, colour=SOFT, above=0.1 if number else 0.45)
    for number, cell in enumerate(labels(book, book.subtitles)):
        yield _Text(_line(cell.text), cell.lang, 62, above=0.3 if number else 1.1)


def _people(book: Book) -> Iterator[_Text]:
    """People and publisher.

    Who made it, or who speaks, in the main language.
    """
    made: dict[str, list[Cell]] = {}
    for contributor in book.contributors:
        if contributor.role in _AUTHORS:
            made.setdefault(role_key(contributor.role), []).append(contributor.names[book.main])
    # Of several documents nobody knows whose book it is, unless the table says it.
    if not made and not book.many:
        (edition,) = book.documents
        if wrote := [Cell(person.name, edition.source_lang, "original") for person in writers(edition)]:
            made["author"] = wrote
        for key, wanted in _ROLES:
            speaker_names = [
                edition.names[speaker.key][book.main]
                for speaker in credited(edition)
                if speaker.role in wanted and speaker.key in edition.names
            ]
            made |= {key: speaker_names} if speaker_names else {}
    for key, cells in made.items():
        # A line ends between two of them, behind the sign.
        several = len(cells) > 1
        names = f"{_FIRM}· ".join(_whole(_line(cell.text), several=several) for cell in cells)
        yield _Text(f"{languages.strings(book.main)[key]} {names}", book.main, 52, above=0.15)
    if tidy(book.publisher):
        yield _Text(tidy(book.publisher), book.main, 46, colour=SOFT, above=0.6)


def _band(book: Book, y: float, width: float) -> Iterator[str]:
    """The series and the number in it, on its band."""
    text = _line(f"{book.series} {book.series_number}")
    size, (words, *_) = fitted(text, 52, width, _SMALLEST)
    yield _written(_Text(text, book.main, size, 700, PAPER), words, y + size * 0.35)


def _whole(name: str, *, several: bool) -> str:
    """A name among several, which no line parts; a very long one may be."""
    return name.replace(" ", _FIRM) if several and len(name) <= _LONG_NAME else name


def _line(text: str) -> str:
    return markup.plain(tidy(text))


def _block(texts: Sequence[_Text], top: float, bottom: float, width: float, *, middle: bool) -> Iterator[str]:
    """Texts below each other.

    All are smaller where there isn't room.

    middle  whether they begin at the top; else the last one ends at the bottom
    """
    scale = 1.0
    # All texts become smaller together, so that their proportions stay.
    while True:
        lines = [*chain.from_iterable(_lines(text, scale, width) for text in texts)]
        height = sum(before + text.size * 1.22 for text, _, before in lines)
        smallest = all(text.size * scale <= _SMALLEST for text in texts)
        if height <= bottom - top or smallest:
            break
        # In small steps: the largest size that fits is wanted.
        scale *= 0.93
    y = top if middle else bottom - height
    for text, words, before in lines:
        y += before + text.size * 1.22
        # At the smallest size there may be too much: what doesn't fit is left out, and stands in
        # the book.
        if y > bottom + 1:
            return
        yield _written(text, words, y - text.size * 0.3)


def _lines(text: _Text, scale: float, width: float) -> Iterator[tuple[_Text, str, float]]:
    """The lines of a text.

    Each comes with the room above it.
    """
    size, lines = fitted(text.text, max(_SMALLEST, text.size * scale), width, _SMALLEST)
    own = replace(text, size=size)
    for number, words in enumerate(lines):
        yield own, words, 0 if number else text.above * size


def _written(text: _Text, words: str, y: float) -> str:
    language = languages.get(text.lang)
    rtl = language.dir == "rtl"
    # What is neither left nor right at an end of a line, such as a question mark, goes with the language.
    # What draws covers takes the direction of a line from such signs alone.
    words = isolated(words, text.lang)
    words = f"\N{RIGHT-TO-LEFT ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}" if rtl else words
    return (
        f'<text x="{WIDTH / 2:.0f}" y="{y:.1f}" text-anchor="middle" font-size="{text.size:.1f}"'
        f' font-weight="{text.weight}" fill="{text.colour}" font-family="{escape(faces.css(text.lang))}"'
        f'{" direction=" + chr(34) + "rtl" + chr(34) if rtl else ""} xml:lang="{language.tag}">'
        f"{escape(words)}</text>"
    )


# Lines of text in a given width, in whatever font: pure, text -> size and lines.


_ONE_LINE = 0.7


def fitted(text: str, size: float, width: float, smallest: float) -> tuple[float, list[str]]:
    """Fit a text into a width.

    Gives a size, the given one or less, and lines of about the same length.

    smallest  the size at which a word that is wider than the line is divided anywhere, rather than made
              smaller
    """
    pieces = list(line_pieces(text))
    # Without blanks only a reader sees where a word ends: one line, a little smaller, where that will do.
    if " " not in text and _ONE_LINE * size <= width / max(advance(text), 0.01) < size:
        return width / advance(text), [text]
    longest = max((advance(piece.strip(" ")) for piece in pieces), default=0)
    if longest * size > width:
        size = max(smallest, width / longest)
    if longest * size > width:
        pieces = [*chain.from_iterable(_cut(piece, width / size) for piece in pieces)]
    lines = _wrapped(pieces, width / size)
    # The narrowest width that needs no more lines: a last line of one short word looks like a mistake.
    low, high = advance(text) / max(1, len(lines)), width / size
    # Twelve halvings come nearer than a thousandth of the width.
    for _ in range(12):
        middle = (low + high) / 2
        fits = all(advance(piece.strip(" ")) <= middle for piece in pieces)
        if fits and len(_wrapped(pieces, middle)) <= len(lines):
            high = middle
        else:
            low = middle
    return size, [line.strip(" ") for line in _wrapped(pieces, high)]


def _wrapped(pieces: Sequence[str], width: float) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        if lines and advance((lines[-1] + piece).strip(" ")) <= width:
            lines[-1] += piece
        else:
            lines.append(piece)
    return lines


def _cut(piece: str, width: float) -> list[str]:
    """A word in parts that fit."""
    marks = [0]
    for k in range(1, len(piece) + 1):
        if advance(piece[marks[-1] : k]) > width and k - 1 > marks[-1]:
            marks.append(k - 1)
    return [piece[a:b] for a, b in pairwise([*marks, len(piece)])]
