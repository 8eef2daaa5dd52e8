"""What stands in front of a document: metadata, title block, a list of people."""

from __future__ import annotations

import re
from collections.abc import Callable

from lay import Para
from phrases import CJK, PAUSE, UNCASED
from scene import QUOTES, Scene


def front_matter(scene: Scene) -> list[str]:
    """Lines of YAML with its rules, or none."""
    rng, voice = scene.rng, scene.voice
    if not scene.markdown or rng.random() < 0.55:
        return []
    fields = [f"title: {rng.choice(('', chr(34)))}{voice.one('title').replace(': ', ' - ')}"]
    fields[0] += '"' if '"' in fields[0] else ""
    pool = [
        f"date: {rng.randint(2001, 2026)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}",
        f"media: https://example.org/{rng.randint(1, 999)}.mp3",
        f"speakers: [{', '.join(who.full for who in scene.crowd[:3])}]",
        f"author: {voice.host}",
        "tags: [a, b]",
        f"transcript_by: {voice.other}",
    ]
    fields += rng.sample(pool, rng.randint(0, len(pool)))
    return ["---", *fields, "---", *[""] * rng.choice((0, 1, 1))]


def headline(scene: Scene) -> str:
    """Words of a headline: a phrase, a quotation, a question, a piece of the story, or all of it."""
    rng, voice = scene.rng, scene.voice
    draw = rng.random()
    if draw < 0.2:
        return quoted_headline(scene)
    if draw < 0.3:
        # News agencies tell the whole story in the headline.
        told = voice.one(rng.choice(("standfirst", "narr"))).rstrip(".。।؟?!")
        return rng.choice(("", "", voice.one("kicker") + scene.colon)) + told
    if draw < 0.6:
        return voice.one("title")
    if draw < 0.67:
        return voice.one("ask")
    if draw < 0.75:
        return PAUSE.split(voice.one("narr"), maxsplit=1)[0].strip(".。।,，、؛;")
    topic = voice.one("topic")
    return topic[0].upper() + topic[1:]


def title(scene: Scene) -> Para:
    """The headline, as this document prints it."""
    rng = scene.rng
    text = headline(scene)
    if scene.markdown and rng.random() < 0.7:
        text = "# " + text
    elif scene.lang not in UNCASED and rng.random() < 0.12:
        text = text.upper()
    return Para(("title",), text)


def quoted_headline(scene: Scene) -> str:
    """A headline that looks like a turn: a name, a colon and a quotation."""
    rng, voice = scene.rng, scene.voice
    opening, closing = QUOTES.get(scene.lang, '""')
    if rng.random() < 0.3:
        opening = closing = '"'
    name = rng.choice((voice.guest, voice.guest, voice.short))
    colon = "：" if scene.lang in CJK else rng.choice((": ", ": ", " : " if scene.lang == "fr" else ": "))
    motto = voice.one("motto")
    if rng.random() < 0.2:
        return name + colon + motto
    return name + colon + opening + motto + closing


def _kicker(scene: Scene) -> Para:
    voice, rng = scene.voice, scene.rng
    text = voice.one(rng.choices(("kicker", "org"), (9, 1))[0])
    text = text[0].upper() + text[1:]
    if rng.random() < 0.15:
        text += rng.choice((" / ", " | ", " · ", " > ")) + voice.one("kicker")
    return Para(("kicker",), text.upper() if rng.random() < 0.4 and scene.lang not in UNCASED else text)


def _subtitle(scene: Scene) -> Para:
    rng, voice = scene.rng, scene.voice
    draw = rng.random()
    if draw < 0.2:
        text = quoted_headline(scene)
    elif draw < 0.8:
        # Most print no full stop behind it.
        text = voice.one("subtitle")
    else:
        text = voice.several("standfirst", 1).rstrip(".。।")
    return Para(("narration",), text)


def _standfirst(scene: Scene) -> Para:
    text = scene.voice.several("standfirst", 1)
    if scene.rng.random() < 0.3:
        text = scene.voice.several("narr", scene.rng.choice((1, 2)))
    if scene.markdown and scene.rng.random() < 0.3:
        text = scene.rng.choice(("*{}*", "**{}**", "_{}_")).format(text)
    return Para(("narration",), text)


def _byline(scene: Scene) -> Para:
    bare = scene.rng.random() < 0.25
    return Para(("byline", "meta"), scene.voice.host if bare else scene.voice.one("byline"))


def _dateline(scene: Scene) -> Para:
    return Para(("dateline", "meta"), scene.voice.one(scene.rng.choice(("date", "date", "dateline"))))


def caption(scene: Scene, above: str = "") -> Para:
    """The words below a picture, or the picture itself; `above` is the headline that it may say again."""
    rng, voice = scene.rng, scene.voice
    text = voice.one("caption")
    if scene.markdown and rng.random() < 0.4:
        return Para(("meta", "caption"), f"![{text}](images/{rng.randint(1, 99)}.jpg)", form="picture")
    if rng.random() < 0.15:
        text = quoted_headline(scene) + " " + voice.ended(text)
    elif above and rng.random() < 0.2:
        # The headline once more, and whose picture it is.
        text = above + " " + text
    return Para(("caption",), text)


def _blurb(scene: Scene) -> Para:
    return Para(("caption", "narration", "kicker", "title"), quoted_headline(scene))


def metadata(scene: Scene) -> str:
    """A line of metadata; addresses in the ways that they are printed."""
    text = scene.voice.one("meta")
    if "https" not in text or scene.rng.random() < 0.5:
        return text
    return re.sub(r"https\S+", scene.rng.choice((r"<\g<0>>", r"[\g<0>](\g<0>)", r"[audio](\g<0>)")), text)


MAKERS: dict[str, Callable[[Scene], Para]] = {
    "kicker": _kicker,
    "title": title,
    "subtitle": _subtitle,
    "standfirst": _standfirst,
    "byline": _byline,
    "dateline": _dateline,
    "caption": caption,
    "blurb": _blurb,
    "note": lambda scene: Para(("note",), scene.voice.one("note")),
    "meta": lambda scene: Para(("meta",), metadata(scene)),
}
ORDERS = (
    "kicker title standfirst byline dateline",
    "title byline dateline standfirst",
    "title dateline caption standfirst",
    "title standfirst",
    "title",
    "kicker title",
    "title subtitle",
    "title subtitle standfirst",
    "kicker title subtitle standfirst",
    "kicker title subtitle byline dateline standfirst",
    "title subtitle byline dateline",
    "dateline title subtitle standfirst",
    "byline title subtitle standfirst",
    "title byline",
    "title dateline",
    "kicker title dateline byline caption note",
    "title subtitle byline meta",
    "dateline title byline standfirst caption",
    "dateline kicker title standfirst byline",
    "kicker dateline title caption standfirst",
    "byline title standfirst",
    "title caption blurb standfirst byline",
    "title meta meta note",
    "title standfirst note",
    "title standfirst byline note",
    "kicker title standfirst dateline note",
    "kicker title standfirst caption blurb",
    "kicker title standfirst byline dateline caption",
    "kicker title byline standfirst",
)
"""What stands in front, in the orders in which it is found."""


def head(scene: Scene) -> list[Para]:
    """Title block and introduction."""
    rng = scene.rng
    names = [
        name
        for name in rng.choice(ORDERS).split()
        if name == "title" or rng.random() < (0.5 if name == "kicker" else 0.8)
    ]
    tight = rng.random() < 0.35
    out: list[Para] = []
    headed = ""
    for name in names:
        para = caption(scene, headed) if name == "caption" else MAKERS[name](scene)
        headed = para.text.lstrip("# ") if name == "title" else headed
        para.close = tight and bool(out) and len(para.text) < 160
        out.append(para)
        if name == "note" and para.text.endswith((":", "：", ">")):
            # The note is what stands below.
            out.append(Para(("note", "narration"), scene.voice.several("standfirst", 1)))
    return out


def cast_list(scene: Scene) -> list[Para]:
    """A list of those who speak, a line for each."""
    out = [Para(("meta", "heading", "narration"), scene.voice.one("cast"))]
    for who in scene.crowd:
        text = who.full + scene.rng.choice((", ", " – ", " (", "\t")) + who.job
        out.append(
            Para(("meta", "narration"), text + (")" if "(" in text else ""), rigid=True, close=bool(out))
        )
    return out
