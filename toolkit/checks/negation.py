"""Sentences that deny on one side only.

Languages deny in many ways, and a translator says "I remember" for "I haven't forgotten": what is told is a
note, but in a catalog that keeps nearly all denials, for a sentence that is translated closely, or between
two languages whose good translations are known to keep them (`languages/denials.tsv`).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple

from toolkit import languages, late
from toolkit.checks import Check, Checked, quoted
from toolkit.checks.lengths import length
from toolkit.checks.messages import CheckedMessage
from toolkit.checks.signs import clear
from toolkit.findings import Finding, define
from toolkit.text import tables
from toolkit.text.patterns import any_of

_FAR = 2.0
"""Deviations of length up to which two sentences stand side by side."""
_NEAR = 1.2
"""The same where both are but the last of their texts."""
_BRIEF = 80.0
"""Letters of a sentence that says one thing."""
_KEPT = 14
"""Messages that deny as their sources do, for each that doesn't, in a catalog that keeps denials."""
_RARE = 0.0035
"""Share of denials that good translations leave out, below which one that is left out is likely a slip."""
_WORTH = 150
"""Denials of a catalog that say as much of it as all that is known of its languages."""
_ASKS = late.regex(r"[?？؟;]\W{0,4}$")
_CRIES = late.regex(r"[?？؟;!！]\W{0,4}$")
"""Who asks or cries out may deny what they mean: who didn't know him!"""
_PARTS = late.regex(r"[,;:—–،，、]")
_APOSTROPHE = late.regex("['’]")
_BEHIND = frozenset(["ja", "ko", "tr"])
"""Languages that deny a word behind it."""
_NOTHING = "(?!)"
"""What no text has."""


class Denial(NamedTuple):
    """How a language denies: patterns of texts in small letters, which are searched far faster so."""

    sure: re.Pattern[str]
    maybe: re.Pattern[str]
    apart: re.Pattern[str]

    def denies(self, text: str) -> bool:
        """Whether a sentence denies what it says, for certain."""
        return bool(self.sure.search(text)) and not self.apart.search(text)

    def affirms(self, text: str) -> bool:
        """Whether nothing in a sentence could deny."""
        return not (self.sure.search(text) or self.maybe.search(text))


@cache
def _denial(lang: str) -> Denial | None:
    """How a language denies; None where nobody wrote it down."""
    table = _table().get(languages.base(lang))
    if table is None:
        return None
    return Denial(*(re.compile(table.get(name, _NOTHING)) for name in Denial._fields))


def _comparable(lang: str) -> Denial | None:
    """The same; None, too, where it isn't written down how else a language may say as much."""
    return _denial(lang) if "maybe" in _table().get(languages.base(lang), ()) else None


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("toolkit.languages").joinpath("negations.toml").read_text("utf-8"))


@cache
def _free() -> Mapping[tuple[str, str], float]:
    """Languages of a source and a translation -> how often good ones say without a denial what it denies."""
    rows = tables.rows("toolkit.languages", "denials.tsv")
    return {
        (source, target): (int(without) - int(slips)) / int(denied)
        for source, target, denied, without, slips in rows
    }


def _keeps(checked: Checked, kept: int, lost: int) -> bool:
    """Whether a catalog leaves out denials so seldom that one of them is likely a slip.

    What is known of its two languages counts as `_WORTH` messages, beside those of the catalog.
    """
    free = _free().get((languages.base(checked.source_lang), languages.base(checked.catalog.lang)))
    return free is not None and free * _WORTH + lost - 1 <= _RARE * (_WORTH + kept + lost)


def added_denial(message: CheckedMessage) -> bool:
    """Whether a translation denies something in its last sentence, and the source in its last nothing."""
    ours, theirs = _comparable(message.source_lang), _comparable(message.lang)
    if not (ours and theirs and message.source_sentences and message.target_sentences):
        return False
    source, target = message.source_sentences[-1].lower(), message.target_sentences[-1].lower()
    return ours.affirms(source) and theirs.denies(target)


def one_denies(message: CheckedMessage, source: str, target: str) -> bool:
    """Whether one alone of two sentences denies for certain; the other may say as much in another way."""
    return sum(_deny(message, source, target)) == 1


def both_deny(message: CheckedMessage, source: str, target: str) -> bool:
    """Whether two sentences deny for certain."""
    return all(_deny(message, source, target))


def _deny(message: CheckedMessage, source: str, target: str) -> tuple[bool, bool]:
    """Whether each of two sentences denies for certain; neither where that of a language isn't known."""
    ours, theirs = _denial(message.source_lang), _denial(message.lang)
    if ours is None or theirs is None:
        return False, False
    return ours.denies(source.lower()), theirs.denies(target.lower())


def is_denied(word: str, text: str, lang: str) -> bool:
    """Whether a word of a text is denied by one of the three before it: not easy, not as easy.

    Japanese, Korean and Turkish deny behind it, up to the next mark.
    """
    ours = _denial(lang)
    if ours is None:
        return False
    behind = languages.base(lang) in _BEHIND
    at = (
        rf"{re.escape(word)}([^。、，,.!?！？]*)"
        if behind
        else rf"((?:[^\s,;:.!?]+\s+){{1,3}}){re.escape(word)}(?!\w)"
    )
    beside = re.search(at, text)
    return beside is not None and ours.denies(beside[1].lower())


class _OneDenial(NamedTuple):
    """Two sentences one of which denies what the other affirms."""

    message: CheckedMessage
    lost: bool
    """Whether it is the translation that affirms."""
    source: str
    target: str

    @property
    def plain(self) -> bool:
        """Whether there is hardly another way to say it: all of the message is one short sentence.

        Who asks may deny or not: "Why don't we go home?" is "Shall we go home?"
        """
        alone = len(self.message.source_sentences) == len(self.message.target_sentences) == 1
        return alone and length(self.source) < _BRIEF and not _ASKS.search(self.source)

    def is_single(self, denials: Denial) -> bool:
        """Whether a statement has one denial, in a text of as many sentences as its translation."""
        return (
            self.lost
            and len(self.message.source_sentences) == len(self.message.target_sentences)
            and len(denials.sure.findall(self.source.lower())) == 1
            and not (_CRIES.search(self.source) or _CRIES.search(self.target))
        )

    def is_close(self, checked: Checked, denials: Denial) -> bool:
        """Whether a statement with one denial is translated closely: as long, in as many parts."""
        message, source, target = self.message, self.source, self.target
        far = abs(checked.law.far(length(source), length(target)))
        return (
            len(message.source_sentences) == len(message.target_sentences)
            and len(_PARTS.findall(source)) == len(_PARTS.findall(target))
            and far < _NEAR
            and len(denials.sure.findall((source if self.lost else target).lower())) == 1
            and not (_CRIES.search(source) or _CRIES.search(target))
        )


def denied(checked: Checked) -> Iterator[Finding]:
    """Report each message one side of which denies what the other says.

    Where nearly all denials of a catalog are kept, one that is lost is hardly another way to say it.
    """
    source_lang = checked.source_lang
    ours, theirs = _comparable(source_lang), _comparable(checked.catalog.lang)
    if ours is None or theirs is None:
        return
    found: list[_OneDenial] = []
    kept = 0
    for message in checked.messages:
        if message in checked.untranslated:
            continue
        # Nearly all messages deny nothing, or as often on both sides.
        if not (ours.sure.search(message.source.lower()) or theirs.sure.search(message.target.lower())):
            continue
        names = _names(message)
        source, target = (names.sub("", text).lower() for text in (message.source, message.target))
        if len(ours.sure.findall(source)) == len(theirs.sure.findall(target)):
            kept += 1
        else:
            found += islice(_one_sided(message, checked, ours, theirs, names), 1)
    often = Counter(one.lost for one in found)
    keeps = _keeps(checked, kept, often[True])
    for one in found:
        told = one.lost and one.plain and clear(often[True], kept)
        if not told and kept >= _KEPT * often[one.lost]:
            told = (keeps and one.is_single(ours)) or one.is_close(checked, ours if one.lost else theirs)
        if one.lost:
            name = "D248.kept" if told else "D248.lost"
        else:
            name = "D248.alone" if told else "D248.added"
        yield checked.report(name, one.message, source=quoted(one.source), target=quoted(one.target))


def _one_sided(
    message: CheckedMessage, checked: Checked, ours: Denial, theirs: Denial, names: re.Pattern[str]
) -> Iterator[_OneDenial]:
    """Give the sentences of a message one side of which denies what the other says."""
    for source, target in _pairs(message, checked):
        here, there = names.sub("", source).lower(), names.sub("", target).lower()
        lost = _lost(here, there, ours, theirs)
        if lost or _lost(there, here, theirs, ours):
            yield _OneDenial(message, lost, source, target)


def _names(message: CheckedMessage) -> re.Pattern[str]:
    """The words with a capital on both sides: a name such as Yılmaz may look like a denial."""
    written = {part for word in message.target_words for part in _APOSTROPHE.split(word)}
    shared = {word for word in message.source_words if word[0].isupper() and word in written}
    return re.compile(rf"(?<!\w)(?:{any_of(shared, longest=True)})(?!\w)" if shared else _NOTHING)


def _lost(text: str, other: str, ours: Denial, theirs: Denial) -> bool:
    """Whether a text denies what the other one affirms."""
    return bool(ours.sure.search(text)) and theirs.affirms(other) and ours.denies(text)


def _pairs(message: CheckedMessage, checked: Checked) -> Iterator[tuple[str, str]]:
    """Sentences that stand side by side: those of one place, where there are as many; else the last."""
    sources, targets = message.source_sentences, message.target_sentences
    if len(sources) == len(targets):
        pairs, most = list(zip(sources, targets, strict=True)), _FAR
    elif not (sources and targets):
        # Only a mark is left of a text of marks alone, or nothing: it denies nothing.
        return
    else:
        pairs, most = [(sources[-1], targets[-1])], _NEAR
    for source, target in pairs:
        far = abs(checked.law.far(length(source), length(target)))
        if far < most:
            yield source, target


CHECK = Check(
    define(
        "D248",
        severity="info",
        when={
            "kept": (
                "warning",
                (
                    "where the catalog keeps nearly all others, and a statement is translated closely, or "
                    "good translations between the two languages keep theirs"
                ),
            ),
            "alone": ("warning", "the same, where it is the translation that denies"),
        },
        title="A sentence denies what its translation says, or the other way round.",
        words={
            "kept": (
                "{source} ({message}) denies something, and nothing in the translation {target} does; nearly "
                "all others deny what their sources do."
            ),
            "lost": "{source} ({message}) denies something, and nothing in the translation {target} does.",
            "alone": (
                "the translation {target} ({message}) denies something, and nothing in {source} does; nearly "
                "all others deny what their sources do."
            ),
            "added": "the translation {target} ({message}) denies something, and nothing in {source} does.",
        },
        cure="Look whether both say the same.",
    ),
    denied,
)
