"""Identifiers: check digits hold, every form becomes one, and the one stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.config import identifiers
from toolkit.config.identifiers import doi, handle, orcid, persistent, urn

DIGITS = st.lists(st.integers(0, 9), min_size=12, max_size=12)


def isbn(digits: list[int]) -> str:
    """ISO 2108, annex C: written here by itself."""
    first = [9, 7, 8, *digits[3:]]
    total = sum(digit * (3 if k % 2 else 1) for k, digit in enumerate(first))
    return "".join(map(str, first)) + str(-total % 10)


def iso_7064(digits: list[int]) -> str:
    """The check character of an ORCID iD (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in digits:
        total = (total + digit) * 2
    check = (12 - total % 11) % 11
    return "X" if check == 10 else str(check)


@examples(40)
@given(DIGITS, st.integers(0, 12), st.integers(1, 9))
def test_an_isbn_holds_and_with_another_digit_it_does_not(digits: list[int], at: int, by: int) -> None:
    number = isbn(digits)
    assert urn(number) == urn(f"ISBN {number}") == f"urn:isbn:{number}"
    assert urn(f"{number[:3]}-{number[3]}-{number[4:8]}-{number[8:12]}-{number[12]}") == f"urn:isbn:{number}"
    wrong = f"{number[:at]}{(int(number[at]) + by) % 10}{number[at + 1 :]}"
    with pytest.raises(ValueError, match=r"no (ISBN|identifier)"):
        urn(wrong)


@examples(40)
@given(st.lists(st.integers(0, 9), min_size=15, max_size=15))
def test_an_orcid_holds_and_no_other_check_character_does(digits: list[int]) -> None:
    text = "".join(map(str, digits))
    right = iso_7064(digits)
    for check in "0123456789X":
        written = f"{text[:4]}-{text[4:8]}-{text[8:12]}-{text[12:]}{check}"
        if check == right:
            assert orcid(written) == orcid(f"https://orcid.org/{written}") == written
        else:
            with pytest.raises(ValueError, match="ORCID"):
                orcid(written)


@examples(40)
@given(st.from_regex(r"10\.[0-9]{4,6}/[a-z0-9.()/_-]{1,20}", fullmatch=True))
def test_a_doi_has_one_form(number: str) -> None:
    address = f"https://doi.org/{number}"
    forms = (number, f"doi:{number}", f"DOI: {number}", address, f"http://dx.doi.org/{number}")
    assert {doi(form) for form in forms} == {number}
    assert {persistent(form) for form in forms} == {address}
    assert persistent(address) == address == urn(address)


@examples(40)
@given(st.from_regex(r"[0-9]{1,5}(\.[0-9]{1,4}){0,2}/[a-z0-9.-]{1,12}", fullmatch=True))
def test_a_handle_has_one_form(number: str) -> None:
    address = f"https://hdl.handle.net/{number}"
    assert handle(f"hdl:{number}") == handle(address) == number
    assert persistent(f"hdl: {number}") == address == persistent(address)
    # Bare numbers with a stroke are no handle: it may be anything.
    assert handle(number) == ""


@pytest.mark.parametrize(
    ("urn_", "shown"),
    [
        ("urn:isbn:9783161484100", "978-3-16-148410-0"),
        ("urn:isbn:9791095546009", "979-10-95546-00-9"),
        ("URN:ISBN:9787020000029", "978-7-02-000002-9"),
        ("urn:isbn:9798888888886", "979-8-88888-888-6"),
        ("urn:isbn:316148410X", "3-16-148410-X"),
        ("https://doi.org/10.5281/zenodo.17", ""),
    ],
)
def test_an_isbn_is_printed_with_the_hyphens_of_its_range(urn_: str, shown: str) -> None:
    assert identifiers.isbn(urn_) == shown
