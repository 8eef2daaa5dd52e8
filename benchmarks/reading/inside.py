"""What stands inside of a turn, below its first paragraph: lists, verse, quotations, further paragraphs.

All of it is speech of the one who speaks, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lay import Para
from people import draw_people
from phrases import CJK, ENDS, UNCASED
from scene import ASK_ONLY, QUOTES, Scene

Piece = Callable[[Scene, Para], list[Para]]
"""Takes the paragraph that it goes on with."""
LIST, SCORE, QUOTED, FURTHER, INSIDE = 0.25, 0.2, 0.2, 0.25, 0.2
"""How often in a turn, in documents that have the habit."""


def said(scene: Scene, above: Para, texts: Sequence[str], shows: str, form: str = "prose") -> list[Para]:
    """Paragraphs of the one who said what stands above; not the first is close where lines are."""
    if scene.shout:
        texts = [text.upper() for text in texts]
    mark = scene.mark
    return [
        Para(("continuation",), mark + text, speaker=above.speaker, also=above.also, form=form, shows=shows)
        for text in texts
    ]


def announced(
    scene: Scene, above: Para, key: str, lines: Sequence[str], shows: str, form: str = "prose"
) -> list[Para]:
    """A line that ends in a colon, most often, and those that it announces."""
    rng = scene.rng
    begin = scene.voice.one(key)
    if rng.random() < 0.2:
        begin = begin.rstrip(" :：") + ("。" if scene.lang in CJK else ".")
    if rng.random() < 0.4:
        begin = scene.voice.speech(rng.choice((1, 2))) + scene.glue + begin
    out = said(scene, above, [begin], shows) + said(scene, above, lines, shows, form)
    if (
        above.form == "prose"
        and not scene.bold_questions
        and above.text[-1:] not in "*_"
        and rng.random() < 0.4
    ):
        # It ends the paragraph above.
        above.text += scene.glue + out.pop(0).text.removeprefix(scene.mark)
    tight, first = rng.random() < 0.6, rng.random() < 0.5
    for number, para in enumerate(out[-len(lines) :]):
        para.rigid = True
        para.close = tight and (first or bool(number))
    if rng.random() < 0.55:
        out += said(scene, above, [scene.voice.speech(rng.choice((1, 1, 2, 3)))], shows)
    return out


def colon_list(scene: Scene, above: Para) -> list[Para]:
    """Things with a colon and no bullet."""
    rng, voice = scene.rng, scene.voice
    count = rng.choice((2, 2, 3, 3, 4, 5))
    table = [*voice.table["points"], *voice.table["list"]]
    points = [voice.fill(point) for point in rng.sample(table, count)]
    draw = rng.random()
    if draw < 0.25:
        points = _numbered(scene, points)
    elif draw < 0.35 and scene.form != "given":
        points = [who.given + scene.colon + who.job for who in draw_people(rng, scene.lang, count)]
    draw = rng.random()
    if draw < 0.12:
        points = [f"**{key}**{colon}{rest}" for key, colon, rest in map(_parted, points)]
    elif draw < 0.3:
        # The words behind the colon are a sentence, or more than one.
        points = [
            key + colon + voice.several("say", rng.choice((1, 1, 2)))
            for key, colon, _ in map(_parted, points)
        ]
    elif draw < 0.4:
        points = [voice.ended(point) for point in points]
    return announced(scene, above, "announce", points, "list", "item")


ORDINALS = "一二三四五"


def _numbered(scene: Scene, points: Sequence[str]) -> list[str]:
    """Step 1, Step 2; in Chinese and Japanese 一、 before each key."""
    voice = scene.voice
    rests = [_parted(point) for point in points]
    step = next((key for key in voice.table["essay"] if re.search("[1一]", key)), "1")
    if scene.lang in CJK and scene.rng.random() < 0.5:
        keys = [f"{ORDINALS[n]}、{voice.one('topic')}" for n in range(len(points))]
    else:
        keys = [step.replace("1", str(n)).replace("一", ORDINALS[n - 1]) for n in range(1, len(points) + 1)]
    return [
        key + (":" if colon == "、" else colon) + rest
        for key, (_, colon, rest) in zip(keys, rests, strict=True)
    ]


def _parted(point: str) -> tuple[str, str, str]:
    """What stands before the colon, the colon, and the rest."""
    colon = next((sign for sign in (" : ", ": ", "：", "、") if sign in point), ": ")
    key, _, rest = point.partition(colon)
    return key, colon, rest


def score(scene: Scene, above: Para) -> list[Para]:
    """Votes or goals, and what they mean."""
    count = scene.rng.choice((1, 1, 2))
    lines = [scene.voice.fill(line) for line in scene.rng.sample(scene.voice.table["score"], count)]
    return said(scene, above, lines, "score") + said(scene, above, [scene.voice.speech(1)], "score")


def quoted_dialogue(scene: Scene, above: Para) -> list[Para]:
    """A conversation that somebody tells, with labels of another form than the document's."""
    rng, voice = scene.rng, scene.voice
    opening, closing = QUOTES.get(scene.lang, '""') if rng.random() < 0.6 else '""'
    words = [_words(scene) for _ in range(rng.choice((2, 3, 4)))]
    pattern = scene.style.pattern
    dashed = scene.unlabelled or scene.style.name.startswith("dash") or pattern[0] in "-—–"
    colons = ":" in pattern or "：" in pattern
    if dashed and colons:
        return []
    if dashed or (not colons and rng.random() < 0.5):
        names = [rng.choice(voice.table["me"]), draw_people(rng, scene.lang, 1)[0].given]
        if scene.form == "kin":
            # Such a word is somebody's label.
            names = [who.given for who in draw_people(rng, scene.lang, 2)]
        texts = [f"{names[n % 2]}{scene.colon}{opening}{word}{closing}" for n, word in enumerate(words)]
    else:
        sign = rng.choice(("— ", "– ", "- ", "—"))
        texts = [sign + word for word in words]
    return announced(scene, above, "exchange", texts, "quoted", "quotation")


def _words(scene: Scene) -> str:
    """A few words that somebody says."""
    voice = scene.voice
    return voice.fill(voice.dealt(scene.rng.choice(("short", "ask", "motto"))))


def _lower(text: str) -> str:
    """A text as it goes on in a sentence; "I" stays as it is."""
    return text[0].lower() + text[1:] if len(text.split(maxsplit=1)[0]) > 1 else text


def further(scene: Scene, above: Para) -> list[Para]:
    """A paragraph that goes on: behind an event, in lower case, announced, or very short."""
    rng, voice = scene.rng, scene.voice
    draw = rng.random()
    if draw < 0.4:
        event = scene.event()
        event.shows = "further"
        return [event, *said(scene, above, [voice.speech(rng.choice((1, 2, 3)))], "further")]
    if draw < 0.6 and scene.lang not in UNCASED:
        text = voice.speech(rng.choice((1, 2)))
        begin = voice.speech(1).rstrip("".join(ENDS)) + rng.choice((",", " –", "…", ""))
        return said(scene, above, [begin, _lower(text)], "further")
    if draw < 0.8:
        return said(scene, above, [voice.one("announce"), voice.speech(rng.choice((1, 2, 3)))], "further")
    out = said(scene, above, [_words(scene) for _ in range(rng.choice((1, 1, 2, 3)))], "further")
    if rng.random() < 0.5:
        # As in a chat: each line was sent by itself.
        for para in out:
            para.allow, para.rigid, para.close = ("continuation", "wrap.speech"), True, True
    return out


def inside(scene: Scene, above: Para) -> list[Para]:
    """Verse, a list or a quotation."""
    rng, voice = scene.rng, scene.voice
    draw = rng.random()
    if scene.unlabelled or draw < 0.35:
        mark = "> " if scene.markdown and rng.random() < 0.3 else ""
        mark = mark or (rng.choice(("", "  ", "    ")) if not scene.markdown else "")
        lines = [mark + voice.fill(line) for line in voice.table["verse"]]
        out = said(scene, above, lines, "inside", "verse")
        for number, para in enumerate(out):
            para.rigid, para.close = True, bool(number)
            para.allow = ("continuation", "wrap.speech") if number else ("continuation",)
        return out
    if draw < 0.75:
        items = rng.sample(voice.table["list"], min(3, len(voice.table["list"])))
        if rng.random() < 0.4:
            items = [voice.one("say") for _ in range(3)]
        mark = rng.choice(("- ", "* ", "• ", "{}. ", "{}) "))
        texts = [mark.format(number) + voice.fill(item) for number, item in enumerate(items, 1)]
        out = said(scene, above, texts, "inside", "item")
        for para in out[1:]:
            para.close = True
        return out
    return said(scene, above, ["> " + voice.several("say", 2)], "inside", "quotation")


PIECES: tuple[tuple[str, float, Piece], ...] = (
    ("further", FURTHER, further),
    ("list", LIST, colon_list),
    ("score", SCORE, score),
    ("quoted", QUOTED, quoted_dialogue),
    ("inside", INSIDE, inside),
)


def below(scene: Scene, above: Para, ask: bool) -> list[Para]:
    """What stands below a turn's paragraphs, by the document's habits.

    above  the last of the paragraphs
    ask    whether who asks said them: such turns seldom have more
    """
    rng = scene.rng
    if scene.voice.plain or "corner" in scene.style.name or (ask and scene.style.name in ASK_ONLY):
        return []
    out: list[Para] = []
    for habit, share, piece in PIECES:
        if habit in scene.habits and rng.random() < share * (0.15 if ask else 1):
            out += piece(scene, out[-1] if out else above)
    return out
