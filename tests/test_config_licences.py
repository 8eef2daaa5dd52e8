"""Licences: a URI or an SPDX id, told by a URI; all else is an error with its line and a cure."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit import config
from toolkit.config import identifiers
from toolkit.errors import ConfigError

PLACES = {
    "project": ("", "licence", config.parse_project),
    "edition": (
        '[[editions]]\nname = "a"\ndocuments = "all"\nlanguages = ["en"]\n',
        "licence",
        config.parse_project,
    ),
    "source": ("", "licence", config.parse_sidecar),
    "translations": ("", "translation-licence", config.parse_sidecar),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("written", "uri"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-nc-nd-3.0-igo", "https://creativecommons.org/licenses/by-nc-nd/3.0/igo/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("MIT", "https://spdx.org/licenses/MIT"),
        ("https://rights.example/mine?v=1", "https://rights.example/mine?v=1"),
        ("urn:example:terms", "urn:example:terms"),
        ("", ""),
    ],
)
def test_a_licence_is_told_by_its_uri(place: str, written: str, uri: str) -> None:
    before, key, parse = PLACES[place]
    said = parse(f'{before}{key} = "{written}"\n', "x.toml")
    table = said.editions[0] if isinstance(said, config.ProjectSettings) and place == "edition" else said
    assert getattr(table, key.replace("-", "_")) == uri


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "written",
    ["mine", "CC BY 4.0", "All rights reserved.", "MIT OR Apache-2.0", "LicenseRef-x", "javascript:alert(1)",
     "https://", "https://x.example/a b"],
)  # fmt: skip
def test_what_is_no_licence_is_named_with_line_and_cure(place: str, written: str) -> None:
    before, key, parse = PLACES[place]
    line = before.count("\n") + 2
    with pytest.raises(
        ConfigError, match=rf"^x\.toml:{line}: {re.escape(repr(written))} is no licence"
    ) as caught:
        parse(f'{before}# {key}\n{key} = "{written}"\n', "x.toml")
    assert "SPDX" in caught.value.hint and "rights" in caught.value.hint
    if written == "CC BY 4.0":
        assert "Did you mean CC-BY-4.0?" in str(caught.value)


@examples(60)
@given(st.one_of(st.text(max_size=20), st.from_regex(r"[A-Z]{2,4}-[A-Z0-9.-]{1,9}", fullmatch=True)))
def test_it_is_a_uri_or_refused_and_what_was_told_once_is_told_again(written: str) -> None:
    try:
        uri = identifiers.licence(written)
    except ValueError:
        return
    assert re.fullmatch(r"(https?|urn):[!-~]+", uri)
    assert identifiers.licence(uri) == uri
