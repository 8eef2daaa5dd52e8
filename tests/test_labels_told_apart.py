"""Labels that a word parts from whoever has none: `Tape Mara` is heard on a tape, and Mara talks about it."""

import pytest

from talks import read_and_asked, said
from toolkit.config import Sidecar, SpeakerTable

WORDS = {
    "en": ("Tape", "Mara", "Otto", "Nina", "Visitor"),
    "ru": ("Плёнка", "Мара", "Отто", "Нина", "Гостья"),
    "ar": ("الشريط", "مريم", "سعيد", "نور", "الزائرة"),
    "ka": ("ფირი", "ნინო", "გიორგი", "თეა", "სტუმარი"),
}
SAYS = ("It is cold here.", "Where is the boat?", "I do not know.", "We wait for the wind.")


def talk(lang: str) -> list[tuple[str, str]]:
    """Mara talks with a visitor, then a tape is heard, twice, and then she talks on."""
    tape, mara, otto, nina, visitor = WORDS[lang]
    heard = [f"{tape} {who}" for who in (mara, nina, mara, otto, mara, nina)]
    turns = [mara, visitor] * 5 + [otto, mara] + heard + [mara, *heard] + [visitor, mara] * 4 + [otto, mara]
    return [(who, f"{SAYS[k % 4]} {k}.") for k, who in enumerate(turns)]


def labelled(turns: list[tuple[str, str]]) -> list[str]:
    return [f"{who}: {words}" for who, words in turns]


@pytest.mark.parametrize("lang", WORDS)
def test_whoever_speaks_before_and_after_is_somebody_else(lang: str) -> None:
    turns = talk(lang)
    document, findings = read_and_asked(*labelled(turns), lang=lang)
    assert said(document) == turns
    asked = " ".join(finding.message for finding in findings if finding.code == "D107")
    assert WORDS[lang][1] in asked and WORDS[lang][2] in asked


def test_an_editor_says_that_they_are_one() -> None:
    turns = talk("en")
    one = Sidecar(
        speakers=(
            SpeakerTable("Tape Mara", aliases=("Mara",)),
            SpeakerTable("Otto"),
            SpeakerTable("Tape Otto"),
        )
    )
    document, findings = read_and_asked(*labelled(turns), lang="en", sidecar=one)
    assert "Mara" not in {who for who, _ in said(document)}
    assert "D107" not in {finding.code for finding in findings}


@pytest.mark.parametrize("title", ["Skipper", "Шкипер", "الربان"])
def test_who_has_a_title_first_is_the_same_person(title: str) -> None:
    """A word that is in no list is a title where whoever has it is called shortly from then on."""
    turns = [(f"{title} {who}", f"I am here, said {who}.") for who in ("Mara", "Otto", "Nina")]
    turns += [(("Mara", "Otto", "Nina")[k % 3], f"{SAYS[k % 4]} {k}.") for k in range(12)]
    document, _ = read_and_asked(*labelled(turns))
    assert {who for who, _ in said(document)} == {f"{title} {who}" for who in ("Mara", "Otto", "Nina")}
