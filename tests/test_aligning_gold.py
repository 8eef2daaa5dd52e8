"""How many beads the aligner finds in texts that were aligned by hand."""

from pathlib import Path

import pytest

from gold import FOLDER, aligned_by_hand, bead_f1, link_f1
from toolkit.aligning import align
from toolkit.corpora.scores import tally
from toolkit.model import Bead

FLOORS = {
    # file: of beads, of links; measured on 27 November 2026, without dictionary and encoder
    "clocks.ja-en.txt": (0.86, 0.93),
    "lighthouse.en-ar.txt": (0.95, 0.97),
    "lighthouse.en-fr.txt": (0.90, 0.95),
    "lighthouse.en-zh.txt": (0.92, 0.95),
    "orchard.de-ru.txt": (0.94, 0.98),
}


@pytest.mark.parametrize("path", sorted((FOLDER / "align").glob("*.txt")), ids=lambda path: path.stem)
def test_the_aligner_is_no_worse_than_it_was(path: Path) -> None:
    source, target, gold = aligned_by_hand(path)
    source_lang, target_lang = path.name.split(".")[1].split("-")
    beads = align(source, target, source_lang=source_lang, target_lang=target_lang)
    whole, links = FLOORS[path.name]
    assert bead_f1(beads, gold) >= whole
    assert link_f1(beads, gold) >= links
    # Two scorers, written apart.
    assert bead_f1(beads, gold) == pytest.approx(tally(beads, gold).strict[2])


def test_the_gold_has_all_that_is_hard() -> None:
    beads = [bead for name in FLOORS for bead in aligned_by_hand(FOLDER / "align" / name)[2]]
    shapes = [(len(bead.source), len(bead.target)) for bead in beads]
    for shape, least in {(2, 1): 10, (1, 2): 10, (1, 0): 5, (0, 1): 5}.items():
        assert shapes.count(shape) >= least


def test_scores_by_hand() -> None:
    gold = [Bead((0,), (0,)), Bead((1, 2), (1,)), Bead((3,), ()), Bead((4,), (2,))]
    assert bead_f1(gold, gold) == link_f1(gold, gold) == 1
    parted = [Bead((0,), (0,)), Bead((1,), (1,)), Bead((2,), ()), Bead((3,), ()), Bead((4,), (2,))]
    # Right are three of five, and two of the three that are asked for.
    assert bead_f1(parted, gold) == pytest.approx(2 * (3 / 5) * (2 / 3) / (3 / 5 + 2 / 3))
    assert link_f1(parted, gold) == pytest.approx(2 * 1 * (3 / 4) / (1 + 3 / 4))
