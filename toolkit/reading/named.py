"""What labels are called: numbers, words of a log, an office and a blank around a name are no part of it.

All of a text tells: "From Mara Lind to everyone" is what a program says; Q1, Q2 and Q3 are no people.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from toolkit import late
from toolkit.grouped import grouped
from toolkit.languages.lexicon import key, lexicon
from toolkit.reading import guesses, nobody
from toolkit.reading.alone import between_signs, called_q, initials, lettered, stopped, titles
from toolkit.reading.candidates import Candidate
from toolkit.reading.forms import FORMS, SIGNS, LabelForm
from toolkit.reading.lines import Line
from toolkit.reading.names import declared
from toolkit.reading.nobody import Labels, LineLabels, Renamed, go_on
from toolkit.reading.people_of_one_name import manners, several
from toolkit.reading.shape import BIT, lists
from toolkit.text import scripts
from toolkit.text.signs import begins_quotation, ends_sentence, is_question


def named(lines: Sequence[Line], found: LineLabels, known: frozenset[str] = frozenset()) -> LineLabels:
    """The candidates of each line, as they are called.

    known  keys of labels that somebody is sure of: they stay, and tell of others as all labels do
    """
    every = [(i, label) for i, labels in enumerate(found) for label in labels]
    for law, forms in _LAWS:
        labels = every if forms is FORMS else [at for at in every if at[1].form in forms]
        # Most texts have few forms, and most laws are of one.
        told = law(lines, labels) if labels or not forms else ()
        renamed = {(i, was): own for i, was, own in told if was is None or was.key not in known}
        if renamed:
            at = {i for i, _ in renamed}
            found = [
                tuple([own for one in (None, *of) if (own := renamed.get((i, one), one))]) if i in at else of
                for i, of in enumerate(found)
            ]
            every = [(i, label) for i, labels in enumerate(found) for label in labels]
    return found


def _called(label: Candidate, own: str) -> Candidate:
    return label.replace(label=own, key=key(own))


# Numbers.

_LINES = 0.5
"""Share of the lines with a number before them that go on by one from another label, at most: else the
numbers count lines."""
_BEFORE = late.regex(r"\W*(\d{1,2})\s+(?=[^\W\d])")


def _numbers(lines: Sequence[Line], labels: Labels) -> Renamed:
    """Numbers before labels that tell people apart: `1 Reader: ...`.

    One label has different numbers, and some of them again: what counts has each once.
    """
    before = {i: number for i, line in enumerate(lines) if (number := _BEFORE.match(line.text))}
    own = [
        (i, label)
        for i, label in labels
        if label.form == "colon" and i in before and lines[i].text.startswith(label.printed, before[i].end())
    ]
    often: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for i, label in own:
        often[label.key][before[i][1]] += 1
    # Numbers that go on by one, whatever label stands behind them, count lines: `1 Mara: ...`, `2 Bo: ...`.
    keys = grouped((i, label.key) for i, label in labels)
    numbered = [(int(number[1]), {*keys[i]}) for i, number in before.items()]
    steps = sum(b == a + 1 and one != other for (a, one), (b, other) in pairwise(numbered))
    if steps > _LINES * len(numbered) or not any(
        len(numbers) > 1 and max(numbers.values()) > 1 for numbers in often.values()
    ):
        return
    for i, label in own:
        called, printed, folded = (f"{before[i][1]} {own}" for own in (label.label, label.printed, label.key))
        yield i, label, label.replace(label=called, printed=printed, key=folded)


_NUMBERED = late.regex(r"(.*[^\W\d_])(?:\s?[#№]|[-.])?\s?(\d{1,3})$")
_MANY = 0.7
"""Share of the numbers of questions that differ, and that are greater than the one before: at least."""


def _questions(lines: Sequence[Line], labels: Labels) -> Renamed:
    """Q1, Q2 ... are Q, where numbers count questions and not people.

    So they do where they ascend and few come again: what has them asks, or has a partner that answers. Where
    each has all of a heading behind it, and nobody else answers or asks by a label, they count what the text
    is about, and are nobody's: `## Question 1: How so?`.
    """
    matched = [(i, label, of) for i, label in labels if (of := _matched(label.label))]
    once = dict.fromkeys((i, of[1], int(of[2])) for i, _, of in matched)
    numbers = grouped((letter, number) for _, letter, number in once)
    asks = Counter(letter for i, letter, _ in once if is_question(lines[i].text))
    if not numbers:
        return
    # Where what asks and what answers have the same numbers, two of them are enough.
    words = lexicon()
    asked, answered = (
        {tuple(numbers[letter]) for letter in numbers if key(letter) in of}
        for of in (words.ask - words.answer, words.answer - words.ask)
    )
    # Whoever answers does so again: `Interviewee: Mara` once, above all, is a fact.
    others = {own for own, count in Counter(label.key for _, label in labels).items() if count > 1}
    inside = {letter for i, letter, _ in once if lines[i].strong < len(lines[i].text)}

    def beside(letter: str) -> bool:
        """Whether another answers or asks it, with the same numbers or with none."""
        seen, who = {*numbers[letter]}, key(letter)
        return any(2 * len(seen & {*of}) >= len(seen) for one, of in numbers.items() if one != letter) or any(
            who in side and others & other for two in words.sides for side, other in (two, two[::-1])
        )

    def partnered(letter: str) -> bool:
        """Whether what has a number is a word or asks, or another is beside it."""
        return len(letter) > 1 or 2 * asks[letter] >= len({*numbers[letter]}) or beside(letter)

    def ascends(seen: Sequence[int]) -> bool:
        steps, different = sum(a < b for a, b in pairwise(seen)), len({*seen})
        return different > max(2, _MANY * len(seen)) and steps >= _MANY * (len(seen) - 1)

    counting = {
        letter
        for letter, seen in numbers.items()
        if (ascends(seen) and partnered(letter))
        or (len(seen) > 1 and go_on(seen) and tuple(seen) in asked & answered)
    }
    heads = {letter for letter in counting - inside if not beside(letter)}
    for i, label, match in matched:
        if match[1] in counting:
            yield i, label, None if match[1] in heads else _called(label, match[1])


@lru_cache(maxsize=1 << 14)
def _matched(label: str) -> re.Match[str] | None:
    """What is asked or answered, by a letter or a word, and its number."""
    match = _NUMBERED.match(label)
    if match is None or len(match[1]) == 1:
        return match
    return match if key(match[1]) in lexicon().asks_or_answers else None


_TURNS, _NAMES = 3, 2
"""Numbers that go on by one, at least, and the different names behind them."""
_HEADED = late.regex(r"([^\W\d]\D{0,14}?|\W{0,8})\s?(\d{1,4})\.?(?:\s?[-–—])?\s+([^\W\d].*)$")


def _turns(_lines: Sequence[Line], labels: Labels) -> Renamed:
    """What counts the turns is no part of a name: "Anf. 12 Mara Lind" is called Mara Lind.

    Behind numbers alone, "012 - Mara", a name comes again; "Table 1 chair" counts chairs.
    """
    matched = {own: _HEADED.match(own) for own in {label.label for _, label in labels}}
    headed = [(i, label, match) for i, label in labels if (match := matched[label.label])]
    heads = grouped(((label.form, match[1]), (int(match[2]), match[3])) for _, label, match in headed)
    counting = {
        head
        for head, of in heads.items()
        if len(of) >= _TURNS and go_on([number for number, _ in of])
        if _NAMES <= len({own for _, own in of}) < len(of) + any(map(str.isalpha, head[1]))
    }
    return (
        (i, label, _called(label, match[3]))
        for i, label, match in headed
        if (label.form, match[1]) in counting
    )


# Blanks and words.

_BLANK = late.regex(rf"(?<=[{scripts.HAN}{scripts.KANA})）]) (?=\S)")


def _blanks(lines: Sequence[Line], gaps: Labels) -> Renamed:
    """Labels that a single blank parts, where none of them comes again, are none.

    In the midst of a name one may stand (`岬 洋子`), and in a caption: `Анна Белова (слева) с гостями`.
    """
    bare = ((i, one) for i, one in gaps if not any(map(declared, one.asides)))
    parted = [(i, one) for i, one in bare if _BLANK.match(lines[i].text, one.start - 1)]
    once = len({one.key for _, one in parted}) == len(parted)
    return ((i, one, None) for i, one in parted if once)


_WIDE = late.regex(r"[^\s.:;!?] {2,}\S")
"""Blanks that part no sentences."""
_JUSTIFIED = 0.4
"""Share of the lines with a wide blank that have another behind it, from which on none parts a label."""


def _justified(lines: Sequence[Line], gaps: Labels) -> Renamed:
    """Two blanks part no label in a text that is set to both margins: most of its lines have several."""
    several = sum(_WIDE.search(lines[i].text, label.start) is not None for i, label in gaps)
    if len(gaps) >= _TURNS and several >= _JUSTIFIED * len(gaps):
        yield from ((i, label, None) for i, label in gaps)


def _frames(lines: Sequence[Line], labels: Labels) -> Renamed:
    """Labels beside a time are called without the words that frame their names."""
    printed = grouped(
        (label.form, label.label)
        for i, label in labels
        if " " in label.label and (label.time or lines[i].start is not None)
    )
    names = {form: framed(sorted({*of})) for form, of in printed.items() if len({*of}) > 1}
    called = ((i, label, names.get(label.form, {}).get(label.label)) for i, label in labels)
    return ((i, label, _called(label, own)) for i, label, own in called if own)


_FRAMED = 0.8
"""Of the labels of one form, those that a frame is around, at least."""
_LINK = late.regex(r"[–—-]{1,2}|[^\W\d_]+")
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


def _offices(lines: Sequence[Line], labels: Labels) -> Renamed:
    """What stands behind a name and a dash or a stroke says nothing, where such lines come again: an office.

    "Ann Lee -- Mayor", again and again, is a label alone, and so is "Bo Lind -- Baker" then. Nobody has two,
    and none ends a sentence. What they say stands below: "Ann -- Yes" right above "Bo -- No" is said.
    """
    printed = grouped((i, one) for i, one in labels if one.form in _WITH_OFFICE and not one.bare)
    whole = {i: one for i, one in labels if one.form == "alone"}
    texts = ((i, own, lines[i].text[own[0].start :]) for i, own in printed.items())
    heads = [(i, own, office) for i, own, text in texts if (office := text.strip(_AROUND))]
    listed = _listed([(i, own[0].key) for i, own, office in heads if not ends_sentence(office)])
    places = [head for head in heads if head[0] not in listed]
    behind = grouped((own[0].key, office) for _, own, office in places)
    # Who has one office, which ends no sentence.
    one = {k for k, of in behind.items() if len({*of}) == 1 and not ends_sentence(of[0])}
    again = [k for k, of in behind.items() if len(of) > 1]
    settled = one.intersection(again)
    at = {i for i, *_ in heads}
    below = [i + 1 not in at for i, own, _ in places if own[0].key in settled]
    if len(settled) < max(1, _SETTLED * len(again)) or 2 * sum(below) <= len(below):
        return
    yield from ((i, label, None) for i, label in labels if i in listed)
    for i, own, office in places:
        if own[0].key in one:
            yield from ((i, label, None) for label in own)
            alone = own[0].replace(form="alone", start=len(lines[i].text), bare=True, asides=(office,))
            yield i, whole.get(i, own[0]), alone


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


def _verbs(lines: Sequence[Line], colons: Labels) -> Renamed:
    """Labels are called without the verb of saying that nearly all of them end in: `Lena says:`, `Bo asks:`.

    A story has such words before quotations, and has them among others.
    """
    said = [(i, label) for i, label in colons if _says(label.key)]
    said = [(i, label) for i, label in said if not begins_quotation(lines[i].text[label.start :])]
    people = {label.key.rpartition(" ")[0] for _, label in said}
    if len(said) >= max(_WITH_VERBS, _OF_ALL * len(colons)) and 1 < len(people) < len(said):
        yield from ((i, label, _called(label, label.label.rpartition(" ")[0])) for i, label in said)


def _says(own: str) -> bool:
    """Whether a label ends in a verb of saying, behind somebody's name."""
    who, _, verb = own.rpartition(" ")
    return bool(who) and lists(verb) & BIT["saying"] > 0


def _corners(lines: Sequence[Line], brackets: Labels) -> Renamed:
    """What stands between corner brackets, as any word may, but for letters of both sides: `「問」どこ？`."""
    at = [(i, one) for i, one in brackets if lines[i].text.startswith("「")]
    sides, keys = (lexicon().ask, lexicon().answer), {one.key for _, one in at}
    letters = frozenset[str]().union(*sides) if all(map(keys.intersection, sides)) else frozenset[str]()
    return ((i, one, None) for i, one in at if one.key not in letters)


def _acting(lines: Sequence[Line], labels: Labels) -> Renamed:
    """Who does something in brackets in captions, and then speaks: `[BO SIGHS] At six`.

    It is somebody who has labels elsewhere, or a role that is no crowd, and no label else. The brackets stay.
    Where a sentence goes on, somebody else may do that meanwhile; and who speaks already goes on.
    """
    sounds, roles = lexicon().event, lexicon().roles
    inline = [one for _, one in labels if one.form in ("colon", "stated", "bracket") and not one.bare]
    own = {one.key: one for one in inline if one.key.rpartition(" ")[2] not in sounds}
    last = ""
    for i, label in labels:
        who, _, does = label.key.rpartition(" ")
        last = label.key if label.key in own else last
        if label.form != "bracket" or label.bare or does not in sounds or not who or lines[i].start is None:
            continue
        somebody = who in own or roles.get(who, "audience") != "audience"
        speaks = somebody and who != last and i > 0 and ends_sentence(lines[i - 1].text)
        role = label.label.rpartition(" ")[0]
        one = own.get(who) or inline[0].replace(label=role, printed=role, key=who)
        yield i, label, one.replace(start=0, time="", asides=()) if speaks else None
        last = who if speaks else last


_LAWS: tuple[tuple[Callable[[Sequence[Line], Labels], Renamed], Sequence[LabelForm]], ...] = (
    (guesses.settled, FORMS), (called_q, ("gap",)), (lettered, ()), (stopped, ()), (between_signs, ()),
    (nobody.heads_of_pages, FORMS), (nobody.bullets, SIGNS), (nobody.signs_behind_times, SIGNS),
    (nobody.headwords, FORMS), (_numbers, FORMS), (nobody.points, FORMS), (_questions, FORMS),
    (nobody.within_points, ("colon",)), (nobody.under_a_column, FORMS),
    (_turns, FORMS), (_blanks, ("gap",)), (_justified, ("gap",)), (_frames, FORMS), (_offices, FORMS),
    (several, FORMS), (manners, FORMS), (_verbs, ("colon",)), (_acting, FORMS),
    (nobody.signs_of_names, (*SIGNS, "colon")), (initials, ("letter", "stroke", "gap")),
    (titles, ("period",)), (_corners, ("bracket",)),
)  # fmt: skip
"""What a text tells of its labels, one law after the other: each sees those of some forms, as the laws before
it left them; none, and lines in which no label is seen yet, for those that begin."""
