"""What stands for a name in another script, and what is near that.

It is known by its consonants, by the translated names of speakers, and by standing wherever the name stands
and hardly anywhere else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from toolkit import late
from toolkit.checks import signs, sounds
from toolkit.checks.messages import CheckedMessage
from toolkit.checks.near_forms import LONGEST, SHORT, RenderedName, Rendering, near, times, with_fewer
from toolkit.checks.targets import PARTS, SHORTEST, Targets
from toolkit.text import scripts

_LEARNT_FROM = 20
"""Messages that are looked at to learn what stands for a name."""
_LONG_ENOUGH = 4
"""Consonants of a name, so that two that are swapped are no chance."""
_ALIKE = 0.6
"""Consonants that a name and its form in another script share at least."""
_ALIKE_IF_NEAR = 0.5
"""Likewise of a form that is near the usual one."""
_SPELT_ALIKE = 0.4
"""In Latin letters a name and a form of it whose consonants are swapped are alike so much at least."""
_INSIDE = 0.8
"""Of the messages that have a form, so many have the name: else it is another word."""
_TOLD = 3
"""Consonants of a name that is told by them alone."""
_READ_ALIKE = 0.75
"""Consonants that a name and a form share, if that is far from the usual one."""
_WRITTEN_ALIKE = 0.5
"""How alike such a form and the usual one are."""
_TOO_ALIKE = 0.8
"""Consonants of two names that can't be told apart."""
_FORMS = 60
"""Forms of a name that are compared with each other."""
_LEFT_TITLE = late.regex(r"[A-Z][\w.’'-]*(?: (?:[a-z]{2,3} )?[A-Z][\w.’'-]*){2,}", re.ASCII)
_FEW = 3
"""Messages that have a name, of which each may write it otherwise."""


def rendered(name: RenderedName, targets: Targets) -> Rendering:
    """A name that is written in another script."""
    if len(name.places) == 1:
        slips = list(_swapped(name, targets))
        return Rendering("", slips) if slips else _two_ways(name, targets)
    usual, kept = _usual(name, targets)
    if not usual:
        return _two_ways(name, targets)
    lacking = [message for message in name.places if not targets.has(message, usual)]
    slips = []
    looked_at = [*lacking, *with_fewer(name, usual, lacking, targets)]
    for message, form in near(usual, looked_at, targets, kept):
        # A word that only looks alike is read otherwise.
        # Of a name in ideographs two may be a word of their own.
        whole = len(form) >= len(usual) or not scripts.within(name.text, scripts.HAN)
        read = whole if targets.ideographs else sounds.likeness(name.text, form) >= _ALIKE_IF_NEAR
        if read and not _is_of_another(form, name, message, targets):
            slips.append((message, form))
    done = {id(message) for message, _ in slips}
    rest = [message for message in lacking if id(message) not in done]
    left = [message for message in rest if _is_left(name.text, message.target)]
    if (
        name.text.isascii()
        and name.text not in usual
        and (signs.clear(len(left), kept) or len(left) == 1 < kept)
    ):
        slips += [(message, name.text) for message in left]
    elif not left and kept > len(rest):
        slips += _read_alike(name, usual, rest, targets)
    return Rendering(usual, slips)


def _is_of_another(form: str, name: RenderedName, message: CheckedMessage, targets: Targets) -> bool:
    """Whether a form stands for another name of the source: Julia, beside Julian."""
    if targets.ideographs or not name.text[:1].isupper():
        return False
    likeness = sounds.likeness(name.text, form)
    words, read = targets.read(message)
    for other in set(targets.capitals(message)) - {name.text}:
        # Daddy, beside Diddy.
        if sounds.likeness(name.text, other) >= _TOO_ALIKE:
            return True
        alike = sounds.likeness(other, form)
        # If nothing else stands for it.
        if alike >= likeness and not any(
            targets.apart(word, form) for word in sounds.alike(other, words, read, alike)
        ):
            return True
    return False


def _read_alike(
    name: RenderedName, usual: str, lacking: Iterable[CheckedMessage], targets: Targets
) -> Iterator[tuple[CheckedMessage, str]]:
    """Messages with a word that is read as a name is, and is far from the usual form by its letters."""
    from rapidfuzz.distance import OSA

    told = len(sounds.consonants(name.text)) >= _TOLD
    for message in lacking:
        for form in sorted(forms_of(name, message, targets)):
            alike = targets.ideographs or sounds.likeness(name.text, form) >= (_READ_ALIKE if told else 1)
            written = OSA.normalized_similarity(form, usual) >= _WRITTEN_ALIKE
            rare = targets.count(form) == 1 and targets.apart(form, usual)
            rare = rare and _are_one_name(name, usual, form, targets)
            rare = rare and not targets.is_adjective(form, usual)
            if alike and written and rare and not _is_of_another(form, name, message, targets):
                yield message, form
                break


def _is_left(name: str, text: str) -> bool:
    """Whether a name stands in a text as it is; letters of other scripts may stand beside it."""
    at = text.find(name)
    if at < 0:
        return False
    beside = text[at - 1 : at] + text[at + len(name) : at + len(name) + 1]
    if any(letter.isascii() and letter.isalpha() for letter in beside):
        return False
    # Part of a title that is left as a whole: The New York Times.
    return not any(match.start() <= at < match.end() for match in _LEFT_TITLE.finditer(text))


def forms_of(name: RenderedName, message: CheckedMessage, targets: Targets) -> set[str]:
    """What may stand for a name in a translation."""
    key = name.text, id(message)
    known = targets.forms.get(key)
    if known is None:
        known = targets.forms[key] = set(_alike(name.text, message, targets))
    return known


def _alike(name: str, message: CheckedMessage, targets: Targets) -> Iterator[str]:
    """What is read as a name is, more or less."""
    if targets.ideographs:
        spans = sounds.spans(name, message.target[:LONGEST]) if name.isascii() else ()
        yield from (span for span in spans if len(span) >= SHORTEST)
    elif len(sounds.consonants(name)) > 1:
        words, read = targets.read(message)
        yield from sounds.alike(name, words, read, _ALIKE)


def _usual(name: RenderedName, targets: Targets) -> tuple[str, int]:
    """What stands for a name in most of its messages, and in how many; "" where that isn't clear."""
    counts: Counter[str] = Counter()
    known: set[str] = set()
    looked_at = name.places[:_LEARNT_FROM]
    sets = []
    for message in looked_at:
        if message.entry.ids:
            sets.append(forms_of(name, message, targets))
            counts.update(sets[-1])
        elif part := part_of(name.text, message):
            # The name of a speaker, which a person has translated part by part.
            known.add(part)
    if targets.signs.inflects:
        # In as many cases as messages no form recurs, but their stem does.
        for form in counts:
            counts[form] = sum(any(targets.same(form, other) for other in forms) for forms in sets)
    for form in known:
        counts[form] = sum(form in message.target for message in looked_at)
    # Of several that are as common what is read as the name is: others may be parts of it, or have more.
    ranks = sorted(
        counts.items(),
        key=lambda item: (item[0] not in known, -item[1], -_likeness(name, item[0], targets), item[0]),
    )
    for form, kept in ranks:
        if form in known:
            # What a person has written for this name alone counts twice.
            return form, kept + 1
        if kept >= max(2, len(looked_at) / 2) and kept >= _INSIDE * min(targets.count(form), _LEARNT_FROM):
            return form, kept
    return "", 0


def _likeness(name: RenderedName, form: str, targets: Targets) -> float:
    return 0.0 if targets.ideographs else sounds.likeness(name.text, form)


def part_of(part: str, person: CheckedMessage) -> str:
    """What stands for a part of a speaker's name; "" where the parts aren't as many."""
    source, target = PARTS.split(person.source), PARTS.split(person.target)
    if len(source) == len(target) and part in source:
        return target[source.index(part)]
    return ""


def _two_ways(name: RenderedName, targets: Targets) -> Rendering:
    """A name that stands few times, and is written in two ways."""
    from rapidfuzz.distance import OSA

    often = {id(message): times(name.text, message, targets) for message in name.places}
    if sum(often.values()) < 2 or len(name.places) > _FEW or len(sounds.consonants(name.text)) < 2:
        return Rendering("", [])
    forms = [(message, form) for message in name.places for form in _in_order(name, message, targets)]
    for (first, usual), (message, form) in combinations(forms[:_FORMS], 2):
        most = 1 if len(usual) <= SHORT else 2
        if not 0 < OSA.distance(usual, form, score_cutoff=most) <= most or not targets.apart(usual, form):
            continue
        if not _are_one_name(name, usual, form, targets):
            continue
        if targets.is_adjective(form, usual) or targets.is_adjective(usual, form):
            continue
        if first is message and (often[id(message)] < 2 or not _in_one(name, usual, form, message, targets)):
            continue
        # A word that is common stands for no name that isn't.
        counts = sorted([targets.count(usual), targets.count(form)])
        if counts[0] == 1 and counts[1] < max(2, sum(often.values())):
            return Rendering(usual, [(message, form)])
    return Rendering("", [])


def _in_order(name: RenderedName, message: CheckedMessage, targets: Targets) -> list[str]:
    """What may stand for a name in a translation, in the order of the text."""
    return sorted(forms_of(name, message, targets), key=lambda form: (message.target.find(form), form))


def _are_one_name(name: RenderedName, usual: str, form: str, targets: Targets) -> bool:
    """Whether two forms are more than the name as it is in the source, or words that touch it."""
    if targets.ideographs:
        # At an end it may be a word of its own.
        edges = (usual[0], usual[-1]) == (form[0], form[-1])
        return len(form) > SHORTEST or edges or set(usual) == set(form)
    return name.text not in form


def _in_one(name: RenderedName, usual: str, form: str, message: CheckedMessage, targets: Targets) -> bool:
    """Whether two forms in one message stand for a name that is read clearly, and for no other."""
    if targets.ideographs:
        return True
    read = max(sounds.likeness(name.text, usual), sounds.likeness(name.text, form))
    told = len(sounds.consonants(name.text)) >= _TOLD and read >= _TOO_ALIKE
    return told and not any(_is_of_another(way, name, message, targets) for way in (usual, form))


def _swapped(name: RenderedName, targets: Targets) -> Iterator[tuple[CheckedMessage, str]]:
    """A name in katakana whose consonants are right, but for two in the wrong order.

    Other scripts leave out too much to tell.
    """
    message, wanted = name.places[0], sounds.once(sounds.consonants(name.text))
    if targets.script == "Jpan" and len(wanted) >= _LONG_ENOUGH:
        for form in targets.words(message):
            if _is_swapped(name.text, wanted, form):
                yield message, form


def _is_swapped(name: str, wanted: str, form: str) -> bool:
    from rapidfuzz.distance import OSA

    read = sounds.consonants(form)
    swapped = OSA.distance(read, wanted) == 1 and sorted(read) == sorted(wanted)
    return swapped and sounds.spelling(name, form) > _SPELT_ALIKE
