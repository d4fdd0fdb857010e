"""Public actions, queryset methods and commands say what the caller gets."""

import ast
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ACTIONS = ("actions.py", "outbox.py", "personal_data.py")
ACTION_FOLDERS = ("actions", "backups")


def sources():
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.py"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (Path(line) for line in listed.stdout.splitlines())
    return [
        path
        for path in paths
        if path.parts[0] not in {"tests", "scripts"}
        and "migrations" not in path.parts
        and (settings.BASE_DIR / path).exists()
    ]


def is_public(node):
    return isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")


def overrides(node):
    """Methods that a base class has documented."""
    return any(isinstance(name, ast.Name) and name.id == "override" for name in node.decorator_list)


def needing_words(path, tree):
    """Names of what must have a docstring in this module, with the node."""
    in_action = path.name in ACTIONS or any(part in ACTION_FOLDERS for part in path.parts[:-1])
    for node in tree.body:
        if not is_public(node):
            continue
        if isinstance(node, ast.FunctionDef) and in_action:
            yield node.name, node
        if isinstance(node, ast.ClassDef):
            bases = [base.id if isinstance(base, ast.Name) else getattr(base, "attr", "") for base in node.bases]
            if "commands" in path.parts and node.name == "Command":
                yield node.name, node
            if any(base.endswith(("QuerySet", "Manager")) for base in bases):
                yield from (
                    (f"{node.name}.{method.name}", method)
                    for method in node.body
                    if is_public(method) and not overrides(method)
                )
            if any(base.endswith("Model") or base == "Page" for base in bases) and path.parts[-2] == "models":
                yield node.name, node


@pytest.mark.parametrize("path", sources(), ids=str)
def test_what_others_call_says_what_it_does(path):
    tree = ast.parse((settings.BASE_DIR / path).read_text())

    silent = [name for name, node in needing_words(path, tree) if not ast.get_docstring(node)]

    assert silent == []


def test_the_check_itself_finds_a_silent_action():
    tree = ast.parse("def archive(): pass\ndef _helper(): pass\n")

    assert [name for name, _ in needing_words(Path("directory/actions.py"), tree)] == ["archive"]


def test_the_check_itself_finds_a_silent_queryset_method_and_command():
    tree = ast.parse("class ServiceQuerySet(models.QuerySet):\n def live(self): pass\n def _inner(self): pass")
    command = ast.parse("class Command(BaseCommand): pass")

    assert [name for name, _ in needing_words(Path("directory/querysets.py"), tree)] == ["ServiceQuerySet.live"]
    assert [name for name, _ in needing_words(Path("a/management/commands/demo.py"), command)] == ["Command"]
