"""Writes what pydicom decodes from every image under the data folder, for DecodingTest.

    python dicom_hashes.py DATA src/test/resources/diffusam/io/dicom

needs pydicom, numpy, pillow, pylibjpeg, pylibjpeg-libjpeg, pylibjpeg-openjpeg, pyjpegls.

pixels.tsv: path, shape, dtype and SHA-256 of the little-endian samples without colour conversion.
lossy.tsv: path, stride and every stride-th sample, for the files whose codec may round differently.
"""

import glob
import gzip
import hashlib
import io
import os
import sys
import warnings

import numpy as np
import pydicom
from pydicom.pixels import get_decoder
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

warnings.simplefilter("ignore")
LOSSY = {"1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.91"}
SAMPLES = 600

data, out = sys.argv[1:]
files = sorted(
    f
    for pattern in ("dicom/*/*", "ct_abd/totalseg_ct_dicom/dicom/*", "dicom_seg/*/*.dcm", "rtstruct/STS_002/*/00001*.dcm")
    for f in glob.glob(os.path.join(data, pattern))
    if os.path.isfile(f)
)
with open(os.path.join(out, "pixels.tsv"), "w") as exact, open(os.path.join(out, "lossy.tsv"), "w") as lossy:
    for name in files:
        raw = open(name, "rb").read()
        if raw[:2] == b"\x1f\x8b":
            raw = gzip.decompress(raw)
        try:
            ds = pydicom.dcmread(io.BytesIO(raw), force=True)
            if "TransferSyntaxUID" not in ds.file_meta:
                ds.file_meta.TransferSyntaxUID = (
                    ImplicitVRLittleEndian if ds.original_encoding[0] else ExplicitVRLittleEndian
                )
            # a compressed YBR_FULL_422 frame comes out of the codec with full chroma
            pixels, _ = get_decoder(ds.file_meta.TransferSyntaxUID).as_array(ds, raw=True)
        except Exception:
            continue
        path = os.path.relpath(name, data)
        pixels = np.ascontiguousarray(pixels.astype(pixels.dtype.newbyteorder("<")))
        shape = "x".join(map(str, pixels.shape))
        if ds.file_meta.TransferSyntaxUID in LOSSY:
            flat = pixels.reshape(-1)
            stride = max(1, flat.size // SAMPLES) | 1
            print(path, shape, pixels.dtype.str, stride, ",".join(map(str, flat[::stride])), sep="\t", file=lossy)
        else:
            print(path, shape, pixels.dtype.str, hashlib.sha256(pixels.tobytes()).hexdigest(), sep="\t", file=exact)
