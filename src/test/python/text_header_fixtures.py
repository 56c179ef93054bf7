"""Makes the NRRD and MetaImage fixtures and their reference values with pynrrd 1.1, SimpleITK 2.5 and numpy 2.

usage: text_header_fixtures.py PROJECT [SCANS]

Writes PROJECT/src/test/resources/diffusam/io/{nrrd,metaimage}/ with fixtures.json in each; with SCANS (a folder of real
files) also nrrd/scans.json. Positions come from SimpleITK, voxels from pynrrd and SimpleITK.
"""
import gzip
import json
import pathlib
import sys
import zlib

import nrrd
import numpy as np
import SimpleITK as sitk
from reference import reference

resources = pathlib.Path(sys.argv[1]) / "src/test/resources/diffusam/io"
SHAPE = (3, 4, 5)
c, s = np.cos(0.4), np.sin(0.4)
ROTATION = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]) @ np.array([[1, 0, 0], [0, c, -s], [0, s, c]])
SPACING = np.array([0.8, 1.1, 2.5])
ORIGIN = [-31.5, 17.25, 4.75]
DIRECTIONS = (ROTATION * SPACING).T  # one row an index axis


def voxels(dtype, shape=SHAPE):
    dtype = np.dtype(dtype)
    v = np.arange(np.prod(shape), dtype=np.float64).reshape(shape, order="F") * 3 - (0 if dtype.kind == "u" else 40)
    if dtype.kind == "f":
        v = v / 7
    elif dtype.itemsize >= 2:
        v = v * 100
    return v.astype(dtype)


def affine_of(path):
    """SimpleITK's LPS affine as RAS, of the first three axes."""
    reader = sitk.ImageFileReader()
    reader.SetFileName(str(path))
    reader.ReadImageInformation()
    n = reader.GetDimension()
    direction = np.array(reader.GetDirection()).reshape(n, n)
    affine = np.eye(4)
    m = min(n, 3)
    affine[:m, :m] = (direction * np.array(reader.GetSpacing()))[:m, :m]
    affine[:m, 3] = np.array(reader.GetOrigin())[:m]
    return np.diag([-1.0, -1.0, 1.0, 1.0]) @ affine


def write_table(folder, name, rows):
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in rows.items()]
    (folder / name).write_text("{\n" + ",\n".join(lines) + "\n}\n")


def emptied(name):
    folder = resources / name
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*"):
        old.unlink()
    return folder


# NRRD
out = emptied("nrrd")
files = {}
LPS = {"space": "left-posterior-superior", "space directions": DIRECTIONS, "space origin": ORIGIN, "kinds": ["domain"] * 3}


def save_nrrd(name, data, header, expect=None, affine=None, **options):
    nrrd.write(str(out / name), data, dict(header), **options)
    expect = data if expect is None else expect
    files[name] = reference(expect.shape, affine_of(out / name) if affine is None else affine, expect)


for d in ["u1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"]:
    for endian in ("little", "big"):
        encoding = "raw" if endian == "big" else "gzip"
        order = np.dtype(d).newbyteorder(">" if endian == "big" else "<")
        save_nrrd(f"type_{d}_{endian}.nrrd", voxels(d).astype(order), {**LPS, "encoding": encoding})
for space in ("right-anterior-superior", "left-anterior-superior", "left-posterior-superior"):
    save_nrrd(f"space_{space}.nrrd", voxels("i2"), {**LPS, "space": space})
save_nrrd("spacings_only.nrrd", voxels("i2"), {"spacings": SPACING})
save_nrrd("detached.nhdr", voxels("i2"), {**LPS, "encoding": "raw"}, detached_header=True)
save_nrrd("detached_packed.nhdr", voxels("f4"), {**LPS, "encoding": "gzip"}, detached_header=True)
NONE = [np.nan] * 3
last = {"space": LPS["space"], "space origin": ORIGIN, "space directions": np.vstack([DIRECTIONS, NONE]),
        "kinds": ["domain"] * 3 + ["list"]}
straight = affine_of(out / "detached.nhdr")
save_nrrd("list_last.nrrd", voxels("i2", SHAPE + (2,)), last, voxels("i2", SHAPE + (2,))[..., 0], straight)
first = {**last, "space directions": np.vstack([NONE, DIRECTIONS]), "kinds": ["vector"] + ["domain"] * 3}
save_nrrd("vector_first.nrrd", voxels("i2", (6,) + SHAPE), first, voxels("i2", (6,) + SHAPE)[0], straight)
colour = {**first, "kinds": ["RGB-color"] + ["domain"] * 3}
nrrd.write(str(out / "colours.nrrd"), voxels("u1", (3,) + SHAPE), colour)
save_nrrd("flat.nrrd", voxels("u1", (6, 7)), {"spacings": [0.5, 2]}, voxels("u1", (6, 7))[..., None])

text = (
    "NRRD0003\r\n# written by hand\r\ntype: unsigned short\r\ndimension: 3\r\nsizes: 3 4 5\r\nendian: big\r\n"
    "encoding: {}\r\nspace: LPS\r\nspace directions: (0.8,0,0) (0,1.1,0) (0,0,2.5)\r\nspace origin: ( 1, 2 , 3 )\r\n"
    "my key:=any: text\r\n{}\r\n")
data = voxels("u2").astype(">u2").tobytes(order="F")
HAND = np.diag([-1.0, -1.0, 1.0, 1.0]) @ np.array([[0.8, 0, 0, 1], [0, 1.1, 0, 2], [0, 0, 2.5, 3], [0, 0, 0, 1]])
for name, encoding, extra, body in [
    ("skips.nrrd", "raw", "line skip: 2\r\nbyte skip: 3\r\n", b"one\ntwo\nabc" + data),
    ("at_end.nrrd", "raw", "byteskip: -1\r\n", b"anything" + data),
    ("skips_packed.nrrd", "gz", "line skip: 1\r\nbyte skip: 3\r\n", b"one\n" + gzip.compress(b"abc" + data, mtime=0)),
]:
    (out / name).write_bytes(text.format(encoding, extra).encode() + body)
    read, _ = nrrd.read(str(out / name)) if name != "skips_packed.nrrd" else (voxels("u2"), None)
    assert (read == voxels("u2")).all(), name
    files[name] = reference(SHAPE, HAND, read)
plain = (out / "type_i2_big.nrrd").read_bytes()
(out / "truncated.nrrd").write_bytes(plain[:-7])
(out / "ascii.nrrd").write_bytes(plain.replace(b"encoding: raw", b"encoding: ascii"))
(out / "no_endian.nrrd").write_bytes(plain.replace(b"endian: big\n", b""))
(out / "no_data.nhdr").write_bytes((out / "detached.nhdr").read_bytes().replace(b"detached.raw", b"absent.raw"))
(out / "sizes.nrrd").write_bytes(plain.replace(b"sizes: 3 4 5", b"sizes: 3 x 5"))
(out / "flat_space.nrrd").write_bytes(text.replace("(0,0,2.5)", "(0,1,0)").format("raw", "").encode() + data)
write_table(out, "fixtures.json", files)

if len(sys.argv) > 2:
    root = pathlib.Path(sys.argv[2])
    scans = {}
    for path in sorted(root.rglob("*.nrrd")):
        read, _ = nrrd.read(str(path))
        scans[str(path.relative_to(root))] = reference(read.shape, affine_of(path), read)
    write_table(out, "scans.json", scans)

# MetaImage
out = emptied("metaimage")
files = {}


def image(v, vector=False):
    im = sitk.GetImageFromArray(np.ascontiguousarray(np.moveaxis(v, -1, 0).T if vector else v.T), isVector=vector)
    if im.GetDimension() == 3:
        im.SetDirection(ROTATION.ravel())
        im.SetSpacing(SPACING)
        im.SetOrigin(ORIGIN)
    return im


def save_meta(name, v, packed=False, expect=None, vector=False, affine=None):
    im = image(v, vector)
    sitk.WriteImage(im, str(out / name), useCompression=packed)
    expect = v if expect is None else expect
    files[name] = reference(expect.shape, affine_of(out / name) if affine is None else affine, expect)


for d in ["u1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"]:
    save_meta(f"type_{d}.mha", voxels(d))
    save_meta(f"packed_{d}.mha", voxels(d), packed=True)
save_meta("detached.mhd", voxels("i2"))
save_meta("detached_packed.mhd", voxels("f4"), packed=True)
save_meta("flat.mha", voxels("u1", (6, 7)), expect=voxels("u1", (6, 7))[..., None])
series = voxels("i2", SHAPE + (2,))
save_meta("series.mha", series, expect=series[..., 0])
oblique = affine_of(out / "type_i2.mha")
vectors = np.stack([voxels("i2"), voxels("i2") + 1], axis=-1)
im = sitk.Compose([image(voxels("i2")), image(voxels("i2") + 1)])
sitk.WriteImage(im, str(out / "vector.mha"))
files["vector.mha"] = reference(SHAPE, oblique, voxels("i2"))
plain = (out / "type_i2.mha").read_bytes()
body = voxels("i2").tobytes(order="F")
assert plain.endswith(body)
head = plain[: -len(body)]
(out / "big.mha").write_bytes(head.replace(b"MSB = False", b"MSB = True") + voxels("i2").astype(">i2").tobytes(order="F"))
files["big.mha"] = reference(SHAPE, affine_of(out / "big.mha"), sitk.GetArrayFromImage(sitk.ReadImage(str(out / "big.mha"))).T)
mhd = (out / "detached.mhd").read_bytes()
at_end = mhd.replace(b"ElementDataFile = detached.raw", b"HeaderSize = -1\nElementDataFile = at_end.dat")
(out / "at_end.mhd").write_bytes(at_end)
(out / "at_end.dat").write_bytes(b"some other header" + body)
files["at_end.mhd"] = reference(
    SHAPE, affine_of(out / "at_end.mhd"), sitk.GetArrayFromImage(sitk.ReadImage(str(out / "at_end.mhd"))).T)
(out / "packed_as_gzip.mha").write_bytes(
    (out / "packed_i2.mha").read_bytes().split(b"LOCAL\n")[0] + b"LOCAL\n" + gzip.compress(body, mtime=0))
files["packed_as_gzip.mha"] = files["type_i2.mha"]
(out / "minimal.mhd").write_text(
    "NDims = 3\nDimSize = 3 4 5\nElementType = MET_SHORT\nElementSize = 1 2 3\nElementDataFile = detached.raw\n")
files["minimal.mhd"] = reference(SHAPE, np.diag([-1.0, -2.0, 3.0, 1.0]), voxels("i2"))
(out / "truncated.mha").write_bytes(plain[:-7])
(out / "text.mha").write_bytes(head.replace(b"BinaryData = True", b"BinaryData = False") + b"1 2 3")
(out / "list.mhd").write_bytes(mhd.replace(b"= detached.raw", b"= LIST"))
(out / "no_data.mhd").write_bytes(mhd.replace(b"detached.raw", b"absent.raw"))
(out / "no_type.mhd").write_bytes(mhd.replace(b"ElementType = MET_SHORT\n", b""))
broken = bytearray((out / "packed_i2.mha").read_bytes())
broken[-20] ^= 0x55
(out / "damaged.mha").write_bytes(bytes(broken))
write_table(out, "fixtures.json", files)
