"""Words that exclude each other, one of which stands for the other (D260)."""

import tomllib
from collections import defaultdict
from importlib.resources import files

import pytest

from toolkit.checks import Checked, contrasts
from toolkit.checks.contrasts import exchanged
from toolkit.checks.messages import CheckedMessage
from toolkit.model import Catalog, Document, Entry

TABLE = tomllib.loads(files("toolkit.languages").joinpath("contrasts.toml").read_text("utf-8"))


def told(source: str, target: str, source_lang: str, lang: str) -> list[tuple[str, str]]:
    """The words of a message that were exchanged."""
    entry = Entry("narration", source, target, "done", ("s1",))
    message = CheckedMessage(entry, source_lang, lang, None, None)
    return [(one.word, one.other) for one in exchanged(message)]


@pytest.mark.parametrize(
    ("source", "target", "lang", "words"),
    [
        ("Mr Adeyemi came.", "Frau Adeyemi kam.", "de", [("Mr", "Frau")]),
        # A wife is no title.
        ("Mr Adeyemi came with his wife.", "Herr Adeyemi kam mit seiner Frau.", "de", []),
        ("The left wall fell.", "Le mur de droite est tombé.", "fr", [("left", "droite")]),
        ("My mother sang.", "أبي كان يغني.", "ar", [("mother", "أبي")]),
        ("He always sang in the evening.", "वह हमेशा सुबह गाता था।", "hi", [("evening", "सुबह")]),
        ("Mr Sato spoke.", "佐藤太太讲话了。", "zh-Hans", [("Mr", "太太")]),
        ("She is younger than Oda.", "Ő idősebb Odánál.", "hu", [("younger", "idősebb")]),
        ("She is younger than Oda.", "彼女はオダより年上です。", "ja", [("younger", "年上")]),
        ("She is younger than Oda.", "Вона старша за Оду.", "uk", [("younger", "старша за")]),
        # A point inside of an abbreviation parts no words.
        ("Has Ms Lomba the floor?", "Tem a palavra a Sr.ª Lomba?", "pt", []),
        ("Has Mr Lomba the floor?", "Tem a palavra a SR.ª Lomba?", "pt", [("Mr", "SR.ª")]),
        ("Has Ms Lomba the floor?", "Tem a palavra o Sr. Lomba?", "pt", [("Ms", "Sr")]),
        ("Ms Lomba has come.", "Ha venido la Sr.ª Lomba.", "es", []),
        # How old somebody is.
        ("They were young, eleven or so.", "Sie waren elf Jahre alt.", "de", []),
        # Left out, and added, isn't exchanged.
        ("The left bank is steep.", "L’autre rive est raide.", "fr", []),
        ("The bank is steep.", "La rive gauche est raide.", "fr", []),
        # One more than the source has.
        (
            "In the morning the women came, and in the evening the men.",
            "Le soir venaient les femmes, et le soir les hommes.",
            "fr",
            [("morning", "soir")],
        ),
        # Parts of a whole; an ordinal is none.
        ("A third of the bank slid down.", "Un quart de la berge a glissé.", "fr", [("A third", "Un quart")]),
        ("Three quarters of it slid down.", "その三分の二が崩れた。", "ja", [("Three quarters", "三分の二")]),
        ("A third of the bank slid down.", "שליש מהגדה קרס.", "he", []),
        (
            "There was a third at a quarter past two.",
            "Il y en avait une troisième à deux heures et quart.",
            "fr",
            [],
        ),
        ("It is her grandmother’s well.", "Hii ni kisima cha mama yake.", "sw", [("grandmother’s", "mama")]),
        ("The north wall fell.", "Güney duvarı yıkıldı; güneye.", "tr", [("north", "Güney")]),
        # An answer, and no other word that is written so.
        ("No, the boat is full.", "Oui, le bateau est plein.", "fr", [("No", "Oui")]),
        ("No boat is full, yes.", "Kein Boot ist voll, ja.", "de", []),
        ("Yes, no boat.", "نعم، لا قارب.", "ar", []),
        # What is denied behind a word.
        ("The rope is weaker.", "この縄はあまり強くありません。", "ja", []),
        ("The rope is weak.", "この縄は強い。", "ja", [("weak", "強い")]),
        ("The hut is unsafe.", "その小屋は安全ではない。", "ja", []),
        # A word that a hyphen leaves out.
        ("Turn the lamp on.", "Lampe ein-/ausschalten.", "de", []),
        ("Enable the lamp.", "Lampe ein-/ausschalten.", "de", []),
        ("Enable the lamp.", "Вимкніть лампу.", "uk", [("Enable", "Вимкніть")]),
        ("Upload the map, or hide it.", "Mappayı gizleyin.", "tr", []),
        ("Hide the map.", "Haritayı göster.", "tr", [("Hide", "göster")]),
        # Each in the sentence of its own.
        (
            "She came before noon. He came after dinner.",
            "Elle vint avant midi. Il vint après dîner.",
            "fr",
            [],
        ),
        ("Draw a horizontal line.", "Narysuj pionową linię.", "pl", [("horizontal", "pionową")]),
        ("The lamp hangs on the left.", "A lámpa balra lóg.", "hu", []),
        ("The lamp hangs on the right.", "A lámpa balra lóg.", "hu", [("on the right", "balra")]),
        ("Remove the oar.", "Afegeix el rem.", "ca", [("Remove", "Afegeix")]),
        ("Show the map.", "Ascunde harta.", "ro", [("Show", "Ascunde")]),
        # What is delayed is late, and how hard something is may be little.
        ("That explains the earlier wait.", "这就是延迟的原因。", "zh-Hans", []),
        ("She waved before she left.", "Вона помахала, після чого пішла.", "uk", []),
        # Whoever turns it around says the opposite.
        ("It was easy.", "Het was niet moeilijk.", "nl", []),
        ("It was easy.", "To nie było trudne.", "pl", []),
        ("It was easy.", "Це було не складно.", "uk", []),
        ("It was easy.", "Nebylo to obtížné.", "cs", []),
        ("It was easy.", "Δεν ήταν δύσκολο.", "el", []),
        ("It was easy.", "Det var inte svårt.", "sv", []),
        ("It was easy.", "Det var ikke vanskelig.", "nb", []),
        ("It was easy.", "No era difícil.", "ca", []),
        ("It was easy.", "Nem volt nehezebb.", "hu", []),
        ("It was easy.", "Nu a fost dificil.", "ro", []),
        ("It was easy.", "Det var ikke vanskeligt.", "da", []),
        ("It is slow.", "Hızlı değil.", "tr", []),
        ("It was easy.", "Det var vanskelig.", "nb", [("easy", "vanskelig")]),
        ("He always sang.", "Han sang aldri.", "nb", [("always", "aldri")]),
        # What one may wear is no west, who stands isn't on the right, and who is keen isn't positive.
        ("They came from the east in waistcoats.", "De kom østfra i vest.", "da", []),
        ("He held the bird upright on his left arm.", "Aguantava l'ocell dreta al braç.", "ca", []),
        ("The oar on the left broke.", "Es va trencar el rem de la dreta.", "ca", [("left", "la dreta")]),
        ("He stayed keen despite the negative reviews.", "尽管评论负面，他仍然很积极。", "zh-Hans", []),
        ("She walks slowly today.", "Zij loopt vandaag minder snel.", "nl", []),
        ("It was not as easy.", "Es war schwieriger.", "de", []),
        ("It was not easy.", "Es war schwierig.", "de", []),
        ("It was easy.", "Es war schwierig.", "de", [("easy", "schwierig")]),
        ("He did not come; it was not easy.", "Er kam nicht; es war schwierig.", "de", []),
        ("He did not come; it was easy.", "Er kam nicht; es war schwierig.", "de", [("easy", "schwierig")]),
        # Days beside today, who reigns, and who is a man.
        ("She came yesterday.", "Elle est venue aujourd’hui.", "fr", [("yesterday", "aujourd’hui")]),
        ("She comes tomorrow.", "היא באה אתמול.", "he", [("tomorrow", "אתמול")]),
        ("She came yesterday.", "昨日来た。", "ja", []),
        ("Tomorrow morning the boat sails.", "Morgen früh fährt das Boot.", "de", []),
        ("The queen fished here.", "Król tu łowił.", "pl", [("queen", "Król")]),
        ("The king fished here.", "La reine pêchait ici.", "fr", [("king", "reine")]),
        ("The King Inn burned.", "La posada King ardió, y la reina con ella.", "es", []),
        ("A woman rowed.", "Кто-то греб.", "ru", []),
        ("Give me a second.", "Geef me even.", "nl", []),
    ],
)
def test_a_word_in_the_place_of_another_of_its_kind(
    source: str, target: str, lang: str, words: list[tuple[str, str]]
) -> None:
    assert told(source, target, "en", lang) == words


def test_about_is_neither_left_nor_right() -> None:
    assert told("我们左右为难。", "We stood on the right.", "zh", "en") == []


@pytest.mark.parametrize(
    ("source", "target", "langs", "words"),
    [
        ("She has a blog.", "블로그가 있어요.", ("en", "ko"), []),
        ("She has a blog.", "그가 쓰는 블로그가 있어요.", ("en", "ko"), [("She", "그가")]),
        ("She likes other books.", "喜欢其他的书。", ("en", "zh-Hans"), []),
        ("She plays the guitar with friends.", "他们一起弹吉他。", ("en", "zh-Hans"), []),
        ("She plays the guitar.", "他弹吉他。", ("en", "zh-Hans"), [("She", "他")]),
        # Things are he and she as well.
        ("La table est là. Elle est vieille.", "Der Tisch ist da. Er ist alt.", ("fr", "de"), []),
        ("Луна взошла. Она светит.", "Der Mond ging auf. Er scheint.", ("ru", "de"), []),
        ("Elle chantait.", "He sang.", ("fr", "en"), [("Elle", "He")]),
    ],
)
def test_a_pronoun_tells_of_a_person_where_it_stands_for_no_thing(
    source: str, target: str, langs: tuple[str, str], words: list[tuple[str, str]]
) -> None:
    assert told(source, target, *langs) == words


def test_kinds_have_as_many_members_in_all_languages() -> None:
    sizes = defaultdict(set)
    for table in (table for table in TABLE.values() if isinstance(table, dict)):
        for kind, members in table.items():
            if kind != "apart":
                sizes[kind].add(len(members))
    assert {kind for kind, counts in sizes.items() if len(counts) > 1} == {"colour"}
    for which in ("steady", "loose", "onward", "merging"):
        assert set(TABLE[which].split()) <= sizes.keys()


def test_a_language_that_nobody_wrote_down_is_silent() -> None:
    assert told("The left wall fell.", "Vänster vägg föll, höger stod.", "en", "sv") == []


def told_of(rows: list[tuple[str, str]], lang: str, source_lang: str = "en") -> list[int]:
    """The messages of a catalog in which a word stands for one that it excludes."""
    entries = tuple(
        Entry("narration", source, target, "done", (f"s{number:06d}",))
        for number, (source, target) in enumerate(rows)
    )
    document = Document(name="talk", lang=source_lang, speakers=(), turns=())
    checked = Checked(document, Catalog("talk", source_lang, lang, entries), "talk.po")
    return [int(finding.about[0][1:]) for finding in contrasts.contrasted(checked)]


OARS = {
    "de": [
        ("You must tie the boat.", "Sie müssen das Boot festmachen."),
        ("We must leave at noon.", "Wir müssen mittags los."),
        ("They must mend the oar.", "Sie müssen das Ruder flicken."),
        ("You may sit here.", "Sie können hier sitzen."),
        ("We may stay.", "Wir können bleiben."),
        ("They must not sleep.", "Sie dürfen nicht schlafen."),
    ],
    "ru": [
        ("You must tie the boat.", "Надо привязать лодку."),
        ("We must leave at noon.", "Надо выйти в полдень."),
        ("You may sit here.", "Здесь можно сесть."),
        ("We may stay.", "Нам можно остаться."),
    ],
    "ar": [
        ("You must tie the boat.", "يجب ربط القارب."),
        ("We must leave at noon.", "يجب أن نغادر ظهرا."),
        ("You may sit here.", "يمكن الجلوس هنا."),
        ("We may stay.", "يمكن أن نبقى."),
    ],
    "zh-Hans": [
        ("You must tie the boat.", "你必须把船系好。"),
        ("We must leave at noon.", "我们必须中午走。"),
        ("You may sit here.", "你可以坐在这里。"),
        ("We may stay.", "我们可以留下。"),
    ],
}


@pytest.mark.parametrize(
    ("lang", "slip"),
    [
        ("de", "Sie können das Segel flicken."),
        ("ru", "Им можно починить парус."),
        ("ar", "يمكن إصلاح الشراع."),
        ("zh-Hans", "他们可以补帆。"),
    ],
)
def test_a_catalog_tells_what_a_word_means_in_it(lang: str, slip: str) -> None:
    row = ("They must mend the sail.", slip)
    assert told_of([*OARS[lang], row], lang) == [len(OARS[lang])]
    # Of which it tells nothing, nothing is told.
    assert told_of([row], lang) == []
    assert told_of(OARS[lang], lang) == []


NEVER = {
    "de": (
        "Man muss das Boot {} festmachen.",
        "Man kann hier {} sitzen.",
        "Man kann dort nicht schwimmen.",
        "Wenn man nicht rudert, kann man dort schwimmen.",
    ),
    "sv": (
        "Du måste binda båt {}.",
        "Du kan sitta på {}.",
        "Du kan inte simma där.",
        "Om du inte ror, kan du simma där.",
    ),
    "nl": (
        "Je moet boot {} binden.",
        "Je kan op {} zitten.",
        "Je kan daar niet zwemmen.",
        "Als je niet roeit, kan je daar zwemmen.",
    ),
    "es": (
        "Usted debe atar el {}.",
        "Usted puede tomar el {}.",
        "Usted no puede nadar allí.",
        "Si usted no rema, puede nadar allí.",
    ),
}


@pytest.mark.parametrize("lang", NEVER)
def test_who_must_not_may_not(lang: str) -> None:
    must, may, never, other = NEVER[lang]
    told = [(f"You must tie boat {n}.", must.format(n)) for n in (3, 4)]
    told += [(f"You may sit on {n}.", may.format(n)) for n in (3, 4)]
    rows = [*told, ("You must not swim there.", never)]
    assert told_of(rows, lang) == [] == told_of([(b, a) for a, b in rows], "en", lang)
    assert told_of([*told, ("You must swim there.", may.format(5))], lang) == [4]
    # What else is denied is another matter.
    assert told_of([*told, ("If you do not row, you must swim there.", other)], lang) == [4]


def test_much_less_is_less_and_behind_a_comma_something_else() -> None:
    assert told("There is much less water.", "Es gibt viel mehr Wasser.", "en", "de")
    assert not told("He can't walk, much less run.", "Er geht nicht, noch mehr: er ruht.", "en", "de")


def test_what_is_more_like_a_number_is_no_more() -> None:
    assert not told(
        "It's more like four, and goes a third as fast.", "Eher vier; es geht weniger.", "en", "de"
    )
    assert not told("It is more like a sail, I think.", "Je pense que c’est moins un mât.", "en", "fr")
    assert told("There is more water.", "Es gibt weniger Wasser.", "en", "de")


def test_which_of_a_row_is_told_where_the_catalog_tells_what_it_means() -> None:
    first = [(f"The first lamp of {n} burned.", f"ضاء المصباح الأول من {n}.") for n in (3, 4)]
    third = [(f"The third lamp of {n} burned.", f"ضاء المصباح الثالث من {n}.") for n in (5, 6)]
    assert told_of([*first, *third, ("The third oar broke.", "انكسر المجداف الأول.")], "ar") == [4]
    assert told_of([*first, *third, ("First she rowed.", "جدفت في البداية.")], "ar") == []
    # Between two languages in which it means nothing else, one is enough.
    assert told("Die dritte Lampe brannte.", "La deuxième lampe brûlait.", "de", "fr")
    assert not told("Die dritte Lampe brannte.", "La troisième lampe brûlait.", "de", "fr")


@pytest.mark.parametrize(
    ("langs", "source", "target"),
    [
        # Hours: two in the morning is at night elsewhere, and some count the hour that runs.
        (("en", "tr"), "He came at three in the morning.", "Gece üçte geldi."),
        (("en", "fa"), "He came at three in the morning.", "ساعت سه شب آمد."),
        (("en", "de"), "At two at night it rained.", "Um zwei Uhr morgens regnete es."),
        (("fr", "en"), "Il était une heure de la nuit.", "It was one in the morning."),
        (("pl", "uk"), "Jest kwadrans po czwartej.", "Чверть на п'яту."),
        (("ru", "pl"), "Десять минут четвёртого.", "Dziesięć po trzeciej."),
        # Floors are counted from the ground, or above it.
        (("en", "fr"), "I live on the fifth floor.", "J’habite au quatrième étage."),
        (("en", "hu"), "I live on the third floor.", "A második emeleten lakom."),
        # The day after; before a date.
        (("de", "zh-Hans"), "Am Tag darauf kam der dritte Brief.", "第二天，又来了一封信。"),
        (("en", "it"), "Before May third it leaked.", "Prima del tre maggio perdeva."),
    ],
)
def test_hours_floors_and_dates_are_counted_in_several_ways(
    langs: tuple[str, str], source: str, target: str
) -> None:
    assert told_of([(source, target)], langs[1], langs[0]) == []


@pytest.mark.parametrize(
    ("lang", "age", "slip"),
    [("de", "new", "Das alte Ruder {} brach."), ("ar", "old", "انكسر المجداف الجديد {}.")],
)
def test_what_hardly_ever_means_something_else_needs_no_catalog(lang: str, age: str, slip: str) -> None:
    rows = [(f"The {age} oar {number} broke.", slip.format(number)) for number in (3, 4, 5)]
    assert told_of(rows[:1], lang) == [0]
    # But for where the catalog tells that it does.
    assert told_of(rows, lang) == []


def test_a_word_that_stands_beside_both_tells_nothing() -> None:
    often = [("They must mend the sail.", "Sie können das Segel flicken.")] * 3
    rows = [
        (f"{source[:-1]}, {number}.", f"{target[:-1]}, {number}.")
        for number, (source, target) in enumerate(often)
    ]
    assert told_of([*OARS["de"], *rows], "de") == []


def test_two_words_of_a_kind_tell_nothing() -> None:
    row = ("They must mend the sail, and may sleep.", "Sie können das Segel flicken und schlafen.")
    assert told_of([*OARS["de"], row], "de") == []


def test_who_stands_before_somebody_stands_there_no_sooner() -> None:
    assert told("Nobody will stand before me.", "Danach wird keiner vor mir stehen.", "en", "de") == []


@pytest.mark.parametrize(
    ("source", "target", "langs", "told"),
    [
        ("She left without her coat.", "Sie ging mit ihrem Mantel.", ("en", "de"), True),
        ("Он живёт с матерью.", "He lives without his mother.", ("ru", "en"), True),
        ("She left with her coat.", "خرجت بدون معطفها.", ("en", "ar"), True),
        ("It was without doubt a heron.", "C’était sans aucun doute un héron.", ("en", "fr"), False),
        ("He stayed because it rained.", "Il resta malgré la pluie.", ("en", "fr"), True),
        ("因为下雨，他留下了。", "He stayed although it rained.", ("zh-Hans", "en"), True),
        ("If the mill stands still, call us.", "Когда мельница встанет, позвони нам.", ("en", "ru"), True),
        ("The boat is old, but it floats.", "Łódź jest stara, więc pływa.", ("en", "pl"), True),
        ("Many boats were lost.", "قليل من القوارب ضاع.", ("en", "ar"), True),
        ("The gate is green.", "La puerta era verde.", ("en", "es"), True),
        ("Our boat is green.", "Votre bateau est vert.", ("en", "fr"), True),
        # People say so freely the other way round.
        ("Tea or coffee will do.", "Tee und Kaffee sind recht.", ("en", "de"), False),
        ("Bring tea and coffee.", "Bring Tee oder Kaffee.", ("en", "de"), True),
        ("When the mill stands still, call us.", "Если мельница встанет, позвони нам.", ("en", "ru"), False),
        ("There was a fire.", "Hier hat es gebrannt.", ("en", "de"), False),
        ("The fire was here.", "Das Feuer war dort.", ("en", "de"), True),
        ("The gate was green.", "La puerta es verde.", ("en", "es"), False),
        # What is in German or French may have been.
        ("Il est né à Lyon.", "He was born in Lyon.", ("fr", "en"), False),
    ],
)
def test_small_words_exclude_each_other_in_the_order_in_which_they_are_slips(
    source: str, target: str, langs: tuple[str, str], told: bool
) -> None:
    assert told_of([(source, target)], langs[1], langs[0]) == ([0] if told else [])


@pytest.mark.parametrize(
    ("source", "target", "langs"),
    [
        # No light and water is no light or water.
        ("Sie hatten kein Licht und kein Wasser.", "They had no light or water.", ("de", "en")),
        ("Bez światła i wody było ciężko.", "Without light or water it was hard.", ("pl", "en")),
        ("We lived without gas and coal.", "Wir lebten ohne Gas oder Kohle.", ("en", "de")),
        # What somebody knew, said or thought is told as they did.
        ("Wiedziałem, że są w porcie.", "I knew they were in the harbour.", ("pl", "en")),
        ("Ήξερα ότι είναι στο λιμάνι.", "I knew he was in the harbour.", ("el", "en")),
        ("I knew it was going to be late.", "Я знала, что будет поздно.", ("en", "ru")),
        ("I knew it was going to be late.", "Tudtam, hogy késő lesz.", ("en", "hu")),
        # What isn't sure, or came next, is told as what comes.
        ("Saranno state le nove.", "It was about nine.", ("it", "en")),
        ("En 1931 il sera nommé gardien.", "In 1931 he was made keeper.", ("fr", "en")),
        ("O certo é que não tínhamos vela.", "The fact was that we had no sail.", ("pt", "en")),
        ("Quite a few boats were lost.", "Viele Boote gingen verloren.", ("en", "de")),
        ("Quite a few boats were lost.", "许多船沉了。", ("en", "zh-Hans")),
        # Words that mean something else as well.
        ("Ao ouvir o sino, ela se sentou.", "She sat down when she heard the bell.", ("pt", "en")),
        ("Il était si las en rentrant !", "He was so tired when he got home!", ("fr", "en")),
        ("إذا جاء الشتاء ذهبنا إلى الجزيرة.", "When winter came we went to the island.", ("ar", "en")),
        ("I asked if he was coming anyway.", "J’ai demandé s’il venait quand même.", ("en", "fr")),
        ("Even if it rained, they sailed.", "Aun cuando llovía, zarpaban.", ("en", "es")),
        ("Here it comes.", "Lá vem ele.", ("en", "pt")),
    ],
)
def test_what_a_good_translation_says_with_another_small_word(
    source: str, target: str, langs: tuple[str, str]
) -> None:
    assert told_of([(source, target)], langs[1], langs[0]) == []


@pytest.mark.parametrize(
    ("source", "target", "langs"),
    [
        ("Sie hatten Licht und Wasser.", "They had light or water.", ("de", "en")),
        # What is denied stands behind another mark.
        (
            "Not now, I said: bring tea and coffee.",
            "Nicht jetzt, sagte ich: bring Tee oder Kaffee.",
            ("en", "de"),
        ),
        (
            "We came without Anna, with bread and salt.",
            "Wir kamen ohne Anna, mit Brot oder Salz.",
            ("en", "de"),
        ),
        ("The gate is green.", "Brama była zielona.", ("en", "pl")),
        ("The hall will be green.", "Зал был зелёный.", ("en", "ru")),
        ("Few boats were lost.", "Viele Boote gingen verloren.", ("en", "de")),
    ],
)
def test_the_same_words_exclude_each_other_where_nothing_of_that_is_so(
    source: str, target: str, langs: tuple[str, str]
) -> None:
    assert told_of([(source, target)], langs[1], langs[0]) == [0]
