"""Stretches of translations that are in another language.

Languages are told apart by their commonest words (`languages/words.tsv`): one counts that the language of the
translation hasn't. Names, code and addresses are of no language.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from toolkit import languages
from toolkit.checks.messages import Message
from toolkit.text import scripts

_LATIN = re.compile(rf"[{scripts.LATIN}]+(?:['’-][{scripts.LATIN}]+)*")
_TOKEN = re.compile(rf"{_LATIN.pattern}|[{scripts.HAN}{scripts.KANA}]|[^\W\d_]+")
"""A word; a letter alone where words have no blanks between them, since a run there is many words."""
_PAUSE = re.compile(r"[^\w\s'’-]")
_APART = re.compile(r"`[^`]*`|\S*(?:://|[@\\=_/{}<>$#])\S*|\S+\.\w+\b")
"""Code and addresses."""
ASIDE = re.compile(
    r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«|\"[^\"]*\"|「[^」]*」|『[^』]*』|《[^》]*》|〈[^〉]*〉|‘[^’]*’"
    r"|\([^()]*\)|（[^（）]*）"
)
"""What is quoted, or explained in brackets."""


_ALONE = frozenset(["Hans", "Hant", "Jpan", "Kore", "Hebr", "Grek", "Thai", "Deva", "Armn", "Geor"])
"""Scripts that differ from those of all languages in the table, but for their own."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a translation that is in another language."""

    lang: str
    start: int
    end: int
    """In characters of `Message.target`; exclusive."""
    words: int
    """How many words it has."""
    told: int
    """How many of them tell its language."""
    aside: bool
    """Whether it is quoted, or in brackets."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A message with the parts of its translation in other languages."""

    message: Message
    parts: tuple[Part, ...]


def language(tag: str) -> str:
    """What a language is called in the table of words.

    >>> language("pt-BR"), language("no")
    ('pt', 'nb')
    """
    base = languages.base(tag)
    return "nb" if base == "no" else base


@cache
def common(lang: str) -> frozenset[str]:
    """The common words of a language that the table has; none for one that it doesn't know."""
    return frozenset(
        word
        for tag, kind, words in languages.common_words()
        if tag == lang and kind != "seen"
        for word in words
    )


@cache
def seen(lang: str) -> frozenset[str]:
    """Words of others that its texts have now and then, in names and the like.

    Alone they tell nothing.
    """
    return frozenset(
        word
        for tag, kind, words in languages.common_words()
        if tag == lang and kind == "seen"
        for word in words
    )


@cache
def foreign_words(lang: str) -> Mapping[str, frozenset[str]]:
    """Common words of other languages that this one hasn't.

    Each comes with the languages that have it.
    """
    known = common(lang)
    langs: defaultdict[str, set[str]] = defaultdict(set)
    for tag, kind, words in languages.common_words():
        if kind == "function" and tag != lang:
            for word in words - known:
                # Single letters are said as such, and in formulas.
                if len(word) > 1:
                    langs[word].add(tag)
    return {word: frozenset(tags) for word, tags in langs.items()}


def find(messages: Iterable[Message]) -> Iterator[Foreign]:
    """Give the messages whose translation has words of another language.

    A translation between dialects, or into a language without words in the table, has none.
    """
    for message in messages:
        lang = language(message.lang)
        if language(message.source_lang) != lang and (common(lang) or message.script in _ALONE):
            known = foreign_words(lang)
            blanks = scripts.has_blanks(message.script)
            words = message.target_words if blanks else _LATIN.findall(message.target)
            if not known.keys().isdisjoint(words):
                parts = tuple(_parts(message, lang))
                if parts:
                    yield Foreign(message, parts)


def words(text: str) -> list[str]:
    """The words of a text in small letters; each letter of a script without blanks."""
    return [match[0].lower() for match in _TOKEN.finditer(text)]


def _parts(message: Message, lang: str) -> Iterator[Part]:
    text = message.target
    asides = [match.span() for match in ASIDE.finditer(text)]
    for clause in _clauses(_APART.sub(lambda match: " " * len(match[0]), text)):
        for tag, first, last, told in _stretches(clause, lang, language(message.source_lang)):
            start, end = clause[first].start(), clause[last].end()
            aside = any(opens <= start and end <= closes for opens, closes in asides)
            yield Part(tag, start, end, last - first + 1, told, aside)


def _clauses(text: str) -> Iterator[list[re.Match[str]]]:
    """The words between two pauses."""
    tokens = list(_TOKEN.finditer(text))
    clause = tokens[:1]
    for before, after in pairwise(tokens):
        if _PAUSE.search(text, before.end(), after.start()):
            yield clause
            clause = []
        clause.append(after)
    yield clause


def _stretches(
    clause: Sequence[re.Match[str]], lang: str, source: str
) -> Iterator[tuple[str, int, int, int]]:
    """Language, first and last word, and how many tell it."""
    known, own = foreign_words(lang), common(lang)
    hits = {
        place: known[match[0].lower()]
        for place, match in enumerate(clause)
        if match[0].lower() in known and not _named(clause, place)
    }
    if not hits:
        return
    counted = Counter(tag for tags in hits.values() for tag in tags)
    # Of those that have as many the language of the source is likelier than another.
    tag = min(counted, key=lambda tag: (-counted[tag], tag != source, tag))
    theirs = common(tag)
    places = [place for place, tags in hits.items() if tag in tags]
    first, last = places[0], places[-1]
    domestic = [_domestic(match[0], own, theirs) for match in clause]
    if sum(domestic[first : last + 1]) * 2 >= len(places):
        # Too mixed to be a stretch: single words.
        for place in places:
            yield tag, place, place, 1
        return
    while first and not domestic[first - 1]:
        first -= 1
    while last + 1 < len(clause) and not domestic[last + 1]:
        last += 1
    yield tag, first, last, len(places)


def _domestic(word: str, own: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether a word belongs to the translation, and can't be of the other language."""
    small = word.lower()
    return (small in own and small not in theirs) or (small not in theirs and not _LATIN.match(word))


def _named(clause: Sequence[re.Match[str]], place: int) -> bool:
    """Whether a word is a name, or inside of one: Banco de España."""
    if place and clause[place][0][:1].isupper():
        return True
    before, after = clause[max(place - 1, 0)][0], clause[min(place + 1, len(clause) - 1)][0]
    return 0 < place < len(clause) - 1 and before[:1].isupper() and after[:1].isupper()
