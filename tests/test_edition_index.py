"""An index of names and a glossary: what stands where, in the order of each language, in every format."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import icu
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

import validators
from browser import AXE, DESK, Visit, browse
from editions import NAMES, SAMPLE, SPEAKERS, Line, build, in_sentences
from pace import examples
from pdfs import tree
from toolkit.config import BuildOptions
from toolkit.edition import back_index
from toolkit.edition.filing import filed, is_role
from toolkit.edition.indexing import MOST_PLACES, index_of
from toolkit.model import SVG, Book, Cell, Edition, Part, Picture
from toolkit.model.editions import single
from toolkit.model.indexes import BookTerm, IndexEntry, IndexPlace
from toolkit.model.speakers import Persona
from toolkit.text import markup
from toolkit.writers import docx, epub, html
from toolkit.writers.pdf import pages
from toolkit.writers.pdf import write as write_pdf

GOLDEN = Path(__file__).parent / "data" / "index"
OPTIONS = BuildOptions(modified="2026-03-20T08:00:00Z")
XHTML = "{http://www.w3.org/1999/xhtml}"

FERRY = BookTerm(
    "",
    {
        "en": ("ferry",),
        "fr": ("bac", "traversier"),
        "ar": ("عبّارة",),
        "zh-Hans": ("渡船",),
        "ja": ("渡し船",),
    },
    "en",
    definitions={
        "fr": "Bateau plat qui passe d’une rive à l’autre.",
        "ar": "مركب مسطّح ينقل الناس من ضفة إلى أخرى.",
        "zh-Hans": "往来两岸的平底船。",
    },
)
PORT = BookTerm(
    "place",
    {
        "en": ("Port Ellery", "the Ellery"),
        "fr": ("Port-Ellery", "l’Ellery"),
        "ar": ("بورت إيليري",),
        "zh-Hans": ("埃勒里港",),
        "ja": ("ポート・エラリー",),
    },
    "en",
)
ROE = BookTerm(
    "person",
    {"en": ("Ann Roe",), "fr": ("Ann Roe",), "ar": ("آن رو",), "zh-Hans": ("安·罗",), "ja": ("アン・ロー",)},
    "en",
)
STONE = BookTerm("person", {"en": ("Sam Stone",), "fr": ("Sam Stone",)}, "en")
TERMS = (FERRY, PORT, ROE, STONE)


TIDE = BookTerm("", {"en": ("tide",), "fr": ("marée",)}, "en")


def indexed(
    book: Book, terms: Iterable[BookTerm] = TERMS, *, names: bool = True, glossary: bool = True
) -> Book:
    return replace(book, index=index_of(book, terms, names=names, glossary=glossary).index)


def talk(*said: tuple[str | None, str, str], langs: Sequence[str] = ("en", "fr")) -> Edition:
    """A document of paragraphs, each a speaker's, or nobody's, in two languages."""
    lines = [
        Line("speech" if who else "narration", {langs[0]: source, langs[1]: target}, who)
        for who, source, target in said
    ]
    return build(lines, langs)


def entry(book: Book, heading: str) -> IndexEntry:
    return next(one for one in (*book.index.names, *book.index.terms) if one.heading.text == heading)


def numbers(one: IndexEntry) -> list[str]:
    return [
        ("*" if place.speaks else "") + place.numbers
        for document in one.documents
        for place in document.places
    ]


# Where things are


def test_what_others_say_of_somebody_is_listed_and_their_own_turns_are_one_place() -> None:
    book = indexed(single(talk(
        (None, "Tomas Vey waits.", "Tomas Vey attend."),
        ("noor-haddad", "Mr Vey, why?", "Monsieur Vey, pourquoi ?"),
        ("tomas-vey", "I am Tomas Vey.", "Je suis Tomas Vey."),
        ("noor-haddad", "And you?", "Et vous ?"),
        ("tomas-vey", "The tide.", "La marée."),
        (None, "Vey laughs.", "Il rit."),
    )))  # fmt: skip
    assert numbers(entry(book, "Vey, Tomas")) == ["1.1–2.1", "*3.1–5.1", "6.1"]
    assert numbers(entry(book, "Haddad, Noor")) == ["*2.1–4.1"]


def test_a_place_is_found_in_either_language_and_in_any_form() -> None:
    edition = talk(
        (None, "Two ferries at the Ellery.", "Deux bateaux."),
        (None, "A boat.", "Un traversier."),
        (None, "A bat.", "Le tabac."),
        (None, "The tide.", "La marée."),
    )
    book = indexed(single(edition), (*TERMS, TIDE))
    assert numbers(entry(book, "bac")) == ["1.1–2.1"]
    assert [one.heading.text for one in book.index.terms] == ["bac", "marée", "traversier"]
    assert entry(book, "traversier").seen == entry(book, "bac").heading
    assert entry(book, "traversier").see == entry(book, "bac").id
    assert numbers(entry(book, "Port-Ellery")) == ["1.1"]
    # Beside the entry that it leads to, it isn't needed.
    assert [one.heading.text for one in indexed(single(edition)).index.terms] == ["bac"]


def named_alike(name: str, *, about: Persona, title: str) -> Edition:
    """A document in which Tomas Vey speaks, and is spoken of."""
    made = talk(("tomas-vey", "Yes.", "Oui."), (None, "Tomas Vey waits.", "Tomas Vey attend."))
    speakers = tuple(replace(one, about=about) if one.key == "tomas-vey" else one for one in SPEAKERS)
    titles = {"fr": Cell(title, "fr", "original")}
    return replace(made, name=name, prefix=f"{name}.", speakers=speakers, titles=titles)


@pytest.mark.parametrize(
    ("one", "other", "headings"),
    [
        ({}, {}, ["Vey, Tomas"]),
        ({"orcid": "0000-0002-1825-0097"}, {}, ["Vey, Tomas"]),
        ({"wikidata": "Q1"}, {"wikidata": "Q1"}, ["Vey, Tomas"]),
        ({"wikidata": "Q1"}, {"wikidata": "Q2"}, ["Vey, Tomas (Un)", "Vey, Tomas (Deux)"]),
        (
            {"viaf": "1", "occupation": "pilot"},
            {"viaf": "2"},
            ["Vey, Tomas (pilot)", "Vey, Tomas (Deux)"],
        ),
    ],
)
def test_two_people_of_one_name_are_two_where_a_number_says_so(
    one: dict[str, str], other: dict[str, str], headings: list[str]
) -> None:
    editions = (
        named_alike("one", about=Persona(**one), title="Un"),
        named_alike("two", about=Persona(**other), title="Deux"),
    )
    book = indexed(replace(single(editions[0]), parts=(Part(editions),)), ())
    said = [
        one.heading.text + "".join(f" ({words.text})" for words in one.known_by) for one in book.index.names
    ]
    assert said == headings
    # What is said of one of them is theirs.
    places = [numbers(one) for one in book.index.names if "Vey" in one.heading.text]
    assert places == ([["*1.1", "2.1"]] * 2 if len(headings) == 2 else [["*1.1", "2.1", "*1.1", "2.1"]])
    page = "".join(data.decode() for name, data in packed(book).items() if "index" in name)
    printed = re.sub("<[^>]*>", "", page)
    assert all(one in printed for one in said)


def test_two_speakers_of_one_document_are_two_people() -> None:
    made = talk(
        ("noor-haddad", "Why?", "Pourquoi ?"),
        ("tomas-vey", "Yes.", "Oui."),
        (None, "Tomas Vey waits.", "Tomas Vey attend."),
    )
    speakers = tuple(replace(one, name="Tomas Vey") for one in made.speakers)
    names = {one.key: made.names["tomas-vey"] for one in speakers}
    book = indexed(single(replace(made, speakers=speakers, names=names)), ())
    # Nobody knows who of them waits.
    assert [numbers(one) for one in book.index.names] == [["*1.1"], ["*2.1"]]


def test_what_a_footnote_says_is_in_its_paragraph() -> None:
    book = indexed(single(talk(
        (None, "The tide.", "La marée."),
        (None, "The *bell^[It was cast by Tomas Vey^[Mr Vey, that is.].]* rang.", "La cloche."),
        ("tomas-vey", "No.", "Non."),
    )))  # fmt: skip
    assert numbers(entry(book, "Vey, Tomas")) == ["2.1", "*3.1"]


def test_a_family_name_that_is_a_word_counts_where_it_is_surely_a_name() -> None:
    book = indexed(single(talk(
        (None, "Stone is heavy.", "C’est lourd."),
        (None, "I asked Stone.", "Je demandai."),
        (None, "A stone.", "Une pierre."),
        (None, "He met Mr. Stone.", "Il le vit."),
    )))  # fmt: skip
    assert numbers(entry(book, "Stone, Sam")) == ["2.1"]
    # A letter that folds into two stands before it.
    book = indexed(single(talk((None, "Maßstäbe? Stone is heavy, a stone.", "C’est lourd."))))
    assert "Stone, Sam" not in [one.heading.text for one in book.index.names]
    # Where it is nowhere a word, it begins a sentence as well.
    book = indexed(single(talk((None, "Stone waits.", "Il attend."))))
    assert numbers(entry(book, "Stone, Sam")) == ["1.1"]


def test_a_title_that_is_written_otherwise_makes_no_other_name() -> None:
    names = {"en": ("Dr. Ann Roe",), "fr": ("Dr Ann Roe",), "ru": ("Д-р Анна Роу",)}
    roe = BookTerm("person", names, "en")
    said = Line(
        "narration", {"en": "Dr. Ann Roe came.", "fr": "Dr Ann Roe vint.", "ru": "Пришла д-р Анна Роу."}
    )
    (one,) = indexed(single(build([said], ("en", "fr", "ru"))), [roe]).index.names
    assert one.heading.text == "Roe, Ann" and [other.text for other in one.others] == ["Д-р Анна Роу"]


def test_a_family_name_of_two_is_neither_ones() -> None:
    both = (*TERMS, BookTerm("person", {"en": ("Eve Stone",)}, "en"))
    book = indexed(single(talk((None, "I asked Stone of Eve Stone.", "Je demandai."))), both)
    assert [one.heading.text for one in book.index.names] == ["Stone, Eve"]
    book = indexed(single(talk((None, "I asked Stone.", "Je demandai."))), both)
    assert book.index.names == ()


def test_who_speaks_in_several_documents_is_one() -> None:
    first = talk(("noor-haddad", "Why?", "Pourquoi ?"))
    second = talk((None, "Noor Haddad came.", "Elle vint."))
    named = [
        replace(one, name=name, prefix=f"{name}.", titles={"fr": Cell(name, "fr", "original")})
        for one, name in ((first, "one"), (second, "two"))
    ]
    book = indexed(replace(single(first), parts=(Part(tuple(named)),)))
    haddad = entry(book, "Haddad, Noor")
    assert [(one.title and one.title.text, one.places[0].speaks) for one in haddad.documents] == [
        ("one", True),
        ("two", False),
    ]


@pytest.mark.parametrize("langs", [("fr",), ("fr", "ar")])
def test_a_name_that_nobody_has_translated_stands_as_it_is_printed(langs: Sequence[str]) -> None:
    said = Line("speech", {"he": "מי שם?", "fr": "Qui est là ?", "ar": "من هناك؟"}, "noor-haddad")
    edition = build([said], langs, source="he")
    speaker = next(one for one in edition.speakers if one.key == "noor-haddad")
    hebrew = Cell("נועה חדאד", "he", "fallback")
    edition = replace(
        edition,
        speakers=(replace(speaker, name=hebrew.text),),
        names={speaker.key: dict.fromkeys(langs, hebrew)},
    )
    book = indexed(single(edition))
    assert numbers(entry(book, hebrew.text)) == ["*1.1"]
    assert hebrew.text in packed(book)["EPUB/text/index.xhtml"].decode()


def test_roles_are_no_names() -> None:
    labels = replace(SPEAKERS[0], name="Interviewer")
    edition = replace(talk(("noor-haddad", "The Interviewer asks.", "On demande.")), speakers=(labels,))
    assert indexed(single(edition)).index.names == ()
    assert [is_role(name) for name in ("Q", "Q2", "Journaliste", "Ann Roe")] == [True, True, True, False]
    # One character is a family name, and a word for a role where it is known as one.
    assert [is_role(name) for name in ("王", "김", "问", "答", "甲")] == [False, False, True, True, True]


def test_many_places_are_not_named_one_by_one() -> None:
    # Neighbours are one place: between them something else is said.
    lines = [(None, text, "Rien.") for _ in range(MOST_PLACES) for text in ("A ferry.", "Nothing.")]
    assert len(numbers(entry(indexed(single(talk(*lines))), "bac"))) == MOST_PLACES
    one = entry(indexed(single(talk(*lines, (None, "A ferry.", "Rien.")))), "bac")
    assert numbers(one) == [f"1.1–{2 * MOST_PLACES + 1}.1"]
    assert one.documents[0].places[0].passim


def test_a_title_block_is_no_place() -> None:
    book = indexed(single(build(SAMPLE, ("en", "fr"))))
    # A byline has the name, and isn't what a reader looks for.
    assert numbers(entry(book, "Haddad, Noor")) == ["*8.1–11.1"]


def test_a_translation_alone_has_what_is_written_in_it() -> None:
    edition = talk(
        (None, "A ferry.", "Un bac."), (None, "A ferry of Ann Roe.", "Un bateau."), langs=("en", "fr")
    )
    alone = build(
        [Line("narration", {"en": "A ferry.", "fr": "Un bac."}), Line("narration", {"en": "A ferry."})],
        ("fr",),
        source="en",
    )
    assert numbers(entry(indexed(single(edition)), "bac")) == ["1.1–2.1"]
    assert numbers(entry(indexed(single(alone)), "bac")) == ["1.1"]
    # A word without a meaning says nothing where no other language stands beside it.
    assert indexed(single(alone), [replace(FERRY, definitions={})]).index.terms == ()


# How names are filed


@pytest.mark.parametrize(
    ("name", "lang", "file_as", "shown", "sure"),
    [
        ("Ann Roe", "en", "", "Roe, Ann", True),
        ("Dr. Ann M. Roe", "en", "", "Roe, Ann M.", True),
        ("Ludwig van Hoorn", "nl", "", "Hoorn, Ludwig van", True),
        ("Kovács János", "hu", "", "Kovács János", True),
        ("Ильзе Кранц", "ru", "", "Кранц, Ильзе", True),
        ("王小明", "zh-Hans", "", "王小明", True),
        ("نور حداد", "ar", "", "نور حداد", True),
        ("Inés Río Prado", "es", "", "Inés Río Prado", False),
        ("Inés Río Prado", "es", "Río Prado, Inés", "Río Prado, Inés", True),
        ("山田太郎", "ja", "やまだたろう", "山田太郎", True),
    ],
)
def test_how_a_name_is_filed(name: str, lang: str, file_as: str, shown: str, sure: bool) -> None:
    made = filed(name, lang, file_as)
    assert (made.text, made.sure) == (shown, sure)
    assert made.sorted_by == (file_as or made.sorted_by)


def test_a_place_is_filed_as_an_editor_says() -> None:
    pass_ = BookTerm("place", {"fr": ("col d’Orsel",)}, "fr", file_as={"fr": "Orsel, col d’"})
    edition = in_language(talk((None, "Le col d’Orsel. La mer. Le quai.", "")), "fr")
    others = [BookTerm("place", {"fr": (word,)}, "fr") for word in ("mer", "quai")]
    book = indexed(single(edition), [pass_, *others])
    assert [one.heading.text for one in book.index.names] == ["mer", "Orsel, col d’", "quai"]


def test_a_name_that_is_filed_by_other_words_is_told() -> None:
    ann = replace(ROE, file_as={"en": "Row, Ann"})
    edition = build([Line("narration", {"en": "Ann Roe came."})], ("en",))
    made = index_of(single(edition), [ann], names=True, glossary=False)
    assert ([one.heading.text for one in made.index.names], made.apart) == (["Ann Roe"], ("Ann Roe",))


def test_readings_sort_japanese_names() -> None:
    people = [
        BookTerm("person", {"ja": (name,)}, "ja", file_as={"ja": reading})
        for name, reading in (("渡辺", "わたなべ"), ("青木", "あおき"), ("佐藤", "さとう"))
    ]
    edition = build([Line("narration", {"ja": "渡辺と佐藤と青木。"})], ("ja",))
    book = indexed(single(edition), people)
    assert [one.heading.text for one in book.index.names] == ["青木", "佐藤", "渡辺"]
    assert [one.letter for one in book.index.names] == ["あ", "さ", "わ"]


def test_a_name_from_a_language_with_the_family_name_first_is_left_and_told() -> None:
    li = BookTerm("person", {"zh-Hans": ("李薇",), "en": ("Li Wei",)}, "zh-Hans")
    edition = build([Line("narration", {"zh-Hans": "李薇来了。", "en": "Li Wei came."})], ("zh-Hans", "en"))
    made = index_of(single(edition), [li], names=True, glossary=False)
    assert [one.heading.text for one in made.index.names] == ["Li Wei"]
    assert made.doubtful == ("Li Wei",)


# Laws

FILLERS = {
    "en": ("They wait.", "Nobody came."),
    "fr": ("On attend.", "Personne ne vint."),
    "ar": ("ينتظرون.", "لم يأت أحد."),
    "zh-Hans": ("他们等着。", "没有人来。"),
}
BEFORE = {"en": "Here is", "fr": "Voici", "ar": "هنا", "zh-Hans": "这里有"}
PLANTED = {
    **{f"term {k}": {lang: forms[0] for lang, forms in term.forms.items()} for k, term in enumerate(TERMS)},
    **NAMES,
}
LINES = st.lists(
    st.tuples(
        st.sampled_from((None, "noor-haddad", "tomas-vey")),
        st.lists(st.sampled_from((*PLANTED, "")), max_size=3),
        st.booleans(),
    ),
    min_size=1,
    max_size=14,
)


def planted(made: list[tuple[str | None, list[str], bool]], langs: Sequence[str]) -> Edition:
    """A document with names and terms in it; some paragraphs aren't translated."""
    lines = []
    for who, names, translated in made:
        texts = {}
        for lang in langs if translated else langs[:1]:
            blank = "" if lang == "zh-Hans" else " "
            said = [
                f"{BEFORE[lang]}{blank}{PLANTED[name][lang]}{'。' if lang == 'zh-Hans' else '.'}"
                if name and lang in PLANTED[name]
                else FILLERS[lang][0]
                for name in names
            ]
            texts[lang] = blank.join([*said, FILLERS[lang][1]])
        lines.append(Line("speech" if who else "narration", texts, who))
    return build(lines, langs)


def covered(places: Iterable[IndexPlace], ids: list[str]) -> set[int]:
    """The paragraphs of some places, by position."""
    found: set[int] = set()
    for place in places:
        first = ids.index(place.id)
        found |= set(range(first, (ids.index(place.last_id) if place.last_id else first) + 1))
    return found


@examples(60)
@given(LINES, st.sampled_from([("en", "fr"), ("en", "ar"), ("fr", "zh-Hans"), ("en", "fr", "ar"), ("ar",)]))
def test_places_lead_to_what_they_are_places_of_and_none_is_missing(
    made: list[tuple[str | None, list[str], bool]], langs: tuple[str, ...]
) -> None:
    edition = planted(made, langs)
    book = indexed(single(edition))
    rows = [row for scene in edition.scenes for row in scene.rows]
    speaking = [set(scene.speakers) for scene in edition.scenes for _ in scene.rows]
    ids = [row.id for row in rows]
    texts = [[markup.plain(c.text) for c in row.cells.values() if c.published] for row in rows]
    for name, forms in PLANTED.items():
        there = {lang: form for lang, form in forms.items() if lang in langs}
        has = [
            at
            for at, text in enumerate(texts)
            if any(form in one for form in there.values() for one in text) and name not in speaking[at]
        ]
        heads = {filed(form, lang).text for lang, form in there.items()} | {*there.values()}
        found = [one for one in (*book.index.names, *book.index.terms) if one.heading.text in heads]
        places = [place for one in found for document in one.documents for place in document.places]
        assert covered([place for place in places if not place.speaks], ids) == set(has), (name, texts)
        own = [at for at, who in enumerate(speaking) if name in who]
        spoken = covered([place for place in places if place.speaks], ids)
        assert spoken == (set(range(own[0], own[-1] + 1)) if own else set())


@examples(40)
@given(
    st.lists(
        st.text(st.sampled_from("aàbçdeéñöœz ßØåäÄłž"), min_size=1, max_size=6), min_size=1, max_size=12
    ),
    st.sampled_from(["fr", "sv", "de", "pl", "es"]),
)
def test_entries_are_sorted_as_their_language_sorts(words: list[str], lang: str) -> None:
    names = sorted({" ".join(word.split()) for word in words if any(map(str.isalpha, word))})
    terms = [BookTerm("name", {lang: (name,)}, lang) for name in names]
    edition = in_language(talk(*((None, f"« {name} »", "") for name in names)), lang)
    headings = [one.heading.text for one in indexed(single(edition), terms, glossary=False).index.names]
    collator = icu.Collator.createInstance(icu.Locale.forLanguageTag(lang))
    assert all(collator.compare(one, other) <= 0 for one, other in pairwise(headings))
    assert {*headings} == {*names}


def in_language(edition: Edition, lang: str) -> Edition:
    """The source of a document as one in another language, in which nobody speaks."""
    scenes = [
        scene.replace(
            rows=tuple(row.replace(cells={lang: row.cells["en"].replace(lang=lang)}) for row in rows)
        )
        for scene in edition.scenes
        if (rows := scene.rows)
    ]
    titles = {lang: edition.titles["en"].replace(lang=lang)}
    return replace(edition, langs=(lang,), source_lang=lang, titles=titles, scenes=tuple(scenes), speakers=())


# In every format

SAID: tuple[tuple[str | None, dict[str, str]], ...] = (
    (None, {
        "en": "Port Ellery had two ferries. Ann Roe steered one.",
        "fr": "Port-Ellery avait deux bacs. Ann Roe menait l’un.",
        "ar": "كانت في بورت إيليري عبّارتان. قادت آن رو إحداهما.",
        "zh-Hans": "埃勒里港有两条渡船。安·罗开其中一条。",
    }),
    ("noor-haddad", {
        "en": "Did you know Ann Roe?",
        "fr": "Avez-vous connu Ann Roe ?",
        "ar": "هل عرفت آن رو؟",
        "zh-Hans": "您认识安·罗吗？",
    }),
    ("tomas-vey", {
        "en": "She had the ferry. Noor Haddad asks well.",
        "fr": "Elle avait le traversier. Noor Haddad demande bien.",
        "ar": "كانت لها العبّارة. نور حداد تسأل جيدًا.",
        "zh-Hans": "渡船是她的。努尔·哈达德问得好。",
    }),
)  # fmt: skip


def document(name: str, langs: Sequence[str], times: int = 1) -> Edition:
    lines = [Line("speech" if who else "narration", texts, who) for _ in range(times) for who, texts in SAID]
    made = build([SAMPLE[1], *lines], langs, name=name)
    scenes = [
        scene.replace(id=f"{name}.{scene.id}", rows=tuple(r.replace(id=f"{name}.{r.id}") for r in scene.rows))
        for scene in made.scenes
    ]
    titles = {lang: cell.replace(text=f"{cell.text} {name}") for lang, cell in made.titles.items()}
    return replace(made, prefix=f"{name}.", scenes=tuple(scenes), titles=titles)


def book_in(*langs: str, times: int = 1) -> Book:
    """A book of two documents."""
    documents = (document("one", langs, times), document("two", langs, times))
    made = replace(single(documents[0]), parts=(Part(documents),), title_page=True)
    return indexed(replace(made, titles=documents[0].titles))


BOOKS = [("en", "fr"), ("en", "zh-Hans"), ("en", "ar"), ("en", "fr", "ar"), ("fr",)]
NAMED = {"-".join(langs): langs for langs in BOOKS}


def packed(book: Book, options: BuildOptions = OPTIONS) -> dict[str, bytes]:
    sink = io.BytesIO()
    epub.WRITER.write(book, options, sink)
    with zipfile.ZipFile(sink) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", NAMED)
def test_golden(name: str) -> None:
    """With DIGLOT_REGOLD=1 the files are written anew."""
    files = packed(book_in(*NAMED[name]))
    for kind in back_index.BACK:
        made = files[f"EPUB/text/{kind}.xhtml"].decode()
        path = GOLDEN / f"{name}.{kind}.xhtml"
        if os.environ.get("DIGLOT_REGOLD") == "1":
            path.parent.mkdir(exist_ok=True)
            path.write_text(made, "utf-8")
        assert made == path.read_text("utf-8")


@pytest.mark.parametrize("name", NAMED)
def test_each_link_of_an_epub_leads_to_its_paragraph(name: str) -> None:
    book = book_in(*NAMED[name])
    files = packed(book)
    pages_ = {path: etree.fromstring(data) for path, data in files.items() if path.endswith(".xhtml")}
    ids = {path: {*page.xpath("//@id")} for path, page in pages_.items()}
    led = set()
    for kind in back_index.BACK:
        for href in pages_[f"EPUB/text/{kind}.xhtml"].xpath(
            "//*[local-name()='li' or local-name()='dl']//@href"
        ):
            file, _, id_ = href.partition("#")
            assert id_ in ids[f"EPUB/text/{file or f'{kind}.xhtml'}"]
            led.add(id_)
    first = {
        place.id
        for one in (*book.index.names, *book.index.terms)
        for d in one.documents
        for place in d.places
    }
    assert first <= led
    landmarks = files["EPUB/nav.xhtml"].decode().partition("landmarks")[2]
    assert all(f'epub:type="{kind}" href="text/{kind}.xhtml"' in landmarks for kind in back_index.BACK)


def test_an_index_of_several_files_leads_into_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.writers.sheets.LIMIT", 900)
    files = packed(book_in("en", "fr", times=3))
    names = [name for name in files if re.fullmatch(r"EPUB/text/index(-\d+)?\.xhtml", name)]
    assert len(names) > 1
    for name in names:
        for href in re.findall('href="([^"]*#[^"]*)"', files[name].decode()):
            file, _, id_ = href.partition("#")
            assert f'id="{id_}"'.encode() in files[f"EPUB/text/{file}" if file else name]


@pytest.mark.slow
def test_validators_find_nothing(tmp_path: Path) -> None:
    books = []
    for name, langs in NAMED.items():
        for options in (OPTIONS, OPTIONS.replace(layout="columns")):
            path = tmp_path / f"{name}.{options.layout}.epub"
            epub.WRITER.write(book_in(*langs), options, sink := io.BytesIO())
            path.write_bytes(sink.getvalue())
            books.append(path)
    assert validators.epubcheck(books) == []
    for book in books[:6:2]:
        assert validators.ace(book) == []


@pytest.mark.slow
def test_a_web_page_with_an_index_is_a_valid_one_for_everybody(tmp_path: Path) -> None:
    paths = []
    for name, langs in NAMED.items():
        html.WRITER.write(book_in(*langs), OPTIONS, sink := io.BytesIO())
        path = tmp_path / f"{name}.html"
        path.write_bytes(sink.getvalue())
        paths.append(path)
        page = lxml_html.fromstring(sink.getvalue())
        ids = {*page.xpath("//@id")}
        links = page.xpath("//*[@role='doc-index' or @role='doc-glossary']//@href")
        assert links and all(link.startswith("#") and link[1:] in ids for link in links)
        assert {"#index", "#glossary"} <= {*page.xpath("//nav//@href")}
    assert validators.vnu(*paths) == []
    for found, complaints in browse(*(Visit(path, [AXE], DESK) for path in paths)):
        assert (found, complaints) == ([[]], [])


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["columns", "stacked", "facing"])
@pytest.mark.parametrize("langs", BOOKS[:3])
def test_a_page_in_print_has_what_the_index_says(langs: tuple[str, ...], layout: str, tmp_path: Path) -> None:
    book = book_in(*langs, times=9)
    options = OPTIONS.replace(layout=layout, paper="a5")
    write_pdf(book, options, sink := io.BytesIO())
    path = tmp_path / "book.pdf"
    path.write_bytes(sink.getvalue())
    with pikepdf.open(path) as made:
        number_of = {page.obj.objgen: number for number, page in enumerate(made.pages, 1)}
        led: list[int] = []
        for page in [*made.pages][-6:]:
            for note in page.get("/Annots", []):
                goal = note.get("/Dest") or (note.get("/A") or {}).get("/D")
                if isinstance(goal, pikepdf.Array):
                    led.append(number_of[goal[0].objgen])
        last = len(made.pages)
    assert led
    text = {n: validators.pdftotext(path, "-raw", "-f", str(n), "-l", str(n)) for n in {*led}}
    words = ("Ann Roe", "ferr", "Ellery", "Haddad", "Vey")
    assert all(any(word in text[n] for word in words) for n in {*led} if n < last - 6)
    # Each entry has its pages, whatever the documents that are on them.
    assert len(led) >= sum(bool(one.documents) for one in (*book.index.names, *book.index.terms))
    # What is read aloud: each entry; Arabic letters with their marks are read twice.
    read = tree(sink.getvalue()).text()
    assert all(one.heading.text in read for one in book.index.names if one.heading.lang != "ar")


@pytest.mark.slow
def test_an_entry_in_print_has_each_page_once(tmp_path: Path) -> None:
    told = ("Tomas Vey waits at the Ellery. ", "Tomas Vey attend. ")
    # He has the first word and the last.
    lines = [(None if k % 5 else "tomas-vey", told[0] * 9, told[1] * 9) for k in range(61)]
    lines[20:40] = [("noor-haddad", "The tide. " * 30, "La marée. " * 30)] * 20
    write_pdf(indexed(single(talk(*lines))), OPTIONS.replace(paper="a6"), sink := io.BytesIO())
    (tmp_path / "book.pdf").write_bytes(sink.getvalue())
    text = validators.pdftotext(tmp_path / "book.pdf", "-raw")
    listed = {name: re.findall(rf"^{name}.*? (\d[\d–, ]*)$", text, re.MULTILINE) for name in ("Port", "Vey")}
    runs = [[int(page) for page in run.split("–")] for run in listed["Port"][0].split(", ")]
    # They are apart: what follows each other is one.
    assert len(runs) > 1 and all(before[-1] + 1 < after[0] for before, after in pairwise(runs))
    # Where somebody speaks from the first page to the last, all else that is said of them is in it.
    assert len(listed["Vey"][0].split(", ")) == 1


def anchored(value: Any) -> Iterator[dict[str, Any]]:
    """The blocks that say where they are."""
    if isinstance(value, dict):
        if "above" in value and "at" in value:
            yield value
        for inner in value.values():
            yield from anchored(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from anchored(inner)


def test_pages_are_told_which_paragraphs_an_index_leads_to() -> None:
    book = book_in("en", "fr")
    data = pages(book, OPTIONS)
    found = {one["at"] for one in anchored(data["sections"])}
    assert found == book.index.ids


def test_a_docx_leads_to_each_place() -> None:
    book = book_in("en", "ar")
    docx.WRITER.write(book, OPTIONS.replace(layout="columns"), sink := io.BytesIO())
    with zipfile.ZipFile(sink) as archive:
        body = archive.read("word/document.xml").decode()
    goals = re.findall('<w:bookmarkStart w:id="[0-9]+" w:name="(index_[0-9]+)"/>', body)
    assert len(goals) == len({*goals})
    led = {*re.findall('<w:hyperlink w:anchor="([^"]*)"', body)}
    assert led and led <= {*goals}


def test_without_entries_there_is_no_page() -> None:
    edition = replace(talk((None, "Nothing.", "Rien.")), speakers=())
    files = packed(indexed(single(edition)))
    assert not [name for name in files if "index" in name or "glossary" in name]
    assert b'epub:type="index"' not in files["EPUB/nav.xhtml"]


# Every kind and form of a paragraph

FORMED = (
    *SAMPLE,
    Line("speech", {"en": "The first.", "fr": "Le premier."}, "tomas-vey", form="item"),
    Line("speech", {"en": "The second.", "fr": "Le second."}, "tomas-vey", goes_on=True, form="item"),
    Line("narration", {"en": "The sea<br>is the sea.", "fr": "La mer<br>est la mer."}, form="verse"),
    Line("narration", {"en": "“The tide.”", "fr": "« La marée. »"}, form="quotation"),
    Line(
        "caption",
        {"en": "![The pier.](pier.svg) The pier.", "fr": "![La jetée.](pier.svg) La jetée."},
        form="picture",
    ),
)
OFTEN = (
    BookTerm("name", {"en": ("the",), "fr": ("la",)}, "en", {"en": ("a", "who"), "fr": ("le", "l'", "une")}),
    *TERMS,
)


def led_to(book: Book) -> set[str]:
    entries = (*book.index.names, *book.index.terms)
    return {place.id for one in entries for made in one.documents for place in made.places}


@pytest.mark.parametrize("by_sentence", [False, True])
@pytest.mark.parametrize("langs", [("en", "fr"), ("fr",), ("en",)])
def test_every_paragraph_can_be_led_to(langs: tuple[str, ...], by_sentence: bool) -> None:
    edition = build(FORMED, langs, source="en", fallback="omit")
    edition = in_sentences(edition) if by_sentence else edition
    # On paper a picture and its caption are one thing that may move.
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    shown = Picture(drawing, SVG, Cell("A pier.", "en", "original"))
    edition = replace(edition, pictures={"pier.svg": shown})
    book = indexed(single(edition), OFTEN)
    options = OPTIONS.replace(unit="sentence" if by_sentence else "paragraph")
    wanted = led_to(book)
    assert len(wanted) > 3
    # A paragraph by itself, so that no neighbour stands for it.
    files = packed(book, options)
    printed = "".join(data.decode() for name, data in files.items() if "/text/part-" in name)
    assert {id_ for id_ in wanted if f' id="{id_}"' in printed} == wanted
    html.WRITER.write(book, options, sink := io.BytesIO())
    assert {id_ for id_ in wanted if f' id="{id_}"'.encode() in sink.getvalue()} == wanted
    for layout in ("columns", "facing", "stacked"):
        marked = [*anchored(pages(book, options.replace(layout=layout))["sections"])]
        assert {one["at"] for one in marked} == book.index.ids
        # What only holds others is never printed itself.
        assert not any({"blocks", "items"} & one.keys() for one in marked)


@pytest.mark.parametrize(
    ("lang", "form", "text"),
    [
        ("ru", "Марта Кранц", "Я спросил Марту Кранц."),
        ("ru", "переправа", "Мы были на переправе."),
        ("de", "Fähre", "Zwei Fähren kamen."),
        ("ar", "عبّارة", "ركبنا بالعبارة."),
        ("he", "מעבורת", "נסענו במעבורת."),
        ("zh-Hans", "渡船", "那条渡船没有了。"),
        ("ja", "渡し船", "夜の渡し船で。"),
        ("ko", "나룻배", "나룻배를 탔다."),
        ("fr", "bac", "L’eau des bacs."),
    ],
)
def test_a_word_is_found_as_its_language_bends_it(lang: str, form: str, text: str) -> None:
    edition = in_language(talk((None, text, ""), (None, "Nothing.", "")), lang)
    book = indexed(single(edition), [BookTerm("name", {lang: (form,)}, lang)])
    assert numbers(entry(book, form)) == ["1.1"]
