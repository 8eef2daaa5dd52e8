"""The registry of findings: complete, told in the reference, and the only one."""

import ast
import json
import os
import re
import shlex
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sources import MODULES, nodes, part, shown
from toolkit import findings
from toolkit.errors import DiglotError
from toolkit.findings import Rule, report
from toolkit.model import Location

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/reference/findings.md"
EXAMPLES = ROOT / "tests/data/findings.jsonl"
"""Each wording of each code: arguments, and what it says with them."""


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def arguments(rule: Rule, wording: str) -> set[str]:
    named = set().union(*(fields(texts.get(wording) or texts[""]) for texts in (rule.words, rule.cure)))
    for name in named & rule.parts.keys():
        named = named.union(*map(fields, rule.parts[name])) - {name}
    return named


def wordings(rule: Rule) -> set[str]:
    named = {name for texts in (rule.words, rule.cure) for name in texts if name not in {"", "more"}}
    return named or {""}


@cache
def calls() -> tuple[tuple[str, ast.Call], ...]:
    """Each call that reports a finding by its code: the file and line, and the call."""
    return tuple(
        (f"{path.relative_to(ROOT)}:{node.lineno}", node)
        for path in MODULES
        for node in nodes(path, ast.Call)
        if node.args and _code(node.args[0]) and _called(node) in REPORTERS
    )


REPORTERS = {"report", "refused"}
"""Functions, or methods called so, that take a code and make a finding of it."""


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _code(node: ast.AST) -> str:
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return text if re.fullmatch(r"D\d{3}(\.[a-z-]+)?", text) else ""


def test_no_code_has_two_rules() -> None:
    assert len(set(findings.codes())) == len(findings.codes())


@pytest.mark.parametrize("code", findings.codes())
def test_every_rule_is_whole(code: str) -> None:
    rule = findings.rule(code)
    assert rule.severity in {"error", "warning", "info"}
    assert rule.title.endswith(".") and (rule.advice or rule.cure.get("", "x"))
    for severity, when in rule.when.values():
        assert severity in {"error", "warning", "info"} and severity != rule.severity and when
    assert rule.words["more"].startswith("and {number} more"), "`more` is the wording of what isn't told"
    for wording in wordings(rule):
        assert wording in rule.words or "" in rule.words
        assert wording in rule.cure or "" in rule.cure


def row(rule: Rule) -> str:
    """The row of the reference: names of arguments stand for them, in capitals."""
    severity = "; ".join([rule.severity, *(f"{other} {when}" for other, when in rule.when.values())])
    cure = rule.advice or re.sub(r"\{(\w+)[^}]*\}", lambda found: found[1].upper(), rule.cure[""])
    cure += " Build anew." if rule.anew and not rule.advice else ""
    return f"| {rule.code} | {severity} | {rule.title} | {cure.strip()} |"


def test_the_reference_says_what_the_registry_says() -> None:
    """To write its rows anew, run this with DIGLOT_REGOLD=1; the row of a new code is put in by hand."""
    page = PAGE.read_text("utf-8")
    rows = {code: row(findings.rule(code)) for code in findings.codes()}
    if os.environ.get("DIGLOT_REGOLD"):
        page = re.sub(r"^\| (D\d{3}) \|.*", lambda found: rows.get(found[1], ""), page, flags=re.MULTILINE)
        PAGE.write_text(page, "utf-8")
    said = {found[1]: found[0] for found in re.finditer(r"^\| (D\d{3}) \|.*", page, flags=re.MULTILINE)}
    assert said == rows


@pytest.mark.parametrize(
    ("template", "value", "said"),
    [
        ("{n:word}", 1, "1 word"),
        ("{n:word}", 2000, "2,000 words"),
        ("{n} {n:is|are}", 1, "1 is"),
        ("{n} {n:is|are}", 2000, "2000 are"),
        ("{n: or }", ("a", "b"), "a or b"),
        ("{n}", ("a", "b"), "a, b"),
        ("{n!r}", "a", "'a'"),
        ("{n}", "{n}", "{n}"),
    ],
)
def test_words_take_numbers_and_lists(
    template: str, value: findings.FindingValue, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = findings.define("D299", severity="info", title="", words=template, cure="")
    monkeypatch.setattr(findings, "rule", lambda _: rule)
    assert report("D299", n=value).message == said


def test_a_situation_changes_the_severity() -> None:
    found = report(
        "D405", Location("talk.po", 0), number=1, paragraphs=3, lang="fr", drafts=0, empty=1, omitted=0
    )
    assert found.message == "1 of 3 paragraphs is not printed in fr: 1 empty."
    assert (found.severity, found.given("strict").severity) == ("warning", "error")
    assert found.given("check") == found


def sites() -> Iterator[tuple[str, str, set[str]]]:
    for place, call in calls():
        names = {keyword.arg or "**" for keyword in call.keywords}
        names |= {"what", "cure"} if _called(call) == "refused" else set()
        # A check's finding about an entry names it by itself.
        names |= {"message"} if ast.unparse(call.func) == "checked.report" else set()
        yield place, _code(call.args[0]), names


def test_every_report_gives_what_its_words_need() -> None:
    for place, name, names in sites():
        code, _, wording = name.partition(".")
        rule = findings.rule(code)
        assert wording in wordings(rule), f"{place}: {name} has the wordings {sorted(wordings(rule))}"
        if "**" not in names:
            assert names >= arguments(rule, wording), f"{place}: {name} needs {arguments(rule, wording)}"


def test_a_wording_that_is_none_is_told_with_those_that_are() -> None:
    with pytest.raises(DiglotError, match=r"nothing words D103\.gone") as told:
        _ = report("D103.gone", label="Bo", lines="3", further="").message
    assert "D103.label, D103.text" in told.value.hint


def names() -> set[str]:
    """Each code that diglot's modules name, with its wording where that is said there."""
    return {name for path in MODULES for node in nodes(path, ast.Constant) if (name := _code(node))}


def test_every_code_that_a_module_names_is_registered() -> None:
    for name in names():
        code, _, wording = name.partition(".")
        assert code in findings.codes() and (not wording or wording in wordings(findings.rule(code))), name


def test_every_wording_is_said_somewhere() -> None:
    said = names() | {
        f"D261.{how}" for how in wordings(findings.rule("D261"))
    }  # chosen by `verdicts.difference`
    for code in findings.codes():
        for wording in wordings(findings.rule(code)):
            assert (f"{code}.{wording}" if wording else code) in said


def test_every_wording_says_what_it_is_known_to_say() -> None:
    """With DIGLOT_REGOLD=1 sentences and cures are written anew; a new wording's line is put in by hand.

    Most arguments are those of a text in another test, where the finding came up.
    """
    known = [json.loads(line) for line in EXAMPLES.read_text("utf-8").splitlines()]
    told = []
    for example in known:
        args = {key: tuple(arg) if isinstance(arg, list) else arg for key, arg in example["args"].items()}
        found = report(example["name"], **args)
        told.append({**example, "says": found.message, "cure": found.hint})
    if os.environ.get("DIGLOT_REGOLD"):
        EXAMPLES.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told), "utf-8")
    assert told == known
    every = [
        f"{code}.{wording}" if wording else code
        for code in findings.codes()
        for wording in sorted(wordings(findings.rule(code)))
    ]
    assert [example["name"] for example in known] == every


def test_lines_to_be_pasted_are_lines_of_a_sidecar() -> None:
    cures = [json.loads(line)["cure"] for line in EXAMPLES.read_text("utf-8").splitlines()]
    pasted = [cure for cure in cures if "\n" in cure]
    assert pasted
    for cure in pasted:
        assert tomllib.loads(cure)


def test_every_code_is_in_a_test() -> None:
    tests = ROOT / "tests"
    every = (*tests.rglob("*.py"), *(tests / "data/checks").glob("*.jsonl"))
    told = "".join(path.read_text("utf-8") for path in every)
    assert set(findings.codes()) <= set(re.findall(r"\bD\d{3}\b", told))


def test_no_other_module_has_a_table_of_codes_or_says_how_severe_they_are() -> None:
    """Codes stand where they are reported; what a code means, and how severe it is, the registry says."""
    for path in MODULES:
        if shown(path) == "findings.py":
            continue
        for kind in (ast.Dict, ast.Set, ast.List, ast.Tuple):
            for node in nodes(path, kind):
                keys = node.keys if isinstance(node, ast.Dict) else node.elts  # type: ignore[attr-defined]
                table = [key for key in keys if key is not None and _code(key)]
                assert len(table) < 2, f"{shown(path)}:{node.lineno}: a table of codes"
        for call in nodes(path, ast.Call):
            where = f"{shown(path)}:{call.lineno}"
            assert _called(call) != "Finding", f"{where}: use findings.report"
            assert _called(call) != "define" or part(path) == "checks", f"{where}: use findings.toml"
            if _called(call) in REPORTERS:
                said = [*call.args[2:], *(keyword.value for keyword in call.keywords)]
                severities = [
                    one for one in said if isinstance(one, ast.Constant) and one.value in SEVERITIES
                ]
                assert not severities, f"{where}: the registry says how severe it is"


SEVERITIES = ("error", "warning", "info")


def test_a_command_in_a_cure_can_be_pasted() -> None:
    told = report("D201", catalog="x.po", document="my talk; rm", lang="fr")
    assert "`diglot extract 'my talk; rm' -l fr`" in told.hint
    assert shlex.split(told.hint.split("`")[1])[2] == "my talk; rm"
