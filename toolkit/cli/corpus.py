"""What `diglot bitext` does with a corpus: files of many pairs each, on this machine or on many."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple

import click

from toolkit import late
from toolkit.cli.session import Session
from toolkit.errors import DiglotError

if TYPE_CHECKING:
    from toolkit.corpora.listing import CorpusPair
    from toolkit.corpora.options import BitextOptions
    from toolkit.corpora.shards import ShardDone, ShardPlan
    from toolkit.corpora.workers import Crew

_PART = late.regex(r"(\d{1,6})/(\d{1,6})", re.ASCII)
_NOW_AND_THEN = 60
"""Seconds between two lines about how far it is, where there is no terminal."""
_TOLD = 10
"""Errors that are told one by one: all are in a file."""
_FORMS = ("tsv", "tmx", "jsonl.zst", "parquet")
_AHEAD = 2
"""Shards for each process that are under way: each is in memory."""


class CorpusOptions(NamedTuple):
    """What was asked for of a corpus."""

    listed: str | None
    folders: tuple[str, str]
    output: str | None
    size: int | None
    part: str | None
    scheduler: str | None
    stats: bool

    def sharded(self, form: str) -> bool:
        """Whether the pairs are a corpus: files of many pairs each."""
        rows = self.listed is not None and self.listed.lower().endswith((".jsonl", ".jsonl.zst", ".parquet"))
        return bool(rows or form in _FORMS[2:] or self.size or self.part or self.scheduler or self.stats)

    def plan(self) -> ShardPlan:
        """How it is cut into files. UsageError for a part that there isn't."""
        from toolkit.corpora.shards import ShardPlan

        size = self.size or ShardPlan().size
        if self.part is None:
            return ShardPlan(size)
        match = _PART.fullmatch(self.part)
        if match is None or not 1 <= int(match[1]) <= int(match[2]):
            raise click.UsageError(f"{self.part!r} is no part: --shard 1/64 to --shard 64/64.")
        return ShardPlan(size, int(match[1]), int(match[2]))


def corpus(session: Session, asked: CorpusOptions, options: BitextOptions, jobs: int, *, force: bool) -> None:
    """Make the shards of a corpus, and tell what came of them."""
    from toolkit import disk
    from toolkit.corpora import statistics
    from toolkit.corpora.shards import Corpus
    from toolkit.text.hygiene import counted

    if options.form not in _FORMS:
        raise click.UsageError(f"Shards have no format {options.form}: --format {', '.join(_FORMS)}.")
    if asked.output is None:
        raise click.UsageError("Where do the shards go? Name a folder: -o DIR.")
    plan = asked.plan()
    listed = session.folder / asked.listed if asked.listed is not None else None
    whole = Corpus(_pairs(session, asked, options), options, plan, session.folder / asked.output, listed)
    pairs = whole.count()
    told = statistics.CorpusStatistics()
    made = errors = 0
    with _crew(asked.scheduler, jobs, len(plan.numbers(pairs))) as crew:
        steps = whole.run(crew, force=force)
        for done in _told(session, steps, plan.pairs(pairs)):
            made += done.record.pairs * done.made
            for row in done.record.errors:
                errors += 1
                if errors <= _TOLD:
                    session.error(DiglotError(row["error"], hint=row["hint"]))
            told += done.record.statistics
    where = whole.finish(pairs)
    if where is not None:
        session.failed = True
        rest = f", of which {errors - _TOLD:,} were not told" if errors > _TOLD else ""
        session.say(f"{counted(errors, 'pair')} can't be aligned{rest}: {disk.named(where)}")
    if asked.stats:
        session.data(statistics.table(told))
        session.say(disk.named(whole.page(told)))
    total = told.all()
    session.figures(
        f"{counted(total.documents, 'pair')} in {counted(len(plan.numbers(pairs)), 'shard')}: "
        f"{total.documents - made:,} unchanged, {total.failed:,} failed, {total.suspicious:,} suspicious"
    )
    session.figures(str(total.beads))


def _pairs(session: Session, asked: CorpusOptions, options: BitextOptions) -> Iterable[CorpusPair]:
    from toolkit.corpora import pairing
    from toolkit.corpora.listing import PairList

    if asked.listed is not None:
        return PairList(session.folder / asked.listed, asked.listed)
    folders = session.folder / asked.folders[0], session.folder / asked.folders[1]
    pairs, alone = pairing.of_folders(folders, asked.folders, options.langs)
    for finding in alone:
        session.tell(finding)
    return pairing.FolderPairs(pairs)


def _told(session: Session, steps: Iterable[ShardDone], total: int) -> Iterator[ShardDone]:
    """The shards as they are done, with how far it is, how fast, and when it will be done.

    On a terminal always; elsewhere a line now and then.
    """
    begin = told = time.monotonic()
    done = worked = 0
    for step in steps:
        yield step
        done, now = done + step.record.pairs, time.monotonic()
        # What was there already is no work, and says nothing about the rest.
        worked += step.record.pairs * step.made
        rate = worked / (now - begin)
        words = f"{done:,} of {total:,} pairs, {rate:.3g} a second"
        if rate and done < total:
            end = time.localtime(time.time() + (total - done) / rate)
            words += f", done at about {time.strftime('%a %H:%M', end)}"
        if not session.fleeting(words) and now - told > _NOW_AND_THEN:
            session.figures(words)
            told = now
    session.fleeting("")


def _crew(scheduler: str | None, jobs: int, shards: int) -> AbstractContextManager[Crew]:
    from toolkit.corpora import workers

    if scheduler is None:
        return workers.processes(min(jobs, shards), _AHEAD)
    from toolkit.corpora import cluster

    return cluster.connected(scheduler, jobs)
