"""Words that exclude each other, one of which stands for the other: left for right, Mrs for Mr.

They are data (`languages/contrasts.toml`). A translator may leave one out, or say it in another way; what is
told is one that the translation lacks where it has another of its kind instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import chain
from typing import NamedTuple

from toolkit import languages, late
from toolkit.checks import Check, Checked, quoted
from toolkit.checks.contrast_words import ToldWord, has_capital, known_words, table, told, what_says
from toolkit.checks.messages import CheckedMessage, words_of
from toolkit.checks.negation import both_deny, is_denied, one_denies
from toolkit.checks.signs import around_word
from toolkit.findings import Finding, define
from toolkit.grouped import grouped

_SHORT = 300.0
"""Letters of a text whose sentences needn't be told apart."""
_INSIDE = 5
"""Letters of a word that is told inside of a longer one."""
_MARKS = late.regex(r"[,;:.!?—–،؛؟，、；：。！？]")
_AMOUNT, _LESS = "amount", 1
_WITH, _WITHOUT = "with", 1
_TWICE = 2
"""Sentences that tell what a word means in a catalog; what many other catalogs tell is worth as many."""
_MOSTLY = 3
"""How many of them stand for each in which it is another slip."""


@cache
def _all(which: str) -> frozenset[str]:
    """The kinds, or languages, that a line of the table has: "steady", "merging", "loose", "gendered"."""
    return frozenset(table()[which].split())


class Sides(NamedTuple):
    """The words of the table in a source and in its translation."""

    ours: list[ToldWord]
    theirs: list[ToldWord]


def sides(message: CheckedMessage) -> Sides:
    """The words of both sides of a message; none of the source where the translation has none."""
    lang, other_lang = _langs(message)
    theirs = told(message.target, message.target_words, other_lang)
    # Most texts have none, or say the same on both sides.
    return Sides(told(message.source, message.source_words, lang) if theirs else [], theirs)


def _counted(some: Sequence[ToldWord]) -> Counter[tuple[str, frozenset[int]]]:
    return Counter((one.says.kind, one.says.members) for one in some)


def _excluding(ours: Sequence[ToldWord], theirs: Sequence[ToldWord]) -> tuple[set[str], set[str]]:
    """The words of both sides that surely exclude one of the other side, wherever they stand."""
    excluding: tuple[set[str], set[str]] = set(), set()
    for other in theirs if ours else ():
        for one in ours if other.says.sure else ():
            alike = one.says.kind == other.says.kind and one.says.sure
            if alike and _excludes(one, other):
                excluding[0].add(one.word)
                excluding[1].add(other.word)
    return excluding


class ExchangedWords(NamedTuple):
    """A word of a source, the one of its kind that stands for it, and the texts in which they are."""

    word: str
    other: str
    source: str
    target: str


def exchanged(message: CheckedMessage, both: Sides | None = None) -> Iterator[ExchangedWords]:
    """Give the words of a source for which others of their kind stand."""
    langs = _langs(message)
    ours, theirs = both or sides(message)
    words, others = _excluding(ours, theirs)
    if not words or _counted(ours) == _counted(theirs):
        return
    for source, target in _pairs(message):
        if not (any(word in source for word in words) and any(word in target for word in others)):
            continue
        written = words_of(source), words_of(target)
        # A word that is copied is a name: Mrs Green.
        names = set(filter(has_capital, written[0])).intersection(written[1])
        ours, theirs = (
            [one for one in told(text, words, lang) if one.word not in names]
            for text, words, lang in zip((source, target), written, langs, strict=True)
        )
        for one, other in _exchanged(ours, theirs):
            # A compound answers for its parts, as linkermuisknop does.
            if _is_inside(one, written[1], langs[1]) or _is_inside(other, written[0], langs[0]):
                continue
            # La table is der Tisch: elle is er.
            if one.says.kind == "person" and _all("gendered").issuperset(langs):
                continue
            exchange = ExchangedWords(one.word, other.word, source, target)
            if not _is_turned(message, exchange, one.says.kind):
                yield exchange


def _langs(message: CheckedMessage) -> tuple[str, str]:
    return languages.base(message.source_lang), languages.base(message.lang)


def _is_turned(message: CheckedMessage, exchange: ExchangedWords, kind: str) -> bool:
    """Whether a sentence may be turned around, as who says the opposite does: not easy, hard."""
    if kind in _all("steady"):
        return False
    (lang, other_lang), (word, other, source, target) = _langs(message), exchange
    if kind in _all("merging"):
        clauses = _clause(word, source), _clause(other, target)
        if both_deny(message, *clauses) or all(map(_lacks, clauses, (lang, other_lang))):
            return True
    return (
        one_denies(message, source, target)
        or is_denied(word, source, lang) != is_denied(other, target, other_lang)
        or _is_lessened(word, source, lang) != _is_lessened(other, target, other_lang)
    )


def _clause(word: str, text: str) -> str:
    """The part of a text between two marks in which a word is."""
    parts = [part for part in _MARKS.split(text) if word in part]
    whole = (part for part in parts if word in words_of(part))
    return next(chain(whole, parts), text)


def _lacks(text: str, lang: str) -> bool:
    """Whether a text has "without"."""
    return any(
        one.says.kind == _WITH and _WITHOUT in one.says.members for one in told(text, words_of(text), lang)
    )


def _is_lessened(word: str, text: str, lang: str) -> bool:
    """Whether "less" stands before a word: less quickly, slower."""
    before = re.search(rf"(\w+)\s+{re.escape(word)}(?!\w)", text)
    says = what_says(before[1].lower(), lang) if before else ()
    return any(one.kind == _AMOUNT and _LESS in one.members for one in says)


def _is_inside(one: ToldWord, words: Sequence[str], lang: str) -> bool:
    """Whether a word, which says nothing of its kind itself, has in it one that says the same, and surely."""
    known = known_words(lang)
    same = [
        word
        for forms in ((known.exact, known.beginnings) if known and known.heads else ())
        for word, says in forms.items()
        if len(word) >= _INSIDE and any(each.sure and each[:2] == one.says[:2] for each in says)
    ]
    return any(
        inside in word and not any(says.kind == one.says.kind for says in what_says(word, lang))
        for word in map(str.lower, words if same else ())
        for inside in same
    )


def _pairs(message: CheckedMessage) -> Iterator[tuple[str, str]]:
    """Sentences that stand side by side; the whole of a short text, where they aren't as many."""
    sources, targets = message.source_sentences, message.target_sentences
    if len(sources) == len(targets):
        yield from zip(sources, targets, strict=True)
    elif message.source_length < _SHORT:
        yield message.source, message.target


def _exchanged(ours: Sequence[ToldWord], theirs: Sequence[ToldWord]) -> list[tuple[ToldWord, ToldWord]]:
    """Words that one side has, each with another of its kind that the other side has in its place."""
    found = []
    for kind in dict.fromkeys(one.says.kind for one in ours):
        mine = [one for one in ours if one.says.kind == kind]
        yours = [one for one in theirs if one.says.kind == kind]
        here, there = (Counter(one.says.members for one in some) for some in (mine, yours))
        missed = (one for one in mine if one.says.sure and not _sharing(one, there))
        # One more than there are on the other side.
        added = (one for one in yours if one.says.sure and _sharing(one, here) < _sharing(one, there))
        if (one := next(missed, None)) and (other := next(added, None)) and _excludes(one, other):
            found.append((one, other))
    return found


def _sharing(one: ToldWord, others: Counter[frozenset[int]]) -> int:
    """How many of others may say the same."""
    return sum(many for members, many in others.items() if not one.says.members.isdisjoint(members))


_Word = tuple[str, int, str]
"""A word, with its kind and the side on which it is."""


class _LonePair(NamedTuple):
    """The only word of its kind in a sentence, and the only one in its translation, which says another."""

    message: CheckedMessage
    one: ToldWord
    other: ToldWord
    source: str
    target: str

    @property
    def unsure(self) -> list[tuple[_Word, bool]]:
        """Those of both that mean something else as well, and whether other catalogs tell what."""
        both = enumerate((self.one, self.other))
        return [
            ((one.says.kind, at, one.word.lower()), one.says.mostly) for at, one in both if not one.says.sure
        ]


class _CatalogUse(NamedTuple):
    """What a catalog tells of the words that mean something else as well."""

    alike: Counter[_Word]
    """How often each stands in a message whose other side says the same, in the same order."""
    pairs: list[_LonePair]

    def note(self, message: CheckedMessage, both: Sides) -> None:
        """Keep what a message tells."""
        ours, theirs = map(_by_kind, both)
        differing: set[str] = set()
        for kind in ours.keys() & theirs.keys() - _all("loose"):
            mine, yours = ours[kind], theirs[kind]
            if [one.says.members for one in mine] == [one.says.members for one in yours]:
                for side, some in enumerate((mine, yours)):
                    self.alike.update((kind, side, one.word.lower()) for one in some if not one.says.sure)
            elif any(_excludes(one, other) for one in mine for other in yours):
                differing.add(kind)
        # Most messages say the same on both sides: only of the others sentences are looked at.
        if differing:
            self.pairs.extend(_lone_pairs(message, differing))

    def exchanged(self) -> Iterator[tuple[CheckedMessage, ExchangedWords]]:
        """Give the messages in which a word stands beside one that it excludes.

        A word that means something else as well is told where the catalog tells what it means: elsewhere it
        stands beside one that says the same, and hardly ever beside another.
        """
        unlike = Counter(word for pair in self.pairs for word, _ in pair.unsure)
        for pair in self.pairs:
            is_told = all(
                self.alike[word] + _TWICE * mostly >= max(_TWICE, _MOSTLY * (unlike[word] - 1))
                for word, mostly in pair.unsure
            )
            exchange = ExchangedWords(pair.one.word, pair.other.word, pair.source, pair.target)
            if is_told and pair.unsure and not _is_turned(pair.message, exchange, pair.one.says.kind):
                yield pair.message, exchange


def _by_kind(some: Sequence[ToldWord]) -> Mapping[str, list[ToldWord]]:
    return grouped((one.says.kind, one) for one in some)


def _excludes(one: ToldWord, other: ToldWord) -> bool:
    """Whether a word can't say what one of its kind says in the source; of some kinds only a later one."""
    if one.says.kind in _all("onward"):
        return max(one.says.members) < min(other.says.members)
    return one.says.members.isdisjoint(other.says.members)


def _lone_pairs(message: CheckedMessage, kinds: Set[str]) -> Iterator[_LonePair]:
    """Words that are the only ones of these kinds in a sentence and in its translation, and say another."""
    lang, other_lang = _langs(message)
    for source, target in _pairs(message):
        theirs = _lone_words(told(target, words_of(target), other_lang), kinds)
        ours = _lone_words(told(source, words_of(source), lang), kinds) if theirs else {}
        for kind, one in ours.items():
            # A word that is copied is a name: Mrs Green.
            if kind not in theirs or _is_copied(one, message) or _is_copied(theirs[kind], message):
                continue
            if _excludes(one, theirs[kind]):
                yield _LonePair(message, one, theirs[kind], source, target)


def _is_copied(one: ToldWord, message: CheckedMessage) -> bool:
    """Whether both sides have a word with its capital, as they have names and codes."""
    sides = message.source_words, message.target_words
    return has_capital(one.word) and all(one.word in words for words in sides)


def _lone_words(some: Sequence[ToldWord], kinds: Set[str]) -> dict[str, ToldWord]:
    """The only word of each of these kinds, where it is one."""
    often = Counter(one.says.kind for one in some)
    return {one.says.kind: one for one in some if often[one.says.kind] == 1 and one.says.kind in kinds}


def contrasted(checked: Checked) -> Iterator[Finding]:
    """Report each message in which a word stands for one that excludes it."""
    found: dict[CheckedMessage, list[ExchangedWords]] = {}
    evidence = _CatalogUse(Counter(), [])
    for message in checked.messages:
        if message not in checked.untranslated and (both := sides(message)).ours:
            evidence.note(message, both)
            if words := [*exchanged(message, both)]:
                found[message] = words
    for message, exchange in evidence.exchanged():
        found.setdefault(message, []).append(exchange)
    for message, exchanges in found.items():
        once = {one[:2]: one for one in reversed(exchanges)}
        for one in reversed(once.values()):
            yield checked.report(
                "D260",
                message,
                word=quoted(one.word),
                other=quoted(one.other),
                source=around_word(one.source, one.word),
                target=around_word(one.target, one.other),
            )


CHECK = Check(
    define(
        "D260",
        severity="warning",
        title=(
            "A word of a translation excludes what its source says: left for right, Mrs for Mr, evening for "
            "morning, mother for father, he for she, red for green, enabled for disabled; may for must, "
            "where the catalog tells what they mean in it."
        ),
        words="{source} ({message}) says {word}, and the translation {target} has {other} in its place.",
        cure="Look which of the two is meant.",
    ),
    contrasted,
)
