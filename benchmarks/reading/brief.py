"""Kinds of documents that are brief, or made of lists: rolls, links, a sentence from everybody."""

from __future__ import annotations

import re
from dataclasses import replace

from ends import tags, tail
from front import head, title
from gatherings import TOLD, address, gathering, note
from lay import Para
from people import NICKS, draw_people
from phrases import CJK
from pieces import dialogue, page_head
from scene import Scene
from styles import Layout


def snippet(scene: Scene) -> list[Para]:
    """A few turns of a sentence, and hardly anything else: what somebody pastes. Seldom they come again."""
    rng = scene.rng
    scene.voice.brief, scene.habits = True, set()
    scene.more = rng.choice((0, 0, 0.2))
    turns = dialogue(scene, rng.choice((2, 3, 4, 4, 5, 6, 8)))
    if rng.random() < 0.1:
        turns += [replace(para) for para in turns]
    return ([title(scene)] if rng.random() < 0.15 else []) + turns


def headed(scene: Scene) -> list[Para]:
    """All that stands above an interview, and its first turns.

    In whole interviews a title block is a line in thirty, and too little to learn its order from.
    """
    rng = scene.rng
    scene.voice.brief = rng.random() < 0.5
    return head(scene) + dialogue(scene, rng.choice((4, 6, 8, 12)))


def narrow(scene: Scene) -> list[Para]:
    """A few turns in narrow columns, without a blank line between: their words end in the midst of lines."""
    rng = scene.rng
    scene.layout = Layout("wrapped-lines", 0, rng.choice((32, 36, 40, 44, 48, 60, 72)))
    scene.habits, scene.more = set(), 0
    return dialogue(scene, rng.choice((2, 3, 4, 4, 6)))


def noted(scene: Scene) -> list[Para]:
    """A note below its head, what is told of the talk, and a few turns."""
    rng, voice = scene.rng, scene.voice
    scene.habits, scene.more, voice.brief = set(), rng.choice((0, 0, 0.2)), True
    heads = [phrase for phrase in voice.table["note"] if ":" in phrase or "：" in phrase]
    head = re.split(r"(?<=[:：])", rng.choice(heads or ["N. B.:"]))[0]
    out = [title(scene)] if rng.random() < 0.8 else []
    rest = [phrase for phrase in voice.table["note"] if phrase not in heads] or voice.table["standfirst"]
    says = scene.glue.join(map(voice.fill, rng.sample(rest, min(len(rest), rng.choice((1, 1, 2))))))
    out += [Para(("note",), head), Para(("note",), says, close=rng.random() < 0.3)]
    out += [scene.narration() for _ in range(rng.choice((0, 1, 1, 2)))]
    return out + dialogue(scene, rng.choice((2, 4, 4, 6)))


DAYS = (
    "{0:02}/{1:02}/{2}",
    "{0:02}.{1:02}.{3:02}",
    "{2}-{1:02}-{0:02}",
    "{1}/{0}/{3:02}",
    "{2}/{1:02}/{0:02}",
)
SENT = ("{0}, {1} - {2}: ", "{0}, {1} - {2}: ", "[{0}, {1}] {2}: ", "{0} {1} - {2}: ", "[{0} {1}] {2}: ")


def _small(text: str) -> str:
    """As people write in haste: without a capital and a full stop."""
    return text[:1].lower() + text[1:].rstrip(".。")


def messages(scene: Scene) -> list[Para]:
    """A chat as a telephone writes it out: a day and a time before each name, and messages of several lines.

    Nobody wraps these lines: each is one that somebody began.
    """
    rng, voice = scene.rng, scene.voice
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(2012, 2026)
    date, look, minute = rng.choice(DAYS), rng.choice(SENT), rng.randint(6 * 60, 20 * 60)
    names = [who.full if rng.random() < 0.5 else who.given for who in scene.crowd]
    small, more = rng.random() < 0.5, rng.choice((0.05, 0.2, 0.4))
    words = (lambda: voice.one("short"), voice.question, lambda: voice.speech(1), lambda: voice.one("topic"))
    out: list[Para] = []
    for n in range(rng.choice((3, 4, 6, 10, 20))):
        minute += rng.choice((0, 0, 1, 3, 12))
        name = names[n % 2] if rng.random() < 0.7 else rng.choice(names)
        said = [rng.choice(words)() for _ in range(1 + sum(rng.random() < more for _ in range(3)))]
        if small:
            said = [
                text[:1].lower() + text[1:].rstrip(".。") if rng.random() < 0.5 else text for text in said
            ]
        stamp = date.format(day, month, year, year % 100)
        begin = look.format(stamp, f"{minute // 60:02}:{minute % 60:02}", name)
        out.append(Para(("turn",), begin + said[0], label=name, speaker=name, rigid=True, close=bool(n)))
        out += [Para(("continuation",), text, speaker=name, rigid=True, close=True) for text in said[1:]]
    return out


def hasty(scene: Scene) -> list[Para]:
    """A discussion that somebody types while it goes on: no capitals, no stops, everybody in no order."""
    rng, voice = scene.rng, scene.voice
    names = list(dict.fromkeys(who.given.lower() for who in scene.crowd))
    out: list[Para] = []
    for n in range(rng.choice((6, 10, 16, 24))):
        name = rng.choice([name for name in names if not out or name != out[-1].label] or names)
        words = rng.choice((lambda: voice.speech(1), voice.question, lambda: voice.one("short")))()
        text = name + scene.colon + _small(words).rstrip("?؟？")
        out.append(Para(("turn",), text, label=name, speaker=name, rigid=True, close=bool(n)))
    return out


def topics(scene: Scene) -> list[Para]:
    """Topics with a colon, and the turns about each, further in."""
    rng, voice = scene.rng, scene.voice
    names = [who.full if rng.random() < 0.5 else who.given for who in scene.crowd]
    inside = rng.choice(("  ", "   ", "    ", "\t"))
    out: list[Para] = []
    for _ in range(rng.choice((2, 3, 4))):
        topic = (
            f"{voice.heading()}{scene.colon}{_small(rng.choice((voice.one('topic'), voice.one('short'))))}"
        )
        out.append(Para(("heading", "meta", "narration", "note"), topic, rigid=True))
        for n in range(rng.choice((2, 3, 4, 6))):
            name = names[n % 2] if rng.random() < 0.8 else rng.choice(names)
            words = rng.choice((voice.one("short"), voice.question(), voice.speech(1)))
            text = inside + name + scene.colon + words
            out.append(Para(("turn",), text, label=name, speaker=name, rigid=True, close=True))
    return out


def resumed(scene: Scene) -> list[Para]:
    """Minutes in which an ellipsis stands for the name of who spoke last; some speak once or twice."""
    rng, voice = scene.rng, scene.voice
    bullet = rng.choice(("* ", "- ", "", ""))
    mark = rng.choice(("…:", "...:", "…", "..."))
    names = [who.given if rng.random() < 0.8 else who.full for who in scene.crowd[:4]]
    small = rng.random() < 0.6
    out = [title(scene)] if rng.random() < 0.7 else []
    for n in range(rng.choice((3, 4, 5, 8))):
        # Somebody has most to say.
        name = names[n % 2] if rng.random() < 0.7 else rng.choice(names)
        said = [voice.question() if rng.random() < 0.3 else voice.speech(1)]
        said += [voice.speech(1) for _ in range(rng.choice((0, 1, 1, 2)))]
        if small:
            said = [*map(_small, said)]
        close = bool(bullet)
        turn = Para(("turn",), bullet + name + scene.colon + said[0], label=name, speaker=name)
        turn.close = close and bool(n)
        further = [Para(("continuation",), f"{bullet}{mark} {text}", speaker=name) for text in said[1:]]
        for para in further:
            para.close = close
        out += [turn, *further]
    return out


def everybody_once(scene: Scene) -> list[Para]:
    """A question, and what each of many says to it."""
    rng, voice = scene.rng, scene.voice
    nicks = rng.random() < 0.4
    names = (
        rng.sample(NICKS, rng.choice((5, 8, 12)))
        if nicks
        else [
            who.full if rng.random() < 0.8 else who.given
            for who in draw_people(rng, scene.lang, rng.choice((4, 6, 9, 12)))
        ]
    )
    names = list(dict.fromkeys(names))
    patterns = ["{}" + scene.colon, "{}" + scene.colon, "{} – ", "[{}] ", "<{}> ", "{} > "]
    if scene.markdown:
        patterns += ["**{}**" + scene.colon, "- **{}**" + scene.colon, "- {}" + scene.colon, "**{}** – "]
    pattern = rng.choice(patterns)
    host = rng.choice((names[0], voice.one("role_host")))
    close = rng.random() < 0.6
    out = [title(scene)] if rng.random() < 0.5 else []
    out.append(_said(pattern, host, voice.question(), False))
    for name in names:
        words = voice.one("short") if rng.random() < 0.2 else voice.speech(rng.choice((1, 1, 2)))
        out.append(_said(pattern, name, words, close))
        if rng.random() < 0.1:
            out.append(_said(pattern, host, rng.choice((voice.one("short"), voice.one("ask"))), close))
    return out


def _said(pattern: str, name: str, words: str, close: bool) -> Para:
    return Para(("turn",), pattern.format(name) + words, label=name, speaker=name, close=close)


def survey(scene: Scene) -> list[Para]:
    """Questions as headings, and what one or several said to each, with their names."""
    rng, voice = scene.rng, scene.voice
    if scene.unlabelled:
        return gathering(scene)
    out = head(scene) if rng.random() < 0.5 else [title(scene)]
    out += [scene.narration() for _ in range(rng.choice((0, 1, 2)))]
    mark = (
        rng.choice(("## {}", "### {}", "## {n}. {}", "**{}**", "**{n}. {}**"))
        if scene.markdown
        else "{n}. {}"
    )
    answering = scene.crowd[1:] or scene.crowd
    for number in range(1, rng.choice((3, 5, 8))):
        out.append(Para(("heading",), mark.format(voice.one("ask"), n=number)))
        for who in rng.sample(answering, min(len(answering), rng.choice((1, 2, 3)))):
            out += scene.turn(who, [voice.answer(), *scene.further()])
    return out + tail(scene)


def names_as_links(scene: Scene) -> list[Para]:
    """Names that are headings, or bold, and links; what each says stands below."""
    rng, voice = scene.rng, scene.voice
    wrap = rng.choice(("### {}", "#### {}", "## {}:", "**{}**", "**{}:**"))
    out = [title(scene)] + ([scene.narration()] if rng.random() < 0.4 else [])
    where = {who.full: address(scene) for who in scene.crowd}
    plain_later = rng.random() < 0.4
    seen: set[str] = set()
    for n in range(scene.turns):
        who = scene.crowd[n % 2] if rng.random() < 0.7 else rng.choice(scene.crowd)
        name = who.full
        words = name if plain_later and name in seen else f"[{name}]({where[name]})"
        seen.add(name)
        out.append(Para(("label",), wrap.format(words), label=name, speaker=name, rigid=True))
        parts = [voice.question() if who.asks else voice.answer(), *scene.further()]
        out += [Para(("continuation",), part, speaker=name, close=not n and False) for part in parts]
    return out + tail(scene)


HTML = (
    "<strong>{}</strong>",
    "<h3>{}</h3>",
    "<h4>{}</h4>",
    "<em>{}</em>",
    "<b><i>{}</i></b>",
    "<strong>{}</strong><br>",
)


def questions_in_html(scene: Scene) -> list[Para]:
    """Questions that tags of HTML set apart in Markdown, and answers without labels."""
    rng, voice = scene.rng, scene.voice
    out = head(scene)
    mark = rng.choice(HTML)
    for _ in range(rng.choice((4, 6, 9))):
        text = mark.format(voice.question())
        out.append(Para(("continuation", "heading"), text, rigid=True, shows="bold questions"))
        for _ in range(rng.choice((1, 1, 2, 4))):
            out.append(Para(("continuation",), voice.speech(rng.choice((1, 2, 4))), shows="bold questions"))
        if rng.random() < 0.1:
            out += tags(scene)
    return out + tail(scene)


def record(scene: Scene) -> list[Para]:
    """Of a parliament: a long roll with honours, papers, then questions with their numbers."""
    rng, voice = scene.rng, scene.voice
    out = [title(scene), Para(("dateline", "meta"), voice.one("date"))]
    out = out if rng.random() < 0.7 else []
    honour = rng.choice(("", ", {0}", " ({0})", ", {1}", " , {1}", " {1}"))
    letters = [f"{a}.{b}." for a, b in zip("JGMQSPBD", "PBHCTSKL", strict=True)]
    honoured, pages = rng.choice((0.3, 0.7, 1)), rng.random() < 0.3
    for part in range(rng.choice((1, 2, 3))):
        # What is cut out of a record may begin in the midst of a roll.
        if out or part:
            out.append(Para(("heading", "meta", "note"), voice.one("cast")))
        # Those who speak are there, and are called as in their labels.
        names = [who.full for who in draw_people(rng, scene.lang, rng.choice((6, 14, 30)))]
        names += [who.later if rng.random() < 0.7 else who.first for who in scene.crowd]
        for number, name in enumerate(rng.sample(names, len(names))):
            letter = ", ".join(rng.sample(letters, rng.choice((1, 1, 2, 3))))
            behind = honour.format(voice.one("prof"), letter) if rng.random() < honoured else ""
            before = rng.choice(("", "", voice.one("hon"), voice.one("prof") if part else ""))
            glue = "" if scene.lang in CJK or not before else " "
            out.append(Para(("meta",), before + glue + name + behind, rigid=True))
            if pages and number % 8 == 7:
                out.append(page_head(scene))
    if rng.random() < 0.5:
        out.append(Para(("heading", "meta"), voice.one("heading")))
        for n in range(rng.choice((2, 4))):
            text = f"{voice.one('essay')} {n + 1} – {voice.one('title')} {rng.choice(('', '.' * 40))}"
            out.append(Para(TOLD, text.strip()))
    scene.more = max(scene.more, 0.3)
    for number in range(1, rng.choice((2, 3, 4))):
        out.append(Para(("heading", "meta"), voice.one("heading")))
        turns = dialogue(scene, rng.choice((3, 6, 9)))
        if rng.random() < 0.5 and turns and turns[0].allow == ("turn",):
            turns[0].text = f"{number}. {turns[0].text}"
            turns[1:1] = [
                Para(
                    ("continuation",),
                    f"({n}) {voice.speech(1)}",
                    speaker=turns[0].speaker,
                    also=turns[0].also,
                )
                for n in range(1, rng.choice((1, 3, 4)))
            ]
        out += turns
    return out + tail(scene)


def round_up(scene: Scene) -> list[Para]:
    """An article with a list of links, each with what it is about; or of changes, each with its number."""
    rng, voice = scene.rng, scene.voice
    out = head(scene) + [scene.body() for _ in range(rng.choice((0, 1, 3)))]
    begins = ("- [{0}]({1})", "* {3}", "- #{3}", "{0}", "- **{0}**", "- `{4}`")
    looks = ("- _[{0}]({1})_. {2}", "* {0} – {2}", *(begin + scene.colon + "{2}" for begin in begins))
    look = rng.choice(looks)
    few = rng.random() < 0.5
    for _ in range(rng.choice((1, 2, 4))):
        if rng.random() < 0.7:
            out.append(scene.heading())
        for n in range(rng.choice((2, 4, 7, 11))):
            words = note(scene) if few else voice.several("body", rng.choice((1, 2, 3)))
            text = look.format(
                voice.one("title"),
                address(scene),
                words,
                rng.randint(2, 999),
                rng.choice(("bell", "core", "tide")),
            )
            out.append(Para(TOLD, text, close=bool(n) and few, form="item"))
            if rng.random() < 0.06:
                out += tags(scene)
        if rng.random() < 0.4:
            out.append(scene.body())
    return out + (tail(scene) if rng.random() < 0.3 else [])
