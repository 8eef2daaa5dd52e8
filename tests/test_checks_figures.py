"""Numbers, dates, times of day and units, and what a translation has made of them.

Each of D221, D222, D223 and D224 has examples in `data/checks/figures.jsonl`.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit import languages
from toolkit.aligning import words
from toolkit.checks.quantities import clock, cues, dates, relative, units
from toolkit.checks.quantities.comparing import differences
from toolkit.checks.quantities.forms import lines
from toolkit.checks.quantities.lexicon import lexicon, prepared
from toolkit.checks.quantities.numerals import numbers
from toolkit.checks.quantities.reading import read

LANGS = [
    *["en", "fr", "de", "es", "it", "pt", "ru", "ar", "fa", "he", "zh-Hans", "ja", "ko", "uk"],
    *["pl", "tr", "hi", "nl"],
]
BASES = [languages.base(lang) for lang in LANGS]
BESIDE = [
    "昭和",
    "元年",
    "割",
    "成",
    "打",
    "折",
    "et demi",
    "y medio",
    "ونصف",
    "هـ",
    "half a",
    "million",
    "多万",
    "제",
    "half an hour ",
    "hour and twenty minutes",
    "полчаса ",
    "半年",
    "零下",
    "since 1986 ",
    "ten to midnight ",
    "翌年",
]
WORDS = "half twenty five hundred vingt zwei und 1947 2.5. 年 月 点半 三十 둘 세 천 و km % $ May noon".split()
TEXT = st.lists(st.sampled_from([*WORDS, *BESIDE, *"0123456789.,:-/' "]), max_size=15).map("".join)


def times(text: str, lang: str) -> list[tuple[clock.Time, frozenset[int]]]:
    told = numbers(text, lang)
    return list(clock.times(text, lang, told, clock.between(text, told)))


def values(text: str, lang: str) -> list[set[int | Fraction]]:
    return [set(number.values) for number in numbers(words.plain(text), lang) if number.sure]


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "two hundred and thirty-one", 231),
        ("en", "nineteen oh five", 1905),
        ("en", "three million two hundred thousand", 3_200_000),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "mille neuf cent soixante et onze", 1971),
        ("de", "neunzehnhundertsiebenundvierzig", 1947),
        ("de", "drei Millionen zweihunderttausend", 3_200_000),
        ("es", "mil novecientos cuarenta y siete", 1947),
        ("it", "millenovecentoquarantasette", 1947),
        ("pt", "mil novecentos e quarenta e sete", 1947),
        ("ru", "тысяча девятьсот сорок седьмого", 1947),
        ("ar", "ألف وتسعمئة وسبعة وأربعين", 1947),
        ("ar", "خمسة عشر", 15),
        ("fa", "هزار و نهصد و چهل و هفت", 1947),
        ("he", "אלף תשע מאות ארבעים ושבע", 1947),
        ("he", "שלוש מאות ושנים־עשר", 312),
        ("zh", "一千九百四十七", 1947),
        ("zh", "120万", 1_200_000),
        ("ja", "千九百四十七年", 1947),
        ("ko", "천구백사십칠", 1947),
        ("ko", "스물다섯 명", 25),
    ],
)
def test_number_words_are_read(lang: str, text: str, value: int) -> None:
    assert values(text, lang) == [{value}]


def test_two_numbers_are_no_one() -> None:
    assert values("between one hundred and two hundred", "en") == [{100}, {200}]
    assert values("five, six or seven", "en") == [{5}, {6}, {7}]


@given(TEXT, st.sampled_from(LANGS))
@examples(60)
def test_a_text_never_differs_from_itself(text: str, lang: str) -> None:
    assert differences(text, text, lang, lang) == []


@given(st.text(max_size=60), TEXT, st.sampled_from(LANGS), st.sampled_from(LANGS))
@examples(60)
def test_any_two_texts_can_be_compared(text: str, other: str, lang: str, second: str) -> None:
    differences(text + other, other, lang, second)
    differences(other, text, lang, second)


@cache
def vocabulary(lang: str) -> list[str]:
    """What may stand in a quantity of a language, by all tables."""
    forms = [form for table in ("clock", "portions", "beside") for _, form in lines(f"{table}.tsv", lang)]
    known = lexicon(lang)
    named = [*dates.names(lang), *relative.names(lang), *(known.single if known else ())]
    told = [
        units.pattern(lang),
        *forms,
        *named,
        "May of in and 7 12 3.20 10:30 1947 35,000 % $ °C km ' .".replace(" ", "|"),
    ]
    return sorted({word for text in told for word in re.split(r"[(){}|\\?]+", text) if word.strip()})


@given(st.data(), st.sampled_from(BASES), st.sampled_from(["", " ", " ", " "]))
@examples(200)
def test_what_no_word_tells_is_not_missed(data: st.DataObject, lang: str, blank: str) -> None:
    text = blank.join(data.draw(st.lists(st.sampled_from(vocabulary(lang)), max_size=8)))
    told, text = cues.told(text, lang), prepared(text, lang)
    assert read(text, lang, told) == read(text, lang)


@given(TEXT, st.sampled_from(BASES))
@examples(40)
def test_a_quantity_is_where_it_is_said_to_be(text: str, lang: str) -> None:
    text = prepared(text, lang)
    for quantity in read(text, lang):
        assert 0 <= quantity.start < quantity.end <= len(text)


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("ja", "He was fourteen or fifteen.", "彼は十四五歳でした。"),
        ("zh-Hans", "First it cost two million, then five.", "先是两百万，后来五百万。"),
        ("ru", "They spoke of two million, then of five.", "Говорили о двух миллионах, потом о пяти."),
        ("de", "He ate two and a half of them.", "Er aß zwei davon."),
        ("fr", "They cost five cents.", "Ils coûtaient cinq cents."),
        ("fr", "Half an hour later the twins came.", "Trente minutes plus tard, les deux vinrent."),
        ("de", "A third-party app, and 3D glasses.", "Eine Drittanbieter-App und eine 3D-Brille."),
        ("es", "Louis the 14th reigned in the 1700s.", "Luis XIV reinó en el siglo XVIII."),
        ("ko", "It had 77,000 views.", "조회 수가 7만 7천이었다."),
        ("it", "The storm is 1,000 miles away.", "La tempesta è a 1.600 chilometri."),
        ("zh-Hans", "On 30 December 2019, at 5 p.m.", "2019 年 12 月 30 日下午五点。"),
        ("ja", "In 1949 she was 12.", "昭和24年(1949年)、彼女は12歳だった。"),
        ("ja", "In the 1960s there were 12 houses.", "昭和30年代には家が12軒あった。"),
        ("ja", "A third party has 3 octal numbers.", "第三者には 8 進数が 3 つある。"),
        ("ar", "He came in 1979.", "جاء سنة ١٣٩٩ هجرية."),
        ("ar", "A nine-year-old drank 3 litres.", "شرب ابن التاسعة لترا ثم 3 لترات."),
        ("it", "In the 20th century it stood there.", "Nel Novecento stava lì."),
        ("en", "Half a million came, and several hundred left.", "500,000 came, and many hundreds left."),
        ("ru", "Between 12,000 and 15,000 bears.", "Примерно 12-15 000 медведей."),
        ("es", "The sea is sixty miles away.", "El mar está a un centenar de kilómetros."),
        ("de", "He weighs 150 pounds and owes them 12 pounds.", "Er wiegt 68 Kilo und schuldet ihnen £12."),
        ("fr", "Two dozen eggs and half a dozen hens.", "24 œufs et six poules."),
        ("ja", "A fifth left, or 20-30% of the young.", "二割が去り、若者では二、三割だった。"),
        ("fa", "She was born in the 1950s.", "او در دهه ۱۳۳۰ به دنیا آمد."),
        ("he", "He was born in 1948.", "הוא נולד ב-5708."),
        ("ru", "Two hundred came, and twenty left.", "Две сотни пришли, и два десятка ушли."),
        ("ar", "Seven-year-olds and 3 metres.", "أبناء السابعة و 3 أمتار."),
        ("fr", "He is six foot two.", "Il mesure 1 m 88."),
        ("ar", "He is six foot two.", "طوله مترًا وثمانية وثمانين سنتيمترًا."),
        ("ja", "He weighed twelve stone.", "体重は76キロだった。"),
        ("zh-Hans", "He weighed twelve stone.", "他有一百五十多斤。"),
        ("fr", "A couple of thousand people, two score boats.", "Deux mille personnes, quarante barques."),
        ("es", "A couple of hundred came.", "Vinieron doscientos."),
        ("ru", "She said 1,500 a hundred times.", "Она сто раз говорила: 1500."),
        ("de", "3 in 4 left, and 30 came back.", "75 % gingen, und 30 kamen zurück."),
        ("es", "Ninety percent stayed.", "Se quedaron nueve de cada diez."),
        ("ja", "Be there before 8:20.", "8時20分前に来て。"),
        ("ja", "Be there at ten to eight.", "8時10分前に来て。"),
        ("de", "I'm 5'5\" and weigh 130 pounds.", "Ich bin 5 Fuß 5 Zoll groß und wiege 130 Pfund."),
        ("fr", "In 3 hours 20 people came.", "En 3 heures, 20 personnes sont venues."),
        ("ja", "He scored on 27:37.", "27分37秒に点を取った。"),
        ("fr", "It took eighty minutes, or an hour and twenty.", "Une heure vingt, soit 80 minutes."),
        ("ja", "In 1949, the year Showa 24.", "昭和24年(1949年)。"),
        ("es", "It was twenty below.", "Hacía veinte grados bajo cero."),
        ("fr", "They won ten to three.", "Ils ont gagné dix à trois."),
        # From five to ten of something, and not the time.
        ("fr", "About 5 to 10 people came.", "Environ 5 à 10 personnes sont venues."),
        ("fr", "It fell by 5 to 10 %.", "Il a baissé de 5 à 10 %."),
        ("zh-Hans", "It is 3 to 7 metres long.", "它长3到7米。"),
        ("ar", "After 2 to 3 weeks it sank.", "غرق بعد 2 إلى 3 أسابيع."),
        ("fr", "It was five to ten when it sank.", "Il était dix heures moins cinq quand il sombra."),
        ("zh-Hans", "It cost 20 dollars.", "花了20元。"),
        ("fr", "Two days later, or a fortnight.", "Quarante-huit heures plus tard, ou quinze jours."),
        ("ja", "It weighed 600 kilos.", "六百キロあった。"),
        ("ru", "It sank at twenty to nine.", "Он затонул без двадцати девять."),
        ("ru", "It sank at twenty-five to nine.", "Он затонул без двадцати пяти девять."),
        ("ru", "It sank at twenty to one.", "Он затонул без двадцати час."),
        ("ru", "It sank at a quarter to one.", "Он затонул без четверти час."),
        ("ru", "Without 29 of them.", "Без двадцати девяти из них."),
        ("pl", "Twenty-three came at half past six.", "Dwadzieścia trzy osoby przyszły o wpół do siódmej."),
        ("pl", "It sank at five to eight.", "Zatonął za pięć ósma."),
        ("pl", "It took two and a half years.", "Zajęło to dwa i pół roku."),
        ("pl", "It was 10 degrees below zero.", "Było minus 10 stopni."),
        ("uk", "There were nineteen cows and 3,000 hens.", "Було дев’ятнадцять корів і три тисячі курей."),
        ("uk", "1.5 million were there.", "Там було 1,5 мільйона людей."),
        ("cs", "It sank at a quarter past three.", "Potopila se ve čtvrt na čtyři."),
        ("cs", "It sank at a quarter to three.", "Potopila se ve třičtvrtě na tři."),
        ("tr", "In 1958 there were thirty-one.", "1958’de otuz bir kişiydiler."),
        ("tr", "It sank at a quarter past three, at 18:30.", "Üçü çeyrek geçe, 18.30’da battı."),
        ("tr", "It was half past seven, 12 hours later.", "Saat yedi buçuktu, on iki saat sonra."),
        ("hi", "320 houses, 1.5 million people.", "तीन सौ बीस घर, पंद्रह लाख लोग।"),
        ("hi", "It sank at half past four.", "वह साढ़े चार बजे डूबी।"),
        ("nl", "Forty-three came at half past six.", "Drieënveertig kwamen om half zeven."),
        ("ko", "It took 15 minutes, 12 kilometres.", "십오 분, 십이 킬로미터 걸렸다."),
        ("ko", "It cost 212 million.", "2억 1,200만이 들었다."),
        ("ar", "On Monday she slept until nine.", "في يوم الاثنين نامت حتى التاسعة."),
        ("he", "It was minus 10 degrees.", "היה במינוס 10 מעלות."),
        (
            "de",
            "Thirty miles when it was quiet, fifty when not.",
            "50 Kilometer, wenn es ruhig war, 80, wenn nicht.",
        ),
        ("pl", "It is 5 metres (16 feet) long.", "Ma 5 metrów długości."),
        ("pl", "Twice a day, in 2012.", "Dwa razy dziennie, w 2012 roku."),
        # Whose number words aren't known has figures all the same.
        (
            "sv",
            "It cost 2.4 million, and 1.7 million before.",
            "Det kostade 2,4 miljoner, förr 1,7 miljoner.",
        ),
        ("ka", "Three million live there.", "იქ 3 მილიონი ცხოვრობს."),
        ("tr", "More than 20 million watched.", "20 milyondan fazla kişi izledi."),
        ("de", "It is .25 mm thick.", "Es ist 0,25 mm dick."),
        ("ar", "It is 72 kilometres.", "المسافة 72 كيلو مترًا."),
        ("ar", "It cost 30,000.", "كلفت 30،000."),
        # Words for a period that mean something else, too.
        ("de", "They changed it all week.", "Sie haben es in letzter Minute geändert."),
        ("it", "That week it was over.", "Ora era finita."),
        ("de", "In those days it froze.", "In jenen Jahren fror er zu."),
        ("fr", "It was clean in those days.", "Elle était propre, ces années-là."),
        ("es", "He came daily, this year.", "Vino a diario este año."),
        ("fr", "It took 24 hours.", "Cela prit un jour."),
        ("de", "She wrote 5/11/648 below it.", "Darunter schrieb sie 11.05.648."),
        # A time that was written down without its mark; half a day is no noon.
        ("fr", "Now 603 on this Wednesday morning.", "Il est 6:03, ce mercredi matin."),
        ("ja", "It is 603 in the morning.", "今は朝の6時3分です。"),
        ("pt", "It is a half-day course on knots.", "É um curso de meio dia sobre nós."),
        # Numbers inside of longer words, an ordinal with its ending, and tens with a blank behind them.
        ("pl", "A 42-year-old miller came.", "Przyszedł czterdziestodwuletni młynarz."),
        ("pl", "Two 16-year-olds rowed.", "Wiosłowało dwóch szesnastolatków."),
        ("ru", "A 42-year-old miller came.", "Пришёл сорокадвухлетний мельник."),
        ("uk", "A 42-year-old miller came.", "Прийшов сорокадворічний мельник."),
        ("ru", "It sank in the 19th century.", "Она затонула в 19-м веке."),
        ("ko", "He sold 15 geese.", "그는 거위 열 다섯 마리를 팔았다."),
        ("de", "It cost half a billion.", "Es kostete mit der halben Milliarde zu viel."),
        # The hundred of per cent counts nothing.
        ("es", "Two of us own 80 percent.", "Poseemos el 80 por ciento."),
        ("fr", "Two of us own 80 percent.", "Nous avons 80 pour cent."),
        ("ar", "Two of us own 80 percent.", "نملك 80 في المائة."),
        ("ko", "By the end of the year he spoke.", "그는 다음과 같이 말했다."),
        # What is of the size of a year may be written so.
        ("de", "It had 1.8K listeners.", "Sie hatte 1.800 Hörer."),
    ],
)
def test_what_languages_count_otherwise_is_left_alone(lang: str, source: str, target: str) -> None:
    assert differences(source, target, "en", lang) == []


def test_a_place_that_both_write_alike_has_no_unit() -> None:
    assert differences("伊万里の町を歩いた。", "我们走过伊万里的街道。", "ja", "zh-Hans") == []
    assert differences("長さは5メートルです。", "长5公里。", "ja", "zh-Hans") != []


def test_the_same_figures_may_be_another_month_unit_or_half_of_the_day() -> None:
    for source, target, kind in [
        ("On 2 May.", "Le 2 mars.", "date"),
        ("At 6:30 p.m.", "À 6:30 du matin.", "time"),
        ("It is 20 km.", "Ce sont 20 kg.", "unit"),
    ]:
        assert [difference.kind for difference in differences(source, target, "en", "fr")] == [kind]


@pytest.mark.parametrize(
    ("lang", "source", "target", "kind"),
    [
        ("pl", "Twenty-three came.", "Przyszło dwudziestu czterech.", "number"),
        ("de", "It took two and a half hours.", "Es dauerte zwei Stunden.", "number"),
        ("zh-Hans", "First it cost two million, then five.", "先是两百万，后来六百万。", "number"),
        ("es", "It cost 40,000 pesos in 1912.", "Costó 40 pesos en 1912.", "number"),
        ("uk", "Nineteen cows.", "Дев’ять корів.", "number"),
        ("pl", "A 42-year-old miller came.", "Przyszedł trzydziestodwuletni młynarz.", "number"),
        ("ko", "He sold 25 geese.", "그는 거위 열 다섯 마리를 팔았다.", "number"),
        ("es", "Two of us own 80 percent.", "Poseemos el 60 por ciento.", "number"),
        ("tr", "It is 250 metres.", "İki yüz elli kilometre.", "unit"),
        ("tr", "It was in May.", "Mart ayındaydı.", "date"),
        ("hi", "It took five hours.", "पाँच मिनट लगे।", "unit"),
        ("nl", "Forty-three men.", "Vierendertig mannen.", "number"),
        ("de", "She earned little every month.", "Sie verdiente wenig in jedem Jahr.", "unit"),
        ("sv", "It cost 2.4 million.", "Det kostade 4,2 miljoner.", "number"),
        ("ru", "What begins this year?", "Что начинается в этом месяце?", "unit"),
        ("zh-Hans", "Last week, after so many years.", "多年以后，上个月。", "unit"),
        (
            "de",
            "In all these years she wrote once a day.",
            "In all den Jahren schrieb sie einmal im Monat.",
            "unit",
        ),
        (
            "de",
            "Thirty miles when it was quiet, fifty when not.",
            "50 Kilometer, wenn es ruhig war, 60, wenn nicht.",
            "number",
        ),
    ],
)
def test_what_has_changed_is_told(lang: str, source: str, target: str, kind: str) -> None:
    assert [difference.kind for difference in differences(source, target, "en", lang)] == [kind]


def test_what_is_told_in_shares_pairs_and_old_units_may_differ() -> None:
    for lang, source, target in [
        ("de", "Three in four left.", "Drei von fünf gingen."),
        ("es", "80 % stayed.", "Se quedaron 9 de cada 10."),
        ("fr", "A couple of hundred came, and 3 left.", "Cinq cents vinrent, et 3 partirent."),
        ("ja", "He weighed twelve stone.", "体重は96キロだった。"),
        ("ja", "Be there before 8:20.", "8時30分前に来て。"),
        ("ru", "She said it a hundred times.", "Она говорила это триста раз."),
    ]:
        assert differences(source, target, "en", lang) != []


@given(
    st.lists(
        st.sampled_from(["ten to midnight", "half past six", "noon", "at 8:15", "7", "to", "a quarter to"]),
        max_size=8,
    )
)
@examples(40)
def test_two_times_of_a_text_have_nothing_in_common(pieces: list[str]) -> None:
    text = " ".join(pieces)
    told = times(text, "en")
    spans = sorted((time.start, time.end) for time, _ in told)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    places = [place for _, places in told for place in places]
    assert len(places) == len(set(places))


def test_each_of_many_times_is_read() -> None:
    text = "a quarter past three, " * 300
    assert [sorted(time.minutes) for time, _ in times(text, "en")] == [[3 * 60 + 15, 15 * 60 + 15]] * 300


def test_what_two_things_measure_is_no_range() -> None:
    source = "About 11 milligrams per litre at 10 °C, only about 9 at 20 °C. We planted 600 alders."
    target = "10℃で1リットルあたり約11ミリグラム、20℃では約9ミリグラム。ハンノキを600本植えた。"
    assert differences(source, target, "en", "ja") == []
    # What is wrong stands beside what it should be, and not beside the litre.
    (wrong,) = differences(source, target.replace("600本", "6000本"), "en", "ja")
    assert (wrong.source, wrong.target) == ("600", "6000")


@pytest.mark.parametrize(("lang", "same", "lost"), [("fr", "10³", "103"), ("ar", "١٠³", "١٠٣")])
def test_what_stands_above_the_line_is_no_digit_of_the_figure(lang: str, same: str, lost: str) -> None:
    source = "It held 10³ litres in 1951¹."
    assert differences(source, f"1951: {same}", "en", lang) == []
    assert differences(source, "1951: 1000", "en", lang) == []
    for other, read_as in ((lost, "103"), (same.replace("³", "⁵"), "100000")):
        (wrong,) = differences(source, f"1951: {other}", "en", lang)
        assert (wrong.source, wrong.target) == ("1000", read_as)
    # Python makes no number of some thousand digits.
    assert prepared("1" * 5000 + "²", lang).endswith("1^2")


def test_a_time_in_words_has_no_half_of_the_day() -> None:
    source = "At four minutes past four the water came."
    assert differences(source, "À 16 h 04, l’eau est montée.", "en", "fr") == []
    assert differences(source, "À 16 h 05, l’eau est montée.", "en", "fr") != []
    # One "four" is no hour and no minute as well.
    assert differences(source.replace("past four", "past five"), "À 16 h 04, c’est venu.", "en", "fr") != []


@pytest.mark.parametrize(
    ("langs", "source", "target"),
    [
        ("en de", "Forty-one boats came.", "Vierzig Boote kamen."),
        ("ru es", "Сорок лодок.", "Cuarenta y una barcas."),
        ("en fr", "It took 5 hours and forty minutes.", "Cela a pris quarante heures et 5 minutes."),
        ("ja zh-Hans", "長さは5メートルです。", "长5公里。"),
        ("ja zh-Hans", "3月5日に来ました。", "5月3日来的。"),
        ("zh-Hans zh-Hant", "离这里5英里。", "離這裡5公里。"),
        ("ja ko", "長さは5メートルです。", "길이는 5 킬로미터입니다."),
    ],
)
def test_what_looks_alike_is_read(langs: str, source: str, target: str) -> None:
    assert differences(source, target, *langs.split())
