"""What `check` finds as one page of HTML, to work from.

Each message with something wrong stands between its neighbours, and what a finding names is marked in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit import checks, languages, late
from toolkit.catalog import contexts, edits
from toolkit.catalog.edits import Edit
from toolkit.config.sidecar_file import hint_shown
from toolkit.findings import Finding
from toolkit.grouped import grouped
from toolkit.model import KINDS, Catalog, Entry
from toolkit.report.page import part
from toolkit.report.pairs import attributes, escape, excerpt
from toolkit.text import xml
from toolkit.text.difference import CHANGES
from toolkit.text.hygiene import DROPPED, counted

_SEVERITIES = {"error": "✕", "warning": "!", "info": "i"}
"""Severity -> a mark that needs no colour."""
_BLANKS = late.regex(r"^\s+|\s+$|\s{2,}")
"""Blanks that nobody sees where they are printed as they are."""


@dataclass(frozen=True, slots=True)
class CheckedCatalog:
    """A catalog that findings are about."""

    path: str
    """As it is shown, and as findings name it."""
    catalog: Catalog
    names: Mapping[str, str]
    """Key of a speaker -> name in the source."""


def html(findings: Sequence[Finding], catalogs: Sequence[CheckedCatalog], kept_back: int = 0) -> str:
    """The whole page.

    First what is about no single message, then each catalog: message by message, and what was edited in its
    source since it was translated.

    kept_back  how many findings were silenced
    """
    return "".join(line + "\n" for line in _lines(findings, catalogs, kept_back))


def _lines(findings: Sequence[Finding], catalogs: Sequence[CheckedCatalog], kept_back: int) -> Iterator[str]:
    by_path = grouped(
        (finding.where.path, finding) for finding in findings if finding.about and finding.where
    )
    paths = {checked.path for checked in catalogs}
    shown = [checked for checked in catalogs if checked.path in by_path or any(_edited(checked))]
    others = [f for f in findings if not (f.about and f.where and f.where.path in paths)]
    counts = Counter(finding.severity for finding in findings)
    numbers = (counted(counts["error"], "error"), counted(counts["warning"], "warning"))
    told = ", ".join([*numbers, counted(counts["info"], "note")])
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    style = part("report.css") + part("check.css")
    yield f"<title>Check: {told}</title>\n<style>\n{style}</style>\n</head>\n<body>"
    yield f"<header>\n<h1>What the check found</h1>\n<p>{told}"
    yield f" ({counted(kept_back, 'finding')} kept back)" * bool(kept_back) + "</p>\n</header>"
    if shown:
        yield '<nav aria-label="Catalogs">\n<ul>'
        for number, checked in enumerate(shown, 1):
            yield (
                f'<li><a href="#catalog-{number}">{escape(_title(checked))}</a> '
                f"({len(by_path[checked.path])})</li>"
            )
        yield "</ul>\n</nav>"
    yield "<main>"
    if not findings and not shown:
        yield '<p class="well">Nothing: no rule found anything.</p>'
    if others:
        yield '<section class="look-list" aria-labelledby="others">'
        yield '<h2 id="others">About transcripts and whole catalogs</h2>\n<ul>'
        yield from (f"<li>{_finding(finding, place=True)}</li>" for finding in others)
        yield "</ul>\n</section>"
    for number, checked in enumerate(shown, 1):
        yield f'<section class="look-list" aria-labelledby="catalog-{number}">'
        yield f'<h2 id="catalog-{number}">{escape(_title(checked))}</h2>'
        yield f"<p><code>{escape(checked.path)}</code></p>"
        if checked.path in by_path:
            yield "<ol>"
            yield from _messages(checked, by_path[checked.path])
            yield "</ol>"
        yield from _edits(checked)
        yield "</section>"
    yield "</main>\n</body>\n</html>"


def _title(checked: CheckedCatalog) -> str:
    return f"{checked.catalog.document}, {languages.get(checked.catalog.lang).name}"


def _messages(checked: CheckedCatalog, findings: Iterable[Finding]) -> Iterator[str]:
    """Each message with something wrong, in the order of the catalog."""
    by_message = grouped((finding.about, finding) for finding in findings)
    entries = checked.catalog.entries
    for at, entry in enumerate(entries):
        about = by_message.get(checks.message_of(entry))
        if about:
            # Names stand together above the text: what is beside them explains nothing.
            beside = bool(entry.ids)
            yield f'<li class="message"><p class="head">{_head(checked, entry)}</p>'
            yield from map(_finding, about)
            if beside and at and entries[at - 1].ids:
                yield _texts(checked, entries[at - 1], ())
            yield _texts(checked, entry, about)
            if beside and at + 1 < len(entries) and entries[at + 1].ids:
                yield _texts(checked, entries[at + 1], ())
            codes = ", ".join(dict.fromkeys(f.code for f in about if f.severity != "error"))
            if codes:
                yield (
                    "<p class='silence'>All right as it is? Say so in a comment of the translator: "
                    f"<code>ignore {codes}: why</code></p>"
                )
            yield "</li>"


def _edited(checked: CheckedCatalog) -> Iterator[tuple[Entry, Edit]]:
    """The drafts whose source was edited since they were translated."""
    for entry in checked.catalog.entries:
        edit = edits.edit_of(entry, checked.catalog.source_lang)
        if edit is not None:
            yield entry, edit


def _edits(checked: CheckedCatalog) -> Iterator[str]:
    """These drafts, with what is gone and what is new; what is a minute's work first."""
    drafts = sorted(_edited(checked), key=lambda pair: CHANGES.index(pair[1].kind))
    if drafts:
        yield f"<h3>{counted(len(drafts), 'draft')} whose source was edited</h3>\n<ol>"
    for entry, edit in drafts:
        pieces = "".join(
            _legal(text) if fate == "kept" else f"<{_FATES[fate]}>{_legal(text)}</{_FATES[fate]}>"
            for fate, text in edit.pieces
        )
        yield (
            f'<li class="message"><p class="head">{_head(checked, entry)} {edit.kind}</p><div class="texts">'
            f'<p class="src"{attributes(checked.catalog.source_lang or "und")}>{pieces}</p>'
            f'<p class="tgt"{attributes(checked.catalog.lang)}>{_legal(entry.target)}</p></div></li>'
        )
    if drafts:
        yield "</ol>"


_FATES = {"gone": "del", "new": "ins"}


def _legal(text: str) -> str:
    """A text as HTML with its blanks, and a sign for what no page may have in it."""
    return xml.escape(DROPPED.sub("\N{REPLACEMENT CHARACTER}", text))


def _head(checked: CheckedCatalog, entry: Entry) -> str:
    """Who says it, or what it is; then its ids."""
    names = [checked.names.get(key, key) for key in contexts.speakers(entry.context)]
    kind = KINDS.get(contexts.kind(entry.context))  # type: ignore[call-overload]
    who = ", ".join(names) or (kind.name if kind else entry.context)
    return f"<b>{escape(who)}</b> <code>{escape(' '.join(entry.ids) or entry.context)}</code>"


def _texts(checked: CheckedCatalog, entry: Entry, findings: Sequence[Finding]) -> str:
    """Source and translation beside each other; a neighbour is cut short."""
    source_lang, lang = checked.catalog.source_lang or "und", checked.catalog.lang
    if findings:
        spots = {spot for finding in findings for spot in _spots(finding)}
        source, target = (marked(text, spots) for text in (entry.source, entry.target))
    else:
        source, target = excerpt(entry.source), excerpt(entry.target)
    neighbour = " beside" * (not findings)
    return (
        f'<div class="texts{neighbour}"><p class="src"{attributes(source_lang)}>{source}</p>'
        f'<p class="tgt"{attributes(lang)}>{target or "–"}</p></div>'
    )


def _finding(finding: Finding, *, place: bool = False) -> str:
    where = f"<code>{escape(str(finding.where))}</code>: " if place and finding.where else ""
    # Lines to be pasted stay lines.
    hint = "".join(f"<br>{escape(line)}" for line in hint_shown(finding).splitlines())
    return (
        f'<p class="why {finding.severity}"><span aria-hidden="true">{_SEVERITIES[finding.severity]}</span> '
        f"{where}{escape(finding.message)} [{finding.code}]{hint}</p>"
    )


def _spots(finding: Finding) -> Iterator[str]:
    """What a finding names, and may stand in a text."""
    for name, value in finding.args:
        if name != "message":
            texts = value if isinstance(value, tuple) else (value,)
            for text in map(str, texts):
                spot = text.strip("“”").removeprefix("…")
                # What was cut out of a text; a text that was cut short is no place in it.
                spot = spot.removesuffix("…") if name == "shown" else spot
                if spot.strip("…"):
                    yield spot


def marked(text: str, spots: Iterable[str]) -> str:
    """A text as HTML, with some of its words and all odd blanks marked.

    A word is marked where it stands by itself: "7" is no part of "1974".

    >>> marked("1974 and 7 ", {"7"})
    '1974 and <mark>7</mark><mark class="blank"> </mark>'
    """
    text = DROPPED.sub("\N{REPLACEMENT CHARACTER}", text)
    # The whole text marked would mark nothing.
    places = [match.span() for match in _BLANKS.finditer(text)]
    # Looked for one by one: a pattern of hundreds would be tried at each letter.
    for spot in {spot for spot in spots if len(spot) < len(text.strip())}:
        places += _alone(spot, text)
    out, at = [], 0
    places.sort(key=lambda place: (place[0], not text[slice(*place)].isspace(), -place[1]))
    for begin, end in places:
        # Of those that overlap the first and longest; odd blanks first, or what a word has left of them.
        odd = text[begin:end].isspace()
        start = max(begin, at) if odd else begin
        if at <= start < end:
            blank = ' class="blank"' * odd
            out += [xml.escape(text[at:start]), f"<mark{blank}>{xml.escape(text[start:end])}</mark>"]
            at = end
    return "".join([*out, xml.escape(text[at:])])


def _alone(spot: str, text: str) -> Iterator[tuple[int, int]]:
    """Where words stand by themselves; in scripts without blanks they may stand anywhere."""
    first, last = (end.isascii() and end.isalnum() for end in (spot[0], spot[-1]))
    begin = text.find(spot)
    while begin >= 0:
        end = begin + len(spot)
        if not (first and _in_word(text[begin - 1 : begin])) and not (last and _in_word(text[end : end + 1])):
            yield begin, end
        begin = text.find(spot, begin + 1)


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"
