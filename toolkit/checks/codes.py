"""Codes that a translation has changed: D67 for D65, SQI for SQL, `vrai` for `true`, @ann for @anna.

A code is copied in every language, or has another one there (DNA, ADN). What is told is one that the
translation lacks, where it has another that is nearly the same and that its source lacks.

Another one in a language may be nearly the same too: ECB is EZB in German, OPEC is OPEP in French. So letters
that differ tell only what the catalog copies elsewhere, or what is English among letters of another script,
which has no code of its own in Latin ones. Two that changed places are a slip but where adjectives stand
behind.

What stands between backticks is code whatever it looks like, `true` or `open(1)`, where a catalog copies
nearly all of it. A name with a capital may be what a button says, and is told where it is copied elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from toolkit import languages, late
from toolkit.checks import Check, Checked, quoted, signs
from toolkit.checks.messages import CheckedMessage
from toolkit.findings import Finding, define
from toolkit.text import scripts

_BESIDE = f"{scripts.LATIN}0-9_"
"""What no code has beside it; letters of other scripts may stand there."""
_CODE = late.regex(
    f"(?<![{_BESIDE}])(?:"
    "(?=[A-Za-z]*-?[0-9])[A-Za-z]{1,8}-?[0-9][A-Za-z0-9]{0,15}"  # D65, MP3, COVID-19, x86
    "|[0-9]{1,4}[A-Z](?![a-z])[A-Z0-9]{0,6}"  # 4K, 3D
    "|[A-Z]{3,5}"  # SQL
    "|@[A-Za-z][A-Za-z0-9_-]{3,38}"  # @anna
    f")(?![{_BESIDE}])"
    f"|(?<![{_BESIDE}])[A-Z]{{3,5}}(?=s(?![{_BESIDE}]))"  # VIPs
)
_MAYBE = late.regex("@[A-Za-z]|[A-Z0-9](?:[A-Z]|(?<=[A-Za-z][0-9])|(?<=[A-Za-z]-[0-9]))")
_BESIDE_MARKS = late.regex("[:A-Za-z0-9_]")
"""What stands beside roles and links of reStructuredText, which are no code."""
_PROSE = late.regex(r"[^\W\d_]{2,}[\s,;]+[^\W\d_]{2,}")
_PLACE = late.regex("[<>]|//|^/")
"""What stands for something else is translated, <name>, and so are addresses and paths of examples."""
_CLEAR = 4
"""How often code between backticks is copied, for each time that it is not."""
_MOST = 50
"""Codes of a message that its translation lacks, at most: where it lacks more, nobody has copied any."""
_TURNED = frozenset("ca es fr gl it pt ro".split())
"""Languages that turn letters around with the words for which they stand: DRC, RDC."""
_FIGURE = late.regex(r"\d")
_HYPHENS = str.maketrans("", "", "- \u00a0.")


class _ChangedCode(NamedTuple):
    """A code of a source, and the one that stands for it."""

    code: str
    other: str


def changed(messages: Sequence[CheckedMessage]) -> Mapping[CheckedMessage, tuple[str, str]]:
    """The messages with a code for which another one stands, and both."""
    found = {message: pairs for message in messages if (pairs := [*_changed(message)])}
    marked = _changed_between_marks(messages)
    if not found:
        return marked
    often = Counter(chain.from_iterable(found.values()))
    copies = Counter(chain.from_iterable(map(_copied, messages)))
    told = {}
    for message, pairs in found.items():
        is_kept = not _TURNED.intersection(map(languages.base, (message.source_lang, message.lang)))
        english = message.script != "Latn" and languages.base(message.source_lang) == "en"
        for pair in pairs:
            sure = english or _letters(pair.code) == _letters(pair.other) or _is_handle(pair.code)
            sure = sure or (is_kept and sorted(pair.code) == sorted(pair.other))
            if sure or copies[pair.code] > often[pair]:
                told[message] = pair
                break
    return marked | told


def _changed(message: CheckedMessage) -> Iterator[_ChangedCode]:
    """The codes of a message that are nearly what they were."""
    # Nearly all texts have none, which is seen far faster.
    if not (_MAYBE.search(message.target) and _MAYBE.search(message.source)):
        return
    theirs, ours = set(_CODE.findall(message.target)), set(_CODE.findall(message.source))
    if ours <= theirs or theirs <= ours:
        return
    ours, added = ours - theirs, theirs - ours
    source, target = _plain(message.source), _plain(message.target)
    # In another case, or written together, it is the same: Covid-19, MP 3.
    lost = sorted(code for code in ours if _plain(code) not in target)
    found = sorted(code for code in added if _plain(code) not in source)
    if len(lost) > _MOST:
        return
    yield from (_ChangedCode(code, other) for code in lost for other in found if _is_slip(code, other))


def _changed_between_marks(messages: Sequence[CheckedMessage]) -> dict[CheckedMessage, tuple[str, str]]:
    """The messages with other code between backticks, where the catalog copies nearly all of it."""
    copies: Counter[str] = Counter()
    found: dict[CheckedMessage, _ChangedCode] = {}
    changes = 0
    for message in messages:
        # Nearly all texts have none.
        if not ("`" in message.source and "`" in message.target):
            continue
        ours, theirs = (_between_marks(text) for text in (message.source, message.target))
        source, target = "".join(message.source.split()), "".join(message.target.split())
        lost = [code for code in ours if code not in target]
        added = [code for code in theirs if code not in source]
        copies.update(set(ours) - set(lost))
        if lost and len(lost) == len(added):
            changes += len(lost)
            found[message] = _ChangedCode(lost[0], added[0])
    if copies.total() < _CLEAR * changes:
        return {}
    return {
        message: pair
        for message, pair in found.items()
        if copies[pair.code] or not (pair.code.istitle() and pair.code.isalpha())
    }


def _between_marks(text: str) -> list[str]:
    """The code between backticks, without its blanks; words that make a sentence are none."""
    return [
        "".join(marked["code"].split())
        for marked in signs.CODE.finditer(text)
        if not (
            _BESIDE_MARKS.fullmatch(text[: marked.start()][-1:])
            or _BESIDE_MARKS.fullmatch(text[marked.end() :][:1])
            or _PLACE.search(marked["code"])
            or _PROSE.search(marked["code"])
        )
    ]


def _copied(message: CheckedMessage) -> set[str]:
    """The codes that a translation has as its source has them."""
    if not (_MAYBE.search(message.target) and _MAYBE.search(message.source)):
        return set()
    return {*_CODE.findall(message.source)} & {*_CODE.findall(message.target)}


def _plain(text: str) -> str:
    return text.translate(_HYPHENS).casefold()


def _is_slip(code: str, other: str) -> bool:
    """Whether one code is the other, but for its figures, for one letter, or for two that changed places."""
    from rapidfuzz.distance import OSA

    if _letters(code) == _letters(other):
        return True
    if _is_handle(code) and _is_handle(other):
        return OSA.distance(code, other, score_cutoff=1) == 1
    return len(code) == len(other) and OSA.distance(code, other, score_cutoff=1) == 1


def _is_handle(code: str) -> bool:
    """Whether somebody is called so at a site, in every language."""
    return code.startswith("@")


def _letters(code: str) -> str:
    return _FIGURE.sub("", code)


def codes(checked: Checked) -> Iterator[Finding]:
    """Report each message in which another code stands for one of its source."""
    for message, (code, other) in changed(checked.messages).items():
        yield checked.report("D287", message, code=quoted(code), other=quoted(other))


CHECK = Check(
    define(
        "D287",
        severity="warning",
        title=(
            "A translation has another code than its source: D67 for D65, MP4 for MP3, SQI for SQL; "
            "`vrai` for `true`."
        ),
        words="the source has {code} ({message}), and the translation {other} in its place.",
        cure="Look which of the two is right; the slip may be the source's.",
    ),
    codes,
)
