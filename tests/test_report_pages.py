"""Pages of reports as a checker and a browser see them: valid, accessible, whole without a script."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import growing
from adoptions import Pair, Part, adoption, huge, sample
from toolkit import checks, findings, report
from toolkit.catalog.doubts import Doubt
from toolkit.checks.signs import around
from toolkit.model import Catalog, Document, Entry, Location
from toolkit.report import checking

browser, validators = map(pytest.importorskip, ("browser", "validators"))

PAGES = {
    "ar": sample("ar"),
    "ja": sample("ja"),
    "unrelated": replace(
        sample("ja"), unrelated=findings.report("D311.even", source="a", target="b", sure="3%")
    ),
    "nothing": adoption(()),
    "sure": adoption([Part("1.1", "speech", ("Ada", "Adèle"), [Pair(["Yes."], ["Oui."])])]),
    "long": huge(2000),
    "doubts": adoption(
        Part(f"{number}.1", "speech", ("Ada", "Adèle"), [Pair(["Yes."], ["Oui."])], "doubtful", 0.6, doubts)
        for number, doubts in enumerate(
            [(Doubt("borders"),), (Doubt("longer"), Doubt("borders")), (Doubt("longer"),)], 1
        )
    ),
}


CATALOGS = {
    "fr": [
        ("turn|ada", "It *rang* twice.", "Elle  a *sonné 2 fois. "),
        ("turn|ben", "Who heard it?", "Qui ?"),
    ],
    "ar": [("turn|ada", "It *rang* twice.", "رنّ *مرتين."), ("speaker|ben", "Ben", "بن")],
}


def checked(lang: str) -> str:
    """The page of what the checks find in a catalog."""
    rows = enumerate(CATALOGS[lang])
    messages = tuple(
        Entry(context, source, target, "done", () if context.startswith("speaker") else (f"s{number}",))
        for number, (context, source, target) in rows
    )
    draft = Entry("heading", "In 1949", "1947", "fuzzy", ("s9",), previous=(None, "In 1947"))
    catalog = Catalog("bells", "en", lang, (*messages, draft))
    document = Document(name="bells", lang="en", speakers=(), turns=())
    where = Location("source/<bells>.txt", 3)
    others = [findings.report("D110", where, times=2, time="1:00", before="2:00")]
    told = [*others, *checks.run(document, catalog, f"{lang}.po")]
    return report.checked(told, [report.CheckedCatalog(f"{lang}.po", catalog, {"ada": "Ada & Co"})], 3)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    for name, made in PAGES.items():
        (folder / f"{name}.html").write_text(report.html(made), "utf-8")
    for lang in CATALOGS:
        (folder / f"check-{lang}.html").write_text(checked(lang), "utf-8")
    (folder / "check-nothing.html").write_text(report.checked([], []), "utf-8")
    return {path.stem: path for path in folder.iterdir()}


def test_the_checker_of_html_finds_nothing(pages: dict[str, Path]) -> None:
    assert validators.vnu(*pages.values()) == []


def test_everybody_can_read_it_by_day_and_by_night(pages: dict[str, Path]) -> None:
    """No violation for axe, nothing asked of a network, and nothing wider than a telephone."""
    wide = browser.evaluate("document.documentElement.scrollWidth - innerWidth")
    steps = (browser.AXE, wide)
    visits = [
        browser.Visit(
            pages[name], steps, size=browser.PHONE if phone else browser.DESK, phone=phone, dark=dark
        )
        for name, phone, dark in (
            ("ar", False, False),
            ("ar", True, True),
            ("ja", False, True),
            ("ja", True, False),
            ("unrelated", True, False),
            ("nothing", False, False),
            ("check-fr", False, False),
            ("check-ar", True, True),
            ("check-nothing", True, False),
        )
    ]
    assert browser.browse(*visits) == [([[], 0], [])] * len(visits)


def test_a_message_with_something_wrong_stands_between_its_neighbours() -> None:
    page = checked("fr")
    assert (
        "Ada &amp; Co" in page and "source/&lt;bells&gt;.txt:3" in page and "(3 findings kept back)" in page
    )
    # Blanks that nobody sees are marked, and so is what the finding names.
    assert 'Elle<mark class="blank">  </mark>a <mark>*</mark>sonné' in page
    assert 'fois.<mark class="blank"> </mark>' in page
    assert '<div class="texts beside"><p class="src" lang="en" dir="ltr">Who heard it?' in page
    assert "<code>ignore D204" in page
    assert "In <del>1947</del><ins>1949</ins>" in page and "1 draft whose source was edited" in page


def test_keys_go_from_place_to_place_and_can_be_turned_off(pages: dict[str, Path]) -> None:
    at = browser.evaluate("document.activeElement.closest('.passage')?.id")
    gone = "document.querySelector('.look-list a[href=\"#sJ2VZ5K\"]').click()"
    steps: list[Any] = []
    for key in "nnpp":
        steps += [browser.press(key), at]
    steps += [browser.evaluate(gone), browser.press("p"), at]
    steps += [browser.click("#keys input"), browser.press("n"), at]
    (seen,) = browser.visited(browser.Visit(pages["ar"], tuple(steps)))
    assert [one for one in seen if one is not None] == ["before", "sB3N5QE", "before", "sG6TY8H", "sG6TY8H"]


def test_doubtful_paragraphs_can_be_shown_for_one_reason_alone(pages: dict[str, Path]) -> None:
    shown = browser.evaluate(
        "[...document.querySelectorAll('li[data-doubts]')].filter(one => one.getClientRects().length)"
        ".map(one => one.querySelector('a').textContent)"
    )
    steps: list[Any] = [shown]
    for code in ("longer", ""):
        chosen = f"reason.value = '{code}'; reason.dispatchEvent(new Event('change'))"
        steps += [browser.evaluate(chosen), shown]
    (seen,) = browser.visited(browser.Visit(pages["doubts"], tuple(steps)))
    whole = ["1.1", "2.1", "3.1"]
    assert [one for one in seen if isinstance(one, list)] == [whole, ["2.1", "3.1"], whole]
    # Without a script nothing is offered that does nothing.
    offered = browser.evaluate("document.getElementById('reason').getClientRects().length")
    ((seen, _),) = browser.browse(browser.Visit(pages["doubts"], (offered, shown), script=False))
    assert seen == [0, whole]


def test_without_a_script_all_is_there_and_can_be_filtered(pages: dict[str, Path]) -> None:
    """Styles alone choose; the keys, which would do nothing, are not offered."""
    visible = browser.evaluate(
        "[...document.querySelectorAll('.passage, #keys')].filter(one => one.getClientRects().length)"
        ".map(one => one.id)"
    )
    steps = (visible, browser.click("#only"), visible)
    ((seen, _),) = browser.browse(browser.Visit(pages["ja"], steps, script=False))
    whole, chosen = [one for one in seen if one is not None]
    assert whole == ["sA1JPN2", "sB1JPN3", "sC1JPN4", "sD1JPN5", "sE1JPN6"]
    assert chosen == ["sD1JPN5", "sE1JPN6"]


def test_what_was_cut_out_of_a_text_is_marked_in_it() -> None:
    text = "She rang the bell twice ,and nobody came to the door of the house."
    shown = around(text, 23, 25)
    finding = findings.report(
        "D243.ascii", Location("talk.po", 1), sign=",", own="，", shown=shown, message=("s1", "narration")
    )
    assert "“…the bell twice ,and nobody came…”" in finding.message
    assert "<mark>the bell twice ,and nobody came</mark>" in checking.marked(text, checking._spots(finding))


def test_hundreds_of_places_are_marked_as_soon_as_found() -> None:
    figures = [str(1000 + 7 * k) for k in range(2000)]
    text = " ".join(f"In {figure} there was a bell." for figure in figures)
    page = checking.marked(text, {*figures, "ell", "7"})
    # A pattern of all of them took twenty times as long as to look for each.
    plain = growing.seconds(lambda: [text.count(figure) for figure in figures])
    assert any(growing.seconds(lambda: checking.marked(text, figures)) < 7 * plain for _ in range(4))
    assert page.count("<mark>") == 2000 and page.startswith("In <mark>1000</mark> there")
    # The longest where several begin, a word by itself, and no place twice.
    assert checking.marked("鐘が7時に", {"鐘", "鐘が", "7", "が7"}) == "<mark>鐘が</mark>7時に"
    assert checking.marked("7 and 71", {"7"}) == "<mark>7</mark> and 71"
