"""Writes a trained slimmable MobileNetV1 as float16 width tiers and a manifest. See README.md."""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch

import safetensors_io
from pictures import load, normalise, resize
from slimmable_v1 import WIDTHS, SlimmableV1, calibrate

TIERS = [0.25, 0.5, 0.75, 1.0]
# One set of statistics a width serves all of these; at the ends it fits worst.
MEASURED_AT = RESOLUTIONS = [32, 48, 64, 80, 96, 112, 128]
CLASSES = "mug chair table tree house car rocket mushroom lamp snowman fish dumbbell".split()


def label(alpha):
    """0.25, 0.3125, … 1: as JavaScript prints the number."""
    return f"{alpha:g}"


def half(array):
    """To float16, refusing what it cannot hold to three digits."""
    small = np.asarray(array, np.float32).astype(np.float16)
    if not np.isfinite(small).all():
        raise SystemExit("A value does not fit into float16.")
    return small


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", default="runs/train128")
    parser.add_argument("--calibration", type=int, default=768, help="training pictures per width")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)

    # A file of our own making: it holds plain numbers besides tensors.
    state = torch.load(options.checkpoint, weights_only=False)
    model = SlimmableV1(len(CLASSES))
    model.load_state_dict(state["average"])
    # The statistics are those of the rounded weights that the files hold.
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(parameter.half().float())
    pictures, _ = load(options.data, training=True)
    sample = normalise(pictures[: options.calibration].permute(0, 3, 1, 2).float())
    sample = sample.contiguous(memory_format=torch.channels_last)
    groups = sample.chunk(len(MEASURED_AT))

    weights = {n: p.detach().numpy() for n, p in model.named_parameters()}
    tiers, before, smallest = [], None, np.inf
    for top in TIERS:
        tensors = {}
        for name, whole in weights.items():
            tensors.update(tier_of(name, whole, before, top))
        for alpha in WIDTHS:
            if alpha > top or (before is not None and alpha <= before):
                continue
            # Every resolution has its share, because one set of statistics serves them all.
            statistics = calibrate(model, alpha, [resize(x, r) for x, r in zip(groups, MEASURED_AT)])
            for unit, (mean, variance) in statistics.items():
                tensors[f"{unit}.1.running_mean@{label(alpha)}"] = half(mean)
                tensors[f"{unit}.1.running_var@{label(alpha)}"] = variance.numpy().astype(np.float32)
                smallest = min(smallest, variance.min().item())
            print(f"width {alpha}: calibrated", flush=True)
        file = options.out / f"tier-{label(top)}.safetensors"
        safetensors_io.save(file, tensors)
        data = file.read_bytes()
        tiers.append({"alpha": top, "file": file.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
        print(f"{file}: {len(data)} bytes", flush=True)
        before = top
    print(f"smallest variance {smallest:.3g}")
    manifest = {
        "model": "v1",
        "dialect": "torchvision",
        "activation": "relu6",
        "batchNormEpsilon": 1e-5,
        "classes": CLASSES,
        "widths": WIDTHS,
        "resolutions": RESOLUTIONS,
        "input": {"layout": "RGB", "scale": 1 / 127.5, "offset": -1},
        "tiers": tiers,
        "license": "Apache-2.0",
        "training": {
            "method": "slimmable: sandwich rule, in-place distillation, statistics per width, mixed resolutions",
            "epochs": state["epoch"],
            "seconds": round(state["spent"]),
            "pictures": len(pictures),
            "torch": torch.__version__,
        },
    }
    (options.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


def slimmed(name, whole, alpha):
    """The corner of a tensor that the width uses: (outputs, inputs or None)."""
    if name.startswith("classifier"):
        outputs = whole.shape[0]
    else:
        outputs = int(whole.shape[0] * alpha)
    if whole.ndim == 1:
        return outputs, None
    fixed = whole.shape[1] in (1, 3)
    return outputs, whole.shape[1] if fixed else int(whole.shape[1] * alpha)


def tier_of(name, whole, before, top):
    """What a tier adds of one tensor."""
    outputs, inputs = slimmed(name, whole, top)
    if before is None:
        return {name: half(whole[:outputs] if inputs is None else whole[:outputs, :inputs])}
    o, i = slimmed(name, whole, before)
    added = {}
    if inputs is not None and inputs > i:
        added[f"{name}.columns"] = half(whole[:o, i:inputs])
    if outputs > o:
        added[f"{name}.rows"] = half(whole[o:outputs] if inputs is None else whole[o:outputs, :inputs])
    return added


if __name__ == "__main__":
    main()
