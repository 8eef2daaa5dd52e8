"""How a language and a catalog write their signs: what is usual, and what departs from it.

What a language does is data (`languages/signs.toml`). What a catalog does nearly always outweighs that: each
house has its own style.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from toolkit import languages, late
from toolkit.checks.messages import CheckedMessage

_ADDRESS = late.regex(r"\b\w{1,20}://\S+|(?<![\w.+-])[\w.+-]{1,64}@\S+|\bwww\.\S+")
CODE = late.regex("(?<!`)(?P<mark>`{1,2})(?!`)(?P<code>[^`]{1,500})(?P=mark)(?!`)")
"""What stands between backticks."""
_ENTITY = late.regex(r"&#?\w{1,10};")
_AROUND = 18
"""Characters that are shown on each side of a place."""
_CLEAR = 3
"""Messages that must do a thing as usual before another way is a slip."""
_PER_SLIP = 20
"""So many more for each further message that departs."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one language."""

    known: bool = False
    """Whether anything is known of it."""
    quotes: tuple[str, ...] = ()
    """Pairs around what is quoted, the two marks of each; the usual one first."""
    inner: frozenset[str] = frozenset()
    """Pairs inside of others, around titles and single words."""
    signs: Mapping[str, str] = field(default_factory=dict)
    """Sign of ASCII -> those in its place."""
    before: str = ""
    """Marks with a blank before them."""
    behind: str = ""
    """Marks with a blank behind them."""
    asks: tuple[str, ...] = ()
    """What ends a question that may have the mark of a statement."""
    tags: re.Pattern[str] | None = None
    """What asks for approval, at the end of a text in small letters without its mark."""
    inflects: bool = False
    """Whether names have other endings in other cases."""
    adjectives: tuple[str, ...] = ()
    """Endings of adjectives that are made of names."""
    letters: Mapping[int, str] = field(default_factory=dict)
    """Letter -> the one that is often printed for it."""
    copula: bool = False
    """Whether a dash stands for "is" behind a name."""
    saints: tuple[str, ...] = ()
    """What stands before a name that has an old form of its own there."""
    prefixes: tuple[str, ...] = ()
    """Words that are written together with the name behind them."""
    suffixes: tuple[str, ...] = ()
    """Those with the name before them."""
    titles: tuple[str, ...] = ()
    """What stands behind the name of a person, in ideographs and kana."""
    pairs: Mapping[str, str] = field(default_factory=dict)
    """Mark at the end -> mark that opens before it."""
    ends: Mapping[str, str] = field(default_factory=dict)
    """Mark at the end of a text -> what it says, by the mark in ASCII."""
    unstopped: bool = False
    """Whether statements end without a mark."""


@cache
def of(tag: str) -> Signs:
    """The signs of a language.

    They are found by its tag, by its likely script, or by the language alone.

    >>> of("fr-CA").quotes, of("zh-TW").quotes == of("zh-Hant").quotes, of("xh").known
    (('«»', '“”'), True, False)
    """
    tables = _tables()
    base = languages.base(tag)
    ends = {mark: kind for kind, marks in tables["ends"].items() for mark in marks}
    name = next((name for name in (tag, f"{base}-{languages.get(tag).script}", base) if name in tables), "")
    if not name:
        # Of what isn't known names may have cases, as in Armenian and Tamil.
        return Signs(ends=ends, inflects=True)
    table = tables[name]
    ends |= {mark: kind for kind, marks in table.get("ends", {}).items() for mark in marks}
    return Signs(
        known=True,
        quotes=tuple(table["quotes"].split()),
        inner=frozenset(table["inner"].split()),
        signs=table.get("signs", {}),
        before=table.get("space", {}).get("before", ""),
        behind=table.get("space", {}).get("behind", ""),
        asks=tuple(table.get("asks", "").split()),
        tags=re.compile(f"(?:{table['tags']})$") if "tags" in table else None,
        inflects=table.get("inflects", False),
        adjectives=tuple(table.get("adjectives", "").split()),
        letters=str.maketrans(table.get("letters", {})),
        copula=table.get("copula", False),
        saints=tuple(table.get("saints", "").split()),
        prefixes=tuple(table.get("joined", {}).get("before", "").split()),
        suffixes=tuple(table.get("joined", {}).get("behind", "").split()),
        titles=tuple(table.get("titles", "").split()),
        pairs=table.get("pairs", {}),
        ends=ends,
        unstopped=table.get("unstopped", False),
    )


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(files("toolkit.languages").joinpath("signs.toml").read_text("utf-8"))


Spot = tuple[str, int, int]
"""A text, and where something in it begins and ends."""
NOWHERE: Spot = "", 0, 0


class Departure(NamedTuple):
    """A message that does a thing otherwise than nearly all others."""

    way: str
    usual: str
    """What the others do."""
    kept: int
    """How many messages do so."""
    message: CheckedMessage
    shown: str
    """The part of the translation that shows it; "" where no place was noted."""


class Habits:
    """In which ways the messages of a catalog do things.

    A thing is what may be done in several ways: which quotation marks are written, what stands before a
    question mark.
    """

    def __init__(self) -> None:
        self._ways: dict[str, dict[str, list[tuple[CheckedMessage, Spot]]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def note(self, thing: str, way: str, message: CheckedMessage, place: Spot = NOWHERE) -> None:
        """Note that a message does a thing in a way.

        A message that does it twice counts once.

        place  where, to be shown if that departs
        """
        done = self._ways[thing][way]
        if not done or done[-1][0] is not message:
            done.append((message, place))

    def departures(self, thing: str, expected: Mapping[str, int]) -> Iterator[Departure]:
        """The messages that do a thing otherwise than nearly all others.

        expected  way -> how many messages speak for it before any is looked at
        """
        ways = self._ways.get(thing, {})
        weights = {way: len(ways.get(way, ())) + expected.get(way, 0) for way in {*ways, *expected}}
        # Of two that are as common, the one that the language expects.
        usual = max(weights, key=lambda way: (weights[way], expected.get(way, 0), way), default="")
        for way, done in ways.items():
            if way != usual and clear(len(done), weights[usual]):
                kept = len(ways.get(usual, ()))
                for message, place in done:
                    yield Departure(way, usual, kept, message, around(*place) if place[0] else "")

    def ways(self, thing: str) -> frozenset[str]:
        """In which ways a thing is done at all."""
        return frozenset(self._ways.get(thing, ()))

    @property
    def things(self) -> tuple[str, ...]:
        """What was noted, in order."""
        return tuple(self._ways)


def clear(slips: int, usual: int) -> bool:
    """Whether so few depart from what is usual that they are slips, and no second habit.

    >>> clear(1, 2), clear(1, 3), clear(3, 20), clear(3, 40)
    (False, True, False, True)
    """
    return usual >= max(_CLEAR, _PER_SLIP * (slips - 1))


def around_word(text: str, word: str) -> str:
    """The part of a text around the first place where a word stands by itself, as `around` gives it.

    >>> around_word("Sheila went home alone before the others, but she had forgotten the key.", "she")
    '“…the others, but she had forgotten…”'
    """
    match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) or re.search(re.escape(word), text)
    return around(text, *match.span()) if match else around(text, 0, 0)


def around(text: str, begin: int, end: int) -> str:
    """The part of a text around a place, in quotation marks, cut at words where there are blanks.

    >>> around("She rang the bell twice ,and nobody came to the door.", 23, 25)
    '“…the bell twice ,and nobody came…”'
    """
    first, last = max(0, begin - _AROUND), min(len(text), end + _AROUND)
    head, tail = text[first:begin], text[end:last]
    if first and " " in head[:-1]:
        head = head.partition(" ")[2]
    if last < len(text) and " " in tail[1:]:
        tail = tail.rpartition(" ")[0]
    before, behind = "…" * (first > 0), "…" * (last < len(text))
    return f"“{before}{head}{text[begin:end]}{tail}{behind}”"


def without_addresses(text: str) -> str:
    """A text of the same length, in which addresses, code and HTML entities have no signs.

    >>> without_addresses("See https://example.org?a=1,b now, and `a,b: c`.")
    'See xxxxxxxxxxxxxxxxxxxxxxxxx now, and `xxxxxx`.'
    """
    if "&" in text:
        text = _ENTITY.sub(lambda match: "x" * len(match[0]), text)
    if "`" in text:
        text = CODE.sub(lambda match: match["mark"] + "x" * len(match["code"]) + match["mark"], text)
    if "/" in text or "@" in text or "www." in text:
        return _ADDRESS.sub(lambda match: "x" * len(match[0]), text)
    return text
