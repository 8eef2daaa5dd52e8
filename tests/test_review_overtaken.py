"""Whoever repairs a row while thousands are confirmed goes first, and nothing of either is lost."""

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from browser import Visit, evaluate, press, status, visited, wait
from faults import SOURCE_NAMES, TARGET_NAMES, ten_faults, texts
from reviews import Running, running
from test_workflow_repairing import Bench
from toolkit import po, project
from toolkit.adopting import bounds, remembering
from toolkit.errors import DiglotError
from toolkit.giving_way import pause
from toolkit.review import desk as desks
from toolkit.review.desk import Desk
from toolkit.review.people import Who
from toolkit.review.views import alignment
from toolkit.review.views.view import Asked
from toolkit.workflow import documents, repairing
from transcripts import pair
from waiting import ended, happened, until

MOMENT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


class Two:
    """Ann repairs rows, and Bo confirms all of them."""

    def __init__(self, folder: Path) -> None:
        made = ten_faults()
        self.bench = Bench(folder, texts(made.source, SOURCE_NAMES), texts(made.target, TARGET_NAMES))
        self.desk = Desk(project.find(folder))
        self.first = self.bench.files()
        self.desk.act(Who("bo"), "alignment", lambda workspace: alignment.ready(workspace, self.asked()))

    def asked(self, who: str = "bo", **given: Any) -> Asked:
        return Asked("talk", "de", who, given)

    def rows(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.desk.look(lambda w: alignment.rows(w, self.asked()))["rows"]
        return found

    def repair(self, number: int, name: str = "merge") -> None:
        asked = self.asked("ann", name=name, key=self.rows()[number]["key"])
        self.desk.act(Who("ann"), "alignment", lambda workspace: alignment.repair(workspace, asked))

    def confirm(self) -> None:
        asked = self.asked(least=0.0)
        self.desk.act(Who("bo"), "alignment", lambda workspace: alignment.confirm_above(workspace, asked))

    def taken_back(self) -> bool:
        """Whether the first files are there again, once all is taken back, newest first."""
        for act in self.desk.history():
            if not act.undone:
                self.desk.revert(Who(act.who), act.number)
        return self.bench.files() == self.first


def confirmed_while(
    two: Two, monkeypatch: pytest.MonkeyPatch, repair: Callable[[], object], at: int
) -> list[str]:
    """Confirm all; somebody else comes where so much is made, each time it begins. Who ended, in order."""
    begun, steps, order = threading.Event(), [0], list[str]()

    def confirm() -> None:
        two.confirm()
        order.append("bo")

    confirming = threading.Thread(target=confirm)

    def comes() -> None:
        if threading.current_thread() is confirming:
            steps[0] += 1
            if steps[0] == at:
                begun.set()
                # From then on somebody waits.
                until(lambda: two.desk._drafting.hurried)
        pause()

    monkeypatch.setattr(remembering, "pause", comes)
    confirming.start()
    happened(begun)
    repair()
    order.append("ann")
    ended(confirming)
    monkeypatch.setattr(remembering, "pause", pause)
    return order


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repairing, "MANY", 5)
    monkeypatch.setattr(bounds, "STRETCH", 4)
    monkeypatch.setattr(documents, "now", lambda: MOMENT)


@pytest.mark.usefixtures("few_are_many")
@pytest.mark.parametrize(("number", "name"), [(2, "merge"), (11, "unlink"), (4, "swap")])
def test_a_repair_goes_before_what_decides_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, name: str
) -> None:
    two = Two(tmp_path / "one")
    order = confirmed_while(two, monkeypatch, lambda: two.repair(number, name), 12)
    assert order == ["ann", "bo"]
    acts = two.desk.history()
    assert [act.who for act in acts] == ["bo", "ann"]
    # All is as where one waits for the other.
    other = Two(tmp_path / "other")
    other.repair(number, name)
    other.confirm()
    assert two.bench.files() == other.bench.files()
    assert two.rows() == other.rows()
    for one in (two, other):
        one.repair(6)
    assert two.bench.files() == other.bench.files()
    assert two.rows() == other.rows()
    assert two.taken_back()
    two.desk.close()
    other.desk.close()


@pytest.mark.usefixtures("few_are_many")
def test_what_decides_much_is_not_overtaken_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    two = Two(tmp_path)
    monkeypatch.setattr(desks, "_OVERTAKEN", 0)
    assert confirmed_while(two, monkeypatch, lambda: two.repair(2), 12) == ["bo", "ann"]
    assert [act.who for act in two.desk.history()] == ["ann", "bo"] and two.taken_back()
    two.desk.close()


@pytest.mark.usefixtures("few_are_many")
def test_a_repair_that_can_not_be_made_holds_up_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = Two(tmp_path)
    key = two.rows()[0]["key"]

    def refused() -> None:
        asked = two.asked("ann", name="merge-up", key=key)
        with pytest.raises(DiglotError):
            two.desk.act(Who("ann"), "alignment", lambda workspace: alignment.repair(workspace, asked))

    assert confirmed_while(two, monkeypatch, refused, 12) == ["ann", "bo"]
    assert [act.who for act in two.desk.history()] == ["bo"] and two.taken_back()
    two.desk.close()


@pytest.mark.usefixtures("few_are_many")
def test_what_decides_much_leaves_no_second_memory_behind(tmp_path: Path) -> None:
    two = Two(tmp_path)
    # The template is another, and says the same: the texts are held as they were before that, too.
    path = two.desk.project.template_path("talk")
    path.write_bytes(b"# By hand.\n" + path.read_bytes())
    two.repair(2)
    two.confirm()
    opened = two.desk.look(lambda workspace: workspace.alignments["talk", "de"])
    held = [*opened._others_apart.values()]
    assert held and opened._base is not None
    for base in held:
        assert base.places is opened._base.places and base.realigner is opened._base.realigner
    two.desk.close()


@pytest.mark.usefixtures("few_are_many")
def test_what_is_taken_back_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    two = Two(tmp_path)
    two.repair(2)
    two.confirm()
    last = two.bench.files()

    def read(*_: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patched:
        for name in ("load", "reloaded"):
            patched.setattr(po, name, read)
        for who in ("bo", "ann"):
            two.desk.undo(Who(who))
        assert two.bench.files() == two.first
        for who in ("ann", "bo"):
            two.desk.redo(Who(who))
        assert two.bench.files() == last
    here = two.desk.project
    path = here.catalog_path("talk", "de")
    held = two.desk.look(lambda workspace: workspace.catalog("talk", "de"))
    assert held == po.load(path.read_bytes(), here.show(path), "de")
    two.desk.close()


# Two pages of one server.

TURNS = 600
REPAIRS = 3


def posted(review: Running, who: str, path: str, **given: Any) -> dict[str, Any]:
    told = review.inside | {"X-Diglot-Who": quote(who)}
    body = json.dumps({"document": "talk", "lang": "de", **given}).encode()
    code, _, answer = review.ask("POST", path, told, body)
    assert code == 200, answer
    value: dict[str, Any] = json.loads(answer)
    return value


def looked(review: Running, what: str, **asked: int) -> dict[str, Any]:
    query = "".join(f"&{name}={value}" for name, value in asked.items())
    path = f"/data/alignment/{what}?document=talk&lang=de{query}"
    value: dict[str, Any] = json.loads(review.ask("GET", path, review.inside)[2])
    return value


@pytest.mark.slow
def test_one_page_repairs_while_the_other_confirms_thousands(tmp_path: Path) -> None:
    made = pair(3, TURNS)
    bench = Bench(tmp_path, made.source, made.target)
    first = bench.files()
    with running(tmp_path) as review:
        until(lambda: not looked(review, "summary").get("again"))
        posted(review, "bo", "/act/alignment/ready")
        order = list[str]()

        def confirm() -> None:
            posted(review, "bo", "/act/alignment/confirm-above", least=0.5)
            order.append("bo")

        confirming = threading.Thread(target=confirm)
        confirming.start()
        at = 10
        while confirming.is_alive() and order.count("ann") < REPAIRS:
            rows = looked(review, "rows", start=at, count=30)["rows"]
            key = next(row["key"] for row in rows if row["kind"] == "pair")
            posted(review, "ann", "/act/alignment/repair", name="merge", key=key)
            order.append("ann")
            at += 30
        confirming.join()
        # The first was answered before all was confirmed.
        assert order[0] == "ann"
        acts = json.loads(review.ask("GET", "/history", review.inside)[2])["acts"]
        assert sorted(act["who"] for act in acts) == sorted(order)
        for who in [act["who"] for act in acts]:
            posted(review, who, "/undo")
        assert bench.files() == first


@pytest.mark.slow
def test_who_confirms_thousands_repairs_meanwhile_and_takes_back_afterwards(tmp_path: Path) -> None:
    """What the page asks for next doesn't wait for the answer, and what is taken back is the confirmation."""
    made = ten_faults()
    bench = Bench(tmp_path, texts(made.source, SOURCE_NAMES), texts(made.target, TARGET_NAMES))
    slow = """(() => {
      window.order = [], window.said = [];
      const status = document.getElementById("status");
      new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true });
      const asks = window.fetch;
      window.fetch = async (where, given) => {
        const what = String(where).split("/").at(-1).split("?")[0];
        if (given?.method === "POST") window.order.push(what);
        const answer = await asks(where, given);
        if (what !== "confirm-above") return answer;
        while (!window.answered) await new Promise((resolve) => setTimeout(resolve, 20));
        window.order.push("confirmed");
        return answer;
      };
    })()"""
    order = "window.order.filter((what) => !['here', 'ready'].includes(what))"
    steps = (
        wait("document.documentElement.dataset.ready"),
        evaluate(slow),
        press("%"),
        wait("document.querySelector('dialog[open] input')"),
        press("Enter"),
        wait(f"{order}.includes('confirm-above')"),
        press("j"),
        press("m"),
        status("Now it is"),
        press("Control+z"),
        evaluate("new Promise((done) => setTimeout(() => done(window.answered = true), 300))"),
        # What the confirmation tells may come right behind it.
        wait("window.said.some((words) => words.startsWith('Taken back'))"),
        evaluate(order),
    )
    with running(tmp_path) as review:
        address = review.address("alignment", document="talk", lang="de")
        (values,) = visited(Visit(address, steps, around=review.root))
        acts = json.loads(review.ask("GET", "/history", review.inside)[2])["acts"]
    assert values[-1] == ["confirm-above", "repair", "confirmed", "undo"]
    assert [act["undone"] for act in acts] == [True, False] and bench.files()
