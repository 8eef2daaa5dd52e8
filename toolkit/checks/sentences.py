"""Sentences, and words in brackets, that one side only has; and translations of a length that can't be."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from toolkit import languages, late
from toolkit.checks import Check, Checked, quoted
from toolkit.checks.beads import SideSentences, has_ends, left_out, suspect, worths_of_lack
from toolkit.checks.lengths import Law, length
from toolkit.checks.manner import WAY
from toolkit.checks.messages import CheckedMessage
from toolkit.checks.negation import one_denies
from toolkit.findings import Finding, define
from toolkit.text import scripts

_SURE, _SURE_ADDED = -0.5, 0.5
"""How much likelier it must be that a sentence is left out, or added, beyond that it rarely is."""
_SURE_EVEN = 0.5
"""The same for one that is left out where both sides have as many: then another was parted in two as well."""
_DENIED = 2.5
"""For two sentences one of which alone denies something."""
_EITHER = 1.0
"""How much likelier it must be that this sentence is missing than that a neighbour is."""
_SURE_BRACKET = 0.5
"""The same for what stands in brackets. Half of what is left out so is told with it."""
_BRIEF_BRACKET = 6.0
"""Letters of what stands in brackets that tell nothing."""
_BRACKET = late.regex(r"\s*[(（]([^()（）]{3,400})[)）]")
_OPENING = late.regex(r"[(（\[［【〔]|\^\[")
_WORD, _TOLD = 3, 2
"""Letters of a word in brackets, and how many words something is missed of."""
_NAMED = 4
"""Letters of a word in brackets by which it is known again."""
_FAR, _SHORT = 4.3, 3.6
"""Deviations of a length that can't be: of any, and of one too short for more than a few words."""
_SOME = 60.0
"""Letters of a source that are more than a few words."""
_BRIEF = 20.0
"""Letters of a source that says so little that a translation may say it in two signs: 外では？"""


def _missing(message: CheckedMessage, checked: Checked) -> int:
    """The place of the sentence of the source that the translation lacks, -1 for none."""
    if not suspect(message.source, message.target, checked.far[message]):
        return -1
    source, target = SideSentences.of(message.source_sentences), SideSentences.of(message.target_sentences)
    place, worth = left_out(source, target, checked.law)
    sure = _SURE if len(target.lengths) < len(source.lengths) else _SURE_EVEN
    # Dots say nothing.
    return place if worth > sure and any(map(str.isalnum, message.source_sentences[place])) else -1


def _added(message: CheckedMessage, checked: Checked) -> int:
    """The place of the sentence of the translation that the source lacks, -1 for none."""
    if not suspect(message.target, message.source, -checked.far[message]):
        return -1
    sentences = message.target_sentences
    source, target = SideSentences.of(message.source_sentences), SideSentences.of(sentences)
    place, worth = left_out(target, source, checked.law.turned)
    # What is heard and written down without marks has as many sentences as one likes; and dots say nothing.
    told = worth > _SURE_ADDED and has_ends(message.source) and any(map(str.isalnum, sentences[place]))
    return place if told else -1


def _which(message: CheckedMessage, place: int, law: Law) -> tuple[int, ...]:
    """The sentence that is missing; two neighbours, where either may be."""
    sources, targets = message.source_sentences, message.target_sentences
    if len(sources) != len(targets) + 1:
        return (place,)
    worths = worths_of_lack(SideSentences.of(sources), SideSentences.of(targets), law)
    # What is denied on one side mostly is on the other.
    before = [one_denies(message, *pair) for pair in zip(sources, targets, strict=False)]
    behind = [one_denies(message, *pair) for pair in zip(sources[1:], targets, strict=True)]
    for lacking in range(len(sources)):
        worths[lacking] -= _DENIED * (sum(before[:lacking]) + sum(behind[lacking:]))
    best = max(range(len(worths)), key=worths.__getitem__)
    near = [other for other in (best - 1, best + 1) if 0 <= other < len(worths)]
    other = max(near, key=worths.__getitem__)
    return (best,) if worths[best] - worths[other] > _EITHER else tuple(sorted((best, other)))


def missing(checked: Checked) -> Iterator[Finding]:
    """Report each translation that lacks a sentence of its source, a part of one, or what is in brackets."""
    left = checked.left_words
    for message in checked.messages:
        place = _missing(message, checked)
        if place < 0:
            if bracket := _left_bracket(message, checked.law):
                yield checked.report(
                    "D233.bracket", message, bracket=quoted(bracket), target=quoted(message.target)
                )
            elif message in left:
                yield checked.report(
                    "D233.words",
                    message,
                    text=quoted(left[message].text),
                    words=tuple(map(quoted, left[message].words)),
                    target=quoted(message.target),
                )
            continue
        first, *others = (quoted(message.source_sentences[at]) for at in _which(message, place, checked.law))
        yield checked.report(
            "D233.either" if others else "D233.one",
            message,
            sentence=first,
            other="".join(others),
            target=quoted(message.target),
        )


def _left_bracket(message: CheckedMessage, law: Law) -> str:
    """What the source has in brackets, and the translation lacks; "" for nothing."""
    source = message.source
    if len(_OPENING.findall(message.printed)) >= len(_OPENING.findall(source)):
        return ""
    usual = law.fits(message.source_length, message.target_length)
    worths = {
        match[0].strip(): law.fits(length(source.replace(match[0], "", 1)), message.target_length) - usual
        for match in _BRACKET.finditer(source)
        if length(match[1]) >= _BRIEF_BRACKET and not _is_said(match[1], message)
    }
    best = max(worths, key=worths.__getitem__, default="")
    return best if best and worths[best] > _SURE_BRACKET else ""


def _is_said(text: str, message: CheckedMessage) -> bool:
    """Whether what stands in brackets needs no translation, or has one without brackets: a name, a title."""
    words = [word for word in scripts.LETTERS.findall(text) if len(word) >= _WORD]
    target = message.target.lower()
    # One word may well be a part of another: (trees), Baumbestand.
    if len(words) < _TOLD and scripts.has_blanks(languages.get(message.source_lang).script):
        return True
    named = all(word.istitle() or word.isupper() for word in words)
    # The name of a thing in its own script: 阿里萨巴拉加（Kepa Arrizabalaga）.
    latin = languages.get(message.source_lang).script == "Latn"
    gloss = not latin and scripts.within("".join(words), scripts.LATIN)
    return named or gloss or any(word.lower() in target for word in words if len(word) >= _NAMED)


def added(checked: Checked) -> Iterator[Finding]:
    """Report each translation with a sentence that its source hasn't."""
    for message in checked.messages:
        place = _added(message, checked)
        if place >= 0:
            yield checked.report(
                "D234",
                message,
                sentence=quoted(message.target_sentences[place]),
                source=quoted(message.source),
            )


def out_of_proportion(checked: Checked) -> Iterator[Finding]:
    """Report each translation that is far too short or too long."""
    law = checked.law
    for message in checked.messages:
        far = checked.far[message]
        # Where a sentence is missing, that has been said.
        if (
            (abs(far) > _FAR or (far < -_SHORT and message.source_length > _SOME))
            and not (far < 0 and message.source_length < _BRIEF)
            and message not in checked.left_words
            and _missing(message, checked) < 0
            and _added(message, checked) < 0
        ):
            yield checked.report(
                "D238.short" if far < 0 else "D238.long",
                message,
                target=quoted(message.target),
                source=quoted(message.source),
                share=round(100 * exp(law.gap(message.source_length, message.target_length))),
            )


CHECK = (
    Check(
        define(
            "D233",
            severity="warning",
            when=WAY,
            title=(
                "A sentence of the source, what it has in brackets, or a part with words that are translated "
                "elsewhere, is probably missing in a finished translation: without it the lengths fit, and "
                "nothing stands for it."
            ),
            words={
                "one": "the sentence {sentence} ({message}) seems to be missing in the translation {target}.",
                "either": (
                    "one of the sentences {sentence} and {other} ({message}) seems to be missing in the "
                    "translation {target}."
                ),
                "bracket": (
                    "{bracket} of the source ({message}) seems to be missing in the translation {target}, "
                    "which has no brackets for it."
                ),
                "words": (
                    "{text} of the source ({message}) seems to be missing in the translation {target}: "
                    "nothing there stands for {words}, as elsewhere."
                ),
            },
            cure="Translate it too, or look whether another sentence says it.",
        ),
        missing,
    ),
    Check(
        define(
            "D234",
            severity="info",
            title="A finished translation has probably a sentence that its source hasn't.",
            words="the translation says {sentence} ({message}), which nothing in {source} seems to say.",
            cure="Take out what the source doesn't say; an explanation may be a footnote^[...].",
        ),
        added,
    ),
    Check(
        define(
            "D238",
            severity="warning",
            title=(
                "A finished translation is far shorter or longer than others of its catalog, each beside its "
                "source."
            ),
            words={
                "short": (
                    "the translation {target} ({message}) is far too short for {source}: it has {share} % of "
                    "the length that would be expected."
                ),
                "long": (
                    "the translation {target} ({message}) is far too long for {source}: it has {share} % of "
                    "the length that would be expected."
                ),
            },
            cure={
                "short": "Look whether all of the source is translated.",
                "long": "Look whether the translation says more than the source, or belongs to another one.",
            },
            advice="Look whether the translation says all that the source says, and nothing else.",
        ),
        out_of_proportion,
    ),
)
