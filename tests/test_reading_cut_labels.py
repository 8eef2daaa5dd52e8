"""Records in filled lines, in which labels stand on two of them; and what has dashes and is no record."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap

import pytest

from talks import read_and_asked, said
from toolkit.readers import plain
from toolkit.reading.cut_labels import whole_labels
from toolkit.reading.roster import labelled
from toolkit.reading.sittings import sitting
from toolkit.reading.view import view

CHAIRS = {"en": "CHAIR", "uk": "ГОЛОВУЮЧИЙ", "ar": "الرئيس"}
PEOPLE = {
    "en": [("ANNA HOLT", "Vell"), ("OTTO BRANDT", "North")],
    "uk": [("ОЛЕНА БЕРЕГОВА", "Порт"), ("ПЕТРО МОРОЗ", "Гавань")],
    "ar": [("أحمد البحري", "الميناء"), ("سالم الحداد", "الشاطئ")],
}
OPENS = {
    "en": "The meeting of the harbour council is open, and I ask everybody to sit down before we go on.",
    "uk": "Шановні депутати, засідання портової ради відкрите, прошу всіх зайняти свої місця у залі.",
    "ar": "حضرات الأعضاء، أفتتح جلسة مجلس الميناء لهذا اليوم وأرجو من الجميع أن يجلسوا في أماكنهم.",
}
CALLS = {
    "en": ["Thank you, Mrs Holt, that was clear.", "We thank Mr Brandt, and go on with the road."],
    "uk": ["Дякую, пані Берегова, усе ясно.", "Дякуємо, пане Мороз, і переходимо до дороги."],
    "ar": ["شكرا لك يا سيد البحري، الكلام واضح.", "نشكر السيد الحداد وننتقل إلى الطريق."],
}
SAYS = {
    "en": [
        "Madam Chair, I have asked for the floor since the wall of the quay has been open for nine weeks.",
        "What my colleague says is right, and yet it is only half of what we know about the money.",
        "The boats lie in the rain, and the people of the lower town come to me each day to ask about it.",
        "In spring the council had all of it in the purse, and then it went to a bridge that nobody crosses.",
        "Who has looked at the stones below the water knows that they will not hold until the autumn.",
        "My village has paid its part in time, and it will not pay once more for what others have forgotten.",
    ],
    "uk": [
        "Шановний головуючий, я попросила слова, бо стіна старого причалу стоїть відкрита вже довго.",
        "Те, що каже моя колега, правда, і все ж це лише половина того, що ми знаємо про гроші та дорогу.",
        "Човни стоять під дощем, і люди з нижнього міста щодня питають мене про нову стіну.",
        "Навесні рада мала всі ці кошти в касі, а потім вони пішли на міст, яким ніхто не ходить.",
        "Хто дивився на каміння під водою, той знає, що воно не витримає осінніх бур.",
        "Моє село заплатило свою частку вчасно, і воно не платитиме ще раз за те, що забули інші громади.",
    ],
    "ar": [
        "سيدي الرئيس، طلبت الكلمة لأن جدار الرصيف القديم مفتوح منذ تسعة أسابيع ولم يقل لنا أحد شيئا عنه.",
        "ما يقوله زميلي صحيح، ومع ذلك فهو نصف ما نعرفه فقط عن المال والطريق وعن القرار الذي اتخذناه معا.",
        "القوارب تقف تحت المطر والناس من المدينة السفلى يأتون إلي كل يوم ويسألون عن الجدار الجديد ومتى يبنى.",
        "في الربيع كان المبلغ كله في الخزانة، ثم أعطي لجسر لا يعبره أحد من أهل هذه البلدة ولا من غيرها.",
        "من نظر إلى الحجارة تحت الماء يعرف أنها لن تصمد حتى عواصف الخريف والأمواج العالية التي تأتي بعدها.",
        "قريتي دفعت حصتها في موعدها، وهي لن تدفع مرة أخرى ثمن ما نسيه الآخرون في السنوات التي مضت.",
    ],
}


def filled(text: str, first: int, page: int) -> list[str]:
    """A paragraph in lines, the first of which has less room."""
    rows = wrap(text, page, initial_indent=" " * (page - first), break_on_hyphens=False)
    return [row.strip() for row in rows]


@pytest.mark.parametrize("sign", [" – ", " - "])
@pytest.mark.parametrize(("first", "page"), [(18, 70), (28, 76), (66, 66)])
@pytest.mark.parametrize("lang", [*PEOPLE])
def test_labels_of_a_record_may_end_on_the_next_line(lang: str, first: int, page: int, sign: str) -> None:
    chair = CHAIRS[lang]
    turns = [(chair, "", OPENS[lang])]
    for k, text in enumerate(SAYS[lang]):
        name, place = PEOPLE[lang][k % 2]
        turns += [(name, f" ({place})", text), (chair, "", CALLS[lang][k % 2])]
    turns.pop()
    rows = [row for who, place, text in turns for row in filled(f"{who}{place}{sign}{text}", first, page)]
    document, _ = read_and_asked("\n".join(rows), lang=lang)
    assert [*together(said(document))] == [(who, text) for who, _, text in turns]


def together(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What each says up to the next."""
    return [(who, " ".join(text for _, text in of)) for who, of in groupby(rows, lambda row: row[0])]


TERMS = [
    ("HARBOUR DUES", "Vell", "the sum that each ship pays to the Council for a night at the old quay"),
    ("QUAY WALL", "North", "the wall of stone that keeps the water from the road behind the houses"),
    ("CHAIR", "office", "the person who leads the meetings of the Council and signs what is decided"),
    ("NIGHT WATCH", "Vell", "two people who walk along the quay from dusk to dawn and ring the bell"),
    ("DRY DOCK", "South", "the place where ships stand without water and are mended in the winter"),
    ("COUNCIL HOUSE", "Vell", "the house with the green roof in which the Council sits each month"),
]
STATIONS = ["VELL HARBOUR", "NORTH QUAY", "OLD MILL", "SOUTH DOCK"]
TASKS = [
    ("CHAIR", "to write to the owner of the yard"),
    ("ANNA HOLT (treasurer)", "to ask for the price of the rope"),
    ("CHAIR", "to call the next meeting"),
    ("ANNA HOLT (by Monday)", "to pay the smith"),
    ("CHAIR", "to sign the lease"),
    ("OTTO BRANDT (North)", "to paint the door"),
]
CLAUSES = (
    "The harbour – or what is left of it – lies below the old town. Ann Holt (Vell) – she had been there "
    "for years – told me so. THE OLD QUAY (1890) – the one with the crane – was sold to somebody, and "
    "nobody – not even the chair – knew to whom. "
)
UNSAID = {
    "terms": "\n".join(row for a, b, c in TERMS for row in filled(f"{a} ({b}) – {c}.", 18, 70)),
    "terms in narrow lines": "\n".join(
        row for a, b, c in TERMS for row in filled(f"{a} ({b}) – {c}.", 40, 40)
    ),
    "hours": "\n".join(
        f"{name}\n(platform {k}) – departs at {9 + hour}:{k}5 for the islands"
        for hour in range(4)
        for k, name in enumerate(STATIONS, 1)
    ),
    "tasks": "\n".join(f"{who} – {what}" for who, what in TASKS),
    "an agenda": "\n".join(f"{k}. {who} – {what}" for k, (who, what) in enumerate(TASKS, 1)),
    "clauses": "\n".join(filled(CLAUSES * 5, 40, 40)),
    "paragraphs with clauses": "\n".join(row for _ in range(5) for row in filled(CLAUSES, 24, 76)),
    "Arabic terms": "\n".join(
        f"{a} ({b}) – {c}."
        for a, b, c in [
            ("الرصيف", "الميناء", "جدار من الحجر يحمي الطريق من ماء البحر"),
            ("الرئيس", "المجلس", "من يقود جلسات المجلس ويوقع قراراته"),
            ("القارب", "البحر", "مركب صغير يحمل الصيادين إلى البحر"),
            ("المصباح", "الليل", "ضوء يهدي السفن حتى الصباح"),
        ]
    ),
}


@pytest.mark.parametrize("what", [*UNSAID])
def test_what_stands_before_dashes_elsewhere_makes_no_record(what: str) -> None:
    content = plain.content(UNSAID[what], path="x.txt")
    assert whole_labels(content).lines == content.lines
    assert not sitting(labelled(view(content.lines))).turns


@pytest.mark.parametrize("what", ["terms in narrow lines", "hours", "clauses", "Arabic terms"])
def test_nobody_says_what_stands_behind_dashes_elsewhere(what: str) -> None:
    document, _ = read_and_asked(UNSAID[what])
    assert said(document) == []


def test_a_label_ends_on_the_next_line_where_the_same_is_whole_elsewhere() -> None:
    talk = [
        ("Mara Lind (Vell)", "Who rang the bell when the fog came in over the wall?"),
        ("Otto Brandt (North)", "My aunt did, and she stood on a box to reach the rope."),
        ("Mara Lind (Vell)", "And who went out for the boats that came late?"),
        ("Otto Brandt (North)", "Nobody did, since they saw the lamp on the tower."),
        ("Mara Lind (Vell)", "Did you ever see it from the water?"),
        ("Otto Brandt (North)", "Once, when I was ten, and I have not forgotten it."),
    ]
    rows = [f"{who}: {text}" for who, text in talk]
    rows[2] = rows[2].replace("Lind (", "Lind\n(")
    rows[5] = rows[5].replace("Otto ", "Otto\n")
    document, _ = read_and_asked("\n".join(rows))
    assert said(document) == [(who.split(" (")[0], text) for who, text in talk]
