"""Names alone on their lines with a time each, as a program that knows who speaks writes them."""

import pytest

from talks import read

PEOPLE = {
    "fr": ("Interviewe", "Chercheur"),
    "he": ("מרואיינת", "חוקר"),
    "ru": ("Собеседница", "Исследователь"),
}
ASKS = {
    "fr": "Et depuis quand faites-vous des filets ?",
    "he": "ומאז מתי את קולעת רשתות?",
    "ru": "А с каких пор вы плетёте сети?",
}
LONG = {
    "fr": (
        "Alors, le matin, j'ouvre l'atelier et je regarde les cordes de la veille.",
        "Parce que sur un filet, il y a des passages qui demandent une main très calme.",
        "Voilà. Ensuite, on croise les fils, et il ne faut pas que cela tire d'un côté.",
        "Puis il y a la pause, et l'après-midi se passe comme le matin.",
    ),
    "he": (
        "ובכן, בבוקר אני פותחת את הסדנה ובודקת את החבלים מאתמול.",
        "כי ברשת יש מקומות שדורשים יד רגועה מאוד ועין פקוחה.",
        "כן. אחר כך מצליבים את החוטים, ואסור שזה ימשוך לצד אחד.",
        "ואז יש הפסקה, ואחר הצהריים עובר כמו הבוקר.",
    ),
    "ru": (
        "Ну, утром я открываю мастерскую и смотрю вчерашние верёвки.",
        "Потому что в сети есть места, где нужна очень спокойная рука.",
        "Вот. Потом нити скрещивают, и нельзя, чтобы тянуло в сторону.",
        "Потом перерыв, и после обеда всё так же, как утром.",
    ),
}


def talk(lang: str, head: str, *, back: bool = False) -> str:
    """Three questions in a line each, and long answers of many paragraphs.

    back  whether the times go back each time
    """
    answers, asks = PEOPLE[lang]
    rows = list[str]()
    for n in (2, 1, 0) if back else (0, 1, 2):
        rows += [f"{head.format(asks, f'{n}:10', f'{n}:15')}\n{ASKS[lang]}"]
        first, *others = LONG[lang] * 3
        rows += [f"{head.format(answers, f'{n}:15', f'{n}:55')}\n{first}", *others]
    return "\n\n".join(rows)


@pytest.mark.parametrize("head", ["[{}] ({} - {})", "{} ({} - {})", "{} {} - {}"])
@pytest.mark.parametrize("lang", PEOPLE)
def test_what_stands_below_a_name_and_its_time_is_theirs(lang: str, head: str) -> None:
    document = read(talk(lang, head))
    answers, asks = PEOPLE[lang]
    names = {speaker.key: speaker.name for speaker in document.speakers}
    assert [names[turn.speakers[0]] for turn in document.turns] == [asks, answers] * 3
    assert [len(turn.paragraphs) for turn in document.turns] == [1, 12] * 3
    assert document.turns[1].paragraphs[0].times.start == 15_000


@pytest.mark.parametrize("lang", PEOPLE)
def test_parts_whose_times_go_back_are_no_turns_for_sure(lang: str) -> None:
    sure = read(talk(lang, "[{}] ({} - {})")).turns[1].paragraphs[0].p
    assert read(talk(lang, "[{}] ({} - {})", back=True)).turns[1].paragraphs[0].p < sure
