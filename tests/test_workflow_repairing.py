"""People repair an alignment: what they decide holds, the rest is found anew, and the catalog follows."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from faults import SOURCE_NAMES, TARGET_NAMES, GoldBead, ten_faults, texts
from pace import examples
from test_adopting import read
from toolkit import adopting, project
from toolkit.adopting import Evidence, bounds, repairs, rows
from toolkit.adopting.adoption import AlignedText, JudgedBead
from toolkit.adopting.decisions import ContraryPinsError, Decisions
from toolkit.adopting.facts import alone_in, facts_of
from toolkit.adopting.nearby import Realigner
from toolkit.adopting.pins import Pin, PinPlaces
from toolkit.adopting.remembering import Making, Remembering
from toolkit.adopting.repairs import SOURCE, TARGET, Repair
from toolkit.adopting.revising import revised
from toolkit.config import parse_sidecar, sidecar_file
from toolkit.config.sidecar_file import TableChange
from toolkit.errors import DiglotError
from toolkit.model import Bead, Location
from toolkit.po import dump, load
from toolkit.workflow import align, repairing
from toolkit.workflow.pinning import NotedPins, PinChange
from toolkit.workflow.private_files import pack, unpacked
from toolkit.workflow.repairing import OpenAlignment, RepairAct
from toolkit.workflow.workspace import Workspace
from transcripts import pair

MOMENT = datetime(2026, 3, 14, tzinfo=UTC)
PO = "locales/de/LC_MESSAGES/talk.po"
SIDECAR = "source/talk.toml"
GOLD = Path(__file__).parent / "data/align/ten-faults.po"


KEYS: dict[str, Callable[[list[Bead], int], Repair]] = {
    "merge": repairs.merge,
    "swap": repairs.swap,
    "unlink": repairs.detach,
    "source down": lambda beads, at: repairs.move(beads, at, SOURCE, down=True),
    "source up": lambda beads, at: repairs.move(beads, at, SOURCE, down=False),
    "target down": lambda beads, at: repairs.move(beads, at, TARGET, down=True),
    "target up": lambda beads, at: repairs.move(beads, at, TARGET, down=False),
    "split": lambda beads, at: repairs.split(
        beads, at, (len(beads[at].source) + 1) // 2, (len(beads[at].target) + 1) // 2
    ),
    "left out": repairs.leave_out,
    "added": repairs.add,
    "confirm": lambda beads, at: repairs.confirm(beads[at : at + 1]),
    "confirm up to": lambda beads, at: repairs.confirm(beads[: at + 1]),
    "free": repairs.free,
    "pair": lambda beads, at: repairs.pair(beads, at, min(at + 1, len(beads) - 1)),
}


def _sides(row: rows.AlignedRow) -> GoldBead:
    return row.bead.source, row.bead.target


class Bench:
    """A project with a talk and its translation, open for repairs."""

    def __init__(
        self, folder: Path, source: str, target: str, making: Callable[[], Making] = Remembering
    ) -> None:
        self.folder = folder
        (folder / "source").mkdir(parents=True)
        (folder / "translations").mkdir()
        (folder / "diglot.toml").write_text('name = "faults"\ntarget-languages = ["de"]\n', "utf-8")
        (folder / "source/talk.txt").write_text(source, "utf-8")
        (folder / "translations/talk.de.txt").write_text(target, "utf-8")
        self.align()
        self.workspace = Workspace(project.find(folder), held_open=True)
        (file,) = repairing.translation_files(self.workspace, "talk", "de")
        self.open = OpenAlignment("talk", "de", file, making)

    def align(self) -> None:
        file = self.folder / "translations/talk.de.txt"
        align.align(Workspace(project.find(self.folder)), "talk", file, "de", MOMENT)

    def act(self, act: RepairAct) -> None:
        with self.workspace.changing():
            self.open.repair(self.workspace, act, MOMENT)

    def do(self, name: str, key: str) -> None:
        """What a key of the page does at a row."""

        def act(links: Sequence[JudgedBead]) -> Repair:
            return KEYS[name]([link.bead for link in links], rows.place_of(links, key))

        self.act(act)

    def do_some(self, chance: random.Random, count: int) -> None:
        """So many repairs, of one row each, at rows that are drawn."""
        names = sorted({*KEYS} - {"free", "confirm up to"})
        number = 0
        while number < count:
            row = chance.choice(self.rows())
            try:
                self.do(chance.choice(names), row.key)
            except DiglotError:
                continue  # not at this row
            number += 1

    def rows(self) -> list[rows.AlignedRow]:
        self.workspace.refresh()
        return self.open.rows(self.workspace)

    def beads(self) -> list[GoldBead]:
        return [*map(_sides, self.rows())]

    def files(self) -> tuple[bytes, bytes]:
        return (self.folder / PO).read_bytes(), (self.folder / SIDECAR).read_bytes()


FAULTS = (
    "split", "merge", "target down", "target up", "split", "split", "swap", "swap", "unlink", "unlink"
)  # fmt: skip
"""What mends each of the ten, at the next doubtful row."""


@pytest.fixture
def faulty(tmp_path: Path) -> Bench:
    made = ten_faults()
    return Bench(tmp_path, texts(made.source, SOURCE_NAMES), texts(made.target, TARGET_NAMES))


def spoken(po: bytes) -> list[str]:
    """The finished translations of turns."""
    entries = load(po, PO, "de").entries
    return [entry.target for entry in entries if entry.context[:4] == "turn" and entry.state == "done"]


@pytest.mark.slow
def test_ten_faults_are_mended_in_few_steps(faulty: Bench) -> None:
    gold = ten_faults()
    assert len({*gold.beads} - {*faulty.beads()}) > 10
    todo, steps, at = list(FAULTS), 0, 0
    while todo:
        found = faulty.rows()
        # To the next place that is doubtful, and what mends it there.
        at = next(k for k in range(at, len(found)) if found[k].doubtful)
        steps += 1
        if found[at].decided or _sides(found[at]) in gold.beads:
            at += 1
            continue
        faulty.do(todo.pop(0), found[at].key)
        steps += 1
    faulty.act(lambda links: repairs.confirm(link.bead for link in links))
    assert steps + 1 <= 30
    assert {*faulty.beads()} == {*gold.beads}
    made = faulty.files()[0]
    if os.environ.get("DIGLOT_REGOLD"):
        GOLD.write_bytes(made)
    assert made == GOLD.read_bytes()
    # The gold is what was meant when the texts were made.
    assert spoken(made) == [text for text in gold.translations() if text]
    faulty.align()
    assert faulty.files()[0] == made


def test_a_sentence_that_goes_to_one_that_nothing_translates_is_not_translated_either() -> None:
    """Also where nothing else stands in its row: to find it anew would put it back."""
    beads = [Bead((0,), (0,)), Bead((1,), ()), Bead((2, 3), (1,)), Bead((), (2,))]
    down = repairs.move(beads, 0, SOURCE, down=True)
    assert down == Repair((Bead((0,), ()),), (frozenset({0, 1}), frozenset({0})))
    up = repairs.move(beads, 2, SOURCE, down=False)
    assert up.decided == (Bead((3,), (1,)), Bead((2,), ()))
    added = repairs.move(beads, 2, TARGET, down=True)
    assert added.decided == (Bead((), (1,)),)
    # Beside what is translated it goes with that.
    assert repairs.move(beads[::2], 0, SOURCE, down=True).decided == (Bead((0, 2, 3), (1,)),)


def test_what_is_far_away_is_paired_and_what_is_sure_between_stays() -> None:
    def link(source: Sequence[int], target: Sequence[int], confidence: float) -> JudgedBead:
        return JudgedBead(Bead((*source,), (*target,)), confidence)

    links = [link([], [0], 0.9), link([0], [1], 0.99), link([1], [2], 0.5), link([2], [], 0.95)]
    wanted = Repair((Bead((2,), (0,)), Bead((0,), (1,))), (frozenset({2}), frozenset({0})))
    # Whoever begins at the one or at the other means the same.
    assert repairs.pair_across(links, 3, 0) == repairs.pair_across(links, 0, 3) == wanted
    # Where both ways are possible, it is the source of the row at which somebody begins.
    assert repairs.pair_across(links, 2, 1).decided == (Bead((1,), (1,)),)
    for at, other in ((3, 3), (0, 0)):
        with pytest.raises(DiglotError, match="the same text alone"):
            repairs.pair_across(links, at, other)


def test_an_act_that_cannot_be_done_changes_nothing(faulty: Bench) -> None:
    before = faulty.files()
    last = faulty.rows()[-1]
    for name, key, words in (
        ("merge", last.key, "no row below"),
        ("target down", last.key, "no row below"),
        ("source up", "0=0", "no row above"),
        ("added", "18=", "no sentence of the translation"),
        ("confirm", "0=7", "otherwise by now"),
        ("confirm", "a=²", "otherwise by now"),
    ):
        with pytest.raises(DiglotError, match=words):
            faulty.do(name, key)
    assert faulty.files() == before


@cache
def known() -> tuple[PinPlaces, Realigner]:
    made = pair(5, 20)
    documents = read(made.source, "en"), read(made.target, "de", "uebersetzung")
    draft = adopting.draft_of(*documents, Evidence.of(*documents))
    return PinPlaces(*draft.texts), Realigner(draft.evidence, draft.beads)


def done(acts: Sequence[tuple[str, str]]) -> tuple[list[Pin], list[Bead]]:
    """What comes of acts at rows, one after the other: each holds, and nothing is lost."""
    places, realigner = known()
    pins: list[Pin] = []
    beads = realigner.beads(Decisions())
    for name, key in acts:
        try:
            repair = KEYS[name](beads, rows.place_of([JudgedBead(bead, 1.0) for bead in beads], key))
            change = revised(pins, decided=repair.decided, freed=repair.freed, places=places)
        except DiglotError:
            continue  # the row isn't there any more, or there is nothing to do
        pins = [*(pin for k, pin in enumerate(pins) if k not in change.gone), *change.new]
        decisions = Decisions.of(pins, places)
        assert told(decisions) == told(Decisions.of(pins, PinPlaces(*places.sides)))
        beads = realigner.beads(decisions)
        there = _keys(beads)
        assert there >= _keys((*repair.decided, *decisions.beads, *decisions.aside))
        for side, text in enumerate(places.sides):
            units = chain.from_iterable(bead.target if side else bead.source for bead in beads)
            assert sorted(units) == list(range(len(text.sentences)))
    return pins, beads


def told(decisions: Decisions) -> tuple[object, ...]:
    """All that is asked of decisions."""
    return decisions, decisions.facts, decisions.whole


@st.composite
def some_pins(draw: st.DrawFn) -> list[Pin]:
    """Pins at random, of which two may contradict each other."""
    places = [range(at, at + draw(st.sampled_from([1, 1, 2]))) for at in draw(st.lists(st.integers(0, 9)))]
    pins = []
    for at in places:
        other = range(draw(st.sampled_from([at.start, at.start, at.start + 1])), at.stop + 1)
        sizes = draw(st.sampled_from([(), ((1, 1),), ((1, 1),), ((2, 1),), ((1, 1), (1, 2))]))
        pin = Pin(at, other, sizes), Pin(at, None), Pin(None, other)
        pins.append(draw(st.sampled_from([pin[0], *pin])))
    return pins


@given(some_pins(), st.lists(st.integers(0, 9), max_size=4), some_pins())
# One says of a paragraph that nothing translates it, the other of a sentence of it.
@example([Pin(range(3, 5), None), Pin(range(4, 5), None)], [1], [])
def test_what_pins_decide_is_the_same_whatever_was_decided_before(
    first: list[Pin], out: list[int], more: list[Pin]
) -> None:
    places = PinPlaces(*known()[0].sides)
    later = [*(pin for k, pin in enumerate(first) if k not in out), *more[:2]]
    for pins in (first, later, first[:3], later[1:], more):
        with contextlib.suppress(ContraryPinsError):
            made = told(Decisions.of(pins, PinPlaces(*places.sides)))
            assert told(Decisions.of(pins, places)) == made
            continue
        with pytest.raises(ContraryPinsError):
            Decisions.of(pins, places)


def test_what_holds_is_what_the_sidecar_says_then() -> None:
    """In its order: so what was found of it before an act is taken again after it."""
    chance = random.Random(3)
    places = PinPlaces(*known()[0].sides)
    counts = [range(len(side.sentences)) for side in places.sides]
    text = 'title = "Ebbe"\n\n# of somebody\n[[pins]]\nlang = "de"\nsource = "gone"\nbegins = "Weg"\n'
    for _ in range(60):
        ours, theirs = (chance.choice(count[:-2]) for count in counts)
        sizes = chance.choice([(1, 1), (2, 1), (1, 2), (1, 0), (0, 1)])
        bead = Bead((*range(ours, ours + sizes[0]),), (*range(theirs, theirs + sizes[1]),))
        free = frozenset(chance.sample(counts[0], 2)), frozenset(chance.sample(counts[1], 1))
        noted = NotedPins.of(parse_sidecar(text, SIDECAR).pins, text, SIDECAR, places)
        try:
            revise = partial(revised, decided=[bead], freed=free, places=places)
            change = PinChange.of(noted, revise, places)
        except DiglotError:
            continue  # around one that goes elsewhere
        gone = [TableChange("pins", {}, number) for number in change.gone]
        text = sidecar_file.edit(text, SIDECAR, pins=change.new, tables=gone)
        now = NotedPins.of(parse_sidecar(text, SIDECAR).pins, text, SIDECAR, places)
        decided = (
            facts_of(pins, alone_in(pins), PinPlaces(*places.sides)) for pins in (now.pins, change.holding)
        )
        assert next(decided) == next(decided)
        assert now == NotedPins.of(parse_sidecar(text, SIDECAR).pins, text, SIDECAR, PinPlaces(*places.sides))
        assert [finding.where for _, _, finding in now.stale] == [Location(SIDECAR, 4)]
    assert len(change.holding) > 5


def _keys(beads: Iterable[Bead]) -> set[str]:
    return set(map(rows.key_of, beads))


@cache
def first_keys() -> list[str]:
    """Of the rows before anything was decided."""
    return [*map(rows.key_of, known()[1].beads(Decisions()))]


def acts(first: int, last: int) -> st.SearchStrategy[tuple[str, str]]:
    """Acts at some of the rows; counted from the end where the number is negative."""
    names = st.sampled_from(sorted({*KEYS} - {"confirm up to"}))
    return st.builds(lambda name, at: (name, first_keys()[at]), names, st.integers(first, last))


class _Interrupted(Realigner):
    """Somebody else asks for what they decide, in the midst."""

    meanwhile: Decisions | None = None

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value)
        if name == "_last" and self.meanwhile is not None:
            decisions, self.meanwhile = self.meanwhile, None
            self.beads(decisions)


def test_what_a_draft_decides_meanwhile_is_decided_for_nobody_else() -> None:
    places, realigner = known()
    of, made_of = realigner.__reduce__()
    found = realigner.beads(Decisions())
    ours, theirs = (
        Decisions.of(
            revised([], decided=repairs.confirm(found[at : at + 1]).decided, places=places).new, places
        )
        for at in (2, -2)
    )
    met = _Interrupted(*made_of)
    met.meanwhile = theirs
    assert met.beads(ours) == of(*made_of).beads(ours) != of(*made_of).beads(theirs)


@pytest.mark.slow
@examples(15)
@given(st.data())
def test_what_was_asked_is_there_and_nothing_is_lost(data: st.DataObject) -> None:
    # Rows close to each other meet, and rows that came of the acts before are met by later ones.
    pins, beads = done(data.draw(st.lists(acts(0, 12), min_size=1, max_size=8)))
    places, realigner = known()
    # The sidecar says the same.
    again = [pin for pin in map(places.find, map(places.table, pins)) if isinstance(pin, Pin)]
    decisions = Decisions.of(again, places)
    assert decisions.facts == Decisions.of(pins, places).facts
    assert realigner.beads(decisions) == beads
    # What is taken back was never there.
    assert [*map(rows.key_of, realigner.beads(Decisions()))] == first_keys()


@pytest.mark.slow
@examples(15)
@given(st.data())
def test_acts_that_are_far_apart_may_change_places(data: st.DataObject) -> None:
    here, there = data.draw(acts(3, 8)), data.draw(acts(-8, -3))
    (pins, beads), (others, same) = done([here, there]), done([there, here])
    places, _ = known()
    assert beads == same
    assert Decisions.of(pins, places).facts == Decisions.of(others, places).facts


@pytest.mark.slow
def test_what_is_remembered_is_what_would_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = pair(11, 12)
    # As many stretches as there can be.
    monkeypatch.setattr(bounds, "STRETCH", 1)
    bench = Bench(tmp_path / "remembers", made.source, made.target)
    other = Bench(tmp_path / "makes all anew", made.source, made.target, Making)
    chance = random.Random(2)
    number = 0
    while number < 25:
        row, name = chance.choice(bench.rows()), chance.choice(sorted(KEYS))
        try:
            bench.do(name, row.key)
        except DiglotError:
            continue
        other.do(name, row.key)
        assert bench.files() == other.files() and bench.rows() == other.rows()
        number += 1
        if number % 5 == 0:
            # A person's text in the catalog is passed over by both.
            words = chance.choice([entry.target for entry in load(bench.files()[0], PO, "de").entries])[:9]
            for one in (bench, other):
                path = one.folder / PO
                path.write_text(path.read_text("utf-8").replace(f'"{words}', f'"Ganz {words}'), "utf-8")


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("source/talk.toml", '\n[[decide]]\nbegins = "{begins}"\nspeaker = "{who}"\n'),
        ("locales/de/glossary.csv", "source,target\n{word},Wort\n"),
    ],
)
def test_a_catalog_follows_what_was_changed_elsewhere_since_the_last_act(
    tmp_path: Path, path: str, data: str
) -> None:
    made = pair(11, 12)
    files = []
    for anew in (False, True):
        bench = Bench(tmp_path / str(anew) / "talk", made.source, made.target)
        bench.do("confirm", bench.rows()[1].key)
        document = bench.workspace.document("talk")
        turn = next(turn for turn in document.turns[4:] if turn.speakers)
        name = next(s.name for s in document.speakers if s.key not in turn.speakers)
        begins = turn.paragraphs[0].text[:30]
        word = max(turn.paragraphs[0].text.replace(".", " ").split(), key=len)
        other = bench.folder / path
        before = other.read_text("utf-8") if other.exists() else ""
        other.write_text(before + data.format(begins=begins, who=name, word=word), "utf-8")
        was = bench.files()
        if anew:
            bench.workspace = Workspace(project.find(bench.folder), held_open=True)
            bench.open = OpenAlignment("talk", "de", bench.open.file)
        bench.do("confirm", bench.rows()[6].key)
        files.append(bench.files())
        assert was[0] != files[-1][0]
    assert files[0] == files[1]


WORDS = '\n[align]\ndictionaries = ["en-de=words.tsv"]\n'


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("locales/de/glossary.csv", "source,target\nword,Wort\n"),
        ("words.tsv", "word\tWort\n"),
        ("diglot.toml", WORDS),
    ],
)
def test_what_the_aligner_is_given_otherwise_aligns_both_texts_anew(
    tmp_path: Path, path: str, data: str
) -> None:
    made = pair(11, 12)
    bench = Bench(tmp_path, made.source, made.target)
    (tmp_path / "words.tsv").write_text("yes\tja\n", "utf-8")
    if path == "words.tsv":
        with (tmp_path / "diglot.toml").open("a", encoding="utf-8") as settings:
            settings.write(WORDS)
        bench.workspace.refresh()
    bench.rows()
    known = bench.open.made_of(bench.workspace)
    assert bench.open.has(bench.workspace, known)
    other = tmp_path / path
    other.write_text((other.read_text("utf-8") if other.exists() else "") + data, "utf-8")
    bench.workspace.refresh()
    assert not bench.open.has(bench.workspace, bench.open.made_of(bench.workspace))
    bench.rows()
    assert bench.open.has(bench.workspace, bench.open.made_of(bench.workspace))


def test_texts_that_are_read_anew_are_compared_with_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = pair(11, 12)
    bench = Bench(tmp_path, made.source, made.target)
    bench.do("merge", bench.rows()[4].key)
    template = tmp_path / "locales/talk.pot"
    template.write_text(template.read_text("utf-8").replace("Project-Id-Version: ", "&My "), "utf-8")
    compared: list[object] = []

    def same(one: AlignedText, other: object) -> bool:
        compared.append(other)
        return one is other

    monkeypatch.setattr(AlignedText, "__eq__", same)
    # To compare the texts for each of their paragraphs takes seconds.
    bench.do("merge", bench.rows()[9].key)
    assert not compared


@pytest.mark.slow
def test_fifty_repairs_stay_and_a_second_run_changes_no_byte(tmp_path: Path) -> None:
    made = pair(9, 40)
    bench = Bench(tmp_path, made.source, made.target)
    bench.do_some(random.Random(4), 50)
    decided = {row.key for row in bench.rows() if row.decided}
    assert len(decided) > 40
    bench.align()
    after = bench.files()
    bench.align()
    assert bench.files() == after
    workspace = Workspace(project.find(tmp_path))
    (file,) = repairing.translation_files(workspace, "talk", "de")
    assert decided == {row.key for row in OpenAlignment("talk", "de", file).rows(workspace) if row.decided}


@pytest.mark.slow
def test_the_same_files_give_the_same_rows_whatever_was_done_before(tmp_path: Path) -> None:
    """Also with the same probabilities, and also where nothing is kept of what was aligned."""
    made = pair(5, 12)
    bench = Bench(tmp_path / "talk", made.source, made.target)
    chance = random.Random(3)

    def fresh() -> list[rows.AlignedRow]:
        opened = OpenAlignment("talk", "de", bench.open.file)
        return opened.rows(Workspace(project.find(bench.folder), held_open=True))

    for number in range(24):
        row, name = chance.choice(bench.rows()), chance.choice(sorted(KEYS))
        with contextlib.suppress(DiglotError):
            bench.do(name, row.key)
        if number % 6 == 5:
            kept_file(bench.folder).unlink()
            assert fresh() == bench.rows()
    # What a person has settled in the catalog teaches the aligner: once, and then it is kept with the rest.
    words = load(bench.files()[0], PO, "de")
    entries = [entry.replace(comments=()) if entry.target else entry for entry in words.entries]
    assert len(entries) > 20
    (bench.folder / PO).write_bytes(dump(replace(words, entries=tuple(entries))))
    assert fresh() == bench.rows()
    kept_file(bench.folder).unlink()
    assert [row for row in fresh() if row.decided] == [row for row in bench.rows() if row.decided]


def test_a_row_that_is_decided_is_in_doubt_no_more(tmp_path: Path) -> None:
    """What is doubtful about its paragraph is told where something is left to decide."""
    source = ("Where are the 12 cranes?", "Sold in 1991. Nobody was asked. The last 3 stand in Bremen.")
    target = ("Wo sind die 12 Kräne?", "1991 verkauft. Die letzten 3 stehen in Bremen.")
    ours, theirs = ("\n\n".join(map("{}: {}".format, ("Ada", "Ben"), side)) for side in (source, target))
    bench = Bench(tmp_path, ours, theirs)

    def told() -> list[str]:
        return [row.key for row in bench.rows() if any(doubt.code == "untranslated" for doubt in row.doubts)]

    assert told() == ["1=1"]
    bench.do("confirm", "1=1")
    assert told() == ["2="]
    assert [row.doubtful for row in bench.rows() if row.decided] == [False]


@pytest.fixture(scope="module")
def aligned_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = pair(7, 8)
    bench = Bench(tmp_path_factory.mktemp("kept") / "talk", made.source, made.target)
    first = bench.rows()
    bench.do("merge", first[4].key)
    repairing.aligned(bench.folder, False, False, "talk", "de", bench.open.file)
    return bench.folder


def kept_file(folder: Path) -> Path:
    return folder / ".diglot/alignments/de/talk.z"


def opened_rows(folder: Path) -> tuple[bool, list[rows.AlignedRow]]:
    """The rows of an alignment that is opened now; and whether both texts were aligned for that."""
    asked: list[int] = []
    align_in_order = adopting.STEPS[0]

    def counted(draft: adopting.Draft) -> adopting.Draft:
        asked.append(1)
        return align_in_order(draft)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(adopting, "STEPS", (counted, *adopting.STEPS[1:]))
        file = folder / "translations/talk.de.txt"
        _, base = repairing.aligned(folder, False, False, "talk", "de", file)
        opened = OpenAlignment("talk", "de", file)
        opened.take(base)
        return bool(asked), opened.rows(Workspace(project.find(folder)))


def test_an_alignment_is_kept(aligned_once: Path, tmp_path: Path) -> None:
    here = tmp_path / "here"
    shutil.copytree(aligned_once, here)
    again, found = opened_rows(here)
    assert not again
    kept_file(here).unlink()
    again, fresh = opened_rows(here)
    assert again and fresh == found
    assert kept_file(here).read_bytes() == kept_file(aligned_once).read_bytes()
    # Other pins are no other alignment, nor are other ids of the same words; other words are.
    sidecar = here / SIDECAR
    sidecar.write_text(sidecar.read_text("utf-8").replace("2:1", "1:1"), "utf-8")
    template = here / "locales/talk.pot"
    template.write_text(template.read_text("utf-8").replace("#. id: ", "#. id: Z"), "utf-8")
    assert not opened_rows(here)[0]
    text = here / "translations/talk.de.txt"
    text.write_text(text.read_text("utf-8") + "\n\nUnd dann?\n", "utf-8")
    assert opened_rows(here)[0]


@examples(20)
@given(st.data())
def test_an_alignment_that_somebody_has_damaged_is_found_anew(
    aligned_once: Path, data: st.DataObject
) -> None:
    file = kept_file(aligned_once)
    before = file.read_bytes()
    held = unpacked(before, Any)
    name = data.draw(st.sampled_from(sorted(held.keys() - {"made_of"})))
    other = data.draw(
        st.none()
        | st.lists(st.lists(st.integers(-5, 900), min_size=4, max_size=4), max_size=3)
        | st.dictionaries(st.integers(-5, 900), st.integers(-5, 900), max_size=2)
        | st.just([{"source": [900], "target": [1]}])
        | st.just({"beads": [{"source": [], "target": [1]}]})
    )
    file.write_bytes(pack(held | {name: other}))
    try:
        assert opened_rows(aligned_once)[1]
    finally:
        file.write_bytes(before)
