"""Words that a stranger meets: a class, or a type with a name, is called as no other."""

import ast
from collections import defaultdict

from sources import MODULES, shown, tree


def named_types(tree: ast.Module) -> list[str]:
    """Classes, and names in CamelCase that stand for a type."""
    found = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            found.append(node.name)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id.lstrip("_")
            if name[:1].isupper() and not name.isupper():
                found.append(node.targets[0].id)
    return found


def test_no_two_classes_have_one_name() -> None:
    """`Unit`, `Pair`, `Place`, `Text` and `Group` had five meanings each.

    What is private may be called as what is private elsewhere, and not as what others know.
    """
    places = defaultdict(list)
    for path in MODULES:
        for name in named_types(tree(path)):
            places[name.lstrip("_")].append((shown(path), name))
    twice = {
        name: found
        for name, found in places.items()
        if len(found) > 1 and any(not called.startswith("_") for _, called in found)
    }
    assert not twice
