"""What happens in the record of a sitting, on lines of their own without brackets."""

from __future__ import annotations

import pytest

from test_reading_sittings import read
from toolkit.reading.lines import Line
from toolkit.reading.roster import labels
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
    known = labels(seen)
    turns = [*sitting(seen, known).turns, *officials(seen, known).turns]
    assert [rows[i] for i in happened(seen, turns)] == events
    found = [p.text for turn in read(text).turns for p in turn.paragraphs if p.kind == "event"]
    assert not events or found == events
