"""Codes that a translation has changed (D287)."""

import pytest

from toolkit.checks.codes import changed
from toolkit.checks.messages import CheckedMessage
from toolkit.model import Entry


def told(*texts: tuple[str, str], lang: str) -> list[tuple[str, str]]:
    """The codes of a catalog that were changed, and what stands for them."""
    entries = [Entry("narration", source, target, "done", ("s1",)) for source, target in texts]
    return [*changed([CheckedMessage(entry, "en", lang, None, None) for entry in entries]).values()]


@pytest.mark.parametrize(
    ("source", "target", "lang", "codes"),
    [
        ("The lamp is a D65.", "La lampe est une D67.", "fr", ("D65", "D67")),
        ("The lamp is a D65.", "ランプはD56です。", "ja", ("D65", "D56")),
        ("The list is in SQL.", "القائمة بلغة SLQ.", "ar", ("SQL", "SLQ")),
        ("It shows 4K.", "Показує 8K.", "uk", ("4K", "8K")),
        # Who is called so at a site; an address of mail has others before it.
        ("Ask @tidewarden.", "Спросите @tidwarden.", "ru", ("@tidewarden", "@tidwarden")),
        ("Ask @tidewarden.", "Demandez à @tidwarden.", "fr", ("@tidewarden", "@tidwarden")),
        ("Ask @tidewarden.", "Demandez à @tidewarden ou @tidewarder.", "fr", None),
        ("Write to post@tide.example.", "Écrivez à post@tido.example.", "fr", None),
        # Another code of the language, and several that stay.
        ("Its DNA was read.", "Son ADN a été lu.", "fr", None),
        ("An A4 and an A5.", "Ein A5 und ein A4.", "de", None),
        # Two letters that changed places, of several, and where adjectives stand behind.
        ("The LGBT choir sang.", "Śpiewał chór LBGT.", "pl", ("LGBT", "LBGT")),
        ("An LED and two VIPs.", "Eine LED und zwei VPIs.", "de", ("VIP", "VPI")),
        ("The DRC is large.", "La RDC est grande.", "fr", None),
        ("Two VIPs came.", "Zwei VIPs kamen.", "de", None),
        # Written together, with a hyphen, or in small letters.
        ("Copy the MP3.", "MP-3 kopieren.", "de", None),
        ("It was COVID-19.", "To był Covid-19.", "pl", None),
        # Left out, or added.
        ("The lamp is a D65.", "La lampe est blanche.", "fr", None),
        ("The lamp is white.", "La lampe est une D65.", "fr", None),
        # Shouted, and an ordinal.
        ("Do NOT go.", "NON andare.", "it", None),
        ("The 1st lamp.", "La 1re lampe.", "fr", None),
    ],
)
def test_a_code_that_another_stands_for_is_told(
    source: str, target: str, lang: str, codes: tuple[str, str] | None
) -> None:
    assert told((source, target), lang=lang) == ([codes] if codes else [])


@pytest.mark.parametrize(
    ("source", "target", "lang", "other"),
    [
        ("The ECB waited.", "Die EZB wartete.", "de", "Die ECC wartete."),
        ("OPEC met again.", "L'OPEP se réunit encore.", "fr", "L'OPCE se réunit encore."),
        ("The USSR was large.", "SSSR byl velký.", "cs", "USST byl velký."),
        ("He sold more in Q3.", "Il a vendu plus au T3.", "fr", "Il a vendu plus au D3."),
        ("NOTE it down.", "NOTA tutto.", "it", "NOTU tutto."),
    ],
)
def test_another_code_of_a_language_may_be_nearly_the_same(
    source: str, target: str, lang: str, other: str
) -> None:
    """Only where the catalog copies a code elsewhere it is no other one here."""
    code = next(word for word in source.split() if word.isupper() or word[-2:] == "3.").strip(".")
    assert not told((source, target), lang=lang)
    assert not told((source, target), *[(f"It is {code} {k}.", target) for k in range(4)], lang=lang)
    copied = [(f"Here is {code}.", f"{code}."), (f"There is {code}.", f"{code}!")]
    (pair,) = told((source, other), *copied, lang=lang)
    assert pair[0] == code


def test_where_all_codes_are_others_none_is_a_slip() -> None:
    many = [" ".join(f"Q{k}" for k in range(start, start + 3000)) for start in (1000, 5000)]
    assert not told((many[0], many[1]), lang="de")


@pytest.mark.parametrize(
    ("source", "target", "lang", "codes"),
    [
        ("Write ``gate(true)``.", "Écrivez ``gate(vrai)``.", "fr", ("gate(true)", "gate(vrai)")),
        ("It returns ``null``.", "Es gibt ``Null`` zurück.", "de", ("null", "Null")),
        ("Set `deep` to `false`.", "Ustaw `deep` na `fałsz`.", "pl", ("false", "fałsz")),
        ("It returns `null`.", "يعيد `فارغ`.", "ar", ("null", "فارغ")),
        ("It returns ``null``.", "``ヌル``が返る。", "ja", ("null", "ヌル")),
        ("Ask `Gate` first.", "Fragen Sie zuerst `Tor`.", "de", None),
        # With other blanks, or other marks.
        ("Write `[1, 2]`.", "Écrivez ``[1,2]``.", "fr", None),
        ("Type `gate  up`.", "Tapez `gate up`.", "fr", None),
        # An example in words, a place for a name, a role, a link, and what is left out.
        ("Say `open the gate`.", "Dites `ouvrez la porte`.", "fr", None),
        ("Type `<name>`.", "Tapez `<nom>`.", "fr", None),
        ("See :term:`gate`.", "Voir :term:`porte`.", "fr", None),
        ("See `gate`_.", "Voir `porte`_.", "fr", None),
        ("Set `up` and :set:`down`.", "Mettez `up` et :set:`down`.", "fr", None),
        ("Set `deep`, that is all.", "Mettez-le, c'est tout.", "fr", None),
    ],
)
def test_code_between_backticks_is_copied_where_the_catalog_copies_it(
    source: str, target: str, lang: str, codes: tuple[str, str] | None
) -> None:
    copied = [(f"It is `lock_{k}` now.", f"`lock_{k}`.") for k in range(4)]
    assert told((source, target), *copied, lang=lang) == ([codes] if codes else [])
    # Where a catalog copies less, it translates what stands so.
    assert not told((source, target), *copied[:1], lang=lang)


def test_a_name_with_a_capital_between_backticks_is_code_where_it_is_copied() -> None:
    copied = [(f"`Gate` {k}", f"Das `Gate` {k}") for k in range(4)]
    assert told(("Ask `Gate`.", "Fragen Sie `Tor`."), *copied, lang="de") == [("Gate", "Tor")]
