"""Signs that few texts have: a letter for a colon, a hash sign for an answer, strokes between people."""

import pytest

from talks import read, said


def test_in_bengali_a_letter_that_looks_like_a_colon_stands_for_one() -> None:
    turns = [
        ("অপু", "কেমন আছেন?"),
        ("মীনা", "আমি ভালো আছি। দুঃখ নেই।"),
        ("অপু", "কোথায় থাকেন?"),
        ("মীনা", "আমি দ্বীপে থাকি, কারণ সেখানে শান্তি আছে।"),
    ]
    assert [*said(read(*(f"{name}ঃ {words}" for name, words in turns)))] == turns


COLONS = [
    ("सुमनः", "राकेशः", ["कब शुरू किया?", "खेत में। माँ गाती थीं।", "और फिर?", "गाँव का मेला।"]),
    ("प्रश्नः", "उत्तरः", ["कब शुरू किया?", "खेत में। माँ गाती थीं।", "और फिर?", "गाँव का मेला।"]),
    ("લીલાઃ", "મનુઃ", ["ક્યારે શરૂ કર્યું?", "નદી પાસે.", "અને પછી?", "હોડી બનાવી."]),
    ("សុខា៖", "លោកតា៖", ["តើចាប់ផ្តើមនៅពេលណា?", "តាំងពីក្មេង។", "ឥឡូវធ្វើអ្វី?", "ធ្វើទូក។"]),
]


@pytest.mark.parametrize(("first", "other", "words"), COLONS)
def test_other_scripts_have_their_own_colons(first: str, other: str, words: list[str]) -> None:
    turns = [((first, other)[k % 2], one) for k, one in enumerate(words)]
    assert [*said(read(*(f"{who} {one}" for who, one in turns)))] == [(who[:-1], one) for who, one in turns]


@pytest.mark.parametrize("adverb", ["अतः", "संभवतः", "पुनः", "छः"])
def test_words_of_hindi_that_end_so_are_nobody(adverb: str) -> None:
    text = [f"{adverb} {words}" for words in ("यह आदत पुरानी है।", "गाँव में सब गाते हैं।", "इसे बचाना ज़रूरी है।")]
    assert not [*said(read(*text))]


@pytest.mark.parametrize("adverb", ["প্রথমতঃ", "বস্তুতঃ", "ক্রমশঃ", "পুনঃ"])
def test_an_adverb_that_ends_in_this_letter_is_nobody(adverb: str) -> None:
    document = read(*(f"{adverb} {words}" for words in ("আমি দ্বীপে থাকি।", "আপনি কেমন আছেন?") * 3))
    assert not document.speakers


@pytest.mark.parametrize(
    ("questions", "answers"),
    [
        (
            ("How did you begin to sail?", "Do you sail alone?", "What do you fear?"),
            (
                "I began for the fun of it. I was in an office for years.",
                "I have a dog with me, and my sister comes along whenever the harbour is quiet.",
                "I fear fog. It has no edges.",
            ),
        ),
        (
            ("आपने नाव चलाना कैसे शुरू किया?", "क्या आप अकेले जाते हैं?", "आपको किससे डर लगता है?"),
            (
                "मैंने शौक से शुरू किया। मैं बरसों दफ़्तर में था।",
                "मेरे साथ मेरा कुत्ता रहता है, और जब घाट शांत हो तो मेरी बहन भी आती है, जो बहुत अच्छा गाती है।",
                "मुझे कोहरे से डर लगता है। उसका कोई किनारा नहीं होता।",
            ),
        ),
        (
            ("كيف بدأت الإبحار؟", "هل تبحر وحدك؟", "ممّ تخاف؟"),
            (
                "بدأت حبًّا في البحر. كنت في مكتب لسنوات.",
                "معي كلبي دائمًا، وتأتي أختي معنا كلما هدأ المرفأ وطاب لها أن تغني.",
                "أخاف الضباب. ليست له حافة.",
            ),
        ),
    ],
)
def test_a_hash_sign_before_sentences_makes_no_heading(
    questions: tuple[str, ...], answers: tuple[str, ...]
) -> None:
    lines = [
        line
        for n, (asks, answer) in enumerate(zip(questions, answers, strict=True), 1)
        for line in (f"{n}. {asks}", f"# {answer}")
    ]
    document = read(*lines)
    kinds = [paragraph.kind for turn in document.turns for paragraph in turn.paragraphs]
    assert not {"event", "heading"} & {*kinds}


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (
            ("Q", "P Mr Lind"),
            ("What was hard about it?", "I could not tell who can talk, and I asked around."),
        ),
        (
            ("Q", "민수 이장님"),
            ("무엇이 어려웠나요?", "저는 누가 말을 잘하는지 몰랐고, 그래서 물어보았습니다."),
        ),
        (("В", "Пётр Ильин"), ("Что было трудно?", "Я не знал, кто умеет говорить, и спрашивал всех.")),
        (("ש", "דנה לוי"), ("מה היה קשה?", "לא ידעתי מי יודע לדבר, ושאלתי את כולם.")),
    ],
)
def test_a_letter_with_a_stop_asks_where_whoever_answers_has_a_name(
    people: tuple[str, str], words: tuple[str, str]
) -> None:
    asks, answers = people
    turns = [*zip(people, words, strict=True)] * 3
    paragraphs = [f"{name}{'.' if name == asks else ':'} {line}" for name, line in turns]
    document = read("A guest is found" if asks == "Q" else "1", *paragraphs)
    assert [*said(document)][-6:] == turns
    assert {who.name for who in document.speakers} == {asks, answers}


def test_letters_between_strokes_are_nobodys_full_name() -> None:
    turns = [
        ("WH", "I think so."),
        ("LH", "Why?"),
        ("WH/AR/STH", "There is no way."),
        ("LH", "I see. And you, do you know?"),
        ("STH", "No."),
        ("WH", "Well, I do."),
    ]
    assert [*said(read(*(f"{name}: {words}" for name, words in turns)))] == turns


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_nobody_says_a_program_of_a_page(fence: str) -> None:
    code = f"{fence}js\nmodule sea {{\n  lamp(1);\n}}\n{fence}"
    turns = (
        "AW: I think so. Look:",
        "LH: Why?",
        "AW: There is no way.",
        "LH: And you, do you know?",
        "AW: No.",
    )
    document = read("# Notes", turns[0], code, *turns[1:], path="x.md")
    assert [f"{name}: {words}" for name, words in said(document)] == [*turns]


def test_a_time_may_stand_right_before_a_sentence() -> None:
    sentences = (
        "There was a lamp.",
        "Who lit it?",
        "Nobody knew in those days, and I didn't ask.",
        "My mother told me later.",
        "She had the key.",
        "I have it now.",
    )
    text = "".join(f"00:{4 * n:02}{words}\n" for n, words in enumerate(sentences))
    document = read(text, lang="en")
    assert " ".join(words for _, words in said(document)) == " ".join(sentences)


def test_two_blanks_stand_behind_the_headwords_of_a_dictionary() -> None:
    entries = (
        "ABATE, v.t.",
        "ABBOT, n.",
        "ABET, v.t.",
        "ABLENESS, n.",
        "ABODE, n.",
        "ABSENT, adj.",
        "ABYSS, n.",
    )
    told = "  I had to ask my old aunt what it means."
    document = read(*(f"{word}{told}" for word in entries))
    assert not document.speakers


def test_what_a_word_for_a_question_is_short_for_speaks_where_answers_have_no_label() -> None:
    questions = ("आप अपने बारे में कुछ बताएं।", "यह किताब क्यों लिखी?", "आपको प्रेरणा कहाँ से मिली?", "अब क्या लिख रहे हैं?")
    answer = "मुझे बचपन से लिखने का शौक है, और मैं रात में लिखता हूँ।"
    labels = ("प्रश्न:", "प्र.", "प्र.", "प्र.")
    paragraphs = [
        part for label, asks in zip(labels, questions, strict=True) for part in (f"{label} {asks}", answer)
    ]
    document = read("लेखक से बातचीत", *paragraphs)
    assert [words for _, words in said(document)] == [part for asks in questions for part in (asks, answer)]


@pytest.mark.parametrize(
    ("full", "initials", "said_"),
    [
        (
            ("Мария Белова", "Пётр Ильин"),
            ("М.Б.", "П.И."),
            (
                "Здравствуйте, Пётр.|День.|Как всё началось?|Я услышал ель зимой и пошёл туда.|А потом?"
                "|Потом мы построили лодку с сестрой.|Вы плаваете один?|Никогда. Я беру собаку."
            ),
        ),
        (
            ("Νίκη Βάρδα", "Άρης Σάμιος"),
            ("Ν.Β.", "Α.Σ."),
            (
                "Γεια.|Καλησπέρα.|Πώς άρχισαν όλα;|Άκουσα το έλατο τον χειμώνα και πήγα εκεί.|Και μετά;"
                "|Μετά φτιάξαμε τη βάρκα με την αδελφή μου.|Ταξιδεύετε μόνος;|Ποτέ. Παίρνω τον σκύλο."
            ),
        ),
    ],
)
def test_initials_with_stops_are_those_of_full_names_above(
    full: tuple[str, str], initials: tuple[str, str], said_: str
) -> None:
    words = said_.split("|")
    greetings = [f"{name} — {line}" for name, line in zip(full, words[:2], strict=True)]
    turns = [f"{initials[n % 2]} {line}" for n, line in enumerate(words[2:])]
    document = read("1", *greetings, *turns)
    assert [*said(document)] == [*zip(full * 4, words, strict=True)]


@pytest.mark.parametrize(
    ("people", "words", "told"),
    [
        (
            ("BO BERG", "MARA LIND"),
            ("How did it begin?", "I heard a spruce in winter."),
            "Mara Lind. Her dream was to be a sailor, but she met a man who built boats.",
        ),
        (
            ("ІВАН ГАЙ", "МАРА ЛИНЬ"),
            ("Як це почалося?", "Я почула ялину взимку."),
            "Мара Линь. Вона мріяла бути морячкою, але зустріла того, хто будував човни.",
        ),
    ],
)
def test_a_name_and_a_full_stop_begin_an_introduction(
    people: tuple[str, str], words: tuple[str, str], told: str
) -> None:
    turns = [*zip(people, words, strict=True)] * 4
    document = read("1", told, *(f"{name}: {said_}" for name, said_ in turns))
    assert [*said(document)] == turns


def test_a_full_stop_for_a_colon_among_turns_is_a_slip() -> None:
    words = (
        "How did it begin?",
        "I heard a spruce in winter.",
        "And then?",
        "Then we built the boat.",
        "Alone?",
    )
    turns = [*zip(("Mara Lind", "Bo Berg") * 3, words, strict=False)]
    lines = [f"{name}{'.' if n == 2 else ':'} {line}" for n, (name, line) in enumerate(turns)]
    assert [*said(read("A life at sea", *lines))] == turns
