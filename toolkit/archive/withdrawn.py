"""Words that were taken out of a transcript, looked for where a deposit might still have them.

A template keeps what no paragraph says any more, and the catalogs its translations. Both are taken out of a
deposit; what is copied as it is may quote them. Where a paragraph was cut, its translation is a draft, and
goes along until somebody has looked at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import fuzz

from toolkit import late
from toolkit.model import Catalog, Document, Entry
from toolkit.text import markup, segment
from toolkit.text.hygiene import fold
from toolkit.text.patterns import any_of
from toolkit.text.scripts import HANGUL, unspaced, within

_SENTENCE = late.regex(r"[^.!?。！？…؟۔।։።\n]+")
_NO_LETTERS = late.regex(r"[\W_]+")
_LEAST = 15
"""Letters of a sentence that tell that it is quoted."""
_MENDED = 60
"""How much of a sentence another has, at least, in percent, to be the same one with a mend. By thought."""
_SAYS_MORE = 3
"""Letters that one of Chinese or Korean is worth."""
_EUROPEAN = "[a-z\u00df-\u052f\u1e00-\u1fff]"
_BEFORE, _BEHIND = f"(?<!{_EUROPEAN})", f"(?!{_EUROPEAN}{{3}})"
"""Around what is found. Words have endings, and some scripts write words before."""


def gone(document: Document, template: Catalog, catalogs: Iterable[Catalog]) -> Mapping[str, str]:
    """What nobody says any more, in any language: a form for comparing -> as it was written.

    What is still said somewhere, or is too short to be told, isn't among it.
    """
    catalogs = [*catalogs]
    left = {(entry.context, entry.source) for entry in template.obsolete}
    still_said = _letters(" ".join(paragraph.text for paragraph in document.paragraphs()))
    # Words that moved, or were joined with others, are not gone.
    left = {(context, source) for context, source in left if _letters(source) not in still_said}
    texts: dict[str, str] = {}
    for _, source in left:
        texts |= _sentences(source)
    for entry in (entry for catalog in catalogs for entry in catalog.obsolete):
        if (entry.context, entry.source) in left:
            texts |= _sentences(entry.target)
    for catalog in catalogs:
        for source, target in (pair for entry in catalog.entries for pair in _cut(entry, catalog)):
            if _letters(source) not in still_said:
                texts |= _sentences(source) | _sentences(target)
    entries = (entry for catalog in catalogs for entry in catalog.entries)
    said = [still_said, *(entry.target for entry in entries if entry.state == "done")]
    still = {*found(texts, " ".join(said))}
    return {form: text for form, text in texts.items() if text not in still}


def found(texts: Mapping[str, str], text: str) -> Iterator[str]:
    """Those of these texts that a text has, as they were written, in its order."""
    if texts:
        known = f"{_BEFORE}(?:{any_of(sorted(texts), longest=True)}){_BEHIND}"
        for match in re.finditer(known, _letters(text)):
            yield texts[match[0]]


def _cut(entry: Entry, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The sentences of a draft's former source that it has no more, and which of its own translate them.

    "" where it has not as many as that. What was mended is still like a sentence of now.
    """
    if entry.state != "fuzzy" or entry.previous is None:
        return
    before, now = (segment.split(text, catalog.source_lang) for text in (entry.previous[1], entry.source))
    own = segment.split(entry.target, catalog.lang)
    beside = own if len(own) == len(before) else [""] * len(before)
    for sentence, target in zip(before, beside, strict=True):
        if all(fuzz.ratio(_letters(sentence), _letters(other)) < _MENDED for other in now):
            yield sentence, target


def _sentences(text: str) -> dict[str, str]:
    sentences = (match[0].strip() for match in _SENTENCE.finditer(markup.spoken(text)))
    return {form: sentence for sentence in sentences if _length(form := _letters(sentence)) >= _LEAST}


def _length(form: str) -> int:
    return sum(_SAYS_MORE if unspaced(letter) or within(letter, HANGUL) else 1 for letter in form)


def _letters(text: str) -> str:
    """A text without marks: programs set other quotation marks, and end lines elsewhere."""
    return _NO_LETTERS.sub(" ", fold(text)).strip()
