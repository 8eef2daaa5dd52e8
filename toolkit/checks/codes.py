"""Codes that a translation has changed by a letter or a figure: D67 for D65, MP4 for MP3, SQI for SQL.

A code is copied in every language, or has another one there (DNA, ADN). What is told is one that the
translation lacks, where it has another that is nearly the same and that its source lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks import Check, Checked, foreign, message_of, quoted
from toolkit.checks.messages import CheckedMessage
from toolkit.findings import Finding, define, report
from toolkit.text import scripts

_BESIDE = f"{scripts.LATIN}0-9_"
"""What no code has beside it; letters of other scripts may stand there."""
_CODE = re.compile(
    f"(?<![{_BESIDE}])(?:"
    "(?=[A-Za-z]*-?[0-9])[A-Za-z]{1,8}-?[0-9][A-Za-z0-9]{0,15}"  # D65, MP3, COVID-19, x86
    "|[0-9]{1,4}[A-Z](?![a-z])[A-Z0-9]{0,6}"  # 4K, 3D
    "|[A-Z]{3,5}"  # SQL
    f")(?![{_BESIDE}])"
)
_MAYBE = re.compile("[A-Z0-9](?:[A-Z]|(?<=[A-Za-z][0-9])|(?<=[A-Za-z]-[0-9]))")
_FIGURE = re.compile(r"\d")
_HYPHENS = str.maketrans("", "", "- \u00a0.")


def changed(message: CheckedMessage) -> tuple[str, str] | None:
    """A code of a source, and the one that stands for it; None where all are as they are."""
    # Nearly all texts have none, which is seen far faster.
    if not (_MAYBE.search(message.target) and _MAYBE.search(message.source)):
        return None
    theirs, ours = set(_CODE.findall(message.target)), set(_CODE.findall(message.source))
    if ours <= theirs or theirs <= ours:
        return None
    ours, added = ours - theirs, theirs - ours
    source, target = _plain(message.source), _plain(message.target)
    # In another case, or written together, it is the same: Covid-19, MP 3.
    lost = sorted(code for code in ours if _plain(code) not in target)
    found = sorted(code for code in added if _plain(code) not in source)
    pairs = ((code, other) for code in lost for other in found if _is_slip(code, other))
    return next((pair for pair in pairs if not pair[0].isalpha() or not _shouts(message)), None)


def _plain(text: str) -> str:
    return text.translate(_HYPHENS).casefold()


def _is_slip(code: str, other: str) -> bool:
    """Whether one code is the other, but for its figures, for one letter, or for two that changed places."""
    from rapidfuzz.distance import OSA

    letters, others = _FIGURE.sub("", code), _FIGURE.sub("", other)
    if letters == others:
        return True
    return len(code) == len(other) and OSA.distance(code, other, score_cutoff=1) == 1


def _shouts(message: CheckedMessage) -> bool:
    """Whether a source has a common word of its language in capitals: NOT."""
    common = foreign.common(foreign.language(message.source_lang))
    return any(len(word) > 1 and word.isupper() and word.lower() in common for word in message.source_words)


def codes(checked: Checked) -> Iterator[Finding]:
    """Report each message in which another code stands for one of its source."""
    for message in checked.messages:
        if found := changed(message):
            yield report(
                "D287",
                checked.where,
                message=message_of(message.entry),
                code=quoted(found[0]),
                other=quoted(found[1]),
            )


CHECK = Check(
    define(
        "D287",
        severity="warning",
        title="A translation has another code than its source: D67 for D65, MP4 for MP3, SQI for SQL.",
        words="the source has {code} ({message}), and the translation {other} in its place.",
        cure="Look which of the two is right; the slip may be the source's.",
    ),
    codes,
)
