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
SIGNS = (": ", " : ", "\u00a0: ", ". ", ".- ", ".: ", " - ", " – ", ") ", "/ ", " | ", "> ", "\t", ":\n")


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
