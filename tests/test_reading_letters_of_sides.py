"""Letters for who asks and who answers, with each sign that people set behind them."""

import pytest

from talks import read, said

SIDES = {
    "en": ("QA", ("Where do you live?", "Since when?"), ("By the lock. I am well.", "Since the flood.")),
    "fr": ("QR", ("Où habitez-vous ?", "Depuis quand ?"), ("À l'écluse. J'y suis bien.", "Depuis la crue.")),
    "es": (
        "PR",
        ("¿Dónde vive usted?", "¿Desde cuándo?"),
        ("En la esclusa. Estoy bien.", "Desde la crecida."),
    ),
    "ru": ("ВО", ("Где вы живёте?", "С какого года?"), ("У шлюза. Мне там хорошо.", "С девяносто восьмого.")),
    "ar": ("سج", ("أين تسكنين؟", "منذ متى؟"), ("عند القنطرة. أنا بخير هناك.", "منذ الفيضان.")),
    "zh": ("问答", ("你住哪儿？", "什么时候来的？"), ("住在闸边。我在那里很好。", "大水那年。")),
}
SIGNS = (
    ": ",
    "; ",
    "- ",
    " : ",
    "\u00a0: ",
    ". ",
    ".- ",
    ".: ",
    " - ",
    " – ",
    ") ",
    "/ ",
    " | ",
    "> ",
    "\t",
    ":\n",
)


@pytest.mark.parametrize("lang", SIDES)
@pytest.mark.parametrize("sign", SIGNS, ids=repr)
def test_a_letter_for_a_side_and_its_sign_are_no_words(lang: str, sign: str) -> None:
    letters, asks, answers = SIDES[lang]
    expected = [
        pair for one in zip(asks, answers, strict=True) for pair in zip(letters, one, strict=True)
    ] * 2
    turns = [f"{letter}{sign}{words}" for letter, words in expected]
    # An abbreviation keeps its full stop.
    assert [(who.rstrip("."), words) for who, words in said(read("1998", *turns))] == expected


HOW = {
    "en": (
        "Q",
        "A",
        ("laughs", "to the camera"),
        ("Where?", "By the lock.", "Which one?", "The one that ran."),
    ),
    "de": ("F", "A", ("lacht", "nach einer Pause"), ("Wo?", "An der Schleuse.", "Welche?", "Die ging.")),
    "he": ("ש", "ת", ("צוחק", "צוחקת"), ("איפה?", "ליד הסכר.", "איזה מהם?", "זה שהלך.")),
    "ru": ("В", "О", ("смеётся", "после паузы"), ("Где?", "У шлюза.", "Какие?", "Те, что шли.")),
}


@pytest.mark.parametrize("language", HOW)
@pytest.mark.parametrize("brackets", ["()", "[]"])
def test_how_a_letter_speaks_is_no_part_of_it(language: str, brackets: str) -> None:
    asks, answers, how, said = HOW[language]
    labels = [
        asks,
        answers,
        f"{asks} {how[0].join(brackets)}",
        answers,
        asks,
        f"{answers} {how[1].join(brackets)}",
    ]
    text = "".join(f"{label}: {said[k % 4]}\n\n" for k, label in enumerate(labels))
    document = read(text)
    assert [speaker.name for speaker in document.speakers] == [asks, answers]


def test_who_reports_for_whom_tells_reporters_apart() -> None:
    labels = ("Mara", "Reporter (Harbour Radio)", "Mara", "Reporter (Lock Post)", "Mara", "Reporter (laughs)")
    text = "".join(f"{label}: It rained on the {k}th, you say?\n\n" for k, label in enumerate(labels, 4))
    document = read(text)
    names = [speaker.name for speaker in document.speakers]
    assert names == ["Mara", "Reporter (Harbour Radio)", "Reporter (Lock Post)", "Reporter"]
