"""What the container of a text says of its lines: the states that this leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

import numpy as np

from toolkit.reading.lattice import AT, LEAST, STATES, WRAPS, Mask, but, only
from toolkit.reading.names import MOST_WORDS
from toolkit.reading.nobody import below_labels
from toolkit.reading.title_block import may_head
from toolkit.reading.view import View
from toolkit.text.lines import BRACKETED
from toolkit.text.scripts import begins_small
from toolkit.text.signs import ends_sentence


def left_by_container(seen: View, known: Collection[str], title: str) -> Mask | None:
    """The states that lines may have, as their container and a stated title say; None for all."""
    lines = seen.lines
    if not title and not any(
        line.kind or line.speaker or line.joined or line.form != "prose" for line in lines
    ):
        return None
    mask = np.ones((len(lines), len(STATES)))
    heads = may_head(lines, title)
    mask[:, AT["title"]] = heads
    often = Counter(label.key for labels in seen.found for label in labels)
    below = set(below_labels(lines, seen.found))
    items = (labels for line, labels in zip(lines, seen.found, strict=True) if line.form == "item")
    alone = [own for of in items for own in {one.key for one in of if one.bare}]
    headed = len({*alone}) < len(alone)
    # Below a line that is only drawn nothing goes on, though it be of one paragraph with it.
    drawn = seen.has("drawn")
    for i, line in enumerate(lines):
        # What is set otherwise than the line before is no part of its paragraph.
        if i and line.form != lines[i - 1].form:
            mask[i] *= but(*WRAPS)
        if line.decided:
            # Nothing else, unless there is no paragraph that could go on.
            mask[i] = np.maximum(LEAST, only(*WRAPS))
        elif line.joined and not (i and drawn[i - 1] and not lines[i - 1].joined):
            # What goes on with what is certainly said is said, too.
            said = line.kind == lines[i - 1].kind == "speech"
            mask[i] = only("wrap.speech") if said else only(*WRAPS)
            if not line.speaker:
                # A label begins a turn all the same, but for one in the midst of a sentence that never
                # comes again. A label alone has its words in a line of its own.
                mask[i, [AT["turn"], AT["label"]]] = not (i and _amid(seen, i, often))
                mask[i, AT["continuation"]] = i in below
        elif line.kind == "speech" or line.speaker:
            mask[i] = only("turn", "label", "continuation")
        elif line.kind is not None:
            kind = "heading" if line.kind == "title" and not heads[i] else line.kind
            mask[i] = only(kind if kind in AT else "note")
        elif line.form != "prose":
            mask[i] = only("turn", "continuation", "narration", "note")
            # A bullet may stand before names alone, too, where one comes again.
            mask[i, AT["label"]] = headed and any(label.bare for label in seen.found[i])
            # "> (laughter)": what happens meanwhile may be quoted, too.
            mask[i, AT["event"]] = line.form == "quotation" and bool(
                BRACKETED.fullmatch(line.text, line.sign)
            )
        if mask[i, AT["label"]] and _leads(seen, i, often, known):
            mask[i, AT["label"]] = 0
    return mask


def _amid(seen: View, i: int, often: Mapping[str, int]) -> bool:
    """Whether a line goes on with the sentence of the one before, and begins with no label that recurs."""
    if not begins_small(seen.lines[i].text) or ends_sentence(seen.lines[i - 1].text):
        return False
    return all(often[label.key] == 1 for label in seen.found[i])


def _leads(seen: View, i: int, often: Mapping[str, int], known: Collection[str]) -> bool:
    """Whether a caption ends with a colon before what the next one says: `And then he told us:`.

    A name is on the screen with what is said, or comes again, or is brief, or has a capital at each word.
    """
    line, below = seen.lines[i], seen.lines[min(i + 1, len(seen.lines) - 1)]
    labels = [label for label in seen.found[i] if label.bare]
    # What has no end is no caption, but a time in a text.
    if line.end is None or below.start in {None, line.start} or not labels:
        return False
    # Who somebody is may stand behind a name, and all of a line is the label then.
    parts = line.text.split()
    sentence = len(parts) > MOST_WORDS and not all(part[0].isupper() for part in parts)
    return sentence and not any(often[label.key] > 1 or label.key in known for label in labels)
