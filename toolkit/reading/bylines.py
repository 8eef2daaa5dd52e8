"""Who wrote a text, as lines above and below a talk say it: `By Mara Lind`, `文＝森田かおり`."""

from __future__ import annotations

import numpy as np

from toolkit import late
from toolkit.languages.lexicon import key, lexicon
from toolkit.late import once
from toolkit.reading.labelled import Labelled
from toolkit.reading.names import name
from toolkit.reading.whole import may_head
from toolkit.text import scripts
from toolkit.text.scripts import begins_small

_TOP = 5
"""Lines among which the headline of a text stands."""
_BY = 3
"""Words before the name of who wrote a text, at most: "Interview conducted by"."""
_SIGN = late.regex(r"([^＝=]{1,8})\s?[＝=]\s?([^＝=]{2,12})")
_SIGNS = 6
"""Characters of a name in a script without blanks, at most."""
_QUOTED = late.regex('[«“„"「『《‹].*[»”“"」』》›]$')


@once
def written_by(text: Labelled) -> list[int]:
    """The lines that say who wrote a text, below what may be its headline, or behind all: `By Mara Lind`.

    Of two at the top the lower one: a headline may begin with such a word, too, as a name may with `von`. Or
    such a word is a label around all turns, and a name stands behind it: `Words: Mara Lind`. A headline that
    quotes somebody is no turn: `Mara Lind: "I row alone"`.
    """
    size, begins = len(text.plain), _headline(text)
    turns = text.line[text.again & (text.line >= begins)]
    top = min((*turns.tolist(), _TOP, size))
    last = max(top, int(text.line[text.again].max()), size - 3) if text.again.any() else size
    words = lexicon()
    by_words = (words.by - words.particles) | words.credit
    found = []
    for i in (*range(int(may_head(text).argmax()) + 1, top), *range(last + 1, size)):
        parts = text.plain[i].split()
        by = [k for k in range(1, min(_BY + 1, len(parts))) if key(" ".join(parts[:k])) in by_words]
        who = parts[by[-1] :] if by else []
        # A single word is a name where no blank parts surname and given name.
        whole = len(who) > 1 or any(scripts.unspaced(word[0]) for word in who)
        signed = whole and not any(map(begins_small, who)) and name(" ".join(who)).looks == "name"
        if signed or _equals(text.plain[i]):
            found.append(i)
    first = text.first_turn if not begins else int(turns.min(initial=size))
    labels = text.inline & ~text.again & text.of_keys(words.byline - words.meta)
    places = np.flatnonzero(labels & ((text.line < first) | (text.line > last))).tolist()
    named = [int(text.line[k]) for k in places if name(text.behind(k).strip()).looks == "name"]
    return [*[i for i in found if i < top][-1:], *[i for i in found if i > last], *named]


def _headline(text: Labelled) -> int:
    """1 where the first line is a label and a quotation, and stands alone; 0 else."""
    quoted = any(_QUOTED.match(text.behind(int(k)).strip()) for k in np.flatnonzero(text.line == 0)[:1])
    return int(quoted and len(text.plain) > 1 and text.gap[1] > 0)


def _equals(words: str) -> bool:
    """Whether a sign stands between a word for who wrote a text and a name in a script without blanks."""
    sign = _SIGN.fullmatch(words.strip())
    return (
        sign is not None
        and key(sign[1]) in lexicon().byline
        and len(sign[2]) <= _SIGNS
        and scripts.unspaced(sign[2][0])
        and name(sign[2]).looks in {"name", "open"}
    )


def above_writer(text: Labelled) -> list[int]:
    """The headline alone above who wrote a text: nothing that stands above one."""
    head = may_head(text)
    return [i - 1 for i in written_by(text) if i and head[i - 1]]
