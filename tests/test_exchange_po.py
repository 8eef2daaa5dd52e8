"""PO files that come back: from OmegaT, from a PO editor, from who has an older copy."""

from __future__ import annotations

import importlib.util
import io
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

import validators
from conftest import Run
from toolkit import po
from toolkit.model import Entry

PO = Path("locales/fr/LC_MESSAGES/bells.po")
SENT = Path("build/bells.en-fr.po")
SAVED = "Can a cracked bell be saved?"
MOVE = "And if it does not move?"
BRONZE = "Then we thank the bell and order bronze."
VALLEY = "Hanne Roth has a tuning fork for every tower in the valley."


@pytest.fixture
def run(fresh: Run) -> Run:
    """With a catalog that has something finished, something drafted, and a name that stays as it is."""
    fresh("extract")
    write(PO, {SAVED: "Peut-on la sauver ?", "Tom Adeyemi": "Tom Adeyemi"})
    write(PO, {BRONZE: "Bronze."}, fuzzy=True)
    return fresh


def write(path: Path, targets: Mapping[str, str], *, fuzzy: bool = False, comment: str = "") -> None:
    """What a person types in a PO editor."""
    text = path.read_text("utf-8")
    for source, target in targets.items():
        before = re.search(rf'(?m)^msgctxt .*\nmsgid "{re.escape(source)}"\nmsgstr ".*"$', text)
        assert before
        lines = before[0].split("\n")
        marks = [*([f"# {comment}"] if comment else []), *(["#, fuzzy"] if fuzzy else [])]
        text = text.replace(before[0], "\n".join([*marks, *lines[:2], f'msgstr "{target}"']))
    path.write_text(text, "utf-8")


def entries(path: Path = PO) -> Mapping[str, Entry]:
    made = po.load(path.read_bytes(), path.name, "fr")
    assert validators.msgfmt(path) == []
    return {entry.source: entry for entry in (*made.entries, *made.obsolete)}


def memory(**pairs: str) -> str:
    units = "".join(
        f'<tu><tuv lang="en"><seg>{source}</seg></tuv>'
        f'<tuv lang="fr" changeid="ana"><seg>{target}</seg></tuv></tu>'
        for source, target in pairs.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE tmx SYSTEM "tmx11.dtd"><tmx version="1.1">'
        '<header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" '
        'creationtoolversion="3.6" segtype="paragraph" srclang="en"/>'
        f"<body>{units}</body></tmx>"
    )


@pytest.mark.parametrize("exported", [True, False], ids=["exported", "a copy of the catalog"])
def test_what_omegat_hands_back_comes_in_without_loss(run: Run, exported: bool) -> None:
    before = dict(entries())
    run("export", "-f", "po")
    Path("om.tmx").write_text(memory(**{MOVE: "Et sinon ?", SAVED: "La sauver, peut-on ?"}), "utf-8")
    made = validators.omegat_po(SENT if exported else PO, "en", "fr", Path("om.tmx"))
    Path("ana.po").write_bytes(made)
    came = po.load_by_header(made, "ana.po")
    emptied = {entry.source for entry in came.entries if not entry.target and before[entry.source].target}
    assert emptied == {BRONZE, "Tom Adeyemi"}, "that is what it does"
    imported = run("import", "ana.po")
    if exported:
        assert "2 taken, 11 unchanged, 0 conflicts, 0 unknown" in imported.stderr
        assert imported.stderr.count("\n") == 1
        expected = before | {
            MOVE: before[MOVE].replace(target="Et sinon ?", state="done"),
            SAVED: before[SAVED].replace(target="La sauver, peut-on ?"),
        }
    else:
        # Nobody knows what it was then: what stands here stays, and both are told.
        assert "1 taken, 11 unchanged, 1 conflict" in imported.stderr and "D261" in imported.stderr
        expected = before | {MOVE: before[MOVE].replace(target="Et sinon ?", state="done")}
    assert entries() == expected
    assert "0 taken" in run("import", "ana.po").stderr


def test_who_has_an_older_copy_is_merged_with_what_was_done_since(run: Run) -> None:
    shutil.copy(PO, "old.po")
    shutil.copy(PO, "ana.po")
    write(PO, {MOVE: "Et sinon ?", SAVED: "La sauver ?"})
    write(Path("ana.po"), {VALLEY: "Hanne a un diapason.", HEADLINE: "La femme"}, comment="Ask Hanne.")
    write(Path("ana.po"), {"Hanne Roth": "Hanne Roth"})
    text = Path("ana.po").read_text("utf-8").replace("Nobody yet <nobody@diglot.alt>", "Ana <ana@roca.net>")
    Path("ana.po").write_text(
        text.replace('"Language: fr', '"X-Generator: Poedit 3\\n"\n"Language: fr'), "utf-8"
    )
    validators.msgcat(Path("ana.po"), Path("wrapped.po"))
    dry = run("import", "wrapped.po", "--base", "old.po", "--dry-run")
    done = run("import", "wrapped.po", "--base", "old.po")
    for said in (dry.stderr, done.stderr):
        assert "3 taken, 10 unchanged, 0 conflicts, 0 unknown" in said and "warning" not in said
    found = entries()
    assert (found[SAVED].target, found[MOVE].target) == ("La sauver ?", "Et sinon ?")
    assert (found[VALLEY].target, found[VALLEY].comments) == ("Hanne a un diapason.", ("Ask Hanne.",))
    assert (found[BRONZE].target, found[BRONZE].state) == ("Bronze.", "fuzzy")
    assert '"Last-Translator: Ana <ana@roca.net>\\n"' in PO.read_text("utf-8")


def test_who_translated_a_copy_is_named_without_what_a_terminal_obeys(run: Run) -> None:
    text = PO.read_text("utf-8").replace("Nobody yet <nobody@diglot.alt>", "Ana\x1b[31m <ana@roca.net>")
    Path("ana.po").write_text(text, "utf-8")
    write(Path("ana.po"), {MOVE: "Et sinon ?"})
    assert "1 taken" in run("import", "ana.po").stderr
    assert '"Last-Translator: Ana[31m <ana@roca.net>\\n"' in PO.read_text("utf-8")


HEADLINE = "The Woman Who Retunes Bells"


def test_a_copy_that_was_updated_from_the_template_is_merged_too(run: Run) -> None:
    """By `msgmerge`, as Weblate's addon and Poedit's menu do: it takes the tokens out."""
    run("export", "-f", "po")
    shutil.copy(PO, "old.po")
    write(SENT, {MOVE: "Et sinon ?"})
    source = Path("source/bells.txt")
    source.write_text(source.read_text("utf-8").replace("order bronze", "order new bronze"), "utf-8")
    run("extract")
    pot = Path("locales/bells.pot")
    assert validators.msgmerge(SENT, pot, Path("ana.po"), "--previous") == []
    assert "token:" not in Path("ana.po").read_text("utf-8")
    before = dict(entries())
    imported = run("import", "ana.po", "--base", "old.po")
    assert "1 taken" in imported.stderr and "0 conflicts" in imported.stderr
    assert entries() == before | {MOVE: before[MOVE].replace(target="Et sinon ?", state="done")}


@pytest.mark.skipif(importlib.util.find_spec("translate") is None, reason="translate-toolkit is missing")
def test_a_day_in_weblate_comes_in(run: Run) -> None:
    from translate.storage.pypo import pofile  # type: ignore[import-not-found,unused-ignore]

    run("export", "-f", "po")
    store = pofile(io.BytesIO(SENT.read_bytes()))
    work = {MOVE: ("Et sinon ?", False), VALLEY: ("Hanne a un diapason. " * 9, True), SAVED: ("", False)}
    for unit in store.units:
        if not unit.isheader() and unit.source in work:
            unit.target, fuzzy = work[unit.source]
            unit.markfuzzy(fuzzy)
            unit.addnote("Ask Hanne.", origin="translator")
    Path("web.po").write_bytes(bytes(store))
    before = dict(entries())
    imported = run("import", "web.po")
    # What was emptied there was finished: it stays, and that is told.
    assert "3 taken" in imported.stderr and imported.stderr.count("[D262]") == 1
    found = entries()
    assert (found[MOVE].target, found[MOVE].state) == ("Et sinon ?", "done")
    assert (found[VALLEY].target, found[VALLEY].state) == ("Hanne a un diapason. " * 9, "fuzzy")
    assert (found[SAVED].target, found[SAVED].state) == (before[SAVED].target, "done")
    assert all(found[text].comments == ("Ask Hanne.",) for text in work)
    assert {text: entry for text, entry in found.items() if text not in work} == {
        text: entry for text, entry in before.items() if text not in work
    }


def test_what_both_have_changed_is_told_and_here_stays(run: Run) -> None:
    shutil.copy(PO, "old.po")
    shutil.copy(PO, "ana.po")
    write(PO, {SAVED: "La sauver ?"})
    write(Path("ana.po"), {SAVED: "Peut-on sauver une cloche ?"})
    imported = run("import", "ana.po", "--base", "old.po")
    assert "0 taken, 12 unchanged, 1 conflict" in imported.stderr
    assert "translated here and in the file meanwhile" in imported.stderr and "ana.po:" in imported.stderr
    assert entries()[SAVED].target == "La sauver ?"
    run("import", "ana.po", "--base", "old.po", "--replace")
    assert (entries()[SAVED].target, entries()[SAVED].comments) == (
        "Peut-on sauver une cloche ?",
        ("was: La sauver ?",),
    )


def test_fuzzy_stays_fuzzy_until_a_person_takes_the_mark_away(run: Run) -> None:
    run("export", "-f", "po")
    write(SENT, {MOVE: "Peut-être ?"}, fuzzy=True)
    run("import", str(SENT))
    assert (entries()[MOVE].target, entries()[MOVE].state) == ("Peut-être ?", "fuzzy")
    assert entries()[BRONZE].state == "fuzzy"
    run("export", "-f", "po")
    SENT.write_text(SENT.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    run("import", str(SENT))
    assert (entries()[MOVE].state, entries()[BRONZE].state) == ("done", "done")


def test_a_review_comes_and_goes(run: Run) -> None:
    write(PO, {SAVED: "Peut-on la sauver ?"}, comment="reviewed")
    run("export", "-f", "po")
    assert "# reviewed\n" in SENT.read_text("utf-8")
    assert "0 taken, 13 unchanged" in run("import", str(SENT)).stderr
    SENT.write_text(SENT.read_text("utf-8").replace("# reviewed\n", "# approved\n"), "utf-8")
    assert "1 taken" in run("import", str(SENT)).stderr
    assert [line.partition(" [")[0] for line in entries()[SAVED].comments] == ["approved"]


def test_what_was_edited_since_is_a_draft(run: Run) -> None:
    run("export", "-f", "po")
    source = Path("source/bells.txt")
    text = source.read_text("utf-8").replace("does not move", "never moves")
    source.write_text(text.replace(f"Hanne Roth: {BRONZE}\n\n", ""), "utf-8")
    run("extract")
    write(SENT, {MOVE: "Et sinon ?", BRONZE: "Du bronze, alors."})
    imported = run("import", str(SENT))
    assert "2 taken (2 of them for a source that has changed since)" in imported.stderr
    found = entries()
    draft = found["And if it never moves?"]
    assert (draft.target, draft.state, draft.previous) == ("Et sinon ?", "fuzzy", (None, MOVE))
    assert found[BRONZE].target == "Du bronze, alors."


def test_an_export_for_a_po_editor_pleases_gettext(run: Run) -> None:
    run("export", "-f", "po")
    assert validators.msgfmt(SENT) == []
    shutil.copy(SENT, "fr.po")
    assert validators.i18nspector(Path("fr.po")) == []
    # What is sorted and wrapned there, and has lost its references, is the same on the way back.
    validators.msgcat(SENT, Path("cat.po"), "--sort-output", "--no-location", "--width=40")
    assert "0 taken, 13 unchanged" in run("import", "cat.po").stderr


@pytest.mark.parametrize(
    ("was", "now", "said", "cure"),
    [
        ("Language: fr", "Language: de", "it is in de, and bells has no catalog in that.", "-l de` makes"),
        ("Language: fr", "Language: xyz!", "no language", ""),
        ('"Language: fr\\n"\n', "", "doesn't say which language it is in.", "Write it into the header"),
        ("source/bells.txt", "source/tides.txt", "a document 'tides'", "There are: bells."),
        (MOVE, SAVED, "this message is there twice", "Keep one of them."),
        ("Nobody yet", "<<<<<<< HEAD\n", "can't be read as PO", ""),
    ],
)
def test_what_is_another_file_is_refused_with_a_cure(
    run: Run, was: str, now: str, said: str, cure: str
) -> None:
    text = PO.read_text("utf-8")
    assert was in text
    Path("ana.po").write_text(text.replace(was, now), "utf-8")
    before = PO.read_bytes()
    imported = run("import", "ana.po")
    assert imported.exit_code == 1
    assert said in imported.stderr and cure in imported.stderr and "error: ana.po" in imported.stderr
    assert PO.read_bytes() == before


def test_a_file_of_another_document_is_refused_though_it_has_our_name(run: Run) -> None:
    Path("source/tides.txt").write_text("Q: Why does it turn?\n\nA: Because of the moon.\n", "utf-8")
    run("extract", "tides")
    other = Path("locales/fr/LC_MESSAGES/tides.po")
    text = re.sub(r"(?m)^#[:.].*\n", "", other.read_text("utf-8"))
    Path("bells.po").write_text(text, "utf-8")
    imported = run("import", "bells.po")
    assert imported.exit_code == 1 and "is of document tides, and names bells" in imported.stderr
    # By its references it goes where it belongs, whatever its name is.
    write(other, {"Because of the moon.": "À cause de la lune."})
    shutil.copy(other, "bells.po")
    assert "bells.po, tides in fr: 0 taken" in run("import", "bells.po").stderr


def test_messages_that_nobody_knows_are_told_and_kept(run: Run) -> None:
    text = PO.read_text("utf-8")
    more = 'msgctxt "turn|tom-adeyemi"\nmsgid "Who rang it last?"\nmsgstr "Qui l’a sonnée ?"\n\n'
    Path("ana.po").write_text(text.replace('msgctxt "meta|', f'{more}msgctxt "meta|'), "utf-8")
    imported = run("import", "ana.po")
    assert (
        "“Who rang it last?”: this text is gone; what came for it is kept as obsolete. [D264]"
        in imported.stderr
    )
    assert entries()["Who rang it last?"].target == "Qui l’a sonnée ?"
    assert "0 taken" in run("import", "ana.po").stderr


@pytest.mark.parametrize("said", ["fr-FR", "fr_CA", "fr-Latn"])
def test_a_program_may_put_a_country_to_a_language(run: Run, said: str) -> None:
    run("export", "-f", "po")
    write(SENT, {MOVE: "Et sinon ?"})
    came = SENT.read_text("utf-8").replace("Language: fr\\n", f"Language: {said}\\n")
    Path("came.po").write_text(came, "utf-8")
    asked = run("import", "-n", "-l", "fr", "came.po")
    assert "1 taken" in asked.stderr and "bells in fr (dry run)" in asked.stderr
    assert "1 taken" in run("import", "came.po").stderr and entries()[MOVE].target == "Et sinon ?"
    Path("came.po").write_text(came.replace(said, "de-DE"), "utf-8")
    assert "it is in de-DE, and bells has no catalog in that." in run("import", "came.po").stderr


@pytest.mark.parametrize("mark", ["", "#~ "], ids=["in use", "obsolete"])
def test_no_form_of_a_plural_is_lost(run: Run, mark: str) -> None:
    run("export", "-f", "po")
    lines = ['msgid "%d bell"', 'msgid_plural "%d bells"', 'msgstr[0] "%d cloche"', 'msgstr[1] "%d cloches"']
    more = "".join(f"{mark}{line}\n" for line in lines)
    Path("came.po").write_text(f"{SENT.read_text('utf-8')}\n{more}", "utf-8")
    assert "D264" in run("import", "came.po").stderr
    kept = entries()["%d bell"]
    assert (kept.target, kept.state, kept.comments) == ("%d cloche", "fuzzy", ("1: %d cloches",))
    assert "0 taken" in run("import", "came.po").stderr


def test_what_is_obsolete_in_a_copy_is_somebodys_work(run: Run) -> None:
    """An older template has made it so: it comes in, where it is in use here and where it is not."""
    write(PO, {MOVE: "Et sinon ?"})
    text = PO.read_text("utf-8")
    was = re.search(rf'(?m)^msgctxt .*\nmsgid "{re.escape(MOVE)}"\nmsgstr ".*"$', text)
    assert was
    rested = "".join(f"#~ {line}\n" for line in was[0].split("\n"))
    gone = '#~ msgctxt "turn"\n#~ msgid "Who rang?"\n#~ msgstr "Qui a sonné ?"\n'
    Path("ana.po").write_text(f"{text.replace(was[0], '')}\n{rested}\n{gone}", "utf-8")
    Path("old.po").write_bytes(Path("ana.po").read_bytes())
    PO.write_text(text.replace('"Et sinon ?"', '""'), "utf-8")
    imported = run("import", "ana.po")
    assert "2 taken" in imported.stderr and "D274" not in imported.stderr
    found = entries()
    assert (found[MOVE].target, found[MOVE].state) == ("Et sinon ?", "done")
    assert found["Who rang?"].target == "Qui a sonné ?"
    assert "0 taken" in run("import", "ana.po").stderr
    # What was obsolete when it went out is no news.
    PO.write_text(text, "utf-8")
    imported = run("import", "ana.po", "--base", "old.po")
    assert "0 taken" in imported.stderr and "D264" not in imported.stderr


def test_omegat_by_sentences_leaves_the_rest_of_a_message_in_its_source(run: Run) -> None:
    """What is half done is a draft; what is whole is done."""
    answer = "Sometimes. You listen first. A crack has its own note, a little flat and very stubborn."
    run("export", "-f", "po")
    done = {"You listen first.": "On écoute.", "Sometimes.": "Parfois.", MOVE: "Et sinon ?"}
    Path("om.tmx").write_text(memory(**done), "utf-8")
    Path("ana.po").write_bytes(validators.omegat_po(SENT, "en", "fr", Path("om.tmx"), sentences=True))
    imported = run("import", "ana.po")
    assert "a whole sentence of the source stands in the translation" in imported.stderr
    assert "1 message (" in imported.stderr and "[D279]" in imported.stderr
    found = entries()
    assert (found[answer].state, found[MOVE].state) == ("fuzzy", "done")
    assert found[answer].target.startswith("Parfois. On écoute. A crack has")
