"""Plays: a cast, scenes, what people do on the stage, and turns that say how they are spoken."""

from __future__ import annotations

from front import MAKERS, cast_list
from lay import Para
from people import Person
from phrases import CJK, UNCASED
from scene import Scene

LABELS = (
    ("{L}. {d}{x}", 4),
    ("{L}: {d}{x}", 4),
    ("{L}. — {d}{x}", 2),
    ("{L}.— {d}{x}", 1),
    ("{L} – {d}{x}", 1),
    ("{L} {d}: {x}", 3),
    ("{L} {d}. {x}", 1),
    ("{L}　{d}{x}", 0),
    ("**{L}.** {d}{x}", 1),
    ("**{L}:** {d}{x}", 1),
    ("_{L}._ {d}{x}", 1),
    ("{L}\n{d}{x}", 3),
    ("{L} {d}\n{x}", 1),
)
"""Looks of a turn with their weights: {L} who speaks, {d} how, {x} the words."""
ABOVE = (
    "byline title",
    "byline title subtitle",
    "title",
    "title byline",
    "title kicker byline",
    "title subtitle byline",
)
"""Orders of what stands above a play; the author is often first."""
DIRECTIONS = ("({})", "({}.)", "[{}]", "_{}_", "*{}*", "{}", "{}", "    {}")


def play(scene: Scene) -> list[Para]:
    """A scene of a play, or several."""
    rng, voice = scene.rng, scene.voice
    scene.spoken, scene.habits = True, set()
    voice.brief = rng.random() < 0.7
    looks = [
        (look, 4 if "　" in look else 1) for look, _ in LABELS if ":" in look or "　" in look or "\n" in look
    ]
    looks = (
        looks if scene.lang in CJK else [pair for pair in LABELS if scene.markdown or pair[0][0] not in "*_"]
    )
    look = rng.choices([look for look, _ in looks], [weight for _, weight in looks])[0]
    capitals = scene.lang not in UNCASED and rng.random() < 0.6
    names = {id(who): (who.given.upper() if capitals else who.given) for who in scene.crowd}
    direction, how = rng.choice(DIRECTIONS), rng.choice(("({})", "({})", "[{}]", "_({})_"))
    telling, bare = rng.choice((0.1, 0.2, 0.4)), scene.lang in CJK
    out: list[Para] = []
    if rng.random() < 0.6:
        out = [MAKERS[name](scene) for name in rng.choice(ABOVE).split()]
        out += cast_list(scene) if rng.random() < 0.4 else []
    for number in range(1, rng.choice((2, 2, 3))):
        if rng.random() < 0.6:
            head = rng.choice(("{}.", "{}", "[{}]", "## {}" if scene.markdown else "{}")).format("I" * number)
            out.append(Para(("heading", "meta", "separator", "narration"), head))
        if rng.random() < 0.7:
            out.append(_direction(scene, direction))
        last: Person | None = None
        for _ in range(rng.choice((4, 6, 10, 16))):
            who = rng.choice([other for other in scene.crowd if other is not last])
            last = who
            words = rng.choice((voice.question, voice.answer, voice.answer, lambda: voice.one("short")))()
            done = how.format(voice.one("event")) if rng.random() < 0.25 else ""
            out += _turn(names[id(who)], look, done, words, bare)
            if rng.random() < telling:
                out.append(_direction(scene, direction))
    return out


def _turn(name: str, look: str, how: str, words: str, bare: bool) -> list[Para]:
    """One turn; a label that is alone has a line of its own.

    bare  whether the language has no blanks between words
    """
    if not how:
        look = look.replace(" {d}", "{d}", 1) if "{d}{x}" not in look else look
    behind = "" if bare or not how or "{d}{x}" not in look else " "
    first, *below = look.format(L=name, d=how + behind, x=words).split("\n")
    if not below:
        return [Para(("turn",), first, label=name, speaker=name)]
    return [
        Para(("label",), first, label=name, speaker=name, rigid=True),
        Para(("continuation",), below[0], speaker=name, close=True),
    ]


def _direction(scene: Scene, look: str) -> Para:
    """What people do, or where they are; in brackets it happens, else it is told."""
    text = scene.voice.several(scene.rng.choice(("stage", "stage", "did")), scene.rng.choice((1, 1, 2)))
    inside = text.rstrip(".。।") if look.endswith(")") and "." in look else text
    return Para(("narration", "event"), look.format(inside))
