"""The bundled encoder: same bytes whatever the batch mates, true to the original, and never a damaged file."""

import hashlib
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import encoding
from factcheck.encoding import OnnxEncoder, OnnxModel
from factcheck.errors import ModelError

FOLDER = encoding.models_folder() / "encoder"
TEXTS = [
    "The lighthouse at Cape Orrin was closed for three weeks.",
    "Closed.",
    "The keeper of the lighthouse, Ilse Brandvik, said that nobody had told her about the closure until Tuesday.",
    "Eleven crates of oranges were found on the beach.",
    "",
]


@pytest.fixture(scope="module")
def model():
    return OnnxModel(FOLDER, jobs=2)


@pytest.fixture(scope="module")
def encoder(model):
    return OnnxEncoder(model)


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(FOLDER, tmp_path / "encoder", ignore=shutil.ignore_patterns("*.py", "__pycache__")))


def test_rows_have_length_one_and_keep_the_order(encoder):
    rows = encoder.encode(TEXTS)
    assert rows.shape == (len(TEXTS), 384)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.array_equal(encoder.encode(TEXTS[::-1]), rows[::-1])


def test_no_texts_give_no_rows(encoder):
    assert encoder.encode([]).shape == (0, 384)


def test_equal_texts_get_equal_rows(encoder):
    rows = encoder.encode([TEXTS[0], TEXTS[1], TEXTS[0]])
    assert np.array_equal(rows[0], rows[2])
    assert not np.array_equal(rows[0], rows[1])


@pytest.mark.parametrize("jobs", [1, 3, 8])
def test_the_number_of_threads_changes_no_bit(encoder, jobs):
    assert np.array_equal(OnnxEncoder(OnnxModel(FOLDER, jobs)).encode(TEXTS), encoder.encode(TEXTS))


@given(st.lists(st.text(max_size=60), max_size=6), st.integers(0, 6))
@settings(max_examples=25, deadline=None)
def test_batch_mates_change_no_bit(encoder, mates, place):
    alone = encoder.encode(TEXTS[:1])[0]
    texts = [*mates[:place], TEXTS[0], *mates[place:]]
    assert np.array_equal(encoder.encode(texts)[min(place, len(mates))], alone)


def test_vectors_agree_with_the_original_model(encoder):
    reference = json.loads((Path(__file__).parent / "encoder_reference.json").read_text(encoding="utf-8"))
    cosines = (encoder.encode(list(reference)) * np.array(list(reference.values()))).sum(axis=1)
    assert len(cosines) >= 6
    assert cosines.min() > 0.99


def test_what_means_the_same_is_closer_than_what_does_not(encoder):
    ours, same, other = encoder.encode(
        [
            "The ferry to Skarholm was cancelled.",
            "Boats to Skarholm did not sail.",
            "The bakery won a prize for its rye.",
        ]
    )
    assert ours @ same > ours @ other + 0.3


def test_texts_longer_than_the_model_reads_are_cut(model):
    short, long = model.tokenize(["stone " * 10, "stone " * 1000])
    assert (len(short.ids), len(long.ids)) == (12, model.config["max_length"])
    assert len(model.run([long])) == 1


def test_what_is_given_again_is_cut_up_and_read_once(model, monkeypatch):
    read, one = [], OnnxModel._one
    monkeypatch.setattr(OnnxModel, "_one", lambda self, tokens: read.append(tokens) or one(self, tokens))
    encodings = model.tokenize(["Gale.", "Calm.", "Gale.", "Gale."], ["Rain.", "Sun.", "Rain.", "Sun."])
    assert encodings[2] is encodings[0]
    assert encodings[3] is not encodings[0]
    first, _, again, other = model.run(encodings)
    assert len(read) == 3
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_texts_cut_to_the_same_tokens_are_read_once(model, monkeypatch):
    start, read = "A very long report. " * 500, []
    one = OnnxModel._one
    monkeypatch.setattr(OnnxModel, "_one", lambda self, tokens: read.append(tokens) or one(self, tokens))
    first, other, last = model.run(model.tokenize([start + "It ends well.", "Short.", start + "It ends badly."]))
    assert len(read) == 2
    assert np.array_equal(first, last)
    assert first.shape != other.shape or not np.array_equal(first, other)


def test_offsets_count_characters_and_pairs_carry_both_texts(model):
    text = "Zoë’s café burned"
    (single,) = model.tokenize([text])
    assert [text[start:end] for start, end in single.offsets[1:-1]][:3] == ["Zoë", "’", "s"]
    (pair,) = model.tokenize(["one"], ["two"])
    assert pair.tokens == ["[CLS]", "one", "[SEP]", "two", "[SEP]"]
    assert pair.type_ids == [0, 0, 0, 1, 1]
    with pytest.raises(ValueError, match="zip"):
        model.tokenize(["one", "two"], ["three"])


def test_callers_may_give_their_own_token_types(model):
    encodings = model.tokenize(TEXTS[:2])
    plain = model.run(encodings)
    assert np.array_equal(model.run(encodings, [e.type_ids for e in encodings])[1], plain[1])
    changed = model.run(encodings, [encodings[0].type_ids, [1] * len(encodings[1].ids)])
    assert np.array_equal(changed[0], plain[0])
    assert not np.array_equal(changed[1], plain[1])
    with pytest.raises(ValueError, match="1 rows of types for 2"):
        model.run(encodings, [[0]])


def test_the_digest_is_that_of_the_list_of_digests(encoder):
    assert encoder.digest == hashlib.sha256((FOLDER / "digests.json").read_bytes()).hexdigest()
    assert encoder.name == "all-MiniLM-L6-v2-int8"


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "config.json"])
def test_one_changed_byte_is_an_error_that_names_the_file(copy, name):
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / name).write_bytes(content)
    with pytest.raises(ModelError, match=rf"{name}: damaged.*reinstall") as caught:
        OnnxModel(copy)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["model.onnx", "digests.json"])
def test_a_missing_file_is_an_error_that_names_it(copy, name):
    (copy / name).unlink()
    with pytest.raises(ModelError, match=f"{name}: cannot be read.*reinstall"):
        OnnxModel(copy)


@pytest.mark.parametrize("listing", ["[]", "not json", '{"config.json": "00"}'])
def test_a_broken_list_of_digests_is_an_error(copy, listing):
    (copy / "digests.json").write_text(listing)
    with pytest.raises(ModelError, match=r"digests\.json: .*reinstall"):
        OnnxModel(copy)


@pytest.mark.parametrize(("name", "content"), [("model.onnx", b"no graph"), ("config.json", b"{}")])
def test_a_file_that_fits_its_digest_but_not_the_program_is_an_error(copy, name, content):
    replace(copy, name, content)
    with pytest.raises(ModelError, match=r"encoder: cannot be loaded"):
        OnnxModel(copy)


def test_an_encoder_without_dimension_is_an_error(copy):
    replace(copy, "config.json", b'{"max_length": 16}')
    with pytest.raises(ModelError, match=r"config\.json: has no dimension"):
        encoding.load(str(copy))


def test_a_folder_laid_out_like_the_bundled_one_is_loaded_without_torch(copy, encoder):
    replace(copy, "config.json", b'{"max_length": 256, "dimension": 384, "name": "mine"}')
    mine = encoding.load(str(copy))
    assert mine.name == "mine"
    assert mine.digest != encoder.digest
    assert np.array_equal(mine.encode(TEXTS), encoder.encode(TEXTS))


def test_without_a_name_the_bundled_encoder_is_loaded(encoder):
    assert encoding.load("").digest == encoder.digest


def test_another_encoder_without_its_package_is_an_error_with_a_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelError, match=r"some/model: needs the package.*pip install sentence-transformers"):
        encoding.load("some/model")


def test_a_name_that_is_neither_here_nor_on_a_hub_is_an_error(monkeypatch, tmp_path):
    pytest.importorskip("sentence_transformers")
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    for name in ("invented/no-such-model", str(tmp_path)):
        with pytest.raises(ModelError, match=r"no SentenceTransformer could be loaded.*leave --encoder out") as caught:
            encoding.load(name)
        assert "\n" not in str(caught.value)


def test_any_sentence_transformer_satisfies_the_protocol(tmp_path):
    folder = tiny_transformer(tmp_path)
    one, again = encoding.load(str(folder)), encoding.load(str(folder))
    rows = one.encode(TEXTS)
    assert rows.shape == (len(TEXTS), 16)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert one.encode([]).shape == (0, 16)
    assert one.digest == again.digest
    assert one.digest != encoding.load(str(tiny_transformer(tmp_path, seed=2))).digest


def replace(folder: Path, name: str, content: bytes) -> None:
    """Put `content` in place of a file and correct the list of digests."""
    (folder / name).write_bytes(content)
    digests = json.loads((folder / "digests.json").read_text())
    digests[name] = hashlib.sha256(content).hexdigest()
    (folder / "digests.json").write_text(json.dumps(digests))


def tiny_transformer(tmp_path: Path, seed: int = 1) -> Path:
    """A SentenceTransformer of one small layer with random weights."""
    pytest.importorskip("sentence_transformers")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    torch.manual_seed(seed)
    folder = tmp_path / f"tiny{seed}"
    config = BertConfig(hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16)
    BertModel(config).save_pretrained(folder)
    PreTrainedTokenizerFast(tokenizer_file=str(FOLDER / "tokenizer.json"), pad_token="[PAD]").save_pretrained(folder)
    saved = tmp_path / f"saved{seed}"
    SentenceTransformer(str(folder), device="cpu", local_files_only=True).save(str(saved))
    return saved
