"""From paragraphs with answers to lines with answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from styles import Layout, wrap

SPOKEN = {"turn", "continuation"}
WRAPS = {
    "turn": "wrap.speech",
    "continuation": "wrap.speech",
    "narration": "wrap.narration",
    **dict.fromkeys(
        ("meta", "kicker", "title", "byline", "dateline", "caption", "note", "event", "heading"), "wrap.other"
    ),
}
"""What a further line is, by what the first one is. Separators and labels have none."""
STATES = (*WRAPS, "separator", "label", "wrap.speech", "wrap.narration", "wrap.other")

BULLET = re.compile(r"\s*(?:[-*+•]|\d+[.)])\s+")
SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=\S)|(?<=[。？！])(?=\S)")


@dataclass
class Para:
    """A paragraph before it is laid out."""

    allow: tuple[str, ...]
    text: str
    label: str | None = None
    """As printed, without what the style puts around it."""
    speaker: str | None = None
    also: tuple[str, ...] = ()
    rigid: bool = False
    """Whether it keeps its one line in every layout."""
    close: bool = False
    """Whether it stands directly below the paragraph before."""
    form: str = "prose"
    shows: str = ""
    """What misleads about it, where a document has it to be learnt: a key of `habits.HABITS`."""


@dataclass
class Row:
    """A line of the document."""

    text: str
    allow: tuple[str, ...] = ()
    of: Para | None = None


def wrapped_states(para: Para) -> tuple[str, ...]:
    """What a further line of the paragraph may be."""
    return tuple(dict.fromkeys(WRAPS[state] for state in para.allow if state in WRAPS))


@dataclass
class Pages:
    """Counts lines, and puts the head of a page among them."""

    rng: Random
    size: int
    """Lines of a page; 0 for no pages."""
    running: str
    number: int = 1
    used: int = 0

    def turn_over(self) -> list[Row]:
        """What stands between two pages, where this line begins one."""
        self.used += 1
        if not self.size or self.used <= self.size:
            return []
        self.used, self.number = 1, self.number + 1
        return _page_break(self.rng, self.running, self.number)


def rows(paras: Sequence[Para], layout: Layout, rng: Random, lang: str, running: str) -> list[Row]:
    """The lines, blank ones too.

    running  what stands at the head of each page
    """
    out: list[Row] = []
    pages = Pages(rng, layout.pages, running, rng.choice((1, 1, 2, 17, 112)))
    for para in paras:
        if out:
            above = out[-1].of
            spoken = above is not None and bool(set(above.allow) & SPOKEN)
            tight = layout.tight and para.allow[0] == "continuation" and spoken
            out.extend(Row("") for _ in range(0 if para.close or tight else layout.between))
        for number, (text, allow) in enumerate(_pieces(para, layout, lang)):
            head = pages.turn_over()
            begun: tuple[str, ...] = ()
            if head and number:
                # The paragraph goes on behind the head of a page, and not everywhere can that be seen.
                begun = ("continuation",) if "wrap.speech" in allow else para.allow
            blanks = 0 if para.rigid else layout.hang if number else layout.indent
            if number and para.form == "item" and layout.hangs:
                # Below the words of the item, and not below its bullet.
                blanks += len(para.text) - len(BULLET.sub("", para.text))
            out += [*head, Row(" " * blanks + text, (*begun, *allow), para)]
    return out


def _pieces(para: Para, layout: Layout, lang: str) -> list[tuple[str, tuple[str, ...]]]:
    """The lines of a paragraph, and what each may be."""
    lines, further = [para.text], wrapped_states(para)
    if not para.rigid and layout.sentences and para.allow[0] in SPOKEN:
        said = para.text.find(para.label) + len(para.label) + 3 if para.label else 0
        lines = SENTENCE_END.split(para.text[said:])
        lines[0] = para.text[:said] + lines[0]
        further = ("continuation", "wrap.speech")
    elif not para.rigid and layout.width:
        lines = wrap(para.text, layout.width, lang)
        if para.label and para.label not in lines[0]:
            # Nobody breaks a label.
            lines = [para.text]
    return [(line, further if number else para.allow) for number, line in enumerate(lines)]


def _page_break(rng: Random, running: str, page: int) -> list[Row]:
    head = [Row(running, ("meta",)), Row(str(page), ("meta", "separator"))]
    if rng.random() < 0.3:
        head = [Row(f"{page}        {running}", ("meta",))]
    if rng.random() < 0.2:
        head.append(Row(rng.choice(("(A)", "(B)", "(C)", "(D)")), ("meta", "separator", "event")))
    if rng.random() < 0.5:
        return [Row(""), *head, Row("")]
    return head


def answers(lines: Sequence[Row]) -> list[dict[str, Any]]:
    """Gold of every line that is not blank, numbered from 1."""
    gold = []
    for number, row in enumerate(lines, 1):
        if not row.text.strip():
            continue
        para = row.of
        begins = para is not None and row.allow == para.allow
        answer: dict[str, Any] = {
            "n": number,
            "allow": list(row.allow),
            "label": para.label if para and begins and ({"turn", "label"} & set(row.allow)) else None,
            "speaker": para.speaker if para else None,
        }
        if para and para.also:
            answer["also"] = list(para.also)
        if para and para.form != "prose":
            answer["form"] = para.form
        if para and para.shows:
            answer["shows"] = para.shows
        gold.append(answer)
    return gold
