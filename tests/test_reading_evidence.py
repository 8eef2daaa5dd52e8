"""What the reader takes as evidence, by small texts."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gold
from toolkit.config import Sidecar, parse_sidecar
from toolkit.model import Document
from toolkit.readers import plain, vtt
from toolkit.reading import features, roster, weights
from toolkit.reading.inference import infer
from toolkit.reading.lattice import AT, SPEECH, STATES
from toolkit.reading.view import FLAGS, GENRE, USUAL, View, view
from toolkit.text import lines
from toolkit.transcript import questions
from toolkit.transcript.aliases import merge


def seen(text: str) -> View:
    return view(plain.content(text, path="x.txt").lines)


def read(text: str) -> Document:
    return plain.read(text.encode(), name="a", path="a.txt", lang="en", sidecar=Sidecar())[0]


def told(text: str, feature: str) -> dict[str, float]:
    """One feature of each label."""
    known = roster.labelled(seen(text))
    column = roster.fixed(known)[:, roster.FEATURES.index(feature)]
    return {key: round(float(column[k]), 2) for k, key in enumerate(known.keys)}


NOTES = """Q: Who rings the bell?

- crowd: whoever is awake
- crowd: the baker did, once
- Mina Farouk: nobody, since May
"""


def test_a_hyphen_before_labels_that_recur_is_a_bullet() -> None:
    # In lines apart: of a list nobody takes the sign for a label.
    assert "-" not in told(NOTES, "sign before a label")
    of = told(NOTES.replace("\n", "\n\n"), "sign before a label")
    assert of["-"] == pytest.approx(2 / 3, abs=0.01)
    assert of["crowd"] == 0


def test_a_hyphen_before_what_is_said_is_none() -> None:
    talk = "- Who rings the bell?\n\n- Whoever is awake.\n\n- And at night?\n\n- The baker.\n"
    assert told(talk, "sign before a label")["-"] == 0


@pytest.mark.parametrize(
    ("joint", "first", "second"),
    [
        ("Ann Smith and Bob Brown", "Ann Smith", "Bob Brown"),
        ("李明、王芳", "李明", "王芳"),
        ("سلمى وكريم", "سلمى", "كريم"),
    ],
)
def test_a_label_made_of_two_that_recur_joins_them(joint: str, first: str, second: str) -> None:
    lines = [f"{first}: 1.", f"{second}: 2.", f"{joint}: 3.", f"{first}: 4.", f"{second}: 5."]
    of = told("\n\n".join(lines) + "\n", "joins labels")
    assert of[joint.casefold()] == 1
    assert of[first.casefold()] == of[second.casefold()] == 0


def test_a_label_with_and_of_nobody_who_speaks_joins_nothing() -> None:
    assert (
        told("Bread and Butter: 3 pounds.\n\nAnn: Yes.\n\nAnn: No.\n", "joins labels")["bread and butter"]
        == 0
    )


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_lines_between_fences_are_known(fence: str) -> None:
    column = FLAGS.index("fenced")
    text = f"Ann: See here.\n\n{fence}\n[A] [B] SWAP\n{fence}\n\nBob: I do.\n\n{fence}\nnever closed\n"
    assert seen(text).flags[:, column].tolist() == [0, 1, 1, 1, 0, 0, 0]


ROLL = [
    "Anu Hale, J.P.",
    "Ben Orr",
    "Cai Lund, M.H., J.P.",
    "丁文",
    "Dee Vance",
    "Eli Roe",
    "Fay Orme",
    "Gus Lind",
]


def test_names_one_below_the_other_are_a_roll() -> None:
    said = ["Ann: We rang the bell at six, and nobody came down to the harbour."] * 3
    text = "\n\n".join([*said, *ROLL, *said])
    assert seen(text).flags[:, FLAGS.index("roll")].tolist() == [0, 0, 0, *[1] * len(ROLL), 0, 0, 0]


def test_a_label_alone_with_its_words_below_is_no_roll() -> None:
    text = "\n\n".join(["Ann Holm", "It was late.", "Ben Orr", "Who rang?", "Ann Holm", "Nobody."])
    assert not seen(text).flags[:, FLAGS.index("roll")].any()


@given(st.lists(st.sampled_from(["- We rang.", "  - And who came?", "I rang at six.", ""]), min_size=1))
def test_the_kind_of_a_text_is_the_same_for_all_its_lines(those: list[str]) -> None:
    here = seen("\n".join([*those, "And then?"]) + "\n")
    assert all(0 <= share <= 1 for share in here.genre)
    columns = [features.FEATURES.index(name) for name in GENRE]
    assert np.ptp(features.steady(here)[:, columns], axis=0).max() == 0


def test_the_kind_of_a_text_is_told_by_shares_of_its_lines() -> None:
    points = (
        "* We rang.\n* They came.\n    * Nobody\n* We rang again, and the harbour stayed as dark as it was."
    )
    few = seen(f"Points:\n\n{points}\n\nAnd then?\n").genre
    many = seen(f"Points:\n\n{points}\n\nAnd then?\n\n" * 100).genre
    assert many == pytest.approx([4 / 6, 4 / 6, 1 / 4, 4 / 6, 1, 1 / 6], abs=0.03)
    # Few lines tell little.
    for share, sure, usual in zip(few, many, USUAL.values(), strict=True):
        assert abs(share - usual) < abs(sure - usual)


@pytest.mark.parametrize(
    ("ask", "answer"), [("Q:", "A:"), ("问：", "答："), ("В.", "О."), ("שאלה:", "תשובה:")]
)
def test_a_word_for_a_question_is_paired_with_one_for_an_answer(ask: str, answer: str) -> None:
    talk = f"The talk begins.\n\n{ask} Why?\n\n{answer} So.\n\nOn it goes.\n\n{answer} No.\n\nAnn: Yes.\n"
    of = told(talk, "question and answer")
    assert [of[label.rstrip(".:：").casefold()] for label in (ask, answer, "Ann")] == [1, 0.5, 0]


def test_a_book_tells_no_more_of_its_speakers_than_a_long_talk() -> None:
    talk = "Ann: Who rang?\n\nBen: Nobody.\n\n"
    for feature in ("log count", "types of form"):
        assert told(talk * 100, feature) == told(talk * 1000, feature)


def test_words_of_a_sentence_before_a_colon_are_many_in_lower_case() -> None:
    of = told("joltz: Yes.\n\njoltz: No.\n\ncompiles today but not: see below.\n", "many lower words")
    assert of["joltz"] == pytest.approx(1 / 3, abs=0.01) and of["compiles today but not"] == 1


def test_a_part_of_a_line_without_words_leaves_no_trace() -> None:
    assert lines.joined(["", "At six.", "", "And late."]) == "At six. And late."


likelihoods = st.floats(0, 1, exclude_max=True)


def question(doubtful: list[tuple[int, float]], bound: questions.Bound) -> tuple[list[int], list[int]]:
    places = np.array([place for place, _ in doubtful], dtype=np.intp)
    return questions.worth(places, np.array([other for _, other in doubtful]), bound)


@given(
    st.lists(likelihoods, max_size=12),
    st.builds(questions.Bound, likelihoods, st.floats(0, 3), likelihoods),
)
def test_a_question_names_all_places_of_its_cause_or_none(
    others: list[float], bound: questions.Bound
) -> None:
    asked, further = question(list(enumerate(others)), bound)
    named = [k for k, other in enumerate(others) if other > questions.FURTHER]
    assert sorted([*asked, *further]) == (named if asked else [])
    likely = sorted((others[k] for k in asked), reverse=True)
    # The most doubtful ones; and as many are wrong as make it worth to read them.
    assert not asked or max([0, *(others[k] for k in further)]) < likely[-1]
    assert not asked or likely[0] > bound.close or sum(likely) >= bound.wrong - 1e-9
    assert sum(likely) >= bound.share * len(likely) - 1e-9
    if named and not asked:
        first = max(others[k] for k in named)
        assert first <= max(bound.share, questions.FURTHER) or (first <= bound.close and first < bound.wrong)


@given(st.floats(0.001, 0.14), st.integers(1, 3000))
def test_a_long_text_that_is_sure_is_asked_as_little_as_a_short_one(other: float, count: int) -> None:
    """Two thousand turns that are each right are two thousand times nothing to ask."""
    bound = questions.Bound(share=0.15, wrong=1.0)
    assert question([(k, other) for k in range(count)], bound) == ([], [])
    # One that is doubtful among them is named, and so are others as far as they are worth it.
    asked, _ = question([(0, 1.0), *((k, other) for k in range(1, count))], bound)
    assert asked[0] == 0
    assert 1 + (len(asked) - 1) * other >= 0.15 * len(asked) - 1e-9


def test_what_a_cause_makes_wrong_is_added_up() -> None:
    bound = questions.Bound(share=0.1, wrong=0.2)
    once = [(7, 0.15)]
    assert question(once, bound) == ([], [])
    # Further places make it worth it, and are named.
    assert question([*once, (9, 0.03), (11, 0.2), (13, 0.001)], bound) == ([7, 9, 11], [])
    further = [(place, 0.03) for place in (8, 9, 10, 12)]
    assert question([*once, *further, (14, 0.2)], bound) == ([7, 14], [8, 9, 10, 12])
    # What is hardly doubtful goes with no others.
    assert question([*once, (9, 0.005), (11, 0.2)], bound) == ([7, 11], [])


@given(
    st.lists(likelihoods, max_size=12),
    st.builds(questions.Bound, likelihoods, st.floats(0, 3), likelihoods),
    st.integers(1, 3000),
    st.integers(0, 3000),
)
def test_a_brief_text_is_asked_about_no_less_than_a_long_one(
    others: list[float], bound: questions.Bound, short: int, more: int
) -> None:
    places, likely = np.arange(len(others)), np.array(others)
    brief, long = (questions.worth(places, likely, bound, count)[0] for count in (short, short + more))
    assert {*long} <= {*brief}


def test_a_label_that_begins_or_ends_with_another_is_longer() -> None:
    text = "Mayor Ada Roth: Yes.\n\nMayor: No.\n\nKei: Why?\n\nMayor: So it is.\n\nOld mayors of Vell: us.\n"
    of = told(text, "longer than a label")
    assert of["mayor ada roth"] == 1
    assert of["mayor"] == of["kei"] == of["old mayors of vell"] == 0
    assert told(text, "longer than a label and once")["mayor ada roth"] == 1


ASKED = """The keeper of the last lamp talks of storms.

**Why did you stay?**

Somebody had to.

**Were you never afraid?**

Every night. I counted the steps.

And once I lost count.

**What will become of it?**

A hotel, they say.
"""


@pytest.mark.parametrize("mark", ["**{}**", "*{}*", "### {}"])
def test_questions_set_apart_are_known_with_what_is_around(mark: str) -> None:
    view = seen(
        "".join(
            mark.format(line.strip("*\n")) + "\n" if "**" in line else line + "\n"
            for line in ASKED.split("\n")
        )
    )
    columns = [
        features.STEADY.index(name)
        for name in (
            "question set apart",
            "below a question set apart",
            "among questions set apart",
            "before questions set apart",
        )
    ]
    rows = features.steady(view)[:, columns].astype(int).tolist()
    question, answer, further = [1, 0, 0, 0], [0, 1, 1, 0], [0, 0, 1, 0]
    assert rows == [[0, 0, 0, 1], question, answer, question, answer, further, question, answer]


def test_one_question_set_apart_makes_no_interview() -> None:
    view = seen("It rained.\n\n**Why?**\n\nNobody knows.\n\nIt was wet.\n")
    assert not features.steady(view)[:, features.STEADY.index("among questions set apart")].any()


@pytest.mark.parametrize("headline", ["harbour voices | ada berg", "גלי הנמל | ליאת חדד"])
def test_what_may_be_nobody_gives_no_name(headline: str) -> None:
    name = headline.partition(" | ")[2]
    assert merge([headline, name], {})[0][name] == headline
    full, unclear = merge([headline, name], {}, unsure={headline})
    assert (full[name], unclear) == (name, {})


def test_initials_that_are_told_make_no_slip() -> None:
    lines = ["Frederika: Yes.", "Ola: No.", "Frederika: So?"] * 3
    same = "\n\n".join([*lines, "Frederik: I came late."])
    other = "\n\n".join(["Frederik (FR): I came early.", *lines, "FR: I came late."])
    assert {one.name for one in read(same).speakers} == {"Frederika", "Ola"}
    assert {one.name for one in read(other).speakers} == {"Frederika", "Ola", "Frederik"}


def test_a_name_is_short_for_one_that_it_begins() -> None:
    names = ["anna", "old anna berg lund", "anna lund"]
    assert merge(names, {})[0]["anna"] == "anna lund"
    assert merge(["bi zura", "the house of bi zura is open"], {})[0]["bi zura"] == "bi zura"


LISTS = """## People

* Ada Lee
* Bo Roth

Ada: three things, if I may, and each of them longer than any name:

- that the boat leaves early, and that nobody waits for those who oversleep
- that it comes back late, whatever the plan by the door says

Bo: No.

- [x](https://a.example)
- [y](https://b.example)
"""


def test_a_list_is_known_by_what_is_above_it_and_by_its_items() -> None:
    matrix = features.steady(seen(LISTS))

    def lines(name: str) -> list[int]:
        return np.flatnonzero(matrix[:, features.STEADY.index(name)]).tolist()

    assert lines("list") == [1, 2, 4, 5, 7, 8]
    assert lines("list below a heading") == [1, 2]
    assert lines("list below a colon") == [4, 5]
    assert lines("list of addresses") == [7, 8]
    assert set(lines("list of short items")) >= {1, 2} and 4 not in lines("list of short items")
    assert lines("below a heading") == [1]


def test_a_label_that_is_printed_in_another_way_is_told() -> None:
    text = "Ada | Letters\n\nAda: Yes.\n\nBo: No.\n\nAda: Why?\n\nBo: Because.\n"
    known = roster.labelled(seen(text))
    unusual = {known.candidates[n].form for n in np.flatnonzero(known.unusual).tolist()}
    assert unusual == {"arrow"}


def asked_apart(mark: str, names: tuple[str, str], asks: list[str], answers: list[str]) -> str:
    """Questions set apart without a label, and answers of two in turn with one."""
    turns = [
        (mark.format(question), f"**{names[n % 2]}:** {answer}")
        for n, (question, answer) in enumerate(zip(asks, answers, strict=True))
    ]
    return "\n\n".join(line for turn in turns for line in turn) + "\n"


@pytest.mark.parametrize("mark", ["**{}**", "*{}*"])
@pytest.mark.parametrize(
    ("names", "asks", "answers"),
    [
        (
            ("Mina", "Idris"),
            ["Who rings the bell?", "Since when?", "And at night?", "Will you stay?"],
            ["Whoever is awake.", "Since my father sold the boat.", "I do.", "We have not decided."],
        ),
        (
            ("سلمى", "كريم"),
            ["من يقرع الجرس؟", "منذ متى؟", "وفي الليل؟", "هل ستبقون؟"],
            ["من كان مستيقظا.", "منذ باع أبي القارب.", "أنا أقرعه وحدي.", "لم نقرر بعد."],
        ),
    ],
)
def test_a_question_set_apart_is_not_said_by_who_answered_before(
    mark: str, names: tuple[str, str], asks: list[str], answers: list[str]
) -> None:
    turns = read(asked_apart(mark, names, asks, answers)).turns
    unnamed = [turn.paragraphs[0].text.strip("*") for turn in turns if not turn.speakers]
    assert unnamed == asks
    assert len({turn.speakers for turn in turns if turn.speakers}) == 2


def test_an_answer_below_a_question_in_bold_is_not_the_askers() -> None:
    text = "".join(
        f"**RB: {question}**\n\n{answer}\n\n{answer} Nobody else had the key.\n\n"
        for question, answer in (
            ("Who rings the bell?", "I do, since the spring."),
            ("And before that, in the years of the ferry?", "My aunt rang it from the boat."),
            ("You never told me about the key.", "It hung behind the stove for years."),
            ("Is it still there?", "Come and look for yourself."),
        )
    )
    turns = read(text).turns
    assert [turn.label for turn in turns if turn.speakers] == ["RB"] * 4
    assert sum(len(turn.paragraphs) for turn in turns if not turn.speakers) == 8


@pytest.mark.parametrize("number", ["## {n}: {x}", "({n}) {x}", "### {n} – {x}"])
def test_numbers_that_go_on_by_one_are_nobody(number: str) -> None:
    asks = ["Who rings the bell?", "Since when?", "And at night?", "Will you stay on the island?"]
    answers = ["Whoever is awake.", "Since we sold the boat.", "I do, with a lamp.", "We have not decided."]
    text = "".join(
        number.format(n=n, x=ask) + f"\n\n{answer}\n\n"
        for n, (ask, answer) in enumerate(zip(asks, answers, strict=True), 1)
    )
    assert not any(turn.speakers for turn in read(text).turns)


def test_two_numbers_in_turn_are_people() -> None:
    texts = ["Who rings the bell?", "I do.", "And at night?", "My aunt, mostly.", "With a lamp?", "Without."]
    text = "".join(f"{n % 2 + 1}: {said}\n\n" for n, said in enumerate(texts))
    assert {turn.label for turn in read(text).turns} == {"1", "2"}


def test_an_empty_line_of_a_quotation_parts_paragraphs() -> None:
    text = "> The ferry came at nine.\n>\n> It left at ten,\n> with nobody aboard.\n"
    assert [line.gap for line in plain.content(text, path="x.txt").lines] == [0, 1, 0]


@pytest.mark.parametrize(
    "mark",
    [
        "<{}> ",
        "12:01 <{}> ",
        "12:01 < {}> ",
        "[Tue 12:01]\t<{}>\t",
        "2018-06-19 14:01:23\t{}\t",
        "[12:01] <{}> ",
    ],
)
def test_the_log_of_a_chat_says_who_wrote(mark: str) -> None:
    names = ("~roza", "dov42", "kiwi")
    said = [
        *(
            "let's begin. who has looked at the bell since monday?",
            "dov42: is the rope mended?",
            "I have, it rings",
        ),
        *("good", "kiwi: did you hear it from the harbour?", "yes, and the ferry answered"),
        *(
            "then we can close that point",
            "one more: who keeps the key this month?",
            "~roza: you do, I think",
        ),
        *("fine, I'll bring it on friday", "thanks!", "see you then"),
    ]
    text = "".join(mark.format(names[n % 3]) + words + "\n" for n, words in enumerate(said))
    turns = read(text).turns
    assert [turn.label for turn in turns] == [names[n % 3] for n in range(len(said))]
    assert [turn.paragraphs[0].text for turn in turns] == said


@pytest.mark.parametrize("path", sorted((gold.FOLDER / "reading").glob("*.tsv")), ids=lambda path: path.stem)
def test_above_the_first_label_all_is_said_or_all_is_told(path: Path) -> None:
    seen_ = seen(gold.read_by_hand(path)[0])
    inferred = infer(roster.labelled(seen_), weights.weights())
    first = next(
        (i for i, state in enumerate(inferred.states) if state in ("turn", "label")), len(seen_.lines)
    )
    speech = [AT[state] for state in SPEECH]
    prose = [AT[state] for state in STATES if state not in ("turn", "label", "heading", "event", "separator")]
    said, of = (inferred.p[:first, which].sum(axis=1) @ seen_.widths[:first] for which in (speech, prose))
    # What is likely to be said is more than half, or nothing is.
    interview = features.set_apart(seen_).any()
    assert 2 * said >= of - 1e-6 or interview or set(SPEECH).isdisjoint(inferred.states[:first])


@pytest.mark.parametrize("order", ["1212", "123123123", "12341", "1234321"])
def test_numbers_that_come_again_are_people(order: str) -> None:
    said = ["Who rings the bell?", "I do, since the spring.", "And I, when he is at sea."]
    text = "".join(f"{number}: {said[n % 3]}\n\n" for n, number in enumerate(order))
    assert [turn.label for turn in read(text).turns] == list(order)


def test_numbers_that_a_container_states_are_people() -> None:
    times = [f"00:0{n}.000 --> 00:0{n}.900\n<v {n}>The bell rang {n} times." for n in range(1, 6)]
    captions = "WEBVTT\n\n" + "\n\n".join(times) + "\n"
    found, _ = vtt.READER.read(captions.encode(), name="a", path="a.vtt", lang="en", sidecar=Sidecar())
    assert [turn.label for turn in found.turns] == ["1", "2", "3", "4", "5"]


def test_an_emphasised_paragraph_of_an_answer_is_the_answerers() -> None:
    asked = ["Why did you go?", "And then?", "When was that?", "Who rang?"]
    turns = [f"**Ann Holt: {question}**\n\nKarim Saleh: I had to go, and I did.\n\n" for question in asked]
    turns.insert(1, "*The sea is a door.*\n\nThat was her song.\n\n")
    first, answer, *_ = read("".join(turns)).turns
    assert (first.label, answer.label) == ("Ann Holt", "Karim Saleh")
    assert [paragraph.text for paragraph in answer.paragraphs][1:] == [
        "*The sea is a door.*",
        "That was her song.",
    ]


TOLD = (
    "The mill stood on the hill for years and nobody asked why it turned.\n\n"
    "In the spring of 1911 the wheel broke, and the town paid for a new one.\n\n"
    "Its owner was a tall woman of forty who never spoke of it.\n\n"
)


@pytest.mark.parametrize(
    "head",
    ["speakers: [Ann Holt, Ed]", "transcript: no", "transcript: https://a.example/t.pdf", "people: [mill]"],
)
def test_an_introduction_is_told_whatever_front_matter_lists(head: str) -> None:
    turns = "Ed: Why?\n\nAnn Holt: So.\n\nEd: When?\n\nAnn Holt: In May, with the boat.\n"
    spoken = [turn for turn in read(f"---\n{head}\n---\n{TOLD}{turns}").turns if turn.kind == "speech"]
    assert [turn.label for turn in spoken] == ["Ed", "Ann Holt", "Ed", "Ann Holt"]


def test_what_somebody_transcribed_is_said() -> None:
    turns = read(f"---\ntranscript_by: Ann Holt\n---\n{TOLD}").turns
    assert {turn.kind for turn in turns} <= {"speech", "title"} and not any(turn.speakers for turn in turns)
    assert {turn.kind for turn in read(TOLD).turns} <= {"narration", "title", "meta", "note"}


@pytest.mark.parametrize("blank", [">", "> ", ">\t>", ">\u00a0>", "> >"])
def test_the_sign_of_a_quotation_alone_is_no_paragraph(blank: str) -> None:
    text = f"Ann: Yes, it rang.\n\n{blank}\n\nBob: No, it did not.\n"
    assert all(paragraph.text for turn in read(text).turns for paragraph in turn.paragraphs)
    assert [turn.label for turn in read(text).turns] == ["Ann", "Bob"]


ARTICLE = """# The mill is closed

The mill at the end of the quay has been closed since spring, and nobody has said when it will open again.

The council met twice in March. The first time the hall was too cold, and the second time too few had come.

{}

The roof was mended in the summer by people who live beside it, with slates that the old school had left over.

Whoever wants to see the wheel may go there on Saturdays, when the baker has the key and time to show it.

A second report is to come in autumn, with a list of what has to be done first and what it is going to cost.
"""


@pytest.mark.parametrize(
    "line", ["Council: Nobody has the key, we think.", "Ida Holm: I have seen the wheel turn."]
)
def test_a_turn_in_an_article_makes_no_conversation(line: str) -> None:
    text = ARTICLE.format(line)

    def kinds(sidecar: str) -> list[str]:
        document, _ = plain.read(
            text.encode(), name="a", path="a.txt", lang="en", sidecar=parse_sidecar(sidecar, "a.toml")
        )
        return [paragraph.kind for turn in document.turns for paragraph in turn.paragraphs]

    assert "speech" not in kinds("")
    name = line.partition(":")[0]
    assert kinds(f'[[speakers]]\nname = "{name}"\n').count("speech") >= 1


def test_pictures_beside_a_short_conversation_do_not_end_it() -> None:
    pictures = "\n\n".join(f"![The weir, seen from side {k}.](weir-{k}.png)\nSide {k}." for k in range(15))
    text = f"The weir\n\nMara Lind: What holds it?\n\nIvo Karras: A beam that my father set.\n\n{pictures}\n"
    document, _ = plain.read(
        text.encode(), name="a", path="a.txt", lang="en", sidecar=parse_sidecar("", "a.toml")
    )
    kinds = [paragraph.kind for turn in document.turns for paragraph in turn.paragraphs]
    assert kinds.count("speech") == 2
    assert kinds.count("caption") == 15


@pytest.mark.parametrize(
    ("often", "seldom"),
    [
        ("Speaker 1", "Speaker 0"),
        ("SPEAKER_00", "SPEAKER_01"),
        ("Sprecher A", "Sprecher B"),
        ("المتحدث 1", "المتحدث 2"),
        ("Участник 3", "Участник 13"),
    ],
)
def test_a_number_or_a_letter_is_no_slip(often: str, seldom: str) -> None:
    turns = [(often, f"We went on to the {n}th lock, and it was open.") for n in range(4, 12)]
    turns.insert(3, (seldom, "Who had the key, then?"))
    turns.append((seldom, "I see."))
    text = "\n\n".join(f"{label}: {words}" for label, words in turns)
    cues = "\n\n".join(
        f"00:{n:02}.000 --> 00:{n:02}.900\n<v {label}>{words}" for n, (label, words) in enumerate(turns)
    )
    shown = vtt.READER.read(
        f"WEBVTT\n\n{cues}\n".encode(), name="a", path="a.vtt", lang="en", sidecar=Sidecar()
    )
    for found in (read(text), shown[0]):
        by_key = {speaker.key: speaker.name for speaker in found.speakers}
        said = [(by_key[key], turn.label) for turn in found.turns for key in turn.speakers]
        # Where labels come with each cue, cues of one speaker are one turn.
        heard = [one for one, _ in groupby(said)]
        assert heard == [(label, label) for label, _ in groupby(label for label, _ in turns)]


@pytest.mark.parametrize(
    ("one", "slip", "other"),
    [("ANNA", "ANA ANNA", "TOM"), ("Нора", "Норра Нора", "Глеб"), ("ليلى", "ليله ليلى", "سامي")],
)
def test_a_longer_name_that_comes_once_amid_turns_is_not_how_somebody_is_called(
    one: str, slip: str, other: str
) -> None:
    def called(*order: str) -> list[str]:
        said = zip(order, ["Who rang?", "I did."] * len(order), strict=False)
        text = "\n\n".join(f"{who}: {words}" for who, words in said)
        document, _ = plain.read(text.encode(), name="x", path="x.txt", lang="und", sidecar=Sidecar())
        names = {speaker.key: speaker.name for speaker in document.speakers}
        return [names[turn.speakers[0]] for turn in document.turns]

    assert called(*(one, other) * 3, slip, other, one) == [*(one, other) * 4, one]
    # Whoever is named in full at first is called so.
    assert called(slip, other, *(one, other) * 3) == [slip, other] * 4
