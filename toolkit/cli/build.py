"""`diglot build`: editions."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.options import BuildCommand, FormatOption, lang_option, names_argument, targets_of
from toolkit.cli.session import Session
from toolkit.errors import DiglotError

if TYPE_CHECKING:
    from toolkit.workflow.workspace import Workspace


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
    "--strict", is_flag=True, help="An edition that lacks a paragraph is an error, and isn't written."
)
@click.option("--force", is_flag=True, help="Make again what is there as it should be, too.")
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
    tags = [tag for lang in langs for tag in lang.split("+")]
    targets_of(workspace, tags, names, source_too=choices["mono"])
    wanted = build.Request(
        names,
        tuple(targets_of(workspace, lang.split("+"), source_too=True) for lang in langs),
        choices["mono"],
        choices["formats"],
        {name: choices[name] for name in Look.__struct_fields__ if choices.get(name) is not None},
        choices["strict"],
        choices["force"],
    )
    number, steps = build.build(workspace, wanted)
    for outcome in session.progress(steps, number, "build"):
        session.report(outcome)
    if session.ignoring is not None and not (names or langs or choices["formats"] or session.failed):
        for problem in session.ignoring.idle("build", workspace.project.sources):
            session.problem(problem)


def _watch(
    session: Session, names: tuple[str, ...], langs: tuple[str, ...], choices: Mapping[str, Any]
) -> None:
    from toolkit.workflow import build

    workspace = session.workspace(held_open=True)
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
            session.count_ignored()
            session.say("waiting for changes; Ctrl-C ends")
            choices = {**choices, "force": False}
    session.ignoring = None  # each round has counted its own
    session.failed = False
