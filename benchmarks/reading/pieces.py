"""Pieces that kinds of documents share: conversations, lists, chats."""

from __future__ import annotations

from ends import tags
from inside import below
from lay import Para
from people import NICKS, Person, draw_people
from scene import Scene

EMOJI = "👍😂🙏🎉❤😅👏🔥🐟🤔"


def dialogue(scene: Scene, turns: int = 0) -> list[Para]:
    """Questions and answers, or everybody in turn."""
    rng, voice, crowd = scene.rng, scene.voice, scene.crowd
    out: list[Para] = []
    last = -1
    once = "once" in scene.habits
    rare = once or rng.random() < 0.2
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
        if "emoji" in scene.habits and rng.random() < 0.12:
            parts = ["".join(rng.choices(EMOJI, k=rng.choice((1, 1, 2, 3))))]
        turn = scene.turn(who, parts, ask)
        if parts[0][0] in EMOJI:
            turn[-1].shows = "emoji"
        turn += below(scene, turn[-1], ask)
        out += turn
        out += between(scene, number)
        if rare and rng.random() < (0.15 if once else 0.08) and not scene.unlabelled:
            out += somebody(scene)
            last = -1
        if joint and rng.random() < 0.08 and not scene.unlabelled:
            out += together(scene)
    return out


def between(scene: Scene, number: int) -> list[Para]:
    """What stands between two turns and belongs to neither.

    number  of the turn above, from 0
    """
    rng = scene.rng
    out = []
    if "page heads" in scene.habits and number % 7 == 6:
        out.append(page_head(scene))
    if "tags" in scene.habits and rng.random() < 0.1:
        out += tags(scene)
    if scene.markdown and rng.random() < 0.01:
        out += code(scene)
    return out


def somebody(scene: Scene) -> list[Para]:
    """Somebody who speaks once or seldom."""
    rng, voice = scene.rng, scene.voice
    key = rng.choice(("role_aud", "role_aud", "role_host", "role_guest"))
    if "once" in scene.habits and rng.random() < 0.75:
        key = "once"
    name = voice.one(key)
    if key != "once" and rng.random() < 0.4:
        name = draw_people(rng, scene.lang, 1)[0].full
    if scene.form.startswith("caps"):
        name = name.upper()
    out = _spoken_by(scene, name, [rng.choice((voice.one("short"), voice.question(), voice.speech(1)))])
    for para in out:
        para.shows = "once" if key == "once" else ""
    return out


def page_head(scene: Scene) -> Para:
    """The head of a page, which comes again with another number."""
    scene.page += 1
    head = scene.running.upper() if scene.page_capitals else scene.running
    look = scene.page_look.format(scene.page, head)
    return Para(
        ("meta", "separator") if "{1}" not in scene.page_look else ("meta",), look, shows="page heads"
    )


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
    who = Person("", "", scene.lang, "", first=name, later=name, canonical=name)
    return scene.turn(who, parts)


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
