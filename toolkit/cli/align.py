"""`diglot align`: a translation that exists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.session import Session, document_argument, encoder_option, targets_of
from toolkit.errors import DiglotError

if TYPE_CHECKING:
    from toolkit.project import Project


@click.command()
@document_argument
@click.argument("file", metavar="FILE")
@click.option("-l", "--lang", required=True, metavar="LANG", help="Language of FILE: any BCP 47 tag.")
@click.option("--encoding", default="", metavar="NAME", help="Encoding of FILE, where it is not UTF-8.")
@click.option(
    "--pin",
    "pins",
    multiple=True,
    metavar="12.1=11.2",
    help="Paragraph 12.1 of the document begins where 11.2 of FILE does; 12.1= has no translation, =11.2 "
    "translates nothing. A third number counts sentences. Kept in the document's sidecar.",
)
@click.option("--replace", "over", is_flag=True, help="Replace what persons have translated, too.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FILE.html|FILE.json",
    help="Write what goes with what, and the doubts, as a page or as data.",
)
@click.option(
    "--dictionary",
    "dictionaries",
    multiple=True,
    metavar="NAME",
    help="glossary, cedict, or a file: its name ends in its languages, or de-fr=FILE. Again for more. "
    "Default: locales/LANG/glossary.csv, if it is there.",
)
@encoder_option
@click.option(
    "--explain",
    "places",
    multiple=True,
    metavar="12.1",
    help="Print each scorer's share for the beads of paragraph 12.1 (=11.2: of FILE), and for the next best; "
    "change nothing.",
)
@click.option("-n", "--dry-run", "dry", is_flag=True, help="Align and report; change no catalog.")
@click.pass_obj
def align(
    session: Session,
    document: str,
    file: str,
    lang: str,
    encoding: str,
    pins: tuple[str, ...],
    over: bool,
    reports: tuple[str, ...],
    dictionaries: tuple[str, ...],
    encoder: str | None,
    places: tuple[str, ...],
    dry: bool,
) -> None:
    """Align DOCUMENT with its translation in FILE, and fill locales/LANG/LC_MESSAGES/DOCUMENT.po.

    Confident translations come in as they are, doubtful ones fuzzy; what a person has translated stays.
    """
    from toolkit import disk, report
    from toolkit.workflow import align, documents

    workspace = session.workspace()
    (name,) = workspace.project.documents((document,))
    # In its one form: it names the folder of the catalog.
    (tag,) = targets_of(workspace, (lang,), (name,))
    writers = {".html": report.html, ".json": report.json}
    # Looked at before the texts are: an alignment may take minutes.
    for path in reports:
        if Path(path).suffix.lower() not in writers:
            raise DiglotError("a report is FILE.html or FILE.json.", path, "Give it one of these names.")
        if disk.real(session.folder / path) in _kept(workspace.project, name, tag, session.folder / file):
            raise DiglotError("the report would take the place of a text.", path, "Name another file.")
    done = align.align(
        workspace,
        name,
        session.folder / file,
        tag,
        documents.now(),
        encoding=encoding,
        pinned=pins,
        over=over,
        dictionaries=dictionaries,
        encoder=encoder,
        folder=session.folder,
        explain=places,
        # Who asks why something is as it is wants it to stay so.
        dry=dry or bool(places),
    )
    for outcome in done.outcomes:
        session.report(outcome)
    for path in reports:
        text = writers[Path(path).suffix.lower()](done.adoption)
        # Outside of the project's lock: a report is no file of the project.
        disk.write(session.folder / path, text.encode())
        session.say(path)
    if places:
        # It was asked for: so it goes to standard output, and the summary doesn't.
        session.data(report.explanation(done.adoption, done.explained), nl=False)
    if done.glossary:
        session.say(f"with the terms of {done.glossary}")
    session.figures(report.summary(done.adoption))
    if doubts := report.reasons(done.adoption):
        session.figures(doubts)
    session.figures(report.filling(done.adoption))
    session.unlisted(workspace.project, (tag,))


def _kept(here: Project, document: str, lang: str, file: Path) -> set[Path]:
    """What no report may replace.

    Transcripts, the translation, and the project's files of the document.
    """
    from toolkit import disk, project

    sidecar = project.sidecar_of(here.sources[document])
    # What the alignment has read, or is about to write.
    own = (here.root / project.CONFIG, sidecar, here.catalog_path(document, lang))
    return {disk.real(path) for path in (*here.sources.values(), file, *own)}
