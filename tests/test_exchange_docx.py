"""What comes back in a DOCX: what reviewers do to it, and what nobody can tell."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

import validators
from conftest import Run
from editions import SAMPLE, Line, build
from reading_systems import GAP, assert_drawn_in_order
from test_writers_docx import MARKS, back, made, part, touched
from toolkit.config import Layout
from toolkit.edition.blocks import document
from toolkit.edition.page import Block
from toolkit.edition.sections import sections
from toolkit.errors import DiglotError
from toolkit.exchange import MessageUnit, intake
from toolkit.model import Catalog, Edition, Entry
from toolkit.model.editions import single
from toolkit.text.markup import Span

LINES = (
    SAMPLE[1],
    Line("narration", {"en": "The tide turns at six.", "fr": "La marée tourne à six heures : voyez !"}),
    Line("narration", {"en": "The bell is *old*.", "fr": "La cloche est *vieille*."}),
    Line("narration", {"en": "Nobody rings it.^[But once.]", "fr": "Personne ne la sonne.^[Sauf une fois.]"}),
)
EDITION = build(LINES, ("en", "fr"))
ENTRIES = tuple(
    Entry(
        "title" if row.kind == "title" else "narration",
        row.cells["en"].text,
        row.cells["fr"].text,
        "done",
        ids=(row.id,),
    )
    for scene in EDITION.scenes
    for row in scene.rows
)
CATALOG = Catalog("tide-clock", "en", "fr", ENTRIES)
RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
BY = 'w:author="Ana Ruiz" w:date="2026-05-01T10:00:00Z"'


def altered(data: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """A file with another text in a part."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(sink, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            after.writestr(name, change(text.decode()) if name == part else text)
    return sink.getvalue()


def replaced(old: str, new: str, layout: Layout = "columns", edition: Edition = EDITION) -> bytes:
    """The edition with something else in its text."""

    def change(text: str) -> str:
        assert text.count(old) == 1, old
        return text.replace(old, new)

    return altered(made(edition, layout), change)


def of(text: str) -> str:
    """The run of a text."""
    match = re.search(
        rf"<w:r>(?:(?!<w:r>).)*?<w:t[^>]*>{re.escape(text)}</w:t></w:r>",
        zipfile.ZipFile(io.BytesIO(made(EDITION))).read("word/document.xml").decode(),
    )
    assert match, text
    return match[0]


def taken(data: bytes) -> list[MessageUnit]:
    """The units that were changed."""
    (parcel,) = back(data)
    assert not parcel.findings
    return [unit for unit in parcel.units if unit.state == ""]


TURNS = "La marée tourne à six heures\xa0: voyez\u202f!"


@pytest.mark.parametrize("layout", ["stacked", "columns"])
def test_an_edit_is_taken_with_plain_blanks(layout: Layout) -> None:
    data = replaced(TURNS, TURNS.replace("six", "sept"), layout)
    (unit,) = taken(data)
    assert unit.target == "La marée tourne à sept heures : voyez !"
    (parcel,) = back(data)
    updated, made_of, problems = intake.take(CATALOG, parcel, "talk")
    assert not problems and len(made_of.taken) == 1 and made_of.unchanged == 3
    assert updated.entries[1].target == unit.target and updated.entries[1].state == "done"
    # The second time there is nothing to do.
    assert intake.take(updated, parcel, "talk")[0] is updated


STRUCK = (
    f'<w:del w:id="91" {BY}><w:r><w:delText>vieille</w:delText></w:r></w:del>'
    f'<w:moveFrom w:id="92" {BY}><w:r><w:t>chose</w:t></w:r></w:moveFrom>'
    f'<w:ins w:id="93" {BY}><w:r><w:rPr><w:i/></w:rPr><w:t>{{}}</w:t></w:r></w:ins>'
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://a.example/x" '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("xml", "target"),
    [
        ("<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>", "La cloche est **{}**."),
        ('<w:r><w:rPr><w:i w:val="0"/></w:rPr><w:t>{}</w:t></w:r>', "La cloche est {}."),
        ("<w:r><w:t>{}</w:t><w:br/><w:t>fin</w:t></w:r>", "La cloche est {}<br>fin."),
        (f'<w:ins w:id="90" {BY}><w:r><w:t>{{}}</w:t></w:r></w:ins>', "La cloche est {}."),
        (f'<w:moveTo w:id="90" {BY}><w:r><w:t>{{}}</w:t></w:r></w:moveTo>', "La cloche est {}."),
        (STRUCK, "La cloche est *{}*."),
        (FIELD, "La cloche est [{}](https://a.example/x)."),
        ("<w:r><w:t>{}</w:t><w:softHyphen/><w:t>e</w:t></w:r>", "La cloche est {}\u00ade."),
        ("<w:r><w:t>*{}*</w:t></w:r>", "La cloche est \\*{}\\*."),
    ],
)
def test_what_a_reviewer_sets_is_a_mark(xml: str, target: str) -> None:
    (unit,) = taken(replaced(of("vieille"), xml.format("âgée")))
    assert unit.target == target.format("âgée")


def test_an_edited_footnote_and_a_deleted_one() -> None:
    data = altered(
        made(EDITION), lambda text: text.replace("Sauf une fois.", "Une fois."), "word/footnotes.xml"
    )
    (unit,) = taken(data)
    assert unit.target == "Personne ne la sonne.^[Une fois.]"
    (unit,) = taken(altered(made(EDITION), lambda text: re.sub(r'<w:footnoteReference w:id="2"/>', "", text)))
    assert unit.target == "Personne ne la sonne."


def test_a_text_that_was_emptied_is_no_deletion_without_a_word() -> None:
    (parcel,) = back(replaced(of(TURNS), ""))
    again, _, problems = intake.take(CATALOG, parcel, "talk")
    assert [problem.code for problem in problems] == ["D262"] and again is CATALOG


def test_what_was_translated_here_meanwhile_is_a_conflict() -> None:
    (parcel,) = back(replaced(TURNS, "Autre."))
    changed = CATALOG.entries[1].replace(target="Encore autre.")
    meanwhile = Catalog("tide-clock", "en", "fr", (CATALOG.entries[0], changed, *CATALOG.entries[2:]))
    again, made_of, problems = intake.take(meanwhile, parcel, "talk")
    assert [problem.name for problem in problems] == ["D261.both"] and made_of.conflicts == 1
    assert again.entries[1].target == "Encore autre."


def test_a_translation_in_place_of_the_remark() -> None:
    edition = build([*LINES, Line("narration", {"en": "Not yet."})], ("en", "fr"))
    for typed in ("Pas encore.", "[pas encore traduit] Pas encore.", "Pas encore. [pas encore traduit]"):
        (unit,) = taken(replaced("[pas encore traduit]", typed, edition=edition))
        assert (unit.target, unit.base) == ("Pas encore.", "empty")


COMMENTS = (
    '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:comments>'
)


@pytest.mark.parametrize("layout", ["stacked", "columns"])
@pytest.mark.parametrize("kind", ["page", "column"])
def test_breaks_between_pages_behind_texts_change_none(layout: Layout, kind: str) -> None:
    """LibreOffice sets them there, where the next paragraph begins a page."""
    new_page = f'<w:r><w:br w:type="{kind}"/></w:r></w:p>'
    (parcel,) = back(altered(made(EDITION, layout), lambda text: text.replace("</w:p>", new_page)))
    assert not parcel.findings and not touched(parcel)


def replaced_once(old: str, new: str, text: str) -> str:
    return text.replace(old, new, 1)


def commented(*comments: tuple[str, str, str], layout: Layout = "columns") -> bytes:
    """The edition with comments: beside which text, by whom, and what."""
    said = []
    data = made(EDITION, layout)
    for number, (text, author, words) in enumerate(comments):
        mark = f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        around = f'<w:commentRangeStart w:id="{number}"/>{of(text)}<w:commentRangeEnd w:id="{number}"/>{mark}'
        data = altered(data, partial(replaced_once, of(text), around))
        said.append(
            f'<w:comment w:id="{number}" w:author="{author}"><w:p>{RUN.format(words)}</w:p>'
            f"<w:p>{RUN.format('Really.')}</w:p></w:comment>"
        )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    type_ = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    known = f'<Override PartName="/word/comments.xml" ContentType="{type_}"/></Types>'
    data = altered(data, partial(replaced_once, "</Types>", known), "[Content_Types].xml")
    relation = f'<Relationship Id="c" Type="{kind}" Target="comments.xml"/></Relationships>'
    data = altered(
        data, lambda text: text.replace("</Relationships>", relation), "word/_rels/document.xml.rels"
    )
    sink = io.BytesIO(data)
    with zipfile.ZipFile(sink, "a") as archive:
        archive.writestr("word/comments.xml", COMMENTS.format("".join(said)))
    return sink.getvalue()


@pytest.mark.parametrize("layout", ["stacked", "columns"])
def test_a_comment_is_the_translators_with_its_author(layout: Layout) -> None:
    data = commented((TURNS, "Ana Ruiz", "Seven, I think."), ("vieille", "", "machine"), layout=layout)
    (parcel,) = back(data)
    assert not parcel.findings
    assert [unit.comments for unit in parcel.units] == [
        (),
        ("Ana Ruiz: Seven, I think. Really.",),
        ("machine Really.",),
        (),
    ]
    updated, made_of, _ = intake.take(CATALOG, parcel, "talk")
    assert len(made_of.taken) == 2
    assert updated.entries[1].comments == ("Ana Ruiz: Seven, I think. Really.",)
    assert updated.entries[1].target == CATALOG.entries[1].target
    assert intake.take(updated, parcel, "talk")[0] is updated


@pytest.mark.parametrize("layout", ["stacked", "columns"])
def test_a_comment_on_a_source_is_about_its_row_and_one_elsewhere_is_told(layout: Layout) -> None:
    elsewhere = "English" if layout == "columns" else "The Pier Review"
    said = ("The tide turns at six.", "Bo", "At six?"), (elsewhere, "Bo", "Nice.")
    (parcel,) = back(commented(*said, layout=layout))
    assert [bool(unit.comments) for unit in parcel.units] == [False, True, False, False]
    (problem,) = parcel.findings
    assert problem.code == "D284" and "1 comment stands beside no translation" in problem.message


def rows(text: str) -> list[str]:
    return [row[0] for row in re.finditer(r"<w:tr>.*?</w:tr>", text)]


def paragraph_of(text: str, body: str) -> str:
    """The paragraph that a text stands in."""
    return next(p[0] for p in re.finditer(r"<w:p>.*?</w:p>", body) if text in p[0])


def told(data: bytes) -> list[str]:
    (parcel,) = back(data)
    return [problem.name for problem in parcel.findings]


def test_rows_that_were_moved_are_taken_and_told() -> None:
    def move(text: str) -> str:
        _, first, _, third = rows(text)
        return text.replace(third, "").replace(first, third + first)

    data = altered(made(EDITION), lambda text: move(text).replace(TURNS, "Elle tourne."))
    (parcel,) = back(data)
    (problem,) = parcel.findings
    assert problem.name == "D285" and problem.where and problem.where.line == 4
    assert parcel.units[1].target == "Elle tourne." and parcel.unread == 0


def test_rows_that_were_deleted_are_told() -> None:
    data = altered(made(EDITION), lambda text: text.replace(rows(text)[2], ""))
    assert told(data) == ["D282"]
    # So is one whose deletion is tracked.
    gone = f'<w:tr><w:trPr><w:del w:id="95" {BY}/></w:trPr>'
    data = altered(
        made(EDITION), lambda text: text.replace(rows(text)[2], rows(text)[2].replace("<w:tr>", gone))
    )
    assert "D282" in told(data)
    (parcel,) = back(data)
    _, made_of, problems = intake.take(CATALOG, parcel, "talk")
    assert not made_of.taken and made_of.unchanged == 3
    assert "D274" not in [problem.code for problem in problems]


@pytest.mark.parametrize("layout", ["stacked", "columns"])
def test_a_text_in_two_paragraphs_is_told_and_left_out(layout: Layout) -> None:
    def split(text: str) -> str:
        properties = re.search(r"<w:pPr>.*?</w:pPr>", paragraph_of(TURNS, text))
        assert properties
        return text.replace(TURNS, f"La marée</w:t></w:r></w:p><w:p>{properties[0]}<w:r><w:t>tourne.")

    data = altered(made(EDITION, layout), split)
    assert told(data) == ["D281.split"]
    (parcel,) = back(data)
    again, made_of, _ = intake.take(CATALOG, parcel, "talk")
    assert again is CATALOG and made_of.left_out == 1
    # Where the end of the first was deleted with tracking, they are one.
    gone = f'<w:rPr><w:del w:id="96" {BY}/></w:rPr></w:pPr>'

    def mended(text: str) -> str:
        before = paragraph_of("La marée", text)
        return text.replace(before, before.replace("</w:pPr>", gone, 1))

    (unit,) = taken(altered(data, mended))
    assert unit.target == "La maréetourne."


ADDED = f"<w:tr><w:tc><w:p/></w:tc><w:tc><w:p>{RUN.format('tourne à six heures.')}</w:p></w:tc></w:tr>"


@pytest.mark.parametrize("above", [False, True])
def test_a_text_that_goes_on_in_a_new_row_is_told_and_left_out(above: bool) -> None:
    def split(text: str) -> str:
        row = rows(text)[1]
        half = row.replace(TURNS, "La marée")
        return text.replace(row, ADDED + half if above else half + ADDED)

    (parcel,) = back(altered(made(EDITION), split))
    (problem,) = parcel.findings
    assert problem.name == "D281.row"
    halves = ["tourne à six heures.", "La marée"] if above else ["La marée", "tourne à six heures."]
    assert "“{}” / “{}”".format(*halves) in problem.message
    again, made_of, _ = intake.take(CATALOG, parcel, "talk")
    assert again is CATALOG and made_of.left_out == 1


def test_a_row_whose_bookmark_went_or_that_is_beside_nothing_edited_is_no_half() -> None:
    def lost(text: str) -> str:
        edited, bare = rows(text)[1:3]
        text = text.replace(edited, edited.replace(TURNS, "Elle tourne."))
        without = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", bare)
        return text.replace(bare, without.replace("La cloche est ", "Elle est "))

    data = altered(made(EDITION), lost)
    assert sorted(told(data)) == ["D282", "D283"]
    assert back(data)[0].units[1].target == "Elle tourne."
    # Nor is one beside a text that is as it went out.
    beside = altered(made(EDITION), lambda text: text.replace(rows(text)[2], rows(text)[2] + ADDED))
    assert told(beside) == ["D283"]
    empty = ADDED.replace("tourne à six heures.", "")
    taken_ = altered(
        made(EDITION),
        lambda text: text.replace(rows(text)[1], rows(text)[1].replace(TURNS, "Elle tourne.") + empty),
    )
    assert [unit.target for unit in taken(taken_)] == ["Elle tourne."]


def test_texts_that_were_made_one_are_told_and_left_out() -> None:
    def joined(text: str) -> str:
        second, third = paragraph_of(TURNS, text), paragraph_of("vieille", text)
        inside = third.partition("</w:pPr>")[2]
        return text.replace(third, "<w:p/>").replace(second, second.replace("</w:p>", inside))

    assert told(altered(made(EDITION, "stacked"), joined)) == ["D281.merged"]

    def merged(text: str) -> str:
        second, third = rows(text)[1:3]
        cells = re.findall(r"<w:tc>.*?</w:tc>", third)
        both = [
            mine.replace("</w:tc>", theirs.partition("</w:tcPr>")[2])
            for mine, theirs in zip(re.findall(r"<w:tc>.*?</w:tc>", second), cells, strict=True)
        ]
        return text.replace(third, "").replace(second, f"<w:tr>{''.join(both)}</w:tr>")

    assert told(altered(made(EDITION), merged)) == ["D281.merged"]

    def vertically(text: str) -> str:
        row = rows(text)[2]
        cell = re.findall(r"<w:tc>.*?</w:tc>", row)[1]
        return text.replace(cell, cell.replace("</w:tcPr>", "<w:vMerge/></w:tcPr>"))

    assert told(altered(made(EDITION), vertically)) == ["D281.cells"]


def test_a_column_that_was_deleted_is_told() -> None:
    def without(text: str) -> str:
        for row in rows(text)[1:]:
            text = text.replace(row, row.replace(re.findall(r"<w:tc>.*?</w:tc>", row)[1], ""))
        return text

    (parcel,) = back(altered(made(EDITION), without))
    assert [problem.name for problem in parcel.findings] == ["D281.cells"]
    assert parcel.unread == 3


def test_a_row_without_cells_is_told_though_none_went_out() -> None:
    """Word writes no such file, whoever forges one may."""
    none = altered(
        made(EDITION),
        lambda text: text.replace('"columns":2,"column":1', '"columns":0,"column":0'),
        "customXml/item1.xml",
    )
    bare = altered(none, lambda text: re.sub("</?w:tc>", "", text))
    assert "D281.cells" in told(bare)


def test_a_lost_bookmark_is_told_and_nothing_is_guessed() -> None:
    def lost(text: str) -> str:
        row = rows(text)[1]
        without = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", row)
        return text.replace(row, without.replace(TURNS, "Elle tourne."))

    assert sorted(told(altered(made(EDITION), lost))) == ["D282", "D283"]
    everything = altered(made(EDITION), lambda text: re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", text))
    (parcel,) = back(everything)
    assert not parcel.units and "D282" in [problem.name for problem in parcel.findings]


def test_an_edited_source_and_a_new_paragraph_are_told() -> None:
    (parcel,) = back(replaced("The tide turns at six.", "The tide turns at seven."))
    (problem,) = parcel.findings
    assert problem.code == "D283" and "The tide turns at seven." in problem.message
    assert all(unit.state == "done" for unit in parcel.units)
    new = f"<w:p>{RUN.format('A word of mine.')}</w:p></w:body>"
    assert told(replaced("</w:body>", new)) == ["D283"]


def test_sentences_are_put_together_again() -> None:
    line = Line("narration", {"en": "One bell. Two bells.", "fr": "Une cloche. Deux cloches."})
    edition = build([SAMPLE[1], line], ("en", "fr"))
    assert list(sections(single(edition)))
    data = made(edition, "alternating")
    (parcel,) = back(data)
    assert not parcel.findings and parcel.units[-1].target == "Une cloche. Deux cloches."


def test_states_of_an_exported_table(run: Run) -> None:
    run("export", "-f", "docx")
    path = Path("build/bells.en-fr.table.docx")
    data = path.read_bytes()

    def changed(text: str, state: str) -> str:
        row = next(row for row in rows(text) if "Can a cracked bell be saved?" in row)
        cells = re.findall(r"<w:tc>.*?</w:tc>", row)
        typed = cells[1].replace("</w:p>", f"{RUN.format('Peut-on sauver une cloche fêlée ?')}</w:p>")
        return text.replace(row, row.replace(cells[1], typed).replace(">empty<", f">{state}<"))

    path.write_bytes(altered(data, lambda text: changed(text, "fuzzy")))
    imported = run("import", str(path))
    assert "1 taken" in imported.stderr
    assert "#, fuzzy\n" in Path("locales/fr/LC_MESSAGES/bells.po").read_text("utf-8")
    path.write_bytes(altered(data, lambda text: changed(text, "dnoe")))
    refused = run("import", str(path))
    assert refused.exit_code == 1 and "Did you mean done?" in refused.stderr and "[D270]" in refused.stderr


def test_an_edition_is_built_edited_and_brought_back(run: Run) -> None:
    assert run("build", "-f", "docx", "--layout", "columns").exit_code == 0
    built = [*Path("build").glob("*.docx")]
    assert built
    path = next(path for path in built if "fr" in path.name)
    po = Path("locales/fr/LC_MESSAGES/bells.po")
    before = po.read_bytes()
    result = run("import", str(path))
    assert result.exit_code == 0 and "0 taken" in result.stderr and po.read_bytes() == before
    data = path.read_bytes()

    def typed(text: str) -> str:
        row = next(row for row in rows(text) if "Can a cracked bell be saved?" in row)
        return text.replace(row, row.replace("[pas encore traduit]", "Peut-on la sauver\u202f?"))

    path.write_bytes(altered(data, typed))
    # Nobody's work is overwritten before it is in the catalog.
    again = run("build", "-f", "docx", "--layout", "columns", "--force")
    assert again.exit_code == 1 and "this file has work in it that isn't imported: 1 taken" in again.stderr
    assert path.read_bytes() != data
    result = run("import", str(path), "-l", "fr")
    assert "1 taken" in result.stderr and "Peut-on la sauver ?" in po.read_text("utf-8")
    other = run("import", str(path), "-l", "ar")
    assert other.exit_code == 1 and "it has no translation in ar" in other.stderr
    assert run("build", "-f", "docx", "--layout", "columns").exit_code == 0
    assert "Peut-on la sauver" in part(path.read_bytes()).xpath("string()")


def test_a_file_that_nobody_touched_is_built_again_whatever_became_of_its_source(run: Run) -> None:
    run("build", "-f", "docx", "-l", "fr")
    source = Path("source/bells.txt")
    text = source.read_text("utf-8")
    assert "Can a cracked bell be saved?" in text
    source.write_text(text.replace("Can a cracked bell be saved?", "Can a broken bell be saved?"), "utf-8")
    run("extract")
    assert run("build", "-f", "docx", "-l", "fr").exit_code == 0
    # What can't come back is somebody's work, too.
    path = next(Path("build").glob("*.docx"))
    path.write_bytes(altered(path.read_bytes(), lambda text: text.replace("broken bell", "cracked bell")))
    again = run("build", "-f", "docx", "-l", "fr", "--force")
    assert again.exit_code == 1 and "[D283]" not in again.stderr and "isn't imported" in again.stderr


@pytest.mark.slow
def test_a_book_is_built_again_without_a_text_that_is_gone(fresh: Run) -> None:
    settings, gone = Path("diglot.toml"), Path("source/pond.txt")
    table = 'name = "all"\ntitle = "All"\ndocuments = "all"\nlanguages = ["en", "fr"]\nformats = ["docx"]\n'
    settings.write_text(f"{settings.read_text('utf-8')}\n[[editions]]\n{table}", "utf-8")
    gone.write_text("The Pond\n\nIda: Who dug it?\n\nOmar: We did.\n", "utf-8")
    fresh("extract")
    assert fresh("build", "all").exit_code == 0
    path = Path("build/all.docx")
    worked_at = altered(path.read_bytes(), lambda text: text.replace("Who dug it?", "من حفرها؟", 2))
    gone.unlink()
    assert fresh("build", "all").exit_code == 0 and "Who dug it?" not in part(path.read_bytes()).xpath(
        "string()"
    )
    path.write_bytes(worked_at)
    again = fresh("build", "all", "--force")
    assert again.exit_code == 1 and "isn't imported" in again.stderr and path.read_bytes() == worked_at


def refused(data: bytes) -> DiglotError:
    with pytest.raises(DiglotError) as caught:
        back(data)
    return caught.value


def test_files_that_nothing_can_be_told_of() -> None:
    data = made(EDITION)
    part = "customXml/item1.xml"
    without = altered(data, lambda _: "<other/>", part)
    assert "nothing that tells which text is which message's" in str(refused(without))
    broken = altered(data, lambda text: text.replace('"units"', '"unit"'), part)
    assert "is damaged" in str(refused(broken))
    hostile = altered(data, lambda text: f"<!DOCTYPE a [<!ENTITY b 'c'>]>{text}", part)
    assert "document type" in str(refused(hostile))
    hostile = altered(data, lambda text: text.replace("<w:body>", "<!DOCTYPE x><w:body>"))
    assert "document type" in str(refused(hostile))
    deep = altered(data, lambda text: text.replace("<w:body>", f"<w:body>{'<w:sdt>' * 200}"))
    assert "levels of elements" in str(refused(deep)) or "well-formed" in str(refused(deep))
    elsewhere = altered(data, lambda text: text.replace('"column":1', '"column":7'), part)
    assert "is damaged" in str(refused(elsewhere))
    fewer = altered(
        data, lambda text: text.replace('"columns":2,"column":1', '"columns":-2,"column":0'), part
    )
    assert "is damaged" in str(refused(fewer))
    packed = altered(data, lambda text: text.replace("<w:body>", f"<w:body>{' ' * (80 << 20)}"))
    assert "may have" in str(refused(packed))
    assert "this is no DOCX" in str(refused(b"PK\x03\x04 no zip"))


def in_pieces(run: re.Match[str]) -> str:
    look, words = run[1], run[2]
    # No entity is cut in two.
    at = 0 if "&" in words else len(words) // 2
    parts = [part for part in (words[:at], words[at:]) if part]
    made = [f'<w:r w:rsidRPr="00B7">{look}<w:t xml:space="preserve">{part}</w:t></w:r>' for part in parts]
    return '<w:proofErr w:type="spellStart"/>'.join(made) + '<w:proofErr w:type="spellEnd"/>'


def as_word_saves(text: str) -> str:
    """A part as Word writes it: runs in pieces, with marks of its spelling and its sessions."""
    look, rest = "(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)", '<w:t xml:space="preserve">([^<]*)</w:t></w:r>'
    text = re.sub(f"<w:r>{look}{rest}", in_pieces, text)
    properties = "(<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)"
    text = re.sub(rf"</w:p>(<w:bookmarkEnd [^>]*/>)<w:p>{properties}", r"</w:p><w:p>\2\1", text)
    text = text.replace("<w:p>", '<w:p w14:paraId="0D1607A1" w:rsidR="00A1" w:rsidRDefault="00A1">')
    names = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w='
    return text.replace("xmlns:w=", names, 1)


@pytest.mark.parametrize("layout", ["stacked", "columns", "translation-first"])
def test_a_file_as_word_saves_it(layout: Layout) -> None:
    edition = build((*SAMPLE, *MARKS), ("en", "fr", "ar"))
    data = altered(made(edition, layout), as_word_saves)
    data = altered(data, as_word_saves, "word/footnotes.xml")
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(sink, "w") as after:
        for name in before.namelist():
            # Word numbers its own parts anew.
            after.writestr(name.replace("customXml/item1", "customXml/item4"), before.read(name))
        after.writestr("customXml/item1.xml", "<b:Sources xmlns:b='urn:b'/>")
    for parcel in back(sink.getvalue()):
        assert not parcel.findings and not touched(parcel)


def test_a_file_of_several_languages_is_several_parcels() -> None:
    edition = build((*SAMPLE, *MARKS), ("en", "fr", "ar"))
    data = altered(
        made(edition),
        lambda text: text.replace("Une corde.", "Une longue corde.").replace("حبل.", "حبل طويل."),
    )
    first, second = back(data)
    assert (first.lang, second.lang) == ("fr", "ar")
    assert [unit.target for unit in first.units if unit.state == ""] == ["Une longue corde."]
    assert [unit.target for unit in second.units if unit.state == ""] == ["حبل طويل."]


def said(spans: Iterable[Span]) -> str:
    """Spans as text, with notes where they are not: at the foot of a page."""
    shown = [span for span in spans if span.mark != "note"]
    return "".join(said(span.inside) or (GAP if span.readings else span.text or " ") for span in shown)


def in_order(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from in_order(block.blocks)
        yield from (said(slot.spans) for slot in block.slots if not slot.again)


@pytest.mark.slow
def test_another_program_shows_every_word_in_order(tmp_path: Path) -> None:
    """Four scripts, one of them from right to left; and what that program saves comes back whole."""
    cases: dict[str, Layout] = {"ar": "stacked", "zh-Hans": "stacked", "ja": "columns", "fr": "columns"}
    editions = {lang: build((*SAMPLE, *(MARKS * (lang != "ja"))), ("en", lang)) for lang in cases}
    files = [tmp_path / f"{lang}.docx" for lang in cases]
    for file in files:
        file.write_bytes(made(editions[file.stem], cases[file.stem]))
    reviewed = tmp_path / "reviewed.docx"
    data = commented((TURNS, "Ana Ruiz", "Seven, I think."))
    reviewed.write_bytes(altered(data, partial(replaced_once, of("vieille"), STRUCK.format("âgée"))))
    saved = tmp_path / "saved"
    validators.soffice([*files, reviewed], "docx", saved)
    (parcel,) = back((saved / reviewed.name).read_bytes())
    assert not parcel.findings and touched(parcel) == ["La cloche est *âgée*."]
    assert [unit.comments for unit in parcel.units if unit.comments] == [
        ("Ana Ruiz: Seven, I think. Really.",)
    ]
    # What is shown is what came through both ways.
    validators.soffice([saved / file.name for file in files], "pdf", tmp_path)
    for file in files:
        edition = editions[file.stem]
        (parcel,) = back((saved / file.name).read_bytes())
        assert not parcel.findings and not touched(parcel), file
        texts = in_order(document(edition, cases[file.stem]))
        assert_drawn_in_order(validators.pdf_text(file.with_suffix(".pdf")), texts)
