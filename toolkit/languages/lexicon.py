"""The words that tell what a label is.

Those of all languages at once: a transcript's language may be unknown.

They are in `words/<language>.txt`; a new file there is a new language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import get_args

from toolkit import late
from toolkit.model import Role
from toolkit.text import scripts, tables
from toolkit.text.hygiene import fold

# Languages whose words are near enough to those of another.
_RELATED = {"nb": "sv", "nn": "sv", "no": "sv", "da": "sv", "ms": "id", "sk": "cs", "yue": "zh", "cmn": "zh"}
# All that is typed for an apostrophe, and the i with and without its dot.
_ACCENTED = dict(zip("άέήίόύώΐΰ", "αεηιουωϊϋ", strict=True))
_TYPED = {
    "’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "׳": "'", "״": '"', "־": "-", "‑": "-", "İ": "i",
    "ı": "i", **_ACCENTED,
}  # fmt: skip
_ACCENTS, _ACCENT = str.maketrans(_ACCENTED), late.regex(f"[{''.join(_ACCENTED)}]")
_APOSTROPHES, _SOME = str.maketrans(_TYPED), late.regex(f"[{''.join(_TYPED)}]")

MARKS = "■□●○◇◆◦▶▷►▪▫★☆◎•·※☎☏▲△▼▽❏❍♦♢◈◉❑➤➜→⇒☞✦✧"
"""Signs that newspapers set before a question or an answer; for a character class."""
DASHES = "–—―‒−─\\-"
"""Those that are set there as well."""
_SIGNS = frozenset(f"{MARKS}{DASHES}ー".replace("\\", ""))


@lru_cache(maxsize=1 << 16)
def key(text: str) -> str:
    """A form in which equal labels are equal.

    It is that of `text.fold`, with any apostrophe and without a last dot; of dashes or marks the first one.
    Greek in capitals has no accents, so none counts.

    >>> key("Editor’s  NOTE"), key("Anm. d. Red."), key("——"), key("ΕΡΩΤΗΣΗ") == key("ερώτηση")
    ("editor's note", 'anm. d. red', '—', True)
    """
    if text[:1] in _SIGNS and _SIGNS.issuperset(text):
        # Somebody's sign is the same, however long it is drawn. Japanese types its long vowel for a dash.
        return text[0].replace("ー", "―")
    return _folded(text).rstrip(" .")


def lowered(text: str) -> str:
    """A text in which the words of keys are found where they stand: in small letters, Greek without accents.

    >>> lowered("Η Ελένη Ράπτη") == "η ελενη ραπτη"
    True
    """
    text = text.casefold()
    return text.translate(_ACCENTS) if _ACCENT.search(text) else text


def _folded(text: str) -> str:
    if text.isascii():
        return " ".join(text.casefold().split())
    # Turkish writes I for ı and İ for i: both i's count as one.
    return _typed(fold(_typed(text)))


def _typed(text: str) -> str:
    return text.translate(_APOSTROPHES) if _SOME.search(text) else text


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists, united; every word as `key` gives it."""

    roles: dict[str, Role]
    note: frozenset[str]
    meta: frozenset[str]
    """What tells of the text or the talk, and all of `page`."""
    page: frozenset[str]
    """What a page adds between paragraphs: "read also", "advertisement"."""
    behind: frozenset[str]
    """What heads that which stands behind a talk: "comments", "bibliography"; and all of `page`."""
    date: frozenset[str]
    caption: frozenset[str]
    byline: frozenset[str]
    by: frozenset[str]
    """Words that the name of who wrote something follows, without a colon."""
    text: frozenset[str]
    """Words before a colon that are neither a speaker nor metadata."""
    tasks: frozenset[str]
    """Words before a name that say that it is to do something: "Action Ann"."""
    saying: frozenset[str]
    """What a sentence has, and no name: verbs of saying, and all of `being`."""
    being: frozenset[str]
    """Those of them that don't tell who spoke: "is", "knows", "following"."""
    reporting: frozenset[str]
    """Verbs before a quotation, most in the first person: who speaks tells what was said or thought.

    In scripts without blanks they are ends of words.
    """
    starts: frozenset[str]
    salutation: frozenset[str]
    titles: frozenset[str]
    office: frozenset[str]
    """What somebody is, as it stands behind a name and a comma in scripts without capitals: 发言人."""
    male: frozenset[str]
    """Titles of men; those of women are `female`."""
    female: frozenset[str]
    persons: frozenset[str]
    """Words for whoever speaks, or is spoken to."""
    persons_of: dict[str, frozenset[str]]
    """The same by language: a word of one is another word elsewhere."""
    i_of: dict[str, frozenset[str]]
    """Those of them for one who speaks, by language."""
    we_of: dict[str, frozenset[str]]
    """Those for several who speak."""
    you_of: dict[str, frozenset[str]]
    """Those for whoever is spoken to."""
    others_of: dict[str, frozenset[str]]
    """By language: he and she, as they begin a sentence."""
    begins_of: dict[str, frozenset[str]]
    """By language: words that begin sentences, and all of `persons`."""
    common: dict[str, frozenset[str]]
    """By language: words that tell it."""
    act: frozenset[str]
    """How a part of a play is called."""
    fact: frozenset[str]
    """What of `meta` begins no headline, before a colon or a number: how long a talk is, who is there."""
    months: frozenset[str]
    days: frozenset[str]
    """Words for days of the week and for parts of a day, and what counts days: "day 3"."""
    greeting: frozenset[str]
    """How somebody begins who speaks to many: "good morning"."""
    invite: frozenset[str]
    """How somebody is asked to tell something, which has no question mark: "tell us", "describe"."""
    ago: frozenset[str]
    """What tells how long ago something was written: "h", "days ago"."""
    credit: frozenset[str]
    """Words that a name follows without a colon: "Interview by"."""
    about: frozenset[str]
    """How a sentence begins that tells of the conversation: "this interview"."""
    alias: frozenset[str]
    """Words that declare a short name: "hereafter"."""
    ask: frozenset[str]
    answer: frozenset[str]
    asks_or_answers: frozenset[str]
    """Both of them."""
    pairs: tuple[frozenset[str], ...]
    """Words of one language for one side, long and short: "question", "q"."""
    sides: tuple[tuple[frozenset[str], frozenset[str]], ...]
    """Words of each language for who asks, and for who answers."""
    endings: frozenset[str]
    """Ends of words, in scripts without blanks: verbs of saying."""
    annotates: frozenset[str]
    """Last characters of what heads a note, in scripts without blanks."""
    called: frozenset[str]
    """Ends of names, in scripts without blanks: titles that follow."""
    surnames: frozenset[str]
    """First characters of names, in scripts without blanks."""
    shared: frozenset[str]
    """Words for roles that many people have: two who are called so may be two people."""
    particles: frozenset[str]
    """Words in lower case inside names."""
    event: frozenset[str]
    """What happens while people talk: laughter, a pause."""
    rights: frozenset[str]
    """How a line begins that says whose a text is, and who may use it: "copyright", "all rights reserved"."""
    decided: frozenset[str]
    """What minutes say of votes and of the meeting, and its beginnings: "motion carried", "adjourned at"."""
    scene: frozenset[str]
    """How a scene of a film is headed: inside, or outside."""
    sound: frozenset[str]
    """What a script for the ear has between words, before a colon: music, an effect."""


# The lists of a file that are sets of words; roles and pairs are read otherwise.
_LISTS = (
    "note", "meta", "page", "date", "caption", "byline", "by", "text", "saying", "starts", "salutation",
    "titles", "months", "credit", "about", "alias", "ask", "answer", "endings", "called", "surnames",
    "particles", "event", "scene", "sound", "annotates", "tasks", "male", "female", "being", "reporting",
    "behind", "ago", "act", "fact", "days", "greeting", "decided", "invite",
    "rights", "office",
)  # fmt: skip
_PERSONS = ("i", "we", "you")
_APART = frozenset({*_PERSONS, "others", "same"})
_COMMON = (*_PERSONS, "starts", "saying", "being", "particles")


@cache
def lexicon() -> Lexicon:
    """Every language's words. Read once."""
    lists: dict[str, set[str]] = {name: set() for name in _LISTS}
    roles: dict[str, Role] = {}
    common: dict[str, frozenset[str]] = {}
    persons_of: dict[str, frozenset[str]] = {}
    i_of: dict[str, frozenset[str]] = {}
    we_of: dict[str, frozenset[str]] = {}
    you_of: dict[str, frozenset[str]] = {}
    others_of: dict[str, frozenset[str]] = {}
    begins_of: dict[str, frozenset[str]] = {}
    pairs: list[frozenset[str]] = []
    sides: list[tuple[frozenset[str], frozenset[str]]] = []
    for lang, data in _files():
        for name, words in data.items():
            if name.startswith("role "):
                role: Role = _role(name[5:])
                for word in words:
                    roles.setdefault(word, role)
            elif name not in _APART:
                lists[name].update(words)
        sides.append((frozenset(data.get("ask", ())), frozenset(data.get("answer", ()))))
        pairs += [frozenset(data[name]) for name in ("ask", "answer", "same") if name in data]
        common[lang] = frozenset(word for name in _COMMON for word in data.get(name, ()))
        i_of[lang], we_of[lang], you_of[lang] = (frozenset(data.get(name, ())) for name in _PERSONS)
        persons_of[lang] = i_of[lang] | we_of[lang] | you_of[lang]
        others_of[lang] = frozenset(data.get("others", ()))
        begins_of[lang] = persons_of[lang].union(data.get("starts", ()))
    lists["saying"] |= lists["being"]
    lists["meta"] |= lists["page"] | lists["fact"]
    lists["behind"] |= lists["page"]
    shared = frozenset(word for word, role in roles.items() if role in {"interviewer", "audience", "unknown"})
    frozen = {name: frozenset(words - {""}) for name, words in lists.items()}
    return Lexicon(
        roles=roles,
        shared=shared,
        asks_or_answers=frozen["ask"] | frozen["answer"],
        common=common,
        persons=frozenset[str]().union(*persons_of.values()),
        persons_of=persons_of,
        i_of=i_of,
        we_of=we_of,
        you_of=you_of,
        others_of=others_of,
        begins_of=begins_of,
        pairs=tuple(pairs),
        sides=tuple(sides),
        **frozen,
    )


def heads_note(folded: str) -> bool:
    """Whether it is the head of a note that says whose it is: 本刊编辑部注, "Note du traducteur".

    folded  as `key` gives it
    """
    words = lexicon()
    head, blank, whose = folded.partition(" ")
    return (len(folded) > 2 and folded[-1] in words.annotates) or (
        bool(blank) and head in words.note and whose.split(" ", 1)[0] in words.particles
    )


def reports(label: str) -> bool:
    """Whether words have a verb of saying or thinking among them, and none for a part in a talk.

    In scripts without blanks it ends them. Before a quotation such words are no speaker.

    >>> reports("I asked her"), reports("我问他"), reports("Wit Lind"), reports("A voice cried")
    (True, True, False, False)
    """
    own, known = key(label), lexicon()
    words = scripts.WORDS.findall(own)
    # A single letter is short for a part, and in a sentence a word.
    if any(word in known.roles for word in words if len(word) > 1):
        return False
    if scripts.unspaced(own[-1:]):
        return own.endswith(tuple(known.reporting))
    return any(
        word in known.reporting or (word in known.saying and word not in known.being) for word in words
    )


def calls_itself_interview(text: str) -> bool:
    """Whether a text says that it is an interview: "Interview with Ada Berg".

    >>> [calls_itself_interview(title) for title in ("Fragen an Ada Berg", "Fragen an die Klasse")]
    [True, False]
    """
    anywhere, before_name = _interviews()
    names = (match[1].isupper() for match in before_name.finditer(text))
    return anywhere.search(_folded(text)) is not None or (any(names) and not text.isupper())


@cache
def _interviews() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a text calls itself anywhere, and what only before a name, whose first letter is its group."""
    columns = [[*row, ""] for row in tables.rows("toolkit.languages", "interviews.tsv")[1:]]
    before = "|".join(named for _, _, named, *_ in columns if named)
    return (
        re.compile("|".join(_folded(words) for _, words, *_ in columns)),
        re.compile(rf"\b(?:{before}) (\w)", re.IGNORECASE),
    )


def _role(name: str) -> Role:
    for role in get_args(Role):
        if role == name:
            best: Role = role
            return best
    raise ValueError(f"no role is called {name!r}")


def _files() -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The lists of each language."""
    # Lines such as `note: editor's note | note`; TOML takes ten times as long.
    folder = files("toolkit.languages") / "words"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        data = {}
        for line in file.read_text(encoding="utf-8").split("\n"):
            name, _, words = line.partition(":")
            if words and not line.startswith("#"):
                # All words of a line are folded at once, which is the same for each, and much quicker.
                data[name] = [word.strip().rstrip(" .") for word in _folded(words).split("|")]
        yield file.name.removesuffix(".txt"), data


def language(lang: str, sample: str) -> str:
    """The language whose words to use.

    `lang` (BCP 47) if it has lists, else that of the sample's words.

    >>> language("und", "Je ne sais pas si nous avons le temps, mais pour vous je resterai.")
    'fr'
    >>> language("und", "您是什么时候来到岛上的？")
    'zh'
    """
    lists = lexicon().common
    code = lang.split("-", maxsplit=1)[0].lower()
    code = _RELATED.get(code, code)
    if code in lists:
        return code
    scores = _words_known(sample)
    return max(sorted(lists), key=scores.__getitem__)


_NEAR = 0.5
"""Of the words that tell the likeliest language, the share that another one has, which it may be as well."""


_LETTERS = {"ja": scripts.KANA, "ko": scripts.HANGUL, "zh": scripts.HAN}


def may_be_in(sample: str) -> list[str]:
    """The languages that a text may be in, by their words; none where nothing tells it.

    Of many languages few words are listed: what is in one of them has more of a related one.

    >>> may_be_in("I don't know whether we have the time, but for you I shall stay.")
    ['en']
    """
    scores = _words_known(sample)
    most = max(scores.values(), default=0)
    if not most:
        # Letters tell some. Japanese and Korean have those of Chinese too, but seldom without their own.
        return [*islice((lang for lang, own in _LETTERS.items() if scripts.one_of(own).search(sample)), 1)]
    return sorted(lang for lang, score in scores.items() if score >= _NEAR * most)


def _words_known(sample: str) -> Counter[str]:
    """How many words of a text each language has among those that tell it."""
    folded = fold(sample)
    spaced, close = _telling()
    found: Counter[str] = Counter()
    for word, count in Counter(scripts.WORDS.findall(folded)).items():
        for lang in spaced.get(word, ()):
            found[lang] += count
    # Where no blanks part words, each is looked for.
    if not folded.isascii() and scripts.one_of(scripts.UNSPACED).search(folded):
        for word, langs in close.items():
            if count := folded.count(word):
                found.update(dict.fromkeys(langs, count))
    return found


@cache
def _telling() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The words that tell languages, with those that each tells: in scripts with blanks, and without."""
    both: tuple[dict[str, list[str]], dict[str, list[str]]] = {}, {}
    for lang, words in lexicon().common.items():
        for word in words:
            both[scripts.unspaced(word[0])].setdefault(word, []).append(lang)
    return both
