"""Terms of the glossary that a translation renders otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks import Check, Checked, quoted
from toolkit.findings import Finding, define

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
            if not wrong:
                source = quoted(message.source)
                yield checked.report("D257.missing", message, source=source, **shown)
            elif term.targets:
                yield checked.report("D257.avoided", message, wrong=wrong, **shown)
            else:
                yield checked.report("D257.wrong", message, wrong=wrong, **shown)


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
