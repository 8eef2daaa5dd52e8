"""Records of sittings: names in capitals, or alone on their lines; and what looks like them."""

from __future__ import annotations

import pytest

from talks import read_plain
from test_reading_apart import read_or_asked
from toolkit.reading.candidates import candidates
from toolkit.reading.labelled import ToldTurns
from toolkit.reading.lines import Line
from toolkit.reading.roster import labelled
from toolkit.reading.sittings import sitting
from toolkit.reading.view import view


def said(text: str) -> list[tuple[str, int]]:
    """Who speaks, and in how many paragraphs at a time."""
    document = read_plain(text)
    names = {speaker.key: speaker.name for speaker in document.speakers}
    return [
        (" ".join(names[key] for key in turn.speakers), count)
        for turn in document.turns
        if (count := sum(paragraph.kind == "speech" for paragraph in turn.paragraphs))
    ]


SITTINGS = {
    "a title before a name in capitals": (
        """\
Sesión del martes

Se abre la sesión a las diez de la mañana.

La señora PRESIDENTA: Buenos días. Se abre la sesión.

Ruego a sus señorías que ocupen sus puestos, y a la prensa que deje el salón.

El puerto de Vell

La señora PRESIDENTA: Tiene la palabra el consejero de Puertos.

El señor CONSEJERO DE PUERTOS (Lindo Arce): Muchas gracias, señora presidenta.

El puerto se construye desde hace nueve años. Los motivos están en los informes que conocen.

Quiero recordar que la mar no espera, y que el dique tampoco.

El señor ROBLEDO PINO: Señor consejero, los informes no dicen cuándo acaba la obra.
""",
        [
            ("La señora PRESIDENTA", 2),
            ("La señora PRESIDENTA", 1),
            ("El señor CONSEJERO DE PUERTOS", 3),
            ("El señor ROBLEDO PINO", 1),
        ],
    ),
    "behind a full stop and a dash": (
        """\
El señor LINDO (Presidente).- Ofrezco la palabra sobre el informe del puerto.
El señor ROBLEDO.- Señor Presidente, el informe llegó ayer, y nadie lo ha leído.
El dique tiene grietas, y las grietas no figuran en él.
La señora ARCE.- Pido que se aplace la votación.
El señor LINDO (Presidente).-
Se aplaza la votación hasta el jueves.
""",
        [
            ("El señor LINDO", 1),
            ("El señor ROBLEDO", 2),
            ("La señora ARCE", 1),
            ("El señor LINDO", 1),
        ],
    ),
    "who presides, and her name in brackets": (
        """\
ABERTURA DA SESSÃO

A SRA. PRESIDENTE (Lia Mota. Bloco/ABC - RJ) - A lista registra 83 membros. Está aberta a sessão.

EXPEDIENTE

(Não há expediente a ser lido.)

A SRA. PRESIDENTE (Lia Mota. Bloco/ABC - RJ) - Nos termos do regimento, fica dispensada a leitura da ata.

O SR. NILO CORTE (Bloco/DEF - SP. Sem revisão do orador.) - Quero registrar a reportagem sobre o porto.

A matéria mostra que o dique tem rachaduras, e que elas não figuram em nenhum relatório da obra.

A SRA. PRESIDENTE (Lia Mota. Bloco/ABC - RJ) - Acato o pedido. Com a palavra a Deputada Rita Sales.

A SRA. RITA SALES (GHI - MG. Pela ordem.) - Nesta tarde, esta Casa recebe os pescadores da ilha.

O SR. CAIO DE ALMADA (Bloco/DEF - SP. Sem revisão do orador.) - O barco da balsa parou outra vez.
""",
        [
            ("A SRA. PRESIDENTE (Lia Mota. Bloco/ABC - RJ)", 1),
            ("A SRA. PRESIDENTE (Lia Mota. Bloco/ABC - RJ)", 1),
            ("O SR. NILO CORTE", 2),
            ("A SRA. PRESIDENTE (Lia Mota. Bloco/ABC - RJ)", 1),
            ("A SRA. RITA SALES", 1),
            ("O SR. CAIO DE ALMADA", 1),
        ],
    ),
    "who presides, and his name in brackets, in Ukrainian": (
        """\
ПОРЯДОК ДЕННИЙ

ГОЛОВА (Марко Лин. Блок «Порт» - Вель) - У залі зареєстровано 83 члени ради. Засідання відкрито.

ГОЛОВА (Марко Лин. Блок «Порт» - Вель) - Протокол минулого засідання затверджено без читання.

НІНА САВЧУК (Блок «Вода» - Мись. Без правки.) - Газета пише про порт та про дамбу.

Дамба має тріщини, і жодного звіту про них немає.

ГОЛОВА (Марко Лин. Блок «Порт» - Вель) - Слово має депутат Остап Гай.

ОСТАП ГАЙ (Блок «Порт» - Вель. Без правки.) - Сьогодні до зали прийшли рибалки з острова.

РОМАН ЛІС (Блок «Сад» - Вель.) - Пором знову стоїть.
""",
        [
            ("ГОЛОВА (Марко Лин. Блок «Порт» - Вель)", 1),
            ("ГОЛОВА (Марко Лин. Блок «Порт» - Вель)", 1),
            ("НІНА САВЧУК", 2),
            ("ГОЛОВА (Марко Лин. Блок «Порт» - Вель)", 1),
            ("ОСТАП ГАЙ", 1),
            ("РОМАН ЛІС", 1),
        ],
    ),
    "an office again and again, behind dashes": (
        """\
BAŞKAN – Görüşmelere başlıyoruz.

Gündem dışı ilk söz Deniz Aksu’ya aittir.

DENİZ AKSU (Kıyıköy) – Sayın Başkan, limanın yapımı dokuz yıldır sürüyor.

Rıhtımda çatlaklar var, ama raporda yok.

(Alkışlar)

BAŞKAN – Buyurun, tamamlayın.

DENİZ AKSU (Kıyıköy) – Teşekkür ederim.

BAŞKAN – Söz sırası Selin Korkut’ta.

SELİN KORKUT (Yalıkent) – Komisyonun raporunu okuduk, çatlaklar üçüncü sayfada anlatılıyor.

OKAN TEKİN (Yalıkent) – Oylamanın ertelenmesini istiyoruz.

BAŞKAN – Oylama ertelenmiştir.
""",
        [
            ("BAŞKAN", 2),
            ("DENİZ AKSU", 2),
            ("BAŞKAN", 1),
            ("DENİZ AKSU", 1),
            ("BAŞKAN", 1),
            ("SELİN KORKUT", 1),
            ("OKAN TEKİN", 1),
            ("BAŞKAN", 1),
        ],
    ),
    "of two parties": (
        """\
RÉVI ANNA (Part): Köszönöm a szót. A kikötő kilenc éve épül, és még egy hajó sem kötött ki benne.

SZIRT GÁBOR (Sziget): Tisztelt Ház! A jelentést tegnap kaptuk meg, és senki sem olvasta még el.

A repedésekről egy szó sincs benne.

PARTOS ILONA (Part): Kérem, hogy halasszuk el a szavazást.

HÍD BALÁZS (Sziget): A szavazást már kétszer elhalasztottuk, és azóta is nőnek a repedések.

MÓLÓ ERIKA (Part): Akkor legalább a pénzügyi részről döntsünk ma.

RÉVI ANNA (Part): Ezzel egyetértek, és köszönöm.
""",
        [
            ("RÉVI ANNA", 1),
            ("SZIRT GÁBOR", 2),
            ("PARTOS ILONA", 1),
            ("HÍD BALÁZS", 1),
            ("MÓLÓ ERIKA", 1),
            ("RÉVI ANNA", 1),
        ],
    ),
    "names alone on their lines": (
        """\
Sitting of 3 May
The President
The sitting is open. Good morning.
We begin with the report on the harbour.
Ann Holt
Thank you. The report came yesterday, and nobody has read it.
The President
Thank you. Mr Berg has the floor.
Jonas Berg
The wall has cracks, and the report has none.
Somebody should have looked.
The President
Thank you.
Ann Holt
I ask that we vote on Thursday.
The President
Ms Lind has the floor.
Mara Lind
The vote was put off twice, and the cracks grow.
Jonas Berg
So they do.
Ruth Vell
Then let us vote on the money at least.
The President
That is agreed.
Mara Lind
Thank you.
""",
        [
            ("The President", 2),
            ("Ann Holt", 1),
            ("The President", 1),
            ("Jonas Berg", 2),
            ("The President", 1),
            ("Ann Holt", 1),
            ("The President", 1),
            ("Mara Lind", 1),
            ("Jonas Berg", 1),
            ("Ruth Vell", 1),
            ("The President", 1),
            ("Mara Lind", 1),
        ],
    ),
    "names alone in a script without capitals": (
        """\
الرئيس
افتتحت الجلسة، وصباح الخير لكم جميعاً، ونبدأ بتقرير اللجنة عن أعمال الميناء القديم في هذا العام.
سالم الحداد
شكراً. وصل التقرير إلينا مساء أمس، ولم يجد أحد منا وقتاً ليقرأه كاملاً قبل هذه الجلسة.
الرئيس
الكلمة للسيدة هدى.
هدى النجار
في الجدار شقوق من جهة البحر، ولا يذكر التقرير منها شيئاً، ولم ينظر إليها أحد منذ تسع سنوات.
الرئيس
شكراً.
سالم الحداد
أطلب أن نصوّت يوم الخميس.
الرئيس
الكلمة للسيد كريم.
كريم الشامي
تأجل التصويت مرتين والشقوق تكبر.
هدى النجار
هذا صحيح.
الرئيس
تأجل التصويت.
كريم الشامي
شكراً.
""",
        [
            ("الرئيس", 1),
            ("سالم الحداد", 1),
            ("الرئيس", 1),
            ("هدى النجار", 1),
            ("الرئيس", 1),
            ("سالم الحداد", 1),
            ("الرئيس", 1),
            ("كريم الشامي", 1),
            ("هدى النجار", 1),
            ("الرئيس", 1),
            ("كريم الشامي", 1),
        ],
    ),
    "names in capitals with a party in brackets, in a language without words": (
        """PROTOKOLAS

PIRMININKĖ (L. GRAUDĖ). Mieli kolegos, pradėsime posėdį apie uosto šviesas.

Keltas šiandien vėluoja, todėl kelių narių dar nėra.

I. ŠILAITĖ (MLP). Gerbiama pirmininke, uosto šviesos dega nuo pavasario.

PIRMININKĖ. Dėkoju. Kviečiu P. Saulį.

P. SAULYS (VS). Ačiū. Turiu keletą žodžių apie tinklus ir žuvėdras.
""",
        [("PIRMININKĖ", 2), ("I. ŠILAITĖ", 1), ("PIRMININKĖ", 1), ("P. SAULYS", 1)],
    ),
}


@pytest.mark.parametrize(("text", "who"), SITTINGS.values(), ids=SITTINGS)
def test_a_sitting_says_who_speaks(text: str, who: list[tuple[str, int]]) -> None:
    assert said(text) == who


OFFICES = """\
Místopředseda Jan Lomský: Dámy a pánové, budeme pokračovat bodem o starém přístavu.

Předkládám vám zprávu výboru.

Ministr přístavů a vodních cest Karel Molo: Kolegyně a kolegové, přístav se staví devět let.

Důvody jsou ve zprávě, kterou znáte.

Místopředseda Jan Lomský: Děkuji. O slovo se hlásí pan poslanec.

Poslanec Petr Hrázný: Ve zdi jsou trhliny, ale ve zprávě o nich nic není.

Místopředseda Jan Lomský: Děkuji. Prosím.

Poslanec Tomáš Kotva: Navrhuji, abychom hlasovali až ve čtvrtek.

Ministr Karel Molo: S tím souhlasím.

Poslanec Petr Hrázný: Děkuji.

Místopředseda Jan Lomský: Hlasování se odkládá.
"""
"""An office before each name, and before one of them what it is for."""


def test_who_has_an_office_of_several_words_is_read_or_asked_about() -> None:
    turns, who = list[tuple[str, str]](), ""
    for paragraph in OFFICES.rstrip().split("\n\n"):
        name, colon, words = paragraph.partition(": ")
        who = name if colon else who
        turns.append((who, words if colon else paragraph))
    # Whoever is called so once more by the office alone may be somebody else.
    turns = [*turns, ("Ministr Karel Molo", "S tím souhlasím.")]
    read_or_asked(turns, OFFICES.rstrip())


def test_a_line_in_capitals_heads_a_part_of_a_sitting() -> None:
    text, _ = SITTINGS["behind a full stop and a dash"]
    document = read_plain(text.replace("La señora ARCE", "APLAZAMIENTO DE LA VOTACIÓN\nLa señora ARCE"))
    kinds = {paragraph.text: paragraph.kind for turn in document.turns for paragraph in turn.paragraphs}
    assert kinds["APLAZAMIENTO DE LA VOTACIÓN"] != "speech"


BRIEFINGS = {
    "en": (
        "MS. HOLT",
        "What does the harbour know?",
        "We have seen the reports, and read them.",
        "Go ahead, Steve.",
    ),
    "es": ("SRA. ROBLEDO", "¿Qué sabe el puerto?", "Hemos visto los informes con calma.", "Adelante, Noor."),
    "el": ("Κ. ΛΙΝΔ", "Τι ξέρει το λιμάνι;", "Είδαμε όλες τις αναφορές του λιμανιού.", "Παρακαλώ, Άντα."),
}


@pytest.mark.parametrize(("who", "asks", "says", "calls"), BRIEFINGS.values(), ids=BRIEFINGS)
def test_one_person_with_a_shortened_title_makes_a_sitting(
    who: str, asks: str, says: str, calls: str
) -> None:
    rows = [f"Q    {asks}", f"{who}:  {says}", calls] * 6
    record = _sitting("12:45", *rows)
    assert [*record.turns] == [*range(2, 19, 3)]
    assert not len(_sitting(*rows[:15]).turns)
    # Without a title, one name is a heading as well.
    assert not len(_sitting(*(row.replace(who, who.split()[1]) for row in rows)).turns)
    assert said("\n\n".join(rows)) == [("Q", 1), (who, 2)] * 6


def test_what_is_said_in_capitals_heads_no_part() -> None:
    who, asks, says, calls = BRIEFINGS["en"]
    rows = [f"Q    {asks}", f"{who}:  {says}", calls] * 6
    long = "And whoever is at the quay at that time of the day may ask the people of"
    record = _sitting(*rows, f"{who}:  I — I —", "Q    I —", long, "VELL.", "LAMPS")
    assert [*record.outside] == [len(rows) + 4]


def _sitting(*rows: str) -> ToldTurns:
    seen = view([Line(row, number) for number, row in enumerate(rows, 1)])
    return sitting(labelled(seen))


NO_SITTINGS = {
    "headings in capitals": """\
The harbour, in short

MAIN FINDINGS: The wall has cracks on the side of the sea, and nobody had looked at them for nine years.

DATA SOURCES: We read the reports of three firms, and asked those who built the wall.

OPEN QUESTIONS: Nobody knows how deep the cracks are, or when they will be filled.

NEXT STEPS: The council votes on Thursday, and work begins in May.

RISK FACTORS: A storm from the north would reach the quay before that.

RELATED WORK: The bridge was looked at by the same firms.
""",
    "letters before headings": """\
A. AIM: We ask whether the lamp is older than the quay.

O. OTHER: Nobody knows who made the lamp.

A. METHOD: We looked at the lamp for nine years.

A. AIM: We ask whether the wall is older than the quay.

O. OTHER: Nobody knows who made the wall.

A. METHOD: We looked at the wall for nine years.

A. AIM: We ask whether the boat is older than the quay.

O. OTHER: Nobody knows who made the boat.

A. METHOD: We looked at the boat for nine years.
""",
    "headings that begin alike": """\
The Old Quay: It was built of wood, and nobody knows by whom.

The Old Bridge: It is of stone, and leads to the island.

The New Quay: It has cracks on the side of the sea.

The New Bridge: It was never built.

The North Wall: It keeps the waves out.

The North Light: It burns all night.
""",
    "fields of records": """\
Contact Full Name: Ann Holt
Contact Phone Number: 12
Contact Post Office: Vell

Contact Full Name: Jonas Berg
Contact Phone Number: 15
Contact Post Office: Lind

Contact Full Name: Mara Lind
Contact Phone Number: 18
Contact Post Office: Vell
""",
    "headings that come again": """\
Two harbours

Overview
Vell has a wall of stone.
President
Ann Holt, since May.
Money
Nine million.

Overview
Lind has a wall of wood.
President
Jonas Berg, since June.
Money
Two million.
""",
    "points of an agenda below whoever presides": "\n\n".join(
        f"THE CHAIRMAN\n\nPoint {number} is open. Mr Berg and Ms Lind wrote of it.\n\nThe Secretary Report "
        f"is there.\n\n{point}\n\nThis was put off twice, and is on the list again for that reason."
        for number, point in enumerate(
            (
                "Harbour Lamps",
                "Ferry Times",
                "Secretary Report",
                "Winter Storms",
                "Quay Repairs",
                "Fishing Rights",
            )
        )
    ),
}


@pytest.mark.parametrize("text", NO_SITTINGS.values(), ids=NO_SITTINGS)
def test_headings_are_no_sitting(text: str) -> None:
    seen = view([Line(line, number) for number, line in enumerate(text.split("\n"), 1) if line])
    assert not len(sitting(labelled(seen)).turns)


@pytest.mark.parametrize(
    "text",
    [
        "Gull::Feed is the new name of the library, and all of it was written anew.",
        "That is so, of course.  All who were there say the same.",
    ],
    ids=["name of a program", "two blanks behind a sentence"],
)
def test_no_label_is_part_of_a_name_or_a_sentence(text: str) -> None:
    forms = {candidate.form for candidate in candidates(Line(text, 1))}
    assert not forms & {"colon", "gap"}
