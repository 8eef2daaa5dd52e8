"""Strict and lax F1, time and memory of the aligner over a folder of sets.

    python benchmarks/align/run.py FOLDER [--dictionary SET=FILE]... [--encoder] [--set NAME]...

FOLDER holds a folder for each set, with NAME.src and NAME.tgt (one sentence a line) and NAME.gold (one bead
a line, `[0, 1]:[0]`). Counts are summed over the documents of a set; each document is aligned on its own.
A dictionary is a .tsv, an EDICT or CEDICT text, a dictd .index with its .dict or .dict.dz beside it, or the
word `cedict`; `SET=~FILE` for one whose heads are in the target language.
"""

from __future__ import annotations

import argparse
import gzip
import resource
import sys
import time
from pathlib import Path

from toolkit.aligning import align, dictionary, vectors
from toolkit.corpora import scores


def main(arguments: list[str]) -> None:
    """Print a table, a line for each set."""
    options = _options(arguments)
    encoder = vectors.default() if options.encoder else None
    if encoder is not None:
        encoder.encode(["warm"])  # Loading the model is not the aligner's time.
    given = dict(item.split("=", 1) for item in options.dictionary)
    out = sys.stdout
    out.write(
        f"{'set':14}{'docs':>5}{'strict P':>10}{'R':>7}{'F1':>7}{'lax F1':>8}{'CPU s':>8}{'sent/s':>8}"
        f"{'MB':>6}\n"
    )
    for folder in sorted(path for path in options.folder.iterdir() if path.is_dir()):
        if options.set and folder.name not in options.set:
            continue
        words = _dictionary(given[folder.name]) if folder.name in given else None
        total, sentences, spent, documents = scores.Tally(), 0, 0.0, 0
        for gold in sorted(folder.glob("*.gold")):
            source, target = (_lines(gold.with_suffix(suffix)) for suffix in (".src", ".tgt"))
            started = time.process_time()
            beads = align(
                source, target, source_lang="und", target_lang="und", dictionary=words, encoder=encoder
            )
            spent += time.process_time() - started
            total += scores.tally(beads, scores.parse(gold.read_text(encoding="utf-8"), str(gold)))
            sentences += len(source)
            documents += 1
        precision, recall, strict = total.strict
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        out.write(
            f"{folder.name:14}{documents:5}{precision:10.3f}{recall:7.3f}{strict:7.3f}{total.lax[2]:8.3f}"
            f"{spent:8.2f}{sentences / max(spent, 1e-9):8.0f}{memory:6}\n"
        )
        out.flush()


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dictionary", action="append", default=[], metavar="SET=FILE")
    parser.add_argument("--encoder", action="store_true", help="use the default sentence encoder")
    parser.add_argument("--set", action="append", default=[], help="only this set")
    return parser.parse_args(arguments)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def _dictionary(name: str) -> dictionary.Dictionary:
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


if __name__ == "__main__":
    main(sys.argv[1:])
