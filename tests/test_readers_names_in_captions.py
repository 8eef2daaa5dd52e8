"""Names alone in captions: in cues of their own, where they take turns; and with a colon, once and seldom."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from talks import read, read_and_asked, said
from toolkit.config import Sidecar, SpeakerTable
from toolkit.findings import Finding

NAMES = (
    ("Mara Lind", "Bo Hale", "It was cold by {}.", "We rowed on to {}."),
    ("MARA", "BO", "It was cold by {}.", "We rowed on to {}."),
    ("مريم", "يوسف", "كان الجو باردا عند {}.", "جدفنا حتى {}."),
    ("דנה", "יוסי", "היה קר ליד {}.", "חתרנו עד {}."),
    ("田中", "佐藤", "{}は寒かったです。", "{}まで漕ぎました。"),
)
SELDOM = (
    ("Old woman", "Bo", "It was cold by {}.", "We rowed on to {}."),
    ("مريم", "يوسف", "كان الجو باردا عند {}.", "جدفنا حتى {}."),
    ("דנה", "יוסי", "היה קר ליד {}.", "חתרנו עד {}."),
    ("田中", "佐藤", "{}は寒かったです。", "{}まで漕ぎました。"),
)


def captions(cues: Sequence[str]) -> str:
    """Captions, each of which begins two seconds behind the one before."""
    at = [f"00:{k // 30:02}:{k % 30 * 2:02}" for k in range(len(cues))]
    return "\n\n".join(
        f"{begins},000 --> {begins},900\n{text}" for begins, text in zip(at, cues, strict=True)
    )


def labels(findings: Sequence[Finding]) -> set[str]:
    """What may be a speaker's label, and is read as words."""
    found = (dict(finding.args)["labels"] for finding in findings if finding.name == "D103.text")
    return {str(label).strip('"') for of in found if isinstance(of, tuple) for label in of}


@pytest.mark.parametrize("before", [0, 20])
@pytest.mark.parametrize("of", NAMES)
def test_names_in_cues_of_their_own_take_turns(of: tuple[str, ...], before: int) -> None:
    first, second, one, other = of
    cues = [other.format(f"0{k}") for k in range(before)]
    told = []
    for k in range(6):
        who, words, more = (first, second)[k % 2], one.format(k), other.format(k)
        cues += [who, words, more] if k % 3 else [who, words]
        told += [(who, words), (who, more)] if k % 3 else [(who, words)]
    found = said(read(captions(cues), path="x.srt"))
    named = [(who, text) for who, text in found if who]
    assert [who for who, _ in named] == [first, second] * 3
    assert all(any(words in text for who, text in named if who == name) for name, words in told)
    assert not any(text == name for _, text in found for name in (first, second))


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (("Okay", "Right"), ["Okay."]),
        (("Okay", "Right"), ["We rowed."] * 80),
        (("Okay", "Okay"), []),
        (("はい", "そう"), ["はい。"]),
    ],
)
def test_what_somebody_calls_out_is_no_name(words: tuple[str, str], more: Sequence[str]) -> None:
    cues = [text for k in range(4) for text in (words[k % 2], f"We rowed for {k} days.")]
    assert {who for who, _ in said(read(captions([*cues, *more]), path="x.srt"))} == {""}


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("of", SELDOM)
def test_a_name_alone_that_comes_once_is_read_or_asked(of: tuple[str, ...], *, own: bool) -> None:
    first, second, one, other = of
    cues = [(one, other)[k % 2].format(k) for k in range(60)]
    for at, who in ((40, second), (14, first)):
        cues[at : at + 1] = [f"{who}:", cues[at]] if own else [f"{who}:\n{cues[at]}"]
    document, findings = read_and_asked(captions(cues), path="x.srt")
    named = {who for who, _ in said(document)}
    assert {first, second} <= named | labels(findings)
    where = {line for finding in findings if finding.name == "D103.text" for line in finding.every_line}
    # The paragraph in which it stands is named, too.
    begun = [paragraph.where.line for paragraph in document.paragraphs()]
    assert all(max(line for line in begun if line <= place) in where for place in where)


@pytest.mark.parametrize("of", SELDOM[1:])
def test_who_is_said_to_speak_is_asked_about_no_more(of: tuple[str, ...]) -> None:
    first, _, one, other = of
    cues = [(one, other)[k % 2].format(k) for k in range(60)]
    cues[14] = f"{first}:\n{cues[14]}"
    assert labels(read_and_asked(captions(cues), path="x.srt")[1]) == {first}
    speaks = Sidecar(speakers=(SpeakerTable(first),))
    document, findings = read_and_asked(captions(cues), path="x.srt", sidecar=speaks)
    assert {who for who, _ in said(document)} == {"", first}
    assert not labels(findings)
    nobody = Sidecar(not_speakers=(first,))
    document, findings = read_and_asked(captions(cues), path="x.srt", sidecar=nobody)
    assert {who for who, _ in said(document)} == {""}
    assert not labels(findings)


@pytest.mark.parametrize("lead", ["My father said", "The first step", "Now the prayer", "他说", "קאל"])
def test_what_leads_to_words_is_asked_about_seldom(lead: str) -> None:
    cues = [f"We rowed for {k} days." for k in range(60)]
    cues[14] = f"We rowed for days, and {lead}:\n{cues[14]}"
    cues[30] = f"{'He said' if lead == 'קאל' else lead}:\n{cues[30]}"
    document, findings = read_and_asked(captions(cues), path="x.srt")
    assert {who for who, _ in said(document)} == {""}
    assert not labels(findings)
