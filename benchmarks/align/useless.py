"""How often an encoder that tells nothing is named (D317), and one that tells something.

    python benchmarks/align/useless.py FOLDER [--set NAME]... [--langs SET=de-fr]... [--documents 14]
                                       [--encoder default]

FOLDER is that of `run.py`. Each document, and its first 12, 25 and 60 sentences, is aligned with the encoder,
with it and as much noise as it has signal, with vectors of chance, and with it knowing one of the languages;
then with the next document's translation. Only pairs count of which something is in doubt: of others no
encoder is asked. A line tells how many these are, by the sentences of the source, and of how many the encoder
is named.
"""

from __future__ import annotations

import sys
import zlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sets import documents, folders, languages, parser, with_resources

from toolkit.aligning import align, encoders
from toolkit.aligning.encoders import Encoder
from toolkit.findings import Finding

Vectors = npt.NDArray[np.float32]
BEGINNINGS = (12, 25, 60)
SIZES = ((1, 16), (16, 31), (31, 1 << 30))


def chance(texts: Sequence[str], width: int) -> Vectors:
    """A vector of chance for each text, the same whenever it comes."""
    rows = [np.random.default_rng(zlib.crc32(text.encode())).normal(size=width) for text in texts]
    return np.array(rows, dtype=np.float32)


class Spoilt:
    """An encoder that is worse than another one, and knows whether it was asked."""

    def __init__(self, encoder: Encoder, how: str) -> None:
        self.encoder, self.how, self.asked = encoder, how, False
        self.source: frozenset[str] = frozenset()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A vector for each text."""
        self.asked = True
        if self.how.startswith("chance"):
            return chance(texts, int(self.how.split()[1]))
        own = np.asarray(self.encoder.encode(texts), dtype=np.float32)
        if self.how == "noisy":
            unit = own / np.maximum(np.linalg.norm(own, axis=1, keepdims=True), 1e-9)
            own = (unit + chance(texts, own.shape[1]) / np.sqrt(own.shape[1])).astype(np.float32)
        if self.how == "one language":
            # Its axes are others in the other language.
            turned = np.array([any(part in text for part in self.source) for text in texts])
            own[turned] = own[turned][:, ::-1]
        return own


def main(arguments: list[str]) -> None:
    """Print the table."""
    made = with_resources(parser(__doc__))
    made.add_argument("--documents", type=int, default=14, help="of each set")
    options = made.parse_args(arguments)
    encoder = encoders.named("+".join(options.encoder or ["default"]))
    ways = [Spoilt(encoder, how) for how in ("as it is", "noisy", "one language", "chance 32", "chance 512")]
    pairs: Counter[tuple[str, str, tuple[int, int]]] = Counter()
    named: Counter[tuple[str, str, tuple[int, int]]] = Counter()
    for folder in folders(options.folder, options.set):
        langs = languages(folder.name, options.langs)
        texts = [(one.source, one.target) for one in documents(folder)][: options.documents]
        for number, (source, own) in enumerate(texts):
            for kind, target in (("translations", own), ("NOT", texts[(number + 1) % len(texts)][1])):
                for size in (*(one for one in BEGINNINGS if len(source) >= 1.2 * one), len(source)):
                    ours, theirs = source[:size], target[: round(size * len(target) / len(source))]
                    found = next(one for one in SIZES if one[0] <= size < one[1])
                    for way in ways:
                        way.asked, way.source = False, frozenset(ours)
                        told: list[Finding] = []
                        align(
                            ours,
                            theirs,
                            source_lang=langs[0],
                            target_lang=langs[1],
                            encoder=way,
                            on_finding=told.append,
                        )
                        pairs[kind, way.how, found] += way.asked
                        named[kind, way.how, found] += bool(told)
        print(folder.name, file=sys.stderr, flush=True)
    print(f"{'pairs':14}{'encoder':14}{'sentences':>10}{'pairs':>7}{'named':>7}")
    for (kind, how, found), count in sorted(pairs.items()):
        low, high = found
        name = f"{low}-{high - 1}" if high < SIZES[-1][1] else f"{low}+"
        print(f"{kind:14}{how:14}{name:>10}{count:7}{named[kind, how, found]:7}")


if __name__ == "__main__":
    main(sys.argv[1:])
