"""Names that a translation leaves out, in texts that are made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.checks import Checked
from toolkit.checks.names import misspelt
from toolkit.model import Catalog, Document, Entry

Pair = tuple[str, str]


def told(pairs: list[Pair], lang: str, source_lang: str = "en") -> list[str]:
    """What is said of names in a catalog of paragraphs."""
    entries = [Entry("narration", *pair, "done", (f"s{place}",)) for place, pair in enumerate(pairs)]
    document = Document(name="talk", lang=source_lang, speakers=(), turns=())
    checked = Checked(document, Catalog("talk", source_lang, lang, tuple(entries)), "talk.po")
    return [finding.message for finding in misspelt(checked)]


SOURCES = [
    "Then old Brannock took the oars.",
    "We saw Brannock at the mill.",
    "I told Brannock to wait.",
    "The boat of Brannock was red.",
    "Nobody heard Brannock there.",
]
FRENCH = [
    "Alors le vieux Brannock a pris les rames.",
    "Nous avons vu Brannock au moulin.",
    "J’ai dit à Brannock d’attendre.",
    "La barque de Brannock était rouge.",
    "Personne n’y entendait Brannock.",
]
GREEK = [
    "Τότε ο γέρος Μπράνοκ έπιασε τα κουπιά.",
    "Είδαμε τον Μπράνοκ στον μύλο.",
    "Είπα στον Μπράνοκ να περιμένει.",
    "Η βάρκα του Μπράνοκ ήταν κόκκινη.",
    "Κανείς δεν άκουγε τον Μπράνοκ εκεί.",
]
HEBREW = [
    "אז ברנוק הזקן לקח את המשוטים.",
    "ראינו את ברנוק ליד הטחנה.",
    "אמרתי אל ברנוק לחכות.",
    "הסירה של ברנוק הייתה אדומה.",
    "איש לא שמע שם את ברנוק.",
]
JAPANESE = [
    "それから Brannock がオールを取った。",
    "水車小屋で Brannock を見た。",
    "Brannock に待つように言った。",
    "Brannock の舟は赤かった。",
    "そこでは誰も Brannock の声を聞かなかった。",
]


@pytest.mark.parametrize(
    ("lang", "targets", "name"),
    [
        ("fr", FRENCH, "Brannock"),
        ("el", GREEK, "Μπράνοκ"),
        ("he", HEBREW, "ברנוק"),
        ("ja", JAPANESE, "Brannock"),
    ],
)
@pytest.mark.parametrize("instead", ["", "der"])
def test_a_name_that_one_translation_lacks_is_told(
    lang: str, targets: list[str], name: str, instead: str
) -> None:
    whole = list(zip(SOURCES, targets, strict=True))
    assert told(whole, lang) == []
    lacking = [*whole[:3], (SOURCES[3], targets[3].replace(name, instead)), whole[4]]
    assert [message for message in told(lacking, lang) if "lacks the name Brannock" in message]


def test_whom_one_speaks_to_may_be_called_otherwise() -> None:
    whole = list(zip(SOURCES, FRENCH, strict=True))
    assert (
        told([*whole, ("Come in, Brannock, and sit down.", "Entrez, mon ami, et asseyez-vous.")], "fr") == []
    )


def test_another_form_of_a_name_is_a_name() -> None:
    whole = list(zip(SOURCES, FRENCH, strict=True))
    assert (
        told([*whole, ("They loved the songs of Brannock.", "Ils aimaient les chants brannockiens.")], "fr")
        == []
    )


CALLED = {"fr": "James", "el": "Τζέιμς", "he": "גיימס"}


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        # Kings and saints have names of their own in each language.
        ("fr", "It was built under James II.", "Il fut bâti sous Jacques II."),
        ("fr", "It was built under James the Old.", "Il fut bâti sous Jacques le Vieux."),
        ("fr", "We walked to Saint James.", "Nous avons marché jusqu’à Saint-Jacques."),
        ("el", "It was built under James II.", "Χτίστηκε επί Ιακώβου Β΄."),
        ("he", "The feast of Saint James was loud.", "חג יעקב הקדוש היה רועש."),
        ("fr", "The letter is from James Hale.", "La lettre est de J. Hale."),
        ("he", "The letter is from James Hale.", "המכתב מאת ג. הייל."),
    ],
)
def test_who_has_another_name_there_or_an_initial_is_named(lang: str, source: str, target: str) -> None:
    usual, name = {"fr": FRENCH, "el": GREEK, "he": HEBREW}[lang], {"el": "Μπράνοκ", "he": "ברנוק"}
    whole = [
        (here.replace("Brannock", "James"), there.replace(name.get(lang, "Brannock"), CALLED[lang]))
        for here, there in zip(SOURCES, usual, strict=True)
    ]
    assert told([*whole, (source, target)], lang) == []
    assert told([*whole, ("Then James went home.", {"fr": "Puis on rentra."}.get(lang, "…"))], lang)


@pytest.mark.parametrize(
    ("lang", "name", "source", "target"),
    [
        ("fr", "Guillaume", "Guillaume le Conquérant passa la mer.", "William the Conqueror crossed it."),
        ("el", "Γιώργος", "Ο Άγιος Γιώργος έπεσε.", "The church of Saint Basil fell."),
    ],
)
def test_kings_and_saints_are_known_in_other_languages(
    lang: str, name: str, source: str, target: str
) -> None:
    form = {"el": "Giorgos"}.get(lang, name)
    texts = {"fr": FRENCH, "el": GREEK}[lang]
    usual = [text.replace("Brannock", name).replace("Μπράνοκ", name) for text in texts]
    whole = [(here, there.replace("Brannock", form)) for here, there in zip(usual, SOURCES, strict=True)]
    assert told([*whole, (source, target)], "en", lang) == []


@pytest.mark.parametrize(
    ("word", "source", "target"),
    [
        ("Professor", "We wrote to Professor Hale.", "Wir schrieben an Frau Hale."),
        ("September", "It was on 3 September 1998.", "Das war am 3.9.1998."),
    ],
)
def test_titles_and_months_may_be_said_otherwise(word: str, source: str, target: str) -> None:
    frames = ["Then {} came to the mill.", "Nobody had seen {} like that.", "What {} took, the sea took."]
    frames += ["And so {} began.", "Everybody knew {} well."]
    pairs = [(frame.format(word), f"Dann war {word}, {place} Mal.") for place, frame in enumerate(frames)]
    assert told([*pairs, (source, target)], "de") == []


def test_a_name_that_translations_often_leave_out_is_nobodys_slip() -> None:
    left = [
        ("The dog of Brannock barked.", "Son chien aboyait."),
        ("And so Brannock left.", "Il partit donc."),
    ]
    assert told([*zip(SOURCES, FRENCH, strict=True), *left, *left], "fr") == []


def test_a_name_is_one_where_a_word_without_a_capital_is_rare() -> None:
    """A command has the name of its program, and the name is misspelt all the same."""
    sources = [f"We wrote the {place} part in Serpens." for place in ("first", "next", "old", "new", "last")]
    sources += [f"Then {who} learnt Serpens." for who in ("she", "he", "everybody", "the other")]
    targets = [source.replace("We wrote", "Wij schreven").replace("learnt", "leerde") for source in sources]
    command = ("Type serpens and wait.", "Typ serpens en wacht.")
    wrong = ("Nobody knew Serpens then.", "Niemand kende Serpns toen.")
    found = told([*zip(sources, targets, strict=True), command, wrong], "nl")
    assert [message for message in found if "“Serpns” stands for Serpens" in message]


@given(st.permutations(list(zip(SOURCES, FRENCH, strict=True))), st.integers(0, 4))
@examples(20)
def test_what_is_told_of_a_name_is_told_of_one_message(pairs: list[Pair], place: int) -> None:
    source, target = pairs[place]
    pairs[place] = source, target.replace("Brannock", "lui")
    assert len(told(pairs, "fr")) == 1


def test_who_often_says_she_instead_has_no_slip() -> None:
    sources = [f"In the year {year} the hens of Brannock laid." for year in range(40)]
    targets = [f"En l’an {year} les poules de Brannock pondaient." for year in range(40)]
    pairs = list(zip(sources, targets, strict=True))
    left = [
        (f"Nobody liked the hens of Brannock {place} times.", "Personne ne les aimait.") for place in "abc"
    ]
    assert len(told([*pairs, *left[:2]], "fr")) == 2
    assert told([*pairs, *left], "fr") == []
