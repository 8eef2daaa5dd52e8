"""How one speaker addresses another (D247).

Examples in several languages are in `tests/data/checks/register.jsonl`.
"""

from __future__ import annotations

import pytest

import growing
from toolkit import checks
from toolkit.model import Catalog, Document, Entry, Speaker

CAST = (Speaker("mara", "Mara Voss"), Speaker("joss", "Joss Hale"), Speaker("pell", "Pell Orr"))
FAR = [("mara", f"Question {number}?", f"Wollen Sie Nummer {number}?") for number in "abcdef"]


def found(*rows: tuple[str, str, str]) -> list[str]:
    """The translations in which somebody is addressed otherwise."""
    entries = tuple(
        Entry(f"turn|{speaker}", source, target, "done", (f"s{number}",))
        for number, (speaker, source, target) in enumerate(rows)
    )
    document = Document(name="talk", lang="en", speakers=CAST, turns=())
    findings = checks.run(document, Catalog("talk", "en", "de", entries), "talk.po")
    about = {finding.about[0] for finding in findings if finding.code == "D247"}
    return [target for number, (_, _, target) in enumerate(rows) if f"s{number}" in about]


def test_another_distance_between_two_is_told() -> None:
    slip = ("mara", "And the horse?", "Und das Pferd, kennst du es?")
    assert found(*FAR, ("joss", "Why?", "Warum?"), slip) == [slip[2]]


def test_the_name_and_whole_words_are_shown() -> None:
    rows = [("mara", f"Do you know {number}?", f"Connaissez {number} ?") for number in "abcdef"]
    rows += [("joss", "Yes.", "Oui."), ("mara", "What do you see?", "Que vois-tu ?")]
    entries = tuple(
        Entry(f"turn|{speaker}", source, target, "done", (f"s{number}",))
        for number, (speaker, source, target) in enumerate(rows)
    )
    document = Document(name="talk", lang="en", speakers=CAST, turns=())
    findings = checks.run(document, Catalog("talk", "en", "fr", entries), "talk.po")
    (finding,) = (finding for finding in findings if finding.code == "D247")
    assert finding.message.startswith("Mara Voss says “tu” ") and "“connaissez”" in finding.message


def test_a_quotation_addresses_somebody_else() -> None:
    told = ("mara", "My father said: “Go, you fool.”", "Mein Vater sagte: „Geh, du Narr.“")
    assert not found(*FAR, ("joss", "Why?", "Warum?"), told)


def test_one_may_be_near_to_another_person() -> None:
    friends = [("mara", f"Pell, is it {number}?", f"Pell, hast du {number}?") for number in "xy"]
    assert not found(*FAR, ("joss", "Why?", "Warum?"), ("pell", "Me?", "Ich?"), *friends)


def test_what_wavers_all_the_time_has_no_habit() -> None:
    near = [("mara", f"And {number}?", f"Willst du {number}?") for number in "abcdef"]
    assert not found(*FAR, *near, ("joss", "Why?", "Warum?"))


def test_whom_one_of_several_means_is_a_guess() -> None:
    def severities(*rows: tuple[str, str, str]) -> list[str]:
        entries = tuple(Entry(f"turn|{row[0]}", *row[1:], "done", (row[1],)) for row in rows)
        document = Document(name="talk", lang="en", speakers=CAST, turns=())
        findings = checks.run(document, Catalog("talk", "en", "de", entries), "talk.po")
        return [finding.severity for finding in findings if finding.code == "D247"]

    slip = ("mara", "And the horse?", "Und das Pferd, kennst du es?")
    assert severities(*FAR, ("joss", "Why?", "Warum?"), slip) == ["warning"]
    others = [(f"guest{number}", f"No, {number}.", f"Nein, {number}.") for number in range(5)]
    assert severities(*FAR, ("joss", "Why?", "Warum?"), slip, *others[:4]) == ["warning"]
    assert severities(*FAR, ("joss", "Why?", "Warum?"), slip, *others) == ["info"]


def to_readers(*targets: str, lang: str = "de") -> list[str]:
    """The translations that address their readers otherwise; nobody speaks."""
    entries = tuple(
        Entry("narration", f"Text {number}.", target, "done", (f"s{number}",))
        for number, target in enumerate(targets)
    )
    document = Document(name="guide", lang="en", speakers=(), turns=())
    findings = checks.run(document, Catalog("guide", "en", lang, entries), "guide.po")
    about = {finding.about[0] for finding in findings if finding.code == "D247"}
    return [target for number, target in enumerate(targets) if f"s{number}" in about]


POLITE = [f"Auf Seite {number} finden Sie mehr." for number in range(12)]
SLIP = "Auf Seite 40 findest du mehr."


def test_one_text_that_addresses_readers_otherwise_is_told() -> None:
    assert to_readers(*POLITE, SLIP) == [SLIP]
    assert to_readers(*[text.replace("finden Sie", "findest du") for text in POLITE], POLITE[0]) == [
        POLITE[0]
    ]


@pytest.mark.parametrize(
    ("lang", "both", "one"),
    [
        ("de", "Deine Sache ist Ihre Sache.", "Deine Sache ist ihre Sache."),
        ("es", "Tú sabes que usted puede.", "Tú sabes que puedes."),
        ("it", "Tu sai che Lei può.", "Tu sai che lei può."),
        ("zh-Hans", "请您坐在你的位子上。", "请您坐在您的位子上。"),
        ("ru", "Вы видите, что тебе рады.", "Вы видите, что вам рады."),
        ("uk", "Ви його вб'єш одразу.", "Ви його вб'єте одразу."),
        ("fr", "Tu verras que votre barque flotte.", "Tu verras que ta barque flotte."),
    ],
)
def test_one_sentence_addresses_one_person_in_one_way(lang: str, both: str, one: str) -> None:
    assert to_readers(both, lang=lang) == [both]
    assert not to_readers(one, lang=lang)


def test_two_sentences_or_a_quotation_may_address_two_people() -> None:
    assert not to_readers("Deine Sache ist das. Ihre Sache, und Sie wissen es, nicht.")
    assert not to_readers("Sie sagen „du“ zu ihm, und Sie lachen.")


def test_who_speaks_may_turn_to_several_friends() -> None:
    def told(lang: str, target: str) -> bool:
        entry = Entry("turn|mara", "Come, with your friends.", target, "done", ("s1",))
        document = Document(name="talk", lang="en", speakers=CAST, turns=())
        findings = checks.run(document, Catalog("talk", "en", lang, (entry,)), "talk.po")
        return any(finding.name == "D247.both" for finding in findings)

    assert not told("fr", "Viens avec tes amis, vous verrez la barque.")
    assert told("de", "Komm du mit, wenn Sie wollen.")


def test_where_few_address_readers_there_is_no_habit() -> None:
    assert not to_readers(*POLITE[1:], SLIP)
    assert not to_readers(*POLITE, SLIP, SLIP.replace("40", "41"))


def test_what_is_said_in_a_story_addresses_no_reader() -> None:
    assert not to_readers(*POLITE, "– Du kommst spät, sagte der Müller.", "„Du kommst spät“, sagte er.")


def test_what_may_be_said_to_several_readers_is_left_alone() -> None:
    near = [f"À la page {number}, tu trouveras la suite." for number in range(12)]
    assert not to_readers(*near, "À la page 40, vous trouverez la suite.", lang="fr")
    far = [text.replace("tu trouveras", "vous trouverez") for text in near]
    assert to_readers(*far, near[3], lang="fr") == [near[3]]


def test_japanese_is_plain_or_polite_where_it_has_a_subject() -> None:
    polite = [f"縄が{number}本あります。" for number in range(12)]
    assert to_readers(*polite, "窓は開いている。", lang="ja") == ["窓は開いている。"]
    assert not to_readers(*polite, "窓を開ける。", lang="ja")


@pytest.mark.parametrize(
    ("lang", "usual", "good", "slip"),
    [
        ("cs", "Na straně {} můžete číst dál.", "Jsou to ty knihy.", "Na straně 40 můžeš číst dál."),
        ("uk", "На сторінці {} ви знайдете більше.", "Прийшов товариш.", "На сторінці 40 ти знайдеш більше."),
    ],
)
def test_words_that_mean_something_else_address_nobody(lang: str, usual: str, good: str, slip: str) -> None:
    far = [usual.format(number) for number in range(12)]
    assert not to_readers(*far, good, lang=lang)
    assert to_readers(*far, slip, lang=lang) == [slip]


def test_a_long_text_without_an_end_takes_no_longer_than_others() -> None:
    def make(size: int) -> growing.Work:
        return lambda: to_readers(*["縄があります。"] * 12, "はが" * size, lang="ja")

    assert not growing.by_clock(make, 1000)


@pytest.mark.parametrize(
    ("lang", "usual", "noun", "verb"),
    [
        (
            "pl",
            "Proszę, niech pani weźmie wiosło numer",
            "Leżała tam sterta depesz.",
            "Czy znów chcesz wiosło?",
        ),
        ("uk", "Візьміть, будь ласка, ваше весло", "Там лежав старий фетиш.", "Чи ти хочеш весло?"),
    ],
)
def test_a_noun_that_ends_as_a_verb_addresses_nobody(lang: str, usual: str, noun: str, verb: str) -> None:
    def told(last: str) -> bool:
        rows = [(f"Please take oar {number}.", f"{usual} {number}.") for number in range(30)]
        rows += [("He wants it.", "On chce." if lang == "pl" else "Він хоче."), ("A thing lay there.", last)]
        entries = tuple(Entry("narration", *row, "done", (f"s{at}",)) for at, row in enumerate(rows))
        document = Document(name="talk", lang="en", speakers=(), turns=())
        findings = checks.run(document, Catalog("talk", "en", lang, entries), "talk.po")
        return any(finding.code == "D247" for finding in findings)

    assert told(verb)
    assert not told(noun)
