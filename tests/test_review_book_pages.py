"""The book in the review, in a real browser: what is edited is seen in it, and it leads to what is edited."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from browser import AXE, DESK, PHONE, Step, Visit, evaluate, press, visited, wait, write
from reviews import Running, running, sample
from toolkit import po
from toolkit.workflow.editing import name_of

pytestmark = pytest.mark.slow
READY = wait("document.documentElement.dataset.ready")
FRAME = "document.querySelector('iframe.book')?.contentDocument"
SHOWN = wait(f"{FRAME}?.querySelector('.pair, .single p')")
MARKED = f"{FRAME}?.querySelector('.at')"


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(sample(tmp_path_factory.mktemp("review"))) as made:
        yield made


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """A review whose files may be changed."""
    with running(sample(tmp_path)) as made:
        yield made


def seen(made: Running, view: str, *steps: Step, hash_: str = "", **asked: str) -> list[object]:
    """What the steps gave; a page that complains fails."""
    visit = Visit(made.address(view, **asked), (READY, *steps), query=hash_, around=made.root)
    (values,) = visited(visit)
    return values


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("lang", ["ar", "ja"])
def test_axe_finds_nothing(review: Running, size: tuple[int, int], dark: bool, lang: str) -> None:
    address = review.address("book", document="river", lang=lang)
    frame = evaluate(f"{FRAME}.querySelectorAll('.pair').length")
    colour = evaluate(f"getComputedStyle({FRAME}.body).backgroundColor")
    visit = Visit(address, (READY, SHOWN, AXE, frame, colour), size, dark=dark, around=review.root)
    ((found, pairs, shade),) = visited(visit)
    assert found == []
    assert pairs > 10
    assert (sum(map(int, shade.removeprefix("rgb(").rstrip(")").split(","))) < 150) == dark


def test_what_is_saved_is_seen_in_the_book_beside_it(own: Running) -> None:
    there = wait(f"{FRAME}.body.textContent.includes('灯台守は眠らない。')")
    keys = (
        wait("document.activeElement.tagName === 'TEXTAREA'"),
        press("Alt+b"),
        SHOWN,
        press("Control+a"),
        write("灯台守は眠らない。"),
        press("Control+Enter"),
        there,
        AXE,
        evaluate("document.querySelectorAll('*').length + " + f"{FRAME}.querySelectorAll('*').length"),
        # Undone, it goes from the book as well.
        press("Escape"),
        press("Control+z"),
        wait(f"!{FRAME}.body.textContent.includes('灯台守は眠らない。')"),
    )
    found, nodes = seen(own, "translation", *keys, document="foghorn", lang="ja")
    assert found == []
    assert isinstance(nodes, int) and nodes < 3000


def message(made: Running, document: str, lang: str, number: int) -> tuple[str, str, str]:
    """Name, id and text of a message."""
    path = made.folder / f"locales/{lang}/LC_MESSAGES/{document}.po"
    entry = [e for e in po.load(path.read_bytes(), "", lang).entries if e.ids][number]
    return name_of(entry), entry.ids[0], entry.target


def test_a_key_leads_to_the_book_and_back_to_the_message(review: Running) -> None:
    name, id_, _ = message(review, "river", "fr", 30)
    steps = (
        wait("document.activeElement.tagName === 'TEXTAREA'"),
        press("Alt+Enter"),
        wait(f"location.pathname === '/book' && {MARKED}?.id === '{id_}'"),
        evaluate(f"{MARKED}.getBoundingClientRect().top > 0"),
        press("Alt+Enter"),
        wait(f"location.pathname === '/translation' && location.hash === '#{name}'"),
    )
    assert seen(review, "translation", *steps, hash_=f"#{name}", document="river", lang="fr") == [True]


def test_keys_go_through_the_book(review: Running) -> None:
    _, id_, _ = message(review, "river", "ar", 12)
    _, after, _ = message(review, "river", "ar", 13)
    steps = (
        SHOWN,
        wait(f"{MARKED}?.id === '{id_}'"),
        press("j"),
        wait(f"{MARKED}?.id === '{after}'"),
        evaluate(f"{FRAME}.activeElement.id"),
        press("k"),
        wait(f"{MARKED}?.id === '{id_}'"),
        press("l"),
        wait(f"{FRAME}?.body?.className.includes('columns') && {MARKED}?.id === '{id_}'"),
        evaluate("location.hash"),
        press("w"),
        wait("document.querySelector('iframe').offsetWidth === 390"),
        press("d"),
        wait(f"{FRAME}.documentElement.dataset.theme === 'light' && {MARKED}?.id === '{id_}'"),
        press("Enter"),
        wait("location.pathname === '/translation'"),
        READY,
        evaluate("document.querySelector('.opened textarea').value"),
    )
    _, _, text = message(review, "river", "ar", 12)
    values = seen(review, "book", *steps, hash_=f"#{id_}", document="river", lang="ar")
    assert values == [after, f"#{id_}", text]


def test_a_click_at_a_sentence_leads_to_its_message(review: Running) -> None:
    _, id_, text = message(review, "river", "fr", 25)
    steps = (
        SHOWN,
        evaluate(f"{FRAME}.getElementById('fr.{id_}').click()"),
        wait("location.pathname === '/translation'"),
        READY,
        evaluate("document.querySelector('.opened textarea').value"),
    )
    assert seen(review, "book", *steps, hash_=f"#{quote(id_)}", document="river", lang="fr")[-1] == text


def test_what_another_program_writes_is_seen(own: Running) -> None:
    path = own.folder / "locales/fr/LC_MESSAGES/river.po"
    address = own.address("book", document="river", lang="fr")

    # The page itself saves nothing: the act comes from elsewhere.
    post = """fetch('/data/translation/rows?document=river&lang=fr&start=20&count=1')
        .then((answer) => answer.json())
        .then(({rows: [{name, base}]}) => ({name, base, target: 'Ailleurs.', stage: 'translated'}))
        .then((edit) => JSON.stringify({document: 'river', lang: 'fr', edits: [edit]}))
        .then((body) => fetch('/act/translation/edit', {method: 'POST', body}))"""
    steps = (
        READY,
        SHOWN,
        evaluate(f"{post}.then(() => 0)"),
        wait(f"{FRAME}.body.textContent.includes('Ailleurs.')"),
    )
    visited(Visit(address, steps, around=own.root))
    assert "Ailleurs." in path.read_text()


@pytest.mark.parametrize("theme", ["review", "classic"])
def test_it_is_wide_enough_at_four_times_its_size(review: Running, theme: str) -> None:
    """A window of 1280 x 800 at 400 %."""
    kept = f"localStorage.setItem('diglot-book river ar', JSON.stringify({{theme: '{theme}'}}))"
    address = review.address("book", document="river", lang="ar")
    wide = f"Math.max(document.documentElement.scrollWidth, {FRAME}.documentElement.scrollWidth)"
    steps = (READY, evaluate(f"{kept}; location.reload(); 0"), READY, SHOWN, evaluate(wide), AXE)
    ((_, width, found),) = visited(Visit(address, steps, (320, 200), around=review.root))
    assert width <= 320
    assert found == []


@pytest.mark.parametrize(
    "what", ["page", "sheet", "font", "picture", "..%2f..%2fapp.py", "%2e%2e/sheet", "sheet%00"]
)
def test_files_of_the_book_are_for_this_page_alone(review: Running, what: str) -> None:
    address = f"/file/book/{what}?document=river&lang=fr&name=..%2F..%2Fdiglot.toml&number=..%2F1"
    assert review.ask("GET", address)[0] == 403
    evil = review.inside | {"Origin": "http://evil.example"}
    assert review.ask("GET", address, evil)[0] == 403
    elsewhere = {
        "Cookie": review.inside["Cookie"],
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "no-cors",
    }
    assert review.ask("GET", address, elsewhere)[0] == 403
    status, headers, body = review.ask("GET", address, review.inside)
    assert status == 200 if what in ("page", "sheet") else status in (400, 404)
    assert b"from toolkit" not in body and b"target-languages" not in body
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
