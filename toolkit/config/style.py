"""How an edition is set, in variables: those of a theme, and those that an editor gives another value.

They have the same names in `diglot.toml`, in style sheets and in PDF. Sizes are in sizes of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal, Protocol

from toolkit.config.tables import Fault, Table

Theme = Literal["plain", "review", "classic"]
Weight = Literal["regular", "bold"]
Alignment = Literal["start", "center"]


class StyleTable(Table, frozen=True):
    """Variables of an edition; those of its theme where none is given."""

    title_size: float | None = None
    title_weight: Weight | None = None
    title_align: Alignment | None = None
    heading_size: float | None = None
    heading_weight: Weight | None = None
    heading_align: Alignment | None = None
    label_size: float | None = None
    label_weight: Weight | None = None
    label_case: Literal["as-written", "small-caps"] | None = None
    """Small capitals, in scripts that have them."""
    label_place: Literal["above", "beside"] | None = None
    """Where names that have a line of their own stand: beside, in a column of theirs where there is room."""
    figures: Literal["as-the-font", "old-style"] | None = None
    """In running text, where the font has them."""
    question_weight: Weight | None = None
    rule: float | None = None
    """How thick the line beside a translation is, in pixels; 0 for none."""


Variables = Mapping[str, float | str]
"""Name, with hyphens -> value."""
_PLAIN: Variables = {
    "title-size": 1.7,
    "title-weight": "bold",
    "title-align": "center",
    "heading-size": 1.25,
    "heading-weight": "bold",
    "heading-align": "start",
    "label-size": 0.85,
    "label-weight": "regular",
    "label-case": "as-written",
    "label-place": "beside",
    "figures": "as-the-font",
    "question-weight": "bold",
    "rule": 1,
}
THEMES: Mapping[Theme, Variables] = MappingProxyType(
    {
        "plain": _PLAIN,
        # As a magazine: a large, light headline, and speakers in small capitals.
        "review": {
            **_PLAIN,
            "title-size": 2.3,
            "title-weight": "regular",
            "title-align": "start",
            "heading-size": 1.1,
            "label-size": 0.95,
            "label-case": "small-caps",
            "label-place": "above",
        },
        # As a small bilingual volume: all in one size, headings in the middle, no lines.
        "classic": {
            **_PLAIN,
            "title-size": 1.45,
            "title-weight": "regular",
            "heading-size": 1.1,
            "heading-weight": "regular",
            "heading-align": "center",
            "label-size": 1,
            "label-case": "small-caps",
            "figures": "old-style",
            "rule": 0,
        },
    }
)
_RANGES = {"rule": (0, 5)}
_SIZES = (0.5, 5)


class _Styled(Protocol):
    """What an edition says of its style."""

    @property
    def theme(self) -> Theme: ...
    @property
    def variables(self) -> StyleTable: ...


def variables(look: _Styled) -> Variables:
    """The variables of an edition, each with its value."""
    own = {name.replace("_", "-"): getattr(look.variables, name) for name in StyleTable.__struct_fields__}
    return {**THEMES[look.theme], **{name: value for name, value in own.items() if value is not None}}


def faults(look: _Styled) -> Iterator[Fault]:
    """Sizes that nobody could read."""
    for name, value in variables(look).items():
        low, high = _RANGES.get(name, _SIZES)
        # What is no number isn't between two of them, either.
        if not isinstance(value, str) and not low <= value <= high:
            yield ["variables", name], f"{value:g} is no value of {name}.", f"Write one from {low} to {high}."
