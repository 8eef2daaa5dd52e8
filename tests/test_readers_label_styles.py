"""Names that have a paragraph and a style of their own, and no colon, in any file that has styles."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from office import bold, docx, flat, odt, paragraph, run
from talks import said
from toolkit.config import Sidecar
from toolkit.model import Document
from toolkit.readers import html, label_styles
from toolkit.readers.docx import READER as DOCX
from toolkit.readers.odt import READER as ODT
from toolkit.readers.odt import content
from toolkit.reading.lines import Line

Rows = Sequence[tuple[str, str]]
"""Paragraphs, each with its style: "" for none, "*" for bold."""

HEARING = (
    ("The chair", "Welcome to the hearing on the harbour. Who begins?"),
    ("Ada Berg", "Thank you. I speak for the fishers.", "Nobody has asked us for forty years."),
    ("The chair", "Do you want the mole to be longer?"),
    ("Ada Berg", "We want it to stay.", "It is long enough."),
    ("The chair", "And what does the council say?"),
    ("Councillor for the harbour and the roads (Bo Lind)", "The council has no money. We told you so."),
    ("The chair", "Then I close the hearing."),
)
SITTING = (
    ("رئيسة الجلسة", "أهلا بكم في الجلسة. من يبدأ؟"),
    ("مريم حداد", "شكرا. أنا أتحدث باسم الصيادين.", "نصلح الشباك منذ أربعين سنة ولم يسألنا أحد."),
    ("رئيسة الجلسة", "هل تريدون أن يطول الرصيف؟"),
    ("مريم حداد", "نريده كما هو.", "إنه طويل بما يكفي."),
    ("رئيسة الجلسة", "وماذا تقول البلدية؟"),
    ("سليم قاسم", "ليس لدينا مال لذلك. قلت لكم هذا في الربيع."),
    ("رئيسة الجلسة", "إذن أختم الجلسة. شكرا لكم."),
)
COUNCIL = (
    ("議長", "皆さん、始めます。最初はどなたですか。"),
    ("山田花子", "私は漁師を代表してお話しします。", "四十年間網を直してきました。"),
    ("議長", "堤防を延ばしたいですか。"),
    ("山田花子", "いいえ、私たちはこのままがいいです。"),
    ("議長", "市の意見はどうですか。"),
    ("佐藤一郎", "お金がありません。春にもそう言いました。"),
    ("議長", "では終わります。ありがとうございました。"),
)
VORTRAG = (
    ("Die Vorsitzende", "Willkommen. Wer beginnt?"),
    ("Ada Berg", "Danke. Ich spreche für die Fischer.", "Wir flicken seit vierzig Jahren Netze."),
    ("Die Vorsitzende", "Wollen Sie die Mole verlängern?"),
    ("Ada Berg", "Nein, wir wollen sie behalten."),
    ("Die Vorsitzende", "Und was sagt die Stadt?"),
    ("Der Stadtrat für Hafen und Verkehr (Bo Lind)", "Wir haben kein Geld. Das habe ich gesagt."),
    ("Die Vorsitzende", "Dann schließe ich die Sitzung. Ich danke Ihnen."),
)
TALKS = {"en": HEARING, "ar": SITTING, "ja": COUNCIL, "de": VORTRAG}


def rows(turns: Sequence[tuple[str, ...]], style: str = "L", body: str = "") -> Rows:
    return [row for own, *words in turns for row in ((style, own), *((body, each) for each in words))]


def word(paragraphs: Rows, named: Mapping[str, str]) -> Document:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{own}"/></w:style>'
        for key, own in named.items()
    )
    body = "".join(
        paragraph(bold(text) if style == "*" else run(text), style if style in named else "")
        for style, text in paragraphs
    )
    return DOCX.read(docx(body, styles=styles), name="x", path="x.docx", lang="und", sidecar=Sidecar())[0]


def office(paragraphs: Rows, named: Mapping[str, str]) -> Document:
    """An ODT in which each style by hand is based on one with a name."""
    styles = "".join(
        f'<style:style style:name="{key}" style:family="paragraph" style:parent-style-name="{own}"/>'
        for key, own in named.items()
    )
    styles += '<style:style style:name="T1" style:family="text">'
    styles += '<style:text-properties fo:font-weight="bold"/></style:style>'
    body = "".join(
        f'<text:p text:style-name="{style if style in named else "Text_20_body"}">'
        + (f'<text:span text:style-name="T1">{text}</text:span>' if style == "*" else text)
        + "</text:p>"
        for style, text in paragraphs
    )
    return ODT.read(odt(body, styles=styles), name="x", path="x.odt", lang="und", sidecar=Sidecar())[0]


def page(
    paragraphs: Rows, named: Mapping[str, str], tag: str = "p", nobody: tuple[str, ...] = ()
) -> Document:
    body = "".join(
        f"<p><b>{text}</b></p>"
        if style == "*"
        else f'<{tag} class="{named[style]}">{text}</{tag}>'
        if style in named
        else f"<p>{text}</p>"
        for style, text in paragraphs
    )
    data = f"<!doctype html><html><body><article>{body}</article></body></html>".encode()
    sidecar = Sidecar(not_speakers=nobody)
    return html.READER.read(data, name="x", path="x.html", lang="und", sidecar=sidecar)[0]


Made = Callable[[Rows, Mapping[str, str]], Document]
FILES = pytest.mark.parametrize("made", [word, office, page])


def who(own: str) -> str:
    return own.partition(" (")[0]


def told(turns: Sequence[tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(who(own), text) for own, *words in turns for text in words]


@FILES
@pytest.mark.parametrize("lang", TALKS)
@pytest.mark.parametrize("named", ["Redner", "Style7"])
def test_who_has_a_style_speaks(made: Made, lang: str, named: str) -> None:
    """Whatever the style is called, and however long an office is."""
    assert said(made(rows(TALKS[lang]), {"L": named})) == told(TALKS[lang])


@pytest.mark.parametrize("lang", TALKS)
def test_what_an_editor_says_is_nobodys_is_text(lang: str) -> None:
    """No word of it is lost, whoever is meant."""
    for own in dict.fromkeys(label for label, *_ in TALKS[lang]):
        read = page(rows(TALKS[lang]), {"L": "Redner"}, nobody=(who(own),))
        assert who(own) not in {speaker.name for speaker in read.speakers}
        printed = [each.text for each in read.paragraphs() if each.text == own]
        assert len(printed) == sum(label == own for label, *_ in TALKS[lang])


@FILES
@pytest.mark.parametrize("lang", TALKS)
def test_who_stands_in_bold_speaks(made: Made, lang: str) -> None:
    assert said(made(rows(TALKS[lang], "*"), {})) == told(TALKS[lang])


def test_a_heading_of_a_page_with_a_class_is_a_label() -> None:
    assert said(page(rows(HEARING), {"L": "turn-head"}, "h4")) == told(HEARING)


def test_a_style_that_is_based_on_that_of_labels_is_one() -> None:
    """The first of all has a style of its own, and states a level as headings do."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="D3/ Own"/>'
        '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="O"><w:name w:val="Opens"/><w:basedOn w:val="L"/></w:style>'
    )
    (_, first), *others = rows(HEARING)
    body = paragraph(run(first), "O") + "".join(paragraph(run(text), style) for style, text in others)
    read = DOCX.read(docx(body, styles=styles), name="x", path="x.docx", lang="und", sidecar=Sidecar())[0]
    assert said(read) == told(HEARING)


@FILES
def test_what_has_the_style_of_what_is_said_is_said(made: Made) -> None:
    """Below the head of a part, too, but for what stands in brackets: an opening is told."""
    named = {"L": "Intervenant", "B": "Said", "H": "Agenda", "E": "Opening"}
    paragraphs = [
        ("E", "The hearing opens at ten. Bo Lind keeps the minutes."),
        *rows(HEARING[:5], body="B"),
        ("H", "Report on the roads"),
        ("B", "The second point is that of the roads."),
        ("B", "(A pause.)"),
        *rows(HEARING[5:], body="B"),
    ]
    read = made(paragraphs, named)
    kinds = {each.text: each.kind for each in read.paragraphs()}
    assert kinds["The second point is that of the roads."] == "speech"
    assert kinds["The hearing opens at ten. Bo Lind keeps the minutes."] != "speech"
    assert "speech" not in {kinds["Report on the roads"], kinds.get("(A pause.)", "event")}
    assert [pair for pair in said(read) if pair in told(HEARING)] == told(HEARING)


OWN = (
    "I was born beside the mole, and I have never left it. Have you seen it in winter?",
    "We mend nets there. You need a needle and a great deal of time.",
    "That winter nobody came. I asked myself whether I should go.",
    "I stayed. Would you have gone? I don't think so.",
)
ONCE = ("Ada Berg", "Bo Lind", "Mara Holt", "Tom Reed")


@FILES
def test_who_speaks_once_has_a_style_that_says_so(made: Made) -> None:
    """Above each name somebody else has ended: in a programme its title stands there."""
    turns = [(own, f"It was late, and I stood there, as I had for {i + 2} nights.", words)
             for i, (own, words) in enumerate(zip(ONCE, OWN, strict=True))]  # fmt: skip
    assert said(made(rows(turns), {"L": "Speaker"})) == told(turns)


@FILES
def test_whom_a_page_presents_says_nothing(made: Made) -> None:
    """A style for names tells that people are named, and not that they speak."""
    turns = [(own, f"{words} It was late, and I stood there.") for own, words in zip(ONCE, OWN, strict=True)]
    assert said(made(rows(turns), {"L": "Name"})) == []


@FILES
def test_what_is_set_as_an_introduction_is_set_may_be_told(made: Made) -> None:
    """Nothing is stated to be said then."""
    opening = (
        "B",
        "The hearing opens at ten, on a cold day. Bo Lind keeps the minutes, as he has for years.",
    )
    read = made([opening, *rows(HEARING, body="B")], {"L": "Redner", "B": "Own text"})
    kinds = {each.text: each.kind for each in read.paragraphs()}
    assert kinds[opening[1]] != "speech"
    lines = [
        Line(text, i, styles=(style,)) for i, (style, text) in enumerate([opening, *rows(HEARING, body="B")])
    ]
    assert not any(line.kind for line in label_styles.read(lines))


def labels(paragraphs: Rows) -> list[str]:
    """What is told to be a label, of paragraphs that have such a style, or are bold."""
    lines = [
        Line(text, i, gap=1, styles=(style,) * (style not in {"", "*"}), strong=len(text) * (style == "*"))
        for i, (style, text) in enumerate(paragraphs, 1)
    ]
    return [line.text for line in label_styles.read(lines) if line.names]


def test_labels_are_told_in_lines() -> None:
    assert labels(rows(HEARING)) == [own for own, *_ in HEARING]
    assert labels(rows(HEARING, "*")) == [own for own, *_ in HEARING]


SUBHEADS = ("How it began", "The nets", "A long winter", "What comes next")
DISHES = (("Ingredients", "Two eggs. Have you any?"), ("Method", "I beat the eggs."), ("Tips", "Do you?"))
PLACES = ("The Harbour", "North Mole", "Market Square")
WORDS = ("Ingredients", "Method", "Ingredients")
PROFILES = (
    ("Ada Berg", "She grew up beside the mole. The council made her its speaker in May."),
    ("Bo Lind", "He has sold nets for thirty years. Is that long? The council has not said."),
    ("Ada Berg", "She wants a longer mole, and a roof above the market."),
    ("Bo Lind", "He would rather mend the old one, as his father did."),
    ("Ada Berg", "She has asked the fishers, who would rather have new nets."),
    ("Bo Lind", "He has asked nobody, and says that he has no need to."),
)
NOT_LABELS: dict[str, Rows] = {
    "subheads": rows([*zip(SUBHEADS, OWN, strict=True)] * 2),
    "a list of names": [*(("L", own) for own in ONCE * 2), ("", OWN[0]), ("", OWN[3])],
    "names below questions": [("", OWN[0]), *(("L", own) for own in ONCE), ("", OWN[1])] * 2,
    "parts in one order": rows(DISHES * 3),
    "places in one order": rows([*zip(PLACES * 2, OWN + OWN[:2], strict=True)]),
    "words in any order": rows([*zip(WORDS * 2, OWN + OWN[:2], strict=True)]),
    "heads of pages": rows([*zip(("Ada Berg",) * 3 + ("Bo Lind",) * 3, OWN + OWN[:2], strict=True)]),
    "people who hardly come again": rows([*zip((*ONCE, "Ada Berg", "Una Falk"), OWN + OWN[:2], strict=True)]),
    "whom nobody asks": rows([(own, *(text.replace("?", ".") for text in words)) for own, *words in HEARING]),
    "names with a stop": rows([(f"{own}.", *words) for own, *words in HEARING]),
    "people who are told of": rows(PROFILES),
    "a programme": [
        row
        for own, title, words in [*zip(ONCE[:2] * 3, SUBHEADS + SUBHEADS[:2], OWN + OWN[:2], strict=True)]
        for row in (("T", title), ("L", own), ("", words))
    ],
    "whom quotations are of": [
        row
        for own, words in zip(ONCE[:2] * 3, OWN + OWN[:2], strict=True)
        for row in (("", words), ("L", own))
    ],
    "sentences": rows([(f"{own} looks at the sea.", *words) for own, *words in HEARING]),
    "questions": rows([(f"Where were you, {own}?", *words) for own, *words in HEARING]),
    "names with a colon": rows([(f"{own}:", *words) for own, *words in HEARING]),
    "names with a time": rows([(f"{own} 0:{i}4", *words) for i, (own, *words) in enumerate(HEARING)]),
    "few": rows(HEARING[:4]),
    "captions": [
        row
        for own, words in zip(("Ada at the mole", "Nets in May") * 3, OWN + OWN[:2], strict=True)
        for row in (("", words), ("L", own))
    ],
}


@pytest.mark.parametrize("case", NOT_LABELS)
def test_what_is_no_label(case: str) -> None:
    """Neither by a style nor in bold."""
    assert labels(NOT_LABELS[case]) == []
    assert labels([("*" if style == "L" else style, text) for style, text in NOT_LABELS[case]]) == []


def test_words_in_bold_that_begin_a_paragraph_are_no_style() -> None:
    lines = [Line(f"{own} {words[0]}", i, gap=1, strong=len(own)) for i, (own, *words) in enumerate(HEARING)]
    assert not any(line.names for line in label_styles.read(lines))


def test_a_title_in_the_bold_of_labels_is_none() -> None:
    assert labels([("*", "A Hearing at Vell"), *rows(HEARING, "*")]) == [own for own, *_ in HEARING]


def test_styles_of_programs_tell_nothing() -> None:
    """Nobody has thought of `Text body`: what has it may be told as well as said."""
    styles = '<style:style style:name="P9" style:family="paragraph" style:parent-style-name="Text_20_body"/>'
    body = '<text:p text:style-name="P9">Wind.</text:p><text:p text:style-name="Own_20_text">Rain.</text:p>'
    lines = content(flat(body, styles=styles), path="x.fodt").lines
    assert [line.styles for line in lines] == [(), ("Own text",)]
