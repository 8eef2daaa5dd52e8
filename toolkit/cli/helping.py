"""The help of commands, in a language; and options that are made when a command runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from typing import TYPE_CHECKING, Any, TypeVar

import click

from toolkit import interface
from toolkit.errors import for_shell
from toolkit.interface import Translations

if TYPE_CHECKING:
    from toolkit.config import Look

_Command = TypeVar("_Command", bound=click.Command)


def spoken(command: _Command, say: Translations) -> _Command:
    """The command and those below it, with their help in a language."""
    made = copy(command)
    made.help = say.paragraphs(command.help or "")
    made.params = [told(param, say) for param in command.params]
    if isinstance(made, click.Group):
        made.commands = {name: spoken(one, say) for name, one in made.commands.items()}
    return made


def told(param: click.Parameter, say: Translations) -> click.Parameter:
    """An option with its help in a language; another parameter as it is."""
    made = copy(param)
    if isinstance(made, click.Option):
        made.help = say(made.help or "")
    return made


def meant(
    error: click.NoSuchOption, params: Iterable[click.Parameter], given: Iterable[str], say: Translations
) -> click.NoSuchOption:
    """The same, with how to write what was meant.

    params  options of diglot itself
    given   words of the command line
    """
    own = next((param for param in params if error.option_name in param.opts), None)
    # `diglot build -q`: at a place where click looks for the command's.
    if own is not None and error.ctx is not None:
        value = "" if getattr(own, "is_flag", False) else f" {own.metavar or '...'}"
        put = say("put it before the command")
        cure = f"{put}: diglot {error.option_name}{value} {error.ctx.info_name}"
    # `diglot align -weir`: options of one hyphen have one letter, names of files have more.
    elif word := next((word for word in given if word[:2] == error.option_name != word), ""):
        cure = f"{say('a name that begins with a hyphen is written')} {for_shell(word)}"
    else:
        return error
    return click.NoSuchOption(error.option_name, f"{error.message.rstrip('.')}: {cure}", ctx=error.ctx)


class BuildCommand(click.Command):
    """A command with the options that `config.Look` describes.

    They are made when the command runs: to load what describes them takes longer than `diglot --help`.
    """

    def get_params(self, context: click.Context) -> list[click.Parameter]:
        """The arguments and options, those of the look last."""
        *own, help_ = super().get_params(context)
        say = interface.here()
        return [*own, *(told(option, say) for option in look_options()), help_]


class FormatOption(click.Option):
    """`-f`, with the formats that there are.

    They are looked for when somebody asks for help.
    """

    def __init__(self, *names: Any, listed: Callable[[], str], **attributes: Any) -> None:
        super().__init__(*names, metavar="FORMAT", **attributes)
        self.listed = listed

    def get_help_record(self, context: click.Context) -> tuple[str, str] | None:
        """The option, and the formats."""
        made = copy(self)  # the next one to ask may have another language
        made.help = interface.here().sentence(self.listed())
        return super(FormatOption, made).get_help_record(context)


def look_options(table: type[Look] | None = None) -> Iterator[click.Option]:
    """The options that say how editions look."""
    from toolkit.config import Look, options

    # In the order of the fields, so that the help has the order of the reference.
    for name, option, values in options(table or Look):
        if option.value:
            yield click.Option([option.flag, name], flag_value=option.value, default=None, help=option.words)
        elif option.flag:
            kind = click.Choice(values)
            yield click.Option([option.flag, name], type=kind, help=option.words, multiple=option.several)
