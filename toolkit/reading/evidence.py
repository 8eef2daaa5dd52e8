"""Evidence from the whole document.

No label shows it by itself; `roster` weighs it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import pairwise

from toolkit.reading import kinds
from toolkit.reading.aliases import short_for
from toolkit.reading.groups import CLASS, SPEAKERS, STOPS, At, LabelGroup, UnsureLabel
from toolkit.reading.lexicon import lexicon
from toolkit.reading.names import name
from toolkit.reading.shapes import Candidate
from toolkit.reading.signs import ends_sentence, is_question
from toolkit.reading.times import interval

_HEADLINE = 4
"""Lines at the top among which a name may be a title or a kicker."""
_CODE = 5
"""Characters of a time that is surely no verse: "01:02"."""
_TIMES = 3
"""Beside names, from which on their order tells something."""
_MAX_WORDS = 4
"""Of a label that is reported when it was refused: longer ones are mostly clauses."""


def pairs(names: Iterable[str]) -> dict[str, str]:
    """Letters that stand for a role here.

    Short word for a role -> the long one of its language, where a text has both: "q" -> "question".
    """
    found: dict[str, str] = {}
    there = set(names)
    for words in lexicon().pairs:
        both = sorted(words & there)
        long = [word for word in both if len(word) > 2]
        if len(long) == 1:
            found.update({word: long[0] for word in both if len(word) <= 2})
    return found


def stops(
    lines: Sequence[str], found: Sequence[Candidate | None], groups: Mapping[At, LabelGroup]
) -> dict[int, Candidate]:
    """Metadata labels that are a speaker's here.

    "ZEIT: Why?" is the newspaper, not the time.

    Such a word must recur, sentences stand behind it, and one other label answers it: without it, that label
    would follow itself.
    """
    places: dict[str, list[int]] = {}
    for i, candidate in enumerate(found):
        if candidate is not None and candidate.form == "colon" and candidate.name.looks in {"meta", "date"}:
            places.setdefault(candidate.name.key, []).append(i)
    strong = {at[0]: group for at, group in groups.items() if at[1] == "strong"}
    order = sorted((place, key) for key, group in strong.items() for place in group.places)
    by_word: dict[str, list[str]] = {}
    for key in strong:
        for word in key.split():
            by_word.setdefault(word, []).append(key)
    taken: dict[int, Candidate] = {}
    for stop, mine in places.items():
        near = min((by_word.get(word, []) for word in stop.split()), key=len, default=[])
        longer = {other for other in near if short_for(stop, other)}
        whole = sorted([*mine, *(place for other in longer for place in strong[other].places)])
        if len(whole) < 2 or not all(_says(lines[i], found[i]) for i in mine):
            continue
        if _answered(whole, order, longer):
            taken.update({i: candidate for i in mine if (candidate := found[i]) is not None})
    return taken


def verses(lines: Sequence[str], found: Sequence[Candidate | None]) -> set[int]:
    """Lines such as "John 3:16".

    Unless all times of the text go forward, and several people have them.
    """
    timed = [
        (i, candidate)
        for i, candidate in enumerate(found)
        if candidate is not None and candidate.form == "time"
    ]
    doubtful = {
        i
        for i, candidate in timed
        if len(candidate.time) < _CODE and lines[i] == f"{candidate.name.printed} {candidate.time}"
    }
    times = [interval(candidate.time)[0] or 0 for _, candidate in timed]
    names = {candidate.name.key for _, candidate in timed}
    return set() if times == sorted(times) and len(names) > 1 and len(times) >= _TIMES else doubtful


def _says(line: str, candidate: Candidate | None) -> bool:
    text = line[candidate.start :] if candidate is not None else ""
    return ends_sentence(text) and not kinds.is_date(text)


def _answered(places: Sequence[int], order: Sequence[tuple[int, str]], own: Container[str]) -> bool:
    """Whether labels stand between two of one name.

    Most of `places` that have a label before and behind.

    order  all other labels: place, name
    own    the names among these that mean the same as what stands at `places`
    """
    inner = []
    for place in places:
        before, behind = bisect_left(order, (place, "")) - 1, bisect_left(order, (place + 1, ""))
        if before >= 0 and behind < len(order):
            label = order[before][1]
            inner.append(label == order[behind][1] and label not in own)
    return sum(inner) > 0.5 * len(inner)


def headline(lines: Sequence[str], groups: dict[At, LabelGroup]) -> None:
    """Drop names of the headline block.

    Those that stand alone on a line in it (title, kicker) are taken out of `groups`.

    They stand on the first lines, above the first word for a role, and no sentence is below, though one is
    below the words for roles: where speech has no full stops, their lack tells nothing.
    """
    mine = {at: group for at, group in groups.items() if at[1] == "line"}
    roles = sorted(place for group in mine.values() if group.name.looks == "role" for place in group.places)
    if not roles or not all(ends_sentence(lines[i + 1]) for i in roles[:20] if i + 1 < len(lines)):
        return
    first = min(roles[0], _HEADLINE)
    labels = {
        place
        for group in mine.values()
        if group.count > 1 or group.name.looks == "role"
        for place in group.places
    }
    for at, group in mine.items():
        group.places = [
            i for i in group.places if i + 1 >= first or i + 1 in labels or ends_sentence(lines[i + 1])
        ]
        group.count = len(group.places)
        if not group.count:
            del groups[at]


def dialogues(
    groups: Mapping[At, LabelGroup], clusters: Mapping[str, Sequence[At]], often: set[str]
) -> set[str]:
    """Labels of a dialogue that is quoted.

    They occur in one chunk only, where others go through the document.
    """
    chunks = {name: set().union(*(groups[at].chunks for at in members)) for name, members in clusters.items()}
    if not any(len(found) >= 3 for found in chunks.values()):
        return set()
    return {name for name in often if len(chunks[name]) == 1}


def heads_text(group: LabelGroup, lines: Sequence[str], found: Sequence[Candidate | None]) -> bool:
    """Whether text stands under a name each time.

    No other name may stand alone on its line.
    """
    for place in group.places[:50]:
        after = found[place + 1] if place + 1 < len(found) else None
        if place + 1 >= len(lines) or (
            after is not None and after.form in {"line", "caps"} and lines[place + 1] == lines[place]
        ):
            return False
    return True


def heads_title(group: LabelGroup, lines: Sequence[str], found: Sequence[Candidate | None]) -> bool:
    """Whether a bracket begins a headline.

    It stands once: "【インタビュー】...".
    """
    place = group.places[0]
    candidate = found[place]
    behind = candidate is not None and candidate.start < len(lines[place])
    return behind and lines[place][0] == "【" and group.count == 1


def alternate(ring: Mapping[str, Sequence[LabelGroup]]) -> bool:
    """Whether speakers take turns.

    Several do, or two surely named ones speak once each.
    """
    if len(ring) < 2:
        return False
    order = sorted(
        (place, label) for label, groups in ring.items() for group in groups for place in group.places[:2000]
    )
    switches = sum(a[1] != b[1] for a, b in pairwise(order))
    named = all(any(group.name.looks != "open" for group in groups) for groups in ring.values())
    return switches >= 2 or (switches == 1 and named)


def answers(places: Sequence[int], others: Sequence[int]) -> bool:
    """Whether others stand between most places.

    Both lists are sorted.
    """
    between = [bisect_left(others, after) > bisect_left(others, before) for before, after in pairwise(places)]
    return sum(between) > 0.5 * len(between)


def can_begin(lines: Sequence[str], gaps: Sequence[bool], i: int) -> bool:
    """Whether a paragraph can begin with a line.

    Not in lower case in the midst of a sentence.
    """
    return gaps[i] or not i or not lines[i][0].islower() or ends_sentence(lines[i - 1])


def dashes(
    groups: Mapping[At, LabelGroup], lines: Sequence[str], begins: Callable[[int], bool], *, strong: bool
) -> set[At]:
    """Dashes that mark questions.

    They begin mostly questions, or other paragraphs stand between.

    strong  whether labels with a colon are accepted: then a dash is rather punctuation
    """
    found = set()
    for at, group in groups.items():
        if at[1] != "dash" or not all(map(begins, group.places)):
            continue
        dashed = set(group.places)
        asked = sum(is_question(lines[place]) for place in group.places) / group.count
        answered = sum(place + 1 not in dashed for place in group.places) / group.count
        between = group.count >= 2 and answered > 0.8 and (not strong or len(at[0]) > 1)
        dialogue = group.count >= 4 and asked >= 0.25 and not strong
        if (asked >= 0.5 and (answered >= 0.5 or not strong)) or between or dialogue:
            found.add(at)
    return found


def refused(
    found: Sequence[Candidate | None],
    begins: Sequence[bool],
    groups: Mapping[At, LabelGroup],
    accepted: Container[At],
    known: Iterable[UnsureLabel],
    credits_: Container[int],
) -> list[UnsureLabel]:
    """Likely labels that weren't accepted.

    They have a colon. Each is told once, where it occurs first.

    Inside somebody's turn any may be a speaker's; in a text without speakers only a name, or one that recurs.
    """
    turns = [group.places[0] for at, group in groups.items() if at in accepted]
    first = min(turns, default=len(found))
    said = {doubt.label for doubt in known}
    doubts = []
    for i, candidate in enumerate(found):
        if candidate is None or candidate.form not in {"colon", "alone"} or not begins[i] or i in credits_:
            continue
        label = candidate.name
        at = (label.key, CLASS[candidate.form])
        if label.looks not in SPEAKERS or at in accepted or at not in groups or label.printed in said:
            continue
        likely = label.looks != "open" or groups[at].count > 1
        if (i > first or (likely and not turns and i)) and _like_name(label.base):
            said.add(label.printed)
            # "Remember this: ..." is one too, but hardly a person.
            inside = i > first and (label.looks != "open" or " " not in label.base)
            doubts.append(UnsureLabel(i, label.printed, False, inside))
    return doubts


def _like_name(base: str) -> bool:
    words = base.split()
    return len(words) <= _MAX_WORDS and not (words[0][0].islower() and words[-1][0].islower())


# Credits such as "Host: Jane Doe".
#
# They look like a turn, and name somebody.


def credit_lines(
    groups: dict[At, LabelGroup],
    lines: Sequence[str],
    gaps: Sequence[bool],
    found: Sequence[Candidate | None],
) -> set[int]:
    """Find credits around the turns.

    Indices of lines before the first turn and behind the last; they are taken out of `groups`.

    Nobody begins a conversation by saying no more than a name.
    """
    turns = sorted(place for (_, form), group in groups.items() if form == "strong" for place in group.places)
    credits_: set[int] = set()
    for order in (turns, turns[::-1]):
        for place in order:
            candidate = found[place]
            if candidate is None or place in credits_:
                continue
            if (
                candidate.name.looks != "role"
                or candidate.form != "colon"
                or not _credit(place, candidate, groups, lines, gaps, found)
            ):
                break
            credits_.add(place)
    for place in credits_:
        candidate = found[place]
        if candidate is not None:
            at = (candidate.name.key, "strong")
            groups[at].places.remove(place)
            groups[at].count -= 1
            if not groups[at].count:
                del groups[at]
    return credits_


def _credit(
    place: int,
    candidate: Candidate,
    groups: Mapping[At, LabelGroup],
    lines: Sequence[str],
    gaps: Sequence[bool],
    found: Sequence[Candidate | None],
) -> bool:
    words = lexicon()
    if candidate.name.key in words.ask or candidate.name.key in words.answer:
        return False
    text = lines[place][candidate.start :]
    if len(text) > 40 or ends_sentence(text) or is_question(text):
        return False
    looks = name(text).looks
    if any(char.isupper() for char in text):
        return looks in {"name", "byline"} and len(text.split()) >= 2
    alone = groups[candidate.name.key, "strong"].count == 1 or _among_metadata(place, lines, gaps, found)
    return alone and looks in SPEAKERS


def _among_metadata(
    place: int, lines: Sequence[str], gaps: Sequence[bool], found: Sequence[Candidate | None]
) -> bool:
    """Whether a neighbouring line is metadata."""
    # Above or below, with no blank line between.
    near = [place - 1] if not gaps[place] else []
    if place + 1 < len(gaps) and not gaps[place + 1]:
        near.append(place + 1)
    return any(
        kinds.is_date(lines[i]) or ((candidate := found[i]) is not None and candidate.name.looks in STOPS)
        for i in near
    )
