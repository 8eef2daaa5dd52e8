"""Sidecars that commands add to."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from toolkit import config, sidecar
from toolkit.config import PinTable

TYPED = """\
# The talk of March.
title = "The Talk"  # as printed

[[speakers]]
name = "Ana"   # twice in the hall
role = "guest"
"""

IDS = st.lists(st.sampled_from([f"s00000{letter}" for letter in "ABCDEF"]), max_size=4)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
PINS = st.lists(
    st.builds(PinTable, st.sampled_from(["fr", "ja"]), st.sampled_from(["s00000A", "s00000B.2", ""]), WORDS)
)


@given(
    IDS,
    PINS,
    st.sampled_from(["", TYPED, TYPED.replace("\n", "\r\n"), '[[decide]]\nbegins = "a"\nkind = "note"']),
)
def test_what_was_typed_stays(apart: list[str], pins: list[PinTable], text: str) -> None:
    done = sidecar.edit(text, pins=pins, apart=apart)
    # Every line that a person typed is there, in order.
    lines = iter(done.splitlines())
    assert all(line in lines for line in text.splitlines() if line)
    before, after = tomllib.loads(text), tomllib.loads(done)
    assert after.pop("apart", []) == list(dict.fromkeys(apart))
    kept = after.pop("pins", [])
    assert after == before
    assert {(pin["lang"], pin.get("source") or "=" + pin.get("begins", "")) for pin in kept} == {
        (pin.lang, pin.source or "=" + pin.begins) for pin in pins
    }
    config.parse_sidecar(done, "talk.toml")
    assert sidecar.edit(done, pins=pins, apart=apart) == done
    assert ("\r\n" in done) == ("\r\n" in text)


def test_the_last_pin_of_a_place_counts() -> None:
    first = sidecar.edit(TYPED, pins=[PinTable("fr", "s00000A", "Oui")])
    # A remark at a pin is the editor's too.
    first = first.replace('begins = "Oui"', 'begins = "Oui"  # sure')
    second = sidecar.edit(first, pins=[PinTable("fr", "s00000A", "Non"), PinTable("ja", "s00000A", "はい")])
    assert tomllib.loads(second)["pins"] == [
        {"lang": "fr", "source": "s00000A", "begins": "Non"},
        {"lang": "ja", "source": "s00000A", "begins": "はい"},
    ]
    third = sidecar.edit(second, pins=[PinTable("fr", "s00000A", "", alone=True)])
    assert tomllib.loads(third)["pins"][0] == {"lang": "fr", "source": "s00000A", "alone": True}
