"""Reads what export.py wrote: width tiers, put together again."""

import json

import numpy as np
import torch

import safetensors_io
from slimmable import Slimmable


def merged(tiers):
    """The tensors of the tiers, put together again; statistics keep their @."""
    whole = {}
    for tensors in tiers:
        for name, array in tensors.items():
            base, _, what = name.rpartition(".")
            if what == "columns":
                whole[base] = np.concatenate([whole[base], array], 1)
        for name, array in tensors.items():
            base, _, what = name.rpartition(".")
            if what == "rows":
                whole[base] = np.concatenate([whole[base], array], 0)
            elif what != "columns":
                whole[name] = array
    return whole


def between(sets, sides, side):
    """The statistics of a side, from those of the two around it, in proportion to its logarithm."""
    larger = next((index for index, at in enumerate(sides) if at > side), len(sides) - 1)
    smaller = max(0, larger - 1)
    share = float(np.clip(np.log(side / sides[smaller]) / np.log(sides[larger] / sides[smaller]), 0, 1))
    return sets[smaller] + share * (sets[larger] - sets[smaller])


class Exported:
    """A folder of exported weights."""

    def __init__(self, folder):
        self.manifest = json.loads((folder / "manifest.json").read_text())
        tiers = [safetensors_io.load(folder / tier["file"], "unpackedBytes" in tier) for tier in self.manifest["tiers"]]
        self.tensors = {name: torch.from_numpy(array) for name, array in merged(tiers).items()}

    def parameters(self):
        """{torchvision's name: tensor} of the widest network's weights."""
        return {name: tensor for name, tensor in self.tensors.items() if "@" not in name}

    def network(self, alpha, side):
        """A function from [N, 3, H, W] to logits at a width and a resolution, by nothing but the files."""
        # The whole network, whatever the width, then cut: a narrow net is the corner of a wide one.
        model = Slimmable(f"runs/{self.manifest['model']}.json")
        model.load_named(self.parameters())
        suffix = f".running@{alpha:g}"
        statistics = {}
        for name, sets in self.tensors.items():
            if name.endswith(suffix):
                mean, deviation = between(sets, self.manifest["statistics"], side)
                statistics[name.removesuffix(suffix)] = (mean, deviation**2)
        return lambda x: model(x, alpha, statistics)
