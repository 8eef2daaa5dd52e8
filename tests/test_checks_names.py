"""Laws of the rule of names, on texts that are made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.checks import Checked
from toolkit.checks.names import misspelt
from toolkit.model import Catalog, Document, Entry

NAMES = st.sampled_from(
    ["Julian", "Julia", "Kerr", "Saint-Orvin", "Anna Kerr", "Martin Quill", "沢田", "Брандт"]
)
WORDS = st.sampled_from(
    ["said", "the", "Harbour", "さん", "先生", "und", "جوليان", "ジュリアン", "Брандта", "泽田"]
)
TEXTS = st.lists(st.one_of(NAMES, WORDS), min_size=1, max_size=8).map(" ".join)
LANGS = st.sampled_from(["en", "de", "fr", "ru", "ja", "zh-Hans", "zh-Hant", "ar", "ko"])


def found(pairs: list[tuple[str, str]], person: tuple[str, str], source_lang: str, lang: str) -> list[str]:
    texts = [Entry("narration", *pair, "done", (f"s{at}",)) for at, pair in enumerate(pairs)]
    entries = (Entry("speaker|a", *person, "done", ()), *texts)
    document = Document(name="talk", lang=source_lang, speakers=(), turns=())
    checked = Checked(document, Catalog("talk", source_lang, lang, entries), "talk.po")
    return [finding.message for finding in misspelt(checked)]


def of_people(people: Iterable[tuple[str, str]], pairs: Sequence[tuple[str, str]], lang: str) -> list[str]:
    """What is told of an English talk between several."""
    names = [Entry(f"speaker|{at}", *person, "done", ()) for at, person in enumerate(people)]
    texts = [Entry("narration", *pair, "done", (f"s{at}",)) for at, pair in enumerate(pairs)]
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = Checked(document, Catalog("talk", "en", lang, (*names, *texts)), "talk.po")
    return [finding.message for finding in misspelt(checked)]


@given(st.lists(TEXTS, max_size=6), NAMES, LANGS)
@examples(40)
def test_a_text_that_is_its_own_translation_has_no_slip(texts: list[str], person: str, lang: str) -> None:
    assert found([(text, text) for text in texts], (person, person), lang, lang) == []


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6), st.tuples(NAMES, NAMES), LANGS, LANGS)
@examples(60)
def test_of_any_texts_each_message_is_told_once(
    pairs: list[tuple[str, str]], person: tuple[str, str], source_lang: str, lang: str
) -> None:
    findings = found(pairs, person, source_lang, lang)
    assert len(findings) <= len(pairs) + 1
    assert findings == found(pairs, person, source_lang, lang)


def named(pairs: list[tuple[str, str]], source_lang: str, lang: str) -> list[str]:
    """What is said of names in the place of others, in messages of a catalog."""
    entries = [
        Entry("narration", source, target, "done", (f"s{place}",))
        for place, (source, target) in enumerate(pairs)
    ]
    document = Document(name="talk", lang=source_lang, speakers=(), turns=())
    checked = Checked(document, Catalog("talk", source_lang, lang, tuple(entries)), "talk.po")
    return [finding.message for finding in misspelt(checked)]


MERLE = [
    ("Then old Merle took the oars.", "Alors le vieux Merle a pris les rames.", "مسك ميرل المجاديف."),
    ("We saw Merle at the mill.", "Nous avons vu Merle au moulin.", "رأينا ميرل عند المطحنة."),
    ("I told Merle to wait.", "J’ai dit à Merle d’attendre.", "قلت إن ميرل ينتظر."),
    ("But my sister Osanna sang.", "Mais ma sœur Osanna chantait.", "لكن أختي أوسانا غنت."),
    ("Nobody heard Osanna there.", "Personne n’y entendait Osanna.", "لم يسمع أحد أوسانا هناك."),
    ("He gave Osanna a ring.", "Il a donné une bague à Osanna.", "أعطى أوسانا خاتما."),
]


def test_a_name_of_nobody_who_speaks_in_the_place_of_another() -> None:
    for place, lang in ((1, "fr"), (2, "ar")):
        rows = [(row[0], row[place]) for row in MERLE]
        assert named(rows, "en", lang) == []
        right, other = (("Merle", "Osanna"), ("ميرل", "أوسانا"))[place - 1]
        rows[1] = rows[1][0], rows[1][1].replace(right, other)
        assert [f"“{other}” stands" in message for message in named(rows, "en", lang)] == [True]


def test_a_case_of_a_language_whose_signs_are_not_known_is_no_slip() -> None:
    rows = [
        ("We saw Burnaston at noon.", "Մենք տեսանք Բրնասթոնը։"),
        ("They left Burnaston early.", "Նրանք թողեցին Բրնասթոնը։"),
        ("She loved Burnaston then.", "Նա սիրում էր Բրնասթոնը։"),
        ("He worked in Burnaston too.", "Նա աշխատում էր Բրնասթոնում։"),
    ]
    assert named(rows, "en", "hy") == []
    rows[3] = rows[3][0], "Նա աշխատում էր Բրնալթոնը։"
    assert len(named(rows, "en", "hy")) == 1


def test_a_name_that_stands_once_in_a_case_of_the_source_is_no_slip() -> None:
    rows = [("Grał dla Tavistocku Town.", "Er spielte für Tavistock Town.")]
    assert named(rows, "pl", "de") == []
    (slip,) = named([("Wtedy grał Dick Ravensby.", "Da spielte Dock Ravensby.")], "pl", "de")
    assert "“Dock” stands for Dick" in slip


def test_a_title_that_is_left_as_a_whole_is_no_name_that_was_left() -> None:
    rows = [
        ("We went to Orsby then.", "Πήγαμε στο Όρσμπι τότε."),
        ("They left Orsby early.", "Έφυγαν από το Όρσμπι νωρίς."),
        ("She loved Orsby too.", "Αγαπούσε και το Όρσμπι."),
        ("I read the Old Orsby Gazette.", "Διάβαζα την Old Orsby Gazette."),
    ]
    assert named(rows, "en", "el") == []
    rows[3] = "I came from Orsby late.", "Ήρθα από το Orsby αργά."
    assert len(named(rows, "en", "el")) == 1


def test_what_is_not_translated_at_all_is_told_for_no_name_in_it() -> None:
    rows = [
        ("We went to Orsby then.", "เราไปออร์สบีตอนนั้น"),
        ("They left Orsby early.", "พวกเขาออกจากออร์สบีแต่เช้า"),
        ("She loved Orsby too.", "เธอก็รักออร์สบี"),
        (
            "Orsby Press, Rivers of the North. Second edition.",
            "Orsby Press, Rivers of the North. Second edition.",
        ),
    ]
    assert found(rows, ("Orsby", "ออร์สบี"), "en", "th") == []
    rows[3] = "I came from Orsby late.", "ฉันมาจาก Orsby สาย"
    assert len(found(rows, ("Orsby", "ออร์สบี"), "en", "th")) == 1


def test_a_full_name_in_the_place_of_another_is_told_as_one() -> None:
    people = [("Ruth Kessler", "روث كيسلر"), ("Owen Price", "أوين برايس")]
    source = "I am Owen Price, and I worked here."
    for lang, translated in (("fr", "Je suis {}, et j'ai travaillé ici."), ("ar", "أنا {}، وقد عملت هنا.")):
        usual = [names[lang == "ar"] for names in people]
        for stands, told in ((usual[1], 0), (usual[0], 1), (usual[0].split()[1], 1), ("", 0)):
            talk = [(source, translated.format(stands))]
            messages = of_people(zip((name for name, _ in people), usual, strict=True), talk, lang)
            assert [f"“{stands}” stands" in message for message in messages] == [True] * told, messages
    # Two names that stand for two are no slip: they may have changed places in the sentence.
    talk = [("Kessler asked Price.", "Owen demanda à Ruth.")]
    assert of_people([(name, name) for name, _ in people], talk, "fr") == []


def test_a_name_instead_of_she_is_no_other() -> None:
    rows = [(row[0], row[1]) for row in MERLE]
    rows.append(("She sang all night.", "Osanna chantait toute la nuit."))
    assert named(rows, "en", "fr") == []


def test_where_capitals_tell_no_name_the_translation_does() -> None:
    rows = [
        ("そこで上田が舟を出した。", "Then old Ueda took the boat out."),
        ("上田を見ました。", "We saw Ueda there."),
        ("上田に話した。", "I told Ueda about it."),
        ("上田は泳げない。", "They say that Ueda can’t swim."),
        ("妹の佐藤が歌った。", "My sister Sato sang."),
        ("誰も佐藤を知らない。", "Nobody knew Sato."),
        ("佐藤に指輪をあげた。", "He gave Sato a ring."),
    ]
    assert named(rows, "ja", "en") == []
    rows[2] = rows[2][0], "I told Sato about it."
    assert ["“Sato” stands" in message for message in named(rows, "ja", "en")] == [True]


def test_a_form_that_stands_once_tells_that_a_name_is_anothers() -> None:
    person = "Oda Lindqvist", "Ода Линдквист"
    rows = [
        ("We sailed with captain Brandvik then.", "Тогда мы плавали с капитаном Брандвиком."),
        ("Nobody heard Brandvik shout.", "Никто не слышал, чтобы Брандвик кричал."),
    ]
    assert found(rows, person, "en", "ru") == []
    rows[1] = rows[1][0], rows[1][1].replace("Брандвик", "Линдквист")
    assert len(found(rows, person, "en", "ru")) == 1
    # A word that is made of a name is no other one.
    person = "Oda Scotland", "Ода Шотландия"
    rows = [
        ("The Scottish boats were old.", "Лодки Скоттиш были старые."),
        ("A Scottish boat came in.", "Пришла лодка из Шотландии."),
    ]
    assert found(rows, person, "en", "ru") == []


def test_a_name_that_a_language_spells_as_it_reads_it_is_no_slip() -> None:
    assert named([("Nous avons vu Salvador Brunel.", "Widzieliśmy Salwador Brunel.")], "fr", "pl") == []
    assert named([("Nous avons vu Salvador Brunel.", "Widzieliśmy Salvabor Brunel.")], "fr", "pl")
    # An e makes another name of it, and German has no way of its own to spell these.
    for name, slip in (("Simone", "Simon"), ("Louise", "Louis"), ("Quentin", "Kentin")):
        assert named([(f"Nous avons vu {name} Brunel.", f"Wir haben {slip} Brunel gesehen.")], "fr", "de")


@pytest.mark.parametrize(
    ("lang", "source", "form", "told"),
    [
        ("de", "Hello Matt, said Nora.", "Hallo {}, sagte Nora.", {"Mtt": True, "Matt": False}),
        ("it", "He sails with Lucy now.", "Ora naviga con {}.", {"Luucy": True, "Lucia": False}),
        ("pl", "They met in Athens then.", "Spotkali się w {}.", {"Ahens": True, "Atenach": False}),
        # What a language has for it is listed, has an accent, or has its own ending.
        (
            "fr",
            "It came from London.",
            "Cela vint de {}.",
            {"Lodon": True, "Londres": False, "Lôndon": False},
        ),
        ("de", "She asked the Senate.", "Sie fragte den {}.", {"Senat": False, "Senats": False}),
    ],
)
def test_a_form_that_no_list_has_is_a_slip_in_a_name(
    lang: str, source: str, form: str, told: dict[str, bool]
) -> None:
    for name, wrong in told.items():
        assert bool(named([(source, form.format(name))], "en", lang)) is wrong, name


def test_a_name_in_a_case_is_no_other_one() -> None:
    rows = [
        ("Viděli jsme Hartmanna.", "Widzieliśmy Hartmanna."),
        ("Znali jsme Hartmanna.", "Znaliśmy Hartmanna."),
        ("Ptali se Hartmanna.", "Pytali Hartmanna."),
        ("Dali to Hartmanna.", "Dali to Hartmannowi."),
    ]
    assert named(rows, "cs", "pl") == []


def test_a_japanese_name_from_afar_is_in_katakana() -> None:
    rows = [
        ("Then old Brandt took the boat.", "そこで年寄りのブラントが舟を出した。"),
        ("We saw Brandt there.", "私たちはそこでブラントを見た。"),
        ("They asked Brandt.", "みんなブラントに尋ねた。"),
        ("Nobody knew Captain there.", "誰も隊長を知らなかった。"),
        ("I met Captain once.", "一度隊長に会った。"),
        ("She told Captain all.", "彼女は隊長に話した。"),
    ]
    assert named(rows, "en", "ja") == []
    rows[2] = rows[2][0], "みんな隊長に尋ねた。"
    assert named(rows, "en", "ja") == []


def test_an_arabic_adjective_of_a_place_is_no_other_form_of_it() -> None:
    rows = [
        ("We sailed to Australia.", "أبحرنا إلى أستراليا."),
        ("The wool came from Australia.", "جاء الصوف من أستراليا."),
        ("She has a hat from Australia.", "لديها القبعة الأسترالية."),
    ]
    assert of_people([], rows, "ar") == []
    rows[2] = ("She has a hat from Australia.", "لديها قبعة من أسترليا.")
    assert len(of_people([], rows, "ar")) == 1
