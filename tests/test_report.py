"""Reports on aligned translations: all words, the same figures everywhere, places that a person can go to."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from lxml.html import HtmlElement
from msgspec import structs

from adoptions import Pair, Part, adoption, huge, sample
from pace import examples
from toolkit import findings, report
from toolkit.adopting.adoption import Adoption, Fate, JudgedBead, LearntName, Leftover
from toolkit.adopting.pins import Pin, PinPlaces
from toolkit.catalog.doubts import WORDINGS, Doubt
from toolkit.model import KINDS, Bead
from toolkit.report.figures import count
from toolkit.report.picture import picture
from toolkit.text.hygiene import percent, tidy

GOLDEN = Path(__file__).parent / "data" / "report"
DOCS = Path(__file__).parent.parent / "docs" / "reference" / "report.md"
STYLE = Path(__file__).parent.parent / "toolkit" / "report" / "report.css"
NOTHING = adoption(())
NO_TARGET = adoption([Part("1.1", "speech", ("Ada", ""), [Pair(["Yes."], [])])])
NO_SOURCE = adoption((), before=["Oui.", "Non."])


def page(given: Adoption) -> HtmlElement:
    return lxml_html.document_fromstring(report.html(given))


def data(given: Adoption) -> dict[str, object]:
    found: dict[str, object] = json.loads(report.json(given))
    return found


def text(element: HtmlElement) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def column(tree: HtmlElement, side: str) -> list[str]:
    """The sentences of one side as the page shows them, without the places before them."""
    for mark in tree.find_class("at"):
        mark.drop_tree()
    return [text(p) for p in tree.cssselect(f".pairs .s.{side} p")]


# What it was


@pytest.mark.parametrize("lang", ["ar", "ja"])
@pytest.mark.parametrize("form", ["html", "json"])
def test_a_report_is_what_it_was(lang: str, form: str) -> None:
    path = GOLDEN / f"{lang}.{form}"
    written = {"html": report.html, "json": report.json}[form](sample(lang))
    if os.environ.get("DIGLOT_REGOLD") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written, "utf-8")
    assert written == path.read_text("utf-8")


# All words


NASTY = st.text(
    st.sampled_from("aé<>&\"'`\\ \x00\x07\x85\u2028\u202e\u2066\ufeff\ufffe\U0001f600\u0627\u5b57"),
    max_size=8,
).map(lambda words: f"x{words}")
FATES: tuple[Fate, ...] = ("placed", "doubtful", "kept")


@st.composite
def adoptions(draw: st.DrawFn) -> Adoption:
    """Any texts, in beads of any kind, with any fate."""
    parts = []
    sentences = st.lists(NASTY, max_size=3)
    for number in range(draw(st.integers(0, 5))):
        pairs = []
        for _ in range(draw(st.integers(0, 4))):
            source, target = draw(sentences), draw(sentences)
            if source or target:
                doubts = draw(st.lists(st.builds(lambda text: Doubt("other", (text,)), NASTY), max_size=2))
                decided = draw(st.booleans())
                pairs.append(Pair(source, target, draw(st.floats(0, 1)), tuple(doubts), decided))
        fate = draw(st.sampled_from(FATES))
        kind = draw(st.sampled_from([*KINDS]))
        labels = (draw(NASTY), draw(NASTY))
        kept = draw(NASTY) if fate == "kept" else ""
        parts.append(Part(f"{number + 1}.1", kind, labels, pairs, fate, draw(st.floats(0, 1)), (), kept))
    names = (LearntName("ada", draw(NASTY), draw(st.floats(0, 1)), draw(st.booleans())),)
    langs = (draw(st.sampled_from(["en", "ar", "und"])), draw(st.sampled_from(["fr", "ja", "he"])))
    before = draw(sentences)
    return adoption(
        parts,
        langs,
        document=draw(NASTY),
        names=names,
        unrelated=findings.report("D311.even", source=draw(NASTY), target=draw(NASTY), sure="3%"),
        before=before,
    )


@given(adoptions())
@examples(100)
def test_all_words_of_both_texts_are_there_in_order(made: Adoption) -> None:
    tree = page(made)
    sides = json.loads(report.json(made))
    for name, side in (("src", made.source), ("tgt", made.target)):
        assert column(tree, name) == [" ".join(tidy(one).split()) for one in side.sentences]
    assert sides["source"]["sentences"] == list(made.source.sentences)
    assert sides["target"]["sentences"] == list(made.target.sentences)


def test_sentences_over_two_paragraphs_stand_once() -> None:
    made = adoption(
        [
            Part("1.1", "speech", ("Ada", "Adèle"), [Pair(["One.", "Two."], ["Un et deux."])]),
            Part("1.2", "speech", ("Ada", "Adèle"), [Pair(["Three."], ["Trois."])]),
        ]
    )
    first, second = made.source.passages
    shared = replace(
        made,
        source=replace(
            made.source, passages=(replace(first, last=1), replace(second, first=1)), owners=(0, 1, 1)
        ),
    )
    tree = page(shared)
    assert [text(note) for note in tree.find_class("note")] == ["It begins in the pair above."]
    assert [text(mark) for mark in tree.cssselect(".src .at")] == ["1.2 Ada"]
    assert column(tree, "src") == ["One.", "Two.", "Three."]


def test_another_order_of_the_translation_is_said_and_loses_nothing() -> None:
    made = adoption(
        [Part(f"{n}.1", "speech", ("Ada", "Adèle"), [Pair([f"S{n}."], [f"T{n}.", f"U{n}."])]) for n in (1, 2)]
    )
    first, second = made.links
    crossed = replace(
        made,
        links=(
            structs.replace(first, bead=Bead(first.bead.source, (2, 3))),
            structs.replace(second, bead=Bead(second.bead.source, (0, 1))),
        ),
    )
    tree = page(crossed)
    assert [text(mark) for mark in tree.cssselect(".tgt .at")] == ["2.1 Adèle", "1.1 Adèle"]
    assert column(tree, "tgt") == ["T2.", "U2.", "T1.", "U1."]
    assert picture(crossed).split('class="path" d="')[1].split('"')[0].count("M") == 2


# Markup of others


@given(adoptions())
@examples(100)
def test_no_text_becomes_markup(made: Adoption) -> None:
    written = report.html(made)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", written)
    assert "x<" not in re.sub(r"</?(?:p|q|b|bdi|code|span|h[1-3]|li|td|title)\b", "", written)
    tree = page(made)
    assert len(tree.xpath("//script")) == 1 and len(tree.xpath("//style")) == 1
    ids = [str(name) for name in tree.xpath("//@id")]
    assert len(ids) == len(set(ids))
    assert {str(link) for link in tree.xpath("//a/@href")} <= {f"#{name}" for name in ids}
    assert all(label in ids for ref in tree.xpath("//@aria-labelledby") for label in str(ref).split())


def test_every_text_has_its_language_and_keeps_its_direction() -> None:
    tree = page(sample("ar"))
    for side, lang, way in (("src", "en", "ltr"), ("tgt", "ar", "rtl")):
        cells = tree.cssselect(f".{side}")
        assert len(cells) > 10
        assert {(cell.get("lang"), cell.get("dir")) for cell in cells} == {(lang, way)}
    assert [(name.get("lang"), name.get("dir")) for name in tree.cssselect(".names bdi")] == [
        ("ar", "rtl")
    ] * 2


def test_the_page_needs_nothing_else() -> None:
    written = report.html(sample("ja"))
    assert not re.search(r"https?:|\bsrc=|url\(|@import|<link", written)


# The same figures


def shown(tree: HtmlElement) -> dict[str, str]:
    names, values = (tree.cssselect(f".numbers {tag}") for tag in ("dt", "dd"))
    return {text(name): text(value) for name, value in zip(names, values, strict=True)}


@given(adoptions())
@examples(100)
def test_page_and_data_give_the_same_figures(made: Adoption) -> None:
    figures = json.loads(report.json(made))["figures"]
    tree = page(made)
    numbers = shown(tree)
    assert numbers["beads"] == str(figures["beads"]) == str(len(made.links))
    assert numbers["sentences in sure beads"] == (percent(figures["confident"]) if made.links else "–")
    assert numbers["sentences of the translation left over"] == str(figures["left_over"])
    assert numbers["sentences of the translation set aside"] == str(figures["set_aside"])
    assert numbers["sentences of the source not translated"] == str(figures["untranslated"])
    assert [numbers[name] for name in numbers if name.startswith("paragraphs ")] == [
        str(many) for many in figures["fates"].values()
    ]
    kinds = tree.cssselect(".kinds tr")
    pairs = zip(*([text(cell) for cell in row] for row in kinds), strict=True) if kinds else ()
    assert dict(pairs) == {kind: str(many) for kind, many in figures["kinds"].items()}
    assert sum(figures["kinds"].values()) == figures["beads"]
    assert sum(figures["fates"].values()) == len(made.filled)
    assert f"{figures['beads']} bead" in report.summary(made) or not made.links


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (
            sample("ar"),
            (
                "lamp-boat.ar: 15 beads (1:1 8, 1:2 1, 2:1 1, 0:1 3, 1:0 2), 76 % of the sentences in "
                "sure beads, left over: 2 sentences of the translation, "
                "1 paragraph of the source without counterpart"
            ),
        ),
        (
            adoption([Part("1.1", "speech", ("", ""), [Pair(["A."], ["B."])])]),
            "talk.fr: 1 bead (1:1 1), 100 % of the sentences in sure beads, nothing left over",
        ),
        (
            NO_TARGET,
            (
                "talk.fr: 1 bead (1:0 1), 0 % of the sentences in sure beads, left over: "
                "1 paragraph of the source without counterpart"
            ),
        ),
        (
            NO_SOURCE,
            (
                "talk.fr: 1 bead (0:2 1), 0 % of the sentences in sure beads, left over: "
                "2 sentences of the translation"
            ),
        ),
        (NOTHING, "talk.fr: no beads, nothing left over"),
    ],
)
def test_the_summary_is_one_line(made: Adoption, words: str) -> None:
    assert report.summary(made) == words


def test_what_is_not_certain_is_never_shown_as_certain() -> None:
    made = adoption([Part("1.1", "speech", ("", ""), [Pair(["A."], ["B."], 0.99996)])])
    assert "100 %</span></p></li>" not in report.html(made)
    assert '"confidence": 0.999,' in report.json(made)
    assert all(len(digits) <= 3 for digits in re.findall(r"\d\.(\d+)[,}]", report.json(huge(60))))


# What a person acts on


def items(tree: HtmlElement, heading: str) -> list[HtmlElement]:
    """The entries of the list below a heading that has these words."""
    return list(tree.xpath(f"//h3[contains(., '{heading}')]/following-sibling::ol[1]/li"))


def test_what_needs_a_look_comes_first_with_its_reasons() -> None:
    tree = page(sample("ar"))
    headings = [text(heading) for heading in tree.cssselect("h2")]
    assert headings == ["In figures", "What needs a look", "The path", "Side by side"]
    (doubtful,) = items(tree, "doubtful paragraph")
    assert "4.1 Ilse Brandt 58 %" in text(doubtful)
    reasons = "“That was in 1988.”; unsure where it begins and ends"
    assert f"Sentence 3 of 4 seems not to be translated here: {reasons}" in text(doubtful)
    assert "diglot align lamp-boat old/lamp-boat.ar.txt -l ar --pin 4.1=4.1" in text(doubtful)
    before, after = items(tree, "Left over")
    assert "0.1 of the translation, 1 sentence: would go before the first paragraph" in text(before)
    assert "3.1.2 of the translation, 1 sentence: would go after 3.1 Omar Sayegh" in text(after)
    (empty,) = items(tree, "without counterpart")
    assert text(empty) == "4.2 Ilse BrandtIt says <11 lamps & 1 boat>."
    (kept,) = items(tree, "entry kept")
    assert "ومَن يخلفك في هذا العمل؟" in text(kept)
    (aside,) = items(tree, "set aside")
    assert "6.1.3 of the translation, 1 sentence: stands after 6.1 Ilse Brandt" in text(aside)
    assert "diglot" not in text(aside)
    assert [text(one) for one in items(page(sample("ja")), "doubtful name")] == [
        "speaker|kajiwara: Kajiwara 83 %"
    ]


def test_places_that_need_a_look_are_marked_in_the_whole() -> None:
    tree = page(sample("ar"))
    assert [str(one.get("id")) for one in tree.cssselect(".passage.look")] == [
        "before",
        "sB3N5QE",
        "sD9RW4F",
        "sG6TY8H",
    ]
    assert [text(one) for one in tree.cssselect(".bead .why")] == [
        "Left over",
        "Left over. Doubt: unsure",
        "Doubt: unsure",
        "Set aside by a person",
    ]
    assert [text(note) for note in tree.find_class("note")] == ["In the catalog: ومَن يخلفك في هذا العمل؟"]


def test_nothing_to_look_at_is_said() -> None:
    made = adoption([Part("1.1", "speech", ("", ""), [Pair(["A."], ["B."])])])
    assert "Nothing: every paragraph has its translation" in report.html(made)
    assert "--pin" not in report.html(made)


def wanted(command: str, made: Adoption) -> list[Pin]:
    """The pins of a command, as `diglot align` reads them."""
    words = shlex.split(command)
    assert words[:6] == ["diglot", "align", made.document, made.target.path, "-l", made.target.lang]
    assert set(words[6::2]) == {"--pin"}
    return [*map(PinPlaces(made.source, made.target).parse, words[7::2])]


@pytest.mark.parametrize("made", [sample("ar"), sample("ja"), huge(400)], ids=["ar", "ja", "huge"])
def test_the_commands_mean_what_they_say(made: Adoption) -> None:
    found = json.loads(report.json(made))
    doubtful = [one for one in found["filled"] if one["fate"] == "doubtful"]
    assert doubtful
    for one in doubtful:
        (pin,) = wanted(one["command"], made)
        assert pin.source and made.source.passages[made.source.owners[pin.source.start]].id == one["id"]
        assert pin.target and pin.target.start == one["sentences"][0]
    for one in found["left_over"]:
        if one["decided"]:
            assert not one["dismiss"]
            continue
        sets = wanted(one["dismiss"], made)
        assert sorted(j for pin in sets for j in pin.target or ()) == one["sentences"]
        assert not any(pin.source for pin in sets)
    assert not any(one["command"] for one in found["filled"] if one["fate"] != "doubtful")


def test_left_over_text_is_offered_to_the_empty_paragraph_below() -> None:
    made = adoption(
        [
            Part("1.1", "speech", ("", ""), [Pair(["A."], ["B."]), Pair([], ["C.", "D."])]),
            Part("2.1", "speech", ("", ""), [Pair(["E."], [])]),
            Part("3.1", "speech", ("", ""), [Pair(["F."], ["G."]), Pair([], ["H."])]),
        ]
    )
    offered, other = json.loads(report.json(made))["left_over"]
    assert offered["claim"].endswith("--pin 2.1=1.1.2") and not other["claim"]
    assert offered["dismiss"].endswith("--pin =1.1.2 --pin =1.1.3")
    both = [text(one) for one in items(page(made), "Left over")]
    assert offered["claim"] in both[0] and "paragraph below" not in both[1] and other["dismiss"] in both[1]


def test_texts_that_seem_unrelated_are_said_to_be() -> None:
    found = findings.report("D311.even", source="talk.txt", target="autre.txt", sure="12%")
    made = replace(sample("ja"), unrelated=found)
    (warning,) = page(made).find_class("unrelated")
    assert "not to be translations of each other" in text(warning) and found.message in text(warning)
    assert data(made)["unrelated"] == found.message
    assert not page(sample("ja")).find_class("unrelated")


def test_words_of_another_place_are_shown_as_those_of_the_catalog() -> None:
    made = adoption([Part("1.1", "speech", ("", ""), [Pair(["Yes."], [])])])
    fate: Fate = "placed"
    shared = replace(made, filled=(structs.replace(made.filled[0], target="Oui.", fate=fate),))
    assert [text(note) for note in page(shared).find_class("note")] == ["In the catalog: Oui."]


def test_two_left_overs_in_one_bead_are_two_places() -> None:
    made = replace(NO_SOURCE, leftovers=(Leftover((0,), -1), Leftover((1,), -1)))
    assert count(made).left_over == 2
    assert {str(one) for one in page(made).xpath("//main//p/@id")} == {"left-1", "left-2"}
    assert not page(replace(made, links=(JudgedBead(Bead((), (0, 1)), 1.0),))).cssselect(".sure .c9")


# Sizes and shapes


@pytest.mark.parametrize("made", [NOTHING, NO_TARGET, NO_SOURCE], ids=["nothing", "no target", "no source"])
def test_empty_texts_have_a_report_without_a_picture(made: Adoption) -> None:
    assert "<svg" not in report.html(made) and 'href="#path"' not in report.html(made)
    assert column(page(made), "src") == list(made.source.sentences)
    assert column(page(made), "tgt") == list(made.target.sentences)


@pytest.mark.slow
def test_a_huge_report_grows_with_its_text_and_its_picture_does_not() -> None:
    small, large = huge(10_000), huge(20_000)
    for write in (report.html, report.json):
        assert len(write(large)) < 2.05 * len(write(small))
    assert len(picture(large)) < 20_000
    assert len(report.html(large).encode()) < 10_000_000


def run(links: Sequence[tuple[int, int]]) -> Adoption:
    """One paragraph with beads of these kinds."""
    pairs = [Pair(["A."] * n, ["B."] * m) for n, m in links]
    return adoption([Part("1.1", "speech", ("", ""), pairs)])


def layer(drawn: str, name: str) -> str:
    found = re.search(rf'<path class="{name}" d="([^"]*)"', drawn)
    return found[1] if found else ""


def test_a_straight_run_is_one_line() -> None:
    assert layer(picture(run([(1, 1)] * 500)), "path") == "M0.0,0.0L320.0,320.0"
    assert layer(picture(run([(1, 1)] * 3 + [(2, 1)] + [(1, 1)] * 3)), "path").count("L") == 3


@pytest.mark.slow
def test_the_picture_shows_what_has_no_counterpart_and_what_is_in_doubt() -> None:
    drawn = picture(sample("ar"))
    assert layer(drawn, "left").count("M") == 3
    assert layer(drawn, "lost").count("M") == 2
    assert layer(drawn, "doubts").count("M") == 2
    assert layer(drawn, "turns").count("M") == 5 + 6
    assert 'role="img"' in drawn and "2 beads in doubt" in drawn
    assert not layer(picture(huge(2000)), "turns"), "grey paper"
    # A text of a hundredth of the other's length can still be seen.
    assert 'height="120"' in picture(run([(100, 1), (100, 1)]))


def test_colours_have_contrast_by_day_and_by_night() -> None:
    schemes = re.findall(r":root \{(.*?)\}", STYLE.read_text("utf-8"), flags=re.DOTALL)
    assert len(schemes) == 2
    for scheme in schemes:
        colours = dict(re.findall(r"--([\w-]+): #([0-9a-f]{3,6});", scheme))
        sheets = [name for name in colours if name.endswith(("paper", "sheet"))]
        assert len(sheets) == 4
        for name in ("ink", "soft", "accent", "doubt", "left", "lost"):
            assert min(contrast(colours[name], colours[sheet]) for sheet in sheets) >= 4.5, name


def contrast(one: str, other: str) -> float:
    """WCAG 2: (L1 + 0.05) / (L2 + 0.05)."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    colour = "".join(c * 2 for c in colour) if len(colour) == 3 else colour
    parts = [int(colour[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# The contract


def keys(value: object, path: str = "") -> set[str]:
    """Where a key stands: "beads[].kind"."""
    if isinstance(value, dict):
        free = path.endswith(("kinds", "fates", "figures.doubts"))
        found = {path + "." + key if path else key for key in value} if not free else set()
        return found.union(*(keys(value[key], path + "." + key if path else key) for key in value))
    if isinstance(value, list):
        return set().union(*(keys(item, path + "[]") for item in value))
    return set()


def test_every_key_is_in_the_reference_and_none_else() -> None:
    used = keys(data(sample("ar")))
    table, _, doubts = DOCS.read_text("utf-8").partition("## Doubts")
    assert used == set(re.findall(r"^\| `([\w.\[\]]+)` \|", table, flags=re.MULTILINE))
    assert re.findall(r"^\| `([\w-]+)` \|", doubts, flags=re.MULTILINE) == list(WORDINGS)


def test_doubts_are_counted_alike_on_the_page_in_the_data_and_on_the_terminal() -> None:
    adoption = sample("ar")
    found: dict[str, Any] = data(adoption)
    assert found["figures"]["doubts"] == {"borders": 1, "untranslated": 1}
    (doubtful,) = [one for one in found["filled"] if one["fate"] == "doubtful"]
    assert [(one["code"], one["args"]) for one in doubtful["doubts"]] == [
        ("untranslated", [[3], 4, "That was in 1988."]),
        ("borders", []),
    ]
    tree = page(adoption)
    (item,) = items(tree, "doubtful paragraph")
    assert item.get("data-doubts") == "untranslated borders"
    choices = tree.xpath("//select[@id='reason']/option/@value")
    assert choices == ["", "borders", "untranslated"]
    said = report.reasons(adoption)
    assert (
        said == "lamp-boat.ar: in doubt: unsure where it begins and ends (1), "
        "a sentence seems not to be translated (1)"
    )
    assert report.reasons(adoption_without_doubts()) == ""


def adoption_without_doubts() -> Adoption:
    return replace(sample("ja"), filled=tuple(one for one in sample("ja").filled if not one.doubts))
