"""Runs Keras code handed over as JSON on stdin, on a stand-in for Keras that only tracks shapes.

In:  [{"name", "source", "resolution"}]
Out: [{"trainable", "total", "multiplyAdds", "epsilons", "outputShape"}]

The stand-in refuses any argument it does not know, so that a misspelt one does not pass.
"""

import json
import sys
import types

MADE = []


class Tensor:
    def __init__(self, shape):
        self.shape = tuple(shape)

    def same(self, _):
        return Tensor(self.shape)

    __add__ = __truediv__ = __mul__ = same


class Layer:
    trainable = statistics = multiply_adds = 0

    def __call__(self, x):
        MADE.append(self)
        return Tensor(self.call(x))


class Window(Layer):
    def window(self, x, kernel, stride, padding):
        def size(n):
            return -(-n // stride) if padding == "same" else (n - kernel) // stride + 1

        assert padding in ("same", "valid"), padding
        return size(x.shape[1]), size(x.shape[2])


class Conv2D(Window):
    def __init__(self, filters, kernel, stride=1, padding="valid", use_bias=True, activation=None):
        assert activation in (None, "relu")
        self.settings = filters, kernel, stride, padding, use_bias

    def call(self, x):
        filters, kernel, stride, padding, use_bias = self.settings
        height, width = self.window(x, kernel, stride, padding)
        weights = kernel * kernel * x.shape[3] * filters
        self.trainable = weights + (filters if use_bias else 0)
        self.multiply_adds = weights * height * width
        return x.shape[0], height, width, filters


class DepthwiseConv2D(Window):
    def __init__(self, kernel, stride=1, padding="valid", use_bias=True):
        self.settings = kernel, stride, padding, use_bias

    def call(self, x):
        kernel, stride, padding, use_bias = self.settings
        height, width = self.window(x, kernel, stride, padding)
        self.trainable = kernel * kernel * x.shape[3] + (x.shape[3] if use_bias else 0)
        self.multiply_adds = kernel * kernel * x.shape[3] * height * width
        return x.shape[0], height, width, x.shape[3]


class Dense(Layer):
    def __init__(self, units):
        self.units = units

    def call(self, x):
        self.multiply_adds = x.shape[-1] * self.units
        self.trainable = self.multiply_adds + self.units
        return (*x.shape[:-1], self.units)


class BatchNormalization(Layer):
    def __init__(self, epsilon=1e-3):
        self.epsilon = epsilon

    def call(self, x):
        self.trainable = self.statistics = 2 * x.shape[3]
        return x.shape


class ZeroPadding2D(Layer):
    def __init__(self, padding):
        one = isinstance(padding, int)
        self.rows, self.columns = ((padding, padding), (padding, padding)) if one else padding

    def call(self, x):
        batch, height, width, channels = x.shape
        return batch, height + sum(self.rows), width + sum(self.columns), channels


class GlobalAveragePooling2D(Layer):
    def __init__(self, keepdims=False):
        self.keepdims = keepdims

    def call(self, x):
        return (x.shape[0], 1, 1, x.shape[3]) if self.keepdims else (x.shape[0], x.shape[3])


class ReLU(Layer):
    def __init__(self, max_value=None):
        assert max_value in (None, 6.0)

    def call(self, x):
        return x.shape


class Dropout(Layer):
    def __init__(self, rate):
        assert rate == 0.2

    def call(self, x):
        return x.shape


class Merge(Layer):
    def call(self, pair):
        first, second = (each.shape for each in pair)
        assert all(m == n or n == 1 for m, n in zip(first, second)), (first, second)
        return first


class Add(Merge):
    def call(self, pair):
        assert pair[0].shape == pair[1].shape, [each.shape for each in pair]
        return super().call(pair)


class Multiply(Merge):
    pass


class Model:
    def __init__(self, inputs, outputs, name):
        self.outputs = outputs


layers = types.ModuleType("keras.layers")
for layer in (
    Conv2D, DepthwiseConv2D, Dense, BatchNormalization, ZeroPadding2D,
    GlobalAveragePooling2D, ReLU, Dropout, Add, Multiply,
):  # fmt: skip
    setattr(layers, layer.__name__, layer)
keras = types.ModuleType("keras")
keras.layers, keras.Model = layers, Model
keras.Input = lambda shape: Tensor((2, *shape))
sys.modules["keras"], sys.modules["keras.layers"] = keras, layers


def run(item):
    MADE.clear()
    space = {"__name__": "generated"}
    exec(compile(item["source"], item["name"], "exec"), space)
    model = space[item["name"]](size=item["resolution"])
    return {
        "trainable": sum(layer.trainable for layer in MADE),
        "total": sum(layer.trainable + layer.statistics for layer in MADE),
        "multiplyAdds": sum(layer.multiply_adds for layer in MADE),
        "epsilons": sorted({x.epsilon for x in MADE if isinstance(x, BatchNormalization)}),
        "outputShape": model.outputs.shape,
    }


json.dump([run(item) for item in json.load(sys.stdin)], sys.stdout)
