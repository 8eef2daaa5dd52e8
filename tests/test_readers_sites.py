"""Commands to generators of sites that tell who speaks, in Markdown."""

import pytest

from talks import read, read_and_asked, said

PEOPLE = {"en": ("Ann", "Bo"), "ru": ("Анна", "Олег"), "he": ("נועה", "אורי"), "ja": ("林", "森")}
SAYS = {
    "en": ("Is the water cold?", "Always. I am used to it."),
    "ru": ("Вода холодная?", "Всегда. Я привык."),
    "he": ("המים קרים?", "תמיד. אני רגיל."),
    "ja": ("水は冷たいですか？", "いつもです。慣れました。"),
}
COMMANDS = (
    '{{< speaker "%s" >}}',
    "{{%% said speaker='%s' %%}}".replace("%%", "%"),
    '{% include talk/person.html id="%s" %}',
)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("lang", PEOPLE)
def test_commands_that_name_who_speaks_are_labels(lang: str, command: str) -> None:
    turns = list(zip(PEOPLE[lang] * 3, SAYS[lang] * 3, strict=True))
    text = [part for who, words in turns for part in (command.replace("%s", who), words)]
    document, findings = read_and_asked(
        "---\ntitle: x\n---", "{% include player.html %}", *text, path="x.md", lang=lang
    )
    assert said(document) == turns
    assert ["1 command" in finding.message for finding in findings if finding.code == "D165"] == [True]


@pytest.mark.parametrize(
    "command", ['{{< callout "%s" >}}', '{% include image.html name="%s" %}', '{{< tab "%s" >}}']
)
def test_other_commands_name_nobody(command: str) -> None:
    """A picture is shown once; a note and a tab have no word for a person."""
    notes = ("tip", "note") * 3 if "include" not in command else tuple(f"boat-{k}" for k in range(6))
    text = [part for note in notes for part in (command.replace("%s", note), "Wait for the wind. Then go.")]
    document = read("# The boat", *text, path="x.md", lang="en")
    assert not {who for who, _ in said(document)} & {*notes}


def test_commands_in_code_are_nobody() -> None:
    text = ["```", *('{{< speaker "Ann" >}}', "Yes.", '{{< speaker "Bo" >}}', "No.") * 3, "```"]
    document = read(
        "Ann: So it is written.", "Bo: Show me.", "\n".join(text), "Ann: Like that.", "Bo: Fine.", path="x.md"
    )
    assert not any("**" in paragraph.text for paragraph in document.paragraphs())
