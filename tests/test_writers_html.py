"""Web pages: valid, accessible, complete in a real browser, and the same twice."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from lxml import etree
from lxml import html as lxml_html

import validators
from browser import AXE, DESK, PHONE, Step, Visit, browse, click, evaluate, press, visited, write
from editions import META, SAMPLE, Line, build, in_sentences, long, sample, typed
from toolkit import languages, registry
from toolkit.config import BuildOptions, Layout
from toolkit.edition.byline import byline, reading_times
from toolkit.edition.printed_words import dated
from toolkit.model import Cell, Edition, Meta, Times
from toolkit.model.editions import single
from toolkit.model.values import clock
from toolkit.text.markup import Span
from toolkit.writers import html
from toolkit.writers.metadata import metadata

OPTIONS = BuildOptions(modified="2026-03-20T08:00:00Z", publisher="Quay Books")
LAYOUTS: tuple[Layout, ...] = tuple(layout for layout in get_args(Layout) if layout != "facing")


def timed(edition: Edition) -> Edition:
    """The edition of a recording: what is said begins every half minute, on both sides of an hour."""
    scenes = tuple(
        scene.replace(rows=tuple(row.replace(times=Times(3_570_400 + 30_000 * k)) for row in scene.rows))
        if scene.kind == "speech"
        else scene
        for k, scene in enumerate(edition.scenes)
    )
    return replace(edition, scenes=scenes)


PAGES: dict[str, tuple[Edition, BuildOptions]] = {
    **{
        f"{layout}-{langs}": (
            (in_sentences if layout == "alternating" else replace)(sample("en", *langs.split("+"))),
            OPTIONS.replace(layout=layout),
        )
        for layout in LAYOUTS
        for langs in ("zh-Hans", "ja", "ar", "fr", "fr+zh-Hans+ar")
    },
    "sentences-zh-Hans": (in_sentences(sample("en", "zh-Hans", "ja")), OPTIONS.replace(unit="sentence")),
    "from-arabic": (sample("ar", "en", source="ar"), OPTIONS),
    "times-ar": (timed(sample("en", "ar")), OPTIONS.replace(times="shown")),
    "times-single": (timed(sample("en")), OPTIONS.replace(times="shown")),
    "half": (sample("en", "ja", absent={"ja": {"speech", "title", "heading"}}), OPTIONS),
    "half-omitted": (sample("en", "ja", absent={"ja": {"speech"}}, fallback="omit"), OPTIONS),
    "single-ar": (sample("ar", source="en"), OPTIONS),
    "single-en": (sample("en"), OPTIONS),
    "nothing-known": (replace(sample("en", "sw", meta=Meta()), speakers=(), credits={}), BuildOptions()),
    "no-headline": (build(SAMPLE[7:9], ("en", "fr")), OPTIONS),
    "long": (long(90, "en", "zh-Hans", heading_every=20), OPTIONS),
}


def written(edition: Edition, options: BuildOptions = OPTIONS) -> bytes:
    sink = io.BytesIO()
    html.write(single(edition, options.publisher), options, sink)
    return sink.getvalue()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    for name, (edition, options) in PAGES.items():
        (folder / f"{name}.html").write_bytes(written(edition, options))
    return {name: folder / f"{name}.html" for name in PAGES}


# What validators see


def test_the_nu_checker_finds_nothing(pages: dict[str, Path]) -> None:
    assert validators.vnu(*pages.values()) == []


OPEN = evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
CHECKED = ("columns-ar", "reveal-fr+zh-Hans+ar", "alternating-zh-Hans", "half")


def test_axe_finds_nothing_by_day_and_by_night_on_phone_and_desk(pages: dict[str, Path]) -> None:
    visits = [
        Visit(pages[name], [OPEN, AXE], size, phone=size == PHONE, dark=size == PHONE)
        for name in CHECKED
        for size in (DESK, PHONE)
    ]
    for visit, (seen, complaints) in zip(visits, browse(*visits), strict=True):
        assert (seen, complaints) == ([None, []], []), Path(visit.file).name


def test_a_page_is_no_wider_than_a_phone(pages: dict[str, Path]) -> None:
    wide = evaluate("document.documentElement.scrollWidth - innerWidth")
    names = ("stacked-ar", "stacked-fr+zh-Hans+ar", "from-arabic", "columns-ar", "single-en")
    visits = [Visit(pages[name], [wide], PHONE) for name in names]
    for visit, (seen, _) in zip(visits, browse(*visits), strict=True):
        assert seen == [0], Path(visit.file).name


# Below the headline


def test_a_page_says_in_its_languages_who_speaks_who_translated_and_how_long_it_takes_to_read() -> None:
    edition = sample("en", "fr", "zh-Hans")
    said = {
        slot.column: "".join(map(_words, slot.spans))
        for slot in byline(edition, reading_times(edition)).slots
    }
    assert list(said) == ["en", "fr", "zh-Hans"]
    assert said["en"].endswith("\xa0· 1 min read") and said["fr"].endswith("\xa0· 1 min de lecture")
    assert said["zh-Hans"].endswith("\xa0· 阅读约 1 分钟")
    assert "Interview by " in said["en"] and "Propos recueillis par " in said["fr"]
    assert dated(edition.meta.date, "fr") in said["fr"]
    # What the text says itself isn't said again.
    again = byline(edition, reading_times(edition), {"byline", "dateline"}).slots[0]
    less = "".join(map(_words, again.spans))
    assert "Interview by" not in less and dated(edition.meta.date, "en") not in less
    # Wherever it says it: below an introduction, too.
    below = [Line("narration", {"en": "By a dam."}), Line("dateline", {"en": "14 March 2026"})]
    page = written(build([Line("title", {"en": "A"}), *below], ("en",))).decode()
    shown = page.partition('class="credits')[2].partition("</p>")[0]
    assert "Interview by" in shown and "2026" not in shown
    # A minute for each 240 words, 400 ideographs, or 1,200 letters that no blanks part.
    words = {"en": "word " * 2400, "zh-Hans": "字" * 2000, "th": "คำคำ" * 2400, "my": "စကား" * 2400}
    long = build([Line("narration", words)], [*words])
    assert reading_times(long) == {"en": 10, "zh-Hans": 5, "th": 8, "my": 8}
    # What isn't translated is read in the language of the source, once.
    half = [Line("narration", {"en": "word " * 2400}), Line("narration", {"en": "word", "ja": "字" * 800})]
    assert reading_times(build(half, ["en", "ja"])) == {"en": 10, "ja": 2}
    assert reading_times(build(half, ["ja"], source="en")) == {"ja": 12}
    # What isn't there takes no minute, and its line doesn't say one.
    bare = build([Line("narration", {"en": "word " * 2400})], ["en", "fr"])
    assert reading_times(bare) == {"en": 10}
    english, french = ("".join(map(_words, slot.spans)) for slot in byline(bare, {"en": 10}).slots)
    assert english.endswith("\xa0· 10 min read") and french.endswith(f"\xa0· {dated(bare.meta.date, 'fr')}")


def _words(span: Span) -> str:
    return span.text + "".join(map(_words, span.inside))


# Nothing is lost


def wanted(edition: Edition, langs: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Id and texts of each paragraph as a reader should see them, in these languages."""
    for scene in edition.scenes:
        for row in scene.rows:
            if row.kind != "separator":
                yield row.id, [typed(row.cells[lang].text) for lang in langs]


# What Chromium shows of each paragraph: its cells, with sentences of one language joined.
SHOWN = """(() => {
  for (const tap of document.querySelectorAll("main details")) tap.open = true;
  const seen = [];
  for (const row of document.querySelectorAll('main [id^="s"]:not(hr)')) {
    const cells = new Map();
    const found = row.matches(".pair, .sentences") ? row.querySelectorAll(".src, p.tgt, span.tgt") : [row];
    for (const cell of found) {
      const text = cell.checkVisibility() ? cell.innerText : "";
      if (text) cells.set(cell.lang, (cells.get(cell.lang) ?? []).concat(text));
    }
    seen.push([row.id, [...cells.values()]]);
  }
  return seen;
})()"""


def joined(found: list[list[Any]]) -> list[tuple[str, list[str]]]:
    """Paragraphs, each cell without the blanks that a browser leaves out at the end of a block."""
    return [(id_, ["".join("".join(cell).split()) for cell in cells]) for id_, cells in found]


def test_chromium_shows_what_the_edition_says_in_each_layout(pages: dict[str, Path]) -> None:
    names = [name for name in PAGES if not name.startswith(("half", "nothing"))]
    visits = [Visit(pages[name], [evaluate(SHOWN)]) for name in names]
    for name, ((seen,), complaints) in zip(names, browse(*visits), strict=True):
        edition, options = PAGES[name]
        pivot, *others = edition.langs
        first = options.layout == "translation-first"
        texts = list(wanted(edition, [*others, pivot] if first else edition.langs))
        assert joined(seen) == [(id_, ["".join(text.split()) for text in row]) for id_, row in texts], name
        assert complaints == []


def test_the_page_has_each_text_to_the_letter(pages: dict[str, Path]) -> None:
    for name in ("stacked-fr+zh-Hans+ar", "alternating-fr", "reveal-ar", "sentences-zh-Hans", "single-ar"):
        edition, _ = PAGES[name]
        tree = lxml_html.document_fromstring(pages[name].read_bytes().decode())
        found: dict[str, dict[str, str]] = {}
        for row in tree.xpath("//main//*[starts-with(@id, 's')][name() != 'hr']"):
            parts = row.xpath(
                ".//*[self::p or self::span][contains(@class, 'src') or contains(@class, 'tgt')]"
            ) or [row]
            cells = found.setdefault(row.get("id"), {})
            for part in parts:
                cells[part.get("lang")] = cells.get(part.get("lang"), "") + typed(part.text_content())
        assert {id_: list(cells.values()) for id_, cells in found.items()} == dict(
            wanted(edition, edition.langs)
        )


def test_without_script_the_page_is_whole_and_has_no_dead_switches(pages: dict[str, Path]) -> None:
    (seen, complaints), *_ = browse(
        Visit(
            pages["stacked-fr"],
            [
                evaluate(SHOWN),
                evaluate("[...document.querySelectorAll('.bar form')].some((one) => one.checkVisibility())"),
                click(".contents summary"),
                evaluate("document.querySelector('.contents a').checkVisibility()"),
            ],
            script=False,
        )
    )
    edition, _ = PAGES["stacked-fr"]
    assert joined(seen[0]) == [
        (id_, ["".join(text.split()) for text in row]) for id_, row in wanted(edition, edition.langs)
    ]
    assert seen[1:] == [False, True]
    assert complaints == []


# Switches

# What a reader would have who copies all of the text.
COPIED = "(getSelection().selectAllChildren(document.querySelector('main')), String(getSelection()))"


def pick(name: str, value: str) -> Step:
    """Choose in a list, as a person does."""
    return evaluate(
        f"(() => {{ const field = document.forms.display.elements[{name!r}]; field.value = {value!r};"
        " field.dispatchEvent(new Event('change')); })()"
    )


STATE = evaluate(
    "[document.body.className, document.querySelector('main').dir, location.search,"
    " document.documentElement.dataset.theme ?? '']"
)


@pytest.mark.parametrize(
    "built", ["stacked-fr+zh-Hans+ar", "translation-first-ar", "reveal-fr", "sentences-zh-Hans"]
)
def test_every_layout_can_be_chosen_and_left_and_nothing_gets_lost(
    pages: dict[str, Path], built: str
) -> None:
    edition, options = PAGES[built]
    pivot, *others = edition.langs
    # There and back between any two.
    layouts = [layout for layout in LAYOUTS if layout != "alternating" or options.by_sentence]
    way = [layout for one in layouts for other in layouts for layout in (one, other)]
    (seen,) = visited(
        Visit(pages[built], [step for layout in way for step in (pick("layout", layout), evaluate(SHOWN))])
    )
    for layout, found in zip(way, seen[1::2], strict=True):
        order = [*others, pivot] if layout == "translation-first" else edition.langs
        assert joined(found) == [
            (id_, ["".join(text.split()) for text in row]) for id_, row in wanted(edition, order)
        ], layout


def test_a_page_begins_with_whose_it_is_and_says_it_once() -> None:
    book = replace(
        single(sample("en", "fr")), publisher="Quay Review", series="À deux voix", series_number="4"
    )
    for title_page in (False, True):
        sink = io.BytesIO()
        html.write(replace(book, title_page=title_page, contributors=()), OPTIONS, sink)
        page = lxml_html.fromstring(sink.getvalue().decode())
        _, masthead, bar = page.xpath("//body/*")[:3]
        assert (masthead.get("class"), bar.get("class")) == ("masthead", "bar")
        assert [line.text_content() for line in masthead] == ["Quay Review", "À deux voix 4"]
        main = str(page.xpath("string(//main)"))
        assert "Quay Review" not in main and "À deux voix" not in main
    sink = io.BytesIO()
    html.write(single(sample("en", "fr")), OPTIONS, sink)
    assert 'class="masthead"' not in sink.getvalue().decode()


def test_marks_in_a_title_have_its_size(tmp_path: Path) -> None:
    lines = [
        Line("title", {"en": "*The* Clock, **again**", "fr": "*Notre* horloge, **encore**"}),
        Line("heading", {"en": "After *the* **buoy**", "fr": "Après *la* **bouée**"}),
        Line("speech", {"en": "Yes.", "fr": "Oui."}, "tomas-vey"),
    ]
    sizes = evaluate(
        "[...document.querySelectorAll('main em, main strong')].map((one) =>"
        " [one, one.parentElement].map((box) => getComputedStyle(box).fontSize))"
    )
    for name, langs in (("alone", ("fr",)), ("both", ("en", "fr"))):
        page = tmp_path / f"{name}.html"
        page.write_bytes(written(build(lines, langs, source="en")))
        ((found,),) = visited(Visit(page, [sizes]))
        assert len(found) == 4 * len(langs)
        assert all(own == around for own, around in found), name


def test_who_made_it_is_told_once_where_two_languages_have_no_words_of_their_own(tmp_path: Path) -> None:
    # diglot has no words in Thai and in Georgian: English ones would stand there twice.
    langs = ("en", "fr", "th", "ka")
    lines = [Line("title", dict.fromkeys(langs, "1974"))]
    lines += [Line("speech", dict.fromkeys(langs, "31"), "tomas-vey")]
    page = tmp_path / "page.html"
    page.write_bytes(written(build(lines, langs), OPTIONS))
    seen = evaluate(
        "[...document.querySelectorAll('.credits > p')].map((one) => [one.lang, one.offsetWidth > 0])"
    )
    ((told,),) = visited(Visit(page, [seen]))
    assert told == [["en", True], ["fr", True], ["en", False], ["en", False]]


@pytest.mark.parametrize(
    "built", ["columns-fr+zh-Hans+ar", "alternating-zh-Hans", "reveal-ar", "sentences-zh-Hans"]
)
def test_each_language_can_be_read_alone(pages: dict[str, Path], built: str) -> None:
    edition, _ = PAGES[built]
    steps = [
        step for lang in edition.langs for step in (pick("view", lang), evaluate(SHOWN), evaluate(COPIED))
    ]
    (seen,) = visited(Visit(pages[built], [*steps, pick("view", "all"), evaluate(SHOWN)]))
    for k, lang in enumerate(edition.langs):
        assert joined(seen[3 * k + 1]) == [
            (id_, ["".join(text.split()) for text in row]) for id_, row in wanted(edition, [lang])
        ]
        # Whole paragraphs, with the blanks that the language has and no others.
        for _, (text,) in wanted(edition, [lang]):
            assert text in typed(seen[3 * k + 2]), lang
        assert languages.strings(lang)["label_colon"] in seen[3 * k + 2]
    assert all(len(cells) == len(edition.langs) for _, cells in seen[-1])


def test_alone_a_name_begins_where_its_words_do(pages: dict[str, Path]) -> None:
    edge = evaluate(
        "[...document.querySelectorAll('.turn')].map((turn) => [...turn.querySelectorAll('.t1')].map((one) =>"
        " one.getBoundingClientRect().right).slice(0, 2))"
    )
    for name in ("stacked-ar", "translation-first-ar"):
        # Where there is no room beside.
        (((_, edges), _),) = browse(Visit(pages[name], [pick("view", "ar"), edge], PHONE))
        assert edges and all(label == words > 0 for label, words in edges), name


def test_alone_a_translation_begins_at_the_edge_in_columns_too(tmp_path: Path) -> None:
    # Chinese has a narrower column, with room of its own before it.
    lines = [Line("title", {"en": "Tides", "zh-Hans": "潮"})]
    lines += [Line("speech", {"en": "At noon. " * 9, "zh-Hans": "正午。" * 9}, "tomas-vey")]
    page = tmp_path / "page.html"
    page.write_bytes(written(build(lines, ("en", "zh-Hans")), BuildOptions(layout="columns")))
    room = evaluate(
        "[...document.querySelectorAll('.turn .pair > p')].filter((one) => one.offsetWidth)"
        ".map((one) => getComputedStyle(one).paddingInline)"
    )
    for size in (PHONE, DESK):
        (((before, _, found), _),) = browse(Visit(page, [room, pick("view", "zh-Hans"), room], size))
        assert {*before} != {"0px"} and found and {*found} == {"0px"}, size


def test_a_choice_is_kept_in_the_address_and_remembered(pages: dict[str, Path]) -> None:
    chosen, plain, asked, wrong = browse(
        Visit(
            pages["stacked-ar"], [pick("layout", "columns"), pick("theme", "dark"), pick("view", "en"), STATE]
        ),
        Visit(pages["stacked-ar"], [STATE]),
        Visit(
            pages["stacked-ar"],
            [
                STATE,
                evaluate("localStorage.setItem('diglot', '{\"layout\": \"reveal\"}')"),
                pick("layout", "translation-first"),
                evaluate("localStorage.getItem('diglot')"),
                STATE,
            ],
            query="?layout=columns&theme=light",
        ),
        Visit(pages["stacked-ar"], [STATE], query="?layout=grid&view=qq&theme=pink"),
    )
    assert chosen[0][-1] == ["columns only only-src", "ltr", "?layout=columns&theme=dark&view=en", "dark"]
    assert plain[0] == [["stacked", "ltr", "", ""]]
    assert asked[0][0] == ["columns", "ltr", "?layout=columns&theme=light", "light"]
    assert '"layout":"translation-first"' in asked[0][3]
    assert asked[0][4] == [
        "stacked translation-first",
        "rtl",
        "?layout=translation-first&theme=light",
        "light",
    ]
    assert wrong[0][0][:2] == ["stacked", "ltr"]
    assert not any(complaints for _, complaints in (chosen, plain, asked, wrong))


def test_any_two_of_three_languages_can_be_chosen(pages: dict[str, Path]) -> None:
    edition, _ = PAGES["stacked-fr+zh-Hans+ar"]
    pairs = [("en", "ar"), ("fr", "ar"), ("fr", "zh-Hans")]
    for layout in ("stacked", "columns", "reveal"):
        steps = [
            step for one, other in pairs for step in (pick("view", f"{one}+{other}"), evaluate(SHOWN), STATE)
        ]
        (seen,) = visited(Visit(pages["stacked-fr+zh-Hans+ar"], steps, query=f"?layout={layout}"))
        for number, langs in enumerate(pairs):
            assert joined(seen[3 * number + 1]) == [
                (id_, ["".join(text.split()) for text in row]) for id_, row in wanted(edition, langs)
            ]
        assert [state[2].split("view=")[1] for state in seen[2::3]] == [
            f"{one}%2B{other}" for one, other in pairs
        ]


def test_the_bar_speaks_the_languages_of_the_page_and_the_text_has_the_size_that_was_chosen(
    pages: dict[str, Path],
) -> None:
    words = evaluate(
        "[document.querySelector('.bar').lang, document.querySelector('.bar').dir,"
        " document.forms.find.elements.words.placeholder,"
        " document.querySelector('.contents summary').textContent,"
        " parseFloat(getComputedStyle(document.querySelector('main .src')).fontSize)]"
    )
    (seen,) = visited(Visit(pages["stacked-ar"], [words, pick("bar", "en"), pick("size", "150"), words]))
    arabic, english = languages.strings("ar"), languages.strings("en")
    lang, direction, find, contents, size = seen[0]
    assert (lang, direction, find, contents) == ("ar", "rtl", arabic["web_find"], f"☰{arabic['contents']}")
    assert seen[3][:4] == ["en", "ltr", english["web_find"], f"☰{english['contents']}"]
    assert seen[3][4] == pytest.approx(1.5 * size)


def test_the_bar_has_the_title_and_how_far_the_reader_is(pages: dict[str, Path]) -> None:
    read = evaluate("[document.querySelector('.read').getBoundingClientRect().width, innerWidth]")
    wait = evaluate("new Promise((done) => setTimeout(done, 100))")
    ((seen, _),) = browse(
        Visit(
            pages["long"],
            [
                evaluate("document.querySelector('.bar .name').textContent"),
                read,
                evaluate("scrollTo(0, document.documentElement.scrollHeight)"),
                wait,
                read,
            ],
        )
    )
    assert seen[0] == "潮汐钟"
    assert seen[1][0] == 0 and seen[-1][0] == pytest.approx(seen[-1][1], abs=20)


def test_side_by_side_a_row_is_as_high_as_its_longest_text(pages: dict[str, Path]) -> None:
    rows = """[...document.querySelectorAll("main .turn > .pair:not(.label)")].map((pair) => {
        const cells = [...pair.querySelectorAll(".src, .tgt")];
        const [one, other] = cells.map((cell) => cell.getBoundingClientRect());
        const next = pair.nextElementSibling?.getBoundingClientRect().top ?? Infinity;
        const beside = one.right <= other.left || other.right <= one.left;
        return [beside, Math.max(one.bottom, other.bottom) <= next];
    })"""
    for langs in ("ar", "zh-Hans"):
        ((seen, _),) = browse(Visit(pages[f"columns-{langs}"], [evaluate(rows)]))
        assert seen[0] and all(beside and apart for beside, apart in seen[0])


def test_the_place_stays_when_the_layout_changes(pages: dict[str, Path]) -> None:
    # A question: above an answer the end of its question is still seen, and stays.
    asked = "document.querySelectorAll('.turn.interviewer')[20]"
    where = evaluate(f"Math.round({asked}.getBoundingClientRect().top)")
    go = evaluate(f"{asked}.scrollIntoView()")
    ((seen, _),) = browse(
        Visit(pages["long"], [go, where, pick("layout", "columns"), where, pick("view", "zh-Hans"), where])
    )
    assert max(abs(seen[1] - seen[3]), abs(seen[1] - seen[5])) <= 2


def test_by_night_the_page_is_dark(pages: dict[str, Path]) -> None:
    colour = evaluate("getComputedStyle(document.body).backgroundColor")
    day, night = browse(
        Visit(pages["stacked-fr"], [colour, pick("theme", "dark"), colour]),
        Visit(pages["stacked-fr"], [colour, pick("theme", "light"), colour], dark=True),
    )
    light, dark = day[0][0], night[0][0]
    assert light != dark
    assert (day[0][2], night[0][2]) == (dark, light)


@pytest.mark.slow
@pytest.mark.parametrize("width", [700, 900, 1400])
def test_of_four_languages_all_stand_side_by_side_or_none(pages: dict[str, Path], width: int) -> None:
    lefts = """[...document.querySelectorAll(".turn > .pair.speech")]
        .map(pair => new Set([...pair.children].map(cell => Math.round(cell.offsetTop / 9))).size)"""
    ((seen, _),) = browse(Visit(pages["columns-fr+zh-Hans+ar"], [evaluate(lefts)], (width, 800)))
    assert set(seen[0]) == ({1} if width == 1400 else {4})


@pytest.mark.slow
def test_behind_taps_no_name_reaches_into_the_next_turn(pages: dict[str, Path]) -> None:
    over = """[...document.querySelectorAll("main > .turn > .label")].map(label =>
        label.getBoundingClientRect().bottom - label.parentElement.getBoundingClientRect().bottom)"""
    named = evaluate('document.querySelectorAll("main > .turn > .label .tgt").length')
    ((seen, _),) = browse(Visit(pages["reveal-fr+zh-Hans+ar"], [evaluate(over), named], (1280, 800)))
    assert seen[1] and max(seen[0]) <= 0


# Keys


def test_keys_go_from_turn_to_turn_and_choose_languages(pages: dict[str, Path]) -> None:
    here = evaluate("document.activeElement.id")
    edition, _ = PAGES["stacked-fr+zh-Hans+ar"]
    (seen,) = visited(
        Visit(
            pages["stacked-fr+zh-Hans+ar"],
            [
                *(step for key in "jjjjjkk" for step in (press(key), here)),
                *(step for key in "ottttb" for step in (press(key), STATE)),
            ],
        )
    )
    body = [scene for scene in edition.scenes if scene.kind not in {"kicker", "title", "byline", "dateline"}]
    ids = ["", *(scene.id if scene.kind in {"speech", "note"} else scene.rows[0].id for scene in body)]
    assert seen[:7] == [ids[0], ids[1], ids[2], ids[3], ids[4], ids[3], ids[2]]
    assert [state[0] for state in seen[7:]] == [
        *(f"stacked many langs-4 only only-{name}" for name in ("src", "t1", "t2", "t3", "t1")),
        "stacked many langs-4",
    ]


def test_keys_are_the_browsers_where_the_reader_says_so_and_while_typing(pages: dict[str, Path]) -> None:
    off = evaluate("document.forms.display.elements.keys.click()")
    ((seen, _),) = browse(
        Visit(
            pages["stacked-fr"],
            [
                press("/"),
                write("jot"),
                evaluate("document.activeElement.value"),
                STATE,
                press("Escape"),
                off,
                press("o"),
                STATE,
            ],
        )
    )
    assert seen[0] == "jot"
    assert [seen[1][0], seen[3][0]] == ["stacked", "stacked"]


def test_all_keys_are_told_in_the_page(pages: dict[str, Path]) -> None:
    script = (Path(html.__file__).parent / "page.js").read_text("utf-8")
    known = re.findall(r'^    (?:"(.)"|(\w)): \(\)', script, flags=re.MULTILINE)
    assert len(known) == 8
    for name in ("stacked-fr", "single-ar"):
        tree = lxml_html.document_fromstring(pages[name].read_bytes().decode())
        told = [key.text for key in tree.iter("kbd")]
        assert set(told) == {one or other for one, other in known} - (
            set() if name == "stacked-fr" else set("otb")
        )


# Links


def test_every_paragraph_and_turn_has_an_id_and_a_link_to_itself(pages: dict[str, Path]) -> None:
    for name in ("stacked-fr", "alternating-fr", "single-ar"):
        edition, _ = PAGES[name]
        tree = lxml_html.document_fromstring(pages[name].read_bytes().decode())
        links = [link.get("href")[1:] for link in tree.xpath("//a[@class='here']")]
        rows = [row.id for scene in edition.scenes for row in scene.rows if row.kind != "separator"]
        # Who cites a turn of one paragraph cites that.
        turns = [scene.id for scene in edition.scenes if scene.kind == "speech" and len(scene.rows) > 1]
        assert [id_ for id_ in links if id_.startswith("s")] == rows
        assert [id_ for id_ in links if id_.startswith("t")] == (turns if name != "single-ar" else [])
        everyone = [scene.id for scene in edition.scenes if scene.kind == "speech"]
        assert all(tree.get_element_by_id(id_) is not None for id_ in [*rows, *everyone])
        assert len(set(tree.xpath("//@id"))) == len(tree.xpath("//@id"))


def test_times_are_shown_on_wish_where_the_transcript_says_them(pages: dict[str, Path]) -> None:
    edition, _ = PAGES["times-ar"]
    rows = (row for scene in edition.scenes for row in scene.rows)
    starts = [row.times.start for row in rows if row.times.start is not None]
    page = lxml_html.parse(str(pages["times-ar"]))
    links = page.xpath("//a[@class='here heard']")
    assert [link.get("data-time") for link in links] == [clock(start, "") for start in starts]
    assert len({link.get("data-time") for link in links}) > 3
    assert all(link.get("aria-label").endswith(f", {link.get('data-time')}") for link in links)
    assert page.xpath("//a[@class='here' and not(@data-time)]"), "what has no time has its sign"
    # The same edition without the wish.
    assert b'data-time="' not in written(edition)


def test_times_stand_beside_the_words_and_are_not_copied(pages: dict[str, Path]) -> None:
    boxes = """[...document.querySelectorAll(".heard")].map(one => {
        const time = one.getBoundingClientRect();
        const pair = one.parentElement;
        const words = pair.querySelector(".src, .tgt")?.firstChild ?? pair.firstChild;
        const range = document.createRange(); range.selectNodeContents(words);
        const text = range.getBoundingClientRect();
        return [time.left >= 0 && time.right <= innerWidth && time.width > 0,
            time.right <= text.left || time.left >= text.right || time.bottom <= text.top + 2];
    })"""
    copied = "getSelection().selectAllChildren(document.querySelector('main')), getSelection().toString()"
    for name in ("times-ar", "times-single"):
        for size in (DESK, PHONE):
            steps = (evaluate(boxes), evaluate(copied))
            ((found, text), complaints) = browse(Visit(pages[name], steps=steps, size=size))[0]
            assert not complaints and found and all(inside and apart for inside, apart in found)
            assert "01:03:00" not in text


def test_a_link_is_copied_and_says_so(pages: dict[str, Path]) -> None:
    edition, _ = PAGES["stacked-fr"]
    id_ = next(scene.id for scene in edition.scenes if scene.kind == "speech" and len(scene.rows) > 1)
    catch = evaluate(
        "void Object.defineProperty(navigator, 'clipboard',"
        " {value: {writeText: async (text) => { window.copied = text }}})"
    )
    told = evaluate("[copied, location.hash, document.querySelector('.told [role=status]').textContent]")
    (seen,) = visited(
        Visit(
            pages["stacked-fr"],
            [
                catch,
                evaluate(f"document.querySelector('.here[href=\"#{id_}\"]').click()"),
                told,
                press("k"),
                press("c"),
                told,
            ],
            query="?layout=columns",
        )
    )
    link = f"{pages['stacked-fr'].as_uri()}#{id_}"
    assert seen[2] == [link, f"#{id_}", languages.strings("fr")["web_copied"]]
    assert seen[3][0] != link


def test_a_deep_link_opens_at_its_place(pages: dict[str, Path]) -> None:
    edition, _ = PAGES["long"]
    id_ = edition.scenes[70].id
    place = evaluate(f"document.getElementById({id_!r}).getBoundingClientRect().top")
    ((seen, _),) = browse(Visit(pages["long"], [place], query=f"#{id_}"))
    assert 0 < seen[0] < 200


# Citations

CATCH = evaluate(
    "void Object.defineProperty(navigator, 'clipboard',"
    " {value: {writeText: async (text) => { window.copied = text }}})"
)


def test_a_citation_has_the_text_in_all_languages_the_speaker_the_id_and_the_address(
    pages: dict[str, Path],
) -> None:
    edition, _ = PAGES["stacked-ar"]
    turn = next(scene for scene in edition.scenes if scene.kind == "speech" and len(scene.rows) > 1)
    (seen,) = visited(
        Visit(
            pages["stacked-ar"],
            [
                CATCH,
                evaluate(f"document.querySelector('.here[href=\"#{turn.id}\"]').click()"),
                click(".told button"),
                evaluate("[copied, document.querySelector('.told [role=status]').textContent]"),
            ],
        )
    )
    address = f"{pages['stacked-ar'].as_uri()}#{turn.id}"
    words, told = seen[-1]
    *texts, said, link = words.split("\n")
    assert texts == [typed(row.cells[lang].text) for lang in ("en", "ar") for row in turn.rows]
    assert said == f"— Tomas Vey / توماس فاي, ساعة المدّ والجزر, {turn.id}"
    assert link == address
    assert told == languages.strings("ar")["web_cited"]


def test_a_marked_sentence_is_cited_alone_in_both_languages(pages: dict[str, Path]) -> None:
    edition, _ = PAGES["alternating-fr"]
    row = next(row for scene in edition.scenes for row in scene.rows if "GPS" in row.cells["en"].text)
    mark = evaluate(
        f"getSelection().selectAllChildren(document.querySelector('#{row.id} > .pair:nth-child(2) > .tgt'))"
    )
    ((seen, _),) = browse(
        Visit(pages["alternating-fr"], [CATCH, mark, press("q"), evaluate("copied")], query="?layout=columns")
    )
    assert seen[-1].split("\n")[:3] == [
        "People still ask me, because I can also say why.",
        "On me demande quand même, car moi, je sais dire pourquoi.",
        f"— Tomas Vey, L’horloge des marées, {row.id}",
    ]


# Finding


def test_words_are_found_whatever_their_case_and_accents(pages: dict[str, Path]) -> None:
    count = evaluate("document.forms.find.elements.count.value")
    wait = evaluate("new Promise((done) => setTimeout(done, 300))")
    marked = evaluate("[...CSS.highlights.get('here')].map(String)")

    def search(words: str) -> list[Step]:
        empty = evaluate("document.forms.find.elements.words.value = ''")
        return [press("/"), empty, write(words), wait, count, marked]

    cases = {
        "stacked-fr": [("MAREES", ["marées"]), ("l'horloge", ["L’horloge"]), ("quelquechose", [])],
        # Vowels that a writer of Arabic may leave out, and letters that carry a hamza.
        "stacked-ar": [("المد والجزر", ["المدّ والجزر"]), ("اول مرة", ["أوّل مرّة"])],
        "stacked-ja": [("ブイ", ["ブイ"]), ("フイ", []), ("gps", ["GPS"])],
    }
    visits = [
        Visit(pages[name], [step for words, _ in some for step in search(words)])
        for name, some in cases.items()
    ]
    for (name, some), (seen, complaints) in zip(cases.items(), browse(*visits), strict=True):
        for k, (words, found) in enumerate(some):
            _, _, number, marks = seen[4 * k : 4 * k + 4]
            assert marks == found, (name, words)
            assert (number == "0 / 0") == (not found)
        assert complaints == []


def test_exactly_is_letter_for_letter_and_never_half_of_one(pages: dict[str, Path]) -> None:
    count = evaluate("document.forms.find.elements.count.value.split(' / ')[1]")
    wait = evaluate("new Promise((done) => setTimeout(done, 300))")

    def search(words: str) -> list[Step]:
        empty = evaluate("document.forms.find.elements.words.value = ''")
        return [press("/"), empty, write(words), wait, count]

    cases = {
        # Case; accents, also as a letter and its mark.
        "stacked-fr": [("marées", True), ("Marées", False), ("marees", False), ("mare\u0301es", True)],
        # Vowel signs, in whichever order they were typed, and letters with a hamza.
        "stacked-ar": [("المدّ", True), ("المد", False), ("أوّل", True), ("اوّل", False)],
        "stacked-ja": [("ブイ", True), ("フイ", False), ("GPS", True), ("gps", False), ("ＧＰＳ", False)],
        "stacked-zh-Hans": [("潮汐", True), ("浮标", True), ("浮標", False)],
    }
    visits = [
        Visit(pages[name], [pick("search", "exact"), *(step for words, _ in some for step in search(words))])
        for name, some in cases.items()
    ]
    for (name, some), (seen, complaints) in zip(cases.items(), browse(*visits), strict=True):
        # What `pick` gives, then three values a word.
        numbers = seen[3::3]
        assert [number != "0" for number in numbers] == [there for _, there in some], (name, numbers)
        assert complaints == []


def test_enter_goes_from_place_to_place_and_opens_what_hides_it(pages: dict[str, Path]) -> None:
    count = evaluate("document.forms.find.elements.count.value")
    wait = evaluate("new Promise((done) => setTimeout(done, 300))")
    opened = evaluate("[...document.querySelectorAll('main details[open]')].length")
    ((seen, _),) = browse(
        Visit(
            pages["reveal-fr"],
            [
                opened,
                press("/"),
                write("horloge"),
                wait,
                count,
                opened,
                press("Enter"),
                count,
                opened,
                press("Enter"),
                count,
            ],
        )
    )
    assert seen[0] == 0
    total = int(seen[2].split(" / ")[1])
    assert [seen[2], seen[4], seen[6]] == [f"{k} / {total}" for k in (1, 2, 3)]
    assert seen[5] > 0


def test_what_is_hidden_is_not_found(pages: dict[str, Path]) -> None:
    wait = evaluate("new Promise((done) => setTimeout(done, 300))")
    count = evaluate("document.forms.find.elements.count.value")
    ((seen, _),) = browse(Visit(pages["stacked-fr"], [press("o"), press("/"), write("marées"), wait, count]))
    assert seen[-1] == "0 / 0"


# Print


def test_printed_the_page_is_the_text_alone(pages: dict[str, Path]) -> None:
    visible = evaluate(
        "['.bar', '.here', '.skip', 'main summary', 'main details p'].map((one) =>"
        " document.querySelector(one).checkVisibility({contentVisibilityAuto: false}))"
    )
    ((seen, _),) = browse(
        Visit(pages["reveal-fr"], [evaluate("dispatchEvent(new Event('beforeprint'))"), visible], print=True)
    )
    assert seen[1] == [False, False, False, False, True]


# The page around the text


def tree(name: str) -> etree._Element:
    return lxml_html.document_fromstring(written(*PAGES[name]).decode())


def test_contents_name_headings_in_all_languages_and_speakers_where_it_is_long() -> None:
    links = tree("stacked-fr").xpath("//*[@class='contents']//a")
    assert ["".join(link.itertext()).replace("\u202f", " ") for link in links] == [
        "Quand êtes-vous monté à la tour pour la première fois ?",
        "Après la bouée · After the buoy",
        "Qui a encore besoin de l’horloge ?",
        "Colophon",
    ]
    assert [part.get("lang") for part in links[1]] == ["fr", None, "en"]
    # A question stands below its heading.
    assert [len(link.xpath("ancestor::ol")) for link in links] == [1, 1, 2, 1]
    found = ["".join(link.itertext()) for link in tree("long").xpath("//*[@class='contents']//a")]
    assert found[-2:] == ["努尔·哈达德", "托马斯·韦伊"]
    for name in PAGES:
        page = tree(name)
        assert all(
            page.xpath(f"//*[@id={link[1:]!r}]") for link in page.xpath("//a/@href[starts-with(., '#')]")
        )


def test_translators_stand_below_the_title_and_the_colophon_is_that_of_the_book() -> None:
    page = tree("stacked-fr+zh-Hans+ar")
    said = page.xpath("//*[@class='pair credits']/*[@lang='fr']")
    (items,) = ["".join(line.itertext()).split("\xa0· ") for line in said]
    assert [item for item in items if item.startswith("Traduit")] == [
        "Traduit par Camille Orsel (français)",
        "Traduit par 苏晚, 何以宁 (chinois simplifié)",
        "Traduit par ليلى منصور (arabe)",
    ]
    footer = "".join(page.xpath("//footer")[0].itertext())
    assert META.rights in footer and "Quay Books" in footer
    (line,) = tree("nothing-known").xpath("//*[contains(@class, 'credits')]")
    said = "".join(line.itertext())
    assert said.strip() and "Translated" not in said and "Traduit" not in said


def test_every_cell_says_its_language_and_direction() -> None:
    for edition, options in PAGES.values():
        page = written(edition, options)
        for cell in lxml_html.document_fromstring(page.decode()).xpath("//main//*[@lang]"):
            assert cell.get("dir") == languages.get(cell.get("lang")).dir
        assert b"xml:lang" not in page


def test_beside_its_source_a_missing_translation_is_a_mark() -> None:
    marks = tree("half").xpath("//main//*[contains(@class, 'fallback')]")
    assert {mark.text for mark in marks} == {"［未訳］"}


def test_a_page_asks_for_nothing_and_allows_no_script_but_its_own() -> None:
    page = tree("stacked-fr")
    (policy,) = page.xpath("//meta[@http-equiv]/@content")
    assert policy.startswith("default-src 'none';")
    assert "script-src 'sha256-" in policy
    assert not page.xpath("//@src | //img")
    (icon,) = page.xpath("//link")
    assert icon.get("rel") == "icon" and icon.get("href").startswith("data:image/svg+xml,")


def test_a_page_says_what_it_is_and_where_only_if_that_is_known() -> None:
    edition, _ = PAGES["stacked-fr"]
    page = tree("stacked-fr")
    assert page.xpath("//meta[@name='description']/@content") == [META.description]
    said = {one.get("property"): one.get("content") for one in page.xpath("//meta[@property]")}
    assert said == {
        "og:title": "L’horloge des marées",
        "og:type": "article",
        "og:description": META.description,
        "og:site_name": "Quay Books",
    }
    data = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    assert data["inLanguage"] == ["en", "fr"] and data["additionalType"].endswith("/Interview")
    assert [person["name"]["@value"] for person in data["author"]] == ["Tomas Vey"]
    assert [person["name"]["@value"] for person in data["translator"]] == ["Camille Orsel"]
    original = data["translationOfWork"]
    assert (original["name"], original["inLanguage"]) == ("The Tide Clock", "en")
    assert (original["url"], original["datePublished"]) == (META.url, META.date)
    assert "url" not in data and "translationOfWork" not in _data("single-en")

    options = OPTIONS.replace(web_address="https://quay.example/talks/")
    placed = lxml_html.document_fromstring(written(edition, options).decode())
    address = "https://quay.example/talks/tide-clock.en-fr.html"
    assert (
        placed.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content") == [address] * 2
    )
    # Nothing is invented.
    bare = tree("nothing-known")
    assert not bare.xpath("//meta[@name='description'] | //link[@rel='canonical']")
    assert set(_data("nothing-known")) == {
        *("@context", "@type", "identifier", "name", "inLanguage", "translationOfWork")
    }


@pytest.mark.parametrize("date", ["spring 1998", "昭和十五年ごろ", "نحو ١٩٩٨"])
def test_a_date_in_words_is_printed_and_is_none_to_programs(date: str) -> None:
    edition, _ = PAGES["stacked-fr"]
    dated = replace(edition, meta=replace(edition.meta, date=date))
    page = lxml_html.document_fromstring(written(dated, OPTIONS).decode())
    data = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    assert "datePublished" not in data["translationOfWork"]
    assert date in page.text_content()
    # Nor to those that read EPUB.
    assert "dcterms:issued" in _properties(edition) and "dcterms:issued" not in _properties(dated)


def _properties(edition: Edition) -> list[str]:
    return [about.get("property", "") for _, _, about in metadata(single(edition), [edition])]


def _data(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(tree(name).xpath("string(//script[@type='application/ld+json'])"))
    return data


def test_no_text_ends_the_data_of_a_page() -> None:
    edition = sample("en", "fr", meta=replace(META, description="</script><b>1 < 2 & 3"))
    page = lxml_html.document_fromstring(written(edition).decode())
    assert not page.xpath("//b[.='1 ']")
    data = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    assert data["description"] == "</script><b>1 < 2 & 3"


def test_words_of_the_page_are_english_and_say_so_where_its_language_has_none() -> None:
    page = tree("nothing-known")
    assert page.get("lang") == "sw"
    assert {form.xpath("ancestor::nav/@lang")[0] for form in page.xpath("//form")} == {"en"}


def test_the_same_edition_is_the_same_bytes_and_the_writer_has_its_name() -> None:
    assert written(*PAGES["columns-ar"]) == written(*PAGES["columns-ar"])
    writer = registry.load("writer", "html")
    assert writer.suffix == ".html"
    assert writer.sentences(BuildOptions("alternating")) and not writer.sentences(BuildOptions())


class Chunks(io.RawIOBase):
    """Counts what is written at once."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def write(self, data: Any) -> int:
        self.sizes.append(len(data))
        return len(data)


def test_a_long_page_is_written_in_pieces() -> None:
    few, many = Chunks(), Chunks()
    html.write(single(long(200, "en", "fr")), OPTIONS, few)  # type: ignore[arg-type]
    html.write(single(long(2000, "en", "fr")), OPTIONS, many)  # type: ignore[arg-type]
    assert max(many.sizes) == max(few.sizes) < 100_000
    assert sum(many.sizes) > 5 * sum(few.sizes) / 2


def test_two_thousand_turns_are_a_light_page_whose_far_parts_are_not_laid_out() -> None:
    page = written(long(2001, "en", "ar"), OPTIONS.replace(layout="columns"))
    assert len(page) < 1_500_000
    assert b'<main class="interview vast"' in page


def test_the_title_in_the_bar_keeps_the_marks_of_what_goes_the_other_way() -> None:
    titles = {"ar": Cell("سأل «Why?»", "ar", "original")}
    page = written(replace(sample("en", "ar"), titles=titles)).decode()
    assert re.findall('<a class="name".*>(.*)</a>', page) == ["سأل «\u2066Why?\u2069»"]
