"""The terms of a text, what they do in a catalog, and what catalogs have settled."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogs import ABOUT, LATER, MOMENT, document, template
from pace import examples
from toolkit import catalog, po
from toolkit.catalog import provenance
from toolkit.catalog.glossary import Glossary, Term, settled
from toolkit.catalog.occurrence import Finder, is_there
from toolkit.exchange import glossary as exchanged
from toolkit.model import Catalog, Entry

OCCURS = [
    ("en", "ferry", "Two ferries, and the ferry's bell.", 2),
    ("en", "ferry house", "Behind the ferry-houses.", 1),
    ("en", "part", "It was a party in Parthenay.", 0),
    ("en", "news", "Nothing new under the bridge.", 0),
    ("en", "Bill", "He paid the bill.", 0),
    ("en", "Bill", "Bill and BILL paid.", 2),
    ("de", "rote Fähre", "Wir warteten auf der roten Fähre.", 1),
    ("de", "Fähre", "Die Fährhäuser stehen leer.", 0),
    ("fr", "canal", "Les canaux gèlent, l\u2019eau du canal aussi.", 2),
    ("es", "luz", "Las luces del puerto.", 1),
    ("ru", "переправа", "На переправе тихо, других переправ нет.", 2),
    ("ar", "عبارة", "والعبّارات في النهر، وركبنا بالعبارة.", 2),
    ("ar", "نهر", "ركبت البحر.", 0),
    ("he", "מעבורת", "נסענו במעבורת.", 1),
    ("zh-Hans", "渡船", "那条渡船没有了。", 1),
    ("ja", "フェリー", "夜のフェリーで、フェリーニの話をした。", 1),
    ("ko", "나룻배", "나룻배를 타고, 큰나룻배는 없었다.", 1),
    ("eu", "ferry", "A ferry, two ferries.", 1),
]


@pytest.mark.parametrize(("lang", "term", "text", "times"), OCCURS)
def test_where_a_term_occurs(lang: str, term: str, text: str, times: int) -> None:
    assert len(Finder([term], lang).spans(text)) == times


def test_a_letter_that_folds_into_two_changes_neither_capitals_nor_places() -> None:
    (place,) = Finder(["Klein"], "de").spans("Auf der Straße ist es klein, sagt Klein.")
    assert place == (34, 39, 0)
    (place,) = Finder(["Gruß"], "de").spans("Ein Gruß.")
    assert place == (4, 8, 0)
    assert Finder(["Gruß"], "de").spans("GRÜSSE, GRUSS!") == [(8, 13, 0)]


def test_the_longer_term_has_its_words() -> None:
    terms = Glossary.of([Term("ferry", ("bac",)), Term("ferry house", ("maison du bac",))], "en", "fr")
    matches = terms.terms_in("The ferry house saw no ferry.")
    assert [(match.term.source, match.times) for match in matches] == [("ferry house", 1), ("ferry", 1)]


@pytest.mark.parametrize(
    ("words", "text", "lang", "there"),
    [
        ("bac", "Le tabac.", "fr", False),
        ("cheval", "Les chevaux.", "fr", True),
        ("Fluss", "Die Flüsse.", "de", True),
        ("Fähre", "Im Fährhafen.", "de", True),
        ("سفينة", "كانت السفن هناك.", "ar", True),
        ("سفينة", "كان القارب هناك.", "ar", False),
        ("安娜·皮雷斯", "安娜・皮雷斯说。", "zh-Hans", True),
        ("渡轮", "坐渡船。", "zh-Hans", False),
        ("乗り越える", "壁を乗り越えた。", "ja", True),
        ("나룻배", "나룻배로 건넜다.", "ko", True),
        ("паром", "На пароме.", "ru", True),
    ],
)
def test_whether_a_translation_has_a_term(words: str, text: str, lang: str, there: bool) -> None:
    assert is_there(words, text, lang) == there


WORDS = st.text("abcdeé船桥フェر م'- ", min_size=1, max_size=8).filter(
    lambda text: any(map(str.isalnum, text))
)


@examples(100)
@given(
    WORDS,
    st.text("abcdeé船桥フェر م'-. ", max_size=20),
    st.sampled_from(["en", "zh-Hans", "ja", "ar", "und"]),
)
def test_what_stands_alone_is_found_and_there(words: str, text: str, lang: str) -> None:
    words = " ".join(words.split())
    spans = Finder([words], lang).spans(f"{text} . {words} .")
    assert spans or words[0] in "'-" or words[-1] in "'-"
    assert is_there(words, f"{text} {words}", lang)


FERRY = Term("ferry", ("bac", "traversier"), "The one on the rope", avoid=("bateau",))


def catalogs(*glossaries: Glossary | None) -> list[Catalog]:
    """A catalog of the sample, brought up to date with one glossary after the other."""
    made_of = template(document())
    now, made = None, []
    for terms in glossaries:
        now = catalog.update(now, made_of, "fr", ABOUT, LATER, glossary=terms)[0]
        done = tuple(e.replace(target=f"fr {e.source}", state="done") for e in now.entries)
        now = Catalog(now.document, now.source_lang, "fr", done, header=now.header, preamble=now.preamble)
        made.append(now)
    return made


def test_a_term_stands_in_the_notes_of_the_messages_that_have_it() -> None:
    terms = Glossary.of([FERRY, Term("ice", ("glace",))], "en", "fr")
    first, again, other, none = catalogs(terms, terms, Glossary.of([Term("ice", ("gel",))], "en", "fr"), None)
    notes = {entry.source: entry.notes for entry in first.entries}
    line = "Term: ferry = bac, traversier (not: bateau). The one on the rope"
    assert [source for source, told in notes.items() if line in told] == [
        "The ferry that ran all winter",
        "The ferry at dusk.",
    ]
    assert again.entries == first.entries
    # What a translator has finished stays so, whatever becomes of the glossary.
    assert {entry.state for entry in (*other.entries, *none.entries)} == {"done"}
    told = [[n for e in made.entries for n in e.notes if n.startswith("Term: ")] for made in (other, none)]
    assert told == [["Term: ice = gel"], []]


CELLS = st.text(max_size=12).map(lambda cell: re.sub("[\r;；؛]", " ", cell))


@examples(40)
@given(CELLS, CELLS, CELLS)
def test_an_update_with_any_glossary_is_written_and_read_back(target: str, note: str, avoid: str) -> None:
    row = io.StringIO(newline="")
    csv.writer(row).writerows(
        [("source", "target", "note", "avoid"), ("ferry", f"x{target}", note, f"y{avoid}")]
    )
    terms = Glossary.of(exchanged.read(row.getvalue().encode("utf-8", "replace"), "g.csv"), "en", "fr")
    made_of = template(document())
    first = catalog.update(None, made_of, "fr", ABOUT, MOMENT, glossary=terms)[0]
    data = po.dump(first)
    loaded = po.load(data, "a.po", "fr")
    assert [entry.notes for entry in loaded.entries] == [entry.notes for entry in first.entries]
    again = catalog.update(loaded, made_of, "fr", ABOUT, LATER, glossary=terms)[0]
    assert po.dump(again, data) == data


def test_rows_of_one_source_are_one_term() -> None:
    rows = [Term("ferry", ("bac",), "a"), Term("Ferry", ("traversier",), "b", avoid=("bateau",))]
    (term,) = Glossary.of(rows, "en", "fr").terms
    assert str(term) == "ferry = bac, traversier (not: bateau). a; b"


def test_terms_are_short_finished_and_a_persons() -> None:
    long = "The ferry has run between both banks since the bridge fell."
    entries = [
        Entry("speaker|ana", "Ana Pires", "安娜·皮雷斯", "done"),
        Entry("title", "The  Ferry", "渡轮\n", "done"),
        Entry("turn|ana", long, "自从桥塌了以后，渡轮就在两岸之间往来。", "done"),
        Entry("turn|ana", "Perhaps.", "也许。", "fuzzy"),
        Entry("turn|ana", "Never.", "", "empty"),
        Entry("meta|translator-credits", "translator-credits", "Li Na", "done"),
        Entry(
            "turn|bo", "Yes.", "是。", "done", comments=(provenance.aligned("是。", 0.99, doubtful=False),)
        ),
        Entry(
            "turn|bo", "No.", "不。", "done", comments=(provenance.aligned("没有。", 0.99, doubtful=False),)
        ),
    ]
    assert list(settled(entries)) == [("Ana Pires", "安娜·皮雷斯"), ("The Ferry", "渡轮"), ("No.", "不。")]
    assert (long, "自从桥塌了以后，渡轮就在两岸之间往来。") in list(settled(entries, short=False))
