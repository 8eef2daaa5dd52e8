"""Whose a label is that is like another: how turns follow each other tells."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talks import read_and_asked
from toolkit.config import Sidecar, parse_sidecar
from toolkit.findings import Finding
from toolkit.model import Document
from toolkit.transcript.aliases import Following
from toolkit.workflow.transcripts import read_data

SAID = (
    "Shall we begin now?",
    "Yes, I think that all are here.",
    "The harbour fund has no news this week.",
    "I looked at the gulls, and they are fine.",
    "Has anybody else a question for today?",
    "No, that is all from me.",
    "Then we meet again on Sunday.",
    "It was a long winter for the keepers.",
    "We counted them twice, and the number was the same.",
    "Thanks, everybody.",
)


def read(labels: list[str], sidecar: str = "") -> tuple[Document, list[Finding]]:
    text = "\n\n".join(f"{label}: {said}" for label, said in zip(labels, SAID, strict=False))
    of = parse_sidecar(sidecar, "x.toml") if sidecar else Sidecar()
    document, problems = read_and_asked(text, sidecar=of)
    return document, [*problems]


@pytest.mark.parametrize(
    ("short", "full"),
    [("Coach", "Coach Berg"), ("Berg", "Mara Berg"), ("حداد", "ليلى حداد"), ("Лугов", "Иван Лугов")],
)
def test_two_who_talk_with_each_other_are_two_however_alike(short: str, full: str) -> None:
    document, problems = read([short, full] * 5)
    assert [speaker.name for speaker in document.speakers] == [short, full]
    assert not problems


@pytest.mark.parametrize(
    ("short", "full", "other"),
    [("Berg", "Mara Berg", "Host"), ("حداد", "ليلى حداد", "المذيع"), ("Лугов", "Иван Лугов", "Анна")],
)
def test_who_talks_with_somebody_else_is_one(short: str, full: str, other: str) -> None:
    document, _ = read([full, other, *[short, other] * 4])
    assert [speaker.name for speaker in document.speakers] == [full, other]
    # Once in full, and four times in short: the more turns it has, the surer it is.
    turns = [turn for turn in document.turns if turn.label == short]
    assert all(0.95 < turn.paragraphs[0].p < 0.999 for turn in turns)
    once, _ = read([*[full, other] * 4, short, other])
    assert once.turns[8].speakers == once.turns[0].speakers
    assert once.turns[8].paragraphs[0].p < turns[0].paragraphs[0].p


MARINA = ["Marinus", "Host", "Marinus", "Host", "Marinus", "Host", "Marinus", "Marinos", "Host", "Marinus"]


def test_what_may_be_a_slip_is_asked_once_and_decided_either_way() -> None:
    document, problems = read(MARINA)
    assert [speaker.name for speaker in document.speakers] == ["Marinus", "Host"]
    assert [(problem.name, problem.lines) for problem in problems] == [("D107.alike", (15,))]
    turn = document.turns[7]
    assert turn.paragraphs[0].p < 0.8 and turn.cert == "medium"
    assert document.turns[6].paragraphs[0].p > 0.95
    other, none = read(MARINA, '[[speakers]]\nname = "Marinos"\n')
    assert [speaker.name for speaker in other.speakers] == ["Marinus", "Host", "Marinos"] and not none
    same, none = read(MARINA, '[[speakers]]\nname = "Marinus"\naliases = ["Marinos"]\n')
    assert [speaker.name for speaker in same.speakers] == ["Marinus", "Host"] and not none
    assert same.turns[7].paragraphs[0].p > 0.95 and not same.turns[7].cert


def test_what_is_below_a_doubtful_label_is_as_doubtful() -> None:
    labels = "\n\n".join(f"{label}: {said}" for label, said in zip(MARINA, SAID, strict=True))
    text = labels.replace(SAID[7], SAID[7] + "\n\nAnd the summer after it was longer than we had thought.")
    document, _ = read_data(text.encode(), Sidecar(), path="x.txt", name="x", lang="und")
    first, second = document.turns[7].paragraphs
    assert first.p < 0.8 and second.p < 0.8


def test_a_full_name_that_comes_once_is_no_reason_to_doubt_those_who_often_follow_themselves() -> None:
    turns = [["Mara Berg"], *[["Berg", "Berg", "Host"] for _ in range(20)]]
    following = Following([label for some in turns for label in some])
    assert following.sure("Berg", ["Mara Berg"]) > 0.95
    assert following.sure("Berg", []) == 1 == following.sure("nobody", ["Berg"])


@pytest.mark.parametrize(
    ("asks", "first", "second"),
    [
        ("Host", "Guest (Ann)", "Guest (Bo)"),
        ("المذيع", "طالب (ليلى)", "طالب (سامر)"),
        ("Модератор", "Врач (Лугов)", "Врач (Берг)"),
        ("Chair", "Mr. Lee (Green)", "Mr. Lee (Blue)"),
    ],
)
def test_what_stands_in_brackets_tells_apart_those_who_share_a_word(
    asks: str, first: str, second: str
) -> None:
    document, _ = read([asks, first, asks, second, asks, first, second, asks])
    assert [speaker.name for speaker in document.speakers] == [asks, first, second]


@pytest.mark.parametrize(
    ("first", "second"),
    [("Ann (laughs)", "Ann (sighs)"), ("Ann (Paris)", "Ann"), ("Mara Lind (Vell)", "Mara Lind (Sund, Vell)")],
)
def test_how_somebody_speaks_or_where_makes_no_other_of_them(first: str, second: str) -> None:
    document, _ = read(["Host", first, "Host", second, "Host", first, "Host"])
    assert len(document.speakers) == 2


DIRECTED = {
    "zh": ("阿明", "小红", "笑", "叹气", "沉默", "点头"),
    "ar": ("نور", "سامي", "ضاحكة", "غاضبة", "حزينًا", "واقفًا"),
    "of a film": ("ANN", "BOB", "O.S.", "V.O.", "O.S.", "V.O."),
    "languages": ("Luca Rossi", "Karin Berg", "IT", "EN", "SV", "EN"),
    "places": ("Karin Berg", "Ola Lund", "Stockholm", "Paris", "Vell", "Rom"),
    "offices": ("Ann Lee", "Bo Hart", "Chair", "Moderator", "Clerk", "Clerk"),
}


@pytest.mark.parametrize("case", DIRECTED)
def test_what_stands_in_brackets_behind_several_labels_makes_nobody_another(case: str) -> None:
    one, other, *asides = DIRECTED[case]
    a, b, c, d = (f"{name} ({aside})" for name, aside in zip((one, one, other, other), asides, strict=True))
    document, _ = read([a, c, b, d, a, c, b, d])
    assert [speaker.name for speaker in document.speakers] == [one, other]


NAMES = st.sampled_from(["Ada", "Bo", "Cyn", "Dov"])


@given(st.lists(NAMES), NAMES, st.sets(NAMES))
def test_any_two_are_one_person_with_some_probability(turns: list[str], one: str, others: set[str]) -> None:
    assert 0 <= Following(turns).sure(one, others - {one}) <= 1


def test_who_speaks_only_together_with_others_is_read() -> None:
    document, _ = read(
        ["丁晓梅", "石佳", "白敏", "丁晓梅、高雨桐", "石佳", "石佳、高雨桐", "白敏", "丁晓梅", "白敏"]
    )
    assert [speaker.name for speaker in document.speakers] == ["丁晓梅", "石佳", "白敏", "高雨桐"]


MANNERS = {
    "en": ["Mara", "Bo, to Mara", "Mara, quietly", "Bo", "Mara, laughing", "Bo, turning to Mara"],
    "de": ["Berg", "Roth, zu Berg", "Berg, leise", "Roth, lachend", "Berg", "Roth, zu Berg"],
    "fr": ["Zoé", "Luc, à Zoé", "Zoé, tout bas", "Luc, riant", "Zoé", "Luc, à part"],
    "ru": ["Мара", "Пётр, смеясь", "Мара, тихо", "Пётр", "Мара", "Пётр, громко"],
    "he": ["דנה", "יוסי, בלחש", "דנה, צוחקת", "יוסי", "דנה", "יוסי, בשקט"],
}
"""Labels of two who take turns, with words for how they speak, or to whom."""


@pytest.mark.parametrize("lang", MANNERS)
def test_how_somebody_speaks_behind_a_comma_is_no_part_of_a_name(lang: str) -> None:
    one, other = (re.split(r"\W", label)[0] for label in MANNERS[lang][:2])
    document, _ = read(MANNERS[lang])
    names = {speaker.key: speaker.name for speaker in document.speakers}
    assert [[names[key] for key in turn.speakers] for turn in document.turns] == [[one], [other]] * 3


@pytest.mark.parametrize("lang", MANNERS)
@pytest.mark.parametrize("who", [0, 1])
def test_who_is_in_the_sidecar_is_so_whatever_they_do_while_they_speak(lang: str, who: int) -> None:
    name = re.split(r"\W", MANNERS[lang][who])[0]
    plain, _ = read(MANNERS[lang])
    document, _ = read(MANNERS[lang], f'[[speakers]]\nname = "{name}"\nrole = "guest"')
    assert [turn.speakers for turn in document.turns] == [turn.speakers for turn in plain.turns]


@pytest.mark.parametrize("names", [("王", "汪"), ("Øye", "Oye"), ("▲", "◇"), ("Лёв", "Лев")])
@pytest.mark.parametrize("turned", [False, True])
def test_two_in_the_sidecar_whose_names_are_spelt_alike_are_two(names: tuple[str, str], turned: bool) -> None:
    tables = "".join(f'[[speakers]]\nname = "{name}"\n' for name in sorted(names, reverse=turned))
    document, problems = read([*names] * 3, tables)
    called = {speaker.key: speaker.name for speaker in document.speakers}
    assert [called[turn.speakers[0]] for turn in document.turns] == [*names] * 3
    assert "D119" not in {problem.code for problem in problems}


def test_a_key_that_is_given_is_nobody_elses() -> None:
    tables = '[[speakers]]\nname = "汪"\n[[speakers]]\nname = "王"\nkey = "wang"\n'
    document, _ = read(["王", "汪"] * 3, tables)
    assert {speaker.name: speaker.key for speaker in document.speakers} == {"王": "wang", "汪": "wang-2"}


@pytest.mark.parametrize(
    ("labels", "people"),
    [
        # Each comes again: the words tell two of one name apart.
        (["Mara, mother", "Mara, daughter"] * 3, [["Mara, mother"], ["Mara, daughter"]] * 3),
        # Nobody takes a turn after their own.
        (
            ["Lind", "Lind, junior", "Lind", "Lind, junior", "Lind, senior", "Lind"],
            [["Lind"], ["Lind, junior"], ["Lind"], ["Lind, junior"], ["Lind, senior"], ["Lind"]],
        ),
        (
            ["Ann, baker", "Ann, weaver", "Ann, sailor", "Bo", "Ann, baker", "Bo"],
            [["Ann, baker"], ["Ann, weaver"], ["Ann, sailor"], ["Bo"], ["Ann, baker"], ["Bo"]],
        ),
        # Nobody else has such words.
        (
            ["Lind, père", "Holm", "Lind, fils", "Holm", "Lind, père", "Holm"],
            [["Lind, père"], ["Holm"], ["Lind, fils"], ["Holm"], ["Lind, père"], ["Holm"]],
        ),
        (
            ["Линд, отец", "Холм", "Линд, сын", "Холм", "Линд, брат", "Холм"],
            [["Линд, отец"], ["Холм"], ["Линд, сын"], ["Холм"], ["Линд, брат"], ["Холм"]],
        ),
        # An office, or letters without capitals where the name never stands alone.
        (
            ["Roth, host", "Bo", "Roth, guest", "Bo", "Roth, host", "Bo"],
            [["Roth, host"], ["Bo"], ["Roth, guest"], ["Bo"], ["Roth, host"], ["Bo"]],
        ),
        (
            ["דן, אופה", "רות", "דן, דייג", "רות", "דן, מורה", "רות"],
            [["דן, אופה"], ["רות"], ["דן, דייג"], ["רות"], ["דן, מורה"], ["רות"]],
        ),
        # Who has a label speaks too.
        (
            ["Roth", "Roth, von der Au", "von der Au", "Roth", "von der Au", "Roth"],
            [["Roth"], ["Roth", "von der Au"], ["von der Au"], ["Roth"], ["von der Au"], ["Roth"]],
        ),
        (
            ["דנה", "יוסי", "דנה, יוסי", "יוסי", "דנה", "יוסי"],
            [["דנה"], ["יוסי"], ["דנה", "יוסי"], ["יוסי"], ["דנה"], ["יוסי"]],
        ),
    ],
)
def test_words_behind_a_comma_that_tell_who_it_is_stay(labels: list[str], people: list[list[str]]) -> None:
    document, _ = read(labels)
    names = {speaker.key: speaker.name for speaker in document.speakers}
    assert [[names[key] for key in turn.speakers] for turn in document.turns] == people
