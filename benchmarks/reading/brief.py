"""Kinds of documents that are brief, or made of lists: rolls, links, a sentence from everybody."""

from __future__ import annotations

from dataclasses import replace

from ends import tags, tail
from front import head, title
from gatherings import TOLD, address, gathering, note
from lay import Para
from people import NICKS, draw_people
from phrases import CJK
from pieces import dialogue, page_head
from scene import Scene


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
