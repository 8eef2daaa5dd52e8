"""People of a document, and how labels name them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from phrases import CJK, FAMILY_FIRST, UNCASED, Voice, load


@dataclass
class Person:
    """Somebody who speaks."""

    given: str
    family: str
    lang: str
    job: str = ""
    asks: bool = False
    first: str = ""
    """What stands in the first label."""
    later: str = ""
    """What stands in the others."""
    canonical: str = ""
    """The name that a reader should give."""
    also: tuple[str, ...] = ()
    """Names that are as right."""

    @property
    def full(self) -> str:
        """The whole name, in the order of the language."""
        if self.lang in FAMILY_FIRST:
            return self.family + FAMILY_FIRST[self.lang] + self.given
        return f"{self.given} {self.family}"

    @property
    def initials(self) -> str:
        """A letter for each part of the name; in scripts without capitals the family's name."""
        if self.lang in UNCASED:
            return self.family
        return "".join(part[0] for part in self.full.replace("-", " ").split()).upper()

    @property
    def caseless(self) -> bool:
        """Whether the script has no capitals."""
        return self.lang in UNCASED


def draw_people(rng: Random, lang: str, count: int) -> list[Person]:
    """People with different names; the first asks."""
    table = load(lang)
    given = rng.sample(table["given"], min(count, len(table["given"])))
    family = rng.sample(table["family"], min(count, len(table["family"])))
    people = []
    for index in range(count):
        # Families come round again: the next given name keeps them apart.
        shift = index // len(family)
        name = given[(index + shift) % len(given)], family[index % len(family)]
        people.append(Person(*name, lang, rng.choice(table["prof"]), not index))
    return people


@dataclass
class Naming:
    """What a form of labels may look at."""

    rng: Random
    who: Person
    index: int
    """Of the person, from 0."""
    voice: Voice
    pair: tuple[str, str]
    """Words for question and answer."""
    numbering: str
    """A pattern for people who have numbers."""


Labels = tuple[str, str, str, tuple[str, ...]]
"""The first label, later ones, the canonical name, and names as right."""


def _same(name: str, *also: str, label: str = "") -> Labels:
    return label or name, label or name, name, also


def _capitals(name: str, full: str) -> Labels:
    return _same(name, full, label=name.upper())


def _honorific(it: Naming) -> Labels:
    name = f"{it.rng.choice(it.voice.table['hon'])} {it.who.family}"
    first = it.who.full if it.rng.random() < 0.4 else name
    return first, name, first, (it.who.full, it.who.family)


def _initial_and_name(it: Naming, blank: str) -> Labels:
    family = it.who.family.upper() if it.rng.random() < 0.4 else it.who.family
    return _same(f"{it.who.given[0]}.{blank}{family}", it.who.full)


def _initials(it: Naming) -> Labels:
    letters = it.who.initials
    name = it.rng.choice((letters, letters[0], letters[0] + letters[-1]))
    first = it.who.full if it.rng.random() < 0.3 else name
    return first, name, first, (it.who.full, name)


def _long_first(it: Naming) -> Labels:
    who = it.who
    if who.caseless:
        return (
            who.full,
            it.rng.choice((who.family, who.given) if len(who.given) > 1 else (who.family,)),
            who.full,
            (),
        )
    short = it.rng.choice((who.family, who.given, who.family.upper()))
    return (who.full.upper() if short.isupper() and it.rng.random() < 0.5 else who.full), short, who.full, ()


def _declared(it: Naming) -> Labels:
    who = it.who
    short = it.rng.choice((who.family, "RZ", "PM", "KB")) if who.caseless else who.initials
    alias = it.rng.choice(it.voice.table["alias"]).replace("{l}", short)
    glue = "" if who.lang in CJK and alias[0] == "（" else " "
    return who.full + glue + alias, short, who.full, (short,)


def _role(it: Naming) -> Labels:
    key = "role_q" if it.who.asks else "role_a" if it.index == 1 else "role_guest"
    if it.rng.random() < 0.35:
        key = "role_host" if it.who.asks else "role_guest"
    return _same(it.rng.choice(it.voice.table[key]))


def _question_and_answer(it: Naming) -> Labels:
    return _same(it.pair[it.index] if it.index < 2 else it.who.family)


def _question_and_name(it: Naming) -> Labels:
    name = it.rng.choice((it.who.family, it.who.full, it.who.initials))
    return _same(it.pair[0]) if it.who.asks else _same(name, it.who.full)


def _handle(it: Naming) -> Labels:
    name = it.who.given if it.rng.random() < 0.6 else it.who.given[0] + it.who.family
    return _same("".join(c for c in name.lower() if c.isalpha()), it.who.full)


def _role_and_name(it: Naming) -> Labels:
    role = it.rng.choice(it.voice.table["role_host" if it.who.asks else "prof"])
    return _same(f"{role} {it.who.full}", it.who.full)


def _described(it: Naming) -> Labels:
    first = f"{it.who.full}, {it.who.job}"
    return first, it.who.full, it.who.full, (first,)


def _role_first(it: Naming) -> Labels:
    """Mayor Ada Berg, then Mayor."""
    role = it.rng.choice(it.voice.table["role_host" if it.who.asks else "prof"])
    role = role[0].upper() + role[1:]
    first = {"ja": "{n}{r}", "ko": "{n} {r}", "zh": "{r}{n}"}.get(it.who.lang, "{r} {n}")
    first = first.format(r=role, n=it.who.full)
    return first, role, first, (it.who.full, role)


def _initials_and_role(it: Naming) -> Labels:
    """Ada Berg (AB), mayor, then AB."""
    first = f"{it.who.full} ({it.who.initials}), {it.who.job}"
    return first, it.who.initials, it.who.full, (first, it.who.initials)


def _pointed_initials(it: Naming) -> Labels:
    """Ada Berg, then A. B."""
    blank = it.rng.choice((" ", " ", ""))
    short = blank.join(f"{part[0]}." for part in it.who.full.replace("-", " ").split()).upper()
    first = it.who.full if it.rng.random() < 0.7 else short
    return first, short, first, (it.who.full, short)


FORMS: dict[str, tuple[int, Callable[[Naming], Labels]]] = {
    "full": (26, lambda it: _same(it.who.full)),
    "family": (8, lambda it: _same(it.who.family, it.who.full)),
    "given": (10, lambda it: _same(it.who.given, it.who.full)),
    "caps-full": (6, lambda it: _capitals(it.who.full, it.who.full)),
    "caps-family": (8, lambda it: _capitals(it.who.family, it.who.full)),
    "honorific": (6, _honorific),
    "caps-honorific": (2, lambda it: _capitals(_honorific(it)[1], it.who.full)),
    "initial-name": (3, lambda it: _initial_and_name(it, " ")),
    "initial-tight": (3, lambda it: _initial_and_name(it, "")),
    "initials": (5, _initials),
    "long-first": (10, _long_first),
    "declared": (5, _declared),
    "role-words": (10, _role),
    "qa": (9, _question_and_answer),
    "qa-name": (5, _question_and_name),
    # The number comes with the turn.
    "numbered-qa": (3, lambda it: _same("QA"[min(it.index, 1)])),
    "two-askers": (2, lambda it: _same("QA"[min(it.index, 1)])),
    "numbers": (4, lambda it: _same(it.numbering.format(it.index + 1))),
    "handles": (3, _handle),
    "described": (3, _described),
    "role-and-name": (3, _role_and_name),
    "role-first": (7, _role_first),
    "initials-and-role": (7, _initials_and_role),
    "pointed-initials": (8, _pointed_initials),
    "kin": (7, lambda it: _same(it.rng.choice(it.voice.table["me"]))),
    # Styles that need a letter choose it themselves.
    "letters": (0, _question_and_answer),
}  # fmt: skip
"""How labels name people: its weight, and what makes the labels."""
SHORT = {"initials", "qa", "qa-name", "numbered-qa"}
"""Forms that may have labels of one to three characters."""
CASED = {
    "caps-full",
    "caps-family",
    "caps-honorific",
    "initial-name",
    "initial-tight",
    "handles",
    "initials-and-role",
    "pointed-initials",
}
"""Forms that need a script with capitals."""


COMMON = {
    "full",
    "family",
    "given",
    "caps-full",
    "caps-family",
    "role-words",
    "role-first",
    "qa",
    "long-first",
    "honorific",
}
"""Forms of ordinary documents."""


def draw_form(rng: Random, lang: str, short: bool, ordinary: bool = False) -> str:
    """How labels name people in a document."""
    choices = [form for form in FORMS if (form in SHORT or not short) and (form in COMMON or not ordinary)]
    choices = [form for form in choices if lang not in UNCASED or form not in CASED]
    if not load(lang).get("hon"):
        choices = [form for form in choices if "honorific" not in form]
    return rng.choices(choices, [FORMS[form][0] for form in choices])[0]


NICKS = (
    *("finn", "roza_", "dov42", "kiwi", "mira", "tomk", "old_goose", "~harbour", "b3n", "ilyas|away"),
    *("seal-bot", "Ada`", "jun", "petra_w", "kofi", "zw"),
)
"""What people are called in chats."""


def name_people(rng: Random, people: list[Person], form: str, voice: Voice) -> None:
    """Gives each their labels."""
    pairs = list(voice.table["qa"])
    if form == "letters":
        pairs = [*(pair for pair in pairs if len(pair) == 3), "Q/A"]
    question, answer = rng.choice(pairs).split("/")
    numbering = rng.choice(
        ("Speaker {}", "Speaker {}", "S{}", "SPEAKER_0{}", voice.table["role_aud"][0] + " {}")
    )
    used: set[str] = set()
    for index, who in enumerate(people):
        it = Naming(rng, who, index, voice, (question, answer), numbering)
        first, later, canonical, also = FORMS[form][1](it)
        if later in used:
            first = later = canonical = who.full
        used.add(later)
        who.first, who.later, who.canonical = first, later, canonical
        who.also = tuple(name for name in dict.fromkeys((*also, later)) if name != canonical)
