"""Names alone on their lines, with an office behind them."""

import pytest

from talks import read, read_and_asked, said

CALLS = {
    "en": (
        {
            "Paul Okoro": "Chief Executive Officer",
            "Ines Valdor": "Chief Financial Officer",
            "Hal Brandt": "Ostler Securities",
            "Dora Finch": "Investor Relations",
        },
        (
            "The harvest was good. We cut four thousand tonnes, a tenth more than last year.",
            "Sales rose, and costs rose, too.",
            "How long will the drying hall need until it pays?",
            "About three years, I think.",
            "And the price of fuel?",
            "We have bought two thirds of next year's fuel ahead.",
        ),
        "Thank you. Before we begin, remember that some of what we say looks ahead.",
    ),
    "ru": (
        {
            "Павел Окунев": "генеральный директор",
            "Инна Вальдор": "финансовый директор",
            "Глеб Бранд": "аналитик банка",
            "Дора Финк": "пресс-секретарь",
        },
        (
            "Урожай был хорошим. Мы собрали четыре тысячи тонн.",
            "Выручка выросла, расходы тоже.",
            "Сколько лет будет окупаться новый цех?",
            "Думаю, года три.",
            "А цены на топливо?",
            "Две трети топлива мы уже купили.",
        ),
        "Спасибо. Прежде чем начать, замечу, что мы говорим о будущем.",
    ),
    "he": (
        {
            "פול אורן": "מנהל החברה",
            "אינס ולדור": "מנהלת הכספים",
            "הל ברנד": "אנליסט",
            "דורה פינק": "דוברת",
        },
        (
            "היבול היה טוב. קצרנו ארבעת אלפים טון.",
            "המכירות עלו, וגם ההוצאות.",
            "כמה זמן ייקח עד שהאולם החדש ישתלם?",
            "בערך שלוש שנים, אני חושב.",
            "ומה עם מחיר הדלק?",
            "כבר קנינו שני שלישים.",
        ),
        "תודה. לפני שנתחיל, הערה על מה שעוד יבוא.",
    ),
    "ja": (
        {"大川太郎": "社長", "谷山いね": "財務担当", "古田春": "記者", "森どら": "広報"},
        (
            "収穫はよかったです。四千トンを刈りました。",
            "売上も費用も増えました。",
            "新しい乾燥場は何年で元が取れますか。",
            "三年ほどだと思います。",
            "燃料の値段はどうですか。",
            "来年の分の三分の二はもう買いました。",
        ),
        "ありがとうございます。始める前に、先のことも話すと申し上げます。",
    ),
}
SHAPES = ("{} -- {}", "{} – {}", "{} | {}", "{} - {}", "**{}** -- {}")


@pytest.mark.parametrize("lang", CALLS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["right above", "apart"])
def test_an_office_behind_a_name_is_no_word_of_what_is_said_below(
    lang: str, shape: str, between: str
) -> None:
    offices, words, first = CALLS[lang]
    names = [*offices]
    # Whoever speaks first does so once.
    who = [names[3], *(names[k] for k in (0, 1, 2, 0, 2, 1))]
    expected = [*zip(who, (first, *words), strict=True)]
    told = [f"{shape.format(own, offices[own])}{between}{text}" for own, text in expected]
    assert [*said(read("# 2025" if "*" in shape else "2025", *told))] == expected


def test_a_list_of_people_with_their_offices_is_said_by_nobody() -> None:
    offices, words, first = CALLS["en"]
    names = [*offices]
    expected = [*zip([names[3], *(names[k] for k in (0, 1, 2, 0, 2, 1))], (first, *words), strict=True)]
    told = [f"{own} -- {offices[own]}\n{text}" for own, text in expected]
    people = [f"{own} -- {office}" for own, office in offices.items()]
    assert [*said(read("The third quarter", *told, "Call participants:", *people))] == expected


HEADINGS = {"en": "PRESENTATION", "ru": "ВЫСТУПЛЕНИЯ", "he": "מצגת", "ja": "発表"}


@pytest.mark.parametrize("lang", CALLS)
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["right above", "apart"])
@pytest.mark.parametrize("more", ["", " -- 7"], ids=["the same", "less"])
@pytest.mark.parametrize("headed", [True, False], ids=["with a heading", "without one"])
def test_nobody_in_a_list_above_says_the_next_line(lang: str, between: str, more: str, headed: bool) -> None:
    offices, words, first = CALLS[lang]
    names = [*offices]
    more = more.replace("7", offices[names[0]])  # than the list says of an office
    expected = [*zip([names[3], *(names[k] for k in (0, 1, 2, 0, 2, 1))], (first, *words), strict=True)]
    told = [f"{own} -- {offices[own]}{more}{between}{text}" for own, text in expected]
    people = "\n".join(f"{own} -- {office}" for own, office in offices.items())
    assert [*said(read("2025", people, *[HEADINGS[lang]] * headed, *told))] == expected


@pytest.mark.parametrize(
    "turns",
    [
        ["Ann – Yes", "Bo – It rains", "Ann – Yes", "Bo – It snows", "Ann – Since May", "Bo – No"],
        ["Ann | Mm.", "Bo | It rains.", "Ann | Mm.", "Bo | Still.", "Ann | Mm.", "Bo | Now?"],
        [
            "Chorus – Row the boat",
            "Ann – Where to",
            "Chorus – Row the boat",
            "Bo – Home",
            "Chorus – Row the boat",
        ],
        ["דנה – כן", "יוסי – באמת", "דנה – כן", "מיכל – אני לא מאמינה לסיפור הזה", "רון – אני ראיתי בעצמי"],
        ["มารา – ใช่", "บอ – จริงหรือ", "มารา – ใช่", "คลีโอ – ผมไม่เชื่อเรื่องนี้เลย", "อาดา – ฉันเห็นเองกับตา"],
    ],
)
def test_what_comes_again_behind_a_name_is_said_where_others_say_more(turns: list[str]) -> None:
    names = [turn.split()[0] for turn in turns]
    assert [who for who, _ in said(read("On the weather", *turns))] == names


WORKS = {
    "en": (
        ("Ada Berg (editor)", "Bo Lind (translator)"),
        (
            "Letters from the harbour.",
            "Songs of the north. Stone Press.",
            "More letters.",
            "Tales. Stone Press.",
        ),
    ),
    "ar": (
        ("سامي حداد (محرر)", "ليلى مراد (مترجمة)"),
        ("رسائل من الميناء.", "أغاني الشمال. دار الحجر.", "رسائل أخرى.", "حكايات. دار الحجر."),
    ),
}


@pytest.mark.parametrize("lang", WORKS)
def test_works_below_a_name_with_an_office_are_not_surely_said(lang: str) -> None:
    people, works = WORKS[lang]
    text = "\n\n".join(f"{who}\n{what}" for who, what in zip(people * 2, works, strict=True))
    document, findings = read_and_asked(text, lang=lang)
    assert not document.turns or [*findings]
