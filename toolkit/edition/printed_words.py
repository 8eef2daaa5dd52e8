"""Words that an edition prints of its own, beside what people wrote.

A label says its language, and so does each name: whoever listens hears both as they are said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from unicodedata import bidirectional, east_asian_width

from toolkit import languages, late
from toolkit.edition.filing import is_role
from toolkit.model import Book, Edition, Illustration, Person, Role, Speaker, answered, worded
from toolkit.model.wordings import InLanguages
from toolkit.text import scripts
from toolkit.text.data import is_date
from toolkit.text.hygiene import tidy
from toolkit.text.markup import Span

MAKER = "diglot"
CREATORS = frozenset("art aut cmm com cre cwt dis edc edt hst ive ivr nrt pan pht spk".split())
"""MARC relators of those who made what a book says; all others helped."""
_LEFTWARDS = (
    ("Jpan", scripts.KANA),
    ("Kore", scripts.HANGUL),
    *(
        (script, scripts.WRITTEN_IN[script])
        for script in "Hani Cyrl Grek Deva Geor Thai Laoo Tibt Mymr Khmr Latn".split()
    ),
)
"""Scripts written from left to right, and letters of theirs; Latin ones stand in texts of the others, too."""
_EITHER = frozenset("az bs cnr kk ku mn sh sr tg tk tt uz".split())
"""Languages that some write in Latin letters and others in Cyrillic ones, where the tag doesn't say."""
# MARC relator -> key of the printed word. Whoever did something else is a contributor, in print.
_RELATORS: Mapping[str, str] = {
    "aut": "author",
    "edt": "editor",
    "edc": "editor",
    "com": "editor",
    "trl": "translator",
    "ivr": "interviewer",
    "hst": "host",
    "ive": "interviewee",
    "spk": "speaker",
    "pht": "photographer",
    "ill": "illustrator",
    "trc": "transcriber",
    "pfr": "proofreader",
    "cov": "cover_designer",
    "bkd": "designer",
    "bjd": "designer",
    "wpr": "preface_by",
    "wfw": "preface_by",
    "win": "introduction_by",
    "aui": "introduction_by",
    "aft": "afterword_by",
    "waw": "afterword_by",
    "pbl": "publisher",
}
# Role of a speaker -> key of the printed word. Who interprets what is said has not translated the book.
_SPEAKERS: Mapping[Role, str] = {
    "interviewer": "interviewer",
    "interviewee": "interviewee",
    "guest": "interviewee",
    "host": "host",
    "unknown": "speaker",
    "narrator": "contributor",
    "translator": "contributor",
    "audience": "contributor",
}
# A URL that every reader takes; others are printed and not linked.
_URL = late.regex(r"https?://[!#-;=?-\[\]_a-z~]+")
# What is before a name, which a colon parts from it.
_CREDIT = late.regex(r"(?=.+\Z)(.+?)\s?[:\N{FULLWIDTH COLON}]\s?(\S.*)")
BETWEEN = " · "

Spans = tuple[Span, ...]
Entries = Iterable[tuple[str, Sequence[Spans]]]
"""Keys of printed words, each with values; those that are empty are left out."""


def role_key(relator: str) -> str:
    """The key of the printed word for a role."""
    return _RELATORS.get(relator, "contributor")


def printed(main: str, key: str, **values: object) -> Spans:
    """Words that diglot prints of its own.

    They are in the language of the readers, or in English, and say so.
    """
    return marked(languages.strings_lang(main), languages.strings(main)[key].format(**values))


def marked(lang: str, text: str) -> Spans:
    """A text that says its language."""
    return (Span("foreign", inside=(Span("text", text),), lang=lang),)


def written(text: str, lang: str) -> Spans:
    """What an editor wrote; () for nothing."""
    text = tidy(text)
    if _URL.fullmatch(text):
        return (Span("link", inside=(Span("text", text),), target=text),)
    return marked(running(text, lang), text) if text else ()


def running(text: str, tag: str) -> str:
    """The language of a text that may be written in another script than that language is.

    It is the tag, or an undetermined language in the script of the text: a press has its Latin name in a book
    in Arabic or Chinese, too. Where it runs the other way, figures beside it would be drawn into it; and a
    voice would read it as a word of the book's language.

    >>> running("Pier Press", "ar"), running("نشر چراغ", "en"), running("Pier", "fr"), running("1.0", "ar")
    ('und-Latn', 'und-Arab', 'fr', 'ar')
    >>> running("Кто?", "he"), running("誰？", "he"), running("だれ？", "ar"), running("Ո՞վ", "he")
    ('und-Cyrl', 'und-Hani', 'und-Jpan', 'und')
    >>> running("Noa Lavi", "zh"), running("王小明", "fr"), running("NHK出版", "ja"), running("山田", "ko")
    ('und-Latn', 'und-Hani', 'ja', 'ko')
    >>> running("Ⅳ", "zh"), running("Jelena", "sr"), running("Јелена", "sr-Latn")
    ('zh', 'sr', 'und-Cyrl')
    """
    own = languages.get(tag)
    if own.script == "Latn" and text.isascii():
        return tag
    kinds = {bidirectional(sign) for sign in text}
    rightwards, leftwards = bool(kinds & {"R", "AL"}), "L" in kinds
    if rightwards == leftwards:
        return tag
    if rightwards:
        return tag if own.dir == "rtl" else "und-Arab" if "AL" in kinds else "und-Hebr"
    if own.dir == "ltr":
        # Letters that no table here has may be of the language itself.
        other = "" if _writes(own.script, text) else _script(text)
        if tag in _EITHER and {own.script, other} == {"Latn", "Cyrl"}:
            return tag
        return f"und-{other}" if other else tag
    # Kana and hangul tell of a text with letters of Han whose it is.
    return next(
        (f"und-{script}" for script, letters in _LEFTWARDS if scripts.one_of(letters).search(text)), "und"
    )


def in_its_script(spans: Spans, lang: str) -> Spans:
    """A name, which says so where it is in another script than its language."""
    if len(spans) == 1 and spans[0].mark == "text" and (own := running(spans[0].text, lang)) != lang:
        return (Span("foreign", inside=spans, lang=own),)
    return spans


def _writes(script: str, text: str) -> bool:
    """Whether a text has letters of a script, as far as its letters are known."""
    return (
        script in scripts.WRITTEN_IN and scripts.one_of(scripts.WRITTEN_IN[script]).search(text) is not None
    )


def _script(text: str) -> str:
    """The script from left to right that all letters of a text are of; "" where there is none."""
    said = [*filter(str.isalpha, text)]
    if not said:
        return ""
    return next(
        (script for script, letters in _LEFTWARDS if all(map(scripts.one_of(letters).match, said))), ""
    )


def to_readers(said: InLanguages, main: str, source: str) -> tuple[str, str]:
    """What an editor says in several languages, for readers of one, and the language of that.

    It is in theirs, else in that of the words around it: where diglot has none in theirs, these are English.
    """
    there = {lang or source for lang, _ in said}
    return worded(said, main if main in there else languages.strings_lang(main), source)


def credit(said: Illustration, lang: str, source: str) -> Spans:
    """Who made a picture, as a language says it.

    What stands before a name, as in "Photograph: Ann Roe", is said in the words of the language; the name
    stays as it is given. So does what begins otherwise, unless the editor says it in that language too.

    source  the language of the text
    """
    text, own = to_readers(said.credit, lang, source)
    named = _CREDIT.fullmatch(tidy(text))
    if not named or own == lang:
        return written(text, own)
    for key in ("photo", "drawing"):
        if named[1].casefold() in languages.strings(own)[key].casefold().split("|"):
            words = languages.strings(lang)
            before = spaced(words[key].partition("|")[0] + words["label_colon"])
            return (*marked(languages.strings_lang(lang), before), *written(named[2], own))
    return written(text, own)


def spaced(words: str) -> str:
    """What ends in a sign, with a blank behind it; one as wide as a letter has its blank inside."""
    return words if east_asian_width(words[-1:] or " ") in "FW" else f"{words} "


def day(date: str, lang: str) -> Spans:
    """A date in the words of the readers; as it was typed where it is none."""
    date = tidy(date)
    return marked(languages.strings_lang(lang), dated(date, lang)) if is_date(date) else written(date, lang)


def dated(day: str, lang: str) -> str:
    """A date in the words of a language.

    >>> dated("2026-02-01", "fr"), dated("2026-02", "en"), dated("2026", "fa"), dated("2026-02-01", "ja")
    ('1er février 2026', 'February 2026', '۲۰۲۶', '2026年2月1日')
    """
    words = languages.strings(lang)
    year, *others = tidy(day).split("-")
    own = partial(languages.digits, tag=lang)
    if not others:
        return own(year)
    number = int(others[0])
    months = words["months"].split()
    told = {"year": own(year), "number": own(str(number)), "month": months[number - 1] if months else ""}
    if len(others) == 1:
        return words["month_of_year"].format(**told)
    nth = int(others[1])
    return words["date"].format(day=words["first_day"] if nth == 1 else own(str(nth)), **told)


def year(date: str, lang: str) -> Spans:
    """The year of a date; () where there is none."""
    return written(languages.digits(tidy(date).partition("-")[0], lang), lang)


def tongue(lang: str, main: str) -> Spans:
    """The name of a language, as the readers call it."""
    name, own = languages.called(lang, main)
    return marked(own, name)


def autonym(lang: str) -> Spans:
    """The name of a language in itself."""
    language = languages.get(lang)
    return marked(language.tag, language.autonym)


def people(persons: Iterable[Person], lang: str) -> list[Spans]:
    """Their names."""
    return [written(person.name, lang) for person in persons]


def credited(edition: Edition) -> Iterator[Speaker]:
    """Those who speak by a name: "Interviewer" and "Q" say what somebody does there, and not who it is."""
    return (speaker for speaker in edition.speakers if not is_role(speaker.name))


def writers(edition: Edition) -> tuple[Person, ...]:
    """Who wrote a text in which nobody is known to answer: the people of a play are no authors of it."""
    return () if answered(edition.speakers) else edition.meta.writers


def speakers(edition: Edition, main: str) -> Iterator[tuple[str, list[Spans]]]:
    """Who speaks in a document, by the word for what they do there.

    Where an editor says it of some, the others are called what they are taken for: nobody is a "speaker"
    beside an interviewer.
    """
    named = [*credited(edition)]
    stated = any(speaker.role != "unknown" for speaker in named)
    inferred = edition.taken if stated else {}
    roles = {speaker.key: inferred.get(speaker.key, speaker.role) for speaker in named}
    # Each word once, though two roles share it.
    for label in dict.fromkeys(_SPEAKERS.values()):
        cells = [
            edition.names[speaker.key][main]
            for speaker in named
            if _SPEAKERS.get(roles[speaker.key]) == label and speaker.key in edition.names
        ]
        yield label, [written(cell.text, cell.lang) for cell in cells]


def makers(book: Book, document: Edition | None) -> dict[str, list[Spans]]:
    """Who made a book, by the word for what they did: who speaks, translators, whom the editor names.

    document  the only one of the book; None where there are several, or where only the editor is asked
    """
    main = book.main
    named: list[tuple[str, Spans]] = []
    if document:
        wrote = people(writers(document), document.source_lang)
        told = [("author", wrote)] if wrote else speakers(document, main)
        named += [(role, name) for role, names in told for name in names]
        for lang in document.counts:
            named += [("translator", name) for name in people(document.translators(lang), lang)]
    for contributor in book.contributors:
        cell = contributor.names[main]
        # By the printed word: `edt` and `com` are both an editor in print.
        named.append((role_key(contributor.role), written(cell.text, cell.lang)))
    made: dict[str, dict[Spans, Spans]] = {}
    for role, name in named:
        # Whom the editor names, too, is one person, whatever the language that the name is in.
        words = tuple(span.replace(lang="") for span in name)
        made.setdefault(role, {}).setdefault(words, name)
    return {role: [*names.values()] for role, names in made.items()}


def joined(values: Iterable[Spans], between: str = BETWEEN) -> Spans:
    """Values in one line, without those that say nothing."""
    made: list[Span] = []
    for value in values:
        if value:
            made += [Span("text", between), *value] if made else value
    return tuple(made)


def bare(spans: Spans, own: str) -> Spans:
    """Each text without its language where that is the line's, in as few spans as there can be."""
    made: list[Span] = []
    for span in spans:
        (text,) = span.inside if span.mark == "foreign" and span.lang == own else (span,)
        if made and text.mark == made[-1].mark == "text":
            made[-1] = Span("text", made[-1].text + text.text)
        else:
            made.append(text)
    return tuple(made)
