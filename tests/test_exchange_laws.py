"""Out and back in: for every format that comes back, whatever the catalog holds."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit import exchange, registry
from toolkit.catalog import provenance
from toolkit.exchange import ExportOptions, Parcel, RoundTrip, intake
from toolkit.exchange.table import ERRORS
from toolkit.model import Catalog, Entry, State
from toolkit.text.garbled import misread, ungarbled
from toolkit.text.hygiene import blank, fitted

# Other programs on the machine make drawing slow now and then: that is no fault of the strategies.
FORMATS = ["csv", "docx", "page", "po", "tsv", "xliff", "xliff12", "xlsx"]
ODD = [
    "=1+1", "1/2", "007", "+33 1", "-- Non.", "@home", "'quoted", "''=twice", " lead", "trail ", "\tx",
    "two\nlines", "\nframed\n", "x\r\ny", "\ry", "\x07bell", "\x1b[1m", "\ufffe", "\uffff", "_x0041_",
    "_xFFFE_", "_x005F_xFFFF_", "_x0041", "_", "\ufdd0", "\ufdd0A", "\u2028", "a\u2029b", "\x85", "\u202b",
    "😀𐐷",
    "\u200f\u05e9\u05dc\u05d5\u05dd", "]]>", "<b>&amp;", "&#0;", '"a","b"', ";", "TRUE", "1e5", "2026-03-01",
    "\ufeff", "\x0b\x0c", "e\u0301", "\xa0", "{=x}", "id",
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12),
    st.lists(st.sampled_from(ODD), min_size=2, max_size=3).map("".join),
)
SEEN = TEXTS.filter(lambda text: not blank(text))
LINES = TEXTS.map(lambda text: text.replace("\n", " "))
COMMENTS = (
    "Ask Mara.",
    "machine",
    "machine: Apertium",
    "revised",
    provenance.aligned("Oui.", 0.9, doubtful=False),
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    target = draw(st.one_of(st.just(""), SEEN))
    state: State = draw(st.sampled_from(["done", "fuzzy"])) if target else "empty"
    return Entry(
        context=draw(st.one_of(st.sampled_from(["turn|mara", "title", ""]), TEXTS)),
        source=draw(TEXTS),
        target=target,
        state=state,
        ids=tuple(
            draw(st.lists(st.sampled_from(["s2PCS8K", "s051JB1", "sGQYDKB"]), max_size=2, unique=True))
        ),
        notes=tuple(draw(st.lists(LINES, max_size=2))),
        comments=tuple(draw(st.lists(st.one_of(LINES, st.sampled_from(COMMENTS)), max_size=2))),
        previous=(None, "Before?") if state == "fuzzy" and draw(st.booleans()) else None,
    )


CATALOGS = st.lists(entries(), min_size=1, max_size=6, unique_by=lambda e: (e.context, e.source)).map(
    lambda found: Catalog("talk", "en", "fr", tuple(found))
)


def as_loaded(form: str, found: Catalog) -> Catalog:
    """The catalog; a PO can't hold line breaks at the ends of a target that its source hasn't."""
    if form != "po":
        return found
    return replace(found, entries=tuple(e.replace(target=fitted(e.target, e.source)) for e in found.entries))


def out(form: str, found: Catalog, options: ExportOptions | None = None) -> bytes:
    sink = io.BytesIO()
    written = registry.load("format", form)
    assert isinstance(written, RoundTrip)
    written.write(exchange.parcel(found, "en"), options or ExportOptions(), sink)
    return sink.getvalue()


def back(form: str, data: bytes) -> Parcel:
    read = registry.load("format", form)
    assert isinstance(read, RoundTrip)
    (parcel,) = read.read(data, f"talk.{form}")
    return parcel


@pytest.mark.parametrize("form", FORMATS)
@examples(40)
@given(found=CATALOGS, bom=st.booleans())
def test_out_and_back_changes_nothing(form: str, found: Catalog, bom: bool) -> None:
    found = as_loaded(form, found)
    data = out(form, found, ExportOptions(bom=bom))
    assert data == out(form, found, ExportOptions(bom=bom))
    parcel = back(form, data)
    assert (parcel.document, parcel.source_lang, parcel.lang) == ("talk", "en", "fr")
    sent = exchange.parcel(found, "en")
    assert len({unit.id for unit in sent.units}) == len(found.entries)
    for unit, came in zip(sent.units, parcel.units, strict=True):
        # A spreadsheet may know one line end only; all else is as it was.
        assert (came.id, came.source, came.target, came.base) == (
            unit.id,
            unit.source,
            unit.target,
            unit.base,
        )
        assert came.context in {"", unit.context}
        assert came.state in {"", unit.state}
    again, made, problems = intake.take(found, parcel, "talk")
    assert again is found
    assert not problems and not made.taken and made.unchanged == len(found.entries)


@pytest.mark.parametrize("form", FORMATS)
@examples(40)
@given(found=CATALOGS, data=st.data())
def test_an_edit_changes_its_entry_and_nothing_else(form: str, found: Catalog, data: st.DataObject) -> None:
    found = as_loaded(form, found)
    parcel = back(form, out(form, found))
    k = data.draw(st.integers(0, len(parcel.units) - 1))
    # What a person types: neither a spreadsheet's error nor what is reported as read with a wrong encoding.
    typed = SEEN.filter(lambda text: text not in ERRORS and not ungarbled(text) and not misread(text))
    target = data.draw(typed)
    if form == "po":
        target = fitted(target, parcel.units[k].source)
    # What came back is sent once more as the translator's tool would write it.
    edited = replace(parcel.units[k], target=target, state="done")
    mine = replace(parcel, units=[*parcel.units[:k], edited, *parcel.units[k + 1 :]])
    sink = io.BytesIO()
    written = registry.load("format", form)
    assert isinstance(written, RoundTrip)
    written.write(mine, ExportOptions(), sink)
    again, made, problems = intake.take(found, back(form, sink.getvalue()), "talk")
    assert not problems
    for number, (before, after) in enumerate(zip(found.entries, again.entries, strict=True)):
        if number != k:
            assert after == before
    now = again.entries[k]
    if exchange.token("done", target) == parcel.units[k].base:
        assert not made.taken
    else:
        assert now.target.replace("\r\n", "\n").strip("\n") == target.replace("\r\n", "\n").strip("\n")
        assert now.state == "done" and provenance.origin(now) in {"human", "revised", ""}
        assert fitting(now) or now == found.entries[k]
    # The second time there is nothing to do.
    assert intake.take(again, back(form, sink.getvalue()), "talk")[0] is again


def fitting(entry: Entry) -> bool:
    """What `msgfmt -c` asks for: line breaks at the ends of both texts or of none."""
    return not entry.target or (
        entry.source.startswith("\n") == entry.target.startswith("\n")
        and entry.source.endswith("\n") == entry.target.endswith("\n")
    )
