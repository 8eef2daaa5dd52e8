"""Sidecars that commands add to."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import config, limits, project
from toolkit.config import PinTable, parse_sidecar, sidecar_file, toml_text
from toolkit.config.sidecar_file import NewPin, TableChange
from toolkit.config.toml_source import line_of, places
from toolkit.errors import ConfigError, DiglotError
from toolkit.model import Location

TYPED = """\
# The talk of March.
title = "The Talk"  # as printed

[[speakers]]
name = "Ana"   # twice in the hall
role = "guest"
"""

REMARK = re.compile(r"# “(?:remark \d+|head|when)”")
IDS = st.lists(st.sampled_from([f"s00000{letter}" for letter in "ABCDEF"]), max_size=4, unique=True)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map("{}.".format)
PINS = st.lists(
    st.builds(
        PinTable,
        st.sampled_from(["fr", "ja"]),
        st.sampled_from(["s00000A", "s00000B.2", ""]),
        WORDS,
        st.sampled_from(["", "2 of 3"]),
        st.booleans(),
    )
    | st.builds(
        PinTable,
        st.sampled_from(["fr", "ja"]),
        st.sampled_from(["s00000A", "s00000B.2"]),
        WORDS,
        beads=st.sampled_from(["1:1", "2:1 1:1"]),
        sentences=st.sampled_from(["3:4", "2:2"]),
    ),
    max_size=3,
)


def table(pin: PinTable) -> dict[str, Any]:
    keys = PinTable.__struct_fields__
    return {key: getattr(pin, key) for key in keys if getattr(pin, key)}


class Forms:
    """Ways to write the same, chosen by `draw`; each remark has a number."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.remarks = 0

    def some(self, *forms: str) -> str:
        return self.draw(st.sampled_from(forms))

    def remark(self) -> str:
        self.remarks += 1
        return self.some("", f" # “remark {self.remarks}” = [[pins]]")

    def pair(self, key: str, value: Any) -> str:
        written = (
            "true" if value is True else self.values(value) if isinstance(value, list) else self.string(value)
        )
        quotes = self.some("", '"', "'")
        return f"{quotes}{key}{quotes}{self.some(' = ', '=')}{written}"

    def string(self, value: str) -> str:
        plain = "".join(c if c not in '\\"' and c.isprintable() else f"\\U{ord(c):08x}" for c in value)
        literal = f"'{value}'" if "'" not in value and value.isprintable() else f'"{plain}"'
        return self.some(f'"{plain}"', literal, f'"""{plain}"""', f'"""\n{plain}"""')

    def values(self, values: list[str]) -> str:
        """An array without remarks: those go with what they are about."""
        comma, blank = self.some(",", ",\n  "), self.some("", " ")
        return f"[{blank}{comma.join(map(self.string, values))}{blank}]"

    def array(self, items: list[str]) -> str:
        if self.some("line", "lines") == "line":
            return f"[{self.some('', ' ')}{', '.join(items)}{self.some('', ' ', ',' if items else '')}]"
        lines, end = [f"[{self.remark()}"], "\n"
        for k, item in enumerate(items):
            comma = "," if k + 1 < len(items) else self.some("", ",")
            lines += [f"  {item}{self.some('', f'{self.remark()}{end} ')}{comma}{self.remark()}"]
        return "\n".join([*lines, self.remark(), self.some("]", "  ]")])

    def pins(self, pins: list[PinTable]) -> tuple[str, str]:
        """What stands before all tables, and after them."""
        written = [[self.pair(key, value) for key, value in table(pin).items()] for pin in pins]
        key = self.some("pins", '"pins"')
        if not pins or self.some("inline", "tables") == "inline":
            # Only a string of several lines may break an inline table.
            items = [f"{{{', '.join(pairs)}}}" for pairs in written]
            return f"{key} = {self.array(items)}{self.remark()}\n", ""
        blocks = (
            f"[[{self.some(key, f' {key} ')}]]{self.remark()}\n"
            + "".join(f"{self.some('', '  ')}{pair}{self.remark()}\n{self.remark()}\n" for pair in pairs)
            + self.some("", "\n", "[recording]\nmedium = 'audio'\n\n" if pairs is written[0] else "")
            for pairs in written
        )
        return "", "".join(blocks)


@st.composite
def sidecars(draw: st.DrawFn) -> tuple[str, list[PinTable], list[str]]:
    """The text of one, with its pins and ids."""
    forms = Forms(draw)
    pins, ids = draw(PINS), draw(IDS)
    before, after = forms.pins(pins) if draw(st.booleans()) or pins else ("", "")
    apart = f"apart = {forms.array([forms.string(one) for one in ids])}{forms.remark()}\n" if ids else ""
    rest = forms.some(
        "", "[[speakers]]\nname = 'A [[b'\naliases = ['B', 'C']\n", "[[decide]]\nbegins='a'\nkind='note'"
    )
    head = forms.some("", "title = 'x'\n", "# “head”\n\nrecording.date = 1979-05-27 # “when”\n")
    if head.startswith("#"):
        after = after.replace("[recording]\nmedium = 'audio'\n", "")
    tables = [rest if rest.endswith("\n") or not rest else f"{rest}\n", after]
    text = head + "".join(draw(st.permutations([before, apart]))) + "".join(draw(st.permutations(tables)))
    text = forms.some(text, text.rstrip("\n"))
    return (text.replace("\n", "\r\n") if draw(st.booleans()) else text), pins, ids


@given(sidecars(), PINS, IDS, st.data())
def test_only_what_is_meant_changes_in_any_form_of_toml(
    typed: tuple[str, list[PinTable], list[str]], new: list[PinTable], apart: list[str], data: st.DataObject
) -> None:
    text, pins, ids = typed
    config.parse_sidecar(text, "talk.toml")
    numbers = list(range(len(pins)))
    same = [[k for k in numbers if pins[k].lang == pin.lang] for pin in new]
    instead = [data.draw(st.lists(st.sampled_from(k), unique=True)) if k else [] for k in same]
    gone = data.draw(st.lists(st.sampled_from(numbers), unique=True)) if numbers else []
    gone = [number for number in gone if not any(number in some for some in instead)]
    tables = [TableChange("pins", {}, number) for number in gone]
    done = sidecar_file.edit(text, "talk.toml", pins=[*map(NewPin, new, instead)], tables=tables, apart=apart)
    before, after = tomllib.loads(text), tomllib.loads(done)
    assert after.pop("apart", []) == list(dict.fromkeys([*ids, *apart]))
    out = {*gone, *(n for some in instead for n in some)}
    left = [table(pin) for k, pin in enumerate(pins) if k not in out]
    kept = after.pop("pins", [])
    assert sorted(map(str, map(sorted, map(dict.items, kept)))) == sorted(
        str(sorted(one.items())) for one in [*left, *map(table, new)]
    )
    assert after == {key: value for key, value in before.items() if key not in ("apart", "pins")}
    assert sorted(REMARK.findall(done)) == sorted(REMARK.findall(text))
    config.parse_sidecar(done, "talk.toml")
    assert done.count("\r\n") == (done.count("\n") if "\r\n" in text else 0)
    # What stands there already isn't written again.
    there = [[next(n for n, one in enumerate(kept) if one == table(pin))] for pin in new]
    again = [NewPin(pin, k) for pin, k in zip(new, there, strict=True)]
    assert (
        len({k[0] for k in there}) < len(new) or sidecar_file.edit(done, "", pins=again, apart=apart) == done
    )


@given(sidecars())
def test_places_are_where_values_stand(typed: tuple[str, list[PinTable], list[str]]) -> None:
    text = typed[0].replace("\r\n", "\n")
    found = places(text)
    for path, place in found.items():
        value: Any = tomllib.loads(text)
        for key in path:
            value = value[key]
        if not isinstance(value, dict | list) or (text[place.start] not in "[{" and len(path) == 1):
            written = text[place.value : place.end]
            assert not written or tomllib.loads(f"k = {written}")["k"] == value


def test_what_was_typed_stays() -> None:
    new = [NewPin(PinTable("fr", "s00000A", "Oui")), NewPin(PinTable("ja", "s00000B", "はい"))]
    assert sidecar_file.edit(TYPED, "talk.toml", pins=new, apart=["s00000A"]) == TYPED.replace(
        "as printed\n", 'as printed\napart = ["s00000A"]\n'
    ) + (
        '\n[[pins]]\nlang = "fr"\nsource = "s00000A"\nbegins = "Oui"\n'
        '\n[[pins]]\nlang = "ja"\nsource = "s00000B"\nbegins = "はい"\n'
    )
    assert sidecar_file.edit("[[speakers]]\nname = 'Ana'\n", "talk.toml", apart=["s00000A"]) == (
        "apart = [\"s00000A\"]\n\n[[speakers]]\nname = 'Ana'\n"
    )
    lines = "apart = [ # c1\n  'a', # c2\n  'b' # c3\n  # c4\n]\n"
    assert sidecar_file.edit(lines, "talk.toml", apart=["s00000A"]) == (
        "apart = [ # c1\n  'a', # c2\n  'b', # c3\n  # c4\n  \"s00000A\",\n]\n"
    )
    inline = 'pins = [{lang = "fr", source = "s00000B"}]\n'
    assert sidecar_file.edit(inline, "talk.toml", pins=new[:1]) == (
        'pins = [{lang = "fr", source = "s00000B"}, { lang = "fr", source = "s00000A", begins = "Oui" }]\n'
    )


def test_what_could_not_be_read_again_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SIDECAR", limits.SIDECAR._replace(most=len(TYPED) + 20))
    with pytest.raises(DiglotError, match="a sidecar may have") as told:
        sidecar_file.edit(TYPED, "talk.toml", apart=["s00000A", "s00000B"])
    assert told.value.hint == "Divide its document into several."
    assert sidecar_file.edit(TYPED, "talk.toml", apart=[]) == TYPED


def test_a_sidecar_of_twenty_thousand_decided_rows_is_read(tmp_path: Path) -> None:
    pin = '[[pins]]\nlang = "de"\nsource = "sC{0:05}"  # “{1}”\nbegins = "wort {0}"\n\n'
    path = tmp_path / "talk.toml"
    path.write_text("".join(pin.format(number, "word " * 40) for number in range(1, 20_001)), "utf-8")
    assert path.stat().st_size > limits.SETTINGS.most
    assert len(project.sidecar(path, "talk.toml").pins) == 20_000


def test_a_pin_takes_the_place_of_others() -> None:
    first = sidecar_file.edit(TYPED, "", pins=[NewPin(PinTable("fr", "s00000A", "Oui"))])
    # A remark at a pin is the editor's too.
    first = first.replace('begins = "Oui"', 'begins = "Oui"  # sure')
    second = sidecar_file.edit(
        first,
        "",
        pins=[NewPin(PinTable("fr", "s00000A", "Non"), [0]), NewPin(PinTable("ja", "s00000A", "はい"))],
    )
    assert tomllib.loads(second)["pins"] == [
        {"lang": "fr", "source": "s00000A", "begins": "Non"},
        {"lang": "ja", "source": "s00000A", "begins": "はい"},
    ]
    assert 'begins = "Non"  # sure' in second
    third = sidecar_file.edit(second, "", pins=[NewPin(PinTable("fr", "s00000A", alone=True), [0])])
    assert tomllib.loads(third)["pins"][0] == {"lang": "fr", "source": "s00000A", "alone": True}
    assert "# sure" in third


TABLES = st.dictionaries(
    st.sampled_from(["name", "role", "aliases", "begins"]),
    st.one_of(WORDS, st.lists(WORDS, max_size=3)),
    min_size=1,
)
ARRAYS = ("decide", "speakers")


@st.composite
def arrays(draw: st.DrawFn) -> tuple[str, dict[str, list[dict[str, Any]]], list[str]]:
    """A sidecar, with what its two arrays of tables say, and labels that are nobody's."""
    forms = Forms(draw)
    said = {array: draw(st.lists(TABLES, max_size=3)) for array in ARRAYS}
    nobody = draw(st.lists(WORDS, max_size=3, unique=True))
    before = f"not-speakers = {forms.values(nobody)}{forms.remark()}\n" if nobody else ""
    after = ""
    for array, tables in said.items():
        rows = [[forms.pair(key, value) for key, value in one.items()] for one in tables]
        if draw(st.booleans()):
            inline = [f"{{{', '.join(pairs)}}}" for pairs in rows]
            before += f"{array} = {forms.array(inline)}{forms.remark()}\n"
            continue
        for pairs in rows:
            lines = "".join(f"{pair}{forms.remark()}\n" for pair in pairs)
            after += f"[[{array}]]{forms.remark()}\n{lines}{forms.some('', chr(10))}"
    return f"title = 'x'{forms.remark()}\n{before}\n{after}", said, nobody


@given(arrays(), st.data())
def test_tables_come_change_and_go_in_any_form_of_toml(
    typed: tuple[str, dict[str, list[dict[str, Any]]], list[str]], data: st.DataObject
) -> None:
    text, said, known = typed
    changes, left = [], []
    for array in ARRAYS:
        tables = []
        for number, table in enumerate(said[array]):
            new = data.draw(st.one_of(st.just(table), st.just({}), TABLES.map(table.__or__), TABLES))
            changes += [TableChange(array, new, number)] if new != table else []
            tables += [new] if new else []
        more = data.draw(st.lists(TABLES, max_size=2))
        changes += [TableChange(array, table) for table in more]
        left.append([*tables, *more])
    nobody = data.draw(st.lists(st.sampled_from([*known, "Rule", "A"]), unique=True))
    done = sidecar_file.edit(text, "talk.toml", tables=changes, not_speakers=nobody)
    after = tomllib.loads(done)
    assert [after.get(array, []) for array in ARRAYS] == left
    assert after.get("not-speakers", []) == nobody and after["title"] == "x"
    assert sorted(REMARK.findall(done)) == sorted(REMARK.findall(text))
    assert sidecar_file.edit(done, "talk.toml", not_speakers=nobody) == done


@pytest.mark.parametrize("indent", ["", "  "])
def test_tables_that_go_at_once_take_one_blank_line_each(indent: str) -> None:
    kept = "\n".join(f"[[speakers]]\nname = '{name}'\n" for name in "ad")
    gone = "".join(f"\n{indent}[[speakers]]\nname = '{name}'\n" for name in "bc")
    text = kept.replace("\n\n", f"\n{gone}\n# “d”\n", 1) + gone.replace("name", "# “of both”\nname", 1)
    done = sidecar_file.edit(text, "talk.toml", tables=[TableChange("speakers", {}, n) for n in (1, 2, 4, 5)])
    assert done == kept.replace("\n\n", "\n\n# “d”\n", 1) + "\n# “of both”\n"


def test_what_would_say_something_else_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toml_text, "_joined", lambda text, _, written: text.replace("]", written))
    with pytest.raises(ConfigError, match="can't be written") as caught:
        sidecar_file.edit(
            "title = 'x'\npins = []\n", "talk.toml", pins=[NewPin(PinTable("fr", "s00000A", "Oui"))]
        )
    assert str(caught.value.where) == "talk.toml:2" and caught.value.hint


def test_lines_in_arrays_are_exact() -> None:
    text = "pins = [\n  {lang = 'fr', source = 'a'},\n  # b\n  {lang = 'fr', source = 'b'},\n]\n"
    assert line_of(text, ["pins", "1", "source"]) == 4
    assert line_of(text, ["pins", "0", "alone"]) == 2


@pytest.mark.parametrize("table", ["authors", "editors", "translators"])
@pytest.mark.parametrize("name", ["", "\u3000 "])
def test_nobody_is_called_by_an_empty_name(table: str, name: str) -> None:
    text = f'title = "الجسر"\n\n[[{table}]]\nname = "{name}"\n'
    with pytest.raises(ConfigError, match="`name` is empty") as refused:
        parse_sidecar(text, "talk.toml")
    assert refused.value.where == Location("talk.toml", 4) and refused.value.hint


@pytest.mark.parametrize("value", ['"三枝"', "3"])
def test_who_writes_a_text_for_tables_is_told_of_tables(value: str) -> None:
    with pytest.raises(ConfigError) as refused:
        parse_sidecar(f"authors = {value}\n", "talk.toml")
    assert "table" in refused.value.hint


@pytest.mark.parametrize("second", ['not-speakers = ["Rule two"]', 'not-speakers = [\n  "القاعدة",\n]'])
def test_two_lists_of_one_key_are_to_be_one(second: str) -> None:
    """As where the lines of two hints were pasted."""
    with pytest.raises(ConfigError, match="this one is there already") as caught:
        parse_sidecar(f'not-speakers = ["Rule one"]\n{second}\n', "talk.toml")
    assert caught.value.hint.startswith("Write each key once. Two lists become one")
