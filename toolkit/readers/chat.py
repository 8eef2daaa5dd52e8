"""CHAT, the format of TalkBank and CHILDES (.cha).

MacWhinney, Tools for Analyzing Talk, part 1: the CHAT transcription format. A line `*MAR:` is said by MAR,
whom the head names; the bullet behind it has its times. Tiers of analyses (`%mor:`) are named in a finding,
and not read. Codes inside of speech are taken off it, so that its words are left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit import languages, late
from toolkit.errors import SourceError
from toolkit.findings import report
from toolkit.model import Location
from toolkit.readers import Reader, cues, forms, plain
from toolkit.readers.cues import FileLine
from toolkit.readers.left_out import tiers_not_read
from toolkit.reading.lines import Content, Line
from toolkit.text import markup
from toolkit.text.hygiene import shortened, tidy
from toolkit.text.lines import BRACKETED, seen
from toolkit.text.markup import Span

# In the file a bullet is the control character 0x15, around begin and end in milliseconds.
_BULLET = late.regex(r"\x15%?(?:[^\x15\d]*?)(\d{1,9})_(\d{1,9})\x15")
_TIER = late.regex(r"([*%@])([^:\t]{1,40})(?::[ \t]*(.*)|$)")
_PARTICIPANTS = late.regex(r"\s*(\S+)\s+(?:(\S+)\s+)?(\S+)\s*")
_MARKS = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
"""Marks of direction, which may stand before a tab."""
_STOPS = " .?!"
_OF_EVENT = late.regex(r"[!-&(-,./:-@\[-`{-~]+")
"""What parts the words of an event: `points:at^it`, `reads_aloud`."""
_CODES = (
    # What a speaker does is an event, as elsewhere.
    (
        late.regex(r"&=([\w:][^\s<>\[\]]*(?<![.,?!;:()⌈⌉⌊⌋]))"),
        lambda event: f"[{_OF_EVENT.sub(' ', event[1]).strip()}]",
    ),
    # What nobody understood, or wrote down.
    (late.regex(r"(?<![^\s<⌈⌊])(?:xxx|yyy)(?![^\s>⌉⌋])"), "[unintelligible]"),
    (late.regex(r"(?<![^\s<⌈⌊])www(?![^\s>⌉⌋])"), "[untranscribed]"),
    # Words that are no words, such as fillers, are said.
    (late.regex(r"&[-+~*](?:[A-Z]{3}:)?(?=\w)"), ""),
    # How all of a stretch was said, what was meant, what is repeated: none of it is said.
    (late.regex(r"&[{}][nl]=\S+"), ""),
    (late.regex(r"(?<!\s)\s*+\[(?:[:=*%+!?/<>^-]|//|# )[^\[\]]*\]|\[e\]"), ""),
    (late.regex(r"[<>](?=\S)|(?<=\S)[<>]"), ""),
    # A word that is left out, and letters that are.
    (late.regex(r"(?<!\S)&?0\w*"), ""),
    (late.regex(r"(?<=\w)\((\w+)\)|\((\w+)\)(?=\w)"), lambda letters: letters[1] or letters[2]),
    # Behind "@" stands what kind of a word it is, or its languages: `de@s:spa+fra`.
    (late.regex(r"(?<=\w)@\w+(?:[:+&]\w+)*(?:\$\w+)?"), ""),
    # What is written as one word, with a mark behind its prefix; F# is a tone.
    (late.regex(r"(?<=[^\W_A-G])#(?=\w)"), ""),
    (late.regex(r"(?<=[^\W\d_])[:^]+(?=[\w\s]|$)"), ""),
    (late.regex(r"(?<=\w)[_+](?=\w)"), " "),
    (late.regex(r"\+(?:\"/|\"|//|/|\.\.|!|,|\+|\^|<|~)?([.?!])?"), lambda stop: stop[1] or ""),
    (late.regex(r"[‡„]"), ","),
    # Which of several overlaps it is.
    (late.regex(r"(?<=[⌈⌉⌊⌋])[2-9]"), ""),
    (late.regex(r"[↑↓≠∾⁎⁑≡⌈⌉⌊⌋∆∇°▁▔☺∬Ϋ∲§∮⁇∙]"), ""),
    (late.regex(r"(?<!\s)\s++(?=[.,?!;:])"), ""),
)
"""Codes inside of speech, and what is left of each."""


def content(text: str, *, path: str) -> Content:
    """What the speakers say, without the codes."""
    names: dict[str, str] = {}
    lines: list[Line] = []
    others: Counter[str] = Counter()
    last = 0
    heads: set[str] = set()
    for mark, name, rows in _tiers(text, path):
        # A tier goes on in lines that begin with a tab.
        said = " ".join(row.text.strip() if number else row.text for number, row in enumerate(rows))
        last = rows[-1].number
        heads |= {name} if mark == "@" else set()
        if mark == "@" and name == "Participants":
            names = dict(_participants(said))
        elif mark == "%":
            others[f"%{name}"] += 1
        elif mark == "*":
            lines += _line(names.get(name, name), said, rows[0])
    told = [*tiers_not_read(tuple(others), path)]
    told += [report("D169.chat", Location(path, last))] if "Begin" in heads and "End" not in heads else []
    return Content(cues.paragraphs(lines), text, findings=tuple(told))


def _tiers(text: str, path: str) -> Iterator[tuple[str, str, list[FileLine]]]:
    """The mark and the name of each tier, and its lines, the first of them without these.

    Raises SourceError for a line that neither begins a tier nor goes on with one.
    """
    current: tuple[str, str, list[FileLine]] | None = None
    for row in cues.file_lines(text):
        tier = _TIER.match(row.text)
        if tier:
            if current is not None:
                yield current
            current = tier[1], tier[2].strip(), [row._replace(text=tier[3] or "")]
        elif current is not None and row.text.strip():
            # Where the name of a tier is damaged, its words would be somebody else's, or left out.
            if not text[row.at : row.at + 4].lstrip(_MARKS)[:1].isspace():
                raise SourceError(
                    f"this line is of no tier: {shortened(row.text, 40)!r}.",
                    Location(path, row.number),
                    "Begin it with who says it (`*ANN:` and a tab); or with a tab, if it goes on.",
                )
            current[2].append(row)
    if current is not None:
        yield current


def _participants(said: str) -> Iterator[tuple[str, str]]:
    """Codes, and the names of whom they stand for; where there is none, the code."""
    for entry in said.split(","):
        participant = _PARTICIPANTS.fullmatch(entry)
        if participant:
            # CHAT allows no blank in a name: an underscore stands for it.
            yield participant[1], (participant[2] or participant[1]).replace("_", " ")


def _line(speaker: str, said: str, row: FileLine) -> Iterator[Line]:
    """A tier of a speaker as a line; several where its bullets have words between them."""
    at = 0
    # None stands for what follows the last bullet.
    ends = [*_BULLET.finditer(said), None]
    for number, bullet in enumerate(ends):
        text = _uncoded(said[at : bullet.start() if bullet else len(said)])
        at = bullet.end() if bullet else at
        # Of a code for what is only done, nothing but the stop is left.
        if not seen(text.strip(" .?!,")):
            continue
        start, end = (int(bullet[1]), int(bullet[2])) if bullet else (None, None)
        # An end before its beginning is none. The beginning is kept, since lines are in its order.
        if start is not None and end is not None and end < start:
            end = None
        written = markup.compose((Span("text", text),))
        line = Line(written, row.number, row.at, start=start, end=end)
        yield line.replace(speaker=speaker, joined=number > 0)


def _uncoded(said: str) -> str:
    text = said
    # In their order: later ones rely on codes that are gone by then.
    for pattern, left in _CODES:
        text = pattern.sub(left, text)
    text = tidy(text)
    # A line ends with a stop, though nothing is said in it.
    happens = text.rstrip(_STOPS)
    return text if seen(BRACKETED.sub("", happens)) else happens


def _head(data: bytes) -> Sequence[str]:
    return forms.start(data, 8192).splitlines()


def _sure(data: bytes) -> bool:
    """Whether a file begins as all do."""
    # The hidden headers (@UTF8, @PID) may stand above @Begin.
    head = [line for line in _head(data)[:4] if line.strip()]
    return bool(head) and any(line.strip() == "@Begin" for line in head) and head[0].startswith("@")


def _stated(data: bytes, _: str) -> str:
    """The first language of the head."""
    named = (line.partition(":")[2] for line in _head(data) if line.startswith("@Languages:"))
    return languages.stated(next(named, "").split(",")[0].strip())


READER = Reader(
    suffixes=(".cha",),
    read=plain.of_text(content),
    write=plain.write,
    stated=_stated,
    sure=_sure,
    mark="@Begin",
)
