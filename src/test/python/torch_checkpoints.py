"""Small PyTorch checkpoints, sound and hostile, that the reader of .pt files is tested with.

    python torch_checkpoints.py ../resources/diffusam/nn

Sound ones hold linear[i, j] = i - j / 4 (3, 4), half = arange(5) / 8, brain = (1, -2.5, 3e20), whole = (7, -1) and a scalar.
"""
import collections
import io
import pathlib
import pickle
import struct
import sys
import zipfile

import torch

out = pathlib.Path(sys.argv[1])
state = collections.OrderedDict(
    linear=torch.arange(3)[:, None] - torch.arange(4)[None, :] / 4,
    half=(torch.arange(5) / 8).half(),
    brain=torch.tensor([1, -2.5, 3e20]).bfloat16(),
    whole=torch.tensor([7, -1]),
    scalar=torch.tensor(0.5),
)
state._metadata = {"": {"version": 1}}
block = torch.arange(20.0)
shared = {"tail": block[15:], "rows": block.view(4, 5)[1:3], "parameter": torch.nn.Parameter(torch.ones(2, 1))}
torch.save({"model": state, "epoch": 3}, out / "model.pt")
torch.save(shared, out / "bare.pt")
torch.save({"turned": torch.ones(2, 3).t()}, out / "turned.pt")
torch.save({"model": {"a": torch.ones(2), "b": "text"}}, out / "text.pt")
torch.save({"a": torch.ones(2, dtype=torch.int32)}, out / "int32.pt")
torch.save({"a": torch.ones(2)}, out / "old.pt", _use_new_zipfile_serialization=False)


class Opens:
    def __reduce__(self):
        return open, ("made-by-a-checkpoint", "w")


with io.BytesIO() as buffer:
    pickle.dump({"model": Opens()}, buffer, protocol=2)
    evil = buffer.getvalue()


def rewritten(name, change):
    """bare.pt with its entries run through change(entry name, bytes) -> (entry name, bytes)."""
    with zipfile.ZipFile(out / "bare.pt") as source, zipfile.ZipFile(out / name, "w") as target:
        for entry in source.namelist():
            target.writestr(*change(entry, source.read(entry)))


rewritten("evil.pt", lambda n, b: (n, evil) if n.endswith("data.pkl") else (n, b))
rewritten("path.pt", lambda n, b: (n.replace("bare/data/0", "bare/../../data/0"), b))
# sizes (2, 1) of 'parameter' become (2**31 - 1, 255); then a text of 4 GB
rewritten("huge.pt", lambda n, b: (n, b.replace(b"K\x02K\x01\x86", b"J" + struct.pack("<i", 2**31 - 1) + b"K\xff\x86")))
rewritten("text4g.pt", lambda n, b: (n, b.replace(b"X\x04\x00\x00\x00tail", b"X\xff\xff\xff\xfftail")))
rewritten("bigendian.pt", lambda n, b: (n, b"big") if n.endswith("byteorder") else (n, b))
with zipfile.ZipFile(out / "other.zip.pt", "w") as target:
    target.writestr("readme.txt", "no checkpoint")
with zipfile.ZipFile(out / "deflated.pt", "w", zipfile.ZIP_DEFLATED) as target:
    target.writestr("deflated/data.pkl", b"\x80\x02}." + bytes(1000))
(out / "half.pt").write_bytes((out / "model.pt").read_bytes()[:1500])
