"""Short texts in which nobody speaks, or only the people of a story: entries, verse, exams, books.

Much in them looks like a label, and none is one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from front import title
from gatherings import TOLD
from lay import Para
from people import draw_people
from phrases import UNCASED
from scene import QUOTES, Scene

Heads = Callable[[Scene, int], list[str]]
"""Takes how many entries there are, and gives what stands at the head of each."""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _phrases(key: str) -> Heads:
    """Heads that are phrases of a key, what stands before a colon in them."""

    def drawn(scene: Scene, count: int) -> list[str]:
        table = [scene.voice.fill(phrase) for phrase in scene.voice.table[key]]
        heads = [_capital(phrase.partition("：")[0].partition(":")[0].strip()) for phrase in table]
        return scene.rng.sample(heads, min(count, len(heads)))

    return drawn


def _in_turn(key: str) -> Heads:
    """Two or three heads that come again and again."""

    def drawn(scene: Scene, count: int) -> list[str]:
        # The first two words of such a table ask and answer.
        begin = 2 if key == "essay" else 0
        heads = _phrases(key)(scene, 99) if not begin else [*scene.voice.table[key][begin:]]
        few = scene.rng.sample(heads, min(len(heads), scene.rng.choice((2, 2, 3))))
        if scene.rng.random() < 0.6:
            return [few[n % len(few)] for n in range(count)]
        return [scene.rng.choice(few) for _ in range(count)]

    return drawn


def _clocks(scene: Scene, count: int) -> list[str]:
    """Times of a day, as a programme has them."""
    rng = scene.rng
    look = rng.choice(("{0:02}:{1:02}", "{0}.{1:02}", "{0:02}:{1:02}–{2:02}:{1:02}", "{0}:{1:02}"))
    return [look.format(8 + n, rng.choice((0, 0, 15, 30)), 9 + n) for n in range(count)]


def _stamps(scene: Scene, count: int) -> list[str]:
    """Days with a time, as a log or a chronicle has them."""
    rng, day, month, year = (
        scene.rng,
        scene.rng.randint(1, 9),
        scene.rng.randint(1, 12),
        scene.rng.randint(1931, 2026),
    )
    look = rng.choice(
        (
            "[{w} {h:02}:15]",
            "{d}.{m}. {h}:15",
            "{y}-{m:02}-{d:02} {h:02}:15:07 INFO",
            "{y}-{m:02}-{d:02}",
            "{w} {h}:15",
            "{y}",
        )
    )
    days = scene.voice.table["when"][3:5]
    return [
        look.format(
            w=days[n * 2 // count],
            d=day + n,
            m=month,
            y=year + n if look == "{y}" else year,
            h=rng.randint(7, 19),
        )
        for n in range(count)
    ]


def _numbers(scene: Scene, count: int) -> list[str]:
    """Numbers or letters of rules and points."""
    look = scene.rng.choice(
        ("§ {0}", "{0}.", "{0})", "1.{0}", "({1})", "{1}.", "{1})", "{2}.", "Art. {0}", "#{0}")
    )
    romans = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
    return [look.format(n + 1, "abcdefghijkl"[n], romans[n]) for n in range(count)]


def _letters(scene: Scene, count: int) -> list[str]:
    """Letters that come again, as in a list of words."""
    few = scene.rng.sample(["A", "Q", "P", "R", "S", "B", "K", "V"], scene.rng.choice((2, 2, 3, 8)))
    return [few[n % len(few)] for n in range(count)]


def _names(scene: Scene, count: int) -> list[str]:
    full = scene.rng.random() < 0.4
    return [who.full if full else who.given for who in draw_people(scene.rng, scene.lang, count)]


def _duties(scene: Scene, count: int) -> list[str]:
    keys = scene.rng.sample(("role_host", "role_guest", "credkey", "credkey", "org", "cast"), min(count, 6))
    return list(dict.fromkeys(scene.voice.one(key).rstrip(":：") for key in keys))


@dataclass(frozen=True)
class Entries:
    """A kind of list: what heads the entries, what each says, and how the two are put together."""

    heads: Heads
    says: tuple[str, ...]
    """Keys of phrases; "people" and "days" are names of them, a few in a line."""
    looks: tuple[str, ...]


NAMED = (
    "{0}:{g}{1}",
    "{0}:{g}{1}",
    "{0} – {1}",
    "{0}. {1}",
    "{0}\t{1}",
    "- {0}:{g}{1}",
    "- [x] {0}:{g}{1}",
    "{0} = {1}",
    "{0}\n{1}",
    "{0}:\n{1}",
)
BOLD = ("**{0}** {1}", "**{0}:** {1}", "**{0}**\n{1}", "### {0}\n{1}", "- **{0}** – {1}")
COUNTED = ("{0} {1}", "{0} {1}", "{0}\t{1}", "{0} – {1}", "{0}: {1}", "{0}\n{1}")
KINDS = (
    Entries(_phrases("topic"), ("body", "narr", "topic"), NAMED + BOLD),
    Entries(_phrases("points"), ("step", "body", "list"), NAMED + BOLD),
    Entries(_phrases("when"), ("body", "did", "narr", "topic"), NAMED + BOLD),
    Entries(_in_turn("when"), ("body", "did", "narr"), NAMED),
    Entries(_in_turn("points"), ("body", "step", "topic"), NAMED),
    Entries(_in_turn("essay"), ("body", "step", "query", "motto"), NAMED + BOLD),
    Entries(
        _phrases("query"), ("query", "motto"), ("{0} – {1}", "{0} - {1}", "{0} = {1}", "{0}\t{1}", "{0}\n{1}")
    ),
    Entries(_letters, ("topic", "body", "place"), ("{0}. {1}", "{0} – {1}", "{0}: {1}", "{0} - {1}")),
    Entries(_clocks, ("topic", "title", "heading", "people"), COUNTED),
    Entries(_stamps, ("body", "did", "narr"), COUNTED),
    Entries(_numbers, ("body", "step", "query", "topic"), COUNTED[:4]),
    Entries(_names, ("days", "days", "list", "topic"), NAMED),
    Entries(_duties, ("people", "people", "org"), NAMED),
)
"""Glossaries, recipes, diaries, cards, phrasebooks, letters, programmes, logs, rules, rosters, duties."""


def _says(scene: Scene, key: str) -> str:
    rng, voice = scene.rng, scene.voice
    if key == "people":
        who = [one.full for one in draw_people(rng, scene.lang, rng.choice((1, 1, 2)))]
        return ("、" if not scene.glue else ", ").join(who)
    if key == "days":
        return ("、" if not scene.glue else ", ").join(rng.sample(voice.table["when"], rng.choice((1, 2, 3))))
    if key in ("topic", "title", "heading", "place", "org", "list", "motto"):
        return voice.one(key)
    return voice.several(key, rng.choice((1, 1, 1, 2, 3)) if key != "query" else 1)


def entries(scene: Scene) -> list[Para]:
    """A list of one kind, perhaps with a title, a paragraph above, and headings."""
    rng = scene.rng
    kind = rng.choice(KINDS)
    looks = [look for look in kind.looks if scene.markdown or not {"*", "#"} & {*look}]
    look = rng.choice(looks).replace(":{g}", scene.colon)
    heads = kind.heads(scene, rng.choice((3, 4, 5, 6, 8, 12)))
    if scene.lang not in UNCASED and rng.random() < 0.15:
        heads = [head.upper() for head in heads]
    says, close = rng.sample(kind.says, min(len(kind.says), rng.choice((1, 2)))), rng.random() < 0.5
    tight = rng.random() < 0.8
    out = [title(scene)] if rng.random() < 0.6 else []
    out += [scene.body()] if rng.random() < 0.2 else []
    for number, head in enumerate(heads):
        first, *below = look.format(head, _says(scene, rng.choice(says))).split("\n")
        if number and rng.random() < 0.05:
            out.append(scene.heading())
        allow = (*TOLD, "heading", "note") if below else TOLD
        item = "item" if first[:1] == "-" else "prose"
        out.append(Para(allow, first, close=close and number > 0, form=item))
        out += [Para(TOLD, text, close=tight) for text in below]
    return out + ([scene.body()] if rng.random() < 0.15 else [])


def poem(scene: Scene) -> list[Para]:
    """Stanzas, some of which ask and answer; a line may begin with a dash or end with a colon."""
    rng, voice = scene.rng, scene.voice
    out = [title(scene)] if rng.random() < 0.6 else []
    out += [Para(("byline", "meta"), voice.host)] if rng.random() < 0.3 else []
    asks, dash = rng.random() < 0.3, rng.choice(("", "", "", "", "", "— ", "- "))
    for number in range(1, rng.choice((2, 3, 4, 6))):
        if rng.random() < 0.15:
            out.append(
                Para(
                    ("heading", "meta", "separator", "narration"),
                    rng.choice(("{}", "{}.", "[{}]")).format(number),
                )
            )
        for line in range(rng.choice((2, 3, 4, 4, 6))):
            key = (
                rng.choice(("ask", "query"))
                if asks and not line
                else rng.choice(("verse", "verse", "verse", "motto"))
            )
            sign = dash if rng.random() < 0.4 else ""
            allow = ("narration", "wrap.narration") if line else ("narration",)
            out.append(Para(allow, sign + voice.one(key), rigid=True, close=bool(line), form="verse"))
    return out


def story(scene: Scene) -> list[Para]:
    """What is told, with words of its people in quotation marks or behind dashes."""
    rng, voice = scene.rng, scene.voice
    opening, closing = QUOTES.get(scene.lang, '""')
    dash = rng.choice(("— ", "—", "– ", "- ")) if scene.lang not in UNCASED and rng.random() < 0.5 else ""
    out = [title(scene)] if rng.random() < 0.5 else []
    out += [Para(("byline", "meta"), voice.host)] if out and rng.random() < 0.4 else []
    out.append(scene.narration(rng.choice((1, 2, 3))))
    for _ in range(rng.choice((2, 4, 6, 9))):
        tag = voice.one("told")
        words = voice.fill(voice.dealt(rng.choice(("ask", "query", "say", "short", "motto"))))
        if dash and rng.random() < 0.3:
            # Who says it is not told here, and by itself it may be a turn.
            sign = dash.strip()
            out.append(Para(("narration", "turn"), dash + words, label=sign, speaker=sign))
        elif dash and tag.startswith("{q}"):
            out.append(
                Para(
                    ("narration",),
                    f"{dash}{words.rstrip('.')} {dash.strip()} {tag.removeprefix('{q}').strip(' ,')}",
                )
            )
        else:
            said = tag.replace("{q}", opening + words + closing)
            out.append(
                Para(
                    ("narration",),
                    said + (scene.glue + voice.several("narr", 1) if rng.random() < 0.3 else ""),
                )
            )
        if rng.random() < 0.5:
            out.append(scene.narration(rng.choice((1, 1, 2))))
    return out


def exam(scene: Scene) -> list[Para]:
    """Questions with what may be chosen, a hint, or marks; nobody answers."""
    rng, voice = scene.rng, scene.voice
    out = [title(scene)] if rng.random() < 0.8 else []
    number = rng.choice(("{}. ", "{}) ", "{} ", voice.table["essay"][0] + " {}" + scene.colon, ""))
    choice = rng.choice(("{}) ", "{}. ", "({}) ", "- ", "[ ] "))
    below = [_capital(word.partition(":")[0].partition("：")[0]) for word in voice.table["points"]]
    chosen, hint, letters = rng.random() < 0.6, rng.choice(below), rng.choice(("abcd", "ABCD"))
    for n in range(1, rng.choice((4, 5, 7, 9))):
        out.append(
            Para((*TOLD, "heading"), number.format(n) + voice.one(rng.choice(("query", "query", "ask"))))
        )
        if chosen:
            out += [
                Para(
                    TOLD,
                    choice.format(letter) + voice.one(rng.choice(("topic", "place"))),
                    close=True,
                    form="item",
                )
                for letter in letters[: rng.choice((2, 3, 4))]
            ]
        if rng.random() < (0.2 if chosen else 0.6):
            out.append(
                Para(
                    TOLD,
                    hint + scene.colon + voice.one(rng.choice(("topic", "motto", "org"))),
                    close=rng.random() < 0.7,
                )
            )
    return out


BOOKS = (
    "{f}, {g}.: {t}. {p}: {o}, {y}.",
    "{f} {g}. {t}. {p}: {o}, {y}. {d} p.",
    "{n}: {t}. {o}, {y}.",
    "{n}. {t}. {y}.",
    "[{k}] {n}, {t}, {o}, {y}.",
    "- {n}: *{t}* ({o}, {y})",
    "{t} {dots} {d}",
    "{k}. {t} – {n}",
    "{n} – {t}",
    "{t} / {n}. – {p}, {y}",
)
"""Looks of books, and of what is in one."""


def books(scene: Scene) -> list[Para]:
    """A list of books, or of what is in one: names before colons and stops."""
    rng, voice = scene.rng, scene.voice
    look = rng.choice(BOOKS)
    out = [title(scene)] if rng.random() < 0.6 else []
    close = rng.random() < 0.5
    for number, who in enumerate(draw_people(rng, scene.lang, rng.choice((4, 6, 9, 14))), 1):
        text = look.format(
            n=who.full,
            f=who.family,
            g=who.given[0],
            t=_capital(voice.one(rng.choice(("title", "topic", "subtitle")))),
            p=voice.one("place"),
            o=voice.one("org"),
            y=rng.randint(1931, 2026),
            d=10 * number + 3,
            k=number,
            dots="." * 30,
        )
        out.append(Para(TOLD, text, close=close and number > 1, form="item" if look[0] == "-" else "prose"))
    return out


def sayings(scene: Scene) -> list[Para]:
    """What people said, each with a name behind it."""
    rng, voice = scene.rng, scene.voice
    opening, closing = QUOTES.get(scene.lang, '""')
    sign, alone = rng.choice(("— ", "– ", "- ", "")), rng.random() < 0.5
    out = [title(scene)] if rng.random() < 0.6 else []
    for who in draw_people(rng, scene.lang, rng.choice((3, 5, 8))):
        words = opening + voice.fill(voice.dealt(rng.choice(("motto", "say")))) + closing
        words = "> " + words if scene.markdown and rng.random() < 0.5 else words
        named = sign + who.full + rng.choice(("", "", f", {who.job}"))
        if alone:
            out.append(Para((*TOLD, "caption", "note"), words))
            out.append(Para((*TOLD, "byline", "caption", "note"), named, close=rng.random() < 0.8))
        else:
            out.append(Para((*TOLD, "caption", "note"), f"{words} {named or who.full}"))
    return out
