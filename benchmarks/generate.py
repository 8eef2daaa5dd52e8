"""A large transcript, its translation and its next version, made from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

NOUNS = """
river bridge lock valve harbour map kettle ladder pump window boat rope lamp market winter engine
bell wall garden letter ticket stair roof clock storm tower cellar path meadow quarry mill
""".split()
VERBS = """
carries holds follows opens closes remembers forgets crosses measures repairs hides finds loses
paints lifts turns keeps moves needs drains fills meets waits warms
""".split()
WORDS = """
old narrow quiet broken iron wooden northern early heavy patient cold second honest crooked dry
open lower common careful yellow
""".split()
SPEAKERS = ("Ada Brandt", "Yusuf Calder", "Mei Okafor")
TARGET = dict(zip(NOUNS + VERBS + WORDS, (f"{word[::-1]}e" for word in NOUNS + VERBS + WORDS), strict=True))
"""A made-up language, so that a translation exists without anybody's text."""


def sentence(random_: random.Random) -> str:
    """Six to sixteen words with a full stop."""
    words = []
    for _ in range(random_.randint(1, 3)):
        pick = random_.choice
        words += ["the", pick(WORDS), pick(NOUNS), pick(VERBS), "the", pick(NOUNS)]
        words.append("and")
    return (
        " ".join(words[:-1]).capitalize() + random_.choice(("", f" in {random_.randint(1850, 2025)}")) + "."
    )


def paragraphs(number: int, seed: int = 1, sentences: int = 4) -> list[tuple[str, str]]:
    """Paragraphs of up to so many sentences, as (speaker, text); a third go on with the turn, speaker ""."""
    random_ = random.Random(seed)
    found = []
    speaker = 0
    for index in range(number):
        if index == 0 or random_.random() < 2 / 3:
            speaker = (speaker + random_.randint(1, 2)) % 3
            label = SPEAKERS[speaker]
        else:
            label = ""
        found.append((label, " ".join(sentence(random_) for _ in range(random_.randint(1, sentences)))))
    return found


def transcript(paragraphs_: list[tuple[str, str]]) -> str:
    """A transcript with a headline block and a subheading at each hundredth paragraph."""
    return "\n\n".join(["The Long Talk", "Published: Mar 1, 2026", *_lines(paragraphs_)]) + "\n"


def _lines(paragraphs_: list[tuple[str, str]]) -> Iterator[str]:
    for index, (speaker, text) in enumerate(paragraphs_):
        if speaker and index and index % 100 < 2:
            yield f"Part {index // 100}"
        yield f"{speaker}: {text}" if speaker else text


def edited(paragraphs_: list[tuple[str, str]], share: float, seed: int = 2) -> list[tuple[str, str]]:
    """The next version: in a share of the paragraphs one word is another."""
    random_ = random.Random(seed)
    chosen = set(random_.sample(range(len(paragraphs_)), round(len(paragraphs_) * share)))
    found = []
    for index, (speaker, text) in enumerate(paragraphs_):
        words = text.split(" ")
        if index in chosen:
            words[random_.randrange(len(words) - 1)] = f"reworded{index}"
        found.append((speaker, " ".join(words)))
    return found


def translate(text: str) -> str:
    """The text in the made-up language."""
    return " ".join(TARGET.get(word.strip(".").lower(), word) for word in text.split(" "))
