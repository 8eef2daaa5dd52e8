"""Checks of translations: one rule a function, found by the name of its module.

To add one, write `toolkit/checks/<name>.py` with a `CHECK`, or several in a tuple: `diglot check` and the
library's `check` run them. Packages of others register theirs under the entry point group `diglot.checks`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from toolkit import late, registry
from toolkit.catalog import contexts
from toolkit.findings import Finding, FindingValue, Rule, report
from toolkit.late import WorkedOut
from toolkit.model import Catalog, Document, Entry, Location
from toolkit.text.hygiene import shortened

if TYPE_CHECKING:
    # Imported where they are needed: whoever builds an edition asks for lost marks alone.
    from toolkit.catalog.glossary import Glossary
    from toolkit.checks.alone import TextMemory, TextsAlone
    from toolkit.checks.left_words import LeftWords
    from toolkit.checks.lengths import Law
    from toolkit.checks.messages import CheckedMessage
    from toolkit.checks.untranslated import Foreign


@dataclass(frozen=True)
class Checked:
    """A catalog and its document, as a check sees them."""

    document: Document
    catalog: Catalog
    path: str
    """Of the catalog, as it is shown."""
    glossary: Glossary | None = None
    """Of its pair of languages; None where there is none."""
    memory: TextMemory | None = None
    """What its messages told by themselves another time."""

    @property
    def source_lang(self) -> str:
        """The language that is translated: a catalog need not say it."""
        return self.catalog.source_lang or self.document.lang

    @property
    def where(self) -> Location:
        """The catalog, as the place of a finding.

        A person finds the entry by its words.
        """
        return Location(self.path, 0)

    def report(self, name: str, about: Entry | CheckedMessage, /, **args: FindingValue) -> Finding:
        """Make a finding about an entry of the catalog, or a message."""
        entry = about if isinstance(about, Entry) else about.entry
        return report(name, self.where, message=message_of(entry), **args)

    @property
    def finished(self) -> Iterator[Entry]:
        """The entries that are done.

        Names and the signature are among them.
        """
        return (entry for entry in self.catalog.entries if entry.state == "done")

    @WorkedOut
    def names(self) -> tuple[Entry, ...]:
        """The finished names of speakers."""
        return tuple(entry for entry in self.finished if contexts.named(entry.context))

    @WorkedOut
    def messages(self) -> tuple[CheckedMessage, ...]:
        """The finished translations of paragraphs and of the title, in the order of the text.

        All rules go through these, so that what they need of a message is worked out once.
        """
        from toolkit.checks.messages import CheckedMessage

        lang, source_lang = self.catalog.lang, self.source_lang
        told = [
            entry
            for entry in self.catalog.entries
            if not contexts.named(entry.context) and entry.key != contexts.CREDITS
        ]
        beside = [None, *told, None]
        return tuple(
            CheckedMessage(entry, source_lang, lang, beside[at], beside[at + 2])
            for at, entry in enumerate(told)
            if entry.state == "done"
        )

    @WorkedOut
    def often(self) -> Mapping[str, int]:
        """How many translations have a word, in small letters; 0 for what is none."""
        from toolkit.checks.messages import small

        return Counter(
            chain.from_iterable(set(map(small, message.target_words)) for message in self.messages)
        )

    @WorkedOut
    def once(self) -> frozenset[str]:
        """The words that one translation alone has, in small letters."""
        return frozenset(word for word, many in self.often.items() if many == 1)

    @WorkedOut
    def law(self) -> Law:
        """How long a translation is here, beside its source."""
        from toolkit.checks import lengths

        lang, source_lang = self.catalog.lang, self.source_lang
        # As many as tell it; the rest of a large catalog is no different.
        some = self.messages[:: len(self.messages) // _TELLING_LENGTHS + 1]
        law = lengths.learn(
            ((message.source_length, message.target_length) for message in some), source_lang, lang
        )
        few = self.messages[:: len(self.messages) // _TELLING_SENTENCES + 1]
        return lengths.learn_joins(
            law, [(len(message.source_sentences), len(message.target_sentences)) for message in few]
        )

    @WorkedOut
    def far(self) -> Mapping[CheckedMessage, float]:
        """By how many deviations each translation is longer than expected; less than 0 where shorter."""
        far = self.law.far
        return {message: far(message.source_length, message.target_length) for message in self.messages}

    @WorkedOut
    def alone(self) -> Mapping[CheckedMessage, TextsAlone]:
        """What each message tells by itself."""
        from toolkit.checks.alone import TextMemory

        return (self.memory or TextMemory()).told(self.messages)

    @WorkedOut
    def left_words(self) -> Mapping[CheckedMessage, LeftWords]:
        """The messages whose translation lacks a stretch of its source."""
        from toolkit.checks import left_words

        return left_words.left_words(self)

    @WorkedOut
    def in_other_languages(self) -> tuple[Foreign, ...]:
        """The messages whose translation is in another language, or has a part in one."""
        from toolkit.checks import untranslated

        return tuple(untranslated.find(self))

    @WorkedOut
    def untranslated(self) -> frozenset[CheckedMessage]:
        """The messages of these.

        They have the words of the source on both sides, say, and that has been said.
        """
        return frozenset(foreign.message for foreign in self.in_other_languages)


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: what to look for, and its words."""

    rule: Rule
    """Made by `findings.define`: code, severity, words and cure."""
    find: Callable[[Checked], Iterable[Finding]]
    """Goes through a catalog once, and reports what is wrong."""


class PlacedFinding(NamedTuple):
    """A finding, and where in the catalog its message stands."""

    place: int
    """Index of its entry; -1 for what is about no single one."""
    finding: Finding


def run(
    document: Document,
    catalog: Catalog,
    path: str,
    glossary: Glossary | None = None,
    memory: TextMemory | None = None,
) -> Iterator[Finding]:
    """What all checks find in a catalog.

    First what is about the whole catalog, then message by message. `path` is what the catalog is called;
    `memory` has what its messages told by themselves another time, and what they tell now.
    """
    from toolkit.checks.manner import told_once

    checked = Checked(document, catalog, path, glossary, memory)
    places = {message_of(entry): number for number, entry in enumerate(catalog.entries)}
    placed: list[PlacedFinding] = []
    # By code: names of modules, and of packages that others installed, mustn't change the order.
    for check in sorted(registry.checks(), key=lambda check: check.rule.code):
        for finding in check.find(checked):
            place = places.get(finding.about, -1)
            known = _known(catalog.entries[place], finding.code) if place >= 0 else ""
            placed.append(PlacedFinding(place, replace(finding, known=known) if known else finding))
    placed = told_once(checked, placed)
    placed += _idle(checked, [(place, finding.code) for place, finding in placed if finding.known])
    # Sorted by place alone, which keeps the codes of a message in order.
    yield from (finding for _, finding in sorted(placed, key=lambda pair: pair[0]))


def _idle(checked: Checked, used: Iterable[tuple[int, str]]) -> Iterator[PlacedFinding]:
    """D259 for each code that a comment keeps back, and nothing was found for."""
    fits = set(used)
    for place, entry in enumerate(checked.catalog.entries):
        # What isn't finished isn't checked.
        for code in dict.fromkeys(_kept_back(entry)) if entry.state == "done" else ():
            if (place, code) not in fits:
                target, about = quoted(entry.target), message_of(entry)
                idle = report("D259", checked.where, ignored=code, target=target, message=about)
                yield PlacedFinding(place, idle)


def message_of(entry: Entry) -> tuple[str, ...]:
    """What names a message: its ids and its context.

    One without ids, such as an event among words, may have its context from others: its words name it, too.
    As an argument of `report` it lets `ignore` mean this finding alone (`where`).
    """
    alone = entry.ids or contexts.named(entry.context) or entry.context == contexts.CREDITS[0]
    return tuple(filter(None, (*entry.ids, entry.context, "" if alone else shortened(entry.source, _SHOWN))))


def quoted(text: str) -> str:
    """A text in quotation marks, cut short, for a message.

    >>> quoted("Never on a Sunday, and least of all on this one.")
    '“Never on a Sunday, and least of all on …”'
    """
    return f"“{shortened(text, _SHOWN)}”"


def _known(entry: Entry, code: str) -> str:
    """The comment by which a translator says that a finding is all right; "" where there is none."""
    return next((comment.strip() for comment in entry.comments if code in _codes(comment)), "")


def _kept_back(entry: Entry) -> Iterator[str]:
    """The codes that a translator keeps back."""
    for comment in entry.comments:
        yield from _codes(comment)


def _codes(comment: str) -> list[str]:
    match = _IGNORE.match(comment)
    return _CODE.findall(match[1].upper()) if match else []


_SHOWN = 40
_TELLING_LENGTHS, _TELLING_SENTENCES = 2000, 250
"""Messages from which it is learnt how lengths go together, and how often sentences are joined."""
_IGNORE = late.regex(r"\s*ignore[:：]?((?:[\s,，、،]*\b[A-Z]+\d{3})+)(?![\w-])", re.IGNORECASE)
"""`ignore D221: she said 1974` above a message, in the marks of any keyboard.

A comment, since every tool keeps the translator's own.
"""
_CODE = late.regex(r"[A-Z]+\d+")
