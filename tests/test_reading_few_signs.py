"""Names with hardly a sign behind them: a letter and a blank, a parenthesis, a stop behind what is done."""

import pytest

from talks import read, read_file, said
from toolkit.reading.candidates import candidates
from toolkit.reading.lines import Line

BRIEFING = (
    "MS. LINDGREN: Good morning. The ferry runs again, and the light on the pier is new.",
    "{q}Will she run on Sundays?",
    "MS. LINDGREN: She will, from the third of May.",
    "{q}The captain told us that she is slow. Is that so?",
    "MS. LINDGREN: He told me so, too. (Laughter.)",
    "{q}But who pays for the coal?",
    "MS. LINDGREN: The town does, as it always did.",
)


@pytest.mark.parametrize("q", ["Q ", "Q    ", "Q. ", "Q: "])
def test_whoever_asks_at_a_briefing_needs_no_sign(q: str) -> None:
    """No sentence begins with Q alone."""
    turns = [*said(read(*(line.format(q=q) for line in BRIEFING)))]
    assert [who for who, _ in turns] == ["MS. LINDGREN", "Q"] * 3 + ["MS. LINDGREN"]
    assert turns[1] == ("Q", "Will she run on Sundays?")


@pytest.mark.parametrize(
    "line", ["Q fever came with the sheep.", "Quay lamps are old.", "A Man came.", "Q-boats went."]
)
def test_other_words_with_that_letter_are_no_label_of_it(line: str) -> None:
    assert not [label for label in candidates(Line(line, 1)) if label.key == "q"]


SCENE = {
    "de": (
        "MARA",
        "GERALD",
        "leise",
        "Wer hat das Licht gelöscht?",
        "Ich war es nicht.",
        "Dann war es der Wind.",
    ),
    "ru": ("МАРА", "ИВАН", "тихо", "Кто погасил огонь?", "Это не я.", "Значит, ветер."),
    "el": ("ΜΑΡΑ", "ΝΙΚΟΣ", "σιγά", "Ποιος έσβησε το φως;", "Δεν το έσβησα εγώ.", "Τότε ο άνεμος."),
}


@pytest.mark.parametrize("lang", SCENE)
@pytest.mark.parametrize("stop", ["", "."])
def test_what_somebody_does_behind_a_name_alone_may_end_with_a_stop(lang: str, stop: str) -> None:
    one, other, how, *words = SCENE[lang]
    names = [one, other] * 6
    text = [words[i % len(words)] for i in range(len(names))]
    heads = [f"{name} ({how}){stop}" if i % 3 == 0 else f"{name}{stop}" for i, name in enumerate(names)]
    talk = [f"{head}\n\n{line}" for head, line in zip(heads, text, strict=True)]
    assert [*said(read(*talk))] == [*zip(names, text, strict=True)]


INITIALS = {
    "hi": (("दि. वि.", "प्रि. ओ."), "आप कब आए?", "मैं वसंत में आया था।"),
    "bn": (("শ. র.", "ম. ক."), "আপনি কবে এলেন?", "আমি বসন্তে এসেছি।"),
}


@pytest.mark.parametrize("lang", INITIALS)
def test_initials_before_a_dash_are_one_name(lang: str) -> None:
    (_, answer), _, told = INITIALS[lang]
    line = f"{answer} - {told}"
    labels = [label for label in candidates(Line(line, 1)) if not label.bare and label.form != "letter"]
    assert [(label.label.rstrip("."), line[label.start :]) for label in labels] == [
        (answer.rstrip("."), told)
    ]


def test_a_name_in_japanese_may_have_a_narrow_parenthesis_behind_it() -> None:
    words = (
        "本日の委員会を開会いたします。",
        "ご説明を申し上げます。",
        "資料はいつ出ますか。",
        "明日お配りいたします。",
    )
    names = ("波多野委員長", "市長", "石原委員", "市長")
    turns = [*zip(names * 2, words * 2, strict=True)]
    assert [*said(read(*(f"{name}){text}" for name, text in turns)))] == turns


SIDES = {
    "es": ("P", "R", ("¿Dónde vive usted?", "¿Desde cuándo?"), ("Junto a la esclusa.", "Desde la crecida.")),
    "de": ("F", "A", ("Wo wohnen Sie?", "Seit wann?"), ("An der Schleuse.", "Seit der großen Flut.")),
    "he": ("ש", "ת", ("איפה את גרה?", "ממתי?"), ("ליד הסכר.", "מאז השיטפון הגדול.")),
    "ja": ("問", "答", ("どこですか。", "いつからですか。"), ("水門のそばです。", "大水の年からです。")),
}


@pytest.mark.parametrize("lang", SIDES)
@pytest.mark.parametrize(
    "form", ["{who} >> {words}", "{who}.{n}) {words}", "#{n}. {who}: {words}", "「{who}」{words}"]
)
def test_letters_of_sides_have_whatever_sign(lang: str, form: str) -> None:
    """Two arrows, a number behind a stop, a number sign, corner brackets."""
    ask, answer, asks, answers = SIDES[lang]
    pairs = [*zip(asks * 2, answers * 2, strict=True)]
    lines = [
        (who, words, n)
        for n, pair in enumerate(pairs, 1)
        for who, words in zip((ask, answer), pair, strict=True)
    ]
    turns = [*said(read(*(form.format(who=who, words=words, n=n) for who, words, n in lines)))]
    assert turns == [(who, words) for who, words, _ in lines]


WORDS = {
    "th": (
        ("ถาม", "ตอบ"),
        ("เริ่มทำขนมตั้งแต่เมื่อไร", "อะไรยากที่สุด", "อยากให้ใครสืบทอด"),
        ("ตั้งแต่อายุสิบสอง ช่วยแม่ขายที่ตลาด", "ไฟค่ะ ถ้าไฟแรงไปขนมจะไหม้", "หลานสาวคนเล็ก เธอชอบดู"),
    ),
    "ru": (
        ("Вопрос", "Ответ"),
        ("Где вы живёте?", "Давно ли?", "Почему?"),
        ("У шлюза.", "С большой воды.", "Так вышло."),
    ),
    "hi": (
        ("प्रश्न", "उत्तर"),
        ("आप कहाँ रहती हैं?", "कब से?", "क्यों?"),
        ("फाटक के पास।", "बाढ़ के साल से।", "वहाँ नाव है।"),
    ),
    "ar": (
        ("س", "ج"),
        ("أين تسكنين؟", "منذ متى؟", "لماذا؟"),
        ("قرب السد.", "منذ سنة الفيضان.", "هناك القارب."),
    ),
}


@pytest.mark.parametrize("lang", WORDS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_words_for_sides_may_have_a_blank_alone(lang: str, gap: str) -> None:
    sides, asks, answers = WORDS[lang]
    turns = [turn for pair in zip(asks, answers, strict=True) for turn in zip(sides, pair, strict=True)]
    assert [*said(read(gap.join(" ".join(turn) for turn in turns)))] == turns


NO_SIDES = {
    "en": "Question time is late. / Answer sheets are in the hall. / Question marks are free. / "
    "Answer keys come by mail. / Question all, she says. / Answer nobody, says he.",
    "minutes": "Question Mara asked about the quay. / Answer Bo said that it is paid. / "
    "Question Ada asked about the roof. / Answer Bo said that it leaks. / "
    "Question Tom asked who pays. / Answer Nobody knew.",
    "letters": "A plus B is nine. / Q plus R is ten. / A minus B is one. / "
    "Q minus R is two. / A is five. / Q is six.",
    "exam": "Question 1 What is the sea? / Answer A Water. / Question 2 What is a boat? / "
    "Answer B Wood. / Question 3 What is rope? / Answer C Hemp.",
    "de": "Frage Eins ist leicht. / Antwort Zwei stimmt. / Frage Drei ist schwer. / "
    "Antwort Vier stimmt nicht. / Frage Fünf fehlt. / Antwort Sechs ist falsch.",
    "he": "שאלה של זמן, אמר הראש. / תשובה תבוא בדואר. / שאלה של כסף, אמר העיר. / "
    "תשובה אין לאיש. / שאלה קשה היא. / תשובה רכה תשיב.",
    "hi": "प्रश्न पत्र कल आएगा। / उत्तर दिशा में समुद्र है। / प्रश्न बैंक बंद है। / "
    "उत्तर प्रदेश दूर है। / प्रश्न चिह्न यहाँ गलत है। / उत्तर कोरिया और दूर है।",
}


@pytest.mark.parametrize("lang", NO_SIDES)
def test_words_for_sides_begin_sentences_too(lang: str) -> None:
    """Nobody asks behind them, or they have a number."""
    assert not [who for who, _ in said(read(*NO_SIDES[lang].split(" / "))) if who]


NAMES = {
    "ar": (
        ("سالم حداد", "ليلى نصر"),
        ("متى عرفت أن الأمر سينجح؟", "من علّمك هذا؟", "والمال؟"),
        ("سألته: «هل أنت متأكد؟» فضحك.", "كنت صغيرة.", "جاء جيراننا بالحساء."),
    ),
    "hi": (
        ("रमेश वर्मा", "सीता जोशी"),
        ("यह आपको किसने सिखाया?", "और पैसे?", "घरवाले क्या कहते हैं?"),
        ("मुझे नहीं लगता कि किसी ने सोचा था।", "मैं छोटी थी।", "पहली चाबी मेरे पास है।"),
    ),
    "en": (
        ("Mara", "Bo Lind"),
        ("Who taught you that?", "And the money?", "Were you afraid?"),
        ("My uncle did. I was small then.", "We had none.", "Never, I like the sea."),
    ),
}


@pytest.mark.parametrize("lang", NAMES)
@pytest.mark.parametrize("form", ["~{}~ {}", "={}= {}", "_{}_ {}", '"{}:" {}', "“{}:” {}"])
def test_a_name_may_stand_between_two_signs(lang: str, form: str) -> None:
    names, asks, tells = NAMES[lang]
    turns = [turn for pair in zip(asks, tells, strict=True) for turn in zip(names, pair, strict=True)]
    assert [*said(read(*(form.format(*turn) for turn in turns)))] == turns


def test_words_between_two_signs_that_come_once_are_words() -> None:
    lines = (
        "~Never~ was it so cold.",
        "=Then= the ice broke.",
        "_Why_ did it?",
        "~Nobody~ knows.",
        "*So* it was.",
    )
    assert {who for who, _ in said(read(*lines))} <= {""}


IN_FULL = {
    "fr": ("Odile Le Garrec. —", "O. L. G. —", ("Qui a bâti le four ?", "Et le pain ?", "Et après ?")),
    "pl": ("Zofia Wilk –", "ZW –", ("Kto zbudował piec?", "A chleb?", "I co potem?")),
    "ru": ("Вера Зимина. —", "Зимина. —", ("Кто сложил печь?", "А хлеб?", "И что потом?")),
}


@pytest.mark.parametrize("lang", IN_FULL)
def test_who_answers_questions_without_a_name_may_be_named_in_full_at_first(lang: str) -> None:
    full, short, (first, second, third) = IN_FULL[lang]
    asked = (first, f"{full} Ada, 51.", second, f"{short} Ada, 62.", third, f"{short} 73.")
    person = full.rstrip(" .–—")
    assert said(read(*asked)) == [
        ("", first), (person, "Ada, 51."), ("", second), (person, "Ada, 62."), ("", third), (person, "73."),
    ]  # fmt: skip


@pytest.mark.parametrize(("head", "short", "asked"), [
    ("Mara Lind — The builder of the quay", "M. L. —", ("How did you begin?", "And then?", "Who helped?")),
    ("Odile Le Garrec. — Photo de Jean", "O. L. G. —", ("Qui l'a bâti ?", "Et le pain ?", "Et après ?")),
    ("Вера Зимина. — Фото Олега", "В. З. —", ("Кто сложил печь?", "А хлеб?", "И что потом?")),
])  # fmt: skip
def test_a_name_in_full_above_all_questions_answers_none(
    head: str, short: str, asked: tuple[str, ...]
) -> None:
    """It is a headline, or tells who took the picture."""
    turns = said(read(head, *(line for one in asked for line in (one, f"{short} Ada, 62."))))
    assert [who for who, words in turns if words in asked] == [""] * 3


NUMBERED = {
    "en": ("interviewer_1", "participant_07", "tell me about your day", "i woke up at five", "why so early"),
    "de": ("interviewerin_1", "befragte_3", "erzählen sie vom ersten tag", "ich war um acht da", "und dann"),
}


@pytest.mark.parametrize("lang", NUMBERED)
def test_a_word_for_a_part_may_have_a_number_right_behind_it(lang: str) -> None:
    asks, answers, *words = NUMBERED[lang]
    turns = [*zip((asks, answers) * 3, (*words, *words), strict=True)]
    assert said(read("\n".join(f"{who}: {text}" for who, text in turns))) == turns


SCRIPTS = {
    "en": ("JOHN", "MARY", "Hello? Is anybody there?", "(whispering)", "Go away.", "I can hear you."),
    "fr": ("JEAN", "ODILE", "Il y a quelqu'un ?", "(à voix basse)", "Allez-vous-en.", "Je vous entends."),
    "ru": ("ИВАН", "ОЛЬГА", "Есть тут кто?", "(шёпотом)", "Уходите.", "Я вас слышу."),
}


@pytest.mark.parametrize("lang", SCRIPTS)
def test_how_it_is_said_stands_between_a_name_and_its_words(lang: str) -> None:
    one, other, asks, how, answers, more = SCRIPTS[lang]
    document = read(f"{one}\n{asks}", f"{one}\n{more}", f"{other}\n{how}\n{answers}", f"{one}\n{asks}")
    assert said(document) == [(one, asks), (one, more), (other, answers), (one, asks)]
    assert [part.kind for part in document.paragraphs() if part.text == how] == ["event"]


@pytest.mark.parametrize(
    ("who", "asks", "answers"),
    [
        ("R", "Who lit the lamp?", "My sister did, and the boats saw it."),
        ("ج", "من أشعل المصباح؟", "أختي أشعلته ورأته القوارب."),
        ("답", "누가 등불을 켰나요?", "제 누나가 켰고 배들이 보았습니다."),
    ],
)
def test_a_full_stop_alone_keeps_a_line_blank(who: str, asks: str, answers: str) -> None:
    rows = [f"{asks}\n{who}: {answers}\n." for _ in range(5)]
    document = read("\n".join(rows))
    kinds = [turn.kind for turn in document.turns for part in turn.paragraphs if part.text == "."]
    assert kinds == ["separator"] * 5


WORDS_OF_ONE_LETTER = {
    # Prepositions that are the letters of who asks and who answers, too.
    "ru": (
        ("Кто вас учил?", "О ремесле рассказывал отец, когда был в доме.", "В праздники мы не мололи."),
        ("Тяжело ли было?", "О тяжести и о холоде никто не думал.", "В мельнице всегда было темно."),
        ("Что осталось?", "О жерновах спросите соседа.", "В саду лежит один, и кто его поднимет?"),
    ),
    # Articles before names: one letter is short for who asks and for who answers in some language.
    "pt": (
        ("Quem ensinou o ofício?", "O Duarte sabia ler a corrente.", "A Inês pesava a farinha."),
        ("Era um trabalho duro?", "O Rui dizia que não.", "A Luísa nunca se queixou."),
        ("Que ficou desse tempo?", "O Tomás tem o canal.", "A Marta tem a casa, ou já a vendeu?"),
    ),
}


@pytest.mark.parametrize("lang", WORDS_OF_ONE_LETTER)
@pytest.mark.parametrize("sign", ["## ", ""])
def test_words_of_one_letter_that_begin_lines_are_nobody(lang: str, sign: str) -> None:
    blocks = [sign + "\n".join(block) for block in WORDS_OF_ONE_LETTER[lang]]
    document = read_file("\n\n".join(blocks).encode(), "talk.md" if sign else "talk.txt")
    assert [who for who, _ in said(document) if who] == []
