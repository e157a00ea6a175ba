"""Write constraints.txt and requirements-slim.txt from what .venv holds: the declared dependencies and all they draw.

    .venv/bin/python .ci/pin.py

constraints.txt pins everything; requirements-slim.txt only what `factcheck check` needs, without torch and its kin.
"""

import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {"scikit-learn", "sentence-transformers"}


def main() -> None:
    """Write the three files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = project["project"]["dependencies"]
    developing = project["dependency-groups"]["dev"]
    models = [line for line in (ROOT / "models" / "requirements.txt").read_text().splitlines() if line[:1].isalpha()]
    slim = [d for d in declared if canonicalize_name(Requirement(d).name) not in HEAVY]
    (ROOT / "constraints.txt").write_text(
        "# every version that CI and `make` install; written by .ci/pin.py\n" + _pins(declared + developing + models)
    )
    (ROOT / "requirements-slim.txt").write_text(
        "# all that `factcheck check` needs, without torch: about 300 MB; written by .ci/pin.py\n"
        "#   pip install -r requirements-slim.txt && pip install --no-deps .\n" + _pins(slim)
    )
    (ROOT / "requirements-dev.txt").write_text(
        "# the dependency group `dev`, for pips before 25.1, which cannot read it; written by .ci/pin.py\n"
        + "".join(f"{requirement}\n" for requirement in developing)
    )


def _pins(requirements: Iterable[str]) -> str:
    """One `name==version` line for each requirement and all that it draws, here installed."""
    pins: dict[str, str] = {}
    waiting = [(Requirement(r), "") for r in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        found = metadata.distribution(name)
        seen = name in pins
        # torch's local part (+cpu) names a build, not a version
        pins[name] = found.version.split("+")[0]
        extras = ("", *requirement.extras) if not seen else tuple(requirement.extras)
        waiting += [(Requirement(r), e) for r in found.requires or () for e in extras]
    return "".join(f"{name}=={version}\n" for name, version in sorted(pins.items()))


if __name__ == "__main__":
    main()
