"""Trains a slimmable network on pictures from generate.ts. See README.md for the commands."""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F

from exported import Exported
from pictures import Jitter, crops, load, normalise, resize
from slimmable import Slimmable, calibrate

# The side at which V1's full net is right most often.
TEACHER_SIDE = 96
# The side that a network is trained for alone, as the papers do.
ALONE_SIDE = 96
# A step that took longer was interrupted, and the schedule does not follow it.
LONGEST_STEP = 5.0

parser = argparse.ArgumentParser()
parser.add_argument("out", type=Path, help="folder for checkpoints and the log")
parser.add_argument("--model", default="v1", help="whose layers networks.ts has written into runs")
parser.add_argument("--data", default="runs/train128")
parser.add_argument("--held-out", default="runs/held128")
parser.add_argument("--epochs", type=int, default=16)
parser.add_argument("--batch", type=int, default=128, help="of all processes together")
parser.add_argument("--rate", type=float, default=0.04)
parser.add_argument("--decay", type=float, default=5e-5)
parser.add_argument("--float32", action="store_true", help="always; else only where bfloat16 is not faster")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--limit", type=int, default=0, help="train on the first so many pictures only")
parser.add_argument("--hours", type=float, default=0, help="shorten the schedule to end in this time")
parser.add_argument("--every", type=int, default=50)
parser.add_argument("--resume", action="store_true")
parser.add_argument("--from", dest="start", type=Path, help="begin with a checkpoint's averaged weights, or a folder's exported ones")
parser.add_argument("--strength", type=float, default=1.0, help="of the alterations, before the last fifth")
parser.add_argument("--alone", type=float, help="train one width for ALONE_SIDE, an ordinary network, instead of all of them")
parser.add_argument("--teacher", type=Path, help="a folder of exported weights: every width then learns what the full net of it says, too")
parser.add_argument("--optimiser", choices=["sgd", "adamw"], default="sgd")
options = parser.parse_args()

# One process a core (torchrun) rather than one process with threads: they meet once a step, not once a
# layer, which on a busy machine is several times faster.
dist.init_process_group("gloo")
rank, world = dist.get_rank(), dist.get_world_size()
torch.set_num_threads(1)
torch.manual_seed(options.seed)
options.out.mkdir(parents=True, exist_ok=True)
pictures, labels = load(options.data, training=True)
if options.limit:
    pictures, labels = pictures[: options.limit], labels[: options.limit]
held_pictures, held_labels = load(options.held_out, training=False)
model = Slimmable(f"runs/{options.model}.json")
average = Slimmable(f"runs/{options.model}.json")
average.load_state_dict(model.state_dict())
widths = model.widths
# One random width of each half a step: a narrow one that is rarely seen falls behind the narrowest.
lower, upper = widths[1:5], widths[5:-1]
# A depthwise filter has few values, a batch norm's matter one by one: neither is pulled to zero.
plain = [p for p in model.parameters() if p.ndim == 1 or p.shape[1] == 1]
decayed = [p for p in model.parameters() if not (p.ndim == 1 or p.shape[1] == 1)]
groups = [{"params": decayed, "weight_decay": options.decay}, {"params": plain, "weight_decay": 0}]
optimiser = (
    torch.optim.AdamW(groups, lr=0.01)
    if options.optimiser == "adamw"
    else torch.optim.SGD(groups, lr=0.01, momentum=0.9, nesterov=True)
)

parameters = list(model.parameters())
mine = options.batch // world
steps_per_epoch = len(pictures) // options.batch
progress, epoch, spent = 0.0, 0, 0.0
checkpoint = options.out / "checkpoint.pt"
if options.resume and checkpoint.exists():
    state = torch.load(checkpoint, weights_only=False)
    model.load_state_dict(state["model"])
    average.load_state_dict(state["average"])
    optimiser.load_state_dict(state["optimiser"])
    progress, epoch, spent = state["progress"], state["epoch"], state["spent"]
elif options.start and options.start.is_dir():
    model.load_named(Exported(options.start).parameters())
    average.load_state_dict(model.state_dict())
elif options.start:
    state = torch.load(options.start, weights_only=False)
    model.load_state_dict(state["average"])
    average.load_state_dict(state["average"])


@torch.no_grad()
def answers_of(folder):
    """What the full net of exported weights says of every training picture and its mirror image, at the
    side it knows best: [pictures, classes], shares. Each process asks about its part."""
    teacher = Exported(folder).network(1.0, TEACHER_SIDE)
    said = torch.zeros(len(pictures), 12)
    for start in range(rank * 100, len(pictures), world * 100):
        batch = pictures[start : start + 100].permute(0, 3, 1, 2).float()
        x = normalise(resize(batch, TEACHER_SIDE)).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16, enabled=not options.float32):
            views = [teacher(view).float().softmax(1) for view in (x, x.flip(3))]
        said[start : start + 100] = sum(views) / 2
    dist.all_reduce(said)
    return said


answers = answers_of(options.teacher) if options.teacher else None


def resolutions(share):
    """Sides to train at so far, of narrower nets and of the full one: small pictures first, because they
    are cheap and teach the same shapes."""
    if options.alone:
        return [], [64] if share < 0.3 else [80] if share < 0.6 else [ALONE_SIDE]
    if options.start:
        share = max(0.5, share)
    if share < 0.15:
        return [32, 48], [48, 48, 64]
    if share < 0.4:
        return [32, 48, 64, 80], [48, 64, 64, 80]
    if share < 0.7:
        return [32, 48, 64, 80, 96], [32, 48, 64, 80, 96]
    return [32, 48, 64, 80, 96, 112, 128, 128], [32, 48, 64, 80, 96, 96, 112, 128]


def is_faster_in_bfloat16(alpha):
    """Narrow layers are slower in bfloat16, and so are V3's, of 5 × 5 windows and hard-swish."""
    return alpha >= 0.5 and options.model in ("v1", "v2") and not options.float32


def strength_at(share):
    """How strongly pictures are altered: at the end hardly, so that training meets what a reader shows."""
    return options.strength if share < 0.8 else min(0.2, options.strength)


def rate_at(share):
    """Warm up over the first 5 %, then a cosine to almost nothing."""
    if share < 0.05:
        return options.rate * (0.02 + 0.98 * share / 0.05)
    return float(options.rate * (0.002 + 0.998 * 0.5 * (1 + np.cos(np.pi * (share - 0.05) / 0.95))))


def step(batch, truth, taught, rng, own, share):
    """One sandwich: the full net on the labels, the narrowest and two random widths on what the full says."""
    sub_sides, full_sides = resolutions(share)
    full_side = int(rng.choice(full_sides))
    jitter = Jitter(len(batch), own, strength_at(share))
    optimiser.zero_grad(set_to_none=True)

    def run(alpha, side):
        x = normalise(jitter(resize(batch, side))).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16, enabled=is_faster_in_bfloat16(alpha)):
            logits = model(x, alpha)
        return logits.float()

    full = run(options.alone or 1.0, full_side)
    loss = F.cross_entropy(full, truth, label_smoothing=0.05)
    (loss if taught is None else 0.5 * loss + 0.5 * F.cross_entropy(full, taught)).backward()
    target = full.detach().softmax(1)
    correct = (full.argmax(1) == truth).float().mean().item()
    for alpha in () if options.alone else (widths[0], *(float(rng.choice(some)) for some in (lower, upper))):
        side = int(rng.choice(sub_sides))
        logits = run(alpha, side)
        # A full net that knows nothing yet, or saw the picture smaller than its pupil, teaches nothing.
        knows = (share > 0.12 or options.start) and full_side >= side
        voices = [voice for voice in (target if knows else None, taught) if voice is not None]
        trust = 0.8 if voices else 0
        said = sum(voices) / len(voices) if voices else 0
        F.cross_entropy(logits, trust * said + (1 - trust) * F.one_hot(truth, 12).float()).backward()
    share_gradients()
    torch.nn.utils.clip_grad_norm_(parameters, 10.0)
    optimiser.step()
    return loss.item(), correct


def share_gradients():
    """Replaces every gradient by its mean over the processes."""
    for p in parameters:
        # What a lone width leaves out has no gradient at all.
        p.grad = torch.zeros_like(p) if p.grad is None else p.grad
    flat = torch.cat([p.grad.flatten() for p in parameters])
    dist.all_reduce(flat)
    flat /= world
    start = 0
    for p in parameters:
        p.grad.copy_(flat[start : start + p.numel()].view_as(p))
        start += p.numel()


def score(net, pairs, count=500):
    """Held-out accuracy at pairs of (alpha, side), with statistics from training pictures."""
    result = {}
    torch.set_num_threads(2)
    calibration = normalise(pictures[:256].permute(0, 3, 1, 2).float())
    for alpha, side in pairs:
        statistics = calibrate(net, alpha, resize(calibration, side))
        right = 0
        with torch.no_grad():
            for start in range(0, count, 250):
                x = held_pictures[start : start + 250].permute(0, 3, 1, 2).float()
                logits = net(normalise(resize(x, side)), alpha, statistics)
                right += (logits.argmax(1) == held_labels[start : start + 250]).sum().item()
        result[f"{alpha}@{side}"] = right / count
    torch.set_num_threads(1)
    return result


def finish_epoch():
    """Scores, logs and saves what there is; the other processes wait at their next meeting."""
    watched = [(options.alone, ALONE_SIDE)] if options.alone else [(0.25, 96), (0.5, 64), (1.0, 96)]
    scores = score(average, watched)
    line = {
        "epoch": epoch,
        "progress": round(progress, 4),
        "loss": round(float(np.mean(losses)), 4),
        "right": round(float(np.mean(rights)), 4),
        "seconds": round(spent),
        "heldOut": scores,
    }
    with (options.out / "log.jsonl").open("a") as log:
        log.write(json.dumps(line) + "\n")
    print(json.dumps(line), flush=True)
    state = {
        "model": model.state_dict(),
        "average": average.state_dict(),
        "optimiser": optimiser.state_dict(),
        "progress": progress,
        "epoch": epoch,
        "spent": spent,
    }
    torch.save(state, checkpoint.with_suffix(".new"))
    checkpoint.with_suffix(".new").rename(checkpoint)


while progress < 1 - 1e-9:
    rng = np.random.default_rng([options.seed, epoch])
    own = np.random.default_rng([options.seed, epoch, rank])
    order = rng.permutation(len(pictures))
    started, losses, rights = time.time(), [], []
    for k in range(steps_per_epoch):
        if progress >= 1 - 1e-9:
            break
        tick = time.time()
        for group in optimiser.param_groups:
            group["lr"] = rate_at(progress)
        start = k * options.batch + rank * mine
        indices = order[start : start + mine]
        least = round(128 - 20 * strength_at(progress))
        batch = crops(pictures, indices, int(rng.integers(least, 129)), own)
        taught = None if answers is None else answers[indices]
        loss, right = step(batch, labels[indices], taught, rng, own, progress)
        losses.append(loss)
        rights.append(right)
        with torch.no_grad():
            keep = 0.998 if options.start else min(0.998, progress * 40)
            for slow, fast in zip(average.parameters(), model.parameters()):
                slow.lerp_(fast, 1 - keep)
        # With a time limit the schedule follows the clock, so that it always ends properly annealed.
        clock = torch.tensor([time.time() - tick])
        dist.broadcast(clock, 0)
        took = min(clock.item(), LONGEST_STEP)
        spent += took
        share = took / (options.hours * 3600) if options.hours else 0
        progress += share or 1 / (options.epochs * steps_per_epoch)
        if rank == 0 and k % options.every == options.every - 1:
            print(f"{epoch} {k + 1}/{steps_per_epoch} progress {progress:.3f} loss {np.mean(losses[-options.every:]):.3f} "
                  f"right {np.mean(rights[-options.every:]):.3f} {(time.time() - started) / (k + 1):.2f} s/step", flush=True)
    epoch += 1
    if rank == 0:
        finish_epoch()
