"""The figures of an adoption.

Counted once for page, data and terminal.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from toolkit.adopting.adoption import Adoption, Fate, Filled, JudgedBead, LearntName, Leftover
from toolkit.adopting.aligned_text import place
from toolkit.adopting.names import sure
from toolkit.text.hygiene import short, tidy

# Where everything stands: beads in the paragraphs of the source, names of places, commands that mend.


@dataclass(frozen=True, slots=True)
class AlignedParagraph:
    """A source paragraph and its beads."""

    passage: int
    """Number of the source passage, 0-based; -1 for what the translation has before the first."""
    links: tuple[int, ...]
    """Numbers of the links, 0-based. A bead over two paragraphs is in the first; target text that translates
    nothing is in the paragraph that it follows on."""


def sections(adoption: Adoption) -> tuple[AlignedParagraph, ...]:
    """All links by source passage.

    In order; each passage has a section, be it without links.
    """
    owners = adoption.source.owners
    # -1 is for what the translation has before the first paragraph.
    by_passage: dict[int, list[int]] = {passage: [] for passage in range(-1, len(adoption.source.passages))}
    current = -1
    for number, link in enumerate(adoption.links):
        if link.bead.source:
            by_passage[owners[link.bead.source[0]]].append(number)
            current = owners[link.bead.source[-1]]
        else:
            by_passage[current].append(number)
    return tuple(
        AlignedParagraph(passage, tuple(links))
        for passage, links in by_passage.items()
        if links or passage >= 0
    )


def command(adoption: Adoption, *pins: str) -> str:
    """The command that aligns with more pins.

    Ready for a shell; "" without a pin.
    """
    return _aligned(adoption, *(word for pin in pins for word in ("--pin", pin))) if pins else ""


def why(adoption: Adoption, filled: Filled) -> str:
    """The command that explains a paragraph."""
    return _aligned(adoption, "--explain", adoption.source.passages[filled.passage].n)


def _aligned(adoption: Adoption, *options: str) -> str:
    # Quoted for a shell, since paths are the user's.
    words = ["diglot", "align", adoption.document, adoption.target.path, "-l", adoption.target.lang]
    return tidy(shlex.join([*words, *options]))


def fix(adoption: Adoption, filled: Filled) -> str:
    """The command that pins a paragraph's beginning.

    Nor where it stands out of order: pins keep the order of both texts, so that is corrected in the catalog.
    """
    # A pin would move what is around it, too.
    if not filled.sentences or filled.passage in adoption.out_of_order:
        return ""
    return command(adoption, pin(adoption, filled.passage, filled.sentences[0]))


def pin(adoption: Adoption, passage: int, sentence: int) -> str:
    """The pin of a passage and a sentence.

    It says that the source passage begins where the target sentence does.
    """
    return f"{adoption.source.passages[passage].n}={place(adoption.target, sentence)}"


def claims(adoption: Adoption) -> dict[Leftover, str]:
    """The commands that claim left-over text.

    Each gives it to the paragraph below it, where that has nothing.
    """
    empty = {filled.passage for filled in adoption.filled if filled.fate == "empty"}
    return {
        run: command(adoption, pin(adoption, run.after + 1, run.sentences[0]))
        for run in adoption.leftovers
        if run.after + 1 in empty and not run.decided
    }


def dismiss(adoption: Adoption, run: Leftover) -> str:
    """The command that dismisses left-over text.

    It says that the text translates nothing; "" where that is said.
    """
    if run.decided:
        return ""
    pins = []
    for sentence in run.sentences:
        passage = adoption.target.passages[adoption.target.owners[sentence]]
        # A whole paragraph is one pin; else each sentence is named.
        if set(range(passage.first, passage.last)) <= set(run.sentences):
            pins.append(f"={passage.n}")
        else:
            pins.append(f"={passage.n}.{sentence - passage.first + 1}")
    return command(adoption, *dict.fromkeys(pins))


@dataclass(frozen=True, slots=True)
class Figures:
    """How much is linked, and how surely."""

    beads: int
    kinds: Mapping[str, int]
    """Beads by "n:m"; those with both sides first, the small before the large."""
    trusted: int
    """Beads without a doubt."""
    source_sentences: int
    target_sentences: int
    untranslated: int
    """Source sentences in beads without a target."""
    left_over: int
    """Target sentences that no source paragraph gets, but for those set aside."""
    set_aside: int
    """Target sentences of which a person said that they translate nothing."""
    fates: Mapping[Fate, int]
    """Source paragraphs by what they got; each fate has its number."""
    doubts: Mapping[str, int]
    """Doubtful source paragraphs by the codes of their doubts, the most frequent first."""

    confident: float
    """Share of the sentences of both sides that are in beads with both sides and without a doubt: 0 to 1,
    cut to 3 digits; those set aside are left out. 0 where there are none."""


def count(adoption: Adoption) -> Figures:
    """Count the figures of an adoption."""
    kinds = Counter((len(link.bead.source), len(link.bead.target)) for link in adoption.links)
    # Null beads last, the small before the large.
    order = sorted(kinds, key=lambda kind: (0 in kind, sum(kind), kind))
    fates = Counter(filled.fate for filled in adoption.filled)
    doubts: Counter[str] = Counter()
    for filled in adoption.filled:
        # A paragraph may have one doubt about two places.
        doubts.update({doubt.code for doubt in filled.doubts})
    return Figures(
        beads=len(adoption.links),
        kinds={f"{n}:{m}": kinds[n, m] for n, m in order},
        trusted=sum(not link.doubts for link in adoption.links),
        source_sentences=len(adoption.source.sentences),
        target_sentences=len(adoption.target.sentences),
        untranslated=sum(len(link.bead.source) for link in adoption.links if not link.bead.target),
        left_over=_sentences(adoption, decided=False),
        set_aside=_sentences(adoption, decided=True),
        fates={fate: fates[fate] for fate in get_args(Fate)},
        doubts=dict(sorted(doubts.items(), key=lambda item: (-item[1], item[0]))),
        confident=_confident(adoption),
    )


def _confident(adoption: Adoption) -> float:
    linked = (link for link in adoption.links if link.bead.source and link.bead.target and not link.doubts)
    sure = sum(len(link.bead.source) + len(link.bead.target) for link in linked)
    both = len(adoption.source.sentences) + len(adoption.target.sentences)
    # What a person has set aside counts neither way.
    total = both - _sentences(adoption, decided=True)
    return short(sure / total) if total else 0.0


def _sentences(adoption: Adoption, *, decided: bool) -> int:
    return sum(len(run.sentences) for run in adoption.leftovers if run.decided is decided)


def fate(name: LearntName) -> Fate:
    """What became of a name."""
    return "kept" if name.kept else "placed" if sure(name) else "doubtful"


def kind(link: JudgedBead) -> str:
    """A bead's kind, such as "1:2"."""
    return f"{len(link.bead.source)}:{len(link.bead.target)}"
