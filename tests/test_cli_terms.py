"""A project's glossary, as people use it."""

from pathlib import Path

import pytest

from conftest import Run

PO = "locales/fr/LC_MESSAGES/talk.po"
GLOSSARY = "locales/fr/glossary.csv"
TALK = """\
Mara Lind: Who steered the ferry?

Ilyas Okoro: My aunt did. Two ferries crossed here, and hers was the slow one.
"""
SEEN = {"Look at": "Regarde", "Nobody sees": "Personne ne voit", "Paint": "Peins", "Hide": "Cache"}


@pytest.fixture
def run(command: Run, tmp_path: Path) -> Run:
    """Runs the command in a project with one transcript and a glossary."""
    (tmp_path / "diglot.toml").write_text('source-language = "en"\ntarget-languages = ["fr"]\n')
    (tmp_path / "source").mkdir()
    (tmp_path / "source/talk.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "locales/fr").mkdir(parents=True)
    (tmp_path / GLOSSARY).write_text("source,target,avoid\nferry,bac,bateau\n", encoding="utf-8")
    return command


def test_terms_stand_in_the_catalog_as_comments(run: Run, tmp_path: Path) -> None:
    assert run("extract").exit_code == 0
    first = (tmp_path / PO).read_text("utf-8")
    assert first.count("#. Term: ferry = bac (not: bateau)\n") == 2
    assert run("extract").exit_code == 0 and (tmp_path / PO).read_text("utf-8") == first
    # A translation keeps its state and its lines, whatever becomes of the glossary.
    done = first.replace(
        'msgid "Who steered the ferry?"\nmsgstr ""', 'msgid "Who steered the ferry?"\nmsgstr "Qui ?"'
    )
    (tmp_path / PO).write_text(done, encoding="utf-8")
    (tmp_path / GLOSSARY).write_text("source,target\naunt,tante\n", encoding="utf-8")
    assert run("extract").exit_code == 0
    now = (tmp_path / PO).read_text("utf-8")
    assert "Term: ferry" not in now and now.count("#. Term: aunt = tante\n") == 1
    assert 'msgstr "Qui ?"' in now and "fuzzy" not in now.partition("msgctxt")[2]
    (tmp_path / GLOSSARY).unlink()
    assert run("extract").exit_code == 0 and "Term:" not in (tmp_path / PO).read_text("utf-8")


def test_a_glossary_that_cannot_be_read_leaves_its_catalogs_alone(run: Run, tmp_path: Path) -> None:
    assert run("extract").exit_code == 0
    before = (tmp_path / PO).read_bytes()
    (tmp_path / GLOSSARY).write_text("source,target\nferry\n", encoding="utf-8")
    done = run("extract")
    assert done.exit_code == 1 and f"{GLOSSARY}:2: “ferry” has no target." in done.stderr
    assert (tmp_path / PO).read_bytes() == before


def test_alignment_uses_the_glossary_and_says_so(run: Run, tmp_path: Path) -> None:
    text = (
        "Mara Lind: Qui menait le bac ?\n\nIlyas Okoro: Ma tante. Deux bacs passaient, le sien était lent.\n"
    )
    (tmp_path / "fr.txt").write_text(text, encoding="utf-8")
    asked = ("align", "talk", "fr.txt", "-l", "fr")
    done = run(*asked)
    assert done.exit_code == 0 and f"with the terms of {GLOSSARY}\n" in done.stderr
    assert (tmp_path / PO).read_text("utf-8").count("#. Term: ferry = bac") == 2
    named = run(*asked, "--dictionary", f"en-fr={GLOSSARY}", "-n")
    assert named.exit_code == 0 and "with the terms" not in named.stderr
    (tmp_path / GLOSSARY).unlink()
    assert "with the terms" not in run(*asked, "-n").stderr


def test_a_term_that_is_rendered_otherwise_is_told(run: Run, tmp_path: Path) -> None:
    assert run("extract").exit_code == 0
    text = (tmp_path / PO).read_text("utf-8")
    question = 'msgid "Who steered the ferry?"\nmsgstr "'
    for target, told in [
        ("Qui menait les bacs ?", ""),
        ("Qui menait le bateau ?", "“bateau” stands for “ferry”"),
    ]:
        (tmp_path / PO).write_text(text.replace(question, question + target), encoding="utf-8")
        done = run("check")
        assert ("[D257]" in done.output) == bool(told) and told in done.output
    # The translator has a reason, and says so.
    known = text.replace(question, question + target)
    place = known.index('msgctxt "turn|mara-lind"')
    (tmp_path / PO).write_text(f"{known[:place]}# ignore D257: a joke\n{known[place:]}", encoding="utf-8")
    assert "[D257]" not in run("check").output
    (tmp_path / GLOSSARY).write_text("source\nferry\n", encoding="utf-8")
    done = run("check")
    assert done.exit_code == 1 and done.output.count("[D258]") == 1
    assert f"{GLOSSARY}:1: there is no column “target” in the first row. [D258]" in done.output


def test_candidates_are_listed_and_added_by_a_person(run: Run, tmp_path: Path) -> None:
    said = "".join(f"Mara Lind: {seen} the lamp of the mill.\n\n" for seen in SEEN)
    (tmp_path / "source/talk.txt").write_text(said + TALK, encoding="utf-8")
    assert run("extract").exit_code == 0
    text = (tmp_path / PO).read_text("utf-8")
    for seen, translation in SEEN.items():
        question = f'msgid "{seen} the lamp of the mill."\nmsgstr "'
        assert question in text
        text = text.replace(question, f"{question}{translation} la lampe du moulin.")
    (tmp_path / PO).write_text(text, encoding="utf-8")
    listed = run("terms", "-l", "fr").stdout.splitlines()
    assert listed[0].split() == ["term", "translation", "times", "example"]
    assert any(line.startswith("lamp of the mill") and "4 of 4" in line for line in listed)
    before = (tmp_path / GLOSSARY).read_text("utf-8")
    wrong = run("terms", "-l", "fr", "--add", "lamb of the mill")
    assert wrong.exit_code == 1 and "Did you mean lamp of the mill?" in wrong.stderr
    assert (tmp_path / GLOSSARY).read_text("utf-8") == before
    done = run(
        "terms", "-l", "fr", "--add", "lamp of the mill", "--add", "aunt=tante", "--add", "ferry=navette"
    )
    assert done.stderr == f"{GLOSSARY}: 2 terms added, 1 there already\n"
    now = (tmp_path / GLOSSARY).read_text("utf-8")
    assert now.startswith(before) and now.endswith("\naunt,tante,\n") and "navette" not in now
    # What is in the glossary is no candidate any more; what is listed as a glossary comes in again.
    assert "\nlamp of the mill" not in run("terms", "-l", "fr").stdout
    (tmp_path / "more.csv").write_text(run("terms", "-l", "fr", "--as", "csv").stdout, encoding="utf-8")
    assert "there already" not in run("terms", "-l", "fr", "--import", "more.csv").stderr
    assert len(run("terms", "-l", "fr").stdout.splitlines()) == 1
    shown = run("terms", "-l", "fr", "--glossary").stdout.splitlines()
    assert shown[0].split() == ["source", "target", "note", "forms", "avoid"]
    assert shown[1].split() == ["ferry", "bac", "bateau"]


def test_a_glossary_is_begun_by_what_is_added(run: Run, tmp_path: Path) -> None:
    done = run("terms", "-l", "zh-Hans", "--add", "ferry=渡轮")
    assert done.exit_code == 0 and done.stderr == "locales/zh_CN/glossary.csv: 1 term added\n"
    made = (tmp_path / "locales/zh_CN/glossary.csv").read_bytes()
    assert made == "source,target,note,forms,avoid\r\nferry,渡轮,,,\r\n".encode()


def test_a_glossary_goes_to_another_program_and_back(run: Run, tmp_path: Path) -> None:
    written = run("terms", "-l", "fr", "--glossary", "--as", "tbx").stdout
    (tmp_path / "out.tbx").write_text(written.replace(">bac<", ">navette<"), encoding="utf-8")
    kept = (tmp_path / GLOSSARY).read_bytes()
    done = run("terms", "-l", "fr", "--import", "out.tbx")
    assert done.stderr == f"{GLOSSARY}: 0 terms added, 1 there already\n"
    assert (tmp_path / GLOSSARY).read_bytes() == kept
    (tmp_path / GLOSSARY).unlink()
    assert run("terms", "-l", "fr", "--import", "out.tbx").stderr == f"{GLOSSARY}: 1 term added\n"
    assert (tmp_path / GLOSSARY).read_text("utf-8").splitlines()[1] == "ferry,navette,,,bateau"
    assert run("terms", "-l", "de", "--import", "out.tbx").exit_code == 1  # it has no German
    # What only is called so is told, and not looked through for columns.
    (tmp_path / "sheet.TBX").write_bytes(b"PK\3\4 a spreadsheet")
    told = run("terms", "-l", "fr", "--import", "sheet.TBX")
    assert told.exit_code == 1 and "sheet.TBX: it is called .TBX, but it is no XML" in told.stderr
    assert "called .csv" in told.stderr and "column" not in told.stderr
