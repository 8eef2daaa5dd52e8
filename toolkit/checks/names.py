"""Names that are misspelt, or written in two ways.

Which words of a source are names, and what stands for them, is learnt from the catalog: words with a capital
that recur, and the names of speakers with their translations. A form that stands in one message alone, and is
near the one in all others, is a slip.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from toolkit import languages
from toolkit.checks import Check, Checked, message_of, signs, sounds
from toolkit.checks.messages import Message
from toolkit.findings import Finding, define, report
from toolkit.text import scripts, stops

_PARTS = re.compile(r"[\s'’ʼ·・‧,，、\-]+")
"""Between the parts of a name."""
_KATAKANA = re.compile(f"[{scripts.KATAKANA}{scripts.KATAKANA_SIGNS}]{{2,}}")
_CASED = frozenset(["Latn", "Cyrl", "Grek", "Armn"])
_SHORTEST = 3
"""Letters of a name that is looked at."""
_SHORT = 5
"""Letters up to which one slip is allowed for; two from there on."""
_LEARNT_FROM = 200
"""Messages that are looked at to learn what stands for a name."""
_LONG_ENOUGH = 4
"""Consonants of a name, so that two that are swapped are no chance."""
_ALIKE = 0.6
"""Consonants that a name and its form in another script share at least."""
_ALIKE_IF_NEAR = 0.5
"""Likewise of a form that is near the usual one."""
_INSIDE = 0.8
"""Of the messages that have a form, so many have the name: else it is another word."""
_TRIED = 2000
"""Forms of one catalog that are counted by going through all of it."""


class Name(NamedTuple):
    """A name in the source."""

    text: str
    places: list[Message]
    """The messages that have it, and the names of speakers; in order."""


class Targets:
    """The translations of a catalog, to look up in."""

    def __init__(self, messages: Sequence[Message], lang: str) -> None:
        self.messages = messages
        self.signs = signs.of(lang)
        self.script = script = languages.get(lang).script
        self.cased = script in _CASED
        self.ideographs = script in ("Hans", "Hant", "Hani")
        self._tried = 0

    def words(self, message: Message) -> list[str]:
        """What may be a name in a translation."""
        if self.script == "Jpan":
            return _KATAKANA.findall(message.target)
        words = [part for word in message.target_words for part in _PARTS.split(word)]
        if self.cased:
            return [word for word in words if word[:1].isupper()]
        return [bare for word in words for bare in self.bare(word)]

    def bare(self, word: str) -> set[str]:
        """A word, and what is left of it without words that are written together with names."""
        before = {word.removeprefix(prefix) for prefix in self.signs.prefixes}
        behind = {word.removesuffix(suffix) for suffix in self.signs.suffixes}
        return {word} | before | behind

    def apart(self, form: str, other: str) -> bool:
        """Whether two forms differ in more than what is written together with them."""
        if self.signs.prefixes or self.signs.suffixes:
            return form not in other and other not in form and self.bare(form).isdisjoint(self.bare(other))
        return form != other

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(word for message in self.messages for word in set(self.words(message)))

    @cached_property
    def _whole(self) -> str:
        return "\n".join(message.target for message in self.messages)

    def count(self, form: str) -> int:
        """In how many messages a form stands; very many where that has been asked too often."""
        if not self.ideographs:
            return self._counts[form]
        self._tried += 1
        return self._whole.count(form) if self._tried < _TRIED else len(self._whole)


def misspelt(checked: Checked) -> Iterator[Finding]:
    """Report forms of names that differ a little from the one that the catalog has elsewhere."""
    lang = checked.catalog.lang
    source_lang = checked.catalog.source_lang or checked.document.lang
    people = [Message(entry, source_lang, lang, None, None) for entry in checked.names]
    messages = [*people, *checked.messages]
    targets = Targets(messages, lang)
    same_script = languages.get(source_lang).script == targets.script
    told: set[tuple[str, ...]] = set()
    for name in _names(messages, people, source_lang):
        usual, slips = _copied(name, targets) if same_script else _rendered(name, targets)
        for message, form in slips:
            about = message_of(message.entry)
            if about not in told and not (targets.signs.inflects and _one_stem(usual, form)):
                told.add(about)
                once = "D253.once" if len(name.places) == 1 else "D253.near"
                yield report(
                    "D253.left" if form == name.text else once,
                    checked.where,
                    form=form,
                    usual=usual,
                    name=name.text,
                    message=about,
                )


def _names(messages: Sequence[Message], people: Sequence[Message], lang: str) -> Iterator[Name]:
    """The names in a source that recur."""
    parts = {part for message in people for part in _PARTS.split(message.source) if len(part) > 1}
    if languages.get(lang).script not in _CASED:
        for part in sorted(parts):
            yield Name(part, [message for message in messages if part in message.source])
        return
    places: dict[str, list[Message]] = defaultdict(list)
    common: set[str] = set()
    for message in messages:
        parts_of = (_PARTS.split(word) for word in message.source_words)
        for word in dict.fromkeys(chain.from_iterable(parts_of)):
            if word[:1].isupper():
                places[word].append(message)
            else:
                common.add(word)
    nouns = stops.load(lang).nouns
    for word, having in places.items():
        told = word in parts or not (nouns or word.lower() in common or word.isupper())
        if told and len(word) >= _SHORTEST:
            inside = re.compile(rf"[\w,;] {re.escape(word)}\b")
            # Every word has a capital at the start of a sentence.
            if word in parts or any(inside.search(message.source) for message in having):
                yield Name(word, having)


Slips = tuple[str, list[tuple[Message, str]]]
"""What usually stands for a name, and the messages with something near it."""


def _copied(name: Name, targets: Targets) -> Slips:
    """A name that is written as in the source."""
    lacking = [message for message in name.places if name.text not in message.target]
    kept = len(name.places) - len(lacking)
    if len(name.places) == 1:
        return name.text, list(_mistyped(name, targets)) if lacking else []
    # What is seldom copied has a form of its own in the language: Europe, Europa.
    if not lacking or kept * 2 < len(name.places):
        return name.text, []
    return name.text, list(_near(name.text, lacking, targets, kept))


def _near(
    usual: str, lacking: Iterable[Message], targets: Targets, kept: int
) -> Iterator[tuple[Message, str]]:
    """Messages with a form near the usual one, which is rare enough to be a slip."""
    for message in lacking:
        for form in _candidates(usual, message, targets):
            slips = targets.count(form)
            if form not in message.source_words and (slips == 1 or signs.clear(slips, kept)):
                yield message, form
                break


def _candidates(usual: str, message: Message, targets: Targets) -> Iterator[str]:
    from rapidfuzz.distance import OSA

    most = 1 if len(usual) <= _SHORT else 2
    if targets.ideographs:
        yield from _windows(usual, message.target)
        return
    for form in targets.words(message):
        if abs(len(form) - len(usual)) > most or len(form) < _SHORTEST:
            continue
        if 0 < OSA.distance(usual, form, score_cutoff=most) <= most and targets.apart(usual, form):
            yield form


def _windows(usual: str, text: str) -> Iterator[str]:
    """Ideographs in a text that differ from a form by one, or by the order of two neighbours."""
    from rapidfuzz.distance import OSA

    size = len(usual)
    if size < _SHORTEST:
        return
    # One of the ends is as it should be, or both ends are swapped: so few places are looked at.
    wanted = set(usual)
    for begin in range(len(text) - size + 1):
        form = text[begin : begin + size]
        if len(wanted.intersection(form)) < size - 1 or OSA.distance(usual, form, score_cutoff=1) != 1:
            continue
        if scripts.within(form, scripts.HAN) and scripts.within(form[-1], scripts.HAN):
            yield form


def _rendered(name: Name, targets: Targets) -> Slips:
    """A name that is written in another script."""
    if len(name.places) == 1:
        return name.text, list(_swapped(name, targets))
    usual, kept = _usual(name, targets)
    if not usual:
        return _two_ways(name, targets)
    lacking = [message for message in name.places if usual not in message.target]
    slips = []
    for message, form in _near(usual, lacking, targets, kept):
        # A word that only looks alike is read otherwise.
        if targets.ideographs or sounds.likeness(name.text, form) >= _ALIKE_IF_NEAR:
            slips.append((message, form))
    done = {id(message) for message, _ in slips}
    # Letters of other scripts may stand beside it.
    whole = re.compile(rf"(?<![A-Za-z]){re.escape(name.text)}(?![A-Za-z])")
    left = [message for message in lacking if id(message) not in done and whole.search(message.target)]
    if name.text.isascii() and signs.clear(len(left), kept):
        slips += [(message, name.text) for message in left]
    return usual, slips


def _forms(name: Name, message: Message, targets: Targets) -> set[str]:
    """What may stand for a name in a translation."""
    if targets.ideographs:
        spans = sounds.spans(name.text, message.target) if name.text.isascii() else ()
        return {span for span in spans if len(span) >= _SHORTEST}
    if len(sounds.consonants(name.text)) < 2:
        return set()
    words = {word for word in targets.words(message) if len(word) >= _SHORTEST}
    return {word for word in words if sounds.likeness(name.text, word) >= _ALIKE}


def _usual(name: Name, targets: Targets) -> tuple[str, int]:
    """What stands for a name in most of its messages, and in how many; "" where that isn't clear."""
    counts: Counter[str] = Counter()
    known: set[str] = set()
    for message in name.places[:_LEARNT_FROM]:
        if message.entry.ids:
            counts.update(_forms(name, message, targets))
        elif part := _part(name.text, message):
            # The name of a speaker, which a person has translated part by part.
            known.add(part)
    for form in known:
        counts[form] = sum(form in message.target for message in name.places[:_LEARNT_FROM])
    # Of several that are as common what is read as the name is: others may be parts of it, or have more.
    ranks = sorted(
        counts.items(),
        key=lambda item: (
            item[0] not in known,
            -item[1],
            -_likeness(name, item[0], targets),
            -len(item[0]),
            item[0],
        ),
    )
    looked_at = min(len(name.places), _LEARNT_FROM)
    for form, kept in ranks:
        if kept < 2 or kept * 2 < looked_at:
            continue
        if form in known or kept >= _INSIDE * min(targets.count(form), _LEARNT_FROM):
            return form, kept
    return "", 0


def _likeness(name: Name, form: str, targets: Targets) -> float:
    return 0.0 if targets.ideographs else sounds.likeness(name.text, form)


def _part(part: str, person: Message) -> str:
    """What stands for a part of a speaker's name; "" where the parts aren't as many."""
    source, target = _PARTS.split(person.source), _PARTS.split(person.target)
    if len(source) == len(target) and part in source:
        return target[source.index(part)]
    return ""


def _two_ways(name: Name, targets: Targets) -> Slips:
    """A name in two messages, each of which writes it otherwise."""
    from rapidfuzz.distance import OSA

    if len(name.places) > 3 or len(sounds.consonants(name.text)) < 2:
        return "", []
    first, *others = name.places
    for usual in sorted(_forms(name, first, targets)):
        for message in others:
            for form in sorted(_forms(name, message, targets)):
                most = 1 if len(usual) <= _SHORT else 2
                near = 0 < OSA.distance(usual, form, score_cutoff=most) <= most
                if near and targets.apart(usual, form) and targets.count(usual) == targets.count(form) == 1:
                    return usual, [(message, form)]
    return "", []


def _mistyped(name: Name, targets: Targets) -> Iterator[tuple[Message, str]]:
    """A name that stands in one message alone, beside another one that is copied: Little Fenwich.

    By itself a word may have a form of its own in the other language: Dezember, Viena.
    """
    message = name.places[0]
    beside = re.compile(rf"([^\W\d_]+) {re.escape(name.text)}\b|\b{re.escape(name.text)} ([^\W\d_]+)")
    others = [match[1] or match[2] for match in beside.finditer(message.source)]
    for _, form in _near(name.text, [message], targets, 1):
        for other in others:
            pairs = f"{other} {form}", f"{form} {other}"
            if other[:1].isupper() and any(pair in message.target for pair in pairs):
                yield message, form
                return


def _swapped(name: Name, targets: Targets) -> Iterator[tuple[Message, str]]:
    """A name in katakana whose consonants are right, but for two in the wrong order.

    Other scripts leave out too much to tell.
    """
    from rapidfuzz.distance import OSA

    message, wanted = name.places[0], sounds.consonants(name.text)
    if targets.script == "Jpan" and len(wanted) >= _LONG_ENOUGH:
        for form in targets.words(message):
            read = sounds.consonants(form)
            if (
                len(read) == len(wanted)
                and OSA.distance(read, wanted) == 1
                and sorted(read) == sorted(wanted)
            ):
                yield message, form
                return


def _one_stem(usual: str, form: str) -> bool:
    """Whether two forms differ in their endings alone."""
    size = max(len(usual), len(form)) - 2
    return size > 1 and usual[:size].lower() == form[:size].lower()


CHECK = Check(
    define(
        "D253",
        severity="warning",
        title=(
            "A name is misspelt, or written in two ways: what stands for it is near the form in the other "
            "messages that have it."
        ),
        words={
            "near": "“{form}” stands for {name} in a translation ({message}), and “{usual}” elsewhere.",
            "once": "“{form}” stands for {name} in a translation ({message}), which seems misspelt.",
            "left": (
                "the name {form} is written as in the source in a translation ({message}), and “{usual}” "
                "elsewhere."
            ),
        },
        cure="Write the name in one way; if somebody else is meant, keep the finding back.",
    ),
    misspelt,
)
