"""Regular expressions of the package: their steps are counted on texts made of their own parts.

    python tests/expressions.py     prints all that the package compiles, as JSON: patterns with their flags

An expression takes long where several of its parts can share what they match, such as `(a+)+b`: then it tries
all ways to share it before it gives up. The texts repeat what one of its repetitions takes, behind what may
stand before that, and end in what nothing takes. Steps are counted and no seconds, so that whatever else the
machine does, the answer is the same.
"""

from __future__ import annotations

import ast
import gc
import importlib
import json
import pkgutil
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

HERE = Path(__file__)
ROOT = HERE.parent.parent
SIGNS = ["\0", *map(chr, range(9, 127)), *"éßм李。、：（）「」“”‘’…—–\u00a0\u3000\u200b\u0301١"]
"""Of which each class of characters is asked."""
OFTEN = [*" a1.-\n([*_'\":,é李"]
"""Those that are tried where several will do."""
MANY = 100
"""Times that something may come again from which on it counts as a repetition."""
_TRIED = 3
"""Of each repetition so many signs, and so many longer texts."""
Part = tuple[Any, Any]
"""An operator of a parsed expression, with its argument."""
_Then = Callable[[int], bool]
_Node = Callable[[int, _Then], bool]


def compiled() -> list[tuple[str, int, bool]]:
    """All expressions that modules of the package compile when they are loaded, or write down.

    Each with its flags, and whether whole texts are matched with it.
    """
    done = subprocess.run([sys.executable, str(HERE)], capture_output=True, check=True, cwd=ROOT)
    return [(pattern, flags, whole) for pattern, flags, whole in json.loads(done.stdout)]


def _recorded() -> Iterator[tuple[str, int, bool]]:
    known: dict[tuple[str, int], None] = {}
    compile_ = re._compile  # type: ignore[attr-defined]

    def record(pattern: Any, flags: Any) -> re.Pattern[Any]:
        made: re.Pattern[Any] = compile_(pattern, flags)
        caller = sys._getframe(2).f_globals.get("__name__", "")
        if caller.startswith("toolkit") and isinstance(made.pattern, str):
            known.setdefault((made.pattern, made.flags))
        return made

    re._compile = record  # type: ignore[attr-defined]
    import toolkit
    from toolkit.late import Regex

    for module in pkgutil.walk_packages(toolkit.__path__, "toolkit."):
        importlib.import_module(module.name)
    for made in gc.get_objects():
        if isinstance(made, Regex):
            made.compiled  # noqa: B018
    sources = [path.read_text("utf-8") for path in sorted((ROOT / "toolkit").rglob("*.py"))]
    modules = [vars(module) for name, module in sys.modules.items() if name.startswith("toolkit")]
    public = {name: value for module in modules for name, value in module.items() if name[0] != "_"}
    values = (
        module.get(name) or public.get(name)
        for module in modules
        for name in re.findall(r"(\w+)\.fullmatch\b", Path(str(module["__file__"])).read_text("utf-8"))
    )
    whole = {value.compiled for value in values if isinstance(value, Regex)}
    yield from ((*one, compile_(*one) in whole) for one in known)
    # Those that are compiled where they are used.
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                first = node.args[0]
                named = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
                if named and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    made = first.value, compile_(first.value, 0).flags
                    if made not in known:
                        yield *made, node.func.attr == "fullmatch"


# Texts.


def texts(pattern: str, flags: int) -> Iterator[tuple[str, str, str]]:
    """What stands before, what is repeated, and what comes last, which neither this nor the next takes."""
    draw = random.Random(7)  # the same texts each time
    found: dict[tuple[str, str, str], None] = {}
    for before, inside, behind in _repetitions([*parser.parse(pattern, flags)], "", draw):
        taken = _signs(inside)
        some = [sign for sign in OFTEN if sign in taken][:_TRIED] or taken[:1]
        # What is behind it may take the same.
        next_ = _signs(behind[:2])
        some += [sign for sign in next_ if sign in taken][:1]
        end = next(filter({*SIGNS}.difference(taken, next_).__contains__, SIGNS), "\n")
        for again in (*some, *(_sample(inside, draw) for _ in range(_TRIED))):
            if again:
                found |= {("", again, end): None, (before, again, end): None}
        if before:
            found["", before, end] = None
    yield from found


def _repetitions(
    sequence: Sequence[Part], before: str, draw: random.Random
) -> Iterator[tuple[str, Sequence[Part], Sequence[Part]]]:
    """Each repetition: a text that may stand before it, what it repeats, and what comes behind."""
    for number, (code, argument) in enumerate(sequence):
        parts = _parts(code, argument)
        if code in _REPEATS and argument[1] >= MANY:
            yield before, parts[0], sequence[number + 1 :]
        for part in parts:
            yield from _repetitions(part, before, draw)
        before += _sample([(code, argument)], draw)


_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_ONE = (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN)
_ASSERTIONS = (codes.ASSERT, codes.ASSERT_NOT)
_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    codes.CATEGORY_DIGIT: str.isdecimal,
    codes.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdecimal(),
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    codes.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    codes.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}


def _parts(code: Any, argument: Any) -> list[list[Part]]:
    """The sequences inside of an operator."""
    if code in _REPEATS:
        return [[*argument[2]]]
    if code is codes.SUBPATTERN:
        return [[*argument[3]]]
    if code is codes.BRANCH:
        return [[*branch] for branch in argument[1]]
    if code in _ASSERTIONS:
        return [[*argument[1]]]
    return [[*argument]] if code is codes.ATOMIC_GROUP else []


def _takes(code: Any, argument: Any, sign: str) -> bool:
    if code in (codes.LITERAL, codes.NOT_LITERAL):
        return bool(ord(sign) == argument) is (code is codes.LITERAL)
    if code is codes.RANGE:
        return bool(argument[0] <= ord(sign) <= argument[1])
    if code is codes.CATEGORY:
        return _CATEGORIES[argument](sign)
    if code is codes.IN:
        negated = argument[0][0] is codes.NEGATE
        return any(_takes(*part, sign) for part in argument[negated:]) is not negated  # type: ignore[call-arg]
    return sign != "\n"  # what a dot takes


def _signs(sequence: Sequence[Part]) -> list[str]:
    """Signs that some place in a sequence takes."""
    found: list[str] = []
    for code, argument in sequence:
        if code is codes.LITERAL:
            found.append(chr(argument))
        elif code in _ONE:
            found += [sign for sign in SIGNS if _takes(code, argument, sign)]
        elif code not in _ASSERTIONS:
            found += chain.from_iterable(map(_signs, _parts(code, argument)))
    return [*dict.fromkeys(found)]


def _sample(sequence: Sequence[Part], draw: random.Random) -> str:
    """A text that a sequence takes, but for what looks around and back."""
    text = ""
    for code, argument in sequence:
        parts = _parts(code, argument)
        if code is codes.LITERAL:
            text += chr(argument)
        elif code in _ONE:
            start = draw.randrange(len(SIGNS))
            signs = (sign for sign in (*SIGNS[start:], *SIGNS[:start]) if _takes(code, argument, sign))
            text += "".join(islice(signs, 1))
        elif code in _REPEATS:
            least, most, _ = argument
            often = max(least, 1) if most and draw.random() < 0.5 else least
            text += "".join(_sample(parts[0], draw) for _ in range(often))
        elif parts and code not in _ASSERTIONS:
            text += _sample(draw.choice(parts), draw)
    return text


# Steps.


class TooManyStepsError(Exception):
    """More than it was to take."""


class Steps:
    """An expression as `re` goes through it, by trying one way after the other."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._text, self._left = "", 0
        self._groups: dict[int, str] = {}
        parsed = parser.parse(pattern, flags)
        self._whole = self._row([*parsed], parsed.state.flags)

    def count(self, text: str, most: int, *, whole: bool = False) -> int:
        """Steps until it matches at the beginning, or gives up; TooManyStepsError for more than `most`.

        whole  whether it must match all of the text
        """
        self._text, self._left = text, most
        self._groups.clear()
        # Where nothing matches, nothing matches all of it.
        if self._whole(0, lambda _: True) and whole:
            self._left = most
            self._whole(0, lambda at: at == len(text))
        return most - self._left

    def matches(self, text: str, *, whole: bool) -> bool:
        """Whether the expression matches at the beginning of a text, as `re.match`, or all of it."""
        self._text, self._left = text, sys.maxsize
        self._groups.clear()
        return self._whole(0, lambda at: not whole or at == len(text))

    def _step(self, many: int = 1) -> None:
        self._left -= many
        if self._left < 0:
            raise TooManyStepsError

    def _row(self, sequence: Sequence[Part], flags: int) -> _Node:
        nodes = [self._node(code, argument, flags) for code, argument in sequence]

        def row(at: int, then: _Then, number: int = 0) -> bool:
            if number == len(nodes):
                return then(at)
            return nodes[number](at, lambda behind: row(behind, then, number + 1))

        return nodes[0] if len(nodes) == 1 else row

    def _node(self, code: Any, argument: Any, flags: int) -> _Node:
        if code in _ONE:
            fits = self._fits(code, argument, flags)

            def one(at: int, then: _Then) -> bool:
                self._step()
                return fits(at) and then(at + 1)

            return one
        if code in _REPEATS:
            return self._repeat(code, *argument, flags)  # type: ignore[call-arg]
        if code is codes.SUBPATTERN:
            group, more, less, inside = argument
            node = self._row([*inside], flags & ~less | more)

            def grouped(at: int, then: _Then) -> bool:
                def end(behind: int) -> bool:
                    self._groups[group] = self._text[at:behind]
                    return then(behind)

                return node(at, end)

            return grouped
        if code is codes.BRANCH:
            branches = [self._row([*branch], flags) for branch in argument[1]]
            return lambda at, then: any(branch(at, then) for branch in branches)
        if code in _ASSERTIONS:
            way, inside = argument
            node, back = self._row([*inside], flags), inside.getwidth()[0] if way < 0 else 0

            def looks(at: int, then: _Then) -> bool:
                found = at >= back and node(at - back, lambda _: True)
                return found is (code is codes.ASSERT) and then(at)

            return looks
        if code is codes.ATOMIC_GROUP:
            return self._once(self._row([*argument], flags))
        return self._other(code, argument, flags)

    def _other(self, code: Any, argument: Any, flags: int) -> _Node:
        """What asks where it stands, or what groups have taken."""
        if code is codes.GROUPREF:

            def again(at: int, then: _Then) -> bool:
                self._step()
                said = self._groups.get(argument)
                return said is not None and self._text.startswith(said, at) and then(at + len(said))

            return again
        if code is codes.GROUPREF_EXISTS:
            group, *ways = argument
            there, else_ = (self._row([*(way or ())], flags) for way in ways)

            def either(at: int, then: _Then) -> bool:
                return (there if group in self._groups else else_)(at, then)

            return either
        if code is codes.AT:
            return lambda at, then: self._stands(argument, at, flags) and then(at)
        raise NotImplementedError(code)

    def _once(self, node: _Node) -> _Node:
        """What goes no other way once it has found one."""

        def once(at: int, then: _Then) -> bool:
            ends: list[int] = []
            node(at, lambda behind: not ends.append(behind))  # type: ignore[func-returns-value]
            return bool(ends) and then(ends[0])

        return once

    def _repeat(self, code: Any, least: int, most: int, inside: Any, flags: int) -> _Node:
        sequence = [*inside]
        if len(sequence) == 1 and sequence[0][0] in _ONE:
            return self._signs(code, least, most, self._fits(*sequence[0], flags))  # type: ignore[call-arg]
        node = self._row(sequence, flags)
        greedy = code is not codes.MIN_REPEAT

        def often(at: int, then: _Then, number: int = 0) -> bool:
            self._step()

            def more() -> bool:
                # What took nothing isn't repeated.
                return number < most and node(
                    at, lambda end: (end > at or number < least) and often(end, then, number + 1)
                )

            ways = (more, lambda: number >= least and then(at))
            return any(way() for way in (ways if greedy else ways[::-1]))

        return self._once(often) if code is codes.POSSESSIVE_REPEAT else often

    def _signs(self, code: Any, least: int, most: int, fits: Callable[[int], bool]) -> _Node:
        """A sign that comes again."""

        def signs(at: int, then: _Then) -> bool:
            many, top = 0, min(most, len(self._text) - at)
            if code is codes.MIN_REPEAT:
                while many <= top:
                    self._step()
                    if many >= least and then(at + many):
                        return True
                    if many == top or not fits(at + many):
                        return False
                    many += 1
                return False
            while many < top and fits(at + many):
                many += 1
            self._step(many + 1)
            if code is codes.POSSESSIVE_REPEAT:
                return many >= least and then(at + many)
            for number in range(many, least - 1, -1):
                self._step()
                if then(at + number):
                    return True
            return False

        return signs

    def _fits(self, code: Any, argument: Any, flags: int) -> Callable[[int], bool]:
        known: dict[str, bool] = {}

        def asked(sign: str) -> bool:
            if code is codes.ANY and flags & re.DOTALL:
                return True
            cases = {sign, sign.lower(), sign.upper()} if flags & re.IGNORECASE else {sign}
            return any(_takes(code, argument, case) for case in cases if len(case) == 1)

        def fits(at: int) -> bool:
            if at >= len(self._text):
                return False
            sign = self._text[at]
            if sign not in known:
                known[sign] = asked(sign)
            return known[sign]

        return fits

    def _stands(self, place: Any, at: int, flags: int) -> bool:
        self._step()
        text, last = self._text, len(self._text)
        if place in (codes.AT_BEGINNING, codes.AT_BEGINNING_STRING):
            lines = flags & re.MULTILINE and place is codes.AT_BEGINNING
            return at == 0 or bool(lines and text[at - 1] == "\n")
        if place is codes.AT_END_STRING:
            return at == last
        if place is codes.AT_END:
            return at == last or (text[at] == "\n" and bool(flags & re.MULTILINE or at == last - 1))
        word = _CATEGORIES[codes.CATEGORY_WORD]
        differs = (at > 0 and word(text[at - 1])) != (at < last and word(text[at]))
        return differs is (place is codes.AT_BOUNDARY)


_FEW, _MORE = 8, 96
"""Repetitions that are tried first, and where they take long. What is tried no more than 90 times looks as if
it would go on among few."""
_STEEP = 3
"""What takes twice as long for twice the text grows by two; what tries all pairs of places, by four."""


def slow(pattern: str, flags: int, *, whole: bool) -> tuple[str, str, str] | None:
    """One of the `texts`, where the time grows with the square of its length, or faster."""
    steps = Steps(pattern, flags)
    return next((text for text in texts(pattern, flags) if _grows(steps, *text, whole=whole)), None)


def _grows(steps: Steps, before: str, again: str, end: str, *, whole: bool) -> bool:
    for often in (_FEW, _MORE):
        most = 2000 * often
        try:
            one, two, four = (
                steps.count(before + again * (often * times) + end, most, whole=whole) for times in (1, 2, 4)
            )
        except TooManyStepsError:
            continue
        if four - two <= (_STEEP - (often is _FEW) / 2) * (two - one):
            return False
    return True


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.stdout.write(json.dumps([*dict.fromkeys(_recorded())]))
