"""Markdown, with front matter where it has some (.md).

CommonMark with tables and footnotes. Lines of one paragraph belong together; a line that begins with a label
begins a turn all the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from toolkit import late, limits
from toolkit.model import Kind, Location
from toolkit.model.kinds import Form
from toolkit.readers import (
    Reader,
    document_lines,
    drawn_tables,
    front_matter,
    html,
    markdown_html,
    markdown_tables,
    markdown_tokens,
    other_markups,
    plain,
    text_lines,
)
from toolkit.readers.html.page import STRUCK_TAGS, PagePlace, PageReader, PageSources
from toolkit.readers.html.places import LinesOfWords, marked
from toolkit.readers.left_out import STRUCK, UNREFERRED, not_read
from toolkit.readers.paragraphs import Paragraphs, TextBudget, target
from toolkit.readers.runs import PLAIN, TextLook
from toolkit.readers.sites import without_commands
from toolkit.reading.lines import Content, Line
from toolkit.text.above import PLACES
from toolkit.text.markup import Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

_LINES = late.regex(r"[^\r\n]*(?:\r\n|\r|\n|$)")
# "[^1]: What it says.", and lines below that are indented.
_NOTE = late.regex(r"\[\^([^\]\s]{1,60})\]:[ \t]*(.*)")
_MARK = late.regex(r">|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|#{1,6}(?=[ \t])")
_MARKS = late.regex(rf"(?:[ \t]*(?:{_MARK.pattern}))*[ \t]*")
"""What stands before the words of a line."""
_RULED = late.regex(r"[ \t>]*+[ \t:|-]++")
"""The line below the head of a table."""
_BRACKET = late.regex(r"\\.|[\[\]]")
_TAG = late.regex(r"<(/?)(\w++)[^>]*>")
_CLOSES = late.regex(r"</(\w+)")
_CLOSED = "closed"
"""What the parser carries along: the names of all tags that the file closes."""
_SOMEBODY = late.regex(r"<([A-Za-z][\w-]*)(?: [^\s<>=/][^<>=/\n]{0,60})?>")
_SPOKEN = late.regex(r"(?<=\S )<[\w-]+>(?=[\s.,;:!?)]|$)")
_NEWER = frozenset("bdi data dialog frame main nobr noframes picture rb rtc search slot template".split())
"""Tags that lxml doesn't know."""
_UNCLOSED = frozenset(
    "area base br col dd dt embed hr img input li link meta p param source td th tr track wbr".split()
)
_NESTING = 2 * limits.MARKDOWN_DEPTH.most + 20
"""Levels that the parser goes down to, two for an item of a list; what is deeper it leaves out."""
_FORMS: dict[str, Form] = {"blockquote_open": "quotation", "list_item_open": "item"}
_LOOKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em"} | dict.fromkeys(PLACES, "")


@dataclass(slots=True)
class _Text:
    """The lines of a file."""

    raw: list[str]
    """With their ends."""
    at: list[int]
    """Offset of each in the text."""

    def begins(self, number: int) -> int:
        """Offset at which the words of a line begin.

        number  1-based
        """
        line = self.raw[number - 1]
        marks = _MARKS.match(line)
        return self.at[number - 1] + (marks.end() if marks and marks.end() < len(line.rstrip()) else 0)


def content(text: str, *, path: str) -> Content:
    """The lines of a Markdown file, and what its front matter says."""
    front = front_matter.read(text, path)
    raw = [line for line in _LINES.findall(text) if line]
    lines = _Text(raw, list(accumulate(map(len, raw), initial=0))[:-1])
    first = bisect_right(lines.at, front.end - 1) if front.end else 0
    # Lines that were taken are left empty, so that all others keep their numbers.
    body = [*([""] * first), *(line.rstrip("\r\n") for line in raw[first:])]
    left_out, notes = Counter({"command of a site": without_commands(body)}), _without_notes(body)
    _check(body, path)
    words = "\n".join(body).replace("\0", "")
    tokens = _parser().parse(words, {_CLOSED: {*_CLOSES.findall(words.lower())}})
    sources = PageSources(path, TextBudget(path), left_out=left_out)
    sources.title = sum(token.type == "heading_open" and token.tag == "h1" for token in tokens) == 1
    # One reader for the whole file: cells of tables and notes have their own below.
    used: set[str] = set()
    joined = markdown_tokens.with_lone_numbers(markdown_tables.joined(tokens, _parser()))
    read = _MarkdownReader(lines, notes, sources, used).read(joined)
    left_out[UNREFERRED] += len(notes.keys() - used)
    return Content(
        document_lines.believed(read),
        text,
        front.meta,
        front.cast,
        not_read(left_out, path) + other_markups.unread(read, path, plain=False),
        formed=True,
    )


def stated(data: bytes, path: str) -> str:
    """The language that the front matter names; "" for none."""
    text, _, _ = plain.decode(data, path, "")
    return html.tag(front_matter.read(text, path).meta.get("language", ""))


def _without_notes(body: list[str]) -> dict[str, str]:
    """Take notes out of the lines; their texts by label."""
    notes: dict[str, list[str]] = {}
    label = ""
    for i, line in enumerate(body):
        if note := _NOTE.match(line):
            # Of several of one label the first is meant. Nothing refers to a label with a blank.
            label = note[1] if note[1] not in notes else f"{note[1]} {i}"
            notes[label] = [note[2]]
        # An indented line goes on with the note above.
        elif label and line.startswith(("  ", "\t")):
            notes[label].append(line.strip())
        elif line.strip():
            label = ""
        if label:
            body[i] = ""
    return {name: "\n".join(words) for name, words in notes.items()}


def _check(body: Sequence[str], path: str) -> None:
    """Refuse what takes too long, or would be left out in silence by the parser."""
    opened: list[int] = []
    behind = at = columns = cells = 0
    for number, line in enumerate(body, 1):
        marks = _MARKS.match(line)
        depth = len(_MARK.findall(marks[0])) if marks else 0  # the parser leaves out what is deeper
        # An item may be in others by its indent, of two blanks at least.
        indent = line[: len(line) - len(line.lstrip())].expandtabs(4)
        depth += len(indent) // 2 if depth else 0
        limits.check(depth, limits.MARKDOWN_DEPTH, Location(path, number))
        if not line.strip():
            behind += sum(at - begin for begin in opened)
            opened, columns = [], 0
        elif "|" in line and "-" in line and _RULED.fullmatch(line):
            columns = line.strip("> \t|").count("|") + 1
        # Each row has as many cells as the head, and each is parsed on its own.
        cells += columns
        limits.check(cells, limits.MARKDOWN_CELLS, Location(path, number))
        # For each bracket that opens, the parser may look at all that follows in its paragraph.
        for bracket in _BRACKET.finditer(line):
            if bracket[0] == "[":
                opened.append(at + bracket.start())
            elif bracket[0] == "]" and opened:
                behind += at + bracket.start() - opened.pop()
        at += len(line) + 1
        limits.check(behind, limits.MARKDOWN, Location(path, number))
    limits.check(behind + sum(at - begin for begin in opened), limits.MARKDOWN, Location(path, len(body)))


class _MarkdownReader:
    """Goes through the tokens once."""

    def __init__(self, text: _Text, notes: Mapping[str, str], sources: PageSources, used: set[str]) -> None:
        self.text, self.notes, self.sources, self.used = text, notes, sources, used
        self.out = Paragraphs(sources.budget, typed=True)
        self.forms: list[Form] = ["prose"]
        self.pictured: frozenset[str] = frozenset()

    def read(self, tokens: Sequence[Token]) -> list[Line]:
        """The lines of a file."""
        waiting = iter(tokens)
        self.pictured = markdown_tokens.pictured(tokens)
        for token in waiting:
            first = token.map[0] + 1 if token.map else 0
            if token.type in _FORMS:
                self.forms.append(_FORMS[token.type])
            elif token.type in {"blockquote_close", "list_item_close"}:
                self.forms.pop()
            elif token.type == "heading_open":
                level = int(token.tag[1])
                kind: Kind = "title" if level == 1 and self.sources.title else "heading"
                self._inline(next(waiting), Line("", first, kind=kind, level=level))
            elif token.type == "inline":
                deeper = 2 * max(0, self.forms.count("item") - 1)
                self._inline(token, Line("", first, form=self.forms[-1], indent=deeper))
            elif token.type == "hr":
                self.out.text("* * *")
                self.out.end(Line("", first, kind="separator"))
            elif token.type in {"fence", "code_block"}:
                self._verbatim(token, first + (token.type == "fence"))
            elif token.type == "html_block":
                self._page(token, first)
            elif token.type == "table_open":
                self._table(waiting)
        # Places are found in the end, since only then each line has its number.
        return [line.replace(at=self.text.begins(line.number)) for line in self.out.lines]

    def _inline(self, token: Token, like: Line) -> None:
        tokens = markdown_tokens.closed_below(token.children or ())
        tokens = markdown_tokens.without_attributes(tokens, heading=like.level > 0)
        tokens = markdown_html.shown(tokens, self.sources.left_out, self.sources.path)
        if markdown_tokens.behind_picture(tokens) in self.pictured:
            # A picture of who speaks has no part in what they say.
            self._runs(tokens[:1], like.number)
            self.out.end(like.replace(kind="caption"))
            broken = tokens[1].type in {"softbreak", "hardbreak"}
            tokens, like = tokens[1 + broken :], like.replace(number=like.number + broken)
        self._runs(tokens, like.number)
        self.out.end(like)

    def _runs(self, tokens: Sequence[Token], number: int, *, note: bool = False) -> None:
        """Add the words of a paragraph."""
        looks: list[TextLook] = [PLAIN]
        for k, token in enumerate(tokens):
            look = looks[-1]
            around = [one.type for one in tokens[k - 1 : k + 2]]
            if look.strong and around == ["text", "softbreak", "text"]:
                # A program that wraps lines wraps what is bold, too: a question is one piece.
                number += 1
                self.out.text(markdown_tokens.between(tokens[k - 1].content, tokens[k + 1].content), look)
            elif token.type in {"softbreak", "hardbreak"}:
                number += 1
                self.out.line_break(number, meant=token.type == "hardbreak")
            elif token.type in {"html_inline", markdown_html.RUBY}:
                self._tag(token, looks)
            elif token.type == "image":
                self.out.picture(token.content, str(token.attrGet("src") or ""))
                title = str(token.attrGet("title") or "")
                if title and len(tokens) == 1:
                    # Of a picture that stands alone it is the caption, as programs that make sites have it.
                    self.out.line_break()
                    self.out.text(title)
                else:
                    self.sources.left_out["title of a picture"] += bool(title)
            elif token.type == "note":
                if not note and (words := self._note(token)) is not None:
                    self.out.span(words)
                # A label without a note stays as it was typed.
                elif not token.content:
                    self.out.text(f"[^{token.info}]", look)
            elif token.nesting > 0:
                address = target(str(token.attrGet("href") or "")) if token.type == "link_open" else ""
                self.sources.left_out[STRUCK] += token.tag in STRUCK_TAGS
                looks.append(_changed(look, token.tag, address))
            elif token.nesting < 0:
                # Tags of HTML may close more than is open.
                del looks[max(1, len(looks) - 1) :]
            else:
                self.out.text(token.content, look)

    def _tag(self, token: Token, looks: list[TextLook]) -> None:
        """A tag of HTML among words, or ruby; what a tag doesn't say here is left out."""
        if token.type == markdown_html.RUBY:
            self.out.ruby(token.content, (token.info,))
            return
        parts = _TAG.match(token.content)
        if parts is None:
            return
        name = parts[2].lower()
        self.sources.left_out[STRUCK] += name in STRUCK_TAGS and not parts[1]
        if name == "br":
            self.out.line_break()
        elif name in _LOOKS and not parts[1]:
            looks.append(_changed(looks[-1], name, ""))
        elif name in _LOOKS and len(looks) > 1:
            looks.pop()

    def _note(self, token: Token) -> Span | None:
        """A note, in its place or by its label; None for a label that no note has."""
        words = token.content or self.notes.get(token.info)
        if words is None:
            return None
        self.used.add(token.info)
        inside = _parser().parseInline(words)[0].children or ()
        reader = _MarkdownReader(self.text, {}, self.sources, self.used)
        reader._runs(inside, 0, note=True)
        return Span("note", inside=reader.out.spans())

    def _verbatim(self, token: Token, first: int) -> None:
        """Lines between fences, as they are; nobody says a program, nor the name of its language above it."""
        named = [] if text_lines.is_plain(token.info) else [token.info.strip()]
        for number, line in enumerate([*named, *token.content.split("\n")], first - len(named)):
            like = Line("", min(number, len(self.text.raw)), form=self.forms[-1])
            self.out.text(line)
            self.out.end(like.replace(kind="meta") if named else like)

    def _page(self, token: Token, first: int) -> None:
        """A piece of HTML."""
        root = html.parse(marked(token.content), self.sources.path)
        last = len(self.text.raw)
        found = self.sources.places = LinesOfWords(root)
        reader = PageReader(self.sources, lambda line: min(first - 1 + found.line(line), last))
        self.out.lines += reader.read(html.body_of(root), PagePlace(form=self.forms[-1]))

    def _table(self, waiting: Iterator[Token]) -> None:
        rows: list[drawn_tables.TableRow] = []
        cells: list[list[Line]] = []
        head = False
        for token in waiting:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                cells, first = [], token.map[0] + 1 if token.map else 1
            elif token.type in {"th_open", "td_open"}:
                head = token.type == "th_open"
                reader = _MarkdownReader(self.text, self.notes, self.sources, self.used)
                reader._inline(next(waiting), Line("", first))
                cells.append(reader.out.lines)
            elif token.type == "tr_close":
                rows.append(drawn_tables.TableRow(cells, head))
        self.out.lines += drawn_tables.lines(rows, self.sources.left_out)


def _changed(look: TextLook, tag: str, address: str) -> TextLook:
    """How text is set in an element."""
    kind = _LOOKS.get(tag)
    strong, em = look.strong or kind == "strong", look.em or kind == "em"
    return TextLook(strong, em, address or look.target, PLACES.get(tag, look.place))


@cache
def _parser() -> MarkdownIt:
    """The parser, made once."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    # People indent what is said; a program is no part of a conversation.
    parser.disable("code")
    # Before links, which would take "[^1]" for the text of one.
    parser.inline.ruler.before("link", "note", markdown_tokens.note)
    parser.inline.ruler.before("html_inline", "somebody", _somebody_inline)
    parser.block.ruler.at("reference", markdown_tokens.reference)
    parser.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    return parser


def _somebody(words: str, at: int, env: EnvType) -> int:
    """Where a name in angle brackets ends, as the log of a chat has it; 0 for a tag of HTML.

    Nothing closes it. No tag is called so, unless in small letters or several capitals; or it stands as words
    do.
    """
    name = _SOMEBODY.match(words, at)
    if name is None or (small := name[1].lower()) in env.get(_CLOSED, ()):
        return 0
    known = small in _known_tags() and (name[1] in {small, small[1:] and small.upper()} or small in _UNCLOSED)
    spoken = small not in _UNCLOSED and _SPOKEN.match(words, at)
    return name.end() if spoken or not known else 0


@cache
def _known_tags() -> frozenset[str]:
    from lxml.html import defs

    return frozenset(defs.tags) | _NEWER


def _somebody_inline(state: StateInline, silent: bool) -> bool:
    """A name in angle brackets, as it was typed."""
    end = _somebody(state.src, state.pos, state.env)
    if end and not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end or state.pos
    return end > 0


def _html_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Lines of HTML; not those that begin with a name in angle brackets."""
    from markdown_it.rules_block import html_block

    at = state.bMarks[first] + state.tShift[first]
    return not _somebody(state.src, at, state.env) and html_block(state, first, last, silent)


READER = Reader(suffixes=(".md", ".markdown"), read=plain.of_text(content), write=plain.write, stated=stated)
