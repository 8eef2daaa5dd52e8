"""The pages of the review in a real browser: what a person sees, presses, and finds in the files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import AXE, DESK, PHONE, Step, Visit, browse, evaluate, press, wait, write
from reviews import Running, running, sample
from toolkit import po

pytestmark = pytest.mark.slow
READY = wait("document.documentElement.dataset.ready")
TYPING = wait("document.activeElement.tagName === 'TEXTAREA'")
SAVED = wait("document.getElementById('status').textContent.startsWith('Saved')")
SETTLED = evaluate("new Promise((done) => setTimeout(() => done(true), 700))")


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Running]:
    with running(sample(tmp_path)) as made:
        yield made


def visit(review: Running, view: str, steps: tuple[Step, ...], **asked: str) -> Visit:
    """A visit to a page, which asks for nothing elsewhere."""
    return Visit(review.address(view, **asked), (READY, *steps), around=review.root)


def done(review: Running, document: str, lang: str = "ja") -> dict[str, str]:
    """What is finished in a catalog."""
    path = review.folder / f"locales/{lang}/LC_MESSAGES/{document}.po"
    entries = po.load(path.read_bytes(), "", lang).entries
    return {entry.source: entry.target for entry in entries if entry.state == "done"}


def test_a_translator_fills_messages_by_keys(review: Running) -> None:
    before = done(review, "foghorn")
    keys = (
        TYPING,
        write("霧笛の話。"),
        press("Control+Enter"),
        write("次の行。"),
        press("Control+Enter"),
        SAVED,
        SETTLED,
    )
    nodes = evaluate("document.querySelectorAll('*').length")
    ((seen, complaints),) = browse(
        visit(review, "translation", (*keys, AXE, nodes), document="foghorn", lang="ja")
    )
    assert not complaints
    assert seen[-2] == []
    assert seen[-1] < 3000
    fresh = [target for source, target in done(review, "foghorn").items() if source not in before]
    assert fresh == ["霧笛の話。", "次の行。"]
    # And back again, on a page that was opened later.
    back = (TYPING, press("Escape"), press("Control+z"), press("Control+z"), SETTLED)
    browse(visit(review, "translation", back, document="foghorn", lang="ja"))
    assert done(review, "foghorn") == before


@pytest.mark.parametrize("view", ["project", "translation"])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_on_any_page(review: Running, view: str, dark: bool) -> None:
    asked = {"document": "river", "lang": "ar"} if view != "project" else {}
    address = review.address(view, **asked)
    visits = [Visit(address, (READY, AXE), size, dark=dark, around=review.root) for size in (DESK, PHONE)]
    for seen, complaints in browse(*visits):
        assert not complaints
        assert seen[-1] == []
