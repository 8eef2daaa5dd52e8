"""Notes of meetings: who was there, an agenda, and points, some of which say who made them.

Much in them looks like a label, and little is one. Where a person could not tell whether a line is said or
told, both are right.
"""

from __future__ import annotations

from dataclasses import dataclass

from ends import tail
from front import metadata, title
from lay import Para
from people import NICKS, draw_people
from phrases import CJK, UNCASED
from scene import Scene

TOLD = ("narration", "meta")
MAYBE = ("continuation", "narration", "meta")
"""What stands below words of somebody, and may be theirs."""
OPEN = ("narration", "meta", "turn", "continuation")
"""What is told of somebody, or said."""


def address(scene: Scene) -> str:
    """Where a link leads."""
    return f"https://example.org/{scene.rng.choice(('a/', 'pull/', 'wiki#', ''))}{scene.rng.randint(1, 4000)}"


def linked(scene: Scene, words: str) -> str:
    """Words that are a link, or stand beside one."""
    rng = scene.rng
    look = rng.choice(("[{0}]({1})", "[{0}]({1})", "{0} [#{2}]({1})", "[{2}]({1}) {0}", "{0} ({1})"))
    return look.format(words, address(scene), rng.randint(1, 4000))


def note(scene: Scene, small: float = 0.25) -> str:
    """What somebody wrote down of what was said: a few words, or a sentence.

    small  how often it begins with a small letter
    """
    rng, voice = scene.rng, scene.voice
    draw = rng.random()
    if draw < 0.2:
        text = voice.one(rng.choice(("topic", "heading", "title", "list", "score", "essay")))
    elif draw < 0.35:
        text = rng.choice((voice.question(), voice.one("ask")))
    else:
        text = voice.several(rng.choice(("body", "say", "narr")), rng.choice((1, 1, 1, 2)))
    if rng.random() < 0.35:
        text = text.rstrip(".。।")
    if rng.random() < small:
        text = text[:1].lower() + text[1:]
    if rng.random() < 0.12:
        text = f"{text} {rng.choice((address(scene), f'#{rng.randint(1, 999)}', linked(scene, 'PR')))}"
    return text


@dataclass
class Notes:
    """How the notes of one meeting look."""

    bullets: tuple[str, ...]
    """Of each level; "" for paragraphs."""
    pattern: str
    """Of a label."""
    names: list[str]
    share: float
    """Of the points, how many have a label."""
    heading: str
    small: float
    """How often points begin with a small letter."""
    facts: str
    """A pattern of what stands before points and is nobody's name; "" for none."""
    asks: str
    """What stands before a question that nobody is named for; "" where none is asked."""
    loose: bool
    """Whether blank lines stand between points."""


def draw_notes(scene: Scene) -> Notes:
    """Traits of notes."""
    rng = scene.rng
    people = draw_people(rng, scene.lang, rng.choice((3, 4, 5, 7)))
    nicks = rng.sample(NICKS, len(people))
    names = rng.choice(
        (
            *([who.full for who in people], [who.full for who in people], [who.given for who in people]),
            *([who.initials for who in people], [who.given for who in people], nicks),
            ["@" + nick for nick in nicks],
        )
    )
    close = scene.colon.strip()
    patterns = ["{}" + scene.colon] * 4
    if scene.markdown:
        patterns += ["**{}**" + scene.colon, "**{}" + close + "** ", "_{}" + close + "_ ", "**{}** - "]
    bullets = (("- ", "  - "), ("* ", "    * "), ("- ", "    - "), ("* ", "  - "), ("", ""))
    bullet, deeper = rng.choice(bullets)
    heads = ("## ", "### ", "#### ", "**{}**") if scene.markdown else ("", "{}:", "{n}. ")
    return Notes(
        (bullet, deeper, " " * len(deeper) + bullet if bullet else ""),
        rng.choice(patterns),
        list(dict.fromkeys(names)),
        rng.choice((0, 0, 0.1, 0.3, 0.5, 0.7, 0.9, 1)),
        rng.choice(heads),
        rng.choice((0, 0.1, 0.6, 1)),
        rng.choice(("", "", "{}" + scene.colon, "**{}" + close + "** ", "{} - ")),
        rng.choice(("", "", "", "Q", scene.voice.one("role_q"))) + scene.colon,
        rng.random() < 0.25,
    )


def people_there(scene: Scene, names: list[str]) -> list[Para]:
    """A list of who is there."""
    rng, voice = scene.rng, scene.voice
    words = voice.one("cast").rstrip(":：")
    if rng.random() < 0.2:
        return [Para(("meta",), f"{words}: " + ("、" if scene.lang in CJK else ", ").join(names))]
    bullet = rng.choice(("- ", "* ", "", "[x] ", "[ ] ", "  - ", "*"))
    head = rng.choice(("{}", "{}:", "## {}", "**{}**" if scene.markdown else "{}"))
    out = [Para(("heading", "meta", "note"), head.format(words))]
    for name in names:
        org, job = voice.one("org"), voice.one("prof")
        behind = rng.choice(("", "", f" ({org})", f" - {org}", f", {job}"))
        text = f"[{name}]({address(scene)})" if scene.markdown and rng.random() < 0.2 else name
        out.append(Para(("meta",), bullet + text + behind, rigid=True, close=len(out) > 1 or head != "{}"))
    return out


def duties(scene: Scene, names: list[str]) -> list[Para]:
    """Who leads, who writes, who is there: a line each, in the form of a label."""
    rng, voice = scene.rng, scene.voice
    looks = (
        "{}" + scene.colon,
        "**{}" + scene.colon.strip() + "** ",
        "- {}" + scene.colon,
        "### {}" + scene.colon,
        "* **{}**" + scene.colon,
    )
    look = rng.choice(looks)
    out: list[Para] = []
    for key in rng.sample(("role_host", "credkey", "role_aud", "cast", "org"), rng.choice((1, 2, 3))):
        who = rng.sample(names, min(len(names), rng.choice((1, 1, 2))))
        text = look.format(voice.one(key).rstrip(":：")) + ("、" if scene.lang in CJK else ", ").join(who)
        out.append(Para(("meta", "byline"), text, close=bool(out)))
    return out


def agenda(scene: Scene, look: Notes) -> list[Para]:
    """Points that are to come, perhaps with the time that each may take."""
    rng, voice = scene.rng, scene.voice
    time = rng.choice(("", "", "", "{} min: ", "{} mins: ", "({} min) ", "{}' - "))
    bullet = look.bullets[0] or rng.choice(("- ", ""))
    out = []
    for n in range(1, rng.choice((3, 5, 9))):
        whose = f" ({rng.choice(look.names)})" if rng.random() < 0.3 else ""
        begin = (bullet or f"{n}. ") + time.format(5 * rng.randint(1, 6))
        out.append(Para(("meta",), begin + voice.one("topic") + whose, close=n > 1))
    return out


def gathering(scene: Scene) -> list[Para]:
    """The notes of one meeting."""
    rng = scene.rng
    look = draw_notes(scene)
    out = [title(scene)] if rng.random() < 0.8 else []
    if rng.random() < 0.5:
        count = rng.choice((1, 2, 3))
        out += [Para(("meta", "dateline"), metadata(scene), close=bool(n)) for n in range(count)]
    above = [piece for piece in (duties, people_there) if rng.random() < 0.55]
    for piece in rng.sample(above, len(above)):
        out += piece(scene, look.names)
    if rng.random() < 0.4:
        out += [_heading(scene, look, 0), *agenda(scene, look)]
    for number in range(1, rng.choice((2, 3, 5, 8, 12))):
        out += [_heading(scene, look, number), *_points(scene, look)]
    return out + (tail(scene) if rng.random() < 0.15 else [])


def _heading(scene: Scene, look: Notes, number: int) -> Para:
    words = scene.voice.heading()
    if scene.markdown and scene.rng.random() < 0.25:
        words = linked(scene, words)
    sign = look.heading.replace("{n}", str(number))
    return Para(("heading", "meta"), sign.format(words) if "{}" in sign else sign + words)


def _points(scene: Scene, look: Notes) -> list[Para]:
    """The points below one heading."""
    rng, voice = scene.rng, scene.voice
    # Below some headings everybody is named, and below others nobody.
    share = look.share if rng.random() < 0.75 else rng.choice((0, 0, look.share / 2))
    if rng.random() < 0.1:
        return [Para(TOLD, rng.choice((voice.one("short"), note(scene))))]
    out: list[Para] = []
    spoken, level = -1, 0
    asks = len(look.asks) > 2 and rng.random() < 0.4
    for n in range(rng.choice((1, 2, 4, 7, 12))):
        level = min(level + 1, 2) if n and rng.random() < 0.3 else max(0, level - (rng.random() < 0.5))
        bullet = look.bullets[level]
        close = bool(bullet and n) and (not look.loose or rng.random() < 0.15)
        if asks and rng.random() < 0.25:
            out += _asked(scene, look, level, close)
            spoken = -1
        elif rng.random() < share:
            name = rng.choice(look.names)
            words = rng.choice((voice.question, voice.answer, lambda: note(scene), lambda: note(scene)))()
            if rng.random() < look.small:
                words = words[:1].lower() + words[1:]
            text = bullet + look.pattern.format(name) + words
            out.append(Para(("turn",), text, label=name, speaker=name, close=close))
            spoken = level
        elif rng.random() < 0.08:
            out.append(_task(scene, look, bullet, close))
        else:
            begin = look.facts.format(_fact(scene)) if look.facts and rng.random() < 0.4 else ""
            allow = MAYBE if 0 <= spoken <= level else TOLD
            text = bullet + begin + note(scene, look.small)
            out.append(Para(allow, text, close=close, form="item" if bullet else "prose"))
            spoken = spoken if spoken < level else -1
    return out


def _asked(scene: Scene, look: Notes, level: int, close: bool) -> list[Para]:
    """A question that nobody is named for, and perhaps what was answered, a level deeper.

    Among points that nobody is named for it is told as they are; else nobody can tell.
    """
    rng, voice = scene.rng, scene.voice
    label = look.asks.strip(" :：")
    bullet = look.bullets[level]
    text = bullet + look.asks + voice.question()
    allow = OPEN if look.share else TOLD
    out = [Para(allow, text, label=label, speaker=label, close=close, form="item")]
    deeper = look.bullets[min(level + 1, 2)]
    for _ in range(rng.choice((0, 1, 1, 2))):
        words = rng.choice((voice.one("short"), note(scene, look.small)))
        out.append(Para(TOLD, deeper + words, close=bool(deeper) and not look.loose, form="item"))
    return out


def _fact(scene: Scene) -> str:
    """Words before a colon that are nobody's name."""
    return scene.voice.one(scene.rng.choice(("essay", "linkkey", "topic", "heading")))


def _task(scene: Scene, look: Notes, bullet: str, close: bool) -> Para:
    """What somebody has to do."""
    rng = scene.rng
    word, name = scene.voice.one("essay"), rng.choice(look.names)
    word = word if scene.lang in UNCASED else word.upper()
    pattern = rng.choice(("**{0}** {1} – {2}", "{0} {1}: {2}", "**{0}:** {1} {2}", "{1} – {2}"))
    text = bullet + pattern.format(word, name, note(scene, look.small))
    return Para(OPEN, text, label=name, speaker=name, close=close)
