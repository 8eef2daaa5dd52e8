"""Two versions of a catalog become one: whatever was done on two sides is there."""

from __future__ import annotations

import importlib.util
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

import validators
from catalogs import ABOUT, INTERVIEW, LATER, by_source, document, prose, template, translation
from pace import examples
from toolkit import catalog, po
from toolkit.catalog import machine_marks, memory_marks, merging
from toolkit.catalog.contexts import CREDITS
from toolkit.catalog.merging import Clash, merge
from toolkit.catalog.review import review_of
from toolkit.errors import DiglotError
from toolkit.model import Catalog, Entry, State
from toolkit.workflow import git

Parts = Sequence[tuple[str, str]]
NIGHT = "When did you first cross the river at night?"
ICE = "Then we waited for the ice to decide."


def empty(parts: Parts = INTERVIEW) -> Catalog:
    return translation(document(parts), translate=None)


def filled(made: Catalog, **targets: str) -> Catalog:
    """A translator's work: the translation of what begins with a word."""
    work = {word.replace("_", " "): target for word, target in targets.items()}

    def of(entry: Entry) -> Entry:
        target = next((work[word] for word in work if entry.source.startswith(word)), None)
        return entry if target is None else entry.replace(target=target, state="done", previous=None)

    return replace(made, entries=tuple(map(of, made.entries)))


def edited(made: Catalog, parts: Parts, before: Parts = INTERVIEW) -> Catalog:
    """An editor's work: the catalog, brought up to date with another text."""
    return catalog.update(made, template(document(parts), template(document(before))), "fr", ABOUT, LATER)[0]


def reworded(was: str, now: str, parts: Parts = INTERVIEW) -> Parts:
    return [(who, text.replace(was, now)) for who, text in parts]


def clashes(found: Sequence[Clash]) -> list[tuple[str, str]]:
    return [(clash.how, clash.entry.source) for clash in found]


def lines(made: Catalog) -> Catalog:
    """As a file has it."""
    return po.load(po.dump(made), "talk.po", "fr")


def test_two_halves_are_whole() -> None:
    base = empty()
    ours, theirs = filled(base, When="Quand ?", Then="Alors."), filled(base, Outside="Dehors.", Yes="Oui.")
    both = filled(base, When="Quand ?", Then="Alors.", Outside="Dehors.", Yes="Oui.")
    assert merge(base, ours, theirs) == merge(base, theirs, ours) == (both, ())


def test_the_same_message_is_a_draft_with_both() -> None:
    base = empty()
    merged, found = merge(base, filled(base, When="Quand ?"), filled(base, When="C’était\nquand ?"))
    entry = by_source(merged)[NIGHT]
    assert clashes(found) == [("both", NIGHT)]
    assert (entry.target, entry.state) == ("Quand ?", "fuzzy")
    assert entry.comments == (merging._DECIDE, "other: C’était", "other: quand ?")
    assert found[0].entry == entry and (found[0].ours, found[0].theirs) == ("Quand ?", "C’était\nquand ?")
    # Once it is decided on one side, it is decided.
    decided = filled(merged, When="Quand donc ?")
    decided = replace(decided, entries=tuple(entry.replace(comments=()) for entry in decided.entries))
    assert merge(merged, decided, merged) == (decided, ())


def test_a_review_of_one_text_is_none_of_another() -> None:
    base = filled(empty(), When="C’était quand ?")
    theirs = replace(
        base, entries=tuple(e.replace(comments=("approved",)) if e.target else e for e in base.entries)
    )
    assert merge(base, base, theirs) == (theirs, ())
    # Somebody went over the text that the other side has changed meanwhile.
    merged, _ = merge(base, filled(base, When="Quand ?"), theirs)
    entry = by_source(merged)[NIGHT]
    assert (entry.target, entry.state, review_of(entry)) == ("Quand ?", "done", "")
    # Who goes back to that text has the review of it.
    assert review_of(entry.replace(target="C’était quand ?")) == "approved"


def test_a_review_of_words_that_changed_on_its_side_is_in_question() -> None:
    base = filled(empty(), When="C’était quand ?")
    theirs = filled(base, When="Quand donc ?")
    theirs = replace(
        theirs, entries=tuple(e.replace(comments=("approved",)) if e.target else e for e in theirs.entries)
    )
    ours = replace(
        base, entries=tuple(e.replace(comments=("Ask.",)) if e.target else e for e in base.entries)
    )
    entry = by_source(merge(base, ours, theirs)[0])[NIGHT]
    assert (entry.target, review_of(entry), entry.comments[0]) == ("Quand donc ?", "", "Ask.")
    assert entry.comments[1].startswith("approved? Is it of these words?")


def test_what_is_finished_stands_before_a_draft() -> None:
    base = empty()
    draft = filled(base, When="Quoi ?")
    draft = replace(draft, entries=tuple(e.replace(state="fuzzy") if e.target else e for e in draft.entries))
    for sides in ((draft, filled(base, When="Quand ?")), (filled(base, When="Quand ?"), draft)):
        entry = by_source(merge(base, *sides)[0])[NIGHT]
        assert (entry.target, entry.state, entry.comments[1:]) == ("Quand ?", "fuzzy", ("other: Quoi ?",))


def machines(entry: Entry) -> Entry:
    return machine_marks.suggested(entry, "Lorsque ?", "some-model")


def remembered(entry: Entry) -> Entry:
    mark = memory_marks.filled("other-talk", 0.9, "Lorsque ?")
    return entry.replace(target="Lorsque ?", state="fuzzy", comments=(mark,))


@pytest.mark.parametrize("suggest", [machines, remembered])
def test_a_persons_text_stands_before_a_suggestion(suggest: Callable[[Entry], Entry]) -> None:
    base = empty()
    ours = filled(base, When="Quand ?")
    entries = tuple(suggest(entry) if entry.source == NIGHT else entry for entry in base.entries)
    theirs = replace(base, entries=entries)
    for sides in ((ours, theirs), (theirs, ours)):
        assert merge(base, *sides) == (ours, ())
    # Who has taken the suggestion over has decided.
    done = replace(theirs, entries=tuple(e.replace(state="done") if e.target else e for e in entries))
    assert clashes(merge(base, ours, done)[1]) == [("both", NIGHT)]


def test_the_same_translation_on_both_sides_is_none_the_less_a_draft_of_one() -> None:
    base = empty()
    done = filled(base, When="Quand ?")
    draft = replace(done, entries=tuple(e.replace(state="fuzzy") if e.target else e for e in done.entries))
    for sides in ((draft, done), (done, draft)):
        merged, found = merge(base, *sides)
        assert (merged, found) == (draft, ())


def test_drafts_of_one_text_for_different_words() -> None:
    base = filled(empty(), When="Quand ?")

    def made_for(source: str) -> Catalog:
        return replace(
            base, entries=tuple(e.replace(previous=(None, source)) if e.target else e for e in base.entries)
        )

    assert merge(base, made_for("Where?"), made_for("Why?")) == (made_for("Where?"), ())


def test_all_who_translated_sign() -> None:
    base = empty()
    ours, theirs = filled(base, translator="Ana Roca\nBo Lind"), filled(base, translator="Taro Ito\nBo Lind")
    merged, found = merge(base, ours, theirs)
    assert (merged.entries[-1].target, found) == ("Ana Roca\nBo Lind\nTaro Ito", ())


def test_emptied_here_and_changed_there_stays() -> None:
    base = filled(empty(), When="Quand ?")
    gone = replace(base, entries=tuple(e.replace(target="", state="empty") for e in base.entries))
    better = filled(base, When="Quand donc ?")
    for sides in ((gone, better), (better, gone)):
        merged, found = merge(base, *sides)
        assert by_source(merged)[NIGHT].target == "Quand donc ?"
        assert clashes(found) == [("emptied", NIGHT)]
        assert [finding.code for finding in git._findings(found, {}, "talk.po")] == ["D267"]
    # A deletion that nobody contradicts is one.
    assert merge(base, gone, base) == (gone, ())


def test_a_deleted_text_that_was_translated_meanwhile_rests() -> None:
    base = empty()
    cut = edited(base, [part for part in INTERVIEW if part[1] != ICE])
    done = filled(base, Then="Alors on attendit.")
    for sides in ((cut, done), (done, cut)):
        merged, found = merge(base, *sides)
        assert [(e.source, e.target) for e in merged.obsolete] == [(ICE, "Alors on attendit.")]
        assert ICE not in by_source(merged) and clashes(found) == [("gone", ICE)]
        # It is back with its words.
        back = edited(lines(merged), INTERVIEW)
        assert by_source(back)[ICE].state == "done"


def test_an_edited_text_has_what_was_translated_meanwhile_as_a_draft() -> None:
    base = empty()
    parts = reworded("the ice", "the river ice")
    now = ICE.replace("the ice", "the river ice")
    done = filled(base, Then="Alors on attendit.")
    for sides in ((edited(base, parts), done), (done, edited(base, parts))):
        merged, found = merge(base, *sides)
        entry = by_source(merged)[now]
        assert (entry.target, entry.state) == ("Alors on attendit.", "fuzzy")
        assert entry.previous == (None, ICE)
        assert [(e.source, e.state) for e in merged.obsolete] == [(ICE, "done")]
        assert clashes(found) == [("gone", ICE)]
        # As if the editor had come later.
        assert {e.key: (e.target, e.state, e.previous) for e in merged.entries} == {
            e.key: (e.target, e.state, e.previous) for e in edited(done, parts).entries
        }


def test_a_better_translation_goes_on_to_the_edited_text() -> None:
    base = filled(empty(), Then="Alors on attendit.")
    parts = reworded("the ice", "the river ice")
    better = filled(base, Then="Alors nous attendions.")
    merged, _ = merge(base, edited(base, parts), better)
    entry = by_source(merged)[ICE.replace("the ice", "the river ice")]
    assert (entry.target, entry.state) == ("Alors nous attendions.", "fuzzy")


def test_what_somebody_has_finished_for_the_edited_text_stays() -> None:
    """In the very words of the draft: it is no draft any more, so nothing takes its place."""
    base = filled(empty(), Then="Alors on attendit.")
    now = edited(base, reworded("the ice", "the river ice"))
    ours, theirs = filled(now, Then="Alors on attendit."), filled(base, Then="Alors nous attendions.")
    for sides in ((ours, theirs), (theirs, ours)):
        merged, found = merge(base, *sides)
        entry = by_source(merged)[ICE.replace("the ice", "the river ice")]
        assert (entry.target, entry.state) == ("Alors on attendit.", "done")
        assert "Alors nous attendions." in [resting.target for resting in merged.obsolete]
        assert clashes(found) == [("gone", ICE)]


def test_what_is_back_in_its_words_gives_way_to_no_draft_of_other_words() -> None:
    """It was finished, edited, and is back on one side; the other has retranslated the edited text."""
    base = edited(filled(empty(), Then="Alors on attendit."), reworded("the ice", "the river ice"))
    again = template(
        document(), template(document(reworded("the ice", "the river ice")), template(document()))
    )
    back = catalog.update(base, again, "fr", ABOUT, LATER)[0]
    assert by_source(back)[ICE].state == "done"
    merged, _ = merge(base, back, filled(base, Then="Alors nous attendions."))
    entry = by_source(merged)[ICE]
    assert (entry.target, entry.state) == ("Alors on attendit.", "done")
    assert "Alors nous attendions." in texts(merged)


def test_typography_that_was_set_meanwhile_takes_a_better_translation() -> None:
    base = filled(empty(), Then="Alors on attendit.")
    now = edited(base, reworded("for the", "for\u00a0the"))
    merged, _ = merge(base, now, filled(base, Then="Alors nous attendions."))
    entry = by_source(merged)[ICE.replace("for the", "for\u00a0the")]
    assert (entry.target, entry.state) == ("Alors nous attendions.", "done")


def test_a_draft_that_somebody_has_changed_or_finished_meanwhile_stays() -> None:
    """Changed to other words, though it is a draft still; finished, though nothing but typography was set."""
    base = filled(empty(), Then="Alors on attendit.")
    theirs = filled(base, Then="Alors nous attendions.")
    ice = ICE.replace("the ice", "the river ice")
    mine = with_state(
        filled(edited(base, reworded("the ice", "the river ice")), Then="On attendit."), "fuzzy"
    )
    for sides in ((mine, theirs), (theirs, mine)):
        merged, _ = merge(base, *sides)
        assert (by_source(merged)[ice].target, by_source(merged)[ice].state) == ("On attendit.", "fuzzy")
        assert "Alors nous attendions." in texts(merged)
    drafted = with_state(base, "fuzzy")
    now = with_state(edited(drafted, reworded("for the", "for\u00a0the")), "done")
    for sides in ((now, theirs), (theirs, now)):
        merged, _ = merge(drafted, *sides)
        entry = by_source(merged)[ICE.replace("for the", "for\u00a0the")]
        assert (entry.target, entry.state) == ("Alors on attendit.", "done")
        assert "Alors nous attendions." in texts(merged)


def with_state(made: Catalog, state: State) -> Catalog:
    """The catalog, in which all that is translated is done, or a draft."""
    return replace(made, entries=tuple(e.replace(state=state) if e.target else e for e in made.entries))


def test_what_was_edited_in_an_empty_message_is_told_beside_the_work_of_others() -> None:
    base = filled(empty(), Then="Alors on attendit.")
    now = edited(base, reworded("first", "last", reworded("the ice", "the river ice")))
    merged, _ = merge(base, now, filled(base, Then="Alors nous attendions."))
    source = NIGHT.replace("first", "last")
    assert any(note.startswith("Changed: ") for note in by_source(now)[source].notes)
    assert by_source(merged)[source].notes == by_source(now)[source].notes


def test_who_extracted_the_edit_on_both_sides_has_no_conflict() -> None:
    base = filled(empty(), Then="Alors on attendit.")
    now = edited(base, reworded("the ice", "the river ice"))
    translated = filled(now, Then="Alors on attendit la glace.")
    for sides in ((now, translated), (translated, now)):
        merged, found = merge(base, *sides)
        assert (merged.entries, found) == (translated.entries, ())


def test_a_speaker_who_is_renamed_has_the_name_that_was_translated_meanwhile() -> None:
    base = empty()
    doc = document()
    people = tuple(replace(who, name="Mara A. Lind") if who.key == "mara" else who for who in doc.speakers)
    named = catalog.update(base, template(replace(doc, speakers=people)), "fr", ABOUT, LATER)[0]
    merged, _ = merge(base, named, filled(base, Mara="Mara Lind", When="Quand ?"))
    entry = by_source(merged)["Mara A. Lind"]
    assert (entry.target, entry.state, entry.previous) == ("Mara Lind", "fuzzy", (None, "Mara Lind"))
    assert by_source(merged)[NIGHT].target == "Quand ?"


def test_who_speaks_is_corrected_while_somebody_translates() -> None:
    base = filled(empty(), Then="Alors on attendit.")
    parts = [("mara" if text == ICE else who, text) for who, text in INTERVIEW]
    merged, _ = merge(base, edited(base, parts), filled(base, Then="Alors nous attendions."))
    entry = by_source(merged)[ICE]
    assert (entry.context, entry.target, entry.state) == ("turn|mara", "Alors nous attendions.", "done")


def test_figure_an_editor_rewords_a_tenth_while_a_translator_fills_457() -> None:
    generator = random.Random(7)
    parts = [(generator.choice(["mara", "ilyas"]), prose(generator, 18)) for _ in range(500)]
    now = [(who, f"{text[:-1]}, then." if k % 10 == 3 else text) for k, (who, text) in enumerate(parts)]
    now = [*now[:40], ("mara", "Who else was on the boat that night?"), *now[41:]]
    base = empty(parts)
    entries = [e.replace(target=f"FR {e.source}", state="done") for e in base.entries[:457]]
    theirs = replace(base, entries=(*entries, *base.entries[457:]))
    merged, found = merge(base, edited(base, now, parts), theirs)
    assert {clash.how for clash in found} == {"gone"}
    told = texts(merged)
    assert sum(entry.target in told for entry in entries) == 457
    assert sum(entry.state == "fuzzy" for entry in merged.entries) >= 45


def test_new_messages_stand_where_they_stood() -> None:
    base = empty()
    mine = [*INTERVIEW[:3], ("mara", "Who held the lamp?"), *INTERVIEW[3:]]
    their = [*INTERVIEW[:-1], ("mara", "Were you afraid of it?"), *INTERVIEW[-1:]]
    merged, found = merge(base, edited(base, mine), edited(base, their))
    both = [*mine[:-1], ("mara", "Were you afraid of it?"), *mine[-1:]]
    assert [e.source for e in merged.entries] == [e.source for e in edited(base, both).entries]
    assert not found
    # A block that only they have moved is where they have it.
    moved = edited(base, [*INTERVIEW[4:8], *INTERVIEW[:4], *INTERVIEW[8:]])
    assert (
        merge(base, filled(base, When="Quand ?"), moved)[0].entries == filled(moved, When="Quand ?").entries
    )


def test_comments_of_both_are_there() -> None:
    base = empty()

    def noted(*comments: str) -> Catalog:
        return replace(
            base,
            entries=tuple(e.replace(comments=comments) if e.source == NIGHT else e for e in base.entries),
            trailer=comments[:1],
        )

    merged, _ = merge(noted("Old.", "Kept."), noted("Old.", "Kept.", "Mine."), noted("Kept.", "Theirs."))
    assert by_source(merged)[NIGHT].comments == ("Kept.", "Mine.", "Theirs.")
    assert merged.trailer == ("Kept.",)
    # Of the same line twice one is left.
    twice = noted("Yes.", "Old.", "Yes.")
    assert by_source(merge(twice, noted("Yes.", "Yes."), noted("Yes.", "Old."))[0])[NIGHT].comments == (
        "Yes.",
    )
    both = merge(twice, noted("Old.", "Yes."), noted("Yes.", "Old.", "Mine."))[0]
    assert by_source(both)[NIGHT].comments == ("Old.", "Yes.", "Mine.")


def headed(made: Catalog, **fields: str) -> Catalog:
    """With other values of some fields, or more of them."""
    now = dict(made.header) | {name.replace("_", "-"): value for name, value in fields.items()}
    return replace(made, header=tuple((name, value) for name, value in now.items() if value))


def test_fields_of_the_header_never_clash() -> None:
    base = headed(empty(), Last_Translator="Nobody yet <nobody@diglot.alt>")
    ours = headed(
        base,
        PO_Revision_Date="2026-05-01 10:00+0200",
        Last_Translator="Ana <ana@roca.net>",
        X_Generator="Poedit 3.4",
        Language_Team="French of Lyon",
        POT_Creation_Date="2026-06-02 10:00+0000",
    )
    theirs = headed(
        base,
        PO_Revision_Date="2026-05-01 09:00+0000",
        Last_Translator="Bo <bo@roca.net>",
        X_Generator="Weblate 5",
        X_Bugs="none",
        POT_Creation_Date="2026-06-01 10:00+0000",
        Report_Msgid_Bugs_To="",
    )
    for sides in ((ours, theirs), (theirs, ours)):
        merged, found = merge(base, *sides)
        header = dict(merged.header)
        # An hour later, in another time zone.
        assert header["PO-Revision-Date"] == "2026-05-01 09:00+0000"
        assert (header["Last-Translator"], header["X-Generator"]) == ("Bo <bo@roca.net>", "Weblate 5")
        assert header["POT-Creation-Date"] == "2026-06-02 10:00+0000"
        assert (header["Language-Team"], header["X-Bugs"]) == ("French of Lyon", "none")
        assert "Report-Msgid-Bugs-To" not in header
        assert not found
    # What one side took out and the other changed stays.
    for sides in ((ours, headed(base, Language_Team="")), (headed(base, Language_Team=""), ours)):
        assert dict(merge(base, *sides)[0].header)["Language-Team"] == "French of Lyon"
    # A later change that no person made leaves the person; a date that is none is older than any.
    stamped = headed(base, PO_Revision_Date="2027-01-01 00:00+0000")
    assert dict(merge(base, ours, stamped)[0].header)["Last-Translator"] == "Ana <ana@roca.net>"
    broken = headed(theirs, PO_Revision_Date="tomorrow")
    assert dict(merge(base, ours, broken)[0].header)["Last-Translator"] == "Ana <ana@roca.net>"


def test_what_both_have_added_needs_no_base() -> None:
    made = empty()
    merged, found = merge(None, filled(made, When="Quand ?"), filled(made, When="Quand ?", Yes="Oui."))
    assert (merged, found) == (filled(made, When="Quand ?", Yes="Oui."), ())


# Laws

Edit = Callable[[Catalog, random.Random], Catalog]


def _translate(made: Catalog, generator: random.Random) -> Catalog:
    return replace(
        made,
        entries=tuple(
            entry.replace(target=f"{entry.source.swapcase()}", state=generator.choice(["done", "fuzzy"]))
            if generator.random() < 0.5 and not entry.target
            else entry
            for entry in made.entries
        ),
    )


def _remark(made: Catalog, generator: random.Random) -> Catalog:
    return replace(
        made,
        entries=tuple(
            entry.replace(comments=(*entry.comments, f"Note {generator.randrange(99)}."))
            if generator.random() < 0.2
            else entry
            for entry in made.entries
        ),
    )


def _empty_some(made: Catalog, generator: random.Random) -> Catalog:
    return replace(
        made,
        entries=tuple(
            entry.replace(target="", state="empty", previous=None) if generator.random() < 0.2 else entry
            for entry in made.entries
        ),
    )


def _edit(made: Catalog, generator: random.Random) -> Catalog:
    """What an editor does, and `extract` after that."""
    parts = [
        (entry.context.partition("|")[2], entry.source)
        for entry in made.entries
        if entry.context.startswith("turn|")
    ]
    now = []
    for who, text in parts:
        chance = generator.random()
        if chance < 0.1:
            continue
        if chance < 0.2:
            now.append((who, prose(generator, 12)))
        now.append((who, f"Well, {text}" if chance > 0.85 else text))
    return edited(made, now, parts)


def _clear(made: Catalog, _: random.Random) -> Catalog:
    return replace(made, obsolete=())


def _stamp(made: Catalog, generator: random.Random) -> Catalog:
    return headed(made, PO_Revision_Date=f"2026-0{generator.randint(1, 9)}-01 10:00+0000", X_Generator="x")


EDITS = (_translate, _remark, _empty_some, _edit, _clear, _stamp)
seeds = st.integers(0, 10**6)
edits = st.lists(st.sampled_from(EDITS), max_size=4)


def talk(generator: random.Random) -> Catalog:
    parts = [
        (
            generator.choice(["mara", "ilyas"]),
            generator.choice(["Yes.", "No."]) if generator.random() < 0.3 else prose(generator, 10),
        )
        for _ in range(generator.randint(2, 8))
    ]
    return _translate(empty(parts), generator) if generator.random() < 0.7 else empty(parts)


def worked(made: Catalog, order: Sequence[Edit], generator: random.Random) -> Catalog:
    for edit in order:
        made = edit(made, generator)
    return made


def same(one: Catalog, other: Catalog) -> bool:
    return (*one.entries, *one.obsolete, one.header) == (*other.entries, *other.obsolete, other.header)


@examples(40)
@given(seeds, edits)
def test_what_one_side_did_is_what_comes_of_it(seed: int, order: list[Edit]) -> None:
    generator = random.Random(seed)
    base = talk(generator)
    side = worked(base, order, generator)
    for sides in ((side, base), (base, side), (side, side)):
        merged, found = merge(base, *sides)
        assert same(merged, side) and not found


def texts(made: Catalog) -> str:
    return "\n".join("\n".join((entry.target, *entry.comments)) for entry in (*made.entries, *made.obsolete))


@examples(40)
@given(seeds, edits, edits)
def test_whatever_both_sides_did_no_new_text_is_lost(seed: int, mine: list[Edit], their: list[Edit]) -> None:
    generator = random.Random(seed)
    base = talk(generator)
    ours, theirs = worked(base, mine, generator), worked(base, their, generator)
    merged, found = merge(base, ours, theirs)
    before = {entry.target for entry in (*base.entries, *base.obsolete)}
    told = texts(merged)
    for side in (ours, theirs):
        for entry in side.entries:
            assert entry.target in before or entry.target in told
    # It is a PO: no message twice, the signature last, none finished that clashes.
    data = po.dump(merged)
    assert po.load(data, "talk.po", "fr").entries == merged.entries
    drafts = {clash.entry.key for clash in found if clash.how == "both"}
    assert all(entry.state != "done" for entry in merged.entries if entry.key in drafts)
    live = {entry.key for entry in merged.entries}
    assert all(entry.key in live for entry in theirs.entries if entry in ours.entries)


@examples(40)
@given(seeds, st.data())
def test_disjoint_work_is_the_same_from_both_sides(seed: int, data: st.DataObject) -> None:
    generator = random.Random(seed)
    base = talk(generator)
    half = data.draw(st.sets(st.integers(0, len(base.entries) - 1)))

    def part(mine: bool) -> Catalog:
        work = (_translate, _remark, _empty_some)[generator.randrange(3)](base, generator)
        pairs = enumerate(zip(base.entries, work.entries, strict=True))
        return replace(base, entries=tuple(new if (k in half) == mine else old for k, (old, new) in pairs))

    ours, theirs = part(True), part(False)
    sides = zip(ours.entries, theirs.entries, strict=True)
    both = replace(base, entries=tuple(o if k in half else t for k, (o, t) in enumerate(sides)))
    assert merge(base, ours, theirs) == merge(base, theirs, ours) == (both, ())


# Files


def put(folder: Path, *made: Catalog | bytes) -> tuple[Path, Path, Path]:
    paths = folder / "base", folder / "ours", folder / "theirs"
    for path, content in zip(paths, made, strict=True):
        path.write_bytes(content if isinstance(content, bytes) else po.dump(content))
    return paths


def test_a_merged_file_pleases_gettext(tmp_path: Path) -> None:
    base = filled(empty(), Yes="Oui.")
    ours = edited(filled(base, When="Quand ?", Outside="Dehors."), reworded("the ice", "the river ice"))
    theirs = filled(base, When="C’était\nquand ?", Then="Alors.")
    paths = put(tmp_path, base, ours, theirs)
    findings = git.merge(Path(), *map(str, paths), path="locales/fr/LC_MESSAGES/talk.po")
    assert [finding.code for finding in findings] == ["D266", "D268"]
    where = findings[0].where
    assert where is not None and "msgctxt" in paths[1].read_text("utf-8").split("\n")[where.line - 1]
    assert "Here: “Quand ?”, there: “C’était quand ?”." in findings[0].hint
    file = paths[1].rename(tmp_path / "fr.po")
    assert validators.msgfmt(file) == []
    # Out of a PO editor and back, it is what it was.
    assert validators.msgcat(file, tmp_path / "cat.po") == []
    data = file.read_bytes()
    assert po.load((tmp_path / "cat.po").read_bytes(), "fr.po", "fr") == po.load(data, "fr.po", "fr")
    pot = tmp_path / "talk.pot"
    pot.write_bytes(po.dump(template(document(reworded("the ice", "the river ice")), template(document()))))
    assert validators.msgmerge(file, pot, tmp_path / "new.po", "--previous", "--no-fuzzy-matching") == []
    made = po.load((tmp_path / "new.po").read_bytes(), "fr.po", "fr")
    assert [e.comments for e in made.entries] == [e.comments for e in po.load(data, "fr.po", "fr").entries]


def test_lines_of_both_stay_as_they_were_wrapped(tmp_path: Path) -> None:
    base = empty()
    paths = put(tmp_path, base, filled(base, When="Quand ?"), filled(base, In_the="L’hiver, " * 20))
    assert validators.msgcat(paths[2], tmp_path / "wrapped.po") == []
    wrapped = (tmp_path / "wrapped.po").read_bytes()
    paths[2].write_bytes(wrapped)
    git.merge(Path(), *map(str, paths), path="talk.po")
    merged = paths[1].read_bytes()
    assert merged.count(b'\n"L\xe2\x80\x99hiver') >= 1 and b'msgstr "Quand ?"' in merged
    assert all(block in merged for block in wrapped.split(b"\n\n") if b"hiver" in block)


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        (b"", "cut off here: it is empty"),
        (po.dump(translation(document(), "de")), "one is in fr, the other in de."),
        (po.dump(empty()).replace(b"Language: fr", b"Language: !!"), "theirs"),
        (b"<<<<<<< HEAD\n" + po.dump(empty()), "a merge conflict was left in the file."),
    ],
)
def test_what_is_no_catalog_of_the_language_is_refused(theirs: bytes, words: str, tmp_path: Path) -> None:
    paths = put(tmp_path, empty(), filled(empty(), When="Quand ?"), theirs)
    before = paths[1].read_bytes()
    with pytest.raises(Exception, match=words.replace(".", r"\.")):
        git.merge(Path(), *map(str, paths), path="talk.po")
    assert paths[1].read_bytes() == before


DAMAGE = (
    b"\n",
    b"# c\n",
    b"#~ ",
    b"#, fuzzy\n",
    b'#| msgid "q"\n',
    b'msgctxt "a"\n',
    b"\xff",
    b'"',
    b"\r",
    b"\xc2\xa0",
)


@examples(40)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 120), st.sampled_from(DAMAGE)), max_size=3))
def test_what_is_damaged_is_refused_or_merged(damage: list[tuple[int, int, bytes]]) -> None:
    files = [
        po.dump(made).split(b"\n") for made in (empty(), translation(document()), filled(empty(), Yes="Oui."))
    ]
    for which, line, junk in damage:
        lines_ = files[which]
        lines_[line % len(lines_)] = junk + lines_[line % len(lines_)]
    with TemporaryDirectory() as folder:
        paths = put(Path(folder), *(b"\n".join(lines_) for lines_ in files))
        before = paths[1].read_bytes()
        try:
            git.merge(Path(), *map(str, paths), path="talk.po")
        except DiglotError:
            assert paths[1].read_bytes() == before
        else:
            data = paths[1].read_bytes()
            assert po.dump(po.load(data, "talk.po", "fr"), data) == data


@pytest.mark.skipif(importlib.util.find_spec("translate") is None, reason="translate-toolkit is missing")
def test_weblate_and_poedit_at_once(tmp_path: Path) -> None:
    """One writes by translate-toolkit, the other as gettext wraps; each saves the whole file."""
    from translate.storage.pypo import pofile  # type: ignore[import-not-found,unused-ignore]

    base = filled(empty(), In_the="L’hiver, " * 20)
    data = po.dump(base)
    store = pofile(io.BytesIO(data))
    for unit in store.units:
        if unit.source == NIGHT:
            unit.target = "Quand ?"
        if unit.source == ICE:
            unit.target = "Alors."
            unit.markfuzzy()
            unit.addnote("Which ice?", origin="translator")
    store.updateheader(  # type: ignore[no-untyped-call,unused-ignore]
        add=True, X_Generator="Weblate 5.9", PO_Revision_Date="2026-05-02 10:00+0000"
    )
    paths = put(tmp_path, data, bytes(store), data)
    assert validators.msgcat(paths[2], tmp_path / "wrapped.po") == []
    wrapped = (
        (tmp_path / "wrapped.po")
        .read_text("utf-8")
        .replace('msgid "Yes."\nmsgstr ""', 'msgid "Yes."\nmsgstr "Oui."')
    )
    paths[2].write_text(
        wrapped.replace('"Language: fr', '"X-Generator: Poedit 3.6\\n"\n"Language: fr'), "utf-8"
    )
    assert git.merge(Path(), *map(str, paths), path="talk.po") == ()
    found = by_source(po.load(paths[1].read_bytes(), "talk.po", "fr"))
    assert [(found[text].target, found[text].state) for text in (NIGHT, ICE, "Yes.")] == [
        ("Quand ?", "done"),
        ("Alors.", "fuzzy"),
        ("Oui.", "done"),
    ]
    assert found[ICE].comments == ("Which ice?",)
    merged = paths[1].read_text("utf-8")
    assert merged.count("X-Generator: Weblate 5.9") == 1 and "Poedit" not in merged
    # Only what was worked at has other lines than Weblate has written.
    assert set(merged.split("\n")) - set(bytes(store).decode().split("\n")) == {'msgstr "Oui."'}


def test_who_signed_stays_where_the_other_side_has_emptied_it() -> None:
    base = talk(random.Random(1))

    def signed(target: str, state: State) -> Catalog:
        return replace(
            base,
            entries=tuple(
                entry.replace(target=target, state=state) if entry.key == CREDITS else entry
                for entry in base.entries
            ),
        )

    base = signed("Anna Lind", "fuzzy")
    ours, theirs = signed("Anna Lind", "done"), signed("", "empty")
    for sides in ((ours, theirs), (theirs, ours)):
        merged, found = merge(base, *sides)
        (signs,) = (entry for entry in merged.entries if entry.key == CREDITS)
        assert (signs.target, signs.state) == ("Anna Lind", "done")
        assert [clash.how for clash in found] == ["emptied"]
