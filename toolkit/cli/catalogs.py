"""`diglot extract`, `accept`, `status`, `ids`, `export` and `import`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.helping import FormatOption
from toolkit.cli.session import (
    Session,
    document_argument,
    documents_argument,
    lang_option,
    targets_of,
)
from toolkit.errors import DiglotError
from toolkit.text.data import json_line

if TYPE_CHECKING:
    from toolkit.catalog.workload import Workload


_NO_LANGUAGE = "no language to translate into is named yet: `diglot extract -l LANG` makes a catalog for one"


@click.command()
@documents_argument
@lang_option("Language to make or update a catalog for: any BCP 47 tag. Default: those of diglot.toml.")
@click.option(
    "--restore", is_flag=True, help="Bring back, as drafts, translations that another program took out."
)
@click.option("--forget", is_flag=True, help="Give them up: they aren't told of any more.")
@click.option(
    "--accept",
    metavar="KIND[,KIND...]",
    help="Edits that you have looked at, and that leave finished translations finished: typography, figures "
    "(changed in the translation where each stands once), order, sentences, words.",
)
@click.pass_obj
def extract(
    session: Session,
    documents: tuple[str, ...],
    langs: tuple[str, ...],
    restore: bool,
    forget: bool,
    accept: str | None,
) -> None:
    """Write the catalogs for translators: locales/DOCUMENT.pot and locales/LANG/LC_MESSAGES/DOCUMENT.po.

    What a translator wrote is never lost: changed paragraphs become fuzzy, vanished ones obsolete.
    """
    from toolkit.workflow import catalogs
    from toolkit.workflow.documents import now

    # They contradict each other, and either could lose work.
    if restore and forget:
        raise click.UsageError("--restore or --forget, not both.")
    workspace = session.workspace()
    names = workspace.project.documents(documents)
    targets = targets_of(workspace, langs, names)
    lost: catalogs.OnLoss = "restore" if restore else "forget" if forget else "say"
    kinds = catalogs.kinds_of_edits(accept or "")
    steps = catalogs.extract(workspace, names, targets, now(), lost, kinds)
    for outcome in session.progress(steps, None, "extract"):
        session.report(outcome)
    session.unlisted(workspace.project, targets)
    if not any(workspace.targets(name, targets) for name in names):
        session.say(_NO_LANGUAGE)


@click.command()
@document_argument
@click.option("-l", "--lang", required=True, metavar="LANG", help="Language: any BCP 47 tag.")
@click.option(
    "--from",
    "least",
    type=click.FloatRange(0, 1),
    required=True,
    metavar="CONFIDENCE",
    help="From 0 to 1: drafts that were placed with less stay drafts.",
)
@click.option(
    "--doubt",
    "doubts",
    multiple=True,
    metavar="CODE",
    help="Only drafts in doubt for this reason, such as borders, and no other. Again for more.",
)
@click.option("-n", "--dry-run", "dry", is_flag=True, help="List the drafts; change nothing.")
@click.pass_obj
def accept(
    session: Session, document: str, lang: str, least: float, doubts: tuple[str, ...], dry: bool
) -> None:
    """Finish the drafts that `diglot align` has placed in the catalog of DOCUMENT, all from a confidence on.

    For a person who has gone over them, in the report of `align` or in a dry run. What somebody has changed
    since, and what has another source now, stays as it is. Each entry says that it was accepted in a batch.
    To undo it, take the catalog as it was from your version control.
    """
    from toolkit.workflow import catalogs
    from toolkit.workflow.documents import now

    workspace = session.workspace()
    # By path, too, as shells complete it.
    (name,) = workspace.project.documents((document,))
    (tag,) = targets_of(workspace, (lang,))
    outcome = catalogs.accept(workspace, name, tag, least, now(), doubts=doubts, dry=dry)
    if dry and outcome.changes is not None:
        session.lines(outcome.changes.lines())
    session.report(outcome)


@click.command()
@documents_argument
@lang_option("Language to fill. Default: those of diglot.toml.")
@click.option("--engine", default="", metavar="NAME", help="Default: that of diglot.toml, or memory.")
@click.option(
    "--to",
    "addresses",
    multiple=True,
    envvar="DIGLOT_SUGGEST_TO",
    metavar="ADDRESS",
    help="A service that texts may be sent to, as https://host. Also in the environment: DIGLOT_SUGGEST_TO.",
)
@click.option("-n", "--dry-run", "dry", is_flag=True, help="Say what would leave this computer, and whereto.")
@click.pass_obj
def suggest(
    session: Session,
    documents: tuple[str, ...],
    langs: tuple[str, ...],
    engine: str,
    addresses: tuple[str, ...],
    dry: bool,
) -> None:
    """Fill empty messages with drafts: from the memory of the project, or from a machine.

    Each draft says whence it is. Nothing leaves this computer but for an address that is named with --to. The
    key of a service is taken from DIGLOT_SUGGEST_KEY alone.
    """
    from toolkit.workflow.documents import now
    from toolkit.workflow.suggest import Plan, Wish
    from toolkit.workflow.suggest import suggest as fill

    workspace = session.workspace()
    names = workspace.project.documents(documents)
    steps = fill(workspace, names, targets_of(workspace, langs, names), Wish(engine, addresses, dry), now())
    for step in session.progress(steps, None, "suggest"):
        if isinstance(step, Plan):
            session.say(str(step))
            for batch in step.batches:
                session.data(batch)
        else:
            session.report(step)


@click.command()
@documents_argument
@lang_option("Language to look at. Default: those of diglot.toml.")
@click.option(
    "--as",
    "form",
    type=click.Choice(["text", "json", "csv", "xlsx"]),
    default="text",
    help="How to print it; csv and xlsx are tables of the work, as with --words.",
)
@click.option(
    "--words",
    "work",
    is_flag=True,
    help="Show the work instead: words by state, repetitions, what the memory has, characters.",
)
@click.option("--changes", is_flag=True, help="Show what was edited in each draft, word by word.")
@click.pass_obj
def status(
    session: Session,
    documents: tuple[str, ...],
    langs: tuple[str, ...],
    form: str,
    work: bool,
    changes: bool,
) -> None:
    """Show how far each translation is: messages translated, fuzzy, empty, omitted; words; percent.

    Drafts whose source was edited are counted by kind: a figure is a minute's work, a sentence is not.
    """
    from toolkit.cli import tables
    from toolkit.workflow import progress
    from toolkit.workflow.strays import left_aside

    workspace = session.workspace()
    names = workspace.project.documents(documents)
    if work or form in {"csv", "xlsx"}:
        _work(session, progress.workloads(workspace, names, targets_of(workspace, langs, names)), form)
        return
    rows = []
    for row in progress.status(workspace, names, targets_of(workspace, langs, names)):
        # One that can't be read keeps no other from being counted.
        if isinstance(row, DiglotError):
            session.error(row)
        else:
            rows.append(row)
    if not (documents or langs):
        for finding in left_aside(workspace.project):
            session.tell(finding)
    session.lines(tables.status(form, rows, session.wording, changes=changes))
    # To standard error: whoever pipes the table wants nothing else in it.
    if form == "text" and not rows and not session.failed:
        session.say(_NO_LANGUAGE)
    if form == "text" and rows:
        session.say("counted in messages: paragraphs and names, the same words once; fuzzy ones are drafts")
        if any(row.behind for row in rows):
            session.say(
                "transcripts have changed: what a catalog lacks counts as empty. Run `diglot extract` first"
            )


def _work(session: Session, loads: Iterable[tuple[str, str, Workload] | DiglotError], form: str) -> None:
    """Print how much work translations are."""
    from toolkit.cli import tables
    from toolkit.exchange import table, xlsx

    counted = []
    for load in loads:
        # One that can't be read keeps no other from being counted.
        if isinstance(load, DiglotError):
            session.error(load)
        else:
            counted.append(load)
    rows = [tables.WORK, *tables.work(counted)]
    if form == "json":
        session.data(json_line([dict(zip(tables.WORK, row, strict=True)) for row in rows[1:]]))
    elif form == "text":
        session.lines(tables.table([tuple(map(session.wording, tables.WORK)), *rows[1:]], 2))
    elif form == "csv":
        with session.sink() as sink:
            sink.write(table.of_rows(rows))
    else:
        session.binary(xlsx.of_rows(rows, "words"), "words.xlsx")


@click.command()
@documents_argument
@click.option(
    "--as", "form", type=click.Choice(["text", "json", "tsv"]), default="text", help="How to print them."
)
@click.option(
    "--freeze",
    is_flag=True,
    help="Record all ids in locales/DOCUMENT.ids.tsv: from now on it is said when one of them is gone.",
)
@click.pass_obj
def ids(session: Session, documents: tuple[str, ...], form: str, freeze: bool) -> None:
    """List the ids that citations and editions use, with what each stands for."""
    from toolkit.cli import tables
    from toolkit.workflow import catalogs

    workspace = session.workspace()
    names = workspace.project.documents(documents)
    if freeze:
        for outcome in catalogs.freeze(workspace, names):
            session.report(outcome)
        return
    rows: list[catalogs.ListedId] = []
    for name in names:
        try:
            listed, findings = catalogs.listed(workspace, name)
        except DiglotError as error:
            session.error(error)
            continue
        rows += listed
        for finding in findings:
            session.tell(finding)
    session.lines(tables.identities(form, rows))


def _formats() -> str:
    from toolkit import registry
    from toolkit.exchange import RoundTrip

    # Those of other packages are among them.
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
    help="A folder, or, with a suffix, a file if one is to be written. Default: build/.",
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
    # A format that is named twice would be two files of one name.
    formats = tuple(dict.fromkeys(forms))
    if len(formats) > 1 and to is not None and to.suffix and not to.is_dir():
        raise click.UsageError("Several formats are several files: -o must be a folder.")
    # The number of files is known to the formats alone: no length for the bar.
    steps = exchange.export(workspace, names, targets, formats, ExportOptions(unit, bom), to)
    for outcome in session.progress(steps, None, "export"):
        session.report(outcome)


@click.command("merge-po")
@click.argument("base", metavar="BASE")
@click.argument("ours", metavar="OURS")
@click.argument("theirs", metavar="THEIRS")
@click.option("--path", metavar="PATH", help="What the catalog is called, for what is said of it.")
@click.pass_obj
def merge_po(session: Session, base: str, ours: str, theirs: str, path: str | None) -> None:
    """Merge two versions of a PO file, message by message, into the file OURS: a merge driver for git.

    BASE is what both come from, or an empty file. `diglot init --git` lets git use it: %O %A %B. Exits with 1
    where a message was translated in two ways: OURS has both, and can be opened by any PO editor.
    """
    from toolkit.workflow import git

    for finding in git.merge(session.folder, base, ours, theirs, path=path):
        session.tell(finding)


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@lang_option("Language to take, of files that have several. Default: all of them.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be taken, and write nothing.")
@click.option(
    "--replace",
    is_flag=True,
    help="Where a message was translated here and in the file, take that of the file; the one here becomes "
    "a comment.",
)
@click.option(
    "--base",
    metavar="PO",
    help="The catalog as the translator got it, for a copy of a catalog that was worked at: what changed on "
    "one side only is taken from that side.",
)
@click.pass_obj
def import_(session: Session, /, files: tuple[str, ...], langs: tuple[str, ...], **choices: Any) -> None:
    """Take translations from files that translators filled in: exported ones, editions in DOCX, or PO files.

    A translation that is newer here is never overwritten without a word.
    """
    from toolkit import languages
    from toolkit.workflow import documents, exchange

    workspace = session.workspace()
    # With the names as they were typed, by which the files are spoken of.
    paths = [(session.folder / file, file) for file in files]
    base = choices["base"]
    steps = exchange.bring_back(
        workspace,
        paths,
        documents.now(),
        base=None if base is None else session.folder / base,
        langs=[languages.get(lang).tag for lang in langs],
        theirs=choices["replace"],
        dry_run=choices["dry_run"],
    )
    for outcome in session.progress(steps, len(files), "import"):
        session.report(outcome)
