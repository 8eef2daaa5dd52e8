"""Signs that stand for who asks and answers.

Newspapers print them so: "- Why?" and "▲ Because.".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence

from toolkit.model import Role
from toolkit.reading import evidence, kinds
from toolkit.reading.names import Name
from toolkit.reading.shapes import Candidate
from toolkit.reading.signs import is_question

# For a character class.
DASHES = "–—―‒−─ー\\-"
BULLETS = "■□●○◇◆◦▶▷►▪▫★☆◎•·※▲△▼▽❏❍♦♢◈◉❑➤➜→⇒☞✦✧"
_MARK = re.compile(
    rf"(?:(?P<mark>[{BULLETS}]{{1,2}})\s*|(?P<dash>[{DASHES}]{{1,3}})(?:\s+|(?!\d)))(?=[^\s{DASHES}{BULLETS}>])"
)
"""Behind a dash a number only with a blank between: "-5" is one number."""
_ASKED = 0.5
"""Share of its paragraphs that are questions, from which on a sign asks."""


def dialogue(
    lines: Sequence[str], begins: Callable[[int], bool], refused: Container[str]
) -> tuple[dict[int, Candidate], dict[str, Role]]:
    """Find a sign that asks and one that answers.

    Index of line -> its sign; and the role of either.

    Both stand twice at least, and most questions have an answer before the next one. Two kinds of dashes
    are none such: books have dialogues with them, and lists. Nothing where there is no such pair.

    begins   whether a line begins a paragraph
    refused  signs of which the editor says that they are nobody's
    """
    places: dict[str, dict[int, Candidate]] = {}
    for i, line in enumerate(lines):
        sign = _MARK.match(line)
        mark = (sign["mark"] or sign["dash"]) if sign else ""
        if sign and mark not in refused and begins(i) and not _otherwise(line):
            sign_name = Name(mark, mark, "", mark, "open")
            places.setdefault(mark, {})[i] = Candidate(sign_name, "mark", sign.end())
    often = {mark: sorted(found) for mark, found in places.items() if len(found) >= 2}
    asked = {mark: sum(is_question(lines[i]) for i in found) / len(found) for mark, found in often.items()}
    asking = [mark for mark, share in asked.items() if share >= _ASKED]
    pairs = [
        (len(often[asks]) + len(often[other]), asks, other)
        for asks in asking
        for other in often
        if asked[other] < asked[asks]
        and set(BULLETS) & {asks[0], other[0]}
        and evidence.answers(often[asks], often[other])
    ]
    if not pairs:
        return {}, {}
    _, asks, answers = max(pairs)
    return {**places[asks], **places[answers]}, {asks: "interviewer", answers: "interviewee"}


def _otherwise(line: str) -> bool:
    """Whether a line is a caption or metadata."""
    # Whatever it begins with.
    return kinds.fixed(line, underlined=False, headline=False) is not None
