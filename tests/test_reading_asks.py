"""Paragraphs that ask, without anybody's label: an interview, or somebody who asks himself something."""

from collections.abc import Sequence
from itertools import chain

import pytest

from talks import read_and_asked, texts_of
from toolkit.config import Sidecar, parse_sidecar
from toolkit.findings import Finding
from toolkit.model import Document
from toolkit.text.signs import is_question
from toolkit.workflow.transcripts import read_data

ESSAYS = {
    "en": (
        "The quay lamps are older than the town hall. Nobody knows who paid for them in those days.",
        "In autumn three of them went out in one night. Who would walk home past the nets after that?",
        "The harbour office has ordered new ones. They are white, and they hum all through the night.",
        "The old ones gave a warm light and were silent. Is it progress when nobody can sleep any more?",
        "We measured the new light in front of the school. It was four times as bright as it has to be.",
        "Other towns have lamps that go dim after midnight. Why is that too dear for us, of all towns?",
        "Until somebody answers, we draw the curtains. The gulls have moved to the other shore already.",
    ),
    "ar": (
        "مصابيح الرصيف أقدم من مبنى البلدية. ولا أحد يعرف من دفع ثمنها في تلك الأيام البعيدة.",
        "في الخريف انطفأت ثلاثة منها في ليلة واحدة. فمن يجرؤ بعد ذلك على العودة ماشياً قرب الشباك؟",
        "طلب مكتب الميناء مصابيح جديدة. وهي بيضاء اللون، ولها طنين يستمر حتى الصباح كل ليلة.",
        "كان ضوء المصابيح القديمة دافئاً وكانت صامتة. فهل من التقدم ألا يستطيع أحد النوم بعد اليوم؟",
        "قسنا الضوء الجديد أمام المدرسة في المساء. كان أقوى أربع مرات مما ينبغي له أن يكون.",
        "في مدن أخرى مصابيح تخفت بعد منتصف الليل. فلماذا يكون هذا غالياً علينا نحن دون غيرنا؟",
        "وإلى أن يجيبنا أحد نسدل الستائر. أما النوارس فقد انتقلت إلى الضفة الأخرى منذ أسابيع.",
    ),
    "zh": (
        "码头的灯比镇公所还要老。那时候是谁出的钱，今天已经没有人知道了。",
        "秋天里有三盏灯一夜之间都灭了。从那以后，谁还敢一个人从渔网旁边走回家呢？",
        "港务处订了一批新的灯。它们是白色的，一整夜都嗡嗡地响个不停。",
        "旧的灯光很暖，而且没有声音。大家都睡不着觉了，这难道也算是进步吗？",
        "我们在学校门前量过新灯的亮度。它比需要的亮度足足高出了四倍。",
        "别的镇上，灯过了半夜就会暗下来。为什么偏偏我们镇就说这太贵了呢？",
        "在有人回答之前，我们只好拉上窗帘。海鸥早就搬到对岸去住了。",
    ),
}
LETTER = (
    "Thank you for your long letter. How is the lamp these days?",
    "Here all is quiet, and the nets are dry.",
    "Did the ferry run on Sunday?",
    "We heard the horn, but nobody saw her in the fog.",
    "Will you come in spring?",
    "My mother keeps the room with the blue door for you.",
)

COUNTED = {
    "en": (
        "What does the lamp need?",
        "Oil.",
        "Tell us about the fog.",
        "It comes late.",
        "Who wakes you?",
        "Gulls.",
        "Do you swim?",
        "Never.",
    ),
    "ar": (
        "ماذا يحتاج المصباح؟",
        "زيتاً.",
        "حدثينا عن الضباب.",
        "يأتي متأخراً.",
        "من يوقظك؟",
        "النوارس.",
        "هل تسبحين؟",
        "أبداً.",
    ),
    "ru": (
        "Что нужно лампе?",
        "Масло.",
        "Расскажите о тумане.",
        "Он приходит поздно.",
        "Кто вас будит?",
        "Чайки.",
        "Вы плаваете?",
        "Никогда.",
    ),
    "zh": (
        "灯需要什么？",
        "油。",
        "请您讲讲雾。",
        "它来得很晚。",
        "谁叫醒您？",
        "海鸥。",
        "您游泳吗？",
        "从来不。",
    ),
}
"""Brief answers below questions that have numbers; one of these doesn't ask."""


def read(paragraphs: Sequence[str], sidecar: Sidecar | None = None) -> tuple[Document, list[Finding]]:
    text = "\n\n".join(paragraphs) + "\n"
    document, findings = read_and_asked(text, sidecar=sidecar)
    return document, [*findings]


def said(document: Document) -> list[str]:
    return texts_of(document, "speech")


@pytest.mark.parametrize("language", COUNTED)
@pytest.mark.parametrize("form", ["{}. {}", "  {}. {}", "{}) {}", "{}- {}", "{} – {}"])
def test_what_has_a_number_as_questions_have_asks_too(language: str, form: str) -> None:
    lines = [
        words if i % 2 else form.format(i // 2 + 1, words)
        for i, words in enumerate(COUNTED[language] + COUNTED[language][2:6])
    ]
    document, _ = read_data("\n".join(lines).encode(), Sidecar(), path="x.txt", name="x", lang="und")
    assert len(said(document)) == len(lines)
    assert not any(turn.speakers for turn in document.turns)


@pytest.mark.parametrize("language", COUNTED)
def test_what_is_counted_as_questions_are_is_no_name_alone(language: str) -> None:
    """Some end in a colon, as labels do."""
    questions, answers = COUNTED[language][::2], COUNTED[language][1::2]
    asks = (*questions, *(words[:-1] + ":" for words in questions[::2]))
    turns = [*zip(asks, answers + answers[::2], strict=True)]
    lines = [words for i, (ask, answer) in enumerate(turns, 1) for words in (f"{i}- {ask}", answer)]
    assert said(read(lines)[0]) == lines


@pytest.mark.parametrize("language", ESSAYS)
def test_who_asks_himself_something_makes_no_interview(language: str) -> None:
    """The paragraphs that ask also tell, and are as long as what stands between them; that is a question."""
    document, findings = read(["Lamps", *ESSAYS[language]])
    assert said(document) == []
    (asked,) = [finding for finding in findings if finding.code == "D109"]
    assert {5, 9, 13} <= {*asked.lines}


@pytest.mark.parametrize("language", ESSAYS)
def test_who_has_a_label_goes_on_though_he_asks_himself_something(language: str) -> None:
    document, _ = read(
        [
            f"Ada Berg: {ESSAYS[language][0]}",
            *ESSAYS[language][1:],
            "Tom Reyes: Thank you.",
            "Ada Berg: Good night.",
        ]
    )
    (keeper, *_) = document.turns
    assert len(keeper.paragraphs) == len(ESSAYS[language])


CALLED = {
    "en": "An interview with Ada Berg",
    "ar": "حوار مع حارسة المصباح",
    "zh": "访谈：港口的灯",
}
BRIEF = {
    "en": (
        ("When did you come to the harbour?", "Who taught you to mend nets?"),
        (
            "I came in spring, with my mother, and stayed.",
            "My grandfather did, and he showed me all of it twice.",
        ),
    ),
    "ar": (
        ("متى وصلتِ إلى الميناء؟", "من علّمك إصلاح الشباك؟"),
        ("جئتُ في الربيع مع أمي، ثم بقيت هنا.", "جدّي، وكان يريني كل شيء مرتين."),
    ),
    "zh": (
        ("您是什么时候来到港口的？", "是谁教您补渔网的？"),
        ("我是春天跟母亲一起来的，后来就留下了。", "是我祖父，他什么都给我示范两遍。"),
    ),
}


@pytest.mark.parametrize("language", CALLED)
def test_what_calls_itself_an_interview_needs_two_questions(language: str) -> None:
    turns = [*chain.from_iterable(zip(*BRIEF[language], strict=True))]
    told = ESSAYS[language][0]
    document, findings = read([CALLED[language], told, *turns])
    assert said(document) == turns
    # It is surer than one of which only the questions tell it, so that nobody is asked.
    assert not {finding.code for finding in findings} & {"D101", "D109", "D118"}
    assert said(read([told, told, *turns])[0]) == []


@pytest.mark.parametrize("language", CALLED)
def test_answers_in_what_calls_itself_an_interview_may_be_long(language: str) -> None:
    asks, answers = BRIEF[language]
    turns = [
        *chain.from_iterable((asked, *[answer] * 4) for asked, answer in zip(asks, answers, strict=True))
    ]
    found = said(read([CALLED[language], *turns])[0])
    # Of essays that only ask now and then nothing else tells it.
    assert {*asks, *answers} <= {*found} and said(read([ESSAYS[language][0], *turns])[0]) == []


NUMBERED = (
    ("What does the sea mean to you, and when did you begin to feel that?", "Rest."),
    ("How much of your own life is in this song about the harbour?", "Enough."),
    ("Was the name of the boat easy to find, or did you fight for it?", "It was easy."),
)


def test_the_number_of_a_question_ends_no_sentence() -> None:
    """Questions that only ask may be longer than their answers."""
    lines = [f"{i}. {asked}\n{answer}" for i, (asked, answer) in enumerate(NUMBERED, 1)]
    document, _ = read(["\n".join(lines)])
    assert len(said(document)) == 2 * len(NUMBERED)


def test_an_answer_in_points_asks_nothing() -> None:
    lines = [f"{i}. {asked}\n{answer}" for i, (asked, answer) in enumerate(NUMBERED, 1)]
    points = "\n1. I learned to row.\n2. I learned to wait.\n"
    document, _ = read(["\n".join(lines) + points])
    assert len(said(document)) == 2 * len(NUMBERED) + 2


def test_an_answer_ends_with_its_quotation_mark() -> None:
    """Some close with the mark with which others open."""
    pairs = (
        (
            "Wann kamen Sie an den Hafen?",
            "»Im Frühling, mit meiner Mutter. Wir wollten einen Sommer lang bleiben.«",
        ),
        (
            "Was vermissen Sie am meisten?",
            "»Das Horn der Fähre. Man hörte es bis in die Küche, auch im Nebel.«",
        ),
        ("Wer kauft den Turm?", "„Jemand aus der Stadt. Er wird sehen, wie laut die Möwen am Morgen sind.“"),
    )
    lines = [*chain.from_iterable(pairs)]
    assert said(read(["\n".join(lines)])[0]) == lines


def test_armenian_asks_within_a_sentence() -> None:
    lines = [
        "Ե՞րբ եկաք նավահանգիստ։",
        "Ես եկա գարնանը, երբ ձյունը հալվել էր։ Նավերը դեռ չէին վերադարձել։",
        "Ի՞նչ տեսաք այնտեղ առաջին օրը։",
        "Միայն ծովը և երկու դատարկ նավակ։ Հետո մի մարդ եկավ և հարցրեց, թե ում եմ փնտրում։",
        "Դժվա՞ր էր սկզբում։",
        "Այո, շատ դժվար էր, բայց ես մնացի։",
    ]
    assert said(read(["Նավահանգստի օրերը", "Աննա Հոլտի տունը լույսի տակ է։", *lines])[0]) == lines


LETTERED = {
    "en": ("R", "I"),
    "ar": ("ج", "س"),
    "zh": ("答", "问"),
}


@pytest.mark.parametrize("language", LETTERED)
def test_the_question_above_the_first_answer_is_asked(language: str) -> None:
    """It has no label, and whoever has the first one speaks below questions everywhere else."""
    answer, ask = LETTERED[language]
    questions, answers = BRIEF[language]
    turns = [f"{answer}: {answers[0]}"]
    for _ in range(3):
        turns += [f"{ask}: {questions[1]}", f"{answer}: {answers[1]}"]
    first, *_ = said(read([ESSAYS[language][0], questions[0], *turns])[0])
    assert first == questions[0]
    # Of whom it isn't known that they answer, nothing is known of a question above, either.
    first, *_ = said(read([ESSAYS[language][0], questions[0], *turns[1:], *turns[:1]])[0])
    assert first == questions[1]


def test_where_only_questions_tell_all_of_it_is_one_question() -> None:
    """A letter asks as an interview does."""
    document, findings = read(LETTER)
    assert said(document) == [*LETTER]
    (asked,) = [finding for finding in findings if finding.code == "D101"]
    assert [*asked.lines] == [*range(1, 2 * len(LETTER), 2)]


ADDRESSED = {
    "en": ("When did you come here?", "I came in spring.", "We open in spring.", "May I come in spring?"),
    "he": ("מתי אתה הגעת לכאן?", "אני הגעתי באביב.", "אנחנו פותחים באביב.", "האם אני יכול לבוא באביב?"),
    "hi": ("आप यहाँ कब आए?", "मैं वसंत में आया था।", "हम वसंत में खोलते हैं।", "क्या मैं वसंत में आ सकता हूँ?"),
    "ru": ("Когда вы сюда приехали?", "Весной, и я остался.", "Весной мы открыты.", "Можно ли мне приехать?"),
    "zh": ("您什么时候来的？", "我春天来的。", "我们春天开门。", "我春天可以来吗？"),
}


@pytest.mark.parametrize("language", ADDRESSED)
def test_who_is_asked_is_called_you_and_answers_as_i(language: str) -> None:
    """Whoever asks a shop or an office says I, and is answered by several, or told what to do."""
    you, i, we, may_i = ADDRESSED[language]

    def asked(question: str, answer: str) -> bool:
        turns = [f"{words[:-1]} {n}{words[-1]}" for n in range(14, 22) for words in (question, answer)]
        document, findings = read(turns)
        assert said(document) == turns
        return "D101" in {finding.code for finding in findings}

    assert [asked(you, i), asked(you, we), asked(may_i, i), asked(may_i, we)] == [False, True, True, True]


@pytest.mark.parametrize("form", ["**{}**", "*{}*", "__{}__"])
@pytest.mark.parametrize("language", COUNTED)
def test_questions_that_are_set_apart_tell_it_as_well(language: str, form: str) -> None:
    """Letters and essays set none so: that all of it is told is one question less."""
    text = [words if i % 2 else form.format(words) for i, words in enumerate(COUNTED[language][:2] * 6)]
    text = [f"{i} {words}" if i % 2 else words for i, words in enumerate(text)]
    document, findings = read(text)
    assert len(said(document)) == len(text)
    assert not [finding for finding in findings if finding.code == "D101"]


def test_questions_that_several_answer_by_name_are_no_essays() -> None:
    """Nobody asks here by name, and all that is asked has answers that do."""
    asked = [f"{i}. {question}" for i, question in enumerate(COUNTED["en"][::2], 1)]
    text = [words for question in asked for words in (question, "Mara: Oil.", "Olin: Fog, and wind.")]
    document, findings = read(text)
    assert len(said(document)) == len(text)
    assert not [finding for finding in findings if finding.code == "D101"]


def test_what_is_decided_is_asked_no_more() -> None:
    _, findings = read(LETTER)
    (asked,) = [finding for finding in findings if finding.code == "D101"]
    tables = asked.hint.replace('"narration"', '"speech"')
    document, findings = read(LETTER, parse_sidecar(tables, "x.toml"))
    assert said(document) == [*LETTER]
    assert not [finding for finding in findings if finding.code == "D101"]


ANSWERED = {
    "it": [
        ("Quante campane ha suonato?", "Tutte quelle che ho trovato, da Nord a Sud."),
        ("E la più bella?", "Quella di San Piero: stona, ma con grazia."),
        ("Chi le ha insegnato?", "Mio zio. Diceva che la corda è una persona."),
    ],
    "ar": [
        ("متى بدأت هذه المهنة؟", "كنت في العاشرة من عمري."),
        ("وهل علّمك أبوك؟", "لا، علّمني عمي. كان صبوراً."),
        ("ماذا كان يغني؟", "أغاني البحر وحدها."),
    ],
    "ja": [
        ("いつから鐘をつくっているのですか？", "父の代からです。もう四十年になります。"),
        ("一番大きな鐘は？", "港の鐘です。重くて、だれも鳴らせません。"),
        ("お休みの日は？", "静かな所へ行きます。"),
    ],
}


@pytest.mark.parametrize("talk", ANSWERED.values(), ids=ANSWERED)
@pytest.mark.parametrize("between", [" ", "\n", "  \n", "\\\n"])
@pytest.mark.parametrize("mark", ["**", "*"])
def test_an_answer_in_the_next_line_of_markdown_has_a_paragraph_of_its_own(
    talk: list[tuple[str, str]], mark: str, between: str
) -> None:
    pairs = (f"{mark}{asks}{mark}{between}{tells}" for asks, tells in talk)
    text = "\n\n".join(["# The bell ringer of the valley", *pairs])
    document, _ = read_data(text.encode(), Sidecar(), name="talk", path="talk.md", lang="und")
    assert said(document) == [words for asks, tells in talk for words in (f"{mark}{asks}{mark}", tells)]


@pytest.mark.parametrize("talk", ANSWERED.values(), ids=ANSWERED)
@pytest.mark.parametrize("form", ["**{}** {}", "*{}* {}", "__{}__<br>{}"])
def test_an_answer_behind_a_question_in_bold_has_a_paragraph_of_its_own(
    talk: list[tuple[str, str]], form: str
) -> None:
    document, _ = read(["The bell ringer of the valley talks.", *(form.format(*pair) for pair in talk)])
    mark = form.partition("{")[0]
    assert said(document) == [words for asks, tells in talk for words in (f"{mark}{asks}{mark}", tells)]


@pytest.mark.parametrize("between", [" ", "<br>", " <br/>\n"])
def test_an_answer_behind_a_question_in_bold_of_a_page(between: str) -> None:
    talk = ANSWERED["it"]
    page = "<html><body><h1>Il campanaro</h1>" + "".join(f"<p><b>{a}</b>{between}{b}</p>" for a, b in talk)
    document, _ = read_data(page.encode(), Sidecar(), name="talk", path="talk.html", lang="it")
    assert said(document) == [words for asks, tells in talk for words in (f"**{asks}**", tells)]


@pytest.mark.parametrize(
    "text",
    [
        ["**Is it old?** Yes, it is.", "**Who owns it?** The town."],
        ["**Is it old?** asked the boy.", "**Who owns it?** asked the girl.", "**Why?** asked both of them."],
        [
            "**Lind:** Is it old?",
            "**Falk?** Yes.",
            "**Lind:** Who owns it?",
            "**Falk?** The town.",
            "**Lind:** And who paints it?",
            "**Falk?** Us.",
            "**Lind:** In grey.",
        ],
    ],
)
def test_other_words_in_bold_part_no_paragraph(text: list[str]) -> None:
    document, _ = read(text)
    assert sum(len(turn.paragraphs) for turn in document.turns) == len(text)


@pytest.mark.parametrize(
    "below", ["*and who paints it?* The town.", "**Or who?** The town.", "asked the boy."]
)
def test_what_goes_on_with_a_question_in_bold_stays_in_its_paragraph(below: str) -> None:
    text = "\n\n".join(["# The bell", *(f"*{asks}*\n{below}" for asks, _ in ANSWERED["it"])])
    document, _ = read_data(text.encode(), Sidecar(), name="talk", path="talk.md", lang="und")
    assert sum(len(turn.paragraphs) for turn in document.turns) == 1 + len(ANSWERED["it"])


@pytest.mark.parametrize(
    ("text", "asks"),
    [("누가 종을 칩니까.", True), ("불을 켤까", True), ("바람이 부니까.", False), ("밤이니까", False)],
)
def test_a_korean_ending_asks_or_says_because(text: str, asks: bool) -> None:
    assert is_question(text) is asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Πού πας;", True), ("Ήρθες το 1974;", True), ("Είπε: «Πού;»", True), ("متى؟", True), ("Ո՞ւր", True),
        ("Elle brûlait ; on la voyait.", False), ("Лампа горела; её видели.", False),
        ("“It burned; we saw it.”", False), ("Η λάμπα – it burned, and we saw it; nobody else did.", False),
    ],
)  # fmt: skip
def test_a_semicolon_asks_in_greek_alone(text: str, asks: bool) -> None:
    assert is_question(text) is asks


@pytest.mark.parametrize(("one", "other"), [("王", "汪"), ("Лёв", "Лев"), ("Øye", "Oye")])
def test_who_asks_keeps_their_key_when_the_lines_for_the_sidecar_are_pasted(one: str, other: str) -> None:
    turns = [f"{one}: It burned until the morning, and we saw it.", f"{other}: Who lit it?"] * 3
    data = "\n\n".join([*turns, turns[0]]).encode()
    document, findings = read_data(data, Sidecar(), path="x.txt", name="x", lang="und")
    lines = next(finding.hint for finding in findings if finding.code == "D115")
    sidecar = parse_sidecar(lines[lines.index("[[") :], "x.toml")
    decided, _ = read_data(data, sidecar, path="x.txt", name="x", lang="und")
    assert [turn.speakers for turn in decided.turns] == [turn.speakers for turn in document.turns]
    assert [speaker.role for speaker in decided.speakers if speaker.name == other] == ["interviewer"]


@pytest.mark.parametrize("comma", [", ", "; ", " ; "])
def test_whoever_answers_with_a_semicolon_asks_nothing(comma: str) -> None:
    asked = ("Et la lampe ?", "Qui l’allumait ?", "Toute seule ?")
    answers = (
        "Elle brûlait{}on la voyait de loin.",
        "Mon père l’allumait{}puis c’était moi.",
        "Seule, hélas{}oui.",
    )
    turns = [(f"Paul : {q}", f"Zoé : {a.format(comma)}") for q, a in zip(asked, answers, strict=True)]
    data = "\n\n".join(line for turn in turns for line in turn).encode()
    _, findings = read_data(data, Sidecar(), path="x.txt", name="x", lang="fr")
    assert "Paul" in next(finding.message for finding in findings if finding.code == "D115")


def test_an_answer_that_says_because_in_korean_is_an_answer() -> None:
    asked = ("종은 누가 칩니까?", "왜 매일 칩니까?", "겨울에도 칩니까?")
    answers = ("제가 칩니다. 열 살 때부터요.", "안 치면 아침이 안 오니까.", "눈이 오면 살살 칩니다.")
    text = ["종지기", *(f"{one}\n{two}" for one, two in zip(asked, answers, strict=True))]
    document, _ = read_data("\n\n".join(text).encode(), Sidecar(), name="talk", path="talk.txt", lang="und")
    assert {*asked, *answers} <= {*said(document)}


def test_the_first_question_stands_below_who_wrote_the_text_and_when() -> None:
    talk = (
        "איך מתחילים לילה?",
        "בשקט. הבצק ישן.",
        "ואם הוא לא מוכן?",
        "מחכים. זה הכול.",
        "ומתי קמים?",
        "בשתיים.",
    )
    head = ("הלחם מקשיב", "האופה מירב סלע קמה כל לילה בשתיים. ריאיון.", "דנה לוי | פורסם: 04.06.18, 07:15")
    document, _ = read((*head, *talk))
    assert texts_of(document, "speech") == [*talk]


BEHIND_LETTERS = {
    "en": (
        ("When did you come to the mill?", "I was ten. My uncle needed hands, and mine were small enough."),
        ("What did they pay you?", "Bread at first. In the second year there was a little money, too."),
        ("Tell us about the winter of the ice.", "The wheel stood for nine weeks. We slept beside the oven."),
        ("Would you do it again?", "I would. But I would bring warmer boots, and somebody to talk to."),
    ),
    "ko": (
        ("방앗간에는 언제 오셨나요?", "열 살 때 왔습니다. 삼촌이 일손이 필요했고 제 손은 아주 작았습니다."),
        ("자기소개 부탁드릴게요.", "저는 강가에서 태어났습니다. 아버지는 배를 만드는 사람이었습니다."),
        (
            "얼음이 얼던 겨울 이야기를 들려주세요!",
            "물레방아가 아홉 주 동안 멈췄습니다. 우리는 화덕 옆에서 잤습니다.",
        ),
        ("다시 하시겠습니까?", "하겠습니다. 다만 따뜻한 신발과 이야기할 사람을 데려가겠습니다."),
    ),
    "he": (
        ("מתי הגעת לטחנה?", "הייתי בן עשר. דודי נזקק לידיים, והידיים שלי היו קטנות מספיק."),
        ("כמה שילמו לך?", "בהתחלה רק לחם. בשנה השנייה היה גם קצת כסף, לא הרבה."),
        ("ספר לנו על החורף של הקרח.", "הגלגל עמד תשעה שבועות. ישנו כולנו ליד התנור הגדול."),
        ("היית עושה זאת שוב?", "כן. אבל הייתי לוקח נעליים חמות יותר, ומישהו לדבר איתו."),
    ),
}


@pytest.mark.parametrize("sign", [". ", ": ", ") "])
@pytest.mark.parametrize(("language", "letter"), [("en", "Q"), ("ko", "Q"), ("he", "ש")])
def test_all_behind_a_letter_for_who_asks_is_asked(language: str, letter: str, sign: str) -> None:
    text = "\n\n".join(f"{letter}{sign}{asked}\n\n{said}" for asked, said in BEHIND_LETTERS[language])
    found = read_data(text.encode(), Sidecar(), name="x", path="x.txt", lang="und")[0]
    assert [turn.label.rstrip(".") for turn in found.turns] == [letter, ""] * len(BEHIND_LETTERS[language])


@pytest.mark.parametrize(
    "text", ["가게를 연 이유는 무엇인가", "첫 손님은 어땠나", "기억에 남는 일이 있나", "이야기를 들려주세요!"]
)
def test_a_plain_korean_ending_asks(text: str) -> None:
    assert is_question(text) and not is_question(text + " 하는 말이 있다.")
