"""How translations end: the mark at the end, and marks doubled or not opened."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Set

from toolkit import languages, late
from toolkit.checks import Check, Checked, foreign, quoted
from toolkit.checks.manner import WAY
from toolkit.checks.messages import HEADINGS, CheckedMessage
from toolkit.checks.negation import added_denial
from toolkit.checks.signs import NOWHERE, Departure, Habits, Signs, Spot, around, of
from toolkit.findings import Finding, define
from toolkit.text import events, scripts
from toolkit.text.signs import has_question_mark

_QUOTES = "\"'”’“‘»›«‹」』》〉＂＇״"
_CLOSERS = _QUOTES + ")]}）】〕］｝*_ \u00a0\u202f\u3000\u200b\u200e\u200f\u2069"
"""What stands behind the mark that ends a text. Quotation marks of either side: which closes is a habit."""
_SIMPLE = tuple(".。?？؟!！,，،、:：;；")
_BRACKET = ")]）］】〕"
_SQUARE = "[［【〔"
_EVENT = late.regex(r"[)\]）］】〕][^()\[\]（）［］【】〔〕]*+[(\[（［【〔]\s*+")
"""An event, in a text that is read from its end: so many at the end are gone through once."""
_MARKS_AT_END = 8
"""Characters at the end of a text that are looked at for its marks."""
_DOUBLED = late.regex(
    r"([,;:，、。；：،؛?？؟!！])\s?\1"
    r"|(?<![.\s/\[\d,])\.\.(?![./\w])"
    r"|[,，、،]\s?[.。](?![.\w])|。[，、,.]"
)
_TAG = late.regex(
    r"(?:[,،.?؟!:—–][\"“«]?[^,،.?؟!:]{1,16}|[，、。？！：—][“「]?[^，、。？！：]{1,5}|[:：—–][^.。?？؟!！]*)[?？؟]\W*$"
)
"""A few words or a quotation that ask, at the end."""
_NAMED_BEHIND = late.regex(r"[,，、][^,，、。.!?！？]{1,12}$")
_TAIL = 500
"""Characters of a text in which they stand."""
_TWO = late.regex(r"[,;:，、。；：،؛?？؟!！.]\s?[,;:，、。；：،؛?？؟!！.]")
"""Found quickly, in few texts."""
_LOUD = late.regex("[?？؟!！]{2}")
_LOUD_ENDS = ("?", "!")
_LEFT_OUT = ("..", "…", ". .")
_LIKE = frozenset(
    ".! !. .… …. !… …! ?… …? ?! !? .; ;. .: :. ;: :; ,: :, ,. …: …, :… ;… …; !; !:".split()
)  # fmt: skip
"""Ends of a source and of its translation that a translator may choose between."""
_KEPT, _ALWAYS = "!.", 20
"""Of these the one that is a slip where a translator keeps the mark of the source, in so many messages."""
_DOTS = late.regex(r"[…⋯]|\.\.\.|‥‥|。。。|．．．|・・・")
_ANY_DOTS = late.regex(r"[…⋯‥]|\.\s?\.|。。|．．|・・|[—―─]{2}|[–—―─]\W{0,4}$")
"""What says that something is left out or to follow, and what stands for it; a dash, too, breaks off."""
_OUTSIDE = _QUOTES + "([ \u00a0\u202f"
"""What may stand around a sentence."""
_BRIEF = 80
"""Characters of a question amid a text that is one alone."""
_REPORTED = late.regex(r"[,:]\s|\bwho knows\b|[，：、]", re.IGNORECASE)
"""What stands before a question that is told of."""
_PRIOR, _ASKED = 3, 60
"""Messages that speak for the mark of the source, before any is looked at; and where one of both asks."""


def ends(checked: Checked) -> Iterator[Finding]:
    """Report translations that end with another mark than their source, and marks doubled or not opened."""
    signs = of(checked.catalog.lang)
    others = dict(_other_ends(checked, signs))
    yield from others.values()
    yield from _unopened(checked, signs)
    yield from _doubled(checked)
    yield from _lost_dots(checked, others.keys())
    yield from _lost_questions(checked, signs, others.keys())


def _other_ends(checked: Checked, signs: Signs) -> Iterator[tuple[CheckedMessage, Finding]]:
    """Give messages whose translation ends with another mark, and what is told of them."""
    source_signs = of(checked.source_lang)
    spaced = scripts.has_blanks(languages.get(checked.catalog.lang).script)
    habits = Habits()
    for message in checked.messages:
        target = message.target
        told, printed = _without_asides(message.source, target)
        wanted, end = _end(told, source_signs), _end(printed, signs)
        # A question may end as a statement does, where its words ask.
        if {wanted, end} == {"?", "."} and (
            _asks(target, signs) if end == "." else _asks(message.source, source_signs)
        ):
            end = wanted
        # In Thai and Lao a statement has no mark at its end.
        if {wanted, end} == {".", ""} and (signs if wanted else source_signs).unstopped:
            end = wanted
        # 「...」 needs no other mark.
        if end or spaced or target[-1:] not in _QUOTES:
            # A house may set no mark before a bracket that closes a text.
            bracket = "bracket" if message.source[-1:] in _BRACKET else "text"
            place = "heading" if message.kind in HEADINGS else bracket
            habits.note(f"{place} {wanted}", end, message)
    # Where statements have no mark, the words of a question do: only the catalog tells that it has one too.
    asked = 0 if signs.unstopped else _ASKED if signs.known and source_signs.known else _PRIOR
    for thing in habits.things:
        wanted = thing.partition(" ")[2]
        for departure in _departures(habits, thing, wanted, asked):
            if _is_slip(wanted, departure, signs, source_signs) and not (
                # Nobody answers who asks for approval, or asks so that all deny it: who ever wanted more?
                wanted == "?"
                and departure.way == "."
                and (_asks_for_approval(departure.message, source_signs) or added_denial(departure.message))
            ):
                end, message = departure.way, departure.message
                shown = {"target": _last(message.target), "source": _last(message.source)}
                mark = _written(message.source, wanted, source_signs)
                own = _written(message.target, end, signs)
                if not end:
                    yield message, checked.report("D239.missing", message, **shown, wanted=mark)
                elif not wanted:
                    yield message, checked.report("D239.added", message, **shown, end=own)
                else:
                    yield message, checked.report("D239.other", message, **shown, wanted=mark, end=own)


def _departures(habits: Habits, thing: str, wanted: str, asked: int) -> Iterator[Departure]:
    """The ends that depart: what asks is a question anywhere, of other marks houses have habits.

    asked  messages that speak for a question to be one, before any is looked at
    """
    for departure in habits.departures(thing, {wanted: asked}):
        if "?" in (wanted, departure.way):
            yield departure
    for departure in habits.departures(thing, {wanted: _PRIOR}):
        if "?" not in (wanted, departure.way):
            yield departure


def _is_slip(wanted: str, departure: Departure, signs: Signs, source_signs: Signs) -> bool:
    """Whether an end that departs can't be the translator's choice."""
    pair = wanted + departure.way
    if departure.usual != wanted or (pair in _LIKE and not (pair == _KEPT and departure.kept >= _ALWAYS)):
        return False
    message = departure.message
    # A statement may be asked for approval (“..., isn't it?”), and a question that it tells of be quoted.
    if (
        departure.way == "?"
        and wanted == "."
        and (_TAG.search(message.target[-_TAIL:]) or _asks(message.target, signs))
    ):
        return False
    # A question that stands elsewhere in the translation isn't lost.
    if "?" not in (wanted, departure.way):
        return True
    return _questions(message.source, source_signs) != _questions(message.target, signs)


def _asks_for_approval(message: CheckedMessage, signs: Signs) -> bool:
    """Whether a source ends with a few words that ask behind a statement, as "don't they?"."""
    told = message.source.rstrip(f"{_CLOSERS}?？؟").lower()
    return signs.tags is not None and signs.tags.search(told) is not None


def _questions(text: str, signs: Signs) -> int:
    return sum(text.count(mark) for mark, kind in signs.ends.items() if kind == "?")


def _last(text: str) -> str:
    """The end of a text, in quotation marks."""
    return around(text, len(text), len(text))


def _aside(bracket: str) -> bool:
    """Whether a bracket behind a text is no part of it: what happens, or whatever is in square ones."""
    # Nobody has listed all that may happen, in all languages.
    return bracket[:1] in _SQUARE or events.is_event(bracket)


def _without_asides(source: str, target: str) -> tuple[str, str]:
    """A text and its translation without what happens, in brackets behind each.

    What is an aside in one of them is one in the other: nobody has listed all that may happen, in all
    languages. Where one alone is nothing else, or asks, both are looked at as they are.
    """
    if source[-1:] not in _BRACKET and target[-1:] not in _BRACKET:
        return source, target
    sides = _brackets_behind(source), _brackets_behind(target)
    asides = max(sum(aside for _, aside in side) for side in sides)
    told, printed = (
        text[: side[min(asides, len(side)) - 1][0]] if asides and side else text
        for text, side in zip((source, target), sides, strict=True)
    )
    # An event has a stop or none, as its house likes, but no question mark of its own.
    same = bool(told) == bool(printed) and (told or has_question_mark(source) == has_question_mark(target))
    return (told, printed) if same else (source, target)


def _brackets_behind(text: str) -> list[tuple[int, bool]]:
    """The brackets at the end of a text, the last one first: where each begins, and whether it is an aside.

    Of those before one that is no aside none is, either.
    """
    back, at, aside = text[::-1], 0, True
    found: list[tuple[int, bool]] = []
    while match := _EVENT.match(back, at):
        aside = aside and _aside(match[0][::-1].strip())
        at = match.end()
        found.append((len(text) - at, aside))
    return found


def _end(text: str, signs: Signs) -> str:
    """What the mark at the end of a text says; "" where none is there."""
    # Nearly all end so: a mark behind a letter.
    if text[-1:] in _SIMPLE and text[-2:-1].isalnum():
        return signs.ends[text[-1]]
    kinds = [signs.ends.get(mark, "") for mark in text.rstrip(_CLOSERS)[-_MARKS_AT_END:]]
    if not kinds or not kinds[-1]:
        return ""
    run = kinds[next((k for k in range(len(kinds), 0, -1) if not kinds[k - 1]), 0) :]
    for kind in "?!…":
        if kind in run:
            return kind
    return "…" if run.count(".") > 1 else kinds[-1]


def _written(text: str, kind: str, signs: Signs) -> str:
    """The mark of a kind at the end of a text, as its language writes it: "。" for "."."""
    marks = reversed(text.rstrip(_CLOSERS)[-_MARKS_AT_END:])
    return next((mark for mark in marks if signs.ends.get(mark) == kind), kind)


def _asks(text: str, signs: Signs) -> bool:
    """Whether words that ask stand before the mark at the end."""
    if not signs.asks:
        return False
    told = text.rstrip(_CLOSERS)[:-1]
    # Who is asked may be named behind it: 怖かったですか、先生。
    return told.endswith(signs.asks) or _NAMED_BEHIND.sub("", told).endswith(signs.asks)


def _unopened(checked: Checked, signs: Signs) -> Iterator[Finding]:
    """Report questions and exclamations that nothing opens, in languages where something does."""
    for mark, opening in signs.pairs.items():
        habits = Habits()
        for message in checked.messages:
            target = message.target
            if target.count(mark) > target.count(opening):
                habits.note(mark, "alone", message, _alone(target, mark, opening))
            elif mark in target:
                habits.note(mark, "pair", message)
        for way, _, _, message, shown in habits.departures(mark, {"pair": _PRIOR}):
            if way == "alone" and shown:
                yield checked.report("D239.unopened", message, shown=shown, sign=mark, opening=opening)


def _alone(text: str, mark: str, opening: str) -> Spot:
    """Where the first mark stands that nothing opens."""
    begin = 0
    while (end := text.find(mark, begin)) >= 0:
        if opening not in text[begin:end]:
            return text, end, end + 1
        begin = end + 1
    return NOWHERE


def _doubled(checked: Checked) -> Iterator[Finding]:
    for message in checked.messages:
        target = message.printed
        match = _DOUBLED.search(target) if _TWO.search(target) else None
        if match and not (_meant(match, message) or _is_code(target, match)):
            shown = around(target, *match.span())
            yield checked.report("D239.doubled", message, shown=shown, signs=match[0])


def _lost_dots(checked: Checked, told: Set[CheckedMessage]) -> Iterator[Finding]:
    """Report translations without the dots of their source, where nearly all others have theirs.

    told  those whose end is told
    """
    habits = Habits()
    for message in checked.messages:
        if dots := _DOTS.search(message.source):
            kept = _ANY_DOTS.search(message.target) is not None
            habits.note("…", "kept" if kept else "lost", message, (message.source, *dots.span()))
    for departure in habits.departures("…", {}):
        if departure.way == "lost" and departure.message not in told:
            target = quoted(departure.message.target)
            yield checked.report("D239.dots", departure.message, shown=departure.shown, target=target)


def _lost_questions(checked: Checked, signs: Signs, told: Set[CheckedMessage]) -> Iterator[Finding]:
    """Report questions amid a text that are statements in the translation, where nearly all others ask.

    told  the messages whose end is told
    """
    source_signs = of(checked.source_lang)
    habits = Habits()
    lost: dict[CheckedMessage, tuple[str, str]] = {}
    for message in checked.messages:
        asked = _questions(message.source, source_signs)
        if not asked or len(message.source_sentences) == 1:
            continue
        if asked == _questions(message.target, signs):
            habits.note("?", "kept", message)
        elif asked == _questions(message.target, signs) + 1 and (
            pair := _stated(message, source_signs, signs)
        ):
            lost[message] = pair
            habits.note("?", "lost", message)
    for departure in habits.departures("?", {"kept": _PRIOR}):
        if departure.way == "lost" and departure.message not in told:
            source, target = lost[departure.message]
            yield checked.report(
                "D239.asks", departure.message, target=_last(target), source=_last(source), end=target[-1]
            )


def _stated(message: CheckedMessage, source_signs: Signs, signs: Signs) -> tuple[str, str] | None:
    """The one brief question of a text for which a statement stands, and that; None for any other."""
    sources, targets = message.source_sentences, message.target_sentences
    if len(sources) != len(targets):
        return None
    both = itertools.starmap(_without_asides, zip(sources, targets, strict=True))
    pairs = [(one.strip(_OUTSIDE), other.strip(_OUTSIDE)) for one, other in both]
    ends = [(_end(one, source_signs), _end(other, signs)) for one, other in pairs]
    unlike = [at for at, (wanted, end) in enumerate(ends) if (wanted == "?") != (end == "?")]
    if len(unlike) != 1 or ends[unlike[0]] != ("?", ".") or signs.unstopped:
        return None
    source, target = pairs[unlike[0]]
    # What somebody wonders, or asks for approval, may be said as it is meant.
    brief = len(source) <= _BRIEF and not _REPORTED.search(source)
    tagged = source_signs.tags is not None and source_signs.tags.search(source.rstrip("?？؟").lower())
    return (source, target) if brief and not tagged and not _asks(target, signs) else None


def _meant(match: re.Match[str], message: CheckedMessage) -> bool:
    """Whether marks in a row are no slip."""
    signs = match[0]
    # What the source has as well is its own: std::vec, or a colon that is typed twice before code.
    if signs[0] == signs[-1] and signs in message.source:
        return True
    # Two dots may stand for three, where something is left out.
    if signs == "..":
        # Where Cyrillic letters are written, a mark before them is the first of the three: Вот!.. Где?..
        if message.script == "Cyrl" and match.string[match.start() - 1 : match.start()] in _LOUD_ENDS:
            return True
        return any(map(message.source.count, _LEFT_OUT)) or message.target.count("..") > 1
    return signs[0] in "?？؟!！" and _LOUD.search(message.source) is not None


def _is_code(text: str, match: re.Match[str]) -> bool:
    """Whether marks stand in code: `std::fmt`."""
    return not foreign.without_code(text)[slice(*match.span())].strip()


CHECK = Check(
    define(
        "D239",
        severity="warning",
        when=WAY | {"added": ("info", "where the source has no mark at its end")},
        title=(
            "A translation ends with another mark than its source: a question as a statement, with a "
            "comma, without any; its dots are lost; or two marks stand where one belongs."
        ),
        words={
            "other": (
                "the translation {target} ({message}) ends with “{end}”, its source {source} with “{wanted}”."
            ),
            "missing": (
                "the translation {target} ({message}) ends without a mark, its source {source} with "
                "“{wanted}”."
            ),
            "added": (
                "the translation {target} ({message}) ends with “{end}”, its source {source} without a mark."
            ),
            "doubled": "“{signs}” stands in the translation {shown} ({message}).",
            "asks": (
                "a sentence ends with “{end}” in the translation, {target} ({message}), and asks in the "
                "source: {source}."
            ),
            "dots": (
                "the source has dots, {shown} ({message}), and the translation {target} has none; nearly all "
                "others keep theirs."
            ),
            "unopened": "“{sign}” has no “{opening}” before it in the translation {shown} ({message}).",
        },
        cure={
            "other": "End it as the source does, in the marks of its language.",
            "missing": "Look whether the end of the translation is missing, or its mark alone.",
            "added": "Take the mark away, or look whether the source lacks one.",
            "doubled": "Leave the mark that belongs there.",
            "asks": "Put a question mark, or look whether it asks.",
            "dots": "Put them where the source has them, or look whether something is missing.",
            "unopened": "Put it where the question or the exclamation begins.",
        },
        advice="End it as the source does, in the marks of its language.",
    ),
    ends,
)
