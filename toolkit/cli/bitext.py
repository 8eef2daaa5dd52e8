"""`diglot bitext`: two texts, or many pairs of them, without a project."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.corpus import CorpusOptions, corpus
from toolkit.cli.session import Session, dictionary_option, encoder_option
from toolkit.errors import DiglotError

if TYPE_CHECKING:
    from toolkit.corpora.options import BitextOptions
    from toolkit.corpora.pairing import FilePair
    from toolkit.corpora.scores import Tally
    from toolkit.corpora.single import SegmentedText


BESIDE = "beside"
"""What `--gold` means without a value."""


@click.command()
@click.argument("texts", nargs=-1, metavar="SRC TGT...")
@click.option(
    "-s", "--source-lang", default="und", metavar="LANG", help="Language of SRC, to tell its sentences."
)
@click.option(
    "-t",
    "--target-lang",
    "target_langs",
    multiple=True,
    metavar="LANG",
    help="Language of TGT; again for more versions, in their order.",
)
@click.option("--segmented", is_flag=True, help="All texts have one sentence a line.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["ladder", "tsv", "jsonl", "tmx", "xces", "jsonl.zst", "parquet"]),
    default="tsv",
    help="How to write the beads. jsonl.zst and parquet are formats of shards.",
)
@click.option("-o", "--output", metavar="FILE|DIR", help="Write here; for many pairs into this folder.")
@click.option(
    "--pairs",
    "listed",
    metavar="FILE",
    help="A list of pairs: source, tab, target on each line; or .jsonl, .jsonl.zst, .parquet.",
)
@click.option(
    "--shard-size",
    type=click.IntRange(1),
    metavar="N",
    help="Write files of N pairs each instead of a file a pair. Default for a corpus: 1000.",
)
@click.option(
    "--shard", metavar="K/N", help="Make each Nth shard alone, from the Kth: for N runs side by side."
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Align on a cluster of Dask: tcp://HOST:PORT, tls://HOST:PORT, or local for --jobs workers here.",
)
@click.option(
    "--stats",
    is_flag=True,
    help="Tell what the corpus is like: a table, and statistics.html beside the shards.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=1, metavar="N", help="Processes for many pairs."
)
@click.option("--force", is_flag=True, help="Make also those results anew that are up to date.")
@dictionary_option
@encoder_option
@click.option(
    "--gold",
    is_flag=False,
    flag_value=BESIDE,
    metavar="[FILE|DIR]",
    help="Ladders made by hand: print how well the beads agree. For many pairs NAME.gold in DIR, or beside "
    "the sources where nothing follows.",
)
@click.option(
    "--as", "style", type=click.Choice(["text", "json"]), default="text", help="How to print scores."
)
@click.pass_obj
def bitext(
    session: Session,
    texts: tuple[str, ...],
    source_lang: str,
    target_langs: tuple[str, ...],
    segmented: bool,
    form: str,
    output: str | None,
    listed: str | None,
    shard_size: int | None,
    shard: str | None,
    scheduler: str | None,
    stats: bool,
    jobs: int,
    force: bool,
    dictionaries: tuple[str, ...],
    encoder: str | None,
    gold: str | None,
    style: str,
) -> None:
    """Align two texts that translate each other, sentence by sentence; or all pairs of two folders.

    `-` is standard input, for one of them. Of several versions of a text, SRC is what all of them translate.
    With a list in JSON lines or Parquet, or any option of shards, the pairs are a corpus: files of many pairs
    each.
    """
    # Loaded here: numpy, which the aligner needs, takes longer to load than `--help` may.
    from toolkit import languages
    from toolkit.corpora import pairing
    from toolkit.corpora.options import BitextOptions

    versions = max(1, len(texts) - 1)
    if len(target_langs) not in {0, versions}:
        raise click.UsageError("Give no -t, or one for each TGT.")
    langs = target_langs or ("und",) * versions
    options = BitextOptions.of(
        session.folder,
        (source_lang, langs[0]),
        dictionaries,
        encoder,
        segmented=segmented,
        form=form,
        outside=session.outside,
    )
    if listed is not None and texts:
        raise click.UsageError("With --pairs, the list names the texts: no SRC and TGT.")
    if listed is None and len(texts) < 2:
        raise click.UsageError("Two texts are needed: SRC and TGT, or --pairs.")
    names = (texts[0], texts[1]) if texts else ("", "")
    asked = CorpusOptions(listed, names, output, shard_size, shard, scheduler, stats)
    if len(texts) > 2 or form == "xces":
        pairs_of = [(options.langs[0], languages.get(lang).tag) for lang in langs]
        each = [replace(options, langs=pair) for pair in pairs_of]
        _versions(session, texts, each, output, plain=gold is None and not asked.sharded(form))
        return
    if asked.sharded(form):
        if gold is not None:
            raise click.UsageError("Shards have no gold standards: leave --gold out.")
        corpus(session, asked, options, jobs, force=force)
        return
    # One of three: a list, two folders, or two files.
    if listed is not None:
        pairs = pairing.in_list(session.folder / listed, listed)
    elif any((session.folder / name).is_dir() for name in names):
        folders = session.folder / names[0], session.folder / names[1]
        pairs, alone = pairing.of_folders(folders, names, options.langs)
        for finding in alone:
            session.tell(finding)
    else:
        _single_pair(session, names, options, output, gold, style)
        return
    # Nobody could tell many results apart on standard output.
    if output is None and gold is None:
        raise click.UsageError("Where do the results of many pairs go? Name a folder: -o DIR.")
    _many_pairs(session, pairs, options, listed, output, gold, style, jobs, force)


def _versions(
    session: Session,
    names: tuple[str, ...],
    each: list[BitextOptions],
    output: str | None,
    *,
    plain: bool,
) -> None:
    """A text and its versions: write the units that all of them share.

    plain  whether nothing is asked for that only pairs have
    """
    from toolkit import disk
    from toolkit.aligning.versions import units
    from toolkit.corpora import versions
    from toolkit.corpora.options import loaded
    from toolkit.text.hygiene import counted

    form = each[0].form
    if not names or any((session.folder / name).is_dir() for name in names):
        raise click.UsageError("XCES, and several versions, are of single texts: SRC TGT...")
    if form not in {"ladder", "tsv", "jsonl", "tmx", "xces"} or not plain:
        raise click.UsageError(
            "Several versions go as ladder, tsv, jsonl, tmx or xces: without scores, shards and statistics."
        )
    if form == "xces" and output is None:
        raise click.UsageError("XCES is several files. Name a folder: -o DIR.")
    if names.count("-") > 1:
        raise click.UsageError("Standard input can be one of the texts, not more.")
    pivot = _text(session, names[0], each[0].langs[0], each[0])
    texts, resources = [pivot], []
    for name, options in zip(names[1:], each, strict=True):
        # A dictionary is for one of the pairs.
        resources.append(loaded(replace(options, among=True)).resources)
        texts.append(_text(session, name, options.langs[1], options))
    aligned = versions.align(pivot, texts[1:], resources)
    # What is odd about the pivot is so in each pair.
    for finding in dict.fromkeys(finding for pair in aligned for finding in pair.findings):
        session.tell(finding)
    made = units([pair.beads for pair in aligned])
    if form == "xces":
        for file, content in versions.xces(made, texts):
            path = str(Path(output or "") / file)
            _keep(session, names, path)
            disk.write(session.folder / path, content)
    elif output is None:
        with session.sink() as stream:
            versions.write(stream, form, made, texts)
    else:
        _keep(session, names, output)
        disk.write(session.folder / output, lambda sink: versions.write(sink, form, made, texts))
    whole = sum(all(unit.sides) for unit in made)
    alike = sum(all(len(side) == 1 for side in unit.sides) for unit in made)
    session.say(
        f"{counted(len(made), 'unit')} of {counted(len(texts), 'text')}: {whole:,} in all of them, {alike:,} "
        "with one sentence in each"
    )


def _keep(session: Session, names: tuple[str, ...], output: str) -> None:
    """Refuse a result that would replace a text."""
    from toolkit import disk

    for name in names:
        if disk.real(session.folder / name) == disk.real(session.folder / output):
            raise DiglotError("the result would take the place of a text.", output, "Name another file.")


def _single_pair(
    session: Session,
    names: tuple[str, str],
    options: BitextOptions,
    output: str | None,
    gold: str | None,
    style: str,
) -> None:
    """A pair: write its beads, or its scores."""
    from toolkit import disk
    from toolkit.corpora import output as forms
    from toolkit.corpora import scores, single
    from toolkit.corpora.options import loaded

    # Nobody could tell where one text ends and the other begins.
    if names == ("-", "-"):
        raise click.UsageError("Standard input can be one of the texts, not both.")
    # Before the texts: a dictionary that isn't there is told at once.
    given = loaded(options).resources
    source, target = (
        _text(session, name, lang, options) for name, lang in zip(names, options.langs, strict=True)
    )
    aligned = single.pair(source, target, given)
    for finding in aligned.findings:
        session.tell(finding)
    if gold is not None:
        path = str(Path(names[0]).with_suffix(".gold")) if gold == BESIDE else gold
        tally = scores.by_gold(aligned.beads, disk.read(session.folder / path), path)
        session.data(scores.data({names[0]: tally}) if style == "json" else scores.line(tally))
    if output is not None:
        _keep(session, names, output)
        disk.write(
            session.folder / output,
            lambda sink: forms.write(sink, options.form, aligned.beads, aligned.texts),
        )
    # Whoever asks for scores alone wants no beads in between.
    elif gold is None:
        with session.sink() as stream:
            forms.write(stream, options.form, aligned.beads, aligned.texts)
    session.figures(str(single.BeadCounts.of(aligned.beads)))


def _text(session: Session, name: str, lang: str, options: BitextOptions) -> SegmentedText:
    from toolkit import disk
    from toolkit.corpora import batch, single

    # It has no sidecar beside it.
    if name == "-":
        data = disk.drained(sys.stdin.buffer, "<stdin>")
        return single.read(data, "<stdin>", lang, segmented=options.segmented)
    return batch.text_in(session.folder / name, name, lang, segmented=options.segmented)


def _many_pairs(
    session: Session,
    pairs: list[FilePair],
    options: BitextOptions,
    listed: str | None,
    output: str | None,
    gold: str | None,
    style: str,
    jobs: int,
    force: bool,
) -> None:
    """Pairs: a file of each, or a table."""
    from toolkit.corpora import batch, scores
    from toolkit.corpora.single import BeadCounts
    from toolkit.text.hygiene import counted

    tallies: dict[str, Tally] = {}
    total, aligned, failed = BeadCounts(), 0, 0
    steps = batch.run(
        pairs,
        options,
        folder=session.folder / output if output is not None else None,
        golds=session.folder / gold if gold not in {None, BESIDE} else None,
        scored=gold is not None,
        listed=session.folder / listed if listed is not None else None,
        jobs=jobs,
        force=force,
    )
    # So that the processes end, too, when the command is interrupted.
    with closing(steps):
        for done in session.progress(steps, len(pairs), "Aligning"):
            for finding in done.findings:
                session.tell(finding)
            if done.error is not None:
                session.error(done.error)
                failed += 1
            if done.counts is not None:
                total, aligned = total + done.counts, aligned + 1
                if session.verbosity > 0:
                    session.figures(f"{done.pair.name}: {done.counts}")
            if done.tally is not None:
                tallies[done.pair.name] = done.tally
    if gold is not None and tallies:
        session.data(scores.data(tallies) if style == "json" else scores.table(tallies))
    # Results that were up to date are neither.
    same = len(pairs) - aligned - failed
    session.figures(f"{counted(len(pairs), 'pair')}: {aligned} aligned, {same} unchanged, {failed} failed")
    if aligned:
        session.figures(str(total))
