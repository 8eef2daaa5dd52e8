"""Learn the map that makes probabilities of beads mean what they say, and measure it.

    OPENBLAS_NUM_THREADS=1 python benchmarks/align/calibrate.py FOLDER [--set NAME]... [--langs SET=de-fr]...
                           [--dictionary SET=FILE]... [--encoder NAME] [--write]

FOLDER is that of `run.py`. The command `diglot` has one thread for matrices, too: several wait for each other
longer than they work. Each set is aligned with nothing, with its dictionary, with the encoder, and with
both, as far as they are given. A bead counts where the gold standard names all of its units. A table tells
the expected calibration error of each (ten bins of equal width, beads with units of both texts): without the
map, with it, and with one that was learnt without the set and its kin: all of the same languages (the name up
to a dot), and all of the same work (what stands between two dots). Beside it stands what would be measured
in one of twenty such sets if the probabilities of that last map were right, each bead by itself: so much is
chance. With --write `toolkit/aligning/calibration.tsv` is made anew.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sets import dictionaries, documents, folders, languages, parser, with_resources

from toolkit.aligning import align, calibration, encoders
from toolkit.aligning.arrays import Floats, Ints
from toolkit.aligning.beads import NULLS
from toolkit.model import Bead

RIDGE = 3.0
"""How many beads the guess is worth that a measure changes nothing; each setting of a set counts 1,000."""
EACH = 1000.0
SOME = 400
"""How many beads of each a map is learnt from that is only measured: there are many such maps."""
STEPS = 30
BINS = 10
DRAWN, ONE_OF_TWENTY = 400, 0.95
"""How often beads are drawn to see what chance does, and the quantile that is told."""
SETTINGS = ((False, False), (True, False), (False, True), (True, True))
NAMES = ("nothing", "dictionary", "vectors", "all")


@dataclass(frozen=True, slots=True)
class Learnt:
    """The beads of a set in one setting that the gold standard tells of."""

    set: str
    setting: str
    moves: Ints
    """Their numbers in `beads.MOVES`."""
    sure: Floats
    right: Floats
    opposed: Floats
    text: Ints
    """The number of the document that each is of."""
    measured: Floats
    """Shape (documents, measures)."""

    @property
    def paired(self) -> npt.NDArray[np.bool_]:
        """Beads with units of both texts."""
        return self.moves >= NULLS

    @property
    def columns(self) -> Floats:
        """Features of the bead times measures of its texts, shape (beads, features * measures)."""
        features = calibration.features(self.moves, self.sure, self.opposed)
        return (features[:, :, None] * self.measured[self.text][:, None]).reshape(len(self.moves), -1)

    @property
    def origin(self) -> str:
        """Sets whose names end alike behind a dot are from one work, or made in one way."""
        return self.set.rpartition(".")[2]

    @property
    def row(self) -> str:
        """What it is called in the table: of a set that was made hard (`harder.py`) how that was done."""
        return self.set.partition("-")[2].partition("-")[2] if self.origin == "made" else self.set

    def thinned(self) -> Learnt:
        """Some of its beads, from everywhere."""
        some = slice(None, None, -(-len(self.moves) // SOME) or 1)
        names = ("moves", "sure", "right", "opposed", "text")
        return replace(self, **{name: getattr(self, name)[some] for name in names})

    def kin(self, other: Learnt) -> bool:
        """Whether the other one is in the same languages, or of the same work."""
        ours, theirs = self.set.split("."), other.set.split(".")
        return ours[0] == theirs[0] or ours[1:-1] == theirs[1:-1] != []


def main(arguments: list[str]) -> None:
    """Print a line for each set and setting."""
    made = with_resources(parser(__doc__))
    made.add_argument("--write", action="store_true", help="write the table that diglot uses")
    options = made.parse_args(arguments)
    encoder = encoders.named("+".join(options.encoder)) if options.encoder else None
    seen = list(_aligned(options, encoder))
    whole = fit(seen)
    out = list(table(seen, whole))
    sys.stdout.write("\n".join(out) + "\n")
    if options.write:
        write(whole, out)


def table(seen: Sequence[Learnt], whole: Floats) -> Iterator[str]:
    """A line for each set and setting; sets that were made hard in one way are one line, of their means."""
    yield f"{'set':31}{'setting':12}{'beads':>7}{'right':>7}{'before':>8}{'in':>7}{'out':>7}{'chance':>8}"
    others: dict[tuple[str, ...], Floats] = {}
    lines: dict[tuple[str, str], list[tuple[float, ...]]] = {}
    for one in seen:
        key = tuple(other.set for other in seen if one.kin(other))
        if key not in others:
            others[key] = fit([other.thinned() for other in seen if not one.kin(other)], whole)
        kept = one.paired
        unseen = mapped(one, others[key])[kept]
        errors = [error(sure, one.right[kept]) for sure in (one.sure[kept], mapped(one, whole)[kept], unseen)]
        told = (one.right[kept].mean(), *errors, chance(unseen))
        lines.setdefault((one.row, one.setting), []).append((float(kept.sum()), *told))
    for (name, setting), values in lines.items():
        means = zip(np.mean([value[1:] for value in values], axis=0), (7, 8, 7, 7, 8), strict=True)
        figures = "".join(f"{value:>{width}.3f}" for value, width in means)
        yield f"{name:31}{setting:12}{int(sum(value[0] for value in values)):7}{figures}"


def _aligned(options, encoder) -> Iterator[Learnt]:
    words = dictionaries(options.dictionary)
    for folder in folders(options.folder, options.set):
        langs = languages(folder.name, options.langs)
        for (known, encoded), name in zip(SETTINGS, NAMES, strict=True):
            if (known and folder.name not in words) or (encoded and encoder is None):
                continue
            parts = []
            for document in documents(folder):
                beads = align(
                    document.source,
                    document.target,
                    source_lang=langs[0],
                    target_lang=langs[1],
                    dictionary=words[folder.name] if known else None,
                    encoder=encoder if encoded else None,
                    calibrated=False,
                )
                path = calibration.MeasuredPath.of(beads, document.source, document.target)
                parts.append((path, *judged(beads, document.gold)))
            yield learnt(folder.name, name, parts)
            sys.stderr.write(f"{folder.name} {name}\n")


def judged(beads: Sequence[Bead], gold: Sequence[Bead]) -> tuple[npt.NDArray[np.bool_], Floats]:
    """Of which beads the gold standard names all units, and whether each of them is right."""
    known = {(bead.source, bead.target) for bead in gold}
    named = {i for bead in gold for i in bead.source}, {j for bead in gold for j in bead.target}
    told = [named[0].issuperset(bead.source) and named[1].issuperset(bead.target) for bead in beads]
    right = [(bead.source, bead.target) in known for bead in beads]
    return np.array(told, dtype=bool), np.array(right, dtype=np.float64)


Judged = tuple[calibration.MeasuredPath, npt.NDArray[np.bool_], Floats]


def learnt(name: str, setting: str, parts: Sequence[Judged]) -> Learnt:
    """A set of documents: the beads of each, which are judged, and whether they are right."""

    def joined(values: Callable[[calibration.MeasuredPath], Floats]) -> Floats:
        return np.concatenate([values(path)[told] for path, told, _ in parts])

    return Learnt(
        name,
        setting,
        joined(lambda path: path.moves).astype(np.int64),
        joined(lambda path: path.sure),
        np.concatenate([right[told] for _, told, right in parts]),
        joined(lambda path: path.opposed),
        np.repeat(np.arange(len(parts)), [int(told.sum()) for _, told, _ in parts]),
        np.stack([path.measures for path, _, _ in parts]),
    )


def fit(seen: Sequence[Learnt], near: Floats | None = None) -> Floats:
    """A table as `calibration.table`: the range of the measures, and the weights.

    They are learnt by logistic regression (Newton). Each setting of a set has the same say, and each set of
    one origin. The guess is the probability as it is. near: a table that is not far off, to begin with.
    """
    size = (len(calibration.FEATURES), len(calibration.MEASURES))
    guess, ridge = np.zeros(size), np.full(size, RIDGE)
    guess[calibration.FEATURES.index("odds"), 0] = 1.0
    # What is true of all texts is learnt freely.
    ridge[:, 0] = ridge[0] = 1.0
    start, hold = guess.ravel(), ridge.ravel()
    columns = np.concatenate([one.columns for one in seen])
    right = np.concatenate([one.right for one in seen])
    # Many sets of one origin have more say than one set, but not as many times as much.
    sets = {one.origin: len({other.set for other in seen if other.origin == one.origin}) for one in seen}
    weight = np.concatenate(
        [np.full(len(one.right), EACH / len(one.right) / sets[one.origin] ** 0.5) for one in seen]
    )
    now = (start if near is None else near[len(calibration.RANGE) :].ravel()).copy()
    for _ in range(STEPS):
        logits = columns @ now
        sure = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
        slope = columns.T @ (weight * (right - sure)) - hold * (now - start)
        bend = (columns * (weight * sure * (1 - sure))[:, None]).T @ columns + np.diag(hold)
        step = np.linalg.solve(bend, slope)
        # A whole step may go too far, where most beads are sure.
        along, loss = columns @ step, _loss(logits, right, weight) + hold @ (now - start) ** 2 / 2
        while np.abs(step).max() > 1e-5:
            if _loss(logits + along, right, weight) + hold @ (now + step - start) ** 2 / 2 < loss:
                break
            step, along = step / 2, along / 2
        now += step
        if np.abs(step).max() < 1e-4:
            break
    measured = np.concatenate([one.measured for one in seen])
    return np.vstack([measured.min(axis=0), measured.max(axis=0), now.reshape(size)])


def _loss(logits: Floats, right: Floats, weight: Floats) -> float:
    """-ln of the likelihood."""
    return float(weight @ (np.logaddexp(0, logits) - right * logits))


def mapped(one: Learnt, table: Floats) -> Floats:
    """What diglot would make of the beads of a set with this table."""
    result = np.empty(len(one.moves))
    for number, measured in enumerate(one.measured):
        own = one.text == number
        made = calibration.Calibration.of(measured, table)
        result[own] = made.along(one.moves[own], one.sure[own], one.opposed[own])
    return result


def error(sure: Floats, right: Floats) -> float:
    """Expected calibration error (Naeini, Cooper and Hauskrecht 2015)."""
    place = np.minimum((sure * BINS).astype(np.int64), BINS - 1)
    gaps = [abs(float((sure - right)[place == k].sum())) for k in range(BINS)]
    return sum(gaps) / len(sure)


def chance(sure: Floats) -> float:
    """The error of probabilities that are right, which is exceeded by chance in one of twenty sets."""
    random = np.random.default_rng(0)
    errors = [error(sure, (random.random(len(sure)) < sure).astype(np.float64)) for _ in range(DRAWN)]
    return float(np.quantile(errors, ONE_OF_TWENTY))


def write(table: Floats, told: Sequence[str]) -> None:
    """Write the table, and what it was learnt on."""
    rows = [f"# {line}" for line in told]
    rows.append("\t".join(("", *calibration.MEASURES)))
    for name, values in zip((*calibration.RANGE, *calibration.FEATURES), table, strict=True):
        rows.append("\t".join((name, *(f"{value:.3f}" for value in values))))
    path = Path(calibration.__file__).with_suffix(".tsv")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
