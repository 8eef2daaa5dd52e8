"""XML whose elements are speeches: sittings of parliaments, and scripts of Final Draft."""

import pytest

from talks import kinds_of, read, said, texts_of
from toolkit.errors import SourceError
from toolkit.readers.forms import recognise

BUNDESTAG = """\
<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="look.css" type="text/css"?>
<!DOCTYPE dbtplenarprotokoll SYSTEM "dbtplenarprotokoll.dtd">
<dbtplenarprotokoll><vorspann><inhaltsverzeichnis>Hafen 3 A</inhaltsverzeichnis></vorspann>
<sitzungsverlauf><sitzungsbeginn><name>Präsidentin Mara Lind:</name>
<p klasse="J_1">Guten Morgen. Die Sitzung ist eröffnet.</p></sitzungsbeginn>
<tagesordnungspunkt><p klasse="T_fett">Der Hafen</p><p klasse="J">Das Wort hat Bo Berg.</p>
<rede><p klasse="redner"><redner id="7"><name><vorname>Bo</vorname><nachname>Berg</nachname></name></redner>\
Bo Berg (FISCH):</p>
<p klasse="J_1">Die Mole ist alt.</p><kommentar>(Beifall)</kommentar><p klasse="J">Sie ist zu kurz.</p>
<name>Präsidentin Mara Lind:</name><p klasse="J_1">Vielen Dank.</p></rede>
<p klasse="J">Ich schließe die Sitzung.</p></tagesordnungspunkt></sitzungsverlauf>
</dbtplenarprotokoll>
"""
AKOMA = """\
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate><meta><references>
<TLCPerson eId="maryam" href="/p/1" showAs="مريم حداد"/></references></meta>
<debateBody><debateSection><heading>الميناء</heading>
<speech by="#chair"><from>رئيسة الجلسة:</from><p>أهلا بكم. من يبدأ؟</p></speech>
<speech by="#maryam"><p>شكرا. الرصيف <i>قصير</i> جدا.</p><p>نريده أطول.</p></speech>
<speech by="#salim"><from>سليم قاسم</from><p>ليس لدينا مال.</p></speech>
<narrative>رفعت الجلسة</narrative></debateSection></debateBody></debate></akomaNtoso>
"""
WHIP = """\
<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE publicwhip
[
<!ENTITY mdash "&#8212;">
<!ENTITY pound "&#163;">
]>
<publicwhip><major-heading id="1">Harbours</major-heading>
<speech id="2" nospeaker="true" time="14:30:00"><p>The Minister was asked&mdash;</p></speech>
<speech id="3" speakername="Ada Holt" time="14:31:00"><p>Is the mole &pound;3 a yard?</p></speech>
<speech id="4" speakername="Bo Lind" time="14:32:00"><p>I move:</p><p>That it is.</p></speech>
<speech id="5" speakername="Ada Holt" time="14:33:00"><p>So be it.</p></speech></publicwhip>
"""
CANADA = """\
<Hansard><ExtractedInformation><ExtractedItem Name="Volume">148</ExtractedItem></ExtractedInformation>
<HansardBody><OrderOfBusiness><OrderOfBusinessTitle>Le port</OrderOfBusinessTitle>
<Intervention><PersonSpeaking><Affiliation>M. Luc Roy (Le Quai, PH)</Affiliation>: </PersonSpeaking>
<Content><ParaText>Qui paie le môle<Sup>1</Sup>?</ParaText><FloorLanguage>[Anglais]</FloorLanguage>
<ParaText>Who pays?</ParaText></Content></Intervention>
<Intervention><PersonSpeaking><Affiliation>La Présidente</Affiliation>: </PersonSpeaking>
<Content><ParaText>La parole est à la ministre.</ParaText></Content></Intervention>
</OrderOfBusiness></HansardBody></Hansard>
"""
MILLBANK = """\
<housecommons><title>THE HARBOUR</title><date format="1961-07-06">6 July</date><section>
<p>1. <member>Mr. Holt</member><membercontribution> asked the Minister who pays for the
<col>12</col>
mole.</membercontribution></p>
<p><member>The Minister (Mr. Lind)</member><membercontribution>: Nobody does.</membercontribution></p>
</section></housecommons>
"""
AUSTRALIA = """\
<hansard><session.header><date>2013-06-26</date></session.header><chamber.xscript><debate>
<debateinfo><title>HARBOURS</title><page.no>7</page.no></debateinfo><speech><talk.start><talker>
<name role="metadata">HOLT, Ms A</name></talker></talk.start><talk.text><body><p class="HPS-Normal">
<a type="MemberSpeech">Ms HOLT</a> (<span>The Quay</span>) (<span>14:08</span>): Is the mole long enough?</p>
<p class="HPS-Normal">It is not.</p></body></talk.text></speech></debate></chamber.xscript></hansard>
"""
SCRIPT = """\
<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Version="4"><Content>
<Paragraph Type="Scene Heading"><Text>INT. 灯台 - 夜</Text></Paragraph>
<Paragraph Type="Action"><Text>船が </Text><Text Style="Bold">ゆっくり</Text>
<Text> 近づく。</Text></Paragraph>
<Paragraph Type="Character"><Text>花子</Text></Paragraph>
<Paragraph Type="Parenthetical"><Text>(小声で)</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>遅いですね。</Text></Paragraph>
<Paragraph Type="Character"><Text>太郎</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>まだ六時です。</Text></Paragraph>
<Paragraph Type="Action"><Text>鐘が鳴る。</Text></Paragraph>
</Content><TitlePage><Content/></TitlePage></FinalDraft>
"""


@pytest.mark.parametrize(
    ("data", "wanted", "headings"),
    [
        (
            BUNDESTAG,
            [
                ("Präsidentin Mara Lind", "Guten Morgen. Die Sitzung ist eröffnet."),
                ("Präsidentin Mara Lind", "Das Wort hat Bo Berg."),
                ("Bo Berg", "Die Mole ist alt."),
                ("Bo Berg", "Sie ist zu kurz."),
                ("Präsidentin Mara Lind", "Vielen Dank."),
                ("Präsidentin Mara Lind", "Ich schließe die Sitzung."),
            ],
            ["Der Hafen"],
        ),
        (
            AKOMA,
            [
                ("رئيسة الجلسة", "أهلا بكم. من يبدأ؟"),
                ("مريم حداد", "شكرا. الرصيف قصير جدا."),
                ("مريم حداد", "نريده أطول."),
                ("سليم قاسم", "ليس لدينا مال."),
            ],
            ["الميناء"],
        ),
        (
            WHIP,
            [
                ("Ada Holt", "Is the mole £3 a yard?"),
                ("Bo Lind", "I move:"),
                ("Bo Lind", "That it is."),
                ("Ada Holt", "So be it."),
            ],
            ["Harbours"],
        ),
        (
            CANADA,
            [
                ("M. Luc Roy", "Qui paie le môle1?"),
                ("M. Luc Roy", "Who pays?"),
                ("La Présidente", "La parole est à la ministre."),
            ],
            ["Le port"],
        ),
        (
            MILLBANK,
            [
                ("Mr. Holt", "1. asked the Minister who pays for the mole."),
                ("The Minister", "Nobody does."),
            ],
            ["THE HARBOUR"],
        ),
        (
            AUSTRALIA,
            [("Ms HOLT", "Is the mole long enough?"), ("Ms HOLT", "It is not.")],
            ["HARBOURS"],
        ),
        (SCRIPT, [("花子", "遅いですね。"), ("太郎", "まだ六時です。")], ["INT. 灯台 - 夜"]),
    ],
    ids=("bundestag", "akoma", "publicwhip", "canada", "millbank", "australia", "final draft"),
)
def test_who_speaks_is_taken_as_the_elements_say_it(
    data: str, wanted: list[tuple[str, str]], headings: list[str]
) -> None:
    for path in ("x.xml", "x.txt"):
        assert recognise(data.encode(), path) == "speeches"
        document = read(data, path=path)
        assert said(document) == wanted
        assert texts_of(document, "heading") == headings


def test_what_nobody_says_is_kept_between_speeches() -> None:
    assert kinds_of(read(AKOMA, path="x.xml"))["رفعت الجلسة"] == "narration"
    assert kinds_of(read(WHIP, path="x.xml"))["The Minister was asked—"] == "narration"
    assert kinds_of(read(BUNDESTAG, path="x.xml"))["(Beifall)"] == "event"
    script = kinds_of(read(SCRIPT, path="x.fdx"))
    assert (script["船が ゆっくり 近づく。"], script["(小声で)"]) == ("narration", "event")
    assert script["鐘が鳴る。"] == "narration"


def test_words_of_elements_that_no_form_names_are_not_lost() -> None:
    data = AKOMA.replace("<narrative>", "<ruling>Überall <b>Ruhe</b>.</ruling><narrative>")
    assert kinds_of(read(data, path="x.xml"))["Überall Ruhe."] == "narration"
    inside = WHIP.replace("<p>That it is.</p>", "<motion>That <u>it</u> is.</motion>")
    assert said(read(inside, path="x.xml"))[2] == ("Bo Lind", "That it is.")


def test_a_document_type_that_says_more_than_characters_is_refused() -> None:
    for more in (
        '<!ENTITY x "&mdash;&mdash;">',
        '<!ENTITY x SYSTEM "file:///x">',
        "<!ATTLIST p a CDATA 'b'>",
    ):
        with pytest.raises(SourceError, match="document type") as caught:
            read(WHIP.replace("]>", f"{more}\n]>"), path="x.xml")
        assert caught.value.hint
    # Lines keep their numbers.
    assert next(read(WHIP, path="x.xml").paragraphs()).where.line == 7


def test_other_xml_with_such_a_root_is_none_of_them() -> None:
    with pytest.raises(SourceError, match="<debates>"):
        read("<debates><item>So?</item></debates>", path="x.xml")


def test_an_id_that_nothing_explains_is_who_speaks() -> None:
    unknown = AKOMA.replace('eId="maryam"', 'eId="nobody"')
    assert said(read(unknown, path="x.xml"))[1] == ("maryam", said(read(AKOMA, path="x.xml"))[1][1])
    assert said(read(AKOMA, path="x.xml"))[1][0] == "مريم حداد"


def test_what_a_script_says_of_how_somebody_speaks_stands_in_their_turn() -> None:
    document = read(SCRIPT, path="x.fdx")
    turn = next(turn for turn in document.turns if turn.label == "花子")
    assert [(one.kind, one.text) for one in turn.paragraphs] == [
        ("event", "(小声で)"),
        ("speech", "遅いですね。"),
    ]
    assert min(one.p for one in turn.paragraphs) > 0.9
