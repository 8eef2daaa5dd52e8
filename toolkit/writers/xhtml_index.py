"""XHTML of an index of names and a glossary.

    <section class="index" role="doc-index" aria-labelledby="index">
    <h1 id="index">Index of names</h1>
    <ul class="entries"><li id="index-1">Roe, Ann <a href="#s4QX7TM">3.2</a></li></ul>

A glossary is a `dl`. All links are to ids: who divides a book into files says in which one they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from toolkit import languages, late
from toolkit.edition.back_index import GLOSSARY, before_places
from toolkit.edition.page import Block
from toolkit.edition.sections import Section
from toolkit.model.indexes import IndexPlace, PlacesOfDocument
from toolkit.text.xml import escape
from toolkit.writers.xhtml_parts import attributes, spans, words

_IDS = late.regex(' id="([^"]*)"')
_HERE = late.regex('href="#([^"]*)"')


def ids(markup: str) -> set[str]:
    """The ids in some markup."""
    return set(_IDS.findall(markup))


def linked(markup: str, name: str, where: Mapping[str, str]) -> str:
    """The markup with links into the files that have what they lead to.

    name   of the file that it stands in
    where  the file of each id
    """

    def there(link: re.Match[str]) -> str:
        file = where[link[1]]
        return link[0] if file == name else f'href="{file}.xhtml#{link[1]}"'

    return _HERE.sub(there, markup)


def opening(section: Section, label: str = "") -> str:
    """The beginning of its element.

    label  what it is called where its heading isn't in it
    """
    kind = section.kind
    named = f'aria-label="{escape(label)}"' if label else f'aria-labelledby="{section.name}"'
    # What EPUB calls an index has one list alone (EPUB Indexes 1.0), and this one has a list for each letter.
    semantics = f' epub:type="{kind}"' if kind == GLOSSARY else ""
    return f'<section class="{kind}"{semantics} role="doc-{kind}" {named}{attributes(section.lang)}>'


def parts(section: Section, level: int = 1) -> Iterator[str]:
    """What is in it: the heading with what stands above the entries, and then the entries of each letter."""
    above = ""
    for block in section.blocks:
        if block.kind == "entries":
            listed = (
                _glossary(block, section.lang) if section.kind == GLOSSARY else _index(block, section.lang)
            )
            yield above + listed
            above = ""
            continue
        (slot,) = block.slots
        element, id_ = (f"h{level}", f' id="{block.id}"') if block.level else ('p class="headnote"', "")
        closing = element.partition(" ")[0]
        above += f"<{element}{id_}{attributes(slot.lang)}>{spans(slot.spans)}</{closing}>\n"


def _index(block: Block, main: str) -> str:
    lines = ['<ul class="entries">']
    for entry in block.blocks:
        said = _head(entry, main)
        # What leads elsewhere runs on.
        for other in entry.blocks:
            said += f"{languages.comma(main)}{spans(other.slots[0].spans)}"
        lines.append(f'<li id="{entry.id}">{said}{_behind(entry, main)}</li>')
    return "\n".join([*lines, "</ul>"])


def _glossary(block: Block, main: str) -> str:
    lines = ['<dl class="entries">']
    for entry in block.blocks:
        lines.append(f'<dt id="{entry.id}">{_head(entry, main)}</dt>')
        for told in entry.blocks:
            (slot,) = told.slots
            own = "" if slot.lang == main else attributes(slot.lang)
            lines.append(f"<dd{own}>{spans(slot.spans)}</dd>")
        if entry.places:
            lines.append(f'<dd class="places">{_places(entry.places, main)}</dd>')
    return "\n".join([*lines, "</dl>"])


def _head(entry: Block, main: str) -> str:
    (slot,) = entry.slots
    text = spans(slot.spans)
    return text if slot.lang == main else f"<span{attributes(slot.lang)}>{text}</span>"


def _behind(entry: Block, main: str) -> str:
    if not entry.places:
        return ""
    return f'{before_places(entry, main)}<span class="places">{_places(entry.places, main)}</span>'


def _places(documents: Sequence[PlacesOfDocument], main: str) -> str:
    between = escape(languages.strings(main)["semicolon"])
    return between.join([_of_document(document, main) for document in documents])


def _of_document(document: PlacesOfDocument, main: str) -> str:
    title = document.title
    named = f"<cite{attributes(title.lang)}>{escape(title.text)}</cite> " if title else ""
    return named + languages.comma(main).join([_place(place, main) for place in document.places])


def _place(place: IndexPlace, main: str) -> str:
    link = f'<a href="#{place.id}">{place.numbers}</a>'
    if place.passim:
        link += f" {words(main, 'index_passim')}"
    return f"<b>{link}</b>" if place.speaks else link
