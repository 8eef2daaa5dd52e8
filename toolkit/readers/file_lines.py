"""The lines of a file that have something in them, without the numbers that count them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit import late
from toolkit.text.hygiene import trimmed
from toolkit.text.lines import seen
from toolkit.text.signs import ends_sentence

_LINE_ENDS = late.regex("(\r\n|\r|\n)")
_OTHER_ENDS = late.regex("([\v\x85\u2028\u2029])")
"""Line ends of word processors, of mainframes and of Unicode. Beside the usual ones they are blanks."""


@dataclass(slots=True)
class Lines:
    """The lines that have something in them.

    Parallel lists.
    """

    at: list[int] = field(default_factory=list)
    """Offset in the text of the line's first character."""
    number: list[int] = field(default_factory=list)
    """1-based."""
    text: list[str] = field(default_factory=list)
    """Stripped."""
    gap: list[bool] = field(default_factory=list)
    """Whether a blank line stands before it, or nothing at all."""
    indent: list[int] = field(default_factory=list)


def line_ends(text: str) -> re.Pattern[str]:
    r"""What ends the lines of a text, as a group.

    That is \n, \r\n or \r; in a text that has none of them, what other systems write.

    >>> line_ends("Ann: So?\u2028Bo: So.").split("Ann: So?\u2028Bo: So.")[::2]
    ['Ann: So?', 'Bo: So.']
    """
    return _LINE_ENDS if "\n" in text or "\r" in text else _OTHER_ENDS


def scan(text: str) -> Lines:
    r"""All lines with something visible in them.

    A line with nothing but the sign of a quotation has nothing to see.
    They end as `line_ends` says.
    """
    lines = Lines()
    if "\r" in text or "\n" not in text:
        pieces = line_ends(text).split(text)
        raw, sizes = pieces[::2], [len(end) for end in pieces[1::2]]
        sizes.append(0)
    else:
        raw = text.split("\n")
        sizes = [1] * len(raw)
    offset, gap = 0, True
    at, number, texts, gaps, indents = lines.at, lines.number, lines.text, lines.gap, lines.indent
    for n, (line, size) in enumerate(zip(raw, sizes, strict=True), 1):
        stripped = trimmed(line)
        if stripped.replace(">", " ").strip() and (stripped[0].isprintable() or seen(stripped)):
            at.append(offset)
            number.append(n)
            texts.append(stripped)
            gaps.append(gap)
            indents.append(len(line) - len(line.lstrip()) if line[0] != stripped[0] else 0)
            gap = False
        else:
            gap = True
        offset += len(line) + size
    return lines


_NUMBER = late.regex(r"(\d{1,6})(?:\s+|$)")
_COUNTED, _MOST = 6, 0.8
"""Lines that are numbered, at least, and their share of all."""
_SILENCE = late.regex(r"[(\[]+[\d.,]*[.\d][)\]]+")
"""How long nobody speaks, in seconds; or a dot: nobody counts it as a thing that is said."""
_LABEL = late.regex(r"[^\W\d_][^:：]{0,29}[:：](?:\s|$)")


def unnumbered(lines: Lines) -> Lines:
    """The lines without their numbers, where each has one, as courts and linguists print them.

    Numbers go on by one, or begin again, with 1 or with 0 at the top of a page; one alone is that of a blank
    line, or of a page, which parts nothing. Where each stands
    before a whole sentence it may count what is said, and stays: some line must go on in lower case, or be a
    silence, as in `(1.2)`. And some sentence must end, or a label stand before it: points in lower case are
    counted as well.
    """
    found = [_NUMBER.match(line) for line in lines.text]
    if sum(map(bool, found)) < max(_COUNTED, _MOST * len(found)) or not _count_lines(lines.text, found):
        return lines
    # Where a blank line stands below nearly each, it parts nothing: it would have a number of its own.
    double = sum(lines.gap) >= _MOST * len(found)
    kept = Lines()
    gap, last = True, 0
    for i, match in enumerate(found):
        gap = gap or (lines.gap[i] and not double)
        start = match.end() if match else 0
        number = int(match[1]) if match else last
        if start == len(lines.text[i]):
            gap = gap or number == last + 1
            last = number if gap else last
            continue
        last = number
        kept.at.append(lines.at[i])
        kept.number.append(lines.number[i])
        kept.text.append(lines.text[i][start:])
        kept.gap.append(gap)
        kept.indent.append(lines.indent[i] + start)
        gap = False
    return kept


def _count_lines(texts: Sequence[str], found: Sequence[re.Match[str] | None]) -> bool:
    """Whether the numbers at the beginning of lines count these, and not what is said in them."""
    last, above, going, sentences = 0, "", False, False
    for text, match in zip(texts, found, strict=True):
        if match is None:
            continue
        number, words = int(match[1]), text[match.end() :]
        if last and words and number not in {0, 1, last + 1}:
            return False
        labelled = _LABEL.match(words) is not None
        sentences = sentences or labelled or (bool(above) and ends_sentence(above))
        going = going or (bool(above) and not ends_sentence(above) and words[:1].islower() and not labelled)
        going = going or _SILENCE.fullmatch(words) is not None
        last = number if number in {0, 1, last + 1} or not last else last
        above = words
    return going and sentences
