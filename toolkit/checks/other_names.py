"""Names in the place of others: Anna for Maria, in a message whose source has Maria alone.

What stands for a name is known by the other messages that have it: it is copied, or written in another script
so that it is read alike, once is enough, or it is what stands in nearly all of them and hardly anywhere else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, product
from typing import NamedTuple

from toolkit import late
from toolkit.checks import sounds
from toolkit.checks.messages import CheckedMessage
from toolkit.checks.near_forms import LONGEST, RenderedName
from toolkit.checks.renderings import forms_of, part_of
from toolkit.checks.targets import PARTS, Targets, one_stem
from toolkit.grouped import grouped
from toolkit.text import scripts

_TOLD = 3
"""Messages that have a name, of which all tell what stands for it."""
_LEARNT_FROM = 6
"""Messages that are looked at for that."""
_CONSONANTS, _ALIKE = 3, 0.75
"""Consonants of a name that is told by them in one message, and how many of them a form shares."""
_STEM = 4
"""Letters of a name and of a word that is made of it."""
_TRIED = 8
"""Forms that may stand for it, the longest first."""
_RUN = late.regex(f"[{scripts.HAN}]+|[{scripts.KATAKANA}{scripts.KATAKANA_SIGNS}]+")
_LONGEST = 4
"""Ideographs of a name."""


class ExchangedName(NamedTuple):
    """A name that stands for another."""

    message: CheckedMessage
    form: str
    """What stands there."""
    usual: str
    """What stands elsewhere for the name that the source has."""
    name: str
    """That name."""
    other: str = ""
    """The name that it stands for elsewhere."""


def exchanged(
    names: Iterable[tuple[RenderedName, str]],
    people: Sequence[CheckedMessage],
    targets: Targets,
    *,
    native: bool = False,
) -> Iterator[ExchangedName]:
    """The messages that have one name of the document in the place of one other.

    names  with what stands for each, as far as it is known by how it is written or read
    people  the names of speakers
    native  whether they are names of the language of `targets`, which in Japanese have ideographs
    """
    forms, heard, places = _forms(names, people, targets, native=native)
    having = grouped((id(message), name) for name in forms for message in places[name])
    for message in targets.messages:
        own = frozenset(having.get(id(message), ()))
        missing = sorted(name for name in own if message.entry.ids and not targets.has(message, forms[name]))
        if not missing:
            continue
        # One for one: a translator may name whom the source calls she, or by the other part of the name.
        others = [
            other
            for other, form in forms.items()
            if other not in own | heard and _stands(form, message) and not _is_named(other, message)
        ]
        # A full name is one.
        near = [*places[missing[0]], *people]
        mine, theirs = _one(missing, near), _one(others, people)
        if not mine or not theirs or any(_one(pair, near) for pair in product(mine, theirs)):
            continue
        # Scottish, and Scotland.
        if mine[0] not in heard or mine[0][:_STEM] != theirs[0][:_STEM]:
            form, usual = (" ".join(forms[part] for part in parts) for parts in (theirs, mine))
            if is_same(" ".join(mine), form, targets):
                continue
            yield ExchangedName(message, form, usual, " ".join(mine), " ".join(theirs))


def is_same(name: str, form: str, targets: Targets) -> bool:
    """Whether a form is a name as well: NHS of National Health Service, Scotland for Шотландия."""
    short, long = sorted((name, form), key=len)
    if short.isupper() and short == "".join(filter(str.isupper, long)) != long:
        return True
    alone = scripts.within(form[0], scripts.LATIN) and targets.script != "Latn"
    return alone and sounds.likeness(name, form) >= _ALIKE


def _forms(
    names: Iterable[tuple[RenderedName, str]],
    people: Sequence[CheckedMessage],
    targets: Targets,
    *,
    native: bool,
) -> tuple[Mapping[str, str], Set[str], Mapping[str, Sequence[CheckedMessage]]]:
    """What stands for each name, of which that is told by its sound alone, and the messages that have it.

    Of names that are told from all others.
    """
    parts = {
        part: form
        for person in people
        for part in PARTS.split(person.source)
        if min(len(part), len(form := part_of(part, person))) > 1
    }
    forms: dict[str, str] = {}
    heard: set[str] = set()
    places: dict[str, Sequence[CheckedMessage]] = {}
    for name, usual in names:
        form = parts.get(name.text) or usual or _beside(name, targets)
        # Names from afar are in katakana: 隊長 says what somebody is.
        afar = targets.script == "Jpan" and name.text.isascii() and not native
        if afar and scripts.one_of(scripts.HAN).search(form):
            form = parts.get(name.text, "")
        if not form and (form := _read_alike(name, targets)):
            heard.add(name.text)
        if form:
            forms[name.text], places[name.text] = form, name.places
    often = Counter(forms.values())
    return {name: form for name, form in forms.items() if often[form] == 1}, heard, places


def _beside(name: RenderedName, targets: Targets) -> str:
    """What stands in all messages that have a name but one, and hardly in others; "" for nothing."""
    looked_at = name.messages[:_LEARNT_FROM]
    if len(looked_at) < _TOLD:
        return ""
    counts = Counter(chain.from_iterable(_candidates(message, targets) for message in looked_at))
    least = max(_TOLD, len(looked_at) - 1)
    likely = [(kept, len(form), form) for form, kept in counts.items() if kept >= least]
    # It may stand once more, where it is the slip.
    most = len(name.places) + 1
    longest = sorted(likely, reverse=True)[:_TRIED]
    return next((form for _, _, form in longest if targets.count(form) <= most), "")


def _read_alike(name: RenderedName, targets: Targets) -> str:
    """What is read as a name is, in one of the messages that have it; "" for nothing."""
    if targets.ideographs or len(sounds.once(sounds.consonants(name.text))) < _CONSONANTS:
        return ""
    looked_at = name.messages[:_LEARNT_FROM]
    forms = chain.from_iterable(forms_of(name, message, targets) for message in looked_at)
    alike = {form: sounds.likeness(name.text, form) for form in forms}
    # Of its cases the shortest, and of those the first.
    least = _ALIKE if targets.cased or targets.script == "Jpan" else 1
    told = sorted((-likeness, len(form), form) for form, likeness in alike.items() if likeness >= least)
    return told[0][2] if told else ""


def _candidates(message: CheckedMessage, targets: Targets) -> set[str]:
    """What may be a name in a translation."""
    if scripts.has_blanks(targets.script):
        return set(targets.words(message))
    found: set[str] = set()
    for run in _RUN.findall(message.target[:LONGEST]):
        sizes = range(2, _LONGEST + 1) if scripts.within(run[0], scripts.HAN) else (len(run),)
        found.update(run[at : at + size] for size in sizes for at in range(len(run) - size + 1))
    return found


def _stands(form: str, message: CheckedMessage) -> bool:
    """Whether a name is a word of a translation."""
    if form not in message.target:
        return False
    return not scripts.has_blanks(message.script) or form in chain.from_iterable(
        map(PARTS.split, message.target_words)
    )


def _is_named(name: str, message: CheckedMessage) -> bool:
    """Whether a source has a name, in any of its cases."""
    return name in message.source or any(
        word[:1] == name[:1] and one_stem(name, word) for word in message.source_words
    )


def _one(parts: Sequence[str], messages: Sequence[CheckedMessage]) -> tuple[str, ...]:
    """The parts of a name in their order, where they are those of one; () where they are of several."""
    if len(parts) < 2:
        return tuple(parts)
    any_ = "|".join(map(re.escape, parts))
    beside = re.compile(rf"(?:{any_})(?:\W(?:{any_})){{{len(parts) - 1}}}")
    runs = (found.group() for message in messages for found in beside.finditer(message.source))
    orders = (tuple(sorted(parts, key=run.index)) for run in runs if all(part in run for part in parts))
    return next(orders, ())
