"""What stands around a conversation: addresses and credits above it, and all that comes behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lay import Para
from people import draw_people
from phrases import CJK
from scene import Scene


def address(scene: Scene) -> str:
    """An address, short or long."""
    number = scene.rng.randint(1, 999)
    return scene.rng.choice(
        ("https://example.org/{}", "https://example.org/talks/{}.pdf", "www.example.org/{}")
    ).format(number)


def colon(scene: Scene) -> str:
    """What stands behind the name of a fact."""
    if scene.lang in CJK:
        return scene.rng.choice(("：", "：", "｜", " | "))
    return scene.rng.choice((": ", ": ", ": ", " : " if scene.lang == "fr" else ": ", " | "))


def links_above(scene: Scene) -> list[Para]:
    """Facts and addresses, a line for each."""
    rng, voice = scene.rng, scene.voice
    sign, tight = colon(scene).replace(" | ", ": "), rng.random() < 0.8
    keys = rng.sample(voice.table["linkkey"], rng.choice((1, 1, 2, 3)))
    if rng.random() < 0.4:
        keys = [key[0].upper() + key[1:] for key in keys]
    return [
        Para(
            ("meta",),
            key + sign + address(scene),
            rigid=True,
            close=tight and bool(number),
            shows="links above",
        )
        for number, key in enumerate(keys)
    ]


def credit_lines(scene: Scene, shows: str) -> list[Para]:
    """Who asked, who took the pictures; those who speak are among them."""
    rng, voice = scene.rng, scene.voice
    sign, tight = colon(scene), rng.random() < 0.7
    names = [who.full for who in scene.crowd] + [draw_people(rng, scene.lang, 1)[0].full]
    out = []
    bullet = rng.choice(("", "", "", "- ", "* "))
    for number, key in enumerate(rng.sample(voice.table["credkey"], rng.choice((1, 2, 2, 3, 4)))):
        name = rng.choice((names[0], rng.choice(names), rng.choice(names)))
        if rng.random() < 0.15:
            name = ", ".join(rng.sample(names, 2))
        text = key + sign + name
        if scene.markdown and rng.random() < 0.15:
            text = f"*{text}*"
        text = bullet + text
        out.append(Para(("byline", "meta"), text, rigid=True, close=tight and bool(number), shows=shows))
    return out


def lists_above(scene: Scene) -> list[Para]:
    """A table of contents, an agenda, those who were there, facts in a list: a line for each item.

    Minutes have several such lists, and records of parliaments blank lines between the names.
    """
    rng = scene.rng
    kinds = ("contents", "agenda", "people", "people", "facts")
    apart = rng.random() < 0.2
    mark = (
        rng.choice(("{}", "## {}", "### {}", "**{}**", "{}:"))
        if scene.markdown
        else rng.choice(("{}", "{}:"))
    )
    bullet = rng.choice(("- ", "* ", "1. ", "", "• ", "    * ", "   - ", "{}. "))
    out: list[Para] = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        what = rng.choice(kinds)
        if rng.random() < 0.7:
            words = scene.voice.one("cast") if what == "people" else scene.voice.one("topic")
            head = mark.format(words.rstrip(":："))
            out.append(Para(("heading", "meta", "note"), head, shows="lists above"))
        for number in range(1, rng.choice((3, 4, 6, 9, 14, 26))):
            text = bullet.format(number) + _item_above(scene, what, number)
            close = number > 1 and not apart
            out.append(Para(("meta",), text, rigid=True, close=close, shows="lists above"))
    return out


def _item_above(scene: Scene, what: str, number: int) -> str:
    rng, voice = scene.rng, scene.voice
    topic = voice.one(rng.choice(("topic", "topic", "title", "ask")))
    if what == "contents":
        return f"[{rng.choice(('', f'{number} ', f'1.{number} '))}{topic}](#{number})"
    if what == "people":
        who = rng.choice(scene.crowd) if rng.random() < 0.2 else draw_people(rng, scene.lang, 1)[0]
        return who.full + rng.choice(("", "", f" ({voice.one('org')})", f" – {who.job}", f", {who.job}"))
    if what == "facts":
        return rng.choice(("**{}**: {}", "{}: {}", "*{}*: {}")).format(voice.one("linkkey"), topic)
    return topic + (f" ({scene.crowd[0].full})" if rng.random() < 0.15 else "")


TAGS = (
    *("<div>", "</div>", '<div class="box">', "<center>", "</center>", "<figure>", "</figure>", "<br/>"),
    *('<img src="a{}.jpg" alt="{}">', "<figcaption>{1}</figcaption>", '<p align="center">{1}</p>'),
    *('{{{{< figure src="a{}.jpg" alt="{}" >}}}}', "{{{{< video id={} >}}}}", "{{% include part{}.html %}}"),
    *("<!-- more -->", "<!--break-->", "{{% raw %}}", ":::note", ":::", "[[_TOC_]]", "=IMAGE=fig{}.jpg={}="),
    *('<audio src="a{}.mp3" controls></audio>', '<iframe src="https://example.org/{}"></iframe>'),
)


def tags(scene: Scene) -> list[Para]:
    """Lines of HTML that show something, or hold it."""
    rng = scene.rng
    lines = rng.sample(TAGS, rng.choice((1, 1, 2, 3)))
    words = scene.voice.one("caption")
    return [
        Para(
            ("meta", "caption"),
            line.format(rng.randint(1, 99), words),
            rigid=True,
            close=number > 0,
            shows="tags",
        )
        for number, line in enumerate(lines)
    ]


def above(scene: Scene, paras: Sequence[Para]) -> list[Para]:
    """A document with what may stand above its conversation: first of all, below the title, or last."""
    out = list(paras)
    begin = next((n for n, para in enumerate(out) if {"turn", "label"} & set(para.allow)), 0)
    for habit, made in (
        ("credits above", lambda: credit_lines(scene, "credits above")),
        ("links above", lambda: links_above(scene)),
        ("lists above", lambda: lists_above(scene)),
        ("tags", lambda: tags(scene)),
    ):
        if habit in scene.habits and (scene.spoken or habit in ("lists above", "tags")):
            at = scene.rng.choice((0, 0, min(1, begin), begin))
            out[at:at] = made()
    return out


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


def _credits_below(scene: Scene) -> list[Para]:
    return credit_lines(scene, "credits below")


def _links_below(scene: Scene) -> list[Para]:
    rng, voice = scene.rng, scene.voice
    pattern = rng.choice(("{}: {}", "{}: {}", "[{}]({})", "- [{}]({})", "- {}: {}", "{} – {}"))
    names = [*voice.table["linkkey"], *voice.table["org"], *voice.table["topic"]]
    count = rng.choice((2, 3, 4, 6))
    texts = [pattern.format(voice.fill(name), address(scene)) for name in rng.sample(names, count)]
    out = [scene.heading()] if rng.random() < 0.3 else []
    tight = rng.random() < 0.8
    return out + [
        Para(("meta",), text, rigid=True, close=tight and bool(n), shows="links below")
        for n, text in enumerate(texts)
    ]


def _thanks(scene: Scene) -> list[Para]:
    return [Para(("note", "meta", "narration"), scene.voice.several("thanks", 1), shows="thanks")]


def _next(scene: Scene) -> list[Para]:
    return [Para(("note", "meta", "narration"), scene.voice.several("next", 1), shows="next")]


def _sign_off(scene: Scene) -> list[Para]:
    return [
        Para(("note", "byline", "meta", "dateline", "event"), scene.voice.one("signoff"), shows="sign-off")
    ]


def _comments(scene: Scene) -> list[Para]:
    """What readers write below."""
    rng, voice = scene.rng, scene.voice
    head = Para(
        ("heading", "meta"), ("## " if scene.markdown else "") + voice.one("comments"), shows="comments"
    )
    states = ("meta", "narration", "note")
    out = [head]
    for number in range(rng.choice((1, 2, 3))):
        text = voice.one("comment")
        if rng.random() < 0.4:
            name = draw_people(rng, scene.lang, 1)[0].given
            text = name + scene.colon + voice.several(rng.choice(("say", "comment")), 1)
        out.append(Para(states, text, close=not number and rng.random() < 0.3, shows="comments"))
    return out


HABITUAL: tuple[tuple[str, Callable[[Scene], list[Para]]], ...] = (
    ("credits below", _credits_below),
    ("thanks", _thanks),
    ("next", _next),
    ("sign-off", _sign_off),
    ("links below", _links_below),
    ("comments", _comments),
)
"""What may stand behind a dialogue, by the document's habits."""
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
    """What stands behind the dialogue; nothing, where who leads it has the last word."""
    out: list[Para] = []
    if "closed" in scene.habits and scene.spoken and scene.labelled:
        out = scene.turn(scene.crowd[0], [scene.voice.one("close")], True)
        for para in out:
            para.shows = "closed"
        return out
    for share, piece in TAIL:
        if scene.rng.random() < share:
            out += piece(scene)
    if scene.spoken:
        pieces = [piece for habit, piece in HABITUAL if habit in scene.habits]
        scene.rng.shuffle(pieces)
        for piece in pieces:
            out += piece(scene)
    return out
