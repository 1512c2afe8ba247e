"""The .safetensors format, as little of it as is needed: https://github.com/huggingface/safetensors#format
And a packed form of it, which src/models/checkpoint/packed-tier.ts describes and reads."""

import json
import struct
import zlib
from pathlib import Path

import numpy as np

TYPES = {"F16": np.float16, "F32": np.float32}


def save(path, tensors):
    """Writes {name: array} in order; every array is float16 or float32."""
    header, chunks, start = {}, [], 0
    for name, array in tensors.items():
        kind = {np.dtype(np.float16): "F16", np.dtype(np.float32): "F32"}[array.dtype]
        data = np.ascontiguousarray(array).tobytes()
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [start, start + len(data)]}
        chunks.append(data)
        start += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    Path(path).write_bytes(struct.pack("<Q", len(text)) + text + b"".join(chunks))


def values_start(data):
    """Where the values of a file begin."""
    return 8 + struct.unpack("<Q", data[:8])[0]


def pack(data):
    """The bytes of a file of float16 values, packed: lower and upper bytes apart, all of it deflated."""
    start = values_start(data)
    halves = np.frombuffer(data, np.uint8, offset=start).reshape(-1, 2).T
    return zlib.compress(data[:start] + halves.tobytes(), 9)


def unpack(packed):
    """The reverse of pack."""
    data = zlib.decompress(packed)
    start = values_start(data)
    return data[:start] + np.frombuffer(data, np.uint8, offset=start).reshape(2, -1).T.tobytes()


def load(path, packed=False):
    """{name: float32 array} of a file."""
    data = Path(path).read_bytes()
    if packed:
        data = unpack(data)
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        array = np.frombuffer(data[begin:end], TYPES[entry["dtype"]])
        tensors[name] = array.reshape(entry["shape"]).astype(np.float32)
    return tensors
