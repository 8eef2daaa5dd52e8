"""The pace of the tests, and the command."""

from __future__ import annotations

import errno
import gc
import os
import signal
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from pace import PACE, examples

if TYPE_CHECKING:
    from reviews import Running

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So it is for whoever is started in the background of a shell, and then for all commands that are tested.
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The command speaks English to the tests, whatever the language of who runs them.
os.environ["LANGUAGE"] = "C"

# As the command does, and before anything imports numpy: two threads wait for each other, busily.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Whether the disk was waited for, only a crash of the machine tells, and no test makes one. To wait takes a
# tenth of the time of tests that write many files. Programs that tests start do wait.
pytest.MonkeyPatch().setattr(os, "fsync", lambda _: None)

settings.register_profile("diglot", examples(100))
settings.load_profile("diglot")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """How many processes `-n auto` starts: one more than there are cores.

    A test that works with pages waits most of its time: for what a page does later, and for its server.
    """
    return min((os.cpu_count() or 1) + 1, 4)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Each process reads the files of a folder from another one on.

    In a clean clone the first to read a file compiles it, which takes four times as long as to load it. In
    one order, all processes would compile the same file at the same time.
    """
    report = yield
    if isinstance(collector, pytest.Dir) and report.passed:
        number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        start = number * len(report.result) // int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
        report.result = [*report.result[start:], *report.result[:start]]
    return report


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the files in which something is slow; leave it out at the quick pace.

    So no process is left with a slow file when the others have done all there is. All have one order.
    """
    slow = {item for item in items if any(item.iter_markers("slow")) or any(item.iter_markers("robust"))}
    if PACE == "quick":
        config.hook.pytest_deselected(items=[*slow])
        items[:] = [item for item in items if item not in slow]
    files = {item.path for item in slow}
    items.sort(key=lambda item: (item.path not in files, item.path))


def pytest_collection_finish() -> None:
    """What has been collected stays to the end: no garbage collection looks at it again."""
    gc.freeze()


_WITH_TRANSCRIPTS = (
    *("test_adopting", "test_archive", "test_catalog", "test_cli", "test_edition", "test_exchange"),
    *("test_forms", "test_own", "test_pictures", "test_workflow", "test_writers"),
)
"""Beginnings of the names of modules whose tests need a transcript that was read, whatever they are about."""
_SHORT = 100
"""Lines of a transcript whose reading is remembered."""
_remembered: dict[tuple[Any, ...], Any] = {}


@pytest.fixture(autouse=True, scope="module")
def inferred_once(request: pytest.FixtureRequest) -> Iterator[None]:
    """The same lines are inferred once for all tests that are not about reading.

    Three in four are the sample of a new project again. What lines are read as hangs on nothing else, which
    the laws of reading hold, and nobody can alter what is remembered.
    """
    if not request.path.name.startswith(_WITH_TRANSCRIPTS):
        yield
        return
    from toolkit.reading.inference import infer

    def remembered(text: Any, weights: Any, given: Any, fixed: Any) -> Any:
        # Lines of a longer text hang on more.
        if len(text.lines) > _SHORT or given.heard:
            return infer(text, weights, given, fixed)
        said = None if given.allow is None else given.allow.tobytes()
        told = tuple(sorted(given.pinned.items())), said, given.transcribed, given.formed.tobytes()
        key = (id(weights), tuple(text.lines), given.declared, *told)
        if key not in _remembered:
            _remembered[key] = made = infer(text, weights, given)
            for array in (made.likely, made.p, made.of_keys, made.lattice.forward, made.lattice.backward):
                array.setflags(write=False)
        return _remembered[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("toolkit.transcript.read.infer", remembered)
        yield


Run = Callable[..., Result]


def invoke(*arguments: str, stdin: bytes | None = None) -> Result:
    """What the command does and says."""
    from toolkit.cli import main

    return CliRunner().invoke(main, arguments, input=stdin, catch_exceptions=False)


def _alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, in a folder. The time is given."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774000000")
    return invoke


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, in a folder of its own."""
    return _alone(tmp_path, monkeypatch)


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, in a new project. Tests may have arguments called `command`."""
    run = _alone(tmp_path, monkeypatch)
    run("init")
    return run


@pytest.fixture
def run(fresh: Run) -> Run:
    """The command, in a new project that has catalogs."""
    fresh("extract")
    return fresh


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Running]:
    """A review of diglot's own sample, which may be changed."""
    from reviews import running, sample

    with running(sample(tmp_path)) as made:
        yield made


def files(folder: Path) -> dict[str, bytes]:
    """All that is a person's; what diglot keeps for itself isn't."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".diglot" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def refusing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes folders take no new file, as where they are read-only: for root, these wouldn't be."""
    opens, folders = os.open, set[Path]()

    def open_(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        if flags & os.O_CREAT and Path(os.path.realpath(path)).parent in folders:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opens(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", open_)
    return folders.add


refuse = pytest.fixture(refusing)
