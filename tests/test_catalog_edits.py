"""Edits of the source, as a translator is told of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalogs import ABOUT, LATER, by_source, document, template, translation
from toolkit import catalog
from toolkit.catalog import edits
from toolkit.model import Catalog, Entry
from toolkit.text.difference import CHANGES, ChangeKind

TALK = [
    ("mara", "When did the bell ring?"),
    ("ilyas", "In 1947, at 7 in the morning. Nobody heard it."),
    ("mara", "And who mended it?"),
]


def edited(was: Catalog, *changes: tuple[str, str], accept: tuple[ChangeKind, ...] = ()) -> Catalog:
    """The catalog after some words of the talk were replaced."""
    parts = []
    for who, text in TALK:
        now_said = text
        for old, new in changes:
            now_said = now_said.replace(old, new)
        parts.append((who, now_said))
    now = template(document(parts), template(document(TALK)))
    made, _ = catalog.update(was, now, "fr", ABOUT, LATER, accept)
    again, _ = catalog.update(made, now, "fr", ABOUT, LATER, accept)
    assert again.entries == made.entries
    return made


def answer(made: Catalog) -> Entry:
    return next(entry for entry in made.entries if entry.context == "turn|ilyas")


def french() -> Catalog:
    made = translation(document(TALK))
    target = "En 1947, à 7 heures du matin. Personne ne l’a entendue."
    return replace(
        made,
        entries=tuple(
            entry.replace(target=target) if entry.context == "turn|ilyas" else entry for entry in made.entries
        ),
    )


def test_a_translator_sees_which_words_changed() -> None:
    entry = answer(edited(french(), ("1947", "1949")))
    assert entry.state == "fuzzy"
    assert entry.notes[-1] == (
        "Changed since it was translated: In [-1947-] {+1949+}, at 7 in the morning. …"
    )
    # It goes when the work is done.
    done = by_source(edited(replace(french(), entries=(entry.replace(state="done"),)), ("1947", "1949")))
    assert not any(map(edits.noted, done.values()))


def test_what_nobody_has_translated_is_edited_and_not_new() -> None:
    empty = translation(document(TALK), translate=None)
    now = template(
        document([(who, text.replace("mended", "broke")) for who, text in TALK]), template(document(TALK))
    )
    made, changes = catalog.update(empty, now, "fr", ABOUT, LATER)
    assert str(changes).startswith("0 new, 0 fuzzy, 0 gone, 1 edited, ")
    assert list(changes.lines()) == ["edited: turn|mara: And who [-mended-] {+broke+} it?"]
    entry = next(entry for entry in made.entries if "broke" in entry.source)
    assert (entry.state, entry.notes[-1]) == ("empty", "Changed: And who [-mended-] {+broke+} it?")
    # It stays until somebody has translated it.
    again, _ = catalog.update(made, now, "fr", ABOUT, LATER)
    assert again.entries == made.entries
    done = entry.replace(target="Et qui l’a cassée ?", state="done")
    others = tuple(done if other is entry else other for other in made.entries)
    last, _ = catalog.update(replace(made, entries=others), now, "fr", ABOUT, LATER)
    assert not any(map(edits.noted, last.entries))


def test_the_template_tells_edits_and_has_no_notes_of_them() -> None:
    old = template(document(TALK))
    now = document([(who, text.replace("1947", "1949")) for who, text in TALK])
    made, changes = catalog.update(old, catalog.extract(catalog.ids.assign(now, old)), "", ABOUT, LATER)
    assert next(changes.lines()).startswith("edited: turn|ilyas: In [-1947-] {+1949+}, at 7")
    assert not any(map(edits.noted, made.entries))


def test_figures_that_a_person_has_looked_at_follow() -> None:
    entry = answer(edited(french(), ("1947", "1949"), ("7 in", "8 in"), accept=("figures",)))
    assert (entry.state, entry.previous) == ("done", None)
    assert entry.target == "En 1949, à 8 heures du matin. Personne ne l’a entendue."
    # Later too: what was finished before the edit is still known to have been.
    waiting = edited(french(), ("1947", "1949"))
    assert answer(edited(waiting, ("1947", "1949"), accept=("figures",))).target.startswith("En 1949, à 7")


@pytest.mark.parametrize(
    ("lang", "source", "after", "target", "made"),
    [
        ("ru", "For 2 years.", "For 5 years.", "2 года.", None),
        ("ru", "For 2 years.", "For 23 years.", "2 года.", "23 года."),
        ("pl", "There were 5 bells.", "There were 3 bells.", "Było 5 dzwonów.", None),
        ("ar", "At 7 bells.", "At 9 bells.", "7 أجراس.", "9 أجراس."),
        ("ar", "At 7 bells.", "At 12 bells.", "7 أجراس.", None),
        ("fr", "All 2 sheep.", "All 1 sheep.", "Les 2 moutons.", None),
        ("de", "Page 4 of it.", "Page 6 of it.", "Seite 4 davon.", "Seite 6 davon."),
        ("ja", "For 2 years.", "For 1 years.", "2年間。", "1年間。"),
        # What it is worth is one or the other: where both tell the same, it is known.
        ("de", "1.234 of them.", "1.245 of them.", "1.234 davon.", "1.245 davon."),
        ("ru", "At 6:40 or so.", "At 6:41 or so.", "Около 6:40.", "Около 6:41."),
        # The sound of a figure changes the word before it, or behind it.
        ("it", "On May 8.", "On May 9.", "L’8 maggio.", None),
        ("it", "On May 7.", "On May 8.", "Il 7 maggio.", None),
        ("it", "On May 7.", "On May 9.", "Il 7 maggio.", "Il 9 maggio."),
        ("it", "Page 8 or so.", "Page 80 or so.", "All'8 circa.", "All'80 circa."),
        ("es", "The 7 or 8 bells.", "The 7 or 9 bells.", "Las 7 u 8 campanas.", None),
        ("es", "The 7 or 9 bells.", "The 7 or 8 bells.", "Las 7 o 9 campanas.", None),
        ("es", "The 7 or 8 bells.", "The 6 or 8 bells.", "Las 7 u 8 campanas.", "Las 6 u 8 campanas."),
        ("es", "The 7 and 8 bells.", "The 7 and 9 bells.", "Las 7 e 8 campanas.", None),
        ("es", "The 7 and 8 bells.", "The 7 and 9 bells.", "Las 7 y 8 campanas.", "Las 7 y 9 campanas."),
        ("en", "Un pont de 8 m.", "Un pont de 9 m.", "An 8 m bridge.", None),
        ("en", "Un pont de 7 m.", "Un pont de 9 m.", "A 7 m bridge.", "A 9 m bridge."),
        ("fr", "The 11 of us.", "The 12 of us.", "D'*11* cloches.", None),
        ("fr", "Some 11 bells.", "Some 12 bells.", "Près d’11 cloches.", None),
        ("hu", "The 5 bells.", "The 6 bells.", "Az 5 harang.", None),
        ("ko", "It has 3 of them.", "It has 4 of them.", "숫자 3은 크다.", None),
        ("ko", "It has 3 of them.", "It has 6 of them.", "숫자 3은 크다.", "숫자 6은 크다."),
        # A clock of 24 hours has other hours than one of 12.
        ("fr", "At 12 p.m.", "At 3 p.m.", "À 12 heures.", None),
        ("fr", "At 10 am or so.", "At 12 am or so.", "Vers 10 heures.", None),
        (
            "fr",
            "At 7 in the morning.",
            "At 8 in the morning.",
            "À 7 heures du matin.",
            "À 8 heures du matin.",
        ),
        ("ja", "At 7 a.m. sharp.", "At 9 a.m. sharp.", "午前7時ちょうど。", "午前9時ちょうど。"),
        ("es", "At 12 am sharp.", "At 3 am sharp.", "A las 12 de la noche.", None),
        ("he", "At 7 bells.", "At 14 bells.", "ב־ 7 בבוקר.", None),
        # What nobody counts to, Python doesn't read.
        ("fr", f"All {'7' * 5000} sheep.", f"All {'8' * 5000} sheep.", f"Les {'7' * 5000} moutons.", None),
        # Of a language that nobody knows here, nothing is known.
        ("tlh", "For 2 years.", "For 5 years.", "2 DIS.", None),
    ],
)
def test_a_figure_stays_a_draft_where_the_words_beside_it_change(
    lang: str, source: str, after: str, target: str, made: str | None
) -> None:
    note = "Changed since it was translated: something"
    draft = Entry("turn|mara", after, target, "fuzzy", notes=(note,), previous=(None, source))
    entry = edits.accepted(draft, CHANGES, "en", lang)
    assert entry is not None and edits.accepted(draft, CHANGES[2:], "en", lang) is None
    assert (entry.state, entry.target) == (("fuzzy", target) if made is None else ("done", made))


def test_what_is_accepted_and_stays_a_draft_is_told() -> None:
    now = template(
        document([(who, text.replace("at 7", "at 1")) for who, text in TALK]), template(document(TALK))
    )
    waiting, _ = catalog.update(french(), now, "fr", ABOUT, LATER)
    figures: tuple[ChangeKind, ...] = ("figures",)
    made, changes = catalog.update(waiting, now, "fr", ABOUT, LATER, figures)
    assert made.entries == waiting.entries  # 7 heures, 1 heure
    assert "1 left fuzzy" in str(changes)
    assert next(changes.lines()).startswith("left fuzzy: turn|ilyas: In 1947, at [-7-] {+1+} in")


def test_an_edit_that_is_accepted_has_no_review_of_the_words_before() -> None:
    was = french()
    reviewed = replace(was, entries=tuple(e.replace(comments=("approved", "Ask Ana.")) for e in was.entries))
    # A second update changes nothing.
    assert answer(edited(reviewed, ("1947", "1949"), accept=("figures",))).comments == ("Ask Ana.",)
    talk = document([(who, text.replace("1947", "1949")) for who, text in TALK])
    now = template(talk, template(document(TALK)))
    figures: tuple[ChangeKind, ...] = ("figures",)
    _, told = catalog.update(reviewed, now, "fr", ABOUT, LATER, figures)
    assert "1 with a lapsed review" in str(told)


def test_only_what_was_finished_and_of_that_kind_is_accepted() -> None:
    words = answer(edited(french(), ("Nobody", "Everybody"), accept=("figures", "typography")))
    assert words.state == "fuzzy"
    assert answer(edited(french(), ("Nobody", "Everybody"), accept=("words",))).state == "done"
    fuzzy = replace(
        french(), entries=tuple(entry.replace(state="fuzzy") for entry in french().entries if entry.target)
    )
    draft = answer(edited(fuzzy, ("1947", "1949"), accept=CHANGES))
    assert (draft.state, draft.target[:7]) == ("fuzzy", "En 1947")
    assert draft.notes[-1].startswith("Changed: ")


@pytest.mark.parametrize(
    ("rested", "start"), [(True, "Changed since it was translated: "), (False, "Changed: ")]
)
def test_what_is_said_of_an_edit_is_what_the_next_update_says(rested: bool, start: str) -> None:
    """A draft was made of two texts, of which one was finished and rests, as the whole of it says next."""
    first, second = "鐘は三時に鳴った。", "誰も聞かなかった。"
    parts = [
        Entry("turn|mara", first, "Elle a sonné.", "fuzzy"),
        Entry("turn|mara", second, "Rien.", "fuzzy"),
    ]
    made = Entry("turn|mara", first + second, "Elle a sonné.", "fuzzy", previous=(None, first))
    kept = {(first, "Elle a sonné.")} if rested else set()
    told = edits.with_note(made, parts, kept)
    assert told.notes[-1].startswith(start)
    assert edits.with_note(made, [told], kept).notes == told.notes


def test_a_second_update_says_the_same_where_what_was_finished_rests_since_the_first() -> None:
    """A draft that was suggested for two sentences is divided, and the text that it was made for is gone."""
    rowed, kept, came = (
        "We rowed until the bell rang twice.",
        "Nobody kept the lamp in the harbour.",
        "Then the ferry came for all of us.",
    )
    before = document([("ilyas", rowed), ("ilyas", f"{kept} {came}")])
    drafts = [
        entry.replace(target="On ramait.", state="fuzzy", previous=(None, rowed))
        if came in entry.source
        else entry.replace(target="On ramait.")
        if entry.source == rowed
        else entry
        for entry in translation(before).entries
    ]
    now = template(document([("ilyas", kept), ("ilyas", came)]), template(before))
    once, _ = catalog.update(replace(translation(before), entries=tuple(drafts)), now, "fr", ABOUT, LATER)
    twice, _ = catalog.update(once, now, "fr", ABOUT, LATER)
    assert twice.entries == once.entries and twice.obsolete == once.obsolete
    notes = [note for entry in once.entries for note in entry.notes if note.startswith("Changed")]
    assert notes and all(note.startswith("Changed since it was translated: ") for note in notes)


def test_what_was_filled_in_for_the_words_as_they_are_has_no_edit() -> None:
    """As alignment and imports fill in: the next update would take the note away."""
    empty = translation(document(TALK), translate=None)
    broken = [(who, text.replace("mended", "broke")) for who, text in TALK]
    now = template(document(broken), template(document(TALK)))
    made, _ = catalog.update(empty, now, "fr", ABOUT, LATER)
    for state in ("done", "fuzzy"):
        filled = tuple(
            entry.replace(target="Et qui l’a cassée ?", state=state) if edits.noted(entry) else entry
            for entry in made.entries
        )
        told = edits.told(replace(made, entries=filled))
        assert not any(map(edits.noted, told.entries))
        assert catalog.update(told, now, "fr", ABOUT, LATER)[0].entries == told.entries
    assert edits.told(made) is made
