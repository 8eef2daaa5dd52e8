"""TSV: a table of messages for scripts."""

from __future__ import annotations

from functools import partial

from toolkit.exchange import RoundTrip, table

FORMAT = RoundTrip(
    suffix=".tsv", write=partial(table.write, delimiter="\t"), read=table.read, suffixes=(".tsv",)
)
