"""Forms of plain text: what lines show by themselves, and what they don't."""

from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talks import read, read_and_asked, texts_of
from toolkit.config import Sidecar
from toolkit.readers import plain
from toolkit.readers.divided import undivided
from toolkit.readers.file_lines import scan
from toolkit.readers.text_lines import forms
from toolkit.reading.lines import Line
from toolkit.text.lines import joined, starts
from toolkit.workflow.transcripts import read_data

POEM = """  The lamp is lit, the ferry late,
  the river goes its way,
  and nobody who has to wait
  can tell you if it may"""


def shown(source: str) -> list[tuple[str, bool, str]]:
    """Form of each line, whether it goes on, and its words."""
    lines = scan(source)
    found = forms(lines.text, lines.gap, lines.indent)
    return [(one.form, one.joined, line[one.start :]) for one, line in zip(found, lines.text, strict=True)]


def kinds(source: str) -> set[str]:
    return {form for form, _, _ in shown(source)}


def test_a_stanza_keeps_its_lines() -> None:
    assert [(form, joined) for form, joined, _ in shown(POEM)] == [("verse", k > 0) for k in range(4)]
    assert kinds("渡轮晚点，灯已点亮，\n河水流过无人的岸，\n没有人知道它何时归来，\n也没有人等待\n") == {
        "verse"
    }
    assert kinds("الليل طويل،\nوالنهر بعيد،\nوالعبّارة لا تأتي\n") == {"verse"}


def test_lines_of_prose_are_no_verse() -> None:
    assert kinds("THE FERRY\nBy Ann Lee\n14 March 2026\n\nMara: Yes.\n") == {"prose"}
    assert kinds("Mara: Yes,\nIlyas: No,\nMara: Yes,\n") == {"prose"}
    assert kinds("She came.\nShe saw.\nShe left.\n") == {"prose"}
    wrapped = "This was wrapped by somebody at about\nforty columns, so its lines end where,\n"
    wrapped += "as it were, the margin asked for an end,\nand nowhere else.\n"
    assert kinds(wrapped * 2) == {"prose"}


TALK = (
    "Mara: I kept the lamp for eleven winters, and in all of them nobody came over after the second bell.",
    "Ilyas: And in the last one there was a song that all of them knew, and none of us had heard before.",
)
SONGS = [
    """The lamp is lit upon the quay
the ferry has not come tonight
and nobody is left to say
if it will come before the light
My father kept the iron bell
he rang it when the fog was deep
and every house could hear it well
and turned again and went to sleep""",
    """Pas un passeur ne revient ce soir,
la nuit descend, plus lente que la mer
sur les maisons
et la cloche
se tait dans le brouillard""",
    """كان أبي يحمل الجرس القديم
يدقّه حين يعلو الضباب
وكل بيت يسمع الرنين الطويل
ثم ينام خلف الأبواب
ليس للنهر اسم""",
    """父亲守着那口铁钟，
雾深的时候他就敲响，
每一户都听得见，
翻个身又睡去。""",
]


@pytest.mark.parametrize("song", SONGS)
@pytest.mark.parametrize("inset", ["", "    "])
@pytest.mark.parametrize("above", ["", "Mara: It went like this:\n"])
def test_verse_is_verse_however_long_it_is(song: str, inset: str, above: str) -> None:
    own = song.split("\n")
    for count in (8, 20, 40, 60, 100, 200):
        lines = [inset + own[k % len(own)] for k in range(count)]
        found = shown("\n\n".join([TALK[0], above + "\n".join(lines), TALK[1]]))
        assert [words for form, _, words in found if form == "verse"] == [line.strip() for line in lines]


@pytest.mark.parametrize("columns", range(40, 90, 7))
def test_wrapped_lines_are_no_verse_however_long_they_are(columns: int) -> None:
    told = " ".join(words.partition(": ")[2] for words in TALK)
    for count in (1, 2, 5, 20):
        # Narrower than the rest, as what somebody pasted.
        pasted = "\n".join(wrap(" ".join([told] * count), columns))
        assert kinds("\n\n".join([TALK[0], pasted, TALK[1]])) == {"prose"}


def test_captions_below_a_long_title_are_no_verse() -> None:
    words = " ".join(one.partition(": ")[2].lower().replace(".", "").replace(",", "") for one in TALK).split()
    cut = [" ".join(words[k : k + 4 + k % 3]) for k in range(0, len(words), 6)] * 12
    assert kinds("\n\n".join([TALK[0].rstrip("."), "\n".join(cut)])) == {"prose"}


TITLE_PAGES = [
    (
        "مسرحية\nحكاية المصباح القديم هناك\nممنوع أن تنام\nممنوع أن تغني\nتأليف منى بنت سالم\n"
        "حكاية المصباح القديم هناك\nممنوع أن تنام\nممنوع أن تغني\nتأليف منى بنت سالم\nالفصل الأول"
    ),
    (
        "מחזה\nסיפור הפנס הישן שם\nאסור לישון כאן\nאסור לשיר כאן\nמאת רות בת שלום\n"
        "סיפור הפנס הישן שם\nאסור לישון כאן\nאסור לשיר כאן\nמאת רות בת שלום\nמערכה ראשונה"
    ),
]
"""Scripts without capitals: nothing else tells such lines from verse."""


@pytest.mark.parametrize("page", TITLE_PAGES)
def test_a_title_page_right_above_labels_is_no_verse(page: str) -> None:
    talk = "א: איפה הפנס?\nב: על הרציף.\nא: ומי מדליק אותו?"
    assert kinds(f"{page}\n{talk}") == {"prose"}
    # Behind a blank line, or below a label, they may be sung.
    assert "verse" in kinds(f"{page}\n\n{talk}") and "verse" in kinds(f"ב: שיר.\n\n{page}\n{talk}")


def test_quoted_verse_keeps_its_lines() -> None:
    verse = "Nobody rows tonight,\nNobody sings\nAnd the long rope\nLies on the landing, wet"
    prose = "\n".join(wrap(TALK[0].partition(": ")[2], 50))
    quoted = ["\n".join(f"> {line}" for line in one.split("\n")) for one in (verse, prose)]
    source = "\n\n".join([TALK[0], quoted[0], TALK[1], quoted[1]]).encode()
    document, _ = plain.read(source, name="ferry", path="ferry.txt", lang="en", sidecar=Sidecar())
    read = [one.text for one in document.paragraphs() if one.form == "quotation"]
    assert read == [verse.replace("\n", "<br>"), prose.replace("\n", " ")]
    assert plain.write(document) == source


def test_a_list_is_no_dialogue() -> None:
    assert shown("Take along:\n- salt\n- three lamps, one of\n  them without oil\n") == [
        ("prose", False, "Take along:"),
        ("item", False, "salt"),
        ("item", False, "three lamps, one of"),
        ("item", True, "them without oil"),
    ]
    assert kinds("- How are you?\n- Fine, thanks.\n") == {"prose"}
    assert kinds("- I went home.\n- So did I.\n") == {"prose"}
    assert kinds("The list:\n- salt;\n- rope.\n") == {"prose", "item"}
    # In Greek a semicolon asks.
    assert "item" not in kinds("Ρώτησε:\n- Πού είναι το αλάτι;\n- Δεν ξέρω.\n")
    assert kinds("• الملح\n• الحبل\n") == {"item"}
    assert kinds("1. Rope.\n2. Lamp.\n") == {"item"} and kinds("1. Rope.\n7. Lamp.\n") == {"prose"}


def test_quotations_and_pictures() -> None:
    assert shown("> Nobody waits\n> for a ferry.\n") == [
        ("quotation", False, "Nobody waits"),
        ("quotation", True, "for a ferry."),
    ]
    assert shown("![At dawn](ferry.jpg)\nThe ferry. Photo: Noor\n\nMara: Yes.\n")[:2] == [
        ("picture", False, "![At dawn](ferry.jpg)"),
        ("picture", True, "The ferry. Photo: Noor"),
    ]
    assert kinds("Look ![at it](a.jpg).\n") == {"prose"}


def test_forms_of_a_transcript_are_read() -> None:
    source = "\n\n".join(
        [
            "THE LAST FERRY",
            "Mara: I wrote this:",
            POEM,
            "Ilyas: What did you take along?",
            "Mara: Only this:\n- salt\n- three lamps, one of them\n  without oil",
            "My father used to say:",
            "> Rivers have no keepers,\n> only guests.",
            "![At dawn](ferry.jpg)\nThe ferry. Photo: Noor",
            "Ilyas: And then?",
            "Mara: Nobody came.\n",
        ]
    )
    data = source.encode()
    document, _ = plain.read(data, name="ferry", path="ferry.txt", lang="en", sidecar=Sidecar())
    read = [(one.kind, one.form, one.text) for turn in document.turns for one in turn.paragraphs]
    lines = "<br>".join(line.strip() for line in POEM.split("\n"))
    assert [one for one in read if one[1] != "prose"] == [
        ("speech", "verse", lines),
        ("speech", "item", "salt"),
        ("speech", "item", "three lamps, one of them without oil"),
        ("speech", "quotation", "Rivers have no keepers, only guests."),
        ("caption", "picture", "![At dawn](ferry.jpg) The ferry. Photo: Noor"),
    ]
    assert plain.write(document) == data


ARROWED = """The ferry, a talk

>> Good evening, everybody.
>> Where is the ferry?
>>> Now to the weather.
>>הגשר סגור.
It is closed until May.
>> I see.
"""


def test_arrows_of_captions_are_a_change_of_the_speaker() -> None:
    data = ARROWED.encode()
    document, _ = plain.read(data, name="ferry", path="ferry.txt", lang="en", sidecar=Sidecar())
    said = [[one.text for one in turn.paragraphs] for turn in document.turns if turn.kind == "speech"]
    assert said[:3] == [["Good evening, everybody."], ["Where is the ferry?"], ["Now to the weather."]]
    assert [said[3][0], said[-1]] == ["הגשר סגור.", ["I see."]]
    assert not document.speakers
    assert plain.write(document) == data


@pytest.mark.parametrize(
    "text",
    [
        # Answers to a letter, quoted twice and once; and what is typed at a prompt.
        ">> Is it late?\n>> Is it far?\n>> Is it cold?\n>> Is it dark?\n> It is.\n",
        ">>> print(1)\n>>> print(2)\n>>> print(3)\n>>> print(4)\n>> no prompt\n" * 4,
    ],
)
def test_other_arrows_are_none(text: str) -> None:
    lines = plain.content(text, path="ferry.txt").lines
    assert not any(line.changes for line in lines)


LOG = [
    ("[2026-03-14 10:1{}:03] <{}> {}", ["mira", "ilyas_n", "נור", "b3n", "petra-w", "Ada`"]),
    ("10:1{} < {}> {}", ["mira", "ilyas", "ליאור", "b3n", "小雨", "zw"]),
]


@pytest.mark.parametrize(("entry", "nicks"), LOG)
def test_whoever_writes_in_a_log_is_somebody(entry: str, nicks: list[str]) -> None:
    """A greeting of each, and no more: the log itself says who writes."""
    words = ["hi", "hello", "שלום", "so... :P", "o/", "buenos dias"]
    log = "\n".join(entry.format(n, *pair) for n, pair in enumerate(zip(nicks, words, strict=True))) + "\n"
    document, _ = plain.read(log.encode(), name="log", path="log.txt", lang="und", sidecar=Sidecar())
    assert texts_of(document, "speech") == words
    assert plain.write(document) == log.encode()


def test_a_few_lines_of_a_log_are_no_log() -> None:
    text = "How a log looks:\n\n10:12 <mira> hi\n10:13 <ilyas> hello\n\n" + "Nobody waits for it.\n\n" * 4
    assert plain.content(text, path="log.txt").cast == ()


DIVIDED = """\
Ann: The lamp of the har-
bour was seen at the light-
house of Vell by a well-
known man, be-
cause he lit it.

Bo: The lighthouse, well, I know it. Who was he?

Ann: A co-
founder of the harbour.
"""


def test_a_word_that_a_line_divides_is_whole_and_told() -> None:
    document, findings = read_and_asked(DIVIDED, lang="en")
    assert [str(p.text) for p in document.paragraphs()] == [
        "The lamp of the harbour was seen at the lighthouse of Vell by a well-known man, because he lit it.",
        "The lighthouse, well, I know it. Who was he?",
        "A co-founder of the harbour.",
    ]
    (told,) = (finding for finding in findings if finding.code == "D167")
    assert dict(told.args)["words"] == ("harbour", "lighthouse", "because")
    assert str(told.where) == "x.txt:1"
    again, _ = plain.read(DIVIDED.encode(), name="x", path="x.txt", lang="en", sidecar=Sidecar())
    assert plain.write(again) == DIVIDED.encode()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Who stutters begins a word once more, and some languages double words.
        ("So he began: begi-\nbeginning again.", "begi-beginning"),
        ("Mereka rumah-\nrumah besar.", "rumah-rumah"),
        # What else the text joins by a hyphen is joined so here.
        ("Voulez-\nvous du sel ? Avez-vous du pain ?", "Voulez-vous"),
        ("The anti-war men and anti-\nlamp men came.", "anti-lamp"),
        ("Et elle va-t-\nil pleuvoir, et vas-y.", "va-t-il"),
        # A word without its end goes before another that has one.
        ("Die Kessel- und die Hafen-\nund Bootswache kam.", "Hafen-und"),
    ],
)
def test_a_hyphen_of_its_own_stays(text: str, words: str) -> None:
    content = plain.content(text, path="x.txt")
    assert words in joined([line.text for line in content.lines])
    assert not content.findings


PIECES = st.text("abcdeäñбд", min_size=1, max_size=9)


@given(st.lists(st.tuples(PIECES, PIECES), min_size=1, max_size=6), st.booleans())
def test_no_letter_of_a_divided_word_is_lost(words: list[tuple[str, str]], hyphened: bool) -> None:
    lines = [
        Line(text, number)
        for number, text in enumerate("\n".join(f"so {a}-\n{b} then" for a, b in words).split("\n"), 1)
    ]
    if hyphened:
        lines += [Line(f"the {a}-{b} then", 99) for a, b in words]
    made, whole = undivided(lines)
    parts = [line.text for line in made]
    text = joined(parts)
    assert text.replace("-", "").replace(" ", "") == "".join(line.text for line in lines).replace(
        "-", ""
    ).replace(" ", "")
    # Each part is found again where it begins, without its hyphen.
    for at, part in zip(starts(parts, text), parts, strict=True):
        assert text.startswith(part.rstrip("\u00ad"), at)
    assert not (hyphened and whole)


@pytest.mark.parametrize("above", ["", "The boat\n\n"])
def test_a_text_that_stands_between_fences_is_no_code(above: str) -> None:
    said = "Ada: Is the boat in?\nTom: Not yet.\nAda: Then we wait.\nTom: Then we wait."
    document = read(f"{above}```\n{said}\n```\n", lang="en")
    assert [turn.label for turn in document.turns if turn.kind == "speech"] == ["Ada", "Tom", "Ada", "Tom"]


def test_what_a_fence_calls_a_program_is_code() -> None:
    document, _ = read_data(
        b"```yaml\nHost: Is the boat in?\nPort: Not yet.\nHost: Then we wait.\nPort: Well.\n```\n",
        Sidecar(),
        path="x.txt",
        name="x",
        lang="en",
    )
    assert not document.speakers


@pytest.mark.parametrize("label", ["'''{}:'''", "'''{}''':"])
@pytest.mark.parametrize(
    "words",
    [
        (
            "Mara",
            "Otto",
            "Why do you ring it?",
            "It's the ships' ''Eel'' bell.",
            "And in winter?",
            "We wait.",
        ),
        ("Мара", "Отто", "Почему вы звоните?", "Вода ''пришла'' рано.", "А зимой?", "Мы ждём."),
        ("مارا", "أوتو", "لماذا تقرعونها؟", "جاء ''المد'' مبكرا.", "وفي الشتاء؟", "ننتظر."),
    ],
)
def test_apostrophes_of_a_wiki_are_emphasis(label: str, words: tuple[str, ...]) -> None:
    said = [*zip((*words[:2], *words[:2]), words[2:], strict=True)]
    text = "\n\n".join(f"{label.format(who)} {one}" for who, one in said)
    document = read(text)
    shown = [(who, one.replace("''", "*")) for who, one in said]
    assert [(turn.label, turn.paragraphs[0].text) for turn in document.turns] == shown


def test_two_apostrophes_may_be_quotation_marks() -> None:
    text = "''Mara'' is a boat.\n\nShe said: ''Ring it.''\n\n'''So''' she wrote.\n"
    assert [line.text for line in plain.content(text, path="x.txt").lines] == text.split("\n")[::2][:3]
