"""What a corpus is like, as one page of HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from toolkit.report.page import part
from toolkit.report.pairs import escape
from toolkit.text.hygiene import counted


def html(
    told: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    suspicious: Sequence[tuple[str, str, Sequence[str]]],
    many: int,
) -> str:
    """The whole page.

    told        the corpus in a line
    heads, rows the table of folders, as it is printed; first in each row is its name
    suspicious  documents: name, share in doubt, and what was found
    many        how many suspicious documents there are in all
    """
    return "".join(line + "\n" for line in _lines(told, heads, rows, suspicious, many))


def _lines(
    told: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    suspicious: Sequence[tuple[str, str, Sequence[str]]],
    many: int,
) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Corpus: {told}</title>\n<style>\n{part('report.css')}{part('corpus.css')}</style>\n</head>"
    yield f"<body>\n<header>\n<h1>What the corpus is like</h1>\n<p>{told}</p>\n</header>\n<main>"
    yield '<section aria-labelledby="folders">\n<h2 id="folders">Folders</h2>'
    yield "<p>Sentences are those of both sides. A bead is sure with a probability of .9 and more. Kinds are"
    yield "shares of the beads: sentences of the source, sentences of the translation.</p>"
    # A group and no region: the section has that name already.
    yield '<div class="wide" tabindex="0" role="group" aria-labelledby="folders">\n<table class="corpus">'
    yield "<thead><tr>" + "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead>\n<tbody>"
    for name, *cells in rows:
        values = "".join(f"<td>{cell}</td>" for cell in cells)
        yield f'<tr><th scope="row">{escape(name)}</th>{values}</tr>'
    yield "</tbody>\n</table>\n</div>\n</section>"
    yield '<section aria-labelledby="suspicious">\n<h2 id="suspicious">Suspicious documents</h2>'
    if suspicious:
        left = f" The first {len(suspicious)} are named." if many > len(suspicious) else ""
        yield f"<p>{counted(many, 'document')}, the most doubtful first.{left}</p>\n<ol>"
        for document, doubt, said in suspicious:
            words = "".join(f"<li>{escape(line)}</li>" for line in said)
            yield f"<li><b>{escape(document)}</b>: {doubt} of its sentences in doubt<ul>{words}</ul></li>"
        yield "</ol>"
    else:
        yield '<p class="well">None: nothing speaks against any pair.</p>'
    yield "</section>\n</main>\n</body>\n</html>"
