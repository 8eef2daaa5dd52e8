"""Kinds of documents in which nobody has a label: talks, essays, interviews with questions in bold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ends import tail
from front import head, metadata, title
from inside import below
from lay import Para
from phrases import CJK
from pieces import chat, code, dialogue, items
from scene import Scene

POINT, RUN_IN = 0.3, 0.3
"""How often a paragraph begins so, in documents that have the habit."""


def prose(scene: Scene, key: str) -> Para:
    """A paragraph of a talk or an essay; it may begin with words and a colon, or with words in bold.

    key  of the sentences: say or body. Who gives a talk is named nowhere: it may be read either way
    """
    allow = ("narration", "continuation") if key == "say" else ("narration",)
    rng, voice = scene.rng, scene.voice
    count = rng.choice((1, 2, 4, 6)) if key == "say" else rng.choice((1, 2, 3, 3, 5))
    text = voice.speech(count) if key == "say" else voice.several(rng.choice(("body", "narr")), count)
    if "points" in scene.habits and rng.random() < POINT:
        begin = voice.one("talkpoint")
        if rng.random() < 0.2:
            sign = " :" if " :" in begin else "：" if "：" in begin else ":"
            begin = begin.partition(sign)[0] + sign + ("" if sign == "：" else " ") + voice.sentence(key)
        text = begin if rng.random() < 0.25 else begin + scene.glue + text
        return Para(allow, text, shows="points")
    if "run-in" in scene.habits and rng.random() < RUN_IN:
        words = voice.one("runin")
        at = (
            rng.choice((2, 4)) if scene.lang in CJK else words.find(" ") if rng.random() < 0.7 else len(words)
        )
        begin = f"**{words[:at]}**{words[at:]}"
        return Para(allow, begin if rng.random() < 0.25 else begin + scene.glue + text, shows="run-in")
    return Para(allow, text)


def _thoughts(scene: Scene) -> list[Para]:
    return [
        Para(
            ("narration", "meta"),
            "- " + scene.voice.one(scene.rng.choice(("list", "say"))),
            close=bool(n),
            form="item",
        )
        for n in range(3)
    ]


def _called_out(scene: Scene) -> list[Para]:
    """Somebody in the room: what comes below is the speaker's again, who has no label."""
    rng, voice = scene.rng, scene.voice
    who, words = voice.one("role_aud"), voice.question()
    pattern = rng.choice(('[{}]: "{}"', "[{}]: {}", "[{}] {}", "({}: {})", "**{}:** {}", "{}: {}"))
    return [Para(("narration", "turn", "event"), pattern.format(who, words), label=who, speaker=who)]


ASIDES: tuple[tuple[float, Callable[[Scene], list[Para]]], ...] = (
    (0.06, chat),
    (0.03, code),
    (0.08, _thoughts),
    (0.03, lambda scene: [Para(("narration",), scene.voice.several("trap", 1))]),
    (0.04, lambda scene: [Para(("meta",), f"https://example.org/{scene.rng.randint(1, 99)}")]),
    (0.03, lambda scene: [Para(("meta", "narration"), metadata(scene))]),
)
"""What may stand between two paragraphs of a talk, and how often."""


def talk(scene: Scene) -> list[Para]:
    """Paragraphs without labels, then perhaps questions."""
    rng, voice = scene.rng, scene.voice
    out = [title(scene)] if rng.random() < 0.6 else []
    if rng.random() < 0.4:
        out.append(Para(("byline", "meta"), rng.choice((voice.host, voice.one("byline")))))
    if rng.random() < 0.4:
        out.append(Para(("meta",), metadata(scene)))
    called = rng.choice((0, 0, 0, 0, 0.15, 0.3))
    for _ in range(rng.choice((2, 3, 5))):
        if rng.random() < 0.6:
            out.append(scene.heading())
        for _ in range(rng.choice((1, 2, 4, 6))):
            out.append(prose(scene, "say"))
            for share, piece in ASIDES:
                if rng.random() < share:
                    out += piece(scene)
            if rng.random() < called:
                out += _called_out(scene)
    if rng.random() < 0.6 and not called:
        if rng.random() < 0.7:
            out.append(scene.heading())
        out += dialogue(scene, rng.choice((2, 4, 6, 10)))
    return out


def essay(scene: Scene) -> list[Para]:
    """Labels of thoughts, and nobody who speaks."""
    rng, voice = scene.rng, scene.voice
    out = [title(scene)]
    if rng.random() < 0.6:
        out.append(Para(("byline", "meta"), voice.one("byline")))
    labels = rng.sample(voice.table["essay"], 4)
    bold = rng.random() < 0.3
    for number in range(rng.choice((3, 5, 8, 12))):
        if rng.random() < 0.25:
            out.append(scene.heading())
        if rng.random() < 0.4:
            label = labels[number % rng.choice((1, 2, 4))]
            head = f"**{label}{scene.colon.strip()}** " if bold and scene.markdown else label + scene.colon
            key = "ask" if label == voice.table["essay"][0] else "body"
            out.append(
                Para(
                    ("narration", "meta", "note"),
                    head + voice.several(key, 1 if key == "ask" else rng.choice((1, 2))),
                )
            )
        out.append(prose(scene, "body"))
        if rng.random() < 0.2:
            out.append(
                Para(
                    ("narration",),
                    voice.several("trap", 1) + scene.glue + voice.several("body", 1),
                )
            )
        if rng.random() < 0.1:
            out += items(scene)
    return out + (tail(scene) if rng.random() < 0.3 else [])


QUESTION_LOOKS = (
    *("**{}**", "**{}**", "**{}**", "### {}", "## {}", "*{}*", "__{}__", "<b>{}</b>", "#### {}"),
    *("## {n}: {}", "### {n}. {}", "**{n}. {}**", "**{n})** *{}*", "**{n}. {}**"),
)


PLAIN_LOOKS = ("{}", "{}", "{}", "{}", "> {}", "{n}. {}", "{n}) {}", "{n}.- {}", "[{}]", "* {}")
"""How questions stand that nothing but their words and their place sets apart, or a mail's sign does."""


def plain_questions(scene: Scene) -> list[Para]:
    """Questions as bare paragraphs, quoted as in a mail, or with numbers, and answers; no labels."""
    # Who reads has nothing but the sign of a question.
    scene.voice.plain = False
    return _interview(scene, scene.rng.choice(PLAIN_LOOKS))


def bold_questions(scene: Scene) -> list[Para]:
    """Questions in bold or as headings, and answers of any length; no labels."""
    return _interview(scene, scene.rng.choice(QUESTION_LOOKS))


def _interview(scene: Scene, mark: str) -> list[Para]:
    """Questions that are marked so, and answers.

    mark  a pattern of a question; {n} is its number
    """
    rng, voice = scene.rng, scene.voice
    out = head(scene) if rng.random() < 0.85 else [title(scene)]
    # Whoever keeps a diary on the web puts it between lines, and goes on with something else.
    within = rng.random() < 0.15
    if within:
        out += [scene.body() for _ in range(rng.choice((1, 2, 3)))] + [scene.separator()]
    elif rng.random() < 0.5:
        out += [scene.narration() for _ in range(rng.choice((1, 1, 2, 3)))]
    # A list of questions, with the answers set in below.
    plain = mark in PLAIN_LOOKS
    listed = not mark.startswith("#") and not plain and rng.random() < 0.12
    mark, inset = (
        (rng.choice(("* ", "- ", "1. ")) + mark, rng.choice(("  ", "   "))) if listed else (mark, "")
    )
    heading = mark.startswith("#")
    # Where all headings are questions, a reader may take them for headings.
    states = ("continuation", "heading", "narration") if heading else ("continuation", "heading")
    shows = "bold questions"
    if plain:
        states, shows = ("continuation",), "bare questions"
    heads = not heading and rng.random() < 0.25
    for number in range(rng.choice((3, 5, 8, 12))):
        if heads and number and rng.random() < 0.2:
            out.append(scene.heading() if plain else Para(("heading",), "## " + voice.heading()))
        out.append(Para(states, mark.format(voice.question(), n=number + 1), shows=shows))
        words = voice.one("short") if rng.random() < 0.1 else voice.speech(rng.choice((1, 2, 3, 5)))
        out.append(Para(("continuation",), inset + words, shows=shows))
        out += [
            Para(("continuation",), inset + voice.speech(rng.choice((1, 2, 3, 5))), shows=shows)
            for _ in range(rng.choice((0, 0, 1, 1, 2, 4)))
        ]
        out += below(scene, out[-1], False)
        if rng.random() < 0.06:
            out.append(scene.event())
    if within:
        out += [scene.separator(), *(scene.body() for _ in range(rng.choice((1, 2, 4))))]
    return out + tail(scene)


def faq(scene: Scene) -> list[Para]:
    """What is often asked about a thing, and what an office answers to it: nobody asks anybody.

    Where the questions are set as an interview's are, nobody can tell: both are right.
    """
    rng, voice = scene.rng, scene.voice
    mark = rng.choice((*PLAIN_LOOKS, *QUESTION_LOOKS))
    told: Sequence[str] = (
        ("narration",) if mark in PLAIN_LOOKS or mark[0] == "#" else ("narration", "continuation")
    )
    out = [title(scene)] if rng.random() < 0.9 else []
    out += [scene.body()] if rng.random() < 0.4 else []
    groups = rng.choice((0, 0, 0.2))
    for number in range(1, rng.choice((4, 6, 8))):
        if rng.random() < groups:
            out.append(scene.heading())
        question = voice.fill(voice.dealt("query"))
        out.append(Para((*told, "heading"), mark.format(question, n=number)))
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            text = voice.several(rng.choice(("body", "step")), rng.choice((1, 2, 2, 4)))
            out.append(Para(tuple(told), text))
            if rng.random() < 0.08:
                out += [
                    Para(
                        (*told, "meta"),
                        "- " + voice.one(rng.choice(("list", "topic"))),
                        close=bool(n),
                        form="item",
                    )
                    for n in range(3)
                ]
    return out


def wondering(scene: Scene) -> list[Para]:
    """An essay or a report that asks: headings, paragraphs and ends of paragraphs that are questions."""
    rng, voice = scene.rng, scene.voice
    out = [title(scene)] if rng.random() < 0.8 else []
    out += [Para(("byline", "meta"), voice.one("byline"))] if rng.random() < 0.3 else []
    mark = (
        rng.choice(("## {}", "### {}", "**{}**"))
        if scene.markdown
        else rng.choice(("{}", "{}", "{}", "{n}. {}"))
    )
    for number in range(rng.choice((3, 5, 8, 12))):
        draw = rng.random()
        text = voice.several(rng.choice(("body", "narr")), rng.choice((1, 2, 3, 5)))
        asked = voice.one(rng.choice(("query", "query", "ask")))
        if draw < 0.15:
            out.append(Para(("heading", "narration"), mark.format(asked, n=number)))
        elif draw < 0.4:
            text += scene.glue + asked
        elif draw < 0.5:
            text = asked + scene.glue + text
        elif draw < 0.6:
            out.append(Para(("narration",), asked))
        out.append(Para(("narration",), text))
    return out
