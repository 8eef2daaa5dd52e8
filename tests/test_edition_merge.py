"""Merging: what is printed as a translation, what stands where there is none, and the counts of both."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import catalog as catalog_of
from toolkit.catalog import contexts, id_record, provenance
from toolkit.edition import merge, translations
from toolkit.model import (
    KINDS,
    Catalog,
    Document,
    Entry,
    Location,
    Meta,
    Paragraph,
    Person,
    Speaker,
    State,
    Turn,
)

NOWHERE = Location("talk.txt", 1)


def paragraph(number: int, kind: str, text: str) -> Paragraph:
    assert kind in KINDS
    return Paragraph(f"s{number:06}", kind, text, NOWHERE)


def document() -> Document:
    return Document(
        name="talk",
        lang="en",
        speakers=(Speaker("hanne", "Hanne Roth"),),
        turns=(
            Turn("title", (), "", (paragraph(1, "title", "Bells"),)),
            Turn(
                "speech",
                ("hanne",),
                "Ms Roth",
                (paragraph(2, "speech", "Yes."), paragraph(3, "event", "(Laughs.)")),
            ),
            Turn("separator", (), "", (paragraph(4, "separator", "* * *"),)),
            Turn("speech", ("hanne",), "", (paragraph(5, "speech", "It rings again."),)),
        ),
    )


def catalog(*entries: Entry) -> Catalog:
    return Catalog("talk", "en", "fr", entries)


FRENCH = catalog(
    Entry("meta|translator-credits", "translator-credits", "Ada Lys <ada@bells.org>", "done"),
    Entry("speaker|hanne", "Hanne Roth", "Hanne Roth (fr)", "done"),
    Entry("title", "Bells", "Les cloches", "done"),
    Entry("turn|hanne", "Yes.", "\nOui.\n", "done"),
    Entry("event", "(Laughs.)", "(Rires.)", "fuzzy"),
)


def test_a_finished_translation_is_printed() -> None:
    edition = merge.edition(document(), {"fr": FRENCH}, ["en", "fr"])
    assert edition.langs == ("en", "fr")
    assert edition.titles["fr"].text == "Les cloches"
    first = edition.scenes[1].rows[0]
    assert (first.cells["en"].text, first.cells["en"].state) == ("Yes.", "original")
    assert (first.cells["fr"].text, first.cells["fr"].lang, first.cells["fr"].state) == (
        "Oui.",
        "fr",
        "translated",
    )
    assert edition.credits["fr"] == (Person("Ada Lys"),)
    assert edition.names["hanne"]["fr"].text == "Hanne Roth (fr)"


def test_a_draft_never_is() -> None:
    laugh = merge.edition(document(), {"fr": FRENCH}, ["en", "fr"]).scenes[1].rows[1].cells["fr"]
    assert (laugh.text, laugh.lang, laugh.state) == ("(Laughs.)", "en", "fallback")
    laugh = merge.edition(document(), {"fr": FRENCH}, ["en", "fr"], "omit").scenes[1].rows[1].cells["fr"]
    assert (laugh.text, laugh.state) == ("", "missing")


def test_a_speaker_has_a_name_also_where_the_rest_is_omitted() -> None:
    edition = merge.edition(document(), {"fr": catalog()}, ["en", "fr"], "omit")
    assert edition.names["hanne"]["fr"].text == "Hanne Roth"
    assert edition.titles["fr"].text == "Bells"


def test_only_a_turn_with_a_label_prints_one() -> None:
    scenes = merge.edition(document(), {"fr": FRENCH}, ["fr"]).scenes
    assert scenes[1].names["fr"].text == "Hanne Roth (fr)"
    assert scenes[3].names == {}


def test_the_source_prints_its_own_label() -> None:
    assert merge.edition(document(), {"fr": FRENCH}, ["en", "fr"]).scenes[1].names["en"].text == "Ms Roth"


def test_positions_count_all_turns() -> None:
    scenes = merge.edition(document(), {}, ["en"]).scenes
    assert [row.n for scene in scenes for row in scene.rows] == ["1.1", "2.1", "2.2", "3.1", "4.1"]


def test_a_text_without_a_headline_is_named_by_its_metadata_or_its_file() -> None:
    bare = replace(document(), turns=document().turns[1:])
    assert merge.edition(bare, {}, ["en"]).titles["en"].text == "talk"
    assert (
        merge.edition(replace(bare, meta=Meta(title="On bells")), {}, ["en"]).titles["en"].text == "On bells"
    )


def test_counts_are_of_paragraphs() -> None:
    counts = merge.edition(document(), {"fr": FRENCH}, ["en", "fr"]).counts["fr"]
    assert (counts.total, counts.translated, counts.fuzzy, counts.empty) == (4, 2, 1, 1)


@given(
    st.lists(
        st.tuples(st.sampled_from(get_args(State)), st.text("ab \n\x00", max_size=3)), min_size=3, max_size=3
    )
)
def test_whatever_the_catalog_says_nothing_is_lost_and_nothing_unfinished_printed(
    states: list[tuple[State, str]],
) -> None:
    keys = [("title", "Bells"), ("turn|hanne", "Yes."), ("event", "(Laughs.)")]
    entries = [Entry(*key, target, state) for key, (state, target) in zip(keys, states, strict=True)]
    edition = merge.edition(document(), {"fr": catalog(*entries)}, ["en", "fr"])
    rows = [row for scene in edition.scenes for row in scene.rows]
    paragraphs = [p for turn in document().turns for p in turn.paragraphs]
    assert [(row.id, row.cells["en"].text) for row in rows] == [(p.id, p.text) for p in paragraphs]
    printed = {row.cells["fr"].text for row in rows if row.cells["fr"].state == "translated"}
    finished = {target.replace("\x00", "").strip() for state, target in states if state == "done"}
    assert {text.replace(" ", "") for text in printed} <= {
        text.replace(" ", "").replace("\n", "") for text in finished
    }
    assert all(printed)
    counts = edition.counts["fr"]
    assert counts.translated + counts.fuzzy + counts.empty == counts.total == 4


def test_the_contexts_are_those_of_the_catalog() -> None:
    assert contexts.of_paragraph("speech", ("hanne",)) == "turn|hanne"
    assert contexts.of_paragraph("event", ("hanne",)) == "event"


def test_scenes_are_the_same_each_time_they_are_made() -> None:
    scenes = merge.edition(document(), {"fr": FRENCH}, ["en", "fr"]).scenes
    held = tuple(scenes)
    assert held == tuple(scenes) and scenes == held and held == scenes and scenes == scenes[:]
    assert [scenes[k] for k in range(len(scenes))] == list(held)
    assert (scenes[-1], scenes[1:3]) == (held[-1], held[1:3])
    with pytest.raises(IndexError):
        scenes[len(held)]


def test_the_texts_of_a_catalog_serve_several_editions() -> None:
    old = Entry("turn|hanne", "It rings again.", "Non.", "done")
    german = catalog(Entry("turn|hanne", "Yes.", "Ja.", "done"), Entry("x", "y", "z", "done"))
    texts = {
        lang: translations.texts(document(), lang, id_record.messages(some))
        for lang, some in {"fr": replace(FRENCH, obsolete=(old,)), "de": german}.items()
    }
    both = merge.edition(document(), texts, ["en", "fr", "de"])
    assert both == merge.edition(document(), {"fr": FRENCH, "de": german}, ["en", "fr", "de"])
    alone = merge.edition(document(), texts, ["de"], "omit")
    assert alone.scenes[1].rows[0].cells == {"de": both.scenes[1].rows[0].cells["de"]}


def test_translators_are_those_who_signed_and_whom_the_editor_names() -> None:
    signed = Entry("meta|translator-credits", "translator-credits", "Wen Ao\nB. Vey", "done")
    known = (
        ("", Person("wen ao", orcid="0000-0002-1825-0097")),
        ("fr", Person("Camille")),
        ("de", Person("Nobody here")),
    )
    spoken = document()
    spoken = replace(spoken, meta=replace(spoken.meta, translators=known))
    edition = merge.edition(spoken, {"fr": catalog(signed)}, ("en", "fr"))
    assert [(one.name, one.orcid) for one in edition.credits["fr"]] == [
        ("Wen Ao", "0000-0002-1825-0097"),
        ("B. Vey", ""),
        ("Camille", ""),
    ]
    assert edition.meta.translators == ()


def test_what_alignment_placed_says_how_sure_it_was() -> None:
    comment = provenance.aligned("Oui.", 0.957, doubtful=False)
    placed = Entry("turn|mara", "Yes.", "Oui.", "done", comments=(comment,))
    changed = placed.replace(target="Si.")
    assert (catalog_of.confidence(placed), catalog_of.confidence(changed)) == (0.95, None)
