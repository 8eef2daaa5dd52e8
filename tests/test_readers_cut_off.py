"""Files that end too soon: what can be seen of it is told, wherever they were cut."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

from toolkit.config import Sidecar
from toolkit.errors import SourceError
from toolkit.findings import Finding
from toolkit.workflow.transcripts import read_data

SAID = ["The mill stood here.", "הטחנה עמדה כאן.", "磨坊在这里。"]


def told(text: str, suffix: str, code: str = "D169") -> list[Finding]:
    """What is said of a file."""
    path = f"talk{suffix}"
    _, findings = read_data(text.encode(), Sidecar(), name="talk", path=path, lang="en")
    return [one for one in findings if one.code == code]


def subrip(said: str) -> str:
    return "".join(f"{k}\n00:00:0{k},000 --> 00:00:0{k},900\n{said} {k}\n\n" for k in range(1, 5)).rstrip(
        "\n"
    )


def webvtt(said: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(f"00:00:0{k}.000 --> 00:00:0{k}.900\n{said} {k}" for k in range(1, 5))


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("suffix", [".srt", ".vtt"])
def test_captions_that_end_in_the_midst_of_a_cue_are_told(suffix: str, said: str) -> None:
    text = subrip(said) if suffix == ".srt" else webvtt(said)
    for end in ("", "\n", "\n\n\n"):
        assert not told(text + end, suffix)
    # What is left ends behind the words of the third cue, and before those of the last.
    begun = text.index(f"{said} 3") + len(f"{said} 3") + 2
    seen = 0
    for kept in range(begun + 1, text.index(f"{said} 4") + 1):
        with suppress(SourceError):  # times that are none are refused
            (found,) = told(text[:kept], suffix)
            assert found.where is not None
            assert found.where.line == text[:kept].rstrip("\n").count("\n") + 1
            seen += 1
    assert seen > 8


def test_captions_may_end_with_a_number_and_clear_the_screen() -> None:
    assert not told(subrip("Seven, eight,\n9"), ".srt")
    # A number may be said below others, and alone.
    assert not told(webvtt("7"), ".vtt")
    cleared = "\n\n".join(
        f"00:00:0{k}.000 --> 00:00:0{k}.900\n{'' if k % 2 else 'The mill.'}" for k in range(1, 6)
    )
    assert not told("WEBVTT\n\n" + cleared, ".vtt")


@pytest.mark.parametrize("said", SAID)
def test_a_chat_file_without_its_end_is_told(said: str) -> None:
    head = "@UTF8\n@Begin\n@Languages:\teng\n@Participants:\tANN Ann Adult, BEN Ben Adult\n"
    text = head + f"*ANN:\t{said}\n*BEN:\t{said}\n%com:\tso it was\n"
    assert not told(text + "@End\n", ".cha") and not told(text + "@End", ".cha")
    for kept in range(text.index("*BEN") + 6, len(text)):
        if text[:kept].endswith("\n%"):
            with pytest.raises(SourceError, match="of no tier"):
                told(text[:kept], ".cha")
            continue
        (found,) = told(text[:kept], ".cha")
        assert found.where is not None and found.where.line == text[:kept].rstrip("\n").count("\n") + 1


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("above", ["*ANN:\tYes .", "%com:\tshe nods", "@Situation:\tAt home"])
def test_a_line_of_chat_that_is_of_no_tier_is_refused(above: str, said: str) -> None:
    head = "@UTF8\n@Begin\n@Languages:\teng\n@Participants:\tANN Ann Adult, BEN Ben Adult\n*BEN:\tSo .\n"
    assert not told(f"{head}{above}\n\t{said}\n@End\n", ".cha")
    for damaged in (f"BEN:\t{said}", said):
        with pytest.raises(SourceError, match="of no tier") as caught:
            told(f"{head}{above}\n{damaged}\n@End\n", ".cha")
        assert "talk.cha:7" in str(caught.value) and caught.value.hint


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("sign", [",", "\t"])
def test_a_table_whose_last_row_is_shorter_is_told(said: str, sign: str) -> None:
    rows = [["start", "end", "speaker", "text"]]
    rows += [[f"00:00:0{k}", f"00:00:0{k + 1}", "Ann" if k % 2 else "Ben", said] for k in range(1, 9)] * 3
    text = "\n".join(map(sign.join, rows))
    suffix = ".csv" if sign == "," else ".tsv"
    assert not told(text, suffix) and not told(text + "\n", suffix)
    for kept in range(text.rindex("\n") + 2, text.rindex(sign)):
        (found,) = told(text[:kept], suffix)
        assert found.where is not None and found.where.line == len(rows)
    # Where rows differ anyway, the last tells nothing.
    rows[3:3] = [["The next day"]]
    assert not told("\n".join(map(sign.join, [*rows, ["The end"]])), suffix)


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("named", ["tex", "txet", "te\ufffdt", "TEXT2"])
def test_words_whose_field_has_lost_its_name_are_told(named: str, said: str) -> None:
    pieces = [{"start": k, "end": k + 1, "speaker": "AB"[k % 2], "text": said} for k in range(8)]
    # Silence is a piece without words.
    silent = [*pieces[:4], {"start": 4, "end": 5, "speaker": "A"}, *pieces[5:]]
    for suffix in (".json", ".jsonl"):

        def written(pieces: list[dict[str, object]], suffix: str = suffix) -> str:
            return "\n".join(map(json.dumps, pieces)) if suffix == ".jsonl" else json.dumps(pieces)

        assert not told(written(pieces), suffix, "D165") and not told(written(silent), suffix, "D165")
        piece = dict(pieces[4])
        piece[named] = piece.pop("text")
        (found,) = told(written([*pieces[:4], piece, *pieces[5:]]), suffix, "D165")
        assert named in str(dict(found.args)["what"])


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("fallen", ["id", "speaker", "channel"])
def test_words_that_fell_into_a_field_that_others_have_are_told(fallen: str, said: str) -> None:
    pieces: list[dict[str, object]] = [
        {"id": f"a{k}", "speaker": "AB"[k % 2], "channel": "left", "text": said} for k in range(8)
    ]
    empties: list[dict[str, object]] = [{}, {"text": ""}, {"text": None}]
    for empty in empties:
        silent = {**pieces[4], "text": ""} | empty
        whole = [
            *pieces[:4],
            {key: silent[key] for key in silent if key in empty or key != "text"},
            *pieces[5:],
        ]
        assert not told(json.dumps(whole), ".json", "D165")
        whole[4][fallen] = said
        (found,) = told(json.dumps(whole), ".json", "D165")
        assert fallen in str(dict(found.args)["what"])
    # A field that is a sentence elsewhere, too, isn't what was said.
    remarks = [piece | {"note": "It is loud here."} for piece in pieces]
    del remarks[4]["text"]
    assert not told(json.dumps(remarks), ".json", "D165")


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("rows", [2, 3, 5])
def test_a_short_table_whose_last_row_is_cut_is_read(rows: int, said: str) -> None:
    table = [["speaker", "text", "note"], *([["Ann", "Ben"][k % 2], said, "."] for k in range(rows))]
    cut = "\n".join(map(",".join, table)).removesuffix(f",{said},.")
    (found,) = told(cut, ".csv")
    assert found.where is not None and found.where.line == rows + 1
    # A cell that was begun is told as what it is.
    with pytest.raises(SourceError, match="can't be taken apart") as caught:
        told(f'{cut},"{said}', ".csv")
    assert f"talk.csv:{rows + 1}" in str(caught.value)
