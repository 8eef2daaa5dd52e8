"""What may be a label: in every layout that people print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from talks import read_file
from toolkit.config import Sidecar
from toolkit.languages.lexicon import key
from toolkit.readers import plain
from toolkit.reading.candidates import Candidate, candidates
from toolkit.reading.lines import Content, Line
from toolkit.reading.shape import TEXT
from toolkit.reading.view import View, view
from toolkit.text.signs import unopened
from toolkit.transcript import document

NAMES = ["Mara Lind", "MARA", "Ив. Петров", "李明", "نور حداد", "Speaker 1", 'ד"ר רות לב']
SET = ["{}", "**{}**", "*{}*", "__{}__", "<b>{}</b>", "[{}]", "### {}", "#### **{}**", "> {}", "- {}"]
TIMES = ["00:03:20", "3:20", "00:03:20.5", "00:03:20,500", "1:03:20", "3:20 PM", "0:04 - 0:08"]
BEHIND = [
    *(" {}", " [{}]", " ({})", " – {}", " - {}", " | {}", ", {}", "\t{}", " <{}>", " @ {}"),
    *(" *{}*", " **{}**", " `{}`", " [[{}]]", " #{}#", " ({} min)"),
]
BEFORE = ["[{}] ", "({}) ", "{} ", "{} - ", "{}: ", "[{}]: ", "<{}> "]


def read(text: str) -> tuple[Candidate, ...]:
    return candidates(Line(text, 1))


def seen(texts: list[str]) -> View:
    return view([Line(text, number) for number, text in enumerate(texts, 1)])


@examples(300)
@given(
    st.sampled_from(NAMES),
    st.sampled_from(SET),
    st.sampled_from(TIMES),
    st.sampled_from(BEHIND),
    st.sampled_from(["", ":", " :", "：", " -", " –"]),
    st.sampled_from(["", " Well, that was all. We came home."]),
)
def test_a_time_behind_a_label_is_no_part_of_it(
    name: str, layout: str, time: str, behind: str, end: str, said: str
) -> None:
    line = layout.format(name) + behind.format(time) + end + said
    found = [label for label in read(line) if label.key == key(name) and label.bare == (not said)]
    assert found
    assert found[0].time and tidy_time(found[0].time) == time
    if said:
        assert any(line[label.start :] == said.strip() for label in found)


@examples(100)
@given(
    st.sampled_from(NAMES),
    st.sampled_from([*SET[:6]]),
    st.sampled_from(TIMES[:-1]),
    st.sampled_from(BEFORE),
    st.sampled_from([":", " :", "：", " –"]),
    st.sampled_from(["", " Well, that was all. We came home."]),
)
def test_a_time_before_a_label_is_no_part_of_it(
    name: str, layout: str, time: str, before: str, end: str, said: str
) -> None:
    line = before.format(time) + layout.format(name) + end + said
    assert any(label.key == key(name) and label.bare == (not said) for label in read(line))


def tidy_time(printed: str) -> str:
    return printed.strip(" \t[](){}<>#`|,@·–-*").removesuffix(" min")


@pytest.mark.parametrize(
    ("line", "label", "said"),
    [
        ("MARA / So it was.", "MARA", "So it was."),
        ("مريم/ هكذا كان.", "مريم", "هكذا كان."),
        ("Mara Lind | So it was.", "Mara Lind", "So it was."),
        ("Mara » So it was.", "Mara", "So it was."),
        ("- [Mara] So it was.", "Mara", "So it was."),
        ("- Mara – So it was.", "Mara", "So it was."),
        ("Mara Lind (ML), Wirtin der »Alten Post«: Ja.", "Mara Lind", "Ja."),
        ("Mara (Tilm, North) [09.04]: yes.", "Mara", "yes."),
        ("답) 그렇습니다.", "답", "그렇습니다."),
        ("***ML:*** Yes, *that* one.", "ML", "Yes, *that* one."),
        ("*Mara:* Yes.", "Mara", "Yes."),
        ("Mara: *Yes*, she said.", "Mara", "*Yes*, she said."),
        ("[Mara](https://a.example/m): Yes.", "Mara", "Yes."),
        ("**[Mara](mara.html):** Yes.", "Mara", "Yes."),
        ("### [منى](https://a.example/3) (۱)", "منى", ""),
        ("[2031-04-01T15:57:12.391Z]\t<Mara_Lind>\tpresent", "Mara_Lind", "present"),
        ("[Tue 10:01] <mara> yes", "mara", "yes"),
        ("○森［洋］委員　はい。", "森［洋］委員", "はい。"),
        ("○委員長（森君）　はい。", "委員長", "はい。"),
        ("Robert (Bob) Lind: Yes.", "Robert Lind", "Yes."),
        ("MARA [laughs] Yes.", "MARA", "[laughs] Yes."),
        ("MRS. LIND [at the door] Very well, sir. Go.", "MRS. LIND", "[at the door] Very well, sir. Go."),
        ("MARA (at the door). Very well, sir.", "MARA", "Very well, sir."),
        ("案内人）今日は風が強い。", "案内人", "今日は風が強い。"),
        ("案内人）", "案内人", ""),
        ("（例）案内人｜霧の話", "例", "案内人｜霧の話"),
        ("М а р а. Ветер крепчает.", "Мара", "Ветер крепчает."),
        ("案内人 今日は風が強い。", "案内人", "今日は風が強い。"),
        ("向导 「今天风很大。」", "向导", "「今天风很大。」"),
        ("नाविक १- हवा तेज़ है।", "नाविक १", "हवा तेज़ है।"),
        ("مريم- هكذا كان.", "مريم", "هكذا كان."),
        ("רות- כך היה.", "רות", "כך היה."),
        (". . . Q: And then?", "Q", "And then?"),
        ("…Mara: And then?", "Mara", "And then?"),
        ("🎙️ מרה (צוחקת): כך היה.", "מרה", "כך היה."),
        ("👩‍✈️ Mara: And then?", "Mara", "And then?"),
    ],
)
def test_a_label_and_what_is_said(line: str, label: str, said: str) -> None:
    assert (label, said) in [(found.label, line[found.start :]) for found in read(line)]


@pytest.mark.parametrize(
    "line", ["ك- كنت صغيرا.", "मैं- मैं घर पर थी।", "אני- אני זוכר.", "ผม- ผมจำได้", "IT- IT is his."]
)
def test_who_begins_a_word_again_names_nobody(line: str) -> None:
    assert {found.label for found in read(line)}.isdisjoint({line.partition("-")[0]})


@pytest.mark.parametrize(
    "line", ["안내인 오늘은 바람이 세다.", "Mara 今天风很大。", "案内人 Wind", "Mara so it was."]
)
def test_a_single_blank_parts_no_words_where_all_words_have_one(line: str) -> None:
    assert "gap" not in {found.form for found in read(line)}


def test_a_name_ends_where_a_direction_does() -> None:
    assert {label.label for label in read("MRS. LIND [at the door] Very well, sir. Go.")} == {"MRS. LIND"}


@pytest.mark.parametrize(
    "line", ["FRAGE (aus dem Finnischen): Und die Fähre?", "ВОПРОС [по видеосвязи] : А паром?"]
)
def test_a_label_in_capitals_ends_at_the_colon_behind_its_parentheses(line: str) -> None:
    said = line.partition(":")[2].strip()
    assert {line[label.start :] for label in read(line) if label.form in ("colon", "period")} == {said}


@pytest.mark.parametrize("colon", [":-", " :-", ":–", "፦", "፡-", "፡"])
@pytest.mark.parametrize(("name", "words"), [("राम", "आप कब आए?"), ("አና", "መቼ መጣህ?"), ("علی", "کب آئے؟")])
def test_a_colon_may_have_a_hyphen_or_be_an_ethiopic_one(colon: str, name: str, words: str) -> None:
    line = f"{name}{colon} {words}"
    (label,) = [label for label in read(line) if label.form == "colon"]
    assert (label.label, line[label.start :]) == (name, words)


def test_a_sentence_in_amharic_is_no_label() -> None:
    assert not [label for label in read("ጀልባው ዘግይቶ መጣ፡፡ ማንም አልነበረም፡፡") if label.form == "colon"]


def test_brackets_in_which_nothing_stands_are_no_part_of_a_name() -> None:
    assert [label.label for label in read("Presidenten []: Møtet er satt.")] == ["Presidenten"]
    assert [label.label for label in read("יושב הראש ( ): נתחיל.")] == ["יושב הראש"]
    (party,) = [label for label in read("Ada Berg (V) []: Takk.") if label.form == "colon"]
    assert (party.label, party.asides) == ("Ada Berg", ("V",))


def test_a_quotation_mark_is_in_no_name_but_among_hebrew_letters() -> None:
    assert not read('He said "no": and left.')
    # Around all of it they are signs: a text that has them once has no speaker by that.
    assert [label.label for label in read('"שלום": כך אמרה')] == ["שלום"]
    assert read('ד"ר לב: כן.')[0].label == 'ד"ר לב'


@pytest.mark.parametrize("line", ["[Session one](#one)", "- [Ann](https://a.example) wrote it."])
def test_the_words_of_a_link_are_no_label(line: str) -> None:
    assert not any(label.form == "bracket" for label in read(line))


@pytest.mark.parametrize(
    "tag", ["p", "em", "div class='x'", "br /", "/li", "H3", "Film id='3'", "Film/", "a:Film/"]
)
def test_nobody_is_called_as_a_tag(tag: str) -> None:
    assert not any(label.form == "bracket" for label in read(f"<{tag}>So it was.</p>"))
    assert seen([f"<{tag}>So it was."]).text[0, TEXT.index("tag")]


@pytest.mark.parametrize("line", [r"**Мара \| Где?**", r"**Мара \|** Где?", r"Мара \> Где?", r"Мара\: Где?"])
def test_a_sign_that_markdown_escapes_parts_a_name_as_the_sign_does(line: str) -> None:
    found = {(label.label, line[label.start :].strip("*")) for label in read(line)}
    assert ("Мара", "Где?") in found


@pytest.mark.parametrize("nick", ["Mara", "mara_l", "Mara_Lind_(quay)", "玛拉", "Li"])
def test_who_writes_in_a_chat_is_no_tag(nick: str) -> None:
    assert read(f"<{nick}> so it was")[0].label == nick
    assert not seen([f"<{nick}> so it was"]).text[0, TEXT.index("tag")]


@pytest.mark.parametrize("number", ["（一）", "(一 )", "(1 ) ", "[2 ]  ", "（३ ）"])
def test_a_number_in_brackets_is_nobody_in_any_form(number: str) -> None:
    labels = {label.key for label in seen([f"{number}\u3000关于第一点，我们明年再说。"]).found[0]}
    assert labels.isdisjoint({"一", "1", "2", "३"})


@pytest.mark.parametrize(
    ("before", "said", "text"),
    [
        ("**Q: ", "Why did you stay?**", "Why did you stay?"),
        ("<strong>Q: ", "So?</strong>", "So?"),
        ("***Q:*** ", "*No*, and **no**.", "*No*, and **no**."),
        ("Q: ", "a_b and 5 * 3**", "a_b and 5 * 3**"),
    ],
)
def test_what_closes_the_emphasis_of_a_label_goes_with_it(before: str, said: str, text: str) -> None:
    assert unopened(said, before) == text


@examples(200)
@given(st.sampled_from(["**", "*", "__", "_"]), st.sampled_from(NAMES[:5]), st.booleans())
def test_a_turn_set_in_emphasis_says_its_words(mark: str, name: str, whole: bool) -> None:
    said = "Why did you stay on the island, of all places?"
    turn = f"{mark}{name}: {said}{mark}" if whole else f"{mark}{name}:{mark} {said}"
    text = "\n\n".join([turn, "Ida: Because somebody had to."] * 4)
    document, _ = plain.read(text.encode(), name="a", path="a.txt", lang="en", sidecar=Sidecar())
    paragraphs = [one.text for turn in document.turns for one in turn.paragraphs]
    assert paragraphs == [said, "Because somebody had to."] * 4


@pytest.mark.parametrize(
    "line",
    [
        r"**\<{}>** Who keeps the light?",
        r"**\<{}\>** Who keeps the light?",
        r"\[{}\] Who keeps the light?",
        "<p>{}: Who keeps the light?",
        "<p><b>{}:</b> Who keeps the light?",
        "0:02:01.5 **{}** Who keeps the light?",
    ],
)
@pytest.mark.parametrize("name", ["mara", "منى", "李明"])
def test_marks_around_a_label_are_no_part_of_it(line: str, name: str) -> None:
    text = line.format(name)
    (label,) = {(label.label, text[label.start :]) for label in read(text) if not label.bare}
    assert label == (name, "Who keeps the light?")


@pytest.mark.parametrize(
    "line", ["**Mara Lind** Yes. It was late.", "0:01:02 **Mara Lind** Yes. It was late."]
)
def test_where_bold_ends_a_name_ends(line: str) -> None:
    assert {label.label for label in read(line) if not label.bare} == {"Mara Lind"}


@pytest.mark.parametrize("line", ["**MARA.** It was late.", "**MARA**. It was late.", "MARA. It was late."])
def test_a_stop_behind_a_name_stands_in_bold_or_out_of_it(line: str) -> None:
    (label,) = [label for label in read(line) if label.form == "period"]
    assert (label.label, line[label.start :]) == ("MARA", "It was late.")


@pytest.mark.parametrize(
    "line", ["**Mara Lind:**{: .question}", "Mara Lind: {:.said lang=it}", "**נור:** {: #a1}"]
)
def test_what_sets_a_paragraph_is_no_words_of_it(line: str) -> None:
    label = read(line)[0]
    assert label.label in {"Mara Lind", "נור"}
    assert label.bare


@pytest.mark.parametrize(
    ("line", "form", "label", "asides"),
    [
        ("Ms. Ito (Sunda) (spoke in French): We heard.", "colon", "Ms. Ito", ("Sunda", "spoke in French")),
        ("Axel Berg (Vell) (SPD): Danke.", "colon", "Axel Berg", ("Vell", "SPD")),
        ("Karin Berg (S) replik: Tack.", "colon", "Karin Berg", ("S", "replik")),
        ("נור לוי (חיפה) (בזום): תודה.", "colon", "נור לוי", ("חיפה", "בזום")),
        ("+1 (555) 010-0199: This is Ruth.", "colon", "+1 (555) 010-0199", ()),
        # A bracket that is open in the label closes no label.
        (
            "Luca Rossi, im Namen der Gruppe. – (IT) Signora!",
            "stroke",
            "Luca Rossi",
            ("im Namen der Gruppe",),
        ),
        ("森［洋］委員: はい。", "colon", "森［洋］委員", ()),
        # In records of parliaments a name and a party stand between dashes.
        ("O SR. PRESIDENTE – RUI MAR – PL – Há número.", "stroke", "O SR. PRESIDENTE", ("RUI MAR", "PL")),
        ("АННА БЕРГ — ПАРТІЯ МОРЯ — Так.", "stroke", "АННА БЕРГ", ("ПАРТІЯ МОРЯ",)),
        ("Ann Lee — she said — and THERE — it was.", "stroke", "Ann Lee", ()),
        # In brackets a sentence may end, and a dash may stand.
        ("O SR. RUI MAR (VV - AM. Pela ordem.) - Sim.", "stroke", "O SR. RUI MAR", ("VV - AM. Pela ordem.",)),
        (
            "A SRA. PRESIDENTE (Ana Moraes. Vale) - Sim.",
            "stroke",
            "A SRA. PRESIDENTE (Ana Moraes. Vale)",
            (),
        ),
        ("БЕРГ (Партія моря. Порт) – Так.", "stroke", "БЕРГ", ("Партія моря. Порт",)),
    ],
)
def test_brackets_of_a_label(line: str, form: str, label: str, asides: tuple[str, ...]) -> None:
    found = read(line)
    assert [(one.label, one.asides) for one in found if one.form == form] == [(label, asides)]
    assert not [one for one in found if one.form == "arrow"]


@pytest.mark.parametrize("line", ["O SR. RUI MAR", "A SRA. ANA LUZ: Sim.", "La Sra. Luz", "El Dr. Mar - Sí."])
def test_a_title_that_is_cut_short_is_nobody(line: str) -> None:
    assert not [one for one in read(line) if one.form == "period"]


@pytest.mark.parametrize("line", ["THE KING. Who goes there?", "SR. Who?", "O MAR. Sim.", "The Lord. Come."])
def test_a_name_before_a_full_stop_is_somebody(line: str) -> None:
    assert [one for one in read(line) if one.form == "period"]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("0.35     DC MOSS      Where were you?", "DC MOSS"),
        ("12.05\tМАРА\tДе ви були?", "МАРА"),
        ("2.10   مراد    في البيت.", "مراد"),
    ],
)
def test_the_counter_of_a_tape_is_no_part_of_a_name(line: str, label: str) -> None:
    assert [one.label for one in read(line) if one.form == "gap"] == [label]


def test_a_number_with_a_fraction_in_a_sentence_is_no_counter() -> None:
    assert not [one for one in read("0.35 metres  deep") if one.label == "metres"]


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("ГНАТЮК О.С. Дорога розбита.", "ГНАТЮК О.С.", "Дорога розбита."),
        ("ІВАНЮК Ю. Є. (Порт). Дякую.", "ІВАНЮК Ю. Є.", "Дякую."),
        ("HOLT A.B. When is it mended?", "HOLT A.B.", "When is it mended?"),
        ("О.С.ГНАТЮК. Дорога розбита.", "О.С.ГНАТЮК", "Дорога розбита."),
        ("A. B. HOLT. When?", "A. B. HOLT", "When?"),
    ],
)
def test_initials_stand_beside_a_name_in_capitals(line: str, label: str, text: str) -> None:
    found = [one for one in read(line) if one.form == "period"]
    assert [(one.label, line[one.start :]) for one in found] == [(label, text)]


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("BO. Well. (He laughs.)", "BO", "Well. (He laughs.)"),
        ("Bo. Never again. [Exit.]", "Bo", "Never again. [Exit.]"),
        ("Ида. Да. (Смех.)", "Ида", "Да. (Смех.)"),
        ("Mr. Holt. I see. (Laughter.)", "Mr. Holt", "I see. (Laughter.)"),
        ("M. le président. Je vous prie. (Rires.)", "M. le président", "Je vous prie. (Rires.)"),
        ("Fr. Holm. Im Brunnen.", "Fr. Holm", "Im Brunnen."),
        ("Mgr. Paul. Je l'ai vu.", "Mgr. Paul", "Je l'ai vu."),
    ],
)
def test_what_is_said_behind_a_brief_name_is_no_part_of_it(line: str, label: str, text: str) -> None:
    """A word of four letters, at most, with a full stop may be a title: those are known."""
    found = [one for one in read(line) if one.form == "period"]
    assert [(one.label, line[one.start :]) for one in found] == [(label, text)]


@pytest.mark.parametrize("piece", ["(a)", "(م)", "（甲）(乙)", "(a–", "(("])
def test_many_brackets_before_a_dash_are_tried_once(piece: str) -> None:
    """Each was taken whole or in parts: a line of forty was never read to its end."""
    assert not [one for one in read(piece * 40 + "–b") if one.form == "stroke"]


@pytest.mark.parametrize(
    "line", ["Weekly (2025-03-04 10:02 GMT+1) - Notes", "Réunion (04/03/2025 10:02, Oslo) – Notes"]
)
def test_a_date_in_brackets_has_all_that_stands_in_them(line: str) -> None:
    assert not [one for one in read(line) if one.form == "time"]


@pytest.mark.parametrize(
    ("asks", "answers", "words"),
    [
        ("Commander Ann Holt", "Bo", ("Why?", "I came here. We all slept.")),
        ("الدكتورة ليلى حداد", "نور", ("لماذا؟", "جئت أنا. نمنا كلنا هنا.")),
    ],
)
def test_of_a_line_with_two_turns_only_the_first_label_is_bold(
    asks: str, answers: str, words: tuple[str, str]
) -> None:
    # What is bold in a line are its first characters, whoever speaks there.
    turns = [f"{asks}: {words[0]}", f"{answers}: {words[1]}"]
    texts = [*turns, f"{turns[0]} {turns[1]}", *turns]
    lines = [Line(text, n, gap=1, strong=text.index(":") + 1) for n, text in enumerate(texts, 1)]
    read, _ = document(Content(lines), name="x", path="x.txt", lang="und", sidecar=Sidecar())
    assert [str(p.text) for p in read.paragraphs()] == [*words] * 3


@pytest.mark.parametrize(
    ("part", "somebody"),
    [
        ("Action 4.2", "GPT-4.1"),
        ("Beispiel 1.3.1", "Sprecher 1.3"),
        ("Пример 2.10", "Робот 2.10"),
        ("مثال 3.1", "سلمى 3.1"),
    ],
)
def test_a_word_with_the_number_of_a_part_is_nobody(part: str, somebody: str) -> None:
    assert not candidates(Line(f"{part}: The lamp.", 1))
    assert [label.label for label in candidates(Line(f"{somebody}: The lamp.", 1))] == [somebody]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [("Mr. HOLT", "Ms. ROE"), ("Dr. HOLT", "Prof. ROE"), ("M. HOLT", "Mme ROE")],
)
def test_a_title_that_others_are_called_by_is_nobody(asks: str, answers: str) -> None:
    """What the chair says goes on in a paragraph that begins with a title and a name."""
    named = asks.title().replace("Holt", "Holt, please go on with the lamp.")
    text = (
        f"The CHAIR. We are here to hear about the lamp.\n\n{named}\n\n{asks}. It is out again.\n\n"
        f"{answers}. Who lit it last?\n\n{asks}. I did, at nine.\n\n{answers}. Then we go.\n"
    )
    document = read_file(text.encode(), "talk.txt")
    said = [
        (turn.speakers, paragraph.text)
        for turn in document.turns
        if turn.kind == "speech"
        for paragraph in turn.paragraphs
    ]
    assert said[1] == (said[0][0], named)


@pytest.mark.parametrize("name", ["mara", "Лена", "דנה", "ミナ"])
def test_a_second_time_behind_a_label_is_of_the_words(name: str) -> None:
    told = "[20:30:05] the lamp went out"
    for before in ("[4:30pm] ", "[16:30] ", "16:30 "):
        line = f"{before}{name}: {told}"
        assert {line[label.start :] for label in candidates(Line(line, 1)) if label.form == "colon"} == {told}
    # Where there is no other, it tells when somebody speaks.
    line = f"{name}: {told}"
    assert {line[label.start :] for label in candidates(Line(line, 1)) if label.form == "colon"} == {
        "the lamp went out"
    }
