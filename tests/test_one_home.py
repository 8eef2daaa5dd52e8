"""One home for each fact: a second one is found by what it looks like in the code."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from sources import MODULES, TOOLKIT, dotted, imports, nodes, shown
from toolkit.model import KINDS

BY_NAME = (
    "model/kinds.py",
    "reading/",
    "transcript/",
    "readers/",
    "writers/pdf/content.py",
    "writers/xhtml_parts.py",
)
"""What knows kinds by name: the table, and what finds them in a text. A preface has rules, too, which
printers of blocks know by the same name."""


def strings(path: str, home: Iterable[str] = ()) -> list[str]:
    """The texts in a module; none of its home."""
    if path in home:
        return []
    words = {id(node.value) for node in nodes(TOOLKIT / path, ast.Expr)}  # docstrings
    constants = (node for node in nodes(TOOLKIT / path, ast.Constant) if id(node) not in words)
    return [node.value for node in constants if isinstance(node.value, str)]


PATHS = [shown(path) for path in MODULES]


def names(node: ast.AST) -> set[str]:
    """The texts in a constant, or in a set, a list or a tuple of constants."""
    items = node.elts if isinstance(node, ast.Set | ast.Tuple | ast.List) else [node]
    return {item.value for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str)}


def test_what_is_decided_by_a_kind_is_in_the_table() -> None:
    """A kind more touched 18 files."""
    found = []
    for path in MODULES:
        if shown(path).startswith(BY_NAME):
            continue
        for node in nodes(path, ast.Compare):
            sides = [node.left, *node.comparators]
            asked = any(dotted(side).split(".")[-1] == "kind" for side in sides)
            if asked and any(names(side) & KINDS.keys() for side in sides):
                found.append(f"{shown(path)}:{node.lineno}: {ast.unparse(node)}")
        groups: list[ast.Set | ast.Tuple] = [*nodes(path, ast.Set), *nodes(path, ast.Tuple)]
        listed = (group for group in groups if len(names(group)) > 2 and names(group) <= KINDS.keys())
        found += [f"{shown(path)}:{group.lineno}: {ast.unparse(group)}" for group in listed]
    assert not found


def test_one_module_escapes_for_xml() -> None:
    for path in PATHS:
        assert not [text for text in strings(path, {"text/xml.py"}) if "&amp;" in text or "&quot;" in text], (
            path
        )
        assert path == "text/xml.py" or not {"xml.sax.saxutils", "html"} & imports(TOOLKIT / path), path


CONTROLS = re.compile("[\x00-\x08]-|\ud800-")


def test_what_no_text_can_hold_is_said_in_one_package() -> None:
    for path in PATHS:
        if not path.startswith("text/"):
            assert not any(map(CONTROLS.search, strings(path))), path


def test_one_function_shortens_texts() -> None:
    """An aligner quotes words, however long they are."""
    for path in PATHS:
        if path in {"text/hygiene.py", "adopting/aligned_text.py"}:
            continue
        for node in nodes(TOOLKIT / path, ast.BinOp):
            assert names(node.right) != {"…"}, f"{path}:{node.lineno}"
        for printed in nodes(TOOLKIT / path, ast.JoinedStr):
            assert names(printed.values[-1]) != {"…"}, f"{path}:{printed.lineno}"


def test_names_in_commands_are_quoted_for_a_shell() -> None:
    """A document may be called `my talk`; findings are filled by one function, which quotes them."""
    for path in PATHS:
        for text in nodes(TOOLKIT / path, ast.JoinedStr):
            before = ""
            for part in text.values:
                if isinstance(part, ast.Constant):
                    before += str(part.value)
                    continue
                inside = before.count("`") % 2 and before.rpartition("`")[2].startswith("diglot ")
                written = ast.unparse(part)
                assert not inside or "for_shell(" in written or "lang" in written, f"{path}: {written}"


FUNCTIONS = {
    "json.dumps": "text/data.py",
    "json.dump": "text/data.py",
    "difflib.get_close_matches": "errors.py",
    "shlex.quote": "errors.py",
}


def test_what_one_function_does_no_other_does() -> None:
    for path in PATHS:
        called = {dotted(call.func) for call in nodes(TOOLKIT / path, ast.Call)}
        assert not [name for name in called & FUNCTIONS.keys() if FUNCTIONS[name] != path], path


def test_what_is_worked_out_once_has_no_lock() -> None:
    """`functools.cached_property` has one for all values: whoever gives way would hold up all others."""
    named = {
        path: {name.name for node in nodes(TOOLKIT / path, ast.ImportFrom) for name in node.names}
        | {node.attr for node in nodes(TOOLKIT / path, ast.Attribute)}
        for path in PATHS
    }
    assert not [path for path, names_ in named.items() if "cached_property" in names_]


TEXTS = {
    "speaker|": "catalog/contexts.py",
    "translator-credits": "catalog/contexts.py",
    "https://orcid.org/": "config/identifiers.py",
    "%Y-%m-%d": "text/data.py",
    "Did you mean": "errors.py",
}
"""What begins texts that one module makes."""
OTHER_TEXTS = {"disk/locks.py", "archive/headers.py", "findings.py"}
"""A lock tells a person when it was taken; an archive checks what it gets by its own words."""


def test_one_module_makes_a_text() -> None:
    for path in PATHS:
        for text in strings(path, OTHER_TEXTS):
            wrong = [home for start, home in TEXTS.items() if text.startswith(start) and home != path]
            assert not wrong or "\n" in text, f"{path}: {text!r} is of {wrong}"


def test_no_pattern_is_written_twice() -> None:
    homes = defaultdict(set)
    for path in MODULES:
        for call in nodes(path, ast.Call):
            if dotted(call.func) in {"re.compile", "late.regex"}:
                for pattern in names(call.args[0]):
                    homes[pattern].add(shown(path))
    del homes["\r\n|\r|\n"]
    # What checks an archive's copy shares no code with what wrote it.
    twice = {
        pattern: found
        for pattern, found in homes.items()
        if len([path for path in found if not path.startswith("archive/")]) > 1 and len(pattern) > 5
    }
    assert not twice


CONVERSIONS = {
    "archive/alignment.py: ElementPlace",
    "archive/facts.py: ElementPlace",
    "archive/pointers.py: ElementPlace",
    "checks/contrasts.py: ExchangedWords",
    "edition/indexing.py: PrintedWords",
    "config/settings.py: Revision",
    "config/settings.py: TranslationFile",
    "exchange/intake.py: Intake",
    "readers/speech_words.py: Cue",
    "readers/tei/others.py: Turn",
    "transcript/cast.py: Speaker",
    "registry.py: Claim",
    "review/views/book.py: FileReply",
    "workflow/books.py: Evaluation",
    "workflow/kept_alignments.py: _KeptAlignment",
    "workflow/known_state.py: changes.Missed",
    "workflow/private_files.py: Reading",
    "workflow/private_files.py: _KeptReading",
    "writers/sheets.py: SheetLine",
    "writers/tei/header.py: Revision",
}
"""Where a value is made of one of another class that has fields of the same names."""


def fields() -> dict[str, list[str]]:
    """Class -> names of its fields."""
    found = {}
    for path in MODULES:
        for node in nodes(path, ast.ClassDef):
            named = (line.target for line in node.body if isinstance(line, ast.AnnAssign))
            found[node.name] = [target.id for target in named if isinstance(target, ast.Name)]
    return found


def copies(call: ast.Call, known: dict[str, list[str]]) -> bool:
    """Whether half or more of the fields of a value are given from those of another one."""
    names_ = known.get(dotted(call.func).split(".")[-1], [])
    given = [*zip(names_, call.args, strict=False), *((word.arg, word.value) for word in call.keywords)]
    whose = [dotted(value).rpartition(".") for name, value in given if dotted(value).endswith(f".{name}")]
    most = max(Counter(owner for owner, _, _ in whose).values(), default=0)
    return most > 1 and bool(names_) and 2 * most >= len(names_)


def test_a_changed_value_is_made_by_replace() -> None:
    """A field that is added to a class vanishes where values are copied field by field."""
    known = fields()
    found = {
        f"{shown(path)}: {dotted(call.func)}"
        for path in MODULES
        for call in nodes(path, ast.Call)
        if copies(call, known)
    }
    assert not found - CONVERSIONS
    assert found >= CONVERSIONS, "a line of CONVERSIONS isn't needed any more"
