"""Editions for the tests of all writers.

A small interview in six languages, with every kind of paragraph.

sample("en", "zh-Hans")                      bilingual
sample("ja", source="en")                    the translation alone
sample("en", "ar", absent={"ar": {"speech"}})   some paragraphs without a translation
long(100_000, "en", "zh-Hans")               a book, made of the same sentences
build(lines, langs=...)                      any words
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from toolkit import languages
from toolkit.config import Layout
from toolkit.edition.blocks import document
from toolkit.model import Bead, Cell, Counts, Edition, Form, Kind, Meta, Person, Picture, Row, Scene, Speaker
from toolkit.text import cuts, segment
from toolkit.text.counting import count_words
from toolkit.text.scripts import parts_sentences
from toolkit.writers import pictures, sheets
from toolkit.writers.xhtml import Printer
from toolkit.writers.xhtml_setting import Setting


@dataclass(frozen=True)
class Line:
    """A paragraph in some languages."""

    kind: Kind
    texts: Mapping[str, str]
    speaker: str | None = None
    goes_on: bool = False
    """Whether it belongs to the turn of the line before it."""
    form: Form = "prose"


SPEAKERS = (
    Speaker("noor-haddad", "Noor Haddad", "interviewer"),
    Speaker("tomas-vey", "Tomas Vey", "interviewee"),
)
NAMES: Mapping[str, Mapping[str, str]] = {
    "noor-haddad": {
        "en": "Noor Haddad",
        "de": "Noor Haddad",
        "zh-Hans": "努尔·哈达德",
        "fr": "Noor Haddad",
        "ar": "نور حداد",
        "ja": "ヌール・ハダド",
        "ko": "누르 하다드",
    },
    "tomas-vey": {
        "en": "Tomas Vey",
        "de": "Tomas Vey",
        "zh-Hans": "托马斯·韦伊",
        "fr": "Tomas Vey",
        "ar": "توماس فاي",
        "ja": "トマス・ヴェイ",
        "ko": "토마스 베이",
    },
}
CREDITS: Mapping[str, tuple[Person, ...]] = {
    "zh-Hans": (Person("苏晚"), Person("何以宁")),
    "fr": (Person("Camille Orsel"),),
    "ar": (Person("ليلى منصور"),),
    "ja": (Person("森田 葵"),),
    "ko": (Person("한서윤"),),
}
META = Meta(
    title="The Tide Clock",
    date="2026-03-14",
    publisher="The Pier Review",
    url="https://pier.example/tide-clock",
    rights="© 2026 The Pier Review",
    translation_rights="Translations under CC BY 4.0",
    translation_licence="https://creativecommons.org/licenses/by/4.0/",
    description="A conversation with the keeper of a clock that shows the tide.",
    subjects=("Clocks", "Harbours"),
    place="Port Ellery",
)

SAMPLE: tuple[Line, ...] = (
    Line(
        "kicker",
        {
            "en": "Conversations",
            "zh-Hans": "对谈",
            "fr": "Entretiens",
            "ar": "حوارات",
            "ja": "対話",
            "ko": "대담",
        },
    ),
    Line(
        "title",
        {
            "en": "The Tide Clock",
            "zh-Hans": "潮汐钟",
            "fr": "L’horloge des marées",
            "ar": "ساعة المدّ والجزر",
            "ja": "潮の時計",
            "ko": "조수 시계",
        },
    ),
    Line(
        "byline",
        {
            "en": "By Noor Haddad",
            "zh-Hans": "采访：努尔·哈达德",
            "fr": "Par Noor Haddad",
            "ar": "بقلم نور حداد",
            "ja": "聞き手 ヌール・ハダド",
            "ko": "누르 하다드",
        },
    ),
    Line(
        "dateline",
        {
            "en": "Port Ellery, 3 March 2026",
            "zh-Hans": "埃勒里港，2026年3月3日",
            "fr": "Port Ellery, le 3 mars 2026",
            "ar": "بورت إيليري، 3 مارس 2026",
            "ja": "ポート・エラリー、2026年3月3日",
            "ko": "포트 엘러리, 2026년 3월 3일",
        },
    ),
    Line(
        "caption",
        {
            "en": "The clock house at low tide. Photo: A. Vey",
            "zh-Hans": "退潮时的钟楼。摄影：A. 韦伊",
            "fr": "La maison de l’horloge à marée basse. Photo : A. Vey",
            "ar": "بيت الساعة عند الجزر. تصوير: أ. فاي",
            "ja": "干潮の時計小屋。撮影：A・ヴェイ",
            "ko": "썰물 때의 시계탑. 사진: A. 베이",
        },
    ),
    Line(
        "note",
        {
            "en": "Editor’s note: This conversation was recorded on the pier and shortened.",
            "zh-Hans": "编者按：本次对谈在栈桥上录音，文字有删节。",
            "fr": "Note de la rédaction : cet entretien, enregistré sur la jetée, a été abrégé.",
            "ar": "ملاحظة المحرّر: سُجّل هذا الحوار على الرصيف ثم اختُصر.",
            "ja": "編集部注：この対話は桟橋で録音し、短くまとめたものです。",
            "ko": "편집자 주: 이 대담은 부두에서 녹음해 줄여 실었습니다.",
        },
    ),
    Line(
        "narration",
        {
            "en": "The clock has one hand. It does not tell the hour, only how far the sea is.",
            "zh-Hans": "这座钟只有一根指针。它不报时，只说海还有多远。",
            "fr": "L’horloge n’a qu’une aiguille. Elle dit non pas l’heure, mais où est la mer.",
            "ar": "للساعة عقرب واحد. لا تدلّ على الوقت، بل على بُعد البحر.",
            "ja": "時計の針は一本しかない。時刻ではなく、海がどれほど遠いかを示す。",
            "ko": "시계에는 바늘이 하나뿐이다. 시각이 아니라 바다가 얼마나 먼지를 가리킨다.",
        },
    ),
    Line(
        "speech",
        {
            "en": "When did you first climb the tower?",
            "zh-Hans": "您第一次登上钟楼是什么时候？",
            "fr": "Quand êtes-vous monté à la tour pour la première fois ?",
            "ar": "متى صعدت إلى البرج أوّل مرّة؟",
            "ja": "初めて塔に登ったのはいつですか。",
            "ko": "처음 탑에 오른 것은 언제입니까?",
        },
        "noor-haddad",
    ),
    Line(
        "speech",
        {
            "en": "On 4 January 1987, at −12 °C (it was 6:40 in the morning).",
            "zh-Hans": "1987年1月4日，零下12°C（早上6:40）。",
            "fr": "Le 4 janvier 1987, par −12 °C (il était 6 h 40 du matin).",
            "ar": "في 4 يناير 1987، والحرارة 12 درجة تحت الصفر (كانت الساعة 6:40 صباحًا).",
            "ja": "1987年1月4日、氷点下12度の朝（6時40分）でした。",
            "ko": "1987년 1월 4일, 영하 12도의 아침(6시 40분)이었습니다.",
        },
        "tomas-vey",
    ),
    Line(
        "event",
        {
            "en": "(Laughs.)",
            "zh-Hans": "（笑）",
            "fr": "(Rires.)",
            "ar": "(يضحك)",
            "ja": "（笑）",
            "ko": "(웃음)",
        },
        "tomas-vey",
        goes_on=True,
    ),
    Line(
        "speech",
        {
            "en": "There are ninety-six steps; I still count them & never agree with “R&D <plans>”.",
            "zh-Hans": "一共九十六级台阶；我至今还数，而且从不赞成“R&D <计划>”。",
            "fr": "Il y a 96 marches ; je les compte encore, sans croire aux « plans R&D <neufs> ».",
            "ar": "هناك ست وتسعون درجة؛ ما زلت أعدّها، ولا أوافق أبدًا على «خطط R&D <الجديدة>».",
            "ja": "階段は九十六段。今でも数えますし、「R&D <計画>」には賛成しません。",
            "ko": "계단은 아흔여섯 개. 지금도 세고, “R&D <계획>”에는 찬성하지 않습니다.",
        },
        "tomas-vey",
        goes_on=True,
    ),
    Line(
        "heading",
        {
            "en": "After the buoy",
            "zh-Hans": "浮标之后",
            "fr": "Après la bouée",
            "ar": "بعد العوّامة",
            "ja": "ブイの後で",
            "ko": "부표 이후",
        },
    ),
    Line(
        "speech",
        {
            "en": "Who needs the clock now?",
            "zh-Hans": "现在还有谁需要这座钟？",
            "fr": "Qui a encore besoin de l’horloge ?",
            "ar": "من يحتاج إلى الساعة الآن؟",
            "ja": "今、この時計を必要とするのは誰でしょう。",
            "ko": "이제 누가 이 시계를 필요로 합니까?",
        },
        "noor-haddad",
    ),
    Line(
        "speech",
        {
            "en": "A GPS buoy measures the water. People still ask me, because I can also say why.",
            "zh-Hans": "GPS浮标会测水位。可人们还是来问我，因为我还说得出为什么。",
            "fr": "Une bouée GPS mesure l’eau. On me demande quand même, car moi, je sais dire pourquoi.",
            "ar": "عوّامة GPS تقيس الماء، لكن الناس ما زالوا يسألونني، لأنني أعرف السبب أيضًا.",
            "ja": "水位はGPSブイが測ります。それでも人は私に聞く。理由も話せますからね。",
            "ko": "물높이는 GPS 부표가 잽니다. 그래도 사람들은 제게 묻지요. 이유도 말해 주니까요.",
        },
        "tomas-vey",
    ),
    Line("separator", {"en": "* * *"}),
    Line(
        "narration",
        {
            "en": "At noon the hand stands still for a moment, then turns back.",
            "zh-Hans": "正午，指针停了一瞬，然后往回转。",
            "fr": "À midi, l’aiguille s’arrête un instant, puis repart en arrière.",
            "ar": "عند الظهر يقف العقرب لحظة ثم يعود.",
            "ja": "正午、針は一瞬止まり、それから戻りはじめる。",
            "ko": "정오에 바늘은 잠시 멈췄다가 되돌아간다.",
        },
    ),
    Line(
        "meta",
        {
            "en": "Published: 14 March 2026, 02:52 PM",
            "zh-Hans": "发布时间：2026年3月14日 14:52",
            "fr": "Publié le 14 mars 2026 à 14 h 52",
            "ar": "نُشر في 14 مارس 2026، 14:52",
            "ja": "公開：2026年3月14日 14時52分",
            "ko": "게시: 2026년 3월 14일 14:52",
        },
    ),
)

MARKED: tuple[Line, ...] = (
    SAMPLE[1],
    Line(
        "heading",
        {
            "en": "The *Sill* of 1912^[A rock.]",
            "ja": "1912年の*敷居*^[岩の名。]",
            "ar": "*عتبة* 1912^[صخرة.]",
            "fr": "Le *Seuil* de 1912^[Un rocher.]",
        },
    ),
    Line(
        "speech",
        {
            "en": "I **never** said so^[He did. In *March*.]. See [the *log* of 1912](https://pier.example/log?a=1&b=2).",
            "ja": "そう言ったことは**一度も**ない^[言った。*三月*に。]。[1912年の*日誌*](https://pier.example/log?a=1&b=2)を{見|み}てください。",
            "ar": "لم أقل ذلك **قط**^[بل قاله. في *مارس*.]. انظر [*سجلّ* 1912](https://pier.example/log?a=1&b=2).",
            "fr": "Je ne l’ai **jamais** dit^[Si. En *mars*.]. Voir [le *journal* de 1912](https://pier.example/log?a=1&b=2).",
        },
        "tomas-vey",
    ),
    Line(
        "speech",
        {
            "en": "*So they say. And they write it.* [The log^[Of the pier.]](https://pier.example/log)",
            "ja": "*そう言われている。そう書かれている。* [{日誌|にっし}^[桟橋の。]](https://pier.example/log)と{潮汐|ちょう|せき}。",
            "ar": "*هكذا يقولون. وهكذا يكتبون.* [السجلّ](https://pier.example/log)",
            "fr": "*On le dit. On l’écrit.* [Le journal^[De la jetée.]](https://pier.example/log)",
        },
        "noor-haddad",
    ),
)
"""With emphasis, links, footnotes and ruby."""


def build(
    lines: Iterable[Line],
    langs: Sequence[str],
    *,
    source: str | None = None,
    fallback: Literal["source", "omit"] = "source",
    meta: Meta = META,
    name: str = "tide-clock",
) -> Edition:
    """An edition as `merge.edition` makes it: what a line lacks in a language is there a fallback or missing.

    source: the language of the transcript; the first of `langs` where it isn't said.
    """
    source = source or langs[0]

    def cells(texts: Mapping[str, str], fallback: str = "source") -> dict[str, Cell]:
        return {lang: _cell(texts, lang, source, fallback) for lang in langs}

    lines = tuple(lines)
    turns: list[list[Line]] = []
    for line in lines:
        if line.goes_on:
            turns[-1].append(line)
        else:
            turns.append([line])
    scenes = []
    number = 0
    for place, turn in enumerate(turns, 1):
        rows = []
        for inside, line in enumerate(turn, 1):
            number += 1
            # Nobody translates a separator.
            drawn = dict.fromkeys(langs, Cell(next(iter(line.texts.values())), source, "original"))
            row = cells(line.texts, fallback) if line.kind != "separator" else drawn
            rows.append(Row(f"s{number:06d}", f"{place}.{inside}", line.kind, row, form=line.form))
        head = turn[0]
        names = cells(NAMES[head.speaker]) if head.speaker else {}
        scenes.append(
            Scene(
                "t" + rows[0].id[1:],
                str(place),
                head.kind,
                (head.speaker,) if head.speaker else (),
                names,
                tuple(rows),
            ),
        )
    title = next((line.texts for line in lines if line.kind == "title"), {source: meta.title or name})
    return Edition(
        name=name,
        langs=tuple(langs),
        source_lang=source,
        titles=cells(title),
        speakers=SPEAKERS,
        names={speaker.key: cells(NAMES[speaker.key]) for speaker in SPEAKERS},
        scenes=tuple(scenes),
        meta=meta,
        credits={lang: CREDITS[lang] for lang in langs if lang != source and lang in CREDITS},
        counts={lang: _counts(lines, lang, source) for lang in langs if lang != source},
        fallback=fallback,
    )


def _cell(texts: Mapping[str, str], lang: str, source: str, fallback: str) -> Cell:
    if lang == source:
        return Cell(texts[source], source, "original")
    if lang in texts:
        return Cell(texts[lang], lang, "translated")
    if fallback == "source":
        return Cell(texts[source], source, "fallback")
    return Cell("", lang, "missing")


def _counts(lines: Sequence[Line], lang: str, source: str) -> Counts:
    words = [
        (count_words(line.texts[source]), lang in line.texts) for line in lines if line.kind != "separator"
    ]
    done = sum(translated for _, translated in words)
    return Counts(
        total=len(words),
        translated=done,
        empty=len(words) - done,
        words=sum(count for count, _ in words),
        words_translated=sum(count for count, translated in words if translated),
    )


def sample(
    *langs: str,
    source: str = "en",
    absent: Mapping[str, Set[Kind]] | None = None,
    fallback: Literal["source", "omit"] = "source",
    meta: Meta = META,
) -> Edition:
    """The small interview. absent: language -> the kinds of paragraphs that have no translation in it."""
    lines = [
        Line(
            line.kind,
            {
                lang: text
                for lang, text in line.texts.items()
                if line.kind not in (absent or {}).get(lang, ())
            },
            line.speaker,
            line.goes_on,
        )
        for line in SAMPLE
    ]
    return build(lines, langs, source=source, fallback=fallback, meta=meta)


def in_sentences(edition: Edition) -> Edition:
    """The edition by sentence.

    One to one where there are as many, else all of a paragraph in one bead.

    `sentences.split` aligns them, which takes longer than most tests have.
    """
    pivot = edition.langs[0]

    def divided(row: Row) -> Row:
        cells = {
            lang: cell.replace(sentences=cuts.uncut(segment.split(cell.text, cell.lang)))
            for lang, cell in row.cells.items()
        }
        beads = {
            lang: _beads(len(cells[pivot].sentences), len(cells[lang].sentences))
            for lang in edition.langs[1:]
            if cells[lang].state == "translated"
        }
        return row.replace(cells=cells, beads=beads)

    return replace(
        edition,
        scenes=tuple(scene.replace(rows=tuple(map(divided, scene.rows))) for scene in edition.scenes),
    )


def typed(text: str) -> str:
    """The text with a writer's blanks.

    A writer types others where no line must end.
    """
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def _beads(n: int, m: int) -> tuple[Bead, ...]:
    if n == m:
        return tuple(Bead((k,), (k,)) for k in range(n))
    return (Bead(tuple(range(n)), tuple(range(m))),)


def long(pairs: int, *langs: str, heading_every: int = 0) -> Edition:
    """A book of so many paragraphs.

    heading_every: after how many paragraphs a heading comes; 0 for none.
    """
    title = next(line for line in SAMPLE if line.kind == "title")
    heading = next(line for line in SAMPLE if line.kind == "heading")
    turns = [line for line in SAMPLE if line.kind == "speech" and not line.goes_on]
    lines = [title]
    while len(lines) < pairs:
        due = heading_every and len(lines) % heading_every == 0
        lines.append(heading if due else turns[len(lines) % len(turns)])
    return build(lines, langs)


def chapter(count: int, *langs: str, longest: int = 25) -> Edition:
    """A chapter of turns, headings and narration.

    Each turn has one to so many sentences.
    """
    speech = [line for line in SAMPLE if line.kind == "speech"]
    heading, narration = (
        next(line for line in SAMPLE if line.kind == kind) for kind in ("heading", "narration")
    )
    lines = [SAMPLE[1]]
    for k in range(count):
        texts = [speech[(k + j) % len(speech)].texts for j in range(1 + k * 7 % longest)]
        said = {
            lang: (" " if parts_sentences(languages.get(lang).script) else "").join(
                text[lang] for text in texts
            )
            for lang in langs
        }
        lines.append(Line("speech", said, list(NAMES)[k % 2]))
        lines += [heading] * (k % 16 == 3) + [narration] * (k % 16 == 7)
    return build(lines, langs)


# Parts of books, without a book around them


def pages(
    edition: Edition, limit: int, layout: Layout = "stacked", *, by_sentence: bool = False
) -> list[sheets.Chunk]:
    """The XHTML pages of a document."""
    blocks = document(edition, layout, by_sentence=by_sentence)
    return list(sheets.pages(blocks, Printer(edition, Setting(layout), _source), limit))


def _source(picture: Picture) -> str:
    return f'src="{pictures.file_name(picture)}"'


def inline(text: str, lang: str, *, vertical: bool = False) -> tuple[str, tuple[str, ...]]:
    """A paragraph of XHTML, and its footnotes."""
    edition = build([Line("narration", {"en": ""})], ("en",))
    (scene,) = edition.scenes
    (row,) = scene.rows
    cells = {lang: Cell(text, lang, "original")}
    scenes = (scene.replace(rows=(row.replace(cells=cells),)),)
    edition = replace(edition, langs=(lang,), source_lang=lang, titles=cells, scenes=scenes)
    _, block = document(edition)
    printer = Printer(edition, Setting(vertical=vertical), _source)
    return printer.block(block).partition(">")[2].removesuffix("</p>"), printer.notes()
