"""Torch to int8 ONNX, and the small files that travel with a model: config, tokenizer, digests."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnx
import torch
from _bert import HEADS, HIDDEN, Bert, RowInt8Embedding
from _files import base_folder, write_digests, write_json
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from torch import nn

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def ship(
    model: nn.Module, folder: Path, name: str, reading: Mapping[str, Any], steps: Any, sequence_out: bool = False
) -> None:
    """Write all that the program loads of a trained model, whose forward takes the three inputs and returns logits.

    Its encoder is its `bert`. Word embeddings become int8 by rows; matrix products become int8 by output channel with
    inputs scaled at run time. Weights stop at 63, because processors without VNNI clip the sums of larger products.
    `reading` is what config.json says of reading the logits, beside the `name` and the `steps` it was trained for.
    `sequence_out`: logits are batch x sequence x labels.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _export(model, model.bert, folder / "model.onnx", sequence_out)
    shutil.copyfile(base_folder() / "tokenizer.json", folder / "tokenizer.json")
    _write_config(folder, {"name": name, **reading, "inputs": INPUTS, "output": "logits", "steps": steps})


def set_temperature(folder: Path, temperature: float) -> None:
    """Have the probabilities told by the model in a folder divided by another temperature."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    _write_config(folder, {**config, "temperature": temperature})


def _export(model: nn.Module, bert: Bert, path: Path, sequence_out: bool) -> None:
    logging.getLogger().setLevel(logging.ERROR)
    embedding = bert.embeddings.word_embeddings
    bert.embeddings.word_embeddings = RowInt8Embedding(embedding.weight.detach())
    try:
        with tempfile.TemporaryDirectory() as folder:
            plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
            _trace(model.eval(), plain, sequence_out)
            optimize_model(str(plain), model_type="bert", num_heads=HEADS, hidden_size=HIDDEN).save_model_to_file(
                str(fused)
            )
            quantize_dynamic(
                str(fused),
                str(path),
                per_channel=True,
                reduce_range=True,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Attention"],
                extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT, "MatMulConstBOnly": True},
            )
    finally:
        bert.embeddings.word_embeddings = embedding


def _trace(model: nn.Module, path: Path, sequence_out: bool) -> None:
    ids = torch.tensor([[101, 2023, 2003, 102], [101, 2748, 102, 0]])
    example = (ids, (ids > 0).long(), torch.zeros_like(ids))
    axes = {name: {0: "batch", 1: "sequence"} for name in INPUTS}
    axes["logits"] = {0: "batch", 1: "sequence"} if sequence_out else {0: "batch"}
    torch.onnx.export(
        model,
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=["logits"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def _write_config(folder: Path, config: Mapping[str, Any]) -> None:
    write_json(folder / "config.json", config, indent=2)
    write_digests(folder, "config.json", "model.onnx", "tokenizer.json", indent=2)
