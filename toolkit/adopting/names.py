"""Learn speakers' names in the translation.

From the turns that translate each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from toolkit.adopting import bounds
from toolkit.adopting.adoption import AlignedText, JudgedBead, LearntName
from toolkit.adopting.evidence import Draft
from toolkit.catalog.doubts import Doubt
from toolkit.model import KINDS, Document, Speaker
from toolkit.reading import lexicon
from toolkit.reading.names import bare, impersonal
from toolkit.text.hygiene import slug


def learn_names(draft: Draft) -> Draft:
    """Learn the names of speakers.

    Nothing is learnt from texts that seem not to be translations.
    """
    if draft.unrelated:
        return draft
    return replace(draft, names=tuple(_learnt(draft.document, draft.translation, draft.texts, draft.links)))


def _learnt(
    document: Document,
    translation: Document,
    texts: tuple[AlignedText, AlignedText],
    links: Sequence[JudgedBead],
) -> Iterator[LearntName]:
    """A name for each speaker with one voice.

    The confidence is the share of the speaker's beads that agree, held back where there are few. No name of
    the translation is given twice: two speakers with one voice there are no translation of each other.
    """
    counted = _together(document, translation, texts, links)
    voices = {speaker.key: speaker for speaker in translation.speakers}
    names = {speaker.key: speaker.name for speaker in document.speakers}
    taken: set[str] = set()
    # The clearest pairs first.
    # Greedy, the clearest first: no name is given twice.
    pairs = sorted(
        ((count, key, other) for key, others in counted.items() for other, count in others.items()),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    learnt: dict[str, LearntName] = {}
    for count, key, other in pairs:
        total = sum(counted[key].values())
        if key in learnt or other in taken or count / total < bounds.VOICE_SHARE:
            continue
        taken.add(other)
        name = _without_office(names[key], _like(names[key], voices[other], translation))
        learnt[key] = LearntName(key, name, round(count / (total + 0.2), 4), doubts=_doubts(names[key], name))
    yield from (learnt[speaker.key] for speaker in document.speakers if speaker.key in learnt)


def _like(name: str, voice: Speaker, translation: Document) -> str:
    """The label that sounds most like a name.

    In Latin letters; else the speaker's first one.

    A speaker is often introduced with their office, 主持人邹韵, and called 邹韵 from then on.
    """
    labels = Counter(turn.label for turn in translation.turns if turn.speakers == (voice.key,) and turn.label)
    # The most frequent of those that sound alike.
    best = max(
        sorted(labels, key=lambda label: -labels[label]), key=lambda label: _alike(name, label), default=""
    )
    return best if _alike(name, best) >= _alike(name, voice.name) + bounds.NAME_LIKER else voice.name


def _without_office(name: str, label: str) -> str:
    """A label without its office.

    It stays as it is where the name has an office too.
    """
    # An office is no part of a name, where the source has it without one.
    short = bare(label)
    return short if bare(name) == name and _alike(name, short) > _alike(name, label) else label


def _doubts(name: str, label: str) -> tuple[Doubt, ...]:
    """Why a label is hardly a name.

    It is a role's, and the name is a person's.
    """
    # A surname may be a title in another language, or in the same: King.
    # "Mr King" is no king.
    same = lexicon.key(label) in lexicon.key(name).split()
    return (Doubt("role"),) if impersonal(label) and not impersonal(name) and not same else ()


def _alike(name: str, label: str) -> float:
    """From 0 to 1."""
    sound, other_sound = (slug(text).replace("-", "") for text in (name, label))
    return SequenceMatcher(None, sound, other_sound, autojunk=False).ratio()


def _together(
    document: Document,
    translation: Document,
    texts: tuple[AlignedText, AlignedText],
    links: Sequence[JudgedBead],
) -> dict[str, Counter[str]]:
    """How often speakers say the same.

    Speaker of the document -> speaker of the translation -> beads.
    """
    ours, theirs = _speakers(document), _speakers(translation)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    source, target = texts
    for link in links:
        # A doubtful bead would count for a wrong voice.
        if link.confidence < bounds.VOICE_BEAD or not link.bead.source or not link.bead.target:
            continue
        mine = {ours[source.passages[source.owners[i]].id] for i in link.bead.source}
        other = {theirs[target.passages[target.owners[j]].id] for j in link.bead.target}
        # A bead with two voices says nothing of either.
        if len(mine) == len(other) == 1:
            key, voice = mine.pop(), other.pop()
            if key and voice:
                counted[key][voice] += 1
    return counted


def _speakers(document: Document) -> dict[str, str]:
    """Who says each paragraph.

    It is "" for what nobody says, or several do.
    """
    return {
        paragraph.id: turn.speakers[0] if KINDS[paragraph.kind].spoken and len(turn.speakers) == 1 else ""
        for turn in document.turns
        for paragraph in turn.paragraphs
    }


def sure(name: LearntName) -> bool:
    """Whether a name needs no look."""
    return name.confidence >= bounds.NAME_SURE and not name.doubts
