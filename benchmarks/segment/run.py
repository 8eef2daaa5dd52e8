"""Boundary precision, recall and F1 of the sentence splitter over a folder of sets, and its speed.

    python benchmarks/segment/run.py FOLDER [--errors] [--peers] [--set NAME]...

A set is a file `NAME.<lang>.txt` with one sentence a line; a blank line ends a paragraph. The sentences of a
paragraph are joined (by a blank, or by nothing in languages that are written without) and split again. A
boundary is a place between two sentences of a paragraph, counted in characters that are not blanks, so that
splitters which drop or change blanks are measured alike. The macro average is over the sets.
`--peers` asks the other splitters that this Python can import; they get the same texts in the same run.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from toolkit.text import segment

Split = Callable[[str], Iterable[str]]
Splitter = Callable[[str], Split]
"""From a language to what splits its texts; raises where the language is not known."""

_LANGUAGETOOL = frozenset(
    "ar ast be br ca crh da de el en eo es fa fr ga gl is it ja lt ml nl pl pt ro ru sk sl sr sv ta tl uk "
    "zh".split()
)
"""Languages with rules of their own in LanguageTool's file, which choppa reads."""
_UNSPACED = frozenset("zh ja yue wuu lzh bo my km".split())


@dataclass(frozen=True, slots=True)
class Set:
    """A file of sentences."""

    name: str
    lang: str
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def texts(self) -> list[str]:
        """Its paragraphs, as a reader meets them."""
        glue = "" if self.lang.partition("-")[0] in _UNSPACED else " "
        return [glue.join(sentences) for sentences in self.paragraphs]


@dataclass(frozen=True, slots=True)
class Score:
    """Boundaries that are right, found and wanted."""

    right: int
    found: int
    wanted: int

    @property
    def measures(self) -> tuple[float, float, float]:
        """Precision, recall and F1; 1.0 where there was nothing to find and nothing was found."""
        precision = self.right / self.found if self.found else 1.0
        recall = self.right / self.wanted if self.wanted else 1.0
        both = self.found + self.wanted
        return precision, recall, 2 * self.right / both if both else 1.0


def main(arguments: list[str]) -> None:
    """Print a table for each splitter: a line a set, then the macro average and the speed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="show each wrong and each missed boundary")
    parser.add_argument("--peers", action="store_true", help="measure the other splitters too")
    parser.add_argument("--set", action="append", default=[], help="only this set")
    options = parser.parse_args(arguments)
    sets = list(map(load, sorted(options.folder.glob("*.*.txt"))))
    sets = [one for one in sets if not options.set or f"{one.name}.{one.lang}" in options.set]
    splitters = {"diglot": diglot} | (dict(peers()) if options.peers else {})
    for name, splitter in splitters.items():
        report(name, splitter, sets, errors=options.errors and name == "diglot")


def load(path: Path) -> Set:
    """A set from its file."""
    name, lang = path.name.removesuffix(".txt").rsplit(".", 1)
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
    return Set(name, lang, tuple(tuple(block.split("\n")) for block in blocks))


def report(name: str, splitter: Splitter, sets: list[Set], *, errors: bool) -> None:
    """The table of one splitter; sets in languages that it does not know are left out of its average."""
    out = sys.stdout
    out.write(f"{name:22}{'sents':>7}{'P':>8}{'R':>8}{'F1':>8}{'sent/CPU s':>12}\n")
    rows: list[tuple[float, float, float]] = []
    spent, sentences = 0.0, 0
    for one in sets:
        try:
            split = splitter(one.lang)
            split("")
        except (LookupError, ValueError, OSError):
            continue
        score = compare(one, split, out.write if errors else None)
        took, count = speed(one, split), sum(map(len, one.paragraphs))
        rows.append(score.measures)
        spent += took
        sentences += count
        shown = "".join(f"{measure:8.3f}" for measure in score.measures)
        out.write(f"{one.name + '.' + one.lang:22}{count:7}{shown}{count / took:12,.0f}\n")
    if rows:
        average = "".join(f"{sum(column) / len(rows):8.3f}" for column in zip(*rows, strict=True))
        out.write(f"{f'macro, {len(rows)} sets':22}{sentences:7}{average}{sentences / spent:12,.0f}\n\n")
    out.flush()


def ends(sentences: Iterable[str]) -> set[int]:
    """Where sentences end, in characters other than blanks; the last end is no boundary."""
    lengths = list(accumulate(len(re.sub(r"\s", "", sentence)) for sentence in sentences))
    return set(lengths) - {0, lengths[-1]} if lengths else set()


def compare(one: Set, split: Split, tell: Callable[[str], object] | None) -> Score:
    """The boundaries of a set against those that a splitter finds."""
    right = found = wanted = 0
    for gold, text in zip(one.paragraphs, one.texts, strict=True):
        truth, guess = ends(gold), ends(split(text))
        right += len(truth & guess)
        found += len(guess)
        wanted += len(truth)
        if tell is not None:
            letters = re.sub(r"\s", "\0", text)
            places = [n for n, letter in enumerate(letters) if letter != "\0"]
            for end in sorted(truth ^ guess):
                at = places[end - 1] + 1
                kind = "MISSED" if end in truth else "WRONG "
                tell(f"  {kind} {one.lang}: {text[max(0, at - 40) : at]} | {text[at : at + 30].lstrip()}\n")
    return Score(right, found, wanted)


def speed(one: Set, split: Split) -> float:
    """CPU seconds for the whole set once: the least of three tries, each long enough to be measured."""
    texts = one.texts
    best = float("inf")
    for _ in range(3):
        rounds, started = 0, time.process_time()
        while (took := time.process_time() - started) < 0.02:
            for text in texts:
                split(text)
            rounds += 1
        best = min(best, took / rounds)
    return best


def diglot(lang: str) -> Split:
    """Our own."""
    return lambda text: segment.split(text, lang)


def peers() -> Iterator[tuple[str, Splitter]]:
    """The splitters that are installed, by name."""
    for name, make in (
        ("pysbd", _pysbd),
        ("sentencex", _sentencex),
        ("syntok", _syntok),
        ("sentence_splitter", _moses),
        ("blingfire", _blingfire),
        ("icu", _icu),
        ("choppa", _choppa),
        ("yasbd", _yasbd),
    ):
        with suppress(ImportError):
            import_module(name)
            yield name, make


def _pysbd(lang: str) -> Split:
    segmenter: Split = import_module("pysbd").Segmenter(language=lang, clean=False).segment
    return segmenter


def _sentencex(lang: str) -> Split:
    module = import_module("sentencex")
    return lambda text: module.segment(lang, text)


def _syntok(lang: str) -> Split:
    if lang not in {"en", "de", "es"}:
        raise LookupError(lang)
    segmenter = import_module("syntok.segmenter")

    def split(text: str) -> Iterator[str]:
        for paragraph in segmenter.process(text):
            for sentence in paragraph:
                yield "".join(token.value for token in sentence)

    return lambda text: list(split(text))


def _moses(lang: str) -> Split:
    module = import_module("sentence_splitter")
    try:
        made = module.SentenceSplitter(language=lang)
    except module.SentenceSplitterException as error:
        raise LookupError(lang) from error
    splitter: Split = made.split
    return splitter


def _blingfire(_: str) -> Split:
    module = import_module("blingfire")
    return lambda text: module.text_to_sentences(text).split("\n")


def _icu(lang: str) -> Split:
    icu = import_module("icu")
    # "ss=standard" asks for the suppressions: CLDR's lists of abbreviations.
    iterator = icu.BreakIterator.createSentenceInstance(icu.Locale(f"{lang}@ss=standard"))

    def split(text: str) -> list[str]:
        # ICU counts in UTF-16 units.
        units = text.encode("utf-16-le")
        iterator.setText(text)
        edges = [0, *iterator]
        return [units[2 * a : 2 * b].decode("utf-16-le") for a, b in pairwise(edges)]

    return split


@cache
def _srx() -> Any:
    choppa = import_module("choppa")
    return choppa.SrxDocument(ruleset=choppa.DATA_DIR / "srx" / "languagetool_segment.srx")


def _choppa(lang: str) -> Split:
    if lang not in _LANGUAGETOOL:
        raise LookupError(lang)
    document, iterator = _srx(), import_module("choppa").SrxTextIterator
    return lambda text: list(iterator(document, f"{lang}_two", text))


def _yasbd(lang: str) -> Split:
    module = import_module("yasbd")
    if lang not in module.get_supported_langs():
        raise LookupError(lang)
    made = module.BoundaryDetector(lang)
    return lambda text: list(made.segment(text))


if __name__ == "__main__":
    main(sys.argv[1:])
