"""Who people are in full, as a text says of itself: roles are taken, names are proposed."""

import pytest

from talks import read_and_asked
from toolkit.config import Sidecar, parse_sidecar
from toolkit.findings import Finding
from toolkit.model import Document
from toolkit.workflow.transcripts import read_data

TURNS = {
    "en": ("When did you come?", "In spring. I was young.", "And who was here?", "My uncle. I liked him."),
    "ru": ("Когда вы приехали?", "Весной. Я был молод.", "А кто был здесь?", "Мой дядя. Я его любил."),
    "he": ("מתי הגעת לכאן?", "באביב. הייתי צעיר.", "ומי היה כאן?", "הדוד שלי. אהבתי אותו."),
}  # fmt: skip
FULL = {"en": ("Mona Feld", "Ben Tor"), "ru": ("Мона Фельд", "Бен Тор"), "he": ("מונה פלד", "בן תור")}
SHORT = {"en": ("MF", "BT"), "ru": ("МФ", "БТ"), "he": ("מפ", "בת")}


def talk(lang: str, *head: str, labels: tuple[str, str] | None = None) -> str:
    ask, answer = labels or SHORT[lang]
    said = zip((ask, answer) * 2, TURNS[lang], strict=True)
    return "\n\n".join([*head, *(f"{who}: {words}" for who, words in said)])


def read(text: str, sidecar: Sidecar | None = None) -> tuple[Document, list[Finding]]:
    path = "x.md" if text.startswith("---") else "x.txt"
    document, found = read_and_asked(text, path=path, sidecar=sidecar)
    return document, [one for one in found if one.code == "D123"]


HEADS = (
    ("{a} = {A}", "{b} = {B}"),
    ("{a}: {A}\n{b}: {B}",),
    ("{a} – {A}; {b} – {B}",),
    ("---\nspeakers: [{A}, {B}]\n---",),
)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("lang", TURNS)
def test_whose_name_is_told_above_the_talk_may_be_printed_in_full(lang: str, head: tuple[str, ...]) -> None:
    (one, other), (a, b) = FULL[lang], SHORT[lang]
    text = talk(lang, *(line.format(a=a, b=b, A=one, B=other) for line in head))
    document, (found,) = read(text)
    assert [speaker.name for speaker in document.speakers] == [a, b]
    assert f"{a} = {one}, {b} = {other}" in found.message
    decided, none = read(text, parse_sidecar(found.hint[found.hint.index("[[") :], "x.toml"))
    assert [speaker.name for speaker in decided.speakers] == [one, other] and not none
    assert [len(turn.paragraphs) for turn in decided.turns] == [
        len(turn.paragraphs) for turn in document.turns
    ]


def test_who_shall_be_called_by_letters_is_called_so() -> None:
    sidecar = parse_sidecar('[[speakers]]\nname = "MF"\n\n[[speakers]]\nname = "BT"\n', "x.toml")
    assert not read(talk("en", "MF = Mona Feld, BT = Ben Tor"), sidecar)[1]


@pytest.mark.parametrize(
    ("head", "labels"),
    [
        ("Interviewer: Mona Feld\nInterviewee: Ben Tor", ("Q", "A")),
        ("Interviewer: Mona Feld\nInterviewee: Ben Tor", ("MF", "BT")),
        ("Interviewer: Mona Feld\nInterviewee: Ben Tor", ("Interviewer", "Interviewee")),
        ("INT: interviewer, Mona Feld\nBT: Ben Tor, keeper of the lamp", ("INT", "BT")),
        ("Present: Mona Feld (MF), host; Ben Tor (BT)", ("MF", "BT")),
        ("---\ninterviewer: Mona Feld\nguests:\n  - name: Ben Tor\n---", ("Q", "Guest")),
    ],
)
def test_a_word_for_a_role_may_stand_for_a_name(head: str, labels: tuple[str, str]) -> None:
    document, (found,) = read(talk("en", head, labels=labels))
    assert f"{labels[0]} = Mona Feld, {labels[1]} = Ben Tor" in found.message
    # Nobody says the lines that tell it.
    assert [turn.paragraphs[0].text for turn in document.turns if turn.kind == "speech"] == [*TURNS["en"]]


@pytest.mark.parametrize(
    "head",
    [
        "MF = Mona Feld, MF = Mara Falk",
        "Mona Feld talks with Ben Tor.",
        "MF radio",
        "---\nspeakers: [Mona Feld, Mara Falk]\n---",
    ],
)
def test_what_may_be_two_or_tells_nobody_is_not_proposed(head: str) -> None:
    assert not any("MF" in str(dict(one.args)["names"]) for one in read(talk("en", head))[1])


@pytest.mark.parametrize(
    "head",
    [
        "speakers:\n  - name: Mona Feld\n    role: interviewer\n  - name: Ben Tor\n    role: guest",
        "interviewer: Mona Feld\nguests: [Ben Tor]",
        "speakers:\n  - host: Mona Feld\n  - guest: Ben Tor",
        "speakers:\n  host: Mona Feld\n  guest: Ben Tor",
    ],
)
@pytest.mark.parametrize("labels", [FULL["en"], SHORT["en"]])
def test_roles_in_front_matter_are_roles(head: str, labels: tuple[str, str]) -> None:
    text = talk("en", f"---\n{head}\n---", labels=labels)
    roles = {speaker.name: speaker.role for speaker in read(text)[0].speakers}
    assert roles[labels[0]] in ("interviewer", "host") and roles[labels[1]] == "guest"
    # An editor's word outweighs it.
    sidecar = parse_sidecar(f'[[speakers]]\nname = "{labels[1]}"\nrole = "narrator"\n', "x.toml")
    assert read(text, sidecar)[0].speakers[1].role == "narrator"


def test_rules_with_other_words_between_them_state_nothing() -> None:
    text = talk("en", "---\nNote: [the lamp\n---")
    document, _ = read_data(text.encode(), Sidecar(), path="x.txt", name="x", lang="und")
    assert [speaker.name for speaker in document.speakers] == ["MF", "BT"]


@pytest.mark.parametrize("lang", TURNS)
def test_who_asks_and_is_told_in_full_has_one_table(lang: str) -> None:
    """Two would give one label to two people."""
    (one, other), (a, b) = FULL[lang], SHORT[lang]
    turns = [*TURNS[lang], TURNS[lang][0], TURNS[lang][1]]
    said = [f"{(a, b)[k % 2]}: {words}" for k, words in enumerate(turns)]
    _, found = read_and_asked("\n\n".join([f"{a} = {one}", f"{b} = {other}", *said]))
    (told,) = (finding for finding in found if finding.code in {"D115", "D123"})
    assert told.code == "D123" and told.message.endswith(f"; who asks is most likely {a}.")
    sidecar = parse_sidecar(told.hint[told.hint.index("[[") :], "x.toml")
    assert {table.name: table.role for table in sidecar.speakers} == {one: "interviewer", other: "unknown"}


def test_nobody_is_taken_for_who_asks_whose_label_is_in_doubt() -> None:
    points = "- **Rope**: Is it long?\n- **Oil**: Yes, it is a mile, and it is new."
    parts = [f"## {season}\n\n{points}" for season in ("Spring", "Autumn", "Winter")]
    _, found = read_and_asked("# Stores", *parts, path="x.md")
    assert [finding.code for finding in found] == ["D103"]
