"""Introductions that name who speaks, initials and directions in labels, interviews in silence."""

from itertools import chain

import pytest

from talks import read, read_and_asked, said
from test_reading_apart import HARBOURS, languages, talk
from toolkit.config import Sidecar, SpeakerTable
from toolkit.reading.candidates import candidates
from toolkit.reading.lines import Line
from toolkit.workflow.transcripts import read_data

WHO = {
    "en": ("a keeper of lamps, mother of two.", "a reporter. In May the book about the lamp was printed."),
    "ar": ("حارسة المصباح منذ زمن.", "صحفي. في أيار صدر الكتاب عن المصباح."),
    "ru": ("смотрительница маяка, мать двоих детей.", "журналист. В мае вышла книга о маяке."),
    "zh": ("守灯人，两个孩子的母亲。", "记者。五月，关于灯的书出版了。"),
}
"""Who two are, behind their names."""


@languages
@pytest.mark.parametrize("first", [0, 1])
def test_who_several_are_is_told_above_what_they_say(language: str, first: int) -> None:
    ada, tom = HARBOURS[language][0]
    turns = [*talk(tom, ada, language)] * 2
    names = zip((ada, tom) if first else (tom, ada), WHO[language], strict=True)
    introduction = " ".join(f"{name}: {words}" for name, words in names)
    document = read(introduction, *(f"{who}: {words}" for who, words in turns))
    assert [*said(document)] == turns
    assert document.turns[0].kind not in ("title", "kicker", "byline")


@languages
def test_a_sentence_that_tells_who_somebody_is_heads_no_text(language: str) -> None:
    ada, tom = HARBOURS[language][0]
    turns = [*talk(tom, ada, language)] * 2
    lines = [f"{who}: {words}" for who, words in turns]
    who = [f"{name} – {words}" for name, words in zip((ada, tom), WHO[language], strict=True)]
    document = read(*who, *lines)
    assert {"title", "kicker", "byline"}.isdisjoint(turn.kind for turn in document.turns[:2])
    assert [*said(document)] == turns
    # What ends no sentence may be the headline.
    assert read(who[0].rstrip(".。"), *lines).turns[0].kind == "title"


@languages
def test_two_turns_in_the_first_line_are_said_where_others_have_two(language: str) -> None:
    ada, tom = HARBOURS[language][0]
    turns = [*talk(tom, ada, language)] * 2
    lines = [f"{who}: {words}" for who, words in turns]
    joined = [" ".join(lines[:2]), *lines[2:4], " ".join(lines[4:6]), *lines[6:]]
    assert [*said(read(*joined))] == turns


@languages
@pytest.mark.parametrize("initials", ["M. L.", "M.L."])
def test_initials_before_a_dash_keep_their_stops(language: str, initials: str) -> None:
    _, _, questions, answers = HARBOURS[language]
    lines = chain(*((f"- {q}", f"{initials} - {a}") for q, a in zip(questions, answers, strict=True)))
    heard = [*said(read(*lines))]
    assert [who for who, _ in heard] == ["-", initials] * 3


@languages
def test_a_label_may_have_a_long_direction(language: str) -> None:
    ada, tom = HARBOURS[language][0]
    told = HARBOURS[language][1].rstrip(".。")[:100]
    turns = [*talk(tom, ada, language)] * 2
    lines = [f"{who}: {words}" for who, words in turns]
    lines[3] = f"{ada} ({told}): {turns[3][1]}"
    assert [*said(read(*lines))] == turns


TITLES = {
    "en": "An interview with the keeper",
    "ar": "حوار مع حارسة المصباح",
    "ru": "Интервью со смотрителем",
    "zh": "守灯人专访",
}


@languages
def test_who_reads_an_interview_as_told_is_asked(language: str) -> None:
    _, told, questions, answers = HARBOURS[language]
    put = [question.rstrip("?？؟") + "." for question in questions]
    menu = [f"• {name}" for name in HARBOURS[language][0]] * 3
    paragraphs = [*menu, TITLES[language], told, *chain(*zip(put, answers, strict=True))]
    document, findings = read_and_asked("\n\n".join(paragraphs) + "\n")
    asked = {line for finding in findings for line in finding.lines}
    heard = {words for _, words in said(document)}
    lines = {words: 2 * k + 1 for k, words in enumerate(paragraphs)}
    assert all(words in heard or lines[words] in asked for words in [*put, *answers])


@pytest.mark.parametrize("name", ["Gr. Hol", "Ан. Бел", "Éd. Bon"])
@pytest.mark.parametrize("behind", ["(rises). Wind!", "Never on a Monday."])
def test_what_stands_in_italics_is_all_of_a_name(name: str, behind: str) -> None:
    labels = candidates(Line(f"_{name}._ {behind}", 1))
    assert [label.label for label in labels if label.form == "period"] == [name]


GREETING = {"en": "Good evening.", "ar": "مساء الخير.", "ru": "Добрый вечер.", "zh": "晚上好。"}


@languages
def test_two_who_greet_in_the_first_line_speak_or_are_asked_about(language: str) -> None:
    """Where a script has no small letters, nothing tells a greeting from who somebody is."""
    ada, tom = HARBOURS[language][0]
    hello = GREETING[language]
    text = "\n\n".join(
        [f"{tom}: {hello} {ada}: {hello}", *(f"{a}: {b}" for a, b in talk(tom, ada, language))]
    )
    document, findings = read_and_asked(text)
    greeted = [*said(document)][:2] == [(tom, hello), (ada, hello)]
    assert greeted == (language in ("en", "ru"))
    assert greeted or any(1 in one.lines for one in findings)


@languages
def test_a_sentence_behind_a_dash_is_asked_about(language: str) -> None:
    """It may introduce somebody, or be a turn with another sign."""
    ada, tom = HARBOURS[language][0]
    turns = [*talk(tom, ada, language)]
    text = "\n\n".join([f"{tom} – {GREETING[language]}", *(f"{a}: {b}" for a, b in turns * 2)])
    _, findings = read_and_asked(text)
    assert any(1 in one.lines for one in findings)


@languages
@pytest.mark.parametrize("short", [False, True])
def test_whoever_is_in_the_sidecar_is_introduced_all_the_same(language: str, short: bool) -> None:
    ada, tom = HARBOURS[language][0]
    who = [f"{name} – {words}" for name, words in zip((ada, tom), WHO[language], strict=True)]
    said_by = {name: name.split()[-1] if short else name for name in (ada, tom)}
    lines = [f"{said_by[name]}: {words}" for name, words in [*talk(tom, ada, language)] * 2]
    data = "\n\n".join([HARBOURS[language][1], "\n".join(who), *lines]).encode()
    sidecar = Sidecar(speakers=(SpeakerTable(ada, role="guest", aliases=(said_by[ada],)),))
    document, _ = read_data(data, sidecar, path="x.txt", name="x", lang="und")
    assert [words for _, words in said(document)] == [line.split(": ", 1)[1] for line in lines]


@languages
def test_what_a_letter_stands_for_is_not_said_by_whom_the_sidecar_names(language: str) -> None:
    ada, tom = HARBOURS[language][0]
    letters = {name: name[0] for name in (ada, tom)}
    legend = "\n".join(f"{letter}: {name}" for name, letter in letters.items())
    lines = [f"{letters[name]}: {words}" for name, words in [*talk(tom, ada, language)] * 2]
    data = "\n\n".join([legend, *lines]).encode()
    first, second = map(SpeakerTable, letters.values())
    for tables in ((), (first,), (first, second)):
        document, _ = read_data(data, Sidecar(speakers=tables), path="x.txt", name="x", lang="und")
        assert [words for _, words in said(document)] == [line.split(": ", 1)[1] for line in lines]
