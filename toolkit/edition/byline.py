"""What stands below the headline of a web page: who speaks, who translated, when, how long it takes to read.

It is said in each language of the page, in its own words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from toolkit import languages
from toolkit.edition.directions import slot
from toolkit.edition.page import Block, Slot
from toolkit.edition.printed_words import Spans, bare, day, joined, people, printed, speakers, tongue
from toolkit.model import Cell, Edition
from toolkit.text.markup import Span

_BETWEEN = "\N{NO-BREAK SPACE}· "
"""No line begins with it."""
_MANY = 6
"""Names of one role that are printed; of more the page has a list of speakers."""
# A minute of silent reading: words (Brysbaert 2019, of English); where words have no blanks, ideographs, or
# letters, which are as many as those of words elsewhere.
_WORDS, _IDEOGRAPHS, _LETTERS = 240, 400, 1200


def reading_times(edition: Edition) -> Mapping[str, int]:
    """By language, how many minutes it takes to read the text: one or more, and none of what isn't there."""
    minutes: defaultdict[str, float] = defaultdict(float)
    for scene in edition.scenes:
        for row in scene.rows:
            for lang, cell in row.cells.items():
                # What isn't translated stands beside it, or else in its place: in the language of the source.
                if cell.lang == lang or cell.lang not in edition.langs:
                    minutes[lang] += _minutes(cell)
    return {lang: max(1, round(minutes[lang])) for lang in edition.langs if minutes[lang]}


def _minutes(cell: Cell) -> float:
    language = languages.get(cell.lang)
    if language.counts_characters:
        # What needs less room than letters do is written in ideographs.
        return len(cell.text) / (_IDEOGRAPHS if language.share < languages.get("th").share else _LETTERS)
    # Nearly the words: a text ends in one that no blank follows.
    return (cell.text.count(" ") + 1) / _WORDS


def byline(edition: Edition, minutes: Mapping[str, int], said: Collection[str] = ()) -> Block:
    """The lines of a document, one a language of the page.

    minutes  by language, how long it takes to read
    said     kinds of its paragraphs: what the text says itself isn't said again
    """
    slots: list[Slot] = []
    for lang in edition.langs:
        own = languages.strings_lang(lang)
        line = slot(own, bare(joined(_items(edition, lang, minutes.get(lang), said), _BETWEEN), own))
        # Of two languages that diglot has no words in, the second would say the same; of one that isn't there
        # yet there may be nothing to say.
        again = not line.spans or any(line.spans == other.spans for other in slots)
        slots.append(line.replace(column=lang, again=again))
    return Block("maker", tuple(slots))


def _items(edition: Edition, lang: str, minutes: int | None, said: Collection[str]) -> Iterator[Spans]:
    if "byline" not in said:
        for role, names in speakers(edition, lang):
            # Who asks from the audience is no author.
            if names and role != "contributor":
                more: list[Spans] = [(Span("text", "…"),)] if len(names) > _MANY else []
                yield _named(lang, role, names[:_MANY] + more)
    # The source has no translators, and no counts.
    translated = [other for other in edition.langs if other in edition.counts]
    for other in translated:
        if names := people(edition.translators(other), other):
            named = _named(lang, "translator", names)
            into = (Span("text", " ("), *tongue(other, lang), Span("text", ")"))
            yield (*named, *into) if len(translated) > 1 else named
    if "dateline" not in said and edition.meta.date:
        yield day(edition.meta.date, lang)
    if minutes:
        yield printed(lang, "reading_time", minutes=languages.figure(minutes, lang))


def _named(lang: str, role: str, names: list[Spans]) -> Spans:
    return (*printed(lang, role), Span("text", " "), *joined(names, languages.comma(lang)))
