"""Terms of the glossary that a translation renders otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks import Check, Checked, message_of, quoted
from toolkit.findings import Finding, define, report

_SHOWN = 3
"""Targets that a finding names; any of them will do."""


def terms(checked: Checked) -> Iterator[Finding]:
    """Report translations that have no target of a term of their source, or what the glossary avoids."""
    glossary = checked.glossary
    if glossary is None:
        return
    for message in checked.messages:
        for match in glossary.terms_in(message.source):
            term, target = match.term, message.target
            wrong = glossary.avoided(match, target)
            if not wrong and glossary.is_used(term, target):
                continue
            shown = {
                "target": quoted(target),
                "term": term.source,
                "wanted": " / ".join(term.targets[:_SHOWN]),
            }
            about = message_of(message.entry)
            if not wrong:
                source = quoted(message.source)
                yield report("D257.missing", checked.where, message=about, source=source, **shown)
            elif term.targets:
                yield report("D257.avoided", checked.where, message=about, wrong=wrong, **shown)
            else:
                yield report("D257.wrong", checked.where, message=about, wrong=wrong, **shown)


CHECK = Check(
    define(
        "D257",
        severity="warning",
        title="A translation renders a term otherwise than the glossary of its language.",
        words={
            "missing": (
                "the translation {target} ({message}) has no “{wanted}” for “{term}” in its source {source}."
            ),
            "avoided": (
                "“{wrong}” stands for “{term}” in the translation {target} ({message}), not “{wanted}”."
            ),
            "wrong": (
                "“{wrong}” stands for “{term}” in the translation {target} ({message}), where it is to be "
                "avoided."
            ),
        },
        cure=("Use the term, or write into the glossary, locales/<lang>/glossary.csv, what will do as well."),
    ),
    terms,
)
