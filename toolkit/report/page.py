"""An adoption as one page of HTML that needs nothing else: no network, no font.

A little script goes from place to place; all is there without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from toolkit import languages
from toolkit.adopt.adoption import Adoption, Name, Side
from toolkit.report.figures import Figures, count, fate
from toolkit.report.look import look
from toolkit.report.markup import attributes, confidence, escape
from toolkit.report.pairs import FATES, pairs
from toolkit.report.picture import picture, turns
from toolkit.text import counted, percent

_LONG = 300
"""From so many paragraphs on the browser is asked to lay out only those on the screen."""
_FILTER = (
    '<fieldset class="filter"><legend>Show</legend>'
    '<label><input type="radio" name="show" checked> all</label> '
    '<label><input type="radio" name="show" id="only"> what needs a look</label></fieldset>'
)
# Single keys can hinder people who speak to their computer, so they can be turned off (WCAG 2.2, 2.1.4).
_KEYS = (
    '<p class="keys" id="keys" hidden><button type="button" data-step="-1">Previous</button> '
    '<button type="button" data-step="1">Next</button> '
    '<label><input type="checkbox" checked> keys <kbd>p</kbd> <kbd>n</kbd></label></p>'
)


def html(adoption: Adoption) -> str:
    """The page, with both texts whole and in order; linear in their length."""
    return "".join(line + "\n" for line in _lines(adoption))


def _lines(adoption: Adoption) -> Iterator[str]:
    figures = count(adoption)
    source, target = (languages.get(side.lang).name for side in (adoption.source, adoption.target))
    title = f"{escape(adoption.document)}: {escape(source)} and {escape(target)}"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}, aligned</title>\n<style>\n{_part('report.css')}</style>\n</head>\n<body>"
    yield '<a class="skip" href="#look">Skip to what needs a look</a>'
    yield f"<header>\n<h1><bdi>{escape(adoption.document)}</bdi></h1>"
    yield f"<p>{escape(target)} translation, aligned with the {escape(source)} source</p>\n</header>"
    yield '<nav aria-label="Parts of the report">\n<ul><li><a href="#look">What needs a look</a></li>'
    if adoption.source.sentences and adoption.target.sentences:
        yield '<li><a href="#path">The path</a></li>'
    yield f'<li><a href="#pairs">Side by side</a></li></ul>\n{_FILTER}\n{_KEYS}\n</nav>\n<main>'
    if adoption.unrelated:
        yield '<section class="unrelated" aria-labelledby="unrelated">'
        yield '<h2 id="unrelated">These texts seem not to be translations of each other</h2>'
        yield f"<p>{escape(adoption.unrelated)}</p>\n</section>"
    if adoption.copied:
        yield '<section class="unrelated" aria-labelledby="copied">'
        yield '<h2 id="copied">Much of the translation is the source itself</h2>'
        yield f"<p>{escape(adoption.copied)}</p>\n</section>"
    if adoption.moved:
        yield '<section class="unrelated" aria-labelledby="moved">'
        yield '<h2 id="moved">The texts are in another order</h2>'
        yield from (f"<p>{escape(words)}</p>" for words in adoption.moved)
        yield "</section>"
    yield '<section class="figures" aria-labelledby="figures">\n<h2 id="figures">In figures</h2>'
    yield from _figures(adoption, figures)
    yield '</section>\n<div class="middle">\n<section class="look-list" aria-labelledby="look">'
    yield '<h2 id="look" tabindex="-1">What needs a look</h2>'
    yield from look(adoption)
    yield "</section>"
    if drawn := picture(adoption):
        yield '<section class="path-part" aria-labelledby="path">\n<h2 id="path" tabindex="-1">The path</h2>'
        yield f"<figure>\n{drawn}\n{_caption(adoption)}\n</figure>\n</section>"
    long = " long" * (len(adoption.source.passages) > _LONG)
    yield f'</div>\n<section class="pairs{long}" aria-labelledby="pairs">'
    yield '<h2 id="pairs" tabindex="-1">Side by side</h2>'
    yield from pairs(adoption)
    yield f"</section>\n</main>\n<script>\n{_part('report.js')}</script>\n</body>\n</html>"


def _figures(adoption: Adoption, figures: Figures) -> Iterator[str]:
    yield '<dl class="numbers">'
    shown = [
        ("beads", str(figures.beads)),
        ("sentences in sure beads", percent(figures.confident) if figures.beads else "–"),
        *((f"paragraphs {FATES[fate][1]}", str(many)) for fate, many in figures.fates.items()),
        ("sentences of the translation left over", str(figures.left_over)),
        ("sentences of the translation set aside", str(figures.set_aside)),
        ("sentences of the source not translated", str(figures.untranslated)),
    ]
    for name, value in shown:
        zero = ' class="zero"' if value == "0" else ""
        yield f"<div{zero}><dt>{name}</dt><dd>{value}</dd></div>"
    yield "</dl>"
    if figures.kinds:
        yield '<table class="kinds">\n<caption>Beads, by sentences of source : translation</caption>'
        yield "".join(["<tr>", *(f'<th scope="col">{kind}</th>' for kind in figures.kinds), "</tr>"])
        yield "".join(["<tr>", *(f"<td>{many}</td>" for many in figures.kinds.values()), "</tr>\n</table>"])
    if adoption.names:
        yield '<table class="names">\n<caption>Names of speakers, learnt from their turns</caption>'
        yield '<tr><th scope="col">Speaker</th><th scope="col">Name</th>'
        yield '<th scope="col">Sure</th><th scope="col">Entry</th></tr>'
        yield from (_name(name, adoption.target.lang) for name in adoption.names)
        yield "</table>"
    yield f'<ul class="files">\n{_file("Source", adoption.source)}'
    yield f"{_file('Translation', adoption.target)}\n</ul>"


def _name(name: Name, lang: str) -> str:
    mark, words = FATES[fate(name)]
    return (
        f'<tr><th scope="row">{escape(name.key)}</th>'
        f"<td><bdi{attributes(lang)}>{escape(name.name)}</bdi></td><td>{confidence(name.confidence)}</td>"
        f'<td><span class="fate {fate(name)}"><span aria-hidden="true">{mark}</span> {words}</span></td></tr>'
    )


def _file(role: str, side: Side) -> str:
    return (
        f"<li>{role}: <code><bdi>{escape(side.path)}</bdi></code>, {escape(languages.get(side.lang).name)} "
        f"({escape(side.lang)}), {counted(len(side.passages), 'paragraph')}, "
        f"{counted(len(side.sentences), 'sentence')}</li>"
    )


def _caption(adoption: Adoption) -> str:
    grid = any(map(turns, (adoption.source, adoption.target)))
    return (
        "<figcaption><ul>"
        '<li><span class="key path" aria-hidden="true"></span> beads</li>'
        '<li><span class="key doubts" aria-hidden="true"></span> ring: in doubt</li>'
        '<li><span class="key left" aria-hidden="true"></span> upright bar: left over</li>'
        '<li><span class="key lost" aria-hidden="true"></span> level bar: not translated</li>'
        + '<li><span class="key turns" aria-hidden="true"></span> grid: turns</li>' * grid
        + "</ul></figcaption>"
    )


@cache
def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
