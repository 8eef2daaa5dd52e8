"""Translations that were made for another context.

Nobody has looked at them since.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog import provenance
from toolkit.checks import Check, Checked, quoted
from toolkit.findings import Finding, define, report


def made_for_others(checked: Checked) -> Iterator[Finding]:
    """Report how many there are, and the first."""
    # A warning, and the translation is printed: a corrected speaker has changed no word (decision 131).
    entries = [entry for entry in checked.catalog.entries if provenance.made_for(entry) is not None]
    if not entries:
        return
    # One finding: who corrects a speaker puts many translations into another context.
    first, others = entries[0], len(entries) - 1
    target, was = quoted(first.target), provenance.made_for(first) or "no context"
    if others:
        yield report("D220.several", checked.where, target=target, was=was, now=first.context, others=others)
    else:
        yield report("D220.one", checked.where, target=target, was=was, now=first.context)


CHECK = Check(
    define(
        "D220",
        severity="warning",
        title=(
            "Translations were finished when somebody else said their words, or when these were of another "
            "kind. They stay done, since the words are the same; where a language shows who speaks, they may "
            "not fit any more."
        ),
        words={
            "one": "the translation {target} was made for {was}, and stands for {now} now. It is printed.",
            "several": (
                "the translation {target} was made for {was}, and stands for {now} now, and {others:other}. "
                "It is printed."
            ),
        },
        cure="Look whether it fits who speaks now, then delete the comment “context was ...”.",
        advice=(
            "Look at them, and delete the comment `context was ...` of each that fits; a change of the "
            "translation deletes it too."
        ),
    ),
    made_for_others,
)
