"""What magazines print: letters for people, an introduction, questions that several answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import numpy as np
import pytest

from talks import read, said
from toolkit.readers import plain
from toolkit.reading.inference import infer
from toolkit.reading.lattice import AT
from toolkit.reading.laws import possible
from toolkit.reading.roster import labelled
from toolkit.reading.view import view
from toolkit.reading.weights import weights

LANGS = {
    "en": (
        ("Mara Veld", "Olin Tass"),
        "Interview with the keeper of the lock",
        "I have walked along this canal since I was a child, and never saw the gates closed for a whole day.",
        (
            "When did you first ring the bell?",
            "Who taught you to do it?",
            "What comes after you?",
            "Do you rest?",
        ),
        (
            "I was nine, and the eels came early.",
            "Nobody. You hear it.",
            "I leave that to others.",
            "Sundays.",
        ),
    ),
    "uk": (
        ("Мара Вельд", "Олін Тасс"),
        "Інтерв'ю з доглядачкою шлюзу",
        "Я ходжу вздовж цього каналу з дитинства, і ніколи не бачив, щоб ворота були зачинені цілий день.",
        ("Коли ви вперше подзвонили?", "Хто вас навчив?", "Що буде після вас?", "Ви відпочиваєте?"),
        ("Мені було дев'ять, і вугрі прийшли рано.", "Ніхто. Це чути.", "Я лишаю це іншим.", "У неділю."),
    ),
    "ar": (
        ("مارا فيلد", "أولين تاس"),
        "حوار مع حارسة الهويس",
        "أمشي بمحاذاة هذه القناة منذ طفولتي، ولم أر البوابات مغلقة يوما كاملا قط، وهذا ما جئت لأسأل عنه.",
        ("متى دققت الجرس أول مرة؟", "من علّمك ذلك؟", "ماذا سيأتي بعدك؟", "هل تستريحين؟"),
        ("كنت في التاسعة، وجاءت الأسماك مبكرة.", "لا أحد. يُسمع.", "أترك ذلك للآخرين.", "أيام الأحد."),
    ),
}
EACH = pytest.mark.parametrize("lang", LANGS)
CASED = pytest.mark.parametrize("lang", ["en", "uk"])


def talk(lang: str, form: str, *names: str) -> str:
    """Questions and answers, each in a form: `{name} - {text}`."""
    _, _, _, asks, answers = LANGS[lang]
    pairs = [words for pair in zip(asks, answers, strict=True) for words in pair]
    return "\n\n".join(form.format(name=names[i % 2], text=words) for i, words in enumerate(pairs))


def turns(lang: str, *names: str) -> list[tuple[str, str]]:
    _, _, _, asks, answers = LANGS[lang]
    pairs = zip(asks, answers, strict=True)
    return [(name, words) for pair in pairs for name, words in zip(names, pair, strict=True)]


@CASED
def test_initials_with_stops_are_one_name_before_a_dash(lang: str) -> None:
    names, title, _, _, _ = LANGS[lang]
    short = ["".join(f"{word[0]}." for word in name.split()) for name in names]
    _, _, _, asks, answers = LANGS[lang]
    first = f"{names[0]} - {asks[0]}\n\n{names[1]} - {answers[0]}\n\n"
    text = f"{title}\n\n{first}{talk(lang, '{name} - {text}', *short)}\n"
    assert said(read(text))[2:] == turns(lang, *names)


@CASED
def test_letters_and_a_blank_are_those_of_people_who_take_turns(lang: str) -> None:
    names, title, _, asks, _ = LANGS[lang]
    short = ["".join(word[0] for word in name.split()) for name in names]
    assert said(read(f"{title}\n\n{talk(lang, '{name} {text}', *short)}\n")) == turns(lang, *short)
    # One of them alone begins sentences.
    alone = read(f"{title}\n\n" + "\n\n".join(f"{short[0]} {words}" for words in asks) + "\n")
    assert short[0] not in {speaker.name for speaker in alone.speakers}


def test_one_letter_and_a_blank_asks_or_answers() -> None:
    assert said(read(talk("en", "{name} {text}", "Q", "A") + "\n")) == turns("en", "Q", "A")
    # Words of one letter don't.
    assert not read(talk("en", "{name} {text}", "I", "A") + "\n").speakers


@EACH
def test_what_stands_above_the_labels_of_an_interview_is_told(lang: str) -> None:
    names, title, lead, _, _ = LANGS[lang]
    body = talk(lang, "{name}: {text}", *names)
    assert said(read(f"{title}\n\n{lead}\n\n{lead} {lead}\n\n{body}\n")) == turns(lang, *names)


@EACH
def test_numbered_questions_that_several_answer_are_nobodys(lang: str) -> None:
    names, _, _, asks, answers = LANGS[lang]
    text, expected = "", []
    for n, (ask, answer) in enumerate(zip(asks, answers, strict=True), 1):
        others = [(name, f"{answer} {asks[0].rstrip('?؟')}.") for name in names]
        text += f"{n}. {ask}\n\n" + "".join(f"{name}: {words}\n\n" for name, words in others)
        expected += [("", f"{n}. {ask}"), *others]
    assert said(read(text)) == expected


@EACH
def test_a_bold_question_with_a_link_in_it_is_no_label(lang: str) -> None:
    names, _, _, asks, answers = LANGS[lang]
    text, expected = "", []
    for ask, answer in zip(asks, answers, strict=True):
        first, _, rest = ask.partition(" ")
        linked = f"{first} [{rest.rstrip('?؟')}](https://example.org){ask[-1]}"
        text += f"**{linked}**\n\n{names[1]}: {answer}\n\n"
        expected += [("", f"**{linked}**"), (names[1], answer)]
    assert said(read(text, path="talk.md")) == expected


@EACH
def test_a_bold_question_above_the_first_label_is_asked_as_those_below(lang: str) -> None:
    names, _, lead, asks, answers = LANGS[lang]
    text, expected = "", []
    for n, (ask, answer) in enumerate(zip(asks, answers, strict=True)):
        text += f"**{answer} {ask}**\n\n" + "".join(f"{name}: {answer} {lead}\n\n" for name in names[n % 2 :])
        expected += [("", f"**{answer} {ask}**"), *((name, f"{answer} {lead}") for name in names[n % 2 :])]
    assert said(read(text, path="talk.md")) == expected


def test_hash_signs_without_a_blank_are_none_of_a_name() -> None:
    text = "".join(f"###问：{i}号灯塔是谁点的？\n\n答：\n    是我，{i}年来都是我。\n\n" for i in range(1, 5))
    assert {speaker.name for speaker in read(text, path="talk.md").speakers} == {"问", "答"}


@EACH
def test_what_letters_stand_for_is_no_turn(lang: str) -> None:
    names, _, _, _, _ = LANGS[lang]
    letters = ("MV", "OT")
    equal = " ".join(f"{short} = {name}" for short, name in zip(letters, names, strict=True))
    assert said(read(f"{equal}\n\n{talk(lang, '{name}: {text}', *letters)}\n")) == turns(lang, *letters)


@EACH
def test_who_surely_speaks_again_says_it_himself(lang: str) -> None:
    names, _, _, _, _ = LANGS[lang]
    content = plain.content(talk(lang, "{name}: {text}", *names), path="talk.txt")
    read_ = infer(labelled(view(content.lines)), weights())
    free = np.ones_like(read_.p)
    sure = replace(read_.best, likely=np.full_like(read_.best.likely, 0.96))
    assert not possible(read_.text, sure, free)[:, AT["continuation"]].any()
    # Where it is less sure, it may be a part of what somebody else says.
    sure = replace(sure, likely=np.full_like(sure.likely, 0.9))
    assert possible(read_.text, sure, free)[:, AT["continuation"]].all()


@EACH
def test_words_for_question_and_answer_that_take_turns_speak(lang: str) -> None:
    _, _, _, asks, answers = LANGS[lang]
    asked, answered = [f"**Q. {ask}**" for ask in asks], [f"A: {answer}" for answer in answers]
    found = said(read("\n\n".join(chain.from_iterable(zip(asked, answered, strict=True)))))
    assert [name for name, _ in found] == ["Q", "A"] * len(asks)
