"""The table of kinds: a kind that it has goes through all of diglot, from a transcript to each format."""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import cast, get_args

import pytest
from lxml import etree

import odd
import pdfs
from catalogs import ABOUT, MOMENT, translation
from toolkit import catalog, schema
from toolkit.catalog import contexts, ids
from toolkit.config import BuildOptions, Decision, Sidecar
from toolkit.edition import merge
from toolkit.model import FORMS, KINDS, Document, Edition, Form, Kind, KindInfo
from toolkit.model.editions import single
from toolkit.model.kinds import Tei
from toolkit.readers import plain
from toolkit.readers import tei as tei_reader
from toolkit.workflow import reading_rows
from toolkit.writers import epub, html, pdf, tei

MOTTO = "Rivers have no keepers, only guests."
TEXT = f"The ferry\n\n{MOTTO}\n\nMara: Who said that?\n\nIlyas: My father did.\n"
EPIGRAPH = cast("Kind", "epigraph")


@pytest.fixture
def epigraph(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A kind more, as a row in the table; its look is that of a caption."""
    info = KindInfo(EPIGRAPH, "Motto above the text.", "paragraph", Tei("ab", "epigraph"), like="caption")
    monkeypatch.setitem(KINDS, EPIGRAPH, info)
    contexts.of_paragraph.cache_clear()
    yield
    contexts.of_paragraph.cache_clear()


def document() -> Document:
    sidecar = Sidecar(decide=(Decision("Rivers have", EPIGRAPH),))
    found, _ = plain.read(TEXT.encode(), name="ferry", path="source/ferry.txt", lang="en", sidecar=sidecar)
    return ids.assign(found, None)


def edition() -> Edition:
    made = document()
    return merge.edition(made, {"fr": translation(made, "fr", str.upper)}, ["en", "fr"])


def written(write: Callable[..., object], what: object) -> bytes:
    sink = io.BytesIO()
    write(what, BuildOptions(), sink)
    return sink.getvalue()


def test_every_kind_has_one_row_and_one_element() -> None:
    assert list(KINDS) == list(get_args(Kind)) and all(KINDS[name].name == name for name in KINDS)
    assert len({(info.tei.element, info.tei.type) for info in KINDS.values()}) == len(KINDS)
    assert all(bool(info.words) == info.translated for info in KINDS.values())
    assert all(info.like is None or info.like in KINDS for info in KINDS.values())


def test_every_form_has_one_row() -> None:
    assert list(FORMS) == list(get_args(Form)) and all(FORMS[name].name == name for name in FORMS)
    assert all(bool(info.words) == (name != "prose") for name, info in FORMS.items())


@pytest.mark.usefixtures("epigraph")
def test_an_editor_and_a_translator_meet_a_new_kind() -> None:
    made = document()
    shown = {row["text"]: (row["kind"], row["speaker"]) for row in reading_rows.rows(made)}
    assert shown[MOTTO] == ("epigraph", None) and shown["Who said that?"] == ("speech", "Mara")
    template = catalog.update(None, catalog.extract(made), "", ABOUT, MOMENT)[0]
    entry = next(entry for entry in template.entries if entry.source == MOTTO)
    assert entry.context == "epigraph" and entry.notes == ("Motto above the text.",)


@pytest.mark.usefixtures("epigraph")
@pytest.mark.parametrize("form", ["epub", "html"])
def test_pages_print_a_new_kind(form: str) -> None:
    writer = {"epub": epub, "html": html}[form].WRITER
    data = written(writer.write, single(edition()))
    if form == "epub":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = b"".join(book.read(name) for name in book.namelist() if name.endswith(".xhtml"))
    line = next(line for line in data.decode().split("\n") if 'class="pair epigraph caption"' in line)
    after = data.decode().partition(line)[2]
    assert MOTTO in after[:400] and MOTTO.upper() in after[:400]


@pytest.mark.usefixtures("epigraph")
def test_paper_prints_a_new_kind() -> None:
    text = pdfs.tree(written(pdf.WRITER.write, single(edition()))).text()
    assert MOTTO in text and MOTTO.upper() in text


@pytest.mark.usefixtures("epigraph")
def test_tei_keeps_a_new_kind() -> None:
    data = written(tei.WRITER.write, edition())
    made = odd.compile_(odd.completed(schema.odd()))
    relaxng = etree.RelaxNG(etree.fromstring(made))
    assert relaxng.validate(etree.fromstring(data)), relaxng.error_log
    found, _ = tei_reader.READER.read(data, name="ferry", path="f.xml", lang="en", sidecar=Sidecar())
    assert [turn.kind for turn in found.turns] == [turn.kind for turn in document().turns]
    assert EPIGRAPH in {turn.kind for turn in found.turns}
