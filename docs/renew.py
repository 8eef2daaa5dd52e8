"""Renew what is made of the code: tables of the documentation, and what there is to translate.

The tables are the tree in the architecture page, and the list of decisions.

    make docs

A test holds that nothing would change.
"""

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

DOCS = Path(__file__).parent
TOOLKIT = DOCS.parent / "toolkit"
STATUS = re.compile(r"Superseded(?: in part)? by \[(\d+)\]")


def pages(layers: Sequence[set[str]]) -> dict[Path, str]:
    """Page -> its text as it should be; `layers` are the parts of `toolkit`, lowest first."""
    parts = {"explanation/architecture.md": tree(layers), "decisions/README.md": decisions()}
    return {DOCS / name: renewed((DOCS / name).read_text("utf-8"), part) for name, part in parts.items()}


def renewed(page: str, part: str) -> str:
    """A page with another part between its two comments."""
    begin, end = "<!-- made by renew.py -->\n", "<!-- end -->"
    before, rest = page.split(begin)
    _, after = rest.split(end)
    return f"{before}{begin}{part}{end}{after}"


def tree(layers: Sequence[set[str]]) -> str:
    """A table of the parts of `toolkit` and the first lines of their docstrings."""
    lines = ["| layer | part | what it is |", "|---|---|---|"]
    for number, names in enumerate(layers):
        for name in sorted(names):
            path = TOOLKIT / name / "__init__.py"
            shown = f"{name}/" if path.exists() else f"{name}.py"
            docstring = ast.get_docstring(
                ast.parse((path if path.exists() else TOOLKIT / shown).read_text("utf-8"))
            )
            first = (docstring or "").partition("\n")[0]
            lines.append(f"| {number} | `{shown}` | {first} |")
    return "".join(f"{line}\n" for line in lines)


def decisions() -> str:
    """A table of the decisions: number, title, and which newer one holds instead."""
    lines = ["| number | decision | |", "|---|---|---|"]
    for path in sorted((DOCS / "decisions").glob("[0-9]*.md")):
        title, *paragraphs = path.read_text("utf-8").split("\n\n")
        number, _, words = title.removeprefix("# ").partition(". ")
        status = " ".join(paragraphs[0].split()) if STATUS.match(paragraphs[0]) else ""
        lines.append(f"| {number} | [{words}]({path.name}) | {status} |")
    return "".join(f"{line}\n" for line in lines)


def superseded() -> Iterator[tuple[Path, str]]:
    """Each record that says so, and the number of the one that holds instead."""
    for path in sorted((DOCS / "decisions").glob("[0-9]*.md")):
        if found := STATUS.match(path.read_text("utf-8").split("\n\n")[1]):
            yield path, found[1]


if __name__ == "__main__":
    sys.path.insert(0, str(DOCS.parent / "tests"))
    from test_architecture import LAYERS

    for page, text in pages(LAYERS).items():
        page.write_text(text, "utf-8")

    from interface import catalogs

    for path, data in catalogs():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
