"""`diglot check`: findings on what there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from toolkit.cli.options import documents_argument, lang_option, targets_of
from toolkit.cli.session import Session

if TYPE_CHECKING:
    from toolkit.findings import Finding


@click.command()
@documents_argument
@lang_option("Language whose catalogs to look at. Default: those of diglot.toml.")
@click.option(
    "--archive",
    is_flag=True,
    help="Check the TEI edition as an archive would: of documents, made for this, or of FILE.tei.xml.",
)
@click.option("--as", "form", type=click.Choice(["text", "json"]), default="text", help="How to print them.")
@click.pass_obj
def check(
    session: Session, documents: tuple[str, ...], langs: tuple[str, ...], archive: bool, form: str
) -> None:
    """Say what is doubtful or wrong in transcripts and catalogs, or in an edition for an archive.

    Each finding has a code, a place, a reason and a cure. Exit code 1 where one of them is an error.
    """
    from toolkit.cli import views
    from toolkit.text.hygiene import counted
    from toolkit.workflow import check

    files = [name for name in documents if name.lower().endswith(".xml")]
    names = tuple(name for name in documents if name not in files)
    if files and not archive:
        raise click.UsageError("An edition is checked with --archive.")
    found: list[Finding] = []
    seen: Sequence[str] = ()
    if archive:
        moment = check.latest()
        for file in files:
            found += check.archive_file(session.folder / file, file, moment)
        if names or not files:
            workspace = session.workspace()
            for name in session.progress(workspace.project.documents(names), len(names), "check"):
                found += check.archive(workspace, name, moment)
            seen = workspace.project.documents(names)
    else:
        workspace = session.workspace()
        seen = workspace.project.documents(names)
        found += check.check(workspace, seen, targets_of(workspace, langs, seen))
    found = [problem for problem in found if not session.known(problem)]
    # Of what could not be read, nothing is known.
    if session.ignoring is not None and not langs and not any(one.severity == "error" for one in found):
        found += session.ignoring.idle("check --archive" if archive else "check", seen)
    if form == "json":
        session.data(views.problems(found))
    for problem in found if form == "text" else ():
        session.finding(problem)
    counts = Counter(problem.severity for problem in found)
    session.failed = session.failed or counts["error"] > 0
    said = counted(counts["error"], "error"), counted(counts["warning"], "warning")
    session.say(", ".join([*said, counted(counts["info"], "note")]))
