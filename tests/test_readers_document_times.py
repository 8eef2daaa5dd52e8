"""Times of documents that stand alone here and there, and what programs note around a talk."""

from __future__ import annotations

import pytest

from office import bold, docx, odt, paragraph, run
from talks import heard, read_file

TALKS = (
    (("Mara Lind", "Why did you stay?"), ("Tobi Kern", "Nobody else can light the lamp.")),
    (("ليلى منصور", "لماذا بقيت؟"), ("سامي نجار", "لا أحد غيري يضيء المصباح.")),
    (("山川千歳", "なぜ残ったのですか。"), ("森田光", "灯をともせる人がいませんでした。")),
)
Rows = tuple[tuple[str, str], ...]


@pytest.mark.parametrize("rows", TALKS)
@pytest.mark.parametrize("noted", ["started transcription", "hat die Transkription beendet", "بدأ النسخ"])
def test_what_a_program_notes_of_who_speaks_is_not_said(noted: str, rows: Rows) -> None:
    """Teams writes who began to record: the name is bold as above turns, and no time is beside it."""
    who = rows[0][0]
    note = paragraph(bold(who) + run(f" {noted}"))
    body = "".join(
        paragraph(bold(name) + run(f"   0:0{k + 1}") + "<w:r><w:br/></w:r>" + run(text))
        for k, (name, text) in enumerate(rows * 3)
    )
    document = read_file(docx(note + body + note), "talk.docx")
    assert heard(document) == [(name, 1000 * (k + 1), text) for k, (name, text) in enumerate(rows * 3)]
    notes = [turn for turn in document.turns if turn.kind == "meta"]
    assert [turn.paragraphs[0].text for turn in notes] == [f"{who} {noted}"] * 2


@pytest.mark.parametrize("rows", TALKS)
@pytest.mark.parametrize("style", ["", "H3"])
def test_a_time_in_each_five_minutes_is_of_the_turn_below(style: str, rows: Rows) -> None:
    """Meet sets one above what is said in each five minutes, as a heading."""
    named = '<w:style w:type="paragraph" w:styleId="H3"><w:name w:val="heading 3"/></w:style>'
    said = [paragraph(bold(f"{name}:") + run(f" {text}")) for name, text in rows * 3]
    times = {0: "00:00:00", 4: "00:05:00"}
    body = "".join(
        (paragraph(run(times[k]), style) if k in times else "") + one for k, one in enumerate(said)
    )
    found = heard(read_file(docx(body, styles=named), "talk.docx"))
    told = {0: 0, 4: 300_000}
    assert found == [(name, told.get(k), text) for k, (name, text) in enumerate(rows * 3)]


@pytest.mark.parametrize("times", [("00:05:00", "00:00:10"), ("00:05:00", "")])
def test_times_that_go_back_or_stand_above_nothing_stay_text(times: tuple[str, str]) -> None:
    rows = [
        f"<text:p>{times[0]}</text:p>",
        *(f"<text:p>{name}: {text}</text:p>" for name, text in TALKS[0] * 3),
    ]
    rows.append(f"<text:p>{times[1] or '00:09:00'}</text:p>")
    if times[1]:
        rows.append(f"<text:p>{TALKS[0][0][0]}: And then?</text:p>")
    document = read_file(odt("".join(rows)), "talk.odt")
    assert times[0] in [turn.paragraphs[0].text for turn in document.turns]
    assert not any(start for _, start, _ in heard(document))


@pytest.mark.parametrize("people", [("Ada Berg", "Bo Lind"), ("سامي حداد", "ليلى مراد")])
def test_how_long_somebody_ran_is_text(people: tuple[str, str]) -> None:
    rows = [word for who, time in zip(people, ("1:02:33", "1:05:20"), strict=True) for word in (who, time)]
    body = "".join(f"<text:p>{row}</text:p>" for row in [*rows, "It rained all day, and the road was wet."])
    document = read_file(odt(body), "results.odt")
    words = " ".join(part.text for turn in document.turns for part in turn.paragraphs).split()
    assert {"1:02:33", "1:05:20"} <= {*words}
