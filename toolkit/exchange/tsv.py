"""TSV: a table of messages for scripts."""

from __future__ import annotations

from functools import partial

from toolkit.exchange import RoundTrip, delimited

FORMAT = RoundTrip(
    suffix=".tsv", write=partial(delimited.write, delimiter="\t"), read=delimited.read, suffixes=(".tsv",)
)
