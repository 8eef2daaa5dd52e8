"""What a hand does to a spreadsheet: each slip is said, and no wrong text is taken for a finished one."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

import growing
from catalogs import document, prose, translation
from conftest import Run
from pace import examples
from test_exchange_formats import workbook
from test_exchange_laws import back, out
from toolkit import exchange, limits, po, registry
from toolkit.errors import DiglotError
from toolkit.exchange import MessageUnit, Parcel, RoundTrip, intake
from toolkit.exchange.verdicts import misfits, shuffled, slipped
from toolkit.findings import Finding
from toolkit.model import Catalog, Entry

Rows = list[dict[str, str]]


def words(seed: int, count: int) -> list[str]:
    r = random.Random(seed)
    return [prose(r, r.randrange(2, 40)) for _ in range(count)]


def talk(count: int = 24, *, done: bool = True) -> Catalog:
    """Messages of all lengths, each with a translation of about its length."""
    entries = [
        Entry(
            "turn|mara" if k % 3 else "turn|ilyas",
            source,
            f"{k} {source.swapcase()}" if done else "",
            "done" if done else "empty",
            ids=(f"s{k:06}",),
        )
        for k, source in enumerate(words(7, count))
    ]
    return Catalog("talk", "en", "fr", tuple(entries))


def rows_of(found: Catalog) -> Rows:
    return list(csv.DictReader(io.StringIO(out("csv", found).decode(), newline="")))


def written(rows: Rows) -> bytes:
    sink = io.StringIO(newline="")
    writer = csv.DictWriter(sink, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return sink.getvalue().encode()


def came(rows: Rows) -> Parcel:
    return back("csv", written(rows))


def imported(found: Catalog, rows: Rows) -> tuple[Catalog, intake.Intake, list[str]]:
    after, made, problems = intake.take(found, came(rows), "talk.csv")
    assert intake.take(after, came(rows), "talk.csv")[0] is after
    return after, made, [problem.code for problem in problems]


def shift(rows: Rows, column: str, at: int, by: int) -> None:
    """Delete a cell, so that those below move up; or put one in, so that they move down."""
    cells = [row[column] for row in rows]
    cells = [*cells[:at], *cells[at + 1 :], ""] if by < 0 else [*cells[:at], "", *cells[at:-1]]
    for row, cell in zip(rows, cells, strict=True):
        row[column] = cell


# One bad cell


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("state", "finished", "no state “finished”"),
        ("languages", "fr", "no pair of languages"),
        ("target", "#NAME?", "the error of a formula"),
    ],
)
def test_one_bad_cell_is_a_finding_of_its_row(column: str, cell: str, says: str) -> None:
    found = talk(done=False)
    rows = rows_of(found)
    for row in rows:
        row |= {"target": row["source"].swapcase(), "state": "done"}
    rows[3][column] = cell
    after, made, problems = intake.take(found, came(rows), "talk.csv")
    assert len(made.taken) == 23 and made.left_out == 1 and after.entries[3].state == "empty"
    (first, *_) = problems
    assert first.code == "D270" and first.severity == "error" and says in first.message and first.hint
    assert str(first.where) == "talk.csv:5"


def test_a_cell_that_a_spreadsheet_has_changed_is_a_finding_of_its_row() -> None:
    head = ["id", "source", "target", "note", "document", "languages"]
    rows = [[f"s{k:06}", f"Source {k}.", f"Cible {k}.", "", "talk", "en > fr"] for k in range(4)]
    odd: list[list[object]] = [head, *rows]  # type: ignore[list-item]
    odd[2][2], odd[3][3] = 1.5, True
    read = registry.load("format", "xlsx")
    assert isinstance(read, RoundTrip)
    (parcel,) = read.read(workbook(odd), "talk.xlsx")
    assert [unit.target for unit in parcel.units] == ["Cible 0.", "Cible 2.", "Cible 3."]
    (problem,) = parcel.findings
    assert str(problem.where) == "talk.xlsx:3" and "1.5" in problem.message and "a number" in problem.message


def test_a_document_that_somebody_deleted_is_that_of_all_other_rows() -> None:
    found = talk()
    rows = rows_of(found)
    rows[2]["document"] = rows[4]["languages"] = ""
    rows[2]["target"] = "Neuf."
    after, _, codes = imported(found, rows)
    assert after.entries[2].target == "Neuf." and not codes


def test_a_table_of_thousands_of_documents_is_soon_taken_apart() -> None:
    told = {"source": "Где паром?", "target": "אין מעבורת", "state": "done", "languages": "ru > he"}
    row = dict.fromkeys(rows_of(talk())[0], "") | told
    rows = [row | {"document": f"паром {k}"} for k in range(2_500)]
    csv_format = registry.load("format", "csv")
    assert isinstance(csv_format, RoundTrip)
    read = csv_format.read
    # Of several documents, a row that names none is of none.
    parcels = read(written([*rows, row]), "talk.csv")
    assert [parcel.document for parcel in parcels] == [row["document"] for row in rows]
    assert [str(finding.where) for finding in parcels[0].findings] == ["talk.csv:2502"]

    def make(size: int) -> growing.Work:
        data = written(rows[:size])
        return lambda: read(data, "talk.csv")

    # Each row was compared with all documents.
    assert not growing.by_steps(make, 200)


@pytest.mark.slow
def test_two_countries_of_a_file_are_not_the_one_language_that_is_here(fresh: Run) -> None:
    fresh("extract", "-l", "fr")
    fresh("export", "-f", "csv", "-l", "fr")
    rows = csv.DictReader(io.StringIO(Path("build/bells.en-fr.csv").read_text("utf-8")))
    both = [row | {"languages": f"en > {lang}"} for row in rows for lang in ("fr-FR", "fr-CA")]
    done = [row | {"target": f"{row['languages'][-2:]} 鐘", "state": "done"} for row in both]
    Path("both.csv").write_bytes(written(done))
    path = Path("locales/fr/LC_MESSAGES/bells.po")
    before = path.read_bytes()
    told = fresh("import", "both.csv")
    assert told.exit_code == 1 and path.read_bytes() == before
    assert "it is in fr-FR, and" in told.stderr and "it is in fr-CA, and" in told.stderr
    # Who says which one has it.
    fresh("import", "-l", "fr-CA", "--replace", "both.csv")
    taken = path.read_text("utf-8")
    assert "CA 鐘" in taken and "FR 鐘" not in taken


def test_a_message_whose_id_and_context_somebody_deleted_is_told_by_its_words() -> None:
    found = talk()
    rows = rows_of(found)
    rows[3] |= {"id": "", "context": "", "target": "Anew."}
    after, _, codes = imported(found, rows)
    assert not codes and not after.obsolete
    assert (after.entries[3].target, after.entries[3].state) == ("Anew.", "done")


def test_languages_may_stand_without_blanks() -> None:
    found = talk()
    rows = rows_of(found)
    rows[3] |= {"languages": "en>fr", "target": "Anew."}
    after, _, codes = imported(found, rows)
    assert not codes and after.entries[3].target == "Anew."


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(Exception, match="no row below the names"):
        back("csv", b"id,source,target,document,languages\n")


@given(st.data())
@examples(60)
def test_of_a_table_that_was_cut_off_no_half_is_taken(data: st.DataObject) -> None:
    found = talk(4, done=False)
    rows = rows_of(found)
    for number, row in enumerate(rows):
        row |= {"target": f"Ligne {number}, toute entière", "state": "done"}
    sink = io.StringIO(newline="")
    writer = csv.DictWriter(sink, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    whole = sink.getvalue()
    cut = whole[: data.draw(st.integers(whole.index("\n") + 2, len(whole)))]
    try:
        after, _, _ = intake.take(found, back("csv", cut.encode()), "talk.csv")
    except DiglotError:
        return
    legal = {"", *(row["target"] for row in rows)}
    assert {entry.target for entry in after.entries} <= legal


@pytest.mark.parametrize("languages", ["en > f", "en > fr-"])
def test_half_a_language_at_the_end_of_a_table_is_no_other_catalog(languages: str) -> None:
    told = written(rows_of(talk())).decode()
    row, comma, _ = told.rpartition("en > fr,")
    assert comma
    parcel = back("csv", f"{row}{languages}".encode())
    assert (parcel.lang, len(parcel.units), len(parcel.findings)) == ("fr", len(rows_of(talk())) - 1, 1)


@pytest.mark.parametrize("tail", ["", "\n", "\n\n", "\n,,\n"])
def test_a_table_that_was_cut_off_may_have_blank_lines_behind(tail: str) -> None:
    head, whole = "id,source,target,document,languages\n", "s1,a,b,talk,en > fr\n"
    parcel = back("csv", f"{head}{whole}s2,c,half of i{tail}".encode())
    assert [unit.target for unit in parcel.units] == ["b"]
    assert [finding.where and finding.where.line for finding in parcel.findings] == [3]


def test_two_columns_of_one_name_are_refused() -> None:
    data = b"id,source,target,target,document,languages\ns1,a,b,c,talk,en > fr\n"
    with pytest.raises(Exception, match="two columns are called “target”"):
        back("csv", data)


def test_what_no_catalog_can_hold_is_refused_before_any_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MESSAGE", limits.MESSAGE._replace(most=2000))
    found = talk(done=False)
    rows = rows_of(found)
    rows[3] |= {"target": "x" * 2001, "state": "done"}
    with pytest.raises(DiglotError, match="may have 2,000 characters") as caught:
        intake.take(found, came(rows), "talk.csv")
    assert str(caught.value.where) == "talk.csv:5"


@pytest.mark.parametrize("odd", ["\n", "\r", "\r\n", '\n#~ msgid "x"\n#~ msgstr "y"\n'])
def test_a_context_with_line_ends_stays_in_its_comment(odd: str) -> None:
    found = talk(done=False)
    rows = rows_of(found)
    rows[3] |= {"context": f"turn{odd}mara", "target": "Neuf.", "state": "done"}
    after, made, _ = imported(found, rows)
    assert len(made.taken) == 1
    after = replace(after, header=(("Language", "fr"), ("Content-Type", "text/plain; charset=UTF-8")))
    again = po.load(po.dump(after), "talk.po", "fr")
    assert again.obsolete == () and [entry.target for entry in again.entries if entry.target] == ["Neuf."]
    assert len(polib.pofile(po.dump(after).decode())) == len(found.entries)


# Columns that slip


@pytest.mark.parametrize("by", [-1, 1])
@given(at=st.integers(0, 18))
@examples(8)
def test_a_column_that_slipped_takes_nothing_false(by: int, at: int) -> None:
    found = talk()
    rows = rows_of(found)
    shift(rows, "target", at, by)
    rows[0]["comment"] = "Hello."
    after, made, codes = imported(found, rows)
    assert "D271" in codes and made.left_out >= 23 - at - 1
    # Where it slipped, one cell may be empty or new: that is a matter of its own.
    assert [e.target for e in after.entries] == [e.target for e in found.entries]


@pytest.mark.parametrize("by", [-1, 1])
@pytest.mark.parametrize("at", [0, 5, 12])
def test_new_translations_that_slipped_are_drafts(by: int, at: int) -> None:
    found = talk(40, done=False)
    rows = rows_of(found)
    for row in rows:
        row |= {"target": row["source"].swapcase(), "state": "done"}
    shift(rows, "target", at, by)
    after, _, codes = imported(found, rows)
    assert "D277" in codes
    wrong = [e for e in after.entries if e.state == "done" and e.target != e.source.swapcase()]
    # The ends of a stretch can't be told by length to the row.
    assert len(wrong) <= 4
    # The cure of D277: bring them back, and let the file replace the drafts.
    rows = [row | {"target": row["source"].swapcase()} for row in rows]
    mended, _, _ = intake.take(after, came(rows), "talk.csv", theirs=True)
    assert all(e.state == "done" and e.target == e.source.swapcase() for e in mended.entries)


@pytest.mark.parametrize("by", [-3, -2, 2, 3])
def test_several_cells_that_were_put_in_are_told(by: int) -> None:
    r = random.Random(5)
    sizes = [r.choice([4, 8, 15, 40, 90, 240]) for _ in range(25)]
    units = [
        replace(unit, source="x" * size, target="y" * size)
        for unit, size in zip(exchange.parcel(talk(25), "en").units, sizes, strict=True)
    ]
    targets = [unit.target for unit in units]
    moved = ["", "", "", *targets][3 - by :][: len(units)] if by > 0 else [*targets[-by:], *[""] * -by]
    assert not list(misfits(units))
    assert list(misfits([replace(unit, target=t) for unit, t in zip(units, moved, strict=True)]))


def test_new_translations_go_with_a_stretch_that_slipped() -> None:
    """Of a file that is too short for lengths to tell anything."""
    found = talk(8)
    rows = rows_of(found)
    for row in rows[-3:]:
        row["target"] = f"New of {row['id']}"
    shift(rows, "target", 0, 1)
    after, _, codes = imported(found, rows)
    assert "D271" in codes and "D277" in codes
    new = [e for e in after.entries if e.target.startswith("New")]
    assert [e.state for e in new] == ["fuzzy"] * 2


@given(st.integers(0, 10**6))
@examples(25)
def test_what_is_in_its_place_has_not_slipped(seed: int) -> None:
    """Translations whose lengths differ as those of languages do, in rows of all lengths."""
    r = random.Random(seed)
    units = []
    for k in range(60):
        source = prose(r, r.choice([1, 2, 3, 5, 8, 13, 30]))
        target = "x" * max(1, int(len(source) * r.lognormvariate(0.1, 0.3)))
        base = exchange.token("done", f"{k}") if r.random() < 0.5 else "empty"
        units.append(exchange.parcel(talk(1), "en").units[0])
        units[-1] = replace(units[-1], id=f"s{k:06}", source=source, target=target, base=base)
    assert not list(slipped(units)) and not list(misfits(units)) and not shuffled(units)


@pytest.mark.parametrize("turned", [True, False])
def test_lengths_that_go_with_each_other_wholly_can_be_compared(turned: bool) -> None:
    """The shortest text beside the longest translation, and so on: as unlike as can be."""
    lengths = [(10, 100), (100, 10)] * 20 if turned else [(10, 10), (100, 100)] * 20
    units = [
        MessageUnit(f"s{k}", "turn|a", "x" * a, f"{k:03}" + "y" * b, "done")
        for k, (a, b) in enumerate(lengths)
    ]
    assert len(shuffled(units)) == (40 if turned else 0)


@given(st.integers(0, 10**6))
@examples(10)
def test_new_translations_that_were_sorted_alone_are_drafts(seed: int) -> None:
    """Or shuffled: lengths that say nothing of their sources."""
    found = talk(60, done=False)
    rows = rows_of(found)
    targets = [row["source"].swapcase() for row in rows]
    random.Random(seed).shuffle(targets) if seed % 2 else targets.sort()
    for row, target in zip(rows, targets, strict=True):
        row |= {"target": target, "state": "done"}
    after, _, codes = imported(found, rows)
    assert "D277" in codes
    assert not [e for e in after.entries if e.state == "done" and e.target != e.source.swapcase()]


def test_a_source_column_that_was_sorted_alone_takes_nothing() -> None:
    for done in (True, False):
        found = talk(done=done)
        rows = rows_of(found)
        for row, source in zip(rows, sorted(row["source"] for row in rows), strict=True):
            row["source"] = source
        for row in rows:
            row |= {"target": f"New {row['id']}", "state": "done"}
        after, made, codes = imported(found, rows)
        assert "D272" in codes and made.left_out > 20
        moved = [e for e in after.entries if e.target.startswith("New")]
        assert all(e.target == f"New {e.ids[0]}" for e in moved)


@given(st.integers(0, 10**6), st.integers(0, 3))
@examples(10)
def test_a_target_column_that_was_sorted_alone_takes_nothing(seed: int, same: int) -> None:
    """Nor does one that was shuffled, also where some rows have the same translation."""
    found = talk()
    entries = [e.replace(target="Oui.") if k < same else e for k, e in enumerate(found.entries)]
    found = replace(found, entries=tuple(entries))
    rows = rows_of(found)
    targets = [row["target"] for row in rows]
    random.Random(seed).shuffle(targets)
    for row, target in zip(rows, targets, strict=True):
        row["target"] = target
    after, made, codes = imported(found, rows)
    assert [e.target for e in after.entries] == [e.target for e in found.entries]
    assert made.left_out > 10 and "D271" in codes


@pytest.mark.parametrize("empty", [True, False])
def test_one_that_changed_its_row_is_a_draft(empty: bool) -> None:
    """Dropped on a wrong cell, or two cells that changed places."""
    found = talk()
    rows = rows_of(found)
    rows[3]["target"], rows[9]["target"] = "" if empty else rows[9]["target"], rows[3]["target"]
    after, _, codes = imported(found, rows)
    assert "D277" in codes
    moved = [e for e, was in zip(after.entries, found.entries, strict=True) if e.target != was.target]
    assert [e.state for e in moved] == ["fuzzy"] * (1 if empty else 2)


@given(st.integers(0, 10**6))
@examples(10)
def test_what_is_new_in_a_column_that_was_sorted_is_never_done(seed: int) -> None:
    found = talk()
    rows = rows_of(found)
    r = random.Random(seed)
    for row in r.sample(rows[1:-1], 4):
        row["target"] = f"New of {row['id']}"
    targets = [row["target"] for row in rows]
    r.shuffle(targets)
    for row, target in zip(rows, targets, strict=True):
        row["target"] = target
    after, _, _ = imported(found, rows)
    placed = [e for e in after.entries if e.target.startswith("New")]
    assert sum(e.state == "done" and not e.target.endswith(e.ids[0]) for e in placed) == 0


def test_a_translation_may_be_copied_into_other_rows() -> None:
    """One that stays in its own row is no sign of a slip."""
    found = talk()
    rows = rows_of(found)
    for row in rows[3:9]:
        row["target"] = rows[0]["target"]
    after, made, codes = imported(found, rows)
    assert not codes and len(made.taken) == 6
    assert [e.target for e in after.entries[3:9]] == [found.entries[0].target] * 6


def test_a_whole_table_may_be_sorted() -> None:
    found = talk(done=False)
    rows = sorted(rows_of(found), key=lambda row: row["source"])
    for row in rows:
        row |= {"target": row["source"].swapcase(), "state": "done"}
    after, _, codes = imported(found, rows)
    assert not codes and all(e.target == e.source.swapcase() for e in after.entries)


def test_what_a_spreadsheet_does_by_itself_is_no_edit() -> None:
    """A table in plain text, saved as a workbook: apostrophes stay, numbers are numbers."""
    targets = ["007", "1e5", "=1+1", "- Non", "1,5", "12.50"]
    saved = ["7", "100000", "'=1+1", "'- Non", "1,5", "12.5"]
    entries = [Entry("turn|mara", f"- {k}", t, "done", ids=(f"s{k:06}",)) for k, t in enumerate(targets)]
    found = Catalog("talk", "en", "fr", tuple(entries))
    units = [
        replace(unit, source="'" + unit.source, target=target, line=2)
        for unit, target in zip(exchange.parcel(found, "en").units, saved, strict=True)
    ]
    after, made, problems = intake.take(found, Parcel("talk", "en", "fr", units), "talk.xlsx")
    assert after is found and made.unchanged == len(targets) and not problems
    units[0] = replace(units[0], target="8")
    units[3] = replace(units[3], target="- Nan")
    after, _, _ = intake.take(found, Parcel("talk", "en", "fr", units), "talk.xlsx")
    assert [e.target for e in after.entries[:4]] == ["8", "1e5", "=1+1", "- Nan"]
    assert all(e.state == "done" for e in after.entries)


# Rows and cells that are gone


def test_blanks_alone_are_no_translation() -> None:
    found = talk()
    rows = rows_of(found)
    rows[2]["target"], rows[3]["target"] = " \u00a0", "\n"
    after, _, codes = imported(found, rows)
    assert set(codes) == {"D273", "D262"} and after is found
    empty = talk(done=False)
    rows = rows_of(empty)
    rows[2]["target"] = "\u200b "
    after, made, codes = imported(empty, rows)
    assert codes == ["D273"] and after is empty and not made.taken


def test_rows_that_were_deleted_are_said() -> None:
    found = talk()
    rows = rows_of(found)
    del rows[4:7]
    _, _, problems = intake.take(found, came(rows), "talk.csv")
    (problem,) = problems
    assert problem.code == "D274" and "3 messages" in problem.message
    assert found.entries[4].source[:20] in problem.message


def test_text_that_went_through_another_encoding_is_left_out() -> None:
    found = translation(document([("mara", "Yes."), ("ilyas", "No.")]), translate=None)
    rows = rows_of(found)
    for row in rows:
        row |= {"target": "déjà été".encode().decode("cp1252", "replace"), "state": "done"}
    rows[0]["target"] = "Oui."
    after, made, codes = imported(found, rows)
    assert codes == ["D278"] and len(made.taken) == 1 and made.left_out == len(rows) - 1
    assert after.entries[0].target == "Oui."
    rows[1]["target"] = "كلمة عربية".encode("cp1256").decode("cp1252")
    assert imported(found, rows)[2] == ["D278"]


# What is said of two versions


def said(ours: Entry, **more: str) -> str:
    unit = exchange.parcel(talk(1), "en").units[0]
    found = Catalog("talk", "en", "fr", (ours,))
    parcel = Parcel("talk", "en", "fr", [replace(unit, **more)])  # type: ignore[arg-type]
    problems: list[Finding] = [one for one in intake.take(found, parcel, "x")[2] if one.code == "D261"]
    return problems[0].message if problems else ""


def test_what_is_said_of_a_conflict_is_true() -> None:
    (entry,) = talk(1).entries
    both = said(entry.replace(target="Ici."), target="Là.")
    assert "translated here and in the file meanwhile" in both
    state = said(entry.replace(state="fuzzy"), target="Là.")
    assert "given another state here, and translated in the file" in state
    here = said(entry.replace(target="Ici."), state="fuzzy")
    assert "translated here, and given another state in the file" in here
    lost = said(entry, target="Là.", base="")
    assert "lost what tells which is newer" in lost and "meanwhile" not in lost
    edited = said(entry.replace(source="Other words."), target="Là.")
    # Whether the source was edited here or in the file, nothing tells.
    assert "its source and its translation are others here" in edited and "translated here" not in edited


# The command


def test_several_formats_are_several_files(fresh: Run) -> None:
    fresh("extract")
    done = fresh("export", "-f", "csv", "-f", "xlsx", "-f", "pairs", "-f", "csv")
    assert done.exit_code == 0
    assert done.stderr.split() == [
        "build/bells.en-fr.csv", "build/bells.en-fr.xlsx", "build/bells.en-fr.pairs.tsv",
    ]  # fmt: skip
    Path("out").mkdir()
    fresh("export", "-f", "csv", "-f", "xliff", "-o", "out")
    assert sorted(path.name for path in Path("out").iterdir()) == ["bells.en-fr.csv", "bells.en-fr.xlf"]
    refused = fresh("export", "-f", "csv", "-f", "xliff", "-o", "one.csv")
    assert refused.exit_code == 2 and "folder" in refused.stderr and not Path("one.csv").exists()


def test_the_rest_of_a_file_with_a_bad_row_is_taken(fresh: Run) -> None:
    fresh("extract")
    fresh("export", "-f", "csv", "-o", "a.csv")
    path = Path("a.csv")
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
    rows[4][5:7] = ["Quatre.", "ready"]
    rows[5][5:7] = ["Cinq.", "done"]
    sink = io.StringIO(newline="")
    csv.writer(sink).writerows(rows)
    path.write_text(sink.getvalue(), encoding="utf-8", newline="")
    done = fresh("import", "a.csv")
    assert done.exit_code == 1 and "1 taken" in done.stderr and "1 left out" in done.stderr
    assert "a.csv:" in done.stderr and "no state “ready”" in done.stderr and "[D270]" in done.stderr
    # The work in the row is not imported yet.
    assert "has work in it that isn't imported" in fresh("export", "-f", "csv", "-o", "a.csv").stderr
