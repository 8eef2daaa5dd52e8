"""Each scorer on its own: what it takes for alike, and that its likelihood ratios are ratios."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import growing
from pace import examples
from toolkit.aligning import anchors, bounds, length, vocabulary, words
from toolkit.aligning.beads import ALL, IMPOSSIBLE, MOVES, REACH, Band
from toolkit.aligning.lexical import Reach, likelihoods
from toolkit.aligning.model1 import Sample, WordTable
from toolkit.aligning.rounds import parts
from toolkit.aligning.score import Scorer

NO_SEEDS = vocabulary.Seeds(
    np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), vocabulary.TRUST
)


# -- words ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("110 million", "#11"),
        ("1억1천만 달러", "#11"),
        ("1億1000万", "#11"),
        ("12.3 trillion", "#123"),
        ("12조3천억", "#123"),
        ("34万亿", "#34"),
        ("8,192 boxes", "#8192"),
        ("２０２４年", "#2024"),
        ("二〇二四年", "#2024"),
        ("二百三十人", "#23"),
        ("0", "#0"),
        ("0億", "#0"),
        ("1.1億", "#11"),
        ("4.35억", "#435"),
        ("1,234.5万", "#12345"),
        ("١٩٨٧", "#1987"),
        ("۱۹۸۷", "#1987"),
        ("१९८७ में", "#1987"),
        ("ปี ๒๕๓๐", "#253"),
        ("١٢٬٥٠٠٫٥", "#125005"),
        ("12 500 euros", "#125"),
        ("12\u00a0500 euros", "#125"),
        ("1\u202f250\u202f000,50 €", "#12500005"),
        ("(12 500)", "#125"),
        ("12 500万", "#125"),
    ],
)
def test_numbers_meet_in_their_digits(text: str, key: str) -> None:
    assert key in words.keys(text)


@given(
    st.integers(0, 10**9).flatmap(lambda n: st.sampled_from([str(n), f"{n:,}"])),
    st.sampled_from(["", "0", "5", "07", "123456789"]),
    st.sampled_from([("万", 4), ("億", 8), ("억", 8), ("兆", 12)]),
)
def test_a_unit_behind_a_number_only_moves_its_point(whole: str, part: str, unit: tuple[str, int]) -> None:
    point = "." if part else ""
    digits = f"{whole}{part}".replace(",", "") + "0" * (unit[1] - len(part))
    assert words.keys(f"{whole}{point}{part}{unit[0]}") == words.keys(digits.rstrip("0") or "0")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in 2010 300 people", ["#201", "#3"]),
        ("in 2010 300 500", ["#201", "#3", "#5"]),
        ("at 10:30 200 people", ["#1", "#3", "#2"]),
        ("on 1.5 200", ["#15", "#2"]),
        ("12 5000", ["#12", "#5"]),
        ("0 500", ["#0", "#5"]),
        ("12  500", ["#12", "#5"]),
        ("12\n500", ["#12", "#5"]),
        ("12 345 678 90", ["#12345678", "#9"]),
    ],
)
def test_numbers_that_stand_side_by_side_stay_two(text: str, found: list[str]) -> None:
    assert [key for key in words.keys(text) if key[0] == "#"] == found
    assert anchors.counts([text])[0, anchors.NAMES.index("number")] == len(found)


def test_a_lexicon_joins_no_numbers() -> None:
    text, lexicon = "12月100人", frozenset(["月", "人"])
    assert [key for key in words.keys(text, lexicon) if key[0] == "#"] == ["#12", "#1"]


@pytest.mark.parametrize(
    "text", ["一" * 5000, "一" * 5000 + "十", "9" * 400 + "万", "9" + "一" * 5000, "千" * 5000]
)
def test_no_number_is_too_long(text: str) -> None:
    assert all(key.strip("#") for key in words.keys(text))


def test_a_single_numeral_is_a_word() -> None:
    assert not any(key.startswith("#") for key in words.keys("一起走"))


@given(st.text(max_size=60))
def test_keys_are_whole_words_without_blanks(text: str) -> None:
    for key in words.keys(text):
        assert key
        assert not any(c.isspace() for c in key)
        assert words.stem(key)
    sounds = words.skeletons(words.keys(text))
    assert len(sounds) == len(words.keys(text))
    assert set("".join(sounds)) <= set("pktrsmn")


@given(st.text(max_size=60))
def test_a_number_behind_a_text_changes_none_of_its_words(text: str) -> None:
    # Only texts without numbers and scripts of their own are read by the short way.
    assert words.keys(f"{text} \n 1") == [*words.keys(text), "#1"]


def test_a_lexicon_cuts_what_has_no_spaces() -> None:
    lexicon = frozenset(["北京", "大学", "北京大学", "学生"])
    assert words.keys("北京大学的学生", lexicon) == ["北京大学", "的", "学生"]
    assert words.keys("2024年北京", lexicon) == ["年", "北京", "#2024"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("マイク", "mike"), ("プロジェクト", "project"), ("москва", "moskva"), ("존슨", "johnson")],
)
def test_names_sound_alike_across_scripts(one: str, other: str) -> None:
    assert len({sound[:3] for sound in words.skeletons([one, other])}) == 1


# -- length ---------------------------------------------------------------------------------------------


def test_interjections_of_kana_are_words() -> None:
    # What stands between marks is said, what stands among other letters is grammar.
    assert words.keys("ええ、えーと。そうですね、はい") == ["ええ", "えーと", "そうですね", "はい"]
    assert words.keys("これは本です。") == ["本"]


@given(st.lists(st.text(max_size=30), max_size=8))
def test_lengths_of_texts_are_those_of_their_characters(texts: list[str]) -> None:
    each = [sum(length.units([character])[0] for character in text) for text in texts]
    assert length.units(texts).tolist() == each


def test_a_script_has_its_own_length() -> None:
    texts = ["abc, d!", "今天", "한글", "", "マラー", "かな", "ㇰﾏ"]
    assert length.units(texts).tolist() == [4, 8, 6, 0, 5, 3, 4]


@given(st.lists(st.text(max_size=9), max_size=30), st.integers(1, 20))
def test_a_long_text_is_counted_in_parts(texts: list[str], part: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        whole = length.units(texts)
        patched.setattr(bounds, "LENGTH_CHARACTERS", part)
        assert length.units(texts).tolist() == whole.tolist()


def test_counting_takes_little_memory() -> None:
    texts = ["A sentence of no account. " * 20] * 8000
    tracemalloc.start()
    length.units(texts)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2.5 * sum(map(len, texts))


@given(st.floats(-0.5, 0.5), st.floats(0.01, 0.3), st.floats(2.5, 5.0))
def test_a_fitting_length_scores_best(ratio: float, floor: float, x: float) -> None:
    law = length.Length(ratio=ratio, floor=floor)
    ys = np.linspace(0, 7, 141, dtype=np.float32)
    one = length.StretchLengths.of(law, np.full(1, x, dtype=np.float32), np.zeros(1, dtype=np.float32))
    chance = (np.log(1.5) + ((ys - x - ratio) / 1.5) ** 2 / 2).astype(np.float32)
    scores = length.score(law, one, length.StretchLengths.of(law, ys, chance))
    assert abs(ys[int(scores.argmax())] - (x + ratio)) < 0.1
    assert scores.min() >= np.log(law.outlier) - 1e-4


@given(st.floats(-0.4, 0.4), st.integers(0, 100))
def test_the_ratio_is_learnt(ratio: float, seed: int) -> None:
    chance = np.random.default_rng(seed)
    x = chance.normal(4, 0.6, 400)
    y = x + ratio + chance.normal(0, 0.2, 400)
    law = length.fit(x, y, np.ones(400))
    assert law.ratio == pytest.approx(ratio, abs=0.05)
    assert 0.02 < law.floor + law.short * np.exp(-4) < 0.1


def test_without_pairs_nothing_is_learnt() -> None:
    assert length.fit(np.zeros(0), np.zeros(0), np.zeros(0)) == length.Length()


# -- marks ----------------------------------------------------------------------------------------------


def test_a_long_run_of_marks_takes_no_longer() -> None:
    found = anchors.counts(["!" * 4000 + "a", "?!… 。x。。 ...) .x"])[:, anchors.NAMES.index("end")]
    assert found.tolist() == [0, 4]
    assert not growing.by_clock(lambda size: lambda: anchors.counts(["!" * size + "a"]), 4000)


@given(
    st.lists(st.text("\0\1 a\u03b1\u304b\u3099\u05d0\u0661\u066c,.;'`\u2026\uff11-", max_size=6), max_size=6)
)
def test_texts_are_counted_together_as_each_alone(texts: list[str]) -> None:
    alone = [anchors.counts([text]) for text in texts]
    assert np.array_equal(
        anchors.counts([*texts, *texts]),
        np.concatenate([*alone, *alone]) if texts else np.zeros((0, len(anchors.NAMES))),
    )


def test_marks_are_counted_across_scripts() -> None:
    latin = anchors.counts(["“Why?” (Yes!) It is 5, maybe 6: no."])[0]
    chinese = anchors.counts(["「为什么？」（是！）是5，也许6：不。"])[0]
    assert dict(zip(anchors.NAMES, latin, strict=True)) == dict(zip(anchors.NAMES, chinese, strict=True))
    counted = anchors.counts(["In 1987: 12.5", "عام ١٩٨٧: ١٢٫٥", "१९८७: १२.५"])
    english, arabic, hindi = counted[:, : anchors.FIRST]
    assert english.tolist() == arabic.tolist() == hindi.tolist()


@given(
    st.lists(st.lists(st.integers(0, anchors.CAP), min_size=12, max_size=12), min_size=6, max_size=30),
    st.integers(0, 99),
)
@examples(30)
def test_a_joint_code_says_what_its_classes_say(rows: list[list[int]], seed: int) -> None:
    seen = anchors.stretches(np.array(rows, dtype=np.int32))
    share, code, agree = anchors.shares(seen), anchors.codes(seen), anchors.START
    tables = anchors.tables(share, share, agree, [(1, 1), (1, 2)], 0.5)
    i, j = np.random.default_rng(seed).integers(3, len(rows), 2)
    wanted = 0.0
    for c, (ours, theirs) in enumerate(zip(seen[:, 1, i], seen[:, 2, j], strict=True)):
        both = [np.log(agree[c] / share[w, c, ours] + 1 - agree[c]) for w in (1, 2)]
        wanted += 0.5 * (sum(both) / 2 if ours == theirs else np.log(1 - agree[c]))
    found = sum(tables[g, 1, code[g, 1, i], code[g, 2, j]] for g in range(6))
    assert found == pytest.approx(wanted, abs=1e-3)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("He left.", 1, 2),
        ("and he left,", 2, 1),
        ("“He left!”", 3, 4),
        ("— He left?", 3, 3),
        ("– Elment?", 3, 3),
        ("―הוא הלך.", 3, 2),
        ("… and he left", 4, 0),
        ("¿Se fue?", 1, 3),
        ("Έφυγε;", 1, 3),
        ("He left; ", 1, 1),
        ("他走了。」", 0, 2),
        ("هل رحل؟", 0, 3),
        ("5 left", 0, 0),
        ("", 0, 0),
        (" \n", 0, 0),
    ],
)
def test_how_a_text_begins_and_ends(text: str, first: int, last: int) -> None:
    assert anchors.counts([text])[0, anchors.FIRST :].tolist() == [first, last]


@pytest.mark.parametrize(
    "speech",
    [
        ("“Who left it?” she asked.", "– Ki hagyta ott? – kérdezte."),
        ("「そこにいる。」", "— Он там."),
        ("«مَن هناك؟»", "—¿Quién es?"),
        ("„Ja.“", "―Ναι."),
    ],
)
def test_speech_behind_a_dash_begins_as_between_quotation_marks(speech: tuple[str, str]) -> None:
    quoted, dashed, told = anchors.counts([*speech, "The stairs were wet."])[:, anchors.FIRST]
    assert quoted == dashed != told


@given(st.lists(st.text("aA.,;?! “”-—\n1", max_size=8), min_size=1, max_size=9), st.data())
def test_a_stretch_has_the_edges_of_its_units(texts: list[str], data: st.DataObject) -> None:
    counted = anchors.counts(texts)
    first = data.draw(st.integers(0, len(texts) - 1))
    last = data.draw(st.integers(first + 1, min(len(texts), first + 5)))
    [span] = anchors.spans(counted, np.array([first]), np.array([last]))
    assert span[anchors.FIRST] == counted[first, anchors.FIRST]
    assert span[anchors.LAST] == counted[last - 1, anchors.LAST]
    wanted = np.minimum(counted[first:last, : anchors.FIRST].sum(axis=0), anchors.CAP)
    assert (span[: anchors.FIRST] == wanted).all()
    assert (anchors.stretches(counted)[:, last - first, last] == span).all()


def test_equal_counts_speak_for_a_pair_and_rare_ones_more() -> None:
    counted = np.zeros((50, 12), dtype=np.int32)
    counted[::10, 0] = 1
    share = anchors.shares(anchors.stretches(counted))
    # Of the other class of the group nothing is there on either side.
    question = anchors.tables(share, share, anchors.START, [(1, 1)])[
        0, 0, :: anchors.CAP + 1, :: anchors.CAP + 1
    ]
    assert question[1, 1] > question[0, 0] > 0 > question[1, 0]


def test_what_agrees_by_chance_is_not_believed() -> None:
    start = np.full(9, 0.5)
    learnt = anchors.fit(np.full(9, 0.9), np.full(9, 0.9), 1000.0, start)
    assert (learnt < 0.1).all()
    assert (anchors.fit(np.full(9, 0.95), np.full(9, 0.2), 1000.0, start) > 0.8).all()


# -- lexicon --------------------------------------------------------------------------------------------


def corpus(seed: int, size: int = 40, times: int = 1) -> tuple[vocabulary.Words, vocabulary.Words, Sample]:
    """Sentences of numbers, each so many times; the translation of k is k. One bead a sentence."""
    chance = np.random.default_rng(seed)
    lines = [
        [str(k) for k in dict.fromkeys(chance.zipf(1.4, 8).tolist()) if k < 60] or ["1"] for _ in range(size)
    ] * times
    size = len(lines)
    source: dict[str, int] = {}
    target: dict[str, int] = {}
    spans = np.stack((np.arange(size), np.arange(size) + 1), axis=1)
    given_text = vocabulary.text(lines, source)
    made = vocabulary.text([list(reversed(line)) for line in lines], target)
    return given_text, made, Sample(spans, spans, np.ones(size))


def ratio(lexicon: WordTable, g: int) -> np.ndarray:
    """p(m | g) of all m."""
    result = np.full(lexicon.texts[1].size, lexicon.ground[vocabulary.AHEAD][g])
    mine = slice(lexicon.begin[g], lexicon.begin[g + 1])
    result[lexicon.other[mine]] += lexicon.extra[vocabulary.AHEAD][mine]
    return result * lexicon.share[1]


def around(lexicon: WordTable, half: int) -> tuple[np.ndarray, np.ndarray]:
    """Both directions' scores of all units beside those at most `half` away."""
    source, target = lexicon.texts
    across, down = (Reach(np.arange(text.units) - half, 2 * half + 1) for text in lexicon.texts)
    return likelihoods(lexicon, source, target, across, down, REACH)


@given(st.integers(0, 500))
@examples(20)
def test_probabilities_of_a_word_never_exceed_one(seed: int) -> None:
    source, target, sample = corpus(seed)
    lexicon = WordTable((source, target), NO_SEEDS)
    assert all(ratio(lexicon, g).sum() == pytest.approx(1) for g in range(source.size))
    lexicon.train(sample)
    # Pairs of words met once are not kept: their share is missing, and nothing else.
    assert all(ratio(lexicon, g).sum() < 1 + 1e-6 for g in range(source.size))


@given(st.integers(0, 500))
@examples(20)
def test_what_is_not_kept_is_believed_of_any_word(seed: int) -> None:
    # Each sentence occurs twice, so that no word is in one unit only.
    source, target, sample = corpus(seed, 15, times=2)
    lexicon = WordTable((source, target), NO_SEEDS)
    lexicon.train(sample)
    assert all(ratio(lexicon, g).sum() == pytest.approx(1, abs=1e-9) for g in range(source.size))


def test_an_unknown_word_is_neutral() -> None:
    source, target, _ = corpus(1)
    for direction in around(WordTable((source, target), NO_SEEDS), 2):
        assert np.allclose(direction, 0, atol=1e-5)


@given(st.integers(0, 500))
@examples(20)
def test_the_other_way_round_the_same_is_learnt(seed: int) -> None:
    source, target, sample = corpus(seed)
    ahead, behind = (
        WordTable((source, target), NO_SEEDS),
        WordTable((target, source), NO_SEEDS),
    )
    ahead.train(sample)
    behind.train(Sample(sample.target, sample.source, sample.weight))
    for d in (0, 1):
        assert np.allclose(ahead.total[d], behind.total[1 - d])
        assert np.allclose(ahead.ground[d], behind.ground[1 - d])
        assert ahead.extra[d].sum() == pytest.approx(behind.extra[1 - d].sum())


def test_a_word_in_one_unit_takes_nothing_for_itself() -> None:
    lines = [["often", f"once{unit}"] for unit in range(6)]
    texts = vocabulary.text(lines, {}), vocabulary.text(lines, {})
    spans = np.stack((np.arange(6), np.arange(6) + 1), axis=1)
    lexicon = WordTable(texts, NO_SEEDS)
    lexicon.train(Sample(spans, spans, np.ones(6)))
    assert [total > 0 for total in lexicon.total[0]] == [True] + [False] * 6


@given(st.integers(0, 100))
@examples(10)
def test_translations_are_learnt_in_both_directions(seed: int) -> None:
    source, target, sample = corpus(seed, 80)
    lexicon = WordTable((source, target), NO_SEEDS)
    lexicon.train(sample)
    for direction in around(lexicon, 5):
        one = direction[0].T[11:-11]
        right, wrong = one[:, 5], one[:, 8]
        assert right.mean() > wrong.mean() + 1
        assert wrong.mean() < 0.5


def test_a_bead_does_not_prove_itself() -> None:
    # Every word is met in one bead only: whatever was learnt there may not speak for that bead.
    lines = [[f"{unit}-{k}" for k in range(5)] for unit in range(10)]
    texts = vocabulary.text(lines, {}), vocabulary.text(lines, {})
    spans = np.stack((np.arange(10), np.arange(10) + 1), axis=1)
    lexicon = WordTable(texts, NO_SEEDS)
    lexicon.train(Sample(spans, spans, np.ones(10)))
    for direction in around(lexicon, 2):
        assert np.allclose(direction[0], 0, atol=1e-4)


def held_out(lexicon: WordTable, i: int, j: int, d: int) -> float:
    """The score of unit i beside unit j from the definition: all pairs looked up, both beads left out."""
    taught = lexicon.taught
    assert taught is not None
    texts = lexicon.texts
    place = (i, j)
    tokens = [
        range(text.starts[unit], text.starts[unit + 1]) for text, unit in zip(texts, place, strict=True)
    ]
    beads = {int(taught.bead[k][token]) for k in (0, 1) for token in tokens[k]}
    total = 0.0
    for token in tokens[1 - d]:
        m = int(texts[1 - d].words[token])
        heard = 1.0
        for other in tokens[d]:
            g = int(texts[d].words[other])
            pair = (g, m) if d == vocabulary.AHEAD else (m, g)
            weight = lexicon.total[d][g] + bounds.PRIOR_STRENGTH
            own = {
                int(taught.bead[d][t]): float(taught.less[d][t])
                for t in np.flatnonzero(texts[d].words == g)
                if taught.bead[d][t] in beads
            }
            mine = [int(taught.bead[d][other])]
            heard += (
                lexicon.ground[d][g]
                * weight
                / max(weight - sum(own.get(bead, 0.0) for bead in mine), bounds.PRIOR_STRENGTH)
            )
            span = range(lexicon.begin[pair[0]], lexicon.begin[pair[0] + 1])
            entry = next((e for e in span if lexicon.other[e] == pair[1]), None)
            if entry is None:
                continue
            if not lexicon.rare[entry]:
                heard += lexicon.extra[d][entry]
                continue
            met = {}
            for row in np.flatnonzero(taught.entry == entry):
                bead = int(taught.bead[0][taught.tokens[0][row]])
                if bead in beads:
                    met[bead] = float(taught.ratio[d][row])
            less = sum(value for bead, value in own.items() if bead in met or bead in mine)
            heard += max(lexicon.extra[d][entry] * weight - sum(met.values()), 0.0) / max(
                weight - less, bounds.PRIOR_STRENGTH
            )
        total += np.log(heard / (1 + len(tokens[d])))
    return float(total)


@given(st.integers(0, 100))
@examples(10)
def test_a_score_leaves_out_what_both_beads_taught(seed: int) -> None:
    source, target, _ = corpus(seed, 16)
    chance = np.random.default_rng(seed)
    spans, weight = np.array([[0, 1], [1, 3], [3, 4], [4, 7], [8, 9], [9, 10], [11, 13]]), chance.random(7)
    lexicon = WordTable((source, target), NO_SEEDS)
    lexicon.train(Sample(spans, spans, weight))
    ahead, behind = around(lexicon, 6)
    for i, j in chance.integers(0, 14, (12, 2)).tolist():
        if abs(i - j) <= 6:
            assert ahead[0, i - j + 6, j] == pytest.approx(
                held_out(lexicon, i, j, vocabulary.AHEAD), abs=1e-3
            )
            assert behind[0, j - i + 6, i] == pytest.approx(
                held_out(lexicon, i, j, vocabulary.BEHIND), abs=1e-3
            )


# -- cognates -------------------------------------------------------------------------------------------


def test_the_best_evidence_counts() -> None:
    source, target = ["michael", "lind", "4"], ["マイケル", "lind", "lint"]
    ids = {"micha": 0, "lind": 1}, {"マイケル": 0, "lind": 1, "lint": 2}
    seeds = vocabulary.seeds([source, target], ids)
    found = set(zip(seeds.source.tolist(), seeds.target.tolist(), seeds.kind.tolist(), strict=True))
    assert (1, 1, vocabulary.SAME) in found
    assert not any(a == 1 and b == 2 for a, b, _ in found)


def test_a_dictionary_makes_pairs() -> None:
    ids = {"haus": 0}, {"maiso": 0}
    seeds = vocabulary.seeds([["haus"], ["maison"]], ids, [("haus", "maiso"), ("x", "y")])
    assert seeds.kind.tolist() == [vocabulary.KNOWN]


# -- all together ---------------------------------------------------------------------------------------


@given(st.data())
@examples(30)
def test_a_wide_band_says_of_each_bead_what_a_narrow_one_says(data: st.DataObject) -> None:
    units = st.lists(st.text(alphabet="ab .,?!\"'5-:()،؟", min_size=1, max_size=12), min_size=1, max_size=12)
    source, target = data.draw(units), data.draw(units)
    (part,) = parts(source, target)
    n, m = len(source), len(target)
    lo = np.array(sorted(data.draw(st.lists(st.integers(0, m), min_size=n + 1, max_size=n + 1))))
    # Cells beyond the text are impossible, however many there are.
    narrow = Band(lo, data.draw(st.integers(1, m + 1)), m)
    wide = Band(np.zeros(n + 1, dtype=np.int64), max(bounds.WIDE, m + 1), m)
    scorer = Scorer.of(part.model, ALL, words=False)
    some, every = (scorer.score(*part.sides, band) for band in (narrow, wide))
    assert every.shape == (n + 1, len(ALL), wide.width)
    for i in range(n + 1):
        for cell, j in enumerate(range(lo[i], lo[i] + narrow.width)):
            if j > m:
                assert (some[i, :, cell] == IMPOSSIBLE).all()
                continue
            assert some[i, :, cell] == pytest.approx(every[i, :, j], rel=1e-4, abs=1e-4)
            assert [value > IMPOSSIBLE / 2 for value in some[i, :, cell]] == [
                p <= i and q <= j for p, q in MOVES
            ]


def test_kinds_of_stretches_are_their_codes() -> None:
    coded = anchors.codes(anchors.stretches(anchors.counts(["Why?", "So: 5, 6.", "Why?", "“No!”"])))
    for w in range(REACH + 1):
        kinds, number = anchors.kinds(coded[:, w])
        assert (kinds[:, number] == coded[:, w]).all()
        assert len(set(map(tuple, kinds.T.tolist()))) == kinds.shape[1]
