"""Align one pair of texts.

Texts in any form as sentences, their beads, and what is odd about them.
"""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import PurePath

from toolkit import languages, late, registry
from toolkit.aligning import align, calibration
from toolkit.aligning.bounds import RELATED_ORDERED
from toolkit.aligning.moved import MovedBlock, in_order, moved
from toolkit.aligning.related import excerpt, sure, surer, unrelated
from toolkit.aligning.resources import Resources
from toolkit.config import Sidecar
from toolkit.corpora import bounds
from toolkit.errors import DiglotError
from toolkit.findings import Finding, report
from toolkit.languages.another import another
from toolkit.model import KINDS, Bead
from toolkit.readers.forms import recognise
from toolkit.text import copies, segment
from toolkit.text.hygiene import counted, percent
from toolkit.text.scripts import between_sentences

_LINE_END = late.regex("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class SegmentedText:
    """One side of a bitext."""

    name: str
    """As shown to a person."""
    lang: str
    """BCP 47; `und` where nobody said."""
    sentences: Sequence[str]
    """Or other units: without blanks at their ends, on one line each where the text is plain."""
    gaps: Sequence[str | None] = ()
    """What stands in the text between each sentence and the next; None where a paragraph ends, or where it
    isn't known. As many as there are sentences, or none at all."""

    def join(self, units: Sequence[int]) -> str:
        """Neighbouring sentences as one text.

        The author's blanks stand between them where they share a paragraph.
        """
        parts = [self.sentences[i] for i in units[:1]]
        for before, after in pairwise(units):
            # The author's own blanks, where the text was read from paragraphs.
            gap = self.gaps[before] if self.gaps else None
            parts += [self._joint(before, after) if gap is None else gap, self.sentences[after]]
        return "".join(parts)

    def _joint(self, before: int, after: int) -> str:
        """What joins two sentences; their letters tell where the language isn't known."""
        script = "" if self.lang == "und" else languages.get(self.lang).script
        return between_sentences(self.sentences[before], self.sentences[after], script)


def read(
    data: bytes, name: str, lang: str, *, segmented: bool = False, sidecar: Sidecar | None = None
) -> SegmentedText:
    """Read the sentences of a text.

    Its lines if it is segmented already, else those of its paragraphs, in order.

    name: the file, whose bytes or suffix tell the format. Of plain text every word is kept: what looks like a
    speaker's label is a part of its sentence.
    Raises DiglotError with line and column where the bytes are no such text.
    """
    sidecar = sidecar or Sidecar()
    reader = "plain" if segmented else recognise(data, name)
    if reader != "plain":
        tag = languages.get(lang).tag
        return _segmented(_of_document(data, name, tag, reader, sidecar), name, tag)
    from toolkit.readers.plain import decode

    text, _, _ = decode(data, name, sidecar.encoding)
    return plain(text, name, lang, segmented=segmented)


def plain(text: str, name: str, lang: str, *, segmented: bool = False) -> SegmentedText:
    """As `read`, of plain text."""
    tag = languages.get(lang).tag
    if "\0" in text:
        raise DiglotError(
            "this is no text: there is a NUL character in it.",
            f"{name}:{text.count(chr(10), 0, text.index(chr(0))) + 1}",
            "Is it the right file? UTF-16 without a byte order mark needs its name in the sidecar: "
            'encoding = "utf-16-le".',
        )
    if segmented:
        # Every line counts, an empty one too: the numbers of a ladder are those of lines.
        lines = _LINE_END.split(text)
        return SegmentedText(name, tag, [line.strip() for line in (lines if lines[-1] else lines[:-1])])
    return _segmented(_of_plain(text), name, tag)


def _segmented(paragraphs: Iterable[str], name: str, tag: str) -> SegmentedText:
    sentences: list[str] = []
    gaps: list[str | None] = []
    for paragraph in paragraphs:
        # What stands between sentences is kept, so that they can be joined as they were.
        pieces = [piece for piece in segment.split(paragraph, tag) if piece.strip()]
        sentences += [piece.strip() for piece in pieces]
        gaps += [a[len(a.rstrip()) :] + b[: len(b) - len(b.lstrip())] for a, b in pairwise(pieces)]
        gaps += [None] * bool(pieces)
    return SegmentedText(name, tag, sentences, gaps)


def _of_plain(text: str) -> Iterator[str]:
    """The paragraphs of plain text.

    Each on one line: blank lines part them, or all lines if none was broken to fit.
    """
    # Late, since most texts have a line for each sentence.
    from toolkit.readers.text_lines import content
    from toolkit.transcript.read import paragraphs

    return paragraphs(content(text, ""))


def _of_document(data: bytes, name: str, lang: str, reader: str, sidecar: Sidecar) -> Iterator[str]:
    """The paragraphs of a format with a reader.

    The speakers' labels are among them.
    """
    document, _ = registry.load("reader", reader).read(
        data, name=PurePath(name).stem, path=name, lang=lang, sidecar=sidecar
    )
    for turn in document.turns:
        # Labels are words of the text, and partners have them too.
        label = f"{turn.label}: " if turn.label else ""
        for number, paragraph in enumerate(turn.paragraphs):
            if KINDS[paragraph.kind].translated:
                yield (label if not number else "") + paragraph.text


@dataclass(frozen=True, slots=True)
class BeadCounts:
    """Counts of beads and sentences.

    They are those of one pair or of many; add them with `+`.
    """

    beads: int = 0
    one_to_one: int = 0
    sentences: tuple[int, int] = (0, 0)
    alone: tuple[int, int] = (0, 0)
    """Sentences without a counterpart, of either text."""
    sure: int = 0
    """Sentences of both texts in beads of probability .9 and more."""

    @classmethod
    def of(cls, beads: Sequence[Bead]) -> BeadCounts:
        """Of one alignment."""
        kinds = Counter((len(bead.source), len(bead.target)) for bead in beads)
        return cls(
            len(beads),
            kinds[1, 1],
            (
                sum(n * many for (n, _), many in kinds.items()),
                sum(m * many for (_, m), many in kinds.items()),
            ),
            (
                sum(n * many for (n, m), many in kinds.items() if not m),
                sum(m * many for (n, m), many in kinds.items() if not n),
            ),
            sum(len(b.source) + len(b.target) for b in beads if sure(b)),
        )

    def __add__(self, other: BeadCounts) -> BeadCounts:
        return BeadCounts(
            self.beads + other.beads,
            self.one_to_one + other.one_to_one,
            (self.sentences[0] + other.sentences[0], self.sentences[1] + other.sentences[1]),
            (self.alone[0] + other.alone[0], self.alone[1] + other.alone[1]),
            self.sure + other.sure,
        )

    def __str__(self) -> str:
        total = sum(self.sentences)
        (n, m), (left, right) = self.sentences, self.alone
        return (
            f"{counted(self.beads, 'bead')} of {n:,} and {counted(m, 'sentence')}: {self.one_to_one:,} "
            f"of them 1:1, {left:,} and {counted(right, 'sentence')} without counterpart; "
            f"{percent(self.sure / total if total else 0)} of the sentences in sure beads"
        )


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """A pair of texts and what goes with what."""

    texts: tuple[SegmentedText, SegmentedText]
    beads: tuple[Bead, ...]
    findings: tuple[Finding, ...]
    """What a person should know before they trust it."""


def aligner(source: SegmentedText, target: SegmentedText, resources: Resources) -> partial[tuple[Bead, ...]]:
    """How texts in the languages of these are aligned."""
    return partial(
        align,
        source_lang=source.lang,
        target_lang=target.lang,
        dictionary=resources.dictionary,
        encoder=resources.encoder,
        # What is odd is told by what the scorers believe.
        calibrated=False,
    )


def pair(
    source: SegmentedText,
    target: SegmentedText,
    resources: Resources,
    beads: Sequence[Bead] | None = None,
) -> AlignedPair:
    """Align two texts.

    beads  where they are known already
    """
    own = aligner(source, target, resources)
    told: list[Finding] = []
    if beads is None:
        beads = own(source.sentences, target.sentences, on_finding=told.append)
    mapped = calibration.calibrated(beads, source.sentences, target.sentences)
    # Looked for, and only told: a corpus keeps the order of its texts.
    blocks = moved(source.sentences, target.sentences, beads, own)
    if blocks and surer(mapped) < RELATED_ORDERED:
        # Between any two texts there are blocks by chance, the best of many: all must be sure with them.
        order = [target.sentences[j] for j in in_order(beads, blocks)]
        anew = calibration.calibrated(own(source.sentences, order), source.sentences, order)
        blocks = blocks if surer(anew) >= RELATED_ORDERED else ()
    oddities = (*told, *_oddities(source, target, beads, mapped, blocks))
    return AlignedPair((source, target), mapped, oddities)


def fault(error: Exception, name: str, shown: tuple[str, str]) -> DiglotError:
    """Why a pair can't be aligned, as it is told where others go on.

    name, shown  what the pair is called, and its texts
    """
    if isinstance(error, DiglotError):
        # Every error names a file, since there are a thousand. An encoder that fails knows of none.
        return DiglotError(error.what, shown[0] if error.where is None else error.where, error.hint)
    # One line is enough to report it, and a thousand pairs may have it.
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{PurePath(frames[-1].filename).name}:{frames[-1].lineno}"
    return DiglotError(
        f"{name} can't be aligned, by a bug: {type(error).__name__} in {place}: {error}",
        " and ".join(shown),
        "Report it with both files. The other pairs go on.",
    )


def _oddities(
    source: SegmentedText,
    target: SegmentedText,
    beads: Sequence[Bead],
    mapped: Sequence[Bead],
    blocks: Sequence[MovedBlock],
) -> Iterator[Finding]:
    """What is odd: where an excerpt ends is asked of what the scorers believe, all else of what is mapped."""
    names = source.name, target.name
    for text in (source, target):
        if not any(text.sentences):
            yield report("D310", text=text.name)
    for (a, b), (c, d) in ((block.source, block.target) for block in blocks):
        ends = {"first": a + 1, "last": b, "begin": c + 1, "end": d}
        yield report("D315.files", source=names[0], target=names[1], **ends)
    # Of texts in another order the sentences of blocks are rightly doubtful where they stand.
    finding = None if blocks else unrelated(beads, names, mapped)
    if finding is not None:
        yield finding
    finding = excerpt(beads, names, mapped)
    if finding is not None:
        yield finding
    yield from (copied := [*_copied(source, target, beads)])
    # Texts that were exchanged, or a language that was mistyped: sentences are told by it.
    for text in (source,) if copied else (source, target):
        likely = another(text.sentences[:: 1 + len(text.sentences) // bounds.TELLING], text.lang)
        if likely is not None:
            wording = "D121.text" if likely else "D121.script"
            yield report(wording, text=text.name, lang=text.lang, language=text.lang, likely=likely)


def _copied(source: SegmentedText, target: SegmentedText, beads: Sequence[Bead]) -> Iterator[Finding]:
    """Find that much of the target is the source itself, where both languages are told and differ."""
    if "und" in (source.lang, target.lang) or languages.base(source.lang) == languages.base(target.lang):
        return
    sides = [(source.join(bead.source), target.join(bead.target)) for bead in beads if bead.paired]
    # Most texts have hardly a line that is the same, and need no closer look.
    if sum(ours == theirs for ours, theirs in sides) < 2:
        return
    found = copies.copied(sides)
    if copies.many(found.longer_same, found.longer):
        names = {"source": source.name, "target": target.name}
        yield report("D316.files", copied=found.longer_same, sentences=found.longer, **names)
