#!/usr/bin/env python3
"""Run factcheck for pre-commit, out of an environment beside this file that the first run makes.

pre-commit keeps one clone of this repository for each revision, so a new revision gets an environment of its own.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".hook-environment"
READY = ENVIRONMENT / "ready"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


def main() -> int:
    """Install where that was not done, then hand on to factcheck; 2 when it cannot run."""
    if sys.version_info < OLDEST:
        return fail(f"the hook needs Python {OLDEST[0]}.{OLDEST[1]} or later, and python3 is {sys.version.split()[0]}")
    if not READY.exists() and not install():
        return fail("could not be installed (see above); run it once with a network, or use factcheck-installed")
    # -P: a file of the user's that is named like a module is not to be run in its place
    return subprocess.call([str(PYTHON), "-P", "-m", "factcheck", *sys.argv[1:]])


def install() -> bool:
    """Install the pinned packages, which leave out torch, and factcheck itself."""
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    venv.create(ENVIRONMENT, with_pip=True)
    pip = [str(PYTHON), "-P", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for what in (["-r", str(ROOT / "requirements-slim.txt")], ["--no-deps", str(ROOT)]):
        if subprocess.call([*pip, *what]):
            return False
    READY.touch()
    return True


def fail(message: str) -> int:
    """Say why on stderr and return the exit code for a run that could not be."""
    sys.stderr.write(f"factcheck: {message}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
