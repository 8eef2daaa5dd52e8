"""Words and sentences that stand twice where the source has them once.

A hand that pastes, or a line that is begun anew, leaves them. Languages double words of their own, which are
data (`languages/doubled.toml`), and a translator has habits, which the rest of the catalog shows.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from operator import eq
from typing import Any, NamedTuple

from toolkit import languages, late
from toolkit.checks import Check, Checked, quoted
from toolkit.checks.messages import CheckedMessage, folded, small
from toolkit.checks.signs import clear
from toolkit.findings import Finding, define
from toolkit.text import scripts

_LEAST_LETTERS = 8.0
"""Of a sentence that is said twice by mistake, where it isn't all of the text."""
_APART_LETTERS = 25.0
"""The same, where others stand between."""
_CLAUSES = late.regex(r"[,;:،؛，、；：—–]")
_AROUND_CLAUSE = " \u00a0\u202f.!?…»”\"'’)。！？」』）।؟"
_CLAUSE_WORDS, _CLAUSE_LETTERS = 3, 6
"""Of a clause that is said twice: "no, no" and "very well, very well" are ways to speak."""
_HABIT = 2
"""In so many messages of a catalog a doubled word is no slip any more."""
_ALONE = 3
"""Messages in which a word stands that is no word said twice for emphasis, in a language that doubles any."""
_TELLING = 50
"""Messages of a catalog that tells which words do."""
_BEGINNING = 4
"""Signs of a text by which it is seen that it begins again."""
_BEFORE = 12
"""Signs of the text that are shown before it."""
_PARTS = late.regex(r"[^\w\s,;:，、'’-]+")
"""What parts a text, and stands around its parts."""
_CLOSE = scripts.HAN + scripts.KANA
_HAN = scripts.one_of(scripts.HAN)
_RUN = late.regex(rf"([{_CLOSE}]{{2,8}})\1")
"""Signs that stand twice without anything between them."""
_BY = late.regex(r"\b(\w{3,}) \w{1,3} \1\b", re.IGNORECASE)
"""Little by little, poco a poco."""
_AROUND = '.,;:!?…()«»“”"।؟،'
_LONGEST_LOOP = 12
"""Words that a program says again and again, at most."""
_CLOSE_LOOP = late.regex(r"(.{4,40}?)\1{2,}")
"""The same where words aren't set apart."""
_BEHIND_COMMA = late.regex(r",\s(?:[^\W\d_]{1,8}\s)?$")
"""Where a clause begins whose first word is doubled, perhaps behind a preposition: ", auf die die ..."."""
_CLOSE_PART = late.regex(r"((?:\w[，。、；：！？]?){4,24}?)\1")
"""A part with marks in it that stands twice, where words aren't set apart."""
_INNER = late.regex(r"\w[^\w,;:.!?…，。、；：！？،؟।]*+[\d,;:.!?…，。、；：！？،؟।]\W*+\w")
_LEAST_PART, _LEAST_PART_LETTERS = 3, 4
"""Words of such a part that stands twice by mistake, where they are set apart, and letters of any."""
_EACH = ("一", "幾", "几", "每", "很", "好", "の", "その", "それ", "そう")
"""What begins such a run in "one by one", "very, very", "each time"."""
_RINGS = "ンんッっリり"
"""How sounds of three beats end: ガタンガタン."""
_PARTICLES = "をがはにでとのもへ"
_BEATS = late.regex(f"[{scripts.KANA}](?<![ぁぃぅぇぉっゃゅょァィゥェォッャュョ])")
_AGAIN = late.regex(
    rf"(?<!\w)(?<![{scripts.ON_LETTERS}])((?:\w[{scripts.ON_LETTERS}]*+)++)[\s,!–—-]+\1(?![\w{scripts.ON_LETTERS}])",
    re.IGNORECASE,
)
"""Very, very."""
_WORD = rf"(?:[^\W\d_]+[{scripts.ON_LETTERS}]*+)++"
_SEPARATE = late.regex(
    rf"(?<![^\W_])(?<![{scripts.ON_LETTERS}])(?<!\d['’])({_WORD}(?:['’]{_WORD})?(?:\s+{_WORD}){{0,3}})"
    rf"\s+\1(?![^\W_]|[-’'{scripts.ON_LETTERS}])",
    re.IGNORECASE,
)
"""One to four words that stand twice with nothing but blanks between them."""


class Doubled(NamedTuple):
    """What a language may double."""

    words: frozenset[str]
    endings: tuple[str, ...]
    once: re.Pattern[str] | None
    """What is never right twice, as it stands there."""
    behind: Mapping[str, str]
    """Words that may stand twice behind others alone, and these."""


@cache
def _rules(lang: str) -> Doubled:
    table: dict[str, Any] = _table()
    base = languages.base(lang)
    listed = table.get(base, "").split()
    once = table["once"].get(base, "").split()
    return Doubled(
        # A small σ that ends a word in Greek is another one.
        frozenset(_same(word) for word in listed if word[0] != "-"),
        tuple(word[1:] for word in listed if word[0] == "-"),
        re.compile("|".join(once)) if once else None,
        table["behind"].get(base, {}),
    )


def _same(word: str) -> str:
    """A word of the table as words of a text are compared with it; "+" parts what has its capitals."""
    spaced = word.replace("_", " ")
    return spaced if "+" in word else spaced.casefold()


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("toolkit.languages").joinpath("doubled.toml").read_text("utf-8"))


def _twice(message: CheckedMessage) -> tuple[str, int]:
    """What stands twice in a row first, and isn't known to be right so; and where."""
    run, at = _words_twice(message)
    return (run, at) if run else _part_twice(message)


def _part_twice(message: CheckedMessage) -> tuple[str, int]:
    """A longer part, with marks or figures in it, say, that stands twice in a row, and where."""
    text, run, at = message.target, "", 0
    if languages.get(message.lang).counts_characters:
        found = _CLOSE_PART.search(text) if _has_again(text) else None
        run, at = (found[1], found.start()) if found and _INNER.search(found[1]) else ("", 0)
    else:
        tokens = text.split()
        again = _run_again([token.strip(_AROUND).lower() for token in tokens], _LEAST_PART)
        run = " ".join(tokens[at] for at in again)
        at = max(0, text.find(run))
    # Who says it twice says it in words of their own: no, no.
    spoken = [word.lower() for word in message.source_words]
    if len(folded(run)) < _LEAST_PART_LETTERS or _run_again(spoken, 1):
        return "", 0
    # A whole clause is told as such.
    return ("", 0) if _clause_twice(message, _CLAUSE_WORDS, _CLAUSE_LETTERS) else (run, at)


def _has_again(text: str) -> bool:
    """Whether two beginnings of parts stand in a text again; in nearly none they do."""
    begins = range(len(text) - _BEGINNING + 1)
    return len({text[at : at + _BEGINNING] for at in begins}) < len(begins) - 1


def _run_again(words: Sequence[str], least: int) -> range:
    """The places of so many words or more that stand twice in a row; none where nothing does."""
    if len(set(words)) > len(words) - least:
        return range(0)
    for size in range(least, min(_LONGEST_LOOP, len(words) // 2) + 1):
        for at in range(len(words) - 2 * size + 1):
            if words[at : at + size] == words[at + size : at + 2 * size]:
                return range(at, at + size)
    return range(0)


def _words_twice(message: CheckedMessage) -> tuple[str, int]:
    """Words without a mark between them that stand twice in a row."""
    text, rules = message.target, _rules(message.lang)
    if languages.get(message.lang).counts_characters:
        return _twice_close(text, rules)
    words = [word.lower() for word in message.target_words]
    if any(map(eq, words, words[1:])) or _phrase_again(words):
        for match in _SEPARATE.finditer(text):
            if not _right(match, rules):
                return match[1], match.start()
    return "", 0


def _right(match: re.Match[str], rules: Doubled) -> bool:
    """Whether a language doubles these words of its own, or the second begins something: the file File."""
    if match[1].islower() and not match[0][len(match[1]) :].islower():
        return True
    run = match[1].casefold()
    if run in rules.words or "+".join(match[0].split()) in rules.words:
        return True
    if run in rules.behind:
        before = match.string[: match.start()].casefold().split()
        return before[-1:] != [] and before[-1] in rules.behind[run].split()
    if f",{run}" in rules.words:
        return _BEHIND_COMMA.search(match.string, 0, match.start()) is not None
    return bool(rules.endings) and run.endswith(rules.endings)


def _phrase_again(words: Sequence[str]) -> bool:
    """Whether two to four words may stand twice in a row."""
    # Nearly no text has two words again.
    if len(set(pairwise(words))) >= len(words) - 1:
        return False
    pairs = list(pairwise(words))
    return any(any(map(eq, pairs, pairs[size:])) for size in (2, 3, 4))


def _twice_close(text: str, rules: Doubled) -> tuple[str, int]:
    """The same where words aren't set apart."""
    if rules.once and (match := rules.once.search(text)):
        return match[0][: len(match[0]) // 2], match.start()
    for match in _RUN.finditer(text):
        run = match[1]
        if run.startswith(_EACH) or run in rules.words or len(set(run)) == 1 or _sounds(run):
            continue
        # The first may end a longer word: 時間の間の.
        if not (len(run) == 2 and run[1] == "の" and _HAN.match(text[: match.start()][-1:])):
            return run, match.start()
    return "", 0


def _sounds(run: str) -> bool:
    """Whether it is a sound or a manner, which Japanese says twice: two or three beats, or an adjective."""
    if not _HAN.search(run):
        return len(_BEATS.findall(run)) < (4 if run[-1] in _RINGS else 3)
    # With a particle it is a part of a sentence; other endings make a manner of it.
    return len(run) < 4 and scripts.within(run[-1], scripts.KANA) and run[-1] not in _PARTICLES


def words(checked: Checked) -> Iterator[Finding]:
    """Report each translation in which words stand twice in a row."""
    slips: list[tuple[CheckedMessage, str, int]] = []
    for message in checked.messages:
        run, at = _twice(message)
        # What the source says twice is said twice.
        if run and not _twice_anyhow(message.source):
            slips.append((message, run, at))
    often = Counter(run.casefold() for _, run, _ in slips)
    freely = languages.base(checked.catalog.lang) in _table()["freely"].split()
    freely = freely and len(checked.messages) >= _TELLING
    # Whether what is usual is right, nobody knows where what a language doubles isn't written down.
    listed = languages.base(checked.catalog.lang) in _table()
    for message, run, at in slips:
        many = often[run.casefold()]
        # Of a word that stands so often alone a few are slips.
        alone = checked.often.get(small(run), 0) - many
        once = many < _HABIT and not (freely and alone < _ALONE)
        if once or len(run.split()) > 1 or (listed and clear(many, alone)):
            begin = max(0, at - _BEFORE)
            yield checked.report(
                "D236",
                message,
                word=quoted(run),
                target=quoted(("…" if begin else "") + message.target[begin:]),
            )


def _twice_anyhow(text: str) -> bool:
    """Whether something is said twice in a row, whatever stands between."""
    return bool(_AGAIN.search(text) or _BY.search(text) or _RUN.search(text))


def _again_and_again(message: CheckedMessage) -> str:
    """What a translation says three times in a row, as a program does that went round; "" for nothing."""
    if not languages.get(message.lang).counts_characters:
        # With figures: a list counts 1, 2, 3.
        return " ".join(_thrice([token.strip(_AROUND) for token in message.target_tokens]))
    text = message.target
    if len({text[at : at + _BEGINNING] for at in range(len(text))}) > len(text) - 2 * _BEGINNING:
        return ""
    return next((match[1] for match in _CLOSE_LOOP.finditer(text) if len(set(match[1])) > 2), "")


def _thrice(words: Sequence[str]) -> Sequence[str]:
    """Two words or more that stand three times in a row."""
    if len(set(pairwise(words))) > len(words) - 1 - 2 * 2:
        return ()
    for size in range(2, min(_LONGEST_LOOP, len(words) // 3) + 1):
        for at in range(len(words) - 3 * size + 1):
            run = words[at : at + size]
            if (
                run == words[at + size : at + 2 * size] == words[at + 2 * size : at + 3 * size]
                and len(set(run)) > 1
            ):
                return run
    return ()


def sentences(checked: Checked) -> Iterator[Finding]:
    """Report each translation that says a sentence twice, or all of itself."""
    for message in checked.messages:
        loop = _again_and_again(message)
        if loop and not (_twice_anyhow(message.source) or _again_and_again(message.turned)):
            yield checked.report("D235.loop", message, sentence=quoted(loop), source=quoted(message.source))
            continue
        sentence = _said_twice(message)
        if not sentence and (clause := _clause_twice(message, _CLAUSE_WORDS, _CLAUSE_LETTERS)):
            # What the source says twice in fewer words is said twice as well.
            again = _twice_anyhow(message.source) or _clause_twice(message.turned, 1, 1)
            sentence = "" if again else clause
        if sentence:
            yield checked.report(
                "D235.twice", message, sentence=quoted(sentence), source=quoted(message.source)
            )


def _said_twice(message: CheckedMessage) -> str:
    """The sentence that a translation says twice and its source once; "" for none."""
    text = message.target
    # Most texts have no two parts alike, and don't begin again in the middle: both is quickly told.
    if not _repeats(text) or _repeats(message.source):
        middle = len(text) // 2
        begins_again = text[:_BEGINNING] in text[max(1, middle - _BEGINNING) : middle + 2 * _BEGINNING]
        return _whole_twice(message) if begins_again else ""
    sentences = [folded(sentence) for sentence in message.target_sentences]
    first: dict[str, int] = {}
    for place, sentence in enumerate(sentences):
        again = first.setdefault(sentence, place)
        if again == place or not sentence:
            continue
        # Side by side it was pasted twice; "Thomas asked" stands in many places.
        if len(sentence) >= (_LEAST_LETTERS if again == place - 1 else _APART_LETTERS) or (
            again == place - 1
            and len(sentences) > len(message.source_sentences)
            and not _twice_anyhow(message.source)
        ):
            return message.target_sentences[place]
    return _whole_twice(message)


def _clause_twice(message: CheckedMessage, words: int, letters: int) -> str:
    """A clause of so many words and letters that a translation says twice in a row; "" for none."""
    parts = _CLAUSES.split(message.target)
    # Nearly no text has two alike.
    if len(set(parts)) == len(parts) and len({part.strip(_AROUND_CLAUSE) for part in parts}) == len(parts):
        return ""
    for part, following in pairwise(parts):
        clause = folded(part)
        long = len(part.split()) >= words or languages.get(message.lang).counts_characters
        if long and len(clause) >= letters and clause == folded(following):
            return part.strip()
    return ""


def _repeats(text: str) -> bool:
    """Whether two parts of a text between marks are alike."""
    parts = list(filter(None, map(str.strip, _PARTS.split(text.casefold()))))
    return len(set(parts)) < len(parts)


def _whole_twice(message: CheckedMessage) -> str:
    """A translation that is the same text twice, without marks between; "" for any other."""
    target = folded(message.target)
    half = len(target) // 2
    if half < _LEAST_LETTERS / 2 or target[:half].strip() != target[half:].strip():
        return ""
    source = folded(message.source)
    middle = len(source) // 2
    same = source[:middle].strip() == source[middle:].strip()
    return "" if same else message.target[: len(message.target) // 2].strip()


CHECK = (
    Check(
        define(
            "D235",
            severity="warning",
            title=(
                "A finished translation says a sentence, a clause or all of it twice, and its source says it "
                "once."
            ),
            words={
                "twice": (
                    "the translation ({message}) says {sentence} twice; its source, {source}, says it once."
                ),
                "loop": (
                    "the translation ({message}) says {sentence} again and again; its source, {source}, "
                    "doesn't."
                ),
            },
            cure="Delete what is there twice.",
        ),
        sentences,
    ),
    Check(
        define(
            "D236",
            severity="warning",
            title=(
                "Words stand twice in a row in a finished translation. What a language doubles of its own, "
                "what the source says twice and what the translator doubles elsewhere is left alone."
            ),
            words="{word} stands twice in a row in the translation {target} ({message}).",
            cure="Delete one of the two.",
        ),
        words,
    ),
)
