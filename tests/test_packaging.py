"""The built wheel works where there is no repository, `check` stays light, and the pinned requirements are complete."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {"torch", "transformers", "sklearn", "scipy", "sentence_transformers"}
FIRST = "Mayor Ada Holm opened the Rivenford library on Monday. The library cost 12 million euros, the mayor said."
SECOND = "The Rivenford library was opened by Mayor Ada Holm. The library cost 19 million euros, the city said."

# Runs `check` and tells which top-level modules came with it; argv[1] lists modules that must look uninstalled.
PROBE = """
import importlib.abc, json, sys
refused = set(json.loads(sys.argv.pop(1)))
class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in refused:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Refuse())
from factcheck import cli
try:
    cli.main()
except SystemExit as stop:
    code = stop.code
import factcheck
from factcheck.encoding import models_folder
modules = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps([code or 0, modules, factcheck.__file__, str(models_folder())]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    target = tmp_path_factory.mktemp("installed")
    call(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target, wheel)
    return target


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "first.txt").write_text(f"date 2026-03-02\n{FIRST}\n", encoding="utf-8")
    (folder / "second.txt").write_text(f"date 2026-03-02\n{SECOND}\n", encoding="utf-8")
    return folder


def test_the_wheel_carries_every_model_whole_and_nothing_of_its_making(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        listings = [name for name in names if re.fullmatch(r"factcheck/models/\w+/digests\.json", name)]
        for listing in listings:
            for name, digest in json.loads(archive.read(listing)).items():
                content = archive.read(f"{listing.rpartition('/')[0]}/{name}")
                assert hashlib.sha256(content).hexdigest() == digest, f"{listing}: {name}"
    here = {f"factcheck/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "models").glob("*/digests.json")}
    assert {"factcheck/models/encoder/digests.json", "factcheck/models/tagger/digests.json"} <= here == set(listings)
    models = [name for name in names if name.startswith("factcheck/models/")]
    assert {Path(name).suffix for name in models} == {".json", ".onnx", ".md"}
    assert not [name for name in names if name.startswith(("tests/", "models/", "benchmarks/", "seeds/"))]


def test_the_wheel_carries_every_other_file_of_the_package(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = ROOT / "factcheck"
    data = {p for p in package.rglob("*") if p.suffix in {".toml", ".html", ".css", ".js", ".json", ".typed", ".py"}}
    assert {p.relative_to(ROOT).as_posix() for p in data} <= names


def test_the_installed_command_works_without_the_repository(installed, articles):
    done = call(
        sys.executable, "-m", "factcheck", "check", articles, "--fail-on", "none", "--format", "json", "-q",
        cwd=articles, PYTHONPATH=installed,
    )  # fmt: skip
    report = json.loads(done.stdout)
    assert report["schema"] == "factcheck/report/1"
    assert {"12 million", "19 million"} <= {side["surface"][:10] for f in report["findings"] for side in f["sides"]}
    script = installed / "bin" / "factcheck"
    version = call(sys.executable, script, "--version", cwd=articles, PYTHONPATH=installed)
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] in version.stdout


def test_the_installed_package_takes_its_own_models(installed, articles):
    _, _, package, models = probe(articles, PYTHONPATH=installed)
    assert Path(package) == installed / "factcheck" / "__init__.py"
    assert Path(models) == installed / "factcheck" / "models"


def test_check_imports_no_heavy_package(articles):
    _, modules, _, _ = probe(articles)
    assert "onnxruntime" in modules
    assert not HEAVY & set(modules)


def test_check_runs_with_nothing_but_the_slim_requirements(articles):
    slim = {canonicalize_name(Requirement(line).name) for line in lines("requirements-slim.txt")}
    found = json.loads(
        call(
            sys.executable, "-c",
            "import importlib.metadata as m, json; print(json.dumps(m.packages_distributions()))",
        ).stdout
    )  # fmt: skip
    own = {"factcheck"}
    refused = sorted(
        top for top, owners in found.items() if top not in own and not slim & set(map(canonicalize_name, owners))
    )
    assert HEAVY & set(found) <= set(refused)
    probe(articles, refused)


def test_the_pins_cover_what_the_project_declares():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = [Requirement(r) for r in project["project"]["dependencies"]]
    developing = project["dependency-groups"]["dev"]
    assert lines("requirements-dev.txt") == developing, "run .ci/pin.py"
    pinned, slim = pins("constraints.txt"), pins("requirements-slim.txt")
    for requirement in [*declared, *map(Requirement, developing)]:
        version = pinned.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement.name} is not in constraints.txt: run .ci/pin.py"
        assert requirement.specifier.contains(version)
    light = {canonicalize_name(r.name) for r in declared} - {"scikit-learn", "sentence-transformers"}
    assert light <= slim.keys(), "run .ci/pin.py"
    assert slim.items() <= pinned.items()
    assert not {"torch", "transformers", "scikit-learn", "scipy", "sentence-transformers"} & slim.keys()


def probe(articles: Path, refused: list[str] | tuple[str, ...] = (), **environment: Path) -> list:
    """Exit code of `check` (0), the top-level modules it imported, the package's file and its models' folder."""
    done = call(
        sys.executable, "-c", PROBE, json.dumps(refused), "check", articles, "--fail-on", "none", "-q", "-o", "r.md",
        cwd=articles, **environment,
    )  # fmt: skip
    found = json.loads(done.stdout.splitlines()[-1])
    assert found[0] == 0, done.stderr
    assert (articles / "r.md").read_text(encoding="utf-8").startswith("# ")
    return found


def call(*command: str | Path, cwd: Path = ROOT, **environment: Path) -> subprocess.CompletedProcess:
    """Run a command; whatever it said is in the failure."""
    variables = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **{k: str(v) for k, v in environment.items()}}
    done = subprocess.run(
        [str(c) for c in command], cwd=cwd, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done


def lines(name: str) -> list[str]:
    """The requirements in a file, without its comments."""
    return [
        line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]


def pins(name: str) -> dict[str, str]:
    """Versions by normalised name."""
    return dict(line.split("==") for line in lines(name))
