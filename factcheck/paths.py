"""An article's path names a file or, as "FILE#ID", one record of it."""

from __future__ import annotations

import os
import re
from pathlib import Path


def file_of(path: str) -> Path | None:
    """Return the file that an article's path names, without its record's '#ID'; None for standard input."""
    candidates = (path, *(path[: match.start()] for match in re.finditer("#", path)))
    # Path.is_file raises where a record's ID makes the name too long for a file
    return next((Path(name) for name in candidates if os.path.isfile(name)), None)  # noqa: PTH113
