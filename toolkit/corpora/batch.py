"""Align many pairs, in one process or several.

Results come in the order of the pairs; what is done already is left alone.

Processes are spawned, so that nothing of the parent leaks into them, and only read and align: the parent
writes, so that a process that is ended leaves no half file. How many there are changes no byte.
"""

from __future__ import annotations

import io
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from toolkit import disk, limits, project
from toolkit.config.sidecar_file import sidecar_of, sidecar_shown
from toolkit.corpora import output, scores, single, workers
from toolkit.corpora.options import BitextOptions, Loaded, loaded
from toolkit.corpora.output import PairResult, ResultRecord, digest, made_from
from toolkit.corpora.pairing import FilePair, keep_texts
from toolkit.corpora.scores import Tally
from toolkit.corpora.single import BeadCounts
from toolkit.errors import DiglotError
from toolkit.findings import Finding, report


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
        with workers.processes(min(jobs, len(tasks))) as crew:
            for made in workers.in_order(crew, partial(_do, options=options), tasks):
                done = made.done
                if record is not None and made.entry is not None:
                    name = f"{done.pair.name}.{options.form}"
                    # Between the two nobody would know that the file is there.
                    with workers.unheard():
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


def _do(task: _Task, options: BitextOptions) -> _Made:
    given = loaded(options)
    try:
        return _made(task, options, given)
    except Exception as error:  # noqa: BLE001 - said as the bug that it is, but a thousand pairs go on
        return _Made(Done(task.pair, error=single.fault(error, task.pair.name, task.pair.shown)))


def _made(task: _Task, options: BitextOptions, given: Loaded) -> _Made:
    pair = task.pair
    data = [disk.read(path, limits.TRANSCRIPT) for path in (pair.source, pair.target)]
    sidecars = [disk.read_if_there(sidecar_of(p)) or b"" for p in (pair.source, pair.target)]
    # Whatever changes a result is in its key, also a sidecar or a dictionary.
    key = made_from((*options.words(), given.digest), *data, *sidecars)
    if task.known is not None and task.result is not None and task.known.key == key:
        # Somebody may have edited or deleted a result since.
        there = disk.read_if_there(task.result)
        if there is not None and digest(there) == task.known.result:
            return _Made(Done(pair, findings=task.known.findings))
    source, target = (
        text_in(path, shown, lang, segmented=options.segmented)
        for path, shown, lang in zip((pair.source, pair.target), pair.shown, options.langs, strict=True)
    )
    aligned = single.pair(source, target, given.resources)
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
