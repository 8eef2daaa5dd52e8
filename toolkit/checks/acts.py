"""What people do while they talk, as events tell it: they laugh, weep, cough, sigh, applaud, nod.

One is no translation of another. Their words are data, `languages/acts.tsv`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from toolkit import languages
from toolkit.text import scripts, tables
from toolkit.text.hygiene import fold

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


def _says(beginning: str, words: list[str], text: str) -> bool:
    if scripts.unspaced(beginning[0]):
        return beginning in text
    return any(word.startswith(beginning) for word in words)
