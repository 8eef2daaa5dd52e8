"""Harbour talks as word processors, pages, books and programs for linguists keep them."""

from __future__ import annotations

import re
from collections.abc import Callable

from harbour_talks import Paragraph, Piece, Shape, Talk
from harbour_texts import short
from office import bold, docx, epub, odt, paragraph, run
from toolkit.text.xml import escape_text

BREAK = "<w:r><w:br/></w:r>"
HEADINGS = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'


def _text(talk: Talk, said: Paragraph) -> str:
    return escape_text(talk.text(said))


def _labelled(talk: Talk, first: Callable[[str, str], str], more: Callable[[str], str]) -> str:
    """Paragraphs: the first one of each turn has its label."""
    return "".join(
        first(turn.who, _text(talk, said)) if not k else more(_text(talk, said))
        for turn in talk.turns
        for k, said in enumerate(turn.paragraphs)
    )


def _docx(talk: Talk) -> bytes:
    """Word parts a line that somebody typed into runs as it likes."""
    body = _labelled(
        talk,
        lambda who, text: paragraph(bold(who) + bold(": ") + run(text[:5]) + run(text[5:])),
        lambda text: paragraph(run(text)),
    )
    return docx(paragraph(run(talk.title), "Title") + body, styles=HEADINGS)


def _docx_teams(talk: Talk) -> bytes:
    """When the call was, how long it took, who began to record it, and a paragraph for each thing said."""
    head = "".join(paragraph(run(text)) for text in ("March 14, 2026, 10:00AM", "2m 34s"))
    body = "".join(
        paragraph(bold(turn.who) + run(f"   {short(said[0].start)}") + BREAK + run(_text(talk, said)))
        for turn in talk.turns
        for said in turn.paragraphs
    )
    started = paragraph(bold(talk.names[0]) + run(" started transcription"))
    stopped = paragraph(bold(talk.names[0]) + run(" stopped transcription"))
    return docx(paragraph(run(talk.title), "Title") + head + started + body + stopped, styles=HEADINGS)


def _odt(talk: Talk) -> bytes:
    look = '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/>'
    body = _labelled(
        talk,
        lambda who, text: (
            f'<text:p text:style-name="P1"><text:span text:style-name="T1">{who}:</text:span> {text}</text:p>'
        ),
        lambda text: f'<text:p text:style-name="P1">{text}</text:p>',
    )
    return odt(f'<text:h text:outline-level="1">{talk.title}</text:h>{body}', styles=f"{look}</style:style>")


def _page(talk: Talk) -> str:
    body = _labelled(
        talk,
        lambda who, text: f"<p><strong>{who}:</strong> {text}</p>\n",
        lambda text: f"<p>{text}</p>\n",
    )
    return f"<h1>{talk.title}</h1>\n{body}"


def _html(talk: Talk) -> bytes:
    """A page has more than its article."""
    way = " ".join(f'<a href="/{k}">{name}</a>' for k, name in enumerate(("Home", "Talks", "About")))
    return (
        f'<!DOCTYPE html>\n<html lang="{talk.lang}"><head><meta charset="utf-8"><title>{talk.title}</title>'
        f"</head><body><nav>{way}</nav><article>\n{_page(talk)}</article>"
        "<footer><p>&copy; 2026</p></footer></body></html>"
    ).encode()


def _epub(talk: Talk) -> bytes:
    contents = f'<nav epub:type="toc"><ol><li><a href="one.xhtml">{talk.title}</a></li></ol></nav>'
    chapter = f'<section epub:type="chapter">{_page(talk)}</section>'
    about = f"<dc:title>{talk.title}</dc:title><dc:language>{talk.lang}</dc:language>"
    return epub({"nav": contents, "one": chapter}, properties=about)


def _code(talk: Talk, name: str) -> str:
    return ("MAR", "INE", "TOM")[talk.names.index(name)]


def _chat(talk: Talk) -> bytes:
    """A line for each sentence, its end set apart, and its times between marks; a tab where it goes on."""
    language = {"en": "eng", "ar": "ara", "ja": "jpn"}[talk.lang]
    people = [(_code(talk, name), name.replace(" ", "_")) for name in talk.names]
    rows = [
        "@UTF8\n@Begin\n@Languages:\t" + language,
        "@Participants:\t" + ", ".join(f"{code} {name} Adult" for code, name in people),
        *(f"@ID:\t{language}|harbour|{code}|||||Adult|||" for code, _ in people),
        "@Media:\tharbour, audio",
    ]
    for turn in talk.turns:
        for said in turn.paragraphs:
            for sentence in talk.sentences(said):
                text = ("\n\t" if talk.joint else "").join(piece.text for piece in sentence)
                times = f"{sentence[0].start}_{sentence[-1].end}"
                rows.append(f"*{_code(talk, turn.who)}:\t{_coded(text)} \x15{times}\x15")
    return ("\n".join([*rows, "@End"]) + "\n").encode()


def _coded(text: str) -> str:
    """Laughter is a code; colons stand apart, and so does what ends a sentence: one of three signs."""
    text = re.sub(r"[\[（](\w+)[\]）] ?", r"&=\1 ", text).replace(":\n", " :\n")
    end = {"؟": "?", "。": "."}.get(text[-1], text[-1])
    return f"{text[:-1]} {end}" if end in ".?" else f"{text}."


def _in_chat(talk: Talk, text: str) -> str:
    """What is left of a text: CHAT has blanks between words, brackets of one kind, and its own ends."""
    text = text.translate({0xFF08: "[", 0xFF09: "] ", 0x061F: "?"})
    return text if talk.joint else re.sub("。(?=.)", ". ", text).replace("。", ".")


def _elan(talk: Talk) -> bytes:
    """A tier for each speaker, and a point of time for each end of what stands on it."""
    order = [(turn, piece) for turn in talk.turns for piece in turn.pieces]
    slots = "".join(
        f'        <TIME_SLOT TIME_SLOT_ID="ts{2 * k + side + 1}" TIME_VALUE="{time}"/>\n'
        for k, (_, piece) in enumerate(order)
        for side, time in enumerate((piece.start, piece.end))
    )
    tiers = "".join(
        f'    <TIER LINGUISTIC_TYPE_REF="default-lt" PARTICIPANT="{name}" TIER_ID="{name}">\n'
        + "".join(_annotation(k, piece) for k, (turn, piece) in enumerate(order) if turn.who == name)
        + "    </TIER>\n"
        for name in talk.names
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT AUTHOR="" '
        'DATE="2026-03-14T10:00:00+00:00" '
        'FORMAT="3.0" VERSION="3.0">\n    <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">\n'
        '        <MEDIA_DESCRIPTOR MEDIA_URL="file:///harbour.wav" MIME_TYPE="audio/x-wav"/>\n'
        f"    </HEADER>\n    <TIME_ORDER>\n{slots}    </TIME_ORDER>\n{tiers}"
        '    <LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="default-lt" '
        'TIME_ALIGNABLE="true"/>\n'
        "</ANNOTATION_DOCUMENT>\n"
    ).encode()


def _annotation(k: int, piece: Piece) -> str:
    return (
        f'        <ANNOTATION>\n            <ALIGNABLE_ANNOTATION ANNOTATION_ID="a{k + 1}" '
        f'TIME_SLOT_REF1="ts{2 * k + 1}" TIME_SLOT_REF2="ts{2 * k + 2}">\n'
        f"                <ANNOTATION_VALUE>{escape_text(piece.text)}</ANNOTATION_VALUE>\n"
        "            </ALIGNABLE_ANNOTATION>\n        </ANNOTATION>\n"
    )


SHAPES = {
    "DOCX, labels in bold": Shape(".docx", _docx, times=""),
    "DOCX, Teams": Shape(".docx", _docx_teams, times="paragraph", grain=1000, ends=False, laughs="said"),
    "ODT": Shape(".odt", _odt, times=""),
    "HTML, labels in bold": Shape(".html", _html, times=""),
    "EPUB": Shape(".epub", _epub, times=""),
    "CHAT": Shape(".cha", _chat, times="sentence", spoken=_in_chat, laughs="said"),
    "ELAN": Shape(".eaf", _elan, laughs="said"),
}
