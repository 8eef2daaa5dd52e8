"""What happens while people talk: which brackets tell of it, and which hold words."""

import pytest

from toolkit.text import cuts, events, markup


@pytest.mark.parametrize(
    ("bracket", "kind"),
    [
        ("(Laughter.)", "vocal"),
        ("[LAUGHS softly]", "vocal"),
        ("[laughs and coughs]", "vocal"),
        ("（全场大笑）", "vocal"),
        ("(смеётся)", "vocal"),
        ("((lacht))", "vocal"),
        ("[Applaus]", "kinesic"),
        ("（拍手)", "kinesic"),
        ("[phone rings]", "incident"),
        ("[crosstalk]", "incident"),
        ("[long pause]", "pause"),
        ("(سكوت)", "pause"),
        ("(.)", "pause"),
        ("[?]", "unclear"),
        ("[inaudible 00:12:30]", "inaudible"),
        ("[unintelligible00:21:32.09]", "inaudible"),
        ("（聞き取り不能）", "inaudible"),
        ("[...]", "gap"),
        ("（……）", "gap"),
        ("[popping noise 00:45:49.28]", "incident"),
        ("[nevet]", "vocal"),
        ("(Taps.)", "kinesic"),
        ("[nem érthető 00:12:30]", "inaudible"),
        ("(râde)", "vocal"),
        ("[râsete și aplauze]", "vocal"),
        ("(riure)", "vocal"),
        ("[inintel·ligible]", "inaudible"),
        ("[ler]", "kinesic"),  # who smiles in Swedish laughs in Danish
        ("[taler i munden på hinanden]", "incident"),
        ("(sukker dypt)", "vocal"),
        ("[nauraa]", "vocal"),
        ("[pitkä tauko]", "pause"),
    ],
)
def test_an_event(bracket: str, kind: str) -> None:
    assert events.is_event(bracket) and events.kind(bracket) == kind
    (span,) = markup.parse(bracket)
    assert (span.mark, span.text) == ("event", bracket)
    assert not markup.spoken(bracket) and markup.plain(bracket) == bracket


@pytest.mark.parametrize(
    "text",
    [
        "(as my mother said)",
        "(Laughs at the dog.)",
        "[in the initial code]",
        "(I guess)",
        "(key)",
        "[19:52]",
        "(10)",
        "（举个例子）",
        "(sukker)",  # sugar, in Danish and Norwegian
        "(riu)",  # a river, in Catalan
        "(ei kuulu)",
        "()",
        "[Mara 00:12:30]",
        "(at 10:30 sharp)",
        r"\(music)",
    ],
)
def test_words_in_brackets(text: str) -> None:
    assert [span.mark for span in markup.parse(text)] == ["text"]


def test_an_event_among_words() -> None:
    text = r"So *[laughs]* it was, \[coughs\] (he said). See [music](https://a.example)."
    assert markup.spoken(text) == "So  it was,  (he said). See music."
    assert list(cuts.happens(text)) == ["[coughs]", "[laughs]"]
    spans = markup.parse(text)
    assert markup.parse(markup.compose(spans)) == spans


def test_a_translation_of_an_event_stands_wherever_it_is_kept() -> None:
    terms = {"[inaudible]": "[peu clair]", "（笑）": "(rires)", "[music]": "[musique]"}
    assert events.translated("Non [inaudible 00:12:30].", terms) == "Non [peu clair 00:12:30]."
    assert events.translated("はい（笑）。", terms) == "はい(rires)。"
    assert (
        events.translated("[music](https://a.example) [coughs]", terms)
        == "[music](https://a.example) [coughs]"
    )


@pytest.mark.parametrize("word", ["softly ", "(softly) ", "بهدوء "])
def test_a_long_row_of_modifiers_is_joined_no_more_often_than_a_short_one(word: str) -> None:
    known, beside = events._phrases()

    class Asked(dict[str, events.Event]):
        letters = 0

        def __contains__(self, phrase: object) -> bool:
            self.letters += len(str(phrase))
            return super().__contains__(phrase)

    def asked(times: int) -> int:
        phrases = Asked(known)
        assert events._without(word * times, beside | {word.strip()}, phrases) in {"", word.strip()}
        return phrases.letters

    assert asked(400) == asked(40) > 0
