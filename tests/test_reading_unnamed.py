"""Texts in which nobody is named, and names that hardly anything but their setting shows."""

from itertools import groupby

import pytest

from talks import read, said

STORIES = {
    "es": (
        "El faro estaba apagado y la barca no volvía.",
        "—¿Quién lo apagó? —preguntó Lea.",
        "Tomás miró el agua y no dijo nada durante un rato.",
        "—Nadie —respondió—. Se apagó solo.",
        "—Eso no puede ser —dijo ella.",
        "La noche cayó sobre el muelle.",
        "—Puede —contestó Tomás, y se fue.",
    ),
    "hu": (
        "A világítótorony sötét volt, és a csónak nem jött vissza.",
        "— Ki oltotta el? — kérdezte Lea.",
        "Tamás a vizet nézte, és egy darabig hallgatott.",
        "— Senki! — kiáltotta végül. — Magától aludt el.",
        "— Az nem lehet… — suttogta a lány.",
        "Leszállt az éj a rakpartra.",
    ),
    "ar": (
        "كانت المنارة مطفأة ولم يعد القارب.",
        "— من أطفأها؟ — قال سامي.",
        "نظرت ليلى إلى الماء ولم تتكلم.",
        "— لا أحد — قالت ليلى بعد قليل.",
        "— هذا غير ممكن — قال سامي.",
        "ونزل الليل على الرصيف.",
    ),
    "fi": (
        "Majakka oli pimeä, eikä vene palannut.",
        "– Kuka sen sammutti? kysyi Lea.",
        "Tuomas katsoi vettä eikä puhunut pitkään aikaan.",
        "– Ei kukaan, sanoi Tuomas.",
        "– Se ei ole mahdollista, sanoi tyttö.",
        "Yö laskeutui laiturille.",
    ),
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_story_that_tells_who_spoke_behind_dashes_is_told(story: tuple[str, ...]) -> None:
    assert [*said(read(*story))] == []


def test_two_who_take_turns_behind_dashes_speak() -> None:
    talk = (
        "— Когда погас маяк?",
        "— Вчера, и никто не знает почему.",
        "— А лодка?",
        "— Лодка ещё не вернулась, — мы ждём.",
        "— Вы боитесь?",
        "— Нет. Море спокойное.",
    )
    assert [words for _, words in said(read(*talk))] == [turn.removeprefix("— ") for turn in talk]


INTERVIEWS = {
    "es": (
        "La farera nos recibió una mañana de niebla.",
        "—Cuénteme de su padre.",
        "—Mi padre, era muy callado. Nunca hablaba en la mesa.",
        "Y nosotros tampoco.",
        "—Hábleme del faro.",
        "—El faro, es mi casa. La otra se la llevó el mar.",
        "—Y del invierno.",
        "—Nada, son meses largos. Leo, fue siempre así.",
    ),
    "fr": (
        "Elle tient la buvette du port depuis longtemps.",
        "— Parlez-nous de la buvette.",
        "— Elle — est ouverte depuis toujours. Mon père, a tout construit.",
        "Il avait pris le bois d'une épave.",
        "— Et vos clients.",
        "— Les clients — ont changé. Avant, c'étaient des marins.",
        "— Vous allez continuer.",
        "— Ma fille — est d'accord. Moi, ai-je le choix ?",
    ),
    "uk": (
        "Ми зустрілися біля маяка.",
        "— Розкажіть про маяк.",
        "— Маяк... — він був завжди. Дід його збудував.",
        "— Коли?",
        "— Давно! — ще до війни.",
        "— А тепер?",
        "— Тепер... — тепер усе інакше.",
        "— Хто прийде після вас?",
        "— Ніхто, є тільки море.",
    ),
}


@pytest.mark.parametrize("talk", INTERVIEWS.values(), ids=INTERVIEWS)
def test_who_says_what_is_tells_no_story(talk: tuple[str, ...]) -> None:
    behind = [turn for turn in talk if turn[0] == "—"]
    words = [words for _, words in said(read(*talk))]
    assert [turn.removeprefix("—").strip() for turn in behind] == [
        one for one in words if "— " + one in behind or "—" + one in behind
    ]


ESSAYS = {
    "ru": (
        "Как и многие из моих соседей, я вырос у порта и верил, что работа лечит от всего.",
        "Прежде всего: что такое работа? Я понимаю под ней две вещи, и ни одна из них мне не нравится.",
        "Скажут, что без неё никто не встанет утром. Я встаю, и море встаёт тоже.",
        "Когда лодка уходит без меня, мы оба отдыхаем. Давайте признаем это.",
        "Я не хочу сказать, что все должны лежать на пирсе. Но час в день никому не повредит.",
    ),
    "fa": (
        "در زندگی روزهایی هست که من فقط به دریا نگاه می‌کنم و چیزی نمی‌گویم.",
        "آیا کسی می‌داند چرا چراغ خاموش شد؟ من نمی‌دانم.",
        "من این را برای خودم می‌نویسم، نه برای شما.",
        "وقتی قایق می‌رود، ما هر دو آرام می‌شویم.",
        "شاید فردا دوباره بنویسم، شاید هم نه.",
    ),
}


@pytest.mark.parametrize("essay", ESSAYS.values(), ids=ESSAYS)
def test_what_may_be_said_is_told_where_nobody_has_a_label(essay: tuple[str, ...]) -> None:
    assert [*said(read(*essay))] == []


def test_in_a_wrapped_play_no_word_at_the_head_of_a_line_is_a_name() -> None:
    play = (
        "MARA. The lamp is out again, and there is nobody who could climb the\nstairs. The keeper sleeps.",
        "TOM. Wake him!",
        "MARA. Never mind him. I have the key in my pocket, where it was all\nnight. Come with me.",
        "TOM [taking a rope] It is late.",
        "MARA. So it is.",
        "ACT II",
        "It is the room under the lamp. Mr. Hall sits at a table with nothing\non it. Two chairs are there.",
        "The door opens, and Mara comes in with her lantern.",
        "MARA. Mr. Hall, we have come for the light, and it is rather late.\nMay we go up?",
        "TOM. We must!",
        *("MARA. Well?", "TOM. He sleeps.") * 4,
    )
    found = [*said(read(*play))]
    assert [name for name, _ in found] == ["MARA", "TOM", "MARA", "TOM", "MARA", *["MARA", "TOM"] * 5]
    assert found[2][1].startswith("Never mind him.")


def test_how_somebody_speaks_is_no_full_name() -> None:
    lines = ("Мара", "Пора.", "Глеб", "Рано.")
    talk = [f"{who}\n{words}" for who, words in zip(lines[::2], lines[1::2], strict=True)] * 4
    found = said(read(*talk, "Мара\nтихо, к Глебу\nИдём же.", *talk))
    assert {name for name, _ in found if name.startswith("Глеб")} == {"Глеб"}


LOG = (
    "[15 Jan 08:42] *** You connected",
    "[15 Jan 08:42] <ann!~ann@host.example> is the lamp out?",
    "[15 Jan 08:43] <b_lind!b@10.0.0.7> since noon",
    "[15 Jan 08:44] * ann sighs",
    "[15 Jan 08:45] <ann!~ann@host.example> meeting: at six",
    "[15 Jan 08:46] <keeper!k@gull.example> ok",
    "[15 Jan 08:47] <ann!~ann@host.example> thanks",
)


def test_a_log_says_who_writes_between_its_brackets() -> None:
    assert [*said(read("\n".join(LOG)))] == [
        ("ann", "is the lamp out?"),
        ("b_lind", "since noon"),
        ("ann", "meeting: at six"),
        ("keeper", "ok"),
        ("ann", "thanks"),
    ]


EXPLAINED = {
    "keys": (
        "<Esc> leaves the mode that you are in.",
        "<C-a> counts the number under the cursor up.",
        "<C-x> counts it down.",
        "<F5> reads the file again.",
        "<Tab> goes to the next field.",
        "<Enter> opens what is under the cursor.",
    ),
    "a grammar": (
        "<text> ::= <line> | <line> <text>",
        "<line> ::= <label> <words>",
        '<label> ::= <name> ":"',
        "<name> ::= <letter> | <letter> <name>",
        '<letter> ::= "a" | "b"',
    ),
    "elements": (
        "<item> a boat, with its name",
        "<item> a net, with its mesh",
        "<place> a harbour, with its tides",
        "<item> a lamp, with its height",
        "<place> a pier, with its depth",
        "<item> a rope",
    ),
    "addresses": (
        "<www.harbour.example/tides> Tables of the tides for the whole year.",
        "<www.harbour.example/nets> How nets are mended, with drawings.",
        "<boats.example/list> All boats that were built here since the war.",
        "<boats.example/lost> The boats that did not come back.",
        "<www.lamps.example/oil> What they burned before there was gas.",
    ),
}


@pytest.mark.parametrize("lines", EXPLAINED.values(), ids=EXPLAINED)
def test_what_is_explained_between_angle_brackets_is_not_surely_written_by_somebody(
    lines: tuple[str, ...],
) -> None:
    document = read("\n".join(lines))
    assert all(one.p < 0.99 for turn in document.turns for one in turn.paragraphs if one.kind == "speech")


SIDES = {
    "hours": ("AM", "PM", ("Walked to the pier.", "Rain. Mended the net.", "Fog until ten.")),
    "sides of a scarf": ("RS", "WS", ("Knit to the end.", "Purl all stitches.", "Slip the last three.")),
    "reasons": (
        "PRO",
        "CON",
        ("The boats need a place.", "It costs too much.", "People like to walk there."),
    ),
}


@pytest.mark.parametrize(("one", "other", "words"), SIDES.values(), ids=SIDES)
def test_letters_that_take_turns_are_people_where_somebody_asks(
    one: str, other: str, words: tuple[str, ...]
) -> None:
    lines = [f"{letters} {text}" for text in words for letters in (one, other)]
    assert [*said(read("The week", *lines))] == []
    asked = [line[:-1] + "?" if line.startswith(one) else line for line in lines]
    assert [name for name, _ in said(read("The week", *asked))] == [one, other] * 3


def test_a_list_of_people_is_no_record_of_a_council() -> None:
    document = read(
        "王先生：捐款五百元，用于购买木料。",
        "李小姐：捐款三百元，用于购买油漆。",
        "高老师：捐书二十本，送给学校图书馆。",
    )
    assert all(one.p < 0.99 for turn in document.turns for one in turn.paragraphs if one.kind == "speech")


def test_what_is_listed_below_questions_answers_none() -> None:
    page = (
        "When the engine does not start",
        "1. Is there oil in the tank?\nTank: look through the glass.\nPump: turn the wheel by hand.",
        "2. Is the fuse whole?\nFuse: it is behind the red door.\nCable: follow it to the mast.",
        "3. Does the horn sound?\nHorn: press the button for a second.",
        "4. Is the shaft free?\nShaft: look for rope around it.\nRope: cut it, and count the pieces.",
    )
    assert [*said(read(*page))] == []


def test_councillors_who_speak_once_are_known_by_how_they_are_called() -> None:
    record = (
        "林小鸥議員：主席，港口的燈塔已經三個月沒有亮了，漁船晚上回來的時候非常危險，市民都很關心這件事。",
        "我希望政府儘快派人修理，並且說明為甚麼拖延了這麼久。",
        "周望海議員：主席，我同意林議員的意見。碼頭的樓梯也壞了，老人家上落很不方便，政府應該一併處理。",
        "多謝主席。",
    )
    assert [name for name, _ in said(read(*record))] == ["林小鸥議員"] * 2 + ["周望海議員"] * 2


CAPTIONS = """\
1
00:00:01,000 --> 00:00:03,000
（美咲）灯台は まだ見えません

2
00:00:03,500 --> 00:00:05,000
（波の音）

3
00:00:05,500 --> 00:00:07,000
（健太）
もう少し待とう

4
00:00:07,500 --> 00:00:09,000
（美咲）はい
"""


def test_captions_name_who_speaks_and_say_what_is_heard() -> None:
    document = read(CAPTIONS, path="x.srt", lang="ja")
    assert [*said(document)] == [
        ("美咲", "灯台は まだ見えません"),
        ("健太", "もう少し待とう"),
        ("美咲", "はい"),
    ]


def test_a_name_in_bold_above_how_it_is_said_begins_a_turn() -> None:
    turns = (
        "**ADA:**\nIs it late?",
        "**BO:**\nIt is.",
        "**ADA:**\nAre you sure?",
        "**BO:**\n*(startled)*\nQuite.",
    )
    people = (name for name, _ in said(read("# The lamp", *turns * 3, path="x.md")))
    assert [name for name, _ in groupby(people)] == ["ADA", "BO"] * 6


def test_the_questions_of_a_court_are_no_headings_of_its_record() -> None:
    page = (
        "        MR. HALL:  For the record, it is a notice of the\nboard of the harbour.",
        "     Q   Sir, is this a paper that you have\nseen before?",
        "     A   I have seen it. I have it in my hand.",
        "        MR. BERG:  That is one of the things that was\nshown.",
        "     Q   Have you ever climbed the tower on a\nnight in May?",
        "     A   It was dark.",
        "        MR. HALL:  Thank you.",
    )
    people = [name for name, _ in said(read(*page * 3))]
    assert people == ["MR. HALL", "Q", "A", "MR. BERG", "Q", "A", "MR. HALL"] * 3


def test_a_box_that_is_ticked_speaks_for_nobody() -> None:
    todo = "- [x] ann\n- [ ] bo\n- [x] cid\n- [x] dee"
    assert "x" not in {name for name, _ in said(read("# What is to do", todo, "ann: go on.", path="x.md"))}


Pairs = tuple[tuple[str, str], ...]
REMARKS: dict[str, tuple[str, Pairs]] = {
    "fr": (
        "Odile Le Garrec : ",
        (
            ("Comment devient-on gardien ?", "Par hasard. Mon oncle gardait le feu."),
            ("Que faisait-il la nuit ?", "Il notait les heures dans un cahier."),
            ("Les phares n'ont plus de gardiens.", "Non, mais ils ont encore des horloges."),
            ("Et vous les réparez ?", "Bien sûr. Une par an."),
        ),
    ),
    "fa": (
        "رضا کاشانی: ",
        (
            ("از چه سالی در این دکان کار می‌کنید؟", "از آن سال که پدرم دکان را به من داد."),
            ("سخت‌ترین ساعت کدام بود؟", "ساعت برج شهرداری. سه ماه روی نردبان بودم."),
            ("می‌گویند همیشه پنج دقیقه جلو است.", "چون شهردار عجله داشت."),
            ("دلتان برای آن تنگ می‌شود؟", "هر روز صدایش را می‌شنوم."),
        ),
    ),
}


@pytest.mark.parametrize(("label", "pairs"), REMARKS.values(), ids=REMARKS)
def test_a_remark_above_the_answer_of_whoever_alone_has_a_label_is_of_who_asks(
    label: str, pairs: Pairs
) -> None:
    document = read(*(f"{asks}\n\n{label}{says}" for asks, says in pairs))
    who = label.rstrip(" :")
    assert [*said(document)] == [part for asks, says in pairs for part in (("", asks), (who, says))]


@pytest.mark.parametrize(("label", "pairs"), REMARKS.values(), ids=REMARKS)
def test_an_answer_goes_on_above_a_question_and_where_two_have_labels(label: str, pairs: Pairs) -> None:
    (asks, first), (_, second), (remark, third), _ = pairs
    talk = [f"{a}\n\n{label}{b}" for a, b in pairs]
    talk[0] += f"\n\n{second}"
    assert (label.rstrip(" :"), second) in said(read(*talk))
    # Where others have labels as well, nobody knows whose it is.
    other = f"Bo Lind: {asks}\n\n{label}{first}"
    assert ("", remark) not in said(read(other, f"{remark}\n\n{label}{third}", other, other))
