"""The design, held by a test: layers, doors, sizes, and what may not be loaded before it is asked for."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sources import MODULES, TOOLKIT, dotted, imports, nodes, part, shown, text
from toolkit.text import scripts

LAYERS = [
    {"late", "model"},
    {"errors", "giving_way", "grouped", "interface", "languages", "latest", "limits", "text"},
    {"findings", "registry"},
    {"config", "schema"},
    {"reading", "aligning", "catalog"},
    {"transcript"},
    {"edition", "archive", "adopting", "report", "po", "readers", "writers", "exchange", "checks"}
    | {"engines", "words"},
    {"disk", "project", "workflow", "corpora", "api"},
    {"cli", "review", "__main__"},
]
"""Imports point down, or to the side inside one layer; `toolkit` itself holds only the version."""

DOORS = {
    "polib": {"po/encoding.py", "po/loading.py"},
    "ebooklib": {"writers/epub.py"},
    "markdown_it": {
        "edition/matter.py",
        "readers/markdown.py",
        "readers/markdown_html.py",
        "readers/markdown_tables.py",
        "readers/markdown_tokens.py",
    },
    "yaml": {"readers/front_matter.py"},
    "tempfile": {
        "disk/reading.py",
        "writers/html/__init__.py",
        "writers/tei/__init__.py",
        "writers/typesetting.py",
    },
    "typst": {"writers/typesetting.py"},
    "stdnum": {"config/identifiers.py"},
    "fontTools": {"writers/fonts.py"},
    "icu": {"edition/collation.py"},
    "PIL": {"writers/photographs.py"},
    "pyarrow": {"corpora/parquet.py"},
    "zstandard": {"corpora/packed.py"},
    "distributed": {"corpora/cluster.py"},
    "click": {shown(path) for path in (TOOLKIT / "cli").glob("*.py")},
    "xlsxwriter": {"exchange/xlsx.py"},
    "python_calamine": {"exchange/xlsx.py"},
    "sqlite3": {"workflow/memory_index.py", "workflow/memory.py", "review/journal.py"},
    "starlette": {"review/app.py", "review/guard.py"},
    "uvicorn": {"review/server.py", "review/arrivals.py"},
    "msgspec": {
        "text/data.py",
        "languages/spelling.py",
        "workflow/kept_answers.py",
        "config/tables.py",
        "config/parse.py",
        "config/refusals.py",
        "workflow/transcripts.py",
        "model/values.py",
        "workflow/past.py",
        "workflow/private_files.py",
        "workflow/known_state.py",
        "workflow/records.py",
        "writers/docx/sent.py",
        "review/patches.py",
        "review/journal.py",
    },
}
"""Library -> the modules that may import it."""


def test_the_network_has_one_door() -> None:
    clients = {"urllib.request", "http.client", "socket", "requests", "httpx", "ssl"}
    users = {
        shown(path) for path in MODULES if any(name.startswith(tuple(clients)) for name in imports(path))
    }
    # The review only listens, on this machine.
    assert users == {"engines/http.py", "review/server.py"}


def layer(module: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if module in names)


# A registry is asked by name; what a plug-in's record looks like, it needs to know for its types alone.
PLUG_INS = {f"toolkit.{group}" for group in ("readers", "writers", "exchange", "checks", "engines")}


def test_imports_point_down() -> None:
    upwards = []
    for path in MODULES:
        if shown(path) == "__init__.py":
            # The names of the library. A test below holds that none is loaded before it is asked for.
            continue
        others = {name for name in imports(path) if name.startswith("toolkit.")} - {"toolkit.__version__"}
        if shown(path) == "registry.py":
            others -= PLUG_INS
        own = layer(part(path))
        upwards += [f"{shown(path)}: {name}" for name in others if layer(name.split(".")[1]) > own]
    assert not upwards


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_its_door(library: str) -> None:
    users = {shown(path) for path in MODULES if any(name.split(".")[0] == library for name in imports(path))}
    assert users
    assert users <= DOORS[library]


def test_only_one_module_opens_files() -> None:
    openers = {"open", "read_bytes", "read_text", "write_bytes", "write_text", "mkstemp", "unlink", "mkdir"}
    for path in MODULES:
        # Data files of the package itself are read through importlib.resources.
        if part(path) == "disk" or "importlib.resources" in imports(path):
            continue
        for call in nodes(path, ast.Call):
            called = call.func.attr if isinstance(call.func, ast.Attribute) else dotted(call.func)
            if called in openers:
                # What is inside of a zip was opened with it, and an address is no file.
                written = ast.unparse(call)
                elsewhere = (
                    "archive.open(",
                    "build_opener(",
                    "Image.open(io.BytesIO(",
                    "(scratch / file).",
                )
                nowhere = written.startswith(("os.open(os.devnull, os.O_WRONLY)", *elsewhere))
                assert nowhere, f"{path}: {written}"


RESULTS = {
    *(f"workflow/{name}.py" for name in "deposit exchange folders private_files".split()),
    *(f"cli/{name}.py" for name in "align bitext start".split()),
    *(f"corpora/{name}.py" for name in "batch heaps output shards".split()),
    "review/server.py",
    "project.py",
    "api.py",
}
"""Modules that write what was made and may be made again, over whatever is there."""


def test_what_persons_edit_is_written_over_what_was_read_alone() -> None:
    """Catalogs, sidecars, frozen ids and settings go through `Project.save` and `create`, not `write`."""
    writers = {"disk.write", "disk.write_folder"}
    users = set()
    for path in MODULES:
        if part(path) == "disk":
            continue
        called = {dotted(call.func) for call in nodes(path, ast.Call)}
        by_name = {
            name.name
            for node in nodes(path, ast.ImportFrom)
            if node.module in {"toolkit.project", "toolkit.disk"}
            for name in node.names
        }
        if called & writers or "write" in by_name:
            users.add(shown(path))
    assert users and users <= RESULTS


def test_one_module_prints() -> None:
    """What is printed may come from anybody; a terminal shows it, and obeys none of it."""
    ways = {"print", "click.echo", "click.secho", "sys.stdout", "sys.stderr"}
    printers = set()
    for path in MODULES:
        names = {dotted(node) for kind in (ast.Attribute, ast.Name) for node in nodes(path, kind)}
        if names & ways:
            printers.add(shown(path))
    assert printers == {"cli/session.py"}


def test_one_module_says_where_a_sidecar_is() -> None:
    """Nobody else makes a path that ends in `.toml`, but for `diglot.toml` and what comes with diglot."""
    homes = set()
    for path in MODULES:
        # The end of an f-string is a constant as well.
        if any(node.value == ".toml" for node in nodes(path, ast.Constant)):
            homes.add(shown(path))
    assert homes - {"languages/__init__.py", "text/stops.py"} == {"config/sidecar_file.py"}


def test_modules_stay_readable() -> None:
    lengths = {shown(path): text(path).count("\n") for path in MODULES}
    assert not {path: lines for path, lines in lengths.items() if lines > 400}
    assert not [path for path in lengths if path.count("/") > 2]


def loads(script: str, folder: Path | None = None) -> tuple[str, set[str]]:
    """What a program prints, and which modules it has loaded then, with the packages that they are in."""
    script += "\nimport sys\nprint(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout, set(done.stderr.split())


def test_help_loads_nothing_heavy() -> None:
    printed, loaded = loads("from toolkit.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass")
    heavy = {
        "lxml",
        "ebooklib",
        "polib",
        "numpy",
        "langcodes",
        "rapidfuzz",
        "msgspec",
        "anyascii",
        "markdown_it",
        "typst",
        "fontTools",
    }
    assert "Usage:" in printed
    assert not heavy & loaded


def test_to_find_readers_loads_no_inference() -> None:
    printed, loaded = loads("from toolkit.registry import reader_suffixes\nprint(len(reader_suffixes()))")
    assert int(printed) > 10
    assert not {"numpy", "rapidfuzz", "lxml", "ebooklib", "markdown_it", "yaml"} & loaded


def test_to_show_a_text_loads_what_reads_it(tmp_path: Path) -> None:
    """What a project needs beside takes as long to load as a short text to read."""
    (tmp_path / "talk.txt").write_text("Mara: Is the ferry late?\n\nTomas: It is.\n", encoding="utf-8")
    script = "from toolkit.cli import main\nmain(['show', 'talk.txt'], standalone_mode=False)"
    printed, loaded = loads(script, tmp_path)
    others = {f"toolkit.{part}" for part in ("aligning", "checks", "edition", "exchange", "po", "writers")}
    forms = ("cues", "docx", "epub", "html", "odt", "sheets", "speech_json", "tei")
    others |= {f"toolkit.readers.{form}" for form in forms}
    # `np.unique`, and what is made of it, loads masked arrays; sentences are cut where texts are aligned.
    others |= {"numpy.ma", "toolkit.text.segment"}
    assert "Mara" in printed
    assert not others & loaded


@pytest.mark.parametrize(
    "wanted", ["'a.txt', 'b.txt'", "'--pairs', 'list.tsv', '--shard-size', '9', '-o', 'out'"]
)
def test_to_align_texts_loads_no_project(wanted: str, tmp_path: Path) -> None:
    """What reports and adoptions need takes as long to load as a short text to align."""
    for name, line in (("a.txt", "The ferry is late."), ("b.txt", "Das Schiff ist spät.")):
        (tmp_path / name).write_text(f"{line}\n", encoding="utf-8")
    (tmp_path / "list.tsv").write_text("a.txt\tb.txt\n", encoding="utf-8")
    script = f"from toolkit.cli import main\nmain(['bitext', {wanted}], standalone_mode=False)"
    _, loaded = loads(script, tmp_path)
    others = {f"toolkit.{part}" for part in ("adopting", "checks", "edition", "exchange", "po", "report")}
    assert "toolkit.aligning" in loaded
    assert not loaded & {*others, "toolkit.writers", "polib", "lxml"}


def test_only_alignment_loads_numpy() -> None:
    """Loading it takes longer than `extract` and `build` take for most projects."""
    lines = sorted(path.stem for path in (TOOLKIT / "workflow").glob("[a-z]*.py"))
    for name in ("align", "aligned_base", "kept_alignments", "pinning", "repairing"):
        lines.remove(name)
    _, loaded = loads(f"import toolkit.edition.sentences\nfrom toolkit.workflow import {', '.join(lines)}")
    assert "toolkit.workflow.build" in loaded and "numpy" not in loaded


RANGE = re.compile(r"(.)-(.)", re.DOTALL)


KNOWN = re.compile(f"[{scripts.UNSPACED}{scripts.HANGUL}{scripts.GEORGIAN}]")
"""Letters of the scripts that `scripts` has."""
ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def letters(text: str) -> set[str]:
    """Ranges of a character class that begin or end with a letter of a script that `scripts` has."""
    return {"-".join(ends) for ends in RANGE.findall(text) if any(map(KNOWN.match, ends))}


def compared(node: ast.Compare) -> bool:
    """Whether something is compared with a letter, to know what stands before or behind it."""
    values = (side.value for side in (node.left, *node.comparators) if isinstance(side, ast.Constant))
    ordered = any(isinstance(operator, ORDER) for operator in node.ops)
    return ordered and any(str(value) > "\u0590" and str(value).isalpha() for value in values)


def test_which_letters_are_of_a_script_is_said_once() -> None:
    """Seven copies of "Chinese or Japanese" had seven opinions about Tibetan, Burmese and Cantonese."""
    for path in MODULES:
        if path.name == "scripts.py":
            continue
        texts = {node.value for node in nodes(path, ast.Constant) if isinstance(node.value, str)}
        ranges = set().union(*(letters(text) for text in texts if not text.isascii()))
        assert not ranges, path
        assert not [ast.unparse(node) for node in nodes(path, ast.Compare) if compared(node)], path


def test_ranges_of_letters_are_found() -> None:
    assert letters("[\u4e00-\u9fff]") and letters("ァ-ヺ") and letters("가-힣") and letters("\u0e00-\u0eff")
    assert not letters("[a-z]+|。-、|\u200b-\u200f")


def test_no_module_asks_for_a_language_to_know_whether_it_has_blanks() -> None:
    for path in MODULES:
        groups: list[ast.Set | ast.Tuple | ast.List]
        groups = [*nodes(path, ast.Set), *nodes(path, ast.Tuple), *nodes(path, ast.List)]
        for node in groups:
            tags = {item.value for item in node.elts if isinstance(item, ast.Constant)}
            assert not tags >= {"zh", "ja"}, f"{path}: {ast.unparse(node)}"
