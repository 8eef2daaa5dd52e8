"""Sentences that deny on one side only (D248).

Examples in several languages are in `tests/data/checks/negation.jsonl`.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit import checks
from toolkit.checks import negation
from toolkit.model import Catalog, Document, Entry

DOCUMENT = Document(name="talk", lang="en", speakers=(), turns=())


def found(source: str, target: str) -> list[tuple[str, str]]:
    entry = Entry("narration", source, target, "done", ("s1",))
    findings = checks.run(DOCUMENT, Catalog("talk", "en", "fr", (entry,)), "talk.po")
    return [(finding.wording, finding.severity) for finding in findings if finding.code == "D248"]


def test_a_denial_on_one_side_is_a_note() -> None:
    long = (
        "The harbour master {} the letter that the widow of the last lamplighter had left for him in spring."
    )
    target = (
        "Le capitaine du port a lu la lettre que la veuve du dernier allumeur lui avait laissée au printemps."
    )
    assert found(long.format("never read"), target) == [("lost", "info")]
    assert found("She never opened it.", "Elle a pu l’ouvrir.") == [("lost", "info")]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Isn't that a heron?", "C’est un héron, là-bas ?"),
        ("She not only mends nets, she sells them.", "Elle répare les filets et elle les vend."),
        ("He forgot the key.", "Il ne s’est pas souvenu de la clé."),
        ("It is impossible.", "Ce n’est pas possible."),
        ("Oh no! The mill is on fire.", "Mon Dieu ! Le moulin brûle."),
        ("Oh no, they are all at the mill!", "Mon Dieu, ils sont tous au moulin !"),
        ("No! They took the boat.", "Malheur ! Ils ont pris le bateau."),
        ("Indeed not! I think all of us are safe.", "En effet ! Je crois que nous sommes tous saufs."),
    ],
)
def test_what_may_be_said_otherwise_is_left_alone(source: str, target: str) -> None:
    assert found(source, target) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Oh no, I never saw him.", "Mon Dieu, je l’ai vu."),
        ("Oh no one saw the boat.", "Oh, tous ont vu le bateau."),
        ("He was indeed not there.", "Il était en effet là."),
        ("It is indeed nothing that we knew.", "C’est bien ce que nous savions."),
        ("No.", "Oui."),
    ],
)
def test_what_stands_beside_a_cry_is_denied_all_the_same(source: str, target: str) -> None:
    assert found(source, target)


def test_who_is_called_by_a_denial_is_denied_nothing() -> None:
    """The Italian non-fumatori."""
    italian = negation._denial("it")
    assert italian is not None
    assert not italian.denies("i non-fumatori stanno fuori.")
    assert not italian.affirms("i non-fumatori stanno fuori.")
    assert italian.denies("i fumatori non stanno fuori.")
    assert italian.denies("i non-fumatori non stanno fuori.")


def test_what_is_not_translated_denies_what_its_source_does() -> None:
    # D225, D226: in English "no" may be an answer, and in French a number.
    assert found("But I never go there. It is not far.", "But I never go there. It is not far.") == []


LANGS = sorted(tomllib.loads(files("toolkit.languages").joinpath("negations.toml").read_text("utf-8")))


@given(st.sampled_from(LANGS), st.text(max_size=40))
@examples(40)
def test_no_text_denies_and_affirms(lang: str, text: str) -> None:
    denial = negation._denial(lang)
    assert denial and not (denial.denies(text) and denial.affirms(text))


@pytest.mark.parametrize(
    ("lang", "source", "target", "denied"),
    [
        ("tr", "Yılmaz sang.", "Yılmaz şarkı söyledi.", False),
        ("tr", "We saw Korkmaz there.", "Orada Korkmaz'ı gördük.", False),
        ("tr", "Yılmaz did not sing.", "Yılmaz şarkı söyledi.", True),
        ("vi", "The air was cold.", "Không khí lạnh.", False),
        ("vi", "The air was cold.", "Không khí không lạnh.", True),
        ("cs", "The sky was blue.", "Nebe bylo modré.", False),
        ("cs", "He carried wood.", "Nesl dřevo.", False),
        ("cs", "He heard it.", "Neslyšel to.", True),
        ("hi", "In my opinion he is right.", "मेरे मत में वह सही है।", False),
        ("hi", "Go there.", "वहाँ मत जाओ।", True),
        ("th", "Soon he came back.", "ไม่นานเขาก็กลับมา", False),
        ("th", "He came.", "เขาไม่มา", True),
    ],
)
def test_what_looks_like_a_denial_is_none(lang: str, source: str, target: str, denied: bool) -> None:
    entry = Entry("narration", source, target, "done", ("s000001",))
    told = checks.run(DOCUMENT, Catalog("talk", "en", lang, (entry,)), "talk.po")
    assert ("D248" in {each.code for each in told}) == denied


@pytest.mark.parametrize(
    ("lang", "denied", "affirmed"),
    [
        ("de", "Das Tor Nummer {} knarrte nicht.", "Das Tor Nummer {} knarrte."),
        ("ru", "Ворота номер {} не скрипели.", "Ворота номер {} скрипели."),
        ("ar", "لم تصرّ البوابة رقم {}.", "صرّت البوابة رقم {}."),
    ],
)
def test_a_denial_that_is_lost_where_all_others_are_kept_is_a_slip(
    lang: str, denied: str, affirmed: str
) -> None:
    def told(many: int, lost: int) -> list[str]:
        entries = tuple(
            Entry(
                "narration",
                f"Gate number {n} did not creak.",
                (affirmed if n < lost else denied).format(n),
                "done",
                (f"s{n}",),
            )
            for n in range(many)
        )
        findings = checks.run(DOCUMENT, Catalog("talk", "en", lang, entries), "talk.po")
        return [finding.severity for finding in findings if finding.code == "D248"]

    assert told(8, 1) == ["warning"]
    # In few messages, and in a catalog that says it otherwise as often, nobody knows.
    assert told(2, 1) == ["info"] and told(8, 3) == ["info"] * 3


@pytest.mark.parametrize(
    ("lang", "denied", "affirmed"),
    [
        ("de", "Das Tor Nummer {} knarrte nicht.", "Das Tor Nummer {} knarrte."),
        ("ru", "Ворота {} не скрипели.", "Ворота {} скрипели."),
        ("ar", "لم تصرّ البوابة رقم {}.", "صرّت البوابة رقم {}."),
    ],
)
@pytest.mark.parametrize("ours", [True, False])
def test_a_denial_of_one_side_of_a_close_translation_is_a_slip_where_many_are_kept(
    lang: str, denied: str, affirmed: str, ours: bool
) -> None:
    says = "The warden wrote about number {} at noon. "

    def told(many: int, slips: int, end: str = ".") -> list[tuple[str, str]]:
        denies, affirms = (
            says + f"Gate number {{}} did not creak{end}",
            says + f"Gate number {{}} creaked{end}",
        )
        beside = {
            "de": (
                "Der Wärter schrieb mittags über Nummer {}. ",
                "Wie immer schrieb der Wärter mittags in das große Buch über Nummer {}. ",
            ),
            "ru": (
                "Сторож писал в полдень о номере {}. ",
                "Как и всегда, сторож писал в полдень в большой книге о номере {}. ",
            ),
            "ar": ("كتب الحارس ظهرا عن الرقم {}. ", "كعادته كتب الحارس ظهرا في دفتره الكبير عن الرقم {}. "),
        }[lang]
        entries = []
        for n in range(many):
            source = denies if n >= slips or ours else affirms
            target = beside[n % 2] + (denied if n >= slips or not ours else affirmed).replace(".", end)
            entries.append(Entry("narration", source.format(n, n), target.format(n, n), "done", (f"s{n}",)))
        findings = checks.run(DOCUMENT, Catalog("talk", "en", lang, tuple(entries)), "talk.po")
        return [(each.wording, each.severity) for each in findings if each.code == "D248"]

    slip, note = ("kept", "lost") if ours else ("alone", "added")
    assert told(16, 1) == [(slip, "warning")]
    assert told(12, 1) == [(note, "info")] and told(20, 2) == [(note, "info")] * 2
    # Who asks or cries out may deny or not.
    assert (slip, "warning") not in told(16, 1, "?")
    assert (slip, "warning") not in told(16, 1, "!")


def test_the_same_word_on_both_sides_denies_on_both() -> None:
    assert found("No, it was Bo.", "Non, c’était Bo.") == []
    assert found("No one came.", "Nombreux étaient venus.") == [("lost", "info")]


def test_a_question_in_arabic_denies_too() -> None:
    entry = Entry("narration", "Did Bo not come?", "ألم يأت بو؟", "done", ("s1",))
    findings = checks.run(DOCUMENT, Catalog("talk", "en", "ar", (entry,)), "talk.po")
    assert "D248" not in {finding.code for finding in findings}


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("en", "Not far from here is the lock.", "Ganz in der Nähe ist die Schleuse."),
        ("fr", "Pas à pas.", "Schritt für Schritt."),
        ("it", "Poco mancò che non cadesse.", "Fast wäre er gefallen."),
        ("ru", "Не за что.", "Gern geschehen."),
        ("cs", "Není zač.", "Gern geschehen."),
        ("tr", "Gelir gelmez yağdı.", "Es regnete, sobald er kam."),
        ("he", "לא מזמן ירד גשם.", "Vor kurzem hat es geregnet."),
        ("zh-Hans", "不客气。", "Gern geschehen."),
        ("hu", "Semmi baj.", "Das ist in Ordnung."),
        ("en", "I can’t wait to sail.", "Ich freue mich aufs Segeln."),
        ("en", "That wasn't a bad year.", "Das war ein gutes Jahr."),
        ("en", "It isn't far.", "Es ist nah."),
        ("en", "It was nothing like home.", "Es war ganz anders als zu Hause."),
        ("es", "No veo la hora de zarpar.", "Ich freue mich aufs Segeln."),
        ("it", "Non vedo l’ora di salpare.", "Ich freue mich aufs Segeln."),
        ("pt", "Não parou de nevar.", "Es schneite immerzu."),
        ("fr", "Je n’en pouvais plus.", "Ich war am Ende."),
        ("pl", "Nie ma jak w porcie.", "Im Hafen ist es am schönsten."),
        ("vi", "Trời mưa không ngừng.", "Es regnete immerzu."),
        ("en", "Row to lock No. 2.", "Rudern Sie zur Schleuse 2."),
        ("zh-Hans", "没问题。", "Gern."),
        ("ko", "비가 쉴 새 없이 왔다.", "Es regnete immerzu."),
    ],
)
def test_phrases_that_deny_nothing_are_translated_as_they_are_meant(
    lang: str, source: str, target: str
) -> None:
    entry = Entry("narration", source, target, "done", ("s1",))
    told = checks.run(DOCUMENT, Catalog("talk", lang, "de", (entry,)), "talk.po")
    assert "D248" not in {each.code for each in told}


@pytest.mark.parametrize(
    ("lang", "kept", "question", "target"),
    [
        ("de", "Das Tor Nummer {} knarrte nicht.", "Why don’t we go home?", "Gehen wir nach Hause?"),
        ("ar", "لم تصرّ البوابة رقم {}.", "Why don’t we go home?", "هل نذهب إلى البيت؟"),
    ],
)
def test_who_asks_may_deny_or_not(lang: str, kept: str, question: str, target: str) -> None:
    rows = [(f"Gate number {n} did not creak.", kept.format(n)) for n in range(8)]
    rows.append((question, target))
    entries = tuple(Entry("narration", *row, "done", (f"s{n}",)) for n, row in enumerate(rows))
    told = checks.run(DOCUMENT, Catalog("talk", "en", lang, entries), "talk.po")
    assert [each.severity for each in told if each.code == "D248"] == ["info"]


@pytest.mark.parametrize(
    ("lang", "before", "denied", "affirmed"),
    [
        (
            "es",
            "El guarda escribió a mediodía.",
            "La puerta {} no chirriaba.",
            "Y la puerta {}, verde, chirriaba.",
        ),
        ("pt", "O guarda escreveu ao meio-dia.", "O portão {} não rangia.", "E o portão {}, verde, rangia."),
        ("it", "Il custode scriveva.", "Il cancello {} non cigolava.", "E il cancello {}, verde, cigolava."),
    ],
)
def test_a_denial_is_told_where_good_translations_are_known_to_keep_them(
    lang: str, before: str, denied: str, affirmed: str
) -> None:
    """However freely the sentence is translated: how close it is tells nothing of a denial."""

    def told(many: int, lost: int) -> list[tuple[str, str]]:
        entries = tuple(
            Entry(
                "narration",
                f"The warden wrote at noon. Gate number {n} did not creak.",
                f"{before} {(affirmed if n < lost else denied).format(n)}",
                "done",
                (f"s{n}",),
            )
            for n in range(many)
        )
        findings = checks.run(DOCUMENT, Catalog("talk", "en", lang, entries), "talk.po")
        return [(each.wording, each.severity) for each in findings if each.code == "D248"]

    assert told(18, 1) == [("kept", "warning")]
    assert told(18, 3) == [("lost", "info")] * 3


def test_what_is_known_of_languages_is_counted() -> None:
    rows = negation._free()
    assert all(0 <= share < 0.2 for share in rows.values())
    assert rows["en", "es"] < negation._RARE < rows["en", "ja"]
    assert all({source, target} <= set(LANGS) for source, target in rows)


@pytest.mark.parametrize(
    ("source", "lang", "target"),
    [
        ("The pump is nowhere to be found.", "de", "Die Pumpe ist spurlos verschwunden."),
        ("We rowed all night, to no avail.", "it", "Abbiamo remato tutta la notte senza risultato."),
        ("The keeper doesn't care.", "uk", "Сторожу байдуже."),
        ("You cannot read the sign.", "fr", "On ne peut lire le panneau."),
        ("You are no one.", "pl", "Jesteś nikim."),
        ("No milk for the cat.", "ru", "Никакого молока кошке."),
        ("There are monsters in the mill.", "cs", "Ve mlýně jsou nestvůry."),
        ("Nope.", "es", "No."),
    ],
)
def test_what_good_translations_say_for_a_denial_is_none_that_is_lost(
    source: str, lang: str, target: str
) -> None:
    entry = Entry("narration", source, target, "done", ("s1",))
    told = checks.run(DOCUMENT, Catalog("talk", "en", lang, (entry,)), "talk.po")
    assert "D248" not in {each.code for each in told}


@pytest.mark.parametrize(
    ("source", "lang", "target"),
    [
        ("The boat has not come yet.", "pt", "O barco ainda veio."),
        ("I have no idea where the key is.", "es", "Sé dónde está la llave más vieja."),
        ("He did not lose the key again.", "it", "Ha perso di nuovo la chiave."),
    ],
)
def test_words_beside_which_denials_are_kept_excuse_nothing(source: str, lang: str, target: str) -> None:
    entry = Entry("narration", source, target, "done", ("s1",))
    told = checks.run(DOCUMENT, Catalog("talk", "en", lang, (entry,)), "talk.po")
    assert "D248" in {each.code for each in told}
