"""Three talks, and how well a file of them is read: who says what, which words stay, and when.

Harbour talks have what short examples lack: three people, turns of several paragraphs, sentences that are cut
over three cues, laughter, figures that look like times, and colons in the midst of what is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from toolkit.config import Sidecar
from toolkit.findings import Finding
from toolkit.model import Document
from toolkit.workflow.transcripts import read_data


class Piece(NamedTuple):
    """What a cue shows."""

    text: str
    start: int
    end: int

    @property
    def happens(self) -> bool:
        """Whether nobody says it: `[laughs]` alone."""
        return self.text[0] in "[(（" and self.text[-1] in "])）"


Paragraph = tuple[Piece, ...]


class Said(NamedTuple):
    """A turn."""

    who: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(piece for paragraph in self.paragraphs for piece in paragraph)


@dataclass(frozen=True)
class Talk:
    lang: str
    title: str
    turns: tuple[Said, ...]
    joint: str
    """What stands between two pieces of a sentence."""

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(turn.who for turn in self.turns))

    @property
    def pieces(self) -> list[tuple[str, Piece]]:
        return [(turn.who, piece) for turn in self.turns for piece in turn.pieces]

    def text(self, pieces: Sequence[Piece]) -> str:
        return self.joint.join(piece.text for piece in pieces)

    def words(self, piece: Piece) -> list[Piece]:
        """Its words, or characters where no blanks part words, each with an equal part of its time."""
        texts = piece.text.split() if self.joint else re.findall(r"[\[(（]\w+[\])）]|\w[^\w（]*", piece.text)
        step = (piece.end - piece.start) // len(texts)
        return [
            Piece(text, start, piece.end if k + 1 == len(texts) else start + step)
            for k, text in enumerate(texts)
            for start in (piece.start + k * step,)
        ]

    def sentences(self, paragraph: Paragraph) -> list[Paragraph]:
        """Its pieces, a sentence each."""
        made: list[list[Piece]] = [[]]
        for piece in paragraph:
            made[-1].append(piece)
            if piece.text[-1] in ".?!؟。？）]":
                made.append([])
        return [tuple(one) for one in made if one]


PAUSES = 40, 260, 0, 410
"""Between pieces; a paragraph and a turn wait for a second longer."""


def talk(lang: str, title: str, names: Sequence[str], turns: str, *, joint: str = " ", begins: int) -> Talk:
    """A line is a turn: the number of who speaks, paragraphs, which `//` parts, of pieces between `|`."""
    made, time, count = [], begins, 0
    for line in turns.strip().splitlines():
        number, _, text = line.strip().partition(" ")
        paragraphs = []
        for paragraph in text.split(" // "):
            pieces = []
            for piece in paragraph.split(" | "):
                lasts = 570 + 63 * len(piece)
                pieces.append(Piece(piece, time, time + lasts))
                time += lasts + PAUSES[count % len(PAUSES)]
                count += 1
            paragraphs.append(tuple(pieces))
            time += 1000
        made.append(Said(names[int(number)], tuple(paragraphs)))
    return Talk(lang, title, tuple(made), joint)


TALKS = (
    talk(
        "en",
        "At the Second Pier",
        ("Mara O'Dell", "Ines Färber", "Tom"),
        """
        0 Welcome to the harbour. | Who of you came here first?
        1 I did, in the spring | of the year in which | they built the second pier. // \
My brother was still at sea. | He wrote that the ice | had closed the whole bay.
        0 And you, Tom?
        2 Much later.
        1 He always says that. // [laughs] // In truth he came | the very next summer.
        2 In 1987, at 6:45 in the morning, | we counted 12,400 crates, \
| 3.5 per cent of them, or 434, on pier 7.
        0 Who wrote that down?
        2 The clerk did: | every crate, every name.
        0 Do you still have the book?
        1 Yes. | It lies in the net loft.
        2 There is one rule: | never lend it to anybody.
        0 [laughs] I won't ask, then. // Let us talk about the fog of that winter.
        1 For nine days nobody saw the lamp. | We rang the bell | every ten minutes, | day and night.
        2 I rang it & my arms | still hurt.
        0 Thank you both.
        1 Thank you.
        """,
        begins=1370,
    ),
    talk(
        "ar",
        "عند الرصيف الثاني",
        ("ليلى حداد", "سامي النجار", "عمر"),
        """
        0 أهلا بكم في الميناء. | من منكم وصل أولا؟
        1 أنا، في ربيع السنة | التي بنوا فيها | الرصيف الثاني. // \
كان أخي ما زال في البحر. | كتب لنا أن الجليد | أغلق الخليج كله.
        0 وأنت يا عمر؟
        2 بعد ذلك بكثير.
        1 هذا ما يقوله دائما. // [ضحك] // والحق أنه جاء | في الصيف التالي.
        2 في عام ١٩٨٧، الساعة ٦:٤٥ صباحا، | عددنا ١٢٬٤٠٠ صندوق، | منها ٤٣٤ على الرصيف ٧، أي ٣٫٥ في المئة.
        0 ومن دوّن ذلك؟
        2 دوّنه الكاتب: | كل صندوق وكل اسم.
        0 وهل بقي الدفتر عندكم؟
        1 نعم. | هو في غرفة الشباك.
        2 عندنا قاعدة واحدة: | لا نعيره لأحد.
        0 [ضحك] لن أطلبه إذن. // لنتحدث عن ضباب ذلك الشتاء.
        1 تسعة أيام لم ير أحد المصباح. | كنا نقرع الجرس | كل عشر دقائق، | ليلا ونهارا.
        2 أنا قرعته & ذراعاي | ما زالتا تؤلمانني.
        0 شكرا لكما.
        1 شكرا لك.
        """,
        begins=1370,
    ),
    talk(
        "ja",
        "第二桟橋にて",
        ("高橋 誠", "リー・アン", "森田"),
        """
        0 港へようこそ。 | 最初に来たのはどなたですか。
        1 私です。 | ちょうど二番目の桟橋を | みんなで造っていた | 年の春でした。 // \
兄はまだ海にいました。 | 氷が湾を | すっかり閉ざしたと | 手紙にありました。
        0 森田さんはいかがですか。
        2 ずっと後です。
        1 いつもそう言うんですよ。 // （笑） // 本当は次の年の | 夏に来ました。
        2 1987年の6:45に、 | 木箱を12,400個まで数えて、 | そのうち3.5％、つまり434個が7番桟橋でした。
        0 誰が書き留めましたか。
        2 書記です： | 箱も名前も全部です。
        0 その帳面はまだありますか。
        1 はい。 | 網小屋にあります。
        2 決まりは一つです： | 誰にも貸しません。
        0 （笑）では頼みません。 // あの冬の霧の話をしましょう。
        1 九日のあいだ誰も灯りを見ませんでした。 | 私たちは鐘を | 十分おきに、 | 昼も夜も鳴らしました。
        2 鳴らしたのは私と兄で、 | まだ腕が痛みます。
        0 お二人ともありがとうございました。
        1 ありがとうございました。
        """,
        joint="",
        begins=3_580_370,
    ),
)
"""The last one is past the first hour of its recording soon."""


@dataclass(frozen=True)
class Shape:
    """A file of a talk, and what such a file can tell."""

    suffix: str
    render: Callable[[Talk], bytes]
    who: Literal["named", "marked", "nobody"] = "named"
    """`marked`: only that somebody else speaks; `nobody`: not even that."""
    times: Literal["piece", "sentence", "paragraph", "turn", ""] = "piece"
    """What has times of its own."""
    grain: int = 1
    ends: bool = True
    early: int = 0
    """How much sooner a piece is over in it."""
    words: bool = False
    called: Callable[[Talk, str], str] = lambda _, name: name
    """What a speaker is called in it."""
    laughs: Literal["apart", "said", ""] = "apart"
    """How laughter alone is written in it: as nobody's, as somebody's who is named for it, or not at all."""
    marks: Literal["begin", "end"] = "begin"
    """Whether a time is where something begins, or where it is over."""
    spoken: Callable[[Talk, str], str] = lambda _, text: text
    """What becomes of the words in it."""


class Score(NamedTuple):
    turns: float
    """F1 of pairs of a speaker and all words of a turn."""
    words: float
    """The share of the words that are kept."""
    times: float | None
    """The share of the times that are right; None where the file has none."""
    events: float
    """The share of what happens that is read as that."""
    cut: int
    """Sentences that are cut by the end of a paragraph."""
    asked: int
    """Findings about what is read."""


def read(shape: Shape, talk: Talk) -> tuple[Document, list[Finding]]:
    document, found = read_data(
        shape.render(talk), Sidecar(), path=f"talk{shape.suffix}", name="talk", lang=talk.lang
    )
    return document, [*found]


def said_in(shape: Shape, talk: Talk) -> list[tuple[str, str]]:
    """Who says what, as the file tells it."""
    turns = []
    for turn in talk.turns:
        spoken = [
            piece
            for paragraph in turn.paragraphs
            for piece in paragraph
            if shape.laughs == "said" or not piece.happens
        ]
        name = shape.called(talk, turn.who) if shape.who == "named" else ""
        turns.append((name, shape.spoken(talk, talk.text(spoken))))
    if shape.who == "nobody":
        return [("", talk.joint.join(text for _, text in turns))]
    return turns


def said_of(document: Document, joint: str) -> list[tuple[str, str]]:
    """Who says what, as it is read."""
    names = {speaker.key: speaker.name for speaker in document.speakers}
    turns: list[tuple[str, str]] = []
    for turn in document.turns:
        texts = [paragraph.text for paragraph in turn.paragraphs if paragraph.kind == "speech"]
        who = " + ".join(names[key] for key in turn.speakers)
        if texts and who and turns and turns[-1][0] == who:
            texts.insert(0, turns.pop()[1])
        if texts:
            turns.append((who, joint.join(texts)))
    return turns


def times_in(shape: Shape, talk: Talk) -> list[tuple[int, int | None]]:
    """When what has times begins, and is over where that is told."""
    units: list[tuple[Piece, ...]] = []
    for turn in talk.turns:
        paragraphs = [one for one in turn.paragraphs if shape.laughs or not one[0].happens]
        if shape.times == "piece":
            units += [(piece,) for paragraph in paragraphs for piece in paragraph]
        elif shape.times == "sentence":
            units += [sentence for paragraph in paragraphs for sentence in talk.sentences(paragraph)]
        elif shape.times == "paragraph":
            units += paragraphs
        elif shape.times == "turn":
            units.append(tuple(piece for paragraph in paragraphs for piece in paragraph))
    starts = [unit[0].start // shape.grain * shape.grain for unit in units]
    ends: list[int | None] = [(unit[-1].end - shape.early) // shape.grain * shape.grain for unit in units]
    if shape.marks == "end":
        # A mark is where what stands before it is over, and where the next one begins.
        starts = [0, *(end or 0 for end in ends[:-1])]
    return [*zip(starts, ends if shape.ends else [None] * len(ends), strict=True)]


def times_of(shape: Shape, document: Document) -> list[tuple[int, int | None]]:
    found: list[tuple[int, int | None]] = []
    for paragraph in document.paragraphs():
        cues = [(cue.start, cue.end) for cue in paragraph.times.cues]
        if not cues and paragraph.times.start is not None:
            found.append((paragraph.times.start, paragraph.times.end if shape.ends else None))
        # A cue in which two speak is one, and is told with each of them.
        found += [(start, end if shape.ends else None) for start, end in cues]
    return [one for one, before in zip(found, [None, *found], strict=False) if one != before]


def heard_in(shape: Shape, talk: Talk) -> list[tuple[int, int]]:
    """When each word is said."""
    return [
        (word.start, word.end - shape.early * (word.end == piece.end))
        for _, piece in talk.pieces
        # What rolls has no times for its first words, which are those of their cues.
        if not (piece.happens or (shape.early and len(talk.words(piece)) == 1))
        for word in talk.words(piece)
    ]


def heard_of(document: Document) -> list[tuple[int, int]]:
    return [(word.start, word.end) for one in document.paragraphs() for word in one.times.words]


def _share(wanted: Sequence[object], found: Sequence[object]) -> float:
    same = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same) / max(len(wanted), len(found), 1)


def _letters(text: str) -> list[str]:
    return re.findall(r"\w+|&", text)


def score(shape: Shape, talk: Talk) -> Score:
    document, findings = read(shape, talk)
    wanted, found = said_in(shape, talk), said_of(document, talk.joint)
    same = sum(
        block.size for block in SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    )
    happens = [piece.text for _, piece in talk.pieces if piece.happens] if shape.laughs == "apart" else []
    spoken = " ".join([*happens, *(text for _, text in wanted)])
    all_words = " ".join(paragraph.text for paragraph in document.paragraphs())
    if talk.joint:
        needed, there = Counter(_letters(spoken)), Counter(_letters(all_words))
    else:
        needed, there = Counter("".join(_letters(spoken))), Counter("".join(_letters(all_words)))
    events = Counter(one.text for one in document.paragraphs() if one.kind == "event")
    inside = [paragraph.text for paragraph in document.paragraphs() if paragraph.kind == "speech"]
    ends = {one[-1].text[-1] for turn in talk.turns for one in turn.paragraphs}
    times = None
    if shape.times:
        times = _share(times_in(shape, talk), times_of(shape, document))
        if shape.words:
            times = min(times, _share(heard_in(shape, talk), heard_of(document)))
    return Score(
        turns=2 * same / (len(wanted) + len(found)),
        words=1 - (needed - there).total() / needed.total(),
        times=times,
        events=1 - (Counter(happens) - events).total() / max(1, len(happens)),
        cut=sum(text[-1] not in ends | {*"?."} for text in inside),
        asked=sum(one.name.startswith("D1") and one.name not in {"D161", "D165"} for one in findings),
    )
