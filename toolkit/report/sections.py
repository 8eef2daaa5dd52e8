"""Where everything stands: beads in the paragraphs of the source, names of places, commands that mend."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from toolkit.adopt.adoption import Adoption, Filled, Leftover
from toolkit.adopt.sides import place
from toolkit.text import tidy


@dataclass(frozen=True, slots=True)
class Section:
    """A source paragraph and its beads."""

    passage: int
    """Number of the source passage, 0-based; -1 for what the translation has before the first."""
    links: tuple[int, ...]
    """Numbers of the links, 0-based. A bead over two paragraphs is in the first; target text that translates
    nothing is in the paragraph that it follows on."""


def sections(adoption: Adoption) -> tuple[Section, ...]:
    """All links in order, by source passage; each passage has a section, be it without links."""
    owners = adoption.source.owners
    found: dict[int, list[int]] = {passage: [] for passage in range(-1, len(adoption.source.passages))}
    current = -1
    for number, link in enumerate(adoption.links):
        if link.bead.source:
            found[owners[link.bead.source[0]]].append(number)
            current = owners[link.bead.source[-1]]
        else:
            found[current].append(number)
    return tuple(Section(passage, tuple(links)) for passage, links in found.items() if links or passage >= 0)


def command(adoption: Adoption, *pins: str) -> str:
    """The command that aligns anew with more pins, ready for a shell; "" without one."""
    return _aligned(adoption, *(word for pin in pins for word in ("--pin", pin))) if pins else ""


def why(adoption: Adoption, filled: Filled) -> str:
    """The command that tells what speaks for and against what a paragraph got."""
    return _aligned(adoption, "--explain", adoption.source.passages[filled.passage].n)


def _aligned(adoption: Adoption, *options: str) -> str:
    words = ["diglot", "align", adoption.document, adoption.target.path, "-l", adoption.target.lang]
    return tidy(shlex.join([*words, *options]))


def fix(adoption: Adoption, filled: Filled) -> str:
    """The command that fixes where the translation of a paragraph begins now; "" where it has none.

    Nor where it stands out of order: pins keep the order of both texts, so that is corrected in the catalog.
    """
    if not filled.sentences or filled.passage in adoption.out_of_order:
        return ""
    return command(adoption, pin(adoption, filled.passage, filled.sentences[0]))


def pin(adoption: Adoption, passage: int, sentence: int) -> str:
    """The pin that says: this source passage begins where this target sentence does."""
    return f"{adoption.source.passages[passage].n}={place(adoption.target, sentence)}"


def claims(adoption: Adoption) -> dict[Leftover, str]:
    """Left-over text -> the command that gives it to the paragraph below it, where that has nothing."""
    empty = {filled.passage for filled in adoption.filled if filled.fate == "empty"}
    return {
        run: command(adoption, pin(adoption, run.after + 1, run.sentences[0]))
        for run in adoption.leftovers
        if run.after + 1 in empty and not run.decided
    }


def dismiss(adoption: Adoption, run: Leftover) -> str:
    """The command that says that left-over text translates nothing; "" where that is said."""
    if run.decided:
        return ""
    pins = []
    for sentence in run.sentences:
        passage = adoption.target.passages[adoption.target.owners[sentence]]
        if set(range(passage.first, passage.last)) <= set(run.sentences):
            pins.append(f"={passage.n}")
        else:
            pins.append(f"={passage.n}.{sentence - passage.first + 1}")
    return command(adoption, *dict.fromkeys(pins))
