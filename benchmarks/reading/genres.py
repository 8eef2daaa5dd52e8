"""Kinds of documents: each takes a scene and gives its paragraphs.

Those in which nobody has a label stand in `prose`.
"""

from __future__ import annotations

from collections.abc import Callable

from brief import (
    everybody_once,
    hasty,
    headed,
    messages,
    names_as_links,
    narrow,
    noted,
    questions_in_html,
    record,
    resumed,
    round_up,
    snippet,
    survey,
    topics,
)
from ends import tail
from front import caption, cast_list, head, metadata, title
from gatherings import gathering
from lay import Para
from phrases import UNCASED
from pieces import dialogue, items
from prose import bold_questions, essay, faq, plain_questions, talk, wondering
from scene import Scene
from shorts import books, entries, exam, poem, sayings, story
from stage import play

Genre = Callable[[Scene], list[Para]]


def interview(scene: Scene) -> list[Para]:
    """Of a newspaper."""
    rng = scene.rng
    scene.crowd = scene.crowd[:2] if rng.random() < 0.8 else scene.crowd[:3]
    out = head(scene)
    out += [scene.narration() for _ in range(rng.choice((0, 0, 1, 1, 2, 3, 5)))]
    if rng.random() < 0.1:
        out.append(caption(scene))
    return out + dialogue(scene) + tail(scene)


def podcast(scene: Scene) -> list[Para]:
    """Often nothing but turns."""
    rng, voice = scene.rng, scene.voice
    out: list[Para] = []
    if rng.random() < 0.5:
        out.append(title(scene))
        if rng.random() < 0.3:
            out.append(Para(("meta",), metadata(scene)))
        if rng.random() < 0.3:
            out.append(Para(("narration", "note", "meta"), voice.several("standfirst", 1)))
        if rng.random() < 0.2:
            out.append(scene.heading())
    draw = rng.random()
    if draw < 0.06:
        mark = rng.choice(("- [{}] {}", "{} {}", "{} - {}", "* {} {}", "({}) {}"))
        chapters = [f"0{n}:{rng.randint(10, 59)}" for n in range(rng.choice((3, 5)))]
        out += [
            Para(("meta",), mark.format(time, voice.one("heading")), rigid=True, close=bool(n))
            for n, time in enumerate(chapters)
        ]
    elif draw < 0.09:
        speakers = ", ".join(who.full for who in scene.crowd)
        keywords = ", ".join(voice.one("topic") for _ in range(5))
        out += [Para(("meta", "heading"), "SUMMARY KEYWORDS"), Para(("meta",), keywords, close=True)]
        out += [Para(("meta", "heading"), "SPEAKERS"), Para(("meta",), speakers, close=True)]
    if rng.random() < 0.15:
        out.append(scene.event())
    return out + dialogue(scene) + tail(scene)


def bare(scene: Scene) -> list[Para]:
    """Turns and nothing else, sometimes very few; seldom all of them between fences."""
    out = dialogue(scene, scene.rng.choice((1, 1, 2, 3)) if scene.rng.random() < 0.15 else 0)
    if scene.rng.random() < 0.03:
        fence = Para(("meta", "narration", "separator"), "```", rigid=True)
        return [fence, *out, fence]
    return out


def panel(scene: Scene) -> list[Para]:
    """Several people, and a list of them."""
    rng = scene.rng
    out = [title(scene)]
    if rng.random() < 0.5:
        out.append(Para(("dateline", "meta"), scene.voice.one("date")))
    if rng.random() < 0.4:
        out += cast_list(scene)
    return out + dialogue(scene) + tail(scene)


def hearing(scene: Scene) -> list[Para]:
    """Of a parliament or a court: interjections, headings with numbers, roles of the speakers."""
    rng, voice = scene.rng, scene.voice
    out = [title(scene), Para(("dateline", "meta"), voice.one("date"))]
    if rng.random() < 0.2:
        out = [
            Para(("meta", "title", "dateline"), scene.running),
            Para(("meta", "event", "separator"), rng.choice(("(A)", "[B]", "7"))),
        ]
    if rng.random() < 0.6:
        out.append(Para(("meta", "narration", "dateline"), metadata(scene)))
    if rng.random() < 0.3:
        out += cast_list(scene)
    scene.more = max(scene.more, 0.4)
    for number in range(rng.choice((1, 2, 3))):
        if number or rng.random() < 0.4:
            out.append(Para(("heading", "meta"), f"{number + 1}. {voice.one('heading')}"))
        for _ in range(rng.choice((2, 4, 6))):
            out += dialogue(scene, 2)
            if rng.random() < 0.35:
                out += scene.interjection()
                if rng.random() < 0.5 and out[-2].speaker:
                    out.append(
                        Para(("continuation",), voice.speech(3), speaker=out[-2].speaker, also=out[-2].also)
                    )
    return out + tail(scene)


def court(scene: Scene) -> list[Para]:
    """A witness is examined: letters for question and answer among the names of those in the room."""
    rng, voice = scene.rng, scene.voice
    ask, answer = rng.choice((("Q", "A"), ("Q", "A"), (voice.one("role_q"), voice.one("role_a"))))
    between = rng.choice((". ", ".  ", ".\t", ": ", "   ", "\t", ") "))
    names = [who.full.upper() if scene.lang not in UNCASED else who.full for who in scene.crowd]

    def turn(label: str, text: str, sign: str) -> Para:
        return Para(("turn",), label + sign + text, label=label, speaker=label)

    out = [title(scene), Para(("meta", "dateline"), metadata(scene))]
    for _ in range(rng.choice((1, 2, 3))):
        out += [turn(rng.choice(names), voice.speech(rng.choice((1, 2))), scene.colon) for _ in range(2)]
        if rng.random() < 0.5:
            out.append(Para(("heading", "meta"), voice.one("heading").upper()))
        for _ in range(rng.choice((2, 3, 6))):
            out.append(turn(ask, voice.question(), between))
            out.append(turn(answer, voice.answer(), between))
            if rng.random() < 0.15:
                out.append(Para(("continuation",), voice.speech(1), speaker=answer))
            if rng.random() < 0.1:
                out.append(turn(rng.choice(names), voice.one("short"), scene.colon))
    return out + tail(scene)


def oral_history(scene: Scene) -> list[Para]:
    """A title page, then a long conversation."""
    rng, voice = scene.rng, scene.voice
    name = voice.guest if rng.random() < 0.5 else voice.guest.upper()
    headline = voice.one("title").upper() if rng.random() < 0.3 else voice.one("title")
    page = [
        Para(("title",), name + scene.colon + headline),
        Para(("byline", "meta"), voice.one("byline")),
        Para(("dateline", "meta"), voice.one("date")),
        Para(("meta", "dateline"), metadata(scene)),
        Para(("meta",), f"© {rng.randint(1970, 2026)} {voice.one('org')}"),
        Para(("note", "meta"), voice.one("note").rstrip(":：")),
    ]
    out = [page[0], *[para for para in page[1:] if rng.random() < 0.7]]
    scene.turns = max(scene.turns, 12)
    scene.crowd = scene.crowd[:2]
    return out + dialogue(scene) + tail(scene)


def notice(scene: Scene) -> list[Para]:
    """Lists of things with colons, as of a town's page."""
    rng, voice = scene.rng, scene.voice
    out = [title(scene)]
    if rng.random() < 0.5:
        out.append(Para(("dateline", "meta"), voice.one("date")))
    for _ in range(rng.choice((1, 2, 3))):
        if rng.random() < 0.7:
            out.append(scene.heading())
        if rng.random() < 0.7:
            out.append(scene.body())
        out += items(scene)
        if rng.random() < 0.5:
            out += [
                Para(("meta", "narration"), metadata(scene), close=bool(n)) for n in range(rng.choice((1, 3)))
            ]
    return out


def article(scene: Scene) -> list[Para]:
    """A report that quotes people in its sentences."""
    rng, voice = scene.rng, scene.voice
    out = head(scene)
    for _ in range(rng.choice((3, 6, 10))):
        if rng.random() < 0.12:
            out.append(scene.heading())
        out.append(
            scene.body()
            if rng.random() < 0.8
            else Para(
                ("narration",),
                voice.several("trap", 1) + scene.glue + voice.several("narr", 1),
            )
        )
        if rng.random() < 0.05:
            out.append(caption(scene))
    return out + (tail(scene) if rng.random() < 0.4 else [])


def minutes(scene: Scene) -> list[Para]:
    """Points with numbers, in indirect speech."""
    rng, voice = scene.rng, scene.voice
    out = [title(scene), Para(("dateline", "meta"), voice.one("date"))]
    out += cast_list(scene)
    for number in range(1, rng.choice((3, 5, 8))):
        if rng.random() < 0.5:
            out.append(Para(("heading", "narration", "meta"), f"{number}. {voice.one('heading')}"))
            out.append(scene.body())
        else:
            out.append(
                Para(
                    ("narration", "meta"),
                    f"{number}. {voice.one('heading')}{scene.colon}{voice.several('body', 2)}",
                )
            )
    return out + tail(scene)


def letter(scene: Scene) -> list[Para]:
    """With what stands above an electronic one, or with a place and a day."""
    rng, voice = scene.rng, scene.voice
    *lines, salutation = (voice.fill(phrase) for phrase in voice.table["mail"])
    lines = lines if rng.random() < 0.6 else [voice.one("dateline")] if rng.random() < 0.7 else []
    tight = rng.random() < 0.8
    out = [Para(("meta",), line, rigid=True, close=bool(n) and tight) for n, line in enumerate(lines)]
    out.append(Para(("narration", "meta", "heading"), salutation))
    out += [
        Para(("narration",), voice.several(rng.choice(("say", "body")), rng.choice((1, 2, 4))))
        for _ in range(3)
    ]
    out += [Para(("narration", "meta"), voice.one("greeting"))] if rng.random() < 0.6 else []
    name = rng.choice((voice.host, scene.crowd[0].given))
    return [*out, Para(("narration", "byline", "meta"), name, close=rng.random() < 0.4)]


def mixed(scene: Scene) -> list[Para]:
    """An article with a conversation in it, or a conversation with an afterword under a heading."""
    rng = scene.rng
    out = head(scene)
    scene.heading_look = scene.heading_look or "caps"
    for _ in range(rng.choice((1, 2, 4))):
        out.append(scene.body())
    if rng.random() < 0.5:
        out.append(scene.heading())
    out += dialogue(scene)
    out.append(scene.heading())
    for _ in range(rng.choice((1, 2, 4))):
        out.append(scene.narration() if rng.random() < 0.5 else scene.body())
    return out + tail(scene)


def notes(scene: Scene) -> list[Para]:
    """Notes of a meeting: what was asked, and below it a list of what people said to it."""
    rng, voice = scene.rng, scene.voice
    out = [title(scene)] if rng.random() < 0.4 else [scene.heading()] if rng.random() < 0.7 else []
    bullet = rng.choice(("- ", "- ", "* ", "  - ", "• "))
    pattern = f"**{{}}**{scene.colon}" if scene.markdown and rng.random() < 0.2 else "{}" + scene.colon
    asks = rng.choice((voice.one("role_q"), scene.crowd[0].later, ""))
    voices = [voice.one("role_aud"), voice.one("role_host"), *(who.later for who in scene.crowd[1:3])]
    voices = rng.sample(voices, rng.choice((1, 2, 2, 3)))
    lower, close = rng.random() < 0.5, rng.random() < 0.8
    for _ in range(rng.choice((3, 5, 8, 12))):
        question = voice.question()
        if asks:
            out.append(Para(("turn",), pattern.format(asks) + question, label=asks, speaker=asks))
        else:
            out.append(Para(("heading", "narration"), question) if rng.random() < 0.5 else scene.heading())
        for n in range(rng.choice((0, 1, 1, 2, 3, 4, 8))):
            who = voices[0] if rng.random() < 0.6 else rng.choice(voices)
            words = voice.question() if rng.random() < 0.3 else voice.speech(rng.choice((1, 1, 1, 2)))
            if lower:
                words = words[:1].lower() + words[1:].rstrip(".。")
            text = bullet + pattern.format(who) + words
            out.append(Para(("turn",), text, label=who, speaker=who, close=close and bool(n)))
    return out + (tail(scene) if rng.random() < 0.3 else [])


def monologue(scene: Scene) -> list[Para]:
    """One who speaks all the time, under one label."""
    rng, voice = scene.rng, scene.voice
    if scene.unlabelled:
        return dialogue(scene)
    scene.crowd = [scene.crowd[1], scene.crowd[0]]
    out = [title(scene)] if rng.random() < 0.7 else []
    parts = [voice.speech(rng.choice((2, 3, 5))) for _ in range(rng.choice((3, 6, 10)))]
    out += scene.turn(scene.crowd[0], parts)
    if rng.random() < 0.5:
        out += dialogue(scene, 4)
    return out + tail(scene)


GENRES: dict[str, tuple[Genre, int]] = {
    "interview": (interview, 30),
    "podcast": (podcast, 16),
    "bare": (bare, 8),
    "panel": (panel, 9),
    "hearing": (hearing, 6),
    "court": (court, 4),
    "oral history": (oral_history, 5),
    "talk": (talk, 8),
    "essay": (essay, 10),
    "notice": (notice, 3),
    "article": (article, 4),
    "minutes": (minutes, 2),
    "letter": (letter, 2),
    "mixed": (mixed, 4),
    "monologue": (monologue, 2),
    "bold questions": (bold_questions, 8),
    "notes": (notes, 4),
    "gathering": (gathering, 18),
    "everybody once": (everybody_once, 4),
    "survey": (survey, 4),
    "names as links": (names_as_links, 2),
    "questions in HTML": (questions_in_html, 3),
    "record": (record, 6),
    "round-up": (round_up, 7),
    "snippet": (snippet, 9),
    "headed": (headed, 0),
    "play": (play, 4),
    "plain questions": (plain_questions, 8),
    "entries": (entries, 8),
    "poem": (poem, 2),
    "story": (story, 4),
    "exam": (exam, 2),
    "books": (books, 2),
    "sayings": (sayings, 2),
    "faq": (faq, 4),
    "wondering": (wondering, 5),
    "narrow": (narrow, 4),
    "noted": (noted, 3),
    "messages": (messages, 4),
    "resumed": (resumed, 2),
    "hasty": (hasty, 3),
    "topics": (topics, 2),
}
"""Each with its weight; 0 where it is drawn for itself alone."""
COMMON = {"interview", "podcast", "bare", "panel", "hearing", "oral history"}
"""Those of ordinary documents."""
