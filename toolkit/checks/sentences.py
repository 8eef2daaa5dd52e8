"""Sentences that one side only has, and translations of a length that can't be."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from toolkit.checks import Check, Checked, message_of, quoted
from toolkit.checks.beads import SideSentences, left_out, suspect
from toolkit.checks.lengths import Law
from toolkit.checks.messages import CheckedMessage
from toolkit.findings import Finding, define, report

_SURE, _SURE_ADDED = -0.5, 0.5
"""How much likelier it must be that a sentence is left out, or added, beyond that it rarely is."""
_SURE_EVEN = 0.5
"""The same for one that is left out where both sides have as many: then another was parted in two as well."""
_FAR = 4.3
"""Deviations of a length that can't be."""
_BRIEF = 20.0
"""Letters of a source that says so little that a translation may say it in two signs: 外では？"""


def _missing(message: CheckedMessage, law: Law) -> int:
    """The place of the sentence of the source that the translation lacks, -1 for none."""
    far = law.far(message.source_length, message.target_length)
    if not suspect(message.source, message.target, far):
        return -1
    source, target = SideSentences.of(message.source_sentences), SideSentences.of(message.target_sentences)
    place, worth = left_out(source, target, law)
    sure = _SURE if len(target.lengths) < len(source.lengths) else _SURE_EVEN
    return place if worth > sure else -1


def _added(message: CheckedMessage, law: Law) -> int:
    """The place of the sentence of the translation that the source lacks, -1 for none."""
    far = law.far(message.source_length, message.target_length)
    if not suspect(message.target, message.source, -far):
        return -1
    source, target = SideSentences.of(message.source_sentences), SideSentences.of(message.target_sentences)
    place, worth = left_out(target, source, law.turned)
    return place if worth > _SURE_ADDED else -1


def missing(checked: Checked) -> Iterator[Finding]:
    """Report each translation that lacks a sentence of its source."""
    for message in checked.messages:
        place = _missing(message, checked.law)
        if place >= 0:
            yield report(
                "D233",
                checked.where,
                message=message_of(message.entry),
                sentence=quoted(message.source_sentences[place]),
                target=quoted(message.target),
            )


def added(checked: Checked) -> Iterator[Finding]:
    """Report each translation with a sentence that its source hasn't."""
    for message in checked.messages:
        place = _added(message, checked.law)
        if place >= 0:
            yield report(
                "D234",
                checked.where,
                message=message_of(message.entry),
                sentence=quoted(message.target_sentences[place]),
                source=quoted(message.source),
            )


def out_of_proportion(checked: Checked) -> Iterator[Finding]:
    """Report each translation that is far too short or too long."""
    law = checked.law
    for message in checked.messages:
        far = law.far(message.source_length, message.target_length)
        # Where a sentence is missing, that has been said.
        if (
            abs(far) > _FAR
            and not (far < 0 and message.source_length < _BRIEF)
            and _missing(message, law) < 0
            and _added(message, law) < 0
        ):
            yield report(
                "D238.short" if far < 0 else "D238.long",
                checked.where,
                message=message_of(message.entry),
                target=quoted(message.target),
                source=quoted(message.source),
                share=round(100 * exp(law.gap(message.source_length, message.target_length))),
            )


CHECK = (
    Check(
        define(
            "D233",
            severity="warning",
            title=(
                "A sentence of the source is probably missing in a finished translation: the others fit by "
                "their lengths, figures and names, and nothing stands for this one."
            ),
            words="the sentence {sentence} ({message}) seems to be missing in the translation {target}.",
            cure="Translate the sentence too, or look whether another one says it.",
        ),
        missing,
    ),
    Check(
        define(
            "D234",
            severity="warning",
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
