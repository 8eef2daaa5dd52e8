"""Parquet: tables by columns, read and written (the extra `parquet`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from toolkit import limits
from toolkit.corpora import bounds
from toolkit.errors import DiglotError, extra

_TYPES = {str: "string", int: "int32", float: "float64"}


def rows(file: BinaryIO, shown: str, columns: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """The rows of a table, with some of its columns: those that it has.

    Raises DiglotError for what is no table, for one without any of the columns, for too long a row.
    """
    with extra("parquet", "Parquet"):
        import pyarrow
        import pyarrow.parquet
    try:
        table = pyarrow.parquet.ParquetFile(file)
        there = [name for name in columns if name in table.schema_arrow.names]
        if not there:
            found = ", ".join(table.schema_arrow.names)
            raise DiglotError(
                f"the table has none of the columns {', '.join(columns)}: it has {found}.",
                shown,
                "Name its columns so.",
            )
        number = 0
        for batch in table.iter_batches(bounds.ROWS, columns=there):
            for row in range(batch.num_rows):
                number += 1
                limits.check(batch.slice(row, 1).nbytes, limits.PAIR, f"{shown}:{number}")
                yield {
                    name: _value(column[row])
                    for name, column in zip(batch.schema.names, batch.columns, strict=True)
                }
    except (pyarrow.ArrowException, OSError) as error:
        why = str(error).rstrip(".")
        what = f"this is no table in Parquet: {why}."
        raise DiglotError(what, shown, "Is it the right file?") from error


def _value(held: Any) -> Any:
    """A value as Python has it; bytes, which are no text, where it can have none."""
    try:
        return held.as_py()
    except (ValueError, OverflowError):  # a text that isn't UTF-8, a day beyond the calendar
        return b""


def write(
    sink: BinaryIO, columns: Mapping[str, Sequence[Any]], types: Mapping[str, Any], about: Mapping[str, str]
) -> None:
    """Write a table.

    types  of each column: str, int, float, or a list of one of them (`[int]`)
    about  what holds for the whole table, kept beside its schema
    """
    with extra("parquet", "Parquet"):
        import pyarrow
        import pyarrow.parquet
    fields = []
    for name, kind in types.items():
        inner = getattr(pyarrow, _TYPES[kind[0] if isinstance(kind, list) else kind])()
        fields.append(pyarrow.field(name, pyarrow.list_(inner) if isinstance(kind, list) else inner))
    schema = pyarrow.schema(fields, metadata=dict(about))
    table = pyarrow.table(dict(columns), schema=schema)
    pyarrow.parquet.write_table(table, sink, compression="zstd")
