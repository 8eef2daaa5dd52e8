"""What of a returned parcel is taken: three versions of a message, and every way in which they can differ."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from catalogs import ABOUT, INTERVIEW, LATER, catalog_of, document, template, translation
from toolkit import catalog, exchange, po
from toolkit.catalog import provenance
from toolkit.exchange import MessageUnit, Parcel, UnitState, intake
from toolkit.model import Catalog, Entry, State

MARA = "When did you first cross the river at night?"


def entry(target: str = "Oui.", state: State = "done", **more: object) -> Entry:
    made = Entry("turn|ilyas", "Yes.", target, state if target else "empty", ids=("s2PCS8K",))
    return made.replace(**more)


def sent(found: Catalog, **more: object) -> Parcel:
    """The parcel of a catalog, whose first message came back with something else."""
    parcel = exchange.parcel(found, "en")
    first, *rest = parcel.units
    return replace(parcel, units=[replace(first, line=7, **more), *rest])  # type: ignore[arg-type]


def took(ours: Catalog, came: Parcel, *, theirs: bool = False) -> tuple[Entry, intake.Intake, list[str]]:
    """The first entry, what was taken, and the codes of findings; a second intake has to change nothing."""
    after, made, problems = intake.take(ours, came, "talk.xlf", theirs=theirs)
    again, nothing, _ = intake.take(after, came, "talk.xlf", theirs=theirs)
    assert again is after and not nothing.taken
    return after.entries[0], made, [problem.code for problem in problems]


def test_what_changed_there_is_taken() -> None:
    found = catalog_of(entry())
    now, made, codes = took(found, sent(found, target="Ouais."))
    assert now == entry("Ouais.") and made.taken == (now,) and not codes
    now, _, _ = took(found, sent(found, state="fuzzy"))
    assert now == entry(state="fuzzy")
    drafted = catalog_of(entry(state="fuzzy", previous=(None, "Yes?")))
    now, _, _ = took(drafted, sent(drafted, state="done"))
    assert now == entry()
    now, _, _ = took(drafted, sent(drafted, target="Si."))
    assert now == entry("Si.", "fuzzy", previous=(None, "Yes?"))


def test_what_changed_here_stays() -> None:
    came = sent(catalog_of(entry()))
    now, made, codes = took(catalog_of(entry("Ouais.")), came)
    assert now == entry("Ouais.") and made.unchanged == 1 and not codes


def test_what_changed_to_the_same_is_no_conflict() -> None:
    came = sent(catalog_of(entry()), target="Ouais.")
    now, made, codes = took(catalog_of(entry("Ouais.")), came)
    assert now == entry("Ouais.") and made.unchanged == 1 and not codes


def test_what_changed_on_both_sides_is_a_conflict() -> None:
    came = sent(catalog_of(entry()), target="Ouais.")
    ours = catalog_of(entry("Si.\nSi !"))
    after, made, (problem,) = intake.take(ours, came, "talk.xlf")
    assert after is ours and made.conflicts == 1 and not made.taken
    assert (problem.code, str(problem.where)) == ("D261", "talk.xlf:7")
    assert "Si. Si !" in problem.hint and "Ouais." in problem.hint and "Yes." in problem.message
    now, made, codes = took(ours, came, theirs=True)
    assert now == entry("Ouais.", comments=("was: Si.", "was: Si !"))
    assert not codes and len(made.taken) == 1


def test_a_draft_that_was_changed_since_its_source_was_edited_is_not_replaced() -> None:
    came = sent(catalog_of(entry()), target="Si.")
    edited = {"state": "fuzzy", "source": "Yes, yes.", "previous": (None, "Yes.")}
    untouched, changed = (
        catalog_of(entry().replace(target=text, **edited)) for text in ("Oui.", "Oui, oui.")
    )
    assert took(untouched, came)[0].target == "Si."
    now, made, codes = took(changed, came)
    assert (now.target, made.conflicts, codes) == ("Oui, oui.", 1, ["D261"])


def test_what_a_program_has_copied_over_the_work_of_a_person_is_kept_beside_it() -> None:
    """One translation for all messages of the same words, as OmegaT has it."""
    twin = entry("Oui.", "done", context="turn|mara", ids=("t3QDT9M",))
    machine = ("machine: Apertium",)
    for draft, kept in ((entry("Ouais.", "fuzzy"), ("was: Ouais.",)), (entry("Ouais."), ("was: Ouais.",)),
                        (entry("Ouais.", "fuzzy", comments=machine), machine),
                        (entry("Ouais.", comments=(provenance.REVISED, *machine)), (*machine, "was: Ouais.")),
                        (entry("Ouais.", "fuzzy", source="Yes!"), ()), (entry(""), ())):  # fmt: skip
        found = catalog_of(draft, twin)
        now, made, codes = took(found, sent(found, target="Oui.", state="done"))
        assert (now.target, now.state, len(made.taken), codes) == ("Oui.", "done", 1, [])
        assert tuple(line for line in now.comments if line != provenance.REVISED) == kept
    # A row that stands there twice is one message.
    found = catalog_of(entry("Ouais.", "fuzzy"))
    came = sent(found, target="Oui.", state="done")
    assert took(found, replace(came, units=[*came.units, *came.units]))[0] == entry("Oui.")


def test_a_change_of_the_state_alone_can_be_a_conflict() -> None:
    came = sent(catalog_of(entry()), target="Ouais.")
    now, _, codes = took(catalog_of(entry(state="fuzzy")), came)
    assert now == entry(state="fuzzy") and codes == ["D261"]


@pytest.mark.parametrize("theirs", [False, True])
def test_a_deleted_translation(theirs: bool) -> None:
    found = catalog_of(entry())
    now, _, codes = took(found, sent(found, target="", state="empty"), theirs=theirs)
    if theirs:
        assert now == entry("", comments=("was: Oui.",)) and not codes
    else:
        assert now == entry() and codes == ["D262"]


def test_an_accent_behind_its_letter_is_no_other_translation() -> None:
    """Some systems write e and an accent for \u00e9; a person sees no difference."""
    for target in ("D\u00e9j\u00e0.", "\u0622\u062e\u0631.", "\u304c."):
        found = catalog_of(entry(target))
        apart = unicodedata.normalize("NFD", target)
        assert apart != target
        for base in ("", exchange.parcel(found, "en").units[0].base):
            now, made, codes = took(found, sent(found, target=apart, base=base))
            assert now == entry(target) and made.unchanged == 1 and not codes


def test_a_state_that_nothing_dates_is_named() -> None:
    found = catalog_of(entry())
    _, _, (problem,) = intake.take(found, sent(found, base="", state="fuzzy"), "talk.xlf")
    assert problem.code == "D261" and "is done here and fuzzy in the file" in problem.message


def test_a_file_that_has_lost_its_tokens_overwrites_nothing() -> None:
    found = catalog_of(entry())
    assert took(found, sent(found, base="", target="Si."))[2] == ["D261"]
    assert took(found, sent(found, base="", target="", state=""))[1].unchanged == 1
    assert took(found, sent(found, base="", state=""))[1].unchanged == 1
    blank = catalog_of(entry(""))
    assert took(blank, sent(blank, base="", target="Si.", state=""))[0] == entry("Si.")


@pytest.mark.parametrize(
    ("was", "said", "target", "becomes"),
    [
        ("empty", "empty", "Si.", "done"),  # typed into an empty row
        ("empty", "", "Si.", "done"),
        ("empty", "fuzzy", "Si.", "fuzzy"),
        ("empty", "unrevised", "Si.", "done"),  # XLIFF's "translated"
        ("fuzzy", "fuzzy", "Si.", "fuzzy"),
        ("fuzzy", "", "Si.", "done"),
        ("fuzzy", "", "Oui.", "fuzzy"),
        ("fuzzy", "empty", "Si.", "fuzzy"),
        ("done", "unrevised", "Si.", "done"),
        ("done", "unrevised", "Oui.", "done"),
        ("done", "empty", "Oui.", "fuzzy"),
    ],
)
def test_states_as_they_are_meant(was: State, said: UnitState, target: str, becomes: State) -> None:
    found = catalog_of(entry("Oui." if was != "empty" else "", was))
    assert took(found, sent(found, target=target, state=said))[0].state == becomes


@pytest.mark.parametrize("mark", ["machine: Apertium", provenance.aligned("Oui.", 0.97, doubtful=False)])
def test_a_person_revises_what_a_machine_did(mark: str) -> None:
    found = catalog_of(entry(comments=("Really?", mark)))
    (unit,) = exchange.parcel(found, "en").units
    assert (unit.state, unit.comments) == ("unrevised", ("Really?",))
    for change in ({"state": "done"}, {"target": "Si.", "state": "done"}, {"target": "Si."}):
        now, _, _ = took(found, sent(found, **change))
        assert now.state == "done" and catalog.origin(now) == "revised"
    # Nobody has approved of it, and a file can't say that a machine did what a person did.
    now, made, _ = took(found, sent(found, comments=("Really?", "revised", "machine: Other")))
    assert now == found.entries[0] and not made.taken


def test_comments_of_both_sides_stay() -> None:
    found = catalog_of(entry(comments=("Ask Mara.",)))
    now, made, _ = took(found, sent(found, comments=("She is away.", " She is  away. ", "")))
    assert now == entry(comments=("Ask Mara.", "She is away.")) and len(made.taken) == 1
    ours = catalog_of(entry("Si.", comments=("Asked.",)))
    now, made, codes = took(ours, sent(found, target="Ouais.", comments=("Ask Mara.", "New.")))
    assert now == entry("Si.", comments=("Asked.", "Ask Mara.", "New.")) and codes == ["D261"]


def edited(parts: list[tuple[str, str]], found: Catalog) -> Catalog:
    """A catalog brought up to date with the document as it is now."""
    now = template(document(parts), template(document()))
    return catalog.update(found, now, "fr", ABOUT, LATER)[0]


def test_a_source_that_changed_meanwhile_makes_it_fuzzy() -> None:
    found = translation(document())
    parcel = exchange.parcel(found, "en")
    came = replace(
        parcel, units=[replace(u, target="NEW" if u.source == MARA else u.target) for u in parcel.units]
    )
    asked = MARA.replace("first", "last")
    ours = edited([(who, asked if text == MARA else text) for who, text in INTERVIEW], found)
    after, made, problems = intake.take(ours, came, "talk.xlf")
    (now,) = made.taken
    assert (now.source, now.target, now.state, now.previous) == (asked, "NEW", "fuzzy", (None, MARA))
    assert made.dated == 1 and not problems
    assert intake.take(after, came, "talk.xlf")[0] is after
    # Somebody has looked at the new source already: that is newer.
    done = replace(
        ours,
        entries=tuple(
            e.replace(state="done", previous=None) if e.source == asked else e for e in ours.entries
        ),
    )
    assert [problem.code for problem in intake.take(done, came, "talk.xlf")[2]] == ["D261"]
    # Nothing was done there: all stays as `extract` left it.
    assert intake.take(ours, parcel, "talk.xlf")[0] is ours


def test_a_name_that_changed_meanwhile() -> None:
    found = catalog_of(Entry("speaker|mara", "Mara Lynd", "Mara", "done"), entry())
    came = sent(found, target="Mâra")
    ours = catalog_of(
        Entry("speaker|mara", "Mara Lind", "Mara", "fuzzy", previous=(None, "Mara Lynd")), entry()
    )
    now, _, _ = took(ours, came)
    assert now == Entry("speaker|mara", "Mara Lind", "Mâra", "fuzzy", previous=(None, "Mara Lynd"))


def test_another_speaker_is_told_and_makes_nothing_fuzzy() -> None:
    came = sent(catalog_of(entry()), target="Si.")
    told = provenance.elsewhere("turn|ilyas", "Ilyas Okoro", "Oui.")
    # The second as diglot 0.1 left it.
    for ours in (
        entry(context="turn|mara", comments=(told,)),
        entry(state="fuzzy", context="turn|mara", previous=("turn|ilyas", "Yes.")),
    ):
        now, _, codes = took(catalog_of(ours), came)
        assert (now.target, now.state, now.previous, codes) == ("Si.", "done", None, [])
        assert provenance.made_for(now) == "turn|ilyas" and len(now.comments) == 1


def test_a_translation_for_another_speaker_goes_out_with_a_note() -> None:
    told = provenance.elsewhere("turn|ilyas", "Ilyas Okoro", "Oui.")
    found = catalog_of(entry(context="turn|mara", comments=(told,)))
    assert any("made for turn|ilyas" in note for note in exchange.parcel(found, "en").units[0].notes)
    # Who changes it has seen it.
    now, _, _ = took(found, sent(found, target="Si."))
    assert (now.target, now.comments) == ("Si.", ())


def test_a_text_that_is_gone_is_kept_as_obsolete() -> None:
    found = catalog_of(entry(), entry().replace(source="No.", ids=()))
    came = sent(found, target="Si.")
    gone = catalog_of(found.entries[1], obsolete=(entry(ids=()),))
    after, made, problems = intake.take(gone, came, "talk.xlf")
    assert after.obsolete == (entry("Si.", ids=()),) and made.dated == 1 and not problems
    assert intake.take(after, came, "talk.xlf")[0] is after
    # It had no translation, so `extract` has dropped it.
    dropped = catalog_of(found.entries[1])
    after, made, (problem,) = intake.take(dropped, came, "talk.xlf")
    assert after.obsolete == (entry("Si.", ids=()),) and problem.code == "D264"
    assert intake.take(after, came, "talk.xlf")[0] is after
    assert intake.take(dropped, sent(found), "talk.xlf")[0] is dropped


def test_a_remark_on_a_text_that_is_gone_is_kept_as_obsolete() -> None:
    found = catalog_of(entry(""), entry().replace(source="No.", ids=()))
    dropped = catalog_of(found.entries[1])
    came = sent(found, comments=("Who says it?",))
    after, made, (problem,) = intake.take(dropped, came, "talk.xlf")
    assert after.obsolete == (entry("", ids=(), comments=("Who says it?",)),)
    assert (len(made.taken), problem.code) == (1, "D264")
    assert intake.take(after, came, "talk.xlf")[0] is after


def test_a_message_of_nobody_is_left_out() -> None:
    found = catalog_of(entry())
    stranger = MessageUnit("x1", "turn|mara", "Who is it?", "Qui est-ce ?", "done", line=9)
    came = replace(sent(found), units=[stranger])
    now, made, codes = took(found, came)
    assert now == entry() and made.unknown == 1 and codes == ["D263"]


def test_messages_of_other_programs_stay_out() -> None:
    plural = Entry("", "%d boat", "%d bateau", "done", plural=("%d boats", "%d bateau", "%d bateaux"))
    found = catalog_of(entry(), plural)
    assert [unit.source for unit in exchange.parcel(found, "en").units] == ["Yes."]
    came = replace(sent(found), units=[MessageUnit("m1", "", "%d boat", "X", "done", base="done.X", line=3)])
    now, made, codes = took(found, came)
    assert now == entry() and made.unknown == 1 and codes == ["D263"]


def test_an_id_that_stands_twice() -> None:
    found = catalog_of(entry(), entry("Non.").replace(source="No."))
    one, other = exchange.parcel(found, "en").units
    assert one.id == "s2PCS8K" and other.id.startswith("m")
    came = replace(sent(found), units=[replace(other, target="Nan.")])
    after, _, _ = intake.take(found, came, "talk.xlf")
    assert [e.target for e in after.entries] == ["Oui.", "Nan."]


def test_the_same_message_twice_in_a_file() -> None:
    """Of two new translations none is taken; a row that was copied and changed once is."""
    found = catalog_of(entry(), entry("Non.").replace(source="No.", ids=("s051JB1",)))
    unit, other = exchange.parcel(found, "en").units
    came = replace(
        sent(found),
        units=[replace(unit, target="Si.", line=2), replace(unit, target="Ouais.", line=5), other],
    )
    after, made, (problem,) = intake.take(found, came, "talk.csv")
    assert after is found and made.left_out == 2 and problem.code == "D275" and "(2, 5)" in problem.message
    came = replace(sent(found), units=[replace(unit, target="Si."), unit, other])
    assert took(found, came)[0].target == "Si."


def test_line_breaks_fit_the_source() -> None:
    signature = Entry("meta|translator-credits", "translator-credits")
    found = catalog_of(signature)
    now, _, _ = took(found, sent(found, target="Ana Roca <a@roca.net>\r\nBo Li\n\n", state="done"))
    assert now.target == "Ana Roca <a@roca.net>\nBo Li"
    framed = catalog_of(Entry("", "\nFrame\n"))
    assert took(framed, sent(framed, target="Cadre", state="done"))[0].target == "\nCadre\n"


@pytest.mark.parametrize("text", ["a\0", "a\ud800", "#-#-#-#-#  fr.po  #-#-#-#-#\nOui."])
def test_what_no_text_can_hold_is_left_out(text: str) -> None:
    found = catalog_of(entry(), entry("Non.").replace(source="No.", ids=("s051JB1",)))
    for part in ("target", "source", "context"):
        came = sent(found, **{part: text})
        came = replace(came, units=[came.units[0], replace(came.units[1], target="Nan.")])
        after, made, (problem,) = intake.take(found, came, "talk.xlf")
        assert (problem.code, str(problem.where)) == ("D276", "talk.xlf:7")
        assert made.left_out == 1 and [e.target for e in after.entries] == ["Oui.", "Nan."]


def test_the_report_is_a_sentence() -> None:
    report = intake.Intake((entry(),), 1, 40, 1, 2)
    assert str(report) == (
        "1 taken (1 of them for a source that has changed since), 40 unchanged, 1 conflict, 2 unknown"
    )
    assert list(report.lines()) == ["done: turn|ilyas: Yes."]
    assert str(intake.Intake(left_out=3)).endswith("0 unknown, 3 left out")


def test_a_catalog_that_took_something_is_a_good_one() -> None:
    found = translation(document())
    data = po.dump(found)
    came = sent(po.load(data, "talk.po", "fr"), target="[\x07]", comments=("a", "\x0b"))
    after, _, _ = intake.take(found, came, "talk.xlf")
    written = po.dump(after, data)
    assert po.load(written, "talk.po", "fr").entries == after.entries
    old, new = data.decode().split("\n"), written.decode().split("\n")
    assert len([line for line in new if line not in old]) == 2
