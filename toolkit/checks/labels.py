"""Names of speakers: labels left in the text, marks in a name, one name of two speakers."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit import languages, late
from toolkit.checks import Check, Checked, message_of, quoted, signs
from toolkit.edition.initials import initials
from toolkit.findings import Finding, define, report
from toolkit.grouped import grouped
from toolkit.languages.lexicon import lexicon
from toolkit.text.hygiene import fold, tidy

# Marks at the start are skipped for good (*+), else a long run of them would be tried from each of them.
_LABEL = late.regex(
    r"[\s*_\[«“\"（(]*+((?:[^\W\d_]\. ?){2,4}|[^\s:：.,!?。，！？«“\"][^:：.!?。！？\n]{0,39}?)"
    r"[\s*_\])）]*+[:：](?!//)[\s*_]*(?=\S)"
)
"""What stands before a colon at the start of a text: a name, or initials with full stops."""
_DASHED = late.regex(
    r"[\s*_]*+([^\s:：.,!?。，！？–—-][^:：.!?。！？–—\n]{0,39}?)[\s*_]*(?:\.\s)?[–—]\s*(?=\S)"
)
_LETTER = late.regex(r"[^\W\d_]\d?\.?")
"""Q and A, and the like."""
_PARTS = late.regex(r"[\s·・‧]+")
_MARK = late.regex(r"[:：;；,，!！?？<>()（）\[\]{}|*\"“”„«»「」\n\t]|(?<=[^\W\d_]{3})[.。]$|(?<=\w)[–—-]$")
_NEAR = 80.0
"""How alike a label is to a name of which it is a misspelling, of 100."""
_SHORTEST = 4
"""Letters of a name that may be misspelt."""


def labels(checked: Checked) -> Iterator[Finding]:
    """Report translations that begin with who says them."""
    names = _names(checked)
    if not names:
        return
    short = _short(checked)
    copula = signs.of(checked.catalog.lang).copula
    own = lexicon().i_of.get(languages.base(checked.catalog.lang), frozenset())
    for message in checked.messages:
        if not message.speakers:
            continue
        match = _LABEL.match(message.target)
        dashed = _DASHED.match(message.target) if match is None else None
        if dashed:
            # "Tom is my name" has a dash in Russian, and goes on with a small letter.
            is_label = not (copula and message.target[dashed.end()].islower())
            match = dashed if is_label else None
        if match is None or _same_start(message.source, match[0]):
            continue
        label = match[1].strip()
        # "I am Mara" has a dash, too, and in Russian a word of one letter before it.
        says_i = copula and match is dashed and fold(label) in own
        letter = _LETTER.fullmatch(label) and not says_i
        name = label if letter else short.get(_letters(label), "")
        name = name or _meant(label, names)
        if name:
            yield checked.report(
                "D254.label" if fold(label) == fold(name) else "D254.other",
                message,
                label=label,
                name=name,
                target=quoted(message.target),
            )


def _same_start(source: str, label: str) -> bool:
    """Whether the source begins with a label as well."""
    mark = ":：" if label.rstrip("*_ ")[-1:] in ":：" else "–—"
    # Whoever is named there, the source is translated.
    return any(sign in source[: 2 * len(label) + 20] for sign in mark)


def _names(checked: Checked) -> dict[str, None]:
    """The names of those who speak, whole and in parts, in both languages."""
    whole = [speaker.name for speaker in checked.document.speakers]
    for entry in checked.names:
        whole += [entry.source, tidy(entry.target)]
    parts = [part for name in whole for part in _PARTS.split(name) if len(part) > 1]
    return dict.fromkeys([*whole, *parts])


def _short(checked: Checked) -> dict[str, str]:
    """The names of those who speak, by their initials in each of the two languages, as editions make them."""
    document, catalog = checked.document, checked.catalog
    ours = document.names()
    theirs = {entry.context: tidy(entry.target) for entry in checked.names}
    pairs = ((ours, catalog.source_lang or document.lang), (theirs, catalog.lang))
    made = [(letters, names[key]) for names, lang in pairs for key, letters in initials(names, lang).items()]
    return {_letters(letters): name for letters, name in made if len(_letters(letters)) > 1}


def _letters(text: str) -> str:
    """A short form without its full stops and blanks; a small word is none of initials in capitals."""
    return "".join(filter(str.isalnum, text))


def _meant(label: str, names: dict[str, None]) -> str:
    """The name that a label means; "" for none."""
    folded = fold(label)
    for name in names:
        if fold(name) == folded:
            return name
    from rapidfuzz import fuzz

    if len(folded) < _SHORTEST:
        return ""
    near = [(fuzz.ratio(folded, fold(name), score_cutoff=_NEAR), name) for name in names]
    score, name = max(near, default=(0.0, ""))
    return name if score and len(name) >= _SHORTEST else ""


def marks(checked: Checked) -> Iterator[Finding]:
    """Report names with a mark or a blank that their source hasn't."""
    for entry in checked.names:
        # As it is written: what is read has its blanks in order.
        target, source = entry.target, entry.source
        match = next((match for match in _MARK.finditer(target.strip()) if match[0] not in source), None)
        shown, about = quoted(tidy(target)), message_of(entry)
        if match:
            yield report(
                "D255.mark",
                checked.where,
                sign=match[0],
                target=shown,
                source=quoted(source),
                message=about,
            )
        elif (target != target.strip() and source == source.strip()) or "  " in target:
            yield report("D255.blank", checked.where, target=shown, message=about)


def shared(checked: Checked) -> Iterator[Finding]:
    """Report names that stand for two speakers, whose own differ."""
    people = grouped((fold(tidy(entry.target)), entry) for entry in checked.names)
    for entries in people.values():
        first, *others = entries
        for entry in others:
            # Two of one name in the source may have one here.
            if fold(entry.source) != fold(first.source):
                yield checked.report(
                    "D256",
                    entry,
                    target=quoted(tidy(entry.target)),
                    source=quoted(entry.source),
                    other=quoted(first.source),
                )


CHECK = (
    Check(
        define(
            "D254",
            severity="warning",
            title="A translation begins with the name of a speaker, as a label that its source hasn't.",
            words={
                "label": (
                    "the translation {target} ({message}) begins with the label “{label}”, which its source "
                    "hasn't."
                ),
                "other": (
                    "the translation {target} ({message}) begins with the label “{label}”, which its source "
                    "hasn't, and which seems to mean {name}."
                ),
            },
            cure="Take the label out: editions print it from the name of the speaker.",
        ),
        labels,
    ),
    Check(
        define(
            "D255",
            severity="warning",
            title="The name of a speaker has a colon, another mark or a blank that its source hasn't.",
            words={
                "mark": "“{sign}” stands in the name {target} ({message}), and not in {source}.",
                "blank": "a blank stands at an end of the name {target} ({message}), or two in a row.",
            },
            cure={
                "mark": "Write the name alone: editions put the colon behind it.",
                "blank": "Put the blank in order.",
            },
            advice="Write the name alone: editions put the colon behind it.",
        ),
        marks,
    ),
    Check(
        define(
            "D256",
            severity="warning",
            title="Two speakers have one name in a translation.",
            words="{source} ({message}) and {other} are both called {target}.",
            cure="Give each of them a name of their own.",
        ),
        shared,
    ),
)
