"""Tables of HTML in Markdown, with blank lines within."""

from __future__ import annotations

from time import perf_counter

import pytest

from talks import said
from toolkit.config import Sidecar
from toolkit.model import Document
from toolkit.readers.markdown import READER, content


def document(text: str) -> Document:
    data = text.encode()
    found = READER.read(data, name="talk", path="source/talk.md", lang="en", sidecar=Sidecar())[0]
    assert READER.write is not None and READER.write(found) == data
    return found


def sheet(facts: list[tuple[str, str]]) -> str:
    """A table of HTML, a blank line behind each tag."""
    rows = "".join(
        f"<tr >\n\n<td >**{name}:**\n</td>\n\n<td >{told}\n</td>\n\n<td >\n</td>\n</tr>\n\n"
        for name, told in facts
    )
    return f'<table border="0" >\n{rows}</table>\n'


@pytest.mark.parametrize(
    ("facts", "talk"),
    [
        (
            [
                ("Born", "in the house above the lock"),
                ("Page", "lock.example (not much to see there ;-)"),
                ("Motto", f"{'Nobody rings twice where the tide is early. ' * 4}So the old people said."),
            ],
            ["Ann: Why do you ring?", "Bo: The tide is early.", "Ann: Is it?", "Bo: It is."],
        ),
        (
            [
                ("Родилась", "в доме над шлюзом"),
                ("Любит", "рыбу"),
                ("Девиз", f"{'Никто не звонит дважды. ' * 5}Так говорили старики."),
            ],
            ["Анна: Зачем вы звоните?", "Борис: Вода рано.", "Анна: Правда?", "Борис: Правда."],
        ),
        (
            [
                ("الاسم", "منى"),
                ("المدينة", "الميناء القديم"),
                ("شعارها", f"{'لا أحد يقرع الجرس مرتين. ' * 5}"),
            ],
            ["ليلى: لماذا تقرع الجرس؟", "سامي: المد مبكر.", "ليلى: حقًا؟", "سامي: نعم."],
        ),
        (
            [("名前", "春"), ("町", "古い港"), ("好きな言葉", "二度は鳴らさない。" * 12)],
            ["春: なぜ鳴らすの?", "秋: 潮が早いです。", "春: 本当?", "秋: はい。"],
        ),
    ],
)
def test_nobody_says_a_sheet_of_facts(facts: list[tuple[str, str]], talk: list[str]) -> None:
    text = f"{sheet(facts)}\n" + "\n\n".join(talk) + "\n"
    read = document(text)
    assert said(read) == [tuple(line.split(": ")) for line in talk]
    told = [p for turn in read.turns for p in turn.paragraphs if p.kind != "speech"]
    assert [p.text for p in told] == [f"{name}: {words.strip()}" for name, words in facts]
    # Each stands where its name does.
    places = [line.number for line in content(text, path="a.md").lines if line.kind == "meta"]
    assert [text.split("\n")[number - 1] for number in places] == [f"<td >**{name}:**" for name, _ in facts]


def test_people_who_speak_once_each_say_sentences() -> None:
    panel = "".join(
        f"<tr>\n\n<td>{name}:</td>\n\n<td>I have kept the lock since spring.</td></tr>\n"
        for name in ("Ann", "Bo", "Cy")
    )
    assert {line.kind for line in content(f"<table>\n{panel}</table>\n", path="a.md").lines} == {None}


def test_what_stands_between_blank_lines_in_a_cell_is_markdown() -> None:
    text = """\
<table>
<tr>
<td>

**Mara:**

</td>
<td>

Why do you *ring*
it at [night](https://lock.example)?

</td>
</tr>
<tr><td>Otto:</td>
<td>

- The tide is early.
- Nobody hears it.

</td></tr>
<tr><td>Mara:</td><td>And a &lt;b&gt;?</td></tr>
<tr><td>

Otto:

</td><td>Yes.</td></tr></table>

Then they left.
"""
    found = [(line.number, line.speaker, line.text) for line in content(text, path="a.md").lines]
    assert found == [
        (10, "Mara", "Why do you *ring* it at [night](https://lock.example)?"),
        (18, "Otto", "The tide is early."),
        (19, "Otto", "Nobody hears it."),
        (22, "Mara", "And a <b>?"),
        (27, "Otto", "Yes."),
        (29, "", "Then they left."),
    ]


@pytest.mark.parametrize(
    "opened",
    [
        "<table>\n<tr><td>\n\n",
        "<!-- <table> -->\n\n",
        "> <table>\n> <tr><td>\n\n",
        "- <table>\n\n",
        "```\n<table>\n```\n\n",
        "<table>\n\nA note[^1] here.\n\n</table>\n\n",
    ],
)
def test_a_table_that_nothing_closes_takes_no_turns(opened: str) -> None:
    talk = "Ann: Why?\n\nBo: So.\n\nAnn: How?\n\nBo: Thus.\n"
    lines = content(f"{opened}{talk}", path="a.md").lines
    assert [line.text for line in lines][-4:] == talk.strip().split("\n\n")
    assert lines[-1].number == f"{opened}{talk}".count("\n")


def test_a_table_in_a_table_is_a_part_of_it() -> None:
    inner = "<table>\n\n<tr><td>salt</td></tr>\n\n</table>"
    found = content(
        f"<table>\n\n<tr><td>rope</td></tr>\n\n<tr><td>{inner}</td></tr>\n\n</table>\n", path="a.md"
    )
    assert [line.text for line in found.lines] == ["rope", "salt"]


def test_many_tables_take_their_time_once() -> None:
    started = perf_counter()
    content("<table>\n\n" * 5_000 + "Ann: Why?\n\n" + "</table>\n\n" * 10, path="a.md")
    content("<table>\n\n<tr><td>a</td></tr>\n\n</table>\n\n" * 3_000, path="a.md")
    assert perf_counter() - started < 20
