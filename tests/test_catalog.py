from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalogs import (
    ABOUT,
    INTERVIEW,
    LATER,
    MOMENT,
    by_source,
    document,
    paragraph_ids,
    template,
    translation,
)
from toolkit import catalog, po
from toolkit.catalog import ids
from toolkit.catalog.translator_notes import NoteParts, parted, templates
from toolkit.catalog.workload import stages_of, workload
from toolkit.config import identifiers
from toolkit.model import Catalog, Counts, Document, Entry, Meta, Person, Times

Parts = list[tuple[str, str]]
NIGHT = "When did you first cross the river at night?"


def updated(old: Catalog | None, parts: Parts, lang: str = "fr") -> tuple[Catalog, catalog.Changes]:
    return catalog.update(old, template(document(parts)), lang, ABOUT, LATER)


def changed(was: str, now: str) -> Parts:
    return [(who, now if text == was else text) for who, text in INTERVIEW]


# What there is to translate


def test_names_first_then_the_text_then_the_signature() -> None:
    made = template(document())
    contexts = [entry.context for entry in made.entries]
    assert contexts[:2] == ["speaker|mara", "speaker|ilyas"]
    assert contexts[-1] == "meta|translator-credits"
    text = [(entry.context, entry.source) for entry in made.entries[2:-1]]
    seen = dict.fromkeys((unit[0], unit[1]) for _, _, unit in ids.units(document()))
    assert text == list(seen)


def test_the_same_words_of_one_speaker_are_one_entry() -> None:
    made = template(document([*INTERVIEW, ("mara", "Yes.")]))
    entry = by_source(made)["And then?"]
    found = paragraph_ids(ids.assign(document(), None))
    assert entry.where == (f"source/talk.txt:{found[4]}", f"source/talk.txt:{found[7]}")
    assert entry.ids == (found[4], found[7])
    assert [e.context for e in made.entries if e.source == "Yes."] == ["turn|ilyas", "turn|mara"]


@pytest.mark.parametrize(
    ("roles", "note"),
    [
        (("interviewer", "interviewee"), "Mara Lind (interviewer) asks Ilyas Okoro."),
        (("guest", "host"), "Mara Lind (guest) answers Ilyas Okoro."),
        (("interviewee", "interviewee"), "Mara Lind (interviewee) speaks to Ilyas Okoro."),
        (("unknown", "unknown"), "Mara Lind speaks to Ilyas Okoro."),
    ],
)
def test_notes_say_who_speaks_to_whom_as_far_as_it_is_known(roles: tuple[str, str], note: str) -> None:
    made = template(document(roles=roles))  # type: ignore[arg-type]
    assert by_source(made)[NIGHT].notes == (note,)


def test_pages_say_notes_in_their_own_language() -> None:
    """What diglot tells is parted into its words and values; what a person tells stays."""
    notes = {note for entry in template(document()).entries for note in entry.notes}
    assert notes and all(parted(note) for note in notes)
    assert parted("Answers: Who speaks?\nBo speaks.") == (
        "Answers: {asked}",
        {"asked": "Who speaks?\nBo speaks."},
    )
    assert parted("Ann (host) asks Bo (the younger).") == (
        "{who} asks {names}.",
        {"who": ("{name} ({role})", {"name": "Ann", "role": ("host", {})}), "names": "Bo (the younger)"},
    )
    assert parted("Ann (née Ruiz) speaks.") == ("{who} speaks.", {"who": "Ann (née Ruiz)"})
    assert parted("00:01, 00:02, 3 more") == ("{times}, {n} more", {"times": "00:01, 00:02", "n": "3"})
    assert parted("See the recording, and one more.") is None


@given(st.sampled_from(templates()), st.data())
def test_each_note_is_parted_into_what_it_was_made_of(words: str, data: st.DataObject) -> None:
    names = re.findall(r"\{(\w+)\}", words)
    told = {"role": "guest", "times": "00:01", "n": "2"}
    values = {name: told.get(name) or data.draw(st.text(min_size=1)) for name in names}
    note = words.format_map(values)
    found = parted(note)
    # Of words that hold those of another note, that one may be told: with all that was there.
    assert found and _plain(found) == note


def _plain(value: str | NoteParts) -> str:
    if isinstance(value, str):
        return value
    return value.words.format_map({name: _plain(one) for name, one in value.values.items()})


def test_notes_hold_no_position() -> None:
    before, after = template(document()), template(document([("mara", "Hello."), *INTERVIEW]))
    notes = by_source(after)
    assert all(notes[entry.source].notes == entry.notes for entry in before.entries)


def timed(starts: dict[int, int]) -> Document:
    """The interview, some of its turns with a start in milliseconds."""
    turns = list(document().turns)
    for place, start in starts.items():
        (paragraph,) = turns[place].paragraphs
        turns[place] = turns[place].replace(paragraphs=(paragraph.replace(times=Times(start)),))
    return replace(document(), turns=tuple(turns))


def test_notes_tell_when_a_text_is_heard() -> None:
    made = template(timed({0: 500, 4: 61_000, 7: 125_900}))
    assert by_source(made)["And then?"].notes[1:] == ("00:01:01, 00:02:05",)
    assert by_source(made)[INTERVIEW[0][1]].notes[-1] == "00:00:00"
    assert not any(note[0].isdigit() for entry in template(document()).entries for note in entry.notes)


def test_a_refrain_has_no_endless_note() -> None:
    many = document([("mara", "Yes.")] * 9)
    turns = [
        turn.replace(paragraphs=tuple(p.replace(times=Times(60_000 * k)) for p in turn.paragraphs))
        for k, turn in enumerate(many.turns)
    ]
    note = by_source(template(replace(many, turns=tuple(turns))))["Yes."].notes[-1]
    assert note == "00:00:00, 00:01:00, 00:02:00, 00:03:00, 00:04:00, 4 more"


def test_other_times_change_no_translation_and_no_id() -> None:
    before = template(timed({0: 1000, 2: 5000}))
    after = template(timed({0: 2000, 2: 6000}), before)
    assert [entry.ids for entry in before.entries] == [entry.ids for entry in after.entries]
    old = translation(timed({0: 1000, 2: 5000}))
    new, changes = catalog.update(old, after, "fr", ABOUT, MOMENT)
    assert [(e.target, e.state) for e in new.entries] == [(e.target, e.state) for e in old.entries]
    assert changes.unchanged == len(new.entries)


def test_separators_have_no_entry_and_nobodys_speech_has_one() -> None:
    made = template(document([("separator", "* * *"), ("separator", ""), ("speech", "Who said that?")]))
    assert [e.context for e in made.entries[2:-1]] == ["turn"]
    assert made.entries[2].notes == ("Somebody speaks.",)


@pytest.mark.parametrize(("title", "count"), [("A winter on the river", 2), (INTERVIEW[0][1], 1), ("", 1)])
def test_a_title_from_the_metadata_is_an_entry_once(title: str, count: int) -> None:
    made = template(document(meta=Meta(title=title)))
    found = [e for e in made.entries if e.context == "title"]
    assert len(found) == count
    if count == 2:
        assert found[0].where == ("source/talk.toml",)


@pytest.mark.parametrize("title", ["A winter on the river", INTERVIEW[0][1], ""])
def test_the_outline_of_a_template_has_its_messages(title: str) -> None:
    parts = [
        ("event", "[laughs]"),
        *INTERVIEW,
        ("separator", "* * *"),
        ("ilyas", "He said [laughs], [coughs]."),
    ]
    made = ids.assign(document([*parts, *parts[::2]], meta=Meta(title=title)), None)
    keys = [*catalog.outline(made).items()]
    assert keys == [(entry.key, entry.ids) for entry in catalog.extract(made).entries]
    assert len(keys) > len(INTERVIEW)


def test_the_template_tells_where_a_text_stands_again() -> None:
    parts = [("event", "[laughs]"), *INTERVIEW, ("mara", "And then?"), ("ilyas", "He said [laughs].")]
    made = template(document(parts))
    names = paragraph_ids(ids.assign(document(parts), made))
    orders = {e.source: [*e.comments] for e in made.entries}
    assert orders.pop("And then?") == [f"order: {names[7]}>{names[8]} {names[10]}>{names[11]}"]
    assert orders.pop("[laughs]") == [f"order: >{names[0]}"]
    assert not any(orders.values())
    new, _ = updated(None, parts)
    assert not any(entry.comments for entry in new.entries)


def test_who_deletes_a_turn_changes_no_other_message() -> None:
    before = template(document([*INTERVIEW, ("mara", "And then?")]))
    after = template(document([*INTERVIEW[:3], *INTERVIEW[4:], ("mara", "And then?")]), before)
    was, now = (po.dump(made).decode().strip().split("\n\n") for made in (before, after))
    assert len(set(was) - set(now)) == 2, "that of the turn, and the name of who said nothing before it"


# The next version of a translation


def test_a_first_catalog_is_empty_and_complete() -> None:
    made, changes = updated(None, list(INTERVIEW))
    assert {(e.state, e.target) for e in made.entries} == {("empty", "")}
    assert str(changes) == "12 new, 0 fuzzy, 0 gone, 0 unchanged"


def test_what_did_not_change_keeps_all_that_a_translator_wrote() -> None:
    old = translation(document())
    theirs = by_source(old)[NIGHT].replace(
        comments=("Ask Mara.",),
        flags=("no-wrap",),
        previous=(None, "older"),
        state="fuzzy",
    )
    old = replace(old, entries=tuple(theirs if e.source == NIGHT else e for e in old.entries))
    new, changes = updated(old, [("mara", "Hello, and welcome to the river."), *INTERVIEW])
    told = by_source(new)[NIGHT]
    assert told.replace(notes=theirs.notes) == theirs
    # What the draft was made for is shown beside what it stands for now.
    assert told.notes == (*theirs.notes, f"Changed: [-older-] {{+{NIGHT}+}}")
    assert by_source(new)[NIGHT].where == by_source(old)[NIGHT].where
    assert str(changes) == "1 new, 0 fuzzy, 0 gone, 12 unchanged"


def answers(parts: Parts, lang: str = "en") -> list[str]:
    made = template(document(parts, lang=lang))
    return [note for entry in made.entries for note in entry.notes if note.startswith("Answers: ")]


def test_an_answer_has_its_question_above_it() -> None:
    assert answers([("mara", "Since when?"), ("ilyas", "Since 1947.")]) == ["Answers: Since when?"]
    assert answers([("mara", "منذ متى؟"), ("event", "(laughs)"), ("ilyas", "Since 1947.")], "ar")
    assert answers([("mara", "Ποιος;"), ("ilyas", "Ο Νίκος.")], "el") == ["Answers: Ποιος;"]
    # Many languages ask without a mark.
    assert answers([("mara", "鐘は誰のですか。"), ("ilyas", "村のです。")], "ja") == [
        "Answers: 鐘は誰のですか。"
    ]
    assert answers([("mara", "ระฆังอยู่ที่ไหนครับ"), ("ilyas", "ในหมู่บ้าน")], "th")
    assert answers([("mara", "鐘は村のです。"), ("ilyas", "そうです。")], "ja") == []
    # No question, nobody else who answers, or the same words elsewhere: then it says nothing.
    assert answers([("mara", "It rang;"), ("ilyas", "Yes."), ("ilyas", "Twice.")]) == []
    assert answers([("mara", "One?"), ("ilyas", "Yes."), ("mara", "Two?"), ("ilyas", "Yes.")]) == []
    assert answers([("mara", "One?"), ("narration", "Nobody speaks.")]) == []


def test_of_a_long_question_its_end_is_shown() -> None:
    (note,) = answers([("mara", "It was long ago. " * 30 + "Who rang?"), ("ilyas", "I did.")])
    assert note.startswith("Answers: … ") and note.endswith("Who rang?") and 150 < len(note) < 215
    (note,) = answers([("mara", "很久以前的事。" * 60 + "谁敲的？"), ("ilyas", "我。")], "zh-Hans")
    assert note.endswith("谁敲的？") and len(note) < 215


def test_an_edited_text_is_fuzzy_with_what_it_was() -> None:
    now = NIGHT.replace("first", "not")
    new, changes = updated(translation(document()), changed(NIGHT, now))
    entry = by_source(new)[now]
    assert (entry.state, entry.target, entry.previous) == ("fuzzy", NIGHT.swapcase(), (None, NIGHT))
    # What was finished stays with its words, so that it is back when they are.
    assert [(e.source, e.target, e.state) for e in new.obsolete] == [(NIGHT, NIGHT.swapcase(), "done")]
    edit = "When did you [-first-] {+not+} cross the river at night?"
    assert list(changes.lines()) == [f"fuzzy: turn|mara: {edit}"]
    assert entry.notes[-1] == f"Changed since it was translated: {edit}"


def test_a_second_edit_keeps_the_text_that_was_translated() -> None:
    once, _ = updated(translation(document()), changed(NIGHT, NIGHT.replace("first", "last")))
    twice, _ = updated(once, changed(NIGHT, NIGHT.replace("first", "ever")))
    assert by_source(twice)[NIGHT.replace("first", "ever")].previous == (None, NIGHT)
    back, changes = updated(twice, list(INTERVIEW))
    assert (by_source(back)[NIGHT].state, by_source(back)[NIGHT].previous) == ("done", None)
    assert back.obsolete == () and str(changes) == "0 new, 0 fuzzy, 0 gone, 1 back, 11 unchanged"


def test_an_edited_text_without_translation_stays_empty() -> None:
    new, changes = updated(translation(document(), translate=None), changed(NIGHT, NIGHT + "!"))
    assert (by_source(new)[NIGHT + "!"].state, new.obsolete) == ("empty", ())
    assert (len(changes.new), len(changes.edited)) == (1, 0)


def test_the_same_words_of_another_stay_done_with_the_context_they_had() -> None:
    parts: Parts = [("narration" if text == NIGHT else who, text) for who, text in INTERVIEW]
    new, changes = updated(translation(document()), parts)
    entry = by_source(new)[NIGHT]
    assert (entry.context, entry.state, entry.previous) == ("narration", "done", None)
    (comment,) = entry.comments
    assert comment.startswith("context was turn|mara (Mara Lind): delete this line if")
    assert list(changes.lines()) == [f"context: narration: {NIGHT}"]


EDITS: dict[str, tuple[dict[int, str], int]] = {
    "nothing": ({}, 0),
    "a few words": ({2: NIGHT.replace("first ", ""), 9: "Yes, yes."}, 2),
    "all words": ({2: "Why?"}, 0),
    "a new turn besides": ({2: NIGHT.replace("first ", ""), 10: "And that was the ferry."}, 1),
}


@pytest.mark.parametrize(("edits", "fuzzy"), EDITS.values(), ids=EDITS)
def test_ids_tell_the_edits_that_texts_tell(edits: dict[int, str], fuzzy: int) -> None:
    turns = [*INTERVIEW, ("ilyas", "")]
    parts = [(who, edits.get(k, text)) for k, (who, text) in enumerate(turns) if text or k in edits]
    new = template(document(parts), before=template(document()))
    old = translation(document())
    # As from a tool that takes the notes for translators away, with the ids.
    bare = replace(old, entries=tuple(entry.replace(ids=()) for entry in old.entries))
    made, other = (catalog.update(one, new, "fr", ABOUT, LATER)[0].entries for one in (old, bare))
    assert made == other
    assert sum(entry.state == "fuzzy" for entry in made) == fuzzy


def test_a_merged_paragraph_has_the_translation_that_there_was() -> None:
    parts = [
        ("mara", "The market boat."),
        ("mara", "It left at noon, every day but Sunday."),
        ("ilyas", "Yes."),
    ]
    merged = [("mara", "The market boat. It left at noon, every day but Sunday."), ("ilyas", "Yes.")]
    old = translation(document(parts))
    old = replace(
        old,
        entries=tuple(e.replace(target="", state="empty") if "boat" in e.source else e for e in old.entries),
    )
    before = template(document(parts))
    # Its id says that it is the first of the two, which nobody has translated.
    new = template(document(merged), before)
    (ours,) = (e.ids for e in before.entries if e.source == parts[0][1])
    new = replace(new, entries=tuple(e.replace(ids=ours) if "boat" in e.source else e for e in new.entries))
    made, _ = catalog.update(old, new, "fr", ABOUT, LATER)
    assert by_source(made)[merged[0][1]].target == parts[1][1].swapcase()


def test_one_translation_serves_one_edit() -> None:
    was = "The boat never left before noon in those days."
    old = translation(document([("mara", was)]))
    new, _ = updated(old, [("mara", was.replace("noon", "nine")), ("mara", was.replace("noon", "ten"))])
    assert sorted(e.target for e in new.entries if e.context == "turn|mara") == ["", was.swapcase()]


def test_one_of_two_paragraphs_with_the_same_words_can_be_edited() -> None:
    first = document()
    old = translation(first)
    parts: Parts = [*INTERVIEW[:7], ("mara", "And then what?"), *INTERVIEW[8:]]
    new, changes = catalog.update(old, template(document(parts), template(first)), "fr", ABOUT, LATER)
    entries = by_source(new)
    assert entries["And then?"].state == "done"
    edited = entries["And then what?"]
    assert (edited.state, edited.target, edited.previous) == ("fuzzy", "aND THEN?", (None, "And then?"))
    assert (len(changes.new), len(changes.edited)) == (0, 1)


def test_of_two_that_were_one_message_one_keeps_its_comments() -> None:
    before = template(document())
    old = translation(document())
    old = replace(
        old, entries=tuple(e.replace(comments=("?",)) if e.source == "And then?" else e for e in old.entries)
    )
    parts = list(INTERVIEW)
    parts[4], parts[7] = ("mara", "And then, what?"), ("mara", "And then, when?")
    made, _ = catalog.update(old, template(document(parts), before), "fr", ABOUT, LATER)
    both = [entry for entry in made.entries if entry.source.startswith("And then")]
    assert [entry.state for entry in both] == ["fuzzy", "fuzzy"]
    assert sum(entry.comments == ("?",) for entry in both) == 1


def test_what_is_gone_is_kept_and_comes_back_as_it_was() -> None:
    old = translation(document())
    without = [part for part in INTERVIEW if part[1] != NIGHT]
    new, changes = updated(old, without)
    assert [(e.source, e.target, e.state) for e in new.obsolete] == [(NIGHT, NIGHT.swapcase(), "done")]
    assert (new.obsolete[0].ids, new.obsolete[0].where) == ((), ())
    assert [e.source for e in changes.gone] == [NIGHT]
    later, _ = updated(new, [*without, ("mara", "Thank you, that was all.")])
    assert later.obsolete == new.obsolete
    again, changes = updated(later, list(INTERVIEW))
    assert by_source(again)[NIGHT] == by_source(old)[NIGHT]
    assert str(changes) == "0 new, 0 fuzzy, 1 gone, 1 back, 11 unchanged"


def test_what_is_gone_untranslated_is_dropped_unless_it_has_a_comment() -> None:
    old = translation(document(), translate=None)
    old = replace(
        old,
        entries=tuple(e.replace(comments=("?",)) if e.source == "And then?" else e for e in old.entries),
    )
    new, _ = updated(old, [])
    assert [e.source for e in new.obsolete] == ["And then?"]


def test_moved_text_is_no_edit() -> None:
    new, changes = updated(translation(document()), list(INTERVIEW[5:] + INTERVIEW[:5]))
    assert {e.state for e in new.entries} == {"done"}
    assert changes.unchanged == 12


def test_messages_of_other_programs_are_kept() -> None:
    plural = Entry("", "%d boat", "%d bateau", "done", plural=("%d boats", "%d bateau", "%d bateaux"))
    plain = Entry("", "Cancel", "Annuler", "done", comments=("from the menu",))
    old = translation(document())
    new, _ = updated(replace(old, entries=(plural, plain, *old.entries)), list(INTERVIEW))
    assert new.obsolete == (plural, plain)
    assert {e.state for e in new.entries} == {"done"}


def test_a_translation_made_without_contexts_is_taken_over_and_says_so() -> None:
    plain = tuple(entry.replace(context="") for entry in translation(document()).entries if entry.ids)
    new, changes = updated(Catalog("talk", "en", "fr", plain), list(INTERVIEW))
    entry = by_source(new)[NIGHT]
    assert (entry.state, entry.target, entry.previous) == ("done", NIGHT.swapcase(), None)
    assert entry.comments[0].startswith("context was none: ")
    assert (len(changes.context), len(changes.new), new.obsolete) == (9, 3, ())


def test_a_message_with_plural_forms_under_our_key_loses_no_form() -> None:
    old = translation(document())
    forms = by_source(old)[NIGHT].replace(plural=("nights", "NUIT", "NUITS"), target="NUIT")
    new, _ = updated(replace(old, entries=(forms,)), list(INTERVIEW))
    entry = by_source(new)[NIGHT]
    assert (entry.plural, entry.target, entry.state, entry.comments) == ((), "NUIT", "fuzzy", ("1: NUITS",))


edits = st.lists(
    st.tuples(
        st.sampled_from(["mara", "ilyas", "caption"]),
        st.sampled_from(
            ["Yes.", "Yes!", "And then?", NIGHT, NIGHT + "!", "Nobody asked us about the ice that year."]
        ),
    ),
    max_size=8,
)


def joined_from(target: str, kept: Iterable[str]) -> bool:
    """Whether a text is several others in one, as a suggestion for merged paragraphs is."""
    for one in sorted(filter(None, kept), key=len, reverse=True):
        target = target.replace(one, "")
    return target.isspace()


@given(st.lists(edits, min_size=2, max_size=5), st.booleans())
@example([[("ilyas", NIGHT), ("mara", NIGHT)], [("mara", NIGHT + "!")], []], True)
def test_laws_of_updating(versions: list[Parts], translated: bool) -> None:
    now = (
        translation(document(versions[0]))
        if translated
        else translation(document(versions[0]), translate=None)
    )
    for parts in versions[1:]:
        new, changes = updated(now, parts)
        wanted = template(document(parts))
        assert [(e.context, e.source, e.ids) for e in new.entries] == [
            (e.context, e.source, e.ids) for e in wanted.entries
        ]
        keys = [(e.context, e.source) for e in (*new.entries, *new.obsolete)]
        assert len(keys) == len(set(keys))
        # Every translation is still there; and as done only under the words that it was made for.
        kept = {e.target for e in (*new.entries, *new.obsolete)}
        for entry in (*now.entries, *now.obsolete):
            assert entry.target in {"", *kept} or (entry.state == "fuzzy" and joined_from(entry.target, kept))
        assert all(e.target == e.source.swapcase() for e in new.entries if e.state == "done")
        told = (*changes.new, *changes.edited, *changes.back, *changes.context)
        assert len(told) + changes.unchanged == len(new.entries)
        assert updated(new, parts)[0] == new
        now = new


# Header


def test_the_header_is_the_translators_but_for_what_is_ours() -> None:
    old = translation(document())
    theirs = dict(old.header) | {"Last-Translator": "Ana Roca <ana@roca.net>", "X-Generator": "Poedit 3.4"}
    old = replace(old, header=tuple(theirs.items()), preamble=("Translators:", "Ana Roca, 2026"))
    new_template, _ = catalog.update(None, catalog.extract(document(changed(NIGHT, "Hm?"))), "", ABOUT, LATER)
    new, _ = catalog.update(old, new_template, "fr", replace(ABOUT, contact="talks@roca.net"), LATER)
    assert new.preamble == old.preamble
    assert dict(new.header) == theirs | {
        "POT-Creation-Date": "2026-09-09 09:09+0000",
        "Report-Msgid-Bugs-To": "talks@roca.net",
    }
    assert [key for key, _ in new.header] == list(theirs)


@pytest.mark.parametrize(
    ("told", "becomes"),
    [
        ("River talks 1.0", "River talks 1.1.0"),
        ("River talks for the web 1.0", "River talks for the web 1.0"),  # as a translators' platform calls it
        ("أحاديث النهر 1.0", "أحاديث النهر 1.0"),
    ],
)
def test_a_catalog_tells_the_version_of_the_texts_that_it_translates(told: str, becomes: str) -> None:
    old = translation(document())
    old = replace(old, header=tuple((dict(old.header) | {"Project-Id-Version": told}).items()))
    new, _ = catalog.update(old, catalog.extract(document()), "fr", replace(ABOUT, version="1.1.0"), LATER)
    assert dict(new.header)["Project-Id-Version"] == becomes
    assert dict(new.header)["PO-Revision-Date"] == dict(old.header)["PO-Revision-Date"]


def test_fields_that_nobody_filled_in_are_filled_in() -> None:
    old = replace(
        translation(document()),
        header=(
            ("Project-Id-Version", "PACKAGE VERSION"),
            ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>"),
            ("Language", ""),
        ),
    )
    new, _ = updated(old, list(INTERVIEW))
    header = dict(new.header)
    assert (header["Project-Id-Version"], header["Language"]) == ("River talks 1.0", "fr")
    assert "nobody@" in header["Last-Translator"]
    assert header["PO-Revision-Date"] == "2026-09-09 09:09+0000"


def test_a_template_is_dated_anew_only_when_its_messages_change() -> None:
    first = template(document())
    same, changes = catalog.update(first, catalog.extract(ids.assign(document(), first)), "", ABOUT, LATER)
    assert same == first
    assert str(changes) == "0 new, 0 edited, 0 gone, 12 unchanged"
    other = catalog.extract(ids.assign(document(changed(NIGHT, NIGHT + "!")), first))
    new, changes = catalog.update(first, other, "", ABOUT, LATER)
    assert dict(new.header)["POT-Creation-Date"] == "2026-09-09 09:09+0000"
    assert str(changes) == "0 new, 1 edited, 0 gone, 11 unchanged"
    assert dict(first.header)["POT-Creation-Date"] == f"{MOMENT:%Y-%m-%d %H:%M%z}"


# What others ask a catalog


@pytest.mark.parametrize(
    ("target", "state", "people"),
    [
        ("Ana Roca <ana@roca.net>\nTaro", "done", (Person("Ana Roca"), Person("Taro"))),
        ("译者甲 <a@b.org>, 2026\n\n", "done", (Person("译者甲"),)),
        (
            "Ana <https://orcid.org/0000-0002-1825-0097>",
            "done",
            (Person("Ana", orcid="0000-0002-1825-0097"),),
        ),
        (
            "Ana\nhttps://orcid.org/0000-0002-1825-0097\nTaro",
            "done",
            (Person("Ana", orcid="0000-0002-1825-0097"), Person("Taro")),
        ),
        (
            "Ana Roca (https://orcid.org/0000-0002-1825-0097)",
            "done",
            (Person("Ana Roca", orcid="0000-0002-1825-0097"),),
        ),
        ("Ana Roca <https://roca.net/ana>", "done", (Person("Ana Roca"),)),
        ("Ana Roca https://roca.net/ana", "done", (Person("Ana Roca"),)),
        ("Ana <Mo> Roca", "done", (Person("Ana <Mo> Roca"),)),
        ("<ana@roca.net>", "done", ()),
        ("ana@roca.net\nJo Mas", "done", (Person("Jo Mas"),)),
        ("Ana Roca, 2026\nJo Mas, 2024–2026.", "done", (Person("Ana Roca"), Person("Jo Mas"))),
        ("آنا روكا، ٢٠٢٦", "done", (Person("آنا روكا"),)),
        ("Room 2026", "done", (Person("Room 2026"),)),
        ("Ana Roca", "fuzzy", ()),
        ("", "empty", ()),
    ],
)
def test_signers(target: str, state: str, people: tuple[Person, ...]) -> None:
    entry = Entry(*catalog.CREDITS, target=target, state=state)  # type: ignore[arg-type]
    assert catalog.signers(entry) == people


@pytest.mark.parametrize("long", ["\xa0", "http://a", ", 2020", "(", "<", "a <"])
def test_a_line_without_end_is_no_signature_of_somebody_else(long: str) -> None:
    """It is gone through once: each of these took minutes, or would."""
    line = f"Ana{long * (400_000 // len(long))}\0x"
    # All of a URL belongs to it.
    assert identifiers.signer(line) == ("Ana" if long.startswith("http") else line, "")


def counted(made: Catalog, done: Catalog | None) -> Counts:
    return catalog.counts([entry.key for entry in made.entries], stages_of(done))


def test_counts() -> None:
    made = template(document())
    assert counted(made, None).total == len(made.entries) - 1
    done = translation(document())
    assert counted(made, done).translated == counted(made, None).empty
    assert counted(made, done).words_translated == counted(made, done).words > 40
    half, _ = updated(done, changed(NIGHT, NIGHT + "!"))
    found = counted(template(document(changed(NIGHT, NIGHT + "!"))), half)
    assert (found.fuzzy, found.translated) == (1, 10)


def test_a_catalog_that_lags_behind_counts_what_it_lacks_as_empty() -> None:
    more = template(document([*INTERVIEW, ("mara", "Good night, river.")]))
    assert counted(more, translation(document())).empty == 1


def test_what_is_left_out_is_no_work() -> None:
    made, done = template(document()), translation(document())
    *others, last = [entry for entry in done.entries if entry.key != catalog.CREDITS]
    gone = last.replace(target="", state="empty", comments=("left out",))
    found = counted(made, replace(done, entries=(*others, gone)))
    assert (found.omitted, found.empty, found.translated) == (1, 0, found.total - 1)
    assert found.words_translated == found.words < counted(made, done).words
    work = workload(made, replace(done, entries=(*others, gone)), lambda _: 0.0, set())
    assert work.words["omitted"] and not work.repetitions and not any(work.bands.values())
