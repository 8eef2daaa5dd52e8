"""Stretches of translations that are in another language.

Languages are told apart by their commonest words (`languages/words.tsv`): one counts that the language of the
translation hasn't. Names, code and addresses are of no language.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from toolkit import languages, late
from toolkit.checks.messages import CheckedMessage
from toolkit.text import markup, scripts, stops
from toolkit.text.patterns import any_of

_LATIN = late.regex(rf"[{scripts.LATIN}]+(?:['’-][{scripts.LATIN}]+)*")
_TOKEN = late.regex(rf"{_LATIN.pattern}|[{scripts.HAN}{scripts.KANA}]|[^\W\d_]+")
"""A word; a letter alone where words have no blanks between them, since a run there is many words."""
_KANA = late.regex(f"[{scripts.HIRAGANA}{scripts.KATAKANA}]")
_PAUSE = late.regex(r"[^\w\s'’-]")
_CLAUSE = late.regex(r"[\w\s'’-]+")
_APART = late.regex(
    r"(?<!`)(?:`[^`]{1,500}`|``[^`]{1,500}``)(?!`)|(?<![!-~])(?:[!-~]*?(?:://|[@\\=_/{}<>$#])[!-~]*|[!-~]+(?:\.[A-Za-z]\w*\b|\(\)))"
)
"""Code and addresses."""
_ASIDES = (
    *(
        "“[^”]{0,500}”",
        "„[^“”]{0,500}[“”]",
        "«[^»]{0,500}»",
        "»[^«]{0,500}«",
        '"[^"]{0,500}"',
        "‘[^’]{0,500}’",
    ),
    *(
        "「[^」]{0,500}」",
        "『[^』]{0,500}』",
        "《[^》]{0,500}》",
        "〈[^〉]{0,500}〉",
        r"(?<!\w)'[^']{1,500}'(?!\w)",
    ),
    *(r"\([^()]{0,500}\)", "（[^（）]{0,500}）", r"\[[^\[\]]{0,500}\]"),
)
ASIDE = late.regex("|".join(_ASIDES))
"""What is quoted, or explained in brackets."""


_NAME = rf"[A-Z][{scripts.LATIN}’']*"
_TITLED = late.regex(rf"(?<!\w)(?=({_NAME}(?: [a-z]{{1,4}}){{1,3}} {_NAME}))")
"""Small words between two that have capitals, which may be the first of a next one."""
_BRACKETS = "(（["
_TELLING = 2
"""Words of a language in a text that is in it, at least."""
_OWN = ("function", "frequent")
_ALONE = frozenset(["Hans", "Hant", "Jpan", "Kore", "Hebr", "Grek", "Thai", "Deva", "Armn", "Geor"])
"""Scripts that differ from those of all languages in the table, but for their own."""


@dataclass(frozen=True, slots=True)
class ForeignPart:
    """A stretch of a translation that is in another language."""

    lang: str
    start: int
    end: int
    """In characters of `CheckedMessage.printed`; exclusive."""
    words: int
    """How many words it has."""
    told: int
    """How many of them tell its language."""
    aside: bool
    """Whether it is quoted, or in brackets."""


def language(tag: str) -> str:
    """What a language is called in the table of words.

    >>> language("pt-BR"), language("no")
    ('pt', 'nb')
    """
    base = languages.base(tag)
    return "nb" if base == "no" else base


def _rows(lang: str, *kinds: str) -> frozenset[str]:
    rows = (words for tag, kind, words in languages.common_words() if tag == lang and kind in kinds)
    return frozenset().union(*rows)


@cache
def common(lang: str) -> frozenset[str]:
    """The common words of a language that the table has; none for one that it doesn't know."""
    return _rows(lang, *_OWN, "common")


@cache
def seen(lang: str) -> frozenset[str]:
    """Words of others that its texts have now and then, in names and the like.

    Alone they tell nothing.
    """
    return _rows(lang, "seen")


@cache
def foreign_words(lang: str) -> Mapping[str, tuple[str, ...]]:
    """Common words of other languages that this one hasn't.

    Each comes with the languages that have it.
    """
    known = common(lang)
    langs: dict[str, tuple[str, ...]] = {}
    for tag, kind, words in languages.common_words():
        if kind in _OWN and tag != lang:
            for word in words - known:
                # Single letters are said as such, and in formulas.
                if len(word) > 1:
                    langs[word] = (*langs.get(word, ()), tag)
    return langs


@cache
def _foreign_letters(lang: str) -> Mapping[str, set[str]]:
    """Latin letters of other languages that this one hasn't, with those languages."""
    own = frozenset("".join(_rows(lang, "letters")))
    langs: defaultdict[str, set[str]] = defaultdict(set)
    for tag, kind, rows in languages.common_words():
        if kind == "letters" and tag != lang:
            for letter in frozenset("".join(rows)) - own:
                langs[letter].add(tag)
    return langs


@cache
def _own_letters(lang: str, other: str) -> frozenset[str]:
    """Latin letters of a language that another one hasn't."""
    return frozenset("".join(_rows(lang, "letters"))).difference("".join(_rows(other, "letters")))


@cache
def _any_foreign_letter(lang: str) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(_foreign_letters(lang)))}]")


@lru_cache(maxsize=1 << 14)
def _spelt(word: str, lang: str) -> tuple[str, ...]:
    """The languages that have all letters of a word that this one hasn't; none if it has them all."""
    beyond = _foreign_letters(lang)
    tags = [beyond[letter] for letter in word if letter in beyond]
    return tuple(tags[0].intersection(*tags[1:])) if tags else ()


def between_languages(message: CheckedMessage) -> bool:
    """Whether source and translation are in two languages; dialects are one."""
    return language(message.source_lang) != language(message.lang)


def is_known(message: CheckedMessage) -> bool:
    """Whether the language of a translation is told from others by its words or its letters."""
    return bool(common(language(message.lang))) or message.script in _ALONE


def words(text: str) -> list[str]:
    """The words of a text in small letters; each letter of a script without blanks."""
    return [match[0].lower() for match in _TOKEN.finditer(text)]


def latin_words(text: str) -> list[str]:
    """The words in Latin letters, as they are written, beside whatever other letters.

    Code and addresses have none.
    """
    return _LATIN.findall(without_code(text))


def without_code(text: str) -> str:
    """A text with blanks for code, addresses and #tags; as long as it was."""
    return _APART.sub(lambda match: " " * len(match[0]), text)


def asides(message: CheckedMessage) -> list[tuple[int, int]]:
    """Where something is quoted, emphasised or in brackets."""
    text, marked = message.printed, message.entry.target
    spans = [match.span() for match in ASIDE.finditer(text)]
    if "*" in marked or "](" in marked:
        # Titles are set in italics, or lead to what they are of.
        for span in markup.parse(marked):
            if span.inside and span.mark != "note":
                words = markup.plain(markup.compose(span.inside))
                start = text.find(words)
                if start >= 0:
                    spans.append((start, start + len(words)))
    return spans


def quoted_asides(message: CheckedMessage) -> list[tuple[int, int]]:
    """The asides that may be in another language.

    What people say in a story is quoted, too, but most of its words are the translation's; inside of that
    something may be quoted again.
    """
    return [span for outer in asides(message) for span in _foreign_spans(message, *outer)]


def _foreign_spans(message: CheckedMessage, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A part that may be in another language; of one that isn't, what is quoted inside.

    What stands in brackets explains, and may name what it explains: (also called newtypes).
    """
    if message.printed[start] in _BRACKETS or not _speaks(message, start, end):
        yield start, end
        return
    for inner in ASIDE.finditer(message.printed, start + 1, end - 1):
        yield from _foreign_spans(message, *inner.span())


def _speaks(message: CheckedMessage, start: int, end: int) -> bool:
    """Whether a part is surely in the language of the translation: two of its words are, and one of three.

    They are common there, or in no Latin letters where the language has others.
    """
    own = common(language(message.lang))
    found = words(message.printed[start:end])
    if message.script == "Latn":
        domestic = sum(word in own for word in found)
    else:
        domestic = sum(not _LATIN.match(word) for word in found)
    return domestic >= _TELLING and domestic * 3 >= len(found)


def parts(message: CheckedMessage, lang: str, source: str) -> Iterator[ForeignPart]:
    """Give the stretches of a translation that are in another language, and single words of one.

    lang, source  the two languages, as the table calls them
    """
    known, text = foreign_words(lang), message.printed
    if message.script == "Jpan":
        yield from _chinese(text)
    listed: Sequence[str] = message.target_words
    if not scripts.has_blanks(message.script):
        listed = _LATIN.findall(text)
    elif text is not message.target:
        listed = scripts.LETTERS.findall(text)
    # Letters alone tell, too, that two words are of another language.
    spelt = message.script == "Latn" and not text.isascii() and _any_foreign_letter(lang).search(text)
    if not spelt and known.keys().isdisjoint(listed):
        return
    apart = bytearray(len(text))
    for start, end in quoted_asides(message):
        apart[start:end] = b"\1" * (min(end, len(text)) - start)
    for clause in _clauses(_without_titles(without_code(text), message, source)):
        for tag, first, last, told in _stretches(clause, lang, source):
            start, end = clause[first].start(), clause[last].end()
            yield ForeignPart(tag, start, end, last - first + 1, told, aside=0 not in apart[start:end])


def _without_titles(text: str, message: CheckedMessage, source: str) -> str:
    """A text with dots for the titles that its source has as well; as long as it was.

    *The Lord of the Rings* is a name, small words and all. Where nouns have capitals it may be any sentence.
    """
    if message.script != "Latn" or stops.load(source).nouns or message.source == message.target:
        return text
    for match in _TITLED.finditer(text):
        if match[1] in message.source:
            text = text[: match.start(1)] + "." * len(match[1]) + text[match.end(1) :]
    return text


def _chinese(text: str) -> Iterator[ForeignPart]:
    """Clauses of Japanese without kana, with words that Chinese alone has."""
    if not _chinese_words().search(text):
        return
    start = 0
    for clause in _PAUSE.split(text):
        told = len(_chinese_words().findall(clause))
        if told and not _KANA.search(clause):
            yield ForeignPart("zh", start, start + len(clause), len(clause), told + 1, aside=False)
        start += len(clause) + 1


@cache
def _chinese_words() -> re.Pattern[str]:
    return re.compile(any_of(common("zh"), longest=True))


def _clauses(text: str) -> Iterator[list[re.Match[str]]]:
    """The words between two pauses."""
    for clause in _CLAUSE.finditer(text):
        yield [*_TOKEN.finditer(text, *clause.span())]


_Stretch = tuple[str, int, int, int]
"""Language, first and last word of a clause, and how many of them tell the language."""


def _stretches(clause: Sequence[re.Match[str]], lang: str, source: str) -> Iterator[_Stretch]:
    known, own = foreign_words(lang), common(lang)
    words_ = [match[0].lower() for match in clause]
    hits = {place: known[small] for place, small in enumerate(words_) if small in known}
    sure = set(hits)
    for place, small in enumerate(words_):
        # What the language writes with letters of its own, no other does.
        if place not in sure and small not in own and (tags := _spelt(small, lang)):
            hits[place] = tags
    hits = {place: hits[place] for place in sorted(hits) if not _named(clause, place, known)}
    if not hits:
        return
    counted = Counter(tag for tags in hits.values() for tag in tags)
    most = max(counted.values())
    likely = sorted(tag for tag, times in counted.items() if times == most)
    # Of those that have as many the language of the source is likelier than another; then that of most words.
    tag = (
        source
        if source in likely
        else max(likely, key=lambda tag: sum(map(common(tag).__contains__, words_)))
    )
    domestic = [_domestic(small, lang, tag) for small in words_]
    for group in _groups([place for place, tags in hits.items() if tag in tags], domestic):
        first, last = group[0], group[-1]
        if len(group) > 1:
            while first and not domestic[first - 1]:
                first -= 1
            while last + 1 < len(clause) and not domestic[last + 1]:
                last += 1
        if len(group) > 1 or first in sure:
            # Of a language that nobody expects one word tells as much twice as once.
            told = len(group) if tag == source else len({words_[place] for place in group})
            yield tag, first, last, told


def _groups(places: Sequence[int], domestic: Sequence[bool]) -> Iterator[list[int]]:
    """Words that tell a language, parted where words of the translation's are between them."""
    group = [places[0]]
    for before, after in pairwise(places):
        if sum(domestic[before:after]) > 1:
            yield group
            group = []
        group.append(after)
    yield group


@lru_cache(maxsize=1 << 14)
def _domestic(small: str, lang: str, other: str) -> bool:
    """Whether a word belongs to the translation, and can't be of the other language."""
    if small in common(other):
        return False
    # What the language writes with letters of its own, the other doesn't.
    return (
        small in common(lang)
        or not _own_letters(lang, other).isdisjoint(small)
        or (_LATIN.match(small) is None) == (languages.get(other).script == "Latn")
    )


def _named(clause: Sequence[re.Match[str]], place: int, known: Container[str]) -> bool:
    """Whether a word is a name, or inside of one: Banco de España, Ursula von der Leyen."""
    if place and clause[place][0][:1].isupper():
        return True
    first = last = place
    # Two small words may stand side by side in a name.
    if first and clause[first - 1][0].lower() in known and clause[first - 1][0].islower():
        first -= 1
    elif last + 1 < len(clause) and clause[last + 1][0].lower() in known and clause[last + 1][0].islower():
        last += 1
    beside = [clause[near][0] for near in (first - 1, last + 1) if 0 <= near < len(clause)]
    return len(beside) == 2 and all(
        len(word) > 1 and word[0].isupper() and word.lower() not in known for word in beside
    )
