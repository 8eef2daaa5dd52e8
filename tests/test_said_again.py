"""A transcript that was pasted twice is told."""

from __future__ import annotations

import pytest

from toolkit.config import Sidecar
from toolkit.workflow.transcripts import read_data

TALKS = {
    "de": (
        "Ida: Wer hat damals die Lampe am Hafen angezündet?",
        "Uwe: Meine Tante, jeden Abend, auch im Winter.",
        "Ida: Und wenn sie einmal krank im Bett lag?",
        "Uwe: Dann bin ich mit dem Hund hinaufgestiegen.",
    ),
    "he": (
        "נועה: מי הדליק אז את המנורה שעל המזח בכל ערב?",
        "דן: דודתי הדליקה אותה, גם בלילות של סופה.",
        "נועה: ומה קרה כשהיא שכבה חולה במיטה?",
        "דן: אז עליתי לשם אני, ביחד עם הכלב שלנו.",
    ),
}


def told(*paragraphs: str) -> list[str]:
    data = "\n\n".join(paragraphs).encode()
    found = read_data(data, Sidecar(), name="x", path="source/x.txt", lang="und", doubts=False)[1]
    return [finding.message for finding in found if finding.code == "D124"]


@pytest.mark.parametrize("talk", TALKS.values(), ids=TALKS)
def test_a_text_that_was_pasted_twice_is_told(talk: tuple[str, ...]) -> None:
    (behind,) = told(*talk, *talk)
    assert behind.startswith("4 paragraphs") and "line 9, 11, 13, 15" in behind and "line 1 on" in behind
    (each,) = told(*(paragraph for one in talk for paragraph in (one, one)))
    assert "line 3, 7, 11, 15" in each
    assert told(*talk) == []


@pytest.mark.parametrize("talk", TALKS.values(), ids=TALKS)
def test_who_says_something_again_is_not(talk: tuple[str, ...]) -> None:
    """A refrain, and brief words that many say."""
    assert told(*talk, talk[0], *("Uwe: Ja.", "Ida: Nein.") * 9) == []
