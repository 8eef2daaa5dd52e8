"""Transcripts that are drawn from a seed: the reader learns from them, so their answers must be true."""

import importlib
import json
import re
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from toolkit.reading import weights

FOLDER = Path(__file__).parent.parent / "benchmarks" / "reading"
COUNT = 400

pytestmark = pytest.mark.slow
LABELS = {"turn", "label"}


@pytest.fixture(scope="module")
def scripts() -> dict[str, ModuleType]:
    """Modules of the folder, which import each other by their bare names."""
    sys.path.insert(0, str(FOLDER))
    try:
        return {
            name: importlib.import_module(name) for name in ("synthesize", "gather", "lay", "habits", "learn")
        }
    finally:
        sys.path.remove(str(FOLDER))


@pytest.fixture(scope="module")
def made(scripts: dict[str, ModuleType]) -> list[dict[str, Any]]:
    return list(scripts["synthesize"].documents(COUNT, 7))


def test_the_same_seed_gives_the_same_documents(
    scripts: dict[str, ModuleType], made: list[dict[str, Any]]
) -> None:
    assert list(scripts["synthesize"].documents(20, 7)) == made[:20]
    assert list(scripts["synthesize"].documents(20, 8)) != made[:20]


def test_each_line_has_an_answer_that_may_be(
    scripts: dict[str, ModuleType], made: list[dict[str, Any]]
) -> None:
    states = set(scripts["lay"].STATES)
    for document in made:
        lines = document["text"].replace("\r\n", "\n").split("\n")
        answers = {answer["n"]: answer for answer in document["lines"]}
        begin = min(answers)
        assert [n for n, line in enumerate(lines, 1) if line.strip() and n >= begin] == sorted(answers)
        # Only front matter stands before the first.
        before = [line for line in lines[: begin - 1] if line.strip()]
        assert not before or (before[0] == "---" and before[-1] == "---")
        for answer in answers.values():
            assert answer["allow"]
            assert set(answer["allow"]) <= states


def test_speech_has_a_label_before_it(made: list[dict[str, Any]]) -> None:
    for document in made:
        # Questions that are set apart have no labels, and what is said there is nobody's.
        begun = bool({"bold questions", "bare questions", "asks apart"} & set(document["shows"]))
        for answer in document["lines"]:
            allow = set(answer["allow"])
            begun |= bool(allow & LABELS)
            assert begun or not allow <= {"continuation", "wrap.speech"}, document["id"]


def test_labels_stand_where_they_are_said_to(made: list[dict[str, Any]]) -> None:
    for document in made:
        lines = document["text"].split("\n")
        for answer in document["lines"]:
            spoken = LABELS & set(answer["allow"])
            assert bool(spoken) == (answer["label"] is not None)
            if spoken:
                assert answer["label"] in lines[answer["n"] - 1]
                assert answer["speaker"]


WRAPS = {
    "wrap.speech": {"turn", "continuation", "wrap.speech"},
    "wrap.narration": {"narration", "wrap.narration"},
    "wrap.other": {
        *(
            "meta",
            "kicker",
            "title",
            "byline",
            "dateline",
            "caption",
            "note",
            "event",
            "heading",
            "wrap.other",
        )
    },
}
BELOW_LABEL = {"continuation", "event", "label", "meta", "note"}


def test_the_answers_can_all_be_right_at_once(made: list[dict[str, Any]]) -> None:
    """A wrap goes on with the line above, and speech stands below a label that is alone."""
    for document in made:
        last, before = 0, {"title"}
        for answer in document["lines"]:
            allow = set(answer["allow"])
            if answer["n"] - 1 != last:
                allow -= set(WRAPS)
            allow = {state for state in allow if before & WRAPS.get(state, before)}
            if before == {"label"}:
                allow &= BELOW_LABEL
            assert allow, (document["id"], answer)
            last, before = answer["n"], allow


SPEECH = {"continuation", "wrap.speech"}
PROSE = {"narration", "wrap.narration"}
FACTS = {"meta", "wrap.other"}
AROUND = {*PROSE, *FACTS, "byline", "note", "heading", "dateline", "event"}
STATES_OF: dict[str, set[str]] = {
    "list": SPEECH,
    "score": SPEECH,
    "quoted": SPEECH,
    "inside": SPEECH,
    "further": SPEECH | {"event", "wrap.other"},
    "emoji": LABELS | SPEECH,
    "once": LABELS | SPEECH,
    "closed": LABELS | SPEECH,
    "bold questions": SPEECH | PROSE | {"heading", "wrap.other"},
    "bare questions": SPEECH | {"wrap.other"},
    "asks apart": {"continuation"},
    "reportage": PROSE | {"heading", "wrap.other"},
    "page heads": FACTS | {"separator"},
    "links above": FACTS,
    "links below": FACTS,
    "credits above": FACTS | {"byline"},
    "lists above": FACTS | {"heading", "note"},
    "tags": FACTS | {"caption"},
    "credits below": FACTS | {"byline"},
    "thanks": AROUND,
    "next": AROUND,
    "sign-off": AROUND,
    "comments": AROUND,
    "points": SPEECH | PROSE,
    "run-in": SPEECH | PROSE,
}
"""What the lines of each habit may be."""


def test_what_misleads_comes_often_and_has_its_states(
    scripts: dict[str, ModuleType], made: list[dict[str, Any]]
) -> None:
    assert set(STATES_OF) == {
        *scripts["habits"].HABITS,
        *("bold questions", "bare questions", "asks apart"),
    }
    seen: Counter[str] = Counter()
    for document in made:
        seen.update(document["shows"])
        for answer in document["lines"]:
            if "shows" in answer:
                assert set(answer["allow"]) <= STATES_OF[answer["shows"]], (document["id"], answer)
    assert min(seen[habit] for habit in STATES_OF) >= 0.015 * COUNT
    several = sum(len(document["shows"]) > 1 for document in made)
    assert 0.2 < several / COUNT < 0.6


def showing(made: list[dict[str, Any]], habit: str) -> list[tuple[dict[str, Any], list[str], list[Any]]]:
    """Each document with a habit, the words of the lines that show it, and their answers."""
    found = []
    for document in made:
        lines = document["text"].splitlines()
        answers = [answer for answer in document["lines"] if answer.get("shows") == habit]
        if answers:
            found.append((document, [lines[answer["n"] - 1].strip() for answer in answers], answers))
    return found


def test_lists_in_an_answer_have_colons_and_are_said(made: list[dict[str, Any]]) -> None:
    for document, lines, answers in showing(made, "list"):
        items = [
            line
            for line, answer in zip(lines, answers, strict=True)
            if answer.get("form") == "item" and answer["allow"] == ["continuation"]
        ]
        assert len(items) >= 2
        for item in items:
            assert re.search("[:：、]", item), document["id"]
            assert not item.startswith(("- ", "•"))


def test_a_told_conversation_has_labels_of_another_form(made: list[dict[str, Any]]) -> None:
    for document, lines, answers in showing(made, "quoted"):
        told = [
            line.lstrip("> ")
            for line, answer in zip(lines, answers, strict=True)
            if answer.get("form") == "quotation"
        ]
        assert told, document["id"]
        if told[0].startswith(("-", "—", "–")):
            assert not document["style"].startswith("dash")


def test_who_speaks_once_has_a_label_as_the_others(made: list[dict[str, Any]]) -> None:
    for document, _, answers in showing(made, "once"):
        states = {tuple(answer["allow"]) for answer in document["lines"] if answer["label"]}
        assert {tuple(answer["allow"]) for answer in answers if answer["label"]} <= states
        others = {answer["label"] for answer in document["lines"] if answer["label"]}
        assert others - {answer["label"] for answer in answers}


def test_the_first_label_may_be_fuller(made: list[dict[str, Any]]) -> None:
    named = {"role-first", "initials-and-role", "pointed-initials"}
    labels: dict[tuple[str, str], list[str]] = {}
    for document in made:
        if document["naming"] in named:
            for answer in document["lines"]:
                if answer["label"] and answer["speaker"]:
                    labels.setdefault((document["id"], answer["speaker"]), []).append(answer["label"])
    fuller = [
        first for first, *later in labels.values() if later and all(len(first) > len(name) for name in later)
    ]
    assert len(fuller) >= 10


def test_the_last_word_of_the_chair_is_the_last_line(made: list[dict[str, Any]]) -> None:
    for document, _, answers in showing(made, "closed"):
        behind = [answer["n"] for answer in document["lines"] if answer["n"] > answers[-1]["n"]]
        # The fences of a document, or the credits that a piece put there by itself.
        assert len(behind) <= 1, document["id"]


def test_addresses_stand_first_and_last_and_are_no_titles(made: list[dict[str, Any]]) -> None:
    first = [document for document, _, answers in showing(made, "links above") if answers[0]["n"] == 1]
    assert first
    for habit in ("links above", "links below"):
        for _, lines, _ in showing(made, habit):
            assert any("example.org" in line for line in lines)


def test_questions_in_bold_have_no_labels(made: list[dict[str, Any]]) -> None:
    for document, _, answers in showing(made, "bold questions"):
        assert all(answer["speaker"] is answer["label"] is None for answer in answers), document["id"]
        assert any("heading" in answer["allow"] for answer in answers)
        assert ["continuation"] in [answer["allow"] for answer in answers]


def test_bare_questions_have_no_labels(made: list[dict[str, Any]]) -> None:
    for document, _, answers in showing(made, "bare questions"):
        assert all(set(answer["allow"]) <= {"continuation", "wrap.speech"} for answer in answers)
        assert all(answer["speaker"] is answer["label"] is None for answer in answers), document["id"]


@pytest.mark.parametrize("kind", ["entries", "poem", "exam", "books", "sayings", "faq", "wondering"])
def test_nobody_speaks_in_many_kinds_of_texts(scripts: dict[str, ModuleType], kind: str) -> None:
    for document in scripts["synthesize"].documents(40, 7, only=kind):
        for answer in document["lines"]:
            assert answer["speaker"] is answer["label"] is None, document["id"]
            # What nobody can tell may be either.
            assert set(answer["allow"]) - {"turn", "label", "continuation", "wrap.speech"}, document["id"]


def test_a_dash_in_a_story_may_be_a_turn(scripts: dict[str, ModuleType]) -> None:
    told = list(scripts["synthesize"].documents(60, 7, only="story"))
    answers = [answer for document in told for answer in document["lines"]]
    assert all("narration" in answer["allow"] for answer in answers if answer["label"])
    assert any(answer["label"] for answer in answers)


def test_plays_say_who_speaks_and_tell_what_is_done(scripts: dict[str, ModuleType]) -> None:
    for document in scripts["synthesize"].documents(60, 7, only="play"):
        allowed = [answer["allow"] for answer in document["lines"]]
        assert len({answer["speaker"] for answer in document["lines"] if answer["speaker"]}) >= 2
        assert ["turn"] in allowed or ["label"] in allowed


def test_times_stand_beside_labels_in_many_ways(scripts: dict[str, ModuleType]) -> None:
    # Other kinds have labels of their own.
    made = scripts["synthesize"].documents(COUNT, 7, only="interview")
    timed = [document for document in made if document["style"].startswith("timed")]
    assert len({document["style"] for document in timed}) >= 12
    alone = [any(answer["allow"] == ["label"] for answer in document["lines"]) for document in timed]
    assert 0.2 < sum(alone) / len(alone) < 0.9


def test_documents_are_of_many_kinds(made: list[dict[str, Any]]) -> None:
    def share(key: str) -> Counter[str]:
        return Counter(document[key] for document in made)

    assert len(share("lang")) >= 12
    assert len(share("style")) >= 30
    assert len(share("genre")) >= 10
    # No trait is so common that it tells another one.
    assert max(max(share(key).values()) for key in ("lang", "style", "genre")) < 0.4 * COUNT
    silent = [doc for doc in made if not any(LABELS & set(answer["allow"]) for answer in doc["lines"])]
    assert 0.03 < len(silent) / COUNT < 0.3


def test_kept_apart_families_have_shapes_of_their_own(made: list[dict[str, Any]]) -> None:
    def of(family: str, key: str) -> set[str]:
        return {document[key] for document in made if document["id"].startswith(family)}

    assert of("x", "style")
    assert not of("x", "style") & of("a", "style")
    assert of("y", "layout")
    assert not of("y", "layout") & of("a", "layout")


def test_real_files_say_only_what_is_sure(scripts: dict[str, ModuleType], tmp_path: Path) -> None:
    talk = "# The quay\n\nBefore we begin.\n\n"
    talk += "".join(f"**{name}:** Line {n}.\n\nMore of it.\n\n" for n in range(4) for name in ("Ana", "Bo"))
    talk += "**Cyd:** Once.\n\nWhose is this?\n\n**Ana:** Goodbye.\n\nThe end, perhaps.\n"
    (tmp_path / "in" / "talks").mkdir(parents=True)
    (tmp_path / "in" / "no-essays").mkdir()
    (tmp_path / "in" / "talks" / "quay.md").write_text(talk, "utf-8")
    (tmp_path / "in" / "no-essays" / "on-quays.md").write_text("On quays\n\nAsk: why?\n", "utf-8")
    scripts["gather"].main([str(tmp_path / "in"), str(tmp_path / "out.jsonl")])
    essay, quay = map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert essay["id"].startswith("n-")
    assert not any(LABELS & set(answer["allow"]) for answer in essay["lines"])
    by_text = {talk.split("\n")[answer["n"] - 1]: answer for answer in quay["lines"]}
    assert by_text["**Ana:** Line 2."]["allow"] == ["turn"]
    assert by_text["**Ana:** Line 2."]["speaker"] == "Ana"
    assert by_text["More of it."]["allow"] == ["continuation"]
    # A label that comes once, and what stands below it: nobody knows who says it, nor whether.
    assert by_text["**Cyd:** Once."]["allow"] == []
    assert {"continuation", "narration"} <= set(by_text["Whose is this?"]["allow"])
    # What stands behind the last turn may be speech or not. Before the first it is none.
    assert {"continuation", "narration"} <= set(by_text["The end, perhaps."]["allow"])
    assert not {"continuation", "turn"} & set(by_text["Before we begin."]["allow"])


@pytest.mark.parametrize(
    ("pattern", "state"),
    [
        ("{} (00:0{n}:10):\n{x}", "label"),
        ("__{}__: {x}", "turn"),
        ("2026-03-14 20:0{n}:10\t~{}\t{x}", "turn"),
    ],
)
def test_real_files_are_known_by_how_they_print_labels(
    scripts: dict[str, ModuleType], pattern: str, state: str
) -> None:
    turns = [
        pattern.format(name, n=n, x="The quay is closed.") for n in range(5) for name in ("Mina", "Teodor")
    ]
    answers, _ = scripts["gather"].take("\n\n".join(turns) + "\n")
    labelled = [answer for answer in answers if answer["allow"] == [state]]
    assert [answer["speaker"] for answer in labelled] == ["Mina", "Teodor"] * 5


def test_points_with_names_are_known_and_words_of_facts_are_none(scripts: dict[str, ModuleType]) -> None:
    points = ["* Mina: Ring it.", "    * Teodor: At six.", "    * Source: the mill", "* Who pays?"]
    notes = ["## Bells", *points * 4]
    answers, grammar = scripts["gather"].take("\n".join(notes) + "\n")
    assert grammar == "item"
    assert {answer["label"] for answer in answers if answer["allow"] == ["turn"]} == {"Mina", "Teodor"}


def test_letters_ask_and_answer_in_a_talk(scripts: dict[str, ModuleType]) -> None:
    lines = ["We rang the bell every evening, and in the end somebody came down to the harbour."]
    talk = "\n\n".join([*lines, "Q: Who?", "A - The baker.", "Q 3 was not asked.", *lines])
    answers = scripts["gather"].unlabelled(talk, False, talk=True)
    assert [answer["label"] for answer in answers] == [None, "Q", "A", None, None]
    assert answers[-1]["allow"] == ["continuation"] and answers[1]["allow"] == ["turn"]


def test_what_is_no_text_is_not_gathered(
    scripts: dict[str, ModuleType], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in" / "talks").mkdir(parents=True)
    page = "<!doctype html>\n<html><body>\n" + "<p>Ana: Hello.</p>\n" * 20 + "</body></html>\n"
    (tmp_path / "in" / "talks" / "page.md").write_text(page, "utf-8")
    scripts["gather"].main([str(tmp_path / "in"), str(tmp_path / "out.jsonl")])
    assert (tmp_path / "out.jsonl").read_text("utf-8") == ""
    assert capsys.readouterr().out.split() == ["talks", "refused", "1"]


def test_notes_name_all_some_or_none(made: list[dict[str, Any]]) -> None:
    shares = []
    for document in made:
        if document["genre"] == "gathering":
            turns = sum(answer["allow"] == ["turn"] for answer in document["lines"])
            shares.append(turns / len(document["lines"]))
    assert sum(share == 0 for share in shares) >= 3
    assert sum(share > 0.1 for share in shares) >= 3
    assert max(shares) > 0.3


def test_who_speaks_is_on_the_roll(scripts: dict[str, ModuleType]) -> None:
    records = [*scripts["synthesize"].documents(20, 7, only="record")]
    found = 0
    for document in records:
        lines = document["text"].splitlines()
        labels = {answer["label"] for answer in document["lines"] if answer["label"]}
        roll = [lines[answer["n"] - 1] for answer in document["lines"] if answer["allow"] == ["meta"]]
        found += any(label in line for label in labels for line in roll)
    # Some are called otherwise than on the roll, and some write their labels with signs.
    assert found >= len(records) / 2


def test_the_same_documents_give_the_same_table(
    scripts: dict[str, ModuleType],
    made: list[dict[str, Any]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    documents = tmp_path / "few.jsonl"
    documents.write_text("".join(json.dumps(document) + "\n" for document in made[:12]), "utf-8")
    tables = [tmp_path / "one.tsv", tmp_path / "other.tsv"]
    for table in tables:
        monkeypatch.setattr(sys, "argv", ["learn.py", str(table), str(documents)])
        scripts["learn"].main()
    first, other = (table.read_text("utf-8") for table in tables)
    assert first == other
    learnt = weights.load(first)
    assert all(np.isfinite(of).all() and of.any() for of in (*learnt.roster, *learnt.lines))


def test_learning_goes_on_from_a_table_that_holds_it(
    scripts: dict[str, ModuleType],
    made: list[dict[str, Any]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Held fast, it hardly moves; held loosely, all does but the title blocks."""
    documents, table = tmp_path / "few.jsonl", tmp_path / "on.tsv"
    documents.write_text("".join(json.dumps(document) + "\n" for document in made[:12]), "utf-8")
    shipped = FOLDER.parents[1] / "toolkit" / "reading" / "weights.tsv"
    before = weights.load(shipped.read_text("utf-8"))
    moved = []
    for held in (("1", "1e9"), ("1e-4", "1e-4")):
        how = ["--begin", str(shipped), "--held", held[0], "--held-roster", held[1]]
        monkeypatch.setattr(sys, "argv", ["learn.py", str(table), str(documents), *how])
        scripts["learn"].main()
        after = weights.load(table.read_text("utf-8"))
        of = (zip(before.roster, after.roster, strict=True), zip(before.lines, after.lines, strict=True))
        moved.append([float(np.mean([np.abs(old - new).mean() for old, new in pairs])) for pairs in of])
        assert (after.block.lines == before.block.lines).all()
    (roster_fast, lines_fast), (roster_loose, lines_loose) = moved
    assert roster_fast < 0.01 < roster_loose / 10
    assert lines_fast < lines_loose / 2


def test_a_few_turns_in_narrow_columns_are_wrapped(scripts: dict[str, ModuleType]) -> None:
    drawn = list(scripts["synthesize"].documents(40, 7, only="narrow"))
    wrapped = [sum("wrap.speech" in answer["allow"] for answer in document["lines"]) for document in drawn]
    assert sum(count > 0 for count in wrapped) > 30
    # No blank line parts them, but where a label has one below it.
    assert sum("\n\n" not in document["text"] for document in drawn) > 20


def test_a_note_stands_below_its_head(scripts: dict[str, ModuleType]) -> None:
    for document in scripts["synthesize"].documents(40, 7, only="noted"):
        lines = document["text"].replace("\r\n", "\n").split("\n")
        notes = [lines[answer["n"] - 1] for answer in document["lines"] if answer["allow"] == ["note"]]
        assert any(text.rstrip().endswith((":", "：")) for text in notes), document["id"]
        assert len(notes) >= 2


def test_a_message_may_have_several_lines(scripts: dict[str, ModuleType]) -> None:
    further = 0
    for document in scripts["synthesize"].documents(40, 7, only="messages"):
        lines = document["text"].replace("\r\n", "\n").split("\n")
        for answer in document["lines"]:
            text = lines[answer["n"] - 1]
            if answer["allow"] == ["turn"]:
                assert re.match(r"\[?\d[\d/.-]+,? \d\d:\d\d", text), text
                assert answer["label"] in text
            further += answer["allow"] == ["continuation"]
    assert further > 40


def test_an_ellipsis_goes_on_for_who_spoke_last(scripts: dict[str, ModuleType]) -> None:
    for document in scripts["synthesize"].documents(40, 7, only="resumed"):
        lines = document["text"].replace("\r\n", "\n").split("\n")
        last = None
        for answer in document["lines"]:
            if answer["allow"] == ["turn"]:
                last = answer["speaker"]
            elif answer["allow"] == ["continuation"]:
                assert answer["speaker"] == last
                assert re.match(r"\s*(?:[*-] )?(?:…|\.\.\.)", lines[answer["n"] - 1]), document["id"]


def test_a_hasty_discussion_has_neither_capitals_nor_stops(scripts: dict[str, ModuleType]) -> None:
    for document in scripts["synthesize"].documents(40, 7, only="hasty"):
        turns = [answer for answer in document["lines"] if answer["allow"] == ["turn"]]
        assert len(turns) >= 6
        assert all(answer["label"] == answer["label"].lower() for answer in turns), document["id"]
        lines = document["text"].replace("\r\n", "\n").split("\n")
        assert not any(lines[answer["n"] - 1].endswith((".", "。")) for answer in turns), document["id"]


def test_turns_stand_further_in_than_their_topic(scripts: dict[str, ModuleType]) -> None:
    for document in scripts["synthesize"].documents(40, 7, only="topics"):
        lines = document["text"].replace("\r\n", "\n").split("\n")
        turns = [lines[answer["n"] - 1] for answer in document["lines"] if answer["allow"] == ["turn"]]
        heads = [lines[answer["n"] - 1] for answer in document["lines"] if "heading" in answer["allow"]]
        assert len(turns) >= 4
        assert all(line[:1].isspace() for line in turns), document["id"]
        assert any(not line[:1].isspace() for line in heads)
