"""Words of another language: left in that of the source, or slipped in from a third."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit import languages
from toolkit.checks import Check, Checked, message_of, quoted
from toolkit.checks.foreign import Foreign, Part, foreign_words, language, seen, words
from toolkit.checks.messages import Message
from toolkit.findings import Finding, define, report


def untranslated(checked: Checked) -> Iterator[Finding]:
    """Report translations that are in the language of the source as a whole."""
    whole = {foreign.message for foreign in checked.in_other_languages if _whole(foreign)}
    for message in checked.messages:
        if message in whole or _copied(message):
            target = quoted(message.target)
            yield report("D225", checked.where, message=message_of(message.entry), target=target)


def sentence_left(checked: Checked) -> Iterator[Finding]:
    """Report translations with a whole sentence in the language of the source."""
    for foreign in _mixed(checked):
        message = foreign.message
        if sentence := _sentence(foreign):
            yield report(
                "D226",
                checked.where,
                message=message_of(message.entry),
                sentence=quoted(sentence),
                target=quoted(message.target),
            )


def words_of_another_language(checked: Checked) -> Iterator[Finding]:
    """Report translations with some words in another language."""
    single = Counter(
        _shown(foreign, part).lower() for foreign in checked.in_other_languages for part in foreign.parts
    )
    for foreign in _mixed(checked):
        message = foreign.message
        wrong = next((part for part in foreign.parts if _wrong(foreign, part, single)), None)
        if wrong and not _sentence(foreign):
            yield report(
                "D227",
                checked.where,
                message=message_of(message.entry),
                words=quoted(_shown(foreign, wrong)),
                language=languages.get(wrong.lang).name,
                target=quoted(message.target),
            )


def _mixed(checked: Checked) -> Iterator[Foreign]:
    """Messages of which a part may be in another language."""
    for foreign in checked.in_other_languages:
        if not _copied(foreign.message) and not _whole(foreign):
            yield foreign


def _copied(message: Message) -> bool:
    """Whether a translation is its source, and should be another.

    Names, figures and terms are the same in many languages.
    """
    if message.entry.source != message.entry.target:
        return False
    lang, source = language(message.lang), language(message.source_lang)
    if lang == source:
        return False
    known = foreign_words(lang)
    # Names have capitals, and few have three small words.
    small = [word for word in message.target_words if word.islower() and len(word) > 2]
    return len(small) > 2 or any(source in known.get(word.lower(), ()) for word in message.target_words)


def _whole(foreign: Foreign) -> bool:
    """Whether nearly all of a translation is in the language of the source."""
    left = _left(foreign)
    told = sum(part.told for part in left)
    return told > 1 and sum(part.words for part in left) * 5 > 4 * len(words(foreign.message.target))


def _sentence(foreign: Foreign) -> str:
    """The first sentence that is in the language of the source; "" for none."""
    left, start = _left(foreign), 0
    if sum(part.told for part in left) < 2:
        return ""
    for sentence in foreign.message.target_sentences:
        start = foreign.message.target.find(sentence, start)
        end = start + len(sentence)
        inside = [part for part in left if start <= part.start and part.end <= end]
        told = sum(part.told for part in inside)
        if told > 1 and sum(part.words for part in inside) * 5 > 4 * len(words(sentence)):
            return sentence
        start = end
    return ""


def _left(foreign: Foreign) -> list[Part]:
    source = language(foreign.message.source_lang)
    return [part for part in foreign.parts if part.lang == source and not part.aside]


def _wrong(foreign: Foreign, part: Part, single: Counter[str]) -> bool:
    """Whether a part should be in the language of the translation."""
    message, shown = foreign.message, _shown(foreign, part)
    inside, have = words(shown), set(words(message.source))
    copied = sum(word in have for word in inside)
    left = part.lang == language(message.source_lang)
    if part.told == 1:
        # A lone word may be anything, but for one that the source has, or that has nothing to do with it.
        rare = shown.lower() not in seen(language(message.lang)) and single[shown.lower()] < 3
        return part.words == 1 and not part.aside and rare and (copied == 1) == left
    if left:
        # Titles are quoted in their own language; who quotes a sentence translates it.
        return not part.aside or part.words > 7
    # What the source has in that language, the translation has, too.
    return copied * 2 < part.words


def _shown(foreign: Foreign, part: Part) -> str:
    return foreign.message.target[part.start : part.end]


CHECK = (
    Check(
        define(
            "D225",
            severity="warning",
            title="A finished translation is in the language of its source.",
            words="{target} ({message}) isn't translated.",
            cure=("Translate it, or empty it. The same in both languages? Write `# ignore: D225` above it."),
        ),
        untranslated,
    ),
    Check(
        define(
            "D226",
            severity="warning",
            title="A sentence of a translation is left in the language of the source.",
            words="{sentence} isn't translated, in {target} ({message}).",
            cure="Translate it.",
        ),
        sentence_left,
    ),
    Check(
        define(
            "D227",
            severity="warning",
            title=(
                "Words of a translation are in another language: left in that of the source, or Spanish in "
                "French. Names, titles in quotation marks, and what the source says in that language are all "
                "right."
            ),
            words="{words} is {language}, in the translation {target} ({message}).",
            cure=("Translate it. A title? Put it into quotation marks, or write `# ignore: D227` above it."),
        ),
        words_of_another_language,
    ),
)
