"""`diglot init`, `show`, `schema` and `completion`.

They need no project, or make one.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from toolkit.cli.session import Session
from toolkit.errors import for_shell


@click.command()
@click.argument("folder", default=".", metavar="[DIR]")
@click.option(
    "--from",
    "files",
    multiple=True,
    metavar="FILE",
    help="Make it from a transcript, or from a TEI edition of diglot's, with all its translations; "
    "also from the folder of a deposit, which has one.",
)
@click.option(
    "--lang",
    default="",
    metavar="LANG",
    help="With --from: language of a transcript that doesn't say its own.",
)
@click.option(
    "--git",
    "with_git",
    is_flag=True,
    help="Let git merge catalogs message by message, in a new project or in one that is there.",
)
@click.pass_obj
def init(session: Session, folder: str, files: tuple[str, ...], lang: str, with_git: bool) -> None:
    """Make a project: diglot.toml, a short transcript to try, and the folders."""
    from toolkit import project
    from toolkit.workflow import documents, git, init

    made = session.folder / folder
    # Ready to be pasted, in the folder where the command was given.
    there = "Next: " if made == Path() else f"Next: cd {for_shell(str(made))} && "
    if lang and not files:
        raise click.UsageError("--lang is for --from: else the language stands in diglot.toml.")
    if len(files) > 1:
        raise click.UsageError(
            "--from takes one file. Copy the other transcripts into source/ of the project."
        )
    for file in files:
        for outcome in init.from_file(made, Path(session.folder, file), file, documents.now(), lang):
            session.report(outcome)
        # An edition has its translations; a transcript says nothing of languages that are wanted.
        translated = project.find(made, outside=session.outside).target_langs
        work = "diglot extract -l LANG, translate locales/LANG/LC_MESSAGES/*.po, diglot build -l LANG"
        session.say(there + ("diglot build" if translated else work))
    # Who has cloned a project needs no new one.
    if not files and not (with_git and (made / project.CONFIG).exists()):
        # One by one, as they are made: an error in between leaves no doubt which are there.
        for path in init.from_nothing(made):
            session.say(f"made {path}")
        session.say(f"{there}diglot extract, translate locales/*/LC_MESSAGES/*.po, diglot build")
    for done in git.install(made) if with_git else ():
        session.say(done)


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option(
    "--as", "form", type=click.Choice(["text", "json", "jsonl"]), default="text", help="How to print it."
)
@click.option(
    "--lang", default="", metavar="LANG", help="Language of the transcript, where nothing else says it."
)
@click.option(
    "--encoding", default="", metavar="NAME", help="Encoding, where it is not UTF-8 (such as euc-kr)."
)
@click.option("--explain", type=click.IntRange(1), metavar="LINE", help="Print why a line is read as it is.")
@click.pass_obj
def show(session: Session, file: str, form: str, lang: str, encoding: str, explain: int | None) -> None:
    """Print what diglot reads in a transcript, and what it is in doubt about."""
    from toolkit import disk
    from toolkit.cli import views
    from toolkit.findings import shortened

    # Only that: the document itself would bury it.
    if explain is not None:
        session.lines(views.explained(session.folder, file, lang, encoding, explain))
        return
    # Handed down unread: only `-` asks for it.
    drain = partial(disk.drained, sys.stdin.buffer, "<stdin>")
    document, findings, workspace = views.open_(
        session.folder, file, lang, encoding, drain, outside=session.outside
    )
    if workspace is not None:
        session.begin(workspace)
    # What the project ignores is in no form of the output.
    told = [finding for finding in findings if not session.known(finding)]
    session.lines(views.lines(form, document, told))
    for finding in told if session.verbosity > 0 else shortened(told):
        session.tell(finding, asked=True)


@click.command()
@click.argument("folder", default=".", metavar="[DIR]")
@click.pass_obj
def schema(session: Session, folder: str) -> None:
    """Write diglot's own TEI schema into a folder: RELAX NG, and the ODD that it is made from.

    TEI editions name it; beside them, editors and validators find it.
    """
    from toolkit import disk
    from toolkit import schema as own

    for name, content in ((own.RNG, own.rng()), (own.ODD, own.odd())):
        path = session.folder / folder / name
        session.say(f"{path}{'' if disk.write(path, content) else ' (unchanged)'}")


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_obj
def completion(session: Session, shell: str) -> None:
    """Print what makes the shell complete diglot's commands, documents and languages.

    Put `eval "$(diglot completion bash)"` into ~/.bashrc (or the like for zsh, fish).
    """
    # Only here: no other command completes anything by itself.
    from click.shell_completion import BashComplete, FishComplete, ZshComplete

    complete = {"bash": BashComplete, "fish": FishComplete, "zsh": ZshComplete}[shell]
    session.data(
        complete(click.get_current_context().find_root().command, {}, "diglot", "_DIGLOT_COMPLETE").source()
    )
