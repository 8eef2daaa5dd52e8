"""What is read near decisions alone, until all is: the same is decided, and the end is the same."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from test_workflow_deciding import ACTS, ARABIC, SIDECAR, TALK, project, typed
from toolkit.catalog import frozen_ids
from toolkit.errors import DiglotError
from toolkit.model import Document, Kind
from toolkit.workflow import casting, catalogs, deciding, kept_ids, parting
from toolkit.workflow.deciding import Reread
from toolkit.workflow.held_readings import HeldReadings
from toolkit.workflow.transcripts import Reading
from toolkit.workflow.workspace import Workspace

Act = Callable[[Workspace, list[str]], Reread]
LONG = TALK.replace(
    "Mara Lind: Yes.\n",
    "".join(
        f"{who}: It was in the year {1900 + n}, and the {what} froze.\n\nNobody had seen {what}s freeze.\n\n"
        for n, (who, what) in enumerate([("Mara Lind", "river"), ("Jonas Weber", "bridge")] * 40)
    )
    + "Mara Lind: Yes.\n",
)


def questions(asked: str, answered: str, more: str) -> str:
    """An interview without labels, which asks less and less: far below, nothing near tells that it is one."""
    pairs = (f"{asked.format(1800 + n)}\n\n{answered.format(1800 + n)}\n\n" for n in range(90))
    return "".join(pair + f"{more}\n\n" * (7 * (n >= 70)) for n, pair in enumerate(pairs))


UNNAMED = questions(
    "What happened in {}?", "In {} the river froze. Nobody paid for it.", "The ice was gone by the spring."
)
UNNAMED_RIGHT = questions(
    "ماذا حدث في سنة {}؟", "في سنة {} تجمد النهر. لم يدفع أحد.", "ذاب الجليد في الربيع."
)
ASKER = re.sub("^(What happened)", r"Mara Lind: \1", UNNAMED, flags=re.MULTILINE)
"""The same, where who asks has a label."""

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@contextmanager
def nearby(text: str = LONG, sidecar: str = "", lang: str = "en") -> Iterator[Workspace]:
    """A project in which only what is near decisions is read with them."""
    with project(text, sidecar, lang) as here:
        here.readings = HeldReadings(here.project, near=True)
        yield here


@pytest.fixture
def completed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents of which all had to be read."""
    names = list[str]()
    complete = HeldReadings.complete

    def watched(held: HeldReadings, *given: Any, name: str, **more: Any) -> None:
        names.append(name)
        complete(held, *given, name=name, **more)

    monkeypatch.setattr(HeldReadings, "complete", watched)
    return names


def whole(here: Workspace) -> Reading:
    """All of the document, as it is read in the end."""
    here.refresh()
    here.complete("ferry")
    return here.reading("ferry", doubts=True)


def afresh(here: Workspace) -> Reading:
    """The same, as another program reads it."""
    return Workspace(here.project).reading("ferry", doubts=True)


def numbers(document: Document, words: str) -> list[int]:
    return [number for number, p in enumerate(document.paragraphs()) if words in p.text]


def test_what_is_far_from_a_decision_stays_as_it_was() -> None:
    with nearby() as here:
        before = here.reading("ferry", doubts=True).document
        place = numbers(before, "Nobody had seen")[40]
        wanted = [*before.paragraphs()][place].id
        assert deciding.decide(here, "ferry", [wanted], kind="narration").changed
        made = here.reading("ferry", doubts=True)
        assert made.near
        now = [*made.document.paragraphs()]
        assert now[place].kind == "narration" and now[place].p == 1
        assert now[:20] == [*before.paragraphs()][:20]
        end = whole(here)
        assert not end.near
        assert end == afresh(here)
        # Nobody sees the difference.
        for p, other in zip(now, end.document.paragraphs(), strict=True):
            assert p.replace(p=other.p, other=other.other) == other
            assert p.p == pytest.approx(other.p, abs=0.02)


def test_whose_a_paragraph_is_may_change_often() -> None:
    with nearby() as here:
        place = numbers(here.document("ferry"), "Nobody had seen")[9]
        for who in ("Mara Lind", "Jonas Weber", "Somebody Else", "Mara Lind"):
            wanted = [*here.document("ferry").paragraphs()][place].id
            deciding.decide(here, "ferry", [wanted], kind="speech", speakers=[who])
            assert here.reading("ferry").near
            document = here.document("ferry")
            turn = [turn for _, turn, _ in document.numbered()][place]
            assert [one.name for one in document.speakers if one.key in turn.speakers] == [who]
        (here.project.root / "source/ferry.toml").write_text("", "utf-8")
        here.refresh()
        assert whole(here) == afresh(here)


def test_promised_ids_are_read_where_something_new_needs_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with nearby() as here:
        for made in (*catalogs.extract(here, ["ferry"], (), MOMENT), *catalogs.freeze(here, ["ferry"])):
            assert not made.error
        here.reading("ferry", doubts=True)
        read = list[str]()
        load = frozen_ids.load

        def watched(data: bytes, shown: str) -> frozen_ids.FrozenIds:
            read.append(shown)
            return load(data, shown)

        monkeypatch.setattr(frozen_ids, "load", watched)
        before = [p.id for p in here.document("ferry").paragraphs()]
        deciding.decide(here, "ferry", [before[numbers(here.document("ferry"), "1940")[0]]], kind="narration")
        assert [p.id for p in here.document("ferry").paragraphs()] == before
        assert here.reading("ferry").near and not read
        parting.split(here, "ferry", before[numbers(here.document("ferry"), "1960")[0]], len("It was in"))
        assert len({p.id for p in here.document("ferry").paragraphs()}) == len(before) + 1
        assert read
        # Made ready, what was promised is known from then on.
        read.clear()
        kept_ids.make_ready(here, "ferry")
        assert len(read) == 1
        kept_ids.make_ready(here, "ferry")
        assert len(read) == 1


def test_another_name_changes_nothing_else() -> None:
    with nearby() as here:
        before = here.document("ferry")
        casting.rename(here, "ferry", "Jonas Weber", "J. Weber")
        made = here.reading("ferry")
        assert made.near and made.document.turns == before.turns
        assert [speaker.name for speaker in made.document.speakers] == ["Mara Lind", "J. Weber"]
        assert whole(here) == afresh(here)


@pytest.mark.parametrize(
    "act",
    [
        lambda here: casting.rename(here, "ferry", "Jonas Weber", "J. Weber"),
        lambda here: casting.label(here, "ferry", "Jonas Weber", ["Mara Lind"]),
        lambda here: casting.merge(here, "ferry", "Jonas Weber", "Mara Lind"),
        lambda here: casting.describe(here, "ferry", "Jonas Weber", role="interviewee"),
    ],
)
@pytest.mark.parametrize("words", ["the year 1901", "the year 1940", "the year 1977"])
def test_what_is_surely_named_waits_for_nothing(act: Callable[[Workspace], Reread], words: str) -> None:
    with project(LONG) as exact, nearby() as here:
        for workspace in (exact, here):
            act(workspace)
            wanted = next(p.id for p in workspace.document("ferry").paragraphs() if words in p.text)
            assert deciding.decide(workspace, "ferry", [wanted], kind="narration").changed
        assert here.reading("ferry").near
        assert typed(here) == typed(exact)
        assert whole(here) == exact.reading("ferry", doubts=True)


@pytest.mark.parametrize("words", ["the year 1901", "the year 1940", "the year 1977"])
def test_what_is_left_to_the_reader_waits_for_nothing(words: str) -> None:
    with project(LONG) as exact, nearby() as here:
        for workspace in (exact, here):
            wanted = next(p.id for p in workspace.document("ferry").paragraphs() if words in p.text)
            assert deciding.decide(workspace, "ferry", [wanted], kind="narration").changed
            whole(workspace)
            casting.label(workspace, "ferry", "Jonas Weber", ["Mara Lind"])
            wanted = next(p.id for p in workspace.document("ferry").paragraphs() if words in p.text)
            assert deciding.undecide(workspace, "ferry", [wanted]).changed
        assert here.reading("ferry").near
        assert typed(here) == typed(exact)
        assert whole(here) == exact.reading("ferry", doubts=True)


@pytest.mark.parametrize(
    ("sidecar", "waits"),
    [
        ("", False),
        # Where several paragraphs begin so, there may be one more once all is read.
        ('[[decide]]\nbegins = "Jonas Weber: Yes."\nwhich = "1 of 2"\nkind = "note"\n', True),
        ('[[decide]]\nbegins = "Nobody had"\nkind = "note"\n', True),
        ('[[decide]]\nbegins = "Mara Lind: When did the"\nspeaker = "Jonas Weber"\n', True),
    ],
)
def test_one_of_several_is_left_to_the_reader(sidecar: str, waits: bool, completed: list[str]) -> None:
    count = itertools.count(1)
    text = re.sub("had seen", lambda _: f"of the {next(count)} had seen any", LONG)
    with project(text, sidecar) as exact, nearby(text, sidecar) as here:
        for workspace in (exact, here):
            place = numbers(workspace.document("ferry"), "the year 1977")[0]
            some = [p.id for p in workspace.document("ferry").paragraphs()][place - 1 : place + 2]
            assert deciding.decide(workspace, "ferry", some, kind="narration").changed
            casting.rename(workspace, "ferry", "Mara Lind", "M. Lind")
            some = [p.id for p in workspace.document("ferry").paragraphs()][place - 1 : place + 2]
            assert deciding.undecide(workspace, "ferry", some[1:2]).changed
        assert completed == ["ferry"] * waits
        assert typed(here) == typed(exact)
        assert typed(here).count("[[decide]]") == 2 + bool(sidecar)
        assert whole(here) == exact.reading("ferry", doubts=True)


@pytest.mark.parametrize(
    ("words", "kind", "waits"),
    [
        ("the year 1977", "note", False),
        ("the year 1977", "", True),  # What it is read as, the whole tells.
        ("the year 1901, and froze", "note", True),  # Its first six words stand in two places.
        ("Nobody had seen", "note", True),  # In many.
    ],
)
def test_what_may_be_named_otherwise_waits(
    words: str, kind: Kind | Literal[""], waits: bool, completed: list[str]
) -> None:
    text = LONG.replace("Mara Lind: And today?", "Mara Lind: When was it? In the year 1901, and froze.")
    text = text.replace("Jonas Weber: Yes.", "Jonas Weber: When was it? In the year 1901, I think.")
    with project(text) as exact, nearby(text) as here:
        for workspace in (exact, here):
            casting.rename(workspace, "ferry", "Jonas Weber", "J. Weber")
            wanted = next(p.id for p in workspace.document("ferry").paragraphs() if words in p.text)
            deciding.decide(workspace, "ferry", [wanted], kind=kind)
        assert typed(here) == typed(exact)
        assert completed == ["ferry"] * waits


def test_what_is_named_is_named_by_the_whole() -> None:
    """Whose a label is tells where paragraphs begin: all is read before one is named that may be another."""
    with nearby() as here:
        casting.label(here, "ferry", "Mara Lind", [])
        assert here.reading("ferry").near
        paragraph = next(p for p in here.document("ferry").paragraphs() if "colder" in p.text)
        deciding.decide(here, "ferry", [paragraph.id], kind="narration")
        assert next(p for p in afresh(here).document.paragraphs() if "colder" in p.text).kind == "narration"
        assert whole(here) == afresh(here)


def test_what_was_nobodys_is_read_wholly() -> None:
    """How likely a label is was never reckoned, where it was certain to be nobody's."""
    with nearby(sidecar='not-speakers = ["Jonas Weber"]\n') as here:
        casting.describe(here, "ferry", "Mara Lind", role="interviewer")
        assert here.reading("ferry").near
        (here.project.root / "source/ferry.toml").write_text("", "utf-8")
        here.refresh()
        assert not here.reading("ferry").near
        assert "Jonas Weber" in {who.name for who in here.document("ferry").speakers}


def done_alike(act: Act, exact: Workspace, here: Workspace) -> None:
    """Do the same in two projects, in which the same comes of it, or the same keeps it from being done."""
    said = []
    names = [p.id for p in exact.document("ferry").paragraphs()]
    for workspace in (exact, here):
        error = ""
        try:
            act(workspace, names)
        except DiglotError as caught:
            error = caught.what
        said.append((error, typed(workspace)))
    assert said[0] == said[1]


@pytest.mark.slow
@given(
    st.lists(ACTS, min_size=1, max_size=6),
    st.sampled_from([(TALK, "en"), (LONG, "en"), (ARABIC, "ar"), (UNNAMED, "en"), (ASKER, "en")]),
    st.sampled_from(["", SIDECAR]),
)
@examples(25)
def test_the_same_is_decided_and_the_end_is_the_same(
    acts: list[Act], text: tuple[str, str], sidecar: str
) -> None:
    words, lang = text
    with project(words, sidecar, lang) as exact, nearby(words, sidecar, lang) as here:
        for number, act in enumerate(acts):
            done_alike(act, exact, here)
            if number % 2:
                end = whole(here)
                assert end == exact.reading("ferry", doubts=True)
        here.refresh()
        assert whole(here) == afresh(here)
