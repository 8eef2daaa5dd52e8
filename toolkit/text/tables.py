"""Tables that diglot ships: a row a line, with tabs between its cells."""

from __future__ import annotations

from importlib.resources import files


def rows(package: str, name: str) -> list[list[str]]:
    """The rows of a table in a package, without the lines that explain it, which begin with a number sign.

    >>> rows("toolkit.languages", "columns.tsv")[0][0]
    'text'
    """
    text = files(package).joinpath(name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
