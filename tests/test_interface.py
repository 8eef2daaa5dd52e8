"""The languages of the command: whole, up to date, and spoken to people alone."""

import json
import re
import string
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import validators
from conftest import Run
from interfaces import interface
from test_findings import EXAMPLES
from toolkit import findings, po
from toolkit import interface as spoken
from toolkit.cli import main
from toolkit.interface import Translations

LANGS = tuple(interface().LANGS)
PLACE = re.compile(r"\{(\w+)(![rs])?(?::([^{}]*))?\}")
CODE = re.compile(r"`[^`]+`")


@cache
def texts(lang: str) -> dict[str, str]:
    """What is translated: messages without plurals, which are click's."""
    path = interface().LOCALES / lang / "LC_MESSAGES" / f"{spoken.DOMAIN}.po"
    catalog = po.load(path.read_bytes(), path.name, interface().LANGS[lang])
    assert {entry.state for entry in catalog.entries} == {"done"}, "translate what is empty"
    return {entry.source: entry.target for entry in catalog.entries if not entry.plural}


@pytest.mark.slow
def test_the_catalogs_are_what_make_docs_writes() -> None:
    """They have all that is said, and nothing else."""
    for path, data in interface().catalogs():
        assert path.read_bytes() == data, "run `make docs`, and translate what is empty"


@pytest.mark.parametrize("lang", LANGS)
def test_a_translation_has_the_places_and_the_code_of_its_source(lang: str) -> None:
    forms = int(interface().PLURALS[lang][len("nplurals=")])
    for source, target in texts(lang).items():
        places: set[str] = set()
        choices: set[str] = set()
        lists: set[str] = set()
        for name, _, spec in PLACE.findall(source):
            # A word that only says whether there is one or many is told otherwise elsewhere.
            (choices if "|" in spec else places).add(name)
            if spec.endswith(" "):
                lists.add(name)
        own = PLACE.findall(target)
        assert places <= {name for name, *_ in own} <= places | choices, target
        assert sorted(CODE.findall(source)) == sorted(CODE.findall(target)), target
        for name, _, spec in own:
            # A word to be counted would take its plural from English.
            assert not spec or spec == "," or "|" in spec or name in lists, target
            assert spec.count("|") in (0, forms - 1), target


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_checkers_of_catalogs_find_nothing(lang: str) -> None:
    for domain in ("review", spoken.DOMAIN):
        path = interface().LOCALES / lang / "LC_MESSAGES" / f"{domain}.po"
        assert validators.msgfmt(path) == []
        assert validators.i18nspector(path) == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_finding_is_told_in_the_language_as_it_is_in_english(lang: str) -> None:
    say = spoken.of(lang)
    for line in EXAMPLES.read_text("utf-8").splitlines():
        example = json.loads(line)
        args = {key: tuple(arg) if isinstance(arg, list) else arg for key, arg in example["args"].items()}
        found = findings.report(example["name"], **args)
        message, hint = found.message_in(say), found.hint_in(say)
        assert message and bool(hint) == bool(found.hint)
        # Lines to be pasted are the same lines, whatever their comments are in.
        if "\n" in found.hint:
            assert tomllib.loads(hint) == tomllib.loads(found.hint)


SENTENCES = [text for text in texts(LANGS[0]) if "{" in text and not re.search(r"\{\w+[!:]", text)]
VALUES = st.text(string.ascii_letters + string.digits + "/.'é话", min_size=1, max_size=12)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["007", "00", "٠٧", "0,100"])
def test_a_name_of_figures_stays_as_it_is(lang: str, name: str) -> None:
    assert name in spoken.of(lang).sentence(f"Error: {name}")


@pytest.mark.parametrize("lang", LANGS)
@given(data=st.data())
def test_a_sentence_is_found_again_by_what_it_was_made_of(lang: str, data: st.DataObject) -> None:
    say = spoken.of(lang)
    source = data.draw(st.sampled_from(SENTENCES))
    values: dict[str, str] = {}
    for name, *_ in PLACE.findall(source):
        numbers = st.integers(0, 99)
        values[name] = str(data.draw(numbers if name in spoken.COUNTS else VALUES))
    words = source.format_map(values)
    told = say.sentence(words)
    # "2 notes" is French as well: then the French template makes the same words.
    shown = {
        name: say.shown(name, int(value) if value.isdecimal() else value) for name, value in values.items()
    }
    assert told != words or words in (say(source), say(source).format_map(shown))
    # Another template may fit as well: it says the same, with the same values. Where one has a language,
    # another may have a script, which has no name in each language.
    kept = {
        name: (value if value.isdecimal() else str(shown[name]), value if name == "language" else "\0")
        for name, value in values.items()
        if name not in spoken.COUNTS
    }
    assert all(any(one in told for one in ways) for ways in kept.values()), told


@pytest.mark.parametrize(
    ("lang", "name"), [("fr", "espagnol"), ("zh_CN", "西班牙语"), ("ar", "الإسبانية"), ("", "Spanish")]
)
def test_a_language_is_called_as_in_the_language_of_the_words(lang: str, name: str) -> None:
    found = findings.report(
        "D227", message=("s1",), words="“muy alto”", language="es", target="“Il volait muy alto.”"
    )
    assert name in found.message_in(spoken.of(lang)) and "Spanish" not in found.message_in(spoken.of("fr"))
    # A package of others may have given a name.
    assert spoken.of("fr").shown("language", "Klingon of Paris") == "Klingon of Paris"


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_counted_is_said_once(lang: str) -> None:
    """Words may be the same in both languages: a line in French is no sentence in English with a number."""
    told = spoken.of(lang).figures("0 errors, 5 warnings, 2 notes")
    assert told and spoken.of(lang).sentence(told) == told


def test_what_nobody_has_said_stays_as_it_is() -> None:
    say = spoken.of("fr")
    assert say.sentence("a sentence of a package of others") == "a sentence of a package of others"
    assert say("") == say.sentence("") == ""
    assert spoken.of("tlh") is spoken.of("") is spoken.ENGLISH


@pytest.mark.parametrize(("number", "words"), [(0, "0 mot"), (1, "1 mot"), (2, "2 mots")])
def test_a_number_has_the_plural_of_its_language(number: int, words: str) -> None:
    say = Translations({"{n:word}": "{n} {n:mot|mots}"}, lambda n: int(n > 1))
    assert say("{n:word}").format(n=say.shown("n", number)) == words


# The environment.


@pytest.mark.parametrize(
    ("variables", "begins"),
    [
        ({"LANGUAGE": "fr"}, "Usage\u00a0:"),
        ({"LANGUAGE": "tlh:zh_CN"}, "用法"),
        ({"LANGUAGE": "", "LC_ALL": "ar_EG.UTF-8"}, "الاستعمال:"),
        ({"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "fr_CA.UTF-8"}, "Usage\u00a0:"),
        ({"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN.UTF-8"}, "用法"),
        ({"LANGUAGE": "", "LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "Usage:"),
        ({"LANGUAGE": "tlh"}, "Usage:"),
    ],
)
def test_the_environment_chooses_as_gettext_does(
    variables: dict[str, str], begins: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert CliRunner().invoke(main, ["--help"]).output.startswith(begins)


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_the_help_of_each_command_speaks_the_language(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", lang)
    say = spoken.of(lang)
    for name, command in main.commands.items():
        shown = " ".join(CliRunner().invoke(main, [name, "--help"]).output.split())
        texts = [command.help or "", *(getattr(param, "help", "") or "" for param in command.params)]
        for text in filter(None, map(say.paragraphs, texts)):
            # Lines are broken anew, where a Chinese one has no blanks.
            assert text[:20] in shown or text.split()[0] in shown, text
            assert text not in texts


def test_help_leaves_nothing_behind() -> None:
    def said() -> list[str]:
        return [str(getattr(param, "help", "")) for one in main.commands.values() for param in one.params]

    before = said()
    for name in main.commands:
        assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0
    assert said() == before


@pytest.mark.slow
def test_what_a_command_says_is_in_the_language(fresh: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a language that has a mark in each of its sentences, none lacks it."""
    marked = {text: f"¤{text}" for text in texts(LANGS[0])}
    monkeypatch.setenv("LANGUAGE", "fr")
    monkeypatch.setattr(spoken, "of", lambda _: Translations(marked, spoken.Number.plural))
    for command in (
        ["extract"],
        ["extract"],
        ["status"],
        ["build"],
        ["check"],
        ["align", "bells", "source/bells.txt", "-l", "fr"],
        ["build", "-f", "epup"],
        ["accept", "bells", "-l", "fr", "--from", "0.5"],
        ["suggest", "--engine", "memory"],
        ["ids", "--freeze"],
        ["deposit", "--sha512", "00"],
        ["show", "source/bells.txt", "--explain", "1"],
    ):
        done = fresh(*command)
        for line in done.stderr.splitlines():
            words = re.sub(r"^\S+: |^(Usage|Essayez).*", "", line)
            assert "¤" in words or not re.search("[a-z]{2} [a-z]", words), line


def told(lang: str, folder: Path) -> tuple[dict[str, bytes], str]:
    """All files of a project after a run of its commands, and the data that they print."""
    code = (
        "from click.testing import CliRunner\nfrom toolkit.cli import main\n"
        "for line in ('init .', 'extract', 'suggest', 'ids --freeze', 'build', 'build -f html -f docx',"
        " 'check --as json', 'show source/bells.txt --as json', 'status --as json', 'export -f csv',"
        " 'deposit', 'check --as html'):\n"
        "    done = CliRunner().invoke(main, line.split(), catch_exceptions=False)\n"
        "    print(done.stdout) if 'json' in line or 'html' in line else None\n"
    )
    folder.mkdir(parents=True)
    environment = {
        "LANGUAGE": lang,
        "SOURCE_DATE_EPOCH": "1774000000",
        "PATH": "/usr/bin",
        "HOME": str(folder),
    }
    run = [sys.executable, "-c", code]
    done = subprocess.run(
        run, check=True, cwd=folder, env={**environment, "PYTHONPATH": str(ROOT)}, capture_output=True
    )
    # What diglot keeps for itself is called by where the project lies.
    kept = folder / ".diglot"
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and kept not in path.parents)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}, done.stdout.decode()


ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_files_and_data_are_the_same_in_every_language(tmp_path: Path) -> None:
    """What other programs read speaks to no person."""
    english, others = (
        told("C", tmp_path / "en/talks"),
        (told(lang, tmp_path / lang / "talks") for lang in LANGS),
    )
    assert len(english[0]) > 8
    for other in others:
        assert other == english


@pytest.mark.parametrize("lang", LANGS)
def test_figures_with_a_zero_before_them_stay(lang: str) -> None:
    assert spoken.of(lang).sentence("Error: 007").endswith("007")
