"""Adoptions for the tests of reports.

adoption(parts, ...)      from (kind, label, beads) of each source paragraph
sample("ar")              English to Arabic, with everything that a report shows
sample("ja")              Japanese to English
huge(20_000)              beads of all kinds
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.adopting.adoption import (
    Adoption,
    AlignedText,
    Fate,
    Filled,
    JudgedBead,
    LearntName,
    Leftover,
    Passage,
)
from toolkit.catalog.doubts import Doubt
from toolkit.findings import Finding
from toolkit.model import Bead, Kind, Location


@dataclass(frozen=True)
class Pair:
    """A bead in words."""

    source: Sequence[str]
    target: Sequence[str]
    confidence: float = 0.98
    doubts: tuple[Doubt, ...] = ()
    decided: bool = False
    """Whether a person said that its target translates nothing."""


@dataclass(frozen=True)
class Part:
    """A paragraph with its beads.

    Those without source sentences are left over.
    """

    n: str
    kind: Kind
    labels: tuple[str, str]
    pairs: Sequence[Pair]
    fate: Fate = "placed"
    confidence: float = 0.98
    doubts: tuple[Doubt, ...] = ()
    kept: str = ""
    """What a person had in the catalog."""
    id: str = ""


def adoption(
    parts: Iterable[Part],
    langs: tuple[str, str] = ("en", "fr"),
    *,
    document: str = "talk",
    names: tuple[LearntName, ...] = (),
    unrelated: Finding | None = None,
    before: Sequence[str] = (),
) -> Adoption:
    """An adoption of paragraphs, one to one.

    before  sentences that the translation has before the first paragraph
    """
    sides: tuple[list[str], list[str]] = ([], [])
    passages: tuple[list[Passage], list[Passage]] = ([], [])
    links: list[JudgedBead] = []
    filled: list[Filled] = []
    leftovers: list[Leftover] = []
    if before:
        sides[1].extend(before)
        end = len(before)
        links.append(JudgedBead(Bead((), tuple(range(end))), 0.9))
        leftovers.append(Leftover(tuple(range(end)), -1))
        where = Location(f"old/{document}.{langs[1]}.txt", 1)
        passages[1].append(Passage("t0", "0.1", "note", "note", "", " ".join(before), where, 0, end))
    for number, part in enumerate(parts):
        starts = tuple(map(len, sides))
        given: list[int] = []
        for pair in part.pairs:
            i, j = map(len, sides)
            sides[0].extend(pair.source)
            sides[1].extend(pair.target)
            bead = Bead(tuple(range(i, len(sides[0]))), tuple(range(j, len(sides[1]))))
            links.append(JudgedBead(bead, pair.confidence, pair.doubts))
            if pair.source:
                given += bead.target
            else:
                leftovers.append(Leftover(bead.target, number, pair.decided))
        for at, (side, path) in enumerate(
            zip(sides, (f"source/{document}.txt", f"old/{document}.{langs[1]}.txt"), strict=True)
        ):
            if at == 0 or len(side) > starts[1]:
                identity = (part.id or f"s{number}") if at == 0 else f"t{number + 1}"
                passages[at].append(
                    Passage(
                        identity,
                        part.n,
                        part.kind,
                        part.kind,
                        part.labels[at],
                        " ".join(side[starts[at] :]),
                        Location(path, 3 * number + 1),
                        starts[at],
                        len(side),
                    )
                )
        if part.kind != "separator":
            text = part.kept or " ".join(sides[1][j] for j in given)
            fate: Fate = part.fate if given or part.fate == "kept" else "empty"
            filled.append(
                Filled(
                    number,
                    text,
                    tuple(given),
                    part.confidence if given else 0.0,
                    fate,
                    part.doubts,
                )
            )
    source, target = (
        AlignedText(lang, path, tuple(found), tuple(side), owners(found))
        for lang, path, found, side in zip(
            langs, (f"source/{document}.txt", f"old/{document}.{langs[1]}.txt"), passages, sides, strict=True
        )
    )
    return Adoption(document, source, target, tuple(links), tuple(filled), tuple(leftovers), names, unrelated)


def owners(passages: Sequence[Passage]) -> tuple[int, ...]:
    """For each sentence the number of its passage."""
    return tuple(
        number for number, passage in enumerate(passages) for _ in range(passage.first, passage.last)
    )


_ARABIC = (
    Part("1.1", "title", ("", ""), [Pair(["The Lamp Boat"], ["قارب المصابيح"])], id="s4QX7TA"),
    Part(
        "2.1",
        "narration",
        ("", ""),
        [
            Pair(
                ["Every evening Ilse Brandt rows out to light eleven lamps."],
                ["في كل مساء تجدّف إلسه برانت لتشعل أحد عشر مصباحًا."],
            ),
            Pair(["She is seventy-three."], ["وهي في الثالثة والسبعين."], 0.94),
        ],
        confidence=0.94,
        id="s7KMB2D",
    ),
    Part(
        "3.1",
        "speech",
        ("Omar Sayegh", "عمر صايغ"),
        [
            Pair(["Why eleven?", "Why not ten?"], ["لماذا أحد عشر وليس عشرة؟"], 0.86),
            Pair([], ["ابتسمت وهي تربط الحبل."], 0.71, (Doubt("unsure"),)),
        ],
        confidence=0.97,
        id="sB3N5QE",
    ),
    Part(
        "4.1",
        "speech",
        ("Ilse Brandt", "إلسه برانت"),
        [
            Pair(["There were ten once."], ["كانت عشرة ذات يوم."], 0.91),
            Pair(
                ["Then the ferry ran aground at the old pier, and the harbour master said: one more."],
                ["ثم جنحت العبّارة عند الرصيف القديم.", "قال مدير الميناء: مصباح آخر."],
                0.88,
            ),
            Pair(["That was in 1988."], [], 0.83),
            Pair(["I have kept the bill!"], ["ما زلت أحتفظ بالفاتورة!"], 0.58, (Doubt("unsure"),)),
        ],
        fate="doubtful",
        confidence=0.58,
        doubts=(Doubt("untranslated", ((3,), 4, "That was in 1988.")), Doubt("borders")),
        id="sD9RW4F",
    ),
    Part(
        "4.2",
        "speech",
        ("Ilse Brandt", "إلسه برانت"),
        [Pair(["It says <11 lamps & 1 boat>."], [], 0.8)],
        id="sG6TY8H",
    ),
    Part(
        "5.1",
        "speech",
        ("Omar Sayegh", "عمر صايغ"),
        [Pair(["And who will do it after you?"], ["ومن سيفعل ذلك بعدك؟"], 0.99)],
        fate="kept",
        kept="ومَن يخلفك في هذا العمل؟",
        confidence=0.99,
        id="sJ2VZ5K",
    ),
    Part(
        "6.1",
        "speech",
        ("Ilse Brandt", "إلسه برانت"),
        [
            Pair(["The “Nobody & Sons” company."], ["شركة «لا أحد وأولاده»."], 0.97),
            Pair(["Ask me again in ten years."], ["اسألني بعد 10 سنوات."], 1.0),
            Pair([], ["نُشر أول مرة في 2019."], 1.0, decided=True),
        ],
        confidence=0.97,
        id="sL8XC3M",
    ),
)
_JAPANESE = (
    Part("1.1", "title", ("", ""), [Pair(["紙を漉く冬"], ["A Winter of Paper"])], id="sA1JPN2"),
    Part(
        "2.1",
        "speech",
        ("聞き手", "Interviewer"),
        [Pair(["今年の冬は何枚漉きましたか。"], ["How many sheets did you make this winter?"], 0.99)],
        confidence=0.99,
        id="sB1JPN3",
    ),
    Part(
        "3.1",
        "speech",
        ("梶原", "Kajiwara"),
        [
            Pair(["四千枚ほどです。", "数えるのは妻の役目で。"], ["About 4,000; my wife counts them."], 0.9),
            Pair(
                ["水が冷たいほど、紙は強くなります。"],
                ["The colder the water, the stronger the paper."],
                0.96,
            ),
            Pair(
                ["でも指が言うことを聞かない朝は、湯を沸かして、しばらく手を温めてから始めます。"],
                [
                    "But some mornings my fingers refuse.",
                    "Then I boil water and warm my hands before I begin.",
                ],
                0.93,
            ),
        ],
        confidence=0.9,
        id="sC1JPN4",
    ),
    Part("4.1", "event", ("", ""), [Pair(["（笑）"], [], 0.9)], id="sD1JPN5"),
    Part(
        "5.1",
        "speech",
        ("聞き手", "Interviewer"),
        [Pair(["お弟子さんは。"], ["Do you have apprentices?"], 0.62, (Doubt("unsure"),))],
        fate="doubtful",
        confidence=0.62,
        doubts=(Doubt("borders"),),
        id="sE1JPN6",
    ),
)


def sample(lang: str) -> Adoption:
    """English to Arabic ("ar"), or Japanese to English ("ja")."""
    if lang == "ar":
        names = (
            LearntName("omar-sayegh", "عمر صايغ", 0.97),
            LearntName("ilse-brandt", "إلسه برانت", 0.99, kept=True),
        )
        before = ["ترجمها سامي نجّار."]
        return adoption(_ARABIC, ("en", "ar"), document="lamp-boat", names=names, before=before)
    names = (LearntName("kikite", "Interviewer", 0.93), LearntName("kajiwara", "Kajiwara", 0.83))
    return adoption(_JAPANESE, ("ja", "en"), document="紙", names=names)


def huge(beads: int) -> Adoption:
    """Paragraphs of five beads of all kinds.

    Some are in doubt, some left over.
    """
    chance = random.Random(5)
    shapes = [(1, 1)] * 14 + [(1, 2), (2, 1), (0, 1), (1, 0), (2, 2), (1, 1)]
    parts = []
    for number in range(-(-beads // 5)):
        pairs = []
        for k in range(min(5, beads - 5 * number)):
            n, m = chance.choice(shapes)
            confidence = chance.choice([0.5, *[0.95] * 9]) if n and m else 0.9
            source = [f"This is sentence {number}.{k}.{i} of a long talk." for i in range(n)]
            target = [f"Voici la phrase {number}.{k}.{j} d’une longue conversation." for j in range(m)]
            pairs.append(Pair(source, target, confidence, (Doubt("unsure"),) if confidence < 0.75 else ()))
        sure = min((pair.confidence for pair in pairs), default=1.0)
        doubts = (Doubt("borders"),) if sure < 0.75 and number % 3 == 0 else ()
        labels = ("Ada", "Adèle") if number % 2 else ("Ben", "Benoît")
        fate: Fate = "doubtful" if doubts else "placed"
        parts.append(Part(f"{number + 1}.1", "speech", labels, pairs, fate, sure, doubts))
    return adoption(parts)
