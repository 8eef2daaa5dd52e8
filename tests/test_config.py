"""`diglot.toml` and the sidecars: where they are wrong, and what would be right."""

import pytest

from toolkit import config
from toolkit.errors import ConfigError, DiglotError
from toolkit.model import Location, Person


def test_nothing_said_is_a_project() -> None:
    assert config.parse_project("", "diglot.toml") == config.ProjectSettings()


def test_a_sidecar_becomes_metadata() -> None:
    text = """title = "Bells"\ndate = 2026-05-02\noriginal-language = "gsw"
[[editors]]\nname = "Ada"\norcid = "0"
"""
    meta = config.parse_sidecar(text, "bells.toml").meta()
    assert (meta.title, meta.date, meta.original_langs) == ("Bells", "2026-05-02", ("gsw",))
    assert meta.editors[0].name == "Ada" and meta.editors[0].orcid == "0"


def test_a_recording_and_people_become_metadata() -> None:
    text = """[recording]
date = 2026-01-15
duration = "1:02:03"
[[translators]]
name = "Wen"
lang = "zh-hans"
[[revisions]]
date = "2026-04"
what = "First deposit."
[[speakers]]
name = "Mara"
age = 54
orcid = "7"
"""
    sidecar = config.parse_sidecar(text, "bells.toml")
    meta = sidecar.meta()
    assert (meta.recording.date, meta.recording.duration) == ("2026-01-15", "PT1H2M3S")
    assert [(lang, one.name) for lang, one in meta.translators] == [("zh-Hans", "Wen")]
    assert [(one.date, one.what, one.who) for one in meta.revisions] == [("2026-04", "First deposit.", "")]
    about = sidecar.speakers[0].persona()
    assert (about.age, about.orcid, about.sex) == ("54", "7", "")


BOOK = '[[editions]]\nname = "b"\nlanguages = ["en"]\ndocuments = "all"\n'


@pytest.mark.parametrize(
    ("text", "line", "what", "hint"),
    [
        ('name = "x"\n[tei]\ndialogue = "said"\n', 3, "'said'", "u, sp"),
        ('[tei]\nfiles = "many"\n', 2, "'many'", "one, split"),
        ('[tei]\nsentences = "yes"\n', 2, "`sentences`", "true or false"),
        ('[tei]\nfile = "one"\n', 2, "`file`", "Did you mean files?"),
        ('name = "x"\ndate = "soon"\n', 2, "'soon'", "2026-03"),
        ('name = "x"\nweb-address = "pier"\n', 2, "'pier'", "https://..."),
        ('name = "x"\ncolophon = ["x"]\n', 2, "`colophon`: a list can't stand here.", "short, full, none"),
        ('[variables]\nrule = "x"\n', 2, "`rule`: a text can't stand here.", "a number, without quotes"),
        ("name = 2026-01-02\n", 1, "`name`: a date can't stand here.", "quotes"),
        ('[review.keys]\nfind = "x"\nsave = 3\n', 3, "`save`: a number can't stand here.", "quotes"),
        ('[review]\nkeys = { find = "x", save = 3 }\n', 2, "`save`: a number can't stand here.", "quotes"),
        ("[align]\nencoder = true\n", 2, "`encoder`: true and false can't stand here.", "quotes"),
        ('cover = "none"\ncover-picture = "a.png"\n', 2, "`cover-picture`", 'cover = "generated"'),
        (f'{BOOK}cover = "none"\ncover-picture = "a.png"\n', 6, "`cover-picture`", "Take it out"),
        (f'{BOOK}cover = "b.png"\ncover-alt = "B"\ncover-picture = "a.png"\n', 7, "`cover-picture`", ""),
        (f'cover = "none"\n{BOOK}cover-picture = "a.png"\n', 6, "`cover-picture`", ""),
    ],
)
def test_a_mistake_about_editions_is_shown_where_it_is(text: str, line: int, what: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config.parse_project(text, "diglot.toml")
    assert caught.value.where == Location("diglot.toml", line)
    assert what in caught.value.what and hint in caught.value.hint


@pytest.mark.parametrize("date", ["2026", "2026-03", "2026-03-14"])
def test_a_date_may_be_as_exact_as_it_is_known(date: str) -> None:
    assert config.parse_sidecar(f'date = "{date}"', "x.toml").meta().date == date


@pytest.mark.parametrize(
    ("text", "line", "what", "hint"),
    [
        ('lang = "en"\ntitel = "x"\n', 2, "`titel`", "Did you mean title?"),
        (
            'lang = "en"\n\n[[decide]]\nbegins = "x"\nkinds = "y"\n',
            5,
            "`kinds`",
            "Did you mean kind?",
        ),
        ('[[speakers]]\nname = "a"\n\n[[speakers]]\nname = "b"\nrole = "boss"\n', 6, "'boss'", "host"),
        ('[[speakers]]\nname = "a"\n[[speakers]]\nkey = "b"\n', 3, "`name`", ""),
        ('[[decide]]\nbegins = "x"\nkind = "aside"\n', 3, "'aside'", "narration"),
        ("subjects = 3\n", 1, "`subjects`: a number can't stand here.", "brackets"),
        ('title = "x"\nlang = 3\n', 2, "`lang`: a number can't stand here.", "quotes"),
        ('[[speakers]]\nname = "a"\naliases = ["x"]\n[[speakers]]\nname = "X"\n', 5, "'X'", "a or X"),
        ('title = "x\n', 1, "TOML", ""),
        ('title = "x"\ntitle = "y"\n', 2, "TOML", ""),
        ("x = [\n", 2, "TOML", ""),
        ('lang = "en"\ndate = "2026-13"\n', 2, "'2026-13'", "2026-03"),
        (
            'date = 2026\n[recording]\nmedium = "film"\n',
            3,
            "`medium`: 'film' can't stand here.",
            "audio, video",
        ),
        ('[recording]\ndate = "5/98"\n', 2, "'5/98'", "2026-03"),
        ('[recording]\nmedium = "audio"\nduration = "an hour"\n', 3, "'an hour'", "1:02:03"),
        ('[recording]\nmedium = "audio"\nduration = "1:75:00"\n', 3, "'1:75:00'", "1:02:03"),
        ('[[translators]]\nname = "a"\nlang = "Klingonese!"\n', 3, "Klingonese", "BCP 47"),
        ('[[revisions]]\ndate = 2026\nwhat = "x"\n[[revisions]]\ndate = "x"\nwhat = "y"\n', 5, "'x'", ""),
        ("[[revisions]]\ndate = 2026-01-02\n", 1, "`what`", ""),
        ('date = "2026"\noriginal-language = "Klingonese!"\n', 2, "Klingonese", "BCP 47"),
        ('title = "x"\n\n[[people]]\nname = "a"\n', 3, "`people`", "speakers"),
        ("date = 12\n", 1, "'12'", "2026-03"),
        ('[[speakers]]\nname = "a"\nkey = "Mara |"\n', 3, "'Mara |'", "such as mara"),
        (
            '[[speakers]]\nname = "a"\nkey = "x"\n[[speakers]]\nname = "b"\nkey = "x"\n',
            6,
            "two speakers",
            "alias",
        ),
    ],
)
def test_a_mistake_in_a_sidecar_is_shown_where_it_is(text: str, line: int, what: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config.parse_sidecar(text, "source/x.toml")
    assert caught.value.where == Location("source/x.toml", line)
    assert what in caught.value.what
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        f'cover-picture = "a.png"\n{BOOK}cover = "none"\n',
        f'cover = "none"\ncover-picture = "a.png"\n{BOOK}cover = "generated"\n',
    ],
)
def test_a_picture_of_the_series_is_for_the_covers_that_are_drawn(text: str) -> None:
    assert config.parse_project(text, "diglot.toml").cover_picture == "a.png"


def test_a_mistake_in_a_project_too() -> None:
    with pytest.raises(ConfigError) as caught:
        config.parse_project('name = "x"\nlayout = "grid"\n', "diglot.toml")
    assert caught.value.where == Location("diglot.toml", 2)
    assert caught.value.what == "`layout`: 'grid' can't stand here."
    assert (
        caught.value.hint == "Legal values: stacked, columns, translation-first, alternating, reveal, facing."
    )


def test_text_has_nothing_that_a_catalog_cannot_hold() -> None:
    sidecar = config.parse_sidecar('title = """a\n\\u0000b"""\nsubjects = ["x\\ty"]\n', "source/x.toml")
    assert (sidecar.title, sidecar.subjects) == ("a b", ("x y",))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("10.1234/a", "https://doi.org/10.1234/a"),
        ("doi:10.1234/a", "https://doi.org/10.1234/a"),
        ("http://dx.doi.org/10.1234/a", "https://doi.org/10.1234/a"),
        ("hdl:20.500.1/7", "https://hdl.handle.net/20.500.1/7"),
        ("urn:nbn:de:1-2", "urn:nbn:de:1-2"),
        ("our number 7", "our number 7"),
    ],
)
def test_an_identifier_has_one_form(written: str, kept: str) -> None:
    assert config.parse_sidecar(f'identifier = "{written}"', "talk.toml").meta().identifier == kept


def test_people_have_their_orcid_and_no_address() -> None:
    text = """
[[editors]]
name = "Ada"
email = "ada@bells.org"
orcid = "https://orcid.org/0000-0002-1825-0097/"
[[translators]]
name = "Ben"
orcid = "none yet"
"""
    meta = config.parse_sidecar(text, "talk.toml").meta()
    assert meta.editors == (Person("Ada", "0000-0002-1825-0097"),)
    assert meta.translators == (("", Person("Ben", "none yet")),)


@pytest.mark.parametrize(
    ("text", "deep"),
    [
        ("a" + ".a" * 31 + " = 1", 0),
        ("title = 'A'\na" + ".a" * 32 + " = 1", 2),
        ("[x" + " . 'y z'" * 32 + "]", 1),
        ("x = {" + "a." * 40 + "b = 1}", 1),
        ('title = """\n' + "a." * 40 + '\n"""', 0),
        ("# " + "a." * 40, 0),
        ("'" + "a." * 40 + "' = 1", 0),
    ],
)
def test_a_key_of_many_parts_is_refused_before_it_is_parsed(text: str, deep: int) -> None:
    with pytest.raises(DiglotError) as refused:
        config.parse_sidecar(text + "\nunknown = 1", "talk.toml")
    assert ("levels of tables" in refused.value.what) == bool(deep)
    assert not deep or str(refused.value).startswith(f"talk.toml:{deep}: ")


def test_who_holds_a_text_back_says_until_which_day() -> None:
    assert config.parse_sidecar("available = 2031-03-14", "x.toml").meta().available == "2031-03-14"
    for day, words in (("2031", "is no day"), ("2031-03", "is no day"), ("soon", "is no date")):
        with pytest.raises(DiglotError, match=words) as caught:
            config.parse_sidecar(f'title = "T"\navailable = "{day}"', "x.toml")
        assert str(caught.value).startswith("x.toml:2: ") and "2026-03-14" in caught.value.hint


DATED = ('date = "{}"', '[recording]\ndate = "{}"', '[translations.fr]\ndate = "{}"')


@pytest.mark.parametrize("table", DATED)
@pytest.mark.parametrize("words", ["spring 1998", "ca. 1934", "昭和十五年ごろ", "نحو ١٩٩٨", "אביב 1998"])
def test_a_date_that_nobody_knows_is_told_in_words(table: str, words: str) -> None:
    meta = config.parse_sidecar(table.format(words), "x.toml").meta()
    assert words in (meta.date, meta.recording.date, *(known.date for known in meta.translations))


@pytest.mark.parametrize("table", DATED)
@pytest.mark.parametrize("slip", ["2026-13-01", "2026-O3-14", "14.03.2026", "26", "1914–18"])
def test_a_slip_is_no_date_in_words(table: str, slip: str) -> None:
    with pytest.raises(DiglotError, match="is no date") as caught:
        config.parse_sidecar(table.format(slip), "x.toml")
    line = table.count("\n") + 1
    assert str(caught.value).startswith(f"x.toml:{line}: ") and "about 1998" in caught.value.hint


def test_an_edition_is_called_as_no_device() -> None:
    """Its files would be a printer where the project is opened in Windows."""
    text = (
        'target-languages = ["fr"]\n[[editions]]\nname = "aux"\nlanguages = ["en", "fr"]\ndocuments = "all"\n'
    )
    with pytest.raises(DiglotError, match="aux, which Windows keeps for a device") as caught:
        config.parse_project(text, "diglot.toml")
    assert str(caught.value).startswith("diglot.toml:3: ") and caught.value.hint == "Give it another name."
