"""Plug-ins that can't be used, or that take what another has, are told as errors."""

import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from toolkit import checks, findings, registry
from toolkit.engines import AskedMessage, EngineContext
from toolkit.errors import DiglotError
from toolkit.model import Entry

CHECK = """\
from toolkit.checks import Check
from toolkit.findings import define
{name} = Check(define("{code}", severity="{severity}", title="T.", words="w.", cure="C."), lambda _: ())
"""
READER = """\
from toolkit.readers import Reader
READER = Reader(suffixes=("{suffix}",), read=None)
"""
CACHED: tuple[Any, ...] = (
    registry.load,
    registry.names,
    registry.plug_ins,
    registry.checks,
    registry.claims,
    registry.reader_suffixes,
    registry._points,
    findings.rule,
    findings._of_checks,
)
Install = Callable[..., None]


def forget() -> None:
    for function in CACHED:
        function.cache_clear()


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Write packages of others, with one plug-in each: group, name, package, code."""
    points: list[EntryPoint] = []
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(
        registry, "entry_points", lambda group: [point for point in points if point.group == group]
    )

    def write(group: str, name: str, package: str, code: str, constant: str) -> None:
        (tmp_path / f"{package}.py").write_text(code, "utf-8")
        points.append(EntryPoint(name, f"{package}:{constant}", f"diglot.{group}"))

    forget()
    yield write
    forget()
    for point in points:
        sys.modules.pop(point.module, None)


def check_of(code: str = "ACME240", severity: str = "info", name: str = "CHECK") -> str:
    return CHECK.format(code=code, severity=severity, name=name)


def refused(group: registry.PlugInGroup) -> str:
    with pytest.raises(DiglotError) as caught:
        registry.plug_ins(group)
    assert caught.value.hint
    return f"{caught.value} {caught.value.hint}"


def test_a_check_of_another_package_is_found(install: Install) -> None:
    install("checks", "length", "acme", check_of(), "CHECK")
    assert findings.rule("ACME240").severity == "info"
    assert "length" in registry.names("check")


def test_an_engine_of_another_package_is_found(install: Install) -> None:
    page = (Path(__file__).parent.parent / "docs/how-to/suggest-translations.md").read_text("utf-8")
    code = page.partition("```python\n")[2].partition("```")[0]
    install("engines", "shouter", "acme_shouter", code, "ENGINE")
    assert "shouter" in registry.names("engine") and "memory" in registry.names("engine")
    message = AskedMessage("s1", Entry("turn", "And then?"))
    (answer,) = registry.load("engine", "shouter").suggest([message], EngineContext("en", "fr"))
    assert (answer.id, answer.text) == ("s1", "AND THEN?")


def test_a_module_may_have_several_checks(install: Install) -> None:
    pair = check_of() + check_of("ACME241", name="OTHER") + "BOTH = (CHECK, OTHER)\n"
    install("checks", "lengths", "acme", pair, "BOTH")
    assert {findings.rule(code).title for code in ("ACME240", "ACME241")} == {"T."}
    assert {"ACME240", "ACME241"} <= {check.rule.code for check in registry.checks()}


def test_one_code_is_one_check(install: Install) -> None:
    install("checks", "length", "acme", check_of(), "CHECK")
    install("checks", "width", "bolt", check_of(), "CHECK")
    said = refused("check")
    assert "two checks have the code ACME240: 'length' of acme and 'width' of bolt." in said
    assert "uninstall acme or bolt" in said


@pytest.mark.parametrize("code", ["D204", "D100", "D405"])
def test_no_package_takes_a_code_of_diglot(code: str, install: Install) -> None:
    install("checks", "length", "acme", check_of(code), "CHECK")
    said = refused("check")
    assert code in said and "'length' of acme" in said and "uninstall acme" in said


@pytest.mark.parametrize(
    ("code", "constant", "says"),
    [
        (check_of("D2X"), "CHECK", "'D2X' can't be the code of a check"),
        (check_of("D190"), "CHECK", "'D190' can't be the code of a check"),
        (check_of(severity="warn"), "CHECK", "has the severity 'warn'. Severities: error, warning, info."),
        (check_of(name="CHEK"), "CHECK", "AttributeError"),
        (check_of().replace('cure="C."', 'cura="C."'), "CHECK", "has `cura`"),
        (check_of().replace(', cure="C."', ""), "CHECK", "has no cure"),
        ("import no_such_module", "CHECK", "No module named 'no_such_module'"),
        ("CHECK = 1", "CHECK", "acme:CHECK is int"),
    ],
)
def test_a_check_that_is_none_is_told(code: str, constant: str, says: str, install: Install) -> None:
    install("checks", "length", "acme", code, constant)
    said = refused("check")
    assert says in said and "'length' of acme" in said and "uninstall acme" in said


def test_one_name_is_one_plug_in(install: Install) -> None:
    install("checks", "marks", "acme", check_of(), "CHECK")
    assert "two checks are called 'marks': those of diglot and acme." in refused("check")


@pytest.mark.parametrize("suffix", [".txt", ".xml"])
def test_one_suffix_is_one_reader(suffix: str, install: Install) -> None:
    install("readers", "acme", "acme", READER.format(suffix=suffix), "READER")
    said = refused("reader")
    assert f"two readers have the suffix {suffix}: " in said
    assert "of diglot" in said and "'acme' of acme" in said and "uninstall acme" in said


@pytest.mark.parametrize("suffix", ["sbv", ".SBV"])
def test_a_suffix_is_one_that_files_have(suffix: str, install: Install) -> None:
    install("readers", "acme", "acme", READER.format(suffix=suffix), "READER")
    assert f"{suffix!r} is no suffix of a file" in refused("reader")


@pytest.mark.usefixtures("install")
def test_a_module_of_diglot_whose_check_nobody_would_find(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("toolkit.checks.marks")
    module.__dict__["CHEK"] = registry.load("check", "marks")
    forget()
    monkeypatch.setitem(sys.modules, "toolkit.checks.marks", module)
    said = refused("check")
    assert "toolkit/checks/marks: its check is called CHEK" in said and "Call it CHECK." in said


def test_an_argument_that_nobody_gives_is_told() -> None:
    with pytest.raises(DiglotError, match=r"D204\.marks have a place for `gone`") as caught:
        _ = findings.report("D204.marks", target="x", faults="y").message
    assert "It was given: target, faults." in caught.value.hint
    with pytest.raises(DiglotError, match="something reports ACME001"):
        _ = findings.report("ACME001").message


def test_all_checks_have_what_they_need() -> None:
    assert {type(check) for check in registry.checks()} == {checks.Check}
