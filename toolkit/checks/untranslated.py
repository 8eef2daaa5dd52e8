"""What of a translation is in another language: all of it, a sentence, or some words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from toolkit import late
from toolkit.checks import Checked, copied_words
from toolkit.checks.foreign import (
    ForeignPart,
    between_languages,
    common,
    foreign_words,
    is_known,
    language,
    latin_words,
    quoted_asides,
    seen,
    without_code,
    words,
)
from toolkit.checks.messages import CheckedMessage
from toolkit.checks.signs import CODE
from toolkit.text import scripts

_BEGIN = 12
"""As many characters tell nearly always that a translation isn't its source."""
_OFTEN = 3
"""In so many messages a word has been taken over into the language."""
_TITLE = 3
"""Small words of its language that a title has at most."""
_GLOSS = 6
"""Likewise of what is explained in another script."""
_SELDOM, _FEW = 100, 2
"""A catalog with copied words in more than one message of a hundred, and more than two, is about commands."""
_ELSEWHERE = 2
"""Other messages whose source has a word, none of which keeps it."""
_NEAR = 40
"""A word before and one behind are in so many characters."""
_SEVERAL = 3
"""Words of the source that tell a text from one of a language that isn't known."""
_SHARED = frozenset(["Latn", "Cyrl"])
"""Scripts of so many languages that a word of one may well be another's."""
_SHORT = 3
"""Units and abbreviations are as short: km, vs."""
_WORD = rf"[{scripts.LATIN}]++(?:['’-][{scripts.LATIN}]++)*+"
_RUN = late.regex(
    rf"(?<![{scripts.LATIN}\d.@#/_<>$\\-])(?<![{scripts.LATIN}]['’]){_WORD}(?: {_WORD})*"
    r"(?![\d/_(=@:<>'’-]|\.\w)"
)
"""Words in Latin letters; nothing of an address, or of code. Each is begun once, and never gone back into."""


_VALUES = frozenset(["true", "false", "null", "none"])
"""What programs write so in any language."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A message whose translation is in another language, or has a part in one."""

    message: CheckedMessage
    what: Literal["whole", "sentence", "words"]
    shown: str
    """The first words that are."""
    lang: str


def find(checked: Checked) -> Iterator[Foreign]:
    """Give the messages with something in another language, in their order.

    One thing is said of a message: the most of it.
    """
    messages = checked.messages
    if not messages or not between_languages(messages[0]):
        return
    told = checked.alone
    found = {message: stretches for message in messages if (stretches := told[message].foreign)}
    same = {message for message in messages if _same(message)}
    sentences = {message: sentence for message in messages if (sentence := told[message].same)}
    terms = _terms(messages, same | sentences.keys()) if same or sentences else frozenset()
    alone = {message: _single(message, foreign) for message, foreign in found.items()}
    often = Counter(word for singles in alone.values() for word in singles.values())
    in_latin = messages[0].script == "Latn"
    left = copied_words.copied(checked) if in_latin else _left_in_latin(messages)
    code = _in_code(messages) | _VALUES if often or left else _VALUES
    for message in messages:
        if not (message in found or message in same or message in sentences or message in left):
            continue
        foreign, lang = found.get(message, ()), message.source_lang
        if _whole(message, foreign) or (message in same and _differs(message.target, message, terms)):
            yield Foreign(message, "whole", message.target, lang)
            continue
        sentence = sentences.get(message, "")
        if not sentence or not _differs(sentence, message, terms) or _of_a_third(message, foreign):
            sentence = _sentence(message, foreign)
        singles = {
            part for part, word in alone.get(message, {}).items() if often[word] < _OFTEN and word not in code
        }
        part = next((part for part in foreign if part in singles or _wrong(message, part)), None)
        if sentence:
            yield Foreign(message, "sentence", sentence, lang)
        elif part:
            yield Foreign(message, "words", message.printed[part.start : part.end], part.lang)
        elif message in left and left[message] not in code:
            yield Foreign(message, "words", left[message], lang)


def _same(message: CheckedMessage) -> bool:
    """Whether a translation has the words of its source."""
    if message.source[:_BEGIN].lower() != message.target[:_BEGIN].lower():
        return False
    return message.source_words == message.target_words != ()


def _terms(messages: Sequence[CheckedMessage], apart: Set[CheckedMessage]) -> Set[str]:
    """Words of what may be left (`apart`) that sources have in small letters, and no other translation has.

    They aren't names, and not the same in the other language.
    """
    asked = {word.lower() for message in apart for word in message.target_words if len(word) > _SHORT}
    written = asked | {word.capitalize() for word in asked}
    sources: set[str] = set()
    targets: set[str] = set()
    for message in messages:
        sources |= asked.intersection(message.source_words)
        if message not in apart:
            targets |= written.intersection(message.target_words)
    return sources - {word.lower() for word in targets}


def _differs(text: str, message: CheckedMessage, terms: Set[str]) -> bool:
    """Whether a text of the source can't be the same in the language of the translation.

    Names and figures are, and many terms.
    """
    told = without_code(text)
    listed = [match[0].lower() for match in scripts.LETTERS.finditer(told)]
    if not is_known(message):
        # A language may be near the other one, so that a few words are the same.
        return sum(word in terms for word in listed) >= _SEVERAL
    known, source = foreign_words(language(message.lang)), language(message.source_lang)
    pieces = scripts.in_words().findall
    written = {*pieces(told)}
    small = [word for word in words(told) if len(word) > 2 and written.issuperset(pieces(word))]
    telling = any(source in known.get(word, ()) for word in (*listed, *words(told)))
    # Names have capitals, and few have three small words.
    return telling or any(word in terms for word in listed) or (text == message.target and len(small) > 2)


def _left(message: CheckedMessage, foreign: Sequence[ForeignPart]) -> list[ForeignPart]:
    source = language(message.source_lang)
    return [part for part in foreign if part.lang == source and not part.aside]


def _of_a_third(message: CheckedMessage, foreign: Sequence[ForeignPart]) -> bool:
    """Whether a message has words of a language that is neither."""
    return any(part.lang != language(message.source_lang) for part in foreign)


def _whole(message: CheckedMessage, foreign: Sequence[ForeignPart]) -> bool:
    """Whether nearly all of a translation is in the language of the source."""
    left = _left(message, foreign)
    told = sum(part.told for part in left)
    return told > 1 and sum(part.words for part in left) * 5 > 4 * len(words(message.printed))


def _sentence(message: CheckedMessage, foreign: Sequence[ForeignPart]) -> str:
    """The first sentence that is nearly all in the language of the source; "" for none."""
    left, start = _left(message, foreign), 0
    if sum(part.told for part in left) < 2:
        return ""
    for sentence in message.target_sentences:
        start = message.printed.find(sentence, start)
        end = start + len(sentence)
        inside = [part for part in left if start <= part.start and part.end <= end]
        told = sum(part.told for part in inside)
        if told > 1 and sum(part.words for part in inside) * 5 > 4 * len(words(sentence)):
            return sentence
        start = end
    return ""


def _wrong(message: CheckedMessage, part: ForeignPart) -> bool:
    """Whether a stretch should be in the language of the translation."""
    if part.told == 1:
        return False
    if part.lang == language(message.source_lang):
        # Titles are quoted in their own language; who quotes a sentence translates it.
        return not part.aside or part.told > (_TITLE if message.script == "Latn" else _GLOSS)
    # What the source has in that language, the translation has, too.
    have = set(words(message.source))
    return sum(word in have for word in words(message.printed[part.start : part.end])) * 2 < part.words


def _single(message: CheckedMessage, foreign: Sequence[ForeignPart]) -> Mapping[ForeignPart, str]:
    """Parts of one word that isn't the translation's, with the word.

    A lone word may be anything, but for one that the source has, or one in a script of few languages.
    """
    wrong = {}
    lang, source = language(message.lang), language(message.source_lang)
    alone = [part for part in foreign if part.told == 1 and not part.aside]
    have = set(words(message.source)) if alone else set()
    for part in alone:
        shown = message.printed[part.start : part.end]
        left = part.lang == source
        likely = len(shown) > 2 and not shown.istitle() and shown not in seen(lang)
        strange = left or not (message.script in _SHARED or latin_words(shown))
        if likely and strange and (shown in have) == left and not (left and _in_a_term(message, part, have)):
            wrong[part] = shown
    return wrong


def _in_a_term(message: CheckedMessage, part: ForeignPart, have: Set[str]) -> bool:
    """Whether a word beside a part is of the source, too: *peer to peer* is a term, *the Owls* a name."""
    before = scripts.LETTERS.findall(message.printed, max(part.start - _NEAR, 0), part.start)[-1:]
    after = scripts.LETTERS.findall(message.printed, part.end, part.end + _NEAR)[:1]
    own = common(language(message.lang))
    beside = [word for word in before if word.islower()] + [word for word in after if word.istitle()]
    return any(len(word) > 1 and word.lower() in have and word.lower() not in own for word in beside)


def _in_code(messages: Sequence[CheckedMessage]) -> Set[str]:
    """Words that stand as code in some source: who writes of `true` may leave it so without its marks."""
    code = (match["code"] for message in messages for match in CODE.finditer(message.entry.source))
    return frozenset(word for span in code for word in scripts.LETTERS.findall(span))


def _left_in_latin(messages: Sequence[CheckedMessage]) -> Mapping[CheckedMessage, str]:
    """Small words in Latin letters that were copied into another script, the first of a message."""
    copied = {}
    for message in messages:
        if listed := _copied(message):
            spans = [message.printed[start:end] for start, end in quoted_asides(message)]
            shown = next((shown for shown in listed if not any(shown in span for span in spans)), "")
            if shown:
                copied[message] = shown
    if len(copied) * _SELDOM <= len(messages) or len(copied) <= _FEW:
        return copied
    # Such a catalog keeps many words, but not those which it translates elsewhere.
    wanted = set(copied.values())
    translated = Counter(
        chain.from_iterable(wanted.intersection(message.source_words) for message in messages)
    )
    kept = Counter(
        chain.from_iterable(wanted.intersection(_RUN.findall(message.target)) for message in messages)
    )
    return {
        message: word for message, word in copied.items() if kept[word] == 1 and translated[word] > _ELSEWHERE
    }


def _copied(message: CheckedMessage) -> list[str]:
    """Words in Latin letters that the source has, none with a capital beside them as in *RSS feed*.

    Code keeps its words.
    """
    target = CODE.sub("``", message.target) if "`" in message.target else message.target
    runs = [run for run in _RUN.findall(target) if run.islower() and len(run) > _SHORT]
    known = set(message.source_words) if runs else set()
    return [run for run in runs if known.issuperset(run.split())]
