"""One printed label, taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from toolkit import languages, late
from toolkit.languages.lexicon import key, lexicon
from toolkit.model.values import Value
from toolkit.reading.described import bare_name, describes, says_who
from toolkit.text import scripts
from toolkit.text.events import is_event
from toolkit.text.hygiene import visible
from toolkit.text.scripts import begins_small

Looks = Literal["role", "name", "open", "never"]
"""role   a word for somebody who speaks
name   like a person's name or an institution's
open   nothing speaks against it
never  nobody: a sentence, a greeting, an address on the web, what heads a note, an example or metadata"""

# Characters and words: a longer label is a sentence.
MAX_LENGTH = 60
MAX_WORDS = 8
_MAX_JOINED = 84
_NAMED = 2
"""Words of a name and a surname, at least."""
MASKS = dict.fromkeys(range(3))
"""What stands for times and marks of emphasis; for `str.translate`."""
SPEAKERS: frozenset[Looks] = frozenset({"role", "name", "open"})
"""Looks of a label that may be one speaker's."""

# No name has these: "Wait, what?", "see www.example.org".
_SENTENCE = late.regex('[!?;…。！？；，、،؛؟।“”„«»"「」『』|]|[.,][.,]|--|[./]{2}')
# "Rev. Lee" is a name. "Yes. Lee" is two sentences.
FULL_STOP = late.regex(r"([^\W\d_]{4,})[.](?=\s)")
# "Mara Lind (ML)".
PARENTHESES = late.regex(
    r"(?:(?<!\s)\s*+|(?<=[)）\]］〕]\s))(?:(?<!\w)[(（\[［〔]|(?<!_)[(（\[［〔](?=[^()（）\[\]［］〔〕]*[)）\]］〕](?!\w)))([^()（）\[\]［］〔〕]*)[)）\]］〕]\s*"
)
"""What stands in brackets. Between letters, or behind _, they are of a name: 森［洋］委員, Mara_(quay)."""
_BRACKETS = frozenset("(（[［〔")
_ADDRESS = late.regex(r"(?<=\s)<([^\s<>@]+@[^\s<>@]+)>")
"""As programs for mail print it behind a name: `Mara Lind <mara@post.example>`."""
_SHORTENED = late.regex(r"^(?:[^\W\d_]{1,5}\.\s*)+(?=\S)")
"""Titles before a name: `Dr.`"""
_COMMA_BEHIND = late.regex(r"\s(?:,(?=\s)|،)\s*")
"""Behind what stood in brackets."""
_EMPTY = late.regex(r"(?<!\s)\s+(?:\(\s*\)|\[\s*\])")
_KATAKANA = late.regex(f"[{scripts.KATAKANA}{scripts.KATAKANA_SIGNS}{scripts.HALFWIDTH_KATAKANA}・＝=]{{3,}}")
# What stands before the colon of an address.
_SCHEME = late.regex(r"(?:https?|ftp|mailto|www|file|tel|doi|isbn|urn)", re.IGNORECASE)
# "이하 방", "이하 방으로 표기".
_ALIAS_KO = late.regex(
    r"^\s*(?:이하|아래는?|이후)\s*[:：,]?\s*(.+?)(?:(?:으?로)\s*(?:간략|표기|약칭|칭함|줄임).*)?$"
)
# "以下简称RZ", "以下、RZと略す".
_ALIAS_CJK = late.regex(
    r"^\s*(?:以下(?:简称|簡稱|略称|略稱|称|稱)?|下称|下稱|下文简称|下文簡稱|簡稱|简称|略称|略稱)(?:为|為)?\s*+[:：、,，]?\s*+[「『“\"]?(.+?)(?:(?<!\s)|(?=[」』”\"]))[」』”\"]?\s*+(?:と略す|と表記|と略)?\s*+$"
)
_QUOTES = "\"'“”„‘’«»「」『』 "
_DIGIT = late.regex(r"\d")


class Name(Value, frozen=True, gc=False):
    """A label without what stands around it.

    Colon, brackets, bullet and time code.
    """

    printed: str
    base: str
    """Without what stands in parentheses."""
    alias: str
    """The short name that it declares for itself."""
    key: str
    """Of the base: what is the same name."""
    looks: Looks
    splits: tuple[tuple[str, ...], ...] = ()
    """Ways to take it for the names of several people, as printed; the likeliest first."""
    joins: tuple[str, ...] = ()
    """The words such as "and" and the signs by which that one is made; () where a comma makes it, or a letter
    that may be a part of a name."""


UNKNOWN = "?"
"""The key of whoever speaks, and isn't known."""
_QUESTION_MARKS = frozenset("?？؟")


def key_of(label: str) -> str:
    """The key of a label, which is one and the same where question marks stand for a name: `??: Yes.`.

    >>> key_of("Ada Berg"), key_of("??")
    ('ada berg', '?')
    """
    return UNKNOWN if label and _QUESTION_MARKS.issuperset(label) else key(label)


@lru_cache(maxsize=65536)
def name(printed: str) -> Name:
    """Take a label apart.

    >>> name("Rikka Zine (以下RZ)").alias, name("MR. EARNEST").looks, name("He said").looks
    ('RZ', 'name', 'never')
    """
    base, asides = parted(printed)
    folded = key_of(base)
    looks: Looks = "never"
    if folded == UNKNOWN or (base and len(base) <= MAX_LENGTH and any(map(str.isalnum, base))):
        looks = _looks(base, folded)
    alias = next(filter(None, map(declared, asides)), "")
    return Name(printed.strip(), base, alias, folded, looks, *_splits(base))


def _splits(base: str) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    found = _between(shouted=base.isupper()).finditer(base) if len(base) <= _MAX_JOINED else ()
    joints = [joint for joint in found if joint[0].strip()]
    if not joints:
        return (), ()
    by: dict[str, set[str]] = {"word": set(), "sign": set(), "comma": set(), "letter": set()}
    for joint in joints:
        by[str(joint.lastgroup)].add(joint[0].strip())
    joins = by["word"] | by["sign"]
    first = joins | by["comma"] if joins else set()
    every = set().union(*by.values())
    splits: dict[tuple[str, ...], None] = {}
    joined: tuple[str, ...] = ()
    for way in (first, every, *({joint} for joint in sorted(every))):
        inner = (edge for joint in joints if joint[0].strip() in way for edge in joint.span())
        edges = [0, *inner, len(base)]
        parts = tuple(filter(None, (base[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True))))
        if way & by["comma"] and any(map(describes, parts[1:])):
            continue  # "NORA, à part" is how she says it
        if any(len(part) == 1 and scripts.unspaced(part) for part in parts):
            continue  # 何同学 is He, a schoolmate: the word begins as "and" does
        if len(parts) > 1 and all(name(part).looks in SPEAKERS for part in parts):
            joined = tuple(sorted(joins)) if way is first else joined
            splits[parts] = None
    return tuple(splits), joined


@cache
def _between(*, shouted: bool) -> re.Pattern[str]:
    """What may stand between two names."""
    # A word between blanks, a sign, a comma, or letters beside a name.
    words, letters = [], []
    for text in sorted(languages.between(), key=lambda text: (-len(text), text)):
        escaped = re.escape(text.strip())
        if text == f" {text.strip()} ":
            # A single letter in capitals is an initial: JOHN A SMITH.
            if shouted and len(escaped) == 1:
                letters.append(rf"(?<=\s){escaped}\s+")
            else:
                words.append(escaped)
        else:
            letters.append(
                rf"(?<=\s){escaped}" if text[0] == " " else rf"\s*{escaped}" + r"\s+" * text.endswith(" ")
            )
    return re.compile(
        rf"(?<=\s)(?P<word>(?:{'|'.join(words)})\s+)|(?P<sign>\s*[&＆、]\s*)|(?P<comma>\s*[,，،;；/／+]\s*)"
        rf"|(?P<letter>{'|'.join(letters)})",
        re.IGNORECASE if shouted else 0,
    )


def filled(printed: str) -> str:
    """What is seen of a label, without brackets in which nothing stands: where a time is missing, say."""
    plain = visible(printed)
    return (_EMPTY.sub("", plain) if plain[-1:] in "])" else plain).strip()


def declared(inside: str) -> str:
    """The short name that a text declares.

    "hereafter RZ", "以下RZ", "이하 방"; "" for any other text.
    """
    match = _ALIAS_CJK.match(inside) or _ALIAS_KO.match(inside)
    if match:
        return match[1].strip(_QUOTES)
    words = inside.split()
    for count in range(min(5, len(words) - 1), 0, -1):
        if key(" ".join(words[:count]).rstrip(":,")) in lexicon().alias:
            return " ".join(words[count:]).strip(_QUOTES)
    return ""


def parted(printed: str) -> tuple[str, tuple[str, ...]]:
    """A label without its parentheses, and what stands in them.

    >>> parted(" Mara Lind (ML) ")
    ('Mara Lind', ('ML',))
    """
    plain = _ADDRESS.sub(r"(\1)", filled(printed.translate(MASKS)))
    if not any(map(str.isalpha, plain)):
        return stripped(plain), ()  # of a number, such as +1 (555) 010, brackets are a part
    if _BRACKETS.isdisjoint(plain):
        return bare_name(stripped(plain))
    found = tuple(PARENTHESES.finditer(plain))
    inside = tuple(match[1].strip() for match in found)
    before, behind = (plain[: found[0].start()], plain[found[-1].end() :]) if found else ("", "")
    if before and behind and says_who(before, behind):
        # Karin Berg (S) reply
        plain, inside = plain[: -len(behind)], (*inside, behind)
    base = PARENTHESES.sub(" ", plain).strip()
    if not base:
        # All of it is in brackets: [Mara Lind].
        return (stripped(inside[0]), ()) if len(inside) == 1 else (stripped(plain), ())
    base, comma, rest = _COMMA_BEHIND.sub(" ,", stripped(base), count=1).partition(" ,")
    base, rest = base.rstrip(), rest.strip()
    if comma and _holds(base, rest) and not any(name(one).looks == "name" for one in inside):
        # The Minister (Trade), Bo Berg: of all who may have an office this is who has it.
        return rest, (base, *inside)
    described: tuple[str, ...] = (rest,) if comma else ()
    if not comma:
        base, described = bare_name(base)
    how = all(is_event(f"({one})") or (len(base) == 1 and begins_small(one)) for one in inside)
    if key(base) in lexicon().shared and not how:
        # "Reporter (BBC)" and "Reporter (Reuters)" are two; who asks behind "Q (laughs)" is Q.
        return stripped(plain), ()
    return base, (*inside, *described)


def _holds(office: str, holder: str) -> bool:
    """Whether words are for an office, and others name who holds it.

    >>> _holds("The Minister", "Bo Berg"), _holds("Bo Berg", "Minister of Trade"), _holds("Dr. Ro", "Bo Berg")
    (True, False, False)
    """
    words = lexicon()
    offices = (words.titles | words.roles.keys()) - words.particles
    called = _SHORTENED.sub("", holder)
    if name(called).looks != "name" or not offices.isdisjoint(key(called).split()):
        return False
    spelt = _SHORTENED.sub("", office).split()
    parts = [key(word) for word in spelt]
    # Minister of Trade, and no Minister Ann Roe.
    named = sum(part not in offices | words.particles for part in parts)
    of = any(
        part in words.particles or begins_small(word) for part, word in zip(parts[1:], spelt[1:], strict=True)
    )
    return not offices.isdisjoint(parts) and (of or named < _NAMED)


def stripped(label: str) -> str:
    """A label without the signs around it, and with single blanks."""
    own = " ".join(label.strip(" \t,，、–—|>:：*_`-").split())
    return f"{own}>" if _ADDRESS.search(f"{own}>") else own


def before_stop(printed: str) -> str:
    """The word before the first full stop, where it is no title or initial; "" else.

    >>> before_stop("BO. Well (he laughs)"), before_stop("Mr. Holt"), before_stop("B. Holt")
    ('BO', '', '')
    """
    own, stop, _ = printed.partition(". ")
    several = not stop or "." in own or " " in own or len(own) == 1
    return "" if several or key(own) in lexicon().titles else own


_TITLE = 3
"""Letters of a title that is shortened, at most: a king may be called by one."""


def cut_short(folded: str) -> bool:
    """Whether a full stop ends no label, but a title of few letters behind its article: `O SR. BERG`."""
    *before, last = folded.split()
    words = lexicon()
    titled = bool(before) and {*before, last} <= words.titles
    return titled and len(last) <= _TITLE and last not in words.particles


def _looks(base: str, folded: str) -> Looks:
    """By its words alone."""
    words, parts = lexicon(), folded.split()
    bare = _DIGIT.sub("", folded).strip(" .#-_")
    if folded in words.roles:
        # Letters mean question or answer beside their partner; Q and A are so common that they need none.
        return "open" if len(folded) == 1 and base.isupper() and folded not in "qa" else "role"
    if _SENTENCE.search(base) or _SCHEME.fullmatch(base) or not bare or len(parts) > MAX_WORDS:
        return "never"
    if bare in words.roles:
        return "role"
    if any(key(word[1]) not in words.titles for word in FULL_STOP.finditer(base)):
        return "never"
    nobody = (words.note, words.date, words.caption, words.byline, words.meta, words.text)
    if any(label in of for of in nobody for label in (folded, bare)) or parts[0] in words.salutation:
        return "never"
    if not base.isascii() and scripts.one_of(scripts.CASELESS).search(base):
        return _caseless(base, parts)
    return _cased(base.split(), parts)


def _cased(spelt: Sequence[str], parts: Sequence[str]) -> Looks:
    """The looks of a name in a script with capitals: they are on every word but particles."""
    words = lexicon()
    pairs = zip(parts, spelt, strict=False)
    small = [part for part, word in pairs if begins_small(word) and part not in words.particles]
    # "Will Smith" and "Theresa May" are no sentences, "He said" and "In short" are: lower case tells.
    clause = parts[0] in words.starts or (len(parts) > 2 and begins_small(spelt[0]))
    if not words.saying.isdisjoint(small) or (small and clause):
        return "never"
    return "open" if small or not 2 <= len(spelt) <= 6 else "name"


def _caseless(base: str, parts: Sequence[str]) -> Looks:
    """The looks of a name in a script without capitals."""
    words, packed = lexicon(), "".join(parts)
    family = 2 <= len(packed) <= 4 and packed[0] in words.surnames
    if not words.saying.isdisjoint(parts) or parts[0] in words.starts:
        return "never"
    if packed.endswith(tuple(words.endings)) and not family:
        return "never"
    if not scripts.one_of(scripts.SINOSPHERE).search(base):
        # Nothing in the script tells a name from another noun phrase.
        return "name" if 2 <= len(parts) <= 4 else "open"
    full = family or "·" in base or "・" in base or _KATAKANA.fullmatch(packed)
    return "name" if full or packed.endswith(tuple(words.called)) else "open"
