"""Labels that come once: of who has an office or greets, of points in an answer, and of a headline."""

import pytest

from talks import read, read_and_asked, said

SITTINGS = {
    "de": (
        (
            "Beginn: 9.02 Uhr",
            "",
            "  Präsidentin Dr. Ruth Ahrens:",
            "  Guten Morgen. Ich eröffne die Sitzung, und ich bitte um Ruhe.",
            "(Beifall)",
            "  Ich erteile das Wort zum Hafen.",
            "  Jonas Feld (KPK):",
            "  Frau Präsidentin! Sie bauen seit neun Jahren an diesem Hafen.",
            "  Wann, frage ich Sie, legt dort ein Schiff an?",
            "(Zuruf: Nie!)",
            "  Ich danke Ihnen für Ihre Geduld.",
        ),
        ["Präsidentin Dr. Ruth Ahrens", "Jonas Feld"],
    ),
    "pt": (
        (
            "Início: 9 horas",
            "",
            "  Presidente Rita Alves:",
            "  Bom dia. Declaro aberta a sessão, e peço-vos silêncio.",
            "(Aplausos)",
            "  Dou a palavra ao senhor deputado.",
            "  Nuno Faria (PPC):",
            "  Senhora Presidente! Construímos este porto há nove anos.",
            "  Quando é que lá chega um navio?",
            "(Risos)",
            "  Agradeço-vos a paciência.",
        ),
        ["Presidente Rita Alves", "Nuno Faria"],
    ),
}


@pytest.mark.parametrize(("lines", "who"), SITTINGS.values(), ids=SITTINGS)
def test_two_names_with_an_office_or_a_party_alone_on_their_lines_speak_though_each_comes_once(
    lines: tuple[str, ...], who: list[str]
) -> None:
    told = [speaker for speaker, _ in said(read("\n".join(lines)))]
    assert [one for i, one in enumerate(told) if told[i - 1 : i] != [one]] == who


POINTS = {
    "zh": (
        (
            "海港局局長：主席，我的答覆如下：",
            "（一）本港有兩個主要船塢：北塢和南塢。",
            "（二）我們一直鼓勵船主使用南塢。",
            "（三）我們正檢視北塢的需要。",
            "林議員：主席，你會否公布日期？",
            "海港局局長：我會在五月公布。",
            "林議員：我多謝你。",
        ),
        {"林議員", "海港局局長"},
    ),
    "en": (
        (
            "Minister Ada Berg: I answer as follows.",
            "(1) The harbour has two docks: north and south.",
            "(2) We ask owners to use the south dock.",
            "(3) We look at the north dock again.",
            "Bo Lind: Will you name a day?",
            "Minister Ada Berg: I will name it in May.",
            "Bo Lind: I thank you.",
        ),
        {"Bo Lind", "Minister Ada Berg"},
    ),
    "ar": (
        (
            "الوزيرة ليلى حداد: أجيبكم بما يلي.",
            "(1) للميناء حوضان كبيران: الشمالي والجنوبي.",
            "(2) نطلب من الملاك استعمال الجنوبي.",
            "(3) نراجع الآن حاجة الشمالي.",
            "سامي نصر: هل تعلنين موعدا؟",
            "الوزيرة ليلى حداد: سأعلنه في مايو.",
            "سامي نصر: أشكرك.",
        ),
        {"الوزيرة ليلى حداد", "سامي نصر"},
    ),
}


@pytest.mark.parametrize(("paragraphs", "who"), POINTS.values(), ids=POINTS)
def test_what_one_point_of_an_answer_is_about_is_nobody(paragraphs: tuple[str, ...], who: set[str]) -> None:
    assert {speaker for speaker, _ in said(read(*paragraphs)) if speaker} == who


def test_people_who_are_all_counted_in_brackets_speak() -> None:
    text = ("(1) Ada: When did you dive?", "(2) Bo: I dived in May.", "(3) Ada: Where?", "(4) Cy: I saw it.")
    assert {speaker for speaker, _ in said(read(*text))} == {"Ada", "Bo", "Cy"}


HEADLINES = {
    "en": (
        (
            "Harbour Talks | Mara Lind, diver: I go down and listen",
            "The diver Mara Lind spoke with Ion Barber about what she found.",
            "Ion Barber: Mara Lind is a diver, a writer and a traveller. Is there such a difference",
            "Mara Lind: You have put your finger on it. I have gone down since I was ten.",
            "I.B.: You were brave. Few people would go down there.",
        ),
        ["Ion Barber", "Mara Lind", "Ion Barber"],
    ),
    "ru": (
        (
            "Разговоры в порту | Мара Линд, водолаз: Я спускаюсь и слушаю",
            "Водолаз Мара Линд рассказала Льву Гаю, что она нашла.",
            "Лев Гай: Мара Линд водолаз и писатель. Есть ли такая разница",
            "Мара Линд: Ты попал в точку. Я спускаюсь с десяти лет.",
            "Л.Г.: Ты была смелой. Немногие спустились бы туда.",
        ),
        ["Лев Гай", "Мара Линд", "Лев Гай"],
    ),
    "he": (
        (
            "שיחות הנמל | מרה לינד, צוללת: אני יורדת ומקשיבה",
            "הצוללת מרה לינד דיברה עם יונה בר על מה שמצאה.",
            "יונה בר: מרה לינד היא צוללת וסופרת. יש באמת הבדל כזה",
            "מרה לינד: שמת את האצבע על זה. אני יורדת מאז שהייתי בת עשר.",
            "יונה בר: היית אמיצה מאוד. מעטים היו יורדים לשם.",
        ),
        ["יונה בר", "מרה לינד", "יונה בר"],
    ),
}


@pytest.mark.parametrize(("paragraphs", "who"), HEADLINES.values(), ids=HEADLINES)
def test_a_headline_below_the_name_of_a_column_names_nobody(
    paragraphs: tuple[str, ...], who: list[str]
) -> None:
    assert [speaker for speaker, _ in said(read(*paragraphs))] == who


BRIEFINGS = {
    "bg": (
        "ПРЕДС. АДА БЕРГОВА: Добър ден!",
        "Уважаеми колеги, благодаря ви, че дойдохте.",
        "Поканих ви, за да ви кажа кога ще бъде готово пристанището.",
    ),
    "pl": (
        "PRZEW. ADA BERG: Dzień dobry!",
        "Szanowni państwo, dziękuję wam, że przyszliście.",
        "Zaprosiłam was, żeby wam powiedzieć, kiedy port będzie gotowy.",
    ),
    "en": (
        "CHAIR ADA BERG: Good morning!",
        "Dear colleagues, thank you for coming.",
        "I asked you here to tell you when the harbour will be ready.",
    ),
}


@pytest.mark.parametrize("paragraphs", BRIEFINGS.values(), ids=BRIEFINGS)
def test_who_alone_has_a_label_and_greets_speaks_and_what_stands_below_is_asked(
    paragraphs: tuple[str, ...],
) -> None:
    document, found = read_and_asked("City Harbour Office\n8.11.2027", *paragraphs)
    told = said(document)
    assert told and told[0][0]
    assert len(told) == 3 or any(one.code in ("D109", "D118") for one in found)


MINUTES = """\
# Meeting

## 1. Agenda

MBS: Shall we adopt the agenda?

JHD: I think so.

### Conclusion/Resolution

- adopted as it is

## 2. Next host

MBS: Who hosts us in May?

AKI: We could, if you bring {}.

### Conclusion/Resolution

- settled for May

## 3. Report

JHD: Have you read it?

AKI: I have.
"""


def test_a_heading_that_comes_again_heads_a_part_and_items_below_it_are_of_the_minutes() -> None:
    told = said(read(MINUTES.format("tea"), path="x.md"))
    assert [who for who, _ in told] == ["MBS", "JHD", "MBS", "AKI", "JHD", "AKI"]


def test_headings_that_come_again_and_are_names_speak_still() -> None:
    text = "".join(f"## {who}\n\n{words}\n\n" for who, words in (
        ("Ada Berg", "When did you dive?"), ("Bo Lind", "I dived in May."),
        ("Ada Berg", "Where?"), ("Bo Lind", "I dived at the north dock."),
    ))  # fmt: skip
    assert {who for who, _ in said(read(text, path="x.md"))} == {"Ada Berg", "Bo Lind"}


BARRED = {
    "en": (
        "Mara Lind",
        "Otto Brandt",
        "Ada Berg | Net Works",
        ": ",
        "Who rang?",
        "I rang.",
        "I sell you nets.",
    ),
    "ru": (
        "Мара Линд",
        "Отто Брандт",
        "Ада Берг | Сети",
        ": ",
        "Кто звонил?",
        "Я звонил.",
        "Я продаю вам сети.",
    ),
    "he": (
        "מרה לינד",
        "יוסי ברנט",
        "עדה ברג | רשתות",
        ": ",
        "מי צלצל?",
        "אני צלצלתי.",
        "אני מוכרת לך רשתות.",
    ),
    "zh": ("小兰", "阿木", "老周 | 渔网社", "：", "谁敲了钟？", "我敲了钟。", "我卖渔网给你。"),
}


@pytest.mark.parametrize("texts", BARRED.values(), ids=BARRED)
def test_who_speaks_for_somebody_behind_a_bar_speaks_below_others_though_once(texts: tuple[str, ...]) -> None:
    mara, otto, ada, colon, asks, answers, sells = texts
    talk = [f"{mara}{colon}{asks}", f"{otto}{colon}{answers}"] * 3
    document, _ = read_and_asked(*talk, f"{ada}{colon}{sells}", *talk)
    assert (ada, sells) in said(document)


@pytest.mark.parametrize(
    "headline",
    ["Mara Lind: Good morning, sea", "Ada Berg: Welcome to the harbour", "Ola Berg: Bonjour tristesse"],
)
def test_a_headline_that_greets_is_said_by_nobody(headline: str) -> None:
    told = ["The film begins at the quay, where nothing has happened for years.", "It runs until May."]
    document, _ = read_and_asked(*told, headline, *told, "Its maker has lived there since 1990.")
    assert said(document) == []
