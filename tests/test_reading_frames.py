"""What a program prints around a name, and what stands behind one, is no part of it."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talks import read, read_and_asked
from toolkit.readers.file_lines import scan, unnumbered
from toolkit.reading.names import parted

CHATS = (
    ("From {} to Everyone", "en", ("Ana Lopez", "Tom Berg", "Mei")),
    ("De {} para Todos", "es", ("Ana Ruiz", "Pilar Sanz", "Luz")),
    ("Von {} an alle", "de", ("Ute Brandt", "Jens Ohlsen", "Kim")),
    ("من {} إلى الجميع", "ar", ("ليلى حداد", "سامر منصور", "نور")),
)


def speakers(text: str, lang: str = "und") -> list[str]:
    return [speaker.name for speaker in read(text, lang=lang).speakers]


@pytest.mark.parametrize(("frame", "lang", "names"), CHATS)
def test_words_around_each_name_in_a_chat_are_no_part_of_it(
    frame: str, lang: str, names: tuple[str, ...]
) -> None:
    said = ("One.", "Two, I think.", "Three.")
    labels = [frame.format(name) for name in (*names, names[0])]
    text = "\n".join(
        f"14:2{n}:10 {label}:\n\t{words}"
        for n, (label, words) in enumerate(zip(labels, (*said, "Four."), strict=True))
    )
    assert speakers(text, lang) == list(names)


@pytest.mark.parametrize("day", ["Today at", "Aujourd’hui à", "heute um", "hoy a las"])
def test_a_day_between_a_name_and_its_time_is_no_part_of_the_name(day: str) -> None:
    text = f"""\
Ana — {day} 14:14
is the pump working again?
tomberg — {day} 14:16
It is. We changed the seal.
Ana — {day} 14:20
great, thank you
"""
    assert speakers(text) == ["Ana", "tomberg"]


def test_what_names_have_in_common_is_theirs() -> None:
    for names in (
        ("Maria de Souza", "João de Souza"),
        ("Judge Ann Holt", "Judge Bo Holt"),
        ("Room 1", "Room 2"),
    ):
        text = "\n\n".join(
            f"{names[n % 2]}  0:{n:02}\nThis is what I have to say, number {n}." for n in range(6)
        )
        assert speakers(text) == list(names)


def test_in_a_play_how_somebody_speaks_is_no_part_of_the_name() -> None:
    text = """\
SCÈNE II. - GÉRALD, LUCIE.

GÉRALD, seul. - Où ai-je mis cette clef ? Elle était là ce matin.

LUCIE, entrant. - Vous cherchez encore ?

GÉRALD. - Je cherche toujours, ma fille.

LUCIE, à part. - Il la porte au cou.

GÉRALD, sans la voir. - Sortez.
"""
    document = read(text, lang="fr")
    assert [speaker.name for speaker in document.speakers] == ["GÉRALD", "LUCIE"]
    assert document.turns[0].kind != "speech"


def test_what_radio_says_behind_a_name_is_no_part_of_it() -> None:
    text = """\
DORA FINCH, HOST: Ten years ago the ferry stopped. Amos Reed went to see what is left.

AMOS REED, BYLINE: The landing is grown over. A heron stands on the bell.

LENA ODUYA: My father rang it every morning at six.

REED: Lena Oduya still lives in the ferry house.

FINCH: Thank you, Amos.
"""
    assert speakers(text, "en") == ["DORA FINCH", "AMOS REED", "LENA ODUYA"]


@pytest.mark.parametrize("name", ["AMOS REED, FERRY ENGINEER", "Amos Reed, who keeps the ferry"])
def test_who_is_described_once_is_called_by_name(name: str) -> None:
    own = name.partition(",")[0]
    short = own.split()[-1]
    text = f"DORA FINCH: Is it old?\n\n{name}: Older than I am.\n\nDORA FINCH: And safe?\n\n{short}: No.\n"
    assert speakers(text, "en") == ["DORA FINCH", own]


def test_a_comma_between_the_names_of_one_person_is_kept() -> None:
    text = "FINCH, DORA: Is it old?\n\nREED, AMOS: Older than I am.\n\nFINCH: And safe?\n\nREED: No.\n"
    assert speakers(text, "en") == ["FINCH, DORA", "REED, AMOS"]


def test_questions_and_answers_are_no_list_of_what_labels_are_short_for() -> None:
    text = """\
สัมภาษณ์คนเฝ้าประภาคาร

ถาม: คุณเฝ้าประภาคารมานานเท่าไร
ตอบ: ตั้งแต่พ่อจากไป ราวยี่สิบปี
ถาม: คืนไหนยากที่สุด
ตอบ: คืนที่หมอกลง แสงไปไม่ถึงเรือ
"""
    assert [turn.kind for turn in read(text, lang="th").turns][1:] == ["speech"] * 4
    cast = "L: Mara Lind\nI: Interviewer\n\nI: When?\nL: In May.\nI: And then?\nL: It rained."
    assert [turn.kind for turn in read(cast, lang="en").turns][:2] == ["meta", "meta"]


def test_in_a_chat_a_time_alone_stands_before_more_of_the_same() -> None:
    text = """\
Ana Lopez  2:14 PM
morning, is the pump working again?
2:15
I heard it from the kitchen
Tom Berg  2:16 PM
It is. We changed the seal
Ana Lopez  2:20 PM
great, thank you
"""
    assert [turn.kind for turn in read(text, lang="en").turns] == ["speech"] * 3


def test_where_a_link_leads_nobody_speaks() -> None:
    text = """\
[the first talk]: /talks/2019/lamp
[the museum]: https://example.org/museum

Ann: Who kept the light?

Bo: My uncle did, for a year.

Ann: And then?

Bo: Nobody.
"""
    assert speakers(text, "en") == ["Ann", "Bo"]


COURT = """\
                                                          14
 1           BY MS. HARLOW:
 2      Q.   Where were you on the
 3    evening of the ninth?
 4      A.   At the boathouse, with my brother.
 5
 6      Q.   Until what time?
 7      A.   Until about eleven, I would say. Maybe a
 8    quarter past.
                                                          15
 1           THE REPORTER:  Louder, please.
 2      A.   A quarter past eleven.
 3      Q.   And then you went home?
 4      A.   We walked along the river.
"""
TALKED = """\
01   A:   und dann (.) hab ich gesagt dass ich NICHT mehr komme
02        weil mir das zu viel war
03   B:   ((lacht)) ja das kenn ich
04        (1.2)
05   A:   und er hat nur geSCHAUT
06   B:   hm_hm
07   A:   kein wort hat er gesagt
"""


def test_the_numbers_of_lines_are_no_words() -> None:
    document, findings = read_and_asked(COURT, lang="en")
    assert [str(p.text) for turn in document.turns if turn.kind == "speech" for p in turn.paragraphs] == [
        "Where were you on the evening of the ninth?",
        "At the boathouse, with my brother.",
        "Until what time?",
        "Until about eleven, I would say. Maybe a quarter past.",
        "Louder, please.",
        "A quarter past eleven.",
        "And then you went home?",
        "We walked along the river.",
    ]
    assert [str(dict(finding.args)["what"]) for finding in findings if finding.code == "D165"] == [
        "('numbers of lines',)"
    ]
    # Who writes down what is said in court asks nobody.
    assert {s.name: s.role for s in document.speakers}["THE REPORTER"] == "unknown"
    first = read(TALKED, lang="de").turns[0].paragraphs[0]
    assert str(first.text) == "und dann (.) hab ich gesagt dass ich NICHT mehr komme weil mir das zu viel war"


@pytest.mark.parametrize(
    ("printed", "label", "asides"),
    [
        ("Ida Holm, 34", "Ida Holm", ("34",)),
        ("נור לוי, 7", "נור לוי", ("7",)),
        ("Леся Гай, 61", "Леся Гай", ("61",)),
        # Of one word it may be a number of anything, and of three figures no age.
        ("Cabin, 34", "Cabin, 34", ()),
        ("Ida Holm, 340", "Ida Holm, 340", ()),
    ],
)
def test_an_age_is_no_part_of_a_name(printed: str, label: str, asides: tuple[str, ...]) -> None:
    assert parted(printed) == (label, asides)


WORDS = st.lists(
    st.sampled_from(
        ["the lamp went out", "Who was there?", "Q. And then", "(pause)", "ein Boot kam", "3 lamps"]
    ),
    min_size=8,
    max_size=40,
)


@given(WORDS, st.integers(0, 3), st.sampled_from([" ", "  ", "\t"]), st.integers(5, 25))
def test_a_text_is_the_same_with_numbers_before_its_lines(
    words: list[str], ahead: int, blank: str, page: int
) -> None:
    words = ["An oar", "was found.", *words]
    numbered = "\n".join(f"{' ' * ahead}{n % page + 1}{blank}{line}" for n, line in enumerate(words))
    lines = unnumbered(scan(numbered))
    assert lines.text == words
    assert lines.number == [n for n, _ in enumerate(words, 1)]
    assert lines.at == scan(numbered).at


@pytest.mark.parametrize("silence", ["(1.2)", "(.)", "((0,5))", "[2]"])
def test_nobody_counts_a_silence(silence: str) -> None:
    turns = ["Ann: the boat came", silence, "בו: מתי", "Ann: at nine", silence, "בו: לא ראיתי"]
    numbered = "\n".join(f"{n:02}  {line}" for n, line in enumerate(turns, 1))
    assert unnumbered(scan(numbered)).text == turns


@pytest.mark.parametrize(
    "text",
    [
        # Verses, points and steps are counted, and their numbers are the author's.
        "\n".join(f"{n} The lamp went out." for n in range(1, 12)),
        "\n".join(f"{n} an oar" for n in (3, 1, 2, 9, 4, 4, 7, 8)),
        "1 an oar\n2 and a boat\n3 and a lamp",
        # Points may be in lower case: no sentence ends, and nobody has a label.
        "\n".join(
            f"{n} {point}"
            for n, point in enumerate("welcome|the lamps|new boats|a feast|news|end".split("|"), 1)
        ),
        "\n".join(f"{n} {who}: so it was" for n, who in enumerate(["ann", "bo"] * 4, 1)),
        "\n".join(f"{1900 + 7 * n} the lamp\nwas lit again" for n in range(12)),
    ],
)
def test_what_counts_no_lines_stays(text: str) -> None:
    assert unnumbered(scan(text)).text == text.split("\n")


def test_a_blank_line_below_each_numbered_line_parts_nothing() -> None:
    turns = [
        "THE CORONER:  Who saw the boat",
        "come in?",
        "רב החובל:  אני",
        "ראיתי.",
        "THE CORONER:  At nine, and",
        "it rained?",
        "רב החובל:  כן.",
    ]
    single, double = (
        "".join(f"  {n}  {line}\n{end}" for n, line in enumerate(turns * 2, 1)) for end in ("", "\n")
    )
    said = [(turn.label, [paragraph.text for paragraph in turn.paragraphs]) for turn in read(double).turns]
    assert said == [(turn.label, [one.text for one in turn.paragraphs]) for turn in read(single).turns]
    assert len(said) == 8
    # The number of a blank line parts what stands around it.
    assert sum(unnumbered(scan(double.replace("  2  come in?", "  2"))).gap) == 2


@pytest.mark.parametrize("end", ["။ ။", "။။"])
def test_labels_of_burmese_end_in_two_signs_of_a_sentence(end: str) -> None:
    text = """\
မေး{0} မီးပြတိုက်မှာ ဘယ်နှနှစ်နေခဲ့သလဲ။
ဖြေ{0} ဆယ်နှစ်ပါ။ အဖေလည်း နေခဲ့တယ်။
မေး{0} ကြောက်ဖူးသလား။
ဖြေ{0} ညတိုင်းပါပဲ။
"""
    document = read(text.format(end), lang="my")
    assert [speaker.name for speaker in document.speakers] == ["မေး", "ဖြေ"]
    assert [turn.kind for turn in document.turns] == ["speech"] * 4


@pytest.mark.parametrize("colon", ["፡", "፦", ":"])
def test_labels_of_ethiopic_end_in_a_colon_of_its_own(colon: str) -> None:
    text = """\
የወንዙ መብራት

ጥያቄ{0} መብራቱን መቼ ጀመሩ?
መልስ{0} ከጎርፉ በኋላ በነበረው ዓመት።
ጥያቄ{0} እርስዎስ?
መልስ{0} እኔ ሌሊት ግጥም አነባለሁ።
"""
    document = read(text.format(colon), lang="am")
    assert [speaker.name for speaker in document.speakers] == ["ጥያቄ", "መልስ"]
    assert [turn.kind for turn in document.turns] == ["title", *["speech"] * 4]


def test_who_takes_part_in_research_is_no_audience() -> None:
    text = "Interviewer: When?\nParticipant 7: In May.\nInterviewer: And then?\nParticipant 7: It rained."
    assert [speaker.role for speaker in read(text, lang="en").speakers] == ["interviewer", "unknown"]


def test_a_first_question_behind_the_sign_of_others_is_asked_about() -> None:
    text = """\
座談会　灯台をめぐって

出席者
　山本一郎（灯台守）
　佐々木恵（郷土史家）

――今日はお集まりいただきありがとうございます。まず山本さんから。
山本　父の代から守っております。
佐々木　記録では明治三十年に建ったとあります。
――最初の灯は油だったのですか。
佐々木　ええ、菜種油です。
山本　匂いを覚えていますよ（笑）。
"""
    _, findings = read_and_asked(text, lang="ja")
    assert 7 in {line for one in findings for line in (one.where and one.where.line, *one.lines)}


@pytest.mark.parametrize(
    ("letters", "roles"),
    [
        ("PR", ["interviewer", "interviewee"]),
        ("KV", ["interviewer", "interviewee"]),
        # One asks in Vietnamese, the other in Dutch: together they are of no language.
        ("HV", ["unknown", "unknown"]),
        # В asks in Russian and answers in Ukrainian.
        ("ЗВ", ["interviewer", "interviewee"]),
        ("ВО", ["interviewer", "interviewee"]),
    ],
)
def test_letters_mean_question_and_answer_in_one_language(letters: str, roles: list[str]) -> None:
    text = "\n\n".join(f"{letters[n % 2]}: This is what we say, number {n}." for n in range(6))
    assert [speaker.role for speaker in read(text).speakers] == roles


def test_one_letter_with_numbers_neither_asks_nor_answers() -> None:
    text = (
        "S00: So, when did the bell ring last?\n\nS01: In October.\n\nS00: And then?\n\nS01: Nobody rang it."
    )
    assert {speaker.role for speaker in read(text, lang="en").speakers} == {"unknown"}


PAGES = """\
Harbour Oral History Project
Interview with Lena Oduya

DF: When did you first hear the bell?
LO: On the night I came. In winter it rang at eight.1
DF: What happened when the ferry stopped?

1 The winter timetable was kept until 1971.

Harbour Oral History Project                                  2

LO: People forgot. First the children, then the shops.
DF: And you?
LO: I ring it on his birthday.

Harbour Oral History Project                                  3

DF: Let's stop here for today.
LO: Good.
"""


def test_heads_of_pages_and_notes_below_them_are_said_by_nobody() -> None:
    document = read(PAGES, lang="en")
    other = [
        (turn.kind, str(p.text)) for turn in document.turns for p in turn.paragraphs if turn.kind != "speech"
    ]
    assert sum(text.startswith("Harbour") for _, text in other) == 3
    assert ("note", "1 The winter timetable was kept until 1971.") in other
    assert sum(turn.kind == "speech" for turn in document.turns) == 8
    # Without a word that calls it, a number counts what is said.
    assert sum(turn.kind == "note" for turn in read(PAGES.replace("eight.1", "eight."), lang="en").turns) == 0


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("I have it on mp3", "3 songs, all of them mine."),
        ("The flat has 60 m2", "2 people and a cat live there."),
        ("It was before VELL19", "19 of us came."),
        ("It is in Nr.5", "5 of them told me so."),
        # A note with a number has one before it, or one behind it.
        ("See under lamp.7", "7 lamps were lit."),
    ],
)
def test_what_begins_with_a_number_that_a_name_has_is_no_note(said: str, answer: str) -> None:
    talk = "Bo: So it was.\nMara: Yes.\n" * 2
    text = f"{talk}Mara: {said}\nBo: How many?\n{answer}\n{talk}"
    assert {turn.kind for turn in read(text, lang="en").turns} == {"speech"}


_NETS = """\
Mara: Where did you learn to mend nets?[^hemp]

Jonas: My aunt taught me. She had a shed, and every winter we sat there.

Mara: Was it cold?

Jonas: Very cold. We had one stove.

Mara: And what do you tell the young?

Jonas: That a net is never finished.

[^hemp]: Nets of hemp were used until 1958.
"""


def test_a_note_with_a_name_is_no_speaker() -> None:
    assert speakers(_NETS) == ["Mara", "Jonas"]
    assert read(_NETS, lang="en").turns[-1].kind == "note"
    # Where nothing above refers to it, it is as any label.
    assert read(_NETS.replace("nets?[^hemp]", "nets?"), lang="en").turns[-1].kind != "note"


@pytest.mark.parametrize("sign", ["[^1]", "[1]", "[^hemp]"])
def test_in_a_brief_text_the_sign_of_a_note_is_proposed_to_nobody(sign: str) -> None:
    text = f"Mara: Where did you learn it?{sign}\n\nJonas: My aunt taught me.\n\n{sign}: In the shed.\n"
    (asked,) = [finding for finding in read_and_asked(text, lang="en")[1] if finding.code == "D118"]
    assert 'name = "Jonas"' in asked.hint and sign not in asked.hint


def test_between_dots_of_ethiopic_stand_words_that_are_no_labels() -> None:
    text = "ሰላም፡ለዓለም፡ይሁን።\nበመጀመሪያ፡ብርሃን፡ነበረ።\nሰላም፡ሁሉ፡ጊዜ።\nበመጀመሪያ፡ባሕር፡ነበረ።\n"
    assert not read(text, lang="am").speakers


@pytest.mark.parametrize(
    "line",
    ["采访：林小鸥　　整理：周望海", "Text: Mara Lind | Fotos: Bo Berg", "حوار: ليلى حداد   تصوير: نور"],
)
def test_several_fields_on_a_line_are_said_by_nobody(line: str) -> None:
    text = f"{line}\n\n问：什么时候？\n答：五月。\n问：后来呢？\n答：下雨了。\n问：就这样？\n答：就这样。\n"
    document = read(text, lang="zh")
    assert document.turns[0].kind != "speech" and len(document.turns) == 7


def test_a_part_of_a_name_behind_its_comma_says_not_who_it_is() -> None:
    text = "BERG, van den: So we came.\nHOLT, seule: When?\nBERG, van den: In May.\nHOLT, seule: Far?\n"
    assert speakers(text) == ["BERG, van den", "HOLT"]


@pytest.mark.parametrize(
    ("lang", "words", "names"),
    [("zh", "早上 下午", "林小鸥 周望海"), ("ja", "午前 午後", "山本 佐々木")],
)
def test_before_a_blank_of_chinese_or_japanese_a_time_of_day_is_nobody(
    lang: str, words: str, names: str
) -> None:
    said = {"zh": ["我们去海边。", "下雨了，我们在家。"], "ja": ["海へ行きました。", "雨が降りました。"]}[
        lang
    ]

    def told(pair: str) -> list[str]:
        lines = "\n".join(f"{who} {text}" for who, text in zip(pair.split(), said, strict=True))
        return speakers(f"{lines}\n{lines}\n", lang)

    assert (told(words), told(names)) == ([], names.split())


CALLS = {
    "en": (
        "Ida Berg",
        "Head of Lamps",
        "Bo Lind",
        "Vell Harbour -- Analyst",
        "Who pays for the oil this year?",
    ),
    "de": (
        "Ute Brandt",
        "Vorsitzende",
        "Jens Ohlsen",
        "Hafen Vell -- Kasse",
        "Wer zahlt das Öl in diesem Jahr?",
    ),
    "ru": ("Ида Берг", "Глава порта", "Бо Линд", "Порт Велль -- Касса", "Кто платит за масло в этом году?"),
    "el": ("Ίντα Μπεργκ", "Πρόεδρος", "Μπο Λιντ", "Λιμάνι -- Ταμείο", "Ποιος πληρώνει το λάδι φέτος;"),
}


@pytest.mark.parametrize("lang", CALLS)
def test_a_name_and_an_office_alone_on_their_line_head_what_is_said(lang: str) -> None:
    ida, head, bo, other, asks = CALLS[lang]
    text = "\n\n".join(
        [
            f"{ida} -- {head}\n{bo} -- {other}",
            *(f"{ida} -- {head}\n\n1, 2, 3.\n\n{bo} -- {other}\n\n{asks}" for _ in range(4)),
        ]
    )
    assert {*speakers(text, lang)} == {ida, bo}
    texts = [
        one.text for turn in read(text, lang=lang).turns for one in turn.paragraphs if one.kind == "speech"
    ]
    assert texts == ["1, 2, 3.", asks] * 4


def test_who_speaks_once_has_an_office_as_others_do() -> None:
    ida, head, bo, other, asks = CALLS["de"]
    again = f"{ida} -- {head}\n\n1, 2, 3.\n\n{bo} -- {other}\n\n{asks}\n\n"
    assert {*speakers(again * 3 + f"Ann Lee -- Kantine -- Kasse\n\n{asks}\n", "de")} == {ida, bo, "Ann Lee"}


def test_two_hyphens_in_a_sentence_part_no_name_from_its_office() -> None:
    assert parted("Whoever rings -- the keeper or the boy") == ("Whoever rings -- the keeper or the boy", ())


def test_a_blank_within_a_name_parts_no_label() -> None:
    text = "対談\n岬 洋子 × 潮田 健一\n\n" + "潮田\n初めて来ました。\n\n岬\n雨でしたね。\n\n" * 2
    turns = [turn for turn in read(text, lang="ja").turns if turn.kind == "speech"]
    assert [one.text for turn in turns for one in turn.paragraphs] == ["初めて来ました。", "雨でしたね。"] * 2
    # Where a blank parts names from what is said again and again, it parts labels.
    text = "岬 雨でしたね。\n潮田 初めて来ました。\n" * 3
    assert {*speakers(text, "ja")} == {"岬", "潮田"}


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("Inês Prado", "Rui Melo", "É da minha avó. Ela canta assim: baixo, mas certo."),
        ("Ute Brandt", "Jens Ohlsen", "Er kam zuletzt. Dann sagte er: nichts."),
        ("Вера Лугова", "Пётр Сомов", "Он молчал долго. Потом сказал: пора."),
        ("Ute Brandt", "Lea von der Au", "Ich habe ihn gefragt: „Kommst du?“"),
        ("דנה לביא", "יואל שמש", "שאלתי אותו: לאן?"),
    ],
)
def test_where_a_dash_parts_names_from_words_a_colon_takes_none_away(
    one: str, other: str, words: str
) -> None:
    turns = [f"{one} – 1?", f"{other} – 2.", f"{one} – 3?", f"{other} – {words}", f"{one} – 5?"]
    document = read("\n\n".join(turns))
    assert document.turns[3].label == other
    assert document.turns[3].paragraphs[0].text == words


def test_where_a_dash_parts_names_from_offices_the_colon_parts_these_from_words() -> None:
    turns = [
        "Ida Berg – Mayor: Who pays?",
        "Bo Lind – Harbour: We do.",
        "Ida Berg: When?",
        "Bo Lind: In May.",
    ]
    document = read("\n\n".join(turns), lang="en")
    assert [turn.paragraphs[0].text for turn in document.turns] == ["Who pays?", "We do.", "When?", "In May."]


NAMED_ABOVE = {
    "fr": ("ODILE MARCHAND", "YVES LE BRIS", "Pourquoi le phare ?", "Personne d'autre n'en voulait."),
    "ru": ("ВЕРА ЛУГОВА", "ПЁТР СОМОВ", "Почему именно маяк?", "Никто другой не хотел."),
    "el": ("ΆΝΝΑ ΡΊΖΟΥ", "ΝΊΚΟΣ ΔΉΜΟΣ", "Γιατί ο φάρος;", "Δεν τον ήθελε άλλος."),
    "tr": ("AYŞE KARA", "MURAT DENİZ", "Neden fener?", "Başka kimse istemedi."),
}


@pytest.mark.parametrize("lang", NAMED_ABOVE)
def test_names_in_capitals_head_the_lines_right_below_them(lang: str) -> None:
    asks, answers, question, answer = NAMED_ABOVE[lang]
    text = "\n\n".join([f"{asks}\n{question}", f"{answers}\n{answer}\n{answer}"] * 3)
    document = read(text, lang=lang)
    assert [turn.label for turn in document.turns] == [asks, answers] * 3
    said = [[one.text for one in turn.paragraphs] for turn in document.turns[:2]]
    assert said[0] == [question]
    assert " ".join(said[1]) == f"{answer} {answer}"


@pytest.mark.parametrize(
    ("one", "other", "asks", "says", "goes_on"),
    [
        ("ADA BERG", "BO LIND", "Who came?", "It was late.", ("I waited.", "I went home.", "I never knew.")),
        (
            "UTE BRANDT",
            "JENS OHLSEN",
            "Wer kam?",
            "Es war spät.",
            ("Man wartet.", "Man geht.", "Man weiß nie."),
        ),
        ("ВЕРА ЛУГОВА", "ПЁТР СОМОВ", "Кто пришёл?", "Было поздно.", ("Я ждал.", "Я ушёл.", "Я не знал.")),
    ],
)
@pytest.mark.parametrize("sign", [":", "."])
def test_of_a_name_and_a_surname_in_capitals_with_a_sign_none_is_a_name_alone(
    sign: str, one: str, other: str, asks: str, says: str, goes_on: tuple[str, ...]
) -> None:
    turns = [f"{one}{sign} {asks}", f"{other}{sign} {says}"]
    document = read("\n\n".join(chain.from_iterable((*turns, more) for more in (*goes_on, says))))
    assert {speaker.name for speaker in document.speakers} == {one, other}


def test_a_short_answer_behind_a_dash_that_comes_again_is_no_office() -> None:
    said = ["Veio cedo?", "Sim", "E ficou?", "Sim", "Com frio?", "Com muito frio"]
    text = "\n\n".join(f"{('Inês Prado', 'Rui Melo')[n % 2]} – {words}" for n, words in enumerate(said))
    assert [turn.paragraphs[0].text for turn in read(text, lang="pt").turns] == said


def test_a_name_in_bold_that_ends_as_a_question_does_is_a_name() -> None:
    turns = [
        "**北野さやか**: 海は遠いのですか。",
        "**南たけし**: 歩いて十分です。",
        "**北野さやか**: 風は強いですか。",
        "**南たけし**: 今日は穏やかです。",
    ]
    document = read(*turns, path="x.md", lang="ja")
    assert [turn.label for turn in document.turns] == ["北野さやか", "南たけし"] * 2


def test_a_line_that_is_broken_begins_with_nobody_in_lower_case() -> None:
    turn = "ADA BERG. Who saw him?\n\nBO LIND. The keeper did, and he came all this way\nfor me. He left."
    assert {one.name for one in read("\n\n".join([turn] * 4), lang="en").speakers} == {"ADA BERG", "BO LIND"}


@pytest.mark.parametrize(
    "text",
    [
        (
            "LIND Who lost it?|BERG A man of no luck.|"
            "I think he swam.|LIND And then?|BERG Then it rained.|LIND Long?|BERG A year."
        ),
        (
            "ЛИНД Кто проиграл?|БЕРГ Один паромщик.|"
            "Я думаю, он уплыл.|ЛИНД А потом?|БЕРГ Потом дождь.|ЛИНД Долго?|БЕРГ Год."
        ),
        (
            "LUNA ¿Quién fue?|VERA Uno sin suerte.|"
            "Y tampoco nadaba.|LUNA ¿Entonces?|VERA Llovió.|LUNA ¿Mucho?|VERA Un año."
        ),
        (
            "ΛΙΝΑ Ποιος ήταν;|ΒΕΡΑ Ένας βαρκάρης.|"
            "Ο γιος του το ξέρει.|ΛΙΝΑ Και μετά;|ΒΕΡΑ Έβρεξε.|ΛΙΝΑ Πολύ;|ΒΕΡΑ Χρόνια."
        ),
    ],
)
def test_a_word_of_one_letter_is_nobody_among_names_in_capitals(text: str) -> None:
    lines = text.split("|")
    document = read("\n\n".join(lines))
    assert [speaker.name for speaker in document.speakers] == [line.split()[0] for line in lines[:2]]
    assert [one.text for one in document.turns[1].paragraphs] == [lines[1].partition(" ")[2], lines[2]]


def test_a_number_that_counts_the_turns_makes_no_head_of_a_page_of_what_is_said_again() -> None:
    asked, answer = "And who lights it?", "I think it was the winter of 1962, when the ice came to the door."
    rows = [f"{n:03} {'Bo' if n % 2 else 'Ann'}: {answer if n % 2 else asked}" for n in range(2, 14)]
    rows[2::4] = [row.replace(asked, "Since when do you know?") for row in rows[2::4]]
    rows[3::4] = [row.replace(answer, "Nobody does.") for row in rows[3::4]]
    document = read("\n".join(rows), lang="en")
    assert len([turn for turn in document.turns if turn.kind == "speech"]) == len(rows)
