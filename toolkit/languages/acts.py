"""What people do while they talk, as events tell it: they laugh, weep, cough, sigh, applaud, nod; they vote.

One is no translation of another. Their words are data, `languages/acts.tsv`; those of votes, `decided` in
`languages/words/`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from toolkit import languages, late
from toolkit.grouped import grouped
from toolkit.languages.lexicon import key, lexicon
from toolkit.text import scripts, tables
from toolkit.text.hygiene import fold
from toolkit.text.lines import width

_BRACKETS = str.maketrans(dict.fromkeys("[](){}（）［］【】〔〕", " "))


def language(tag: str) -> str:
    """The language of `events.tsv` in which a language tells events: all Norwegian has the same words there.

    >>> language("nn"), language("pt-BR")
    ('nb', 'pt')
    """
    base = languages.base(tag)
    return "nb" if base in {"no", "nn"} else base


@cache
def _beginnings(lang: str) -> Mapping[str, tuple[str, ...]]:
    """What is done -> the beginnings of its words in a language."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for tag, act, words in tables.rows("toolkit.languages", "acts.tsv"):
        if tag == lang:
            found[act] += tuple(map(fold, words.split("|")))
    return found


def acts(event: str, lang: str) -> frozenset[str]:
    """What somebody does in an event; nothing where its words aren't known.

    >>> sorted(acts("[laughs softly]", "en")), sorted(acts("（泣き笑い）", "ja")), acts("[hums]", "en")
    (['laugh'], ['laugh', 'weep'], frozenset())
    """
    text = fold(event)
    words = text.translate(_BRACKETS).split()
    return frozenset(
        act
        for act, beginnings in _beginnings(language(lang)).items()
        if any(_says(beginning, words, text) for beginning in beginnings)
    )


_BRIEF = 30
"""Columns of a paragraph that tells what somebody does, at most."""


def does(text: str, langs: Iterable[str]) -> bool:
    """Whether few words tell what somebody does besides talking, in one of some languages.

    >>> does("They laugh.", ["en"]), does("二人とも笑う。", ["ja"]), does("They row.", ["en"])
    (True, True, False)
    """
    return width(text) <= _BRIEF and any(acts(text, lang) for lang in langs)


def _says(beginning: str, words: list[str], text: str) -> bool:
    if scripts.unspaced(beginning[0]):
        return beginning in text
    return any(word.startswith(beginning) for word in words)


_WORD = late.regex(r"\w+")
_BEGIN = 3
"""Letters of a word for a vote that tell quickly that a text hasn't it."""


def decides(text: str) -> bool:
    """Whether a text tells of a vote or of a meeting as minutes do.

    >>> decides("Motion carried 5–0."), decides("採決の結果、可決された。"), decides("An emotion carried me.")
    (True, True, False)
    """
    words, (spaced, close) = key(text), _decided()
    if not words.isascii() and any(word in words for word in close):
        return True
    found = ((spaced.get(word[0][:_BEGIN]), word.start()) for word in _WORD.finditer(words))
    return any(begins and words.startswith(tuple(begins), at) for begins, at in found)


@cache
def _decided() -> tuple[Mapping[str, Sequence[str]], Sequence[str]]:
    """Words for votes by how they begin, and those of scripts without blanks: without making a pattern."""
    close = [word for word in lexicon().decided if scripts.unspaced(word[0])]
    spaced = lexicon().decided.difference(close)
    return grouped((_WORD.findall(word)[0][:_BEGIN], word) for word in spaced), close
