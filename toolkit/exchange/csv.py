"""CSV: a table of messages for spreadsheets."""

from __future__ import annotations

from functools import partial

from toolkit.exchange import RoundTrip, table

FORMAT = RoundTrip(
    suffix=".csv", write=partial(table.write, delimiter=","), read=table.read, suffixes=(".csv",)
)
