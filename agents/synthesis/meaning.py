"""How near a few sentences are to a question in meaning, by the local model."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from agents.understanding.wording import request
from search.embeddings import local
from search.embeddings.base import Vectors, query_vector

REMEMBERED = 2_048  # sentences
LONGEST = 200  # characters
_known: OrderedDict[str, Vectors] = OrderedDict()
_lock = threading.Lock()


def nearness(question: str, sentences: Sequence[str]) -> list[float]:
    """The cosine of each sentence to the question: some milliseconds for each that is not
    remembered. Not for the event loop."""
    if not sentences:
        return []
    asked = query_vector(request(question), model=local.shared())
    return [float(vector @ asked) for vector in _vectors([text[:LONGEST] for text in sentences])]


def _vectors(texts: Sequence[str]) -> list[Vectors]:
    with _lock:
        known = {text: _known[text] for text in texts if text in _known}
    new = [text for text in dict.fromkeys(texts) if text not in known]
    known |= zip(new, np.array(local.shared().embed(new)), strict=True)
    with _lock:
        for text in new:
            _known[text] = known[text]
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
    return [known[text] for text in texts]
