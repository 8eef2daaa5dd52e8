"""The sentences that the code of diglot puts together, as templates for translators.

    raise DiglotError(f"there is no {group} called {name!r}.", hint="Look at the list.")

has two: "there is no {group} called {name}." and "Look at the list." They are found where they are said:
in errors, and in what the command prints. A value that is one of a few constants makes a template of each.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import chain, product
from pathlib import Path

TOOLKIT = Path(__file__).parents[1] / "toolkit"
_MOST = 24
"""Templates of one sentence: above that, its constants are left to stand for themselves."""
_PLACE = re.compile(r"\{\w+\}")
_WORD = re.compile(r"[A-Za-z]{2}")
_GAP = re.compile(r"^ |  | [.,]$| ,")
_CODE = re.compile(r"D\d{3}(\.[a-z-]+)?")
_DEEP = 9
"""How far a name is followed: a loop may give it to itself."""
Function = ast.FunctionDef | ast.AsyncFunctionDef
Heads = dict[str, tuple[tuple[int, str], ...]]
"""Name of what is called -> position and name of each argument that is said."""

_BY_NAME = 99
"""The position of an argument that is given by its name alone."""
SAID: Heads = {
    "say": ((0, "words"),),
    "wording": ((0, "words"),),
    "sentence": ((0, "words"),),
    "UsageError": ((0, "message"),),
    "DiglotError": ((0, "what"), (2, "hint")),
    "Limit": ((0, "what"), (3, "hint")),
    "refused": ((0, "what"),),
    "report": ((_BY_NAME, "what"), (_BY_NAME, "cure"), (_BY_NAME, "end"), (_BY_NAME, "place")),
}
"""What says or keeps sentences; errors of other kinds, and functions that hand theirs on, are found."""
LOOKED_UP = frozenset(("say", "wording"))
"""What looks a template up by itself."""
RETURNED = frozenset(("_formats", "_legal_values", "as_noted", "nearest"))
"""Functions whose sentences are part of others, or are said elsewhere."""
FOR_AUTHORS = frozenset(
    ("aligning/paths.py", "aligning/structure.py", "api.py", "findings.py", "readers/__init__.py")
)
"""Modules whose errors only those see who write code with them or for them: they stay English."""
_WITH_RULES = "config/"
"""Where faults are yielded: keys, what is wrong, and a hint."""


class Module:
    """A module, and what is called in it."""

    def __init__(self, path: Path) -> None:
        self.name = path.relative_to(TOOLKIT).as_posix()
        self.tree = ast.parse(path.read_text("utf-8"))
        self.nodes: list[ast.AST] = [self.tree]
        """All of them, what is inside of a node after it."""
        self.owners: dict[ast.AST, Function] = {}
        """Node -> the innermost function around it."""
        for node in self.nodes:
            around = node if isinstance(node, Function) else self.owners.get(node)
            inside = [*ast.iter_child_nodes(node)]
            self.nodes += inside
            if around:
                self.owners[node] = around
                self.owners |= dict.fromkeys(inside, around)
        self.calls = [node for node in self.nodes if isinstance(node, ast.Call)]

    @cached_property
    def constants(self) -> dict[str, ast.expr]:
        """Names at the top of the module that are given a value."""
        found: dict[str, ast.expr] = {}
        for node in self.tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found[node.targets[0].id] = node.value
        return found

    def given(self, name: str, function: Function | None) -> list[ast.expr]:
        """What a name may stand for, inside of a function or at the top."""
        found: list[ast.expr] = []
        for node in ast.walk(function) if function else ():
            match node:
                case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                    found.append(value)
                case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
                    found += [
                        v
                        for t, v in zip(targets, values, strict=False)
                        if isinstance(t, ast.Name) and t.id == name
                    ]
                case ast.NamedExpr(target=ast.Name(id=target), value=value) if target == name:
                    found.append(value)
        return found or [self.constants[name]] if found or name in self.constants else []


def parameters(function: Function) -> list[str]:
    """The names of the parameters, in order, without `self`."""
    named = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
    return named[1:] if named[:1] in (["self"], ["cls"]) else named


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


class Sentences:
    """All sentences of the modules."""

    def __init__(self, modules: Sequence[Module]) -> None:
        self.modules = modules
        self.heads: Heads = dict(SAID)
        for module in modules:
            for node in module.nodes:
                if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
                    own = [f for f in node.body if isinstance(f, Function) and f.name == "__init__"]
                    if not own:
                        self.heads[node.name] = SAID["DiglotError"]
        # A function that hands a parameter on says what it is called with.
        more = True
        while more:
            more = False
            for module in modules:
                for call, arg in self._arguments(module):
                    function = module.owners.get(call)
                    for name in self._handed(module, arg, function):
                        where = (parameters(function).index(name), name)
                        head = function.name
                        if where not in self.heads.get(head, ()):
                            self.heads[head] = (*self.heads.get(head, ()), where)
                            more = True

    def _handed(self, module: Module, arg: ast.expr, function: Function | None) -> Iterator[str]:
        if not function or function.name in {"__init__", "at"} or not isinstance(arg, ast.Name):
            return
        if arg.id in parameters(function) and not module.given(arg.id, function):
            yield arg.id

    def _arguments(self, module: Module) -> Iterator[tuple[ast.Call, ast.expr]]:
        """Each call that says something, with what it says."""
        for node in module.calls:
            if called(node) in self.heads:
                # The pages of the review have a `say` of their own.
                if called(node) in LOOKED_UP and not module.name.startswith(("cli/", _WITH_RULES)):
                    continue
                for place, name in self.heads[called(node)]:
                    for key in node.keywords:
                        if key.arg == name:
                            yield node, key.value
                    if place < len(node.args) and not any(
                        isinstance(a, ast.Starred) for a in node.args[: place + 1]
                    ):
                        yield node, node.args[place]

    def __iter__(self) -> Iterator[str]:
        """Each template, in the order of the modules."""
        for module in self.modules:
            if module.name in FOR_AUTHORS:
                continue
            for node, said in chain(self._arguments(module), _handed_out(module)):
                # What is looked up as it stands has its places already.
                asked = isinstance(node, ast.Call) and called(node) in LOOKED_UP
                given = [said.value] if asked and isinstance(said, ast.Constant) else None
                for text in given or self._templates(module, said, module.owners.get(node)):
                    bare = _PLACE.sub("", text)
                    # A name alone, a code of a finding, a value that is never empty: no words for a person.
                    if _WORD.search(bare) and not _CODE.fullmatch(text) and not _GAP.search(text):
                        # As it stands where nothing is filled in.
                        yield text if _PLACE.search(text) else text.format()

    def _templates(self, module: Module, node: ast.expr, function: Function | None) -> list[str]:
        """What an expression may say."""
        found = list(dict.fromkeys(self._texts(module, node, function, 0)))
        return found if len(found) <= _MOST else []

    def _texts(self, module: Module, node: ast.expr, function: Function | None, depth: int) -> list[str]:
        def again(inner: ast.expr) -> list[str]:
            return self._texts(module, inner, function, depth + 1)

        match node:
            case ast.Constant(value=str(text)) if text.startswith("\0"):
                return [f"{{{text.strip(chr(0))}}}"]
            case ast.Constant(value=str(text)):
                return [text.replace("{", "{{").replace("}", "}}")]
            case ast.JoinedStr(values=values):
                return ["".join(parts) for parts in product(*map(again, _apart(values)))]
            case ast.FormattedValue(value=value):
                inner = again(value) if isinstance(value, ast.IfExp | ast.Name | ast.Call) else []
                return inner or [f"{{{named(value)}}}"]
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return [a + b for a, b in product(again(left), again(right))]
            case ast.Call(func=ast.Name(id="counted"), args=[number, *words]):
                one, *many = [ast.literal_eval(word) for word in words if isinstance(word, ast.Constant)]
                return [f"1 {one}", f"{{{named(number)}}} {many[0] if many else one + 's'}"]
        few = _one_of(module, node, function) if depth < _DEEP else []
        return [text for value in few for text in again(value)] or [f"{{{named(node)}}}"]


def _one_of(module: Module, node: ast.expr, function: Function | None) -> list[ast.expr]:
    """The expressions one of which an expression stands for; none where nobody can tell."""
    match node:
        case ast.IfExp(body=body, orelse=orelse):
            return [body, orelse]
        case ast.BoolOp(values=values):
            return values
        case ast.Name(id=name):
            return module.given(name, function)
        # One of the texts of a table.
        case (
            ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="get"))
            | ast.Subscript(value=ast.Name(id=name))
        ) if isinstance(table := module.constants.get(name), ast.Dict):
            return table.values
        case ast.Call(func=ast.Attribute(value=value, attr="strip" | "lstrip" | "rstrip" | "lower")):
            return [] if isinstance(value, ast.Name) else [value]
    return []


def _apart(values: list[ast.expr]) -> list[ast.expr]:
    """The parts of a text; values that are called alike, and aren't one, are told apart by numbers."""
    known: dict[str, list[str]] = {}
    parts: list[ast.expr] = []
    for value in values:
        if isinstance(value, ast.FormattedValue):
            same = known.setdefault(named(value), [])
            written = ast.unparse(value.value)
            if written not in same:
                same.append(written)
            if number := same.index(written):
                # It stands for itself: what it may be was said by the first.
                parts.append(ast.Constant(f"\0{named(value)}{number + 1}\0"))
                continue
        parts.append(value)
    return parts


def named(node: ast.expr) -> str:
    """A name for the place of a value."""
    match node:
        case ast.Name(id=name):
            return name.strip("_").lower()
        case ast.Attribute(attr=name):
            return name.strip("_").lower()
        case ast.Call(func=ast.Attribute(attr="join"), args=[inner, *_]):
            return named(inner)
        case ast.Call(
            func=ast.Name(id="str" | "sorted" | "len" | "repr" | "map" | "shown" | "next" | "for_shell"),
            args=[*_, inner],
        ):
            return named(inner)
        case ast.Call(func=func):
            return named(func)
        case ast.Subscript(value=inner) | ast.Starred(value=inner):
            return named(inner)
        case ast.GeneratorExp(elt=inner) | ast.ListComp(elt=inner):
            return named(inner)
        case ast.BinOp(left=inner) | ast.FormattedValue(value=inner) | ast.IfExp(body=inner):
            return named(inner)
        case _:
            return "value"


def _handed_out(module: Module) -> Iterator[tuple[ast.AST, ast.expr]]:
    """What a module yields as faults of settings, or returns for others to say."""
    for node in module.nodes:
        match node:
            case ast.Yield(value=ast.Tuple(elts=[_, what, hint])) if module.name.startswith(_WITH_RULES):
                yield node, what
                yield node, hint
            case ast.Call(func=ast.Name(id="ValueError"), args=[what]) if module.name.startswith(_WITH_RULES):
                yield node, what
            case ast.Return(value=ast.expr() as value):
                function = module.owners.get(node)
                if function and function.name in RETURNED:
                    yield node, value


@cache
def sentences() -> tuple[str, ...]:
    """All templates of diglot, each once."""
    paths = sorted(TOOLKIT.rglob("*.py"))
    return tuple(dict.fromkeys(Sentences([Module(path) for path in paths])))
