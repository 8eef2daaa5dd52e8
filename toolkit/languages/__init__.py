"""Languages: tags, names, directions, printed words.

The words are the few that an edition prints of its own.

Tags are BCP 47 everywhere (`zh-Hans`, `pt-BR`) but in the names of gettext's folders and in the `Language`
field of a PO, which follow gettext (`zh_CN`, `pt_BR`). Facts come from `langcodes`, or from `data/names.tsv`
for the languages that stand there with their names; printed words are data in `data/<tag>.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from toolkit import late
from toolkit.errors import DiglotError
from toolkit.text import scripts, tables

if TYPE_CHECKING:
    import langcodes

# gettext names a script by its country (Chinese) or by a modifier (all others).
_GETTEXT_SCRIPTS = {
    "Latn": "latin", "Cyrl": "cyrillic", "Arab": "arabic", "Deva": "devanagari", "Hebr": "hebrew",
}  # fmt: skip
_CHINESE = {("Hans", ""): "zh_CN", ("Hant", ""): "zh_TW"}
_DENSE = frozenset({"Hani", "Hans", "Hant", "Jpan"})
_RIGHT_TO_LEFT = frozenset(
    ["Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"]
)
_TAG = late.regex(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class Language:
    """What the toolkit needs to know of a language."""

    tag: str
    """Canonical BCP 47."""
    name: str
    """In English."""
    autonym: str
    """In the language itself; the English name where it isn't known."""
    script: str
    """ISO 15924 code, likely where the tag doesn't say."""
    dir: Literal["ltr", "rtl"]
    gettext: str
    """Name of the folder below `locales/` and value of the PO field `Language`."""
    counts_characters: bool
    """Whether length is told in characters, as in scripts without word spaces."""

    @property
    def counted_in(self) -> str:
        """What its length is told in."""
        return "characters" if self.counts_characters else "words"

    @property
    def share(self) -> int:
        """Its part of the room in columns: a text in ideographs needs two thirds of an English one."""
        return 2 if self.script in _DENSE else 3


@cache
def get(tag: str) -> Language:
    """The language of a tag.

    `zh_CN` and `zh-CN` mean the same.

    Raises DiglotError for what is no BCP 47 tag.

    >>> get("pt_br").tag, get("zh-Hans").gettext, get("ar").dir
    ('pt-BR', 'zh_CN', 'rtl')
    """
    # A table, since langcodes takes 23 ms to load, as long as reading an interview (decision 211).
    if tag in _known():
        return _language(tag, *_known()[tag])
    return look_up(tag)


def look_up(tag: str) -> Language:
    """As `get`, without the table of those that are known.

    langcodes takes longer to load than most commands to do what they do.
    """
    import langcodes

    try:
        canonical = langcodes.standardize_tag(tag.strip())
        parsed = langcodes.Language.get(canonical)
        valid = parsed.is_valid()
    except ValueError:
        valid = False
    if not valid:
        from toolkit.languages.meant import no_tag

        raise no_tag(tag, _known())
    script = parsed.maximize().script or "Zyyy"
    known = _known().get(canonical) or _known().get(parsed.language or "") or (canonical, canonical)
    return _language(canonical, known[0], known[1], script, _gettext(parsed))


def _language(tag: str, name: str, autonym: str, script: str, gettext: str) -> Language:
    return Language(
        tag=tag,
        name=name,
        autonym=autonym,
        script=script,
        dir="rtl" if script in _RIGHT_TO_LEFT else "ltr",
        gettext=gettext,
        counts_characters=not scripts.has_blanks(script),
    )


@cache
def located(tag: str) -> str:
    """The tag with the country where most people write the language so.

    Word processors know languages by it.

    >>> located("fr"), located("zh-Hant"), located("sr-Latn"), located("pt-PT")
    ('fr-FR', 'zh-TW', 'sr-Latn-RS', 'pt-PT')
    """
    import langcodes

    full = langcodes.Language.get(tag).maximize()
    # Esperanto is the world's, and what is undetermined has no country.
    if full.language != base(tag) or not (full.territory or "").isalpha():
        return tag
    short = langcodes.Language.get(f"{full.language}-{full.territory}")
    # The script is told where the country alone means another.
    return str(short) if short.maximize().script == full.script else str(full)


def stated(said: str) -> str:
    """The tag of the language that a file names, by a tag or in English.

    It is "" for what is no name of a language that is known here.

    >>> stated("pt_br"), stated("german"), stated("auto")
    ('pt-BR', 'de', '')
    """
    by_name = {name.casefold(): tag for tag, (name, *_) in _known().items()}
    if said.casefold() in by_name:
        return by_name[said.casefold()]
    try:
        return get(said).tag if _TAG.fullmatch(said) else ""
    except DiglotError:
        return ""


def alike(tag: str, other: str) -> bool:
    """Whether two tags mean one written language.

    One language in one script: nobody translates between these by default.

    >>> alike("en", "en-GB"), alike("zh-Hans", "zh-Hant"), alike("zh", "yue")
    (True, False, False)
    """
    return base(tag) == base(other) and get(tag).script == get(other).script


def base(tag: str) -> str:
    """The language of a tag without its script and country.

    >>> base("zh-Hans"), base("fr")
    ('zh', 'fr')
    """
    return tag.partition("-")[0]


def _gettext(parsed: langcodes.Language) -> str:
    """The gettext name of a tag.

    It has all that the tag says: two languages must not share a catalog.
    """
    language, script, territory = parsed.language or "und", parsed.script or "", parsed.territory or ""
    name = f"{language}_{territory}" if territory else language
    if language == "zh":
        name = name if territory else _CHINESE.get((script, ""), name)
        script = ""
    # A tag that is for private use alone is a language to langcodes.
    others = [*(parsed.variants or ()), *(parsed.extensions or ()), parsed.private or ""]
    modifiers = filter(None, [_GETTEXT_SCRIPTS.get(script, script.lower()), *others])
    return "@".join(filter(None, [name, "-".join(modifiers)]))


def from_gettext(locale: str) -> str:
    """The BCP 47 tag of a gettext name.

    The inverse of `Language.gettext`, for the tags that people use.

    >>> from_gettext("zh_CN"), from_gettext("pt_BR"), from_gettext("sr@latin")
    ('zh-Hans', 'pt-BR', 'sr-Latn')
    """
    # A country stands for the script there, as gettext has no other way to say it.
    for (script, _), name in _CHINESE.items():
        if locale == name:
            return f"zh-{script}"
    base, _, modifier = locale.partition("@")
    parts, others = base.split("_"), modifier.split("-") if modifier else []
    for script, name in _GETTEXT_SCRIPTS.items():
        if others[:1] == [name]:
            parts.insert(1, script)
            del others[0]
    try:
        return get("-".join([*parts, *others])).tag
    except DiglotError:
        return get("-".join(parts)).tag  # a modifier that is no part of a tag, such as that of fr@euro


@cache
def _known() -> Mapping[str, Sequence[str]]:
    """Tag -> English name, autonym, script, gettext name."""
    return {tag: facts for tag, *facts in tables.rows("toolkit.languages", "data/names.tsv")}


@cache
def strings(tag: str) -> Mapping[str, str]:
    """The words that an edition prints itself.

    They are by key: "Colophon", "not yet translated".

    Looked up as zh-TW, zh-Hant, zh; then English, whole: a page is never in two languages by accident.
    """
    name = _find(tag) or "en"
    table: dict[str, str] = tomllib.loads(files(__package__).joinpath(f"data/{name}.toml").read_text("utf-8"))
    return table


def strings_lang(tag: str) -> str:
    """The language that `strings(tag)` are in."""
    return tag if _find(tag) else "en"


def called(tag: str, within: str) -> tuple[str, str]:
    """What a language is called in another one, and the language of that name.

    Without such a name it is called what its own speakers call it.

    >>> called("en", "fr"), called("zh-Hans", "de-AT"), called("fr", "cy")
    (('anglais', 'fr'), ('Chinesisch (vereinfacht)', 'de-AT'), ('French', 'en'))
    """
    language = get(tag)
    if not (found := _find(within)):
        return language.name, "en"
    name = language.name if found == "en" else _called().get(language.tag, {}).get(found)
    return (name, within) if name else (language.autonym, language.tag)


@cache
def _called() -> Mapping[str, Mapping[str, str]]:
    """Tag -> names of CLDR 47, by the language that they are in: those that have words here."""
    (_, *tags), *rows = tables.rows("toolkit.languages", "data/called.tsv")
    return {tag: dict(zip(tags, names, strict=True)) for tag, *names in rows}


def figure(number: int, tag: str) -> str:
    """A number as a language writes it.

    >>> figure(1402, "en"), figure(12345, "de"), figure(999, "fr"), figure(1402, "fa")
    ('1,402', '12.345', '999', '۱٬۴۰۲')
    """
    return digits(f"{number:,}".replace(",", strings(tag)["thousands"]), tag)


def digits(number: str, tag: str) -> str:
    """A number in the digits of a language's printed words: Persian has its own."""
    return number.translate(str.maketrans("0123456789", strings(tag)["digits"]))


def comma(tag: str) -> str:
    """What stands between things that are listed.

    >>> comma("fr"), comma("ja"), comma("ar")
    (', ', '、', '، ')
    """
    return str(_joining(tag).get("comma", ", "))


def joined(names: Sequence[str], tag: str) -> str:
    """Names of people together, as a language joins them.

    >>> joined(["Ann", "Bob", "Eve"], "en"), joined(["Ana", "Inés"], "es"), joined(["李明", "王芳"], "zh")
    ('Ann, Bob and Eve', 'Ana e Inés', '李明和王芳')
    """
    words = _joining(tag)
    *others, final = names
    if not others:
        return final
    # Where nobody knows the word, a comma can't be wrong.
    two: str = next(
        (pair for begins, pair in words.get("before", {}).items() if re.match(begins, final)),
        words.get("two", comma(tag)),
    )
    last: str = words.get("last", two) if len(others) > 1 else two
    return comma(tag).join(others) + last + final


def _joining(tag: str) -> Mapping[str, Any]:
    """How a language joins things; nothing of one that isn't known."""
    table = _together()
    return table.get(tag) or table.get(base(tag)) or {}


class VoiceSigns(NamedTuple):
    """What stands before a turn in place of a name."""

    dash: str
    """With its blank, where one belongs to it."""
    dash_answers: bool
    """Whether answers have the dash too, and not questions alone."""
    question: str
    answer: str
    lang: str
    """Of the two letters."""


@cache
def voice_signs(tag: str) -> VoiceSigns:
    """The signs that a language has for turns.

    >>> voice_signs("es").dash, voice_signs("ja").question, voice_signs("cy").answer
    ('—', '問', 'A')
    """
    table = tomllib.loads(files(__package__).joinpath("labels.toml").read_text("utf-8"))
    # As for printed words: the script decides before the language.
    named = (tag, f"{base(tag)}-{get(tag).script}", base(tag))
    own = next((table[name] for name in named if name in table), table["und"])
    lang = tag if "letters" in own else "en"
    question, answer = own.get("letters", table["en"]["letters"])
    return VoiceSigns(own["dash"], own.get("answers", True), question, answer, lang)


@cache
def between() -> Mapping[str, frozenset[str]]:
    """What stands between two joined names.

    It comes with the languages that have it, and with blanks where it is set off.
    """
    langs_of: defaultdict[str, set[str]] = defaultdict(set)
    for lang, words in _together().items():
        # What joins two names parts them again, where a label has several.
        for text in (words["two"], *words.get("before", {}).values(), *words.get("also", ())):
            langs_of[text].add(lang)
    return {text: frozenset(langs) for text, langs in langs_of.items()}


@cache
def _together() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("together.toml").read_text("utf-8"))


@cache
def _find(tag: str) -> str | None:
    """The table for a tag.

    Its own, that with its likely script (zh-TW: zh-Hant), or that of the language.
    """
    # The script decides before the language: zh-TW is printed as zh-Hant, not as zh.
    for name in (tag, f"{base(tag)}-{get(tag).script}", base(tag)):
        if files(__package__).joinpath(f"data/{name}.toml").is_file():
            return name
    return None


@cache
def common_words() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """The commonest words: a language, a kind of words, the words.

    function  no text of the language is without them
    frequent  other words that most of its texts have
    common    words of it that are like a function word of another language here
    seen      function words of others that its texts have now and then, in names and the like
    letters   no words: in one row the letters that it has beside a to z
    """
    # An apostrophe is set in two ways.
    return tuple(
        (tag, kind, frozenset(f"{words} {words.replace(chr(39), '’')}".split()))
        for tag, kind, words in tables.rows("toolkit.languages", "words.tsv")
    )


def function_words(tag: str) -> frozenset[str]:
    """Words that no text of a language is without; none where they aren't known.

    >>> "the" in function_words("en-GB"), function_words("ja")
    (True, frozenset())
    """
    return next(
        (words for own, kind, words in common_words() if kind == "function" and own == base(tag)), frozenset()
    )
