"""Words of another language: left in that of the source, or slipped in from a third."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks import Check, Checked, quoted
from toolkit.findings import Finding, define


def untranslated(checked: Checked) -> Iterator[Finding]:
    """Report translations that are in the language of the source as a whole."""
    for foreign in checked.in_other_languages:
        if foreign.what == "whole":
            yield checked.report("D225", foreign.message, target=quoted(foreign.message.target))


def sentence_left(checked: Checked) -> Iterator[Finding]:
    """Report translations with a whole sentence in the language of the source."""
    for foreign in checked.in_other_languages:
        if foreign.what == "sentence":
            target = quoted(foreign.message.target)
            sentence = quoted(foreign.shown)
            yield checked.report("D226", foreign.message, sentence=sentence, target=target)


def words_of_another_language(checked: Checked) -> Iterator[Finding]:
    """Report translations with some words in another language."""
    for foreign in checked.in_other_languages:
        if foreign.what == "words":
            target = quoted(foreign.message.target)
            shown, lang = quoted(foreign.shown), foreign.lang
            yield checked.report("D227", foreign.message, words=shown, language=lang, target=target)


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
