"""Reference values for diffusam.metrics from MONAI 1.6.1 and SciPy: writes src/test/resources/metrics/reference.json.

Run from the project root with monai, torch, numpy and scipy installed. Masks are stored as bits, x fastest, in base64.
"""
import base64, json
import numpy as np, torch
from scipy import ndimage
from monai.metrics import compute_average_surface_distance, compute_hausdorff_distance

SHAPE = (26, 22, 14)  # x, y, z
x, y, z = np.meshgrid(*(np.arange(n) for n in SHAPE), indexing="ij")


def ellipsoid(cx, cy, cz, rx, ry, rz):
    return ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 + ((z - cz) / rz) ** 2 < 1


def bits(mask):
    return base64.b64encode(np.packbits(mask.ravel(order="F"), bitorder="little").tobytes()).decode()


def monai(p, t, spacing):
    # one empty layer around, so that structures at the border have a surface there
    pp, tt = (torch.from_numpy(np.pad(m, 1)[None, None].astype(np.float32)) for m in (p, t))
    hd = compute_hausdorff_distance(pp, tt, include_background=True, percentile=95, spacing=spacing)
    sd = compute_average_surface_distance(pp, tt, include_background=True, symmetric=True, spacing=spacing)
    return hd.item(), sd.item()


def on_slices(p, t, spacing, keep):
    """The same with SciPy: surfaces of the whole structures, of which only the voxels to keep are counted."""
    ps, ts = (m & ~ndimage.binary_erosion(m) for m in (p, t))
    forth = ndimage.distance_transform_edt(~ts, sampling=spacing)[ps & keep]
    back = ndimage.distance_transform_edt(~ps, sampling=spacing)[ts & keep]
    return max(np.percentile(d, 95) for d in (forth, back)), np.concatenate([forth, back]).mean()


def case(name, spacing, prediction, truth, slices=None):
    keep = np.ones(SHAPE, bool)
    if slices is not None:
        keep[:] = False
        keep[:, :, slices] = True
    hd, sd = on_slices(prediction, truth, spacing, keep)
    if slices is None:
        assert np.allclose((hd, sd), monai(prediction, truth, spacing), atol=1e-5), name
        hd, sd = monai(prediction, truth, spacing)
    p, t = prediction & keep, truth & keep
    ml = np.prod(spacing) / 1000
    return dict(name=name, shape=SHAPE, spacing=spacing, prediction=bits(prediction), truth=bits(truth), slices=slices,
                dice=2 * (p & t).sum() / (p.sum() + t.sum()), hd95_mm=hd, assd_mm=sd,
                prediction_ml=p.sum() * ml, truth_ml=t.sum() * ml)


a = ellipsoid(12.3, 10.1, 6.2, 8.1, 6.3, 4.4)
b = ellipsoid(13.6, 9.2, 7.1, 7.4, 7.2, 3.9)
far = a.copy()
far[24:26, 20:22, 13] = True
rng = np.random.default_rng(3)
noise = rng.random(SHAPE) < .04
one, other = np.zeros(SHAPE, bool), np.zeros(SHAPE, bool)
one[2, 3, 4] = other[20, 15, 9] = True
cases = [
    case("shifted, isotropic", (1., 1., 1.), b, a),
    case("shifted, anisotropic", (.75, .9, 5.), b, a),
    case("equal", (.75, .9, 5.), a, a),
    case("far island", (.75, .9, 5.), far, b),
    case("at the border", (1.2, .7, 2.5), ellipsoid(1, 2, 0, 8, 9, 5), ellipsoid(0, 0, 1, 9, 8, 6)),
    case("scattered", (.6, .8, 3.), noise, a),
    case("two single voxels", (.6, .8, 3.), one, other),
    case("hollow", (1., 1.5, 2.), a & ~ellipsoid(12, 10, 6, 4, 4, 2), a),
    case("without seeds", (.75, .9, 5.), b, a, [0, 1, 2, 3, 5, 6, 7, 9, 11, 12, 13]),
]
with open("src/test/resources/metrics/reference.json", "w") as f:
    json.dump(cases, f, indent=1, default=float)
for c in cases:
    print(c["name"], *(round(c[k], 4) for k in ("dice", "hd95_mm", "assd_mm")))
