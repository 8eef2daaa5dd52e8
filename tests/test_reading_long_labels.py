"""Labels in capitals that are as long as an office with all that it is of, and what only looks like one."""

from __future__ import annotations

from itertools import starmap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talks import read, read_plain
from test_reading_sittings import said
from toolkit.reading.candidates import HEAD, candidates
from toolkit.reading.described import LONGEST_IN_CAPITALS
from toolkit.reading.lines import Line
from toolkit.reading.names import parted

MAYOR, ASKED = "ALCALDESA DE VELL, MARA LINDO ARCE", "PREGUNTA"
HARBOUR = "DIRECTOR GENERAL DE LA AUTORIDAD DE PUERTOS, MUELLES Y FAROS DE LA COSTA NORTE, BRUNO ROBLEDO SANZ"
LIGHTS = "JEFA DEL SERVICIO DE FAROS “TORRE VIEJA”, CAPITANA ELENA PINO SOLER"
YEARS = "COORDINADOR DE LOS ACTOS DE LOS 700 AÑOS DEL PUERTO VIEJO DE VELL Y DE SUS BARRIOS, TEO LUNA MARÍN"
CITY = "МИНИСТР ВОДНЫХ ПУТЕЙ, ПОРТОВ, МАЯКОВ И НАБЕРЕЖНЫХ СЕВЕРНОГО БЕРЕГА ГОРОДА ВЕЛЬСКА, ИГОРЬ ЛИНДОВ"

BRIEFINGS = {
    "an office, a comma and who has it": f"""\
{MAYOR}: Buenos días. ¿Cómo están?
{ASKED}: Bien. ¿Y usted?
{MAYOR}: Muy bien. Hoy hablamos del puerto.
Empieza Bruno, por favor.
{HARBOUR}: Gracias, alcaldesa. Buenos días.
El puerto se construye desde hace nueve años.
Los motivos están en los informes que conocen.
{MAYOR}: ¿Quién sigue?
{LIGHTS}: Yo, alcaldesa, si me permite.
La torre tiene grietas, y nadie las ha mirado.
{YEARS}: Nosotros empezamos en mayo.
{ASKED}: ¿Cuándo se abre el muelle?
{MAYOR}: En mayo.
""",
    "what is beside the name": f"""\
{MAYOR}: Buenos días. ¿Cómo están?
{ASKED}: Bien. ¿Y usted?
{MAYOR}: Hoy hablamos del puerto.
{HARBOUR} (por videollamada): Gracias, alcaldesa. Buenos días.
El puerto se construye desde hace nueve años.
{MAYOR}: ¿Cuándo se abre el muelle?
{HARBOUR} (por videollamada): En mayo, si la mar nos deja.
""",
    "in Russian": f"""\
МЭР ВЕЛЬСКА, АННА МАРОВА: Доброе утро. Как вы?
ВОПРОС: Хорошо. А вы?
МЭР ВЕЛЬСКА, АННА МАРОВА: Сегодня мы говорим о порте. Прошу вас, Игорь.
{CITY}: Спасибо. Порт строится девять лет.
Причины вы знаете из отчётов.
МЭР ВЕЛЬСКА, АННА МАРОВА: Когда откроют причал?
{CITY}: В мае, если море позволит.
""",
}


@pytest.mark.parametrize("text", BRIEFINGS.values(), ids=BRIEFINGS)
def test_whoever_has_a_long_office_speaks(text: str) -> None:
    turns = list[tuple[str, int]]()
    for line in text.splitlines():
        label, colon, _ = line.partition(": ")
        if colon:
            turns.append((label.partition(" (")[0], 1))
        else:
            turns[-1] = (turns[-1][0], turns[-1][1] + 1)
    assert said(text) == turns


def test_an_office_that_holds_several_once_each_makes_a_record() -> None:
    text = f"""\
{MAYOR}: Tiene la palabra el director de puertos.
{HARBOUR}: Gracias. El puerto se construye desde hace nueve años.

Los motivos están en los informes.
{LIGHTS}: La torre tiene grietas, y nadie las ha mirado.
{MAYOR}: Muchas gracias.
"""
    assert [who for who, _ in said(text)] == [MAYOR, HARBOUR, LIGHTS, MAYOR]


def test_a_long_sentence_before_a_colon_is_nobody() -> None:
    own = "A los muelles que se hicieron en la costa norte, con piedra de la isla y madera del bosque, falta"
    assert not [one for one in candidates(Line(f"{own} algo: un faro.", 1)) if one.form == "colon"]
    # Nor is what ends a sentence within capitals.
    assert not [one for one in candidates(Line(f"{own.upper()}! ALGO: un faro.", 1)) if one.form == "colon"]


WORDS = st.lists(st.sampled_from(["MUELLE", "ФАРО", "ÖL", "ΛΙΜΑΝΙ", "QUAI", "N'GO"]), min_size=2, max_size=40)


@given(WORDS)
def test_a_label_in_capitals_may_have_a_length_that_others_have_not(words: list[str]) -> None:
    label = " ".join(words)
    found = [one.label for one in candidates(Line(f"{label}: ja, so ist es.", 1)) if one.form == "colon"]
    assert found == [label] * (len(label) <= LONGEST_IN_CAPITALS)
    assert LONGEST_IN_CAPITALS < HEAD


BLOCKS = {
    "few parts, of which one comes again": (
        ["PRESIDENTA ANA MARÓN", "JEFE DE FAROS, BRUNO ROBLEDO", "PRESIDENTA ANA MARÓN", "TEO LUNA"],
        ["Buenos días. ¿Cómo están?", "Yo estoy bien.", "¿Quién sigue?", "Yo, si me permite."],
    ),
    "a word for those who are there": (
        ["АННА МАРОВА, МЭР ВЕЛЬСКА", "ЗАЛ", "АННА МАРОВА, МЭР ВЕЛЬСКА", "УЧАСТНИКИ", "ИГОРЬ ЛИНДОВ"],
        ["Доброе утро. Как вы?", "Хорошо!", "Я говорю о порте.", "Да!", "Спасибо, я начну."],
    ),
    "what an office is short for, in brackets before a comma": (
        ["MARA LIND", "HEAD OF HARBOURS (HH), BO BERG", "MARA LIND", "HEAD OF HARBOURS (HH), BO BERG"],
        ["Good morning. How are you?", "I am well.", "Who is next?", "I am, if I may."],
    ),
}


@pytest.mark.parametrize(("who", "what"), BLOCKS.values(), ids=BLOCKS)
def test_names_in_capitals_head_parts(who: list[str], what: list[str]) -> None:
    text = "".join(f"---\n{name}\n{words}\n" for name, words in zip(who, what, strict=True))
    document = read_plain(f"A talk about the quay\nVell\n3 May 2021\n{text}")
    spoken = [turn for turn in document.turns if turn.speakers]
    assert [turn.label for turn in spoken] == who
    assert [one.text for turn in spoken for one in turn.paragraphs if one.kind == "speech"] == what


@pytest.mark.parametrize("said", ["You may ask for less. What do you need?", "Set it before the first run."])
def test_a_note_in_capitals_is_nobody_below_a_drawn_line(said: str) -> None:
    heads = ("EXAMPLE", "NOTE", "EXAMPLE", "NOTE", "EXAMPLE", "NOTE")
    text = "".join(f"---\n{name}\n{said}\n" for name in heads)
    assert not read_plain(f"How to light the lamp\n{text}").speakers


@pytest.mark.parametrize(
    "asked",
    ["Ciao Ada, da quanto tempo vivi al faro?", "Αγαπητή Άντα, πόσο καιρό μένεις εδώ;"],
)
def test_what_is_asked_of_somebody_by_name_describes_nobody(asked: str) -> None:
    rows = ("# Il faro", f"**{asked}**", "Nove anni.", "**E d'inverno?**", "Leggo.", "**Grazie.**", "Prego.")
    text = "\n\n".join(rows)
    document = read(text)
    assert not document.speakers
    assert asked in [one.text.strip("*") for turn in document.turns for one in turn.paragraphs]


OFFICES = {
    "HEAD OF HARBOURS (HH), {}": ("BO BERG", "ANN LEE"),
    "Minister of Trade (MT), Dr. {}": ("Cy Rae", "Ida van der Roe"),
    "DIRECTORA GENERAL DEL PUERTO (DGP), {}": ("MARA LINDO ARCE", "ELENA PINO"),
    "Министр портов (МП), {}": ("Игорь Линдов", "Анна Марова"),
    "وزير التجارة (وت)، {}": ("أحمد علي", "ليلى حسن"),
}


@pytest.mark.parametrize("label", OFFICES)
@pytest.mark.parametrize(
    "line", ["{}: {}", "**{}:** {}", "<p><b>{}:</b> {}</p>"], ids=["plain", "bold", "page"]
)
def test_two_who_have_one_office_with_brackets_are_two(label: str, line: str) -> None:
    who = [label.format(name) for name in OFFICES[label]] * 2
    what = ["We begin. How are you?", "I am well, thank you.", "Shall we go on?", "We shall, if I may."]
    text = "\n\n".join(starmap(line.format, zip(who, what, strict=True)))
    document = read(f"<html><body>{text}</body></html>", path="x.html") if "<p>" in line else read_plain(text)
    names = {speaker.key: speaker.name for speaker in document.speakers}
    heard = [[names[key] for key in turn.speakers] for turn in document.turns]
    assert [one[0].removeprefix("Dr. ") for one in heard] == [*OFFICES[label]] * 2
    assert [turn.label for turn in document.turns] == who


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Ann Lee (CEO), the founder of Gull", "Ann Lee"),
        ("BO BERG (HH), MAYOR OF VELL", "BO BERG"),
        ("Ministra Ana Berg (VLP), Lucía Paz", "Ministra Ana Berg"),
        ("Dr. Ann Roe (VH), Vell Council", "Dr. Ann Roe"),
        ("The Chair (Ann Roe), Vell Harbour", "The Chair"),
    ],
)
def test_a_name_before_brackets_stays_one(label: str, name: str) -> None:
    assert parted(label)[0] == name


def test_what_asks_in_a_record_is_no_metadata() -> None:
    text = f"""\
{MAYOR}: Buenos días. Hablamos de la ley.
SECRETARIA DE FAROS (SF), ELENA PINO SOLER: Gracias. La ley es de todos.
{MAYOR}: La ley está en el informe.
¿La hizo Elena? No.
La hicimos entre todos.
"""
    assert [who for who, _ in said(text)] == [MAYOR, "ELENA PINO SOLER", MAYOR]
