"""What all commands share: words, progress, arguments, options.

How things are said and shown while they go on, and how a command ends.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from toolkit import interface
from toolkit.cli.helping import meant, spoken
from toolkit.errors import DiglotError, for_shell
from toolkit.text.hygiene import escaped, one_line

if TYPE_CHECKING:
    from toolkit.findings import Finding
    from toolkit.project import Project
    from toolkit.workflow.documents import Outcome
    from toolkit.workflow.ignoring import Ignoring
    from toolkit.workflow.workspace import Workspace


T = TypeVar("T")
_AT_ONCE = 1000
"""Lines that are written at once."""
COLOURS = {"error": "red", "warning": "yellow", "info": "cyan", "hint": "green", "ignored": "cyan"}


@dataclass
class Session:
    """What the options before the command say."""

    folder: Path
    verbosity: int
    """-1 quiet, 0, 1 verbose."""
    colour: bool | None
    """None: as the terminal is."""
    outside: bool = False
    """Whether a project's links and paths may lead out of its folder."""
    failed: bool = False
    ignoring: Ignoring | None = None
    """What the project says that needn't be told; None before a project is there."""
    bar: bool = False
    """Whether a progress bar stands where the next line goes."""
    faults: set[str] = field(default_factory=set)
    """Errors that were told of files."""
    minor: int = 0
    """Findings of little weight that were not told."""
    wording: interface.Translations = field(default_factory=interface.here)
    """The language in which it speaks."""

    def echo(self, words: str, mark: str = "") -> None:
        """Print a line on standard error.

        A progress bar gives way to it.

        Words may come from anywhere, and a terminal is told nothing by them: only the mark may have colours.
        """
        click.echo(("\r\x1b[K" if self.bar else "") + mark + escaped(words), err=True, color=self.colour)

    def data(self, text: str, mark: str = "", *, nl: bool = True) -> None:
        """Print what was asked for on standard output.

        It is printed as it is, but that a terminal is told nothing by it.
        """
        click.echo(mark + (escaped(text) if sys.stdout.isatty() else text), color=self.colour, nl=nl)

    def lines(self, lines: Iterable[str]) -> None:
        """As `data`, many at a time: each call writes to the terminal or the pipe at once."""
        rest = iter(lines)
        while block := list(islice(rest, _AT_ONCE)):
            self.data("\n".join(block))

    @contextlib.contextmanager
    def sink(self) -> Iterator[BinaryIO]:
        """As `data`, for what is written as UTF-8."""
        if not sys.stdout.isatty():
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
            return
        # A terminal is shown text that was made harmless, which bytes are not.
        held = io.BytesIO()
        yield held
        self.data(held.getvalue().decode(), nl=False)

    def binary(self, data: bytes, name: str) -> None:
        """As `data`, for what is no text; UsageError on a terminal.

        name  what a file of it may be called
        """
        if sys.stdout.isatty():
            raise click.UsageError(f"This is no text. Write it to a file: ... > {name}")
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def say(self, words: str) -> None:
        """A line for the person, unless they want quiet."""
        if self.verbosity >= 0:
            self.echo(one_line(self.wording.sentence(words)))

    def figures(self, words: str) -> None:
        """As `say`, for a line of things that were counted."""
        if self.verbosity >= 0:
            self.echo(self.wording.figures(words))

    def mark(self, severity: str) -> str:
        """The severity, coloured, before what is said."""
        return click.style(self.wording(f"{severity}:"), fg=COLOURS[severity], bold=True) + " "

    def error(self, error: DiglotError) -> None:
        """Print an error; the command will exit with 1."""
        self.failed = True
        self.echo(one_line(self.wording.error(error)), self.mark("error"))
        if error.hint:
            self._hint(self.wording.sentence(error.hint))

    def known(self, finding: Finding, path: str = "") -> bool:
        """Whether the project says that a finding needn't be told: then its reason is, to who wants all."""
        reason = self.ignoring.reason(finding, path) if self.ignoring is not None else ""
        # Kept back, but not hidden: who wants all is told it, with why.
        if reason and self.verbosity > 0:
            self.echo(f"{self._line(finding)}: {reason}", self.mark("ignored"))
        return bool(reason)

    def tell(self, finding: Finding, path: str = "", *, asked: bool = False) -> None:
        """Print a finding.

        path   the file that it is told of
        asked  whether findings are what was asked for: then those of little weight are told, too
        """
        if self.known(finding, path):
            return
        if finding.severity == "error":
            self.failed = True
        # An error is told however quiet it shall be.
        elif self.verbosity < 0:
            return
        elif finding.severity == "info" and not asked and self.verbosity < 1:
            self.minor += 1
            return
        self.echo(self._line(finding), self.mark(finding.severity))
        if finding.hint:
            self._hint(self._hint_of(finding))

    def answer(self, finding: Finding) -> None:
        """Print a finding to standard output.

        Where findings are what was asked for, they are the data.
        """
        if finding.severity == "error" or (
            self.verbosity >= 0 and (finding.severity != "info" or self.verbosity > 0)
        ):
            self.data(self._line(finding), self.mark(finding.severity))
            if finding.hint:
                self.data(self._hint_of(finding), self.mark("hint"))

    def count_untold(self) -> None:
        """Say how many findings were kept back."""
        from toolkit.text.hygiene import counted

        if number := self.ignoring.number if self.ignoring else 0:
            self.say(f"{counted(number, 'finding is', 'findings are')} ignored.")
        if self.minor:
            many = counted(self.minor, "minor finding is", "minor findings are")
            command = click.get_current_context().find_root().invoked_subcommand or ""
            self.say(f"{many} told with `diglot -v {for_shell(command)}`.")
            self.minor = 0

    def _hint(self, hint: str) -> None:
        self.echo(hint, self.mark("hint"))

    def _line(self, finding: Finding) -> str:
        place = f"{finding.where}: " if finding.where is not None else ""
        return one_line(f"{place}{finding.message_in(self.wording)} [{finding.code}]")

    def _hint_of(self, finding: Finding) -> str:
        if "\n" not in finding.hint:
            return finding.hint_in(self.wording)
        # It loads what reads TOML.
        from toolkit.config.sidecar_file import hint_shown

        return hint_shown(finding, self.wording)

    def workspace(self, *, held_open: bool = False, read_only: bool = False) -> Workspace:
        """The project that the command is about."""
        from toolkit import project
        from toolkit.workflow.workspace import Workspace

        here = project.find(self.folder, outside=self.outside, read_only=read_only)
        workspace = Workspace(here, held_open=held_open)
        self.begin(workspace)
        return workspace

    def begin(self, workspace: Workspace) -> None:
        """Nothing is told of this project yet."""
        from toolkit.workflow.ignoring import Ignoring

        # What is kept back is counted anew for each project.
        self.ignoring = Ignoring(workspace)
        self.failed = False
        self.faults.clear()

    def progress(self, steps: Iterable[T], length: int | None, label: str) -> Iterator[T]:
        """The steps, with a bar on a terminal."""
        # A bar in a file is noise, and for two steps no help.
        if self.verbosity < 0 or not sys.stderr.isatty() or (length is not None and length < 3):
            yield from steps
            return
        with click.progressbar(steps, length=length, label=label, file=sys.stderr) as bar:
            self.bar = True
            yield from bar

    def fleeting(self, words: str) -> bool:
        """A line that the next one takes the place of; "" takes it away. False where there is no terminal."""
        if self.verbosity < 0 or not sys.stderr.isatty():
            return False
        click.echo("\r\x1b[K" + escaped(words), err=True, nl=False)
        self.bar = bool(words)
        return True

    def unlisted(self, here: Project, langs: Sequence[str]) -> None:
        """Say which of the languages that were written `diglot.toml` doesn't name."""
        from toolkit.workflow.documents import unlisted

        if others := ", ".join(lang for lang in unlisted(here, langs)):
            self.say(f"{others}: not in target-languages of diglot.toml. Other commands need -l until it is.")

    def report(self, outcome: Outcome) -> None:
        """Say what became of a file."""
        for finding in outcome.findings:
            self.tell(finding, outcome.path)
        if outcome.error is not None:
            # What keeps a book from being written does so in each of its formats.
            if str(outcome.error) not in self.faults:
                self.error(outcome.error)
            self.faults.add(str(outcome.error))
        elif outcome.changes is not None:
            self.say(f"{outcome.path}: {self.wording.figures(str(outcome.changes))}")
            if self.verbosity > 0:
                for line in outcome.changes.lines():
                    self.say("  " + line)
        elif not outcome.findings:
            told = f": {self.wording.figures(str(outcome.tally))}" if outcome.tally else ""
            same = "" if outcome.written else f" ({self.wording('unchanged')})"
            self.say(f"{outcome.path}{same}{told}")


class CommandGroup(click.Group):
    """The top of the command.

    It turns errors into sentences, and misspelt commands into suggestions. Its help speaks the language of
    whoever asks for it.
    """

    def main(self, *arguments: Any, **more: Any) -> Any:
        """Run the command, in the language of the environment."""
        say = interface.here()
        group = self if say is interface.ENGLISH else spoken(self, say)
        return click.Group.main(group, *arguments, **more)

    def invoke(self, context: click.Context) -> Any:
        """Run the command."""
        session = Session(Path(), 0, None)
        given = [*context.args]
        try:
            result = super().invoke(context)
        except DiglotError as error:
            (context.obj or session).error(error)
            context.exit(1)
        except click.NoSuchOption as error:
            raise meant(error, self.params, given, session.wording) from error
        except click.UsageError as error:
            # Those of click are in the language already.
            if type(error) is not click.UsageError:
                raise
            raise click.UsageError(session.wording.sentence(error.message), error.ctx) from error
        except KeyboardInterrupt:
            session.echo(session.wording("interrupted"))
            # 128 and the number of SIGINT, as shells have it.
            context.exit(130)
        except OSError as error:
            # Who went away (`diglot show x | head`) needs no words. Of single files the project speaks.
            if not isinstance(error, BrokenPipeError):
                refused = DiglotError(f"{error.strerror or error}.".lower(), error.filename or "output")
                (context.obj or session).error(refused)
            # Python flushes standard output at its end, and would fail once more.
            if error.filename is None:
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            context.exit(1)
        if context.obj is not None:
            context.obj.count_untold()
            if context.obj.failed:
                context.exit(1)
        return result


# Arguments and options that several commands share.


def _complete(words: Callable[[Project], Iterable[str]]) -> Callable[..., list[str]]:
    """Complete what is typed with words of the project."""

    def complete(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
        from toolkit import project

        # `diglot -C DIR build <Tab>`: the words of that project are wanted.
        folder = Path(context.find_root().params.get("folder") or ".")
        try:
            return [word for word in words(project.find(folder)) if word.startswith(typed)]
        # Completion has no place for an error: it offers nothing.
        except (DiglotError, OSError):
            return []

    return complete


documents_argument = click.argument(
    "documents", nargs=-1, metavar="[DOCUMENT...]", shell_complete=_complete(lambda here: here.sources)
)


def _names(here: Project) -> Iterable[str]:
    return [*(table.name for table in here.settings.editions), *here.sources]


names_argument = click.argument("documents", nargs=-1, metavar="[NAME...]", shell_complete=_complete(_names))


document_argument = click.argument("document", shell_complete=_complete(lambda here: here.sources))


dictionary_option = click.option(
    "--dictionary",
    "dictionaries",
    multiple=True,
    metavar="NAME",
    help="cedict, or a file: its name ends in its languages, or de-fr=FILE. Again for more.",
)


encoder_option = click.option(
    "--encoder",
    envvar="DIGLOT_ENCODER",
    metavar="NAME",
    multiple=True,
    # Several are one that asks them all, for whom the rest is the same.
    callback=lambda *given: "+".join(given[-1]) or None,
    help="default, e5, MODULE:NAME of your own, or none; again to join them. Also in DIGLOT_ENCODER.",
)


def lang_option(words: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`-l`, with its help."""
    complete = _complete(lambda here: (*here.target_langs, here.source_lang))
    return click.option(
        "-l", "--lang", "langs", multiple=True, metavar="LANG", help=words, shell_complete=complete
    )


def targets_of(
    workspace: Workspace, langs: Sequence[str], names: Sequence[str] = (), *, source_too: bool = False
) -> tuple[str, ...]:
    """The languages that are asked for, as canonical tags.

    It is () for all that each document is translated into.

    names  the documents that they are asked for; () for all
    source_too  whether the language will do that all these documents are in themselves
    """
    from toolkit import languages, project

    here = workspace.project

    # Two tags of one folder would write one catalog twice.
    tags = project.apart(languages.get(lang).tag for lang in langs)
    wanted = [name for name in names if name in here.sources] or [*here.sources]
    if tags and wanted and not source_too and not any(workspace.targets(name, tags) for name in wanted):
        raise click.UsageError(f"{tags[0]} is the language of the source.")
    return tags
