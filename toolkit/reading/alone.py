"""Labels without a sign, which only all of a text shows.

Names alone on their lines with a full stop behind them, as old plays have them: `Mara.` above `Wind!`. And
letters or names in capitals with a single blank: `VM How so?`, `OLD MARA Never.`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, takewhile

from toolkit import late
from toolkit.grouped import grouped
from toolkit.languages import common_words
from toolkit.languages.lexicon import key, language, lexicon, may_be_in
from toolkit.reading.candidates import HEAD, made
from toolkit.reading.forms import LabelForm
from toolkit.reading.lines import Line
from toolkit.reading.nobody import Labels, Renamed, alternate
from toolkit.text.scripts import WORDS, begins_small
from toolkit.text.signs import is_question

_NAME = late.regex(r"((?!\d)(?:(\w{1,4})\. )?\w[^.:;!?…,、，\"“”„«»()\[\]]{0,38}\w)(?: \([^()]{1,90}\))?\.$")
_LONG = 4
"""Words of such a name, at most."""
_ALONE, _PEOPLE = 4, 2
"""Paragraphs that begin with such a line, at least, and those whose name comes again."""
_WORDS_OF_TEXTS = ("function", "frequent", "common")
"""The kinds of common words that are no names (`languages.common_words`)."""
_ALL, _APART, _OTHER = 0.8, 0.25, 0.6
"""Share of the paragraphs of several lines that begin so, from the first on; and of all, where a blank line
stands below each name; and share of these that begin otherwise than the one before: at least."""


def stopped(lines: Sequence[Line], _labels: Labels) -> Renamed:
    """The names that stand alone with a full stop, where nearly all of a text is set so.

    What is said stands right below, and a blank line above: elsewhere a line alone with a full stop is a
    sentence, as in `Yes.` In capitals it is none, and a blank line may stand below each. Then somebody asks:
    a poem may have `WINTER.` above its stanzas. A paragraph of one line tells what is done. Common words are
    no people, however often they come again: a poem may have `Still.` above its stanzas.
    """
    opens = [i for i, line in enumerate(lines[:-1]) if line.gap or not i]
    for begins, least in (([i for i in opens if not lines[i + 1].gap], _ALL), (opens, _APART)):
        alone = ((i, own) for i in begins if (own := _stopped_name(lines[i].text)))
        # They begin as names do in scripts that have capitals.
        names = {i: own for i, own in alone if own[0] != own[0].lower() and len(own.split()) <= _LONG}
        if least == _APART:
            asks = any(is_question(line.text) for line in lines)
            names = {i: own for i, own in names.items() if asks and own.isupper()}
        said = [key(name) for name in names.values()]
        again = [name for name, count in Counter(said).items() if count > 1]
        since = sum(i >= min(names) for i in begins) if names else 0
        many = len(names) >= max(_ALONE, least * since) and alternate(said, _OTHER)
        if many and len({*again} - common(line.text for line in lines)) >= _PEOPLE:
            return [(i, None, made("alone", own, len(lines[i].text), bare=True)) for i, own in names.items()]
    return ()


_BETWEEN_SIGNS = late.regex(r"([*_`~=])(?![\s*_`~=])([^*`~=:]{1,40}?)(?<![\s_])\1 +(?=\S)")


def between_signs(lines: Sequence[Line], _labels: Labels) -> Renamed:
    """Names between two signs of one kind that words follow, as in `_Mara_ Wind?`.

    Nearly all come again, two or more, and take turns; and somebody asks: elsewhere a sentence may begin so.
    """
    marked = (i for i, line in enumerate(lines) if line.text.startswith(("*", "_", "`", "~", "=")))
    heads = {i: head for i in marked if (head := _BETWEEN_SIGNS.match(lines[i].text))}
    said = [key(head[2]) for head in heads.values()]
    often = Counter(said)
    again = sum(count for count in often.values() if count > 1)
    many = len(heads) >= _ALONE and again >= _ALL * len(heads) and alternate(said, _OTHER)
    if many and len(often) >= _PEOPLE and any(is_question(lines[i].text) for i in heads):
        yield from ((i, None, made("bold", head[2], head.end())) for i, head in heads.items())


def _stopped_name(text: str) -> str:
    """The name alone before a full stop: `MRS. HOLT.`, `MARA (aside).`."""
    match = _NAME.match(text)
    return match[1] if match and (not match[2] or key(match[2]) in lexicon().titles) else ""


def common(texts: Iterable[str]) -> frozenset[str]:
    """The common words of the languages that a text may be in."""
    langs = {*may_be_in(" ".join(texts))}
    rows = (words for lang, kind, words in common_words() if lang in langs and kind in _WORDS_OF_TEXTS)
    return frozenset().union(*rows)


def dangling(lines: Sequence[Line]) -> frozenset[int]:
    """The lines of one word that begins a sentence, which goes on right below: they are nobody's name.

    Pages break lines where they will: `They` above `talk about the weather first.` It is a word of the
    language of the text: Ben, Hans and Mia are called by words of others. Where other words alone come again
    above lines in lower case, names stand there, and the text has no capitals.
    """
    begins = lexicon().starts | lexicon().persons
    below = enumerate(lines[1:])
    # Whose line it is may be stated: then its words name nobody.
    goes_on = (i for i, line in below if not (line.gap or lines[i].speaker) and begins_small(line.text))
    alone = {i: own for i in goes_on if (own := key(lines[i].text)) in begins or own.isalpha()}
    if begins.isdisjoint(alone.values()):
        return frozenset()
    begins = lexicon().begins_of[language("und", "\n".join(line.text for line in lines))]
    others = Counter(word for word in alone.values() if word not in begins)
    if max(others.values(), default=0) > 1:
        return frozenset()
    return frozenset(i for i, word in alone.items() if word in begins)


def initials(_lines: Sequence[Line], labels: Labels) -> Renamed:
    """The letters with a full stop that are part of a longer label: `A. Berg – ...`, and `A. – ...`.

    It has a sign of its own, a dash or a wide blank, and stands wherever the letter does: a colon is sure.
    """
    letters = {i: one for i, one in labels if one.form == "letter"}
    longer = grouped(
        (i, one.key)
        for i, one in labels
        if one.form != "letter" and i in letters
        if one.printed[:1] == letters[i].label[:1] and one.start > letters[i].start
    )
    beside = grouped((own.key, {*longer[i]}) for i, own in letters.items())
    whole = {own for own, of in beside.items() if set.intersection(*of) - {own} and len(of) > 1}
    return ((i, own, None) for i, own in letters.items() if own.key in whole or own.key in longer[i])


def titles(_lines: Sequence[Line], stops: Labels) -> Renamed:
    """The titles with which as many labels begin: `Mr. Marsh, please.`, where `Mr. MARSH.` speaks.

    Who speaks more often by a title alone is somebody: `Dr. Where is it?` in a play.
    """
    before = Counter(one.key.partition(". ")[0] for _, one in stops if ". " in one.key)
    alone = Counter(one.key for _, one in stops if one.key in lexicon().titles)
    return ((i, one, None) for i, one in stops if 0 < alone[one.key] <= before[one.key])


_PART = late.regex(r"[^\W\d_]+ [IVXL\d]+\b|[^\W\d_] ")
_INITIALS = late.regex(r"(?:[^\W\d_]\.){2,3}")
_WORD = late.regex(r"[^\W\d_](?:[\w'’-]*\w)?")
_GOES_ON = 0.5
"""Share of names with a small letter behind them, from which on they are words of sentences."""
_SHORT, _TAKES, _ALTERNATE, _OPEN, _NAMED, _ASKING = 3, 3, 0.8, 0.5, 0.75, 0.3
"""Letters of somebody, at most, and turns, at least; which share of them stands above another's, which share
of paragraphs they are, those with names, and what part of somebody's asks: `AM` and `PM` of a diary don't."""


_ACT = late.regex(r" [(\[（［][^()\[\]（）［］]{1,90}[)\]）］] ?[:：]")
"""What a label with a colon has behind its name: `NORA (softly): Who is there?`"""
_BEHIND_Q = late.regex(r"Q ([^\W\d_]\S*)")


def called_q(lines: Sequence[Line], gaps: Labels) -> Renamed:
    """Q and one blank is nobody where the same word stands behind it: `Q Branch made it`."""
    behind = {i: head[1] for i, line in enumerate(lines) if (head := _BEHIND_Q.match(line.text))}
    if 2 * len({*behind.values()}) <= len(behind) >= _PEOPLE:
        yield from ((i, label, None) for i, label in gaps if i in behind and label.label == "Q")


def lettered(lines: Sequence[Line], _labels: Labels) -> Renamed:
    """Capitals and a single blank, where they are those of people who take turns.

    `VM How so?`, `OLD MARA Well.`; a letter or a word for who asks stands beside one for who answers:
    `Q How so?`, `ถาม อะไรยาก`. Elsewhere they are words.
    Among names whoever has one below a blank line speaks, though it comes once. Behind most of them a
    sentence begins: `NATO plans a harbour` is one itself. What the same word follows each time is a part of
    a name that has a sign: `MARA LIND: Well.` Nor do letters speak that the text has as words, all of them,
    with small letters behind most: `E depois`, `A minha`.
    """
    begins = {i: names for i, line in enumerate(lines) if (names := _shouted(line.text))}
    often = Counter(own for names in begins.values() for own in names)
    behind = {
        (own, lines[i].text.split(" ")[own.count(" ") + 1]) for i, names in begins.items() for own in names
    }
    whole = {own for own, ways in Counter(own for own, _ in behind).items() if ways > 1}
    taken = {i: own for i, names in begins.items() for own in names if often[own] >= _TAKES and own in whole}
    letters, at = [*taken.values()], [*taken, len(lines)]
    called = {own: key(own) for own in {*letters}}
    keys = {*called.values()}
    sides = any(
        keys & asks and keys & answers and len(keys & (asks | answers)) > 1
        for asks, answers in lexicon().sides
    )
    if len(called) < 2 or (any(len(own) == 1 or not own.isupper() for own in called) and not sides):
        return ()
    opens = 1 + sum(line.gap > 0 for line in lines[at[0] + 1 : at[-2] + 1])
    turns = zip(letters, at, at[1:], strict=False)
    asks = Counter(own for own, i, end in turns if any(is_question(line.text) for line in lines[i:end]))
    short = max(len(own.replace(".", "")) for own in letters) <= _SHORT
    few = len(letters) < (_OPEN if short or sides else _NAMED) * opens
    small = sum(lines[i].text[len(own) + 1].islower() for i, own in taken.items())
    few |= small > _GOES_ON * len(taken) and (not short or all(_is_word(own, lines) for own in called))
    if few or not alternate(letters, _ALTERNATE) or all(asks[k] < _ASKING * often[k] for k in letters):
        return ()
    form: LabelForm = "gap" if short or sides else "period"
    others = [i for i in begins if lines[i].gap and not (short or sides or _PART.match(lines[i].text))]
    below = {i: begins[i][-1] for i in others}
    return [(i, None, made(form, own, len(own) + 1)) for i, own in (below | taken).items()]


def _is_word(own: str, lines: Sequence[Line]) -> bool:
    """Whether some line has it as a word among others, in small letters."""
    word = f" {own.lower()} "
    return any(word in line.text for line in lines)


def _shouted(text: str) -> list[str]:
    """The words in capitals that a line begins with, if others follow: the first, the first two, and so on.

    None ends in a letter that may be a word: `MARA I know`. A word for who asks or answers needs no capitals.
    """
    first, blank, behind = text[:HEAD].partition(" ")
    if not blank:
        return []
    if not first.isupper():
        # Most lines: whatever costs more is asked of the few whose first word may be such a one.
        sides = key(first) in lexicon().asks_or_answers and not first.islower() and not behind[:1].isdigit()
        return [first] if sides and WORDS.fullmatch(first) else []
    *words, _ = [first, *behind.split(" ", _LONG - 1)]
    if _INITIALS.fullmatch(words[0]):
        return words[:1]
    own = takewhile(lambda word: word.isupper() and _WORD.fullmatch(word), words)
    names = [name for name in accumulate(own, "{} {}".format) if name[-2:-1] != " "]
    return [
        name
        for name in names
        if text[len(name) + 1 : len(name) + 2] not in " .:–—-/|<>=·•" and not _ACT.match(text, len(name))
    ]
