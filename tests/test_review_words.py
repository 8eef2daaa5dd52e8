"""The words of the review in other languages: whole, up to date, and shown."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import review_sheets
from browser import AXE, DESK, PHONE, Visit, browse, evaluate, wait
from interfaces import interface
from reviews import Running
from sources import TOOLKIT
from toolkit import project, words
from toolkit.errors import DiglotError
from toolkit.findings import report
from toolkit.model import Location
from toolkit.review.views import VIEWS
from toolkit.workflow import repairing
from toolkit.workflow.workspace import Workspace

KEPT = re.compile(r"\{\w+\}|`[^`]+`")
"""Values, and what is typed."""


def test_all_words_are_translated_with_what_stands_in_them() -> None:
    """A page in two languages at once would be read by nobody."""
    said = interface().said()
    assert len(said) > 200
    for lang in words.offered()[1:]:
        table = words.table(lang)
        assert not [text for text in said if text not in table], lang
        for text, target in table.items():
            assert sorted(KEPT.findall(text)) == sorted(KEPT.findall(target)), target
            assert text.endswith(" ") == target.endswith((" ", "：")), target


@pytest.mark.parametrize("lang", words.offered()[1:])
def test_what_is_typed_keeps_its_order_in_words_from_right_to_left(lang: str) -> None:
    """On a page its signs would go the other way: `--read-only` would be shown as `read-only--`."""
    before, after = ("\u2066", "\u2069") if lang == "ar" else ("", "")
    command = "Start `diglot review` again: all that was saved is in the files."
    assert f"{before}`diglot review`{after}" in words.table(lang)[command]
    hint = "Start it without `--read-only` to work in it."
    assert f"{before}`--read-only`{after}" in words.wording(lang).sentence(hint) != hint
    found = words.wording(lang).sentence("`diglot extract -l ko` makes a catalog.")
    assert found.count(f"{before}`diglot extract -l ko`{after}") == 1


def test_paths_and_names_keep_their_order_in_words_from_right_to_left() -> None:
    """`.diglot/` would be shown as `/diglot.`, and what is quoted would take signs of the sentence along."""
    say, english = words.wording("ar"), words.wording("en")
    error = DiglotError("can't be written: read-only file system.", ".diglot/review.sqlite")
    assert say.error(error).startswith("\u2068.diglot/review.sqlite\u2069: ")
    assert english.error(error).startswith(".diglot/review.sqlite: ")
    # What stands in the translation itself, but not what ends a sentence; a place for a value alone stays.
    found = say.sentence("Where there is none, put a transcript into source/, such as talk.txt.")
    assert re.findall("\u2066(.*?)\u2069(.)", found) == [("source/", "،"), ("talk.txt", ".")]
    finding = report("D116.none", Location("talk.md", 1), begins="Once", file=".hidden.png")
    assert "\u2068'Once'\u2069" in finding.message_in(say)
    assert "\u2068.hidden.png\u2069" in finding.message_in(say)
    # What is pasted has no marks inside.
    finding = report("D114", Location("talk.md", 1), file="a.png")
    assert "\u2066`![...](a.png)`\u2069" in finding.hint_in(say)
    assert not re.search("[\u2066-\u2069]", finding.message_in(english) + finding.hint_in(english))
    # Each that opens is closed, with nothing but signs of ASCII and values between.
    for text in (*words.table("ar").values(), *map(say, interface().spoken())):
        assert text.count("\u2066") == text.count("\u2069")
        assert all(part.isascii() for part in re.findall("\u2066([^\u2069]*)", text) if "`" not in part)


@pytest.mark.parametrize("lang", ["en", "fr", "zh-Hans"])
def test_values_from_right_to_left_take_nothing_along_in_words_from_left_to_right(lang: str) -> None:
    """The full stop of an Arabic sentence would stand before it, and what follows a name in its midst."""
    say = words.wording(lang)
    finding = report("D116.none", Location("talk.md", 1), begins="قال: لا.", file="ferry.png")
    told = finding.message_in(say)
    assert re.findall("\u2068(.*?)\u2069", told) == ["'قال: لا.'"] and "ferry.png" in told
    error = DiglotError("מרה לינד is called יונס already.", Location("מקור/talk.toml", 3))
    told = say.error(error)
    assert re.findall("\u2068(.*?)\u2069", told) == ["מקור/talk.toml:3", "מרה לינד", "יונס"]
    assert re.sub("[\u2068\u2069]", "", words.wording("en").error(error)) == str(error)
    # What is copied has no marks inside; what goes to the right has none at all.
    typed = say.sentence("`diglot extract שיחה -l ar` makes it.")
    assert not re.search("[\u2066-\u2069]", typed.partition("`")[2].partition("`")[0])
    plain = DiglotError("Mara is called Jonas already.", Location("source/talk.toml", 1000))
    assert not re.search("[\u2066-\u2069]", say.error(plain))
    assert words.wording("en").sentence("1,000 rows") == "1,000 rows"


def test_the_language_is_chosen_or_that_of_the_browser() -> None:
    assert words.offered() == ("en", "ar", "fr", "zh-Hans")
    assert words.chosen("", "zh-CN,zh;q=0.9,en;q=0.8") == "zh-Hans"
    assert words.chosen("fr", "ar") == "fr"
    assert words.chosen("tlh", "xx-yy;q=1, x" + "," * 500) == "en"
    assert words.sayer("fr")("no such words") == "no such words"


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with review_sheets.opened(tmp_path_factory.mktemp("review")) as made:
        yield made


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "ar", "fr", "zh-Hans"])
def test_each_page_speaks_the_language_of_its_reader(review: Running, lang: str) -> None:
    ready = wait("document.documentElement.dataset.ready")
    told = evaluate("[document.documentElement.lang, document.documentElement.dir, document.body.innerText]")
    wide = evaluate("document.documentElement.scrollWidth <= innerWidth")
    # By day and by night in each language; on all screens in one.
    screens = [(DESK, False), (PHONE, True), *([(DESK, True)] if lang == "en" else [])]
    visits = [
        Visit(
            review.address(view.name, document="river" if view.name == "reading" else "foghorn", lang="fr"),
            (ready, told, wide, AXE),
            size,
            dark=dark,
            around=review.root,
            languages=lang,
        )
        for view in VIEWS
        for size, dark in screens
    ]
    for visit, (seen, complaints) in zip(visits, browse(*visits), strict=True):
        (tag, direction, shown), fits, violations = seen
        assert (complaints, violations) == ([], []), visit
        assert (tag, direction, fits) == (lang, "rtl" if lang == "ar" else "ltr", True), visit
        assert words.sayer(lang)("Undo") in shown


@pytest.mark.slow
def test_what_is_listed_keeps_its_order_in_words_from_right_to_left(review: Running) -> None:
    """Each stands apart. One inside another would be read with what is around it, from left to right."""
    asked = evaluate(
        "import('/static/core.js').then(({ listed }) => listed(['21 مترجمة', '', '1 محذوفة', '1 x']))"
    )
    steps = (wait("document.documentElement.dataset.ready"), asked)
    address = review.address("project")
    visits = (Visit(address, steps, around=review.root, languages=lang) for lang in ("ar", "fr"))
    ((arabic,), wrong), ((french,), also) = browse(*visits)
    assert wrong == also == []
    assert arabic == "\u206821 مترجمة\u2069، \u20681 محذوفة\u2069، \u20681 x\u2069"
    assert french == "\u206821 مترجمة\u2069, \u20681 محذوفة\u2069, 1 x"


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ar", "fr", "zh-Hans"])
def test_findings_and_errors_are_in_the_language_of_the_page(review: Running, lang: str) -> None:
    """`diglot` finds what it finds; a page tells it to whoever reads the page."""
    say, inside = words.wording(lang), review.inside | {"Accept-Language": lang}
    status, _, body = review.ask("GET", "/data/translation/rows?document=nothing", inside)
    sentence = say("there is no such document.")
    assert (status, json.loads(body)["error"]) == (400, sentence[:1].upper() + sentence[1:])
    told = {}
    for asked in (inside, review.inside):
        _, _, body = review.ask("GET", "/data/reading/summary?document=river", asked)
        told[asked.get("Accept-Language")] = [doubt["message"] for doubt in json.loads(body)["doubts"]]
    assert told[lang] and len(told[lang]) == len(told[None])
    assert not {*told[lang]} & {*told[None]}


def test_a_script_imports_what_it_uses_of_others() -> None:
    """A name that isn't there is told by a browser alone, when it comes to it."""
    texts = {path.name: path.read_text("utf-8") for path in (TOOLKIT / "review/static").glob("*.js")}
    exported = {
        name: file
        for file, text in texts.items()
        for name in re.findall(r"^export (?:async )?(?:function|const|let|class) (\w+)", text, re.MULTILINE)
    }
    assert "languageName" in exported
    for file, text in texts.items():
        lists = re.findall(r"^import \{([^}]*)\} from \"\./([\w.]+)\";", text, re.MULTILINE)
        taken = {name.strip(): home for names, home in lists for name in names.split(",") if name.strip()}
        there = re.sub(r"^import [^;]*;", "", text, flags=re.MULTILINE)
        assert {name: exported.get(name) for name in taken} == taken, file
        assert not [name for name in taken if not re.search(rf"\b{name}\b", there)], file
        own = {*re.findall(r"(?:function|const|let|class) (\w+)", text)}
        own |= {*re.findall(r"^ +(?:async )?(\w+)\(.*\) \{$", text, re.MULTILINE)}
        used = {*re.findall(r"(?<![\w.])(\w+)\(", text)}
        assert not {name for name in used & exported.keys() if name not in taken.keys() | own}, file


@pytest.mark.parametrize(
    ("lang", "called"), [("en", "Hebrew"), ("fr", "hébreu"), ("zh-Hans", "希伯来语"), ("ar", "العبرية")]
)
def test_a_language_without_an_alignment_is_called_by_its_name(
    lang: str, called: str, tmp_path: Path
) -> None:
    """Its tag is for what is typed; and the place has the name of the document already."""
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text('source-language = "en"\ntarget-languages = ["he"]\n', "utf-8")
    (tmp_path / "source/salt.txt").write_text("Ada: Where is the salt?\n", "utf-8")
    with pytest.raises(DiglotError) as caught:
        repairing.translation_files(Workspace(project.find(tmp_path)), "salt", "he")
    told = words.wording(lang).error(caught.value)
    assert called in told and told.count("salt") == 1
    assert (
        "-l he" in (hint := words.wording(lang).sentence(caught.value.hint)) and "diglot align salt" in hint
    )
