"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.errors import DiglotError

if TYPE_CHECKING:
    from toolkit.config import Look
    from toolkit.project import Project
    from toolkit.workflow.workspace import Workspace


def _complete(words: Callable[[Project], Iterable[str]]) -> Callable[..., list[str]]:
    """Complete what is typed with words of the project."""

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


def _names(here: Project) -> Iterable[str]:
    return [*(table.name for table in here.settings.editions), *here.sources]


names_argument = click.argument("documents", nargs=-1, metavar="[NAME...]", shell_complete=_complete(_names))


document_argument = click.argument("document", shell_complete=_complete(lambda here: here.sources))


encoder_option = click.option(
    "--encoder",
    envvar="DIGLOT_ENCODER",
    metavar="NAME",
    help="default, MODULE:NAME of your own, or none. Also in the environment: DIGLOT_ENCODER.",
)


def lang_option(words: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`-l`, with its help."""
    complete = _complete(lambda here: (*here.target_langs, here.source_lang))
    return click.option(
        "-l", "--lang", "langs", multiple=True, metavar="LANG", help=words, shell_complete=complete
    )


class BuildCommand(click.Command):
    """A command with the options that `config.Look` describes.

    They are made when the command runs: to load what describes them takes longer than `diglot --help`.
    """

    def get_params(self, context: click.Context) -> list[click.Parameter]:
        """The arguments and options, those of the look last."""
        *own, help_ = super().get_params(context)
        return [*own, *look_options(), help_]


class FormatOption(click.Option):
    """`-f`, with the formats that there are.

    They are looked for when somebody asks for help.
    """

    def __init__(self, *names: Any, listed: Callable[[], str], **attributes: Any) -> None:
        super().__init__(*names, metavar="FORMAT", **attributes)
        self.listed = listed

    def get_help_record(self, context: click.Context) -> tuple[str, str] | None:
        """The option, and the formats."""
        self.help = self.listed()
        return super().get_help_record(context)


def look_options(table: type[Look] | None = None) -> Iterator[click.Option]:
    """The options that say how editions look."""
    from toolkit.config import Look, options

    for name, option, values in options(table or Look):
        if option.value:
            yield click.Option([option.flag, name], flag_value=option.value, default=None, help=option.words)
        elif option.flag:
            yield click.Option([option.flag, name], type=click.Choice(values), help=option.words)


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

    tags = project.apart(languages.get(lang).tag for lang in langs)
    wanted = [name for name in names if name in here.sources] or [*here.sources]
    if tags and wanted and not source_too and not any(workspace.targets(name, tags) for name in wanted):
        raise click.UsageError(f"{tags[0]} is the language of the source.")
    return tags
