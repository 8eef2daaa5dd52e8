"""What Markdown of programs and sites has beyond CommonMark, and how its tokens are read all the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING

from toolkit import late
from toolkit.reading.candidates import colon_label
from toolkit.text.lines import joined
from toolkit.text.signs import has_question_mark

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_FIRST = r"[.#][\w:-]{1,60}"
_ANY = rf'(?:{_FIRST}|[\w-]{{1,30}}=(?:"[^"{{}}]{{0,200}}"|[^\s{{}}"]{{1,200}}))'
_ATTRIBUTES = rf"\{{:? ?{_FIRST}(?: {_ANY})* ?\}}"
"""How something is called, or set: `{.speaker}`, `{#one .unnumbered}`, `{: .lead}`."""
_LEADS = late.regex(r"\[[^\[\]]{1,999}\]:\s*(?:<|\S*[/#@:\\]|\S+\.\w)")
"""What defines a link: its label, and an address."""
_DEFINED, _LINKED = late.regex(r"\[([^\[\]]{1,999})\]:"), late.regex(r"\]\[([^\[\]]{1,999})\]")
_LINKS = "links"
"""What a parser is told of names that text in brackets links to: `[the page][p]`."""
_BEHIND = late.regex(rf"^{_ATTRIBUTES}")
_SPAN = late.regex(rf"\[(?P<words>[^\[\]]+)\]{_ATTRIBUTES}")
_OF_HEADING = late.regex(rf"(?<!\s)\s+{_ATTRIBUTES}\s*$")
_CALLOUT = late.regex(r"\[![\w-]{1,30}\][-+]?[ \t]*")
_PAGE = late.regex(r"\[\[[^\[\]|]{1,200}\|(?P<words>[^\[\]|]{1,200})\]\]")
_WHO = late.regex(r"^\[\[(?P<words>[^\[\]|]{1,200})\]\](?=\s*(?:[:：]|$))")
_LONE = (
    *("ordered_list_open", "list_item_open", "paragraph_open", "inline"),
    *("paragraph_close", "list_item_close", "ordered_list_close"),
)
"""The tokens of an ordered list that has one item, of one paragraph."""
_WORDS = _LONE.index("inline")
_REFERENCE = late.regex(r"\[\^([^\]\s]{1,60})\]")
_NAMED = late.regex(r"(?:^|\s+)\^[\w-]{1,60}$")


def without_attributes(tokens: Sequence[Token], *, heading: bool) -> Sequence[Token]:
    """The tokens of a paragraph without attributes, which Pandoc and kramdown set behind what they are of.

    What stands in braces elsewhere is text. Nor have they Obsidian's sign of a callout, its links to pages,
    and the name of a paragraph, which links lead to.
    """
    for k, token in enumerate(tokens):
        if token.type != "text":
            continue
        if token.content[:1] == "[" or "|" in token.content:
            words = token.content if k else _CALLOUT.sub("", token.content)
            token.content = _WHO.sub(r"\g<words>", _PAGE.sub(r"\g<words>", words))
        if k == len(tokens) - 1 and "^" in token.content:
            token.content = _NAMED.sub("", token.content)
        if "{" not in token.content:
            continue
        if k and (tokens[k - 1].nesting < 0 or tokens[k - 1].type in {"image", "code_inline"}):
            token.content = _BEHIND.sub("", token.content)
        token.content = _SPAN.sub(r"\g<words>", token.content)
        if heading and k == len(tokens) - 1:
            token.content = _OF_HEADING.sub("", token.content)
    return tokens


def with_lone_numbers(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens of a file, where what is counted and alone is a paragraph that begins with its number.

    `2. The flood` above a turn is no list: its number is a word of it, as it is in plain text. Where such
    lines ask, they are questions, of which the number is no part.
    """
    types = [token.type for token in tokens]
    alone = [
        k
        for k, token in enumerate(tokens)
        if types[k] == _LONE[0] and token.level == 0 and (*types[k : k + len(_LONE)],) == _LONE
    ]
    if any(has_question_mark(tokens[k + _WORDS].content) for k in alone):
        return tokens
    marks = set()
    for k in alone:
        item, words = tokens[k + 1], tokens[k + _WORDS].children
        if words and words[0].type == "text":
            words[0].content = f"{item.info}{item.markup} {words[0].content}"
            marks |= {k, k + 1, k + len(_LONE) - 2, k + len(_LONE) - 1}
    _number(tokens, alone)
    return [token for k, token in enumerate(tokens) if k not in marks] if marks else tokens


def _number(tokens: Sequence[Token], alone: Container[int]) -> None:
    """Begin items with their numbers, in lists that go on from another number than one."""
    lists: list[bool] = []
    item: Token | None = None
    for k, token in enumerate(tokens):
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            lists.append(token.attrGet("start") is not None and k not in alone)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            item = token if lists[-1] else None
        elif token.type == "inline" and item is not None:
            number = f"{item.info}{item.markup} "
            token.children = [item.copy(type="text", content=number, nesting=0), *(token.children or ())]
            item = None


def closed_below(tokens: Sequence[Token]) -> Sequence[Token]:
    """A paragraph in bold that is closed on a line of its own, as some programs do, closed with its words."""
    ends = [one.content if one.type == "text" else one.type for one in (*tokens[:1], *tokens[-2:])]
    if len(tokens) < 3 or ends[1:] != ["softbreak", "**"] or not ends[0].startswith("**"):
        return tokens
    tokens[0].content = ends[0].lstrip("*")
    opens, closes = (tokens[0].copy(type="edge", tag="strong", nesting=n, content="") for n in (1, -1))
    return [opens, *tokens[:-2], closes]


def between(before: str, after: str) -> str:
    """What parts two lines that are one: a blank, or nothing in scripts without blanks."""
    return " " if " " in joined((before[-2:].strip(), after[:1])) else ""


def pictured(tokens: Iterable[Token]) -> frozenset[str]:
    """Who has a picture before their name more than once: the keys of their labels."""
    often = Counter(behind_picture(token.children or ()) for token in tokens if token.type == "inline")
    return frozenset(key for key, count in often.items() if key and count > 1)


def behind_picture(tokens: Sequence[Token]) -> str:
    """The key of the label behind a picture that begins a paragraph; "" for none."""
    if len(tokens) < 2 or tokens[0].type != "image":
        return ""
    label = colon_label("".join(token.content for token in tokens[1:]).strip())
    return "" if label is None else label.key


def reference(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Where a link leads to, below the text; not `[Ann]: Why?`, which says who speaks."""
    from markdown_it.rules_block import reference as definition

    at = state.bMarks[first] + state.tShift[first]
    if (label := _DEFINED.match(state.src, at)) is None:
        return False
    if _LINKS not in state.env:
        state.env[_LINKS] = {*_LINKED.findall(state.src)}
    leads = _LEADS.match(state.src, at) is not None or label[1] in state.env[_LINKS]
    return leads and definition(state, first, last, silent)


def note(state: StateInline, silent: bool) -> bool:
    """Notes: `^[What it says.]` in their place, `[^label]` elsewhere."""
    if state.src.startswith("^[", state.pos):
        end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
        if end < 0:
            return False
        label, words = "", state.src[state.pos + 2 : end]
        end += 1
    elif reference := _REFERENCE.match(state.src, state.pos):
        label, words, end = reference[1], "", reference.end()
    else:
        return False
    # markdown-it asks silently where something ends, and wants no tokens then.
    if not silent:
        token = state.push("note", "", 0)
        token.content, token.info = words, label
    state.pos = end
    return True
