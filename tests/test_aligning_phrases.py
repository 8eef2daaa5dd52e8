"""Phrases that are translated alike: candidates for a glossary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.aligning.phrases import candidates

WORDS = {
    "fr": {"harbour master": "capitaine du port", "ferry": "bac", "mill": "moulin"},
    "zh-Hans": {"harbour master": "港务长", "ferry": "渡轮", "mill": "磨坊"},
    "ar": {"harbour master": "رئيس الميناء", "ferry": "عبارة", "mill": "طاحونة"},
    "ko": {"harbour master": "항만장", "ferry": "나룻배", "mill": "물방아"},
}
FRAMES = {
    "en": ["Nobody saw the {}.", "We painted the {} red!", "The {} was late", "“The {},” she said."],
    "fr": [
        "Personne ne vit le {}.",
        "Nous avons peint le {} en rouge !",
        "Le {} tardait",
        "« Le {} », dit-elle.",
    ],
    "zh-Hans": ["没有人看见{}。", "我们把{}漆成红色！", "{}迟到了", "“{}，”她说。"],
    "ar": ["لم ير أحد {}.", "دهنا {} بالأحمر!", "تأخر {}", "قالت: «{}»."],
    "ko": ["아무도 {}를 못 봤다.", "우리는 {}에 붉은 칠을 했다!", "{}는 늦었다", "그녀는 “{}”라고 했다."],
}


def pairs(lang: str, many: int = 24) -> list[tuple[str, str]]:
    """Sentences of which each has a term."""
    terms = [*WORDS[lang].items()]
    made = []
    for k in range(many):
        term, translation = terms[k % 3]
        frame = k // 3 % 4
        made.append((FRAMES["en"][frame].format(term), FRAMES[lang][frame].format(translation)))
    return made


@pytest.mark.parametrize("lang", WORDS)
def test_what_recurs_with_a_steady_translation_is_a_candidate(lang: str) -> None:
    found = {c.source: c for c in candidates(pairs(lang), "en", lang)}
    for term in ("harbour master", "ferry", "mill"):
        assert found[term].target == WORDS[lang][term]
        assert (found[term].times, found[term].among) == (8, 8)
        assert term in found[term].example[0]
    # What is always a part of the same phrase is none, and neither are words that no text is without.
    assert not {"harbour", "master", "the", "in the"} & found.keys()


def test_what_is_too_seldom_or_wavers_is_none() -> None:
    pairs_ = [
        *pairs("fr", 6),
        ("A lamp.", "Une lampe."),
        ("A lamp!", "Un phare !"),
        ("The lamp?", "Le fanal ?"),
    ]
    found = candidates(pairs_, "en", "fr")
    assert not [c for c in found if c.source in ("lamp", "mill", "ferry")]
    assert candidates([], "en", "fr") == candidates([("a", "b")], "en", "fr") == []


TEXTS = st.text("ab é船渡م나배ー', .", max_size=12)


@examples(40)
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=8), st.sampled_from(["en", "ja", "ar"]))
def test_a_candidate_is_in_the_pairs(texts: list[tuple[str, str]], lang: str) -> None:
    for c in candidates(texts * 3, lang, "fr"):
        assert 3 <= c.times <= c.among <= 3 * len(texts)
        assert c.example in texts
