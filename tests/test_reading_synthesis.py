"""Transcripts that are drawn from a seed: the reader learns from them, so their answers must be true."""

import importlib
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FOLDER = Path(__file__).parent.parent / "benchmarks" / "reading"
COUNT = 200
LABELS = {"turn", "label"}


@pytest.fixture(scope="module")
def scripts() -> dict[str, ModuleType]:
    """Modules of the folder, which import each other by their bare names."""
    sys.path.insert(0, str(FOLDER))
    try:
        return {name: importlib.import_module(name) for name in ("synthesize", "gather", "lay")}
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
        begun = False
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
