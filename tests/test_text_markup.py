"""Light markup: what is a mark, what is text, and that no string breaks it."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.checks import marks
from toolkit.model import Entry, Location, State
from toolkit.text import cuts, markup
from toolkit.text.markup import Span

ANY = st.lists(st.one_of(st.sampled_from("ab 漢是*[](){}|^\\.:/<>\u05d0"), st.just("<br>")), max_size=40).map(
    "".join
)


def shown(spans: tuple[Span, ...]) -> str:
    """Spans as tags, to be read in a test."""
    out = []
    for span in spans:
        if span.mark == "text":
            out.append(span.text)
        elif span.mark == "ruby":
            out.append(f"<ruby {'|'.join(span.readings)}>{span.text}</ruby>")
        else:
            target = f" {span.target}" if span.target else ""
            out.append(f"<{span.mark}{target}>{shown(span.inside)}</{span.mark}>")
    return "".join(out)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("so *very* **old**", "so <em>very</em> <strong>old</strong>"),
        ("***both***", "<strong><em>both</em></strong>"),
        ("**bold *in* it**", "<strong>bold <em>in</em> it</strong>"),
        ("*강조*는 **「重要」**です", "<em>강조</em>는 <strong>「重要」</strong>です"),
        ("他*真的*来了", "他<em>真的</em>来了"),
        ("قال *نعم*.", "قال <em>نعم</em>."),
        ("“*Yes*,” (*no*)", "“<em>Yes</em>,” (<em>no</em>)"),
        ("[a *b*](https://x.org/a_(b))", "<link https://x.org/a_(b)>a <em>b</em></link>"),
        ("write [me](mailto:a@b.org).", "write <link mailto:a@b.org>me</link>."),
        (
            "x^[See [there](http://a.b) *now*.] y",
            "x<note>See <link http://a.b>there</link> <em>now</em>.</note> y",
        ),
        ("[a](https://x.org/[1]) [b]", "<link https://x.org/[1]>a</link> [b]"),
        ("[[[a](http://[)]]", "[[<link http://[>a</link>]]"),
        ("one<br>*two<BR/>three*", "one<break></break><em>two<break></break>three</em>"),
        ("{漢字|かんじ}と{東京|とう|きょう}", "<ruby かんじ>漢字</ruby>と<ruby とう|きょう>東京</ruby>"),
    ],
)
def test_marks(text: str, read: str) -> None:
    assert shown(markup.parse(text)) == read
    assert not all(span.mark == "text" for span in markup.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5*3*2",
        "f*** you",
        "* * *",
        "* a list",
        "*open",
        "closed*",
        "* not *",
        "a[1] and [2]",
        "[a](ftp://x)",
        "[a](b)",
        "[](https://x.org)",
        "^[]",
        "^[open",
        "{a}",
        "{a|}",
        "{abc|x|y}",
        "****x****",
        "snake_case_",
        "a < b <brook>",
    ],
)
def test_text(text: str) -> None:
    assert shown(markup.parse(text)) == text == markup.plain(text)
    assert all(span.mark == "text" for span in markup.parse(text)) and not cuts.count(text)


def test_a_backslash_makes_a_mark_plain() -> None:
    assert markup.plain(r"\*no\* \[a](http://b) \\ c:\dir \<br>") == r"*no* [a](http://b) \ c:\dir <br>"
    assert [span.mark for span in markup.parse(r"\*no\*")] == ["text"]


def test_words_alone() -> None:
    text = "**So** [it *is*](http://a.b)^[Not sure.], {漢|かん}."
    assert markup.plain(text) == "So it is, 漢."
    assert cuts.count(text) == {"strong": 1, "http://a.b": 1, "em": 1, "note": 1, "ruby": 1}


@given(ANY)
def test_any_string_can_be_read(text: str) -> None:
    spans = markup.parse(text)
    assert not any(a.mark == b.mark == "text" for a, b in pairwise(spans))
    # Characters that are no marks stay, in order.
    letters = [char for char in text if char in "ab漢是\u05d0"]
    kept = iter("".join(letters))
    assert all(char in kept for char in markup.plain(text) if char in "ab漢是\u05d0")


@given(st.lists(st.sampled_from(["*very* ", "so **it ", "is. ", "Not** ", "[a](http://b) ", "at all. "])))
def test_pieces_are_whole(pieces: list[str]) -> None:
    done = cuts.balance(pieces)
    whole = "".join(pieces)
    assert "".join(map(markup.plain, done)) == markup.plain(whole)
    assert [len(one) - len(one.rstrip()) for one in done] == [len(one) - len(one.rstrip()) for one in pieces]


@given(
    st.lists(
        st.sampled_from(
            ["{a", "|b", "}", "[", "](http://x", "](http://[", ")", "^[", "]", "*", "**", " ", "c", "\\"]
        ),
        max_size=16,
    )
)
@example(["[", "{a", "](http://x", ")", "|b", "}"])
@example(["^[", "[", "](http://x", "]", ")", "]"])
def test_no_mark_crosses_another(tokens: list[str]) -> None:
    text = "".join(tokens)
    spans = markup.parse(text)
    assert markup.parse(markup.compose(spans)) == spans
    reader = markup.MarkReader(text)
    reader.read()
    ranges = [*reader.blocks, *((begin, end) for begin, end, _ in reader.pairs)]
    assert all(
        a >= d or c >= b or (a <= c and d <= b) or (c <= a and b <= d) for a, b in ranges for c, d in ranges
    )


@given(st.lists(st.text("ab *[]^{}|c(http://)", max_size=12), max_size=8))
def test_pieces_are_what_each_place_says(pieces: list[str]) -> None:
    whole = "".join(pieces)
    reader = markup.MarkReader(whole)
    reader.read()
    places = [len("".join(pieces[:k])) for k in range(len(pieces) + 1)]
    inside = [any(a < cut < b for a, b in reader.blocks) for cut in places]
    assert "".join(cuts.uncut(pieces)) == whole
    if len(pieces) > 1 and not markup.bare(whole):
        # What belongs to the text before it: a footnote, the mark that closes emphasis.
        behind = {a for a, _ in reader.blocks if whole[a] == "^"}
        behind |= {b + 1 - len(mark) for _, b, mark in reader.pairs}
        ends = set(accumulate(map(len, cuts.uncut(pieces))))
        assert ends.isdisjoint(behind)
        assert not any(a < end < b for a, b in reader.blocks for end in ends)
        kept = {cut for cut, within in zip(places, inside, strict=True) if cut and not within}
        assert kept - behind <= ends
        for k, piece in enumerate(cuts.balance(pieces)):
            before = "".join(mark for a, b, mark in reader.pairs if a < places[k] < b)
            assert not pieces[k].strip() or piece.startswith(before + pieces[k].rstrip())


def test_a_mark_over_sentences_is_in_each() -> None:
    assert cuts.balance(["*One. ", "Two. ", "Three.*"]) == ["*One.* ", "*Two.* ", "*Three.*"]
    assert cuts.balance(["**A *b. ", "C* d.**"]) == ["**A *b.*** ", "***C* d.**"]


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("ar", ["متى جئت؟^[في الربيع.] ", "ثم ماذا؟"]),
        ("ja", ["「はい。」^[小さな声で。]", "雨です。"]),
        ("hi", ["आया।^[कल] ", "गया।"]),
        ("zh", ["船来了。 ^[午后。]^[三点。] ", "走吧！"]),
        ("zh", ["船来了！", "*走吧。*"]),
        ("zh", ["**船来了。", "*走吧。***", "好。"]),
        ("en", ["Was it here? ^[In May.] ", "Yes."]),
    ],
)
def test_what_stands_behind_a_sentence_is_in_it(lang: str, sentences: list[str]) -> None:
    assert list(cuts.units("".join(sentences), lang)) == sentences


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "^[" * 50_000, "*a " * 50_000, "[a](" * 20_000, "**" * 50_000]
)
def test_hostile_strings_take_no_longer(text: str) -> None:
    assert markup.plain(text)


def test_a_lost_mark_is_found() -> None:
    def problems(source: str, target: str, state: State = "done") -> list[str]:
        found = marks.lost(Entry("narration", source, target, state), Location("fr.po", 0))
        return [found.message] if found else []

    text = "It *was* [here](https://a.b)^[Twice.]."
    assert not problems(text, "C'*était* [ici](https://a.b)^[Deux fois.].")
    (said,) = problems(text, "C'*était ici^[Deux fois.].")
    assert "*...*" in said and "the link to https://a.b" in said and "footnote" not in said
    assert not problems(text, "C'était ici.", "fuzzy")
    assert not problems("{漢字|かんじ}です。", "It is Kanji.")


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        # Lost, broken, led elsewhere
        ("It *was*.", "C'était.", "not all marks of its source: *...*."),
        (
            "It *was* so.",
            "C'*était ainsi.",
            "not all marks of its source: *...*; it has half a mark: *.",
        ),
        ("[a](https://a.b)", "[a](https://a.c)", "the link to https://a.b; it has what its source has not"),
        ("[a](https://a.b)", "[a] (https://a.b)", "not all marks of its source: the link to https://a.b."),
        ("[a](https://a.b)", "[a (https://a.b)", "not all marks of its source: the link to https://a.b."),
        ("x^[y]", "x^[y", "not all marks of its source: ^[...]; it has half a mark: ^[."),
        ("one<br>two", "un deux", "not all marks of its source: <br>."),
        ("one<br>two", "un<br>de<br>ux", ""),
        ("x^[y] z^[w]", "x^[y] z", "not all marks of its source: ^[...]."),
        # What happens, by words that are listed and by others
        ("It fell (laughter).", "Cayó (ríen los tres).", ""),
        ("It fell (laughter).", "Cayó.", "not all marks of its source: (laughter)."),
        ("It (he said) fell (laughter).", "(Dijo) cayó.", "not all marks of its source: (laughter)."),
        ("It (he said) fell (laughter).", "(Dijo) cayó (ríen los tres).", ""),
        ("It fell (laughter), [coughs].", "Cayó (ríen los tres).", "not all marks of its source: "),
        # Of its own
        ("plain", "nu *et", "has half a mark: *."),
        ("plain", "[nu](https://spam.example)", "what its source has not: the link to https://spam.example."),
        ("plain", "*nu*^[Note de la traductrice.]", ""),
        # As text
        ("5 * 3", "5 * 3", ""),
        ("f*** it", "m*** alors", ""),
        ("a", r"b\*", ""),
        ("* a", "* b", ""),
    ],
)
def test_what_is_said_of_marks(source: str, target: str, said: str) -> None:
    found = marks.lost(Entry("narration", source, target, "done"), Location("fr.po", 0))
    assert said in found.message if found and said else (found is None) == (not said)


@pytest.mark.parametrize("text", ["\\[!", "x![y](z)", "![", "a\\!b", "[!", "!", "wait!"])
def test_a_sign_that_begins_a_picture_can_be_plain(text: str) -> None:
    assert markup.quiet(markup.parse(markup.compose((Span("text", text),)))) == (Span("text", text),)
