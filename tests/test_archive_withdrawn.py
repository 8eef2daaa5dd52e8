"""Words that were taken out of a transcript are looked for in what a deposit copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run
from toolkit.archive import withdrawn
from toolkit.model import Catalog, Document, Entry, Location, Paragraph, Speaker, Turn

HERE = Location("source/mole.txt", 1)


def talk(*said: str, speakers: tuple[str, ...] = ("irini",)) -> Document:
    paragraphs = tuple(Paragraph(f"s{k:06}", "speech", text, HERE) for k, text in enumerate(said, 1))
    people = tuple(Speaker(key, key.title()) for key in speakers)
    return Document("mole", "el", people, (Turn("speech", ("irini",), "Irini", paragraphs),))


def template(*gone: tuple[str, str]) -> Catalog:
    return Catalog("mole", "el", "", (), tuple(Entry(context, source) for context, source in gone))


def catalog(*gone: Entry, now: tuple[Entry, ...] = ()) -> Catalog:
    return Catalog("mole", "el", "en", now, gone)


GONE = ("turn|fotini", "Κανείς. Ο δήμαρχος υποσχέθηκε 300 δραχμές.")
PAID = "Nobody. The mayor promised 300 drachmas."


@pytest.mark.parametrize(
    "copy",
    [
        "Q: Who paid?\nA: Nobody. The mayor\n   promised 300 drachmas.",
        'begins = "ο δήμαρχος υποσχέθηκε 300 δραχμές"',
        "# was: “THE MAYOR PROMISED 300 DRACHMAS!”",
    ],
)
def test_what_is_gone_is_found_however_it_is_set(copy: str) -> None:
    texts = withdrawn.gone(talk("Ποιος;"), template(GONE), [catalog(Entry(*GONE, PAID, "done"))])
    assert len([*withdrawn.found(texts, copy)]) == 1
    assert not [*withdrawn.found(texts, "The mayor promised 200 drachmas.")]


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        # Another says it still, or it stands in another paragraph now.
        (GONE[1], PAID, f"Ναι. {GONE[1]} Έτσι."),
        # As many say.
        ("Ναι, βέβαια.", "Yes.", "Ποιος;"),
    ],
)
def test_what_is_still_said_or_says_nothing_is_not_looked_for(source: str, target: str, said: str) -> None:
    now = (Entry("turn|irini", said, f"Yes. {PAID} So it is.", "done"),)
    gone = catalog(Entry("turn|fotini", source, target, "done"), now=now)
    assert withdrawn.gone(talk(said), template(("turn|fotini", source)), [gone]) == {}


def test_words_that_were_joined_with_others_are_not_gone() -> None:
    """Their translation is a draft until somebody has looked."""
    whole = f"{GONE[1]} Έτσι είναι."
    joined = Entry("turn|irini", whole, f"{PAID} So it is.", "fuzzy")
    gone = catalog(Entry(*GONE, PAID, "done"), now=(joined,))
    assert withdrawn.gone(talk(whole), template(GONE), [gone]) == {}


def test_a_sentence_of_few_letters_is_found_in_scripts_without_blanks() -> None:
    texts = withdrawn.gone(talk("誰？"), template(("turn|goro", "霧は見えません。")), [])
    assert [*withdrawn.found(texts, "……霧は、見えません")] == []
    assert [*withdrawn.found(texts, "「霧は見えません」と")] == ["霧は見えません"]


def test_a_translation_of_an_edited_text_is_not_gone() -> None:
    """It rests in its catalog, for the edit may be undone; the template has it no more."""
    rests = catalog(Entry("turn|irini", "Ποιος έχτισε τον μόλο;", "Who built the old mole?", "done"))
    assert withdrawn.gone(talk("Ποιος έχτισε τον μώλο;"), template(), [rests]) == {}


CUT = "Ποιος έχτισε τον μόλο; Ο δήμαρχος υποσχέθηκε 300 δραχμές. Έτσι έγινε τότε."
DRAFT = "Who built the mole? The mayor promised 300 drachmas. So it was done then."


@pytest.mark.parametrize(
    ("now", "draft", "found"),
    [
        ("Ποιος έχτισε τον μόλο; Έτσι έγινε τότε.", DRAFT, ["The mayor promised 300 drachmas"]),
        # A word is mended, and no sentence is gone.
        (CUT.replace("300", "400"), DRAFT, []),
        # Which of two sentences translates which of three isn't known.
        ("Ποιος έχτισε τον μόλο; Έτσι έγινε τότε.", DRAFT.replace("? The", "; the"), []),
    ],
)
def test_a_draft_of_what_was_cut_still_translates_it(now: str, draft: str, found: list[str]) -> None:
    entry = Entry("turn|irini", now, draft, "fuzzy", previous=("turn|irini", CUT))
    texts = withdrawn.gone(talk(now), template(), [catalog(now=(entry,))])
    assert [*withdrawn.found(texts, draft)] == found
    finished = catalog(now=(entry.replace(state="done", previous=None),))
    assert withdrawn.gone(talk(now), template(), [finished]) == {}


def test_a_long_copy_takes_no_longer_for_many_texts() -> None:
    many = [("turn|fotini", f"Number {k} was never paid for.") for k in range(3000)]
    texts = withdrawn.gone(talk("Ποιος;"), template(*many), [])
    copy = " ".join(text for _, text in many) + "Number " * 20_000
    assert len([*withdrawn.found(texts, copy)]) == 3000


@pytest.mark.slow
def test_a_deposit_tells_of_copies_that_have_them(fresh: Run, tmp_path: Path) -> None:
    text = (
        "Mole\n\nIrini: Who built it?\n\nFotini: The mayor promised 300 drachmas.\n\nIrini: Thank you all.\n"
    )
    source, sidecar = tmp_path / "source/mole.txt", tmp_path / "source/mole.toml"
    source.write_text(text, "utf-8")
    begun = '[[decide]]\nbegins = "{}"\nkind = "speech"\n'
    sidecar.write_text('licence = "CC-BY-4.0"\n' + begun.format("The mayor promised 300 drachmas"), "utf-8")
    config = tmp_path / "diglot.toml"
    config.write_text(config.read_text("utf-8") + 'publisher = "The mole"\ndate = 2026-01-01\n', "utf-8")
    fresh("extract", "mole")
    assert "D549" not in fresh("check", "--archive", "mole").output
    source.write_text(text.replace("Fotini: The mayor promised 300 drachmas.\n\n", ""), "utf-8")
    fresh("extract", "mole")
    told = fresh("check", "--archive", "mole").output
    assert "source/mole.toml: 1 text that was taken out of the transcript stands here still" in told
    assert "The mayor promised 300 drachmas" in told and "[D549]" in told
    sidecar.write_text('licence = "CC-BY-4.0"\n', "utf-8")
    assert "D549" not in fresh("check", "--archive", "mole").output
