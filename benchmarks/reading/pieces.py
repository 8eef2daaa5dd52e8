"""Pieces that kinds of documents share: conversations, what stands behind them, lists, chats."""

from __future__ import annotations

from collections.abc import Callable

from lay import Para
from people import Person, draw_people
from phrases import CJK
from scene import ASK_ONLY, Scene


def dialogue(scene: Scene, turns: int = 0) -> list[Para]:
    """Questions and answers, or everybody in turn."""
    rng, voice, crowd = scene.rng, scene.voice, scene.crowd
    out: list[Para] = []
    last = -1
    rare = rng.random() < 0.25
    joint = rng.random() < 0.1 and len(crowd) > 2
    for number in range(turns or scene.turns):
        if number:
            out += scene.between()
        if len(crowd) == 2 or scene.unlabelled:
            at = number % 2 if rng.random() < 0.97 else max(last, 0)
        else:
            at = 0 if rng.random() < 0.3 and last else rng.choice([n for n in range(len(crowd)) if n != last])
        last = at
        who = crowd[at]
        ask = at == 0
        if ask:
            parts = [voice.one("open") if not number and rng.random() < 0.5 else voice.question()]
            if rng.random() < scene.more * 0.3:
                parts = [voice.speech(2), *parts]
        else:
            parts = [voice.answer(), *scene.further()]
        out += scene.turn(who, parts, ask)
        if not ask and rng.random() < 0.03:
            out += scene.inside(who)
            if scene.style.name in ASK_ONLY:
                continue
        if scene.markdown and rng.random() < 0.01:
            out += code(scene)
        if rare and rng.random() < 0.08 and not scene.unlabelled:
            out += somebody(scene)
            last = -1
        if joint and rng.random() < 0.08 and not scene.unlabelled:
            out += together(scene)
    return out


def somebody(scene: Scene) -> list[Para]:
    """Somebody who speaks once or seldom."""
    rng, voice = scene.rng, scene.voice
    key = rng.choice(("role_aud", "role_aud", "role_host", "role_guest"))
    name = voice.one(key)
    if rng.random() < 0.4:
        name = draw_people(rng, scene.lang, 1)[0].full
    if scene.form.startswith("caps"):
        name = name.upper()
    return _spoken_by(scene, name, [rng.choice((voice.one("short"), voice.question(), voice.speech(1)))])


def together(scene: Scene) -> list[Para]:
    """Two who say the same, or all of them."""
    rng, voice = scene.rng, scene.voice
    first, second = rng.sample(scene.crowd, 2)
    glue = voice.one("joint")
    if glue not in {"、", "・", "／", "·"}:
        glue = ", " if glue == "," else f" {glue} "
    name = first.later + glue + second.later if rng.random() < 0.7 else voice.one("all")
    return _spoken_by(scene, name, [voice.one("short")])


def _spoken_by(scene: Scene, name: str, parts: list[str]) -> list[Para]:
    who = Person("", "", scene.lang, scene.voice.one("prof"), first=name, later=name, canonical=name)
    return scene.turn(who, parts)


def _afterword(scene: Scene) -> list[Para]:
    above = [scene.heading()] if scene.rng.random() < 0.15 else []
    return above + [scene.narration() for _ in range(scene.rng.choice((1, 1, 2)))]


def _credits(scene: Scene) -> list[Para]:
    return [Para(("meta", "byline"), scene.voice.one("credit")) for _ in range(scene.rng.choice((1, 1, 2)))]


def _closing_note(scene: Scene) -> list[Para]:
    text = scene.voice.one("note")
    # A label of a note needs the note.
    return _credits(scene) if text.endswith((":", "：", ">")) else [Para(("note",), text)]


def _sponsors(scene: Scene) -> list[Para]:
    phrases = scene.rng.sample(scene.voice.table["sponsor"], 2)
    return [Para(("meta", "narration", "note"), scene.voice.fill(phrase)) for phrase in phrases]


LINKS = (
    "https://example.org/{}",
    "<https://example.org/{}>",
    "[Download](https://example.org/{}.pdf)",
    "- [Download](https://example.org/{}.pdf)",
    "www.example.org/{}",
)


def _link(scene: Scene) -> list[Para]:
    return [Para(("meta",), scene.rng.choice(LINKS).format(scene.rng.randint(1, 999)))]


def _footnotes(scene: Scene) -> list[Para]:
    mark = scene.rng.choice(("[{}] ", "[^{}]: ", "{}. "))
    allow = ("note", "meta", "narration")
    return [Para(allow, mark.format(n) + scene.voice.several("body", 1), close=n > 1) for n in (1, 2)]


def _copyright(scene: Scene) -> list[Para]:
    return [Para(("meta",), f"© {scene.rng.randint(1990, 2026)} {scene.voice.one('org')}")]


def _end(scene: Scene) -> list[Para]:
    brackets = "（{}）" if scene.lang in CJK else "[{}]"
    return [Para(("event", "meta"), brackets.format(scene.voice.one("end")))]


def _biography(scene: Scene) -> list[Para]:
    return [Para(("narration", "meta", "note"), scene.voice.one("bio"))]


TAIL: tuple[tuple[float, Callable[[Scene], list[Para]]], ...] = (
    (0.12, lambda scene: [scene.separator()]),
    (0.2, _afterword),
    (0.18, _biography),
    (0.25, _credits),
    (0.12, _closing_note),
    (0.08, _sponsors),
    (0.1, _link),
    (0.05, _copyright),
    (0.04, _footnotes),
    (0.05, _end),
)
"""What may stand behind a dialogue, in this order, and how often."""


def tail(scene: Scene) -> list[Para]:
    """What stands behind the dialogue."""
    out: list[Para] = []
    for share, piece in TAIL:
        if scene.rng.random() < share:
            out += piece(scene)
    return out


NICKS = ("finn", "roza_", "dov42", "kiwi", "mira", "tomk", "old_goose")


def chat(scene: Scene) -> list[Para]:
    """A log that somebody quotes."""
    rng, voice = scene.rng, scene.voice
    nicks = rng.sample(NICKS, 2)
    pattern = rng.choice(
        ("<{0}> {1}", "12:0{2} <{0}> {1}", "{0}: {1}", "    {0}: {1}", "> {0}: {1}", "[12:0{2}] {0}: {1}")
    )
    states = ("narration", "meta", "continuation")
    return [
        Para(
            states,
            pattern.format(nicks[n % 2], rng.choice((voice.one("short"), voice.one("ask"))).lower(), n),
            rigid=True,
            close=bool(n),
            form="quotation",
        )
        for n in range(rng.choice((2, 3, 4)))
    ]


CODE = (
    "or_b(X, Z)", "[X] [Z] MERGE", "tide = open('tide.txt')", "if tide: ring(bell)", "name: harbour",
    "port: 8080", "A -> B -> C", "[A] [B] SWAP", "0x1f 0x2e", "<key> CHECK", "make all", "$ ring --twice",
    "X: 3", "# a comment", "return [X]", "{ \"name\": \"Ada\" }",
)  # fmt: skip


def code(scene: Scene) -> list[Para]:
    """Lines of a program, between fences."""
    rng = scene.rng
    lines = [
        "```" + rng.choice(("", "", "python", "sh")),
        *rng.choices(CODE, k=rng.choice((1, 2, 3, 6))),
        "```",
    ]
    states = ("continuation", "narration", "meta")
    return [Para(states, line, rigid=True, close=bool(n), form="quotation") for n, line in enumerate(lines)]


def items(scene: Scene) -> list[Para]:
    """A list of things with colons."""
    rng, voice = scene.rng, scene.voice
    mark = rng.choice(("- ", "* ", "• ", "", "{}. ", "{}) "))
    form = "item" if mark else "prose"
    things = [voice.fill(item) for item in voice.table["list"]]
    rng.shuffle(things)
    return [
        Para(("narration", "meta"), mark.format(at) + item, close=at > 1, form=form)
        for at, item in enumerate(things[: rng.choice((2, 3, 5))], 1)
    ]
