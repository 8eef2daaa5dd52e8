"""The command `diglot`: options in, calls of the pipeline, words out. No logic of its own.

Data goes to standard output, everything else to standard error. Exit codes: 0 done, 1 found errors or could
not, 2 usage, 130 interrupted. Nothing but click is imported before a command runs.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from toolkit import __version__
from toolkit.errors import DiglotError

if TYPE_CHECKING:
    from toolkit.model import Problem
    from toolkit.pipeline import Outcome
    from toolkit.project import Project

T = TypeVar("T")
COLOURS = {"error": "red", "warning": "yellow", "info": "cyan", "hint": "green"}


@dataclass
class Session:
    """What the options before the command say."""

    folder: Path
    verbosity: int
    """-1 quiet, 0, 1 verbose."""
    colour: bool | None
    """None: as the terminal is."""
    failed: bool = False

    def say(self, words: str) -> None:
        """A line for the person, unless they want quiet."""
        if self.verbosity >= 0:
            click.echo(words, err=True, color=self.colour)

    def mark(self, severity: str) -> str:
        """The severity, coloured."""
        return click.style(f"{severity}:", fg=COLOURS[severity], bold=True)

    def error(self, error: DiglotError) -> None:
        """Print an error; the command will exit with 1."""
        self.failed = True
        place = f"{error.where}: " if error.where is not None else ""
        click.echo(f"{self.mark('error')} {place}{error.what}", err=True, color=self.colour)
        if error.hint:
            self._hint(error.hint)

    def problem(self, problem: Problem) -> None:
        """Print a finding."""
        if problem.severity == "error":
            self.failed = True
        elif self.verbosity < 0 or (problem.severity == "info" and self.verbosity < 1):
            return
        place = f"{problem.where}: " if problem.where is not None else ""
        words = f"{self.mark(problem.severity)} {place}{problem.message} [{problem.code}]"
        click.echo(words, err=True, color=self.colour)
        if "\n" in problem.hint and problem.where is not None:
            # Lines to be pasted stand alone.
            sidecar = Path(problem.where.path).with_suffix(".toml").as_posix()
            self._hint(f"to decide it, add to {sidecar}:\n{problem.hint}")
        elif problem.hint:
            self._hint(problem.hint)

    def _hint(self, hint: str) -> None:
        click.echo(f"{self.mark('hint')} {hint}", err=True, color=self.colour)

    def project(self) -> Project:
        """The project that the command is about."""
        from toolkit import project

        return project.find(self.folder)

    def progress(self, steps: Iterable[T], length: int | None, label: str) -> Iterator[T]:
        """The steps, with a bar on a terminal."""
        if self.verbosity < 0 or not sys.stderr.isatty() or (length is not None and length < 3):
            yield from steps
            return
        with click.progressbar(steps, length=length, label=label, file=sys.stderr) as bar:
            yield from bar


class Group(click.Group):
    """The top of the command: turns errors into sentences, and misspelt commands into suggestions."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command."""
        try:
            result = super().invoke(context)
        except DiglotError as error:
            Session.error(context.obj or Session(Path(), 0, None), error)
            context.exit(1)
        except BrokenPipeError:
            # The reader of our output went away (`diglot show x | head`): nobody is there to be told.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            context.exit(1)
        if context.obj is not None and context.obj.failed:
            context.exit(1)
        return result


def _documents(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """For the shell: names of documents that begin with what is typed."""
    from toolkit import project

    folder = Path(context.find_root().params.get("folder") or ".")
    try:
        return [name for name in project.find(folder).sources if name.startswith(typed)]
    except DiglotError:
        return []


def _langs(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """For the shell: languages of the project that begin with what is typed."""
    from toolkit import project

    folder = Path(context.find_root().params.get("folder") or ".")
    try:
        return [tag for tag in project.find(folder).target_langs if tag.startswith(typed)]
    except DiglotError:
        return []


documents_argument = click.argument("documents", nargs=-1, metavar="[DOCUMENT...]", shell_complete=_documents)


def lang_option(words: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`-l`, with its help."""
    return click.option(
        "-l", "--lang", "langs", multiple=True, metavar="LANG", help=words, shell_complete=_langs
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
    where = "" if Path(folder) == Path() else f"cd {folder} && "
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
        _report(session, outcome)


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
        _report(session, outcome)


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
    if form == "json":
        click.echo(
            json.dumps([{"document": n, "lang": tag, **asdict(c)} for n, tag, c in rows], ensure_ascii=False)
        )
    else:
        for line in view.status(rows):
            click.echo(line)


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes the shell complete diglot's commands, documents and languages.

    Put `eval "$(diglot completion bash)"` into ~/.bashrc (or the like for zsh, fish).
    """
    from click.shell_completion import get_completion_class

    complete = get_completion_class(shell)
    if complete is None:  # pragma: no cover - the three names above are click's own
        raise DiglotError(f"click can't complete for {shell}.")
    click.echo(complete(main, {}, "diglot", "_DIGLOT_COMPLETE").source())


def _targets(here: Project, langs: Sequence[str], source_too: bool = False) -> tuple[str, ...]:
    """Canonical tags of the languages that are asked for; those of the project where none is."""
    from toolkit import languages

    tags = tuple(dict.fromkeys(languages.get(lang).tag for lang in langs)) or here.target_langs
    if not source_too and here.source_lang in tags:
        raise click.UsageError(f"{here.source_lang} is the language of the source.")
    return tags


def _report(session: Session, outcome: Outcome) -> None:
    for problem in outcome.problems:
        session.problem(problem)
    if outcome.error is not None:
        session.error(outcome.error)
    elif outcome.changes is not None:
        session.say(f"{outcome.path}: {outcome.changes}")
        if session.verbosity > 0:
            for line in outcome.changes.lines():
                session.say("  " + line)
    elif not outcome.problems:
        session.say(f"{outcome.path}{'' if outcome.written else ' (unchanged)'}")
