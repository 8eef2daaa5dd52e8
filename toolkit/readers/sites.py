"""What generators of sites take out of Markdown before it is read: commands, and paths that they work out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from toolkit import late
from toolkit.grouped import grouped
from toolkit.readers import columns
from toolkit.text.scripts import LETTERS

_COMMAND = late.regex(r"\s*(?:\{:[^}]*\}|\{%.*%\}|\{\{[<%].*[>%]\}\}|:::+.*)\s*")
"""A line for Jekyll, Hugo or Pandoc."""
_LEADS = late.regex(r"(?<=\]\()\{\{\s*(?:([\"'])(?P<path>[^\"'{}\s]*)\1|[\w.]+)\s*(?:\|[^{}]*)?\}\}")
"""The path of a link or a picture that Jekyll works out, or what it sets before: `({{ site.url }}/a.png)`."""
_FENCES = ("```", "~~~")
_SAYS = late.regex(
    r"\s*(?P<before>(?:\{%|\{\{[<%])[^\"'{}]{1,80})"
    r"(?:\"(?P<name>[^\"{}*]{1,60})\"|'(?P<other>[^'{}*]{1,60})')\s*[>%]\}\}?\s*"
)
"""A command that ends with a value, and nothing else on its line: `{{< speaker "Ann" >}}`."""
_AGAIN = 2
"""How often whoever speaks begins a turn, on average, at least."""


def without_commands(body: list[str]) -> int:
    """How many lines are commands to a generator of sites: they become empty, and its paths plain ones.

    Those that tell who speaks become labels: `{{< speaker "Ann" >}}` above what Ann says.
    """
    commands = [i for i, line in enumerate(body) if _COMMAND.fullmatch(line)]
    coded = _coded(body)
    names = dict(_names(body, (i for i in commands if i not in coded)))
    for i in commands:
        body[i] = f"**{names[i]}:**" if i in names else ""
    for i, line in enumerate(body):
        if "]({{" in line and i not in coded:
            body[i] = _LEADS.sub(lambda found: found["path"] or "", line)
    return len(commands) - len(names)


def _coded(body: Sequence[str]) -> set[int]:
    """The lines of code between fences."""
    fences = [i for i, line in enumerate(body) if line.lstrip().startswith(_FENCES)]
    ends = [*fences[1::2], *([len(body)] * (len(fences) % 2))]
    return {i for begins, ends_at in zip(fences[::2], ends, strict=True) for i in range(begins, ends_at)}


def _names(body: Sequence[str], commands: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The lines that tell by a command who speaks, and their names.

    All but the name is the same in each, a word of it is one for whoever speaks (`person`, `speaker`), and
    two have turns, again and again: what shows those who take part has each once.
    """
    found = ((i, said) for i in commands if (said := _SAYS.fullmatch(body[i])))
    for before, of in grouped(
        (said["before"], (i, (said["name"] or said["other"]).strip())) for i, said in found
    ).items():
        people = {name for _, name in of}
        named = any(columns.called(word.lower()) == "name" for word in LETTERS.findall(before))
        if named and 1 < len(people) <= len(of) / _AGAIN:
            yield from of
