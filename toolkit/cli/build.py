"""`diglot build`, `check` and `deposit`."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.helping import BuildCommand, FormatOption
from toolkit.cli.session import (
    Session,
    documents_argument,
    lang_option,
    names_argument,
    targets_of,
)
from toolkit.errors import DiglotError

if TYPE_CHECKING:
    from toolkit.findings import Finding
    from toolkit.workflow.editions import Given
    from toolkit.workflow.workspace import Workspace


# Asked for when the help is printed: it imports all writers.
def _formats() -> str:
    from toolkit import registry

    return f"{', '.join(registry.names('writer'))}; again for more. Default: diglot.toml."


@click.command(cls=BuildCommand)
@names_argument
@lang_option(
    "Language to build: any BCP 47 tag, or several joined by + for one book. Default: those of diglot.toml."
)
@click.option("-f", "--format", "formats", cls=FormatOption, listed=_formats, multiple=True)
@click.option("--mono", is_flag=True, help="The translation alone, without the source beside it.")
@click.option(
    "--strict",
    is_flag=True,
    help="An edition that lacks a paragraph or a letter is an error, and isn't written.",
)
@click.option("--force", is_flag=True, help="Make again what is there as it should be, too.")
@click.option("--open", "shown", is_flag=True, help="Open the first file when all are made.")
@click.option("--watch", is_flag=True, help="Go on, and build again what changes, until Ctrl-C.")
@click.pass_obj
def build(
    session: Session, /, documents: tuple[str, ...], langs: tuple[str, ...], watch: bool, **choices: Any
) -> None:
    """Build editions into build/: those that diglot.toml describes, or single documents.

    NAME is an edition or a document. Without one: all editions; where diglot.toml has none, or with -l or
    --mono, all documents. What needn't change isn't touched.
    """
    if watch:
        _watch(session, documents, langs, choices)
    else:
        _build(session, session.workspace(), documents, langs, choices)


def _build(
    session: Session,
    workspace: Workspace,
    names: tuple[str, ...],
    langs: tuple[str, ...],
    choices: Mapping[str, Any],
) -> None:
    from toolkit.config import Look
    from toolkit.workflow import build

    # A document may be in one of several; the others will do.
    tags = "+".join(langs).split("+") if langs else ()
    targets_of(workspace, tags, names, source_too=choices["mono"])
    wanted = build.Request(
        names,
        tuple(targets_of(workspace, lang.split("+"), source_too=True) for lang in langs),
        choices["mono"],
        choices["formats"],
        _looks({name: choices[name] for name in Look.__struct_fields__ if choices.get(name) is not None}),
        choices["strict"],
        choices["force"],
    )
    # The number of files is known before the first is made: the bar needs it.
    number, steps = build.build(workspace, wanted)
    made = ""
    for outcome in session.progress(steps, number, "build"):
        session.report(outcome)
        made = made or ("" if outcome.error or outcome.findings else outcome.path)
    if choices.get("shown") and made and click.launch(str(workspace.project.root / made)):
        session.say(f"Nothing on this machine opens {made} by itself: open it in a program of yours.")
    # Only who builds all has looked for all that could be ignored.
    if session.ignoring is not None and not (names or langs or choices["formats"] or session.failed):
        for finding in session.ignoring.idle("build", workspace.project.sources):
            session.tell(finding)


def _looks(fields: Mapping[str, Any]) -> tuple[Given, ...]:
    """What is asked for of looks: one for each of several layouts."""
    from toolkit.workflow.editions import Given

    layouts = tuple(dict.fromkeys(fields.get("layout", ())))
    others = {name: value for name, value in fields.items() if name != "layout"}
    if not layouts:
        return (Given(others),)
    named = frozenset({"layout"} if len(layouts) > 1 else ())
    return tuple(Given({**others, "layout": layout}, named) for layout in layouts)


def _watch(
    session: Session, names: tuple[str, ...], langs: tuple[str, ...], choices: Mapping[str, Any]
) -> None:
    from toolkit.workflow import build

    workspace = session.workspace(held_open=True)
    # Ctrl-C is how it is ended, and no error.
    with contextlib.suppress(KeyboardInterrupt):
        for changed in build.changes(workspace.project.root):
            for path in changed:
                session.say(f"changed: {workspace.project.show(path)}")
            # In the middle of an edit much may be wrong for a moment.
            try:
                session.begin(workspace)
                workspace.refresh()
                _build(session, workspace, names, langs, choices)
            except DiglotError as error:
                session.error(error)
            session.count_untold()
            session.say("waiting for changes; Ctrl-C ends")
            # It was asked for once; from now on what changes is made again.
            choices = {**choices, "force": False, "shown": False}
    session.ignoring = None  # each round has counted its own
    session.failed = False


@click.command()
@documents_argument
@lang_option("Language whose catalogs to look at. Default: those of diglot.toml.")
@click.option(
    "--archive",
    is_flag=True,
    help="Check the TEI edition as an archive would: of documents, made for this, or of FILE.tei.xml.",
)
@click.option(
    "--as",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    help="How to print them; html is a page to work from.",
)
@click.pass_obj
def check(
    session: Session, documents: tuple[str, ...], langs: tuple[str, ...], archive: bool, form: str
) -> None:
    """Say what is doubtful or wrong in transcripts and catalogs, or in an edition for an archive.

    Each finding has a code, a place, a reason and a cure. Exit code 1 where one of them is an error.
    """
    from toolkit.cli import tables
    from toolkit.text.hygiene import counted
    from toolkit.workflow import archival, check

    # No document's name ends so: it is that of a file.
    files = [name for name in documents if name.lower().endswith(".xml")]
    names = tuple(name for name in documents if name not in files)
    if files and not archive:
        raise click.UsageError("An edition is checked with --archive.")
    findings: list[Finding] = []
    seen: Sequence[str] = ()
    if archive:
        moment = archival.latest()
        for file in files:
            findings += archival.archive_file(session.folder / file, file, moment)
        if names or not files:
            workspace = session.workspace()
            for name in session.progress(workspace.project.documents(names), len(names), "check"):
                findings += archival.archive(workspace, name, moment)[1]
            seen = workspace.project.documents(names)
    else:
        workspace = session.workspace()
        seen = workspace.project.documents(names)
        asked = targets_of(workspace, langs, seen)
        findings += check.check(workspace, seen, asked)
    findings = [finding for finding in findings if not session.known(finding)]
    # Of what could not be read, nothing is known.
    if (
        session.ignoring is not None
        and not langs
        and not any(finding.severity == "error" for finding in findings)
    ):
        findings += session.ignoring.idle("check --archive" if archive else "check", seen)
    # All at once: an array has an end.
    if form == "json":
        session.data(tables.findings_json(findings))
    if form == "html":
        from toolkit import report

        catalogs = () if archive else tuple(check.catalogs(workspace, seen, asked, findings))
        kept_back = session.ignoring.number if session.ignoring is not None else 0
        session.data(report.checked(findings, catalogs, kept_back), nl=False)
    for finding in findings if form == "text" else ():
        session.answer(finding)
    counts = Counter(finding.severity for finding in findings)
    session.failed = session.failed or counts["error"] > 0
    said = counted(counts["error"], "error"), counted(counts["warning"], "warning")
    session.figures(", ".join([*said, counted(counts["info"], "note")]))


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
    from toolkit.workflow import archival
    from toolkit.workflow import deposit as deposits

    if bags:
        if documents or zipped or output:
            raise click.UsageError("--verify looks at bags, and makes none: give it once more for each bag.")
        # A checksum that was cut off while it was copied would say that the bag was altered.
        if seal is not None and (len(bags) > 1 or not re.fullmatch("[0-9A-Fa-f]{128}", seal)):
            raise click.UsageError("--sha512 takes 128 hexadecimal digits, and one --verify.")
        for name in bags:
            # Each bag by itself: one that is damaged keeps no other from being looked at.
            findings = deposits.look(session.folder / name, name.rstrip("/"), seal or "")
            for finding in findings:
                session.answer(finding)
            session.failed = session.failed or bool(findings)
            told = counted(len(findings), "finding") if findings else "as it was made"
            session.say(f"{name}: {session.wording.sentence(told)}")
        return
    if seal is not None:
        raise click.UsageError("--sha512 belongs to --verify.")
    workspace = session.workspace()
    moment = archival.latest()
    # None means `build/` of the project, which `-o` need not know.
    folder = None if output is None else session.folder / Path(output)
    names = workspace.project.documents(documents)
    for made in deposits.deposit(workspace, names, folder, moment, zipped=zipped):
        session.report(made.outcome)
        if made.seal:
            # As `sha512sum` prints it, so that the line can be kept in a file and checked by
            # it.
            session.data(f"{made.seal}  {made.manifest}")
