"""An edition in sentences: pieces and beads of each row."""

import math
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.edition import sentences
from toolkit.model import Cell, Counts, Edition, Meta, Row, Scene

WORDS = st.text("abcdé .?!。", max_size=30)


def edition(texts: list[tuple[str, str]]) -> Edition:
    rows = tuple(
        Row(f"s{number:06}", f"1.{number}", "speech", _cells(*pair)) for number, pair in enumerate(texts, 1)
    )
    return Edition(
        name="talk",
        langs=("en", "fr"),
        source_lang="en",
        titles={},
        speakers=(),
        names={},
        scenes=(Scene("t000001", "1", "speech", (), {}, rows),),
        meta=Meta(),
        credits={},
        counts={"fr": Counts()},
    )


def _cells(source: str, target: str) -> Mapping[str, Cell]:
    there = Cell(target, "fr", "translated") if target else Cell(source, "en", "fallback")
    return {"en": Cell(source, "en", "original"), "fr": there}


@examples(60)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4))
def test_pieces_make_the_text_and_beads_cover_them(texts: list[tuple[str, str]]) -> None:
    before = edition(texts)
    for old, row in zip(before.scenes[0].rows, sentences.split(before).scenes[0].rows, strict=True):
        for lang, cell in row.cells.items():
            assert "".join(cell.sentences) == cell.text == old.cells[lang].text
        if row.cells["fr"].state != "translated":
            assert not row.beads
            continue
        beads = row.beads["fr"]
        assert [i for bead in beads for i in bead.source] == list(range(len(row.cells["en"].sentences)))
        assert [j for bead in beads for j in bead.target] == list(range(len(row.cells["fr"].sentences)))


def test_what_belongs_together_is_together() -> None:
    source = "We measured the bridge in 1987. It took nine weeks. Nobody paid us."
    target = "Nous avons mesuré le pont en 1987. Cela a pris neuf semaines, et personne ne nous a payés."
    (row,) = sentences.split(edition([(source, target)])).scenes[0].rows
    assert [(bead.source, bead.target) for bead in row.beads["fr"]] == [((0,), (0,)), ((1, 2), (1,))]


@examples(30)
@given(st.lists(st.tuples(WORDS, WORDS, st.none() | st.floats(0, 1)), min_size=1, max_size=4))
def test_no_sentence_is_surer_than_its_paragraph(texts: list[tuple[str, str, float | None]]) -> None:
    before = edition([(source, target) for source, target, _ in texts])
    rows = []
    for row, (_, _, sure) in zip(before.scenes[0].rows, texts, strict=True):
        rows.append(row.replace(cells={**row.cells, "fr": row.cells["fr"].replace(confidence=sure)}))
    placed = replace(before, scenes=(before.scenes[0].replace(rows=tuple(rows)),))
    alone, made = sentences.split(before).scenes[0].rows, sentences.split(placed).scenes[0].rows
    for free, row, (_, _, sure) in zip(alone, made, texts, strict=True):
        for old, bead in zip(free.beads.get("fr", ()), row.beads.get("fr", ()), strict=True):
            assert (bead.source, bead.target) == (old.source, old.target)
            assert bead.cost >= old.cost
            if sure is None:
                assert bead == old
            else:
                assert math.exp(-bead.cost) <= max(round(sure, 4), 0.0001) + 1e-9
