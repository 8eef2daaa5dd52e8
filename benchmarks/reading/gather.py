"""Real transcripts whose own grammar gives answers.

    python benchmarks/reading/gather.py FOLDER OUT [--words FILE]

reads every .md, .txt and .xml (TEI of parliaments) below FOLDER, which is no part of this project, and
writes JSON Lines as `synthesize.py` does. The id begins with `r`, or with `n` where nobody speaks: that is so
of all in a folder whose name begins with "no-". In a folder whose name begins with "talk-", prose without a
label is said by somebody whom nobody names, and letters for question and answer are labels.

Only what the grammar makes sure has an answer: a line without one may be anything. A label that is seldom is
unknown, and so is all that stands behind the last turn.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from random import Random
from typing import Any

from lay import STATES, Para, answers, rows
from styles import STYLES, Layout

from toolkit.errors import SourceError
from toolkit.readers import plain
from toolkit.reading.shape import CATEGORIES, SHAPE, lists, shapes

PIECES = 3
"""At most so many pieces of a debate."""
NOT_SPOKEN = tuple(state for state in STATES if state not in {"turn", "label"})
SILENT = tuple(state for state in NOT_SPOKEN if state not in {"continuation", "wrap.speech"})
"""Of lines that nobody says."""
SHORT = 60
"""Characters; what is longer in a talk is prose."""
LONG = 160
"""Characters; what is longer is no heading, no title and no name."""
VISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
"""Characters of no width: a line of nothing else is blank."""
TIME = r"(?:\d{1,2}:)?\d{1,2}:\d\d(?:\.\d+)?"


@dataclass(frozen=True)
class Grammar:
    """How a file prints its labels."""

    name: str
    pattern: re.Pattern[str]
    """Group l is the label, x what is said; without x the label stands alone."""
    share: float
    """Of the lines that are not blank, how many must be labels."""
    least: int = 2
    """How often a label must come to be sure."""
    strict: bool = True
    """Whether what doesn't look like this is no label in the same file."""


WORD = r"[^\W\d_][\w.'’-]*"
GRAMMARS = (
    Grammar("heading", re.compile(r"#{2,5}\s+(?P<l>[^#:：]{1,60}?)\s*[:：]\s*(?P<x>)$"), 0.05),
    Grammar("time-bold", re.compile(rf"\[{TIME}\]\s+\*\*(?P<l>[^*:：]{{1,60}})[:：]\*\*\s*(?P<x>.*)$"), 0.02),
    Grammar(
        "bold",
        re.compile(
            rf"\*\*(?:\[{TIME}\]\s*)?(?P<l>[^*:：(\[]{{1,50}}?)\s*(?:[(\[]{TIME}[)\]])?\s*(?:[:：]\*\*|\*\*\s*[:：])\s*(?P<x>.*)$"
        ),
        0.15,
    ),
    Grammar("bold-alone", re.compile(r"\*\*(?P<l>[^*:：(\[\d]{1,40})\*\*(?P<x>)$"), 0.2, 4),
    Grammar("name-time", re.compile(rf"(?P<l>[^:\d]{{1,50}}): {TIME}(?P<x>)$"), 0.1),
    Grammar("name-paren", re.compile(rf"(?P<l>[^:\d(]{{1,50}}) \({TIME}\):(?P<x>)$"), 0.1),
    Grammar("underscores", re.compile(r"__(?P<l>[^_:]{1,50})__: (?P<x>\S.*)$"), 0.05),
    Grammar("log", re.compile(rf"[\d-]+ {TIME}\t[~@+]?(?P<l>[\w.-]{{1,30}})\t(?P<x>\S.*)$"), 0.5),
    Grammar("colon-alone", re.compile(rf"(?P<l>{WORD}(?: {WORD}){{0,4}}) ?[:：]\s*(?P<x>)$"), 0.15, 4),
    Grammar("hanging", re.compile(rf"(?P<l>{WORD}):\s{{2,}}(?P<x>\S.*)$"), 0.05, 3),
    Grammar("initials", re.compile(r"(?P<l>[A-Z][A-Za-z]{1,3}): (?P<x>\S.*)$"), 0.15, 3, False),
    Grammar(
        "stenographer", re.compile(r"\s{2,}(?P<l>[^:(]{4,60}(?:\([^)]*\))?):\s*(?P<x>)$"), 0.005, 2, False
    ),
    Grammar("colon", re.compile(rf"(?P<l>{WORD}(?: {WORD}){{0,3}}) ?[:：] ?(?P<x>\S.*)$"), 0.3, 4, False),
    Grammar(
        "item", re.compile(rf"\s*[-*+]\s+(?P<l>@?{WORD}(?: {WORD})?) ?[:：]\s+(?P<x>\S.*)$"), 0.1, 2, False
    ),
)
LETTERS = re.compile(r"(?P<l>[QAPRFD]|[问答問質])\d{0,2}(?:\s?[:：]|\.|\s[-–—])\s*(?=[^\s\d])")
"""Of questions and answers in a talk."""
_NO_NAMES = sum(
    1 << CATEGORIES.index(name) for name in ("meta", "note", "caption", "starts", "byline", "text")
)
EVENTS = {"break", "jingle", "outro", "intro", "music", "clip", "sponsor", "audio clip", "video clip"}
"""Labels of what nobody says."""
ODD = re.compile(r"\s*(?:[#>|*+\-(\[（【_<]|\d+[.)]|https?:|!|`|={3}|.{1,50}[:：])")
"""Lines in a dialogue that may be other than speech."""
MAYBE = re.compile(r".{1,60}[:：–—]|[A-Z]{2,}")
"""Lines that may begin with a label, in a file of which nothing is known."""


def body(lines: Sequence[str]) -> int:
    """The index of the first line behind front matter."""
    if lines[0].strip() != "---":
        return 0
    return next((n + 1 for n in range(1, min(len(lines), 80)) if lines[n].strip() == "---"), 0)


def take(text: str) -> tuple[list[dict[str, Any]], str] | None:
    """Answers by the first grammar that explains enough lines; None where none does."""
    lines = text.split("\n")
    start = body(lines)
    filled = sum(bool(line.strip()) for line in lines[start:])
    for grammar in GRAMMARS:
        matches = {
            n: match for n in range(start, len(lines)) if (match := grammar.pattern.match(lines[n].rstrip()))
        }
        counts = Counter(match["l"].strip() for match in matches.values())
        sure = {label for label, count in counts.items() if count >= grammar.least and named(label, count)}
        labels = {n: match for n, match in matches.items() if match["l"].strip() in sure}
        if len(sure) >= 2 and len(labels) >= max(6, grammar.share * filled):
            return _answers(lines, start, grammar, labels), grammar.name
    return None


def readable(text: str) -> bool:
    """Whether diglot reads it as plain text: it refuses what is HTML, for one."""
    try:
        return bool(plain.content(text, path="x.txt").lines)
    except SourceError:
        return False


def named(label: str, count: int) -> bool:
    """Whether a label that comes so often is somebody's."""
    if label.casefold() in EVENTS or re.search(r"https?|\d{3}|\d\.\d", label):
        return False
    # "Next steps" is no name; "Miembro del público" has to come more often to be one.
    return not any(map(_told_by, label.split())) and (
        count >= 8
        or " " not in label
        or not any(word[0].islower() for word in label.split() if len(word) > 3)
    )


def _told_by(word: str) -> bool:
    """Whether a word begins notes, facts or sentences."""
    return bool(lists(word) & _NO_NAMES)


def _answers(
    lines: list[str], start: int, grammar: Grammar, labels: dict[int, re.Match[str]]
) -> list[dict[str, Any]]:
    gold = []
    speaker, gap, fenced = "", True, False
    first, last = min(labels), max(labels)
    # A label that stands alone has its speech below, perhaps behind a blank line.
    last += 2 if not labels[last]["x"].strip() else 0
    for n in range(start, len(lines)):
        line = lines[n].rstrip()
        fenced ^= line.lstrip().startswith("```")
        if not VISIBLE.sub("", line).strip():
            gap |= not line.strip()
            continue
        answer: dict[str, Any] = {"n": n + 1, "allow": [], "label": None, "speaker": None}
        match = grammar.pattern.match(line)
        if n in labels and not fenced:
            speaker = labels[n]["l"].strip()
            state = "turn" if labels[n]["x"].strip() else "label"
            answer |= {"allow": [state], "label": speaker, "speaker": speaker}
        elif match:
            # A label that comes once: nobody knows, nor whose what stands below is.
            speaker = ""
            answer["allow"] = ["event", "meta", "heading"] if match["l"].strip().casefold() in EVENTS else []
        elif not fenced:
            answer["allow"] = _other(line, n < first, n > last, grammar.strict, bool(speaker), gap)
            if "continuation" in answer["allow"][:1]:
                answer["speaker"] = speaker
            elif gold and gold[-1]["allow"] == ["label"]:
                # Speech that is forgotten, or doesn't look like speech.
                answer["allow"] = []
        gold.append(answer)
        gap = False
    return gold


def _other(line: str, before: bool, behind: bool, strict: bool, spoken: bool, gap: bool) -> list[str]:
    """What a line may be that is no label.

    before, behind  whether it stands before the first label, behind the last turn
    strict          whether labels of other forms can be ruled out
    spoken          whether it is known who speaks
    """
    if before and (strict or not ODD.match(line)):
        return list(SILENT)
    if before or behind:
        return list(NOT_SPOKEN) if strict and not before else []
    if re.match(r"#{1,6} ", line):
        return ["heading", "title"]
    if re.fullmatch(r"(?:> )?[\[(（].{2,60}[\])）]", line.strip()):
        return ["event", "note", "meta", "heading", "continuation"]
    if ODD.match(line) or not spoken:
        return list(NOT_SPOKEN) if strict else []
    return ["continuation"] if gap else ["continuation", "wrap.speech"]


def unlabelled(text: str, nobody: bool, talk: bool = False) -> list[dict[str, Any]]:
    """Answers of a file whose labels nobody knows: what can't be one is none.

    nobody  whether nobody speaks in it, so that no line is a label, and none is speech
    talk    whether all prose of it is spoken
    """
    lines = [VISIBLE.sub("", line).strip() for line in text.split("\n")]
    gold: list[dict[str, Any]] = []
    begin = body(lines)
    close = [above for above, line in pairwise(lines[begin:]) if above and line]
    # Where each line ends a sentence, each is a paragraph.
    apart = sum(above[-1] in ".?!。？！" for above in close) > 0.8 * len(close)
    for n, line in enumerate(lines[begin:], begin):
        if line:
            gap = apart or n == begin or not lines[n - 1]
            odd = ODD.match(line) is not None
            allow: Sequence[str] = () if odd or MAYBE.match(line) else NOT_SPOKEN
            letter = LETTERS.match(line) if talk else None
            label = letter["l"] if letter else None
            if label:
                allow = ("turn",)
            elif nobody:
                allow = ("narration", "note", "meta") if len(line) > LONG and not odd else SILENT
                wraps = () if gap or odd else ("wrap.narration", "wrap.other")
                allow = [*(state for state in allow if not state.startswith("wrap")), *wraps]
                if shapes([line])[0, SHAPE.index("address")]:
                    allow = ["meta", "caption", "note"]
            elif talk and allow and len(line) > SHORT:
                allow = ("continuation",) if gap else ("continuation", "wrap.speech")
            gold.append({"n": n + 1, "allow": list(allow), "label": label, "speaker": label})
    return gold


def debate(path: Path) -> Iterator[tuple[str, list[dict[str, Any]], str]]:
    """A parliament's TEI, printed in a style and a layout that hang on the file's name."""
    from lxml import etree

    tei = "{http://www.tei-c.org/ns/1.0}"
    root = etree.parse(str(path)).getroot()
    lang = root.get("{http://www.w3.org/XML/1998/namespace}lang", "und")[:2]
    rng = Random(path.name)
    choices = [
        style
        for style in STYLES
        if not style.needs
        and "{L}" in style.pattern
        and "{t}" not in style.pattern
        and "{r}" not in style.pattern
        and "{i}" not in style.pattern
    ]
    choices += [style for style in choices if style.name.startswith(("colon", "line"))] * 3
    paras: list[Para] = []
    style = rng.choice(choices)
    heard, label = "", ""
    size = rng.choice((4000, 9000, 20000, 30000))
    long = 0
    for element in root.iter(f"{tei}note", f"{tei}u", f"{tei}vocal", f"{tei}kinesic", f"{tei}incident"):
        words = " ".join("".join(element.itertext()).split())
        if element.tag == f"{tei}u":
            who = re.sub(r"\.\d+$", "", (element.get("who") or "").strip("#"))
            # Ids run names together: AyhanErel, Ayhan.Erel.
            who = "".join(
                f" {c}" if c.isupper() and before.islower() else c
                for before, c in zip(" " + who, who, strict=False)
            )
            who = who.replace(".", " ").strip()
            name = heard or who
            if re.search(r"\d", name) or not name:
                continue
            name = " ".join(name.rstrip(":").split())
            again, heard = name == label, ""
            parts = [" ".join("".join(part.itertext()).split()) for part in element.iter(f"{tei}seg")]
            parts = [part for part in parts if part and "[" not in part]
            if not parts or len(name) > 70:
                continue
            label = name
            if not again or rng.random() < 0.1:
                text = style.pattern.format(L=name, x=parts[0])
                kind = "label" if style.alone else "turn"
                paras.append(Para((kind,), text, label=name, speaker=name, rigid=style.alone))
                if style.alone:
                    paras.append(Para(("continuation",), parts[0], speaker=name, close=True))
                parts = parts[1:]
            for part in parts:
                # A heading of the agenda is often a part of the speech there.
                sure = len(part) > 60 and part[-1] in '.?!:…“”»"'
                paras.append(
                    Para(
                        ("continuation",) if sure else ("continuation", "heading", "narration", "event"),
                        part,
                        speaker=name,
                    )
                )
            long += sum(map(len, parts))
        elif element.get("type") == "speaker":
            heard = words
        elif (
            element.get("type") in {None, "vocal", "kinesic"}
            and 3 < len(words) < 200
            and paras
            and element.getparent().tag != f"{tei}seg"
        ):
            paras.append(Para(("event",), f"({words.strip('()')})"))
        if long > size:
            size = long + rng.choice((4000, 9000, 20000, 30000))
            yield _printed(paras, rng, lang, style.name)
            paras, style, label = [], rng.choice(choices), ""
    if len(paras) > 4:
        yield _printed(paras, rng, lang, style.name)


def _printed(paras: list[Para], rng: Random, lang: str, style: str) -> tuple[str, list[dict[str, Any]], str]:
    layout = rng.choice(
        (
            Layout("blank"),
            Layout("blank"),
            Layout("lines", 0),
            Layout("wrapped", 1, rng.choice((60, 72, 80)), pages=rng.choice((0, 40))),
        )
    )
    made = rows(paras, layout, rng, lang, "—")
    return "\n".join(row.text for row in made) + "\n", answers(made), f"tei {style} {layout.name}"


SPOKEN_IN = {
    "audreyt": "zh",
    "cl-other": "en",
    "audrow": "en",
    "tc39": "en",
    "parlamint-at": "de",
    "bundestag": "de",
    "parlamint-tr": "tr",
    "parlamint-ga": "es",
    "parlamint-sk": "pl",
    "parlamint-pl": "pl",
}
"""The language that is spoken in a source; in one a sister of it, as good to learn shapes from."""
SENTENCE = re.compile(r"[^.!?。！？؟।]{12,280}[.!?。！？؟।]+[\"”»」’)]*")
STRANGE = re.compile(r"[`*#<>\[\]{}|\\_/=~@]|https?|[:：]\s|^\W")


def sentences(
    text: str, gold: list[dict[str, Any]], source: str, name: str
) -> Iterator[tuple[str, str, str]]:
    """Language, kind and text of sentences that stand in one line."""
    lines = text.split("\n")
    for answer in gold:
        line = lines[answer["n"] - 1].strip()
        if source in SPOKEN_IN and answer["allow"] == ["continuation"]:
            lang, kind = SPOKEN_IN[source], "speech"
        elif source == "no-progit" and len(line) > 60:
            lang, kind = name[:2], "body"
        else:
            continue
        for match in SENTENCE.finditer(line):
            sentence = match[0].strip()
            if not STRANGE.search(sentence) and sentence[0].isalpha() and not sentence[0].islower():
                yield lang, "question" if sentence[-1] in "?？؟" else kind, sentence


def write_words(path: Path, found: dict[tuple[str, str], list[str]]) -> None:
    """At most 3,000 sentences of a kind; prose stands for speech where a language has none."""
    langs = {lang for lang, _ in found}
    with path.open("w", encoding="utf-8") as file:
        for lang in sorted(langs):
            for kind in ("speech", "question", "body"):
                instead = {"speech": "body", "body": "speech"}.get(kind, kind)
                known = found.get((lang, kind)) or found.get((lang, instead), [])
                chosen = Random(kind + lang).sample(known, min(len(known), 3000))
                entries = ({"lang": lang, "kind": kind, "text": text} for text in chosen)
                file.writelines(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)


def main(arguments: list[str]) -> None:
    """The command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--words", type=Path)
    given = parser.parse_args(arguments)
    words: dict[tuple[str, str], list[str]] = {}
    tally: Counter[tuple[str, str]] = Counter()
    with given.out.open("w", encoding="utf-8") as file:
        for path in sorted(given.folder.rglob("*")):
            if path.suffix not in {".md", ".txt", ".markdown", ".xml"}:
                continue
            source = path.relative_to(given.folder).parts[0]
            nobody = source.startswith("no-")
            if path.suffix == ".xml":
                made = list(islice(debate(path), PIECES))
            else:
                text = path.read_text("utf-8")
                if not readable(text):
                    tally[source, "refused"] += 1
                    continue
                taken = None if nobody else take(text)
                made = [
                    (text, *(taken or (unlabelled(text, nobody, source.startswith("talk-")), "unlabelled")))
                ]
            for number, (text, gold, grammar) in enumerate(made):
                tally[source, grammar.split()[0]] += 1
                record = {
                    "id": f"{'n' if nobody else 'r'}-{source}-{path.stem}-{number}",
                    "lang": "und",
                    "genre": source,
                    "style": grammar,
                    "text": text,
                    "lines": gold,
                }
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
                for lang, what, sentence in sentences(text, gold, source, path.stem):
                    words.setdefault((lang, what), []).append(sentence)
    if given.words:
        write_words(given.words, words)
    for (source, grammar), count in sorted(tally.items()):
        print(f"{source:24} {grammar:16} {count:5}")


if __name__ == "__main__":
    main(sys.argv[1:])
