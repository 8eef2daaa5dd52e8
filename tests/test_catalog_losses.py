"""What another program takes out of a catalog is noticed, kept until somebody decides, and brought back."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import validators
from catalogs import ABOUT, LATER, catalog_of, document, template, translation
from conftest import Run
from toolkit import catalog, po
from toolkit.catalog.changes import lost, restored, still, translations
from toolkit.model import Entry

PO = Path("locales/fr/LC_MESSAGES/bells.po")


# Values

_states = st.sampled_from(["keep", "empty", "delete", "edit", "obsolete", "move", "other"])


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from(["Oui.", "Non.", "Si."]), _states), max_size=8
    )
)
def test_nothing_goes_without_a_word_and_all_of_it_comes_back(plan: list[tuple[str, str, str]]) -> None:
    """Every translation that was there is there, or changed, or moved, or told as lost and restored."""
    before, after, obsolete = [], [], []
    for number, (context, target, what) in enumerate(plan):
        entry = Entry(context, f"Source {number}.", target, "done", comments=("Mine.",))
        before.append(entry)
        if what == "empty":
            after.append(entry.replace(target="", state="empty", comments=()))
        elif what == "edit":
            after.append(entry.replace(target="Autre."))
        elif what == "obsolete":
            obsolete.append(entry)
        elif what == "move":
            after.append(entry.replace(source=f"Edited {number}.", state="fuzzy"))
        elif what == "other":
            after.append(entry.replace(target="Ailleurs.", state="fuzzy", previous=(None, "Other words.")))
        elif what == "keep":
            after.append(entry)
    now = catalog_of(*after, obsolete=tuple(obsolete))
    gone = lost(before, now)
    whole = restored(now, gone)
    targets = [entry.target for entry in (*whole.entries, *whole.obsolete)]
    edited = sum(what == "edit" for *_, what in plan)
    for target in {target for _, target, _ in plan}:
        had = sum(entry.target == target for entry in before)
        changed = sum(one == target and what == "edit" for _, one, what in plan)
        assert targets.count(target) == had - changed
    assert targets.count("Autre.") == edited and not lost(before, whole)
    # What was there is as it was, but for drafts of other words; what came back is a draft with its comments.
    for entry in (*now.entries, *now.obsolete):
        assert not entry.target or entry.target == "Ailleurs." or entry in (*whole.entries, *whole.obsolete)
    for entry in gone:
        assert any(
            (one.context, one.source, one.target, one.state, one.comments[:1], one.previous)
            == (entry.context, entry.source, entry.target, "fuzzy", ("Mine.",), None)
            for one in whole.entries
        )
    kept = sum("was: Ailleurs." in entry.comments for entry in whole.entries)
    assert kept + targets.count("Ailleurs.") == sum(what == "other" for *_, what in plan)
    assert not still(gone, whole) and still(gone, now) == gone


def test_what_an_update_does_is_no_loss() -> None:
    """Edited, moved, deleted, merged: the catalog before it is what counts."""
    old = translation(document())
    now = template(document([("mara", "Entirely other words, and no more.")]), template(document()))
    updated, _ = catalog.update(old, now, "fr", ABOUT, LATER)
    assert not lost(translations(old), old)
    assert updated.obsolete and not lost(translations(updated), updated)


def test_work_on_a_draft_of_other_words_is_no_loss() -> None:
    draft = Entry("a", "Source.", "Brouillon.", "fuzzy", previous=(None, "Other words."))
    assert not lost([draft], catalog_of(draft.replace(target="Mieux.")))
    assert not lost([draft], catalog_of(draft.replace(target="Mieux.", state="done", previous=None)))
    done = draft.replace(state="done", previous=None)
    assert not lost([done], catalog_of(done.replace(state="fuzzy", target="Hm.")))
    # A draft for another context, or of what is set otherwise, is of these words.
    assert not lost([done], catalog_of(done.replace(state="fuzzy", target="Hm.", previous=("b", "Source."))))
    # `msgmerge` has found something alike for what another program has emptied.
    assert lost([done], catalog_of(draft.replace(target="Autre."))) == (done,)


def test_a_file_that_is_gone_has_lost_all() -> None:
    old = translation(document())
    assert len(lost(translations(old), None)) == len(old.entries)


# The command


@pytest.fixture
def run(fresh: Run) -> Run:
    """A project whose catalog is translated, and was seen so."""
    fresh("extract")
    found = po.load(PO.read_bytes(), PO.name, "fr")
    entries = [entry.replace(target=f"<{entry.source}>", state="done") for entry in found.entries]
    entries[3] = entries[3].replace(state="fuzzy")
    PO.write_bytes(po.dump(replace(found, entries=tuple(entries))))
    assert "D231" not in fresh("check").stdout
    return fresh


def empty(*numbers: int, delete: bool = False) -> None:
    """What another program does."""
    found = po.load(PO.read_bytes(), PO.name, "fr")
    entries = [
        entry.replace(target="", state="empty") if number in numbers else entry
        for number, entry in enumerate(found.entries)
        if not (delete and number in numbers)
    ]
    PO.write_bytes(po.dump(replace(found, entries=tuple(entries))))


def targets() -> list[tuple[str, str]]:
    return [(entry.state, entry.target) for entry in po.load(PO.read_bytes(), PO.name, "fr").entries]


def test_what_was_emptied_is_told_and_restored(run: Run) -> None:
    before = targets()
    empty(2, 3, 4)
    for command in ("check", "extract", "extract", "check"):
        said = run(command).output
        assert "2 finished translations and 1 draft of the last run are gone: 3 emptied" in said
        assert "[D231]" in said and "diglot extract bells -l fr --restore" in said
    done = run("extract", "--restore")
    assert "3 restored" in done.stderr and "D231" not in done.output
    now = targets()
    assert [now[k] for k in (2, 3, 4)] == [("fuzzy", before[k][1]) for k in (2, 3, 4)]
    assert [one for k, one in enumerate(now) if k not in (2, 3, 4)] == [
        one for k, one in enumerate(before) if k not in (2, 3, 4)
    ]
    assert "D231" not in run("check").output and "restored" not in run("extract", "--restore").output


def test_what_was_deleted_is_told_from_new_text(run: Run) -> None:
    before = targets()
    empty(2, 4, delete=True)
    source = Path("source/bells.txt")
    source.write_text(source.read_text("utf-8") + "\nTom Adeyemi: One thing more?\n", encoding="utf-8")
    said = run("extract").stderr
    assert "2 deleted with their entries" in said and "1 new, 0 fuzzy, 0 gone, 2 lost" in said
    run("extract", "--restore")
    assert [targets()[k] for k in (2, 4)] == [("fuzzy", before[k][1]) for k in (2, 4)]


def test_what_was_edited_meanwhile_gets_what_was_lost(run: Run) -> None:
    """The words have changed between the loss and the cure."""
    was = {entry.source: entry.target for entry in po.load(PO.read_bytes(), PO.name, "fr").entries}
    text = "Can a cracked bell be saved?"
    number = list(was).index(text)
    empty(number)
    source = Path("source/bells.txt")
    source.write_text(source.read_text("utf-8").replace(text, "Can any cracked bell be saved?"), "utf-8")
    assert "gone: 1 emptied," in run("extract").stderr
    assert targets()[number] == ("empty", "")
    # The entry was not deleted: its words are others now.
    assert "gone: 1 whose source was edited since," in run("extract").stderr
    run("extract", "--restore")
    assert targets()[number] == ("fuzzy", was[text])


def test_nothing_that_was_written_since_is_replaced(run: Run) -> None:
    empty(2, 4)
    run("extract")
    found = po.load(PO.read_bytes(), PO.name, "fr")
    entries = list(found.entries)
    entries[2] = entries[2].replace(target="Neuf.", state="done")
    PO.write_bytes(po.dump(replace(found, entries=tuple(entries))))
    assert "1 finished translation of the last run is gone" in run("check").stdout
    run("extract", "--restore")
    assert targets()[2] == ("done", "Neuf.") and targets()[4][0] == "fuzzy"


def test_what_was_meant_is_forgotten(run: Run) -> None:
    empty(2)
    assert "D231" in run("extract").stderr
    assert "D231" not in run("extract", "--forget").stderr
    assert "D231" not in run("check").output and targets()[2] == ("empty", "")
    assert run("extract", "--forget", "--restore").exit_code == 2


def test_whoever_deletes_the_state_goes_without_the_warning(run: Run) -> None:
    empty(2)
    shutil.rmtree(".diglot")
    assert "D231" not in run("extract").stderr
    for path in Path(".diglot/catalogs").rglob("*.z"):
        path.write_bytes(b"damaged")
    empty(4)
    assert run("extract").exit_code == 0
    empty(5)
    assert "D231" in run("extract").stderr


def test_a_catalog_that_was_deleted_comes_back(run: Run) -> None:
    before = targets()
    PO.unlink()
    assert "D231" in run("check").stdout and "D201" in run("check").stdout
    run("extract", "--restore")
    assert targets() == [("fuzzy", target) for _, target in before]


def test_other_commands_do_not_forget_what_is_lost(run: Run) -> None:
    run("export", "-f", "csv")
    empty(2)
    Path("fr.txt").write_text("<Bells.>\n", encoding="utf-8")
    run("align", "bells", "fr.txt", "-l", "fr")
    assert "D231" in run("check").stdout


def test_what_omegat_takes_out_is_noticed(run: Run) -> None:
    """It empties drafts, and what is finished and says in the translation what it says in the source."""
    found = po.load(PO.read_bytes(), PO.name, "fr")
    entries = list(found.entries)
    entries[0] = entries[0].replace(target=entries[0].source)
    entries[3] = entries[3].replace(previous=(None, "Other words."))
    PO.write_bytes(po.dump(replace(found, entries=tuple(entries))))
    run("extract")
    before = targets()
    PO.write_bytes(validators.omegat_po(PO, "en", "fr"))
    assert [k for k, one in enumerate(targets()) if one == ("empty", "")] == [0, 3]
    said = "1 finished translation and 1 draft of the last run are gone: 2 emptied"
    assert said in run("extract").stderr
    run("extract", "--restore")
    assert targets() == [("fuzzy", before[0][1]), *before[1:]]


# Blanks and other encodings, as every command sees them


def saved_at(day: int, target: str = "") -> None:
    """The catalog as somebody saved it on a day, with another text at one message."""
    found = po.load(PO.read_bytes(), PO.name, "fr")
    entries = [
        entry.replace(target=target) if target and number == 2 else entry
        for number, entry in enumerate(found.entries)
    ]
    header = tuple((name, _day(day) if name == "PO-Revision-Date" else said) for name, said in found.header)
    PO.write_bytes(po.dump(replace(found, entries=tuple(entries), header=header)))


def _day(day: int) -> str:
    return f"2026-02-{day:02} 03:04+0000"


@pytest.mark.parametrize("newer", ["Oui, bien sûr.", "نعم بالطبع.", "当然可以。"])
@pytest.mark.parametrize("way", ["--restore", "--forget"])
def test_an_older_copy_over_a_newer_catalog_is_told(run: Run, newer: str, way: str) -> None:
    saved_at(1)
    run("extract")
    older, before = PO.read_bytes(), targets()
    saved_at(3, newer)
    assert "D290" not in run("check").output
    PO.write_bytes(older)
    for command in ("check", "extract", "check"):
        said = run(command).output
        assert said.count("D290") == 1 and newer in said
    assert run("extract", way).exit_code == 0 and "D290" not in run("check").output
    # What stands there stays, and the newer text is beside it.
    assert targets() == before and (f"# was: {newer}" in PO.read_text("utf-8")) is (way == "--restore")
    # Who works on has no older copy.
    saved_at(5, "Autre.")
    assert "D290" not in run("check").output


@pytest.mark.parametrize("blanks", [" ", "\u00a0\u00a0", "\u200b"])
def test_blanks_are_no_translation_for_any_command(fresh: Run, blanks: str) -> None:
    fresh("extract")
    text = PO.read_text("utf-8").replace('msgstr ""\n\n', f'msgstr "{blanks}"\n\n')
    assert text.count(f'msgstr "{blanks}"') > 8
    PO.write_text(text, encoding="utf-8")
    rows = json.loads(fresh("status", "--as", "json").stdout)
    assert all(row["translated"] == 0 for row in rows)
    fresh("export", "-f", "csv")
    exported = Path("build/bells.en-fr.csv").read_text("utf-8")
    assert exported.count(",empty,") > 8 and ",done," not in exported
    fresh("export", "-f", "pairs")
    pairs = Path("build/bells.en-fr.pairs.tsv").read_text("utf-8").split("\n")
    assert len([line for line in pairs if line]) == 1


def test_translations_that_went_through_another_encoding_are_found(run: Run) -> None:
    assert "D230" not in run("check").stdout
    text = PO.read_text("utf-8")
    good = text.replace("<Can a cracked bell be saved?>", "Déjà été\u202f?")
    PO.write_text(good, encoding="utf-8")
    assert "D230" not in run("check").stdout
    garbled = "Déjà été ?".encode().decode("latin-1")
    bad = text.replace("<Can a cracked bell be saved?>", garbled).replace("<Tom Adeyemi>", "Tom \ufffd")
    # Latin letters that were read as Cyrillic ones.
    bad = bad.replace("<Hanne Roth>", "Hélène Roth".encode("latin-1").decode("koi8-r"))
    PO.write_text(bad, encoding="utf-8")
    said = run("check").stdout
    assert "3 translations went through an encoding" in said and "[D230]" in said
    arabic = "أجراس قديمة".encode("cp1256").decode("cp1252")
    PO.write_text(text.replace("<Tom Adeyemi>", arabic), encoding="utf-8")
    assert "D230" in run("check").stdout


def test_characters_that_no_edition_can_hold_are_found(run: Run) -> None:
    assert "D232" not in run("check").stdout
    text = PO.read_text("utf-8")
    PO.write_text(text.replace("<Tom Adeyemi>", "Tom\x1b Adé\u202fyemi"), encoding="utf-8")
    said = run("check").stdout
    assert "U+001B in the translation “Tom Adé\u202fyemi”" in said and said.count("[D232]") == 1


def test_a_project_made_from_an_edition_is_known_at_once(run: Run, tmp_path: Path) -> None:
    run("build", "bells", "-f", "tei")
    (edition,) = Path("build").glob("*.xml")
    done = run("init", "again", "--from", str(edition))
    assert done.exit_code == 0, done.output
    path = tmp_path / "again" / PO
    text = path.read_text("utf-8")
    assert "<Can a cracked bell be saved?>" in text
    path.write_text(text.replace("<Can a cracked bell be saved?>", ""), encoding="utf-8")
    assert "D231" in run("-C", "again", "check").output


def test_a_catalog_that_was_copied_over_another_gives_nothing_to_it_for_good(run: Run) -> None:
    Path("source/other.txt").write_text(
        Path("source/bells.txt").read_text("utf-8").replace("May 2, 2026", "May 3, 2026"), "utf-8"
    )
    run("extract", "other")
    mine = targets()
    other = PO.with_name("other.po")
    text = other.read_text("utf-8")
    assert "May 3, 2026" in text and "<Published: May 2, 2026>" in text  # from memory
    shutil.copy(other, PO)
    assert "1 finished translation and 1 draft of the last run are gone" in run("extract", "bells").stderr
    # The other's is a draft now, and what was lost is still known, and brought back.
    assert "[D231]" in run("check").stdout
    assert "2 restored" in run("extract", "bells", "--restore").stderr
    assert [target for _, target in targets()] == [target for _, target in mine]


# Reviews: of the words beside which they were written


def reviews(run: Run) -> tuple[list[str], str]:
    """The comments on reviews after an `extract`, and what it said."""
    said = run("extract").stderr
    lines = [
        line for line in PO.read_text("utf-8").splitlines() if line.startswith(("# reviewed", "# approved"))
    ]
    return [line.partition("Is it")[0].partition(" [")[0].strip() for line in lines], said


def review_and(old: str = "", new: str = "") -> None:
    """Somebody writes a review of a translation, and somebody changes words."""
    text = PO.read_text("utf-8")
    first = "#. Line above the headline.\n"
    assert first in text and old in text
    PO.write_text(text.replace(first, f"# reviewed\n{first}").replace(old, new), "utf-8")


def test_a_review_of_words_that_stayed_is_signed(run: Run) -> None:
    review_and("<Tom Adeyemi>", "Tom Adeyemi")
    run("check")  # it has seen the words, and the review
    assert reviews(run)[0] == ["# reviewed"]
    assert "# reviewed [" in PO.read_text("utf-8")


def test_a_review_beside_changed_words_is_in_question_until_somebody_answers(run: Run) -> None:
    review_and("<WORKSHOP / BELLS>", "ATELIER / CLOCHES")
    # Whatever reads it meanwhile.
    run("check")
    run("check")
    lines, said = reviews(run)
    assert lines == ["# reviewed?"] and "1 with a review in doubt" in said
    lines, said = reviews(run)
    assert lines == ["# reviewed?"] and "in doubt" not in said
    text = PO.read_text("utf-8")
    question = next(line for line in text.splitlines() if line.startswith("# reviewed?"))
    PO.write_text(text.replace(question, "# reviewed"), "utf-8")
    assert reviews(run)[0] == ["# reviewed"]
    assert "# reviewed [" in PO.read_text("utf-8")


def test_where_nobody_knows_the_words_before_a_review_is_in_question(run: Run) -> None:
    review_and()
    shutil.rmtree(".diglot")
    assert reviews(run)[0] == ["# reviewed?"]
