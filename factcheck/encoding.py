"""Runs the bundled models by ONNX Runtime, and defines what an encoder of sentences is.

Every text goes through the network alone, one thread per text. int8 networks scale their activations by the largest
value in the tensor, so in a batch a text's vector would depend on its batch mates and on padding (measured: up to
0.04 in a component); alone it depends on nothing but the text, so caches, incremental runs and machines with other
core counts give the same bytes. Figures, also of what it costs: reports/encoding.md.
"""

from __future__ import annotations

import hashlib
import json
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from factcheck.digests import models_folder as models_folder
from factcheck.errors import ModelError

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
FILES = ("model.onnx", "tokenizer.json", "config.json")

_Tokens = tuple[tuple[int, ...], tuple[int, ...]]  # ids and types


class Encoder(Protocol):
    """Turns texts into vectors whose dot product is their similarity."""

    @property
    def name(self) -> str:
        """What a report calls the model."""

    @property
    def digest(self) -> str:
        """Hexadecimal SHA-256 that changes whenever the vectors may."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of Euclidean length 1 for each text, in order: (n, d), or (0, d) for no texts."""


def load(name: str = "", jobs: int = 0) -> Encoder:
    """Return the bundled encoder when `name` is empty, else the SentenceTransformer of that name or path.

    A folder laid out as models/encoder is loaded without torch. Raises ModelError with a remedy.
    """
    if not name:
        return bundled(jobs)
    if (Path(name) / "digests.json").is_file():
        return OnnxEncoder(OnnxModel(Path(name), jobs))
    return TransformerEncoder(name)


def bundled(jobs: int = 0) -> Encoder:
    """Return the encoder that comes with the program: all-MiniLM-L6-v2 in int8, 384 dimensions."""
    return OnnxEncoder(OnnxModel(models_folder() / "encoder", jobs))


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class OnnxModel:
    """A model folder whose files are what its digests.json says: model.onnx, tokenizer.json, config.json.

    config.json holds at least `max_length`, in tokens; `digest` is the SHA-256 of digests.json. `jobs` is the number of
    threads, 0 for one per core. Raises ModelError naming the file when one is missing, damaged or unusable.
    """

    def __init__(self, folder: Path, jobs: int = 0) -> None:
        self.folder = folder
        self.jobs = jobs if jobs > 0 else cores()
        self.digest, contents = _verified(folder)
        try:
            self.config: Mapping[str, Any] = json.loads(contents["config.json"])
            self.name = str(self.config.get("name", folder.name))
            self._tokenizer = _tokenizer(contents["tokenizer.json"], int(self.config["max_length"]))
            self._session = _session(contents["model.onnx"])
            self._inputs = tuple(i.name for i in self._session.get_inputs())
        except Exception as error:  # runtime and tokenizer raise types of their own, below Exception only
            raise ModelError(f"{folder}: cannot be loaded ({_line(error)}); reinstall the package") from error

    def tokenize(self, texts: Sequence[str], pairs: Sequence[str] | None = None) -> list[Any]:
        """Return one `tokenizers.Encoding` for each text, or for each text with its partner in `pairs`.

        Unpadded and cut to the model's `max_length`; `offsets` count in characters, `word_ids` group pieces. What is
        given again is cut up once.
        """
        batch = list(texts) if pairs is None else list(zip(texts, pairs, strict=True))
        distinct = list(dict.fromkeys(batch))
        encodings = dict(zip(distinct, self._tokenizer.encode_batch(distinct), strict=True))
        return [encodings[given] for given in batch]

    def run(self, encodings: Sequence[Any], types: Sequence[Sequence[int]] | None = None) -> list[NDArray[np.float32]]:
        """Return the network's first output for each encoding, in order, without a batch axis.

        `types` replaces the `token_type_ids` of the encodings. Each result depends on its own encoding alone; of equal
        ones one is read.
        """
        type_ids = [e.type_ids for e in encodings] if types is None else list(types)
        if len(type_ids) != len(encodings):
            raise ValueError(f"{len(type_ids)} rows of types for {len(encodings)} encodings")
        # equal texts are, and so are long ones that differ beyond where they were cut
        rows = [(tuple(e.ids), tuple(ids)) for e, ids in zip(encodings, type_ids, strict=True)]
        # longest first, so that no thread is left with a long text at the end
        order = sorted(dict.fromkeys(rows), key=lambda row: -len(row[0]))
        results = dict(zip(order, _mapped(self._one, order, self.jobs), strict=True))
        return [results[row] for row in rows]

    def _one(self, tokens: _Tokens) -> NDArray[np.float32]:
        ids, types = tokens
        row = np.array([ids], dtype=np.int64)
        feed = dict(zip(INPUTS, (row, np.ones_like(row), np.array([types], dtype=np.int64)), strict=True))
        try:
            output: NDArray[np.float32] = self._session.run(None, {name: feed[name] for name in self._inputs})[0][0]
        except Exception as error:  # see __init__
            raise ModelError(f"{self.folder}: failed on a text of {len(ids)} tokens ({_line(error)})") from error
        return output


class OnnxEncoder:
    """An `Encoder` over a model folder whose network pools and normalises."""

    def __init__(self, model: OnnxModel) -> None:
        self.name = model.name
        self.digest = model.digest
        self._model = model
        try:
            self._dimension = int(model.config["dimension"])
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(f"{model.folder / 'config.json'}: has no dimension; reinstall the package") from error

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 for each text."""
        if not texts:
            return np.empty((0, self._dimension), dtype=np.float32)
        return np.stack(self._model.run(self._model.tokenize(texts)))


class TransformerEncoder:
    """An `Encoder` over any SentenceTransformer, on the GPU where there is one; imports torch when made.

    A path is loaded without asking the hub; a name is looked for in the local cache where the hub cannot be reached.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging
        except ImportError as error:
            raise ModelError(
                f"--encoder {name}: needs the package sentence-transformers ({_line(error)}); "
                "pip install sentence-transformers, or leave --encoder out"
            ) from error
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self._model = SentenceTransformer(name, local_files_only=Path(name).exists() or not _hub_answers())
            self._dimension = self._encoded([""]).shape[1]
        except Exception as error:  # hub, file and format errors share no base class below Exception
            raise ModelError(
                f"--encoder {name}: no SentenceTransformer could be loaded by that name or path ({_line(error)}); "
                "offline, give the path of a folder that holds one, or leave --encoder out"
            ) from error
        self.digest = _weights_digest(self._model)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 for each text."""
        return self._encoded(texts) if texts else np.empty((0, self._dimension), dtype=np.float32)

    def _encoded(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(rows, dtype=np.float32)


def _hub_answers() -> bool:
    """Tell in a few seconds what the hub's own client would take more than a minute of retries to find out."""
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return False
    try:
        with urllib.request.urlopen(constants.ENDPOINT, timeout=10):
            return True
    except urllib.error.HTTPError:
        return True
    except (OSError, ValueError):
        return False


def _verified(folder: Path) -> tuple[str, Mapping[str, bytes]]:
    """Return the digest of digests.json and the contents of the files, each checked against it."""
    listing = folder / "digests.json"
    raw = _bytes(listing)
    try:
        digests = {str(name): str(digest) for name, digest in json.loads(raw).items()}
    except (ValueError, AttributeError) as error:
        raise ModelError(f"{listing}: is not a list of digests ({error}); reinstall the package") from error
    for name in FILES:
        if name not in digests:
            raise ModelError(f"{listing}: names no {name}; reinstall the package")
    contents = {name: _bytes(folder / name) for name in digests}
    for name, content in contents.items():
        if hashlib.sha256(content).hexdigest() != digests[name]:
            raise ModelError(
                f"{folder / name}: damaged, its SHA-256 is not the one in digests.json; reinstall the package "
                "or restore the file (git checkout, or `make models` after changing a model)"
            )
    return hashlib.sha256(raw).hexdigest(), contents


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); reinstall the package") from error


def _tokenizer(content: bytes, max_tokens: int) -> Any:  # noqa: ANN401
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(content.decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def _session(content: bytes) -> Any:  # noqa: ANN401
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # texts differ in length: remembered memory plans would be one per length
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def _mapped(
    work: Callable[[_Tokens], NDArray[np.float32]], items: Sequence[_Tokens], jobs: int
) -> list[NDArray[np.float32]]:
    if jobs == 1 or len(items) < 2:
        return [work(item) for item in items]
    with ThreadPoolExecutor(min(jobs, len(items))) as pool:
        return list(pool.map(work, items))


def _weights_digest(model: Any) -> str:  # noqa: ANN401
    """SHA-256 over names and bytes of all weights: the same model has the same digest wherever it was loaded from."""
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().contiguous().flatten().view(_byte_type()).numpy().tobytes())
    return digest.hexdigest()


def _byte_type() -> Any:  # noqa: ANN401
    import torch

    return torch.uint8


def _line(error: Exception) -> str:
    """The first line of an error, or its type where it says nothing."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
