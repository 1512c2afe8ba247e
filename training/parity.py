"""Small networks in plain PyTorch, with weights from a seed, and what they give: tests/fixtures/parity.json.

    python training/parity.py > tests/fixtures/parity.json

The weights are made by the same generator as in tests/models/run/seeded-weights.ts, so only the results
are kept. The networks are written here once more, from the papers' tables and with the implementations'
own names; nothing is shared with the TypeScript. Made with Python 3.11 and PyTorch 1.13.
"""

import json

import numpy as np
import torch
import torch.nn.functional as F

SEED = 7


def uniform(name, count):
    """Numbers in [0, 1): xorshift32 from the FNV-1a hash of the name, 24 bits of each."""
    state = 0x811C9DC5
    for letter in f"{SEED}:{name}".encode("ascii"):
        state = (state ^ letter) * 0x01000193 & 0xFFFFFFFF
    state = state or 1
    numbers = np.empty(count)
    for index in range(count):
        state ^= state << 13 & 0xFFFFFFFF
        state ^= state >> 17
        state ^= state << 5 & 0xFFFFFFFF
        numbers[index] = (state >> 8) / 0x1000000
    return numbers


def tensor(name, shape, low, high):
    values = low + (high - low) * uniform(name, int(np.prod(shape)))
    return torch.tensor(values.astype(np.float32).reshape(shape))


class Network:
    """Runs layer by layer; every weight is made when it is first needed, by its name."""

    def __init__(self, epsilon, padding):
        self.epsilon, self.padding = epsilon, padding
        self.blocks = {}

    def pad(self, x, kernel, stride):
        if self.padding == "symmetric":
            before = after = kernel // 2
            return F.pad(x, (before, after) * 2)
        if self.padding == "end" and stride == 2:
            return F.pad(x, (0, kernel - 2) * 2)
        # TensorFlow: as many zeros as make ceil(n / s) outputs, the odd one at the end.
        size = x.shape[2]
        total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
        return F.pad(x, (total // 2, total - total // 2) * 2)

    def conv(self, x, name, outputs, kernel=1, stride=1, depthwise=False, bias=False):
        inputs = 1 if depthwise else x.shape[1]
        limit = (6 / (inputs * kernel * kernel)) ** 0.5
        weight = tensor(f"{name}.weight", (outputs, inputs, kernel, kernel), -limit, limit)
        offset = tensor(f"{name}.bias", (outputs,), -0.5, 0.5) if bias else None
        x = self.pad(x, kernel, stride)
        return F.conv2d(x, weight, offset, stride, groups=x.shape[1] if depthwise else 1)

    def norm(self, x, name):
        channels = (x.shape[1],)
        gamma, beta = tensor(f"{name}.weight", channels, 0.5, 1.5), tensor(f"{name}.bias", channels, -0.5, 0.5)
        mean = tensor(f"{name}.running_mean", channels, -0.5, 0.5)
        variance = tensor(f"{name}.running_var", channels, 0.5, 1.5)
        return F.batch_norm(x, mean, variance, gamma, beta, False, 0.0, self.epsilon)

    def linear(self, x, name, outputs):
        limit = (6 / x.shape[1]) ** 0.5
        weight = tensor(f"{name}.weight", (outputs, x.shape[1]), -limit, limit)
        return F.linear(x, weight, tensor(f"{name}.bias", (outputs,), -0.5, 0.5))

    def keep(self, name, x):
        flat = x.double().flatten()
        self.blocks[name] = {
            "shape": list(x.shape),
            "mean": flat.mean().item(),
            "std": flat.std(unbiased=False).item(),
            "first8": flat[:8].tolist(),
        }
        return x


def divisible(value, divisor=8):
    rounded = max(divisor, int(value + divisor / 2) // divisor * divisor)
    return rounded + divisor if rounded < 0.9 * value else rounded


def v1(net, x, alpha, classes):
    rows = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)] + [(512, 1)] * 5 + [(1024, 2), (1024, 1)]
    x = net.keep("stem", F.relu6(net.norm(net.conv(x, "features.0.0", int(32 * alpha), 3, 2), "features.0.1")))
    for index, (channels, stride) in enumerate(rows, start=1):
        at = f"features.{index}"
        x = F.relu6(net.norm(net.conv(x, f"{at}.dw.0", x.shape[1], 3, stride, True), f"{at}.dw.1"))
        x = F.relu6(net.norm(net.conv(x, f"{at}.pw.0", int(channels * alpha)), f"{at}.pw.1"))
        net.keep(f"block{index}", x)
    return net.linear(x.mean((2, 3)), "classifier", classes)


def v2(net, x, alpha, classes):
    table = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
    x = net.conv(x, "features.0.0", divisible(32 * alpha), 3, 2)
    x = net.keep("stem", F.relu6(net.norm(x, "features.0.1")))
    index = 0
    for t, c, n, s in table:
        for repeat in range(n):
            index += 1
            at, skip, first = f"features.{index}.conv", x, 0
            if t != 1:
                x = F.relu6(net.norm(net.conv(x, f"{at}.0.0", x.shape[1] * t), f"{at}.0.1"))
                first = 1
            stride = s if repeat == 0 else 1
            x = net.conv(x, f"{at}.{first}.0", x.shape[1], 3, stride, True)
            x = F.relu6(net.norm(x, f"{at}.{first}.1"))
            x = net.norm(net.conv(x, f"{at}.{first + 1}", divisible(c * alpha)), f"{at}.{first + 2}")
            if stride == 1 and skip.shape == x.shape:
                x = skip + x
            net.keep(f"block{index}", x)
    x = F.relu6(net.norm(net.conv(x, f"features.{index + 1}.0", 1280), f"features.{index + 1}.1"))
    net.keep("head", x)
    return net.linear(x.mean((2, 3)), "classifier.1", classes)


# kernel, expanded, out, squeeze-and-excite, hard-swish, stride
V3_LARGE = [
    (3, 16, 16, 0, 0, 1), (3, 64, 24, 0, 0, 2), (3, 72, 24, 0, 0, 1), (5, 72, 40, 1, 0, 2), (5, 120, 40, 1, 0, 1),
    (5, 120, 40, 1, 0, 1), (3, 240, 80, 0, 1, 2), (3, 200, 80, 0, 1, 1), (3, 184, 80, 0, 1, 1), (3, 184, 80, 0, 1, 1),
    (3, 480, 112, 1, 1, 1), (3, 672, 112, 1, 1, 1), (5, 672, 160, 1, 1, 2), (5, 960, 160, 1, 1, 1), (5, 960, 160, 1, 1, 1),
]  # fmt: skip
V3_SMALL = [
    (3, 16, 16, 1, 0, 2), (3, 72, 24, 0, 0, 2), (3, 88, 24, 0, 0, 1), (5, 96, 40, 1, 1, 2), (5, 240, 40, 1, 1, 1),
    (5, 240, 40, 1, 1, 1), (5, 120, 48, 1, 1, 1), (5, 144, 48, 1, 1, 1), (5, 288, 96, 1, 1, 2), (5, 576, 96, 1, 1, 1),
    (5, 576, 96, 1, 1, 1),
]  # fmt: skip


def v3(net, x, alpha, classes, table, hidden):
    """torchvision's reading: the gate after the activation, every width rounded after scaling."""
    x = net.keep("stem", F.hardswish(net.norm(net.conv(x, "features.0.0", divisible(16 * alpha), 3, 2), "features.0.1")))
    for index, (kernel, expanded, out, gated, swish, stride) in enumerate(table, start=1):
        at, skip, step = f"features.{index}.block", x, 0
        activate = F.hardswish if swish else F.relu
        if divisible(expanded * alpha) != x.shape[1]:
            x = activate(net.norm(net.conv(x, f"{at}.0.0", divisible(expanded * alpha)), f"{at}.0.1"))
            step = 1
        x = activate(net.norm(net.conv(x, f"{at}.{step}.0", x.shape[1], kernel, stride, True), f"{at}.{step}.1"))
        step += 1
        if gated:
            gate = net.conv(x.mean((2, 3), keepdim=True), f"{at}.{step}.fc1", divisible(x.shape[1] / 4), bias=True)
            gate = net.conv(F.relu(gate), f"{at}.{step}.fc2", x.shape[1], bias=True)
            x = x * F.hardsigmoid(gate)
            step += 1
        x = net.norm(net.conv(x, f"{at}.{step}.0", divisible(out * alpha)), f"{at}.{step}.1")
        if stride == 1 and skip.shape == x.shape:
            x = x + skip
        net.keep(f"block{index}", x)
    at = f"features.{len(table) + 1}"
    x = F.hardswish(net.norm(net.conv(x, f"{at}.0", x.shape[1] * 6), f"{at}.1"))
    x = net.keep("head", x).mean((2, 3))
    return net.linear(F.hardswish(net.linear(x, "classifier.0", divisible(hidden * alpha))), "classifier.3", classes)


def v3_d_li14(net, x, alpha, classes, table, hidden):
    """d-li14's reading: in a block that expands, the gate before the activation; flat names; alpha 1."""
    assert alpha == 1
    x = net.keep("stem", F.hardswish(net.norm(net.conv(x, "features.0.0", 16, 3, 2), "features.0.1")))
    for index, (kernel, expanded, out, gated, swish, stride) in enumerate(table, start=1):
        at, skip = f"features.{index}.conv", x
        activate = F.hardswish if swish else F.relu
        expands = expanded != x.shape[1]

        def gate(x, name):
            if not gated:
                return x
            y = F.relu(net.linear(x.mean((2, 3)), f"{name}.fc.0", divisible(x.shape[1] / 4)))
            return x * F.hardsigmoid(net.linear(y, f"{name}.fc.2", x.shape[1]))[:, :, None, None]

        if expands:
            x = activate(net.norm(net.conv(x, f"{at}.0", expanded), f"{at}.1"))
            x = net.norm(net.conv(x, f"{at}.3", expanded, kernel, stride, True), f"{at}.4")
            x = activate(gate(x, f"{at}.5"))
        else:
            x = activate(net.norm(net.conv(x, f"{at}.0", expanded, kernel, stride, True), f"{at}.1"))
            x = gate(x, f"{at}.3")
        last = 7 if expands else 4
        x = net.norm(net.conv(x, f"{at}.{last}", out), f"{at}.{last + 1}")
        if stride == 1 and skip.shape == x.shape:
            x = x + skip
        net.keep(f"block{index}", x)
    x = F.hardswish(net.norm(net.conv(x, "conv.0", table[-1][1]), "conv.1"))
    x = net.keep("head", x).mean((2, 3))
    return net.linear(F.hardswish(net.linear(x, "classifier.0", hidden)), "classifier.3", classes)


CASES = [
    ("v1", "torchvision", "torchvision", 0.25, 64, lambda n, x, a, c: v1(n, x, a, c), 1e-5, "symmetric"),
    ("v1", "keras", "torchvision", 0.25, 75, lambda n, x, a, c: v1(n, x, a, c), 1e-3, "end"),
    ("v2", "torchvision", "torchvision", 0.35, 64, lambda n, x, a, c: v2(n, x, a, c), 1e-5, "symmetric"),
    ("v2", "keras", "torchvision", 0.5, 75, lambda n, x, a, c: v2(n, x, a, c), 1e-3, "same"),
    ("v3-small", "torchvision", "torchvision", 0.5, 64, lambda n, x, a, c: v3(n, x, a, c, V3_SMALL, 1024), 1e-3, "symmetric"),
    ("v3-large", "torchvision", "torchvision", 0.35, 64, lambda n, x, a, c: v3(n, x, a, c, V3_LARGE, 1280), 1e-3, "symmetric"),
    ("v3-small", "d-li14", "d-li14", 1, 64, lambda n, x, a, c: v3_d_li14(n, x, a, c, V3_SMALL, 1024), 1e-5, "symmetric"),
]  # fmt: skip


def rounded(value):
    """Seven digits, what float32 holds."""
    if isinstance(value, float):
        return float(f"{value:.7g}")
    if isinstance(value, dict):
        return {key: rounded(entry) for key, entry in value.items()}
    return [rounded(entry) for entry in value] if isinstance(value, list) else value


@torch.no_grad()
def main():
    classes, results = 10, []
    for model, dialect, naming, alpha, resolution, run, epsilon, padding in CASES:
        net = Network(epsilon, padding)
        # The picture's values come in the order rows, columns, colours.
        picture = torch.tensor((2 * uniform("picture", resolution * resolution * 3) - 1).astype(np.float32))
        x = picture.reshape(1, resolution, resolution, 3).permute(0, 3, 1, 2)
        logits = run(net, x, alpha, classes)
        results.append(
            {
                "model": model, "dialect": dialect, "naming": naming, "alpha": alpha, "resolution": resolution,
                "classes": classes, "seed": SEED, "logits": logits[0].tolist(), "blocks": net.blocks,
            }
        )  # fmt: skip
    print("[\n" + ",\n".join(json.dumps(rounded(result)) for result in results) + "\n]")


if __name__ == "__main__":
    main()
