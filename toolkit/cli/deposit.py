"""`diglot deposit`: what goes to an archive."""

from __future__ import annotations

import re
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
@click.option(
    "--sha512",
    "seal",
    metavar="HEX",
    help="With --verify of one bag: the checksum that `deposit` printed when it was made.",
)
@click.pass_obj
def deposit(
    session: Session,
    documents: tuple[str, ...],
    zipped: bool,
    output: str | None,
    bags: tuple[str, ...],
    seal: str | None,
) -> None:
    """Write a BagIt bag of each document for an archive: edition, source, catalogs, metadata, checksums.

    Nothing is written where `diglot check --archive` finds an error. Prints the SHA-512 of each tag
    manifest, which covers all of the bag: keep it elsewhere, for --sha512.
    """
    from toolkit.text.hygiene import counted
    from toolkit.workflow import check
    from toolkit.workflow import deposit as deposits

    if bags:
        if documents or zipped or output:
            raise click.UsageError("--verify looks at bags, and makes none: give it once more for each bag.")
        if seal is not None and (len(bags) > 1 or not re.fullmatch("[0-9A-Fa-f]{128}", seal)):
            raise click.UsageError("--sha512 takes 128 hexadecimal digits, and one --verify.")
        for name in bags:
            found = deposits.look(session.folder / name, name.rstrip("/"), seal or "")
            for problem in found:
                session.finding(problem)
            session.failed = session.failed or bool(found)
            session.say(f"{name}: {counted(len(found), 'finding') if found else 'as it was made'}")
        return
    if seal is not None:
        raise click.UsageError("--sha512 belongs to --verify.")
    workspace = session.workspace()
    moment = check.latest()
    folder = None if output is None else session.folder / Path(output)
    names = workspace.project.documents(documents)
    for made in deposits.deposit(workspace, names, folder, moment, zipped=zipped):
        session.report(made.outcome)
        if made.seal:
            session.data(f"{made.seal}  {made.manifest}")
