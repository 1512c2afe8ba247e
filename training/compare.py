"""Adds to accuracy.json what networks trained for one width each score, and mere slices of the widest of
them: its leading channels with its own statistics. See README.md."""

import argparse
import json
from pathlib import Path

import torch

from evaluate import interval
from pictures import load, normalise, resize
from slimmable import Slimmable, calibrate


def trained(checkpoint, description):
    """A network from a checkpoint of train.py --alone."""
    model = Slimmable(description)
    # A file of our own making: it holds plain numbers besides tensors.
    model.load_state_dict(torch.load(checkpoint, weights_only=False)["average"])
    return model


def row(model, alpha, side, statistics, pictures, labels):
    """The score of one network at one side, on scenes rendered natively."""
    right, count = 0, len(labels)
    with torch.no_grad():
        for start in range(0, count, 100):
            x = normalise(pictures[start : start + 100].permute(0, 3, 1, 2).float())
            logits = model(x.contiguous(memory_format=torch.channels_last), alpha, statistics)
            right += (logits.argmax(1) == labels[start : start + 100]).sum().item()
    return {
        "alpha": alpha,
        "resolution": side,
        "correct": right,
        "count": count,
        "accuracy": right / count,
        "interval": interval(right, count),
    }


def sliced(statistics, layers):
    """The statistics of the leading channels that a narrower network has."""
    channels = {layer["torch"]: layer["channels"] for layer in layers if layer["kind"] == "batch-norm"}
    return {norm: (mean[: channels[norm]], variance[: channels[norm]]) for norm, (mean, variance) in statistics.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("table", type=Path, help="accuracy.json of the slimmable weights")
    parser.add_argument("--alone", nargs="+", metavar="ALPHA=CHECKPOINT", required=True)
    parser.add_argument("--model", default="v1")
    parser.add_argument("--data", default="runs/train128")
    parser.add_argument("--held-out", default="runs/test{}", help="stems, with {} for the resolution")
    parser.add_argument("--resolution", type=int, default=96)
    parser.add_argument("--calibration", type=int, default=768, help="training pictures that statistics come from")
    options = parser.parse_args()
    torch.set_num_threads(2)

    side, description = options.resolution, f"runs/{options.model}.json"
    pictures, labels = load(options.held_out.format(side), training=False)
    sample, _ = load(options.data, training=True)
    sample = resize(normalise(sample[: options.calibration].permute(0, 3, 1, 2).float()), side)
    separate, naive = [], []
    for alpha, checkpoint in sorted((float(a), c) for a, c in (one.split("=", 1) for one in options.alone)):
        model = trained(checkpoint, description)
        statistics = calibrate(model, alpha, sample)
        separate.append(row(model, alpha, side, statistics, pictures, labels))
        print(json.dumps(separate[-1]), flush=True)
    # The last is the widest.
    for narrower in model.widths[:: 2 if len(model.widths) > 7 else 1]:
        if narrower <= alpha:
            part = sliced(statistics, model.layers[narrower])
            naive.append(row(model, narrower, side, part, pictures, labels))
            print(json.dumps(naive[-1]), flush=True)
    table = json.loads(options.table.read_text())
    options.table.write_text(json.dumps({**table, "separate": separate, "naiveSlice": naive}) + "\n")


if __name__ == "__main__":
    main()
