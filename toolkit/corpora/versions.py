"""Many versions of one text: aligned together, and their units as files, in the formats of pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from toolkit.aligning.resources import Resources
from toolkit.aligning.versions import VersionUnit
from toolkit.corpora import output, single
from toolkit.corpora.single import AlignedPair, SegmentedText
from toolkit.model import Bead

if TYPE_CHECKING:
    pass


def align(
    pivot: SegmentedText, versions: Sequence[SegmentedText], resources: Sequence[Resources]
) -> list[AlignedPair]:
    """Align each version with the pivot; each hears what the next one tells of both.

    resources  of each pair with the pivot. With vectors each pair is aligned alone: a third text that was
               aligned by words makes worse what they have settled (decision 482)
    """
    pairs = list(zip(versions, resources, strict=True))
    if len(versions) < 2 or any(given.encoder for given in resources):
        return [single.pair(pivot, text, given) for text, given in pairs]
    aligners = [single.aligner(pivot, text, given) for text, given in pairs]
    alone = [own(pivot.sentences, text.sentences) for own, text in zip(aligners, versions, strict=True)]
    made = []
    between: tuple[Bead, ...] = ()
    for k, (text, given) in enumerate(pairs):
        after = (k + 1) % len(versions)
        # Of two versions each is the other's next: they are aligned once.
        if between and len(versions) == 2:
            between = tuple(_flipped(bead) for bead in between)
        else:
            other = versions[after]
            between = single.aligner(other, text, Resources())(other.sentences, text.sentences)
        made.append(_heard(pivot, text, given, alone[after], between))
    return made


def _flipped(bead: Bead) -> Bead:
    return bead.replace(source=bead.target, target=bead.source)


def _heard(
    pivot: SegmentedText,
    text: SegmentedText,
    given: Resources,
    first: Sequence[Bead],
    second: Sequence[Bead],
) -> AlignedPair:
    """A version with its pivot, as another tells of both: its beads with the pivot, and with the version."""
    from toolkit.aligning.witness import Witness

    own = single.aligner(pivot, text, given)
    beads = own(pivot.sentences, text.sentences, witness=Witness.of(first, second))
    return single.pair(pivot, text, given, beads)


def write(sink: BinaryIO, form: str, units: Sequence[VersionUnit], texts: Sequence[SegmentedText]) -> None:
    """Write units in one of the formats; the pivot comes first.

    ladder  `[0, 1]:[0]:[0]`, a unit a line: 0-based numbers of sentences
    tsv     the texts, then the probability
    jsonl   `texts`: lists of sentences, `at`: their numbers, `confidence`
    tmx     a unit with a variant for each version that has text
    """
    output.write_units(sink, form, units, texts, _row)


def _row(unit: VersionUnit, texts: Sequence[SegmentedText]) -> Mapping[str, object]:
    """A line of JSON."""
    sentences = [[text.sentences[k] for k in side] for text, side in zip(texts, unit.sides, strict=True)]
    return {"texts": sentences, "at": unit.sides, "confidence": unit.probability}


def xces(
    units: Sequence[VersionUnit], texts: Sequence[SegmentedText]
) -> Iterator[tuple[str, Callable[[BinaryIO], None]]]:
    """Files in XCES: each text in sentences, and for each version its links with the pivot.

    A unit has the same number in all of them, and the same sentences of the pivot.
    """
    from toolkit.exchange.xces import SentenceLink, write_links, write_text

    # Two versions may be in one language.
    names = [f"{number}.{text.lang}" for number, text in enumerate(texts)]
    for name, text in zip(names, texts, strict=True):
        yield (
            f"{name}.xml",
            partial(write_text, name=name, lang=text.lang, paragraphs=list(_paragraphs(text))),
        )
    for number in range(1, len(texts)):
        links = [
            SentenceLink(f"L{k}", (_ids(unit.sides[0]), _ids(unit.sides[number])), unit.probability)
            for k, unit in enumerate(units, 1)
        ]
        files = f"{names[0]}.xml", f"{names[number]}.xml"
        yield f"{names[0]}-{names[number]}.xml", partial(write_links, files=files, links=links)


def _ids(side: Sequence[int]) -> list[str]:
    return [str(k + 1) for k in side]


def _paragraphs(text: SegmentedText) -> Iterator[list[str]]:
    """The sentences of each paragraph; all of a text that is segmented already are one."""
    part: list[str] = []
    for k, sentence in enumerate(text.sentences):
        part.append(sentence)
        if text.gaps and text.gaps[k] is None:
            yield part
            part = []
    if part:
        yield part
