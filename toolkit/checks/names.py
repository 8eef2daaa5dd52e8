"""Names that are misspelt, written in two ways, or another's.

Which words of a source are names, and what stands for them, is learnt from the catalog: words with a capital
that recur, and the names of speakers with their translations. A form that stands in one message alone, and is
near the one that stands elsewhere for the name, is a slip.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from toolkit import languages, late
from toolkit.checks import (
    Check,
    Checked,
    full_names,
    ideographs,
    lost_names,
    message_of,
    miscopied,
    other_names,
    quoted,
    signs,
)
from toolkit.checks.copied_names import copied
from toolkit.checks.messages import CheckedMessage
from toolkit.checks.near_forms import RenderedName
from toolkit.checks.other_names import ExchangedName
from toolkit.checks.renderings import rendered
from toolkit.checks.targets import CASED, PARTS, Targets
from toolkit.findings import Finding, define, report
from toolkit.text.patterns import any_of

_SHORTEST = 3
"""Letters of a name that is looked at."""
_RARELY = 8
"""A name is written with a capital so many times as often as without one."""
_TITLE = late.regex(r"(?:^|\W)[^\W\d_a-z]\w{0,2}\.$")
"""A short word with a capital and a full stop, as before names: M., Mrs., St."""

_NUMBER = r"[IVX]+(?![^\W_])"
_EPITHET = "(?:the|le|la|el|il|o) [A-ZÀ-Þ]"
"""Charles the Bold. German nouns have capitals: there Karl der Kühne is no clearer than Karl der Mutter."""


def misspelt(checked: Checked) -> Iterator[Finding]:
    """Report forms of names that aren't those which the catalog has elsewhere, and names that are lacking.

    Of each message one.
    """
    told: set[tuple[str, ...]] = set()
    for about, finding in _findings(checked):
        if about not in told:
            told.add(about)
            yield finding


def _findings(checked: Checked) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """What is wrong with names, with the message that it is about; the surest first."""
    lang = checked.catalog.lang
    source_lang = checked.source_lang
    people = [CheckedMessage(entry, source_lang, lang, None, None) for entry in checked.names]
    messages = [*people, *checked.messages]
    targets = Targets(messages, lang)
    same_script = languages.get(source_lang).script == targets.script
    # What isn't translated at all is told as such (D225).
    whole = {foreign.message.entry for foreign in checked.in_other_languages if foreign.what == "whole"}
    known = []
    for name in _names(targets, people, source_lang):
        rendering = copied(name, targets) if same_script else rendered(name, targets)
        # What one script doesn't copy has a form of its own, or none.
        if rendering.usual or not same_script:
            known.append((name, rendering.usual))
        for message, form in rendering.slips:
            if message.entry in whole or _is_king(name.text, rendering.usual, message, checked):
                continue
            if not same_script and _is_saint(name.text, message):
                continue
            about = message_of(message.entry)
            yield about, _of_slip(checked, name.text, rendering.usual, message, form)
    yield from _by_message(checked, people, targets, source_lang)
    where = checked.where
    for one in _exchanged(known, people, targets, source_lang, lang):
        about = message_of(one.message.entry)
        yield about, report("D253.other", where, form=one.form, usual=one.usual, name=one.name, message=about)
    for lost in lost_names.without(known, targets):
        if _is_saint(lost.name, lost.message) or _is_king(lost.name, lost.usual, lost.message, checked):
            continue
        about = message_of(lost.message.entry)
        target = quoted(lost.message.target)
        yield (
            about,
            report("D253.lost", where, target=target, name=lost.name, usual=lost.usual, message=about),
        )


def _by_message(
    checked: Checked, people: Sequence[CheckedMessage], targets: Targets, source_lang: str
) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """What needs no list of names, with the message that it is about."""
    for wrong in ideographs.miscopied(checked.messages, source_lang, checked.catalog.lang):
        message = wrong.message
        yield message_of(message.entry), _of_slip(checked, wrong.name, wrong.usual, message, wrong.form)
    for other in full_names.other_forms(people, checked.messages, targets):
        message = other.message
        yield (
            message_of(message.entry),
            _of_slip(checked, other.person.source, other.usual, message, other.form),
        )
    for copy in miscopied.misspelt(checked.messages):
        about, where = message_of(copy.message.entry), checked.where
        yield about, report("D253.copied", where, form=copy.form, name=copy.word, message=about)
    for copy in miscopied.exchanged(checked.messages, targets):
        about, where = message_of(copy.message.entry), checked.where
        yield (
            about,
            report("D253.other", where, form=copy.form, usual=copy.word, name=copy.word, message=about),
        )


def _exchanged(
    known: Sequence[tuple[RenderedName, str]],
    people: Sequence[CheckedMessage],
    targets: Targets,
    source_lang: str,
    lang: str,
) -> Iterator[ExchangedName]:
    """The messages that have one name in the place of another."""
    if languages.get(source_lang).script in CASED or not targets.cased:
        return other_names.exchanged(known, people, targets)
    # Only the translations tell what is a name: so the sides change places.
    turned = {id(message.turned): message for message in targets.messages}
    sides = Targets([message.turned for message in targets.messages], source_lang)
    persons = [person.turned for person in people]
    names = [(name, "") for name in _names(sides, persons, lang)]
    return (
        ExchangedName(turned[id(one.message)], one.name, one.other, one.form)
        for one in other_names.exchanged(names, persons, sides, native=True)
    )


def _is_saint(name: str, message: CheckedMessage) -> bool:
    """Whether a name stands behind "Saint", or the like, where it has another form."""
    saints = signs.of(message.source_lang).saints
    if not saints:
        return False
    behind = rf"(?<!\w)(?:{any_of(saints, longest=True)})[ \u00a0-]{re.escape(name)}(?!\w)"
    return re.search(behind, message.source) is not None


def _is_king(name: str, usual: str, message: CheckedMessage, checked: Checked) -> bool:
    """Whether a name is that of a king or a pope, whom each language calls otherwise: Luis XIV.

    Where a translation has what usually stands for it, with a number, that is what they are called.
    """
    if usual and any(re.search(_named(usual, _NUMBER), one.target) for one in checked.messages):
        return False
    return re.search(_named(name, rf"(?:{_NUMBER}|{_EPITHET})"), message.source) is not None


def _named(name: str, behind: str) -> str:
    return rf"(?<!\w){re.escape(name)} {behind}"


def _of_slip(checked: Checked, name: str, usual: str, message: CheckedMessage, form: str) -> Finding:
    if not usual:
        return checked.report("D253.once", message, form=form, name=name)
    if form == name:
        return checked.report("D253.left", message, form=form, usual=usual)
    return checked.report("D253.near", message, form=form, usual=usual, name=name)


def _names(targets: Targets, people: Sequence[CheckedMessage], lang: str) -> Iterator[RenderedName]:
    """The names in a source."""
    parts = {part for message in people for part in PARTS.split(message.source) if len(part) > 1}
    if languages.get(lang).script not in CASED:
        for part in sorted(parts):
            yield RenderedName(part, [message for message in targets.messages if part in message.source])
        return
    places: dict[str, list[CheckedMessage]] = defaultdict(list)
    written: Counter[str] = Counter()
    for message in targets.messages:
        written.update(set(message.source_words))
        for word in dict.fromkeys(targets.capitals(message)):
            places[word].append(message)
    for word, having in places.items():
        # The command python is none of the many places that have Python.
        common = written[word.lower()] * _RARELY > len(having)
        told = word in parts or not (common or word.isupper())
        if not told or len(word) < _SHORTEST:
            continue
        # Every word has a capital at the start of a sentence.
        if word in parts or any(_is_inside(word, message.source) for message in having):
            yield RenderedName(word, having)


def _is_inside(word: str, text: str) -> bool:
    """Whether a word stands within a sentence."""
    if f"-{word}" in text:
        return True
    at = text.find(f" {word}")
    while at > 0:
        if text[at - 1].isalnum() or text[at - 1] in ",;" or _TITLE.search(text[max(0, at - 5) : at]):
            return True
        at = text.find(f" {word}", at + 1)
    return False


CHECK = Check(
    define(
        "D253",
        severity="warning",
        title=(
            "A name is misspelt, written in two ways, or another's: what stands for it is near the form in "
            "the other messages that have it; or it is lacking, and nearly all others have it."
        ),
        words={
            "near": "“{form}” stands for {name} in a translation ({message}), and “{usual}” elsewhere.",
            "once": "“{form}” stands for {name} in a translation ({message}), which seems misspelt.",
            "copied": (
                "“{form}” stands in a translation ({message}) for “{name}” of its source: one of the two "
                "seems misspelt."
            ),
            "left": (
                "the name {form} is written as in the source in a translation ({message}), and “{usual}” "
                "elsewhere."
            ),
            "lost": (
                "the translation {target} ({message}) lacks the name {name}, which is “{usual}” elsewhere."
            ),
            "other": "“{form}” stands in a translation ({message}), where the source has {name} (“{usual}”).",
        },
        cure={
            "": "Write the name in one way; if somebody else is meant, keep the finding back.",
            "lost": "Name it here, too; if another word says who or what is meant, keep the finding back.",
        },
    ),
    misspelt,
)
