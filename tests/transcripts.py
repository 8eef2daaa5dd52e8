"""Made-up transcripts with a translation.

As texts, whose paragraphs are known to go together.
"""

from collections import Counter
from dataclasses import dataclass

from bitexts import HEADING, Talk, talk
from toolkit.aligning.structure import PARAGRAPH, TURN, TextLayout

NAMES = ("Mara Lindqvist", "Otto Brandt", "Ines Duarte", "Pavel Horak")
LABELS = ("ЛИНДКВИСТ", "БРАНДТ", "ДУАРТЕ", "ГОРАК")
"""Of the same persons, in the translation."""


@dataclass(frozen=True)
class Pair:
    """Two files, and which paragraphs go together."""

    source: str
    target: str
    truth: dict[str, str]
    """Source paragraph -> sentences of the target, joined by a blank; not for texts that are there twice."""


def pair(
    seed: int, turns: int = 40, *, lost: float = 0.06, reshaped: float = 0.15, speakers: int = 2
) -> Pair:
    """A conversation in two languages.

    The labels differ, and paragraphs are merged and split.
    """
    made = talk(seed, turns, lost=lost, reshaped=reshaped, speakers=speakers)
    back = {other: voice for voice, other in made.voices.items()}
    return Pair(
        _text(made.source, made.outline.source, {v: NAMES[v] for v in made.voices}),
        _text(made.target, made.outline.target, {other: LABELS[v] for other, v in back.items()}),
        _truth(made),
    )


def _text(lines: list[str], layout: TextLayout, names: dict[int, str]) -> str:
    blocks: list[str] = []
    begins = turn = True
    for line, level, voice in zip(lines, layout.levels, layout.voices, strict=True):
        if begins:
            label = f"{names[voice]}: " if turn and voice != HEADING else ""
            blocks.append(("## " if voice == HEADING else label) + line)
        else:
            blocks[-1] += " " + line
        begins, turn = level >= PARAGRAPH, level >= TURN
    return "\n\n".join(blocks) + "\n"


def _truth(made: Talk) -> dict[str, str]:
    owners: list[int] = []
    number = 0
    for level in made.outline.source.levels:
        owners.append(number)
        number += level >= PARAGRAPH
    paragraphs = [[] for _ in range(number)]  # type: list[list[str]]
    found = [[] for _ in range(number)]  # type: list[list[str]]
    for i, line in enumerate(made.source):
        paragraphs[owners[i]].append(line)
    for bead in made.beads:
        if bead.source:
            found[owners[bead.source[0]]] += [made.target[j] for j in bead.target]
    texts = [" ".join(lines) for lines in paragraphs]
    times = Counter(texts)
    return {text: " ".join(lines) for text, lines in zip(texts, found, strict=True) if times[text] == 1}
