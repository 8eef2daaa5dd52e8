"""The figures of an adoption, and all of it as JSON.

Counted once for page, data and terminal.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any, get_args

from toolkit.adopting.adoption import Adoption, AlignedText, Fate, Filled, JudgedBead, LearntName, Leftover
from toolkit.adopting.aligned_text import named_place
from toolkit.adopting.head import sure
from toolkit.catalog.doubts import Doubt
from toolkit.errors import for_shell
from toolkit.text.data import json_line
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
    return _aligned(adoption, *chain.from_iterable(("--pin", pin) for pin in pins)) if pins else ""


def why(adoption: Adoption, filled: Filled) -> str:
    """The command that explains a paragraph."""
    return _aligned(adoption, "--explain", adoption.source.passages[filled.passage].n)


def _aligned(adoption: Adoption, *options: str) -> str:
    # Quoted for a shell, since paths are the user's.
    words = map(for_shell, ("align", adoption.document, adoption.target.path))
    return tidy(" ".join(["diglot", *words, shlex.join(["-l", adoption.target.lang, *options])]))


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
    return f"{adoption.source.passages[passage].n}={named_place(adoption.target, sentence)}"


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
        if set(passage.numbers) <= set(run.sentences):
            pins.append(f"={passage.n}")
        else:
            pins.append(f"={passage.n}.{sentence - passage.first + 1}")
    return command(adoption, *dict.fromkeys(pins))


@dataclass(frozen=True, slots=True)
class Figures:
    """How much is linked, and how surely; its fields are keys of the data, in this order."""

    beads: int
    kinds: Mapping[str, int]
    """Beads by "n:m"; those with both sides first, the small before the large."""
    trusted: int
    """Beads without a doubt."""
    confident: float
    """Share of the sentences of both sides that are in beads with both sides and without a doubt: 0 to 1,
    cut to 3 digits; those set aside are left out. 0 where there are none."""
    source_paragraphs: int
    target_paragraphs: int
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
        confident=_confident(adoption),
        source_paragraphs=len(adoption.source.passages),
        target_paragraphs=len(adoption.target.passages),
        source_sentences=len(adoption.source.sentences),
        target_sentences=len(adoption.target.sentences),
        untranslated=sum(len(link.bead.source) for link in adoption.links if not link.bead.target),
        left_over=_sentences(adoption, decided=False),
        set_aside=_sentences(adoption, decided=True),
        fates={fate: fates[fate] for fate in get_args(Fate)},
        doubts=dict(sorted(doubts.items(), key=lambda item: (-item[1], item[0]))),
    )


def _confident(adoption: Adoption) -> float:
    linked = (link for link in adoption.links if link.bead.paired and not link.doubts)
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


# The data. It says what the page says; docs/reference/report.md describes the keys.


VERSION = 2
"""Goes up when a key changes its meaning or goes; new keys may come at any time."""


def json(adoption: Adoption) -> str:
    """The adoption as one JSON object.

    Each item of its lists stands on a line of its own; a line feed ends it.
    """
    # The order of keys is that of the page.
    parts: dict[str, Any] = {
        "version": VERSION,
        "document": adoption.document,
        "unrelated": adoption.unrelated.message if adoption.unrelated else "",
        "moved": [finding.message for finding in adoption.moved],
        "copied": adoption.copied.message if adoption.copied else "",
        "figures": asdict(count(adoption)),
        "source": _side(adoption.source),
        "target": _side(adoption.target),
        "beads": [
            {
                "kind": kind(link),
                "source": link.bead.source,
                "target": link.bead.target,
                "confidence": short(link.confidence),
                "doubts": _doubts(link.doubts),
            }
            for link in adoption.links
        ],
        "filled": list(_filled(adoption)),
        "left_over": list(_left_over(adoption)),
        "names": [
            {
                "key": name.key,
                "name": name.name,
                "confidence": short(name.confidence),
                "fate": fate(name),
                "doubts": _doubts(name.doubts),
            }
            for name in adoption.names
        ],
    }
    return _object(parts, "") + "\n"


def _doubts(doubts: Iterable[Doubt]) -> list[dict[str, Any]]:
    return [{"code": doubt.code, "args": doubt.args, "words": str(doubt)} for doubt in doubts]


def _side(side: AlignedText) -> dict[str, Any]:
    return {
        "lang": side.lang,
        "path": side.path,
        "passages": [
            {
                "n": passage.n,
                "id": passage.id,
                "kind": passage.kind,
                "label": passage.label,
                "line": passage.where.line,
                "sentences": (passage.first, passage.last),
                "text": passage.text,
            }
            for passage in side.passages
        ],
        "sentences": list(side.sentences),
    }


def _filled(adoption: Adoption) -> Iterable[dict[str, Any]]:
    for filled in adoption.filled:
        passage = adoption.source.passages[filled.passage]
        yield {
            "n": passage.n,
            "id": passage.id,
            "fate": filled.fate,
            "confidence": short(filled.confidence),
            "doubts": _doubts(filled.doubts),
            "sentences": filled.sentences,
            "target": filled.target,
            "command": fix(adoption, filled) if filled.fate == "doubtful" else "",
        }


def _left_over(adoption: Adoption) -> Iterable[dict[str, Any]]:
    claim = claims(adoption)
    for leftover in adoption.leftovers:
        passage = adoption.source.passages[leftover.after] if leftover.after >= 0 else None
        yield {
            "after": passage.n if passage else "",
            "id": passage.id if passage else "",
            "sentences": leftover.sentences,
            "decided": leftover.decided,
            "claim": claim.get(leftover, ""),
            "dismiss": dismiss(adoption, leftover),
        }


def _object(value: Mapping[str, Any], indent: str) -> str:
    """An object, a key a line.

    Lists have an item a line, however deep both are; all else is compact.
    """
    # Only the outer objects are indented: the data is in the lists.
    inside = indent + "  "
    lines = []
    for key, item in value.items():
        # Lists are long: an item a line makes two reports comparable line by line.
        if isinstance(item, list):
            items = ",\n".join(f"{inside}  {json_line(part)}" for part in item)
            text = f"[\n{items}\n{inside}]" if items else "[]"
        elif isinstance(item, dict) and any(isinstance(part, list) for part in item.values()):
            text = _object(item, inside)
        else:
            text = json_line(item)
        lines.append(f'{inside}"{key}": {text}')
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
