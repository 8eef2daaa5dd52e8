"""What nobody sees changes no reading: invisible characters, no-break spaces, letters in parts."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talks import read
from toolkit.config import Sidecar
from toolkit.text.hygiene import seen_alike, trimmed
from toolkit.workflow.transcripts import read_data

TALKS = {
    "names in French": (
        "La nuit de l'écluse",
        "Léa Frêne garde trois écluses depuis vingt-six ans.",
        "Odile : Où habitez-vous ?",
        "Léa Frêne : Près de l'écluse. J'y suis bien.",
        "Odile : Et le vent ?",
        "Léa Frêne : Il parle (rires).",
    ),
    "quotation dashes in Russian": (
        "Ветер стал мне другом",
        "Смотритель маяка живёт на мысе полвека.",
        "– С какого года вы здесь?",
        "– С семьдесят пятого. Первая зима была холодной.",
        "– Страшно было?",
        "– Ещё бы. Ветер разговаривал.",
    ),
    "letters in Hebrew": (
        "שומרת הסכר",
        "לנה שומרת על שלושה סכרים כבר עשרים ושש שנה.",
        "ש: איך זה התחיל?",
        "ת: עם מכתב. הדוד שלי השאיר לי בית.",
        "ש: פחדת?",
        "ת: מאוד. הרוח דיברה.",
    ),
    "names in Korean": (
        "등대지기의 밤",
        "곶 끝의 등대에는 아직 사람이 산다.",
        "모래: 언제부터 여기 계셨나요?",
        "한바다: 1975년부터입니다. 첫 겨울은 추웠어요.",
        "모래: 무섭지 않았나요?",
        "한바다: 무서웠죠. 바람이 말을 겁니다.",
    ),
    "times": (
        "[00:00:04] Ann Lee: Where?",
        "[00:00:09] Bo: Here, by the lock.",
        "[00:00:12] Ann Lee: Since when?",
        "[00:00:15] Bo: Since May.",
    ),
}
EDGES = "\u200e\u200f\u200b\ufeff\u2060\u061c"
UNSEEN: dict[str, Callable[[str], str]] = {
    "marks of direction before lines": lambda line: f"\u200f{line}",
    "zero-width spaces around lines": lambda line: f"\u200b{line}\u200b",
    "a byte order mark before lines": lambda line: f"\ufeff{line}",
    "marks of direction around signs": lambda line: line.replace(":", "\u200e:\u200e"),
    "a direction around lines": lambda line: f"\u202b{line}\u202c",
    "no-break spaces": lambda line: line.replace(" ", "\u00a0"),
    "narrow no-break spaces before signs": lambda line: line.replace(" :", "\u202f:").replace(
        " ?", "\u202f?"
    ),
    "soft hyphens": lambda line: line.replace("st", "s\u00adt").replace("ст", "с\u00adт"),
    "letters in parts": lambda line: unicodedata.normalize("NFD", line),
}


def told(paragraphs: Iterable[str]) -> list[tuple[str, list[str], str]]:
    """Kind, speakers and words of each paragraph, as they are seen."""
    document = read(*paragraphs)
    names = {speaker.key: seen_alike(speaker.name) for speaker in document.speakers}
    return [
        (paragraph.kind, [names[own] for own in turn.speakers], seen_alike(paragraph.text))
        for turn in document.turns
        for paragraph in turn.paragraphs
    ]


@pytest.mark.parametrize("talk", TALKS.values(), ids=[*TALKS])
@pytest.mark.parametrize("unseen", UNSEEN.values(), ids=[*UNSEEN])
def test_what_nobody_sees_changes_no_reading(talk: Sequence[str], unseen: Callable[[str], str]) -> None:
    assert told(map(unseen, talk)) == told(talk)


CUES = (
    ("שומרת הסכר גרה", "ליד המים."),
    ("היא גרה שם", "כבר עשרים ושש שנה!"),
    ("אסף: ממתי?", "לנה: ממאי."),
)


@pytest.mark.parametrize("unseen", UNSEEN.values(), ids=[*UNSEEN])
def test_captions_are_read_as_they_are_seen(unseen: Callable[[str], str]) -> None:
    def captions(lines: Callable[[str], str]) -> bytes:
        cues = (f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n" for n in range(1, 4))
        return "\n\n".join(
            cue + "\n".join(map(lines, rows)) for cue, rows in zip(cues, CUES, strict=True)
        ).encode()

    def words(data: bytes) -> list[tuple[int, str]]:
        document, _ = read_data(data, Sidecar(), name="x", path="x.srt", lang="he")
        turns = [(len(turn.speakers), paragraph) for turn in document.turns for paragraph in turn.paragraphs]
        return [(count, seen_alike(paragraph.text)) for count, paragraph in turns]

    assert words(captions(unseen)) == words(captions(str))


@given(st.text(st.sampled_from(f"{EDGES} \u00a0aé\u202b\u202c?"), max_size=9))
def test_around_a_text_only_what_nobody_sees_goes(text: str) -> None:
    then = trimmed(text)
    assert then in text and trimmed(then) == then
    assert seen_alike(then).strip() == seen_alike(text).strip()


@given(st.text(max_size=12))
def test_what_is_seen_is_seen_so_again(text: str) -> None:
    assert seen_alike(seen_alike(text)) == seen_alike(text)
