"""Measures the exported files on held-out scenes, each resolution rendered natively. See README.md."""

import argparse
import json
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import torch

from exported import Exported
from pictures import load, normalise

# The widths and resolutions whose confusions and single answers are kept.
SHOWN = ("0.25@64", "0.5@96", "1@96", "1@128")


def interval(right, count, z=1.96):
    """Wilson's 95 % interval of a share."""
    share = right / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    reach = z / (1 + z * z / count) * np.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return [round(middle - reach, 4), round(middle + reach, 4)]


def guess(task):
    """The classes that one width answers for the pictures of one resolution."""
    weights, stem, count, alpha, side = task
    torch.set_num_threads(1)
    pictures, labels = load(stem, training=False)
    net, guesses = Exported(weights).network(alpha, side), []
    with torch.no_grad():
        for start in range(0, count, 100):
            x = normalise(pictures[start : min(start + 100, count)].permute(0, 3, 1, 2).float())
            guesses.append(net(x.contiguous(memory_format=torch.channels_last)).argmax(1))
    return torch.cat(guesses).tolist(), labels[:count].tolist()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", type=Path)
    parser.add_argument("--held-out", default="runs/test{}", help="stems, with {} for the resolution")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--widths", type=float, nargs="*")
    parser.add_argument("--resolutions", type=int, nargs="*")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    manifest = json.loads((options.weights / "manifest.json").read_text())
    sides = options.resolutions or manifest["resolutions"]
    cells = [(alpha, side) for side in sides for alpha in options.widths or manifest["widths"]]
    abouts = [json.loads(Path(f"{options.held_out.format(side)}.json").read_text()) for side in sides]
    (first,) = {about["first"] for about in abouts}
    tasks = [
        (options.weights, options.held_out.format(side), options.count, alpha, side)
        for alpha, side in cells
    ]
    rows, confusion, answers = [], {}, {}
    with Pool(options.processes) as pool:
        for (alpha, side), (guesses, labels) in zip(cells, pool.imap(guess, tasks)):
            right = sum(g == t for g, t in zip(guesses, labels))
            row = {
                "alpha": alpha,
                "resolution": side,
                "correct": right,
                "count": options.count,
                "accuracy": right / options.count,
                "interval": interval(right, options.count),
            }
            rows.append(row)
            print(json.dumps(row), flush=True)
            key = f"{alpha:g}@{side}"
            if key in SHOWN:
                table = [[0] * 12 for _ in range(12)]
                for g, t in zip(guesses, labels):
                    table[t][g] += 1
                confusion[key] = table
                # One letter a scene, a for the first class: for comparing another implementation.
                answers[key] = "".join(chr(97 + g) for g in guesses[:500])
    if options.out:
        result = {
            "scenes": {"firstSeed": first, "count": options.count},
            "source": f"training/evaluate.py on the float16 files, torch {torch.__version__}, float32",
            "accuracy": rows,
            "confusion": confusion,
            "answers": answers,
        }
        options.out.write_text(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
