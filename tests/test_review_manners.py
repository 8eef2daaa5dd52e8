"""How the pages of the review treat people: nothing is chosen by chance, and what is told is so now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest

from browser import Step, Visit, browse, click, evaluate, press, status, visited, wait, write
from conftest import Run
from reviews import Running, running, sample
from toolkit import po
from toolkit.catalog.workload import stage_of
from toolkit.model import Entry
from toolkit.project import find
from toolkit.workflow import progress
from toolkit.workflow.workspace import Workspace

pytestmark = pytest.mark.slow
READY = wait("document.documentElement.dataset.ready")
STATUS = "document.getElementById('status').textContent"
ALERT = "document.getElementById('alert').textContent"
FRAME = "document.querySelector('iframe.book')?.contentDocument"
TYPING = wait("document.activeElement.tagName === 'TEXTAREA'")
SLOW = evaluate(
    "(() => { const { fetch } = window; window.fetch = (...given) =>"
    " new Promise((done) => setTimeout(done, 200)).then(() => fetch(...given)); })()"
)
"""The server answers later from now on."""
OPENED = wait("document.querySelector('dialog[open]')")
CLOSED = wait("!document.querySelector('dialog[open]')")
LEAVE = (press("Escape"), wait("document.activeElement.tagName !== 'TEXTAREA'"))
TALK = """\
Mara: When did the ferry stop?

Jonas: In the winter of 1987. The ice was a metre thick.

Mara: Mr. Holm, was it sad? You built it, after all.

Jonas: It was a car park by then.

Mara: And the harbour?

Jonas: Gone, like the rest of it.
"""


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Running]:
    (sample(tmp_path) / "source/ferry.txt").write_text(TALK, "utf-8")
    # One of the finished messages was reviewed, and another one approved.
    path = tmp_path / "locales/fr/LC_MESSAGES/foghorn.po"
    blocks = path.read_text("utf-8").split("\n\n")
    turns = [number for number, block in enumerate(blocks) if 'msgctxt "turn|' in block]
    for number, line in zip(turns, ("# reviewed by Ann", "# approved by Ann"), strict=False):
        blocks[number] = f"{line}\n{blocks[number]}"
    path.write_text("\n\n".join(blocks), "utf-8")
    with running(tmp_path) as review:
        yield review


def visit(made: Running, view: str, *steps: Step, document: str = "foghorn", lang: str = "fr") -> Visit:
    return Visit(made.address(view, document=document, lang=lang), (READY, *steps), around=made.root)


def seen(*visits: Visit, refused: int = 0) -> list[list[Any]]:
    """What each visit saw, where nothing went wrong but so many requests that were refused."""
    found = browse(*visits)
    told = [complaint for _, complaints in found for complaint in complaints]
    assert len(told) == refused and all("status of 4" in complaint for complaint in told), told
    return [values for values, _ in found]


def messages(made: Running, document: str = "foghorn", lang: str = "fr") -> tuple[Entry, ...]:
    path = made.folder / f"locales/{lang}/LC_MESSAGES/{document}.po"
    return po.load(path.read_bytes(), "", lang).entries


def reviewed(made: Running) -> list[int]:
    """The numbers of messages that somebody has gone over."""
    return [at for at, entry in enumerate(messages(made)) if stage_of(entry) in ("reviewed", "approved")]


def go(words: str) -> tuple[Step, ...]:
    """To the next place with some words."""
    return (press("g"), OPENED, write(words), press("Enter"), CLOSED)


# Dialogs.


def test_a_dialog_begins_at_its_top_and_nothing_in_it_is_chosen(made: Running) -> None:
    about = evaluate("[document.activeElement.id, document.querySelector('dialog').scrollTop]")
    ((at,),) = seen(visit(made, "reading", press("?"), OPENED, about))
    assert at == ["dialog-title", 0]


def test_whoever_types_on_chooses_nothing_where_somebody_else_has_changed_the_message(made: Running) -> None:
    theirs = evaluate(
        """(async () => {
          const about = new URLSearchParams({ document: "foghorn", lang: "ja" });
          const name = location.hash.slice(1);
          const edits = [{ name, base: "", target: "別の訳。", stage: "translated" }];
          const body = JSON.stringify({ document: "foghorn", lang: "ja", edits });
          const headers = { "content-type": "application/json", "x-diglot-page": "other" };
          await fetch("/act/translation/edit", { method: "POST", headers, body });
        })()"""
    )
    typed = (TYPING, write("私の訳。"), theirs, press("Control+Enter"), OPENED)
    kept = evaluate("Object.values(localStorage).some((one) => one.includes('私の訳。'))")
    steps = (*typed, press("Space"), press("Enter"), kept, evaluate("document.querySelector('dialog').open"))
    ((_, there, shown),) = seen(visit(made, "translation", *steps, lang="ja"), refused=1)
    assert there and shown


def test_what_is_offered_gives_way_to_what_is_typed(made: Running) -> None:
    steps = (
        click("[aria-label='Rename Mara']"),
        OPENED,
        write("Mara Lind"),
        press("Enter"),
        status("called"),
    )
    ((words,),) = seen(visit(made, "reading", *steps, evaluate(STATUS), document="ferry"))
    assert words.startswith("Mara is called Mara Lind.")


# What went wrong.


def test_what_went_wrong_is_told_until_it_is_dismissed_or_done(made: Running) -> None:
    def portrait(path: str) -> tuple[Step, ...]:
        asked = (click("[aria-label='Portrait of Mara']"), OPENED, write(path), press("Tab"), write("Mara"))
        return (*asked, press("Enter"), CLOSED)

    (made.folder / "source/mara.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8"
    )
    told, gone = wait(f"{ALERT}.includes('nobody.svg')"), wait(f"{ALERT} === ''")
    steps = (*portrait("nobody.svg"), told, press("Escape"), gone)
    again = (*portrait("nobody.svg"), told, *portrait("mara.svg"), status("portrait is decided"), gone)
    seen(visit(made, "reading", *steps, *again, document="ferry"), refused=2)


# The reading.


def test_what_is_sure_is_said_to_be_nothing_else(made: Running) -> None:
    """A key that was pressed by chance decides nothing."""
    none = evaluate("document.querySelector('.opened .acts').textContent")
    steps = (*go("1"), wait("document.querySelector('.opened .number').textContent === '1'"), press("x"))
    before = (made.folder / "source/river.toml").read_bytes()
    ((offered,),) = seen(visit(made, "reading", *steps, status("Nothing says"), none, document="river"))
    assert not re.search(r"It is [a-z]", offered)
    assert (made.folder / "source/river.toml").read_bytes() == before


def test_a_paragraph_is_parted_at_a_sentence(made: Running) -> None:
    """Mr. ends none."""
    cursor = evaluate("document.querySelector('dialog textarea').selectionStart")
    steps = (*go("was it sad"), press("/"), OPENED, cursor)
    ((at,),) = seen(visit(made, "reading", *steps, document="ferry"))
    assert at == len("Mr. Holm, was it sad? ")


def test_whoever_is_quick_takes_back_what_they_decided_last(made: Running) -> None:
    """Though keys before it still wait for the server."""
    decided = (press("Enter"), status("is: "))
    quick = (
        SLOW,
        press("g"),
        OPENED,
        write("car park"),
        press("Enter"),
        CLOSED,
        press("t"),
        press("Control+z"),
    )
    ((*_, told),) = seen(
        visit(made, "reading", *decided, *quick, status("Taken back"), evaluate(STATUS), document="ferry")
    )
    assert "car park" in told


def test_what_was_so_already_is_told_before_something_older_is_taken_back(made: Running) -> None:
    """Whoever takes back means what they did last, and that has changed nothing."""
    done = wait("!document.documentElement.dataset.waiting")
    back = (press("Control+z"), status("was so already"), press("Control+z"), status("Taken back"))
    twice = (press("t"), status("is: narration"), done, press("t"), done, *back)
    at = reviewed(made)[0]
    comment = (press("Alt+c"), OPENED, write("Which one?"), press("Enter"), status("comment is in"))
    stays = (press("Control+Enter"), status("stays"), TYPING, *LEAVE, *back)
    seen(
        visit(made, "reading", *twice, document="ferry"),
        visit(made, "translation", *LEAVE, *comment, *go(f"{at + 1}"), TYPING, *stays),
    )


@pytest.mark.parametrize("view", ["reading", "translation"])
def test_words_are_gone_to(made: Running, view: str) -> None:
    number = "document.querySelector('.opened .number')?.textContent"
    text = evaluate("document.querySelector('.opened .text').textContent")
    asked = (press("g"), OPENED, press("Enter"), CLOSED)
    other = wait(f"window.was !== {number}")
    first = (
        evaluate(f"window.was = {number}"),
        *LEAVE,
        *go("HORN"),
        other,
        text,
        evaluate(f"window.was = {number}"),
    )
    nothing = (*LEAVE, *go("no such words anywhere"), status("nowhere"))
    ((_, one, was, two, now),) = seen(
        visit(made, view, *first, *LEAVE, *asked, other, text, evaluate(number), *nothing)
    )
    assert "horn" in one.lower() and "horn" in two.lower() and was != now


# The book.


def test_whoever_is_quick_sees_the_layout_that_was_chosen_last(made: Running) -> None:
    chosen = "document.querySelector('select[name=layout]')?.value"
    shown = wait(f"{chosen} === 'alternating' && {FRAME}?.querySelector('.sentences')")
    fast = evaluate(
        "[1, 2, 3].forEach(() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'l' })))"
    )
    complaint = evaluate(ALERT)
    ((_, told),) = seen(visit(made, "book", fast, shown, complaint))
    assert told == ""


def test_whoever_is_quick_goes_on_in_the_book_that_comes(made: Running) -> None:
    first = wait(f"{FRAME}?.querySelector('p')")
    # Whatever of it is there by then.
    on = evaluate(
        "(async () => { for (let time = 0; time < 20; time++) {"
        " document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j' }));"
        " await new Promise((done) => setTimeout(done, 40)); } })()"
    )
    marked = wait(f"{FRAME}?.querySelector('.pair') && {FRAME}.querySelector('.at')")
    ((*_, told),) = seen(visit(made, "book", first, SLOW, press("l"), on, marked, evaluate(ALERT)))
    assert told == ""


def test_a_key_with_nothing_to_choose_says_so(made: Running) -> None:
    one = (
        click(".look input[value=fr]"),
        wait(f"!{FRAME}?.querySelector('.pair') && {FRAME}?.querySelector('p')"),
    )
    seen(visit(made, "book", *one, press("l"), status("no other one")))


# The translation.


def test_a_review_stays_where_somebody_goes_over_what_is_done(made: Running) -> None:
    was = reviewed(made)
    assert len(was) == 2
    steps = [
        step
        for at in was
        for step in (*LEAVE, *go(f"{at + 1}"), TYPING, press("Control+Enter"), status("stays"))
    ]
    seen(visit(made, "translation", *steps))
    assert reviewed(made) == was


def test_what_is_replaced_is_reviewed_no_more(made: Running) -> None:
    """Nobody has gone over the new words."""
    was = reviewed(made)
    (word, *_) = re.findall(r"\w{5,}", messages(made)[was[0]].target)
    asked = (press("Control+Shift+F"), OPENED, write(word), press("Tab"), write("brume"), press("Enter"))
    told = wait(
        "document.querySelector('dialog .hits')?.parentElement.textContent.includes('only translated')"
    )
    steps = (TYPING, *asked, told, press("Tab"), press("Enter"), status("changed"))
    seen(visit(made, "translation", *steps))
    assert "brume" in messages(made)[was[0]].target and was[0] not in reviewed(made)


def test_an_address_is_a_mark_that_a_key_inserts(made: Running) -> None:
    """What is missing by the check is what the key inserts."""
    address = "https://lanternquay.org/linnet/dye-tests"
    steps = (*LEAVE, *go(address), TYPING, press("Control+m"))
    inserted = wait(f"document.activeElement.value === '{address}'")
    again = (inserted, press("Control+m"), status("All marks are there."))
    seen(visit(made, "translation", *steps, *again, document="river", lang="ja"))


def test_a_mark_goes_around_words_that_are_chosen(fresh: Run, tmp_path: Path) -> None:
    """A translator stresses words of their own: none is written over, and the mark is there then."""
    ferry = TALK.replace("a metre", "a *whole* metre").replace("a car park", "a *car park* [laughs]")
    (tmp_path / "source/ferry.txt").write_text(ferry, "utf-8")
    assert fresh("extract", "ferry", "-l", "fr").exit_code == 0
    field, key = "document.activeElement", press("Control+m")

    def typed(place: str, words: str, start: int, end: int, then: str) -> tuple[Step, ...]:
        """Words are typed at a place, some of them are chosen, and a mark is inserted."""
        return (*LEAVE, *go(place), TYPING, write(words), *chosen(start, end, then))

    def chosen(start: int, end: int, then: str) -> tuple[Step, ...]:
        choose = evaluate(f"{field}.setSelectionRange({start}, {end})")
        return (choose, key, wait(f"{field}.value === {then!r}"))

    with running(tmp_path) as review:
        seen(
            visit(
                review,
                "translation",
                *typed("whole", "Un grand bac.", 3, 8, "Un *grand* bac."),
                *(key, status("All marks are there.")),
                *typed("laughs", "Un parking.", 3, 10, "Un *parking*."),
                # What is about no words stands behind those that are chosen.
                *chosen(3, 12, "Un *parking*[laughs]."),
                document="ferry",
            )
        )


def test_what_was_typed_is_shown_and_comes_first(made: Running) -> None:
    typed = (
        TYPING,
        press("Alt+ArrowDown"),
        press("Alt+ArrowDown"),
        TYPING,
        write("書きかけ。"),
        press("Alt+ArrowUp"),
    )
    closed = "[...document.querySelectorAll('.message:not(.opened) .target')]"
    shown = wait(f"{closed}.some((one) => one.textContent.includes('書きかけ。'))")
    counted = wait("document.getElementById('overview').textContent.includes('not saved: 1')")
    again = evaluate(
        "(window.old = true, setTimeout(() => location.assign(location.pathname + location.search), 50), 0)"
    )
    back = (again, wait("!window.old && document.documentElement.dataset.ready"), TYPING)
    value = evaluate("document.activeElement.value")
    ((_, text),) = seen(visit(made, "translation", *typed, shown, counted, *back, value, lang="ja"))
    assert text == "書きかけ。"


# The project.


def test_a_bar_tells_its_stages_where_the_system_decides_all_colours(made: Running) -> None:
    part = "document.querySelector('[data-lang=ja] .bar-of .{}')"
    colours = [
        evaluate(f"getComputedStyle({part.format(stage)}).backgroundColor")
        for stage in ("translated", "empty")
    ]
    steps = (READY, wait(part.format("empty")), *colours)
    (seen_,) = visited(Visit(made.address("project"), steps, around=made.root, forced=True))
    assert len(set(seen_)) == 2


def test_nobody_is_to_translate_what_is_left_out(made: Running) -> None:
    path = made.folder / "locales/ja/LC_MESSAGES/foghorn.po"
    blocks = path.read_text("utf-8").rstrip().split("\n\n")
    empty = [number for number, block in enumerate(blocks) if number and block.endswith('msgstr ""')]
    for number in empty:
        blocks[number] = f"# left out\n{blocks[number]}"
    path.write_text("\n\n".join(blocks) + "\n", "utf-8")
    counts = "[...document.querySelectorAll('[data-lang=ja] .counts')]"
    overview = evaluate(f"{counts}.map((one) => one.textContent)")
    stages = evaluate("document.getElementById('overview').textContent")
    address = made.address("project")
    ((bars,), (page,)) = seen(
        Visit(address, (READY, wait("document.querySelector('[data-lang=ja]')"), overview), around=made.root),
        visit(
            made, "translation", wait("document.getElementById('overview')?.textContent"), stages, lang="ja"
        ),
    )
    assert empty and any(f"{len(empty)} omitted" in bar and "empty" not in bar for bar in bars)
    assert f"{len(empty)} omitted" in page and "empty" not in page


@pytest.mark.parametrize("signed", ["", "Ida Vale"])
def test_messages_are_counted_as_the_project_counts_them(made: Running, signed: str) -> None:
    """Nobody has to sign a translation: its signature counts nowhere."""
    path = made.folder / "locales/ja/LC_MESSAGES/foghorn.po"
    catalog = polib.pofile(str(path))
    (signature,) = (entry for entry in catalog if entry.msgctxt == "meta|translator-credits")
    signature.msgstr = signed
    catalog[4].msgstr = ""
    catalog.save()
    there = wait("document.getElementById('overview')?.textContent")
    ((page,),) = seen(
        visit(
            made, "translation", there, evaluate("document.getElementById('overview').textContent"), lang="ja"
        )
    )
    states = progress.status(Workspace(find(made.folder)), ["foghorn"], ["ja"])
    (counts,) = (state.counts for state in states if isinstance(state, progress.CatalogState))
    assert f"{counts.empty} empty" in page
    done = counts.translated - counts.reviewed - counts.approved
    assert f"{done} translated" in page
