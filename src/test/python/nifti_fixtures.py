"""Makes the NIfTI fixtures and their reference values with nibabel 5 and numpy 2.

usage: nifti_fixtures.py PROJECT [SCANS]

Writes PROJECT/src/test/resources/diffusam/io/nifti/*.nii… and fixtures.json; with SCANS (a folder of real files) also
scans.json, reference values for every readable NIfTI file below it.
"""
import gzip
import json
import pathlib
import sys
import warnings

import nibabel as nib
import numpy as np
from reference import reference

warnings.simplefilter("ignore")
out = pathlib.Path(sys.argv[1]) / "src/test/resources/diffusam/io/nifti"
SHAPE = (3, 4, 5)
OBLIQUE = nib.affines.from_matvec(
    nib.eulerangles.euler2mat(0.3, -0.4, 0.7) @ np.diag([0.8, 1.1, 2.5]), [-31.5, 17.25, 4.75])
MIRRORED = OBLIQUE @ np.diag([1, 1, -1, 1])
SHEARED = OBLIQUE + np.array([[0, 0.1, 0, 0], [0, 0, 0.2, 0], [0, 0, 0, 0], [0, 0, 0, 0]])
files = {}


def voxels(dtype, shape=SHAPE):
    v = np.arange(np.prod(shape), dtype=np.float64).reshape(shape, order="F") * 3 - 40
    dtype = np.dtype(dtype)
    if dtype.kind == "u":
        v = v + 40
    if dtype.kind == "f":
        v = v / 7
    elif dtype.itemsize >= 2:
        v = v * 100
    return v.astype(dtype)


def header(dtype, big=False, two=False, pair=False):
    if two:
        cls = nib.nifti2.Nifti2PairHeader if pair else nib.Nifti2Header
    else:
        cls = nib.nifti1.Nifti1PairHeader if pair else nib.Nifti1Header
    h = cls(endianness=">" if big else "<")
    h.set_data_dtype(np.dtype(dtype))
    h.set_data_shape(SHAPE)
    return h


def image(v, affine, h):
    two = isinstance(h, nib.Nifti2Header)
    pair = not h.is_single
    cls = {(0, 0): nib.Nifti1Image, (1, 0): nib.Nifti2Image, (0, 1): nib.Nifti1Pair, (1, 1): nib.Nifti2Pair}[two, pair]
    return cls(v, affine, h, dtype=h.get_data_dtype())


def save(name, im, expect=True):
    nib.save(im, out / name)
    if expect:
        files[name] = describe(out / name)


def describe(path):
    im = nib.load(path)
    v = np.asanyarray(im.dataobj)
    v = v.reshape(v.shape[:3] + (-1,), order="F")[..., 0] if v.ndim > 3 else v
    v = v.reshape(v.shape + (1,) * (3 - v.ndim))
    return reference(v.shape, im.affine, v)


def write_table(name, rows):
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in rows.items()]
    (out / name).write_text("{\n" + ",\n".join(lines) + "\n}\n")


def raw(name, data):
    (out / name).write_bytes(data)


out.mkdir(parents=True, exist_ok=True)
for old in out.glob("*"):
    old.unlink()

for d in ["u1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"]:
    for big in (False, True):
        h = header(d, big)
        save(f"type_{d}_{'big' if big else 'little'}.nii", image(voxels(d), OBLIQUE, h))
        h = header(d, big, two=True)
        save(f"two_{d}_{'big' if big else 'little'}.nii.gz", image(voxels(d), OBLIQUE, h))

for d, v in [("u4", 4_000_000_000), ("i8", -5_000_000_000), ("u8", 2**63 + 2**40)]:
    x = voxels(d)
    x[2, 3, 4] = v
    save(f"wide_{d}.nii", image(x, OBLIQUE, header(d)))


def with_forms(name, sform, qform, big=False):
    im = image(voxels("i2"), None, header("i2", big))
    im.set_qform(qform, 1 if qform is not None else 0)
    im.set_sform(sform, 2 if sform is not None else 0)
    save(name, im)


with_forms("sform_only.nii", SHEARED, None)
with_forms("qform_only.nii", None, OBLIQUE)
with_forms("qform_mirrored.nii", None, MIRRORED)
with_forms("qform_mirrored_big.nii", None, MIRRORED, True)
with_forms("sform_beside_qform.nii", SHEARED, MIRRORED)
h = header("i2")
h.set_zooms((0.8, 1.1, 2.5))
save("no_form.nii", image(voxels("i2"), None, h))

im = image(voxels("i2"), OBLIQUE, header("i2"))
im.header.set_slope_inter(0.5, -1024)
save("rescaled.nii", im)
im = image(voxels("u1"), OBLIQUE, header("u1", big=True))
im.header.set_slope_inter(0.0123, 7.7)
save("rescaled_big.nii", im)
im = image(voxels("i2"), OBLIQUE, header("i2"))
im.header.extensions.append(nib.nifti1.Nifti1Extension("comment", b"an extension of some length" * 3))
save("extension.nii.gz", im)
save("pair.hdr", image(voxels("i2"), OBLIQUE, header("i2", pair=True)))
save("pair_two_big.hdr", image(voxels("f4"), OBLIQUE, header("f4", True, True, True)))
for part in ("hdr", "img"):
    raw(f"packed_pair.{part}.gz", gzip.compress((out / f"pair.{part}").read_bytes(), mtime=0))
files["packed_pair.hdr.gz"] = files["pair.hdr"]
save("flat.nii", nib.Nifti1Image(voxels("u1", (6, 7)), OBLIQUE))
save("series.nii.gz", nib.Nifti1Image(voxels("i2", SHAPE + (3,)), OBLIQUE))
save("vector.nii", nib.Nifti1Image(voxels("f4", SHAPE + (1, 3)), OBLIQUE))
plain = (out / "type_i2_little.nii").read_bytes()
raw("packed_with_plain_name.nii", gzip.compress(plain, mtime=0))
files["packed_with_plain_name.nii"] = files["type_i2_little.nii"]
raw("two_members.nii.gz", gzip.compress(plain[:400], mtime=0) + gzip.compress(plain[400:], mtime=0))
files["two_members.nii.gz"] = files["type_i2_little.nii"]

# Files that cannot be opened.
rgb = np.zeros(SHAPE, dtype=[("R", "u1"), ("G", "u1"), ("B", "u1")])
save("colours.nii", nib.Nifti1Image(rgb, OBLIQUE), expect=False)
save("complex.nii", nib.Nifti1Image(voxels("f4").astype("c8"), OBLIQUE), expect=False)
raw("truncated.nii", plain[:-7])
raw("truncated.nii.gz", gzip.compress(plain[:-7], mtime=0))
noise = np.random.default_rng(1).integers(-1000, 1000, (12, 12, 8)).astype("i2")
noise = gzip.compress(nib.Nifti1Image(noise, OBLIQUE).to_bytes(), mtime=0)
raw("cut_off.nii.gz", noise[: len(noise) // 2])
broken = bytearray(noise)
broken[-6] ^= 1
raw("wrong_checksum.nii.gz", bytes(broken))
raw("header_only.hdr", (out / "pair.hdr").read_bytes())
analyze = bytearray((out / "pair.hdr").read_bytes())
analyze[344:348] = bytes(4)
raw("analyze.hdr", bytes(analyze))
huge = bytearray(plain)
huge[42:48] = np.array([32767] * 3, "<i2").tobytes()
raw("huge.nii", bytes(huge))
raw("huge.nii.gz", gzip.compress(bytes(huge), mtime=0))
negative = bytearray(plain)
negative[44:46] = np.array([-4], "<i2").tobytes()
raw("negative.nii", bytes(negative))

write_table("fixtures.json", files)

if len(sys.argv) > 2:
    root = pathlib.Path(sys.argv[2])
    scans = {}
    for path in sorted(p for p in root.rglob("*") if p.name.endswith((".nii", ".nii.gz", ".hdr", ".hdr.gz"))):
        try:
            kind = nib.load(path)
            if isinstance(kind, (nib.Nifti1Pair, nib.Nifti2Pair)) and kind.get_data_dtype().kind in "iuf":
                scans[str(path.relative_to(root))] = describe(path)
        except Exception as fault:
            print("left out:", path, type(fault).__name__)
    write_table("scans.json", scans)
