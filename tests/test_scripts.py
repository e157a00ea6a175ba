"""The scripts in benchmarks/ and models/ import only what is there; most are run by hand, some only with torch."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted([*ROOT.glob("benchmarks/*.py"), *ROOT.glob("models/*.py"), *ROOT.glob("models/*/*.py")])


def defined(path):
    """The names a module has at its top: what it defines, assigns and imports."""
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                names |= {alias.asname or alias.name for alias in aliases}
            case ast.Assign() | ast.AnnAssign():
                names |= {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return names


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_script_finds_what_it_imports_from_its_neighbours(script):
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("_") and node.module != "__future__":
            wanted = {alias.name for alias in node.names}
            beside = [path for path in SCRIPTS if path.stem == node.module]
            assert any(wanted <= defined(path) for path in beside), f"{node.module}: {sorted(wanted)}"
