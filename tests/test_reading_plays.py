"""Plays, scripts of films and for the ear, tapes of one voice, and questions that have no mark."""

from itertools import groupby

import pytest

from talks import read_and_asked, read_plain, said
from test_reading_apart import read_or_asked
from toolkit import config
from toolkit.readers.markdown import READER

STOPPED = {
    "French, names in small letters": (
        (
            "Léa. Le phare est éteint ce soir.\n\nTom. Je ne sais pas pourquoi.\n\nLéa. Il faut monter.\n\n"
            "Grand-père. Personne ne monte !\n\nTom. Mais il fait nuit.\n\n(Un temps.)\n\nLéa. Justement.\n"
        ),
        ["Léa", "Tom", "Léa", "Grand-père", "Tom", "Léa"],
    ),
    "Bengali, a stroke ends a name": (
        "মীরা। আজ নৌকা আসেনি।\n\nরতন। কাল আসবে!\n\nমীরা। তুমি কি জানো?\n\nরতন। না, আমি শুনেছি।\n\nমীরা। ভালো।\n",
        ["মীরা", "রতন", "মীরা", "রতন", "মীরা"],
    ),
    "Hindi": (
        "मीना। आज नाव नहीं आई।\n\nरतन। कल आएगी!\n\nमीना। तुम्हें पता है?\n\nरतन। नहीं, सुना है।\n\nमीना। अच्छा।\n",
        ["मीना", "रतन", "मीना", "रतन", "मीना"],
    ),
}


@pytest.mark.parametrize(("text", "people"), STOPPED.values(), ids=STOPPED)
def test_a_name_before_a_full_stop_speaks_where_all_paragraphs_begin_so(text: str, people: list[str]) -> None:
    assert [name for name, _ in said(read_plain(text))] == people


@pytest.mark.parametrize(
    "text",
    [
        # One begins every paragraph with a brief sentence, none of which is another's name again.
        (
            "Morning. The boats are out.\n\nNoon. The heat lies on the quay.\n\nNight. Nobody walks here.\n\n"
            "Morning. The boats are back again.\n\nWinter. There is ice in the harbour.\n"
        ),
        # Half of the paragraphs do, and one of them twice.
        (
            "The harbour was built by two brothers, who had come from the north with a single boat.\n\n"
            "Well. They stayed.\n\nNobody knows why the older one left before the work was done.\n\n"
            "Well. He left.\n\nIt is said that he was seen in Vell, years later, with a ring of keys.\n"
        ),
    ],
)
def test_brief_sentences_are_no_names(text: str) -> None:
    assert said(read_plain(text)) == []


DIARIES = {
    "en": ("Morning", "Evening", "The wind came up from the west.", "Did you hear the wind?"),
    "fr": ("Sel", "Farine", "Deux cuillers pour une casserole.", "Vous en avez deux?"),
    "hi": ("सुबह", "शाम", "आज हवा तेज़ थी।", "क्या तुम आओगे?"),
}


@pytest.mark.parametrize("lang", DIARIES)
def test_where_nobody_asks_or_says_you_brief_sentences_are_not_surely_names(lang: str) -> None:
    one, other, text, you = DIARIES[lang]
    stop = "।" if lang == "hi" else "."

    def sure(last: str) -> int:
        words = [text] * 4 + [last]
        heads = (one, other, one, other, one)
        document = read_plain(
            "\n\n".join(f"{head}{stop} {said}" for head, said in zip(heads, words, strict=True)) + "\n"
        )
        said = [one for turn in document.turns for one in turn.paragraphs if one.kind == "speech"]
        # Of five paragraphs none is surer, whatever a law says.
        return sum(one.p > 0.919 for one in said)

    assert (sure(text), sure(text[:-1] + "?"), sure(you)) == (0, 0, 5)


def test_a_list_of_titles_is_not_surely_said() -> None:
    works = "映画「港の灯」\n\n映画「岬」\n\n小説「波のあと」\n\n小説「風」\n\n映画「夜の船」\n"
    assert all(
        one.p < 0.99 for turn in read_plain(works).turns for one in turn.paragraphs if one.kind == "speech"
    )


def test_names_before_quotations_speak_and_what_is_outside_is_told_or_asked_about() -> None:
    words = (
        "海が荒れている", "船はまだ来ない", "灯台に誰かいるのか", "もう三日も待った", "明日は晴れると思う",
        "手紙を読んだ", "母には言わないで", "鐘が鳴った", "誰が鳴らしたんだ", "わからない", "行ってみよう",
        "危ないよ", "それでも行く",
    )  # fmt: skip
    turns = [(("ミナ", "ソウ", "ハル")[(2 * k + k // 3) % 3], f"「{said}」") for k, said in enumerate(words)]
    lines = ["".join(turn) for turn in turns]
    told = [*lines[:5], "二人、立ち上がる。", *lines[5:9], "鐘の音。", *lines[9:]]
    read_or_asked(turns, "灯台の夜", "\n".join(told))


def test_who_quotes_others_in_a_talk_goes_on_below() -> None:
    document = read_plain(
        "記者：子どものころは？\n\n田中：にぎやかでした。\n\n母「早く寝なさい」\n兄「まだ」\n母「もう九時よ」\n"
        "兄「わかった」\n\n田中：毎晩こうでした。\n\n記者：お父さんは？\n\n田中：海に出ていました。\n"
    )
    assert {name for name, _ in said(document)} == {"記者", "田中"}
    assert [text for _, text in said(document)][-3:] == [
        "毎晩こうでした。",
        "お父さんは？",
        "海に出ていました。",
    ]


FILM = """\
INT. HARBOUR OFFICE - NIGHT

The lamp flickers. Rain on the window.

MARA (O.S.)
Is anybody there?

BRUNO
Nobody but me.

Bruno gets up and walks to the door.

He listens.

MARA (CONT'D)
Then open!

EXT. QUAY - DAY

Gulls. A boat is moored.

BRUNO
It was open all the time.
"""


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("FADE IN:", "FADE OUT."), ("OUVERTURE EN FONDU", "FONDU AU NOIR"), ("ABRE DE NEGRO", "CORTE A:")],
)
def test_how_a_film_begins_is_not_its_title(begins: str, ends: str) -> None:
    text = f"THE WEIR\n\n{begins}\n\n{FILM}\n{ends}\n"
    kinds = {part.text: part.kind for turn in read_plain(text).turns for part in turn.paragraphs}
    assert (kinds["THE WEIR"], kinds[begins], kinds[ends]) == ("title", "heading", "heading")
    assert said(read_plain(text)) == said(read_plain(FILM))


def test_what_happens_in_a_scene_of_a_film_is_told() -> None:
    document = read_plain(FILM)
    assert said(document) == [
        ("MARA", "Is anybody there?"),
        ("BRUNO", "Nobody but me."),
        ("MARA", "Then open!"),
        ("BRUNO", "It was open all the time."),
    ]
    kinds = {paragraph.text: paragraph.kind for turn in document.turns for paragraph in turn.paragraphs}
    assert kinds["EXT. QUAY - DAY"] == "heading"
    assert kinds["He listens."] != "speech"


def test_scenes_are_told_from_right_to_left() -> None:
    document = read_plain(
        "داخلی / شب / خانه\n\nباران می‌بارد و چراغ خاموش است.\n\nمینا: کسی آنجاست؟\n\nسام: فقط من.\n\n"
        "سام به سوی در می‌رود و گوش می‌دهد.\n\nمینا: پس باز کن!\n\nخارجی / روز / ساحل\n\n"
        "قایقی دیده می‌شود.\n\nسام: باز بود.\n"
    )
    assert [name for name, _ in said(document)] == ["مینا", "سام", "مینا", "سام"]


@pytest.mark.parametrize(
    ("inside", "outside", "names", "what", "gulls"),
    [
        ("INTERIOR: HARBOUR OFFICE -- NIGHT", "EXTERIOR: QUAY -- DAY", ("MARA", "BRUNO"),
         "The lamp flickers.", "Gulls fly over the boat."),
        ("ИНТЕРЬЕР: ПРИЧАЛ -- НОЧЬ", "НАТУРА: БЕРЕГ -- ДЕНЬ", ("МАРА", "БРУНО"), "Лампа мигает.",
         "Чайки летят над лодкой."),
        ("داخلي: مكتب الميناء - ليل", "خارجي: الرصيف - نهار", ("مارا", "برونو"), "المصباح يرتجف.",
         "النوارس تطير فوق القارب."),
    ],
)  # fmt: skip
def test_a_colon_may_stand_behind_inside_and_outside(
    inside: str, outside: str, names: tuple[str, str], what: str, gulls: str
) -> None:
    one, other = names
    turns = f"{one}: So?\n\n{other}: No.\n\n{one}: Why?\n\n"
    document = read_plain(f"{inside}\n\n{what}\n\n{turns}{outside}\n\n{gulls}\n\n{turns}")
    assert [name for name, _ in said(document)] == [one, other, one] * 2
    kinds = {paragraph.text: paragraph.kind for turn in document.turns for paragraph in turn.paragraphs}
    assert kinds[outside] == "heading" and kinds[gulls] != "speech"


OUTSIDE = {
    "he": ("יואב", "דנה", "חוץ מזה – לא היה לנו לאן ללכת.", "אמא נשארה בבית.", "מתי באת?", "בקיץ."),
    "fa": ("سارا", "نگار", "خارجی ها آمدند – کشتی پر بود.", "ما حرف نمی‌زدیم.", "کی آمدید؟", "در تابستان."),
    "en": ("INT", "LIND", "EXT. WALLS - NOTHING ELSE.", "WE STAYED.", "WHEN WAS THAT?", "IN SUMMER."),
}


@pytest.mark.parametrize("lang", OUTSIDE)
def test_a_sentence_that_begins_with_outside_heads_no_scene(lang: str) -> None:
    asks, answers, outside, more, question, answer = OUTSIDE[lang]
    turns = (
        f"{asks}: {question}", f"{answers}: {answer}", outside, more, f"{asks}: {question}",
        f"{answers}: {answer}",
    )  # fmt: skip
    assert [text for _, text in said(read_plain("\n\n".join(turns) + "\n"))][2:4] == [outside, more]


def test_an_interviewer_is_no_scene() -> None:
    document = read_plain("INT. When did you come?\n\nANS. In spring.\n\nINT. And then?\n\nANS. I stayed.\n")
    assert [name for name, _ in said(document)] == ["INT", "ANS", "INT", "ANS"]


@pytest.mark.parametrize("word", ["MUSIC", "SFX", "GELUID", "MUSIK", "ЗВУК", "효과음"])
def test_what_is_heard_between_words_is_nobody(word: str) -> None:
    document = read_plain(
        f"{word}: Waves, then silence.\nMARA: Did you hear it?\nBRUNO: I hear nothing.\n{word}: A bell.\n"
        "MARA: And now?\nBRUNO: Now I do.\n"
    )
    assert word not in [speaker.name for speaker in document.speakers]
    assert [name for name, _ in said(document)] == ["MARA", "BRUNO", "MARA", "BRUNO"]


@pytest.mark.parametrize("word", ["Sound", "MUSIC", "Звук", "موسيقى"])
def test_who_asks_is_somebody_though_called_like_what_is_heard(word: str) -> None:
    asks = "؟" if word == "موسيقى" else "?"
    document = read_plain(
        f"{word}: When did you come{asks}\n\nMara: In May.\n\n{word}: And then{asks}\n\nMara: It rained.\n"
    )
    assert [name for name, _ in said(document)] == [word, "Mara", word, "Mara"]


READERS = {
    "numbers of lines, which begin again": (
        (
            "1 Anna: Where to?\n2 Bruno: Home.\n3 Anna: Alone?\n4 Bruno: With my sister.\n5 Anna: I see.\n"
            "1 Bruno: We were late.\n2 Anna: Why?\n3 Bruno: The ice.\n4 Anna: And then?\n5 Bruno: We slept.\n"
            "1 Anna: Well.\n"
        ),
        ["Anna", "Bruno"] * 5 + ["Anna"],
    ),
    "a number tells two apart": (
        (
            "1 Ведущий: Добрый вечер!\n2 Ведущий: Здравствуйте!\n1 Ведущий: Мы начинаем.\n2 Ведущий: Пора.\n"
            "1 Ведущий: Тишина в зале.\n"
        ),
        ["1 Ведущий", "2 Ведущий", "1 Ведущий", "2 Ведущий", "1 Ведущий"],
    ),
    "numbers only count": (
        "1 Anna: We begin.\n2 Bruno: So we do.\n3 Anna: It is late.\n4 Bruno: Not at all.\n5 Anna: Well.\n",
        ["Anna", "Bruno", "Anna", "Bruno", "Anna"],
    ),
}


@pytest.mark.parametrize(("text", "people"), READERS.values(), ids=READERS)
def test_a_number_before_a_label_is_of_the_name_where_it_tells_people_apart(
    text: str, people: list[str]
) -> None:
    assert [name for name, _ in said(read_plain(text))] == people


TAPE = [
    "Good evening, friends, we are back.",
    "Tonight I want to read you a letter from the island, which came this morning.",
    "It says that the ferry has stopped.",
    "Nobody knows for how long.",
    "And that is where I want to begin.",
]


@pytest.mark.parametrize("bold", ["**", ""])
def test_what_stands_behind_times_is_said_though_nobody_is_named(bold: str) -> None:
    lines = (f"{bold}[00:{minute:02}:07]{bold} {words}" for minute, words in enumerate(TAPE))
    text = "# The Lamp\n\n" + "\n\n".join(lines) + "\n"
    sidecar = config.parse_sidecar("", "talk.toml")
    document, _ = READER.read(text.encode(), name="talk", path="talk.md", lang="und", sidecar=sidecar)
    found = [(name, words.partition(f"]{bold} ")[2]) for name, words in said(document)]
    assert found == [("", words) for words in TAPE]


def test_a_range_without_an_arrow_is_a_time() -> None:
    lines = (f"00:00:{2 * k:02}.120 00:00:{2 * k + 2:02}.120\n{words}" for k, words in enumerate(TAPE))
    words = " ".join(text for _, text in said(read_plain("\n".join(lines) + "\n")))
    assert words == " ".join(TAPE)


def test_chapters_and_programmes_are_not_said() -> None:
    chapters = "\n".join(
        f"[00:{minute:02}:00] {name}" for minute, name in enumerate("Start Sea Fog Ferry Light End".split())
    )
    assert said(read_plain(f"The Lamp\n\n{chapters}\n")) == []


def kinds(text: str) -> list[str]:
    return [paragraph.kind for turn in read_plain(text).turns for paragraph in turn.paragraphs]


def test_questions_without_a_mark_are_told_by_their_numbers_and_by_the_label_below() -> None:
    paragraphs = (
        "ประภาคารแห่งเวล", "ผู้ดูแลเล่าให้เราฟังในฤดูหนาวที่ผ่านมา",
        "1.คุณมาที่เกาะนี้เมื่อไหร่คะ", "ANS: เมื่อสิบปีก่อนค่ะ", "2.ชอบอะไรมากที่สุดคะ", "ANS: ทะเลค่ะ",
        "3.จะอยู่ต่อไหมคะ", "ANS: อยู่แน่นอนค่ะ",
    )  # fmt: skip
    assert kinds("\n\n".join(paragraphs) + "\n")[-6:] == ["speech"] * 6


def test_what_stands_below_a_strict_talk_counts_for_nothing() -> None:
    talk = (
        "Why did you come?", "I was tired of the town, and there was a boat.", "And you stayed?",
        "The boat didn't.", "Are you alone here?", "I have a dog, and the radio.", "Will you leave?",
        "Not before spring.",
    )  # fmt: skip
    below = (f"{word}: {word.lower()} of today" for word in "Source Tags Share Topics".split())
    assert kinds("\n".join([*talk, *below]) + "\n")[:8] == ["speech"] * 8


def test_armenian_ends_its_sentences_in_a_colon() -> None:
    paragraphs = (
        "Փարոսի պահապանը պատմում է իր կղզու մասին:", "– Ե՞րբ եք եկել այս կղզին:",
        "– Տասը տարի առաջ էր, ձմռանը:", "– Ի՞նչն եք ամենից շատ սիրում:", "– Ծովը և լռությունը գիշերը:",
        "– Կմնա՞ք այստեղ երկար:", "– Իհարկե կմնամ այստեղ:",
    )  # fmt: skip
    assert kinds("\n\n".join(paragraphs) + "\n")[1:] == ["speech"] * 6


def test_what_is_heard_is_an_event_where_it_is_a_sentence() -> None:
    text = (
        "SFX: WAVES. A GULL.\n\nMARE: Is anybody there?\nOLE: Only me.\n\nSFX: A DOOR.\n\n"
        "MARE: Come in, then.\nOLE: I am in.\n"
    )
    kinds = [paragraph.kind for turn in read_plain(text).turns for paragraph in turn.paragraphs]
    assert kinds.count("event") == 2 and kinds.count("speech") == 4


@pytest.mark.parametrize("stop", [".", ""])
def test_names_alone_in_italics_speak_where_somebody_asks(stop: str) -> None:
    talk = (
        ("Mara", "The lamp is out again."), ("Bo (_laughing_)", "Who put it out, then?"),
        ("Mara", "Nobody did."), ("Ida", "I did. I needed the oil."), ("Bo", "So it was you?"),
        ("Mara", "We need another one."), ("Ida", "There is none in the house."),
        ("Bo", "Then we sit in the dark."),
    )  # fmt: skip
    text = "\n\n".join(f"_{who.replace('_', '')}{stop}_\n\n{words}" for who, words in talk)
    found = said(read_plain(f"ACT I\n\n{text}\n"))
    # What is done beside a name stands before the words.
    acts = (who.replace("_", "").partition(" ") for who, _ in talk)
    assert found == [
        (who, f"{act} {words}".strip()) for (who, _, act), (_, words) in zip(acts, talk, strict=True)
    ]


def test_what_happens_in_italics_speaks_for_nobody_where_people_have_labels() -> None:
    talk = "".join(
        f"Mara: Was it the lamp {n}?\n\n_discussion_\n\nBo: I think that it was, since it was dark.\n\n"
        for n in range(7)
    )
    assert {name for name, _ in said(read_plain(talk))} <= {"Mara", "Bo"}


@pytest.mark.parametrize(
    ("text", "names", "told"),
    [
        (
            "港の朝\n\nナレ「海は静かだった。\nやがて『声』がした。」\n鐘の音。\nミナ「おはよう」\nソウ「早いね」\n二人、笑う。\nミナ「さあ」\n",
            "ナレ ミナ ソウ ミナ",
            ("鐘の音", "二人、笑う"),
        ),
        (
            "港口的早晨\n\n小鷗「早安」\n望海「真早」\n小鷗「睡不著」\n鐘聲響了。\n望海「是嗎」\n小鷗「嗯」\n望海「走吧」\n",
            "小鷗 望海 小鷗 望海 小鷗 望海",
            ("鐘聲響了",),
        ),
    ],
)
def test_what_is_outside_of_quotations_behind_names_is_told(
    text: str, names: str, told: tuple[str, ...]
) -> None:
    found = said(read_plain(text))
    assert [name for name, _ in groupby(name for name, _ in found)] == names.split()
    words = "".join(text for _, text in found)
    assert not any(one in words for one in told)


@pytest.mark.parametrize(
    "words",
    [
        ("Note", "Example"),
        ("Exemple", "Exercice"),
        ("Пример", "Примечание"),
        ("例", "注意"),
        ("Laughs", "Laughs"),
    ],
)
def test_words_for_a_note_or_a_laugh_in_italics_speak_for_nobody(words: tuple[str, str]) -> None:
    said_ = (
        "Who was it?",
        "Was it the wind?",
        "Ask why.",
        "What now?",
        "Nobody?",
        "Try.",
        "And then?",
        "No.",
    )
    parts = (f"*{words[k % 2]}*\n\n{text}" for k, text in enumerate(said_))
    document, findings = read_and_asked("# The lamp", *parts, path="x.md")
    asked = {line for finding in findings for line in finding.lines}
    sure = [
        p for turn in document.turns if turn.speakers for p in turn.paragraphs if p.where.line not in asked
    ]
    assert not sure


@pytest.mark.parametrize(
    ("names", "how", "words"),
    [
        (
            ("Нора", "Том"),
            "берёт фонарь обеими руками, долго смотрит на море, потом на лестницу",
            "Темно сегодня",
        ),
        (
            ("Néa", "Tom"),
            "prend la lampe des deux mains, regarde longtemps la mer, puis l'escalier",
            "Il fait noir",
        ),
    ],
)
def test_what_somebody_does_before_speaking_may_be_long(names: tuple[str, str], how: str, words: str) -> None:
    one, other = names
    talk = [(one, words), (other, words), (one, words), (other, words), (one, words)]
    lines = [f"{who} ({how}). {what}." if k == 2 else f"{who}. {what}." for k, (who, what) in enumerate(talk)]
    turns = said(read_plain("\n\n".join(lines) + "\n"))
    assert [who for who, _ in turns] == [who for who, _ in talk]
    assert turns[2][1].endswith(f"{words}.")


PARTS = {
    "ru": (
        "Действующие лица:",
        ("ИНЖЕНЕР", "СТОРОЖ", "ГОЛОС"),
        "за сценой",
        ("Кто здесь?", "Я здесь.", "Откройте!"),
    ),
    "el": ("Πρόσωπα:", ("ΝΙΝΑ", "ΠΕΤΡΟΣ", "ΦΩΝΗ"), "απ' έξω", ("Ποιος είναι;", "Εγώ είμαι.", "Ανοίξτε!")),
    "en": ("Persons", ("NINA", "PETER", "A VOICE"), "outside", ("Who is it?", "It is me.", "Open!")),
}


@pytest.mark.parametrize("language", PARTS)
def test_who_stands_in_a_column_of_names_speaks_though_it_be_once(language: str) -> None:
    head, (one, two, voice), how, (asks, answers, calls) = PARTS[language]
    talk = [
        (one, asks),
        (two, answers),
        (one, asks),
        (two, answers),
        (f"{voice} ({how})", calls),
        (one, asks),
    ]
    lines = [f"{who}. {words}" for who, words in talk]
    turns = said(read_plain("\n".join((head, one, two, voice)) + "\n\n" + "\n\n".join(lines) + "\n"))
    assert [(who.partition(" (")[0], words) for who, words in turns] == [
        (who.partition(" (")[0], words) for who, words in talk
    ]


FILMS = {
    "en": (
        ("ANN", "BO"),
        ("Where is the lamp?", "By the lock.", "Who keeps it?", "My father did."),
        "(beat)",
    ),
    "fr": (("ÈVE", "LUC"), ("Où est la lampe ?", "À l'écluse.", "Qui la garde ?", "Mon père."), "(un temps)"),
    "el": (
        ("ΝΙΚΗ", "ΑΡΗΣ"),
        ("Πού είναι η λάμπα;", "Στο λιμάνι.", "Ποιος τη φυλάει;", "Ο πατέρας μου."),
        "(παύση)",
    ),
}


@pytest.mark.parametrize(("people", "words", "pause"), FILMS.values(), ids=FILMS)
def test_who_pauses_in_a_film_goes_on(people: tuple[str, str], words: tuple[str, ...], pause: str) -> None:
    """What stands in brackets on a line of its own ends there, and what stands below is said."""
    heads = [f"{who}\n{what}" for who, what in zip(people * 2, words, strict=True)]
    text = "\n\n".join(
        ("INT. MILL - NIGHT", *heads, f"{people[0]}\n{words[1]}\n{pause}\n{words[3]}", *heads[1:])
    )
    told = " ".join(what for who, what in said(read_plain(text))[4:6] if who == people[0])
    assert words[1] in told and words[3] in told
