"""XML whose elements are speeches: the sittings of parliaments, and scripts of Final Draft (.fdx).

What the elements of each form are is told by `speeches.toml`. No word between them is lost: what is in an
element that it doesn't name is a paragraph.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from toolkit import late
from toolkit.model import Kind
from toolkit.readers import Reader, containers, doctypes, forms, of_content
from toolkit.readers.containers import name
from toolkit.reading.lines import Content, Line
from toolkit.text import markup
from toolkit.text.hygiene import tidy
from toolkit.text.lines import seen
from toolkit.text.markup import Span
from toolkit.text.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_LABEL_ENDS = late.regex(r"\s*((?:\([^()]{1,80}\)\s*){0,4})[:：](?:\s*[-–—](?=\s))?\s*")
"""What stands behind a name before what is said: perhaps more about them, in brackets."""
_KINDS: Mapping[str, Kind] = {"headings": "heading", "events": "event", "told": "narration"}
"""Part of a form -> what its elements are, where nobody says them."""
_APART = frozenset({"br", "lb", "eol"})
"""Elements between which words are apart."""
_PARAGRAPHS = frozenset({"wholes", "speeches", "headings", "events"})
"""Parts of a form whose elements are paragraphs, or have some."""


class _Parts:
    """What one form calls its elements."""

    def __init__(self, form: Mapping[str, Any]) -> None:
        self.form = form
        self._named: dict[str, list[tuple[str, str, str]]] = {}
        for part in ("not", "names", "headings", "events", "told", "speeches", "wholes"):
            for one in form.get(part, ()):
                element, _, about = one.partition("@")
                attribute, _, value = about.partition("=")
                self._named.setdefault(element, []).append((part, attribute, value))

    def part(self, node: _Element) -> str:
        """What an element is in this form: the first that fits; "" for one that it doesn't name."""
        for part, attribute, wanted in self._named.get(name(node), ()):
            if not attribute or _fits(wanted, containers.value(node, attribute)):
                return part
        return ""


def _fits(wanted: str, value: str) -> bool:
    return late.regex(wanted).fullmatch(value) is not None


@cache
def _forms() -> Mapping[str, _Parts]:
    """Root -> what the elements of its form are."""
    rows = tomllib.loads(files("toolkit.readers").joinpath("speeches.toml").read_text("utf-8"))["forms"]
    return {root: parts for row in rows for parts in [_Parts(row)] for root in row["roots"]}


class _Sitting:
    """One pass over a file."""

    def __init__(self, root: _Element, parts: _Parts) -> None:
        self.parts = parts
        self.who = ""
        self.inside = False
        """Whether an element says that all in it is one speech."""
        self.last = ""
        """Who has spoken in the line before."""
        self.begins = False
        """Whether somebody has just been named: what happens then, before a word is said, is of that turn."""
        element, ids, shown = (*parts.form.get("known", ()), "", "", "")[:3]
        self.known = {
            "#" + next(filter(None, (containers.value(node, one) for one in ids.split("|"))), ""): tidy(
                containers.value(node, shown)
            )
            for node in (root.iter("{*}" + element) if element else ())
        }

    def lines(self, node: _Element) -> Iterator[Line]:
        """What is in an element, in order."""
        part = self.parts.part(node)
        if part == "not":
            return
        if part == "speeches":
            before, self.inside = self.inside, True
            self.who, self.last = self._stated(node), ""
            self.begins = bool(self.who)
            yield from self._between(node)
            self.who, self.inside = "", before
            return
        if part == "names":
            yield from self._name(self._words(node), node)
            return
        if part in _KINDS or part == "wholes":
            yield from self._whole(node, part)
            return
        yield from self._between(node)

    def _between(self, node: _Element) -> Iterator[Line]:
        """The elements in one, and the words between them: what isn't in a paragraph is one."""
        run: list[str] = [str(node.text or "")]
        for child in node:
            part = self.parts.part(child)
            # An element that nothing names, beside words, is a part of their sentence.
            if part == "not" or ("".join(run).strip() and not part and not self._holds(child)):
                run += ["" if part else self._words(child), str(child.tail or "")]
                continue
            yield from self._paragraph("".join(run), node)
            run = []
            yield from self.lines(child)
            run.append(str(child.tail or ""))
        yield from self._paragraph("".join(run), node)

    def _whole(self, node: _Element, part: str) -> Iterator[Line]:
        """A paragraph, and whom it names; further ones that stand in it are paragraphs as well."""
        if part in _KINDS:
            if part == "headings" or (part == "told" and not self.inside):
                self.who, self.last = self.who if self.parts.form.get("carried") else "", ""
                self.begins = False
            yield from self._paragraph(self._words(node), node, _KINDS[part])
            return
        if any(self.parts.part(child) in _PARAGRAPHS for child in _below(node)):
            yield from self._between(node)
            return
        named = next((child for child in node.iterdescendants() if self.parts.part(child) == "names"), None)
        if named is None:
            yield from self._paragraph(self._words(node), node)
            return
        # What stands before a name, such as the number of a question, goes with what is said.
        yield from self._name(self._words(named) + "\0" + self._words(node, named), node)

    def _name(self, said: str, node: _Element) -> Iterator[Line]:
        """Who speaks from here; and what is said, where words stand behind the name."""
        who, sign, rest = said.partition("\0")
        if not sign:
            who, sign, rest = said.partition(":")
            rest = sign + rest
        ends = _LABEL_ENDS.match(rest)
        about = ends[1].strip() if ends else ""
        self.who = tidy(f"{who.strip().rstrip(':：')} {about}").strip()
        self.last, self.begins = "", True
        yield from self._paragraph(rest[ends.end() :] if ends else rest, node)

    def _paragraph(self, text: str, node: _Element, kind: Kind | None = None) -> Iterator[Line]:
        text = tidy(" ".join(text.split()))
        if not seen(text):
            return
        spoken = bool(self.who) and kind in {None, "event"}
        if spoken and self.last != self.who and (kind is None or self.begins):
            yield Line(markup.compose((Span("text", self.who),)), line_of(node), names=True)
            self.last, self.begins = self.who, False
        yield Line(
            markup.compose((Span("text", text),)),
            line_of(node),
            kind=kind or ("speech" if spoken else "narration"),
            level=int(kind == "heading"),
        )

    def _words(self, node: _Element, but: _Element | None = None) -> str:
        """All words in an element, without what has none of the text, and without another element."""
        said = [str(node.text or "")]
        for child in node:
            if child is not but and self.parts.part(child) != "not":
                own = self._words(child, but)
                apart = self.parts.part(child) == "wholes" or name(child) in _APART
                said.append(f" {own} " if apart else own)
            said.append(str(child.tail or ""))
        return "".join(said)

    def _holds(self, node: _Element) -> bool:
        """Whether anything in an element is named by the form."""
        return any(self.parts.part(child) not in {"", "not"} for child in _below(node))

    def _stated(self, node: _Element) -> str:
        """Whom the element of a speech names; an id that no element of the file explains is all it says."""
        form = self.parts.form
        said = containers.value(node, form["says"]) if "says" in form else ""
        by = containers.value(node, form["by"]) if "by" in form else ""
        return tidy(said) or self.known.get(by, "") or tidy(by.removeprefix("#"))


def _below(node: _Element) -> Iterable[_Element]:
    return (child for child in node.iterdescendants() if isinstance(child.tag, str))


def content(data: bytes, *, path: str) -> Content:
    """What is said, and what stands between the speeches."""
    root = containers.parse(doctypes.without(data), path)
    parts = _forms()[name(root)]
    sitting = _Sitting(root, parts)
    within: Sequence[str] = parts.form.get("within", ())
    read = [child for child in root if name(child) in within] if within else [root]
    lines = [line for node in read for line in sitting.lines(node)]
    return Content(lines)


def _sure(data: bytes) -> bool:
    """Whether the root is that of a form, and the file has one of its speeches or names."""
    head = forms.start(data)
    parts = _forms().get(forms.root_of(head).rpartition(":")[2])
    return parts is not None and (parts.form["roots"][-1] != "debates" or 'speakername="' in head)


READER = Reader(suffixes=(".fdx",), read=of_content(content), sure=_sure, syntax=("markup",))
