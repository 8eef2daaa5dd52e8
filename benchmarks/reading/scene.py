"""A document's traits, and the pieces that genres put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from habits import draw_habits
from lay import Para
from people import NICKS, SHORT, Person, draw_form, draw_people, name_people
from phrases import CJK, UNCASED, Voice
from styles import DASHES, SIGNS, Layout, Style

ASK_ONLY = {"dash-asks", "dash-asks-long", "dash-asks-hyphen", "dash-asks-hyphen-tight"}
"""Styles whose questions have a dash and whose answers have nothing."""
QUOTES = {
    "en": "“”",
    "de": "„“",
    "fr": "«»",
    "es": "«»",
    "ru": "«»",
    "zh": "“”",
    "ja": "「」",
    "ko": "“”",
    "el": "«»",
    "uk": "«»",
    "it": "“”",
    "pl": "„”",
}


class Scene:
    """Draws traits once, and makes paragraphs with them."""

    def __init__(
        self,
        rng: Random,
        lang: str,
        style: Style,
        layout: Layout,
        markdown: bool,
        words: Mapping[str, Sequence[str]],
        ordinary: bool = False,
    ) -> None:
        self.rng, self.lang, self.style, self.layout, self.markdown = rng, lang, style, layout, markdown
        self.signs = rng.choice(SIGNS)
        self.form = draw_form(rng, lang, style.needs == "short" or "circle" in style.name, ordinary)
        if style.needs != "short" and self.form in SHORT and rng.random() < 0.2:
            self.form = "full"
        if "circle" in style.name:
            self.form = rng.choice(("role-words", "family"))
        if style.name.startswith("stop-dash") and lang not in UNCASED and rng.random() < 0.4:
            self.form = "pointed-initials"
        if style.name == "letter-paren":
            self.form = "letters"
        self.habits = draw_habits(rng)
        self.spoken = False
        """Whether anybody has spoken yet."""
        self.below = rng.random() < (0.35 if style.name.startswith("timed") else 0.1)
        """Whether a blank line stands below a label that is alone."""
        self.crowd = draw_people(rng, lang, rng.choice((2, 2, 2, 2, 3, 3, 4, 5, 8)))
        if self.form == "letters":
            self.crowd = self.crowd[:2]
        host, guest = self.crowd[:2]
        other = draw_people(rng, lang, 1)[0]
        short = guest.given if lang in UNCASED - {"ar", "fa", "he", "hi"} else guest.family
        self.voice = Voice(
            rng, lang, guest.full, short if lang != "zh" else guest.full, host.full, other.full
        )
        self.colon, self.glue = self.voice.colon, self.voice.glue
        self.voice.marked = markdown
        if rng.random() < 0.5:
            self.voice.words = words
        self.voice.brief = rng.random() < 0.25
        self.voice.plain = rng.random() < 0.06
        self.voice.colons = rng.choice((0.02, 0.05, 0.05, 0.15))
        self.voice.broken = rng.choice((0, 0, 0, 0.02, 0.1))
        self.voice.asides = rng.choice((0, 0, 0.02, 0.08, 0.2))
        name_people(rng, self.crowd, self.form, self.voice)
        self.shout = rng.random() < 0.06 and lang not in UNCASED
        """Whether the body is set in capitals."""
        self.more = rng.choice((0, 0, 0.1, 0.25, 0.5, 0.8))
        """How often a turn has a further paragraph."""
        self.turns = rng.choice((3, 5, 8, 8, 12, 12, 16, 20, 30, 45))
        self.bold_questions = (
            markdown and rng.random() < 0.06 and "md" not in style.needs and "{L}: {x}" in style.pattern
        )
        self.answers_listed = rng.choice(("- ", "* ", "  - ")) if rng.random() < 0.05 else ""
        """What stands before the labels of those who answer, where answers are a list."""
        self.typos = rng.choice((0, 0, 0, 0, 0.02, 0.06))
        self.bare = rng.choice((0, 0, 0, 0, 0.03))
        """How often a label is printed in another way."""
        self._draw_looks()
        self.counter = 0
        self.seen: set[str] = set()
        self.running = self.voice.one("title")
        self.asked = rng.choice((0, 0, 0, 3, 11))

    def _draw_looks(self) -> None:
        """How times, events, headings and questions look, and how often they come."""
        rng, markdown, lang, style = self.rng, self.markdown, self.lang, self.style
        if style.name.startswith("log") and rng.random() < 0.8:
            for who, nick in zip(self.crowd, rng.sample(NICKS, len(self.crowd)), strict=True):
                who.first = who.later = who.canonical = nick
                who.also = ()
        self.bare_answers = rng.random() < 0.3
        """Whether answers to questions in bold have no label."""
        self.asks_apart = (
            markdown and rng.random() < 0.05 and not self.unlabelled and not style.name.startswith("dash")
        )
        """Whether questions are in bold, without a label, among answers with labels."""
        self.clock = rng.choice((0, 0, 0, 3600)) + rng.randint(0, 60)
        self.clock_form = rng.choice(("hms", "hms", "ms", "short", "milli"))
        self.mark_rate = rng.choice((0, 0, 0, 0, 0.05, 0.15))
        self.event_rate = rng.choice((0, 0, 0.02, 0.06, 0.15))
        self.event_look = rng.choice(
            ("()", "()", "[]", "[]", "*()", "_", "（）" if lang in CJK else "()", "> ()", "**")
        )
        self.heading_rate = rng.choice((0, 0, 0, 0, 0.05, 0.12))
        self.heading_look = (
            rng.choice(("##", "##", "###", "**"))
            if markdown
            else rng.choice(("", "", "caps", "【】" if lang in CJK else "", "num"))
        )
        self.narration_rate = rng.choice((0, 0, 0, 0, 0.03, 0.1))
        self.page = rng.choice((0, 3, 40, 211))
        self.page_capitals = lang not in UNCASED and rng.random() < 0.3
        self.page_look = rng.choice(
            ("{1}  {0}", "{0}  {1}", "{1} | {0}", "— {0} —", "{1} - {0}", "{0}", "[{0}] {1}")
        )

    # Speech.

    def time(self) -> str:
        """The next time, as this document prints times."""
        self.clock += self.rng.randint(1, 90)
        hours, minutes, seconds = self.clock // 3600, self.clock // 60 % 60, self.clock % 60
        if self.clock_form == "short":
            return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
        if self.clock_form == "ms":
            return f"{self.clock // 60:02}:{seconds:02}"
        return f"{hours:02}:{minutes:02}:{seconds:02}" + (
            f".{self.rng.randint(0, 999):03}" if self.clock_form == "milli" else ""
        )

    @property
    def unlabelled(self) -> bool:
        """Whether dashes or signs stand in the place of labels."""
        name = self.style.name
        return name in DASHES or name in ASK_ONLY or name.startswith("signs")

    @property
    def labelled(self) -> bool:
        """Whether each turn has a name."""
        return not self.unlabelled and not self.style.name.startswith("dash")

    def label(self, who: Person) -> str:
        """As printed this time."""
        rng = self.rng
        first = who.canonical not in self.seen
        self.seen.add(who.canonical)
        label = who.first if first else who.later
        if not first and rng.random() < self.typos and len(label) > 6 and self.lang not in CJK:
            at = rng.randint(1, len(label) - 3)
            label = label[:at] + label[at + 1] + label[at] + label[at + 2 :]
        if self.form in {"numbered-qa", "two-askers"} and len(label) == 1:
            if self.form == "two-askers":
                return f"Q{rng.choice((1, 2))}" if label == "Q" else "A"
            self.asked += label == "Q"
            return f"{label}{self.asked}"
        return label

    def turn(self, who: Person, parts: list[str], ask: bool = False) -> list[Para]:
        """A label and what stands below it."""
        style = self.style
        self.spoken = True
        if self.shout:
            parts = [part.upper() for part in parts]
        if style.name in ASK_ONLY and not ask:
            return [Para(("continuation",), part, speaker=None) for part in parts]
        if self.asks_apart and ask:
            return [Para(("continuation",), f"**{part}**", shows="asks apart") for part in parts]
        if style.name.startswith("signs"):
            return self._dashed(style.pattern.format(s=self.signs[not who.asks], x=""), parts)
        if self.unlabelled:
            return self._dashed(style.pattern.removesuffix("{x}"), parts)
        if style.name.startswith("dash-and-name") and ask:
            return self._dashed({"ja": "――", "zh": "——"}.get(self.lang, "— "), parts)
        return self._labelled(who, parts, ask)

    def _dashed(self, dash: str, parts: list[str]) -> list[Para]:
        name = dash.strip()
        out = [Para(("turn",), dash + parts[0], label=name, speaker=name)]
        return out + [Para(("continuation",), part, speaker=name) for part in parts[1:]]

    def _labelled(self, who: Person, parts: list[str], ask: bool) -> list[Para]:
        rng, style = self.rng, self.style
        label = self.label(who)
        speaker = label if self.form == "two-askers" else who.canonical
        self.counter += 1
        pattern = self._pattern(who, label)
        if "corner" in style.name and style.alone:
            parts = ["「" + parts[0], *parts[1:]]
            parts[-1] += "」"
        if style.name.startswith("log") and rng.random() < 0.15:
            # Whom somebody speaks to.
            parts = [rng.choice(self.crowd).later + ": " + parts[0], *parts[1:]]
        text = pattern.format(
            L=label,
            x=parts[0],
            r=who.job,
            n=who.family,
            i=self.counter,
            m="◇" if who.asks else "◆",
            t=self.time() if "{t}" in pattern else "",
            e=self.time() if "{e}" in pattern else "",
        )
        label = self._gold(who, label, pattern)
        if self.bold_questions and ask:
            text = f"**{text}**"
        elif self.bold_questions and self.bare_answers:
            return [Para(("continuation",), part) for part in parts]
        if self.answers_listed and not ask and style.name in {"colon", "colon-full", "bold-in"}:
            text = self.answers_listed + text
        if style.alone:
            close = not self.below and ("heading" not in style.name or rng.random() < 0.3)
            out = [
                Para(("label",), text, label=label, speaker=speaker, also=who.also, rigid=True),
                Para(("continuation",), self.mark + parts[0], speaker=speaker, also=who.also, close=close),
            ]
        else:
            out = [Para(("turn",), text, label=label, speaker=speaker, also=who.also)]
        return out + [
            Para(("continuation",), self.mark + part, speaker=speaker, also=who.also) for part in parts[1:]
        ]

    def _pattern(self, who: Person, label: str) -> str:
        """The style's pattern, as this label needs it; seldom another one."""
        pattern = self.style.pattern
        if self.rng.random() < self.bare and not self.style.alone and "md" not in self.style.needs:
            pattern = self.rng.choice(("{L}:{x}", "{L} : {x}", "{L}:  {x}"))
        if label.endswith("."):
            pattern = pattern.replace("{L}.", "{L}")
        if not who.job:
            pattern = pattern.replace(" ({r})", "").replace("（{r}）", "").replace(", {r}", "")
        return pattern if who.family else pattern.replace("（{n}君）", "")

    def _gold(self, who: Person, label: str, pattern: str) -> str:
        """The label with what a reader can't tell from the name, and without what counts turns."""
        if self.form == "numbered-qa" and label[1:].isdigit():
            return label[:1]
        for role in (", {r}", " ({r})", "（{r}）", "（{n}君）"):
            if "{L}" + role in pattern:
                return label + role.format(r=who.job, n=who.family)
        return label

    @property
    def mark(self) -> str:
        """What stands before each further paragraph of a turn."""
        return "> " if self.style.name.startswith(("quoted", "timed-quoted")) else ""

    def further(self) -> list[str]:
        """Further paragraphs of a turn."""
        out = []
        while self.rng.random() < self.more and len(out) < 6:
            out.append(self.voice.speech(1 if self.voice.brief else self.rng.choice((1, 2, 3, 4))))
        return out

    def event(self) -> Para:
        """Something that happens, as a paragraph."""
        rng = self.rng
        word = self.voice.one("event")
        look = self.event_look
        if rng.random() < 0.15:
            break_word = self.voice.one("break")
            mark = f" \\[{self.time()}\\]" if rng.random() < 0.5 else ""
            return Para(
                ("event",),
                rng.choice(
                    (
                        f"**{break_word}:**{mark}",
                        f"[{break_word}]",
                        f"{break_word}",
                        f"**{break_word}**{mark}",
                        f"*{break_word}*",
                    )
                ),
            )
        text = {
            "()": f"({word})",
            "[]": f"[{word}]",
            "*()": f"*({word})*",
            "_": f"_{word}_",
            "（）": f"（{word}）",
            "> ()": f"> ({word})",
            "**": f"*{word}*",
        }[look]
        if rng.random() < 0.2 and look == "()":
            text = f"({word}.)"
        return Para(("event",), text)

    def heading(self) -> Para:
        """A heading in the text."""
        text = self.voice.heading()
        look = self.heading_look
        if look.startswith("#"):
            text = f"{look} {text}"
        elif look == "**":
            text = f"**{text}**"
        elif look == "caps" and self.lang not in UNCASED:
            text = text.upper()
        elif look == "【】":
            text = f"【{text}】"
        elif look == "num":
            text = f"{self.rng.randint(1, 9)}. {text}"
        return Para(("heading",), text)

    def separator(self) -> Para:
        """A line without words."""
        return Para(
            ("separator",), self.rng.choice(("* * *", "***", "---", "⁂", "◇ ◇", "———", "~", "• • •", "# # #"))
        )

    def time_mark(self) -> Para:
        """A time alone on its line."""
        text = self.rng.choice(("[{}]", "{}", "({})", "#{}#", "\\[{}\\]")).format(self.time())
        return Para(("meta", "event", "separator"), text, rigid=True)

    def narration(self, sentences: int = 0) -> Para:
        """A paragraph that tells of the guest."""
        few = 1 if self.voice.brief else self.rng.choice((1, 2, 2, 3, 4))
        text = self.voice.several("narr", sentences or few)
        if self.markdown and self.rng.random() < 0.2:
            text = f"*{text}*"
        return Para(("narration",), text)

    def telling(self) -> Para:
        """What somebody does between two turns, told by who was there."""
        text = self.voice.several("did", 1)
        if self.rng.random() < 0.4:
            text += self.glue + self.voice.several(self.rng.choice(("did", "narr")), 1)
        return Para(("narration",), text, shows="reportage")

    def body(self, sentences: int = 0) -> Para:
        """A paragraph of an article."""
        return Para(
            ("narration",),
            self.voice.several(
                self.rng.choice(("body", "narr")), sentences or self.rng.choice((1, 2, 3, 3, 5))
            ),
        )

    def interjection(self) -> list[Para]:
        """Of a parliament, often longer than a line."""
        voice, rng = self.voice, self.rng
        word = voice.one("event")
        who = rng.choice(self.crowd)
        text = (
            f"({word} – {who.full} [{who.job}]: {voice.one('short')})" if rng.random() < 0.6 else f"({word})"
        )
        return [Para(("event",), text)]

    def between(self) -> list[Para]:
        """What may stand between two turns."""
        rng = self.rng
        out = []
        if rng.random() < self.mark_rate:
            out.append(self.time_mark())
        if rng.random() < self.event_rate:
            out.append(self.event())
        if rng.random() < self.heading_rate:
            out.append(self.heading())
        if rng.random() < self.narration_rate:
            out.append(self.narration())
        if "reportage" in self.habits and self.labelled:
            if rng.random() < 0.2:
                out.append(self.telling())
            if rng.random() < 0.06:
                head = self.heading()
                head.text = head.text if self.lang in UNCASED else head.text.upper()
                head.shows = "reportage"
                out.append(head)
        if rng.random() < 0.004:
            out.append(self.separator())
        if rng.random() < 0.004:
            out.append(Para(("caption",), self.voice.one("caption")))
        if rng.random() < 0.005 and self.form not in {"full", "long-first", "described"}:
            # What was said, printed large.
            opening, closing = QUOTES.get(self.lang, '""')
            text = self.voice.guest + self.colon + opening + self.voice.one("motto") + closing
            out.append(Para(("caption", "narration", "title", "kicker", "note", "heading"), text))
        if self.markdown and rng.random() < 0.006:
            picture = f"![{self.voice.one('caption')}](images/{rng.randint(1, 99)}.jpg)"
            out.append(Para(("meta", "caption"), picture, form="picture"))
        return out
