"""Each command and each format once.

With whatever is installed: for `make lowest`, the oldest releases.

    python tests/smoke.py

Needs the extras pdf, fonts, index, review, xlsx, parquet, zstd and cluster, and nothing of the tests.
"""

import subprocess
import sys
import tempfile
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import HTTPCookieProcessor, build_opener

BOOK = """
[[editions]]
name = "book"
languages = ["en", "fr"]
documents = "all"
title = "Bells"
front-matter = "preface.md"
index = true
"""
FACTS = 'title = "Bells"\ndate = "2026-05-02"\nrights = "Free to read."\n[recording]\ndate = "2026-04-30"\n'
SETTINGS = (
    'name = "bells"\nversion = "1"\ndate = "2026-06-01"\npublisher = "The bell tower"\nlicence = "CC0-1.0"\n'
    'target-languages = ["fr", "ar"]\nformats = ["epub", "html", "pdf", "tei"]\n'
)


def diglot(folder: Path, *arguments: str) -> str:
    """What a command prints.

    It must end with 0, and no library may warn.
    """
    command = [sys.executable, "-W", "error", "-m", "toolkit", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"diglot {' '.join(arguments)} ends with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def review(folder: Path) -> None:
    """Ask for a page of the review, and for what its script asks for."""
    asked = ("-q", "review", "bells", "-l", "fr", "--no-open")
    command = [sys.executable, "-W", "error", "-m", "toolkit", *asked]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, stdout=pipe, text=True, encoding="utf-8") as process:
        try:
            assert process.stdout
            address = process.stdout.readline().strip()
            opener = build_opener(HTTPCookieProcessor(CookieJar()))
            data = "/data/translation/rows?document=bells&lang=fr"
            for place, wanted in ((address, b"translation.js"), (urljoin(address, data), b'"rows":[{')):
                with opener.open(place, timeout=300) as answer:
                    if wanted not in answer.read():
                        sys.exit(f"{place} is no page of the review")
        finally:
            process.terminate()


def main() -> None:
    """Go through them all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        diglot(folder, "init", "talks")
        here = folder / "talks"
        (here / "diglot.toml").write_text(SETTINGS + BOOK, encoding="utf-8")
        (here / "source/bells.toml").write_text(FACTS, encoding="utf-8")
        (here / "preface.md").write_text("# Preface\n\nListen, and *then* read.\n", encoding="utf-8")
        source = (here / "source/bells.txt").read_text("utf-8")
        (here / "fr.txt").write_text(source.replace("bell", "cloche"), encoding="utf-8")
        diglot(here, "show", "source/bells.txt", "--as", "json")
        diglot(here, "extract")
        diglot(here, "align", "bells", "fr.txt", "-l", "fr", "--report", "report.html")
        for form in ("xlsx", "xliff", "xliff12", "csv", "docx"):
            diglot(here, "export", "-f", form, "-l", "ar")
            suffix = {"xliff": "xlf", "xliff12": "xlf", "docx": "table.docx"}.get(form, form)
            diglot(here, "import", f"build/bells.en-ar.{suffix}")
        for form in ("tmx", "xces", "pairs", "jsonl"):
            diglot(here, "export", "-f", form, "-l", "fr")
        diglot(here, "ids", "--freeze")
        diglot(here, "status", "--as", "json")
        diglot(here, "check", "--archive")
        diglot(
            here, "build", "-f", "epub", "-f", "html", "-f", "pdf", "-f", "tei", "-f", "docx", "book", "bells"
        )
        diglot(here, "build", "-l", "fr+ar", "--unit", "sentence")
        review(here)
        diglot(here, "deposit", "--zip")
        diglot(here, "deposit", "--verify", "build/bells-1.zip")
        diglot(here, "bitext", "source/bells.txt", "fr.txt", "--format", "tmx")
        (here / "pairs.tsv").write_text("source/bells.txt\tfr.txt\n", encoding="utf-8")
        for form in ("parquet", "jsonl.zst"):
            diglot(here, "bitext", "--pairs", "pairs.tsv", "--format", form, "-o", form)
        (here / "pairs.jsonl").write_text(
            '{"source_text": "Yes.", "target_text": "Oui."}\n', encoding="utf-8"
        )
        diglot(here, "bitext", "--pairs", "pairs.jsonl", "-o", "corpus", "--scheduler", "local", "--stats")
        diglot(folder, "init", "again", "--from", "talks/build/bells.tei.xml")
        made = {path.suffix for path in (here / "build").iterdir()}
        missing = {".epub", ".html", ".pdf", ".xml", ".xlsx", ".docx", ".zip", ".tmx"} - made
        if missing:
            sys.exit(f"not made: {', '.join(sorted(missing))}")
    sys.stdout.write("smoke: every command and format works\n")


if __name__ == "__main__":
    main()
