"""How a text sets its times: what stands around each, and what stands before and behind it.

A program writes all of a text one way. So nothing is known here of programs, but for two: brackets, signs and
blanks around the times of a text tell its form, where they go through all of it and its times go on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from toolkit import late
from toolkit.languages.lexicon import key, lexicon
from toolkit.readers import bounds, times_within
from toolkit.reading.candidates import colon_label, labelled
from toolkit.text import scripts
from toolkit.text.lines import is_heard, width
from toolkit.text.patterns import any_of
from toolkit.text.signs import ends_sentence
from toolkit.text.times import DROP_FRAME, OF_DAY, interval

_LONG = rf"\d{{1,2}}:\d\d:\d\d(?:[.,]\d{{1,3}})?(?!\d|:\d){OF_DAY}"
# With the number of a frame, as programs for films write it.
_FRAME = (
    rf"(?:(?:\d{{1,2}}:)?\d{{1,2}}:\d\d(?:[.,]\d{{1,3}}|[:;]\d\d(?=\s*(?:[\])）>}}】–—~→-]|$)))?"
    rf"(?!\d|:\d){OF_DAY}|{DROP_FRAME})"
)
SPAN = rf"{_FRAME}(?:\s*+(?:-->|->|[-–—~→]|to\b)\s*+{_FRAME})?"
_CLOCK = late.regex(r"\d[:;]\d\d")
_BRACKETS = {"[": "]", "(": ")", "（": "）", "<": ">", "{": "}", "【": "】"}
_OPEN, _CLOSE = (f"[{re.escape(''.join(signs))}]" for signs in (_BRACKETS, _BRACKETS.values()))
_LINK = r"[ \t]*+(?:[:：,،、|/•·–—-](?![^\s\[({<【（])[ \t]*+)?"
"""What may part a time from words: blanks, and a sign that a blank follows."""
_OPENED, _DOT = '["“”„«‹‘「『]?', r"(?<=[^\W\d_])·(?=[^\W\d_])"
"""The mark that a name may begin with, and the dot within it: `“Mo” Lind`, `Gal·la`, `阿依古丽·买买提`."""
NAME = (
    rf"(?:{_OPENED}[^\W\d_](?:[^\t\[\]()#:：|•·]|{_DOT}|#(?=\d)|[\[(][^\t\[\]()#:：]{{1,40}}[\])]){{0,58}}?"
    r"|(?!(?:\d{4}|\d\d?)[.-]\d\d?[.-]\d{2,4}\b)\+?\d(?:[ .()-]{0,2}\d){6,14})"
)
"""Or the number of a telephone, which no date is: programs for meetings know no more of who has called."""
# No digit stands right before a time: it would be of the same.
_ENCLOSED = rf"(?P<open>{_OPEN}?) ?(?<!\d)(?P<time>{SPAN})(?: ?(?P<close>{_CLOSE}))?"
_TIMED = rf"{_ENCLOSED}(?P<link>{_LINK})(?P<rest>.*)$"
_BEGINS = late.regex(rf"{_OPENED}[^\W_]")
_AT_FIRST = late.regex(f"@?{_TIMED}")
_BEHIND = late.regex(rf"(?P<name>{NAME})(?P<before>{_LINK}){_TIMED}")
_UNNAMED = late.regex(rf"(?P<open>{_OPEN}?) ?(?P<time>{SPAN}) ?{_CLOSE}?(?:{_LINK}|[:：])(?P<text>.*)$")
_SMALL = late.regex(r"[a-zß-öø-ÿά-ώа-яёա-և]")
_AT_ONCE = late.regex(r"[A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")
"""Letters of scripts without blanks: none stands behind a time either. Nor does one on pages that set a time
and the sentence behind it apart by their look alone: `0:04There was a lamp.`"""
_STROKED = late.regex(rf"(?P<name>{NAME})[ \t]*(?P<stroke>[|•·])[ \t]+(?=\S)")
_WORDS = 3
"""Words of a name that no sign parts from what is said, at most."""
_AGAIN = late.regex(r"\W{0,3}\d{1,2}:\d\d")
_BREAK = late.regex(r"[^\W\d_].*\d:\d\d\W{0,3}$")
_ENDS_WITH_TIME = late.regex(r"\d:\d\d$|[-–—]*[>→]")


class TimeForm(NamedTuple):
    """How a line with a time looks. What a form has no group for, its line doesn't say."""

    pattern: re.Pattern[str]
    """Groups `time`, `name` and `text`."""
    heads: bool = False
    """Whether text stands in the lines below."""
    placed: bool = False
    """Whether names are told by their place alone: no sign parts them from words."""

    @property
    def alone(self) -> bool:
        """Whether nothing but a time is on its line."""
        return self.heads and "name" not in self.pattern.groupindex

    def lines(self, texts: Sequence[str]) -> list[int]:
        """The indices of its lines."""
        return [i for i, text in enumerate(texts) if self.pattern.match(text)]


_TABLES = (
    # A table of three columns, as Zoom writes it.
    late.regex(rf"(?P<time>{_LONG})\t(?P<name>[^\t]{{1,60}}?)[:：]?\t(?P<text>.*\S)\s*$"),
    # Its chat: "From" in the language of the program, a name between blanks, perhaps to whom.
    late.regex(
        rf"(?P<time>{_LONG})\t ?[^\W\d_]{{1,12}} {{2}}(?P<name>[^\s:]+(?: [^\s:]+){{0,5}})"
        r"(?: {1,2}[^\W\d_]{1,6} {2}[^:\t]{1,60}?)? ?[:：]\s*+(?P<text>\S(?:.*\S)?)\s*$"
    ),
)
_LONG_ONE = late.regex(_LONG)
_STROKES = tuple("|•·–—")
_WIDE = late.regex(r" {2}|\t")
_MOST = 0.5
"""Share of the lines with a time, from which on labels behind times say who speaks."""
_LONGEST = 60
"""Characters of a name on a line of its own."""


class _Surroundings(NamedTuple):
    """What a text sets around its times."""

    open: str
    """The bracket before it; "" for none."""
    behind: bool
    """Whether a name stands before it."""
    link: str = ""
    """The sign between it and what follows, where all have that."""
    before: str = ""
    """The sign between a name and it."""

    @property
    def time(self) -> str:
        """The pattern of a time, with what parts it from the words behind it."""
        close = re.escape(_BRACKETS.get(self.open, ""))
        return rf"@?{re.escape(self.open)} ?(?<!\d)(?P<time>{SPAN}) ?{close}{_parting(self.link)}"


def _parting(sign: str) -> str:
    """The pattern of what parts times and words."""
    return rf"[ \t]*+{re.escape(sign)}[ \t]*+"


def timed(text: str) -> bool:
    """Whether a line may have a time: nearly all that have none are told by this."""
    return (":" in text or ";" in text) and _CLOCK.search(text) is not None


def form(texts: Sequence[str], *, more: bool = False) -> TimeForm | None:
    """The form that goes through a text; None for none. `more` tells that lines of it stand below these."""
    # What stands below the last line nobody sees here.
    texts = texts[:-1] if more and any(map(timed, texts[-1:])) else texts
    places = [i for i, text in enumerate(texts) if timed(text)]
    # Quotation marks around each cell beside a tab are those of a table.
    cells = all(texts[i].startswith('"') and '"\t' in texts[i] for i in places)
    if cells or len(places) < bounds.MARKS_LEAST:
        return None
    for table in _TABLES:
        if _goes_through(TimeForm(table), places, texts):
            return TimeForm(table)
    # Files for subtitles number their cues: then an arrow of two hyphens is theirs.
    arrows = [i for i in places if "-->" in texts[i]]
    numbered = 2 * sum(i > 0 and texts[i - 1].isdecimal() for i in arrows) > len(arrows)
    settings: dict[_Surroundings, dict[int, re.Match[str]]] = {}
    for i in places:
        if (mark := _AT_FIRST.match(texts[i]) or _BEHIND.match(texts[i])) is None:
            continue
        # What has two times beside each other is a table.
        if mark["open"] or not ((numbered and "-->" in mark["time"]) or _AGAIN.match(mark["rest"])):
            behind = "name" in mark.re.groupindex
            signs = mark["link"].strip(), mark["before"].strip() if behind else ""
            for setting in {_Surroundings(mark["open"], behind, *signs), _Surroundings(mark["open"], behind)}:
                settings.setdefault(setting, {})[i] = mark
    often = {
        setting: sum(not is_heard(mark["rest"]) for mark in marks.values())
        for setting, marks in settings.items()
    }
    # A sign is the program's where all but what is heard have it; where some do, it is of the words, as
    # dashes are.
    for setting in sorted(settings, key=lambda one: (-often[one], not one.link + one.before, one)):
        marks = settings[setting]
        if len(marks) < bounds.MARKS_LEAST:
            break
        others = [texts[i] for i in places if i not in marks]
        forms = _with_names(setting, marks, others) if setting.behind else _at_first(setting, marks, texts)
        for made in forms:
            apart = made.alone and setting.open and not _labelled(texts)
            least = bounds.SET_APART if apart or _headed(made, setting, texts) else bounds.MARKED
            if _goes_through(made, places, texts, least):
                # Another form of the same times would have as few words, and the signs beside them.
                return made if _can_be_said(made, places, texts) else None
    return None


def _headed(made: TimeForm, setting: _Surroundings, texts: Sequence[str]) -> bool:
    """Whether names that come again stand alone on lines with a time in brackets: `Ann Lee (0:49):`.

    Nothing else looks so, however many lines stand below each: the width of a page may have cut them.
    """
    names = [mark["name"] for text in texts if (mark := made.pattern.match(text))] if setting.behind else []
    return bool(made.heads and setting.open) and 2 * len({*names}) <= len(names) and len({*names}) > 1


def _labelled(texts: Sequence[str], share: float = 0.0) -> bool:
    """Whether labels that come again say who speaks, in more than a share of some lines."""
    return labelled(texts) > share * len(texts)


def _at_first(
    setting: _Surroundings, marks: Mapping[int, re.Match[str]], texts: Sequence[str]
) -> Iterator[TimeForm]:
    """The forms of lines that begin with a time, the likeliest first."""
    rests = [mark["rest"] for mark in marks.values()]
    if 2 * sum(map(bool, rests)) <= len(rests):
        yield TimeForm(re.compile(f"{setting.time}$"), heads=True)
        return
    names = [rest for rest in rests if rest and not is_heard(rest)]
    again = len({*names}) > 1 and all(_BEGINS.match(name) for name in names) and _heads(names)
    if again or _names_behind(setting, marks, texts):
        # What comes again and again above what is said is a name, whatever signs it has.
        name = rf"{_BEGINS.pattern}.{{0,{_LONGEST - 1}}}?" if again else NAME
        yield TimeForm(re.compile(rf"{setting.time}(?P<name>{name})\s*+[:：]?\s*+$"), heads=True)
    stroked = [_STROKED.match(rest) for rest in rests if rest]
    signs, known = ({mark[k] for mark in stroked if mark} for k in ("stroke", "name"))
    if all(stroked) and len(signs) == 1 and 2 * len(known) <= len(stroked):
        yield TimeForm(re.compile(rf"{setting.time}{_STROKED.pattern}(?P<text>\S.*)$"))
    if not _labelled(rests) and (foremost := _foremost(rests)):
        name = any_of(foremost, longest=True)
        # A dash stands for a colon where each name has one.
        begun = [rest for rest in rests if re.match(rf"{name}\s", rest)]
        dash = r"[-–—]\s+" if all(re.match(rf"{name}\s+[-–—]\s+\S", rest) for rest in begun) else ""
        yield TimeForm(re.compile(rf"{setting.time}(?P<name>{name})\s+{dash}(?P<text>\S.*)$"), placed=True)
    if setting.open:
        yield TimeForm(re.compile(rf"{setting.time}(?P<text>\S.*)$"))
        return
    said = [mark["time"] for mark in marks.values() if _is_said(mark)]
    if said and (all(map(_LONG_ONE.match, said)) or times_within.soon([interval(time)[0] for time in said])):
        yield TimeForm(re.compile(rf"{setting.time}(?P<text>(?!.*{_ENDS_WITH_TIME.pattern})\S.*)$"))


def _foremost(rests: Sequence[str]) -> list[str]:
    """The names with which nearly all words behind times begin, with nothing but a blank behind each."""
    rows = [[*_names_at(rest.split()[: _WORDS + 1])] for rest in rests]
    often = Counter(name for name, _ in chain.from_iterable(rows))
    # A word that has the same one behind it each time is no name, but the beginning of one: New York.
    varied = Counter(name for name, _ in {*chain.from_iterable(rows)})
    again = [
        [name for name, _ in row if often[name] > 1 and (" " in name or varied[name] > 1)] for row in rows
    ]
    # Of names that come as often the longest has all of it.
    best = [max(row, key=lambda name: (often[name], len(name))) for row in again if row]
    names = {*best}
    enough = len(best) >= bounds.PARTED * len(rests) and 1 < len(names) <= len(best) / 2
    return sorted(names) if enough else []


def _names_at(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What may be names at the beginning of some words, with the word behind each.

    A sentence begins behind a name, with a capital where its script has them. Where it has none, a name has
    two words: hardly anybody begins again and again with the same two.
    """
    known = lexicon()
    for count, (word, behind) in enumerate(pairwise(words), 1):
        small = word.lower() == word != word.upper()
        own = key(word)
        other = count == 1 and any(own in of for of in (known.starts, known.persons, known.saying))
        # A vowel of an Indic script that ends a word is a sign on its last letter.
        ends = word[-1].isalnum() or scripts.within(word[-1], scripts.ON_LETTERS) or own in known.titles
        if small or other or not ends:
            return
        if not (behind[0].islower() or behind.isdigit()) and (word.upper() != word.lower() or count > 1):
            yield " ".join(words[:count]), behind


def _is_said(mark: re.Match[str]) -> bool:
    """Whether a time without brackets may be a mark: something parts it from the words."""
    parted = mark["link"] or _AT_ONCE.match(mark["rest"]) or _LONG_ONE.match(mark["time"])
    return bool(parted) and _ENDS_WITH_TIME.search(mark["rest"]) is None


def _names_behind(setting: _Surroundings, marks: Mapping[int, re.Match[str]], texts: Sequence[str]) -> bool:
    """Whether names stand behind times, and what is said below: they are short, and come again.

    Between brackets it is enough that they begin with capitals, and that no sentence goes on below.
    """
    rests = {i: rest for i, mark in marks.items() if (rest := mark["rest"].rstrip())}
    rests = {i: rest for i, rest in rests.items() if not is_heard(rest)} or rests
    names = {rest.rstrip(":： \t") for rest in rests.values()}
    if not all(re.fullmatch(NAME, name) and not ends_sentence(name) for name in names):
        return False
    if all(rest.endswith((":", "：")) for rest in rests.values()):
        return True
    if len(names) < len(rests):
        return all(name[-1].isdigit() or colon_label(f"{name}: ") for name in names)
    below = [texts[i + 1] for i in rests if i + 1 < len(texts)]
    capital = all(name[0].isupper() and not name.endswith(",") for name in names)
    return bool(setting.open) and capital and not any(map(_SMALL.match, below))


def _with_names(
    setting: _Surroundings, marks: Mapping[int, re.Match[str]], others: Sequence[str]
) -> Iterator[TimeForm]:
    """The form of lines that begin with a name before a time.

    others  the lines with a time in another form
    """
    guard = ""
    if not setting.open:
        # A sentence goes on behind a time of day that it says.
        marks = {i: mark for i, mark in marks.items() if not _SMALL.match(mark["rest"])}
        guard = f"(?!{_SMALL.pattern})"
    heads = 2 * sum(bool(mark["rest"]) for mark in marks.values()) < len(marks)
    if heads and setting.before and any(map(_BREAK.search, others)):
        # One of words and a time may be a break: whose labels these are is read from all of the text.
        return
    names = len({mark["name"] for mark in marks.values()})
    wide = all(_WIDE.search(mark["before"]) for mark in marks.values())
    sure = setting.open or wide or setting.before in _STROKES
    if sure or names <= (len(marks) - 1 if heads else (len(marks) + 1) // 2):
        pattern = rf"(?P<name>{NAME}){_parting(setting.before)}{setting.time}"
        yield TimeForm(re.compile(f"{pattern}$" if heads else rf"{pattern}(?P<text>{guard}.*)$"), heads)


def _marks(made: TimeForm, places: Sequence[int], texts: Sequence[str]) -> dict[int, re.Match[str]]:
    """The times that tell a form: somebody may speak below one alone here and there, as in a list."""
    marks = {i: mark for i in places if (mark := made.pattern.match(texts[i]))}
    return {i: mark for i, mark in marks.items() if made.heads or mark["text"]}


def _goes_through(
    made: TimeForm, places: Sequence[int], texts: Sequence[str], least: float = bounds.MARKED
) -> bool:
    """Whether lines of a form are enough, and their times go on.

    places  of the lines that may have a time
    least   share of the lines
    """
    marks = _marks(made, places, texts)
    marked, times = [*marks], [interval(mark["time"])[0] for mark in marks.values()]
    if len(marked) < bounds.MARKS_LEAST or None in times or not times_within.ascend(times):
        return False
    # What stands above the first time is a head, and not counted. Nor is what is heard: `[laughs]`.
    below = (text for i, text in enumerate(texts) if i > marked[0] and i not in marks)
    heard = sum(is_heard(text) for text in below)
    share = len(marked) * (2 if made.heads else 1) / (len(texts) - marked[0] - heard)
    # A head has a line below: what two heads stand upon each other for is a table.
    apart = not made.heads or all(b - a > 1 for a, b in zip(marked, [*marked[1:], len(texts)], strict=True))
    return apart and share >= least


def _can_be_said(made: TimeForm, places: Sequence[int], texts: Sequence[str]) -> bool:
    """Whether what stands between two times is what a recording has there.

    Chapters and programmes leave minutes for a few words. Verses leave a second for a sentence, one
    line after the other.
    """
    marks = _marks(made, places, texts)
    steps = [b - a for a, b in pairwise(interval(mark["time"])[0] or 0 for mark in marks.values())]
    said = [
        width(marks[a].groupdict().get("text") or "") + sum(map(width, texts[a + 1 : b]))
        for a, b in pairwise(marks)
    ]
    rates = sorted(1000 * size / step for size, step in zip(said, steps, strict=True) if step > 0)
    rate = rates[len(rates) // 2]
    # With names before them, few words are an answer.
    named = "name" in made.pattern.groupindex and not made.placed
    sparse = not named and rate < bounds.SLOWEST
    counted = not made.heads and steps.count(1000) >= bounds.PARTED * len(steps)
    return not sparse and not (counted and rate > bounds.CROWDED)


def unnamed(text: str, since: int, until: int) -> re.Match[str] | None:
    """The time and the text of a line without a name, where others name who speaks: who spoke last goes on.

    The time is in brackets, or alone on its line.

    since  milliseconds; an earlier time is one that somebody says
    until  and so is a later one; 0 for none
    """
    mark = _UNNAMED.match(text) if timed(text) else None
    alone = mark is not None and (mark["open"] or not mark["text"])
    time = (interval(mark["time"])[0] or -1) if mark and alone else -1
    return mark if since <= time and (time <= until or not until) else None


def names(texts: Sequence[str], form: TimeForm) -> dict[int, bool]:
    """The lines that name who speaks, and whether they stand below a line of nothing but a time.

    All of them stand above such lines, or all below; else there are none.
    """
    if "name" in form.pattern.groupindex:
        return {}
    marked = form.lines(texts)
    if "text" in form.pattern.groupindex:
        # A name may stand above all lines of a turn, but where labels say who speaks.
        if _labelled([mark["text"] for i in marked if (mark := form.pattern.match(texts[i]))], _MOST):
            return {}
        sides = {False: sorted({i - 1 for i in marked if i} - {*marked})}
    # Words stand between two times beside the name.
    elif any(b - a < 3 for a, b in pairwise(marked)):
        return {}
    else:
        sides = {step > 0: [i + step for i in marked if 0 <= i + step < len(texts) - 1] for step in (-1, 1)}
    for below, places in sides.items():
        # One in brackets is what is heard, but where each time has one.
        own = [i for i in places if not is_heard(texts[i])]
        found = own if own or len(places) < len(marked) else places
        if _heads([texts[i] for i in found]):
            return dict.fromkeys(found, below)
    return {}


def _heads(found: Sequence[str]) -> bool:
    """Whether lines are short, and half come again; or a quarter, all of which look like names."""
    short = not any(len(text) > _LONGEST or ends_sentence(text) for text in found)
    again = len(found) - len(set(found))
    alike = 4 * again >= len(found) and all(colon_label(f"{text}: ") for text in found)
    return bool(found) and short and (2 * again >= len(found) or alike)
