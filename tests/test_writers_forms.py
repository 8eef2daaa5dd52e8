"""Verse, items, quotations, pictures and events, as pages and paper print them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import pdfs
from browser import Visit, browse, evaluate
from editions import Line, build
from toolkit import catalog
from toolkit.catalog import ids
from toolkit.config import BuildOptions
from toolkit.edition import merge
from toolkit.model import Catalog, Document, Edition, Form, Kind, Location, Paragraph, Speaker, Turn
from toolkit.model.editions import single
from toolkit.writers import docx, html, pdf

PICTURE = "![A ferry](https://example.org/ferry.jpg) At dawn."


def edition() -> Edition:
    def paragraph(kind: Kind, text: str, form: Form = "prose") -> Paragraph:
        return Paragraph("", kind, text, Location("source/ferry.txt", 1), form=form)

    said = (
        paragraph("speech", "Not much [laughs softly]:"),
        paragraph("speech", "salt", "item"),
        paragraph("speech", "rope", "item"),
        paragraph("speech", "Rivers have no keepers.", "quotation"),
        paragraph("speech", "The lamp is lit,<br>the ferry late.", "verse"),
    )
    turns = (
        Turn("caption", (), "", (paragraph("caption", PICTURE, "picture"),)),
        Turn("speech", ("mara",), "Mara", said),
    )
    document = ids.assign(Document("ferry", "en", (Speaker("mara", "Mara"),), turns), None)
    targets = {
        "salt": "ملح",
        "[laughs softly]": "[تضحك]",
        "Not much [laughs softly]:": "قليل [laughs softly]:",
    }
    entries = tuple(
        entry.replace(target=targets[entry.source], state="done") if entry.source in targets else entry
        for entry in catalog.extract(document).entries
    )
    made = Catalog(document.name, "en", "ar", entries)
    return merge.edition(document, {"ar": made}, ["en", "ar"])


def page() -> str:
    sink = io.BytesIO()
    html.WRITER.write(single(edition()), BuildOptions(), sink)
    return sink.getvalue().decode()


def test_a_page_has_lists_quotations_and_lines() -> None:
    text = page()
    assert text.count('<ul class="items">') == 1
    _, _, items = text.partition('<ul class="items">')
    items, _, after = items.partition("</ul>")
    assert items.count('<li class="speech item"') == 2 and "ملح" in items
    assert after.lstrip().startswith("<blockquote>")
    assert '<span class="line">The lamp is lit,<br></span><span class="line">the ferry late.</span>' in after
    figure = text.partition("<figure")[2].partition("</figure>")[0]
    assert '<a href="https://example.org/ferry.jpg">A ferry</a>' in figure
    assert figure.rstrip().endswith("</figcaption>") and "At dawn." in figure


def test_an_event_is_printed_as_it_is_translated() -> None:
    text = page()
    assert 'Not much <span class="happens">[laughs softly]</span>:' in text
    assert 'قليل <span class="happens">[تضحك]</span>:' in text


NUMBERED = {
    "en": ("1. a pump,", "2. patience"),
    "fr": ("1. une pompe,", "2. de la patience"),
    "ar": ("1. مضخة،", "2. صبر"),
}
"""Items that say their numbers themselves."""
LOOSE = {"en": ("a rope,", "salt"), "fr": ("une corde,", "du sel"), "ar": ("حبل،", "ملح")}


def listed(items: Mapping[str, Sequence[str]], langs: Sequence[str]) -> Edition:
    texts = [{lang: items[lang][k] for lang in langs} for k in range(2)]
    return build([Line("speech", one, "tomas-vey", form="item") for one in texts], langs)


@pytest.mark.parametrize("langs", [("en",), ("en", "fr"), ("en", "ar")])
@pytest.mark.parametrize("layout", ["stacked", "columns", "facing"])
def test_an_item_has_a_number_or_a_sign_before_it(langs: Sequence[str], layout: str) -> None:
    options = BuildOptions().replace(layout=layout)
    for items, signs in ((LOOSE, True), (NUMBERED, False)):
        sink = io.BytesIO()
        pdf.WRITER.write(single(listed(items, langs)), options, sink)
        assert ("•" in pdfs.tree(sink.getvalue()).text()) is signs
        sink = io.BytesIO()
        docx.WRITER.write(single(listed(items, langs)), options, sink)
        with zipfile.ZipFile(sink) as file:
            assert ('"ListItem' in file.read("word/document.xml").decode()) is signs


@pytest.mark.parametrize("langs", [("en",), ("en", "ar")])
@pytest.mark.parametrize("layout", ["stacked", "columns"])
def test_and_so_it_is_on_a_screen(langs: Sequence[str], layout: str, tmp_path: Path) -> None:
    signs = """[...document.querySelectorAll(".items li")].map((item) =>
      getComputedStyle(item).listStyleType !== "none" && getComputedStyle(item).display === "list-item"
      || [...item.querySelectorAll("*")].some((one) => /•/.test(getComputedStyle(one, "::before").content))
    )"""
    for items, shown in ((LOOSE, True), (NUMBERED, False)):
        sink = io.BytesIO()
        html.WRITER.write(single(listed(items, langs)), BuildOptions().replace(layout=layout), sink)
        (tmp_path / "page.html").write_bytes(sink.getvalue())
        ((found,), _) = browse(Visit(tmp_path / "page.html", [evaluate(signs)]))[0]
        assert found == [shown, shown]


@pytest.mark.parametrize("layout", ["stacked", "columns", "facing"])
def test_paper_has_them_all(layout: str) -> None:
    sink = io.BytesIO()
    pdf.WRITER.write(single(edition()), BuildOptions().replace(layout=layout), sink)
    text = pdfs.tree(sink.getvalue()).text()
    for words in (
        "[A ferry]",
        "At dawn.",
        "[laughs softly]",
        "rope",
        "Rivers have no keepers.",
        "the ferry late.",
    ):
        assert words in text
