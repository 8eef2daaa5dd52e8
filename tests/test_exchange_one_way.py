"""What only goes out, of any edition: valid, and by a recount no more and no less than is translated."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import validators
from editions import in_sentences
from pace import examples
from test_writers_tei import family
from toolkit import registry
from toolkit.exchange import ExportOptions, OneWay, tmx
from toolkit.exchange.units import words
from toolkit.model import Cell, Edition, Row
from toolkit.text.hygiene import xml_legal


@st.composite
def adopted(draw: st.DrawFn) -> Edition:
    """Editions of which diglot placed some translations, and found some to be left out."""
    edition = draw(family())

    def made(cell: Cell) -> Cell:
        if cell.state == "original" or draw(st.booleans()):
            return cell
        sure = draw(st.sampled_from([None, 0.87, 0.93, 1.0]))
        if cell.state == "translated":
            return cell.replace(origin="aligned" if sure else "human", confidence=sure)
        return cell.replace(absence="omitted", confidence=sure)

    def placed(row: Row) -> Row:
        return row.replace(cells={lang: made(cell) for lang, cell in row.cells.items()})

    scenes = (scene.replace(rows=tuple(map(placed, scene.rows))) for scene in edition.scenes)
    return replace(edition, scenes=tuple(scenes))


EDITIONS = adopted().filter(lambda edition: edition.langs[1:] and edition.langs[0] == edition.source_lang)
PAIRS = EDITIONS.filter(lambda edition: len(edition.langs) == 2)


def files(form: str, edition: Edition, options: ExportOptions) -> dict[str, bytes]:
    written = registry.load("format", form)
    assert isinstance(written, OneWay)
    made = written.files(edition, options)
    return {name: _bytes(write) for name, write in made.items()}


def _bytes(write: Callable[[io.BytesIO], None]) -> bytes:
    first, second = io.BytesIO(), io.BytesIO()
    write(first)
    write(second)
    assert first.getvalue() == second.getvalue()
    return first.getvalue()


def rows(edition: Edition, lang: str) -> list[Row]:
    """Those that are translated."""
    return [row for scene in edition.scenes for row in scene.rows if row.cells[lang].state == "translated"]


@examples(60)
@given(EDITIONS)
def test_a_memory_has_every_translation_once(edition: Edition) -> None:
    ((name, data),) = files("tmx", edition, ExportOptions()).items()
    assert name == f".{'-'.join(edition.langs)}.tmx"
    root = etree.fromstring(data)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    found = [
        (tu.get("tuid"), tuv.get(lang), tuv.findtext("seg"))
        for tu in root.iter("tu")
        for tuv in tu.iterfind("tuv")
        if tuv.get(lang) != edition.langs[0]
    ]
    texts = [
        (row.id, tag, words(row.cells[tag].text)) for tag in edition.langs[1:] for row in rows(edition, tag)
    ]
    # TMX has no unit without text, and a no-break blank is none.
    wanted = [text for text in texts if text[2].strip()]
    assert sorted(map(str, found)) == sorted(map(str, wanted))


@pytest.mark.slow
def test_every_memory_is_valid(tmp_path: Path) -> None:
    paths: list[Path] = []

    @settings(max_examples=100, database=None)
    @given(EDITIONS, st.sampled_from(["paragraph", "sentence"]))
    def collect(edition: Edition, unit: str) -> None:
        options = ExportOptions(unit="sentence" if unit == "sentence" else "paragraph")
        (data,) = files("tmx", in_sentences(edition), options).values()
        paths.append(tmp_path / f"{len(paths)}.tmx")
        paths[-1].write_bytes(data)

    collect()
    assert len(paths) >= 100
    assert validators.tmx(*paths) == []


@examples(25)
@given(PAIRS)
def test_links_lead_to_sentences_and_leave_none_out(edition: Edition) -> None:
    source, target = edition.langs
    folder = f".{source}-{target}.xces/"
    made = files("xces", in_sentences(edition), ExportOptions())
    assert set(made) == {f"{folder}{name}.xml" for name in (source, target, f"{source}-{target}")}
    texts = {
        lang: {s.get("id"): s.text or "" for s in etree.fromstring(made[f"{folder}{lang}.xml"]).iter("s")}
        for lang in edition.langs
    }
    links = etree.fromstring(made[f"{folder}{source}-{target}.xml"])
    sides = [link.attrib["xtargets"].split(";") for link in links.iter("link")]
    one, other = ([name for side in sides for name in side[k].split()] for k in (0, 1))
    assert len(set(one)) == len(one) and set(one) <= set(texts[source])
    assert other == list(texts[target])
    assert len({link.get("id") for link in links.iter("link")}) == len(sides)
    # What the translation leaves out is known to have no counterpart; what it lacks otherwise is not.
    cells = {row.id: row.cells[target] for scene in edition.scenes for row in scene.rows}
    for name in texts[source]:
        cell = cells[str(name).rpartition(".")[0]]
        assert (name in one) == (cell.published or cell.absence == "omitted")
        if cell.absence == "omitted":
            link = links.find(f"*/link[@xtargets='{name};']")
            assert link is not None
            sure = None if cell.confidence is None else f"{cell.confidence:.3f}"
            assert link.get("certainty") == sure
    said = "".join("".join(texts[target].values()).split())
    assert said == "".join("".join(words(row.cells[target].text) for row in rows(edition, target)).split())


@pytest.mark.slow
@examples(30)
@given(PAIRS)
def test_a_table_has_a_line_for_each_pair(edition: Edition) -> None:
    target = edition.langs[1]
    (data,) = files("pairs", edition, ExportOptions()).values()
    head, *lines = [line.split("\t") for line in data.decode().split("\n")[:-1]]
    assert [(line[0], line[-1]) for line in lines] == [
        (row.id, words(row.cells[target].text)) for row in rows(edition, target)
    ]
    assert all(len(line) == len(head) for line in lines)
    # How sure it is where diglot placed it, and nothing where nobody had to.
    assert [line[4] for line in lines] == [
        "" if sure is None else f"{sure:.3f}"
        for sure in (row.cells[target].confidence for row in rows(edition, target))
    ]


@examples(40)
@given(EDITIONS, st.sampled_from(["paragraph", "sentence"]))
def test_json_lines_have_what_a_memory_has(edition: Edition, unit: str) -> None:
    options = ExportOptions(unit="sentence" if unit == "sentence" else "paragraph")
    edition = in_sentences(edition)
    ((name, data),) = files("jsonl", edition, options).items()
    assert name == f".{'-'.join(edition.langs)}.jsonl"
    # Line by line as programs do, for whom a line break is the only end.
    units = [json.loads(line) for line in data.decode().split("\n")[:-1]]
    (memory,) = files("tmx", edition, options).values()
    found = {(row.id, row.properties): row.variants for row in map(hashable, tmx.read(memory, "m"))}
    wanted = {}
    every = [row for scene in edition.scenes for row in scene.rows]
    sures = {(row.id, lang): row.cells[lang].confidence for row in every for lang in edition.langs}
    for one in units:
        assert next(iter(one["texts"])) == edition.langs[0]
        said = {lang: xml_legal(text) for lang, text in one["texts"].items() if xml_legal(text).strip()}
        if said:
            about = [("x-kind", one["kind"]), *(("x-speaker", key) for key in one["speakers"])]
            if one["confidence"] is not None:
                about.insert(1, ("x-confidence", f"{one['confidence']:.3f}"))
            wanted[one["id"], tuple(about)] = tuple(
                (lang, text, one["origins"].get(lang, "")) for lang, text in said.items()
            )
        assert one["document"] == edition.name
        placed = [sure for lang in one["texts"] if (sure := sures.get((one["id"], lang))) is not None]
        if unit == "paragraph":
            # Of several languages the least, and nothing where nobody had to place any.
            assert one["confidence"] == min((round(sure, 3) for sure in placed), default=None)
        else:
            assert one["confidence"] is not None
    assert found == wanted


class Comparable(NamedTuple):
    """A unit of a memory."""

    id: str
    properties: tuple[tuple[str, str], ...]
    variants: tuple[tuple[str, str, str], ...]


def hashable(unit: tmx.MemoryUnit) -> Comparable:
    variants = tuple((one.lang, one.text, dict(one.properties).get("x-origin", "")) for one in unit.variants)
    return Comparable(unit.id, tuple(unit.properties), variants)
