"""What looks like people who talk, and is none: prices, programmes, refrains, words that are quoted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import talks
from talks import read_and_asked
from toolkit.config import Sidecar
from toolkit.findings import Finding
from toolkit.languages.another import second
from toolkit.reading import nobody, short_names
from toolkit.workflow import full_names
from toolkit.workflow.transcripts import read_data


def read(text: str, lang: str = "und") -> tuple[list[tuple[str, str]], str, Sequence[Finding]]:
    """What is said, by whom; all words; and the findings."""
    document, findings = read_and_asked(text, lang=lang)
    labels = " ".join(speaker.name for speaker in document.speakers)
    return (
        talks.said(document),
        " ".join((labels, *(paragraph.text for paragraph in document.paragraphs()))),
        [*findings],
    )


def messages(code: str, text: str, lang: str = "und") -> list[str]:
    return [finding.message for finding in read(text, lang)[2] if finding.code == code]


LISTS = {
    "en": ("Red Kettle", "Blue Kettle", "Boils fast. Why does it hiss?", "Slow, but quiet."),
    "it": ("Zuppa", "Pesce", "Con pane. Volete olio?", "Alla griglia."),
    "he": ("קומקום אדום", "קומקום כחול", "רותח מהר. למה הוא שורק?", "איטי ושקט."),
    "zh": ("红水壶", "蓝水壶", "很快。为什么响？", "慢，但是安静。"),
}


@pytest.mark.parametrize("lang", LISTS)
@pytest.mark.parametrize(
    "has", ["4.{} stars", "7{} €", "2.1.{}", "12{} km", "3{} min read", "1h 2{}m", "9{} זוזים"]
)
def test_what_has_a_price_or_a_size_keeps_it(lang: str, has: str) -> None:
    """Only how long ago something was written is left out, as it says when and not what."""
    one, other, asks, tells = LISTS[lang]
    parts = (
        f"{what} · {has.format(n)}\n{words}"
        for n, (what, words) in enumerate(((one, asks), (other, tells), (one, tells)))
    )
    _, words, findings = read("\n\n".join(parts))
    assert all(has.format(n).split()[0] in words for n in range(3))
    assert "times of writing" not in " ".join(finding.message for finding in findings)


@pytest.mark.parametrize("lang", LISTS)
def test_times_of_a_programme_are_round(lang: str) -> None:
    one, other, asks, tells = LISTS[lang]
    parts = [(one, asks), (other, tells), (one, tells), (other, tells)]

    def read_at(*minutes: int) -> list[tuple[str, str]]:
        entries = (
            f"{what}\n1{n}:{minute:02} AM\n{words}"
            for n, (minute, (what, words)) in enumerate(zip(minutes, parts, strict=True))
        )
        return read("\n\n".join(entries))[0]

    assert not read_at(0, 30, 15, 45)
    assert read_at(2, 3, 7, 9) == parts


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("schrieb am 3. November 2026 um", "Ada"),
        ("a écrit le 3 mars 2026 à", "Ada"),
        ("написала 3 ноября 2026 г. в", "Ада"),
    ],
)
def test_who_wrote_is_called_without_what_tells_it(words: str, label: str) -> None:
    other = "Bo" if label.isascii() else "Бо"
    text = "\n\n".join(
        f"{who} {words} 10:0{n}:\n{who} {n}?" for n, who in enumerate((label, other, label), 1)
    )
    assert [who for who, _ in read(text)[0]] == [label, other, label]


@pytest.mark.parametrize(("doctor", "priest"), [("Dr", "Fr"), ("Prof", "Hon")])
def test_a_title_that_speaks_more_often_than_whoever_has_it_is_somebody(doctor: str, priest: str) -> None:
    text = (
        f"{doctor}. Where is my bag?\n\n{priest}. You left it at the pier.\n\n{doctor}. Then it is gone.\n\n"
        f"{doctor}. Hale. I have your bag.\n\n{priest}. Thanks be to the sea.\n"
    )
    assert len(read(text)[0]) >= 4


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (
            "Ann Lee -- District 4",
            "Bo Hale -- District 7",
            ("Where does it go?", "To the pier.", "Who pays?", "We do."),
        ),
        (
            "Ada Berg – Klasse 4",
            "Bo Lind – Klasse 3",
            ("Wo ist der Ball?", "Im Netz.", "Und nun?", "Hol ihn."),
        ),
        ("Нина Орлова – Участок 4", "Пётр Ильин – Участок 7", ("Куда она?", "К реке.", "Кто платит?", "Мы.")),
    ],
)
def test_a_number_of_a_district_stands_behind_a_name(one: str, other: str, words: tuple[str, ...]) -> None:
    said = read("\n\n".join(f"{who}: {what}" for who, what in zip((one, other) * 2, words, strict=True)))[0]
    names = [who.split(" –")[0].split(" --")[0] for who in (one, other) * 2]
    assert said == [*zip(names, words, strict=True)]


@pytest.mark.parametrize("text", ["Hafen Gespräche – Teil 2: Der Turm", "Harbour Voices – Part 2: The Tower"])
def test_a_part_of_a_text_is_no_office(text: str) -> None:
    assert all(
        who not in {"Hafen Gespräche", "Harbour Voices"}
        for who, _ in read(f"{text}\n\nAda: Wo?\n\nBo: Da.\n")[0]
    )


@pytest.mark.parametrize("pair", ["海灯", "AB", "ＡＢ"])
def test_words_in_corner_brackets_are_quoted(pair: str) -> None:
    one, other = [*pair]
    lines = (
        f"「{one}」という歌を知っていますか。",
        f"「{other}」は古い歌です。",
        f"「{one}」は新しい歌ですか。",
        f"「{other}」より古いです。",
    )
    assert not read("\n\n".join(lines))[0]


@pytest.mark.parametrize(
    ("ask", "task"),
    [("Question", "Write two sentences."), ("Frage", "Schreibe zwei Sätze."), ("سؤال", "اكتب جملتين.")],
)
def test_questions_of_a_sheet_are_nobodys(ask: str, task: str) -> None:
    """Nobody answers them."""
    text = "\n\n".join(f"{ask}\nWhy {n}?\n{task}" for n in ("the light", "the oil", "the boat"))
    assert not read(text)[0]


REFRAINS = {
    "en": ("For those who are at sea this night {}.", "We pray that you may hear us, and that you keep us."),
    "ar": ("من أجل من هم في البحر هذه الليلة {}.", "نرجو أن تسمعنا وأن تحفظنا في هذه الليلة الطويلة."),
    "el": ("Για όσους είναι απόψε στη θάλασσα {}.", "Παρακαλούμε να μας ακούσεις και να μας φυλάς."),
}


@pytest.mark.parametrize("lang", REFRAINS)
def test_a_refrain_is_not_pasted_twice(lang: str) -> None:
    verse, refrain = REFRAINS[lang]
    assert not messages("D124", "\n\n".join(f"{verse.format(n)}\n\n{refrain}" for n in range(5)))


@given(answers=st.lists(st.sampled_from(["Ja.", "Nein.", "Nie."]), min_size=8, max_size=8))
def test_what_is_asked_of_two_people_is_not_pasted_twice(answers: list[str]) -> None:
    asked = [f"Was haben Sie damals am Hafen gesehen, im {n}. Jahr?" for n in range(4)]
    one, other = answers[:4], answers[4:]
    text = "\n\n".join(f"F: {q}\n\nA: {a}" for a_s in (one, other) for q, a in zip(asked, a_s, strict=True))
    differ = all(a != b for a, b in zip(one, other, strict=True))
    assert not (differ and messages("D124", text))


def test_a_language_in_two_scripts_is_one() -> None:
    latin = ("Gde si bio juče i šta si radio?", "I kako je bilo?", "Jesi li siguran da je to bio on?")
    cyrillic = (
        "Био сам у луци са братом.",
        "Било је хладно и мрачно, али је било лепо.",
        "Да, потпуно сам сигуран у то.",
    )
    both = [text for pair in zip(latin, cyrillic, strict=True) for text in pair] * 2
    assert second(both, "sr") is None


def test_looking_for_names_in_full_grows_as_the_text_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each who speaks is compared with few of those whom front matter names."""
    calls = 0
    plain = short_names.short_for

    def counting(short: str, long: str) -> bool:
        nonlocal calls
        calls += 1
        return plain(short, long)

    monkeypatch.setattr(full_names, "short_for", counting)
    counts = []
    for size in (100, 200):
        calls = 0
        cast = "".join(f"  - name: Ann{n} Lee\n    role: host\n" for n in range(size))
        read_data(
            f"---\nspeakers:\n{cast}---\n\n".encode()
            + "\n\n".join(f"Ann{n}: What?" for n in range(size)).encode(),
            Sidecar(),
            name="x",
            path="x.md",
            lang="en",
        )
        counts.append(calls)
    assert 0 < counts[1] < 3 * counts[0]


def test_letters_in_brackets_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    plain = nobody._in_row

    def counting(letters: Sequence[str]) -> bool:
        nonlocal calls
        calls += 1
        return plain(letters)

    monkeypatch.setattr(nobody, "_in_row", counting)
    read("\n".join(f"({'xy'[n % 2]}) It is {n}." for n in range(60)))
    assert 0 < calls < 10


@pytest.mark.parametrize(("one", "other"), [("ANN LEE", "BO HALE"), ("АННА", "ПЁТР"), ("ΝΙΚΗ", "ΑΡΗΣ")])
def test_a_name_in_capitals_that_is_set_otherwise_once_still_speaks(one: str, other: str) -> None:
    turns = [(one, "Where is it?"), (other, "Here."), (one, "And now?"), (other, "Gone.")]
    text = "\n\n".join(f"{who}. {what}" for who, what in turns)
    assert read(f"{text}\n\n{other.title()}. That is all.\n")[0][:4] == turns
