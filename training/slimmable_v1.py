"""MobileNetV1 whose one set of weights runs at many widths (Yu and Huang, ICCV 2019)."""

import torch
import torch.nn as nn
import torch.nn.functional as F

# Table 1 of the MobileNetV1 paper: (output channels, stride) of the thirteen depthwise separable blocks.
BLOCKS = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)]
BLOCKS += [(512, 1)] * 5 + [(1024, 2), (1024, 1)]
STEM = 32
WIDTHS = [sixteenths / 16 for sixteenths in range(4, 17)]
RESOLUTIONS = [32, 48, 64, 80, 96, 112, 128]
EPSILON = 1e-5


def channels(full, alpha):
    """int(c * alpha), the paper's rule; exact here, because every c is a multiple of 32."""
    return int(full * alpha)


class Unit(nn.Module):
    """A convolution without bias, batch norm and ReLU6, of which the first channels can be used alone."""

    def __init__(self, inputs, outputs, kernel, stride, depthwise=False):
        super().__init__()
        groups = inputs if depthwise else 1
        pad = kernel // 2
        conv = nn.Conv2d(inputs, outputs, kernel, stride, pad, groups=groups, bias=False)
        nn.init.kaiming_normal_(conv.weight)
        # Indexed as in a Sequential, so that the names are `….0.weight` and `….1.weight`.
        self.add_module("0", conv)
        self.add_module("1", nn.BatchNorm2d(outputs, eps=EPSILON))
        self.depthwise, self.stride, self.pad = depthwise, stride, pad

    def convolve(self, x, outputs):
        """The first `outputs` channels of the convolution of [N, inputs, H, W]."""
        weight = getattr(self, "0").weight[:outputs]
        if self.depthwise:
            # The gradient of a strided depthwise convolution is 30 times slower in bfloat16 than in
            # float32, and so is that of 1024 channels on a tiny grid.
            if x.dtype == torch.bfloat16 and (self.stride == 2 or outputs > 512):
                with torch.autocast("cpu", enabled=False):
                    y = F.conv2d(x.float(), weight, None, self.stride, self.pad, 1, outputs)
                    return y.bfloat16()
            return F.conv2d(x, weight, None, self.stride, self.pad, 1, outputs)
        weight = weight[:, : x.shape[1]]
        if self.pad == 0:
            # A pointwise convolution is a matrix product; in this memory order nothing is copied.
            y = F.linear(x.permute(0, 2, 3, 1), weight.flatten(1))
            return y.permute(0, 3, 1, 2)
        return F.conv2d(x, weight, None, self.stride, self.pad)

    def forward(self, x, outputs, statistics=None):
        x = self.convolve(x, outputs)
        mean, variance = statistics or (None, None)
        norm = getattr(self, "1")
        gamma, beta = norm.weight[:outputs], norm.bias[:outputs]
        # Without statistics those of the batch: a running mean over mixed widths would fit none of them.
        x = F.batch_norm(x, mean, variance, gamma, beta, mean is None, 0.0, EPSILON)
        return F.relu6(x, inplace=True)


class Separable(nn.Module):
    """A depthwise unit, then a pointwise one."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.dw = Unit(inputs, inputs, 3, stride, depthwise=True)
        self.pw = Unit(inputs, outputs, 1, 1)


class SlimmableV1(nn.Module):
    def __init__(self, classes):
        super().__init__()
        layers, inputs = [Unit(3, STEM, 3, 2)], STEM
        for outputs, stride in BLOCKS:
            layers.append(Separable(inputs, outputs, stride))
            inputs = outputs
        self.features = nn.ModuleList(layers)
        self.classifier = nn.Linear(inputs, classes)
        nn.init.normal_(self.classifier.weight, 0, 0.01)

    def units(self, alpha):
        """(name, unit, channels) of every unit in order, at a width."""
        yield "features.0", self.features[0], channels(STEM, alpha)
        inputs = STEM
        for index, (outputs, _) in enumerate(BLOCKS, start=1):
            block = self.features[index]
            yield f"features.{index}.dw", block.dw, channels(inputs, alpha)
            yield f"features.{index}.pw", block.pw, channels(outputs, alpha)
            inputs = outputs

    def forward(self, x, alpha, statistics=None):
        """[N, 3, H, W] to [N, classes]; `statistics` maps a unit's name to (mean, variance)."""
        for name, unit, width in self.units(alpha):
            x = unit(x, width, statistics and statistics[name])
        x = x.mean((2, 3))
        return F.linear(x, self.classifier.weight[:, : x.shape[1]], self.classifier.bias)


@torch.no_grad()
def calibrate(model, alpha, batches):
    """The mean and variance before every batch norm over the batches, at a width.

    Layer by layer as the network will run: each unit is measured on inputs made with the statistics
    already found, so what is measured is what a reader's picture meets.
    """
    statistics = {}
    batches = list(batches)
    for name, unit, width in model.units(alpha):
        total, squares, convolved = 0.0, 0.0, []
        for x in batches:
            y = unit.convolve(x, width)
            # Each batch weighs the same, however large its pictures are.
            variance, mean = (moment.double() for moment in torch.var_mean(y, (0, 2, 3), correction=0))
            total = total + mean
            squares = squares + variance + mean * mean
            convolved.append(y)
        count = len(convolved)
        mean = total / count
        variance = squares / count - mean * mean
        statistics[name] = (mean.float(), variance.float())
        norm = getattr(unit, "1")
        gamma, beta = norm.weight[:width], norm.bias[:width]
        batches = [
            F.relu6(F.batch_norm(y, *statistics[name], gamma, beta, False, 0.0, EPSILON))
            for y in convolved
        ]
    return statistics
