"""`diglot deposit`: what goes to an archive, and whether it is still what it was."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.options import documents_argument
from toolkit.cli.session import Session


@click.command()
@documents_argument
@click.option("--zip", "zipped", is_flag=True, help="Write the bag as one zip.")
@click.option("-o", "--output", metavar="DIR", help="Write the bags into this folder. Default: build/.")
@click.option(
    "--verify",
    "bags",
    multiple=True,
    metavar="BAG",
    help="Instead, look whether a bag (a folder or a zip) is as it was made; again for more.",
)
@click.pass_obj
def deposit(
    session: Session, documents: tuple[str, ...], zipped: bool, output: str | None, bags: tuple[str, ...]
) -> None:
    """Write a BagIt bag of each document for an archive: edition, source, catalogs, metadata, checksums.

    Nothing is written where `diglot check --archive` finds an error.
    """
    from toolkit.pipeline import checking
    from toolkit.pipeline import deposit as deposits
    from toolkit.text import counted

    if bags:
        if documents or zipped or output:
            raise click.UsageError("--verify looks at bags, and makes none: give it once more for each bag.")
        for name in bags:
            found = deposits.look(session.folder / name, name.rstrip("/"))
            for problem in found:
                session.finding(problem)
            session.failed = session.failed or bool(found)
            session.say(f"{name}: {counted(len(found), 'finding') if found else 'as it was made'}")
        return
    here = session.project()
    moment = checking.latest()
    folder = None if output is None else session.folder / Path(output)
    for name in here.documents(documents):
        for outcome in deposits.deposit(here, name, folder, moment, zipped=zipped):
            session.report(outcome)
