"""One printed label, taken apart."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from toolkit import languages
from toolkit.model.values import Value
from toolkit.reading.lexicon import key, lexicon
from toolkit.reading.lines import width
from toolkit.text import scripts
from toolkit.text.hygiene import visible

Looks = Literal["role", "name", "open", "several", "never"]
"""role     a word for somebody who speaks
name     like a person's name or an institution's
open     nothing speaks against it
several  never one name, but the names of several people
never    nobody: a sentence, a greeting, an address on the web, what heads a note, an example or metadata"""

# Characters and words: a longer label is a sentence.
MAX_LENGTH = 60
MAX_WORDS = 8
_MAX_JOINED = 84
_JOINING = frozenset("&,;/+([")
"""Characters of a label of several."""
LONGEST = 70
"""Columns of a label."""
MOST_WORDS = 3
"""Of a name that has a comma beside it, or of what says who that is behind a single word."""
_AGES = (1, 2)
"""Figures of what somebody's age may be: `Ann Lee, 34`."""
MASKS = dict.fromkeys(range(3))
"""What stands for times and marks of emphasis; for `str.translate`."""
SPEAKERS: frozenset[Looks] = frozenset({"role", "name", "open"})
"""Looks of a label that may be one speaker's."""

# No name has these: "Wait, what?", "see www.example.org".
_SENTENCE = re.compile('[!?;…。！？；，、،؛؟।“”„«»"「」『』|]|[.,][.,]|--|[./]{2}')
# "Rev. Lee" is a name. "Yes. Lee" is two sentences.
_FULL_STOP = re.compile(r"([^\W\d_]{4,})[.](?=\s)")
# "Mara Lind (ML)".
PARENTHESES = re.compile(
    r"(?:(?<!\s)\s*+|(?<=[)）\]］〕]\s))(?:(?<!\w)[(（\[［〔]|(?<!_)[(（\[［〔](?=[^()（）\[\]［］〔〕]*[)）\]］〕](?!\w)))([^()（）\[\]［］〔〕]*)[)）\]］〕]\s*"
)
"""What stands in brackets. Between letters, or behind _, they are of a name: 森［洋］委員, Mara_(quay)."""
_BRACKETS = frozenset("(（[［〔")
_OFFICES = re.compile(r"\s(?:--|[–—](?=\s[A-ZÀ-ÞΑ-ΩА-Я]))\s")
_EMPTY = re.compile(r"(?<!\s)\s+(?:\(\s*\)|\[\s*\])")
_SPACED = re.compile(r"[^\s/·・]+")
_HAN = re.compile(f"[{scripts.HAN}]+")
_KATAKANA = re.compile(f"[{scripts.KATAKANA}{scripts.KATAKANA_SIGNS}{scripts.HALFWIDTH_KATAKANA}・＝=]+")
_KANA = re.compile(f"[{scripts.HIRAGANA}]")
_HANGUL = re.compile(f"[{scripts.SYLLABLES}]+")
# What stands before the colon of an address.
_SCHEME = re.compile(r"(?:https?|ftp|mailto|www|file|tel|doi|isbn|urn)", re.IGNORECASE)
# "이하 방", "이하 방으로 표기".
_ALIAS_KO = re.compile(
    r"^\s*(?:이하|아래는?|이후)\s*[:：,]?\s*(.+?)(?:(?:으?로)\s*(?:간략|표기|약칭|칭함|줄임).*)?$"
)
# "以下简称RZ", "以下、RZと略す".
_ALIAS_CJK = re.compile(
    r"^\s*(?:以下(?:简称|簡稱|略称|略稱|称|稱)?|下称|下稱|下文简称|下文簡稱|簡稱|简称|略称|略稱)(?:为|為)?\s*[:：、,，]?\s*[「『“\"]?(.+?)[」』”\"]?\s*(?:と略す|と表記|と略)?\s*$"
)
_NAME_ENDINGS = frozenset("道有想是了着的讲講知")
"""Ends of sentences in Chinese that are also the last character of many a name."""
_QUOTES = "\"'“”„‘’«»「」『』 "
_DIGIT = re.compile(r"\d")


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


@lru_cache(maxsize=65536)
def name(printed: str) -> Name:
    """Take a label apart.

    >>> name("Rikka Zine (以下RZ)").alias, name("MR. EARNEST").looks, name("He said").looks
    ('RZ', 'name', 'never')
    """
    plain = filled(printed)
    base, alias = _parentheses(plain)
    folded = key(base)
    if base != plain and not alias and folded in lexicon().shared:
        base, folded = plain, key(plain)  # "Reporter (BBC)" and "Reporter (Reuters)" are two
    looks: Looks = "never"
    if base and len(base) <= MAX_LENGTH and any(map(str.isalnum, base)):
        looks = _looks(base, folded)
    ways, joins = _splits(base)
    if ways and looks == "never":
        looks = "several"
    return Name(printed.strip(), base, alias, folded, looks, ways, joins)


def splits(printed: str) -> tuple[tuple[str, ...], ...]:
    """As `name` tells. That most labels have none shows at a look."""
    if printed.isascii() and _JOINING.isdisjoint(printed) and _and().isdisjoint(printed.casefold().split()):
        return ()
    return name(printed).splits


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


def describes(part: str) -> bool:
    """Whether what stands behind a name and a comma says how or to whom it speaks.

    >>> describes("aside"), describes("à part"), describes("à Nora"), describes("von der Heide")
    (True, True, True, False)
    """
    first = key(part.partition(" ")[0])
    return part[:1].islower() and (first not in lexicon().particles or first == "à" or part.islower())


@cache
def _and() -> frozenset[str]:
    """The words between two names."""
    return frozenset(map(str.strip, languages.between()))


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


def _parentheses(plain: str) -> tuple[str, str]:
    """The label without parentheses."""
    # And the alias that one of them declares.
    if not any(mark in plain for mark in "(（[［〔") or not any(map(str.isalpha, plain)):
        return plain, ""  # of a number, such as +1 (555) 010, they are a part
    alias = ""
    for inside in PARENTHESES.finditer(plain):
        alias = alias or declared(inside[1])
    base = PARENTHESES.sub(" ", plain).strip()
    return (base, alias) if base else (plain, "")


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
    plain = filled(printed.translate(MASKS))
    if not any(map(str.isalpha, plain)):
        return stripped(plain), ()  # of a number, such as +1 (555) 010, brackets are a part
    if _BRACKETS.isdisjoint(plain):
        return _described(stripped(plain))
    found = tuple(PARENTHESES.finditer(plain))
    inside = tuple(match[1].strip() for match in found)
    before, behind = (plain[: found[0].start()], plain[found[-1].end() :]) if found else ("", "")
    if before and behind and _describes(before, behind):
        # Karin Berg (S) reply
        plain, inside = plain[: -len(behind)], (*inside, behind)
    base = PARENTHESES.sub(" ", plain).strip()
    if not base:
        # All of it is in brackets: [Mara Lind].
        return (stripped(inside[0]), ()) if len(inside) == 1 else (stripped(plain), ())
    base, comma, rest = stripped(base).partition(" ,")
    described: tuple[str, ...] = (rest.strip(),) if comma else ()
    if not comma:
        base, described = _described(base)
    if key(base) in lexicon().shared:
        # "Reporter (BBC)" and "Reporter (Reuters)" are two.
        return stripped(plain), ()
    return base, (*inside, *described)


def _described(label: str) -> tuple[str, tuple[str, ...]]:
    """A name without what a comma and its owner's description follow: "Ann Lee, mayor of Vell".

    So does a dash: "Ann Lee -- Vell Harbour -- Mayor".

    In capitals any word may begin it, where both are too long for a name.
    """
    base, comma, rest = label.partition(", ")
    if comma and base and rest and _describes(base, rest):
        return base, (rest,)
    base, *more = _OFFICES.split(label)
    full = more and " " in base and all(map(_capital, base.split()))
    return (base, tuple(more)) if full else (label, ())


def _describes(base: str, rest: str) -> bool:
    """Whether what stands behind a name and a comma says who that is, how old, or how it is said."""
    words = lexicon()
    folded = key(rest)
    if rest.isdecimal() and len(rest) in _AGES:
        return " " in base
    # "BERG, van den": it is a part of the name.
    if folded.rpartition(" ")[2] in words.particles:
        return " " in base and rest[0].islower()
    if folded in words.roles or folded in words.byline:
        return " " in base or base.isupper()
    if " " in base:
        first = folded.partition(" ")[0]
        return rest[0].islower() or first in words.titles or width(f"{base}, {rest}") > LONGEST
    brief = len(rest.split()) <= MOST_WORDS
    return base.isupper() and len(base) > 1 and rest[0].islower() and brief


def stripped(label: str) -> str:
    """A label without the signs around it, and with single blanks."""
    return " ".join(label.strip(" \t,，、–—|>:：*_`-").split())


def _looks(base: str, folded: str) -> Looks:
    words = lexicon()
    bare = _DIGIT.sub("", folded).strip(" .#-")
    if folded in words.roles:
        # Letters mean question or answer beside their partner; Q and A are so common that they need none.
        return "open" if len(folded) == 1 and base.isupper() and folded not in "qa" else "role"
    if any(folded in of for of in (words.note, words.date, words.caption, words.byline, words.meta)):
        return "never"
    if _SENTENCE.search(base) or _SCHEME.fullmatch(base):
        return "never"
    if bare in words.roles:
        return "role"
    if any(key(word[1]) not in words.titles for word in _FULL_STOP.finditer(base)):
        return "never"
    if folded in words.text or bare in words.text or not bare:
        # "JA", "NO": words elsewhere, but initials too.
        initials = base.isupper() and base.isascii() and base.isalpha() and len(base) in {2, 3}
        return "open" if initials else "never"
    return _spelt(base, folded.split())


def _spelt(base: str, parts: list[str]) -> Looks:
    """By its words alone."""
    words = lexicon()
    first, more = parts[0], len(parts) > 1
    if len(parts) > MAX_WORDS or first in words.salutation or (more and parts[-1] in words.caption):
        return "never"
    if more and first in words.by and first not in words.particles:
        return "never"
    if not base.isascii() and scripts.one_of(scripts.CASELESS).search(base):
        return _caseless(base, parts)
    return _cased(base, parts)


def _cased(base: str, parts: list[str]) -> Looks:
    """The looks of a name in a script with capitals."""
    # They are on every word but particles.
    words = lexicon()
    spelt = base.split()
    first = next((char for char in spelt[0] if char.isalpha()), "")
    if base[0].isdigit() or not first or base.count(",") > 2:
        return "never"
    pairs = zip(parts, spelt, strict=False)
    small = [part.rstrip(",.") for part, word in pairs if not _capital(word) and part not in words.particles]
    # "Will Smith" and "Theresa May" are no sentences, "He said" and "In short" are: lower case tells.
    if any(part in words.saying for part in small) or (small and parts[0] in words.starts):
        return "never"
    if not first.isupper():
        if parts[0] in words.particles and len(spelt) <= 4 and not small and spelt[-1][0].isupper():
            return "open"  # a surname with its particle: "von der Heide"
        return "open" if len(spelt) <= 2 and first.islower() else "never"
    if small:
        # "Woman in the third row", "Head of unit": possible, but a sentence is likelier the longer it is.
        return "open" if len(spelt) <= 6 else "never"
    if base.isupper() and len(base) > 1 and len(spelt) <= 5:
        sentence = len(spelt) > 1 and (parts[0] in words.starts or parts[-1] in words.saying)
        return "open" if sentence or len(spelt) > 4 else "name"
    return "name" if 2 <= len(spelt) <= 6 else "open"


def _capital(word: str) -> bool:
    first = next((char for char in word if char.isalnum()), "")
    return not first.isalpha() or first.isupper() or first.istitle() or any(char.isupper() for char in word)


def _caseless(base: str, parts: list[str]) -> Looks:
    words = lexicon()
    packed, count = "".join(parts), len(parts)
    named = 2 <= len(packed) <= 4 and packed[0] in words.surnames
    for ending in words.endings:
        if packed.endswith(ending) and len(packed) > len(ending) and not (named and ending in _NAME_ENDINGS):
            return "never"
    if any(part in words.saying for part in parts) or (parts[0] in words.starts):
        return "never"
    if _HANGUL.search(base):
        return _hangul(packed, count)
    if _HAN.search(base) or _KATAKANA.search(base):
        return _han(base, packed)
    # Arabic, Hebrew, Devanagari, Thai ...: nothing in the script tells a name from another noun phrase.
    return ("name" if 2 <= count <= 4 else "open") if count <= 6 else "never"


def _hangul(packed: str, count: int) -> Looks:
    words = lexicon()
    if len(packed) > 20 or count > 5:
        return "never"
    titled = any(packed.endswith(title) for title in words.called)
    full = count == 1 and len(packed) == 3 and packed[0] in words.surnames
    return "name" if titled or full else "open"


def _han(base: str, packed: str) -> Looks:
    words = lexicon()
    if len(packed) > 20:
        return "never"
    if any(packed.endswith(title) and len(packed) > len(title) for title in words.called):
        return "name"
    if _KANA.search(base):
        return "open" if len(packed) <= 10 else "never"
    full = 2 <= len(packed) <= 4 and packed[0] in words.surnames and _HAN.fullmatch(packed)
    foreign = len(packed) >= 3 and _KATAKANA.fullmatch(packed)
    if full or foreign or "·" in base or "・" in base:
        return "name"
    return "open" if len(packed) <= 14 else "never"
