"""Sets of aligned texts, as the benchmarks of this folder read them.

A set is a folder with NAME.src and NAME.tgt (one sentence a line) and NAME.gold (one bead a line,
`[0, 1]:[0]`).
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from toolkit.aligning import dictionary
from toolkit.aligning.dictionary import Dictionary
from toolkit.corpora import scores
from toolkit.model import Bead


@dataclass(frozen=True, slots=True)
class Document:
    """Two texts of a set with their beads."""

    name: str
    source: list[str]
    target: list[str]
    gold: tuple[Bead, ...]


def folders(folder: Path, wanted: Sequence[str] = ()) -> list[Path]:
    """The sets of a folder, in order; only those wanted, if any are."""
    return sorted(path for path in folder.iterdir() if path.is_dir() and (not wanted or path.name in wanted))


def documents(folder: Path) -> Iterator[Document]:
    """The documents of a set, in order."""
    for path in sorted(folder.glob("*.gold")):
        source, target = (lines(path.with_suffix(suffix)) for suffix in (".src", ".tgt"))
        yield Document(path.stem, source, target, scores.parse(path.read_text(encoding="utf-8"), str(path)))


def languages(name: str, given: Sequence[str]) -> tuple[str, str]:
    """The languages of a set: those given as SET=de-fr, or what its name begins with (de-fr.book)."""
    named = dict(item.split("=", 1) for item in given).get(name) or name.partition(".")[0]
    source, _, target = named.partition("-")
    return source or "und", target or "und"


def lines(path: Path) -> list[str]:
    """The sentences of a file."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def parser(doc: str | None) -> argparse.ArgumentParser:
    """A parser of what all benchmarks of sets are given."""
    made = argparse.ArgumentParser(description=(doc or "").partition("\n")[0])
    made.add_argument("folder", type=Path, help="with a folder for each set")
    made.add_argument(
        "--set", action="append", default=[], metavar="NAME", help="only this set (again for more)"
    )
    made.add_argument("--langs", action="append", default=[], metavar="SET=de-fr", help="of this set")
    return made


def with_resources(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """A parser of dictionaries and encoders, too."""
    made.add_argument("--dictionary", action="append", default=[], metavar="SET=FILE", help="for this set")
    made.add_argument(
        "--encoder", action="append", default=[], metavar="NAME", help="default, or MODULE:NAME"
    )
    return made


def dictionaries(given: Sequence[str]) -> dict[str, Dictionary]:
    """Dictionaries by set, from SET=FILE.

    A file is a .tsv, an EDICT or CEDICT text, a dictd .index with its .dict or .dict.dz beside it, or the
    word `cedict`; `SET=~FILE` for one whose heads are in the target language.
    """
    return {name: _dictionary(file) for name, file in (item.split("=", 1) for item in given)}


@cache
def _dictionary(name: str) -> Dictionary:
    flipped = name.startswith("~")
    name = name.lstrip("~")
    path = Path(name)
    if name == "cedict":
        found = dictionary.cedict()
    elif path.suffix == ".index":
        data = next(p for s in (".dict.dz", ".dict") if (p := path.with_suffix(s)).exists())
        found = dictionary.dictd(path.read_bytes(), data.read_bytes(), name)
    else:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
        found = dictionary.tsv(text, name) if path.suffix == ".tsv" else dictionary.edict(text)
    return found.flip() if flipped else found
