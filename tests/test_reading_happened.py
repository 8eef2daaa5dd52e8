"""What happens in the record of a sitting, on lines of their own without brackets."""

from __future__ import annotations

import pytest

from talks import kinds_of, read_and_asked, read_plain
from toolkit.reading.lines import Line
from toolkit.reading.roster import labelled
from toolkit.reading.sittings import happened, officials, sitting
from toolkit.reading.view import view

HAPPENS = {
    "Portuguese": (
        """\
Diário da Câmara de Vila Rasa

A Sr.ª Presidente Ana Rola: — Está aberta a sessão. Tem a palavra a Sr.ª Deputada.

A Sr.ª Rita Lomba (MDV): — O mercado está fechado há 14 meses. Quando reabre?

Aplausos do MDV.

E eu quero saber quem paga a obra.

Protestos do PSM.

A Sr.ª Presidente Ana Rola: — Eu peço silêncio. Tem a palavra o Sr. Vereador.

O Sr. Jaime Pena (PSM): — A obra custa muito. Eu sei.

Risos.

Silêncio, por favor.

O Sr. Abel Mota (LVR): — Eu voto contra.
""",
        ["Aplausos do MDV.", "Protestos do PSM.", "Risos."],
    ),
    "Spanish": (
        """\
La señora PRESIDENTA: Buenos días. Se abre la sesión.

Risas.

Tiene la palabra el consejero de Puertos.

El señor CONSEJERO DE PUERTOS (Lindo Arce): Muchas gracias, señora presidenta.

Aplausos en el grupo Vell.

El puerto se construye desde hace nueve años. Los motivos están en los informes que conocen.

El señor ROBLEDO PINO: Señor consejero, los informes no dicen cuándo acaba la obra.

La señora PRESIDENTA: Gracias.
""",
        ["Risas.", "Aplausos en el grupo Vell."],
    ),
    "once, it may be said": (
        """\
El señor ROBLEDO PINO: No dicen cuándo acaba la obra.

La señora PRESIDENTA: ¿Qué pide usted?

El señor ROBLEDO PINO: Pido una cosa.

Silencio.

La señora PRESIDENTA: Gracias.
""",
        [],
    ),
    "below names alone on their lines": (
        """\
Präsidentin Ada Berg:

Ich eröffne die Sitzung. Sind Sie bereit?

Dr. Jan Holm (NLP):

Applaus.

Mehr habe ich Ihnen nicht zu sagen.

Präsidentin Ada Berg:

Stille.

Ich danke Ihnen.

Mia Sund (VLP):

Ich frage Sie: Wer zahlt das?

Nils Ey (VLP):

Wir zahlen es. Ich sage es Ihnen.
""",
        [],
    ),
    "no record": ("Ana: Que ouviste no porto?\n\nBo: Eu ouvi isto.\n\nAplausos do povo.\n\nRisos.\n", []),
}


@pytest.mark.parametrize(("text", "events"), HAPPENS.values(), ids=HAPPENS)
def test_in_a_record_what_happens_needs_no_brackets(text: str, events: list[str]) -> None:
    rows = [row for row in text.split("\n") if row]
    seen = view([Line(row, 2 * number + 1, gap=1) for number, row in enumerate(rows)])
    known = labelled(seen)
    turns = [*sitting(known).turns, *officials(known).turns]
    assert [rows[i] for i in happened(seen, turns)] == events
    found = [p.text for turn in read_plain(text).turns for p in turn.paragraphs if p.kind == "event"]
    assert not events or found == events


TALKS = {
    "en": (
        "I want to talk about knots. I have tied them for forty years.",
        ("(Laughter)", "(Applause)"),
        "A knot is a decision that a rope remembers.",
        "It took me eleven years to see that.",
    ),
    "de": (
        "Ich rede heute über Knoten. Ich binde sie seit vierzig Jahren.",
        ("(Gelächter)", "(Applaus)"),
        "Ein Knoten ist ein Entschluss, den sich das Seil merkt.",
        "Elf Jahre habe ich gebraucht, um das zu verstehen.",
    ),
    "he": (
        "אני רוצה לדבר על קשרים. אני קושר אותם כבר ארבעים שנה.",
        ("(צחוק)", "(מחיאות כפיים)"),
        "קשר הוא החלטה שהחבל זוכר.",
        "לקח לי אחת עשרה שנים להבין את זה.",
    ),
    "ja": (
        "今日は結び目の話をします。私は四十年結んできました。",
        ("（笑い）", "（拍手）"),
        "結び目は縄が覚えている決心です。",
        "私がそれを知るまでに十一年かかりました。",
    ),
}


@pytest.mark.parametrize("language", TALKS)
def test_what_an_audience_laughs_at_is_said(language: str) -> None:
    first, (laughs, claps), within, last = TALKS[language]
    document = read_plain("\n\n".join((first, laughs, within, last, claps)) + "\n")
    kinds = [words.kind for words in document.paragraphs()]
    assert kinds == ["speech", "event", "speech", "speech", "event"]


def test_what_an_audience_hears_before_somebody_is_named_is_said_by_nobody_named() -> None:
    first, (laughs, claps), within, last = TALKS["en"]
    asked = ("Chris Bell: Why eleven?", "Ada Finch: I pulled the wrong end.", "Chris Bell: And now?")
    document = read_plain(
        "\n\n".join((first, laughs, within, last, claps, *asked, "Ada Finch: It holds.")) + "\n"
    )
    said = [words for words in document.paragraphs() if words.kind == "speech"]
    assert [words.text for words in said[:3]] == [first, within, last]
    assert document.turns[0].speakers == ()


ASKED = {
    "en": ("Ada Finch", "Host", "Audience member"),
    "de": ("Ada Fink", "Moderatorin", "Frage aus dem Publikum"),
    "he": ("נועה לביא", "מנחה", "שאלה מהקהל"),
    "ja": ("山田綾", "司会者", "観客"),
}


@pytest.mark.parametrize("language", TALKS)
def test_who_asks_once_behind_a_talk_is_not_who_talked(language: str) -> None:
    first, (laughs, claps), within, last = TALKS[language]
    who, *others = ASKED[language]
    asks = "？" if language == "ja" else "?"
    turns = [line for one in others for line in (f"{one}: {within[:-1]}{asks}", f"{who}: {first}")]
    document = read_plain("\n\n".join((first, laughs, within, last, claps, *turns)) + "\n")
    names = {speaker.key: speaker.name for speaker in document.speakers}
    said = [names.get(turn.speakers[0]) for turn in document.turns if turn.speakers]
    assert said[-4:] == [others[0], who, others[1], who]


def test_a_story_in_which_nobody_says_i_is_told_though_people_laugh() -> None:
    told = "The choir came late. The sexton had lost the key."
    document = read_plain("\n\n".join((told, "(Laughter)", "They sang outside.", "(Applause)", told)) + "\n")
    assert not [words for words in document.paragraphs() if words.kind == "speech"]


@pytest.mark.parametrize("laughs", ["(laughs)", "(צוחק)", "（笑い）"])
def test_what_somebody_laughs_at_in_notes_is_not_said_in_silence(laughs: str) -> None:
    first, _, within, last = TALKS["en"]
    said = list(read_plain("\n\n".join((first, laughs, within, laughs, last))).paragraphs())
    assert not [words for words in said if words.kind == "speech"]


def test_people_of_a_play_are_no_talk_though_somebody_claps() -> None:
    said = ("ADA. I pulled it.", "BELL. Did you?", "ADA. I did.", "BELL. You never.")
    text = (
        "\n\n".join(("ADA enters the hall.", "(Applause)", "You see her there.", "(Laughter)", *said)) + "\n"
    )
    document = read_plain(text)
    names = {speaker.key: speaker.name for speaker in document.speakers}
    assert [names[turn.speakers[0]] for turn in document.turns if turn.speakers] == ["ADA", "BELL"] * 2


def test_no_title_stands_in_brackets() -> None:
    talk = "Marszałek: Otwieram posiedzenie.\n\nPoseł Wrzos: Most nie istnieje.\n\nMarszałek: Dziękuję.\n"
    document = read_plain(f"12. posiedzenie Sejmiku\n\n(Początek posiedzenia o godz. 9 min 02)\n\n{talk}")
    kinds = kinds_of(document)
    assert kinds["(Początek posiedzenia o godz. 9 min 02)"] != "title"


@pytest.mark.parametrize("signs", ["(laughs)", "(ضحك)", "（笑）"])
def test_what_happens_right_below_a_name_alone_has_its_own_probability(signs: str) -> None:
    """Its probability is that of what it is read as, and the next likely kind is another one."""
    text = f"ADA:\n{signs}\nWhere is it, do you think?\n\nBO:\nAt home, I think.\n\n" * 4
    document, _ = read_and_asked(text)
    events = [one for one in document.paragraphs() if one.kind == "event"]
    assert [one.text for one in events] == [signs] * 4
    assert all(one.p > 0.5 and one.other != "event" for one in events)
