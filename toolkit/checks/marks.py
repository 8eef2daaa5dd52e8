"""Marks that a translation has lost or broken.

A link that leads elsewhere is one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from toolkit import late
from toolkit.checks import Check, Checked, message_of, quoted
from toolkit.findings import Finding, define, report
from toolkit.languages.acts import acts, language
from toolkit.model import Entry, Location
from toolkit.text import addresses, cuts, events, markup
from toolkit.text.hygiene import shortened, tidy
from toolkit.text.markup import Span
from toolkit.text.scripts import RAISED

_NAMES = {
    "em": "*...*",
    "strong": "**...**",
    "note": "^[...]",
    "break": "<br>",
}
_PLAIN = "\0"
"""Stands before an address that is no link."""
_ALIKE = {
    **dict.fromkeys(["vocal", "kinesic", "incident"], "happens"),
    **dict.fromkeys(["inaudible", "unclear"], "unheard"),
    "pause": "pause",
    "gap": "gap",
}
"""Kinds of events that may stand for each other; what nobody knows may stand for any."""
_BY_LANGUAGE = late.regex(r"\0?https?://[a-z]{2}(?:-[a-z]{2,4})?(\.[^./]+\.[^/]+)")
"""The beginning of an address on a site that has a host for each language: https://fr.wikipedia.org."""
_DOOR = late.regex(r"\0?(?:https?://)?(?:www\.)?")
"""What stands before a site, and leads to the same one without it."""
# What looks like half a mark where it is read as text. Stars in a row are those of a word that nobody prints.
_STARS = "※＊"
"""Signs before a remark, for which a star may stand."""
_FILLED = late.regex(
    r"(?<!%)%(?:\d\$|\(\w{1,40}\))?[sd](?![A-Za-z0-9_])|(?<![{$\\])\{(?:\d|[A-Za-z_]\w{0,40})\}(?!\})"
)
"""What a program fills in: %s, {name}."""
_APART = late.regex(r"(?<=\s)\*{1,2}(?=\s)")
"""A star between blanks sets nothing apart: g(x) * g(y)."""
_HALVES = late.regex(
    # A star between small letters is none: ein*e Leser*in.
    r"(?<!\*)(?:(?<![a-zß-ÿ])\*{1,2}|\*{1,2}(?![a-zß-ÿ*]))(?!\*)|\^\[|\]\((?=\w+:)"
    r"|[{｛](?=[^{}｛｝|｜]+[|｜])|<(?=\s?/?\s?br\b)"
)


_SIGN = late.regex(
    rf"\[\^[^\]\s]{{1,60}}\]|(?<=\S)\[\d{{1,3}}\]"
    rf"|(?:(?<=[^\W\d_]{{3}})|(?<=[.,;:!?…”»\"’)]))(?<!{RAISED}){RAISED}{{1,3}}(?!{RAISED})"
)
"""What leads to a footnote of a text that has no marks of its own for it: [^1], [1], a raised number."""
_MAY_BE_SIGN = late.regex(rf"\[|{RAISED}")
"""Nearly no text has one, which is quickly found out."""
_ANY_SIGN = late.regex(rf"\[\^?[^\]\s]{{1,60}}\]|{RAISED}+")
_LIKE_SIGN = late.regex(rf"[\[［〔【(（]\s*\d{{1,3}}\s*[\])）］〕】]|{RAISED}|[①-⑳]")
"""What a language may write for it; a name stays as it is."""


def lost(entry: Entry, where: Location, terms: Mapping[str, str] | None = None) -> Finding | None:
    """What is wrong with a translation's marks.

    It is None where nothing is wrong.

    It has fewer of a kind, one footnote twice, a link that leads elsewhere, or half a mark. Emphasis and
    footnotes of its own it may have: a translator stresses by other words, and may have something to explain.
    Ruby is a reading aid of one language: a translation needs none. What happens may stand there as in the
    source, as it is translated in its own message, or as any event.

    terms  translations of events
    """
    # Drafts are somebody's to finish; and nearly no text has marks.
    if entry.state != "done":
        return None
    bare = markup.bare(entry.source) and markup.bare(entry.target) and not _is_filled(entry.source)
    less, again = _signs(entry)
    if bare and not (less or again) and not addresses.may_be_in(entry.source):
        return None
    source, target = cuts.count(entry.source), cuts.count(entry.target)
    happens = _lost_events(entry, terms or {})
    # Events are compared apart: they may be translated, or stand for each other.
    for marks in cuts.happens(entry.source), cuts.happens(entry.target):
        for event in marks:
            del source[event], target[event]
    source.update(_addresses(entry.source))
    known = {_page(address): address for address in source if address.startswith(_PLAIN)}
    theirs = (known.get(_page(address), address) for address in _addresses(entry.target))
    target.update(address for address in theirs if address in source)
    missing, more = source - target, target - source
    missing.update(_unfilled(entry))
    _without_same_pages(missing, more)
    gone = [*happens, *(_named(mark) for mark in missing if mark != "ruby"), *less]
    added = [*(_named(mark) for mark in more if mark != "ruby" and mark not in _NAMES), *again]
    # What looks like half a mark in the source as well is meant so.
    stars = {"*"} if any(sign in entry.source for sign in _STARS) else set()
    halves = sorted(set(_halves(_APART.sub("", entry.target))) - set(_halves(entry.source)) - stars)
    if not (gone or added or halves):
        return None
    return report(
        "D204.half" if halves else "D204.happens" if happens == gone and not added else "D204.marks",
        where,
        target=quoted(entry.target),
        message=message_of(entry),
        gone=tuple(gone),
        added=tuple(added),
        halves=tuple(halves),
    )


def _signs(entry: Entry) -> tuple[list[str], list[str]]:
    """The signs of footnotes that a translation lacks, and those that stand there more often than before.

    So does a footnote within the text.
    """
    signs = Counter(_SIGN.findall(entry.source) if _MAY_BE_SIGN.search(entry.source) else ())
    target = entry.target
    less = [
        sign
        for sign in signs
        if sign not in target and (sign.startswith("[^") or not _LIKE_SIGN.search(target))
    ]
    again = [f"{sign} once more" for sign, number in signs.items() if _times(sign, target) > number]
    notes = Counter(cuts.notes(target))
    if notes.total() > len(notes):
        twice = max(Counter(cuts.notes(entry.source)).values(), default=1)
        again += [f"^[{shortened(note)}] once more" for note, number in notes.items() if number > twice]
    return less, again


def _times(sign: str, text: str) -> int:
    """How often a sign stands in a text; a number that is raised is no part of another one."""
    runs = (run for run in _ANY_SIGN.findall(text) if not run.replace(sign, ""))
    return sum(len(run) // len(sign) for run in runs)


def _is_filled(text: str) -> bool:
    """Whether a program fills in something."""
    # Nearly no text has either sign.
    return ("%" in text or "{" in text) and _FILLED.search(text) is not None


def _addresses(text: str) -> list[str]:
    """Addresses that stand in a text as they are, and in no link."""
    if not addresses.may_be_in(text):
        return []
    return [_PLAIN + address for words in _texts(markup.parse(text)) for address in addresses.found(words)]


def _without_same_pages(missing: Counter[str], more: Counter[str]) -> None:
    """Take out of both the links that lead to one page, or to that of another language."""
    for link in [link for link in missing if "://" in link]:
        same = (other for other in more if "://" in other and _page(link) == _page(other))
        if other := next(same, None):
            del missing[link], more[other]


def _page(address: str) -> str:
    """What an address leads to, in whatever language: https://*.wikipedia.org."""
    # A page of one's own language has its own title.
    site = _BY_LANGUAGE.match(address)
    return f"*{site[1]}" if site else _DOOR.sub("", address.rstrip("/"), count=1)


def _unfilled(entry: Entry) -> Counter[str]:
    """The placeholders that a translation lacks.

    What it has in braces instead is told elsewhere (D251): a translator may have translated `{laughs}`.
    """
    filled, others = Counter(_FILLED.findall(entry.source)), Counter(_FILLED.findall(entry.target))
    instead = sum(1 for mark in (others - filled).elements() if mark.startswith("{"))
    lacking = (filled - others).elements()
    return Counter(sorted(lacking, key=lambda mark: not mark.startswith("{"))[instead:])


def _named(mark: str) -> str:
    """A mark as a person knows it."""
    if mark.startswith("!["):
        return f"the picture {mark}"
    if _FILLED.fullmatch(mark):
        return f"the placeholder {mark}"
    if mark.startswith(_PLAIN):
        return f"the address {mark[len(_PLAIN) :]}"
    return _NAMES.get(mark, f"the link to {mark}")


def _lost_events(entry: Entry, terms: Mapping[str, str]) -> list[str]:
    """What happens in the source, and not in a translation."""
    wanted = list(cuts.happens(entry.source))
    others = list(cuts.happens(entry.target))
    gone = []
    for event in wanted:
        if event in others:
            others.remove(event)
        elif not (event in terms and terms[event] in entry.target):
            gone.append(event)
    if len(gone) <= len(others):
        return []
    # Any other event may stand for it, and any brackets with words that nobody has listed.
    unlisted = max(0, _in_brackets(entry.target) - _in_brackets(entry.source))
    return gone[: max(0, len(gone) - len(others) - unlisted)]


def _in_brackets(text: str) -> int:
    """How many brackets hold words, and no event."""
    return sum(map(events.brackets, _texts(markup.parse(text))))


def lost_marks(checked: Checked) -> Iterator[Finding]:
    """Report each translation that has lost marks."""
    # An event is translated once, in its own message, and printed wherever it stands.
    terms = {event.source: tidy(event.target) for event in checked.finished if events.is_alone(event.source)}
    for entry in checked.finished:
        if not events.is_alone(entry.source) and (finding := lost(entry, checked.where, terms)):
            yield finding


def other_events(checked: Checked) -> Iterator[Finding]:
    """Report events that something else stands for, or that are left in the language of the source."""
    for message in checked.messages:
        if not events.may_be_among(message.entry.source):
            continue
        source = list(cuts.happens(message.entry.source))
        target = list(cuts.happens(message.entry.target)) if len(source) == 1 else []
        # As it is in the source it is translated where it is printed.
        if len(target) != 1 or target == source or events.is_alone(message.entry.source):
            continue
        was, now = source[0], target[0]
        if not _may_stand_for(was, now, message.source_lang, language(message.lang)):
            yield checked.report("D204.event", message, event=was, target=now)


def _may_stand_for(was: str, now: str, source_lang: str, lang: str) -> bool:
    """Whether an event may be the translation of another one."""
    langs = events.languages(now)
    if langs and lang not in langs:
        return False
    done, told = acts(was, source_lang), acts(now, lang)
    if done and told and done.isdisjoint(told):
        return False
    kinds = {_ALIKE.get(events.classify(event), "") for event in (was, now)}
    return "" in kinds or len(kinds) == 1


def wrong_marks(checked: Checked) -> Iterator[Finding]:
    """Report marks that are lost or broken, and events that something else stands for."""
    yield from lost_marks(checked)
    yield from other_events(checked)


def _halves(text: str) -> list[str]:
    """Signs of marks in what is read as text; those after a backslash are meant so."""
    if markup.bare(text) and "｛" not in text:
        return []
    signs: list[str] = []
    # Before the text is parsed, which takes the backslashes away.
    for span in _texts(markup.parse(text.replace("\\*", "").replace("\\[", ""))):
        signs += _HALVES.findall(span)
    return signs


def _texts(spans: Sequence[Span]) -> Iterator[str]:
    for span in spans:
        if span.mark == "text":
            yield span.text
        yield from _texts(span.inside)


CHECK = Check(
    define(
        "D204",
        severity="warning",
        title=(
            "A finished translation hasn't the [marks](markup.md) of its source: a link, an address, a "
            "picture, a footnote, emphasis, a line end, a placeholder or an event is gone or broken, a link "
            "leads elsewhere, another event stands for one."
        ),
        words={
            "": "the translation {target} ({message}) {faults:; it }.",
            "event": "the translation ({message}) has {target}, where the source has {event}.",
        },
        parts={
            "faults": [
                "has not all marks of its source: {gone}",
                "has what its source has not: {added}",
                "has half a mark: {halves}",
            ]
        },
        cure={
            "marks": "Put the marks around the words that they belong to, as in the source.",
            "happens": "Write it where it happens, as in the source or in words of the language.",
            "half": (
                "Put the marks around the words that they belong to, as in the source. "
                r"A sign that is meant as text has a backslash before it: \*."
            ),
            "event": "Write what happens there, or leave the event as it is in the source.",
        },
        advice=(
            "Put the marks around the words that they belong to; a backslash before a sign that is text."
        ),
    ),
    wrong_marks,
)
