"""Whether a translation is the source itself: the wrong file, or one that is only translated in part."""

from __future__ import annotations

from dataclasses import replace

from toolkit.adopt.adoption import Adoption
from toolkit.text import fold

_LETTERS = 20
"""With fewer, a paragraph may well be the same in both languages: a name, a title, "OK, OK"."""
_SHARE = 0.25
"""Of the longer paragraphs: a quotation may stand untranslated, and languages that are close to each other
agree in a sentence here and there."""


def marked(adoption: Adoption) -> Adoption:
    """The adoption with a word on it, and with doubts, where much of the translation is the source.

    Between varieties of a language, or two scripts of it, nothing is said.
    """
    source, target = adoption.source, adoption.target
    if source.lang.partition("-")[0] == target.lang.partition("-")[0]:
        return adoption
    texts = [(one.passage, _letters(source.passages[one.passage].text), one) for one in adoption.filled]
    same = {number for number, text, one in texts if text and text == _letters(one.target)}
    longer = [number for number, text, one in texts if one.target and len(text) >= _LETTERS]
    many = len(same.intersection(longer))
    if many < max(2, _SHARE * len(longer)):
        return adoption
    names = f"{target.path} are those of {source.path}"
    return replace(
        adoption,
        filled=tuple(
            one.doubted("it is the source itself") if one.passage in same else one for one in adoption.filled
        ),
        copied=f"{many} of {len(longer)} longer paragraphs of {names}, word for word.",
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, fold(text)))
