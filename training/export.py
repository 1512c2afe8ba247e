"""Writes a trained slimmable network as float16 width tiers and a manifest. See README.md."""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch

import safetensors_io
from pictures import load, normalise, resize
from slimmable import Slimmable, calibrate

TIERS = [0.25, 0.5, 0.75, 1.0]
RESOLUTIONS = [32, 48, 64, 80, 96, 112, 128]
# Sides at which statistics are measured; between them they are interpolated. Of networks with many and
# narrow layers, whose statistics take much of the files, no more than are needed.
SIDES = {"v1": [32, 48, 64, 96, 128]}
FEW_SIDES = [32, 48, 128]
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
    parser.add_argument("--model", default="v1")
    parser.add_argument("--data", default="runs/train128")
    parser.add_argument("--taught-by", help="the network whose answers it learned too, if any")
    parser.add_argument("--passes", type=int, default=0, help="over the pictures in earlier runs, which it began from")
    parser.add_argument("--calibration", type=int, default=768, help="training pictures per width and side")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)

    # A file of our own making: it holds plain numbers besides tensors.
    state = torch.load(options.checkpoint, weights_only=False)
    model = Slimmable(f"runs/{options.model}.json")
    model.load_state_dict(state["average"])
    # The statistics are those of the rounded weights that the files hold.
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(parameter.half().float())
    pictures, _ = load(options.data, training=True)
    sides = SIDES.get(options.model, FEW_SIDES)
    sample = normalise(pictures[: options.calibration].permute(0, 3, 1, 2).float())
    samples = {side: resize(sample, side).contiguous(memory_format=torch.channels_last) for side in sides}

    tiers, before = [], None
    for top in TIERS:
        tensors = {}
        for name, whole in model.named():
            tensors.update(tier_of(model, name, whole.detach().numpy(), before, top))
        for alpha in model.widths:
            if alpha > top or (before is not None and alpha <= before):
                continue
            sets = [calibrate(model, alpha, x) for x in samples.values()]
            for norm in sets[0]:
                # Deviations, because some variances are too small for float16.
                both = [torch.stack([found[norm][0], found[norm][1].sqrt()]) for found in sets]
                tensors[f"{norm}.running@{label(alpha)}"] = half(torch.stack(both))
            print(f"width {alpha}: calibrated", flush=True)
        tiers.append(write_tier(options.out, top, tensors))
        print(tiers[-1], flush=True)
        before = top
    manifest = {
        "model": model.model,
        "dialect": model.dialect,
        "batchNormEpsilon": model.epsilon,
        "classes": CLASSES,
        "widths": model.widths,
        "resolutions": RESOLUTIONS,
        "statistics": sides,
        "input": {"layout": "RGB", "scale": 1 / 127.5, "offset": -1},
        "tiers": tiers,
        "license": "Apache-2.0",
        "training": {
            "method": "slimmable: sandwich rule, in-place distillation, statistics per width and resolution, mixed resolutions",
            **({"taughtBy": options.taught_by} if options.taught_by else {}),
            "passes": options.passes + state["epoch"],
            "seconds": round(state["spent"]),
            "pictures": len(pictures),
            "torch": torch.__version__,
        },
    }
    (options.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


def write_tier(folder, top, tensors):
    """Writes a tier, packed; returns what the manifest says of it."""
    file = folder / f"tier-{label(top)}.safetensors.z"
    safetensors_io.save(file, tensors)
    plain = file.read_bytes()
    packed = safetensors_io.pack(plain)
    file.write_bytes(packed)
    return {
        "alpha": top,
        "file": file.name,
        "bytes": len(packed),
        "sha256": hashlib.sha256(packed).hexdigest(),
        "unpackedBytes": len(plain),
    }


def slimmed(model, name, alpha):
    """The corner of a tensor that a width uses: (outputs, inputs or None)."""
    path, _, what = name.rpartition(".")
    layer = next(layer for layer in model.layers[alpha] if layer.get("torch") == path)
    if layer["kind"] == "batch-norm":
        return layer["channels"], None
    linear = layer["kind"] == "linear"
    outputs = layer["outFeatures" if linear else "outChannels"]
    if what == "bias":
        return outputs, None
    return outputs, layer["inFeatures"] if linear else layer["inChannels"] // layer["groups"]


def tier_of(model, name, whole, before, top):
    """What a tier adds of one tensor."""
    outputs, inputs = slimmed(model, name, top)
    if before is None:
        return {name: half(whole[:outputs] if inputs is None else whole[:outputs, :inputs])}
    o, i = slimmed(model, name, before)
    added = {}
    if inputs is not None and inputs > i:
        added[f"{name}.columns"] = half(whole[:o, i:inputs])
    if outputs > o:
        added[f"{name}.rows"] = half(whole[o:outputs] if inputs is None else whole[o:outputs, :inputs])
    return added


if __name__ == "__main__":
    main()
