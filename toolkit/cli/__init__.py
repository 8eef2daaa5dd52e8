"""The command `diglot`: options in, calls of the pipeline, words out. No logic of its own.

Data goes to standard output, everything else to standard error. Exit codes: 0 done, 1 found errors or could
not, 2 usage, 130 interrupted. Nothing but click is imported before a command runs.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit import __version__
from toolkit.cli.session import Group, Session
from toolkit.errors import DiglotError

if TYPE_CHECKING:
    from toolkit.project import Project


def _complete(words: Callable[[Project], Iterable[str]]) -> Callable[..., list[str]]:
    """For the shell: those of the project's words that begin with what is typed."""

    def complete(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
        from toolkit import project

        folder = Path(context.find_root().params.get("folder") or ".")
        try:
            return [word for word in words(project.find(folder)) if word.startswith(typed)]
        except (DiglotError, OSError):
            return []

    return complete


documents_argument = click.argument(
    "documents", nargs=-1, metavar="[DOCUMENT...]", shell_complete=_complete(lambda here: here.sources)
)


def lang_option(words: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`-l`, with its help."""
    complete = _complete(lambda here: here.target_langs)
    return click.option(
        "-l", "--lang", "langs", multiple=True, metavar="LANG", help=words, shell_complete=complete
    )


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="diglot %(version)s")
@click.option(
    "-C", "folder", default=".", metavar="DIR", help="Work in this folder instead of the present one."
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more: each message that changed, minor findings.")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours on the terminal."
)
@click.pass_context
def main(context: click.Context, folder: str, quiet: bool, verbose: bool, color: str) -> None:
    """From a transcript to gettext catalogs, and back to parallel editions.

    Transcripts are in source/, catalogs for translators in locales/, editions in build/.
    """
    colour = {"always": True, "never": False}.get(color)
    if colour is None and os.environ.get("NO_COLOR"):
        colour = False
    context.obj = Session(Path(folder), -1 if quiet else int(verbose), colour)


@main.command()
@click.argument("folder", default=".", metavar="[DIR]")
@click.pass_obj
def init(session: Session, folder: str) -> None:
    """Make a project: diglot.toml, a short transcript to try, and the folders."""
    from toolkit import scaffold

    for path in scaffold.make(session.folder / folder):
        session.say(f"made {path}")
    made = session.folder / folder
    where = "" if made == Path() else f"cd {shlex.quote(str(made))} && "
    session.say(f"Next: {where}diglot extract, translate locales/*/LC_MESSAGES/*.po, diglot build")


@main.command()
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
@click.pass_obj
def show(session: Session, file: str, form: str, lang: str, encoding: str) -> None:
    """Print what diglot reads in a transcript, and what it is in doubt about."""
    from toolkit import view

    document, problems = view.open_(session.folder, file, lang, encoding, sys.stdin.buffer.read)
    for line in view.lines(form, document, problems):
        click.echo(line, color=session.colour)
    for problem in problems:
        session.problem(problem)


@main.command()
@documents_argument
@lang_option("Language to make or update a catalog for: any BCP 47 tag. Default: those of diglot.toml.")
@click.pass_obj
def extract(session: Session, documents: tuple[str, ...], langs: tuple[str, ...]) -> None:
    """Write the catalogs for translators: locales/DOCUMENT.pot and locales/LANG/LC_MESSAGES/DOCUMENT.po.

    What a translator wrote is never lost: changed paragraphs become fuzzy, vanished ones obsolete.
    """
    from toolkit import pipeline

    here = session.project()
    names = here.documents(documents)
    targets = _targets(here, langs)
    steps = pipeline.extract(here, names, targets, pipeline.now())
    for outcome in session.progress(steps, None, "extract"):
        session.report(outcome)


@main.command()
@documents_argument
@lang_option(
    "Language to build: any BCP 47 tag, or several joined by + for one book. Default: those of diglot.toml."
)
@click.option(
    "-f", "--format", "formats", multiple=True, metavar="FORMAT", help="epub, tei, ... Default: diglot.toml."
)
@click.option("--mono", is_flag=True, help="The translation alone, without the source beside it.")
@click.option(
    "--layout", type=click.Choice(["stacked", "columns"]), help="Translation below the source, or beside it."
)
@click.option(
    "--fallback",
    type=click.Choice(["source", "omit"]),
    help="What stands where a translation is missing or fuzzy: the source, marked, or nothing.",
)
@click.pass_obj
def build(
    session: Session,
    documents: tuple[str, ...],
    langs: tuple[str, ...],
    formats: tuple[str, ...],
    mono: bool,
    layout: Any,
    fallback: Any,
) -> None:
    """Merge documents with their catalogs and write the editions into build/."""
    from toolkit import pipeline
    from toolkit.writers import Options

    here = session.project()
    selections = [_targets(here, lang.split("+"), mono) for lang in langs or here.target_langs]
    if not selections:
        raise DiglotError(
            "no language to build.", "diglot.toml", 'Name some: target-languages = ["fr"], or use -l.'
        )
    jobs = pipeline.plan(here.documents(documents), formats or here.settings.formats, selections, mono)
    options = Options(layout=layout or here.settings.layout, publisher=here.settings.publisher)
    steps = pipeline.build(here, jobs, fallback or here.settings.fallback, options)
    for outcome in session.progress(steps, len(jobs), "build"):
        session.report(outcome)


@main.command()
@documents_argument
@lang_option("Language to look at. Default: those of diglot.toml.")
@click.option("--as", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.pass_obj
def status(session: Session, documents: tuple[str, ...], langs: tuple[str, ...], form: str) -> None:
    """Show how far each translation is: messages translated, fuzzy, empty; words of the source; percent."""
    from toolkit import pipeline, view

    here = session.project()
    rows = []
    for name, lang, found in pipeline.status(here, here.documents(documents), _targets(here, langs)):
        if isinstance(found, DiglotError):
            session.error(found)
        else:
            rows.append((name, lang, found))
    for line in view.status(form, rows):
        click.echo(line)


@main.command()
@click.argument("source", metavar="SRC")
@click.argument("target", metavar="TGT")
@click.option(
    "-s", "--source-lang", default="und", metavar="LANG", help="Language of SRC, to tell its sentences."
)
@click.option("-t", "--target-lang", default="und", metavar="LANG", help="Language of TGT.")
@click.option("--segmented", is_flag=True, help="Both files have one sentence a line.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["ladder", "tsv", "jsonl"]),
    default="tsv",
    help="How to print the beads.",
)
@click.option("--gold", metavar="FILE", help="A ladder made by hand: print how well the beads agree with it.")
@click.pass_obj
def bitext(
    session: Session,
    source: str,
    target: str,
    source_lang: str,
    target_lang: str,
    segmented: bool,
    form: str,
    gold: str | None,
) -> None:
    """Align two texts that translate each other, sentence by sentence."""
    from toolkit import bitext as texts

    one = texts.units(session.folder / source, source, source_lang, segmented=segmented)
    other = texts.units(session.folder / target, target, target_lang, segmented=segmented)
    found = texts.beads(one, other, source_lang, target_lang)
    if gold is not None:
        click.echo(texts.scores(found, session.folder / gold, gold))
        return
    for line in texts.lines(form, found, one, other):
        click.echo(line)


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes the shell complete diglot's commands, documents and languages.

    Put `eval "$(diglot completion bash)"` into ~/.bashrc (or the like for zsh, fish).
    """
    from click.shell_completion import BashComplete, FishComplete, ZshComplete

    complete = {"bash": BashComplete, "fish": FishComplete, "zsh": ZshComplete}[shell]
    click.echo(complete(main, {}, "diglot", "_DIGLOT_COMPLETE").source())


def _targets(here: Project, langs: Sequence[str], source_too: bool = False) -> tuple[str, ...]:
    """Canonical tags of the languages that are asked for; those of the project where none is."""
    from toolkit import languages, project

    tags = project.apart(languages.get(lang).tag for lang in langs)
    if not tags:
        return here.target_langs
    if not source_too and here.source_lang in tags:
        raise click.UsageError(f"{here.source_lang} is the language of the source.")
    return tags
