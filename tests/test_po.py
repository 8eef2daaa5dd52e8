from __future__ import annotations

import contextlib
import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from catalogs import ABOUT, INTERVIEW, LATER, by_source, document, template, translation
from pace import examples
from toolkit import catalog, limits, po
from toolkit.errors import CatalogError, DiglotError
from toolkit.model import Catalog, Entry, Location, State
from toolkit.text.hygiene import fitted

HEADER = """\
# River talks.
msgid ""
msgstr ""
"Project-Id-Version: River talks 1.0\\n"
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Diglot-Source-Language: en\\n"
"""
SIGNATURE = """
msgctxt "meta|translator-credits"
msgid "translator-credits"
msgstr "Ana Roca <ana@roca.net>"
"""
SAMPLE = (
    HEADER
    + r"""
# Ask Mara how she says it.
#. Name of a speaker.
#: source/talk.txt:3
msgctxt "speaker|mara"
msgid "Mara Lind"
msgstr "Mara Lind"

#. Mara Lind (interviewer) asks Ilyas Okoro.
#. id: s2PCS8K s051JB1
#: source/talk.txt:3 source/talk.txt:9
#: source/other\ talk.txt
#, fuzzy, no-wrap
#| msgctxt "turn"
#| msgid "When did you "
#| "\"first\" cross?"
msgctxt "turn|mara"
msgid "When did you \"last\" cross?"
msgstr ""
"Quand avez-vous traversé\n"
"la rivière « \"pour la dernière fois\" » ?"

msgctxt "turn|ilyas"
msgid ""
"In the winter they "
"called the long one."
msgstr ""

#, c-format
msgid "%d boat"
msgid_plural "%d boats"
msgstr[0] "%d bateau"
msgstr[1] "%d bateaux"
"""
    + SIGNATURE
    + r"""
# from the first version
#~| msgctxt "caption"
#~| msgid "The old boat"
#~ msgctxt "caption"
#~ msgid "The boat"
#~ msgstr "Le \"bac\""

#~ msgctxt "turn|mara"
#~ msgid "And?"
#~ msgstr "Et ?"
"""
)


def load(text: str, lang: str = "fr") -> Catalog:
    return po.load(text.encode(), "locales/fr/LC_MESSAGES/talk.po", lang)


def refused(data: str | bytes, lang: str = "fr") -> CatalogError:
    with pytest.raises(CatalogError) as caught:
        po.load(data.encode() if isinstance(data, str) else data, "talk.po", lang)
    return caught.value


def line(error: CatalogError) -> int:
    assert isinstance(error.where, Location)
    return error.where.line


# Loading what is whole


def test_everything_in_a_file_is_loaded() -> None:
    made = load(SAMPLE)
    assert (made.document, made.source_lang, made.lang) == ("talk", "en", "fr")
    assert made.preamble == ("River talks.",)
    assert made.header[1] == ("Language", "fr")
    mara, last, empty, plural, signature = made.entries
    assert mara == Entry(
        "speaker|mara", "Mara Lind", "Mara Lind", "done",
        notes=("Name of a speaker.",), comments=("Ask Mara how she says it.",),
    )  # fmt: skip
    assert last.source == 'When did you "last" cross?'
    assert last.target == 'Quand avez-vous traversé\nla rivière « "pour la dernière fois" » ?'
    assert (last.state, last.flags, last.ids) == ("fuzzy", ("no-wrap",), ("s2PCS8K", "s051JB1"))
    assert last.previous == ("turn", 'When did you "first" cross?')
    assert last.notes == ("Mara Lind (interviewer) asks Ilyas Okoro.",)
    assert last.where[:2] == ("source/talk.txt:3", "source/talk.txt:9")
    assert (empty.source, empty.state) == ("In the winter they called the long one.", "empty")
    assert (plural.context, plural.plural) == ("", ("%d boats", "%d bateau", "%d bateaux"))
    assert signature.context == "meta|translator-credits"
    boat, and_then = made.obsolete
    assert boat == Entry(
        "caption", "The boat", 'Le "bac"', "done",
        comments=("from the first version",), previous=("caption", "The old boat"),
    )  # fmt: skip
    assert and_then.target == "Et ?"


def test_blank_lines_anywhere_are_no_harm() -> None:
    spread = SAMPLE.replace('\nmsgstr "', '\n\n\nmsgstr "')
    assert load(spread + "\n\n\n") == load(SAMPLE)


def test_messages_without_blank_lines_between_them() -> None:
    assert load(re.sub(r"\n\n", "\n", SAMPLE)) == load(SAMPLE)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_and_byte_order_mark(ends: str) -> None:
    data = SAMPLE.replace("\n", ends).encode()
    assert po.load(b"\xef\xbb\xbf" + data, "talk.po", "fr") == load(SAMPLE)
    assert po.dump(po.load(data, "talk.po", "fr"), data) == data
    assert po.dump(load(SAMPLE), b"\xef\xbb\xbf" + data) == data


def test_another_charset_is_read_and_becomes_utf_8() -> None:
    data = SAMPLE.replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert po.charset(data) == "iso8859-1"
    assert po.load(data, "talk.po", "fr") == load(SAMPLE)
    assert po.dump(load(SAMPLE), data) == SAMPLE.encode()


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("zh_CN", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh_Hans", "zh-Hans"), ("zh-Hans", "zh-Hans"),
        ("zh", "zh-Hans"), ("zh_TW", "zh-Hant"), ("zh_HK", "zh-Hant"), ("fr_FR", "fr"), ("fr", "fr-CA"),
        ("pt_BR", "pt-BR"), ("sr@latin", "sr-Latn"), ("sr_RS", "sr"), ("sr", "sr-Latn"), ("nb_NO", "no"),
        ("fr_FR.UTF-8", "fr"), ("", "fr"),
    ],
)  # fmt: skip
def test_the_language_in_the_forms_that_tools_write(header: str, lang: str) -> None:
    assert load(SAMPLE.replace("Language: fr\\n", f"Language: {header}\\n"), lang).lang == lang


# Refusing what is not


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("de", "fr"), ("zh_TW", "zh-Hans"), ("zh_CN", "zh-Hant"), ("sr@latin", "sr"), ("pt_PT", "pt-BR"),
        ("French, of course", "fr"),
    ],
)  # fmt: skip
def test_another_language(header: str, lang: str) -> None:
    error = refused(SAMPLE.replace("Language: fr\\n", f"Language: {header}\\n"), lang)
    assert f"Language: {header}" in error.what
    assert SAMPLE.split("\n")[line(error) - 1].startswith('"Language:')


def test_a_file_whose_contexts_a_program_dropped_is_not_cut_off() -> None:
    """`po2xliff` and `xliff2po` leave none, and the signature at the end all the same."""
    dropped = re.sub(r'^msgctxt ".*"\n', "", HEADER + SIGNATURE, flags=re.MULTILINE)
    assert [entry.source for entry in load(dropped).entries] == ["translator-credits"]


def test_every_beginning_of_a_file_is_whole_or_refused() -> None:
    """A file that was cut off anywhere loads to the very same messages, or not at all.

    What can't be seen is a cut between two obsolete messages, or in a comment between them.
    """
    whole = load(SAMPLE)
    data = SAMPLE.encode()
    obsolete = SAMPLE.encode().index(b"\n# from the first version")
    passed, errors = [], []
    for end in range(len(data)):
        try:
            loaded = po.load(data[:end], "talk.po", "fr")
        except CatalogError as error:
            errors.append((line(error), data.count(b"\n", 0, end) + 1, error.hint))
            continue
        passed.append(end)
        assert loaded.entries == whole.entries
        assert loaded.obsolete == whole.obsolete[: len(loaded.obsolete)]
        assert end >= obsolete - 1
    assert all(1 <= place <= lines and hint for place, lines, hint in errors)
    first = data.index(b'"Le \\"bac\\""') + len(b'"Le \\"bac\\""')
    comment = range(obsolete + 2, data.index(b"#~| msgctxt") + 1)
    unseen = {obsolete - 1, obsolete, obsolete + 1, *comment, first, first + 1, first + 2, len(data) - 1}
    assert set(passed) <= unseen


@pytest.mark.slow
def test_a_signature_on_several_lines_is_all_that_a_cut_can_take() -> None:
    """In the layout of diglot itself: whatever loads has every translation but, at worst, the signature's."""
    signers = "Ana Roca <ana@roca.net>\nTaro Ito <taro@roca.net>"
    made = translation(document())
    *entries, signature = made.entries
    data = po.dump(replace(made, entries=(*entries, signature.replace(target=signers))))
    loaded = []
    for end in range(len(data) - 1):
        with contextlib.suppress(CatalogError):
            loaded.append((end, po.load(data[:end], "talk.po", "fr")))
    assert all(list(found.entries[:-1]) == entries for _, found in loaded)
    after = data.index(b'msgstr ""', data.index(b'"translator-credits"')) + len(b'msgstr ""')
    assert [end for end, _ in loaded] == [after, after + 1]


def test_every_line_that_is_missing_is_noticed_or_harmless() -> None:
    """Without any one line, what is loaded still has all messages, or nothing is loaded."""
    whole = load(SAMPLE)
    lines = SAMPLE.split("\n")
    for k, left_out in enumerate(lines):
        try:
            loaded = load("\n".join(lines[:k] + lines[k + 1 :]))
        except CatalogError:
            continue
        assert len(loaded.entries) + len(loaded.obsolete) == len(whole.entries) + len(whole.obsolete), (
            left_out
        )


@pytest.mark.parametrize(
    ("was", "now", "what", "where"),
    [
        ('msgid "Mara Lind"', 'msgid "Mara Lind', "closing quote", 13),
        ('msgid "Mara Lind"', 'msgid "Mara "Lind""', "isn't written", 13),
        ('msgid "Mara Lind"', r'msgid "Mara\qind"', "escape", 13),
        ('msgid "Mara Lind"', "msgid", "without its string", 13),
        ('msgid "Mara Lind"', "Mara Lind", "neither comment", 13),
        ('msgid "Mara Lind"', 'msgid "Mara Lind"\n# hm', "comment inside", 14),
        ('msgid "Mara Lind"\n', "", "unexpected msgstr", 13),
        ('msgstr "Mara Lind"\n', "", "a comment inside a message", 15),
        ('msgstr "Mara Lind"\n', '#~ msgstr "Mara Lind"\n', "in part obsolete", 14),
        ('#. Name of a speaker.\n', '#. Name of a speaker.\n"so"\n', "belongs to nothing", 11),
        ('#. Name of a speaker.\n', '#. Name of a speaker.\n#| "so"\n', "belongs to nothing", 11),
        ('msgctxt "speaker|mara"\n', 'msgctxt "speaker|mara"\n#| msgid "so"\n', "previous text inside", 13),
        ("msgstr[1]", "msgstr[2]", "unexpected msgstr[2]", 40),
        ("msgstr[1]", "msgstr[1000000]", "unexpected msgstr[1000000]", 40),
        ('msgid "Mara Lind"', 'msgtext "Mara Lind"', "unexpected msgtext", 13),
        ("# Ask Mara", "<<<<<<< HEAD\n# Ask Mara", "merge conflict", 9),
        ("# Ask Mara", "=======\n# Ask Mara", "merge conflict", 9),
        ("# Ask Mara", ">>>>>>> 0a1b2c (later)\n# Ask Mara", "merge conflict", 9),
        ("# Ask Mara", 'domain "x"\n\n# Ask Mara', "neither comment", 9),
        ("traversé", "trav\0ersé", "NUL", 27),
        ("UTF-8", "UTF-7", "charset", 6),
        ("UTF-8", "klingon", "charset klingon", 6),
        ("UTF-8", "idna", "charset idna", 6),
        ("UTF-8", "US-ASCII", "column 25", 27),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(was: str, now: str, what: str, where: int) -> None:
    assert was in SAMPLE
    error = refused(SAMPLE.replace(was, now, 1))
    assert what in error.what
    assert line(error) == where


@pytest.mark.parametrize(
    ("data", "what", "where"),
    [
        (b"", "empty", 1),
        (b"\n  \n", "empty", 1),
        (SAMPLE.encode("utf-16"), "charset", 1),
        (b"Mara Lind: Good evening.\n", "can't be read as PO", 1),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not UTF-8", 2),
        (HEADER.encode(), "no message", 7),
        (b'msgid "Yes."\nmsgstr "Oui."\n', "no header", 1),
        (b'msgctxt "x"\nmsgid ""\nmsgstr "Language: fr\\n"\n', "no header", 1),
        ((HEADER + SIGNATURE + SIGNATURE).encode(), "twice", 13),
        ((HEADER + SIGNATURE + SIGNATURE.replace("\nmsg", "\n#~ msg")).encode(), "twice", 13),
        ((HEADER + SIGNATURE + "#. the end\n").encode(), "a comment without a message", 12),
        ((HEADER + SIGNATURE.replace('net>"', 'net>\\n"')).encode(), "line break", 11),
        (SAMPLE.encode().replace(b"\xc3\xa9", b"\xe9"), "column 25", 27),
    ],
)  # fmt: skip
def test_what_is_no_catalog(data: bytes, what: str, where: int) -> None:
    error = refused(data)
    assert what in error.what
    assert line(error) == where


def test_a_catalog_that_diglot_did_not_make_needs_no_signature() -> None:
    foreign = HEADER.replace('"X-Diglot-Source-Language: en\\n"\n', "") + '\nmsgid "Yes."\nmsgstr "Oui."\n'
    assert [entry.target for entry in load(foreign).entries] == ["Oui."]


# Writing

_lines = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\n\r"), max_size=30)
_any = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40),
    st.sampled_from(
        ['"', "\\", '\\"', "\\n", "\n", "\n\n", "a\n", "\nb", "\t\v\b\f\r", "\u2028\u2029\x85\x1c", "\xa0",
         "\u202bشكرا\u202c", "👩🏽‍🚀", '"\n"', "# no", '#~ msgid "x"', "msgid \"\"",
         "<<<<<<< x", "%s\\", "\ufeff"]
    ),
)  # fmt: skip
_paths = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters=":\u2068\u2069"), min_size=1
)
_entries = st.builds(
    Entry,
    context=st.sampled_from(["turn|mara", "caption", "", 'odd "context"\n\\']),
    source=_any.filter(bool),
    target=_any,
    ids=st.lists(st.from_regex(r"\As[0-9A-HJKMNP-TV-Z]{6}\Z"), max_size=25).map(tuple),
    notes=st.lists(_lines.filter(lambda text: not text.startswith("id: ")), max_size=2).map(tuple),
    comments=st.lists(_lines, max_size=2).map(tuple),
    flags=st.lists(st.sampled_from(["no-wrap", "c-format", "x"]), max_size=2).map(tuple),
    previous=st.none() | st.tuples(st.none() | _any, _any),
    where=st.lists(
        st.builds("{}{}".format, _paths, st.sampled_from(["", ":17", ":s2PCS8K"])), max_size=3
    ).map(tuple),
)


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    states: st.SearchStrategy[State] = st.sampled_from(["fuzzy", "done"])
    found = draw(st.lists(st.tuples(_entries, st.booleans(), states), max_size=6))
    unique = {(entry.context, entry.source): (entry, old, state) for entry, old, state in found}
    made = []
    for entry, old, state in unique.values():
        # What is loaded fits its source at both ends, and is no blank.
        target = fitted(entry.target, entry.source)
        made.append((entry.replace(target=target, state=state if target else "empty"), old))
    signature = Entry("meta|translator-credits", "translator-credits")
    return Catalog(
        "talk",
        "en",
        "fr",
        entries=(*(entry for entry, old in made if not old), signature),
        obsolete=tuple(entry for entry, old in made if old),
        header=(("Language", "fr"), ("X-Note", draw(_lines).strip()), ("X-Diglot-Source-Language", "en")),
        preamble=tuple(draw(st.lists(_lines, max_size=2))),
        trailer=tuple(draw(st.lists(_lines.filter(bool), max_size=2))),
    )


@examples(50)
@given(catalogs())
def test_what_is_written_is_what_is_loaded(made: Catalog) -> None:
    data = po.dump(made)
    found = po.load(data, "talk.po", "fr")
    assert found == made
    assert [e.where for e in found.entries] == [e.where for e in made.entries]
    assert po.dump(found, data) == data
    assert po.dump(found) == data


@given(catalogs())
def test_a_catalog_as_polib_has_it_says_the_same(made: Catalog) -> None:
    comments = [made.preamble]
    for entry in (*made.entries, *made.obsolete):
        comments += [entry.comments, entry.notes if not entry.ids else ()]
    assume(("",) not in comments)  # an empty line alone is no comment to polib
    there_and_back = po.from_polib(po.to_polib(made), "talk")
    assert there_and_back == replace(made, trailer=())
    assert [e.where for e in there_and_back.entries] == [e.where for e in made.entries]


def test_a_header_that_polib_has_no_field_for_is_kept() -> None:
    header = (("X-A", "b"), ("", "no field"), ("X-A", "c"), ("X-B", ""))
    made = replace(load(SAMPLE), header=(*load(SAMPLE).header, *header))
    assert po.from_polib(po.to_polib(made), "talk") == made
    assert po.load(str(po.to_polib(made)).encode(), "talk.po", "fr").entries == made.entries


@examples(40)
@given(catalogs(), catalogs())
def test_whatever_was_there_before_what_is_written_is_the_catalog(made: Catalog, before: Catalog) -> None:
    """The old lines may only ever change the layout."""
    for old in (po.dump(before), SAMPLE.encode()):
        data = po.dump(made, old)
        found = po.load(data, "talk.po", "fr")
        assert found == made
        assert [e.where for e in found.entries] == [e.where for e in made.entries]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_what_stands_behind_a_line_end_in_a_comment_is_comment_too(end: str) -> None:
    made = load(SAMPLE)
    noted = made.entries[0].replace(comments=(f'Ask her.{end}msgid "x"',))
    made = replace(made, entries=(noted, *made.entries[1:]), preamble=(f"One.{end}Two.",))
    again = load(po.dump(made).decode())
    assert again.entries[0].comments == ('Ask her. msgid "x"',) and again.preamble == ("One. Two.",)


def test_no_catalog_is_written_that_could_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has just room is written and read, and what is a character longer is not."""
    monkeypatch.setattr(limits, "MESSAGE", limits.MESSAGE._replace(most=900))
    made = load(SAMPLE)
    refused = 0
    for size in range(250, 450):
        longer = made.entries[1].replace(target='"' * size)
        try:
            data = po.dump(replace(made, entries=(made.entries[0], longer, *made.entries[2:])))
        except DiglotError:
            refused += 1
        else:
            load(data.decode())
    assert 0 < refused < 200


def test_the_layout_of_another_tool_stays() -> None:
    made = load(SAMPLE)
    assert po.dump(made, SAMPLE.encode()).decode() == SAMPLE


def test_an_edit_touches_the_lines_of_its_message_alone() -> None:
    made = load(SAMPLE)
    edited = tuple(
        entry.replace(where=("source/talk.txt:s051JB1",), state="done", previous=None)
        if entry.previous
        else entry
        for entry in made.entries
    )
    after = po.dump(replace(made, entries=edited), SAMPLE.encode()).decode().split("\n")
    gone = [line for line in SAMPLE.split("\n") if line not in after]
    come = [line for line in after if line not in SAMPLE.split("\n")]
    assert come == ["#: source/talk.txt:s051JB1", "#, no-wrap"]
    assert gone == [
        "#: source/talk.txt:3 source/talk.txt:9", r"#: source/other\ talk.txt", "#, fuzzy, no-wrap",
        '#| msgctxt "turn"', '#| msgid "When did you "', r'#| "\"first\" cross?"',
    ]  # fmt: skip


def test_a_wrapped_message_stays_wrapped_when_it_goes_and_comes_back() -> None:
    made = load(SAMPLE)
    last = made.entries[1]
    gone = replace(made, entries=(made.entries[0], *made.entries[2:]), obsolete=(last, *made.obsolete))
    data = po.dump(gone, SAMPLE.encode())
    assert '#~ "Quand avez-vous traversé\\n"\n' in data.decode()
    assert '#~| "\\"first\\" cross?"\n' in data.decode()
    assert po.load(data, "talk.po", "fr") == gone
    assert po.dump(made, data).decode() == SAMPLE


def test_only_a_new_header_field_is_a_new_line() -> None:
    wrapped = SAMPLE.replace(
        '"Language: fr\\n"\n',
        '"Plural-Forms: nplurals=2; plural=n > 1 "\n"|| n == 0;\\n"\n"Language: fr\\n"\n',
    )
    made = load(wrapped)
    header = [(key, "River talks 2.0" if key.startswith("Project") else value) for key, value in made.header]
    after = po.dump(replace(made, header=tuple(header)), wrapped.encode()).decode()
    assert after == wrapped.replace("talks 1.0", "talks 2.0")


def test_a_broken_file_is_not_written_over() -> None:
    with pytest.raises(CatalogError):
        po.dump(load(SAMPLE), SAMPLE.encode()[:-20])


def test_an_extract_changes_only_what_the_text_changed() -> None:
    """From end to end: a fuzzy message, its place, and what was finished are all that a word changes."""
    old = translation(document())
    data = po.dump(old)
    words = [(who, text.replace("the lamp", "the lantern")) for who, text in INTERVIEW]
    new, _ = catalog.update(
        po.load(data, "talk.po", "fr"), template(document(words), template(document())), "fr", ABOUT, LATER
    )
    again, _ = catalog.update(new, template(document(words), template(document())), "fr", ABOUT, LATER)
    after = po.dump(new, data)
    assert po.dump(again, after) == after
    come = [line for line in after.decode().split("\n") if line not in data.decode().split("\n")]
    # What was finished stays out of use with its words, so that it is back when they are.
    kept = ['#~ msgctxt "tu', '#~ msgid "In t', '#~ msgstr "iN ']
    assert [line[:14] for line in come] == [
        "#. Changed sin",
        "#, fuzzy",
        '#| msgid "In t',
        'msgid "In the ',
        *kept,
    ]
    assert by_source(new)["Yes."] == by_source(old)["Yes."]


@given(data=st.data())
def test_a_few_messages_are_written_as_by_a_full_dump(data: st.DataObject) -> None:
    text = data.draw(
        st.sampled_from([SAMPLE, SAMPLE.replace("\n", "\r\n"), SAMPLE.rstrip("\n"), SAMPLE + "\n"])
    )
    before = text.encode()
    was = po.load(before, "talk.po", "fr")
    entries = list(was.entries)
    for number in data.draw(st.sets(st.integers(0, len(entries) - 1), max_size=3)):
        target = data.draw(st.sampled_from(["", "bac", 'de l"eau', "un\ndeux"]))
        state: State = "empty" if not target else data.draw(st.sampled_from(["done", "fuzzy"]))
        entries[number] = entries[number].replace(target=target, state=state)
    told = st.fixed_dictionaries(
        {},
        optional={
            "notes": st.sampled_from([(), ("Mara says it.",), ("Mara says it.", "A name.")]),
            "where": st.sampled_from([(), ("source/talk.txt:7",)]),
            "previous": st.sampled_from([None, (None, "cat"), ("turn|mara", "a\ncat")]),
            "comments": st.sampled_from([(), ("Is it so?",)]),
        },
    )
    for number in data.draw(st.sets(st.integers(0, len(entries) - 1), max_size=3)):
        entries[number] = entries[number].replace(**data.draw(told))
    one, other = (data.draw(st.integers(0, len(entries) - 1)) for _ in range(2))
    entries[one], entries[other] = entries[other], entries[one]
    header = data.draw(st.sampled_from([was.header, (*was.header, ("X-Seen", "yes"))]))
    obsolete = list(was.obsolete)
    # Messages that come, that go, and that are out of use from then on, or in use again.
    if data.draw(st.booleans()):
        entries.insert(data.draw(st.integers(0, len(entries))), Entry("turn|mara", "She came.", "Elle vint."))
    for _ in range(data.draw(st.integers(0, 2))):
        # The last ends every catalog.
        others = [entry for entry in entries if entry.key != was.entries[-1].key]
        gone = data.draw(st.sampled_from(others))
        entries = [entry for entry in entries if entry is not gone]
        rests = data.draw(st.booleans())
        if gone.target and rests:
            obsolete.append(gone.replace(notes=(), ids=(), where=()))
    back = data.draw(st.booleans())
    if obsolete and back:
        entries.append(obsolete.pop(data.draw(st.integers(0, len(obsolete) - 1))))
    now = replace(was, entries=tuple(entries), obsolete=tuple(obsolete), header=header)
    made = po.changed(before, was, now)
    assert made is None or made.data == po.dump(now, before)
    after = po.dump(now, before)
    again = po.reloaded(after, "talk.po", before, was)
    assert again is None or again.catalog == po.load(after, "talk.po", "fr")
    # Where it is known how long each message is, the next is the same; and so it is known of that.
    held = po.load(after, "talk.po", "fr")
    for sizes in [one.sizes for one in (made, again) if one is not None]:
        turned = po.changed(after, held, was, sizes)
        assert turned == po.changed(after, held, was)
        assert turned is None or turned.data == po.dump(was, after)
        read = po.reloaded(before, "talk.po", after, held, sizes)
        assert read == po.reloaded(before, "talk.po", after, held)


PLAIN = po.dump(po.load(SAMPLE.encode(), "talk.po", "fr"))


@given(data=st.data())
def test_whatever_became_of_a_file_it_is_read_as_by_a_full_load(data: st.DataObject) -> None:
    was = po.load(PLAIN, "talk.po", "fr")
    lines = PLAIN.split(b"\n")
    # Lines that go, and come twice: all that can be wrong with a file.
    for number in data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=2)):
        line = lines[number : number + 1]
        lines[number : number + 1] = data.draw(st.sampled_from([[], line * 2, [b'"x"'], [b""]]))
    after = b"\n".join(lines)
    again = po.reloaded(after, "talk.po", PLAIN, was)
    try:
        whole = po.load(after, "talk.po", "fr")
    except CatalogError:
        assert again is None
    else:
        assert again is None or again.catalog == whole


def test_a_plain_file_is_not_parsed_for_one_message() -> None:
    before = po.dump(load(SAMPLE))
    was = po.load(before, "talk.po", "fr")
    now = replace(was, entries=(was.entries[0].replace(target="bac", state="done"), *was.entries[1:]))
    made = po.changed(before, was, now)
    assert made is not None
    assert made.data == po.dump(now, before) != before
    # What was laid out by hand is.
    assert po.changed(before.replace(b"\n\n", b"\n\n\n", 1), was, now) is None
    # One that went and one that came are told without parsing, too.
    fewer = replace(now, entries=(Entry("turn|mara", "She came."), *now.entries[1:-1]))
    made = po.changed(before, was, fewer)
    assert made is not None
    assert made.data == po.dump(fewer, before)
    other = replace(now, entries=(Entry("turn|mara", "She came."), *now.entries[1:]))
    again = po.reloaded(po.dump(other, before), "talk.po", before, was)
    assert again is not None
    assert again.catalog == other
    again = po.reloaded(po.dump(now, before), "talk.po", before, was)
    assert again is not None
    assert again.catalog == now
    assert again.catalog.entries[1] is was.entries[1]


@pytest.mark.parametrize("noted", ["# ask Tom", '# he says "now"', '#| msgid "before"', "   ", "# so\n   "])
def test_a_note_right_below_a_message_stays_the_next_one_s(noted: str) -> None:
    before = po.dump(load(SAMPLE))
    was = po.load(before, "talk.po", "fr")
    end = before.index(b"\n\n", before.index(b"\n\n") + 2)
    after = before[:end] + f"\n{noted}".encode() + before[end:]
    whole = po.load(after, "talk.po", "fr")
    again = po.reloaded(after, "talk.po", before, was)
    assert again is None or again.catalog == whole
    now = replace(whole, entries=tuple(entry.replace(target="ici", state="done") for entry in whole.entries))
    made = po.changed(after, whole, now)
    assert made is None or made.data == po.dump(now, after)
