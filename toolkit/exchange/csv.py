"""CSV: a table of messages for spreadsheets."""

from __future__ import annotations

from functools import partial

from toolkit.exchange import RoundTrip, delimited

FORMAT = RoundTrip(
    suffix=".csv", write=partial(delimited.write, delimiter=","), read=delimited.read, suffixes=(".csv",)
)
