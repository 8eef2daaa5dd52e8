"""Capitals of translations: at the beginning, all over, and inside of words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from itertools import chain

from toolkit import languages, late
from toolkit.checks import Check, Checked, foreign, quoted
from toolkit.checks.manner import WAY
from toolkit.checks.messages import HEADINGS, CheckedMessage, small
from toolkit.checks.signs import Habits, around, around_word
from toolkit.findings import Finding, define
from toolkit.languages import spelling
from toolkit.text import events, stops

_FIRST = late.regex(r"(?!\W*\.\.)(?:\W?['‘’][a-z] (?=[A-Z]))?[^\w…`#@/\\=<>$%&*|~^+:]*((\w)[^\W_]*)")
"""The first word, behind quotation marks and the like; code and tags have no capital.

In Dutch and Afrikaans the word behind one that was cut off has it: 's Morgens, 'n Man.
"""
_SENTENCE = late.regex(r"(?<![^\W\d_]\.)(?<![\d.])\b([^\W\d_]{2,})\. ([^\W\d_][^\W_]*)")
_ALONE = late.regex(r"(?<!\w)\w++(?![\w.])")
"""Words with no full stop behind them."""
_NEXT = late.regex(r"\. [^\W\d_A-Z]")
"""What stands behind a full stop; found quickly."""
_VOWEL = late.regex("[aeiouyäöüáéíóúàèêâîôûаеёиоуыэюяієїαεηιουωάέήίόύώ]", re.IGNORECASE)
"""A word without any is an abbreviation."""
_PLURAL = late.regex(r"([^\W\d_a-z])\1")
"""A capital twice is one too: EE. UU."""
_ORDINAL = late.regex("[IVX]{2,}")
"""A king's number, where a full stop makes an ordinal of it: Jindřich VIII. měl šest manželek."""
_CASED = frozenset(["Latn", "Cyrl", "Grek", "Armn"])
_SHOUTED = 12
"""Letters of a text in capitals that is no name."""
_SMALL_AT_MOST = 25
"""Of so many messages one at most has such a slip: where there are more, the language has it so."""
_PRIOR = 3
"""Messages that speak for a capital, before any is looked at."""
_LEAST = 5
"""Letters of a word that may have a capital inside by mistake: MHz and iOS have fewer."""
_SHORT = 2
"""Letters of a word in capitals that shouts nothing: I, OK."""
_BEFORE = 3
"""Small letters before such a capital, at least: iPhone and eBay have fewer."""
_OPEN = late.regex(r"[,;:—–-]$")
"""What ends a translation whose sentence goes on."""
_BOTH_SEXES = ("In", "Innen", "R")
"""Who writes so in German means women and men: LehrerInnen, jedeR."""
_PREFIXED = frozenset(["nd", "nr", "ss", "xh", "zu"])
"""Languages that set small prefixes before a name: isiZulu, kwaXhosa."""


def starts(checked: Checked) -> Iterator[Finding]:
    """Report what begins with a small letter, is in capitals alone, or has one inside of a word."""
    if languages.get(checked.catalog.lang).script in _CASED:
        yield from _small_starts(checked)
        yield from _small_sentences(checked)
        yield from _capitals(checked)
        if languages.base(checked.catalog.lang) not in _PREFIXED:
            yield from _inside(checked)
        yield from _shouted(checked)


def _small_starts(checked: Checked) -> Iterator[Finding]:
    habits = Habits()
    before: CheckedMessage | None = None
    for message in checked.messages:
        begun, before = before, message
        # A translator may make one sentence of two messages; that the first has no end is told there.
        if (
            begun
            and message.previous is begun.entry
            and _goes_on(begun)
            and begun.speakers == message.speakers
        ):
            continue
        # What happens, in brackets, is told as a house tells it.
        match = None if message.target[:1] in events.OPENING else _FIRST.match(message.target)
        first = _FIRST.match(message.source)
        if match and first and not first[2].islower():
            # Where the source has no capitals, the catalog alone tells what is usual.
            thing = "capital" if first[2].isupper() else "other"
            if match[2].isupper():
                habits.note(thing, "capital", message)
            elif match[2].islower() and not _own_way(match[1], message):
                habits.note(thing, "small", message)
    for thing in habits.things:
        for way, _, _, message, _ in habits.departures(
            thing, {"capital": _PRIOR} if thing == "capital" else {}
        ):
            if way == "small":
                yield checked.report(
                    "D249.start", message, target=quoted(message.target), source=quoted(message.source)
                )


def _goes_on(message: CheckedMessage) -> bool:
    """Whether a translator has gone on with a sentence that ends in the source."""
    end = _OPEN.search(message.target)
    return end is not None and not message.source.endswith(end[0])


def _capitals(checked: Checked) -> Iterator[Finding]:
    """Report translations in capitals alone, whose source has small letters."""
    for message in checked.messages:
        text, source = message.target, message.source
        letters = [letter for letter in text if letter.isupper()] if text.isupper() else []
        capitals = [letter for letter in source if letter.isupper()]
        # A headline may shout in a script with capitals; one that has none can't say whether it does.
        calm = sum(map(str.islower, source)) > len(capitals) or (
            not capitals and message.kind not in HEADINGS
        )
        if len(letters) >= _SHOUTED and calm and letters != capitals:
            yield checked.report("D249.capitals", message, target=quoted(text), source=quoted(source))


def _small_sentences(checked: Checked) -> Iterator[Finding]:
    rules = stops.load(checked.catalog.lang)
    abbreviations = rules.abbreviations
    all_small = {
        message: [
            match
            for match in _SENTENCE.finditer(message.target)
            if match[1].lower() not in abbreviations
            and not (rules.ordinals and _ORDINAL.fullmatch(match[1]))
            and _begins_small(match, message, rules)
        ]
        for message in checked.messages
        if _may_begin_small(message.target)
    }
    cut = _cut_short({match[1] for matches in all_small.values() for match in matches}, checked)
    small: list[tuple[CheckedMessage, str]] = []
    for message, matches in all_small.items():
        if first := next((match for match in matches if match[1] not in cut), None):
            small.append((message, around(message.target, *first.span(2))))
    if len(small) <= max(2, len(checked.messages) // _SMALL_AT_MOST):
        for message, shown in small:
            yield checked.report("D249.sentence", message, shown=shown)


def _may_begin_small(text: str) -> bool:
    return any(match[0][-1].islower() for match in _NEXT.finditer(text))


def _begins_small(match: re.Match[str], message: CheckedMessage, rules: stops.Rules) -> bool:
    """Whether a sentence ends before a word in small letters, which has them by mistake."""
    if _own_way(match[2], message) or not _VOWEL.search(match[1]) or _PLURAL.fullmatch(match[1]):
        return False
    # An abbreviation that the source has too: Corp., Inc.
    if re.search(rf"\b{match[1]}\.(?: [^\W\d_A-Z]|[,;)])", message.source):
        return False
    # As if the word had its capital.
    text, at = message.target, match.start(2)
    return stops.ends(text[:at] + text[at].upper() + text[at + 1 :], 0, match.end(1), at, rules)


def _cut_short(words: Set[str], checked: Checked) -> Set[str]:
    """Those of some words that begin another one of their catalog, and stand nowhere without a full stop.

    Nobody has listed all abbreviations of all languages: *niest. wartość*, of *niestandardowy*.
    """
    may_be = {word for word in words if not _VOWEL.fullmatch(word[-1])}
    sizes = {len(word) for word in may_be}
    beginnings = {other[:size] for other in checked.often for size in sizes if len(other) > size + 1}
    begin = {word for word in may_be if word.lower() in beginnings}
    if not begin:
        return begin
    return begin.difference(chain.from_iterable(_ALONE.findall(text.target) for text in checked.messages))


def _own_way(word: str, message: CheckedMessage) -> bool:
    """Whether a word is written so everywhere: iPhone, git."""
    return not word.islower() or any(map(str.isdigit, word)) or word in message.source_words


def _inside(checked: Checked) -> Iterator[Finding]:
    """Report words with a capital inside that stand nowhere else: a key held too long, two words joined."""
    all_mixed = {
        message: mixed
        for message in checked.messages
        if (mixed := list(dict.fromkeys(filter(_is_mixed, message.target_words))))
    }
    often = Counter(chain.from_iterable(all_mixed.values()))
    found = []
    for message, words in all_mixed.items():
        # What the source has too is a name, and so is what programs are called.
        own = tuple(filter(_is_mixed, message.source_words))
        mixed = [
            word
            for word in words
            if often[word] == 1 and word not in message.source and not (own and word.startswith(own))
        ]
        told = foreign.without_code(message.target) if mixed else ""
        if word := next((word for word in mixed if re.search(rf"(?<![\w’'-]){word}(?![\w-])", told)), ""):
            found.append((message, word))
    if len(found) <= max(2, len(checked.messages) // _SMALL_AT_MOST):
        for message, word in found:
            target = around_word(message.target, word)
            yield checked.report("D249.inside", message, word=quoted(word), target=target)


def _shouted(checked: Checked) -> Iterator[Finding]:
    """Report words in capitals that are known in small letters, where the source shouts no word."""
    found = [
        (message, word)
        for message in checked.messages
        for word in dict.fromkeys(message.target_words)
        if word.isupper() and len(word) >= _LEAST and word.isalpha() and _is_calm(message)
    ]
    often = Counter(word for _, word in found)
    listed = spelling.listed(foreign.language(checked.catalog.lang)) if found else ()
    for message, word in found:
        # What stands so elsewhere, or in the source, is short for something; between marks it is code.
        own = often[word] > 1 or word in message.source or f" {word}" not in f" {message.target}"
        if not own and (checked.often[small(word)] > 1 or small(word) in listed):
            target = around_word(message.target, word)
            yield checked.report("D249.shouted", message, word=quoted(word), target=target)


def _is_calm(message: CheckedMessage) -> bool:
    """Whether a source that could have words in capitals, or mark some, has none."""
    cased = languages.get(message.source_lang).script in _CASED
    shouted = any(word.isupper() and len(word) > _SHORT for word in message.source_words)
    return cased and not shouted and "*" not in message.entry.source and not message.target.isupper()


def _is_mixed(word: str) -> bool:
    """Whether a word has a capital behind its first one, or behind small letters.

    >>> [word for word in ("THe", "WOrds", "hereLies", "McKay", "iPhone", "IJzer") if _is_mixed(word)]
    ['WOrds', 'hereLies']
    """
    if len(word) < _LEAST or word[1:].islower() or word.isupper() or word.endswith(_BOTH_SEXES):
        return False
    # IJ is one letter in Dutch.
    begun = word[:2].isupper() and word[2:].islower() and word[:2] != "IJ"
    return word.isalpha() and (begun or (word[:_BEFORE].islower() and not word.islower()))


CHECK = Check(
    define(
        "D249",
        severity="warning",
        when=WAY,
        title=(
            "A translation, or a sentence of it, begins with a small letter; it has capitals alone, and "
            "its source hasn't; or a word of it is in capitals, or has one inside."
        ),
        words={
            "inside": "{word} has a capital inside: the translation {target} ({message}).",
            "shouted": "{word} is in capitals, its source has none: the translation {target} ({message}).",
            "start": (
                "the translation {target} ({message}) begins with a small letter, its source {source} "
                "doesn't."
            ),
            "sentence": "a sentence begins with a small letter in the translation {shown} ({message}).",
            "capitals": (
                "the translation {target} ({message}) is in capitals alone, its source {source} isn't."
            ),
        },
        cure={
            "inside": "Write it in small letters; where two words are joined, part them.",
            "shouted": "Write it in small letters.",
            "start": "Write a capital, or look whether its beginning is missing.",
            "sentence": "Write a capital, or look whether its beginning is missing.",
            "capitals": "Write it in small letters.",
        },
        advice=(
            "Write a capital, or look whether its beginning is missing; small letters where all are "
            "capitals, or one is inside."
        ),
    ),
    starts,
)
