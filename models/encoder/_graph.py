"""all-MiniLM-L6-v2 as an int8 ONNX graph, written node by node from its published tensors.

Written rather than traced: the graph is the same on every machine and with every version of torch, holds no
leftovers of a trace, and lets each product choose its precision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

LAYERS, HEADS, HIDDEN, EPSILON = 6, 12, 384, 1e-12
CONTRIB = "com.microsoft"
# 7 of 8 bits: on processors without VNNI, sums of two products of 8-bit weights overflow 16 bits and are clipped, so
# that such a machine would get other vectors than one with VNNI. With 63 * 255 * 2 < 2 ** 15 both are exact.
TOP = 63
# How far the difficulty of rounding is shifted from a product's input to its weights, 0 to 1; best of a small grid.
SHIFT = {"qkv": 0.5, "inner": 0.5, "outer": 0.75}

Weights = Mapping[str, NDArray[np.float32]]


class _Graph:
    """Nodes and constants in the order in which they are added; `smooth` is None for a graph in fp32."""

    def __init__(self, smooth: Mapping[str, NDArray[np.float32]] | None) -> None:
        self.smooth = smooth
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.fed: dict[str, tuple[str, NDArray[np.float32]]] = {}

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def add(
        self, op: str, inputs: Sequence[str], outputs: Sequence[str] = (), domain: str = "", **attributes: Any
    ) -> str:
        name = f"{op}_{len(self.nodes)}"
        names = list(outputs) or [name]
        self.nodes.append(helper.make_node(op, list(inputs), names, name=name, domain=domain, **attributes))
        return names[0]


def build(weights: Weights, smooth: Mapping[str, NDArray[np.float32]]) -> onnx.ModelProto:
    """Return the network from token ids to one vector of length 1 for each text; inputs are int64, (batch, sequence).

    `smooth` holds, by product, what to divide each input channel by (see `smoothing`).
    """
    return _build(weights, _Graph(smooth))


def smoothing(weights: Weights, texts: Sequence[Sequence[int]]) -> dict[str, NDArray[np.float32]]:
    """Return what to divide the input channels of each product by, and multiply its weights with.

    One scale serves a whole tensor of activations, so a few channels of large values leave the others few steps.
    Dividing them shifts the difficulty to the weights, which have a scale per channel (SmoothQuant, Xiao et al. 2023).
    `texts` are token ids to learn the channels' ranges from.
    """
    graph = _Graph(None)
    model = _build(weights, graph)
    tensors = sorted({tensor for tensor, _ in graph.fed.values()})
    model.graph.output.extend(helper.make_tensor_value_info(t, TensorProto.FLOAT, None) for t in tensors)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    peaks: dict[str, NDArray[np.float32]] = {}
    for ids in texts:
        row = np.array([ids], np.int64)
        feed = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)}
        for tensor, values in zip(tensors, session.run(tensors, feed), strict=True):
            peak = np.abs(values[0]).max(axis=0)
            peaks[tensor] = np.maximum(peaks.get(tensor, peak), peak)
    return {
        name: _divisors(peaks[tensor], np.abs(weight).max(axis=0), SHIFT[name.split(".")[1]])
        for name, (tensor, weight) in graph.fed.items()
        if name.split(".")[1] in SHIFT
    }


def _divisors(inputs: NDArray[np.float32], weights: NDArray[np.float32], shift: float) -> NDArray[np.float32]:
    logs = shift * np.log2(np.maximum(inputs, 1e-3)) - (1 - shift) * np.log2(np.maximum(weights, 1e-3))
    # eighths of a power of two, so that the last bit of an activation on another machine changes nothing
    return np.exp2(np.round((logs - logs.mean()) * 8) / 8).astype(np.float32)


def _build(weights: Weights, graph: _Graph) -> onnx.ModelProto:
    last = graph.constant("last_axis", np.array([-1], np.int64))
    mask = graph.add("Cast", ["attention_mask"], to=TensorProto.INT32)
    x = _embeddings(graph, weights)
    for index in range(LAYERS):
        x = _layer(graph, weights, index, x, mask)
    kept = graph.add("Cast", ["attention_mask"], to=TensorProto.FLOAT)
    along = graph.constant("sequence_axis", np.array([1], np.int64))
    summed = graph.add("ReduceSum", [graph.add("Mul", [x, graph.add("Unsqueeze", [kept, last])]), along], keepdims=0)
    mean = graph.add("Div", [summed, graph.add("ReduceSum", [kept, along], keepdims=1)])
    graph.add("LpNormalization", [mean], ["embedding"], axis=-1, p=2)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"])
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    output = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", HIDDEN])
    return helper.make_model(
        helper.make_graph(graph.nodes, "all-MiniLM-L6-v2", inputs, [output], graph.constants),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)],
        ir_version=9,
        producer_name="models/encoder/make.py",
    )


def _embeddings(graph: _Graph, weights: Weights) -> str:
    words = weights["embeddings.word_embeddings.weight"]
    scale = (np.abs(words).max(axis=1, keepdims=True) / 127).astype(np.float32)
    rows = graph.constant("words", np.round(words / scale).astype(np.int8))
    found = graph.add("Cast", [graph.add("Gather", [rows, "input_ids"])], to=TensorProto.FLOAT)
    found = graph.add("Mul", [found, graph.add("Gather", [graph.constant("words_scale", scale), "input_ids"])])
    places = graph.constant("positions", weights["embeddings.position_embeddings.weight"])
    length = graph.add("Gather", [graph.add("Shape", ["input_ids"]), graph.constant("second", np.array([1], np.int64))])
    here = graph.add("Slice", [places, graph.constant("zero", np.array([0], np.int64)), length])
    types = graph.constant("types", weights["embeddings.token_type_embeddings.weight"])
    summed = graph.add("Add", [graph.add("Add", [found, here]), graph.add("Gather", [types, "token_type_ids"])])
    norm = [_named(graph, weights, f"embeddings.LayerNorm.{part}") for part in ("weight", "bias")]
    return graph.add("LayerNormalization", [summed, *norm], axis=-1, epsilon=EPSILON)


def _layer(graph: _Graph, weights: Weights, index: int, x: str, mask: str) -> str:
    prefix = f"encoder.layer.{index}."
    parts = [prefix + f"attention.self.{part}" for part in ("query", "key", "value")]
    joined = _product(
        graph,
        f"layer{index}.qkv",
        x,
        np.concatenate([weights[part + ".weight"] for part in parts]),
        np.concatenate([weights[part + ".bias"] for part in parts]),
    )
    heads = [f"layer{index}.{part}" for part in ("query", "key", "value")]
    sizes = graph.constant(f"layer{index}.sizes", np.array([HIDDEN] * 3, np.int64))
    graph.add("Split", [joined, sizes], heads, axis=-1)
    mixed = graph.add("MultiHeadAttention", [*heads, "", mask], domain=CONTRIB, num_heads=HEADS)
    mixed = _product(graph, f"layer{index}.mixed", mixed, weights[prefix + "attention.output.dense.weight"])
    x = _residual(graph, weights, prefix + "attention.output", mixed, x)
    inner = _product(graph, f"layer{index}.inner", x, weights[prefix + "intermediate.dense.weight"])
    bias = _named(graph, weights, prefix + "intermediate.dense.bias")
    inner = graph.add("BiasGelu", [inner, bias], domain=CONTRIB)
    outer = _product(graph, f"layer{index}.outer", inner, weights[prefix + "output.dense.weight"])
    return _residual(graph, weights, prefix + "output", outer, x)


def _product(
    graph: _Graph, name: str, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32] | None = None
) -> str:
    """Product with an int8 matrix of one scale per output channel; the input's scale is taken at run time."""
    graph.fed[name] = (x, weight)
    if graph.smooth is None:
        x = graph.add("MatMul", [x, graph.constant(f"{name}.weight", np.ascontiguousarray(weight.T))])
        return x if bias is None else graph.add("Add", [x, graph.constant(f"{name}.bias", bias)])
    if name in graph.smooth:
        x = graph.add("Mul", [x, graph.constant(f"{name}.smooth", 1 / graph.smooth[name])])
        weight = weight * graph.smooth[name]
    columns = weight.T
    scale = (np.abs(columns).max(axis=0) / TOP).astype(np.float32)
    inputs = [
        x,
        graph.constant(f"{name}.weight", np.round(columns / scale).astype(np.int8)),
        graph.constant(f"{name}.scale", scale),
        graph.constant(f"{name}.zero", np.zeros(len(scale), np.int8)),
    ]
    if bias is not None:
        inputs.append(graph.constant(f"{name}.bias", bias))
    return graph.add("DynamicQuantizeMatMul", inputs, domain=CONTRIB)


def _residual(graph: _Graph, weights: Weights, prefix: str, x: str, skip: str) -> str:
    names = ("LayerNorm.weight", "LayerNorm.bias", "dense.bias")
    rest = [_named(graph, weights, f"{prefix}.{name}") for name in names]
    return graph.add("SkipLayerNormalization", [x, skip, *rest], domain=CONTRIB, epsilon=EPSILON)


def _named(graph: _Graph, weights: Weights, name: str) -> str:
    return graph.constant(name, weights[name])
