"""Letters that a text gives somebody: their turns begin with them."""

from __future__ import annotations

import pytest

from talks import read, read_plain, said
from toolkit.config import Sidecar
from toolkit.readers import plain

MINUTES = """\
# Harbour council, 4 March

{0}

MSO: the lamp goes out at four, and the fog bell is not rung before six

- it was out for two hours on Monday

TOS: that's the third time this year

MSO: who has the key of the store?

TOS: nobody knows since Mina left

MSO: let's ask her, then
"""


def test_minutes_by_letters_are_read() -> None:
    text = MINUTES.format("Mara Sorel (MSO), Tom Olsen (TOS)")
    document, _ = plain.read(text.encode(), name="m", path="m.txt", lang="en", sidecar=Sidecar())
    assert [speaker.name for speaker in document.speakers] == ["MSO", "TOS"]
    assert plain.write(document).decode() == text


PLAYS = {
    "Russian, with somebody who speaks once": (
        (
            "ПРИСТАНЬ\n\nМАРА Где лодка?\n\nСТАРЫЙ ИВАН А кто её знает! Я её не видел.\n\n"
            "МАРА Ты же обещал смотреть за ней.\n\nСТАРЫЙ ИВАН (смеётся) Обещал! Я много чего обещал.\n\n"
            "МАРА А вёсла где?\n\nСТАРЫЙ ИВАН Вот они, у тебя за спиной.\n\nСТОРОЖ Тише вы!\n\n"
            "МАРА Я тихо. Это он кричит.\n"
        ),
        ["МАРА", "СТАРЫЙ ИВАН", "МАРА", "СТАРЫЙ ИВАН", "МАРА", "СТАРЫЙ ИВАН", "СТОРОЖ", "МАРА"],
    ),
    "Greek, without blank lines": (
        (
            "ΜΑΡΑ Πού είναι η βάρκα;\nΝΙΚΟΣ Δεν ξέρω. Εσύ την είχες.\nΜΑΡΑ Εγώ; Ποτέ.\n"
            "ΝΙΚΟΣ Χθες την είδα μαζί σου.\nΜΑΡΑ Και πού την άφησα;\nΝΙΚΟΣ Στο λιμάνι, μου είπες.\n"
        ),
        ["ΜΑΡΑ", "ΝΙΚΟΣ"] * 3,
    ),
}


def test_acts_of_such_a_play_are_nobody() -> None:
    text, people = PLAYS["Russian, with somebody who speaks once"]
    text = text.replace("МАРА", "ДЕЙСТВИЕ I Пристань.\n\nМАРА", 1)
    text = text.replace("СТОРОЖ", "СЦЕНА II Там же.\n\nСТОРОЖ")
    assert {name for name, _ in said(read_plain(text))} == {*people}


@pytest.mark.parametrize(("text", "people"), PLAYS.values(), ids=PLAYS)
def test_names_in_capitals_speak_where_they_take_turns(text: str, people: list[str]) -> None:
    assert [name for name, _ in said(read_plain(text))] == people


@pytest.mark.parametrize(
    "text",
    [
        # Acronyms at the beginning of some paragraphs of news.
        (
            "NASA Has a boat, and nobody knows why.\n\nThe council met on Tuesday.\n\nBBC Reporters came to "
            "see it. Did they like it?\n\nIt rained.\n\nNASA Engineers measured the quay.\n\nNobody was "
            "hurt, and the ferry came at eight.\n\nBBC Pictures were shown at six.\n\nYou may see them in "
            "the library.\n\nNASA Boats passed.\n\nThe mayor slept.\n\nBBC News ended.\n"
        ),
        # Prices that rise and fall.
        (
            "MARE Rose by three per cent on Monday.\n\nLOCK Fell by two.\n\nMARE Fell again on Tuesday.\n\n"
            "LOCK Rose by one.\n\nMARE Stood still.\n\nLOCK Stood still, too.\n"
        ),
        # What is to be done.
        (
            "ДЕЛО Почистить вёсла.\n\nСРОК До среды.\n\nДЕЛО Купить верёвку.\n\nСРОК До пятницы.\n\n"
            "ДЕЛО Покрасить лодку.\n\nСРОК До осени.\n"
        ),
    ],
)
def test_words_in_capitals_are_nobody_where_no_one_asks_or_few_paragraphs_have_them(text: str) -> None:
    assert said(read_plain(text)) == []


NAMED = [
    (
        "A. Berg",
        "B. Kern",
        ["Where was the boat?", "Under the house.", "Was it wet?", "The boat or the house?"],
    ),
    ("А. Берг", "К. Лунд", ["Где была лодка?", "Под домом.", "Сырая?", "Лодка или дом?"]),
    ("Θ. Ράπτης", "Α. Δήμα", ["Πού ήταν η βάρκα;", "Κάτω από το σπίτι.", "Βρεγμένη;", "Η βάρκα ή το σπίτι;"]),
]


@pytest.mark.parametrize(("first", "other", "words"), NAMED)
@pytest.mark.parametrize("sign", [" – ", " — ", "\t", "   "])
def test_an_initial_is_part_of_the_name_that_has_a_sign(
    first: str, other: str, words: list[str], sign: str
) -> None:
    text = "\n\n".join(f"{(first, other)[k % 2]}{sign}{one}" for k, one in enumerate(words * 2))
    assert said(read_plain(text + "\n")) == [((first, other)[k % 2], one) for k, one in enumerate(words * 2)]


def test_a_letter_with_a_full_stop_and_a_dash_is_a_letter() -> None:
    words = ["Where was it?", "Under the house.", "Was it wet?", "The boat or the house?"]
    text = "\n\n".join(f"{'AB'[k % 2]}. – {one}" for k, one in enumerate(words))
    assert said(read_plain(text + "\n")) == [("AB"[k % 2], one) for k, one in enumerate(words)]


def test_a_name_that_begins_with_q_is_no_letter_for_a_question() -> None:
    talk = ("Ann: Who made the pen?", "Bo: I did not.", "Q Branch made it.", "Ann: And the car?")
    document = read(*talk, "Bo: The same.", "Q Branch made the car, too.", "Ann: So they say.")
    assert [speaker.name for speaker in document.speakers] == ["Ann", "Bo"]
    assert "Q Branch made it." in [text for _, text in said(document)]


def test_who_asks_in_a_briefing_needs_no_question_mark() -> None:
    talk = (
        "MR. HALE: I have a brief statement on the lock.", "Q I'd like to come back to the gate.",
        "MR. HALE: It is shut.", "Q The mayor, on Sunday, was asked about it.", "MR. HALE: He was.",
        "Q Because that was the first thing he heard.", "MR. HALE: I said that.", "Q Read it again, please.",
    )  # fmt: skip
    people = [name for name, _ in said(read(*talk))]
    assert people == ["MR. HALE", "Q"] * 4
