"""Model files are what their digests.json says, or an error: never a silent difference."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from factcheck.errors import ModelError


def checked(path: Path) -> bytes:
    """Return the content of a model file; ModelError when it is missing or not the one digests.json beside it names."""
    try:
        content, listing = path.read_bytes(), json.loads((path.parent / "digests.json").read_bytes())
    except OSError as error:
        raise ModelError(f"{error.filename}: cannot be read ({error.strerror}); reinstall the package") from error
    except ValueError as error:
        raise ModelError(f"{path.parent / 'digests.json'}: is not a list of digests; reinstall the package") from error
    if not isinstance(listing, dict) or listing.get(path.name) != hashlib.sha256(content).hexdigest():
        raise ModelError(
            f"{path}: damaged, its SHA-256 is not the one in digests.json; reinstall the package or restore the file"
        )
    return content


def digest_of(folder: Path) -> str:
    """Return the digest of a model folder: the SHA-256 of its digests.json."""
    try:
        return hashlib.sha256((folder / "digests.json").read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"{error.filename}: cannot be read ({error.strerror}); reinstall the package") from error


def models_folder() -> Path:
    """Where the bundled models lie: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    for candidate in (package / "models", package.parent / "models"):
        if (candidate / "encoder" / "digests.json").is_file():
            return candidate
    raise ModelError(
        f"{package / 'models'}: the bundled models are missing; reinstall the package or run `make models`"
    )
