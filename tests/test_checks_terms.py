"""Terms that a translation renders otherwise (D257)."""

from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit import checks
from toolkit.catalog.glossary import Glossary, Term
from toolkit.model import Catalog, Document, Entry

DOCUMENT = Document(name="talk", lang="en", speakers=(), turns=())
TERMS = Glossary.of(
    [
        Term("ferry", ("渡轮",), avoid=("轮渡",)),
        Term("ferry house", ("渡口小屋",)),
        Term("tide", ("潮", "潮水")),
    ],
    "en",
    "zh-Hans",
)


def found(source: str, target: str, glossary: Glossary | None = TERMS) -> list[str]:
    entry = Entry("narration", source, target, "done", ("s000001",))
    findings = checks.run(DOCUMENT, Catalog("talk", "en", "zh-Hans", (entry,)), "talk.po", glossary)
    return [finding.message for finding in findings if finding.code == "D257"]


def test_each_term_is_told_once() -> None:
    assert len(found("The ferry, the ferries, and the tide.", "船和海。")) == 2
    assert found("The ferry house.", "渡口小屋。") == [] == found("The ferry house.", "船。", None)
    # The right word is there as often as its source: so the other stands for another thing.
    assert found("The ferry and the ferry service.", "渡轮和轮渡。") and not found(
        "The ferry and the boats.", "渡轮和轮渡。"
    )


def test_marks_are_no_words() -> None:
    assert found("The *fer*ry.", "*渡*轮。") == [] and found("The *ferry*.", "船。")


@examples(100)
@given(
    st.text("ferry hous tide渡轮口小屋潮水 *[].", max_size=30), st.text("渡轮口小屋潮水 *[].", max_size=12)
)
def test_what_has_all_targets_is_right(source: str, target: str) -> None:
    assert found(source, f"{target} 渡轮渡口小屋潮水" * 6) == []
