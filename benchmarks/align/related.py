"""What is said of texts that translate each other, in part, or not at all, over a folder of sets.

    python benchmarks/align/related.py FOLDER [--set NAME]... [--langs SET=de-fr]... [--documents 3]
                                       [--dictionary SET=FILE]... [--encoder NAME]

FOLDER is that of `run.py`. Of each document its two texts are paired as they are, with parts missing, moved
or of another document, and with texts that don't belong to them; what `bitext` says of each is counted.
For each kind of pair, by the sentences of the shorter text, a line tells how many there are, of how many D311
(no translation), D312 (a part) and D315 (another order) are said, and five numbers of the sum that decides
about D311: as the scorers believe, and mapped (least, first tenth, middle, last tenth, most). The bounds of
`toolkit.aligning.related` belong to an aligner: measure after changing it.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from sets import dictionaries, documents, folders, languages, parser, with_resources

from toolkit.aligning import encoders
from toolkit.aligning.related import surer
from toolkit.aligning.resources import Resources
from toolkit.corpora import single
from toolkit.corpora.single import SegmentedText

Sides = tuple[list[str], list[str]]
SIZES = ((10, 20), (20, 40), (40, 1 << 30))
"""Sentences of the shorter text."""
TOLD = ("D311", "D312", "D315")
LEAST = 30
"""Sentences of a document that is cut into parts."""


def _part(lines: list[str], first: float, last: float) -> list[str]:
    return lines[round(len(lines) * first) : round(len(lines) * last)]


def _without(lines: list[str], each: int, rest: int) -> list[str]:
    return [line for number, line in enumerate(lines) if number % each != rest]


PARTS: dict[str, Callable[[list[str], list[str], list[str]], Sides]] = {
    "each fifth left out on both sides": lambda s, t, _: (_without(s, 5, 1), _without(t, 5, 3)),
    "each third left out on both sides": lambda s, t, _: (_without(s, 3, 0), _without(t, 3, 1)),
    "the beginning": lambda s, t, _: (_part(s, 0, 20 / len(s)), _part(t, 0, 20 / len(s))),
    "a third of it missing": lambda s, t, _: (s, _part(t, 0, 1 / 3) + _part(t, 2 / 3, 1)),
    "half of it missing": lambda s, t, _: (s, _part(t, 0, 0.5)),
    "a quarter of it alone": lambda s, t, _: (s, _part(t, 0.4, 0.65)),
    "first and last seven tenths": lambda s, t, _: (_part(s, 0, 0.7), _part(t, 0.3, 1)),
    "halves changed places": lambda s, t, _: (s, _part(t, 0.5, 1) + _part(t, 0, 0.5)),
    "half of it of another document": lambda s, t, other: (s, _part(t, 0, 0.5) + _part(other, 0.5, 1)),
    "NOT: its other half": lambda s, t, _: (_part(s, 0, 0.5), _part(t, 0.5, 1)),
}
"""How pairs are made of a document and another one's translation."""


def pairs(folder: Path, most: int) -> Iterator[tuple[str, Sides]]:
    """Pairs of texts of a set, each with what kind it is."""
    texts = [(document.source, document.target) for document in documents(folder)]
    for number, (source, target) in enumerate(texts[:most]):
        others = [texts[(number + step) % len(texts)][1] for step in (1, 2, 3) if step < len(texts)]
        yield "as it is", (source, target)
        if len(source) >= LEAST:
            for kind, make in PARTS.items():
                yield kind, make(source, target, others[0] if others else [])
        for other in others:
            yield "NOT: another document", (source, other)


def main(arguments: list[str]) -> None:
    """Print the table."""
    made = with_resources(parser(__doc__))
    made.add_argument("--documents", type=int, default=3, help="of each set")
    options = made.parse_args(arguments)
    encoder = encoders.named("+".join(options.encoder)) if options.encoder else None
    words = dictionaries(options.dictionary)
    sums: dict[tuple[str, tuple[int, int]], list[tuple[float, float]]] = defaultdict(list)
    said: Counter[tuple[str, tuple[int, int], str]] = Counter()
    for folder in folders(options.folder, options.set):
        langs = languages(folder.name, options.langs)
        given = Resources(dictionary=words.get(folder.name), encoder=encoder)
        for kind, sides in pairs(folder, options.documents):
            size = min(map(len, sides))
            found = next((one for one in SIZES if one[0] <= size < one[1]), None)
            if found is None:
                continue
            texts = _named(sides, langs)
            raw = single.aligner(*texts, given)(*sides)
            pair = single.pair(*texts, given, raw)
            sums[kind, found].append((surer(raw), surer(pair.beads)))
            codes = {finding.code for finding in pair.findings}
            said.update((kind, found, code) for code in codes.intersection(TOLD))
        print(folder.name, file=sys.stderr, flush=True)
    print(f"{'kind':36}{'sentences':>10}{'pairs':>6}" + "".join(f"{code:>6}" for code in TOLD))
    for (kind, found), values in sums.items():
        low, high = found
        name = f"{low}-{high}" if high < SIZES[-1][1] else f"{low}+"
        counts = "".join(f"{said[kind, found, code]:6}" for code in TOLD)
        believed, mapped = (_five([value[side] for value in values]) for side in (0, 1))
        print(f"{kind:36}{name:>10}{len(values):6}{counts}   {believed}   {mapped}")


def _named(sides: Sides, langs: tuple[str, str]) -> tuple[SegmentedText, SegmentedText]:
    source, target = (
        SegmentedText(name, lang, lines)
        for name, lang, lines in zip(("source", "target"), langs, sides, strict=True)
    )
    return source, target


def _five(values: Sequence[float]) -> str:
    return " ".join(f"{value:.2f}" for value in np.quantile(values, (0, 0.1, 0.5, 0.9, 1)))


if __name__ == "__main__":
    main(sys.argv[1:])
