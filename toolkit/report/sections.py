"""Where everything stands: beads in the paragraphs of the source, names of places, commands that mend them."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from toolkit.adopt.adoption import Adoption, Filled, Side
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
    return tuple(
        Section(passage, tuple(links)) for passage, links in found.items() if links or passage >= 0
    )


def place(side: Side, sentence: int) -> str:
    """A sentence's place as a pin names it: "12.1" for the first of a paragraph, "12.1.2" for the second."""
    passage = side.passages[side.owners[sentence]]
    position = sentence - passage.first
    return f"{passage.n}.{position + 1}" if position else passage.n


def command(adoption: Adoption, pin: str) -> str:
    """The command that aligns anew with one more pin, ready for a shell."""
    words = ["diglot", "align", adoption.document, adoption.target.path, "-l", adoption.target.lang]
    return tidy(shlex.join([*words, "--pin", pin]))


def pin(adoption: Adoption, filled: Filled) -> str:
    """The pin that fixes where the translation of a paragraph begins now; "" where it has none."""
    if not filled.sentences:
        return ""
    return f"{adoption.source.passages[filled.passage].n}={place(adoption.target, filled.sentences[0])}"


def claim(adoption: Adoption, sentence: int, after: int) -> str:
    """The pin that gives left-over text to the paragraph below it, where that has no translation; else ""."""
    below = next((filled for filled in adoption.filled if filled.passage > after), None)
    if below is None or below.fate != "empty":
        return ""
    return f"{adoption.source.passages[below.passage].n}={place(adoption.target, sentence)}"
