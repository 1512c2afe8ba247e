"""A network whose one set of weights runs at many widths (Yu and Huang, ICCV 2019), built from the layers
that networks.ts writes: what is trained is what the site counts, draws and runs."""

import json
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F

ACTIVATIONS = {
    "relu": F.relu,
    "relu6": F.relu6,
    "hard-sigmoid": F.hardsigmoid,
    "hard-swish": F.hardswish,
}
INPUT = "input"


def key(name):
    """A parameter's name without the dots that PyTorch keeps for modules."""
    return name.replace(".", "/")


class Slimmable(nn.Module):
    """Weights of the widest network; every narrower one is their leading corner."""

    def __init__(self, description):
        super().__init__()
        about = json.loads(Path(description).read_text())
        self.model, self.dialect = about["model"], about["dialect"]
        self.layers = {width["alpha"]: width["layers"] for width in about["widths"]}
        self.widths = sorted(self.layers)
        self.values = nn.ParameterDict()
        widest = self.layers[self.widths[-1]]
        # The last batch norm before a sum begins small, so that a block begins as little more than its skip.
        summed = {layer["inputs"][1] for layer in widest if layer["kind"] == "add"}
        for layer in widest:
            self.add(layer, layer["name"] in summed)
        self.epsilon = next(layer["epsilon"] for layer in widest if layer["kind"] == "batch-norm")

    def add(self, layer, summed):
        """Registers a layer's parameters, under the names that torchvision gives them."""
        if layer["kind"] == "convolution":
            shape = (layer["outChannels"], layer["inChannels"] // layer["groups"], *[layer["kernel"]] * 2)
            weight = nn.init.kaiming_normal_(torch.empty(shape), mode="fan_out" if layer["groups"] == 1 else "fan_in")
        elif layer["kind"] == "linear":
            weight = nn.init.normal_(torch.empty(layer["outFeatures"], layer["inFeatures"]), 0, 0.01)
        elif layer["kind"] == "batch-norm":
            weight = torch.full((layer["channels"],), 0.2 if summed else 1.0)
        else:
            return
        name = layer["torch"]
        self.values[key(f"{name}.weight")] = nn.Parameter(weight)
        if layer.get("bias") or layer["kind"] == "batch-norm":
            self.values[key(f"{name}.bias")] = nn.Parameter(torch.zeros(len(weight)))

    def named(self):
        """(torchvision's name, whole parameter) of every parameter."""
        return ((name.replace("/", "."), parameter) for name, parameter in self.values.items())

    def load_named(self, tensors):
        """Takes parameters by torchvision's names, all of them."""
        self.load_state_dict({f"values.{key(n)}": t for n, t in tensors.items()})

    def corner(self, layer, what, outputs, inputs=None):
        """The part of a parameter that a width uses."""
        name = key(f"{layer['torch']}.{what}")
        if name not in self.values:
            return None
        whole = self.values[name][:outputs]
        return whole if inputs is None else whole[:, :inputs]

    def convolve(self, layer, x):
        """The convolution of [N, inputs, H, W]."""
        outputs, groups, stride = layer["outChannels"], layer["groups"], layer["stride"]
        weight = self.corner(layer, "weight", outputs, layer["inChannels"] // groups)
        bias = self.corner(layer, "bias", outputs)
        pad = layer["kernel"] // 2
        if pad == 0:
            # A pointwise convolution is a matrix product; in this memory order nothing is copied.
            y = F.linear(x.permute(0, 2, 3, 1), weight.flatten(1), bias)
            return y.permute(0, 3, 1, 2)
        if groups > 1 and x.dtype == torch.bfloat16 and (stride == 2 or outputs > 512):
            # Their gradients are 30 times slower in bfloat16 than in float32.
            with torch.autocast("cpu", enabled=False):
                return F.conv2d(x.float(), weight, bias, stride, pad, 1, groups).bfloat16()
        return F.conv2d(x, weight, bias, stride, pad, 1, groups)

    def normalise(self, layer, x, statistics):
        """Batch norm with (mean, variance), or with the batch's own: a running mean over mixed widths fits none."""
        gamma, beta = (self.corner(layer, what, layer["channels"]) for what in ("weight", "bias"))
        mean, variance = statistics or (None, None)
        return F.batch_norm(x, mean, variance, gamma, beta, statistics is None, 0.0, layer["epsilon"])

    def step(self, layer, inputs, statistics):
        """The output of one layer from its inputs."""
        x = inputs[0]
        kind = layer["kind"]
        if kind == "convolution":
            return self.convolve(layer, x)
        if kind == "batch-norm":
            return self.normalise(layer, x, statistics and statistics[layer["torch"]])
        if kind == "activation":
            return ACTIVATIONS[layer["activation"]](x)
        if kind == "global-pool":
            pooled = x.mean((2, 3), keepdim=layer["role"] == "squeeze")
            return pooled
        if kind == "multiply":
            return x * inputs[1]
        if kind == "add":
            return x + inputs[1]
        weight = self.corner(layer, "weight", layer["outFeatures"], layer["inFeatures"])
        return F.linear(x, weight, self.corner(layer, "bias", layer["outFeatures"]))

    def forward(self, x, alpha, statistics=None):
        """[N, 3, H, W] to [N, classes]; `statistics` maps a batch norm's name to (mean, variance)."""
        layers = self.layers[alpha]
        last = {name: index for index, layer in enumerate(layers) for name in layer["inputs"]}
        values = {INPUT: x}
        for index, layer in enumerate(layers):
            value = self.step(layer, [values[name] for name in layer["inputs"]], statistics)
            for name in layer["inputs"]:
                if last[name] == index:
                    values.pop(name, None)
            values[layer["name"]] = value
        return value


@torch.no_grad()
def calibrate(model, alpha, x):
    """{batch norm: (mean, variance)} of its input over the pictures x [N, 3, H, W], at a width.

    Layer by layer as the network will run: each is measured on inputs made with the statistics already
    found, so what is measured is what a reader's picture meets.
    """
    statistics, values = {}, {INPUT: x}
    layers = model.layers[alpha]
    last = {name: index for index, layer in enumerate(layers) for name in layer["inputs"]}
    for index, layer in enumerate(layers):
        inputs = [values[name] for name in layer["inputs"]]
        if layer["kind"] == "batch-norm":
            variance, mean = torch.var_mean(inputs[0], (0, 2, 3), correction=0)
            statistics[layer["torch"]] = (mean, variance)
        values[layer["name"]] = model.step(layer, inputs, statistics)
        for name in layer["inputs"]:
            if last[name] == index:
                values.pop(name, None)
    return statistics
