"""Tiers of ELAN: which of them have what is said, and which number, divide or code it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

import pytest

from talks import read_and_asked, said
from test_readers_timed import read, starts, words
from toolkit.model import Document

Piece = tuple[int, int, str]
TALKS = (
    ("Rosa Blum", ("When do you ring the bells?", "At six in the morning.", "And when a boat is late.")),
    ("أمل", ("متى تقرعون الأجراس؟", "في السادسة صباحا.", "وإذا تأخرت السفينة.")),
    ("李明", ("你们几点敲钟？", "早上六点。", "还有船晚到的时候。")),
)


class Elan:
    """A file that is put together tier by tier."""

    def __init__(self) -> None:
        self.slots: list[str] = []
        self.tiers: list[str] = []
        self.count = 0

    def aligned(self, name: str, pieces: Sequence[Piece], who: str = "", **more: str) -> list[str]:
        """A tier whose annotations have times of their own; the ids of these."""
        ids, inner = [], ""
        for start, end, text in pieces:
            self.count += 1
            for side, time in (("a", start), ("b", end)):
                self.slots.append(f'<TIME_SLOT TIME_SLOT_ID="{side}{self.count}" TIME_VALUE="{time}"/>')
            ids.append(f"n{self.count}")
            inner += (
                f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="{ids[-1]}" TIME_SLOT_REF1="a{self.count}" '
                f'TIME_SLOT_REF2="b{self.count}"><ANNOTATION_VALUE>{escape(text)}</ANNOTATION_VALUE>'
                "</ALIGNABLE_ANNOTATION></ANNOTATION>"
            )
        self._tier(name, inner, who, more)
        return ids

    def refers(
        self, name: str, of: Sequence[str], texts: Sequence[str], above: str, who: str = ""
    ) -> list[str]:
        """A tier whose annotations stand for those of another."""
        ids, inner = [], ""
        for one, text in zip(of, texts, strict=True):
            self.count += 1
            ids.append(f"n{self.count}")
            inner += (
                f'<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="{ids[-1]}" ANNOTATION_REF="{one}">'
                f"<ANNOTATION_VALUE>{escape(text)}</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
            )
        self._tier(name, inner, who, {"PARENT_REF": above})
        return ids

    def _tier(self, name: str, inner: str, who: str, more: dict[str, str]) -> None:
        about = {"TIER_ID": name, **({"PARTICIPANT": who} if who else {}), **more}
        stated = "".join(f' {key}="{escape(value)}"' for key, value in about.items())
        self.tiers.append(f"<TIER{stated}>{inner}</TIER>")

    def read(self) -> tuple[Document, list[str]]:
        made = f"<TIME_ORDER>{''.join(self.slots)}</TIME_ORDER>{''.join(self.tiers)}"
        return read(f"<ANNOTATION_DOCUMENT>{made}</ANNOTATION_DOCUMENT>".encode(), "talk.eaf")


def timed(texts: Sequence[str]) -> list[Piece]:
    return [(3000 * k, 3000 * k + 2500, text) for k, text in enumerate(texts)]


def spoken(document: Document) -> str:
    return words(" ".join(paragraph.text for paragraph in document.paragraphs()))


@pytest.mark.parametrize(("who", "texts"), TALKS)
@pytest.mark.parametrize(("number", "both"), [("{:02}", True), ("ref.{}", False)])
def test_what_is_said_stands_below_a_tier_of_numbers(
    who: str, texts: Sequence[str], number: str, *, both: bool
) -> None:
    """As Toolbox has it: words depend on the text, and a translation on the number alone.

    both  whether the text says whose it is, or the numbers alone
    """
    elan = Elan()
    whose = who if both else ""
    numbers = elan.aligned("ref@R", timed([number.format(k) for k in range(3)]), who)
    elan.refers("ft@R", numbers, ["Quand sonnez-vous ?", "À six heures.", "Et au retard."], "ref@R")
    said = elan.refers("tx@R", numbers, texts, "ref@R", whose)
    elan.refers("mb@R", said, ["a-b", "c-d", "e-f"], "tx@R")
    document, codes = elan.read()
    assert spoken(document) == words(" ".join(texts))
    assert starts(document) == [0, 3000, 6000]
    assert [speaker.name for speaker in document.speakers] == [who]
    assert "D161" in codes


def _pieces(texts: Sequence[str]) -> list[str]:
    """Words, or two letters each where no blanks stand between them."""
    blanks = any(" " in text for text in texts)
    return [word for text in texts for word in (text.split() if blanks else re.findall("..?", text))]


@pytest.mark.parametrize(("who", "texts"), TALKS)
def test_the_same_words_in_smaller_pieces_are_said_once(who: str, texts: Sequence[str]) -> None:
    elan = Elan()
    elan.aligned("words", [(100 * k, 100 * k + 90, word) for k, word in enumerate(_pieces(texts))], who)
    elan.aligned("text", timed(texts), who)
    document, codes = elan.read()
    assert spoken(document) == words(" ".join(texts))
    assert starts(document) == [0, 3000, 6000]
    assert "D161" in codes


def test_who_counts_is_no_tier_of_numbers() -> None:
    elan = Elan()
    said = elan.aligned("Rosa Blum", timed(["1", "2", "1"]))
    elan.refers("in French", said, ["un", "deux", "un"], "Rosa Blum")
    assert spoken(elan.read()[0]) == "121"


def test_two_people_who_say_the_same_are_both_heard() -> None:
    elan = Elan()
    elan.aligned("a", timed(["Amen to that.", "Amen."]), "Rosa Blum")
    elan.aligned("b", timed(["Amen", "to", "that.", "Amen."]), "李明")
    document, _ = elan.read()
    assert sorted(spoken(document)) == sorted(2 * words("Amen to that. Amen."))
    assert len(document.speakers) == 2


@pytest.mark.parametrize(("who", "texts"), TALKS)
def test_topics_that_are_nobodys_are_not_said(who: str, texts: Sequence[str]) -> None:
    elan = Elan()
    elan.aligned("speech", timed(texts), who)
    elan.aligned("topic", timed(["bells-morning", "bells-night", "boats"]))
    document, codes = elan.read()
    assert spoken(document) == words(" ".join(texts))
    assert "D161" in codes


@pytest.mark.parametrize(("first", "second"), [("You do", "Oh"), ("Yes.", "No!"), ("六点", "好的")])
def test_a_tier_that_names_nobody_is_read_where_it_has_more_than_words(first: str, second: str) -> None:
    elan = Elan()
    elan.aligned("speech", timed(TALKS[0][1]), "Rosa Blum")
    elan.aligned("Otto Brandt", [(2600, 2900, first), (5600, 5900, second)])
    document, codes = elan.read()
    assert {speaker.name for speaker in document.speakers} == {"Rosa Blum", "Otto Brandt"}
    assert "D161" not in codes


def test_brief_answers_of_somebody_are_said() -> None:
    elan = Elan()
    elan.aligned("speech", timed(TALKS[0][1]), "Rosa Blum")
    elan.aligned("answers", [(2600, 2900, "Mhm"), (5600, 5900, "Mhm")], "Otto Brandt")
    document, codes = elan.read()
    assert {speaker.name for speaker in document.speakers} == {"Rosa Blum", "Otto Brandt"}
    assert "D161" not in codes


@pytest.mark.parametrize(("who", "texts"), TALKS)
def test_what_has_the_times_of_what_somebody_says_tells_of_it(who: str, texts: Sequence[str]) -> None:
    """Nobody says two things at a time; two people may."""
    elan = Elan()
    elan.aligned(f"tx@{who}", timed(texts), who)
    elan.aligned("ft", timed(["Quand sonnez-vous ?", "À six heures.", "Et au retard."]), who)
    elan.aligned("other", timed(["Hm.", "Hm.", "Ja."]), "Bo Lind")
    document, codes = elan.read()
    assert spoken(document).count(words(" ".join(texts[:1]))) == 1
    assert "Quand" not in spoken(document) and spoken(document).count("Hm") == 2
    assert {speaker.name for speaker in document.speakers} == {who, "Bo Lind"} and "D161" in codes


@pytest.mark.parametrize(
    "names", [("Rosa Blum", "Otto Brandt"), ("ليلى حداد", "سامي نجار"), ("李明", "王芳")]
)
def test_turns_stand_in_the_order_of_their_times_however_a_program_lists_these(
    names: tuple[str, str],
) -> None:
    # As programs make such files: the points of one tier, and then those of the other.
    talk = Elan()
    asked, answered = (
        [(0, 900, "Why?"), (4000, 4900, "When?")],
        [(2000, 2900, "At sea."), (6000, 6900, "At six.")],
    )
    talk.aligned(names[0], asked)
    talk.aligned(names[1], answered)
    document, _ = talk.read()
    assert [turn.label for turn in document.turns] == [*names, *names]
    assert starts(document) == [0, 2000, 4000, 6000]


TRANSCRIBER = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE Trans SYSTEM "trans-14.dtd">
<Trans scribe="x" audio_filename="lock" version="2"><Speakers>
<Speaker id="s1" name="Ada Holt"/><Speaker id="s2" name="سليم"/></Speakers>
<Episode><Section type="report" startTime="0" endTime="14"><Turn speaker="s1" startTime="0" endTime="4.5">
<Sync time="0"/>
When do you ring,
<Event desc="laugh" type="noise" extent="instantaneous"/>
then?
<Sync time="2.25"/>
Is it at six?
</Turn>
<Turn speaker="s2" startTime="4.5" endTime="8"><Sync time="4.5"/>
نعم، في السادسة.
</Turn>
<Turn speaker="s1 s2" startTime="8" endTime="14"><Sync time="8"/>
<Who nb="1"/>
Then go.
<Who nb="2"/>
حسنا.
</Turn>
<Turn startTime="14" endTime="15"><Sync time="14"/>
</Turn></Section></Episode></Trans>
"""


def test_turns_of_transcriber_have_their_speakers_and_times() -> None:
    for path in ("x.trs", "x.xml"):
        document, findings = read_and_asked(TRANSCRIBER, path=path)
        assert said(document) == [
            ("Ada Holt", "When do you ring, then? Is it at six?"),
            ("سليم", "نعم، في السادسة."),
            ("Ada Holt", "Then go."),
            ("سليم", "حسنا."),
        ]
        times = [one.times for one in document.paragraphs()]
        assert [(time.start, time.end) for time in times] == [
            (0, 4500),
            (4500, 8000),
            (8000, 14_000),
            (8000, 14_000),
        ]
        assert [cue.start for cue in times[0].cues] == [0, 2250]
        assert "Event" in str([one for one in findings if one.code == "D161"])
