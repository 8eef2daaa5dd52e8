"""Lists that go on from another number than one keep their numbers, which are words of their items."""

from __future__ import annotations

import pytest

from toolkit.config import Sidecar
from toolkit.workflow.transcripts import read_data

SAID = [
    ["Keep the lamp lit.", "Ring the bell."],
    ["أبق المصباح مضاء.", "اقرع الجرس."],
    ["点着灯。", "敲钟。"],
]
HEAD = "<!DOCTYPE html><html><body><h1>Ferry</h1><p><b>Ann:</b> And then?</p><p><b>Bo:</b> So it was.</p>"


def texts(data: str, suffix: str = ".html") -> list[str]:
    document, _ = read_data(data.encode(), Sidecar(), name="talk", path=f"talk{suffix}", lang="en")
    return [paragraph.text for turn in document.turns for paragraph in turn.paragraphs]


def listed(items: list[str], opened: str = "<ol>") -> str:
    return f"{HEAD}{opened}{''.join(f'<li>{item}</li>' for item in items)}</ol></body></html>"


@pytest.mark.parametrize("said", SAID)
def test_a_web_page_says_where_a_list_goes_on(said: list[str]) -> None:
    first, second = said
    assert texts(listed(said, '<ol start="4">'))[-2:] == [f"4. {first}", f"5. {second}"]
    assert texts(listed(said, '<ol start="3" type="a">'))[-2:] == [f"c. {first}", f"d. {second}"]
    within = listed([f"<p>{first}</p>", f"<div><p>{second}</p></div>"], '<ol start="4">')
    assert texts(within)[-2:] == [f"4. {first}", f"5. {second}"]
    begins = listed(said, '<ol start="0">').replace("<li>", '<li id="a">')
    assert texts(begins)[-2:] == [f"0. {first}", f"1. {second}"]
    assert texts(listed(said, '<ol start="-1">'))[-2:] == [f"-1. {first}", f"0. {second}"]
    inner = listed([first, f"<ul><li>{second}</li></ul>"], '<ol start="4">')
    assert texts(inner)[-2:] == [f"4. {first}", second]
    valued = listed(said).replace(f"<li>{second}", f'<li value="9">{second}')
    assert texts(valued)[-2:] == [f"1. {first}", f"9. {second}"]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("start", ["", 'start="1"', 'start="x"', "reversed", f'start="{"9" * 5000}"'])
def test_a_list_from_one_is_a_list(start: str, said: list[str]) -> None:
    assert texts(listed(said, f"<ol {start}>"))[-2:] == said


def test_questions_that_are_counted_one_by_one_have_no_number_in_them() -> None:
    asked = "".join(
        f'<ol start="{k}"><li>And {k} when?</li></ol><p>It was in {k}, and it was cold.</p>'
        for k in range(2, 6)
    )
    read = texts(f"<!DOCTYPE html><html><body><h1>Ferry</h1>{asked}</body></html>")
    assert "And 2 when?" in read and "And 5 when?" in read


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("sign", [".", ")"])
def test_markdown_says_where_a_list_goes_on(sign: str, said: list[str]) -> None:
    first, second = said
    head = "**Ann:** And then?\n\n**Bo:** So it was.\n\n"
    text = f"{head}4{sign} {first}\n5{sign} *{second}*\n\n   - Below.\n"
    assert texts(text, ".md")[-3:] == [f"4{sign} {first}", f"5{sign} *{second}*", "Below."]
    assert texts(f"{head}1{sign} {first}\n2{sign} {second}\n", ".md")[-2:] == said
