"""Words that a translation copies from its source: with a slip, or another one in the place of one.

Where a translation is written in another script, its Latin words are those of the source: a name, a program,
an address. Where it isn't, those are that have a capital inside: SuperTuxKart. One that the source hasn't,
and that is nearly one of its words which the translation lacks, is misspelt.

A word with a capital that the catalog copies is known by that. Where a translation lacks one, and has one
that its source hasn't, and that other messages copy, this stands for that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from toolkit import languages, late
from toolkit.checks import other_names
from toolkit.checks.messages import CheckedMessage, words_of
from toolkit.checks.targets import CASED, Targets
from toolkit.text import scripts

_LETTER = f"{scripts.LATIN}0-9_"
_WORD = late.regex(f"(?<![{_LETTER}])[A-Za-z]{{3,20}}(?![{_LETTER}])")
_SHORTEST = 3
"""Letters of a name that stands for another."""
_LATIN = late.regex("[A-Z][A-Za-z]")
_CAPITAL_INSIDE = late.regex("[a-z][A-Z]")
_CRIED = late.regex(r"(\w)\1\1", re.IGNORECASE)
"""As nobody writes but who cries: nooo."""


_TOLD, _COPIED, _OTHER = 2, 0.6, 0.5
"""Sources that have a word, the share that copies it; and that share of a word which stands for it."""
_STEM = 4
"""Letters that two words of one name have in common."""


class Miscopied(NamedTuple):
    """A word for which another stands: itself with a slip, or another name."""

    message: CheckedMessage
    word: str
    form: str


def misspelt(messages: Sequence[CheckedMessage]) -> Iterator[Miscopied]:
    """The words that translations have copied with a slip."""
    if not messages or languages.get(messages[0].source_lang).script != "Latn":
        return
    alone = messages[0].script != "Latn"
    for message in messages:
        # Nearly no text has such a word, which is seen far faster.
        if alone or _CAPITAL_INSIDE.search(message.target):
            yield from _in_message(message, alone)


def exchanged(messages: Sequence[CheckedMessage], targets: Targets) -> Iterator[Miscopied]:
    """The copied names for which another one of the catalog stands."""
    if not messages:
        return
    one_script = languages.get(messages[0].source_lang).script == messages[0].script in CASED
    sides = [
        (_long(targets.capitals(message)), _long(targets.words(message)))
        if one_script
        else (_latin(message.source), _latin(message.target))
        for message in messages
    ]
    having = Counter(chain.from_iterable(ours for ours, _ in sides))
    copies = Counter(chain.from_iterable(ours & theirs for ours, theirs in sides))
    added = Counter(chain.from_iterable(theirs - ours for ours, theirs in sides))
    often = {name: many for name, many in copies.items() if having[name] >= _TOLD}
    kept = {name for name, many in often.items() if many >= _COPIED * having[name]}
    other = {name for name, many in copies.items() if many >= _OTHER * having[name] and added[name] < _TOLD}
    found = []
    for message, (ours, theirs) in zip(messages, sides, strict=True):
        lost = sorted(name for name in kept & ours - theirs if not _begins(name, theirs))
        new = [name for name in other & theirs - ours if not _begins(name, ours)] if lost else []
        if len(new) == 1 and new[0].lower() not in message.source.lower():
            word = min(lost, key=message.source.find)
            # What something is called, in full and by its letters, is one name.
            if not (other_names.is_same(word, new[0], targets) or _is_of_letters(new[0], message.source)):
                found.append(Miscopied(message, word, new[0]))
    # Many a word has its capital from the beginning of a sentence.
    written = chain.from_iterable(message.source_words for message in messages) if found else ()
    nouns = set(filter(str.islower, written))
    for one in found:
        if nouns.isdisjoint((one.word.lower(), one.form.lower())):
            yield one


def _latin(text: str) -> frozenset[str]:
    """The words of a text in Latin letters that have a capital."""
    found = _WORD.findall(text) if _LATIN.search(text) else ()
    return _long(word for word in found if not word.islower())


def _long(words: Iterable[str]) -> frozenset[str]:
    return frozenset([word for word in words if len(word) >= _SHORTEST])


def _is_of_letters(name: str, text: str) -> bool:
    """Whether a name is made of the first letters of words with capitals that follow each other: NHS."""
    return name.isupper() and name in "".join(word[0] for word in words_of(text) if word[0].isupper())


def _begins(name: str, others: Collection[str]) -> bool:
    """Whether another word begins as a name does, so that it may be a form of it."""
    return any(other.startswith(name[:_STEM]) for other in others)


def _in_message(message: CheckedMessage, alone: bool) -> Iterator[Miscopied]:
    forms, words = (
        [word for word in _WORD.findall(text) if len(word) > _SHORTEST]
        for text in (message.target, message.source)
    )
    there, here = set(map(str.lower, forms)), set(map(str.lower, words))
    for form in dict.fromkeys(forms):
        # In capitals it is a code, of which D287 tells.
        if form.lower() in here or form.isupper() or not (alone or _CAPITAL_INSIDE.search(form)):
            continue
        for word in dict.fromkeys(words):
            told = alone or _CAPITAL_INSIDE.search(word)
            if told and word.lower() not in there and _is_slip(word.lower(), form.lower()):
                yield Miscopied(message, word, form)
                break


def _is_slip(word: str, form: str) -> bool:
    """Whether a form is a word with one slip, and neither a plural nor a cry."""
    from rapidfuzz.distance import OSA

    ending = word.startswith(form) or form.startswith(word)
    return (
        word[0] == form[0]
        and not ending
        and OSA.distance(word, form, score_cutoff=1) == 1
        and not _CRIED.search(word)
    )
