"""Conversations as word processors and pages have them: how labels are set."""

from __future__ import annotations

from collections.abc import Callable

from office import bold, cell, docx, epub, inline, ods, odt, paragraph, row, run, sheet, sheets, table
from timed_shapes import Talk
from toolkit.model.values import clock
from toolkit.text.xml import escape_text

Turns = list[tuple[str, str, str]]
"""Speaker, words, and time."""
_STYLES = (
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="Speaker"/></w:style>'
    '<w:style w:type="character" w:styleId="N"><w:name w:val="Name"/><w:rPr><w:b/></w:rPr></w:style>'
)
_BREAK = "<w:r><w:br/></w:r>"


def turns(talk: Talk) -> Turns:
    """The turns of a conversation, each on one line."""
    return [
        (who, escape_text(talk.text(cues)), clock(cues[0].start, "").removeprefix("00:"))
        for who, cues in talk.turns
    ]


def _word(one: Callable[[str, str, str], str]) -> Callable[[Turns], bytes]:
    return lambda talk: docx(paragraph(run("01"), "T") + "".join(one(*turn) for turn in talk), styles=_STYLES)


def _range(time: str) -> str:
    """A time with the one three seconds later, as Teams wrote them: no zero stands before a digit."""
    minutes, seconds = (int(part) for part in time.split(":"))
    return f"0:{minutes}:{seconds}.0 --&gt; 0:{minutes}:{seconds + 3}.120"


def _writer(talk: Turns) -> bytes:
    look = '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/>'
    label = '<text:p><text:span text:style-name="B">{}:</text:span> {}</text:p>'
    return odt("".join(label.format(who, words) for who, words, _ in talk), styles=f"{look}</style:style>")


def _page(one: str) -> Callable[[Turns], bytes]:
    def made(talk: Turns) -> bytes:
        return f"<html><body>{''.join(one.format(*turn) for turn in talk)}</body></html>".encode()

    return made


SHAPES: dict[str, tuple[str, Callable[[Turns], bytes]]] = {
    "label in bold": (".docx", _word(lambda who, words, _: paragraph(bold(f"{who}:") + run(f" {words}")))),
    "colon not in bold": (".docx", _word(lambda who, words, _: paragraph(bold(who) + run(f": {words}")))),
    "label in a style": (
        ".docx",
        _word(lambda who, words, _: paragraph(run(f"{who}: ", '<w:rStyle w:val="N"/>') + run(words))),
    ),
    "label above": (".docx", _word(lambda who, words, _: paragraph(bold(who)) + paragraph(run(words)))),
    "label in a style above": (
        ".docx",
        _word(lambda who, words, _: paragraph(run(who), "S") + paragraph(run(words))),
    ),
    "label and a tab": (
        ".docx",
        _word(lambda who, words, _: paragraph(run(who) + "<w:r><w:tab/></w:r>" + run(words))),
    ),
    "in a list": (
        ".docx",
        _word(
            lambda who, words, _: paragraph(
                run(f"{who}: {words}"), more='<w:numPr><w:numId w:val="2"/></w:numPr>'
            )
        ),
    ),
    "Teams": (
        ".docx",
        _word(lambda who, words, time: paragraph(bold(who) + run(f"   {time}") + _BREAK + run(words))),
    ),
    "Teams, before 2022": (
        ".docx",
        _word(
            lambda who, words, time: paragraph(_BREAK.join(run(one) for one in (_range(time), who, words)))
        ),
    ),
    "name, time and words on lines": (
        ".docx",
        _word(
            lambda who, words, time: paragraph(
                _BREAK.join((bold(who), run(time, "<w:i/>"), run(words))),
            )
        ),
    ),
    "name and time in a heading": (
        ".html",
        _page("<h4>{0} <small>{2}</small></h4><p>{1}</p>"),
    ),
    "name of a class, without a blank": (
        ".html",
        _page('<div><span class="speaker">{0}</span><span class="text">{1}</span></div>'),
    ),
    "name, time and words of classes": (
        ".html",
        _page('<div class="speaker">{0}</div><div class="time">{2}</div><div>{1}</div>'),
    ),
    "Teams, in paragraphs": (
        ".docx",
        _word(lambda who, words, time: "".join(paragraph(run(one)) for one in (_range(time), who, words))),
    ),
    "no colon": (".docx", _word(lambda who, words, _: paragraph(bold(who) + run(f" {words}")))),
    "label in italics": (
        ".docx",
        _word(lambda who, words, _: paragraph(run(f"{who}:", "<w:i/>") + run(f" {words}"))),
    ),
    "Otter": (
        ".docx",
        _word(lambda who, words, time: paragraph(bold(who) + run(f"  {time}")) + paragraph(run(words))),
    ),
    "Rev": (
        ".docx",
        _word(lambda who, words, time: paragraph(run(f"{who} ({time}):") + _BREAK + run(words))),
    ),
    "time behind the label": (
        ".docx",
        _word(lambda who, words, time: paragraph(bold(f"{who}:") + run(f" [{time}] {words}"))),
    ),
    "time alone above": (
        ".docx",
        _word(lambda who, words, time: paragraph(run(f"[{time}]")) + paragraph(run(f"{who}: {words}"))),
    ),
    "MAXQDA": (
        ".docx",
        _word(
            lambda who, words, time: paragraph(run(f"#00:{time}-0# ") + bold(f"{who}:") + run(f" {words}"))
        ),
    ),
    "table": (".docx", lambda talk: docx(table(*((who, words) for who, words, _ in talk)))),
    "table with times": (
        ".docx",
        lambda talk: docx(table(*((time, who, words) for who, words, time in talk))),
    ),
    "OpenDocument": (".odt", _writer),
    "sheet": (".xlsx", lambda talk: sheet(inline([(time, who, words) for who, words, time in talk]))),
    "OpenDocument sheet": (
        ".ods",
        lambda talk: ods(sheets("".join(row(*map(cell, (time, who, words))) for who, words, time in talk))),
    ),
    "page": (".html", _page("<p><strong>{0}:</strong> {1}</p>")),
    "page with times that lead": (
        ".html",
        _page('<p>{0} (<a href="https://example.org/?t={2}">{2}</a>):<br>{1}</p>'),
    ),
    "page with times in brackets": (".html", _page('<p><b>{0}:</b> <a href="#t">[{2}]</a> {1}</p>')),
    "page of divisions": (".html", _page('<div class="turn"><span class="speaker">{0}:</span> {1}</div>')),
    "page of lines": (".html", _page("<b>{0}:</b> {1}<br><br>")),
    "page of single lines": (".html", _page("{0}: {1}<br>")),
    "page with a table": (
        ".html",
        lambda talk: _page("<tr><td>{0}</td><td>{1}</td></tr>")(talk).replace(b"<body>", b"<body><table>"),
    ),
    "page with terms": (
        ".html",
        lambda talk: _page("<dt>{0}</dt><dd>{1}</dd>")(talk).replace(b"<body>", b"<body><dl>"),
    ),
    "book": (
        ".epub",
        lambda talk: epub({"one": "".join(f"<p><b>{who}:</b> {words}</p>" for who, words, _ in talk)}),
    ),
    "Markdown": (".md", lambda talk: "\n\n".join(f"**{who}:** {words}" for who, words, _ in talk).encode()),
    "Markdown with times": (
        ".md",
        lambda talk: "\n\n".join(f"**{who}:** \\[{time}\\] {words}" for who, words, time in talk).encode(),
    ),
    "Markdown with times that lead": (
        ".md",
        lambda talk: "\n\n".join(
            f"**{who} [{time}](https://example.org/?t=1)**\n\n{words}" for who, words, time in talk
        ).encode(),
    ),
    "Markdown with times in headings": (
        ".md",
        lambda talk: "\n\n".join(f"### {who} [{time}]\n\n{words}" for who, words, time in talk).encode(),
    ),
    "Markdown with times, first and last, in headings": (
        ".md",
        lambda talk: "\n\n".join(
            f"### {who} [{time} - {time[:-2]}59]\n\n{words}" for who, words, time in talk
        ).encode(),
    ),
    "Markdown line by line": (
        ".md",
        lambda talk: "\n".join(f"**{who}**: {words}" for who, words, _ in talk).encode(),
    ),
    "Markdown with headings": (
        ".md",
        lambda talk: "\n\n".join(f"### {who}:\n\n{words}" for who, words, _ in talk).encode(),
    ),
    "Markdown with a cast": (
        ".md",
        lambda talk: (
            f"---\nspeakers: [{', '.join(dict.fromkeys(who for who, _, _ in talk))}]\n---\n"
            + "\n\n".join(f"{who}: {words}" for who, words, _ in talk)
        ).encode(),
    ),
}
"""Name -> suffix, and what makes the file."""
TIMED = {
    *(
        "Teams",
        "Teams, before 2022",
        "Teams, in paragraphs",
        "name, time and words on lines",
        "Otter",
        "Rev",
        "table with times",
        "sheet",
        "OpenDocument sheet",
    ),
    *(
        "name and time in a heading",
        "name, time and words of classes",
        "time behind the label",
        "time alone above",
        "MAXQDA",
    ),
    *(name for name in SHAPES if " with times" in name),
}
