"""The styles of a DOCX: named for what a paragraph is, one a kind.

Word's own names where it has one, in lower case as its files have them: "heading 2", "caption". Whoever wants
another look changes a style.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from toolkit.edition import headlines
from toolkit.model import KINDS
from toolkit.text.xml import quoted

MOST_LEVELS = 6
"""Headings that have a style; deeper ones have the last."""
HEAD = "Language"
"""The style of a table's first row."""
TRANSLATION = "Translation"
"""What the name of a style ends with that stands below its source."""


_TEXT_SIZE = 22
"""In half points."""


@dataclass(frozen=True, slots=True)
class _StyleLook:
    """How a style is set."""

    name: str
    before: int = 0
    """Room above and below, in twentieths of a point."""
    after: int = 120
    size: int = _TEXT_SIZE
    """In half points."""
    bold: bool = False
    slanted: bool = False
    """For whole paragraphs of diglot's own words: many scripts have no slanted letters."""
    colour: str = ""
    keep: bool = False
    """Whether it stays with what follows."""
    indent: int = 0
    centred: bool = False
    outline: int | None = None
    """Level in Word's outline, from 0."""
    more: str = ""
    """What else stands in its paragraph properties, before the room around it."""


_GREY = "595959"
_TITLES = ("Title", "Book Title")
_ITEM = '<w:numPr><w:numId w:val="1"/></w:numPr>'
_LOOKS: Mapping[str, _StyleLook] = {
    "title": _StyleLook("Title", 240, 120, 40, bold=True, keep=True, outline=0),
    "titles": _StyleLook("Book Title", 900, 120, 48, bold=True, keep=True, centred=True, outline=0),
    "subtitle": _StyleLook("Subtitle", 0, 180, 28, keep=True, centred=True),
    "kicker": _StyleLook("Kicker", 0, 60, 20, colour=_GREY, keep=True),
    "standfirst": _StyleLook("Standfirst", 60, 240, 24),
    "byline": _StyleLook("Byline", 0, 60, colour=_GREY),
    "dateline": _StyleLook("Dateline", 0, 60, colour=_GREY),
    "speech": _StyleLook("Answer"),
    "question": _StyleLook("Question", bold=True),
    "label": _StyleLook("Speaker", 180, 40, 20, bold=True, keep=True),
    "narration": _StyleLook("Narration", 180, 180),
    "caption": _StyleLook("caption", 60, 180, 19, colour=_GREY),
    "credit": _StyleLook("Credit", 0, 60, 16, colour=_GREY),
    "picture": _StyleLook("Picture", 180, 60, keep=True),
    "portrait": _StyleLook("Portrait", 180, 0, keep=True),
    "logo": _StyleLook("Logo", 240, 60, centred=True),
    "note": _StyleLook("Note", 60, 120, 20, indent=360),
    "event": _StyleLook("Event", colour=_GREY),
    "meta": _StyleLook("Publication", 120, 120, 20, colour=_GREY),
    "separator": _StyleLook("Separator", 240, 240, centred=True),
    "verse": _StyleLook("Verse", indent=540),
    "item": _StyleLook("List Item", 0, 60, indent=360, more=_ITEM),
    "numbered": _StyleLook("Numbered Item", 0, 60, indent=360),
    "quotation": _StyleLook("Quotation", indent=540),
    "pull": _StyleLook("Pull Quote", 240, 240, 28, centred=True),
    "dedication": _StyleLook("Dedication", 480, 240, centred=True),
    "epigraph": _StyleLook("Epigraph", 480, 240, indent=1080),
    "maker": _StyleLook("Maker", 120, 0, centred=True),
    "imprint": _StyleLook("Imprint", 600, 0, 20, colour=_GREY, centred=True),
    "text": _StyleLook("Body Text"),
    "particulars": _StyleLook("Particulars", 120, 60, 20),
    "code": _StyleLook("Code", size=19),
    "entry": _StyleLook("Index Entry", 0, 60, 20),
    "language": _StyleLook(HEAD, 0, 60, 18, colour=_GREY, keep=True),
    "state": _StyleLook("State", 0, 0, 18, colour=_GREY),
}
"""By kind of block or form. What isn't here is set as plain text, with a style of its own name."""
_LIKE = {"headnote": "particulars", "line": "text", "list": "item", "quote": "quotation"}
_CHARACTERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:color w:val="1F4E79"/><w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="EndnoteReference"><w:name w:val="endnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="SpeakerInLine">'
    '<w:name w:val="Speaker in Line"/></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="Happens"><w:name w:val="Event in Speech"/>'
    f'<w:rPr><w:color w:val="{_GREY}"/></w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="Remark"><w:name w:val="Remark"/>'
    f'<w:rPr><w:color w:val="{_GREY}"/></w:rPr></w:style>'
)
_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Pairs"><w:name w:val="Pairs"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    '<w:insideV w:val="single" w:sz="2" w:space="0" w:color="D9D9D9"/></w:tblBorders></w:tblPr></w:style>'
)
_FACES = '<w:rFonts w:ascii="Cambria" w:eastAsia="SimSun" w:hAnsi="Cambria" w:cs="Times New Roman"/>'


def style(kind: str, form: str = "prose", level: int = 0, *, below: bool = False) -> str:
    """The id of the style of a paragraph.

    kind   of a block
    below  whether it is a translation that stands below its source
    """
    if level > 1 or (level and kind not in _LOOKS and kind not in _LIKE):
        made = f"Heading{min(level, MOST_LEVELS)}"
    else:
        key = form if form in _LOOKS and form != "picture" else _LIKE.get(kind, kind)
        made = _id(_look(key).name)
    return made + TRANSLATION if below else made


def _look(kind: str) -> _StyleLook:
    return _LOOKS.get(kind) or _StyleLook(kind.replace("-", " ").title())


def _id(name: str) -> str:
    return name.title().replace(" ", "")


def styles_part(lang: str, lines: Mapping[str, float], width: int) -> str:
    """The part with all styles.

    lang   of what says none, as Word has it
    lines  by kind: what the size of its longest headline goes by
    width  of the text, in twentieths of a point
    """
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_FACES}<w:sz w:val="22"/><w:szCs w:val="22"/>'
        f"<w:lang w:val={quoted(lang)} w:eastAsia={quoted(lang)} w:bidi={quoted(lang)}/></w:rPr>"
        "</w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"</w:style>{''.join(_paragraphs(lines, width))}{_CHARACTERS}{_TABLES}"
    )


def _paragraphs(lines: Mapping[str, float], width: int) -> Iterator[str]:
    """The styles of paragraphs, and of those that are translations below them."""
    kinds = [*_LOOKS, *(kind for kind, info in KINDS.items() if info.prints != "heading")]
    looks = {_look(kind).name: _look(kind) for kind in kinds}
    for level in range(1, MOST_LEVELS + 1):
        look = _StyleLook(
            f"heading {level}", 360, 120, 32 - 2 * level, bold=True, keep=True, outline=level - 1
        )
        looks[look.name] = look
    room = width / 10 / _TEXT_SIZE
    for kind, line in lines.items():
        look = _look(kind)
        size = headlines.size(room, line, look.size / _TEXT_SIZE)
        looks[look.name] = replace(look, size=round(size * _TEXT_SIZE))
    for look in looks.values():
        yield _paragraph(look)
        yield _below(look)
    yield _paragraph(_StyleLook("footnote text", 0, 40, 18))
    yield _paragraph(_StyleLook("endnote text", 0, 40, 18))
    yield _paragraph(_StyleLook("footer", 0, 0, 18, colour=_GREY, centred=True))


def _paragraph(look: _StyleLook) -> str:
    keep = "<w:keepNext/>" if look.keep else ""
    indent = f'<w:ind w:left="{look.indent}" w:right="0"/>' if look.indent else ""
    centred = '<w:jc w:val="center"/>' if look.centred else ""
    level = f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline is not None else ""
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    colour = f'<w:color w:val="{look.colour}"/>' if look.colour else ""
    return (
        f"{_opening(look.name)}"
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}{look.more}'
        f'<w:spacing w:before="{look.before}" w:after="{look.after}"/>{indent}{centred}{level}</w:pPr>'
        f'<w:rPr>{bold}{colour}<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/></w:rPr></w:style>'
    )


def _below(look: _StyleLook) -> str:
    """A style for the translation: nearer to its source, and further in.

    Of titles and headings it is lighter, and of titles smaller, as in other formats.
    """
    smaller = max(_TEXT_SIZE, look.size * 3 // 4)
    size = smaller if look.name in _TITLES else look.size
    lighter = (
        f'<w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )
    indent = "" if look.centred else f'<w:ind w:left="{look.indent + 360}" w:right="0"/>'
    return (
        f"{_opening(f'{look.name} {TRANSLATION}', _id(look.name) + TRANSLATION)}"
        f'<w:basedOn w:val="{_id(look.name)}"/><w:pPr>'
        f'<w:spacing w:before="0" w:after="{look.after}"/>{indent}</w:pPr>'
        f"{lighter if look.outline is not None else ''}</w:style>"
    )


_BUILT_IN = frozenset(
    {"Title", "Subtitle", "caption", "Body Text", "footnote text", "endnote text", "footer"}
)


def _opening(name: str, id_: str = "") -> str:
    own = "" if name in _BUILT_IN or (name.startswith("heading ") and not id_) else ' w:customStyle="1"'
    named = f"<w:name w:val={quoted(name)}/>"
    return f'<w:style w:type="paragraph"{own} w:styleId={quoted(id_ or _id(name))}>{named}'
