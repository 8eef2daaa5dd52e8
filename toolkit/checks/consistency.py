"""One text translated in two ways, two texts in one, and the text of a neighbour in the place of another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from toolkit import late
from toolkit.catalog import contexts
from toolkit.checks import Check, Checked, one_word, quoted, signs
from toolkit.checks.beads import tokens
from toolkit.checks.lengths import Law
from toolkit.checks.messages import CheckedMessage, folded
from toolkit.checks.pasted import pasted
from toolkit.checks.sentence_order import changed_places
from toolkit.findings import Finding, define
from toolkit.grouped import grouped

_DIGIT = late.regex(r"\d")
_ASKS = late.regex(r"[?？؟;][^\w]{0,8}$")

_ANSWER = 3
"""Words of what may be an answer: its translation depends on the question."""
_LONG = 6
"""Words of a text that two people say in the same way, and mean the same by it."""
_NEAR = 3
"""Messages from one to the other, where the text of a neighbour is the likeliest slip."""
_TOLD = 10.0
"""Letters of a translation that is no stock phrase."""
_STOCK = 3
"""So many different sources with one translation are a stock phrase."""
_ALIKE = 75
"""Per cent of likeness, from which on two sources may mean the same."""
_CONTENT = 5
"""Letters of a word that tells two sources apart."""
_SWAPPED = 5.0
"""How much likelier, as a logarithm, two neighbours must fit each in the place of the other."""
_WORTH_A_LOOK = 1.5
_USUAL, _ODD = 1.2, 2.0
"""Deviations of length: up to which a text fits where it is, and from which on it fits nowhere else."""


def two_ways(checked: Checked) -> Iterator[Finding]:
    """Report each translation of a source that is translated otherwise before."""
    groups = grouped((message.source.casefold(), message) for message in checked.messages)
    for first, *others in groups.values():
        if not others:
            continue
        ways = {folded(first.target)}
        for message in others:
            way = folded(message.target)
            if way not in ways and folded(message.source):
                code = "D245.line" if _one_line(message, first) else "D245.note"
                yield _beside(code, checked, message, first.target)
            ways.add(way)


def _beside(code: str, checked: Checked, message: CheckedMessage, other: str) -> Finding:
    """A finding about a message, which names another text."""
    source, target = quoted(message.source), quoted(message.target)
    return checked.report(code, message, source=source, target=target, other=quoted(other))


def _one_line(message: CheckedMessage, other: CheckedMessage) -> bool:
    """Whether the same words are meant in the same way.

    One person says them twice, and not in answer to a question; or they are long.
    """
    words = len(message.source_words)
    if message.kind != other.kind:
        return False
    if words >= _LONG:
        return True
    return message.speakers == other.speakers and not (_answers(message) or _answers(other))


def _answers(message: CheckedMessage) -> bool:
    """Whether it may be the answer to a question."""
    before = message.previous
    return bool(
        before
        and len(message.source_words) <= _ANSWER
        and _is_question(before.source, message.source_lang)
        and contexts.speakers(before.context) != message.speakers
    )


def _is_question(text: str, lang: str) -> bool:
    """Whether a text ends with a question, or with words that ask."""
    return bool(_ASKS.search(text)) or text.rstrip("。.」』”").endswith(signs.of(lang).asks or "?")


def one_way(checked: Checked) -> Iterator[Finding]:
    """Report each translation that stands for another source as well, far away."""
    for message, other, near in _same_translations(checked):
        if not near:
            yield _beside("D246.whole", checked, message, other.source)
    for message, other, sentence in pasted(checked):
        yield checked.report(
            "D246.sentence",
            message,
            sentence=quoted(sentence),
            source=quoted(message.source),
            other=quoted(other.source),
        )


def of_a_neighbour(checked: Checked) -> Iterator[Finding]:
    """Report each translation that belongs to a message nearby."""
    for message, other, near in _same_translations(checked):
        if near:
            yield _beside("D237.same", checked, message, other.source)
    for message, other in _swapped(checked):
        yield _beside("D237.swapped", checked, message, other.source)
    for message, first, second in changed_places(checked):
        sentences = {"first": quoted(first), "second": quoted(second)}
        yield checked.report("D237.order", message, source=quoted(message.source), **sentences)


def _same_translations(checked: Checked) -> Iterator[tuple[CheckedMessage, CheckedMessage, bool]]:
    """Messages with the translation of another source.

    First the one that it fits worse, then the other, and whether they are near.
    """
    words = one_word.WordIndex(checked.messages)
    groups = grouped(
        (message.target.casefold(), (place, message)) for place, message in enumerate(checked.messages)
    )
    for same in groups.values():
        if len(same) < 2:
            continue
        # The first of each source: who says "Yes." a thousand times means one thing.
        group = list(
            {folded(message.source): (place, message) for place, message in reversed(same)}.values()
        )[::-1]
        if len(group) > _STOCK:
            continue
        for (place, message), (later, other) in combinations(group, 2):
            near = later - place <= _NEAR
            if not (
                message.target_length >= _TOLD or (near and _asks_otherwise(message.source, other.source))
            ):
                continue
            if not _differ(message, other):
                if lacking := words.wrong(message, other):
                    yield lacking, other if lacking is message else message, near
                continue
            if _fits(message, checked.law) > _fits(other, checked.law):
                yield other, message, near
            else:
                yield message, other, near


def _differ(message: CheckedMessage, other: CheckedMessage) -> bool:
    """Whether two sources mean something else."""
    from rapidfuzz import fuzz

    ours, theirs = folded(message.source), folded(other.source)
    if ours == theirs or not (ours and theirs):
        return False
    if _DIGIT.findall(ours) != _DIGIT.findall(theirs):
        return True
    if fuzz.ratio(ours, theirs) >= _ALIKE:
        return False
    mine, yours = set(ours.split()), set(theirs.split())
    return any(len(word) >= _CONTENT or not word.isascii() for word in mine ^ yours)


def _asks_otherwise(text: str, other: str) -> bool:
    """Whether one asks, and the other doesn't."""
    return bool(_ASKS.search(text)) != bool(_ASKS.search(other))


def _fits(message: CheckedMessage, law: Law, target: CheckedMessage | None = None) -> float:
    """How well a translation, its own or that of another message, fits a source."""
    text = target or message
    worth = law.fits(message.source_length, text.target_length)
    worth += len(tokens(message.source) & tokens(text.target))
    if _asks_otherwise(message.source, text.target):
        worth -= _WORTH_A_LOOK
    return worth


def _swapped(checked: Checked) -> Iterator[tuple[CheckedMessage, CheckedMessage]]:
    """Neighbours each of which has the translation of the other."""
    law, messages = checked.law, checked.messages
    lengths = [(message.source_length, message.target_length) for message in messages]
    odd = [abs(checked.far[message]) > _USUAL for message in messages]
    for gap in (1, 2):
        for place in range(len(messages) - gap):
            # Those whose lengths are usual fit where they are.
            if not (odd[place] or odd[place + gap]):
                continue
            message, other = messages[place], messages[place + gap]
            (mine, ours), (yours, theirs) = lengths[place], lengths[place + gap]
            crossed = law.fits(mine, theirs) + law.fits(yours, ours)
            if crossed - law.fits(mine, ours) - law.fits(yours, theirs) < _WORTH_A_LOOK:
                continue
            if max(abs(law.far(mine, theirs)), abs(law.far(yours, ours))) > _ODD:
                continue
            crossed = _fits(message, law, other) + _fits(other, law, message)
            if crossed - _fits(message, law) - _fits(other, law) > _SWAPPED:
                yield message, other


CHECK = (
    Check(
        define(
            "D237",
            severity="warning",
            title=(
                "A finished translation is that of a message nearby: word for word, or the two would fit far "
                "better if they changed places; or two sentences of one have changed places."
            ),
            words={
                "same": "the translation {target} ({message}) of {source} stands for {other} too.",
                "swapped": (
                    "the translation {target} ({message}) of {source} fits {other} far better: the two seem "
                    "to have changed places."
                ),
                "order": (
                    "the sentences {first} and {second} ({message}) fit {source} far better the other way "
                    "round: they seem to have changed places."
                ),
            },
            cure={
                "": "Look which message it belongs to, and translate the other one.",
                "order": "Look in which order the source says both.",
            },
        ),
        of_a_neighbour,
    ),
    Check(
        define(
            "D245",
            severity="warning",
            title=(
                "One text is translated in two ways: one person says it twice, not in answer to a question, "
                "or it is a long one."
            ),
            when={
                "note": [
                    "info",
                    "where other people say it, it is of another kind, or it may answer another question",
                ]
            },
            words={
                "line": "{source} is translated as {target} ({message}) here, and as {other} before.",
                "note": (
                    "{source} is translated as {target} ({message}) here, and as {other} before, in another "
                    "context."
                ),
            },
            cure="Translate both in the same way, unless they mean something else.",
        ),
        two_ways,
    ),
    Check(
        define(
            "D246",
            severity="warning",
            title="Two texts that mean something else have the same translation, or a sentence of it.",
            words={
                "whole": "the translation {target} ({message}) of {source} stands for {other} too.",
                "sentence": (
                    "{sentence} stands in the translation ({message}) of {source}, and in that of {other}, "
                    "which says something else."
                ),
            },
            cure="Look which of them it translates, and mend the other.",
        ),
        one_way,
    ),
)
