"""Count in how many sentences of the free training sets each word occurs: how rare is a word, before any corpus.

python models/words/make.py --data ../shared/data --out models/words
"""

from __future__ import annotations

import argparse
import collections
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from _files import rows, write_digests

SETS = ("mnli", "wanli", "conjnli", "fever_dev", "fm2", "wikifactcheck", "stsb_sts")
LEAST = 4
WORD = re.compile(r"[^\W\d_]{2,}")


def sentences(data: Path) -> Iterator[str]:
    """Yield each distinct sentence of the free sets once."""
    seen: set[str] = set()
    for name in SETS:
        for record in rows(data / "train" / f"{name}.jsonl.gz"):
            for key in ("premise", "hypothesis", "a", "b"):
                text = record.get(key)
                if text and text not in seen:
                    seen.add(text)
                    yield text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("models/words"))
    options = parser.parse_args()
    total, counts = 0, collections.Counter[str]()
    for sentence in sentences(options.data):
        total += 1
        counts.update({word.casefold() for word in WORD.findall(sentence)})
    kept = {word: n for word, n in sorted(counts.items()) if n >= LEAST}
    content = json.dumps({"sentences": total, "counts": kept}, ensure_ascii=False, separators=(",", ":"))
    target = options.out / "words.json"
    target.write_text(content + "\n", encoding="utf-8")
    write_digests(options.out, target.name)
    print(f"{total:,} sentences, {len(kept):,} words, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
