"""`diglot export` and `import`, as people use them."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

import validators
from conftest import Run
from test_exchange_laws import FORMATS
from toolkit import project, registry
from toolkit.cli import main

PO = "locales/fr/LC_MESSAGES/bells.po"
QUESTION = "Can a cracked bell be saved?"
TRULY = "Peut-on sauver ? Vraiment ?"
ANSWER = "Peut-on sauver une cloche fêlée ?"
SUFFIX = {
    "csv": ".csv",
    "docx": ".table.docx",
    "page": ".review.html",
    "po": ".po",
    "tsv": ".tsv",
    "xliff": ".xlf",
    "xliff12": ".xliff",
    "xlsx": ".xlsx",
}


def translate(path: Path, target: str = ANSWER, state: str = "done") -> None:
    """What a translator does to a table: one message."""
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
    for row in rows:
        if row[4] == QUESTION:
            row[5:7] = [target, state]
    sink = io.StringIO(newline="")
    csv.writer(sink).writerows(rows)
    path.write_text(sink.getvalue(), encoding="utf-8", newline="")


@pytest.mark.parametrize("folder", ["out", "out/", "mail/to send"])
def test_what_has_no_suffix_is_a_folder(run: Run, folder: str) -> None:
    assert run("export", "bells", "-l", "fr", "-f", "xliff", "-o", folder).exit_code == 0
    assert [path.name for path in Path(folder).iterdir()] == ["bells.en-fr.xlf"]
    assert run("export", "bells", "-l", "fr", "-f", "xliff", "-o", "one.xlf").exit_code == 0
    assert Path("one.xlf").is_file()


@pytest.mark.parametrize("form", FORMATS)
def test_out_and_back_changes_no_byte(run: Run, form: str) -> None:
    before = Path(PO).read_bytes()
    exported = run("export", "-f", form)
    assert (exported.exit_code, exported.stdout) == (0, "")
    assert exported.stderr == f"build/bells.en-fr{SUFFIX[form]}\n"
    assert "(unchanged)" in run("export", "-f", form).stderr
    imported = run("import", f"build/bells.en-fr{SUFFIX[form]}")
    assert imported.exit_code == 0
    assert "bells in fr: 0 taken, 13 unchanged, 0 conflicts, 0 unknown" in imported.stderr
    assert Path(PO).read_bytes() == before


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", [" 鐘", "أجراس ", "\u3000\ufeffколокола\xa0"])
def test_a_document_whose_name_has_blanks_at_its_ends_comes_back(fresh: Run, form: str, name: str) -> None:
    Path("source/bells.txt").rename(f"source/{name}.txt")
    fresh("extract")
    assert fresh("export", "-f", form).exit_code == 0
    assert "(unchanged)" in fresh("export", "-f", form).stderr
    imported = fresh("import", f"build/{name}.en-fr{SUFFIX[form]}")
    assert f"{name} in fr: 0 taken, 13 unchanged" in imported.stderr


def test_a_document_whose_accents_were_written_otherwise_comes_back(fresh: Run) -> None:
    Path("source/bells.txt").rename("source/cloches fe\u0302le\u0301es.txt")
    fresh("extract")
    fresh("export", "-f", "csv", "-o", "ana.csv")
    translate(Path("ana.csv"))
    Path("ana.csv").write_text(unicodedata.normalize("NFC", Path("ana.csv").read_text("utf-8")), "utf-8")
    assert "1 taken" in fresh("import", "ana.csv").stderr


def test_a_translation_comes_back(run: Run) -> None:
    run("export", "bells", "-f", "csv", "-l", "fr", "-o", "ana.csv")
    translate(Path("ana.csv"))
    before = Path(PO).read_text("utf-8")
    dry = run("import", "ana.csv", "--dry-run")
    assert "ana.csv, bells in fr (dry run): 1 taken, 12 unchanged" in dry.stderr
    assert Path(PO).read_text("utf-8") == before
    done = run("-v", "import", "ana.csv")
    assert done.exit_code == 0 and f"  done: turn|tom-adeyemi: {QUESTION}" in done.stderr
    now = Path(PO).read_text("utf-8").split("\n")
    new = [line for line in now if line not in before.split("\n")]
    assert new == [f'msgstr "{ANSWER}"']
    assert "0 taken, 13 unchanged" in run("import", "ana.csv").stderr
    assert validators.msgfmt(Path(PO)) == []


def test_a_workbook_that_has_lost_its_list_of_sheets_is_no_import(run: Run) -> None:
    assert run("export", "bells", "-l", "fr", "-f", "xlsx").exit_code == 0
    (path,) = Path("build").glob("*.xlsx")
    damaged = Path("damaged.xlsx")
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(damaged, "w") as made:
        for part in whole.infolist():
            if part.filename != "xl/workbook.xml":
                made.writestr(part.filename, whole.read(part))
    result = run("import", str(damaged))
    assert result.exit_code == 1 and "no message" in result.output


def test_when_it_came_is_in_the_header(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("export", "-f", "csv")
    translate(Path("build/bells.en-fr.csv"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1784000000")
    run("import", "build/bells.en-fr.csv")
    assert '"PO-Revision-Date: 2026-07-14 03:33+0000\\n"' in Path(PO).read_text("utf-8")


def test_a_conflict_keeps_what_is_here_and_says_so(run: Run) -> None:
    for name in ("ana.csv", "bo.csv"):
        run("export", "-f", "csv", "-o", name)
    translate(Path("ana.csv"))
    translate(Path("bo.csv"), "Sauver une cloche ?")
    imported = run("import", "ana.csv", "bo.csv")
    assert imported.exit_code == 0
    assert "bo.csv, bells in fr: 0 taken, 12 unchanged, 1 conflict, 0 unknown" in imported.stderr
    assert "warning: bo.csv:8: " in imported.stderr and "[D261]" in imported.stderr
    assert f"Here: “{ANSWER}”, in the file: “Sauver une cloche ?”" in imported.stderr
    assert ANSWER in Path(PO).read_text("utf-8")
    replaced = run("import", "--replace", "bo.csv")
    assert "1 taken" in replaced.stderr and "D261" not in replaced.stderr
    text = Path(PO).read_text("utf-8")
    assert f"# was: {ANSWER}\n" in text and 'msgstr "Sauver une cloche ?"' in text


def test_a_source_that_changed_since_makes_it_fuzzy(run: Run) -> None:
    run("export", "-f", "csv")
    source = Path("source/bells.txt")
    source.write_text(source.read_text("utf-8").replace("a cracked bell", "a broken bell"), encoding="utf-8")
    run("extract")
    translate(Path("build/bells.en-fr.csv"))
    imported = run("import", "build/bells.en-fr.csv")
    assert "1 taken (1 of them for a source that has changed since)" in imported.stderr
    text = Path(PO).read_text("utf-8")
    assert f'#, fuzzy\n#| msgid "{QUESTION}"\n' in text and ANSWER in text


def test_an_export_overwrites_no_work(run: Run) -> None:
    run("export", "-f", "csv")
    path = Path("build/bells.en-fr.csv")
    translate(path)
    before = path.read_bytes()
    again = run("export", "-f", "csv")
    assert again.exit_code == 1
    assert "has work in it that isn't imported: 1 taken" in again.stderr and "hint: Import it" in again.stderr
    assert path.read_bytes() == before
    run("import", str(path))
    assert run("export", "-f", "csv").exit_code == 0
    # What can't be read may be work all the same; and so may another document's file.
    path.write_bytes(b"id,source\n")
    assert "can't be overwritten" in run("export", "-f", "csv").stderr
    assert path.read_bytes() == b"id,source\n"
    Path("source/chat.txt").write_text("Q: Why?\n\nA: Because.\n", encoding="utf-8")
    run("extract", "chat")
    run("export", "chat", "-f", "csv", "-o", "x.csv")
    assert "it is for chat in fr" in run("export", "bells", "-f", "csv", "-o", "x.csv").stderr


def test_several_documents_and_languages_go_into_a_folder(run: Run) -> None:
    Path("source/chat.txt").write_text("Q: Why?\n\nA: Because.\n", encoding="utf-8")
    run("extract", "-l", "fr", "-l", "ar")
    Path("out").mkdir()
    assert run("export", "-f", "xlsx", "-l", "fr", "-l", "ar", "-o", "out").exit_code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "bells.en-ar.xlsx", "bells.en-fr.xlsx", "chat.en-ar.xlsx", "chat.en-fr.xlsx",
    ]  # fmt: skip
    imported = run("import", *map(str, sorted(Path("out").iterdir())))
    assert imported.exit_code == 0 and imported.stderr.count("0 taken") == 4


def test_several_formats_go_into_a_folder_that_is_not_there_yet(run: Run) -> None:
    assert run("export", "bells", "-f", "csv", "-f", "po", "-l", "fr", "-o", "new").exit_code == 0
    assert sorted(path.name for path in Path("new").iterdir()) == ["bells.en-fr.csv", "bells.en-fr.po"]
    refused = run("export", "bells", "-f", "csv", "-f", "po", "-l", "fr", "-o", "new.csv")
    assert refused.exit_code == 2 and "must be a folder" in refused.stderr and not Path("new.csv").exists()


def test_what_is_missing_is_said_and_the_rest_is_done(run: Run) -> None:
    exported = run("export", "-f", "xliff", "-l", "de", "-l", "fr")
    assert exported.exit_code == 1
    assert "there is no catalog" in exported.stderr and "diglot extract bells -l de" in exported.stderr
    assert Path("build/bells.en-fr.xlf").exists()
    assert run("export", "-f", "tmx", "-l", "de", "-l", "fr").exit_code == 1
    assert not list(Path("build").glob("*.tmx"))
    unknown = run("export", "-f", "xlif")
    assert unknown.exit_code == 1 and "Did you mean xliff?" in unknown.stderr


def test_a_catalog_that_is_not_up_to_date_is_said_to_be(run: Run) -> None:
    path = Path(PO)
    message = f'msgid "{QUESTION}"'
    text = path.read_text("utf-8")
    start = text.rindex("\n\n", 0, text.index(message))
    path.write_text(text[:start] + text[text.index("\n\n", start + 2) :], encoding="utf-8")
    exported = run("export", "-f", "csv")
    assert exported.exit_code == 0 and "build/bells.en-fr.csv" in exported.stderr
    assert "it lacks 1 message of the template." in exported.stderr and "[D265]" in exported.stderr


def test_files_that_do_not_belong_here(run: Run) -> None:
    run("export", "-f", "xliff")
    good = Path("build/bells.en-fr.xlf").read_text("utf-8")
    for name, text, says in (
        ("a.xlf", good.replace('original="bells"', 'original="bels"'), "Did you mean bells?"),
        ("b.xlf", good.replace('trgLang="fr"', 'trgLang="fr_!"'), "no language tag"),
        ("c.xlf", good.replace('trgLang="fr"', 'trgLang="de"'), "has no catalog in that"),
        ("d.xlf", good.replace("document:2.0", "document:7.0"), "this is no file that `diglot export`"),
        ("e.doc", "x", "Files that come back end in .csv"),
    ):
        Path(name).write_text(text, encoding="utf-8")
        imported = run("import", name, "build/bells.en-fr.xlf")
        assert imported.exit_code == 1 and says in imported.stderr, name
        assert "0 taken, 13 unchanged" in imported.stderr
    missing = run("import", "nowhere.csv")
    assert missing.exit_code == 1 and "nowhere.csv" in missing.stderr


@pytest.mark.parametrize("form", ["xliff", "csv", "po"])
def test_a_file_that_names_another_document_is_told_whose_it_is(run: Run, form: str) -> None:
    """Who speaks and who translates is the same in both."""
    talk = "Tom Adeyemi: Which tower is the oldest?\n\nHanne Roth: The one by the mill.\n"
    Path("source/mill.txt").write_text(talk, encoding="utf-8")
    run("extract")
    run("export", "bells", "-f", form)
    path = Path(f"build/bells.en-fr{SUFFIX[form]}")
    path.write_text(re.sub(r"\bbells\b(?!\.txt)", "mill", path.read_text("utf-8")), encoding="utf-8")
    before = Path("locales/fr/LC_MESSAGES/mill.po").read_bytes()
    done = run("import", str(path))
    assert done.exit_code == 1 and f"{path}: this file is of document bells, and names mill." in done.stderr
    assert "D264" not in done.stderr and Path("locales/fr/LC_MESSAGES/mill.po").read_bytes() == before


def test_what_a_program_proposes_is_told_and_not_taken(run: Run) -> None:
    run("export", "-f", "xliff", "-f", "xliff12")
    new = Path("build/bells.en-fr.xlf")
    match = "<m:matches xmlns:m='urn:x'><m:match><target>Oui</target></m:match></m:matches>"
    new.write_text(
        re.sub(r"(<unit [^>]*>)", rf"\1{match}", new.read_text("utf-8"), count=2), encoding="utf-8"
    )
    old = Path("build/bells.en-fr.xliff")
    other = "<alt-trans><target>Oui</target></alt-trans>"
    old.write_text(
        old.read_text("utf-8").replace("</trans-unit>", f"{other}</trans-unit>", 2), encoding="utf-8"
    )
    for path in (new, old):
        done = run("import", str(path))
        assert done.exit_code == 0 and "0 taken, 13 unchanged" in done.stderr
        assert re.search(
            rf"warning: {path}:\d+: .* isn't taken: 2 messages \(\d+, \d+\)\. \[D280\]", done.stderr
        )


@pytest.mark.parametrize("form", ["xliff", "xliff12"])
def test_two_units_of_one_id_are_told_with_their_lines(run: Run, form: str) -> None:
    run("export", "-f", form)
    path = Path(f"build/bells.en-fr{SUFFIX[form]}")
    text = path.read_text("utf-8")
    first, second = re.findall(r'unit id="(\w+)"', text)[:2]
    path.write_text(text.replace(f'id="{second}"', f'id="{first}"'), encoding="utf-8")
    lines = [
        k for k, line in enumerate(path.read_text("utf-8").split("\n"), 1) if f'unit id="{first}"' in line
    ]
    done = run("import", str(path))
    assert done.exit_code == 1
    told = f"{path}:{lines[1]}: two units have the id {first}: this one and that in line {lines[0]}."
    assert told in done.stderr


@pytest.mark.parametrize("form", ["csv", "xliff"])
def test_a_catalog_that_somebody_made_read_only_stays(run: Run, form: str) -> None:
    """A file can take the place of another wherever its folder may be written."""
    run("export", "-f", form)
    path = Path(f"build/bells.en-fr{SUFFIX[form]}")
    if form == "csv":
        translate(path)
    else:
        path.write_text(
            path.read_text("utf-8")
            .replace(f"{QUESTION}</source>\n", f"{QUESTION}</source>\n<target>{ANSWER}</target>\n")
            .replace('state="initial"', 'state="translated"'),
            encoding="utf-8",
        )
    before = Path(PO).read_bytes()
    Path(PO).chmod(0o444)
    done = run("import", str(path))
    assert done.exit_code == 1 and f"{PO}: can't be written: permission denied." in done.stderr
    assert "change the rights" in done.stderr
    assert Path(PO).read_bytes() == before and Path(PO).stat().st_mode & 0o777 == 0o444
    # What would change nothing of it goes on.
    assert run("extract").exit_code == 0
    Path(PO).chmod(0o644)
    assert "1 taken" in run("import", str(path)).stderr


def test_a_catalog_in_another_charset(run: Run) -> None:
    path = Path(PO)
    path.write_bytes(path.read_text("utf-8").replace("charset=UTF-8", "charset=CP1252").encode("cp1252"))
    run("export", "-f", "csv")
    translate(Path("build/bells.en-fr.csv"))
    assert "[D202]" in run("import", "build/bells.en-fr.csv").stderr
    assert ANSWER in path.read_text("utf-8")


def test_the_mark_by_which_excel_knows_utf8(run: Run) -> None:
    run("export", "-f", "tsv", "--bom")
    assert Path("build/bells.en-fr.tsv").read_bytes().startswith(b"\xef\xbb\xbfid\t")


@pytest.mark.parametrize("form", FORMATS)
def test_this_repositorys_translations_go_out_and_back(form: str, tmp_path: Path) -> None:
    root = ["-C", str(Path(__file__).parent.parent)]
    CliRunner().invoke(main, [*root, "export", "-f", form, "-o", str(tmp_path)], catch_exceptions=False)
    files = sorted(map(str, tmp_path.iterdir()))
    assert files
    back = CliRunner().invoke(main, [*root, "import", "--dry-run", *files], catch_exceptions=False)
    assert back.exit_code == 0
    nothing = r"\(dry run\): 0 taken, [1-9]\d+ unchanged, 0 conflicts, 0 unknown\n"
    assert len(re.findall(nothing, back.stderr)) == len(files)


class TestOneWay:
    """The formats that only go out, from this repository's own interview."""

    @pytest.fixture
    def river(self, tmp_path: Path) -> Run:
        root = str(Path(__file__).parent.parent)

        def export(*arguments: str) -> Result:
            result = CliRunner().invoke(
                main, ["-C", root, "export", "river", *arguments, "-o", str(tmp_path)], catch_exceptions=False
            )
            assert result.exit_code == 0, result.stderr
            return result

        return export

    @pytest.mark.parametrize("unit", ["paragraph", "sentence"])
    def test_tmx(self, river: Run, tmp_path: Path, unit: str) -> None:
        river("-f", "tmx", "--unit", unit, "-l", "fr", "-l", "zh-Hans")
        path = tmp_path / "river.en-fr-zh-Hans.tmx"
        assert validators.tmx(path) == []
        root = etree.parse(path).getroot()
        ids = [tu.get("tuid") for tu in root.iter("tu")]
        assert len(ids) == len(set(ids)) > 50
        header = root.find("header")
        assert header is not None and header.get("segtype") == unit

    def test_sentences_of_several_languages_are_in_one_unit(self, river: Run, tmp_path: Path) -> None:
        def units(*langs: str) -> list[dict[str, str]]:
            river("-f", "tmx", "--unit", "sentence", *(word for lang in langs for word in ("-l", lang)))
            root = etree.parse(tmp_path / f"river.{'-'.join(('en', *langs))}.tmx").getroot()
            xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
            return [
                {tuv.attrib[xml_lang]: tuv.findtext("seg") or "" for tuv in tu.iter("tuv")}
                for tu in root.iter("tu")
            ]

        together = units("fr", "zh-Hans")
        assert sum(len(unit) == 3 for unit in together) > 50
        for lang in ("fr", "zh-Hans"):
            alone = units(lang)
            shared = [unit for unit in together if lang in unit]
            assert "".join("".join(unit[lang] for unit in shared).split()) == "".join(
                "".join(unit[lang] for unit in alone).split()
            )
            # What is one unit of two languages is in one of three.
            assert all(any(unit["en"] in other["en"] for other in shared) for unit in alone)
            assert len(shared) <= len(alone)

    def test_omegat_translates_with_it(self, river: Run, tmp_path: Path) -> None:
        river("-f", "tmx", "-l", "fr")
        pairs = [
            [seg.text or "" for seg in tu.iter("seg")]
            for tu in etree.parse(tmp_path / "river.en-fr.tmx").iter("tu")
        ]
        source = tmp_path / "river.txt"
        source.write_text("".join(f"{one}\n\n" for one, _ in pairs), encoding="utf-8")
        made = validators.omegat(source, tmp_path / "river.en-fr.tmx", "en", "fr")
        assert [line for line in made.split("\n") if line] == [other for _, other in pairs]

    def test_xces(self, river: Run, tmp_path: Path) -> None:
        river("-f", "xces", "-l", "fr")
        folder = tmp_path / "river.en-fr.xces"
        texts = {
            lang: {s.get("id"): s.text for s in etree.parse(folder / f"{lang}.xml").iter("s")}
            for lang in ("en", "fr")
        }
        links = etree.parse(folder / "en-fr.xml").getroot()
        group = links.find("linkGrp")
        assert group is not None and (group.get("fromDoc"), group.get("toDoc")) == ("en.xml", "fr.xml")
        linked = [link.attrib["xtargets"].split(";") for link in links.iter("link")]
        sides = [[name for names in side for name in names.split()] for side in zip(*linked, strict=True)]
        assert all(0 <= float(link.attrib["certainty"]) <= 1 for link in links.iter("link"))
        # Every sentence that is translated is in one link, in order; none points nowhere.
        assert sides[1] == list(texts["fr"])
        assert len(set(sides[0])) == len(sides[0]) and set(sides[0]) <= set(texts["en"])
        here = project.find(Path(__file__).parent)
        words = " ".join((here.root / "source/river.txt").read_text("utf-8").split())
        assert all((text or "") in words for text in texts["en"].values())

    def test_json_lines_of_several_languages(self, river: Run, tmp_path: Path) -> None:
        counts = {}
        for unit in ("paragraph", "sentence"):
            river("-f", "jsonl", "--unit", unit, "-l", "fr", "-l", "ar", "-l", "ja")
            lines = (tmp_path / "river.en-fr-ar-ja.jsonl").read_text("utf-8").split("\n")[:-1]
            units = [json.loads(line) for line in lines]
            assert all(list(one) == list(units[0]) and one["document"] == "river" for one in units)
            counts[unit] = sum(list(one["texts"]) == ["en", "fr", "ar", "ja"] for one in units)
        assert 20 < counts["paragraph"] < counts["sentence"]

    def test_pairs(self, river: Run, tmp_path: Path) -> None:
        counts = {}
        for unit in ("paragraph", "sentence"):
            river("-f", "pairs", "--unit", unit, "-l", "ja")
            lines = (tmp_path / "river.en-ja.pairs.tsv").read_text("utf-8").split("\n")
            head, *rows = [line.split("\t") for line in lines[:-1]]
            assert head == ["id", "kind", "speaker", "origin", "confidence", "en", "ja"]
            assert all(len(row) == len(head) and row[5] and row[6] for row in rows)
            counts[unit] = len(rows)
        assert 0 < counts["paragraph"] < counts["sentence"]

    def test_words_alone(self, run: Run) -> None:
        source = Path("source/bells.txt")
        text = source.read_text("utf-8").replace("a cracked bell", "a *cracked^[By frost.] bell")
        source.write_text(text.replace("be saved?", "be saved? Really*?"), encoding="utf-8")
        run("extract")
        path = Path(PO)
        text = path.read_text("utf-8").replace(
            'Really*?"\nmsgstr ""', 'Really*?"\nmsgstr "*Peut-on sauver ? Vraiment* ?"'
        )
        path.write_text(text, encoding="utf-8")
        for unit in ("paragraph", "sentence"):
            run("export", "-f", "pairs", "--unit", unit)
            lines = Path("build/bells.en-fr.pairs.tsv").read_text("utf-8").split("\n")[1:-1]
            texts = [line.split("\t")[-2:] for line in lines]
            one, other = (" ".join(side) for side in zip(*texts, strict=True))
            assert (one, other) == ("Can a cracked bell be saved? Really?", TRULY)
            run("export", "-f", "tmx", "--unit", unit)
            units = etree.parse("build/bells.en-fr.tmx").iter("tu")
            assert [[seg.text for seg in tu.iter("seg")] for tu in units] == texts
        run("export", "-f", "xces")
        said = [s.text for s in etree.parse("build/bells.en-fr.xces/fr.xml").iter("s")]
        assert " ".join(filter(None, said)) == TRULY
        assert "*" not in Path("build/bells.en-fr.xces/en.xml").read_text("utf-8")


def test_an_export_and_an_edition_have_two_names(run: Run) -> None:
    """Both are in `build/`: one would be written over the other."""
    for kind in ("docx", "page"):
        assert run("export", "-f", kind, "-l", "fr").exit_code == 0
    sent = {path: path.read_bytes() for path in Path("build").iterdir()}
    assert len(sent) == 2 and run("build", "-l", "fr", "-f", "docx", "-f", "html").exit_code == 0
    assert sent == {path: path.read_bytes() for path in sent}
    assert not {*SUFFIX.values()} & {
        registry.load("writer", name).suffix for name in registry.names("writer")
    }


@pytest.mark.parametrize("form", ["xliff", "xliff12"])
def test_a_unit_outside_of_its_file_is_told(run: Run, form: str) -> None:
    run("export", "-f", form)
    path = Path(f"build/bells.en-fr{SUFFIX[form]}")
    text = path.read_text("utf-8")
    unit = re.search(r"<(trans-unit|unit) .*?</\1>", text, re.DOTALL)
    assert unit
    head = re.search("<file ", text)
    assert head
    path.write_text(text[: head.start()] + unit[0] + text[head.start() :], encoding="utf-8")
    done = run("import", str(path))
    assert done.exit_code == 1 and "a unit stands in no `file`." in done.stderr
    assert f"{path}:{text[: head.start()].count(chr(10)) + 1}:" in done.stderr


def test_a_table_of_its_translators_alone_is_taken(run: Run) -> None:
    """Who deletes all other rows says who translated."""
    run("export", "-f", "csv")
    path = Path("build/bells.en-fr.csv")
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    (thanked,) = (row for row in rows if row[1] == "meta|translator-credits")
    thanked[rows[0].index("target")] = "Noa Berg"
    out = io.StringIO()
    csv.writer(out).writerows([rows[0], thanked])
    path.write_text(out.getvalue(), encoding="utf-8")
    done = run("import", str(path))
    assert done.exit_code == 0 and "1 taken" in done.stderr
