"""How one speaker addresses another, and a text its readers, where it wavers.

Whom a turn is said to is told by a name in it, else by who speaks before and after. What is usual
between two is learnt from the catalog; only what clearly departs from it is told, since a plural, a
quotation or "people in general" may look the same. Where nobody speaks, a text addresses its readers.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from toolkit import languages, late
from toolkit.catalog import contexts
from toolkit.checks import Check, Checked, quoted
from toolkit.checks.foreign import common, language
from toolkit.checks.manner import WAY
from toolkit.checks.messages import CheckedMessage
from toolkit.checks.signs import around_word
from toolkit.findings import Finding, define
from toolkit.text import scripts

Distance = Literal["near", "far"]
_CLEAR = 4
"""So many times as often one must be as the other."""
_FEW = 6
"""Speakers of whom it is told whom they address; more change too often."""
_READERS, _MORE = 12, 25
"""Messages that address readers in one way, beside which one that doesn't is a slip; and for each other."""
_QUOTATION = late.regex(
    "|".join(
        f"{opening}[^{closing}]{{0,400}}[{closing}]"
        for opening, closing in ("«»", "“”", ("„", "“”"), ("‚", "‘’"), ('"', '"'), "「」", "『』", "””")
    )
)
_SENTENCE = late.regex("[^.!?。！？؟;…]+[.!?。！？؟;…]*")
_DIALOGUE = late.regex(r"(?:^|[.!?…:,] )[-–—]\s?\w")
"""What somebody says in a story."""
_ASKS = ("?", "？", "؟")
_MARKS = " .!?…。？！"
_NAME = late.regex(r"[^\W\d_]{3,}")


class Manners(NamedTuple):
    """How a language addresses one person."""

    near: re.Pattern[str]
    far: re.Pattern[str]
    capital: bool
    """Whether `far` is told by its capital letter."""
    alone: bool
    """Whether `near` tells something only where nothing is `far`."""
    plural: bool
    """Whether `far` may be said to several."""
    asking: bool
    """Whether `near` tells something in questions alone."""
    single: bool
    """Whether `far` is said to one person alone, and of nobody."""
    verb: tuple[tuple[str, ...], tuple[str, ...]]
    """Endings by which `near` tells a verb, and others that it may have; none where it tells none so."""

    def is_verb(self, word: str, known: Container[str]) -> bool:
        """Whether a word in small letters that `near` tells may be a verb, beside other words."""
        for ending in self.verb[0]:
            stem = word.removesuffix(ending)
            if stem != word:
                return any(stem + other in known for other in self.verb[1])
        return True


class _Addressed(NamedTuple):
    """A message that addresses somebody."""

    message: CheckedMessage
    between: tuple[str, str]
    """Speaker, and whom it is said to."""
    distance: Distance
    word: str


@cache
def _manners(lang: str, written: bool = False) -> Manners | None:
    """How a language addresses one person; None where it has one way, or nobody wrote down which.

    written  where nobody speaks; as where somebody does, unless the language has a way of its own for that
    """
    table: Mapping[str, Any] = _table().get(languages.base(lang), {})
    table = {**table, **table.get("written", {})} if written else table
    if "near" not in table:
        return None
    return Manners(
        re.compile(table["near"]),
        re.compile(table["far"]),
        table.get("capital", False),
        table.get("alone", False),
        table.get("plural", False),
        table.get("asking", False),
        table.get("single", False),
        _endings(table),
    )


def _endings(table: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The endings of verbs; none at all is one, too."""
    one, others = (tuple(endings.split(" ")) for endings in table.get("verb", ("", "")))
    return (one, others) if one[0] else ((), ())


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("toolkit.languages").joinpath("registers.toml").read_text("utf-8"))


def wavers(checked: Checked) -> Iterator[Finding]:
    """Report what addresses somebody in two ways, or otherwise than its speaker does elsewhere."""
    found: list[Finding] = []
    if manners := _manners(checked.catalog.lang):
        found += _among_speakers(checked, manners)
    if manners := _manners(checked.catalog.lang, written=True):
        found += _to_readers(checked, manners)
    yield from found
    told = {finding.about for finding in found}
    if manners := _manners(checked.catalog.lang):
        both = _in_two_ways(checked, manners)
        yield from (finding for finding in both if finding.about not in told)


def _in_two_ways(checked: Checked, manners: Manners) -> Iterator[Finding]:
    """What addresses one person in two ways within a sentence.

    Where several may be meant, a text alone has one reader: who speaks may turn to somebody's friends.
    """
    several = manners.plural and not manners.alone
    for message in checked.messages:
        if not (manners.single or (several and not message.speakers)):
            continue
        small = message.target.lower()
        if not (manners.near.search(small) and _far(message.target, small, manners)):
            continue
        for sentence in _SENTENCE.findall(_QUOTATION.sub(" ", message.target)):
            small = sentence.lower()
            near, far = manners.near.search(small), _far(sentence, small, manners)
            if near and far:
                both = {"near": quoted(_word(near)), "far": quoted(_word(far))}
                yield checked.report("D247.both", message, target=quoted(sentence.strip()), **both)
                break


def _far(text: str, small: str, manners: Manners) -> re.Match[str] | None:
    """What addresses somebody from afar in a text, which is also given in small letters."""
    return manners.far.search(text if manners.capital else small)


def _among_speakers(checked: Checked, manners: Manners) -> Iterator[Finding]:
    """What speakers say to each other."""
    # Most texts keep one distance all through, which is quickly told.
    alone = [message for message in checked.messages if len(message.speakers) == 1]
    if not any(manners.near.search(message.target.lower()) for message in alone):
        return
    whom = _addressees(checked)
    pieces = [
        _Addressed(message, (message.speakers[0], whom.get(message.entry.key, "")), distance, word)
        for message in alone
        for distance, word in _distances(message, manners)
    ]
    habits = _Distances.of(pieces)
    names = checked.document.names()
    several = len({message.speakers[0] for message in alone}) > _FEW
    for said in pieces:
        if said.distance == "far" and manners.plural:
            continue
        usual = habits.usual(said)
        if usual:
            finding = checked.report(
                "D247.speaker",
                said.message,
                word=quoted(said.word),
                usual=quoted(usual),
                target=quoted(said.message.target),
                speaker=names.get(said.between[0], said.between[0]),
            )
            yield finding.given("several") if several else finding


def _to_readers(checked: Checked, manners: Manners) -> Iterator[Finding]:
    """What a text says to its readers, where nobody speaks."""
    found: dict[Distance, list[tuple[CheckedMessage, str]]] = {"near": [], "far": []}
    near, far = manners.near.search, manners.far.search
    told = [(message, message.target.lower()) for message in checked.messages if not message.speakers]
    close = [message for message, small in told if near(small)]
    # Nearly all texts keep one distance all through.
    if not close:
        return
    apart = [message for message, small in told if far(message.target if manners.capital else small)]
    maybe: dict[Distance, list[CheckedMessage]] = {"near": close, "far": apart}
    rare: Distance = min(maybe, key=lambda distance: len(maybe[distance]))
    usual: Distance = "near" if rare == "far" else "far"
    if rare == "far" and manners.plural:
        return
    known = checked.often.keys() | common(language(checked.catalog.lang)) if manners.verb[0] else ()
    for distance in (rare, usual) if maybe[rare] else ():
        for message in maybe[distance]:
            if not _DIALOGUE.search(message.target):
                words = (word for kept, word in _distances(message, manners) if kept == distance)
                found[distance] += [
                    (message, word) for word in words if distance == "far" or manners.is_verb(word, known)
                ]
    few, many = len(found[rare]), len(found[usual])
    if not few or many < _READERS + _MORE * (few - 1):
        return
    word = Counter(word for _, word in found[usual]).most_common(1)[0][0]
    for message, other in found[rare]:
        yield checked.report(
            "D247.reader",
            message,
            target=around_word(message.target, other),
            word=quoted(other),
            usual=quoted(word),
        )


class _Distances(NamedTuple):
    """How often each distance is kept: between two, by one speaker, by all; and the first word of each."""

    pairs: Counter[tuple[tuple[str, str], Distance]]
    speakers: Counter[tuple[str, Distance]]
    all: Counter[Distance]
    words: dict[tuple[str, Distance], str]

    @classmethod
    def of(cls, pieces: Sequence[_Addressed]) -> _Distances:
        """Of all that is said in a catalog."""
        return cls(
            Counter((said.between, said.distance) for said in pieces),
            Counter((said.between[0], said.distance) for said in pieces),
            Counter(said.distance for said in pieces),
            {(said.between[0], said.distance): said.word for said in reversed(pieces)},
        )

    def usual(self, said: _Addressed) -> str:
        """The word by which a person is usually addressed, where a message clearly departs from it; else "".

        Between two who hardly meet, the speaker's way with all others counts; and where a question is the
        only one of its distance in all of the catalog, the way of all.
        """
        speaker, distance = said.between[0], said.distance
        other: Distance = "near" if distance == "far" else "far"
        word = self.words.get((speaker, other), "")
        here, elsewhere = self.pairs[said.between, distance], self.pairs[said.between, other]
        if _clear(here, elsewhere):
            return word
        if here > 1:
            return ""
        if elsewhere and _clear(self.speakers[speaker, distance], self.speakers[speaker, other]):
            return word
        alone = self.all[distance] == 1 and _asks(said.message.target)
        return word if alone and _clear(1, self.all[other]) else ""


def _clear(rare: int, usual: int) -> bool:
    """Whether one is usual, and the other is rare."""
    return usual >= _CLEAR * rare


def _distances(message: CheckedMessage, manners: Manners) -> Iterator[tuple[Distance, str]]:
    """Each distance at which a message addresses somebody, outside of quotations, and by which word."""
    text = message.target
    small = text.lower()
    if not (manners.near.search(small) or _far(text, small, manners)):
        return
    text = _QUOTATION.sub(" ", text)
    small = text.lower()
    if far := _far(text, small, manners):
        yield "far", _word(far)
        if manners.alone:
            return
    asked = _questions(small) if manners.asking else small
    if near := manners.near.search(asked):
        yield "near", _word(near)


def _word(match: re.Match[str]) -> str:
    """The whole word that tells a distance, and not its ending alone: avez, where "ez" does.

    Of a pattern that has a group, what this is.
    """
    group = match.re.groups
    shown = match[group].strip(_MARKS)
    text, start = match.string, match.start(group) + match[group].index(shown)
    end = start + len(shown)
    while start and text[start].isalpha() and _in_word(text[start - 1]):
        start -= 1
    while end < len(text) and text[end - 1].isalpha() and _in_word(text[end]):
        end += 1
    return text[start:end]


def _in_word(character: str) -> bool:
    return character.isalpha() and not scripts.unspaced(character)


def _asks(text: str) -> bool:
    """Whether a text asks something."""
    return any(mark in text for mark in _ASKS)


def _questions(text: str) -> str:
    """The questions of a text."""
    return " ".join(filter(_asks, _SENTENCE.findall(text))) if _asks(text) else ""


def _addressees(checked: Checked) -> dict[contexts.MessageKey, str]:
    """Whom each message is said to, by the key of its entry: the key of a speaker, "" for nobody known."""
    turns = [
        (entry.key, entry.source, speakers[0])
        for entry in checked.catalog.entries
        if not contexts.named(entry.context) and len(speakers := contexts.speakers(entry.context)) == 1
    ]
    there = {speaker for _, _, speaker in turns}
    if len(there) == 2:
        one, other = there
        return {key: other if speaker == one else one for key, _, speaker in turns}
    names = _names(checked)
    before = _others([speaker for *_, speaker in turns])
    after = _others([speaker for *_, speaker in reversed(turns)])[::-1]
    whom = {}
    for (key, source, speaker), last, following in zip(turns, before, after, strict=True):
        called = {names[name] for name in _NAME.findall(source) if name in names} - {speaker}
        if len(called) == 1:
            whom[key] = called.pop()
        else:
            # Who is asked answers; who answers was asked.
            whom[key] = following if _asks(source) and following else last or following
    return whom


def _others(speakers: list[str]) -> list[str]:
    """For each turn the speaker of the last one by somebody else; "" where there is none."""
    out = []
    now = last = ""
    for speaker in speakers:
        if speaker != now:
            now, last = speaker, now
        out.append(last)
    return out


def _names(checked: Checked) -> dict[str, str]:
    """Words of the names of speakers that are of one alone -> the speaker's key."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for speaker in checked.document.speakers:
        for name in _NAME.findall(speaker.name):
            owners[name].add(speaker.key)
    return {name: min(keys) for name, keys in owners.items() if len(keys) == 1}


CHECK = Check(
    define(
        "D247",
        severity="warning",
        when={**WAY, "several": ("info", "where more than six speak, so that whom they mean is a guess")},
        title=(
            "A speaker addresses somebody otherwise than elsewhere, or a text its readers: tu and vous, du "
            "and Sie, 你 and 您. What is usual is learnt from the catalog. Or one sentence does both."
        ),
        words={
            "speaker": (
                "{speaker} says {word} in {target} ({message}), and nearly everywhere else addresses the "
                "same person otherwise: {usual}."
            ),
            "reader": (
                "the translation {target} ({message}) addresses its readers by {word}, and nearly everywhere "
                "else they are addressed otherwise: {usual}."
            ),
            "both": (
                "a sentence of the translation {target} ({message}) addresses somebody in two ways: by "
                "{near} and by {far}."
            ),
        },
        cure={
            "": "Address the person as elsewhere, unless the two have come closer or fallen out.",
            "reader": "Address them as elsewhere.",
            "both": "Keep to one of them, unless two people are meant.",
        },
    ),
    wavers,
)
