"""Findings: what diglot has to say about a text.

`findings.toml` is the one registry: of each code it says how severe it is, in which words it is told, and
what to do. Whoever has something to say calls `report` with a code, a place and the arguments of the words:

    report("D407", Location("source/talk.txt", 0), document="talk", sidecar="source/talk.toml")
    report("D104.nobody", where, speaker=name, begins=words)    # a code with several wordings

A check (`toolkit.checks`) is one file: it brings the rule of its code with it. `rule` knows both.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, Literal, get_args

from toolkit import late, registry
from toolkit.errors import DiglotError, brief, for_shell
from toolkit.interface import ENGLISH, Listed, Translations
from toolkit.model import Certainty, Location

Severity = Literal["error", "warning", "info"]
FindingValue = str | int | tuple[str, ...]
"""What stands in words: a text, a number of things, or a list."""
MANY = 20
"""Findings of one code that are told one by one where there may be thousands."""
_MORE = "and {number} more of {code}."
_THEN = "Mend those above; the others are told then."
ANEW = "Build the edition anew; if it is wrong again, report it as a defect of diglot."


_CODE = late.regex(r"D2\d\d|(?!D\d)[A-Z]+\d{3}")
"""The code of a check: of diglot, or of another package."""
_FREE = "Take a free one: D2 and two digits, or in a package of your own such as ACME240."


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code stands for."""

    code: str
    """Stable: D1xx source, D2xx catalog, D3xx alignment, D4xx edition, D5xx deposit."""
    severity: Severity
    title: str
    """What the reference says of it."""
    words: Mapping[str, str]
    """Templates by wording; "" where there is one."""
    cure: Mapping[str, str]
    """Likewise."""
    when: Mapping[str, tuple[Severity, str]]
    """Situation or wording -> its own severity, and when that is so, in words for the reference."""
    advice: str = ""
    """What the reference says to do, where the cure would say too little there."""
    anew: bool = False
    """Whether only diglot can be at fault."""
    speaker: Certainty = ""
    """Of a doubt about who speaks: how sure it is."""
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Name in the words -> templates of its parts, one is told if an argument of it isn't empty."""
    told: tuple[str, ...] = ("check",)
    """Commands that always look for it: where all of a project is gone through, none is overlooked."""
    damage: bool = False
    """Whether a deposit isn't as it was made."""
    machine: bool = False
    """Whether it depends on what is installed, so that another build may not say it."""

    @property
    def ignorable(self) -> bool:
        """Whether it isn't always an error."""
        # In one situation it may be a warning: then it may be known, and left.
        return {self.severity, *(severity for severity, _ in self.when.values())} != {"error"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding about somebody's text: never about diglot.

    code       what is wrong, as the reference lists it: "D204"
    where      the place; None for what no file is about
    wording    which of its wordings, of a code with several; else ""
    args       what stands in the words, by name
    situation  what makes it more or less severe, such as "strict"; else ""
    lines      all that it is about, where that is more than the line of `where`
    known      what a translator wrote beside a message to have it kept back; else ""
    """

    code: str
    where: Location | None = None
    wording: str = ""
    args: tuple[tuple[str, FindingValue], ...] = ()
    situation: str = ""
    lines: tuple[int, ...] = ()
    known: str = ""

    @property
    def name(self) -> str:
        """Code and wording, as `report` takes them."""
        return f"{self.code}.{self.wording}" if self.wording else self.code

    @property
    def rule(self) -> Rule:
        """What its code stands for."""
        try:
            return rule(self.code)
        except KeyError as error:
            hint = "Give `report` the code that `define` was given."
            raise DiglotError(f"something reports {self.code}, which nothing defines.", hint=hint) from error

    @property
    def severity(self) -> Severity:
        """How severe it is, as it is worded and in its situation."""
        # What somebody asked for outweighs how it is worded.
        when = self.rule.when
        return (when.get(self.situation) or when.get(self.wording) or (self.rule.severity,))[0]

    @property
    def message(self) -> str:
        """A sentence that says what is wrong, in English."""
        return self.message_in(ENGLISH)

    @property
    def hint(self) -> str:
        """What to do, in English; may have several lines, ready to be pasted."""
        return self.hint_in(ENGLISH)

    def message_in(self, say: Translations) -> str:
        """A sentence that says what is wrong, in a language."""
        words = self.rule.words
        # Reported by a package of others: its author is told what there is.
        if self.wording not in words and "" not in words:
            legal = ", ".join(f"{self.code}.{wording}" for wording in words if wording != "more")
            raise DiglotError(f"nothing words {self.name}.", hint=f"Give `report` one of these: {legal}.")
        # What is to be pasted stands in the cure, and is whole there.
        return _worded(
            replace(self, args=tuple((key, _brief(value)) for key, value in self.args)), words, say
        )

    def hint_in(self, say: Translations) -> str:
        """What to do, in a language."""
        cure = _worded(self, self.rule.cure, say)
        return f"{cure} {say(ANEW)}".lstrip() if self.rule.anew else cure

    @property
    def about(self) -> tuple[str, ...]:
        """The ids and the context of the message that it is about; () where it is about no single one."""
        message = dict(self.args).get("message", ())
        return message if isinstance(message, tuple) else ()

    def on(self, lines: Sequence[int]) -> Finding:
        """The finding about several lines of its file."""
        return replace(self, lines=tuple(lines))

    @property
    def every_line(self) -> tuple[int, ...]:
        """All lines that it is about; none of what is about no line."""
        return self.lines or ((self.where.line,) if self.where else ())

    def given(self, situation: str) -> Finding:
        """The finding in a situation, where this changes its severity."""
        # The same finding where it changes nothing: it is compared, to be told once.
        return replace(self, situation=situation) if situation in self.rule.when else self


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings about a text, to be gone through once.

    The doubts are looked for when they are come to, which takes a while.
    """

    certain: tuple[Finding, ...] = ()
    doubts: Iterable[Finding] = ()
    why: Callable[[int], Iterable[str]] | None = None
    """Tells why a line (1-based) is read as it is; None where nothing had to be inferred."""
    open: Any = None
    """The `OpenReading` in which more can be decided; None where nothing can be."""

    def __iter__(self) -> Iterator[Finding]:
        """What is certain, then the doubts."""
        yield from self.certain
        # Taken as they come: whoever stops early has not waited for the rest.
        yield from self.doubts


def report(name: str, where: Location | None = None, when: str = "", /, **args: FindingValue) -> Finding:
    """Make a finding of a code and the arguments of its words.

    name   a code, or code and wording: "D407", "D104.nobody"
    where  None for what no file is about
    when   a situation that the registry knows, where it changes the severity
    args   what the words and the cure have a place for
    """
    # Nothing is looked up yet: words come when it is told, which not all findings are.
    code, _, wording = name.partition(".")
    return Finding(code, where, wording, tuple(args.items()), when)


def shortened(found: Iterable[Finding]) -> list[Finding]:
    """The findings; of a code that is there many times, the first and a count."""
    seen: Counter[str] = Counter()
    kept = []
    for finding in found:
        seen[finding.code] += 1
        if seen[finding.code] <= MANY:
            kept.append(finding)
    return kept + [
        report(f"{code}.more", number=number - MANY, code=code)
        for code, number in sorted(seen.items())
        if number > MANY
    ]


def _worded(finding: Finding, texts: Mapping[str, str], say: Translations) -> str:
    """A template of the registry, in a language, with the arguments of a finding."""
    # A cure may be the same for all wordings, and the words for all cures.
    text = say(texts.get(finding.wording, texts.get("", "")))
    # Filled by template alone: what stands in an argument is never a template itself.
    shown = {key: say.shown(key, value) for key, value in finding.args}
    try:
        # Other wordings may have other arguments.
        wanted = finding.rule.parts.keys() & set(_arguments(text))
        for name in wanted:
            parts = [say(part) for part in finding.rule.parts[name]]
            # A part whose arguments are all empty would be words without sense.
            told = [part for part in parts if any(shown[key] for key in _arguments(part))]
            shown[name] = Listed(part.format_map(shown) for part in told)
        return _filled(text, shown)
    except KeyError as error:
        what = f"the words of {finding.name} have a place for `{error.args[0]}`, and nothing fills it."
        given = ", ".join(shown) or "nothing"
        raise DiglotError(what, hint=f"Give `report` that argument. It was given: {given}.") from error


def _brief(value: FindingValue) -> FindingValue:
    """What stands in a sentence, where it is too long for people."""
    if isinstance(value, tuple):
        return tuple(map(brief, value))
    return value if isinstance(value, int) else brief(value)


def _filled(template: str, shown: Mapping[str, str]) -> str:
    """A template with its values; in a command, which is to be pasted, they are words of a shell."""
    # Every second piece stands between two marks.
    pieces = template.split("`")
    for at, piece in enumerate(pieces):
        if at % 2 and piece.startswith("diglot "):
            pieces[at] = piece.format_map({key: for_shell(str(value)) for key, value in shown.items()})
        else:
            pieces[at] = piece.format_map(shown)
    return "`".join(pieces)


def _arguments(template: str) -> Iterator[str]:
    """The names that a template has a place for."""
    return (name for _, name, _, _ in Formatter().parse(template) if name)


def refused(name: str, error: DiglotError, shown: str) -> Finding:
    """Report an error as a finding among others.

    shown  the file that it is about, where the error doesn't say
    """
    # An error may tell its place in words alone: then it is about the whole file.
    where = error.where if isinstance(error.where, Location) else Location(error.where or shown, 0)
    return report(name, where, what=error.what, cure=error.hint)


def codes() -> tuple[str, ...]:
    """All codes, in order."""
    return tuple(sorted([*_sections(), *_of_checks()]))


@cache
def rule(code: str) -> Rule:
    """What a code stands for.

    Raises KeyError for a code that nobody has registered.
    """
    # The registry first: to look through the checks imports them all.
    section = _sections().get(code)
    return _of_checks()[code] if section is None else _made(code, **tomllib.loads(section))


def define(code: str, **table: Any) -> Rule:
    """The rule of a check, told as in `findings.toml`.

    DiglotError for a code that can't be had, and for what a rule can't be.

    >>> define("D299", severity="info", title="A text is short.", words="{text} is short.", cure="").words[""]
    '{text} is short.'
    """
    # A plug-in may not change what diglot's own codes mean.
    if code in _sections():
        raise DiglotError(f"the code {code} is diglot's own.", hint=_FREE)
    if not _CODE.fullmatch(code):
        raise DiglotError(f"{code!r} can't be the code of a check.", hint=_FREE)
    # As in `diglot.toml`: a misspelt key is told, and not passed over.
    legal = [field.name for field in fields(Rule) if field.name != "code"]
    if wrong := next((key for key in table if key not in legal), ""):
        raise DiglotError(f"the rule of {code} has `{wrong}`.", hint=f"It may have: {', '.join(legal)}.")
    if lacking := [key for key in ("severity", "title", "words", "cure") if key not in table]:
        raise DiglotError(f"the rule of {code} has no {', '.join(lacking)}.", hint="Give it to `define`.")
    for severity in (table["severity"], *(given[0] for given in table.get("when", {}).values())):
        if severity not in get_args(Severity):
            what = f"the rule of {code} has the severity {severity!r}."
            raise DiglotError(what, hint=f"Severities: {', '.join(get_args(Severity))}.")
    return _made(code, **table)


def _made(code: str, **table: Any) -> Rule:
    wordings: dict[str, Any] = {
        key: {"": table[key]} if isinstance(table[key], str) else table[key] for key in ("words", "cure")
    }
    # Of each code there may be too many to be told one by one.
    wordings["words"] = {"more": _MORE} | wordings["words"]
    wordings["cure"] = {"more": _THEN} | wordings["cure"]
    when = {situation: tuple(given) for situation, given in table.get("when", {}).items()}
    told = {"told": tuple(table["told"])} if "told" in table else {}
    return Rule(code=code, **table | wordings | told | {"when": when})


@cache
def _of_checks() -> dict[str, Rule]:
    return {check.rule.code: check.rule for check in registry.checks()}


@cache
def _sections() -> dict[str, str]:
    """Code -> its part of `findings.toml`, not read yet.

    Few codes are told of one text, and all of it as TOML takes 9 ms.
    """
    text = files("toolkit").joinpath("findings.toml").read_text("utf-8")
    # Every second piece is a code, since it is a group of the pattern.
    parts = re.split(r"^\[(D\d{3})\]\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def ranges(numbers: Sequence[int], most: int = 5) -> str:
    """Numbers for people, each once and ascending, cut short behind so many of their runs, up to the last.

    >>> ranges([2, 3, 4, 4, 7]), ranges([2, 4, 6, 8], 2)
    ('2-4, 7', '2, 4 ... 8')
    """
    parts: list[list[int]] = []
    for number in sorted({*numbers}):
        if parts and number == parts[-1][-1] + 1:
            # A run has its first and its last number.
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    shown = ", ".join("-".join(map(str, part)) for part in parts[:most])
    return f"{shown} ... {parts[-1][-1]}" if len(parts) > most else shown
