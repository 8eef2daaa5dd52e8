"""What generators of sites take out of Markdown before it is read: commands, and paths that they work out."""

from __future__ import annotations

from toolkit import late

_COMMAND = late.regex(r"\s*(?:\{:[^}]*\}|\{%.*%\}|\{\{[<%].*[>%]\}\}|:::+.*)\s*")
"""A line for Jekyll, Hugo or Pandoc."""
_LEADS = late.regex(r"(?<=\]\()\{\{\s*(?:([\"'])(?P<path>[^\"'{}\s]*)\1|[\w.]+)\s*(?:\|[^{}]*)?\}\}")
"""The path of a link or a picture that Jekyll works out, or what it sets before: `({{ site.url }}/a.png)`."""
_FENCES = ("```", "~~~")


def without_commands(body: list[str]) -> int:
    """How many lines are commands to a generator of sites: they become empty, and its paths plain ones."""
    commands = [i for i, line in enumerate(body) if _COMMAND.fullmatch(line)]
    for i in commands:
        body[i] = ""
    code = False
    for i, line in enumerate(body):
        code ^= line.lstrip().startswith(_FENCES)
        if "]({{" in line and not code:
            body[i] = _LEADS.sub(lambda found: found["path"] or "", line)
    return len(commands)
