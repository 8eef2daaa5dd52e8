"""Annotations along a timeline: ELAN (.eaf), EXMARaLDA (.exb), FOLKER (.fln, .flk), Transcriber (.trs).

Speakers have tiers, and what is said on them has points of the timeline. Turns come in the order of these.
Tiers of analyses, translations and comments are named in a finding, and not read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from toolkit import late
from toolkit.errors import SourceError
from toolkit.grouped import grouped
from toolkit.model import Location
from toolkit.readers import Reader, bounds, containers, cues, doctypes, forms, of_content
from toolkit.readers.left_out import tiers_not_read
from toolkit.reading.lines import Content, Line
from toolkit.text import markup, scripts
from toolkit.text.hygiene import tidy
from toolkit.text.lines import seen
from toolkit.text.markup import Span
from toolkit.text.signs import ends_sentence

if TYPE_CHECKING:
    from lxml.etree import _Element
_SECONDS = late.regex(r"[0-9]{1,6}(?:\.[0-9]{0,20})?")
_WORD = late.regex(rf"[{scripts.UNSPACED}]|[^\W{scripts.UNSPACED}]+")
"""A word, or a letter where no blanks stand between words."""


class Annotation(NamedTuple):
    """Something that is said between two points."""

    place: int
    """Of its first point, among all in order."""
    start: int | None
    end: int | None
    speaker: str
    text: str
    line: int


class TierTimeline:
    """The points of a recording, in order. Not all of them have times."""

    def __init__(self, points: Sequence[tuple[str, int | None]]) -> None:
        # Programs that make such files may list the points of one tier after those of another. What has no
        # time stays behind the point before it.
        known = [0]
        for _, time in points:
            known.append(known[-1] if time is None else time)
        in_order = sorted(zip(known[1:], points, strict=True), key=itemgetter(0))
        self.places = {name: place for place, (_, (name, _)) in enumerate(in_order)}
        self.times = dict(points)

    def annotation(self, node: _Element, ends: tuple[str, str], speaker: str, text: str) -> Annotation:
        """What stands between two points, named by attributes of an element."""
        first, last = (str(node.get(name, "")) for name in ends)
        start, end = self.times.get(first), self.times.get(last)
        if start is not None and end is not None and end < start:
            end = None
        # What has an unknown point comes last, and is not lost.
        place = self.places.get(first, len(self.places))
        return Annotation(place, start, end, speaker, tidy(text), int(node.sourceline or 1))


def content(data: bytes, *, path: str) -> Content:
    """What is said on the tiers of speakers."""
    root = containers.parse(doctypes.without(data), path)
    read = _ROOTS.get(str(root.tag))
    if read is None:
        raise SourceError(
            f"its root is <{root.tag!s}>, which is none of ELAN, EXMARaLDA, FOLKER and Transcriber.",
            Location(path, 1),
            "Export the transcript anew, or as plain text.",
        )
    utterances, others = read(root)
    # By the timeline: a file has one tier after the other. `sort` keeps the order of tiers at one
    # point.
    utterances.sort(key=lambda utterance: utterance.place)
    lines = [
        Line(
            markup.compose((Span("text", utterance.text),)),
            utterance.line,
            start=utterance.start,
            end=utterance.end,
            speaker=utterance.speaker,
        )
        for utterance in utterances
        if seen(utterance.text)
    ]
    return Content(cues.paragraphs(lines), findings=tiers_not_read(others, path))


def _text(node: _Element | None) -> str:
    return "" if node is None else "".join(map(str, node.itertext()))


class ElanTier(NamedTuple):
    """A tier, with the annotations that have something in them."""

    name: str
    who: str
    """Whose it is; "" where the tier doesn't say it."""
    node: _Element
    nodes: Sequence[_Element]
    said: Sequence[str]

    @property
    def above(self) -> str:
        """The tier that it depends on."""
        return str(self.node.get("PARENT_REF", ""))

    @property
    def words(self) -> list[str]:
        """All its words."""
        return [word for text in self.said for word in _WORD.findall(text.casefold())]


def _elan(root: _Element) -> tuple[list[Annotation], list[str]]:
    """The tiers of what is said; analyses, translations and codes are others."""
    slots = [
        (str(slot.get("TIME_SLOT_ID")), containers.whole(slot.get("TIME_VALUE"), 9))
        for slot in root.iter("TIME_SLOT")
    ]
    timeline = TierTimeline(slots)
    aligned = {node.get("ANNOTATION_ID", "?"): node for node in root.iter("ALIGNABLE_ANNOTATION")}
    tiers = [tier for node in root.iter("TIER") if (tier := _elan_tier(node)).said]
    spoken = _spoken(tiers, root)
    utterances: list[Annotation] = []
    others = [tier.name for tier in tiers if id(tier.node) not in spoken]
    times: defaultdict[str, set[tuple[int | None, int | None]]] = defaultdict(set)
    for tier in spoken.values():
        # Many files leave the participant out, and call the tier by the name.
        who = tier.who or tier.name
        own = []
        for node, text in zip(tier.nodes, tier.said, strict=True):
            # What refers to another annotation is heard with it.
            timed = aligned.get(node.get("ANNOTATION_REF", ""), node)
            ends = "TIME_SLOT_REF1", "TIME_SLOT_REF2"
            own.append(timeline.annotation(timed, ends, who, text)._replace(line=_line(node)))
        pieces = {(one.start, one.end) for one in own} - {(None, None)}
        # Nobody says two things at a time: what has the times of what is said translates it, or tells of it.
        if len(pieces) > 1 and len(pieces & times[who]) >= bounds.SAME_TIMES * len(pieces):
            others.append(tier.name)
            continue
        times[who] |= pieces
        utterances += own
    return utterances, others


def _elan_tier(node: _Element) -> ElanTier:
    found = [(part, _text(part.find("ANNOTATION_VALUE"))) for part in node.findall("ANNOTATION/*")]
    kept = [(part, text) for part, text in found if text.strip()]
    name, who = str(node.get("TIER_ID", "")), str(node.get("PARTICIPANT", "")).strip()
    return ElanTier(name, who, node, [part for part, _ in kept], [text for _, text in kept])


def _spoken(tiers: Sequence[ElanTier], root: _Element) -> dict[int, ElanTier]:
    """The tiers of what is said, by the ids of their elements.

    A tier that depends on another analyses or translates it. But where the other one only numbers the pieces,
    as Toolbox has it, what is said depends on these.
    """
    # What is chosen from a list of codes, such as gestures, is nothing that is said.
    types = root.iter("LINGUISTIC_TYPE")
    coded = {kind.get("LINGUISTIC_TYPE_ID") for kind in types if kind.get("CONTROLLED_VOCABULARY_REF")}
    free = [tier for tier in tiers if not tier.above and tier.node.get("LINGUISTIC_TYPE_REF") not in coded]
    named = any(tier.who for tier in free)
    below = grouped((tier.above, tier) for tier in tiers)
    spoken: list[ElanTier] = []
    for tier in free:
        if tier.name in below and _numbers(tier):
            # Translations and notes have no tiers of their own.
            others = below[tier.name]
            said = next((other for other in others if other.name in below), others[0])
            spoken.append(said._replace(who=said.who or tier.who))
        # Where others say whose they are, words alone that are nobody's are topics and codes.
        elif tier.who or not named or any(map(_is_said, map(str.strip, tier.said))):
            spoken.append(tier)
    in_order = sorted(spoken, key=lambda tier: (tier.who, len(tier.words)))
    finer = {id(pair[one].node) for pair in pairwise(in_order) if (one := _finer(*pair)) is not None}
    return {id(tier.node): tier for tier in spoken if id(tier.node) not in finer}


def _finer(*pair: ElanTier) -> int | None:
    """Which of two tiers has the same words of the same person as the other, in smaller pieces."""
    one, other = (Counter(tier.words) for tier in pair)
    same = (one & other).total() >= bounds.SAME_WORDS * max(one.total(), other.total(), 1)
    if not same or pair[0].who != pair[1].who:
        return None
    sizes = [len(tier.said) for tier in pair]
    return sizes.index(max(sizes)) if max(sizes) >= 2 * min(sizes) else None


def _is_said(text: str) -> bool:
    """Whether a piece is more than a word alone: where words have no blanks between them, nothing tells."""
    return " " in text or ends_sentence(text) or any(map(scripts.unspaced, text))


def _numbers(tier: ElanTier) -> bool:
    """Whether a tier has nothing but a number of its own for each piece: `017`, `ref.017`."""
    counted = all(len(text.split()) == 1 and any(map(str.isdigit, text)) for text in tier.said)
    return counted and len({*tier.said}) == len(tier.said)


def _line(node: _Element) -> int:
    return int(node.sourceline or 1)


def _exmaralda(root: _Element) -> tuple[list[Annotation], list[str]]:
    """The tiers of type t, which have what their speakers say."""
    points = [(str(tli.get("id")), _seconds(tli.get("time"))) for tli in root.iter("tli")]
    timeline = TierTimeline(points)
    names = {}
    for speaker in root.iter("speaker"):
        names[speaker.get("id")] = tidy(_text(speaker.find("abbreviation"))) or str(speaker.get("id"))
    utterances: list[Annotation] = []
    others: list[str] = []
    for tier in root.iter("tier"):
        events = tier.findall("event")
        who = names.get(tier.get("speaker"), "")
        if tier.get("type") != "t":
            others += [tidy(str(tier.get("display-name") or tier.get("category") or "?"))] if events else []
            continue
        ends = "start", "end"
        utterances += [timeline.annotation(event, ends, who, _text(event)) for event in events]
    return utterances, others


def _folker(root: _Element) -> tuple[list[Annotation], list[str]]:
    """The contributions, each of one speaker."""
    points = [
        (str(point.get("timepoint-id")), _seconds(point.get("absolute-time")))
        for point in root.iter("timepoint")
    ]
    timeline = TierTimeline(points)
    names = {speaker.get("speaker-id"): tidy(_text(speaker.find("name"))) for speaker in root.iter("speaker")}
    utterances = []
    for contribution in containers.outermost(root, "contribution"):
        code = str(contribution.get("speaker-reference") or "")
        # Words stand in elements without blanks between them.
        words = [
            _text(word)
            for word in contribution.iter("w", "uncertain", "non-phonological", "pause", "breathe")
        ]
        text = " ".join(words) if words else _text(contribution)
        ends = "start-reference", "end-reference"
        utterances.append(timeline.annotation(contribution, ends, names.get(code) or code, text))
    return utterances, []


def _transcriber(root: _Element) -> tuple[list[Annotation], list[str]]:
    """The pieces of turns between times; what is only heard, and comments, are others.

    Where several speak at a time, each has a piece.
    """
    names = {speaker.get("id"): tidy(str(speaker.get("name", ""))) for speaker in root.iter("Speaker")}
    utterances: list[Annotation] = []
    others = Counter(part.tag for part in root.iter("Event", "Comment") if part.get("desc"))
    for turn in containers.outermost(root, "Turn"):
        codes = str(turn.get("speaker") or "").split()
        who = " + ".join(names.get(code) or code for code in codes)
        start, until = _seconds(turn.get("startTime")), _seconds(turn.get("endTime"))
        pieces = [Annotation(len(utterances), start, until, who, str(turn.text or ""), _line(turn))]
        for part in turn:
            said, nobody = str(part.tail or ""), pieces[-1]
            if part.tag == "Sync":
                time = _seconds(part.get("time"))
                pieces[-1] = nobody._replace(end=time if nobody.start != time else nobody.end)
                pieces.append(Annotation(0, time, until, nobody.speaker, said, _line(part)))
            elif part.tag == "Who" and (number := containers.whole(part.get("nb"), 3)):
                one = names.get(codes[number - 1]) or codes[number - 1] if number <= len(codes) else who
                pieces.append(nobody._replace(speaker=one, text=said, line=_line(part)))
            else:
                pieces[-1] = nobody._replace(text=f"{nobody.text} {said}")
        utterances += [
            piece._replace(place=len(utterances) + k, text=tidy(" ".join(piece.text.split())))
            for k, piece in enumerate(pieces)
        ]
    return utterances, [*map(str, others)]


_ROOTS = {
    "ANNOTATION_DOCUMENT": _elan,
    "basic-transcription": _exmaralda,
    "folker-transcription": _folker,
    "Trans": _transcriber,
}
"""Name of the root -> who reads the tiers: what is said, and the names of tiers that aren't read."""


def _seconds(value: str | None) -> int | None:
    """Seconds as milliseconds; None for what is no number of them."""
    said = (value or "").strip()
    return round(1000 * float(said)) if _SECONDS.fullmatch(said) else None


READER = Reader(
    suffixes=(".eaf", ".exb", ".fln", ".flk", ".trs"),
    read=of_content(content),
    sure=forms.rooted(*_ROOTS),
    syntax=("markup",),
)
