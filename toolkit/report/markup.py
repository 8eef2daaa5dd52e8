"""Markup of texts in the report.

All words of others come through here into the page.
"""

from __future__ import annotations

from functools import cache

from toolkit import languages
from toolkit.adopting.adoption import Fate, Passage
from toolkit.model import KINDS
from toolkit.text import xml
from toolkit.text.hygiene import percent, shortened, tidy

FATES: dict[Fate, tuple[str, str]] = {
    "placed": ("✓", "taken over"),
    "doubtful": ("?", "in doubt, fuzzy"),
    "kept": ("●", "kept: a person’s work"),
    "earlier": ("◐", "kept: of another file"),
    "empty": ("○", "without counterpart"),
}
"""Fate -> a mark that needs no colour, and words."""
EXCERPT = 200
"""Characters of a text that a list shows of it."""


def escape(text: str) -> str:
    r"""A text as character data or as a value.

    Values are in double quotes; what no markup can carry is left out.

    >>> escape('R&D\x01 "<plans>"')
    'R&amp;D &quot;&lt;plans&gt;&quot;'
    """
    return xml.escape(tidy(text))


@cache
def attributes(lang: str) -> str:
    """Language and direction of an element.

    `dir` also keeps the text's bidi marks to itself.

    >>> attributes("ar"), attributes("und")
    (' lang="ar" dir="rtl"', ' lang="und" dir="auto"')
    """
    # Of an unknown language the browser looks at the letters.
    direction = "auto" if lang == "und" else languages.get(lang).dir
    return f' lang="{escape(lang)}" dir="{direction}"'


def excerpt(text: str) -> str:
    """The beginning of a text, escaped."""
    return escape(shortened(tidy(text), EXCERPT + 1, words=True))


def confidence(value: float) -> str:
    """A probability as number and bar."""
    return f'<span class="c c{int(value * 10 + 1e-6)}">{percent(value)}</span>'


def who(passage: Passage, lang: str) -> str:
    """The speaker's label, or the kind of text.

    The kind where nobody speaks.
    """
    if passage.label:
        return f"<bdi{attributes(lang)}>{escape(passage.label)}</bdi>"
    return f'<span class="kind">{passage.kind}</span>' if not KINDS[passage.kind].spoken else ""
