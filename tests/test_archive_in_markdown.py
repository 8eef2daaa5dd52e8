"""Words of others in a README of Markdown: they are read as they are, and begin no mark."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from toolkit.archive.in_markdown import code, words
from toolkit.text.hygiene import tidy

SIGNS = st.text(st.sampled_from("ab1 .)#*_`~<>[]()!&;:\\/|+-=\"'{}@é\u0634\u202e\n\t"), max_size=30)
ANY = SIGNS | st.text(max_size=30)


@given(ANY)
@example("<script>alert(1)</script> &lt; ![x](javascript:x) # ## #")
@example("12345. a")
@example("https://a.example/~b_c_?d=__e__ *f*")
def test_words_are_read_as_they_are(text: str) -> None:
    wanted = tidy(text)
    for before, shown_before in {"# ": "", "* a: ": "a: ", "> ": "", "": ""}.items():
        tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(f"{before}{words(text)}\n")
        inline = [token for token in tokens if token.type == "inline"]
        leaves = [leaf for token in inline for leaf in token.children or ()]
        assert {leaf.type for leaf in leaves} <= {"text", "text_special"}
        shown = "".join(leaf.content for leaf in leaves)
        # Markdown takes blanks of any kind off the ends of a line.
        assert shown.strip() == (shown_before + wanted).strip()


@given(ANY.filter(str.strip))
@example("a``b`")
def test_the_name_of_a_file_is_code(name: str) -> None:
    (token,) = [
        token for token in MarkdownIt("commonmark").parse(f"* {code(name)}") if token.type == "inline"
    ]
    assert [leaf.type for leaf in token.children or ()] == ["code_inline"]
