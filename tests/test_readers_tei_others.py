"""TEI of others: each word once, in its order, and as what it is."""

from __future__ import annotations

import re
from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from test_readers_tei import document, tei
from toolkit.config import Sidecar, parse_sidecar
from toolkit.errors import DiglotError, SourceError
from toolkit.findings import Finding
from toolkit.model import Document
from toolkit.readers.tei import check, read
from toolkit.readers.tei.source import parse

STRUCTURE = (
    "div div1 lg list table row quote floatingText figure castList sp u opener titlePage argument cit spGrp"
)
STRUCTURE += " annotationBlock front back group epigraph set listBibl postscript"
PARAGRAPHS = (
    "p ab head l item cell seg speaker stage note byline dateline salute signed castItem figDesc trailer"
)
PARAGRAPHS += " docAuthor docDate titlePart label bibl docImprint imprimatur address eg"
INLINE = (
    "hi emph q said quote name persName ref foreign s w pc num date add unclear supplied corr reg term gloss"
)
INLINE += " choice app subst vocal kinesic incident writing caption sound role roleDesc formula unknown lem"
NOTHING = "del fw surplus index interp span shift pb lb gap pause milestone graphic anchor ptr"
NAMES = [*STRUCTURE.split(), *PARAGRAPHS.split(), *PARAGRAPHS.split(), *INLINE.split(), *NOTHING.split()]
SILENT = frozenset("del fw surplus index interp span".split())
BETTER = ("corr", "reg", "expan", "lem")


def made(chance: Random, numbers: count[int], name: str, depth: int, *, heard: bool) -> tuple[str, list[str]]:
    """An element with anything in it, and the words of it that are text: each is another one."""
    heard = heard and name not in SILENT
    inside: list[str] = []
    words: list[str] = []

    def say() -> None:
        if chance.random() < 0.6:
            word = f"w{next(numbers)}z"
            inside.append(f"{chance.choice((' ', chr(10), ''))}{word} ")
            words.extend([word] if heard else [])

    say()
    names = [chance.choice(NAMES) for _ in range(chance.choice((0, 1, 2, 4)) if depth else 0)]
    if depth and name in ("choice", "app"):
        names = [
            chance.choice(("sic corr orig reg" if name == "choice" else "lem rdg rdg").split()) for _ in "ab"
        ]
    read_ = next((k for k, one in enumerate(names) if one in BETTER), 0)
    for k, child in enumerate(names):
        hidden = k != read_ and (name == "choice" or child == "rdg" or (name == "app" and child != "lem"))
        if name == "app" and child == "lem":
            hidden = False
        text, theirs = made(chance, numbers, child, depth - 1, heard=heard and not hidden)
        inside.append(text)
        words += theirs
        if name not in ("choice", "app"):
            say()
    who = (
        f' who="{" ".join(chance.sample(["#a", "#b"], chance.randint(0, 2)))}"' if name in ("sp", "u") else ""
    )
    kind = f' type="{chance.choice(("speaker", "editorial", "footnote", "x"))}"' if name == "note" else ""
    return f"<{name}{who}{kind}>{''.join(inside)}</{name}>", words


def said(found: Document) -> list[str]:
    """All words of a document. Who goes on after another is named again."""
    labels = dict.fromkeys(turn.label for turn in found.turns)
    texts = [one.text for turn in found.turns for one in turn.paragraphs]
    return re.findall(r"w\d+z", " ".join([*labels, *texts]))


@examples(100)
@given(st.randoms(use_true_random=False))
def test_each_word_is_read_once(chance: Random) -> None:
    body, words = made(chance, count(), "div", 5, heard=True)
    found, problems = read(tei(body).encode(), name="x", path="x.xml", lang="en", sidecar=Sidecar())
    assert sorted(said(found)) == sorted(words)
    assert not [one for one in problems if one.code == "D130"]
    for turn in found.turns:
        assert turn.paragraphs
        kinds = {one.kind for one in turn.paragraphs}
        assert kinds <= ({"speech", "event"} if turn.kind == "speech" else {turn.kind})


def test_words_that_are_lost_are_told_with_their_elements() -> None:
    root = parse(
        tei("<p>one two</p>\n<quote><p>three four five</p></quote>\n<p>six</p><p>seven</p>").encode(), "x"
    )
    text = next(root.iterdescendants("{*}text"))
    (whole,) = check(text, document(tei("<p>one two</p><p>seven</p>")).turns, "x.xml")
    assert whole.code == "D130"
    assert whole.message == ("4 words of the text could not be read; they stand in <p> 2 times (line 4, 5).")
    assert str(whole.where) == "x.xml:4"


def test_an_address_is_no_word_of_the_text() -> None:
    """Neither is what stands behind a long one lost, nor does one have a word that is."""
    long = "https://weir.example/" + "x" * 900
    body = f'<p>See <figure><graphic url="{long}"/></figure><ref target="{long}">it</ref> and go</p>'
    text = next(parse(tei(body).encode(), "x").iterdescendants("{*}text"))
    assert not list(check(text, document(tei(body)).turns, "x.xml"))
    other = body.replace("go</p>", "go weir</p>")
    lost = next(parse(tei(other).encode(), "x").iterdescendants("{*}text"))
    (told,) = check(lost, document(tei(body)).turns, "x.xml")
    assert told.message.startswith("1 word ") or told.message.startswith("3 words ")


PEOPLE = """<profileDesc><particDesc><listPerson><person xml:id="a"><persName>Ana</persName></person>
<person xml:id="b"><persName>Bo</persName></person></listPerson></particDesc></profileDesc>"""

PASSAGES = {
    "two who speak together": ('<u who="#a #b"><seg>Yes.</seg></u>', [("speech", "Ana+Bo", "Yes.")]),
    "a stage direction between lines": (
        '<sp who="#a"><speaker>ANA</speaker><lg><l>Sit</l><stage>She sits.</stage><l>down.</l></lg></sp>',
        [("speech", "Ana", "Sit"), ("event", "Ana", "She sits."), ("speech", "Ana", "down.")],
    ),
    "a text in a figure": (
        "<figure><graphic url='a.png'/><head>A map</head><p>Drawn.</p><figDesc>A bay.</figDesc></figure>",
        [("caption", "", "![A bay.](a.png)"), ("caption", "", "A map"), ("caption", "", "Drawn.")],
    ),
    "a figure in a speech": (
        '<sp who="#a"><p>See</p><figure><p>A map</p></figure><p>there.</p></sp>',
        [("speech", "Ana", "See"), ("caption", "", "A map"), ("speech", "Ana", "there.")],
    ),
    "a list in a paragraph": (
        "<p>Bring<list><item>rope</item><item>tar</item></list>or go.</p>",
        [("narration", "", one) for one in ("Bring", "rope", "tar", "or go.")],
    ),
    "a list in a speech": (
        '<u who="#a">Bring<list><item>rope</item><item>tar</item></list></u>',
        [("speech", "Ana", one) for one in ("Bring", "rope", "tar")],
    ),
    "a letter beside a name": (
        '<sp who="#a"><speaker>A</speaker><floatingText><p>Dear</p><signed>C.</signed></floatingText></sp>',
        [("speech", "Ana", "Dear"), ("speech", "Ana", "C.")],
    ),
    "a speech in a speech": (
        '<sp who="#a"><p>He said:</p><quote><sp who="#b"><p>No.</p></sp></quote><p>So.</p></sp>',
        [("speech", "Ana", "He said:"), ("speech", "Bo", "No."), ("speech", "Ana", "So.")],
    ),
    "readings beside a lemma": (
        "<p>The <app><lem>owl</lem><rdg>fowl</rdg></app> and <app><rdg>I</rdg><rdg>we</rdg></app></p>",
        [("narration", "", "The owl and I")],
    ),
    "a shift of the voice": (
        '<u who="#a">No<shift feature="loud" new="f"/> way</u>',
        [("speech", "Ana", "No way")],
    ),
    "a picture alone": (
        '<u who="#a"><seg>Look.</seg><graphic url="a.png"/></u>',
        [("speech", "Ana", "Look."), ("speech", "Ana", "![](a.png)")],
    ),
    "a sound alone in a segment": (
        '<u who="#a"><seg><vocal><desc>laughs</desc></vocal></seg><seg>Yes <vocal>coughs</vocal></seg></u>',
        [("event", "Ana", "(laughs)"), ("speech", "Ana", "Yes (coughs)")],
    ),
    "an instruction in the text": (
        '<p>one<?page 3?> two</p><?diglot []?><u who="#a"><?x y?>three</u>',
        [("narration", "", "one two"), ("speech", "Ana", "three")],
    ),
    "a direction beside a name": (
        '<sp who="#a"><speaker>ANA, <stage>whispering</stage></speaker><p>Yes.</p></sp>',
        [("event", "Ana", "whispering"), ("speech", "Ana", "Yes.")],
    ),
    "a name without a speech": ('<sp who="#a"><speaker>ANA</speaker></sp>', [("narration", "", "ANA")]),
    "a footnote with paragraphs": (
        "<p>Tar<note><p>Of pine.</p><p>Or birch.</p></note> is black.</p>",
        [("narration", "", "Tar^[Of pine. Or birch.] is black.")],
    ),
    "stops behind what is no word of the sentence": (
        '<u who="#a">He (<gap/>) went <kinesic>nods</kinesic>, and <vocal>coughs</vocal>.</u>',
        [("speech", "Ana", "He ((…)) went (nods), and (coughs).")],
    ),
    "a name in the line of who wrote it": (
        "<byline>By <docAuthor>K. Moss</docAuthor>, keeper</byline><p><roleDesc>a</roleDesc>.</p>",
        [("byline", "", "By K. Moss, keeper"), ("narration", "", "a.")],
    ),
    "a word over two lines": (
        '<p>draw<lb break="no"/>bridge<lb/>up</p>',
        [("narration", "", "drawbridge up")],
    ),
}


@pytest.mark.parametrize("passage", PASSAGES)
def test_passages(passage: str) -> None:
    body, wanted = PASSAGES[passage]
    found = document(tei(body, PEOPLE))
    names = {one.key: one.name for one in found.speakers}
    got = [
        (one.kind, "+".join(names[key] for key in turn.speakers), one.text)
        for turn in found.turns
        for one in turn.paragraphs
    ]
    assert got == wanted


def test_a_part_is_named_where_it_begins_or_nowhere() -> None:
    inside = '<div xml:id="act1"><head>One</head><p xml:id="p1">Yes.</p><quote>Old words.</quote></div>'
    inside += '<div xml:id="part2">Loose <hi>words</hi>.<p>No.</p></div>'
    found = document(tei(inside))
    ids = {p.text: p.id for turn in found.turns for p in turn.paragraphs}
    assert (ids["Yes."], ids["Loose *words*."]) == ("p1", "part2")
    assert "act" not in ids.values()


ISO = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Fähre</title></titleStmt>
<publicationStmt><p>-</p></publicationStmt><sourceDesc><p>-</p></sourceDesc></fileDesc><profileDesc><particDesc>
<person xml:id="MW" n="MW"><persName>Mira Weiss</persName></person></particDesc></profileDesc></teiHeader>
<text xml:lang="de"><timeline unit="{unit}"><when xml:id="T0"/>
<when xml:id="T1" interval="{first}" since="#T0"/>
<when xml:id="T2" interval="{second}" since="#T1"/><when xml:id="T9"/></timeline><body>
<annotationBlock who="#MW" {block}><u {turn}><seg type="utterance">Wir haben
<anchor synch="#T1"/>gewartet.</seg></u>
</annotationBlock></body></text></TEI>"""


@pytest.mark.parametrize(
    ("block", "turn"),
    [('start="#T1" end="#T2"', ""), ("", 'start="#T1" end="#T2"'), ('start="T1" end="T2"', "")],
)
@pytest.mark.parametrize(("unit", "first", "second"), [("s", "1.25", "2"), ("ms", "1250", "2000")])
def test_times_of_a_turn_are_read_as_iso_24624_has_them(
    block: str, turn: str, unit: str, first: str, second: str
) -> None:
    found = read(
        ISO.format(block=block, turn=turn, unit=unit, first=first, second=second).encode(),
        name="x", path="x.xml", lang="de", sidecar=Sidecar(),
    )[0]  # fmt: skip
    (said,) = found.turns
    (paragraph,) = said.paragraphs
    times = paragraph.times
    assert (times.start, times.end, paragraph.text) == (1250, 3250, "Wir haben gewartet.")


@pytest.mark.parametrize("block", ["annotationBlock", "annotationGrp"])
@pytest.mark.parametrize("origin", ['interval="0.0" since="T0"', 'interval="0" since="#T0"', ""])
def test_who_speaks_and_when_is_told_around_a_turn(block: str, origin: str) -> None:
    """ISO 24624 had `annotationGrp` before; archives count their first moment from itself."""
    text = ISO.format(block='start="#T1" end="T2"', turn="", unit="s", first="1.25", second="2")
    text = text.replace("annotationBlock", block).replace('xml:id="T0"', f'xml:id="T0" {origin}')
    found = read(text.encode(), name="x", path="x.xml", lang="de", sidecar=Sidecar())[0]
    (said,) = found.turns
    times = said.paragraphs[0].times
    assert (said.label, times.start, times.end) == ("Mira Weiss", 1250, 3250)


def test_times_around_several_turns_are_those_of_none() -> None:
    text = ISO.format(block='start="#T1" end="T2"', turn="", unit="s", first="1.25", second="2")
    text = text.replace("annotationBlock", "div").replace("</u>", "</u><u>ما زلنا ننتظر.</u>")
    found = read(text.encode(), name="x", path="x.xml", lang="de", sidecar=Sidecar())[0]
    said = [(turn.label, paragraph.times.start) for turn in found.turns for paragraph in turn.paragraphs]
    assert said[0] == ("Mira Weiss", None) and all(start is None for _, start in said)
    assert [paragraph.text for paragraph in found.paragraphs()][-1] == "ما زلنا ننتظر."


@pytest.mark.parametrize("names", ['xml:id="#n7"', 'xml:id="n7"><hi xml:id="n7"/></p><p'])
def test_an_id_that_is_none_is_no_broken_tag(names: str) -> None:
    with pytest.raises(SourceError, match=r"this is not valid XML: .*n7"):
        document(tei(f"<p {names}>The lamp.</p>"))


@pytest.mark.parametrize("turn", ['start="#T9" end="#T2"', 'start="#nowhere"', 'end="#T1"'])
def test_a_moment_of_which_nothing_is_known_is_no_time(turn: str) -> None:
    text = ISO.format(block="", turn=turn, unit="s", first="1", second="x")
    found = read(text.encode(), name="x", path="x.xml", lang="de", sidecar=Sidecar())[0]
    assert found.turns[0].paragraphs[0].times.start is None


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<hi>T</hi>he end", "The end"),
        ("H<hi rend='sub'>2</hi>O, <emph>so</emph>", "H₂O, *so*"),
        ("10<hi rend='superscript small'>3</hi> l, the 1<hi rend='sup'>er</hi>", "10³ l, the 1er"),
        ("a<hi> b </hi>c", "a *b* c"),
        ("a <hi> </hi> b <hi rend='bold'>c <hi>d </hi></hi>e", "a b **c *d*** e"),
        ("<hi>中</hi>文", "*中*文"),
        (
            "<w>Hel</w> <w join='left'>lo</w> <pc join='left'>,</pc> <w join='right'>l’</w> <w>eau</w>",
            "Hello, l’eau",
        ),
        ("<w>well</w> <pc join='both'>-</pc> <w>known</w>", "well-known"),
    ],
)
def test_no_mark_and_no_blank_comes_into_a_word(inside: str, text: str) -> None:
    (turn,) = document(tei(f"<p>{inside}</p>")).turns
    assert [one.text for one in turn.paragraphs] == [text]


def test_people_are_known_who_stand_beside_the_text() -> None:
    person = '<person xml:id="k"><persName>Kai Olsen</persName></person>'
    beside = f"</teiHeader><standOff><listPerson>{person}</listPerson></standOff>"
    found = document(tei('<u who="#k">Yes.</u>').replace("</teiHeader>", beside))
    assert [one.name for one in found.speakers] == ["Kai Olsen"]


@pytest.mark.parametrize("own", ["MaraLind.1941", "מרה", "林晓"])
def test_speakers_whom_nothing_names_are_told(own: str) -> None:
    def told(text: str, sidecar: Sidecar | None = None) -> list[Finding]:
        _, findings = read(text.encode(), name="b", path="b.xml", lang="en", sidecar=sidecar or Sidecar())
        return [one for one in findings if one.code == "D131"]

    text = tei(f'<u who="#{own}">Yes.</u>\n<u who="#k">No.</u>\n<u who="people.xml#{own}">So.</u>')
    named = '<listPerson><person xml:id="k"><persName>Kai</persName></person></listPerson>'
    profile = f"<profileDesc><particDesc>{named}</particDesc></profileDesc></teiHeader>"
    (found,) = told(text.replace("</teiHeader>", profile))
    assert dict(found.args)["ids"] == (own,) and dict(found.args)["count"] == 1
    # A label names whom no header knows, and an editor may leave the id as the name.
    labelled = f'<sp who="#{own}"><speaker>Mara</speaker><p>Yes.</p></sp>'
    assert not told(tei(labelled))
    pasted = found.hint.partition("[[speakers]]")
    sidecar = parse_sidecar("".join(pasted[1:]), "b.toml")
    assert not told(text.replace("</teiHeader>", profile), sidecar)


def test_a_text_that_goes_on_in_another_file_is_refused() -> None:
    data = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"><text><body>\n'
        '<p>So it rang.</p>\n<xi:include href="two.xml"/></body></text></TEI>'
    )
    with pytest.raises(DiglotError) as told:
        read(data.encode(), name="talk", path="source/talk.xml", lang="en", sidecar=Sidecar())
    assert str(told.value).startswith("source/talk.xml:3: the text goes on in another file")
