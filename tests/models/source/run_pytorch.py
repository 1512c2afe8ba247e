"""Runs PyTorch code handed over as JSON on stdin; says on stdout what each network turned out to be.

In:  [{"name", "source", "channels", "resolution"} and, to get logits,
      {"weights": path, "input": path} or {"tensors": {name: {shape, base64}}, "picture": the same}]
Out: [{"params", "state": {name: shape}, "outputShape", "logits"?}]
"""

import base64
import json
import sys

import numpy as np
import torch


def read_weights(path):
    if path.endswith(".pth"):
        return torch.load(path, map_location="cpu")
    types = {"F32": np.float32, "I64": np.int64}
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            start, end = entry["data_offsets"]
            flat = np.frombuffer(data[start:end], types[entry["dtype"]]).copy()
            tensors[name] = torch.from_numpy(flat).reshape(entry["shape"])
    return tensors


def decode(entry):
    flat = np.frombuffer(base64.b64decode(entry["base64"]), np.float32).copy()
    return torch.from_numpy(flat).reshape(entry["shape"])


def run(item):
    space = {"__name__": "generated"}
    exec(compile(item["source"], item["name"], "exec"), space)
    net = space[item["name"]]().eval()
    answer = {
        "params": sum(p.numel() for p in net.parameters()),
        "state": {name: list(t.shape) for name, t in net.state_dict().items()},
    }
    size = item["resolution"]
    with torch.no_grad():
        answer["outputShape"] = list(net(torch.zeros(2, item["channels"], size, size)).shape)
        if "weights" in item:
            net.load_state_dict(read_weights(item["weights"]), strict=True)
            answer["logits"] = net(torch.from_numpy(np.load(item["input"])))[0].tolist()
        if "tensors" in item:
            # What is not handed over is only the counter of batches seen.
            tensors = {name: decode(entry) for name, entry in item["tensors"].items()}
            missing, surplus = net.load_state_dict(tensors, strict=False)
            assert not surplus and all(x.endswith("num_batches_tracked") for x in missing), missing
            picture = decode(item["picture"]).permute(2, 0, 1)[None]
            answer["logits"] = net(picture)[0].tolist()
    return answer


json.dump([run(item) for item in json.load(sys.stdin)], sys.stdout)
