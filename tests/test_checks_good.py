"""Good translations, near to what checks look for: nothing is told of them."""

import pytest

import growing
from toolkit import checks
from toolkit.model import Catalog, Document, Entry


def told(rows: list[tuple[str, str]], source_lang: str, lang: str) -> list[tuple[str, str]]:
    """The warnings about a catalog: codes, and ids."""
    entries = [Entry("narration", *row, "done", (f"s{at:06}",)) for at, row in enumerate(rows)]
    catalog = Catalog("talk", source_lang, lang, tuple(entries))
    found = checks.run(Document("talk", source_lang, (), ()), catalog, "talk.po")
    return [(each.code, each.about[0]) for each in found if each.about and each.severity != "info"]


@pytest.mark.parametrize(
    ("langs", "source", "target"),
    [
        # One numeral became a word, and another word a numeral.
        ("en fr", "World War II ended the twentieth century.", "La Seconde Guerre mit fin au XXe siècle."),
        (
            "en ru",
            "World War II was the worst of the twentieth century.",
            "Вторая мировая — худшее в XX веке.",
        ),
        ("pl en", "Druga wojna była w XX wieku.", "World War II was in the twentieth century."),
        ("hr en", "Drugi svjetski rat bio je u XX stoljeću.", "World War II was in the twentieth century."),
        # Per cent in words, in other forms, or as a part of what is counted.
        ("en da", "Only 20% came back.", "Kun 20 pct. kom tilbage."),
        ("en sv", "It fell by 20%.", "Den sjönk med 20 procentenheter."),
        ("en es", "It fell by 20%.", "Cayó 20 puntos porcentuales."),
        ("en it", "It fell by 20%.", "Scese di 20 punti percentuali."),
        ("en he", "The 20% of old boats sank.", "20 אחוזי הסירות הישנות טבעו."),
        ("en fa", "A 20% rise hurt us.", "افزایش 20 درصدی به ما آسیب زد."),
        ("en de", "Only 20% of the 20 boats sank.", "Nur ein Fünftel der 20 Boote sank."),
        ("en fr", "We shared it, 50% each.", "On a partagé 50/50."),
        # Both are named.
        ("zh de", "他卖绵羊或山羊。", "Er verkaufte Schafe/Ziegen."),
        ("ja de", "羊や山羊を売っていました。", "Er verkaufte Schafe/Ziegen."),
        ("ko de", "그는 양이나 염소를 팔았다.", "Er verkaufte Schafe/Ziegen."),
        ("vi de", "Ông bán cừu hoặc dê.", "Er verkaufte Schafe/Ziegen."),
        ("en es", "A cost-benefit study was made.", "Se hizo un estudio coste/beneficio."),
        ("en de", "He sold sheep, or, goats.", "Er verkaufte Schafe/Ziegen."),
        # What one language sets between marks stands in italics in another.
        ("zh en", "《谁在敲门？》", "*Who is knocking?*"),
        ("en fr", "(He laughs.)", "*Il rit.*"),
        ("en fi", "My grandmother sang.", "Isäni äiti lauloi."),
        # Words that meet, behind others alone; letters that are called one after the other, and an ending.
        ("en de", "Is this the girl who rows?", "Ist das das Mädchen, das rudert?"),
        ("en ar", "CNN said that the ferry sank.", "قالت شبكة سي إن إن إن العبّارة غرقت."),
        ("en tr", "She rowed in 2020, too.", "2020'de de kürek çekti."),
        # Who says it twice says it in other words.
        ("en de", "Row on, row on, row on, I said.", "Rudere, sagte ich, rudere, sagte ich, rudere."),
        ("en zh-Hans", "All right, all right, all right!", "没有关系的，没有关系的，走吧！"),
        # Phrases of words that exclude others elsewhere, and a code.
        ("en es", "The lock will open a new era.", "La esclusa abre una nueva era."),
        ("en pl", "She rowed with the wind she had.", "Wiosłowała bez względu na wiatr."),
        ("en zh-Hans", "I buy takeout on the quay.", "我在码头点外卖。"),
        ("en ja", "Good evening, Your Highness.", "これはこれは殿下、ようこそ。"),
    ],
)
def test_nothing_is_told_of_a_good_translation(langs: str, source: str, target: str) -> None:
    assert told([(source, target)], *langs.split()) == []


@pytest.mark.parametrize("figures", ["3 von 100", "3 vom Hundert"])
def test_a_share_of_a_hundred_has_lost_no_sign(figures: str) -> None:
    row = "Only 3% came back.", f"Nur {figures} kamen zurück."
    assert "D224" not in {code for code, _ in told([row], "en", "de")}


@pytest.mark.parametrize(
    ("langs", "source", "target"),
    [
        ("en de", "Only 3 percent came back.", "Nur 3 kamen zurück."),
        ("en ja", "Only 30 per cent came back.", "戻ってきたのは30だけだった。"),
        ("es en", "Volvió el 30 por ciento.", "Thirty came back, 30."),
        ("fr ar", "Il en reste 30 pour cent.", "بقي منها 30."),
    ],
)
def test_per_cent_in_words_is_lost_as_its_sign_is(langs: str, source: str, target: str) -> None:
    assert "D224" in {code for code, _ in told([(source, target)], *langs.split())}


@pytest.mark.parametrize(
    ("lang", "last", "source"),
    [
        ("es", "La tía y el tío estaban cansados.", "Aunt and uncle were tired."),
        ("es", "La tía llegó.", "He said: “Aunt is here.”"),
    ],
)
def test_a_capital_at_the_beginning_of_a_source_tells_no_name(lang: str, last: str, source: str) -> None:
    rows = [
        ("Here slept Aunt Mara.", "Aquí dormía Tía Mara."),
        ("Then Aunt Mara left.", "Luego Tía Mara se fue."),
    ]
    rows += [("We saw Aunt Mara.", "Vimos a Tía Mara."), ("We met Aunt Mara.", "Encontramos a Tía Mara.")]
    assert told([*rows, (source, last)], "en", lang) == []
    assert told([*rows, ("There Aunt Mara sang.", "Allí cantaba tía Mara.")], "en", lang) == [
        ("D229", "s000004")
    ]


def test_a_capital_of_a_german_noun_tells_no_name() -> None:
    rows = [
        ("Hier schlief Kapitän Holm.", "Ici dormait le Capitaine Holm."),
        ("Da rief Kapitän Holm uns.", "Alors le Capitaine Holm nous appela."),
        ("Wir sahen Kapitän Holm am Ufer.", "On vit le Capitaine Holm sur la rive."),
        ("Dann ging Kapitän Holm.", "Puis le Capitaine Holm partit."),
        ("Müde war der Kapitän.", "Le capitaine était las."),
    ]
    assert told(rows, "de", "fr") == []


BARNS = [
    ("He sold the large barn in the village.", "Il vendit la grande étable du village."),
    ("He sold the big barn in the village.", "Il vendit la grande étable du village."),
]


def test_a_word_that_others_share_by_chance_stands_for_no_word() -> None:
    """The lake is in both other messages that have something large, and nowhere else."""
    rows = [("A large boat crossed the lake.", "Un gros bateau traversa le lac.")]
    rows += [
        ("The large fish of the lake.", "Les énormes poissons du lac."),
        ("A big man.", "Un grand homme."),
    ]
    assert told(BARNS + rows, "en", "fr") == []


def test_many_pairs_of_alike_sources_take_linear_time() -> None:
    """Of each pair all messages were asked: 1,600 took twelve seconds."""

    def make(size: int) -> growing.Work:
        rows = [
            (
                f"We carried {chr(97 + at % 26)}{chr(97 + at // 26)}mo {word} down to the old cellar.",
                f"Bajamos los {chr(97 + at % 26)}{chr(97 + at // 26)}mo faroles al sótano viejo.",
            )
            for at in range(size)
            for word in ("lanterns", "barrels")
        ]
        return lambda: told(rows, "en", "es")

    assert not growing.by_steps(make, 20)
