"""How many paragraphs the reader finds in transcripts whose answers were made by hand."""

from pathlib import Path

import pytest

from gold import FOLDER, kind_accuracy, read_by_hand, speech_f1
from toolkit.cli.views import rows
from toolkit.config import Sidecar
from toolkit.model import KINDS
from toolkit.readers import plain

FLOORS = {
    # file: F1 of speech with its speaker, share of right kinds; measured on 27 November 2026
    "ar-full-names.tsv": (1, 1),
    "ar-title-block-in-another-order.tsv": (1, 1),
    "de-question-and-answer.tsv": (1, 1),
    "de-quotation-as-title.tsv": (1, 1),
    "en-afterword-under-a-heading.tsv": (1, 1),
    "en-essay-with-questions.tsv": (0, 0.75),
    "en-labels-on-their-own-lines.tsv": (1, 1),
    "en-numbers-in-pairs.tsv": (1, 1),
    "en-panel-with-roles.tsv": (1, 1),
    "en-questions-in-bold.tsv": (0.94, 0.92),
    "en-surnames-in-capitals.tsv": (0.94, 0.94),
    "en-times-in-brackets.tsv": (1, 1),
    "es-letters-with-stops.tsv": (1, 1),
    "es-words-with-stops.tsv": (1, 1),
    "fr-dashes-alternate.tsv": (1, 1),
    "fr-described-once.tsv": (1, 1),
    "fr-initials.tsv": (1, 1),
    "ja-dashes.tsv": (1, 1),
    "ja-names-above-brackets.tsv": (1, 1),
    "ja-questions-of-an-audience.tsv": (1, 1),
    "ko-diamonds-and-angles.tsv": (1, 1),
    "pl-wrapped-lines.tsv": (1, 1),
    "ru-surnames-in-capitals.tsv": (1, 1),
    "tr-labels-in-lower-case.tsv": (1, 1),
    "uk-essay-with-questions.tsv": (0, 0.75),
    "zh-names-and-reporter.tsv": (0.88, 1),
    "zh-wrapped-lines.tsv": (1, 1),
}


@pytest.mark.parametrize("path", sorted((FOLDER / "reading").glob("*.tsv")), ids=lambda path: path.stem)
def test_the_reader_is_no_worse_than_it_was(path: Path) -> None:
    text, gold = read_by_hand(path)
    document, _ = plain.read(text.encode(), name="x", path="x.txt", lang="und", sidecar=Sidecar())
    read = list(rows(document))
    speech, kinds = FLOORS[path.name]
    assert speech_f1(read, gold) >= speech
    assert kind_accuracy(read, gold) >= kinds


def test_the_gold_is_whole() -> None:
    """Each line that isn't blank belongs to an answer, or to a label or list above one."""
    for name in FLOORS:
        text, gold = read_by_hand(FOLDER / "reading" / name)
        lines = text.split("\n")
        assert {kind for kind, _ in gold.values()} <= set(KINDS)
        assert all(lines[line - 1] for line in gold)
        assert all(bool(who) == (kind == "speech") for kind, who in gold.values())


def test_scores_by_hand() -> None:
    gold = {1: ("title", ""), 3: ("speech", "Ana"), 5: ("speech", "Bo"), 8: ("speech", "Ana")}
    made = [
        {"line": 1, "kind": "title", "speaker": None},
        {"line": 3, "kind": "speech", "speaker": "ANA"},
        {"line": 5, "kind": "narration", "speaker": None},
        {"line": 6, "kind": "speech", "speaker": "Bo"},
        # The label stood alone on the line before.
        {"line": 7, "kind": "speech", "speaker": "Ana"},
    ]
    assert speech_f1(made, gold) == pytest.approx(2 / 3)
    assert kind_accuracy(made, gold) == 3 / 4
    assert speech_f1([], gold) == 0
    assert speech_f1(made, {1: ("title", "")}) == 0
    assert speech_f1(made[:1], {1: ("title", "")}) == 1
