"""How labels are printed, and how lines are laid out."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from random import Random

from phrases import CJK


@dataclass(frozen=True)
class Style:
    """A way to print a label.

    {L} is the label, {x} what is said, {t} a time, {e} a later one, {r} what somebody is, {n} a name, {i} a
    number, {m} a mark. A pattern without {x} is a line of its own above what is said.
    """

    name: str
    pattern: str
    weight: int
    needs: str = ""
    """Words: cjk, ja, md (Markdown), short (a label of few characters), held (kept apart)."""

    @property
    def alone(self) -> bool:
        """Whether the label has a line of its own."""
        return "{x}" not in self.pattern


STYLES = (
    Style("colon", "{L}: {x}", 34),
    Style("colon-wide", "{L}:  {x}", 3),
    Style("colon-spaced", "{L} : {x}", 4),
    Style("colon-nbsp", "{L}\u00a0: {x}", 2),
    Style("colon-tight", "{L}:{x}", 3),
    Style("colon-full", "{L}：{x}", 60, "cjk"),
    Style("colon-tab", "{L}:\t{x}", 3),
    Style("bold-in", "**{L}:** {x}", 12, "md"),
    Style("bold-out", "**{L}**: {x}", 6, "md"),
    Style("bold-bare", "**{L}** {x}", 4, "md"),
    Style("bold-full", "**{L}：**{x}", 10, "cjk md"),
    Style("italic", "*{L}:* {x}", 2, "md"),
    Style("underscores", "__{L}:__ {x}", 1, "md"),
    Style("html", "<b>{L}:</b> {x}", 1),
    Style("brackets", "[{L}] {x}", 3),
    Style("brackets-colon", "[{L}]: {x}", 2),
    Style("lenticular", "【{L}】{x}", 6, "cjk"),
    Style("dash", "{L} – {x}", 4),
    Style("dash-long", "{L} — {x}", 3),
    Style("stop-dash", "{L}. — {x}", 2),
    Style("stop-dash-tight", "{L}.—{x}", 1),
    Style("hyphen", "{L} - {x}", 2),
    Style("stop", "{L}. {x}", 7, "short"),
    Style("gap", "{L}    {x}", 4, "short"),
    Style("wide-blank", "{L}\u3000{x}", 14, "cjk"),
    Style("tab", "{L}\t{x}", 3),
    Style("bullet", "- {L}: {x}", 5),
    Style("bullet-bold", "* **{L}**: {x}", 3, "md"),
    Style("numbered", "{i} {L}: {x}", 2),
    Style("numbered-stop", "{i}. {L}: {x}", 1),
    Style("time-first", "[{t}] {L}: {x}", 4),
    Style("time-bare-first", "{t} {L}: {x}", 3),
    Style("time-back", "{L} ({t}): {x}", 3),
    Style("time-square", "{L} [{t}]: {x}", 2),
    Style("time-tabs", "{t}\t{L}\t{x}", 1),
    Style("time-after", "{L}: [{t}] {x}", 1),
    Style("time-escaped", "**{L}:** \\[{t}\\] {x}", 1, "md"),
    Style("role", "{L} ({r}): {x}", 5),
    Style("role-comma", "{L}, {r}: {x}", 2),
    Style("role-wide", "{L}（{r}）：{x}", 6, "cjk"),
    Style("circle", "○{L}（{n}君）\u3000{x}", 10, "ja"),
    Style("circle-bare", "○{L}\u3000{x}", 6, "ja"),
    Style("quoted", "> **{L}:** {x}", 1, "md"),
    Style("corner", "{L}「{x}」", 5, "ja"),
    Style("bar", "{L} | {x}", 5),
    Style("slash", "{L} / {x}", 4),
    Style("slash-tight", "{L}/ {x}", 3),
    Style("guillemet", "{L} » {x}", 4),
    Style("middot", "{L} · {x}", 4),
    Style("tilde", "{L} ~ {x}", 3),
    Style("brackets-hyphen", "[{L}] - {x}", 3),
    Style("bullet-dash", "- {L} – {x}", 3),
    Style("letter-paren", "{L}) {x}", 8, "short"),
    Style("line", "{L}", 8),
    Style("line-colon", "{L}:", 4),
    Style("line-bold", "**{L}**", 5, "md"),
    Style("line-bold-colon", "**{L}:**", 3, "md"),
    Style("line-heading", "### {L}", 3, "md"),
    Style("line-heading-colon", "#### {L}:", 1, "md"),
    Style("line-time", "{L}  {t}", 5),
    Style("line-colon-time", "{L}: {t}", 6),
    Style("line-time-colon", "{L} ({t}):", 4),
    Style("line-time-first", "{t} {L}", 2),
    Style("line-times-around", "{t} {L} {t}", 1),
    Style("line-tab-time", "{L}\t{t}", 2),
    Style("line-brackets", "[{L}]", 2),
    Style("line-corner", "{L}", 6, "ja"),
    Style("dashes", "— {x}", 3),
    Style("dashes-tight", "—{x}", 3),
    Style("dashes-short", "– {x}", 3),
    Style("dashes-hyphen", "- {x}", 2),
    Style("dashes-double", "――{x}", 8, "ja"),
    Style("dash-and-name", "{L}: {x}", 2),
    Style("dash-and-name-full", "{L}：{x}", 3, "cjk"),
    Style("dash-and-name-wide", "{L}\u3000{x}", 5, "cjk"),
    Style("dash-asks", "——{x}", 5, "cjk"),
    Style("dash-asks-long", "— {x}", 2),
    Style("dash-asks-hyphen", "- {x}", 2),
    Style("dash-asks-hyphen-tight", "-{x}", 3, "cjk"),
    Style("signs", "{s} {x}", 5),
    Style("signs-tight", "{s}{x}", 4),
    # The log of a chat.
    Style("log", "<{L}> {x}", 3),
    Style("log-time", "{t} <{L}> {x}", 2),
    Style("log-time-blank", "{t} < {L}> {x}", 2),
    Style("log-brackets", "[{t}] <{L}> {x}", 2),
    Style("log-weekday", "[Tue {t}]\t<{L}>\t{x}", 1),
    Style("log-tabs", "2018-06-19 {t}\t{L}\t{x}", 2),
    Style("log-dated", "14.03.26, {t} - {L}: {x}", 2),
    Style("log-dated-brackets", "[14/03/2026, {t}] {L}: {x}", 2),
    Style("log-colon", "[2026-03-14 {t}] {L}: {x}", 2),
    # Kept apart: the weights never see these.
    Style("angle", "{L} > {x}", 2, "held"),
    Style("diamonds", "{m} {L} > {x}", 2, "held"),
    Style("brackets-dash", "[{L}] – {x}", 2, "held"),
    Style("line-time-paren", "{L} ({t})", 2, "held"),
    Style("line-speaker-arrow", ">> {L}: {x}", 1, "held"),
)
SIGNS = (
    ("-", "▲"),
    ("▲", "-"),
    ("◇", "◆"),
    ("◆", "◇"),
    ("▶", "▷"),
    ("―", "▲"),
    ("■", "□"),
    ("●", "○"),
    ("▼", "△"),
)
"""Signs that stand in the place of who asks and who answers."""
DASHES = {
    style.name: style.pattern.removesuffix("{x}").strip()
    for style in STYLES
    if style.name.startswith("dash") and "{L}" not in style.pattern
}
"""Styles whose turns have a dash in the place of a label."""


COMMON = {
    "colon",
    "colon-full",
    "colon-wide",
    "bold-in",
    "bold-out",
    "bold-full",
    "line",
    "line-colon",
    "line-bold",
}
"""Styles of ordinary documents."""


TIMED = 0.1
"""Share of documents with a time in each label, beside those of `STYLES`."""
BESIDE = (
    "{N} – {t}:",
    "{N} {t}:",
    "{t} - {N}:",
    "[{t}]: {N}:",
    "{N} @ {t} –",
    "{N} | {t}",
    "{N} [{t} --> {e}]",
    "{N} `{t}`",
    "{N} ({r}), {t} -",
    "{N} - {t}",
    "{N}, {t}",
    "{N} · {t}",
    "[{t}] {N}:",
    "{N} ({t}):",
)
"""Where a time stands beside a name."""
DECKED = (
    "{L}",
    "{L}",
    "{L}",
    "**{L}**",
    "**{L}**",
    "*{L}*",
    "[{L}]",
    "### {L}",
    "> {L}",
    "- {L}",
    "<b>{L}</b>",
)
"""How a name may be set there."""


def draw_timed(rng: Random) -> Style:
    """A name in any setting, a time anywhere beside it, what is said behind them or below."""
    beside, deck = rng.choice(BESIDE), rng.choice(DECKED)
    front = deck.partition("{L}")[0]
    if front.endswith(" "):
        # A sign of the line stands before the time.
        pattern = front + beside.replace("{N}", "{L}")
    else:
        pattern = beside.replace("{N}", deck)
    needs = "md" if deck[0] in "*#>" else ""
    # Who reads on needs to see where a heading, or a time at the end, stops.
    below = rng.random() < (0.9 if "#" in deck else 0.6)
    kind = "timed-heading" if "#" in deck else "timed-quoted" if ">" in front else "timed"
    return Style(f"{kind} {pattern}", pattern if below else pattern + " {x}", 1, needs)


def draw_style(rng: Random, lang: str, markdown: bool, held: bool, ordinary: bool = False) -> Style:
    """A style that this language and format may have."""
    if not held and not ordinary and rng.random() < TIMED:
        return draw_timed(rng)
    may = {
        "md" if markdown else "",
        "cjk" if lang in CJK else "",
        "ja" if lang == "ja" else "",
        "short",
        "held" if held else "",
    }
    choices = [
        style for style in STYLES if set(style.needs.split()) <= may and ("held" in style.needs) == held
    ]
    if ordinary:
        choices = [style for style in choices if style.name in COMMON]
    weights = [style.weight * (4 if markdown and "md" in style.needs else 1) for style in choices]
    return rng.choices(choices, weights)[0]


@dataclass(frozen=True)
class Layout:
    """How paragraphs become lines."""

    name: str
    between: int = 1
    """Blank lines between paragraphs."""
    width: int = 0
    """Columns at which lines are wrapped; 0 for none."""
    hang: int = 0
    """Blanks before each further line of a paragraph."""
    indent: int = 0
    """Blanks before a paragraph's first line."""
    tight: bool = False
    """Whether a turn's further paragraphs stand directly below."""
    pages: int = 0
    """Lines of a page, whose head and number stand among the lines; 0 for none."""
    sentences: bool = False
    """Whether each sentence of a turn has its line."""
    hangs: bool = False
    """Whether further lines of an item stand below its words."""


def draw_layout(rng: Random, lang: str, held: bool) -> Layout:
    """Most have a line for each paragraph, and a blank line between."""
    narrow = (
        rng.choice((40, 48, 56, 60, 64, 66, 70, 72, 76, 80, 88, 100))
        if lang not in CJK
        else rng.choice((30, 36, 40, 44, 50, 60, 72))
    )
    pages = rng.choice((0, 0, 0, 24, 36, 50))
    if held:
        return rng.choice(
            (
                Layout("hanging", 1, narrow, hang=rng.choice((4, 8))),
                Layout("indented", 0, narrow, indent=rng.choice((2, 4))),
                Layout("court", 0, narrow, indent=rng.choice((5, 8)), pages=25),
            )
        )
    draw = rng.random()
    if draw < 0.56:
        return Layout("blank")
    if draw < 0.70:
        return Layout("lines", 0)
    if draw < 0.77:
        return Layout("tight", 1, tight=True)
    if draw < 0.90:
        return Layout("wrapped", 1, narrow, pages=pages, hangs=rng.random() < 0.6)
    if draw < 0.94:
        return Layout("wrapped-lines", 0, narrow, pages=pages, hangs=rng.random() < 0.6)
    if draw < 0.96:
        return Layout("two-blanks", 2)
    if draw < 0.98:
        return Layout("sentences", 1, sentences=True)
    return Layout("indented-blank", 1, indent=rng.choice((1, 2, 4)))


CLOSING = "、。，．！？：；」』）】〉》…ー々"
OPENING = "「『（【〈《"


def wrap(text: str, width: int, lang: str) -> list[str]:
    """Lines of at most so many columns."""
    if lang not in CJK:
        return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [text]
    lines, line, columns = [], "", 0
    for at, char in enumerate(text):
        size = 2 if ord(char) > 0x2E7F else 1
        cannot = char in CLOSING or line[-1:] in OPENING or (size == 1 and at and ord(text[at - 1]) < 0x2E80)
        if columns + size > width and not cannot:
            lines.append(line)
            line, columns = "", 0
        line += char
        columns += size
    return [*lines, line]
