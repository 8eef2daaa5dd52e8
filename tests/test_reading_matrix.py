"""Simple talks of two people, in each form of label and each layout: every turn is read, or asked about.

One talk for each form and layout, in one language after the other. The sentences are those that the reader
learns from (`benchmarks/reading/phrases`), each once in a talk.
"""

import random
import re
import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest

from toolkit.config import Sidecar
from toolkit.findings import Finding
from toolkit.languages.lexicon import key
from toolkit.model import Document
from toolkit.workflow.transcripts import taken

PHRASES = Path(__file__).parents[1] / "benchmarks" / "reading" / "phrases"
LANGUAGES = "en fr de ru zh ja ko ar tr hi el vi pl he".split()
LAYOUTS = ("gap", "tight", "paras", "wrap")
"""A blank line between turns; none; answers of two paragraphs; lines that are wrapped."""
BESIDE = {"zh": "", "ja": "", "ko": "", "vi": " "}
"""What stands between a family name and the name behind it, where it comes first."""
UNSPACED = ("zh", "ja")

# n the name, N in capitals, s Q or A, q which question it is, i which turn, t the time.
FORMS = {
    "a colon": "{n}: ",
    "a colon behind a blank": "{n} : ",
    "a wide colon": "{n}：",
    "capitals": "{N}: ",
    "capitals above": "{N}\n",
    "capitals above a blank line": "{N}\n\n",
    "a name above": "{n}\n",
    "a name above a blank line": "{n}\n\n",
    "a colon above": "{n}:\n",
    "a colon above a blank line": "{n}:\n\n",
    "bold with its colon": "**{n}:** ",
    "bold before a colon": "**{n}**: ",
    "bold alone": "**{n}** ",
    "bold above": "**{n}**\n",
    "bold above a blank line": "**{n}**\n\n",
    "italics": "*{n}:* ",
    "italics of lines": "_{n}_: ",
    "a heading": "### {n}\n\n",
    "a time behind a name and a colon": "{n} (00:{t}):\n",
    "a time behind a name": "{n} ({t})\n",
    "a time before a name": "[{t}] {n}: ",
    "a time in round brackets": "({t}) {n}: ",
    "a bare time": "{t} {n}: ",
    "a time behind two blanks": "{n}  {t}\n",
    "a time above": "{t}\n{n}: ",
    "a tab": "{n}\t",
    "a dash": "{n} – ",
    "a long dash": "{n} — ",
    "a hyphen": "{n} - ",
    "square brackets": "[{n}] ",
    "square brackets and a colon": "[{n}]: ",
    "round brackets": "({n}) ",
    "angle brackets": "<{n}> ",
    "an angle": "{n}> ",
    "a full stop": "{N}. ",
    "items": "- {n}: ",
    "bold items": "- **{n}**: ",
    "numbers": "{i}. {n}: ",
    "quotations": "> **{n}:** ",
    "lenticular brackets": "【{n}】",
    "a stroke": "{n} | ",
    "letters": "{s}: ",
    "letters and a full stop": "{s}. ",
    "bold letters": "**{s}:** ",
    "letters with numbers": "{s}{q}: ",
    "dashes": "– ",
    "long dashes": "—",
    "hyphens": "- ",
}
MARKDOWN = re.compile(r"[*_#]")
LAST_OF_NAME = re.compile(r"\d+$")


class Said(NamedTuple):
    """A turn that was written."""

    who: str
    """Its label as `key` gives it; "" where only a sign stands before it."""
    words: str
    """Without blanks."""
    first: int
    """The number of its line."""
    last: int


def phrases(lang: str) -> dict[str, list[str]]:
    rows = (line.partition(":") for line in (PHRASES / f"{lang}.txt").read_text("utf-8").splitlines())
    # What has a gap to fill is left out.
    return {name: [one for one in text.strip().split(" | ") if "{" not in one] for name, _, text in rows}


def wrapped(text: str, lang: str) -> str:
    if lang in UNSPACED:
        return "\n".join(
            line[k : k + 34] for line in text.split("\n") for k in range(0, max(1, len(line)), 34)
        )
    lines = (textwrap.wrap(line, 60, break_long_words=False) or [""] for line in text.split("\n"))
    return "\n".join(line for several in lines for line in several)


def talk(form: str, layout: str, lang: str, turns: int, headed: bool) -> tuple[str, list[Said]]:
    """A talk, and what is said in it."""
    rng = random.Random(f"{form} {layout} {lang} {turns}")
    known, blank = phrases(lang), "" if lang in UNSPACED else " "
    given, family = (rng.sample(known[which], 2) for which in ("given", "family"))
    names = [
        f"{last}{BESIDE[lang]}{first}" if lang in BESIDE else f"{first} {last}"
        for first, last in zip(given, family, strict=True)
    ]
    asks, says = (rng.sample(known[which], len(known[which])) for which in ("ask", "say"))
    lines = [rng.choice(known["topic"]).capitalize(), "", blank.join(known["body"][:3]), ""] if headed else []
    said, seconds, several = [], 0, min(3, len(says) // (turns // 2))
    for i in range(turns):
        seconds += rng.randint(5, 50)
        answer = [says.pop() for _ in range(several)] if i % 2 else [asks.pop()]
        body = answer if layout == "paras" else [blank.join(answer)]
        label = FORMS[form].format(
            n=names[i % 2], N=names[i % 2].upper(), s="QA"[i % 2], q=i // 2 + 1, i=i + 1,
            t=f"{seconds // 60:02}:{seconds % 60:02}",
        )  # fmt: skip
        text = label + "\n\n".join(body)
        added = (wrapped(text, lang) if layout == "wrap" else text).split("\n")
        who = "QA"[i % 2] if "{s}" in FORMS[form] else names[i % 2] if "{" in FORMS[form] else ""
        said.append(Said(key(who), packed("".join(body)), len(lines) + 1, len(lines) + len(added)))
        lines += added if layout == "tight" else [*added, ""]
    return "\n".join(lines) + "\n", said


def packed(words: str) -> str:
    return "".join(words.split())


def heard(document: Document, by_sign: bool) -> list[tuple[str, str]]:
    """Who says what, turns of one person that follow each other in one."""
    names = {speaker.key: speaker.name for speaker in document.speakers}
    found: list[tuple[str, str]] = []
    for turn in document.turns:
        if turn.kind == "speech":
            who = "" if by_sign or not turn.speakers else key(LAST_OF_NAME.sub("", names[turn.speakers[0]]))
            words = packed("".join(paragraph.text for paragraph in turn.paragraphs))
            # A paragraph without a sign of its own goes on; with one somebody else may begin.
            if found and (not turn.label if by_sign else found[-1][0] == who):
                words = found.pop()[1] + words
            found.append((who, words))
    return found


def asked(findings: tuple[Finding, ...], said: Said) -> bool:
    """Whether a finding names a place of a turn, or the end of the one before it."""
    places = {
        line for one in findings for line in (one.where.line if one.where else None, *one.lines) if line
    }
    return any(said.first - 1 <= line <= said.last + 1 for line in places)


def silent(form: str, layout: str) -> list[Said]:
    """The turns that are read otherwise than they were said, and not asked about."""
    number = [*FORMS].index(form) * len(LAYOUTS) + LAYOUTS.index(layout)
    round_, which = divmod(number, len(LANGUAGES))
    lang, turns, headed = LANGUAGES[which], (6, 12)[round_ % 2], number % 3 == 0
    text, said = talk(form, layout, lang, turns, headed)
    marked = MARKDOWN.search(FORMS[form]) is not None
    read = taken(text.encode(), Sidecar(), name="x", path="x.md" if marked else "x.txt", lang="und")
    found = heard(read.document, "{" not in FORMS[form])
    # Who asks is no turn's.
    findings = tuple(one for one in read.findings or () if one.code != "D115")
    return [one for one in said if (one.who, one.words) not in found and not asked(findings, one)]


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_each_turn_of_a_simple_talk_is_read_or_asked_about(form: str) -> None:
    assert not {layout: turns for layout in LAYOUTS if (turns := silent(form, layout))}
