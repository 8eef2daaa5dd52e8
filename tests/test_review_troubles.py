"""What the pages of the review tell where something is amiss, or is left to be done."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from browser import Step, Visit, browse, evaluate, wait
from reviews import Running, running, sample

pytestmark = pytest.mark.slow
READY = wait("document.documentElement.dataset.ready")
STATUS = "document.getElementById('status').textContent"
ALERT = "document.getElementById('alert').textContent"
TYPING = wait("document.activeElement.tagName === 'TEXTAREA'")


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Running]:
    with running(sample(tmp_path)) as made:
        yield made


def seen(review: Running, view: str, *steps: Step, **asked: str) -> list[object]:
    """What a visit saw, at which nothing went wrong."""
    ((values, complaints),) = browse(
        Visit(review.address(view, **asked), (READY, *steps), around=review.root)
    )
    assert not [complaint for complaint in complaints if "400 (Bad Request)" not in complaint]
    return values


def sent(path: str, body: str) -> Step:
    """What a page sends, and the status of the answer."""
    headers = "{ 'content-type': 'application/json' }"
    asked = f"fetch('{path}', {{ method: 'POST', headers: {headers}, body: '{body}' }})"
    return evaluate(f"{asked}.then((answer) => answer.status)")


@pytest.mark.parametrize("view", ["reading", "translation", "book"])
def test_a_file_that_another_program_breaks_is_told_until_it_is_well(review: Running, view: str) -> None:
    file = "source/river.toml" if view == "reading" else "locales/fr/LC_MESSAGES/river.po"
    path = review.folder / file
    well = path.read_bytes()
    # By this file a program beside the browser knows how far the visit is.
    sign = review.folder / "locales/foghorn.ids.tsv"
    assert not sign.exists()

    def another_program() -> None:
        for there, data in ((True, b'msgid "a\n[['), (False, well)):
            while sign.exists() is not there:
                time.sleep(0.05)
            path.write_bytes(data)

    program = Thread(target=another_program, daemon=True)
    program.start()
    told = seen(
        review,
        view,
        sent("/act/project/freeze", '{"document": "foghorn"}'),
        wait(f"{ALERT}.includes('{path.name}')"),
        sent("/undo", "{}"),
        wait(f"{ALERT} === ''"),
        wait(f"{STATUS} === 'The files can be read again.'"),
        document="river",
        lang="fr",
    )
    program.join(20)
    assert (told[0], path.read_bytes()) == (200, well)
