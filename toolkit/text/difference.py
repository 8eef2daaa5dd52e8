"""What changed between two versions of a text, word by word.

Characters are compared in scripts without blanks. By Indel distance, so that a word is either there or not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from toolkit import late
from toolkit.text import scripts, segment

ChangeKind = Literal["typography", "figures", "order", "sentences", "words"]
"""typography: marks that neither ask nor exclaim, blanks and capitals; figures: numbers alone; order: the
same words otherwise; sentences: some are there more or less, and the others are as they were; words: all
else."""
CHANGES: tuple[ChangeKind, ...] = ("typography", "figures", "order", "sentences", "words")
"""From what is a minute's work to what has to be translated anew."""


class ComparedPiece(NamedTuple):
    """A part of a text, and what became of it."""

    fate: Literal["kept", "gone", "new"]
    text: str


@cache
def _tokens() -> re.Pattern[str]:
    # Figures stay whole: in 1947 and 1949 nobody looks for two digits that are alike.
    return re.compile(rf"\d+(?:[.,:]\d+)*|[{scripts.UNSPACED}]|[^\W\d{scripts.UNSPACED}]+|\s+|.", re.DOTALL)


def compare(before: str, after: str) -> tuple[ComparedPiece, ...]:
    """The pieces of two versions in the order of the text.

    Those that are kept and new make up the text as it is; those that are kept and gone the one before. What
    is gone stands before what is new.

    >>> [tuple(piece) for piece in compare("in 1947 it rang", "in 1949 it rang")]
    [('kept', 'in '), ('gone', '1947'), ('new', '1949'), ('kept', ' it rang')]
    """
    from rapidfuzz.distance import Indel

    old, new = _tokens().findall(before), _tokens().findall(after)
    if len(old) * len(new) > _MOST:
        return _roughly(old, new)
    pieces: list[ComparedPiece] = []
    for step in Indel.opcodes(old, new):
        kept = step.tag == "equal"
        if step.tag == "delete":
            pieces.append(ComparedPiece("gone", "".join(old[step.src_start : step.src_end])))
        else:
            pieces.append(
                ComparedPiece("kept" if kept else "new", "".join(new[step.dest_start : step.dest_end]))
            )
    return tuple(_joined(pieces))


_MOST = 20_000 * 20_000
"""Words of one version times words of the other: beyond, it would take seconds and hundreds of megabytes."""


def _roughly(old: Sequence[str], new: Sequence[str]) -> tuple[ComparedPiece, ...]:
    """The pieces of two very long versions: all between their first and their last change is one."""
    most = min(len(old), len(new))
    begin = next((k for k in range(most) if old[k] != new[k]), most)
    end = next((k for k in range(most - begin) if old[-1 - k] != new[-1 - k]), most - begin)
    gone, fresh = old[begin : len(old) - end], new[begin : len(new) - end]
    pieces = (
        ComparedPiece("kept", "".join(new[:begin])),
        ComparedPiece("gone", "".join(gone)),
        ComparedPiece("new", "".join(fresh)),
        ComparedPiece("kept", "".join(new[len(new) - end :])),
    )
    return tuple(piece for piece in pieces if piece.text)


def _joined(pieces: Sequence[ComparedPiece]) -> Iterable[ComparedPiece]:
    """The pieces, where changes that only a blank parts are one."""
    runs: list[list[ComparedPiece]] = []
    for number, piece in enumerate(pieces):
        changed = piece.fate != "kept" or (
            not piece.text.strip() and 0 < number < len(pieces) - 1 and runs and runs[-1][-1].fate != "kept"
        )
        if changed and runs and runs[-1][0].fate != "kept":
            runs[-1].append(piece)
        else:
            runs.append([piece])
    for run in runs:
        # A blank at the end of a run was kept after all.
        last = run.pop() if len(run) > 1 and run[-1].fate == "kept" else None
        if run[0].fate == "kept":
            yield run[0]
        else:
            gone = "".join(piece.text for piece in run if piece.fate != "new")
            new = "".join(piece.text for piece in run if piece.fate != "gone")
            yield from (ComparedPiece("gone", gone),) * bool(gone) + (ComparedPiece("new", new),) * bool(new)
        if last is not None:
            yield last


def shown(pieces: Sequence[ComparedPiece], around: int = 24) -> str:
    """Pieces as one line of text: what is gone in `[-...-]`, what is new in `{+...+}`.

    around  characters of what is kept that stand beside a change; what is cut there is an ellipsis

    >>> shown(compare("It rang in 1947, they say.", "It rang in 1949, they say."))
    'It rang in [-1947-] {+1949+}, they say.'
    """
    out: list[str] = []
    for number, (fate, text) in enumerate(pieces):
        if fate == "kept":
            first, last = number == 0, number == len(pieces) - 1
            out.append(_cut(text, 0 if first else around, 0 if last else around))
        else:
            # A blank beside what is gone, so that it can be told from what took its place.
            after_gone = fate == "new" and number and pieces[number - 1].fate == "gone"
            out.append((" " if after_gone else "") + (f"[-{text}-]" if fate == "gone" else f"{{+{text}+}}"))
    return "".join(out)


def _cut(text: str, begin: int, end: int) -> str:
    """The beginning and the end of a text, with an ellipsis between them."""
    if len(text) <= begin + end + 8:
        return text
    # At a blank, where there is one near.
    head, tail = text[:begin], text[len(text) - end :] if end else ""
    if begin and " " in head.strip():
        head = head[: head.rindex(" ")]
    if end and " " in tail.strip():
        tail = tail[tail.index(" ") + 1 :]
    return f"{head}{' ' * bool(begin and head[-1:] != ' ')}…{' ' * bool(end)}{tail}"


def kind(before: str, after: str, lang: str) -> ChangeKind:
    """What kind of change made one text of another.

    >>> kind("It rang in 1947.", "It rang in 1949.", "en"), kind("It rang", "It rang.", "en")
    ('figures', 'typography')
    >>> kind("It rang?", "It rang.", "en"), kind("It rang！", "It rang!!", "en")
    ('words', 'typography')
    >>> kind("It rang. Twice.", "It rang.", "en"), kind("It never rang.", "It rang.", "en")
    ('sentences', 'words')
    """
    old, new = _words(before, lang), _words(after, lang)
    if old == new:
        return "typography"
    if [_masked(word) for word in old] == [_masked(word) for word in new]:
        return "figures"
    if Counter(old) == Counter(new):
        return "order"
    more, less = (Counter(map(str.strip, segment.split(text, lang))) for text in (before, after))
    if not (more - less and less - more):
        return "sentences"
    return "words"


def _words(text: str, lang: str = "") -> list[str]:
    """Words and figures, and signs that are read as words, without capitals."""
    # A minus is one, whichever dash it is; between two years a dash is typography.
    text = _MINUS.sub("minus ", text.casefold().translate(_TONES))
    if lang.partition("-")[0] in {"el", "grc"}:
        text = _GREEK_QUESTION.sub("?", text)
    # A question that has become a statement says something else. How often a mark stands there is no matter.
    text = _DOUBLED.sub(r"\1", text)
    return [piece for piece in _tokens().findall(text) if piece in "?!" or _is_read(piece[0])]


_MINUS = late.regex(r"(?<!\w)[-\N{EN DASH}\N{MINUS SIGN}](?=\d)")
_TONES = str.maketrans(
    {"？": "?", "؟": "?", "՞": "?", "！": "!", "՜": "!", "⁇": "?", "‼": "!", "‽": "?!", "⁈": "?!", "⁉": "!?"}
)
"""Marks that ask or exclaim -> those of ASCII. That of Spanish which opens has one which closes."""
_GREEK_QUESTION = late.regex("[;\N{GREEK QUESTION MARK}]")
_DOUBLED = late.regex(r"([?!])\1+")


def _is_read(char: str) -> bool:
    """Whether it says something: a letter, a vowel that is set on one, a figure, a sign such as % or $."""
    category = unicodedata.category(char)
    return category[0] in "LMN" or category == "Sc" or char in "%‰°+=<>×÷"


def _masked(word: str) -> str:
    return "0" if word[0].isdigit() else word


def with_figures(
    translation: str, before: str, after: str, fits: Callable[[str, re.Match[str], re.Match[str]], bool]
) -> str | None:
    """A translation with the figures of a source that was edited.

    None where it can't be told which they are, or how they are written there: each figure that changed must
    stand once in the source as it was, and once in the translation, and by itself: in "1er" and "1947-ben"
    letters change with it, and in "A4" and an address it is another. Points and commas must be as they were:
    what "3.5" is in another language nobody knows here.

    fits  whether words of the translation may stay as they are beside a new figure, of which it gets also the
          place of the one before in the source as it was, and in the translation

    >>> with_figures("En 1947, elle sonna.", "It rang in 1947.", "It rang in 1949.", lambda *_: True)
    'En 1949, elle sonna.'
    """
    old, new = ([word for word in _words(text) if word[0].isdigit()] for text in (before, after))
    if len(old) != len(new):
        return None
    changed = {a: b for a, b in zip(old, new, strict=True) if a != b}
    if any(_shape(a) != _shape(b) for a, b in changed.items()):
        return None
    places = [match for match in _tokens().finditer(translation) if match[0] in changed]
    counts = Counter(match[0] for match in places)
    if any(old.count(figure) != 1 or counts[figure] != 1 for figure in changed):
        return None
    if not all(_by_itself(translation, *match.span()) for match in places):
        return None
    sources = {match[0]: match for match in _tokens().finditer(before)}
    if not all(fits(changed[match[0]], sources[match[0]], match) for match in places):
        return None
    return _tokens().sub(lambda match: changed.get(match[0], match[0]), translation)


def _shape(figure: str) -> tuple[str, bool]:
    """What is no digit in a figure, and whether its digits are European."""
    return re.sub(r"\d", "", figure), figure.isascii()


def _by_itself(text: str, start: int, end: int) -> bool:
    """Whether nothing is joined to a figure that would have to change with it, or makes it another."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 2]
    if _BOUND.match(before) or _inflects(before) or _inflects(after[:1]):
        return False
    return not (_JOINT.match(after) and _inflects(after[1:]))


_BOUND = late.regex(r"[/^=#&?_@\\]")
"""What stands before a figure in an address, a note's number or a fraction."""
_JOINT = late.regex(r"[-:'’]")


def _inflects(char: str) -> bool:
    """Whether it is a letter of a script with capitals, where words are bent at their ends."""
    return char.lower() != char.upper()
