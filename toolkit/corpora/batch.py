"""Align many pairs, in one process or several.

Results come in the order of the pairs; what is done already is left alone.

Processes are spawned, so that nothing of the parent leaks into them, and only read and align: the parent
writes, so that a process that is ended leaves no half file. How many there are changes no byte.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath

from toolkit import disk, languages, limits, project
from toolkit.aligning.resources import Resources, resolve
from toolkit.config import AlignTable
from toolkit.config.sidecar_file import sidecar_of, sidecar_shown
from toolkit.corpora import output, scores, single
from toolkit.corpora.output import PairResult, ResultRecord, digest, made_from
from toolkit.corpora.pairing import FilePair, keep_texts
from toolkit.corpora.scores import Tally
from toolkit.corpora.single import BeadCounts
from toolkit.errors import DiglotError
from toolkit.findings import Finding, report

_AHEAD = 4
"""Pairs for each process that are begun before the oldest is done: results wait in memory for their turn."""


@dataclass(frozen=True, slots=True)
class BitextOptions:
    """How pairs are aligned."""

    langs: tuple[str, str] = ("und", "und")
    segmented: bool = False
    form: str = "tsv"
    dictionaries: tuple[str, ...] = ()
    encoder: str = ""
    folder: Path = Path()
    """Where the names of dictionaries begin."""
    among: bool = False
    """Whether dictionaries for other languages are passed over."""
    within: Path | None = None
    """The folder that dictionaries may not lead out of."""

    @classmethod
    def of(
        cls,
        here: Path,
        langs: tuple[str, str],
        dictionaries: Sequence[str] = (),
        encoder: str | None = None,
        *,
        segmented: bool = False,
        form: str = "tsv",
        outside: bool = False,
    ) -> BitextOptions:
        """The options, and the project's for the rest.

        What isn't given is as in `[align]` of the project that the folder is in, if it is in one.

        encoder  `none` for none, whatever the project says
        outside  whether the project may name what isn't in its folder
        Raises DiglotError for what is no language.
        """
        source, target = (languages.get(lang).tag for lang in langs)
        root = project.root(here)
        table = project.find(here, outside=outside).settings.align if root is not None else AlignTable()
        chosen = table.encoder if encoder is None else encoder
        return cls(
            (source, target),
            segmented,
            form,
            tuple(dictionaries) or table.dictionaries,
            "" if chosen == "none" else chosen,
            here if dictionaries or root is None else root,
            not dictionaries,
            None if dictionaries or outside else root,
        )


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a pair."""

    pair: FilePair
    counts: BeadCounts | None = None
    """None where it was not aligned: up to date already, or broken."""
    tally: Tally | None = None
    """Against its gold standard, where there is one."""
    findings: tuple[Finding, ...] = ()
    error: DiglotError | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    pair: FilePair
    gold: tuple[Path, str] | None
    result: Path | None
    known: PairResult | None
    """What the record says of the result."""


@dataclass(frozen=True, slots=True)
class _Made:
    done: Done
    entry: PairResult | None = None
    """For the record."""
    data: bytes = b""


def resources(options: BitextOptions) -> Resources:
    """Dictionary and encoder, loaded once.

    Once in a process. Raises DiglotError for what can't be had.
    """
    return _loaded(options)[0]


@cache
def _loaded(options: BitextOptions) -> tuple[Resources, str]:
    """With a digest of all dictionary files."""
    seen: list[bytes] = []

    def read(name: str) -> bytes | None:
        # Glossaries may be catalogs: all of gettext's side is imported for them.
        from toolkit.workflow.align import reader

        data = reader(options.folder, within=options.within)(name)
        seen.append(data or b"")
        return data

    given = resolve(options.dictionaries, options.encoder, options.langs, read, among=options.among)
    return given, digest(*seen)


def text_in(path: Path, shown: str, lang: str, *, segmented: bool) -> single.SegmentedText:
    """Read a text from a file.

    The sidecar beside it may tell its encoding.
    """
    beside = sidecar_of(path)
    sidecar = None if beside == path else project.sidecar(beside, sidecar_shown(shown))
    data = disk.read(path, limits.TRANSCRIPT)
    return single.read(data, shown, lang, segmented=segmented, sidecar=sidecar)


def run(
    pairs: Sequence[FilePair],
    options: BitextOptions,
    *,
    folder: Path | None = None,
    golds: Path | None = None,
    scored: bool = False,
    listed: Path | None = None,
    jobs: int = 1,
    force: bool = False,
) -> Generator[Done, None, None]:
    """Align pairs, and tell what became of each.

    folder   where results go, as NAME.FORMAT; None to write none
    scored   whether gold standards are looked for: NAME.gold in `golds`, or beside the source
    listed   the list that the pairs are from, which no result may replace either
    force    whether up-to-date results are made all the same; scoring makes all anew too
    Raises DiglotError for what concerns all pairs, such as a dictionary that is not there, or a result that
    would take the place of a text: before any pair is begun.
    """
    if folder is not None:
        keep_texts(pairs, folder, options.form, listed)
    record = ResultRecord.of(folder) if folder is not None else None
    # The record is asked before any process is begun.
    tasks = [
        _task(pair, options, record, _gold(pair, golds) if scored else None, force or scored)
        for pair in pairs
    ]
    try:
        for made in _in_order(tasks, options, min(jobs, len(tasks))):
            done = made.done
            if record is not None and made.entry is not None:
                name = f"{done.pair.name}.{options.form}"
                # Between the two nobody would know that the file is there.
                with _unheard():
                    disk.write(record.folder / name, made.data)
                    record.add(name, made.entry)
            yield done
    finally:
        if record is not None:
            record.save()


def _gold(pair: FilePair, golds: Path | None) -> tuple[Path, str]:
    path = golds / f"{pair.name}.gold" if golds is not None else pair.source.with_suffix(".gold")
    return path, str(PurePath(pair.shown[0]).with_suffix(".gold")) if golds is None else str(path)


def _task(
    pair: FilePair,
    options: BitextOptions,
    record: ResultRecord | None,
    gold: tuple[Path, str] | None,
    anew: bool,
) -> _Task:
    if record is None:
        return _Task(pair, gold, None, None)
    name = f"{pair.name}.{options.form}"
    return _Task(pair, gold, record.folder / name, None if anew else record.entries.get(name))


def _in_order(tasks: Sequence[_Task], options: BitextOptions, jobs: int) -> Iterator[_Made]:
    if jobs <= 1:
        for task in tasks:
            yield _do(task, options)
        return
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin)
    waiting: deque[Future[_Made]] = deque()
    try:
        for task in tasks:
            # Ctrl-C in the midst of it would print a traceback of a process that just begins.
            with _unheard():
                waiting.append(pool.submit(_do, task, options))
            # Results come in order, so one slow pair would let all others pile up.
            if len(waiting) > _AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
        pool.shutdown()
    except BrokenProcessPool as error:
        raise DiglotError(
            "a process ended before its time.", hint="Was the memory short? Run it again with fewer --jobs."
        ) from error
    finally:
        # Who gives up (Ctrl-C) doesn't wait for what is under way.
        pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()


_ENDING = {signal.SIGINT, signal.SIGTERM}
"""Signals after which a process tidies up."""


@contextmanager
def _unheard() -> Iterator[None]:
    """Hold Ctrl-C, and whoever else ends the process, back for a while.

    For the parent till the end of this, for processes begun in it till `_begin`.

    One that is still starting would tell of it with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # Processes that are begun inherit the mask.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Make a process ready.

    Ctrl-C and its parent's end end it at once, and it leaves other cores to siblings.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))


def _end_with_parent() -> None:
    """End with the parent process.

    A parent that is killed can't end its children, who would wait for work for ever.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(task: _Task, options: BitextOptions) -> _Made:
    resources = _loaded(options)
    try:
        return _made(task, options, *resources)
    except DiglotError as error:
        # Every error names a file, since there are a thousand. An encoder that fails knows of none.
        where = task.pair.shown[0] if error.where is None else error.where
        return _Made(Done(task.pair, error=DiglotError(error.what, where, error.hint)))
    except Exception as error:  # noqa: BLE001 - said as the bug that it is, but a thousand pairs go on
        return _Made(Done(task.pair, error=_bug(task.pair, error)))


def _bug(pair: FilePair, error: Exception) -> DiglotError:
    # One line is enough to report it, and a thousand pairs may have it.
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{PurePath(frames[-1].filename).name}:{frames[-1].lineno}"
    return DiglotError(
        f"{pair.name} can't be aligned, by a bug: {type(error).__name__} in {place}: {error}",
        " and ".join(pair.shown),
        "Report it with both files. The other pairs go on.",
    )


def _made(task: _Task, options: BitextOptions, given: Resources, used: str) -> _Made:
    pair = task.pair
    data = [disk.read(path, limits.TRANSCRIPT) for path in (pair.source, pair.target)]
    words = (*options.langs, str(options.segmented), options.form, *options.dictionaries, options.encoder)
    sidecars = [disk.read_if_there(sidecar_of(p)) or b"" for p in (pair.source, pair.target)]
    # Whatever changes a result is in its key, also a sidecar or a dictionary.
    key = made_from((*words, used), *data, *sidecars)
    if task.known is not None and task.result is not None and task.known.key == key:
        # Somebody may have edited or deleted a result since.
        there = disk.read_if_there(task.result)
        if there is not None and digest(there) == task.known.result:
            return _Made(Done(pair, findings=task.known.findings))
    source, target = (
        text_in(path, shown, lang, segmented=options.segmented)
        for path, shown, lang in zip((pair.source, pair.target), pair.shown, options.langs, strict=True)
    )
    aligned = single.pair(source, target, given)
    tally, findings = None, aligned.findings
    if task.gold is not None:
        tally, more = _tally(task.gold, aligned)
        findings += more
    # In memory: only the parent writes.
    sink = io.BytesIO()
    if task.result is not None:
        output.write(sink, options.form, aligned.beads, aligned.texts)
    done = Done(pair, BeadCounts.of(aligned.beads), tally, findings)
    made = sink.getvalue()
    return _Made(
        done, PairResult(key, digest(made), aligned.findings) if task.result is not None else None, made
    )


def _tally(gold: tuple[Path, str], aligned: single.AlignedPair) -> tuple[Tally | None, tuple[Finding, ...]]:
    data = disk.read_if_there(gold[0])
    if data is None:
        return None, (report("D314", file=gold[1]),)
    return scores.by_gold(aligned.beads, data, gold[1]), ()
