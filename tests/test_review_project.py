"""The project page of the review: what it tells of a project, and what is done for a whole document."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from browser import Visit, browse, click, evaluate, visited, wait
from reviews import running, sample
from toolkit import catalog, po, project, words
from toolkit.catalog import frozen_ids
from toolkit.catalog.template import outlined
from toolkit.errors import DiglotError
from toolkit.findings import Finding
from toolkit.model import Catalog, Document
from toolkit.review.desk import Desk
from toolkit.review.people import Who
from toolkit.review.views import project as page
from toolkit.review.views.view import Acted, Asked
from toolkit.workflow.editing import name_of
from waiting import until

ANN = Who("ann")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(project.find(sample(tmp_path)))
    yield made
    made.close()


def tree(desk: Desk) -> dict[str, bytes]:
    files = [path for name in ("source", "locales") for path in (desk.project.root / name).rglob("*.*")]
    return {path.name + path.parent.as_posix(): path.read_bytes() for path in files if path.is_file()}


def does(desk: Desk, what: str, document: str = "foghorn", **given: str) -> Acted:
    change = page.VIEW.changes[what]
    return desk.act(ANN, "project", lambda workspace: change(workspace, Asked(document, "", "ann", given)))


def told(desk: Desk, document: str = "foghorn") -> Any:
    (row,) = desk.look(lambda workspace: page.rows(workspace, Asked(document, "", "ann")))["documents"]
    return row


def test_frozen_ids_are_counted_and_what_is_lost_is_told(desk: Desk) -> None:
    does(desk, "extract")
    first = tree(desk)
    assert told(desk)["ids"] == {"frozen": 0, "told": [], "cures": []}
    does(desk, "freeze")
    frozen = told(desk)["ids"]
    assert frozen["frozen"] > 10 and frozen["told"] == []
    last = tree(desk)
    desk.undo(ANN)
    assert tree(desk) == first
    desk.redo(ANN)
    assert tree(desk) == last
    source = desk.project.sources["foghorn"]
    text = source.read_text("utf-8").rstrip("\n")
    source.write_text(text[: text.rindex("\n\n")] + "\n", "utf-8")
    desk.watch()
    assert [
        words.partition(": ")[0].endswith("is no longer in the document")
        for words in told(desk)["ids"]["told"]
    ] == [True]
    # And what to do about it.
    (cure,) = told(desk)["ids"]["cures"]
    assert "diglot ids foghorn --freeze" in cure


def test_frozen_ids_are_gone_through_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    does(desk, "extract")
    does(desk, "freeze")
    looked = list[str]()
    promised = frozen_ids.promised

    def watched(document: Document, *given: Any) -> Iterator[Finding]:
        looked.append(document.name)
        return promised(document, *given)

    monkeypatch.setattr(frozen_ids, "promised", watched)
    before = told(desk)["ids"]
    assert told(desk)["ids"] == before and before["frozen"] and looked == ["foghorn"]
    path = desk.project.frozen_ids_path("foghorn")
    path.write_text("\n".join(path.read_text("utf-8").splitlines()[:-1]) + "\n", "utf-8")
    desk.watch()
    after = told(desk)["ids"]
    assert after["frozen"] == before["frozen"] - 1 and len(after["told"]) > 0 and looked == ["foghorn"] * 2


def test_catalogs_are_brought_up_to_date_and_taken_back(desk: Desk) -> None:
    does(desk, "extract")
    first = tree(desk)
    source = desk.project.sources["foghorn"]
    source.write_text(source.read_text("utf-8") + "\nA last line, told afterwards.\n", "utf-8")
    desk.watch()
    before = tree(desk)
    assert [row["behind"] for row in told(desk)["languages"]] != [0, 0, 0, 0]
    assert does(desk, "extract").answer["told"] == []
    assert {row["behind"] for row in told(desk)["languages"]} == {0}
    desk.undo(ANN)
    assert tree(desk) == before != first


def test_what_goes_wrong_beside_what_is_done_is_told_in_the_language_of_the_page(desk: Desk) -> None:
    does(desk, "extract")
    broken = desk.project.catalog_path("foghorn", "ja")
    broken.write_bytes(b'msgid "a\n')
    source = desk.project.sources["foghorn"]
    source.write_text(source.read_text("utf-8") + "\nA last line, told afterwards.\n", "utf-8")
    desk.watch()
    asked = Asked("foghorn", "", "ann", say=words.wording("fr"))
    (wrong, *_) = desk.act(ANN, "project", lambda workspace: page.extract(workspace, asked)).answer["told"]
    with pytest.raises(DiglotError) as caught:
        desk.look(lambda workspace: workspace.catalog("foghorn", "ja"))
    assert wrong == " ".join(asked.error(caught.value).values())
    assert caught.value.what not in wrong and caught.value.hint not in wrong


def test_another_language_is_named_in_the_settings_and_taken_back(desk: Desk) -> None:
    settings = desk.project.root / "diglot.toml"
    before = settings.read_text("utf-8")
    assert '"ja"]' in before
    does(desk, "extract", new="ko")
    desk.watch()
    assert settings.read_text("utf-8") == before.replace('"ja"]', '"ja", "ko"]', 1)
    assert [row["lang"] for row in told(desk)["languages"]][-1] == "ko"
    desk.undo(ANN)
    assert settings.read_text("utf-8") == before
    assert not (desk.project.root / "locales/ko/LC_MESSAGES/foghorn.po").exists()


def test_a_language_that_cannot_be_added_is_refused(desk: Desk) -> None:
    before = tree(desk)
    with pytest.raises(DiglotError, match="the source is in en already"):
        does(desk, "extract", new="en")
    with pytest.raises(DiglotError, match="locales/zh_CN"):
        does(desk, "extract", new="zh-CN")
    with pytest.raises(DiglotError, match="no document is chosen"):
        does(desk, "freeze", "")
    assert tree(desk) == before


def test_what_was_read_stays_read_where_ids_are_written_beside_it(desk: Desk) -> None:
    before = desk.look(lambda workspace: workspace.reading("foghorn", doubts=True))
    template = desk.project.template_path("foghorn")
    written = template.read_text("utf-8")
    template.write_text(written.replace("\n\n", "\n\n# Whose is it?\n", 1), "utf-8")
    desk.watch()
    for what in ("extract", "freeze"):
        read = desk.look(lambda workspace: workspace.reading("foghorn", doubts=True))
        does(desk, what)
        desk.watch()
        assert desk.look(lambda workspace: workspace.reading("foghorn", doubts=True)) is read
        assert read == before


def test_what_a_document_has_for_translators_is_made_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a reader looks at the page: for the act, and for all pages after it."""
    made: list[Document] = []
    extract = catalog.extract

    def counted(document: Document, was: Catalog | None = None) -> Catalog:
        made.append(document)
        return extract(document, was)

    monkeypatch.setattr(catalog, "extract", counted)
    monkeypatch.setattr(catalog, "outline", lambda document: outlined(counted(document)))
    source = desk.project.sources["foghorn"]
    for added in ("", "\n\nWhat is new is said here.\n"):
        source.write_text(source.read_text("utf-8").rstrip("\n") + added, "utf-8")
        desk.watch()
        made.clear()
        look = page.VIEW.looks["ready"]
        later = desk.look(lambda workspace: look(workspace, Asked("foghorn", "", "ann")))  # noqa: B023
        assert callable(later) and later() == {} and len(made) == 1
        behind = [lang["behind"] for lang in told(desk)["languages"]]
        assert (max(behind) > 0) == bool(added)
        does(desk, "extract")
        assert not any(lang["behind"] for lang in told(desk)["languages"])
        if added:
            does(desk, "freeze")
        assert len(made) == 1
        held = desk.look(lambda workspace: workspace.held("foghorn").outline(workspace.document("foghorn")))
        assert [*held.items()] == [*outlined(extract(made[0])).items()]


def test_a_first_translation_is_added(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text('source-language = "en"\n', "utf-8")
    (tmp_path / "source/mill.txt").write_text(
        "Eda: Who ran it?\n\nOle: My aunt.\n\nEda: Alone?\n\nOle: Yes.\n"
    )
    mine = Desk(project.find(tmp_path))
    try:
        assert told(mine, "mill")["languages"] == []
        does(mine, "extract", "mill", new="zh-Hans")
        mine.watch()
        assert [row["lang"] for row in told(mine, "mill")["languages"]] == ["zh-Hans"]
        mine.undo(ANN)
        assert not list((tmp_path / "locales").rglob("*.po*"))
    finally:
        mine.close()


def causes(desk: Desk, known: str = "") -> Any:
    """What is told of the Arabic of a document, once all is found."""
    asked = Asked("river", "ar", "ann", {"known": known})

    def all_of_them() -> Any:
        found = desk.look(lambda workspace: page.findings(workspace, asked))
        return None if found["again"] else found

    return until(all_of_them)


@pytest.mark.slow
def test_what_the_checks_find_is_told_by_cause(desk: Desk) -> None:
    path = desk.project.catalog_path("river", "ar")
    catalog = po.load(path.read_bytes(), "", "ar")
    before = causes(desk)
    assert before["causes"] and causes(desk, before["mark"]) == {"mark": before["mark"], "again": False}
    # Two more figures are wrong, and the first of all that are leads to its message.
    figures = [e for e in catalog.entries if e.state == "done" and e.target.count("1934")]
    assert len(figures) > 1
    wrong = {e.key: e.replace(target=e.target.replace("1934", "1943")) for e in figures[:2]}
    made = replace(catalog, entries=tuple(wrong.get(e.key, e) for e in catalog.entries))
    path.write_bytes(po.dump(made, path.read_bytes()))
    desk.watch()
    after = causes(desk, before["mark"])
    assert after["mark"] != before["mark"]
    counts = [{cause["code"]: cause["places"] for cause in found["causes"]} for found in (before, after)]
    assert counts[1]["D221"] == counts[0].get("D221", 0) + 2
    first = after["causes"][0]
    assert first["places"] == max(counts[1].values()) and first["name"] in map(name_of, catalog.entries)


@pytest.mark.slow
def test_a_finding_of_a_translation_leads_to_its_message(tmp_path: Path) -> None:
    found = "document.querySelector('[data-lang=ar] .causes a')"
    steps = (
        wait("document.documentElement.dataset.ready"),
        wait(f"{found} && !document.getElementById('renewing').textContent"),
        evaluate(f"{found}.textContent"),
        click("[data-lang=ar] .found button"),
        click("[data-lang=ar] .causes a"),
        wait("location.pathname === '/translation' && document.documentElement.dataset.ready"),
        wait("document.querySelector('.message.opened .problems li')"),
        evaluate("document.querySelector('.message.opened .problems li').textContent"),
    )
    sample(tmp_path)
    with running(tmp_path) as review:
        (seen,) = visited(Visit(review.address("project"), steps, around=review.root))
    told_, there = seen
    assert told_[:4] == there[:4] and told_[4:].startswith(" × ")


@pytest.mark.slow
def test_the_page_leads_to_a_doubt_and_freezes_ids(tmp_path: Path) -> None:
    ready = wait("document.documentElement.dataset.ready")
    slow = evaluate(
        "{ const sent = fetch; window.fetch = async (...asked) => {"
        " await new Promise((done) => setTimeout(done, 1500)); return sent(...asked); }; }"
    )
    press = evaluate("document.querySelector('[aria-label=\"Freeze the ids: foghorn\"]').click()")
    sign = "document.querySelector('.acts [role=status]').textContent"
    going = wait(f"{sign} === 'The ids are being frozen …'")
    frozen = wait("document.body.textContent.includes('frozen ids: ')")
    done = wait(f"{sign} === ''")
    doubt = evaluate("document.querySelector('.doubts a').getAttribute('href')")
    river = sample(tmp_path) / "source/river.txt"
    river.write_text(river.read_text("utf-8") + "\nPostscript: it rang twice.\n", "utf-8")
    with running(tmp_path) as review:
        steps = (ready, slow, press, going, frozen, done, doubt)
        ((seen, complaints),) = browse(Visit(review.address("project"), steps, around=review.root))
        assert not complaints and "#line-" in seen[-1]
        assert list((review.folder / "locales").glob("foghorn.ids.tsv"))
        _, line = seen[-1].split("#")
        shown = evaluate("document.querySelector('.opened .number').textContent")
        page_ = Visit(
            review.address("reading", document="river") + f"#{line}", (ready, shown), around=review.root
        )
        ((seen, complaints),) = browse(page_)
        assert not complaints and seen[-1] == line.removeprefix("line-")
