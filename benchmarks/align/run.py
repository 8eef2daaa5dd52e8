"""Strict and lax F1, time and memory of the aligner over a folder of sets.

    python benchmarks/align/run.py FOLDER [--set NAME]... [--langs SET=de-fr]... [--dictionary SET=FILE]...
                                   [--encoder NAME]...

FOLDER holds a folder for each set, as `sets.py` tells. Counts are summed over the documents of a set; each
document is aligned on its own.
"""

from __future__ import annotations

import resource
import sys
import time

from sets import dictionaries, documents, folders, languages, parser, with_resources

from toolkit.aligning import align, encoders
from toolkit.corpora import scores


def main(arguments: list[str]) -> None:
    """Print a table, a line for each set."""
    options = with_resources(parser(__doc__)).parse_args(arguments)
    encoder = encoders.named("+".join(options.encoder)) if options.encoder else None
    if encoder is not None:
        encoder.encode(["warm"])  # Loading the model is not the aligner's time.
    words = dictionaries(options.dictionary)
    out = sys.stdout
    out.write(
        f"{'set':14}{'docs':>5}{'strict P':>10}{'R':>7}{'F1':>7}{'lax F1':>8}{'CPU s':>8}{'sent/s':>8}"
        f"{'MB':>6}\n"
    )
    for folder in folders(options.folder, options.set):
        langs = languages(folder.name, options.langs)
        total, sentences, spent, number = scores.Tally(), 0, 0.0, 0
        for document in documents(folder):
            started = time.process_time()
            beads = align(
                document.source,
                document.target,
                source_lang=langs[0],
                target_lang=langs[1],
                dictionary=words.get(folder.name),
                encoder=encoder,
            )
            spent += time.process_time() - started
            total += scores.tally(beads, document.gold)
            sentences += len(document.source)
            number += 1
        precision, recall, strict = total.strict
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        out.write(
            f"{folder.name:14}{number:5}{precision:10.3f}{recall:7.3f}{strict:7.3f}{total.lax[2]:8.3f}"
            f"{spent:8.2f}{sentences / max(spent, 1e-9):8.0f}{memory:6}\n"
        )
        out.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
