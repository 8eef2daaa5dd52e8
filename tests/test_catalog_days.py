"""Any number of days with a catalog: each word that somebody enters stays, until somebody takes it out."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from catalogs import document, translation
from pace import examples
from test_catalog_edit_laws import EDITS, Edit, Parts, Work, talk
from toolkit import po
from toolkit.catalog.contexts import CREDITS
from toolkit.catalog.merging import merge
from toolkit.model import Catalog, Entry, State
from toolkit.text.hygiene import untypeset

seeds = st.integers(0, 10**6)
acts = st.sampled_from(["done", "fuzzy", "remark", "finish", "doubt", "clear"])
WORDS = ("mouette", "نورس", "かもめ", "чайка")


def undone(parts: Parts, _: random.Random) -> Parts:
    """An earlier version."""
    return parts


class Days(RuleBasedStateMachine):
    """An editor who corrects, translators who work on branches, and what becomes of their words."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.entered: set[str] = set()
        """Words that somebody has entered, and nobody has taken out."""
        self.finished: set[tuple[str, str]] = set()
        """Sources and translations that somebody has called done."""

    @initialize(seed=seeds, length=st.integers(2, 10))
    def begin(self, seed: int, length: int) -> None:
        self.parts = talk(random.Random(seed), length)
        self.versions = [self.parts]
        self.work = Work(self.parts)
        self.work.catalog = translation(document(self.parts), translate=None)

    @rule(edit=st.sampled_from([*EDITS, undone]), seed=seeds)
    def correct(self, edit: Edit, seed: int) -> None:
        """Correct the source, and bring the catalog up to date."""
        generator = random.Random(seed)
        self.parts = generator.choice(self.versions) if edit is undone else edit(self.parts, generator)
        self.versions.append(self.parts)
        self.work.edit(self.parts)

    @rule(order=st.lists(st.tuples(acts, seeds), min_size=1, max_size=4))
    def translate(self, order: list[tuple[str, int]]) -> None:
        for act, seed in order:
            self.work.catalog = self.acted(self.work.catalog, act, seed)
        self.entered &= words(self.work.catalog)

    @rule(
        mine=st.lists(st.tuples(acts, seeds), max_size=3),
        their=st.lists(st.tuples(acts, seeds), min_size=1, max_size=3),
        edit=st.none() | st.sampled_from([*EDITS, undone]),
        seed=seeds,
    )
    def branch(
        self, mine: list[tuple[str, int]], their: list[tuple[str, int]], edit: Edit | None, seed: int
    ) -> None:
        """Two people work at once, and the source may be corrected on one side; git merges that."""
        base = theirs = self.work.catalog
        for act, number in their:
            theirs = self.acted(theirs, act, number)
        if edit is not None:
            self.correct(edit, seed)
        ours = corrected = self.work.catalog
        for act, number in mine:
            ours = self.acted(ours, act, number)
        # What somebody took out on a side, and the other side has where it stood, is taken out.
        self.entered -= replaced(corrected, ours) | replaced(base, theirs)
        self.entered &= words(ours) | words(theirs)
        self.work.catalog = po.load(po.dump(merge(base, ours, theirs)[0]), "talk.po", "fr")

    def acted(self, made: Catalog, act: str, seed: int) -> Catalog:
        """A translator's act at one message."""
        generator = random.Random(seed)
        choice = [k for k, entry in enumerate(made.entries) if entry.key != CREDITS]
        drafts = [k for k in choice if made.entries[k].state == "fuzzy"]
        k = generator.choice(drafts if drafts and act == "finish" else choice)
        entry = made.entries[k]
        state: State = "fuzzy" if act in ("fuzzy", "doubt") else "done"
        if act in ("done", "fuzzy"):
            sentences = max(1, entry.source.count("."))
            text = " ".join(f"{self.word(generator)}." for _ in range(sentences))
            entry = entry.replace(target=text, state=state, previous=None)
        elif act == "remark":
            entry = entry.replace(comments=(*entry.comments, f"Look: {self.word(generator)}"))
        elif act in ("finish", "doubt") and entry.target:
            entry = entry.replace(state=state)
        elif act == "clear":
            entry = entry.replace(previous=None)
        if entry.state == "done":
            self.finished.add((untypeset(entry.source), "".join(entry.target.split())))
        return replace(made, entries=(*made.entries[:k], entry, *made.entries[k + 1 :]))

    def word(self, generator: random.Random) -> str:
        """One that nobody has entered before."""
        self.count += 1
        made = f"{generator.choice(WORDS)}{self.count}"
        self.entered.add(made)
        return made

    @invariant()
    def nothing_is_lost(self) -> None:
        if self.entered:
            assert self.entered <= words(self.work.catalog)

    @invariant()
    def nobody_else_finishes(self) -> None:
        if self.count:
            for entry in self.work.catalog.entries:
                told = untypeset(entry.source), "".join(entry.target.split())
                assert entry.state != "done" or told in self.finished


def words(made: Catalog) -> set[str]:
    """All words of translations and remarks."""
    texts = (text for entry in (*made.entries, *made.obsolete) for text in (entry.target, *entry.comments))
    return {word.strip(".") for text in texts for word in text.split()}


def replaced(base: Catalog, side: Catalog) -> set[str]:
    """The words of messages that say something else on a side."""
    now = {entry.key: entry.target for entry in (*side.entries, *side.obsolete)}
    gone: set[str] = set()
    for entry in (*base.entries, *base.obsolete):
        gone |= of(entry.target) - of(now.get(entry.key, entry.target))
    return gone


def of(text: str) -> set[str]:
    return words(Catalog("", "", "", entries=(Entry("", "", text),)))


TestDays = pytest.mark.slow(Days.TestCase)
TestDays.settings = settings(examples(60), stateful_step_count=16)
