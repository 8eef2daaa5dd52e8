"""`diglot pair`: which documents of two heaps translate each other."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.session import Session, dictionary_option, encoder_option


@click.command()
@click.argument("source", metavar="SRC")
@click.argument("target", metavar="TGT")
@click.option("-s", "--source-lang", default="und", metavar="LANG", help="Language of the texts in SRC.")
@click.option("-t", "--target-lang", default="und", metavar="LANG", help="Language of those in TGT.")
@click.option("--segmented", is_flag=True, help="All texts have one sentence a line.")
@click.option("-o", "--output", metavar="FILE", help="Write the list here instead of to standard output.")
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    metavar="P",
    help="The probability that a pair has at least.",
)
@dictionary_option
@encoder_option
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, metavar="N", help="Processes that read.")
@click.pass_obj
def pair(
    session: Session,
    source: str,
    target: str,
    source_lang: str,
    target_lang: str,
    segmented: bool,
    output: str | None,
    least: float,
    dictionaries: tuple[str, ...],
    encoder: str | None,
    jobs: int,
) -> None:
    """Find which texts of two folders translate each other, whatever they are called.

    Prints a list that `bitext --pairs` takes, with the probability of each pair.
    """
    from toolkit import disk
    from toolkit.corpora import heaps
    from toolkit.corpora.options import BitextOptions
    from toolkit.text.hygiene import counted

    options = BitextOptions.of(
        session.folder,
        (source_lang, target_lang),
        dictionaries,
        # That of a project is for pairs of texts: heaps may be large.
        encoder or "none",
        segmented=segmented,
        outside=session.outside,
    )
    names = source, target
    if disk.real(session.folder / source) == disk.real(session.folder / target):
        raise click.UsageError(
            "SRC and TGT are one folder. Put the texts of each language into a folder of their own; where "
            "their names tell the language, `diglot bitext` pairs them."
        )
    sides = [heaps.read(session.folder / name, name, options, k, jobs) for k, name in enumerate(names)]
    for error in (*sides[0].errors, *sides[1].errors):
        session.error(error)
    found = heaps.pairs(sides[0], sides[1], options, least)
    near = session.folder / Path(output).parent if output is not None else session.folder
    lines = heaps.written(sides[0], sides[1], found, near)
    if output is not None:
        heaps.save(session.folder / output, lines, sides)
    else:
        session.lines(lines)
    left = [len(side.documents) - len(found) for side in sides]
    session.say(f"{counted(len(found), 'pair')}; left over: {left[0]:,} of {source}, {left[1]:,} of {target}")
