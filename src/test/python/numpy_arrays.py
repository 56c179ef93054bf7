"""Arrays as NumPy writes them, for the reader's tests:  python numpy_arrays.py ../resources/diffusam/nn

Every array holds x[i, j] = 3 i + j in its own type, shape (2, 3).
"""
import pathlib
import sys

import numpy as np

out = pathlib.Path(sys.argv[1])
x = np.arange(6).reshape(2, 3)
np.savez(out / "types.npz", **{t.strip("<>|").replace("?", "b1") + ("b" if t[0] == ">" else ""): x.astype(t) for t in ("<f4", ">f4", "<f8", "<f2", "|u1", "|i1", "<u2", "<i2", ">i2", "<i4", "<i8")})
np.savez_compressed(out / "compressed.npz", x=x.astype(np.float32), scalar=np.float32(2.5), line=np.arange(3.0))
np.save(out / "fortran.npy", np.asfortranarray(x.astype(np.float32)))
np.save(out / "complex.npy", x.astype(np.complex64))
np.save(out / "square.npy", np.eye(32, dtype=np.float32))
