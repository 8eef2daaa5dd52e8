"""One text translated in two ways (D245), two in one (D246), and the text of a neighbour (D237).

Examples in several languages are in `tests/data/checks/consistency.jsonl`.
"""

from __future__ import annotations

import pytest

from toolkit import checks
from toolkit.model import Catalog, Document, Entry

DOCUMENT = Document(name="talk", lang="en", speakers=(), turns=())


def found(*rows: tuple[str, str, str]) -> list[tuple[str, str]]:
    """Code and severity of what is found in messages: context, source, translation."""
    entries = tuple(
        Entry(
            f"{context}|s{number:06d}" if "|" in context else context, source, target, "done", (f"s{number}",)
        )
        for number, (context, source, target) in enumerate(rows)
    )
    findings = checks.run(DOCUMENT, Catalog("talk", "en", "de", entries), "talk.po")
    return [(finding.code, finding.severity) for finding in findings if finding.code != "D207"]


def _apart(context: str, number: int) -> str:
    """The context of an entry of its own, though the words stand elsewhere."""
    return f"{context}|s{number}AAAAA" if "|" in context else context


def test_an_answer_may_be_translated_as_its_question_asks() -> None:
    talk = (
        ("turn|mara", "Did you see it?", "Hast du es gesehen?"),
        ("turn|joss", "I did.", "Ja."),
        ("turn|mara", "Who drew it?", "Wer hat es gezeichnet?"),
    )
    assert found(*talk, ("turn|joss", "I did.", "Ich.")) == [("D245", "info")]
    assert found(*talk, ("turn|mara", "I did.", "Ich.")) == [("D245", "info")]


def test_a_question_without_its_mark_is_answered_too() -> None:
    entries = tuple(
        Entry(f"turn|{who}|s{number:06d}", source, target, "done", (f"s{number}",))
        for number, (who, source, target) in enumerate(
            [
                ("joss", "渡りましたか。", "Sind Sie hinüber?"),
                ("mara", "いいえ。", "Nein."),
                ("joss", "嵐でしたか。", "War es der Sturm?"),
                ("mara", "いいえ。", "Das nicht."),
            ]
        )
    )
    document = Document(name="talk", lang="ja", speakers=(), turns=())
    findings = list(checks.run(document, Catalog("talk", "ja", "de", entries), "talk.po"))
    assert [finding.severity for finding in findings if finding.code == "D245"] == ["info"]


def test_marks_alone_are_no_other_way() -> None:
    assert not found(("turn|mara", "Really?", "Wirklich?"), ("turn|mara", "Really?", "„Wirklich“?"))


def test_short_answers_mean_the_same() -> None:
    assert not found(("turn|mara", "I see.", "Verstehe."), ("turn|joss", "Understood.", "Verstehe."))


def test_a_figure_makes_near_equal_sources_differ() -> None:
    def chapters(*names: str) -> list[tuple[str, str]]:
        way = "Kapitel, in dem das Boot gemalt wird"
        return found(*(("narration", f"Chapter {name}, where the boat is painted", way) for name in names))

    assert not chapters("a", "b")
    assert ("D237", "warning") in chapters("1", "2")


def test_neighbours_that_have_changed_places_are_told() -> None:
    letter = (
        "narration",
        "In the evening came a letter from the yard, which said that the boat was ready for us.",
        "Am Abend kam ein Brief von der Werft, in dem stand, dass das Boot für uns bereit sei.",
    )
    read = ("narration", "We read it twice.", "Wir lasen ihn zweimal.")
    assert not found(letter, read)
    assert ("D237", "warning") in found((*letter[:2], read[2]), (*read[:2], letter[2]))


def test_a_sentence_may_stand_in_two_texts_that_say_the_same() -> None:
    end = "Seit der Flut hatte niemand darin Korn gemahlen."
    mill = ("narration", "The mill was old. Nobody had ground corn in it since the flood.", f"Alt. {end}")
    same = ("narration", "It was dark. Since the flood nobody had ground any corn there.", f"Dunkel. {end}")
    assert not [code for code, _ in found(mill, same) if code == "D246"]
    # What many have is a phrase of the catalog.
    others = [("narration", f"Room {number} is dry. Ask below.", f"Raum {number}. {end}") for number in "345"]
    assert not [code for code, _ in found(mill, *others) if code == "D246"]


def of(source: str, lang: str, *rows: tuple[str, str]) -> list[str]:
    """Codes of what is found in what one person says."""
    document = Document(name="talk", lang=source, speakers=(), turns=())
    entries = tuple(
        Entry(f"turn|mara|s{number:06d}", text, said, "done", (f"s{number}",))
        for number, (text, said) in enumerate(rows)
    )
    return [one.code for one in checks.run(document, Catalog("talk", source, lang, entries), "talk.po")]


@pytest.mark.parametrize(
    ("lang", "one", "other", "differs"),
    [
        # Whose: by a vowel that stands on its letter.
        ("hi", "घर राम का?", "घर राम की?", True),
        ("bn", "সে বলল?", "সে বলে?", True),
        # Points and vowels that may be left out are no other way.
        ("ar", "شكرًا؟", "شكرا؟", False),
        ("he", "שָׁלוֹם?", "שלום?", False),
        # Nor is what nobody sees behind the sign that takes a vowel away.
        ("hi", "क्\u200dषमा करो?", "क्षमा करो?", False),
        ("si", "ශ්\u200dරී ලංකා?", "ශ්රී ලංකා?", False),
        ("fa", "می\u200cخواهم بروم؟", "می خواهم بروم؟", False),
    ],
)
def test_a_vowel_on_a_letter_is_another_way_and_a_point_is_none(
    lang: str, one: str, other: str, differs: bool
) -> None:
    assert ("D245" in of("en", lang, ("Really?", one), ("Really?", other))) == differs


@pytest.mark.parametrize(
    ("source", "twice"),
    [
        # The last consonant of a word and the first of the next are no word that is doubled.
        ("राम में है।", True),
        ("नहीं, नहीं, राम में है।", False),
    ],
)
def test_words_that_a_source_says_twice_are_whole(source: str, twice: bool) -> None:
    assert ("D235" in of("hi", "en", (source, "No. No. It is in Ram."))) == twice


def test_sentences_that_are_joined_and_parted_have_their_places() -> None:
    source = (
        "My aunt kept bees. In the year of the flood she carried all hives up to the attic, and nobody could "
        "sleep below them for weeks."
    )
    target = (
        "Meine Tante hielt Bienen, und im Jahr der Flut trug sie alle Stöcke auf den Dachboden. Wochenlang "
        "schlief darunter keiner."
    )
    assert found(("narration", source, target)) == []


def test_sentences_are_told_by_what_both_sides_write_alike() -> None:
    first, second = "Die Fähre ging 1931 unter.", "Haben Sie das Wrack je gesehen?"
    source = "The ferry sank in 1931. Did you ever see the wreck?"
    assert found(("turn|joss", source, f"{first} {second}")) == []
    assert found(("turn|joss", source, f"{second} {first}")) == [("D237", "warning")]
    # A title that is told by nothing but its length.
    assert found(("turn|joss", "It was cold. I left.", "Ich ging. Es war kalt.")) == []


def test_in_a_long_message_both_sentences_belong_elsewhere() -> None:
    source = (
        "I am going to the island. A good friend you are, yes? You never even saw where it lies. I "
        "had to laugh."
    )
    target = (
        "Ich fahre auf die Insel. Ach! Ein guter Freund bist du, ja? Du hast nie gesehen, wo sie liegt, da "
        "musste ich lachen."
    )
    assert found(("turn|joss", source, target)) == []


def test_one_word_each_tells_no_sentences_that_changed_places() -> None:
    rest = (
        "Then he spoke of the boat. Nobody said a word.",
        "Dann sprach er vom Boot. Niemand sagte ein Wort.",
    )

    def codes(source: str, target: str) -> set[str]:
        return {code for code, _ in found(("turn|joss", f"{source} {rest[0]}", f"{target} {rest[1]}"))}

    # A translator has said in other words who came, and where she stood.
    source = "Something moved at the window. There stood Mara."
    assert "D237" not in codes(source, "Mara war gekommen. Reglos hatte sie am Fenster gewartet.")
    source = "We sold the boat in March. My aunt bought a house near the church."
    assert "D237" in codes(
        source, "Meine Tante kaufte ein Haus bei der Kirche. Wir verkauften das Boot im März."
    )
