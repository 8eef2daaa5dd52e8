"""What stands among turns, and nobody says: heads of parts, what a page adds or has twice, notes, scenes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import normalize

import numpy as np

from toolkit import late
from toolkit.languages.acts import decides
from toolkit.languages.lexicon import key, lexicon
from toolkit.languages.scenes import heads_scene
from toolkit.late import once
from toolkit.reading.forms import SIGNS
from toolkit.reading.labelled import Labelled
from toolkit.reading.lines import Line
from toolkit.reading.names import name
from toolkit.reading.shape import BIT, CLOSING, WORD, Flags, Indices, above, below, distinct, flags, lists
from toolkit.reading.speaking import LAST
from toolkit.reading.title_block import LONGEST
from toolkit.reading.view import View
from toolkit.reading.vocabulary import SEVERAL, SIGNED, STOPS
from toolkit.reading.whole import HEADING
from toolkit.reading.whose import remarks
from toolkit.text.lines import width
from toolkit.text.scripts import RAISED, begins_small
from toolkit.text.signs import ends_sentence, is_question

# Three asterisks right at a word are bold and italic.
_FRAMED = late.regex(r"(?![*_]{3}[^\W_])([-–—=~*_─═])\1{2,}+\s*[^\W_].*[^\W_]\W?\s*\1{3,}$")
_DASHED = late.regex(r"([-–—])\1(?!\1)(?:(?!\1\1).)*[^\W_](?:(?!\1\1).)*(\1\1)?$")
"""Two dashes and words, and whether two are behind them."""


def framed(view: View) -> list[int]:
    """The lines that are drawn at both ends, with words between: `----- Questions -----`.

    Two dashes may begin what somebody says, who may be cut short: they are drawn where all such lines end so.
    """
    dashed = {i: found[2] for i, line in enumerate(view.lines) if (found := _DASHED.match(line.text))}
    heads = dashed if len(dashed) >= SEVERAL and all(dashed.values()) else {}
    return sorted({*heads, *np.flatnonzero(view.begins(_FRAMED)).tolist()})


_ADDED, _ENDED = 40, 0.95
"""Columns of what a page adds, at most; share of all else than headings that ends sentences, at least."""


@once
def headed(text: Labelled) -> Indices:
    """The brief lines right above a turn that end no sentence, where all else does: a heading, or a box.

    A heading stands below the end of a sentence, and items may stand below it: `The mill`, `- Built in 1874`.
    It may look as an item does, `1. The mill`, where no other stands right above or below. What begins with a
    small letter goes on with what is said.
    """
    item = text.has("item", "item form")
    listed = text.again & text.of_form(*SIGNS) & item[text.line]
    # Where nothing else tells who speaks, dashes do.
    named = text.again & ~listed
    again = text.line[named if named.any() or text.interview.asks.any() else listed]
    item[again] = False
    item &= above(item) | below(item)
    turns = text.are(again) | text.interview.asks
    brief = text.opens & ~text.ended & ~text.has("colon", "lower") & (text.widths <= HEADING) & ~turns
    brief &= ~above(text.are(text.line[text.bare & text.again]))
    head = brief & ~item & above(text.ended & ~text.has("asks"))
    # Up to two lines and items stand in a row.
    row = np.maximum.accumulate(np.where(brief & (item | above(head)), 0, np.arange(len(brief))))
    lines = np.flatnonzero(head[row] & np.isin(row, row[below(turns)]))
    last = text.last(np.flatnonzero(text.opens))
    others = ~np.isin(last, lines) & (last > again.min(initial=len(brief)))
    many = others.sum() >= SEVERAL and text.ended[last[others]].mean() >= _ENDED
    return lines if many else lines[:0]


_STEP = r"[^\W_][^>›→»＞«:：?？؟!！]{0,30}?"
_PATH = late.regex(rf"(?:[^:：]{{2,30}}[:：]\s*)?{_STEP}\s*([>›→»＞])\s*{_STEP}(?:\s*\1\s*{_STEP}){{1,5}}")
_NEXT = late.regex(r"\s*[>›→»＞]\s*")
_PLACED = 6
"""Lines among which a page says where it stands on its site."""
_AROUND = frozenset("-–—~*")
_TRAILS = ("..", "…")


def added(text: Labelled) -> Indices:
    """The lines that a page adds: `Home > News > Interview`; `ADVERTISEMENT`, `Read also: The bridge`.

    Or a page's number, `– 12 –`, or among turns a word for what happens: `Applause.` A path stands above the
    headline, and that above all turns. What ends a sentence may be said, and so may what stands right below a
    name, or answers; and the first line may be the title of all.
    """
    page, event = lexicon().page, lexicon().event
    turns = np.append(text.line[text.again], np.flatnonzero(text.interview.asks))
    first = int(turns.min(initial=len(text.lines)))
    named, asked = above(text.are(text.line[text.bare])), above(text.has("asks"))
    # What begins with a small letter goes on with a sentence.
    paths = [i for i in range(min(_PLACED, first - 1)) if _PATH.fullmatch(text.plain[i])]
    found = {i for i in paths if not any(step[:1].islower() for step in _NEXT.split(text.plain[i]))}
    leads = text.line[text.of_form("colon") & text.of_keys(page)].tolist()
    found.update(i for i in leads if not text.plain[i].endswith(tuple(STOPS)))
    for i in np.flatnonzero((text.widths <= _ADDED) & ~(named & (text.gap == 0))).tolist():
        drawn = _within(text.plain[i])
        own = key((drawn or text.plain[i]).rstrip(STOPS))
        # What trails off is said, and so may a sentence be in the midst of a turn.
        said = (
            named[i] or asked[i] or text.plain[i].endswith(_TRAILS) or (text.ended[i] and i + 1 not in turns)
        )
        happens = i > first and own in event and not said
        if i and (happens or (own in page and not text.ended[i]) or (drawn and own.isdecimal())):
            found.add(i)
    return np.array(sorted(found), dtype=np.intp)


_MINUTES, _TURNS = 120, 4
"""Columns of what minutes say of a vote, at most; and turns among which they do, at least."""


@once
def decided(text: Labelled) -> list[int]:
    """The paragraphs among turns that say neither I nor you, and tell of a vote, or of the meeting.

    `Motion carried 5-0.`, `Ayes: Lind, Hale.`: who has a label may say it, and a word for it may be one.
    """
    votes = flags(decides(f"{own}:") for own in text.keys)[text.of]
    named = text.again & ~votes & text.of_form(*SIGNED, "bold", "period", "alone")
    said = text.are(text.line[named]) | above(text.are(text.line[named & text.bare])) | text.has("asks")
    brief = text.opens & (text.widths <= _MINUTES) & ~said
    brief[: text.line[named].min(initial=len(brief))] = False
    few = len(distinct(text.line[named])) < _TURNS
    told = [] if few else [i for i in np.flatnonzero(brief).tolist() if decides(text.plain[i])]
    heads = np.flatnonzero(text.has("heading"))
    often = Counter(text.plain[i] for i in heads.tolist())
    # So do items right below a heading that comes again, `Conclusion`.
    same = text.are(i for i in heads.tolist() if often[text.plain[i]] > 1)
    turns = text.line[text.again & text.of_form(*SIGNED, "bold")]
    item = text.has("item form") & ~(text.are(turns) | text.has("asks"))
    item &= (np.arange(len(item)) > turns.min(initial=len(item))) & (not few)
    row = np.maximum.accumulate(np.where(item, 0, np.arange(len(item))))
    told += np.flatnonzero(item & same[row]).tolist()
    return [i for i in sorted({*told}) if not text.says(text.plain[i])]


def _within(text: str) -> str:
    """What stands between two signs, as in `– 12 –`; "" where nothing does."""
    inner = text[1:-1].strip()
    signs = text[:1] in _AROUND and text[-1:] == text[:1]
    return inner if signs and any(map(str.isalnum, inner[-2:])) else ""


_CAPTION = late.regex(r"=\w.*=$")
_MORE = 4
"""Further lines of a remark in brackets, at most."""
_NAMED = late.regex(r"[^\W\d_][^:：]{0,40}[:：](?!//)")
"""Begins with what may be a label."""


@once
def enclosed(view: View) -> tuple[list[int], list[int]]:
    """The lines of remarks in one pair of brackets, `(Zuruf: Das` and `stimmt!)`: the first, and others."""
    closed = [(i, _closed(view.lines, i)) for i in np.flatnonzero(view.has("opens bracket")).tolist()]
    return [i for i, end in closed if end > i], [k for i, end in closed for k in range(i + 1, end + 1)]


def _closed(lines: Sequence[Line], first: int) -> int:
    """The line at whose end the bracket closes with which a line begins; that line where none does."""
    opening, depth = lines[first].text[0], 0
    for i, line in enumerate(lines[first : first + _MORE + 1], first):
        plain = not (line.speaker or line.kind or line.words or line.form != "prose" or line.broken)
        if not plain or (i > first and (line.gap or line.start is not None)):
            return first
        # Somebody speaks there: `(Ann: Late.` above `Bo: Yes.)`
        if i > first and ends_sentence(lines[i - 1].text) and _NAMED.match(line.text):
            return first
        for k, sign in enumerate(line.text):
            depth += (sign == opening) - (sign == CLOSING.get(opening))
            if not depth:
                return i if not line.text[k + 1 :].strip(" .") else first
    return first


def captioned(view: View) -> Indices:
    """The lines between two signs, as a magazine marks pictures and quotations: `=ZOOM=We rowed=`."""
    return np.flatnonzero(view.begins(_CAPTION))


_QUOTED, _BETWEEN, _PULLED = 8, 16, 24
"""Columns of what is set once more, at least, where it is a quotation, between quotation marks, and in bold,
italics or between blank lines: fewer may stand somewhere by chance."""
_SEARCHED, _TRIED, _PLAIN, _WIDEST = 1_000_000, 200, 40, 200
"""Characters of a text in which such lines are looked for, how many, how many plain ones, and how wide."""
_ATTRIBUTED = late.regex('["”“»«›」』]\\s*[–—―-]+\\s*.{1,60}$')
_PULL = late.regex('["“”„«»‹›「」『』]?(.+?)(?:["”“»«›」』]\\s*(?:[–—―-]+\\s*.{0,60})?)?$')


def pulled(view: View) -> Iterator[int]:
    """The paragraphs that are set apart to be seen, and stand word for word in what isn't.

    However its lines are broken. All that a paragraph says may be in bold for another reason: it is a heading
    of contents, or asked again.
    """
    closed = view.has("closes quote") | view.each(lambda words: _ATTRIBUTED.search(words) is not None)
    quotation, between = view.has("quotation"), view.has("opens quote") & closed
    quoted = quotation | between
    apart = quoted | view.has("bold", "italic")
    least = np.where(quotation, _QUOTED, np.where(between, _BETWEEN, _PULLED))
    wide, alone = view.widths >= least, (view.gap > 0) & np.append(view.gap[1:] > 0, True)
    plain = wide & alone & ~apart & (view.widths <= _WIDEST) & flags(not labels for labels in view.found)
    tried = np.flatnonzero(apart & view.opens & wide)[:_TRIED].tolist()
    tried += np.flatnonzero(plain)[:_PLAIN].tolist()
    if not tried or sum(map(len, view.plain)) > _SEARCHED:
        return
    lines = [_packed(view.plain[i]) for i in np.flatnonzero(~apart).tolist()]
    whole, same = "".join(lines), Counter(lines)
    for i in tried:
        words = match[1].strip().rstrip(STOPS) if (match := _PULL.match(view.plain[i])) else ""
        packed = _packed(words)
        twice = width(words) >= least[i] and whole.count(packed) > (0 if quoted[i] else same[packed])
        # Between blank lines alone stands a piece of what somebody says.
        if twice and (apart[i] or any(packed in line and len(line) > 1.5 * len(packed) for line in lines)):
            yield i


def _packed(text: str) -> str:
    """A text without blanks, and without the stop at its end."""
    return "".join(text.split()).rstrip(STOPS)


_NOTE = late.regex(rf"\[?\^?(\d{{1,3}})(?:\]:?\s*|\s+)[^\W\d_]|({RAISED}{{1,3}})\s*[^\W\d_]")
_CALLS = late.regex(
    rf"([^\W\d_]{{2}})[.,;:!?”\"’»)。]*(?:\[\^?(\d{{1,3}})\]|(\d{{1,3}})(?=[\s—–]|$))"
    rf"|(?<!{RAISED})({RAISED}{{1,3}})(?!{RAISED})"
)
_NAMED_NOTE = late.regex(r"(\[\^(?!\d{1,3}\])[^\]\s]{1,60}\]):")
_FAR = 80
"""Lines from a note up to the word that calls it, at most."""


def footnotes(view: View) -> list[int]:
    """The lines that begin with a number that stands right behind a word or a full stop above: `in May.1`.

    Both may have brackets, or be raised: `[1]`, `¹`. Numbers that only count have a full stop, or no word to
    call them. What has its number in its name is no such word, nor what is short for the number of
    something: mp3, COVID19, Nr.5. It calls the first note, or the next; a name in brackets calls its own.
    """
    notes = [(i, _number(m[1] or m[2])) for i, words in enumerate(view.plain) if (m := _NOTE.match(words))]
    called: dict[int, int] = {}
    found, place = list[int](), 0
    for i, number in notes:
        for words in view.plain[place:i]:
            calls = (
                _number(in_brackets or digits or raised)
                for end, in_brackets, digits, raised in _CALLS.findall(words)
                if end == end.lower()
            )
            called.update(dict.fromkeys(calls, place))
            place += 1
        in_turn = number == 1 or not called.keys().isdisjoint((number - 1, number + 1))
        if in_turn and i - called.get(number, -_FAR - 1) <= _FAR:
            found.append(i)
    named = ((i, m[1]) for i, words in enumerate(view.plain) if (m := _NAMED_NOTE.match(words)))
    return found + [i for i, sign in named if any(sign in far for far in view.plain[max(0, i - _FAR) : i])]


def _number(digits: str) -> int:
    return int(normalize("NFKC", digits))


_HEADS_NOTE = late.regex(
    r"[\[(<【［〈《（](.{1,40}?)(?:\s?\d+\s?[:：].*|[\])>】］〉》）])|(.{1,40}?)\s?[:：]"
)


def noted(text: Labelled) -> list[int]:
    """The lines that begin with a remark in brackets, or are such a word: `Editor's note:`, `【编者按】`."""
    may = ((i, words) for i, words in enumerate(text.plain) if words[0] in CLOSING or words[-1] in ":：")
    heads = ((i, head) for i, words in may if (head := _HEADS_NOTE.fullmatch(words)))
    alone = [i for i, head in heads if key(head[1] or head[2]) in lexicon().note]
    return [*text.line[remarks(text)].tolist(), *alone]


@once
def scenes(text: Labelled) -> Indices:
    """The lines that head a scene, `INT. KITCHEN - NIGHT`, where somebody has a label again and again."""
    heads = np.flatnonzero(text.each(heads_scene))
    again = text.line[_speaks(text)]
    # One alone stands above those who speak in it.
    least = 1 if len(again) and heads.min(initial=len(text.lines)) <= again.min() else 2
    return heads if len(again) and len(heads) >= least else heads[:0]


def above_scenes(text: Labelled) -> list[int]:
    """The line above the first scene: the title of a script, and nothing that stands above one."""
    return [i - 1 for i in scenes(text)[:1].tolist() if i]


def acted(text: Labelled) -> Indices:
    """The lines that tell what happens in a scene: whoever speaks has a label, and few for two paragraphs."""
    heads, again = text.are(scenes(text)), _speaks(text)
    within = np.logical_or.accumulate(heads) & ((text.gap > 0) | above(heads))
    said = heads | text.are(text.line[again]) | above(text.are(text.line[again & text.bare]))
    return np.flatnonzero(within & ~said)


def _speaks(text: Labelled) -> Flags:
    """The labels that come again in a script."""
    return text.again & (text.bare | text.of_form("colon"))


_MADE = late.regex(r"[:：・]\s*|\s+")
"""What may stand between what somebody did and the name."""
_MAKING = BIT["byline"] | BIT["credit"] | BIT["by"] | BIT["meta"] | BIT["caption"]


def signed(text: Labelled) -> Iterator[int]:
    """The lines in brackets behind all turns that say who made a text: `(Interview by Ada Berg)`."""
    last = text.line[text.again].max(initial=len(text.lines) * (not text.again.any()))
    speakers = {text.keys[k] for k in distinct(text.of[text.again]).tolist()}
    for i in np.flatnonzero(text.has("round", "square") & (np.arange(len(text.lines)) > last)).tolist():
        for sign in _MADE.finditer(words := text.plain[i][1:-1]):
            head, who = words[: sign.start()], words[sign.end() :]
            made = lists(head) & _MAKING or lexicon().roles.get(key(head)) == "interviewer"
            # Where no capitals tell a name, who spoke may laugh, and a figure be of a river: （図：川）.
            sure = lists(head) & BIT["caption"] or key(head) in speakers
            called = name(who).looks in ({"name"} if sure else {"name", "open"})
            does = any(lists(word) & BIT["event"] or begins_small(word) for word in who.split())
            if made and called and not does:
                yield i


_FIGURE = late.regex(r"\d+")
_MOST_BESIDE, _MOST_SMALL, _FIGURES = 4, 1, 3
"""Words beside a day in brackets that may be a place, at most; those of them in lower case; and figures of a
day whose month is no word, at least."""


def day_and_place(text: Labelled) -> Iterator[int]:
    """The lines in brackets above all turns or behind them that say a day, and where: `(Bergen, 3 May 2026)`.

    What happens has no day.
    """
    top = min(text.first_turn, LONGEST)
    last = text.line[text.again].max(initial=len(text.lines) * (not text.again.any()))
    for i in np.flatnonzero(text.has("round", "square") & text.has("date")).tolist():
        words = text.plain[i]
        known = [(word, lists(word)) for word in WORD.findall(words)]
        beside = [(word, of) for word, of in known if not (word[0].isdigit() or of & BIT["months"])]
        day = any(of & BIT["months"] for _, of in known) or len(_FIGURE.findall(words)) >= _FIGURES
        told = any(of & (BIT["event"] | _MAKING) for _, of in beside)
        small = sum(begins_small(word) and not of & BIT["particles"] for word, of in beside)
        near = len(beside) <= _MOST_BESIDE and small <= _MOST_SMALL
        if not top <= i < last and day and near and not told:
            yield i


def sounds(text: Labelled) -> Indices:
    """The lines of a script for the ear that say what is heard, as in `MUSIC: Waves`.

    Once, it is a word that somebody says. Who asks is called so.
    """
    lines = text.line[text.inline & text.of_keys(lexicon().sound)]
    return lines if len(lines) > 1 and not text.has("asks")[lines].any() else lines[:0]


_ASKS = 0.35
"""Share of the lines that end in a question, at most: in an interview every other one does, in a story most
go on."""
_SPOKE = (
    (0.1, late.regex(r"(?:(?P<ended>[.!?…؟])[»”\"]?|[,»”\w])\s*[–—―]\s?(?P<word>[^\W\d_]+)")),
    (0.3, late.regex(r"(?P<ended>(?!))?[,!?…][»”\"]?\s(?P<word>[^\W\d_]+)")),
)
"""What tells who spoke: behind the end of a sentence and a dash a word in lower case, else a word for saying.
And share of the lines that do, at least: more where no second dash says so."""


def story(text: Labelled) -> Indices:
    """The lines behind a dash, where some tell who spoke: `— Wind! — she called`, `— Wind — said Mara`.

    Who speaks in an interview says nothing of the kind.
    """
    lines = distinct(text.line[text.of_form("dash")])
    said = [text.lines[i].text[1:] for i in lines.tolist()]
    asks = sum(is_question(words.rstrip()[-LAST:]) for words in said)
    told = asks <= _ASKS * len(said) and any(
        sum(_tells(words, how) for words in said) >= max(SEVERAL, least * len(said)) for least, how in _SPOKE
    )
    return lines if told else lines[:0]


def _tells(words: str, how: re.Pattern[str]) -> bool:
    """Whether words say in their midst who spoke."""
    verbs = lexicon()
    return any(
        (found["word"] in verbs.saying and found["word"] not in verbs.being)
        or bool(found["ended"] and found["word"][0].islower())
        for found in how.finditer(words)
    )
