"""The outside validators.

The only way from a test to a program that isn't diglot's own.

Each check gives its findings as a list of strings, one a finding; an empty list is a pass:

    assert epubcheck([book]) == []

A validator that isn't on the machine skips the test that asks for it, with what to install as the reason.
With DIGLOT_REQUIRE_VALIDATORS=1 (set by `.ci/run`, which installs them all) it fails the test instead, so
that nothing is skipped unseen. `test_validators.py` shows that each one notices a broken input.
"""

from __future__ import annotations

import base64
import importlib.util
import io
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree

from pace import PACE
from servers import Server
from toolkit import schema
from waiting import PATIENCE

HERE = Path(__file__).parent

TEI_SCHEMA = HERE / "schema" / "tei_all.rng"
"""RELAX NG of TEI P5 with all modules, with Schematron rules embedded; see the README.md beside it."""

NODE_MODULES = HERE.parent / ".ci" / "node" / "node_modules"
"""Where `.ci/run` puts what comes from npm."""
_SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"

_TOOLS: dict[str, tuple[tuple[str, ...], str]] = {
    "calibre-debug": (("calibre-debug",), "Debian's calibre"),
    # The shell is Chromium without windows, which cost more than most pages. The whole browser does as well.
    "chromium": (
        ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
        "Debian's chromium-headless-shell",
    ),
    "i18nspector": (("i18nspector",), "Debian's i18nspector"),
    "java": (("java",), "Debian's default-jdk-headless"),
    "javac": (("javac",), "Debian's default-jdk-headless: a bare JRE can't start Java from source"),
    "msgcat": (("msgcat",), "Debian's gettext"),
    "msgfmt": (("msgfmt",), "Debian's gettext"),
    "msgmerge": (("msgmerge",), "Debian's gettext"),
    "node": (("node",), "Debian's nodejs"),
    "omegat": (("omegat",), "Debian's omegat"),
    "mutool": (("mutool",), "Debian's mupdf-tools"),
    "pdffonts": (("pdffonts",), "Debian's poppler-utils"),
    "pdfinfo": (("pdfinfo",), "Debian's poppler-utils"),
    "pdftoppm": (("pdftoppm",), "Debian's poppler-utils"),
    "pdftotext": (("pdftotext",), "Debian's poppler-utils"),
    "qpdf": (("qpdf",), "Debian's qpdf"),
    "soffice": (("soffice",), "Debian's libreoffice-writer-nogui"),
}
"""Name -> commands that will do, and what brings them."""


_FILES: dict[str, tuple[Path, str]] = {
    "ace": (NODE_MODULES / "@daisy/ace-core/package.json", "npm's @daisy/ace-cli"),
    "axe": (
        NODE_MODULES / "@daisy/axe-core-for-ace/axe.min.js",
        "npm's @daisy/axe-core-for-ace, which comes with Ace",
    ),
    "epubcheck-ts": (
        NODE_MODULES / "@likecoin/epubcheck-ts/dist/index.js",
        "npm's @likecoin/epubcheck-ts",
    ),
    "epubjs": (NODE_MODULES / "epubjs/dist/epub.min.js", "npm's epubjs"),
    "foliate": (NODE_MODULES / "foliate-js/reader.html", "npm's foliate-js"),
    "jing": (Path("/usr/share/java/jing.jar"), "Debian's jing"),
    "puppeteer": (
        NODE_MODULES / "puppeteer-core/package.json",
        "npm's puppeteer-core, which comes with Ace",
    ),
    "vnu": (NODE_MODULES / "vnu-jar/build/dist/vnu.jar", "npm's vnu-jar"),
    "OmegaT.jar": (Path("/usr/share/omegat/OmegaT.jar"), "Debian's omegat"),
    "XLIFF schemas": (
        Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas"),
        "Debian's php-symfony-translation",
    ),
}
"""Name -> a file or folder that isn't a command, and what brings it."""


def require(name: str) -> Path:
    """The path of a tool.

    Without it the test is skipped, or fails where validators are required.

    At the quick pace it skips in any case.
    """
    __tracebackhide__ = True
    if PACE == "quick":
        pytest.skip(f"{name} is left out at the quick pace")
    if name == "epubcheck":
        found, cure = _epubcheck_jar(), "PyPI's epubcheck"
    elif name in _FILES:
        place, cure = _FILES[name]
        found = place if place.exists() else None
    else:
        commands, cure = _TOOLS[name]
        # Where `.ci/run` put Ace, for a pytest that `.ci/run` didn't start.
        path = os.pathsep.join([os.environ.get("PATH", ""), str(NODE_MODULES / ".bin")])
        paths = (shutil.which(command, path=path) for command in commands)
        found = next((Path(where) for where in paths if where), None)
    if found is None:
        reason = f"{name} is missing: install {cure}, or run .ci/run"
        if os.environ.get("DIGLOT_REQUIRE_VALIDATORS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def epubcheck(books: Iterable[Path]) -> list[str]:
    """Errors and warnings of EPUBCheck.

    As "book: SEVERITY CODE file:line:column text".
    """
    require("epubcheck")
    names = _existing(books)
    outcome = _checked("epubcheck", (), names)
    findings = []
    checked = set()
    for line in outcome.stdout.splitlines():
        kind, book, *text = line.split("\t") if "\t" in line else ("printed", "", line)
        if kind == "checked":
            checked.add(book)
        elif kind == "finding":
            findings.append(f"{Path(book).name}: {text[0]}")
    findings += [f"{Path(name).name}: not checked" for name in names if name not in checked]
    if outcome.status != 0:
        findings += [f"EPUBCheck ended with exit status {outcome.status}", *_lines(outcome.stdout)]
    return findings


_EPUBCHECK_TS = """
import { readFileSync } from "node:fs";
const [module, ...books] = process.argv.slice(1);
const { EpubCheck } = await import(module);
for (const book of books) {
  const { messages } = await EpubCheck.validate(readFileSync(book));
  console.log(JSON.stringify([book, messages]));
}
"""


def epubcheck_ts(books: Iterable[Path]) -> list[str]:
    """What EPUBCheck in TypeScript says.

    As "book: severity CODE: text". It shares no code with EPUBCheck.
    """
    module, node = require("epubcheck-ts"), require("node")
    names = _existing(books)
    command = [str(node), "--input-type=module", "-e", _EPUBCHECK_TS, module.as_uri()]
    outcome = _run([*command, *names], timeout=PATIENCE + 5 * len(names))
    findings = [] if outcome.status == 0 else [f"exit status {outcome.status}", *_lines(outcome.stderr)]
    for line in outcome.stdout.splitlines():
        book, messages = json.loads(line)
        names.remove(book)
        findings += [
            f"{Path(book).name}: {one['severity']} {one['id']}: {one['message']}"
            for one in messages
            if not _landmark(one)
        ]
    return findings + [f"{Path(name).name}: not checked" for name in names]


def _landmark(message: Mapping[str, Any]) -> bool:
    """Whether a link to an index is taken for an index, which must have a list in it."""
    return "index-entry-list" in message["message"] and message["location"]["path"].endswith("nav.xhtml")


def ace(book: Path) -> list[str]:
    """Violations of EPUB accessibility, by Ace.

    As "impact rule: file: what to do (where)".
    """
    require("ace")
    (name,) = _existing([book])
    with tempfile.TemporaryDirectory() as folder:
        order = json.dumps({"book": name, "folder": folder})
        answer = _ace().ask(order, timeout=PATIENCE) or '{"error": "no answer"}'
    report = json.loads(answer)
    if "error" in report:
        return ["Ace gave no report", *_lines(report["error"])]
    findings = []
    for subject in report["assertions"]:
        url = subject["earl:testSubject"]["url"]
        for assertion in subject["assertions"]:
            test, result = assertion["earl:test"], assertion["earl:result"]
            text = " ".join(result["dct:description"].split())
            where = f" ({result['html']})" if result.get("html") else ""
            findings.append(f"{test['earl:impact']} {test['dct:title']}: {url}: {text}{where}")
    # Belt and braces: a verdict without a reason is still a verdict.
    if not findings and report["earl:result"]["earl:outcome"] != "pass":
        findings.append(f"outcome {report['earl:result']['earl:outcome']}")
    return findings


def vnu(*pages: Path) -> list[str]:
    """Errors and warnings of the Nu HTML Checker.

    As "file:line.column: severity: text". It takes each picture in a page for blocked, whatever the page's
    policy says; that is no finding where the policy allows them.
    """
    outcome = _checked("vnu", [require("vnu")], _existing(pages))
    return [re.sub(r"^\S*/", "", line) for line in outcome.complaints() if not _allowed(line)]


_BLOCKED = re.compile(r'"(file:[^"]+)":\S+ .*: image “data:image/\S+ blocked by “img-src” directive\.$')


def _allowed(finding: str) -> bool:
    """Whether it is that a picture is blocked which the page's policy allows."""
    blocked = _BLOCKED.match(finding)
    return blocked is not None and "img-src data:" in Path(unquote(urlsplit(blocked[1]).path)).read_text(
        "utf-8"
    )


def msgfmt(catalog: Path) -> list[str]:
    """What `msgfmt --check` says, warnings included."""
    command = require("msgfmt")
    return _run([str(command), "--check", "--output-file", os.devnull, *_existing([catalog])]).complaints()


def i18nspector(*catalogs: Path) -> list[str]:
    """What i18nspector says of PO or POT files.

    Down to pedantic. Its exit status tells nothing.
    """
    command = require("i18nspector")
    return _run([str(command), *_existing(catalogs)]).complaints()


def msgmerge(old: Path, template: Path, output: Path, *options: str) -> list[str]:
    """Update a catalog as translators' tools do.

    From `old` and `template` into `output`; gives complaints.
    """
    command = require("msgmerge")
    # --previous: without it msgmerge drops the `#|` comments that are there.
    fixed = ["--quiet", "--previous", "--output-file", str(output)]
    return _run([str(command), *fixed, *options, *_existing([old, template])], timeout=PATIENCE).complaints()


def msgcat(catalog: Path, output: Path, *options: str) -> list[str]:
    """Write a catalog in gettext's own form.

    Into `output`; gives complaints.
    """
    command = require("msgcat")
    return _run([str(command), "--output-file", str(output), *options, *_existing([catalog])]).complaints()


def jing(schema: Path, *documents: Path) -> list[str]:
    """Errors of RELAX NG or Schematron validation.

    As "file:line:column: error: text".
    """
    folder = require("jing").parent
    jars = [folder / f"{name}.jar" for name in "jing xercesImpl xmlParserAPIs Saxon-HE xml-resolver".split()]
    return _checked("jing", jars, [*_existing([schema]), *_existing(documents)]).complaints()


def schematron(*documents: Path) -> list[str]:
    """Broken Schematron rules of TEI P5.

    Those that RELAX NG can't express; jing gives no line for them.
    """
    require("jing")
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder) / "tei.sch"
        rules.write_bytes(_schematron_rules())
        return jing(rules, *documents)


def own_schema(document: bytes) -> list[str]:
    """Errors by diglot's own TEI schema.

    As "line: text".
    """
    own = _own_schema()
    own.validate(etree.fromstring(document))
    return [f"{error.line}: {error.message}" for error in own.error_log]


def soffice(files: Iterable[Path], form: str, folder: Path) -> None:
    """Let LibreOffice open files and save them in another format, into a folder."""
    command = require("soffice")
    names = _existing(files)
    with tempfile.TemporaryDirectory() as profile:
        # A profile of its own: a second one that runs meanwhile would be asked instead.
        fixed = ["--headless", f"-env:UserInstallation={Path(profile).as_uri()}"]
        order = [str(command), *fixed, "--convert-to", form, "--outdir", str(folder), *names]
        outcome = _run(order, timeout=PATIENCE)
    missing = [name for name in names if not (folder / f"{Path(name).stem}.{form}").exists()]
    assert not missing, outcome


def pdf_text(pdf: Path) -> str:
    """The text of a PDF, in the order of its file."""
    command = require("pdftotext")
    return _run([str(command), "-raw", *_existing([pdf]), "-"]).stdout


def xliff(*documents: Path) -> list[str]:
    """Errors by OASIS's schema of the version.

    As "file:line: text".
    """
    findings = []
    for name in _existing(documents):
        document = etree.parse(name)
        schema = _xliff_schema(str(document.getroot().nsmap[None]))
        schema.validate(document)
        findings += [f"{Path(name).name}:{error.line}: {error.message}" for error in schema.error_log]
    return findings


def tmx(*documents: Path) -> list[str]:
    """Errors by LISA's DTD of TMX 1.4.

    As "file:line: text".
    """
    dtd = _tmx_dtd()
    findings = []
    for name in _existing(documents):
        dtd.validate(etree.parse(name))
        findings += [f"{Path(name).name}:{error.line}: {error.message}" for error in dtd.error_log]
    return findings


def omegat(source: Path, memory: Path, source_lang: str, target_lang: str) -> str:
    """What OmegaT translates with a TMX.

    Of a plain text, line by line; "" where it fails.
    """
    return _omegat(source, ".txt", source_lang, target_lang, memory).decode()


def omegat_po(
    source: Path, source_lang: str, target_lang: str, memory: Path | None = None, *, sentences: bool = False
) -> bytes:
    """The PO file that OmegaT makes of one.

    A translator has opened it, and typed what is in the memory; sentence by sentence, or message by message.
    """
    return _omegat(source, ".po", source_lang, target_lang, memory, sentences=sentences)


def _omegat(
    source: Path,
    suffix: str,
    source_lang: str,
    target_lang: str,
    memory: Path | None = None,
    *,
    sentences: bool = False,
) -> bytes:
    command = require("omegat")
    _existing([source, *([memory] if memory else ())])
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for name in ("source", "target", "tm", "omegat", "glossary", "dictionary"):
            (project / name).mkdir()
        places = "".join(
            f"<{name}_dir>__DEFAULT__</{name}_dir>"
            for name in ("source", "target", "tm", "glossary", "dictionary")
        )
        langs = f"<source_lang>{source_lang}</source_lang><target_lang>{target_lang}</target_lang>"
        (project / "omegat.project").write_text(
            f'<omegat><project version="1.0">{places}{langs}'
            f"<sentence_seg>{str(sentences).lower()}</sentence_seg>"
            "</project></omegat>",
            encoding="utf-8",
        )
        shutil.copy(source, project / "source" / f"text{suffix}")
        if memory:
            shutil.copy(memory, project / "omegat" / "project_save.tmx")
        # It ends with status 0 even where it can't read the memory: only what it made tells.
        _run(
            [
                str(command),
                str(project),
                "--mode=console-translate",
                "--no-team",
                f"--config-dir={folder}/home",
            ],
            timeout=PATIENCE,
            # It ends before what a JVM compiles and collects in parallel is of use.
            environment={"JAVA_TOOL_OPTIONS": " ".join(_QUICK_JVM)},
        )
        made = project / "target" / f"text{suffix}"
        return made.read_bytes() if made.exists() else b""


def qpdf(document: Path) -> list[str]:
    """What qpdf finds wrong in a PDF."""
    outcome = _run([str(require("qpdf")), "--check", "--warning-exit-0", *_existing([document])])
    lines = _lines(outcome.output)
    wrong = [line for line in lines if "WARNING" in line or "ERROR" in line]
    return wrong or ([] if outcome.status == 0 else lines)


def pdfinfo(document: Path) -> dict[str, str]:
    """What poppler says of a PDF: Title, Tagged, Pages, ..."""
    outcome = _run([str(require("pdfinfo")), *_existing([document])])
    pairs = (line.partition(":") for line in outcome.stdout.splitlines())
    return {key: value.strip() for key, _, value in pairs}


def pdffonts(document: Path) -> list[str]:
    """The fonts of a PDF that are badly embedded.

    They must be subsets with a way back to text.
    """
    outcome = _run([str(require("pdffonts")), *_existing([document])])
    fonts = outcome.stdout.splitlines()[2:]
    assert fonts
    return [line for line in fonts if not re.search(r" yes yes yes +\d+ +\d+$", line)]


def pdftotext(document: Path, order: str = "-raw", *pages: str) -> str:
    """The text of a PDF as poppler guesses it from where letters stand.

    order: -raw as it was written, -layout as it stands on the page, -bbox each word with its place
    pages: such as -f 2 -l 3; all where there is none
    """
    return _run([str(require("pdftotext")), order, *pages, *_existing([document]), "-"]).stdout


def mutool(document: Path) -> str:
    """The text of a PDF as MuPDF guesses it."""
    return _run([str(require("mutool")), "draw", "-q", "-F", "text", *_existing([document])]).stdout


def chromium_screenshot(page: Path, png: Path, width: int, height: int) -> list[str]:
    """Write a picture of an HTML page.

    Of width x height pixels, as Chromium shows it; gives complaints.
    """
    command = require("chromium")
    _existing([page])
    png.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        outcome = _run(
            [
                str(command),
                "--headless",
                # As root, and in containers, Chromium's sandbox can't start. The pages are our own.
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                # No questions and no calls home.
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-quic",
                f"--user-data-dir={profile}",
                f"--window-size={width},{height}",
                f"--screenshot={png.resolve()}",
                page.resolve().as_uri(),
            ],
            timeout=PATIENCE,
        )
    # stderr is full of remarks on the machine (no D-Bus, no GPU): only the picture and the status count.
    if outcome.status != 0 or not png.exists():
        return [f"Chromium gave no picture: exit status {outcome.status}", *_lines(outcome.output)]
    size = _png_size(png)
    return [] if size == (width, height) else [f"the picture is {size[0]} x {size[1]} pixels"]


_QUICK_JVM = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")

# English messages, and UTF-8 in file names and output: in the C locale Java can't open "对话.epub".
_ENGLISH = {"LC_ALL": "C.UTF-8", "LANGUAGE": "C"}


@dataclass(frozen=True, slots=True)
class _Outcome:
    status: int
    stdout: str
    stderr: str

    @property
    def output(self) -> str:
        return f"{self.stdout}\n{self.stderr}"

    def complaints(self) -> list[str]:
        """All that a tool printed.

        For tools that are silent when content; never empty for a failure.
        """
        lines = _lines(self.output)
        return lines if lines or self.status == 0 else [f"exit status {self.status}"]


def _run(
    command: Sequence[str], *, timeout: float = PATIENCE, environment: Mapping[str, str] | None = None
) -> _Outcome:
    """Run a tool to its end, or TimeoutExpired."""
    settings = {**os.environ, **_ENGLISH, **(environment or {})}
    # A process group of its own, so that a shell wrapper (omegat) is ended together with its children.
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        env=settings,
        start_new_session=True,
    ) as process:
        try:
            stdout, stderr = process.communicate(timeout=timeout)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    return _Outcome(process.returncode, stdout, stderr)


@cache
def _java() -> Server:
    """All checkers that are written in Java."""
    jar, java, _ = require("epubcheck"), require("java"), require("javac")
    path = os.pathsep.join([str(jar), str(jar.parent / "lib" / "*")])
    command = [str(java), *_QUICK_JVM, "-Xss4m", "-cp", path, str(HERE / "Checkers.java")]
    return Server(lambda: command, _ENGLISH)


def _checked(checker: str, jars: Iterable[Path], arguments: Sequence[str]) -> _Outcome:
    """What a checker in Java says of files.

    "no answer" where it hangs (EPUBCheck on an entity bomb).
    """
    order = "\n".join([checker, os.pathsep.join(map(str, jars)), *arguments])
    answer = _java().ask(base64.b64encode(order.encode()).decode(), timeout=PATIENCE + 5 * len(arguments))
    status, _, said = base64.b64decode(answer).decode("utf-8", "replace").partition("\n")
    return _Outcome(int(status), said, "") if answer else _Outcome(1, "no answer", "")


@cache
def _ace() -> Server:
    chromium, node = require("chromium"), require("node")
    command = [str(node), str(HERE / "ace.mjs"), str(NODE_MODULES)]
    return Server(lambda: command, {**_ENGLISH, "PUPPETEER_EXECUTABLE_PATH": str(chromium)})


def _existing(paths: Iterable[Path]) -> list[str]:
    """The absolute paths, as strings.

    To check no file, or one that isn't there, is a mistake in the test.
    """
    paths = [path.resolve(strict=True) for path in paths]
    if not paths:
        raise ValueError("nothing to check")
    return [str(path) for path in paths]


def _lines(text: str) -> list[str]:
    """The messages in a tool's output.

    An indented line goes on with the one above.
    """
    messages: list[str] = []
    for line in text.splitlines():
        if messages and line[:1].isspace() and line.strip():
            messages[-1] += f" {line.strip()}"
        elif line.strip():
            messages.append(line.strip())
    return messages


def _epubcheck_jar() -> Path | None:
    """EPUBCheck's jar, inside of its Python package.

    The package's own command would start a JVM for each book.
    """
    spec = importlib.util.find_spec("epubcheck")
    if spec is None or spec.origin is None:
        return None
    jar = Path(spec.origin).with_name("epubcheck.jar")
    return jar if jar.exists() else None


@cache
def _schematron_rules() -> bytes:
    """The Schematron rules of the TEI schema.

    As a schema of their own.
    """
    source = etree.parse(TEI_SCHEMA)
    patterns = source.findall(f".//{{{_SCHEMATRON}}}pattern")
    prefixes = {str(ns.get("prefix")): str(ns.get("uri")) for ns in source.iter(f"{{{_SCHEMATRON}}}ns")}
    for pattern in patterns:
        prefixes |= {prefix: uri for prefix, uri in pattern.nsmap.items() if prefix}

    # The rules are XPath 2.
    schema = etree.Element(f"{{{_SCHEMATRON}}}schema", {"queryBinding": "xslt2"}, {None: _SCHEMATRON})
    for prefix, uri in sorted(prefixes.items()):
        etree.SubElement(schema, f"{{{_SCHEMATRON}}}ns", {"prefix": prefix, "uri": uri})
    schema.extend(patterns)
    # With the declarations that RELAX NG left on the patterns, jing takes the schema but finds nothing, ever.
    etree.cleanup_namespaces(schema)
    return etree.tostring(schema, encoding="utf-8", xml_declaration=True)


@cache
def _own_schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(schema.rng()))


@cache
def _xliff_schema(namespace: str) -> etree.XMLSchema:
    name = "xliff-core-2.0.xsd" if namespace.endswith(":2.0") else "xliff-core-1.2-transitional.xsd"
    path = require("XLIFF schemas") / name
    # They import the schema of xml:lang by a web address; it lies beside them.
    text = re.sub(rb'schemaLocation="[^"]*xml\.xsd"', b'schemaLocation="xml.xsd"', path.read_bytes())
    return etree.XMLSchema(etree.fromstring(text, base_url=str(path)))


@cache
def _tmx_dtd() -> etree.DTD:
    with zipfile.ZipFile(require("OmegaT.jar")) as jar:
        return etree.DTD(io.BytesIO(jar.read("schemas/tmx14.dtd")))


def _png_size(png: Path) -> tuple[int, int]:
    """Width and height of a PNG."""
    head = png.read_bytes()[:24]
    return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
