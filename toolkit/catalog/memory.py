"""What was translated before serves messages that are new.

In this order, the first that has anything:

    names            of the same key, or printed alike, in another document
    the same words   in the same context, or elsewhere; typography aside
    near words       whose `likeness` is `NEAR` or more
    sentences        inside of a paragraph that has nothing else: a comment offers them, nothing is filled in

What a translator signs with (the credits) is nobody else's. All that is filled in is a draft, and
`memory_marks` tells whence it is; only the same words in the same context may be taken as finished.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import NamedTuple, Protocol

from toolkit.catalog import contexts, edits, memory_marks
from toolkit.catalog.changes import Changes
from toolkit.catalog.contexts import CREDITS
from toolkit.catalog.glossary import Glossary
from toolkit.catalog.portions import names
from toolkit.catalog.provenance import origin
from toolkit.model import Catalog, Entry
from toolkit.text import segment
from toolkit.text.hygiene import fitted, tidy, untypeset
from toolkit.text.similarity import folded_tokens, likeness, tokens

NEAR = 0.75
"""How alike near words are at least."""
_ALMOST = 0.99
"""The most that other words are, if only by their marks."""
_FEWEST = 3
"""Words from which on others are near: two of two words differ in the half of all they say."""
_LONG = 2000
"""Words of a text beyond which none near it is looked for."""
_SENTENCE = 4
"""Words of a sentence that is worth an offer."""
_OFFERS = 5
"""Sentences that a message offers at most."""


class PastPair(NamedTuple):
    """A text and its translation, as the memory has them."""

    source: str
    target: str
    context: str
    """Of its message; "" where nobody said."""
    who: str
    """Who says it there, as `who_says` has it; "" where nobody said."""
    name: str
    """Of its document, or of the file of a memory."""
    own: bool = True
    """Whether it is in a catalog of the project."""


class TranslationMemory(Protocol):
    """What is asked of a memory. Pairs come in an order of their own, which is always the same."""

    def same(self, key: int) -> Sequence[PastPair]:
        """Those whose source has this `key_of`."""

    def near(self, terms: Sequence[str]) -> Sequence[PastPair]:
        """Those that share most `terms_of` a text."""

    def with_sentence(self, key: int) -> Sequence[PastPair]:
        """Those in whose source a sentence has this key, among others."""

    def named(self, context: str) -> Sequence[PastPair]:
        """Those of a speaker's name, by its context."""


# What a memory is looked up by.


def key_of(text: str) -> int:
    """What texts share that differ in typography alone: 64 bits, signed as databases have them."""
    return _hashed(untypeset(text))


def looked_up(text: str) -> tuple[int, list[str]]:
    """The key and the words of a text, of which a memory needs both."""
    plain = untypeset(text)
    return _hashed(plain), folded_tokens(plain)


def _hashed(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def terms_of(words: Sequence[str]) -> list[str]:
    """What near texts are found by: pairs of neighbours, the ends among them.

    words  of `tokens`

    >>> terms_of(["it's", "late"])
    ["_it's", "it's_late", 'late_']
    """
    before = ""
    # In one pass, without a list of twos: a memory has millions.
    terms = [f"{before}_{(before := word)}" for word in words]
    terms.append(f"{before}_")
    return terms


def sentence_keys(text: str, lang: str) -> list[int]:
    """The keys of the sentences of a text that are worth an offer; none where it is one sentence."""
    pieces = _sentences(text, lang)
    known = map(looked_up, pieces) if len(pieces) > 1 else ()
    return [key for key, words in known if len(words) >= _SENTENCE]


def _sentences(text: str, lang: str) -> list[str]:
    return [piece.strip() for piece in segment.split(text, lang)]


def who_says(context: str, named: dict[str, str]) -> str:
    """What a context is for a reader, to be compared.

    named  key -> printed name, of the speakers of its document
    """
    return "\x1f".join(contexts.label(context, named)) if context else ""


def past_pairs(catalog: Catalog) -> Iterator[PastPair]:
    """What a catalog remembers: all that is finished, and no machine's alone."""
    named = names(catalog.entries)
    for entry in (*catalog.entries, *catalog.obsolete):
        finished = entry.state == "done" and not entry.plural and tidy(entry.target)
        if finished and entry.key != CREDITS and origin(entry) != "machine":
            context = contexts.shared(entry.context)
            who = who_says(context, named)
            yield PastPair(entry.source, entry.target, context, who, catalog.document)


# What is filled in.


def recall(
    updated: Catalog,
    changes: Changes,
    memory: TranslationMemory,
    *,
    exact: bool,
    glossary: Glossary | None = None,
) -> tuple[Catalog, Changes]:
    """The catalog, with what the memory has for its new messages; and what changed.

    exact     whether the same words in the same context are finished
    glossary  its terms stand behind all other notes
    """
    new = {entry.key for entry in changes.new}
    named = names(updated.entries)
    made: dict[tuple[str, str], Entry] = {}
    for entry in updated.entries:
        if entry.key in new and not tidy(entry.target):
            remembered = remember(entry, memory, (updated.source_lang, updated.lang), named, exact=exact)
            if remembered is not None:
                made[entry.key] = glossary.noted(remembered) if glossary else remembered
    if not made:
        return updated, changes
    entries = tuple(made.get(entry.key, entry) for entry in updated.entries)
    filled = tuple(entry for entry in made.values() if entry.target)
    keys = {entry.key for entry in filled}
    left = tuple(entry for entry in changes.new if entry.key not in keys)
    return replace(updated, entries=entries), replace(changes, new=left, remembered=filled)


def remember(
    entry: Entry,
    memory: TranslationMemory,
    langs: tuple[str, str],
    named: dict[str, str],
    *,
    exact: bool = False,
) -> Entry | None:
    """An empty entry with what the memory has for it; None for nothing.

    langs  of the source, and of the translation
    named  key -> printed name, of the speakers of the entry's document
    """
    if entry.key == CREDITS or entry.plural:
        return None
    if contexts.named(entry.context):
        return _of_name(entry, memory, exact=exact)
    pairs = [pair for pair in memory.same(key_of(entry.source)) if not contexts.named(pair.context)]
    if pairs:
        who = who_says(contexts.shared(entry.context), named)
        here = [pair for pair in pairs if _same_context(pair, entry, who)]
        # Two translations of the same in one context: a person has to choose.
        certain = len({tidy(pair.target) for pair in here}) == 1
        return _filled(entry, _best(here or pairs), 1.0, done=exact and certain)
    words = tokens(entry.source)
    if near := _near(words, memory) if _FEWEST <= len(words) <= _LONG else None:
        return _filled(entry, *near)
    return _offered(entry, memory, langs)


def nearest(entry: Entry, memory: TranslationMemory) -> float:
    """How like the most like text of a memory is: 1 for the same words, 0 where none is near."""
    if memory.same(key_of(entry.source)):
        return 1.0
    words = tokens(entry.source)
    found = _near(words, memory) if _FEWEST <= len(words) <= _LONG else None
    return found[1] if found else 0.0


def like(entry: Entry, memory: TranslationMemory, most: int) -> list[tuple[PastPair, float]]:
    """The most like texts of a memory, and how alike they are: 1 for the same words; at most so many."""
    found = {pair: 1.0 for pair in memory.same(key_of(entry.source)) if not contexts.named(pair.context)}
    words = tokens(entry.source)
    for pair in memory.near(terms_of(words)) if _FEWEST <= len(words) <= _LONG else ():
        alike = (
            0.0
            if pair in found or contexts.named(pair.context)
            else likeness(words, tokens(pair.source), NEAR)
        )
        if alike:
            found[pair] = min(alike, _ALMOST)
    # Two that say the same are one offer.
    best = {(pair.source, pair.target): (pair, alike) for pair, alike in reversed(found.items())}
    return sorted(best.values(), key=lambda known: (-known[1], not known[0].own))[:most]


def _same_context(pair: PastPair, entry: Entry, who: str) -> bool:
    # A memory of another program knows keys, and no names.
    return pair.who == who or (not pair.own and pair.context == contexts.shared(entry.context))


def _of_name(entry: Entry, memory: TranslationMemory, *, exact: bool) -> Entry | None:
    same = [pair for pair in memory.same(key_of(entry.source)) if contexts.named(pair.context)]
    if same:
        certain = len({tidy(pair.target) for pair in same}) == 1
        return _filled(entry, _best(same), 1.0, done=exact and certain)
    # Printed otherwise here: "Dr. Lind" for "Mara Lind".
    if pairs := memory.named(entry.context):
        best = _best(pairs)
        return _filled(entry, best, min(likeness(tokens(entry.source), tokens(best.source)), _ALMOST))
    return None


def _best(pairs: Sequence[PastPair]) -> PastPair:
    """The pair whose translation is there most often; the project's own go first."""
    own = [pair for pair in pairs if pair.own] or pairs
    often = Counter(tidy(pair.target) for pair in own)
    return max(own, key=lambda pair: often[tidy(pair.target)])


def _near(words: Sequence[str], memory: TranslationMemory) -> tuple[PastPair, float] | None:
    """The pair that is most alike, and how alike it is."""
    best: tuple[float, bool] = (NEAR, False)
    nearest: PastPair | None = None
    for pair in memory.near(terms_of(words)):
        if not contexts.named(pair.context):
            alike = likeness(words, tokens(pair.source), best[0])
            if alike and ((alike, pair.own) > best or (nearest is None and alike >= NEAR)):
                best, nearest = (alike, pair.own), pair
    return None if nearest is None else (nearest, min(best[0], _ALMOST))


def _filled(entry: Entry, pair: PastPair, alike: float, *, done: bool = False) -> Entry:
    context = None if pair.context in {"", contexts.shared(entry.context)} else pair.context
    previous = None
    # What the text was made for is shown by any program, beside what it is for now.
    if alike < 1 or (context and not done):
        previous = context, pair.source
    target = fitted(pair.target, entry.source)
    mark = memory_marks.filled(pair.name, alike, target, done=done)
    filled = entry.replace(
        target=target,
        state="done" if done else "fuzzy",
        previous=None if done else previous,
        comments=(*entry.comments, mark),
    )
    # As the next update tells it: what became of a text before somebody translated it is told no more.
    return edits.with_note(edits.without_note(filled), ())


def _offered(entry: Entry, memory: TranslationMemory, langs: tuple[str, str]) -> Entry | None:
    """The entry with sentences of it that were translated before; None for none."""
    pieces = _sentences(entry.source, langs[0])
    worth = [piece for piece in pieces if len(tokens(piece)) >= _SENTENCE] if len(pieces) > 1 else []
    known = (pair for piece in worth if (pair := _of_sentence(piece, memory, langs)))
    offers = [memory_marks.offer(pair.name, pair.source, pair.target) for pair in known]
    comments = tuple(dict.fromkeys((*entry.comments, *offers[:_OFFERS])))
    return entry.replace(comments=comments) if comments != entry.comments else None


def _of_sentence(piece: str, memory: TranslationMemory, langs: tuple[str, str]) -> PastPair | None:
    """A sentence that was translated: by itself, or inside of a paragraph."""
    key = key_of(piece)
    if alone := [pair for pair in memory.same(key) if not contexts.named(pair.context)]:
        return _best(alone)
    inside = []
    for pair in memory.with_sentence(key):
        ours, theirs = _sentences(pair.source, langs[0]), _sentences(pair.target, langs[1])
        # Where both have as many sentences, the first goes with the first.
        if len(ours) == len(theirs):
            places = [k for k, other in enumerate(ours) if key_of(other) == key]
            inside += [pair._replace(source=ours[k], target=theirs[k]) for k in places]
    return _best(inside) if inside else None
