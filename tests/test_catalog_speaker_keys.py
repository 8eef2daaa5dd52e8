"""A speaker who is printed under another name keeps the key, and with it all translations."""

from __future__ import annotations

from dataclasses import replace

from catalogs import ABOUT, INTERVIEW, LATER, document, paragraph_ids, template, translation
from toolkit import catalog
from toolkit.catalog import ids
from toolkit.model import Document, Entry, Speaker


def reader_keys(doc: Document, **names: str) -> Document:
    """As a reader gives the document after some speakers (by key) were given other names: with other keys."""
    slugs = {key: name.lower().replace(" ", "-") for key, name in names.items()}
    return replace(
        doc,
        speakers=tuple(
            Speaker(slugs.get(one.key, one.key), names.get(one.key, one.name), one.role)
            for one in doc.speakers
        ),
        turns=tuple(
            turn.replace(speakers=tuple(slugs.get(one, one) for one in turn.speakers)) for turn in doc.turns
        ),
    )


def keys_of(doc: Document) -> list[str]:
    return [speaker.key for speaker in doc.speakers]


def test_a_new_name_keeps_the_key_and_the_ids() -> None:
    before = template(document())
    renamed = reader_keys(document(), ilyas="Dr Ilyas Okoro")
    found = ids.assign(renamed, before)
    assert keys_of(found) == ["mara", "ilyas"]
    assert [speaker.name for speaker in found.speakers] == ["Mara Lind", "Dr Ilyas Okoro"]
    assert paragraph_ids(found) == paragraph_ids(ids.assign(document(), None))
    assert {turn.speakers for turn in found.turns} == {("mara",), ("ilyas",), ()}


def test_it_is_kept_from_then_on_even_when_all_words_change() -> None:
    renamed = reader_keys(document(), ilyas="Dr Ilyas Okoro")
    noted = template(renamed, template(document()))
    assert {entry.context for entry in noted.entries if entry.source == "Dr Ilyas Okoro"} == {"speaker|ilyas"}
    words = [(who, text if who != "ilyas" else f"Now number {k}.") for k, (who, text) in enumerate(INTERVIEW)]
    assert keys_of(ids.assign(reader_keys(document(words), ilyas="Dr Ilyas Okoro"), noted))[1] == "ilyas"


def test_both_at_once() -> None:
    renamed = reader_keys(document(), ilyas="Okoro", mara="Lind")
    assert keys_of(ids.assign(renamed, template(document()))) == ["mara", "ilyas"]


def test_a_key_of_the_editor_stands() -> None:
    renamed = reader_keys(document(), ilyas="Okoro")
    assert keys_of(ids.assign(renamed, template(document()), given={"okoro"})) == ["mara", "okoro"]


def test_somebody_who_is_still_there_keeps_their_key() -> None:
    """A third voice that takes over some turns is somebody else."""
    before = template(document())
    doc = document()
    at = next(k for k, turn in enumerate(doc.turns) if turn.speakers == ("ilyas",))
    turns = tuple(turn.replace(speakers=("okoro",)) if k == at else turn for k, turn in enumerate(doc.turns))
    doc = replace(doc, turns=turns, speakers=(*doc.speakers, Speaker("okoro", "Okoro")))
    assert keys_of(ids.assign(doc, before)) == ["mara", "ilyas", "okoro"]


def test_two_heirs_are_two_new_people() -> None:
    before = template(document())
    doc = document()
    theirs = [k for k, turn in enumerate(doc.turns) if turn.speakers == ("ilyas",)]
    names = {k: (f"heir-{n % 2}",) for n, k in enumerate(theirs)}
    turns = tuple(turn.replace(speakers=names.get(k, turn.speakers)) for k, turn in enumerate(doc.turns))
    speakers = (doc.speakers[0], Speaker("heir-0", "Heir 0"), Speaker("heir-1", "Heir 1"))
    found = ids.assign(replace(doc, turns=turns, speakers=speakers), before)
    assert keys_of(found) == ["mara", "heir-0", "heir-1"]


def test_other_words_are_another_person() -> None:
    words = [(who, text if who != "ilyas" else f"Now number {k}.") for k, (who, text) in enumerate(INTERVIEW)]
    renamed = reader_keys(document(words), ilyas="Okoro")
    assert keys_of(ids.assign(renamed, template(document()))) == ["mara", "okoro"]


def test_a_name_of_before_doesnt_hide_whose_key_is_another() -> None:
    """A name that was translated rests in the catalog; whoever has another key still has all translations."""
    now = template(document())
    renamed = replace(document(), speakers=(Speaker("mara", "Mara Lind"), Speaker("witness-a", "Witness A")))
    turns = tuple(turn.replace(speakers=tuple(one.replace("ilyas", "witness-a") for one in turn.speakers))
                  for turn in renamed.turns)  # fmt: skip
    new = template(replace(renamed, turns=turns), now)
    old = translation(document())
    entries = tuple(
        e.replace(source="Witness A", target="Témoin A") if e.context == "speaker|ilyas" else e
        for e in old.entries
    )
    rests = Entry("speaker|ilyas", "Ilyas Okoro", "Ilyas Okoro", "done")
    made, told = catalog.update(replace(old, entries=entries, obsolete=(rests,)), new, "fr", ABOUT, LATER)
    assert "another context" not in str(told)
    assert not [entry for entry in made.entries if "context was" in "".join(entry.comments)]
