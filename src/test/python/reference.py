"""What a test compares an image with: shape, RAS affine, a few voxels, sum, and a checksum of every voxel.

Not-a-number counts as -1.
"""
import zlib

import numpy as np


def reference(shape, affine, values):
    """values: real values, first index fastest when flattened in Fortran order."""
    v = np.asarray(values, dtype=np.float64)
    v = v.reshape(shape[:3], order="F") if v.ndim < 3 else v
    nans = int(np.isnan(v).sum())
    v = np.nan_to_num(v, nan=-1)
    f = v.astype("<f4").ravel(order="F")
    rng = np.random.default_rng(0)
    picks = [[int(rng.integers(n)) for n in v.shape] for _ in range(5)]
    return {
        "shape": list(v.shape),
        "affine": np.asarray(affine)[:3].astype(float).tolist(),
        "samples": [p + [float(v[tuple(p)].astype(np.float32))] for p in picks],
        "sum": float(f.astype(np.float64).sum()),
        "nans": nans,
        "crc32": zlib.crc32(f.tobytes()),
    }
