"""What may be a label: every reading of how a line begins.

The grammar of the line alone is asked here, and it refuses little. `roster` tells from the whole document
which labels are speakers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from toolkit import late
from toolkit.giving_way import pause
from toolkit.languages.lexicon import MARKS, key
from toolkit.model.values import Value
from toolkit.reading import described, forms, guesses, names
from toolkit.reading.forms import LabelForm
from toolkit.reading.lines import Line
from toolkit.reading.nameable import nameable, unbalanced
from toolkit.text import markup
from toolkit.text.hygiene import seen_alike, visible
from toolkit.text.lines import seen
from toolkit.text.signs import masked_marks, unclosed

HEAD = 160
"""Characters of a line that are looked at."""
_COLON = late.regex("[:：]")
_ANY_SIGN = late.regex(f"[{re.escape(''.join(row.signs for row in forms.GRAMMAR))}]")
_ROWS = [(row, row.signs, late.regex(row.label + row.behind + row.text, re.DOTALL)) for row in forms.GRAMMAR]
_LINK = late.regex(r"(?<!!)\[([^\[\]]{1,70})\](\([^()\s]{1,140}\))")
_LINKED = late.regex(rf"[\W_]*{_LINK.pattern}[\1\2\s]*[:：]")
"""A name may lead somewhere: in a heading, or before a colon. Else it is what a list of links has."""
_TIME_FIRST = late.regex(r"([\1\2\s]*+)\0++[\1\2\s]*+(?!$)")
"""A time before the words behind a label."""
_ENCLOSED = late.regex(r"\s*(<<[^<>]{1,30}>>)(?=\s*[^\s<])(?:.*\S)?\s*\1\s*$")
"""Of a line that has the same mark at both ends, as programs leave them that know who speaks: markup."""
_HANDLE = late.regex(
    rf"(?!{forms.HTML}|<[^<>.]*+\.[^<>/]*+/)(?:(<)|@(?=[\w.-]{{1,60}}@\s))([@+%~&!]?[\w\-\[\]\\`^{{}}|()./]{{1,60}}?)"
    r"(?:![^\s<>@]{1,40}@[^\s<>]{1,90})?\\?(?(1)>|@)"
)
"""A name in a chat: `<ann_>`, with its host `<ann!~a@host.example>`, `@ann@`; no address: `<a.example/x>`."""
_QUOTED = late.regex(
    r"[\1\2]*([\"“”„«»「『])[^\"“”„«»「」『』:：]{1,60}(?:([\"“”«»」』])[\1\2\s]*[:：]"
    r"(?!\s*(?:[\"'{\[\d]|(?:true|false|null)\b))|[:：][\"“”«»」』](?=\s))"
)
"""Marks of quotation around a label, `"Mara": Wind`, `"Mara:" Wind`, and no key of data, `"name": "Mara"`."""
_ESCAPED = late.regex(r"\\(?=[^\w\s])")
_CODE = late.regex(r"[\0\1\2\s]*`(?![^`]{1,70}(?:[:：]\s*`|`[\1\2\s]*[:：]))|\[[^\[\]]+\]:\s*+(?=\S*/)\S++$")
"""Of code that is nobody's name: a command, a formula; where a link leads, below a text in Markdown."""
_BLANKS = late.regex(rf"[ \u00a0](?:[ \u00a0]|{forms.SINGLE})")
_WIDE = late.regex("[ \u00a0]{3}|\t")
_WITH_BLANKS: tuple[LabelForm, ...] = ("gap", "bold", *forms.SIGNS)
_SPACED = late.regex(r"(?<!\S)[^\W\d_](?: [^\W\d_]){2,}(?!\S)")
"""A word of letters with blanks between them, as plays are set to make a name stand out: `M a r a.`"""
_STOPS = '.。!！?？…,;，、；"”»」』'
"""A label alone has none of them at its end."""
_BULLETS = frozenset(MARKS)
_EMPHATIC, _EMPHASIZED = frozenset("*_<`"), frozenset("\1\2")
_TICKED = ("bracket", "x")


class Candidate(Value, frozen=True, gc=False):
    """A label that a line may begin with."""

    form: LabelForm
    label: str
    """As printed, without what stands in parentheses."""
    printed: str
    """As printed, without its colon and marks of emphasis."""
    key: str
    """What is the same label."""
    start: int
    """Offset in the line at which its text begins; the line's length where the text is below."""
    asides: tuple[str, ...] = ()
    """What stands in parentheses."""
    time: str = ""
    """As printed, with its brackets."""
    marked: bool = False
    """Whether a bullet stands before it."""
    bare: bool = False
    """Whether nothing is behind it: its text is below."""


def made(form: LabelForm, own: str, start: int, *, bare: bool = False) -> Candidate:
    """The label of which only all of a text tells that it is one."""
    return Candidate(form, own, own, key(own), start, bare=bare)


def candidates(line: Line, known: frozenset[str] = frozenset()) -> tuple[Candidate, ...]:
    """Every label that a line may begin with.

    known  keys of labels that somebody is sure of: their word is worth more than grammar
    """
    pause()
    if line.speaker:
        label, asides = _parted(line.speaker)
        # "..." speaks too, where a container says so.
        return (
            Candidate("stated", label or line.speaker, line.speaker, key(label) or line.speaker, 0, asides),
        )
    if line.names:
        # All of it is the label, whatever signs it has.
        printed = markup.plain(line.text)
        label, asides = _parted(printed)
        own = key(label) or printed
        return (Candidate("stated", label or printed, printed, own, len(line.text), asides, bare=True),)
    labels = _of_bold(line) if line.strong else _as_seen(line.text)
    if line.form == "item":
        # The sign of an item is the list's, and no mark of somebody who speaks; a box may be ticked.
        labels = tuple(
            one for one in labels if one.form not in forms.SIGNS and (one.form, one.key) != _TICKED
        )
    if line.kind == "speech":
        # In what is said a label has a colon, brackets or the signs of bold, alone on its line those of
        # Japanese captions: all else is the way in which somebody speaks.
        told = {("colon", True), ("colon", False), ("bracket", False), ("bracket", line.text[:1] == "（")}
        told |= {("bold", False)} if not line.strong else set()
        labels = tuple(one for one in labels if (one.form, one.bare) in told)
    if known and known.isdisjoint(candidate.key for candidate in labels):
        colon = _COLON.search(line.text, 0, HEAD)
        if colon and (own := key(label := line.text[: colon.start()].strip())) in known:
            start = len(line.text) - len(line.text[colon.end() :].lstrip())
            return (Candidate("colon", label, label, own, start, bare=not seen(line.text[start:])), *labels)
    return labels


def _as_seen(text: str) -> tuple[Candidate, ...]:
    """The labels of a line as it is seen; their offsets are those in the line as it is written."""
    alike = seen_alike(text)
    if alike == text:
        return _grammar(text)

    def written(place: int) -> int:
        """Where in the line what is seen at a place begins."""
        return bisect_left(range(len(text)), place, key=lambda end: len(seen_alike(text[:end])))

    return tuple(one.replace(start=written(one.start)) for one in _grammar(alike))


def _of_bold(line: Line) -> tuple[Candidate, ...]:
    """The labels of a line that begins in bold: those that it has with the marks of bold."""
    bold = line.strong
    return tuple(
        candidate.replace(start=max(0, candidate.start - (2 if candidate.start <= bold + 2 else 4)))
        for candidate in _grammar(f"**{line.text[:bold]}**{line.text[bold:]}")
    )


@lru_cache(maxsize=1 << 16)
def _grammar(text: str) -> tuple[Candidate, ...]:
    head = text[:HEAD]
    masked, enclosed = _masked(text, head)
    # Most lines begin with a letter, before which there is nothing.
    lead = None if masked[:1].isalpha() else forms.LEAD.match(masked)
    at = lead.end() if lead else 0
    marked = not _BULLETS.isdisjoint(masked[:at])
    if (handle := _handle(head, masked, at)) is not None:
        # Whatever signs it has: none parts it, or is taken off.
        start, end = handle.span(2)
        signs = "<>" if handle[1] is None else f"<{masked[end]}"
        masked = f"{masked[: start - 1]}{signs[0]}{'x' * (end - start)}{signs[1]}{masked[end + 1 :]}"
    labels: dict[tuple[str, int], Candidate] = {}
    for row, printed, start in _parses(masked, at):
        form = row.form
        label, whole, folded, asides = _taken_apart(printed, sign=form in forms.SIGNS)
        if handle is not None and form == "bracket":
            label = whole = _ESCAPED.sub("", handle[2])
            folded, asides = key(label), ()
        bare = not (text[start : start + 1].isalnum() or seen(text[start:]))
        rest = "" if bare else text[start:]
        if not folded or not row.where(forms.Cut(folded, head[at:start], rest, text)):
            continue
        begins, time = start, ""
        if "\0" in masked:
            # Behind a label with a time before it, a second one is of the words: somebody quotes a log.
            behind = None if bare or "\0" in masked[:start] else _TIME_FIRST.match(masked, start)
            if behind is not None and head[behind.end(1)] in "[\\":
                begins = behind.end()
            time = "".join(char for char, mask in zip(head, masked[:begins], strict=False) if mask == "\0")
        where = len(text) if bare else _behind(head, masked, begins)
        seen_as: LabelForm = "bracket" if enclosed and form == "colon" else form
        labels.setdefault(
            (seen_as, where),
            Candidate(seen_as, label, whole, folded, where, asides, time.strip(), marked, bare),
        )
    return tuple(labels.values())


def _masked(text: str, head: str) -> tuple[str, bool]:
    """As `masked_marks` gives it, with what else is markup there; and whether marks enclose the line."""
    # No emphasis begins before a blank: there a star is a sign.
    masked = f"*{masked_marks(head[1:])}" if head.startswith("* ") else masked_marks(head)
    if "](" in masked and (masked.startswith("#") or _LINKED.match(masked)):
        masked = _LINK.sub(lambda link: "\2" + link[1] + "\2" * (len(link[2]) + 1), masked)
    if (quoted := _QUOTED.match(masked)) is not None:
        # A colon within them is one behind them.
        closes = (quoted.end() - 2, "\2:") if quoted[2] is None else (quoted.start(2), "\2")
        for at, signs in ((quoted.start(1), "\2"), closes):
            masked = f"{masked[:at]}{signs}{masked[at + len(signs) :]}"
    enclosed = _ENCLOSED.match(text) if len(text) <= HEAD else None
    if enclosed is not None:
        size, first, last = len(enclosed[1]), enclosed.start(1), text.rindex(enclosed[1])
        masked = masked[:first] + "\2" * size + masked[first + size : last] + "\2" * (len(text) - last)
    return masked, enclosed is not None


def _handle(head: str, masked: str, at: int) -> re.Match[str] | None:
    """What somebody is called in a chat, between angle brackets; None for a time, a tag and all else."""
    handle = _HANDLE.match(head, at)
    timed = handle is not None and "\0" in masked[at : handle.end()]
    return handle if handle and not timed and any(map(str.isalnum, handle[2])) else None


@lru_cache(maxsize=1 << 14)
def _taken_apart(printed: str, *, sign: bool) -> tuple[str, str, str, tuple[str, ...]]:
    """A label, as it is printed, its key, and its parentheses; "" for the key where nobody is called so."""
    # Once for all turns of a speaker.
    if sign:
        return printed, printed, key(printed), ()
    if unbalanced(printed):
        return "", "", "", ()  # "[Note: it was late.]" has its colon in the brackets
    label, asides = _parted(printed)
    label = _SPACED.sub(lambda found: found[0].replace(" ", ""), label)
    whole = names.stripped(visible(printed.translate(names.MASKS)).strip())
    return label, whole, names.key_of(label) if nameable(label) else "", asides


def _parted(printed: str) -> tuple[str, tuple[str, ...]]:
    """A label, and what stands in parentheses; a mark where whoever wrote it wasn't sure, as one of these."""
    own = guesses.guess(printed)
    label, asides = names.parted(own or printed)
    return (label, (*asides, guesses.MARK)) if own and label else (label, asides)


def _behind(head: str, masked: str, start: int) -> int:
    """Where a text begins: behind the marks that close its label's emphasis, before those of its own.

    *Name:* text, Name: *text*
    """
    at = len(masked[:start].rstrip("\1\2 "))
    closing = [] if _EMPHATIC.isdisjoint(head[:at]) else unclosed(head[:at])
    while closing or head[at : at + 1].isspace():
        mark = next((mark for mark in closing if head.startswith(mark, at)), "")
        if mark:
            closing.remove(mark)
        elif not head[at : at + 1].isspace():
            break
        at += len(mark) or 1
    return at


def _parses(masked: str, at: int) -> Iterator[tuple[forms.LabelPattern, str, int]]:
    """Every form that a line may have: its row, its label, and where the text behind it begins.

    masked  as `masked_marks` gives it
    at      where the label begins, behind times and marks
    """
    body, lead = "" if _CODE.match(masked, at) else masked[at:], masked[:at]
    blanks = body.startswith("Q ") or ("  " in body if body.isascii() else _BLANKS.search(body))
    there = frozenset(_ANY_SIGN.findall(body))
    if blanks:
        there |= {forms.TWO_BLANKS}
    for row, signs, pattern in _rows(there):
        if signs and row.before not in lead:
            continue
        match = pattern.match(body) if signs else pattern.match(masked)
        # A wide blank parts a name from what is said, and no name from itself.
        if match is None or (row.form not in _WITH_BLANKS and _WIDE.search(match[1].strip())):
            continue
        set_off = row.form != "period" or lead[-1:] in _EMPHASIZED
        short = "" if set_off else names.before_stop(match[1])
        begins = len(short) + 2 if short else match.start("rest")
        yield row, short or match[1], begins + (at if signs else 0)
    if len(masked) <= 2 * described.LONGEST and there.isdisjoint(forms.COLONS):
        plain = body.strip("\0\1\2 \t")
        if lead[-1:] in _EMPHASIZED and body[-1:] in _EMPHASIZED:
            body = plain = plain.removesuffix(".")
        # What stands behind a time in its midst, and has no letter, is no part of a name.
        _, time, behind = plain.rpartition("\0")
        if plain and plain[-1] not in _STOPS and (not time or any(map(str.isalnum, behind))):
            yield forms.ALONE, body, len(masked)


@lru_cache(maxsize=1 << 10)
def _rows(there: frozenset[str]) -> tuple[tuple[forms.LabelPattern, str, re.Pattern[str]], ...]:
    """The rows of the grammar that a text with these signs may have."""
    return tuple(row for row in _ROWS if not (signs := row[0].signs) or not there.isdisjoint(signs))


def colon_label(text: str) -> Candidate | None:
    """The label before a colon, where it looks like a speaker's by itself."""
    colons = (label for label in _grammar(text) if label.form == "colon")
    return next((label for label in colons if names.name(label.label).looks in names.SPEAKERS), None)


def labelled(texts: Iterable[str]) -> int:
    """How many of some lines begin with labels that come again, before a colon."""
    colons = (colon_label(text) for text in texts if ":" in text or "：" in text)
    often = Counter(label.key for label in colons if label)
    return sum(count for count in often.values() if count > 1)
