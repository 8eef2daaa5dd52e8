"""What labels are called: numbers, words of a log, an office and a blank around a name are no part of it.

All of a text tells: "From Mara Lind to everyone" is what a program says; Q1, Q2 and Q3 are no people.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from toolkit.grouped import grouped
from toolkit.languages.lexicon import key, lexicon
from toolkit.reading import nobody
from toolkit.reading.alone import between_signs, initials, lettered, stopped, titles
from toolkit.reading.candidates import FORMS, SIGNS, Candidate, LabelForm
from toolkit.reading.lines import Line
from toolkit.reading.names import declared
from toolkit.reading.nobody import LineLabels, Renamed, each, go_on
from toolkit.reading.people_of_one_name import manners, several
from toolkit.reading.shape import BIT, lists
from toolkit.text import scripts
from toolkit.text.signs import begins_quotation, ends_sentence, is_question


def named(lines: Sequence[Line], found: LineLabels, known: frozenset[str] = frozenset()) -> LineLabels:
    """The candidates of each line, as they are called.

    known  keys of labels that somebody is sure of: they stay, and tell of others as all labels do
    """
    laws = (
        (nobody.heads_of_pages, ("colon",)), (nobody.bullets, ("mark",)), (nobody.signs_behind_times, SIGNS),
        (nobody.headwords, nobody.ENTRIES), (_numbers, ("colon",)), (nobody.points, FORMS),
        (_questions, FORMS), (_turns, FORMS), (_blanks, ("gap",)), (_justified, ("gap",)), (_frames, FORMS),
        (_offices, _WITH_OFFICE), (several, FORMS), (manners, ("colon",)), (_verbs, ("colon",)),
        (_acting, ("bracket",)), (nobody.signs_of_names, SIGNS), (initials, ("letter",)),
        (titles, ("period",)), (_corners, ("bracket",)),
    )  # fmt: skip
    found = between_signs(lines, stopped(lines, lettered(lines, found)))
    there = {label.form for _, label in each(found)}
    # Most texts have few forms, and most laws are of one.
    for law in [law for law, forms in laws if not there.isdisjoint(forms)]:
        if renamed := {at: made for at, made in law(lines, found).items() if at[1].key not in known}:
            found = [
                tuple([made for one in of if (made := renamed.get((i, one), one))])
                for i, of in enumerate(found)
            ]
    return found


def _called(label: Candidate, own: str) -> Candidate:
    return label.replace(label=own, key=key(own))


# Numbers.

_LINES = 0.5
"""Share of the lines with a number before them that go on by one from another label, at most: else the
numbers count lines."""
_BEFORE = re.compile(r"\W*(\d{1,2})\s+(?=[^\W\d])")


def _numbers(lines: Sequence[Line], found: LineLabels) -> Renamed:
    """Numbers before labels that tell people apart: `1 Reader: ...`.

    One label has different numbers, and some of them again: what counts has each once.
    """
    before = {i: number for i, line in enumerate(lines) if (number := _BEFORE.match(line.text))}
    own = [(i, label) for i in before for label in found[i] if label.form == "colon"]
    own = [(i, label) for i, label in own if lines[i].text.startswith(label.printed, before[i].end())]
    often: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for i, label in own:
        often[label.key][before[i][1]] += 1
    # Numbers that go on by one, whatever label stands behind them, count lines: `1 Mara: ...`, `2 Bo: ...`.
    numbered = [(int(number[1]), {label.key for label in found[i]}) for i, number in before.items()]
    steps = sum(b == a + 1 and one != other for (a, one), (b, other) in pairwise(numbered))
    if steps > _LINES * len(numbered) or not any(
        len(numbers) > 1 and max(numbers.values()) > 1 for numbers in often.values()
    ):
        return {}
    return {
        (i, label): label.replace(
            **{name: f"{before[i][1]} {getattr(label, name)}" for name in ("label", "printed", "key")}
        )
        for i, label in own
    }


_NUMBERED = re.compile(r"(.*[^\W\d_])(?:\s?[#№]|[-.])?\s?(\d{1,3})$")
_MANY = 0.7
"""Share of the numbers of questions that differ, and that are greater than the one before: at least."""


def _questions(lines: Sequence[Line], found: LineLabels) -> Renamed:
    """Q1, Q2 ... are Q, where numbers count questions and not people.

    So they do where they ascend and few come again: what has them asks, or has a partner that answers.
    """
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    asks: Counter[str] = Counter()
    for line, labels in zip(lines, found, strict=True):
        matched = (match for label in labels if (match := _matched(label.label)))
        for letter, number in {(match[1], int(match[2])) for match in matched}:
            numbers[letter].append(number)
            asks[letter] += is_question(line.text)
    if not numbers:
        return {}
    # Where what asks and what answers have the same numbers, two of them are enough.
    words = lexicon()
    asked, answered = (
        {tuple(numbers[letter]) for letter in numbers if key(letter) in of}
        for of in (words.ask - words.answer, words.answer - words.ask)
    )
    others = {label.key for label in chain.from_iterable(found)}

    def partnered(letter: str) -> bool:
        """Whether what has a number asks, or another has the same numbers, or answers or asks it without."""
        seen, who = {*numbers[letter]}, key(letter)
        return (
            len(letter) > 1
            or 2 * asks[letter] >= len(seen)
            or any(2 * len(seen & {*of}) >= len(seen) for one, of in numbers.items() if one != letter)
            or any(who in side and others & other for two in words.sides for side, other in (two, two[::-1]))
        )

    def ascends(seen: Sequence[int]) -> bool:
        steps, different = sum(a < b for a, b in pairwise(seen)), len({*seen})
        return different > max(2, _MANY * len(seen)) and steps >= _MANY * (len(seen) - 1)

    counting = {
        letter
        for letter, seen in numbers.items()
        if (ascends(seen) and partnered(letter))
        or (len(seen) > 1 and go_on(seen) and tuple(seen) in asked & answered)
    }

    return {
        (i, label): _called(label, match[1])
        for i, label in each(found)
        if (match := _matched(label.label)) is not None and match[1] in counting
    }


@lru_cache(maxsize=1 << 14)
def _matched(label: str) -> re.Match[str] | None:
    """What is asked or answered, by a letter or a word, and its number."""
    match = _NUMBERED.match(label)
    if match is None or len(match[1]) == 1:
        return match
    word, words = key(match[1]), lexicon()
    return match if word in words.ask or word in words.answer else None


_TURNS, _NAMES = 3, 2
"""Numbers that go on by one, at least, and the different names behind them."""
_HEADED = re.compile(r"([^\W\d]\D{0,14}?|\W{0,8})\s?(\d{1,4})\.?(?:\s?[-–—])?\s+([^\W\d].*)$")


def _turns(_lines: Sequence[Line], found: LineLabels) -> Renamed:
    """What counts the turns is no part of a name: "Anf. 12 Mara Lind" is called Mara Lind.

    Behind numbers alone, "012 - Mara", a name comes again; "Table 1 chair" counts chairs.
    """
    matched = {own: _HEADED.match(own) for own in {label.label for _, label in each(found)}}
    headed = [(i, label, match) for i, label in each(found) if (match := matched[label.label])]
    heads = grouped(((label.form, match[1]), (int(match[2]), match[3])) for _, label, match in headed)
    counting = {
        head
        for head, of in heads.items()
        if len(of) >= _TURNS and go_on([number for number, _ in of])
        if _NAMES <= len({own for _, own in of}) < len(of) + any(map(str.isalpha, head[1]))
    }
    return {
        (i, label): _called(label, match[3])
        for i, label, match in headed
        if (label.form, match[1]) in counting
    }


# Blanks and words.

_BLANK = re.compile(rf"(?<=[{scripts.HAN}{scripts.KANA})）]) (?=\S)")


def _blanks(lines: Sequence[Line], found: LineLabels) -> Renamed:
    """Labels that a single blank parts, where none of them comes again, are none.

    In the midst of a name one may stand (`岬 洋子`), and in a caption: `Анна Белова (слева) с гостями`.
    """
    gaps = ((i, one) for i, one in each(found) if one.form == "gap" and not any(map(declared, one.asides)))
    parted = [(i, label) for i, label in gaps if _BLANK.match(lines[i].text, label.start - 1)]
    return dict.fromkeys(parted if len({label.key for _, label in parted}) == len(parted) else ())


_WIDE = re.compile(r"[^\s.:;!?] {2,}\S")
"""Blanks that part no sentences."""
_JUSTIFIED = 0.4
"""Share of the lines with a wide blank that have another behind it, from which on none parts a label."""


def _justified(lines: Sequence[Line], found: LineLabels) -> Renamed:
    """Two blanks part no label in a text that is set to both margins: most of its lines have several."""
    gaps = [(i, label) for i, label in each(found) if label.form == "gap"]
    several = sum(_WIDE.search(lines[i].text, label.start) is not None for i, label in gaps)
    return dict.fromkeys(gaps if len(gaps) >= _TURNS and several >= _JUSTIFIED * len(gaps) else ())


def _frames(lines: Sequence[Line], found: LineLabels) -> Renamed:
    """Labels beside a time are called without the words that frame their names."""
    printed: defaultdict[LabelForm, set[str]] = defaultdict(set)
    for i, label in each(found):
        if " " in label.label and (label.time or lines[i].start is not None):
            printed[label.form].add(label.label)
    names = {form: framed(sorted(labels)) for form, labels in printed.items() if len(labels) > 1}
    return {
        (i, label): _called(label, own)
        for i, label in each(found)
        if (own := names.get(label.form, {}).get(label.label))
    }


_FRAMED = 0.8
"""Of the labels of one form, those that a frame is around, at least."""
_LINK = re.compile(r"[–—-]{1,2}|[^\W\d_]+")
"""What may stand between a name and the words behind it: a dash, or a word."""


def framed(printed: Sequence[str]) -> dict[str, str]:
    """The name in each of some labels, where a frame is around most of them; {} where there is none.

    A frame has a link, which most labels have in their midst or at their end, and all that they begin with.
    """
    words = {label: label.split() for label in printed}
    pairs = [{*pairwise([*parts[1:], ""])} for parts in words.values()]
    often = Counter(chain.from_iterable(pairs))
    most = {pair for pair, count in often.items() if count >= _FRAMED * len(printed)}
    links = Counter(chain.from_iterable({pair[0] for pair in each if _links(*pair, most)} for each in pairs))
    common = {link for link, count in links.items() if count >= _FRAMED * len(printed)}
    columns = zip(*(parts for parts in words.values() if not common.isdisjoint(parts[1:])), strict=False)
    before = next((i for i, column in enumerate(columns) if len({*column}) > 1), 0)
    # Names have particles in their midst: without words before them they are no frame.
    common -= set() if before else lexicon().particles
    ends = {
        label: next((i for i, word in enumerate(parts) if i > before and word in common), 0)
        for label, parts in words.items()
    }
    names = {label: " ".join(words[label][before:end]) for label, end in ends.items() if end}
    return names if len({*names.values()}) > 1 and len(names) >= _FRAMED * len(printed) else {}


def _links(word: str, behind: str, most: Collection[tuple[str, str]]) -> bool:
    """Whether a word may be a link: one in capitals has the same word behind it in most labels."""
    small = word == word.lower()
    return _LINK.fullmatch(word) is not None and (small or (behind != "" and (word, behind) in most))


_AROUND = " -–—|*_"
_WITH_OFFICE: tuple[LabelForm, ...] = ("stroke", "arrow", "bold")
_SETTLED = 0.8
"""Of those who come again in such a form, those who have the same words behind their names each time: at
least."""


def _offices(lines: Sequence[Line], found: LineLabels) -> Renamed:
    """What stands behind a name and a dash or a stroke says nothing, where such lines come again: an office.

    "Ann Lee -- Mayor", again and again, is a label alone, and so is "Bo Lind -- Baker" then. Nobody has two,
    and none ends a sentence. What they say stands below: "Ann -- Yes" right above "Bo -- No" is said.
    """
    places = []
    for i, labels in enumerate(found):
        own = [one for one in labels if one.form in _WITH_OFFICE and not one.bare]
        if own and (office := lines[i].text[own[0].start :].strip(_AROUND)):
            places.append((i, own, office))
    listed = _listed([(i, own[0].key) for i, own, office in places if not ends_sentence(office)])
    behind: defaultdict[str, set[str]] = defaultdict(set)
    often = Counter[str]()
    for i, own, office in places:
        if i not in listed:
            behind[own[0].key].add(office)
            often[own[0].key] += 1
    again = [key for key, times in often.items() if times > 1]
    settled = [key for key in again if len(behind[key]) == 1 and not ends_sentence(next(iter(behind[key])))]
    heads = {i for i, *_ in places}
    below = [i + 1 not in heads for i, own, _ in places if own[0].key in settled and i not in listed]
    if len(settled) < max(1, _SETTLED * len(again)) or 2 * sum(below) <= len(below):
        return {}
    renamed: dict[tuple[int, Candidate], Candidate | None] = {
        (i, label): None for i in listed for label in found[i]
    }
    for i, own, office in places:
        if i not in listed and len(behind[own[0].key]) == 1 and not ends_sentence(office):
            whole = next((label for label in found[i] if label.form == "alone"), None)
            renamed.update(dict.fromkeys((i, label) for label in own))
            alone = own[0].replace(form="alone", start=len(lines[i].text), bare=True, asides=(office,))
            renamed[i, own[0] if whole is None else whole] = alone
    return renamed


def _listed(heads: Sequence[tuple[int, str]]) -> set[int]:
    """The lines of lists of people: each right below another, and nobody is named twice.

    Who is named again below such a list speaks.
    """
    rows: list[dict[str, int]] = []
    last = -2
    for i, own in heads:
        if i != last + 1 or own in rows[-1]:
            rows.append({})
        rows[-1][own] = last = i
    return {i for row in rows if len(row) >= _TURNS for i in row.values()}


_WITH_VERBS, _OF_ALL = 3, 0.8
"""Labels with a verb of saying at their end, and their share of those with a colon: at least."""


def _verbs(lines: Sequence[Line], found: LineLabels) -> Renamed:
    """Labels are called without the verb of saying that nearly all of them end in: `Lena says:`, `Bo asks:`.

    A story has such words before quotations, and has them among others.
    """
    colons = [(i, label) for i, label in each(found) if label.form == "colon"]
    said = [(i, label) for i, label in colons if _says(label.key)]
    said = [(i, label) for i, label in said if not begins_quotation(lines[i].text[label.start :])]
    people = {label.key.rpartition(" ")[0] for _, label in said}
    if len(said) < max(_WITH_VERBS, _OF_ALL * len(colons)) or not 1 < len(people) < len(said):
        return {}
    return {(i, label): _called(label, label.label.rpartition(" ")[0]) for i, label in said}


def _says(own: str) -> bool:
    """Whether a label ends in a verb of saying, behind somebody's name."""
    who, _, verb = own.rpartition(" ")
    return bool(who) and lists(verb) & BIT["saying"] > 0


def _corners(lines: Sequence[Line], found: LineLabels) -> Renamed:
    """What stands between corner brackets, as any word may, but for letters of both sides: `「問」どこ？`."""
    at = [(i, one) for i, one in each(found) if one.form == "bracket" and lines[i].text.startswith("「")]
    sides, keys = (lexicon().ask, lexicon().answer), {one.key for _, one in at}
    letters = frozenset[str]().union(*sides) if all(map(keys.intersection, sides)) else frozenset[str]()
    return {(i, one): None for i, one in at if one.key not in letters}


def _acting(lines: Sequence[Line], found: LineLabels) -> Renamed:
    """Who does something in brackets in captions, and then speaks: `[BO SIGHS] At six`.

    It is somebody who has labels elsewhere, or a role that is no crowd, and no label else. The brackets stay.
    Where a sentence goes on, somebody else may do that meanwhile; and who speaks already goes on.
    """
    sounds, roles = lexicon().event, lexicon().roles
    inline = [one for _, one in each(found) if one.form in ("colon", "stated", "bracket") and not one.bare]
    own = {one.key: one for one in inline if one.key.rpartition(" ")[2] not in sounds}
    renamed, last = dict[tuple[int, Candidate], Candidate | None](), ""
    for i, label in each(found):
        who, _, does = label.key.rpartition(" ")
        last = label.key if label.key in own else last
        if label.form != "bracket" or label.bare or does not in sounds or not who or lines[i].start is None:
            continue
        renamed[i, label] = None
        somebody = who in own or roles.get(who, "audience") != "audience"
        if somebody and who != last and i and ends_sentence(lines[i - 1].text):
            role = label.label.rpartition(" ")[0]
            one = own.get(who) or inline[0].replace(label=role, printed=role, key=who)
            renamed[i, label], last = one.replace(start=0, time="", asides=()), who
    return renamed
