"""What so many messages have that it is no slip is told once of the catalog, and is a note at each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit import checks
from toolkit.checks import quotation
from toolkit.config import IgnoreTable
from toolkit.findings import Finding
from toolkit.model import Catalog, Document, Entry
from toolkit.workflow import ignoring

COINS = "one two three four five six seven eight nine ten eleven twelve".split()
KLEIN = "eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()


def told(rows: list[tuple[str, str]], lang: str, comment: str = "") -> list[Finding]:
    comments = (comment,) if comment else ()
    entries = tuple(
        Entry("narration", source, target, "done", (f"s{number:06d}",), comments=comments)
        for number, (source, target) in enumerate(rows)
    )
    document = Document(name="talk", lang="en", speakers=(), turns=())
    found = checks.run(document, Catalog("talk", "en", lang, entries), "talk.po")
    return [finding for finding in found if finding.code != "D207"]


def ferry(lang: str, loose: int, many: int = 60) -> list[tuple[str, str]]:
    """Talk of a ferry, in which so many translations have a blank before a comma."""
    texts = {
        "it": ("Il traghetto numero {n}{blank}, quello vecchio, partì presto.", "numero"),
        "ru": ("Паром номер {n}{blank}, тот старый, ушёл рано.", "номер"),
        "ar": ("غادرت العبّارة رقم {n}{blank}، القديمة، باكرا.", "رقم"),
    }
    return [
        (
            f"Ferry number {n + 100}, the old one, left early.",
            texts[lang][0].format(n=n + 100, blank=" " if n < loose else ""),
        )
        for n in range(many)
    ]


@pytest.mark.parametrize("lang", ["it", "ru", "ar"])
def test_few_are_slips_and_many_are_a_way(lang: str) -> None:
    few = [finding for finding in told(ferry(lang, 2), lang) if finding.code == "D244"]
    assert [finding.severity for finding in few] == ["warning"] * 2
    many = told(ferry(lang, 8, 170), lang)
    assert [finding.severity for finding in many if finding.code == "D244"] == ["info"] * 8
    (remark,) = (finding for finding in many if finding.code == "D288")
    assert not remark.about and remark.severity == "warning"
    assert "D244 is found in 8 of 170 messages" in remark.message
    assert "100" in remark.message


@examples(5)
@given(st.integers(0, 9), st.sampled_from(["it", "ar"]))
def test_nothing_is_lost(loose: int, lang: str) -> None:
    findings = told(ferry(lang, loose, 170), lang)
    assert sum(finding.code == "D244" for finding in findings) == loose
    warnings = [finding for finding in findings if finding.severity == "warning"]
    assert len(warnings) == (loose if loose < 8 else 1)


def test_wrong_figures_are_no_way() -> None:
    rows = [(f"They left in {1900 + n}.", f"Sie gingen {1900 + n + (n < 20)}.") for n in range(60)]
    findings = told(rows, "de")
    assert [finding.severity for finding in findings if finding.code == "D221"] == ["warning"] * 20
    assert not [finding for finding in findings if finding.code == "D288"]


@pytest.mark.parametrize(
    ("lang", "source", "slip", "code"),
    [
        ("fr", "Ferry number {n} left early.", "Le bac num&eacute;ro {n} est parti t&ocirc;t.", "D251"),
        ("ar", "Ferry number {n} left early.", "غادرت العبّارة&nbsp;رقم {n} باكرا.", "D251"),
        ("ja", "Ferry number {n} left early.", "フェリー{n}番は&lt;早く出た。", "D251"),
        ("de", "Nobody saw ferry {n}. It left early.", "Niemand sah die Fähre {n}. It left early.", "D226"),
        (
            "fr",
            "They took ferry {n} because they wanted to go home early.",
            "Ils ont pris le bac {n} because they wanted to go rentrer tôt.",
            "D227",
        ),
    ],
)
def test_what_nobody_can_mean_is_no_way(lang: str, source: str, slip: str, code: str) -> None:
    rows = [(source.format(n=n), slip.format(n=n)) for n in range(100, 130)]
    findings = told(rows, lang)
    assert [finding.severity for finding in findings if finding.code == code] == ["warning"] * 30
    assert not [finding for finding in findings if finding.code == "D288"]


def test_what_is_shown_of_a_way_is_none_that_is_kept_back() -> None:
    entries = [
        Entry("narration", source, target, "done", (f"s{n:06d}",), comments=("ignore D244",) if n < 1 else ())
        for n, (source, target) in enumerate(ferry("it", 9, 170))
    ]
    document = Document(name="talk", lang="en", speakers=(), turns=())
    found = checks.run(document, Catalog("talk", "en", "it", tuple(entries)), "talk.po")
    (remark,) = (finding for finding in found if finding.code == "D288")
    assert "in 8 of 170 messages" in remark.message and "101" in remark.message


def test_who_ignores_a_kind_ignores_that_it_is_a_way() -> None:
    (remark,) = (finding for finding in told(ferry("ar", 8, 170), "ar") if finding.code == "D288")

    def known(code: str, where: str = "") -> bool:
        table = IgnoreTable(code=code, reason="as the house has it", where=where)
        return ignoring.fits(table, remark, "talk")

    assert known("D244") and known("D244", "talk") and known("D288", "D244")
    # One message that is known, and another kind, say nothing of it.
    assert not known("D244", "s000001") and not known("D239") and not known("D288", "D239")


def test_what_a_translator_keeps_back_is_no_way() -> None:
    findings = told(ferry("it", 8, 170), "it", "ignore D244: as the house has it")
    assert sum(finding.code == "D244" and bool(finding.known) for finding in findings) == 8
    assert not [finding for finding in findings if finding.code == "D288"]


def codes(rows: list[tuple[str, str]], lang: str) -> list[str]:
    return [finding.code for finding in told(rows, lang) if finding.severity == "warning"]


@pytest.mark.parametrize(
    ("lang", "begins", "goes_on", "ends"),
    [
        ("de", "Er sagte: „Ich ging.", "Niemand sah mich.", "Dann kam sie.“"),
        ("ja", "彼は言った。「私は行った。", "誰も私を見なかった。", "それから彼女が来た。」"),
        ("he", "הוא אמר: ”הלכתי.", "איש לא ראה אותי.", "אחר כך היא באה.“"),
    ],
)
def test_a_quotation_goes_on_over_messages(lang: str, begins: str, goes_on: str, ends: str) -> None:
    sources = ["He said: I went.", "Nobody saw me.", "Then she came."]
    assert "D241" not in codes(list(zip(sources, [begins, goes_on, ends], strict=True)), lang)
    # Its end alone, or its beginning, is a slip.
    assert "D241" in codes(list(zip(sources, [begins, goes_on, goes_on], strict=True)), lang)
    assert "D241" in codes(list(zip(sources, [goes_on, goes_on, ends], strict=True)), lang)
    far = [("Nobody spoke then.", goes_on)] * 12
    assert "D241" in codes([(sources[0], begins), *far, (sources[2], ends)], lang)


@pytest.mark.parametrize(
    ("lang", "opened", "closed"),
    [
        ("de", "„Ich ging, sagte er.", "Ich kam“, sagte er."),
        ("he", "”הלכתי, אמר.", "באתי“, אמר."),
        ("ja", "「私は行った、と彼は言った。", "私は来た」と彼は言った。"),
    ],
)
def test_two_marks_that_were_lost_make_no_quotation(lang: str, opened: str, closed: str) -> None:
    sources = ["“I went,” he said.", "“I came,” he said."]
    rows = list(zip(sources, [opened, closed], strict=True))
    between = ("Nobody spoke then.", "…")
    assert codes([rows[0], between, rows[1]], lang).count("D241") == 2
    # A translator may set the end of a sentence elsewhere.
    assert "D241" not in codes(rows, lang)


def test_a_sign_may_be_quoted() -> None:
    assert quotation.pairs("Trennen Sie mit »;« und »Re«/»Fwd«.") == (
        (("»«", 16), ("»«", 24), ("»«", 29)),
        (),
        (),
    )


@pytest.mark.parametrize(
    ("lang", "source", "target", "code"),
    [
        ("de", "She began: I never—", "Sie begann: Ich habe nie …", "D239"),
        ("ru", "She went to the mill, and…", "Она пошла на мельницу, и —", "D239"),
        ("fr", "See [a list](https://example.org/a).", "Voir [liste](http://www.example.org/a).", "D204"),
        ("cs", "... I was late.", "... přišel jsem pozdě.", "D249"),
        ("de", "Open a row of an ETree here.", "Hier eine Zeile eines ETrees öffnen.", "D249"),
        ("nl", "Ice lay on the mill.", "IJspegels hingen aan de molen.", "D249"),
        ("ja", "... Mara, we must leave now.", "……マラ、もう行かなければなりません。", "D233"),
    ],
)  # fmt: skip
def test_good_translations(lang: str, source: str, target: str, code: str) -> None:
    assert code not in codes([(source, target)], lang)


@pytest.mark.parametrize(
    ("lang", "source", "target", "code"),
    [
        ("de", "She began: I never—", "Sie begann: Ich habe nie", "D239"),
        ("fr", "See [a list](https://example.org/a).", "Voir [liste](http://example.org/b).", "D204"),
        ("cs", "We were late.", "přišli jsme pozdě.", "D249"),
        ("de", "Open a row of an ETree here.", "Hier eine Zeile eines ETrees öffNen.", "D249"),
    ],
)  # fmt: skip
def test_slips_beside_them(lang: str, source: str, target: str, code: str) -> None:
    assert code in codes([(source, target)], lang)


def test_a_house_sets_no_mark_before_a_bracket() -> None:
    rows = [
        (f"(Bo gives you the {one} coins.)", f"(Bo gibt dir die {zwei} Münzen)")
        for one, zwei in zip(COINS, KLEIN, strict=True)
    ]
    assert "D239" not in codes(rows, "de")
    assert "D239" in codes([*rows[:1], *((one, f"{zwei[:-1]}.)") for one, zwei in rows[1:])], "de")


def test_an_entity_is_told_once() -> None:
    assert codes([("The loud role.", "Le r&ocirc;le bruyant.")], "fr") == ["D251"]


@pytest.mark.parametrize(
    ("lang", "shouted", "mark"),
    [("de", "Halt Nummer {}", "!"), ("he", "עצור מספר {}", "!"), ("zh-Hans", "停下，第{}号", "！")],
)
def test_an_exclamation_is_kept_where_all_others_are(lang: str, shouted: str, mark: str) -> None:
    def ends(many: int, lost: int) -> list[str]:
        rows = [(f"Stop number {n}!", shouted.format(n) + (mark if n >= lost else ".")) for n in range(many)]
        return [code for code in codes(rows, lang) if code == "D239"]

    assert len(ends(40, 1)) == 1
    # Of few messages nobody knows whether the translator means it, nor where many have lost it.
    assert not ends(15, 1) and not ends(40, 6)


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        ("fr", "Le bac {n} est parti tôt. Le bac est est parti tôt, {n} fois."),
        ("ru", "Паром {n} ушёл рано в город. Паром ушёл в в город рано, {n} раз."),
        ("ar", "غادرت العبّارة {n} من هنا. غادرت العبّارة من من هنا {n} مرات."),
    ],
)
def test_words_stand_twice_by_mistake_however_many_they_are(lang: str, texts: str) -> None:
    right, slip = (f"{text.strip()}." for text in texts.split(".")[:2])
    rows = [
        (f"Ferry number {n} left early.", (slip if n % 20 == 0 else right).format(n=n)) for n in range(200)
    ]
    findings = [finding for finding in told(rows, lang) if finding.code in ("D236", "D288")]
    assert [finding.severity for finding in findings if finding.code == "D236"] == ["warning"] * 10
    assert not [finding for finding in findings if finding.code == "D288"]


@pytest.mark.parametrize(
    ("lang", "twice", "alone"),
    [
        ("sq", "Dua të të them {n}.", "Ai doli të shikojë {n}."),
        ("sl", "Ti si si kupil {n}.", "Ti si kupil {n}."),
        ("sv", "Det är det det handlar om {n}.", "Det var det {n}."),
        ("mk", "Ти си си дома {n}.", "Ти си дома {n}."),
        ("yi", "ער גייט שטיל שטיל {n}.", "ער גייט שטיל {n}."),
        ("bn", "সে ধীরে ধীরে {n} গেল।", "সে ধীরে {n} গেল।"),
    ],
)
def test_what_a_language_doubles_that_nobody_wrote_down_is_a_habit(lang: str, twice: str, alone: str) -> None:
    rows = [(f"It is said, {n}.", (twice if n < 2 else alone).format(n=n)) for n in range(60)]
    assert "D236" not in codes(rows, lang)


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("sk", "He came back late.", "Vrátil sa sa neskoro."),
        ("cs", "He took a boat.", "Vzal si si člun."),
        ("zh-Hans", "That is my boat.", "那是我我的船。"),
        # With marks or figures in it.
        ("de", "When I found it, we were gone.", "Als ich es fand, waren wir fand, waren wir schon fort."),
        ("ar", "She is 56 and sings well.", "عمرها 56 سنة وتغني عمرها 56 سنة وتغني جيدا."),
        ("zh-Hans", "Don’t be angry, Olivia, we sail.", "别生气，奥利生气，奥利维亚，我们开船。"),
        ("ja", "The lamp is still over there.", "あのランプはまだあそこにあるそこにある。"),
    ],
)
def test_words_that_stand_twice_nowhere_are_slips(lang: str, source: str, target: str) -> None:
    assert codes([(source, target)], lang) == ["D236"]


def test_who_doubles_a_word_nearly_always_means_it() -> None:
    rows = [(f"Ferry number {n} left slowly.", f"Le bac {n} est parti cahin cahin.") for n in range(20)]
    assert "D236" not in codes(rows, "fr")


def test_turkish_doubles_words_of_any_kind_for_emphasis() -> None:
    rows = [("It burnt fiercely.", "Alev alev yandı."), ("It is hardly done.", "Kolay kolay olmaz.")]
    boats = [(f"The boat sank in {year}.", f"Tekne {year} yılında battı.") for year in range(1900, 1960)]
    assert "D236" not in codes([*rows, *boats], "tr")
    # What stands alone elsewhere is no such word.
    assert codes([*boats, ("The boat sank.", "Tekne tekne battı.")], "tr") == ["D236"]


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        # The σ that ends a word; a word of the sentence before, or of a case.
        ("el", "Your boat gives you joy.", "Η βάρκα σας σας δίνει χαρά."),
        ("hu", "That feeling came.", "Az az érzés jött."),
        ("cs", "He sings with me.", "Snaží se se mnou zpívat."),
        ("pl", "It is the same boat.", "To jest to to samo miejsce."),
        ("he", "He is the man.", "הוא הוא האיש."),
        ("vi", "It is at that place only.", "Tìm địa chỉ chỉ trong sổ."),
        ("zh-Hans", "He told you what you did.", "他告诉了你你的事。"),
        ("zh-Hans", "All of Chengdu was wet.", "整个成都都湿了。"),
        ("ja", "It was always closed.", "いつもいつも閉まっていた。"),
    ],
)
def test_words_that_meet_are_no_slip(lang: str, source: str, target: str) -> None:
    assert "D236" not in codes([(source, target)], lang)


def test_a_word_may_lack_what_the_next_one_has() -> None:
    rows = [
        ("A mine and a mill.", "Een mijn- en molenbedrijf."),
        ("The mines and the oar.", "De mijnen en de riem."),
    ]
    assert "D286" not in codes(rows, "nl")
    rows = [("It came back.", "Het kwam te- rug."), ("He came back.", "Hij kwam terug.")]
    assert "D286" in codes(rows, "nl")
    # Its end may be a word that comes more often.
    assert "D286" in codes([*rows, *((f"My back, {n}.", f"Mijn rug, {n}.") for n in range(3))], "nl")


@pytest.mark.parametrize(
    ("lang", "kept", "lost"),
    [
        ("de", "Boot Nummer {} … es ist fort.", "Boot Nummer {} ist fort."),
        ("he", "סירה מספר {}... היא איננה.", "סירה מספר {} איננה."),
        ("zh-Hans", "第{}号船……不见了。", "第{}号船不见了。"),
    ],
)
def test_dots_are_kept_where_all_others_are(lang: str, kept: str, lost: str) -> None:
    def told(many: int, fewer: int) -> int:
        rows = [
            (f"Boat number {n}... it’s gone.", (kept if n >= fewer else lost).format(n)) for n in range(many)
        ]
        return codes(rows, lang).count("D239")

    assert told(8, 1) == 1
    assert told(2, 1) == told(8, 4) == told(8, 0) == 0


@pytest.mark.parametrize(
    ("lang", "kept", "other"),
    [
        ("ja", "{}号の船……消えた。", ("{}号の船・・・消えた。", "{}号の船‥‥消えた。", "{}号の船――消えた。")),
        ("he", "סירה מספר {}... היא איננה...", ("סירה מספר {} —",)),
        ("fr", "Le bateau numéro {}… il est parti…", ("Le bateau numéro {} —",)),
    ],
)
def test_what_stands_for_dots_keeps_them(lang: str, kept: str, other: tuple[str, ...]) -> None:
    rows = [(f"Boat number {n}... it’s gone...", kept.format(n)) for n in range(8)]
    for way in other:
        told = codes([*rows, ("Boat number 9... it’s gone...", way.format(9))], lang)
        assert "D239" not in told


def test_dots_that_are_lost_with_the_end_are_told_once() -> None:
    rows = [(f"And boat number {n}...", f"Und Boot Nummer {n} …") for n in range(8)]
    assert codes([*rows, ("And boat number 9...", "Und Boot Nummer 9")], "de").count("D239") == 1


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("Où as-tu appris ça ?{} Au port.{}", True),
        ("Où as-tu appris ça ?{}{} Au port.", True),
        ("Où as-tu appris ça ? Au port.", True),
        ("Où as-tu appris ça ?{} Au port.", False),
        ("Où as-tu appris ça{} ? Au port.", False),
    ],
)
@pytest.mark.parametrize("sign", ["[^1]", "[^hemp]", "[1]", "¹"])
def test_a_footnote_is_called_as_often_as_in_the_source(target: str, sign: str, told: bool) -> None:
    target = target.format(*[sign] * target.count("{}"))
    assert ("D204" in codes([(f"Where did you learn that?{sign} By the harbour.", target)], "fr")) == told


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("Nets^[Of hemp.] hung there.", "Des filets^[De chanvre.] y pendaient.^[De chanvre.]", True),
        ("Nets^[Of hemp.] hung there.", "Des filets^[De chanvre.] y pendaient.^[À la cave.]", False),
        ("Nets^[Ibid.] hung^[Ibid.] there.", "Des filets^[Ibid.] y pendaient^[Ibid.].", False),
        # A language has signs of its own for a number, and none for the unit of an area.
        ("Where was it?[1] There.", "Où était-ce ?〔1〕 Là.", False),
        ("It has 60 m² of nets.", "Il y a 60 mètres carrés de filets.", False),
        ("[^1]: Nets of hemp.", "[^1]: [^1]: Filets de chanvre.", True),
    ],
)
def test_a_footnote_that_stands_twice(source: str, target: str, told: bool) -> None:
    assert ("D204" in codes([(source, target)], "fr")) == told
