"""Labels become speakers: one for each person, or several where they speak together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from rapidfuzz import fuzz

from toolkit import late
from toolkit.config import Sidecar, SpeakerTable
from toolkit.grouped import grouped
from toolkit.languages.lexicon import key, language, lexicon
from toolkit.model import Role, Speaker
from toolkit.reading.candidates import Candidate
from toolkit.reading.forms import SIGNS
from toolkit.reading.inference import Inferred
from toolkit.reading.lattice import OPENERS
from toolkit.reading.laws import LIKELY
from toolkit.reading.names import Name, declared, name
from toolkit.reading.people_of_one_name import undescribed
from toolkit.reading.shape import BIT, OFFICE, lists
from toolkit.text.scripts import begins_small
from toolkit.text.signs import is_question
from toolkit.text.slugs import slug, unused
from toolkit.transcript import aliases
from toolkit.transcript.aliases import Following, beside, merge, told_apart

_ASKS = 0.5
"""Share of its turns that are questions, from which on a sign asks."""
_CROWD = 300
"""Speakers, from which on no slips are looked for."""
_SOME = 3
"""Turns with a short name, at least, before a longer one that comes once tells not how somebody is called."""
_LEAST = 6
"""Letters of a label that may be misspelt: shorter ones are near many others."""
_STATED = 0.75
"""How likely a label that a container states is of somebody whom it calls otherwise, too, at most."""
_SPEAK = ("host", "guest")
"""Roles of words that may be for whoever speaks."""
_SELDOM, _NEAR, _WORD = 2, 82.0, 60.0
"""Turns of a label that is misspelt, at most, and how often more another has them; and of `fuzz.ratio`: two
spellings of one label, and of each word of it, since a long surname is several people's."""
_OFTEN, _NEARER = 4, 87.0
"""The same of a label that comes more often, and is asked about."""


_TOLD_APART = late.regex(r"\d+|(?<![^\W_])[^\W\d_](?![^\W_])")
"""Numbers, and letters by themselves: "Speaker 2" and "Speaker B" are no slips for "Speaker 1" or "A"."""


@dataclass(frozen=True, slots=True)
class Together:
    """A label that may be several people's."""

    places: tuple[int, ...]
    """Indices of its lines."""
    label: str
    parts: tuple[str, ...]
    """Their names, as printed."""
    several: bool
    """Whether it is read as theirs."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks."""

    who: Mapping[str, tuple[Speaker, ...]]
    """Key of a label -> whose it is; several where they speak together."""
    together: tuple[Together, ...]
    unclear: tuple[tuple[tuple[int, ...], str, tuple[str, ...]], ...]
    """Lines, short name, and the names that it may mean."""
    sure: Mapping[str, float]
    """Key of a label that is somebody's because it is like another of theirs -> how likely it is theirs."""


def spoken(read: Inferred) -> list[tuple[int, Candidate]]:
    """The labels of all turns, with the lines that they stand on."""
    labels = enumerate(zip(read.states, read.best.candidates, strict=True))
    return [(i, label) for i, (state, label) in labels if label is not None and state in OPENERS]


def cast(read: Inferred, sidecar: Sidecar, lang: str, announced: Sequence[str] = ()) -> Cast:
    """The speakers of what was read.

    lang       BCP 47; "und" will do
    announced  names that the container gives as those who speak
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    printed: defaultdict[str, dict[str, Name]] = defaultdict(dict)
    labelled = spoken(read)
    for i, candidate in labelled:
        places[candidate.key].append(i)
        if candidate.printed not in (ways := printed[candidate.key]):
            ways[candidate.printed] = _name(candidate)
    names = {label: tuple(of.values()) for label, of in printed.items()}
    counts = {label: len(lines) for label, lines in places.items()}
    aliased = {key(one.alias): label for label, of in names.items() for one in of if one.alias}
    short_for = {**_initialled(labelled, counts), **aliased}
    following = Following([candidate.key for _, candidate in labelled])
    slipped = {label: other for label, other in slips(counts).items() if not following.apart(label, [other])}
    # Nobody gives initials to a slip: "Frederik (FR)" is not Frederika.
    slipped = {label: other for label, other in slipped.items() if label not in short_for.values()}
    told_short = {**sides(printed), **short_for}
    short_for = {**slipped, **told_short}
    likely = [of[0] for of in names.values()]
    decided = {
        key(say.label): say.speakers for say in sidecar.decide if say.label and key(say.label) in names
    }
    joint = {**aliases.several(likely, sidecar, announced), **decided}
    doubtful: list[Together] = []
    told = {key(label) for table in sidecar.speakers for label in table.labels}
    weighed = [name for name in likely if name.splits and name.key not in joint and name.key not in told]
    if weighed:
        voices = [name for name in likely if not name.splits]
        said = read.text.plain
        own = lang.partition("-")[0]
        own = language("und", " ".join(said[:300])) if own == "und" else own
        several, single = aliases.weigh(weighed, voices, short_for, said, own)
        joint.update(several)
        for joined in weighed:
            if names_in := several.get(joined.key) or single.get(joined.key):
                lines = tuple(places[joined.key])
                doubtful.append(Together(lines, joined.printed, names_in, joined.key in several))
    alone = {label: of for label, of in names.items() if label not in joint}
    whose = aliases.whose(joint, alone, sidecar)
    for member in chain.from_iterable(whose.values()):
        alone.setdefault(member.key, (member,))
    # A name and a surname are somebody's fuller name, though they may come once. No name has a word in lower
    # case where others begin with none: `softly, to Mara` is how somebody speaks.
    seldom = {read.text.keys[k] for k in np.flatnonzero(read.likely < LIKELY).tolist()}
    cased = any(of[0].base[:1].isupper() for of in alone.values())
    once = {label: of for label, of in alone.items() if counts.get(label) == 1}
    unsure = {
        label
        for label, of in alone.items()
        if (cased and begins_small(of[0].base))
        or (label in once and cased and any(map(_small, of[0].base.split())))
        or (label in once and label in seldom and all(one.looks != "name" for one in of))
    }
    does = {label: other for label, of in once.items() if (other := _does(of[0].base)) in alone}
    short_for = {**_late(places), **(does if cased else {}), **short_for}
    apart = told_apart(places)
    who, vague = _people(alone, short_for, sidecar, unsure, following, apart)
    vague |= {
        label: (who[other][0].name,)
        for label, other in {**slips(counts, often=True), **apart}.items()
        if label not in told and who.get(label) != who.get(other) and not following.apart(label, [other])
    }
    typed = {candidate.key for _, candidate in labelled if candidate.form != "stated"}
    sure = _sure(who, following, {*told_short, *told}, typed)
    for sign, role in _asking(read, labelled).items():
        if sign in who:
            who[sign] = tuple(
                replace(speaker, role=role) if speaker.role == "unknown" or len(sign) == 1 else speaker
                for speaker in who[sign]
            )
    for label, members in whose.items():
        who[label] = tuple(dict.fromkeys(chain.from_iterable(who[member.key] for member in members)))
    unclear = tuple(
        (tuple(places[short]), names[short][0].base, others)
        for short, others in vague.items()
        if short in places
    )
    return Cast(who, tuple(doubtful), unclear, sure)


def _small(word: str) -> bool:
    """Whether a word is in lower case, and neither a particle nor an office: no name has it."""
    return begins_small(word) and word.islower() and not lists(word.strip(".,")) & (BIT["particles"] | OFFICE)


def _late(places: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """Names that come once, amid the turns of who has one of their words alone: `ANA ANNA` is ANNA."""
    longer = [(own, label) for label in places for own in label.split() if own != label and own in places]
    often = Counter(own for own, _ in longer)
    once = ((own, label, places[label][0]) for own, label in longer if len(places[label]) == often[own] == 1)
    return {label: own for own, label, line in once if sum(at < line for at in places[own]) >= _SOME}


def _does(label: str) -> str:
    """The key of who does something, or has said a word: `Mara rises`, `Mara. Wind`."""
    who, stop, _ = label.partition(". ")
    words = label.split()
    named = next((i for i, word in enumerate(words) if _small(word)), 0)
    # `Dr. Lind` is no doctor who says `Lind`.
    return key(" ".join(words[:named]) if named else who if stop and not lists(who) & OFFICE else "")


def _sure(
    who: Mapping[str, tuple[Speaker, ...]], following: Following, told: Container[str], typed: Container[str]
) -> dict[str, float]:
    """How likely each label is of who has a longer one that it is like.

    told   labels that somebody says are whose they are, the text itself or the editor
    typed  labels of the text. A column or a voice tells people apart by how they are called: that two are one
           is asked
    """
    labels = grouped((of, label) for label, of in who.items())
    most = {label: 1.0 if label in typed else _STATED for label in who}
    return {
        label: min(most[label], following.sure(label, [other for other in mine if other != label]))
        for of, mine in labels.items()
        if len(of) == 1 and len(mine) > 1
        for label in mine
        if label not in told and label != key(of[0].name)
    }


def _initialled(labelled: Sequence[tuple[int, Candidate]], counts: Mapping[str, int]) -> dict[str, str]:
    """Labels that stand in parentheses behind another: "Mara Lind (ML):", and then "ML:".

    One with several in turn is a word for many: "Guest (Ann):" and "Guest (Bo):". A sign is a doubt.
    """
    beside = ((label.key, aside) for _, label in labelled for aside in label.asides)
    behind = grouped((own, key(aside)) for own, aside in beside if any(map(str.isalnum, aside)))
    alone = {of[0]: label for label, of in behind.items() if len({*of}) == 1}
    return {aside: label for aside, label in alone.items() if aside in counts and aside != label}


def _asking(read: Inferred, labelled: Sequence[tuple[int, Candidate]]) -> dict[str, Role]:
    """Of signs that stand for two people: which asks, and which answers.

    A letter that asks in one language answers in another: what stands above its turns tells more.
    """
    if answering := read.text.interview.answering:
        return {answering: "interviewee"}
    signs = [(one.key, read.text.lines[i].text) for i, one in labelled if one.form in SIGNS]
    asked = grouped((sign, is_question(text)) for sign, text in signs)
    shares = sorted((sum(of) / len(of), sign) for sign, of in asked.items())
    if len(shares) != 2 or shares[1][0] < _ASKS or shares[0][0] >= shares[1][0]:
        return {}
    return {shares[1][1]: "interviewer", shares[0][1]: "interviewee"}


def slips(counts: Mapping[str, int], *, often: bool = False) -> dict[str, str]:
    """Rare labels that are probably misspelt, with the common one that each is like.

    often  instead of those, labels that come more than twice, and may be misspelt
    """
    least, near = (_OFTEN, _NEARER) if often else (_SELDOM, _NEAR)
    common = [label for label, times in counts.items() if times > _SELDOM]
    slipped: dict[str, str] = {}
    if len(common) > _CROWD:
        return slipped
    for label, times in counts.items():
        own = label.split()
        if (times > _SELDOM) != often or len(label) < _LEAST:
            continue
        alike = [
            other
            for other in common
            if counts[other] > least * times
            and abs(len(other) - len(label)) <= 2
            and _TOLD_APART.findall(label) == _TOLD_APART.findall(other)
            and fuzz.ratio(label, other) > near
            and (len(own) != len(of := other.split()) or min(map(fuzz.ratio, own, of)) >= _WORD)
        ]
        if len(alike) == 1:
            slipped[label] = alike[0]
    return slipped


def sides(labels: Iterable[str]) -> dict[str, str]:
    """Short words for question and answer, with the long ones of their language that occur too."""
    there = set(labels)
    side_of = {}
    for words in lexicon().pairs:
        mine = sorted(there & words, key=lambda word: (-len(word), word))
        if len(mine) > 1:
            side_of.update(dict.fromkeys(mine[1:], mine[0]))
    return side_of


def _name(candidate: Candidate) -> Name:
    """The label as a name."""
    base = name(candidate.label)
    alias = next(filter(None, map(declared, candidate.asides)), "")
    return base.replace(printed=candidate.printed, base=candidate.label, alias=alias, key=candidate.key)


def by_key(made: Cast, sidecar: Sidecar) -> dict[str, Speaker]:
    """Everybody by key: who speaks, and who is stated."""
    stated = (
        Speaker(table.known_by, table.name, table.role, table.aliases, table.persona())
        for table in sidecar.speakers
    )
    return {speaker.key: speaker for speaker in (*stated, *chain.from_iterable(made.who.values()))}


def by_name(made: Cast, sidecar: Sidecar) -> dict[str, Speaker]:
    """Everybody, by every name they have."""
    people: dict[str, Speaker] = {}
    known = by_key(made, sidecar)
    for table in sidecar.speakers:
        for label in (table.known_by, *table.labels):
            people.setdefault(key(label), known[table.known_by])
    for label, speakers in made.who.items():
        if len(speakers) == 1:
            speaker = speakers[0]
            for other in (label, key(speaker.name), key(speaker.key), *map(key, speaker.aliases)):
                people.setdefault(other, speaker)
    return people


# One speaker for each person, with a name, a key and a role.


def _people(
    labels: Mapping[str, Sequence[Name]],
    declared: Mapping[str, str],
    sidecar: Sidecar,
    unsure: Container[str],
    following: Following,
    apart: Iterable[str],
) -> tuple[dict[str, tuple[Speaker, ...]], dict[str, tuple[str, ...]]]:
    """The speaker of each folded label, and the labels that may be short for several names.

    labels    folded label -> all ways in which it is printed, in order of their first turn
    declared  folded alias -> folded name, as the text itself says
    unsure    labels that come once and may be nobody's
    apart     labels that stand for themselves, whatever others contain them
    """
    tables = {key(table.name): table for table in sidecar.speakers}
    # Whoever the editor names is somebody by that name.
    meant = {label: other for label, other in declared.items() if label not in tables}
    for table in sidecar.speakers:
        meant.update({key(alias): key(table.name) for alias in table.aliases})
    cut = [label for label, names in labels.items() if names[0].base.endswith(".")]
    full, vague = merge([*labels, *tables], meant, [*tables, *apart], cut, unsure, following)
    members = grouped((full[label], label) for label in labels)
    used = {table.known_by for table in sidecar.speakers}
    numbers: Counter[str] = Counter()
    letters = _letters(labels)
    who: dict[str, tuple[Speaker, ...]] = {}
    for best, shorts in members.items():
        names = [name for short in shorts for name in labels[short]]
        known = tables.get(best)
        if known is not None:
            title, own = known.name, known.known_by
        else:
            title = undescribed(labels[best][0].base if best in labels else names[0].base, shorts)
            own = unused(slug(title), used, numbers)
        used.add(own)
        told = known or SpeakerTable(title)
        role = told.role if told.role != "unknown" else _role([best, *shorts], letters)
        role = beside(names) if role == "unknown" else role
        also = [*told.aliases, *(name.base for name in names), *(name.alias for name in names if name.alias)]
        aliases = tuple(dict.fromkeys(other for other in also if key(other) != key(title)))
        who.update(dict.fromkeys(shorts, (Speaker(own, title, role, aliases, told.persona()),)))
    unclear = {
        short: tuple(labels[other][0].base if other in labels else tables[other].name for other in others)
        for short, others in vague.items()
        if short in labels
    }
    return who, unclear


def _letters(labels: Iterable[str]) -> dict[str, Role]:
    """What letters mean: question and answer, where one language has both of them; a Q alone asks.

    A letter that asks in one of these languages and answers in another tells nothing. Nor does a word for
    whoever speaks, where all have it and a number: `Sprecher 1`, `Sprecher 2`.
    """
    labels = frozenset(labels)
    bare = {label.rstrip("0123456789") for label in labels}
    if len(bare) == 1 < len(labels - bare) and lexicon().roles.get(word := min(bare).strip()) in _SPEAK:
        return {word: "unknown"}
    asks, answers = bare & {"q"}, set[str]()
    for asking, answering in lexicon().sides:
        if len((bare & asking) | (bare & answering)) > 1 and bare & asking and bare & answering:
            asks |= bare & asking
            answers |= bare & answering
    told: dict[str, Role] = dict.fromkeys(asks - answers, "interviewer")
    return told | dict.fromkeys(answers - asks, "interviewee")


def _role(names: Iterable[str], letters: Mapping[str, Role]) -> Role:
    words = lexicon()
    for label in names:
        bare = label.rstrip("0123456789").strip(" .#-")
        if len(bare) == 1 and (bare in words.ask or bare in words.answer):
            return letters.get(bare, "unknown")
        if bare in letters:
            return letters[bare]
        for whole in (label, bare):
            if whole in words.roles:
                return words.roles[whole]
        parts = bare.split()
        for part in (*reversed(parts), *parts[:1]):
            role = words.roles.get(part) if len(part) > 1 else None
            if role is not None and role != "unknown":
                return role
    return "unknown"
