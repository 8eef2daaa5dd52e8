"""What stands in front of a document: metadata, title block, a list of people."""

from __future__ import annotations

from lay import Para
from phrases import CJK, UNCASED
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


def title(scene: Scene) -> Para:
    """The headline."""
    rng, voice = scene.rng, scene.voice
    text = voice.one("title")
    if rng.random() < 0.3:
        text = quoted_headline(scene)
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


def head(scene: Scene) -> list[Para]:
    """Title block and introduction, in any usual order."""
    rng, voice = scene.rng, scene.voice
    kicker = Para(("kicker",), voice.one("kicker"))
    if rng.random() < 0.4 and scene.lang not in UNCASED:
        kicker.text = kicker.text.upper()
    subtitle = Para(
        ("title", "narration", "kicker"),
        quoted_headline(scene) if rng.random() < 0.3 else voice.several("standfirst", 1),
    )
    standfirst = Para(("narration",), voice.several("standfirst", 1))
    if scene.markdown and rng.random() < 0.3:
        standfirst.text = rng.choice(("*{}*", "**{}**", "_{}_")).format(standfirst.text)
    byline = Para(("byline", "meta"), voice.one("byline"))
    dateline = Para(("dateline", "meta"), voice.one(rng.choice(("date", "date", "dateline"))))
    caption = Para(("caption",), voice.one("caption"))
    if scene.markdown and rng.random() < 0.4:
        caption = Para(
            ("meta", "caption"), f"![{caption.text}](images/{rng.randint(1, 99)}.jpg)", form="picture"
        )
    blurb = Para(("caption", "narration", "kicker", "title"), quoted_headline(scene))
    note = Para(("note",), voice.one("note"))
    meta = Para(("meta",), voice.one("meta"))
    order = rng.choice(
        (
            [kicker, title(scene), standfirst, byline, dateline],
            [title(scene), byline, dateline, standfirst],
            [title(scene), dateline, caption, standfirst],
            [title(scene), standfirst],
            [kicker, title(scene), dateline, byline, caption, note],
            [title(scene), subtitle, byline, meta],
            [dateline, title(scene), byline, standfirst, caption],
            [kicker, dateline, title(scene), caption, standfirst],
            [byline, title(scene), standfirst],
            [title(scene), caption, blurb, standfirst, byline],
            [title(scene), meta, Para(("meta",), voice.one("meta")), note],
            [kicker, title(scene), standfirst, caption, blurb],
        )
    )
    keep = [para for para in order if para.allow[0] == "title" or rng.random() < 0.75]
    if rng.random() < 0.3:
        for para in keep[1:]:
            para.close = len(para.text) < 120
    out = []
    for para in keep:
        out.append(para)
        if para.allow == ("note",) and para.text.endswith((":", "：", ">")):
            # The note is what stands below.
            out.append(Para(("note", "narration"), voice.several("standfirst", 1)))
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
