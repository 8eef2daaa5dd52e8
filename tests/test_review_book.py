"""The book in the review: the very rows of the edition, and each time only what has changed."""

import io
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any, get_args
from urllib.parse import parse_qsl

import lxml.html
import pytest

import sample_project
import toolkit as diglot
from toolkit import project
from toolkit.config import BuildOptions, Layout
from toolkit.edition import merge
from toolkit.edition.page import Block
from toolkit.errors import DiglotError
from toolkit.model.editions import single
from toolkit.review.desk import Desk
from toolkit.review.people import Who
from toolkit.review.rows import PARAGRAPHS, BookRows
from toolkit.review.views import book, translation
from toolkit.review.views.view import Asked
from toolkit.review.work import ReviewWorkspace
from toolkit.workflow import pictures
from toolkit.workflow.held import Choice
from toolkit.workflow.workspace import Workspace
from toolkit.writers import html
from toolkit.writers.xhtml import Printer

LAYOUTS = [layout for layout in get_args(Layout) if layout != "facing"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample that has everything, for tests that only look."""
    return sample_project.lay(tmp_path_factory.mktemp("book") / "snow", scale=8)


@pytest.fixture
def desk(shared: Path) -> Iterator[Desk]:
    mine = Desk(project.find(shared))
    yield mine
    mine.close()


@pytest.fixture
def own(shared: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk whose project may be changed."""
    mine = Desk(project.find(shutil.copytree(shared, tmp_path / "snow")))
    yield mine
    mine.close()


def ask(mine: Desk, what: Callable[[ReviewWorkspace, Asked], Any], lang: str = "fr", **given: Any) -> Any:
    made = mine.look(lambda workspace: what(workspace, Asked("snow", lang, "ann", given)))
    return made() if callable(made) else made


def whole(mine: Desk, **given: Any) -> list[str]:
    rows: list[str] = ask(mine, book.rows, **given)["rows"]
    assert len(rows) == ask(mine, book.rows, **given)["count"]
    return rows


def edit(mine: Desk, row: dict[str, str], target: str, lang: str = "fr") -> None:
    given = {"edits": [{"name": row["name"], "base": "", "target": target, "stage": "translated"}]}
    asked = Asked("snow", lang, "ann", given)
    mine.act(Who("ann"), "translation", lambda workspace: translation.edit(workspace, asked))


def messages(mine: Desk, lang: str = "fr") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ask(mine, translation.rows, lang, start=0, count=100)["rows"]
    return rows


def parts(markup: str) -> tuple[list[bytes], list[bytes]]:
    """What stands below each other on a page, wherever its pictures come from; and its footnotes."""
    main = lxml.html.fragment_fromstring(markup, create_parent="main")
    for image in main.iter("img"):
        del image.attrib["src"]
    notes = [note for some in main.findall("div[@class='notes']") for note in some]
    text = [part for part in main if part.get("class") != "notes"]
    said = [[lxml.html.tostring(part, with_tail=False) for part in some] for some in (text, notes)]
    return said[0], said[1]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("langs", [("en", "fr"), ("en", "fr", "ar"), ("ja",)])
def test_the_rows_are_those_of_the_web_page(desk: Desk, layout: Layout, langs: tuple[str, ...]) -> None:
    workspace = Workspace(desk.project)
    options = BuildOptions.of(desk.project.settings).chosen({"layout": layout})
    options = options.alone() if len(langs) == 1 else options
    edition = workspace.edition("snow", Choice(langs), by_sentence=options.by_sentence)
    edition = pictures.shown(workspace, "snow", langs).on(edition)
    sink = io.BytesIO()
    html.write(single(replace(edition, labels="above")), options, sink)
    text = sink.getvalue().decode().partition("<main")[2].partition(">")[2].partition("</main>")[0]
    rows = whole(desk, langs=",".join(langs), layout=layout)
    assert parts("\n".join(rows)) == parts(text)


def test_a_long_turn_is_in_several_rows_and_its_name_in_one(tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    short = "Title\n\nAnn: One.\n\nBo: Two.\n\nAnn: Three.\n\n"
    talk.write_text(short + "\n\n".join(f"I said {n}." for n in range(3 * PARAGRAPHS)))
    long = merge.edition(diglot.read(talk, lang="en"), {}, ("en",))
    rows = BookRows(long, BuildOptions(), lambda _: "")
    _, _, *turns = (markup for markup in rows.printed(range(len(rows))) if 'class="turn' in markup)
    assert len(turns) == 4
    assert [markup.count('class="label"') for markup in turns] == [1, 0, 0, 0]
    assert [bool(re.match(r'<div class="turn[^>]* id="', markup)) for markup in turns] == [True] + 3 * [False]


def test_an_edit_prints_anew_its_rows_alone_and_as_a_new_book_would(own: Desk) -> None:
    """Texts with footnotes, which change the numbers of all that follow, among them."""
    random_ = random.Random(5)
    looks: tuple[dict[str, str], ...] = (
        {"langs": "en,fr"},
        {"langs": "en,fr,ar", "layout": "columns", "labels": "initials"},
        {"langs": "fr"},
        {"langs": "en,fr", "layout": "reveal", "labels": "qa"},
    )
    before = [whole(own, **look) for look in looks]
    changed = []
    for number in range(4):
        row = random_.choice([row for row in messages(own) if row["ids"] and "![" not in row["source"]])
        note = "^[Une note.]" if number % 3 == 0 else ""
        edit(own, row, f"Texte {number}{note}.")
        after = [whole(own, **look) for look in looks]
        fresh = Desk(own.project)
        assert after == [whole(fresh, **look) for look in looks]
        fresh.close()
        changed += [
            sum(a != b for a, b in zip(*both, strict=True)) for both in zip(before, after, strict=True)
        ]
        before = after
    # Most edits change one row, or one and the place where its words stand a second time.
    assert 0 < min(changed) <= sorted(changed)[len(changed) // 2] <= 2


def test_what_is_held_is_printed_once(own: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []
    block = Printer.block

    def noted(printer: Printer, one: Block) -> str:
        printed.append(one.kind)
        return block(printer, one)

    monkeypatch.setattr(Printer, "block", noted)
    whole(own)
    first = len(printed)
    row = next(row for row in messages(own) if row["ids"] and "^[" not in row["source"])
    edit(own, row, "Autre chose.")
    printed.clear()
    whole(own)
    assert 0 < len(printed) < 12 < first


def test_by_sentence_what_was_not_changed_stays_as_it_was_divided(own: Desk) -> None:
    before = whole(own, layout="alternating")
    row = next(row for row in messages(own) if row["source"].count(". ") > 2)
    edit(own, row, "Une phrase. Une autre. Et une troisième.")
    after = whole(own, layout="alternating")
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
    assert any("Et une troisième." in markup for markup in after)


def test_a_place_leads_to_its_message_and_back(desk: Desk) -> None:
    by_name = {row["name"]: row for row in messages(desk)}
    seen = 0
    for markup in whole(desk):
        for id_ in re.findall(r' id="([^"]*)"', markup):
            if id_.startswith(("note-", "ref-", "shown-")):
                continue
            found = ask(desk, book.message, id=id_)
            assert found["lang"] == "fr"
            if not (row := by_name.get(found["name"])):
                # A turn has no words of its own; nobody translates a rule, or what nobody says.
                assert not re.match(r"(fr|en)\.", id_)
                continue
            assert any(name in id_ for name in row["ids"]) or row["kind"] == "speaker"
            there = (
                ask(desk, book.place, id=row["ids"][0])
                if row["ids"]
                else ask(desk, book.place, message=row["name"])
            )
            assert there["row"] >= 0
            seen += 1
    assert seen > 90
    assert ask(desk, book.message, id="ar.nonsense", langs="en,fr,ar") == {"name": "", "lang": "ar"}
    assert ask(desk, book.place, id="nonsense")["row"] == -1


# The sound of a document is that of any book of it.
ASKED = [
    what
    for name, what in {**book.VIEW.looks, **book.VIEW.files}.items()
    if name not in ("times", "recording")
]
BAD: tuple[dict[str, str], ...] = (
    {"langs": "en,xx"},
    {"langs": "../en"},
    {"layout": "../../etc/passwd"},
    {"theme": "<script>"},
    {"labels": "x" * 200},
    {"edition": "nothing"},
    {"edition": "../snow"},
)


@pytest.mark.parametrize("given", BAD)
@pytest.mark.parametrize("what", ASKED)
def test_what_there_is_not_is_refused(desk: Desk, what: Any, given: dict[str, str]) -> None:
    with pytest.raises(DiglotError):
        ask(desk, what, **given)


@pytest.mark.parametrize(
    "name", ["", "hut.jpg", "pictures/hut.jpg", "../diglot.toml", "/etc/passwd", "..%2fdiglot.toml", "\x00"]
)
def test_no_picture_is_given_but_those_that_the_book_shows(desk: Desk, name: str) -> None:
    with pytest.raises(DiglotError, match=r"no such picture|no text can hold"):
        ask(desk, book.picture, name=name)


def test_pictures_of_the_book_are_given(desk: Desk) -> None:
    addresses = [unescape(src) for markup in whole(desk) for src in re.findall(r'src="([^"]*)"', markup)]
    assert len(addresses) > 2
    for address in addresses:
        asked = dict(parse_qsl(address.partition("?")[2]))
        made = ask(desk, book.picture, **{key: asked[key] for key in ("name", "langs") if key in asked})
        assert made.media_type.startswith("image/") and made.data


def test_a_font_is_given_where_the_edition_names_it(desk: Desk) -> None:
    for number in ("0", "99", "-1"):
        with pytest.raises(DiglotError):
            ask(desk, book.font, number=number, edition="french")


def test_the_page_has_no_script_and_no_style_inside(desk: Desk) -> None:
    for edition in ("", *ask(desk, book.choices)["editions"]):
        page = ask(desk, book.page, edition=edition).data.decode()
        assert "script-src 'none'" in page
        assert not re.search(r"<script|<style| style=| on[a-z]+=", page)
        assert not any(
            re.search(r"<script|<style| style=| on[a-z]+=", row) for row in whole(desk, edition=edition)
        )
