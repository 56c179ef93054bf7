"""Weights of a SAM 2 network by a closed formula, so that none need storing; diffusam.sam2.FormulaWeights is its twin.

Element n (row-major) of tensor NAME is base + amplitude * u(crc32(NAME) + n), rounded to float32, where u is a 32-bit mix
scaled to [-1, 1). NAME is the original one of facebookresearch/sam2.
"""
import zlib

import numpy as np


def uniform(seed, count):
    with np.errstate(over="ignore"):
        x = np.arange(count, dtype=np.uint32) + np.uint32(seed)
        x *= np.uint32(0x9E3779B1)
        x ^= x >> np.uint32(15)
        x *= np.uint32(0x85EBCA77)
        x ^= x >> np.uint32(13)
        x *= np.uint32(0xC2B2AE3D)
        x ^= x >> np.uint32(16)
    return (x >> np.uint32(8)).astype(np.float64) / 2.0**23 - 1.0


def base_and_amplitude(name, shape):
    if name.endswith(("pred_obj_score_head.layers.2.bias", "pred_obj_score_head.proj_out.bias")):
        return 2.0, 0.1  # the object is present
    if name.endswith(("gamma", "scale")):
        return 0.5, 0.1
    if len(shape) == 1:
        return (1.0, 0.1) if name.endswith("weight") else (0.0, 0.1)
    if "token" in name or "embed" in name and "proj" not in name or name in ("no_mem_pos_enc", "no_obj_ptr"):
        return 0.0, 0.5
    if name.endswith("gaussian_matrix"):
        return 0.0, 1.0
    return 0.0, (3.0 / float(np.prod(shape[1:]))) ** 0.5


def tensor(name, shape):
    base, amplitude = base_and_amplitude(name, shape)
    values = base + amplitude * uniform(zlib.crc32(name.encode()), int(np.prod(shape)))
    return values.astype(np.float32).reshape(shape)
