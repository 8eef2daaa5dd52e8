"""Renew what is made of the code: tables of the documentation and of readers, and what there is to translate.

The tables are the tree in the architecture page, and the list of decisions.

    make docs

A test holds that nothing would change.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).parent
TOOLKIT = DOCS.parent / "toolkit"
STATUS = re.compile(r"Superseded(?: in part)? by \[(\d+)\]")
SUBJECTS = {
    "model": "documents, speakers, paragraphs, pictures",
    "readers": "files of other programs, and how they become lines",
    "reading": "lines, and who says them",
    "sentences": "languages, scripts, sentences, numbers",
    "sidecars": "what an editor decides about a document, and its ids",
    "catalogs": "PO files, and what a correction of the source does to them",
    "exchange": "XLIFF, workbooks, documents for translators",
    "suggestions": "memories, machines, glossaries",
    "checks": "slips of a translation",
    "adoption": "a translation that exists, brought into a catalog",
    "alignment": "sentences that translate each other",
    "corpora": "many documents, on one machine or several",
    "books": "EPUB, web pages, PDF",
    "subtitles": "SRT and WebVTT",
    "tei": "TEI XML",
    "archive": "deposits",
    "review": "pages on which people decide",
    "project": "structure of the code, commands, limits, dependencies",
    "tests": "tests",
}
"""The subjects of decisions, in the order of the line from a transcript to print, and what each is about."""


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


class Decision(NamedTuple):
    """A record of a decision."""

    path: Path
    number: int
    title: str
    subject: str
    status: str
    """The paragraph that names a newer record; empty where there is none."""


def records() -> Iterator[Decision]:
    """All records of decisions, in the order of their numbers; each names its subject below its title."""
    for path in sorted((DOCS / "decisions").glob("[0-9]*.md")):
        title, subject, status, *_ = f"{path.read_text('utf-8')}\n\n\n\n".split("\n\n")
        number, _, words = title.removeprefix("# ").partition(". ")
        status = " ".join(status.split()) if STATUS.match(status) else ""
        yield Decision(path, int(number), words, subject.removeprefix("Subject: "), status)


def decisions() -> str:
    """A table of decisions for each subject: number, title, and which newer one holds instead."""
    rows = defaultdict[str, list[str]](list)
    for found in records():
        link = f"[{found.title}]({found.path.name})"
        rows[found.subject].append(f"| {found.number} | {link} | {found.status} |")
    lines = [f"* [{subject}](#{subject}): {about}" for subject, about in SUBJECTS.items()]
    for subject in SUBJECTS:
        lines += ["", f"## {subject}", "", "| number | decision | |", "|---|---|---|", *rows[subject]]
    return "".join(f"{line}\n" for line in lines)


def claims() -> str:
    """Which files each reader takes, a row for each module beside the readers (`registry.claims`)."""
    from toolkit import registry  # noqa: PLC0415  # the tables need nothing of diglot

    of = registry.claimed()
    lines = ["# made by docs/renew.py: module, suffixes, syntax, whether it looks at bytes, mark"]
    for name in registry.modules("reader"):
        claim = of.get(name)
        cells: tuple[str, ...] = ()
        if claim:
            cells = (" ".join(claim.suffixes), " ".join(claim.syntax), "yes" * claim.asks, claim.mark)
        lines.append("\t".join((name, *cells)))
    return "".join(f"{line}\n" for line in lines)


def superseded() -> Iterator[tuple[Path, str]]:
    """Each record that says so, and the number of the one that holds instead."""
    for found in records():
        if instead := STATUS.match(found.status):
            yield found.path, instead[1]


if __name__ == "__main__":
    sys.path.insert(0, str(DOCS.parent / "tests"))
    from test_architecture import LAYERS

    for page, text in pages(LAYERS).items():
        page.write_text(text, "utf-8")

    (TOOLKIT / "readers" / "claims.tsv").write_text(claims(), "utf-8")

    from interface import catalogs

    for path, data in catalogs():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
