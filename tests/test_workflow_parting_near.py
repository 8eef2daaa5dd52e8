"""Paragraphs that are parted and put together in a long text: what is near is read first, all of it after."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from test_workflow_deciding import ACTS, ARABIC, TALK, project, typed
from test_workflow_near import UNNAMED, UNNAMED_RIGHT, Act, afresh, done_alike, nearby, numbers, whole
from toolkit.model import Kind
from toolkit.workflow import casting, deciding, parting
from toolkit.workflow.deciding import Reread
from toolkit.workflow.held_readings import HeldReadings
from toolkit.workflow.workspace import Workspace


def book(talk: str, last: str, turn: str, more: str) -> str:
    """A talk of which nobody reads all in no time."""
    whats = ["river", "bridge", "harbour", "نهر"]
    made = (turn.format(1900 + n, whats[n % 4]) + "\n\n" + more.format(whats[n % 4]) for n in range(110))
    return talk.replace(last, "\n\n".join([*made, last]))


ENGLISH = book(
    TALK,
    "Mara Lind: Yes.\n",
    "Jonas Weber: It was in the year {}, and the {} froze. Nobody paid for it. Mara Lind: Was it sad?",
    "Nobody had seen {}s freeze. Not one of us.",
)
RIGHT = book(
    ARABIC,
    ARABIC.splitlines()[-1],
    "ليلى حداد: كان ذلك في سنة {}. ثم تجمد {}. لم يدفع أحد.",
    "لم نر {} يتجمد. أبدا.",
)


def first(here: Workspace, words: str) -> str:
    return next(p.id for p in here.document("ferry").paragraphs() if words in p.text)


def beginning(here: Workspace, words: str) -> str:
    return next(p.id for p in here.document("ferry").paragraphs() if p.text.startswith(words))


def split(here: Workspace, words: str) -> Reread:
    """Let a paragraph begin with some words."""
    of = next(p for p in here.document("ferry").paragraphs() if words in p.text)
    return parting.split(here, "ferry", of.id, of.text.index(words))


@pytest.mark.parametrize(
    ("text", "lang", "words", "places"),
    [
        (UNNAMED, "en", "Nobody paid", [1885, 1880, 1840]),
        (UNNAMED_RIGHT, "ar", "لم يدفع", [1885, 1880, 1840]),
    ],
)
def test_what_asks_by_all_of_a_text_waits_for_it(
    text: str, lang: str, words: str, places: Sequence[int]
) -> None:
    with nearby(text, lang=lang) as here:
        for year in places:
            made = [*here.document("ferry").paragraphs()]
            number = next(n for n, p in enumerate(made) if str(year) in p.text and words in p.text)
            of = made[number]
            parting.split(here, "ferry", of.id, of.text.index(words))
            now = [(p.text, p.kind) for p in here.document("ferry").paragraphs()]
            assert now == [(p.text, p.kind) for p in afresh(here).document.paragraphs()]
            assert now[number][1] == now[number - 1][1] == "speech"


def test_what_is_parted_is_read_at_once_and_so_is_what_comes_after() -> None:
    with project(ENGLISH) as exact, nearby(ENGLISH) as here:
        for words, year in (("and the harbour froze", 1962), ("and the river froze", 1972)):
            for workspace in (exact, here):
                of = next(p for p in workspace.document("ferry").paragraphs() if str(year) in p.text)
                assert parting.split(workspace, "ferry", of.id, of.text.index(words)).changed
            made = here.reading("ferry", doubts=True)
            assert made.near and typed(here) == typed(exact)
            said = [(p.text, p.kind, p.id, p.where) for p in made.document.paragraphs()]
            document = exact.document("ferry")
            assert said == [(p.text, p.kind, p.id, p.where) for p in document.paragraphs()]
        for workspace in (exact, here):
            deciding.decide(workspace, "ferry", [first(workspace, "the year 1930")], kind="narration")
            parting.join(workspace, "ferry", beginning(workspace, "and the river froze"))
        assert here.reading("ferry").near and typed(here) == typed(exact)
        assert whole(here) == exact.reading("ferry", doubts=True) == afresh(here)


def test_a_label_in_the_midst_begins_a_turn_at_once() -> None:
    text = ENGLISH.replace("in the year 1950,", "in the year 1950. Jonas Weber, MD: So it was,")
    with nearby(text) as here:
        split(here, "Jonas Weber, MD")
        assert here.reading("ferry").near
        near = [(turn.label, [p.text for p in turn.paragraphs]) for turn in here.document("ferry").turns]
        end = whole(here).document
        assert near == [(turn.label, [p.text for p in turn.paragraphs]) for turn in end.turns]


def test_what_was_parted_is_put_together_again_and_nothing_is_left_of_it() -> None:
    with nearby(ENGLISH) as here:
        before = here.reading("ferry", doubts=True)
        split(here, "and the bridge froze")
        parting.join(here, "ferry", beginning(here, "and the bridge froze"))
        assert typed(here) == "" and whole(here) == before == afresh(here)


def test_a_place_that_a_sidecar_names_and_that_is_nowhere_changes_nothing() -> None:
    with nearby(ENGLISH) as here:
        here.opening("ferry", here.readings.opened)()
        (here.project.root / "source/ferry.toml").write_text('[[split]]\nbegins = "nowhere"\n', "utf-8")
        here.refresh()
        made = here.reading("ferry", doubts=True)
        assert "D104" in {finding.code for finding in made.certain}
        assert whole(here) == afresh(here)


def test_what_is_decided_of_a_paragraph_stays_where_another_is_parted() -> None:
    with project(ENGLISH) as exact, nearby(ENGLISH) as here:
        for workspace in (exact, here):
            casting.rename(workspace, "ferry", "Jonas Weber", "J. Weber")
            kinds: dict[str, Kind] = {
                "the year 1940": "narration",
                "the year 1941": "note",
                "the year 1990": "event",
            }
            for words, kind in kinds.items():
                deciding.decide(workspace, "ferry", [first(workspace, words)], kind=kind)
            split(workspace, "and the bridge froze. Nobody paid")
        made = here.reading("ferry").document
        assert here.reading("ferry").near and typed(here) == typed(exact)
        for words, kind in kinds.items():
            places = numbers(made, words)
            assert [[*made.paragraphs()][place].kind for place in places] == [kind]
        assert whole(here) == exact.reading("ferry", doubts=True)


def test_what_is_read_near_is_not_read_wholly_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError

    with nearby(ENGLISH) as here:
        names = [first(here, f"the year {year}") for year in (1931, 1950, 1971)]
        monkeypatch.setattr(HeldReadings, "complete", never)
        for name in names:
            text = next(p.text for p in here.document("ferry").paragraphs() if p.id == name)
            parting.split(here, "ferry", name, text.index("and the"))
            assert here.reading("ferry").near


PARTED: st.SearchStrategy[Act] = st.one_of(
    st.tuples(st.integers(0, 400), st.integers(1, 12)).map(
        lambda two: (
            lambda here, ids: parting.split(
                here, "ferry", name := ids[two[0] % len(ids)], _after(here, name, two[1])
            )
        )
    ),
    st.integers(0, 400).map(lambda k: lambda here, ids: parting.join(here, "ferry", ids[k % len(ids)])),
)


def _after(here: Workspace, name: str, words: int) -> int:
    """The offset of a paragraph behind some words."""
    text = next((p.text for p in here.document("ferry").paragraphs() if p.id == name), "")
    return len(" ".join(text.split(" ")[:words]))


@pytest.mark.slow
@given(
    st.lists(st.one_of(PARTED, PARTED, ACTS), min_size=1, max_size=5),
    st.sampled_from([(ENGLISH, "en"), (RIGHT, "ar"), (UNNAMED, "en")]),
)
@examples(12)
def test_the_same_is_parted_and_the_end_is_the_same(acts: list[Act], text: tuple[str, str]) -> None:
    words, lang = text
    with project(words, "", lang) as exact, nearby(words, "", lang) as here:
        for number, act in enumerate(acts):
            done_alike(act, exact, here)
            if number % 2:
                assert whole(here) == exact.reading("ferry", doubts=True)
        here.refresh()
        assert whole(here) == afresh(here)
