"""`diglot bitext`: two texts that translate each other."""

from __future__ import annotations

import click

from toolkit.cli.session import Session


@click.command()
@click.argument("source", metavar="SRC")
@click.argument("target", metavar="TGT")
@click.option(
    "-s", "--source-lang", default="und", metavar="LANG", help="Language of SRC, to tell its sentences."
)
@click.option("-t", "--target-lang", default="und", metavar="LANG", help="Language of TGT.")
@click.option("--segmented", is_flag=True, help="Both files have one sentence a line.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["ladder", "tsv", "jsonl"]),
    default="tsv",
    help="How to print the beads.",
)
@click.option("--gold", metavar="FILE", help="A ladder made by hand: print how well the beads agree with it.")
@click.pass_obj
def bitext(
    session: Session,
    source: str,
    target: str,
    source_lang: str,
    target_lang: str,
    segmented: bool,
    form: str,
    gold: str | None,
) -> None:
    """Align two texts that translate each other, sentence by sentence."""
    from toolkit import bitext as texts

    one = texts.units(session.folder / source, source, source_lang, segmented=segmented)
    other = texts.units(session.folder / target, target, target_lang, segmented=segmented)
    found = texts.beads(one, other, source_lang, target_lang)
    if gold is not None:
        click.echo(texts.scores(found, session.folder / gold, gold))
        return
    for line in texts.lines(form, found, one, other):
        click.echo(line)
