"""What stands apart in an interview: one label for two people, times, words that are shown twice, tables."""

from collections.abc import Sequence
from itertools import chain

import pytest

from talks import read, read_and_asked, said
from toolkit.reading.apart import pulled
from toolkit.reading.lines import Line
from toolkit.reading.view import view

HARBOURS = {
    "en": (
        ("Ada Berg", "Tom Reyes"),
        "Ada Berg has kept the lamp of the harbour for thirty years. She lives alone in the house below it.",
        ("When did you come here?", "Who taught you to mend nets?", "What do you do when the ferry is late?"),
        (
            "I came in spring, with my mother. We thought we would stay for a summer.",
            "My grandfather did. He never said much, but he showed me everything twice.",
            "Then we wait, and I tell the children stories about the fog.",
        ),
    ),
    "ar": (
        ("ليلى حداد", "سامي نصر"),
        "تحرس ليلى حداد مصباح الميناء منذ ثلاثين عاماً. وهي تعيش وحدها في البيت تحت البرج.",
        ("متى وصلتِ إلى الجزيرة؟", "من علّمك إصلاح الشباك؟", "ماذا تفعلين عندما تتأخر العبّارة؟"),
        (
            "جئتُ في الربيع مع أمي. كنا نظن أننا سنبقى صيفاً واحداً.",
            "جدّي. لم يكن يتكلم كثيراً لكنه كان يريني كل شيء مرتين.",
            "عندها ننتظر، وأحكي للأطفال قصصاً عن الضباب.",
        ),
    ),
    "ru": (
        ("Анна Белова", "Пётр Ильин"),
        "Анна Белова хранит фонарь гавани тридцать лет. Она живёт одна в доме под башней.",
        ("Когда вы приехали на остров?", "Кто научил вас чинить сети?", "Что вы делаете, когда парома нет?"),
        (
            "Я приехала весной, с мамой. Мы думали остаться на лето.",
            "Дедушка. Он мало говорил, но всё показывал мне дважды.",
            "Тогда мы ждём, и я рассказываю детям истории о тумане.",
        ),
    ),
    "zh": (
        ("林小鸥", "周望海"),
        "林小鸥守着港口的灯已经三十年了。她一个人住在塔下的房子里。",
        ("您是什么时候来到岛上的？", "是谁教您补渔网的？", "渡船晚点的时候您做什么？"),
        (
            "我是春天来的，跟母亲一起。我们本来只想住一个夏天。",
            "是我祖父。他话不多，但什么都给我示范两遍。",
            "那我们就等，我给孩子们讲雾的故事。",
        ),
    ),
}
"""Who answers and who asks; what is told; questions and answers."""

languages = pytest.mark.parametrize("language", HARBOURS)


def read_or_asked(turns: Sequence[tuple[str, str]], *paragraphs: str, name: str = "x.txt") -> None:
    """Whether these turns and no others are read, but for lines that a finding asks about."""
    text = "\n\n".join(paragraphs) + "\n"
    document, findings = read_and_asked(text, path=name)
    asked = {line for finding in findings for line in finding.lines}
    names = {speaker.key: speaker.name for speaker in document.speakers}
    read_as = set()
    for turn in document.turns:
        for paragraph in turn.paragraphs:
            who = "".join(names[key] for key in turn.speakers)
            if paragraph.where.line in asked:
                read_as |= {words for _, words in turns if words in paragraph.text}
            elif paragraph.kind == "speech":
                assert (who, paragraph.text) in turns
                read_as.add(paragraph.text)
    assert read_as >= {words for _, words in turns}


def talk(asks: str, answers: str, language: str) -> Sequence[tuple[str, str]]:
    """Turns in order: who, and what."""
    _, _, questions, words = HARBOURS[language]
    return [
        *chain.from_iterable(zip(((asks, q) for q in questions), ((answers, a) for a in words), strict=True))
    ]


@languages
@pytest.mark.parametrize("role", [0, 1])
def test_one_label_of_two_people(language: str, role: int) -> None:
    who = HARBOURS[language][0][role]
    turns = talk(who if role else "", "" if role else who, language)
    document = read(HARBOURS[language][1], *(f"{name}: {words}" if name else words for name, words in turns))
    assert [*said(document)] == turns


@languages
def test_who_asks_himself_something_has_no_questioner(language: str) -> None:
    (ada, tom), _, questions, answers = HARBOURS[language]
    turns = [
        (ada, answers[0]),
        (ada, questions[0]),
        (ada, answers[1]),
        (tom, questions[1]),
        (ada, answers[2]),
    ]
    turns += [(tom, questions[2]), (ada, answers[1])]
    own = {1, 2}
    document = read(*(words if i in own else f"{name}: {words}" for i, (name, words) in enumerate(turns)))
    assert [*said(document)] == turns


def test_a_question_with_a_label_is_no_question_without_one() -> None:
    """Where each answer is a note in brackets, somebody asks in bold, and nobody answers."""
    paragraphs = ("**Q：灯呢？**", "（没有回答：以后再说）", "**Q：船呢？**", "（没有回答：以后再说）") * 3
    assert not any(who for who, _ in said(read(*paragraphs)) if "没有" in who)


@languages
def test_behind_a_time_somebody_goes_on(language: str) -> None:
    (ada, _), told, _, _ = HARBOURS[language]
    turns = talk(HARBOURS[language][0][1], ada, language)
    paragraphs = [f"{name}: {words}" for name, words in turns]
    assert [*said(read(*paragraphs, f"[12:05] {told}", paragraphs[0]))] == [
        *turns,
        (ada, f"[12:05] {told}"),
        turns[0],
    ]


@languages
def test_blank_lines_part_what_has_times(language: str) -> None:
    (ada, tom), told, _, _ = HARBOURS[language]
    paragraphs: list[str] = []
    for i, (name, words) in enumerate(talk(tom, ada, language)):
        paragraphs.append(f"[{i}:10] {name}: {words}")
    paragraphs.append(f"[7:10] {told}")
    document = read(*paragraphs)
    assert [*said(document)] == [*talk(tom, ada, language), (ada, told)]
    assert document.turns[-1].paragraphs[-1].times.start == 430_000


@languages
def test_paragraphs_with_times_and_no_names_stay_as_they_are(language: str) -> None:
    _, told, _, answers = HARBOURS[language]
    words = [*answers, told]
    document = read(*(f"[{i}:10] {text}" for i, text in enumerate(words)))
    assert [text for _, text in said(document)] == words


@languages
@pytest.mark.parametrize("form", ["> {}", "> **“{}”**", "> “{}” — {}", "{}"])
def test_a_pull_quote_is_not_said_again(language: str, form: str) -> None:
    (ada, tom), told, _, answers = HARBOURS[language]
    turns = talk(tom, ada, language)
    pull = answers[0].rstrip(".。").split("。" if language == "zh" else ". ")[-1]
    paragraphs = [f"{name}: {words}" for name, words in turns]
    paragraphs.insert(4, form.format(pull, ada))
    assert [*said(read("# " + ada, told, *paragraphs, path="x.md"))] == turns


@languages
def test_what_stands_there_once_is_no_pull_quote(language: str) -> None:
    _, told, questions, answers = HARBOURS[language]
    lines = [*answers, f"> {told}", f"**{questions[0]}**", f"“{questions[1]}”", questions[0], answers[0]]
    assert not [*pulled(view([Line(text, number) for number, text in enumerate(lines, 1)]))]


def test_turns_with_wide_blanks_are_no_table() -> None:
    turns = [("Ada", "It is late."), ("Tom", "Is it?"), ("Noor", "So it is."), ("Ada", "Then let us go.")]
    assert [*said(read("\n".join(f"{name}\t{words}" for name, words in turns)))] == turns


@languages
@pytest.mark.parametrize("form", ["{} (00:{:02}:05): {}", "{} [00:{:02}:05]: {}"])
def test_who_has_a_time_elsewhere_may_have_none_here(language: str, form: str) -> None:
    ada, tom = HARBOURS[language][0]
    turns = [*talk(tom, ada, language)] * 2
    paragraphs = [
        f"{name}: {words}" if i % 3 == 1 else form.format(name, i, words)
        for i, (name, words) in enumerate(turns)
    ]
    document = read(*paragraphs)
    assert [*said(document)] == turns
    starts = [turn.paragraphs[0].times.start for turn in document.turns]
    assert starts == [None if i % 3 == 1 else (60 * i + 5) * 1000 for i in range(len(turns))]


@languages
def test_questions_between_answers_make_an_interview(language: str) -> None:
    _, told, questions, answers = HARBOURS[language]
    turns = talk("", "", language)
    assert [*said(read(told, *(words for _, words in turns)))] == turns
    # In an essay somebody asks himself something now and then.
    essay = [told, *answers, questions[0], told, *answers, questions[1], told, *answers, questions[2], told]
    assert not [*said(read(*essay))]


LATER = {
    "en": (
        ("Who feeds the gulls?", "Nobody, and they know it."),
        ("Do you sleep well?", "Only when it rains."),
    ),
    "ar": (("من يطعم النوارس؟", "لا أحد، وهي تعرف ذلك."), ("هل تنامين جيداً؟", "فقط عندما تمطر.")),
    "ru": (("Кто кормит чаек?", "Никто, и они это знают."), ("Вы хорошо спите?", "Только когда идёт дождь.")),
    "zh": (("谁喂海鸥？", "没有人喂，它们也知道。"), ("您睡得好吗？", "只有下雨的时候才睡得好。")),
}


@languages
def test_whom_the_first_turns_name_is_named_no_more(language: str) -> None:
    ada, tom = HARBOURS[language][0]
    later = [("", words) for words in chain.from_iterable(LATER[language])]
    turns = [*talk(tom, ada, language)[:2], *talk("", "", language)[2:], *later]
    document = read(*(f"{name}: {words}" if name else words for name, words in turns))
    assert [*said(document)] == turns


@pytest.mark.parametrize(
    ("language", "label"),
    [("en", "Q"), ("en", "Question"), ("ar", "س"), ("ru", "В"), ("ru", "Вопрос"), ("en", "प्र"), ("zh", "问")],
)
def test_the_only_label_asks(language: str, label: str) -> None:
    turns = talk(label, "", language)
    document = read(*(f"{name}. {words}" if name else words for name, words in turns))
    assert [*said(document)] == turns


@languages
def test_a_question_below_a_name_is_asked_by_name(language: str) -> None:
    ada, tom = HARBOURS[language][0]
    turns = talk(tom, ada, language)
    assert [*said(read(*(f"{name}:\n{words}" for name, words in turns)))] == turns


@languages
@pytest.mark.parametrize("dash", ["- ", "– ", "—"])
def test_two_who_share_a_dash_take_turns(language: str, dash: str) -> None:
    """Who asks may also say something, and what happens meanwhile has no dash."""
    _, told, questions, answers = HARBOURS[language]
    words = [*chain.from_iterable(zip(questions, answers, strict=True))]
    words += [answers[2], answers[0], *chain.from_iterable(LATER[language]), answers[1], answers[2]]
    document = read(told, *(dash + text for text in words))
    assert [*said(document)] == [(dash.strip(), text) for text in words]
    # A list of questions is no talk, and neither is one of what people say.
    asked = [dash + text for text in questions]
    spoken = [f"{dash}Ada: {questions[0]}", f"{dash}Tom: {answers[0]}"] * 4
    for items in (asked, spoken):
        assert not view([Line(text, n, gap=1) for n, text in enumerate(items, 1)]).interview.turns.any()


@languages
def test_who_answers_below_a_question_with_a_name_above_it_is_nobody(language: str) -> None:
    tom = HARBOURS[language][0][1]
    turns = [*talk(tom, "", language), *chain(*(((tom, q), ("", a)) for q, a in LATER[language]))]
    paragraphs = (f"{name}:\n{words}" if name else words for name, words in turns)
    assert [*said(read(*paragraphs))][: len(turns) - 1] == turns[:-1]


@languages
def test_what_begins_with_a_bullet_goes_on_with_nothing(language: str) -> None:
    """Questions with an asterisk stand right below answers that end no sentence."""
    _, told, questions, answers = HARBOURS[language]
    unended = [f"– {text} {told}".rstrip(".。") for text in answers]
    lines = [told, *chain.from_iterable(zip((f"* {q}" for q in questions), unended, strict=True))]
    made = read("\n".join(lines))
    assert len([*made.paragraphs()]) == len(lines)


STORMS = {
    "en": "And then there was the great storm of that year...",
    "ar": "ثم جاءت العاصفة الكبيرة في ذلك العام...",
    "ru": "А потом была большая буря того года...",
    "zh": "后来就有了那年的大风暴……",
}
"""What is put to somebody, and asks nothing."""
BUOYS = {"en": "The buoys sang.", "ar": "كانت العوامات تغني.", "ru": "Пели буи.", "zh": "浮标在唱歌。"}


@languages
def test_a_question_set_apart_and_its_answer_are_two_turns(language: str) -> None:
    _, told, questions, answers = HARBOURS[language]
    asked = [*questions, STORMS[language]]
    said = [*answers, BUOYS[language]]
    both = chain.from_iterable((f"**{one}**", other) for one, other in zip(asked, said, strict=True))
    text = "\n\n".join([told, *both]) + "\n"
    document = read(text, path="bay.txt", lang=language)
    spoken = [turn for turn in document.turns if turn.kind == "speech"]
    assert [len(turn.paragraphs) for turn in spoken] == [1] * 8
    assert not any(turn.speakers for turn in spoken)


def test_two_paragraphs_of_one_question_are_one_turn() -> None:
    _, told, questions, answers = HARBOURS["en"]
    lines = [told, f"**{questions[0]}**", answers[0], f"**{questions[1]}**", f"**{questions[2]}**"]
    lines += [answers[1], "**What is it that you listen for at night?**", answers[2]]
    text = "\n\n".join(lines) + "\n"
    document = read(text, path="bay.txt", lang="en")
    sizes = [len(turn.paragraphs) for turn in document.turns if turn.kind == "speech"]
    assert sizes == [1, 1, 2, 1, 1, 1]


@languages
def test_what_an_answer_lists_is_no_paragraph_between_questions(language: str) -> None:
    _, told, questions, answers = HARBOURS[language]
    items = "\n".join(
        f"- {part}" for part in (BUOYS[language], STORMS[language], answers[1], BUOYS[language])
    )
    lines = [
        told,
        questions[0],
        f"{answers[0]}\n\n{items}",
        questions[1],
        answers[1],
        questions[2],
        answers[2],
    ]
    text = "\n\n".join(lines) + "\n"
    document = read(text, path="bay.txt", lang=language)
    kinds = [paragraph.kind for turn in document.turns for paragraph in turn.paragraphs]
    assert kinds == ["narration"] + ["speech"] * 10


ADDED = {"en": "Read also", "ar": "اقرأ أيضاً", "ru": "Читайте также", "zh": "延伸阅读"}
BANNERS = {"en": "ADVERTISEMENT", "ar": "إعلان", "ru": "РЕКЛАМА", "zh": "广告"}


@languages
@pytest.mark.parametrize("named", [True, False])
def test_what_a_page_adds_between_paragraphs_is_said_by_nobody(language: str, named: bool) -> None:
    (answers, asks), told, *_ = HARBOURS[language]
    turns = [(who if named else "", words) for who, words in talk(asks, answers, language)]
    paragraphs = [f"{who}: {words}" if who else words for who, words in turns]
    leads, banner = f"{ADDED[language]}: {told[:20]}", BANNERS[language]
    text = [told, *paragraphs[:2], leads, *paragraphs[2:4], banner, *paragraphs[4:]]
    assert [*said(read(*text))] == turns


HEADED = {
    "en": (
        "Log in",
        "The Harbour Writers",
        "a life with the fog",
        "Source: Harbour Post, 10 April 2024 07:32",
    ),
    "ar": ("تسجيل الدخول", "اتحاد كتّاب الميناء", "حياة مع الضباب", "المصدر: صحيفة المرفأ، 10 أبريل 2024"),
    "ru": ("Войти", "Союз писателей гавани", "жизнь в тумане", "Источник: Вести гавани, 10 апреля 2024"),
    "zh": ("用户登录", "海港作家协会主管", "与雾相伴的一生", "来源：《海港青年》 2024年04月10日07:32"),
}


FEET = {
    "en": ("Leave a comment", "Comments"),
    "ar": ("اترك تعليقا", "التعليقات"),
    "ru": ("Оставить комментарий", "Читать далее"),
    "zh": ("发表评论", "继续阅读"),
}
"""What a page has below an interview."""


@languages
def test_what_a_page_has_below_an_interview_is_said_by_nobody(language: str) -> None:
    turns = talk("", "", language)
    document = read(*(words for _, words in turns), *FEET[language])
    assert [words for _, words in said(document)] == [words for _, words in turns]


@languages
@pytest.mark.parametrize("dash", ["—", "--", "----"])
def test_a_dash_in_bold_is_somebody_without_a_name(language: str, dash: str) -> None:
    ada = HARBOURS[language][0][0]
    later = zip((dash, ada) * 2, chain(*LATER[language]), strict=True)
    turns = [*talk(dash, ada, language), *later]
    document = read(*(f"**{who}** {words}" for who, words in turns), path="x.md")
    assert [*said(document)] == turns


@languages
def test_a_headline_with_a_colon_below_what_a_page_sets_is_not_said(language: str) -> None:
    (answers, asks), *_ = HARBOURS[language]
    above, society, headline, source = HEADED[language]
    turns = talk(asks, answers, language)
    head = f"{answers}: {headline}\n{source}"
    document = read(above, society, head, *(f"{who}: {words}" for who, words in turns))
    assert [*said(document)] == turns


@languages
def test_a_talk_may_begin_with_who_speaks_and_what_tells_of_the_text(language: str) -> None:
    (answers, asks), *_ = HARBOURS[language]
    source, turns = HEADED[language][-1], talk(asks, answers, language)
    first, *others = [f"{who}: {words}" for who, words in turns]
    assert turns[0] in [*said(read(f"{first}\n{source}", *others))]


def test_a_line_that_goes_on_is_no_pull_quote_though_it_stands_elsewhere() -> None:
    words = "and nobody ever told the keepers what the tower by the water was for."
    turns = [
        f"The town is old, {words}",
        "> **Ada Berg:** What did they think?",
        f"> **Bo Lind:** They lit it every night,\n{words}",
        "> **Ada Berg:** And now?",
        "> **Bo Lind:** Now it is dark.",
    ]
    document = read(*turns, path="x.md", lang="en")
    assert [turn.label for turn in document.turns if turn.label] == ["Ada Berg", "Bo Lind"] * 2


@pytest.mark.parametrize(
    ("first", "below"),
    [
        ("I have lived here since the war", "Photo: Mara Lind"),
        ("what we packed for the trip", "Example: two ropes and a lamp"),
        ("Please write this down:", "Date: 3 May\nPlace: Hall 2"),
    ],
)
def test_what_is_no_source_makes_no_headline_of_a_turn(first: str, below: str) -> None:
    turns = ["Tom Berg: Since the war?", "Ann Lee: Since the very end of it.", "Tom Berg: And then?"]
    (who, told), *_ = said(read(f"Ann Lee: {first}\n{below}", *turns, "Ann Lee: They came later."))
    assert who == "Ann Lee"
    assert told.startswith(first)


def test_an_answer_below_its_name_may_be_what_pages_add() -> None:
    turns = [("MARA", "What do you want to do?"), ("OTTO", "Read more"), ("MARA", "And then?")]
    turns += [("OTTO", "Sleep. Then write again."), ("MARA", "Good plan.")]
    document = read(*(f"{who}\n{words}" for who, words in turns))
    assert [*said(document)] == turns
