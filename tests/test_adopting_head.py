"""The head of a translation: its headline, date, byline and credits, and the names of its speakers."""

from dataclasses import replace

import pytest

from test_adopting import bring, catalogs, entry, read
from toolkit import adopting, transcript
from toolkit.adopting import aligned_text
from toolkit.adopting.head import differs
from toolkit.catalog import ids
from toolkit.config import Sidecar
from toolkit.model import Document, Kind, Location, Meta, Paragraph, Turn
from toolkit.reading.lines import Content, Line

TALK = """\

Ana Pires: When did you start to build boats?

Bo Holm: In 1987. I was nineteen years old. Nobody asked for papers.

Ana Pires: And your brother Mikkel?

Bo Holm: He went to Aarhus in 1992.
"""
SOURCE = (
    """\
The Man Who Builds Ferries

Published: Jan 03, 2026 02:52 PM

Ana Pires and Bo Holm in the boatyard. Photo: Harbour Archive
"""
    + TALK
)
TARGET = """\
„Nach Papieren hat keiner gefragt“: Besuch bei einem Bootsbauer

4. Januar 2026, 9:10 Uhr

Von Karin Weiss

MODERATORIN ANA PIRES: Wann haben Sie angefangen, Boote zu bauen?

BO HOLM: 1987. Ich war neunzehn Jahre alt. Niemand fragte nach Papieren.

PIRES: Und Ihr Bruder Mikkel?

BO HOLM: Er ging 1992 nach Aarhus.
"""


def test_the_headline_is_the_headline_and_the_date_another() -> None:
    filled, adoption = bring(SOURCE, TARGET)
    title = entry(filled, "The Man Who")
    assert title.target.startswith("„Nach Papieren") and title.state == "done"
    dateline = entry(filled, "Published")
    assert dateline.target.startswith("4. Januar") and dateline.state == "fuzzy"
    assert "doubtful: perhaps a dateline of its own, and no translation [" in dateline.comments[0]
    # Credits are no caption, whatever stands where.
    assert not entry(filled, "Ana Pires and").target
    held = [line for one in filled.entries for line in one.comments]
    assert any(": Von Karin Weiss [" in line for line in held)
    assert [i for link in adoption.links for i in link.bead.source] == list(
        range(len(adoption.source.sentences))
    )


BELLS = [
    "Ana Pires: When did you start to cast bells?",
    "Bo Holm: In 1987. I was nineteen years old. Nobody asked for papers.",
    "Ana Pires: And your brother Mikkel?",
    "Bo Holm: He went to Aarhus in 1992.",
]
BELLS_FR = [
    "Ana: Quand avez-vous commencé à fondre des cloches ?",
    "Bo: En 1987. J’avais dix-neuf ans. Personne ne demandait de papiers.",
    "Ana: Et votre frère Mikkel ?",
    "Bo: Il est parti pour Aarhus en 1992.",
]
BELLS_AR = [
    "آنا: متى بدأت بصب الأجراس؟",
    "بو: في عام 1987. كنت في التاسعة عشرة. لم يسأل أحد عن أوراق.",
    "آنا: وأخوك ميكل؟",
    "بو: ذهب إلى آرهوس عام 1992.",
]


def headed(
    head: list[tuple[Kind, str]], body: list[str], lang: str, name: str, suffix: str = "txt"
) -> Document:
    """A talk, the lines of whose head are read as these kinds."""
    lines = [*head, *(("speech", text) for text in body)]
    content = Content([Line(text, 2 * k + 1, gap=1, kind=kind) for k, (kind, text) in enumerate(lines)])
    document, _ = transcript.document(
        content, name=name, path=f"{name}.{suffix}", lang=lang, sidecar=Sidecar()
    )
    return ids.assign(document, None)


@pytest.mark.parametrize(
    ("lang", "head", "body"),
    [
        ("fr", ("Hester Vale", "Le serment des fondeurs de cloches"), BELLS_FR),
        ("ar", ("هستر فيل", "قسم سبّاكي الأجراس"), BELLS_AR),
    ],
)
def test_an_author_who_is_read_as_a_title_is_not_surely_the_title(
    lang: str, head: tuple[str, str], body: list[str]
) -> None:
    document = headed(
        [("title", "Hester Vale"), ("meta", "The Oath of the Bell Founders")], BELLS, "en", "talk"
    )
    translation = headed([("byline", head[0]), ("title", head[1])], body, lang, "there")
    adoption = adopting.align(document, translation, adopting.Evidence.of(document, translation, None))
    # Both are titles, and yet the words and the order speak for the author.
    author, title, *talk = adoption.filled
    assert author.target != head[1] or author.fate == "doubtful"
    assert title.fate != "placed" and [one.target for one in talk] == [
        text.partition(": ")[2] for text in body
    ]


def test_a_date_that_may_be_none_is_of_one_kind_with_what_is_read_as_one_too() -> None:
    """What the catalog calls a dateline is told of as one, and as no narration."""
    head = "The Man Who Builds Ferries\n{}\n\n"
    source = head.format("A talk that was recorded at the pier on 14 March 2026") + TALK.strip()
    target = (
        head.format("Ein Gespräch, aufgenommen am Kai am 14. März 2026") + TARGET.partition("Weiss\n\n")[2]
    )
    document = read(source, "en")
    line = document.turns[1].paragraphs[0]
    assert line.kind == "dateline" and line.p < 0.5, "the text no longer has such a line"
    filled, _ = bring(source, target)
    assert entry(filled, "A talk").context == "dateline"
    assert not any("a narration here" in comment for comment in entry(filled, "A talk").comments)


def test_a_person_decides_about_the_head_too() -> None:
    filled, _ = bring(SOURCE, TARGET, pinned=("1.1=", "2.1="))
    assert not entry(filled, "The Man Who").target and not entry(filled, "Published").target


@pytest.mark.parametrize(
    ("source", "target", "different"),
    [
        ("Published: 3 January 2026", "Veröffentlicht: 3. Januar 2026, 14 Uhr", False),
        ("2026-01-03", "二〇二六年一月三日", True),
        ("2026-01-13", "2026年01月13日", False),
        ("Published: 3 January 2026", "نُشر: ٣ يناير ٢٠٢٦", False),
        ("Published: 3 January 2026", "منتشر شده: ۴ ژانویه ۲۰۲۶", True),
        ("Published: 3 January 2026", "Veröffentlicht: 4. Januar 2026", True),
        ("By Karin Weiss", "Von Karin Weiss", True),
    ],
)
def test_figures_tell_a_line_from_another(source: str, target: str, different: bool) -> None:
    assert differs(source, target) == different


def test_a_speaker_is_named_without_the_office_that_introduced_them() -> None:
    _, adoption = bring(SOURCE, TARGET)
    names = {name.key: name.name for name in adoption.names}
    assert names["bo-holm"] == "BO HOLM"
    chinese = (
        TARGET.replace("MODERATORIN ANA PIRES", "主持人安娜")
        .replace("\nPIRES", "\n安娜")
        .replace("BO HOLM: 1987", "船匠布霍尔姆: 1987")
        .replace("BO HOLM: Er", "布霍尔姆: Er")
    )
    _, adoption = bring(SOURCE, chinese)
    # 安娜 is Anna, and all of 布霍尔姆 is Bo Holm.
    assert {name.name for name in adoption.names} <= {"安娜", "布霍尔姆"} and adoption.names


def test_a_doubt_says_which_sentence() -> None:
    filled, _ = bring(
        "Bo Holm: In 1987 I went to Aarhus. Nobody asked me for papers in those days. I was 19 years old.\n",
        "HOLM: 1987 ging ich nach Aarhus. Ich war 19 Jahre alt.\n",
    )
    assert any(
        "doubtful: sentence 2 of 3 seems not to be translated" in line
        for one in filled.entries
        for line in one.comments
    )


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (("مذيعة آنا بيريس", "الرئيس بو هولم"), ("آنا بيريس", "بو هولم")),
        (("아나 피레스 기자", "덴마크 대통령 보 홀름"), ("아나 피레스", "보 홀름")),
        (("记者安娜", "丹麦总统布霍尔姆"), ("安娜", "布霍尔姆")),
        (("Moderatorin Ana Pires", "Herr Bo Holm"), ("Ana Pires", "Bo Holm")),
    ],
)
def test_an_office_that_stands_beside_the_name_each_time_is_left_out(
    labels: tuple[str, str], names: tuple[str, str]
) -> None:
    target = TALK.replace("Ana Pires", labels[0]).replace("Bo Holm", labels[1])
    _, adoption = bring(TALK, target)
    assert tuple(name.name for name in adoption.names) == names
    assert not any(name.doubts for name in adoption.names)


def test_an_office_stays_where_the_source_names_it_too() -> None:
    source = TALK.replace("Ana Pires", "Reporter Ana Pires").replace("Bo Holm", "President Holm")
    _, adoption = bring(source, TALK.replace("Ana Pires", "记者安娜").replace("Bo Holm", "总统霍尔姆"))
    assert [name.name for name in adoption.names] == ["记者安娜", "总统霍尔姆"]


@pytest.mark.parametrize(
    "labels", [("问", "答"), ("Q", "A"), ("기자", "대통령"), ("질문", "답변"), ("Frage", "Antwort")]
)
def test_a_role_is_nobodys_name(labels: tuple[str, str]) -> None:
    target = TALK.replace("Ana Pires", labels[0]).replace("Bo Holm", labels[1])
    filled, adoption = bring(TALK, target)
    assert [name.name for name in adoption.names] == list(labels)
    for name in adoption.names:
        one = next(one for one in filled.entries if one.context == f"speaker|{name.key}")
        assert one.state == "fuzzy"
        assert "doubtful: a role or a sign stands there, and no name [" in one.comments[0]
    # Roles translate roles.
    _, adoption = bring(TALK.replace("Ana Pires", "Question").replace("Bo Holm", "Answer"), target)
    assert not any(name.doubts for name in adoption.names)


def test_a_surname_that_is_a_title_elsewhere_is_one() -> None:
    source = TALK.replace("Bo Holm", "Bo King")
    _, adoption = bring(source, TALK.replace("Bo Holm", "King"))
    assert [(name.name, name.doubts) for name in adoption.names] == [("Ana Pires", ()), ("King", ())]


BOLD = """\
# The lamp keeper

**When did you come to the lamp?**

In spring, with my mother. We stayed for a summer.

**Were you never afraid?**

Of the sea? No. Of the fog, yes, for it takes the sound away.

**And who keeps it today...**

Nobody. It burns by itself, and that is *sad*.

**Will you come back?**

I never left it.
"""
PLAIN = """\
Der Lampenwärter

Wann sind Sie zur Lampe gekommen?

Im Frühling, mit meiner Mutter. Wir blieben einen Sommer.

Hatten Sie nie Angst?

Vor dem Meer? Nein. Vor dem Nebel schon, denn er nimmt den Ton weg.

Und wer hütet sie heute ...

Niemand. Sie brennt von selbst, und das ist traurig.

Kommen Sie zurück?

Ich war nie fort.
"""


def test_what_is_all_in_bold_is_so_in_each_language() -> None:
    filled, _ = bring(BOLD, PLAIN)
    assert entry(filled, "**Were you").target == "**Hatten Sie nie Angst?**"
    assert entry(filled, "**And who").target == "**Und wer hütet sie heute ...**"
    # Nobody can tell which of its words stand for the one in italics.
    assert entry(filled, "Nobody.").target == "Niemand. Sie brennt von selbst, und das ist traurig."
    # A text with emphasis of its own says what it emphasises.
    filled, _ = bring(BOLD, PLAIN.replace("nie fort", "*nie* fort"))
    assert entry(filled, "**Were you").target == "Hatten Sie nie Angst?"


def test_bold_that_tells_who_asks_is_not_brought_in_beside_labels() -> None:
    """A translation in bold for questions alone, of a talk that names who asks: D251 would tell of each."""
    labels = ("Nora: ", "Ada: ")
    lines = [line for line in PLAIN.split("\n\n")[1:] if line]
    said = "\n\n".join(labels[k % 2] + line for k, line in enumerate(lines))
    bold = BOLD.replace("# The lamp keeper\n\n", "")
    filled, _ = bring(said, bold)
    targets = [one.target for one in filled.entries if one.context.startswith("turn|") and one.target]
    assert "When did you come to the lamp?" in targets and "Will you come back?" in targets
    # What is emphasised among words is.
    assert "Nobody. It burns by itself, and that is *sad*." in targets


@pytest.mark.parametrize(("p", "kind"), [(0.3, "speech"), (0.7, "meta")])
def test_a_line_that_is_more_likely_text_is_taken_for_text(p: float, kind: str) -> None:
    paragraph = Paragraph("s1", "meta", "Hatten Sie nie Angst?", Location("bay.txt", 1), p=p, other="speech")
    text = aligned_text.read(Document("bay", "de", (), (Turn("meta", (), "", (paragraph,)),)))
    assert [passage.kind for passage in text.passages] == [kind]


@pytest.mark.parametrize(
    ("lang", "title", "state"),
    [
        ("fr", "Le grenier aux filets", "done"),
        ("ar", "علّية الشباك", "done"),
        ("ja", "網の屋根裏", "done"),
        # Perhaps front matter that was copied, and cut.
        ("fr", "Net Loft", "fuzzy"),
        ("fr", "The net loft", "empty"),
        ("fr", "", "empty"),
    ],
)
def test_a_title_beside_the_text_comes_in_too(lang: str, title: str, state: str) -> None:
    body = {"fr": BELLS_FR, "ar": BELLS_AR}.get(lang, BELLS_FR)
    document = replace(headed([], BELLS, "en", "talk"), meta=Meta(title="The Net Loft"))
    translation = replace(headed([], body, lang, "there"), meta=Meta(title=title))
    known = adopting.Evidence.of(document, translation, None)
    adoption = adopting.align(document, translation, known)
    _, before = catalogs(document)
    filled, _ = adopting.fill(adoption, before)
    [entry] = [one for one in filled.entries if one.context == "title"]
    assert (entry.target, entry.state) == (title if state != "empty" else "", state)
    # The same again changes nothing, and a person's title stays.
    assert adopting.fill(adoption, filled)[0].entries == filled.entries
    own = tuple(
        one.replace(target="Filets", state="done", comments=()) if one == entry else one
        for one in filled.entries
    )
    again, _ = adopting.fill(adoption, replace(filled, entries=own))
    assert [one.target for one in again.entries if one.context == "title"] == ["Filets"]


@pytest.mark.parametrize(
    ("lang", "body", "title"),
    [
        ("fr", BELLS_FR, "Le grenier aux filets"),
        ("ar", BELLS_AR, "علّية الشباك"),
        ("fr", BELLS_FR, "The Net Loft"),
    ],
)
def test_a_headline_translates_a_title_that_stands_beside_the_text(
    lang: str, body: list[str], title: str
) -> None:
    """As in the front matter of Markdown: nothing of the text goes with the headline, which was left over."""
    document = replace(headed([], BELLS, "en", "talk"), meta=Meta(title="The Net Loft"))
    translation = headed([("title", title)], body, lang, "there", "html")
    adoption = adopting.align(document, translation, adopting.Evidence.of(document, translation, None))
    filled, _ = adopting.fill(adoption, catalogs(document)[1])
    [entry] = [one for one in filled.entries if one.context == "title"]
    if title == "The Net Loft":
        assert (entry.target, len(adoption.leftovers)) == ("", 1)
    else:
        assert (entry.target, entry.state, adoption.leftovers) == (title, "done", ())
    # A headline of the document has the other's, and the title beside it has none.
    document = replace(headed([("title", "In the Net Loft")], BELLS, "en", "talk"), meta=Meta(title="Loft"))
    adoption = adopting.align(document, translation, adopting.Evidence.of(document, translation, None))
    assert adoption.title is None


@pytest.mark.parametrize(("lang", "body"), [("fr", BELLS_FR), ("ar", BELLS_AR)])
def test_a_title_among_the_properties_of_a_file_is_doubtful(lang: str, body: list[str]) -> None:
    """They may be those of the file that it was made from."""
    document = replace(headed([], BELLS, "en", "talk"), meta=Meta(title="The Net Loft"))
    title = "Microsoft Word - 3.docx"
    translation = replace(headed([], body, lang, "there", "docx"), meta=Meta(title=title))
    adoption = adopting.align(document, translation, adopting.Evidence.of(document, translation, None))
    filled, _ = adopting.fill(adoption, catalogs(document)[1])
    [entry] = [one for one in filled.entries if one.context == "title"]
    assert (entry.target, entry.state) == (title, "fuzzy")


@pytest.mark.parametrize(("lang", "title"), [("fr", "Le grenier aux filets"), ("ar", "علّية الشباك")])
def test_a_title_in_the_text_gets_the_one_beside_the_translation(lang: str, title: str) -> None:
    document = headed([("title", "The Net Loft")], BELLS, "en", "talk")
    body = {"fr": BELLS_FR, "ar": BELLS_AR}[lang]
    translation = replace(headed([], body, lang, "there"), meta=Meta(title=title))
    adoption = adopting.align(document, translation, adopting.Evidence.of(document, translation, None))
    filled, _ = adopting.fill(adoption, catalogs(document)[1])
    [entry] = [one for one in filled.entries if one.context == "title"]
    assert (entry.target, entry.state) == (title, "done")
    assert adopting.fill(adoption, filled)[0].entries == filled.entries


def test_a_title_in_the_text_is_a_paragraph_of_its_own() -> None:
    document = replace(
        headed([("title", "The Net Loft")], BELLS, "en", "talk"), meta=Meta(title="The Net Loft")
    )
    translation = replace(
        headed([("title", "Le grenier")], BELLS_FR, "fr", "there"), meta=Meta(title="Filets")
    )
    adoption = adopting.align(document, translation, adopting.Evidence.of(document, translation, None))
    filled, _ = adopting.fill(adoption, catalogs(document)[1])
    assert [one.target for one in filled.entries if one.context == "title"] == ["Le grenier"]
