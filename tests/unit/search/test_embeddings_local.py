"""The local model: right vectors, whatever the batch, the length or the thread."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from search.embeddings import base
from search.embeddings.local import DIMENSIONS, LocalEmbedder, shared

# Cosines of all-MiniLM-L6-v2 published in the documentation of sentence-transformers.
PUBLISHED = [
    ("The new movie is awesome", "The new movie is so great", 0.894),
    ("The cat sits outside", "A man is playing guitar", 0.036),
    ("The cat sits outside", "The dog plays in the garden", 0.284),
]


@pytest.mark.parametrize(("one", "other", "cosine"), PUBLISHED)
def test_cosines_are_those_of_the_published_model(one: str, other: str, cosine: float) -> None:
    first, second = shared().embed([one, other])
    assert float(first @ second) == pytest.approx(cosine, abs=0.02)


def test_vectors_are_float32_of_length_one_in_the_order_of_the_texts() -> None:
    texts = ["a much longer sentence about the garden behind the house", "garden", ""]
    vectors = shared().embed(texts)
    assert vectors.shape == (3, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert vectors[1] @ shared().embed(["garden"])[0] == pytest.approx(1.0, abs=1e-3)


def test_a_batch_gives_what_single_texts_give() -> None:
    chance = random.Random(7)
    words = [
        "invoice",
        "garden",
        "flight",
        "budget",
        "review",
        "lunch",
        "contract",
        "the",
        "a",
        "for",
        "with",
    ]
    texts = [" ".join(chance.choices(words, k=chance.randint(1, 120))) for _ in range(40)]
    together = shared().embed(texts)
    alone = np.vstack([shared().embed([text]) for text in texts])
    assert (together * alone).sum(axis=1).min() > 1 - 1e-3


def test_the_same_text_gives_the_same_vector() -> None:
    assert np.array_equal(shared().embed(["once more"]), shared().embed(["once more"]))


def test_no_texts_give_no_rows() -> None:
    assert shared().embed([]).shape == (0, DIMENSIONS)


def test_what_lies_beyond_256_tokens_does_not_count() -> None:
    start = "budget " * 300
    first, second = shared().embed([start + "cats", start + "dogs"])
    assert np.array_equal(first, second)


def test_texts_of_any_kind_have_a_vector() -> None:
    odd = ["😀", "\x00", "日本語のテキスト", "a" * 20_000, "\u202e", " \n\t "]
    assert np.isfinite(shared().embed(odd)).all()


def test_threads_share_one_model() -> None:
    embedder = LocalEmbedder()
    texts = [f"question number {n}" for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        rows = list(pool.map(lambda text: embedder.embed([text])[0], texts))
    for text, row in zip(texts, rows, strict=True):
        assert row @ shared().embed([text])[0] == pytest.approx(1.0, abs=1e-3)


def test_a_forked_process_embeds_too() -> None:
    code = (
        "import asyncio, os, sys\n"
        "from search.embeddings import base\n"
        "asyncio.run(base.embed_query('before'))\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    row = asyncio.run(base.embed_query('after'))\n"
        "    os._exit(0 if row.shape == (384,) else 3)\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "orchestrator.settings"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, timeout=60, check=False)
    assert done.returncode == 0


def test_the_runtime_is_told_to_send_no_telemetry() -> None:
    shared().embed(["loaded"])
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"


async def _embed(text: str) -> base.Vectors:
    return await base.embed_query(text)


def test_a_query_is_embedded_off_the_event_loop() -> None:
    import asyncio

    first = asyncio.run(_embed("where is my parcel"))
    assert first.shape == (DIMENSIONS,)
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 1.0
