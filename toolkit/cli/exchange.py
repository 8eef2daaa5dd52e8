"""`diglot export` and `import`: other programs' formats."""

from __future__ import annotations

from typing import Any

import click

from toolkit.cli.options import FormatOption, documents_argument, lang_option, targets_of
from toolkit.cli.session import Session


def _formats() -> str:
    from toolkit import registry
    from toolkit.exchange import RoundTrip

    known = registry.names("format")
    back = [name for name in known if isinstance(registry.load("format", name), RoundTrip)]
    out = [name for name in known if name not in back]
    return f"Out and back in: {', '.join(back)}. Out only: {', '.join(out)}. Again for more."


@click.command()
@documents_argument
@click.option("-f", "--format", "forms", cls=FormatOption, listed=_formats, multiple=True, required=True)
@lang_option("Language to export. Default: those of diglot.toml.")
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR",
    help="A folder that is there, or a file if one is to be written. Default: build/.",
)
@click.option(
    "--unit",
    type=click.Choice(["paragraph", "sentence"]),
    default="paragraph",
    help="What is put beside what in a format that only goes out.",
)
@click.option("--bom", is_flag=True, help="Begin csv and tsv with a byte order mark, which Excel needs.")
@click.pass_obj
def export(
    session: Session,
    documents: tuple[str, ...],
    forms: tuple[str, ...],
    langs: tuple[str, ...],
    output: str | None,
    unit: Any,
    bom: bool,
) -> None:
    """Write catalogs for translators without a PO editor, and bitexts for other programs."""
    from toolkit.exchange import ExportOptions
    from toolkit.workflow import exchange

    workspace = session.workspace()
    names = workspace.project.documents(documents)
    targets = targets_of(workspace, langs, names)
    to = None if output is None else session.folder / output
    formats = tuple(dict.fromkeys(forms))
    if len(formats) > 1 and to is not None and not to.is_dir():
        raise click.UsageError("Several formats are several files: -o must be a folder that is there.")
    steps = exchange.export(workspace, names, targets, formats, ExportOptions(unit, bom), to)
    for outcome in session.progress(steps, None, "export"):
        session.report(outcome)


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--dry-run", is_flag=True, help="Say what would be taken, and write nothing.")
@click.option(
    "--replace",
    is_flag=True,
    help="Where a message was translated here and in the file, take that of the file; the one here becomes "
    "a comment.",
)
@click.pass_obj
def import_(session: Session, files: tuple[str, ...], dry_run: bool, replace: bool) -> None:
    """Take translations from files that `diglot export` wrote and translators filled in.

    A translation that is newer here is never overwritten without a word.
    """
    from toolkit.workflow import documents, exchange

    workspace = session.workspace()
    paths = [(session.folder / file, file) for file in files]
    steps = exchange.bring_back(workspace, paths, documents.now(), theirs=replace, dry_run=dry_run)
    for outcome in session.progress(steps, len(files), "import"):
        session.report(outcome)
