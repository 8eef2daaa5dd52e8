"""A TOML text that is read in pieces says what it says as a whole."""

import random
import tomllib

import pytest

from toolkit.config import Sidecar, parse_sidecar, toml_source, toml_text
from toolkit.config.toml_source import cut, places, table_lines, table_places, toml_data
from toolkit.errors import ConfigError

PARTS = (
    'title = "Ebbe"\n',
    'apart = ["a",\n["b"]]\n',
    "apart = [\n[[1]],\n]\n",
    'note = """\n[[pins]]\nlang = "de"\n"""\n',
    "note = '''\n[[pins]]\n",
    "\n# a word\n",
    '[[pins]]\nlang = "de"\nsource = "s1"\n\n',
    '[[pins]]\nlang = "ar"\nbegins = "قال \\"لا\\""\nalone = true\n',
    '[[pins]]\nlang = "de"\nlang = "fr"\n',
    "[[pins]]\r\nlang = 'zh'\r\n",
    '[[pins]] # the last\nlang = "de"\n',
    '[[pins]]\n  [[pins]]\nlang = "de"\n',
    "[[pins]]\n  [more]\nx = 1\n",
    "[[pins]]\nwhen = 2026-01-02\nn = 3\n",
    '[pins.more]\nx = "1"\n',
    '[[pins.more]]\nx = "1"\n',
    'pins = [{ lang = "de" }]\n',
    '[[decide]]\nparagraphs = ["a", "b"]\nkind = "speech"\n',
    '[[translations.de.files]]\nfile = "a.txt"\n',
    "[translations.de]\n",
    "[[pins]]",
)


def said(text: str) -> object:
    """What the parser of Python says."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def test_pieces_say_what_the_whole_says() -> None:
    """Whatever stands behind each other; and what is no TOML is none."""
    chance = random.Random(5)
    cuts = legal = 0
    for _ in range(6000):
        text = "".join(chance.choices(PARTS, k=chance.randrange(1, 6)))
        whole = said(text)
        if whole is None:
            with pytest.raises(tomllib.TOMLDecodeError):
                toml_data(text)
            assert cut(text) is None
            continue
        legal += 1
        assert toml_data(text) == whole, text
        if (known := cut(text)) is None:
            continue
        cuts += 1
        assert "".join(piece.text for piece in known.pieces) == text
        for array in {"pins", "decide"} - known.rest.keys():
            own = {path: place for path, place in places(text).items() if path[:1] == (array,) and path[1:]}
            count = len(whole.get(array, ()))
            found = dict(table_places(text, (array,), range(count)))
            assert {path: place for path, place in found.items() if path[0] == array and path[1:]} == own
            lines = [text.count("\n", 0, own[array, number].start) + 1 for number in range(count)]
            assert table_lines(text, array) == lines
    assert legal > 500
    assert cuts > 300


def test_a_table_is_read_once() -> None:
    """An act that changes one of thousands reads one."""
    tables = [{"lang": "de", "source": f"s{number}", "begins": "„Ebbe“"} for number in range(40)]
    text = toml_text.with_tables('title = "Ebbe"\n', ("pins",), tables)
    before = toml_data(text)["pins"]
    after = toml_data(text.replace('source = "s7"', 'source = "s77"'))["pins"]
    same = [one is other for one, other in zip(before, after, strict=True)]
    assert same == [number != 7 for number in range(40)]
    assert parse_sidecar(text, "talk.toml").pins[7].source == "s7"


def test_a_wrong_table_is_told_with_its_line() -> None:
    """As if it were read as a whole."""
    text = 'title = "Ebbe"\n\n[[pins]]\nlang = "de"\n\n[[pins]]\nlang = "de"\nsource = 3\n'
    with pytest.raises(ConfigError) as error:
        parse_sidecar(text, "talk.toml")
    assert str(error.value.where) == "talk.toml:8"
    assert toml_source.cut(text) is not None


def test_what_is_asked_for_in_vain_does_not_come_to_be_there() -> None:
    said = toml_data('[[pins]]\nsource = "1.1"\n')
    with pytest.raises(KeyError):
        said["speakers"]
    assert toml_data('[[pins]]\nsource = "1.1"\n') == {"pins": [{"source": "1.1"}]}


def told(text: str) -> object:
    """What a sidecar says, or what is wrong with it."""
    try:
        return parse_sidecar(text, "talk.toml")
    except ConfigError as error:
        return str(error)


def test_a_sidecar_says_the_same_whatever_was_read_before() -> None:
    """What was made of its pins is taken again, and what was wrong is told again."""
    chance = random.Random(7)
    pins = (
        '[[pins]]\nlang = "de"\nsource = "s1"\n',
        '[[pins]]\nlang = "de"\nbegins = "Das Watt"\nwhich = "2 of 3"\n',
        '[[pins]]\nlang = "ar"\nbegins = "قال  المدّ"\nalone = true\n',
        '[[pins]]\nlang = "de"\nsource = "s2"\nbegins = "Das Watt"\nbeads = "2:1"\nsentences = "3:4"\n',
        '[[pins]]\nlang = "de"\n',
        '[[pins]]\nlang = "de"\nsource = 3\n',
        '[[pins]]\nlang = "de"\nsource = "s2"\nbeads = "2:1"\n',
        '[[pins]]\nlang = "de"\nbegins = "Das Watt"\nwhich = "3 of 2"\n',
        '[[pins]]\nlang = "de"\nsource = "s1"\nmore = "x"\n',
    )
    texts = [
        'title = "Ebbe"\n\n'
        + "".join(chance.choices(pins, [9, 9, 9, 9, 1, 1, 1, 1, 1], k=chance.randrange(1, 9)))
        for _ in range(400)
    ]
    after_others = [told(text) for text in texts]
    alone = []
    for text in texts:
        parse_sidecar("", "talk.toml")
        alone.append(told(text))
    assert after_others == alone
    kinds = {type(one) for one in alone}
    assert kinds == {str, Sidecar}


def test_a_list_at_the_top_is_edited_as_in_the_whole_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what stands before the first table is gone through; whatever comes behind it."""
    chance = random.Random(7)
    tops = (*PARTS[5:6], "", 'apart = ["x"]\n', 'apart = [\n  "x",\n  "y", # why\n]\n', 'z = "y"\n', "\n\n")
    edited = 0
    for _ in range(2000):
        text = "".join((*chance.choices(tops, k=2), *chance.choices(PARTS[3:], k=chance.randrange(4))))
        whole = said(text)
        old = whole.get("apart", []) if isinstance(whole, dict) else None
        if not isinstance(old, list) or cut(text) is None:
            continue
        for new in ([*old, "k"], old[1:], ["k"]):
            done = toml_text.with_list(text, "apart", old, new)
            with monkeypatch.context() as patched:
                patched.setattr(toml_text, "cut", lambda _: None)
                assert done == toml_text.with_list(text, "apart", old, new), text
            edited += 1
    assert edited > 1000
