"""Quotation marks and brackets that aren't closed, or are of another kind than the rest of the catalog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from toolkit import late
from toolkit.checks import Check, Checked
from toolkit.checks.messages import CheckedMessage
from toolkit.checks.signs import Habits, Signs, around, of
from toolkit.findings import Finding, define

_QUOTE = late.regex('["“”„‟«»「」『』《》＂〝〞״]')
"""Double ones. Single ones are apostrophes, primes and signs of transcription as well."""
_STRAIGHT = '"＂'
_NO_QUOTE = late.regex(
    r"""(?<=\d)(?:\s?'\s?\d{1,2})?\s?["”″״](?!\w)|(?<=[א-ת])(?:["“”](?=[א-ת](?!\w))|״(?=[א-ת]))"""
    r"""|(?<=[א-ת]{2})["”“](?=[א-ת](?:י|ית|ים|ות|יים|יות)(?!\w))"""
)
"""Inches, and the mark before the last letter of an acronym in Hebrew, which may have an ending."""
_SINGLE = late.regex(r"(?<!\w)['‘](?=\w)|(?<=[\w.,!?…])['’](?!\w)")
_SINGLE_PAIR = late.regex(r"‘[^‘’]+’|‚[^‚‘]+‘|‹[^‹›]+›|(?<!\w)'[^']+'(?!\w)|'[^'\x00-\x7f]+'")
"""Single marks as a pair, where the source has double ones."""
_CLOSES = {
    "“": "”“", "„": "“”", "”": "”“", "‟": "”", "«": "»", "»": "«»", "「": "」", "『": "』", "《": "》",
    '"': '"', "＂": "＂", "〝": "〞", "״": "״",
}  # fmt: skip
"""Mark that opens -> marks that may close it: „so“, „so”, ”so”, »so«, »so»."""
_PRIOR = 3
"""Messages that speak for a language's own pair, where the catalog has it."""
_STRETCH = 10
"""Messages over which a quotation may go."""
_MARKED = late.regex(rf"{_QUOTE.pattern}|[‘’‚‹›'*]|^\s*[-–—―]")
"""What quotes or sets apart in a source, or may."""
_FEW, _RARELY = 2, 10
"""Translations in quotation marks that are slips: so many, or one of so many."""
_MANY = 2
"""Messages with one pair of a language, so that another pair of it is a slip."""
_BRACKET = late.regex(r"[()\[\]{}（）［］【】〔〕]")
_OPENS = {"(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "【": "】", "〔": "〕"}
_ALIKE = str.maketrans("（）［］", "()[]")
"""Widths are looked at elsewhere."""
_NO_BRACKET = late.regex(
    r"(?:[:;=：；]|(?<!\w)[8xX])[-'o^]?[()（）\[\]]+"  # faces
    r"|(?<![()\[\]])[()\[\]]+[-'o^]?[ \u00a0\u202f]?[:;=8](?![\w])"
    r"|(?<![\w^])(?:\d{1,3}|[^\W\d_])[.]?[)）]"  # a) and 1) of lists
)


class QuotedParts(NamedTuple):
    """The pairs of marks in a text."""

    outer: tuple[tuple[str, int], ...]
    """Those inside of no other: both marks, and the offset of the first."""
    opened: tuple[int, ...]
    """Offsets of marks that nothing closes."""
    closed: tuple[int, ...]
    """Offsets of marks that close nothing."""


def pairs(text: str) -> QuotedParts:
    """The quotation marks of a text.

    >>> pairs("„Ja“, sagte sie, „so war es.")
    QuotedParts(outer=(('„“', 0),), opened=(17,), closed=())
    """
    waiting: list[tuple[str, int]] = []
    outer: list[tuple[str, int]] = []
    closed: list[int] = []
    none = {match.end() - 1 for match in _NO_QUOTE.finditer(text)}
    for match in _QUOTE.finditer(text):
        mark, at = match[0], match.start()
        # Inches may close what is quoted; inside of a word nothing does.
        if at in none and (
            text[at + 1 : at + 2].isalpha() or not (waiting and mark in _CLOSES[waiting[-1][0]])
        ):
            continue
        if waiting and mark in _CLOSES[waiting[-1][0]] and not _begins(text, at, mark, waiting[-1][0]):
            opening, begin = waiting.pop()
            if not waiting:
                outer.append((opening + mark, begin))
        elif mark in _CLOSES and (mark not in "”»" or _begins(text, at, mark, "")):
            waiting.append((mark, at))
        else:
            closed.append(at)
    return QuotedParts(tuple(outer), tuple(at for _, at in waiting), tuple(closed))


def _begins(text: str, at: int, mark: str, opened: str) -> bool:
    """Whether a mark that may open or close stands before a word and behind none."""
    if mark not in "“”»«" or (opened == "«" and mark == "»") or (opened == "“" and mark == "”"):
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if opened == "„":
        return False
    # Behind a no-break blank a mark may close as well: « si », dit-il.
    # A sign may be named: »;«.
    named = bool(after.strip()) and text[at + 2 : at + 3] in tuple(_CLOSES[mark])
    opens = after.isalnum() or (bool(after) and after in "“„‘‚¿¡([…*") or named
    return opens and (not before or before.isspace() or before in "([（—–-/")


def quotes(checked: Checked) -> Iterator[Finding]:
    """Report quotation marks that are open, and pairs that the catalog has nearly nowhere else."""
    signs = of(checked.catalog.lang)
    habits = Habits()
    quoting = {text: pairs(text.printed) for text in checked.messages if _QUOTE.search(text.printed)}
    across = _across(checked, quoting)
    for message in checked.messages:
        target = message.printed
        if message not in quoting:
            if (
                message not in across
                and (match := _SINGLE_PAIR.search(target))
                and pairs(message.source).outer
            ):
                habits.note("quotes", match[0][0] + match[0][-1], message, (target, *match.span()))
            continue
        read = quoting[message]
        for pair, at in read.outer:
            if pair not in signs.inner:
                habits.note("quotes", pair, message, (target, at, at + 1))
        if (read.opened or read.closed) and message not in across and _is_whole(message.source):
            at = read.opened[-1] if read.opened else read.closed[0]
            yield checked.report(
                "D241.open" if read.opened else "D241.closed",
                message,
                sign=target[at],
                shown=around(target, at, at + 1),
            )
    yield from _around_all(checked)
    for way, usual, kept, message, shown in habits.departures("quotes", _expected(habits, signs)):
        # What is usual in the language is a second habit rather than a slip.
        if way not in signs.quotes or (usual in signs.quotes and kept >= _MANY):
            yield checked.report("D241.kind", message, pair=way, usual=usual, shown=shown)


def _across(checked: Checked, quoting: Mapping[CheckedMessage, QuotedParts]) -> frozenset[CheckedMessage]:
    """The messages over which one quotation goes, from the one that opens it to the one that closes it.

    Where both sources have a pair more than their translations, a mark of each was lost; but neighbours may
    be parted elsewhere.
    """
    found: set[CheckedMessage] = set()
    begun, opening, lost = -_STRETCH, "", False
    for at, message in enumerate(checked.messages):
        if message not in quoting:
            continue
        text, alone = message.printed, quoting[message].opened + quoting[message].closed
        mark = text[alone[0]] if len(alone) == 1 else ""
        lacks = bool(mark) and len(quoting[message].outer) < len(pairs(message.source).outer)
        # Without blanks a letter is behind what closes, too: 」と.
        begins = mark in _CLOSES and text[alone[0] + 1 : alone[0] + 2].isalnum()
        most = 2 if lost and lacks else _STRETCH
        if mark and not begins and at - begun < most and mark in _CLOSES.get(opening, ""):
            found.update(checked.messages[begun : at + 1])
        # What has marks of its own in between is outside.
        begun, opening, lost = at, mark if begins else "", lacks
    return frozenset(found)


def _around_all(checked: Checked) -> Iterator[Finding]:
    """Report translations that stand in quotation marks from end to end, whose source has none."""
    quoted = [message for message in checked.messages if _is_quoted(message.target.strip())]
    added = [message for message in quoted if not _MARKED.search(message.entry.source)]
    # Who sets all that is said in marks does so all the time, also where the source quotes a word of it.
    habit = [message for message in quoted if not _is_quoted(message.entry.source.strip())]
    if len(habit) <= max(_FEW, len(checked.messages) // _RARELY):
        for message in added:
            shown = around(message.target, 0, 1)
            yield checked.report("D241.whole", message, shown=shown)


def _is_quoted(text: str) -> bool:
    """Whether one pair of marks stands around a text."""
    if not (text and _QUOTE.match(text[0]) and _QUOTE.match(text[-1])):
        return False
    read = pairs(text)
    return not (read.opened or read.closed) and len(read.outer) == 1 and len(_QUOTE.findall(text)) == 2


def _expected(habits: Habits, signs: Signs) -> dict[str, int]:
    """Pairs of the language that the catalog has, or all of them where it has marks of another language."""
    ways = habits.ways("quotes")
    kept = [pair for pair in signs.quotes if pair in ways]
    if not kept and any(way[0] not in _STRAIGHT for way in ways):
        kept = [*signs.quotes[:1]]
    return dict.fromkeys(kept, _PRIOR)


def _is_whole(text: str) -> bool:
    """Whether all quotations of a text are closed; one over several paragraphs isn't."""
    read = pairs(text)
    singles = 0 if read.outer else len(_SINGLE.findall(text))
    return not (read.opened or read.closed or singles % 2)


def _unpaired(text: str) -> tuple[list[int], list[int]]:
    """Offsets of brackets that nothing closes, and of those that close nothing."""
    waiting: list[tuple[str, int]] = []
    closed: list[int] = []
    left_out = {at for match in _NO_BRACKET.finditer(text) for at in range(*match.span())}
    for match in _BRACKET.finditer(text):
        at, mark = match.start(), match[0].translate(_ALIKE)
        if mark in _OPENS:
            if at not in left_out:
                waiting.append((mark, at))
        elif waiting and _OPENS[waiting[-1][0]] == mark:
            waiting.pop()
        elif at not in left_out:
            closed.append(at)
    return [at for _, at in waiting], closed


def brackets(checked: Checked) -> Iterator[Finding]:
    """Report brackets that are opened and not closed, or closed and not opened."""
    for message in checked.messages:
        target = message.printed
        if not _BRACKET.search(target):
            continue
        opened, closed = _unpaired(target)
        if not (opened or closed) or any(_unpaired(message.source)):
            continue
        at = (opened or closed)[0]
        yield checked.report(
            "D242.open" if opened else "D242.closed",
            message,
            sign=target[at],
            shown=around(target, at, at + 1),
        )


CHECK = (
    Check(
        define(
            "D241",
            severity="warning",
            title=(
                "Quotation marks are opened and not closed, closed and not opened, or are of another kind "
                "than all others in the catalog; or they stand around all of a translation whose source has "
                "none."
            ),
            words={
                "open": "“{sign}” is opened and not closed in the translation {shown} ({message}).",
                "closed": "“{sign}” is closed and not opened in the translation {shown} ({message}).",
                "whole": (
                    "quotation marks stand around all of the translation {shown} ({message}), and its source "
                    "has none."
                ),
                "kind": (
                    "quotation marks are {pair} in the translation {shown} ({message}), and {usual} in "
                    "nearly all others."
                ),
            },
            cure={
                "open": "Put the mark that is missing where the quotation ends.",
                "closed": "Put the mark that is missing where the quotation begins.",
                "whole": "Take them away, where nobody is quoted.",
                "kind": "Write the pair of the others.",
            },
            advice=(
                "Put the mark that is missing where the quotation begins or ends; write the others’ pair; "
                "take away those around a whole text."
            ),
        ),
        quotes,
    ),
    Check(
        define(
            "D242",
            severity="warning",
            title="Brackets are opened and not closed, or closed and not opened.",
            words={
                "open": "“{sign}” is opened and not closed in the translation {shown} ({message}).",
                "closed": "“{sign}” is closed and not opened in the translation {shown} ({message}).",
            },
            cure="Put the bracket where it is missing, or take the other away.",
        ),
        brackets,
    ),
)
