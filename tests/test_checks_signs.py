"""Laws of the checks of signs: blanks, ends, quotation marks, widths, and how a catalog does things."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import growing
from pace import examples
from toolkit import languages
from toolkit.checks import (
    Checked,
    blanks,
    capitals,
    labels,
    marks,
    names,
    punctuation,
    quotation,
    signs,
    sounds,
    widths,
)
from toolkit.findings import Finding
from toolkit.languages import acts
from toolkit.model import Catalog, Document, Entry

ROOT = Path(__file__).parent.parent
CHECKS = (
    punctuation.CHECK,
    capitals.CHECK,
    *quotation.CHECK,
    widths.CHECK,
    blanks.CHECK,
    names.CHECK,
    *labels.CHECK,
)
LANGS = ["fr", "de", "es", "el", "ar", "he", "ru", "zh-Hans", "ja", "ko", "xh"]
SIGNS = "ab Éд字かカ한ع. ,;:!?。，、？「」『』“”„«»\"'‘’()（）[]*¿¡؟،\u00a0\u202f\u3000…–<>/@1\n"


def found(source: str, target: str, lang: str, source_lang: str = "en") -> list[Finding]:
    entry = Entry("narration", source, target, "done", ("s000001",))
    document = Document(name="talk", lang=source_lang, speakers=(), turns=())
    checked = Checked(document, Catalog("talk", source_lang, lang, (entry,)), "talk.po")
    return [finding for check in CHECKS for finding in check.find(checked)]


@examples(60)
@given(
    st.text(SIGNS, max_size=40) | st.text(max_size=40), st.text(SIGNS, max_size=40), st.sampled_from(LANGS)
)
def test_any_text_is_looked_at(source: str, target: str, lang: str) -> None:
    for finding in found(source, target, lang):
        assert finding.message and finding.hint and finding.about


@examples(60)
@given(st.text(SIGNS, max_size=40), st.sampled_from(LANGS))
def test_a_text_never_differs_from_itself(text: str, lang: str) -> None:
    # What is wrong in any text, whatever its source says, may still be told.
    alone = {
        "D239.doubled",
        "D239.unopened",
        "D243.ascii",
        "D243.figure",
        "D244.before",
        "D244.behind",
        "D244.beside",
    }
    alone |= {"D244.between", "D244.none", "D244.plain", "D249.sentence", "D241.kind"}
    assert {finding.name for finding in found(text, text, lang, lang)} <= alone


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("(A door closes.)", "(Une porte se ferme.)", []),
        ("(A door closes.)", "(Une porte se ferme?)", ["D239.other"]),
        # What is an aside in one of them is one in the other, behind the text's own end.
        ("Did you go? (A door closes.)", "Y es-tu allé ? (Une porte se ferme.)", []),
        ("Did you go? (A door closes.) (Laughter.)", "Y es-tu allé ? (Une porte se ferme.) (Rires.)", []),
        ("Did you go? (Laughter.)", "Y es-tu allé. (Quelqu’un rit.)", ["D239.other"]),
        # One that is said is a part of the text in both.
        ("We went there (you know where?)", "Nous y sommes allés (tu sais où.)", ["D239.other"]),
        ("[Music]", "[Musique]", []),
        ("(A pause.)", "(Silence)", []),
    ],
)
def test_what_happens_behind_a_text_is_no_end_of_it(source: str, target: str, told: list[str]) -> None:
    assert [finding.name for finding in found(source, target, "fr") if finding.code == "D239"] == told


def test_the_data_of_languages_is_whole() -> None:
    tables = tomllib.loads((ROOT / "toolkit/languages/signs.toml").read_text("utf-8"))
    ends = "".join(tables.pop("ends").values())
    assert len(set(ends)) == len(ends)
    marks = {"quotes", "inner", "signs", "space", "asks", "pairs", "ends", "tags"}
    keys = marks | {"joined", "inflects", "titles", "adjectives", "letters", "copula", "saints", "unstopped"}
    for tag, table in tables.items():
        assert languages.get(tag).tag == tag and {"quotes", "inner"} <= table.keys() <= keys
        pairs = [*table["quotes"].split(), *table["inner"].split()]
        assert table["quotes"] and len(set(pairs)) == len(pairs) and all(len(pair) == 2 for pair in pairs)
        assert all(len(sign) == 1 and marks for sign, marks in table.get("signs", {}).items())
        assert table.get("space", {}).keys() <= {"before", "behind"}
        assert table.get("joined", {}).keys() <= {"before", "behind"}
        assert {table.get("ends", {}).get(mark, mark) for mark in table.get("pairs", {})} <= set(ends)
        assert signs.of(tag).known


@examples(30)
@given(st.text("ab „“”«»\"'", max_size=30))
def test_each_mark_is_of_a_pair_or_of_none(text: str) -> None:
    read = quotation.pairs(text)
    places = [at for _, at in read.outer] + [*read.opened, *read.closed]
    assert len(set(places)) == len(places)
    assert all(text[at] in '„“”«»"' for at in places)


@examples(30)
@given(st.integers(0, 50), st.integers(0, 2000))
def test_more_slips_need_more_that_is_usual(slips: int, usual: int) -> None:
    assert signs.clear(slips, usual) >= signs.clear(slips + 1, usual)
    assert signs.clear(slips, usual) <= signs.clear(slips, usual + 1)


@pytest.mark.parametrize(
    ("source", "target", "lang", "codes"),
    [
        ("Did it ring?", "Hat es geläutet.", "de", ["D239"]),
        ("It rang.", "Es läutete", "de", ["D239"]),
        ("It rang.", "ระฆังดังแล้ว", "th", []),
        ("She said: “Yes.” He: “No.”", "היא אמרה: ״כן.״ והוא: ״לא.״", "he", []),
        ("She said: “Yes.”", "היא אמרה: ״כן.", "he", ["D241"]),
        ("The chair of the firm rang.", "יו״ר החברה בע״מ צלצל, צה״לניק.", "he", []),
        ("It rang.", "ခေါင်းလောင်း မြည်သည်။", "my", []),
        ("It rang.", "ཅོང་བརྡུངས་སོང་།", "bo", []),
        ("It rang.", "ជួងបានរោទ៍ហើយ។", "km", []),
        ("It rang. [laughs]", "Es läutete. [lacht]", "de", []),
        ("It rang. [laughs] [pause]", "Es läutete. [lacht]\u00a0(Pause)", "de", []),
        ("It rang. [laughs]", "Es läutete [lacht] [lacht]", "de", ["D239"]),
        ("It rang. [laughs]", "Es läutete." + " [lacht]" * 30_000, "de", []),  # each is looked at once
        ("It rang.", "رنَّ الجرس.", "ar", []),
        ("It rang (twice).", "它响了（两次）。", "zh-Hans", []),
        ("She is 5' 6\" tall.", "Sie ist 5' 6\" groß.", "de", []),
        ("First a) the bell, 2) the lamp.", "Erst a) die Glocke, 2) die Lampe.", "de", []),
        ("He laughed :-)", "Er lachte :-)", "de", []),
        ("The army's mail.", 'הדואר של צה"ל.', "he", []),
        ("Two reports came.", 'שני דו"חות הגיעו.', "he", []),
        ("“Two reports came,” he said.", '"שני דו"חות הגיעו", אמר.', "he", []),
        ("The “sea” was calm.", 'ה"ים" היה שקט.', "he", []),
        ("It is (x^2).", "Es ist x^2).", "de", ["D242"]),
        ("(PERSON8) It rang.", "PERSON8)鳴った。", "ja", ["D242"]),
        ("The “sea” was calm.", 'ה"ים היה שקט.', "he", ["D241"]),
        ("Hear the drum! It beats.", "Слушай барабан!.. Он бьёт.", "ru", []),
        ("Hear the drum! It beats.", "Hör die Trommel!.. Sie schlägt.", "de", ["D239"]),
        ("I may see you there ;-)", "Vielleicht sehe ich dich dort ;-)", "de", []),
        ("“It went on,", "„Es ging weiter,", "de", []),  # over several paragraphs
        ("See https://example.org/?a=1,b.", "Siehe https://example.org/?a=1,b.", "de", []),
        ("The *lamp*, the bell.", "Die *Lampe* , die Glocke.", "de", []),
        ("The lamp , the bell.", "Die Lampe , die Glocke.", "de", ["D244"]),
        ("It rang (twice.", "Es läutete (zweimal.", "de", []),
        ("It rang (twice).", "Es läutete (zweimal.", "de", ["D242"]),
        ("“It rang.”", "„Es läutete.", "de", ["D241"]),
        ("It is so, he said.", "« C'est ainsi », dit-il.", "fr", []),
        ("It rang :(", "它响了:(", "zh-Hans", []),
        ("It rang, twice.", "它响了,两次。", "zh-Hans", ["D243"]),
        ("Write a.b,c now.", "写a.b,c吧。", "zh-Hans", []),
        ("Eels in the cellar.", "地下室のｳﾅｷﾞ。", "ja", ["D243"]),
        ("It cost 1,234,500.", "Es kostete 1,234,500.", "de", ["D243"]),
        ("It cost 48,500.", "Es kostete 48\u00a0500.", "de", []),
        ("It cost 48.5 crowns.", "Es kostete 48.5 Kronen.", "de", ["D243"]),
        ("Chapter 3.5 of it.", "Kapitel 3.5 davon.", "de", []),  # it has no unit
        ("It cost 48,500.", "Iligharimu 48.500.", "sw", []),  # a catalog with more of them would tell
        ("Type ｳﾅｷﾞ here.", "ここにｳﾅｷﾞと打つ。", "ja", []),
        ("It rang.", "es läutete.", "de", ["D249"]),
        ("iPhone users rang.", "iPhone-Nutzer läuteten.", "de", []),
        ("Call std::move::", "Ruf std::move auf::", "de", []),
        ("Call it:", "Ruf es auf::", "de", ["D239"]),
        ("It ends with `0`.", "以“0”结尾。", "zh-Hans", []),
        # Of Swahili no signs are known.
        ("Did it ring?", "Je, ililia.", "sw", ["D239"]),
        ("It rang.", "Ililia..", "sw", ["D239"]),
        ("It rang (twice).", "Ililia (mara  mbili).", "sw", ["D244"]),
        ("It rang.", "Ililia．", "sw", ["D243"]),
        ("“It rang.”", "“Ililia.", "sw", ["D241"]),
        ("“It rang.”", "“Ililia.”", "sw", []),
        ("It helped the U.S. grow.", "Ayudó a EE.\u00a0UU. a crecer mucho.", "es", []),
        ("It helped the U.S. grow.", "Ayudó a EE.UU. a crecer mucho.", "es", []),
        ("It helped Oda. It grew.", "Ayudó a Oda.Eso creció mucho.", "es", ["D244"]),
        ("It went. It grew.", "Se fue con AA.Eso creció.", "es", ["D244"]),
        ("It was Louis XIV. He had a boat.", "C’était Louis XIV. il avait un bateau.", "fr", ["D249"]),
        ("Byl to Ludvík XIV. Měl člun.", "It was Louis XIV. he had a boat.", "en", ["D249"]),
        ("It was Louis XIV. He had a boat.", "Era Luigi XIV. aveva una barca.", "it", ["D249"]),
        ("Louis IX. had a boat.", "Ludvík IX. měl člun.", "cs", []),
        ("It rang. It was late.", "Zazvonilo. bylo pozdě.", "cs", ["D249"]),
    ],
)
def test_what_is_a_slip(source: str, target: str, lang: str, codes: list[str]) -> None:
    assert [finding.code for finding in found(source, target, lang)] == codes


@pytest.mark.parametrize("unit", ["1,000 ", "2.5 km "])
def test_a_text_of_figures_alone_takes_linear_time(unit: str) -> None:
    # For each of them all others were gone through: of the first that took ten seconds.
    assert not growing.by_clock(lambda size: lambda: found(unit * size, unit * size, "de"), 500)


@pytest.mark.parametrize(
    ("before", "told"), [("Es läutete,", []), ("Es läutete:", []), ("Es läutete.", ["D249"])]
)
def test_a_sentence_that_a_translator_goes_on_with_has_no_capital(before: str, told: list[str]) -> None:
    rows = [("It rang.", before), ("He came.", "und er kam.")]
    entries = tuple(Entry("narration", *row, "done", (f"s{at:06}",)) for at, row in enumerate(rows))
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = Checked(document, Catalog("talk", "en", "de", entries), "talk.po")
    assert [finding.code for finding in capitals.CHECK.find(checked)] == told


@pytest.mark.parametrize("between", [Entry("narration", "Then?", "", "empty", ("s9",)), None])
def test_nobody_goes_on_with_what_stands_elsewhere_or_another_says(between: Entry | None) -> None:
    first = Entry("turn|ann", "It rang.", "Es läutete,", "done", ("s1",))
    last = Entry("turn|ann" if between else "turn|bo", "He came.", "und er kam.", "done", ("s2",))
    entries = tuple(filter(None, (first, between, last)))
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = Checked(document, Catalog("talk", "en", "de", entries), "talk.po")
    assert [finding.code for finding in capitals.CHECK.find(checked)] == ["D249"]


def test_marks_are_named_as_they_are_written() -> None:
    (finding,) = found("Did it ring?", "鐘は鳴りました。", "ja")
    assert "ends with “。”, its source “Did it ring?” with “?”" in finding.message


def test_a_catalog_tells_the_marks_of_figures_of_a_language_that_has_no_table() -> None:
    pairs = [(f"It cost {n},500.", f"Iligharimu {n},500.") for n in range(11, 15)]
    slip = ("It cost 48,500.", "Iligharimu 48.500.")
    assert together([*pairs, slip], "sw") == ["D243"]
    german = [(source, source.replace("It cost", "Es kostete")) for source, _ in pairs]
    assert not together(german, "de")  # the house does so


def test_what_a_house_does_is_no_slip() -> None:
    """Half of the questions of a catalog end in a point, and no blank is before a French mark."""
    assert not together([("Who rang?", "Qui a sonné?")] * 6 + [("Who slept?", "Qui a dormi.")] * 6, "fr")


def together(rows: list[tuple[str, str]], lang: str) -> list[str]:
    """Codes of what is found in a catalog of these sources and translations."""
    entries = tuple(
        Entry("narration", source, target, "done", (f"s{number:06d}",))
        for number, (source, target) in enumerate(rows)
    )
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = Checked(document, Catalog("talk", "en", lang, entries), "talk.po")
    return [finding.code for check in CHECKS for finding in check.find(checked)]


def test_who_sets_all_that_is_said_in_marks_may() -> None:
    answers = ["「冬は灯台にいます」", "「母が来ます」", "「船は来ません」"]
    quoting = ["「父は『泳ぐな』と言いました」", "「みな『またね』と手を振ります」", "「『霧』と呼びます」"]
    said = ["In winter I am in the lighthouse.", "My mother comes.", "No boat comes."]
    said += ["My father said: “Don't swim.”", "All of them wave “goodbye”.", "We call it “fog”."]
    rows = [*zip(said, answers + quoting, strict=True)]
    assert "D241" not in together(rows, "ja")
    assert together(rows[:2], "ja") == ["D241", "D241"]


def people(*rows: tuple[str, str, str], lang: str) -> list[str]:
    """Codes found where the speakers have these keys, names, and translations of them."""
    entries = tuple(Entry(f"speaker|{key}", source, target, "done") for key, source, target in rows)
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = Checked(document, Catalog("talk", "en", lang, entries), "talk.po")
    return [finding.name for check in CHECKS for finding in check.find(checked)]


@pytest.mark.parametrize(
    ("rows", "lang", "names_found"),
    [
        ([("a", "Ada Quill", "Ada Quill"), ("b", "Otto Quill", "Otto Quil")], "de", ["D253.near"]),
        ([("a", "Ada Quill", "Ада Квилл"), ("b", "Otto Quill", "Отто Квилл")], "ru", []),
        ([("a", "Ada Quill", "Ada Quill"), ("b", "Q.", "Ada Quill")], "fr", ["D256"]),
        ([("a", "Ada Quill", "آدا كويل:")], "ar", ["D255.mark"]),
        ([("a", "Ada Quill", "Ada Quill ")], "de", ["D255.blank"]),
        ([("a", "Ada Quill", "Ada Quill (Müllerin)")], "de", ["D255.mark"]),
        ([("a", "Ada Q.", "Ada Q.")], "de", []),
        ([("a", "Ada: Quill", "Ada: Quill")], "fr", []),
        ([("a", "Ann", "Anne"), ("b", "Ann", "Anne")], "fr", []),  # two of one name stay so
    ],
)
def test_names_of_speakers(rows: list[tuple[str, str, str]], lang: str, names_found: list[str]) -> None:
    assert people(*rows, lang=lang) == names_found


def test_what_is_done_is_told_of_known_events_alone_and_each_beginning_has_some() -> None:
    known: dict[str, list[str]] = {}
    for line in (ROOT / "toolkit/languages/events.tsv").read_text("utf-8").splitlines():
        lang, kind, phrases = line.split("\t")
        beside = kind == "modifier"
        known.setdefault(lang, []).extend([] if beside else phrases.split("|"))
        # What stands beside an event is none: the laughter of all, in French.
        done = {phrase for phrase in phrases.split("|") if acts.acts(phrase, lang)} if beside else set()
        assert done <= {"laughingly"}
    for line in (ROOT / "toolkit/languages/acts.tsv").read_text("utf-8").splitlines()[1:]:
        lang, act, beginnings = line.split("\t")
        for beginning in beginnings.split("|"):
            assert any(beginning in phrase and act in acts.acts(phrase, lang) for phrase in known[lang]), line
    assert not acts.acts("[고개를 저으며]", "ko")  # shakes the head


@examples(40)
@given(st.text("abdgklmnrstvxzÄéиסع字カ", max_size=12), st.text("abdgklmnrstvxzÄéиסع字カ", max_size=12))
def test_likeness_is_the_same_both_ways(name: str, word: str) -> None:
    assert 0 <= sounds.likeness(name, word) == sounds.likeness(word, name) <= 1
    assert sounds.likeness(name, name) == 1


@pytest.mark.parametrize(
    ("source", "target", "lang", "names_found"),
    [
        ("It rang. [laughs]", "Elle a sonné. [rires]", "fr", []),
        ("It rang. [laughs]", "Elle a sonné. [laughs]", "fr", []),  # printed as its own message says
        ("It rang. [laughs]", "Elle a sonné. (laughs)", "fr", ["D204.event"]),
        ("It rang. [laughs]", "رنَّ الجرس. [صمت]", "ar", ["D204.event"]),
        ("It rang. [laughs]", "Es läutete. [weint]", "de", ["D204.event"]),
        ("It rang. [laughs]", "رنَّ الجرس. [تبكي]", "ar", ["D204.event"]),
        ("It rang. [laughs]", "울렸다. [한숨]", "ko", ["D204.event"]),
        ("It rang. [applause]", "Zazvonilo. [potlesk]", "cs", []),
        ("It rang. [laughs]", "Es läutete. [schmunzelt]", "de", []),  # of which nobody says more
        ("It rang. [laughs]", "Зазвонило. [кашель]", "ru", ["D204.event"]),
        ("It rang. [laughs]", "צלצל. [מהנהנת]", "he", ["D204.event"]),
        ("It rang. [laughs]", "鸣了。（laughs）", "zh-Hans", ["D204.event"]),
        ("It rang. [laughs]", "رنَّ الجرس. (تضحك)", "ar", []),
        ("It rang. [laughs]", "Det ringede. [ler]", "da", []),
        ("It rang. [laughs]", "Det ringte. [latter]", "no", []),
        ("It rang. [laughs]", "Det ringde. [latter]", "nn", []),
        ("It rang. [laughs]", "Det ringte. [gråter]", "nb", ["D204.event"]),
        ("It rang. [laughs]", "Megszólalt. [köhög]", "hu", ["D204.event"]),
        ("It rang. [sighs]", "A sunat. (oftează)", "ro", []),
        ("It rang. [applause]", "Va sonar. [plora]", "ca", ["D204.event"]),
        ("It rang. [nods]", "Se soi. [nyökkää]", "fi", []),
        ("It rang. [pause]", "Elle a sonné. (pause)", "fr", []),
        ("It rang. [hums a tune 00:01:02]", "Elle a sonné. [rires]", "fr", []),
        ("It rang. [laughs]", "Elle a sonné.", "fr", ["D204.happens"]),
        (
            "See https://quay.example/dye-tests now.",
            "見よ、https://quay.example/dye-test を。",
            "ja",
            ["D204.marks"],
        ),
        ("See https://quay.example/a-b/?x=1.", "https://quay.example/a-b/?x=1を見よ。", "ja", []),
        ("It is told elsewhere.", "Das steht auf https://quay.example/fuss.", "de", []),
        ("See [it](https://quay.example/a).", "Siehe [dort](https://quay.example/a).", "de", []),
        ("See [it](https://en.quay.example/rope).", "Siehe [dort](https://de.quay.example/seil).", "de", []),
        ("See https://quay.example/ now.", "Siehe https://quay.example.", "de", []),
        (
            "See [it](https://en.quay.example/a).",
            "Siehe [dort](https://de.pier.example/a).",
            "de",
            ["D204.marks"],
        ),
        ("Was {字|zi} here.", "Es war ｛字｜zi｝.", "de", ["D204.half"]),
        ("※火気厳禁。", "*Keep away from fire.", "en", []),
        ("The readers*", "Die Leser*innen", "de", []),
        ("It is g of x times y.", "Es ist g(x) * y.", "de", []),
        ("It is g of x times y.", "Es ist g(x) *mal y.", "de", ["D204.half"]),
        ("Then %s rowed.", "Dann ruderte er.", "de", ["D204.marks"]),
        ("Then {name} rowed.", "Dann ruderte {name}.", "de", []),
        ("He said {laughs} so.", "Das {lacht} sagte er.", "de", []),
        ("Then {name} and {other} rowed.", "Dann ruderte {wer}.", "de", ["D204.marks"]),
        ("It was 50% done.", "Es war halb getan.", "de", []),
    ],
)
def test_events_and_halves_of_marks(source: str, target: str, lang: str, names_found: list[str]) -> None:
    entry = Entry("narration", source, target, "done", ("s000001",))
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = Checked(document, Catalog("talk", "en", lang, (entry,)), "talk.po")
    told = list(marks.wrong_marks(checked))
    assert [finding.name for finding in told] == names_found
    assert all(finding.message and finding.hint for finding in told)


def test_a_label_of_the_source_may_stay() -> None:
    # D254: an answer that begins with a name, on both sides.
    entries = (
        Entry("speaker|ines", "Ines Tarn", "Ines Tarn", "done"),
        Entry("turn|ines", "Ines Tarn: that is my name.", "Ines Tarn: so heiße ich.", "done", ("s000001",)),
        Entry("turn|ines", "A song: that was all.", "Ein Lied: das war alles.", "done", ("s000002",)),
        Entry("turn|ines", "That was all.", "Q: Das war alles.", "done", ("s000003",)),
    )
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = Checked(document, Catalog("talk", "en", "de", entries), "talk.po")
    told = [finding for check in labels.CHECK for finding in check.find(checked)]
    assert [(finding.code, finding.about[0]) for finding in told] == [("D254", "s000003")]


@pytest.mark.parametrize(
    ("lang", "target", "codes"),
    [
        ("ru", "Я — Инес Тарн.", []),
        ("uk", "Я — Інес Тарн.", []),
        ("ru", "В: Инес Тарн.", ["D254"]),
        ("de", "A — Ines Tarn.", ["D254"]),
        # No word for I.
        ("ru", "В — Инес Тарн.", ["D254"]),
    ],
)
def test_who_says_i_before_a_dash_has_no_label(lang: str, target: str, codes: list[str]) -> None:
    entries = (
        Entry("speaker|ines", "Ines Tarn", "Ines Tarn", "done"),
        Entry("turn|ines", "I am Ines Tarn.", target, "done", ("s000001",)),
    )
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = Checked(document, Catalog("talk", "en", lang, entries), "talk.po")
    assert [finding.code for check in labels.CHECK for finding in check.find(checked)] == codes


def test_a_label_behind_many_marks_is_read_once() -> None:
    """A square of so many marks takes minutes."""
    name = Entry("speaker|ines", "Ines Tarn", "Ines Tarn", "done")
    for run in "*" * 20000, "* [(" * 5000, "_" * 20000 + "[" * 20000:
        for behind, codes in (("Ines: Das war alles.", ["D254"]), ("", []), ("<", [])):
            entry = Entry("turn|ines", "That was all.", run + behind, "done", ("s000001",))
            document = Document(name="talk", lang="en", speakers=(), turns=())
            checked = Checked(document, Catalog("talk", "en", "de", (name, entry)), "talk.po")
            assert [finding.code for finding in labels.labels(checked)] == codes


def test_a_long_text_takes_no_longer_by_the_letter() -> None:
    """Marks in a row, which nothing closes."""
    for text in ("“" * 20000, "(" * 20000, "a ," * 20000, "a. b" * 20000, "字 " * 20000, "a" * 50000 + ","):
        for lang in ("fr", "zh-Hans"):
            found("A.", text, lang)
