"""Pictures written by generate.ts, as tensors."""

import json
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch

# Shared with src/scenes/scene-from-seed.ts: scenes whose seed is at least this are never trained on.
HELD_OUT_FROM = 0x80000000


def load(stem, training):
    """(pictures [N, R, R, 3] uint8, labels [N]) of a file stem; refuses held-out seeds for training."""
    about = json.loads(Path(f"{stem}.json").read_text())
    last = about["first"] + about["count"] - 1
    if training and last >= HELD_OUT_FROM:
        raise SystemExit(f"{stem}: seeds up to {last} are held out and must not be trained on.")
    side = about["resolution"]
    # Mapped copy-on-write, so that processes share the memory and torch may hold it.
    shape = (about["count"], side, side, 3)
    pictures = torch.from_numpy(np.memmap(f"{stem}.bin", np.uint8, "c", shape=shape))
    labels = torch.from_numpy(np.fromfile(f"{stem}.labels", dtype=np.uint8).astype(np.int64))
    return pictures, labels


@lru_cache(maxsize=512)
def box_matrix(source, target):
    """[target, source]: averages `source` pixels over the spans of `target` pixels."""
    edges = np.arange(target + 1) * source / target
    cells = np.arange(source)
    low = np.maximum(edges[:-1, None], cells[None])
    high = np.minimum(edges[1:, None], cells[None] + 1)
    return torch.from_numpy((np.maximum(high - low, 0) * target / source).astype(np.float32))


def resize(x, side):
    """[N, 3, S, S] to [N, 3, side, side] by exact area averaging (linear across if larger)."""
    source = x.shape[-1]
    if source == side:
        return x
    if source == 2 * side:
        return torch.nn.functional.avg_pool2d(x, 2)
    matrix = box_matrix(source, side)
    return matrix @ x @ matrix.T


def normalise(x):
    """[N, 3, H, W] from 0 … 255 to −1 … 1."""
    return x / 127.5 - 1


def crops(pictures, indices, size, rng):
    """Random crops of `size`, half of them mirrored, as floats [N, 3, size, size]."""
    side = pictures.shape[1]
    out = torch.empty(len(indices), size, size, 3, dtype=torch.uint8)
    for k, index in enumerate(indices):
        y, x = rng.integers(0, side - size + 1, 2)
        out[k] = pictures[index, y : y + size, x : x + size]
    mirrored = torch.from_numpy(rng.random(len(indices)) < 0.5)
    out[mirrored] = out[mirrored].flip(2)
    return out.permute(0, 3, 1, 2).float()


class Jitter:
    """Other light and colours for a batch: brightness, contrast, and for some the channels in another order."""

    def __init__(self, count, rng, strength):
        self.contrast = torch.from_numpy(rng.uniform(1 - 0.25 * strength, 1 + 0.25 * strength, (count, 1, 1, 1)).astype(np.float32))
        self.brightness = torch.from_numpy(rng.uniform(-24 * strength, 24 * strength, (count, 1, 1, 1)).astype(np.float32))
        order = np.tile(np.arange(3), (count, 1))
        for k in np.flatnonzero(rng.random(count) < 0.5 * strength):
            order[k] = rng.permutation(3)
        self.order = torch.from_numpy(order)[:, :, None, None]

    def __call__(self, x):
        """The batch [N, 3, H, W] of 0 … 255 changed alike at every resolution."""
        x = x.gather(1, self.order.expand(-1, -1, *x.shape[2:]))
        return ((x - 118) * self.contrast + 118 + self.brightness).clamp_(0, 255)
