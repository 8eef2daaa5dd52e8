"""What programs leave in a translation, and quantities in languages that have had tables for a short time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import checks
from toolkit.catalog import contexts
from toolkit.model import Catalog, Document, Entry

SOURCES = ["The tide was late.", "She lit both lamps.", "Nobody came up the path.", "We waited in the hall."]
FRENCH = [
    "La marée tardait.",
    "Elle alluma les deux lampes.",
    "Personne ne monta le sentier.",
    "On attendit.",
]


def found(source: str, target: str, source_lang: str = "en", lang: str = "fr") -> dict[str, str]:
    """The warnings about one message among four others, by their codes."""
    around = list(zip(SOURCES, FRENCH, strict=True)) if lang == "fr" else []
    rows = [(source, target), *around]
    entries = [
        Entry("narration", ours, theirs, "done", (f"s{at:06}",)) for at, (ours, theirs) in enumerate(rows)
    ]
    document = Document(name="talk", lang=source_lang, speakers=(), turns=())
    told = checks.run(document, Catalog("talk", source_lang, lang, tuple(entries)), "talk.po")
    return {each.code: each.message for each in told if "s000000" in each.about and each.severity != "info"}


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("Bien sûr, voici la traduction : Le bac partit à midi.", "D250"),
        ("Sure! Here's the translation: Le bac partit à midi.", "D250"),
        ("Le bac partit à midi. [Translated by DeepL]", "D250"),
        ("Le bac partit à midi.<|im_end|>", "D251"),
        ("Le bac partit à midi.</s>", "D251"),
        ("Le {boat} partit à midi.", "D251"),
        ("Le bac partit\\nà midi.", "D251"),
        ("Le bac \\emph{partit} à midi.", "D251"),
        ("Le bac\tpartit à midi.", "D251"),
        ("Le bac \u202epartit à midi.", "D251"),
        ("- Le bac partit à midi.", "D251"),
        ("2. Le bac partit à midi.", "D251"),
        ("> Le bac partit à midi.", "D251"),
        ("Le bac partit \u25a1 midi, all\u25a1.", "D230"),
        ("<think>The tone is calm.</think> Le bac partit à midi.", "D251"),
        ("Le <unk> partit à midi.", "D251"),
        ("Le [UNK] partit à midi.", "D251"),
        ("Le▁bac partit à midi.", "D251"),
        ('{"translation": "Le bac partit à midi."}', "D251"),
        ("Le bac \u202bpartit à midi.", "D251"),
        ("Le b\u200fac partit à midi.", "D251"),
        ("Le bac partit à midi.\u200f", "D251"),
        ("Le bac\u3000partit à midi.", "D251"),
        ("[FR] Le bac partit à midi.", "D251"),
        ("Français : Le bac partit à midi.", "D250"),
        ("French: Le bac partit à midi.", "D250"),
        ("Désolé, en tant que modèle de langage, je ne peux pas traduire ce texte.", "D250"),
        ("Le bac partit à midi. Merci d’avoir regardé cette vidéo !", "D250"),
    ],
)
def test_what_programs_leave_is_told(target: str, code: str) -> None:
    assert code in found("The ferry left at noon.", target)
    assert code not in found("The ferry left at noon.", "Le bac partit à midi.")


@pytest.mark.parametrize(
    ("lang", "target"),
    [
        ("he", "המעבורת יצאה ב-12.\u200f"),
        ("ar", "غادرت العبّارة (Mara)\u200f ظهرا."),
        ("ja", "渡し船が出た。\u3000正午だった。"),
        ("zh-Hans", "渡船\u3000正午离开。"),
        ("fr", "Le bac (\u200fعبّارة) partit à midi."),
        # Other scripts from right to left, figures between such words, letters as wide as signs.
        ("dv", "ފެރީ މެންދުރު ފުރި.\u200f"),
        ("nqo", "ߞߎߟߎ߲ ߓߊ߯ߙߊ\u200fߞߎߟߎ߲."),
        ("syc", "ܐܠܦܐ ܢܦܩܬ\u200f."),
        ("ar", "\u200e+49 30 1234"),
        ("he", "C++\u200e"),
        ("ja", "Ｍａｒａ\u3000Ｌｉｎｄが歌った。"),
    ],
)
def test_a_direction_and_a_wide_blank_stand_where_they_are_needed(lang: str, target: str) -> None:
    assert "D251" not in found("The ferry left at noon.", target, lang=lang)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("- The ferry left at noon.", "- Le bac partit à midi."),
        ("On the 18th the ferry left.", "18. Le bac partit."),
        ("Type {boat} there.", "Écrivez {boat} là."),
        (r"It lies in C:\new.", r"Il est dans C:\nouveau."),
        ("The box is a \u25a1x.", "La case est un \u25a1x."),
        ("Here is the translation: he came.", "Voici la traduction : il est venu."),
        ("*Wind from the north.* That is all.", "*Vent du nord.* C’est tout."),
        ("Type <name> there.", "Écrivez <nom> là."),
        ("Press enter there.", "Appuyez là sur <enter>."),
        ("The bell rang. (all laugh)", "La cloche sonna. [TOUS]"),
        ("It is in \u202bdouble\u202c.", "C’est en \u202bdouble\u202c."),
        ("Thank you for watching.", "Merci d’avoir regardé."),
        ("I speak as a language model.", "Je parle en tant que modèle de langage."),
        ("French: he came.", "Français : il est venu."),
    ],
)
def test_what_the_source_has_too_is_its_own(source: str, target: str) -> None:
    assert not {"D230", "D250", "D251"} & found(source, target).keys()


@given(st.lists(st.booleans(), min_size=2, max_size=12))
def test_who_writes_what_is_said_with_a_hyphen_may_do_so(hyphens: list[bool]) -> None:
    entries = tuple(
        Entry(
            "narration", f"Mile {at} was long.", f"{'- ' * has}La route {at} est longue.", "done", (f"s{at}",)
        )
        for at, has in enumerate(hyphens)
    )
    document = Document(name="talk", lang="en", speakers=(), turns=())
    told = checks.run(document, Catalog("talk", "en", "fr", entries), "talk.po")
    points = [each for each in told if each.code == "D251"]
    # Slips are few, or none; all that are told begin so.
    assert len(points) in {0, sum(hyphens)}
    assert not points or sum(hyphens) < len(hyphens) / 2


@pytest.mark.parametrize(
    ("lang", "good", "bad", "source"),
    [
        (
            "el",
            "Περίμενε είκοσι τρία χρόνια.",
            "Περίμενε τριάντα δύο χρόνια.",
            "He waited twenty-three years.",
        ),
        ("cs", "Čekal třiadvacet let.", "Čekal dvaatřicet let.", "He waited twenty-three years."),
        ("cs", "Čekal dvacet tři let.", "Čekal třicet dva let.", "He waited twenty-three years."),
        ("sv", "Han väntade tjugotre år.", "Han väntade trettiotvå år.", "He waited twenty-three years."),
        ("el", "Ήρθε τον Μάρτιο.", "Ήρθε τον Νοέμβριο.", "She came in March."),
        ("vi", "Bà ấy đến vào thứ Sáu.", "Bà ấy đến vào thứ Ba.", "She came on Friday."),
        ("fi", "Hän tuli perjantaina.", "Hän tuli tiistaina.", "She came on Friday."),
        ("ro", "A venit vineri.", "A venit joi.", "She came on Friday."),
        ("hu", "Pénteken jött.", "Szombaton jött.", "She came on Friday."),
        ("sv", "Det var 12 kilometer dit.", "Det var 12 meter dit.", "It was 12 kilometres away."),
        ("cs", "Vstával v půl páté.", "Vstával v půl šesté.", "He rose at half past four."),
        (
            "pt",
            "O vento vinha do nordeste.",
            "O vento vinha do sudoeste.",
            "The wind came from the north-east.",
        ),
        (
            "ru",
            "Ветер дул с северо-востока.",
            "Ветер дул с юго-запада.",
            "The wind came from the north-east.",
        ),
    ],
)
def test_quantities_and_quarters_are_told_in_more_languages(
    lang: str, good: str, bad: str, source: str
) -> None:
    quantities = {"D221", "D222", "D223", "D224", "D260"}
    assert not quantities & found(source, good, lang=lang).keys()
    assert quantities & found(source, bad, lang=lang).keys()


def test_a_clause_that_stands_twice_is_told() -> None:
    good = "Il prit son manteau, et il sortit sans un mot."
    bad = "Il prit son manteau, et il sortit sans un mot, et il sortit sans un mot."
    source = "He took his coat, and he left without a word."
    assert "D235" not in found(source, good)
    assert "D235" in found(source, bad)
    assert "D235" not in found(
        "He left without a word, he left without a word.", "Il sortit sans un mot, il sortit sans un mot."
    )


def of_speakers(names: dict[str, str], lang: str) -> list[str]:
    entries = tuple(
        Entry(contexts.of_name(f"k{at}"), source, target, "done")
        for at, (source, target) in enumerate(names.items())
    )
    document = Document(name="talk", lang="en", speakers=(), turns=())
    told = checks.run(document, Catalog("talk", "en", lang, entries), "talk.po")
    return [each.message for each in told if each.code == "D228"]


def test_a_name_in_latin_letters_among_others_is_told() -> None:
    assert of_speakers({"Ilse Maren": "Ильзе Марен", "Tom Reed": "Том Рид", "Ana Wolf": "Ana Wolf"}, "ru")
    assert not of_speakers({"Ilse Maren": "Ильзе Марен", "Tom Reed": "Том Рид", "BBC": "BBC"}, "ru")
    assert not of_speakers(
        {"Ilse Maren": "Ilse Maren", "Tom Reed": "Tom Reed", "Ana Wolf": "Ана Вольф"}, "ru"
    )
    assert not of_speakers({"Ilse Maren": "Ilse Maren", "Tom Reed": "Tom Reed"}, "fr")


def test_questions_are_told_also_where_several_are_lost() -> None:
    sources = [f"Where were you in week {at}?" for at in range(6)]
    entries = tuple(
        Entry("narration", source, f"Wo warst du in Woche {at}{'.' if at < 3 else '?'}", "done", (f"s{at}",))
        for at, source in enumerate(sources)
    )
    document = Document(name="talk", lang="en", speakers=(), turns=())
    told = list(checks.run(document, Catalog("talk", "en", "de", entries), "talk.po"))
    assert [each.about[0] for each in told if each.code == "D239"] == ["s0", "s1", "s2"]


def test_a_statement_that_asks_in_greek_is_told() -> None:
    assert "D239" in found("She lit both lamps.", "Άναψε και τις δύο λάμπες;", lang="el")
    assert "D239" not in found("Did she light both lamps?", "Άναψε και τις δύο λάμπες;", lang="el")


def test_latin_digits_among_persian_ones_are_told() -> None:
    entries = tuple(
        Entry("narration", f"Lamp {at} of 20 was lit.", f"چراغ {number} روشن بود.", "done", (f"s{at}",))
        for at, number in enumerate(["۱۲", "۱۳", "۱۴", "۱۵", "16"])
    )
    document = Document(name="talk", lang="en", speakers=(), turns=())
    told = list(checks.run(document, Catalog("talk", "en", "fa", entries), "talk.po"))
    assert [each.about[0] for each in told if each.code == "D228"] == ["s4"]


def test_a_unit_is_shown_as_it_is_written() -> None:
    assert (
        "“5 miles”, the translation “5 Kilometer”"
        in found("It is 5 miles away.", "Es ist 5 Kilometer weit.", lang="de")["D224"]
    )


def test_no_time_is_told_in_roman_numerals() -> None:
    source, target = (
        "V první polovině 17. století ho opustili.",
        "У першій половині XVII століття його покинули.",
    )
    assert "D223" not in found(source, target, "cs", "uk")


def test_signs_that_are_escaped_in_a_link_to_the_same_site_are_none() -> None:
    source, target = "See [the tides](#tides).", "Voir [les marées](#mar%C3%A9es)."
    assert "D251" not in found(source, target)
    assert "D251" in found(source, "Voir les mar%C3%A9es.")


def test_a_place_of_a_program_is_one_before_letters_of_any_script() -> None:
    assert "D251" in found("Then %s rowed.", "それから%dが漕いだ。", lang="ja")
    assert "D251" not in found("Then %s rowed.", "それから%sが漕いだ。", lang="ja")


@pytest.mark.parametrize(
    ("target", "lang", "codes"),
    [
        ("Er stieg um 12 Promille.", "de", ["D224"]),
        ("Ел 12 ‰ өсті.", "kk", ["D224"]),
        ("Zwiększył się o 12 promili.", "pl", ["D224"]),
        ("زاد 12 في الألف.", "ar", ["D224"]),
        ("Er stieg um 120 Promille.", "de", []),
        ("Er stieg um 12 Prozent.", "de", []),
    ],
)
def test_percent_and_per_mille_are_two_units(target: str, lang: str, codes: list[str]) -> None:
    assert [code for code in found("It rose by 12 percent.", target, lang=lang) if code == "D224"] == codes


def test_the_first_hour_of_a_range_is_in_the_same_half_of_the_day() -> None:
    source = "We dine from 6-8 p.m. on Sundays."
    assert (
        not {"D221", "D223"} & found(source, "Sonntags essen wir zwischen 18 und 20 Uhr.", lang="de").keys()
    )
    assert "D223" in found(source, "Sonntags essen wir zwischen 17 und 20 Uhr.", lang="de")


def test_a_share_that_lost_its_point_is_told_where_the_unit_is_unknown() -> None:
    assert "D221" in found("The rest was at 7.5 per cent.", "Salio lilikuwa kwa asilimia 75.", lang="sw")
    assert "D221" not in found("The rest was at 7.5 per cent.", "Salio lilikuwa kwa asilimia 7.5.", lang="sw")


def test_a_blank_behind_a_sign_of_per_cent_is_no_escape() -> None:
    assert found("The rent is 20% higher.", "Kira artık %20 daha yüksek.", lang="tr") == {}
    assert found("The rent is (20%).", "Alokairua (%20) da.", lang="eu") == {}
    assert "D251" in found("The big mill.", "Büyük%20değirmen.", lang="tr")


def test_many_translations_in_bold_are_one_slip() -> None:
    """The questions of a Word file were bold, and all were brought in so."""
    rows = [(f"Who kept key {number}?", f"**من احتفظ بالمفتاح {number}؟**") for number in range(3, 9)]
    rows += [("The *ferry* came.", "**جاءت العبّارة.**"), ("The Wren", "*الصعو*")]
    entries = [Entry("turn", *row, "done", (f"s{at:06}",)) for at, row in enumerate(rows)]
    document = Document(name="talk", lang="en", speakers=(), turns=())

    def told(entries: list[Entry]) -> list[tuple[str, ...]]:
        catalog = Catalog("talk", "en", "ar", tuple(entries))
        return [each.about for each in checks.run(document, catalog, "talk.po") if each.code == "D251"]

    assert told(entries) == [("s000000", "turn")]
    assert told(entries[4:]) == [("s000004", "turn"), ("s000005", "turn")]


def warnings(rows: list[tuple[str, str]], lang: str) -> list[tuple[str, str]]:
    """The warnings of a catalog from English: codes, and ids."""
    entries = [Entry("narration", *row, "done", (f"s{at:06}",)) for at, row in enumerate(rows)]
    told = checks.run(Document("talk", "en", (), ()), Catalog("talk", "en", lang, tuple(entries)), "talk.po")
    return [(each.code, each.about[0]) for each in told if each.about and each.severity != "info"]


def test_where_words_are_kept_one_that_is_translated_elsewhere_is_told() -> None:
    kept = ["rudder", "keel", "bilge", "halyard", "transom"]
    rows = [(f"He spoke of the {word} at length.", f"Μίλησε για το {word} πολλή ώρα.") for word in kept]
    rows += [("The lantern fell.", "Το φανάρι έπεσε."), ("A lantern burnt.", "Ένα φανάρι έκαιγε.")]
    assert warnings(rows, "el") == []
    assert warnings([*rows, ("Take the lantern.", "Πάρε το lantern.")], "el") == [("D227", "s000007")]


@pytest.mark.parametrize(
    ("lang", "target"),
    [("ru", "Лампу включает строка `{}`."), ("el", "Την ανάβει η γραμμή `{}`."), ("he", "השורה `{}` מדליקה."),
     ("th", "บรรทัดที่เปิดตะเกียงคือ `{}`"), ("fr", "La lampe s’allume par `{}`.")],
)  # fmt: skip
def test_code_keeps_its_words_and_its_marks(lang: str, target: str) -> None:
    rows = [("He rang: twice.", "Il sonna\u00a0: deux fois.")] * 6 if lang == "fr" else []
    code = "if dark and not fog: lamp,on()"
    source = "The line that switches the lamp is `{}`."
    assert warnings([*rows, (source.format(code), target.format(code))], lang) == []


@pytest.mark.parametrize(
    ("source_lang", "lang", "source", "target", "codes"),
    [
        ("en", "es", "The weather was bad there.", "El weather era malo allí.", ["D227"]),
        ("fr", "pt", "Le bateau allait vers le nord.", "O bateau ia para o norte.", ["D227"]),
        ("de", "it", "Er ging durch den Nebel nach Hause.", "Andò a casa durch la nebbia.", ["D227"]),
        # A text quotes it now and then; and the long list of a language hasn't what is rare elsewhere.
        ("en", "pl", "They came using oars.", "Przyszli using wioseł.", ["D227"]),
        ("en", "de", "They saw no irregularities.", "Sie sahen keine irregularities.", ["D227"]),
        ("en", "it", "A sport for all.", "Uno sport per tutti.", []),
        # Both languages have it; it is called by its name; and it is code.
        ("en", "es", "The hotel was full.", "El hotel estaba lleno.", []),
        ("en", "es", "They called it weather.", "Lo llamaban «weather».", []),
        ("en", "es", "The function weather() is old.", "La función weather() es vieja.", []),
        # It is rarer there, but not by as much as what was left: a form of a verb, or a close language.
        ("en", "es", "Take them, and capture the tower.", "Quiere que capture la torre.", []),
        ("en", "fr", "All must survive.", "Il faut que tout survive.", []),
        ("es", "pt", "Eran demasiados.", "Eram demasiados.", []),
    ],
)
def test_a_common_word_of_the_source_is_told_in_the_translation(
    source_lang: str, lang: str, source: str, target: str, codes: list[str]
) -> None:
    assert [*found(source, target, source_lang, lang)] == codes


@pytest.mark.parametrize(
    ("source_lang", "lang", "source", "target"),
    [
        ("en", "zh", "It was -7 °C in the cave.", "洞里的气温降到-7℃。"),
        ("ja", "en", "洞窟の気温は-7℃だった。", "It was -7 °C in the cave."),
        # The word behind one that was cut off has the capital.
        ("en", "nl", "In the morning the ferry came.", "’s Morgens kwam het veer."),
        ("en", "af", "A man rang the bell.", "'n Man het die klok gelui."),
        ("en", "nl", "In the morning the ferry came.", "‘s Morgens kwam het veer."),
    ],
)
def test_what_a_language_writes_close_together_is_right(
    source_lang: str, lang: str, source: str, target: str
) -> None:
    assert found(source, target, source_lang, lang) == {}


def test_what_is_written_with_and_without_a_capital_is_no_slip() -> None:
    rows = [(f"He took the Mill {one}.", f"Il prit le Moulin {one}.") for one in ("here", "there", "now")]
    rows += [
        ("Once the Mill fell.", "Un jour le Moulin tomba."),
        ("A mill is loud.", "Un moulin est bruyant."),
    ]
    assert [code for code, _ in warnings(rows, "fr") if code == "D229"] == []
    rows[4] = ("Then the Mill was loud.", "Puis le moulin fut bruyant.")
    assert ("D229", "s000004") in warnings(rows, "fr")


def test_a_king_is_called_otherwise_in_each_language() -> None:
    assert warnings([("King Louis XIV slept there.", "El rey Luis XIV durmió allí.")], "es") == []


@pytest.mark.parametrize("number", ["", " II"])
def test_a_boat_is_called_the_same_whatever_number_it_has(number: str) -> None:
    rows = [(f"The Astrid{number} left.", f"Die Astrid{number} legte ab.")]
    rows += [(f"We saw the Astrid{number}.", f"Wir sahen die Astrid{number}.")]
    rows += [(f"Then the Astrid{number} sank.", f"Dann sank die Astrid{number}.")]
    rows += [(f"On the Astrid{number} we sang.", f"Auf der Astrid{number} sangen wir.")]
    slip = (f"The Astrid{number} came back.", f"Die Atsrid{number} kam zurück.")
    assert warnings([*rows, slip], "de") == [("D253", "s000004")]


def test_a_verb_that_is_also_a_noun_in_german_has_no_capital() -> None:
    rows = [
        (f"A search of the {one}.", f"Das Suchen im {two}.")
        for one, two in zip(
            ("barn", "mill", "shed", "yard"), ("Stall", "Haus", "Schuppen", "Hof"), strict=True
        )
    ]
    rows.append(("We search the barn.", "Wir suchen im Stall."))
    assert [code for code, _ in warnings(rows, "de") if code == "D229"] == []


def test_a_question_needs_no_mark_in_thai_but_where_others_have_one() -> None:
    mill, asks = ("Who has the mill?", "ใครมีโรงสี"), ["Who came?", "Who left?", "Who sang?", "Who fell?"]
    thai = ["ใครมา?", "ใครจากไป?", "ใครร้องเพลง?", "ใครล้ม?"]
    rows = [("The mill is old.", "โรงสีเก่าแล้ว"), ("The river is low.", "แม่น้ำลดแล้ว"), mill]
    assert warnings(rows, "th") == []
    assert warnings([*zip(asks, thai, strict=True), mill], "th") == [("D239", "s000004")]


@pytest.mark.parametrize(
    ("source", "target", "lang"),
    [
        ("All or nothing", "TODO O NADA", "es"),
        ("ALL", "TODO", "pt"),
        ("All for the mill.", "Todo: para el molino.", "es"),
        ("To do: call the ferry.", "TODO : appeler le bac.", "fr"),
        ("Translation is an art.", "Übersetzung: eine Kunst.", "de"),
    ],
)
def test_a_word_that_is_a_flag_elsewhere_is_none(source: str, target: str, lang: str) -> None:
    assert "D250" not in found(source, target, lang=lang)


def test_a_flag_is_one_in_any_language() -> None:
    assert "D250" in found("The ferry left at noon.", "TODO: El barco zarpó a mediodía.", lang="es")
    assert "D250" in found("The ferry left at noon.", "TODO: العبّارة غادرت ظهرًا.", lang="ar")
    assert "D250" in found("The ferry left.", "Übersetzung: Die Fähre legte ab.", lang="de")
    assert "D250" in found("A photo downstairs, and what to do?", "TODO Une photo en bas, et que faire ?")
