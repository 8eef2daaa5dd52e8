"""People who speak together stay themselves: in what is read, in catalogs, and in every edition."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogs import document, translation
from pace import examples
from toolkit import adopting, catalog, languages
from toolkit.catalog import ids
from toolkit.config import Sidecar, parse_sidecar
from toolkit.edition.merge import edition
from toolkit.errors import ConfigError
from toolkit.findings import Finding
from toolkit.model import Document
from toolkit.readers import markdown, plain, tei
from toolkit.workflow.reading_rows import rows

TALK = """Interviewer: How did it begin?

{a}: With a boat that lay on the river.

{b}: And with a storm, of course.

Interviewer: Who built the boat in the end?

{ab}: We did, the two of us!

{b}: Mostly.

{a}: Well, mostly.
"""
ONCE = """Interviewer: How did it begin?

{ab}: With a boat that lay on the river.

Interviewer: Who built the boat in the end?

{ab}: We did, the two of us!
"""
PEOPLE = {
    "en": ("Ann Smith", "Bob Brown"),
    "es": ("Ana Ruiz", "Inés Sol"),
    "ru": ("Анна Белова", "Пётр Лугов"),
    "el": ("Μαρία Παππά", "Νίκος Λίνος"),
    "ar": ("أحمد السالم", "ليلى منصور"),
    "he": ("דנה כהן", "יוסי לוי"),
    "fa": ("مریم رستمی", "رضا کاوه"),
    "hi": ("आशा वर्मा", "रवि जोशी"),
    "th": ("สมชาย", "มานี"),
    "zh": ("李明", "王芳"),
    "ja": ("田中", "鈴木"),
    "ko": ("김민수", "이서연"),
}
"""Two names in the script of a language."""


def read(text: str, sidecar: Sidecar | None = None, lang: str = "und") -> tuple[Document, list[Finding]]:
    found, problems = plain.READER.read(
        text.encode(), name="talk", path="talk.txt", lang=lang, sidecar=sidecar or Sidecar()
    )
    return found, list(problems)


def said(found: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (turn.label, tuple({one.key: one for one in found.speakers}[key].name for key in turn.speakers))
        for turn in found.turns
        if turn.kind == "speech"
    ]


@pytest.mark.parametrize(
    ("a", "b", "ab", "order"),
    [
        ("Ann Smith", "Bob Brown", "Ann Smith and Bob Brown", "ab"),
        ("Ann Smith", "Bob Brown", "Brown & Smith", "ba"),
        ("Ann Smith", "Bob Brown", "Bob, Ann", "ba"),
        ("ANN SMITH", "BOB BROWN", "ANN SMITH AND BOB BROWN", "ab"),
        ("Smith", "Brown", "Ann Smith and Bob Brown", "ab"),
        ("Dr. Ann Smith", "Professor Bob Brown", "Dr. Smith and Professor Brown", "ab"),
        ("Costa e Silva", "Bob Brown", "Costa e Silva and Brown", "ab"),
        ("Anna", "Bert", "Anna und Bert", "ab"),
        ("Anne", "Luc", "Anne et Luc", "ab"),
        ("Анна", "Пётр", "Анна и Пётр", "ab"),
        ("李明", "王芳", "李明、王芳", "ab"),
        ("李明", "王芳", "王芳和李明", "ba"),
        ("李明", "王芳", "李明與王芳", "ab"),
        ("李明", "王芳", "李明，王芳", "ab"),
        ("Ann Smith", "Bob Brown", "Bob Brown; Ann Smith", "ba"),
        ("田中", "鈴木", "田中と鈴木", "ab"),
        ("김민수", "이서연", "김민수와 이서연", "ab"),
        ("김민수", "이서연", "김민수 및 이서연", "ab"),
        ("أحمد السالم", "ليلى منصور", "أحمد السالم وليلى منصور", "ab"),
        ("דנה כהן", "יוסי לוי", "דנה כהן ויוסי לוי", "ab"),
    ],
)
def test_a_label_of_two_is_a_turn_of_both(a: str, b: str, ab: str, order: str) -> None:
    found, problems = read(TALK.format(a=a, b=b, ab=ab))
    assert len(found.speakers) == 3
    people = {"a": said(found)[1][1], "b": said(found)[2][1]}
    assert said(found)[4] == (ab, tuple(people[one][0] for one in order))
    assert [speakers for _, speakers in said(found)[5:]] == [people["b"], people["a"]]
    assert [problem.code for problem in problems] == []


@examples(120)
@given(
    st.sampled_from(sorted(languages.between())),
    st.sampled_from(sorted(PEOPLE.values())).flatmap(st.permutations),
)
def test_what_any_language_joins_is_taken_apart(between: str, names: list[str]) -> None:
    a, b = names
    found, _ = read(TALK.format(a=a, b=b, ab=a + between + b))
    assert said(found)[4] == (a + between + b, (a, b))
    assert [one.name for one in found.speakers] == ["Interviewer", a, b]


@examples(60)
@given(st.data())
def test_what_is_printed_is_read_again(data: st.DataObject) -> None:
    """Names as a language joins them are the label of the same people, in any script."""
    lang = data.draw(st.sampled_from(sorted(PEOPLE)))
    names = data.draw(st.permutations([*PEOPLE[lang], "Carl Voss"]))
    label = languages.joined(names, lang)
    turns = "".join(f"{name}: And what then?\n\n{name}: A storm came.\n\n" for name in names)
    found, _ = read(f"{turns}{label}: So it was.\n\n{turns}")
    assert found.turns[6].label == label
    assert [{one.key: one for one in found.speakers}[key].name for key in found.turns[6].speakers] == list(
        names
    )


def test_a_short_name_that_may_be_two_peoples_is_a_third() -> None:
    turns = "".join(
        f"{name}: And then?\n\n{name}: A storm came.\n\n" for name in ("Bo Lee", "Al Lee", "Jan Roth")
    )
    found, problems = read(f"{turns}Lee and Jan Roth: So it was.\n\n{turns}", lang="en")
    assert said(found)[6] == ("Lee and Jan Roth", ("Lee", "Jan Roth"))
    assert [problem.code for problem in problems] == ["D140"]


LABELS = st.lists(
    st.tuples(
        st.sampled_from(["Ann", "Bo Lee", "Smith", "A1", "李", "王芳", "田中", "Q", "MARA", "ليلى"]),
        st.sampled_from([*sorted(languages.between()), " & ", ", ", "、", "/", "+", " "]),
    ),
    min_size=1,
    max_size=5,
).map(lambda parts: "".join(name + mark for name, mark in parts).rstrip(" &,、/+"))


@examples(150)
@given(st.lists(LABELS, min_size=1, max_size=8))
def test_whatever_labels_are_made_of_nothing_is_lost(labels: list[str]) -> None:
    text = "\n\n".join(f"{label}: That is so." for label in [*labels, *labels[:3]])
    found, _ = read(text)
    assert found.head + "".join(found.raw) == text
    keys = {one.key for one in found.speakers}
    for turn in found.turns:
        assert keys.issuperset(turn.speakers) and len(set(turn.speakers)) == len(turn.speakers)
        assert turn.kind == "speech" or not turn.speakers
    assert keys == {key for turn in found.turns for key in turn.speakers}


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Simon and Schuster", True),
        ("Ann Smith and Bob Brown", True),
        ("Ministry of Health and Welfare", False),
        ("Smith, Ann", False),
        ("JOHN A SMITH", False),
        ("李和平", False),
        ("何同学", False),
        ("محمد وليد", False),
    ],
)
def test_what_may_be_one_name_stays_one(label: str, told: bool) -> None:
    found, problems = read(ONCE.format(ab=label), lang="en")
    assert [one.name for one in found.speakers] == ["Interviewer", label]
    assert [problem.code for problem in problems] == ["D140"] * told


def test_full_names_that_the_text_has_elsewhere_are_people() -> None:
    text = "Ann Smith, born in Bergen, met Bob Brown at sea.\n\n" + ONCE.format(ab="Ann Smith and Bob Brown")
    found, problems = read(text)
    assert [one.name for one in found.speakers] == ["Interviewer", "Ann Smith", "Bob Brown"]
    assert [(problem.code, problem.severity) for problem in problems] == [("D140", "warning")]


def test_the_same_names_in_another_order_are_people() -> None:
    found, problems = read(
        "Ulf: Who was it?\n\nAnn and Bob: We were.\n\nUlf: Both?\n\nBob & Ann: Both.\n\nUlf: Well.\n",
        lang="en",
    )
    assert [people for _, people in said(found)] == [
        ("Ulf",),
        ("Ann", "Bob"),
        ("Ulf",),
        ("Bob", "Ann"),
        ("Ulf",),
    ]
    assert [one.name for one in problems] == ["D140.several"] * 2


@pytest.mark.parametrize(
    "cast", ["[Ann Smith, Bob Brown]", "Ann Smith and Bob Brown", "[{name: Ann Smith}, Bob Brown]"]
)
def test_names_in_front_matter_are_people(cast: str) -> None:
    turns = "Ulf: Who?\n\nSmith and Brown: We.\n\n" * 2
    text = f"---\nspeakers: {cast}\n---\n\n{turns}"
    found, problems = markdown.READER.read(
        text.encode(), name="talk", path="talk.md", lang="en", sidecar=Sidecar()
    )
    assert [people for _, people in said(found)] == [("Ulf",), ("Smith", "Brown")] * 2
    assert not list(problems)


def test_nobody_is_called_as_a_bracket_begins() -> None:
    turns = (
        "Ann Smith: A boat.",
        "Bob Brown: No.",
        "[Note: They were weighed.]",
        "Ann Smith: Did I?",
        "[Music: a waltz.]",
    )
    text = "\n\n".join(turns)
    found, _ = read(text, lang="en")
    assert [one.name for one in found.speakers] == ["Ann Smith", "Bob Brown"]


def test_one_who_speaks_alone_makes_the_other_a_person() -> None:
    text = ONCE.format(ab="Ann Smith and Bob Brown") + "\nAnn Smith: I did.\n"
    found, problems = read(text, lang="en")
    assert [one.name for one in found.speakers] == ["Interviewer", "Ann Smith", "Bob Brown"]
    assert [problem.code for problem in problems] == ["D140"]


def test_the_finding_has_the_lines_that_decide_either_way() -> None:
    text = ONCE.format(ab="Ann Smith and Bob Brown")
    _, (problem,) = read(text)
    one, several = re.findall(r"\[\[.*?(?=\n#|$)", problem.hint, re.DOTALL)
    for lines, names in ((one, ["Ann Smith and Bob Brown"]), (several, ["Ann Smith", "Bob Brown"])):
        found, problems = read(text, parse_sidecar(lines, "talk.toml"))
        assert [speaker.name for speaker in found.speakers] == ["Interviewer", *names]
        assert problems == []


def test_a_decision_names_several_for_a_turn_or_a_label() -> None:
    both = parse_sidecar(
        '[[speakers]]\nname = "Ann Smith"\nkey = "ann"\n[[speakers]]\nname = "Bob Brown"\n'
        '[[decide]]\nbegins = "We did"\nspeakers = ["ann", "Bob Brown"]\n'
        '[[decide]]\nlabel = "The twins"\nspeakers = ["ann", "Bob Brown"]\n',
        "talk.toml",
    )
    text = TALK.format(a="Ann Smith", b="Bob Brown", ab="Interviewer") + "\nThe twins: As one.\n"
    found, problems = read(text, both)
    assert problems == []
    assert said(found)[4] == ("Interviewer", ("Ann Smith", "Bob Brown"))
    assert said(found)[7] == ("The twins", ("Ann Smith", "Bob Brown"))
    assert found.turns[4].speakers == ("ann", "bob-brown")
    gone = parse_sidecar('[[decide]]\nlabel = "The trio"\nspeakers = ["Ann", "Bob"]\n', "talk.toml")
    assert "D104" in {problem.code for problem in read(text, gone)[1]}


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ('kind = "speech"', "either `begins` or `label`"),
        ('begins = "Yes"', "no `kind`"),
        ('begins = "Yes"\nlabel = "Ann"', "either `begins` or `label`"),
        ('begins = "Yes"\nspeaker = "Ann"\nspeakers = ["Bob"]', "both `speaker` and `speakers`"),
        ('label = "Ann and Bob"\nspeakers = ["Ann"]', "two or more"),
        ('label = "Ann and Bob"\nkind = "heading"\nspeakers = ["Ann", "Bob"]', "two or more"),
    ],
)
def test_a_decision_that_says_too_little_or_too_much_is_refused(lines: str, what: str) -> None:
    with pytest.raises(ConfigError, match=what) as caught:
        parse_sidecar(f'title = "Bells"\n\n[[decide]]\n{lines}\n', "talk.toml")
    assert caught.value.where == "talk.toml:3" or "talk.toml:3" in str(caught.value)


def test_programs_get_a_list_of_names() -> None:
    found, _ = read(TALK.format(a="Ann Smith", b="Bob Brown", ab="Ann and Bob"))
    assert [row["speaker"] for row in rows(found)][3:5] == ["Interviewer", ["Ann Smith", "Bob Brown"]]


DUO = document(
    [("mara", "Why?"), ("ilyas", "Because."), ("mara+ilyas", "So it was."), ("ilyas+mara", "Yes.")]
)


def test_the_catalog_has_an_entry_for_each_of_them_and_none_for_both() -> None:
    entries = catalog.extract(ids.assign(DUO, None)).entries
    assert [entry.context for entry in entries if entry.context.startswith("speaker|")] == [
        "speaker|mara",
        "speaker|ilyas",
    ]
    joint = [entry for entry in entries if "+" in entry.context]
    assert {entry.context for entry in joint} == {"turn|ilyas+mara"}
    assert joint[0].notes == ("Mara Lind and Ilyas Okoro speak together.",)


@pytest.mark.parametrize(
    ("lang", "names", "printed"),
    [
        ("fr", ("Mara Lind", "Ilyas Okoro"), "Mara Lind et Ilyas Okoro"),
        ("es", ("Mara Lind", "Ilyas Okoro"), "Mara Lind e Ilyas Okoro"),
        ("zh-Hans", ("马拉·林德", "伊利亚斯·奥科罗"), "马拉·林德和伊利亚斯·奥科罗"),
        ("ja", ("マーラ・リンド", "イリヤス・オコロ"), "マーラ・リンドとイリヤス・オコロ"),
        ("ko", ("마라 린드", "일리야스 오코로"), "마라 린드 및 일리야스 오코로"),
        ("ar", ("مارا ليند", "إلياس أوكورو"), "مارا ليند وإلياس أوكورو"),
        ("he", ("מארה לינד", "איליאס אוקורו"), "מארה לינד ואיליאס אוקורו"),
        ("yue", ("馬拉", "伊利亞斯"), "馬拉同伊利亞斯"),
        ("ru", ("", ""), "Mara Lind and Ilyas Okoro"),
    ],
)
def test_names_are_joined_by_the_word_of_the_language(
    lang: str, names: tuple[str, str], printed: str
) -> None:
    doc = ids.assign(DUO, None)
    given = dict(zip(("Mara Lind", "Ilyas Okoro"), names, strict=True))
    made = edition(doc, {lang: translation(doc, lang, lambda text: given.get(text, text))}, ("en", lang))
    assert [scene.speakers for scene in made.scenes] == [
        ("mara",),
        ("ilyas",),
        ("mara", "ilyas"),
        ("ilyas", "mara"),
    ]
    joint = list(made.scenes)[2].names
    assert joint["en"].text == "Mara Lind and Ilyas Okoro"
    assert (joint[lang].text, joint[lang].lang) == (printed, lang if names[0] else "en")


def test_a_new_name_of_one_keeps_the_key_where_both_speak() -> None:
    from catalogs import template
    from test_catalog_speaker_keys import reader_keys

    found = ids.assign(reader_keys(DUO, ilyas="Dr Ilyas Okoro"), template(DUO))
    assert [turn.speakers for turn in found.turns] == [turn.speakers for turn in DUO.turns]
    assert [p.id for turn in found.turns for p in turn.paragraphs] == [
        p.id for turn in ids.assign(DUO, None).turns for p in turn.paragraphs
    ]


def test_a_turn_of_both_goes_with_one_of_both() -> None:
    """Neither the words nor the lengths tell which answer is whose: the voices do."""
    english = ["Yes, we did that.", "No, we did not.", "Yes, we went there.", "No, we did that."]
    german = ["Ja, das taten wir.", "Nein, taten wir nicht.", "Ja, wir gingen hin.", "Nein, wir taten es."]
    labels = ["Ann Smith", "Bob Brown", "Ann Smith and Bob Brown", "Bob Brown"]
    texts = []
    for lines, names in ((english, labels), (german, [one.replace(" and ", " und ") for one in labels])):
        texts.append("\n\n".join(f"{name}: {line}" for name, line in zip(names * 4, lines * 4, strict=True)))
    ours, theirs = (read(text, lang=lang)[0] for text, lang in zip(texts, ("en", "de"), strict=True))
    ours = ids.assign(ours, None)
    found = adopting.align(ours, theirs, adopting.Evidence.of(ours, theirs))
    assert [link.bead.source for link in found.links] == [link.bead.target for link in found.links]
    # The label of both is nobody's name.
    assert [(name.key, name.name) for name in found.names] == [
        ("ann-smith", "Ann Smith"),
        ("bob-brown", "Bob Brown"),
    ]


def test_plays_of_others_name_several_in_one_label_too() -> None:
    def sp(label: str, who: str = "") -> str:
        return f"<sp{who}><speaker>{label}</speaker><p>Yes.</p></sp>"

    text = (
        sp("ANN and BOB.") + sp("ANN.") + sp("BOB.") + sp("Simon and Thorne") + sp("Both", ' who="#ANN #BOB"')
    )
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text xml:lang="en"><body>{text}</body></text></TEI>'
    found, problems = tei.READER.read(data.encode(), name="t", path="t.xml", lang="en", sidecar=Sidecar())
    assert [turn.speakers for turn in found.turns] == [
        ("ann", "bob"),
        ("ann",),
        ("bob",),
        ("simon-and-thorne",),
        ("ann", "bob"),
    ]
    assert [one.name for one in found.speakers] == ["ANN", "BOB", "Simon and Thorne"]
    assert [one.name for one in problems] == ["D140.one"], "nobody says whether these are two"


@pytest.mark.parametrize(
    ("label", "speakers", "told"),
    [
        ("QUILL and BELL.", ("nora", "edgar"), ""),
        ("Nora, Edgar:", ("nora", "edgar"), ""),
        ("NORA, EDGAR, ensemble.", ("nora", "edgar"), ""),
        ("Nora Quill &amp; Old Tom", ("nora", "old-tom"), "D140.several"),
        ("Kit Moss and Ann Pike", ("kit-moss-and-ann-pike",), "D140.one"),
        ("NORA (aside)", ("nora",), ""),
        ("NORA, à part.", ("nora",), ""),
        ("Nora</speaker><speaker>Edgar", ("nora", "edgar"), ""),
        ("Simon and Thorne", ("simon-and-thorne",), ""),
        ("The Two", ("nora", "edgar"), ""),
    ],
)
def test_labels_in_tei_are_read_as_in_a_transcript(label: str, speakers: tuple[str, ...], told: str) -> None:
    """The header has full names, the labels short ones, and nothing but the labels says who speaks."""
    header = "".join(
        f'<person xml:id="{key}"><persName>{name}</persName></person>'
        for key, name in (("nora", "Nora Quill"), ("edgar", "Edgar Bell"))
    )
    body = "".join(
        f"<sp><speaker>{one}</speaker><p>Yes.</p></sp>" for one in ("NORA.", "Edgar.", label, "NORA.")
    )
    data = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><particDesc>'
        f"<listPerson>{header}</listPerson></particDesc></profileDesc></teiHeader>"
        f'<text xml:lang="en"><body>{body}</body></text></TEI>'
    )
    sidecar = parse_sidecar(
        '[[speakers]]\nname = "Simon and Thorne"\n'
        '[[decide]]\nlabel = "The Two"\nspeakers = ["Nora Quill", "edgar"]\n',
        "t.toml",
    )
    found, problems = tei.READER.read(data.encode(), name="t", path="t.xml", lang="en", sidecar=sidecar)
    assert found.turns[2].speakers == speakers
    assert [{one.key: one for one in found.speakers}[key].key for key in speakers] == list(speakers)
    assert [found.turns[k].speakers for k in (0, 1, 3)] == [("nora",), ("edgar",), ("nora",)]
    assert [one.name for one in problems] == [told][: bool(told)]


SAID = {
    ("Jerome Santo", "Jerome Sanot", "Ann Lee"): ("I saw the boat leave in May.", "Who told you that?"),
    ("Варвара Лунина", "Варвара Луинна", "Игнат Морев"): ("Я видела, как ушёл паром.", "Кто вам сказал?"),
}


@pytest.mark.parametrize(("people", "words"), SAID.items())
def test_a_name_that_is_misspelt_again_and_again_is_asked_about(
    people: tuple[str, str, str], words: tuple[str, str]
) -> None:
    name, slip, other = people
    told, asked = words
    turns = [f"{name if n % 6 else slip}: {told}\n\n{other}: {asked}" for n in range(24)]
    findings = plain.read("\n\n".join(turns).encode(), sidecar=Sidecar(), name="x", path="x", lang="und")[1]
    (found,) = [one for one in findings if one.name == "D107.several"]
    assert slip in found.message and f"may mean {name}" in found.message
    # Two who talk with each other are two.
    both = [f"{name}: {told}\n\n{other if n % 6 else slip}: {asked}" for n in range(24)]
    findings = plain.read("\n\n".join(both).encode(), sidecar=Sidecar(), name="x", path="x", lang="und")[1]
    assert not [one for one in findings if one.name == "D107.several"]
