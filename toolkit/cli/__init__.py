"""The command `diglot`: options in, words out.

It calls the workflow, and has no logic of its own.

Data goes to standard output, everything else to standard error. Exit codes: 0 done, 1 found errors or could
not, 2 usage, 130 interrupted. Nothing but click is imported before a command runs.
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from toolkit import __version__
from toolkit.cli import align, bitext, build, catalogs, pair, review, start, terms
from toolkit.cli.session import CommandGroup, Session


@click.group(
    cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "-V", "--version", message="diglot %(version)s")
@click.option(
    "-C", "folder", default=".", metavar="DIR", help="Work in this folder instead of the present one."
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more: each message that changed, minor findings.")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours on the terminal."
)
@click.option(
    "--allow-outside",
    "outside",
    is_flag=True,
    help="Follow links and paths of the project that lead out of its folder.",
)
@click.pass_context
def main(context: click.Context, folder: str, quiet: bool, verbose: bool, color: str, outside: bool) -> None:
    """From a transcript to gettext catalogs, and back to parallel editions.

    Transcripts are in source/, catalogs for translators in locales/, editions in build/.
    """
    # None leaves it to click, which asks whether the output is a terminal.
    colour = {"always": True, "never": False}.get(color)
    if colour is None and os.environ.get("NO_COLOR"):
        colour = False
    context.obj = Session(Path(folder), -1 if quiet else int(verbose), colour, outside)


for command in (
    start.init,
    start.show,
    catalogs.extract,
    align.align,
    catalogs.accept,
    catalogs.suggest,
    build.build,
    catalogs.status,
    catalogs.ids,
    build.check,
    build.deposit,
    catalogs.export,
    catalogs.import_,
    catalogs.merge_po,
    terms.terms,
    review.review,
    bitext.bitext,
    pair.pair,
    start.schema,
    start.completion,
):
    main.add_command(command)
