"""The shipped claims model as a sentence-transformers CrossEncoder in fp32, for programs to compare ours with.

Its int8 weights are multiplied out, so that both programs ask one model; no checkpoint is needed.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

PARTS = {
    "mixed": "attention.output.dense",
    "mixed_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "outer_norm": "output.LayerNorm",
}
QKV = ("query", "key", "value")


class Pool(nn.Module):
    """The claims model's own pooling, first piece and mean, in the place of the library's, which takes the first only.

    The library hands a pooler no mask: a hook on the network leaves it here.
    """

    def __init__(self, mix: nn.Linear) -> None:
        super().__init__()
        self.mix, self.mask = mix, torch.ones(1)

    def forward(self, hidden: Tensor) -> Tensor:
        weights = self.mask[..., None].to(hidden.dtype)
        mean = (hidden * weights).sum(dim=1) / weights.sum(dim=1)
        return torch.tanh(self.mix(torch.cat([hidden[:, 0], mean], dim=-1)))


def cross_encoder(folder: Path) -> tuple[Any, int]:
    """A CrossEncoder of the model in `folder` (models/claims), and the column of "contradiction" in its output."""
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    weights = plain_weights(folder / "model.onnx")
    layers = sum(name.endswith("intermediate.dense.weight") for name in weights)
    hidden = weights["bert.embeddings.LayerNorm.weight"].shape[0]
    network = BertForSequenceClassification(
        BertConfig(
            vocab_size=len(weights["bert.embeddings.word_embeddings.weight"]),
            hidden_size=hidden,
            num_hidden_layers=layers,
            num_attention_heads=12,
            intermediate_size=weights["bert.encoder.layer.0.intermediate.dense.weight"].shape[0],
            num_labels=len(config["labels"]),
        )
    )
    mix = nn.Linear(2 * hidden, hidden)
    mix.load_state_dict({"weight": weights.pop("mix.weight"), "bias": weights.pop("mix.bias")})
    missing, unexpected = network.load_state_dict(weights, strict=False)
    if unexpected or any("pooler" not in name and "position_ids" not in name for name in missing):
        raise RuntimeError(f"{folder}: weights do not fit: {sorted(missing)}, {sorted(unexpected)}")
    with tempfile.TemporaryDirectory() as saved:
        network.save_pretrained(saved)
        BertTokenizerFast(tokenizer_file=str(folder / "tokenizer.json")).save_pretrained(saved)
        cross = CrossEncoder(saved, max_length=int(config["max_length"]), device="cpu")
    pool = Pool(mix)
    cross.model.bert.pooler = pool
    cross.model.bert.register_forward_pre_hook(_mask_for(pool), with_kwargs=True)
    cross.eval()
    return cross, config["labels"].index("contradiction")


def _mask_for(pool: Pool) -> Any:
    def keep(module: nn.Module, positional: tuple[Any, ...], named: dict[str, Any]) -> None:
        pool.mask = named["attention_mask"] if "attention_mask" in named else positional[1]

    return keep


def plain_weights(path: Path) -> dict[str, Tensor]:
    """The exported network's weights in fp32, by the names of the library's BERT; `mix` is the label layer's first."""
    graph = onnx.load(path).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    products = {n.name: n.input[1].removesuffix("_quantized") for n in graph.node if n.op_type == "MatMulInteger"}
    out = {
        "bert.embeddings.word_embeddings.weight": held["bert.embeddings.word_embeddings.rows"].astype(np.float32)
        * held["bert.embeddings.word_embeddings.scale"],
        **{name: held[name] for name in held if name.startswith("bert.embeddings.") and name.count(".") == 3},
        "mix.weight": _whole(held, "head_mix.weight").T,
        "mix.bias": held["head_mix.bias"],
        "classifier.weight": _whole(held, "head.weight").T,
        "classifier.bias": held["head.bias"],
    }
    for unwanted in ("rows", "scale"):
        out.pop(f"bert.embeddings.word_embeddings.{unwanted}")
    for layer in range(sum("/inner/" in name for name in products)):
        theirs = f"bert.encoder.layer.{layer}"
        weight, bias = _whole(held, f"Attention_{layer}_qkv_weight"), held[f"Attention_{layer}_qkv_bias"]
        for name, w, b in zip(QKV, np.split(weight, 3, axis=1), np.split(bias, 3), strict=True):
            out[f"{theirs}.attention.self.{name}.weight"], out[f"{theirs}.attention.self.{name}.bias"] = w.T, b
        for ours, name in PARTS.items():
            out[f"{theirs}.{name}.bias"] = held[f"bert.layers.{layer}.{ours}.bias"]
            norm = f"bert.layers.{layer}.{ours}.weight"
            product = products.get(f"/bert/layers.{layer}/{ours}/MatMul_quant", "")
            out[f"{theirs}.{name}.weight"] = held[norm] if norm in held else _whole(held, product).T
    return {name: torch.from_numpy(np.array(value, dtype=np.float32)) for name, value in out.items()}


def _whole(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    """An int8 matrix, one scale for each column, multiplied out."""
    zero = held[f"{name}_zero_point"].astype(np.float32)
    return (held[f"{name}_quantized"].astype(np.float32) - zero) * held[f"{name}_scale"]
